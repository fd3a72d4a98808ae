"""Coming back to a line that dropped: the words are still there, and what others did is told."""

from __future__ import annotations

import contextlib

from aligntui.analysis import told
from aligntui.engine import recap
from aligntui.engine.runs.position import step_name
from aligntui.session.model import Run, RunStep
from aligntui.store.api import Handle
from aligntui.store.permit import Deed
from aligntui.store.problems import StoreProblem
from aligntui.store.values import Draft
from aligntui.text import moment
from aligntui.tui import frame
from aligntui.tui.asking import Hint
from aligntui.tui.kept import KeptSheet
from aligntui.tui.navigation import go_home
from aligntui.tui.pages.resumed.rows import ResumedState, Waiting, resumed_rows
from aligntui.tui.routes import ToWorkshop
from aligntui.tui.widgets.line import Line

ADDING = {"add": "a new line", "add2": "its second line", "more": "lines that were pasted", "why": "a reason"}
"""Names that steps give to their add lines, in words."""


class Resumed(KeptSheet):
    """Go on, see what changed, or home."""

    state: ResumedState

    def __init__(self, handle: Handle, run: Run, at: str) -> None:
        """`at` is the id of the run step where the person stood."""
        super().__init__(handle, run)
        self._left = run
        self._at = at
        self.state = ResumedState("", "", "", [], [])
        self._does: list[str] = []

    @property
    def here(self) -> RunStep:
        """Where the person stood."""
        return next((step for step in self._left.steps if step.id == self._at), self._left.steps[0])

    def prepare(self) -> None:
        """Look at what waits and what happened."""
        self.take_snapshot()
        drafts = self.drafts.all()
        me = self.align.store.person
        own = [change.at for change in self.handle.stored.recent.values() if change.by == me]
        typed, now = [draft.at for draft in drafts.values()], self.align.now()
        self.state.dropped = dropped = max([*typed, *own[-1:]], key=moment.instant, default=now)
        self.state.now = now
        self.state.kept = own[-1] if own else self.handle.stored.meta.changed
        self.state.waiting = [self._waiting(place, draft) for place, draft in drafts.items()]
        self.state.meanwhile = recap.meanwhile(self.view, dropped, me)
        name = step_name(self.view.book, self.here)
        see = ["see"] if self.state.meanwhile else []
        home = ["home"] if self.may(Deed.SESSIONS) else []
        self._does = ["on", *see, *home]
        words = {"on": f"go on in {name}", "see": "see what changed while I was away", "home": "home"}
        self.state.choices = [words[one] for one in self._does]

    def _waiting(self, place: str, draft: Draft) -> Waiting:
        """The words and, in words, their place: `RUNSTEP/STEP/LIST@ITEM/add`, `RUNSTEP/form/ITEM/FIELD`."""
        step_id, *rest = place.split("/")
        step = next((one for one in self._left.steps if one.id == step_id), None)
        item = self.view.item(rest[1]) if len(rest) > 2 else None
        if item is None and len(rest) > 2 and rest[1].startswith("record:"):
            item = self.view.record(rest[1].removeprefix("record:"))
        if item is not None:
            field = told.label(self.view, item.collection, rest[2])
            code = self.view.code(item)
            what = field if item.id.startswith("record:") else f"{code} {field}"
        elif len(rest) > 2 and (row := self.view.item(rest[1].partition("+")[0])) is not None:
            # A cell: of two items, or of an item and one of its fields.
            col = self.view.item(rest[1].partition("+")[2])
            field = told.label(self.view, row.collection, rest[1].partition("+")[2])
            across = f"x {self.view.code(col)} {rest[2].replace('_', ' ')}" if col is not None else field
            what = f"{self.view.code(row)} {across}"
        else:
            name = rest[-1] if rest else place
            what = ADDING.get(name, name.replace("_", " "))
            if name == "add" and len(rest) > 2:
                what = self._new_in(rest[1].partition("@")[0]) or what
        where = step_name(self.view.book, step).split(":")[0] if step is not None else ""
        return Waiting(f"{where}, {what}" if where else what, draft.text)

    def _new_in(self, key: str) -> str:
        """`a new opportunity`: what the add line of a list makes. `key` is its code or name."""
        book = self.view.book
        known = book.collections.get(book.collection_of_prefix(key) or key)
        return known.one if known is not None else ""

    def draw(self, cells: int, height: int) -> list[Line]:
        """What was kept, what waits, what happened."""
        meta = self.handle.session.meta
        place = step_name(self.view.book, self.here).split(":")[0]
        bar = frame.bar(cells, meta.title, place, 1, "", self.keeping.saved_at())
        return resumed_rows(bar, self.state, cells, height)

    def hints(self) -> list[Hint]:
        """Choose, home."""
        home = [("Esc", "home")] if self.may(Deed.SESSIONS) else []
        return [("Enter", "choose"), ("Up/Down", "move"), *home]

    @property
    def count(self) -> int:
        """What one may do."""
        return len(self._does)

    async def leave(self) -> None:
        """Home."""
        self._told()
        go_home(self.align, self.handle.session.meta.id)

    def _told(self) -> None:
        """One has read which words wait; they will not be asked about again."""
        # Asked once more is all that comes of it.
        with contextlib.suppress(StoreProblem):
            self.drafts.tell()

    async def enter(self) -> None:
        """Do what is chosen."""
        what = self._does[self.state.at]
        if what != "see":
            self._told()
        if what == "home":
            go_home(self.align, self.handle.session.meta.id)
        elif what == "see":
            me = self.align.store.person
            for change in recap.later(self.view, self.state.dropped, me):
                told = recap.happened(self.view, change, me)
                if told:
                    who = recap.person(self.view, change.by)
                    self.state.log.append(f"{moment.clock(change.at)}  {who} {told}")
            self._does.remove("see")
            self.state.choices.pop(1)
            self.state.at = 0
            self.redraw()
        else:
            self.go_instead(ToWorkshop(self.handle, self._left, self._at))
