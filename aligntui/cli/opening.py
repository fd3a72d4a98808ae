"""Commands that open a screen: run, open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from aligntui.cli import completing, line, terminal
from aligntui.cli.door import go_on, on_screen, workshop
from aligntui.cli.place import Place, place
from aligntui.cli.plain import on_plain
from aligntui.cli.problems import Wrong, say

if TYPE_CHECKING:
    from aligntui.store.api import Store

RESTRICTED = "Nothing but this session: no other one, no file of this machine, no way to a shell."


PLAIN = "Line by line: for screen readers, simple terminals and scripts. /help names its commands."
SCRIPT = "Answer with the lines of a file, - for standard input; stops at the first refused one, exit 1."


def on_a_line(command: Callable[..., int]) -> Callable[..., int]:
    """The options of a command that opens a workshop: what the line may do, and which face it has."""
    for option in (
        click.option("--script", default="", metavar="FILE", help=SCRIPT),
        click.option("--plain", is_flag=True, help=PLAIN),
        click.option("--restricted", is_flag=True, help=RESTRICTED),
    ):
        command = option(command)
    return command


def _place(obj: dict[str, Any], *, restricted: bool, plain: bool, script: str) -> tuple[Place, bool]:
    """Where this person's things are, and whether the plain line is wanted.

    Raises:
        Wrong: It is not, and no screen can open here.
    """
    here = place(restricted=restricted)
    plain = plain or obj["plain"] or bool(script) or (here.settings.plain and not restricted)
    refused = "" if plain else terminal.refusal(restricted=restricted)
    if refused:
        raise Wrong(refused, 2)
    return here, plain


RUN_HELP = """\
\b
Examples:
  aligntui run solo-90                         a whole agenda, alone
  aligntui run half-day                        a whole agenda, with a team
  aligntui run swot                            one method
  aligntui run swot/factors --solo --title X   one step, at once
  aligntui run ./pestle.yaml                   a method of your own
"""


@click.command("run", short_help="start a workshop in a new session", epilog=RUN_HELP)
@click.argument("name", metavar="NAME|FILE", shell_complete=completing.names)
@click.option("--title", default="", help="Title of the session; the name of the workshop when left out.")
@click.option("--solo", is_flag=True, help="One person does it alone: shorter timeboxes, nothing to reveal.")
@on_a_line
@click.pass_obj
def run_command(
    obj: dict[str, Any], name: str, title: str, solo: bool, restricted: bool, plain: bool, script: str
) -> int:
    """Start NAME in a new session: an agenda, a method, a step, or a file."""
    here, plain = _place(obj, restricted=restricted, plain=plain, script=script)
    from aligntui.engine.runs.start import start
    from aligntui.methods.types import AGENDA

    # Wrong names are said before a screen opens.
    # What is run is named by the line itself: it may be a method of the host's own.
    store, library = here.store(), replace(here, restricted=False).library()
    for kind in ("", AGENDA):
        # It may stand in for a built-in one, which is taken then.
        if refused := library.left_out(f"{kind}{name}"):
            say(refused)
    from aligntui import settings

    problem = settings.make(here.folders.data)
    if problem:
        raise Wrong(problem)
    handle, run = start(store, library, name, title=title or default_title(library, name), solo=solo or None)
    if restricted:
        line.shut()
        handle.close()
        store, handle = line.at(here, handle.ref)
    if plain:
        return on_plain(here, store, handle, handle.session.runs[run.id], script=script)
    return on_screen(workshop(handle, run), mouse=obj["mouse"], here=here, store=store)


def default_title(library: Any, name: str) -> str:
    """Title of what is started, for a session without one."""
    found = library.find(name)
    return str((found.agenda or found.step or found.method).title)


OPEN_HELP = """\
\b
Examples:
  aligntui open                          the session that was changed last
  aligntui open millrace
  aligntui open ./millrace-2027.json
  aligntui open 4f1c0a9be27d3358 --restricted    for ForceCommand; by id
"""


@click.command("open", short_help="go on where a session stopped", epilog=OPEN_HELP)
@click.argument("session", required=False, default="", shell_complete=completing.sessions)
@on_a_line
@click.pass_obj
def open_command(obj: dict[str, Any], session: str, restricted: bool, plain: bool, script: str) -> int:
    """Go on with SESSION at the same step, with every kept item and the words you were typing.

    Without SESSION it is the one that was changed last. With --restricted, SESSION is an id or the name of a
    file: a title may come to mean another session.
    """
    here, plain = _place(obj, restricted=restricted, plain=plain, script=script)
    if restricted:
        if not session:
            raise Wrong("--restricted needs the id or the file of the session that the line is for.", 2)
        line.shut()
        store, handle = line.enter(here, session)
    else:
        store = here.store()
        handle = store.open(session or last(store))
    return go_on(here, store, handle, plain=plain, mouse=obj["mouse"], script=script)


def last(store: Store) -> str:
    """Path of the session that was changed last.

    Raises:
        Wrong: There is none.
    """
    for entry in store.entries():
        if not entry.problem:
            return entry.ref.key
    raise Wrong("There is no session yet. aligntui run solo-90 begins one; aligntui shows what there is.")
