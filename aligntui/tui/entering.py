"""Which screen a session opens on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aligntui.engine.runs.position import run_at
from aligntui.session.head import progress
from aligntui.store.permit import Deed
from aligntui.store.problems import StoreProblem
from aligntui.tui.page import Page
from aligntui.tui.routes import ToChooser, ToPlan, ToResumed, ToWorkshop, page_of

if TYPE_CHECKING:
    from aligntui.store.api import Handle, Store
    from aligntui.tui.app import AlignApp


def page_for(app: AlignApp, handle: Handle) -> Page:
    """Where this person goes on: the exact step, what was waiting there, or the plan of what is done."""
    store = app.store
    drafts = store.drafts_of(handle)
    position = drafts.position
    run = run_at(handle.session, position)
    if run is None or not run.steps:
        # What came from elsewhere without a run is there to be read; in an empty session one begins.
        return page_of(ToPlan(handle, run) if handle.session.items else ToChooser(handle))
    at = position.step if position is not None and position.run == run.id else ""
    # Once one has been told, the words stand in their line, and one goes on without being asked.
    waits = not handle.read_only and any(not draft.told for draft in drafts.all().values())
    if waits and (run.solo or not _is_elsewhere(store, handle)):
        return page_of(ToResumed(handle, run, at))
    if progress(run) == "done":
        return page_of(ToPlan(handle, run))
    return page_of(ToWorkshop(handle, run, at, store.is_first(handle)))


def _is_elsewhere(store: Store, handle: Handle) -> bool:
    """Whether another window has the own name: there it is asked first who sits here."""
    try:
        signs = store.presence(handle).all() if store.permit.may(Deed.BALLOTS) else []
    except StoreProblem:
        return False
    return any(sign.name == store.person and not sign.me for sign in signs)
