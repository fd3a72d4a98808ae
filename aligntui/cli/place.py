"""Where this user's things are: the store, the library and the settings a command works with."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aligntui import settings
from aligntui.cli.problems import say
from aligntui.store.permit import FREE, Permit
from aligntui.text import moment

if TYPE_CHECKING:
    from aligntui.methods.library import Library
    from aligntui.methods.names import Functions
    from aligntui.store.api import Store


def new_id() -> str:
    """A random id."""
    return uuid.uuid4().hex[:16]


@dataclass(frozen=True)
class Place:
    """Folders and settings of this user."""

    folders: settings.Folders
    settings: settings.Settings
    restricted: bool = False
    """Whether a restricted line sees it: the settings name nobody, and only built-in methods are there."""

    @property
    def person(self) -> str:
        """Who is writing."""
        if self.restricted:
            # In a folder that a team shares, whoever writes the settings would name everybody.
            return settings.login()
        return settings.person(self.settings)

    @property
    def named(self) -> bool:
        """Whether that is a name somebody gave, and not only what the account is called."""
        return self.restricted or bool(settings.given(self.settings))

    def store(self, permit: Permit = FREE) -> Store:
        """The sessions, as far as a line may reach them."""
        from aligntui.store.opening import open_store

        return open_store(
            self.folders.data,
            self.folders.state,
            clock=moment.now,
            new_id=new_id,
            person=self.person,
            named=self.named,
            permit=permit,
            spare=self.folders.runtime,
        )

    def library(self) -> Library:
        """Methods and agendas: built in, and the user's own."""
        from aligntui.methods.library import Library

        user = None if self.restricted else self.folders.config / "workshops"
        return Library(user=user, functions=_functions)


def _functions() -> Functions:
    """The figures and checks that a method may bind; imported only for who has methods of his own."""
    from aligntui.analysis.registry import functions

    return functions()


def place(*, quiet: bool = False, restricted: bool = False) -> Place:
    """This user's place; problems of the settings file are said, but for `quiet` and on a restricted line."""
    folders = settings.folders()
    loaded = settings.load(folders.config)
    for problem in () if quiet or restricted else loaded.problems:
        say(problem.sentence)
    return Place(folders, loaded, restricted)
