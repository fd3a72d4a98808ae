"""Several processes on one session, killed at any moment: nothing that was acknowledged is lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import store_worker as worker

from aligntui.store.local import codec, files
from aligntui.store.local.archive import Archive
from aligntui.store.local.names import history_of
from aligntui.store.local.repository import Store

KILLS = int(os.environ.get("ALIGNTUI_KILLS", "150"))


@pytest.fixture
def path(store: Store) -> Path:
    handle = store.create("Kiosk at the canal", [worker.add("first")])
    handle.close()
    return handle.path


def items_of(path: Path) -> dict[str, str]:
    data, version = files.read(path)
    version.close()
    session = codec.session_of(codec.tables(data, path), path)
    return {ref: item.text for ref, item in session.items.items()}


def changes_of(path: Path) -> list[str]:
    data, version = files.read(path)
    version.close()
    session = codec.session_of(codec.tables(data, path), path)
    return [change.id for change in Archive(history_of(path)).read()] + list(session.recent)


def test_eight_processes_lose_nothing_and_a_reader_never_sees_bad_data(path: Path) -> None:
    count = 25
    reader = worker.start("read", path)
    writers = [worker.start("write", path, f"w{n}", count) for n in range(8)]
    for process in (reader, *writers):
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in writers:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    said = [line for process in writers for line in worker.finish(process)]
    good, bad = worker.finish(reader)[0].split()

    items = items_of(path)
    assert said.count("") == 0
    assert len(said) == 8 * count
    assert set(items) == {"first"} | {line.removeprefix("ok ") for line in said}
    assert all(text.endswith(ref.rpartition(":")[2]) for ref, text in items.items() if ref != "first")
    changes = changes_of(path)
    assert len(changes) == len(set(changes)) == 1 + 8 * count * 2
    assert int(good) > 0
    assert int(bad) == 0


def test_killed_writers_lose_nothing_they_were_told_is_on_disk(path: Path) -> None:
    reader = worker.start("read", path)
    assert reader.stdout is not None
    assert reader.stdout.readline() == "ready\n"
    killer = worker.start("killed", path, KILLS, 20261121)
    lines = worker.finish(killer)
    good, bad = worker.finish(reader)[-1].split()

    acknowledged = {line.removeprefix("ok ") for line in lines if line.startswith("ok ")}
    items = items_of(path)
    assert lines[-1] == "done"
    assert acknowledged
    assert acknowledged - set(items) == set()
    # What was in flight when the kill came may be there: one change for each writer at most.
    assert len(items) - 1 - len(acknowledged) <= KILLS
    changes = changes_of(path)
    assert len(changes) == len(set(changes)) == len(items)
    assert int(bad) == 0
    assert int(good) > 0


@pytest.mark.parametrize("moment", ["after history", "half"])
def test_killed_between_history_and_snapshot_loses_and_doubles_nothing(
    path: Path, moment: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from aligntui.store.local import handle

    monkeypatch.setattr(handle, "RECENT", 6)
    monkeypatch.setattr(handle, "BLOCK", 3)
    own = store.open(path)
    for n in range(7):
        own.apply([worker.add(f"a{n}")])
    before = [change.id for change in own.history(100)][::-1]
    assert len(before) == 8
    assert not history_of(path).exists()

    process = worker.start("dies", path, moment, 6, 3)
    process.communicate()
    assert process.returncode == 9

    assert len(Archive(history_of(path)).read()) == 3
    assert not own.refresh()
    assert [change.id for change in own.history(100)][::-1] == before
    store.open(path).apply([worker.add("after")])
    changes = changes_of(path)
    assert len(changes) == len(set(changes)) == 9
    assert changes[:8] == before
    assert [p.name for p in path.parent.iterdir() if p.name.endswith(".tmp")] == []
