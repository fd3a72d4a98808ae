"""Sentences that sound like an answer and decide nothing are asked about, others are not."""

from __future__ import annotations

import pytest
from build import build

from aligntui.analysis.weak_words import weak_words


@pytest.mark.parametrize(
    ("wants", "words", "code"),
    [
        ("choice", "Grow deliveries or the shop?", ""),
        ("choice", "grow deliveries or the shop", ""),
        ("choice", "Where do we grow?", "WW4"),
        ("choice", "grow", "WW4"),
        ("named", "the market", "WW8"),
        ("named", "Other shops and the internet", "WW8"),
        ("named", "nobody", "WW8"),
        ("named", "the two garden centres on the ring road", ""),
        ("named", "Hill Farm and others", ""),
    ],
)
def test_words_are_asked_about_where_they_decide_nothing(wants: str, words: str, code: str) -> None:
    view = build(records={"scope": {"words": words}})
    figure = weak_words(view, {"record": "scope", "field": "words", "wants": [wants]})
    assert [finding.code for finding in figure.findings] == ([code] if code else [])
