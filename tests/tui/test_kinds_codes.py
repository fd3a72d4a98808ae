"""No code of a card, of a rule or of marks stands on a screen without words for it on the same screen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from case_session import millrace
from stage import Stage, make_store, shared_library, stage

from aligntui.analysis.plan import plan
from aligntui.analysis.plan_text import as_text
from aligntui.analysis.view import View
from aligntui.engine.books import book_of
from aligntui.engine.entry import adding
from aligntui.engine.runs.start import start
from aligntui.exchange import markdown
from aligntui.tui.frame import MARKS

SIZES = ((80, 24), (120, 40))
CODE = re.compile(r"(?<![\w.,-])[A-Z]{1,3}\d{1,3}(?![\w%])")
"""Looks like the code of a card or of a rule."""
LIGHTS = re.compile(r"(?<!\S)(?!-----)[S-][M-][A-][R-][T-](?!\S)")
"""Which of five letters are on."""
TAIL = re.compile(r"(?: [A-Z]\d\d?)+(?=│|$)")
"""What a card of a cell cites."""
WAYS = ((), ("escape",), ("escape", "enter"), ("down", "down"), ("escape", "end", "enter"))
"""Keys that lead to cards, into them, and along them."""


BOOK = shared_library().everything()
STEPS = [f"{method.method}/{step.id}" for method in BOOK.methods.values() for step in method.steps]


def bare(view: View, text: str, named: str = "") -> set[str]:
    """Codes in a text whose words stand nowhere in it, but for those that people wrote themselves."""
    items = [item for name in view.book.collections for item in view.items(name, away=True)]
    # What stands first behind a code may be another field of its card.
    told = {view.code(item): [item.text, *map(str, item.fields.values())] for item in items}
    written = " ".join(" ".join(texts) for texts in told.values())
    own, flat = set(CODE.findall(f"{written} {named}")), " ".join(text.split())
    wordy = {code for code, texts in told.items() if any(words and words[:5] in flat for words in texts)}
    return set(CODE.findall(text)) - wordy - own | set(LIGHTS.findall(text))


def named_on(s: Stage) -> str:
    """The code of the card that a line makes: what is new stands beside it."""
    step = s.step
    columns = adding.columns(step.ctx, getattr(step.state, "parent", "")) if hasattr(step, "adding") else []
    return " ".join(column.next_code(s.view) for column in columns)


@pytest.mark.parametrize("at", STEPS)
async def test_codes_stand_with_their_words_on_every_page_of_a_step(at: str) -> None:
    method, faults = at.partition("/")[0], []
    async with stage(method, at=at, fill=millrace()) as s:
        for phase in [*(s.page.scene.step.phases or [""])]:
            for way in WAYS:
                if phase:
                    await s.go_phase(phase if isinstance(phase, str) else phase.id)
                await s.keys(*way)
                for size in SIZES:
                    await s.resize(*size)
                    if s.top is not s.page:
                        continue
                    await s.look()
                    rows = [row[:80] for row in s.screen()]
                    if s.step.step.kind == "matrix":
                        # The codes above the columns: the words of both in focus stand below them.
                        rows = rows[:3] + rows[4:]
                    missing = bare(s.view, "\n".join(rows), named_on(s))
                    if s.step.step.kind == "cells":
                        # At the end of a card: what it rests on stands in words while it has the focus.
                        missing -= {
                            code for row in rows for tail in TAIL.findall(row) for code in tail.split()
                        }
                    if missing:
                        faults.append(f"{phase} {way} {size} {sorted(missing)}\n" + "\n".join(rows))
                await s.back()
                if getattr(s.step, "opened", None) is not None:
                    await s.keys("escape")
    assert not faults, "\n".join(faults)


async def test_marks_on_cards_have_a_legend_on_the_same_screen() -> None:
    for at in ("swot/factors", "swot/evidence", "objectives/draft", "vision/values"):
        async with stage(at.partition("/")[0], at=at, fill=millrace()) as s:
            for way in ((), ("escape",)):
                await s.keys(*way)
                if s.top is not s.page:
                    continue
                await s.look()
                marks = s.step.board.marks(s.step.found_marks()) - {""}
                assert marks
                assert all(s.shows(f"{mark} {MARKS[mark]}") for mark in marks), (at, way)


def test_what_is_handed_out_names_no_rule_and_no_light(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    handle, _ = start(store, shared_library(), "full-guide", title="Millrace 2027", solo=True)
    millrace()(store, handle)
    view = View(handle.session, book_of(handle.session))
    for text in (markdown.export(view), as_text(plan(view))):
        assert "S1" in CODE.findall(text)
        assert not bare(view, text)
    assert bare(view, "SM04: no owner. S--RT") == {"SM04", "S--RT"}
