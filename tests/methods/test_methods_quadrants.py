"""Quadrants are said once: a plot takes them from the figure of its list and scales."""

from __future__ import annotations

from pathlib import Path

import pytest
from ideas_method import IDEAS

from aligntui.analysis import registry
from aligntui.methods.check import check_document
from aligntui.methods.decode import decode, parse
from aligntui.methods.library import Library
from aligntui.methods.quadrants import NAMES, placed
from aligntui.methods.types import Method, Step

MAP = "  map: {use: quadrant, of: ideas, x: effort, y: impact, cut: [4, 2], names: {hi_hi: ACT}}\n"
ACT = {**NAMES, "hi_hi": "ACT"}
PLOT = "of: ideas, x: effort, y: impact"


def text(figures: str, plot: str) -> str:
    """A method with figures and one plot."""
    head = f"figures:\n{figures}" if figures else ""
    return f"{IDEAS}{head}steps:\n  - {{kind: plot, id: place, title: Place, ask: Where?, {plot}}}\n"


def drawn(figures: str, plot: str) -> Step:
    """The plot as it is drawn."""
    method, _ = decode(parse(text(figures, plot), "probe.yaml"), Method)
    assert isinstance(method, Method)
    return placed(method, method.steps[0])


def told(figures: str, plot: str) -> list[str]:
    """What validate says."""
    document = parse(text(figures, plot), "probe.yaml")
    return [str(found) for found in check_document(document, Library().book([]), registry.functions())]


@pytest.mark.parametrize(("plot", "cut", "names"), [
    (PLOT, [4, 2], ACT),
    (f"{PLOT}, cut: [3, 3]", [3, 3], ACT),
    (f"{PLOT}, names: {{lo_lo: LATER}}", [4, 2], {**ACT, "lo_lo": "LATER"}),
    ("of: {figure: map.order}, x: effort, y: impact", [4, 2], ACT),
    ("of: ideas, x: impact, y: effort", None, {}),
])  # fmt: skip
def test_what_a_plot_does_not_say_is_as_its_figure_says(
    plot: str, cut: list[int] | None, names: dict[str, str]
) -> None:
    step = drawn(MAP, plot)
    assert (step.cut, step.names) == (cut, names)
    assert told(MAP, plot) == []


def test_a_figure_of_another_list_says_nothing_of_it() -> None:
    assert drawn(MAP.replace("of: ideas", "of: strategies"), PLOT).cut is None


def test_a_cut_between_whole_numbers_is_high_from_the_next_on() -> None:
    assert drawn(MAP.replace("[4, 2]", "[3.5, 2]"), PLOT).cut == [4, 2]


@pytest.mark.parametrize(("other", "missing", "said"), [
    (MAP.replace("map", "bets").replace("[4, 2]", "[3, 2]"), "", "different cut. Write cut: [3, 4] here"),
    (MAP.replace("map", "bets").replace("ACT", "GO"), "", "different names. Write names: {hi_hi: ...} here"),
    (MAP.replace("map", "bets"), "", ""),
    (MAP.replace("map", "bets").replace("[4, 2]", "[3, 2]"), ", cut: [4, 2]", ""),
    (MAP.replace("map", "bets").replace("ACT", "GO"), ", names: {hi_hi: ACT}", ""),
])  # fmt: skip
def test_two_figures_that_differ_are_named_with_the_line_of_the_plot(
    other: str, missing: str, said: str
) -> None:
    found = told(MAP + other, PLOT + missing)
    line = text(MAP + other, PLOT + missing).count("\n")
    assert [
        (f":{line}:" in one or f"line {line}" in one, "map and bets" in one, said in one) for one in found
    ] == ([(True, True, True)] if said else [])


def test_a_borrowed_plot_bears_the_quadrants_of_who_lends_it(tmp_path: Path) -> None:
    (tmp_path / "probe.yaml").write_text(text(MAP, PLOT))
    (tmp_path / "own.yaml").write_text(
        "method: own\ntitle: Own\nlevel: fundamentals\nsteps:\n  - {use: probe/place, cut: [5, 5]}\n"
    )
    library = Library(user=tmp_path)
    step = library.method("own").steps[0]
    assert (step.cut, step.names) == ([5, 5], ACT)
