"""Figures in a section of the plan: title, value and sentence, or the part that is asked for."""

from __future__ import annotations

import pytest
from build import build

from aligntui.analysis import registry, slots
from aligntui.analysis.figures import Figures
from aligntui.analysis.figures_told import lines
from aligntui.analysis.plan import section
from aligntui.analysis.readout import read_back
from aligntui.methods.pages import Part, Section
from aligntui.methods.types import Method

LISTS = {"jobs": {"code": "J", "fields": {"cost": {"type": "number"}, "gain": {"type": "number"}}}}
ITEMS = {"jobs": {"J1": {"text": "Bake", "cost": "4", "gain": "8"}, "J2": {"text": "Sell", "cost": "6"}}}
TOTAL = {"use": "total", "of": "jobs", "value": "cost"}
FIGURES = {
    "cost": {**TOTAL, "title": "What it costs", "bands": {"0": "low", "8": "high"}},
    "gain": {**TOTAL, "value": "gain"},
    "cover": {
        "use": "ratio",
        "above": "gain.total",
        "below": "cost.total",
        "title": {"ratio": "Gain by cost"},
    },
    "dear": {"use": "rule", "of": "jobs", "where": "cost > 5", "say": "{text} is dear.", "code": "JJ1"},
}
VIEW = build(
    LISTS, ITEMS, methods=[Method(method="own", title="Own", level="advanced", figures=FIGURES, steps=[])]
)


@pytest.mark.parametrize(
    ("ref", "told"),
    [
        ("own:cost", [("What it costs:", "high, 10 in all; J2 has the most, 6.")]),
        ("own:gain", [("", "8 in all. 1 of 2 has no number.")]),
        ("own:cover", [("Gain by cost:", "0.80, 8 of 10")]),
        ("own:cover.line", [("Gain by cost:", "0.80, 8 of 10")]),
        ("own:cost.mean", [("What it costs: mean:", "5.0, low")]),
        ("own:dear.items", [("What it speaks of:", "J2 Sell")]),
        ("own:dear.line", []),
        (
            "total.total",
            [("What it costs:", "10, high"), ("Jobs: sum of all:", "8, 1 of 2 has no number")],
        ),
    ],
)
def test_a_figure_is_told_with_what_it_is_called(ref: str, told: list[tuple[str, str]]) -> None:
    assert lines(VIEW, [ref]) == told


def test_a_rule_says_what_it_found_and_several_rows_stand_in_one_line() -> None:
    assert lines(VIEW, ["own:dear"]) == [("", 'J2 "Sell" is dear.')]
    assert lines(VIEW, ["own:cost.bars"]) == [
        ("What it costs: sums of the groups, else the amounts, the largest first:", "J2 Sell: 6; J1 Bake: 4")
    ]


def test_a_slot_takes_the_name_of_a_figure() -> None:
    item = VIEW.items("jobs")[1]
    assert slots.first(VIEW, item, ["{cost.shares}"]) == slots.first(VIEW, item, ["{total.shares}"]) == "60%"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{cover.ratio} of it", "0.80 of it"),
        ("{own:cover.ratio}", "0.80"),
        ("{cost.band}", "low"),
        ("{own:cost.values}", "4"),
    ],
)
def test_a_text_takes_the_number_of_a_figure_and_its_word(text: str, said: str) -> None:
    assert slots.first(VIEW, VIEW.items("jobs")[0], [text]) == said


@pytest.mark.parametrize(
    ("where", "codes"), [("cover.ratio < 0.9", ["J1", "J2"]), ("own:cost.total < 9", [])]
)
def test_a_condition_of_a_part_asks_a_number_of_a_figure(where: str, codes: list[str]) -> None:
    declared = Section(key="jobs", title="Jobs", parts=[Part(of="jobs", where=where)])
    assert [line.code for line in section(VIEW, declared).lines] == codes


def test_the_band_of_a_number_with_values_of_items_is_said_of_the_whole() -> None:
    figures = Figures(VIEW)
    assert read_back("It costs {cost.total}, which is {cost.band}.", figures, "own", VIEW) == (
        "It costs 10, which is high."
    )
    dear = {"use": "rule", "where": "cost.band = high", "say": "Costs are {cost.band}.", "code": "JJ2"}
    [finding] = registry.compute(VIEW, dear, "own").findings
    assert finding.message == "Costs are high."
