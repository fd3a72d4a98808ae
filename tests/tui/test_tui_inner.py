"""Names with a leading underscore of Textual stand in one room only: there it is mended when they change."""

from __future__ import annotations

import ast
import inspect
import re
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from textual.screen import Screen

import aligntui

PACKAGE = Path(aligntui.__file__).parent
OURS = [path for path in sorted((PACKAGE / "tui").rglob("*.py")) if "terminal" not in path.parts]
ASSIGNED = re.compile(r"\bself\.(_[a-z]\w*)\s*(?::[^=\n]+)?=[^=]")
GIVEN = re.compile(r"\bdef (_[a-z]\w*)|^\s*(?!def)(_[a-z]\w*)\s*[:=]", re.M)


def name(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and name != "_"


@cache
def own_names() -> frozenset[str]:
    """Private names that our own modules give to methods and attributes, and to functions."""
    found: set[str] = set()
    for path in OURS:
        text = path.read_text(encoding="utf-8")
        found |= {
            node.attr
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and private(node.attr)
        }
        found |= set(re.findall(r"^\s*(_[a-z]\w*)\s*[:=]", text, re.M))
        found |= set(re.findall(r"\bdef (_[a-z]\w*)", text))
    return frozenset(found)


def foreign(text: str) -> list[str]:
    """Private names that a module reads off something, or imports, and that nothing of ours has."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute) and private(node.attr) and node.attr not in own_names():
            found.append(f"{node.lineno} {node.attr}")
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(("textual", "rich")):
            parts = [*(node.module or "").split("."), *(alias.name for alias in node.names)]
            found += [f"{node.lineno} {part}" for part in parts if private(part)]
    return found


@pytest.mark.parametrize("path", OURS, ids=name)
def test_no_private_name_is_used(path: Path) -> None:
    assert foreign(path.read_text(encoding="utf-8")) == []


def taken_over(cls: type) -> set[str]:
    """Private names that a class gives a meaning of its own although a class of Textual below it has them."""
    source = inspect.getsource(cls)
    own = set(ASSIGNED.findall(source)) | {one or other for one, other in GIVEN.findall(source)}
    bases = [base for base in cls.__mro__[1:] if base.__module__.startswith("textual")]
    return {key for base in bases for key in own & all_of(base)}


@cache
def all_of(base: type) -> frozenset[str]:
    return frozenset((*vars(base), *ASSIGNED.findall(inspect.getsource(base))))


@pytest.mark.parametrize("path", OURS, ids=name)
def test_no_private_name_is_taken_over(path: Path) -> None:
    module = import_module(".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts))
    classes = [
        one for one in vars(module).values() if inspect.isclass(one) and one.__module__ == module.__name__
    ]
    assert {cls.__name__: names for cls in classes if (names := taken_over(cls))} == {}


def test_both_are_seen() -> None:
    assert foreign("screen._compositor.size") == ["1 _compositor"]
    assert foreign("from textual._xterm_parser import XTermParser") == ["1 _xterm_parser"]

    class Page(Screen[None]):
        def __init__(self) -> None:
            self._compositor = None

        def _forward_event(self, event: object) -> None:
            pass

    assert taken_over(Page) == {"_compositor", "_forward_event"}
