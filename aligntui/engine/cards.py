"""Where one stands among cards in lists, and what is known of them whatever the kind of step."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from aligntui.analysis.figure import Finding
from aligntui.engine import duplicates
from aligntui.engine.entry import adding
from aligntui.engine.entry.filling import Filling
from aligntui.engine.kind import Handed, StepContext, once
from aligntui.engine.merging import Merging
from aligntui.session.model import Item

FEW = 3
"""Below so many cards a list is still being begun."""
NAMELESS = "not named yet"
"""Said in place of the words of a card that has none."""


class Cards(Struct, frozen=True):
    """Where one stands among cards: on a board, in cells, in the rows of a table."""

    at: str = ""
    """Card in focus, or the row of parked ones; "" in an empty list."""
    field: str = ""
    """Field of it in focus, in a table; "" for its words."""
    list: str = ""
    """Key of the list that the add line writes to, or of the empty one in focus."""
    parent: str = ""
    """Item that the lists are repeated for."""
    adding: bool = False
    """Whether the add line is open."""
    waiting: tuple[str, ...] = ()
    """Pasted lines that wait behind the one in the add line."""
    prompt: tuple[str, ...] | None = None
    """Ids of what prompts the line, whatever others take up meanwhile; () for nothing, None for the first."""
    from_line: bool = False
    """Whether the open card was begun in the add line: its end is the line again."""
    marked: frozenset[str] = frozenset()
    apart: frozenset[frozenset[str]] = frozenset()
    """Look-alikes that somebody looked at and kept apart."""
    unfolded: frozenset[str] = frozenset()
    """Rows of parked cards that show them."""
    sort: str = ""
    """Key of what the lists are shown sorted by; "" as they were written."""
    filling: Filling | None = None
    """Fields of the card that is open."""
    merging: Merging | None = None
    moving: str = ""
    """Card of which is asked where it goes."""
    asked: bool = False
    """Whether it was asked if there is nothing more; Enter goes on then."""
    asked_of: str = ""
    """List without a card of which it was asked whether one leaves it so."""
    handed: Handed | None = None
    """That one is in and waits for the others."""

    @property
    def cell(self) -> bool:
        """Whether one types in the field in focus of a row, and all rows stand as they are."""
        return self.filling is not None and self.filling.keys == (self.field,) != ("text",)

    @property
    def in_place(self) -> tuple[object, ...]:
        """Ids of what is open in place of the cards: one card, or those that are merged."""
        if self.merging is not None:
            return (self.merging.stays, self.merging.goes)
        return (self.filling.item,) if self.filling is not None and not self.cell else ()


@once
def hidden(ctx: StepContext) -> list[Item]:
    """Cards of the step that others write in silence."""
    held, items = set(ctx.view.book.held(ctx.step)), ctx.view.session.items
    return [item for ref, item in items.items() if ref in ctx.view.hidden and item.collection in held]


def other_lists(ctx: StepContext, state: Cards, item: Item) -> tuple[tuple[str, str], ...]:
    """Key and title of the lists in which a card does not stand."""
    return tuple((c.key, c.title) for c in adding.columns(ctx, state.parent) if not c.holds(item))


def look_alikes(ctx: StepContext, state: Cards, shown: Sequence[str]) -> list[duplicates.Pair]:
    """Pairs of the cards shown that look alike and that nobody has kept apart yet."""
    lists = dict.fromkeys(c.collection for c in adding.columns(ctx, state.parent))
    pairs = duplicates.pairs(ctx.view, lists, state.apart)
    return [pair for pair in pairs if pair[0].id in shown and pair[1].id in shown]


def alike_finding(
    ctx: StepContext, state: Cards, shown: list[str], at: str, cells: int, key: str
) -> Finding | None:
    """While merging: the look-alikes, those of the card in focus first, with what opens them.

    Args:
        ctx: The snapshot.
        state: Where one stands.
        shown: Ids of the rows.
        at: Row in focus.
        cells: Width for their names.
        key: What merges on the face at hand.
    """
    pairs = look_alikes(ctx, state, shown) if ctx.phase == "merge" and not state.marked else []
    if not pairs:
        return None
    first = [pair for pair in pairs if at in (pair[0].id, pair[1].id)] or pairs
    rest = [pair for pair in pairs if pair not in first]
    names = duplicates.named(ctx.view, [*first, *rest], most=3, cells=cells)
    return Finding(code="ALIKE", severity="hint", message=f"Alike: {names}.", mend=f"{key} opens the first.")


def others_alike(ctx: StepContext, state: Cards, shown: list[str], cells: int) -> str:
    """Other look-alikes than those that are being merged, as they are named; "" for none."""
    form = state.merging
    merged = {form.stays, *form.goes} if form is not None else set()
    more = [pair for pair in look_alikes(ctx, state, shown) if not merged & {pair[0].id, pair[1].id}]
    return duplicates.named(ctx.view, more, cells=cells) if more else ""
