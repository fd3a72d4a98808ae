"""The plan on one page as rows. Everything that has a code takes the focus: Enter says why."""

from __future__ import annotations

from dataclasses import dataclass

from aligntui.analysis.plan_page import Line as PlanLine
from aligntui.analysis.plan_page import Plan, Section
from aligntui.analysis.plan_text import whole_words
from aligntui.text.clean import clip, width
from aligntui.text.words import called
from aligntui.tui.widgets.line import BLANK, Line, Span, fit, labelled, line, padded, paragraph, wrap

LABEL = 15
"""Columns of a section's name."""
WIDEST = 140
"""Columns of the page, at most."""
CELLS = {"number": 8, "amount": 12, "date": 9, "name": 9}
WIDE_CELLS = {"number": 12, "amount": 24, "date": 12, "name": 18}
"""Columns of a cell by what it holds, at most, on a narrow page and on a wide one."""
ROWS = 2
"""Rows of one line of a list, at most."""


@dataclass(frozen=True)
class Spot:
    """A thing that takes the focus, and the row it stands in."""

    row: int
    id: str
    full: str = ""
    """All of its words, where the row holds only some."""
    parent: bool = False
    """Whether it holds others that can be folded away."""
    last: int = 0
    """The last row that belongs to it; 0 when it is the first."""


def plan_body(plan: Plan, cells: int, focus: int = -1) -> tuple[list[Line], list[Spot]]:
    """All rows of the page and what takes the focus.

    Args:
        plan: The plan.
        cells: Width of the window.
        focus: Number of the spot that has the focus.
    """
    page = _Page(min(cells, WIDEST), focus)
    for section in plan.sections:
        if section.layout == "text":
            for entry in section.lines:
                page.rows += paragraph(entry.text, min(page.wide - 2, 100), lead=" ")
            if section.lines:
                page.rows.append(BLANK)
        elif section.columns:
            page.table(section)
        elif section.layout == "beside":
            page.flow(section)
        else:
            page.list(section)
    page.missing(plan)
    page.gap()
    page.rows.append(findings_line(plan))
    return page.rows, page.spots


def findings_line(plan: Plan) -> Line:
    """`findings !! 0  ! 2  ? 5    dissent  1 note (SO1)`."""
    told = []
    for section in (section for section in plan.sections if section.counted):
        noted = section.lines
        about = ", ".join(dict.fromkeys(entry.code for entry in noted))
        said = (
            f"{len(noted)} {'note' if len(noted) == 1 else 'notes'} ({about})" if noted else "none on record"
        )
        told.append((f"         {section.counted}   {said}", "muted"))
    return line(
        (" findings   ", "muted"),
        (f"!! {plan.errors}    ", "finding" if plan.errors else "muted"),
        (f"! {plan.warnings}    ", "finding" if plan.warnings else "muted"),
        (f"? {plan.hints}", "muted"),
        *told,
    )


def first_spot(spots: list[Spot], plan: Plan, room: int = 0) -> int:
    """Number of the spot that has the focus at entry: the first of a table, else the first of all.

    Args:
        spots: What takes the focus.
        plan: The plan.
        room: Rows there are. A table further down than these waits: the page begins with its beginning.
    """
    ids = {entry.id for section in plan.sections if section.columns for entry in section.lines}
    first = next((n for n, spot in enumerate(spots) if spot.id in ids), 0 if spots else -1)
    return first if first < 1 or not room or spots[first].row < room else 0


class FocusRows:
    """Rows as they are put below each other, of which some take the focus.

    Args:
        wide: Width of a row.
        focus: Number of the spot that has the focus.
    """

    def __init__(self, wide: int, focus: int) -> None:
        self.wide = wide
        self.focus = focus
        self.rows: list[Line] = []
        self.spots: list[Spot] = []

    def gap(self) -> None:
        """A blank row, but never two."""
        if self.rows and self.rows[-1] != BLANK:
            self.rows.append(BLANK)

    def take(self, ref: str, rows: int = 1, *, full: str = "", parent: bool = False) -> tuple[str, str]:
        """Background and mark of what comes next: it takes the focus."""
        row = len(self.rows)
        self.spots.append(Spot(row, ref, full, parent, row + rows - 1))
        return ("@focus", ">") if len(self.spots) - 1 == self.focus else ("", " ")


def in_columns(spans: list[Span], cells: list[str], sizes: list[int], ground: str) -> Line:
    """A row with cells in columns behind its words."""
    ends = zip(cells, sizes, strict=True)
    return line(*spans, *((padded(cell, size), f"text{ground}") for cell, size in ends))


class _Page(FocusRows):
    """The plan in rows."""

    def _take(self, entry: PlanLine, rows: int = 1) -> tuple[str, str]:
        if not entry.id:
            return "", " "
        return self.take(entry.id, rows, full=f"{entry.code}  {entry.words}")

    def flow(self, section: Section) -> None:
        """Lines beside each other, as many as there is room for."""
        across = min(2 if self.wide < 136 else 4, len(section.lines))
        each = (self.wide - LABEL) // max(across, 1)
        label = section.label
        for index in range(0, len(section.lines), max(across, 1)):
            spans: list[Span] = [(f" {label if index == 0 else '':<{LABEL - 1}}", "accent+bold")]
            for entry in section.lines[index : index + across]:
                spans += _spans(entry, *self._take(entry), each)
            self.rows.append(tuple(spans))

    def list(self, section: Section) -> None:
        """Lines below each other, the words in two rows where one is too short."""
        names = wrap(section.label, LABEL - 2)
        made = 0
        for entry in section.lines:
            code = f"{entry.code} " if entry.code else ""
            room = self.wide - LABEL - width(code) - 2
            texts = wrap(entry.words, room, ROWS) or [""]
            ground, mark = self._take(entry, len(texts))
            for number, text in enumerate(texts):
                name = names[made] if made < len(names) else ""
                made += 1
                head = (
                    [(mark, f"accent{ground}"), (code, f"{entry.role}+bold{ground}")]
                    if number == 0
                    else [(" " * (1 + width(code)), f"text{ground}")]
                )
                words = (padded(text, room), f"text{ground}")
                self.rows.append(line((f" {name:<{LABEL - 1}}", "accent+bold"), *head, words))
        self.rows.extend(line((f" {name}", "accent+bold")) for name in (names[made:] if made else []))

    def table(self, section: Section) -> None:
        """Lines with their cells in columns; a column is as wide as what it holds."""
        self.gap()
        sizes_of = CELLS if self.wide < 100 else WIDE_CELLS
        room = [(called if kind == "name" else whole_words, sizes_of.get(kind, 12)) for kind in section.kinds]
        shown = [
            [shorten(cell, most) for (shorten, most), cell in zip(room, entry.cells, strict=True)]
            for entry in section.lines
        ]
        sizes = [max(map(width, column)) + 2 for column in zip(section.columns, *shown, strict=True)]
        words = self.wide - sum(sizes) - 3
        head: list[Span] = [(f" {section.label:<{words + 1}}", "accent+bold")]
        head += [(f"{name:<{size}}", "muted") for name, size in zip(section.columns, sizes, strict=True)]
        self.rows.append(tuple(head))
        for entry, cells in zip(section.lines, shown, strict=True):
            ground, mark = self._take(entry)
            code = f"{entry.code} "
            text = clip(entry.text, words - width(code) - 2)
            spans: list[Span] = [
                (f" {mark}", f"accent{ground}"),
                (code, f"{entry.role}+bold{ground}"),
                (padded(text, words - width(code)), f"text{ground}"),
            ]
            row = in_columns(spans, cells, sizes, ground)
            self.rows.append(fit(row, self.wide, f"text{ground}") if ground else row)
        self.rows.append(BLANK)

    def missing(self, plan: Plan) -> None:
        """What nobody has written yet."""
        words = ", ".join(section.empty for section in plan.missing)
        if not words:
            return
        self.gap()
        texts = wrap(words, min(self.wide - LABEL - 2, 90))
        self.rows.extend(labelled(" NOT WRITTEN", LABEL + 1, texts, role="accent+bold", words="muted"))


def _spans(entry: PlanLine, ground: str, mark: str, cells: int) -> list[Span]:
    code = f"{entry.code} " if entry.code else ""
    tail = f" {entry.tail}" if entry.tail else ""
    room = cells - width(code) - 2
    text = clip(entry.short or entry.text, max(room - width(tail), 4))
    tail = clip(tail, room - width(text))
    spans: list[Span] = [
        (mark, f"accent{ground}"),
        (code, f"{entry.role}+bold{ground}"),
        (text, f"text{ground}"),
        (tail, f"muted{ground}"),
        (" " * (room - width(text) - width(tail)), f"text{ground}"),
        (" ", "text"),
    ]
    return [span for span in spans if span[0]]
