"""SMART objectives: five lights for each, and what is still to mend.

A light is on when no rule of its letter speaks: S specific, M measurable, A achievable and assigned,
R realistic and relevant, T time-bound (Doran 1981 in the later reading; rules in `smart_rules`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from aligntui.analysis import bind, say, smart_draft
from aligntui.analysis.figure import Figure, Finding, Items, PerItem, Value
from aligntui.analysis.registry import Role, figure
from aligntui.analysis.smart_draft import DEFAULTS, Context, Draft, Level
from aligntui.analysis.smart_rules import lint, measure_by
from aligntui.analysis.view import View

LETTERS: dict[str, tuple[str, ...]] = {
    "S": ("SM13", "SM14", "SM17", "SM21"),
    "M": ("SM01", "SM02", "SM03", "SM04", "SM15", "SM16", "SM22"),
    "A": ("SM09", "SM10", "SM11", "SM19"),
    "R": ("SM12", "SM18"),
    "T": ("SM05", "SM06", "SM07", "SM08"),
}
"""Codes that put a letter's light out. An unknown baseline (SM03 as a warning) leaves M on: it has a task."""

NAMES = {"S": "specific", "M": "measurable", "A": "assigned", "R": "relevant", "T": "dated"}
"""What each letter stands for: Doran's words, but relevant and dated for his realistic and time-related."""

LOAD = 3
"""Most open objectives of one person (our convention)."""

_ROLES = {
    "of": Role("collection", help="The objectives, or the goals."),
    "level": Role("word", needed=False, help="objective (up to 12 months) or goal (up to 60)."),
    "limit": Role("number", needed=False, help="Most open objectives of one owner; 3."),
} | {role: Role("field", needed=False, help=f"`{key}` unless named.") for role, key in DEFAULTS.items()}


@figure(
    "smart",
    _ROLES,
    {
        "lights": "S M A R T for each, - where a letter is missing.",
        "missing": "The same in words: `not yet specific, dated`; empty where no letter is missing.",
        "ready": "Items without an error.",
        "stopped": "Items that an error keeps from being ready.",
        "n_stopped": "How many those are.",
        "errors": "Errors of each item.",
        "warnings": "Warnings of each item.",
        "tasks": "Day by which to measure a baseline nobody knows yet.",
    },
    source="Doran 1981; limits: our convention",
)
def smart(view: View, binding: Mapping[str, Any]) -> Figure:
    """Whether objectives say what, how much, who, why and until when."""
    name = bind.word(binding, "of")
    items = view.items(name)
    if not items:
        return Figure(why_missing="Nothing is written yet.")
    keys = smart_draft.fields(view, name, binding)
    drafts = [smart_draft.read(view, item, keys) for item in items]
    limit = bind.whole(binding, "limit", LOAD)
    _crowd(view, drafts, limit)
    level: Level = "goal" if bind.word(binding, "level") == "goal" else "objective"
    today = bind.day(view.as_of)
    contexts = {d.id: Context(as_of=today or _first_day(d), level=level, limit=limit) for d in drafts}
    found = {d.id: lint(d, contexts[d.id]) for d in drafts}
    stopped = [i for i, listed in found.items() if any(f.severity == "error" for f in listed)]
    unknown = [d for d in drafts if d.baseline_unknown and d.baseline is None and "baseline" in keys]
    tasks: dict[str, float | str | None] = {d.id: measure_by(contexts[d.id]).isoformat() for d in unknown}
    return Figure(
        parts={
            "lights": PerItem(values={i: lights(listed) for i, listed in found.items()}),
            "missing": PerItem(values={i: missing(listed) for i, listed in found.items()}),
            "ready": Items(ids=[d.id for d in drafts if d.id not in stopped]),
            "stopped": Items(ids=stopped),
            "n_stopped": Value(number=len(stopped), decimals=0),
            "errors": _counts(found, "error"),
            "warnings": _counts(found, "warning"),
            "tasks": PerItem(values=tasks),
        },
        findings=[finding for listed in found.values() for finding in listed],
        n=len(drafts),
    )


def lights(findings: list[Finding]) -> str:
    """The letters that are on, `-` for the others: "S--RT"."""
    return "".join("-" if letter in _dark(findings) else letter for letter in LETTERS)


def missing(findings: list[Finding]) -> str:
    """What the letters that are out stand for: "not yet measurable, dated"; "" when all are on."""
    codes = {finding.code for finding in findings}
    # Several names stand there, or that of a team: it is one person who is missing.
    own = {"A": "assigned to one person"} if "SM10" in codes and "SM09" not in codes else {}
    names = [own.get(letter, NAMES[letter]) for letter in _dark(findings)]
    return f"not yet {', '.join(names)}" if names else ""


def _dark(findings: list[Finding]) -> list[str]:
    codes = {f.code for f in findings if f.code != "SM03" or f.severity == "error"}
    return [letter for letter, about in LETTERS.items() if codes & set(about)]


def _first_day(draft: Draft) -> dt.date:
    """A day to look from when the session knows none: rules about time then stay silent."""
    return draft.created or draft.start or draft.due or dt.date.min


def _counts(found: Mapping[str, list[Finding]], severity: str) -> PerItem:
    sums = {i: float(sum(1 for f in listed if f.severity == severity)) for i, listed in found.items()}
    return PerItem(values=dict(sums), decimals=0)


def _crowd(view: View, drafts: list[Draft], limit: int) -> None:
    """Mark the objectives beyond the limit of their owner; the earlier ones are named, not blamed."""
    held: dict[str, list[str]] = {}
    for draft in drafts:
        for owner in draft.owners:
            mine = held.setdefault(owner.casefold(), [])
            if len(mine) >= limit and len(mine) >= len(draft.crowd):
                draft.crowd = list(mine)
            mine.append(say.name(view, draft.id, 28))
