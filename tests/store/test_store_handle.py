from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
import store_worker as worker

from aligntui.session.apply import Refused
from aligntui.session.model import Change, Round
from aligntui.session.ops import Give, Open, Set, Turn
from aligntui.store.local import files
from aligntui.store.local import handle as module
from aligntui.store.local.archive import Archive
from aligntui.store.local.handle import Handle
from aligntui.store.local.names import history_of
from aligntui.store.local.repository import Store
from aligntui.store.problems import NotSaved

MakeStore = Callable[..., Store]


@pytest.fixture
def own(store: Store) -> Handle:
    return store.create("Kiosk", [worker.add("a")])


def words(to: str, was: str = worker.TEXT) -> Set:
    return Set(id="a", field="text", was=was, to=to, words=True)


def test_a_change_is_on_disk_when_apply_returns(own: Handle, store: Store) -> None:
    applied = own.apply([words("Rye")], note="S1 reads Rye", run="r1")
    assert applied.session is own.session
    change = store.open(own.path).session.recent[applied.change.id]
    assert (change.by, change.note, change.run, change.base, change.rev) == (
        "Ines Calder",
        "S1 reads Rye",
        "r1",
        1,
        2,
    )
    assert store.open(own.path).session == own.session
    assert own.entry.last == "S1 reads Rye"


def test_a_change_that_does_nothing_writes_nothing(own: Handle) -> None:
    before = files.stamp(own.path)
    own.apply([words(worker.TEXT)])
    assert files.stamp(own.path) == before


def test_a_refused_change_leaves_everything(own: Handle) -> None:
    before, snapshot = own.path.read_bytes(), own.session
    with pytest.raises(Refused):
        own.apply([worker.add("b"), Set(id="nobody", field="text", to="x")])
    assert own.path.read_bytes() == before
    assert own.session is snapshot
    own.apply([worker.add("b")])


def test_two_who_change_the_same_words_keep_both(own: Handle, make_store: MakeStore) -> None:
    other = make_store("Dot Okafor").open(own.path)
    own.apply([words("Cut waste")])
    applied = other.apply([words("Cut what we bake for the bin")])
    assert [clash.yours for clash in applied.clashes] == ["Cut what we bake for the bin"]
    assert own.refresh()
    assert own.session.items["a"].text == "Cut waste"
    assert len(own.session.clashes) == 1


def test_undo_and_redo_are_per_person_and_guarded(own: Handle, make_store: MakeStore) -> None:
    other = make_store("Dot Okafor").open(own.path)
    own.apply([words("Rye")])
    done = own.undo()
    assert done.done
    assert done.sentence.startswith("Undone")
    assert own.session.items["a"].text == worker.TEXT
    assert own.redo().done
    assert own.session.items["a"].text == "Rye"
    assert not other.undo().done
    other.apply([words("Oat", was="Rye")])
    blocked = own.undo()
    assert not blocked.done
    assert "Dot Okafor" in blocked.sentence
    assert own.session.items["a"].text == "Oat"
    assert blocked.blocked is not None
    assert blocked.blocked.mine is not None
    own.put(blocked.blocked.mine)
    assert own.session.items["a"].text == worker.TEXT
    assert own.put(blocked.blocked.mine).again


def test_a_change_in_the_archive_is_not_applied_again(own: Handle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "RECENT", 3)
    monkeypatch.setattr(module, "BLOCK", 1)
    own.apply([worker.add("once")], id="once")
    for n in range(8):
        own.apply([worker.add(f"b{n}")])
    assert "once" not in own.session.recent
    rev = own.session.meta.rev
    assert own.apply([worker.add("once")], id="once").again
    assert own.session.meta.rev == rev


def test_history_reaches_into_the_archive_newest_first(
    own: Handle, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "RECENT", 5)
    monkeypatch.setattr(module, "BLOCK", 3)
    for n in range(20):
        own.apply([worker.add(f"b{n}")], note=f"note {n}")
    assert len(own.session.recent) <= 7
    assert [change.note for change in own.history(20)] == [f"note {n}" for n in reversed(range(20))]
    assert len(own.history(1000)) == 21
    assert len(own.history(3)) == 3
    assert [change.rev for change in store.open(own.path).history(1000)] == list(reversed(range(1, 22)))


@pytest.mark.parametrize("damage", ["missing", "cut", "garbage", "folder"])
def test_a_broken_history_never_stops_a_session(
    own: Handle, store: Store, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    monkeypatch.setattr(module, "RECENT", 3)
    monkeypatch.setattr(module, "BLOCK", 2)
    for n in range(9):
        own.apply([worker.add(f"b{n}")])
    path = history_of(own.path)
    whole = path.read_bytes()
    kept = len(Archive(path).read())
    lost = {"missing": kept, "cut": 1, "garbage": 0, "folder": kept}[damage]
    path.unlink()
    if damage == "cut":
        path.write_bytes(whole[:-20])
    elif damage == "garbage":
        path.write_bytes(b"\xff\xfe{]\n" + whole + b'{"id": 3}\n\n')
    elif damage == "folder":
        path.mkdir()
    again = store.open(own.path)
    assert again.session == own.session
    assert len(again.history(100)) == 10 - lost
    for n in range(9, 16):
        again.apply([worker.add(f"b{n}")])
    assert len(again.history(100)) == 17 - lost
    assert len(again.session.items) == 17


def test_an_archive_takes_each_change_once_and_mends_a_cut_line(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "a.history.jsonl")
    first = [Change(id=f"c{n}", at="2026-11-21", note="x" * 30) for n in range(4)]
    archive.append(first)
    archive.append(first)
    assert Archive(archive.path).read() == first
    data = archive.path.read_bytes()
    for cut in range(len(data)):
        archive.path.write_bytes(data[:cut])
        again = Archive(archive.path)
        again.append(first)
        assert {change.id for change in again.read()} == {"c0", "c1", "c2", "c3"}
    assert archive.path.stat().st_mode & 0o777 == 0o600


def test_an_archive_that_ran_out_of_room_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = Archive(tmp_path / "a.history.jsonl")
    archive.append([Change(id="c0", at="")])
    before = archive.path.read_bytes()

    def half(fd: int, data: bytes) -> None:
        import os

        os.write(fd, data[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "put", half)
    with pytest.raises(OSError, match="No space"):
        archive.append([Change(id="c1", at="")])
    assert archive.path.read_bytes() == before
    monkeypatch.undo()
    archive.append([Change(id="c1", at="")])
    assert [change.id for change in archive.read()] == ["c0", "c1"]


def test_a_refresh_shares_what_did_not_change(own: Handle, store: Store) -> None:
    own.apply([worker.add("b")])
    other = store.open(own.path)
    before = other.session
    own.apply([words("Rye")])
    assert other.refresh()
    assert other.session == own.session
    assert other.session.items["b"] is before.items["b"]
    assert other.session.items["a"] is not before.items["a"]
    assert other.session.links is before.links
    assert other.session.participants is before.participants
    assert before.items["a"].text == worker.TEXT


def test_a_table_in_another_order_is_read_anew(own: Handle) -> None:
    own.apply([worker.add("b")])
    data = json.loads(own.path.read_text())
    data["items"] = dict(reversed(data["items"].items()))
    own.path.write_text(json.dumps(data))
    before = own.session
    assert own.refresh()
    assert list(own.session.items) == ["b", "a"]
    assert own.session.items == before.items


def test_threads_share_one_handle(own: Handle) -> None:
    def work(name: str) -> None:
        for n in range(10):
            own.apply([worker.add(f"{name}{n}")])
            own.refresh()

    threads = [threading.Thread(target=work, args=(name,)) for name in "xyz"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(own.session.items) == 31
    assert own.session.meta.rev == 31


def test_refresh_never_waits_for_a_write(own: Handle) -> None:
    said: list[bool] = []
    with own.locked():
        thread = threading.Thread(target=lambda: said.append(own.refresh()))
        thread.start()
        thread.join()
    assert said == [False]


def test_a_writer_that_holds_on_is_a_sentence(make_store: MakeStore) -> None:
    own = make_store().create("Kiosk")
    other = make_store("Dot Okafor", timeout=0.02).open(own.path)
    with own.locked(), pytest.raises(NotSaved, match="Somebody else has been writing kiosk-"):
        other.apply([worker.add("a")])
    other.apply([worker.add("a")])


def test_unknown_tables_and_keys_of_the_file_stay(own: Handle) -> None:
    text = own.path.read_text()
    text = text.replace('"items":{"a":{', '"own":{"1":{"x":1}},"items":{"a":{"extra":[1,2],')
    own.path.write_text(text)
    own.apply([worker.add("b")])
    assert '"own":{"1":{"x":1}}' in own.path.read_text()
    assert '"extra":[1,2]' in own.path.read_text()


def test_secret_answers_lie_in_no_order_and_in_no_history(own: Handle, make_store: MakeStore) -> None:
    own.apply([Open(round=Round(id="q", step="swot/vote", run="", subjects=["a"], privacy="secret"))])
    marks = ["m3", "m1", "m2"]
    for n, mark in enumerate(marks):
        person = make_store(f"Person {n}").open(own.path)
        person.apply([Give(round="q", ballot=mark, by=mark, subject="a", to=n)], note="voted")
    text = own.path.read_text()
    assert own.refresh()
    assert list(own.session.ballots) == sorted(marks)
    assert [text.index(f'"{mark}":') for mark in sorted(marks)] == sorted(
        text.index(f'"{mark}":') for mark in marks
    )
    recent = text[text.index('"recent"') :]
    assert not any(mark in recent for mark in marks)
    assert "Person" not in text


def test_a_reveal_has_no_undo(own: Handle) -> None:
    own.apply([Open(round=Round(id="q", step="swot/vote", run="", subjects=["a"]))])
    own.apply([Turn(id="q", was="open", to="revealed")])
    outcome = own.undo()
    assert not outcome.done
    assert "closed for all" in outcome.sentence
    assert own.session.rounds["q"].state == "revealed"


def test_closing_writes_nothing_and_lets_go(own: Handle) -> None:
    before = files.stamp(own.path)
    own.close()
    assert files.stamp(own.path) == before
    own.apply([worker.add("after closing it opens by itself")])
