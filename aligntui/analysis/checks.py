"""All that the checks of a session's methods find, each thing once, the worst first.

There is one list of findings. Screens, exports and commands show all of it or a part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from aligntui.analysis import bind, registry, say
from aligntui.analysis.figure import Figure, Finding, Part
from aligntui.analysis.view import View
from aligntui.methods.types import Collection, Method, Step, as_list
from aligntui.session.model import Item

RANK = {"error": 0, "warning": 1, "hint": 2}

Compute = Callable[[Method, dict[str, Any]], Figure | None]
"""Computes what a method declares; None when that is not possible."""


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A finding and who says it."""

    finding: Finding
    method: Method
    step: Step | None = None
    """Step whose own check it is, or at which it speaks."""


def declared(method: Method) -> Iterator[tuple[Step | None, dict[str, Any]]]:
    """Figures and checks of a method that this AlignTUI knows, those of its steps with the step."""
    every: list[tuple[Step | None, dict[str, Any]]] = [
        *((_step(method, one), one) for one in (*method.figures.values(), *method.checks)),
        *((step, one) for step in method.steps for one in step.checks),
    ]
    yield from ((step, one) for step, one in every if one.get("use") in registry.functions())


def _step(method: Method, definition: dict[str, Any]) -> Step | None:
    """The first of the steps at which a figure or check speaks, where it speaks at some only."""
    at = as_list(definition.get("steps"))
    return next((step for step in method.steps if step.id in at), None)


def of_step(view: View, method: Method, step: Step | None = None) -> list[Finding]:
    """What the checks of a step say, and the checks and figures of its method that speak there."""
    every = [*method.checks, *method.figures.values()]
    spoken = [one for one in every if registry.speaks(one, step.id if step is not None else "")]
    own = [*(step.checks if step is not None else ()), *spoken]
    figures = [
        registry.compute(view, one, method.method) for one in own if one.get("use") in registry.functions()
    ]
    told = [finding for figure in figures for finding in figure.findings]
    return worst_first(view, [*told, *crowded(view, method, step)])


def speaking(view: View) -> list[Method]:
    """Methods whose checks have a say: those that a run goes through; all while there is no run.

    One that is there for its lists alone asks nothing: nobody has begun it.
    """
    runs = view.session.runs.values()
    begun = {place.step.partition("/")[0] for run in runs for place in run.steps}
    return [method for name, method in view.book.methods.items() if name in begun or not runs]


def said(view: View, compute: Compute | None = None) -> list[Said]:
    """All findings of a session with their sources, those that were set aside among them.

    Args:
        view: The snapshot.
        compute: How to compute; the registry does when left out.
    """
    once: dict[tuple[str, str, str], Said] = {}
    for method in speaking(view):
        for step, one in declared(method):
            figure = registry.compute(view, one, method.method) if compute is None else compute(method, one)
            for finding in figure.findings if figure is not None else ():
                once.setdefault(_mark(finding), Said(finding=finding, method=method, step=step))
        for finding in crowded(view, method):
            once.setdefault(_mark(finding), Said(finding=finding, method=method))
    return sorted(once.values(), key=lambda one: (RANK[one.finding.severity], one.finding.is_late))


def everything(view: View, compute: Compute | None = None) -> list[Finding]:
    """All findings of a session that nobody has set aside."""
    return worst_first(view, [one.finding for one in said(view, compute)])


def worst_first(view: View, findings: Iterable[Finding]) -> list[Finding]:
    """Errors, warnings, hints; each once, those set aside left out."""
    once: dict[tuple[str, str, str], Finding] = {}
    waivers = view.session.waivers
    for finding in findings:
        if not waivers or in_waivers(view, finding).key not in waivers:
            once.setdefault(_mark(finding), finding)
    return sorted(once.values(), key=lambda finding: (RANK[finding.severity], finding.is_late))


def in_waivers(view: View, finding: Finding) -> Finding:
    """The finding under the key by which it was set aside: of an older session its code alone."""
    is_old = finding.matter and not finding.target and finding.code in view.session.waivers
    return msgspec.structs.replace(finding, matter="") if is_old else finding


def _mark(finding: Finding) -> tuple[str, str, str]:
    return finding.code, finding.target, finding.message


def figure_of(view: View, method: Method, definition: dict[str, Any]) -> Figure | None:
    """What a method declares, computed; None where there is no such function here."""
    known = definition.get("use") in registry.functions()
    return registry.compute(view, definition, method.method) if known else None


def first(view: View, use: str, collection: str = "") -> Figure | None:
    """The first figure of this function, else the one so called, over this list if one is named."""
    methods = view.book.methods.values()
    every = [(method, name, found) for method in methods for name, found in method.figures.items()]
    for method, name, found in sorted(every, key=lambda one: one[2].get("use") != use):
        if use not in (name, found.get("use")) or found.get("use") not in registry.functions():
            continue
        over = found.get("of", [])
        if not collection or collection == over or collection in over:
            return registry.compute(view, found, method.method)
    return None


def part(figure: Figure | None, name: str) -> Part | None:
    """A part of a figure that may be missing."""
    return figure.parts.get(name) if figure is not None else None


CAPPING = ("inside", "outside")
"""Roles of `factor_rules`, which speaks of the caps of its lists itself, in one sentence."""
MEND = "Merge or park some."


def crowded(view: View, method: Method, step: Step | None = None) -> list[Finding]:
    """What is too much in the lists of a method, or in those that one of its steps writes: never a wall.

    A child list has its limit under each item that it hangs on.
    """
    counts, limits = view.session.meta.counts, view.book.limits
    over = list[str]()
    for name, limit in limits.items():
        if counts.get(name, 0) > limit:
            over.append(name)
    if not over:
        return []
    written = _written(view, step) if step is not None else _lists(view, method)
    if not (names := [name for name in over if name in written]):
        return []
    capped = _capped(view)
    return [one for name in names if name not in capped for one in _of_list(view, name)]


def _of_list(view: View, name: str) -> Iterator[Finding]:
    collection = view.book.collections[name]
    if collection.limit is None:
        return
    if collection.of is None:
        beyond = view.items(name)[collection.limit :]
        if beyond:
            message = f"{len(view.items(name))} {say.title(view, name)}; {collection.limit} is the most."
            yield _finding(collection, name, message, beyond)
        return
    for parent in view.items(collection.of):
        children = view.children(parent.id, name)
        if beyond := children[collection.limit :]:
            message = f"Has {len(children)} {say.title(view, name)}; {collection.limit} is the most."
            yield _finding(collection, name, message, beyond, parent.id)


def _finding(
    collection: Collection, name: str, message: str, beyond: list[Item], target: str = ""
) -> Finding:
    code = f"LM-{collection.code}" if isinstance(collection.code, str) else f"LM-{name}"
    others = tuple(item.id for item in beyond)
    return Finding(
        code=code, severity="warning", message=message, mend=MEND, target=target, others=others,
        place=f"{name}.text",
    )  # fmt: skip


def _capped(view: View) -> set[str]:
    """Lists of whose caps a figure speaks itself."""
    figures = (
        one for method in view.book.methods.values() for one in (*method.figures.values(), *method.checks)
    )
    return {
        name
        for one in figures
        if one.get("use") == "factor_rules"
        for r in CAPPING
        for name in bind.lists(one, r)
    }


def _lists(view: View, method: Method) -> list[str]:
    names = [*method.collections, *(name for step in method.steps for name in _written(view, step))]
    return [name for name in dict.fromkeys(names) if name in view.book.collections]


def _written(view: View, step: Step) -> list[str]:
    """Lists that a step writes."""
    own = [step.makes or "", *as_list(step.each if step.kind == "form" else None)]
    names = [*view.book.held(step), *own] if step.kind in ("board", "table", "matrix", "form") else own
    return [name for name in dict.fromkeys(names) if name in view.book.collections]
