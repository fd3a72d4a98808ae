"""The figures and checks that method files may name with `use:`.

A function is registered with the roles it binds (what a method file must say it works on). Functions
know roles, never names: a stranger's list can use them too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from aligntui.analysis.figure import Figure, Finding, Part
from aligntui.analysis.view import View
from aligntui.methods.types import as_list

if TYPE_CHECKING:
    from aligntui.analysis.where import Resolver

RoleType = Literal[
    "collection", "collections", "field", "fields", "relation", "record", "round", "number", "word",
    "words", "mapping", "figure", "amount", "components", "conditions", "bands", "heading", "shapes",
    "steps", "said", "rounds", "grouping", "labels",
]  # fmt: skip
"""What a binding names. `collections` takes one or many; `round` is an ask, plot or matrix step;
`field` may be `collection.field` or a field of the bound collection; `word` is free; `figure` is a number
or `name.part` of another figure, `amount` that or a field, `components` are
label -> one such part or several; `conditions` are label -> one condition or
several, in order; `bands` are limit -> word; `heading` is a text, or part -> text; `shapes` are part ->
shape; `steps` are steps of the same method; `said` is a sentence with slots; `rounds`
are field -> step; `grouping` is a field by which items are grouped, or `parent` for what a child hangs on;
`labels` are some of the labels of its conditions, or label -> text."""

Compute = Callable[[View, Mapping[str, Any]], Figure]

MODULES = {
    "vision": "statement vision_text",
    "vision_tests": "values_test test_means",
    "swot": "weighted_score top_factors dots",
    "swot_rules": "factor_rules",
    "tows": "pair_sums coverage",
    "tows_rules": "tows_rules",
    "choice": "quadrant live_limit",
    "smart": "smart",
    "tree": "tree",
    "drivers": "focal_rules driver_rules",
    "axes": "independence",
    "scenarios": "scenario_rules",
    "wind": "wind_tunnel",
    "signposts": "signpost_rules",
    "agreement": "agreement",
    "recall": "recall",
    "points": "share_points two_pass",
    "allocation": "allocation",
    "pace": "pace",
    "network": "network",
    "lists": "count missing filled newest",
    "answer": "answer",
    "choosing": "choice capacity asked load headline",
    "weak_words": "weak_words",
    "all_alike": "all_alike",
    "rules": "rule",
    "classes": "classify",
    "sums": "tally total ratio",
    "flow": "flow payback",
    "cells": "index crossing",
    "layers": "acyclic",
    "pulse": "pulse",
    "over_runs": "over_runs",
    "standing": "balance profile",
    "qspm": "qspm",
}
"""Module of `analysis` -> the functions that it registers. It is imported when one of them is used."""


class Role(msgspec.Struct, frozen=True):
    """One key of a binding."""

    type: RoleType
    needed: bool = True
    help: str = ""


STEPS = Role("steps", needed=False, help="Steps at which its findings speak; all when left out.")
COMMON = {
    "title": Role("heading", needed=False, help="What stands over it, or part -> what stands over that one."),
    "unit": Role("word", needed=False, help="Unit of its numbers: pounds, min, %."),
    "bands": Role("bands", needed=False, help="Value -> word that holds from it on, up to the next."),
    "as": Role("shapes", needed=False, help="Part -> how it is drawn."),
    "steps": STEPS,
}
"""What every figure takes beside its own roles; a check takes `steps` alone."""

BANDED = {"band": "Word for its value.", "bands": "Items by the word for their value."}
"""Parts of a figure with `bands`, beside its own."""


class Function(msgspec.Struct, frozen=True):
    """A registered figure or check."""

    name: str
    compute: Compute
    roles: dict[str, Role]
    """Its own and the `COMMON` ones."""
    parts: dict[str, str]
    """Part name -> what it means. Empty for a pure check."""
    help: str
    source: str
    main: tuple[str, ...] = ()
    """Parts that carry its value: these have the unit and the bands."""
    grouped: tuple[str, ...] = ()
    """Parts with a value for each group and not for each item."""

    def gives(self, definition: Mapping[str, Any]) -> Mapping[str, str]:
        """Parts of the figure so defined, with what they mean."""
        return self.parts | BANDED if definition.get("bands") else self.parts


_functions: dict[str, Function] = {}


class _Known(Mapping[str, Function]):
    """All functions by name; the module of one is imported when it is asked for."""

    def __getitem__(self, name: str) -> Function:
        if name not in _functions and name in _homes:
            import_module(f"aligntui.analysis.{_homes[name]}")
        return _functions[name]

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys([*_homes, *_functions]))

    def __len__(self) -> int:
        return len(_homes.keys() | _functions.keys())

    def __contains__(self, name: object) -> bool:
        return name in _homes or name in _functions


_homes = {name: module for module, names in MODULES.items() for name in names.split()}
_known = _Known()


def figure(
    name: str,
    roles: dict[str, Role],
    parts: dict[str, str] | None = None,
    source: str = "our convention",
    main: tuple[str, ...] = (),
    grouped: tuple[str, ...] = (),
) -> Callable[[Compute], Compute]:
    """Register a function `(view, binding) -> Figure` under a name for method files.

    Args:
        name: What `use:` says.
        roles: What it binds.
        parts: What it gives; none for a check.
        source: Author and year of its formula.
        main: Parts that carry its value; the first one when left out.
        grouped: Parts with a value for each group and not for each item.
    """

    def register(compute: Compute) -> Compute:
        text = (compute.__doc__ or "").strip().split("\n")[0]
        given = parts or {}
        every = {**roles, **(COMMON if given else {"steps": STEPS})}
        carry = main or tuple(given)[:1]
        _functions[name] = Function(name, compute, every, given, text, source, carry, grouped)
        return compute

    return register


def functions() -> Mapping[str, Function]:
    """All functions by name."""
    return _known


def compute(view: View, definition: Mapping[str, Any], method: str = "") -> Figure:
    """The figure or check that a method file declares, worked out once for a view.

    Args:
        view: The snapshot.
        definition: `use` and what each role is bound to.
        method: Method that declares it: rounds and figures named by a bare name are taken as its own.

    Raises:
        KeyError: When the function does not exist (`validate` refuses such files).
    """
    key = (id(definition), method)
    if key in view.figures:
        return view.figures[key][1]
    function = _known[definition["use"]]
    bound = _qualified(function, definition, method)
    view.figures[key] = (definition, Figure(why_missing="It rests on itself."))
    try:
        result = function.compute(view, bound)
    except BaseException:
        del view.figures[key]
        raise
    result.findings = [_placed(finding, function, bound) for finding in result.findings]
    if definition.get("unit") or definition.get("bands"):
        from aligntui.analysis.bands import dressed

        dressed(result, function.main, str(definition.get("unit") or ""), definition.get("bands"))
    if not result.source:
        result.source = function.source
    view.figures[key] = (definition, result)
    return result


def resolver(view: View, binding: Mapping[str, Any]) -> Resolver:
    """Gives parts of figures, `name.part` or `method:name.part`, as the method of a binding means them."""
    own = str(binding.get(METHOD) or "")

    def part(ref: str) -> Part | None:
        owner, colon, rest = ref.rpartition(":")
        name, _, wanted = rest.partition(".")
        method = view.book.methods.get(owner if colon else own)
        definition = method.figures.get(name) if method is not None else None
        if method is None or definition is None or definition.get("use") not in _known:
            return None
        found = compute(view, definition, method.method).parts
        return found.get(wanted) if wanted else next(iter(found.values()), None)

    return part


def speaks(definition: Mapping[str, Any], step: str) -> bool:
    """Whether the findings of a figure or check speak at a step; "" for the method as a whole."""
    at = as_list(definition.get("steps"))
    return not step or not at or step in at


def _placed(finding: Finding, function: Function, bound: Mapping[str, Any]) -> Finding:
    """With the place that its function works on, where it names neither a field nor a place of its own.

    One about no item in particular is about its place: it is set aside there, and not wherever it is said.
    """
    place = finding.place
    if not finding.field and not place:
        named = {role.type: bound[key] for key, role in reversed(function.roles.items()) if bound.get(key)}
        lists = named.get("collections") or named.get("collection")
        place = str(named.get("round") or named.get("relation") or "")
        if not place and lists and not finding.target:
            place = f"{lists if isinstance(lists, str) else lists[0]}.text"
    matter = finding.matter if finding.target else finding.matter or place
    if (place, matter) == (finding.place, finding.matter):
        return finding
    return msgspec.structs.replace(finding, place=place, matter=matter)


METHOD = "method"
"""Key of a binding as functions get it that says whose it is."""


def _qualified(function: Function, definition: Mapping[str, Any], method: str) -> Mapping[str, Any]:
    if not method:
        return definition
    bare = {
        key: f"{method}/{definition[key]}"
        for key, role in function.roles.items()
        if role.type == "round" and isinstance(definition.get(key), str) and "/" not in definition[key]
    }
    return {**definition, **bare, METHOD: method}
