"""The plan on one page as plain text: what `show` prints."""

from __future__ import annotations

from collections.abc import Sequence

from aligntui.analysis.layout import LEAST, LEAST_CELL, LEAST_WORDS, pad, wrap
from aligntui.analysis.plan_page import Plan, Section
from aligntui.text.clean import clip, width

UNIT = 11
"""Cells of a number with its unit, at most."""
OWNER = 18
"""Cells of a name, at most."""
LOOSE = frozenset({"of", "a", "an", "the", "per", "for", "in", "at", "by", "on", "and", "or", "from", "with"})
"""Words that say nothing without the next one."""


def whole_words(text: str, room: int) -> str:
    """As many whole words as fit: `220 loaves` of `220 loaves a week`. The first is cut where it must be."""
    words = text.split()
    if width(text) <= room:
        return text
    while len(words) > 1 and (width(" ".join(words)) > room or words[-1] in LOOSE):
        words.pop()
    return clip(" ".join(words), room)


def as_text(page: Plan, wide: int = 80) -> str:
    """The page as plain text, at most `wide` cells a line (40 at least)."""
    wide = max(wide, LEAST)
    out = [clip(page.title, wide), "=" * min(width(page.title), wide), ""]
    for section in page.sections:
        if section.layout == "text":
            for entry in section.lines:
                out += [*wrap(entry.text, wide), ""]
        elif section.lines:
            out += [section.title.upper(), *_rows(section, wide), ""]
    if page.missing:
        out.append("NOT YET WRITTEN")
        for section in page.missing:
            step = f' (step "{section.step}")' if section.step else ""
            out += wrap(f"{section.empty}{step}", wide, "  ", "    ")
        out.append("")
    out.append(findings_text(page))
    return "\n".join(out) + "\n"


def findings_text(page: Plan) -> str:
    """What the checks say, counted in words."""
    counted = (
        (page.errors, "error", "errors"),
        (page.warnings, "warning", "warnings"),
        (page.hints, "hint", "hints"),
    )
    said = [f"{n} {one if n == 1 else many}" for n, one, many in counted if n]
    return f"The checks have {', '.join(said)}." if said else "The checks ask nothing."


def _rows(section: Section, wide: int) -> list[str]:
    if section.columns:
        return _table(section, wide)
    out: list[str] = []
    for line in section.lines:
        head = f"{line.code}  " if line.code else ""
        out += wrap(f"{head}{line.words}", wide, "  ", " " * (2 + width(head)))
    return out


def _table(section: Section, wide: int) -> list[str]:
    """Words that need several rows, the cells beside the first of them."""
    most = [OWNER if kind == "name" else UNIT for kind in section.kinds]
    rows = [
        [whole_words(cell, size) for cell, size in zip(line.cells, most, strict=True)]
        for line in section.lines
    ]
    sizes = [max(map(width, column)) for column in zip(section.columns, *rows, strict=True)]
    room = max(wide - sum(sizes) - 2 * len(sizes), LEAST_WORDS)
    while room + sum(sizes) + 2 * len(sizes) > wide and max(sizes) > LEAST_CELL:
        sizes[sizes.index(max(sizes))] -= 1
    words = [
        wrap(f"{line.code}  {line.text}", room, "  ", " " * (4 + width(line.code))) for line in section.lines
    ]
    room = max(width(row) for entry in words for row in entry)

    def beside(first: str, cells: Sequence[str]) -> str:
        return "  ".join([pad(first, room), *(pad(c, n) for c, n in zip(cells, sizes, strict=True))]).rstrip()

    out = [beside("", section.columns)]
    for entry, cells in zip(words, rows, strict=True):
        out += [beside(entry[0], cells), *entry[1:]]
    return out
