"""A person's changes a minute on restricted lines: enough for people, and nothing typed is lost by it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from aligntui.session.model import Item
from aligntui.session.ops import Add, Name, Set, Walk
from aligntui.store.local.handle import Handle
from aligntui.store.local.names import ref_of
from aligntui.store.local.repository import Store
from aligntui.store.pace import Pace, TooOften
from aligntui.store.permit import PACE, Permit


@dataclass
class Seconds:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


def card(number: int, text: str = "") -> Add:
    return Add(item=Item(id=f"i{number}", collection="ideas", series="ID", text=text or f"card {number}"))


def line(store: Store, path: Path, person: str = "") -> Handle:
    """The session on a restricted line."""
    return Store(
        store.data, store.state, clock=lambda: "2026-11-21T14:00:30", new_id=store.new_id,
        person=person or store.person, permit=Permit(ref_of(path)),
    ).open(path)  # fmt: skip


@pytest.fixture
def path(store: Store) -> Path:
    handle = store.create("Millrace")
    handle.close()
    return handle.path


def test_within_a_minute_there_is_a_last_one_and_later_there_is_room(store: Store, path: Path) -> None:
    handle, seconds = line(store, path), Seconds()
    handle.pace = Pace(PACE, handle.person, seconds=seconds)
    for number in range(PACE):
        seconds.now += 0.25
        assert handle.waiting.put([card(number)]).written
    with pytest.raises(TooOften) as told:
        handle.waiting.put([card(PACE)])
    assert "What you typed stays; try again in 31 seconds." in str(told.value)
    assert len(handle.session.items) == PACE
    assert handle.waiting.changes == []
    seconds.now = 0.25 + 60.0 + 0.01
    # By the clock of the session no minute has passed: what one made oneself is counted once.
    assert handle.waiting.put([card(PACE)]).written
    handle.close()


def test_undo_counts_too(store: Store, path: Path) -> None:
    handle = line(store, path)
    handle.pace = Pace(2, handle.person, seconds=Seconds())
    handle.waiting.put([card(1)])
    assert handle.undo().done
    with pytest.raises(TooOften):
        handle.redo()
    assert handle.session.items["i1"].retired
    handle.close()


def test_several_lines_of_a_person_share_what_there_is(store: Store, path: Path) -> None:
    one, other = line(store, path), line(store, path)
    for number in range(PACE):
        one.waiting.put([card(number)])
    other.refresh()
    with pytest.raises(TooOften):
        other.waiting.put([card(PACE)])
    stranger = line(store, path, "Priya Lund")
    assert stranger.waiting.put([card(PACE)]).written
    for handle in (one, other, stranger):
        handle.close()


def test_many_cards_in_one_change_count_as_many(store: Store, path: Path) -> None:
    handle = line(store, path)
    with pytest.raises(TooOften) as told:
        handle.waiting.put([card(n) for n in range(PACE + 1)])
    assert str(told.value) == "121 cards are too many at once here; 120 are the most. They are not kept."
    assert handle.waiting.put([card(n) for n in range(PACE)]).written
    with pytest.raises(TooOften):
        handle.waiting.put([Set(id="i1", field="text", was="card 1", to="another", words=True)])
    # Where one stands may still be kept.
    handle.pace.take(
        [Walk(run="r", step="s", field="phase", to="vote")], handle.session, handle.entry.changed
    )
    handle.close()


def test_whoever_is_not_restricted_has_no_limit(store: Store, path: Path) -> None:
    handle = store.open(path)
    titles = ["Millrace", *(f"Millrace {n}" for n in range(PACE + 2))]
    for was, to in pairwise(titles):
        assert handle.waiting.put([Name(was=was, to=to)]).written
    handle.close()
