"""From a page beside the workshop to a step of it, on the item that is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aligntui.flow import walk
from aligntui.screens.page import Page

if TYPE_CHECKING:
    from aligntui.screens.workshop import Workshop
    from aligntui.session.model import Run
    from aligntui.store.handle import Handle


def workshop_below(page: Page, handle: Handle) -> Workshop | None:
    """The workshop on this session that the page was opened from."""
    from aligntui.screens.workshop import Workshop

    for below in reversed(page.app.screen_stack[:-1]):
        if isinstance(below, Workshop) and below.handle is handle:
            return below
    return None


def go_to(
    page: Page,
    handle: Handle,
    run: Run,
    step_id: str,
    *,
    item: str = "",
    field: str = "",
    said: tuple[str, str] = ("", ""),
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
    """
    app = page.app
    below = workshop_below(page, handle)
    if below is None:
        from aligntui.screens.workshop import Workshop

        opened = Workshop(handle, run, step_id, first_focus=item)
        opened.greeting = said
        while len(app.screen_stack) > 2:
            app.pop_screen()
        app.switch_screen(opened)
        return
    while app.screen is not below:
        app.pop_screen()

    async def show() -> None:
        below.take_snapshot()
        await below.open_at(walk.index(below.run, step_id))
        # Kinds whose items can be focused from outside say so by having this method.
        focus = getattr(below.step_view, "show_item", None)
        if item and focus is not None:
            await focus(item, field)
        below.say(*said)

    below.call_later(show)
