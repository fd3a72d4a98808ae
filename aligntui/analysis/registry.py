"""The figures and checks that method files may name with `use:`.

A function is registered with the roles it binds (what a method file must say it works on). Functions
know roles, never names: a stranger's list can use them too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, Literal

import msgspec

from aligntui.analysis.figure import Figure, Finding
from aligntui.analysis.view import View

RoleType = Literal[
    "collection", "collections", "field", "fields", "relation", "record", "round", "number", "word",
    "words", "mapping",
]  # fmt: skip
"""What a binding names. `collections` takes one or many; `round` is an ask, plot or matrix step;
`field` may be `collection.field` or a field of the bound collection; `word` is free."""

Compute = Callable[[View, Mapping[str, Any]], Figure]

MODULES = (
    "vision", "vision_tests", "swot", "swot_rules", "tows", "tows_rules", "choice", "smart",
    "tree", "drivers", "axes", "scenarios", "wind", "signposts", "agreement", "recall",
    "points", "allocation", "pace", "network", "lists", "answer", "choosing", "weak_words", "all_alike",
)  # fmt: skip
"""Modules of `analysis` that register functions."""


class Role(msgspec.Struct, frozen=True):
    """One key of a binding."""

    type: RoleType
    needed: bool = True
    help: str = ""


class Function(msgspec.Struct, frozen=True):
    """A registered figure or check."""

    name: str
    compute: Compute
    roles: dict[str, Role]
    parts: dict[str, str]
    """Part name -> what it means. Empty for a pure check."""
    help: str
    source: str


_functions: dict[str, Function] = {}


def figure(
    name: str, roles: dict[str, Role], parts: dict[str, str] | None = None, source: str = "our convention"
) -> Callable[[Compute], Compute]:
    """Register a function `(view, binding) -> Figure` under a name for method files."""

    def register(compute: Compute) -> Compute:
        text = (compute.__doc__ or "").strip().split("\n")[0]
        _functions[name] = Function(name, compute, roles, parts or {}, text, source)
        return compute

    return register


def functions() -> dict[str, Function]:
    """All registered functions by name."""
    for module in MODULES:
        import_module(f"aligntui.analysis.{module}")
    return _functions


def compute(view: View, definition: Mapping[str, Any], method: str = "") -> Figure:
    """Compute the figure or check that a method file declares.

    Args:
        view: The snapshot.
        definition: `use` and what each role is bound to.
        method: Method that declares it: rounds named by a bare step id are taken as steps of this one.

    Raises:
        KeyError: When the function does not exist (`validate` refuses such files).
    """
    function = functions()[definition["use"]]
    bound = _qualified(function, definition, method)
    result = function.compute(view, bound)
    result.findings = [_placed(finding, function, bound) for finding in result.findings]
    if not result.source:
        result.source = function.source
    return result


def _placed(finding: Finding, function: Function, bound: Mapping[str, Any]) -> Finding:
    """With the place that its function works on, where it names neither a field nor a place of its own."""
    if finding.field or finding.place:
        return finding
    named = {role.type: bound[key] for key, role in reversed(function.roles.items()) if bound.get(key)}
    place = named.get("round") or named.get("relation")
    lists = named.get("collections") or named.get("collection")
    if not place and lists and not finding.target:
        place = f"{lists if isinstance(lists, str) else lists[0]}.text"
    return msgspec.structs.replace(finding, place=str(place or ""))


def run_checks(view: View, checks: list[dict[str, Any]], method: str = "") -> list[Finding]:
    """Findings of several checks of one method, in the order declared."""
    found: list[Finding] = []
    for definition in checks:
        found.extend(compute(view, definition, method).findings)
    return found


def _qualified(function: Function, definition: Mapping[str, Any], method: str) -> Mapping[str, Any]:
    if not method:
        return definition
    bare = {
        key: f"{method}/{definition[key]}"
        for key, role in function.roles.items()
        if role.type == "round" and isinstance(definition.get(key), str) and "/" not in definition[key]
    }
    return {**definition, **bare} if bare else definition
