"""Who writes: changes of one person, and what the line they came in by lets them answer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from msgspec import Struct, field

from aligntui.session.model import Change, Session
from aligntui.session.ops import Give, Hand, Op, Settle, Steer, Time, Walk, decode_ops
from aligntui.session.roles import refuse
from aligntui.store.permit import Deed, Permit

WALKED = (Walk, Time, Steer, Settle)
"""Ops of walking through a run: phase, state and time of a step, who leads and where the room is, and codes
fixed when a step is done."""


class Author(Struct):
    """One person at one open session.

    Attributes:
        person: Who it is.
        clock: Gives this moment (`text.moment`).
        new_id: Gives a random id.
    """

    person: str
    clock: Callable[[], str]
    new_id: Callable[[], str]
    _ballots: dict[str, str] = field(default_factory=dict)
    """Round whose answers bear no name -> mark or id of the ballot that was answered on here first."""

    def change(self, ops: Sequence[Op], note: str, run: str, *, base: int, id: str = "") -> Change:  # noqa: A002
        """A change of this person, made now and written nowhere yet.

        Walking through a run is nobody's edit: undo takes back what was written, not where one stands.
        """
        walked = bool(ops) and all(isinstance(op, WALKED) for op in ops)
        return Change(
            id=id or self.new_id(),
            at=self.clock(),
            by=None if walked else self.person,
            run=run,
            base=base,
            ops=list(ops),
            note=note,
        )

    def need_role(
        self, change: Change, session: Session, permit: Permit, others: Callable[[], Collection[str]]
    ) -> None:
        """Let a change be made in a run that several go through.

        Args:
            change: The change.
            session: The session as it stands.
            permit: What the line may do.
            others: Gives the names of those who are there.

        Raises:
            session.apply.Refused: The role of this person may not.
        """
        done = decode_ops(change.ops)
        refuse(session, done, change.run, self.person, others, restricted=permit.restricted)

    def need_own_ballots(self, change: Change, session: Session, permit: Permit) -> None:
        """Let a change answer in rounds: on a line that serves one person only on that one's ballot.

        Raises:
            Forbidden: It is a ballot for somebody else.
        """
        if permit.may(Deed.BALLOTS):
            return
        for op in decode_ops(change.ops):
            if isinstance(op, Give | Hand):
                held = session.rounds.get(op.round)
                named = held is None or held.privacy == "named"
                own = self.person if named else self._ballots.setdefault(op.round, op.by or op.ballot)
                if (op.by or op.ballot) != own:
                    permit.need(Deed.BALLOTS)
