"""The one place that knows which store there is: it opens it, and writes a session to a file elsewhere."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from aligntui.store.permit import FREE, Deed, Permit
from aligntui.store.values import SessionRef

if TYPE_CHECKING:
    from aligntui.session.model import Change
    from aligntui.store.api import Handle, Store


def open_store(
    data: Path,
    state: Path,
    *,
    clock: Callable[[], str],
    new_id: Callable[[], str],
    person: str,
    named: bool = True,
    permit: Permit = FREE,
    spare: Path | None = None,
) -> Store:
    """The sessions of one folder, as one person works with them.

    Args:
        data: Folder of the sessions. Made when the first session is.
        state: Folder for what people keep for themselves.
        clock: Gives this moment (`text.moment`).
        new_id: Gives a random id.
        person: Who writes.
        named: Whether somebody gave that name, so that it is not only what the account is called.
        permit: What the line that this person came in by may do.
        spare: Folder that takes what belongs into `state` while that cannot be written; None for none.
    """
    from aligntui.store.local.repository import Store as Folder

    return Folder(
        data, state, clock=clock, new_id=new_id, person=person, named=named, permit=permit, spare=spare
    )


def ref_of(path: Path) -> SessionRef:
    """The session in a file, wherever that lies."""
    from aligntui.store.local import names

    return names.ref_of(path)


def copy_to(handle: Handle, folder: Path, *, changes: Iterable[Change] = ()) -> Path:
    """Write an open session, as it is stored, to a new file in a folder.

    For when its own place is full or gone.

    Args:
        handle: The session.
        folder: Where to; made when it is missing.
        changes: Changes that wait, oldest first. One that cannot be done any more is left out.

    Raises:
        Forbidden: The line may not write files.
        NotSaved: It cannot be written there either.
    """
    from aligntui.session.apply import Refused, apply
    from aligntui.store.local import codec, files, fs
    from aligntui.store.local.reasons import not_saved

    handle.permit.need(Deed.FILES)
    session = handle.stored
    for change in changes:
        with contextlib.suppress(Refused):
            session = apply(session, change).session
    target = folder / handle.ref.name
    number = 2
    try:
        while fs.exists(target):
            target = folder / f"{handle.ref.name.removesuffix('.json')}-{number}.json"
            number += 1
        files.make_folder(folder)
        files.write(target, codec.encode(codec.tables_of(session))).close()
    except OSError as error:
        raise not_saved(error, target) from error
    return target
