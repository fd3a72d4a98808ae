"""The workshop: one step at a time, answering keys by the grammar of SCREENS.md 3."""

from __future__ import annotations

from textual import events

from aligntui.screens.commands import GoBack, GoOn
from aligntui.screens.doors import DoorsPage
from aligntui.screens.guard import WARNING
from aligntui.store.permit import Deed
from aligntui.text.clean import clean, clean_line
from aligntui.widgets.inputs import LineInput
from aligntui.widgets.long_input import LongInput


def lines_of(text: str) -> list[str]:
    """Pasted text as clean lines, without empty ones."""
    return [entry for entry in (clean_line(e) for e in clean(text).split("\n")) if entry]


class Workshop(DoorsPage):
    """Enter goes in and on, Esc goes out, neither loses a word; letters are commands only in KEYS state."""

    def is_echo(self, key: str) -> bool:
        """`n` or `b` pressed twice: the second one is no text for the line that the first one led to."""
        edit, command = self.edit, self.keymap.command(key)
        empty = edit is not None and not edit.words
        return empty and self._guard is not None and self._guard.resting and command in (GoOn, GoBack)

    # keys

    async def command(self, key: str) -> bool:
        """The grammar of SCREENS.md 3: Enter in and on, Esc out, letters only in KEYS state."""
        view = self.step_view
        if view is None or self._guard is None:
            return False
        if key == "ctrl+s":
            key = "escape"
        command = self.keymap.command(key)
        if command is not None and command.always:
            await self._do(command.handler())
            return True
        if key == "escape":
            if self._guide_over:
                self._show_guide(False)
            elif not await view.escape() and not await self.return_from_beside():
                out = "q goes home" if self.may(Deed.SESSIONS) else "ctrl+q leaves"
                kept = "" if self.unsaved else " All is kept."
                self.say(f"n goes on, {out}.{kept}")
                self.keeping.show_unsaved()
            self.frame()
            return True
        if key == "enter":
            edit = self.edit
            if isinstance(edit, LongInput) and not edit.one_line:
                return False
            if not await view.enter():
                await self.do_go_on()
            self.frame()
            return True
        if key in ("pageup", "pagedown") and self._guide_over:
            self._page_guide(1 if key == "pagedown" else -1)
            return True
        if key.startswith("alt+"):
            return await self._alt(key.removeprefix("alt+"))
        if self.edit is not None:
            used = await view.press(key)
            if used:
                self.frame()
            return used
        return await self._letter(key)

    async def _letter(self, key: str) -> bool:
        assert self._guard is not None
        view = self.step_view
        assert view is not None
        if len(key) == 1 and key.isalpha() and not self._guard.allows(key):
            if self._guard.warns:
                self.say(WARNING, "hint")
            return True
        if await view.press(key):
            self.frame()
            self.look_soon()
            return True
        command = self.keymap.command(key)
        if command is None or not hasattr(self, command.handler()):
            return False
        await self._do(command.handler())
        return True

    async def _alt(self, letter: str) -> bool:
        command = self.keymap.command(letter)
        view = self.step_view
        if command is None or not command.alt or view is None:
            return False
        await view.escape()
        await self._do(command.handler())
        self.frame()
        return True

    async def paste(self, text: str) -> None:
        """A paste in KEYS state never runs commands: the step opens its line with it."""
        lines = lines_of(text)
        if lines and self.step_view is not None:
            if not await self.step_view.pasted(lines):
                self.say("Nothing takes words here. Enter or a opens a line; paste it there.", "hint")
            self.frame()

    async def feed_paste(self, event: events.Paste) -> None:
        """Several lines in one line: offered to the step; else they stand one behind the other in it."""
        edit, lines = self.edit, lines_of(event.text)
        if self.too_small or not isinstance(edit, LineInput) or len(lines) < 2 or self.step_view is None:
            await super().feed_paste(event)
        elif await self.step_view.pasted(lines):
            self.frame()
        elif edit.has_room(event.text):
            edit.insert_text_at_cursor(" ".join(lines))

    def on_input_changed(self) -> None:
        """Somebody types: look at the findings later."""
        self.look_soon()

    def on_text_area_changed(self) -> None:
        """Somebody types: look at the findings later."""
        self.look_soon()

    def on_descendant_focus(self) -> None:
        """The key line says whether letters are text."""
        self.frame()
