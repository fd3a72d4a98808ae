"""Rounds and ballots: one person who types for all, secret ones, and what a round agrees on."""

from __future__ import annotations

import dataclasses
import itertools
import statistics
from collections.abc import Callable
from typing import Any

import pytest
from build import build
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from aligntui.analysis import rounds
from aligntui.analysis.view import View
from aligntui.engine import edits
from aligntui.engine.rounds import ballots, turnout
from aligntui.exchange import aggregates
from aligntui.exchange.labels import Labels
from aligntui.methods.types import Answer, Filter, Privacy, Step
from aligntui.session.apply import apply
from aligntui.session.model import Change, Round, Run, RunStep
from aligntui.session.ops import AnyOp, Begin


def new_ids() -> Callable[[], str]:
    count = itertools.count(1)
    return lambda: f"n{next(count)}"


FIELDS: dict[str, Any] = {
    "importance": {"type": "scale", "from": 1, "to": 5},
    "points": {"type": "number"},
    "impact": {"type": "scale", "from": 1, "to": 5},
    "effort": {"type": "scale", "from": 1, "to": 5},
}
TUNNEL = {
    "rows": "strategies", "cols": "worlds",
    "fields": {"fit": {"type": "scale", "from": -2, "to": 2}, "reason": {"type": "text"}},
}  # fmt: skip


@dataclasses.dataclass
class Play:
    """A session, a run, and hands that vote."""

    view: View
    step: Step
    run: Run
    new_id: Callable[[], str] = dataclasses.field(default_factory=new_ids)
    number: int = 0

    def do(self, ops: list[AnyOp], by: str | None = "Ines") -> None:
        self.number += 1
        change = Change(id=f"c{self.number}", at="2026-11-21T14:00:00", by=by, ops=list(ops))
        self.view = View(apply(self.view.session, change).session, self.view.book)

    def give(self, phase: str, who: str | None, answers: dict[str, Any]) -> Round:
        round_, ops = ballots.opened(self.view, self.run, self.step, "m", phase, self.new_id)
        self.do(ops)
        secret = round_.privacy == "secret"
        for subject, answer in answers.items():
            given = ballots.give(self.view, round_, who, subject, answer, self.new_id)
            self.do(given, None if secret else who)
        return round_

    def close(self, phase: str) -> Round:
        round_ = ballots.current(self.view, self.run, self.step, "m", phase)
        assert round_ is not None
        self.do(ballots.reveal(self.view, round_))
        found = ballots.current(self.view, self.run, self.step, "m", phase)
        assert found is not None
        self.do(ballots.agreed(self.view, self.step, found))
        return found

    def value(self, code: str, field: str) -> Any:
        item = self.view.find(code)
        assert item is not None
        return item.fields.get(field)


def play(step: Step, **items: Any) -> Play:
    items = items or {"factors": {f"S{n}": f"factor {n}" for n in range(1, 8)}}
    view = build(
        collections={
            "factors": {"code": "S", "fields": FIELDS},
            "strategies": {"code": "SO", "fields": FIELDS},
            "worlds": "A",
        },
        items=items,
        relations={"tunnel": TUNNEL},
    )  # fmt: skip
    run = Run(
        id="run", title="Run", as_of="2026-11-21", steps=[RunStep(id="r", step=f"m/{step.id}", entry=1)]
    )
    found = Play(view, step, run)
    found.do([Begin(run=run)])
    return found


def ask(kind: str, **more: Any) -> Step:
    answer = {"type": kind, **{k: more.pop(k) for k in ("from_", "to", "total", "cap") if k in more}}
    return Step(kind="ask", id="ask", title="Ask", about="factors", answer=Answer(**answer), **more)


def test_what_is_rated() -> None:
    scene = play(ask("scale"))
    assert ballots.subjects(scene.view, scene.step)[:2] == ["s1", "s2"]
    few = ask("scale", filter=Filter(limit=2))
    assert ballots.subjects(scene.view, few) == ["s1", "s2"]
    plot = Step(kind="plot", id="p", title="P", of="factors", x="effort", y="impact")
    assert ballots.subjects(scene.view, plot)[:2] == ["s1#impact", "s1#effort"]
    wind = play(
        Step(kind="matrix", id="t", title="T", relation="tunnel"),
        strategies={"SO1": "Club", "SO2": "Homes"}, worlds={"A1": "Market", "A2": "Order"},
    )  # fmt: skip
    assert ballots.subjects(wind.view, wind.step) == ["so1>a1", "so1>a2", "so2>a1", "so2>a2"]
    assert ballots.subjects(wind.view, Step(kind="matrix", id="t", title="T", relation="gone")) == []


@limits(max_examples=50, deadline=None)
@given(st.integers(0, 500))
def test_a_third_of_the_items_at_most_twenty_dots(items: int) -> None:
    number = ballots.dots(items)
    assert number == max(1, min(20, items // 3))
    assert 1 <= number <= 20


def test_dots_are_counted_from_what_is_on_the_table() -> None:
    scene = play(ask("dots", cap=3))
    assert ballots.answer_of(scene.view, scene.step)["total"] == 2
    scene = play(ask("dots", cap=3, total=7))
    assert ballots.answer_of(scene.view, scene.step)["total"] == 7
    assert ballots.answer_of(scene.view, Step(kind="matrix", id="x", title="X")) == {"type": "scale"}


def test_the_round_opens_with_the_first_answer_and_only_once() -> None:
    scene = play(ask("scale", from_=1, to=5, privacy=Privacy(names="secret")))
    assert ballots.current(scene.view, scene.run, scene.step, "m", "rate") is None
    first = scene.give("rate", "mark1", {"s1": 4})
    second = scene.give("rate", "mark2", {"s1": 5})
    assert first.id == second.id
    [held] = scene.view.session.rounds.values()
    assert (held.privacy, held.n, held.date) == ("secret", 1, "2026-11-21")
    assert held.subjects == [f"s{n}" for n in range(1, 8)]
    assert sorted(scene.view.answers(held.id, "s1")) == [4, 5]


def test_the_second_pass_is_a_round_of_its_own_and_a_revealed_one_is_not_written_to() -> None:
    scene = play(ask("scale", from_=1, to=5, into="importance", rounds=2))
    rate = scene.give("rate", "Ines", {"s1": 2})
    scene.close("rate")
    again = scene.give("again", "Ines", {"s1": 4})
    assert (rate.n, again.n) == (1, 2)
    assert ballots.current(scene.view, scene.run, scene.step, "m", "rate").id == rate.id  # type: ignore[union-attr]
    # Somebody rates anew after the reveal: a fresh round, the old answers stay what they were.
    fresh = scene.give("rate", "Ines", {"s1": 5})
    assert fresh.n == 11
    assert scene.view.answers(rate.id, "s1") == [2]


def test_taking_an_answer_back_and_changing_it_after_handing_in() -> None:
    scene = play(ask("scale", from_=1, to=5))
    held = scene.give("rate", "Ines", {"s1": 4, "s2": 1})
    assert sum(ballots.answers(scene.view, held, "Ines").values()) == 5
    scene.do(ballots.hand_in(scene.view, held, "Ines"))
    assert turnout.tally(scene.view, held, 1) == (1, 1)
    assert ballots.hand_in(scene.view, held, "Ines") == []
    scene.do(ballots.give(scene.view, held, "Ines", "s2", None, scene.new_id))
    assert turnout.tally(scene.view, held, 1) == (0, 1)
    assert "s2" not in ballots.answers(scene.view, held, "Ines")
    assert ballots.give(scene.view, held, "Ines", "s1", 4, scene.new_id) == []
    assert ballots.hand_in(scene.view, held, "nobody") == []


def test_answers_with_a_reason() -> None:
    scene = play(ask("scale", from_=1, to=5))
    held = scene.give("rate", "Ines", {"s1": {"value": 3, "note": "only two bakers"}})
    assert ballots.answers(scene.view, held, "Ines") == {"s1": {"value": 3, "note": "only two bakers"}}
    assert ballots.reasons(scene.view, held, "s1") == ["only two bakers"]
    assert ballots.reasons(scene.view, held, "s2") == []


def test_several_people_agree_on_the_median() -> None:
    scene = play(ask("scale", from_=1, to=5, into="importance"))
    for who, value in {"a": 5, "b": 2, "c": 5, "d": 4}.items():
        scene.give("rate", who, {"s1": value})
    scene.close("rate")
    assert scene.value("S1", "importance") == 5  # 4.5, rounded half up
    assert scene.value("S2", "importance") is None


def test_one_person_twice_gives_the_mean_of_both() -> None:
    scene = play(ask("points", total=100, into="points", rounds=2))
    scene.give("rate", "Ines", {"s1": 30, "s2": 70})
    scene.close("rate")
    assert (scene.value("S1", "points"), scene.value("S2", "points")) == ("30", "70")
    scene.give("again", "Ines", {"s1": 25, "s2": 75})
    scene.close("again")
    assert (scene.value("S1", "points"), scene.value("S2", "points")) == ("27.5", "72.5")


def test_a_team_stands_by_its_second_round() -> None:
    scene = play(ask("points", total=100, into="points", rounds=2))
    for who, (a, b) in {"a": (30, 70), "b": (40, 60)}.items():
        scene.give("rate", who, {"s1": a, "s2": b})
    scene.close("rate")
    assert scene.value("S1", "points") == "35"
    for who, (a, b) in {"a": (20, 80), "b": (40, 60), "c": (20, 80)}.items():
        scene.give("again", who, {"s1": a, "s2": b})
    scene.close("again")
    assert (scene.value("S1", "points"), scene.value("S2", "points")) == ("26.7", "73.3")


def test_plots_write_both_scales() -> None:
    plot = Step(
        kind="plot",
        id="p",
        title="P",
        of="factors",
        x="effort",
        y="impact",
        by="each",
        answer=Answer(type="scale", from_=1, to=5),
    )
    scene = play(plot)
    scene.give("rate", "Ines", {"s1#impact": 4, "s1#effort": 2, "s2#impact": 5})
    scene.close("rate")
    assert (scene.value("S1", "impact"), scene.value("S1", "effort")) == (4, 2)
    assert (scene.value("S2", "impact"), scene.value("S2", "effort")) == (5, None)


@limits(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from([None, 0, 10, 20, 40, 60, 100]), min_size=4, max_size=4), max_size=4)
)
def test_points_that_do_not_add_up_count_nowhere(people: list[list[int | None]]) -> None:
    scene = play(ask("points", total=100, into="points"), factors={f"S{n}": f"f {n}" for n in range(1, 5)})
    for number, shares in enumerate(people):
        points = {f"s{n}": share for n, share in enumerate(shares, start=1) if share is not None}
        scene.give("rate", f"P{number}", points)
    begun = [shares for shares in people if any(share is not None for share in shares)]
    if not begun:
        return
    held = scene.close("rate")
    whole = [[share or 0 for share in shares] for shares in begun if sum(s or 0 for s in shares) == 100]
    means = [statistics.fmean(shares) for shares in zip(*whole, strict=True)]
    written = [scene.value(f"S{n}", "points") for n in range(1, 5)]
    assert [round(float(number), 1) for number in written if number is not None] == pytest.approx(
        means, abs=0.1
    )
    answers = rounds.read(scene.view, held)
    assert (len(answers.rows), answers.incomplete) == (len(whole), len(begun) - len(whole))
    exported = aggregates.results(scene.view, held, Labels(scene.view))
    assert {figures["given"] for figures in exported.values()} <= {len(whole)}
    assert [figures["mean"] for figures in exported.values() if "mean" in figures] in ([], means)


def test_grids_write_their_pairs_with_a_reason() -> None:
    step = Step(kind="matrix", id="t", title="T", relation="tunnel", by="each")
    scene = play(step, strategies={"SO1": "Club"}, worlds={"A1": "Market", "A2": "Order"})
    scene.give("rate", "a", {"so1>a1": {"value": 2, "note": "queues"}, "so1>a2": -1})
    scene.give("rate", "b", {"so1>a1": 1, "so1>a2": -2})
    scene.close("rate")
    links = {k: v.fields for k, v in scene.view.links("tunnel").items()}
    assert links == {("so1", "a1"): {"fit": 2, "reason": "queues"}, ("so1", "a2"): {"fit": -1}}


def test_what_was_parked_meanwhile_is_no_stumbling_block() -> None:
    scene = play(ask("scale", from_=1, to=5, into="importance"))
    scene.give("rate", "a", {"s1": 4, "s2": 3, "s3": 2})
    one, two, three, *_ = scene.view.items("factors")
    scene.do([*edits.set_status(two, "parked"), *edits.merge(one, [three])])
    scene.close("rate")
    assert scene.value("S2", "importance") == 3
    assert scene.value("S1", "importance") in (2, 4)


def test_reveal_has_no_way_back() -> None:
    scene = play(ask("scale", from_=1, to=5))
    scene.give("rate", "Ines", {"s1": 4})
    held = scene.close("rate")
    assert held.state == "revealed"
    assert ballots.reveal(scene.view, held) == []


@pytest.mark.parametrize(("number", "rounded"), [(3.5, 4), (-0.5, 0), (2.4, 2), (-1.5, -1), (4.0, 4)])
def test_half_goes_up(number: float, rounded: int) -> None:
    assert ballots.whole(number) == rounded
