"""Table: records read over and mended. Rows are short; Enter opens one with all its fields."""

from __future__ import annotations

from collections.abc import Mapping

from aligntui.analysis.figure import Items, PerItem
from aligntui.analysis.where import select
from aligntui.engine.entry.fields import label_of
from aligntui.engine.lists import Column
from aligntui.flow import edit
from aligntui.flow import prompts as prompting
from aligntui.flow.values import short_date
from aligntui.guide.types import Field, Method, Step, as_list
from aligntui.session.model import UNKNOWN, Item
from aligntui.steps.base import Desk, Hint
from aligntui.steps.panes import Card, Pane
from aligntui.steps.rows import RowsView
from aligntui.text.clean import clip, width
from aligntui.text.words import called

WIDTHS = {"number": 7, "date": 9, "scale": 5, "yesno": 7, "choice": 9, "link": 8}
"""Columns of a field in a row, by type; text takes what is left."""
TEXT, NARROW = 16, 8
"""Columns of a text in a row, at most and at least."""


WORDS, WIDEST = 26, 40
"""Columns of the words in the narrowest row, and of a field in the widest."""


def spread(sizes: dict[str, int], wanted: Mapping[str, int], room: int) -> int:
    """Widen columns in turn, each up to what it wants, while there is room. Gives the room that is left."""
    while room > 0 and (short := [key for key, size in sizes.items() if size < wanted.get(key, 0)]):
        for key in short[:room]:
            sizes[key] += 1
        room -= min(room, len(short))
    return room


class TableView(RowsView):
    """One list of rows; a board with a single column and more to see of each card."""

    def __init__(self, desk: Desk, method: Method, step: Step) -> None:
        super().__init__(desk, method, step)
        self.board.across = 1
        self.prompt_at = 0
        self._prompted: prompting.Asked | None = None

    @property
    def second(self) -> str:
        """The add line takes the words; the row opens for the rest."""
        return ""

    @property
    def writing(self) -> bool:
        """A table is read; a opens the line. An empty one begins with the line."""
        return not self._computed() and not any(c.items(self.view) for c in self.columns)

    def _computed(self) -> bool:
        return isinstance(self.step.of, dict)

    def _items(self) -> list[Item]:
        if isinstance(self.step.of, dict):
            part = self.desk.figures.part(self.method.method, self.step.of.get("figure", ""))
            ids = part.ids if isinstance(part, Items) else []
            items = [i for i in (self.view.item(x) for x in ids) if i is not None]
        else:
            items = [i for c in self.columns for i in c.items(self.view)]
        return self.own(select(self.view, items, self.step.filter, self.resolve))

    def _fill(self) -> None:
        focus = self.board.card.id if self.board.card is not None else ""
        items = self._items()
        keys, heads = self._shown_fields(items)
        marks = self._marks()
        lights = self._lights()
        base = self.columns[0] if self.columns else None
        title = (
            base.title if base is not None and len(self.columns) == 1 else self.step.short or self.step.title
        )
        pane = Pane(key="", title=title, count=str(len(items) or ""), example=base.example if base else "")
        if self._computed():
            pane.ask = "Nothing stands here any more. n goes on."
        pane.tail = "  ".join(heads)
        for item in items:
            tail = "  ".join(self._word(item, k, n) for k, n in keys)
            if lights:
                tail += "  " + (lights.get(item.id) or "")[:5].ljust(5)
            mark = marks.get(item.id, "").rjust(2)
            words = item.text.replace("\n", " ") or "not named yet"
            pane.cards.append(
                Card(
                    item.id,
                    self.view.code(item),
                    words,
                    f"{mark} {tail}",
                    marked=item.id in self.marked,
                )
            )
        away = (
            []
            if self._computed()
            else [
                i
                for c in self.columns
                for i in c.items(self.view, away=True)
                if i not in items and i.status in ("parked", "dropped")
            ]
        )
        if away:
            row = "parked:table"
            shown = row in self.parked_open
            pane.cards.append(Card(row, "", f"{'-' if shown else '+'} {len(away)} parked", role="muted"))
            if shown:
                pane.cards.extend(Card(i.id, self.view.code(i), i.text, i.status, role="muted") for i in away)
        if items:
            lists = {i.collection for i in items}
            pane.role = self.view.book.role(lists.pop()) if len(lists) == 1 else "accent"
        self.board.panes = [pane]
        if not (focus and self.board.focus(focus)):
            self.board.clamp()

    def _shown_fields(self, items: list[Item]) -> tuple[list[tuple[str, int]], list[str]]:
        """Fields that fit in a row beside the words, and their headings."""
        room = (self.size.width or 80) - 34
        names = self.columns or []
        collection = items[0].collection if items else (names[0].collection if names else "")
        found: list[tuple[str, int]] = []
        heads = []
        if self._lights():
            room -= 7
        wanted = [k for k in (self.step.fields or list(self.view.book.fields(collection))) if k != "text"]
        wanted.sort(key=lambda k: self._rank(collection, k))
        if named := [k for k in self.step.shows if k != "text"]:
            wanted = named
        words = self._text_width([self.view.book.field(collection, k) for k in named], room)
        chosen = []
        for key in wanted:
            field = self.view.book.field(collection, key)
            if field is None or field.type in ("long", "list", "chain", "figure"):
                continue
            size = WIDTHS.get(field.type, words)
            if size + 2 > room:
                continue
            room -= size + 2
            chosen.append((key, size))
        order = named or self.step.fields or list(self.view.book.fields(collection))
        chosen = self._widened(items, collection, chosen, room)
        for key, size in sorted(chosen, key=lambda p: order.index(p[0]) if p[0] in order else 99):
            field = self.view.book.field(collection, key)
            found.append((key, size))
            heads.append(clip(label_of(key, field), size).ljust(size) if field is not None else "")
        if self._lights():
            heads.append("     ")
        return found, heads

    def _widened(
        self, items: list[Item], collection: str, chosen: list[tuple[str, int]], room: int
    ) -> list[tuple[str, int]]:
        """Give columns the room there is: for headings first, then, past the words, for what they hold."""
        sizes = dict(chosen)
        fields = {key: self.view.book.field(collection, key) for key in sizes}
        heads = {key: width(label_of(key, field)) for key, field in fields.items() if field is not None}
        room = spread(sizes, heads, room)
        words = max((width(item.text) for item in items), default=0)
        held = {
            key: max((width(self._word(item, key, WIDEST).rstrip()) for item in items), default=0)
            for key in sizes
        }
        spread(sizes, held, room - max(0, words - WORDS))
        return [(key, sizes[key]) for key, _ in chosen]

    @staticmethod
    def _text_width(named: list[Field | None], room: int) -> int:
        """Columns of a text in a row: narrower where all that a step names would not fit otherwise."""
        taken = [WIDTHS.get(field.type, 0) + 2 for field in named if field is not None]
        texts = sum(1 for size in taken if size == 2)
        return max(NARROW, min(TEXT, (room - sum(taken)) // texts)) if texts else TEXT

    def _rank(self, collection: str, key: str) -> int:
        field = self.view.book.field(collection, key)
        order = ("number", "date", "scale", "link", "choice", "yesno", "text")
        return order.index(field.type) if field is not None and field.type in order else 9

    def _word(self, item: Item, key: str, size: int) -> str:
        field = self.view.book.field(item.collection, key)
        value = self.view.value(item, key)
        if field is None or value in (None, "", []):
            return "-".ljust(size)
        if field.type == "link":
            ids = value if isinstance(value, list) else [value]
            linked = [self.view.item(str(i)) for i in ids]
            names = [
                called(i.text, size) if i.collection == "people" and i.text else self.view.code(i)
                for i in linked
                if i is not None
            ]
            word = " ".join(names) or field.or_.get(str(value), "-")
        elif value == UNKNOWN and field.unknown:
            word = "?"
        elif field.type == "date":
            word = short_date(str(value))
        elif field.type == "choice" and not isinstance(value, list):
            word = field.choices.get(str(value), str(value))
        else:
            word = ", ".join(value) if isinstance(value, list) else str(value)
        word = clip(word, size)
        return word + " " * (size - width(word))

    def _lights(self) -> dict[str, str]:
        for ref in as_list(self.step.margins.rows) if self.step.margins is not None else []:
            part = self.desk.figures.part(self.method.method, ref)
            if isinstance(part, PerItem):
                return {k: str(v or "") for k, v in part.values.items()}
        return {}

    @property
    def column(self) -> Column:
        """The list that a new row goes to: that of the row in focus."""
        card = self.board.card
        item = self.view.item(card.id) if card is not None else None
        for column in self.columns:
            if item is not None and column.collection == item.collection:
                return column
        return self.columns[min(self.list_at, len(self.columns) - 1)]

    async def _start_line(self) -> bool:
        if not self.columns:
            return True
        self.list_at = self.columns.index(self.column)
        self.keep_words()
        self._show_adding(True)
        self.screen.set_focus(self.adding.words)
        self._draw_under()
        return True

    def prompts(self) -> list[prompting.Asked]:
        """Items whose turn it is to be taken up by a new row."""
        if self.step.prompt is None or not self.columns:
            return []
        return prompting.prompts(self.view, self.step.prompt, self.columns[self.list_at].collection)

    def prompt(self) -> prompting.Asked | None:
        """The prompt shown now."""
        found = self.prompts()
        return found[self.prompt_at % len(found)] if found else None

    async def press(self, key: str) -> bool:
        """PgDn in the add line shows another prompt."""
        if self.typing and self.opened is None and key in ("pagedown", "pageup"):
            self.prompt_at += 1 if key == "pagedown" else -1
            return True
        return await super().press(key)

    async def enter(self) -> bool:
        """Remember what prompted the words before they are kept."""
        self._prompted = self.prompt() if self.typing and self.opened is None else None
        return await super().enter()

    async def kept(self, item: Item) -> None:
        """A new row points to what prompted it, and opens on its first empty field."""
        fresh = self.view.session.items.get(item.id)
        if self._prompted is not None and self.step.prompt is not None and fresh is not None:
            for key, ids in prompting.made(self.step.prompt, self._prompted).items():
                field = self.view.book.field(item.collection, key)
                many = field is not None and field.many
                value: object = ids if many else (ids[0] if ids else None)
                await self.desk.commit(edit.put(self.view, fresh, key, value))
            if not self.step.prompt.makes:
                self.prompt_at += 1
        if self.step.fields is None or any(f != "text" for f in self.step.fields):
            self.begun_in_line = True
            await self.open_card(item.id)

    async def close_card(self) -> None:
        """Back to the rows, on the next one: a table is read over from the top down."""
        read_over = self.opened is not None and self.opened.finished and not self.begun_in_line
        await super().close_card()
        items = self._items()
        if not read_over or not items:
            return
        if self.board.row + 1 < len(items):
            self.board.row += 1
            self.redraw()
            self.desk.frame()
        else:
            self._asked_to_go = True
            missing = "; ".join(self.not_yet())
            why = f" Not yet: {missing}." if missing else ""
            self.desk.say(f"That was the last row.{why} Enter goes on, Esc stays.", "hint" if why else "")

    def _form_fields(self, item: Item) -> list[str]:
        """Fields the step asks; an item of another list only those it has."""
        known = self.view.book.fields(item.collection)
        asked = self.step.fields if self.step.fields is not None else ["text", *known]
        return ["text", *[f for f in asked if f != "text" and f in known]]

    def question(self) -> str:
        """The step's question; the list's while adding."""
        if self.moving:
            return self.moving_question()
        if self.opened is not None:
            return self.opened.question()
        if self.adding_now and self.columns:
            prompt = self.prompt()
            if prompt is not None and self.step.prompt is not None:
                return prompting.say(self.view, self.step.prompt, prompt)
            return self.columns[self.list_at].ask or super().question()
        return (
            self.desk.here.ask
            or (self.step.ask if isinstance(self.step.ask, str) else "")
            or super().question()
        )

    def hints(self) -> list[Hint]:
        """Key line."""
        if self.moving:
            return self.moving_hints()
        if self.opened is not None:
            return self.opened.hints()
        if self.typing:
            more = [("PgDn", "another")] if len(self.prompts()) > 1 else []
            return [("Enter", "keep"), *more, ("Esc", "rows, n on"), ("ctrl+g", "guide")]
        if self._computed() and self.board.card is None:
            return [("b", "back"), ("n", "go on")]
        if self._computed():
            return [("Enter", "open"), ("x", "park"), ("f", "findings"), ("b", "back"), ("n", "go on")]
        return [
            ("a", "add"),
            ("Enter", "open"),
            ("Space", "mark"),
            ("x", "park"),
            ("f", "findings"),
            ("n", "go on"),
        ]
