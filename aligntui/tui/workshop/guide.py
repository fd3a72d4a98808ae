"""The guide to a step: in a panel beside it where there is room, else over it."""

from __future__ import annotations

from aligntui.tui.kinds.base import Hint
from aligntui.tui.rows import SIDE, behind_rule, filled, paged
from aligntui.tui.widgets.canvas import Canvas
from aligntui.tui.workshop import panel
from aligntui.tui.workshop.legend import legend
from aligntui.tui.workshop.message_bar import MessageBar
from aligntui.tui.workshop.scene import Scene

HEAD = 2
"""Rows of a page that the guide over it leaves free."""
LEAST = 8
"""Rows from which it ends above what it would cut; a smaller one covers that."""


class GuidePanel:
    """Where the guide is drawn, and which page of it.

    Attributes:
        over: Whether it lies over the step, or over what the step itself has in the side panel.
    """

    def __init__(self, scene: Scene, bar: MessageBar) -> None:
        self._scene, self._page, self._bar = scene, scene.page, bar
        self.over = False
        self._beside = True
        self._at = 0
        self._pages = 1
        self._laid = (0, 0)

    @property
    def _wide(self) -> bool:
        return self._page.size.width >= 80 + SIDE + 1

    @property
    def _over(self) -> Canvas:
        return self._page.query_one("#over", Canvas)

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
            self.show(not self.over)
            return
        if self._at + 1 < self._pages:
            self._at += 1
            self.draw()
            return
        self._at = 0
        view = self._scene.step_view
        if view is not None and view.companion() is not None:
            self.over = not self.over
        else:
            self._beside = not self._beside
        self.place()
        self._page.call_after_refresh(self._page.resized)

    def open(self) -> None:
        """Have it stand open: over the step where it does not stand beside it."""
        if not self._wide:
            self.show(True)

    def show(self, on: bool) -> None:
        """Lay it over the step, or take it away."""
        self.over, self._at = on, 0
        self._over.display = on
        self.turn(0)
        self._page.frame()

    def begin(self) -> None:
        """Another step stands there: its guide is not over it."""
        self.over = self._over.display = False
        self._at = 0
        self.place()

    def turn(self, pages: int) -> None:
        """Show another page of it; it makes way for the line in focus."""
        if self._wide:
            self.draw()
            return
        over, scene = self._over, self._scene
        # A message of two rows moves the line being typed up by one.
        top, room = self._laid = self._room(18 - max(1, self._bar.rows))
        over.styles.margin = (top, 0, 0, 0)
        over.styles.height = room
        self._at, rows = panel.guide_page(
            scene.method, scene.step, self._page.size.width, room, self._at + pages,
            legend(scene.view.book, scene.step),
        )  # fmt: skip
        over.show(rows)

    def make_way(self, _laid_out: object = None) -> None:
        """What it lies over is laid out anew, a line in it has grown, or another one has the focus."""
        if self.over and not self._wide and self._laid != self._room(18 - max(1, self._bar.rows)):
            self.turn(0)

    def _room(self, rows: int) -> tuple[int, int]:
        """First row over the step, and how many: a line or choice in focus stays free, nothing is cut."""
        edit = self._page.edit or (self._page.focused if self._scene.editing() is not None else None)
        view, top, bottom = self._scene.step_view, HEAD, HEAD + rows
        if edit is not None:
            above, below = edit.region.y - HEAD, bottom - edit.region.bottom
            if above >= 0 < below:
                # Below the line it covers all there is: half a sentence would say something else.
                end = self._page.query_one("#message", Canvas).region.y
                top, bottom = (edit.region.bottom, end) if below >= above else (HEAD, edit.region.y)
        shown = view.walk_children(Canvas) if view is not None else ()
        for cut in [part.region for part in shown if part.region.y < bottom < part.region.bottom]:
            bottom = cut.y if cut.y - top >= LEAST else cut.bottom
        return top, bottom - top

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
        rows = view.companion() if not self.over else None
        if rows is None:
            rows = panel.guide_lines(scene.method, scene.step, SIDE - 2, legend(scene.view.book, scene.step))
            rows, self._pages = paged(rows, height, self._at, self._page.key_of("guide"), "closes it")
        self._side.show([behind_rule(row, SIDE + 1) for row in filled(rows, height)])

    def with_keys(self, hints: list[Hint]) -> list[Hint]:
        """The keys of the guide behind the first one, while it lies over the step."""
        if not (self.over and self._over.display):
            return hints
        own = [("PgUp/PgDn", "guide"), (self._page.key_of("guide"), "close")]
        rest = [hint for hint in hints if hint[0] not in (*dict(own), "PgUp", "PgDn")]
        return [*rest[:1], *own, *rest[1:]]
