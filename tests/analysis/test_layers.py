"""Paths up a crossing: dead ends, magic, loops and arrows downward, held against networkx."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest
from build import build, values
from hypothesis import given, settings
from hypothesis import strategies as st

from aligntui.analysis import registry
from aligntui.analysis.figure import Figure, Items, PerLink, Sentence, Value
from aligntui.analysis.graph import directed
from aligntui.analysis.layers import circles

VIEWS = {"FI": "money", "CU": "customers", "PR": "how we work", "LG": "learning"}
LISTS = {"objectives": {"code": "OB", "fields": {"view": {"type": "choice", "choices": VIEWS}}}}
FEEDS = {
    "feeds": {
        "rows": "objectives",
        "cols": "objectives",
        "fields": {"bet": {"type": "scale", "from": 0, "to": 2, "choices": {"2": "strong"}}},
    }
}
MILLRACE = {
    "OB1": "CU",
    "OB2": "CU",
    "OB3": "FI",
    "OB4": "PR",
    "OB5": "PR",
    "OB6": "LG",
    "OB7": "CU",
    "OB8": "FI",
    "OB9": "CU",
}
BETS = ["OB6>OB1", "OB6>OB7", "OB5>OB9", "OB4>OB3", "OB1>OB3", "OB2>OB3", "OB3>OB8"]
"""Millrace's map of bets (AGENDAS 3.5); the goal between members and margin is left out."""
MAP = {
    "use": "acyclic",
    "of": "feeds",
    "value": "bet",
    "layer": "view",
    "up": ["LG", "PR", "CU", "FI"],
    "ends": ["CU", "FI"],
}


def found(bets: dict[str, Any] | list[str], items: dict[str, str] = MILLRACE, **bound: Any) -> Figure:
    links = bets if isinstance(bets, dict) else dict.fromkeys(bets, 1)
    view = build(
        LISTS, {"objectives": {code: {"text": code, "view": own} for code, own in items.items()}},
        {"feeds": {pair: {"bet": bet} for pair, bet in links.items()}}, relations=FEEDS,
    )  # fmt: skip
    return registry.compute(view, {**MAP, **bound})


def test_the_map_of_millrace_has_no_dead_end_and_two_that_nothing_feeds() -> None:
    figure = found(BETS)
    assert figure.parts["dead_ends"] == figure.parts["loops"] == figure.parts["alone"] == Items([])
    assert figure.parts["magic"] == Items(["ob2", "ob4", "ob5"])
    assert figure.parts["longest"] == Items(["ob6", "ob1", "ob3", "ob8"])
    assert values(figure.parts["layers"]) == {"learning": 1, "how we work": 2, "customers": 4, "money": 2}
    assert (figure.parts["n"], figure.parts["bets"].shape) == (Value(7.0, 0), "bets")
    assert figure.parts["line"] == Sentence("{ob2}, {ob4} and {ob5} are fed by nothing.")
    assert figure.findings == []


@pytest.mark.parametrize(
    ("bets", "part", "ids"),
    [
        (["OB6>OB1", "OB4>OB5"], "dead_ends", ["ob4", "ob5"]),
        (["OB6>OB4", "OB4>OB6"], "loops", ["ob4", "ob6"]),
        (["OB3>OB6", "OB6>OB1"], "downward", ["ob3>ob6"]),
        (["OB6>OB1"], "alone", ["ob2", "ob3", "ob4", "ob5", "ob7", "ob8", "ob9"]),
        ({"OB6>OB1": 2, "OB6>OB7": 0, "OB5>OB9": "unknown"}, "bets", ["ob6>ob1"]),
    ],
)
def test_what_is_wrong_with_a_path(bets: Any, part: str, ids: list[str]) -> None:
    seen = found(bets).parts[part]
    names = seen.ids if isinstance(seen, Items) else [*seen.values]
    assert [name for name in names if part != "dead_ends" or name in ("ob4", "ob5")] == ids


def test_an_arrow_says_what_it_is() -> None:
    figure = found({"OB6>OB1": 2, "OB3>OB6": 1})
    assert figure.parts["bets"] == PerLink({"ob6>ob1": "2 strong", "ob3>ob6": "1"}, shape="bets")
    assert figure.parts["line"].text.endswith("; 1 arrow goes down.")


def test_without_layers_only_loops_are_wrong() -> None:
    plain = {"use": "acyclic", "of": "feeds", "value": "bet"}
    view = build(
        LISTS, {"objectives": {"OB1": "a", "OB2": "b"}}, {"feeds": {"OB1>OB2": {"bet": 1}}}, relations=FEEDS
    )
    figure = registry.compute(view, plain)
    assert [
        part
        for part in ("dead_ends", "magic", "loops", "downward", "alone")
        if getattr(figure.parts[part], "ids", None)
    ] == []
    assert figure.parts["line"] == Sentence("Every path leads up.")
    assert registry.compute(build(LISTS, {}, relations=FEEDS), plain).why_missing == "No arrow is drawn yet."


GRAPHS = {
    "cycle": nx.cycle_graph(5, create_using=nx.DiGraph),
    "path": nx.path_graph(6, create_using=nx.DiGraph),
    "tree": nx.balanced_tree(2, 3, create_using=nx.DiGraph),
    "tournament": nx.DiGraph([(0, 1), (1, 2), (2, 0), (2, 3), (4, 3)]),
}
NODES = st.integers(0, 7)


def compare(arcs: list[tuple[int, int]], nodes: int) -> None:
    theirs: nx.DiGraph = nx.DiGraph()
    theirs.add_nodes_from(range(nodes))
    theirs.add_edges_from((a, b) for a, b in arcs if a != b)
    names = [f"OB{n + 1}" for n in range(nodes)]
    on_circles = {n for part in nx.strongly_connected_components(theirs) if len(part) > 1 for n in part}
    ours = directed(names, [(names[a], names[b]) for a, b in arcs])
    assert {names.index(name) for name in circles(ours)} == on_circles
    if not theirs.number_of_edges():
        return
    bets = [f"{names[a]}>{names[b]}" for a, b in theirs.edges]
    figure = found(bets, dict.fromkeys(names, "LG"))
    free = theirs.subgraph(set(range(nodes)) - on_circles)
    longest = nx.dag_longest_path_length(free)
    depths = [d for d in values(figure.parts["depth"]).values() if d is not None]
    assert max(depths, default=0) == longest
    path = figure.parts["longest"].ids
    assert len(path) - 1 == longest or (not path and longest <= 0)


@pytest.mark.parametrize("name", GRAPHS)
def test_loops_and_longest_paths_are_those_of_networkx(name: str) -> None:
    graph = GRAPHS[name]
    compare(list(graph.edges), graph.number_of_nodes())


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(NODES, NODES), max_size=20))
def test_loops_and_longest_paths_of_any_graph_are_those_of_networkx(arcs: list[tuple[int, int]]) -> None:
    compare(arcs, 8)
