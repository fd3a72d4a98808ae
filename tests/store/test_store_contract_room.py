"""What every store promises of a run that somebody leads: it refuses what a role may not, from any face."""

from __future__ import annotations

import pytest
from places import OTHER, PERSON, Place, opened_by

from aligntui.session.apply import Refused
from aligntui.session.model import Item, Room, Round, Run, RunStep
from aligntui.session.ops import Add, Begin, Erase, Give, Open, Status, Steer, Turn, Walk
from aligntui.store.api import Handle, Presence, Store
from aligntui.store.permit import Permit

MOVE = Walk(run="r", step="a", field="phase", was="write", to="reveal")
TAKE = Steer(run="r", field="leads", was=[PERSON], to=[OTHER])


@pytest.fixture
def store(place: Place) -> Store:
    return place.store()


@pytest.fixture
def own(store: Store) -> Handle:
    """A session that one leads who is not there yet."""
    step = RunStep(id="a", step="swot/factors", entry=1, state="begun", phase="write")
    run = Run(id="r", title="SWOT", steps=[step], room=Room(by=PERSON, leads=[PERSON], here="a"))
    item = Item(id="i", collection="strengths", series="S", text="Rye sells out", by=PERSON)
    handle = store.create("Kiosk", [Begin(run=run), Add(item=item)])
    handle.apply([Open(round=Round(id="q", step="swot/factors", run="r", subjects=["i"]))])
    return handle


@pytest.fixture
def sign(store: Store, own: Handle) -> Presence:
    """Who leads is here."""
    here = store.presence(own)
    here.beat()
    return here


def test_a_participant_writes_and_answers_and_closes_and_moves_nothing(
    place: Place, own: Handle, sign: Presence
) -> None:
    theirs = place.store(OTHER).open(own.ref)
    theirs.apply([Add(item=Item(id="t", collection="strengths", series="S", text="Oak", by=OTHER))])
    theirs.apply([Give(round="q", ballot="b", by=OTHER, subject="i", to=3)])
    for op in (
        MOVE,
        TAKE,
        Turn(id="q", was="open", to="closed"),
        Steer(run="r", field="here", was="a", to="b"),
        Give(round="q", ballot="b2", by=PERSON, subject="i", to=1),
        Status(id="i", was="draft", to="parked"),
        Erase(round="q"),
    ):
        before = theirs.stored.meta.rev
        with pytest.raises(Refused, match=f"{PERSON} leads: nobody else") as refused:
            theirs.apply([op])
        assert refused.value.reason == "role"
        assert theirs.stored.meta.rev == before
    with pytest.raises(Refused):
        theirs.erase("q")
    held = opened_by(place, own).session
    assert (held.rounds["q"].state, held.rounds["q"].erased, len(held.ballots)) == ("open", False, 1)
    assert held.runs["r"].steps[0].phase == "write"
    # One op that may not be takes the whole change with it.
    with pytest.raises(Refused):
        theirs.apply([Status(id="t", was="draft", to="parked"), MOVE])
    assert opened_by(place, own).session.items["t"].status == "draft"


def test_the_lead_moves_and_hands_over(place: Place, own: Handle, sign: Presence) -> None:
    theirs = place.store(OTHER).open(own.ref)
    own.apply([MOVE, TAKE])
    theirs.refresh()
    theirs.apply([Walk(run="r", step="a", field="phase", was="reveal", to="merge")])
    place.store(OTHER).presence(theirs).beat()
    own.refresh()
    with pytest.raises(Refused, match=f"{OTHER} leads"):
        own.apply([Turn(id="q", was="open", to="closed")])
    # Who began the run takes the lead back.
    own.apply([Steer(run="r", field="leads", was=[OTHER], to=[PERSON])])
    assert opened_by(place, own).session.runs["r"].room == Room(by=PERSON, leads=[PERSON], here="a")


def test_where_the_lead_is_gone_another_takes_it_and_alone_one_is_everything(
    place: Place, own: Handle, sign: Presence
) -> None:
    third = place.store("Dot Reka")
    theirs, dots = place.store(OTHER).open(own.ref), third.presence(third.open(own.ref))
    dots.beat()
    with pytest.raises(Refused, match="nobody else hands the lead on"):
        theirs.apply([TAKE])
    sign.leave()
    with pytest.raises(Refused, match="is not here"):
        theirs.apply([MOVE])
    theirs.apply([TAKE])
    theirs.apply([MOVE])
    # Alone with what is left of the room: nobody has to take anything.
    dots.leave()
    own.refresh()
    own.apply([Walk(run="r", step="a", field="phase", was="reveal", to="merge")])


def test_a_restricted_line_never_moves_anything(place: Place, own: Handle) -> None:
    line = place.store(OTHER, Permit(own.ref)).open(own.ref)
    for op in (MOVE, TAKE, Turn(id="q", was="open", to="closed")):
        with pytest.raises(Refused):
            line.apply([op])
    line.apply([Give(round="q", ballot="b", by=OTHER, subject="i", to=3)])
