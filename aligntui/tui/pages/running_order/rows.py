"""The running order as rows: lines with minutes and marks, and what the focused one is for."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from aligntui.analysis.figures import Figures
from aligntui.analysis.view import View
from aligntui.engine.entry.fields import label_of
from aligntui.engine.runs import other_path, running_order, walk
from aligntui.engine.runs.conditions import done_when
from aligntui.engine.runs.position import step_name
from aligntui.engine.runs.running_order import Block
from aligntui.methods.types import Method, Step
from aligntui.session.codes import code_order
from aligntui.session.model import Run, RunStep, record_id
from aligntui.text.clean import width
from aligntui.tui.rows import Paged, filled, paged, shown
from aligntui.tui.widgets.line import (
    BLANK,
    Line,
    beside,
    broken,
    cut,
    fit,
    hung,
    in_focus,
    labelled,
    length,
    line,
    paragraph,
    spread,
    wrap,
)

LEFT = 37
MARKS = {"done": "x", "begun": "~", "skipped": "-", "todo": " "}


class Entry(Struct, frozen=True):
    """One row that takes the focus: a line of the agenda, or a screen of an open line."""

    block: Block
    step: RunStep | None = None

    @property
    def state(self) -> str:
        """State of the line or screen."""
        return self.step.state if self.step is not None else self.block.state

    @property
    def target(self) -> RunStep:
        """Where Enter goes."""
        return self.step if self.step is not None else self.block.first_open


class DrawerState(Paged):
    """All that the drawer shows."""

    run: Run
    here: str
    """Id of the run step where the person stands."""
    now: str
    open: set[int] = field(default_factory=set)
    """Numbers of the lines whose screens are listed."""
    people: int = 1
    unwanted: frozenset[str] = frozenset()
    """Ids of the run steps that are not asked as things stand."""


NOT_NEEDED = "not needed"


def entries(state: DrawerState, view: View) -> list[Entry]:
    """The rows that take the focus."""
    found: list[Entry] = []
    for block in running_order.blocks(state.run, view.book):
        found.append(Entry(block))
        if len(block.steps) > 1 and block.number in state.open:
            found.extend(Entry(block, step) for step in block.steps)
    return found


def drawer_rows(bar: Line, state: DrawerState, figures: Figures, cells: int, height: int) -> list[Line]:
    """The drawer but its message and keys."""
    view = figures.view
    listed = entries(state, view)
    state.at = max(0, min(state.at, len(listed) - 1))
    left = LEFT + min(10, (cells - 80) // 3)
    body = [*filled(_listed(state, view, listed, left, height - 7), height - 7), *_sums(state, view, left)]
    right = _about(listed[state.at], state, figures, cells - left - 2, height - 3)
    out = [bar]
    head = f" {'STEPS':<{left - 11}}min (used)"
    out.append(_two(line((head, "accent+bold")), left, right[0], cells))
    for index in range(height - 4):
        a = body[index] if index < len(body) else BLANK
        b = right[index + 1] if index + 1 < len(right) else BLANK
        out.append(_two(a, left, b, cells))
    return out


def _two(a: Line, left: int, b: Line, cells: int) -> Line:
    return beside((a, left), (line(("│ ", "rule")), 2), (b, cells - left - 2))


def _listed(state: DrawerState, view: View, listed: Sequence[Entry], cells: int, room: int) -> list[Line]:
    drawn = [_entry(entry, cells, state) for entry in listed]
    below = [_phases(entry.target, view, state, cells) if _present(entry, state) else [] for entry in listed]

    def draw(number: int, high: int) -> list[Line]:
        focused = number == state.at
        head, texts, size, tail = drawn[number]
        head = line((" >" if focused else "  ", "accent"), *head)
        rows = hung(head, cut(texts, high, size), size, *tail, role=tail[0][1])
        return [*in_focus(rows, cells, focused), *below[number]][:high]

    wants = [len(texts) + len(phases) for (_, texts, _, _), phases in zip(drawn, below, strict=True)]
    return shown(wants, room, state, draw, whole=True)


def _present(entry: Entry, state: DrawerState) -> bool:
    return entry.target.id == state.here and (entry.step is not None or len(entry.block.steps) == 1)


def _minutes(planned: int, used: int) -> str:
    text = str(planned) if planned else "-"
    return f"{text} ({used})" if used else text


def _entry(entry: Entry, cells: int, state: DrawerState) -> tuple[Line, list[str], int, Line]:
    """Head, name in rows of so many cells, and minutes of a line or of a screen under it."""
    block, step = entry.block, entry.step
    steps = block.steps if step is None else [step]
    here = any(one.id == state.here for one in steps)
    mark, role = ("*", "accent+bold") if here else (MARKS.get(entry.state, " "), "accent")
    idle = all(one.id in state.unwanted for one in steps)
    words = "muted" if idle or entry.state == "skipped" else "text"
    if step is None:
        head = line((f" {mark} ", role), (f"{block.number:>2} ", "muted"))
        name = f"{'+ ' if len(steps) > 1 and block.number not in state.open else ''}{block.title}"
        number, _, spent = _minutes(block.planned, block.used).partition(" ")
    else:
        head = line((f"     {mark} ", role), (" ", words))
        # The line above says which method it is.
        name = step.title.partition(": ")[2] or step.title
        name = name[:1].upper() + name[1:]
        number, _, spent = _minutes(step.minutes, round(step.used / 60)).partition(" ")
        number = number if step.minutes else ""
    if idle:
        number, spent = NOT_NEEDED, ""
    room = cells - 3 - length(head) - (width(number) if idle else 8)
    return head, broken(name, room), room, ((f"{number:>4}", words), (f" {spent}", "muted"))


def _phases(here: RunStep, view: View, state: DrawerState, cells: int) -> list[Line]:
    found = view.book.step(here.step)
    run = other_path.played(state.run, other_path.alone_for(view, *found)) if found is not None else state.run
    names = walk.phases(found[1], run) if found is not None else []
    if not names:
        return []
    now = here.phase if here.phase in names else names[0]
    said = "  ".join(f"[{name}]" if name == now else name for name in names)
    return paragraph(said, cells - 9, role="muted", lead=" " * 8)


def _sums(state: DrawerState, view: View, cells: int) -> list[Line]:
    run = state.run
    left = running_order.remaining(run)
    sums = f" used {running_order.used(run)} min, left {left}"
    if left:
        sums += f", ends {running_order.ends(run, state.now)}"
    rows = [line((" marks: x done ~ begun * here - skip", "muted")), line((sums, "text"))]
    over = running_order.late(run)
    if not running_order.used(run):
        said = line((" not timed", "muted"))
    elif over <= 0:
        ahead = f" {-over} min early" if over else " on time"
        said = line((ahead if left else " done", "text"))
    else:
        said = line((" ! ", "finding"), (f"{over} min late: IF LATE", "text"))
    listed = running_order.blocks(run, view.book)
    shut = next((b for b in listed if len(b.steps) > 1 and b.number not in state.open), None)
    if shut is not None and over <= 0:
        # The sign is explained where one stands.
        several = line((" (+ several screens: Right)", "muted"))
        shorter = line(("  (+ several: Right)", "muted"))
        said = spread(said, several if length(said) + length(several) <= cells else shorter, cells)
    return [fit(row, cells) for row in [*rows, said]]


def _about(entry: Entry, state: DrawerState, figures: Figures, cells: int, height: int) -> list[Line]:
    """What a line is for: why, asks, gives, move on when, if late, now."""
    wide = min(cells - 1, 72)
    view, step = figures.view, entry.target
    found = view.book.step(step.step)
    method, definition = found if found is not None else walk.stand_in(step)
    definition = other_path.spoken(definition, state.run, figures, method)
    single = len(entry.block.steps) == 1 or entry.step is not None
    head = step_name(view.book, step) if single else entry.block.title
    rows = paragraph(head, wide, role="text+bold")
    if found is None:
        return rows + _labelled("ASKS", step.ask or definition.guide.why, wide)
    rows += _labelled("WHY", definition.guide.why, wide)
    if single:
        rows += _labelled("ASKS", walk.ask_of(definition), wide)
    else:
        held = "; ".join(s.title for s in entry.block.steps)
        rows += _labelled("HAS", f"{len(entry.block.steps)} screens: {held}", wide)
    rows += _labelled("GIVES", _gives(method, definition, view), wide)
    met = [
        condition
        for inner in ([step] if single else entry.block.steps)
        for condition in done_when(view, figures, state.run, inner)
    ]
    said = [f"{'ok' if ok else 'open'}  {words}" for words, ok in met] or [definition.guide.done]
    if any(said):
        rows += [BLANK, line(("MOVE ON WHEN", "accent+bold"))]
    for words in said:
        rows += paragraph(words, wide - 6, lead=" " * 6)
    rows += _labelled("IF LATE", definition.guide.late, wide, 8)
    now = _now(view, definition)
    pairs = ["   ".join(now[index : index + 2]) for index in range(0, len(now), 2)]
    rows += [BLANK, *labelled("NOW", 6, pairs, role="accent+bold")] if pairs else []
    if len(rows) > height:
        # The blank rows go first.
        rows = [row for row in rows if row != BLANK]
    return paged(rows, height, state.page, "Tab")[0]


def _labelled(label: str, words: str, cells: int, indent: int = 6) -> list[Line]:
    """A label with its words, under a blank row; nothing without words, for a label alone says nothing."""
    if not words.strip():
        return []
    return [BLANK, *labelled(label, indent, wrap(words, cells - indent), role="accent+bold")]


def _gives(method: Method, step: Step, view: View) -> str:
    held = view.book.held(step)
    fields = view.book.fields(record_id(step.record)) if step.record else {}
    if not held and fields:
        asked = [label_of(key, fields[key]) for key in step.fields or fields if key in fields]
        return ", ".join(asked).capitalize()
    if not held:
        return method.gives
    titles = [view.book.collections[name].title or name.replace("_", " ") for name in held]
    return ", ".join(titles).capitalize()


def _now(view: View, step: Step) -> list[str]:
    """`5 of 6 S, 4 of 6 W`: what the lists of a step hold."""
    said: list[str] = []
    for name in view.book.held(step):
        known = view.book.collections[name]
        items = view.items(name)
        codes = sorted({view.code(item).rstrip("0123456789") for item in items}, key=code_order)
        label = known.code if isinstance(known.code, str) else (known.title or name).lower()
        of = f" of {known.limit}" if known.limit else ""
        said.append(f"{len(items)}{of}  {label if label else ' '.join(codes)}")
    return said
