"""No list, letter, heading or question of a shipped method stands in Python."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from inspect import signature
from pathlib import Path

import aligntui
from aligntui.analysis import bind
from aligntui.analysis.registry import MODULES, functions
from aligntui.methods.library import Library
from aligntui.methods.types import CodeRule

PACKAGE = Path(aligntui.__file__).parent

PLAIN = {
    "parked",
    "people",
    "People",
    "choose",
    "commit",
    "match",
    "values",
    "facts",
    "axes",
    "worlds",
    "The plan on one page",
}
"""Words that the program has of its own: a state of items, keys of files, buttons, layouts, a page."""


def content() -> set[str]:
    """Names, codes, titles and questions of the shipped methods."""
    book = Library(user=None).everything()
    found = {*book.methods, *book.collections, *book.relations, *(m.title for m in book.methods.values())}
    for collection in book.collections.values():
        found |= {collection.title, collection.one, collection.ask, *collection.counted}
        if isinstance(collection.code, CodeRule):
            field = collection.fields.get(collection.code.from_)
            found |= set(field.choices) if field is not None else set()
        else:
            found.add(collection.code)
    for method in book.methods.values():
        for step in method.steps:
            found |= {step.title, *([step.ask] if isinstance(step.ask, str) else step.ask.values())}
    for section in book.plan:
        found |= {section.title, section.label, section.missing, *section.undecided}
    for chapter in book.report:
        found |= {chapter.title, *chapter.titles.values(), *(part.head for part in chapter.parts)}
    return {text for text in found if len(text) > 1} - PLAIN


def literals(path: Path) -> Iterator[str]:
    """All texts of a module but its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in told:
            yield node.value


def own_words() -> set[str]:
    """Words of figures themselves: their roles and modules, and the one question that a check asks."""
    asked = "How do we know, and compared with whom?"
    known = functions()
    return {role for function in known.values() for role in function.roles} | {*MODULES, *known, asked}


def test_no_content_of_a_shipped_method_stands_in_python() -> None:
    names = content()
    assert {"objectives", "SO", "The factors that count", "a choice among {n} strategies"} <= names
    found: dict[str, set[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        told = names - own_words() if path.is_relative_to(PACKAGE / "analysis") else names
        if hits := {text for text in literals(path) if text in told}:
            found[path.relative_to(PACKAGE).as_posix()] = hits
    assert not found


def test_figures_have_no_list_of_their_own() -> None:
    """A figure knows roles: which lists fill them says the method that uses it, also where it need not."""
    assert [*signature(bind.lists).parameters] == ["binding", "role"]
