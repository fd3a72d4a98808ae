"""Whose ballot is held at a place, and who else is there: without a screen, on real files."""

from __future__ import annotations

import errno
from collections.abc import Callable
from typing import Any

import pytest
from failing import Failing

from aligntui.engine.client.client import Client
from aligntui.engine.client.company import Company
from aligntui.engine.kind import NextSeat
from aligntui.engine.rounds.ballots import LOST
from aligntui.engine.rounds.seats import Seats
from aligntui.session.model import Round
from aligntui.session.ops import Give, Open
from aligntui.store.local.drafts import Drafts
from aligntui.store.local.handle import Handle
from aligntui.store.local.repository import Store
from aligntui.store.permit import Forbidden, Permit
from aligntui.store.problems import MarkGone, StoreProblem
from aligntui.store.values import Here


async def at_once(job: Callable[..., Any], *args: Any) -> Any:
    """Run what may block, here and now."""
    return job(*args)


@pytest.fixture
def handle(store: Store) -> Handle:
    rounds = [
        Round(id=privacy, step=f"swot/{privacy}", run="r", privacy=privacy, answer={"type": "scale"})
        for privacy in ("secret", "named")
    ]
    return store.create("Kiosk", [Open(round=round_) for round_ in rounds])


def seats_of(store: Store, handle: Handle) -> Seats:
    return Seats(Client(handle, lambda: store, at_once))


def test_each_next_ballot_has_a_mark_of_its_own(store: Store, handle: Handle) -> None:
    seats = seats_of(store, handle)
    first = seats.mark("secret", "secret")
    assert (seats.seat("secret"), seats.mark("secret", "secret")) == (0, first)
    assert seats.hand_over(NextSeat("secret", "secret")) is None
    second = seats.mark("secret", "secret")
    assert seats.seat("secret") == 1
    assert len({first, second, None, ""}) == 4
    assert store.person not in (first, second)


def test_whoever_comes_back_has_her_own_ballot_and_the_next_person_the_one_that_was_begun(
    store: Store, handle: Handle
) -> None:
    seats = seats_of(store, handle)
    own = seats.mark("secret", "secret")
    seats.hand_over(NextSeat("secret", "secret"))
    second = seats.mark("secret", "secret")
    again = seats_of(store, handle)
    assert (again.seat("secret"), again.mark("secret", "secret")) == (0, own)
    again.hand_over(NextSeat("secret", "secret"))
    assert again.mark("secret", "secret") == second, "not handed in: it is not left behind"
    again.hand_over(NextSeat("secret", "secret", is_own=True))
    assert again.mark("secret", "secret") == own


def test_a_named_ballot_stands_under_its_name(store: Store, handle: Handle) -> None:
    seats = seats_of(store, handle)
    assert seats.mark("named", "named") == store.person
    assert seats.hand_over(NextSeat("named", "named"), "Tomasz Reka") is None
    assert seats.mark("named", "named") == "Tomasz Reka"
    assert seats.known("named", "named") == "Tomasz Reka"


def test_a_name_that_is_kept_as_another_is_told(store: Store, handle: Handle) -> None:
    seats = seats_of(store, handle)
    message = seats.hand_over(NextSeat("named", "named"), " Tomasz   Reka")
    assert message is not None
    assert (message.id, message.facts["name"]) == ("name-kept-as", "Tomasz Reka")
    assert seats.mark("named", "named") == "Tomasz Reka"


def test_to_look_makes_no_mark(store: Store, handle: Handle) -> None:
    seats = seats_of(store, handle)
    assert seats.known("secret", "secret") is None
    assert not store.drafts_of(handle).marked("secret")


def test_a_mark_that_cannot_be_kept_is_the_same_until_it_can(store: Store, handle: Handle) -> None:
    seats = seats_of(store, handle)
    with Failing(errno.EIO, lambda _, name, where: name in ("write", "fsync")).on():
        mark = seats.mark("secret", "secret")
        assert mark
        assert seats.mark("secret", "secret") == seats.known("secret", "secret") == mark
    assert seats.known("secret", "secret") == mark, "as soon as there is room"
    assert store.drafts_of(handle).marked("secret") == mark


def test_a_mark_that_another_window_made_is_known_with_the_next_snapshot(
    store: Store, handle: Handle
) -> None:
    client = Client(handle, lambda: store, at_once)
    seats = Seats(client)
    assert seats.known("secret", "secret") is None
    mark = seats_of(store, handle).mark("secret", "secret")
    assert seats.known("secret", "secret") is None, "what is drawn asks no file"
    assert seats.take_snapshot(client.view, client.view, "r") == ""
    assert seats.known("secret", "secret") == mark


def test_nobody_answers_under_a_mark_that_is_lost(
    store: Store, handle: Handle, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object, **__: object) -> str:
        raise MarkGone("Your notes were lost.")

    seats = seats_of(store, handle)
    monkeypatch.setattr(Drafts, "mark", gone)
    monkeypatch.setattr(Drafts, "gone", lambda *_: "Your notes were lost.")
    assert seats.mark("secret", "secret") == LOST
    message = seats.refuses([Give(round="secret", ballot="b", subject="a", by=LOST, to=1)])
    assert message is not None
    assert (message.id, message.facts["why"]) == ("ballot-gone", "Your notes were lost.")
    assert seats.refuses([Give(round="secret", ballot="b", subject="a", by="m1", to=1)]) is None


def test_a_line_for_one_person_hands_nothing_on(store: Store, handle: Handle) -> None:
    handle.permit = Permit(session=handle.ref)
    seats = seats_of(store, handle)
    assert (seats.may_hand_on, seats.seat("secret")) == (False, 0)
    with pytest.raises(Forbidden):
        seats.hand_over(NextSeat("secret", "secret"))


# who is here


class Signs:
    """Who is here, as a test says."""

    def __init__(self, *people: Here) -> None:
        self.people = list(people)
        self.places: list[str] = []
        self.fails = False

    def beat(self, place: str = "", done: str = "") -> None:
        if self.fails:
            raise StoreProblem("No sign can be left.")
        self.places.append(place)

    def all(self) -> list[Here]:
        return self.people

    def others(self) -> list[Here]:
        return [person for person in self.people if not person.me]

    def leave(self) -> None:
        self.places.append("gone")


WORDS = "swot/factors#a/text"
ME = Here("Ines Calder", WORDS, me=True)


async def test_alone_one_is_one() -> None:
    company = Company(at_once, lambda: "", lambda: "Ines Calder")
    assert (company.people, company.joined, await company.meet()) == (1, False, None)
    company.join(Signs(ME))
    await company.meet()
    assert (company.people, company.others, company.names) == (1, False, {"Ines Calder"})


async def test_whoever_types_in_the_same_words_is_told_once_each_time() -> None:
    place, signs = [WORDS], Signs(ME, Here("Tomasz Reka", WORDS))
    company = Company(at_once, lambda: place[0], lambda: "Ines Calder")
    company.join(signs)
    message = await company.meet()
    assert message is not None
    assert (message.id, message.facts["who"]) == ("same-words", "Tomasz Reka")
    assert (company.people, company.others, company.moved) == (2, True, False)
    assert await company.meet() is None
    signs.people[1] = Here("Tomasz Reka", "swot/factors")
    assert (await company.meet(), company.same) == (None, "")
    signs.people[1] = Here("Tomasz Reka", WORDS)
    again = await company.meet()
    assert again is not None, "he stopped, and types there once more"
    place[0] = "swot/factors"
    assert company.moved
    signs.people[1] = Here("Dot Okafor", "swot/factors")
    assert await company.meet() is None, "at the same step is not at the same words"
    company.leave()
    assert (company.others, signs.places) == (False, [WORDS, WORDS, WORDS, WORDS, "swot/factors", "gone"])


async def test_who_stands_in_the_words_is_told_of_who_types_there() -> None:
    company = Company(at_once, lambda: "swot/factors", lambda: "Ines Calder", lambda: WORDS)
    signs = Signs(Here("Ines Calder", "swot/factors", me=True), Here("Tomasz Reka", WORDS))
    company.join(signs)
    message = await company.meet()
    assert message is not None
    assert message.id == "same-words"
    assert signs.places == ["swot/factors"], "standing there is not typing there"


async def test_where_no_sign_can_be_left_one_is_alone() -> None:
    signs = Signs(ME, Here("Tomasz Reka", WORDS))
    company = Company(at_once, lambda: WORDS, lambda: "Ines Calder")
    company.join(signs)
    await company.meet()
    signs.fails = True
    assert await company.meet() is None
    assert (company.people, company.others) == (1, False)
