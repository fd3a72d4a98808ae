"""Ask: what each person answers alone. Scale, points, dots, choice or rank, on a ballot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from aligntui.analysis import bind, counted, say, spread
from aligntui.analysis.figure import Finding, Sentence
from aligntui.analysis.spread import Spread
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
from aligntui.engine.rounds import ballots, closing, revising, seating
from aligntui.engine.rounds.answering import answering
from aligntui.methods.types import Answer

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
        focus, form, offers = self.focus(ctx, state), answer_of(ctx), list[Offer]()
        if shows_group(ctx):
            pass
        elif focus and form.type == "dots":
            offers = [Offer("give-dot", focus), Offer("take-dot", focus)]
        elif focus:
            choices = tuple(form.choices.items()) if form.type == "choice" else ()
            offers = [
                Offer("answer", focus, "", TAKES.get(form.type, "scale"), choices, *bounds(ctx, form)),
                Offer("take-back", focus),
            ]
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
        mine, form = answering(ctx), answer_of(ctx)
        subject, value = intent.item or self.focus(ctx, state), intent.value
        if not mine.on_ballot or mine.waits is not None:
            return Outcome(state, message=mine.waits or said("revealed-change-at-item", "hint"))
        own = int(mine.value(subject) or 0) if form.type in ("dots", "points") else 0
        low, high = bounds(ctx, form)
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
        if form.type in ("scale", "choice", "rank") and intent.verb == "answer":
            after = replace(after, at=neighbour(subject_ids(ctx), subject, 1))
        return mine.give(after, subject, value, replace(intent, item=subject))

    def _on(self, ctx: StepContext, state: Ask, intent: Intent) -> Outcome[Ask]:
        mine, absent, is_sum = answering(ctx), missing(ctx), answer_of(ctx).type == "points"
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
        form = answer_of(ctx)
        said_of = {subject: picture(ctx, line) for subject, line in group(ctx).items()}
        rows = [
            Row(s.id, s.words, s.code, said_of.get(s.id) or _both(form, s), s.known) for s in subjects(ctx)
        ]
        notes = tuple(filter(None, (about(ctx), about_group(ctx), about_late(ctx), tally(ctx))))
        return Sight(question(ctx), tuple(rows), self.focus(ctx, state), answering(ctx).are_in, notes)

    def finding(self, ctx: StepContext, state: Ask, words: Mapping[str, object]) -> Finding | None:
        """A sum that is too high; what is left stands above; other findings belong to other screens."""
        over = answering(ctx).given - total(ctx) if answer_of(ctx).type == "points" else 0
        if shows_group(ctx) or over <= 0:
            return None
        rest = f"{over} points too many."
        return Finding(code="PT1", severity="hint", message=rest, mend="Take some back.")


KIND = AskKind()


def answer_of(ctx: StepContext) -> Answer:
    """How the subjects are answered: a scale of 1 to 5 where the step does not say."""
    return ctx.step.answer or Answer(type="scale", from_=1, to=5)


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
    asked = [subject for subject in every if subject in own or subject not in items]
    return [subject for subject in group(ctx) if subject in asked] or asked


def late(ctx: StepContext) -> list[str]:
    """What came after the round began, and is not asked in it."""
    round_ = answering(ctx).round
    return [s for s in ballots.subjects(ctx.view, ctx.step) if ballots.came_late(ctx.view, round_, s)]


def about_late(ctx: StepContext) -> str:
    """That something came after the round began and has no answer; "" where nothing did."""
    came = say.named(ctx.view, [subject for subject in late(ctx) if ctx.view.item(subject) is not None])
    return f"Added since this round began, and without an answer in it: {came}." if came else ""


def shows_group(ctx: StepContext) -> bool:
    """Whether the answers are talked about here: nobody gives one, and nobody sees only the own ones."""
    mine = answering(ctx)
    return not ctx.run.solo and (not mine.on_ballot or mine.waits is not None)


@once
def group(ctx: StepContext) -> dict[str, Spread]:
    """Subject -> what the group said of it, the widest difference first, once it may be seen."""
    mine = answering(ctx)
    if not shows_group(ctx) or not mine.sealed or mine.round is None:
        return {}
    return {line.subject: line for line in spread.spreads(ctx.view, mine.round)}


def own_mark(ctx: StepContext, subject: str) -> float | None:
    """The own answer where it may be seen among those of the group; None in a secret round."""
    mine = answering(ctx)
    value = mine.value(subject) if mine.round is not None and mine.round.privacy == "named" else None
    return float(value) if isinstance(value, int | float) else None


def picture(ctx: StepContext, line: Spread) -> str:
    """What the group said of a line, in words: `median 3, 2-5: 2 3 5`."""
    form = answer_of(ctx)
    if line.counts:
        return ", ".join(f"{in_words(form, key)} {number}" for key, number in line.counts)
    if not line.middle:
        return f"{bind.count(line.n, 'answer')}, too few to be shown" if line.n else "no answers"
    middle = "mean" if form.type in counted.SUMS else "median"
    own, first = own_mark(ctx, line.subject), f"; first round {line.before}" if line.before else ""
    mine = f"; yours {own:g}" if own is not None else ""
    every = ": " + " ".join(f"{value:g}" for value in line.values) if line.values else ""
    return f"{middle} {line.middle}, {spread.range_of(line.low, line.high)}{every}{first}{mine}"


def about_group(ctx: StepContext) -> str:
    """What is to be known of the answers of the group; "" where each person answers."""
    mine = answering(ctx)
    if not shows_group(ctx):
        return ""
    if mine.round is None:
        return "" if mine.waits is not None else "Nobody has answered."
    return (
        closing.told_bare(ctx.view, mine.round)
        if mine.sealed
        else "This round is still open: its answers are seen once it is closed."
    )


@once
def subjects(ctx: StepContext) -> list[Subject]:
    """The subjects in order, with their words and the own answers."""
    return [_subject(ctx, subject) for subject in subject_ids(ctx)]


def _both(form: Answer, subject: Subject) -> str:
    """The own answer, and that of the first pass."""
    first = in_words(form, subject.first)
    return ", ".join(filter(None, (in_words(form, subject.value), f"first {first}" if first else "")))


def _subject(ctx: StepContext, subject: str) -> Subject:
    mine = answering(ctx)
    value = None if shows_group(ctx) else mine.value(subject)
    first = mine.first.get(subject)
    if subject.startswith("test:"):
        field = ctx.step.tests[int(subject[5:]) - 1]
        known = field.ask if field.label else field.help
        return Subject(subject, "", field.label or field.ask, known, value, first)
    item = ctx.view.item(subject)
    if item is None:
        return Subject(subject, "", subject, "", value, first)
    if value is None and ctx.step.into and mine.sealed and ctx.run.solo:
        number = ctx.view.number(item, ctx.step.into)
        value = None if number is None else (int(number) if number == int(number) else float(number))
    known = ctx.view.text(item, "evidence")
    words = item.text.replace("\n", " ")
    return Subject(subject, ctx.view.code(item), words, f"know: {known}" if known else "", value, first)


def about(ctx: StepContext) -> str:
    """The sentences that the answers are about, such as the statement that is tested."""
    parts = [ctx.resolve(ref) for ref in ctx.step.show]
    return " ".join(part.text for part in parts if isinstance(part, Sentence) and part.text)


def question(ctx: StepContext) -> str:
    """The step's question, with what the second pass asks."""
    if ctx.alone and answering(ctx).first:
        why = "Why might it be? " if answer_of(ctx).note else ""
        return f"Now assume that was wrong. {why}Answer all of it again."
    return ctx.question


def total(ctx: StepContext) -> int:
    """Points or dots each person gives."""
    return ballots.allowance(ctx.view, ctx.step, answering(ctx).round) or 100


def bounds(ctx: StepContext, form: Answer) -> tuple[int, int]:
    """The lowest and highest answer: places of choices and ranks from 1."""
    if form.type == "choice":
        return 1, len(form.choices)
    if form.type == "rank":
        return 1, min(9, len(subject_ids(ctx)))
    if form.type == "points":
        return 0, form.cap or total(ctx)
    return form.from_ if form.from_ is not None else 1, form.to if form.to is not None else 5


def digits(ctx: StepContext) -> int:
    """After how many digits a number of points is whole: those of any number below all of them."""
    return len(str(bounds(ctx, answer_of(ctx))[1] - 1))


def ends(ctx: StepContext, subject: str, cells: int) -> str:
    """What the points of the scale mean on which a subject is answered, its ends where not all fit."""
    item, into = ctx.view.item(subject), ctx.step.into
    return ends_of(ctx.view.book.field(item.collection, into), cells) if item is not None and into else ""


def tally(ctx: StepContext) -> str:
    """What is left to give, or how many are answered."""
    mine = answering(ctx)
    if shows_group(ctx):
        return "the widest difference first" if group(ctx) else ""
    if answer_of(ctx).type in ("points", "dots"):
        most = total(ctx)
        left = most - mine.given
        return f"{left} of {most} left" if left >= 0 else f"{-left} too many"
    return f"{len(mine.answers)} of {len(subject_ids(ctx))} answered"


def in_words(form: Answer, value: Any) -> str:
    """An answer as it is read out."""
    if value is None:
        return ""
    return form.choices.get(str(value), str(value)) if form.type == "choice" else str(value)


def dots_left(ctx: StepContext) -> Message | None:
    """What is asked of dots that are not placed; None when all are."""
    left = total(ctx) - answering(ctx).given if answer_of(ctx).type == "dots" else 0
    return said("dots-left", "hint", count=left) if left > 0 else None


def missing(ctx: StepContext) -> Message | None:
    """What keeps begun answers from counting; None when nothing does."""
    mine = answering(ctx)
    if not mine.is_open or not mine.answers:
        return None
    form = answer_of(ctx)
    if form.type == "points":
        left = total(ctx) - mine.given
        return said("points-left" if left > 0 else "points-over", count=abs(left)) if left else None
    left = 0 if form.type == "dots" else len(subject_ids(ctx)) - len(mine.answers)
    return said("answers-missing", count=left) if left > 0 else None
