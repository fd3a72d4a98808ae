"""Keys of the workshop: nine keys and chords; a sign is a word or a value, never a command."""

from __future__ import annotations

from aligntui.engine.messages import said
from aligntui.text.clean import clean, clean_line
from aligntui.tui.kinds.base import KindView
from aligntui.tui.widgets.inputs import LineInput
from aligntui.tui.workshop.doors import Doors
from aligntui.tui.workshop.going import Going
from aligntui.tui.workshop.guide import GuidePanel
from aligntui.tui.workshop.message_bar import MessageBar
from aligntui.tui.workshop.scene import Scene


def lines_of(text: str) -> list[str]:
    """Pasted text as clean lines, without empty ones."""
    return [entry for entry in (clean_line(e) for e in clean(text).split("\n")) if entry]


class Keyboard:
    """One grammar for all steps: no key loses a word, and no letter does anything but write or value."""

    def __init__(self, scene: Scene, going: Going, guide: GuidePanel, bar: MessageBar, doors: Doors) -> None:
        self._scene, self._page, self._doors = scene, scene.page, doors
        self._going, self._guide, self._bar = going, guide, bar
        self._has_closed = False
        """Whether the last key was an Enter that closed a card behind its last field."""

    async def press(self, key: str) -> bool:
        """A key that is no sign. True when it was used."""
        page, view = self._page, self._scene.step_view
        if view is None:
            return False
        has_closed, self._has_closed = self._has_closed, False
        command = page.keymap.command(key)
        if view.small.typed and (command is not None or key in ("escape", "enter")):
            # What leads away ends a value that could have gone on: the next sign begins anew.
            view.small.clear()
        if command is not None and page.runs(command):
            await page.perform(command.handler())
        elif key == "escape" and has_closed:
            page.say(self._scene.words(said("closed-already")), "hint")
            return True
        elif key == "escape":
            await self._escape(view)
        elif key == "enter":
            before = self._going.field
            if await view.enter():
                self._has_closed = before is not None and self._going.field is None and not page.edit
                await self._going.come_back_done(before)
                self._has_closed = self._has_closed and view is self._scene.step_view
            else:
                await self._going.do_go_on()
        elif key in ("pageup", "pagedown") and self._guide.is_open:
            self._guide.turn(1 if key == "pagedown" else -1)
            return True
        elif not await view.press(key):
            return False
        self._bar.look_soon()
        page.frame()
        return True

    async def take_sign(self, sign: str) -> bool:
        """A sign while no line has the focus: the step takes it as a value, or opens a line for it."""
        view, self._has_closed = self._scene.step_view, False
        used = view is not None and await view.take_sign(sign)
        self._page.frame()
        if used:
            self._bar.look_soon()
        return used

    async def _escape(self, view: KindView) -> None:
        if self._guide.is_open:
            self._guide.show(False)
        elif (
            not await self._going.come_back()
            and not await view.escape()
            and not await self._going.return_from_beside()
            and not await self._going.return_to_sender()
        ):
            await self._doors.step_out()

    async def paste(self, text: str) -> None:
        """A paste while no line has the focus: the step opens its line with it."""
        page, lines, view = self._page, lines_of(text), self._scene.step_view
        if lines and view is not None:
            if not await view.pasted(lines):
                page.say("Nothing here takes words.", "hint")
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
