"""Own answers that no history holds: undo takes them back as long as the window knows of them."""

from __future__ import annotations

from collections.abc import Sequence

from aligntui.session.model import NAMELESS, Change, Session
from aligntui.session.ops import Add, AnyOp, Hand, Turn, decode_ops
from aligntui.session.privacy import is_private, names_nobody

Step = tuple[AnyOp, ...]
"""Answers that were given with one key; () stands for a change that the history holds."""


class SecretAnswers:
    """What this window gave on secret ballots, between its changes that the history holds.

    Attributes:
        done: What undo takes back, the last one last.
        undone: What redo brings back.
        cards: Ids of cards without a name that were written here: nothing else says whose they are.
    """

    def __init__(self) -> None:
        self.done: list[Step] = []
        self.undone: list[Step] = []
        self.cards: set[str] = set()

    def written(self, ops: Sequence[AnyOp]) -> None:
        """Something is about to be written here."""
        for op in ops:
            if isinstance(op, Add) and op.item.by == NAMELESS:
                self.cards.add(op.item.id)

    def note(self, session: Session, change: Change) -> None:
        """A change was kept."""
        ops = decode_ops(change.ops)
        cards = tuple(ops) if names_nobody(session, ops) else ()
        answers = cards or tuple(op for op in ops if is_private(session, op))
        if answers:
            from aligntui.session.undo import only_goes_along

            answers = () if only_goes_along(session, change) else answers
        if any(isinstance(op, Turn) or (isinstance(op, Hand) and op.seats) for op in ops):
            # What is revealed is sealed, and nobody undoes the answers of somebody who sat there before.
            self.done.clear()
        elif answers or change.by is not None:
            self.done.append(answers)
        self.undone.clear()

    def take(self, *, redo: bool) -> Step:
        """The answers that are undone now, or done again; () where the history holds what comes next."""
        source, target = (self.undone, self.done) if redo else (self.done, self.undone)
        step = source.pop() if source else ()
        target.append(step)
        return step

    @staticmethod
    def ops(step: Step, *, redo: bool) -> Sequence[AnyOp]:
        """What takes answers back, or gives them again."""
        from aligntui.session.inverse import inverse

        if redo:
            return step
        return [back for op in reversed(step) if (back := inverse(op)) is not None]
