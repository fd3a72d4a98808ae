"""Where one stands among cards in lists, and what stands there: the rows, and the one in focus."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

from aligntui.analysis.figure import Finding
from aligntui.engine import duplicates
from aligntui.engine.entry import adding
from aligntui.engine.entry.filling import Filling
from aligntui.engine.kind import StepContext, once
from aligntui.engine.lists import Column
from aligntui.engine.merging import Merging
from aligntui.engine.rounds import voting
from aligntui.engine.rounds.hidden_cards import unrevealed
from aligntui.engine.runs.walk import ask_of
from aligntui.session.model import Item

PARKED = "parked:"
"""What ids of rows begin with that stand for parked cards."""


@dataclass(frozen=True, slots=True)
class Board:
    """Where one stands on a board."""

    at: str = ""
    """Card in focus, or the row of parked ones; "" in an empty list."""
    list: str = ""
    """Key of the list that the add line writes to, or of the empty one in focus."""
    parent: str = ""
    """Item that the board is repeated for."""
    adding: bool = False
    """Whether the add line is open."""
    waiting: tuple[str, ...] = ()
    """Pasted lines that wait behind the one in the add line."""
    marked: frozenset[str] = frozenset()
    apart: frozenset[frozenset[str]] = frozenset()
    """Look-alikes that somebody looked at and kept apart."""
    unfolded: frozenset[str] = frozenset()
    """Rows of parked cards that show them."""
    filling: Filling | None = None
    """Fields of the card that is open."""
    merging: Merging | None = None
    moving: str = ""
    """Card of which is asked where it goes."""
    asked: bool = False
    """Whether it was asked if there is nothing more; Enter goes on then."""
    closing: str = ""
    """Round in which one asked to go on and waits for the others."""


B = TypeVar("B", bound=Board)


def opened(state: Board) -> tuple[object, ...]:
    """Ids of what is open in place of the cards: one card, or those that are merged."""
    if state.merging is not None:
        return (state.merging.stays, state.merging.goes)
    return (state.filling.item,) if state.filling is not None else ()


def is_writing(ctx: StepContext) -> bool:
    """Whether cards are written in this phase."""
    return ctx.phase in ("write", "")


def is_voting(ctx: StepContext) -> bool:
    """Whether dots are given in this phase."""
    return ctx.phase == "vote"


@once
def hidden(ctx: StepContext) -> list[Item]:
    """Cards that others write in silence."""
    return unrevealed(ctx.view, ctx.run, ctx.place, ctx.step, ctx.person)


def away_of(ctx: StepContext, column: Column) -> list[Item]:
    """Cards of a list that are parked."""
    standing = column.items(ctx.view)
    unseen = {item.id for item in hidden(ctx)}
    return [i for i in column.items(ctx.view, away=True) if i not in standing and i.id not in unseen]


def rows_of(ctx: StepContext, state: Board, column: Column) -> list[str]:
    """Ids of the rows of a list: its cards, then a row for the parked ones, and them when it is unfolded."""
    known: dict[object, list[str]] = ctx.memo.setdefault("rows", {})
    which = (column.key, column.parent, state.unfolded)
    if which in known:
        return known[which]
    unseen = {item.id for item in hidden(ctx)}
    rows = [item.id for item in column.items(ctx.view) if item.id not in unseen]
    if away := away_of(ctx, column):
        row = f"{PARKED}{column.collection}:{column.key}"
        rows += [row, *(item.id for item in away if row in state.unfolded)]
    known[which] = rows
    return rows


def focus(ctx: StepContext, state: Board) -> str:
    """Row in focus: where the one that had it went, the next one in its list; "" in an empty list."""
    lists = adding.columns(ctx, state.parent)
    every = {column.key: rows_of(ctx, state, column) for column in lists}
    if any(state.at in rows for rows in every.values()):
        return state.at
    gone = ctx.view.session.items.get(state.at)
    column = next((c for c in lists if gone is not None and gone.collection == c.collection
                   and (not c.field or gone.fields.get(c.field) == c.key)), None)  # fmt: skip
    rows = every.get(column.key if column is not None else state.list, [])
    if gone is not None:
        items = ctx.view.session.items
        later = [row for row in rows if row in items and items[row].pos > gone.pos]
        folded = [row for row in rows if row.startswith(PARKED)]
        return next(iter([*later, *folded, *reversed(rows)]), "")
    return rows[0] if rows else ""


def item_in_focus(ctx: StepContext, state: Board) -> Item | None:
    """Card in focus; None on a row that is none."""
    at = state.moving or focus(ctx, state)
    return None if not at or at.startswith(PARKED) else ctx.view.item(at)


def column_of(ctx: StepContext, state: Board) -> Column:
    """The list that the line writes to, or that the focus stands in."""
    lists = adding.columns(ctx, state.parent)
    key, at = state.list, focus(ctx, state)
    if not state.adding:
        key = next((c.key for c in lists if at and at in rows_of(ctx, state, c)), key)
    return next((c for c in lists if c.key == key), lists[0])


def stand_on(ctx: StepContext, state: B, item_id: str, list_key: str = "") -> B:
    """The state with the focus on a row, among the parked ones too; or on a list that is empty."""
    lists = adding.columns(ctx, state.parent)
    for column in lists:
        row = f"{PARKED}{column.collection}:{column.key}"
        if any(item.id == item_id for item in away_of(ctx, column)):
            return replace(state, at=item_id, adding=False, unfolded=state.unfolded | {row})
        if item_id and item_id in rows_of(ctx, state, column):
            return replace(state, at=item_id, adding=False)
    if not item_id and any(column.key == list_key for column in lists):
        return replace(state, at="", list=list_key, adding=False)
    return state


def other_lists(ctx: StepContext, state: Board, item: Item) -> tuple[tuple[str, str], ...]:
    """Key and title of the lists in which a card does not stand."""
    lists = adding.columns(ctx, state.parent)
    return tuple((c.key, c.title) for c in lists if item not in c.items(ctx.view, away=True))


def fields_of(ctx: StepContext, item: Item) -> list[str]:
    """Fields of an open card: those the step asks, then all others that can be answered."""
    asked = ["text", *[f for f in (ctx.step.fields or []) if f != "text"]]
    fields = ctx.view.book.fields(item.collection)
    return [*asked, *(k for k, f in fields.items() if k not in asked and f.type != "figure")]


def look_alikes(ctx: StepContext, state: Board) -> list[duplicates.Pair]:
    """Pairs of cards on this board that look alike and that nobody has kept apart yet."""
    lists = adding.columns(ctx, state.parent)
    shown = {row for column in lists for row in rows_of(ctx, state, column)}
    pairs = duplicates.pairs(ctx.view, dict.fromkeys(c.collection for c in lists), state.apart)
    return [pair for pair in pairs if pair[0].id in shown and pair[1].id in shown]


def alike_finding(ctx: StepContext, state: Board, cells: int, key: str) -> Finding | None:
    """While merging: the look-alikes, those of the card in focus first, with what opens them.

    Args:
        ctx: The snapshot.
        state: Where one stands.
        cells: Width for their names.
        key: What merges on the face at hand.
    """
    pairs = look_alikes(ctx, state) if ctx.phase == "merge" and not state.marked else []
    if not pairs:
        return None
    at = focus(ctx, state)
    first = [pair for pair in pairs if at in (pair[0].id, pair[1].id)] or pairs
    rest = [pair for pair in pairs if pair not in first]
    names = duplicates.named(ctx.view, [*first, *rest], most=3, cells=cells)
    return Finding(code="ALIKE", severity="hint", message=f"Alike: {names}.", mend=f"{key} opens the first.")


def others_alike(ctx: StepContext, state: Board, cells: int) -> str:
    """Other look-alikes than those that are being merged, as they are named; "" for none."""
    form = state.merging
    merged = {form.stays, *form.goes} if form is not None else set()
    more = [pair for pair in look_alikes(ctx, state) if not merged & {pair[0].id, pair[1].id}]
    return duplicates.named(ctx.view, more, cells=cells) if more else ""


def tails(ctx: StepContext, items: list[Item]) -> dict[str, str]:
    """Card -> the word at its right edge: dots, or the field that the step shows."""
    if is_voting(ctx):
        return voting.tails(ctx, items)
    key = next(iter(ctx.step.shows or []), "")
    return {item.id: ctx.view.text(item, key) or "-" for item in items} if key else {}


def question(ctx: StepContext, state: Board) -> str:
    """The list's own question while writing; the step's otherwise."""
    if is_voting(ctx):
        return voting.question(ctx)
    if ctx.phase == "merge":
        return "Do two of these say one thing? Mark them and merge them: written once."
    if not adding.columns(ctx, state.parent):
        return ctx.question
    column = column_of(ctx, state)
    return ask_of(ctx.step, column.key if column.field else column.collection) or column.ask
