"""preview: one step of a method, with sample items, in a session that is gone afterwards."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from aligntui.cli import completing, terminal
from aligntui.cli.door import on_screen, workshop
from aligntui.cli.place import place
from aligntui.cli.plain import on_plain
from aligntui.cli.problems import Wrong, say

if TYPE_CHECKING:
    from aligntui.methods.types import Method
    from aligntui.store.api import Handle

PREVIEW_HELP = """\
\b
Examples:
  aligntui preview pestle.yaml              its first step
  aligntui preview pestle.yaml rate         the step with this id
  aligntui preview swot/factors --items 0   without sample items
  aligntui preview pestle.yaml rate --plain   line by line
"""
GONE = "That was a preview: nothing of it is kept."
MOST = 40
"""Sample items of each list, at most."""


@click.command("preview", short_help="look at one step of a method, with sample items", epilog=PREVIEW_HELP)
@click.argument("file", metavar="FILE|NAME", shell_complete=completing.names)
@click.argument("step", required=False, default="")
@click.option("--items", default=3, type=click.IntRange(0, MOST), help="Sample items in each list; 3.")
@click.option("--team", is_flag=True, help="As a team sees it: with its phases.")
@click.option("--plain", is_flag=True, help="Line by line; also where no screen can open.")
@click.pass_obj
def preview_command(obj: dict[str, Any], file: str, step: str, items: int, team: bool, plain: bool) -> int:
    """Open STEP of the method in FILE with sample items in its lists. Nothing of it is kept."""
    from aligntui.engine.runs.start import start
    from aligntui.engine.samples import fill

    here = place()
    library = here.library()
    found = library.find(file)
    method = found.method
    if method is None:
        raise Wrong(f"{file} is an agenda: name the file of a method, and one of its steps.", 2)
    known = [one.id for one in method.steps]
    wanted = step or (found.step.id if found.step is not None else known[0])
    if wanted not in known:
        raise Wrong(f'{method.title} has no step "{wanted}". Its steps: {", ".join(known)}.', 2)
    with TemporaryDirectory(prefix="aligntui-preview-") as folder:
        root = Path(folder)
        folders = replace(here.folders, data=root / "data", state=root / "state", runtime=None)
        apart = replace(here, folders=folders)
        store = apart.store()
        handle, run = start(store, library, f"{method.method}/{wanted}", title="Preview", solo=not team)
        fill(handle, store.new_id, method, items)
        told = _unsaid(handle, method, wanted)
        if plain or obj["plain"] or terminal.refusal():
            code = on_plain(apart, store, handle, handle.session.runs[run.id])
            say(f"{told}{GONE}")
            return code
        opening = workshop(handle, run, taught=False)
        return on_screen(opening, mouse=obj["mouse"], here=apart, store=store, goodbye=f"{told}{GONE}")


def _unsaid(handle: Handle, method: Method, wanted: str) -> str:
    """What keeps the closing sentence of a step from being said with these items; "" where nothing does."""
    from aligntui.analysis.figures import Figures
    from aligntui.analysis.readout import unsaid
    from aligntui.analysis.view import View
    from aligntui.engine.books import book_of
    from aligntui.text.listing import listed

    step = next(step for step in method.steps if step.id == wanted)
    if not step.read_back:
        return ""
    figures = Figures(View(handle.session, book_of(handle.session)))
    empty = listed(f"{{{ref}}}" for ref in unsaid(step.read_back, figures, method.method))
    return f"{empty} says nothing with these items, so read_back is not said.\n" if empty else ""
