"""Ask: what each person answers alone. Scale, points, dots, choice or rank, on a ballot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from aligntui.analysis import bind, counted, say
from aligntui.analysis.figure import Finding, PerItem, Sentence, answer_text
from aligntui.engine.entry.fields import ends_of
from aligntui.engine.kind import (
    Handed,
    Intent,
    Offer,
    Outcome,
    Row,
    Sight,
    StepContext,
    Takes,
    nearest,
    neighbour,
    once,
    passed,
)
from aligntui.engine.messages import Message, said
from aligntui.engine.ownership import entries_of
from aligntui.engine.rounds import ballots, revealing, revising, seating
from aligntui.engine.rounds.answering import answering
from aligntui.methods.lists import Field
from aligntui.methods.types import Answer
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


class Subject(Struct, frozen=True):
    """One thing that is answered, with the own answer, or what was agreed once it is revealed."""

    id: str
    code: str
    words: str
    known: str
    """What is known of it, as evidence."""
    value: Any
    first: Any = None
    """The answer of the first pass, while one person alone gives a second one."""


class AskKind:
    """One subject after the other; an answer goes on to the next."""

    def open(self, ctx: StepContext) -> Ask:
        """At the first subject that is not answered."""
        every = subjects(ctx)
        return Ask(next((s.id for s in every if s.value is None), every[0].id if every else ""))

    def offers(self, ctx: StepContext, state: Ask) -> list[Offer]:
        """Answering the subject in focus, taking back, moving, handing on, going on."""
        focus, form, offers = self.focus(ctx, state), revealing.answer_of(ctx), list[Offer]()
        if revealing.shows_group(ctx):
            pass
        elif focus and form.type == "dots":
            offers = [Offer("give-dot", focus), Offer("take-dot", focus)]
        elif focus:
            choices = tuple(form.choices.items()) if form.type == "choice" else points(ctx, focus)
            offers = [
                Offer("answer", focus, "", TAKES.get(form.type, "scale"), choices, *bounds(ctx, form, focus)),
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
                return seating.next_person(ctx, Ask(next(iter(subject_ids(ctx)), "")), intent.value)
            case "own-ballot":
                return seating.own_ballot(ctx, state)
            case "open-round":
                return revising.open_again(ctx, state)
            case "go-on":
                return self._on(ctx, state, intent)
        return answering(ctx).follow(state, intent, lambda: missing(ctx) is None) or passed(state, intent)

    def focus(self, ctx: StepContext, state: Ask) -> str:
        """The subject in focus, or the next one where it is gone; "" when there is nothing to answer."""
        ids = subject_ids(ctx)
        standing = [item for item in map(ctx.view.item, ids) if item is not None]
        if state.at in ids or not standing:
            return state.at if state.at in ids else (ids[-1] if ids else "")
        return nearest(ctx.view, standing, state.at).id

    def _answer(self, ctx: StepContext, state: Ask, intent: Intent) -> Outcome[Ask]:
        mine, form = answering(ctx), revealing.answer_of(ctx)
        subject, value = intent.item or self.focus(ctx, state), intent.value
        if not mine.on_ballot or mine.waits is not None:
            return Outcome(state, message=mine.waits or said("revealed-change-at-item", "hint"))
        own = int(mine.value(subject) or 0) if form.type in ("dots", "points") else 0
        low, high = bounds(ctx, form, subject)
        allowed = form.choices if form.type == "choice" else range(low, high + 1)
        if intent.verb == "take-back":
            value = None
        elif form.type == "dots":
            if intent.verb == "give-dot" and mine.given >= total(ctx):
                return Outcome(state, message=said("dots-all-placed", total=total(ctx)))
            if intent.verb == "give-dot" and form.cap and own >= form.cap:
                return Outcome(state, message=said("dots-cap", cap=form.cap))
            value = max(0, own + (1 if intent.verb == "give-dot" else -1)) or None
        elif form.type == "points":
            value = max(0, own + {"more": 1, "less": -1}[intent.verb] if value is None else int(value))
            if value > high:
                return Outcome(state, message=said("points-cap", cap=high))
        elif value not in allowed:
            return Outcome(state, message=said("out-of-range", low=low, high=high))
        after = replace(state, at=subject)
        if form.type in ("scale", "choice", "rank", "ties") and intent.verb == "answer":
            after = replace(after, at=neighbour(subject_ids(ctx), subject, 1))
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
        mine, subject, ids = answering(ctx), intent.item or self.focus(ctx, state), subject_ids(ctx)
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
            facts = absent.facts if ctx.run.solo or not is_sum else {**absent.facts, "total": total(ctx)}
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
            Row(s.id, s.words, s.code, said_of.get(s.id) or _both(form, s), s.known) for s in subjects(ctx)
        ]
        notes = tuple(filter(None, (about(ctx), revealing.about_group(ctx), about_late(ctx), tally(ctx))))
        return Sight(question(ctx), tuple(rows), self.focus(ctx, state), answering(ctx).are_in, notes)

    def finding(self, ctx: StepContext, state: Ask, words: Mapping[str, object]) -> Finding | None:
        """A sum that is too high; what is left stands above; other findings belong to other screens."""
        over = answering(ctx).given - total(ctx) if revealing.answer_of(ctx).type == "points" else 0
        if revealing.shows_group(ctx) or over <= 0:
            return None
        rest = f"{over} points too many."
        return Finding(code="PT1", severity="hint", message=rest, mend="Take some back.")


KIND = AskKind()


@once
def subject_ids(ctx: StepContext) -> list[str]:
    """What this person is asked, less what is another person's: several are asked what stood at the opening.

    One alone is asked what came since too: an answer about it opens the round anew with the others in it.
    """
    round_ = answering(ctx).round
    now = ballots.subjects(ctx.view, ctx.step)
    every = counted.subjects(ctx.view, round_) if round_ is not None else now
    every = [*every, *late(ctx)] if ctx.run.solo else every
    items = {item.id: item for item in map(ctx.view.item, every) if item is not None}
    own = {item.id for item in ctx.own(list(items.values()))}
    me = entries_of(ctx.view, answering(ctx).who or ctx.person) if _spares_self(ctx) else set()
    asked = [s for s in every if (s in own or s not in items) and s not in me]
    return [subject for subject in revealing.group(ctx) if subject in asked] or asked


def _spares_self(ctx: StepContext) -> bool:
    """Whether nobody is asked about himself."""
    return ctx.step.not_self or revealing.answer_of(ctx).type == "ties"


def late(ctx: StepContext) -> list[str]:
    """What came after the round began, and is not asked in it."""
    round_ = answering(ctx).round
    return [s for s in ballots.subjects(ctx.view, ctx.step) if ballots.came_late(ctx.view, round_, s)]


def about_late(ctx: StepContext) -> str:
    """That something came after the round began and has no answer; "" where nothing did."""
    came = say.named(ctx.view, [subject for subject in late(ctx) if ctx.view.item(subject) is not None])
    return f"Added since this round began, and without an answer in it: {came}." if came else ""


@once
def subjects(ctx: StepContext) -> list[Subject]:
    """The subjects in order, with their words and the own answers."""
    return [_subject(ctx, subject) for subject in subject_ids(ctx)]


def _both(form: Answer, subject: Subject) -> str:
    """The own answer, and that of the first pass."""
    first = revealing.in_words(form, subject.first)
    own = revealing.in_words(form, subject.value)
    return ", ".join(filter(None, (own, f"first {first}" if first else "")))


def _subject(ctx: StepContext, subject: str) -> Subject:
    mine = answering(ctx)
    value = None if revealing.shows_group(ctx) else mine.value(subject)
    first = mine.first.get(subject)
    if subject.startswith("test:"):
        field = ctx.step.tests[int(subject[5:]) - 1]
        known = field.ask if field.label else field.help
        return Subject(subject, "", field.label or field.ask, known, value, first)
    item = ctx.view.item(subject)
    if item is None:
        return Subject(subject, "", bind.pair_name(ctx.view, subject), "", value, first)
    if value is None and ctx.step.into and mine.sealed and ctx.run.solo:
        number = ctx.view.number(item, ctx.step.into)
        value = None if number is None else (int(number) if number == int(number) else float(number))
    evidence, after = ctx.view.text(item, "evidence"), told_after(ctx, item.id, value)
    known = "  ".join(filter(None, (f"know: {evidence}" if evidence else "", after)))
    return Subject(subject, ctx.view.code(item), item.text.replace("\n", " "), known, value, first)


def told_after(ctx: StepContext, item: str, value: Any) -> str:
    """What a figure says of an item, once one has answered about it: one answers without it."""
    if ctx.step.reveal is None or (value is None and not answering(ctx).sealed):
        return ""
    part = ctx.resolve(ctx.step.reveal)
    told = part.values.get(item) if isinstance(part, PerItem) else None
    name = ctx.step.reveal.rpartition(".")[2]
    return (
        f"{name}: {answer_text(told, part.decimals, part.unit)}" if isinstance(part, PerItem) and told else ""
    )


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


def total(ctx: StepContext) -> int:
    """Points or dots each person gives."""
    return ballots.allowance(ctx.view, ctx.step, answering(ctx).round) or 100


def bounds(ctx: StepContext, form: Answer, subject: str = "") -> tuple[int, int]:
    """The lowest and highest answer: places of choices and ranks from 1; a statement may have its own."""
    if form.type == "choice":
        return 1, len(form.choices)
    if form.type == "rank":
        return 1, most_ranks(ctx)
    if form.type == "points":
        return 0, form.cap or total(ctx)
    own = test_of(ctx, subject)
    low, high = (own.from_, own.to) if own is not None and own.type == "scale" else (None, None)
    first, last = (0, 4) if form.type == "ties" else (1, 5)
    lowest = low if low is not None else form.from_
    highest = high if high is not None else form.to
    return first if lowest is None else lowest, last if highest is None else highest


def test_of(ctx: StepContext, subject: str) -> Field | None:
    """The statement of the step's own behind a subject; None for an item."""
    number = subject.removeprefix("test:")
    return ctx.step.tests[int(number) - 1] if number != subject and number.isdecimal() else None


def most_ranks(ctx: StepContext) -> int:
    """How many places are given: as many as things stand there, or as the question asks for."""
    every = len(subject_ids(ctx))
    return min(revealing.answer_of(ctx).max or every, every)


def digits(ctx: StepContext) -> int:
    """After how many digits a number of points is whole: those of any number below all of them."""
    return len(str(bounds(ctx, revealing.answer_of(ctx))[1] - 1))


def points(ctx: StepContext, subject: str) -> tuple[tuple[str, str], ...]:
    """The points that have words, with them, of the scale on which a subject is answered."""
    field = scale(ctx, subject) if revealing.answer_of(ctx).type in ("scale", "ties") else None
    return tuple((p, f"{p} {words}") for p, words in field.choices.items()) if field is not None else ()


def ends(ctx: StepContext, subject: str, cells: int) -> str:
    """What the points of the scale mean on which a subject is answered, its ends where not all fit."""
    return ends_of(scale(ctx, subject), cells)


def scale(ctx: StepContext, subject: str) -> Field | None:
    """The scale on which a subject is answered, with its words; None where it has none."""
    form, item, into = revealing.answer_of(ctx), ctx.view.item(subject), ctx.step.into
    field = ctx.view.book.field(item.collection, into) if item is not None and into else None
    field = test_of(ctx, subject) or field
    if form.type in ("scale", "ties") and form.choices and not (field is not None and field.choices):
        low, high = bounds(ctx, form, subject)
        field = Field(type="scale", from_=low, to=high, choices=form.choices)
    return field


def tally(ctx: StepContext) -> str:
    """What is left to give, or how many are answered."""
    mine = answering(ctx)
    if revealing.shows_group(ctx):
        return "the widest difference first" if revealing.group(ctx) else ""
    if revealing.answer_of(ctx).type in ("points", "dots"):
        most = total(ctx)
        left = most - mine.given
        return f"{left} of {most} left" if left >= 0 else f"{-left} too many"
    return f"{len(mine.answers)} of {len(subject_ids(ctx))} answered"


def dots_left(ctx: StepContext) -> Message | None:
    """What is asked of dots that are not placed; None when all are."""
    left = total(ctx) - answering(ctx).given if revealing.answer_of(ctx).type == "dots" else 0
    return said("dots-left", "hint", count=left) if left > 0 else None


def missing(ctx: StepContext) -> Message | None:
    """What keeps begun answers from counting; None when nothing does."""
    mine = answering(ctx)
    if not mine.is_open or not mine.answers:
        return None
    form = revealing.answer_of(ctx)
    if form.type == "points":
        left = total(ctx) - mine.given
        return said("points-left" if left > 0 else "points-over", count=abs(left)) if left else None
    wanted = most_ranks(ctx) if form.type == "rank" else len(subject_ids(ctx))
    left = 0 if form.type == "dots" else wanted - len(mine.answers)
    return said("answers-missing", count=left) if left > 0 else None
