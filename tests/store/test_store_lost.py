"""Sessions whose file is gone: what lies there still is found by title, id and path, and comes back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import store_worker as worker

from aligntui.store.local import names
from aligntui.store.local.backups import Backups
from aligntui.store.local.handle import Handle
from aligntui.store.local.names import path_of
from aligntui.store.local.repository import Store
from aligntui.store.problems import Damaged, NotFound, StoreProblem

HELD = "the copy of 21 Nov 2026, 14:10 (revision 10, 10 changes)"


@pytest.fixture
def kiosk(store: Store, clock: object) -> Handle:
    """Twelve changes, and copies of revisions 0 and 10."""
    handle = store.create("Kiosk at the mill")
    for n in range(12):
        handle.apply([worker.add(f"i{n}")])
        clock.forward(seconds=59)
    handle.close()
    return handle


@pytest.mark.parametrize("ref", ["kiosk", "id", "Kiosk at the mill", "stem", "name", "path"])
def test_a_lost_session_comes_back_by_title_id_and_path(store: Store, kiosk: Handle, ref: str) -> None:
    path, meta = kiosk.path, kiosk.stored.meta
    path.unlink()
    wanted = {"id": meta.id, "stem": path.stem, "name": path.name, "path": str(path)}.get(ref, ref)
    with pytest.raises(Damaged) as caught:
        store.open(wanted)
    assert caught.value.gone
    assert caught.value.sentence == f"{path.name} is gone. Enter opens {HELD}."
    back = store.recover(caught.value)
    assert (back.path, back.session.meta.id) == (path, meta.id)
    assert len(back.session.items) == 10
    assert [entry.problem for entry in store.entries()] == [""]


def test_a_lost_session_stands_in_the_list_under_its_name(store: Store, kiosk: Handle) -> None:
    kiosk.path.unlink()
    (entry,) = store.entries()
    assert (entry.title, entry.id, entry.gone, entry.lost) == (
        "Kiosk at the mill",
        kiosk.stored.meta.id,
        True,
        True,
    )
    assert entry.problem == f"{kiosk.path.name} is gone. Left of it: {HELD}."
    # And goes when somebody throws away what is left of it.
    store.trash("kiosk")
    assert store.entries() == []
    (thrown,) = store.trashed()
    assert thrown.title == "Kiosk at the mill"
    store.restore("kiosk")
    with pytest.raises(Damaged) as caught:
        store.open("kiosk")
    assert len(store.recover(caught.value).session.items) == 10


def test_history_alone_is_named_and_promises_nothing(store: Store, kiosk: Handle) -> None:
    names.history_of(kiosk.path).write_text("")
    kiosk.path.unlink()
    shutil.rmtree(names.backups_of(kiosk.path))
    (entry,) = store.entries()
    said = (
        f"{kiosk.path.name} and its copies are gone; only old changes are left, in "
        f"{names.history_of(kiosk.path).name}."
    )
    assert entry.problem == said
    with pytest.raises(Damaged) as caught:
        store.open(kiosk.path.stem)
    assert caught.value.sentence == said
    with pytest.raises(StoreProblem, match="no earlier copy"):
        store.recover(caught.value)


def test_copies_that_cannot_be_read_are_said_to_be_there(store: Store, kiosk: Handle) -> None:
    kiosk.path.unlink()
    for copy in Backups(kiosk.path).copies():
        copy.path.write_bytes(b"{")
    with pytest.raises(Damaged) as caught:
        store.open(kiosk.path.stem)
    assert caught.value.copy is None
    assert "is gone" in caught.value.sentence


def test_what_lies_about_of_a_session_that_is_there_is_not_lost(store: Store, kiosk: Handle) -> None:
    kiosk.path.rename(kiosk.path.with_name("renamed.json"))
    assert [(path_of(entry.ref).name, entry.problem) for entry in store.entries()] == [("renamed.json", "")]
    store.trash("renamed")
    assert store.entries() == []


def test_the_notes_on_a_lost_session_stay(store: Store, kiosk: Handle) -> None:
    store.drafts_of(kiosk).put("here", "half a sent")
    kiosk.path.unlink()
    with pytest.raises(Damaged) as caught:
        store.open("kiosk")
    back = store.recover(caught.value)
    assert store.drafts_of(back).take("here") == "half a sent"


def test_who_leaves_a_session_that_is_gone_is_told_what_works(store: Store, kiosk: Handle) -> None:
    own = store.open("kiosk")
    assert store.gone(own) == ""
    kiosk.path.unlink()
    stem = kiosk.path.stem
    held = "the copy of 21 Nov 2026, 14:10 (revision 10, all but the last 2 changes)"
    words = f'{kiosk.path.name} is gone. aligntui sessions --recover "{stem}" brings back {held}.'
    assert store.gone(own) == words
    shutil.rmtree(names.backups_of(kiosk.path))
    assert "there is no copy of it" in store.gone(own)
    with pytest.raises(NotFound):
        store.open(kiosk.path)
    other = store.create("Mill")
    store.trash("Mill")
    assert store.gone(other) == (
        f'"Mill" is in the trash. aligntui sessions --restore {other.path.stem} brings it back.'
    )


def test_one_can_go_back_to_any_copy_and_forward_again(store: Store, kiosk: Handle, home: Path) -> None:
    assert store.go_back("kiosk", 0).rev == 0
    assert len(store.open("kiosk").session.items) == 0
    assert [(copy.rev, copy.kept) for copy in Backups(kiosk.path).copies()] == [
        (12, True),
        (10, False),
        (0, False),
    ]
    with pytest.raises(StoreProblem, match=r"no copy of revision 7. There are: 12, 10, 0\."):
        store.go_back("kiosk", 7)
    store.go_back("kiosk", 12)
    assert len(store.open("kiosk").session.items) == 12


def test_nobody_is_put_back_while_working(store: Store, make_store: object, kiosk: Handle) -> None:
    other = make_store("Dot Okafor")
    presence = other.presence(other.open("kiosk"))
    presence.beat()
    with pytest.raises(StoreProblem, match="Dot Okafor has this session open"):
        store.go_back("kiosk", 10)
    presence.leave()
    assert store.go_back("kiosk", 10).rev == 10
