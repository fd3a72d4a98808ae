from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from aligntui.store.local import lock
from aligntui.store.local.lock import FileLock
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
    own = FileLock(tmp_path / "a.lock", timeout=0)
    with own:
        with own:
            assert own.held
        assert own.held
    assert not own.held


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

    def work(one: FileLock) -> None:
        for _ in range(50):
            with one:
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


HOLDER = """
import sys
from pathlib import Path
from aligntui.store.local import lock
from aligntui.store.local.lock import FileLock

lock = FileLock(Path(sys.argv[1]))
for line in sys.stdin:
    lock.acquire() if line == "hold\\n" else lock.release()
    print("done", flush=True)
"""


class Holder:
    """Another process that holds a lock, or not, as it is told."""

    def __init__(self, path: Path) -> None:
        command = [sys.executable, "-c", HOLDER, str(path)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __call__(self, what: str) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(what, file=self.process.stdin, flush=True)
        assert self.process.stdout.readline() == "done\n"

    def __enter__(self) -> Holder:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.communicate()


def test_who_gave_up_never_gets_the_lock_afterwards(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    busy = 0
    with FileLock(path):
        pass
    with Holder(path) as holder:
        opened, threads = len(os.listdir("/dev/fd")), threading.active_count()
        for _ in range(400):
            holder("hold")
            for timeout in (0, 0.002):
                with pytest.raises(Busy):
                    FileLock(path, timeout=timeout).acquire()
            # Nothing is left that could be given the lock: no thread, no descriptor, no call in the kernel.
            assert threading.active_count() <= threads
            assert len(os.listdir("/dev/fd")) <= opened
            assert waiting_in_the_kernel() == 0
            holder("release")
            try:
                with FileLock(path, timeout=0):
                    pass
            except Busy:
                busy += 1
    assert busy == 0


def waiting_in_the_kernel() -> int:
    """How many calls of this process wait for a lock; 0 where the system does not tell."""
    try:
        rows = Path("/proc/locks").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return sum("->" in row and f" {os.getpid()} " in row for row in rows)


def test_whose_turn_it_is_comes_first_and_cannot_keep_the_others_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.lock"
    tries: list[float] = []
    monkeypatch.setattr(lock, "time", SimpleNamespace(sleep=tries.append, monotonic=time.monotonic))
    with FileLock(tmp_path / "a.lock.turn"):
        # Somebody is next, and has been stopped before it could ask.
        with FileLock(path, timeout=60):
            assert len(tries) == lock.PASSED - 1
        tries.clear()
        # Who does not want to wait is told what is so: the lock is free.
        with FileLock(path, timeout=0):
            assert tries == []
    with FileLock(path, timeout=60):
        assert tries == []


def test_a_system_without_more_files_or_rights_for_turns_locks_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    (tmp_path / "a.lock.turn").mkdir()
    with FileLock(path, timeout=0), pytest.raises(Busy):
        FileLock(path, timeout=0.005).acquire()
    with FileLock(path, timeout=0):
        pass


def test_a_link_in_place_of_the_lock_is_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "precious"
    (tmp_path / "a.lock").symlink_to(target)
    with pytest.raises(OSError, match="symbolic"):
        FileLock(tmp_path / "a.lock").acquire()
    assert not target.exists()
