"""Files are read where they are plain, as far as asked; paths are typed as people type them."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from aligntui.text.plain_file import NotPlain, open_plain, read_plain
from aligntui.text.typed_path import NoHome, typed_path


def test_a_plain_file_is_read_as_far_as_asked(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"x" * 3_000_000)
    assert read_plain(path, 2_500_000) == b"x" * 2_500_000
    assert len(read_plain(path, 5_000_000)) == 3_000_000
    assert read_plain(path, 0) == b""


def test_what_is_no_plain_file_is_refused_by_what_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    Path("zero").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket")
        for name, what in (("pipe", "a pipe"), ("zero", "a device"), ("socket", "a socket")):
            with pytest.raises(NotPlain) as refused:
                read_plain(Path(name), 10)
            assert refused.value.what == what
            assert refused.value.strerror == f"it is {what}, and only plain files are read"
    with pytest.raises(IsADirectoryError):
        read_plain(tmp_path, 10)
    with pytest.raises(FileNotFoundError):
        read_plain(tmp_path / "none", 10)


def test_a_link_is_followed_only_where_it_may_be(tmp_path: Path) -> None:
    (tmp_path / "plan").write_bytes(b"x")
    (tmp_path / "link").symlink_to("plan")
    assert read_plain(tmp_path / "link", 10) == b"x"
    with pytest.raises(OSError, match="symbolic"):
        open_plain(tmp_path / "link", follow=False)


def test_nothing_stays_open(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    before = len(os.listdir("/proc/self/fd"))
    for path in (tmp_path, tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(OSError, match=r"plain|directory"):
            open_plain(path)
    assert len(os.listdir("/proc/self/fd")) == before


def test_a_tilde_is_the_home_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ines")
    assert typed_path("~") == Path("/home/ines")
    assert typed_path("~/plan.yaml") == Path("/home/ines/plan.yaml")
    assert typed_path("./~x/plan.yaml") == Path("~x/plan.yaml")
    assert typed_path("a/~/b") == Path("a/~/b")


@pytest.mark.parametrize("typed", ["~nobodyx", "~nobodyx/plan.yaml", "~no\x1b[2Jbodyx/y", "~a\0b/x"])
def test_a_home_folder_of_nobody_is_one_sentence(typed: str) -> None:
    with pytest.raises(NoHome) as problem:
        typed_path(typed)
    assert "nobody here is called" in str(problem.value)
    assert "\x1b" not in str(problem.value)
    assert "\0" not in str(problem.value)
