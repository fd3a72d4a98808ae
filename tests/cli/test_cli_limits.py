"""What the system gives too little of is one sentence, before and after the first screen."""

from __future__ import annotations

import errno
import os
import pty
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from aligntui import cli
from aligntui.cli import limits
from aligntui.cli.limits import FILES, shortage
from aligntui.cli.problems import said

FEW = "Only {} files may be open at once, and AlignTUI needs 32: ulimit -n 256 raises that."


def ended(tmp_path: Path, files: int, *words: str) -> tuple[int, str]:
    """Exit code and words of the command on a terminal, with so many files for it."""
    near, far = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "aligntui", *words],
        stdin=far,
        stdout=far,
        stderr=far,
        env={**os.environ, "ALIGNTUI_HOME": str(tmp_path / "home"), "TERM": "xterm-256color"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (files, files)),
    )
    os.close(far)
    parts = []
    try:
        while part := os.read(near, 65536):
            parts.append(part)
    except OSError:
        # The other end is closed.
        pass
    os.close(near)
    return process.wait(), b"".join(parts).decode().replace("\r\n", "\n")


@pytest.mark.parametrize("files", [6, 12, 20, 31])
def test_no_screen_begins_that_could_not_go_on(tmp_path: Path, files: int) -> None:
    assert ended(tmp_path, files) == (1, FEW.format(files) + "\n")
    assert ended(tmp_path, files, "run", "swot", "--title", "Kiosk") == (1, FEW.format(files) + "\n")


@pytest.mark.parametrize("files", range(5, 12))
def test_commands_say_one_sentence_or_work(tmp_path: Path, files: int) -> None:
    code, words = ended(tmp_path, files, "sessions")
    assert (code, words) in (
        (0, "No sessions yet. aligntui run solo-90 starts one.\n"),
        (1, FEW.format(files) + "\n"),
    )


def test_a_limit_that_one_may_raise_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    given = [(20, 4096)]
    monkeypatch.setattr(resource, "getrlimit", lambda which: given[-1])
    monkeypatch.setattr(resource, "setrlimit", lambda which, limit: given.append(limit))
    assert limits.too_few_files() == ""
    assert given[-1] == (FILES, 4096)
    assert limits.too_few_files() == ""
    assert len(given) == 2


SHORT = (
    OSError(errno.EMFILE, os.strerror(errno.EMFILE), "page.py"),
    OSError(errno.ENFILE, os.strerror(errno.ENFILE), "page.py"),
    OSError(errno.ENOMEM, os.strerror(errno.ENOMEM)),
    OSError(errno.EAGAIN, os.strerror(errno.EAGAIN)),
    MemoryError(),
    RuntimeError("can't start new thread"),
)


@pytest.mark.parametrize("problem", SHORT, ids=repr)
def test_each_shortage_is_a_sentence_with_what_helps(
    problem: Exception, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = shortage(problem)
    assert words.endswith(".")
    assert said(problem) == 1
    assert capsys.readouterr().err == f"{words}\n"

    def fail() -> None:
        raise problem

    # Also where not even the usual way of saying it can be imported any more.
    monkeypatch.setattr(cli, "_main", fail)
    with pytest.raises(SystemExit) as caught:
        cli.main()
    assert caught.value.code == words


def test_other_problems_are_no_shortage() -> None:
    assert shortage(OSError(errno.EIO, "Input/output error")) == ""
    assert shortage(ValueError("x")) == ""
