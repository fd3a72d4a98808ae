from __future__ import annotations

import stat
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import store_worker as worker

from aligntui.store.local import backups, fs
from aligntui.store.local.backups import Backups
from aligntui.store.local.repository import Store


def times(path: Path) -> list[str]:
    return [copy.taken[8:16].replace("T", " ") for copy in Backups(path).copies()]


def test_one_copy_in_ten_minutes_of_work(store: Store, clock: object) -> None:
    handle = store.create("Kiosk")
    for n in range(40):
        handle.apply([worker.add(f"a{n}")])
        clock.forward(minutes=1)
    assert times(handle.path) == ["21 14:30", "21 14:20", "21 14:10", "21 14:00"]
    clock.forward(days=2)
    assert len(times(handle.path)) == 4
    handle.apply([worker.add("late")])
    assert len(times(handle.path)) == 5


def test_a_copy_is_what_stood_before_and_is_for_the_owner_alone(store: Store) -> None:
    handle = store.create("Kiosk", [worker.add("a")])
    before = handle.path.read_bytes()
    handle.apply([worker.add("b")])
    (copy,) = Backups(handle.path).copies()
    assert copy.path.read_bytes() == before
    assert stat.S_IMODE(copy.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.path.parent.stat().st_mode) == 0o700
    handle.apply([worker.add("c")])
    assert copy.path.read_bytes() == before


def test_two_processes_do_not_take_it_twice(store: Store, make_store: object) -> None:
    one = store.create("Kiosk")
    two = make_store("Dot Okafor").open(one.path)
    one.apply([worker.add("a")])
    two.apply([worker.add("b")])
    assert len(times(one.path)) == 1


def test_a_clock_set_back_does_not_stop_the_copies(store: Store, clock: object) -> None:
    handle = store.create("Kiosk")
    handle.apply([worker.add("a")])
    clock.forward(days=-400)
    handle.apply([worker.add("b")])
    assert len(times(handle.path)) == 2


def test_where_no_link_can_be_made_it_is_copied(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    handle = store.create("Kiosk", [worker.add("a")])
    before = handle.path.read_bytes()

    def refuse(*args: object, **kwargs: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(fs, "link", refuse)
    handle.apply([worker.add("b")])
    (copy,) = Backups(handle.path).copies()
    assert copy.path.read_bytes() == before


def test_a_copy_that_cannot_be_taken_does_not_stop_the_work(store: Store) -> None:
    handle = store.create("Kiosk")
    Backups(handle.path).folder.write_text("in the way")
    handle.apply([worker.add("a")])
    assert list(store.open(handle.path).session.items) == ["a"]


def test_the_newest_and_one_a_day_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.json"
    path.write_text("{}")
    own = Backups(path)
    moment, rev = datetime(2026, 11, 1, 9), 0
    while moment < datetime(2026, 11, 21, 18):
        own.take(moment.isoformat(), rev := rev + 1)
        moment += timedelta(hours=3)
    copies = own.copies()
    newest = [datetime.fromisoformat(copy.taken) for copy in copies[: backups.NEWEST]]
    assert newest == [datetime(2026, 11, 21, 15) - timedelta(hours=3 * n) for n in range(5)]
    assert {date.fromisoformat(copy.taken[:10]) for copy in copies} == {
        date(2026, 11, 21 - n) for n in range(backups.DAYS)
    }
    older = [datetime.fromisoformat(copy.taken) for copy in copies[backups.NEWEST :]]
    assert older == [datetime(2026, 11, day, 21) for day in (20, 19, 18, 17, 16, 15)]


def test_other_files_among_the_copies_are_let_be(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.json"
    path.write_text("{}")
    own = Backups(path)
    assert own.copies() == []
    own.take("2026-11-21T14:00:00", 4)
    own.take("2026-11-21T14:00:00", 4)
    (own.folder / "note.txt").write_text("mine")
    (own.folder / "note.json").write_text("mine")
    assert len(own.copies()) == 2
    own.prune()
    assert (own.folder / "note.json").exists()


def test_setting_aside_counts_on(tmp_path: Path) -> None:
    path = tmp_path / "[kiosk].json"
    for n in (1, 2, 3):
        path.write_text("{")
        assert backups.set_aside(path).name == f"[kiosk].json.damaged-{n}"
    (tmp_path / "[kiosk].json.damaged-x").write_text("")
    path.write_text("{")
    assert backups.set_aside(path).name == "[kiosk].json.damaged-4"
