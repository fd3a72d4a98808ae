"""What a process has once: it is handed to the app, so that several apps can run in one process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec


def _nothing() -> None:
    pass


class Process(msgspec.Struct, frozen=True):
    """What the process around an app offers it.

    Attributes:
        ascii: Whether the terminal is not UTF-8, so that rules and bars are drawn with ASCII.
        no_color: Whether the person asked for no colours.
        few_colors: Whether the terminal has sixteen colours only; None leaves that to be found out.
        folder: Where names of files without a folder lie.
        stop: Says a sentence and stops the whole job until a shell wakes it; None where no shell can.
        gone: Told from any thread that the terminal is gone.
    """

    ascii: bool = False
    no_color: bool = False
    few_colors: bool | None = None
    folder: Path = Path()
    stop: Callable[[str], None] | None = None
    gone: Callable[[], None] = _nothing
