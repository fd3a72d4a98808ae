"""Commands: one line each. Key, palette entry, key-line text and help row of a command stand here once.

Every list of commands (keys, palette, help) is derived from these lines. Keys can be changed in the
settings file by command name: `keys = {go-on = "ctrl+n"}`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from msgspec import Struct

from aligntui.engine.commands import COMMANDS
from aligntui.store.permit import Deed
from aligntui.tui.step_keys import STEP_KEYS

HERE = "Here"
"""Group of what only one page has."""

CARDS, HELP, ALWAYS = "On cards", "Help while you work", "Everywhere"
GROUPS = ("Keys", "Going", CARDS, HELP, ALWAYS)


class Command(Struct, frozen=True):
    """What one chord does, everywhere, also in the middle of a line: no letter is a command."""

    name: str
    keys: tuple[str, ...]
    title: str
    """Row of the list of commands and of the key help: a verb and its object."""
    group: str = "Going"
    deed: Deed | None = None
    """What it does beyond the session; not offered on a line that may not."""
    step: bool = False
    """What the step one stands in may offer; the name is the verb of its intent."""

    def handler(self) -> str:
        """Name of the screen's method."""
        return "do_" + self.name.replace("-", "_")


GO_ON = Command("go-on", ("ctrl+n",), "go on: next phase, next step")
GO_BACK = Command("go-back", ("ctrl+p",), "go back")
NEXT_PERSON = Command("next-person", (), "somebody without a terminal answers next, on an empty ballot")
FOLLOW = Command("follow", ("ctrl+x",), COMMANDS["follow"])
CALL_ALL = Command("call-all", (), COMMANDS["call-all"])
LEAD = Command("lead", (), COMMANDS["lead"])
GIVE_LEAD = Command("give-lead", (), COMMANDS["give-lead"])
WHO = Command("who", (), COMMANDS["who"])
TEAM = Command("team", (), COMMANDS["team"])
STEPS = Command("steps", ("ctrl+l",), "steps: minutes, jump, skip")
HOME = Command("home", (), "home", deed=Deed.SESSIONS)
UNDO = Command("undo", ("ctrl+z",), "undo your last change", CARDS)
REDO = Command("redo", ("ctrl+y",), "redo", CARDS)
MOVE_CARD = Command("move-card", (), "move the card to another list", CARDS)
GUIDE = Command("guide", ("ctrl+g",), "guide: why, how, example", HELP)
FINDINGS = Command("findings", ("ctrl+r",), "findings and how to mend", HELP)
SHOW_CLASH = Command("show-clash", (), "choose between two versions of the same words", HELP)
TIMER_TOGGLE = Command("timer", ("ctrl+t",), "clock: pause, go on", HELP)
TIMER_MORE = Command("timer-more", (), COMMANDS["timer-more"], HELP)
FIND = Command("find", ("ctrl+f",), "find a card by code or words", HELP)
OUT = Command("out", ("ctrl+o",), COMMANDS["out"], HELP, deed=Deed.FILES)
KEYS = Command("keys", ("?",), "keys that work here", HELP)
PALETTE = Command("palette", ("ctrl+k",), "every command, by name", ALWAYS)
SAVED = Command("saved", ("ctrl+s",), "say since when everything is on disk", ALWAYS)
LEAVE = Command("leave", ("ctrl+q",), "leave", ALWAYS)
REPAINT = Command("repaint", (), "draw the screen anew", ALWAYS)
SLEEP = Command("sleep", (), "sleep: back to the shell, fg wakes", ALWAYS, deed=Deed.SHELL)
RESULTS = Command("results", (), "results: the plan on one page")
RUNS = Command("runs", (), COMMANDS["runs"])
SET_ASIDE = Command("set-aside", (), COMMANDS["set-aside"])
REOPEN = Command("reopen", (), COMMANDS["reopen"])
PARK = Command("note-parked", (), "park a thought for later")
DECISION = Command("note-decision", (), "note a decision with owner and date")
ERASE_ANSWERS = Command("erase-answers", (), "erase answers for good")
MY_NAME = Command(
    "my-name", (), "my name: write under another one in this sitting", ALWAYS, deed=Deed.BALLOTS
)
THEME_NEXT = Command("theme", (), "theme: dark, light, high contrast", HELP)

# Pages around a workshop: home, chooser, drawer, findings, results.

OPEN = Command("open", (), "open the session in focus", HERE, deed=Deed.SESSIONS)
NEW_SESSION = Command("new-session", (), "new workshop", HERE, deed=Deed.SESSIONS)
ANOTHER_RUN = Command("another-run", (), COMMANDS["another-run"], HERE)
RENAME_SESSION = Command("rename-session", (), "rename the session", HERE, deed=Deed.SESSIONS)
COPY_SESSION = Command("copy-session", (), "duplicate the session", HERE, deed=Deed.SESSIONS)
EXPORT_SESSION = Command(
    "export-session", ("ctrl+o",), "out: export the session, write a file", HERE, deed=Deed.FILES
)
TRASH_SESSION = Command(
    "trash-session", ("delete",), "put the session into the trash", HERE, deed=Deed.SESSIONS
)
UNTRASH_SESSION = Command(
    "untrash-session", ("ctrl+z",), "bring back what went into the trash last", HERE, deed=Deed.SESSIONS
)
SHOW_TRASH = Command("show-trash", (), "restore from the trash", HERE, deed=Deed.SESSIONS)
FIND_HERE = Command("find-here", (), "find in this list", HERE)
SESSION_FINDINGS = Command("session-findings", ("ctrl+r",), "findings of the session and how to mend", HERE)
SESSION_PLAN = Command("session-plan", (), "the plan of the session on one page", HERE)
OPEN_SAMPLE = Command("open-sample", (), "see a finished one: Millrace Bakehouse", HERE, deed=Deed.SESSIONS)
OPEN_FILE = Command("open-file", (), "open a file that someone sent you", HERE, deed=Deed.FILES)
COPY_OUT = Command("copy-out", (), "copy it to the clipboard instead", HERE, deed=Deed.FILES)
COMPARE_RUNS = Command("compare-runs", (), COMMANDS["compare-runs"], HERE)
AS_OF = Command("as-of", (), COMMANDS["as-of"], HERE)
NEXT_RUN = Command("next-run", (), COMMANDS["next-run"], HERE)
SKIP_STEP = Command("skip-step", (), "skip the step, or take it up again", HERE)
STEP_UP = Command("step-up", ("ctrl+up", "alt+up"), "move the step up", HERE)
STEP_DOWN = Command("step-down", ("ctrl+down", "alt+down"), "move the step down", HERE)
MORE_MINUTES = Command("more-minutes", (), "a minute more for the step", HERE)
LESS_MINUTES = Command("less-minutes", (), "a minute less for the step", HERE)
WAIVE_FINDING = Command("waive-finding", ("delete",), COMMANDS["waive-finding"], HERE)
PURGE_SESSION = Command("purge-session", (), "delete the session for good", HERE, deed=Deed.SESSIONS)
GO_TO_ITEM = Command("go-to-item", (), "go to the step where it is written", HERE)

ROOM = (FOLLOW, CALL_ALL, LEAD, GIVE_LEAD)
"""Commands of a room in which somebody leads."""
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
            for key in keys:
                if command.step:
                    self.verbs.setdefault(key, []).append(command.name)
                elif command.group is not HERE:
                    self.by_key.setdefault(key, command)

    def command(self, key: str) -> Command | None:
        """The command behind a key that it has on every page."""
        return self.by_key.get(key)

    def gives(self, key: str, command: Command) -> bool:
        """Whether a key runs a command."""
        return key in self.keys[command.name]

    def shown(self, name: str, *, in_line: bool = False) -> str:
        """How a command is given, as people write it: its first key, else its name behind `/`.

        Args:
            name: The command, or a key.
            in_line: Whether it is to work in a line with words too, where a slash is text: then the name
                stands behind the key of the list of commands.
        """
        keys = self.keys.get(name)
        if keys is None:
            return readable(name)
        if keys:
            return readable(keys[0])
        return f"{self.shown(PALETTE.name)} {name}" if in_line else f"/{name}"


NAMES = {
    "space": "Space", "enter": "Enter", "escape": "Esc", "tab": "Tab", "shift+tab": "shift+Tab",
    "backspace": "Backspace", "delete": "Delete", "up": "Up", "down": "Down",
}  # fmt: skip


def readable(key: str) -> str:
    """A key as people write it: `^N` for ctrl+n, `Space`."""
    modifier, _, plain = key.rpartition("+")
    if modifier == "ctrl":
        return f"^{NAMES.get(plain, plain.upper())}"
    return NAMES.get(key, key)


def is_chord(key: str) -> bool:
    """Whether a key is one of those that commands have in lines too: a chord or a function key."""
    return "+" in key or (key[:1] == "f" and key[1:].isdigit())


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
