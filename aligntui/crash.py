"""Unexpected errors: the details go to a file, the person reads one sentence."""

from __future__ import annotations

import traceback
from pathlib import Path

from aligntui import settings
from aligntui.store.local import files
from aligntui.text.typed_path import NoHome

FILE = "last-error.txt"


def path_now() -> Path:
    """The file of whoever came in here: each person's own, also where several share an account or a folder.

    Raises:
        NoHome: There is no home folder to find the state folder from.
    """
    from aligntui.store.local.drafts import own_folder

    return own_folder(settings.folders().state, settings.login()) / FILE


def keep(problem: BaseException) -> str:
    """Write the details to the person's own state folder; says where, or "" when that fails too."""
    try:
        path = path_now()
        files.make_folder(path.parent, private=True)
        # Whatever stands in its place, a pipe or a link, is replaced and not written into.
        words = "".join(traceback.format_exception(problem))
        files.write(path, words.encode("utf-8", "replace"), durable=False).close()
    except (OSError, NoHome):
        return ""
    return f" Details: {path}"


def sentence(problem: BaseException) -> str:
    """What the person reads."""
    kind = type(problem).__name__
    return f"Something unexpected happened ({kind}). Everything kept is on disk.{keep(problem)}"
