"""Report: figures and findings as lines to read, each with its sentence, and what it rests on."""

from __future__ import annotations

from aligntui.analysis.gather import sentence
from aligntui.analysis.tree_shape import LOOSE
from aligntui.engine.kind import Intent
from aligntui.engine.kinds import report
from aligntui.methods.types import Method, Step
from aligntui.tui.kinds.base import Hint
from aligntui.tui.kinds.desk import Desk
from aligntui.tui.kinds.figures import Bars, figure_body, figure_lines
from aligntui.tui.kinds.talk import UP_DOWN, TextView
from aligntui.tui.kinds.tree_lines import tree_body
from aligntui.tui.widgets.line import BLANK, Line, labelled, length, line, paragraph, wrap
from aligntui.tui.widgets.plan_lines import (
    ONWARD,
    Spot,
    behind,
    first_spot,
    is_sentence,
    moved,
    plan_body,
    stops,
    turned,
)
from aligntui.tui.widgets.sharing import sides


class ReportView(TextView):
    """Figures to read. Up and Down scroll; lines of a plan, of a tree, bars of a profile take the focus."""

    state: report.Report
    STANDS = ("at", "top", "folded")

    def __init__(self, desk: Desk, method: Method, step: Step) -> None:
        super().__init__(desk, method, step)
        self.top = 0
        self.at = -1
        """Number of the line in focus; -1 for the first that is worth it."""
        self.folded: set[str] = set()

    @property
    def _paged(self) -> bool:
        """Whether it stands on pages, as a plan and lists do."""
        return bool(report.page(self.ctx).sections)

    @property
    def _high(self) -> int:
        return self.size.height or self.app.size.height - 5

    def body(self) -> tuple[list[Line], list[Spot]]:
        """All of the report, and what takes the focus."""
        cells = (self.size.width or 80) - 2
        out: list[Line] = []
        spots: list[Spot] = []
        ctx = self.ctx
        first = report.ahead(ctx) if self._paged else []
        closing = report.closing(ctx)
        if first:
            out, spots = behind([], [], *self._figures(first, cells, 0), self._high)
            if not length(out[-1]):
                out[-1] = line((f" + more{ONWARD}", "muted"))
        if self._paged:
            pages, on_pages = plan_body(report.page(ctx), cells + 2, self._high, self.at - len(spots))
            spots = [*spots, *(moved(spot, len(out)) for spot in on_pages)]
            out = [*out, *pages]
        rest: list[Line] = []
        if closing and not report.tree_ref(ctx):
            rest += [
                *([] if self._paged else [BLANK]),
                *paragraph(closing, cells - 1, role="text+bold", lead=" "),
                BLANK,
            ]
        refs = [ref for ref in report.figures_of(ctx) if ref not in first]
        blocks, found = self._figures(refs, cells, len(spots))
        more = [moved(spot, len(rest)) for spot in found]
        rest += blocks
        for alike in report.remarks(ctx):
            rows = wrap(sentence(self.view, alike), cells - 5)
            rest += labelled(f" {alike.first.mark:>2}", 5, rows, role="finding")
        if rest and self._paged:
            return behind(out, spots, rest, more, self._high)
        out, spots = [*out, *rest], [*spots, *more]
        if spots and report.bars(self.ctx):
            spots = stops(spots, len(out), max(1, self._high - 2))
        back = self.desk.key_of("go-back")
        empty = line((f"   Nothing to show yet. {back} goes back to where it is written.", "muted"))
        return out or [BLANK, empty], spots

    def _figures(self, refs: list[str], cells: int, before: int) -> tuple[list[Line], list[Spot]]:
        """Figures below each other, and what of them takes the focus, behind so many that do."""
        out: list[Line] = []
        spots: list[Spot] = []
        tree = report.tree_ref(self.ctx)
        drawn = tree.partition(".")[0]
        for ref in refs:
            block: list[Line] = []
            found: list[Spot] = []
            if ref == tree:
                block, found = self._tree(tree, cells + 2, self.at - before - len(spots))
            elif not drawn or ref.partition(".")[0] != drawn:
                bars = self._bars(ref, self.at - before - len(spots))
                figures, method = self.ctx.figures, self.method.method
                block, found = figure_body(ref, figures, method, self.view, cells, bars)
            if block:
                spots += [moved(spot, len(out)) for spot in found]
                out += [*block, BLANK]
        return out, spots

    def _bars(self, ref: str, at: int) -> Bars:
        """The bars of a profile, of which one may be open."""
        ids = {label: bar for bar, (shown, label) in report.bars(self.ctx).items() if shown == ref}
        opened = self.state.opened if self.state.opened in ids.values() else ""
        return Bars(ids, at, opened, report.proof_of(self.ctx, opened) if opened else [])

    def _tree(self, ref: str, cells: int, focus: int) -> tuple[list[Line], list[Spot]]:
        figures, method = self.ctx.figures, self.method.method
        figure = figures.figure(method, ref)
        if figure is None or figure.why_missing:
            return figure_lines(ref, figures, method, self.view, cells - 2), []
        return tree_body(self.view, report.tree_of(self.ctx), figure, cells, focus, self.folded)

    def draw(self) -> None:
        """Draw from the top row on."""
        rows, spots = self.body()
        # Pages of a plan say themselves what stands on others.
        counts = not self._paged and len(rows) > self._high
        height = self._high - counts
        if self.at < 0 and spots:
            # The page of figures that stand first, else the first thing that nothing hangs on: in a tree of
            # goals the first objective.
            self.at = first_spot(spots) if spots[0].id else 0
            rows, spots = self.body()
        if self.at >= len(spots) and spots:
            self.at = len(spots) - 1
            rows, spots = self.body()
        self.top = max(0, min(self.top, len(rows) - height))
        cursor = None
        if 0 <= self.at < len(spots) and self._paged:
            self.top = spots[self.at].row // height * height
            cursor = (0, spots[self.at].row - self.top)
        elif 0 <= self.at < len(spots):
            self._follow(spots, len(rows), height)
            cursor = (0, max(0, spots[self.at].row - self.top))
        told = sides(len(rows) - height, self.top)
        more = [line((f"   {told}" if self.top else f"   {told} rows", "muted"))] if counts else []
        self.canvas.show([*rows[self.top : self.top + height], *more], cursor)

    def _follow(self, spots: list[Spot], count: int, height: int) -> None:
        """Scroll so that the focus is seen; before the first and behind the last stands what has none."""
        spot = spots[self.at]
        first = 0 if self.at == 0 else spot.row
        last = count - 1 if self.at == len(spots) - 1 else spot.last
        self.top = max(self.top, min(last, spot.row + height - 1) - height + 1)
        self.top = min(self.top, max(first, spot.last - height + 1))
        self.top = max(0, min(self.top, count - height))

    async def press(self, key: str) -> bool:
        """Move or scroll; fold."""
        _, spots = self.body()
        page = max(1, (self.size.height or 19) - 2)
        steps = {**UP_DOWN, "pagedown": page, "pageup": -page}
        if key in ("pageup", "pagedown") and spots and self._paged:
            self.at = turned(spots, self.at, self._high, key == "pagedown")
        elif key in steps and spots:
            self._move(steps[key], spots)
        elif key in steps:
            self.top += steps[key]
        elif key in ("left", "right") and report.tree_ref(self.ctx) and 0 <= self.at < len(spots):
            self._fold(key == "left", spots)
        else:
            return False
        self.redraw()
        return True

    def _move(self, step: int, spots: list[Spot]) -> None:
        if abs(step) in (1, 9999):
            self.at = max(0, min(len(spots) - 1, self.at + step))
            return
        wanted = spots[self.at].row + step
        passed = [
            n for n, spot in enumerate(spots) if (spot.row <= wanted if step > 0 else spot.row >= wanted)
        ]
        edge = len(spots) - 1 if step > 0 else 0
        self.at = (passed[-1] if step > 0 else passed[0]) if passed else edge

    def _fold(self, away: bool, spots: list[Spot]) -> None:
        """Hide or show what is below; Left on a leaf goes to what it hangs on."""
        spot = spots[self.at]
        if not away:
            self.folded.discard(spot.id)
        elif spot.parent and spot.id not in self.folded:
            self.folded.add(spot.id)
        else:
            above = [n for n in range(self.at) if spots[n].parent]
            self.at = above[-1] if above else self.at

    async def enter(self) -> bool:
        """Open what has the focus; a report without focus goes on."""
        _, spots = self.body()
        if not 0 <= self.at < len(spots) or not spots[self.at].id:
            return False
        spot = spots[self.at]
        if spot.id == LOOSE:
            self._fold(LOOSE not in self.folded, spots)
            self.redraw()
        else:
            opens = report.tree_ref(self.ctx) and spot.id not in report.bars(self.ctx)
            await self.perform(Intent("open" if opens else "why", spot.id))
        return True

    def hints(self) -> list[Hint]:
        """Key line."""
        key = self.desk.key_of
        rows, spots = self.body()
        more = [("Up/Down", "more")] if len(rows) > (self.size.height or 19) else []
        ways = [(key("findings"), "findings")]
        if report.tree_ref(self.ctx) and spots:
            first = [("Enter", "open"), ("Left/Right", "fold")]
        else:
            at = spots[self.at].id if 0 <= self.at < len(spots) else ""
            why = "where it is written" if is_sentence(at) else "why"
            if at in report.bars(self.ctx):
                why = "close" if at == self.state.opened else "what it rests on"
            first = [("Enter", why if any(spot.id for spot in spots) else "go on"), *more]
            ways.append((key("out"), "export"))
        on = [] if first[0][1] == "go on" else [(key("go-on"), "go on")]
        return [*first, *ways, (key("go-back"), "back"), *on]


VIEW = ReportView
