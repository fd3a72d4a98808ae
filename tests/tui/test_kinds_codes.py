"""No code of a card, of a rule or of marks stands on a screen without words for it on the same screen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from case_session import millrace
from codes import CODE, bare
from stage import Stage, make_store, shared_library, stage

from aligntui.analysis.plan import plan
from aligntui.analysis.plan_text import as_text
from aligntui.analysis.view import View
from aligntui.engine import edits
from aligntui.engine.books import book_of
from aligntui.engine.entry import adding
from aligntui.engine.runs.start import start
from aligntui.exchange import markdown
from aligntui.store.api import Handle, Store
from aligntui.tui.frame import MARKS
from aligntui.tui.kinds.cells import CellsView

SIZES = ((80, 24), (120, 40))
TAIL = re.compile(r"(?: [A-Z]\d\d?,?)+ *(?=│|$)")
"""What a card of a cell cites."""
WALK = ("", "down", "escape", "enter", "escape", "end", "enter")
"""Keys that lead along cards and into them; after each one looks."""


BOOK = shared_library().everything()
STEPS = [f"{method.method}/{step.id}" for method in BOOK.methods.values() for step in method.steps]


def named_on(s: Stage) -> str:
    """The code of the card that a line makes: what is new stands beside it."""
    step = s.step
    columns = adding.columns(step.ctx, getattr(step.state, "parent", "")) if hasattr(step, "adding") else []
    return " ".join(column.next_code(s.view) for column in columns)


@pytest.mark.parametrize("at", STEPS)
async def test_codes_stand_with_their_words_on_every_page_of_a_step(at: str) -> None:
    method, faults = at.partition("/")[0], []
    async with stage(method, at=at, fill=millrace()) as s:
        view = s.view
        for phase in s.page.scene.step.phases or [""]:
            if phase:
                await s.go_phase(phase if isinstance(phase, str) else phase.id)
            for number, key in enumerate(WALK):
                await s.keys(*filter(None, [key]))
                for size in SIZES if key in ("", "enter") else SIZES[:1]:
                    if s.top is not s.page:
                        break
                    if s.app.size != size:
                        await s.resize(*size)
                    await s.look()
                    missing = _missing(s, view)
                    if missing:
                        faults.append(f"{phase} {WALK[: number + 1]} {size} {sorted(missing)}")
                        faults += s.screen()
                await s.back()
            if getattr(s.step, "opened", None) is not None:
                await s.keys("escape")
    assert not faults, "\n".join(faults)


def _missing(s: Stage, view: View) -> set[str]:
    """Codes on a step that have no words there."""
    rows, is_cells = [row[:80] for row in s.screen()], isinstance(s.step, CellsView)
    if s.step.step.kind == "matrix" and not is_cells:
        # The codes above the columns: the words of both in focus stand below them.
        rows = rows[:3] + rows[4:]
    missing = bare(view, "\n".join(rows), named_on(s))
    if s.step.step.kind == "plot":
        # A card that stands in the picture is one of those that are counted below their list.
        left_out = sum(map(int, re.findall(r"(\d+) (?:more|above|below)", "\n".join(rows))))
        return missing if len(missing) > left_out else set()
    # At the end of a card: what it rests on stands in words while it has the focus.
    tails = [tail for row in rows for tail in TAIL.findall(row)] if is_cells else []
    return missing - set(CODE.findall(" ".join(tails)))


RULE = re.compile(r"[ >]+(?:!!|!|\?) +([A-Z]{2,3}\d+) +\S+ \S")
"""Row of a finding: the code of its rule stands before what it says."""


async def test_codes_stand_with_their_words_on_the_pages_around_a_step() -> None:
    async with stage("full-guide", at="swot/factors", fill=millrace()) as s:
        view = s.view
        await s.keys("escape")
        for page, *way in (
            ("FindingsPage", "ctrl+r", *("down",) * 20), ("FindPage", "ctrl+f", "o", "b"),
            ("FindPage", "ctrl+f", "1", "down", "down"), ("Home", "/home"),
        ):  # fmt: skip
            await s.keys(*way)
            assert type(s.top).__name__ == page
            await _all_worded(s, view)
            if page != "Home":
                await s.back()


async def test_codes_stand_with_their_words_where_it_is_said_why_a_card_is_there() -> None:
    async with stage("full-guide", at="swot/factors", fill=millrace()) as s:
        view = s.view
        for code in ("S1", "WO1", "OB1", "G1", "D1", "SG1"):
            await s.page.going.why(s.item(code).id)
            await s.settle()
            assert s.shows("why it is there")
            for _ in range(4):
                await _all_worded(s, view)
                await s.keys("pagedown")
            await s.back()


async def _all_worded(s: Stage, view: View) -> None:
    for size in SIZES:
        await s.resize(*size)
        rows = s.screen()
        rules = {match[1] for row in rows if (match := RULE.match(row))}
        missing = bare(view, "\n".join(rows)) - rules
        assert not missing, f"{sorted(missing)}\n" + "\n".join(rows)


def to_mend(store: Store, handle: Handle) -> None:
    """The case with two factors of which nobody says how one knows."""
    millrace()(store, handle)
    for text in ("Good staff", "Best bread in town"):
        view = View(handle.session, book_of(handle.session))
        handle.apply(edits.add(view, store.new_id, "strengths", text)[1])


async def test_marks_on_cards_have_a_legend_on_the_same_screen() -> None:
    for at in ("swot/factors", "swot/evidence", "objectives/draft", "vision/values"):
        async with stage(at.partition("/")[0], at=at, fill=to_mend) as s:
            for way in ((), ("escape",)):
                await s.keys(*way)
                if s.top is not s.page:
                    continue
                await s.look()
                found = {ref: f.mark for ref, f in s.step.found().items()}
                cards = {card.id for pane in s.step.board.panes for card in pane.cards}
                at_card = s.step.kind.item(s.step.ctx, s.step.state)
                marked = {ref: mark for ref, mark in found.items() if ref in cards}
                assert marked
                says = [
                    f.message for f in s.step.findings() if at_card is not None and f.target == at_card.id
                ]
                text = " ".join(s.screen())
                for mark in set(marked.values()):
                    whose = [ref for ref, other in marked.items() if other == mark]
                    own = any(f"{mark} {message}" in text for message in says)
                    legend = re.search(rf"{re.escape(mark)} on (\d+) cards?: {MARKS[mark]}", text)
                    others = len(whose) - own
                    assert (legend is None) == (others == 0), (at, way, mark)
                    assert legend is None or int(legend[1]) == others, "of the card in focus it says what"


def test_what_is_handed_out_names_no_rule_and_no_light(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    handle, _ = start(store, shared_library(), "full-guide", title="Millrace 2027", solo=True)
    millrace()(store, handle)
    view = View(handle.session, book_of(handle.session))
    # Factors that a page has no room for are named by their codes alone.
    page = re.sub(r"not shown, for .*?\n\n", "S1\n\n", as_text(plan(view)), flags=re.DOTALL)
    for text in (markdown.export(view), page):
        assert "S1" in CODE.findall(text)
        assert not bare(view, text)
    assert bare(view, "SM04: no owner. S--RT") == {"SM04", "S--RT"}
