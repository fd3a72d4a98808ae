"""One-of or some-of on a single line: scales, yes-no, choices, links. The chosen stands in brackets."""

from __future__ import annotations

from functools import cached_property

from aligntui.engine.entry import signs
from aligntui.engine.entry.fields import Option, keys_in
from aligntui.text.clean import width
from aligntui.tui.rows import more
from aligntui.tui.widgets.canvas import Canvas
from aligntui.tui.widgets.line import Line, Span, broken, cut, hung, in_focus, length, line, paragraph
from aligntui.tui.widgets.sharing import listed

LEAST = 6
"""Rows of options that stand below each other, where no more are free."""
HEAD = 9
"""Cells before the words of such an option: its digit and its code."""


class ChoiceEditor(Canvas, can_focus=True):
    """Its own sign or Left and Right choose; Space ticks, or goes to the next one. Kept as it is chosen."""

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
        self.offer = ""
        """What is offered while nothing is chosen, with its source."""
        self.most = LEAST
        """Rows of options that stand below each other, at most."""
        self._top = 0
        self.chosen: list[str] = []
        self.small = signs.SmallLine()
        self.take(value)
        keys = [o.key for o in found]
        self.at = keys.index(self.chosen[0]) if self.chosen else 0

    @cached_property
    def meanings(self) -> dict[str, str]:
        """What is typed for each option."""
        return signs.of_options(self.options)

    @property
    def how(self) -> tuple[str, str]:
        """How one answers, for the key line."""
        answer = "tick" if self.many else "answer" if set(self.meanings) <= set("ynp") else "choose"
        return (signs.shown(self.meanings) if len(self.options) <= signs.MOST else "letters, Space", answer)

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
        if self.offer and not self.chosen:
            rows = [*rows, *paragraph(self.offer, self.cells - 2, role="muted", lead=" ")]
        if self.finding:
            none = "" if signs.find(self.options, self.small.typed) is not None else "   nothing begins so"
            rows = [*rows, line((" find: ", "muted"), (self.small.typed, "accent"), (none, "muted"))]
        self.styles.height = max(1, len(rows))
        x, y = self._cursor
        self.show(rows, (x, y))

    def watch_has_focus(self, _has_focus: bool) -> None:
        """The option at hand is marked while the editor has the keys."""
        super().watch_has_focus(_has_focus)
        self.small.clear()
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

    @property
    def stands(self) -> bool:
        """Whether options stand below each other, with as much of their words as has room."""
        return self.listed

    def take_rows(self, rows: int) -> None:
        """Have so many rows for the options that stand below each other."""
        if self.stands and self.has_focus and rows != self.most:
            self.most = rows
            self.redraw()

    def draw(self, focused: bool) -> list[Line]:
        """The options, broken into rows, and the help of the one at hand."""
        if self.listed and self.options:
            return self._draw_list() if focused else self._draw_chosen()
        rows: list[list[Span]] = [[]]
        signed = self._signs() if focused else {}
        used, self._cursor = 0, (0, 0)
        for index, option in enumerate(self.options):
            picked = option.key in self.chosen
            label = f"{signed.get(option.key, '')}{option.label}"
            text, role = (f"[{label}]", "accent+bold") if picked else (f" {label} ", "text")
            if used and used + width(text) + 1 > self.cells:
                rows.append([])
                used = 0
            if focused and index == self.at:
                role, self._cursor = f"{role}@focus", (used + 1, len(rows) - 1)
            rows[-1] += [(text, role), (" ", "text")]
            used += width(text) + 1
        if not self.options:
            rows[-1].append(("nothing to choose from yet", "muted"))
        room = self.cells - used - 2
        drawn = [tuple(row) for row in rows]
        meaning = self._meaning(focused)
        if width(meaning) > room:
            # Only the field in focus takes rows of its own for what its points mean.
            below = focused or self.chosen
            return [*drawn, *paragraph(meaning, self.cells - 2, role="muted", lead=" ")] if below else drawn
        return [*drawn[:-1], (*drawn[-1], (f" {meaning}", "muted"))] if meaning else drawn

    def _signs(self) -> dict[str, str]:
        """Option -> the sign that chooses it and a blank, where its words do not begin with that sign."""
        labels = {option.key: option.label.casefold() for option in self.options}
        known = {key: sign for sign, key in self.meanings.items() if len(sign) == 1 and sign.isalnum()}
        if self.finds or known.keys() != labels.keys():
            return {}
        return {key: f"{sign} " for key, sign in known.items() if not labels[key].startswith(sign)}

    def _meaning(self, focused: bool) -> str:
        """In words what was chosen; while one chooses, all that may be: none of them alone looks chosen."""
        if not focused and self.chosen:
            return next((o.help for o in self.options if o.key in self.chosen), "")
        helps = [f"{option.label} {option.help}" for option in self.options if option.help]
        return "; ".join(helps) if focused or len(helps) < 2 else f"{helps[0]} .. {helps[-1]}"

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
            rows += in_focus(hung(head, texts, self.cells - HEAD), self.cells, here)
        return [*rows, *more(len(self.options) - len(heights), self._top)]

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
        """Arrows, Space, Backspace and Delete. True when it changed something."""
        count = len(self.options)
        if self.finding and key in ("space", "backspace"):
            # What is typed to find something is a line: a blank in it is a blank.
            self._find(" ") if key == "space" else self._seek(self.small.typed[:-1])
            return True
        self.small.clear()
        if not count:
            return False
        if key in ("right", "left"):
            step = 1 if key == "right" else -1
            self.at = max(0, min(count - 1, self.at + step)) if self.chosen or self.many else self.at
            if not self.many:
                self.chosen = [self.options[self.at].key]
        elif key == "space" and self.many:
            self.choose(self.options[self.at].key)
        elif key == "space":
            keys = [option.key for option in self.options]
            at = keys.index(self.chosen[0]) + 1 if self.chosen else 0
            self.choose(keys[at % count])
        elif key in ("backspace", "delete") and self.chosen:
            self.chosen = []
        else:
            return False
        self.touched = True
        self.redraw()
        return True

    def take_sign(self, sign: str) -> bool:
        """A sign that names an option chooses it; where several may stand it adds it or takes it off."""
        if self.finds:
            return self._find(sign)
        key, fits = self.small.take("", self.meanings, sign)
        if key is not None:
            self.choose(key)
        return fits

    @property
    def finds(self) -> bool:
        """Whether letters find among the options."""
        return bool(self.options) and (len(self.options) > signs.MOST or not self.meanings)

    @property
    def finding(self) -> bool:
        """Whether something stands in the line with which one finds."""
        return self.finds and self.small.goes_on

    def _find(self, sign: str) -> bool:
        """One more letter: the first option that begins so is at hand, and chosen where one may stand."""
        return self._seek(self.small.typed + sign)

    def _seek(self, typed: str) -> bool:
        self.small.typed = typed
        number = signs.find(self.options, typed) if typed else None
        if number is not None and not self.many:
            self.choose(self.options[number].key)
        self.go_to(self.at if number is None else number)
        return True

    def end_finding(self, *, take: bool) -> bool:
        """Empty the line with which one finds, and tick what it found. False: nothing was found."""
        number = signs.find(self.options, self.small.typed)
        if take and number is None:
            return False
        self.small.clear()
        if take and number is not None and self.options[number].key not in self.chosen:
            self.choose(self.options[number].key)
        self.redraw()
        return True

    def go_to(self, number: int) -> None:
        """Have another option at hand."""
        self.at = number
        self.redraw()

    def choose(self, key: str) -> None:
        """Choose one option by its key; where several may stand, take it off or add it."""
        keys = [option.key for option in self.options]
        if key not in keys:
            return
        self.at, self.touched = keys.index(key), True
        if not self.many:
            self.chosen = [key]
        elif key in self.chosen:
            self.chosen.remove(key)
        else:
            self.chosen = [*self.chosen, key]
        self.redraw()
