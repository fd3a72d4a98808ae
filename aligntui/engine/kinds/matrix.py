"""Matrix: a crossing filled in. One pair after the other is answered, with what the step asks beside it."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from aligntui.analysis.figure import Finding
from aligntui.analysis.say import name as called
from aligntui.engine import grids
from aligntui.engine.entry.fields import WHY, fill_ends, label_of, options, then_why
from aligntui.engine.entry.fields import read_out as values_of
from aligntui.engine.entry.unclear import Unclear
from aligntui.engine.grids import Answer, crossing, ends_in, in_words, measure, measure_key, subject_of
from aligntui.engine.kind import (
    Handed,
    Intent,
    Offer,
    Outcome,
    Row,
    Sight,
    StepContext,
    passed,
)
from aligntui.engine.messages import outside, said
from aligntui.engine.people import by_name
from aligntui.engine.rounds import revising, seating, talking
from aligntui.engine.rounds.answering import answering, own_figures
from aligntui.engine.runs.walk import ask_of
from aligntui.session.model import Item
from aligntui.text.clean import clean_line
from aligntui.text.listing import listed

NAMED = 8
"""Most items that a line for a link names, the last of which may be that there are more."""


class Matrix(Struct, frozen=True):
    """Where one stands in a matrix."""

    row: str = ""
    col: str = ""
    """Ids of the pair in focus."""
    line: str = ""
    """Field of the pair that is being typed in the line below the grid; "" while it is closed."""
    on_ballot: bool = False
    """Whether the reason in the line is meant for the own ballot."""
    handed: Handed | None = None
    """That one is in and waits for the others."""


class MatrixKind:
    """A value for the pair in focus, mostly with one key, then the next pair."""

    def open(self, ctx: StepContext) -> Matrix:
        """At the pair being typed in, else at what is talked about first, else at what nobody looked at."""
        ids, values = crossing(ctx).ids, crossing(ctx).values
        for place in ctx.typed_below(ctx.line_place("")):
            pair, key = place.split("/")[2:4]
            row, _, col = pair.partition("+")
            key = next((k for k in grids.lines(ctx, row, col) if place_name(ctx, k) == key), "")
            if key and (row, col) in ids:
                return Matrix(row, col, key, on_ballot=answering(ctx).on_ballot)
        far = (ends_in(line.subject) for line in talking.far_apart(ctx))
        unseen = (ends for ends in ids if ends not in values)
        first = next((ends for ends in (*far, *unseen, *ids) if ends in ids), ("", ""))
        return Matrix(*first)

    def offers(self, ctx: StepContext, state: Matrix) -> list[Offer]:
        """Answering the pair in focus, what is asked beside it, moving, handing on, going on."""
        if state.line:
            return [Offer("keep", takes="words"), Offer("close", takes="words")]
        offers = []
        if ends := focus(ctx, state):
            subject = subject_of(ctx, ends[0].id, ends[1].id)
            offers = [*_values(ctx, ends[1].id, subject), Offer("take-back", subject)]
            if grids.lines(ctx, ends[0].id, ends[1].id):
                offers.append(Offer("reason", subject))
            offers.append(Offer("focus", takes="item"))
        return [*offers, *seating.offers(ctx), Offer("go-on"), Offer("go-back")]

    def do(self, ctx: StepContext, state: Matrix, intent: Intent) -> Outcome[Matrix]:
        """Values go on the own ballot while a round takes them, else they change what was agreed."""
        mine, (row, col) = answering(ctx), ends_in(intent.item)
        match intent.verb:
            case "focus":
                row, col = (row, col) if col else _open_pair(ctx, intent.item)
                return Outcome(replace(state, row=row, col=col))
            case "next-person":
                return Outcome(state) if state.line else seating.next_person(ctx, state, intent.value)
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
                content = grids.read(ctx, measure(ctx, at.col), intent.field)
                ops = grids.put(ctx, at.row, at.col, measure_key(ctx, at.col), content)
                changed = revising.change(ctx, _next(ctx, at), intent, ops, said("agreed-asks"))
                return _asked(ctx, at, changed)
            case "reason" if lines := grids.lines(ctx, at.row, at.col):
                key = intent.field if intent.field in lines else lines[0]
                return Outcome(replace(at, line=key, on_ballot=mine.on_ballot))
            case "keep" | "close" if state.line or (intent.item and grids.lines(ctx, at.row, at.col)):
                lines = grids.lines(ctx, at.row, at.col)
                at = replace(at, line=at.line or (intent.field if intent.field in lines else lines[-1]))
                return self._keep(ctx, state, at, intent)
        return passed(state, intent)

    def _answer(self, ctx: StepContext, state: Matrix, intent: Intent) -> Outcome[Matrix]:
        """Set the value of the pair in focus; one that is named, or the highest, goes on to the next pair."""
        answer, onward, problem = _meant(ctx, state, intent)
        if problem is not None:
            return problem
        after = _next(ctx, state) if onward else state
        mine, subject = answering(ctx), subject_of(ctx, state.row, state.col)
        if mine.on_ballot:
            note = mine.note(subject)
            whole = {"value": answer, "note": note} if note else answer
            return mine.give(after, subject, whole, replace(intent, item=subject))
        now = grids.value(ctx, state.row, state.col)
        row, col = crossing(ctx).pairs[crossing(ctx).ids.index((state.row, state.col))]
        ends = f"{ctx.view.code(row)} with {ctx.view.code(col) if col.collection else col.text}"
        had, to = (grids.read_out(ctx, state.col, content) for content in (now, answer))
        asks = said("agreed-asks", what=ends, had=had, now=to or "nothing") if now is not None else None
        ops = grids.put(ctx, state.row, state.col, measure_key(ctx, state.col), answer)
        again = Intent("change-agreed", subject, "" if answer is None else str(answer))
        return _asked(ctx, state, revising.change(ctx, after, again, ops, asks))

    def _keep(self, ctx: StepContext, was: Matrix, state: Matrix, intent: Intent) -> Outcome[Matrix]:
        """Put what was typed beside its pair; what was meant for a sealed ballot goes nowhere unasked."""
        mine, subject = answering(ctx), subject_of(ctx, state.row, state.col)
        words = clean_line(str(intent.value or ""))
        closed = _after_line(ctx, state, intent)
        if intent.value is None:
            return Outcome(closed)
        if not intent.item and not _stands(ctx, was, state):
            return Outcome(replace(state, line=""), message=said("pair-gone", "warning"))
        if state.on_ballot and not mine.on_ballot:
            closed = replace(state, line="")
            if words == mine.note(subject):
                return Outcome(closed)
            if intent.verb == "keep":
                return Outcome(replace(state, on_ballot=False), message=said("sealed-keep-again", "warning"))
            return Outcome(closed, message=said("sealed-words-wait", "warning"))
        item = ctx.view.item(state.row)
        if state.line.startswith(WHY) and item is not None:
            from aligntui.engine.entry import reasons

            ops = tuple(reasons.given(item, state.line, words))
            return Outcome(closed, ops, said("record-kept") if ops else None)
        field = grids.field_of(ctx, state.col, state.line)
        try:
            content = grids.read(ctx, field, words)
        except Unclear as unclear:
            if intent.verb == "close":
                waits = said("unclear-waits", "error", words=str(unclear))
                return Outcome(replace(state, line=""), message=waits)
            return Outcome(state, message=said("unclear", "error", words=str(unclear)))
        if mine.on_ballot:
            again = replace(intent, item=subject, field=state.line)
            if state.line == measure_key(ctx, state.col):
                return mine.give(closed, subject, content, again)
            answer = mine.value(subject)
            whole = {"value": answer, "note": words} if words else answer
            return mine.give(closed, subject, whole, again)
        ops = grids.put(ctx, state.row, state.col, state.line, content)
        return _asked(ctx, state, Outcome(closed, ops, said("record-kept") if ops else None))

    def sight(self, ctx: StepContext, state: Matrix) -> Sight:
        """The pairs row by row with their values and reasons, and what stands at the margins."""
        rows, mine, ends = [], answering(ctx), focus(ctx, state)
        for row, col in crossing(ctx).pairs:
            subject = subject_of(ctx, row.id, col.id)
            parts = [
                grids.read_out(ctx, col.id, grids.value(ctx, row.id, col.id)),
                *told_beside(ctx, row.id, col.id),
            ]
            title = f"{ctx.view.code(row)} {row.text}"
            shown = ", ".join(part for part in (*parts, mine.told(subject)) if part)
            code = ctx.view.code(col) if col.collection else ""
            name = f"{ctx.view.code(row)} x {code or col.text}"
            rows.append(Row(subject, col.text, code, shown, title, name))
        figures = grids.margins(ctx)
        notes = [
            f"{title}: {', '.join(f'{ctx.view.code(ref)} {word}' for ref, word in words.items() if word)}"
            for title, words in (*figures.rows, *figures.cols)
        ]
        notes += [f"{word}: {meaning}" for word, meaning in figures.legend.items()]
        notes += filter(None, (talking.first(ctx), linked(ctx, state)))
        at_pair = subject_of(ctx, ends[0].id, ends[1].id) if ends else ""
        return Sight(question(ctx, state), tuple(rows), at_pair, mine.are_in, tuple(notes))

    def finding(self, ctx: StepContext, state: Matrix, words: Mapping[str, object]) -> Finding | None:
        """About the row or column in focus."""
        ends = focus(ctx, state)
        if ends is None:
            return None
        return ctx.finding_about(*(end.id for end in ends if end.collection), figures=own_figures(ctx))


KIND = MatrixKind()


def _values(ctx: StepContext, col: str, subject: str) -> list[Offer]:
    """How the value of a pair is given."""
    form = measure(ctx, col)
    if in_words(form):
        return [Offer("answer", subject, takes="words")]
    if form.type != "scale":
        choices = tuple((option.key, option.label) for option in options(form, ctx.view))
        yes = [Offer("yes", subject)] if form.type == "yesno" else []
        return [Offer("answer", subject, takes="choice", choices=choices), *yes, Offer("cycle", subject)]
    low, high = grids.bounds(form)
    labels = tuple(form.choices.items())
    offers = [Offer("answer", subject, "", "scale", labels, low, high), Offer("more", subject)]
    around = [Offer("less", subject), Offer("neutral", subject)] if low < 0 else []
    return [*offers, *around, Offer("cycle", subject)]


def _meant(ctx: StepContext, state: Matrix, intent: Intent) -> tuple[Answer, bool, Outcome[Matrix] | None]:
    """The value that is meant, whether one goes on with it, and what is said where it is none."""
    form, now, verb = measure(ctx, state.col), grids.value(ctx, state.row, state.col), intent.verb
    if verb == "take-back":
        return None, False, None
    if form.type == "scale":
        return _point(state, intent, now if isinstance(now, int) else None, *grids.bounds(form))
    if verb == "yes" and form.type == "yesno":
        return "yes", True, None
    if verb == "cycle" and not in_words(form):
        keys = [option.key for option in options(form, ctx.view)]
        return keys[(keys.index(str(now)) + 1) % len(keys) if now in keys else 0], False, None
    if verb != "answer":
        return None, False, passed(state, intent)
    if form.type == "yesno" and not form.partly and intent.value not in ("yes", "no"):
        return None, False, Outcome(state, message=said("yes-or-no"))
    try:
        return grids.read(ctx, form, intent.value), True, None
    except Unclear as unclear:
        return None, False, Outcome(state, message=said("unclear", "error", words=str(unclear)))


def _point(
    state: Matrix, intent: Intent, number: int | None, low: int, high: int
) -> tuple[Answer, bool, Outcome[Matrix] | None]:
    """A point of a scale from `low` to `high`, at which `number` stands now."""
    match intent.verb:
        case "answer" if isinstance(intent.value, int) and low <= intent.value <= high:
            return intent.value, True, None
        case "answer":
            return None, False, Outcome(state, message=outside(low, high, intent.value))
        case "more" | "less" if low < 0:
            return max(low, min(high, (number or 0) + (1 if intent.verb == "more" else -1))), False, None
        case "more":
            return high, True, None
        case "cycle":
            return number - 1 if number is not None and low < number <= high else high, False, None
        case "neutral":
            return 0, False, None
    return None, False, passed(state, intent)


def _asked(ctx: StepContext, state: Matrix, outcome: Outcome[Matrix]) -> Outcome[Matrix]:
    """What came of a change of a cell, whose reason is asked in the line below the grid."""
    outcome = then_why(ctx, outcome)
    if outcome.then is None:
        return outcome
    subject = subject_of(ctx, state.row, state.col)
    return replace(outcome, then=Intent("reason", subject, outcome.then.field))


def _after_line(ctx: StepContext, state: Matrix, intent: Intent) -> Matrix:
    """Where one stands once the line is kept: the next field, behind a value in words the next pair."""
    keys, closed = grids.lines(ctx, state.row, state.col), replace(state, line="")
    if intent.verb != "keep" or state.line not in keys:
        return closed
    behind = keys[keys.index(state.line) + 1 :]
    if behind:
        return replace(state, line=behind[0])
    is_over = in_words(measure(ctx, state.col)) or state.line.startswith(WHY)
    return _next(ctx, closed) if is_over else closed


def _stands(ctx: StepContext, was: Matrix, state: Matrix) -> bool:
    """Whether the pair whose line was open is the one in focus still."""
    row, col = ctx.view.item(was.row), ctx.view.item(was.col)
    ends = row and row.id, (col and col.id) if grids.relation(ctx) is not None else was.col
    return ends == (state.row, state.col)


def focus(ctx: StepContext, state: Matrix) -> tuple[Item, Item] | None:
    """The pair in focus, or the next one where it is gone; None when there is nothing to cross."""
    return grids.focus(ctx, state.row, state.col)


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


def told_beside(ctx: StepContext, row: str, col: str) -> list[str]:
    """What stands beside the value of a pair, each with the name of its field; of a reason `why`."""
    told = []
    for key, field in grids.beside(ctx).items():
        content = grids.stored(ctx, row, col, key)
        if content not in (None, ""):
            told.append(f"{label(ctx, col, key)}: {values_of(field, content, ctx.view)}")
    return told


def linked(ctx: StepContext, state: Matrix) -> str:
    """What a link that is typed at this pair may point to, people by name; "" where none is."""
    ends = focus(ctx, state)
    if ends is None:
        return ""
    field = grids.field_of(ctx, ends[1].id, state.line) if state.line else measure(ctx, ends[1].id)
    if field.type != "link":
        return ""
    every = options(field, ctx.view)
    return listed([one.help if by_name(field) else f"{one.label} {one.help}".strip() for one in every], NAMED)


def label(ctx: StepContext, col: str, key: str) -> str:
    """Name of a field of a pair: a reason is the `why`."""
    is_reason = key.startswith(WHY) or key == grids.reason_key(ctx)
    return "why" if is_reason else label_of(key, grids.field_of(ctx, col, key))


def place_name(ctx: StepContext, key: str) -> str:
    """Last part of the place in which the words of a field wait."""
    return "why" if key == grids.reason_key(ctx) else key


def line_place(ctx: StepContext, state: Matrix) -> str:
    """Where the words of the line wait."""
    return ctx.line_place(f"{state.row}+{state.col}/{place_name(ctx, state.line)}")


def question(ctx: StepContext, state: Matrix) -> str:
    """What is asked of this pair, by the lists it comes from: strengths meet opportunities."""
    ends = focus(ctx, state)
    if ends is None:
        return ask_of(ctx.step)
    row, col = ends
    if state.line.startswith(WHY):
        from aligntui.engine.entry import reasons

        return reasons.field_of(ctx, row, state.line).ask
    if state.line and state.line != measure_key(ctx, col.id):
        second = called(ctx.view, col, 24) if col.collection else col.text
        return f"{called(ctx.view, row, 24)} with {second}: {label(ctx, col.id, state.line)}?"
    asks = measure(ctx, col.id).ask if isinstance(ctx.step.ask, str) and not col.collection else ""
    asks = asks or ask_of(ctx.step, grids.block(ctx, row, col)) or measure(ctx, col.id).ask
    return fill_ends(asks, ctx.view, {"row": row, "col": col} if col.collection else {"row": row})
