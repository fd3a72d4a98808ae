"""What a network asks: questions about people for the facilitator, findings without names for all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from statistics import fmean, stdev

from aligntui.analysis import bind, graph, say
from aligntui.analysis.figure import Finding
from aligntui.analysis.graph import Graph
from aligntui.analysis.view import View

CONNECTOR, OVERLOADED = 1.0, 1.5
"""Standard deviations above the mean in-degree (our convention)."""

BOTTLENECK = 0.4
"""Share of all betweenness from which on one person is a bottleneck (our convention)."""

BROKERS = 0.2
"""Top share of betweenness that counts as brokering (our convention)."""

BUSY = 50
"""Percent of time on requests from which on somebody is overloaded (our convention)."""

EDGE = 1
"""Ties up to which somebody stands at the edge (our convention)."""


def questions(
    view: View, net: Graph, share: dict[str, float], cuts: list[str], teams: dict[str, str], load: str
) -> dict[str, str]:
    """Person -> questions about where he or she stands. Always questions: a thin spot is no verdict."""
    degrees = graph.in_degree(net)
    middle = fmean(degrees.values())
    spread = stdev(degrees.values()) if len(degrees) > 1 else 0.0
    most = max(degrees.values())
    top = sorted(share.values(), reverse=True)[: max(1, round(BROKERS * len(net)))]
    found: dict[str, list[str]] = {}
    for person, ties in net.items():
        item = view.item(person)
        busy = bind.number(view, item, load) if item is not None and load else None
        sought = degrees[person]
        linked = {teams[p] for p in ties | {a for a, t in net.items() if person in t} if p in teams}
        asks = []
        if sought == most and spread and sought >= middle + CONNECTOR * spread:
            asks.append("connector: who learns what so many come for?")
        if person in cuts or share[person] >= BOTTLENECK:
            asks.append("bottleneck: what stops when this person is away?")
        if share[person] and share[person] >= top[-1] and len(linked - {teams.get(person, "")}) >= 2:
            asks.append("broker: does this link between teams rest on one person?")
        if spread and sought >= middle + OVERLOADED * spread and busy is not None and busy > BUSY:
            asks.append("overloaded: which of these asks could go elsewhere?")
        if sought + len(ties) <= EDGE:
            asks.append("edge: is this meant, or has nobody noticed?")
        if asks:
            found[person] = asks
    return {person: "; ".join(asks) for person, asks in found.items()}


def findings(
    view: View, net: Graph, asked: set[str], teams: dict[str, str], whole: bool
) -> Iterator[Finding]:
    """Findings for the whole team. They name teams and numbers, never a person."""
    if not whole:
        message = f"{len(asked)} of {len(net)} answered: only who is sought and how dense the net is hold up."
        yield say.warning("NW3", message, "Ask the others once more; then read the rest.")
        return
    cuts = graph.cut_points(graph.undirected(net))
    if cuts:
        who = "one person" if len(cuts) == 1 else f"{len(cuts)} people"
        message = f"Others lose each other without {who}."
        yield say.hint("NW1", message, "Which second tie would carry us through an absence?")
    for one, other in combinations(sorted(set(teams.values())), 2):
        tied = any(
            {teams.get(a), teams.get(b)} == {one, other} for a, ties in net.items() for b in ties
        )  # fmt: skip
        if not tied:
            message = f"No tie between {one} and {other}."
            yield say.hint("NW2", message, "Does a goal need one? Then ten minutes a week.")
    unsought = sum(not d for d in graph.in_degree(net).values())
    if unsought:
        who = "one person" if unsought == 1 else f"{unsought} people"
        yield say.hint("NW4", f"Nobody goes to {who}.", "What do they know that we do not ask for?")
    sizes = [list(teams.values()).count(team) for team in set(teams.values())]
    found, chance = graph.ei(*graph.outward(net, teams)), graph.ei_by_chance(sizes)
    if found is not None and chance is not None and found < chance - 0.1:
        message = f"Ties stay inside teams more than by chance (E-I {found:.2f}, chance {chance:.2f})."
        yield say.hint("NW5", message, "Which goal needs two teams to talk?")
