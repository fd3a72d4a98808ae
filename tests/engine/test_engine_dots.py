"""Cards are parked, merged and brought back while people give dots: no dot is lost, and nobody has more."""

from __future__ import annotations

import itertools
from typing import Any

import msgspec
import pytest
from build import build
from hypothesis import settings as limits
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from aligntui.analysis import rounds
from aligntui.analysis.counted import amount, subjects
from aligntui.analysis.points import shared
from aligntui.analysis.view import View
from aligntui.engine import edits
from aligntui.engine.rounds import ballots, returned, turnout
from aligntui.methods.types import Answer, Privacy, Step
from aligntui.session.apply import Refused, apply
from aligntui.session.model import Change, Item, Round, Run, RunStep
from aligntui.session.ops import AnyOp, Begin, Give, Merge
from aligntui.session.undo import Blocked, undo

PEOPLE = ("Dot", "Tomasz", "Lily")
CARDS = tuple(f"s{n}" for n in range(1, 7))
TOTAL = 3
AT = "2026-11-21T14:00:00"


class Table:
    """A session with one question, and hands that answer it and move its cards."""

    def __init__(self, kind: str = "dots", names: str = "named", **answer: Any) -> None:
        self.step = Step(
            kind="ask", id="ask", title="Ask", about="factors", answer=Answer(type=kind, **answer),
            privacy=Privacy(names=names),
        )  # fmt: skip
        view = build(
            collections={"factors": {"code": "S", "fields": {"importance": {"type": "scale"}}}},
            items={"factors": {f"S{n}": f"factor {n}" for n in range(1, 7)}},
        )
        self.view = view
        self.book = view.book
        self.run = Run(
            id="run", title="R", as_of="2026-11-21", steps=[RunStep(id="r", step="m/ask", entry=1)]
        )
        self.ids = (f"n{n}" for n in itertools.count(1))
        self.do([Begin(run=self.run)])
        opened, ops = ballots.opened(self.view, self.run, self.step, "m", "vote", self.new_id)
        self.do(ops)
        self.round_id = opened.id

    def new_id(self) -> str:
        return next(self.ids)

    def do(self, ops: list[AnyOp], by: str | None = "Ines") -> None:
        change = Change(id=self.new_id(), at=AT, by=by, ops=list(ops))
        self.view = View(apply(self.view.session, change).session, self.book)

    @property
    def round(self) -> Round:
        return self.view.session.rounds[self.round_id]

    def card(self, ref: str) -> Item:
        return self.view.session.items[ref]

    def held(self, who: str) -> dict[str, Any]:
        """What counts of one person's answers."""
        return ballots.answers(self.view, self.round, who)

    def give(self, who: str, card: str, value: Any) -> None:
        by = who if self.round.privacy == "named" else None
        self.do(ballots.give(self.view, self.round, who, card, value, self.new_id), by)

    def park(self, card: str, status: str = "parked") -> None:
        self.do(edits.set_status(self.card(card), status))

    def merge(self, stays: str, goes: str) -> None:
        self.do([Merge(id=goes, to=stays)])

    def split(self, card: str) -> None:
        self.do([Merge(id=card, was=self.card(card).into)])

    def counts(self) -> dict[str, float]:
        """What everybody gave, by what is asked about now."""
        view = self.view
        every = {s: sum(ballots.numbers(view.answers(self.round_id, s))) for s in subjects(view, self.round)}
        return {subject: number for subject, number in every.items() if number}


class Dots(RuleBasedStateMachine):
    """Three people give dots while cards move under their hands; nobody ever has more than at the start."""

    NAMES = "named"

    def __init__(self) -> None:
        super().__init__()
        self.table = Table(names=self.NAMES, total=TOTAL)

    @property
    def is_open(self) -> bool:
        return self.table.round.state == "open"

    def attempt(self, deed: Any, *given: Any) -> None:
        """Do what may be refused: nothing has happened then."""
        before = self.table.view
        try:
            deed(*given)
        except Refused:
            self.table.view = before

    @precondition(lambda self: self.is_open)
    @rule(who=st.sampled_from(PEOPLE), card=st.sampled_from(CARDS), more=st.booleans())
    def one_dot(self, who: str, card: str, more: bool) -> None:
        table = self.table
        now = int(table.held(who).get(card) or 0)
        left = TOTAL - sum(ballots.answers(table.view, table.round, who).values())
        standing = card in subjects(table.view, table.round)
        if standing and more and left > 0:
            # As long as one has a dot left it can be given to what stands.
            table.give(who, card, now + 1)
            assert table.held(who)[card] == now + 1
        elif standing and not more and now:
            table.give(who, card, (now - 1) or None)
            assert table.held(who).get(card, 0) == now - 1
        else:
            self.attempt(table.give, who, card, now + 1)

    @rule(card=st.sampled_from(CARDS), status=st.sampled_from(["parked", "dropped", "draft"]))
    def move(self, card: str, status: str) -> None:
        self.attempt(self.table.park, card, status)

    @rule(stays=st.sampled_from(CARDS), goes=st.sampled_from(CARDS))
    def merge(self, stays: str, goes: str) -> None:
        before, table = self.table.view, self.table
        self.attempt(table.merge, stays, goes)
        if table.view is not before and {table.card(stays).status, table.card(goes).status} == {"draft"}:
            was = Table.counts(_at(table, before))
            target = table.view.item(stays)
            assert target is not None
            if target.status == "draft":
                together = was.get(target.id, 0) + was.get(goes, 0)
                assert table.counts().get(target.id, 0) == together, "dots go along and add up"

    @rule(card=st.sampled_from(CARDS))
    def split(self, card: str) -> None:
        self.attempt(self.table.split, card)

    @rule(who=st.sampled_from((*PEOPLE, "Ines")))
    def undo(self, who: str) -> None:
        found = undo(self.table.view.session, who, at=AT, new_id=self.table.new_id)
        if not isinstance(found, Blocked):
            self.table.view = View(apply(self.table.view.session, found).session, self.table.book)

    @precondition(lambda self: self.is_open)
    @rule(who=st.sampled_from(PEOPLE), card=st.sampled_from(CARDS), dots=st.integers(-2, TOTAL + 3))
    def forged(self, who: str, card: str, dots: int) -> None:
        """A change that no screen would make."""
        mine = ballots.own(self.table.view, self.table.round, who)
        by = None if self.NAMES == "none" else who
        ref = mine.id if mine is not None else who if self.NAMES == "none" else f"b-{who}"
        give = Give(round=self.table.round_id, ballot=ref, by=by, subject=card, to=dots)
        self.attempt(self.table.do, [give], who if self.NAMES == "named" else None)

    @precondition(lambda self: self.is_open)
    @rule()
    def reveal(self) -> None:
        self.table.do(ballots.reveal(self.table.view, self.table.round))

    @invariant()
    def nobody_has_more_than_the_allowance(self) -> None:
        table = self.table
        assert table.round.answer["total"] == TOTAL
        for ballot in table.view.session.ballots.values():
            assert sum(map(amount, ballot.answers.values())) <= TOTAL
            assert all(amount(answer) >= 0 for answer in ballot.answers.values())
        for who in PEOPLE:
            assert 0 <= sum(ballots.answers(table.view, table.round, who).values()) <= TOTAL

    @invariant()
    def what_is_counted_is_what_people_hold(self) -> None:
        table = self.table
        held = sum(sum(ballots.answers(table.view, table.round, who).values()) for who in PEOPLE)
        assert sum(table.counts().values()) == held
        read = rounds.read(table.view, table.round)
        figure = sum(sum(given.values()) for given in read.all_numbers().values())
        assert figure == held
        live = {i.id for i in table.view.items("factors")}
        assert set(table.counts()) <= live, "nothing counts for what is away"


def _at(table: Table, view: View) -> Table:
    other = object.__new__(Table)
    other.__dict__.update({**table.__dict__, "view": view})
    return other


class SecretDots(Dots):
    """The same under marks."""

    NAMES = "secret"


class NamelessDots(Dots):
    """The same with nothing kept of who gives."""

    NAMES = "none"


RUN = limits(max_examples=60, stateful_step_count=40, deadline=None)
TestDots = Dots.TestCase
TestDots.settings = RUN
TestSecretDots = SecretDots.TestCase
TestSecretDots.settings = limits(RUN, max_examples=30)
TestNamelessDots = NamelessDots.TestCase
TestNamelessDots.settings = limits(RUN, max_examples=30)


def test_dots_on_a_parked_card_come_back_and_are_there_again_when_it_is() -> None:
    table = Table(total=2)
    table.give("Ines", "s1", 2)
    table.park("s1")
    assert sum(ballots.answers(table.view, table.round, "Ines").values()) == 0
    assert table.counts() == {}
    table.park("s1", "draft")
    assert table.held("Ines") == {"s1": 2}
    table.park("s1")
    table.give("Ines", "s2", 1)
    table.park("s1", "draft")
    assert table.held("Ines") == {"s1": 1, "s2": 1}, "what was given elsewhere is not there twice"


def test_the_allowance_is_what_it_was_when_the_round_opened() -> None:
    table = Table()
    assert ballots.allowance(table.view, table.step, table.round) == 2
    for card in ("s4", "s5", "s6"):
        table.park(card)
    assert ballots.answer_of(table.view, table.step)["total"] == 1
    assert ballots.allowance(table.view, table.step, table.round) == 2


@pytest.mark.parametrize("revealed", [False, True])
def test_dots_of_one_person_on_both_cards_add_up(revealed: bool) -> None:
    table = Table(total=3)
    table.give("Ines", "s1", 1)
    table.give("Ines", "s2", 1)
    table.give("Lily", "s2", 2)
    if revealed:
        table.do(ballots.reveal(table.view, table.round))
    table.merge("s1", "s2")
    assert table.counts() == {"s1": 4}
    assert sum(ballots.answers(table.view, table.round, "Ines").values()) == 2
    table.split("s2")
    assert table.counts() == {"s1": 1, "s2": 3}


def test_points_on_a_card_parked_after_the_reveal_make_no_answer_wrong() -> None:
    table = Table("points", total=100)
    for who in PEOPLE:
        table.give(who, "s1", 60)
        table.give(who, "s2", 40)
    table.do(ballots.reveal(table.view, table.round))
    table.park("s2")
    answers = rounds.read(table.view, table.round)
    assert answers.incomplete == 0
    assert [row["s1"] for row in shared(answers).values()] == [60, 60, 60]


def test_a_rating_of_what_was_merged_goes_along_where_there_is_no_other() -> None:
    table = Table("scale")
    table.give("Ines", "s1", 4)
    table.give("Ines", "s2", 2)
    table.give("Lily", "s2", 1)
    table.merge("s1", "s2")
    assert table.held("Ines") == {"s1": 4}
    assert table.held("Lily") == {"s1": 1}
    assert "s2" not in subjects(table.view, table.round)
    assert sum(ballots.answers(table.view, table.round, "Lily").values()) == 1


def told(table: Table, deed: Any, *given: Any, who: str = "Ines") -> str:
    """What `who` reads of something that Ines does."""
    before = table.view
    deed(*given)
    return returned.said(before, table.view, "run", lambda _held: who, who)


def points_in(names: str = "named") -> Table:
    """Points of three people, all handed in: 80 and 20, and 100 on one card."""
    table = Table("points", names, total=100)
    for who, shares in (("Dot", (80, 20)), ("Tomasz", (80, 20)), ("Lily", (100,))):
        for card, share in zip(("s1", "s2"), shares, strict=False):
            table.give(who, card, share)
        table.do(ballots.hand_in(table.view, table.round, who), who if names == "named" else None)
    return table


@pytest.mark.parametrize("names", ["named", "secret"])
def test_points_that_add_up_no_more_for_a_card_went_are_asked_anew(names: str) -> None:
    table = points_in(names)
    assert turnout.tally(table.view, table.round, 3) == (3, 3)
    sentence = told(table, table.park, "s2", who="Dot")
    assert sentence == (
        "Ines took S2 away. Your 20 points on S2 come back to you. So do those of others."
        " Your ballot counts no more: give them anew, and hand in again."
    )
    assert turnout.tally(table.view, table.round, 3) == (1, 3)
    assert table.view.answers(table.round_id, "s1") == [100], "no share of less than all points"
    table.park("s2", "draft")
    assert turnout.tally(table.view, table.round, 3) == (3, 3), "a card that is back asks nobody anew"
    table.park("s2")
    table.give("Dot", "s1", 100)
    table.do(ballots.hand_in(table.view, table.round, "Dot"), "Dot" if names == "named" else None)
    assert turnout.tally(table.view, table.round, 3) == (2, 3)
    table.do(ballots.reveal(table.view, table.round))
    for status in ("parked", "draft"):
        table.park("s2", status)
        read = rounds.read(table.view, table.round)
        assert (sorted(read.numbers("s1").values()), read.incomplete) == ([100, 100], 1)


def test_who_gave_no_points_there_reads_how_many_are_asked_anew() -> None:
    table = points_in()
    sentence = told(table, table.park, "s2", who="Lily")
    assert sentence == (
        "Ines took S2 away. The points on S2 go back to those who gave them."
        " 2 ballots must be handed in again."
    )


def test_points_of_an_open_round_are_told_of_before_dots_that_were_counted() -> None:
    table = Table(total=3)
    table.give("Dot", "s2", 1)
    table.do(ballots.reveal(table.view, table.round))
    _, opening = ballots.opened(
        table.view, table.run, Step(kind="ask", id="shares", title="Shares", about="factors",
        answer=Answer(type="points", total=100)), "m", "rate", table.new_id,
    )  # fmt: skip
    table.do(opening)
    second = next(r for r in table.view.session.rounds.values() if r.state == "open")
    table.do(ballots.give(table.view, second, "Dot", "s2", 20, table.new_id), "Dot")
    assert "20 points on S2 come back" in told(table, table.park, "s2", who="Dot")


def test_what_happens_to_dots_is_said_before_and_after_the_reveal() -> None:
    table = Table(total=3)
    table.give("Ines", "s1", 2)
    table.give("Lily", "s2", 1)
    assert told(table, table.park, "s3") == "", "nobody gave it one"
    assert told(table, table.park, "s1") == "Your 2 dots on S1 come back to you."
    assert told(table, table.park, "s1", "draft") == "The dots left on S1 count again."
    assert told(table, table.park, "s2") == "The dots on S2 go back to those who gave them."
    table.park("s2", "draft")
    assert told(table, table.merge, "s1", "s2") == "The dots on S2 go along to S1."
    table.do(ballots.reveal(table.view, table.round))
    assert told(table, table.split, "s2") == "1 dot on S2 now counts for it alone."
    assert told(table, table.park, "s1") == "2 dots on S1 no longer count."


def test_in_a_nameless_round_nobody_sees_or_changes_the_answers_of_another() -> None:
    table = Table("scale", names="none")
    table.give("mark-of-ines", "s1", 4)
    assert table.held("mark-of-ines") == {"s1": 4}
    assert table.held("mark-of-lily") == {}
    assert ballots.answers(table.view, table.round, None) == {}
    table.give("mark-of-lily", "s1", 1)
    assert table.held("mark-of-ines") == {"s1": 4}
    held = table.view.session.ballots.values()
    assert sorted(ballot.answers["s1"] for ballot in held) == [1, 4]
    assert {ballot.by for ballot in held} == {None}
    assert not [c for c in table.view.session.recent.values() if b"mark-of" in msgspec.json.encode(c)]
