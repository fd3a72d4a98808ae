"""Finding one's own ballot. Who holds which mark is known only to the person, never to the session."""

from __future__ import annotations

from aligntui.session.model import Ballot, Round, Session


def ballot_for(session: Session, round_id: str, by: str | None, mark: str = "") -> Ballot | None:
    """The ballot of a person in a named round, or the one with a mark; None before the first answer.

    Args:
        session: Where to look.
        round_id: Round asked about.
        by: Person in a named round; ignored when a mark is given.
        mark: Ballot id that the person's own state file keeps for this round.
    """
    if mark:
        found = session.ballots.get(mark)
        return found if found is not None and found.round == round_id else None
    held = session.rounds.get(round_id)
    if held is None or held.privacy != "named":
        return None
    return next((b for b in session.ballots.values() if b.round == round_id and b.by == by), None)


def is_sealed(held: Round) -> bool:
    """Whether answers to a round can no longer be given or changed."""
    return held.state != "open"


def handed_in(session: Session, round_id: str) -> tuple[int, int]:
    """How many ballots of a round are in (or skipped), and how many there are."""
    found = [b for b in session.ballots.values() if b.round == round_id]
    return sum(b.state != "open" for b in found), len(found)
