"""What people type into a field and what it takes: said in full, never guessed in silence."""

from __future__ import annotations

from case_session import millrace
from stage import stage

PLAN = ("people", "goals", "strategies", "objectives")


async def test_a_day_without_a_year_is_said_in_full_and_stands_in_its_field() -> None:
    async with stage("objectives", at="objectives/draft", fill=millrace(*PLAN)) as s:
        await s.keys("end", "enter")
        s.step.opened.form.focus_key("due")
        await s.type("1 may")
        await s.keys("enter")
        assert s.message == "due kept as Sat 1 May 2027. Esc, then u takes it back."
        assert s.item("OB10").fields["due"] == "2027-05-01"
        assert s.shows("1 May 27")
        s.flush()
        assert [d.text for d in s.page.drafts.all().values() if d.text] == [], "what was taken is no draft"


async def test_a_share_is_taken_and_what_is_no_number_says_what_would_be() -> None:
    async with stage("objectives", at="objectives/draft", fill=millrace(*PLAN)) as s:
        await s.keys("end", "enter")
        form = s.step.opened.form
        form.focus_key("target")
        await s.type("30 %")
        await s.keys("enter")
        assert s.message == "target kept as 30. Esc, then u takes it back."
        assert s.item("OB10").fields["target"] == "30"
        form.focus_key("target")
        await s.keys("end", "backspace", "backspace")
        await s.type("about thirty")
        await s.keys("enter")
        assert s.message == '!! "about thirty" is no number. Write 9.4 or 1240 or 1.5k.'
        assert form.slot.key == "target"


async def test_what_is_undone_is_called_as_on_the_screen() -> None:
    async with stage("objectives", at="objectives/draft", fill=millrace(*PLAN)) as s:
        await s.keys("end", "enter")
        form = s.step.opened.form
        for typed in ("1 may", "30 sep 2027"):
            form.focus_key("due")
            await s.keys("end", *["backspace"] * 12)
            await s.type(typed)
            await s.keys("enter")
        await s.keys("escape", "u")
        assert s.message == "Undone: OB10: due is 1 May 27 again."
        form = None
        label = s.view.book.field("objectives", "baseline").label
        await s.keys("enter")
        form = s.step.opened.form
        form.focus_key("baseline")
        await s.type("7\n")
        await s.keys("escape", "u")
        assert s.message == f"Undone: OB10: {label or 'baseline'} is empty again."
