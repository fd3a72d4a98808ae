"""A path as people type it: `~` and `~name` are home folders, quotes of a pasted one come off."""

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


def within(base: Path, here: Path, typed: str) -> Path:
    """A path as typed: in `base` when it begins with a bare name, else in `here`; `~` is the home folder.

    Raises:
        NoHome: It begins in a home folder that is not there.
    """
    bare = not typed.startswith(("./", "../"))
    return (base if bare else here) / typed_path(typed)


def path_of(typed: str, here: Path, base: Path | None = None) -> Path:
    """The path that was typed, `~` expanded, quotes of a pasted path taken off.

    Args:
        typed: As typed.
        here: The folder in which the app was started.
        base: Folder of what is typed without one; `here` when left out.

    Raises:
        NoHome: It begins in a home folder that is not there.
    """
    bare = typed.strip()
    if len(bare) > 1 and bare[0] == bare[-1] and bare[0] in "'\"":
        bare = bare[1:-1]
    return within(base or here, here, bare)


def home_short(path: Path) -> str:
    """A path with `~` for the home folder."""
    try:
        inside = path.relative_to(Path.home())
    except (ValueError, RuntimeError):
        return str(path)
    return f"~/{inside}" if inside.parts else "~"


def is_file(path: Path, *, follow: bool = False) -> bool:
    """Whether a plain file stands at a path that somebody typed; False where that cannot be told.

    Args:
        path: The path.
        follow: Whether a link to one counts.
    """
    try:
        return path.is_file() and (follow or not path.is_symlink())
    except OSError:
        return False


def is_folder(path: Path) -> bool:
    """Whether a folder stands at a path that somebody typed; not where that cannot be told."""
    try:
        return path.is_dir()
    except OSError:
        return False
