"""Board: cards in columns or a 2x2. Write in the add line, read and move the cards, merge, vote with dots."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.widget import Widget

from aligntui.analysis.figure import Finding
from aligntui.analysis.where import select
from aligntui.flow import ballots, edit, whatif
from aligntui.flow.figures import Figures
from aligntui.flow.walk import ask_of
from aligntui.guide.types import Method, Step
from aligntui.session.model import Item, Round
from aligntui.steps.base import Desk, Hint, StepView
from aligntui.steps.cards import AddLine, CardCanvas, Detail
from aligntui.steps.choices import ChoiceEditor
from aligntui.steps.columns import Column, columns_of, panes_of
from aligntui.steps.opened import OpenedCard
from aligntui.steps.panes import Panes
from aligntui.text.clean import clean_line
from aligntui.text.words import similar

ALIKE = 0.6
"""Share of words in common from which two cards are offered for merging (our convention)."""


class BoardView(StepView):
    """Cards of one or several lists."""

    def __init__(self, desk: Desk, method: Method, step: Step) -> None:
        super().__init__(desk, method, step)
        self.each_at = 0
        self.columns: list[Column] = columns_of(step, desk.view.book, self._parent_id())
        across = {"columns": len(self.columns), "2x2": 2}.get(step.layout or "", min(2, len(self.columns)))
        if across > 4:
            # More than four columns are too narrow to read at 80 cells: two rows of them.
            across = -(-across // 2)
        self.board = Panes([], across=max(1, across))
        self.cards = CardCanvas(self.board, id="cards")
        self.adding = AddLine(self._second_label())
        self.detail = Detail(id="detail")
        self.opened: OpenedCard | None = None
        self.marked: set[str] = set()
        self.parked_open: set[str] = set()
        self.list_at = 0
        self._asked_to_go = False

    # what it is made of

    def parents(self) -> list[Item]:
        """Items the board is repeated for; none for a plain board."""
        if self.step.each is None:
            return []
        return select(self.desk.view, self.desk.view.items(self.step.each), self.step.filter, self.resolve)

    def _parent_id(self) -> str:
        found = self.parents()
        return found[min(self.each_at, len(found) - 1)].id if found else ""

    def _turn(self, step: int) -> bool:
        if not 0 <= self.each_at + step < len(self.parents()):
            return False
        self.each_at += step
        self.columns = columns_of(self.step, self.view.book, self._parent_id())
        self.list_at = 0
        self.board.pane = self.board.row = 0
        self._show_adding(self.writing)
        self.screen.set_focus(self.adding.words if self.writing else self.cards)
        self.redraw()
        return True

    @property
    def second(self) -> str:
        """Key of the second line: the first text field asked beside the words."""
        book = self.desk.view.book
        for key in self.step.fields or []:
            field = book.field(self.columns[0].collection, key) if self.columns else None
            if key != "text" and field is not None and field.type == "text":
                return key
        return ""

    def _second_label(self) -> str:
        if not self.second:
            return ""
        field = self.desk.view.book.field(self.columns[0].collection, self.second)
        return (field.label or self.second.replace("_", " ")) if field is not None else ""

    @property
    def writing(self) -> bool:
        """Whether the add line is there."""
        return self.phase in ("write", "")

    @property
    def voting(self) -> bool:
        """Whether Space gives dots."""
        return self.phase == "vote"

    @property
    def column(self) -> Column:
        """The list that the add line writes to, or that the focused card stands in."""
        if self.adding_now:
            return self.columns[self.list_at]
        return self.columns[min(self.board.pane, len(self.columns) - 1)]

    @property
    def adding_now(self) -> bool:
        """Whether the add line is shown."""
        return self.adding.display

    def compose(self) -> ComposeResult:
        """Cards, the add line and the detail that takes its place."""
        yield self.cards
        yield self.adding
        yield self.detail

    def on_mount(self) -> None:
        """Begin with the first list below three cards, in the add line."""
        self._fill()
        counts = [len(pane.cards) for pane in self.board.panes]
        self.list_at = next((n for n, count in enumerate(counts) if count < 3), 0)
        self._show_adding(self.writing)
        words = self.desk.drafted(self.place("add"))
        if words and self.writing:
            self.adding.give_back(words, self.desk.drafted(self.place("add2")))

    def start(self) -> Widget | None:
        """The add line while writing, the cards else."""
        return self.adding.words if self.writing else self.cards

    # drawing

    def _fill(self) -> None:
        focus = self.board.card.id if self.board.card is not None else ""
        self.board.panes = panes_of(
            self.view,
            self.columns,
            marked=self.marked,
            tails=self._tails(),
            tail_name="dots" if self.voting else ("ev" if self.step.shows else ""),
            parked_open=self.parked_open,
            marks=self._marks(),
            second=self.second,
        )
        if not (focus and self.board.focus(focus)):
            self.board.clamp()

    def _round(self) -> Round | None:
        return ballots.current(self.view, self.desk.run, self.step, self.method.method, self.phase)

    def _who(self, round_: Round | None) -> str | None:
        names = self.step.privacy.names if self.step.privacy is not None else "named"
        return self.desk.mark_for(round_.id if round_ is not None else "", names)

    def _tails(self) -> dict[str, str]:
        if self.voting:
            round_ = self._round()
            if round_ is not None and round_.state == "revealed":
                counts = {s: sum(ballots.numbers(self.view.answers(round_.id, s))) for s in round_.subjects}
                return {s: str(int(n)) if n else "" for s, n in counts.items()}
            who = self._who(round_)
            return {
                i.id: "*" * int(ballots.value(self.view, round_, who, i.id) or 0)
                for c in self.columns
                for i in self.view.items(c.collection)
            }
        if not self.step.shows:
            return {}
        key = self.step.shows[0]
        found = {}
        for column in self.columns:
            for item in self.view.items(column.collection):
                value = self.view.text(item, key)
                found[item.id] = value or "-"
        return found

    def _marks(self) -> dict[str, str]:
        marks: dict[str, str] = {}
        for finding in self.findings():
            if finding.target and finding.target not in marks:
                marks[finding.target] = finding.mark
        return marks

    def redraw(self) -> None:
        """Draw the cards, and the line or the detail under them."""
        if not self.is_mounted:
            return
        if self.opened is not None:
            self.opened.redraw()
            return
        self._fill()
        self.cards.draw()
        self._draw_under()

    def _draw_under(self) -> None:
        if self.adding_now:
            column = self.columns[self.list_at]
            self.adding.label(
                column.next_code(self.view), column.one, "" if self._has_cards(column) else column.example
            )
            return
        card = self.board.card
        item = self.view.item(card.id) if card is not None and not card.id.startswith("parked:") else None
        if item is None:
            self.detail.card("", "", "", "")
            return
        citing = self.view.citing(item.id)
        by = ", ".join(self.view.code(i) for _, i in citing[:6]) or "nothing yet"
        second = self.view.text(item, self.second) if self.second else ""
        label = "know" if self.second == "evidence" else self._second_label()
        under = f"{label}: {second}" if second else ""
        right = self._dots_left() if self.voting else ""
        self.detail.card(f"{self.view.code(item)}  cited by {by}", right, item.text, under)

    def _has_cards(self, column: Column) -> bool:
        return any(p.cards for p in self.board.panes if p.key == column.key)

    def _dots_left(self) -> str:
        round_ = self._round()
        if round_ is not None and round_.state == "revealed":
            return "revealed"
        total = int(ballots.answer_of(self.view, self.step).get("total") or 0)
        left = total - ballots.given(self.view, round_, self._who(round_))
        return f"your dots: {left or 'none'} left of {total}"

    def _show_adding(self, on: bool) -> None:
        self.adding.display = on
        self.detail.display = not on

    def question(self) -> str:
        """The list's own question while writing; the step's otherwise."""
        if self.opened is not None:
            return self.opened.question()
        if self.voting:
            total = ballots.answer_of(self.view, self.step).get("total")
            cap = self.step.answer.cap if self.step.answer is not None else None
            count = len(ballots.subjects(self.view, self.step))
            most = f", at most {cap} on one" if cap else ""
            return f"{count} cards, {total} dots each{most}. Which decide our next year?"
        if self.phase == "merge":
            return "Do two of these say one thing? Mark them with Space, m writes them once."
        column = self.column
        return ask_of(self.step, column.key if column.field else column.collection) or column.ask

    def heading(self) -> str:
        """While a card is open: its code; on a repeated board the item it is about."""
        if self.opened is not None:
            return self.opened.heading()
        parent = self.view.item(self._parent_id()) if self.step.each is not None else None
        return f"{self.view.code(parent)}  {parent.text}" if parent is not None else super().heading()

    def hints(self) -> list[Hint]:
        """Key line."""
        if self.opened is not None:
            return self.opened.hints()
        if self.typing:
            second = [("Tab", "evidence" if self.second == "evidence" else "next")] if self.second else []
            return [("Enter", "keep"), *second, ("Up/Down", "list"), ("Esc", "cards, then n on")]
        if self.voting:
            return [("Space", "give dot"), ("Backspace", "take"), ("Tab", "next list"), ("n", "I am done")]
        if self.phase == "merge":
            return [
                ("Space", "mark"),
                ("m", "merge the marked here"),
                ("x", "park"),
                ("u", "undo"),
                ("n", "go on"),
            ]
        return [
            ("a", "add"),
            ("Enter", "open"),
            ("x", "park"),
            ("u", "undo"),
            ("s", "steps"),
            ("g", "guide"),
            ("n", "go on"),
        ]

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
            return next((f for f in found if f.target == whatif.DRAFT), None)
        card = self.board.card
        here = [f for f in self.findings() if card is not None and f.target == card.id]
        return here[0] if here else None

    # keys

    async def enter(self) -> bool:
        """Keep the line; open the card."""
        if self.opened is not None:
            return await self.opened.enter()
        if self.adding_now and self.typing:
            return await self._keep_line()
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
        if not words:
            return await self._next_list()
        self._asked_to_go = False
        column = self.columns[self.list_at]
        self.adding.take()
        fields = dict(column.fixed())
        if self.second and second:
            fields[self.second] = second
        item, ops = edit.add(
            self.view, self.desk.new_id, column.collection, words, fields,
            parent=column.parent, by=self.desk.person, at=self.desk.now(),
        )  # fmt: skip
        code = column.next_code(self.view)
        if not await self.desk.commit(ops, f"{code} kept. u takes it back."):
            self.adding.give_back(words, second)
            return True
        self.desk.keep_draft(self.place("add"), "")
        self.desk.keep_draft(self.place("add2"), "")
        self.board.focus(item.id)
        self.screen.set_focus(self.adding.words)
        self.redraw()
        await self.kept(item)
        return True

    async def kept(self, item: Item) -> None:
        """A card was kept from the add line."""

    async def _next_list(self) -> bool:
        if self.list_at + 1 < len(self.columns):
            self.list_at += 1
            self._draw_under()
            self.desk.say(f"{self.columns[self.list_at].title}. Up comes back.")
            return True
        if self._asked_to_go:
            return False
        self._asked_to_go = True
        self.desk.say("Nothing more? Enter goes on, Esc stays with the cards.")
        return True

    async def _start_line(self) -> bool:
        if self.voting:
            return True
        self.list_at = min(self.board.pane, len(self.columns) - 1)
        self._show_adding(True)
        self.screen.set_focus(self.adding.words)
        self._draw_under()
        return True

    async def escape(self) -> bool:
        """Line to cards; card to board. Words in the add line wait there."""
        if self.opened is not None:
            if await self.opened.escape():
                await self.close_card()
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
        if key in ("tab", "shift+tab"):
            self.board.next_pane(1 if key == "tab" else -1)
            self._moved_card()
            return True
        if key in ("up", "down", "left", "right", "h", "j", "k", "l", "home", "end"):
            self.board.move(key)
            self._moved_card()
            return True
        if self.voting and key in ("space", "backspace"):
            return await self._dot(1 if key == "space" else -1)
        return await self._card_key(key)

    def _line_key(self, key: str) -> bool:
        focused = self.screen.focused
        if key in ("up", "down"):
            self.list_at = (self.list_at + (1 if key == "down" else -1)) % len(self.columns)
            self._asked_to_go = False
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
        elif key == "space":
            self.marked.symmetric_difference_update({item.id})
            self.redraw()
        elif key == "x":
            await self._park(item)
        elif key in ("J", "K"):
            await self.desk.commit(edit.shift(self.view, item, 1 if key == "J" else -1))
            self._moved_card()
        elif key == "m":
            await self._merge_into(item)
        elif key == "c":
            citing = self.view.citing(item.id)
            by = ", ".join(self.view.code(i) for _, i in citing) or "nobody yet"
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
        citing = ", ".join(self.view.code(i) for _, i in self.view.citing(item.id))
        note = f"{code} parked. It stays under + parked."
        if citing:
            note = f"{code} parked; {citing} cite it and keep the mention. u brings it back."
        await self.desk.commit(edit.set_status(item, "parked"), note)

    async def _merge_into(self, stays: Item) -> None:
        others = [i for i in (self.view.item(m) for m in self.marked) if i is not None and i.id != stays.id]
        if not others:
            others = self._look_alikes(stays)
            if not others:
                self.desk.say("Mark the other cards with Space, then m on the one that stays.", "hint")
                return
            self.marked = {i.id for i in others}
            codes = ", ".join(self.view.code(i) for i in others)
            self.redraw()
            self.desk.say(
                f"{codes} says nearly the same. m again merges it into {self.view.code(stays)}.", "hint"
            )
            return
        evidence = {}
        if self.second and not self.view.text(stays, self.second):
            best = next(
                (self.view.text(o, self.second) for o in others if self.view.text(o, self.second)), ""
            )
            evidence = {self.second: best} if best else {}
        ops = edit.merge(self.view, stays, others, stays.text, evidence)
        codes = ", ".join(self.view.code(o) for o in others)
        self.marked.clear()
        if await self.desk.commit(ops, f"{codes} merged into {self.view.code(stays)}. u splits them again."):
            await self.open_card(stays.id)

    def _look_alikes(self, item: Item) -> list[Item]:
        return [
            other
            for column in self.columns
            for other in self.view.items(column.collection)
            if other.id != item.id and similar(other.text, item.text) >= ALIKE
        ]

    async def _dot(self, step: int) -> bool:
        card = self.board.card
        if card is None or card.id.startswith("parked:"):
            return True
        known = self._round()
        if known is not None and known.state == "revealed":
            self.desk.say("These dots are counted. Go on, or undo what you changed.", "hint")
            return True
        round_, ops = ballots.opened(
            self.view, self.desk.run, self.step, self.method.method, self.phase, self.desk.new_id
        )
        who = self._who(round_)
        answer = ballots.answer_of(self.view, self.step)
        now = int(ballots.value(self.view, known, who, card.id) or 0)
        total, cap = int(answer.get("total") or 0), int(answer.get("cap") or 0)
        if step > 0 and ballots.given(self.view, known, who) >= total:
            self.desk.say(f"All {total} placed. Backspace takes one back.")
            return True
        if step > 0 and cap and now >= cap:
            self.desk.say(f"At most {cap} dots on one card.")
            return True
        if now + step < 0:
            return True
        ops += ballots.give(self.view, round_, who, card.id, (now + step) or None, self.desk.new_id)
        await self.desk.commit(ops)
        return True

    # going on

    async def onward(self) -> bool:
        """The next item of a repeated board; a vote is counted before the step goes on."""
        if self._turn(1):
            return True
        if self.voting:
            round_ = self._round()
            if round_ is not None and round_.state == "open":
                ops = [*ballots.hand_in(self.view, round_, self._who(round_)), *ballots.reveal(round_)]
                await self.desk.commit(ops)
                self.redraw()
                self.desk.say(self._leader(), "ok")
                return True
        return False

    def _leader(self) -> str:
        round_ = self._round()
        if round_ is None:
            return ""
        counts = {s: sum(ballots.numbers(self.view.answers(round_.id, s))) for s in round_.subjects}
        best = max(counts, key=lambda s: counts[s], default="")
        if not best or not counts[best]:
            return "All in. Nobody gave a dot."
        none = sum(1 for n in counts.values() if not n)
        leads = f"{self.view.code(best)} leads with {int(counts[best])} dots"
        return f"All in. {leads}; {none} cards got none. n goes on."

    async def backward(self) -> bool:
        """The item before, of a repeated board."""
        return self._turn(-1)

    async def leave(self) -> bool:
        """Keep an open card; words in the add line stay as a draft."""
        return await self.opened.keep() if self.opened is not None else True

    async def pasted(self, lines: list[str]) -> None:
        """Lines become cards after one question: Enter keeps the first, the others follow in the line."""
        self._show_adding(True)
        self.screen.set_focus(self.adding.words)
        rest = lines[1:] if self.adding.words.value == lines[0] else lines
        column = self.columns[self.list_at]
        if len(rest) == 1 and not self.adding.words.value:
            self.adding.give_back(rest[0], "")
            return
        ops = []
        for text in [*([self.adding.words.value] if self.adding.words.value else []), *rest]:
            _, more = edit.add(
                self.view, self.desk.new_id, column.collection, clean_line(text), dict(column.fixed()),
                parent=column.parent, by=self.desk.person, at=self.desk.now(),
            )  # fmt: skip
            ops += more
        count = len([o for o in ops if type(o).__name__ == "Add"])
        if await self.desk.commit(ops, f"{count} lines are {count} cards now. u takes them back together."):
            self.adding.take()
            self.redraw()

    # an open card

    def special_editors(self, item: Item) -> dict[str, Callable[[], ChoiceEditor]]:
        """Editors of fields that are not drawn the usual way."""
        return {}

    async def open_card(self, item_id: str, key: str = "") -> None:
        """All fields of one card in place of the board, at one field when `key` is given."""
        item = self.view.item(item_id)
        if item is None:
            return
        fields = self._form_fields(item)
        self.opened = OpenedCard(self.desk, self.method, self.step, item, fields, self.special_editors(item))
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
        self.cards.display = True
        self._show_adding(False)
        await opened.remove()
        self.screen.set_focus(self.cards)
        self.redraw()
        self.desk.frame()

    def on_input_changed(self) -> None:
        """Words in the add line are a draft."""
        if self.opened is None and self.typing:
            self.desk.keep_draft(self.place("add"), self.adding.words.value)
            self.desk.keep_draft(self.place("add2"), self.adding.second.value)
