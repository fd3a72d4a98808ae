"""Lists of pages: each line can be read whole, and what is left out is counted."""

from __future__ import annotations

import re

import pytest
from build import build

from aligntui.analysis.figure import Finding
from aligntui.analysis.gather import Gathered, words
from aligntui.engine.mends import Found
from aligntui.tui.pages.find.rows import find_rows
from aligntui.tui.pages.findings.rows import FindingsState, findings_rows
from aligntui.tui.rows import Cursor
from aligntui.tui.widgets.line import BLANK, Line, plain

SIZES = ((80, 24), (100, 30), (120, 40), (160, 50))
MORE = re.compile(r"\+ (\d+) more")
AMOUNTS = [(1, 4), (1, 60), (6, 30), (40, 4)]


def told(number: int, length: int) -> str:
    """Words of a line, each of which stands in no other one."""
    return " ".join(f"w{number:02}{n:02}" for n in range(length))


def check(drawn: list[Line], texts: list[str], at: int, cells: int, height: int, listing: str) -> None:
    """The focused line is whole, the others are seen or counted, and none is cut beside an empty row."""
    rows = plain(drawn)
    assert len(rows) <= height - 2
    assert all(len(row) <= cells for row in rows)
    assert set(texts[at].split()) <= set(re.findall(r"\w+", "\n".join(rows)))
    shown = sum(any(text.split()[0] in row and re.match(listing, row) for row in rows) for text in texts)
    assert shown + sum(map(int, MORE.findall("\n".join(rows)))) == len(texts)


@pytest.mark.parametrize(("amount", "length"), AMOUNTS)
@pytest.mark.parametrize(("cells", "height"), SIZES)
def test_cards_that_are_found(cells: int, height: int, amount: int, length: int) -> None:
    texts = [told(n, length) for n in range(amount)]
    view = build(
        collections={"strengths": "S"}, items={"strengths": {f"S{n + 1}": t for n, t in enumerate(texts)}}
    )
    items = view.items("strengths")
    cursor = Cursor()
    for at in range(amount):
        cursor.at = at
        drawn = find_rows(BLANK, view, items, "w", cursor, cells, height)
        check(drawn, texts, at, cells, height, r" [ >] S")


@pytest.mark.parametrize("aside", [False, True])
@pytest.mark.parametrize(("amount", "length"), AMOUNTS)
@pytest.mark.parametrize(("cells", "height"), SIZES)
def test_findings(cells: int, height: int, amount: int, length: int, aside: bool) -> None:
    texts = [told(n, min(length, 40)) for n in range(amount)]
    findings = [Finding(code=f"AB{n}", severity="hint", message=text) for n, text in enumerate(texts)]
    state = FindingsState()
    half = amount // 2
    state.found = [
        Found(finding, aside="so be it" if aside and n >= half else "") for n, finding in enumerate(findings)
    ]
    view = build()
    for at in range(amount):
        state.at = at
        drawn = findings_rows(BLANK, state, view, cells, height)
        check(drawn, texts, at, cells, height, r" [ >] .{3}")


def test_what_a_finding_is_about_is_said_in_words() -> None:
    items = {f"S{n}": f"Strength number {n}" for n in range(1, 6)}
    view = build(collections={"strengths": "S"}, items={"strengths": items})
    every = [
        Finding(code="SW9", severity="hint", message="No owner.", target=i.id)
        for i in view.items("strengths")
    ]
    for number in range(1, 6):
        said = words(view, Gathered(tuple(every[:number])))
        codes = re.findall(r"\bS\d", said)
        assert codes
        assert all(f"{code} {items[code]}" in said for code in codes)
