"""The plan on one page as plain text: what `show` prints."""

from __future__ import annotations

from aligntui.analysis import bind, told
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
    out += ["", *rows, *([""] if rows else []), *wrap(findings_text(page), wide)]
    return "\n".join(out) + "\n"


def findings_text(page: Plan) -> str:
    """What of the checks matters to who shows the page, in one sentence; hints are for who writes it."""
    counted = ((page.errors, "error", "to mend"), (page.warnings, "warning", "to look at"))
    asked = [f"{bind.count(n, name)} {what}" for n, name, what in counted if n]
    return f"Before you show it: {', '.join(asked)}." if asked else "Nothing in it has to be mended."
