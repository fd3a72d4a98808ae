"""Wind tunnel: every strategy in every world, from -2 harmful to +2 strong.

A strategy *works* in a world from +1 on. By the number of worlds it works in it is robust (all), robust
with an exit (most: more than half), contingent (half or a minority) or to drop (none); the scheme follows
the no-regrets, opt-out, opt-in, abandon of foresight practice. The *core set* are the robust ones of both
kinds. A *bet* reaches +2 somewhere and -1 or less elsewhere. A *hedge* is no core strategy but works where
the core set's mean is lowest. Regret is how far a strategy falls behind the best one in a world, at worst
(Savage 1951). A strategy with an empty cell has no class yet: an empty cell is not a zero.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from aligntui.analysis import bind, say, stats
from aligntui.analysis.figure import Figure, Finding, Groups, Items, Part, PerItem, Sentence, Value
from aligntui.analysis.registry import Role, figure
from aligntui.analysis.view import View
from aligntui.analysis.where import matches
from aligntui.methods.types import as_list
from aligntui.session.model import Item

WORKS, STRONG, HARM = 1, 2, -1
"""Values from which a strategy works, is strong, and does harm."""

ENOUGH = 0.5
"""Lowest mean of what we chose that is no weak spot (our convention)."""

CLASSES = ("robust", "robust, exit", "contingent", "drop")
"""Classes by the number of worlds a strategy works in."""

LEGEND = {
    "robust": "works in every world",
    "robust, exit": "in most worlds",
    "contingent": "half or fewer, set a signpost",
    "drop": "in none",
}
"""Class -> what it means."""

DOES = {
    "robust": "start now: works in every world",
    "robust, exit": "start, and say when to stop: in most worlds",
    "contingent": "hold, and prepare its signpost: in half or fewer",
    "drop": "leave: in none",
}
"""Class -> what one does with it (our convention)."""

FLAGS = {"hedge": "helps where we are weakest", "bet": "+2 somewhere, harm elsewhere"}
"""Flag -> what it means."""


class Row(msgspec.Struct):
    """One strategy in the tunnel."""

    item: Item
    cells: dict[str, float]
    """World -> value; worlds not looked at are left out."""
    kind: str | None
    """Class, or None while a cell is empty."""
    regret: float | None

    @property
    def works(self) -> int:
        """In how many worlds it works."""
        return sum(v >= WORKS for v in self.cells.values())

    @property
    def core(self) -> bool:
        """Whether it works in most worlds or all."""
        return self.kind in CLASSES[:2]

    @property
    def bet(self) -> bool:
        """Whether it wins much in one world and harms in another."""
        values = self.cells.values()
        return self.kind is not None and max(values) >= STRONG and min(values) <= HARM


class Tunnel(msgspec.Struct):
    """All strategies in all worlds, and where the core set is weak."""

    rows: list[Row]
    worlds: list[Item]
    core: dict[str, float | None]
    """World -> mean of the core set."""
    weakest: list[str]
    """Worlds where that mean is lowest."""

    def hedge(self, row: Row) -> bool:
        """Whether a strategy outside the core works where the core is weakest."""
        return row.kind is not None and not row.core and any(row.cells[w] >= WORKS for w in self.weakest)


@figure(
    "wind_tunnel",
    {
        "of": Role("relation", help="strategies crossed with worlds"),
        "value": Role("field", help="field of the crossing from -2 to 2"),
        "chosen": Role("word", needed=False, help='which rows we took on, as in "live = yes"'),
        "signposts": Role(
            "collection", needed=False, help="signposts, to see whether contingent rows have one"
        ),
        "points_to": Role("field", needed=False, help="link of a signpost to its worlds"),
        "reason": Role("field", needed=False, help="field of the crossing that says why"),
    },
    {
        "mean": "mean over the worlds looked at",
        "min": "worst world",
        "works": "in how many worlds it works",
        "class": "robust; robust, exit; contingent; drop",
        "regret": "most it falls behind the best in a world",
        "flag": "hedge, bet, both or nothing",
        "core": "average of what works in most worlds, world by world",
        "portfolio": "mean of what we chose in each world",
        "best": "best value in each world",
        "core_set": "strategies that work in most worlds or all",
        "robust": "strategies that work in all worlds",
        "contingent": "strategies that work in half of the worlds or fewer",
        "drop": "strategies that work nowhere",
        "hedge": "hedges: they work where the others are weakest",
        "bets": "bets: they win much in one world and harm in another",
        "weakest": "worlds in which that average is lowest",
        "open": "cells still empty",
        "cells": "all cells",
        "groups": "what to start, hold and leave, by how many worlds it works in",
        "line": "where the set is weak, and what helps there",
    },
    source="classes after the no-regrets, opt-out, opt-in, abandon scheme; regret after Savage 1951",
)
def wind_tunnel(view: View, binding: Mapping[str, Any]) -> Figure:
    """How each strategy does in each world, and where what we have is weak."""
    relation = bind.word(binding, "of")
    tunnel = read(view, relation, bind.key(binding, "value", "fit"))
    if not tunnel.rows or not tunnel.worlds:
        what = "strategies" if not tunnel.rows else "worlds"
        return Figure(why_missing=f"There are no {what} to test yet.")
    rated = [r for r in tunnel.rows if r.cells]
    total = len(tunnel.rows) * len(tunnel.worlds)
    chosen = _chosen(view, tunnel, bind.word(binding, "chosen"))
    portfolio = {w.id: _mean([r.cells[w.id] for r in chosen if w.id in r.cells]) for w in tunnel.worlds}
    hedges = [r for r in tunnel.rows if tunnel.hedge(r)]
    flags = {
        r.item.id: ", ".join(w for w, on in (("hedge", r in hedges), ("bet", r.bet)) if on)
        for r in tunnel.rows
    }
    groups = {kind: [r.item.id for r in tunnel.rows if r.kind == kind] for kind in CLASSES}
    parts: dict[str, Part] = {
        "mean": PerItem({r.item.id: _mean(list(r.cells.values())) for r in tunnel.rows}),
        "min": PerItem({r.item.id: min(r.cells.values(), default=None) for r in tunnel.rows}, 0),
        "works": PerItem({r.item.id: float(r.works) if r.cells else None for r in tunnel.rows}, 0),
        "class": PerItem({r.item.id: r.kind for r in tunnel.rows}, legend=LEGEND),
        "regret": PerItem({r.item.id: r.regret for r in tunnel.rows}, 0),
        "flag": PerItem(dict(flags), legend=FLAGS),
        "core": PerItem(dict(tunnel.core)),
        "portfolio": PerItem(dict(portfolio)),
        "best": PerItem(dict(_best(tunnel.rows, tunnel.worlds)), 0),
        "core_set": Items([r.item.id for r in tunnel.rows if r.core]),
        "robust": Items(groups["robust"]),
        "contingent": Items(groups["contingent"]),
        "drop": Items(groups["drop"]),
        "hedge": Items([r.item.id for r in hedges]),
        "bets": Items([r.item.id for r in tunnel.rows if r.bet]),
        "weakest": Items(tunnel.weakest),
        "open": Value(float(total - sum(len(r.cells) for r in tunnel.rows)), 0),
        "cells": Value(float(total), 0),
        "groups": Groups({DOES[kind]: ids for kind, ids in groups.items()}),
        "line": Sentence(_line(tunnel, hedges, total)),
    }
    return Figure(
        parts=parts,
        findings=list(_findings(view, binding, tunnel, hedges, portfolio)) if rated else [],
        n=len(rated),
    )


def read(view: View, relation: str, value: str) -> Tunnel:
    """The tunnel of a relation: live rows and columns, classes, core set."""
    definition = view.book.relations.get(relation)
    if definition is None:
        return Tunnel([], [], {}, [])
    worlds = [
        w
        for w in view.items(as_list(definition.cols))
        if not definition.where or matches(view, w, definition.where)
    ]
    links = view.links(relation)
    rows: list[Row] = []
    for item in view.items(as_list(definition.rows)):
        cells: dict[str, float] = {}
        for world in worlds:
            link = links.get((item.id, world.id))
            number = bind.as_number(link.fields.get(value)) if link is not None else None
            if number is not None:
                cells[world.id] = number
        rows.append(Row(item, cells, None, None))
    best = _best(rows, worlds)
    for row in rows:
        if row.cells:
            row.regret = max((best[w] or 0.0) - v for w, v in row.cells.items())
        if worlds and len(row.cells) == len(worlds):
            row.kind = classify(row.works, len(worlds))
    core = [r for r in rows if r.core]
    means = {w.id: _mean([r.cells[w.id] for r in core]) for w in worlds}
    known = [m for m in means.values() if m is not None]
    lowest = min(known, default=None)
    weakest = [w for w, m in means.items() if m is not None and lowest is not None and m <= lowest + 1e-9]
    # Where every world is the weakest, none is a weak spot.
    return Tunnel(rows, worlds, means, weakest if len(weakest) < len(worlds) else [])


def classify(works: int, worlds: int) -> str:
    """Class of a strategy that works in so many of all worlds."""
    if works >= worlds:
        return CLASSES[0]
    if works * 2 > worlds:
        return CLASSES[1]
    return CLASSES[2] if works else CLASSES[3]


def _best(rows: list[Row], worlds: list[Item]) -> dict[str, float | None]:
    return {w.id: max((r.cells[w.id] for r in rows if w.id in r.cells), default=None) for w in worlds}


def _mean(values: list[float]) -> float | None:
    return stats.mean(values) if values else None


def _chosen(view: View, tunnel: Tunnel, where: str) -> list[Row]:
    """What we took on: by the condition, else what is agreed, else the core set."""
    if where:
        return [r for r in tunnel.rows if matches(view, r.item, where)]
    return [r for r in tunnel.rows if r.item.status == "agreed"] or [r for r in tunnel.rows if r.core]


def _line(tunnel: Tunnel, hedges: list[Row], total: int) -> str:
    empty = total - sum(len(r.cells) for r in tunnel.rows)
    if not any(r.core for r in tunnel.rows):
        if empty:
            return f"{bind.count(empty, 'cell')} of {total} still empty."
        return "No strategy works in most of the worlds."
    if not tunnel.weakest:
        return "What works in most worlds is equally strong in all of them."
    said = f"{bind.refs(tunnel.weakest)} is the weak spot of the set"
    if len(tunnel.weakest) > 1:
        said = f"{bind.refs(tunnel.weakest)} are the weak spots of the set"
    if not hedges:
        return f"{said}; nothing is strong there yet."
    return f"{said}; {bind.refs(r.item.id for r in hedges)} {'works' if len(hedges) == 1 else 'work'} there."


def _findings(
    view: View,
    binding: Mapping[str, Any],
    tunnel: Tunnel,
    hedges: list[Row],
    portfolio: dict[str, float | None],
) -> Iterator[Finding]:
    for world, mean in portfolio.items():
        if mean is not None and mean < ENOUGH - 1e-9:
            message = f"In {bind.called(view, world)} what we chose scores {mean:.2f} on average."
            yield say.warning("SC40", message, "Add something that works there.", world)
    for row in tunnel.rows:
        code = say.name(view, row.item)
        if row.bet:
            bad = [w for w, v in row.cells.items() if v <= HARM]
            message = f"{code} is a bet: strong in one world, harmful in {say.named(view, bad)}."
            mend = "Say on which sign we would stop."
            yield say.hint("SC41", message, mend, row.item.id, others=bad, place=_signs(binding))
        if row in hedges:
            there = [w for w in tunnel.weakest if row.cells[w] >= WORKS]
            message = f"{code} works in {say.named(view, there)}, where the rest is weakest: a hedge."
            yield say.hint("SC42", message, "Take a small piece of it on.", row.item.id, others=there)
        if row.kind == CLASSES[3]:
            message = f"{code} works in no world."
            yield say.warning("SC43", message, "Drop it, or change it.", row.item.id)
    complete = [r for r in tunnel.rows if r.kind]
    if len(complete) > 2 and all(r.works == len(tunnel.worlds) for r in complete):
        mend = "Give each world one person who speaks for it, then rate again."
        yield say.hint("SC44", "Nothing fails anywhere. Did somebody argue for the worlds?", mend)
    yield from _without_signpost(view, binding, tunnel)
    yield from _without_reason(view, binding, tunnel)


def _without_signpost(view: View, binding: Mapping[str, Any], tunnel: Tunnel) -> Iterator[Finding]:
    posts = view.items(bind.lists(binding, "signposts"))
    if not posts:
        return
    key = bind.key(binding, "points_to", "points_to")
    watched = {w for post in posts for w in bind.points_to(view, post, key)}
    for row in tunnel.rows:
        good = [w for w, v in row.cells.items() if v >= WORKS]
        if row.kind == CLASSES[2] and not watched & set(good):
            message = (
                f"{say.name(view, row.item)} waits for {say.named(view, good)}, and no signpost points there."
            )
            mend = "Write the number we act on."
            yield say.hint("SC45", message, mend, row.item.id, others=good, place=_signs(binding))


def _without_reason(view: View, binding: Mapping[str, Any], tunnel: Tunnel) -> list[Finding]:
    relation, reason = bind.word(binding, "of"), bind.key(binding, "reason", "reason")
    definition = view.book.relations.get(relation)
    if definition is None or reason not in definition.fields:
        return []
    links = view.links(relation)
    bare = [
        (r.item.id, w)
        for r in tunnel.rows
        for w, v in r.cells.items()
        if abs(v) >= STRONG and not links[(r.item.id, w)].fields.get(reason)
    ]
    if not bare:
        return []
    has = "has" if len(bare) == 1 else "have"
    message = f"{bind.count(len(bare), 'rating')} of -2 or +2 {has} no reason."
    return [say.hint("SC46", message, "Write one line why.", others=bare[0])]


def _signs(binding: Mapping[str, Any]) -> str:
    """Where signposts are written; "" where the method has none."""
    lists = bind.lists(binding, "signposts")
    return f"{lists[0]}.text" if lists else ""
