"""What the shell offers for SESSION, NAME and CODE. Trouble of any kind offers nothing.

Sessions are offered by the name of their file: it has no blanks to quote, and it means the session
wherever its title does.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from aligntui.text.clean import clean_line

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Offers = list["CompletionItem"]


def sessions(ctx: click.Context, param: click.Parameter, incomplete: str) -> Offers:
    """Sessions of this user."""
    return _sessions(incomplete, trashed=False)


def thrown(ctx: click.Context, param: click.Parameter, incomplete: str) -> Offers:
    """Sessions in the trash."""
    return _sessions(incomplete, trashed=True)


def sessions_or_files(ctx: click.Context, param: click.Parameter, incomplete: str) -> Offers:
    """Sessions of this user, else files."""
    found = _sessions(incomplete, trashed=False)
    return found or _file(incomplete)


def names(ctx: click.Context, param: click.Parameter, incomplete: str) -> Offers:
    """Agendas and methods; the steps of a method after its `/`; files after `.` or `/`."""
    if incomplete.startswith((".", "/", "~")):
        return _file(incomplete)
    found: Offers = []
    with contextlib.suppress(Exception):
        from aligntui.cli.place import place

        library = place(quiet=True).library()
        method, slash, _ = incomplete.partition("/")
        if slash:
            steps = library.method(method).steps
            found = _offered(((f"{method}/{step.id}", step.title) for step in steps), incomplete)
        else:
            heads = [*library.agendas(), *library.methods()]
            found = _offered(((h.name, h.title) for h in heads if not h.problem), incomplete)
    return found


def codes(ctx: click.Context, param: click.Parameter, incomplete: str) -> Offers:
    """Codes of the session that stands before on the line."""
    found: Offers = []
    with contextlib.suppress(Exception):
        from aligntui.cli.place import place
        from aligntui.cli.sources import view_of

        # A shell that completes a word must not set a damaged session aside.
        here = place(quiet=True)
        view = view_of(here.store().peek(ctx.params["session"]), here.person)
        items = sorted(view.session.items.values(), key=lambda item: view.place(item.id))
        live = [item for item in items if view.item(item.id) is item and not item.retired]
        found = _offered(((view.code(item), item.text) for item in live), incomplete)
    return found


def _sessions(incomplete: str, *, trashed: bool) -> Offers:
    found: Offers = []
    with contextlib.suppress(Exception):
        from aligntui.cli.place import place

        store = place(quiet=True).store()
        entries = store.trashed() if trashed else store.entries()
        found = _offered(((entry.ref.word, entry.title) for entry in entries), incomplete)
    return found


def _offered(pairs: Iterable[tuple[str, str]], incomplete: str) -> Offers:
    """Words that begin with what is typed; when none does, those with it somewhere in word or title."""
    wanted = incomplete.casefold()
    known = [(word, clean_line(title)) for word, title in pairs]
    found = [pair for pair in known if pair[0].casefold().startswith(wanted)]
    found = found or [pair for pair in known if wanted in f"{pair[0]} {pair[1]}".casefold()]
    from click.shell_completion import CompletionItem

    return [CompletionItem(word, help=title) for word, title in found]


def _file(incomplete: str) -> Offers:
    """Have the shell offer its files."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]
