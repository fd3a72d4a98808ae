"""A page drawn as one sheet of rows, with at most one edit line on it.

What a page shows is a pure function of its state (`draw`), so it can be tested as plain text; `redraw`
sends only the cells that changed. Questions are asked in one place, above the message row.
"""

from __future__ import annotations

import inspect
from collections.abc import Sequence

from textual.app import ComposeResult

from aligntui.store.problems import StoreProblem
from aligntui.text.clean import clean, clean_line, clip, width
from aligntui.tui import frame
from aligntui.tui.asking import Asked, Hint, holds
from aligntui.tui.commands import Command, commands, is_chord, offered
from aligntui.tui.finder import Finder
from aligntui.tui.page import SMALLEST, Page
from aligntui.tui.rows import Cursor, Paged, moved
from aligntui.tui.widgets.canvas import Canvas
from aligntui.tui.widgets.inputs import LineInput
from aligntui.tui.widgets.line import BLANK, Line, fit, line, on, rule


class SheetCanvas(Canvas, can_focus=True):
    """The rows of a page. It has the focus so that the terminal's cursor stands on the focused row."""


class Sheet(Page):
    """A page of rows.

    Attributes:
        state: Where the cursor stands in the list of the page, and what else it shows.
        opened_by: Command by which one comes to the page; its key leads back as well.
        left_with: What the page gives when it is left without a choice.
        opens: What Enter does with what was found, for the key line.
        find_wide: Cells of the line that finds.
    """

    state: Cursor
    opened_by: Command | None = None
    left_with: object = None
    opens = "go there"
    find_wide = 60

    DEFAULT_CSS = """
    Sheet #sheet { width: 100%; height: 100%; }
    Sheet #ask { layer: over; position: absolute; height: 1; display: none; }
    """
    GRAMMAR: Sequence[tuple[str, str, str]] = (
        ("Keys", "Enter", "in and on"),
        ("Keys", "Esc", "out, nothing is lost"),
        ("Keys", "arrows", "move"),
        ("Keys", "letters", "find in the list"),
    )
    """(group, key, what it does): keys of the page that are no commands, for the page of keys."""

    def __init__(self) -> None:
        super().__init__()
        self.state = Cursor()
        self.asked: Asked | None = None
        self.finder = Finder(self)
        self._message: tuple[str, str] = ("", "")
        self._heard = ""
        """Words of the line that whoever asked knows of."""
        self._high = 1
        """Rows of the line."""
        self._commands: dict[str, Command] = {}
        self._canvas = SheetCanvas(id="sheet")
        self._line = LineInput(id="ask")

    # drawing

    def compose(self) -> ComposeResult:
        """The sheet, and the edit line over it."""
        for command in offered(self):
            for key in self.keymap.keys[command.name]:
                self._commands.setdefault(key, command)
        self.read_anew()
        canvas = self._canvas
        cells, height = self.app.size
        if cells >= SMALLEST[0] and height >= SMALLEST[1]:
            # Drawn before the first paint: the page comes up whole and is sent once.
            canvas.rows = self.rows_now(cells, height)
        yield canvas
        yield self._line

    def on_mount(self) -> None:
        """Put the terminal's cursor on the focused row."""
        if self.asked is None:
            self.set_focus(self._canvas)

    def prepare(self) -> None:
        """Read what the page shows, before it is drawn.

        Raises:
            StoreProblem: It cannot be read; the page shows what it knew.
        """

    def read_anew(self) -> bool:
        """Read what the page shows. False when it cannot be read now, which is said."""
        try:
            self.prepare()
        except StoreProblem as problem:
            self._message = (str(problem), "error")
            return False
        return True

    def bar_below(self, cells: int) -> Line:
        """Row 1 of the screen below: session, place, timer."""
        stack = self.app.screen_stack
        place = stack.index(self) if self in stack else len(stack)
        for below in reversed(stack[:place]):
            for name in ("#bar", "#sheet"):
                found = below.query(name)
                rows = found.first(Canvas).rows if found else []
                if rows:
                    return on(fit(rows[0], cells), "bar")
        return on(fit(line((" AlignTUI", "text+bold")), cells), "bar")

    def key(self, command: Command) -> str:
        """The key of a command as people write it."""
        return self.keymap.shown(command.name)

    def draw(self, cells: int, height: int) -> list[Line]:
        """All rows but the message and the keys (`height` counts them in)."""
        return []

    def hints(self) -> list[Hint]:
        """Keys that do something now, most useful first."""
        return []

    def redraw(self) -> None:
        """Show what is different."""
        if not self._canvas.is_attached or self.too_small or not self.size.width:
            return
        rows = self.rows_now(self.size.width, self.size.height)
        self._canvas.show(rows)

    def rows_now(self, cells: int, height: int) -> list[Line]:
        """All rows of the page, `height` of them."""
        rows = self.draw(cells, height)[: height - 2]
        said, asked = self._said(cells), self.asked
        over = len(said) - 1
        if any(text.strip() for row in rows[height - 2 - over :] for text, _ in row):
            # What is said takes rows of its own: nothing of the page is under it.
            rows = self.draw(cells, height - over)[: height - 2 - over]
        rows += [BLANK] * (height - 2 - len(rows))
        if asked is not None:
            label = line((" " * asked.column, "text"), (asked.label, "accent"))
            if asked.row is None:
                high = self._high
                rows[height - 4 - high :] = [rule(cells, asked.title), label, *[BLANK] * high]
            else:
                rows[asked.row] = fit(label, cells) if not asked.wide else label
        rows[height - 1 - len(said) :] = said
        hints = self.hints() if asked is None else asked.hints()
        rows.append(self.key_row.draw(cells, hints, typing=asked is not None))
        return rows

    def ways(self) -> Sequence[Hint]:
        """Keys of the page."""
        return self.key_row.live(self.hints())

    def _said(self, cells: int) -> list[Line]:
        """The message: on its row, or on two or three when it is long."""
        return frame.message_rows(cells, *self._message)

    def resized(self) -> None:
        """Draw for the new size."""
        self._place_line()
        self.redraw()

    def say(self, text: str, severity: str = "") -> None:
        """Put a sentence on the message row."""
        self._message = (clean_line(text), severity)
        self.redraw()

    def greet(self, text: str, severity: str = "") -> None:
        """Have a sentence on the message row when the page opens."""
        self._message = (clean_line(text), severity)

    def show_snapshot(self) -> None:
        """The session changed."""
        self.redraw()

    # asking in one line

    def ask(self, asked: Asked, words: str = "") -> None:
        """Ask; the line has the focus, `words` stand in it."""
        self.asked = asked
        edit, self._heard = self._line, words
        edit.is_path = asked.completed is not None
        with edit.prevent(LineInput.Changed):
            edit.put(words)
        if asked.offered:
            edit.select_all()
        self._place_line()
        edit.display = True
        self.set_focus(edit)
        self.redraw()

    def _place_line(self) -> None:
        asked = self.asked
        if asked is None or not self.size.width:
            return
        edit = self._line
        x = asked.column + width(asked.label) + 1
        room = max(8, self.size.width - x - 1)
        edit.styles.width = min(asked.wide, room) if asked.wide else room
        most = 1 if asked.wide else self.size.height // 2
        self._high = edit.grow(most, min(asked.wide or room, room))
        y = self.size.height - 3 - self._high if asked.row is None else asked.row
        edit.styles.offset = (x, y)

    def stop_asking(self) -> None:
        """Take the line away."""
        self.asked = None
        self._line.display = False
        self.set_focus(self._canvas)
        self.redraw()

    def on_input_changed(self, event: LineInput.Changed) -> None:
        """Have the rows that the words take; tell who asked."""
        high = self._high
        self._place_line()
        if self._high != high:
            self.redraw()
        self._tell(event.value)

    def _tell(self, words: str) -> None:
        asked, known, self._heard = self.asked, self._heard, words
        if words != known and asked is not None and asked.changed is not None:
            asked.changed(words)

    def on_line_input_pasted(self, event: LineInput.Pasted) -> None:
        """Only the first of several lines fits into one."""
        self.say("One line fits here; the first one stands.", "hint")

    async def _typing(self, key: str) -> bool:
        asked = self.asked
        assert asked is not None
        edit = self._line
        if key == "enter":
            words = clean_line(edit.value)
            if words or asked.may_be_empty:
                found = asked.answer(words)
                if inspect.isawaitable(found):
                    await found
            return True
        if key == "escape":
            if self._message[1]:
                self._message = ("", "")
            self.stop_asking()
            if asked.left is not None:
                asked.left()
                self.redraw()
            return True
        if key == "tab" and asked.completed is not None:
            longer = asked.completed(edit.value)
            if longer is not None:
                # Completing is no typing: what was said about the entries stands.
                with edit.prevent(LineInput.Changed):
                    edit.value = self._heard = longer
                edit.cursor_position = len(longer)
            return True
        if key == "tab" and asked.rows is not None:
            asked.rows()
            return True
        return await self.press_typing(key)

    async def press_typing(self, key: str) -> bool:
        """Keys beside text while a line is open: Up and Down of a list under it."""
        moves = self.asked.moves if self.asked is not None else ()
        return (key in moves and self._moved(key)) or key in ("up", "down", "tab", "shift+tab")

    async def paste(self, text: str) -> None:
        """A paste is text: where nothing takes any it is said."""
        if clean(text).strip():
            self.say("There is no line here to paste into.", "hint")

    # finding in the list

    def labels(self) -> list[str]:
        """What is read in each row of the list, for finding in it."""
        return []

    def narrow(self, words: str) -> None:
        """Go to the first row that has all of the words, "" for none; a page may show these rows only."""
        labels = self.labels()
        fits = (n for n, label in enumerate(labels) if holds(label, words))
        place = next(fits, -1) if words.strip() else self.state.at
        if place >= 0:
            self.move_to(place)
        none = f'None of the {len(labels)} lines on this page has "{clip(words, 24)}".'
        self.say("" if place >= 0 else none)

    async def do_find_here(self) -> None:
        """A line that finds in the list."""
        self.finder.ask()

    async def take_sign(self, sign: str) -> bool:
        """A sign begins the line that finds."""
        self.finder.ask()
        return False

    # keys

    async def command(self, key: str) -> bool:
        """Chords, also in a line; Enter in and on, Esc out."""
        command = self._commands.get(key)
        if self.asked is not None and (command is None or not is_chord(key)):
            # What is typed in one packet with the key counts already; a line that is empty by it may be gone.
            self._tell(self._line.value)
            if self.asked is not None:
                return await self._typing(key)
        if self.asked is None and await self.press(key):
            return True
        if command is None:
            return self._does_nothing(key)
        await self.perform(command.handler())
        return True

    def _does_nothing(self, key: str) -> bool:
        """Say of a chord that is a command of other pages that it is none here. False for other keys."""
        other = next((one for one in commands() if is_chord(key) and self.keymap.gives(key, one)), None)
        if other is not None:
            does = dict(self.hints()).get("Enter", "")
            self.say(f"{self.key(other)} does nothing on this page.{f' Enter: {does}.' if does else ''}")
        return other is not None

    async def press(self, key: str) -> bool:
        """A key of the page that is no command: move, turn a page, in and out. True when it was used."""
        if self._moved(key):
            return True
        if key == "tab" and isinstance(self.state, Paged):
            self.state.page += 1
            self.redraw()
        elif key == "enter":
            await self.enter()
        elif key == "escape" or (self.opened_by is not None and self.keymap.gives(key, self.opened_by)):
            await self.leave()
        else:
            return False
        return True

    # the list

    @property
    def count(self) -> int:
        """Rows that take the cursor; none on a page without a list."""
        return 0

    def _moved(self, key: str) -> bool:
        to = moved(key, self.state.at, self.count)
        if to is not None:
            self.move_to(to)
        return to is not None

    def move_to(self, place: int) -> None:
        """Put the cursor on a row of the list."""
        self.state.at = place
        self.redraw()

    async def enter(self) -> None:
        """Enter: do what the row in focus is for."""

    async def leave(self) -> None:
        """Esc: back to the page below."""
        self.dismiss(self.left_with)
