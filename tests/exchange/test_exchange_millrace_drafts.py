"""Millrace in the drafts of methods: the figures worked out on paper come out of their definitions."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from drafts import NAMES
from millrace_drafts import together
from write_millrace import sample

from aligntui.analysis import registry
from aligntui.analysis.figure import Figure

ALONE = ("cascade", "leading", "understanding", "profile", "integrated")
"""Drafts whose content changes goals or people that the figures of others count."""


@pytest.fixture(scope="module")
def figure() -> Callable[[str, str], Figure]:
    """Figures of all drafts in one session, as the alignment profile reads them."""
    view = together(sample().session, *(name for name in NAMES if name not in ALONE))

    def found(method: str, name: str) -> Figure:
        return registry.compute(view, view.book.methods[method].figures[name], method)

    return found


def number(figure: Figure, part: str) -> float:
    return figure.parts[part].number


def named(figure: Figure, part: str, digits: int = 2) -> dict[str, float]:
    case = figure.parts[part].values
    return {ref.rpartition("-")[2]: round(value, digits) for ref, value in case.items()}


def test_pace_at_mid_year(figure: Callable[[str, str], Figure]) -> None:
    pace = figure("review", "pace")
    assert [round(v, 3) for v in pace.parts["value"].values.values()] == [
        0.594, 1.044, 0.843, 0.735, 1.0, 0.75, 0.612, 1.011, 0.925,
    ]  # fmt: skip
    assert round(number(pace, "mean"), 3) == 0.575
    assert list(pace.parts["rag"].values.values()) == [
        "red", "green", "amber", "amber", "green", "amber", "red", "green", "green",
    ]  # fmt: skip


def test_money_against_priorities(figure: Callable[[str, str], Figure]) -> None:
    fit = figure("resources", "fit")
    assert {part: round(number(fit, part), 1) for part in ("linked_all", "linked", "mismatch", "fit")} == {
        "linked_all": 76.2, "linked": 85.3, "mismatch": 13.4, "fit": 86.6,
    }  # fmt: skip
    assert [round(v, 1) for v in fit.parts["shares"].values.values()] == [48.4, 25.9, 9.4, 16.2]
    priority = figure("resources", "priority")
    assert [round(v, 2) for v in priority.parts["sd"].values.values()] == [12.75, 10.37, 8.66, 4.47]


def test_the_value_chain(figure: Callable[[str, str], Figure]) -> None:
    assert round(number(figure("value-chain", "costs"), "total"), 1) == 457.8
    index = figure("value-chain", "index")
    assert list(named(index, "each").values()) == [0.59, 1.22, 1.22, 0.82, 6.87, 0.28, 2.03, 1.35, 1.14]
    groups = {word: len(ids) for word, ids in index.parts["bands"].groups.items()}
    assert groups == {"simplify": 2, "in balance": 5, "protect and invest": 2}


def test_the_phone_order_and_what_a_machine_pays(figure: Callable[[str, str], Figure]) -> None:
    assert round(number(figure("process", "flow"), "efficiency") / 100, 3) == 0.308
    assert list(named(figure("automation", "pay"), "months", 1).values()) == [11.5, 15.5]


def test_what_only_millrace_has(figure: Callable[[str, str], Figure]) -> None:
    label = figure("vrin", "label")
    assert list(label.parts["class"].values.values()) == [
        "an unused edge", "an edge for now", "an edge for now", "what all have",
    ]  # fmt: skip


def test_operations_incentives_and_fit(figure: Callable[[str, str], Figure]) -> None:
    assert number(figure("operations", "strain"), "index") == 65
    assert number(figure("incentives", "fit"), "index") == pytest.approx(55)
    environment = figure("fit", "environment")
    assert number(environment, "fit") == pytest.approx(87.5)
    assert environment.parts["line"].text == "surroundings 4.5, flexibility 3.8: too rigid."


def test_the_map_of_bets(figure: Callable[[str, str], Figure]) -> None:
    bets = figure("scorecard", "map")
    assert (number(bets, "n"), bets.parts["dead_ends"].ids, bets.parts["loops"].ids) == (7, [], [])
    assert len(bets.parts["longest"].ids) == 4
    counts = [(bar.label, bar.number) for bar in figure("scorecard", "views").parts["counts"].bars]
    assert counts == [("money", 2), ("customers", 4), ("how we work", 2), ("learning", 1)]


def test_who_goes_to_whom(figure: Callable[[str, str], Figure]) -> None:
    net = figure("network", "net")
    expected = {"density": 0.25, "arcs": 14, "mutual": 4, "reciprocity": 0.5714, "dyads": 0.4, "ei": 0.1429}
    assert {part: round(number(net, part), 4) for part in expected} == expected
    assert round(number(net, "ei_chance"), 4) == 0.5714
    assert sorted(round(v, 4) for v in net.parts["raw"].values.values())[-3:] == [8.0, 9.5, 15.5]
    assert len(net.parts["cut_points"].ids) == 3


def test_the_bars_of_the_profile(figure: Callable[[str, str], Figure]) -> None:
    bars = figure("profile", "bars")
    known = {label: round(value, 1) for label, value in bars.parts["values"].values.items()}
    assert known == {
        "Direction": 75, "Agreement": 77.9, "Cascade": 100, "Measurement": 100, "Operations": 65,
        "Resources": 73.9, "Incentives": 55,
    }  # fmt: skip
    assert (bars.parts["weakest"].text, bars.parts["open"].text) == ("Incentives", "Shared understanding")
    # The paper has the same bars with shared understanding at 60.
    assert round((sum(known.values()) + 60) / 8, 1) == 75.8


def test_what_the_five_know_of_their_goals_and_how_near_they_came() -> None:
    view = together(sample().session, "understanding", "consensus")

    def found(method: str, name: str) -> Figure:
        return registry.compute(view, view.book.methods[method].figures[name], method)

    recall = found("understanding", "recall")
    known = {part: number(recall, part) for part in ("mean", "three", "clarity")}
    assert known == pytest.approx({"mean": 60, "three": 60, "clarity": 4.4})
    agree = found("consensus", "agree")
    parts = ("mean_rwg_before", "mean_rwg", "kendall_before", "kendall")
    assert [round(number(agree, part), 3) for part in parts] == [0.436, 0.779, 0.179, 0.469]
