"""The plan on one page as the first chapter of the report: what one reads who reads nothing else."""

from __future__ import annotations

from aligntui.analysis.plan_page import TITLE, Line, Plan, Section
from aligntui.exchange.markdown_text import WIDEST, block, bullets, heading, line, table


def page(plan: Plan) -> list[str]:
    """The parts of the page, in the order a reader asks; nothing where nothing is written."""
    out: list[str] = []
    for section in plan.sections:
        if section.layout == "text":
            out += [block(entry.text) for entry in section.lines]
        elif section.lines:
            out += [heading(3, section.title), _rows(section)]
    if out and plan.missing:
        out.append(line(f"Not written yet: {', '.join(section.empty for section in plan.missing)}."))
    return [heading(2, TITLE), *out] if out else []


def _rows(section: Section) -> str:
    if not section.columns:
        return bullets([(entry.code, entry.words) for entry in section.lines])
    if len(section.columns) + 2 > WIDEST:
        # Told row by row codes are short; what they stand for is the last line.
        told = ((entry, zip(section.columns, entry.cells, strict=True)) for entry in section.lines)
        beside = ((e, ", ".join(f"{head} {cell}" for head, cell in cells if cell)) for e, cells in told)
        return bullets([(e.code, f"{e.text} ({more})" if more else e.text) for e, more in beside])
    heads = ["", section.title, *(section.heads or section.columns)]
    cells = table(heads, [_cells(entry) for entry in section.lines if not entry.legend])
    return "\n\n".join(filter(None, (cells, line(section.letters))))


def _cells(entry: Line) -> list[str]:
    return [entry.code, entry.text, *entry.cells]
