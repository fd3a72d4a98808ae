"""Steps borrowed from other methods: `- use: method/step` is that step, with other words where it has some.

A borrowed step is copied once, when its method is read: whoever keeps the method keeps the step. Figures,
rounds and steps that it names stay those of the method that lends it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

import msgspec
from msgspec.structs import replace

from aligntui.methods.quadrants import placed
from aligntui.methods.types import Method, Step
from aligntui.text.nearest import nearest

Lender = Callable[[str], Method | None]
"""Gives a method by its name; None when there is none."""
Note = Callable[[int, str, str], None]
"""Takes what is wrong with the step at a place: what, and how to mend it."""
DOTTED = ("show", "shows", "fields", "read_back", "margins", "filter", "when", "reveal", "of", "done")
"""Keys of a step in which figures are named."""
PROSE = ("ask", "guide", "solo", "names", "tests")
"""Keys of a step whose texts name figures in braces."""
CUT = "Write one of its steps out."
DEEPEST = 8
"""Methods through which a step may be borrowed on."""
STEPS = ("between", "gate", "erase", "words")
"""Keys of a step that name other steps of its method."""


def borrows(method: Method) -> bool:
    """Whether a method has steps of others."""
    return any(step.use for step in method.steps)


def resolved(method: Method, lender: Lender, note: Note | None = None) -> Method:
    """The method with the steps that it borrows in their place.

    Args:
        method: The method.
        lender: Gives the methods at hand.
        note: Takes what cannot be borrowed, which stays an empty talk.
    """
    if not borrows(method):
        return method
    steps = list(method.steps)
    for place, step in enumerate(steps):
        if step.use:
            wrong = partial(note, place) if note is not None else _silent
            steps[place] = _lent(method, step, lender, wrong)
    return replace(method, steps=steps)


def _silent(what: str, mend: str) -> None:
    """Take no notice."""


def _lent(
    method: Method, step: Step, lender: Lender, wrong: Callable[[str, str], None], depth: int = 0
) -> Step:
    name, slash, step_id = step.use.partition("/")
    owner = lender(name) if slash and name != method.method else None
    if owner is None:
        if not slash:
            wrong(f'"{step.use}" names no step', "Write method/step, as swot/factors.")
        elif name == method.method and depth:
            wrong(f"{step.use} is borrowed in a circle", CUT)
        elif name == method.method:
            wrong("a step of the method itself is not borrowed", "Write it out, or name another method's.")
        else:
            wrong(f'there is no method "{name}" at hand', "Check its spelling, or take its file along.")
        return step
    loan = next((one for one in owner.steps if one.id == step_id), None)
    if loan is None:
        ids = [one.id for one in owner.steps]
        close = nearest(step_id, ids)
        mend = f"Write {name}/{close}." if close else f"It has {', '.join(ids)}."
        wrong(f'{owner.title} has no step "{step_id}"', mend)
        return step
    if loan.use and depth > DEEPEST:
        wrong(f"{step.use} is borrowed in a circle", CUT)
        return step
    if loan.use:
        loan = _lent(owner, loan, lender, wrong, depth + 1)
    if step.kind not in ("talk", loan.kind):
        wrong(f"a borrowed {loan.kind} stays one", "Leave kind out.")
    own = {key: value for key, value in msgspec.to_builtins(step).items() if key not in ("use", "kind")}
    if not step.title:
        del own["title"]
    data = _qualified(msgspec.to_builtins(placed(owner, loan)), owner)
    guide = {**data.get("guide", {}), **own.pop("guide", {})}
    return msgspec.convert({**data, **own, "guide": guide}, Step)


def _qualified(data: dict[str, Any], owner: Method) -> dict[str, Any]:
    """A step as data, with the figures and steps that it names said to be its owner's."""
    figures = [name for name in owner.figures if name not in (*owner.collections, *owner.uses)]
    names = "|".join(map(re.escape, figures))
    out = dict(data)
    for key in data.keys() & {*DOTTED, *PROSE} if names else ():
        opened = "" if key in DOTTED else r"\{"
        pattern = re.compile(rf"(?<![\w:.]){opened}({names})\.(?=[A-Za-z])")
        out[key] = _each(data[key], partial(pattern.sub, f"{opened[1:]}{owner.method}:\\1."))
    if "show" in out:
        out["show"] = [f"{owner.method}:{ref}" if ref in figures else ref for ref in out["show"]]
    ids = {step.id for step in owner.steps}
    for key in data.keys() & {*STEPS}:
        if data[key] in ids:
            out[key] = f"{owner.method}/{data[key]}"
    if "checks" in data:
        out["checks"] = [_bound(binding, owner, ids) for binding in data["checks"]]
    return out


def _bound(binding: dict[str, Any], owner: Method, ids: set[str]) -> dict[str, Any]:
    ref = str(binding.get("round"))
    return {**binding, "round": f"{owner.method}/{ref}"} if ref in ids else binding


def _each(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _each(one, change) for key, one in value.items()}
    return [_each(one, change) for one in value] if isinstance(value, list) else value
