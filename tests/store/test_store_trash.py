"""The trash: what a crash leaves half done is finished or taken back, and nothing is there twice."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest
import store_worker as worker

from aligntui.store.local import fs, names
from aligntui.store.local.lock import FileLock
from aligntui.store.local.names import path_of
from aligntui.store.local.repository import Store


class Crash(BaseException):
    """The process ends here."""


@pytest.fixture
def full(store: Store, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A session with history and copies."""
    from aligntui.store.local import handle

    monkeypatch.setattr(handle, "RECENT", 2)
    monkeypatch.setattr(handle, "BLOCK", 1)
    own = store.create("Kiosk")
    for ref in "abcdef":
        own.apply([worker.add(ref)])
    own.close()
    assert names.history_of(own.path).exists()
    assert names.backups_of(own.path).exists()
    return own.path


CALLS = ("link", "unlink", "rename", "replace", "mkdir", "rmdir", "fsync", "write")


def crash_at(patch: pytest.MonkeyPatch, number: int) -> None:
    """Let the process end at the so-manyth call that alters the disk."""
    count = iter(range(10**6))

    def around(real: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **named: object) -> object:
            if next(count) == number:
                raise Crash
            return real(*args, **named)

        return call

    for name in CALLS:
        patch.setattr(fs, name, around(getattr(fs, name)))


def whole(store: Store) -> list[str]:
    """Ids of the session's cards, wherever it is; it must be in one place, with all that belongs to it."""
    live, thrown = store.entries(), store.trashed()
    assert len(live) + len(thrown) == 1
    path = path_of(live[0].ref) if live else path_of(store.restore(thrown[0]).ref)
    own = store.open(path)
    own.close()
    assert len(own.history(99)) == 6
    assert own.backups.copies()
    assert store.trashed() == []
    homes = [one for one in (store.data / "trash").glob("*") if list(one.glob("*.json"))]
    assert homes == []
    return sorted(own.session.items)


@pytest.mark.parametrize("what", ["trash", "restore"])
def test_a_crash_anywhere_leaves_a_session_whole_in_one_place(
    full: Path, make_store: Callable[..., Store], what: str
) -> None:
    crashes = 0
    for number in range(200):
        store = make_store()
        if what == "restore":
            entry = store.trash(full)
        with pytest.MonkeyPatch.context() as patch:
            crash_at(patch, number)
            try:
                store.trash(full) if what == "trash" else store.restore(entry)
                ended = True
            except Crash:
                ended, crashes = False, crashes + 1
        assert whole(make_store()) == list("abcdef")
        (full,) = (store.data).glob("kiosk*.json")
        if ended:
            break
    assert crashes > 15


def test_what_another_process_moves_just_now_is_left_to_it(
    full: Path, make_store: Callable[..., Store]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        crash_at(patch, 12)
        with pytest.raises(Crash):
            make_store().trash(full)
    (home,) = (full.parent / "trash").iterdir()
    before = sorted(path.name for path in home.iterdir())
    with FileLock(names.lock_of(full)):
        assert len(make_store().entries()) + len(make_store().trashed()) == 1
        assert sorted(path.name for path in home.iterdir()) == before
    assert whole(make_store()) == list("abcdef")


@pytest.mark.parametrize("number", [errno.EPERM, errno.EOPNOTSUPP])
def test_a_disk_without_hard_links_moves_sessions_too(
    full: Path, store: Store, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fs, "link", refuse)
    entry = store.trash(full)
    assert store.entries() == []
    assert whole(store) == list("abcdef")
    assert not path_of(entry.ref).exists()


def test_a_session_that_cannot_leave_stays_whole(
    full: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from aligntui.store.problems import NotSaved

    real = fs.unlink

    def refuse(path: Path) -> None:
        if Path(path) == full:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        real(path)

    with monkeypatch.context() as patch:
        patch.setattr(fs, "unlink", refuse)
        with pytest.raises(NotSaved):
            store.trash(full)
    assert [path_of(entry.ref) for entry in store.entries()] == [full]
    assert list((full.parent / "trash").iterdir()) == []
    assert whole(store) == list("abcdef")


def test_purging_that_was_cut_off_is_finished(full: Path, make_store: Callable[..., Store]) -> None:
    store = make_store()
    entry = store.trash(full)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fs, "remove_tree", lambda *_, **__: (_ for _ in ()).throw(Crash()))
        with pytest.raises(Crash):
            store.purge(entry)
    assert make_store().trashed() == []
    assert list((full.parent / "trash").iterdir()) == []
