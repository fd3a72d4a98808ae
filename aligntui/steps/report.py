"""Report: figures and findings as lines to read, each with its sentence, and what it rests on."""

from __future__ import annotations

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.widget import Widget

from aligntui.analysis.figure import Finding
from aligntui.analysis.gather import gather, sentence, words
from aligntui.analysis.plan import plan
from aligntui.analysis.plan_page import Plan
from aligntui.analysis.view import View
from aligntui.guide.types import Method, Step
from aligntui.steps.base import Desk, Hint, StepView
from aligntui.steps.figures import figure_lines, is_said, read_back
from aligntui.steps.talk import TextCanvas
from aligntui.steps.tree_lines import LOOSE, tree_body
from aligntui.widgets.line import BLANK, Line, line, wrap
from aligntui.widgets.plan_lines import Spot, first_objective, plan_body

PLAN = "plan"
"""Name of the plan on one page among the figures of a step."""
MOST = 8
"""Findings below the figures, at most; f shows all."""
SCROLL = {"down": 1, "j": 1, "up": -1, "k": -1, "home": -9999, "end": 9999}


class ReportView(StepView):
    """Figures to read. Up and Down scroll; the lines of a plan and of a tree take the focus."""

    KEYS_ONLY = True
    top = 0

    def __init__(self, desk: Desk, method: Method, step: Step) -> None:
        super().__init__(desk, method, step)
        self.at = -1
        self.folded: set[str] = set()
        self._page: tuple[View, Plan] | None = None

    def compose(self) -> ComposeResult:
        """The page."""
        yield TextCanvas(id="report")

    def start(self) -> Widget | None:
        """The page has the keys."""
        return self.query_one("#report", TextCanvas)

    @property
    def tree_ref(self) -> str:
        """The figure that is a tree, among those to show; "" when none is."""
        for ref in self.step.show:
            definition = self.desk.figures.definition(self.method.method, ref)
            whole = ref.rpartition(":")[2].partition(".")[2] in ("", "groups")
            if definition is not None and definition.get("use") == "tree" and whole:
                return ref
        return ""

    def _plan(self) -> Plan:
        if self._page is None or self._page[0] is not self.view:
            self._page = (self.view, plan(self.view))
        return self._page[1]

    def body(self) -> tuple[list[Line], list[Spot]]:
        """All of the report, and what takes the focus."""
        cells = (self.size.width or 80) - 2
        out: list[Line] = []
        spots: list[Spot] = []
        tree = self.tree_ref
        drawn = tree.partition(".")[0]
        closing = read_back(self.step.read_back, self.desk.figures, self.method.method, self.view)
        if closing and not tree:
            out += [BLANK, *(line((f" {row}", "text+bold")) for row in wrap(closing, cells - 1)), BLANK]
        for ref in self.step.show:
            block: list[Line] = []
            found: list[Spot] = []
            if ref == PLAN:
                block, found = plan_body(self._plan(), cells + 2, self.at - len(spots))
            elif ref == tree:
                block, found = self._tree(tree, cells + 2, self.at - len(spots))
            elif (not drawn or ref.partition(".")[0] != drawn) and self._has(ref):
                block = figure_lines(ref, self.desk.figures, self.method.method, self.view, cells)
            if block:
                spots += [lower(spot, len(out)) for spot in found]
                out += [*block, BLANK]
        for alike in [] if PLAN in self.step.show else gather(self.view, self.findings())[:MOST]:
            mark = alike.first.mark
            for number, row in enumerate(wrap(sentence(self.view, alike), cells - 5)):
                out.append(line((f" {mark if number == 0 else '':>2}  ", "finding"), (row, "text")))
        empty = line(("   Nothing to show yet. b goes back to where it is written.", "muted"))
        return out or [BLANK, empty], spots

    def _has(self, ref: str) -> bool:
        """Whether a figure is shown: one that nothing can be said of only where all are like that."""
        figures, method = self.desk.figures, self.method.method
        return is_said(ref, figures, method) or not any(is_said(r, figures, method) for r in self.step.show)

    def _tree(self, ref: str, cells: int, focus: int) -> tuple[list[Line], list[Spot]]:
        figures, method = self.desk.figures, self.method.method
        definition, figure = figures.definition(method, ref), figures.figure(method, ref)
        if definition is None or figure is None or figure.why_missing:
            return figure_lines(ref, figures, method, self.view, cells - 2), []
        return tree_body(self.view, definition, figure, cells, focus, self.folded)

    def redraw(self) -> None:
        """Draw from the top row on."""
        if not self.is_mounted:
            return
        height = self.size.height or self.app.size.height - 5
        rows, spots = self.body()
        if self.at < 0 and spots:
            whole = PLAN in self.step.show
            self.at = first_objective(spots, self._plan(), height) if whole else first_leaf(spots)
            rows, spots = self.body()
        if self.at >= len(spots) and spots:
            self.at = len(spots) - 1
            rows, spots = self.body()
        self.top = max(0, min(self.top, len(rows) - height))
        y = 0
        if 0 <= self.at < len(spots):
            self._follow(spots, len(rows), height)
            y = spots[self.at].row - self.top
        self.query_one("#report", TextCanvas).show(rows[self.top : self.top + height], (0, max(0, y)))

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
        steps = {**SCROLL, "pagedown": page, "pageup": -page}
        if key in steps and spots:
            self._move(steps[key], spots)
        elif key in steps:
            self.top += steps[key]
        elif key in ("left", "right", "h", "l") and self.tree_ref and 0 <= self.at < len(spots):
            self._fold(key in ("left", "h"), spots)
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
        if not 0 <= self.at < len(spots):
            return False
        spot = spots[self.at]
        if spot.id == LOOSE:
            self._fold(LOOSE not in self.folded, spots)
            self.redraw()
        elif self.tree_ref:
            await self.desk.open_item(spot.id)
        else:
            await self.desk.why(spot.id)
        return True

    def finding_now(self) -> Finding | None:
        """The worst of all that the method says, with what it is about."""
        worst = next(iter(gather(self.view, self.findings())), None)
        return None if worst is None else replace(worst.first, message=words(self.view, worst))

    def hints(self) -> list[Hint]:
        """Key line."""
        rows, spots = self.body()
        more = [("Up/Down", "more")] if len(rows) > (self.size.height or 19) else []
        if not spots:
            return [
                ("Enter", "go on"), *more, ("f", "findings"), ("o", "export"), ("b", "back"), ("n", "go on"),
            ]  # fmt: skip
        if self.tree_ref:
            return [
                ("Enter", "open"),
                ("Left/Right", "fold"),
                ("f", "findings"),
                ("b", "back"),
                ("n", "go on"),
            ]
        return [("Enter", "why"), *more, ("f", "findings"), ("o", "export"), ("b", "back"), ("n", "go on")]


def first_leaf(spots: list[Spot]) -> int:
    """The first thing that nothing hangs on: in a tree of goals the first objective."""
    return next((n for n, spot in enumerate(spots) if not spot.parent), 0)


def lower(spot: Spot, by: int) -> Spot:
    """The spot so many rows further down."""
    return Spot(spot.row + by, spot.id, spot.full, spot.parent, spot.last + by)
