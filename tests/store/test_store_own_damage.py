"""Own notes that cannot be read: damaged ones are set aside and kept, others are left alone."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from aligntui.store.local import files, fs
from aligntui.store.local.drafts import Drafts
from aligntui.store.problems import MarkGone, NotSaved
from aligntui.store.values import Position

DAMAGE = {
    "three bytes short": lambda data: data[:-3],
    "one byte short": lambda data: data[:-1],
    "empty": lambda data: b"",
    "zeros": lambda data: bytes(len(data)),
    "half": lambda data: data[: len(data) // 2],
    "not text": lambda data: b"\xff\xfe" + data,
    "another shape": lambda data: b'{"places":[1,2]}',
}
PASSING = (errno.EACCES, errno.EIO, errno.ESTALE, errno.ETIMEDOUT, errno.ENOTCONN, errno.EMFILE)


def notes(tmp_path: Path) -> Drafts:
    """A person's notes as another run of the app finds them: nothing of them is in memory."""
    return Drafts(tmp_path / "state", "s")


def written(tmp_path: Path) -> Drafts:
    drafts = notes(tmp_path)
    drafts.put("O3/text", "Open a web shop")
    drafts.position = Position(run="r", step="s4")
    drafts.mark("q1")
    return drafts


@pytest.mark.parametrize("how", DAMAGE)
def test_a_damaged_file_is_kept_and_one_goes_on(tmp_path: Path, how: str) -> None:
    path = written(tmp_path).path
    broken = DAMAGE[how](path.read_bytes())
    path.write_bytes(broken)
    drafts = notes(tmp_path)
    drafts.put("O4/text", "the next key")
    aside = path.with_name("s.json.damaged-1")
    assert aside.read_bytes() == broken
    assert [draft.text for draft in notes(tmp_path).all().values()] == ["the next key"]
    assert aside.name in drafts.told_of_loss()
    assert drafts.told_of_loss() == notes(tmp_path).told_of_loss() == ""


def test_looking_at_it_is_enough_to_set_it_aside_and_a_second_one_is_kept_too(tmp_path: Path) -> None:
    path = written(tmp_path).path
    for number in (1, 2):
        path.write_bytes(b"{")
        assert notes(tmp_path).all() == {}
        assert path.with_name(f"s.json.damaged-{number}").exists()
        assert path.read_bytes() != b"{"


def test_who_knew_it_before_writes_it_back(tmp_path: Path) -> None:
    drafts = written(tmp_path)
    mark = drafts.mark("q1")
    drafts.path.write_bytes(drafts.path.read_bytes()[:-3])
    assert drafts.all()["O3/text"].text == "Open a web shop"
    assert drafts.position == Position(run="r", step="s4")
    assert drafts.mark("q1") == mark
    assert not drafts.gone("q2")
    assert notes(tmp_path).mark("q1") == mark
    assert "damaged" in drafts.told_of_loss()


@pytest.mark.parametrize("number", PASSING)
def test_what_cannot_be_read_now_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    path = written(tmp_path).path
    before = path.read_bytes()
    drafts = notes(tmp_path)

    def fails(path: Path) -> tuple[bytes, files.Version]:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as broken:
        broken.setattr(files, "read", fails)
        assert drafts.all() == {}
        with pytest.raises(NotSaved):
            drafts.put("O4/text", "the next key")
        with pytest.raises(NotSaved):
            drafts.position = Position(run="r", step="s5")
        with pytest.raises(MarkGone, match=r"s\.json"):
            drafts.mark("q1")
        with pytest.raises(MarkGone):
            drafts.mark("q2")
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir() if "damaged" in one.name] == []
    drafts.put("O4/text", "the next key")
    assert sorted(draft.text for draft in drafts.all().values()) == ["Open a web shop", "the next key"]


def test_while_it_cannot_be_read_what_is_known_of_it_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts = written(tmp_path)
    mark = drafts.marked("q1")

    def fails(path: Path) -> tuple[bytes, files.Version]:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(files, "read", fails)
    assert drafts.all()["O3/text"].text == "Open a web shop"
    assert drafts.mark("q1") == mark
    with pytest.raises(MarkGone):
        drafts.mark("q2")


def test_a_folder_in_which_nothing_can_be_renamed_keeps_the_damaged_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path).path
    path.write_bytes(b"{")

    def fails(*_: object) -> None:
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(fs, "rename", fails)
    drafts = notes(tmp_path)
    assert drafts.all() == {}
    with pytest.raises(NotSaved):
        drafts.put("a", "b")
    with pytest.raises(MarkGone):
        drafts.mark("q1")
    assert path.read_bytes() == b"{"


def test_rounds_that_were_open_count_as_answered_and_later_ones_do_not(tmp_path: Path) -> None:
    path = written(tmp_path).path
    path.write_bytes(b"")
    drafts = notes(tmp_path)
    with pytest.raises(MarkGone, match="count as having answered"):
        drafts.mark("q1")
    drafts.settle(["q1", "q2"])
    drafts = notes(tmp_path)
    for ref in ("q1", "q2"):
        with pytest.raises(MarkGone, match="count as having answered"):
            drafts.mark(ref)
        assert drafts.marked(ref) == ""
    assert drafts.mark("q3")
    assert "count as having answered" in drafts.told_of_loss()
    # A ballot that is opened anew at this keyboard is another one.
    assert drafts.mark("q1", 1)
    assert drafts.gone("q1")


def test_nothing_is_settled_where_nothing_was_lost(tmp_path: Path) -> None:
    drafts = written(tmp_path)
    drafts.settle(["q1", "q2"])
    assert drafts.mark("q2")


def test_killed_between_setting_aside_and_writing_anew_the_loss_is_still_known(tmp_path: Path) -> None:
    path = written(tmp_path).path
    os.rename(path, path.with_name("s.json.damaged-1"))
    drafts = notes(tmp_path)
    with pytest.raises(MarkGone):
        drafts.mark("q1")
    assert "s.json.damaged-1" in drafts.told_of_loss()


def test_forgetting_a_session_forgets_what_was_set_aside(tmp_path: Path) -> None:
    path = written(tmp_path).path
    path.write_bytes(b"{")
    drafts = notes(tmp_path)
    drafts.put("a", "b")
    drafts.remove()
    assert [one for one in path.parent.iterdir() if one.suffix != ".lock"] == []
    assert drafts.mark("q1")


def away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Notes that could not be written at home lie in the spare folder; gives where."""
    home = written(tmp_path).path
    real = files.write

    def full(path: Path, data: bytes, *, durable: bool = True) -> files.Version:
        if path == home:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(path, data, durable=durable)

    with monkeypatch.context() as filled:
        filled.setattr(files, "write", full)
        with_spare(tmp_path).put("O4/text", "while it was full")
    return tmp_path / "spare" / "own" / "drafts" / "s.json"


def with_spare(tmp_path: Path) -> Drafts:
    return Drafts(tmp_path / "state", "s", spare=tmp_path / "spare" / "own")


def test_notes_in_the_spare_folder_that_cannot_be_read_now_are_not_thrown_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spare = away(tmp_path, monkeypatch)
    real = files.read

    def fails(path: Path) -> tuple[bytes, files.Version]:
        if path == spare:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return real(path)

    with monkeypatch.context() as broken:
        broken.setattr(files, "read", fails)
        with pytest.raises(NotSaved):
            with_spare(tmp_path).put("O5/text", "later")
    assert with_spare(tmp_path).all()["O4/text"].text == "while it was full"


def test_damaged_notes_in_the_spare_folder_are_kept_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spare = away(tmp_path, monkeypatch)
    spare.write_bytes(spare.read_bytes()[:-3])
    broken = spare.read_bytes()
    drafts = with_spare(tmp_path)
    assert drafts.all()["O3/text"].text == "Open a web shop"
    assert drafts.mark("q1")
    assert drafts.gone("q2")
    aside = spare.with_name("s.json.damaged-1")
    assert aside.read_bytes() == broken
    assert aside.name in drafts.told_of_loss()


def test_a_second_damaged_file_never_takes_the_place_of_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path).path
    path.with_name("s.json.damaged-1").write_bytes(b"the first")
    path.write_bytes(b"{")
    monkeypatch.setattr("aligntui.store.local.backups.damaged_of", lambda _: [])
    notes(tmp_path).put("a", "b")
    assert path.with_name("s.json.damaged-1").read_bytes() == b"the first"
    assert path.with_name("s.json.damaged-2").read_bytes() == b"{"
