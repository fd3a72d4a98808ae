"""What can go wrong with the store, each as one sentence that can be shown as it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from aligntui.text.problem import UserProblem

if TYPE_CHECKING:
    from aligntui.store.values import SessionRef

NEWER = "Written by a newer AlignTUI. You can read it; to change it, update."
"""Why a session of a newer format is read-only."""


class StoreProblem(UserProblem):
    """Something about the kept sessions that a person has to know."""


class NotFound(StoreProblem):
    """No session answers to a name.

    Attributes:
        nearest: Titles that look like it, nearest first.
    """

    def __init__(self, sentence: str, nearest: Sequence[str] = ()) -> None:
        super().__init__(sentence)
        self.nearest = list(nearest)


class Ambiguous(StoreProblem):
    """Several sessions answer to a name.

    Attributes:
        matches: (title, id) of each.
    """

    def __init__(self, sentence: str, matches: Sequence[tuple[str, str]]) -> None:
        super().__init__(sentence)
        self.matches = list(matches)


class NotSaved(StoreProblem):
    """A change is not on disk; what was there before stands untouched.

    Attributes:
        full: Whether room on the disk is what is missing, so that trying again later makes sense.
        cause: Why, in a few words without a full stop: `The disk is full`.
        mend: What helps, in a few words without a full stop: `Free space`.
    """

    def __init__(self, sentence: str, *, full: bool = False, cause: str = "", mend: str = "") -> None:
        short = sentence.partition(": this is not written")[0].partition(". ")[0].rstrip(".")
        super().__init__(cause or short, mend)
        self.full = full
        self._sentence = sentence

    @property
    def sentence(self) -> str:
        """What is not written, why, and what helps."""
        return self._sentence


class MarkGone(StoreProblem):
    """The mark of a secret round is lost, or cannot be read now."""


class Busy(StoreProblem):
    """The lock of a file was not free in time."""


class Conflict(StoreProblem):
    """A whole file was about to be written over a version that the writer had not read."""


class Newer(StoreProblem):
    """A session of a newer format, in a shape that cannot even be read."""

    def __init__(self, ref: SessionRef) -> None:
        super().__init__(f"{ref.name} was written by a newer AlignTUI and cannot be shown here. Update.")
        self.ref = ref


class Damaged(StoreProblem):
    """A session that cannot be read.

    Attributes:
        ref: The session.
        detail: What the reader stumbled over, for `doctor`.
        aside: What is damaged, where it was set aside; None while it is where it was.
        copy: Last good copy, if one is left.
        held: What that holds, in words: `the copy of 21 Nov 2026, 14:02 (revision 85, 85 changes)`.
        gone: Whether it is not there at all.
    """

    def __init__(self, ref: SessionRef, detail: str, *, aside: SessionRef | None = None) -> None:
        super().__init__(f"{ref.name} cannot be read.")
        self.ref = ref
        self.detail = detail
        self.aside = aside
        self.copy: SessionRef | None = None
        self.held = ""
        self.gone = False

    @property
    def offer(self) -> str:
        """What Enter does about it, on a screen; "" where there is nothing to do."""
        return f"Enter opens {self.held}." if self.held else ""
