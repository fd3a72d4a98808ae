"""The page of findings: worst first, to the step that mends, aside with a reason."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bakery import app_for, millrace, screen_text
from build import build
from case_session import millrace as told_by_millrace
from drafts import library_of
from stage import stage

import aligntui.tui
from aligntui.analysis import say
from aligntui.analysis.figure import Finding
from aligntui.analysis.figures import Figures
from aligntui.engine import mends
from aligntui.engine.runs import walk
from aligntui.engine.runs.start import start
from aligntui.engine.samples import fill
from aligntui.exchange.unlooked import unchecked
from aligntui.methods.library import Library
from aligntui.session.model import Run
from aligntui.session.ops import Set
from aligntui.store.local.handle import Handle
from aligntui.store.local.repository import Store
from aligntui.text.clean import width
from aligntui.tui.app import AlignApp
from aligntui.tui.pages.conflict.page import ConflictPage
from aligntui.tui.pages.export.page import OutPage
from aligntui.tui.pages.findings.page import FindingsPage
from aligntui.tui.pages.findings.rows import FEW, NONE, FindingsState, findings_rows
from aligntui.tui.pages.home.detail import detail
from aligntui.tui.pages.home.page import Home
from aligntui.tui.pages.plan.page import Results
from aligntui.tui.widgets.line import line, plain
from aligntui.tui.workshop.page import WorkshopPage

BAR = line((" Millrace 2027", "text+bold"))


def page(handle: Handle, run: Run | None) -> FindingsPage:
    return FindingsPage(handle, run)


def test_rows_worst_first_with_the_mend(store: Store) -> None:
    handle, run = millrace(store, Library())
    view = page(handle, run).view
    found = mends.found(view)
    place = mends.mending_step(view, run, found[0])
    rows = plain(findings_rows(BAR, FindingsState(found, place=place), view, 80, 24))
    assert rows[1].startswith(" FINDINGS")
    assert rows[1].endswith("!! 3   ! 3   ? 10")
    assert rows[3].startswith(" > !! SM01  OB3 Improve our Instagram pres..: No measure, unit, start or")
    assert rows[16].startswith("── OB3  Improve our Instagram presence ──")
    assert rows[16].endswith(" SM01 ──")
    assert rows[18] == " mend   Which number would show it?"
    assert rows[21].startswith(" Enter  ")


def test_it_fits_every_window(store: Store) -> None:
    handle, run = millrace(store, Library())
    view = page(handle, run).view
    found = mends.found(view) * 10
    for cells, height in ((80, 24), (120, 40), (90, 33)):
        for at in (0, len(found) // 2, len(found) - 1):
            rows = findings_rows(BAR, FindingsState(found, at=at), view, cells, height)
            assert len(rows) <= height - 2
            assert all(width(text) <= cells for text in plain(rows))
            assert sum(text.startswith(" > ") for text in plain(rows)) == 1


def test_what_is_the_same_of_several_is_one_line(store: Store) -> None:
    handle, run = millrace(store, Library())
    view = page(handle, run).view
    singles = mends.found(view)
    found = mends.gathered(view, singles)
    assert sum(len(one.every) for one in found) == len(singles)
    (several,) = [one for one in found if one.alike and one.finding.code == "SW7"]
    assert [view.code(one.target) for one in several.alike] == ["S2", "S3", "W2", "T2"]
    rows = plain(findings_rows(BAR, FindingsState(found, at=found.index(several)), view, 80, 24))
    (row,) = [row for row in rows if row.startswith(" > ")]
    assert row.startswith(" >  ? SW7   Cited by no strategy: S2 Service people talk about, S3 Two local..")
    assert any(row.startswith("── S2 Service people talk about, S3 Two") for row in rows)
    opened = mends.gathered(view, singles, {several.finding.key})
    assert len(opened) == len(found) + 4
    assert mends.counts(opened) == mends.counts(found)


def test_one_rule_about_two_cards_is_one_question_where_one_goes_on(store: Store) -> None:
    handle, run = millrace(store, Library())
    view = page(handle, run).view
    pair = view.book.step("swot/factors")
    assert pair is not None
    method, step = pair
    lists = view.book.held(step)
    cards = [item.id for item in view.items(lists)[:2]]
    alike = [
        Finding(code="X1", severity="hint", message="How so?", mend="Say it.", target=c, field="text")
        for c in cards
    ]
    figures = Figures(view)
    figures.findings = lambda *_: alike  # type: ignore[assignment,method-assign]
    asked = mends.asked_of(view, figures, method, step)
    assert asked is not None
    assert (len(alike), asked.facts["count"]) == (2, 1)


async def test_several_are_shown_one_by_one_and_set_aside_together(store: Store) -> None:
    handle, run = millrace(store, Library())
    app = app_for(store, Library(), lambda _: FindingsPage(handle, run))
    async with app.run_test(size=(80, 24)) as pilot:
        shown = app.screen
        assert isinstance(shown, FindingsPage)
        before = len(shown.state.found)
        while "SW7" not in focused(app):
            await pilot.press("down")
            await pilot.pause()
        await pilot.press("right", "down")
        await pilot.pause()
        assert "S2" in focused(app)
        assert len(shown.state.found) == before + 4
        await pilot.press("left")
        await pilot.pause()
        assert len(shown.state.found) == before
        await pilot.press("delete", *"later", "enter")
        await pilot.pause()
        assert len(handle.session.waivers) == 4
        assert "set aside 1" in screen_text(app)[1]


def focused(app: AlignApp) -> str:
    return next(row for row in screen_text(app) if row.startswith(" > "))


def test_nothing_to_mend_proves_nothing(store: Store) -> None:
    handle, run = millrace(store, Library())
    rows = " ".join(
        row.strip() for row in plain(findings_rows(BAR, FindingsState(), page(handle, run).view, 80, 24))
    )
    assert NONE in rows


def test_what_no_check_looked_at_is_named_as_by_the_command_and_the_plain_line(store: Store) -> None:
    names = [f"pile {n}" for n in range(6)]
    lists = {name: {"code": f"P{'ABCDEF'[n]}", "title": name} for n, name in enumerate(names)}
    view = build(collections=lists, items={name: {f"{name}-1": "Rye"} for name in names})
    told, short = unchecked(view), unchecked(view, most=FEW)
    assert "pile 5 (1)" in told[0]
    assert short == ["Not looked at, for no rule does: pile 0 (1), pile 1 (1), pile 2 (1) and 3 more."]
    handle, run = millrace(store, Library())
    found = mends.found(page(handle, run).view)
    for cells, height in ((80, 24), (120, 40)):
        one = FindingsState(found, unchecked=short)
        rows = plain(findings_rows(BAR, one, page(handle, run).view, cells, height))
        assert short[0] in " ".join(" ".join(rows).split())
        at = next(n for n, row in enumerate(rows) if "Not looked at" in row)
        assert rows[at - 1] == ""
        # Where nothing is found it is named whole.
        alone = plain(findings_rows(BAR, FindingsState(unchecked=told), view, cells, height))
        assert all(sentence in " ".join(" ".join(alone).split()) for sentence in (NONE, *told))


def test_the_page_asks_what_no_check_looked_at(store: Store) -> None:
    handle, run = start(store, library_of("opening"), "opening", title="Millrace 2027")
    fill(handle, store.new_id, library_of("opening").method("opening"), 2)
    asked = page(handle, run)
    asked.prepare()
    assert asked.state.unchecked == unchecked(asked.view, most=FEW if asked.state.found else 0)
    assert asked.state.unchecked


def test_what_no_check_looked_at_leaves_room_for_findings(store: Store) -> None:
    handle, run = millrace(store, Library())
    asked = page(handle, run)
    asked.prepare()
    asked.state.unchecked = ["Nothing to look at yet: one, two and three." * 4] * 9
    for cells, height in ((60, 20), (80, 24), (120, 40)):
        rows = plain(findings_rows(BAR, asked.state, asked.view, cells, height))
        assert len(rows) == height - 2
        assert any(row.endswith("..") for row in rows)
        assert any("SM01" in row for row in rows[3:5])


def test_the_cursor_stays_with_its_finding(store: Store) -> None:
    handle, run = millrace(store, Library())
    found = mends.found(page(handle, run).view)
    assert mends.place_after(found, found[3].finding.key, 0) == 3
    assert mends.place_after(found, "gone", 99) == len(found) - 1
    assert mends.place_after([], "gone", 3) == 0


async def opened(app: AlignApp, handle: Handle, run: Run | None) -> None:
    await app.push_screen(FindingsPage(handle, run))


async def test_enter_goes_back_to_the_workshop_at_the_step(store: Store) -> None:
    handle, run = millrace(store, Library())
    app = app_for(store, Library(), lambda _: WorkshopPage(handle, run))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        workshop = app.screen
        await pilot.press("ctrl+r")
        await pilot.pause()
        assert isinstance(app.screen, FindingsPage)
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen is workshop
        assert isinstance(workshop, WorkshopPage)
        assert workshop.scene.here.step.startswith("objectives/")
        assert "No measure, unit, start or target" in "".join(screen_text(app)[20:23])


async def test_from_home_enter_opens_the_workshop_there(store: Store) -> None:
    handle, _ = millrace(store, Library())
    handle.close()
    app = app_for(store, Library(), lambda _: Home())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+r")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, WorkshopPage)
        assert app.screen.scene.here.step.startswith("objectives/")
        assert len(app.screen_stack) == 1


async def test_a_step_that_the_run_lacks_is_added(store: Store) -> None:
    handle, _ = millrace(store, Library())
    short = Run(
        id="short",
        title="Short",
        at="2026-11-22T09:00:00",
        steps=[next(iter(handle.session.runs.values())).steps[0]],
    )
    from aligntui.session.ops import Begin

    handle.apply([Begin(run=short)])
    run = handle.session.runs["short"]
    app = app_for(store, Library(), lambda _: WorkshopPage(handle, run))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+r")
        await pilot.pause()
        assert ' Enter  adds the step "' in screen_text(app)[21]
        assert "to this workshop" in screen_text(app)[21]
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, WorkshopPage)
        assert app.screen.scene.here.step.startswith("objectives/")
        await pilot.press("escape", "escape")
        await pilot.pause()
    first, lent = handle.session.runs["short"].steps
    assert (lent.state, lent.entry) == ("skipped", first.entry + 1), (
        "it is a line of its own, and nobody goes there"
    )


async def test_setting_aside_asks_for_the_reason_and_can_be_taken_back(store: Store) -> None:
    handle, run = millrace(store, Library())
    app = app_for(store, Library(), lambda _: FindingsPage(handle, run))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("delete", "enter")
        await pilot.pause()
        assert not handle.session.waivers
        await pilot.press(*"dropped", "enter")
        await pilot.pause()
        (waiver,) = handle.session.waivers.values()
        assert waiver.reason == "dropped"
        assert waiver.what.startswith("SM01:")
        assert "set aside 1" in screen_text(app)[1]
        stands = app.screen
        assert isinstance(stands, FindingsPage)
        assert stands.focused_one is not None
        assert (stands.state.at, stands.focused_one.aside) == (0, ""), "the cursor stays at the next open one"
        await pilot.press("end")
        await pilot.pause()
        assert any(row.startswith(" > ") and row.endswith("dropped") for row in screen_text(app))
        await pilot.press("delete")
        await pilot.pause()
        assert not handle.session.waivers


async def test_a_session_without_runs_has_no_way_to_mend(store: Store) -> None:
    handle, _ = millrace(store, Library())
    app = app_for(store, Library(), lambda _: FindingsPage(handle, None))
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Enter mend" not in screen_text(app)[23]
        await pilot.press("enter")
        await pilot.pause()
        assert screen_text(app)[22] == " No step of this session asks for it."


async def test_two_versions_of_the_same_words_come_first(store: Store) -> None:
    handle, run = millrace(store, Library())
    item = next(i for i in handle.session.items.values() if i.collection == "objectives")
    handle.apply([Set(id=item.id, field="text", was=item.text, to="Theirs", words=True)])
    handle.apply([Set(id=item.id, field="text", was=item.text, to="Mine", words=True)])
    if not handle.session.clashes:
        from aligntui.session.model import Clash
        from aligntui.session.ops import Beside

        clash = Clash(
            id="c", target=item.id, field="text", base=item.text, theirs="Mine", yours="Other", by="Dot"
        )
        handle.apply([Beside(clash=clash)])
    app = app_for(store, Library(), lambda _: FindingsPage(handle, run))
    async with app.run_test(size=(80, 24)) as pilot:
        assert "two people changed the same words" in screen_text(app)[3]
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ConflictPage)


async def test_a_dozen_are_shown_and_the_last_line_shows_the_others(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    handle, run = millrace(store, Library())
    many = [mends.Found(say.hint(f"ZZ{n}", f"Question {n}?")) for n in range(20)]
    monkeypatch.setattr("aligntui.tui.pages.findings.page.found", lambda *_: many)
    app = app_for(store, Library(), lambda _: FindingsPage(handle, run))
    async with app.run_test(size=(80, 24)) as pilot:
        page = app.screen
        assert isinstance(page, FindingsPage)
        every = mends.gathered(page.view, many)
        assert [one.finding.key for one in page.state.found[:-1]] == [one.finding.key for one in every[:12]]
        assert mends.counts(page.state.found) == mends.counts(every)
        await pilot.press("end")
        assert f"{len(every) - 12} more." in "\n".join(screen_text(app))
        await pilot.press("enter")
        await pilot.pause()
        assert page.state.found == every
        assert page.focused_one == every[12]


async def test_what_was_looked_through_in_vain_is_said(store: Store) -> None:
    handle, run = millrace(store, Library())
    app = app_for(store, Library(), lambda _: FindingsPage(handle, run))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"zeppelin")
        await pilot.pause()
        page = app.screen
        assert isinstance(page, FindingsPage)
        lines = len(page.labels())
        assert f'None of the {lines} lines on this page has "zeppelin".' in "\n".join(screen_text(app))


async def test_what_is_left_out_is_counted_on_the_side_where_it_is(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    handle, run = millrace(store, Library())
    many = [mends.Found(say.hint(f"ZZ{n}", f"Question {n}?")) for n in range(20)]
    monkeypatch.setattr("aligntui.tui.pages.findings.page.found", lambda *_: many)
    app = app_for(store, Library(), lambda _: FindingsPage(handle, run))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        page = app.screen
        assert isinstance(page, FindingsPage)

        def counted() -> list[int]:
            rows = plain(page.rows_now(80, 24))
            row = next(row for row in rows if re.fullmatch(r"   (\+ \d+ more|\d+ above.*) *", row))
            above, below = re.search(r"(\d+) above", row), re.search(r"(\d+) (?:more|below)", row)
            return [int(side[1]) if side is not None else 0 for side in (above, below)]

        await pilot.press("end", "enter", "home")
        await pilot.pause()
        assert counted()[0] == 0 < counted()[1]
        left = sum(counted())
        await pilot.press("end")
        await pilot.pause()
        assert counted()[1] == 0 < counted()[0]
        assert abs(counted()[0] - left) <= 4


async def test_from_the_plan_one_goes_on_over_the_findings_to_the_way_out(store: Store) -> None:
    handle, run = millrace(store, Library())
    app = app_for(store, Library(), lambda _: Results(handle, run))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert isinstance(app.screen, FindingsPage)
        assert "^N export" in screen_text(app)[-1]
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert isinstance(app.screen, OutPage)


async def test_what_was_taken_back_on_the_page_is_brought_back_on_it(store: Store) -> None:
    handle, run = millrace(store, Library())
    app = app_for(store, Library(), lambda _: FindingsPage(handle, run))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("delete", *"dropped", "enter")
        await pilot.pause()
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert not handle.session.waivers
        await pilot.press("ctrl+y")
        await pilot.pause()
        assert handle.session.waivers


def test_every_page_that_takes_back_brings_back_too() -> None:
    pages = Path(aligntui.tui.__file__).parent.rglob("*.py")
    texts = {page.name: page.read_text(encoding="utf-8") for page in pages}
    assert [name for name, text in texts.items() if ("def do_undo" in text) != ("def do_redo" in text)] == []


async def test_home_counts_what_the_page_of_findings_counts() -> None:
    async with stage("swot", at="swot/factors", fill=told_by_millrace("records")) as s:
        run = s.page.scene.run_now()
        for step in run.steps:
            await s.page.scene.commit(walk.set_on(run, step, "state", "done"))
        await s.type("Our bread is very good\n")
        item = s.item("S1")
        other = s.someone_else()
        for handle, words in ((other, "Theirs"), (s.handle, "Mine")):
            handle.apply([Set(id=item.id, field="text", was=item.text, to=words, words=True)])
        await s.poll()
        await s.keys("escape", "ctrl+r")
        assert isinstance(s.top, FindingsPage)
        counted = mends.counts(s.top.state.found)
        assert counted["warning"]
        assert counted["hint"]
        told = detail(s.session, s.store.person, s.drafts.position)
        assert told.findings == counted
        assert [mark for mark, *_ in told.worst][:1] == [s.top.state.found[0].finding.mark]


async def test_the_last_field_of_an_errand_says_that_one_goes_back() -> None:
    async with stage("agenda:full-guide", at="swot/factors", fill=told_by_millrace()) as s:
        origin = s.page.going.stand
        number = next(n for n, one in enumerate(s.page.scene.run.steps) if one.step == "vision/statement")
        await s.page.going.open_at(number, looks=True)
        await s.settle()
        s.page.going.send(origin, ())
        await s.keys("tab", "tab", "tab")
        ways = dict(s.page.ways())
        assert (ways["Enter"], ways["^N"]) == ("keep, back", "back")
        await s.keys("enter")
        assert s.here == "swot/factors write"


@pytest.mark.parametrize(("cells", "height"), [(80, 24), (120, 40), (160, 50)])
def test_no_name_is_cut_while_its_row_has_room(store: Store, cells: int, height: int) -> None:
    handle, run = millrace(store, Library())
    view = page(handle, run).view
    found = mends.found(view)
    rows = plain(findings_rows(BAR, FindingsState(found), view, cells, height))
    listed = rows[3 : next(n for n, row in enumerate(rows) if row.startswith("──"))]
    known = {text for item in view.session.items.values() for text in [" ".join(item.text.split())] if text}
    names = [row for row in listed if "..:" in row]
    for row in names:
        head = row[: row.index("..:")].rpartition("  ")[2].partition(" ")[2]
        whole = next(text for text in known if text.startswith(head.rstrip(".")))
        assert len(row.rstrip()) + len(whole) - len(head) - 2 > cells - 4, row
