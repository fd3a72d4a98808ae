"""Ask: what each person answers alone. Scale, points, dots, choice or rank, on a ballot."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from aligntui.analysis import say
from aligntui.analysis.figure import Finding, Sentence
from aligntui.engine.kind import (
    Handed,
    Intent,
    Offer,
    Outcome,
    Row,
    Sight,
    StepContext,
    Takes,
    handed_in,
    nearest,
    neighbour,
    passed,
)
from aligntui.engine.messages import Message, outside, said
from aligntui.engine.rounds import asked, revealing, revising, seating, talking
from aligntui.engine.rounds.answering import answering
from aligntui.methods.types import Answer
from aligntui.session.model import Item
from aligntui.session.ops import Give
from aligntui.text.clean import clean_line

TAKES: dict[str, Takes] = {"choice": "choice", "points": "number"}
"""Type of an answer -> what it takes, where it is no point of a scale."""


class Ask(Struct, frozen=True):
    """Where one stands in an ask."""

    at: str = ""
    """Subject in focus."""
    asked: bool = False
    """Whether it was said what is missing; going on again leaves it open."""
    handed: Handed | None = None
    """That one is in and waits for the others."""
    line: bool = False
    """Whether the reason of the subject in focus is being written."""


class AskKind:
    """One subject after the other; an answer goes on to the next."""

    def open(self, ctx: StepContext) -> Ask:
        """At the first subject that is not answered."""
        every = asked.subjects(ctx)
        return Ask(next((s.id for s in every if s.value is None), every[0].id if every else ""))

    def offers(self, ctx: StepContext, state: Ask) -> list[Offer]:
        """Answering the subject in focus, taking back, moving, handing on, going on."""
        focus, form, offers = self.focus(ctx, state), revealing.answer_of(ctx), list[Offer]()
        if revealing.shows_group(ctx):
            pass
        elif focus and form.type == "dots":
            offers = [Offer("give-dot", focus), Offer("take-dot", focus)]
        elif focus:
            choices = tuple(form.choices.items()) if form.type == "choice" else asked.points(ctx, focus)
            low, high = asked.bounds(ctx, form, focus)
            offers = [
                Offer("answer", focus, "", TAKES.get(form.type, "scale"), choices, low, high),
                Offer("take-back", focus),
            ]
            if form.note and state.line:
                offers = [Offer("keep", focus, takes="words"), Offer("close", focus)]
            elif form.note:
                offers.append(Offer("reason", focus))
            if form.type == "points":
                offers += [Offer("more", focus), Offer("less", focus)]
        if focus:
            offers.append(Offer("focus", takes="item"))
        return [*offers, *seating.offers(ctx), Offer("go-on"), Offer("go-back")]

    def do(self, ctx: StepContext, state: Ask, intent: Intent) -> Outcome[Ask]:
        """Answers go on the own ballot; `go-on` says once what is missing, and reveals once all are in."""
        match intent.verb:
            case "focus":
                return Outcome(replace(state, at=intent.item))
            case "answer" | "take-back" | "give-dot" | "take-dot" | "more" | "less":
                return self._answer(ctx, replace(state, asked=False), intent)
            case "reason" if revealing.answer_of(ctx).note and answering(ctx).on_ballot:
                return Outcome(replace(state, at=intent.item or self.focus(ctx, state), line=True))
            case "keep" | "close" if state.line or intent.item:
                return self._keep(ctx, replace(state, line=False), intent)
            case "next-person":
                if absent := missing(ctx):
                    return Outcome(state, message=Message(f"{absent.id}-next", absent.facts, "hint"))
                return seating.next_person(ctx, Ask(next(iter(asked.subject_ids(ctx)), "")), intent.value)
            case "own-ballot":
                return seating.own_ballot(ctx, state)
            case "open-round":
                return revising.open_again(ctx, state)
            case "go-on":
                return self._on(ctx, replace(state, line=False), intent)
            case "go-back" | "leave":
                state = replace(state, line=False)
        followed = answering(ctx).follow(state, intent, lambda: missing(ctx) is None)
        if followed is not None and _closes(ctx, state, intent) and (talked := revealing.group(ctx)):
            # What is talked about first is at hand, not the line that one answered last.
            return followed.within(replace(followed.state, at=next(iter(talked))))
        return followed or passed(state, intent)

    def focus(self, ctx: StepContext, state: Ask) -> str:
        """The subject in focus, or the next one where it is gone; "" when there is nothing to answer."""
        ids = asked.subject_ids(ctx)
        if state.at in ids:
            return state.at
        behind: dict[str, tuple[Item, str]] = {}
        for subject in ids:
            item = ctx.view.item(subject.partition("#")[0])
            if item is not None:
                behind.setdefault(item.id, (item, subject))
        if not behind:
            return ids[-1] if ids else ""
        near = nearest(ctx.view, [item for item, _ in behind.values()], state.at.partition("#")[0])
        return behind[near.id][1]

    def _answer(self, ctx: StepContext, state: Ask, intent: Intent) -> Outcome[Ask]:
        mine, form = answering(ctx), revealing.answer_of(ctx)
        subject, value = intent.item or self.focus(ctx, state), intent.value
        if not mine.on_ballot or mine.waits is not None:
            return Outcome(state, message=mine.waits or said("revealed-change-at-item", "hint"))
        own = int(mine.value(subject) or 0) if form.type in ("dots", "points") else 0
        low, high = asked.bounds(ctx, form, subject)
        allowed = form.choices if form.type == "choice" else range(low, high + 1)
        if intent.verb == "take-back":
            value = None
        elif form.type == "dots":
            if intent.verb == "give-dot" and mine.given >= asked.total(ctx):
                return Outcome(state, message=said("dots-all-placed", total=asked.total(ctx)))
            if intent.verb == "give-dot" and form.cap and own >= form.cap:
                return Outcome(state, message=said("dots-cap", cap=form.cap))
            value = max(0, own + (1 if intent.verb == "give-dot" else -1)) or None
        elif form.type == "points":
            value = max(0, own + {"more": 1, "less": -1}[intent.verb] if value is None else int(value))
            if value > high:
                return Outcome(state, message=said("points-cap", cap=high))
        elif value not in allowed:
            return Outcome(state, message=outside(low, high, intent.value))
        after = replace(state, at=subject)
        if form.type in ("scale", "choice", "rank", "ties") and intent.verb == "answer":
            after = replace(after, at=neighbour(asked.subject_ids(ctx), subject, 1))
        again, note = replace(intent, item=subject), mine.note(subject)
        whole = {"value": value, "note": note} if note and value is not None else value
        given = mine.give(after, subject, whole, again)
        held = next((s for s in mine.answers if s != subject and mine.value(s) == value), "")
        if form.type != "rank" or value is None or not held or not given.ops or given.then is not None:
            return given
        # Each place is one's alone: who had it takes the place that this one leaves.
        swap = mine.give(after, held, mine.value(subject), again)
        return replace(given, ops=(*given.ops, *(op for op in swap.ops if isinstance(op, Give))))

    def _keep(self, ctx: StepContext, state: Ask, intent: Intent) -> Outcome[Ask]:
        """Put the reason beside the own answer, and go on to the next; without an answer it waits for one."""
        mine, subject, ids = answering(ctx), intent.item or self.focus(ctx, state), asked.subject_ids(ctx)
        after = replace(state, at=neighbour(ids, subject, 1)) if intent.verb == "keep" else state
        if intent.value is None:
            return Outcome(state)
        words = clean_line(str(intent.value))
        value = mine.value(subject)
        if not mine.on_ballot or (value is None and words):
            tells = "reason-without-answer" if mine.on_ballot else "revealed-change-at-item"
            return Outcome(replace(state, line=mine.on_ballot), message=said(tells, "hint"))
        if words == mine.note(subject):
            return Outcome(after)
        whole = {"value": value, "note": words} if words else value
        return mine.give(after, subject, whole, replace(intent, item=subject))

    def _on(self, ctx: StepContext, state: Ask, intent: Intent) -> Outcome[Ask]:
        mine, absent, is_sum = answering(ctx), missing(ctx), revealing.answer_of(ctx).type == "points"
        if not mine.on_ballot or not mine.begun:
            return mine.leave(state, intent)
        waits = is_sum and not (mine.may_close or ctx.run.solo)
        if absent is not None and (waits or not state.asked) and not intent.value:
            facts = {**absent.facts, **({"total": asked.total(ctx)} if is_sum and not ctx.run.solo else {})}
            message = Message(f"{absent.id}-on{'' if ctx.run.solo else '-in'}", facts, "hint")
            return Outcome(replace(state, asked=True), message=message)
        if is_sum and ctx.run.solo:
            # Points that do not add up wait for the rest of them; leaving a whole sum has agreed on it.
            return mine.leave(state, intent)
        is_whole = absent is None or not is_sum
        return mine.go_on(state, intent, Intent("agree", value="on"), is_whole=is_whole, asks=dots_left(ctx))

    def sight(self, ctx: StepContext, state: Ask) -> Sight:
        """The subjects with the own answers, and what they are about."""
        form = revealing.answer_of(ctx)
        said_of = {subject: revealing.picture(ctx, line) for subject, line in revealing.group(ctx).items()}
        rows = [
            Row(
                s.id, s.whole, s.code, said_of.get(s.id) or _both(form, s), s.known,
                f"{s.code} {s.scale}" if s.scale else "",
            )
            for s in asked.subjects(ctx)
        ]  # fmt: skip
        notes = tuple(filter(None, (about(ctx), revealing.about_group(ctx), about_late(ctx), tally(ctx))))
        return Sight(question(ctx), tuple(rows), self.focus(ctx, state), answering(ctx).are_in, notes)

    def finding(self, ctx: StepContext, state: Ask, words: Mapping[str, object]) -> Finding | None:
        """A sum that is too high; what is left stands above; other findings belong to other screens."""
        over = answering(ctx).given - asked.total(ctx) if revealing.answer_of(ctx).type == "points" else 0
        if revealing.shows_group(ctx) or over <= 0:
            return None
        rest = f"{over} points too many."
        return Finding(code="PT1", severity="hint", message=rest, mend="Take some back.")


KIND = AskKind()


def _closes(ctx: StepContext, state: Ask, intent: Intent) -> bool:
    """Whether an intent is the moment in which the round is seen to be closed."""
    mine = answering(ctx)
    if not mine.sealed or mine.round is None:
        return False
    waited = handed_in(state, mine.round.id)
    return intent.verb == "agree" or (intent.verb == "look" and (waited or intent.item == mine.round.id))


def about_late(ctx: StepContext) -> str:
    """That something came after the round began and has no answer; "" where nothing did."""
    items = dict.fromkeys(subject.partition("#")[0] for subject in asked.late(ctx))
    came = say.named(ctx.view, [ref for ref in items if ctx.view.item(ref) is not None])
    return f"Added since this round began, and without an answer in it: {came}." if came else ""


def _both(form: Answer, subject: asked.Subject) -> str:
    """The own answer, and that of the first pass."""
    first = revealing.in_words(form, subject.first)
    own = revealing.in_words(form, subject.value)
    return ", ".join(filter(None, (own, f"first {first}" if first else "")))


def about(ctx: StepContext) -> str:
    """The sentences that the answers are about, such as the statement that is tested."""
    parts = [ctx.resolve(ref) for ref in ctx.step.show]
    return " ".join(part.text for part in parts if isinstance(part, Sentence) and part.text)


def question(ctx: StepContext) -> str:
    """The step's question, with what the second pass asks."""
    if ctx.alone and answering(ctx).first:
        why = "Why might it be? " if revealing.answer_of(ctx).note else ""
        return f"Now assume that was wrong. {why}Answer all of it again."
    return ctx.question


def tally(ctx: StepContext) -> str:
    """What is left to give, or how many are answered."""
    mine = answering(ctx)
    if revealing.shows_group(ctx):
        return talking.order_in_words(ctx) if revealing.group(ctx) else ""
    if mine.is_in and not mine.answers:
        return "given, and nothing tells which are yours"
    if revealing.answer_of(ctx).type in ("points", "dots"):
        most = asked.total(ctx)
        left = most - mine.given
        return f"{left} of {most} left" if left >= 0 else f"{-left} too many"
    return f"{len(mine.answers)} of {len(asked.subject_ids(ctx))} answered"


def dots_left(ctx: StepContext) -> Message | None:
    """What is asked of dots that are not placed; None when all are."""
    left = asked.total(ctx) - answering(ctx).given if revealing.answer_of(ctx).type == "dots" else 0
    return said("dots-left", "hint", count=left) if left > 0 else None


def missing(ctx: StepContext) -> Message | None:
    """What keeps begun answers from counting; None when nothing does."""
    mine = answering(ctx)
    if not mine.is_open or not mine.answers:
        return None
    form = revealing.answer_of(ctx)
    if form.type == "points":
        left = asked.total(ctx) - mine.given
        return said("points-left" if left > 0 else "points-over", count=abs(left)) if left else None
    wanted = (
        asked.most_ranks(ctx) if form.type == "rank" else len(asked.subject_ids(ctx)) - asked.leaves_out(ctx)
    )
    left = 0 if form.type == "dots" else wanted - len(mine.answers)
    return said("answers-missing", count=left) if left > 0 else None
