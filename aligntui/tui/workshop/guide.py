"""The guide to a step: in a panel beside it where there is room, else below it."""

from __future__ import annotations

from aligntui.tui.kinds.base import Hint
from aligntui.tui.rows import SIDE, behind_rule, filled, paged
from aligntui.tui.widgets.canvas import Canvas
from aligntui.tui.workshop import panel
from aligntui.tui.workshop.legend import legend
from aligntui.tui.workshop.message_bar import MessageBar
from aligntui.tui.workshop.scene import Scene

MOST, LEAST = 17, 5
"""Rows of the guide below a step: at most, and those for which it is worth standing there."""


class GuidePanel:
    """Where the guide is drawn, and which page of it.

    Attributes:
        is_open: Whether it stands below the step, or in place of what the step itself has beside it.
    """

    def __init__(self, scene: Scene, bar: MessageBar) -> None:
        self._scene, self._page, self._bar = scene, scene.page, bar
        self.is_open = False
        self._beside = True
        self._at = 0
        self._pages = 1

    @property
    def _wide(self) -> bool:
        return self._page.size.width >= 80 + SIDE + 1

    @property
    def _below(self) -> Canvas:
        return self._page.query_one("#below", Canvas)

    @property
    def _side(self) -> Canvas:
        return self._page.query_one("#side", Canvas)

    @property
    def main(self) -> int:
        """Columns that the step has."""
        return self._page.size.width - (SIDE + 1 if self._side.display else 0)

    async def do_guide(self) -> None:
        """Open it, turn it, close it behind its last page; the line being typed keeps focus and words."""
        if not self._wide:
            self.show(not self.is_open)
            return
        if self._at + 1 < self._pages:
            self._at += 1
            self.draw()
            return
        self._at = 0
        view = self._scene.step_view
        if view is not None and view.companion() is not None:
            self.is_open = not self.is_open
        else:
            self._beside = not self._beside
        self.place()
        self._page.call_after_refresh(self._page.resized)

    def open(self) -> None:
        """Have it stand open: below the step where it does not stand beside it."""
        if not self._wide:
            self.show(True)

    def show(self, on: bool) -> None:
        """Put it below the step, or take it away."""
        self.is_open, self._at = on, 0
        self.turn(0)
        self._page.frame()

    def begin(self) -> None:
        """Another step stands there: its guide is not opened."""
        self.is_open = self._below.display = False
        self._at = 0
        self.place()

    def turn(self, pages: int) -> None:
        """Show another page of it, in the rows that the field in focus and its choices leave."""
        if self._wide:
            self.draw()
            return
        below, scene, page = self._below, self._scene, self._page
        room = self._room()
        below.display = self.is_open and room >= LEAST
        if not below.display:
            return
        below.styles.height = room
        self._at, rows = panel.guide_page(
            scene.method, scene.step, page.size.width, room, self._at + pages,
            legend(scene.view.book, scene.step),
        )  # fmt: skip
        below.show(rows)

    def _room(self) -> int:
        """Rows there are for it below the step."""
        page, focused, view = self._page, self._page.focused, self._scene.step_view
        head = page.query_one("#head", Canvas)
        rows = page.size.height - 2 - len(head.rows) - max(1, self._bar.rows)
        wanted: int = getattr(focused, "rows_wanted", (1, 1))[0]
        return min(MOST, rows - max(view.ROWS if view is not None else 0, wanted + 2))

    def place(self) -> None:
        """Show the side panel where there is room for it."""
        self._side.display = self._wide and self._beside
        self.draw()

    def draw(self) -> None:
        """Draw the side panel: what the step has beside it, else its guide."""
        scene, view, self._pages = self._scene, self._scene.step_view, 1
        if not self._side.display or view is None:
            return
        height = max(2, self._page.size.height - 3)
        rows = view.companion() if not self.is_open else None
        if rows is None:
            rows = panel.guide_lines(scene.method, scene.step, SIDE - 2, legend(scene.view.book, scene.step))
            rows, self._pages = paged(rows, height, self._at, self._page.key_of("guide"), "closes it")
        self._side.show([behind_rule(row, SIDE + 1) for row in filled(rows, height)])

    def with_keys(self, hints: list[Hint]) -> list[Hint]:
        """The keys of the guide behind the first one, while it stands below the step."""
        if not (self.is_open and self._below.display):
            return hints
        own = [("PgUp/PgDn", "guide"), (self._page.key_of("guide"), "close")]
        rest = [hint for hint in hints if hint[0] not in (*dict(own), "PgUp", "PgDn")]
        return [*rest[:1], *own, *rest[1:]]
