"""Matrix: a relation crossed. One pair after the other is rated, with a reason where the step asks one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from aligntui.analysis.figure import Finding
from aligntui.analysis.say import name
from aligntui.analysis.where import matches, select
from aligntui.engine import edits
from aligntui.engine.entry import signs
from aligntui.engine.entry.crossing import Margins, margins_of, word_of
from aligntui.engine.kind import (
    Handed,
    Intent,
    Offer,
    Outcome,
    Row,
    Sight,
    StepContext,
    nearest,
    once,
    passed,
)
from aligntui.engine.messages import said
from aligntui.engine.rounds import revising, seating
from aligntui.engine.rounds.answering import answering, own_figures
from aligntui.engine.runs.walk import ask_of
from aligntui.methods.types import Field, Filter, Relation, as_list
from aligntui.session.model import Item, pair
from aligntui.text.clean import clean_line

Answer = int | str | None
"""Value of a pair: a point of a scale, `yes`, `no`; None while nobody looked at it."""


class Matrix(Struct, frozen=True):
    """Where one stands in a matrix."""

    row: str = ""
    col: str = ""
    """Ids of the pair in focus."""
    why: bool = False
    """Whether the line for the reason is open."""
    on_ballot: bool = False
    """Whether the reason in the line is meant for the own ballot."""
    handed: Handed | None = None
    """That one is in and waits for the others."""


class Crossing(Struct, frozen=True):
    """What is crossed, and what was said of the pairs so far: the own ballot over what was agreed."""

    rows: list[Item]
    cols: list[Item]
    values: dict[tuple[str, str], int | str]
    """Pairs of (row id, column id) that were looked at."""

    @property
    def pairs(self) -> list[tuple[Item, Item]]:
        """All pairs, row by row."""
        return [(row, col) for row in self.rows for col in self.cols]

    @property
    def ids(self) -> list[tuple[str, str]]:
        """Ids of all pairs."""
        return [(row.id, col.id) for row in self.rows for col in self.cols]

    @property
    def open(self) -> int:
        """Pairs not looked at."""
        return len([pair for pair in self.ids if pair not in self.values])


class MatrixKind:
    """A value for the pair in focus, mostly with one key, then the next pair."""

    def open(self, ctx: StepContext) -> Matrix:
        """At the pair whose reason was being typed, else at the first that nobody looked at."""
        ids, values = crossing(ctx).ids, crossing(ctx).values
        if reason_key(ctx):
            for place in ctx.typed_below(ctx.line_place("")):
                row, _, col = place.split("/")[2].partition("+")
                if (row, col) in ids:
                    return Matrix(row, col, why=True, on_ballot=answering(ctx).on_ballot)
        first = next((ends for ends in ids if ends not in values), ids[0] if ids else ("", ""))
        return Matrix(*first)

    def offers(self, ctx: StepContext, state: Matrix) -> list[Offer]:
        """Rating the pair in focus, its reason, moving, handing on, going on."""
        if state.why:
            return [Offer("keep", takes="words"), Offer("close", takes="words")]
        offers = []
        if ends := focus(ctx, state):
            form, subject = measure(ctx), pair(ends[0].id, ends[1].id)
            low, high = bounds(ctx)
            if form.type == "yesno":
                yes_no = (("yes", "yes"), ("no", "no"))
                offers = [Offer("answer", subject, takes="choice", choices=yes_no), Offer("yes", subject)]
            else:
                labels = tuple(form.choices.items())
                offers = [Offer("answer", subject, "", "scale", labels, low, high), Offer("more", subject)]
            if form.type != "yesno" and low < 0:
                offers += [Offer("less", subject), Offer("neutral", subject)]
            else:
                offers.append(Offer("cycle", subject))
            offers.append(Offer("take-back", subject))
            if reason_key(ctx):
                offers.append(Offer("reason", subject))
            offers.append(Offer("focus", takes="item"))
        return [*offers, *seating.offers(ctx), Offer("go-on"), Offer("go-back")]

    def do(self, ctx: StepContext, state: Matrix, intent: Intent) -> Outcome[Matrix]:
        """Values go on the own ballot while a round takes them, else they change what was agreed."""
        mine, (row, _, col) = answering(ctx), intent.item.partition(">")
        match intent.verb:
            case "focus":
                row, col = (row, col) if col else _open_pair(ctx, intent.item)
                return Outcome(replace(state, row=row, col=col))
            case "next-person":
                return Outcome(state) if state.why else seating.next_person(ctx, state, intent.value)
            case "own-ballot":
                return seating.own_ballot(ctx, state)
            case "open-round":
                return revising.open_again(ctx, state)
            case "go-on" if mine.on_ballot and mine.begun:
                return mine.go_on(state, intent, Intent("agree", value="on"))
            case "go-on":
                return mine.leave(state, intent)
        closed = mine.follow(state, intent, lambda: True)
        at = replace(state, row=row, col=col) if intent.item else state
        ends = focus(ctx, at)
        if closed is not None or ends is None:
            return closed or passed(state, intent)
        at = replace(at, row=ends[0].id, col=ends[1].id)
        match intent.verb:
            case "answer" | "take-back" | "yes" | "more" | "less" | "neutral" | "cycle":
                return self._answer(ctx, at, intent)
            case "change-agreed":
                # The field is the value that was asked about, the value what was chosen.
                number = intent.field.lstrip("-").isdigit()
                content: Answer = int(intent.field) if number else intent.field or None
                ops = self._cross(ctx, at, measure_key(ctx), content)
                return revising.change(ctx, _next(ctx, at), intent, ops, said("agreed-asks"))
            case "reason" if reason_key(ctx):
                return Outcome(replace(at, why=True, on_ballot=mine.on_ballot))
            case "keep" | "close" if reason_key(ctx) and (state.why or intent.item):
                return self._keep(ctx, state, at, intent)
        return passed(state, intent)

    def _answer(self, ctx: StepContext, state: Matrix, intent: Intent) -> Outcome[Matrix]:
        """Set the value of the pair in focus; one that is named, or the highest, goes on to the next pair."""
        (low, high), now = bounds(ctx), value(ctx, state)
        is_yes_no = measure(ctx).type == "yesno"
        number = now if isinstance(now, int) else None
        onward, answer = False, intent.value
        match intent.verb:
            case "answer" if is_yes_no and answer not in ("yes", "no"):
                return Outcome(state, message=said("yes-or-no"))
            case "answer" if not is_yes_no and (not isinstance(answer, int) or not low <= answer <= high):
                return Outcome(state, message=said("out-of-range", low=low, high=high))
            case "answer":
                onward = True
            case "yes":
                onward, answer = True, "yes"
            case "more" | "less" if low < 0:
                answer = max(low, min(high, (number or 0) + (1 if intent.verb == "more" else -1)))
            case "more":
                onward, answer = True, high
            case "cycle" if is_yes_no:
                answer = "no" if now == "yes" else "yes"
            case "cycle":
                answer = number - 1 if number is not None and low < number <= high else high
            case "neutral":
                answer = 0
            case _:
                answer = None
        after = _next(ctx, state) if onward else state
        mine, subject = answering(ctx), pair(state.row, state.col)
        if mine.on_ballot:
            note = mine.note(subject)
            whole = {"value": answer, "note": note} if note else answer
            return mine.give(after, subject, whole, replace(intent, item=subject))
        ends = f"{ctx.view.code(state.row)} with {ctx.view.code(state.col)}"
        had, to = in_words(ctx, now), in_words(ctx, answer) or "nothing"
        asks = said("agreed-asks", what=ends, had=had, now=to) if now is not None else None
        ops = self._cross(ctx, state, measure_key(ctx), answer)
        return revising.change(
            ctx, after, Intent("change-agreed", subject, "" if answer is None else str(answer)), ops, asks
        )

    def _keep(self, ctx: StepContext, was: Matrix, state: Matrix, intent: Intent) -> Outcome[Matrix]:
        """Put a reason beside its pair; what was meant for a ballot that is sealed goes nowhere unasked."""
        mine, subject = answering(ctx), pair(state.row, state.col)
        words = clean_line(str(intent.value or ""))
        closed = replace(state, why=False)
        if intent.value is None:
            return Outcome(closed)
        stands = (ctx.view.item(was.row), ctx.view.item(was.col))
        if not intent.item and tuple(item and item.id for item in stands) != (state.row, state.col):
            return Outcome(closed, message=said("pair-gone", "warning"))
        if state.on_ballot and not mine.on_ballot:
            if words == mine.note(subject):
                return Outcome(closed)
            if intent.verb == "keep":
                return Outcome(replace(state, on_ballot=False), message=said("sealed-keep-again", "warning"))
            return Outcome(closed, message=said("sealed-words-wait", "warning"))
        if mine.on_ballot:
            answer = mine.value(subject)
            whole = {"value": answer, "note": words} if words else answer
            return mine.give(closed, subject, whole, replace(intent, item=subject))
        ops = self._cross(ctx, state, reason_key(ctx), words or None)
        return Outcome(closed, ops, said("record-kept") if ops else None)

    def _cross(self, ctx: StepContext, state: Matrix, key: str, content: Answer) -> tuple[Any, ...]:
        link = ctx.view.link(ctx.step.relation or "", state.row, state.col)
        fields = dict(link.fields) if link is not None else {}
        fields = {k: v for k, v in {**fields, key: content}.items() if k != key or v is not None}
        return tuple(edits.cross(ctx.view, ctx.step.relation or "", state.row, state.col, fields or None))

    def sight(self, ctx: StepContext, state: Matrix) -> Sight:
        """The pairs row by row with their values and reasons, and what stands at the margins."""
        rows, mine, ends = [], answering(ctx), focus(ctx, state)
        for row, col in crossing(ctx).pairs:
            at, subject = replace(state, row=row.id, col=col.id), pair(row.id, col.id)
            why = reason(ctx, at)
            parts = (in_words(ctx, value(ctx, at)), f"why: {why}" if why else "", mine.told(subject))
            title = f"{ctx.view.code(row)} {row.text}"
            shown = ", ".join(part for part in parts if part)
            rows.append(Row(subject, col.text, ctx.view.code(col), shown, title))
        figures = margins(ctx)
        notes = [
            f"{title}: {', '.join(f'{ctx.view.code(ref)} {word}' for ref, word in words.items() if word)}"
            for title, words in (*figures.rows, *figures.cols)
        ]
        notes += [f"{word}: {meaning}" for word, meaning in figures.legend.items()]
        at_pair = pair(ends[0].id, ends[1].id) if ends else ""
        return Sight(question(ctx, state), tuple(rows), at_pair, mine.are_in, tuple(notes))

    def finding(self, ctx: StepContext, state: Matrix, words: Mapping[str, object]) -> Finding | None:
        """About the row or column in focus."""
        ends = focus(ctx, state)
        figures = own_figures(ctx)
        return ctx.finding_about(ends[0].id, ends[1].id, figures=figures) if ends is not None else None


KIND = MatrixKind()


def relation(ctx: StepContext) -> Relation:
    """What is crossed."""
    return ctx.view.book.relations[ctx.step.relation or ""]


def measure_key(ctx: StepContext) -> str:
    """Name of the field that holds the value of a pair."""
    return next(iter(relation(ctx).fields))


@once
def measure(ctx: StepContext) -> Field:
    """Definition of the value of a pair: yes or no, or a scale."""
    return relation(ctx).fields[measure_key(ctx)]


@once
def bounds(ctx: StepContext) -> tuple[int, int]:
    """Lowest and highest value of a scale."""
    return measure(ctx).from_ or 0, measure(ctx).to or 1


@once
def reason_key(ctx: StepContext) -> str:
    """Field of the one-line reason, or "" when the step does not ask it."""
    asked = ctx.step.fields
    keys = (key for key, form in relation(ctx).fields.items() if form.type in ("text", "long"))
    return next((key for key in keys if asked is None or key in asked), "")


@once
def crossing(ctx: StepContext) -> Crossing:
    """Rows, columns and values as this person sees them."""
    view, about = ctx.view, relation(ctx)
    rows, cols = view.items(as_list(about.rows)), view.items(as_list(about.cols))
    rows = ctx.own(select(view, rows, ctx.step.filter, ctx.resolve))
    if about.where:
        cols = [item for item in cols if matches(view, item, about.where, ctx.resolve)]
    if ctx.step.filter is not None and ctx.step.filter.order:
        cols = select(view, cols, Filter(order=ctx.step.filter.order), ctx.resolve)
        # The lists stay blocks: each is in order for itself.
        for side, lists in ((rows, as_list(about.rows)), (cols, as_list(about.cols))):
            side.sort(key=lambda item: lists.index(item.collection))
    key, values = measure_key(ctx), {}
    for ends, link in view.links(ctx.step.relation or "").items():
        if link.fields.get(key) not in (None, ""):
            values[ends] = link.fields[key]
    for subject, answer in _own(ctx).items():
        a, _, b = subject.partition(">")
        if answer is not None:
            values[a, b] = answer
    return Crossing(rows, cols, values)


def _own(ctx: StepContext) -> dict[str, Any]:
    mine = answering(ctx)
    return {subject: mine.value(subject) for subject in mine.answers} if mine.on_ballot else {}


def focus(ctx: StepContext, state: Matrix) -> tuple[Item, Item] | None:
    """The pair in focus, or the next one where it is gone; None when there is nothing to cross."""
    grid = crossing(ctx)
    if not grid.rows or not grid.cols:
        return None
    return nearest(ctx.view, grid.rows, state.row), nearest(ctx.view, grid.cols, state.col)


def _open_pair(ctx: StepContext, item: str) -> tuple[str, str]:
    """The first pair of a row or column that nobody looked at, else its first one."""
    grid = crossing(ctx)
    pairs = [ends for ends in grid.ids if item in ends]
    return next((ends for ends in pairs if ends not in grid.values), pairs[0] if pairs else (item, ""))


def _next(ctx: StepContext, state: Matrix) -> Matrix:
    """The next pair: right, then the first of the next row."""
    ids = crossing(ctx).ids
    row, col = ids[min(len(ids) - 1, ids.index((state.row, state.col)) + 1)]
    return replace(state, row=row, col=col)


def value(ctx: StepContext, state: Matrix) -> Answer:
    """Value of the pair a state stands on."""
    return crossing(ctx).values.get((state.row, state.col))


def reason(ctx: StepContext, state: Matrix) -> str:
    """Reason beside the pair a state stands on: the own one, or the agreed one."""
    if answering(ctx).on_ballot:
        return answering(ctx).note(pair(state.row, state.col))
    link = ctx.view.link(ctx.step.relation or "", state.row, state.col)
    return str(link.fields.get(reason_key(ctx)) or "") if link is not None and reason_key(ctx) else ""


def why_place(ctx: StepContext, state: Matrix) -> str:
    """Where the words of a reason wait."""
    return ctx.line_place(f"{state.row}+{state.col}/why")


def in_words(ctx: StepContext, answer: Answer) -> str:
    """A value as it is read out: `+2 works well`; "" while nobody looked at it."""
    form = measure(ctx)
    word = str(answer) if form.type == "yesno" and answer is not None else word_of(form, answer)
    meaning = form.choices.get(str(answer), "")
    return f"{word} {meaning if meaning != word else ''}".strip()


def question(ctx: StepContext, state: Matrix) -> str:
    """What is asked of this pair, by the lists it comes from: strengths meet opportunities."""
    ends = focus(ctx, state)
    if ends is None:
        return ask_of(ctx.step)
    row, col = ctx.view.code(ends[0]), ctx.view.code(ends[1])
    if state.why:
        return f"{name(ctx.view, ends[0], 24)} with {name(ctx.view, ends[1], 24)}: why?"
    return ask_of(ctx.step, f"{row[:1]}*{col[:1]}")


@once
def margins(ctx: StepContext) -> Margins:
    """The margins that the step asks for, of what this person sees."""
    grid = crossing(ctx)
    return margins_of(ctx.step, own_figures(ctx), ctx.method.method, ctx.view, grid.rows, grid.cols)


def signs_of(ctx: StepContext) -> dict[str, Answer]:
    """What is typed for each value of a pair: numbers, y and n, or the letters that stand in the grid."""
    form = measure(ctx)
    if form.type == "yesno":
        return {"y": "yes", "n": "no"}
    letters = {label.casefold(): int(key) for key, label in form.choices.items() if len(label) == 1}
    alone = len(letters) == len(form.choices) > 0 and all(letter.isalpha() for letter in letters)
    return {**letters} if alone else signs.numbers(*bounds(ctx))
