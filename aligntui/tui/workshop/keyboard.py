"""Keys of the workshop: Enter goes in and on, Esc goes out, letters are commands only in KEYS state."""

from __future__ import annotations

from aligntui.store.permit import Deed
from aligntui.text.clean import clean, clean_line
from aligntui.tui.commands import GO_BACK, GO_ON
from aligntui.tui.guard import WARNING, Guard
from aligntui.tui.kinds.base import KindView
from aligntui.tui.widgets.inputs import LineInput
from aligntui.tui.widgets.long_input import LongInput
from aligntui.tui.workshop.going import Going
from aligntui.tui.workshop.guide import GuidePanel
from aligntui.tui.workshop.message_bar import MessageBar
from aligntui.tui.workshop.scene import Scene


def lines_of(text: str) -> list[str]:
    """Pasted text as clean lines, without empty ones."""
    return [entry for entry in (clean_line(e) for e in clean(text).split("\n")) if entry]


class Keyboard:
    """The grammar of SCREENS.md 3: no key loses a word.

    Attributes:
        guard: Letters must not surprise someone who thinks he is typing.
    """

    def __init__(self, scene: Scene, going: Going, guide: GuidePanel, bar: MessageBar, guard: Guard) -> None:
        self._scene, self._page, self.guard = scene, scene.page, guard
        self._going, self._guide, self._bar = going, guide, bar

    def is_echo(self, key: str) -> bool:
        """`n` or `b` pressed twice: the second one is no text for the line that the first one led to."""
        edit, command = self._page.edit, self._page.keymap.command(key)
        return edit is not None and not edit.words and self.guard.resting and command in (GO_ON, GO_BACK)

    async def press(self, key: str) -> bool:
        """A key that is no text. True when it was used."""
        page, view = self._page, self._scene.step_view
        if view is None:
            return False
        if key == "ctrl+s":
            key = "escape"
        command = page.keymap.command(key)
        if command is not None and command.always:
            await page.perform(command.handler())
            return True
        if key == "escape":
            await self._escape(view)
            page.frame()
            return True
        if key == "enter":
            if isinstance(page.edit, LongInput) and not page.edit.one_line:
                return False
            if not await view.enter():
                await self._going.do_go_on()
            page.frame()
            return True
        if key in ("pageup", "pagedown") and self._guide.over:
            self._guide.turn(1 if key == "pagedown" else -1)
            return True
        if key.startswith("alt+"):
            return await self._alt(view, key.removeprefix("alt+"))
        if page.edit is None:
            return await self._letter(view, key)
        used = await view.press(key)
        if used:
            page.frame()
        return used

    async def _escape(self, view: KindView) -> None:
        page = self._page
        if self._guide.over:
            self._guide.show(False)
        elif not await view.escape() and not await self._going.return_from_beside():
            home = f"{page.key_of('home')} goes home"
            out = home if page.may(Deed.SESSIONS) else f"{page.key_of('leave')} leaves"
            kept = "" if page.unsaved else " All is kept."
            page.say(f"{page.key_of('go-on')} goes on, {out}.{kept}")
            self._scene.keeping.show_unsaved()

    async def _letter(self, view: KindView, key: str) -> bool:
        page = self._page
        if len(key) == 1 and key.isalpha() and not self.guard.allows(key):
            if self.guard.warns:
                page.say(WARNING, "hint")
            return True
        if await view.press(key):
            page.frame()
            self._bar.look_soon()
            return True
        command = page.keymap.command(key)
        if command is None or not page.runs(command):
            return False
        await page.perform(command.handler())
        return True

    async def _alt(self, view: KindView, letter: str) -> bool:
        command = self._page.keymap.command(letter)
        if command is None or not command.alt:
            return False
        await view.escape()
        await self._page.perform(command.handler())
        self._page.frame()
        return True

    async def paste(self, text: str) -> None:
        """A paste in KEYS state never runs commands: the step opens its line with it."""
        page, lines, view = self._page, lines_of(text), self._scene.step_view
        if lines and view is not None:
            if not await view.pasted(lines):
                opens = f"Enter or {page.key_of('add')} opens a line; paste it there."
                page.say(f"Nothing takes words here. {opens}", "hint")
            page.frame()

    async def paste_lines(self, text: str) -> bool:
        """Several lines in one line: offered to the step; else they stand one behind the other in it.

        False when it is no such paste.
        """
        page, lines, view = self._page, lines_of(text), self._scene.step_view
        edit = page.edit
        if page.too_small or not isinstance(edit, LineInput) or len(lines) < 2 or view is None:
            return False
        if await view.pasted(lines):
            page.frame()
        elif edit.has_room(text):
            edit.insert_text_at_cursor(" ".join(lines))
        return True
