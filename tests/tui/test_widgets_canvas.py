"""A canvas repaints the cells that differ: all of those, and hardly any others."""

from __future__ import annotations

from hostile import HOSTILE_STRINGS
from hypothesis import example, given
from hypothesis import settings as limits
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.geometry import Region

from aligntui.text.clean import clean_line
from aligntui.tui.terminal.process import Process
from aligntui.tui.terminal.thrift import ThriftyApp
from aligntui.tui.widgets.canvas import Canvas, changed
from aligntui.tui.widgets.line import Line, fit, line
from aligntui.tui.widgets.theme import PALETTES, ROLES, style, textual_theme

WORDS = st.one_of(st.text(max_size=40), st.sampled_from(HOSTILE_STRINGS)).map(clean_line)
SPANS = st.tuples(WORDS, st.sampled_from(["text", "muted", "accent+bold", "text@focus"]))
LINES = st.lists(SPANS, max_size=4).map(tuple)


def looks(row: Line, cells: int) -> list[tuple[str, str]]:
    """Sign and role of each cell; a wide sign takes a cell and an empty one."""
    from rich.segment import Segment
    from textual.strip import Strip

    found: list[tuple[str, str]] = []
    for text, role in fit(row, cells):
        strip = Strip([Segment(text)])
        for x in range(strip.cell_length):
            found.append((strip.crop(x, x + 1).text, role))
    return found


@limits(max_examples=150, deadline=None)
@given(LINES, LINES, st.integers(1, 90))
@example((("ab", "text"),), (("ba", "text"),), 10)
@example((("日本", "text"),), (("日語", "text"),), 10)
@example((("aa", "text"),), (("aaa", "text"),), 10)
def test_every_cell_outside_the_run_looks_as_before(before: Line, now: Line, cells: int) -> None:
    start, end = changed(before, now, cells)
    assert 0 <= start <= end <= cells
    old, new = looks(before, cells), looks(now, cells)
    assert old[:start] == new[:start]
    assert old[end:] == new[end:]


@limits(max_examples=50, deadline=None)
@given(LINES, st.integers(1, 90))
def test_nothing_changed_is_nothing_to_paint(row: Line, cells: int) -> None:
    start, end = changed(row, row, cells)
    assert start == end


def test_a_moved_mark_costs_two_cells() -> None:
    before, now = line((" ", "accent"), "S1 Sourdough"), line((">", "accent"), "S1 Sourdough")
    assert changed(before, now, 80) == (0, 1)
    assert changed(line("score 3"), line("score 4"), 80) == (6, 7)


class Board(App[None]):
    """One canvas, and the regions it asks to have painted."""

    def compose(self) -> ComposeResult:
        yield Canvas(id="it")


class Rules(ThriftyApp):
    """One canvas on a terminal of which more is known."""

    def compose(self) -> ComposeResult:
        yield Canvas(id="it")


async def test_only_rows_that_differ_are_painted() -> None:
    app = Board()
    async with app.run_test(size=(40, 10)):
        canvas = app.query_one(Canvas)
        canvas.show([line("one"), line("two"), line("three")])
        asked: list[Region] = []
        canvas.refresh = lambda *regions, **_: asked.extend(regions)  # type: ignore[method-assign,assignment,return-value]
        canvas.show([line("one"), line("twa"), line("three")])
        assert asked == [Region(2, 1, 1, 1)]
        asked.clear()
        canvas.show([line("one"), line("twa"), line("three")])
        assert asked == []
        # A row less is a row of blanks; rows under the bottom are not painted at all.
        canvas.show([line("one"), line("twa"), *[line("x")] * 30])
        assert {r.y for r in asked} == set(range(2, 10))


async def test_rows_are_as_wide_as_the_canvas_and_ascii_when_asked() -> None:
    app = Rules(process=Process(ascii=True))
    async with app.run_test(size=(40, 10)):
        canvas = app.query_one(Canvas)
        canvas.show([line("── a │")])
        assert canvas.render_line(0).text == "-- a |".ljust(40)
        assert canvas.render_line(5).text == " " * 40


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_text_role_can_be_read_on_every_ground() -> None:
    for name in PALETTES:
        for role in ROLES:
            if role in ("bg", "bar", "focus", "rule"):
                continue
            for ground in ("", "bar", "focus"):
                look = style(name, f"{role}@{ground}" if ground else role)
                assert look.color is not None
                assert look.bgcolor is not None
                pair = sorted((luminance(look.color.name), luminance(look.bgcolor.name)))
                # 4.5 is WCAG 2 AA for text; SCREENS gives 4.5 as the lowest of all, rounded.
                assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 4.45, (name, role, ground)


def test_without_colour_focus_is_reverse_and_headings_bold() -> None:
    focus = style("dusk", "text@focus", True)
    assert (focus.reverse, focus.color, focus.bgcolor) == (True, None, None)
    assert style("dusk", "accent+bold", True).bold
    assert style("dusk", "finding", True).bold


def test_palettes_are_xterm_colours() -> None:
    steps = (0, 95, 135, 175, 215, 255)
    greys = {8 + 10 * n for n in range(24)}
    for palette in PALETTES.values():
        assert set(palette) == set(ROLES)
        for colour in palette.values():
            r, g, b = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
            assert (r == g == b and r in greys) or {r, g, b} <= set(steps)
    assert textual_theme("paper").dark is False
