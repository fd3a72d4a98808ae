"""Commands: one line each. Key, palette entry, key-line text and help row of a command stand here once.

Every list of commands (keys, palette, help) is derived from these lines. Keys can be changed in the
settings file by command name: `keys = {go-on = "ctrl+n"}`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from typing import Any

from msgspec import Struct

from aligntui.engine.commands import COMMANDS
from aligntui.store.permit import Deed
from aligntui.tui.step_keys import STEP_KEYS

HERE = "Here"
"""Group of the keys that only one page has."""

CARDS, HELP, ALWAYS = "On cards (KEYS)", "Help while you work", "Always, also while typing"
GROUPS = ("While TYPING", "Going", CARDS, HELP, ALWAYS)


class Command(Struct, frozen=True):
    """What one key does, everywhere."""

    name: str
    keys: tuple[str, ...]
    title: str
    """Palette entry and help row: a verb and its object."""
    group: str = "Going"
    always: bool = False
    """Works while typing as well."""
    alt: bool = False
    """alt+key leaves the line first (Esc and the letter in one packet)."""
    deed: Deed | None = None
    """What it does beyond the session; not offered on a line that may not."""
    step: bool = False
    """What the step one stands in may offer; the name is the verb of its intent."""

    def handler(self) -> str:
        """Name of the screen's method."""
        return "do_" + self.name.replace("-", "_")


GO_ON = Command("go-on", ("n",), "go on: next phase, next step", alt=True)
GO_BACK = Command("go-back", ("b",), "go back")
NEXT_PERSON = Command("next-person", ("N",), "next person: hand in, an empty ballot")
STEPS = Command("steps", ("s",), "steps: minutes, jump, skip", alt=True)
HOME = Command("home", ("q",), "home", alt=True, deed=Deed.SESSIONS)
UNDO = Command("undo", ("u",), "undo your last change", CARDS)
REDO = Command("redo", ("U",), "redo", CARDS)
MOVE_CARD = Command("move-card", ("M",), "move the card to another list", CARDS)
GUIDE = Command("guide", ("g",), "guide: why, how, example", HELP, alt=True)
FINDINGS = Command("findings", ("f",), "findings and how to mend", HELP)
SHOW_CLASH = Command("show-clash", (), "choose between two versions of the same words", HELP)
TIMER_TOGGLE = Command("timer", ("t",), "clock: pause, go on", HELP, alt=True)
TIMER_MORE = Command("timer-more", ("T",), "two more minutes", HELP)
FIND = Command("find", ("/",), "find a card by code or words", HELP)
OUT = Command("out", ("o",), "out: export, write a file", HELP, alt=True, deed=Deed.FILES)
KEYS = Command("keys", ("?",), "keys that work here", HELP)
PALETTE = Command("palette", ("ctrl+p",), "every command, by name", ALWAYS, always=True)
GUIDE_ANYWAY = Command("guide-anyway", ("ctrl+g",), "guide", ALWAYS, always=True)
LEAVE = Command("leave", ("ctrl+q",), "leave", ALWAYS, always=True)
SLEEP = Command(
    "sleep", ("ctrl+z",), "sleep: back to the shell, fg wakes", ALWAYS, always=True, deed=Deed.SHELL
)
RESULTS = Command("results", (), "results: the plan on one page")
PARK = Command("note-parked", (), "park a thought for later")
DECISION = Command("note-decision", (), "note a decision with owner and date")
ERASE_ANSWERS = Command("erase-answers", (), "erase answers for good")
THEME_NEXT = Command("theme", (), "theme: dark, light, high contrast", HELP)

# Pages around a workshop: home, chooser, drawer, findings, results.

NEW_SESSION = Command("new-session", ("a",), "new workshop", HERE, deed=Deed.SESSIONS)
ANOTHER_RUN = Command("another-run", ("A",), "another workshop in this session", HERE)
RENAME_SESSION = Command("rename-session", ("e",), "rename the session", HERE, deed=Deed.SESSIONS)
COPY_SESSION = Command("copy-session", ("d",), "duplicate the session", HERE, deed=Deed.SESSIONS)
EXPORT_SESSION = Command(
    "export-session", ("o",), "out: export the session, write a file", HERE, deed=Deed.FILES
)
TRASH_SESSION = Command("trash-session", ("x",), "put the session into the trash", HERE, deed=Deed.SESSIONS)
UNTRASH_SESSION = Command(
    "untrash-session", ("u",), "bring back what went into the trash last", HERE, deed=Deed.SESSIONS
)
SHOW_TRASH = Command("show-trash", ("X",), "restore from the trash", HERE, deed=Deed.SESSIONS)
FIND_SESSION = Command("find-session", ("/",), "find a session by its title", HERE)
SESSION_FINDINGS = Command("session-findings", ("f",), "findings of the session and how to mend", HERE)
SESSION_PLAN = Command("session-plan", ("p",), "the plan of the session on one page", HERE)
OPEN_SAMPLE = Command(
    "open-sample", ("s",), "see a finished one: Millrace Bakehouse", HERE, deed=Deed.SESSIONS
)
OPEN_FILE = Command("open-file", ("i",), "open a file that someone sent you", HERE, deed=Deed.FILES)
FIND_METHOD = Command("find-method", ("/",), "find an agenda or a method", HERE)
COPY_OUT = Command("copy-out", ("c",), "copy it to the clipboard instead", HERE, deed=Deed.FILES)
SKIP_STEP = Command("skip-step", ("x",), "skip the step, or take it up again", HERE)
STEP_UP = Command("step-up", ("K",), "move the step up", HERE)
STEP_DOWN = Command("step-down", ("J",), "move the step down", HERE)
MORE_MINUTES = Command("more-minutes", ("+",), "a minute more for the step", HERE)
LESS_MINUTES = Command("less-minutes", ("-",), "a minute less for the step", HERE)
WAIVE_FINDING = Command("waive-finding", ("w",), "set the finding aside, with a reason", HERE)
PURGE_SESSION = Command("purge-session", (), "delete the session for good", HERE, deed=Deed.SESSIONS)
GO_TO_ITEM = Command("go-to-item", ("e",), "go to the step where it is written", HERE)

_STEPS = [Command(name, keys, COMMANDS[name], CARDS, step=True) for name, keys in STEP_KEYS.items()]
ALL = (*(own for own in list(globals().values()) if isinstance(own, Command)), *_STEPS)
"""All commands in the order of help."""


def commands() -> list[Command]:
    """All commands in the order of help."""
    return list(ALL)


class Keymap:
    """Effective keys: the defaults with the user's own on top."""

    def __init__(self, own: Mapping[str, str] | None = None) -> None:
        self.by_key: dict[str, Command] = {}
        self.keys: dict[str, tuple[str, ...]] = {}
        self.verbs: dict[str, list[str]] = {}
        """Key -> commands of steps that it is given to."""
        for command in ALL:
            keys = (own[command.name],) if own and command.name in own else command.keys
            self.keys[command.name] = keys
            if command.step:
                for key in keys:
                    self.verbs.setdefault(normal(key), []).append(command.name)
                continue
            for key in keys:
                self.by_key.setdefault(normal(key), command)

    def command(self, key: str) -> Command | None:
        """The command behind a key."""
        return self.by_key.get(key)

    def gives(self, key: str, command: Command) -> bool:
        """Whether a key runs a command."""
        return key in map(normal, self.keys[command.name])

    def shown(self, command: Command) -> str:
        """Its first key as people write it, "" when it has none."""
        keys = self.keys[command.name]
        return readable(keys[0]) if keys else ""


NAMES = {
    "question_mark": "?", "slash": "/", "plus": "+", "minus": "-", "space": "Space", "enter": "Enter",
    "escape": "Esc", "tab": "Tab", "shift+tab": "shift+Tab", "backspace": "Backspace", "delete": "Delete",
}  # fmt: skip


SHORTER = {"reverse_solidus": "backslash", "commercial_at": "at", "low_line": "underscore"}
"""Unicode names of signs -> Textual's."""


def normal(key: str) -> str:
    """Textual's name of a key written as people write it."""
    table: dict[str, str] = {shown: name for name, shown in NAMES.items()}
    if key in table:
        return table[key]
    if len(key) == 1 and not key.isalnum():
        # Other signs come under their Unicode names, some under shorter ones.
        name = unicodedata.name(key, key).lower().replace("-", "_").replace(" ", "_")
        return SHORTER.get(name, name)
    return key


def readable(key: str) -> str:
    """A key as people write it."""
    return NAMES.get(key, key)


def offered(screen: Any, verbs: Collection[str] = ()) -> list[Command]:
    """Commands that a screen has a handler for and that may be run on it.

    Args:
        screen: The screen.
        verbs: Commands that the step on it offers now.
    """
    return [
        command
        for command in ALL
        if (command.name in verbs if command.step else screen.runs(command)) and screen.allows(command)
    ]
