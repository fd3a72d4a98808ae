"""A path as people type it: `~` and `~name` are home folders."""

from __future__ import annotations

import os
from pathlib import Path

from aligntui.text.clean import clean_line
from aligntui.text.problem import UserProblem


class NoHome(UserProblem):
    """A path that begins with `~` where no such home folder is known, as one sentence."""


def typed_path(typed: str) -> Path:
    """The path that was typed.

    Raises:
        NoHome: It begins in the home folder of somebody who has none here.
    """
    if not typed.startswith("~"):
        return Path(typed)
    try:
        whole = os.path.expanduser(typed)
    except (OSError, ValueError):
        # A name that no account can have.
        whole = typed
    if not whole.startswith("~"):
        return Path(whole)
    name, shown = clean_line(typed.split("/", 1)[0]), clean_line(typed)
    if name == "~":
        raise NoHome(f"{shown}: no home folder is known here. Write the whole path.")
    raise NoHome(f"{shown}: nobody here is called {name[1:]}. Write the whole path, or ./ before it.")
