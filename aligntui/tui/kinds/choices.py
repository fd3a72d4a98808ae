"""One-of or some-of on a single line: scales, yes-no, choices, links. The chosen stands in brackets."""

from __future__ import annotations

from aligntui.engine.entry.fields import Option, keys_in, letters_of
from aligntui.text.clean import width
from aligntui.tui.widgets.canvas import Canvas
from aligntui.tui.widgets.line import Line, Span, broken, cut, fit, hung, length, line, on, paragraph
from aligntui.tui.widgets.sharing import listed

LEAST = 6
"""Rows of options that stand below each other, where no more are free."""
HEAD = 9
"""Cells before the words of such an option: its digit and its code."""


class ChoiceEditor(Canvas, can_focus=True):
    """Left and Right or a digit choose; Space ticks where several may stand. Kept on leaving."""

    DEFAULT_CSS = """
    ChoiceEditor { height: auto; width: 1fr; }
    """

    def __init__(
        self, found: list[Option], value: object, *, many: bool = False, cells: int = 60, listed: bool = False
    ) -> None:
        """Offer what may be chosen.

        Args:
            found: The options.
            value: What is stored.
            many: Whether several may stand.
            cells: Width.
            listed: Whether they stand below each other with their words: their labels are only codes.
        """
        super().__init__()
        self.options = found
        self.many = many
        self.cells = cells
        self.listed = listed
        self.most = LEAST
        """Rows of options that stand below each other, at most."""
        self._top = 0
        self.chosen: list[str] = []
        self.take(value)
        keys = [o.key for o in found]
        self.at = keys.index(self.chosen[0]) if self.chosen else 0

    @property
    def letters(self) -> dict[str, str]:
        """Letters that answer: y, n and p where the answers are yes, no and partly."""
        return letters_of(self.options)

    @property
    def how(self) -> tuple[str, str]:
        """How one answers, for the key line."""
        return ("/".join(self.letters) or "digits, arrows", "answer" if self.letters else "choose")

    def take(self, value: object) -> None:
        """Show a stored value. What is not offered any more, such as a parked card, stays in it unseen."""
        keys = {o.key for o in self.options}
        stored = keys_in(value)
        self.chosen = [key for key in stored if key in keys]
        self._unseen = [key for key in stored if key not in keys]
        self.touched = False

    @property
    def typed(self) -> str | list[str] | None:
        """What was chosen: a key or "", a list of keys when `many`; None while nobody chose."""
        if not self.touched:
            return None
        chosen = [*self._unseen, *self.chosen]
        return chosen if self.many else (self.chosen or [""])[0]

    def on_mount(self) -> None:
        """Draw the options."""
        self.redraw()

    def redraw(self) -> None:
        """Draw the options as they stand, in the height that they need."""
        rows = self.draw(self.has_focus)
        self.styles.height = max(1, len(rows))
        x, y = self._cursor
        self.show(rows, (x, y))

    def watch_has_focus(self, _has_focus: bool) -> None:
        """The option at hand is marked while the editor has the keys."""
        super().watch_has_focus(_has_focus)
        if self.is_mounted:
            self.redraw()

    @property
    def rows_wanted(self) -> tuple[int, int]:
        """Rows that it takes at least, and those that all of its options would take."""
        if not (self.listed and self.has_focus):
            rows = len(self.draw(self.has_focus))
            return rows, rows
        every = sum(len(broken(option.help, self.cells - HEAD)) for option in self.options) or 1
        return min(every, LEAST), every

    def take_rows(self, rows: int) -> None:
        """Have so many rows for the options that stand below each other."""
        if self.listed and self.has_focus and rows != self.most:
            self.most = rows
            self.redraw()

    def draw(self, focused: bool) -> list[Line]:
        """The options, broken into rows, and the help of the one at hand."""
        if self.listed and self.options:
            return self._draw_list() if focused else self._draw_chosen()
        rows: list[list[Span]] = [[]]
        used, self._cursor = 0, (0, 0)
        for index, option in enumerate(self.options):
            picked = option.key in self.chosen
            text, role = (f"[{option.label}]", "accent+bold") if picked else (f" {option.label} ", "text")
            if used and used + width(text) + 1 > self.cells:
                rows.append([])
                used = 0
            if focused and index == self.at:
                role, self._cursor = f"{role}@focus", (used + 1, len(rows) - 1)
            rows[-1] += [(text, role), (" ", "text")]
            used += width(text) + 1
        if not self.options:
            rows[-1].append(("nothing to choose from yet", "muted"))
        picked_ones = (option for option in self.options if option.key in self.chosen)
        current = self.options[self.at] if focused and self.options else next(picked_ones, None)
        room = self.cells - used - 2
        drawn = [tuple(row) for row in rows]
        if current is None or not current.help:
            return drawn
        if width(current.help) > room:
            return [*drawn, *paragraph(current.help, self.cells - 2, role="muted", lead=" ")]
        return [*drawn[:-1], (*drawn[-1], (f" {current.help}", "muted"))]

    def _draw_list(self) -> list[Line]:
        """Options with their words, around the one at hand; the number is the digit that chooses it."""
        wants = [len(broken(option.help, self.cells - HEAD)) for option in self.options]
        self._top, heights = listed(wants, self.most, self.at, self._top, whole=True)
        rows: list[Line] = []
        for number, height in enumerate(heights, start=self._top):
            option, here = self.options[number], number == self.at
            picked = option.key in self.chosen
            if here:
                self._cursor = (0, len(rows))
            head = line(
                (f"{number + 1:>2} " if number < 9 else "   ", "muted"),
                (
                    f"[{option.label}]" if picked else f" {option.label} ",
                    "accent+bold" if picked else "accent",
                ),
            )
            head = (*head, (" " * (HEAD - length(head)), "text"))
            texts = cut(broken(option.help, self.cells - HEAD), height, self.cells - HEAD)
            drawn = hung(head, texts, self.cells - HEAD)
            rows += [on(fit(row, self.cells), "focus") for row in drawn] if here else drawn
        if left_out := len(self.options) - len(heights):
            rows.append(line((f"   + {left_out} more", "muted")))
        return rows

    def _draw_chosen(self) -> list[Line]:
        """What is chosen, with its words; how many there are while nothing is."""
        self._cursor = (0, 0)
        rows: list[Line] = []
        for option in (option for option in self.options if option.key in self.chosen):
            head = line((f"[{option.label}] ", "accent+bold"))
            room = self.cells - length(head)
            rows += hung(head, broken(option.help, room), room)
        return rows or [line((f"{len(self.options)} to choose from", "muted"))]

    def press(self, key: str) -> bool:
        """A key of the grammar. True when it changed something."""
        count = len(self.options)
        if not count:
            return False
        if key in ("right", "l", "left", "h"):
            step = 1 if key in ("right", "l") else -1
            self.at = max(0, min(count - 1, self.at + step)) if self.chosen or self.many else self.at
            if not self.many:
                self.chosen = [self.options[self.at].key]
        elif key in ("space", "plus"):
            picked = self.options[self.at].key
            if picked in self.chosen:
                self.chosen.remove(picked)
            else:
                self.chosen = [*self.chosen, picked] if self.many else [picked]
        elif key in self.letters:
            self.choose(self.letters[key])
        elif key == "backspace" and self.chosen and not self.many:
            self.chosen = []
        elif key.isdigit() and (named := self._named_by(key)):
            self.choose(named)
        else:
            return False
        self.touched = True
        self.redraw()
        return True

    def go_to(self, number: int) -> None:
        """Have another option at hand."""
        self.at = number
        self.redraw()

    def _named_by(self, digit: str) -> str:
        """Key of the option that a digit names, of links and words by its place in the line; "" for none."""
        named = [option.key for option in self.options if digit in (option.key, option.label)]
        if not named and int(digit) and not self.options[0].key.lstrip("-").isdigit():
            named = [option.key for option in self.options[int(digit) - 1 : int(digit)]]
        return next(iter(named), "")

    def choose(self, key: str) -> None:
        """Choose one option by its key."""
        keys = [o.key for o in self.options]
        if key in keys:
            self.at = keys.index(key)
            self.touched = True
            self.chosen = [*self.chosen, key] if self.many and key not in self.chosen else [key]
