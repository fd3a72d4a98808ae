"""The commands. Textual is imported only when a screen opens."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Entry point of the `aligntui` command."""
    if len(sys.argv) == 1 and "_ALIGNTUI_COMPLETE" not in os.environ:
        # Home is what most people start: it does not wait for a parser of options.
        from aligntui.cli.door import begin

        begin()
    from aligntui.cli.group import run

    run()
