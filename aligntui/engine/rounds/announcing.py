"""What a phase says of its answers before the first key: who will see them."""

from __future__ import annotations

from collections.abc import Callable

from aligntui.analysis.view import View
from aligntui.engine.messages import Message, said
from aligntui.engine.rounds import ballots
from aligntui.engine.rounds.answering import RATING
from aligntui.methods.kinds import KINDS
from aligntui.methods.types import Step
from aligntui.session.model import Run, RunStep

PRIVACY = {"named": "answers-named", "secret": "answers-secret", "none": "answers-nameless"}
"""Cards carry their author and are not meant."""


def privacy_told(
    view: View, run: Run, step: Step, place: RunStep, no_ballot: Callable[[str], str]
) -> Message | None:
    """Who will see the answers of a phase; None where nobody answers, and alone.

    Args:
        view: The snapshot.
        run: The run.
        step: The step.
        place: The step of the run.
        no_ballot: Why this person cannot answer a round, in words; "" when she can.
    """
    phase, privacy = place.phase, step.privacy
    if privacy is None or run.solo:
        return None
    always = KINDS[step.kind].ballots == "always"
    if phase not in RATING and not (phase == "" and always):
        return None
    round_ = ballots.current(view, run, step, place.step.partition("/")[0], phase)
    secret = round_ is not None and round_.state == "open" and round_.privacy == "secret"
    if round_ is not None and secret and (why := no_ballot(round_.id)):
        return said("as-told", words=why)
    what = {"vote": "Votes"}.get(phase, "Answers" if always else "Ratings")
    return said(PRIVACY[privacy.names], what=what)
