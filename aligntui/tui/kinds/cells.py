"""Cells that hold cards: the TOWS strategies. Each card cites what it rests on, and the grid prompts it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import zip_longest

from aligntui.analysis.figure import PerItem
from aligntui.analysis.readout import name_of
from aligntui.engine.entry.fields import Option
from aligntui.engine.kind import StepContext
from aligntui.engine.kinds import cells
from aligntui.methods.types import Method, Step, as_list
from aligntui.session.model import Item
from aligntui.text.clean import clip
from aligntui.tui.kinds.base import Hint
from aligntui.tui.kinds.board_lines import Said, detail
from aligntui.tui.kinds.cards import TALL
from aligntui.tui.kinds.cards_view import CardsView
from aligntui.tui.kinds.choices import ChoiceEditor
from aligntui.tui.kinds.columns import panes_of
from aligntui.tui.kinds.desk import Desk
from aligntui.tui.kinds.opened import OpenedCard
from aligntui.tui.kinds.panes import BAR
from aligntui.tui.widgets.line import BLANK, Line, Span, beside, broken, cut, hung, in_focus, line, wrap
from aligntui.tui.widgets.sharing import share


class CitePicker(ChoiceEditor):
    """Two lists side by side, the letters of the cell: Space cites, the match column says why it fits."""

    def __init__(
        self,
        sides: Sequence[Sequence[Option]],
        cited: list[str],
        role: Callable[[str], str],
        fits: Callable[[str, Sequence[str]], list[str]],
        width: int,
    ) -> None:
        """Offer what stands on two sides.

        Args:
            sides: What may be cited, left and right.
            cited: Ids of what is.
            role: Colour of an item.
            fits: Codes of those cited that match one of them.
            width: Cells of both sides.
        """
        super().__init__([option for side in sides for option in side], cited, many=True, cells=width)
        self.role, self.fits = role, fits
        first = len(sides[0])
        self.sides = [range(first), range(first, len(self.options))]
        """Numbers of the options on each side."""

    @cached_property
    def meanings(self) -> dict[str, str]:
        """None: codes and words find, and Space cites."""
        return {}

    def draw(self, focused: bool) -> list[Line]:
        """Both sides, and the codes cited."""
        half = self.cells // 2 - 1
        codes = " ".join(o.label for o in self.options if o.key in self.chosen) or "nothing yet"
        rows: list[Line] = [line((codes, "accent+bold" if self.chosen else "muted"))]
        side = self.sides[self.at in self.sides[1]]
        wants = self._heights(half)
        heights = share(wants, max(len(wants), self.most - 1 if focused else 0))
        above = sum(heights[: side.index(self.at)]) if self.options else 0
        at = (3 + (half + 1) * self.sides.index(side), 1 + above) if self.options else (1, 0)
        self._cursor = at if focused else (1, 0)
        for y, high in enumerate(heights):
            both = [
                self._entry(side[y], half, focused, high) if y < len(side) else [BLANK] for side in self.sides
            ]
            for left, right in zip_longest(*both, fillvalue=BLANK):
                rows.append(beside((left, half), (BAR, 1), (right, half), (BLANK, 1)))
        return rows

    @property
    def rows_wanted(self) -> tuple[int, int]:
        """A row for each of a side, and as many as all words take while one chooses."""
        wants = self._heights(self.cells // 2 - 1)
        return 1 + len(wants), 1 + (sum(wants) if self.has_focus else len(wants))

    @property
    def stands(self) -> bool:
        """Both sides do."""
        return True

    def _heights(self, cells: int) -> list[int]:
        """Rows that the words of each two beside each other take."""
        return [
            max(len(self._words(number, cells)) for number in pair if number is not None)
            for pair in zip_longest(*self.sides)
        ]

    def _words(self, number: int, cells: int) -> list[str]:
        option = self.options[number]
        return broken(option.help, cells - 9 - len(self._match(option.key)))

    def _match(self, key: str) -> str:
        codes = " ".join(self.fits(key, self.chosen))
        return f"fits {codes}" if codes else ""

    def _entry(self, number: int, cells: int, focused: bool, high: int) -> list[Line]:
        option, here = self.options[number], focused and number == self.at
        match = self._match(option.key)
        room = cells - 9 - len(match)
        head = line(
            (">" if here else " ", "accent+bold"),
            ("[x] ", "accent+bold") if option.key in self.chosen else ("[ ] ", "muted"),
            (f"{option.label:<3}", self.role(option.key)),
        )
        rows = hung(head, cut(self._words(number, cells), high, room), room, (f" {match}", "muted"))
        return in_focus(rows, cells, here)

    def press(self, key: str) -> bool:
        """Up, Down, Left, Right move; Space cites."""
        if not self.options:
            return False
        if key in ("space", "backspace"):
            return (key == "space" or self.finding) and super().press(key)
        self.small.clear()
        side = self.sides[self.at in self.sides[1]]
        if key in ("up", "down"):
            target = self.at + (1 if key == "down" else -1)
            if target not in side:
                return False
        elif key in ("left", "right"):
            other = self.sides[key == "right"]
            if not other:
                return True
            target = other[min(side.index(self.at), len(other) - 1)]
        else:
            return False
        self.go_to(target)
        return True


def _detailed(ctx: StepContext, item: Item | None) -> Said:
    """What is said of a card, and what it rests on, in words."""
    title, right, words, under, tail = detail(ctx, item)
    refs = cells.cited(ctx, item) if item is not None else []
    names = ", ".join(name_of(ref, ctx.view) for ref in refs)
    return title, right, words, under or (f"rests on {names}" if names else ""), tail


class CellsView(CardsView):
    """A matrix whose cells hold cards of one collection."""

    detailed = staticmethod(_detailed)

    def __init__(self, desk: Desk, method: Method, step: Step) -> None:
        super().__init__(desk, method, step)
        self.board.across = 2

    def fill(self) -> None:
        """Take up the cards with what each rests on: beside it, or below it where there is room."""
        ctx, groups = self.ctx, self.kind.groups(self.ctx, self.state)
        every, by = [item for group in groups for item in group.items], self.kind.sorted_by(ctx, self.state)
        is_tall = self.cards.size.height >= TALL
        joint = ", " if is_tall else " "
        codes = {item.id: joint.join(map(ctx.view.code, cells.cited(ctx, item))) for item in every}
        tail, under, marks = ({}, codes, self.found()) if is_tall else (codes, {}, {})
        panes = panes_of(ctx, self.state, groups, tail, under, marks, by)
        for pane in panes:
            pane.tail = f"by {by.label}" if by is not None else ""
        self.board.panes = panes

    def open_card(self) -> OpenedCard:
        """The form of an open card, with both sides of its cell."""
        field = cells.cite_field(self.ctx)
        return OpenedCard(self, {field: self._picker} if field else {}, lambda: self.state.from_line)

    def _picker(self) -> CitePicker:
        view, item = self.view, self.view.item(self.state.filling.item if self.state.filling else "")
        assert item is not None
        sides = [[Option(i.id, view.code(i), i.text) for i in side] for side in cells.sides(self.ctx, item)]
        return CitePicker(
            sides, cells.cited(self.ctx, item), view.role,
            lambda target, chosen: cells.matching(self.ctx, target, chosen),
            max(56, (self.size.width or 80) - 18),
        )  # fmt: skip

    def hints(self) -> list[Hint]:
        """While is chosen what a card rests on how it is cited."""
        if self.opened is not None and isinstance(self.screen.focused, CitePicker):
            if self.screen.focused.finding:
                return [("Enter", "cite it"), ("Backspace", "a letter back"), ("Esc", "find no more")]
            return [("Space", "cite"), ("letters", "find"), ("Enter", "next"), ("Esc", "cells")]
        return super().hints()

    def companion(self) -> list[Line] | None:
        """The grid and what nobody has used, for the side panel."""
        name = cells.relation(self.ctx)
        relation = self.desk.view.book.relations.get(name)
        if relation is None:
            return None
        rows, cols = (self.view.items(as_list(names)) for names in (relation.rows, relation.cols))
        lines = self._grid(name, rows, cols) if rows and cols else [line(("nothing crossed yet", "muted"))]
        counts = self.ctx.resolve("coverage.counts")
        out: list[Line] = [line(("GRID  + match   0 none", "muted")), BLANK, *lines, BLANK]
        left = cells.unused(self.ctx)
        every = len(counts.values) if isinstance(counts, PerItem) else 0
        title = f"NOT USED YET   {len(left)} of {every}" if left else f"ALL USED   {every} of {every}"
        out.append(line((title, "accent+bold")))
        for item in left:
            role = self.view.book.role(item.collection)
            out.append(line((f"{self.view.code(item):<4}", role), (clip(item.text, 32), "text")))
        out.append(BLANK)
        for finding in self.findings()[:4]:
            out.extend(
                line((f"{finding.mark} " if n == 0 else "   ", "finding"), (t, "text"))
                for n, t in enumerate(wrap(finding.message, 33))
            )
        return out

    def _grid(self, relation: str, rows: list[Item], cols: list[Item]) -> list[Line]:
        """The grid in 37 columns: codes only."""
        size, links = 3 if len(cols) > 8 else 4, self.view.links(relation)
        code, role = self.view.code, self.view.book.role
        out: list[Line] = [(("    ", "text"), *((code(c).rjust(size), role(c.collection)) for c in cols))]
        for row in rows:
            spans: list[Span] = [(f"{code(row):<4}", role(row.collection))]
            for col in cols:
                link = links.get((row.id, col.id))
                values = (v for v in link.fields.values() if isinstance(v, int)) if link is not None else ()
                value = next(iter(values), None)
                word = "." if value is None else "+" if value > 0 else "0"
                spans.append((word.rjust(size), "text+bold" if word == "+" else "muted"))
            out.append(tuple(spans))
        return out


VIEW = CellsView
