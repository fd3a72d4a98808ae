"""Two versions of the same words as rows: both are kept, one shows."""

from __future__ import annotations

from collections.abc import Sequence

from aligntui.engine.versions import Version
from aligntui.tui.rows import choice
from aligntui.tui.widgets import sharing
from aligntui.tui.widgets.line import BLANK, Line, broken, cut, labelled, line, wrap


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
    texts = [broken(words, wide) for words in [before or "(nothing)", *(v.words for v in versions)]]
    taken = len(rows) + sum(1 + bool(version.by) for version in versions)
    # The one in focus stands there whole.
    _, heights = sharing.listed([len(text) for text in texts], height - 2 - taken, at + 1, whole=True)
    drawn = [cut(text, high, wide) for text, high in zip(texts, heights, strict=True)]
    rows += labelled("   before", 14, drawn[0], words="muted")
    for number, (version, words) in enumerate(zip(versions, drawn[1:], strict=True)):
        rows.append(BLANK)
        rows += choice(cells, version.name, words, 11, focused=number == at)
        if version.by:
            rows.append(line((f"   {'':<11}{version.by}", "muted")))
    return rows
