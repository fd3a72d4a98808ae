"""Colour roles. A colour means one thing, and a letter or mark says it too.

Every value is an xterm-256 colour, so that SSH sessions (256 colours) look the same as truecolour.
"""

from __future__ import annotations

from functools import lru_cache

from rich.style import Style
from textual.theme import Theme

COLOURS = ("green", "gold", "blue", "violet")
"""By these lists are told apart."""
ROLES = ("bg", "bar", "focus", "text", "muted", "rule", "accent", *COLOURS, "finding")

PALETTES: dict[str, dict[str, str]] = {
    "dusk": {
        "bg": "#1c1c1c", "bar": "#303030", "focus": "#3a3a3a", "text": "#dadada", "muted": "#b2b2b2",
        "rule": "#585858", "accent": "#87d7d7", "green": "#87d787", "gold": "#d7af5f", "blue": "#87afff",
        "violet": "#d787d7", "finding": "#ff8787",
    },
    "paper": {
        "bg": "#eeeeee", "bar": "#dadada", "focus": "#d7ffff", "text": "#1c1c1c", "muted": "#585858",
        "rule": "#9e9e9e", "accent": "#005f5f", "green": "#005f00", "gold": "#5f5f00", "blue": "#0000af",
        "violet": "#870087", "finding": "#870000",
    },
    "contrast": {
        "bg": "#000000", "bar": "#000000", "focus": "#ffffff", "text": "#ffffff", "muted": "#d0d0d0",
        "rule": "#ffffff", "accent": "#00ffff", "green": "#5fff5f", "gold": "#ffff00", "blue": "#87d7ff",
        "violet": "#ff87ff", "finding": "#ff8787",
    },
}  # fmt: skip
"""Theme name -> role -> colour (SCREENS.md 5; contrasts of all text roles are 4.5 or more)."""

THEMES = tuple(PALETTES)

SIXTEEN = "sixteen"
"""The look where a terminal has sixteen colours or none: its own, which its owner has made readable."""

ANSI = {"green": "green", "gold": "yellow", "blue": "cyan", "violet": "magenta", "finding": "red"}
"""Role -> colour of the terminal's own palette. Only codes and marks are coloured; words never."""


def textual_theme(name: str) -> Theme:
    """The palette as a Textual theme, for the stock widgets (edit lines)."""
    p = PALETTES[name]
    variables = {role: p[role] for role in ("muted", "rule", "bar", "focus")} | {
        "input-cursor-background": p["text"], "input-cursor-foreground": p["bg"],
        "input-selection-background": p["focus"], "text-disabled": p["muted"],
    }  # fmt: skip
    return Theme(
        name=name, primary=p["accent"], secondary=p["accent"], accent=p["accent"], foreground=p["text"],
        background=p["bg"], surface=p["bg"], panel=p["bar"], error=p["finding"], warning=p["finding"],
        success=p["green"], dark=name != "paper", variables=variables,
    )  # fmt: skip


def sixteen_theme() -> Theme:
    """The terminal's own colours as a Textual theme."""
    own = "ansi_default"
    names = (
        "ansi-background", "ansi-foreground", "text-disabled", "muted", "rule", "bar", "focus",
        "input-cursor-background", "input-cursor-foreground", "input-selection-background",
    )  # fmt: skip
    return Theme(
        name=SIXTEEN, ansi=True, primary=own, secondary=own, accent=own, foreground=own, background=own,
        surface=own, panel=own, boost=own, error="ansi_red", warning="ansi_red", success="ansi_green",
        variables={**dict.fromkeys(names, own), "input-cursor-text-style": "reverse"},
    )  # fmt: skip


@lru_cache(maxsize=512)
def style(theme: str, role: str, plain: bool = False) -> Style:
    """The look of a role such as `text`, `accent+bold`, `text@focus` or `bar+reverse`.

    Args:
        theme: Name of a palette, or `sixteen` for the terminal's own colours.
        role: Role, attributes after `+`, background role after `@`.
        plain: No colour (NO_COLOR): only bold, reverse and underline are left.
    """
    name, _, background = role.partition("@")
    name, *attributes = name.split("+")
    bold = "bold" in attributes or name == "finding"
    reverse = "reverse" in attributes
    underline = "underline" in attributes
    if plain or theme == SIXTEEN:
        bold = bold or name == "accent"
        # What stands out on a row that is reversed itself is not reversed.
        reverse = reverse != (background in ("focus", "bar"))
        # A colour on a reversed row would be a ground of that colour: there the letter says it alone.
        colour = ANSI.get(name) if not plain and not reverse else None
        return Style(color=colour, bold=bold, reverse=reverse, underline=underline)
    palette = PALETTES[theme]
    colour = palette.get(name, palette["text"])
    ground = palette.get(background or "bg", palette["bg"])
    if theme == "contrast" and background == "focus":
        colour = "#000000"
    if theme == "contrast" and background == "bar":
        reverse = not reverse
    return Style(
        color=colour, bgcolor=ground, bold=bold or None, reverse=reverse or None, underline=underline or None
    )
