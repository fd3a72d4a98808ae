from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
import store_worker as worker

from aligntui.session.model import Item, Meta, Run, RunStep, Session
from aligntui.store.local import names
from aligntui.store.local.names import path_of
from aligntui.store.local.repository import Store
from aligntui.store.problems import Ambiguous, NotFound, NotSaved, StoreProblem
from aligntui.text.slug import slug

MakeStore = Callable[..., Store]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Kiosk at the canal", "kiosk-at-the-canal"),
        ("Café & Köln: 2027!", "cafe-koln-2027"),
        ("../../etc/passwd", "etc-passwd"),
        ("策略", "session"),
        ("a" * 80, "a" * 40),
        ("Millrace Bakehouse plans the coming year with everybody", "millrace-bakehouse-plans-the-coming"),
    ],
)
def test_file_names_are_plain(title: str, name: str) -> None:
    assert slug(title) == name


def test_a_session_is_one_file_for_its_owner_alone(store: Store, home: Path) -> None:
    handle = store.create("Kiosk at the canal")
    assert handle.path == home / f"kiosk-at-the-canal-{handle.session.meta.id[:6]}.json"
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert stat.S_IMODE(handle.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(names.lock_of(handle.path).stat().st_mode) == 0o600


def test_the_first_change_comes_with_the_file(store: Store) -> None:
    handle = store.create("Kiosk", [worker.add("a"), worker.add("b")], note="Begun")
    assert list(handle.session.items) == ["a", "b"]
    (change,) = handle.session.recent.values()
    assert (change.by, change.note, change.rev) == ("Ines Calder", "Begun", 1)
    assert store.open(handle.path).session == handle.session


@pytest.mark.parametrize("title", ["", "  ", "\x1b[2J", "\n"])
def test_a_session_needs_a_title(store: Store, title: str) -> None:
    with pytest.raises(StoreProblem, match="needs a title"):
        store.create(title)


def test_find_by_id_title_part_or_path(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    handle = store.create("Kiosk at the canal")
    store.create("Grower contracts")
    ref = handle.session.meta.id
    for said in (
        ref,
        ref[:5],
        ref.upper(),
        "kiosk at the canal",
        "CANAL",
        handle.path.stem,
        handle.path.name,
    ):
        assert store.find(said).id == ref, said
    assert store.find(str(handle.path)).id == ref
    monkeypatch.chdir(handle.path.parent)
    assert store.find(handle.path.name).id == ref
    assert store.find(f"./{handle.path.name}").id == ref


def test_a_whole_title_beats_a_part(store: Store) -> None:
    short = store.create("Review")
    store.create("Review, third quarter")
    assert store.find("review").id == short.session.meta.id


def test_two_matches_are_named_with_their_ids(store: Store) -> None:
    one, two = store.create("Millrace 2026"), store.create("Millrace 2027")
    with pytest.raises(Ambiguous) as caught:
        store.find("mill")
    ids = [one.session.meta.id, two.session.meta.id]
    assert sorted(ref for _, ref in caught.value.matches) == sorted(ids)
    assert caught.value.sentence == (
        f'"mill" may be "Millrace 2027" ({ids[1][:6]}) or "Millrace 2026" ({ids[0][:6]}). '
        "Give more of the title, or the id."
    )


def test_a_copied_file_is_told_by_its_name(store: Store, home: Path) -> None:
    handle = store.create("Kiosk")
    (home / "copy.json").write_bytes(handle.path.read_bytes())
    assert path_of(store.find("Kiosk").ref) == path_of(store.find(handle.session.meta.id).ref) == handle.path
    assert path_of(store.find("copy").ref) == home / "copy.json"


def test_no_match_names_the_nearest(store: Store) -> None:
    with pytest.raises(NotFound, match="There are no sessions here"):
        store.find("kiosk")
    store.create("Kiosk at the canal")
    store.create("Grower contracts")
    with pytest.raises(NotFound) as caught:
        store.find("kiosc")
    assert caught.value.nearest == ["Kiosk at the canal"]
    assert caught.value.sentence == 'No session answers to "kiosc". Did you mean "Kiosk at the canal"?'
    with pytest.raises(NotFound, match="aligntui sessions lists them"):
        store.find("zzzzzz")
    with pytest.raises(NotFound):
        store.find("")
    with pytest.raises(NotFound, match=r"There is no file /nowhere/kiosk.json\."):
        store.find("/nowhere/kiosk.json")


@pytest.mark.parametrize("title", ["Bread/butter", "~baker", "x" * 2000, "plan.json", "~/x", "a\x00b"])
def test_titles_that_look_like_paths_are_titles(store: Store, title: str) -> None:
    handle = store.create(title)
    assert path_of(store.find(title).ref) == handle.path
    with pytest.raises(NotFound):
        store.find(title[:2] + "/" + "y" * 300)


def test_two_people_see_each_other(make_store: MakeStore) -> None:
    ines, dot = make_store("Ines Calder"), make_store("Dot Okafor")
    one = ines.create("Kiosk", [worker.add("a")])
    two = dot.open("kiosk")
    assert not two.refresh()
    one.apply([worker.add("b")])
    assert two.refresh()
    assert not two.refresh()
    assert two.session == one.session
    two.apply([worker.add("c")])
    one.apply([worker.add("d")])
    assert list(one.session.items) == ["a", "b", "c", "d"]
    assert two.refresh()
    assert two.session == one.session == ines.open("kiosk").session
    assert list(two.session.items) == list(one.session.items)
    assert set(one.session.participants) == {"Ines Calder", "Dot Okafor"}


def test_rename_keeps_the_file(store: Store) -> None:
    handle = store.create("Kiosk")
    assert store.rename("kiosk", " Kiosk\tat the canal ").title == "Kiosk at the canal"
    assert [(entry.title, entry.ref) for entry in store.entries()] == [("Kiosk at the canal", handle.ref)]
    assert handle.refresh()
    assert handle.session.meta.title == "Kiosk at the canal"
    assert store.open(handle.path).undo().done
    assert store.find("kiosk").title == "Kiosk"
    with pytest.raises(StoreProblem):
        store.rename("kiosk", " ")


def test_a_duplicate_has_the_content_and_no_history(store: Store) -> None:
    handle = store.create("Kiosk", [worker.add("a")])
    twin = store.duplicate("kiosk", "Kiosk, second thoughts")
    assert twin.session.items == handle.session.items
    assert twin.session.meta.id != handle.session.meta.id
    assert twin.session.recent == {}
    assert twin.session.meta.rev == handle.session.meta.rev
    twin.apply([worker.add("b")])
    assert list(store.open(handle.path).session.items) == ["a"]


def test_adopting_a_session_keeps_its_id_unless_it_is_taken(store: Store) -> None:
    run = Run(id="r", title="Solo", steps=[RunStep(id=f"s{n}", step="talk", entry=n) for n in (1, 2)])
    item = Item(id="a", collection="strengths", text="Sourdough")
    meta = Meta(id="from-elsewhere", title="Plan\x1b[2J")
    given = Session(meta=meta, items={"a": item}, runs={"r": run})
    first, second = store.adopt(given), store.adopt(given)
    assert first.session.meta.id == "from-elsewhere"
    assert first.session.meta.title == "Plan"
    assert first.session.meta.created
    assert first.entry.counts == {"strengths": 1}
    assert (first.entry.doing, first.entry.progress) == ("Solo", "1 of 2")
    assert second.session.meta.id != "from-elsewhere"
    assert first.path != second.path
    assert given.meta.created == ""


def test_trash_and_back_with_everything_beside_it(store: Store, home: Path) -> None:
    handle = store.create("Kiosk", [worker.add("a")])
    handle.apply([worker.add("b")])
    names.history_of(handle.path).write_text("")
    copies = list(names.backups_of(handle.path).iterdir())
    assert copies
    entry = store.trash("kiosk")
    assert entry.trashed == "2026-11-21T14:00:03"
    assert store.entries() == []
    assert store.trashed() == [entry]
    assert [name for name in os.listdir(home) if not name.endswith(".lock")] == ["trash"]

    with pytest.raises(NotFound):
        store.open("kiosk")
    with pytest.raises(NotSaved, match="in the trash"):
        handle.apply([worker.add("c")])
    assert not handle.path.exists()
    assert "in the trash" in handle.read_only

    back = store.restore("kiosk")
    assert back.ref == handle.ref
    assert store.trashed() == []
    assert names.history_of(path_of(back.ref)).exists()
    assert list(names.backups_of(path_of(back.ref)).iterdir()) == copies
    assert handle.refresh()
    assert handle.read_only == ""
    handle.apply([worker.add("c")])


def test_the_trash_keeps_two_of_a_name_apart(store: Store, home: Path) -> None:
    first = store.create("Kiosk", [worker.add("first")])
    store.trash("kiosk")
    (home / first.path.name).write_bytes(path_of(store.trashed()[0].ref).read_bytes())
    store.trash("kiosk")
    assert len(store.trashed()) == 2
    with pytest.raises(Ambiguous):
        store.restore("kiosk")
    newest, oldest = store.trashed()
    assert newest.trashed > oldest.trashed
    assert path_of(store.restore(oldest).ref) == first.path
    store.purge(newest)
    assert store.trashed() == []
    with pytest.raises(NotFound):
        store.purge(newest)


def test_restoring_never_overwrites(store: Store) -> None:
    handle = store.create("Kiosk", [worker.add("old")])
    store.trash("kiosk")
    handle.path.write_bytes(path_of(store.trashed()[0].ref).read_bytes())
    back = store.restore("kiosk")
    assert back.ref != handle.ref
    assert {entry.ref for entry in store.entries()} == {handle.ref, back.ref}


def test_purging_is_for_good_and_only_from_the_trash(store: Store, home: Path) -> None:
    handle = store.create("Kiosk")
    drafts = store.drafts(handle.session.meta.id)
    drafts.put("add:strengths", "Loyal core")
    with pytest.raises(NotFound):
        store.purge("kiosk")
    store.trash("kiosk")
    store.purge("kiosk")
    assert store.trashed() == []
    assert list((home / "trash").iterdir()) == []
    assert drafts.all() == {}


def test_a_file_elsewhere_is_opened_but_not_thrown_away(store: Store, tmp_path: Path) -> None:
    mailed = tmp_path / "mailed.json"
    mailed.write_bytes(store.create("Kiosk").path.read_bytes())
    handle = store.open(str(mailed))
    handle.apply([worker.add("a")])
    assert list(store.open(mailed).session.items) == ["a"]
    with pytest.raises(StoreProblem, match="outside the sessions folder"):
        store.trash(mailed)
    assert mailed.exists()


def test_a_link_and_its_session_share_one_lock(store: Store, tmp_path: Path) -> None:
    handle = store.create("Kiosk")
    link = tmp_path / "link.json"
    link.symlink_to(handle.path)
    other = store.open(link)
    other.apply([worker.add("a")])
    assert link.is_symlink()
    assert handle.refresh()
    assert list(handle.session.items) == ["a"]


def test_a_folder_in_place_of_a_session(store: Store, home: Path) -> None:
    (home / "folder.json").mkdir(parents=True)
    with pytest.raises(StoreProblem, match="is a folder"):
        store.open(home / "folder.json")
    with pytest.raises(NotFound):
        store.open(home / "nothing.json")
