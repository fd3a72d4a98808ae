"""Home: going on with a session, and everything one does to a session from outside."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from aligntui.store.problems import Damaged, StoreProblem
from aligntui.store.values import Entry
from aligntui.tui.asking import Asked
from aligntui.tui.commands import LEAVE, SHOW_TRASH, UNTRASH_SESSION
from aligntui.tui.pages.home.listing import HomeList
from aligntui.tui.pathline import ask_file
from aligntui.tui.routes import ToChooser, ToExport, ToFindings, ToPlan, ToRuns, ToTrash, work

if TYPE_CHECKING:
    from aligntui.session.model import Run
    from aligntui.store.api import Handle


class Home(HomeList):
    """All sessions, the last one in focus."""

    opens = "open"

    # keys

    @property
    def count(self) -> int:
        """The sessions, and the row for a new one."""
        return self.state.count

    async def leave(self) -> None:
        """All sessions again; nothing lies behind home."""
        if self._words:
            self.narrow("")
        else:
            kept = "" if self.align.goodbye else " All is kept."
            self.say(f"{self.key(LEAVE)} leaves.{kept}")

    def move_to(self, place: int) -> None:
        """Another session; it is told of after a moment of rest."""
        if place != self.state.at:
            self.state.at = place
            self._message = ("", "")
            self._damaged = None
            self.redraw()
            self._look_soon()

    async def enter(self) -> None:
        """Go on with the focused session."""
        entry = self.state.entry
        if entry is None:
            await self.do_new_session()
            return
        handle = await self._open(entry)
        if handle is not None:
            self.app.switch_screen(work("enter")(self.align, handle))

    async def _open(self, entry: Entry) -> Handle | None:
        """The session, or None after saying why not. A second Enter takes the last good copy."""
        store = self.align.store
        if self._handle is not None:
            # Home is in front: the page that worked with it is gone.
            self._handle.close()
            self._handle = None
        try:
            if self._damaged is not None and self._damaged.copy is not None:
                self._handle = await self.align.do(store.recover, self._damaged)
                self._damaged = None
            else:
                self._handle = await self.align.do(store.open, entry.ref)
            return self._handle
        except Damaged as problem:
            self._damaged = problem
            self.say(str(problem), "error")
        except StoreProblem as problem:
            self.say(str(problem), "error")
        return None

    # commands

    async def do_open(self) -> None:
        """Go on with the focused session."""
        await self.enter()

    async def do_new_session(self) -> None:
        """Choose a workshop."""
        self.go_instead(ToChooser())

    async def do_another_run(self) -> None:
        """A further workshop in the focused session."""
        entry = self.state.entry
        handle = await self._open(entry) if entry is not None else None
        if handle is not None:
            self.go_instead(ToChooser(handle))

    async def do_runs(self) -> None:
        """The sittings of the focused session."""
        entry = self.state.entry
        handle = await self._open(entry) if entry is not None else None
        if handle is not None:
            self.go_instead(ToRuns(handle, None))

    def labels(self) -> list[str]:
        """The titles."""
        return [entry.title for entry in self.all]

    def narrow(self, words: str) -> None:
        """The sessions that fit the words, the one in focus still in focus once all stand there again."""
        entry, self._words = self.state.entry, words
        self.state.at = 0
        self._filter()
        if not words and entry is not None:
            self.state.at = self.state.entries.index(entry)
        self.redraw()
        self._look_soon()

    async def do_rename_session(self) -> None:
        """Another name."""
        entry = self.state.entry
        if entry is not None:
            self.ask(
                Asked("name >", self._renamed, title=f"another name for {entry.title}", offered=True),
                entry.title,
            )

    async def _renamed(self, words: str) -> None:
        entry = self.state.entry
        self.stop_asking()
        if entry is None or words == entry.title:
            return
        await self._change(self.align.store.rename, entry.ref, words, said=f'It is "{words}" now.')

    async def do_copy_session(self) -> None:
        """A copy under another name."""
        entry = self.state.entry
        if entry is not None:
            self.ask(
                Asked("name >", self._copied, title=f"a copy of {entry.title}", offered=True),
                f"{entry.title}, copy",
            )

    async def _copied(self, words: str) -> None:
        entry = self.state.entry
        self.stop_asking()
        if entry is not None:
            await self._change(
                self.align.store.duplicate, entry.ref, words, said=f'"{words}" is a copy of its own.'
            )

    async def _change(self, job: Callable[..., Handle | Entry], *args: object, said: str) -> bool:
        try:
            made = await self.align.do(job, *args)
        except StoreProblem as problem:
            self.say(str(problem), "error")
            return False
        wanted = (made.entry if hasattr(made, "entry") else made).ref.name
        if hasattr(made, "close"):
            made.close()
        self.state.detail = None
        self._list()
        files = [entry.ref.name for entry in self.state.entries]
        if wanted in files:
            self.state.at = files.index(wanted)
        self.state.shown = self.state.entry
        self.say(said)
        self._look_soon()
        return True

    async def do_trash_session(self) -> None:
        """Into the trash; it asks nothing, for it comes back with one key."""
        entry = self.state.entry
        if entry is None:
            return
        back = self.key(UNTRASH_SESSION)
        try:
            thrown: Entry = await self.align.do(self.align.store.trash, entry.ref)
        except StoreProblem as problem:
            self.say(str(problem), "error")
            return
        self._thrown.append(thrown)
        self.state.detail = None
        self._list()
        self.state.shown = self.state.entry
        self.say(f'"{entry.title}" is in the trash. {back} brings it back.')
        self._look_soon()

    async def do_untrash_session(self) -> None:
        """Bring back what was thrown away last."""
        if not self._thrown:
            trash = self.key(SHOW_TRASH)
            self.say(f"Nothing was thrown away here just now. {trash} shows the trash.")
            return
        if await self._change(self.align.store.restore, self._thrown[-1], said="It is back."):
            self._thrown.pop()

    async def do_show_trash(self) -> None:
        """Sessions that can come back."""
        self.go(ToTrash())

    async def do_session_findings(self) -> None:
        """Findings of the focused session."""
        found = await self._with_run()
        if found is not None:
            self.go(ToFindings(*found))

    async def do_session_plan(self) -> None:
        """Its plan."""
        found = await self._with_run()
        if found is not None:
            self.go(ToPlan(*found))

    async def do_export_session(self) -> None:
        """Write it to a file."""
        found = await self._with_run()
        if found is not None:
            self.go(ToExport(*found))

    async def _with_run(self) -> tuple[Handle, Run | None] | None:
        """The focused session with the run this person was in, or None after saying why not."""
        entry = self.state.entry
        handle = await self._open(entry) if entry is not None else None
        if handle is None:
            return None
        position = self.align.store.drafts_of(handle).position
        return handle, work("find run")(handle.session, position)

    async def do_open_sample(self) -> None:
        """A copy of the finished workshop, on its plan."""
        await work("open sample")(self)

    async def do_open_file(self) -> None:
        """A path line."""
        ask_file(self)
