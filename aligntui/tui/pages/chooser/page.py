"""Choosing what to do: a ready agenda, or one method on its own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.timer import Timer

from aligntui.engine.runs import start
from aligntui.engine.runs.successor import successor
from aligntui.methods.errors import GuideProblems, UnknownName
from aligntui.session.apply import Refused
from aligntui.session.head import last_run
from aligntui.session.model import Session
from aligntui.store.permit import Deed
from aligntui.store.problems import StoreProblem
from aligntui.tui.asking import Asked, Hint
from aligntui.tui.navigation import go_home, open_run, put_question
from aligntui.tui.pages.chooser import naming
from aligntui.tui.pages.chooser.rows import (
    ChooserState,
    Mark,
    chooser_rows,
    chosen,
    first_focus,
    looks_of_agenda,
    looks_of_method,
)
from aligntui.tui.sheet import Sheet
from aligntui.tui.widgets.line import Line

if TYPE_CHECKING:
    from aligntui.store.api import Handle

REST = 0.2
"""Seconds of rest on a line after which its file is read."""
ONE = "1"
"""How many may take part in what is for one person only."""
ANY = "Any method can be run alone. Out of order is allowed; it says what is missing."


class Chooser(Sheet):
    """Agendas and methods; Enter starts."""

    state: ChooserState
    opens = "start"
    find_wide = 29

    def __init__(self, handle: Handle | None = None) -> None:
        """With a handle a further run begins in that session, else a new session."""
        super().__init__()
        self.handle = handle
        self._message = (ANY, "")
        self.state = ChooserState([])
        self._words = ""
        self._rest: Timer | None = None
        self._solo = True

    def prepare(self) -> None:
        """Read the heads."""
        session = self.handle.session if self.handle is not None else None
        self.state.marks = marks_of(session) if session is not None else {}
        self.state.title = session.meta.title if session is not None else ""
        self._filter()
        self.state.at = first_focus(self.state.heads, self.state.marks, new=session is None)
        if session is not None:
            onward = successor(session, last_run(session), self.align.library.methods())
            self.state.at = self.state.heads.index(onward) if onward is not None else self.state.at
        self.state.seen = self.state.head

    def on_mount(self) -> None:
        """Look at the focused line soon."""
        self._look_soon()

    def _filter(self) -> None:
        library = self.align.library
        self.state.words = self._words
        self.state.heads = chosen([*library.agendas(), *library.methods()], self._words)
        self.opens = "start" if self.state.heads else ""
        self.state.at = max(0, min(self.state.at, len(self.state.heads) - 1))

    def draw(self, cells: int, height: int) -> list[Line]:
        """List and preview."""
        return chooser_rows(self.state, cells, height, finding=self.asked is not None and self.asked.row == 2)

    def hints(self) -> list[Hint]:
        """Start, find, move. The preview itself says how to turn its pages: so this row never changes."""
        out = "home" if self.may(Deed.SESSIONS) and not self._is_above else "back"
        found = [("Enter", self.opens), ("letters", "find"), ("Up/Down", "move")]
        return [*(found if self.opens else found[1:2]), ("Esc", out)]

    # how the focused one looks

    def _look_soon(self) -> None:
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(REST, self._look)

    def _look(self) -> None:
        head = self.state.head
        if head != self.state.seen:
            self.state.seen, self.state.page = head, 0
        if head is None or head.problem or self.state.looks[0] == head.name:
            self.redraw()
            return
        library = self.align.library
        try:
            if head.sort == "agenda":
                titles = {h.name: h.title for h in library.methods()}
                rows = looks_of_agenda(library.agenda(head.name), titles)
            else:
                rows = looks_of_method(library.method(head.name))
        except (GuideProblems, UnknownName) as problem:
            self.say(str(problem), "error")
            return
        self.state.looks = (head.name, rows)
        self.redraw()

    # keys

    @property
    def _is_above(self) -> bool:
        return len(self.app.screen_stack) > 1

    @property
    def count(self) -> int:
        """What can be begun."""
        return len(self.state.heads)

    async def leave(self) -> None:
        """Back to what one came from; home from where nothing stands below."""
        if self._is_above:
            self.dismiss(None)
            return
        go_home(self.align, self.handle.session.meta.id if self.handle is not None else "")

    def move_to(self, place: int) -> None:
        """Another one; its preview comes after a moment of rest."""
        if place != self.state.at:
            self.state.at = place
            if self._message[0] != ANY:
                self._message = (ANY, "")
            self.redraw()
            self._look_soon()

    def labels(self) -> list[str]:
        """Agendas and methods."""
        return [head.title for head in self.state.heads] or [self._words]

    def narrow(self, words: str) -> None:
        """What fits the words, the one in focus still in focus once all stand there again."""
        head, self._words = self.state.head, words
        self.state.at = 0
        self._filter()
        if not words and head is not None:
            self.state.at = self.state.heads.index(head)
        self.redraw()
        self._look_soon()

    async def enter(self) -> None:
        """Ask for a name, or begin at once in a session that has one."""
        head = self.state.head
        if head is None:
            return
        if head.problem:
            self.say(head.problem, "error")
            return
        if self.handle is not None:
            await self._begin_further(self.handle)
            return
        try:
            taken = [entry.title for entry in self.align.store.entries()]
        except StoreProblem as problem:
            self.say(str(problem), "error")
            return
        self._solo = head.alone or (head.sort == "method" and head.least < 2)
        self.ask(
            Asked(
                "name >", self._named, title="a name for it",
                enter="start" if head.people == ONE else "on", offered=True,
            ),
            naming.offered(head.title, taken, self.align.store.clock()),
        )  # fmt: skip
        self.say(naming.TAKES)

    async def _named(self, title: str) -> None:
        """Begin, or ask first who takes part where it is not for one person only."""
        head = self.state.head
        if head is None or head.people == ONE:
            await self._begin(title)
            return

        async def begin(who: str) -> None:
            self._solo = who == naming.ALONE
            await self._begin(title)

        put_question(self, "Who takes part?", naming.ways(self._solo), begin)

    async def _begin_further(self, handle: Handle) -> None:
        """Begin in a session, or ask first where its methods are asked otherwise today."""
        offered = partial(start.offered, handle.session, self.align.library, self._chosen)
        try:
            offer = await self.align.do(offered)
        except (UnknownName, GuideProblems) as problem:
            self.say(str(problem), "error")
            return
        if offer is None or not offer.asks:
            await self._begin("")
            return

        async def begin(way: str) -> None:
            await self._begin("", renews=way == "take")

        put_question(self, offer.question, offer.ways, begin)

    @property
    def _chosen(self) -> str:
        head = self.state.head
        assert head is not None
        return f"agenda:{head.name}" if head.sort == "agenda" else head.name

    async def _begin(self, title: str, *, renews: bool | None = None) -> None:
        head = self.state.head
        if head is None:
            return
        name, store, library = self._chosen, self.align.store, self.align.library
        try:
            if self.handle is None:
                begin = partial(start.start, store, library, name, title=title, solo=self._solo)
                handle, run = await self.align.do(begin)
            else:
                handle = self.handle
                solo = head.alone or start.is_alone(handle.session)
                further = partial(start.add_run, handle, store, library, name, solo=solo, renews=renews)
                run = await self.align.do(further)
        except (UnknownName, GuideProblems, StoreProblem, Refused) as problem:
            self.stop_asking()
            self.say(str(problem), "error")
            return
        first = await self.align.do(partial(store.is_first, handle))
        await open_run(self, handle, run, guide=first)


def marks_of(session: Session) -> dict[str, Mark]:
    """Method -> done or begun, over all runs of a session."""
    states: dict[str, set[str]] = {}
    for run in session.runs.values():
        for step in run.steps:
            states.setdefault(step.step.partition("/")[0], set()).add(step.state)
    found: dict[str, Mark] = {}
    for name, seen in states.items():
        if seen <= {"done", "skipped"} and "done" in seen:
            found[name] = "x"
        elif seen & {"begun", "done"}:
            found[name] = "~"
    return found
