"""Goals with what serves them, as rows: read downwards it says how, read upwards why. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from aligntui.analysis import bind, told
from aligntui.analysis.figure import Figure, Items, Sentence
from aligntui.analysis.layout import whole_words
from aligntui.analysis.tree import Tree, read
from aligntui.analysis.view import View
from aligntui.session.model import Item
from aligntui.text.clean import clip, width
from aligntui.tui.widgets.line import BLANK, Line, Span, length, line, padded
from aligntui.tui.widgets.plan_lines import Spot

LOOSE = "loose"
"""Id of the branch that gathers what serves no goal."""
MOST = {"from": 9, "to": 11, "due": 9}
"""Cells of a column at 80 columns, at most."""
WIDE = 22
"""Cells of a number with its unit where there is room."""
DEEPEST = 6
"""Levels that are indented."""


def tree_body(
    view: View,
    definition: Mapping[str, Any],
    figure: Figure,
    cells: int,
    focus: int = -1,
    folded: Collection[str] = (),
) -> tuple[list[Line], list[Spot]]:
    """All rows of the tree and what takes the focus.

    Args:
        view: The snapshot.
        definition: Roles of the `tree` figure.
        figure: The figure.
        cells: Width of the step.
        focus: Number of the spot that has the focus; its detail stands below it.
        folded: Ids whose branch is hidden.
    """
    page = _Tree(view, definition, cells, focus, folded)
    page.draw()
    page.rows += [BLANK, *_closing(view, figure, cells)]
    return page.rows, page.spots


class _Tree:
    def __init__(
        self, view: View, definition: Mapping[str, Any], cells: int, focus: int, folded: Collection[str]
    ) -> None:
        self.wide = min(cells, 118)
        self.focus = focus
        self.rows: list[Line] = []
        self.spots: list[Spot] = []
        self.view = view
        self.roles = definition
        self.grown: Tree = read(view, definition)
        self.children = self.grown.children()
        self.folded = folded
        items = [*self.grown.goals.values(), *self.grown.objectives.values()]
        most = MOST if cells < 100 else {**MOST, "to": WIDE}
        self.cells = {
            item.id: [
                whole_words(cell, size) for cell, size in zip(self._cells(item), most.values(), strict=True)
            ]
            for item in items
        }
        columns = zip(*([*MOST], *self.cells.values()), strict=True)
        self.sizes = [max(map(width, column)) + 2 for column in columns]
        self.words = self.wide - sum(self.sizes) - 1

    def _take(self, ref: str, parent: bool) -> tuple[str, str]:
        """Background and mark of the row that comes next: it takes the focus."""
        self.spots.append(Spot(len(self.rows), ref, parent, len(self.rows)))
        return ("@focus", ">") if len(self.spots) - 1 == self.focus else ("", " ")

    def _key(self, role: str) -> str:
        return bind.key(self.roles, role, role)

    def _cells(self, item: Item) -> tuple[str, str, str]:
        unit = told.of(self.view, item, self._key("unit"))
        ends = [told.number(self.view, item, self._key(role), unit) for role in ("baseline", "target")]
        return ends[0], told.amount(ends[1], unit), told.of(self.view, item, self._key("due"))

    def draw(self) -> None:
        head: list[Span] = [(" " * self.words, "text")]
        head += [(f"{name:<{size}}", "muted") for name, size in zip(MOST, self.sizes, strict=True)]
        self.rows.append(tuple(head))
        for goal in self.grown.goals.values():
            self._goal(goal)
        loose = [item for item in self.grown.objectives if item not in self.grown.parents]
        if loose:
            self._branch(LOOSE, "", "without a goal", "", ["", "", ""], "", loose)

    def _goal(self, goal: Item) -> None:
        measure = told.of(self.view, goal, self._key("measure"))
        code = self.view.code(goal)
        under = self.children.get(goal.id, [])
        detail = measure or "nothing is counted yet"
        self._branch(goal.id, code, goal.text, measure, self.cells[goal.id], detail, under)

    def _branch(
        self, ref: str, code: str, text: str, measure: str, cells: list[str], detail: str, under: list[str]
    ) -> None:
        folded = ref in self.folded and bool(under)
        ground, mark = self._take(ref, bool(under))
        sign = ("+" if folded else "v") if under else " "
        head = f"{code} " if code else ""
        room = self.words - 3 - width(head) - 1
        name = clip(text, room - 2)
        left = room - width(name) - 4
        beside = f"{len(under)} under it" if folded else whole_words(measure, left) if left >= 12 else ""
        beside = clip(beside, max(0, left))
        spans: list[Span] = [
            (f"{mark}{sign} ", f"accent{ground}"),
            (head, f"{self.view.book.code_role(code)}+bold{ground}"),
            (name, f"text+bold{ground}"),
            (" " * (room - 2 - width(name) - width(beside)), f"text{ground}"),
            (beside, f"muted{ground}"),
            ("   ", f"text{ground}"),
        ]
        self.rows.append(_in_columns(spans, cells, self.sizes, ground))
        if detail and mark == ">":
            self.rows.append(line(("       ", "text"), (clip(detail, self.wide - 8), "muted")))
        if not folded:
            for child in under:
                self._objective(child, 1, {ref})

    def _objective(self, ref: str, depth: int, above: set[str]) -> None:
        if ref in above:
            return
        item = self.grown.objectives[ref]
        under = [] if depth > 40 else self.children.get(ref, [])
        ground, mark = self._take(ref, bool(under))
        folded = ref in self.folded and bool(under)
        lead = " " * (1 + 2 * min(depth, DEEPEST)) + mark + ("+" if folded else " ")
        head = f"{self.view.code(item)} "
        room = self.words - width(lead) - width(head) - 1
        name = clip(item.text, room)
        spans: list[Span] = [
            (lead, f"accent{ground}"),
            (head, f"{self.view.book.role(item.collection)}+bold{ground}"),
            (padded(name, room + 1), f"text{ground}"),
        ]
        self.rows.append(_in_columns(spans, self.cells[ref], self.sizes, ground))
        if mark == ">":
            detail = clip(self._detail(item), self.wide - width(lead) - 2)
            self.rows.append(line((" " * (width(lead) + 2), "text"), (detail, "muted")))
        if not folded:
            for child in under:
                self._objective(child, depth + 1, above | {ref})

    def _detail(self, item: Item) -> str:
        """`from SO1 WO2    owner Callum    after OB6`."""
        refs = {role: bind.points_to(self.view, item, self._key(role)) for role in ("from", "after")}
        codes = {role: " ".join(self.view.code(ref) for ref in found) for role, found in refs.items()}
        owner = told.of(self.view, item, self._key("owner"))
        said = [
            f"from {codes['from']}" if codes["from"] else "",
            f"owner {owner}" if owner else "no owner yet",
            f"after {codes['after']}" if codes["after"] else "",
        ]
        return "    ".join(filter(None, said))


def _in_columns(spans: list[Span], cells: list[str], sizes: list[int], ground: str) -> Line:
    """A row with cells in columns behind its words."""
    ends = zip(cells, sizes, strict=True)
    return line(*spans, *((padded(cell, size), f"text{ground}") for cell, size in ends))


def _closing(view: View, figure: Figure, cells: int) -> list[Line]:
    """What hangs in the air: goals without an objective, objectives without a goal, who holds most."""
    entries = [
        ("no goal", "orphans"),
        ("no objective under", "bare"),
        ("taken on, without an objective", "unserved"),
    ]
    pieces: list[Line] = []
    for label, part in entries:
        found = figure.parts.get(part)
        if isinstance(found, Items):
            codes = " ".join(view.code(ref) for ref in found.ids) or "none"
            pieces.append(line((f"{label}   ", "muted"), (codes, "text")))
    load = figure.parts.get("load_line")
    if isinstance(load, Sentence):
        pieces.append(line((load.text.rstrip("."), "text")))
    rows: list[Line] = []
    row: Line = line(" ")
    for piece in pieces:
        gap = 10 if len(row) > 1 else 0
        if gap and length(row) + length(piece) + gap > cells:
            rows.append(row)
            row, gap = line(" "), 0
        row = (*row, (" " * gap, "text"), *piece)
    return [*rows, row]
