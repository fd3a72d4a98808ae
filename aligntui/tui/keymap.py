"""Keys that a person set in `config.toml`: those that can be used, and one sentence for each that cannot."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from aligntui.settings import Settings
from aligntui.text.clean import clean_line
from aligntui.text.nearest import did_you_mean
from aligntui.text.problem import UserProblem
from aligntui.tui.commands import Command, commands
from aligntui.tui.routes import (
    ToChooser,
    ToExport,
    ToFindings,
    ToHome,
    ToPlan,
    ToSteps,
    ToTrash,
    ToWorkshop,
    page_class,
)

if TYPE_CHECKING:
    from aligntui.tui.page import Page

SAME = {"i": "Tab", "m": "Enter", "j": "Enter", "h": "Backspace"}
"""Letter with ctrl -> the key that a terminal cannot tell it from."""
EDITS = {
    "u": "empties the line",
    "w": "takes a word away",
    "e": "goes to the end of the line",
    "a": "goes to its beginning",
    "c": "copies",
}
"""Letter with ctrl -> what it does in every line."""
SENT = frozenset(
    (
        *(f"ctrl+{letter}" for letter in string.ascii_lowercase if letter not in {*SAME, *EDITS}),
        *(f"f{number}" for number in range(1, 13)),
        *(f"{held}+{arrow}" for held in ("ctrl", "alt") for arrow in ("up", "down")),
    )
)
"""Keys that every terminal sends, and by which a command may be set."""


def checked(settings: Settings) -> tuple[Settings, list[UserProblem]]:
    """The settings with the keys that can be used, and what is the matter with the others and with doubles.

    A command whose key cannot be used keeps its own. Of two commands on one key the first in the list of
    commands has it, where both may be run.
    """
    if not settings.keys:
        return settings, []
    known = {command.name: command for command in commands()}
    usable: dict[str, str] = {}
    problems = settings.unknown_commands(known)
    for name, key in settings.keys.items():
        if name in known:
            wrong = _wrong(name, key)
            if wrong:
                problems.append(settings.problem_of(name, wrong))
            else:
                usable[name] = key
    problems += [settings.problem_of(name, words) for name, words in _doubles(known, usable)]
    return replace(settings, keys=usable), problems


def _wrong(name: str, key: str) -> str:
    """Why a key cannot run a command; "" when it can."""
    shown, plain = clean_line(key), key.casefold()
    letter = plain.removeprefix("ctrl+")
    if key in SENT:
        return ""
    if len(key) == 1:
        with_ctrl = f'Did you mean "ctrl+{plain}"?' if f"ctrl+{plain}" in SENT else ""
        return f'"{shown}" is text wherever one types, so "{name}" needs a chord. {with_ctrl}'.rstrip()
    if plain != letter and letter in SAME:
        return f'terminals send "{shown}" as {SAME[letter]}, so "{name}" needs another key.'
    if plain != letter and letter in EDITS:
        return f'"{shown}" {EDITS[letter]}, so "{name}" needs another key.'
    with_ctrl = f"ctrl+{plain[-1]}"
    guess = f'Did you mean "{with_ctrl}"?' if with_ctrl in SENT else did_you_mean(plain, sorted(SENT))
    return f'"{shown}" cannot be the key of a command, so "{name}" keeps its own. {guess}'.rstrip()


def _doubles(known: Mapping[str, Command], own: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(command, what is the matter) for each own key that another command has on the same page."""
    order = list(known)
    for name, key in own.items():
        for other in order:
            keys = (own[other],) if other in own else known[other].keys
            if other == name or key not in keys:
                continue
            if other in own and order.index(other) < order.index(name):
                # Said once, at the other one.
                continue
            if _together(known[name], known[other]):
                yield name, f'"{clean_line(key)}" is the key of "{other}" too. Give one of them another key.'


def _together(one: Command, other: Command) -> bool:
    """Whether some page runs both."""
    return any(page.runs(one) and page.runs(other) for page in _pages())


def _pages() -> tuple[type[Page], ...]:
    # Only who set a key that another command has pays for them.
    places = (ToWorkshop, ToHome, ToChooser, ToSteps, ToFindings, ToPlan, ToTrash, ToExport)
    return tuple(page_class(route) for route in places)
