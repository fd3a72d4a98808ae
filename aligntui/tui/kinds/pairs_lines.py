"""Two things side by side under a test: their ends, the questions, the verdict, the pairs tried. Pure."""

from __future__ import annotations

from msgspec import Struct

from aligntui.engine.entry.fields import fill_in, label_of, options
from aligntui.engine.kind import StepContext
from aligntui.engine.kinds import pairs
from aligntui.engine.kinds.pairs import PAIR, Pairs
from aligntui.session.model import Item
from aligntui.text.clean import widest, width
from aligntui.tui.rows import more
from aligntui.tui.widgets.line import (
    BLANK,
    Line,
    Span,
    broken,
    cut,
    hung,
    in_focus,
    length,
    line,
    padded,
    rule,
)
from aligntui.tui.widgets.sharing import listed, share

ARROW = "  <-->  "
WORDS = 24
"""Cells that the words of a side keep beside its ends, at least."""
MARKS = {"!!": "finding", "!": "finding", "?": "accent", "ok": "green"}
"""Mark of a verdict -> its colour."""


def draw(
    ctx: StepContext, state: Pairs, cells: int, height: int
) -> tuple[list[Line], tuple[int, int] | None]:
    """The sheet of one pair as at most `height` lines, and the cell of the focus."""
    known, base = pairs.parts(ctx), ctx.view.book.collections.get(ctx.step.each or "")
    titles = ctx.step.ask if isinstance(ctx.step.ask, dict) else {}
    tried = base.title.lower() if base is not None and base.title else "tried"
    entries = [_side(ctx, state, key, cells) for key in known.sides]
    entries += [_Entry(), _Entry(rule(cells, titles.get("test", "the test")))]
    entries += [_question(ctx, state, key, cells) for key in known.tests]
    entries += [_says(ctx, state, cells)]
    entries += [_other(ctx, state, key, cells) for key in pairs.asked_others(ctx, state)]
    entries += [_Entry(), _Entry(rule(cells, titles.get("tried", tried)))]
    listing = pairs.listed(ctx)
    if not listing and base is not None and base.examples:
        example = f"e.g. {base.examples[0]}"
        entries.append(_Entry(line("   "), example, cells - 5, role="muted"))
    # The pairs tried keep a third of the rows, or what they need.
    tried_ones = [_tried(ctx, state, one, cells) for one in listing]
    wanted = [len(entry.texts) for entry in tried_ones]
    at = next((n for n, entry in enumerate(tried_ones) if entry.key == state.row), 0)
    least = min(sum(wanted), max(height // 3, *(2 + size for size in wanted[at : at + 1]), 0))
    sizes = share([len(entry.texts) for entry in entries], height - least)
    first, heights = listed(wanted, height - sum(sizes), at, max(0, at - 1), whole=True)
    sizes += heights
    out: list[Line] = []
    cursor = None
    for entry, size in zip([*entries, *tried_ones[first:]], sizes, strict=False):
        here = bool(entry.key) and entry.key == state.row
        if here:
            cursor = (0, len(out))
        out += entry.draw(size, cells, here)
    out += more(len(tried_ones) - len(heights), first)
    return out[:height], cursor


class _Entry(Struct):
    """An entry of the sheet: a head, words in one row or several, a tail; `key` is its row of the step."""

    head: Line = BLANK
    text: str = ""
    room: int = 1
    tail: tuple[Span, ...] = ()
    key: str = ""
    role: str = "text"

    @property
    def texts(self) -> list[str]:
        """The words in rows."""
        return broken(self.text, self.room)

    def draw(self, rows: int, cells: int, here: bool) -> list[Line]:
        """In so many rows; with a mark and on a ground of its own in focus."""
        if not rows:
            return []
        if not self.text:
            drawn = [(*self.head, *self.tail)]
        else:
            drawn = hung(self.head, cut(self.texts, rows, self.room), self.room, *self.tail, role=self.role)
        if self.key:
            marks = [">" if here else " ", *[" "] * (len(drawn) - 1)]
            drawn = [line((mark, "accent+bold"), *row) for mark, row in zip(marks, drawn, strict=True)]
        return in_focus(drawn, cells, here)


def _side(ctx: StepContext, state: Pairs, key: str, cells: int) -> _Entry:
    """One of the two things with the words for its ends; what is asked in its place while it is open."""
    view, item, sides = ctx.view, pairs.pair(ctx, state), pairs.parts(ctx).sides
    labels = {side: label_of(side, pairs.definition(ctx, side)) for side in sides}
    head = line((padded(labels[key], widest(labels.values())) + "  ", "accent+bold"))
    linked = view.item(str(item.fields.get(key) or ""))
    if linked is None:
        ask = fill_in(pairs.definition(ctx, key).ask, view, item)
        return _Entry(head, ask, cells - length(head) - 3, key=key, role="muted")
    head = (*head, (f"{view.code(linked)}  ", "accent"))
    # Both sides may be long; the ends are what the worlds are named after.
    ends = ARROW.join(view.text(item, end) or "-" for end in sides[key])
    words, room = linked.text.replace("\n", " "), cells - length(head) - width(ends) - 5
    if room < WORDS:
        return _Entry(head, f"{words}: {ends}", cells - length(head) - 3, key=key)
    return _Entry(head, words, room, ((f"  {ends} ", "text"),), key)


def _question(ctx: StepContext, state: Pairs, key: str, cells: int) -> _Entry:
    answer = str(pairs.pair(ctx, state).fields.get(key) or "")
    spans: list[Span] = []
    for option in options(pairs.definition(ctx, key), ctx.view):
        picked = option.key == answer
        role = "accent+bold" if picked else "text" if key == state.row else "muted"
        spans += [(f"[{option.label}]" if picked else f" {option.label} ", role), (" ", "text")]
    room = cells - sum(width(text) for text, _ in spans) - 4
    return _Entry(line("  "), pairs.asked(ctx, state, key, 54), room, tuple(spans), key)


def _says(ctx: StepContext, state: Pairs, cells: int) -> _Entry:
    """What the test says of the pair, and how serious that is."""
    verdicts, sentences, marks = pairs.margins(ctx)
    ref = pairs.pair(ctx, state).id
    says, mark = sentences.get(ref, "") or verdicts.get(ref, ""), marks.get(ref, "")
    head = line((f"   {mark:<3} ", MARKS.get(mark, "muted"))) if says else BLANK
    return _Entry(head, says, cells - 8)


def _other(ctx: StepContext, state: Pairs, key: str, cells: int) -> _Entry:
    """One more field: why a pair is taken all the same."""
    head = line((f"  {label_of(key, pairs.definition(ctx, key))}  ", "muted"))
    words = ctx.view.text(pairs.pair(ctx, state), key).replace("\n", " ")
    return _Entry(head, words or "-", cells - length(head) - 2, key=key, role="text" if words else "muted")


def _tried(ctx: StepContext, state: Pairs, one: Item, cells: int) -> _Entry:
    """One pair of the list with its verdict."""
    verdicts, _, marks = pairs.margins(ctx)
    chosen, away = pairs.is_chosen(ctx, one), one.status in ("parked", "dropped")
    verdict, mark = verdicts.get(one.id, ""), marks.get(one.id, "")
    tail = f"{verdict}, chosen" if chosen else "parked" if away else verdict
    sign = f" {mark:>2} " if mark and not away else " "
    head = line(
        (f"{'*' if chosen else ' '} ", "accent+bold"),
        (f"{pairs.codes(ctx, one):<10} ", "muted" if away else "accent"),
    )
    spans = ((sign, MARKS.get(mark, "muted")), (f"{tail} ", "muted"))
    role = "muted" if away else "text+bold" if one.id == pairs.pair(ctx, state).id else "text"
    room = max(8, cells - 1 - length(head) - length(spans))
    return _Entry(head, pairs.words(ctx, one), room, spans, f"{PAIR}{one.id}", role)
