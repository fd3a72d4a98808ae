"""Every door that a file comes in by, tried with what only looks like a file: nothing waits, nothing fills
the memory, and what is said is one sentence.
"""

from __future__ import annotations

import os
import resource
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
import store_worker as worker
from cli_kit import Shell

from aligntui import settings
from aligntui.methods.library import Library, UnknownName
from aligntui.store.local import names
from aligntui.store.local.names import path_of
from aligntui.store.local.repository import Store
from aligntui.store.problems import StoreProblem
from aligntui.tui.taking_in import Unreadable, read_file

PATIENCE = 10
"""Seconds after which a door counts as hanging."""

ROOM = 400_000_000
"""Bytes of memory that a door may take beside what was taken before."""

KINDS = ("pipe", "device", "socket", "folder", "sparse")


@pytest.fixture(autouse=True)
def _impatient() -> Iterator[None]:
    """End what waits, and refuse the memory that an endless file would fill."""

    def hangs(*_: object) -> None:
        raise AssertionError("it hangs")

    before = signal.signal(signal.SIGALRM, hangs)
    limits = resource.getrlimit(resource.RLIMIT_AS)
    taken = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (taken + ROOM, limits[1]))
    signal.alarm(PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)
        resource.setrlimit(resource.RLIMIT_AS, limits)
        signal.signal(signal.SIGALRM, before)


def put(path: Path, kind: str) -> Path:
    """Something at this path that only has the name of a file."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if path.is_file():
        path.unlink()
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "folder":
        path.mkdir()
    elif kind == "sparse":
        with path.open("wb") as file:
            file.truncate(50_000_000_000)
    else:
        # The name of a socket is short: it is bound from its own folder.
        was = os.getcwd()
        os.chdir(path.parent)
        try:
            with socket.socket(socket.AF_UNIX) as bound:
                bound.bind(path.name)
        finally:
            os.chdir(was)
    return path


@pytest.fixture
def sh(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return Shell(home, work)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "command",
    ["import", "validate", "check", "show", "export", "trace", "diff", "run"],
)
@pytest.mark.parametrize("name", ["plan.yaml", "plan.json"])
def test_files_named_on_the_command_line(sh: Shell, command: str, kind: str, name: str) -> None:
    path = f"./{name}"
    put(sh.work / name, kind)
    if command == "run":
        with pytest.raises(Exception, match=r"\.") as refused:
            Library().find(str(sh.work / "plan.yaml") if name == "plan.yaml" else "./plan.json")
        assert isinstance(refused.value, UnknownName) or type(refused.value).__name__ == "GuideProblems"
        return
    more = {"trace": ["S1"], "diff": [path]}.get(command, [])
    done = sh(command, path, *more)
    assert done.code == 1
    said = done.err + done.out
    what = {"sparse": "10 MB", "folder": "is a folder"}.get(kind, f"is a {kind}")
    assert what in said, said
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_home_takes_in(store: Store, tmp_path: Path, kind: str) -> None:
    app = SimpleNamespace(store=store, library=Library())
    path = put(tmp_path / "plan.yaml", kind)
    with pytest.raises(Unreadable) as refused:
        read_file(app, path)  # type: ignore[arg-type]
    assert str(refused.value).startswith("plan.yaml")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["saturday.yaml", "agendas/short.yaml", "collections.yaml"])
def test_files_in_the_folder_of_methods(tmp_path: Path, kind: str, name: str) -> None:
    path = put(tmp_path / "own" / name, kind)
    library = Library(user=tmp_path / "own")
    assert library.methods()
    assert library.agendas()
    assert library.everything().methods
    said = [head.problem for head in (*library.methods(), *library.agendas()) if head.problem]
    said += map(str, library.problems())
    # What is no file at all is none of the folder's; a file that is too long is named.
    assert [str(path) in words and "10 MB" in words for words in said] == [True] * (kind == "sparse")


@pytest.mark.parametrize("kind", KINDS)
def test_the_settings(tmp_path: Path, kind: str) -> None:
    put(tmp_path / "config.toml", kind)
    (problem,) = settings.load(tmp_path).problems
    assert str(problem).startswith("config.toml cannot be read (")
    assert str(problem).endswith("; the defaults hold.")


def _session(path: Path, store: Store) -> None:
    with pytest.raises(StoreProblem):
        store.open(path)
    listed = store.entries()
    assert all(entry.problem for entry in listed if path_of(entry.ref) == path)


def _history(path: Path, store: Store) -> None:
    handle = store.open(path.with_name(path.name.replace(".history.jsonl", ".json")))
    handle.history(10)
    handle.close()


def _damaged_with_copies(path: Path, store: Store) -> None:
    session = path.parent.with_name(path.parent.name.removesuffix(".backups"))
    session.write_bytes(b"{")
    with pytest.raises(StoreProblem):
        store.open(session)


def _presence(path: Path, store: Store) -> None:
    handle = store.open(path.parent.with_name(path.parent.name.removesuffix(".here")))
    store.presence(handle).others()
    handle.close()


def _drafts(path: Path, store: Store) -> None:
    handle = store.open(next(store.data.glob("*.json")))
    assert not store.drafts(handle.session.meta.id).all()
    handle.close()


def _trash(path: Path, store: Store) -> None:
    assert store.trashed()


INSIDE: dict[str, Callable[[Path, Store], None]] = {
    "session": _session,
    "history": _history,
    "copy": _damaged_with_copies,
    "presence": _presence,
    "drafts": _drafts,
    "trash": _trash,
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("door", INSIDE)
def test_files_of_the_store(store: Store, door: str, kind: str) -> None:
    handle = store.create("Kiosk", [worker.add("a")])
    path = handle.path
    drafts = store.drafts(handle.session.meta.id)
    handle.close()
    if door == "trash":
        store.trash(path)
        (place,) = store.data.glob("trash/*/thrown.note")
    else:
        place = {
            "session": path,
            "history": names.history_of(path),
            "copy": names.backups_of(path) / "20261121T140000.json",
            "presence": names.here_of(path) / "4242-abcdef",
            "drafts": drafts.path,
        }[door]
    INSIDE[door](put(place, kind), store)
