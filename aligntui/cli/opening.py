"""Commands that open a screen: home, run, open."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from aligntui.cli import completing, terminal
from aligntui.cli.place import Place, new_id, now, place
from aligntui.cli.problems import say

if TYPE_CHECKING:
    from aligntui.screens.app import AlignApp
    from aligntui.screens.page import Page


def home(*, mouse: bool = True) -> int:
    """Sessions, new, sample."""

    def opening(app: AlignApp) -> Page:
        from aligntui.screens.home import Home

        return Home()

    return on_screen(opening, mouse=mouse)


def on_screen(
    opening: Callable[[AlignApp], Page],
    *,
    mouse: bool = True,
    here: Place | None = None,
) -> int:
    """Run the app with its first screen. Returns the exit code.

    Nothing of this is done without a terminal: the sentence then names what works instead.
    """
    refused = terminal.refusal()
    if refused:
        say(refused)
        return 2
    here = here or place()
    from aligntui import settings

    for folder in (here.folders.data, here.folders.state):
        problem = settings.make(folder)
        if problem:
            say(problem)
            return 1
    # The collector would run over a hundred thousand import-time objects before the first screen.
    gc.disable()
    from aligntui.screens.app import AlignApp, install_leave, mend_utf8
    from aligntui.widgets.canvas import use_ascii

    use_ascii(not terminal.speaks_utf8())
    mend_utf8()
    app = AlignApp(here.store(), here.library(), here.settings, opening, now=now, new_id=new_id)
    install_leave(app)
    code = app.run(mouse=mouse)
    if app.goodbye:
        say(app.goodbye)
    if app.failed:
        say(app.failed)
    if code is None:
        return app.return_code or 1
    return code


def opening_of(make: Callable[[AlignApp], Any]) -> Callable[[AlignApp], Page]:
    """A workshop page from a function that gives (handle, run)."""

    def opening(app: AlignApp) -> Page:
        from aligntui.screens.workshop import Workshop

        handle, run = make(app)
        return Workshop(handle, run)

    return opening


@click.command("run", short_help="start a workshop in a new session")
@click.argument("name", metavar="NAME|FILE", shell_complete=completing.names)
@click.option("--title", default="", help="Title of the session; the name of the workshop when left out.")
@click.option("--solo", is_flag=True, help="One person does it alone: shorter timeboxes, nothing to reveal.")
@click.pass_obj
def run_command(obj: dict[str, Any], name: str, title: str, solo: bool) -> int:
    r"""Start NAME in a new session: an agenda, a method, a step, or a file.

    \b
    Examples:
      aligntui run solo-90                         a whole agenda, alone
      aligntui run swot                            one method
      aligntui run swot/factors --solo --title X   one step, at once
      aligntui run ./pestle.yaml                   a method of your own
    """
    here = place()
    refused = terminal.refusal()
    if refused:
        say(refused)
        return 2
    from aligntui.flow.start import start

    # Wrong names are said before a screen opens.
    store, library = here.store(), here.library()
    from aligntui import settings

    problem = settings.make(here.folders.data)
    if problem:
        say(problem)
        return 1
    handle, run = start(store, library, name, title=title or default_title(library, name), solo=solo)
    return on_screen(opening_of(lambda app: (handle, run)), mouse=obj["mouse"], here=here)


def default_title(library: Any, name: str) -> str:
    """Title of what is started, for a session without one."""
    found = library.find(name)
    if found.agenda is not None:
        return str(found.agenda.title)
    if found.step is not None:
        return str(found.step.title)
    return str(found.method.title)


@click.command("open", short_help="go on where a session stopped")
@click.argument("session", shell_complete=completing.sessions)
@click.pass_obj
def open_command(obj: dict[str, Any], session: str) -> int:
    r"""Go on with SESSION at the same step, with every kept item and the words you were typing.

    \b
    Examples:
      aligntui open millrace
      aligntui open ./millrace-2027.json
    """
    here = place()
    refused = terminal.refusal()
    if refused:
        say(refused)
        return 2
    handle = here.store().open(session)

    def opening(app: AlignApp) -> Page:
        from aligntui.screens.entering import page_for

        return page_for(app, handle)

    return on_screen(opening, mouse=obj["mouse"], here=here)
