"""The first run: no sessions yet. Two keys lead into a workshop."""

from __future__ import annotations

from pathlib import Path

from textual import events

from aligntui.store.problems import StoreProblem
from aligntui.store.values import LISTED
from aligntui.text.typed_path import home_short
from aligntui.tui.asking import Hint
from aligntui.tui.commands import LEAVE
from aligntui.tui.pages.first_run.rows import CHOICES, first_rows
from aligntui.tui.pathline import ask_file
from aligntui.tui.routes import ToChooser, ToHome, ToTrash, work
from aligntui.tui.sheet import Sheet
from aligntui.tui.widgets.line import Line


class FirstRun(Sheet):
    """Three choices."""

    count = len(CHOICES)

    def draw(self, cells: int, height: int) -> list[Line]:
        """The choices and what will happen."""
        folder = home_short(Path(self.align.store.where))
        return first_rows(self.state.at, folder, cells, self.key_of("undo"), self.key_of("go-back"))

    def hints(self) -> list[Hint]:
        """Enter and the arrows are all one needs."""
        return [("Enter", "choose"), ("Up/Down", "move"), (self.key(LEAVE), "leave")]

    def move_to(self, place: int) -> None:
        """Another choice."""
        self.state.at = place
        self.say("")

    async def enter(self) -> None:
        """Do what is chosen."""
        await (self.do_new_session, self.do_open_sample, self.do_open_file)[self.state.at]()

    async def leave(self) -> None:
        """Nothing lies behind it."""
        self.say(f"{self.key(LEAVE)} leaves. There is nothing to lose yet.")

    async def do_new_session(self) -> None:
        """Choose a workshop."""
        self.go_instead(ToChooser())

    async def do_open_sample(self) -> None:
        """A copy of the finished one, on its plan."""
        await work("open sample")(self)

    async def do_open_file(self) -> None:
        """A path line."""
        self.state.at = 2
        ask_file(self)

    async def do_show_trash(self) -> None:
        """A session in the trash can come back."""
        self.go(ToTrash())

    async def do_open(self) -> None:
        """Nothing can be opened yet; what others begin shows itself."""
        self.say("No session is here yet. One that somebody begins shows here by itself.")

    def on_mount(self) -> None:
        """Look for sessions that others begin."""
        super().on_mount()
        self.set_interval(LISTED, self.look_again)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """A page above may have made a session."""
        self.call_later(self.look_again)

    async def look_again(self) -> None:
        """Once there is a session, home is the place."""
        try:
            entries = await self.align.do(self.align.store.entries) if self.is_current else []
        except StoreProblem:
            return
        if entries and self.is_current and self.asked is None:
            self.go_instead(ToHome())
