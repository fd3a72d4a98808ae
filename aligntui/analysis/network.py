"""Who goes to whom: the network behind the organisation chart, read with care for the people in it.

An arrow runs from the one who asks to the one who is asked, so in-degree says who is sought. Under five
people names cannot be hidden, and nothing is shown. Who did not answer has unknown ties, not none: from
80 % answers everything is shown, from 60 % only who is sought and how dense the net is, below that nothing
(Smith & Moody 2013 for what holds up; limits are our convention). Findings never hold a name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aligntui.analysis import bind, graph, rounds
from aligntui.analysis.figure import Bar, Bars, Figure, Grid, Items, Part, PerItem, PerLink, Sentence, Value
from aligntui.analysis.graph import Graph
from aligntui.analysis.network_findings import findings, questions
from aligntui.analysis.registry import Role, figure
from aligntui.analysis.rounds import Answers
from aligntui.analysis.view import View
from aligntui.session.model import Item, pair

FEWEST = 5
"""People under whom names cannot be hidden (our convention)."""

ALL, SOME = 0.8, 0.6
"""Share of answers for every measure, and for in-degree and density (our convention)."""

CUT = 2
"""Lowest frequency that is a tie: weekly (our convention)."""


@figure(
    "network",
    {
        "ties": Role("round", help="step in which everyone says whom he goes to, 0 to 4"),
        "of": Role("collection", needed=False, help="the roster"),
        "group": Role("field", needed=False, help="team of a person"),
        "cut": Role("number", needed=False, help="lowest answer that is a tie; 2, weekly"),
        "consent": Role("round", needed=False, help="step in which people said yes to taking part"),
        "load": Role("field", needed=False, help="percent of a person's time that goes to requests"),
    },
    {
        "density": "ties as a share of all possible",
        "arcs": "ties",
        "mutual": "pairs that go to each other",
        "one_way": "pairs of whom one goes to the other",
        "untied": "pairs who do not go to each other",
        "reciprocity": "share of ties that are returned",
        "dyads": "share of tied pairs that are tied both ways",
        "ei": "-1 all inside teams to +1 all between them",
        "ei_chance": "the same if ties knew no teams",
        "between": "ties from team to team as a share of those possible",
        "transitivity": "how often two who share a third are tied themselves, 0 to 1",
        "clustering": "the same as the mean of what holds around each person",
        "path": "mean steps from one to another along ties, either way",
        "diameter": "most steps from one to another along ties, either way",
        "reach": "percent of pairs where the first reaches the second in the direction of the ties",
        "isolates": "people without any tie, how many",
        "centralisation": "how far one is sought above all, 0 to 1",
        "responded": "percent who answered",
        "line": "the net in a sentence, without names",
        "in_degree": "names: how many go to each",
        "out_degree": "names: to how many each goes",
        "betweenness": "names: share of paths of others that run through each",
        "raw": "names: betweenness before it is made a share",
        "share": "names: share of all betweenness",
        "closeness": "names: how near each is to all others",
        "bars": "names: how many go to each, most first",
        "grid": "names: who goes to whom",
        "cut_points": "names: people without whom others lose each other",
        "bridges": "names: ties that alone hold two parts together",
        "if_gone": "names: what would break without each",
        "lost_pairs": "names: pairs who would lose each other without each",
        "alone": "names: people without any tie",
        "unsought": "names: people nobody goes to",
        "not_asking": "names: people who answered and go to nobody",
        "roles": "names: a question about each who stands out",
    },
    source=(
        "Luce & Perry 1949; Freeman 1977, 1979; Brandes 2001; Krackhardt & Stern 1988; "
        "Watts & Strogatz 1998; Cross & Parker 2004; "
        "limits are our convention"
    ),
)
def network(view: View, binding: Mapping[str, Any]) -> Figure:
    """Who goes to whom, for the team without names and for the facilitator with them."""
    step = bind.word(binding, "ties")
    people = _taking_part(view, binding)
    if len(people) < FEWEST:
        return Figure(
            why_missing=f"Under {FEWEST} people names cannot be hidden. Talk about it instead.", n=len(people)
        )
    held = rounds.latest(view, step)
    if held is None:
        return Figure(why_missing=rounds.why_none(view, step))
    ids = [p.id for p in people]
    net, asked = _read(view, rounds.read(view, held), ids, bind.as_number(binding.get("cut")))
    share = len(asked) / len(ids)
    parts: dict[str, Part] = {"responded": Value(100 * share, 0, "%")}
    if share < SOME:
        why = f"{len(asked)} of {len(ids)} answered; under {SOME:.0%} the picture would mislead."
        return Figure(parts=parts, n=len(asked), why_missing=why)
    teams = _teams(view, people, bind.key(binding, "group", "team"))
    parts |= _sought(net, asked, ids)
    if share >= ALL:
        parts |= _team_view(net, asked, teams)
        parts |= _named(view, net, asked, teams, bind.key(binding, "load"))
    out = list(findings(view, net, asked, teams, share >= ALL))
    return Figure(parts=parts, findings=out, n=len(asked))


def _taking_part(view: View, binding: Mapping[str, Any]) -> list[Item]:
    """The roster, without those who were asked and did not say yes."""
    people = view.items(bind.lists(binding, "of") or ["people"])
    step = bind.word(binding, "consent")
    held = rounds.latest(view, step) if step else None
    if held is None:
        return people
    said: dict[str, bool] = {}
    for who, row in rounds.read(view, held).rows.items():
        person = _person(view, who, {p.id for p in people})
        if person and row:
            said[person] = any(answer in ("yes", ["yes"]) for answer in row.values())
    return [p for p in people if said.get(p.id, False)]


def _person(view: View, who: str, ids: set[str]) -> str:
    """Item of the roster behind the key of a ballot; "" for others."""
    item = view.item(who) or view.find(who)
    return item.id if item is not None and item.id in ids else ""


def _read(view: View, now: Answers, ids: list[str], cut: float | None) -> tuple[Graph, set[str]]:
    """The arcs, and who answered."""
    least = CUT if cut is None else cut
    known = set(ids)
    asked: set[str] = set()
    found: list[tuple[str, str]] = []
    for who, row in now.rows.items():
        own = _person(view, who, known)
        for subject, answer in row.items():
            a, _, b = subject.partition(">")
            source, target = (a, b) if b else (own, a)
            other = _person(view, target, known)
            value = bind.as_number(answer)
            if source not in known or value is None or other == source:
                continue
            asked.add(source)
            if other and value >= least:
                found.append((source, other))
        if own and row:
            asked.add(own)
    return graph.directed(ids, found), asked


def _teams(view: View, people: list[Item], key: str) -> dict[str, str]:
    """Person -> team; people without one are left out, nobody when there is a single team."""
    named = {p.id: view.text(p, key).strip() for p in people}
    teams = {p: team for p, team in named.items() if team}
    return teams if len(set(teams.values())) > 1 else {}


def _sought(net: Graph, asked: set[str], ids: list[str]) -> dict[str, Part]:
    """What holds up when some did not answer."""
    degrees = graph.in_degree(net)
    order = sorted(ids, key=lambda p: -degrees[p])
    return {
        "density": Value(graph.density(net, len(asked))),
        "arcs": Value(float(graph.arcs(net)), 0),
        "in_degree": PerItem({p: float(d) for p, d in degrees.items()}, 0),
        "bars": Bars([Bar(p, float(degrees[p])) for p in order], float(len(ids) - 1)),
    }


def _team_view(net: Graph, asked: set[str], teams: dict[str, str]) -> dict[str, Part]:
    """Parts that hold no names."""
    both, one_way = graph.mutual(net)
    ties = graph.arcs(net)
    degrees = graph.in_degree(net)
    alone = sum(not net[p] and not degrees[p] for p in asked)
    flat = graph.undirected(net)
    transitivity, clustering = graph.clustering(flat)
    path, most, _ = graph.steps(flat)
    reach = graph.steps(net)[2]
    untied = len(net) * (len(net) - 1) // 2 - both - one_way
    parts: dict[str, Part] = {
        "mutual": Value(float(both), 0),
        "one_way": Value(float(one_way), 0),
        "untied": Value(float(untied), 0),
        "transitivity": Value(transitivity),
        "clustering": Value(clustering),
        "path": Value(path, 1),
        "diameter": Value(float(most) if path is not None else None, 0),
        "reach": Value(None if reach is None else 100 * reach, 0, "%"),
        "reciprocity": Value(2 * both / ties if ties else None),
        "dyads": Value(both / (both + one_way) if both + one_way else None),
        "isolates": Value(float(alone), 0),
        "centralisation": Value(graph.centralisation(net)),
        "line": Sentence(_line(net, both, alone)),
    }
    if teams:
        sizes: dict[str, int] = {}
        for team in teams.values():
            sizes[team] = sizes.get(team, 0) + 1
        parts["ei"] = Value(graph.ei(*graph.outward(net, teams)))
        parts["ei_chance"] = Value(graph.ei_by_chance(sizes.values()))
        parts["between"] = _between(net, teams, sizes)
    return parts


def _line(net: Graph, both: int, alone: int) -> str:
    dense = graph.density(net) or 0.0
    said = f"{len(net)} people, {bind.count(graph.arcs(net), 'tie')} of {len(net) * (len(net) - 1)} possible"
    return f"{said} ({dense:.0%}); {both} pairs go to each other; {alone} without any tie."


def _between(net: Graph, teams: dict[str, str], sizes: dict[str, int]) -> Grid:
    """Density from each team to each."""
    counts: dict[tuple[str, str], int] = {}
    for a, ties in net.items():
        for b in ties:
            if a in teams and b in teams:
                where = (teams[a], teams[b])
                counts[where] = counts.get(where, 0) + 1
    cells = {}
    for one, size in sizes.items():
        for other, others in sizes.items():
            possible = size * (size - 1) if one == other else size * others
            cells[f"{one}>{other}"] = f"{counts.get((one, other), 0) / possible:.2f}" if possible else ""
    return Grid(list(sizes), list(sizes), cells)


def _named(view: View, net: Graph, asked: set[str], teams: dict[str, str], load: str) -> dict[str, Part]:
    """Parts for the facilitator: they hold names."""
    raw = graph.betweenness(net)
    all_of_it = sum(raw.values())
    scale = graph.between_scale(len(net))
    both_ways = graph.undirected(net)
    degrees = graph.in_degree(net)
    lost = {p: graph.lost_pairs(both_ways, p) for p in net}
    whole = len(graph.pieces(both_ways))
    gone = {p: len(graph.pieces(both_ways, [p])) for p in net}
    share = {p: v / all_of_it if all_of_it else 0.0 for p, v in raw.items()}
    cuts = [p for p in net if lost[p]]
    return {
        "out_degree": PerItem({p: float(len(ties)) if p in asked else None for p, ties in net.items()}, 0),
        "betweenness": PerItem({p: v / scale for p, v in raw.items()}, 4),
        "raw": PerItem(dict(raw), 1),
        "share": PerItem(dict(share)),
        "closeness": PerItem(dict(graph.closeness(both_ways))),
        "grid": Grid(
            list(net),
            list(net),
            {pair(a, b): "●" for a, ties in net.items() for b in sorted(ties)},
            "network",
        ),
        "cut_points": Items(cuts),
        "bridges": PerLink(
            {pair(a, b): "alone holds two parts together" for a, b in graph.bridges(both_ways)}
        ),
        "if_gone": PerItem({p: _if_gone(lost[p], gone[p], whole) for p in net}),
        "lost_pairs": PerItem({p: float(n) for p, n in lost.items()}, 0),
        "alone": Items([p for p in net if not net[p] and not degrees[p] and p in asked]),
        "unsought": Items([p for p in net if not degrees[p]]),
        "not_asking": Items([p for p in net if not net[p] and p in asked]),
        "roles": PerItem(dict(questions(view, net, share, cuts, teams, load))),
    }


def _if_gone(lost: int, parts: int, whole: int) -> str:
    if not lost:
        return "nothing breaks"
    return f"{bind.count(lost, 'pair')} lose each other, {parts} parts instead of {whole}"
