"""A question as a list over the page: arrows and Enter answer it, and the first row changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.geometry import Offset

from aligntui.tui import frame
from aligntui.tui.asking import Hint
from aligntui.tui.page import Page
from aligntui.tui.pages.question.rows import TOP, question_box
from aligntui.tui.rows import Cursor, moved
from aligntui.tui.widgets.box import WIDE
from aligntui.tui.widgets.canvas import Canvas
from aligntui.tui.widgets.line import Line

HINTS: Sequence[Hint] = (("Enter", "do it"), ("Up/Down", "choose"), ("Esc", "nothing changes"))


class QuestionPage(Page):
    """Dismisses with the key of the way that was chosen, "" for none."""

    PARTS: ClassVar[dict[str, type]] = {}
    is_over = True

    DEFAULT_CSS = """
    QuestionPage { background: transparent; }
    QuestionPage #box { layer: over; position: absolute; }
    QuestionPage #question-said { layer: over; dock: bottom; height: 1; margin: 0 0 1 0; }
    QuestionPage #question-keys { layer: over; dock: bottom; height: 1; }
    """

    def __init__(
        self,
        question: str,
        ways: Sequence[tuple[str, str]],
        anew: Callable[[], str] | None = None,
        at: int = 0,
    ) -> None:
        """`ways` are (key, words); `anew` gives the question as it is, "" once over; `at` is in focus."""
        super().__init__()
        self._question, self._ways, self._anew = question, ways, anew
        self._cursor = Cursor(at=at)

    def compose(self) -> ComposeResult:
        """The box and the keys."""
        over = Canvas(id="box")
        over.rows = self._rows()
        over.styles.width, over.styles.height = WIDE, len(over.rows)
        over.styles.offset = ((self.app.size.width - WIDE) // 2, TOP)
        said = Canvas(id="question-said")
        said.display = False
        keys = Canvas("bar", id="question-keys")
        keys.rows = [frame.keys(self.app.size.width, HINTS)]
        yield over
        yield said
        yield keys

    def show_snapshot(self) -> None:
        """What is asked is said as it is now; a question that is over closes."""
        words = self._anew() if self._anew is not None else self._question
        if not words:
            self.dismiss("")
        elif words != self._question:
            self._question = words
            self.resized()

    def resized(self) -> None:
        """Stay in the middle."""
        over, rows = self.query_one("#box", Canvas), self._rows()
        over.styles.offset, over.styles.height = ((self.size.width - WIDE) // 2, TOP), len(rows)
        over.show(rows)
        self.query_one("#question-keys", Canvas).show([frame.keys(self.size.width, HINTS)])

    def _rows(self) -> list[Line]:
        return question_box(
            self._question, [words for _, words in self._ways], self._cursor, self.app.size.height
        )

    @property
    def resting_cell(self) -> Offset | None:
        """Where the way in focus begins: screen readers follow it."""
        return self.query_one("#box", Canvas).cursor_screen_offset if self.is_mounted else None

    def ways(self) -> Sequence[Hint]:
        """What one does here."""
        return HINTS

    def say(self, text: str, severity: str = "") -> None:
        """On the message row: letters and digits do nothing here, so that no word answers a question."""
        row = self.query_one("#question-said", Canvas)
        row.display = True
        row.show(frame.message_rows(self.size.width, text, severity)[:1])

    async def command(self, key: str) -> bool:
        """Enter answers, Esc changes nothing, arrows choose."""
        to = moved(key, self._cursor.at, len(self._ways))
        if key == "escape":
            self.dismiss("")
        elif key == "enter":
            self.dismiss(self._ways[self._cursor.at][0])
        elif to is not None:
            self._cursor.at = to
            self.query_one("#box", Canvas).show(self._rows())
        return True
