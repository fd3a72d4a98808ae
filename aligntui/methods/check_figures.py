"""Checks of figures and checks: the function exists and every binding fits its role."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from aligntui.methods.check_lists import key
from aligntui.methods.errors import Path
from aligntui.methods.fitting import mend_with, near, shown
from aligntui.methods.kinds import KINDS
from aligntui.methods.names import PLACEHOLDER, FunctionLike, Names
from aligntui.methods.types import Method, as_list
from aligntui.text.listing import an
from aligntui.text.nearest import nearest

SHAPES = {
    "bars": "a bar for each, with its number; where something is held against it, bars against bars",
    "profile": "criteria below each other, a bar from the words at the low end to those at the high end",
    "heat": "rows crossed with columns, each cell its number and a shade",
    "half": "a grid of a list with itself, each pair once",
    "network": "a grid of who goes to whom, with how often at its margins",
    "dots": "a dot for each answer over the points of a scale",
    "map": "items on two scales, four quadrants with a name each",
    "trend": "a number over time, with the target",
    "bets": "what leads to what, an arrow for each",
    "tree": "lines with what hangs on them",
    "words": "names with what stands beside them, nothing drawn",
}
"""Name that a method gives in `as:` -> what it is."""
PAIR = ("row.text", "row.code", "col.text", "col.code")
ONE_NAME = ("collection", "record", "relation", "round", "field", "word", "heading")
"""Roles that take one name or text."""
NUMBER = re.compile(r"-?\d+(\.\d+)?\Z")


def figures(names: Names, method: Method) -> None:
    """Check the figures and checks of a method."""
    for name, binding in method.figures.items():
        key(names, ("figures", name), name, "figure")
        one(names, ("figures", name), binding)
    for n, binding in enumerate(method.checks):
        one(names, ("checks", n), binding)


def one(names: Names, path: Path, binding: Mapping[str, Any]) -> None:
    """Check one binding: `use` and a value for each role that is needed."""
    use = binding.get("use")
    if not isinstance(use, str):
        names.notes(
            path,
            "it does not say which function it is",
            "Add use: name; aligntui workshops --figures lists them.",
        )
        return
    if names.functions is None:
        return
    function = names.functions.get(use)
    if function is None:
        mend = near(use, names.functions, "aligntui workshops --figures lists them.")
        names.notes((*path, "use"), f'there is no function "{use}"', mend)
        meant = nearest(use, names.functions)
        if not meant:
            _lists(names, path, binding)
            return
        use, function = meant, names.functions[meant]
    for role, wanted in function.roles.items():
        if wanted.needed and role not in binding:
            names.notes(path, f'{use} needs "{role}"', f"Add {role}: to it.")
    subjects = _subjects(names, function, binding)
    for role, value in binding.items():
        if role == "use":
            continue
        if role == "as" and function.parts:
            _shapes(names, (*path, role), use, function, value)
            continue
        if role not in function.roles:
            names.notes(path, f'{use} knows no "{role}"', mend_with(role, function.roles), (*path, role))
            continue
        kind = function.roles[role].type
        if kind == "heading" and isinstance(value, dict):
            _parts(names, (*path, role), value, function.gives(binding))
        elif kind == "labels":
            _labels(names, (*path, role), value, function, binding)
        else:
            _bound(names, (*path, role), kind, value, subjects)
        if role == "where" and isinstance(value, str):
            names.where((*path, role), value, subjects)


def _shapes(names: Names, path: Path, use: str, function: FunctionLike, given: Any) -> None:
    """`as:` names parts of the function and a shape for each."""
    if not isinstance(given, dict):
        names.notes(path, f"{shown(given)} is no mapping", "Write as: {part: shape}.")
        return
    for part, shape in given.items():
        if part not in function.parts:
            names.notes(path, f'{use} has no part "{part}"', mend_with(part, function.parts), (*path, part))
        if shape not in SHAPES:
            names.notes((*path, part), f'there is no shape "{shape}"', mend_with(str(shape), SHAPES))


def _lists(names: Names, path: Path, binding: Mapping[str, Any]) -> None:
    """What a binding works on must be there, even if nobody can say what function is meant."""
    steps = [step.id for step in names.method.steps] if names.method is not None else []
    known = {*names.book.records, *names.book.relations, *steps}
    for n, name in enumerate(_words(binding.get("of"))):
        here: Path = (*path, "of", n) if isinstance(binding["of"], list) else (*path, "of")
        if (
            "." not in name
            and "/" not in name
            and not any(names.written(k, name) for k in ("records", "relations"))
        ):
            names.collection(here, name, known)


def _subjects(names: Names, function: FunctionLike, binding: Mapping[str, Any]) -> list[str]:
    """Lists that bare field names of a binding may belong to; none while a bound list is unknown."""
    found: list[str] = []
    lists = 0
    for role, value in binding.items():
        kind = function.roles[role].type if role in function.roles else ""
        lists += kind in ("collection", "collections", "record", "relation")
        if kind in ("collection", "collections"):
            found.extend(v for v in _words(value) if names.has_list(v))
        elif kind == "record" and isinstance(value, str) and value in names.book.records:
            found.append(f"record:{value}")
        elif kind == "relation" and isinstance(value, str) and value in names.book.relations:
            relation = names.book.relations[value]
            found.extend([f"relation:{value}", *as_list(relation.rows), *as_list(relation.cols)])
        elif kind == "mapping" and isinstance(value, dict):
            found.extend(v for v in _words(list(value.values())) if names.has_list(v))
    if not found:
        return [] if lists else list(names.book.collections)
    # Answers come from people: a function may group them by a field of theirs.
    return [*found, "people"]


def _words(value: Any) -> list[str]:
    if isinstance(value, list):
        return [v for v in value if isinstance(v, str)]
    return [value] if isinstance(value, str) else []


def _keys(value: Any) -> list[str]:
    return [str(key) for key in value] if isinstance(value, dict) else []


def _bound(names: Names, path: Path, kind: str, value: Any, subjects: list[str]) -> None:
    """One role of a binding."""
    if kind in (*ONE_NAME, "grouping") and not isinstance(value, str):
        if not (kind == "word" and isinstance(value, int)):
            names.notes(path, f"one name belongs here and {shown(value)} stands here", "")
        return
    if kind == "collection":
        names.collection(path, value)
    elif kind == "collections":
        if _is_names(names, path, value):
            names.collections(path, value)
    elif kind == "record":
        names.record(path, value)
    elif kind == "relation":
        names.relation(path, value)
    elif kind == "round":
        _round(names, path, value)
    elif kind == "field" or (kind == "grouping" and not names.hangs_on(value, subjects)):
        _field(names, path, value, subjects)
    elif kind == "fields":
        if _is_names(names, path, value):
            for n, word in enumerate(as_list(value)):
                _field(names, path if isinstance(value, str) else (*path, n), word, subjects)
    elif kind == "number" and not _is_number(value):
        names.notes(path, f"{shown(value)} is no number", "Write a number without quotes.")
    elif kind == "mapping" and not isinstance(value, (dict, list)):
        names.notes(path, f"{shown(value)} is neither a mapping nor a list", "Write {key: value}.")
    elif kind == "amount" and isinstance(value, str) and _is_of_items(names, value):
        _field(names, path, value, subjects)
    elif kind in ("figure", "amount"):
        _figure(names, path, value)
    elif kind == "components":
        _components(names, path, value)
    elif kind == "rounds":
        _rounds(names, path, value, subjects)
    elif kind == "said":
        _said(names, path, value, subjects)
    elif kind == "bands":
        _bands(names, path, value)
    elif kind == "conditions":
        _conditions(names, path, value, subjects)
    elif kind == "steps" and _is_names(names, path, value):
        for n, step in enumerate(as_list(value)):
            names.step(path if isinstance(value, str) else (*path, n), step, own=True)


def _parts(names: Names, path: Path, value: Mapping[str, Any], parts: Mapping[str, str]) -> None:
    """A heading for each of some parts."""
    for part in value:
        if part not in parts:
            names.notes((*path, part), f'there is no part "{part}"', near(part, parts, ""))


def _labels(names: Names, path: Path, value: Any, function: FunctionLike, binding: Mapping[str, Any]) -> None:
    """Labels that the conditions of the same figure give."""
    roles = [role for role, wanted in function.roles.items() if wanted.type == "conditions"]
    given = [
        *(label for role in roles for label in _keys(binding.get(role))),
        *_words(binding.get("otherwise")),
    ]
    if not isinstance(value, dict) and not _is_names(names, path, value):
        return
    for n, label in enumerate(value if isinstance(value, dict) else as_list(value)):
        if label not in given:
            here: Path = (
                (*path, label) if isinstance(value, dict) else (*path, n) if isinstance(value, list) else path
            )
            names.notes(here, f'there is no label "{label}"', mend_with(str(label), given))


def _figure(names: Names, path: Path, value: Any) -> None:
    """A number, or a part of a figure."""
    if isinstance(value, str) and not NUMBER.match(value):
        names.figure(path, value)
    elif not isinstance(value, str) and not _is_number(value):
        names.notes(path, f"{shown(value)} is neither a number nor a figure", "Write name.part.")


def _components(names: Names, path: Path, value: Any) -> None:
    """Labels, each with a part of a figure or several."""
    if not isinstance(value, dict) or not value:
        names.notes(path, f"{shown(value)} gives no labels", "Write {label: name.part}.")
        return
    for label, parts in value.items():
        for n, part in enumerate(parts if isinstance(parts, list) else [parts]):
            _figure(names, (*path, label, n) if isinstance(parts, list) else (*path, label), part)


def _rounds(names: Names, path: Path, value: Any, subjects: list[str]) -> None:
    """Fields, each with the step in which people answer it."""
    if not isinstance(value, dict) or not value:
        names.notes(path, f"{shown(value)} gives no fields", "Write {field: step}.")
        return
    for field, step in value.items():
        _field(names, (*path, field), field, subjects)
        if isinstance(step, str):
            _round(names, (*path, field), step)


def _said(names: Names, path: Path, value: Any, subjects: list[str]) -> None:
    """A sentence of the method with slots: fields, ends of a pair, parts of figures."""
    if not isinstance(value, str):
        names.notes(path, f"a text belongs here and {shown(value)} stands here", "")
        return
    slots = PLACEHOLDER.findall(value)
    pairs = [slot for slot in slots if slot in PAIR]
    parts = [slot for slot in slots if "." in slot and slot not in PAIR]
    for part in parts:
        names.figure(path, part)
    names.placeholders(path, value, subjects, (*parts, *pairs, "n", "items", "of"))


def _bands(names: Names, path: Path, value: Any) -> None:
    """Limits with the words that hold from them on."""
    if not isinstance(value, dict) or not value:
        names.notes(path, f"{shown(value)} gives no limits", "Write {0: low, 40: middle, 80: high}.")
        return
    for limit in value:
        if not NUMBER.match(limit):
            names.notes((*path, limit), f'"{limit}" is no number', "Write the lowest value, then its word.")


def _conditions(names: Names, path: Path, value: Any, subjects: list[str]) -> None:
    """Labels, each with a condition or several of which one is enough."""
    if not isinstance(value, dict) or not value:
        names.notes(path, f"{shown(value)} gives no labels", "Write {label: condition}.")
        return
    for label, wheres in value.items():
        for n, where in enumerate(wheres if isinstance(wheres, list) else [wheres]):
            if isinstance(where, str):
                names.where((*path, label) if isinstance(wheres, str) else (*path, label, n), where, subjects)
            else:
                names.notes((*path, label), f"{shown(where)} is no condition", "Write a condition in quotes.")


def _is_names(names: Names, path: Path, value: Any) -> bool:
    if isinstance(value, str) or (isinstance(value, list) and all(isinstance(v, str) for v in value)):
        return True
    names.notes(path, f"names belong here and {shown(value)} stands here", "Write [a, b].")
    return False


def _is_number(value: Any) -> bool:
    if isinstance(value, list):
        return bool(value) and all(_is_number(v) for v in value)
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool)


def _field(names: Names, path: Path, ref: str, subjects: list[str]) -> None:
    """`collection.field`, or a field of a bound list."""
    owner, dot, name = ref.partition(".")
    if names.of_kin(path, ref, subjects):
        return
    if not dot:
        names.field(path, ref, subjects, extra=("text", "status"))
        return
    if owner in names.book.relations:
        names.field(path, name, [f"relation:{owner}"])
    elif owner in names.book.records and owner not in names.book.collections:
        names.field(path, name, [f"record:{owner}"])
    elif names.collection(path, owner):
        names.field(path, name, [owner], extra=("text", "status"))


def _is_of_items(names: Names, ref: str) -> bool:
    """Whether an amount is a field of the items, a parent or a child, and neither number nor figure."""
    if NUMBER.match(ref) or ":" in ref:
        return False
    owner, dot, key = ref.rpartition(".")
    return not dot or owner == "parent" or owner.startswith("last(") or names.known_field([owner], key)


def _round(names: Names, path: Path, ref: str) -> None:
    """A step in which people give answers."""
    before = len(names.notes.found)
    names.step(path, ref, own=True)
    if len(names.notes.found) > before or names.method is None:
        return
    full = ref if "/" in ref else f"{names.method.method}/{ref}"
    mine = full.partition("/")[0] == names.method.method
    steps = names.method.steps if mine else names.book.methods[full.partition("/")[0]].steps
    step = next((s for s in steps if s.id == full.partition("/")[2]), None)
    if step is not None and not KINDS[step.kind].rounds and step.by != "each":
        names.notes(
            path, f"nobody gives answers in {an(step.kind)}", "Name an ask, plot, matrix or board step."
        )
