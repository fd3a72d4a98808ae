"""Which screen a session opens on, and how one comes in from a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from aligntui.flow import walk
from aligntui.screens.home_detail import run_at
from aligntui.screens.page import Page
from aligntui.store.handle import Handle

if TYPE_CHECKING:
    from aligntui.screens.app import AlignApp

SAMPLE = "millrace-bakehouse.yaml"


class Unreadable(Exception):  # noqa: N818 - people have problems, not errors
    """A file that cannot be taken in, as one sentence."""


def page_for(app: AlignApp, handle: Handle) -> Page:
    """Where this person goes on: the exact step, what was waiting there, or the plan of what is done."""
    store = app.store
    drafts = store.drafts(handle.session.meta.id)
    position = drafts.position
    run = run_at(handle.session, position)
    if run is None or not run.steps:
        from aligntui.screens.chooser import Chooser

        return Chooser(handle)
    if walk.progress(run) == "done":
        from aligntui.screens.results import Results

        return Results(handle, run)
    at = position.step if position is not None and position.run == run.id else ""
    if drafts.all() and not handle.read_only:
        from aligntui.screens.resumed import Resumed

        return Resumed(handle, run, at)
    from aligntui.screens.workshop import Workshop

    return Workshop(handle, run, at)


def sample_path() -> Path:
    """The finished workshop that comes along."""
    from aligntui.guide.library import builtin_folder

    return builtin_folder() / "examples" / SAMPLE


def take_in(app: AlignApp, path: Path) -> Handle:
    """A new session from an export. Runs beside the event loop.

    Raises:
        Unreadable: The file is none, or has mistakes; the first is named with its line.
        StoreProblem: The session cannot be written.
    """
    from aligntui.exchange.problems import ImportProblem
    from aligntui.exchange.yaml_import import read

    try:
        data = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise Unreadable(f"{path.name} cannot be read: {reason}.") from error
    try:
        session = read(data, path.name, app.library, new_id=app.store.new_id, at=app.store.clock())
    except ImportProblem as problem:
        more = f" And {len(problem.problems) - 1} more." if len(problem.problems) > 1 else ""
        raise Unreadable(f"{problem.problems[0]}{more}") from problem
    return app.store.adopt(session)
