"""What a board is made of and how it looks: lists as panes, the add line or the detail below, its words."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widget import Widget

from aligntui.engine.cited import cited_by, codes_of
from aligntui.engine.lists import Column, columns_of
from aligntui.flow.silence import counted, unrevealed
from aligntui.flow.walk import ask_of
from aligntui.guide.types import Method, Step
from aligntui.session.model import Item
from aligntui.steps.base import Desk, Hint, StepView
from aligntui.steps.cards import AddLine, CardCanvas, Detail
from aligntui.steps.columns import panes_of
from aligntui.steps.merging import MergeForm
from aligntui.steps.opened import OpenedCard
from aligntui.steps.panes import Panes
from aligntui.text.clean import clip


class ShownBoard(StepView):
    """Cards of one or several lists, without keys of their own."""

    def __init__(self, desk: Desk, method: Method, step: Step) -> None:
        super().__init__(desk, method, step)
        self.columns: list[Column] = columns_of(step, desk.view.book)
        across = {"columns": len(self.columns), "2x2": 2}.get(step.layout or "", min(2, len(self.columns)))
        if across > 4:
            # More than four columns are too narrow to read at 80 cells: two rows of them.
            across = -(-across // 2)
        self.board = Panes([], across=max(1, across))
        self.cards = CardCanvas(self.board, id="cards")
        self.adding = AddLine(self._second_label())
        self.detail = Detail(id="detail")
        self.opened: OpenedCard | MergeForm | None = None
        self.marked: set[str] = set()
        self.apart: set[frozenset[str]] = set()
        """Look-alikes that somebody looked at and kept both."""
        self._known_marks: dict[str, str] | None = None
        self.parked_open: set[str] = set()
        self.list_at = 0
        self._asked_to_go = False
        self.begun_in_line = False
        """Whether the open card was begun in the add line."""
        self.waiting: list[str] = []
        """Pasted lines that wait behind the one in the add line."""

    # what it is made of

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
        back = self._give_back()
        self._show_adding(self.writing or back)

    def start(self) -> Widget | None:
        """The add line while writing, the cards else."""
        return self.adding.words if self.adding_now else self.cards

    # words being typed

    def line_place(self, column: Column, name: str = "add") -> str:
        """Key of a draft of the add line: words wait in the list, and for the item, they were typed for."""
        return self.place(f"{column.key}@{column.parent}/{name}")

    def _give_back(self) -> bool:
        for number, column in enumerate(self.columns):
            words = self.desk.drafted(self.line_place(column))
            second = self.desk.drafted(self.line_place(column, "add2")) if self.second else ""
            if words or second:
                self.list_at = number
                self.adding.give_back(words, second)
                more = self.desk.drafted(self.line_place(column, "more"))
                self.waiting = [line for line in more.split("\n") if line]
                return True
        return False

    def keep_words(self) -> None:
        """Keep what stands in the line as a draft of the list it stands at, and of no other."""
        if not self.columns:
            return
        here = self.columns[self.list_at]
        said = {"add": self.adding.words.value, "add2": self.adding.second.value}
        said["more"] = "\n".join(self.waiting)
        for column in self.columns:
            for name, words in said.items():
                place = self.line_place(column, name)
                now = words if column is here else ""
                if now != self.desk.own_draft(place):
                    self.desk.keep_draft(place, now)

    # drawing

    def _fill(self) -> None:
        focus = self.board.card.id if self.board.card is not None else ""
        self.board.panes = panes_of(
            self.view,
            self.columns,
            marked=self.marked,
            tails=self._tails(),
            tail_name="ev" if self.step.shows else "",
            parked_open=self.parked_open,
            marks=self._marks(),
            second=self.second,
            hidden={item.id for item in self._unrevealed()},
        )
        if not (focus and self.board.focus(focus)):
            self.board.clamp()

    def _unrevealed(self) -> list[Item]:
        """Cards that others write in silence."""
        return unrevealed(self.view, self.desk.run, self.desk.here, self.step, self.desk.person)

    def _tails(self) -> dict[str, str]:
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
        """Marks of the findings as last looked at: a card is kept without waiting for the checks."""
        if self._known_marks is None:
            self._known_marks = self._found_marks()
        return self._known_marks

    def _found_marks(self) -> dict[str, str]:
        marks: dict[str, str] = {}
        for finding in self.findings():
            if finding.target and finding.target not in marks:
                marks[finding.target] = finding.mark
        return marks

    def looked(self) -> None:
        """Nobody has typed for a moment: show what the checks say now."""
        marks = self._found_marks()
        if marks != self._known_marks:
            self._known_marks = marks
            self.redraw()

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
            # A pane without cards shows its example itself, unless it asks a question of its own there.
            example = column.example if column.field and not column.items(self.view) else ""
            others = counted(self._unrevealed())
            self.adding.label(column.next_code(self.view), column.one, example, others)
            return
        card = self.board.card
        item = self.view.item(card.id) if card is not None and not card.id.startswith("parked:") else None
        others = counted(self._unrevealed())
        if item is None:
            self.detail.card("", clip(others, 40), "", "")
            return
        by = codes_of(self.view, cited_by(self.view, item.id)) or "nothing yet"
        second = self.view.text(item, self.second) if self.second else ""
        label = "know" if self.second == "evidence" else self._second_label()
        under = f"{label}: {second}" if second else ""
        graded = self._graded(item)
        code = self.view.code(item)
        self.detail.card(f"{code}  cited by {by}", clip(others, 40), item.text, under, graded)

    def _graded(self, item: Item) -> str:
        """What the short column at the right edge says of a card, in words: `ev 3 own data`."""
        key = next(iter(self.step.shows or []), "")
        field = self.view.book.field(item.collection, key) if key else None
        value = self.view.text(item, key) if field is not None and field.type == "scale" else ""
        return f"ev {value} {field.choices.get(value, '')}".strip() if field is not None and value else ""

    def stand_on(self, item_id: str) -> bool:
        """Put the focus on a card, among the parked ones too. False when it is not on this board."""
        item = self.view.item(item_id)
        if item is not None and item.status in ("parked", "dropped"):
            held = [c for c in self.columns if item in c.items(self.view, away=True)]
            self.parked_open |= {f"parked:{c.collection}:{c.key}" for c in held}
            self._fill()
        if not self.board.focus(item_id):
            return False
        self._show_adding(False)
        self.screen.set_focus(self.cards)
        self.redraw()
        return True

    def _show_adding(self, on: bool) -> None:
        self.adding.display = on
        self.detail.display = not on

    def question(self) -> str:
        """The list's own question while writing; the step's otherwise."""
        if self.opened is not None:
            return self.opened.question()
        if self.phase == "merge":
            return "Do two of these say one thing? Mark them with Space, m writes them once."
        column = self.column
        return ask_of(self.step, column.key if column.field else column.collection) or column.ask

    def heading(self) -> str:
        """While a card is open: its code."""
        if self.opened is not None:
            return self.opened.heading()
        return super().heading()

    def hints(self) -> list[Hint]:
        """Key line."""
        if self.opened is not None:
            return self.opened.hints()
        if self.typing:
            second = [("Tab", "evidence" if self.second == "evidence" else "next")] if self.second else []
            lists = [("Up/Down", "list")] if len(self.columns) > 1 else []
            return [("Enter", "keep"), *second, *lists, ("Esc", "cards, n on")]
        if self.phase == "merge":
            return [
                ("Space", "mark"),
                ("m", "merge into this one"),
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
