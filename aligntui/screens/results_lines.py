"""The plan on one page as rows. Everything that has a code takes the focus: Enter says why."""

from __future__ import annotations

from dataclasses import dataclass

from aligntui.analysis.plan import Line as PlanLine
from aligntui.analysis.plan import Plan, Section
from aligntui.screens import frame
from aligntui.screens.rows import window
from aligntui.screens.trace_lines import role_of
from aligntui.text.clean import clip, width
from aligntui.widgets.line import BLANK, Line, Span, fit, line, wrap

LABELS = {
    "factors": "WHAT COUNTS",
    "doing": "WHAT WE DO",
    "stop": "WHAT WE STOP",
    "objectives": "OBJECTIVES",
    "signposts": "WATCH FOR",
    "next": "NEXT",
    "dissent": "DISSENT",
}
LABEL = 15
"""Columns of a section's name."""
SIDE_BY_SIDE = ("factors", "doing")
"""Sections whose lines stand beside each other."""


@dataclass(frozen=True)
class Spot:
    """A thing that takes the focus, and the row it stands in."""

    row: int
    id: str


def plan_body(plan: Plan, cells: int, focus: int = -1) -> tuple[list[Line], list[Spot]]:
    """All rows of the page and what takes the focus.

    Args:
        plan: The plan.
        cells: Width of the window.
        focus: Number of the spot that has the focus.
    """
    rows: list[Line] = []
    spots: list[Spot] = []
    wide = min(cells, 140)
    for section in plan.sections:
        if section.key == "statement":
            words = section.lines[0].text if section.lines else section.empty
            role = "text" if section.lines else "muted"
            rows += [line((f" {text}", role)) for text in wrap(words, min(wide - 2, 100))]
            rows.append(BLANK)
        elif section.columns:
            rows.append(BLANK)
            _table(section, wide, rows, spots, focus)
            rows.append(BLANK)
        elif section.key in SIDE_BY_SIDE and section.lines:
            _flow(section, wide, rows, spots, focus)
        else:
            _list(section, wide, rows, spots, focus)
    rows += [BLANK, findings_line(plan)]
    return rows, spots


def findings_line(plan: Plan) -> Line:
    """`findings !! 0  ! 2  ? 5`."""
    return line(
        (" findings   ", "muted"),
        (f"!! {plan.errors}    ", "finding" if plan.errors else "muted"),
        (f"! {plan.warnings}    ", "finding" if plan.warnings else "muted"),
        (f"? {plan.hints}", "muted"),
    )


def first_objective(spots: list[Spot], plan: Plan) -> int:
    """Number of the spot that has the focus at entry: the first objective, else the first of all."""
    ids = {entry.id for section in plan.sections if section.key == "objectives" for entry in section.lines}
    return next((n for n, spot in enumerate(spots) if spot.id in ids), 0 if spots else -1)


def _label(section: Section) -> str:
    return LABELS.get(section.key, section.title.upper())


def _take(spots: list[Spot], row: int, entry: PlanLine, focus: int) -> tuple[str, str]:
    """Background role and mark of a line that may take the focus."""
    if not entry.id:
        return "", " "
    spots.append(Spot(row, entry.id))
    return ("@focus", ">") if len(spots) - 1 == focus else ("", " ")


def _spans(entry: PlanLine, mark: str, ground: str, cells: int, words: str) -> list[Span]:
    code = f"{entry.code} " if entry.code else ""
    room = cells - width(code) - 2
    text = clip(words, room)
    spans: list[Span] = [
        (mark, f"accent{ground}"),
        (code, f"{role_of(entry.code)}{ground}"),
        (text, f"text{ground}"),
    ]
    spans.append((" " * (room - width(text)), f"text{ground}"))
    spans.append((" ", "text"))
    return [span for span in spans if span[0]]


def _flow(section: Section, cells: int, rows: list[Line], spots: list[Spot], focus: int) -> None:
    across = 2 if cells < 136 else 4
    each = (cells - LABEL) // across
    for index in range(0, len(section.lines), across):
        label = _label(section) if index == 0 else ""
        spans: list[Span] = [(f" {label:<{LABEL - 1}}", "accent+bold")]
        for entry in section.lines[index : index + across]:
            ground, mark = _take(spots, len(rows), entry, focus)
            spans += _spans(entry, mark, ground, each, entry.text)
        rows.append(tuple(spans))


def _list(section: Section, cells: int, rows: list[Line], spots: list[Spot], focus: int) -> None:
    if section.empty:
        for index, text in enumerate(wrap(section.empty, cells - LABEL - 3)):
            label = _label(section) if index == 0 else ""
            rows.append(line((f" {label:<{LABEL}}", "accent+bold"), (text, "muted")))
        return
    for index, entry in enumerate(section.lines):
        label = _label(section) if index == 0 else ""
        ground, mark = _take(spots, len(rows), entry, focus)
        words = f"{entry.text} ({entry.note})" if entry.note else entry.text
        spans: list[Span] = [(f" {label:<{LABEL - 1}}", "accent+bold")]
        spans += _spans(entry, mark, ground, cells - LABEL, words)
        rows.append(tuple(spans))


def _table(section: Section, cells: int, rows: list[Line], spots: list[Spot], focus: int) -> None:
    sizes = (9, 8, 11, 10) if cells < 100 else (12, 12, 12, 18)
    words = cells - sum(sizes) - 3
    head: list[Span] = [(f" {_label(section):<{words + 1}}", "accent+bold")]
    head += [
        (f"{clip(name, size - 1):<{size}}", "muted")
        for name, size in zip(section.columns, sizes, strict=False)
    ]
    rows.append(tuple(head))
    for entry in section.lines:
        ground, mark = _take(spots, len(rows), entry, focus)
        code = f"{entry.code} "
        text = clip(entry.text, words - width(code) - 2)
        spans: list[Span] = [
            (f" {mark}", f"accent{ground}"),
            (code, f"{role_of(entry.code)}{ground}"),
            (text + " " * (words - width(code) - width(text)), f"text{ground}"),
        ]
        for cell, size in zip(entry.cells, sizes, strict=False):
            # A first name says more than a cut one.
            said = clip(cell if width(cell) < size else cell.split()[0], size - 1) if cell.strip() else "-"
            spans.append((said + " " * (size - width(said)), f"{'text' if cell else 'muted'}{ground}"))
        rows.append(fit(tuple(spans), cells, f"text{ground}") if ground else tuple(spans))


def results_rows(
    bar: Line, plan: Plan, focus: int, top: int, cells: int, height: int
) -> tuple[list[Line], int]:
    """The page but its message and keys, and the first row of the plan that is shown."""
    body, spots = plan_body(plan, cells, focus)
    room = height - 4
    at = spots[focus].row if 0 <= focus < len(spots) else top
    if focus == 0 or (spots and at < room and top == 0):
        top = 0
    first, last = window(len(body), at, room, top)
    title = frame.title(cells, "The plan on one page", ["read", "findings", "export"], 0)
    return [bar, title, *body[first:last]], first
