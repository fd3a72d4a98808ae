"""The plan on one page as plain text: what `show` prints."""

from __future__ import annotations

from collections.abc import Iterable

from aligntui.analysis import bind, told
from aligntui.analysis.layout import LEAST, wrap
from aligntui.analysis.plan_blocks import text_of
from aligntui.analysis.plan_layout import laid_out
from aligntui.analysis.plan_page import Plan
from aligntui.analysis.view import View
from aligntui.text.clean import width


def page_text(view: View, at: str, wide: int = 80) -> str:
    """The page, and below it what reports show of figures that no section tells: in words, a row each.

    Args:
        view: The snapshot.
        at: The day it is, ISO, or a moment of it.
        wide: Cells a line, at most.
    """
    from aligntui.analysis.plan import plan

    return as_text(plan(view, at), wide, figures_text(view, max(wide, LEAST)))


def figures_text(view: View, wide: int) -> list[str]:
    """What reports show of their figures: the title of the report, of each part, and its rows."""
    from aligntui.analysis.figures_shown import chapters

    out: list[str] = []
    for title, shown in chapters(view):
        out += [*wrap(title.upper(), wide), ""] if shown else []
        for part in shown:
            out += wrap(part.title, wide, " ") if part.title else []
            for row in part.rows:
                text = (", " if part.is_sentence else ": ").join(filter(None, row))
                out += wrap(text, wide, "  ", "    ")
            out.append("")
    return out


def as_text(page: Plan, wide: int = 80, more: Iterable[str] = ()) -> str:
    """The page as plain text, at most `wide` cells a line (40 at least), with `more` rows below it."""
    wide = max(wide, LEAST)
    out = [*wrap(page.title, wide), "=" * min(width(page.title), wide)]
    if page.as_of:
        out.append(f"As of {told.day(page.as_of, long=True)}")
    rows = [text_of(row) for row in laid_out(page, wide).pages[0]]
    out += ["", *rows, *([""] if rows else []), *more, *wrap(findings_text(page), wide)]
    return "\n".join(out) + "\n"


def findings_text(page: Plan) -> str:
    """What of the checks matters to who shows the page, in one sentence; hints are for who writes it."""
    counted = ((page.errors, "error", "to mend"), (page.warnings, "warning", "to look at"))
    asked = [f"{bind.count(n, name)} {what}" for n, name, what in counted if n]
    return f"Before you show it: {', '.join(asked)}." if asked else "Nothing in it has to be mended."
