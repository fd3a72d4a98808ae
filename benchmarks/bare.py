"""The least that Textual can do: what our screens are measured against.

`python benchmarks/bare.py text` shows one line of text; `fields` shows two stock inputs and a text area.
"""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult


class Text(App[None]):
    """One line of text."""

    def compose(self) -> ComposeResult:
        """The line."""
        from textual.widgets import Static

        yield Static("ready")


class Fields(App[None]):
    """Two stock lines and a stock text area, with the stock footer."""

    def compose(self) -> ComposeResult:
        """The fields."""
        from textual.widgets import Footer, Input, TextArea

        yield Input(placeholder="first")
        yield Input(placeholder="second")
        area = TextArea(tab_behavior="focus")
        area.styles.height = 6
        yield area
        yield Footer()


if __name__ == "__main__":
    {"text": Text, "fields": Fields}[sys.argv[1]]().run()
