"""Two people at two terminals: recall and its sorting, two secret rounds, a nameless pulse.

At each phase both screens, every command and export, and every file with its copies and history are looked
through for what is not yet the other's to see.
"""

from __future__ import annotations

import re

import pytest

pytest.importorskip("pyte", reason="pyte is not installed")

from e2e_pty import eventually
from e2e_room import Room

pytestmark = pytest.mark.terminal

COUNTS = re.compile(r"""[ \"-]*(given|phase|used|privacy|step|changed|to|test:\d)(["]?[:,].*|["]?)""")
"""Lines of an export that say that a round was held, of what, and how many gave something: no answer."""


def test_two_people_at_two_terminals_see_nothing_that_is_not_theirs_yet(room: Room) -> None:
    recall(room)
    sorting(room)
    rounds(room)
    pulse(room)


def recall(room: Room) -> None:
    """Each writes from memory, Ines and two more at one keyboard; nothing is seen before all are in."""
    lead, other = room.lead, room.other
    for seat in room.seats:
        seat.sees("2 here", "GUIDE")
        seat.keys("ctrl+g")
        seat.sees(lambda text: "GUIDE" not in text)
    other.writes("Win members", "Harbour lights")
    other.tmux.type("Half a lantern")
    eventually(lambda: "Half a lantern" in other.own, "the half line is kept")
    room.hides("Harbour lights", "Half a lantern", of=other)
    other.keys("enter")
    other.sees("3 of 5 written")
    lead.writes("Orchard wall", "Win members")
    lead.hands_in()
    room.hides("Harbour lights", "Half a lantern", of=other)
    room.hides("Orchard wall", of=lead)
    lead.hands_on()
    assert "Orchard" not in lead.tmux.text, "the next person sees nothing of it"
    lead.writes("Win members", "Zebra crossing")
    lead.hands_in()
    lead.hands_on()
    assert "Zebra" not in lead.tmux.text
    lead.writes("Herons")
    lead.hands_in()
    room.hides("Orchard wall", "Zebra crossing", "Herons", of=lead)
    room.joins_nothing()
    other.sees("3 of 4 are in")
    other.hands_in("All 4 are in. Wait for the lead.")
    lead.sees("4 of 4 are in")
    room.hides("Harbour lights", "Half a lantern", of=other)
    room.hides("Orchard wall", "Zebra crossing", "Herons", of=lead)
    lead.closes("Rate > [Reveal]")
    for seat in room.seats:
        text = seat.sees("Rate > [Reveal]", "Harbour lights", "Half a lantern", "Herons", "Orchard wall")
        rows = [row.strip(" >") for row in text.split("\n")[2:20] if row.strip()]
        assert rows[1:] == ["Win members" + rows[1][11:], *sorted(rows[2:])], (
            "most first, then by the alphabet"
        )
        nameless(text)
    room.joins_nothing()


def sorting(room: Room) -> None:
    """The lead puts the lines to goals, everybody sees where, nobody whose they are."""
    lead, other = room.lead, room.other
    lead.keys("ctrl+n")
    for seat in room.seats:
        seat.sees("0 of 6 sorted", "Harbour lights")
    other.keys("1")
    other.sees(lambda text: "0 of 6 sorted" in text)
    lead.keys(*"232313")
    for seat in room.seats:
        nameless(seat.sees("6 of 6 sorted"))
    room.joins_nothing()
    lead.keys("ctrl+n")
    for seat in room.seats:
        nameless(seat.sees("[Known]", "Bake by order"))
    assert [way for way, text in room.told(other) if "harbour lights" in text], "what may be seen is found"
    room.joins_nothing()


def rating(room: Room, answers: dict[str, str], why: str) -> None:
    """All four rate; what each gives and why he gives it is seen by nobody."""
    lead, other = room.lead, room.other
    other.keys(*answers["other"])
    other.sees("2 of 2 answered")
    other.keys("up")
    other.writes(why)
    other.hands_in()
    unrated(lead.sees("1 of 2 are in"))
    room.hides(why, of=other)
    for number, who in enumerate(("lead", "guest", "other guest")):
        if number:
            lead.hands_on()
        unrated(lead.tmux.text)
        lead.keys(*answers[who])
        lead.sees("2 of 2 answered")
        lead.hands_in()
    room.hides(why, of=other)
    room.joins_nothing()
    other.sees("4 of 4 are in")


def revealed(room: Room, trail: str, *rows: str) -> None:
    """Both see the same of the group, a row each, and nothing joins it to anybody."""
    for seat in room.seats:
        for row in rows:
            nameless(seat.sees(trail, lambda text, row=row: re.search(row, text)))
    room.joins_nothing()


def rounds(room: Room) -> None:
    """Two secret rounds about the same lines, each seen together and talked about before the next."""
    lead, other = room.lead, room.other
    lead.keys("ctrl+n")
    lead.sees("Only 2 are here: secret answers are shown and", "kept from 3 on", "> no: secret")
    unrated(other.sees("[Rate]", "Half of the town"))
    lead.keys("enter")
    lead.sees(lambda text: "Only 2 are here" not in text)
    rating(room, {"other": "51", "lead": "42", "guest": "33", "other guest": "25"}, "The pears told me")
    lead.closes("Rate > [Reveal]")
    revealed(room, "Rate > [Reveal]", ">BL2 .* 2.5 .* 1-5 ", " BL1 .* 3.5 .* 2-5 ")
    lead.keys("ctrl+n")
    for seat in room.seats:
        seat.sees("Reveal > [Talk]")
        seat.keys("down")
        nameless(seat.sees("The pears told me"))
    room.joins_nothing()
    lead.keys("ctrl+n")
    lead.sees("Begin a second round for everybody?")
    lead.keys("down", "enter")
    for seat in room.seats:
        nameless(seat.sees("where our maps differ", "The pears told me"))
    room.joins_nothing()
    lead.keys("ctrl+n")
    for seat in room.seats:
        seat.sees("Talk > [Again]")
    rating(room, {"other": "44", "lead": "43", "guest": "44", "other guest": "45"}, "The plums told me")
    lead.closes("The round is closed")
    revealed(room, "Talk > [Again]", ">BL2 .* 4 .* 3-5 ", " BL1 .* 4 .* 4 ")


def pulse(room: Room) -> None:
    """Six sentences without a name, answered by two where four are needed: nothing of it is ever seen."""
    lead, other = room.lead, room.other
    before = dict(room.told(*room.seats))
    lead.keys("ctrl+n")
    unrated(lead.sees("Culture: six sentences", "Only 2 are here", "> no: secret"))
    lead.keys("enter")
    lead.sees(lambda text: "Only 2 are here" not in text)
    unrated(other.sees("Culture: six sentences", "Nothing is kept of who answers"))
    other.keys(*"515151")
    other.sees("6 of 6 answered")
    unrated(lead.sees("1 of 2 answered"))
    lead.keys(*"242424")
    lead.sees("6 of 6 answered")
    room.joins_nothing()
    for seat in room.seats:
        seat.hands_in()
        # Not even one's own answers are shown from then on.
        unrated(seat.sees("given, and nothing tells which are yours"))
    room.joins_nothing()
    lead.sees("2 of 2 are in")
    lead.closes("The round is closed")
    for seat in room.seats:
        text = seat.sees("closed, nothing to show", "Nothing of this round is shown")
        assert text.count("2 answers, too few to be shown") == 6
    room.joins_nothing()
    for phase in ("[Reveal]", "[Talk]"):
        lead.keys("ctrl+n")
        for seat in room.seats:
            assert seat.sees(phase).count("2 answers, too few to be shown") == 6
    lead.keys("ctrl+n")
    for seat in room.seats:
        seat.sees("Culture: the profile", "Too few have answered for anything to be shown.")
    room.joins_nothing()
    for way, text in room.told(*room.seats):
        new = set(timeless(text)) - set(timeless(before[way]))
        assert [line for line in sorted(new) if not COUNTS.fullmatch(line)] == [], way


def timeless(text: str) -> list[str]:
    """Lines without when something was last changed."""
    return re.sub(r"\d\d:\d\d|\d+ min\w*", "", text).split("\n")


def unrated(text: str) -> None:
    """No line of a scale on a screen bears an answer."""
    assert not re.search(r"\[\d\]", text), text


def nameless(text: str) -> None:
    """The body of a screen names nobody."""
    assert "sealed" not in text, "nobody wrote anything into a round that is closed"
    body = text.split("\n")[2:21]
    assert not [row for row in body if re.search("Ines|Tomasz|Calder|Wren", row)], text
