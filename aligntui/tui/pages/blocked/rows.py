"""An undo that meets what somebody else wrote since, as rows: keep theirs, or put mine back."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from aligntui.analysis.view import View
from aligntui.engine.entry import values
from aligntui.session.model import Change
from aligntui.session.ops import Set, Status, decode_ops
from aligntui.session.undo import Blocked
from aligntui.text.clean import clean_line
from aligntui.tui.rows import choice
from aligntui.tui.widgets import sharing
from aligntui.tui.widgets.line import BLANK, Line, broken, cut, line, paragraph

KEEP, MINE = "keep", "mine"


class Way(Struct, frozen=True):
    """One way out: its name, what it is about, and what it does."""

    name: str
    words: str
    does: str
    change: Change


def ways(view: View, found: Blocked, key: str) -> list[Way]:
    """What may be done about a blocked undo; none when nothing can be. `key` goes further back."""
    listed: list[Way] = []
    if found.keep is not None:
        now = _words(view, found.mine, "was")
        does = f"leaves it as it is now; {key} then goes to the change before it"
        listed.append(Way(KEEP, now or "what stands now", does, found.keep))
    if found.mine is not None:
        then = _words(view, found.mine, "to")
        listed.append(
            Way(MINE, then or "as it was", "puts mine back; theirs stays in the history", found.mine)
        )
    return listed


def _words(view: View, change: Change | None, side: str) -> str:
    """What one value says before (`was`) or after (`to`) a change; "" when it is not about one value."""
    ops = decode_ops(change.ops) if change is not None else []
    told = [op for op in ops if isinstance(op, Set | Status)]
    if len(told) != 1:
        return ""
    op = told[0]
    value = getattr(op, side)
    if isinstance(op, Status):
        return str(value)
    item = view.item(op.id)
    field = view.book.field(item.collection, op.field) if item is not None else None
    if field is not None and field.type == "link" and isinstance(value, str):
        linked = view.item(value)
        return linked.text if linked is not None else ""
    return clean_line(values.show(field, value)) or "(nothing)"


def blocked_rows(
    bar: Line, sentence: str, listed: Sequence[Way], at: int, cells: int, height: int
) -> list[Line]:
    """The page but its message and keys."""
    rows = [bar, *paragraph(sentence, cells - 2, height // 3, role="text+bold", lead=" "), BLANK]
    wide = min(cells - 12, 100)
    texts = [broken(way.words, wide) for way in listed]
    # The one in focus stands there whole.
    room = height - 2 - len(rows) - 2 * len(listed)
    _, heights = sharing.listed([len(text) for text in texts], room, at, whole=True)
    for number, (way, text, high) in enumerate(zip(listed, texts, heights, strict=True)):
        rows += choice(cells, way.name, cut(text, high, wide), 7, focused=number == at)
        rows += [line((f"   {'':<7}{way.does}", "muted")), BLANK]
    return rows
