"""What people type into a field and what it takes: said in full, never guessed in silence."""

from __future__ import annotations

from case_session import millrace
from stage import stage

from aligntui.engine import edits

PLAN = ("people", "goals", "strategies", "objectives")


async def test_a_day_without_a_year_is_said_in_full_and_stands_in_its_field() -> None:
    async with stage("objectives", at="objectives/draft", fill=millrace(*PLAN)) as s:
        await s.keys("end", "enter")
        s.step.opened.form.focus_key("due")
        await s.type("1 may")
        await s.keys("enter")
        assert s.message == "due kept as Sat 1 May 2027. ^Z takes it back."
        assert s.item("OB10").fields["due"] == "2027-05-01"
        assert s.shows("1 May 27")
        s.flush()
        assert [d.text for d in s.drafts.all().values() if d.text] == [], "what was taken is no draft"


async def test_a_share_is_taken_and_what_is_no_number_says_what_would_be() -> None:
    async with stage("objectives", at="objectives/draft", fill=millrace(*PLAN)) as s:
        await s.keys("end", "enter")
        form = s.step.opened.form
        form.focus_key("target")
        await s.type("30 %")
        await s.keys("enter")
        assert s.message == "target kept as 30, unit %. ^Z takes it back."
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
        await s.keys("ctrl+z")
        assert s.message == "Undone: OB10: due is 1 May 27 again."
        form = None
        label = s.view.book.field("objectives", "baseline").label
        await s.keys("enter")
        form = s.step.opened.form
        form.focus_key("baseline")
        await s.type("7\n")
        await s.keys("ctrl+z")
        assert s.message == f"Undone: OB10: {label or 'baseline'} is empty again."


async def test_two_readings_are_asked_and_enter_again_takes_the_likely_one() -> None:
    async with stage("objectives", at="objectives/draft", fill=millrace(*PLAN)) as s:
        await s.keys("end", "enter")
        form = s.step.opened.form
        form.focus_key("baseline")
        await s.type("22.000\n")
        assert s.message == '!! "22.000": 22, or 22,000? Write 22; Enter again: 22,000.'
        assert "baseline" not in s.item("OB10").fields
        assert form.slot.key == "baseline", "one stays where it is asked"
        await s.keys("enter")
        assert s.item("OB10").fields["baseline"] == "22000"
        assert "kept as 22000." in s.message
        form.focus_key("baseline")
        await s.keys("end", *["backspace"] * 5)
        await s.type("1.125\n")
        await s.keys("escape")
        assert s.item("OB10").fields["baseline"] == "22000", "leaving is no answer"


async def test_what_one_chose_is_not_asked_again_where_nothing_was_typed() -> None:
    async with stage("objectives", at="objectives/draft", fill=millrace(*PLAN)) as s:
        await s.page.scene.commit(edits.put(s.view, s.item("OB10"), "baseline", "1.125"))
        await s.keys("end", "enter")
        s.step.opened.form.focus_key("baseline")
        await s.keys("enter")
        assert "1.125" not in s.message
        assert s.item("OB10").fields["baseline"] == "1.125"
        assert s.step.opened.form.slot.key != "baseline"


async def test_a_shorter_name_is_another_person_and_what_is_kept_is_said() -> None:
    async with stage("objectives", at="objectives/draft", fill=millrace(*PLAN)) as s:
        await s.keys("end", "enter")
        form = s.step.opened.form

        async def owner(typed: str) -> str:
            form.focus_key("owner")
            line = form.slot.editors[0]
            await s.keys("end", *["backspace"] * len(line.value))
            await s.type(f"{typed}\n")
            return s.view.item(s.item("OB10").fields["owner"]).text

        assert await owner("Kim and me") == "Kim and me"
        assert await owner("Kim") == "Kim"
        kim = s.item("OB10").fields["owner"]
        assert await owner("kIM") == "Kim"
        assert s.item("OB10").fields["owner"] == kim
        assert "owner kept as Kim." in s.message
        form.focus_key("owner")
        assert form.slot.editors[0].value == "Kim", "the line shows what is kept"
        await s.keys("ctrl+z")
        assert s.view.item(s.item("OB10").fields["owner"]).text == "Kim and me"


async def test_a_card_that_is_no_longer_offered_stays_cited_while_nobody_chooses_otherwise() -> None:
    async with stage("objectives", at="objectives/draft", fill=millrace(*PLAN)) as s:
        item = s.item("OB10")
        links = [(k, f) for k, f in s.view.book.fields("objectives").items() if f.type == "link"]
        key = next(k for k, f in links if f.many and "strategies" in (f.of or []))
        one, two = s.view.items("strategies")[:2]
        await s.page.scene.commit(edits.put(s.view, item, key, [one.id, two.id]))
        await s.page.scene.commit(edits.set_status(two, "parked"))
        await s.keys("end", "enter")
        form = s.step.opened.form
        assert form.focus_key(key)
        await s.keys("enter")
        assert set(s.view.value(s.item("OB10"), key)) == {one.id, two.id}
        form.focus_key(key)
        await s.keys("space", "enter")
        assert two.id in s.view.value(s.item("OB10"), key)
