"""A second file of one session, copied by hand: it is named as a copy, and has a fate of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from aligntui.session.ops import Name
from aligntui.store.local.copies import original
from aligntui.store.local.drafts import own_folder
from aligntui.store.local.handle import Handle
from aligntui.store.local.names import path_of
from aligntui.store.local.presence import Presence
from aligntui.store.local.repository import Store
from aligntui.store.problems import StoreProblem

NAMES = ["copy.json", "backup.json", "{stem} (copy).json", "Copy of {stem}.json", "{stem}-2.json", "0.json"]


@pytest.fixture
def kiosk(store: Store) -> Handle:
    handle = store.create("Kiosk")
    own = store.drafts_of(handle)
    own.put("O3/text", "half a sentence")
    own.mark("q1")
    return handle


def copied(handle: Handle, name: str = "copy.json") -> Path:
    target = handle.path.with_name(name.replace("{stem}", handle.path.stem))
    shutil.copy(handle.path, target)
    return target


@pytest.mark.parametrize("name", NAMES)
def test_the_copy_is_named_wherever_sessions_are_listed(store: Store, kiosk: Handle, name: str) -> None:
    path = copied(kiosk, name)
    listed = {path_of(entry.ref): entry.copy_of for entry in store.entries()}
    assert listed == {kiosk.path: "", path: kiosk.path.name}
    assert path_of(store.entries()[0].ref) == kiosk.path
    handle = store.open(path)
    assert handle.news.startswith(f"This is a copy by hand of {kiosk.path.name}. Duplicate or rename it,")
    assert store.open(kiosk.path).news == ""


@pytest.mark.parametrize("name", NAMES)
def test_throwing_the_copy_away_leaves_what_the_session_has(store: Store, kiosk: Handle, name: str) -> None:
    path = copied(kiosk, name)
    mark = store.drafts_of(kiosk).marked("q1")
    store.purge(store.trash(path))
    again = store.drafts_of(store.open(kiosk.path))
    assert again.marked("q1") == mark
    assert [draft.text for draft in again.all().values()] == ["half a sentence"]


def test_both_have_notes_of_their_own(store: Store, make_store: Callable[..., Store], kiosk: Handle) -> None:
    copy = store.open(copied(kiosk))
    theirs = store.drafts_of(copy)
    assert theirs.all() == {}
    assert theirs.position is None
    theirs.put("O3/text", "in the copy")
    assert theirs.mark("q1") != store.drafts_of(kiosk).mark("q1")
    for handle, words in ((kiosk, "half a sentence"), (copy, "in the copy")):
        again = make_store()
        assert again.drafts_of(again.open(handle.path)).all()["O3/text"].text == words


def test_a_copy_keeps_its_notes_when_the_session_goes(
    store: Store, make_store: Callable[..., Store], kiosk: Handle
) -> None:
    path = copied(kiosk)
    store.drafts_of(store.open(path)).put("O3/text", "in the copy")
    thrown = store.trash(kiosk.path)
    again = make_store()
    assert again.drafts_of(again.open(path)).all()["O3/text"].text == "in the copy"
    back = again.restore(thrown)
    assert again.drafts_of(again.open(back.ref)).all()["O3/text"].text == "half a sentence"
    again.purge(again.trash(back.ref))
    last = make_store()
    assert last.drafts_of(last.open(path)).all()["O3/text"].text == "in the copy"
    last.purge(last.trash(path))
    assert list((own_folder(last.state, last.person) / "drafts").glob("*.json")) == []


def test_a_copy_that_was_never_opened_gets_nothing_of_a_session_in_the_trash(
    store: Store, kiosk: Handle
) -> None:
    path = copied(kiosk)
    store.trash(kiosk.path)
    assert store.drafts_of(store.open(path)).all() == {}


def test_the_id_and_the_title_mean_the_session_and_the_file_name_the_copy(
    store: Store, kiosk: Handle
) -> None:
    path = copied(kiosk)
    for ref in ("Kiosk", "kios", kiosk.session.meta.id, kiosk.session.meta.id[:6], kiosk.path.stem):
        assert path_of(store.find(ref).ref) == kiosk.path, ref
    assert path_of(store.find("copy").ref) == path_of(store.find("copy.json").ref) == path


def test_who_is_here_is_told_of_each_file(
    store: Store, make_store: Callable[..., Store], kiosk: Handle
) -> None:
    copy = store.open(copied(kiosk))
    Presence(copy.path, "Dot Okafor").beat()
    assert store.presence(kiosk).others() == []
    assert [here.name for here in store.presence(copy).others()] == ["Dot Okafor"]


def test_renaming_makes_a_session_of_it(store: Store, kiosk: Handle) -> None:
    path = copied(kiosk)
    store.drafts_of(store.open(path)).put("O3/text", "in the copy")
    entry = store.rename(path, "Kiosk, the other way")
    assert path_of(entry.ref) == path
    assert entry.title == "Kiosk, the other way"
    assert entry.id != kiosk.session.meta.id
    assert [one.copy_of for one in store.entries()] == ["", ""]
    handle = store.open(path)
    assert store.drafts_of(handle).all()["O3/text"].text == "in the copy"
    handle.apply([Name(was=entry.title, to="Still writable")])
    assert store.open(kiosk.path).session.meta.title == "Kiosk"


def test_it_is_not_renamed_under_the_hands_of_somebody(store: Store, kiosk: Handle) -> None:
    path = copied(kiosk)
    Presence(path, "Dot Okafor").beat()
    with pytest.raises(StoreProblem, match="Dot Okafor has this copy open"):
        store.rename(path, "Other")
    assert store.open(path).session.meta.id == kiosk.session.meta.id


def test_duplicating_gives_an_id_of_its_own(store: Store, kiosk: Handle) -> None:
    made = store.duplicate(copied(kiosk), "Kiosk, the other way")
    assert made.session.meta.id != kiosk.session.meta.id
    assert [one.copy_of for one in store.entries() if path_of(one.ref) == made.path] == [""]


def test_a_copy_elsewhere_has_its_own_notes(store: Store, kiosk: Handle, tmp_path: Path) -> None:
    path = tmp_path / "stick" / kiosk.path.name
    path.parent.mkdir()
    shutil.copy(kiosk.path, path)
    handle = store.open(path)
    assert handle.news.startswith(f"This is a copy by hand of {kiosk.path.name}.")
    assert store.drafts_of(handle).all() == {}


def test_everybody_comes_to_the_same_answer() -> None:
    files = [Path(name.format(stem="kiosk-9e3779")) for name in [*NAMES, "{stem}.json"]]
    for number in range(len(files)):
        assert original(files[number:] + files[:number], "9e3779b1") == Path("kiosk-9e3779.json")


def test_an_id_means_its_session_whatever_begins_like_it_or_is_called_so(store: Store) -> None:
    one = store.create("One")
    session_id = one.session.meta.id
    other = store.create("Other")
    longer = session_id + "9"
    other.path.write_text(other.path.read_text().replace(other.session.meta.id, longer))
    named = store.create(session_id)
    assert path_of(store.find(session_id).ref) == one.path
    assert path_of(store.find(longer).ref) == other.path
    assert path_of(store.find(named.session.meta.id).ref) == named.path


def test_the_beginning_of_an_id_as_it_is_shown_beats_a_part_of_a_title(store: Store) -> None:
    one = store.create("One")
    store.create(f"Notes on {one.session.meta.id[:6]}")
    assert path_of(store.find(one.session.meta.id[:6]).ref) == one.path
