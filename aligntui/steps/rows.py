"""Rows and cells of cards: write in the add line, read, move and merge them."""

from __future__ import annotations

from collections.abc import Callable

from aligntui.analysis.figure import Finding
from aligntui.engine.cited import cited_by, codes_of
from aligntui.engine.entry.pasted import asked, cards, joined
from aligntui.engine.kind import Intent
from aligntui.flow import edit, whatif
from aligntui.flow.figures import Figures
from aligntui.session.model import Item
from aligntui.steps.choices import ChoiceEditor
from aligntui.steps.fields import OneCard
from aligntui.steps.merging import MergeForm
from aligntui.steps.moving import MovingBoard
from aligntui.steps.opened import OpenedCard
from aligntui.text.clean import clean_line


class RowsView(MovingBoard):
    """Answers keys on the cards of one or several lists."""

    def finding_now(self) -> Finding | None:
        """About the words in the line as if they were kept, or about the focused card."""
        if self.opened is not None:
            return self.opened.finding_now()
        if self.typing:
            words = self.adding.words.value.strip()
            if not words:
                return None
            column = self.columns[self.list_at]
            fields = dict(column.fixed())
            if self.second and self.adding.second.value.strip():
                fields[self.second] = self.adding.second.value.strip()
            draft = whatif.with_item(self.view, column.collection, words, fields)
            found = Figures(draft).findings(self.method, self.step)
            # What the line does not ask yet is asked when the card opens; the line in focus comes first.
            asked = [f for f in found if f.target == whatif.DRAFT and f.field in ("", "text", self.second)]
            line = self.second if self.screen.focused is self.adding.second else "text"
            return next((f for f in [*(f for f in asked if f.field in ("", line)), *asked]), None)
        card = self.board.card
        here = [f for f in self.findings() if card is not None and f.target == card.id]
        return self.offer() or (here[0] if here else None)

    # keys

    async def enter(self) -> bool:
        """Keep the line; open the card."""
        if self.opened is not None:
            return await self.opened.enter()
        if self.moving:
            await self.move_now()
            return True
        if self.adding_now and self.typing:
            return await self._keep_line()
        if self._asked_to_go:
            return False
        card = self.board.card
        if card is None:
            return await self._start_line()
        if card.id.startswith("parked:"):
            self.parked_open.symmetric_difference_update({card.id})
            self.redraw()
            return True
        await self.open_card(card.id)
        return True

    async def _keep_line(self) -> bool:
        words, second = clean_line(self.adding.words.value), clean_line(self.adding.second.value)
        if self.waiting:
            await self._keep_all()
            return True
        if not words:
            return await self._next_list()
        self._asked_to_go = False
        column = self.columns[self.list_at]
        fields = dict(column.fixed())
        if self.second and second:
            fields[self.second] = second
        item, ops = edit.add(
            self.view, self.desk.new_id, column.collection, words, fields,
            parent=column.parent, by=self.desk.person, at=self.desk.now(),
        )  # fmt: skip
        code = column.next_code(self.view)
        # The words leave the line, and the draft of them the disk, once they are kept and not before.
        if not await self.desk.commit(ops, f"{code} kept. u takes it back."):
            return True
        self.adding.take()
        self.keep_words()
        self.board.focus(item.id)
        self.screen.set_focus(self.adding.words)
        self.redraw()
        await self.kept(item)
        return True

    async def kept(self, item: Item) -> None:
        """A card was kept from the add line."""

    @property
    def has_asked(self) -> bool:
        """Whether it was asked if there is nothing more."""
        return self._asked_to_go

    async def _next_list(self) -> bool:
        if self.list_at + 1 < len(self.columns):
            self.list_at += 1
            self._draw_under()
            self.desk.say(f"{self.columns[self.list_at].title}. Up comes back.")
            return True
        if self._asked_to_go:
            return False
        self._asked_to_go = True
        missing = "; ".join(self.not_yet())
        why = f" Not yet: {missing}." if missing else ""
        self.desk.say(f"Nothing more?{why} Enter goes on, Esc stays with the cards.", "hint" if why else "")
        return True

    def _ask_no_more(self) -> None:
        """One does not go on: Enter does something else again, and the question goes."""
        if self._asked_to_go:
            self._asked_to_go = False
            self.desk.say("")

    async def _start_line(self) -> bool:
        self.list_at = min(self.board.pane, len(self.columns) - 1)
        self.keep_words()
        self._show_adding(True)
        self.screen.set_focus(self.adding.words)
        self._draw_under()
        return True

    async def escape(self) -> bool:
        """Line to cards; card to board. Words in the add line wait there."""
        self._ask_no_more()
        if self.opened is not None:
            if await self.opened.escape():
                if isinstance(self.opened, MergeForm):
                    await self.opened.owner.perform(Intent("close"))
                    return True
                await self.close_card()
            return True
        if self.moving:
            self.stop_moving()
            return True
        if self.typing and self.waiting:
            self._join()
            return True
        if self.typing:
            self._show_adding(False)
            self.screen.set_focus(self.cards)
            self.redraw()
            return True
        if self.marked:
            self.marked.clear()
            self.redraw()
            return True
        return False

    async def press(self, key: str) -> bool:
        """Arrows and letters on cards; Up, Down and Tab in the line."""
        if self.opened is not None:
            return await self.opened.press(key)
        if self.typing:
            return self._line_key(key)
        if self.moving:
            return await self.moving_key(key)
        self._ask_no_more()
        if key in ("tab", "shift+tab"):
            self.board.next_pane(1 if key == "tab" else -1)
            self._moved_card()
            return True
        if key in ("up", "down", "left", "right", "h", "j", "k", "l", "home", "end"):
            self.board.move(key)
            self._moved_card()
            return True
        return await self._card_key(key)

    def _line_key(self, key: str) -> bool:
        focused = self.screen.focused
        if key in ("up", "down"):
            self.list_at = (self.list_at + (1 if key == "down" else -1)) % len(self.columns)
            self.keep_words()
            self._ask_no_more()
            self._draw_under()
            return True
        if key in ("tab", "shift+tab") and self.second:
            self.screen.set_focus(self.adding.second if focused is self.adding.words else self.adding.words)
            return True
        return key in ("tab", "shift+tab")

    async def _card_key(self, key: str) -> bool:
        if key == "a":
            return await self._start_line()
        card = self.board.card
        item = self.view.item(card.id) if card is not None and not card.id.startswith("parked:") else None
        if item is None:
            return key in ("e", "x", "m", "J", "K", "space", "c")
        if key in ("e", "v"):
            await self.open_card(item.id)
            if key == "v" and isinstance(self.opened, OpenedCard):
                self.opened.rate()
        elif key == "space":
            self.marked.symmetric_difference_update({item.id})
            self.redraw()
        elif key == "x":
            await self._park(item)
        elif key in ("J", "K"):
            await self.desk.commit(edit.shift(self.view, item, 1 if key == "J" else -1))
            self._moved_card()
        elif key == "m":
            await self.merge_into(item)
        elif key == "c":
            by = codes_of(self.view, cited_by(self.view, item.id), 12) or "nobody yet"
            self.desk.say(f"{self.view.code(item)} is cited by {by}.")
        else:
            return False
        return True

    def _moved_card(self) -> None:
        self.cards.draw()
        self._draw_under()
        self.desk.frame()
        self.desk.look_soon()

    async def _park(self, item: Item) -> None:
        code = self.view.code(item)
        if item.status == "parked":
            await self.desk.commit(edit.set_status(item, "draft"), f"{code} is back on the list.")
            return
        citing = codes_of(self.view, cited_by(self.view, item.id))
        note = f"{code} parked. It stays under + parked."
        if citing:
            note = f"{code} parked; {citing} cite it and keep the mention. u brings it back."
        await self.desk.commit(edit.set_status(item, "parked"), note)

    # going on

    async def leave(self) -> bool:
        """Keep an open card; words in the add line stay as a draft."""
        return await self.opened.keep() if self.opened is not None else True

    async def pasted(self, lines: list[str]) -> bool:
        """The first line goes into the add line; the others wait there for one question."""
        if self.opened is not None:
            return self.opened.pasted(lines)
        if not self.columns:
            return False
        if not self.typing:
            await self._start_line()
        self.adding.words.insert_text_at_cursor(lines[0])
        self._wait(lines[1:])
        return True

    def _wait(self, lines: list[str]) -> None:
        self.waiting = lines
        self.keep_words()
        if lines:
            self.desk.say(asked(len(lines) + 1), "hint")

    async def _keep_all(self) -> None:
        lines = [self.adding.words.value, *self.waiting]
        column = self.columns[self.list_at]
        second = clean_line(self.adding.second.value)
        said = {self.second: second} if self.second and second else {}
        person, now = self.desk.person, self.desk.now()
        ops = cards(self.view, self.desk.new_id, column, lines, said, by=person, at=now)
        if await self.desk.commit(ops, f"{len(ops)} cards kept. u takes them back together."):
            self.adding.take()
            self._wait([])
            self.redraw()

    def _join(self) -> None:
        words = joined(self.adding.words.value, self.waiting)
        self._wait([])
        self.adding.give_back(words, self.adding.second.value)
        self.desk.say("One line now. Enter keeps it.")

    # an open card

    async def go_on_typing(self) -> None:
        """The card in which words were being typed, unless the add line has them."""
        item_id, key = self.being_typed()
        if item_id and not (self.adding_now and self.adding.words.value):
            await self.open_card(item_id, key)

    def special_editors(self, item: Item) -> dict[str, Callable[[], ChoiceEditor]]:
        """Editors of fields that are not drawn the usual way."""
        return {}

    async def focus_on(self, item: str, field: str, *, stand: bool = False) -> None:
        """Open the card, or only stand on it."""
        if stand:
            self.stand_on(item)
        elif self.board.focus(item):
            await self.open_card(item, field)

    async def open_card(self, item_id: str, key: str = "") -> None:
        """All fields of one card in place of the board, at one field when `key` is given."""
        item = self.view.item(item_id)
        if item is None:
            return
        fields = self._form_fields(item)
        self.opened = OpenedCard(
            OneCard(self.desk, self.method, self.step, item, fields), self.special_editors(item)
        )
        for widget in (self.cards, self.adding, self.detail):
            widget.display = False
        await self.mount(self.opened)
        self.opened.begin(key)
        self.desk.frame()

    def _form_fields(self, item: Item) -> list[str]:
        asked = ["text", *[f for f in (self.step.fields or []) if f != "text"]]
        fields = self.view.book.fields(item.collection)
        return [*asked, *(k for k, f in fields.items() if k not in asked and f.type != "figure")]

    async def close_card(self) -> None:
        """Back to the board."""
        if self.opened is None:
            return
        opened, self.opened = self.opened, None
        begun, self.begun_in_line = self.begun_in_line, False
        self.cards.display = True
        self._show_adding(False)
        await opened.remove()
        self.screen.set_focus(self.cards)
        self.redraw()
        if opened.finished and begun:
            # What began in the add line ends there: the next one can be written at once.
            await self._start_line()
        self.desk.frame()

    def on_input_changed(self) -> None:
        """Words in the add line are a draft."""
        if self.opened is None and self.typing:
            self.keep_words()
