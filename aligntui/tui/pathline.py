"""A path in one line: Tab completes it, and the folder's entries stand on the message row."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from aligntui.store.permit import FREE, Deed, Permit
from aligntui.text.clean import clean_line, clip
from aligntui.text.typed_path import NoHome, home_short, is_folder, path_of, within
from aligntui.tui.asking import Asked
from aligntui.tui.routes import work

if TYPE_CHECKING:
    from aligntui.tui.sheet import Sheet

YAML = (".yaml", ".yml")
MOST = 200
"""Entries of a folder that are looked through for completion."""


def complete(
    typed: str, here: Path, suffixes: Iterable[str] = (), *, permit: Permit = FREE, base: Path | None = None
) -> tuple[str, list[str]]:
    """The typed path as far as it can go on in one way, and the entries it may mean.

    Args:
        typed: Path as typed; `~` is the home folder.
        here: The folder in which the app was started.
        suffixes: Endings of files that are offered; none offers all. Folders always are.
        permit: What the line may do. Where it may not see files, nothing is completed.
        base: Folder of what is typed without one; `here` when left out.
    """
    if not permit.may(Deed.FILES):
        return typed, []
    head, _, begun = typed.rpartition("/")
    try:
        folder = within(base or here, here, f"{head}/" if "/" in typed else "")
    except NoHome:
        return typed, []
    wanted = tuple(suffixes)
    names: list[str] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if not entry.name.startswith(begun) or (entry.name.startswith(".") and not begun):
                    continue
                if clean_line(entry.name) != entry.name:
                    # A name with control characters cannot stand in a line.
                    continue
                if entry.is_dir():
                    names.append(f"{entry.name}/")
                elif not wanted or entry.name.endswith(wanted):
                    names.append(entry.name)
                if len(names) > MOST:
                    break
    except OSError:
        return typed, []
    if not names:
        return typed, []
    first, last = min(names), max(names)
    same = next((n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))
    common = first[:same]
    longer = f"{head}/{common}" if "/" in typed else common
    return (longer if len(longer) >= len(typed) else typed), sorted(names)


def complete_in(
    page: Sheet,
    typed: str,
    suffixes: Iterable[str] = (),
    *,
    base: Path | None = None,
    folders: bool = False,
) -> str | None:
    """Complete a path in the line of a page; what it may mean stands on the message row.

    Args:
        page: The page.
        typed: Path as typed.
        suffixes: As for `complete`.
        base: As for `complete`.
        folders: Whether only folders are shown.
    """
    longer, names = complete(
        typed, page.align.process.folder, suffixes, permit=page.align.store.permit, base=base
    )
    names = [name for name in names if not folders or name.endswith("/")]
    none = f"{'No folder' if folders else 'Nothing'} here begins like that."
    page.say(shown(names, page.size.width - 2) if names else none)
    return longer


def shown(names: list[str], cells: int) -> str:
    """As many of the names as a row holds."""
    return clip("   ".join(names), cells)


def ask_file(page: Sheet) -> None:
    """Ask for a file that someone sent, and open it."""
    here = page.align.process.folder

    async def answer(typed: str) -> None:
        try:
            path = path_of(typed, here)
        except NoHome as problem:
            page.say(str(problem), "error")
            return
        if page.may(Deed.FILES) and is_folder(path):
            page.say(f"{home_short(path_of(typed, Path()))} is a folder. Tab shows what is in it.", "hint")
            return
        await work("open file")(page, path)

    page.ask(
        Asked(
            "file >", answer, title="a session someone sent you (YAML); Tab completes the path",
            completed=partial(complete_in, page, suffixes=YAML), changed=lambda _: page.say(""), enter="open",
        )
    )  # fmt: skip
