"""Closing a round for all: what is asked before, and how many were in once it is done."""

from __future__ import annotations

from msgspec.structs import replace

from aligntui.analysis.view import View
from aligntui.engine.kind import Intent, Prompt, StepContext
from aligntui.engine.messages import Message, said
from aligntui.engine.rounds import turnout
from aligntui.engine.runs import leading
from aligntui.session.model import Round
from aligntui.text.listing import listed

EMPTY = said("ballot-empty-wait", "hint")
"""What whoever waits for the close hears on a ballot with nothing on it."""
ASKED = "asked"
"""Value of the intent of a question that stands there: it is asked on, whoever comes in."""


def asked(ctx: StepContext, round_: Round, tally: tuple[int, int], intent: Intent) -> Prompt | None:
    """Asks whether a round is closed for all, and says what counts and what will not be seen of it.

    None where that is answered, and where all who are here are in and nothing is to be said of it. Who
    comes next to a keyboard that several share is not known, so there it is asked.

    Args:
        ctx: The step.
        round_: The round.
        tally: How many ballots are in, and of how many.
        intent: What closes it, with the key that is chosen.
    """
    if intent.value == "close":
        return None
    (done, of), view = tally, ctx.view
    names = turnout.missing(view, round_, ctx.here)
    gone = turnout.left(view, round_, ctx.people, ctx.here)
    which = "close-left" if round_.privacy == "named" else "close-left-nameless"
    wrong = len(view.ballots(round_.id)) - len(view.counting(round_.id))
    few, lines = _few(view, round_)
    facts: dict[str, object] = {
        "waiting": of - done,
        "of": of,
        "who": said("close-who", who=listed(names, turnout.NAMED)) if names else "",
        "left": said(which, here=ctx.people, left=gone) if gone else "",
        "sums": said("close-sums", wrong=wrong) if wrong else "",
        "given": said("close-given", given=given) if (given := not_in(view, round_)) else "",
        "few": ""
        if not few
        else _nothing(view, round_)
        if few == lines
        else said("close-few", few=few, lines=lines, what="pairs" if ctx.step.relation else "lines"),
    }
    warns = any(facts[name] for name in ("left", "sums", "given", "few"))
    if done >= of and ctx.people > 1 and not (round_.seats or warns or intent.value == ASKED):
        return None
    question = Message("close-round" if done < of else "close-round-all", facts)
    return Prompt(
        question, (("", said("stays-open")), ("close", said("close-it"))), replace(intent, value=ASKED)
    )


def is_bare(view: View, round_: Round) -> bool:
    """Whether nothing of a round can be shown, nor is agreed by it: too few answered each line."""
    few, lines = _few(view, round_)
    return few == lines > 0


def told_bare(view: View, round_: Round | None) -> str:
    """That nothing of a closed round is shown, and whether an earlier one stands; "" where some is."""
    if round_ is None or round_.state != "revealed" or not is_bare(view, round_):
        return ""
    stays = "What the round before gave stays." if _stands(view, round_) else "Nothing is agreed yet."
    return f"Nothing of this round is shown: too few answered each line. {stays}"


def _nothing(view: View, round_: Round) -> Message:
    return said("close-bare-stays" if _stands(view, round_) else "close-bare")


def _stands(view: View, round_: Round) -> bool:
    """Whether an earlier round of the step gave something that still stands."""
    earlier = [held for held in view.rounds(round_.step, round_.run) if held.id != round_.id]
    return any(held.state == "revealed" and not is_bare(view, held) for held in earlier)


def not_in(view: View, round_: Round) -> int:
    """How many have given what counts as it stands without handing it in."""
    given = view.session.ballots
    return sum(1 for b in view.counting(round_.id) if b.state != "in" and given[b.id].answers)


def turned_out(view: View, round_: Round, tally: tuple[int, int]) -> Message:
    """How many were in when a round was closed, and that what the others had given counts too."""
    done, of = tally
    if done >= of:
        return said("all-were-in")
    return said("some-were-in-given" if not_in(view, round_) else "some-were-in", done=done, of=of)


def _few(view: View, round_: Round) -> tuple[int, int]:
    """Lines with too few answers to be shown as they stand, and how many lines are asked."""
    from aligntui.analysis import spread

    found = view.book.step(round_.step)
    if found is None:
        return 0, 0
    numbers = spread.answered(view, round_)
    return sum(1 for number, least in numbers if number < least), len(numbers)


def closed(ctx: StepContext, round_: Round | None) -> Message:
    """That a round is closed: who goes on from what came out, or that nothing did and what opens it again."""
    if words := told_bare(ctx.view, round_):
        anew = round_ is not None and round_.privacy == "none"
        more = said("asks-anew" if anew else "opens-round") if ctx.may("close") else ""
        return said("round-closed-bare", "warning", words=words, more=more)
    return said("round-was-closed", "ok", on=leading.moves_on(ctx.run, ctx.role))
