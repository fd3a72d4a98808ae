"""Two things side by side under a test: their ends, the questions, the verdict, the pairs tried. Pure."""

from __future__ import annotations

from aligntui.engine.entry.fields import fill_in, label_of, options
from aligntui.engine.kind import StepContext
from aligntui.engine.kinds import pairs
from aligntui.engine.kinds.pairs import PAIR, Pairs
from aligntui.session.model import Item
from aligntui.text.clean import clip, width
from aligntui.tui.widgets.line import BLANK, Line, Span, fit, line, on, rule, wrap

ARROW = "  <-->  "
MARKS = {"!!": "finding", "!": "finding", "?": "accent", "ok": "green"}
"""Mark of a verdict -> its colour."""


def draw(
    ctx: StepContext, state: Pairs, cells: int, height: int
) -> tuple[list[Line], tuple[int, int] | None]:
    """The sheet of one pair as at most `height` lines, and the cell of the focus."""
    known, base = pairs.parts(ctx), ctx.view.book.collections.get(ctx.step.each or "")
    titles = ctx.step.ask if isinstance(ctx.step.ask, dict) else {}
    tried = base.title.lower() if base is not None and base.title else "tried"
    rows: list[tuple[str, Line]] = [(key, _side(ctx, state, key, cells)) for key in known.sides]
    rows += [("", BLANK), ("", rule(cells, titles.get("test", "the test")))]
    rows += [(key, _question(ctx, state, key, cells)) for key in known.tests]
    rows += [("", row) for row in _says(ctx, state, cells)]
    rows += [(key, _other(ctx, state, key, cells)) for key in pairs.asked_others(ctx, state)]
    rows += [("", BLANK), ("", rule(cells, titles.get("tried", tried)))]
    listed = pairs.listed(ctx)
    if not listed and base is not None and base.examples:
        rows.append(("", line((f"   e.g. {clip(base.examples[0], cells - 10)}", "muted"))))
    page = _page(listed, state, max(1, height - len(rows)))
    rows += [(f"{PAIR}{one.id}", _tried(ctx, state, one, cells)) for one in page]
    out: list[Line] = []
    cursor = None
    for key, row in rows[:height]:
        here = bool(key) and key == state.row
        if here:
            cursor = (0, len(out))
        marked = line((">" if here else " ", "accent+bold"), *row) if key else row
        out.append(on(fit(marked, cells), "focus") if here else marked)
    return out, cursor


def _page(listed: list[Item], state: Pairs, room: int) -> list[Item]:
    """The pairs that there is room for, the one in focus among them."""
    at = next((n for n, one in enumerate(listed) if f"{PAIR}{one.id}" == state.row), 0)
    first = max(0, min(at - room + 1, len(listed) - room)) if at >= room else 0
    return listed[first : first + room]


def _side(ctx: StepContext, state: Pairs, key: str, cells: int) -> Line:
    """One of the two things with the words for its ends; what is asked in its place while it is open."""
    view, item, sides = ctx.view, pairs.pair(ctx, state), pairs.parts(ctx).sides
    labels = {side: label_of(side, pairs.definition(ctx, side)) for side in sides}
    label = f"{labels[key]:<{max(map(width, labels.values()))}}"
    linked = view.item(str(item.fields.get(key) or ""))
    if linked is None:
        ask = fill_in(pairs.definition(ctx, key).ask, view, item)
        return line((f"{label}  ", "accent+bold"), (clip(ask, cells - width(label) - 5), "muted"))
    code, texts = view.code(linked), [view.text(item, end) or "-" for end in sides[key]]
    # Both sides may be long; the ends are what the worlds are named after.
    ends = clip(ARROW.join(texts), cells // 2)
    room = cells - width(label) - width(code) - width(ends) - 9
    words = clip(linked.text.replace("\n", " "), max(8, room))
    return line(
        (f"{label}  ", "accent+bold"), (f"{code}  ", "accent"), (words, "text"),
        (" " * max(1, room - width(words)), "text"), (f"  {ends} ", "text"),
    )  # fmt: skip


def _question(ctx: StepContext, state: Pairs, key: str, cells: int) -> Line:
    answer = str(pairs.pair(ctx, state).fields.get(key) or "")
    spans: list[Span] = []
    for option in options(pairs.definition(ctx, key), ctx.view):
        picked = option.key == answer
        role = "accent+bold" if picked else "text" if key == state.row else "muted"
        spans += [(f"[{option.label}]" if picked else f" {option.label} ", role), (" ", "text")]
    room = cells - sum(width(text) for text, _ in spans) - 5
    words = clip(pairs.asked(ctx, state, key, 54), room)
    return line(("  ", "text"), (words, "text"), (" " * (room - width(words) + 1), "text"), *spans)


def _says(ctx: StepContext, state: Pairs, cells: int) -> list[Line]:
    """What the test says of the pair, and how serious that is."""
    verdicts, sentences, marks = pairs.margins(ctx)
    ref = pairs.pair(ctx, state).id
    says, mark = sentences.get(ref, "") or verdicts.get(ref, ""), marks.get(ref, "")
    if not says:
        return [BLANK]
    first, *more = wrap(says, cells - 8, 2)
    rows = [line((f"   {mark:<3} ", MARKS.get(mark, "muted")), (first, "text"))]
    return [*rows, *(line(("       ", "text"), (row, "text")) for row in more)]


def _other(ctx: StepContext, state: Pairs, key: str, cells: int) -> Line:
    """One more field: why a pair is taken all the same."""
    label = label_of(key, pairs.definition(ctx, key))
    words = ctx.view.text(pairs.pair(ctx, state), key).replace("\n", " ")
    shown = clip(words, cells - width(label) - 6)
    return line((f"  {label}  ", "muted"), (shown, "text") if shown else ("-", "muted"))


def _tried(ctx: StepContext, state: Pairs, one: Item, cells: int) -> Line:
    """One pair of the list with its verdict."""
    verdicts, _, marks = pairs.margins(ctx)
    chosen, away = pairs.is_chosen(ctx, one), one.status in ("parked", "dropped")
    verdict, mark = verdicts.get(one.id, ""), marks.get(one.id, "")
    tail = f"{verdict}, chosen" if chosen else "parked" if away else verdict
    sign = f"{mark:>2} " if mark and not away else ""
    room = cells - 14 - width(f"{sign}{tail} ") - 2
    words = clip(pairs.words(ctx, one), max(8, room))
    role = "muted" if away else "text+bold" if one.id == pairs.pair(ctx, state).id else "text"
    return line(
        (f"{'*' if chosen else ' '} ", "accent+bold"),
        (f"{pairs.codes(ctx, one):<10} ", "muted" if away else "accent"),
        (words, role), (" " * max(1, room - width(words) + 1), "text"),
        (sign, MARKS.get(mark, "muted")), (f"{tail} ", "muted"),
    )  # fmt: skip
