"""What pace has to say about each objective, and about all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from aligntui.analysis import bind, exact, say
from aligntui.analysis.figure import Finding
from aligntui.analysis.progress import GREEN, RED, State
from aligntui.analysis.view import View

SURE, UNSURE = 4, 2
"""Confidence of 1 to 5 that is high, and that is low (our convention)."""


def findings(
    view: View, binding: Mapping[str, Any], found: list[State], sure: Mapping[str, float]
) -> list[Finding]:
    """Overdue, stale, without data, moved targets, jumps, feeling against fact, too many reds."""
    begun = any(s.actual is not None for s in found)
    out = [f for s in found for f in _one(view, binding, s, sure, begun)]
    shown = [s for s in found if s.rag != "grey"]
    reds = [s for s in shown if s.rag == RED]
    if len(reds) > 2 and 2 * len(reds) > len(shown):
        message = f"{len(reds)} of {len(shown)} are red: everything is urgent, so nothing is."
        out.append(say.warning("PA8", message, "Which two do we hold, and which do we stop?"))
    return out


def _one(
    view: View, binding: Mapping[str, Any], state: State, sure: Mapping[str, float], begun: bool
) -> Iterator[Finding]:
    item, name = state.item, bind.called(view, state.item)
    due, target = bind.key(binding, "due", "due"), bind.key(binding, "target", "target")
    if state.overdue:
        last = bind.day(view.text(item, due))
        day = exact.short_day(last) if last is not None else "the day"
        message = f"{name}: {day} has passed and it is not reached."
        yield say.warning("PA1", message, "Keep, adjust, stop or ask for help: decide now.", item.id, due)
    if state.stale:
        message = f"{name}: no new number for longer than agreed."
        often = bind.key(binding, "often", "often")
        yield say.hint("PA2", message, "Ask for the number of today, or look less often.", item.id, often)
    if state.level:
        message = f"{name}: target and baseline are the same, so there is no way to go."
        yield say.error("PA3", message, "Write where it stood, and where it shall stand.", item.id, target)
    if begun and state.actual is None:
        message = f"{name} has no number yet."
        yield say.hint("PA4", message, "Write the one we have; unknown is an answer.", item.id)
    elif begun and state.lacks and state.rag == "grey":
        lacking = say.label(view, item.collection, state.lacks[0]).lower()
        message = f'{name}: "{lacking}" is empty, so nobody can say how fast it goes.'
        yield say.hint("PA4", message, "Fill it in.", item.id, state.lacks[0])
    past = item.past.get(target)
    if past and past[0].value != item.fields.get(target):
        message = f"{name}: the target was {past[0].value} and is {item.fields.get(target)} now."
        yield say.hint("PA5", message, "Judge by both, the old one and the new one.", item.id, target)
    if state.jump:
        message = f"{name} jumped more than twice as far as usual."
        yield say.hint("PA6", message, "Find the cause before anybody decides.", item.id)
    yield from _feeling(state, name, sure)


def _feeling(state: State, name: str, sure: Mapping[str, float]) -> list[Finding]:
    felt = sure.get(state.item.id)
    if felt is None:
        return []
    mend = "What does the owner know that the number does not, or the other way round?"
    if felt >= SURE and state.rag == RED:
        return [say.hint("PA7", f"{name}: sure ({felt:g} of 5), and red.", mend, state.item.id)]
    if felt <= UNSURE and state.rag == GREEN:
        return [say.hint("PA7", f"{name}: green, and unsure ({felt:g} of 5).", mend, state.item.id)]
    return []
