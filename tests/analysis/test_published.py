"""Numbers that were published, or worked out by hand for the bakery, where no other test holds them."""

from __future__ import annotations

import networkx as nx
import pytest

from aligntui.analysis import graph, stats
from aligntui.engine.rounds.ballots import dots

# Ratings of importance by five people, before and after the talk: mean, SD and r_wg of both rounds.
TWICE = [
    ("SO1", "52554", 4.2, 1.304, 0.15, "open, lone voice", "53554", 4.4, 0.894, 0.60),
    ("SO3", "35224", 3.2, 1.304, 0.15, "open", "34223", 2.8, 0.837, 0.65),
    ("WO1", "55444", 4.4, 0.548, 0.85, "shared", "55544", 4.6, 0.548, 0.85),
    ("WO2", "42553", 3.8, 1.304, 0.15, "open", "43554", 4.2, 0.837, 0.65),
    ("ST1", "44443", 3.8, 0.447, 0.90, "shared", "44444", 4.0, 0.000, 1.00),
    ("WT1", "45335", 4.0, 1.000, 0.50, "open", "45445", 4.4, 0.548, 0.85),
    ("WT3", "43325", 3.4, 1.140, 0.35, "open", "43334", 3.4, 0.548, 0.85),
]


@pytest.mark.parametrize(
    ("code", "first", "mean", "sd", "rwg", "label", "second", "mean2", "sd2", "rwg2"), TWICE
)
def test_each_strategy_is_rated_as_in_the_worked_example(
    code: str, first: str, mean: float, sd: float, rwg: float, label: str,
    second: str, mean2: float, sd2: float, rwg2: float,
) -> None:  # fmt: skip
    for answers, known in ((first, (mean, sd, rwg)), (second, (mean2, sd2, rwg2))):
        xs = [int(answer) for answer in answers]
        found = stats.mean(xs), stats.sd(xs), stats.r_wg(xs, 5)
        assert found == pytest.approx(known, abs=5e-4), code
    assert stats.label([int(answer) for answer in first], 1, 5) == label


def test_the_karate_club_is_five_steps_wide() -> None:
    """Zachary 1977, unweighted: diameter 5, mean path 2.408199."""
    club = nx.karate_club_graph()
    edges = [(str(a), str(b)) for a, b in club.edges()]
    found = graph.undirected(graph.directed([str(n) for n in club], edges))
    steps = [d for node in found for d in graph.distances(found, node).values()]
    assert max(steps) == 5
    assert sum(steps) / (34 * 33) == pytest.approx(2.408199, abs=1e-6)


def test_the_medici_stand_between_the_families_of_florence() -> None:
    """Padgett & Ansell 1993, marriages of fifteen families: the shares are those in textbooks."""
    families = nx.florentine_families_graph()
    found = graph.undirected(graph.directed(list(families), list(families.edges())))
    scale = graph.between_scale(15, ties=True)
    between = {name: raw / scale for name, raw in graph.betweenness(found, ties=True).items()}
    known = {"Medici": 0.522, "Guadagni": 0.2546, "Albizzi": 0.2125, "Salviati": 0.1429, "Ridolfi": 0.1136}
    assert {name: between[name] for name in known} == pytest.approx(known, abs=5e-5)
    assert graph.in_degree(found)["Medici"] == 6
    assert graph.density(found) == pytest.approx(20 / 105)
    assert sorted(graph.cut_points(found)) == ["Albizzi", "Guadagni", "Medici", "Salviati"]


def test_arrows_of_a_directed_graph_are_counted_by_kind() -> None:
    """A mutual pair, an arrow and nothing: dyads 1/1/1, of three arrows two are answered."""
    found = graph.directed("abc", [("a", "b"), ("b", "a"), ("b", "c")])
    assert graph.mutual(found) == (1, 1)
    assert graph.arcs(found) == 3
    assert graph.density(found) == pytest.approx(0.5)


@pytest.mark.parametrize(("items", "each"), [(22, 7), (70, 20), (2, 1), (3, 1), (60, 20)])
def test_a_person_has_dots_for_a_third_of_what_is_voted_on(items: int, each: int) -> None:
    assert dots(items) == each
