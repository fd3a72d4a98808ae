"""A canvas of cards that takes the keys, and the add line under it."""

from __future__ import annotations

from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from aligntui.text.clean import clip, width
from aligntui.tui.kinds.panes import Panes, draw
from aligntui.tui.widgets.canvas import Canvas
from aligntui.tui.widgets.inputs import LineInput
from aligntui.tui.widgets.line import Line, broken, cut, line, rule, spread
from aligntui.tui.widgets.sharing import share

TALL = 28
"""Rows of a board from which cards take two lines."""


class CardCanvas(Canvas, can_focus=True):
    """Panes of cards. Focus and blur repaint the focused row only."""

    def __init__(self, board: Panes, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.board = board
        self.points = False
        """Whether the focus mark stands too while a line below has the keys for the card in focus."""

    def draw(self) -> None:
        """Draw the board as it stands."""
        if self.size.width and self.size.height:
            self.board.tall = self.size.height >= TALL
            rows, cursor = draw(
                self.board, self.size.width, self.size.height, focused=self.has_focus or self.points
            )
            self.show(rows, cursor)

    def on_resize(self) -> None:
        """Draw for the new size."""
        self.draw()

    def watch_has_focus(self, _has_focus: bool) -> None:
        """The focus mark comes and goes with the keys."""
        super().watch_has_focus(_has_focus)
        self.draw()


def half(below: Widget) -> int:
    """Rows of what stands below the cards, at most: as many are left to the cards."""
    return max(2, (below.app.size.height - 8) // 2)


LEAST = 14
"""Rows that the lines leave to cards and frame."""
WIDE, WIDEST = 18, 26
"""Columns before the second line, at least and at most."""


class AddLine(Vertical):
    """`O3 > words` and, where a board asks for it, a second line. Words become a card only with Enter."""

    DEFAULT_CSS = """
    AddLine { height: auto; min-height: 3; }
    AddLine .row, AddLine .prompt { height: 1; }
    AddLine .prompt { width: 7; }
    AddLine Horizontal { height: auto; }
    """

    def __init__(self, second: str = "") -> None:
        """`second` is the label of the second line, "" for none."""
        super().__init__()
        self.head = Canvas(classes="row")
        self.prompt = Canvas(classes="prompt")
        self.words = LineInput(id="add")
        self.second_label = second
        self.second_prompt = Canvas(classes="prompt wide")
        self.second = LineInput(id="second")
        self.code = ""
        self.ties: str | None = None
        self._in_second = False

    def on_descendant_focus(self) -> None:
        """`>` stands at the line that one types in."""
        if self._in_second != self.second.has_focus:
            self._in_second, ties, self.ties = self.second.has_focus, self.ties or "", None
            self.tie(ties)
            self._draw_second()

    def _draw_second(self) -> None:
        mark = ">" if self._in_second else " "
        self.second_prompt.show([line((mark, "accent"), (self.second_label, "muted"))])

    def compose(self):  # type: ignore[no-untyped-def]
        """Head rule, the line, and the second line."""
        yield self.head
        yield Horizontal(self.prompt, self.words)
        if self.second_label:
            yield Horizontal(self.second_prompt, self.second)
        else:
            yield Canvas(classes="row")

    def label(self, code: str, title: str, example: str = "", right: str = "") -> None:
        """Name the list the line writes to; at the right what others have written, or what marks mean."""
        cells = self.size.width or 80
        title = f"{code}  {title}".strip()
        self.head.show([rule(cells, title, clip(right, cells - width(title) - AROUND))])
        if code != self.code:
            self.code, self.ties = code, None
        if self.second_label:
            self.second_prompt.styles.width = max(WIDE, min(WIDEST, width(self.second_label) + 2))
            self._draw_second()
        self.words.placeholder = clip(f"e.g. {example}", max(10, cells - 8)) if example else ""

    def tie(self, ties: str) -> None:
        """Say before the words what they will be tied to."""
        if ties == self.ties:
            return
        self.ties = ties
        mark, to = f" {self.code} ".ljust(4), f"({ties}) " if ties else ""
        self.prompt.styles.width = width(mark) + width(to) + 3
        points = "  " if self._in_second else "> "
        self.prompt.show([line((mark, "accent+bold"), (to, "muted"), (points, "accent"))])

    def on_input_changed(self, event: LineInput.Changed) -> None:
        """A line has the rows that its words take."""
        edit, other = self.words, self.second
        if event.input is other:
            edit, other = other, edit
        if edit.size.height == 1 and 2 * len(edit.value) < edit.size.width:
            return
        taken = other.size.height if self.second_label else 0
        edit.grow(self.app.size.height - LEAST - taken)

    def on_resize(self) -> None:
        """Both have them in another width too."""
        for edit in (self.words, self.second) if self.second_label else (self.words,):
            edit.grow((self.app.size.height - LEAST) // (1 + bool(self.second_label)))

    @property
    def typed(self) -> tuple[str, str]:
        """Words in the line, and in the second one."""
        return self.words.value, self.second.value

    def take(self) -> None:
        """The words leave both lines."""
        self.words.put("")
        self.second.put("")

    def give_back(self, words: str, second: str) -> None:
        """Put words back that could not be kept."""
        self.words.put(words)
        self.words.cursor_position = len(words)
        self.second.put(second)


AROUND, TITLE = 10, 12
"""Cells of a rule that its title and its right end do not have, and that a title keeps at least."""


class Detail(Canvas):
    """The rows that say the focused card in full: three, and more for a long one."""

    DEFAULT_CSS = "Detail { height: 3; }"

    def card(self, title: str, right: str, words: str, second: str, tail: str = "", marks: str = "") -> None:
        """Rule with a title, the words, and under them what is known, with a word at its right edge.

        What `marks` mean stands at the right of the rule or under the words, where nothing else does.
        """
        cells = self.size.width or 80
        room = cells - 2
        if not right and width(title) + width(marks) + AROUND <= cells:
            right = marks
        elif not second:
            second = marks
        aside = room - width(tail) - 2 if tail else room
        # As much is left to the cards as is taken for one of them.
        texts = [broken(words, room), broken(second, aside) if second or tail else []]
        sizes = share([len(rows) for rows in texts], half(self))
        title = clip(title, max(TITLE, cells - width(right) - AROUND)) if right else title
        drawn: list[Line] = [rule(cells, title, right)]
        drawn += [line((f" {row}", "text")) for row in cut(texts[0], sizes[0], room)]
        under = [line((f" {row}", "muted")) for row in cut(texts[1], sizes[1], aside)]
        if tail:
            under[0] = spread(under[0], line((f"{tail} ", "muted")), cells)
        self.styles.height = max(3, len(drawn) + len(under))
        self.show([*drawn, *under])
