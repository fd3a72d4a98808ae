"""Going through a run: what it asks of the step that is left, and what came of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from msgspec import Struct

from aligntui.engine.kind import Prompt
from aligntui.engine.messages import Message, said


class Visit(Struct, frozen=True):
    """What going on asks of the step that is shown."""

    blank: bool = False
    """Whether one person alone has answered nothing yet: there is nothing to answer again."""
    asked: bool = False
    """Whether the step has asked already if one really goes on."""
    not_yet: tuple[str, ...] = ()
    """What the step still waits for."""
    done: Message | None = None
    """What the step did as it was left, to be read where one comes to."""
    lacks: bool = False
    """Whether it cannot be begun: it is left out with all its phases."""
    may_set_aside: bool = False
    """Whether what it waits for can be set aside."""

    def onward(self, names: Sequence[str]) -> list[str]:
        """Those of the phases that follow which one goes to."""
        return [name for name in names if not (self.lacks or (name == "again" and self.blank))]


class Moved(Struct, frozen=True):
    """What came of going on or back."""

    opened: bool = False
    """Whether another step or phase stands there now, to be shown."""
    ended: bool = False
    """Whether the run is through: what stands behind its last step is shown."""
    closing: Message | None = None
    """What the step that was left closes with: said before anything of the next one, or not at all."""
    message: Message | None = None
    """Why one stays, what was done by going, or what the step that opened says."""
    again: Callable[[], Message | None] | None = None
    """Words the message as it is true later: who is not done changes while it stands."""
    ask: Prompt | None = None
    """What is asked before one goes."""
    then: Callable[[str], Awaitable[Moved]] | None = None
    """Goes there, with the key that was chosen."""
    run: str = ""
    """Id of another run of the session to which one goes."""


def speaks_against(visit: Visit, closing: Message | None, then: Message | None = None) -> Message | None:
    """What speaks against leaving a step: what is missing, or what the checks say of what it closes with.

    Args:
        visit: What the step asks as it is left.
        closing: What it closes with.
        then: What else is asked, said in the same breath; None for that going on again goes on.
    """
    does = said("again-on") if then is None else then
    if visit.not_yet:
        message = "not-yet-aside" if visit.may_set_aside else "not-yet"
        return said(message, "hint", what="; ".join(visit.not_yet), then=does)
    if closing is not None and closing.tone in ("error", "warning"):
        return said("closes-so", closing.tone, words=closing.facts["words"], then=does)
    return None
