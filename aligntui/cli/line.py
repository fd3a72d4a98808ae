"""A restricted line: one session, named so that it is never another, whatever is thrown away or renamed.

Sentences here are read by a guest as well as by the one who set the line up. They name no title, and no
command but what the guest may do.
"""

from __future__ import annotations

import os
from collections.abc import MutableMapping
from typing import TYPE_CHECKING

from aligntui.cli.problems import Wrong
from aligntui.text.clean import clean_line
from aligntui.text.typed_path import is_file, typed_path

if TYPE_CHECKING:
    from aligntui.cli.place import Place
    from aligntui.store.api import Handle, Store
    from aligntui.store.values import SessionRef

TITLE = (
    '"{ref}" is a title, and titles change hands. A restricted line names its session by the id: '
    "aligntui open {id} --restricted"
)
BEGUN = (
    '"{ref}" is the beginning of an id, and others may begin so one day. A restricted line takes the whole: '
    "aligntui open {id} --restricted"
)
NOBODY = (
    'No session here has the id or the file name "{ref}". Whoever set up this line finds the ids with '
    "aligntui sessions --json on the host, and puts one there."
)
SEVERAL = 'Several files here hold the session "{ref}". Whoever set up this line puts the path of one there.'
UNREADABLE = "The session of this line cannot be read now. Whoever runs the workshop can bring a copy back."


def shut(env: MutableMapping[str, str] = os.environ) -> None:
    """Forget variables with which the other end of a line could load code or write files here.

    `TEXTUAL_` names a driver to import and a log to write; `_ALIGNTUI_COMPLETE` lists the sessions.
    """
    for name in [name for name in env if name.startswith(("TEXTUAL_", "_ALIGNTUI_"))]:
        del env[name]


def enter(here: Place, ref: str) -> tuple[Store, Handle]:
    """The session that the line is for, and the store through which nothing else is reached.

    Args:
        here: Where the things are, as a restricted line sees them.
        ref: Id, whole file name in the sessions folder, or path.

    Raises:
        Wrong: No session has this id or file name, several have, or it cannot be read.
    """
    return at(here, *find(here.store(), ref))


def at(here: Place, ref: SessionRef, session_id: str = "") -> tuple[Store, Handle]:
    """One session, and the store through which nothing else is reached.

    Args:
        here: Where the things are.
        ref: The session.
        session_id: Id that the session must have; "" for the one that is there.

    Raises:
        Wrong: It cannot be read, or holds another session.
    """
    from aligntui.store.permit import Permit
    from aligntui.store.problems import Damaged, NotFound

    store = here.store(Permit(ref))
    try:
        handle = store.open(ref)
    except Damaged:
        raise Wrong(UNREADABLE) from None
    except NotFound:
        raise Wrong(NOBODY.format(ref=clean_line(session_id or ref.name))) from None
    if session_id and handle.session.meta.id != session_id:
        handle.close()
        raise Wrong(NOBODY.format(ref=clean_line(session_id)))
    return store, handle


def find(store: Store, ref: str) -> tuple[SessionRef, str]:
    """The one session with this id, whole file name or path; and its id where that was given.

    Raises:
        Wrong: There is none, or there are several.
    """
    from aligntui.store.opening import ref_of
    from aligntui.store.values import SHORT
    from aligntui.text.slug import short

    if os.sep in ref:
        path = typed_path(ref)
        if not is_file(path, follow=True):
            raise Wrong(NOBODY.format(ref=clean_line(ref)))
        return ref_of(path), ""
    entries = store.entries()
    for entry in entries:
        if entry.ref.name == ref:
            return entry.ref, ""
    holders = [entry for entry in entries if entry.id == ref and ref]
    if len(holders) > 1:
        # A copy made by hand has a name of its own; the one that was named after the id is meant.
        named = [entry for entry in holders if entry.ref.word.endswith(f"-{short(ref)}")]
        if len(named) != 1:
            raise Wrong(SEVERAL.format(ref=clean_line(ref)))
        holders = named
    if holders:
        return holders[0].ref, ref
    title = clean_line(ref).casefold()
    titled = [entry.id for entry in entries if entry.title.casefold() == title and entry.id]
    begun = [entry.id for entry in entries if len(ref) >= SHORT and entry.id.startswith(ref)]
    if len(titled) == 1:
        raise Wrong(TITLE.format(ref=clean_line(ref), id=titled[0]), 2)
    if len(begun) == 1:
        raise Wrong(BEGUN.format(ref=clean_line(ref), id=begun[0]), 2)
    raise Wrong(NOBODY.format(ref=clean_line(ref)))
