"""Heads of method and agenda files: all that a list shows, without decoding the whole file.

The head is what stands before the first of the long keys; it alone is parsed. Steps and minutes further
down are found by their indentation. Files that are laid out otherwise are read whole.
"""

from __future__ import annotations

import re
from typing import Any, Literal

import msgspec

from aligntui.methods.errors import GuideProblems
from aligntui.methods.types import Agenda, Method

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
    alone: bool = False
    """Agenda written for one person."""
    repeats: bool = False
    version: int = 1
    origin: str = BUILT_IN
    """`built-in`, `yours`, or `built-in, re-worded by you`."""
    path: str = ""
    problem: str = ""
    """Why it cannot be used, in a sentence; "" when it can."""


_BODY = re.compile(r"^(?:collections|uses|records|relations|figures|checks|steps|sources):", re.M)
_STEPS = re.compile(r"^steps:", re.M)
_MINUTES = re.compile(r"^(?:  ?- |    )minutes: *(\d+) *(?:#.*)?$|^ *- \{.*\bminutes: *(\d+)", re.M)
_OWN = re.compile(r"^collections:[^\n]*\n((?:[ #][^\n]*\n|\n)*)", re.M)
_NAME = re.compile(r"^  ([A-Za-z_]\w*):", re.M)


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
    """Names of the collections that a method file owns, by layout."""
    found = _OWN.search(text + "\n")
    return _NAME.findall(found.group(1)) if found else []


def method_head(data: dict[str, Any], text: str, origin: str, path: str) -> Head | None:
    """Head of a method from the data of its top; None when the layout hides it."""
    name, title = data.get("method"), data.get("title")
    if not isinstance(name, str) or not isinstance(title, str):
        return None
    people = data.get("people") if isinstance(data.get("people"), dict) else {}
    assert isinstance(people, dict)
    least = people.get("min", 1)
    minutes = data.get("minutes")
    return Head(
        name=name,
        sort="method",
        title=title,
        level=_text(data.get("level")) or "fundamentals",
        minutes=minutes if isinstance(minutes, int) else minutes_in(text),
        solo=data["solo"] if isinstance(data.get("solo"), int) else None,
        order=data["order"] if isinstance(data.get("order"), int) else 100,
        people=_range(least, _text(people.get("best"))) if isinstance(least, int) else "",
        best=_text(people.get("best")),
        least=least if isinstance(least, int) else 1,
        summary=_text(data.get("summary")),
        asks=_text(data.get("asks")),
        gives=_text(data.get("gives")),
        needs=needs_text(data.get("needs")),
        repeats=data.get("repeats") is True,
        version=data["version"] if isinstance(data.get("version"), int) else 1,
        origin=origin,
        path=path,
    )


def _range(least: int, best: str) -> str:
    """From the fewest people it works with to the most it is good for."""
    most = re.search(r"(\d+)$", best)
    if most is None:
        return f"{least}+"
    return most[1] if int(most[1]) <= least else f"{least}-{most[1]}"


def head_of(method: Method, origin: str, path: str) -> Head:
    """Head of a decoded method."""
    boxes = sum(step.minutes or 0 for step in method.steps) or None
    return Head(
        name=method.method,
        sort="method",
        title=method.title,
        level=method.level,
        minutes=method.minutes if method.minutes is not None else boxes,
        solo=method.solo,
        order=method.order,
        people=_range(method.people.min, method.people.best),
        best=method.people.best,
        least=method.people.min,
        summary=method.summary,
        asks=method.asks,
        gives=method.gives,
        needs=needs_text(msgspec.to_builtins(method.needs)),
        repeats=method.repeats,
        version=method.version,
        origin=origin,
        path=path,
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


def needs_text(needs: Any) -> str:
    """Needs in words: "2 goals; strengths or weaknesses"."""
    said: list[str] = []
    for need in needs if isinstance(needs, list) else []:
        if not isinstance(need, dict):
            continue
        names = need.get("count")
        words = " or ".join(str(n).replace("_", " ") for n in (names if isinstance(names, list) else [names]))
        least = need.get("min", 1)
        said.append(f"{least} {words}" if isinstance(least, int) and least > 1 else words)
    return "; ".join(said)


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""
