"""Sending each cell once: what stands on the terminal already is not sent again.

Textual paints a whole screen two or three times when one opens or closes (4.7 kB each at 80x24), and the
whole beginning of a row when its end changes. Here every update is held against what is known to stand on
the terminal, and only the cells that differ leave. A row is written anew from its first to its last
difference.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.control import Control
from rich.segment import Segment
from textual import events
from textual._compositor import ChopsUpdate, Compositor, CompositorUpdate, LayoutUpdate
from textual.app import App
from textual.await_remove import AwaitRemove
from textual.dom import DOMNode
from textual.driver import Driver
from textual.errors import NoWidget
from textual.filter import Monochrome, NoColor
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from aligntui.tui.terminal.ink import told
from aligntui.tui.terminal.process import Process


class CellsUpdate(CompositorUpdate):
    """Some runs of cells."""

    def __init__(self, runs: list[tuple[int, int, Strip]]) -> None:
        """`runs` are (x, y, cells)."""
        self.runs = runs

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """As every update has it; terminals get `render_segments`."""
        for x, y, strip in self.runs:
            yield Control.move_to(x, y)
            yield from strip

    def render_segments(self, console: Console) -> str:
        """The runs, each behind a move of the cursor."""
        return told(self.runs, console._color_system or ColorSystem.TRUECOLOR)


class Thrift:
    """What stands on the terminal, as far as it is known."""

    def __init__(self) -> None:
        self._rows: list[Strip] = []
        self._region: Region | None = None

    def forget(self) -> None:
        """Nothing is known: another program wrote there, or the window changed."""
        self._rows = []
        self._region = None

    def less(self, update: RenderableType | None) -> RenderableType | None:
        """The update without cells that stand there already. Call it only for what is really sent."""
        if isinstance(update, LayoutUpdate):
            return self._layout(update)
        if isinstance(update, ChopsUpdate) and self._region is not None:
            return self._chops(update, self._region)
        if update is not None:
            self.forget()
        return update

    def _layout(self, update: LayoutUpdate) -> LayoutUpdate | CellsUpdate:
        rows = [joined(row) for row in update.strips]
        region, known = update.region, self._rows
        alike = region == self._region and len(rows) == len(known)
        self._rows, self._region = rows, region
        if not alike:
            return LayoutUpdate([[row] for row in rows], region)
        return CellsUpdate(
            [
                (region.x + start, region.y + n, row.crop(start, end))
                for n, (row, old) in enumerate(zip(rows, known, strict=True))
                for start, end in differing(old, row)
            ]
        )

    def _chops(self, update: ChopsUpdate, region: Region) -> ChopsUpdate | CellsUpdate:
        runs: list[tuple[int, int, Strip]] = []
        for y, x1, x2 in update.spans:
            n = y - region.y
            if not 0 <= n < len(self._rows):
                self.forget()
                return update
            row = old = self._rows[n]
            for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                if strip is None or x > x2 or end <= x1:
                    continue
                # As Textual sends it: from the beginning of the piece to the end of the span.
                stop = min(end, x2)
                row = put(row, x - region.x, strip.crop(0, stop - x))
            row = row.simplify()
            self._rows[n] = row
            runs += [(region.x + start, y, row.crop(start, stop)) for start, stop in differing(old, row)]
        return CellsUpdate(runs)


def joined(row: Iterable[Strip]) -> Strip:
    """A row in one piece, neighbours of the same look together."""
    return Strip.join(list(row)).simplify()


def put(row: Strip, x: int, cells: Strip) -> Strip:
    """The row with some cells written over it."""
    end = x + cells.cell_length
    return Strip.join([row.crop(0, x), cells, row.crop(end, max(end, row.cell_length))])


def differing(old: Strip, new: Strip) -> list[tuple[int, int]]:
    """The run of cells (from, to) in which two rows differ; none when they look alike."""
    if old.cell_length != new.cell_length:
        return [(0, new.cell_length)]
    a, b = list(old), list(new)
    start = _same(a, b, False)
    if start >= new.cell_length:
        return []
    end = new.cell_length - _same(a, b, True)
    return [(start, max(start, end))]


def _same(a: list[Segment], b: list[Segment], back: bool) -> int:
    """Cells that two rows have in common at their beginning, or at their end."""
    cells = 0
    pairs = zip(reversed(a), reversed(b), strict=False) if back else zip(a, b, strict=False)
    for (text_a, style_a, _), (text_b, style_b, _) in pairs:
        if style_a != style_b:
            break
        if text_a == text_b:
            cells += cell_len(text_a)
            continue
        # Only plain letters are taken apart: a sign of several code points must leave whole.
        if text_a.isascii() and text_b.isascii():
            if back:
                text_a, text_b = text_a[::-1], text_b[::-1]
            shorter = min(len(text_a), len(text_b))
            cells += next((n for n in range(shorter) if text_a[n] != text_b[n]), shorter)
        break
    return cells


class NearCompositor(Compositor):
    """Draws what lies where something changed; Textual asks every widget of the screen at each letter."""

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        for widget, (region, clip) in list(self.visible_widgets.items()):
            seen = region.intersection(clip)
            if seen and (crop is None or crop.overlaps(seen)) and not is_blank(widget):
                yield region, clip, widget.render_lines(seen.translate(-region.offset))


def is_blank(widget: Widget) -> bool:
    """Whether a widget holds others and shows nothing itself: its rows are those of what it lies in."""
    kind, styles = type(widget), widget.styles
    return (
        kind.render is Widget.render
        and kind.render_line is Widget.render_line
        and not styles.layer
        and not (styles.background.a or styles.background_tint.a)
        and not styles.gutter
    )


class ThriftyApp(App[int]):
    """An app that sends only the cells that differ."""

    def __init__(self, driver_class: type[Driver] | None = None, process: Process | None = None) -> None:
        self.process = process or Process()
        # Without colours the terminal's own stay as they are; greys made of ours would not be readable there.
        super().__init__(driver_class=driver_class, ansi_color=True if self.process.no_color else None)
        # Textual asks the environment, which is that of all apps in a process.
        self.no_color = self.process.no_color
        # Two widgets on each screen for what is said here in the message row.
        self._disable_tooltips = self._disable_notifications = True
        self._filters = [kept for kept in self._filters if not isinstance(kept, NoColor | Monochrome)]
        if self.no_color:
            self._filters.append(NoColor())
        self.thrift = Thrift()
        self.loop: asyncio.AbstractEventLoop | None = None

    def begin_with(self, theme: str) -> None:
        """Have this theme from the start. Set as it is later on, all styles would be read twice at once."""
        self.set_reactive(ThriftyApp.theme, theme)
        dark = self.current_theme.dark
        classes = {f"-theme-{theme}": True, "-dark-mode": dark, "-light-mode": not dark}
        self.update_classes(classes, update=False)
        self._refresh_truecolor_filter(self.ansi_theme)
        self.stylesheet.set_variables(self.get_css_variables())

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        sent = self._running and not self._closed and not self.is_headless and not self._batch_count
        if sent and renderable is not None:
            renderable = self.thrift.less(renderable)
        super()._display(screen, renderable)

    def _register_child(self, parent: DOMNode, child: Widget, before: int | None, after: int | None) -> None:
        if isinstance(child, Screen):
            child._compositor = NearCompositor()
        super()._register_child(parent, child, before, after)

    def _prune(self, *nodes: Widget, parent: DOMNode | None = None) -> AwaitRemove:
        """Widgets that go drop their drawn rows: Textual remembers the last thousand holders of such rows."""
        for node in nodes:
            for widget in node.walk_children(Widget, with_self=True):
                widget._styles_cache.clear()
        return super()._prune(*nodes, parent=parent)

    def _handle_exception(self, error: Exception) -> None:
        if self.is_headless:
            # A test sees the error itself.
            super()._handle_exception(error)
            return
        self.tell_failure(error)
        self._return_code = 1
        self.exit(1)

    def fail(self, error: Exception) -> None:
        """End for something that nobody expected."""
        self._handle_exception(error)

    @property
    def in_company(self) -> bool:
        """Whether others see this person as being in a session. Any thread may ask."""
        return False

    @property
    def unsaved(self) -> bool:
        """Whether something that one sees or wrote is not on disk."""
        return False

    def hang_up(self) -> None:
        """Put drafts on disk now, without waiting for anything. Any thread may call it."""

    def let_go(self, wake: Callable[[int], None]) -> None:
        """Give the terminal back without waiting for it; `wake` ends what a thread (its number) waits for."""
        release = getattr(self._driver, "let_go", None)
        if release is not None:
            release(wake)

    async def settle(self) -> None:
        """Let the last keys arrive where words are kept."""

    def tell_failure(self, error: Exception) -> None:
        """Keep what is to be said of an unexpected end."""

    async def on_event(self, event: events.Event) -> None:
        """A mouse on what is just going away is on nothing: Textual still has it on its map for a moment."""
        if isinstance(event, events.MouseEvent):
            with suppress(NoWidget):
                if not self.get_widget_at(event.x, event.y)[0].is_attached:
                    return
        await super().on_event(event)

    def on_mount(self) -> None:
        """After a stop the shell has written on the terminal."""
        self.app_resume_signal.subscribe(self, lambda _: self.thrift.forget(), immediate=True)

    def on_resize(self, event: events.Resize) -> None:
        """The terminal may have moved its rows about."""
        self.thrift.forget()

    def repaint(self) -> None:
        """Send everything anew: another program wrote on the terminal."""
        self.thrift.forget()
        self.refresh(layout=True)
        self.screen.refresh()
