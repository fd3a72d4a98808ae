"""No sentence of ours, in code or content, names a letter as a key: letters are words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LETTER = re.compile(r"\w \([a-z]\)(?=[ .,;:]|$)|\b(?:press|hit|keys?) [a-z]\b(?! [a-z]+ing)")
"""`park it (x)`, `press b`."""


def _sentences(path: Path) -> Iterator[str]:
    """Lines of content, or strings of a module that are no docstrings."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".yaml":
        yield from text.splitlines()
        return
    tree = ast.parse(text)
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare:
            yield node.value


@pytest.mark.parametrize(
    "where", ["aligntui/analysis", "aligntui/engine", "aligntui/wording", "aligntui/tui", "workshops"]
)
def test_no_sentence_names_a_letter_as_a_key(where: str) -> None:
    files = [path for path in (ROOT / where).rglob("*") if path.suffix in (".py", ".yaml")]
    assert files
    named = [(path.name, words) for path in files for words in _sentences(path) if LETTER.search(words)]
    assert named == []
