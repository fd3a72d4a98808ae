from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest
import store_worker as worker

from aligntui.session.apply import Refused
from aligntui.session.model import Round
from aligntui.session.ops import Give, Hand, Open
from aligntui.store.local import codec, files, names
from aligntui.store.local import handle as module
from aligntui.store.local.archive import Archive
from aligntui.store.local.handle import Handle
from aligntui.store.local.repository import Store
from aligntui.store.problems import NotSaved

SAID = "the oven will not last the winter"


@pytest.fixture
def asked(store: Store, clock: object, monkeypatch: pytest.MonkeyPatch) -> Handle:
    """A session with a named round whose answers lie in state, recent, history and copies."""
    monkeypatch.setattr(module, "RECENT", 4)
    monkeypatch.setattr(module, "BLOCK", 2)
    handle = store.create("Kiosk", [worker.add("a")])
    for ref in ("q1", "q2"):
        handle.apply([Open(round=Round(id=ref, step=f"swot/{ref}", run="", subjects=["a"]))])
        handle.apply([Give(round=ref, ballot=f"{ref}-i", by="Ines Calder", subject="a", to=f"{SAID} {ref}")])
        handle.apply([Give(round=ref, ballot=f"{ref}-d", by="Dot Okafor", subject="a", to=f"no {ref}")])
    clock.forward(minutes=11)
    handle.apply([Hand(round="q1", ballot="q1-i", by="Ines Calder")])
    for n in range(4):
        handle.apply([worker.add(f"b{n}")])
    clock.forward(minutes=11)
    handle.apply([Give(round="q1", ballot="q1-d", by="Dot Okafor", subject="a", was="no q1", to="yes q1")])
    return handle


def where(folder: Path, words: str) -> list[str]:
    found = [path for path in folder.rglob("*") if path.is_file() and words.encode() in path.read_bytes()]
    return sorted(str(path.relative_to(folder)) for path in found)


def test_nothing_of_a_round_is_left_anywhere(asked: Handle, store: Store, home: Path) -> None:
    drafts = store.drafts(asked.session.meta.id)
    drafts.put("round:q1/a", f"{SAID} q1")
    drafts.put("round:q2/a", f"{SAID} q2")
    drafts.mark("q1")
    mark = drafts.mark("q2")
    twin = store.duplicate(asked.path, "Thrown twin")
    store.trash(twin.path)
    leftover = asked.path.with_name(f".{asked.path.name}.1-dead.tmp")
    leftover.write_bytes(asked.path.read_bytes())
    before = where(home, f"{SAID} q1")
    assert len(before) >= 5
    assert any(".history.jsonl" in name for name in before)
    assert any(".backups/" in name for name in before)
    assert any(name.startswith("trash/") for name in before)
    rev = asked.session.meta.rev

    done = asked.erase("q1")

    assert done.sentence == "The raw answers are erased from session, history, copies and trash."
    assert done.left == []
    assert where(home, f"{SAID} q1") == []
    assert where(home, "yes q1") == where(home, "no q1") == []
    assert len(where(home, f"{SAID} q2")) >= 5
    assert asked.session.rounds["q1"].erased
    assert [ballot.round for ballot in asked.session.ballots.values()] == ["q2", "q2"]
    assert asked.session.meta.rev == rev + 1
    assert asked.history(1)[0].note == "Raw answers erased"
    assert list(drafts.all()) == ["round:q2/a"]
    assert drafts.mark("q2") == mark
    again = store.open(asked.path)
    assert again.session == asked.session
    for copy in asked.backups.copies():
        assert set(store.open(copy.path).session.items) >= {"a"}


def test_one_ballot_goes_and_the_others_stay(asked: Handle, home: Path) -> None:
    asked.erase("q1", "q1-i")
    assert where(home, f"{SAID} q1") == []
    assert where(home, "no q1") != []
    assert not asked.session.rounds["q1"].erased
    assert [ref for ref in asked.session.ballots if ref.startswith("q1")] == ["q1-d"]


def test_it_says_where_answers_may_still_lie(asked: Handle, store: Store, home: Path) -> None:
    twin = store.duplicate(asked.path, "Live twin")
    damaged = asked.path.with_name(f"{asked.path.name}.damaged-1")
    damaged.write_bytes(asked.path.read_bytes()[:-9])
    done = asked.erase("q1")
    assert set(done.left) == {str(twin.path), str(damaged)}
    assert done.sentence.endswith("may still hold them.")
    assert twin.path.name in done.sentence
    assert len(twin.session.ballots) == 4


def test_a_round_that_is_not_there_is_refused(asked: Handle) -> None:
    before = asked.path.read_bytes()
    with pytest.raises(Refused):
        asked.erase("q9")
    assert asked.path.read_bytes() == before


def test_a_full_disk_half_way_does_not_say_erased_and_doing_it_again_finishes(
    asked: Handle, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = files.write
    room = [2]

    def fill(path: Path, data: bytes, *, durable: bool = True) -> files.Version:
        if not room[0]:
            raise OSError(28, "No space left on device")
        room[0] -= 1
        return real(path, data, durable=durable)

    monkeypatch.setattr(files, "write", fill)
    with pytest.raises(NotSaved):
        asked.erase("q1")
    assert not asked.session.rounds["q1"].erased
    monkeypatch.setattr(files, "write", real)
    asked.erase("q1")
    assert where(home, f"{SAID} q1") == []


def test_erasing_takes_no_copy_of_what_is_erased(asked: Handle, clock: object) -> None:
    before = [copy.path for copy in asked.backups.copies()]
    clock.forward(minutes=30)
    asked.erase("q1")
    assert [copy.path for copy in asked.backups.copies()] == before


def test_another_process_that_has_it_open_follows(asked: Handle, make_store: Callable[..., Store]) -> None:
    other = make_store("Dot Okafor").open(asked.path)
    asked.erase("q1")
    assert other.refresh()
    other.apply([worker.add("after")])
    assert SAID + " q1" not in asked.path.read_text()
    assert len(Archive(names.history_of(asked.path)).read()) > 0


@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO, errno.ESTALE])
def test_what_could_not_be_read_is_named_and_not_said_to_be_erased(
    asked: Handle, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    real, copy = files.read, asked.backups.copies()[0].path

    def fails(path: Path) -> tuple[bytes, files.Version]:
        if path in (asked.archive.path, copy):
            raise OSError(number, os.strerror(number))
        return real(path)

    monkeypatch.setattr(files, "read", fails)
    before = asked.archive.path.read_bytes()
    done = asked.erase("q1")
    assert done.sentence.startswith("The raw answers are erased from session and trash. ")
    assert asked.archive.path.name in done.sentence
    assert done.sentence.endswith("could not be read.")
    assert done.left == [str(asked.archive.path), str(copy)]
    assert asked.archive.path.read_bytes() == before
    assert asked.session.rounds["q1"].erased


def test_a_line_of_the_history_that_nobody_can_read_stays_and_is_named(asked: Handle) -> None:
    path = asked.archive.path
    cut = f'{{"id":"z","ops":[{{"round":"q1","to":"{SAID} q1"'.encode()
    path.write_bytes(cut + b"\n" + path.read_bytes() + b"not a change\n")
    done = asked.erase("q1")
    assert done.sentence.startswith("The raw answers are erased from session, copies and trash. ")
    assert done.left == [str(path)]
    assert path.read_bytes().startswith(cut + b"\nnot a change\n")
    assert path.read_bytes().count(f"{SAID} q1".encode()) == 1


def test_own_notes_that_are_damaged_or_cannot_be_read_are_named(
    asked: Handle, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = store.drafts_of(asked)
    own.put("round:q1/a", f"{SAID} q1")
    own.path.write_bytes(own.path.read_bytes()[:-3])
    done = asked.erase("q1")
    assert [Path(path).name for path in done.left] == [f"{own.path.name}.damaged-1"]
    real = files.read

    def fails(path: Path) -> tuple[bytes, files.Version]:
        if path == own.path:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return real(path)

    monkeypatch.setattr(files, "read", fails)
    assert str(own.path) in asked.erase("q2").left


def test_erasing_in_a_copy_made_by_hand_leaves_the_marks_of_the_session(asked: Handle, store: Store) -> None:
    copy = asked.path.with_name("copy.json")
    copy.write_bytes(asked.path.read_bytes())
    mark = store.drafts_of(asked).mark("q1")
    theirs = store.open(copy)
    store.drafts_of(theirs).mark("q1")
    theirs.erase("q1")
    assert store.drafts_of(asked).marked("q1") == mark
    assert store.drafts_of(theirs).marked("q1") == ""


def test_a_history_that_cannot_be_read_doubles_no_change(
    asked: Handle, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = asked.archive.read()[0]
    assert asked.put(old).again
    asked.archive._seen = None
    real = files.read

    def fails(path: Path) -> tuple[bytes, files.Version]:
        if path == asked.archive.path:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return real(path)

    monkeypatch.setattr(files, "read", fails)
    before = asked.session
    with pytest.raises(NotSaved):
        asked.put(old)
    assert asked.session is before
    monkeypatch.setattr(files, "read", real)
    assert asked.put(old).again


def test_erasing_does_not_make_a_decayed_copy_pass_for_a_good_one(asked: Handle) -> None:
    newest, older, *_ = asked.backups.copies()
    data = newest.path.read_bytes()
    newest.path.unlink()
    newest.path.write_bytes(data.replace(b'"title":"Kiosk"', b'"title":"kiosk"', 1))
    asked.erase("q1")
    after = newest.path.read_bytes()
    assert f"{SAID} q1".encode() not in after
    assert codec.as_written(after, codec.tables(after, newest.path)) is False
    good = asked.backups.last_good()
    assert good is not None
    assert good[0].path == older.path
    assert codec.as_written(older.path.read_bytes(), codec.tables(older.path.read_bytes(), older.path))


def test_what_decayed_in_the_history_is_not_said_to_be_erased(asked: Handle) -> None:
    path = asked.archive.path
    data = bytearray(path.read_bytes())
    # One bit of the name of the round: the answer is there, and nothing finds it.
    data[data.index(b'"round":"q1"') + 10] ^= 1
    path.write_bytes(data)
    done = asked.erase("q1")
    assert "history" not in done.sentence.partition(".")[0]
    assert str(path) in done.left
