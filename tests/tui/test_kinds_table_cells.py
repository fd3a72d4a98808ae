"""The focused cell of a table is a field: one types in it, Enter keeps and goes right, leaving keeps."""

from __future__ import annotations

from collections import Counter

import framework_cases
import pytest
from case_session import millrace
from drafts import drafts as draft_books
from drafts import examples
from millrace_drafts import filling
from msgspec.structs import replace
from stage import Stage, stage

from aligntui.tui.kinds import panes

PLAN = ("people", "goals", "strategies", "objectives")


async def to_cell(s: Stage, key: str) -> str:
    """Go right to a field of the last row; the code of that row."""
    await s.keys("end")
    for _ in range(12):
        if s.step.state.field == key:
            break
        await s.keys("right")
    assert s.step.state.field == key
    return s.view.code(s.step.state.at)


def drafts(s: Stage) -> list[str]:
    s.flush()
    return [draft.text for draft in s.drafts.all().values() if draft.text]


async def test_letters_go_into_the_cell_and_enter_keeps_and_goes_right() -> None:
    async with stage("objectives", at="objectives/draft", fill=millrace(*PLAN)) as s:
        code = await to_cell(s, "baseline")
        was, rows = s.item(code).fields.get("baseline"), [c.id for c in s.step.board.panes[0].cards]
        await s.type("47")
        assert s.step.opened is None, "the row stays closed"
        assert s.step.cards.display
        assert (s.typing, s.page.edit.words) == (True, "47")
        await s.keys("enter")
        assert s.item(code).fields["baseline"] == "47"
        assert (s.step.state.field, s.step.cell, s.typing) == ("target", None, False)
        assert [c.id for c in s.step.board.panes[0].cards] == rows
        assert drafts(s) == []
        await s.keys("ctrl+z")
        assert s.item(code).fields.get("baseline") == was


async def test_leaving_a_cell_keeps_it() -> None:
    for keys, field in ((["tab"], "target"), (["escape"], "baseline"), (["up"], "baseline")):
        async with stage("objectives", at="objectives/draft", fill=millrace(*PLAN)) as s:
            code = await to_cell(s, "baseline")
            await s.type("47")
            await s.keys(*keys)
            assert s.item(code).fields["baseline"] == "47", keys
            assert (s.step.cell, s.step.state.field) == (None, field)
            assert drafts(s) == []
    async with stage("objectives", at="objectives/draft", fill=millrace(*PLAN)) as s:
        code = await to_cell(s, "baseline")
        await s.type("47")
        await s.go_on()
        assert s.item(code).fields["baseline"] == "47"


async def test_what_is_refused_keeps_the_focus_and_its_words() -> None:
    async with stage("objectives", at="objectives/draft", fill=millrace(*PLAN)) as s:
        code = await to_cell(s, "baseline")
        was = s.item(code).fields.get("baseline")
        await s.type("some")
        for key in ("enter", "tab"):
            await s.keys(key)
            assert s.typing
            assert '"some" is no number' in s.message
        assert s.page.edit.words == "some"
        await s.keys("escape", "escape")
        assert s.step.cell is None
        assert s.item(code).fields.get("baseline") == was
        assert drafts(s) == ["some"], "they wait"


async def test_on_the_name_of_a_row_enter_opens_it() -> None:
    async with stage("objectives", at="objectives/draft", fill=millrace(*PLAN)) as s:
        await to_cell(s, "baseline")
        await s.keys(*["left"] * 12, "enter")
        assert s.step.opened is not None
        await s.keys("escape", "right", "enter")
        assert s.step.opened is None


async def test_behind_the_last_field_comes_the_next_row_and_behind_that_a_new_one() -> None:
    async with stage("objectives", at="objectives/draft", fill=millrace(*PLAN)) as s:
        code = await to_cell(s, "baseline")
        rows = [card.id for card in s.step.board.panes[0].cards]
        await s.keys("up", *["right"] * 12, "enter")
        assert (s.step.state.at, s.step.state.field) == (rows[-1], ""), code
        await s.keys(*["right"] * 12, "enter")
        assert s.step.state.adding


async def test_a_choice_of_a_cell_and_an_owner_by_name_are_typed_there_too() -> None:
    async with stage("objectives", at="objectives/draft", fill=millrace(*PLAN)) as s:
        code = await to_cell(s, "owner")
        await s.type("Lily Marsh")
        assert s.step.opened is None
        await s.keys("enter")
        assert s.view.item(s.item(code).fields["owner"]).text == "Lily Marsh"


async def test_the_key_row_says_what_is_typed_and_the_row_keeps_its_mark() -> None:
    async with stage("objectives", at="objectives/draft", fill=millrace(*PLAN)) as s:
        code = await to_cell(s, "baseline")
        await s.look()
        assert "type: from  Enter next field" in s.screen()[-1]
        await s.type("4")
        await s.look()
        assert any(row.startswith(f">{code}") for row in s.screen())
        await s.resize(100, 30)
        assert (s.typing, s.page.edit.words) == (True, "4")


async def test_undo_takes_back_typing_first_and_delete_empties_the_cell_alone() -> None:
    async with stage("objectives", at="objectives/draft", fill=millrace(*PLAN)) as s:
        code = await to_cell(s, "baseline")
        await s.type("47")
        await s.keys("ctrl+z")
        assert (s.typing, s.page.edit.words) == (True, "")
        await s.type("47")
        await s.keys("enter", "left", "delete")
        assert s.item(code).fields.get("baseline") in (None, "")
        assert s.item(code).status != "parked"
        await s.keys("ctrl+z")
        assert s.item(code).fields["baseline"] == "47"


async def test_a_row_that_somebody_takes_back_closes_its_cell() -> None:
    async with stage("objectives", at="objectives/draft", fill=millrace(*PLAN)) as s:
        await to_cell(s, "baseline")
        await s.type("4")
        await s.keys("backspace")
        assert s.step.cell is not None
        s.step.live.state = replace(s.step.state, filling=None)
        s.step.redraw()
        await s.settle()
        assert s.step.cell is None
        assert s.focused is s.step.cards


TABLES = ("swot/evidence", "objectives/draft", "objectives/mend", "scenarios/signposts")


@pytest.mark.parametrize("at", TABLES)
async def test_the_row_says_what_delete_does_in_each_column(at: str) -> None:
    async with stage("agenda:full-guide", fill=millrace()) as s:
        number = next(n for n, one in enumerate(s.page.scene.run.steps) if one.step == at)
        await s.page.going.open_at(number)
        await s.settle()
        await s.keys(*["escape"] * s.step.state.adding, *["left"] * 12)
        does, last = Counter[str](), None
        while (key := s.step.state.field or "text") != last:
            last, item = key, s.view.item(s.step.state.at)
            stood, said = s.view.asked(item, key), dict(s.step.keys_now()).get("Delete", "")
            does[said] += 1
            await s.keys("delete")
            after = s.view.session.items[item.id]
            if said == "park":
                assert (after.status, key) == ("parked", "text")
            elif said == "empty it":
                assert (stood, s.view.asked(after, key), after.status) == (True, False, item.status), key
                assert " kept" not in " ".join(s.screen()[-3:])
            else:
                assert after == item, key
            if said:
                await s.keys("ctrl+z")
            await s.keys("right")
        assert does["park"] == 1
        assert does["empty it"], does


async def test_no_word_of_a_table_is_broken_while_there_is_room() -> None:
    async with stage("vrin", at="vrin/label", books=draft_books(), fill=filling("vrin")) as s:
        assert [s.shows(word) for word in ("developing", "efficient")] == [True, True]
    async with stage("kano", at="kano/decide", books=examples(), fill=framework_cases.filling("kano")) as s:
        words = ("performance", "attractive", "indifferent", "surprise", "nothing")
        assert [word for word in words if not s.shows(word)] == []


async def test_headings_of_columns_take_as_many_rows_as_they_need() -> None:
    async with stage("kano", at="kano/decide", books=examples(), fill=framework_cases.filling("kano")) as s:
        rows = s.screen()[3:7]
        first = rows[0].index("if it")
        starts = [first, rows[0].index("if it", first + 1)]
        names = [" ".join(row[at : at + 5].strip() for row in rows).strip() for at in starts]
        assert names == ["if it is there", "if it is not there"]
        assert ".." not in "".join(rows)
        assert s.screen()[7].startswith(">KF1"), "the rows begin below them"


@pytest.mark.parametrize(("rows", "headings"), [(4, 1), (7, 1), (8, 2), (12, 3), (20, 3)])
def test_headings_leave_three_rows_of_four_to_the_cards(rows: int, headings: int) -> None:
    cards = [panes.Card(f"c{n}", f"C{n}", "words", cells=(("1", 5),)) for n in range(20)]
    pane = panes.Pane("", "List", heads=(("if it is there", 5),), tail="if..", cards=cards)
    drawn, _ = panes.draw(panes.Panes([pane], across=1), 60, rows, focused=True)
    assert len(drawn) == rows
    texts = ["".join(text for text, _ in row) for row in drawn]
    assert next(n for n, row in enumerate(texts) if "C0" in row) == headings
