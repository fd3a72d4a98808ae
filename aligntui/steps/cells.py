"""Cells that hold cards: the TOWS strategies. Each card cites what it rests on, and the grid prompts it."""

from __future__ import annotations

from collections.abc import Callable

from aligntui.analysis.figure import Items, Sentence
from aligntui.analysis.view import View
from aligntui.engine.entry.fields import Option
from aligntui.flow import edit
from aligntui.flow import prompts as prompting
from aligntui.flow.walk import ask_of
from aligntui.guide.types import Method, Step, as_list
from aligntui.session.model import Item
from aligntui.steps.base import Desk, Hint
from aligntui.steps.cards import TALL
from aligntui.steps.choices import ChoiceEditor
from aligntui.steps.columns import panes_of
from aligntui.steps.grid import Cross, Head
from aligntui.steps.rows import RowsView
from aligntui.text.clean import clip
from aligntui.widgets.line import BLANK, Line, Span, beside, line, wrap


class CitePicker(ChoiceEditor):
    """Two lists side by side, the letters of the cell: Space cites, the match column says why it fits."""

    def __init__(
        self, view: View, targets: list[Item], cell: str, cited: list[str], relation: str, cells: int
    ) -> None:
        wanted = [i for i in targets if view.code(i)[:1] in cell] if len(cell) == 2 else list(targets)
        extra = [i for i in targets if i.id in cited and i not in wanted]
        ordered = [*wanted, *extra]
        super().__init__([Option(i.id, view.code(i), i.text) for i in ordered], cited, many=True, cells=cells)
        self.view = view
        self.relation = relation
        first = [i for i in ordered if view.code(i)[:1] == cell[:1]]
        self.sides = [[i.id for i in first], [i.id for i in ordered if i not in first]]

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
        match = self._match(option.key)
        room = cells - 9 - len(match)
        back = "@focus" if here else ""
        spans: list[Span] = [
            (">" if here else " ", f"accent+bold{back}"),
            ("[x] " if ticked else "[ ] ", f"accent+bold{back}" if ticked else f"muted{back}"),
            (f"{option.label:<3}", f"{self.view.book.code_role(option.label)}{back}"),
            (clip(option.help, room).ljust(room), f"text{back}"),
            (f" {match}", f"muted{back}"),
        ]
        return tuple(spans)

    def _match(self, target: str) -> str:
        labels = {o.key: o.label for o in self.options}
        found = []
        for other in self.chosen:
            for pair in ((other, target), (target, other)):
                link = self.view.link(self.relation, *pair)
                if link is not None and any(isinstance(v, int) and v > 0 for v in link.fields.values()):
                    found.append(labels.get(other, ""))
        return " ".join(found)

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


class CellsView(RowsView):
    """A matrix whose cells hold cards of one collection."""

    def __init__(self, desk: Desk, method: Method, step: Step) -> None:
        super().__init__(desk, method, step)
        self.board.across = 2
        self.prompt_at = 0

    @property
    def cite_field(self) -> str:
        """The many-valued link field of the cards."""
        for key, field in self.desk.view.book.fields(self.columns[0].collection).items():
            if field.type == "link" and field.many and (self.step.fields is None or key in self.step.fields):
                return key
        return ""

    @property
    def second(self) -> str:
        """The add line takes the words alone; the card opens on its citations."""
        return ""

    @property
    def relation(self) -> str:
        """The grid whose marks prompt the cards, or ""."""
        return (
            self.step.prompt.each
            if self.step.prompt is not None and self.step.prompt.each in self.desk.view.book.relations
            else ""
        )

    def _fill(self) -> None:
        focus = self.board.card.id if self.board.card is not None else ""
        self.board.panes = panes_of(
            self.view, self.columns, marked=self.marked, marks=self._marks(), parked_open=self.parked_open,
            cites=self.cite_field,
        )  # fmt: skip
        for pane in self.board.panes:
            for card in pane.cards:
                item = self.view.item(card.id)
                if item is not None and self.cards.size.height < TALL:
                    card.tail = " ".join(self.view.code(i) for i in self._cites(item))
        if not (focus and self.board.focus(focus)):
            self.board.clamp()

    def _cites(self, item: Item) -> list[str]:
        return self.view.linked(item.id, f"{item.collection}.{self.cite_field}")

    # prompts

    def prompts(self) -> list[prompting.Asked]:
        """Matches of the grid in this cell that no card cites together yet."""
        if self.step.prompt is None or not self.relation:
            return []
        cell = self.columns[self.list_at].key
        found = prompting.prompts(self.view, self.step.prompt, self.columns[0].collection)
        return [p for p in found if "".join(self.view.code(p[r])[:1] for r in ("row", "col")) == cell]

    def prompt(self) -> prompting.Asked | None:
        """The prompt shown now."""
        found = self.prompts()
        return found[self.prompt_at % len(found)] if found else None

    def question(self) -> str:
        """The cell's question; in the add line the team's own words prompt."""
        if self.moving:
            return self.moving_question()
        if self.opened is not None:
            return self.opened.question()
        cell = self.columns[
            self.list_at if self.adding_now else min(self.board.pane, len(self.columns) - 1)
        ].key
        prompt = self.prompt() if self.adding_now else None
        if prompt is not None and self.step.prompt is not None:
            return prompting.say(self.view, self.step.prompt, prompt)
        return ask_of(self.step, cell)

    def hints(self) -> list[Hint]:
        """Key line."""
        if self.moving:
            return self.moving_hints()
        if self.opened is not None:
            if isinstance(self.screen.focused, CitePicker):
                return [("Space", "cite"), ("Enter", "keep, next"), ("Tab", "next"), ("Esc", "cells")]
            return self.opened.hints()
        if self.typing:
            more = [("PgDn", "another")] if len(self.prompts()) > 1 else []
            return [("Enter", "keep, cite"), *more, ("Up/Down", "cell"), ("Esc", "cells")]
        return [
            ("a", "add"),
            ("Enter", "open"),
            ("x", "park"),
            ("Tab", "next cell"),
            ("u", "undo"),
            ("n", "go on"),
        ]

    async def press(self, key: str) -> bool:
        """PgDn in the add line shows another pair."""
        if self.typing and self.opened is None and key in ("pagedown", "pageup"):
            self.prompt_at += 1 if key == "pagedown" else -1
            return True
        if self.typing and key in ("up", "down"):
            self.prompt_at = 0
        return await super().press(key)

    async def kept(self, item: Item) -> None:
        """The new card opens on what it cites, with the prompting pair ticked."""
        prompt = self._prompted
        fresh = self.view.session.items.get(item.id)
        if prompt is not None and self.step.prompt is not None and fresh is not None:
            for key, ids in prompting.made(self.step.prompt, prompt).items():
                await self.desk.commit(edit.cite(self.view, fresh, key, ids))
        self.begun_in_line = True
        await self.open_card(item.id, self.cite_field)

    async def enter(self) -> bool:
        """Remember the pair that prompted the words before they are kept."""
        self._prompted = self.prompt() if self.typing and self.opened is None else None
        return await super().enter()

    _prompted: prompting.Asked | None = None

    def special_editors(self, item: Item) -> dict[str, Callable[[], ChoiceEditor]]:
        """Citations are picked from two lists."""
        field = self.desk.view.book.field(item.collection, self.cite_field)
        if field is None:
            return {}
        targets = self.view.items(as_list(field.of))
        cell = str(item.fields.get(self.columns[0].field, ""))
        cells = max(56, (self.size.width or 80) - 18)
        return {
            self.cite_field: lambda: CitePicker(
                self.view, targets, cell, self._cites(item), self.relation, cells
            )
        }

    def _form_fields(self, item: Item) -> list[str]:
        """Fields the step asks, and the cell last: a card may move."""
        known = self.view.book.fields(item.collection)
        asked = [f for f in (self.step.fields or list(known)) if f in known]
        cell = self.columns[0].field
        return ["text", *asked, *([cell] if cell and cell not in asked else [])]

    def companion(self) -> list[Line] | None:
        """The grid and what nobody has used, for the side panel."""
        relation = self.view.book.relations.get(self.relation)
        if relation is None:
            return None
        rows = [self._head(i) for i in self.view.items(as_list(relation.rows))]
        cols = [self._head(i) for i in self.view.items(as_list(relation.cols))]
        cells = {}
        for (a, b), link in self.view.links(self.relation).items():
            value = next((v for v in link.fields.values() if isinstance(v, int)), None)
            if value is not None:
                cells[(a, b)] = "+" if value > 0 else "0"
        cross = Cross([Head(h.id, h.code, "", h.role, h.group) for h in rows], cols, cells)
        lines = _narrow(cross)
        unused = self.desk.figures.part(self.method.method, "coverage.unused")
        share = self.desk.figures.part(self.method.method, "coverage.share")
        out: list[Line] = [line(("GRID  + match   0 none", "muted")), BLANK, *lines, BLANK]
        left = isinstance(unused, Items) and bool(unused.ids)
        title = ("NOT USED YET" if left else "ALL USED") + (
            f"   {share.text}" if isinstance(share, Sentence) else ""
        )
        out.append(line((title, "accent+bold")))
        for item_id in unused.ids if isinstance(unused, Items) else []:
            item = self.view.item(item_id)
            if item is not None:
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
