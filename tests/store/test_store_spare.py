"""Notes whose own folder cannot be written: another place, private, and left as soon as it can be."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from aligntui.session.model import Change
from aligntui.store.local import files
from aligntui.store.local.drafts import Drafts
from aligntui.store.problems import NotSaved
from aligntui.store.typed import Typed, covered


class Disk:
    """The disk of the state folder; what lies elsewhere can always be written."""

    def __init__(self, home: Path, write: Callable[..., files.Version]) -> None:
        self.full = False
        self._home = home
        self._write = write

    def write(self, path: Path, data: bytes, *, durable: bool = True) -> files.Version:
        if self.full and path.is_relative_to(self._home):
            raise OSError(28, "No space left on device")
        return self._write(path, data, durable=durable)


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Disk:
    found = Disk(tmp_path / "state", files.write)
    monkeypatch.setattr(files, "write", found.write)
    return found


def notes(folder: Path, *, spare: bool = True, at: str = "2026-11-21T14:00:00+00:00") -> Drafts:
    return Drafts(
        folder / "state" / "ines", "s1", clock=lambda: at, spare=folder / "run" / "ines" if spare else None
    )


def texts(drafts: Drafts) -> dict[str, str]:
    return {place: draft.text for place, draft in drafts.all().items()}


def test_what_does_not_fit_at_home_lies_elsewhere_and_comes_home(tmp_path: Path, disk: Disk) -> None:
    drafts = notes(tmp_path)
    drafts.put("a", "one")
    disk.full = True
    drafts.put("a", "one more")
    drafts.put("b", "two")
    drafts.wait([Change(id="c", at="2026")])
    away = tmp_path / "run" / "ines" / "drafts" / "s1.json"
    assert drafts.away == away
    assert drafts.problem is not None
    assert drafts.problem.cause == "The disk is full"
    assert [p.stat().st_mode & 0o777 for p in (away, away.parent, tmp_path / "run")] == [0o600, 0o700, 0o700]

    later = notes(tmp_path)
    assert texts(later) == {"a": "one more", "b": "two"}
    assert list(later.waiting) == ["c"]
    assert later.take("a") == "one more"
    assert texts(later) == {"b": "two"}, "what is typed no longer does not come back from home"
    disk.full = False
    later.come_home()
    assert (later.away, later.problem) == (None, None)
    assert not away.exists()
    assert texts(notes(tmp_path, spare=False)) == {"b": "two"}


def test_without_another_place_it_is_said_that_nothing_is_kept(tmp_path: Path, disk: Disk) -> None:
    disk.full = True
    with pytest.raises(NotSaved, match="The disk is full"):
        notes(tmp_path, spare=False).put("a", "one")


def test_what_was_written_at_home_meanwhile_and_elsewhere_is_joined(tmp_path: Path, disk: Disk) -> None:
    drafts = notes(tmp_path)
    drafts.put("a", "old")
    disk.full = True
    drafts.put("a", "elsewhere")
    drafts.put("b", "two")
    disk.full = False
    # A line that has no such place knows home only.
    other = notes(tmp_path, spare=False, at="2026-11-21T15:00:00+00:00")
    other.put("a", "newer")
    other.put("c", "three")
    assert texts(drafts) == {"a": "newer", "b": "two", "c": "three"}


@pytest.mark.parametrize("how", ["open", "link", "file"])
def test_a_place_that_others_can_reach_is_not_used(how: str, tmp_path: Path, disk: Disk) -> None:
    run, trap = tmp_path / "run", tmp_path / "trap"
    trap.mkdir(mode=0o700)
    if how == "open":
        run.mkdir()
        run.chmod(0o777)
    elif how == "link":
        run.symlink_to(trap)
    else:
        run.write_text("here")
    disk.full = True
    with pytest.raises(NotSaved, match="The disk is full"):
        notes(tmp_path).put("a", "one")
    assert [p for p in trap.rglob("*") if p.is_file()] == []


def test_notes_that_somebody_else_laid_there_are_not_read(tmp_path: Path, disk: Disk) -> None:
    disk.full = True
    notes(tmp_path).put("a", "one")
    os.chmod(tmp_path / "run", 0o755)
    assert texts(notes(tmp_path)) == {}


def test_removing_takes_both(tmp_path: Path, disk: Disk) -> None:
    drafts = notes(tmp_path)
    drafts.put("a", "one")
    disk.full = True
    drafts.put("b", "two")
    drafts.remove()
    assert texts(notes(tmp_path)) == {}


# words on their way there


def test_what_could_not_be_written_is_written_with_the_next_try(tmp_path: Path, disk: Disk) -> None:
    drafts = notes(tmp_path, spare=False)
    typed = Typed(drafts)
    disk.full = True
    typed.put("a", "one")
    assert not typed.waits, "nothing has been tried yet"
    with pytest.raises(NotSaved):
        typed.write()
    assert typed.waits
    assert typed.lost == {"a": "one"}
    typed.put("a", "one more")
    assert typed.at("a") == "one more"
    disk.full = False
    typed.write()
    assert not typed.waits
    assert texts(drafts) == {"a": "one more"}


def test_words_stay_in_the_file_until_their_change_is_in_one(tmp_path: Path) -> None:
    drafts = notes(tmp_path)
    typed = Typed(drafts)
    typed.put("a", "one")
    typed.write()
    typed.put("a", "")
    typed.write(forget=False)
    assert typed.at("a") == ""
    assert texts(drafts) == {"a": "one"}
    typed.write()
    assert texts(drafts) == {}


def test_words_of_a_change_that_begins_to_wait_leave_the_drafts_in_the_same_write(tmp_path: Path) -> None:
    drafts = notes(tmp_path)
    drafts.put("a", "Own mill")
    drafts.put("b", "Own mill, twice")
    drafts.wait([Change(id="c", at="2026")], said=lambda text: covered(text, {"Own mill"}))
    kept = json.loads(drafts.path.read_bytes())
    assert (list(kept["places"]), list(kept["waiting"])) == (["b"], ["c"])


def test_pasted_lines_are_covered_when_all_of_them_are() -> None:
    assert covered("Oven\nMill", {"Oven", "Mill"})
    assert not covered("Oven\nShop", {"Oven", "Mill"})
    assert not covered("", {"Oven"})
