"""Ways that lead over several pages: home, to a step, and out to a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol, cast, runtime_checkable

from aligntui.engine.runs import walk
from aligntui.engine.ways_back import Spot
from aligntui.store.permit import Deed
from aligntui.tui.page import Page
from aligntui.tui.routes import (
    Route,
    ToExport,
    ToHome,
    ToQuestion,
    ToUnsaved,
    ToWorkshop,
    page_class,
    page_of,
)

if TYPE_CHECKING:
    from aligntui.session.model import Run
    from aligntui.store.api import Handle
    from aligntui.tui.app import AlignApp
    from aligntui.tui.workshop.page import WorkshopPage


@runtime_checkable
class Returning(Protocol):
    """A page that one comes back to."""

    def way_back(self) -> Route | None:
        """How, as it stands; None: not."""


def put_question(
    page: Page,
    question: str,
    ways: Sequence[tuple[str, str]],
    then: Callable[[str], object],
    anew: Callable[[], str] | None = None,
    at: int = 0,
) -> None:
    """Ask with a list of (key, words) over the page; the one with the key "" changes nothing.

    `then` is called, in turn with the keys, with the key of any other one that is chosen. `anew` gives the
    question as it is when the session changes, "" once it is over. `at` is the number of the way in focus.
    """
    page.go(ToQuestion(question, ways, anew, at), lambda key: page.do_later(then, str(key)) if key else None)


def go_home(app: AlignApp, session_id: str = "") -> None:
    """Home, with nothing left behind it; on a line that opens one session only, the beginning of that.

    What would be lost by that is said first, once.
    """
    pages = app.pages()
    if not all(page.may_leave() for page in pages):
        return
    app.goodbye = next((words for page in pages if (words := page.last_words())), "")
    if not app.store.permit.may(Deed.SESSIONS):
        first, here = app.opening(app), app.screen
        if type(first) is not type(here):
            app.switch_screen(first)
        elif isinstance(here, Page):
            here.say(here.closed())
        return
    while len(app.screen_stack) > 1:
        app.pop_screen()
    app.switch_screen(page_of(ToHome(session_id)))


async def stand_alone(app: AlignApp, page: Page) -> None:
    """Have a page on the screen with nothing below it."""
    while len(app.screen_stack) > 1:
        await app.pop_screen()
    await app.switch_screen(page)


async def open_run(page: Page, handle: Handle, run: Run, *, guide: bool = False) -> None:
    """Leave the run that one is in, and all pages above it, for another run of the same session."""
    app = page.align
    if page not in app.pages() or not all(one.may_leave() for one in app.pages()):
        # Asked twice, it leads there once.
        return
    below = workshop_below(page, handle) or page
    if isinstance(below, page_class(ToWorkshop)):
        # One is not there twice: the sign of the run that is left would be somebody else of one's own name.
        cast("WorkshopPage", below).presence.company.leave()
    await stand_alone(app, page_of(ToWorkshop(handle, run, guide=guide)))


def go_out(page: Page, handle: Handle, run: Run | None) -> None:
    """Open the page from which one takes things out of a session.

    A line that may not write files stays where it is, and the page says so.
    """
    if not page.may(Deed.FILES):
        page.say(page.closed())
    elif handle.waiting or handle.lost:
        page.go(ToUnsaved(handle, run))
    else:
        page.go(ToExport(handle, run))


def workshop_below(page: Page, handle: Handle) -> WorkshopPage | None:
    """The workshop on this session that the page was opened from."""
    for below in reversed(page.app.screen_stack):
        if below is not page and isinstance(below, page_class(ToWorkshop)):
            workshop = cast("WorkshopPage", below)
            if workshop.handle is handle:
                return workshop
    return None


async def go_to(
    page: Page,
    handle: Handle,
    run: Run,
    step_id: str,
    spot: Spot,
    said: tuple[str, str] = ("", ""),
) -> None:
    """Leave a page for a step of a run; out of the step, or on, one comes back to the page.

    Args:
        page: The page that is on top.
        handle: The session.
        run: The run.
        step_id: Id of the run step.
        spot: What gets the focus there.
        said: Sentence for the message row, and its severity.
    """
    app = page.align
    workshop = workshop_below(page, handle)
    # Pages that stand above the workshop are opened again, in their order, once the errand is done.
    ways = [one.way_back() for one in app.screen_stack if isinstance(one, Returning)]
    way = tuple(route for route in ways if route is not None)
    if workshop is None:
        workshop = cast("WorkshopPage", page_of(ToWorkshop(handle, run, step_id)))
        await stand_alone(app, workshop)
        if spot.phase:
            await workshop.going.open_at(walk.index(run, step_id), spot.phase, looks=True)
        origin = None
    else:
        origin = workshop.going.stand
        while app.screen is not workshop:
            await app.pop_screen()
        workshop.scene.client.take_snapshot()
        await workshop.going.open_at(walk.index(workshop.scene.run, step_id), spot.phase, looks=True)
    if spot.item:
        await workshop.going.focus_on(spot.item, spot.field, stand=spot.stand)
    workshop.going.send(origin, way)
    workshop.say(*said)
