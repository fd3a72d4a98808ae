"""The workshop: one step at a time, answering keys by the grammar of SCREENS.md 3."""

from __future__ import annotations

from textual import events

from aligntui.engine import versions
from aligntui.engine.runs import walk
from aligntui.store.permit import Deed
from aligntui.text.clean import clean, clean_line
from aligntui.tui import panel
from aligntui.tui.commands import ALL, Command, GoBack, GoOn, StepCommand, offered
from aligntui.tui.desk import SIDE
from aligntui.tui.going import GoingPage
from aligntui.tui.guard import WARNING
from aligntui.tui.legend import legend
from aligntui.tui.navigation import go_out
from aligntui.tui.routes import (
    ToConflict,
    ToErase,
    ToFind,
    ToFindings,
    ToKeys,
    ToPalette,
    ToPlan,
    ToSteps,
)
from aligntui.tui.widgets.canvas import Canvas
from aligntui.tui.widgets.inputs import LineInput
from aligntui.tui.widgets.long_input import LongInput

HEAD = 2
"""Rows of a page that the guide over it leaves free."""


def lines_of(text: str) -> list[str]:
    """Pasted text as clean lines, without empty ones."""
    return [entry for entry in (clean_line(e) for e in clean(text).split("\n")) if entry]


class Workshop(GoingPage):
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
                home = f"{self.key_of('home')} goes home"
                out = home if self.may(Deed.SESSIONS) else f"{self.key_of('leave')} leaves"
                kept = "" if self.unsaved else " All is kept."
                self.say(f"{self.key_of('go-on')} goes on, {out}.{kept}")
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
                add = self.key_of("add")
                self.say(f"Nothing takes words here. Enter or {add} opens a line; paste it there.", "hint")
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
        """The key line says whether letters are text, and the guide makes way for the line in focus."""
        if self._guide_over:
            self.call_after_refresh(self._page_guide, 0)
        self.frame()

    # panels and other screens

    async def do_guide(self) -> None:
        """Open or close the guide; the line being typed keeps focus and words."""
        if self.size.width >= 80 + SIDE + 1:
            if self.step_view is not None and self.step_view.companion() is not None:
                self._guide_over = not self._guide_over
            else:
                self._side_open = not self._side_open
            self._set_side()
            self.call_after_refresh(self.resized)
            return
        self._show_guide(not self._guide_over)

    do_guide_anyway = do_guide

    def _show_guide(self, on: bool) -> None:
        self._guide_over = on
        self._guide_page = 0
        over = self.query_one("#over", Canvas)
        over.display = on
        self._page_guide(0)
        self.frame()

    def _page_guide(self, step: int) -> None:
        over = self.query_one("#over", Canvas)
        if self.size.width >= 80 + SIDE + 1:
            self._draw_side()
            return
        # A message of two rows moves the line being typed up by one.
        top, room = self._room_for_guide(18 - max(1, len(self.query_one("#message", Canvas).rows)))
        over.styles.margin = (top, 0, 0, 0)
        over.styles.height = room
        self._guide_page, rows = panel.guide_page(
            self.method, self.step, self.size.width, room, getattr(self, "_guide_page", 0) + step,
            legend(self.view.book, self.step),
        )  # fmt: skip
        over.show(rows)

    def _room_for_guide(self, rows: int) -> tuple[int, int]:
        """First row of the guide over the step, and how many: a line in focus stays free."""
        if self.edit is not None:
            line = self.edit.region
            above, below = line.y - HEAD, HEAD + rows - line.bottom
            if above >= 0 < below:
                return (line.bottom, below) if below >= above else (HEAD, above)
        return HEAD, rows

    def resized(self) -> None:
        """The guide leaves the line being typed free."""
        super().resized()
        if self._guide_over and self.step_view is not None:
            self._page_guide(0)

    async def do_move_card(self) -> None:
        """The card in focus to another list of its board."""
        if self.step_view is not None:
            await self.step_view.move_card()

    async def do_steps(self) -> None:
        """The steps of the run: minutes, jump, skip."""
        if await self._left():
            self.go(ToSteps(self.handle, self.run, self.here.id), self._back_from_drawer)

    def _back_from_drawer(self, step_id: object) -> None:
        if isinstance(step_id, str) and step_id:
            self.do_later(self.open_at, walk.index(self.run, step_id))
        else:
            self.take_snapshot()
            self.show_snapshot()
            return
        self._moved()

    async def do_findings(self) -> None:
        """All findings with their mends."""
        if await self._left():
            self.go(ToFindings(self.handle, self.run))

    async def do_show_clash(self) -> None:
        """Words that two people changed at once: the own ones first."""
        clashes = versions.clashes(self.view, self.person)
        if not clashes:
            self.say("No two versions of the same words wait for a choice.")
        elif await self._left():
            self.go(ToConflict(self.handle, self.run, clashes[0]))

    async def do_erase_answers(self) -> None:
        """Raw answers of a round, the present step's first."""
        if await self._left():
            wanted = self.step.erase or self.step.id
            ref = wanted if "/" in wanted else f"{self.method.method}/{wanted}"
            self.go(ToErase(self.handle, self.run, ref), self._back_from_erasing)

    def _back_from_erasing(self, _: object) -> None:
        self.keeping.client.typed.reread()
        self.take_snapshot()
        self.show_snapshot()

    async def do_results(self) -> None:
        """The plan on one page."""
        if await self._left():
            self.go(ToPlan(self.handle, self.run))

    async def do_out(self) -> None:
        """Write the plan to a file."""
        if await self._left():
            go_out(self, self.handle, self.run_now())

    async def do_keys(self) -> None:
        """The keys that work here."""
        self.go(ToKeys(self.keymap, self._offered))

    async def do_palette(self) -> None:
        """Every command, by name."""
        self.go(ToPalette(self.keymap, self._offered), self._chosen)

    @property
    def _offered(self) -> list[type[Command]]:
        return offered(self, self.step_view.verbs if self.step_view is not None else ())

    def _chosen(self, handler: object) -> None:
        step = next((c for c in ALL if c.handler() == handler and issubclass(c, StepCommand)), None)
        if step is not None and self.step_view is not None:
            self.do_later(self.step_view.perform, self.step_view.verbs.get(step.name))
        elif isinstance(handler, str) and handler:
            self.do_later(self._do, handler)

    async def do_note_parked(self) -> None:
        """Write down a thought that is not for now."""
        await self.open_beside(self.view.book.shared.asides["later"])

    async def do_note_decision(self) -> None:
        """Write down what was decided, by whom and until when."""
        await self.open_beside(self.view.book.shared.asides["decided"])

    async def do_find(self) -> None:
        """Find a card by its code or words."""
        self.go(ToFind(self.handle, self.run))

    async def do_theme(self) -> None:
        """Next theme."""
        self.say(self.align.next_theme())
