"""Heads of method and agenda files: all that a list shows, without decoding the whole file.

The head is what stands before the first of the long keys; it alone is parsed. Steps and minutes further
down are found by their indentation. Files that are laid out otherwise are read whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Literal

import msgspec

from aligntui.methods.decode import loosely
from aligntui.methods.errors import GuideProblems
from aligntui.methods.types import Agenda, CodeRule, Method, Need, as_list

BUILT_IN = "built-in"
YOURS = "yours"
REWORDED = "built-in, re-worded by you"


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the list of methods and agendas, and its preview."""

    name: str
    sort: Literal["method", "agenda"]
    title: str
    level: str = "fundamentals"
    minutes: int | None = None
    """With a team."""
    solo: int | None = None
    """Alone; None when the file says nothing."""
    order: int = 100
    """Place among the methods of its level."""
    people: str = ""
    """How many it works with: `1-9`, `1`, `5+`."""
    best: str = ""
    """How many it is best with."""
    least: int = 1
    """Fewest people it works with."""
    summary: str = ""
    asks: str = ""
    gives: str = ""
    needs: str = ""
    """What must be there first, in words; "" for nothing."""
    reads: tuple[str, ...] = ()
    """Lists of which something must be there first: what another method made."""
    alone: bool = False
    """Agenda written for one person."""
    repeats: bool = False
    version: int = 1
    origin: str = BUILT_IN
    """`built-in`, `yours`, or `built-in, re-worded by you`."""
    path: str = ""
    problem: str = ""
    """Why it cannot be used, in a sentence; "" when it can."""


_ALIKE = ("title", "level", "solo", "order", "summary", "asks", "gives", "repeats", "version")
"""What a head says as the method does."""
_BODY = re.compile(r"^(?:collections|uses|records|relations|figures|checks|steps|sources):", re.M)
_STEPS = re.compile(r"^steps:", re.M)
_MINUTES = re.compile(r"^(?:  ?- |    )minutes: *(\d+) *(?:#.*)?$|^ *- \{.*\bminutes: *(\d+)", re.M)
_OWN = re.compile(r"^(collections|uses|records|relations):[^\n]*\n((?:[ #][^\n]*\n|\n)*)", re.M)
_NAME = re.compile(r"^  ([A-Za-z_]\w*):", re.M)
_CODE = re.compile(r"^    (code|of): *\"?([A-Za-z]\w*)\"? *$", re.M)
_RULE = re.compile(r"^    code: *(?:\{ *from|$)", re.M)
CODES = "code:?"
"""Stands for codes that the layout of a file hides."""


def top(text: str) -> str:
    """The part of a method file that its head needs."""
    found = _BODY.search(text)
    return text[: found.start()] if found else text


def minutes_in(text: str) -> int | None:
    """Sum of the timeboxes of a method's steps, by layout; None when there are none."""
    found = _STEPS.search(text)
    boxes = [int(a or b) for a, b in _MINUTES.findall(text, found.end())] if found else []
    return sum(boxes) or None


def owned(text: str) -> list[str]:
    """What a method file declares, by layout: see `owned_by`; codes from a choice are `CODES`."""
    blocks = dict(_OWN.findall(text + "\n"))
    found = [called(sort, name) for sort, block in blocks.items() for name in _NAME.findall(block)]
    lists = blocks.get("collections", "")
    found += [f"{key}:{name}" for key, name in _CODE.findall(lists)]
    return [*found, CODES] if _RULE.search(lists) else found


def called(sort: str, name: str) -> str:
    """What is declared under `collections`, `uses`, `records` or `relations`, in one word."""
    return name if sort == "collections" else f"{sort.removesuffix('s')}:{name}"


def owned_by(method: Method) -> list[str]:
    """What a method declares: lists, `use:LIST`, `record:NAME`, `relation:NAME`, `code:S`, `of:PARENT`."""
    sorts = ("collections", "uses", "records", "relations")
    found = [called(sort, name) for sort in sorts for name in getattr(method, sort)]
    for one in method.collections.values():
        field = one.fields.get(one.code.from_) if isinstance(one.code, CodeRule) else None
        codes = [one.code] if isinstance(one.code, str) else list(field.choices) if field is not None else []
        found += [*(f"code:{code}" for code in codes), *([f"of:{one.of}"] if one.of else [])]
    return found


def method_head(data: dict[str, Any], text: str, origin: str, path: str) -> Head | None:
    """Head of a method from the data of its top; None when the layout hides it."""
    method = loosely(data, Method, method="", title="", level="fundamentals", steps=[])
    if method is None or not method.method or not method.title:
        return None
    return head_of(method, origin, path, minutes_in(text))


def _range(least: int, best: str) -> str:
    """From the fewest people it works with to the most it is good for."""
    most = re.search(r"(\d+)$", best)
    if most is None:
        return f"{least}+"
    return most[1] if int(most[1]) <= least else f"{least}-{most[1]}"


def head_of(method: Method, origin: str, path: str, minutes: int | None = None) -> Head:
    """Head of a decoded method; `minutes` are those of its steps, where they are not decoded."""
    boxes = sum(step.minutes or 0 for step in method.steps) or minutes
    return Head(
        name=method.method,
        sort="method",
        people=_range(method.people.min, method.people.best),
        best=method.people.best,
        least=method.people.min,
        minutes=method.minutes if method.minutes is not None else boxes,
        needs=needs_text(method.needs),
        reads=tuple(name for need in method.needs for name in as_list(need.count)),
        origin=origin,
        path=path,
        **{key: getattr(method, key) for key in _ALIKE},
    )


def agenda_head(agenda: Agenda, minutes: int | None, origin: str, path: str) -> Head:
    """Head of a decoded agenda; `minutes` is its whole length."""
    found = re.match(r"\d+", agenda.people)
    return Head(
        name=agenda.agenda,
        sort="agenda",
        title=agenda.title,
        level=agenda.level,
        minutes=minutes,
        solo=minutes if agenda.solo else None,
        people=agenda.people,
        least=int(found.group()) if found else 1,
        summary=agenda.summary,
        asks=agenda.prepare,
        gives=agenda.gives,
        alone=agenda.solo,
        version=agenda.version,
        origin=origin,
        path=path,
    )


def broken(sort: Literal["method", "agenda"], stem: str, origin: str, path: str, why: GuideProblems) -> Head:
    """A line for a file that cannot be used: its file name and its first problem."""
    return Head(name=stem, sort=sort, title=stem, origin=origin, path=path, problem=str(why.problems[0]))


def needs_text(needs: Iterable[Need]) -> str:
    """Needs in words: "2 goals; strengths or weaknesses"."""
    said: list[str] = []
    for need in needs:
        words = " or ".join(name.replace("_", " ") for name in as_list(need.count))
        said.append(f"{need.min} {words}" if need.min > 1 else words)
    return "; ".join(said)
