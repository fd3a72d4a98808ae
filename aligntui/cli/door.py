"""The way from the command line to the screens. No click is imported: what has no options needs none."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, NoReturn

from aligntui.cli import terminal, unix
from aligntui.cli.leaving import Leaving
from aligntui.cli.limits import too_few_files
from aligntui.cli.place import Place, new_id, place
from aligntui.cli.problems import Wrong, said, say
from aligntui.text import moment

if TYPE_CHECKING:
    from aligntui.session.model import Run
    from aligntui.settings import Settings
    from aligntui.store.api import Handle, Store
    from aligntui.text.problem import UserProblem
    from aligntui.tui.app import AlignApp, Opening
    from aligntui.tui.page import Page


def begin(session: str = "") -> NoReturn:
    """`aligntui` without anything after it, or `aligntui open SESSION`; what went wrong as one sentence."""
    try:
        code = _opened(session) if session else home()
    except KeyboardInterrupt:
        code = 130
    except Exception as problem:
        code = said(problem)
    sys.exit(code)


def home(*, mouse: bool = True, plain: bool = False) -> int:
    """Sessions, new, sample; on the plain line the sessions, and how one goes on with them."""
    here = place()
    if plain or here.settings.plain:
        from aligntui.cli.plain import plain_home

        return plain_home(here)

    def opening(app: AlignApp) -> Page:
        from aligntui.tui.pages.home.page import Home

        return Home()

    return on_screen(opening, mouse=mouse, here=here)


def _opened(session: str) -> int:
    here = place()
    plain = here.settings.plain
    if refused := "" if plain else terminal.refusal():
        raise Wrong(refused, 2)
    store = here.store()
    return go_on(here, store, store.open(session), plain=plain)


def go_on(
    here: Place, store: Store, handle: Handle, *, plain: bool, mouse: bool = True, script: str = ""
) -> int:
    """Go on with a session where this person stopped, on either face. Returns the exit code.

    Args:
        here: Where this person's things are.
        store: The sessions, as the line may reach them.
        handle: The session.
        plain: Whether it is done line by line.
        mouse: Whether the mouse is the app's.
        script: Path of a file with the lines of the plain line; "" for what a person types.
    """
    if plain:
        from aligntui.cli.plain import plain_session

        return plain_session(here, store, handle, script=script)
    return on_screen(entered(handle), mouse=mouse, here=here, store=store)


def workshop(handle: Handle, run: Run, *, taught: bool = True) -> Opening:
    """The page of a run; in a first session with its guide open where one is `taught`."""

    def opening(app: AlignApp) -> Page:
        from aligntui.tui.workshop.page import WorkshopPage

        return WorkshopPage(handle, run, guide=taught and app.store.is_first(handle))

    return opening


def entered(handle: Handle) -> Opening:
    """The page on which one goes on with a session."""

    def opening(app: AlignApp) -> Page:
        from aligntui.tui.entering import page_for

        return page_for(app, handle)

    return opening


def own_keys(settings: Settings) -> tuple[Settings, list[UserProblem]]:
    """The settings with those of its keys that can be used, and what is wrong with the others."""
    from aligntui.tui.keymap import checked

    return checked(settings)


def on_screen(
    opening: Opening,
    *,
    mouse: bool = True,
    here: Place | None = None,
    store: Store | None = None,
    goodbye: str = "",
) -> int:
    """Run the app with its first screen. Returns the exit code: 128 and its number after a signal.

    Nothing of this is done without a terminal: the sentence then names what works instead.

    Args:
        opening: Makes the first screen.
        mouse: Whether the mouse is the app's.
        here: Where this person's things are.
        store: The sessions, as the line may reach them; this user's when left out.
        goodbye: What is said at the end in place of how one goes on with the session.

    Raises:
        Wrong: No screen can open here.
    """
    if refused := terminal.refusal():
        raise Wrong(refused, 2)
    if few := too_few_files():
        raise Wrong(few)
    here = here or place()
    from aligntui import settings

    for folder in (here.folders.data, here.folders.state):
        if problem := settings.make(folder):
            raise Wrong(problem)
    notice = terminal.fit_letters()
    from aligntui.tui.app import AlignApp
    from aligntui.tui.terminal.process import Process

    process = Process(
        ascii=bool(notice),
        # Set to nothing it asks for nothing (no-color.org).
        no_color=bool(os.environ.get("NO_COLOR")),
        folder=terminal.standing_in(),
        stop=unix.stop if unix.may_suspend() else None,
        gone=unix.hang_up,
    )
    own, wrong = own_keys(here.settings)
    if wrong and not here.restricted and not notice:
        more = f" And {len(wrong) - 1} more: aligntui doctor names them." if len(wrong) > 1 else ""
        notice = f"{wrong[0]}{more}"
    app = AlignApp(
        store or here.store(), here.library, own, opening, now=moment.now, new_id=new_id,
        process=process, notice=notice, on_screen=collect,
    )  # fmt: skip
    leaving = Leaving(app)
    leaving.install()
    code = app.run(mouse=mouse)
    for words in (goodbye or app.goodbye, app.failed):
        if words:
            say(words)
    terminal.end_quietly()
    if leaving.code:
        return leaving.code
    return code if code is not None else app.return_code or 1


def collect() -> None:
    """Let the collector run from now on, over what is made from now on: what is there stays to the end."""
    gc.freeze()
    gc.enable()
