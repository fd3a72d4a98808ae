"""The sittings of a session on the screen: nine cards in one pass; a former one read, compared, reopened."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from case_session import millrace
from drafts import drafts
from stage import Clock, Stage, make_store, stage

from aligntui.engine import edits
from aligntui.engine.runs.start import add_run, start
from aligntui.methods.library import Library
from aligntui.tui.commands import REOPEN
from aligntui.tui.navigation import stand_alone
from aligntui.tui.routes import ToWorkshop, page_of

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures" / "methods"
NINE = 9
LIBRARIES = {"fixture": lambda: Library(FIXTURES), "draft": drafts}
"""Where the review is found: as tests have it, and as its draft has it among the built-in methods."""
EACH = pytest.mark.parametrize("of", LIBRARIES)


@asynccontextmanager
async def review(folder: Path, *, again: bool = True, of: str = "fixture") -> AsyncIterator[Stage]:
    """The second quarterly review of nine objectives; the first one has a check-in of each."""
    clock = Clock("2027-03-31T09:00:00")
    store, books = make_store(folder, clock=clock), LIBRARIES[of]()
    handle, _ = start(store, books, "review", title="Millrace 2027", solo=True)
    millrace("people", "goals", "strategies", "objectives")(store, handle)
    async with stage(handle=handle, store=store, books=books, at="review/cards") as s:
        # The tenth is poor and is dropped before it is reviewed.
        poor = s.item("OB10")
        handle.apply(edits.set_status(poor, "dropped"))
        await s.poll()
        await fill(s, 3, 20)
        assert len(s.view.items("checkins")) == NINE
    if again:
        clock.now = clock.now.replace(month=6, day=30)
        second = add_run(handle, store, books, "review", solo=True)
        step = next(one for one in second.steps if one.step == "review/cards")
        async with stage(handle=handle, store=store, books=books) as s:
            s.page.presence.company.leave()
            await stand_alone(s.app, page_of(ToWorkshop(handle, second, step.id)))
            await s.settle()
            yield s


async def fill(s: Stage, sure: int, first: int) -> None:
    """All nine cards in one pass: sure, number, cause, decision."""
    for number in range(NINE):
        assert f"{number + 1} of {NINE}" in s.screen()[3], "\n".join(s.screen())
        await s.keys(str(sure), "enter")
        await s.type(str(first + number))
        await s.keys("enter", "enter", "1", "enter")


@EACH
async def test_nine_objectives_are_one_pass_of_nine_cards(tmp_path: Path, of: str) -> None:
    async with review(tmp_path, of=of) as s:
        assert s.shows("before 20"), "the number of last quarter stands beside"
        assert len(s.view.items("checkins")) == NINE
        await fill(s, 4, 40)
        cards = s.view.items("checkins")
        assert len(cards) == 2 * NINE
        for objective in s.view.items("objectives"):
            was, now = s.view.children(objective.id, "checkins")
            assert (was.fields["on"], now.fields["on"]) == ("2027-03-31", "2027-06-30")
            assert int(now.fields["actual"]) - int(was.fields["actual"]) == 20
        assert s.here.partition(" ")[0] in ("review/behind", "review/actuals", "review/reds"), s.here


@EACH
async def test_the_list_of_sittings_leads_to_a_former_one_that_is_read(tmp_path: Path, of: str) -> None:
    async with review(tmp_path, of=of) as s:
        second = s.page.scene.run_now()
        await fill(s, 4, 40)
        await s.keys("/runs")
        rows = s.screen()
        assert rows[1].strip() == "Which sitting? A former one is read as it was left."
        assert "30 Jun 27" in rows[3]
        assert "you are here" in rows[3]
        assert "31 Mar 27" in rows[4]
        assert "read" in rows[4]
        await s.keys("down", "enter")
        assert s.page.scene.run_now().id != second.id
        greeting, _ = s.page._greeting
        assert greeting.startswith("Quarterly review of 31 Mar 27 is read as it was left.")
        assert len(s.page.scene.view.items("checkins")) == NINE, "nothing of this quarter is in it"
        before = s.session.meta.rev
        await s.page.going.open_at(1)
        await s.settle()
        await s.keys("5", "enter")
        assert "is read as it was left" in s.message
        assert s.session.meta.rev == before
        await s.keys("ctrl+n", "ctrl+n", "ctrl+z")
        assert "is read as it was left" in s.message
        assert s.session.meta.rev == before, "not even where one stands is noted"


async def test_a_former_one_is_opened_again_by_a_command(tmp_path: Path) -> None:
    async with review(tmp_path) as s:
        await fill(s, 4, 40)
        await s.keys("/runs", "down", "enter")
        await s.page.going.open_at(1)
        await s.settle()
        await s.keys("/reopen")
        assert "is open again" in s.message
        assert len(s.page.scene.view.items("checkins")) == 2 * NINE
        await s.keys("up", "up", "5")
        first = s.view.items("objectives")[0]
        assert [c.fields["sure"] for c in s.view.children(first.id, "checkins")] == [5, 4], "its own card"
        await s.keys("ctrl+z")
        assert [c.fields["sure"] for c in s.view.children(first.id, "checkins")] == [3, 4]


@EACH
async def test_what_changed_since_the_one_before_is_read_beside(tmp_path: Path, of: str) -> None:
    async with review(tmp_path, of=of) as s:
        await s.keys("4", "enter")
        await s.type("118")
        await s.keys("enter", "enter", "2", "enter")
        await s.type("250")
        await s.keys("enter")
        await s.keys("/runs", "/compare-runs")
        shown = "\n".join(s.screen())
        assert "31 Mar 27 -> 30 Jun 27: what changed" in shown
        assert "+ OB1.c2" in shown
        assert "target: 300 -> 250" in shown
        await s.keys("escape", "down", "/compare-runs")
        assert s.message == "? There is no sitting before it to compare it with."


async def test_the_day_of_a_sitting_is_set_and_the_next_one_begun(tmp_path: Path) -> None:
    async with review(tmp_path) as s:
        await s.keys("/runs", "/as-of")
        await s.type("15 jul 27")
        await s.keys("enter")
        run = s.page.scene.run_now()
        assert run.as_of == "2027-07-15"
        assert s.shows("15 Jul 27")
        await s.keys("/as-of")
        await s.type("soon")
        await s.keys("enter")
        assert s.page.scene.run_now().as_of == "2027-07-15"
        await s.keys("escape", "/next-run")
        assert len(s.session.runs) == 3
        assert s.page.scene.run_now().id not in (run.id,)
        assert s.page.scene.client.former is None
        await s.keys("/runs", "down", "enter")
        assert "15 Jul 27 is read as it was left" in s.message


async def test_a_session_with_one_sitting_has_a_list_of_one(tmp_path: Path) -> None:
    async with stage("swot/factors", fill=millrace("factors")) as s:
        await s.keys("escape", "/runs")
        assert s.shows("SWOT")
        assert s.shows("you are here")
        await s.keys("enter")
        assert s.top is s.page
        assert not s.page.allows(REOPEN), "there is nothing to open again"


async def test_of_several_sittings_it_is_asked_which_one_to_compare_with(tmp_path: Path) -> None:
    async with review(tmp_path) as s:
        await fill(s, 4, 40)
        await s.keys("/runs", "/next-run", "/runs", "/compare-runs")
        assert s.shows("What changed in 30 Jun 27 Quarterly review since")
        await s.keys("down", "down", "enter")
        assert s.shows("31 Mar 27 -> 30 Jun 27: what changed")
        assert s.shows("+ OB1.c2")
        await s.keys("escape", "/compare-runs", "down", "enter")
        assert s.shows("Nothing is different."), "the one before left it as the last one found it"


async def test_from_home_the_sittings_of_a_session_are_one_command_away(tmp_path: Path) -> None:
    async with review(tmp_path) as s:
        title = s.session.meta.title
        await s.keys("/home")
        assert s.shows(title)
        await s.keys("/runs")
        assert s.shows("31 Mar 27")
        assert not s.shows("you are here")
        await s.keys("down", "enter")
        assert "31 Mar 27 is read as it was left" in s.message
        await s.keys("/home")
        await s.keys("/runs", "escape")
        assert s.shows(title)
