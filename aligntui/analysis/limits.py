"""Lists that hold more than their method says is good: a finding, never a wall."""

from __future__ import annotations

from collections.abc import Iterator

from aligntui.analysis import bind, say
from aligntui.analysis.figure import Finding
from aligntui.analysis.view import View
from aligntui.methods.types import Collection, Method, Step, as_list
from aligntui.session.model import Item

CAPPING = ("inside", "outside")
"""Roles of `factor_rules`, which speaks of the caps of its lists itself, in one sentence."""
MEND = "Merge or park some."


def found(view: View, method: Method, step: Step | None = None) -> list[Finding]:
    """What is too much in the lists of a method, or in those that one of its steps writes.

    A child list has its limit under each item that it hangs on.
    """
    names = _written(view, step) if step is not None else _lists(view, method)
    every = {name: list(_of_list(view, name)) for name in names if view.book.collections[name].limit}
    capped = _capped(view) if any(every.values()) else set()
    return [one for name, findings in every.items() if name not in capped for one in findings]


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
