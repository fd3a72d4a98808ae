"""What words being typed and changes that wait ask of a store; `store.api` has all that a store offers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Protocol

from aligntui.session.apply import Applied
from aligntui.session.model import Change, Session
from aligntui.session.ops import Op
from aligntui.store.pace import Pace
from aligntui.store.problems import NotSaved
from aligntui.store.values import Draft, SessionRef


class Words(Protocol):
    """Where a person's words being typed are kept, in whichever of their windows."""

    @property
    def away(self) -> Path | None:
        """Where the notes are, as seen last, while they cannot be at home; None while they are."""

    @property
    def problem(self) -> NotSaved | None:
        """Why the notes are not at home, as far as this process knows."""

    def come_home(self) -> None:
        """Move the notes home when they lie elsewhere and home can be written again.

        Raises:
            NotSaved: They can be written in neither place; they stay where they are.
        """

    def put(self, place: str, text: str) -> None:
        """Keep the words being typed at a place (`item/field`, `add:strengths`); "" forgets them.

        Words that another window of this person left there stay.

        Raises:
            NotSaved: They are not kept.
        """

    def claim(self, place: str) -> str:
        """The words for a line that opens at a place: own ones, else those of a window that is gone.

        From then on they are this window's. Further ones wait for the next time the line opens.

        Raises:
            NotSaved: They are still nobody's.
        """

    def all(self) -> dict[str, Draft]:
        """Place -> words that wait there for this window, the oldest first."""

    def is_mine(self, draft: Draft) -> bool:
        """Whether words are typed in this window."""


class Keeper(Words, Protocol):
    """Where changes wait that could not be written, beside the words being typed."""

    @property
    def waiting(self) -> dict[str, Change]:
        """Changes that could not be written into the session yet, in their order, by id."""

    def wait(
        self,
        changes: Iterable[Change],
        done: Iterable[str] = (),
        *,
        said: Callable[[str], bool] | None = None,
    ) -> None:
        """Keep changes that wait to be written, and forget those that are done with.

        Changes that another window of this person put there stay.

        Args:
            changes: What waits, oldest first.
            done: Ids of changes that wait no longer.
            said: Tells whether words are part of a change that has just begun to wait: they are forgotten in
                the same write, for they are no words being typed any more.

        Raises:
            NotSaved: They are not kept here either.
        """


class Writer(Protocol):
    """What writes changes into one session."""

    pace: Pace
    """How many changes this line may make."""

    @property
    def ref(self) -> SessionRef:
        """Which session it is."""

    @property
    def stored(self) -> Session:
        """The latest snapshot as it is kept, without what waits."""

    @property
    def problem(self) -> str:
        """Why the snapshot may be behind what is kept; "" when it is not."""

    @property
    def lost(self) -> bool:
        """Whether the store no longer has what the snapshot shows: it is damaged, or another session."""

    def change(self, ops: Sequence[Op], note: str = "", run: str = "", *, id: str = "") -> Change:  # noqa: A002
        """A change of this person, made now and written nowhere yet.

        Walking through a run is nobody's edit: undo takes back what was written, not where one stands.
        """

    def put(self, change: Change, *, new: bool = False) -> Applied:
        """Write a change that is ready made, such as the ones a blocked undo offers.

        Args:
            change: The change. One that is there already is not applied again.
            new: Its id was made just now, so old history need not be searched for it.

        Raises:
            NotSaved: It is not kept; all is as it was.
            session.apply.Refused: An op cannot be done; nothing is written.
        """

    def old_ids(self) -> set[str]:
        """Ids of changes that are too old for the session itself.

        Raises:
            StoreProblem: It cannot be told now.
        """

    def mend(self) -> bool:
        """Set what cannot be read any more aside, and keep the snapshot anew. True when that was done.

        Where it can be read, or the system does not let us read it, all stays.

        Raises:
            NotSaved: It cannot be set aside, or not kept anew.
        """
