"""Two versions of the same words as rows: both are kept, one shows."""

from __future__ import annotations

from collections.abc import Sequence

from aligntui.engine.versions import Version
from aligntui.tui.rows import choice
from aligntui.tui.widgets.line import BLANK, Line, labelled, line, wrap


def conflict_rows(
    bar: Line, name: str, before: str, versions: Sequence[Version], at: int, cells: int, height: int
) -> list[Line]:
    """The page but its message and keys.

    Args:
        bar: Row 1.
        name: What the words are of.
        before: The words that both started from.
        versions: The choices.
        at: The focused one.
        cells: Width of the window.
        height: Height of the window.
    """
    said = f"{name}: two people changed the same words. Both are kept; choose which shows."
    rows = [bar, *(line((f" {row}", "text+bold")) for row in wrap(said, cells - 2)), BLANK]
    wide = min(cells - 16, 100)
    most = max(1, (height - 12) // (len(versions) + 1))
    rows += labelled("   before", 14, wrap(before or "(nothing)", wide, most), words="muted")
    for number, version in enumerate(versions):
        rows.append(BLANK)
        rows += choice(cells, version.name, wrap(version.words, wide, most), 11, focused=number == at)
        if version.by:
            rows.append(line((f"   {'':<11}{version.by}", "muted")))
    return rows
