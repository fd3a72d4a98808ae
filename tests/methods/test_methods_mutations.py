"""Whatever happens to a file, an author gets sentences, never a traceback."""

from __future__ import annotations

import contextlib
import copy
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from methods_base import BASE, FIXTURES, FUNCTIONS, book

from aligntui.methods.check import check_document
from aligntui.methods.decode import parse
from aligntui.methods.errors import GuideProblems
from aligntui.methods.freeze import thaw
from aligntui.methods.types import Method
from aligntui.text.problem import UserProblem
from aligntui.text.yaml_in import load
from aligntui.text.yaml_out import dump

FILES = [path.read_text() for path in sorted(FIXTURES.glob("*.yaml"))] + [BASE]
TREES = [load(text, "x").data for text in FILES]
AGENDAS = [path.read_text() for path in sorted((FIXTURES / "agendas").glob("*.yaml"))]

leaf = (
    st.none()
    | st.booleans()
    | st.integers(-3, 9)
    | st.sampled_from(["", "x", "goals", "S", "{x}", "a.b", "a:b.c"])
    | st.text(max_size=8)
)
anything = st.recursive(
    leaf,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "of", "x", "steps", "kind", "id", "title", "code"]), inner, max_size=3
        )
    ),
    max_leaves=5,
)


def walk(tree: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """All key paths of a tree."""
    found = [path]
    entries = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in entries:
        found.extend(walk(value, (*path, key)))
    return found


PATHS = [walk(tree) for tree in TREES]


def check(text: str) -> list[UserProblem]:
    """Problems of a file in words; only `GuideProblems` may stop it."""
    try:
        problems = check_document(parse(text, "x.yaml"), book(), FUNCTIONS)
    except GuideProblems as found:
        problems = found.problems
    for problem in problems:
        sentence = str(problem)
        assert sentence.startswith("x.yaml")
        assert "\n" not in sentence
        assert sentence.endswith((".", "?", "...")), sentence
    return problems


@settings(max_examples=250, deadline=None)
@given(st.data())
def test_a_value_replaced_removed_or_doubled(data: st.DataObject) -> None:
    n = data.draw(st.integers(0, len(TREES) - 1))
    tree = copy.deepcopy(TREES[n])
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(PATHS[n]))
        if not path:
            continue
        here = tree
        try:
            for part in path[:-1]:
                here = here[part]
            what = data.draw(st.sampled_from(["replace", "remove", "rename"]))
            if what == "replace":
                here[path[-1]] = data.draw(anything)
            elif what == "rename" and isinstance(here, dict):
                here[str(path[-1]) + "x"] = here.pop(path[-1])
            else:
                del here[path[-1]]
        except (KeyError, IndexError, TypeError):
            continue
    check(dump(tree))
    if isinstance(tree, dict):
        with contextlib.suppress(msgspec.ValidationError):
            thaw(tree, Method)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_piece_of_text_cut_or_put_in(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(FILES + AGENDAS))
    at = data.draw(st.integers(0, len(text)))
    cut = data.draw(st.integers(0, 30))
    put = data.draw(
        st.text(max_size=6) | st.sampled_from(["  ", "- ", ": ", "{", "}", "[", "\n", "\t", "&a", "*a", '"'])
    )
    check(text[:at] + put + text[at + cut :])


@settings(max_examples=60, deadline=None)
@given(anything)
def test_anything_at_all(value: Any) -> None:
    check(dump({"method": value, "steps": value, "collections": value, "figures": value}))
    check(dump({"agenda": "x", "title": "x", "steps": value}))
    check(dump({"collections": value}))
    check(dump(value))
