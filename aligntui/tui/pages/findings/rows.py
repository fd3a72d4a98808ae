"""All findings as rows, worst first, and the focused one in full with its mend."""

from __future__ import annotations

from functools import partial

from msgspec import field

from aligntui.analysis.gather import NAMED, WHOLE, WORDS, Gathered, about, message, words
from aligntui.analysis.view import View
from aligntui.engine.mends import Found, counts
from aligntui.engine.runs.position import step_name
from aligntui.session.model import RunStep
from aligntui.text.clean import clip, width
from aligntui.tui.rows import Cursor, filled, shown
from aligntui.tui.widgets.line import (
    BLANK,
    Line,
    broken,
    cut,
    hung,
    in_focus,
    labelled,
    line,
    rule,
    spread,
    wrap,
)
from aligntui.tui.widgets.sharing import roomy

NONE = "Nothing to mend: no check has anything to say. That is no proof that the plan is good."

FEW = 4
"""Names that a sentence tells of what no check looked at, where findings stand above it."""


class FindingsState(Cursor):
    """All that the page shows."""

    found: list[Found] = field(default_factory=list)
    place: RunStep | None = None
    """Step that mends the focused one."""
    missing: str = ""
    """`method/step` that would, but is not in the run."""
    unchecked: list[str] = field(default_factory=list)
    """What no check looked at, a sentence each."""


def findings_rows(bar: Line, state: FindingsState, view: View, cells: int, height: int) -> list[Line]:
    """The page but its message and keys."""
    total = counts(state.found)
    aside = sum(bool(one.aside) for one in state.found)
    right = line(
        (f"!! {total['error']}", "finding" if total["error"] else "muted"),
        (f"   ! {total['warning']}", "finding" if total["warning"] else "muted"),
        (f"   ? {total['hint']}", "muted"),
        (f"   set aside {aside}" if aside else "", "muted"),
        (" ", "muted"),
    )
    rows = [bar, spread(line((" FINDINGS", "text+bold")), right, cells)]
    rows.append(line((" What would make the plan hold? Enter goes where it is mended.", "text+bold")))
    if not state.found:
        return [*rows, *_sentences([NONE], cells, "text"), *_sentences(state.unchecked, cells)]
    detail = 6 if height < 36 else 9
    left = _sentences(state.unchecked, cells, most=detail - 3)
    room = height - 2 - len(rows) - detail - len(left)
    listing = filled(_listed(state, view, cells, room), room)
    return [*rows, *listing, *left, *_detail(state, view, cells, detail)]


def _sentences(sentences: list[str], cells: int, role: str = "muted", most: int = 99) -> list[Line]:
    """Sentences one under the other in so many rows at most, behind a blank one; no row for none."""
    told = cut([row for one in sentences for row in wrap(one, cells - 6)], most, cells - 6)
    return [BLANK, *(line((f"   {row}", role)) for row in told)] if told else []


def _listed(state: FindingsState, view: View, cells: int, room: int) -> list[Line]:
    """The findings that there is room for, and how many others there are."""
    sizes = [cells - 13 - 2 * one.under for one in state.found]
    texts = [broken(_said(view, one, WHOLE), size) for one, size in zip(state.found, sizes, strict=True)]
    if sum(map(len, texts)) > room:
        # Where not all have room, names are as long as they may be without another row.
        texts = [
            roomy(partial(_said, view, one), size, WORDS)
            for one, size in zip(state.found, sizes, strict=True)
        ]
    begins = next((n for n, one in enumerate(state.found) if one.aside), len(state.found))
    # Those set aside stand under a heading of their own.
    heading = [BLANK, line((" set aside, with a reason", "accent+bold"))]
    room -= len(heading) if begins < len(state.found) else 0

    def draw(number: int, high: int) -> list[Line]:
        one, focused, size = state.found[number], number == state.at, sizes[number]
        finding = one.finding
        role = "muted" if one.aside else ("accent" if finding.severity == "hint" else "finding")
        mark, code = ("", "") if one.rest else (finding.mark, finding.code)
        head = line(
            (" > " if focused else "   ", "accent"), ("  " if one.under else "", "text"),
            (f"{mark:>2} ", role), (f"{clip(code, 6):<6}", "muted"),
        )  # fmt: skip
        drawn = hung(head, cut(texts[number], high, size), size, role="muted" if one.aside else "text")
        drawn = in_focus(drawn, cells, focused)
        return [*heading, *drawn] if begins == number or begins < number == state.top else drawn

    return shown([len(rows) for rows in texts], room, state, draw)


def _said(view: View, one: Found, cells: int) -> str:
    """What a line says, with so many cells for the words of each item in it."""
    if one.aside:
        return f"{about(view, one.every, cells=cells) or told(view, one, cells).rstrip('.')}: {one.aside}"
    if not one.alike:
        return f"{told(view, one, cells)} {one.finding.mend}".strip()
    # Lines about the same several cards differ in what is asked of them.
    asked = message(view, Gathered(one.every))
    asked = asked[:1].upper() + asked[1:]
    whom = about(view, one.every, cells=cells)
    of = f"{asked} {whom}." if asked.endswith("?") else f"{asked.rstrip('.')}: {whom}."
    return f"{of} {one.finding.mend}".strip()


def told(view: View, one: Found, cells: int = WORDS) -> str:
    """What is seen, and of what."""
    return words(view, Gathered(one.every), cells)


def _detail(state: FindingsState, view: View, cells: int, height: int) -> list[Line]:
    one = state.found[state.at]
    finding = one.finding
    item = view.item(finding.target) if finding.target else None
    code = about(view, one.every, codes=bool(item is not None and item.text and not one.alike))
    title = code or (one.method.title if one.method is not None else "")
    if item is not None and item.text and not one.alike:
        title = f"{code}  {clip(item.text, cells - 12 - width(code) - width(finding.code))}"
    rows = [rule(cells, title.strip(), "" if one.rest else finding.code)]
    wide = min(cells - 12, 100)
    parts = [("", message(view, Gathered(one.every))), ("mend", finding.mend)]
    if len(one.alike) > NAMED:
        parts.append(("all", ", ".join(about(view, [alike]) for alike in one.alike)))
    if one.aside:
        parts.append(("aside", one.aside))
    for label, said in parts:
        rows += labelled(f" {label}", 8, wrap(said, wide))
    rows = filled(rows, height - 1)
    if one.rest:
        where = line((" Enter  ", "muted"), ("shows them", "accent"))
    elif one.clash is not None:
        where = line((" Enter  ", "muted"), ("shows both versions", "accent"))
    elif state.place is not None:
        where = line(
            (" Enter  ", "muted"),
            (step_name(view.book, state.place), "accent"),
            ("   and back here", "muted"),
        )
    elif state.missing:
        pair = view.book.step(state.missing)
        name = pair[1].title if pair is not None else state.missing
        long = f", {pair[1].minutes} min" if pair is not None and pair[1].minutes else ""
        where = line((" Enter  ", "muted"), (f'adds the step "{name}" to this workshop{long}', "accent"))
    else:
        where = BLANK
    return [*rows, where]
