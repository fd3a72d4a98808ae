"""What prompts the line of a step: it stays what it is until one keeps a card, goes to another list or asks.

What others take up meanwhile changes nothing of it: nobody's words are tied to what was not on the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from aligntui.engine import prompts
from aligntui.engine.cards import Cards
from aligntui.engine.entry import adding
from aligntui.engine.kind import Intent, Outcome, StepContext
from aligntui.engine.lists import Column
from aligntui.engine.messages import said
from aligntui.engine.prompts import Asked, Points

NOTHING: tuple[str, ...] = ()
Raised = Callable[[StepContext, Cards], list[Asked]]
"""Gives all that may prompt the line."""


def raised(ctx: StepContext, state: Cards, column: Callable[[StepContext, Cards], Column]) -> list[Asked]:
    """What no card of the list that the line writes to took up yet, in the order shown."""
    prompt = ctx.step.prompt
    if prompt is None or not adding.columns(ctx, state.parent):
        return []
    return prompts.raised(ctx.view, prompt, column(ctx, state).collection, ctx.resolve)


def present(ctx: StepContext, state: Cards, raised: Raised) -> Asked | None:
    """What prompts the line now: what it was held to, also when a card took that up; else the first."""
    if ctx.step.prompt is None or state.prompt == NOTHING:
        return None
    stays = prompts.held(ctx.view, ctx.step.prompt, state.prompt) if state.prompt else None
    return stays or next(iter(raised(ctx, state)), None)


def moved_on(ctx: StepContext, state: Cards, intent: Intent, raised: Raised) -> Outcome[Cards] | None:
    """The line with the next prompt where others took up what prompts it, and nothing is typed in it."""
    if not (intent.verb == "look" and intent.value and state.adding and state.prompt):
        return None
    if ctx.step.prompt is None or prompts.held(ctx.view, ctx.step.prompt, state.prompt) is None:
        return None
    if is_one_side(ctx, state):
        return None
    if any(adding.has_words(ctx, column) for column in adding.columns(ctx, state.parent)):
        return None
    every = list(map(prompts.ids, raised(ctx, state)))
    if not every or state.prompt in every:
        return None
    taken = " x ".join(ctx.view.code(ref) for ref in state.prompt)
    return Outcome(replace(state, prompt=None), message=said("offer-taken", "hint", what=taken))


def kept_to(
    ctx: StepContext, outcome: Outcome[Cards], prompt: Callable[[StepContext, Cards], Asked | None]
) -> Outcome[Cards]:
    """What came of an intent, with an open line held to what prompts it; a change is looked at first."""
    return outcome if outcome.ops else outcome.within(settled(ctx, outcome.state, prompt))


def settled(ctx: StepContext, state: Cards, prompt: Callable[[StepContext, Cards], Asked | None]) -> Cards:
    """The state with an open line held to what prompts it."""
    asked = prompt(ctx, state) if state.adding else None
    return replace(state, prompt=prompts.ids(asked)) if asked is not None else state


def another(state: Cards, raised: Sequence[Asked], by: int) -> Cards:
    """The line with what prompts it so many further: behind the last one nothing does, then the first."""
    every = [*map(prompts.ids, raised), NOTHING]
    now = state.prompt if state.prompt is not None else every[0]
    return replace(state, prompt=every[((every.index(now) if now in every else -1) + by) % len(every)])


def kept(state: Cards, asked: Asked | None, raised: Sequence[Asked], points: Points) -> Cards:
    """The line once words were kept: what they took up, or what no card can point to, prompts no more."""
    refs = prompts.ids(asked) if asked is not None else NOTHING
    if not refs or (points.made and not set(refs) <= points.refs):
        return state
    onward = another(replace(state, prompt=refs), raised, 1)
    return replace(onward, prompt=onward.prompt or None)


def is_one_side(ctx: StepContext, state: Cards) -> bool:
    """Whether the line was opened for one item of a pair, whose other side is open."""
    crossed = ctx.step.prompt is not None and ctx.step.prompt.each in ctx.view.book.relations
    return crossed and len(state.prompt or ()) == 1


def taken_along(ctx: StepContext, before: Cards, after: Cards) -> Cards:
    """The line on another list: what it was opened for goes along with it."""
    return replace(after, prompt=before.prompt) if is_one_side(ctx, before) else after


def led_to(ctx: StepContext, state: Cards, item: str, raised: Raised) -> Cards:
    """The line at the first prompt that speaks of an item, on whichever list.

    What is crossed with others and speaks in no prompt is tied to the line alone. Where that is not to be,
    the state as it is.
    """
    columns = adding.columns(ctx, state.parent) if ctx.step.prompt is not None else []
    lines = [replace(state, list=column.key, adding=True, prompt=None) for column in columns]
    for line in lines:
        asked = next((asked for asked in map(prompts.ids, raised(ctx, line)) if item in asked), None)
        if asked is not None:
            return replace(line, prompt=asked)
    for line in (replace(line, prompt=(item,)) for line in lines):
        if is_one_side(ctx, line) and present(ctx, line, raised) is not None:
            return line
    return state


def points(ctx: StepContext, asked: Asked | None, words: str) -> Points:
    """Words of the line as they are kept, and what they are tied to: what prompts them."""
    prompt = ctx.step.prompt
    made = prompts.made(prompt, asked) if prompt is not None and asked is not None else {}
    return Points(words, made)
