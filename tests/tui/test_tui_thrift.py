"""What is sent once is not sent again, and the terminal shows the same as if everything were sent."""

from __future__ import annotations

from typing import Any

import pyte
import pytest
from bakery import Ticks, millrace, steady
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.console import RenderableType
from rich.segment import Segment
from rich.style import Style
from textual._compositor import CompositorUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from aligntui.methods.library import Library
from aligntui.settings import Settings
from aligntui.store.local.repository import Store
from aligntui.tui.app import AlignApp
from aligntui.tui.pages.home.page import Home
from aligntui.tui.terminal.ink import told
from aligntui.tui.terminal.thrift import CellsUpdate, Thrift, differing, joined, put

RED, PLAIN = Style(color="red"), Style()
SEGMENTS = st.lists(
    st.builds(
        lambda text, style: Segment(text, style),
        st.text("ab 漢─é", min_size=1, max_size=4),
        st.sampled_from([RED, PLAIN]),
    ),
    max_size=6,
)


def row(segments: list[Segment], cells: int = 20) -> Strip:
    return Strip(segments).adjust_cell_length(cells, PLAIN).simplify()


def cells_of(strip: Strip) -> list[tuple[str, Style | None]]:
    """Each cell with its look; the second half of a wide sign is an empty string."""
    from rich.cells import cell_len

    return [
        cell
        for text, style, _ in strip
        for sign in text
        for cell in [(sign, style), *([("", style)] if cell_len(sign) == 2 else [])]
    ]


@given(SEGMENTS, SEGMENTS)
@settings(max_examples=150)
def test_sending_the_difference_gives_the_new_row(a: list[Segment], b: list[Segment]) -> None:
    old, new = row(a), row(b)
    shown = old
    for start, end in differing(old, new):
        assert 0 <= start <= end <= new.cell_length
        shown = put(shown, start, new.crop(start, end))
    assert cells_of(shown) == cells_of(new)
    assert differing(new, new) == []


def test_only_what_differs_is_sent() -> None:
    thrift = Thrift()
    region = Region(0, 0, 20, 2)
    first = [[row([Segment("same", PLAIN)])], [row([Segment("one two three", PLAIN)])]]
    assert isinstance(thrift.less(LayoutUpdate(first, region)), LayoutUpdate)
    second = [[row([Segment("same", PLAIN)])], [row([Segment("one 222 three", PLAIN)])]]
    less = thrift.less(LayoutUpdate(second, region))
    assert isinstance(less, CellsUpdate)
    assert [(x, y, strip.text) for x, y, strip in less.runs] == [(4, 1, "222")]
    again = thrift.less(LayoutUpdate(second, region))
    assert isinstance(again, CellsUpdate)
    assert again.runs == []
    thrift.forget()
    assert isinstance(thrift.less(LayoutUpdate(second, region)), LayoutUpdate)


def test_another_size_is_sent_whole() -> None:
    thrift = Thrift()
    thrift.less(LayoutUpdate([[row([])]], Region(0, 0, 20, 1)))
    assert isinstance(thrift.less(LayoutUpdate([[row([], 30)]], Region(0, 0, 30, 1))), LayoutUpdate)


def test_a_row_in_pieces_is_one_row() -> None:
    assert joined([Strip([Segment("ab", RED)]), Strip([Segment("cd", RED)])]) == Strip([Segment("abcd", RED)])


class Watched(AlignApp):
    """The app, its screen sent to two terminals: everything to one, what differs to the other."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.full, self.thin = pyte.Screen(100, 30), pyte.Screen(100, 30)
        self._full, self._thin = pyte.Stream(self.full), pyte.Stream(self.thin)
        self.held = Thrift()
        self.sent = [0, 0]

    def _display(self, screen: Any, renderable: RenderableType | None) -> None:
        if isinstance(renderable, CompositorUpdate):
            whole = renderable.render_segments(self.console)
            less = self.held.less(renderable)
            assert isinstance(less, CompositorUpdate)
            part = less.render_segments(self.console)
            self._full.feed(whole)
            self._thin.feed(part)
            self.sent[0] += len(whole.encode())
            self.sent[1] += len(part.encode())
            assert self.thin.display == self.full.display
            assert self.thin.buffer == self.full.buffer
        super()._display(screen, renderable)


WALK = [
    "down", "up", "ctrl+p", "t", "h", "escape", "question_mark", "escape", "f", "down", "escape",
    "enter", "escape", "s", "down", "right", "escape", "slash", "o", "v", "escape", "q", "a", "down",
]  # fmt: skip


@pytest.mark.parametrize("size", [(100, 30)])
async def test_a_terminal_shows_the_same_for_a_third_of_the_bytes(
    store: Store, size: tuple[int, int]
) -> None:
    handle, _ = millrace(store, Library())
    handle.close()
    app = Watched(store, Library(), Settings(), lambda _: Home(), now=store.clock, new_id=store.new_id)
    app.clock = Ticks()
    async with app.run_test(size=size) as pilot:
        await steady(pilot, app)
        for key in WALK:
            await pilot.press(key)
            await pilot.pause()
        await steady(pilot, app)
    full, thin = app.sent
    assert thin < full / 2.5


async def test_moving_in_a_list_is_cheap(store: Store) -> None:
    millrace(store, Library(), "swot/factors")[0].close()
    for number in range(4):
        store.duplicate("Millrace 2027", f"Other {number}").close()
    app = Watched(store, Library(), Settings(), lambda _: Home(), now=store.clock, new_id=store.new_id)
    app.clock = Ticks()
    async with app.run_test(size=(100, 30)) as pilot:
        await steady(pilot, app)
        before = list(app.sent)
        await pilot.press("down")
        await pilot.pause()
        assert app.sent[0] - before[0] < 1000
        assert app.sent[1] - before[1] < 700


BAR = Style(color="#d7d7d7", bgcolor="#303030")
LOOKS = [
    PLAIN, RED, Style(bold=True), Style(color="red", bgcolor="blue"), BAR, BAR + Style(bold=True),
    Style(bgcolor="blue", reverse=True), Style(color="color(196)"),
]  # fmt: skip
PIECES = st.lists(
    st.tuples(st.text("ab ", min_size=1, max_size=4), st.sampled_from(LOOKS)), min_size=1, max_size=6
)


@given(st.lists(PIECES, min_size=1, max_size=4))
@settings(max_examples=150)
def test_a_look_said_once_shows_the_same_as_one_said_each_time(rows: list[list[tuple[str, Style]]]) -> None:
    runs = [(n, n, Strip([Segment(text, look) for text, look in pieces])) for n, pieces in enumerate(rows)]
    full = "".join(
        f"\x1b[{y + 1};{x + 1}H" + "".join(s.style.render(s.text) if s.style else s.text for s in strip)
        for x, y, strip in runs
    )
    shown = []
    for said in (full, told(runs, ColorSystem.TRUECOLOR)):
        screen = pyte.Screen(40, 6)
        pyte.Stream(screen).feed(said + "z")
        shown.append([[screen.buffer[y][x] for x in range(40)] for y in range(6)])
    assert shown[0] == shown[1]


def test_only_what_changes_of_a_look_is_said() -> None:
    grey, bright = (
        Style(color="color(248)", bgcolor="color(234)"),
        Style(color="color(252)", bgcolor="color(234)"),
    )
    runs = [(0, 0, Strip([Segment("a", grey), Segment("b", bright)])), (0, 1, Strip([Segment("c", bright)]))]
    assert told(runs, ColorSystem.EIGHT_BIT) == (
        "\x1b[1;1H\x1b[38;5;248;48;5;234ma\x1b[38;5;252mb\x1b[2;1Hc\x1b[0m"
    )
