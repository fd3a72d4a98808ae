"""What a board says in words around its cards: the one in focus in full, where one may move, the key line."""

from __future__ import annotations

from aligntui.analysis.readout import name_of
from aligntui.engine import cards
from aligntui.engine.cards import Cards
from aligntui.engine.cited import cited_by, words_of
from aligntui.engine.entry import adding
from aligntui.engine.entry.fields import ends_of, keys_in, label_of
from aligntui.engine.hidden_cards import counted
from aligntui.engine.kind import StepContext
from aligntui.engine.kinds import table
from aligntui.engine.lists import Column
from aligntui.engine.people import by_name
from aligntui.engine.rounds import voting
from aligntui.methods.types import Field, Step
from aligntui.session.model import Item
from aligntui.text.clean import clip, width

ROOM = 78
"""Cells of the question where to."""
CUT = 8
"""Cells of a text that a column of a table holds in any case."""
EVERY = 999
"""Cells that hold all points of a scale."""
Said = tuple[str, str, str, str, str]
"""Title, right end, words, what is known, and the grade of a card."""


def across(step: Step, number: int) -> int:
    """How many of a number of lists stand side by side."""
    side_by_side = {"columns": number, "2x2": 2}.get(step.layout or "", min(2, number))
    # More than four columns are too narrow to read at 80 cells: two rows of them.
    return max(1, side_by_side if side_by_side <= 4 else -(-side_by_side // 2))


def detail(ctx: StepContext, item: Item | None) -> Said:
    """Title, right end, words, what is known, and the grade of the card in focus."""
    view, others = ctx.view, clip(counted(cards.hidden(ctx)), 40)
    if item is None:
        return (
            (voting.left(ctx), voting.voted(ctx), "", "", "") if ctx.is_voting else ("", others, "", "", "")
        )
    key = adding.second(ctx)
    known = view.text(item, key) if key else ""
    under = f"{'know' if key == 'evidence' else adding.second_label(ctx)}: {known}" if known else ""
    code = view.code(item)
    if ctx.is_voting:
        return voting.left(ctx), voting.voted(ctx), f"{code}  {item.text}", under, ""
    by, light = words_of(view, cited_by(view, item.id), 56), table.lights(ctx).get(item.id, "")
    notes = [light, f"used in {by}" if by else ""]
    return "  ".join(filter(None, (code, *notes))), others, item.text, under, _graded(ctx, item)


def below(
    said: Said, ctx: StepContext, item: Item | None, valued: tuple[str, Field] | None, cells: int
) -> Said:
    """What is said of a card, and where nothing else stands what its codes and the points of a scale mean.

    Args:
        said: Of the card, as `detail` says it.
        ctx: The snapshot.
        item: The card.
        valued: Name and field of the value that signs give it.
        cells: Width of the row.
    """
    title, right, words, under, tail = said
    grounds = _grounds(ctx, item) if valued is not None and not under else ""
    under = under or _linked(ctx, item)
    # Under the words a scale takes the rows that all its points need.
    ends = ends_of(valued[1], cells if under and not grounds else EVERY) if valued is not None else ""
    told = f"{label_of(*valued)}: {ends}" if valued is not None and ends else ""
    if grounds:
        # What is graded is read beside all that its grades mean.
        return title, right, words, "; ".join(filter(None, (grounds, under, told))), tail
    return (
        (title, right, words, under or told, tail)
        if right or not under
        else (title, told, words, under, tail)
    )


def _grounds(ctx: StepContext, item: Item | None) -> str:
    """Whole, what columns of a table cut of the row whose value signs set: the evidence that is graded."""
    told: list[str] = []
    if item is None or ctx.step.kind != "table":
        return ""
    for key in ctx.step.shows or ctx.step.fields or []:
        field = ctx.view.book.field(item.collection, key)
        words = " ".join(ctx.view.text(item, key).split()) if field is not None else ""
        if field is not None and field.type == "text" and width(words) > CUT:
            told.append(f"{'know' if key == 'evidence' else label_of(key, field)}: {words}")
    return "; ".join(told)


def _linked(ctx: StepContext, item: Item | None) -> str:
    """What the codes in its columns stand for: `points to: B Standing Order, C Bread by Appointment`."""
    told: list[str] = []
    if item is None:
        return ""
    for key in ctx.step.shows or ctx.step.fields or []:
        field = ctx.view.book.field(item.collection, key)
        if field is not None and field.type == "link" and not by_name(field):
            names = [name_of(ref, ctx.view) for ref in keys_in(ctx.view.value(item, key))]
            told += [f"{label_of(key, field)}: {', '.join(names)}"] if names else []
    return "   ".join(told)


def _graded(ctx: StepContext, item: Item) -> str:
    """What the short column at the right edge says of a card, in words: `grade 3 own data`."""
    key = next(iter(ctx.step.shows or []), "")
    field = ctx.view.book.field(item.collection, key) if key else None
    value = ctx.view.text(item, key) if field is not None and field.type == "scale" else ""
    if field is None or not value:
        return ""
    return f"{label_of(key, field)} {value} {field.choices.get(value, '')}".strip()


def others_of(ctx: StepContext, state: Cards) -> list[Column]:
    """Lists to which the card that moves may go."""
    item = ctx.view.item(state.moving)
    keys = [key for key, _ in cards.other_lists(ctx, state, item)] if item is not None else []
    return [column for column in adding.columns(ctx, state.parent) if column.key in keys]


def where_to(ctx: StepContext, state: Cards, at: int) -> str:
    """`Move S3 to: [W weaknesses]  O opportunities  T threats`; `at` is the number of the one in brackets."""
    item, others = ctx.view.item(state.moving), others_of(ctx, state)
    lead = f"Move {(ctx.view.code(item) if item is not None else '') or 'it'} to: "
    room = max(3, (ROOM - width(lead)) // max(1, len(others)) - 4)
    names = [clip(f"{column.letter} {column.title.lower()}".strip(), room) for column in others]
    return lead + " ".join(f"[{n}]" if i == at else f" {n} " for i, n in enumerate(names))
