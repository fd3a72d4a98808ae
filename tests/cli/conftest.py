"""A shell with a home of its own for every test of the commands."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_kit import Shell


@pytest.fixture
def sh(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    monkeypatch.setenv("ALIGNTUI_USER", "Ines Calder")
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    monkeypatch.delenv("SSH_TTY", raising=False)
    return Shell(home, work)
