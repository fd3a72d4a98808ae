"""Keys on their way into a page: a sign is text or a value, never a command; chords work in a line too."""

from __future__ import annotations

import re
from functools import partial

from textual import events

from aligntui.text.limits import HELD, LONG, too_long
from aligntui.tui.commands import GO_ON, KEYS, LEAVE, PALETTE, REDO, UNDO, Command, offered
from aligntui.tui.everywhere import Place
from aligntui.tui.routes import ToQuestion
from aligntui.tui.terminal.inner import run_binding, type_key
from aligntui.tui.widgets.inputs import EditLine

ROOM = 74
"""Cells of the sentence that says what one does here."""
NAMED = re.compile(r"/([a-z-]+)\s*$")
"""A name behind a slash at the end of a line that has words."""


class Typist:
    """Gives each key to the line in focus, else to the page.

    Attributes:
        keys: How many keys came so far.
    """

    def __init__(self, page: Place) -> None:
        self._page, self.keys = page, 0
        self._astray = 0
        """Signs in a row that had no meaning here."""
        self._as_words = ""
        """What is kept though it ends in the name of a command."""

    async def feed(self, event: events.Key) -> None:
        """One key."""
        page, key, edit = self._page, event.key, self._page.edit
        self.keys += 1
        astray, self._astray = self._astray, self._astray if event.is_printable else 0
        if page.too_small:
            if page.keymap.gives(key, LEAVE):
                await page.command(key)
        elif edit is not None and self._within(edit, key):
            page.frame()
        elif edit is not None and "/" in edit.words and (command := self._named_in(edit, key)) is not None:
            self._ask(edit, key, command)
        elif key.startswith("alt+") and (event.is_printable or key == "alt+enter"):
            # Esc and a sign, or Enter, in one packet, as slow lines send them.
            await self.feed(events.Key("escape", None))
            await page.align.screen.feed(events.Key(key.removeprefix("alt+"), event.character))  # type: ignore[attr-defined]
        elif astray > 1 and key in ("backspace", "enter"):
            page.say("")
        elif event.is_printable and (edit is not None or key != "space" or astray):
            await self._take_sign(event, event.character or "")
        elif not await page.command(key) and (
            edit is None or not (edit.gives_up(key) or await type_key(edit, event))
        ):
            await run_binding(page.align, key)

    def _within(self, edit: EditLine, key: str) -> bool:
        """What a key does within a line: a new row, the typing taken back, or brought back."""
        if self._page.keymap.gives(key, UNDO):
            return edit.take_back()
        return edit.bring_back() if self._page.keymap.gives(key, REDO) else edit.breaks(key)

    def _named_in(self, edit: EditLine, key: str) -> Command | None:
        """The command whose name behind a slash ends a line that a key would keep; None where none does."""
        page, words = self._page, edit.words
        keeps = key in ("enter", "tab") or page.keymap.gives(key, GO_ON)
        if not keeps or edit.is_path or page.finding or words == self._as_words:
            return None
        name = NAMED.search(words)
        every = offered(page, page.verbs) if name is not None else []
        return next((command for command in every if name is not None and command.name == name[1]), None)

    def _ask(self, edit: EditLine, key: str, command: Command) -> None:
        """Ask whether what ends the line is a command: it is typed where one is told its name."""
        slashed = f"/{command.name}"
        ways = [
            ("", "nothing yet: back to the line"),
            ("run", f"{command.title}; {slashed} goes out of the line"),
            ("keep", f"these are words: {slashed} stays in them"),
        ]
        asked = ToQuestion(f"The line ends in {slashed}. Is that the command, or words?", ways)
        self._page.go(asked, lambda way: self._page.do_later(partial(self._take, edit, key, command), way))

    async def _take(self, edit: EditLine, key: str, command: Command, way: object) -> None:
        if way == "keep":
            self._as_words = edit.words
            await self._page.align.screen.feed(events.Key(key, None))  # type: ignore[attr-defined]
        elif way == "run":
            edit.put(NAMED.sub("", edit.words).rstrip())
            await (self._page.give(command.name) if command.step else self._page.perform(command.handler()))

    async def _take_sign(self, event: events.Key, sign: str) -> None:
        page, edit = self._page, self._page.edit
        if edit is None and (self._astray > 1 or (self._astray and not sign.isalnum())):
            # Words that are meant for a line: no digit, blank or slash in them does anything.
            self._astray += 1
            page.say(self._nothing(sign), "hint")
            return
        in_words = page.finding or (edit is not None and bool(edit.words or edit.is_path))
        if sign == "/" and page.runs(PALETTE) and not in_words:
            await page.perform(PALETTE.handler())
            return
        if edit is None and sign == "?" and not in_words and page.runs(KEYS):
            await page.perform(KEYS.handler())
            return
        if edit is None:
            # What the sign leads to may be a line: then it stands in it.
            if await page.take_sign(sign):
                self._astray = 0
                return
            edit = page.edit
        if edit is None:
            self._astray += 1
            page.say(self._nothing(sign), "hint")
        elif len(edit.words) >= HELD:
            page.say(too_long(len(edit.words), LONG), "warning")
        else:
            await type_key(edit, event)

    def _nothing(self, sign: str) -> str:
        """What is said where a sign has no meaning: what one does here instead."""
        signs = "Letters" if sign.isalpha() else "Such digits" if sign.isdigit() else "Such signs"
        said = f"{signs} do nothing here"
        if self._astray > 1:
            said = "Words do nothing here, Backspace ends them"
        for number, (key, what) in enumerate(self._page.ways()):
            longer = f"{said}{', ' if number else '. These do: '}{key} ({what})"
            if len(longer) > ROOM:
                break
            said = longer
        return f"{said}."

    async def type(self, sign: str) -> None:
        """Have a sign typed into the line in focus, if there is one."""
        if self._page.edit is not None:
            await type_key(self._page.edit, events.Key(sign, sign))
