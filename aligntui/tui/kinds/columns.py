"""The cards of the lists of a board, or of cells, as panes."""

from __future__ import annotations

from collections.abc import Collection as Container

from aligntui.analysis.view import View
from aligntui.engine.lists import Column
from aligntui.tui.kinds.panes import Card, Pane


def panes_of(
    view: View,
    columns: list[Column],
    *,
    marked: Container[str] = (),
    tails: dict[str, str] | None = None,
    tail_name: str = "",
    parked_open: Container[str] = (),
    marks: dict[str, str] | None = None,
    second: str = "",
    hidden: Container[str] = (),
) -> list[Pane]:
    """Panes with the cards as they stand.

    Args:
        view: The snapshot.
        columns: Columns of the step.
        marked: Ids of marked cards.
        tails: Item id -> word at the right edge.
        tail_name: Heading of the tails.
        parked_open: Panes (`parked:KEY`) whose parked cards are shown.
        marks: Item id -> mark of its worst finding.
        second: Field under the words where there is room.
        hidden: Ids of cards that are only counted.
    """
    tails, marks = tails or {}, marks or {}
    out = []
    for column in columns:
        items = column.items(view)
        away = [i for i in column.items(view, away=True) if i not in items]
        pane = Pane(
            key=column.key if column.letter else "",
            title=column.title,
            role="accent" if column.field else view.book.role(column.collection),
            note=column.note,
            count=_count(len(items), column.limit),
            tail=tail_name,
            example=column.example,
            ask=column.ask.removeprefix(f"{column.key}: ") if column.field else "",
            shout=not column.field,
        )
        unseen = [i for i in [*items, *away] if i.id in hidden]
        if unseen:
            pane.more = f"{len(unseen)} more, hidden until Reveal"
            items, away = ([i for i in found if i.id not in hidden] for found in (items, away))
        for item in items:
            tail = tails.get(item.id, "")
            mark = marks.get(item.id, "")
            under = (view.text(item, second) or "to verify: how do we know?") if second else ""
            pane.cards.append(
                Card(
                    id=item.id, code=view.code(item), text=item.text.replace("\n", " "),
                    tail=f"{mark} {tail}".strip() if mark else tail, marked=item.id in marked, under=under,
                )
            )  # fmt: skip
        if away:
            row = f"parked:{column.collection}:{column.key}"
            shown = row in parked_open
            pane.cards.append(
                Card(id=row, code="", text=f"{'-' if shown else '+'} {len(away)} parked", role="muted")
            )
            if shown:
                pane.cards.extend(
                    Card(id=i.id, code=view.code(i), text=i.text, tail="parked", role="muted") for i in away
                )
        out.append(pane)
    return out


def _count(number: int, limit: int | None) -> str:
    if limit is None:
        return str(number) if number else ""
    return f"{number} of {limit}" + (" !" if number > limit else "")
