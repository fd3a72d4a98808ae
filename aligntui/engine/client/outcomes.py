"""What became of what a client was asked for, as values. Whoever shows them words them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from aligntui.engine.messages import Message, said

if TYPE_CHECKING:
    from aligntui.session.apply import Refused
    from aligntui.session.model import Clash
    from aligntui.session.undo import Blocked
    from aligntui.store.problems import StoreProblem
    from aligntui.store.values import Outcome

Fate = Literal["kept", "waits", "refused", "nothing"]
"""On disk; shown as if it were, and tried again; cannot be done; there was nothing to do."""


class Told(Struct, frozen=True):
    """Messages in the order in which it happened: where there is room for one only, the last counts."""

    messages: tuple[Message, ...] = ()


class Commit(Told, frozen=True):
    """What became of a change.

    Attributes:
        fate: Where it is.
        reason: Why it cannot be done; None unless it is refused.
        clash: Words that met other words and were kept beside them: which show is asked; None for none.
    """

    fate: Fate = "kept"
    reason: Refused | StoreProblem | None = None
    clash: Clash | None = None

    @property
    def done(self) -> bool:
        """Whether it is out of the hands of whoever typed it."""
        return self.fate != "refused"


class Undone(Told, frozen=True):
    """What became of an undo or redo.

    Attributes:
        changed: Whether the session is to be shown anew.
        waits: Whether what was brought back is not on disk.
        blocked: Why nothing was done although one may choose; None when there is no choice.
    """

    changed: bool = False
    waits: bool = False
    blocked: Blocked | None = None


class Polled(Told, frozen=True):
    """What a look at the file saw.

    Attributes:
        moved: Whether the snapshot is behind; `take_in` brings it up to date.
        altered: Whether something else than AlignTUI wrote the file, so that there may be news of it.
        standing: Whether it is to be shown anew whether all is saved.
        gone: Whether changes that were on disk are no longer, so that they are to be tried again.
    """

    moved: bool = False
    altered: bool = False
    standing: bool = False
    gone: bool = False


def told_of(undone: Outcome) -> Message:
    """What is said of an undo or redo: of a round that stays closed also what begins a further one."""
    from aligntui.session.undo import closes

    blocked = undone.blocked
    final = blocked.change if blocked is not None and blocked.reason == "final" else None
    if final is not None and closes(final):
        return said("round-stays-closed", "warning")
    return said("as-told", "" if undone.done else "warning", words=undone.sentence)
