from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from aligntui.store.lock import FileLock
from aligntui.store.problems import Busy


def test_the_lock_file_is_never_removed_and_only_the_owner_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.json.lock"
    with FileLock(path):
        inode = path.stat().st_ino
    with FileLock(path):
        assert path.stat().st_ino == inode
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_in_a_shared_folder_the_group_may_lock_too(tmp_path: Path) -> None:
    folder = tmp_path / "team"
    folder.mkdir()
    folder.chmod(0o2770)
    with FileLock(folder / "kiosk.json.lock"):
        assert stat.S_IMODE((folder / "kiosk.json.lock").stat().st_mode) == 0o660


def test_one_holder_may_take_it_again(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / "a.lock", timeout=0)
    with lock:
        with lock:
            assert lock.held
        assert lock.held
    assert not lock.held


def test_another_holder_is_told_who_is_in_the_way(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.json.lock"
    with FileLock(path), pytest.raises(Busy) as caught:
        FileLock(path, timeout=0.02).acquire()
    assert caught.value.sentence == "Somebody else has been writing kiosk.json for 0.02 seconds. Try again."
    with FileLock(path, timeout=0):
        pass


def test_another_thread_waits_its_turn(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    shared = FileLock(path)
    counts = {"n": 0}

    def work(lock: FileLock) -> None:
        for _ in range(50):
            with lock:
                before = counts["n"]
                os.stat(path)
                counts["n"] = before + 1

    threads = [threading.Thread(target=work, args=(shared,)) for _ in range(3)]
    threads += [threading.Thread(target=work, args=(FileLock(path),)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts["n"] == 300


def test_after_giving_up_the_lock_is_free_once_its_holder_lets_go(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    late = FileLock(path, timeout=0.01)
    with FileLock(path), pytest.raises(Busy):
        late.acquire()
    assert not late.held
    # The thread that waited in vain lets go as well.
    with FileLock(path, timeout=10):
        pass


def test_a_link_in_place_of_the_lock_is_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "precious"
    (tmp_path / "a.lock").symlink_to(target)
    with pytest.raises(OSError, match="symbolic"):
        FileLock(tmp_path / "a.lock").acquire()
    assert not target.exists()
