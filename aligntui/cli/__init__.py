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
    if "asyncio" not in sys.modules:
        # The event loop does without ssl where there is none. It takes long to load, and no line is opened.
        sys.modules["ssl"] = None  # type: ignore[assignment]
    words = sys.argv[1:]
    without_options = not words or (words[0] == "open" and len(words) == 2 and words[1][:1] not in ("", "-"))
    if without_options and "_ALIGNTUI_COMPLETE" not in os.environ:
        # Home and a session are what most people start: they do not wait for a parser of options.
        from aligntui.cli.door import begin

        begin(*words[1:])
    from aligntui.cli.group import run

    run()
