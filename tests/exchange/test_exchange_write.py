"""Files: whole or not at all, for the owner only, never through a link, never over another."""

from __future__ import annotations

import os
import stat

import pytest

from aligntui.exchange import write as room
from aligntui.exchange.write import CannotWrite, write


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_file_is_its_owners_alone(tmp_path):
    path = tmp_path / "plan.yaml"
    assert write(path, "é\n") == 3
    assert path.read_text(encoding="utf-8") == "é\n"
    assert mode(path) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_is_there_stays_unless_forced(tmp_path):
    path = tmp_path / "plan.yaml"
    path.write_text("old")
    path.chmod(0o644)
    with pytest.raises(CannotWrite, match=r"exists\. Choose another name, or say --force"):
        write(path, "new")
    assert path.read_text() == "old"
    write(path, "new", force=True)
    assert path.read_text() == "new"
    assert mode(path) == 0o600


@pytest.mark.parametrize("force", [False, True])
def test_nothing_is_written_through_a_link(tmp_path, force):
    target = tmp_path / "target"
    target.write_text("safe")
    path = tmp_path / "plan.yaml"
    for end in (target, tmp_path / "nowhere"):
        path.symlink_to(end)
        with pytest.raises(CannotWrite, match="is a link"):
            write(path, "new", force=force)
        path.unlink()
    assert target.read_text() == "safe"


def test_folders_and_missing_folders_are_named(tmp_path):
    with pytest.raises(CannotWrite, match="is no file"):
        write(tmp_path, "x", force=True)
    with pytest.raises(CannotWrite, match="no such folder"):
        write(tmp_path / "no" / "plan.yaml", "x")
    (tmp_path / "file").write_text("x")
    with pytest.raises(CannotWrite, match="not a directory"):
        write(tmp_path / "file" / "plan.yaml", "x")


def test_a_full_disk_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "plan.yaml"
    path.write_text("old")

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotWrite, match="no space left on device"):
        write(path, "new", force=True)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_file_systems_without_hard_links(tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(room.os, "link", refuse)
    path = tmp_path / "plan.yaml"
    write(path, "x")
    assert path.read_text() == "x"
    with pytest.raises(CannotWrite, match="exists"):
        write(path, "y")


def test_a_file_that_comes_meanwhile_stays(tmp_path, monkeypatch):
    path = tmp_path / "plan.yaml"
    real = room._write_new

    def slow(beside, data):
        real(beside, data)
        path.write_text("theirs")

    monkeypatch.setattr(room, "_write_new", slow)
    with pytest.raises(CannotWrite, match="exists"):
        write(path, "ours")
    assert path.read_text() == "theirs"
