"""Holding data against the shape: which keys may stand where, and what may stand under them.

One walk serves both ways out and in. Going out it must find nothing. Coming in it is kind to hands: a
number where words belong is taken as words, and every problem is named with its place.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from msgspec import inspect as shapes

from aligntui.exchange.problems import Path, Problems, brief
from aligntui.exchange.shape import LARGEST, Envelope
from aligntui.text.listing import listed
from aligntui.text.nearest import did_you_mean, nearest

_ENVELOPE = shapes.type_info(Envelope)
_BAD = object()


class Frame:
    """Data that fits the shape, and where each part of it stands in the file."""

    def __init__(self, problems: Problems, lenient: bool = False) -> None:
        self.problems = problems
        self.lenient = lenient
        self._where: dict[int, Path] = {}

    def take(self, data: Any) -> dict[str, Any]:
        """A copy of the data without what does not belong; problems are noted."""
        found = self._walk(_ENVELOPE, data, ())
        return found if isinstance(found, dict) else {}

    def path(self, part: Any, *rest: str | int) -> Path:
        """Place of a mapping or list that `take` gave."""
        return (*self._where.get(id(part), ()), *rest)

    def _walk(self, shape: shapes.Type, data: Any, path: Path) -> Any:
        if isinstance(shape, shapes.Metadata):
            kind = (shape.extra or {}).get("is")
            if kind == "value":
                return self._value(data, path)
            if kind == "number":
                return (
                    data if data is None or _number(data) else self._bad(path, "is no number", "Write 4.2.")
                )
            return self._walk(shape.type, data, path)
        if isinstance(shape, shapes.UnionType):
            if data is None:
                return None
            shape = next(t for t in shape.types if not isinstance(t, shapes.NoneType))
        if isinstance(shape, shapes.StructType):
            return self._struct(shape, data, path)
        if isinstance(shape, shapes.DictType):
            return self._mapping(shape, data, path)
        if isinstance(shape, shapes.ListType):
            return self._list(shape, data, path)
        if isinstance(shape, shapes.StrType):
            return self._text(data, path)
        if isinstance(shape, shapes.IntType):
            if type(data) is int and (shape.ge or 0) <= data <= LARGEST:
                return data
            return self._bad(path, "is no whole number from 0 up", "Write 3.")
        if isinstance(shape, shapes.BoolType):
            return data if isinstance(data, bool) else self._bad(path, "is neither true nor false")
        if isinstance(shape, shapes.LiteralType):
            if type(data) is type(shape.values[0]) and data in shape.values:
                return data
            known = [str(v) for v in shape.values]
            meant = nearest(str(data), known) or listed(known, word="or")
            return self._bad(path, f'cannot be "{brief(data)}"', f"Write {meant}.")
        return data

    def _bad(self, path: Path, what: str, mend: str = "") -> Any:
        name = f'"{brief(path[-1])}"' if path and isinstance(path[-1], str) else "this entry"
        self.problems.add(path, f"{name} {what}", mend)
        return _BAD

    def _text(self, data: Any, path: Path) -> Any:
        if isinstance(data, str):
            return data
        if self.lenient and data is None:
            return ""
        if self.lenient and isinstance(data, (int, Decimal)):
            return str(data).lower() if isinstance(data, bool) else str(data)
        return self._bad(path, "must be a text", "Put it in quotes.")

    def _value(self, data: Any, path: Path) -> Any:
        if isinstance(data, list):
            if all(_scalar(entry) for entry in data):
                self._where[id(data)] = path
                return data
        elif _scalar(data):
            return data
        return self._bad(path, "must be a text, a number or a list of them")

    def _struct(self, shape: shapes.StructType, data: Any, path: Path) -> Any:
        if not isinstance(data, dict):
            return self._bad(path, "must have keys", "Indent them below it, as key: value.")
        known = {field.encode_name: field for field in shape.fields}
        out: dict[str, Any] = {}
        for key, value in data.items():
            field = known.get(key)
            if field is None:
                mend = did_you_mean(key, known, f"Known here: {', '.join(known)}.")
                self.problems.add((*path, key), f'"{brief(key)}" is not known here', mend)
                continue
            taken = self._walk(field.type, value, (*path, key))
            if taken is not _BAD:
                out[key] = taken
        for key, field in known.items():
            if field.required and key not in data:
                self.problems.add(path, f'"{brief(key)}" is missing here', f"Add {key}: ...")
        self._where[id(out)] = path
        return out

    def _mapping(self, shape: shapes.DictType, data: Any, path: Path) -> Any:
        if data is None and self.lenient:
            data = {}
        if not isinstance(data, dict):
            return self._bad(path, "must have keys", "Indent them below it, as key: value.")
        out: dict[str, Any] = {}
        for key, value in data.items():
            taken = self._walk(shape.value_type, value, (*path, key))
            if taken is not _BAD:
                out[key] = taken
        self._where[id(out)] = path
        return out

    def _list(self, shape: shapes.ListType, data: Any, path: Path) -> Any:
        if data is None and self.lenient:
            data = []
        if not isinstance(data, list):
            return self._bad(path, "must be a list", "Begin each entry with a dash on its own line.")
        taken = [self._walk(shape.item_type, entry, (*path, place)) for place, entry in enumerate(data)]
        out = [entry for entry in taken if entry is not _BAD]
        self._where[id(out)] = path
        return out


def check(data: dict[str, Any]) -> None:
    """Hold an export against the shape before it leaves.

    Raises:
        ValueError: When it does not fit: a fault of ours, never of the team's words.
    """
    problems = Problems("export")
    Frame(problems).take(data)
    if problems.found:
        raise ValueError("; ".join(problem.cause for problem in problems.found[:5]))


def _scalar(value: Any) -> bool:
    return value is None or isinstance(value, (str, int, Decimal, float))


def _number(value: Any) -> bool:
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool) and -LARGEST <= value <= LARGEST
