"""The cards of the lists of a board, or of cells, as panes."""

from __future__ import annotations

from collections.abc import Mapping

from aligntui.analysis.bind import count as count_of
from aligntui.analysis.figure import Finding
from aligntui.analysis.measures import Measure
from aligntui.analysis.view import AWAY, View
from aligntui.engine.cards import Cards, hidden
from aligntui.engine.hidden_cards import is_silent
from aligntui.engine.kind import StepContext
from aligntui.engine.lists import Group
from aligntui.tui.kinds.panes import Card, Pane


def panes_of(
    ctx: StepContext,
    state: Cards,
    groups: list[Group],
    tails: Mapping[str, str],
    under: Mapping[str, str],
    found: Mapping[str, Finding],
    counted: Measure | None = None,
    *,
    dots: bool = False,
) -> list[Pane]:
    """Panes with the cards as they stand.

    Args:
        ctx: The snapshot.
        state: Where one stands.
        groups: The cards by their lists.
        tails: Card -> word at the right edge.
        under: Card -> what stands below it where there is room.
        found: Card -> its worst finding, whose mark it shows.
        counted: The number that stands at the right edge too.
        dots: Whether dots are given: then how many cards there are is said as such, and no limit.
    """
    view, unseen, panes = ctx.view, hidden(ctx), []
    # Each writes alone what comes to mind: how many stay is the matter of all, later.
    limited = not is_silent(ctx.run, ctx.place, ctx.step)
    for group in groups:
        column = group.column
        if column is None:
            continue
        others = [item for item in unseen if column.holds(item)]
        count = len(group.items) + sum(1 for item in others if item.status not in AWAY)
        pane = Pane(
            key=column.key if column.letter else "",
            title=column.title,
            role="accent" if column.field else view.book.role(column.collection),
            note=column.note,
            count=count_of(count, "card") if dots else _count(count, column.limit if limited else None),
            example=column.example,
            ask=column.ask.removeprefix(f"{column.key}: ") if column.field else "",
            shout=not column.field,
            more=f"{len(others)} more, hidden until Reveal" if others else "",
        )
        for item in group.items:
            mark = found[item.id].mark if item.id in found else ""
            tail = f"{mark} {tails.get(item.id, '')}".strip()
            tail += f" {counted.shown(item.id):>2}" if counted is not None else ""
            words, marked = item.text.replace("\n", " "), item.id in state.marked
            card = Card(item.id, view.code(item), words, tail, marked=marked, under=under.get(item.id, ""))
            pane.cards.append(card)
        pane.cards += away_of(view, group, state.unfolded)
        panes.append(pane)
    return panes


def away_of(view: View, group: Group, unfolded: frozenset[str]) -> list[Card]:
    """A row for the parked cards, and them when it is unfolded; nothing where there are none."""
    if not group.away:
        return []
    shown = group.folded in unfolded
    row = Card(group.folded, "", f"{'-' if shown else '+'} {len(group.away)} parked", role="muted")
    return [
        row,
        *(Card(i.id, view.code(i), i.text, i.reason or i.status, role="muted") for i in group.away if shown),
    ]


def _count(number: int, limit: int | None) -> str:
    if limit is None:
        return str(number) if number else ""
    most = f"{number}, max {limit}" if number else f"max {limit}"
    return f"{most} !" if number > limit else most
