from __future__ import annotations

from collections import Counter

import networkx as nx
import pytest
from build import ballots, build, codes, values
from hypothesis import given, settings
from hypothesis import strategies as st

from aligntui.analysis import graph
from aligntui.analysis.figure import Items
from aligntui.analysis.network import network

# The kite of Krackhardt 1990.
KITE = """Andre-Beverley Andre-Carol Andre-Diane Andre-Fernando Beverley-Diane Beverley-Ed Beverley-Garth
Carol-Diane Carol-Fernando Diane-Ed Diane-Fernando Diane-Garth Ed-Garth Fernando-Garth Fernando-Heather
Garth-Heather Heather-Ike Ike-Jane"""


def kite() -> graph.Graph:
    edges = [tuple(edge.split("-")) for edge in KITE.split()]
    nodes = sorted({node for edge in edges for node in edge})
    return graph.undirected(graph.directed(nodes, edges))


@pytest.mark.parametrize(
    ("node", "degree", "raw", "share", "close"),
    [
        ("Andre", 4, 0.8333, 0.02315, 0.52941),
        ("Beverley", 4, 0.8333, 0.02315, 0.52941),
        ("Carol", 3, 0, 0, 0.50000),
        ("Ed", 3, 0, 0, 0.50000),
        ("Diane", 6, 3.6667, 0.10185, 0.60000),
        ("Fernando", 5, 8.3333, 0.23148, 0.64286),
        ("Garth", 5, 8.3333, 0.23148, 0.64286),
        ("Heather", 3, 14.0, 0.38889, 0.60000),
        ("Ike", 2, 8.0, 0.22222, 0.42857),
        ("Jane", 1, 0, 0, 0.31034),
    ],
)
def test_the_kite_has_its_published_values(node, degree, raw, share, close):
    found = kite()
    between = graph.betweenness(found, ties=True)[node]
    assert graph.in_degree(found)[node] == degree
    assert between == pytest.approx(raw, abs=5e-5)
    assert between / graph.between_scale(10, ties=True) == pytest.approx(share, abs=5e-6)
    assert graph.closeness(found)[node] == pytest.approx(close, abs=5e-6)


def test_the_kite_as_a_whole():
    found = kite()
    assert graph.density(found) == pytest.approx(0.4)
    assert graph.cut_points(found) == ["Heather", "Ike"]
    assert graph.bridges(found) == [("Heather", "Ike"), ("Ike", "Jane")]
    assert graph.centralisation(found, ties=True) == pytest.approx(0.3333, abs=5e-5)
    steps = [d for node in found for d in graph.distances(found, node).values()]
    assert max(steps) == 4
    assert sum(steps) / 90 == pytest.approx(1.97778, abs=5e-6)
    assert graph.steps(found) == (pytest.approx(1.97778, abs=5e-6), 4, 1.0)


def test_the_karate_club():
    club = nx.karate_club_graph()
    edges = [(str(a), str(b)) for a, b in club.edges()]
    found = graph.undirected(graph.directed([str(n) for n in club], edges))
    raw = graph.betweenness(found, ties=True)
    scale = graph.between_scale(34, ties=True)
    for node, value, share in [
        ("0", 231.0714, 0.437635),
        ("33", 160.5516, 0.304075),
        ("32", 76.6905, 0.145247),
        ("2", 75.8508, 0.143657),
        ("31", 73.0095, 0.138276),
    ]:
        assert raw[node] == pytest.approx(value, abs=5e-5)
        assert raw[node] / scale == pytest.approx(share, abs=5e-7)
    degrees = graph.in_degree(found)
    assert [degrees[n] for n in ("0", "33", "32", "2", "1")] == [16, 17, 12, 10, 9]
    assert graph.density(found) == pytest.approx(0.139037, abs=5e-7)
    assert graph.cut_points(found) == ["0"]
    assert graph.centralisation(found, ties=True) == pytest.approx(0.399621, abs=5e-7)
    assert graph.clustering(found) == pytest.approx((0.255682, 0.570638), abs=5e-7)
    assert graph.steps(found) == (pytest.approx(2.408199, abs=1e-6), 5, 1.0)
    close = graph.closeness(found)
    assert [close[n] for n in ("0", "2", "33")] == pytest.approx([0.568966, 0.559322, 0.55], abs=5e-7)
    halves = {str(n): data["club"] for n, data in club.nodes(data=True)}
    between, within = graph.outward(found, halves)
    assert (between // 2, within // 2) == (11, 67)
    assert graph.ei(between, within) == pytest.approx(-0.717949, abs=5e-7)
    assert graph.ei_by_chance(Counter(halves.values()).values()) == pytest.approx(0.0303, abs=5e-5)


NODES = list("abcdefgh")
ARCS = st.sets(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=24)


@settings(max_examples=60, deadline=None)
@given(arcs=ARCS)
def test_measures_are_those_of_networkx(arcs):
    arcs = {(a, b) for a, b in arcs if a != b}
    ours = graph.directed(NODES, sorted(arcs))
    theirs = nx.DiGraph()
    theirs.add_nodes_from(NODES)
    theirs.add_edges_from(sorted(arcs))
    assert graph.betweenness(ours) == pytest.approx(nx.betweenness_centrality(theirs, normalized=False))
    flat, plain = graph.undirected(ours), theirs.to_undirected()
    assert graph.closeness(flat) == pytest.approx(nx.closeness_centrality(plain))
    assert set(graph.cut_points(flat)) == set(nx.articulation_points(plain))
    assert set(graph.bridges(flat)) == {tuple(sorted(edge)) for edge in nx.bridges(plain)}
    assert {frozenset(p) for p in graph.pieces(flat)} == {
        frozenset(c) for c in nx.connected_components(plain)
    }
    assert graph.density(ours) == pytest.approx(nx.density(theirs))
    transitivity, clustering = graph.clustering(flat)
    assert clustering == pytest.approx(nx.average_clustering(plain))
    assert (transitivity or 0) == pytest.approx(nx.transitivity(plain))
    assert (graph.steps(ours)[2] == 1) == nx.is_strongly_connected(theirs)
    if arcs:
        both, one_way = graph.mutual(ours)
        assert 2 * both / (2 * both + one_way) == pytest.approx(nx.overall_reciprocity(theirs))


# Millrace, AGENDAS.md 3.9: who do you go to before deciding?
PEOPLE = {
    "P1": ("Ines", "Owner", "P2 P3 P8"),
    "P2": ("Tomasz", "Bake", "P1"),
    "P3": ("Priya", "Shop", "P1 P2 P6"),
    "P4": ("Sofia", "Bake", "P2"),
    "P5": ("Marek", "Bake", "P2 P4"),
    "P6": ("Lily", "Shop", "P3"),
    "P7": ("Callum", "Shop", "P3 P1"),
    "P8": ("Dot", "Office", "P1"),
}
LISTS = {"people": {"code": "P", "fields": {"team": {"type": "text"}, "load": {"type": "number"}}}}


def millrace(people=PEOPLE, silent=(), extra=(), hours=None, **binding):
    items = {
        c: {"text": name, "team": team, **({"load": hours[c]} if c in (hours or {}) else {})}
        for c, (name, team, _) in people.items()
    }
    answers = {
        c.lower(): {
            **dict.fromkeys(goes.split(), 3),
            **{p: 1 for p in people if p not in goes.split() and p != c},
        }
        for c, (_, _, goes) in people.items()
        if c not in silent
    }
    view = build(LISTS, {"people": items}, rounds=[ballots("network/ties", answers), *extra])
    return network(view, {"ties": "network/ties", "group": "team", "cut": 2, **binding})


def test_millrace_for_the_team():
    found = millrace()
    parts = found.parts
    assert parts["arcs"].number == 14
    assert parts["density"].number == pytest.approx(0.25)
    assert parts["mutual"].number == 4
    assert parts["reciprocity"].number == pytest.approx(0.5714, abs=5e-5)
    assert parts["dyads"].number == pytest.approx(0.4)
    assert [parts[name].number for name in ("mutual", "one_way", "untied")] == [4, 6, 18]
    assert parts["transitivity"].number == pytest.approx(9 / 21), "three triangles, 21 pairs around a third"
    assert parts["clustering"].number == pytest.approx(0.5)
    assert (parts["diameter"].number, parts["path"].number) == (3, pytest.approx(106 / 56))
    assert parts["reach"].number == pytest.approx(100 * 36 / 56)
    assert parts["ei"].number == pytest.approx(0.1429, abs=5e-5)
    assert parts["ei_chance"].number == pytest.approx(0.5714, abs=5e-5)
    assert parts["isolates"].number == 0
    assert parts["responded"].number == 100
    assert parts["between"].cells["Bake>Shop"] == "0.00"
    assert parts["between"].cells["Bake>Bake"] == "0.50"
    assert parts["line"].text == (
        "8 people, 14 ties of 56 possible (25%); 4 pairs go to each other; 0 without any tie."
    )


def test_millrace_for_the_facilitator():
    parts = millrace().parts
    assert values(parts["in_degree"]) == {
        "p1": 4,
        "p2": 4,
        "p3": 3,
        "p4": 1,
        "p5": 0,
        "p6": 1,
        "p7": 0,
        "p8": 1,
    }
    raw = values(parts["raw"])
    assert {p: v for p, v in raw.items() if v} == {"p1": 15.5, "p3": 9.5, "p2": 8.0}
    share = values(parts["betweenness"])
    assert [share[p] for p in ("p1", "p3", "p2")] == pytest.approx([0.3690, 0.2262, 0.1905], abs=5e-5)
    assert parts["cut_points"] == Items(["p1", "p2", "p3"])
    assert parts["unsought"] == Items(["p5", "p7"])
    assert values(parts["if_gone"])["p8"] == "nothing breaks"
    assert values(parts["if_gone"])["p3"] == "6 pairs lose each other, 2 parts instead of 1"
    assert values(parts["roles"])["p1"].startswith("connector: ")
    assert "bottleneck" in values(parts["roles"])["p3"]
    assert "p8" not in values(parts["roles"])
    assert parts["grid"].cells["p5>p4"] == "●"


def test_findings_never_hold_a_name():
    found = millrace()
    assert codes(found.findings) == ["NW1", "NW2", "NW2", "NW4", "NW5"]
    said = " ".join(f.message + f.mend + f.target + "".join(f.others) for f in found.findings)
    assert not any(name in said for name, _, _ in PEOPLE.values())
    assert not any(p.lower() in said.split() for p in PEOPLE)


def test_overload_needs_both_many_asks_and_little_time():
    busy = millrace(hours={"P1": "60", "P2": "10"}, load="load").parts["roles"]
    assert "overloaded" not in values(busy).get("p2", "")
    star = {"P1": ("A", "", "P2"), **{f"P{i}": ("X", "", "P1") for i in range(2, 9)}}
    assert "overloaded" in values(millrace(star, hours={"P1": "60"}, load="load").parts["roles"])["p1"]


def test_under_five_people_refuse():
    few = {c: (n, t, "P1") for c, (n, t, _) in list(PEOPLE.items())[:4]}
    found = millrace(few)
    assert found.parts == {}
    assert found.why_missing == "Under 5 people names cannot be hidden. Talk about it instead."


def test_missing_answers_are_unknown_not_none():
    seven = millrace(silent=("P8",))
    assert values(seven.parts["out_degree"])["p8"] is None
    assert seven.parts["density"].number == pytest.approx(13 / 49)
    assert "p8" not in seven.parts["not_asking"].ids
    five = millrace(silent=("P6", "P7", "P8"))
    assert set(five.parts) == {"responded", "density", "arcs", "in_degree", "bars"}
    assert [(f.code, f.severity) for f in five.findings] == [("NW3", "warning")]
    four = millrace(silent=("P5", "P6", "P7", "P8"))
    assert set(four.parts) == {"responded"}
    assert four.why_missing == "4 of 8 answered; under 60% the picture would mislead."


def test_who_did_not_say_yes_is_not_drawn():
    said = {c.lower(): {"consent": "skip" if c == "P7" else "yes"} for c in PEOPLE}
    found = millrace(extra=[ballots("network/consent", said)], consent="network/consent")
    assert "p7" not in values(found.parts["in_degree"])
    assert found.n == 7


def test_pairs_may_be_typed_at_one_keyboard():
    answers = {"dot": {f"{a}>{b}": 3 for a, (_, _, goes) in PEOPLE.items() for b in goes.split()}}
    items = {c: {"text": name, "team": team} for c, (name, team, _) in PEOPLE.items()}
    view = build(LISTS, {"people": items}, rounds=[ballots("network/ties", answers)])
    assert network(view, {"ties": "network/ties"}).parts["arcs"].number == 14


def test_one_team_has_no_inside_and_outside():
    found = millrace({c: (n, "Bake", g) for c, (n, _, g) in PEOPLE.items()})
    assert "ei" not in found.parts
    assert codes(found.findings) == ["NW1", "NW4"]


@settings(max_examples=50, deadline=None)
@given(
    answers=st.dictionaries(
        st.sampled_from(["p1", "p2", "p3", "p4", "p5", "stranger", "P1"]),
        st.dictionaries(
            st.sampled_from(["p1", "p2", "p3", "p9", "p1>p2", "p2>p9", ">", "x"]),
            st.one_of(st.none(), st.integers(-1, 5), st.text(max_size=2), st.just({"value": 3})),
        ),
    )
)
def test_no_answers_make_the_network_raise(answers):
    people = {f"P{i}": {"text": f"n{i}", "team": "ab"[i % 2]} for i in range(1, 7)}
    view = build(LISTS, {"people": people}, rounds=[ballots("n/t", answers)])
    found = network(view, {"ties": "n/t", "consent": "n/c"})
    dense = found.parts.get("density")
    assert dense is None or 0 <= dense.number <= 1
