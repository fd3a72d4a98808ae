"""The shape of the code: no tower of classes, no attribute assigned from outside, nothing too long.

What is left of the old shape is named here, and what is named here and no longer so fails too: it shrinks.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import aligntui

PACKAGE = Path(aligntui.__file__).parent
DEEPEST = 3
"""Classes of ours that may stand above one."""
METHODS = 40
LINES = 400


@cache
def modules() -> dict[str, tuple[ast.Module, int]]:
    """Path inside the package -> its tree and its lines."""
    texts = {str(path.relative_to(PACKAGE)): path.read_text() for path in sorted(PACKAGE.rglob("*.py"))}
    return {name: (ast.parse(text), len(text.splitlines())) for name, text in texts.items()}


@cache
def classes() -> dict[str, list[tuple[str, ast.ClassDef]]]:
    """Name of a class -> where it is defined; several modules may have one of a name."""
    found: dict[str, list[tuple[str, ast.ClassDef]]] = {}
    for module, (tree, _) in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                found.setdefault(node.name, []).append((module, node))
    return found


def above(node: ast.ClassDef, seen: frozenset[str] = frozenset()) -> set[str]:
    """Names of the classes of ours above one."""
    names: set[str] = set()
    for base in node.bases:
        name = base.value if isinstance(base, ast.Subscript) else base
        name = name.id if isinstance(name, ast.Name) else getattr(name, "attr", "")
        if name in classes() and name != node.name and name not in seen:
            names |= {name}.union(*(above(one, seen | {name}) for _, one in classes()[name]))
    return names


def assigned(node: ast.AST) -> set[str]:
    """Attributes of itself that a class, or one method of it, assigns."""
    return {
        one.attr
        for one in ast.walk(node)
        if isinstance(one, ast.Attribute)
        and isinstance(one.ctx, ast.Store)
        and isinstance(one.value, ast.Name)
        and one.value.id == "self"
    }


DEEP: set[str] = set()
"""Classes that stand deeper still."""
OUTSIDE: set[str] = {
    "tui/app.py AlignApp.loop",
    "tui/pages/chooser/page.py Chooser._message",
    "tui/pages/home/listing.py HomeList._message",
    "tui/pages/home/page.py Home._damaged",
    "tui/pages/home/page.py Home._handle",
    "tui/pages/home/page.py Home._message",
    "tui/pages/home/page.py Home._words",
    "tui/pages/keys/page.py KeysPage._message",
    "tui/pages/running_order/page.py Drawer._message",
    "tui/pages/trash/page.py TrashPage._message",
    "tui/kinds/fields.py FieldsForm.item_id",
}
"""`module Class.attribute` that a class above declares and another one assigns."""
LONG_CLASSES: set[str] = set()
LONG_MODULES: set[str] = set()


def test_no_tower_of_classes() -> None:
    deep = {
        f"{module} {name}"
        for name, places in classes().items()
        for module, node in places
        if len(above(node)) > DEEPEST
    }
    assert deep == DEEP


def test_an_attribute_is_assigned_by_the_class_that_declares_it() -> None:
    outside: set[str] = set()
    for name, places in classes().items():
        for module, node in places:
            for base in above(node):
                for _, upper in classes()[base]:
                    taken = assigned(node) & declared_first(upper) - own_body(node)
                    outside |= {f"{module} {name}.{one}" for one in taken}
    assert outside == OUTSIDE


def own_body(node: ast.ClassDef) -> set[str]:
    """Attributes that the class body itself declares, for itself and those below."""
    return {
        target.id
        for one in node.body
        for target in (one.targets if isinstance(one, ast.Assign) else [getattr(one, "target", None)])
        if isinstance(target, ast.Name)
    }


def declared_first(node: ast.ClassDef) -> set[str]:
    """Attributes that a class declares in its body or gives their first value in `__init__`."""
    begin = next((one for one in node.body if getattr(one, "name", "") == "__init__"), None)
    return own_body(node) | (assigned(begin) if begin is not None else set())


def test_no_class_is_too_long() -> None:
    long = {
        f"{module} {name}"
        for name, places in classes().items()
        for module, node in places
        if sum(isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef) for one in node.body) > METHODS
    }
    assert long == LONG_CLASSES


def test_no_module_is_too_long() -> None:
    assert {name for name, (_, lines) in modules().items() if lines > LINES} == LONG_MODULES


def test_no_test_edits_the_search_path() -> None:
    """Helpers lie beside their tests or in `tests/support`, where pyproject.toml lets pytest find them."""
    edits = "sys." + "path"
    tests = Path(__file__).parent
    assert [
        str(path) for path in sorted(tests.rglob("*.py")) if edits in path.read_text(encoding="utf-8")
    ] == []
