"""Forms under the fingers: arrows in long texts, what is marked after Esc, long values, yes and no."""

from __future__ import annotations

import pytest
from case_session import millrace
from stage import stage
from textual._text_area_theme import TextAreaTheme
from textual.geometry import Region
from textual.widgets import TextArea

LONG = "mechanic for spring or put the whole of the second oven off until the summer after next, as said"


async def test_arrows_leave_a_long_text_at_its_first_and_last_row() -> None:
    async with stage("vision/statement") as s:
        form = s.step.form
        await s.type("Reach 30% of Fellbridge households every week by 31 December 2029 and keep all of them")
        assert form.slot.key == "objective"
        await s.keys("up")
        assert form.slot.key == "objective", "the cursor stood in the second row"
        await s.keys("down", "down")
        assert form.slot.key == "scope"
        await s.keys("down")
        assert form.slot.key == "advantage"
        await s.keys("up")
        assert form.slot.key == "scope"
        await s.keys("up", "up")
        assert form.slot.key == "objective"
        assert s.item_of("statement")["objective"].endswith("all of them")


async def test_after_esc_mark_question_and_enter_agree() -> None:
    async with stage("vision/statement", fill=millrace("records")) as s:
        await s.keys("tab")
        form = s.step.form
        key, asked = form.slot.key, s.question
        await s.keys("escape")
        assert not s.typing
        assert s.question == asked
        assert [row.split()[1] for row in s.screen()[3:19] if row.startswith(" > ")] == [key]
        await s.keys("enter")
        assert s.typing
        assert form.slot.key == key
        assert s.question == asked


@pytest.mark.parametrize("times", [1, 12])
async def test_a_long_line_takes_the_rows_there_are_and_the_cursor_is_seen(times: int) -> None:
    words = " ".join([LONG] * times)
    async with stage("objectives/draft", fill=millrace("people", "goals", "strategies", "objectives")) as s:
        await s.keys("end", "enter")
        form = s.step.opened.form
        assert form.focus_key("measure")
        await s.type(words)
        for _ in range(2):
            x, y = s.cursor
            assert s.screen()[y][:x].endswith(words[-20:]), "with the keys it shows where one types"
            assert times > 1 or all(word in " ".join(s.screen()) for word in words.split()), "\n".join(
                s.screen()
            )
            await s.keys("enter")
            at = next(n for n, row in enumerate(s.screen()) if LONG[:30] in row)
            assert s.screen()[at].startswith("   measure")
            assert s.shows("..") == (times > 1)
            assert form.focus_key("measure")
            await s.settle()


@pytest.mark.parametrize("step", ["vision/picture", "vision/statement"])
async def test_a_long_text_grows_shows_its_beginning_when_left_and_the_cursor_when_entered(step: str) -> None:
    words = " ".join(f"word{n:03}" for n in range(90))
    async with stage("vision", at=step) as s:
        await s.type(words)
        x, y = s.cursor
        assert s.screen()[y][:x].endswith("word089")
        least = s.focused.size.height
        assert least > 4
        await s.keys("tab")
        assert s.shows("word000")
        await s.keys("shift+tab")
        x, y = s.cursor
        assert s.shows("word000") or s.screen()[y][:x].endswith("word089")


async def test_yes_and_no_take_their_letters() -> None:
    async with stage("vision", at="vision/values-test", fill=millrace("values")) as s:
        await s.keys("enter")
        form = s.step.opened.form
        assert form.focus_key("handicap")
        s.page.frame()
        await s.settle()
        assert " y n answer  Enter next  " in s.screen()[-1], s.screen()[-1]
        await s.keys("y")
        assert form.slot.editors[0].chosen == ["yes"]
        await s.keys("n")
        assert form.slot.editors[0].chosen == ["no"]
        await s.keys("enter")
        assert s.step.view.items("values")[0].fields["handicap"] == "no"


async def test_a_wide_window_cuts_no_heading_and_no_name() -> None:
    async with stage("vision", at="vision/values-test", fill=millrace("values"), size=(120, 40)) as s:
        await s.keys("ctrl+g", "ctrl+g")
        assert ".." not in s.screen()[3], s.screen()[3]
    plan = millrace("people", "goals", "strategies", "objectives")
    async with stage("objectives/draft", fill=plan, size=(120, 40)) as s:
        await s.keys("ctrl+g", "ctrl+g")
        assert s.shows("Callum Ives")
        assert s.shows("Win paying members for the bread club")


async def test_a_name_that_is_cut_says_so() -> None:
    plan = millrace("people", "goals", "strategies", "objectives")
    async with stage("objectives/draft", fill=plan) as s:
        rows = s.screen()
        assert any(row.endswith("Sofia..") for row in rows)
        # Beside rows that are there it is not cut.
        at = next(n for n, row in enumerate(rows) if row.endswith("Callum"))
        assert rows[at + 1].endswith("Ives")


async def test_the_sums_stand_beneath_the_matrix() -> None:
    async with stage(
        "tows/grid", fill=millrace("records", "people", "factors", "match"), size=(120, 40)
    ) as s:
        await s.keys("ctrl+g", "ctrl+g")
        rows = s.screen()
        last = next(n for n, row in enumerate(rows) if row.startswith(" W6"))
        assert [row.split()[0] for row in rows[last + 1 : last + 3]] == ["weight", "sum"]
        assert rows[4].startswith(">S1  36-hour sourdough sells out before noon ")


async def test_a_text_area_follows_the_colours_and_looks_them_up_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked_up: list[str] = []
    apply_css = TextAreaTheme.apply_css

    def counted(theme: TextAreaTheme, area: TextArea) -> None:
        looked_up.append(area.app.theme)
        apply_css(theme, area)

    monkeypatch.setattr(TextAreaTheme, "apply_css", counted)
    monkeypatch.setenv("COLORTERM", "truecolor")
    async with stage("vision", at="vision/picture", fill=millrace("records")) as s:
        await s.type("The lockers hum")

        def drawn() -> set[object]:
            strip = s.focused.render_lines(Region(0, 0, 10, 1))[0]
            return {segment.style.color for segment in strip if segment.style and segment.text.strip()}

        before, number = drawn(), len(looked_up)
        await s.type(" on a wet Tuesday")
        assert len(looked_up) == number
        app = s.page.app
        app.next_theme()
        await s.settle()
        after = drawn()
        assert after != before
        assert after == {s.focused.rich_style.color}
        assert looked_up[-1] == app.theme
