"""No room, no right to write, no folder: the file stays as it was, and a sentence says what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import store_worker as worker

from aligntui.store.local import files
from aligntui.store.local.names import history_of
from aligntui.store.local.repository import Store
from aligntui.store.opening import copy_to
from aligntui.store.problems import NotSaved


def test_a_limit_on_file_size_leaves_the_file_whole_and_lifting_it_mends(store: Store) -> None:
    handle = store.create("Kiosk", [worker.add("first")])
    lines = worker.finish(worker.start("limited", handle.path, 4000))

    full = [line for line in lines if line.startswith("full")]
    kept = [line.removeprefix("ok ") for line in lines if line.startswith("ok")]
    assert len(full) == 1
    assert full[0].startswith("full True True ")
    assert "may not grow" in full[0]
    assert handle.refresh()
    assert set(handle.session.items) == {"first", *kept}
    assert lines[-1].startswith("ok")


@pytest.fixture
def tiny(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "tiny"
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("no right to mount a small disk")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_leaves_the_file_whole_and_freeing_room_mends(tiny: Path, store: Store) -> None:
    store = Store(
        tiny, tiny / "state", clock=store.clock, new_id=store.new_id, person="Dot Okafor", timeout=10
    )
    handle = store.create("Kiosk", [worker.add("first")])
    ballast = tiny / "ballast"
    ballast.write_bytes(b"x" * (150 * 1024))
    kept = {"first"}

    def fill() -> None:
        for n in range(10_000):
            handle.apply([worker.add(f"a{n}", worker.TEXT * 5)])
            kept.add(f"a{n}")

    with pytest.raises(NotSaved) as caught:
        fill()
    assert caught.value.full
    assert caught.value.sentence == f"The disk is full: this is not written. Free space in {tiny}."
    assert set(handle.session.items) == kept
    assert set(store.open(handle.path).session.items) == kept
    assert [name for name in os.listdir(tiny) if name.endswith(".tmp")] == []

    ballast.unlink()
    handle.apply([worker.add("after")])
    assert set(store.open(handle.path).session.items) == {*kept, "after"}


def test_trying_again_with_the_same_id_never_applies_twice(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    handle = store.create("Kiosk")
    monkeypatch.setattr(files, "write", _full)
    with pytest.raises(NotSaved):
        handle.apply([worker.add("a")], id="once")
    monkeypatch.undo()
    assert handle.session.items == {}
    assert not handle.apply([worker.add("a")], id="once").again
    assert handle.apply([worker.add("a")], id="once").again
    assert list(handle.session.recent) == ["once"]


def _full(path: Path, data: bytes, *, durable: bool = True) -> files.Version:
    raise OSError(28, "No space left on device")


def test_a_history_that_cannot_be_written_does_not_stop_the_work(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from aligntui.store.local import handle as module

    monkeypatch.setattr(module, "RECENT", 4)
    monkeypatch.setattr(module, "BLOCK", 2)
    handle = store.create("Kiosk")
    history_of(handle.path).mkdir()
    for n in range(12):
        handle.apply([worker.add(f"a{n}")])
    assert len(handle.session.recent) == 12
    history_of(handle.path).rmdir()
    handle.apply([worker.add("last")])
    assert len(handle.session.recent) == 4
    assert len(handle.history(100)) == 13


@pytest.fixture
def kiosk(store: Store) -> Iterator[Path]:
    """A session in a folder that a user without special rights can get at."""
    handle = store.create("Kiosk", [worker.add("first")])
    folder = Path(tempfile.mkdtemp(prefix="aligntui-"))
    copy = folder / "kiosk.json"
    copy.write_bytes(handle.path.read_bytes())
    copy.with_name("kiosk.json.lock").touch(0o644)
    if os.geteuid() == 0:
        os.chown(folder, 65534, 65534)
        os.chown(copy, 65534, 65534)
    yield copy
    folder.chmod(0o700)
    shutil.rmtree(folder)


def test_a_folder_one_may_not_write_in_is_read_only_with_a_sentence(kiosk: Path) -> None:
    kiosk.parent.chmod(0o555)
    assert worker.finish(worker.start("locked_out", kiosk)) == [
        f"1 You may not write in {kiosk.parent}, so this session can only be read.",
        f"You may not write in {kiosk.parent}: this is not written. Ask its owner for the right to.",
    ]
    assert sorted(p.name for p in kiosk.parent.iterdir()) == ["kiosk.json", "kiosk.json.lock"]


def test_a_write_protected_file_is_not_replaced(kiosk: Path) -> None:
    before = kiosk.read_bytes()
    kiosk.chmod(0o444)
    assert worker.finish(worker.start("locked_out", kiosk)) == [
        "1 kiosk.json is write-protected, so it can only be read.",
        "kiosk.json is write-protected: this is not written. Lift that first.",
    ]
    assert kiosk.read_bytes() == before


def test_a_missing_folder_lists_nothing_and_is_made_by_the_first_session(store: Store, home: Path) -> None:
    assert store.entries() == []
    assert not home.exists()
    store.create("Kiosk")
    assert [entry.title for entry in store.entries()] == ["Kiosk"]


def test_a_folder_that_cannot_be_made_is_one_sentence(store: Store, home: Path) -> None:
    home.write_text("a file stands here")
    with pytest.raises(NotSaved) as caught:
        store.create("Kiosk")
    assert str(home) in caught.value.sentence


def test_a_folder_that_goes_away_while_a_session_is_open(store: Store, home: Path) -> None:
    handle = store.create("Kiosk", [worker.add("first")])
    home.rename(home.with_name("elsewhere"))
    with pytest.raises(NotSaved) as caught:
        handle.apply([worker.add("second")])
    assert caught.value.sentence == f"{home} is gone: this is not written. Bring the folder back."
    assert set(handle.session.items) == {"first"}
    assert handle.refresh()
    assert handle.read_only
    home.with_name("elsewhere").rename(home)
    assert handle.refresh()
    assert handle.read_only == ""
    handle.apply([worker.add("second")])


def test_everything_can_be_written_to_another_folder(store: Store, tmp_path: Path) -> None:
    handle = store.create("Kiosk", [worker.add("first")])
    made = copy_to(handle, tmp_path / "stick", changes=[handle.change([worker.add("not saved yet")])])
    again = copy_to(handle, tmp_path / "stick")
    assert set(store.open(made).session.items) == {"first", "not saved yet"}
    assert set(store.open(again).session.items) == {"first"}
    assert set(handle.session.items) == {"first"}
