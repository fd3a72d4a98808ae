"""Clocks that are wrong and places that are far from each other: what was done last stays what was last."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import store_worker as worker

from aligntui.session.model import Session
from aligntui.store.local import backups, codec
from aligntui.store.local.backups import Backups
from aligntui.store.local.handle import Handle
from aligntui.store.local.repository import Store
from aligntui.store.problems import Damaged
from aligntui.text import moment

RIGHT = datetime(2026, 11, 21, 13, tzinfo=UTC)
BERLIN = "CET-1CEST,M3.5.0,M10.5.0/3"


class Machine:
    """The clock of a machine: right time, what it is wrong by, and the zone it stands in."""

    def __init__(self) -> None:
        self.time = RIGHT
        self.wrong = timedelta()

    def __call__(self) -> str:
        return moment.written(self.time + self.wrong)

    def at(self, zone: str) -> None:
        """Go to another zone (POSIX TZ)."""
        self._patch.setenv("TZ", zone)
        time.tzset()


@pytest.fixture
def machine(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machine]:
    found = Machine()
    found._patch = monkeypatch
    found.at("UTC0")
    yield found
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def kept(machine: Machine, home: Path, new_id: Callable[[], str]) -> Store:
    return Store(home, home / "state", clock=machine, new_id=new_id, person="Ines Calder")


def work(handle: Handle, machine: Machine, changes: int, wrong: timedelta = timedelta()) -> None:
    """One change a minute while the clock is wrong by so much."""
    machine.wrong = wrong
    for _ in range(changes):
        handle.apply([worker.add(f"i{handle.session.meta.rev}")])
        machine.time += timedelta(minutes=1)


def brought_back(store: Store, handle: Handle) -> tuple[Session, str]:
    """What comes back when the file is damaged, and the sentence that offered it."""
    data = handle.path.read_bytes()
    handle.path.write_bytes(data[: len(data) // 2])
    with pytest.raises(Damaged) as caught:
        store.open(handle.path)
    return store.recover(caught.value).session, caught.value.sentence


@pytest.mark.parametrize(
    ("spans", "total"),
    [
        ([(135, 0)], 135),
        ([(45, 0), (50, 365), (40, 0)], 135),
        ([(45, 0), (50, 365), (8, 0)], 103),
        ([(30, 0), (30, -400)], 60),
        ([(30, 0), (30, -400), (30, 0)], 90),
        ([(20, days * (-1) ** days) for days in range(9)], 180),
    ],
    ids=["right", "ahead", "ahead, just now", "back", "back and right", "wild"],
)
def test_a_wrong_clock_costs_no_more_than_a_right_one(
    kept: Store, machine: Machine, spans: list[tuple[int, int]], total: int
) -> None:
    handle = kept.create("Kiosk")
    for changes, days in spans:
        work(handle, machine, changes, timedelta(days=days))
    assert handle.session.meta.rev == total
    session, sentence = brought_back(kept, handle)
    assert total - session.meta.rev <= 10
    assert len(session.items) == session.meta.rev
    assert f"(revision {session.meta.rev}, all but the last" in sentence


def test_copies_of_the_true_time_stay_while_the_clock_is_ahead(kept: Store, machine: Machine) -> None:
    handle = kept.create("Kiosk")
    work(handle, machine, 45)
    work(handle, machine, 600, timedelta(days=365))
    true = [copy for copy in Backups(handle.path).copies() if copy.taken.startswith("2026-11-21")]
    assert [copy.rev for copy in true] == [40]


def test_a_clock_that_stands_still_does_not_stop_the_copies(kept: Store, machine: Machine) -> None:
    handle = kept.create("Kiosk")
    for n in range(2 * backups.AFTER + 1):
        handle.apply([worker.add(f"i{n}")])
    assert [copy.rev for copy in Backups(handle.path).copies()] == [2 * backups.AFTER, backups.AFTER, 0]


def test_old_copies_are_ordered_by_the_revision_in_them(kept: Store, machine: Machine) -> None:
    handle = kept.create("Kiosk")
    work(handle, machine, 45)
    own = Backups(handle.path)
    revisions = [copy.rev for copy in own.copies()]
    # As an older version names them, and with a clock that was wrong.
    for copy, name in zip(own.copies(), ("20251121T1400", "20271121T1400", "20261121T1400"), strict=False):
        copy.path.rename(own.folder / f"{name}00.json")
    (own.folder / "20281121T140000.2.json").write_bytes(b"{")
    assert [copy.rev for copy in own.copies()] == [*revisions, -1]
    session, sentence = brought_back(kept, handle)
    assert session.meta.rev == revisions[0]
    assert f"the copy of 21 Nov 2025, 14:00 (revision {revisions[0]}," in sentence


def test_after_going_back_to_an_older_copy_what_is_done_then_counts(kept: Store, machine: Machine) -> None:
    handle = kept.create("Kiosk")
    work(handle, machine, 100)
    left = Backups(handle.path).copies()
    handle.close()
    handle.path.write_bytes(left[4].path.read_bytes())
    handle = kept.open(handle.path)
    before = handle.session.meta.rev
    work(handle, machine, 15)
    session, _ = brought_back(kept, handle)
    assert before + 5 <= session.meta.rev <= before + 15
    assert left[0].path.exists()


def test_a_clock_ahead_does_not_mark_the_session_for_ever(kept: Store, machine: Machine) -> None:
    handle, other = kept.create("Kiosk"), kept.create("Mill")
    work(handle, machine, 1, timedelta(days=365))
    assert handle.session.meta.changed.startswith("2027-11-21")
    work(other, machine, 1)
    assert [entry.title for entry in kept.entries()] == ["Mill", "Kiosk"]
    work(handle, machine, 1)
    assert handle.session.meta.changed == "2026-11-21T13:02:00+00:00"
    assert [entry.title for entry in kept.entries()] == ["Kiosk", "Mill"]
    # What was made while the clock was wrong and is written later leaves no future behind either.
    machine.wrong = timedelta(days=365)
    change = handle.change([worker.add("late")])
    machine.wrong = timedelta()
    handle.put(change)
    assert handle.session.meta.changed == "2026-11-21T13:03:00+00:00"


def test_a_clock_set_back_keeps_sessions_in_order(kept: Store, machine: Machine) -> None:
    machine.wrong = timedelta()
    for title in ("Kiosk", "Mill", "Oven"):
        kept.create(title)
        machine.time += timedelta(days=30)
    machine.wrong = timedelta(days=-4000)
    assert [entry.title for entry in kept.entries()] == ["Oven", "Mill", "Kiosk"]


def test_the_session_changed_last_is_first_wherever_it_was_changed(kept: Store, machine: Machine) -> None:
    machine.at("<+14>-14")
    kept.create("First")
    machine.time += timedelta(hours=1)
    machine.at("<-12>12")
    kept.create("Later")
    first, later = (entry.changed for entry in reversed(kept.entries()))
    assert first > later, "as text the first one reads later"
    assert [entry.title for entry in kept.entries()] == ["Later", "First"]
    kept.trash("First")
    machine.time += timedelta(hours=1)
    machine.at("<+14>-14")
    kept.trash("Later")
    assert [entry.title for entry in kept.trashed()] == ["Later", "First"]


def test_time_goes_on_when_summer_time_ends(kept: Store, machine: Machine) -> None:
    machine.at(BERLIN)
    machine.time = datetime(2026, 10, 25, 0, 58, tzinfo=UTC)
    handle = kept.create("Kiosk")
    shown = []
    for n in range(4):
        handle.apply([worker.add(f"i{n}")])
        shown.append(moment.clock(handle.session.meta.changed))
        machine.time += timedelta(minutes=1)
    assert shown == ["02:58", "02:59", "02:00", "02:01"]


def test_an_old_file_opens_and_goes_on(kept: Store, machine: Machine) -> None:
    machine.at(BERLIN)
    handle = kept.create("Kiosk", [worker.add("a")])
    handle.close()
    session = codec.session_of(codec.tables(handle.path.read_bytes(), handle.path), handle.path)
    session.meta.created = session.meta.changed = "2026-11-21T15:30:00"
    for change in session.recent.values():
        change.at = "2026-11-21T15:30:00"
    handle.path.write_bytes(codec.encode(codec.tables_of(session)))
    # 14:00 here, so 15:30 is ahead: it was written where it is later.
    kept.create("Mill")
    old = next(entry for entry in kept.entries() if entry.title == "Kiosk")
    assert moment.stamp(old.changed) == "2026-11-21 15:30"
    handle = kept.open(handle.path)
    machine.time += timedelta(minutes=5)
    handle.apply([worker.add("b")])
    assert handle.session.meta.changed == "2026-11-21T14:05:00+01:00"
    assert [entry.title for entry in kept.entries()] == ["Kiosk", "Mill"]
