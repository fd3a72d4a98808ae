"""Sessions that come in from a file: an export, or the sample that comes along."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from aligntui.engine.runs.position import run_at
from aligntui.exchange.problems import ImportProblem
from aligntui.exchange.yaml_import import Imported, read_all
from aligntui.methods.library import builtin_folder
from aligntui.store.permit import Deed
from aligntui.store.problems import StoreProblem
from aligntui.text.plain_file import read_plain
from aligntui.text.problem import UserProblem
from aligntui.text.yaml_in import MAX_BYTES
from aligntui.tui.entering import page_for
from aligntui.tui.routes import ToPlan

if TYPE_CHECKING:
    from aligntui.store.api import Handle
    from aligntui.tui.app import AlignApp
    from aligntui.tui.sheet import Sheet

SAMPLE = "millrace-bakehouse.yaml"


class Unreadable(UserProblem):
    """A file that cannot be taken in, as one sentence."""


def sample_path() -> Path:
    """The finished workshop that comes along."""
    return builtin_folder() / "examples" / SAMPLE


def read_file(app: AlignApp, path: Path) -> Imported:
    """The session in an export, and what was kept although nobody asks for it.

    Raises:
        Unreadable: The file is none, or has mistakes; the first is named with its line.
        Forbidden: The line may not read files.
    """
    app.store.permit.need(Deed.FILES)
    try:
        data = read_plain(path, MAX_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise Unreadable(f"{path.name} cannot be read: {reason}.") from error
    try:
        return read_all(data, path.name, app.library, new_id=app.store.new_id, at=app.store.clock())
    except ImportProblem as problem:
        more = f" And {len(problem.problems) - 1} more." if len(problem.problems) > 1 else ""
        raise Unreadable(f"{problem.problems[0]}{more}") from problem


def take_in(app: AlignApp, path: Path) -> tuple[Handle, str]:
    """A new session from an export, and a sentence on what nobody asks for. Runs beside the event loop.

    Raises:
        Unreadable: As `read_file`.
        StoreProblem: The session cannot be written.
    """
    found = read_file(app, path)
    handle = app.store.adopt(found.session)
    noticed = [f"{finding.message} {finding.mend}".strip() for finding in found.findings]
    more = f" And {len(noticed) - 1} more: aligntui check lists them." if len(noticed) > 1 else ""
    return handle, f"{noticed[0]}{more}" if noticed else ""


def take_sample(app: AlignApp) -> Handle:
    """The copy of the sample that is here already, else a new one. Runs beside the event loop.

    Raises:
        Unreadable: The sample did not come along.
        StoreProblem: The copy cannot be read or written.
    """
    session = read_file(app, sample_path()).session
    here = next((e for e in app.store.entries() if e.id == session.meta.id and not e.problem), None)
    return app.store.open(here.ref) if here is not None else app.store.adopt(session)


async def open_sample(page: Sheet) -> None:
    """The plan of the sample."""
    try:
        handle: Handle = await page.align.do(take_sample, page.align)
    except (Unreadable, StoreProblem) as problem:
        page.say(str(problem), "error")
        return
    page.go_instead(ToPlan(handle, run_at(handle.session, None)))


async def open_file(page: Sheet, path: Path) -> None:
    """Take a file in as a new session and go on in it."""
    try:
        handle, noticed = await page.align.do(take_in, page.align, path)
    except (Unreadable, StoreProblem) as problem:
        page.say(str(problem), "error")
        return
    opened = page_for(page.align, handle)
    if noticed:
        opened.greet(noticed, "hint")
    page.app.switch_screen(opened)
