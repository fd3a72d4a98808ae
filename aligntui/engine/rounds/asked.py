"""What one person is asked in a round: its subjects in order, with the scale on which each is answered."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from aligntui.analysis import bind, counted
from aligntui.analysis.figure import PerItem, answer_text
from aligntui.engine.entry.fields import ends_of
from aligntui.engine.kind import StepContext, once
from aligntui.engine.ownership import entries_of
from aligntui.engine.rounds import ballots, revealing
from aligntui.engine.rounds.answering import answering
from aligntui.methods.lists import Field
from aligntui.methods.types import Answer


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
    scale: str = ""
    """What this scale of several is called, on which the item is answered."""

    @property
    def item(self) -> str:
        """Id of the item behind it."""
        return self.id.partition("#")[0]

    @property
    def whole(self) -> str:
        """Its words where it stands alone."""
        return f"{self.words}, {self.scale}" if self.scale else self.words


@once
def subject_ids(ctx: StepContext) -> list[str]:
    """What this person is asked, less what is another person's: several are asked what stood at the opening.

    One alone is asked what came since too: an answer about it opens the round anew with the others in it.
    """
    round_ = answering(ctx).round
    now = ballots.subjects(ctx.view, ctx.step)
    every = counted.subjects(ctx.view, round_) if round_ is not None else now
    every = [*every, *late(ctx)] if ctx.run.solo else every
    behind = {subject: ctx.view.item(subject.partition("#")[0]) for subject in every}
    items = {item.id: item for item in behind.values() if item is not None}
    own = {item.id for item in ctx.own(list(items.values()))}
    me = entries_of(ctx.view, _answers_as(ctx)) if _spares_self(ctx) else set()
    asked = [s for s, item in behind.items() if item is None or (item.id in own and item.id not in me)]
    return [subject for subject in revealing.group(ctx) if subject in asked] or asked


def _spares_self(ctx: StepContext) -> bool:
    """Whether nobody is asked about himself."""
    return ctx.step.not_self or revealing.answer_of(ctx).type == "ties"


def _answers_as(ctx: StepContext) -> str:
    """Name of who answers here; "" of a further person at this keyboard in a round without names."""
    mine = answering(ctx)
    if mine.round is None or mine.round.privacy == "named":
        return mine.who or ctx.person
    return "" if ctx.seats.seat(mine.round.id) else ctx.person


def leaves_out(ctx: StepContext) -> int:
    """How many subjects need no answer: oneself, where it is not known who that is."""
    return int(_spares_self(ctx) and not _answers_as(ctx))


def late(ctx: StepContext) -> list[str]:
    """What came after the round began, and is not asked in it."""
    round_ = answering(ctx).round
    return [s for s in ballots.subjects(ctx.view, ctx.step) if ballots.came_late(ctx.view, round_, s)]


@once
def subjects(ctx: StepContext) -> list[Subject]:
    """The subjects in order, with their words and the own answers."""
    return [_subject(ctx, subject) for subject in subject_ids(ctx)]


def _subject(ctx: StepContext, subject: str) -> Subject:
    mine = answering(ctx)
    value = None if revealing.shows_group(ctx) else mine.value(subject)
    first = mine.first.get(subject)
    if subject.startswith("test:"):
        field = ctx.step.tests[int(subject[5:]) - 1]
        known = field.ask if field.label else field.help
        return Subject(subject, "", field.label or field.ask, known, value, first)
    ref, _, key = subject.partition("#")
    item = ctx.view.item(ref)
    if item is None:
        return Subject(subject, "", bind.pair_name(ctx.view, subject), "", value, first)
    into = key or ctx.step.into
    if value is None and into and mine.sealed and ctx.run.solo:
        number = ctx.view.number(item, into)
        value = None if number is None else (int(number) if number == int(number) else float(number))
    evidence, after = ctx.view.text(item, "evidence"), _told_after(ctx, item.id, value)
    known = "  ".join(filter(None, (f"know: {evidence}" if evidence else "", after)))
    asked = scale(ctx, subject) if key else None
    name = (asked.label if asked is not None else "") or key
    return Subject(
        subject, ctx.view.code(item), item.text.replace("\n", " "), known, value, first, name
    )  # fmt: skip


def _told_after(ctx: StepContext, item: str, value: Any) -> str:
    """What a figure says of an item, once one has answered about it: one answers without it."""
    if ctx.step.reveal is None or (value is None and not answering(ctx).sealed):
        return ""
    part = ctx.resolve(ctx.step.reveal)
    told = part.values.get(item) if isinstance(part, PerItem) else None
    name = ctx.step.reveal.rpartition(".")[2]
    return (
        f"{name}: {answer_text(told, part.decimals, part.unit)}" if isinstance(part, PerItem) and told else ""
    )


def total(ctx: StepContext) -> int:
    """Points or dots each person gives."""
    return ballots.allowance(ctx.view, ctx.step, answering(ctx).round) or 100


def bounds(ctx: StepContext, form: Answer, subject: str = "") -> tuple[int, int]:
    """The lowest and highest answer: places of choices and ranks from 1.

    A statement may have its own, and so may each of several scales.
    """
    if form.type == "choice":
        return 1, len(form.choices)
    if form.type == "rank":
        return 1, most_ranks(ctx)
    if form.type == "points":
        return 0, form.cap or total(ctx)
    own = _own_scale(ctx, subject)
    low, high = (own.from_, own.to) if own is not None and own.type == "scale" else (None, None)
    first, last = (0, 4) if form.type == "ties" else (1, 5)
    lowest = low if low is not None else form.from_
    highest = high if high is not None else form.to
    return first if lowest is None else lowest, last if highest is None else highest


def _own_scale(ctx: StepContext, subject: str) -> Field | None:
    """The statement of the step's own, or the field of an item, behind a subject; None for an item alone."""
    number = subject.removeprefix("test:")
    if number != subject and number.isdecimal():
        return ctx.step.tests[int(number) - 1]
    ref, _, key = subject.partition("#")
    item = ctx.view.item(ref) if key else None
    return ctx.view.book.field(item.collection, key) if item is not None else None


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
    field = _own_scale(ctx, subject) or field
    if form.type in ("scale", "ties") and form.choices and not (field is not None and field.choices):
        low, high = bounds(ctx, form, subject)
        label = field.label if field is not None else ""
        field = Field(type="scale", label=label, from_=low, to=high, choices=form.choices)
    return field
