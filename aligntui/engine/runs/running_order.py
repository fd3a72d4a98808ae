"""The running order of a run in lines of its agenda: minutes, marks, moving and skipping whole lines."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct
from msgspec.structs import replace

from aligntui.engine.runs.sittings import refs
from aligntui.methods.book import Book
from aligntui.session.model import Run, RunStep
from aligntui.session.ops import AnyOp, Plan, Walk
from aligntui.text import moment

OVER = ("done", "skipped")


class Block(Struct, frozen=True):
    """One line of the agenda with its screens."""

    number: int
    title: str
    steps: tuple[RunStep, ...]

    @property
    def planned(self) -> int:
        """Minutes."""
        return sum(step.minutes for step in self.steps)

    @property
    def seconds(self) -> int:
        """Seconds used."""
        return sum(step.used for step in self.steps)

    @property
    def used(self) -> int:
        """Minutes, rounded."""
        return (self.seconds + 30) // 60

    @property
    def over(self) -> bool:
        """Whether nothing of it is to be done any more."""
        return all(step.state in OVER for step in self.steps)

    @property
    def state(self) -> str:
        """State of the line: `skipped` and `done` only when all of it is."""
        states = {step.state for step in self.steps}
        if states == {"skipped"}:
            return "skipped"
        if states <= set(OVER):
            return "done"
        return "todo" if states <= {"todo", "skipped"} else "begun"

    @property
    def first_open(self) -> RunStep:
        """The screen where one goes on."""
        return next((step for step in self.steps if step.state not in OVER), self.steps[0])


def blocks(run: Run, book: Book) -> list[Block]:
    """The lines of a run in order."""
    return [replace(line, title=_title(run, book, list(line.steps))) for line in _lines(run)]


def _title(run: Run, book: Book, steps: list[RunStep]) -> str:
    if len(steps) == 1:
        return steps[0].title
    agenda = book.agendas.get(run.agenda.removeprefix("agenda:"))
    names = [step.step for step in steps]
    for entry in agenda.steps if agenda is not None else []:
        found = refs(entry, book.methods)
        if found and (found == names or set(names) & set(found)):
            method = book.methods.get(entry.method or "")
            title = entry.title or (method.title if method is not None else "")
            if title:
                return title
    method = book.methods.get(names[0].partition("/")[0])
    return method.title if method is not None else steps[0].title


def _lines(run: Run) -> list[Block]:
    groups: dict[int, list[RunStep]] = {}
    for step in run.steps:
        groups.setdefault(step.entry, []).append(step)
    return [Block(number, "", tuple(steps)) for number, steps in groups.items()]


def remaining(run: Run) -> int:
    """Minutes still planned: a line of the agenda that is begun counts with what it has left.

    Half a minute is one of `used`, so that both add up to what is planned.
    """
    left = (line.planned * 60 - line.seconds for line in _lines(run) if not line.over)
    return -((30 - sum(max(0, seconds) for seconds in left)) // 60)


def ends(run: Run, now: str) -> str:
    """`17:05`: when the plan ends if what is left takes what is planned."""
    begun = moment.read(now)
    if begun is None:
        return ""
    return moment.clock((begun + dt.timedelta(minutes=remaining(run))).isoformat())


def late(run: Run) -> int:
    """Minutes by which the lines that were timed took longer than planned; negative when shorter."""
    met = (line for line in _lines(run) if line.seconds or not line.over)
    return used(run) + remaining(run) - sum(line.planned for line in met)


def used(run: Run) -> int:
    """Minutes spent so far."""
    return (sum(step.used for step in run.steps) + 30) // 60


def skip(run: Run, block: Block, step: RunStep | None = None) -> list[AnyOp]:
    """Skip a line, or one screen of it; what is skipped is taken up again."""
    chosen = [step] if step is not None else list(block.steps)
    back = all(one.state == "skipped" for one in chosen)
    ops: list[AnyOp] = []
    for one in chosen:
        if back or one.state in ("todo", "begun"):
            to = "todo" if back else "skipped"
            ops.append(Walk(run=run.id, step=one.id, field="state", was=one.state, to=to))
    return ops


def lengthen(run: Run, block: Block, by: int, step: RunStep | None = None) -> list[AnyOp]:
    """Some minutes more or less for a line; its first screen that has minutes carries them."""
    one = step or next((s for s in block.steps if s.minutes), block.steps[0])
    minutes = max(0, one.minutes + by)
    if minutes == one.minutes:
        return []
    return [Walk(run=run.id, step=one.id, field="minutes", was=one.minutes, to=minutes)]


def extend(run: Run, step: RunStep, minutes: int) -> list[AnyOp]:
    """More minutes for the line of a step; from now when its time is over. The run is as of now."""
    line = next(one for one in _lines(run) if any(screen.id == step.id for screen in one.steps))
    over = -(-sum(screen.used for screen in line.steps) // 60) - line.planned
    return lengthen(run, line, minutes + max(0, over))


def shift(run: Run, order: list[Block], at: int, by: int) -> list[AnyOp]:
    """Move a line up or down and number the lines anew."""
    to = at + by
    if not (0 <= at < len(order) and 0 <= to < len(order)):
        return []
    moved = list(order)
    moved[at], moved[to] = moved[to], moved[at]
    steps = [replace(step, entry=n) for n, block in enumerate(moved, start=1) for step in block.steps]
    return [Plan(run=run.id, field="steps", was=run.steps, to=steps)]
