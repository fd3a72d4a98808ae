"""The commands. Textual is imported only when a screen opens."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Entry point of the `aligntui` command."""
    try:
        _main()
    except Exception as problem:
        # So little is left that not even what went wrong could be said in the usual way.
        from aligntui.cli.limits import shortage

        words = shortage(problem)
        if not words:
            raise
        # With words it says them on stderr, and the code is 1.
        sys.exit(words)


def _main() -> None:
    # The collector would run over a hundred thousand import-time objects before the first screen.
    gc.disable()
    if len(sys.argv) == 1 and "_ALIGNTUI_COMPLETE" not in os.environ:
        # Home is what most people start: it does not wait for a parser of options.
        from aligntui.cli.door import begin

        begin()
    from aligntui.cli.group import run

    run()
