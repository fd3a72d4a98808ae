"""The commands. Textual is imported only when a screen opens."""

from __future__ import annotations


def main() -> None:
    """Entry point of the `aligntui` command."""
    from aligntui.cli.group import run

    run()
