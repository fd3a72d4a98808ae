from __future__ import annotations

import stat
import threading
from pathlib import Path

import pytest
import store_worker as worker
from hypothesis import given, settings
from hypothesis import strategies as st

from aligntui.store.local import files
from aligntui.store.local.drafts import Drafts, own_folder
from aligntui.store.local.repository import Store
from aligntui.store.local.windows import this_window
from aligntui.store.problems import NotSaved
from aligntui.store.values import Draft, Position
from aligntui.text.clean import clean


@pytest.fixture
def drafts(store: Store) -> Drafts:
    return store.drafts("9e3779b1")


def again(drafts: Drafts) -> Drafts:
    return Drafts(drafts.path.parent.parent, "9e3779b1")


def test_words_being_typed_are_there_after_the_line_dropped(drafts: Drafts) -> None:
    drafts.put("O3/text", "Open a web shop for week")
    drafts.put("add:strengths", "Loyal\ncore")
    here = this_window()
    assert again(drafts).all() == {
        "O3/text": Draft("Open a web shop for week", "2026-11-21T14:00:00", here),
        "add:strengths": Draft("Loyal\ncore", "2026-11-21T14:00:01", here),
    }
    assert again(drafts).take("O3/text") == "Open a web shop for week"
    assert list(drafts.all()) == ["add:strengths"]
    drafts.put("add:strengths", "")
    assert drafts.all() == {}
    assert drafts.take("add:strengths") == ""


def test_they_lie_in_the_own_folder_for_the_owner_alone(drafts: Drafts, store: Store, home: Path) -> None:
    drafts.put("a", "b")
    assert drafts.path.is_relative_to(home / "state")
    assert stat.S_IMODE(drafts.path.stat().st_mode) == 0o600
    folder = drafts.path.parent
    while folder != home.parent:
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        folder = folder.parent
    assert store.entries() == []


def test_where_a_group_shares_everything_they_are_still_for_the_owner_alone(
    home: Path, make_store: object
) -> None:
    home.mkdir()
    home.chmod(0o2770)
    store = make_store()
    store.create("Kiosk")
    drafts = store.drafts("s")
    drafts.mark("q")
    assert stat.S_IMODE((home / "state").stat().st_mode) == 0o2770
    assert stat.S_IMODE(drafts.path.parent.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(drafts.path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(drafts.path.stat().st_mode) == 0o600


def test_two_people_on_one_account_do_not_share_them(store: Store, make_store: object) -> None:
    other = make_store("Dot Okafor")
    store.drafts("s").put("a", "mine")
    assert other.drafts("s").all() == {}
    assert own_folder(Path(), "Dot Okafor") != own_folder(Path(), "dot okafor")
    assert store.drafts("s").mark("q") != other.drafts("s").mark("q")


def test_place_and_last_seen_revision(drafts: Drafts) -> None:
    assert drafts.position is None
    assert drafts.seen == 0
    drafts.position = Position(run="r", step="s4", item="O3", phase="write")
    drafts.seen = 41
    assert again(drafts).position == Position(run="r", step="s4", item="O3", phase="write")
    assert again(drafts).seen == 41
    before = files.stamp(drafts.path)
    drafts.seen = 41
    drafts.position = Position(run="r", step="s4", item="O3", phase="write")
    assert files.stamp(drafts.path) == before


def test_a_mark_is_made_once_for_each_round_and_seat(drafts: Drafts) -> None:
    mark = drafts.mark("q1")
    assert len(mark) == 16
    assert again(drafts).mark("q1") == mark
    assert len({mark, drafts.mark("q1", 1), drafts.mark("q1", 2), drafts.mark("q2")}) == 4


def test_two_windows_of_one_person_lose_nothing(drafts: Drafts) -> None:
    def work(own: Drafts, name: str) -> None:
        for n in range(15):
            own.put(f"{name}{n}", name)

    threads = [threading.Thread(target=work, args=(again(drafts), name)) for name in "xyz"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(drafts.all()) == 45


def test_forgetting_a_round_leaves_the_rest(drafts: Drafts) -> None:
    drafts.put("round:q1/a", "words")
    drafts.put("O3/text", "words")
    drafts.mark("q1")
    kept = drafts.mark("q11")
    assert drafts.forget("q1")
    assert list(drafts.all()) == ["O3/text"]
    assert drafts.mark("q11") == kept
    assert not drafts.forget("q9")


@given(content=st.binary(max_size=200))
@settings(max_examples=50, deadline=None)
def test_broken_notes_never_stand_in_the_way(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    drafts = Drafts(tmp_path_factory.mktemp("state"), "s")
    drafts.path.parent.mkdir()
    drafts.path.write_bytes(content)
    drafts.all()
    drafts.put("a", "b")
    assert drafts.all()["a"].text == "b"


def test_foreign_ids_stay_inside_the_folder(tmp_path: Path) -> None:
    for ref in ("../../outside", "a/b", "..", ".", "", "x" * 300, "\x00", "ok-1_A"):
        drafts = Drafts(tmp_path / "state", ref)
        drafts.put("a", f"words {ref}")
        assert drafts.path.parent == tmp_path / "state" / "drafts"
        assert drafts.all()["a"].text == clean(f"words {ref}")
    assert [path.name for path in tmp_path.iterdir()] == ["state"]


def test_no_room_is_a_sentence(drafts: Drafts, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes, *, durable: bool = True) -> files.Version:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "write", full)
    with pytest.raises(NotSaved, match="The disk is full"):
        drafts.put("a", "b")
    with pytest.raises(NotSaved):
        drafts.mark("q")


def test_opening_drops_what_belongs_to_an_erased_round(store: Store, make_store: object) -> None:
    from aligntui.session.model import Round
    from aligntui.session.ops import Erase, Open

    handle = store.create("Kiosk", [worker.add("a")])
    handle.apply([Open(round=Round(id="q1", step="swot/vote", run="", subjects=["a"], privacy="secret"))])
    dot = make_store("Dot Okafor")
    drafts = dot.drafts(handle.session.meta.id)
    drafts.put("round:q1/a", "words")
    drafts.put("add:strengths", "words")
    drafts.mark("q1")
    handle.apply([Erase(round="q1")])
    dot.open("kiosk")
    assert list(drafts.all()) == ["add:strengths"]
