"""Fitting plain data to the structs of `methods.types`, finding every misfit on one walk.

msgspec stops at the first error and knows no lines; an author wants all of them at once, each at its
place. `fit` walks data and types side by side, hands every misfit to a reporter and returns what did fit,
ready for `msgspec.convert`.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin

import msgspec

from aligntui.text.nearest import nearest

Path = tuple[str | int, ...]


class Report(typing.Protocol):
    """Takes note of one misfit."""

    def __call__(self, path: Path, message: str, mend: str, at: Path | None = None) -> None:
        """`at` is the path of the line when it is not that of the place."""


class _Nothing:
    """Marks what did not fit."""


NOTHING = _Nothing()


def fit(value: Any, kind: Any, report: Report | None = None, path: Path = ()) -> Any:
    """What of `value` fits `kind`, as plain data; `NOTHING` when nothing does."""
    say = report or _silent
    origin = get_origin(kind)
    if kind is Any:
        return value
    if kind is str:
        return _text(value, say, path)
    if kind is bool:
        return _plain(value, bool, say, path)
    if kind is int:
        return _plain(value, int, say, path)
    if origin is Literal:
        return _one_of(value, get_args(kind), say, path)
    if origin is list:
        return _list(value, get_args(kind)[0], say, path)
    if origin is dict:
        return _mapping(value, get_args(kind)[1], say, path)
    if origin in (Union, types.UnionType):
        return _either(value, get_args(kind), say, path)
    return _struct(value, kind, say, path)


def _silent(path: Path, message: str, mend: str, at: Path | None = None) -> None:
    """Take no notice."""


def shown(value: Any) -> str:
    """What was found, short enough for a sentence."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = " ".join(str(value).split())
    return '"' + (text if len(text) <= 40 else text[:38] + "..") + '"'


def mend_with(word: str, known: Iterable[str], verb: str = "Write") -> str:
    """How to mend a wrong word: the nearest one, or all there are when they are few."""
    words = list(known)
    near = nearest(word, words)
    if near:
        return f"{verb} {near}."
    return f"{verb} one of: {', '.join(words)}." if words else ""


def _text(value: Any, say: Report, path: Path) -> Any:
    if isinstance(value, str):
        return value
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return str(value)
    if value is None:
        say(path, "a text belongs here and nothing stands here", "Write it, or leave the key out.")
    elif isinstance(value, bool):
        say(path, f"a text belongs here, {shown(value)} is none", f'Quote it: "{shown(value)}".')
    else:
        say(
            path,
            f"a text belongs here and {shown(value)} stands here",
            "Quote the text, or move it to its key.",
        )
    return NOTHING


def _plain(value: Any, kind: type, say: Report, path: Path) -> Any:
    if type(value) is kind:
        return value
    if kind is bool:
        say(path, f"{shown(value)} is neither true nor false", "Write true or false.")
    else:
        say(path, f"{shown(value)} is no whole number", "Write a number without quotes, as 10.")
    return NOTHING


def _one_of(value: Any, allowed: tuple[Any, ...], say: Report, path: Path) -> Any:
    if isinstance(value, str) and value in allowed:
        return value
    words = [str(word) for word in allowed if word != ""]
    near = nearest(value, words) if isinstance(value, str) else ""
    what = f"{shown(value)} is none of {', '.join(words)}"
    say(path, what, f"Write {near}." if near else "Write one of them.")
    return NOTHING


def _list(value: Any, inner: Any, say: Report, path: Path) -> Any:
    if not isinstance(value, list):
        say(path, f"a list belongs here and {shown(value)} stands here", "Write [a, b], or one - a line.")
        return NOTHING
    found = [fit(entry, inner, say, (*path, n)) for n, entry in enumerate(value)]
    return [entry for entry in found if entry is not NOTHING]


def _mapping(value: Any, inner: Any, say: Report, path: Path) -> Any:
    if not isinstance(value, dict):
        say(path, f"keys with values belong here and {shown(value)} stands here", "Write key: value lines.")
        return NOTHING
    found: dict[str, Any] = {}
    for key, entry in value.items():
        if entry is None and (cut := _quoted(value, key)):
            mend = f"Write it, or quote the text that a comma cut: {cut}."
            say((*path, str(key)), "nothing stands here", mend)
        else:
            found[str(key)] = fit(entry, inner, say, (*path, str(key)))
    return {key: entry for key, entry in found.items() if entry is not NOTHING}


def _quoted(value: dict[Any, Any], key: Any) -> str:
    """The whole of a text that a comma may have cut in `{...}`: a key with nothing follows; else ""."""
    keys = list(value)
    at = keys.index(key)
    if value[key] is not None:
        return ""
    first = at
    while first and value[keys[first]] is None:
        first -= 1
    last = at
    while last + 1 < len(keys) and value[keys[last + 1]] is None:
        last += 1
    begun = value[keys[first]]
    if not isinstance(begun, str):
        return ""
    whole = ", ".join([begun, *(str(part) for part in keys[first + 1 : last + 1])])
    return f'{keys[first]}: "{whole}"'


def _either(value: Any, kinds: tuple[Any, ...], say: Report, path: Path) -> Any:
    if value is None and type(None) in kinds:
        return None
    options = [kind for kind in kinds if kind is not type(None)]
    if len(options) == 1:
        return fit(value, options[0], say, path)
    shape = dict if isinstance(value, dict) else list if isinstance(value, list) else str
    for kind in options:
        if _shape(kind) is shape:
            return fit(value, kind, say, path)
    words: dict[Any, str] = {str: "a text", list: "a list", dict: "keys with values"}
    say(path, f"{shown(value)} does not fit here", f"Write {' or '.join(words[_shape(k)] for k in options)}.")
    return NOTHING


def _shape(kind: Any) -> type:
    """How a kind is written: text, list or mapping."""
    origin = get_origin(kind)
    if origin is list:
        return list
    if origin is dict or (isinstance(kind, type) and issubclass(kind, msgspec.Struct)):
        return dict
    return str


class Key(typing.NamedTuple):
    """One key that an author may write."""

    name: str
    type: Any
    needed: bool


@cache
def keys_of(kind: type[msgspec.Struct]) -> dict[str, Key]:
    """Keys of a struct as they are written in files."""
    return {f.encode_name: Key(f.encode_name, f.type, f.required) for f in msgspec.structs.fields(kind)}


def _struct(value: Any, kind: type[msgspec.Struct], say: Report, path: Path) -> Any:
    keys = keys_of(kind)
    needed = [key.name for key in keys.values() if key.needed]
    if value is None and not needed:
        return {}
    if not isinstance(value, dict):
        mend = f"Write {' and '.join(needed)}." if needed else "Write key: value lines."
        say(path, f"keys with values belong here and {shown(value)} stands here", mend)
        return NOTHING
    found: dict[str, Any] = {}
    for name, entry in value.items():
        key = keys.get(name)
        if key is None:
            cut = "" if nearest(name, keys) else _quoted(value, name)
            mend = f"Quote the text that the comma cut: {cut}." if cut else mend_with(name, keys)
            say(path, f'"{name}" is no key here', mend, (*path, name))
            continue
        fitted = fit(entry, key.type, say, (*path, name))
        if fitted is not NOTHING:
            found[name] = fitted
    for name in (name for name in needed if name not in value):
        first = not path and name in ("method", "agenda")
        mend = f"Start the file with {name}: NAME." if first else f"Add {name}: to it."
        say(path, f'the key "{name}" is missing', mend)
    if any(name not in found for name in needed):
        return NOTHING
    return found


def near(word: str, known: Iterable[str], otherwise: str, braces: bool = False) -> str:
    """How to mend a wrong name: the nearest one, else another way."""
    found = nearest(word, known)
    if not found:
        return otherwise
    return f"Write {{{found}}}." if braces else f"Write {found}."


def either(subjects: Iterable[str]) -> str:
    """Subjects in words; people, who may be meant beside any list, are named where nobody else is."""
    lists = list(subjects)
    return " or ".join(spoken(s) for s in lists if s != "people" or len(lists) == 1)


def spoken(subject: str) -> str:
    """A subject in words: `record:scope` is "the record scope"."""
    kind, colon, name = subject.partition(":")
    return f"the {kind} {name}" if colon else subject
