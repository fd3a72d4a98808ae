"""Signposts: which number would tell early in which world we are.

A good signpost is diagnostic: it points to some worlds and away from others. Two worlds that no signpost
tells apart would look the same to us until late. Two to four for each world are our convention.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from aligntui.analysis import bind, say
from aligntui.analysis.figure import Figure, Finding, Items, PerItem, PerLink, Sentence
from aligntui.analysis.registry import Role, figure
from aligntui.analysis.view import View
from aligntui.session.model import Item, pair

FEWEST, MOST = 2, 4
"""Signposts for each world (our convention)."""

ASKED = (
    (
        "SC50",
        "threshold",
        "has no value at which we act",
        "Write it now, while calm: how much, for how long?",
    ),
    ("SC51", "owner", "has no owner", "Who looks at it?"),
    ("SC52", "then", "has no action", "What do we do on the day it trips?"),
)
"""What a signpost must have: code, role, words, mend."""


@figure(
    "signpost_rules",
    {
        "of": Role("collection", help="the signposts"),
        "scenarios": Role("collection", needed=False, help="the worlds"),
        "points_to": Role("field", needed=False, help="links to the worlds it announces"),
        "warns_of": Role("field", needed=False, help="links to risks or assumptions it watches instead"),
        "threshold": Role("field", needed=False, help="value at which we act"),
        "owner": Role("field", needed=False, help="who looks"),
        "then": Role("field", needed=False, help="what we do"),
        "source": Role("field", needed=False, help="where it is read"),
        "every": Role("field", needed=False, help="how often it is read"),
        "status": Role("field", needed=False, help="quiet, stirring, tripped"),
    },
    {
        "separates": "which worlds each signpost tells apart",
        "diagnostic": "signposts that point to some worlds and not to all",
        "keys": "fewest signposts that tell all worlds apart, as far as they do",
        "covered": "signposts for each world",
        "tripped": "signposts that have tripped",
        "stirring": "signposts that stir",
        "blind": "worlds that nothing tells apart",
        "line": "what tells which worlds apart",
    },
    source="Schwartz 1991; numbers are our convention",
)
def signpost_rules(view: View, binding: Mapping[str, Any]) -> Figure:
    """Whether signposts have a value, an owner and an action, and tell the worlds apart."""
    posts = view.items(bind.lists(binding, "of"))
    if not posts:
        return Figure(why_missing="No signposts are written yet.")
    worlds = [w.id for w in view.items(bind.lists(binding, "scenarios"))]
    key, status = bind.key(binding, "points_to", "points_to"), bind.key(binding, "status", "status")
    linked = {p.id: set(bind.points_to(view, p, key)) for p in posts}
    aims = {p: [w for w in worlds if w in ids] for p, ids in linked.items()}
    diagnostic = [p for p, found in aims.items() if 0 < len(found) < len(worlds)]
    fewest = _keys({p: aims[p] for p in diagnostic}, worlds)
    blind = [(a, b) for a, b in combinations(worlds, 2) if all((a in f) == (b in f) for f in aims.values())]
    covered = {w: sum(w in found for found in aims.values()) for w in worlds}
    out = [f for post in posts for f in _own(view, binding, post)]
    if len(worlds) > 1:
        out += _across(view, binding, posts, aims, worlds)
        if any(aims.values()):
            out += _coverage(view, covered, blind, f"{bind.lists(binding, 'of')[0]}.text")
    return Figure(
        parts={
            "separates": PerItem({p: _tells(view, aims[p], worlds) for p in aims}),
            "diagnostic": Items(diagnostic),
            "keys": Items(fewest),
            "covered": PerItem({w: float(n) for w, n in covered.items()}, 0),
            "tripped": Items([p.id for p in posts if p.fields.get(status) == "tripped"]),
            "stirring": Items([p.id for p in posts if p.fields.get(status) == "stirring"]),
            "blind": PerLink({pair(a, b): "nothing tells them apart" for a, b in blind}),
            "line": Sentence(_line(fewest, aims, worlds, blind)),
        },
        findings=out,
        n=len(posts),
    )


def _keys(aims: Mapping[str, list[str]], worlds: list[str]) -> list[str]:
    """Signposts taken one by one, each time the one that tells most worlds apart that are still together."""
    together = set(combinations(worlds, 2))
    taken: list[str] = []
    while together:
        parts = {p: {(a, b) for a, b in together if (a in f) != (b in f)} for p, f in aims.items()}
        best = max(parts, key=lambda p: len(parts[p]), default="")
        if not best or not parts[best]:
            break
        taken.append(best)
        together -= parts[best]
    return taken


def _tells(view: View, found: list[str], worlds: list[str]) -> str:
    away = [w for w in worlds if w not in found]
    if not found or not away:
        return ""
    return f"tells {_joined(view, found)} from {_joined(view, away)}"


def _joined(view: View, ids: list[str]) -> str:
    known = [view.code(i) for i in ids]
    return ("" if all(len(c) == 1 for c in known) else " ").join(known)


def _line(
    fewest: list[str], aims: dict[str, list[str]], worlds: list[str], blind: list[tuple[str, str]]
) -> str:
    if not fewest:
        return (
            "No signpost tells two worlds apart yet."
            if len(worlds) > 1
            else "There are no worlds to tell apart."
        )

    def braces(ids: list[str]) -> str:
        return "".join(f"{{{i}}}" for i in ids)

    told = [
        f"{{{post}}} tells {braces(aims[post])} from {braces([w for w in worlds if w not in aims[post]])}"
        for post in fewest
    ]
    rest = "; ".join(f"nothing tells {{{a}}} from {{{b}}}" for a, b in blind)
    return "; ".join([*told, rest] if rest else told) + "."


def _own(view: View, binding: Mapping[str, Any], post: Item) -> Iterator[Finding]:
    code = say.name(view, post)
    status, then = bind.key(binding, "status", "status"), bind.key(binding, "then", "then")
    if post.fields.get(status) == "tripped":
        action = view.text(post, then).strip()
        message = f"{code} has tripped: {action}." if action else f"{code} has tripped."
        mend = "Do it, or write the decision not to; then set the status back."
        yield say.error("SC56", message, mend, post.id, status)
    for finding, role, words, mend in ASKED:
        key = bind.key(binding, role, role)
        if not view.asked(post, key):
            yield say.warning(finding, f"{bind.called(view, post)} {words}.", mend, post.id, key)
    keys = [bind.key(binding, role, role) for role in ("source", "every")]
    empty = [k for k in keys if not view.asked(post, k)]
    if empty:
        message = f"{code}: where is it read, and how often?"
        yield say.hint("SC57", message, "A number nobody reads warns nobody.", post.id, empty[0])


def _across(
    view: View, binding: Mapping[str, Any], posts: list[Item], aims: dict[str, list[str]], worlds: list[str]
) -> Iterator[Finding]:
    key, other = bind.key(binding, "points_to", "points_to"), bind.key(binding, "warns_of", "warns_of")
    for post in posts:
        found = aims[post.id]
        if not found and not bind.points_to(view, post, other):
            message = f"{bind.called(view, post)} points to no world."
            yield say.warning("SC53", message, "In which world would it move first?", post.id, key)
        elif len(found) == len(worlds):
            message = f"{say.name(view, post)} points to every world, so it tells none apart."
            yield say.warning("SC53", message, "Where would it stay quiet?", post.id, key)


def _coverage(
    view: View, covered: dict[str, int], blind: list[tuple[str, str]], place: str
) -> Iterator[Finding]:
    for world, number in covered.items():
        if FEWEST <= number <= MOST:
            continue
        has = bind.count(number, "signpost") if number else "no signpost"
        mend = "Two to four would tell us in time."
        yield say.hint("SC54", f"{bind.called(view, world)} has {has}.", mend, world, place=place)
    for a, b in blind:
        message = f"Nothing tells {say.name(view, a)} from {say.name(view, b)}."
        mend = "Which number would move in one of them only?"
        yield say.hint("SC55", message, mend, a, others=[b], place=place)
