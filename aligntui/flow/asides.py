"""Lists one may write to from any step: a thought for later, a decision. Small steps of no method."""

from __future__ import annotations

from aligntui.guide.types import Guide, Step


def parked() -> Step:
    """A thought that is not for now."""
    return Step(
        kind="table",
        id="parked",
        title="Parked: for later",
        ask="Which thought is not for now, and must not get lost?",
        of="parked",
        fields=["text"],
        guide=Guide(
            why="What is written down can be let go of.", how=["One line.", "Esc or n goes back to the step."]
        ),
    )


def decisions() -> Step:
    """A decision with owner and date."""
    return Step(
        kind="table",
        id="decisions",
        title="Decided: who, and by when",
        ask="What did we decide, who answers for it, and by when?",
        of="decisions",
        fields=["text", "owner", "due", "dissent"],
        shows=["owner", "due"],
        guide=Guide(
            why="A decision without a name and a day is a wish.",
            how=["One line: what, not why.", "One owner, one date.", "Esc or n goes back to the step."],
        ),
    )
