"""Goals with what serves them, as rows: read downwards it says how, read upwards why. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from aligntui.analysis import bind, told
from aligntui.analysis.figure import Figure, Items, Sentence
from aligntui.analysis.readout import name_of
from aligntui.analysis.tree import Tree, read
from aligntui.analysis.view import View
from aligntui.session.model import Item
from aligntui.text.clean import width
from aligntui.tui.widgets.line import (
    BLANK,
    Line,
    Span,
    broken,
    labelled,
    length,
    line,
    padded,
    paragraph,
    wrap,
)
from aligntui.tui.widgets.plan_lines import Spot

LOOSE = "loose"
"""Id of the branch that gathers what serves no goal."""
MOST = {"from": 9, "to": 11, "due": 9}
"""Cells of a column at 80 columns, at most."""
WIDE = 22
"""Cells of a number with its unit where there is room."""
CLOSING = 32
"""Cells of the labels below the tree."""
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
        self.cells = {item.id: self._cells(item) for item in items}
        columns = zip(*([*MOST], *self.cells.values()), strict=True)
        widest = (max(map(width, column)) for column in columns)
        self.sizes = [min(size, wide) + 2 for size, wide in zip(most.values(), widest, strict=True)]
        self.words = self.wide - sum(self.sizes) - 1

    def _put(
        self, head: Line, text: str, beside: str, cells: Sequence[str], detail: str, ground: str
    ) -> None:
        """A row in as many rows of the screen as its words and its cells take, and what is said below it.

        Args:
            head: Before the words, up to the code.
            text: The words.
            beside: What stands at the right end of the words where there is room for it.
            cells: What stands in columns behind them.
            detail: What is said below it, "" for nothing.
            ground: Ground that it lies on.
        """
        room, bold = self.words - length(head) - 1, "+bold" if "+bold" in head[0][1] else ""
        texts = broken(text, room)
        columns = [texts, *(broken(cell, size - 2) for cell, size in zip(cells, self.sizes, strict=True))]
        for y in range(max(map(len, columns))):
            first, *others = (rows[y] if y < len(rows) else "" for rows in columns)
            ends = zip(others, self.sizes, strict=True)
            fits = y == 0 and beside and width(first) + width(beside) + 2 <= room
            gap = room + 1 - width(first) - (width(beside) + 1 if fits else 0)
            self.rows.append(
                line(
                    *(head if y == 0 else [(" " * length(head), f"text{ground}")]),
                    (first, f"text{bold}{ground}"), (" " * gap, f"text{ground}"),
                    (f"{beside} " if fits else "", f"muted{ground}"),
                    *((padded(cell, size), f"text{ground}") for cell, size in ends),
                )
            )  # fmt: skip
        lead = " " * length(head)
        self.rows += paragraph(detail, self.wide - len(lead) - 1, role="muted", lead=lead)
        self.spots[-1] = replace(self.spots[-1], last=len(self.rows) - 1)

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
        self,
        ref: str,
        code: str,
        text: str,
        measure: str,
        cells: Sequence[str],
        detail: str,
        under: list[str],
    ) -> None:
        folded = ref in self.folded and bool(under)
        ground, mark = self._take(ref, bool(under))
        sign = ("+" if folded else "v") if under else " "
        role = f"{self.view.book.code_role(code)}+bold{ground}"
        head = line((f"{mark}{sign} ", f"accent+bold{ground}"), (f"{code} " if code else "", role))
        beside = f"{len(under)} under it" if folded else measure
        self._put(head, text, beside, cells, detail if mark == ">" else "", ground)
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
        code = (f"{self.view.code(item)} ", f"{self.view.book.role(item.collection)}+bold{ground}")
        head = line((lead, f"accent{ground}"), code)
        self._put(head, item.text, "", self.cells[ref], self._detail(item) if mark == ">" else "", ground)
        if not folded:
            for child in under:
                self._objective(child, depth + 1, above | {ref})

    def _detail(self, item: Item) -> str:
        """`from SO1 Start a weekend bread club; owner Callum; after OB6 Bake less for the bin`."""
        refs = {role: bind.points_to(self.view, item, self._key(role)) for role in ("from", "after")}
        names = {role: ", ".join(name_of(ref, self.view) for ref in found) for role, found in refs.items()}
        owner = told.of(self.view, item, self._key("owner"))
        said = [
            f"from {names['from']}" if names["from"] else "",
            f"owner {owner}" if owner else "no owner yet",
            f"after {names['after']}" if names["after"] else "",
        ]
        return "; ".join(filter(None, said))


def _closing(view: View, figure: Figure, cells: int) -> list[Line]:
    """What hangs in the air: goals without an objective, objectives without a goal, who holds most."""
    entries = [
        ("no goal", "orphans"),
        ("no objective under", "bare"),
        ("taken on, without an objective", "unserved"),
    ]
    rows: list[Line] = []
    for label, part in entries:
        found = figure.parts.get(part)
        if isinstance(found, Items):
            names = ", ".join(name_of(ref, view) for ref in found.ids) or "none"
            rows += labelled(f" {label}", CLOSING, wrap(names, cells - CLOSING - 1))
    load = figure.parts.get("load_line")
    if isinstance(load, Sentence):
        rows += paragraph(load.text.rstrip("."), cells - 2, lead=" ")
    return rows
