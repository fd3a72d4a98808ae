"""The plan on one page as plain text: what `show` prints."""

from __future__ import annotations

from aligntui.analysis import told
from aligntui.analysis.layout import LEAST, wrap
from aligntui.analysis.plan_blocks import text_of
from aligntui.analysis.plan_layout import laid_out
from aligntui.analysis.plan_page import Plan
from aligntui.text.clean import width


def as_text(page: Plan, wide: int = 80) -> str:
    """The page as plain text, at most `wide` cells a line (40 at least)."""
    wide = max(wide, LEAST)
    out = [*wrap(page.title, wide), "=" * min(width(page.title), wide)]
    if page.as_of:
        out.append(f"As of {told.day(page.as_of, long=True)}")
    rows = [text_of(row) for row in laid_out(page, wide).pages[0]]
    return "\n".join([*out, "", *rows, *([""] if rows else []), findings_text(page)]) + "\n"


def findings_text(page: Plan) -> str:
    """What the checks say, counted in words."""
    counted = (
        (page.errors, "error", "errors"),
        (page.warnings, "warning", "warnings"),
        (page.hints, "hint", "hints"),
    )
    said = [f"{n} {one if n == 1 else many}" for n, one, many in counted if n]
    return f"The checks have {', '.join(said)}." if said else "The checks ask nothing."
