"""Bringing a session of an older format up to date, one numbered step after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

from aligntui.store.local.codec import HEAD, META, Docs, Tables, format_of
from aligntui.store.problems import StoreProblem


class Migration(Struct, frozen=True):
    """One step from a format to the next.

    Attributes:
        name: Number of the format it leads to and what it is about: `0002-cells`. Steps run in the
            order of their names.
        run: Takes the tables as documents and gives them in the new format. It may alter what it is given.
    """

    name: str
    run: Callable[[Docs], Docs]

    @property
    def to(self) -> int:
        """The format that it leads to."""
        return int(self.name.split("-", 1)[0])


MIGRATIONS: tuple[Migration, ...] = ()
"""Steps from format 1 on. Format 1 is the first, so there are none yet."""


def waiting(data: Tables, path: Path, steps: Sequence[Migration] | None = None) -> list[Migration]:
    """Steps that a session file still needs, in order; empty when it is up to date or newer.

    Raises:
        Damaged: The head of the file makes no sense.
    """
    number = format_of(data, path)
    known = MIGRATIONS if steps is None else steps
    return sorted((step for step in known if step.to > number), key=lambda step: step.name)


def migrate(data: Docs, path: Path, steps: Sequence[Migration]) -> Docs:
    """The documents after these steps, each noted in the head's format.

    Raises:
        StoreProblem: A step failed; nothing is written.
    """
    for step in steps:
        try:
            data = step.run(data)
        except Exception as error:
            raise StoreProblem(
                f"{path.name} is of an older format and step {step.name} does not fit it: {error}. "
                "It stays as it is."
            ) from error
        head = {**data[META][HEAD], "format": step.to}
        data = {**data, META: {HEAD: head}}
    return data
