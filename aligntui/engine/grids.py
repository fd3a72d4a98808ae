"""What a grid crosses: two lists under a relation, or the items of a list with the fields asked of each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from aligntui.analysis.bind import as_number
from aligntui.analysis.crossings import asked_pairs
from aligntui.analysis.where import matches, select
from aligntui.engine import edits
from aligntui.engine.entry import signs, values
from aligntui.engine.entry.crossing import Margins, margins_of, word_of
from aligntui.engine.entry.fields import WHY, WORDS, asks_why, label_of, names_of, options
from aligntui.engine.entry.unclear import QUOTED, Unclear
from aligntui.engine.kind import StepContext, nearest, once
from aligntui.engine.people import PEOPLE, by_name, known_person, same_name
from aligntui.engine.rounds.answering import answering, own_figures
from aligntui.methods.kinds import IN_CELLS
from aligntui.methods.types import Field, Filter, Relation, as_list
from aligntui.session.model import Item, pair
from aligntui.session.ops import AnyOp
from aligntui.text import moment
from aligntui.text.clean import clean_line, clip

Answer = int | str | None
"""Value of a pair: a point of a scale, `yes`, a choice, a number, words; None while nobody looked at it."""
Ends = tuple[str, str]
"""Row id and column id; of a field its key stands in the place of a column."""


class Crossing(Struct, frozen=True):
    """What is crossed, and what was said of the pairs so far: the own ballot, else what was agreed.

    One person alone, who is no team to be agreed with, answers over what stood there before.
    """

    rows: list[Item]
    cols: list[Item]
    """Fields stand as items without a list: their key is the id, their label the words."""
    ids: list[Ends]
    """Ids of the pairs that are asked, row by row."""
    values: dict[Ends, int | str]
    """Pairs that were looked at."""

    @property
    def pairs(self) -> list[tuple[Item, Item]]:
        """The pairs that are asked, row by row."""
        known = {item.id: item for item in (*self.rows, *self.cols)}
        return [(known[row], known[col]) for row, col in self.ids]

    @property
    def open(self) -> int:
        """Pairs not looked at."""
        return len([ends for ends in self.ids if ends not in self.values])


def relation(ctx: StepContext) -> Relation | None:
    """What is crossed; None where items are crossed with their fields."""
    return ctx.view.book.relations.get(ctx.step.relation) if ctx.step.relation is not None else None


def subject_of(ctx: StepContext, row: str, col: str) -> str:
    """What an answer about a pair is given to: `a>b`, of a field `item#field`."""
    return pair(row, col) if ctx.step.relation is not None else f"{row}#{col}"


def ends_in(subject: str) -> Ends:
    """Row and column of an answer."""
    row, _, col = subject.partition(">" if ">" in subject else "#")
    return row, col


@once
def _measures(ctx: StepContext) -> dict[str, Field]:
    """The fields whose values stand in the cells: of a relation its first, else those that are asked."""
    crossed = relation(ctx)
    if crossed is not None:
        return dict([next(iter(crossed.fields.items()))])
    lists = as_list(ctx.step.of if not isinstance(ctx.step.of, dict) else None)
    known = {key: field for name in reversed(lists) for key, field in ctx.view.book.fields(name).items()}
    keys = list(known) if ctx.step.fields is None else ctx.step.fields
    return {key: known[key] for key in keys if key in known and known[key].type in IN_CELLS}


def measure_key(ctx: StepContext, col: str) -> str:
    """Name of the field that holds the value of a pair."""
    return next(iter(_measures(ctx))) if ctx.step.relation is not None else col


def measure(ctx: StepContext, col: str = "") -> Field:
    """Definition of the value of a pair; without a column that of the first."""
    measures = _measures(ctx)
    return measures.get(col) or next(iter(measures.values()))


def across(ctx: StepContext) -> dict[str, Field]:
    """Definition of the values in each column."""
    measures = _measures(ctx)
    if ctx.step.relation is None:
        return measures
    return dict.fromkeys([col.id for col in crossing(ctx).cols], next(iter(measures.values())))


def in_words(field: Field) -> bool:
    """Whether the value of a pair is typed in a line: a number, a day, words."""
    return field.type not in ("scale", "yesno", "choice")


def bounds(field: Field) -> tuple[int, int]:
    """Lowest and highest value of a scale in a cell; 0 and 1 where it does not say."""
    return field.from_ or 0, field.to or 1


@once
def beside(ctx: StepContext) -> dict[str, Field]:
    """Fields of a relation that are asked behind a cell, one after the other; of a ballot only the reason."""
    crossed, asked = relation(ctx), ctx.step.fields
    every = list(crossed.fields.items())[1:] if crossed is not None else []
    wanted = {key: field for key, field in every if asked is None or key in asked}
    if not answering(ctx).on_ballot:
        return wanted
    reason = reason_key(ctx)
    return {key: field for key, field in wanted.items() if key == reason}


@once
def reason_key(ctx: StepContext) -> str:
    """Field of the one-line reason, or "" when the step does not ask it."""
    crossed, asked = relation(ctx), ctx.step.fields
    fields = crossed.fields.items() if crossed is not None else ()
    keys = (key for key, form in fields if form.type in ("text", "long"))
    return next((key for key in keys if asked is None or key in asked), "")


def lines(ctx: StepContext, row: str, col: str) -> list[str]:
    """Fields of a pair that are typed in the line below the grid, in the order asked; a reason last."""
    form = measure(ctx, col)
    own = [measure_key(ctx, col)] if in_words(form) else []
    item = ctx.view.item(row) if form.revised and ctx.step.relation is None else None
    asks = item is not None and not answering(ctx).on_ballot and asks_why(ctx, item, col)
    return [*own, *beside(ctx), *([f"{WHY}{col}"] if asks else [])]


def field_of(ctx: StepContext, col: str, key: str) -> Field:
    """Definition of a field of a pair."""
    crossed = relation(ctx)
    if key.startswith(WHY):
        return WORDS
    return measure(ctx, col) if crossed is None else crossed.fields[key]


@once
def crossing(ctx: StepContext) -> Crossing:
    """Rows, columns and values as this person sees them."""
    crossed = relation(ctx)
    found = _of_fields(ctx) if crossed is None else _of_relation(ctx, crossed)
    if answering(ctx).on_ballot and not ctx.run.solo:
        # What was agreed before would be an answer before one answers.
        found.values.clear()
    for subject, answer in _own(ctx).items():
        if answer is not None:
            found.values[ends_in(subject)] = answer
    if any(field.type == "link" for field in _measures(ctx).values()):
        # Whom or what a cell pointed to may be gone: then nobody has looked at it.
        gone = [
            ends
            for ends, answer in found.values.items()
            if measure(ctx, ends[1]).type == "link"
            and ((item := ctx.view.item(str(answer))) is None or item.retired)
        ]
        for ends in gone:
            del found.values[ends]
    return found


def _of_fields(ctx: StepContext) -> Crossing:
    """Items of a list with the fields that are asked of each."""
    view, keys = ctx.view, _measures(ctx)
    lists = as_list(ctx.step.of if not isinstance(ctx.step.of, dict) else None)
    rows = ctx.own(select(view, view.items(lists), ctx.step.filter, ctx.resolve))
    cols = [Item(id=key, collection="", text=label_of(key, field)) for key, field in keys.items()]
    known = {row.id: view.book.fields(row.collection) for row in rows}
    ids = [(row.id, key) for row in rows for key in keys if key in known[row.id]]
    values = {
        (row.id, key): row.fields[key]
        for row in rows
        for key in keys
        if row.fields.get(key) not in (None, "")
    }
    return Crossing(rows, cols, ids, values)


def _of_relation(ctx: StepContext, crossed: Relation) -> Crossing:
    view, step = ctx.view, ctx.step
    rows, cols = view.items(as_list(crossed.rows)), view.items(as_list(crossed.cols))
    rows = ctx.own(select(view, rows, step.filter, ctx.resolve))
    if crossed.where:
        cols = [item for item in cols if matches(view, item, crossed.where, ctx.resolve)]
    if step.filter is not None and step.filter.order:
        cols = select(view, cols, Filter(order=step.filter.order), ctx.resolve)
        # The lists stay blocks: each is in order for itself.
        for side, lists in ((rows, as_list(crossed.rows)), (cols, as_list(crossed.cols))):
            side.sort(key=lambda item: lists.index(item.collection))
    key, values = measure_key(ctx, ""), {}
    ids = asked_pairs(view, crossed, rows, cols)
    asked = set(ids) if crossed.pairs == "once" else set()
    for ends, link in view.links(step.relation or "").items():
        if link.fields.get(key) not in (None, ""):
            # A pair of a half grid may have been written the other way round, in another order of the list.
            values[ends[::-1] if ends[::-1] in asked else ends] = link.fields[key]
    return Crossing(rows, cols, ids, values)


def _own(ctx: StepContext) -> dict[str, Any]:
    mine = answering(ctx)
    return {subject: mine.value(subject) for subject in mine.answers} if mine.on_ballot else {}


def focus(ctx: StepContext, row: str, col: str) -> tuple[Item, Item] | None:
    """The pair meant, or the next one that is asked where it is gone; None where nothing is."""
    grid = crossing(ctx)
    if not grid.ids:
        return None
    at = row, col
    if at not in grid.ids:
        at = nearest(ctx.view, grid.rows, row).id, _column(ctx, grid, col)
    if at not in grid.ids:
        at = next((ends for ends in grid.ids if ends[0] == at[0]), grid.ids[0])
    ends = {item.id: item for item in (*grid.rows, *grid.cols)}
    return ends[at[0]], ends[at[1]]


def _column(ctx: StepContext, grid: Crossing, col: str) -> str:
    if ctx.step.relation is not None:
        return nearest(ctx.view, grid.cols, col).id
    keys = [item.id for item in grid.cols]
    return col if col in keys else keys[0]


def letters(ctx: StepContext) -> str:
    """What the letters of the values stand for: `R does it; A answers for it`; "" where there are none."""
    from aligntui.analysis import cross_table

    crossed = relation(ctx)
    return cross_table.letters(crossed) if crossed is not None else ""


def value(ctx: StepContext, row: str, col: str) -> Answer:
    """Value of a pair."""
    return crossing(ctx).values.get((row, col))


def stored(ctx: StepContext, row: str, col: str, key: str) -> Answer:
    """What a field of a pair holds: on the own ballot the reason, else what was agreed."""
    if key == measure_key(ctx, col):
        return value(ctx, row, col)
    if answering(ctx).on_ballot:
        return answering(ctx).note(subject_of(ctx, row, col)) or None
    link = ctx.view.link(ctx.step.relation or "", *_written(ctx, row, col)) if relation(ctx) else None
    return link.fields.get(key) if link is not None else None


def _written(ctx: StepContext, row: str, col: str) -> Ends:
    """The ends of a pair as its link has them."""
    crossed, view = relation(ctx), ctx.view
    other = crossed is not None and crossed.pairs == "once" and view.link(ctx.step.relation or "", col, row)
    return (col, row) if other else (row, col)


def put(ctx: StepContext, row: str, col: str, key: str, content: Answer) -> tuple[AnyOp, ...]:
    """Changes that write a field of a pair; None empties it."""
    view, fresh = ctx.view, list[AnyOp]()
    if content and by_name(field_of(ctx, col, key)) and view.item(str(content)) is None:
        person, fresh = edits.add(view, ctx.new_id, PEOPLE, str(content), by=ctx.person, at=ctx.now())
        content = person.id
    if ctx.step.relation is None:
        item = view.item(row)
        return (*fresh, *edits.put(view, item, key, content)) if item is not None else ()
    a, b = _written(ctx, row, col)
    link = view.link(ctx.step.relation or "", a, b)
    fields = dict(link.fields) if link is not None else {}
    fields = {k: v for k, v in {**fields, key: content}.items() if k != key or v is not None}
    return (*fresh, *edits.cross(view, ctx.step.relation or "", a, b, fields or None))


@once
def levels(ctx: StepContext) -> dict[Ends, float]:
    """How much each value is, from 0 to 1: of a scale between its ends, of numbers from nothing to the most.

    A scale of two points, words and days have none: there is nothing between their values.
    """
    found: dict[Ends, float] = {}
    for key, field in {measure_key(ctx, col): field for col, field in across(ctx).items()}.items():
        known = {
            ends: number
            for ends, answer in crossing(ctx).values.items()
            if measure_key(ctx, ends[1]) == key and (number := as_number(answer)) is not None
        }
        low, high = bounds(field) if field.type == "scale" else _extent(known.values())
        if (field.type == "scale" and high - low > 1) or (field.type == "number" and high > low):
            found |= {ends: (number - low) / (high - low) for ends, number in known.items()}
    return found


def _extent(numbers: Iterable[float]) -> tuple[float, float]:
    """From nothing, or what is less, to the most."""
    return min(0.0, *numbers, 0.0), max(0.0, *numbers, 0.0)


def read(ctx: StepContext, field: Field, typed: object) -> Answer:
    """The stored form of what was typed or chosen for a field of a pair; of a link the id, else a new name.

    Raises:
        Unclear: When it cannot be read.
    """
    if field.type == "link":
        return _linked(ctx, field, clean_line(str(typed)))
    content: Answer = values.store(field, str(typed), today=moment.day(ctx.now()), unit=field.unit or None)
    return content


def _linked(ctx: StepContext, field: Field, words: str) -> Answer:
    """The item that is meant by its id, its code or its words; a person whom nobody knows yet by the name."""
    view, lists = ctx.view, as_list(field.of)
    if not words:
        return None
    found = view.item(words) or view.find(words)
    if found is None or (found.collection not in lists and lists != ["any"]):
        names = list(view.book.collections) if lists == ["any"] else lists
        found = next((item for item in view.items(names) if same_name(item.text, words)), None)
    if found is None and by_name(field) and not answering(ctx).on_ballot:
        person = known_person(view, words)
        return person.id if person is not None else words
    if found is None:
        raise Unclear(f'"{clip(words, QUOTED)}" is not there. Write a code or the words of one that is.')
    return found.id


def word(ctx: StepContext, field: Field, answer: Answer) -> str:
    """What stands in a cell: `+2`, `x`, the code of what it links to; "" while nobody looked at it."""
    if field.type != "link":
        return word_of(field, answer)
    item = ctx.view.item(str(answer)) if answer else None
    return ctx.view.code(item) if item is not None else ""


def meaning(ctx: StepContext, field: Field, answer: Answer) -> str:
    """What a value means, in words: the label of its point, the words of what it links to."""
    if field.type == "link":
        return names_of(answer, ctx.view)
    return field.choices.get(str(answer), "")


def read_out(ctx: StepContext, col: str, answer: Answer) -> str:
    """A value as it is read out: `+2 works well`; "" while nobody looked at it."""
    field = measure(ctx, col)
    if field.type == "link":
        return f"{word(ctx, field, answer)} {meaning(ctx, field, answer)}".strip()
    shown = str(answer) if field.type == "yesno" and answer is not None else word_of(field, answer)
    label = field.choices.get(str(answer), "")
    return f"{shown} {label if label != shown else ''}".strip()


def signs_of(ctx: StepContext, col: str) -> dict[str, Answer]:
    """What is typed for each value of a pair: numbers, y and n, or the letters that stand in the grid."""
    field = measure(ctx, col)
    if in_words(field):
        return {}
    if field.type != "scale":
        return dict(signs.of_options(options(field, ctx.view)))
    letters = {label.casefold(): int(key) for key, label in field.choices.items() if len(label) == 1}
    alone = len(letters) == len(field.choices) > 0 and all(letter.isalpha() for letter in letters)
    return {**letters} if alone else signs.numbers(*bounds(field))


def block(ctx: StepContext, row: Item, col: Item) -> str:
    """Under which key a pair has a question of its own: the letters of both lists, `S*O`; a field its key."""
    return f"{_letters(ctx, row)}*{_letters(ctx, col)}" if col.collection else col.id


def _letters(ctx: StepContext, item: Item) -> str:
    known = ctx.view.book.collections.get(item.collection)
    rule = known.code if known is not None else ""
    return (rule if isinstance(rule, str) else rule.letters) or item.collection


@once
def margins(ctx: StepContext) -> Margins:
    """The margins that the step asks for, of what this person sees."""
    grid = crossing(ctx)
    return margins_of(ctx.step, own_figures(ctx), ctx.method.method, ctx.view, grid.rows, grid.cols)
