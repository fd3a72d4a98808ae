"""What home shows: the list of sessions, filtered, and the focused one in detail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.timer import Timer

from aligntui.store.problems import Damaged, StoreProblem
from aligntui.store.values import LISTED, Entry
from aligntui.tui.asking import Hint, holds
from aligntui.tui.commands import (
    EXPORT_SESSION,
    NEW_SESSION,
    SESSION_FINDINGS,
    TRASH_SESSION,
)
from aligntui.tui.routes import ToFirstRun, work
from aligntui.tui.session_rows import Detail, HomeState, home_rows
from aligntui.tui.sheet import Sheet
from aligntui.tui.widgets.line import Line

if TYPE_CHECKING:
    # TinyDB is imported when a session opens, not when the sessions are listed.
    from aligntui.store.api import Handle

REST = 0.2
"""Seconds of rest on a session after which its file is read."""


class HomeList(Sheet):
    """The sessions, and the focused one in detail after a moment of rest."""

    state: HomeState

    def __init__(self, session_id: str = "", said: tuple[str, str] = ("", "")) -> None:
        """Open with this session in focus, and with a sentence (words, severity) on the message row."""
        super().__init__()
        self._first = session_id
        self._message = said
        self.all: list[Entry] = []
        self.state = HomeState([], "")
        self._words = ""
        self._rest: Timer | None = None
        self._damaged: Damaged | None = None
        self._thrown: list[Entry] = []
        self._shown_once = False
        self._fresh = True
        """Whether nothing can have changed in the focused session since it was looked at."""
        self._handle: Handle | None = None

    # what it shows

    def prepare(self) -> None:
        """List the sessions."""
        self._list()
        ids = [entry.key for entry in self.state.entries]
        if self._first in ids:
            self.state.at = ids.index(self._first)
        self.state.shown = self.state.entry

    def on_mount(self) -> None:
        """With no sessions, begin at the beginning."""
        if not self.all and self._message[1] != "error":
            self.go_instead(ToFirstRun())
            return
        self._look_soon()
        self.set_interval(LISTED, self.look_again)

    async def look_again(self) -> None:
        """Show what has come, gone or changed in the folder; the focus stays on what it stands on."""
        known, focused = self.all, self.state.entry
        if not self.is_current:
            return
        try:
            entries: list[Entry] = await self.align.do(self.align.store.entries)
        except StoreProblem:
            return
        place = next((e for e in entries if focused is not None and e.key == focused.key), None)
        is_settled = self.is_current and self.all is known and self.state.entry is focused
        if entries == known or not is_settled or (self.asked is not None and place is None):
            return
        if not entries and not self._thrown:
            self.go_instead(ToFirstRun())
            return
        self._show(entries)
        if focused is None:
            self.state.at = self.state.count - 1
        elif place in self.state.entries:
            self.state.at = self.state.entries.index(place)
        self.redraw()
        if place is None or place != focused:
            self._fresh = False
            self._look_soon()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Something may have changed while another page was open."""
        if self._shown_once:
            self._fresh = False
            self._list()
            self.redraw()
            self._look_soon()
        self._shown_once = True

    def _list(self) -> None:
        try:
            self._show(self.align.store.entries())
        except StoreProblem as problem:
            self._message = (str(problem), "error")
            self._show([])

    def _show(self, entries: list[Entry]) -> None:
        self.all = entries
        self.state.now = self.align.store.clock()
        self.state.total = len(self.all)
        self._filter()

    def _filter(self) -> None:
        self.state.finding = bool(self._words.strip())
        self.state.entries = [e for e in self.all if holds(f"{e.title} {e.doing}", self._words)]
        self.state.at = min(self.state.at, self.state.count - 1)

    def draw(self, cells: int, height: int) -> list[Line]:
        """The list and the focused session."""
        return home_rows(self.state, cells, height)

    def hints(self) -> list[Hint]:
        """The most useful keys."""
        entry = self.state.entry
        if entry is None:
            return [("Enter", "choose one"), ("Up/Down", "move")]
        found = [("Enter", "open"), ("letters", "find"), (self.key(TRASH_SESSION), "trash")]
        found += [(self.key(SESSION_FINDINGS), "findings"), (self.key(EXPORT_SESSION), "out")]
        return [*found, (self.key(NEW_SESSION), "new")]

    # the detail comes after a moment of rest

    def _look_soon(self) -> None:
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(REST, self._look)

    def _look(self) -> None:
        entry = self.state.entry
        detail = self.state.detail
        known = self._fresh and detail is not None and entry is not None and detail.id == entry.key
        if entry is None or entry.problem or known:
            self.state.shown = entry
            self.redraw()
            return
        self.run_worker(self._read(entry), exclusive=True, group="detail")

    async def _read(self, entry: Entry) -> None:
        try:
            detail: Detail = await self.align.do(work("read detail"), self.align.store, entry)
        except StoreProblem as problem:
            self.say(str(problem), "error")
            return
        if self.state.entry is not None and self.state.entry.key == entry.key:
            self.state.shown, self.state.detail = entry, detail
            self._fresh = True
            if detail.unwritten and not self._message[0]:
                many = f"{detail.unwritten} of your changes wait. Enter opens and writes them."
                one = "1 of your changes waits. Enter opens and writes it."
                said = f"NOT SAVED: {one if detail.unwritten == 1 else many}"
                self._message = (said, "unsaved")
            elif detail.waiting and not self._message[0]:
                lines = "1 line that was" if detail.waiting == 1 else f"{detail.waiting} lines that were"
                self._message = (f"Restored: {lines} being typed when the line dropped. Enter opens.", "")
            self.redraw()
