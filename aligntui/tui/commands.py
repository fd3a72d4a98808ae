"""Commands: one small class each. Its key, palette entry, key-line text and help row stand here once.

Every list of commands (keys, palette, help) is derived from these classes. Keys can be changed in the
settings file by command name: `keys = {go-on = "ctrl+n"}`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping
from typing import Any, ClassVar

from aligntui.engine.commands import COMMANDS
from aligntui.store.permit import Deed
from aligntui.tui.step_keys import STEP_KEYS

HERE = "Here"
"""Group of the keys that only one page has."""

GROUPS = ("While TYPING", "Going", "On cards (KEYS)", "Help while you work", "Always, also while typing")


class Command:
    """What one key does, everywhere. `handler` is the method that a screen offers for it."""

    name: ClassVar[str] = ""
    keys: ClassVar[tuple[str, ...]] = ()
    title: ClassVar[str] = ""
    """Palette entry and help row: a verb and its object."""
    group: ClassVar[str] = "Going"
    always: ClassVar[bool] = False
    """Works while typing as well."""
    alt: ClassVar[bool] = False
    """alt+key leaves the line first (Esc and the letter in one packet)."""
    deed: ClassVar[Deed | None] = None
    """What it does beyond the session; not offered on a line that may not."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.name = cls.name or "-".join(_words(cls.__name__))

    @classmethod
    def handler(cls) -> str:
        """Name of the screen's method."""
        return "do_" + cls.name.replace("-", "_")


def _words(name: str) -> Iterable[str]:
    word = ""
    for sign in name:
        if sign.isupper() and word:
            yield word.lower()
            word = ""
        word += sign
    yield word.lower()


class GoOn(Command):
    """One way on."""

    keys, title, alt = ("n",), "go on: next phase, next step", True


class GoBack(Command):
    """One way back."""

    keys, title = ("b",), "go back"


class NextPerson(Command):
    """One keyboard, several people."""

    keys, title = ("N",), "next person: hand in, an empty ballot"


class Steps(Command):
    """The running order."""

    keys, title, alt = ("s",), "steps: minutes, jump, skip", True


class Home(Command):
    """All sessions."""

    keys, title, alt, deed = ("q",), "home", True, Deed.SESSIONS


class Undo(Command):
    """The own last change, only where it still stands."""

    keys, title, group = ("u",), "undo your last change", "On cards (KEYS)"


class Redo(Command):
    """What was undone."""

    keys, title, group = ("U",), "redo", "On cards (KEYS)"


class MoveCard(Command):
    """A card in the wrong list."""

    keys, title, group = ("M",), "move the card to another list", "On cards (KEYS)"


class Guide(Command):
    """How to do the step well."""

    keys, title, group, alt = ("g",), "guide: why, how, example", "Help while you work", True


class Findings(Command):
    """What the checks say."""

    keys, title, group = ("f",), "findings and how to mend", "Help while you work"


class ShowClash(Command):
    """Words that two people changed at once."""

    keys, title, group = (), "choose between two versions of the same words", "Help while you work"


class TimerToggle(Command):
    """The time of the step."""

    name = "timer"
    keys, title, group, alt = ("t",), "timer: start, pause", "Help while you work", True


class TimerMore(Command):
    """A little longer."""

    keys, title, group = ("T",), "two more minutes", "Help while you work"


class Find(Command):
    """Any card."""

    keys, title, group = ("/",), "find a card by code or words", "Help while you work"


class Out(Command):
    """Files for other tools."""

    keys, title, group, alt = ("o",), "out: export, write a file", "Help while you work", True
    deed = Deed.FILES


class Keys(Command):
    """Help for keys."""

    keys, title, group = ("?",), "keys that work here", "Help while you work"


class Palette(Command):
    """Everything, by name."""

    keys, title, group, always = ("ctrl+p",), "every command, by name", "Always, also while typing", True


class GuideAnyway(Command):
    """The guide while typing."""

    keys, title, group, always = ("ctrl+g",), "guide", "Always, also while typing", True


class Leave(Command):
    """The way out of the app."""

    keys, title, group, always = ("ctrl+q",), "leave", "Always, also while typing", True


class Sleep(Command):
    """Back to the shell that the app was started from."""

    keys, title, group = ("ctrl+z",), "sleep: back to the shell, fg wakes", "Always, also while typing"
    always, deed = True, Deed.SHELL


class Results(Command):
    """The plan."""

    keys, title = (), "results: the plan on one page"


class Park(Command):
    """A thought that is not for now."""

    name = "note-parked"
    keys, title = (), "park a thought for later"


class Decision(Command):
    """What was decided."""

    name = "note-decision"
    keys, title = (), "note a decision with owner and date"


class EraseAnswers(Command):
    """Answers that shall lie nowhere any more."""

    keys, title = (), "erase answers for good"


class ThemeNext(Command):
    """Another palette."""

    name = "theme"
    keys, title, group = (), "theme: dark, light, high contrast", "Help while you work"


# Pages around a workshop: home, chooser, drawer, findings, results. Their titles say what they do.
# ruff: noqa: D101


class NewSession(Command):
    keys, title, group = ("a",), "new workshop", HERE
    deed = Deed.SESSIONS


class AnotherRun(Command):
    keys, title, group = ("A",), "another workshop in this session", HERE


class RenameSession(Command):
    keys, title, group = ("e",), "rename the session", HERE
    deed = Deed.SESSIONS


class CopySession(Command):
    keys, title, group = ("d",), "duplicate the session", HERE
    deed = Deed.SESSIONS


class ExportSession(Command):
    keys, title, group = ("o",), "out: export the session, write a file", HERE
    deed = Deed.FILES


class TrashSession(Command):
    keys, title, group = ("x",), "put the session into the trash", HERE
    deed = Deed.SESSIONS


class UntrashSession(Command):
    keys, title, group = ("u",), "bring back what went into the trash last", HERE
    deed = Deed.SESSIONS


class ShowTrash(Command):
    keys, title, group = ("X",), "restore from the trash", HERE
    deed = Deed.SESSIONS


class FindSession(Command):
    keys, title, group = ("/",), "find a session by its title", HERE


class SessionFindings(Command):
    keys, title, group = ("f",), "findings of the session and how to mend", HERE


class SessionPlan(Command):
    keys, title, group = ("p",), "the plan of the session on one page", HERE


class OpenSample(Command):
    keys, title, group = ("s",), "see a finished one: Millrace Bakehouse", HERE
    deed = Deed.SESSIONS


class OpenFile(Command):
    keys, title, group = ("i",), "open a file that someone sent you", HERE
    deed = Deed.FILES


class FindMethod(Command):
    keys, title, group = ("/",), "find an agenda or a method", HERE


class CopyOut(Command):
    keys, title, group = ("c",), "copy it to the clipboard instead", HERE
    deed = Deed.FILES


class SkipStep(Command):
    keys, title, group = ("x",), "skip the step, or take it up again", HERE


class StepUp(Command):
    keys, title, group = ("K",), "move the step up", HERE


class StepDown(Command):
    keys, title, group = ("J",), "move the step down", HERE


class MoreMinutes(Command):
    keys, title, group = ("+",), "a minute more for the step", HERE


class LessMinutes(Command):
    keys, title, group = ("-",), "a minute less for the step", HERE


class WaiveFinding(Command):
    keys, title, group = ("w",), "set the finding aside, with a reason", HERE


class PurgeSession(Command):
    keys, title, group = (), "delete the session for good", HERE
    deed = Deed.SESSIONS


class GoToItem(Command):
    keys, title, group = ("e",), "go to the step where it is written", HERE


class StepCommand(Command):
    """What the step one stands in may offer; the name is the verb of its intent."""

    name, group = "step", "On cards (KEYS)"


_NAMED = tuple(kind for kind in globals().values() if isinstance(kind, type) and issubclass(kind, Command))
ALL: tuple[type[Command], ...] = (
    *(command for command in _NAMED if command not in (Command, StepCommand)),
    *(
        type(name, (StepCommand,), {"name": name, "title": COMMANDS[name], "keys": keys})
        for name, keys in STEP_KEYS.items()
    ),
)
"""All commands in the order of help."""


def commands() -> list[type[Command]]:
    """All commands in the order of help."""
    return list(ALL)


class Keymap:
    """Effective keys: the defaults with the user's own on top."""

    def __init__(self, own: Mapping[str, str] | None = None) -> None:
        self.by_key: dict[str, type[Command]] = {}
        self.keys: dict[str, tuple[str, ...]] = {}
        self.verbs: dict[str, list[str]] = {}
        """Key -> commands of steps that it is given to."""
        for command in ALL:
            keys = (own[command.name],) if own and command.name in own else command.keys
            self.keys[command.name] = keys
            if issubclass(command, StepCommand):
                for key in keys:
                    self.verbs.setdefault(normal(key), []).append(command.name)
                continue
            for key in keys:
                self.by_key.setdefault(normal(key), command)

    def command(self, key: str) -> type[Command] | None:
        """The command behind a key."""
        return self.by_key.get(key)

    def gives(self, key: str, command: type[Command]) -> bool:
        """Whether a key runs a command."""
        return key in map(normal, self.keys[command.name])

    def shown(self, command: type[Command]) -> str:
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


def offered(screen: Any, verbs: Collection[str] = ()) -> list[type[Command]]:
    """Commands that a screen has a handler for and that may be run on it.

    Args:
        screen: The screen.
        verbs: Commands that the step on it offers now.
    """
    return [
        command
        for command in ALL
        if (command.name in verbs if issubclass(command, StepCommand) else screen.runs(command))
        and screen.allows(command)
    ]
