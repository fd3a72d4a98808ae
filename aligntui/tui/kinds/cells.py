"""Cells that hold cards: the TOWS strategies. Each card cites what it rests on, and the grid prompts it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from aligntui.analysis.figure import Sentence
from aligntui.engine.entry.fields import Option
from aligntui.engine.kinds import cells
from aligntui.engine.kinds.cells import Cells
from aligntui.methods.types import Method, Step, as_list
from aligntui.session.model import Item
from aligntui.text.clean import clip
from aligntui.tui.kinds.base import Hint
from aligntui.tui.kinds.board import BoardView
from aligntui.tui.kinds.cards import TALL
from aligntui.tui.kinds.choices import ChoiceEditor
from aligntui.tui.kinds.desk import Desk
from aligntui.tui.kinds.grid import Cross, Head
from aligntui.tui.kinds.opened import OpenedCard
from aligntui.tui.widgets.line import BLANK, Line, Span, beside, line, wrap


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
            role: Colour of a code.
            fits: Codes of those cited that match one of them.
            width: Cells of both sides.
        """
        super().__init__([option for side in sides for option in side], cited, many=True, cells=width)
        self.role, self.fits = role, fits
        self.sides = [[option.key for option in side] for side in sides]

    def draw(self, focused: bool) -> list[Line]:
        """Both sides, and the codes cited."""
        half = self.cells // 2 - 1
        index = {o.key: n for n, o in enumerate(self.options)}
        codes = " ".join(o.label for o in self.options if o.key in self.chosen) or "nothing yet"
        rows: list[Line] = [line((codes, "accent+bold" if self.chosen else "muted"))]
        self._cursor = (1, 0)
        for y in range(max(len(s) for s in self.sides) if self.options else 0):
            parts: list[tuple[Line, int]] = []
            for side, ids in enumerate(self.sides):
                if y >= len(ids):
                    parts.append((BLANK, half))
                else:
                    number = index[ids[y]]
                    here = focused and number == self.at
                    if here:
                        self._cursor = (side * (half + 1) + 3, y + 1)
                    parts.append((self._entry(number, half, here), half))
                parts.append((line(("│", "rule")) if side == 0 else BLANK, 1))
            rows.append(beside(*parts))
        return rows

    def _entry(self, number: int, cells: int, here: bool) -> Line:
        option = self.options[number]
        ticked = option.key in self.chosen
        match = " ".join(self.fits(option.key, self.chosen))
        room = cells - 9 - len(match)
        back = "@focus" if here else ""
        spans: list[Span] = [
            (">" if here else " ", f"accent+bold{back}"),
            ("[x] " if ticked else "[ ] ", f"accent+bold{back}" if ticked else f"muted{back}"),
            (f"{option.label:<3}", f"{self.role(option.label)}{back}"),
            (clip(option.help, room).ljust(room), f"text{back}"),
            (f" {match}", f"muted{back}"),
        ]
        return tuple(spans)

    def press(self, key: str) -> bool:
        """Up, Down, Left, Right move; Space cites."""
        if not self.options:
            return False
        here = self.options[self.at].key
        side = 0 if here in self.sides[0] else 1
        place = self.sides[side].index(here)
        if key in ("space", "plus", "c"):
            if here in self.chosen:
                self.chosen.remove(here)
            else:
                self.chosen = [*self.chosen, here]
            self.touched = True
        elif key in ("up", "k", "down", "j"):
            target = place + (1 if key in ("down", "j") else -1)
            if not 0 <= target < len(self.sides[side]):
                return False
            self._to(self.sides[side][target])
        elif key in ("left", "right", "h", "l"):
            other = self.sides[1 if key in ("right", "l") else 0]
            if not other:
                return True
            self._to(other[min(place, len(other) - 1)])
        else:
            return False
        self.redraw()
        return True

    def _to(self, key: str) -> None:
        self.at = next(n for n, o in enumerate(self.options) if o.key == key)


class CellsView(BoardView):
    """A matrix whose cells hold cards of one collection."""

    state: Cells

    def __init__(self, desk: Desk, method: Method, step: Step) -> None:
        super().__init__(desk, method, step)
        self.board.across = 2

    def fill(self) -> None:
        """As on a board, with what each card rests on."""
        super().fill()
        for card in (card for pane in self.board.panes for card in pane.cards):
            item = self.view.item(card.id)
            codes = [self.view.code(i) for i in cells.cited(self.ctx, item)] if item is not None else []
            if item is not None and self.cards.size.height < TALL:
                card.tail = " ".join(codes)
            elif item is not None and item.status not in ("parked", "dropped"):
                card.under = ", ".join(codes)

    def open_card(self) -> OpenedCard:
        """The form of an open card, with both sides of its cell."""
        field = cells.cite_field(self.ctx)
        return OpenedCard(self, {field: self._picker} if field else {})

    def _picker(self) -> CitePicker:
        view, item = self.view, self.view.item(self.state.filling.item if self.state.filling else "")
        assert item is not None
        sides = [[Option(i.id, view.code(i), i.text) for i in side] for side in cells.sides(self.ctx, item)]
        return CitePicker(
            sides, cells.cited(self.ctx, item), view.book.code_role,
            lambda target, chosen: cells.matching(self.ctx, target, chosen),
            max(56, (self.size.width or 80) - 18),
        )  # fmt: skip

    def question(self) -> str:
        """The cell's question; in the line the team's own words prompt."""
        if self.opened is not None or self.state.moving:
            return super().question()
        return cells.question(self.ctx, self.state)

    def hints(self) -> list[Hint]:
        """Key line."""
        key = self.desk.key_of
        if self.opened is not None and isinstance(self.screen.focused, CitePicker):
            return [("Space", "cite"), ("Enter", "keep, next"), ("Tab", "next"), ("Esc", "cells")]
        if self.opened is not None or self.state.moving:
            return super().hints()
        if self.typing:
            more = [("PgDn", "another")] if len(cells.open_prompts(self.ctx, self.state)) > 1 else []
            return [("Enter", "keep, cite"), *more, ("Up/Down", "cell"), ("Esc", "cells")]
        return [
            (key("add"), "add"), ("Enter", "open"), (key("park"), "park"), ("Tab", "next cell"),
            (key("undo"), "undo"), (key("go-on"), "go on"),
        ]  # fmt: skip

    async def line_key(self, key: str) -> bool:
        """As of cards; PgDn shows another pair."""
        return await self.another(key) or await super().line_key(key)

    def companion(self) -> list[Line] | None:
        """The grid and what nobody has used, for the side panel."""
        name = cells.relation(self.ctx)
        relation = self.desk.view.book.relations.get(name)
        if relation is None:
            return None
        rows = [self._head(i) for i in self.view.items(as_list(relation.rows))]
        cols = [self._head(i) for i in self.view.items(as_list(relation.cols))]
        marks = {}
        for (a, b), link in self.view.links(name).items():
            value = next((v for v in link.fields.values() if isinstance(v, int)), None)
            if value is not None:
                marks[(a, b)] = "+" if value > 0 else "0"
        lines = _narrow(Cross(rows, cols, marks))
        share = self.ctx.resolve("coverage.share")
        out: list[Line] = [line(("GRID  + match   0 none", "muted")), BLANK, *lines, BLANK]
        left = cells.unused(self.ctx)
        title = ("NOT USED YET" if left else "ALL USED") + (
            f"   {share.text}" if isinstance(share, Sentence) else ""
        )
        out.append(line((title, "accent+bold")))
        for item in left:
            role = self.view.book.role(item.collection)
            out.append(line((f"{self.view.code(item):<4}", role), (clip(item.text, 32), "text")))
        out.append(BLANK)
        for finding in self.findings()[:4]:
            out.extend(
                line((f"{finding.mark} " if n == 0 else "   ", "finding"), (t, "text"))
                for n, t in enumerate(wrap(f"{finding.code} {finding.message}", 33))
            )
        return out

    def _head(self, item: Item) -> Head:
        code = self.view.code(item)
        return Head(item.id, code, item.text, self.view.book.role(item.collection), item.collection)


def _narrow(cross: Cross) -> list[Line]:
    """The grid in 37 columns: codes only."""
    if not cross.rows or not cross.cols:
        return [line(("nothing crossed yet", "muted"))]
    size = 3 if len(cross.cols) > 8 else 4
    out: list[Line] = [(("    ", "text"), *((c.code.rjust(size), c.role) for c in cross.cols))]
    for row in cross.rows:
        spans: list[Span] = [(f"{row.code:<4}", row.role)]
        for col in cross.cols:
            word = cross.cells.get((row.id, col.id), ".")
            spans.append((word.rjust(size), "text+bold" if word == "+" else "muted"))
        out.append(tuple(spans))
    return out


VIEW = CellsView
