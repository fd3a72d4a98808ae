from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
import store_worker as worker

from aligntui.session.model import FORMAT
from aligntui.store.local import backups, codec, fs, names
from aligntui.store.local.handle import Handle
from aligntui.store.local.names import path_of, ref_of
from aligntui.store.local.repository import Store
from aligntui.store.problems import NEWER, Damaged, Newer, NotSaved, StoreProblem

OFFER = "Enter opens the copy of 21 Nov 2026, 14:00 (revision 1, 1 change)."


@pytest.fixture
def kiosk(store: Store) -> Handle:
    """A session with one copy of 14:00, taken before its second item."""
    handle = store.create("Kiosk", [worker.add("a", "Sourdough")])
    handle.apply([worker.add("b", "Köln – \U0001f35e")])
    return handle


def test_a_file_cut_anywhere_is_damaged_named_and_set_aside(store: Store, kiosk: Handle) -> None:
    whole, path = kiosk.path.read_bytes(), kiosk.path
    head = whole.index(b',"items"')
    aside = path.with_name(f"{path.name}.damaged-1")
    for cut in range(len(whole)):
        path.write_bytes(whole[:cut])
        with pytest.raises(Damaged) as caught:
            store.open(path)
        problem = caught.value
        assert problem.sentence == (
            f"{path.name} cannot be read; it is set aside. Enter opens the copy of 21 Nov 2026, 14:00 "
            f"(revision 1, {'all but the last change' if cut >= head else '1 change'})."
        )
        assert problem.aside == ref_of(aside)
        assert aside.read_bytes() == whole[:cut]
        assert not path.exists()
        aside.unlink()
    path.write_bytes(whole)
    assert store.open(path).session == kiosk.session


@pytest.mark.parametrize("share", [0.0, 0.2, 0.5, 0.9, 0.999])
def test_an_open_session_never_overwrites_a_damaged_file(store: Store, kiosk: Handle, share: float) -> None:
    whole = kiosk.path.read_bytes()
    part = whole[: int(len(whole) * share)]
    kiosk.path.write_bytes(part)
    snapshot = kiosk.session
    assert not kiosk.refresh()
    assert kiosk.problem == f"{kiosk.path.name} cannot be read."
    with pytest.raises(NotSaved, match="cannot be read any more: this is not written"):
        kiosk.apply([worker.add("c")])
    assert kiosk.path.read_bytes() == part
    assert kiosk.session is snapshot
    kiosk.path.write_bytes(whole)
    kiosk.apply([worker.add("c")])
    assert kiosk.problem == ""
    assert set(store.open(kiosk.path).session.items) == {"a", "b", "c"}


@pytest.mark.parametrize(
    "damage",
    [
        b'{"_meta":{"1":{"id":"x","title":"Kiosk","format":"one"}}}',
        b'{"_meta":{"1":{"id":"x","title":"Kiosk","format":-1}}}',
        b'{"_meta":{"1":{"id":"x"}}}',
        b'{"_meta":{"1":{"id":"x","title":"Kiosk"}},"items":{"a":{"id":5}}}',
        b'{"_meta":{"1":[]},"items":{}}',
        b'{"_meta":{},"items":{}}',
        b"\x00" * 4096,
    ],
)
def test_what_makes_no_session_is_damaged(store: Store, kiosk: Handle, damage: bytes) -> None:
    kiosk.path.write_bytes(damage)
    with pytest.raises(Damaged) as caught:
        store.open(kiosk.path)
    assert caught.value.detail
    assert caught.value.aside is not None
    assert path_of(caught.value.aside).read_bytes() == damage


def test_enter_opens_the_last_good_copy(store: Store, kiosk: Handle) -> None:
    kiosk.path.write_bytes(b"{")
    with pytest.raises(Damaged) as caught:
        store.open("kiosk")
    back = store.recover(caught.value)
    assert back.path == kiosk.path
    assert list(back.session.items) == ["a"]
    back.apply([worker.add("c")])
    assert names.damaged_of(kiosk.path) == [path_of(caught.value.aside)]
    kiosk.refresh()
    assert kiosk.session == back.session


def test_a_session_set_aside_stays_in_the_list_until_somebody_decides(store: Store, kiosk: Handle) -> None:
    kiosk.path.write_bytes(b"{")
    assert [entry.problem for entry in store.entries()] == [f"{kiosk.path.name} cannot be read."]
    for _ in range(2):
        with pytest.raises(Damaged) as caught:
            store.open("kiosk")
        assert caught.value.sentence.endswith(f"it is set aside. {OFFER}")
        assert [entry.problem for entry in store.entries()] == [f"{kiosk.path.name} cannot be read."]
    assert len(names.damaged_of(kiosk.path)) == 1
    store.trash("kiosk")
    assert store.entries() == []
    assert store.trashed()[0].problem
    store.restore("kiosk")
    with pytest.raises(Damaged) as caught:
        store.open("kiosk")
    store.recover(caught.value)
    assert [entry.problem for entry in store.entries()] == [""]


def test_without_a_copy_it_says_so(store: Store) -> None:
    handle = store.create("Kiosk")
    handle.path.write_bytes(b"{")
    with pytest.raises(Damaged) as caught:
        store.open("kiosk")
    assert caught.value.sentence.endswith("it is set aside. There is no earlier copy.")
    with pytest.raises(StoreProblem, match="no earlier copy"):
        store.recover(caught.value)


def test_a_damaged_copy_is_passed_over(store: Store, kiosk: Handle, clock: object) -> None:
    clock.forward(minutes=11)
    kiosk.apply([worker.add("c")])
    newest, oldest = backups.Backups(kiosk.path).copies()
    newest.path.unlink()
    newest.path.write_bytes(b"{")
    kiosk.path.write_bytes(b"{")
    with pytest.raises(Damaged) as caught:
        store.open("kiosk")
    assert caught.value.copy == ref_of(oldest.path)


def test_a_copy_is_named_with_its_date(store: Store, kiosk: Handle, clock: object) -> None:
    clock.forward(days=3)
    kiosk.path.write_bytes(b"{")
    with pytest.raises(Damaged) as caught:
        store.open("kiosk")
    assert caught.value.sentence.endswith(OFFER)


def test_a_damaged_file_elsewhere_stays_where_it_is(store: Store, tmp_path: Path) -> None:
    mailed = tmp_path / "mailed.json"
    mailed.write_bytes(b"{")
    with pytest.raises(Damaged) as caught:
        store.open(mailed)
    assert caught.value.sentence == "mailed.json cannot be read."
    assert os.listdir(tmp_path) == ["mailed.json"]


def test_a_file_that_was_never_ours_stays_where_it_is(store: Store, home: Path) -> None:
    store.create("Kiosk")
    (home / "package.json").write_text('{"name": "no session"}')
    with pytest.raises(Damaged) as caught:
        store.open("package")
    assert caught.value.aside is None
    assert (home / "package.json").exists()


def test_a_file_that_is_mended_meanwhile_opens(
    store: Store, kiosk: Handle, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = kiosk.path.read_bytes()
    kiosk.path.write_bytes(whole[:50])
    real = store._folder.set_aside

    def mended(path: Path) -> Path | None:
        path.write_bytes(whole)
        return real(path)

    monkeypatch.setattr(store._folder, "set_aside", mended)
    assert store.open(kiosk.path).session == kiosk.session


def newer(handle: Handle, extra: str) -> None:
    text = handle.path.read_text()
    handle.path.write_text(
        text.replace(f'"format":{FORMAT},', f'"format":{FORMAT + 1},').replace("[]", extra)
    )


def test_a_newer_file_can_be_read_and_not_changed(store: Store, kiosk: Handle) -> None:
    newer(kiosk, "[]")
    before = kiosk.path.read_bytes()
    handle = store.open("kiosk")
    assert handle.read_only == NEWER
    assert set(handle.session.items) == {"a", "b"}
    for write in (handle, kiosk):
        with pytest.raises(NotSaved) as caught:
            write.apply([worker.add("c")])
        assert caught.value.sentence == NEWER
    assert kiosk.path.read_bytes() == before


def test_a_newer_file_of_another_shape_is_no_damage(store: Store, kiosk: Handle) -> None:
    newer(kiosk, "[]")
    before = kiosk.path.read_text().replace('"items":{"a":{', '"items":{"x":[],"a":{')
    kiosk.path.write_text(before)
    with pytest.raises((Newer, Damaged)) as caught:
        store.open("kiosk")
    assert isinstance(caught.value, Newer)
    assert "newer AlignTUI" in caught.value.sentence
    assert kiosk.path.read_text() == before


def test_the_format_is_written_even_where_it_is_the_default(kiosk: Handle) -> None:
    assert f'"format":{FORMAT},' in kiosk.path.read_text()[:200]
    assert codec.format_of(codec.rows({"_meta": {"1": {"id": "x"}}}), kiosk.path) == 1


def test_what_is_left_of_a_session_on_a_disk_that_fails_is_a_problem_that_is_said(
    store: Store, kiosk: Handle, monkeypatch: pytest.MonkeyPatch
) -> None:
    kiosk.path.unlink()

    def denied(folder: Path) -> list[str]:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))

    monkeypatch.setattr(fs, "listdir", denied)
    with pytest.raises(StoreProblem, match="You may not read"):
        store.entries()
