"""The sample: complete, in the very format of an export, with the figures worked out on paper."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
import yaml
from exchange_kit import round_trip
from write_millrace import SAMPLE, sample, written

from aligntui.analysis import checks, registry
from aligntui.analysis.figure import Figure
from aligntui.analysis.view import View
from aligntui.methods.library import Library
from aligntui.text.words import count


@pytest.fixture(scope="module")
def view() -> View:
    found = sample()
    assert found.findings == []
    return View(found.session, found.book)


def figure(view: View, method: str, name: str) -> Figure:
    return registry.compute(view, view.book.methods[method].figures[name])


def values(view: View, found: Figure, part: str) -> dict[str, Any]:
    return {">".join(map(view.code, ref.split(">"))): v for ref, v in found.parts[part].values.items()}


def items(view: View, found: Figure, part: str) -> list[str]:
    return [view.code(ref) for ref in found.parts[part].ids]


def number(found: Figure, part: str) -> float:
    return found.parts[part].number


def test_the_file_reads_exactly_as_an_export_of_itself():
    assert SAMPLE.read_text(encoding="utf-8") == written(sample()), (
        "python tests/exchange/write_millrace.py mends it"
    )


def test_vision(view):
    assert number(figure(view, "vision", "statement"), "words") == 31
    tests = figure(view, "vision", "tests")
    assert [round(v, 2) for v in tests.parts["means"].values.values()] == [
        4.6,
        4.8,
        3.6,
        4.2,
        4.0,
        4.4,
        3.4,
        4.0,
    ]
    assert number(tests, "strong") == 6
    assert items(view, figure(view, "vision", "core"), "core") == ["V1", "V2", "V3", "V4"]


def test_factor_scores(view):
    inside, outside = figure(view, "swot", "ife"), figure(view, "swot", "efe")
    assert number(inside, "total") == pytest.approx(2.55)
    assert number(outside, "total") == pytest.approx(2.16)
    scores = values(view, inside, "scores") | values(view, outside, "scores")
    assert {code: round(v, 4) for code, v in scores.items()} == {
        "S1": 0.52, "S2": 0.44, "S3": 0.24, "S4": 0.24, "S5": 0.40, "W1": 0.12, "W2": 0.18, "W3": 0.09,
        "W4": 0.14, "W5": 0.08, "W6": 0.10, "O1": 0.24, "O2": 0.24, "O3": 0.18, "O4": 0.18, "O5": 0.24,
        "T1": 0.34, "T2": 0.12, "T3": 0.27, "T4": 0.20, "T5": 0.15,
    }  # fmt: skip


def test_grid_and_cards(view):
    grid = figure(view, "tows", "grid")
    assert (number(grid, "total"), number(grid, "possible"), number(grid, "open")) == (37, 110, 0)
    assert list(values(view, grid, "rows").values()) == [4, 4, 4, 2, 4, 3, 3, 3, 2, 5, 3]
    assert list(values(view, grid, "cols").values()) == [4, 4, 5, 4, 4, 7, 2, 3, 1, 3]
    assert (items(view, grid, "most"), items(view, grid, "least")) == (["T1"], ["T4"])
    assert items(view, figure(view, "tows", "coverage"), "unused") == []


def test_classes_of_the_plot(view):
    assert values(view, figure(view, "choose", "map"), "classes") == {
        "SO1": "big bet", "SO2": "quick win", "SO3": "big bet", "ST1": "quick win", "ST2": "fill-in",
        "ST3": "later, or never", "WO1": "quick win", "WO2": "big bet", "WO3": "fill-in", "WT1": "quick win",
        "WT2": "later, or never", "WT3": "big bet",
    }  # fmt: skip


def test_agreement_before_and_after_the_talk(view):
    found = figure(view, "choose", "agree")
    assert number(found, "mean_rwg_before") == pytest.approx(0.436, abs=0.001)
    assert number(found, "mean_rwg") == pytest.approx(0.779, abs=0.001)
    assert number(found, "kendall_before") == pytest.approx(0.179, abs=0.001)
    assert number(found, "kendall") == pytest.approx(0.469, abs=0.001)
    assert items(view, found, "lone") == ["SO1"]


def test_wind_tunnel(view):
    wind = figure(view, "scenarios", "wind")
    mean, least, works = (values(view, wind, part) for part in ("mean", "min", "works"))
    kind, regret, flag = (values(view, wind, part) for part in ("class", "regret", "flag"))
    table = {
        code: (mean[code], least[code], works[code], kind[code], regret[code], flag[code]) for code in mean
    }
    assert table == {
        "WO1": (1.25, 1, 4, "robust", 1, ""),
        "WT1": (1.50, 1, 4, "robust", 1, ""),
        "WT3": (1.50, 1, 4, "robust", 1, ""),
        "SO1": (1.25, 0, 3, "robust, exit", 2, ""),
        "WO2": (1.25, 0, 3, "robust, exit", 2, ""),
        "ST1": (1.00, 0, 3, "robust, exit", 2, ""),
        "SO2": (1.00, 0, 3, "robust, exit", 2, ""),
        "WT2": (0.75, 0, 3, "robust, exit", 2, ""),
        "ST2": (1.00, 0, 2, "contingent", 2, "hedge"),
        "WO3": (0.50, -1, 2, "contingent", 3, "bet"),
        "SO3": (0.25, -1, 2, "contingent", 3, ""),
        "ST3": (0.25, -1, 2, "contingent", 3, "bet"),
    }
    assert list(values(view, wind, "core").values()) == [1.375, 1.25, 1.25, 0.875]
    assert (items(view, wind, "weakest"), items(view, wind, "hedge")) == (["D"], ["ST2"])


def test_objectives_stand_on_goals_and_strategies(view):
    tree = figure(view, "objectives", "tree")
    assert number(tree, "coverage") in (4, 1, 100)
    assert items(view, tree, "orphans") == []
    assert items(view, tree, "bare") == []
    lights = values(view, figure(view, "objectives", "smart"), "lights")
    assert set(lights.values()) == {"SMART"}


def test_stories_keep_the_limit(view):
    for world in view.items("scenarios"):
        assert 80 <= count(world.fields["story"]) <= 150


def test_no_check_finds_a_fault(view):
    found = checks.everything(view)
    assert [f for f in found if f.severity == "error"] == []
    assert [(f.code, view.code(f.target)) for f in found if f.severity == "warning"] == [("GR1", "T4")]


def test_every_step_of_its_run_is_there():
    found = sample()
    book = Library().everything()
    for run in found.session.runs.values():
        assert [step.step for step in run.steps if book.step(step.step) is None] == []


def test_links_of_what_was_merged_stand_under_what_stays():
    case = sample()
    view = View(case.session, case.book)
    gone, stays = view.find("S5"), view.find("S1")
    items = dict(case.session.items)
    items[gone.id] = msgspec.structs.replace(gone, into=stays.id)
    session = msgspec.structs.replace(case.session, items=items)
    first, second, _ = round_trip(View(session, case.book))
    assert second == first
    data = yaml.safe_load(first)
    cites = {entry["code"]: entry["fields"]["cites"] for entry in data["collections"]["strategies"]}
    assert cites["SO1"] == ["S1", "O2"]
    assert cites["SO2"] == ["S2", "S1", "O1"]
    merged = next(entry for entry in data["collections"]["strengths"] if entry["code"] == "S5")
    assert merged["into"] == "S1"
    ends = [(link["from"], link["to"]) for links in data["links"].values() for link in links]
    assert not any("S5" in pair for pair in ends)
    assert len(set(ends)) == len(ends)
