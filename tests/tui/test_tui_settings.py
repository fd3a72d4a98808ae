"""What is wrong with the settings file is said once, wherever one begins."""

from __future__ import annotations

from pathlib import Path

import pytest
from pty_kit import Terminal
from stage import library, make_store

from aligntui.engine.runs.start import start

WRONG = b'config.toml line 1: there is no theme "purple".'


@pytest.mark.terminal
@pytest.mark.parametrize("args", [[], ["open", "Kiosk"], ["run", "swot", "--title", "Another"]])
def test_it_is_said_once(tmp_path: Path, args: list[str]) -> None:
    home = tmp_path / "home"
    start(make_store(home), library(), "swot", title="Kiosk", solo=True)
    (home / "config").mkdir()
    (home / "config" / "config.toml").write_text('theme = "purple"\n', encoding="utf-8")
    with Terminal(args, home) as terminal:
        terminal.until("SWOT")
        terminal.press("ctrl+q")
        terminal.end()
        assert terminal.heard.count(WRONG) == 1
