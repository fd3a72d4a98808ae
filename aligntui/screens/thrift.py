"""Sending each row once: what stands on the terminal already is not sent again.

Textual paints a whole screen two or three times when it opens or closes one (4.7 kB each at 80x24). Rows
that are known to stand as they should are left out here. Rows that were painted in part are unknown until
they are painted whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console, ConsoleOptions, RenderResult
from rich.control import Control
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

if TYPE_CHECKING:
    from textual.geometry import Region

Row = tuple[Strip, ...]


class RowsUpdate(CompositorUpdate):
    """Some whole rows of the terminal."""

    def __init__(self, x: int, rows: list[tuple[int, Row]]) -> None:
        """`rows` are (y, strips), each beginning in column `x`."""
        self.x = x
        self.rows = rows

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Not used for terminals; here because every update has it."""
        for y, row in self.rows:
            yield Control.move_to(self.x, y)
            for strip in row:
                yield from strip

    def render_segments(self, console: Console) -> str:
        """The rows with the moves before them."""
        parts: list[str] = []
        for y, row in self.rows:
            parts.append(Control.move_to(self.x, y).segment.text)
            parts.extend(strip.render(console) for strip in row)
        return "".join(parts)


class Thrift:
    """What stands on the terminal, as far as it is known."""

    def __init__(self) -> None:
        self._rows: list[Row | None] = []
        self._region: Region | None = None

    def forget(self) -> None:
        """Nothing is known: another program wrote there, or the window changed."""
        self._rows = []
        self._region = None

    def less(self, update: object) -> object:
        """The update without rows that stand there already. Call it only with what is really sent."""
        if isinstance(update, LayoutUpdate):
            rows: list[Row] = [tuple(row) for row in update.strips]
            if update.region != self._region or len(rows) != len(self._rows):
                self._rows = list(rows)
                self._region = update.region
                return LayoutUpdate([list(row) for row in rows], update.region)
            new = [
                (update.region.y + n, row)
                for n, (row, old) in enumerate(zip(rows, self._rows, strict=True))
                if old is None or (row != old and not _same(row, old))
            ]
            self._rows = list(rows)
            return RowsUpdate(update.region.x, new)
        if isinstance(update, ChopsUpdate):
            top = self._region.y if self._region is not None else 0
            for y, _, _ in update.spans:
                if 0 <= y - top < len(self._rows):
                    self._rows[y - top] = None
            return update
        if update is not None:
            self.forget()
        return update


def _same(row: Row, old: Row) -> bool:
    """Whether two rows look alike, however they are cut into pieces."""
    return Strip.join(row).simplify() == Strip.join(old).simplify()
