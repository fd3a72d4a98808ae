"""With commands on other keys no step names a default one, neither in a sentence nor in its key line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from stage import stage

from aligntui.methods.library import Library

DEFAULTS = {
    "go-on": "n", "go-back": "b", "undo": "u", "add": "a", "home": "q", "leave": "ctrl+q", "timer": "t",
    "timer-more": "T", "findings": "f", "steps": "s", "palette": "ctrl+p", "keys": "?",
}  # fmt: skip
OTHER = dict(zip(DEFAULTS, (f"f{number}" for number in range(1, 13)), strict=True))
DOES = "go|add|take|leave|open|give|start|undo|close|bring"
NAMED = re.compile(rf"(?<![\w'’.+-])([a-zA-Z]|ctrl\+[a-z]) (?:again |further )?(?:{DOES})(?:s|es)?\b")
"""A key and what it does, in a sentence."""
STEPS = (
    "swot/factors", "swot/frame", "swot/inside", "vision/tests", "vision/purpose", "vision/page",
    "tows/cards", "tows/grid", "objectives/draft", "objectives/tree",
    "choose/rate", "scenarios/axes", "scenarios/worlds",
)  # fmt: skip


@pytest.mark.parametrize("at", STEPS)
async def test_no_step_names_a_key_that_does_not_hold(at: str) -> None:
    async with stage(at.partition("/")[0], at=at, own_keys=OTHER) as s:
        for key in ("escape", "escape", "f7", "f8", "f1"):
            await s.keys(key)
            rows = s.screen()
            for row in rows[2:-1]:
                named = set(NAMED.findall(row)) & set(DEFAULTS.values())
                assert not named - {"a"}, row
            hinted = {hint.split(" ")[0] for hint in re.split(r"\s{2,}", rows[-1])}
            assert not hinted & set(DEFAULTS.values()), rows[-1]


async def test_nor_does_a_talk(tmp_path: Path) -> None:
    head = "method: probe\ntitle: Probe\nlevel: fundamentals\n"
    text = f"{head}steps: [{{kind: talk, id: a, title: A, ask: Why?}}]\n"
    (tmp_path / "probe.yaml").write_text(text, encoding="utf-8")
    async with stage("probe", books=Library(user=tmp_path), own_keys=OTHER) as s:
        assert "f1 go on" in s.screen()[-1]
        assert "/ commands" in s.screen()[-1]
