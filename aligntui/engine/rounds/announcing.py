"""What a phase says of its answers before the first key: who will see them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from aligntui.analysis.view import View
from aligntui.engine.following import Following
from aligntui.engine.hidden_cards import SILENT
from aligntui.engine.kind import Intent, Outcome, Prompt, StepContext
from aligntui.engine.messages import Message, said
from aligntui.engine.rounds import ballots, turnout
from aligntui.engine.rounds.answering import Answering, answering
from aligntui.engine.runs import leading
from aligntui.methods.kinds import KINDS, RATING
from aligntui.methods.types import Step
from aligntui.session.model import Round, Run, RunStep
from aligntui.session.roles import MAY, Role

S = TypeVar("S")

BEGIN = "begin-round"
"""Verb of beginning a round: it asks where a round without names is too small to be shown."""
WAIT = "wait"
"""Way of that question on which nothing begins yet."""
TOLD = ("write", "reveal", "merge", "talk")
"""Phases of which it is said what one does in them."""
READ_FIRST = {"task-reveal-rated", "others-come-in", *(f"task-{phase}" for phase in TOLD)}
"""Said as one comes in, and read before anything else is."""
PRIVACY = {"named": "answers-named", "secret": "answers-secret", "none": "answers-nameless"}


def greeting(
    view: View, run: Run, step: Step, place: RunStep, no_ballot: Callable[[str], str], role: Role
) -> Message | None:
    """What is said before the first key: who will see the answers, else what this person does now."""
    promised = erase_told(view, run, step, place, role)
    return privacy_told(view, run, step, place, no_ballot) or promised or task(run, step, place, role)


def come_in(room: Following, run: Run, view: View, more: Message | None = None) -> Message | None:
    """How the others of a team come in, told whoever leads it while nobody else is here; else `more` alone.

    Args:
        room: This person in the room.
        run: The run as it stands.
        view: The session.
        more: What is said behind that.
    """
    me = room.company
    if run.solo or not room.may("move") or (me.lately | me.names) - {me.person}:
        return more
    return said("others-come-in", title=view.session.meta.title, more=more or "")


def erase_told(view: View, run: Run, step: Step, place: RunStep, role: Role) -> Message | None:
    """That raw answers can be erased here, where that was promised and some are there; None elsewhere."""
    if step.erase is None or "close" not in MAY[role]:
        return None
    ref = step.erase if "/" in step.erase else f"{place.step.partition('/')[0]}/{step.erase}"
    held = [one for one in view.rounds(ref, run.id) if not one.erased and view.ballots(one.id)]
    found = view.book.step(ref)
    return said("erase-here", "hint", step=found[1].title) if held and found is not None else None


def known_place(step: Step, place: RunStep) -> str:
    """`method/step` as others may know that somebody is at it; "" where that is not to be known.

    That is while answers are given that bear no name, and in all of a step that keeps no names at all.

    Args:
        step: The step.
        place: The step of the run, with its phase.
    """
    privacy = step.privacy
    answered = place.phase in RATING or (place.phase == "" and KINDS[step.kind].ballots == "always")
    if privacy is None or privacy.names == "named" or (privacy.names == "secret" and not answered):
        return place.step
    return ""


def begun(place: RunStep, more: Message | None) -> Message:
    """Somebody else began a phase, with what is said before its first key."""
    if place.phase == "again":
        return said("again-begun", more=more or "")
    return said("phase-begun", phase=place.phase.capitalize(), more=more or "")


def task(run: Run, step: Step, place: RunStep, role: Role, *, lacks: bool = False) -> Message | None:
    """What this person of a team does in a phase, and who ends it; None alone and where answers are given.

    Args:
        run: The run.
        step: The step: where it was rated, answers are revealed and no cards.
        place: The step of the run, with its phase.
        role: The role of this person.
        lacks: Whether the step cannot be begun.
    """
    if not run.solo and leading.is_through(run) and "move" not in MAY[role]:
        return leading.through(run, at_plan=step.shows_plan)
    if run.solo or (place.phase in RATING and not lacks):
        return None
    if lacks:
        return said("task-step", on=leading.moves_on(run, role))
    what = f"task-{place.phase}" if place.phase in TOLD else "task-step"
    if place.phase == "reveal" and "rate" in step.phases:
        what = "task-reveal-rated"
    return said(what, on=leading.moves_on(run, role))


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
    phase, method = place.phase, place.step.partition("/")[0]
    if step.privacy is None or run.solo:
        return None
    always = KINDS[step.kind].ballots == "always"
    if step.privacy.names == "none" and phase in SILENT and KINDS[step.kind].writes == "items":
        return said("cards-nameless")
    if phase not in RATING and not (phase == "" and always):
        return None
    round_ = ballots.current(view, run, step, method, phase)
    secret = round_ is not None and round_.state == "open" and round_.privacy == "secret"
    if round_ is not None and secret and (why := no_ballot(round_.id)):
        return said("as-told", words=why)
    what = {"vote": "Votes"}.get(phase, "Answers" if always else "Ratings")
    return said(PRIVACY[ballots.privacy_of(view, run, step, method, phase)], what=what)


def whose(ctx: StepContext) -> str:
    """Whether what is set in a step of a team is one for all, or each person's own; "" for neither."""
    step = ctx.step
    if ctx.run.solo or step.by == "owner" or ctx.phase == "write":
        return ""
    if (mine := answering(ctx)).by_ballot:
        # Of dots it is said how many each has.
        return "" if mine.sealed or ctx.phase == "vote" else "each for themselves"
    shared = step.kind in ("form", "table") or (step.relation and step.by != "each")
    return "one for the team" if shared else ""


def too_few(ctx: StepContext) -> Prompt | None:
    """What whoever leads is asked before a round begins of which nothing could be shown; None where all can.

    Fewer people are here than a round without names must have; one alone types for all who take part.
    """
    answers, privacy = answering(ctx), ctx.step.privacy
    if privacy is None or privacy.names == "named" or ctx.alone or not answers.by_ballot:
        return None
    least = turnout.least_shown(ctx, privacy.names, ballots.answer_of(ctx.view, ctx.step)["type"])
    if answers.round is not None or ctx.people >= least or not answers.may_close:
        return None
    if ballots.privacy_of(ctx.view, ctx.run, ctx.step, ctx.method.method, ctx.phase) == "named":
        return None
    openly = "Vote openly?" if ctx.phase == "vote" else "Answer openly?"
    asked = said("too-few-here", here=ctx.people, least=least, openly=openly)
    ways = (("", said("stays-secret")), ("named", said("rate-openly")), (WAIT, said("waits-for-more")))
    return Prompt(asked, ways, Intent(BEGIN))


def begin(ctx: StepContext, state: S, intent: Intent) -> Outcome[S]:
    """Ask how a round begins, or begin it with names, unless somebody has begun it meanwhile."""
    asks = too_few(ctx)
    if asks is None or not intent.value:
        return Outcome(state, ask=asks)
    if intent.value == WAIT:
        return Outcome(state, message=said("waiting-for-more", "hint", least=asks.message.facts["least"]))
    step, method = ctx.step, ctx.method.method
    _, ops = ballots.opened(ctx.view, ctx.run, step, method, ctx.phase, ctx.new_id, privacy="named")
    return Outcome(state, tuple(ops))


def not_asked(ctx: StepContext, prompt: Prompt) -> Message:
    """Why a question is not asked any more that stood there: what others did meanwhile."""
    round_ = answering(ctx).round
    if prompt.answer.verb == BEGIN and round_ is None and ctx.alone:
        return said("not-asked-alone", "hint")
    if prompt.answer.verb == BEGIN and round_ is None:
        return said("not-asked-enough", "hint", here=ctx.people)
    return said("not-asked", "hint")


def heard(ctx: StepContext, round_: Round, was_open: str) -> Message | None:
    """That an open round carries names though the step keeps none, when one sees it first; else None.

    Args:
        ctx: The step.
        round_: The round.
        was_open: Id of the round that was open when one last looked.
    """
    privacy = ctx.step.privacy
    openly = privacy is not None and privacy.names != "named" and round_.privacy == "named"
    return said("answers-openly") if openly and round_.id != was_open else None


def remark(mine: Answering) -> Message | None:
    """What is to be known before one answers: who begins it, that a first pass is kept, what counts."""
    if mine.waits is not None:
        return mine.waits
    if not mine.first:
        which = "first-stand" if mine.ctx.phase == "again" else "answers-stand"
        return said(which) if mine.starting else None
    if not mine.passed[1]:
        return said("second-pass-alone")
    return said("second-pass" if mine.blank else "second-pass-begun")
