"""Going through a run without a screen: on, back, phases, what is passed over, errands, the end."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from playing import Play

from aligntui.analysis.figures import Figures
from aligntui.analysis.view import View
from aligntui.engine import edits
from aligntui.engine.books import book_of
from aligntui.engine.client.company import Company
from aligntui.engine.messages import Message, said
from aligntui.engine.runs.clock import RunClock
from aligntui.engine.visits import Visit
from aligntui.engine.workshop import Workshop
from aligntui.methods.library import Library
from aligntui.methods.types import Step
from aligntui.session.ops import AnyOp

METHOD = """\
method: probe
title: Probe
level: fundamentals
collections:
  ideas: {code: I, title: Ideas, ask: What could we do?}
records:
  frame: {fields: {grow: {type: yesno, ask: Grow?}}}
steps:
  - {kind: talk, id: welcome, title: Welcome, ask: Why?}
  - kind: board
    id: write
    title: Write
    split: [ideas]
    phases: [write, reveal]
    done: [{count: [ideas], min: 1, say: one idea}]
  - kind: talk
    id: little
    title: Little
    ask: Why so few?
    when: frame.grow = yes
  - kind: ask
    id: rate
    title: Rate
    ask: How good?
    about: ideas
    answer: {type: scale, from: 1, to: 5}
    privacy: {names: secret}
    rounds: 2
    phases: [rate, again]
  - {kind: talk, id: end, title: End, ask: Well?}
"""


async def at_once(work: Any, *args: Any) -> Any:
    return work(*args)


def alone(person: str) -> Company:
    """Nobody else is here."""
    return Company(at_once, lambda: "", lambda: person)


class Walk:
    """A workshop on a session in memory."""

    def __init__(
        self, folder: Path, method: str = METHOD, company: Company | None = None, **how: Any
    ) -> None:
        (folder / "probe.yaml").write_text(method, encoding="utf-8")
        library = Library(user=folder)
        self.play = Play("probe/welcome", library=library, **how)
        self.play.run
        self.seconds = 0.0
        self.notes: list[Message | None] = []
        self.workshop = Workshop(
            self,
            self.play.run,
            lambda: library,
            self.commit,
            self.play.new_id,
            self.play.now,
            self.play.person,
            RunClock(lambda: self.seconds, self.play.now, self.play.person, list),
            company or alone(self.play.person),
        )

    @property
    def view(self) -> View:
        """The snapshot."""
        return View(self.play.session, book_of(self.play.session), self.play.run.as_of)

    @property
    def figures(self) -> Figures:
        """Its figures."""
        return Figures(self.view)

    async def commit(self, ops: Sequence[AnyOp], note: Message | None) -> bool:
        """Keep a change."""
        if ops:
            self.play.keep(ops)
        self.notes.append(note)
        return True

    def add(self, words: str) -> None:
        """Write an idea."""
        _, ops = edits.add(self.view, self.play.new_id, "ideas", words, by="x", at=self.play.now())
        self.play.keep(ops)

    @property
    def at(self) -> str:
        """`step phase`."""
        return f"{self.workshop.place.step.partition('/')[2]} {self.workshop.place.phase}".strip()


@pytest.fixture
def walk(tmp_path: Path) -> Any:
    """Make a walk."""
    return lambda **how: Walk(tmp_path, **how)


async def test_on_goes_through_phases_and_steps_and_back_again(walk: Any) -> None:
    w = walk(solo=False)
    await w.workshop.begin()
    assert (w.at, w.workshop.place.state) == ("welcome", "begun")
    w.add("Bake")
    places = []
    for _ in range(6):
        moved = await w.workshop.on(Visit())
        places.append("ended" if moved.ended else w.at)
    assert places == ["write write", "write reveal", "rate rate", "rate again", "end", "ended"]
    back = []
    for _ in range(5):
        await w.workshop.back()
        back.append(w.at)
    assert back == ["rate again", "rate rate", "write reveal", "write write", "welcome"]


async def test_what_is_not_asked_now_is_passed_over_and_counts_as_skipped(walk: Any) -> None:
    w = walk(solo=False)
    await w.workshop.begin()
    w.add("Bake")
    for _ in range(3):
        await w.workshop.on(Visit())
    states = {s.step.partition("/")[2]: s.state for s in w.play.run.steps}
    assert states["little"] == "skipped"
    assert states["write"] == "done"


async def test_what_is_not_asked_at_the_end_is_passed_over_too(tmp_path: Path) -> None:
    w = Walk(tmp_path, METHOD.replace("ask: Well?}", "ask: Well?, when: frame.grow = yes}"), solo=False)
    await w.workshop.begin()
    w.add("Bake")
    moved = None
    for _ in range(5):
        moved = await w.workshop.on(Visit())
    assert moved is not None
    assert moved.ended
    states = {s.step.partition("/")[2]: s.state for s in w.play.run.steps}
    assert (states["rate"], states["end"]) == ("done", "skipped")


async def test_it_is_said_once_in_a_visit_what_is_missing(walk: Any) -> None:
    w = walk()
    await w.workshop.begin()
    await w.workshop.on(Visit())
    moved = await w.workshop.on(Visit(not_yet=("one idea",)))
    assert (moved.opened, moved.message) == (
        False, said("not-yet", "hint", what="one idea", then=said("again-on"))
    )  # fmt: skip
    assert (await w.workshop.on(Visit(not_yet=("one idea",)))).opened
    await w.workshop.back()
    moved = await w.workshop.on(Visit(not_yet=("one idea",)))
    assert moved.message is not None
    assert moved.message.id == "not-yet", "another visit asks anew"
    await w.workshop.back()
    assert (await w.workshop.on(Visit(not_yet=("one idea",), asked=True))).opened, "the step has asked itself"


async def test_alone_there_are_fewer_phases_and_nothing_blank_is_asked_again(walk: Any) -> None:
    w = walk(solo=True)
    await w.workshop.begin()
    w.add("Bake")
    await w.workshop.on(Visit())
    assert w.at == "write write"
    await w.workshop.on(Visit())
    assert w.at == "rate rate"
    await w.workshop.on(Visit(blank=True))
    assert w.at == "end"


async def test_the_privacy_of_answers_is_said_before_the_first_key(walk: Any) -> None:
    w = walk(solo=False)
    await w.workshop.begin()
    number = next(n for n, s in enumerate(w.play.run.steps) if s.step.endswith("/rate"))
    assert await w.workshop.open(number) == said("answers-secret", what="Answers")
    assert await w.workshop.open(number, "again") == said("answers-secret", what="Answers")
    assert await w.workshop.open(0) == said("task-step", on=said("you-go-on"))


async def test_the_first_step_has_none_before_it(walk: Any) -> None:
    w = walk()
    await w.workshop.begin()
    moved = await w.workshop.back()
    assert (moved.opened, moved.message) == (False, said("first-step"))


async def test_a_small_step_beside_leads_back(walk: Any) -> None:
    w = walk()
    await w.workshop.begin()
    for leave in (w.workshop.on(Visit()), w.workshop.back()):
        await w.workshop.open_beside(Step(kind="table", id="parked", title="Parked", of="parked"))
        assert w.workshop.step.id == "parked"
        assert (await leave).opened
        assert (w.at, w.workshop.beside, w.workshop.step.id) == ("welcome", False, "welcome")


async def test_an_errand_leads_back_to_where_it_began_and_joins_the_run(walk: Any) -> None:
    w = walk()
    await w.workshop.begin()
    await w.workshop.go_to("probe/end")
    assert w.at == "end"
    await w.workshop.on(Visit())
    assert w.at == "welcome", "the end was not the end: one was sent there"
    count = len(w.play.run.steps)
    moved = await w.workshop.go_to("vision/purpose")
    assert moved.opened == any(s.step == "vision/purpose" for s in w.play.run.steps)
    assert len(w.play.run.steps) == count + moved.opened
    assert not (await w.workshop.go_to("nothing/there")).opened


async def test_one_goes_on_where_one_stood(walk: Any) -> None:
    w = walk()
    await w.workshop.begin()
    place = w.play.run.steps[3].id
    again = Workshop(
        w, w.play.run, Library, w.commit, w.play.new_id, w.play.now, "x", w.workshop.clock, alone("x")
    )
    await again.begin(place)
    assert again.place.id == place


CHOOSING = """\
method: probe
title: Probe
level: fundamentals
collections:
  ideas: {code: I, title: Ideas, ask: What could we do?, fields: {go: {type: yesno}}}
figures:
  taken: {use: live_limit, of: ideas, mark: go, max: 1}
steps:
  - {kind: talk, id: welcome, title: Welcome, ask: Why?, read_back: "{taken.n} taken on."}
  - {kind: talk, id: end, title: End, ask: Well?}
"""


@pytest.mark.parametrize(("taken", "tone"), [(1, "ok"), (2, "warning")])
async def test_what_the_checks_ask_of_a_closing_sentence_is_no_good_news(
    tmp_path: Path, taken: int, tone: str
) -> None:
    w = Walk(tmp_path, CHOOSING)
    await w.workshop.begin()
    for number in range(3):
        w.add(f"Idea {number}")
    for item in w.view.items("ideas")[:taken]:
        await w.commit(edits.put(w.view, item, "go", "yes"), None)
    moved = await w.workshop.on(Visit())
    message = moved.closing if taken == 1 else moved.message
    assert message is not None
    assert message.tone == tone
    assert str(message.facts["words"]).startswith(f"{taken} taken on.")
    assert ("small firm can carry" in str(message.facts["words"])) == (taken > 1)
    assert moved.opened == (taken == 1), "what speaks against it is said before one leaves"
    if taken > 1:
        assert message.id == "closes-so"
        moved = await w.workshop.on(Visit())
        assert moved.opened
        assert moved.message is None, "and not in the step behind it"


@pytest.mark.parametrize(("words", "tone"), [("Work on the oak topic", ""), ("Ring both sawmills", "ok")])
async def test_what_is_read_back_is_praised_only_where_no_check_asks(
    tmp_path: Path, words: str, tone: str
) -> None:
    figures = "figures: {every: {use: count, of: ideas}}\n"
    checks = "checks: [{use: weak_words, of: ideas, wants: [plain]}]\n"
    method = METHOD.replace("steps:\n", f"{figures}{checks}steps:\n", 1)
    method = method.replace("    split: [ideas]\n", '    split: [ideas]\n    read_back: "{every.n} there."\n')
    walk = Walk(tmp_path, method)
    await walk.workshop.begin()
    await walk.workshop.on(Visit())
    _, ops = edits.add(walk.view, walk.play.new_id, "ideas", words, by="Ines", at=walk.play.now())
    await walk.commit(ops, None)
    moved = await walk.workshop.on(Visit())
    assert (moved.message and moved.message.id) == (None if tone else "asked-of-step")
    assert moved.closing is not None
    assert (moved.closing.facts["words"], moved.closing.tone) == ("1 there.", tone)


async def test_the_clock_goes_along_and_what_it_counted_stays_with_the_step(walk: Any) -> None:
    w = walk()
    await w.workshop.begin()
    await w.workshop.take_clock()
    w.seconds += 65
    await w.workshop.on(Visit())
    w.seconds += 10
    assert (await w.workshop.pause()).id == "clock-paused"
    w.seconds += 500
    assert (await w.workshop.pause()).id == "clock-on"
    w.seconds += 5
    assert (await w.workshop.extend()).facts == {"minutes": w.play.run.steps[1].minutes}
    await w.workshop.leave_clock()
    assert [step.used for step in w.play.run.steps[:2]] == [65, 15]


async def test_the_clock_stands_when_the_run_is_through(walk: Any) -> None:
    w = walk()
    await w.workshop.begin()
    await w.workshop.take_clock()
    moved = await w.workshop.open(len(w.play.run.steps) - 1)
    moved = await w.workshop.on(Visit())
    assert moved.ended
    w.seconds += 900
    await w.workshop.leave_clock()
    assert sum(step.used for step in w.play.run.steps) == 0


async def test_who_stopped_the_clock_or_let_it_go_on_is_told_to_the_others_only(walk: Any) -> None:
    w = walk()
    await w.workshop.begin()
    await w.workshop.take_clock()
    assert w.workshop.clock.news(w.play.run, w.play.person) is None
    run = w.play.run

    def toggled(who: str) -> None:
        w.play.keep(w.workshop.clock.toggle(w.play.run, run.steps[0].id, who))

    for paused, who, told in (
        (True, "Cem", "clock-paused-by"), (False, "Tomasz", "clock-on-by"), (True, w.play.person, ""),
    ):  # fmt: skip
        toggled(who)
        assert w.play.run.clock.paused is paused
        message = w.workshop.clock.news(w.play.run, w.play.person)
        assert (message.id if message is not None else "") == told
        assert message is None or message.facts == {"who": who}
        assert w.workshop.clock.news(w.play.run, w.play.person) is None, "it is told once"
