"""Role x kind x phase x intent: what a participant's intents come to is what the store will keep."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from playing import Play, shared_library

from aligntui.engine.kind import Intent, Offer
from aligntui.session.apply import Refused
from aligntui.session.ops import Turn
from aligntui.session.roles import MAY, matter_of

VALUES = {"words": "more", "long": "more", "lines": ["one", "two"], "number": 1, "scale": 1}


def steps() -> Iterator[tuple[str, str]]:
    for name in ("swot", "tows", "choose", "scenarios", "vision"):
        for step in shared_library().find(name).method.steps:  # type: ignore[union-attr]
            for phase in step.phases or [""]:
                yield f"{name}/{step.id}", phase


def intents(play: Play, offer: Offer) -> Iterator[Intent]:
    value = VALUES.get(offer.takes)
    keys = [key for key, _ in offer.choices][:1]
    if offer.takes in ("choice", "choices"):
        value = keys if offer.takes == "choices" else next(iter(keys), None)
    elif offer.takes == "scale" and offer.low is not None:
        value = offer.low
    rows = [row.id for row in play.sight.rows][:1] if offer.takes == "item" else [offer.item]
    for item in rows:
        yield Intent(offer.verb, item, offer.field, value)


@pytest.mark.parametrize(("at", "phase"), list(steps()))
def test_what_a_participant_does_moves_and_closes_nothing(at: str, phase: str) -> None:
    play = Play(at, phase=phase, solo=False, people=3, person="Tomasz Wren", role="participant").tell()
    # Whoever leads has begun the step.
    run = play.run
    begun = [replace(step, state="begun") for step in run.steps]
    play.session = replace(play.session, runs={run.id: replace(run, steps=begun)})
    for _ in range(2):
        for offer in play.offers:
            for intent in intents(play, offer):
                before = play.session
                count = len(play.outcomes)
                try:
                    play.do(intent.verb, intent.item, intent.field, intent.value)
                except Refused:
                    play.session = before
                for outcome in play.outcomes[count:]:
                    matters = {matter_of(before, op, "Tomasz Wren") for op in outcome.ops}
                    # What is done with another one's card is refused as it is kept.
                    assert matters <= MAY["participant"] | {"cards"}, (intent, outcome.ops)
                assert not any(offer.verb == "next-person" for offer in play.offers)
    assert not any(isinstance(op, Turn) for outcome in play.outcomes for op in outcome.ops)


def test_the_last_to_hand_in_hands_in_and_whoever_leads_closes() -> None:
    lead = Play("swot/importance", phase="rate", solo=False, people=2).tell("factors")
    other = Play(
        "swot/importance", solo=False, people=2, person="Tomasz Wren", role="participant", beside=lead
    )
    for play in (lead, other):
        for row in play.sight.rows:
            play.do("answer", row.id, value=4)
    other.do("go-on")
    assert other.last == "you-are-in-wait"
    other.do("go-on", value="close")
    [held] = lead.session.rounds.values()
    assert held.state == "open"
    lead.do("go-on")
    lead.do("go-on", value="close")
    [held] = lead.session.rounds.values()
    assert held.state == "revealed"
