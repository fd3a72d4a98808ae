"""Codes of cards and rules in what people read, and whether their words stand beside them."""

from __future__ import annotations

import re

from aligntui.analysis.view import View

CODE = re.compile(r"(?<![\w.,-])[A-Z]{1,3}\d{1,3}(?![\w%])")
"""Looks like the code of a card or of a rule."""
LIGHTS = re.compile(r"(?<!\S)(?!-----)[S-][M-][A-][R-][T-](?!\S)")
"""Which of five letters are on."""


def bare(view: View, text: str, named: str = "") -> set[str]:
    """Codes in a text whose words stand nowhere in it, but for those that people wrote themselves."""
    items = [item for name in view.book.collections for item in view.items(name, away=True)]
    told = {view.code(item): [item.text, *map(str, item.fields.values())] for item in items}
    written = " ".join(" ".join(texts) for texts in told.values())
    own, flat = set(CODE.findall(f"{written} {named}")), " ".join(text.split())
    wordy = {
        code
        for code, (words, *others) in told.items()
        if (words and words[:5] in flat)
        # What stands behind a code may be another field of its card.
        or any(other and re.search(rf"\b{code}\W+{re.escape(other[:5])}", flat) for other in others)
    }
    return set(CODE.findall(text)) - wordy - own | set(LIGHTS.findall(text))
