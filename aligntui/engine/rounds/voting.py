"""Dots on the cards of a board: what is left, giving and taking one, and the count that everybody sees."""

from __future__ import annotations

from typing import TypeVar

from aligntui.analysis import bind, rounds
from aligntui.analysis.counted import amount, subjects
from aligntui.analysis.say import name
from aligntui.engine.kind import Intent, Outcome, StepContext
from aligntui.engine.messages import Message, said
from aligntui.engine.rounds import ballots, closing
from aligntui.engine.rounds.answering import answering
from aligntui.engine.runs import leading
from aligntui.session.model import Item, Round
from aligntui.text.listing import listed

NAMED = 4
"""Most cards of a tie that are named."""

S = TypeVar("S")


def total(ctx: StepContext) -> int:
    """Dots each person gives."""
    return ballots.allowance(ctx.view, ctx.step, answering(ctx).round)


def cap(ctx: StepContext) -> int:
    """Most dots of one person on one card; 0 for no limit."""
    round_ = answering(ctx).round
    answer = round_.answer if round_ is not None else ballots.answer_of(ctx.view, ctx.step)
    return int(answer.get("cap") or 0)


def own(ctx: StepContext, card: str) -> int:
    """Own dots on a card."""
    return int(answering(ctx).value(card) or 0)


def counts(ctx: StepContext, round_: Round) -> dict[str, float]:
    """Card -> dots of all, where so many gave some that a sum may be shown."""
    now = rounds.read(ctx.view, round_)
    if not now.shown(now.n).middle:
        return {}
    return {s: sum(now.numbers(s).values()) for s in subjects(ctx.view, round_)}


def tails(ctx: StepContext, items: list[Item]) -> dict[str, str]:
    """Own dots as stars behind each card; everybody's as numbers once they are counted."""
    mine = answering(ctx)
    if mine.sealed and mine.round is not None:
        known = {s: str(int(n)) if n else "" for s, n in counts(ctx, mine.round).items()}
    else:
        known = {item.id: "*" * own(ctx, item.id) for item in items}
    return known | dict.fromkeys((item.id for item in items if came_late(ctx, item.id)), "not voted on")


def came_late(ctx: StepContext, card: str) -> bool:
    """Whether a card stands on the board that was not there when this vote began: the next vote has it."""
    return ballots.came_late(ctx.view, answering(ctx).round, card)


def left(ctx: StepContext) -> str:
    """`your dots: 3 left of 7`."""
    mine = answering(ctx)
    if mine.sealed:
        return "revealed"
    rest = max(0, total(ctx) - mine.given)
    return f"your dots: {rest or 'none'} left of {total(ctx)}"


def voted(ctx: StepContext) -> str:
    """`3 of 5 are in; 1 placed all, not in` of the others while it goes on; "" for one person alone."""
    mine = answering(ctx)
    if mine.round is None or not mine.are_in:
        return ""
    most = total(ctx)
    own = ballots.own(ctx.view, mine.round, mine.who)
    others = (b for b in ctx.view.ballots(mine.round.id) if own is None or b.id != own.id)
    waiting = [b for b in others if b.state == "open"]
    placed = sum(1 for b in waiting if sum(map(amount, b.answers.values())) >= most)
    return f"{mine.are_in}; {placed} placed all, not in" if placed else mine.are_in


def question(ctx: StepContext) -> str:
    """How many cards, how many dots."""
    round_ = answering(ctx).round
    asked = subjects(ctx.view, round_) if round_ is not None else ballots.subjects(ctx.view, ctx.step)
    # A limit that nobody can reach is none.
    most = f", at most {cap(ctx)} on one" if 0 < cap(ctx) < total(ctx) else ""
    late = sum(1 for card in ballots.subjects(ctx.view, ctx.step) if came_late(ctx, card))
    cards = f"{len(asked)} of {len(asked) + late} cards" if late else bind.count(len(asked), "card")
    each = f"{cards}, {bind.count(total(ctx), 'dot')} each"
    return f"{each}{most}. Which decide our next year?"


def give(ctx: StepContext, state: S, card: str, step: int, again: Intent) -> Outcome[S]:
    """One dot more (1) or less (-1) on a card; a limit that stands in the way is said."""
    mine = answering(ctx)
    if mine.sealed:
        return Outcome(state, message=said("dots-counted", "hint"))
    if came_late(ctx, card):
        return Outcome(state, message=said("vote-began-without", "hint", item=card))
    now = own(ctx, card)
    if step > 0 and mine.given >= total(ctx):
        return Outcome(state, message=said("dots-all-placed", total=total(ctx)))
    if step > 0 and cap(ctx) and now >= cap(ctx):
        return Outcome(state, message=said("dots-cap-card", cap=cap(ctx)))
    if now + step < 0:
        return Outcome(state)
    return mine.give(state, card, (now + step) or None, again)


def go_on(ctx: StepContext, state: S, intent: Intent) -> Outcome[S]:
    """Hand in; once all are in close the vote, then `count`. Dots that are left are asked about once.

    Args:
        ctx: The snapshot.
        state: State of a kind, whose `handed` says that one waits.
        intent: Going on, with the key that was chosen where it was asked.
    """
    mine = answering(ctx)
    if not mine.on_ballot or not mine.begun:
        return mine.leave(state, intent)
    rest = total(ctx) - mine.given
    asks = said("dots-left", "hint", count=rest) if rest > 0 else None
    return mine.go_on(state, intent, Intent("count"), asks=asks)


def outcome(ctx: StepContext) -> Message | None:
    """What the count says: `T1 leads with 9 dots; 3 cards got none`, or that nobody gave one."""
    round_ = answering(ctx).round
    if round_ is None:
        return None
    every = counts(ctx, round_)
    most = int(max(every.values(), default=0))
    if not every and (bare := closing.told_bare(ctx.view, round_)):
        return said("as-told", "warning", words=bare)
    closed = closing.turned_out(ctx.view, round_, answering(ctx).turnout)
    if not most:
        return said("no-dots-given", closed=closed)
    first = [name(ctx.view, s) for s, dots in every.items() if dots == most]
    none = sum(1 for n in every.values() if not n)
    return said(
        "dots-lead",
        "ok",
        on=leading.moves_on(ctx.run, ctx.role),
        closed=closed,
        cards=listed(first, NAMED),
        leading=len(first),
        dots=most,
        none=none,
    )
