"""Commands of the pages around a workshop: home, chooser, drawer, findings, results."""

# ruff: noqa: D101 - the title of a command says what it does
from __future__ import annotations

from aligntui.screens.commands import Command
from aligntui.store.permit import Deed

HERE = "Here"
"""Group of the keys that only one page has."""


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
