"""From a page beside the workshop to a step of it, on the item that is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aligntui.flow import walk
from aligntui.screens.page import Page

if TYPE_CHECKING:
    from aligntui.screens.going import GoingPage
    from aligntui.screens.workshop import Workshop
    from aligntui.session.model import Run
    from aligntui.store.local.handle import Handle


def workshop_below(page: Page, handle: Handle) -> Workshop | None:
    """The workshop on this session that the page was opened from."""
    from aligntui.screens.workshop import Workshop

    for below in reversed(page.app.screen_stack[:-1]):
        if isinstance(below, Workshop) and below.handle is handle:
            return below
    return None


async def go_to(
    page: Page,
    handle: Handle,
    run: Run,
    step_id: str,
    *,
    item: str = "",
    field: str = "",
    said: tuple[str, str] = ("", ""),
    stand: bool = False,
) -> None:
    """Leave a page for a step of a run.

    Args:
        page: The page that is on top.
        handle: The session.
        run: The run.
        step_id: Id of the run step.
        item: Item that gets the focus.
        field: Field of it.
        said: Sentence for the message row, and its severity.
        stand: Whether a card has the focus only; else it is opened.
    """
    app = page.app
    workshop = workshop_below(page, handle)
    if workshop is None:
        from aligntui.screens.workshop import Workshop

        workshop = Workshop(handle, run, step_id)
        while len(app.screen_stack) > 1:
            await app.pop_screen()
        await app.switch_screen(workshop)
    else:
        while app.screen is not workshop:
            await app.pop_screen()
        workshop.take_snapshot()
        await workshop.open_at(walk.index(workshop.run, step_id))
    if item:
        await focus_on(workshop, item, field, stand=stand)
    workshop.say(*said)


async def focus_on(workshop: GoingPage, item: str, field: str, *, stand: bool = False) -> None:
    """Put the focus on an item of the step, and where its fields are asked on the field.

    Kinds in which nothing has the focus for long (grids, questions to each person) stay as they opened.
    """
    from aligntui.steps.board import BoardView
    from aligntui.steps.form import FormView
    from aligntui.steps.plot import PlotView

    view = workshop.step_view
    if stand and isinstance(view, BoardView):
        view.stand_on(item)
    elif isinstance(view, BoardView) and view.board.focus(item):
        await view.open_card(item, field)
    elif isinstance(view, FormView):
        places = [target.id for target in view.targets()]
        if item in places and view.at != places.index(item):
            view.at = places.index(item)
            await view._show_target()
        if view.form is not None and field:
            view.form.focus_key(field)
    elif isinstance(view, PlotView):
        ids = [one.id for one in view.items()]
        if item in ids:
            view.at = ids.index(item)
            view.redraw()
    workshop.frame()
