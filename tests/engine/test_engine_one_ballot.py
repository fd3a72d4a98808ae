"""One person has one ballot: several clients on one store, in any order, also at the same moment."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from ask_method import ask_library

from aligntui.analysis import rounds
from aligntui.analysis.figures import Figures
from aligntui.engine import edits
from aligntui.engine.client.client import Client
from aligntui.engine.kind import Intent, StepContext
from aligntui.engine.kinds import ask
from aligntui.engine.live import LiveStep, Played
from aligntui.engine.messages import Message
from aligntui.engine.rounds.answering import answering
from aligntui.engine.rounds.asked import subject_ids, subjects
from aligntui.engine.rounds.seats import Seats
from aligntui.engine.runs.start import start
from aligntui.session.ops import AnyOp, Set
from aligntui.store.local.repository import Store

NAMES = ("Ines Calder", "Tomasz Reka", "Dot Okafor")


async def at_once(job: Callable[..., Any], *args: Any) -> Any:
    """Run what may block, here and now."""
    return job(*args)


class Sitter:
    """One person at one place, on the real store."""

    def __init__(self, store: Store, path: Any) -> None:
        self.store, self.path = store, path
        self.sit()

    def sit(self) -> None:
        """Open the session anew, as after a restart."""
        self.client = Client(self.store.open(self.path), lambda: self.store, at_once)
        self.seats = Seats(self.client)
        self.client.moved = lambda before, now: self.seats.take_snapshot(before, now, self.run.id) and None
        self.live = LiveStep(ask.KIND, lambda: self.ctx, self._commit)

    @property
    def run(self) -> Any:
        return next(iter(self.client.view.session.runs.values()))

    @property
    def ctx(self) -> StepContext:
        view = self.client.view
        method, step = view.book.step("probe/rate") or pytest.fail("no step")
        return StepContext(
            view=view, figures=Figures(view), run=self.run, place=self.run.steps[0], method=method, step=step,
            person=self.client.person, people=len(NAMES), seats=self.seats, new_id=self.store.new_id,
            now=self.store.clock, typed=lambda _: "", typed_below=lambda _: [], step_of=lambda _: None,
        )  # fmt: skip

    async def _commit(self, ops: Any, message: Message | None) -> bool:
        return (await self.client.commit(list[AnyOp](ops), "")).done

    async def do(self, verb: str, item: str = "", value: Any = None) -> Played:
        """Do something, and sit at another ballot where that comes of it."""
        played = await self.live.play(Intent(verb, item, value=value))
        if played.outcome is not None and played.outcome.seat is not None:
            self.seats.hand_over(played.outcome.seat, "Lily Marsh")
        return played

    def look(self) -> None:
        """Take in what the others did."""
        if self.client.poll().moved:
            self.client.take_in()
        self.live.look()

    @property
    def own(self) -> dict[str, Any]:
        """What stands on the ballot on the screen."""
        return {s.id: s.value for s in subjects(self.ctx) if s.value is not None}


@pytest.fixture
def sitters(make_store: Callable[..., Store], tmp_path: Any) -> Callable[[str], list[Sitter]]:
    """Three people in one session with three goals; the first one leads."""

    def make(names: str) -> list[Sitter]:
        stores = [make_store(name) for name in NAMES]
        handle, _ = start(stores[0], ask_library(tmp_path, names), "probe", title="Probe", solo=False)
        client = Client(handle, lambda: stores[0], at_once)
        for words in ("Bread every day", "A fair wage", "No debt"):
            _, ops = edits.add(
                client.view, stores[0].new_id, "goals", words, by=NAMES[0], at="2026-11-21T14:00:00"
            )
            handle.apply(ops)
            client.take_snapshot()
        return [Sitter(store, handle.path) for store in stores]

    return make


@pytest.mark.parametrize("names", ["secret", "named"])
async def test_two_who_answer_first_at_the_same_moment_keep_their_ballots(
    sitters: Callable[[str], list[Sitter]], names: str
) -> None:
    ines, tomasz, _ = sitters(names)
    first, second, _ = subject_ids(ines.ctx)
    await ines.do("answer", first, 4)
    # No look between: both have opened the round.
    await tomasz.do("answer", first, 2)
    assert tomasz.own == {first: 2}, "it went to the round of the other one, and is still one's own"
    await tomasz.do("answer", second, 5)
    ines.look()
    assert (ines.own, tomasz.own) == ({first: 4}, {first: 2, second: 5})
    view = ines.client.view
    assert [r.state for r in view.session.rounds.values()] == ["open"]
    assert len(view.session.ballots) == 2
    tomasz.sit()
    assert tomasz.own == {first: 2, second: 5}, "also after a restart"


@pytest.mark.parametrize("seed", range(24))
async def test_in_any_order_nothing_is_lost_and_nobody_counts_twice(
    sitters: Callable[[str], list[Sitter]], seed: int
) -> None:
    chance = random.Random(seed)
    people = sitters(chance.choice(["secret", "named"]))
    subjects = subject_ids(people[0].ctx)
    given: dict[tuple[int, int], dict[str, int]] = {}
    """Person and seat -> what was kept of it."""
    seated, opened = [0, 0, 0], 0
    for _ in range(40):
        number = chance.randrange(3)
        sitter = people[number]
        mine = given.setdefault((number, seated[number]), {})
        match chance.choice(["answer"] * 5 + ["take-back", "go-on", "look", "look", "sit", "next", "own"]):
            case "answer":
                subject, value = chance.choice(subjects), chance.randint(1, 5)
                if (await sitter.do("answer", subject, value)).outcome is not None:
                    mine[subject] = value
            case "take-back":
                subject = chance.choice(subjects)
                if (await sitter.do("take-back", subject)).outcome is not None:
                    mine.pop(subject, None)
            case "go-on":
                sitter.live.state = ask.Ask(sitter.live.state.at, asked=True, handed=sitter.live.state.handed)
                await sitter.do("go-on")
            case "look":
                sitter.look()
            case "sit":
                sitter.sit()
                seated[number] = 0
            case "next" if number == 0 and opened < 2:
                if answering(sitter.ctx).round is None or answering(sitter.ctx).round.privacy == "named":
                    continue
                before = sitter.seats.seat(answering(sitter.ctx).round.id)
                await sitter.do("next-person", value="next")
                seated[0] = sitter.seats.seat(answering(sitter.ctx).round.id)
                opened += seated[0] > before
            case "own" if seated[number]:
                await sitter.do("own-ballot")
                seated[number] = 0
        assert sitter.own == given.setdefault((number, seated[number]), {}), "what one sees is what one gave"
    for sitter in people:
        sitter.look()
    assert len({answering(sitter.ctx).turnout for sitter in people}) == 1, "the same on every screen"
    held = answering(people[0].ctx).round
    if held is None:
        return
    assert len(people[0].client.view.session.rounds) == 1
    done, of = answering(people[0].ctx).turnout
    whole = sorted(sorted(answers.items()) for answers in given.values() if answers)
    ballots = people[0].client.view.ballots(held.id)
    assert sorted(sorted(b.answers.items()) for b in ballots if b.answers) == whole
    assert done <= of
    assert len(whole) <= of
    await people[0].do("own-ballot")
    await people[0].do("go-on", value="close")
    for sitter in people:
        sitter.look()
    view = people[2].client.view
    closed = view.session.rounds[held.id]
    assert closed.state == "revealed"
    read = rounds.read(view, closed)
    assert sorted(sorted(row.items()) for row in read.rows.values() if row) == whole


async def test_undo_takes_back_the_own_secret_answer_and_asks_nothing_about_cards(
    sitters: Callable[[str], list[Sitter]],
) -> None:
    ines, tomasz, _ = sitters("secret")
    first, second, _ = subject_ids(ines.ctx)
    card = ines.client.view.session.items[first]
    # Ines wrote a card, and somebody else changed it since: undoing that would be a question.
    await ines.client.commit([Set(id=first, field="text", was=card.text, to="Bread at six", words=True)])
    tomasz.look()
    await tomasz.client.commit(
        [Set(id=first, field="text", was="Bread at six", to="Bread at five", words=True)]
    )
    ines.look()
    await ines.do("answer", first, 4)
    await ines.do("answer", second, 2)
    await tomasz.do("answer", first, 5)
    ines.look()
    undone = await ines.client.undo()
    assert ([m.id for m in undone.messages], undone.blocked) == (["answer-undone"], None)
    assert ines.own == {first: 4}
    await ines.client.undo(redo=True)
    assert ines.own == {first: 4, second: 2}
    for _ in range(2):
        await ines.client.undo()
    assert (ines.own, tomasz.own) == ({}, {first: 5})
    assert ines.client.view.session.items[first].text == "Bread at five"


async def test_what_is_revealed_stays_when_one_undoes(sitters: Callable[[str], list[Sitter]]) -> None:
    ines, tomasz, _ = sitters("secret")
    for subject in subject_ids(ines.ctx):
        await ines.do("answer", subject, 4)
    tomasz.look()
    await tomasz.do("go-on", value="close")
    ines.look()
    undone = await ines.client.undo()
    assert [m.id for m in undone.messages] == ["answer-sealed"]
    assert all(len(b.answers) == 3 for b in ines.client.view.session.ballots.values())
