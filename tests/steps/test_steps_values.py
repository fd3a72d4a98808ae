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
        assert s.message == "due kept as Sat 1 May 2027. u takes it back."
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
        assert s.message == "target kept as 30. u takes it back."
        assert s.item("OB10").fields["target"] == "30"
        form.focus_key("target")
        await s.keys("end", "backspace", "backspace")
        await s.type("about thirty")
        await s.keys("enter")
        assert s.message == '!! "about thirty" is no number. Write 9.4 or 1240 or 1.5k.'
        assert form.slot.key == "target"
