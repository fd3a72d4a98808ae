"""Routes: what a page asks for when another one is to open. Here alone stands which class a page is.

A module of a page is imported when one goes there, so that no page waits for the others, and none knows them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, cast

import msgspec

if TYPE_CHECKING:
    from aligntui.engine.following import Following
    from aligntui.session.model import Clash, Run
    from aligntui.session.undo import Blocked
    from aligntui.store.api import Handle
    from aligntui.tui.commands import Command, Keymap
    from aligntui.tui.page import Page


class Route(msgspec.Struct, frozen=True):
    """A page that is asked for. Its fields are what the page is made from, in that order."""

    title: ClassVar[str] = ""
    """What a page is called to which one comes back."""


class OnSession(Route, frozen=True):
    """A page about a session; the run gives the day."""

    handle: Handle
    run: Run | None


class ToHome(Route, frozen=True):
    """All sessions, the one with this id in focus."""

    session_id: str = ""


class ToFirstRun(Route, frozen=True):
    """Where there is no session yet."""


class ToTrash(Route, frozen=True):
    """Sessions that can come back."""


class ToChooser(Route, frozen=True):
    """A workshop to begin: in a session, or a new one."""

    handle: Handle | None = None


class ToWorkshop(Route, frozen=True):
    """A run, at the run step with this id, or where it goes on."""

    handle: Handle
    run: Run
    at: str = ""
    guide: bool = False
    """Whether the guide of the first step stands open."""


class ToName(Route, frozen=True):
    """A question that a name or a reason answers, a note below it, what Enter does; gives it, or None."""

    handle: Handle
    question: str
    note: str
    enter: str
    label: str = "name >"
    """Before the line."""


class ToHanding(Route, frozen=True):
    """An empty page while a keyboard goes from one person to the next."""

    handle: Handle


class ToResumed(Route, frozen=True):
    """What waited while one was away from this run step."""

    handle: Handle
    run: Run
    at: str


class ToSteps(Route, frozen=True):
    """The running order; gives the id of the run step to go to, or "". `out`: one is on the way home."""

    handle: Handle
    run: Run
    here: str
    out: bool = False
    at: int | None = None
    """Row in focus; None: where one stands."""
    opened: frozenset[int] = frozenset()
    """Numbers of lines whose screens are listed."""
    title: ClassVar[str] = "steps"


class ToFindings(OnSession, frozen=True):
    """What the checks say, the finding with this key in focus; where it is gone, the one at its place."""

    key: str = ""
    at: int = 0
    opened: frozenset[str] = frozenset()
    """Keys of findings that are shown one by one."""
    title: ClassVar[str] = "findings"


class ToPlan(OnSession, frozen=True):
    """The plan on one page, this line of it in focus."""

    at: int = -1
    title: ClassVar[str] = "the plan"


class ToRuns(OnSession, frozen=True):
    """The sittings of a session; `run` is the one that one is in."""

    title: ClassVar[str] = "the sittings"


class ToPeople(OnSession, frozen=True):
    """Who is here, as somebody sees it who is in this room."""

    room: Following
    title: ClassVar[str] = "who is here"


class ToCompared(Route, frozen=True):
    """What is different in a run since a former one."""

    handle: Handle
    run: Run
    before: Run


class ToFind(OnSession, frozen=True):
    """A card by its code or words, with these words in the line, and this one of those that fit in focus."""

    words: str = ""
    at: int = 0
    title: ClassVar[str] = "what was found"


class ToExport(OnSession, frozen=True):
    """A file for other tools."""


class ToUnsaved(OnSession, frozen=True):
    """Another folder for what cannot be written."""


class ToTrace(OnSession, frozen=True):
    """What an item rests on."""

    item: str
    at: int = -1
    """Row in focus; -1 for the first that can be followed."""
    before: tuple[tuple[str, int], ...] = ()
    """Items and rows through which one came, the first one first."""
    title: ClassVar[str] = "why it is there"


class ToConflict(OnSession, frozen=True):
    """Two versions of the same words."""

    clash: Clash


class ToErase(OnSession, frozen=True):
    """Raw answers, those of this step (`method/step`) in focus."""

    step: str = ""


class ToBlocked(OnSession, frozen=True):
    """An undo that somebody's change stands in the way of; gives the sentence that says what was done."""

    blocked: Blocked
    redo: bool = False


class ToKeys(Route, frozen=True):
    """The keys that work on the page one comes from."""

    keymap: Keymap
    commands: Sequence[Command]
    grammar: Sequence[tuple[str, str, str]] | None = None


class ToPalette(Route, frozen=True):
    """Every command of the page one comes from; gives the name of the chosen one's handler, or ""."""

    keymap: Keymap
    commands: Sequence[Command]
    named: Callable[[str], Sequence[Command]] = lambda _: ()
    """Gives those that are meant by words which none of them has: titles of methods."""


class ToQuestion(Route, frozen=True):
    """A question with (key, words) of the ways to answer it; gives the key of the chosen one, or ""."""

    question: str
    ways: Sequence[tuple[str, str]]
    anew: Callable[[], str] | None = None
    """Gives the question as it is now, "" once it is over; None: it stays as it is."""
    at: int = 0
    """Number of the way in focus."""


PAGES: dict[type[Route], tuple[str, str]] = {
    ToQuestion: ("pages.question.page", "QuestionPage"),
    ToHome: ("pages.home.page", "Home"),
    ToFirstRun: ("pages.first_run.page", "FirstRun"),
    ToTrash: ("pages.trash.page", "TrashPage"),
    ToChooser: ("pages.chooser.page", "Chooser"),
    ToWorkshop: ("workshop.page", "WorkshopPage"),
    ToName: ("pages.naming.page", "NamePage"),
    ToResumed: ("pages.resumed.page", "Resumed"),
    ToSteps: ("pages.running_order.page", "Drawer"),
    ToFindings: ("pages.findings.page", "FindingsPage"),
    ToPlan: ("pages.plan.page", "Results"),
    ToRuns: ("pages.runs.page", "RunsPage"),
    ToPeople: ("pages.people.page", "PeoplePage"),
    ToCompared: ("pages.compared.page", "ComparedPage"),
    ToFind: ("pages.find.page", "FindPage"),
    ToExport: ("pages.export.page", "OutPage"),
    ToUnsaved: ("pages.unsaved.page", "UnsavedPage"),
    ToTrace: ("pages.trace.page", "TracePage"),
    ToConflict: ("pages.conflict.page", "ConflictPage"),
    ToErase: ("pages.erase.page", "ErasePage"),
    ToHanding: ("pages.handing.page", "HandingPage"),
    ToBlocked: ("pages.blocked.page", "BlockedPage"),
    ToKeys: ("pages.keys.page", "KeysPage"),
    ToPalette: ("pages.palette.page", "PalettePage"),
}
"""Route -> (module in `aligntui.tui`, class)."""

WORK: dict[str, tuple[str, str]] = {
    "read detail": ("tui.pages.home.detail", "read_detail"),
    "find run": ("engine.runs.position", "run_at"),
    "find next": ("engine.runs.successor", "successor"),
    "enter": ("tui.entering", "page_for"),
    "read former": ("engine.reading", "begin"),
    "reopen": ("engine.reading", "end"),
    "what waits": ("engine.waiving", "found"),
    "set aside": ("engine.waiving", "change"),
    "open sample": ("tui.taking_in", "open_sample"),
    "open file": ("tui.taking_in", "open_file"),
}
"""What pages do only when it is asked of them -> (module in `aligntui`, function).

It needs sessions, checks and methods, and neither the list of sessions nor a step is kept waiting for those.
"""


def page_class(route: type[Route]) -> type[Page]:
    """The class of the page that a kind of route leads to."""
    module, name = PAGES[route]
    return cast("type[Page]", _loaded(f"tui.{module}", name))


def page_of(route: Route) -> Page:
    """The page that is asked for."""
    return page_class(type(route))(*(getattr(route, name) for name in route.__struct_fields__))


def work(name: str) -> Callable[..., Any]:
    """What does a piece of work, by its name in `WORK`."""
    return cast("Callable[..., Any]", _loaded(*WORK[name]))


def _loaded(module: str, name: str) -> object:
    return getattr(import_module(f"aligntui.{module}"), name)
