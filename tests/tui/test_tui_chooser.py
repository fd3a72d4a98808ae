"""Choosing a workshop."""

from __future__ import annotations

from pathlib import Path

import pytest
from bakery import app_for, done, millrace, said_below, screen_text, until
from textual import events

from aligntui.analysis.view import View
from aligntui.engine import edits
from aligntui.engine.books import book_of
from aligntui.engine.runs.start import start
from aligntui.methods.heads import Head
from aligntui.methods.library import Library
from aligntui.store.local.repository import Store
from aligntui.text.clean import width
from aligntui.tui.pages.chooser.naming import offered
from aligntui.tui.pages.chooser.page import Chooser, marks_of
from aligntui.tui.pages.chooser.rows import ChooserState, chooser_rows, chosen, first_focus
from aligntui.tui.pages.home.page import Home
from aligntui.tui.pages.question.page import QuestionPage
from aligntui.tui.widgets.line import plain
from aligntui.tui.workshop.page import WorkshopPage

HEADS = [
    Head(name="solo-90", sort="agenda", title="Solo, one good page", minutes=90, people="1", alone=True),
    Head(name="half-day", sort="agenda", title="Half day, your team", minutes=240, people="5-9"),
    Head(name="vision", sort="method", title="Vision", minutes=25, people="1-12"),
    Head(name="recall", sort="method", title="Recall test", minutes=10, people="4+", least=4),
    Head(
        name="swot", sort="method", title="SWOT analysis", level="intermediate", minutes=55, solo=20,
        people="1-9",
        summary="What helps and hinders us, inside and outside, with evidence.",
        asks="four lists, at most six each; how do we know; which matter most",
        gives="coded factors S W O T that TOWS, scenarios and the plan build on",
    ),
    Head(
        name="network", sort="method", title="Hidden organisation", level="advanced", minutes=120,
        people="6+",
    ),
]  # fmt: skip
DRAWN = """\
 New workshop                                                       nothing yet
 What would you like to have at the end?
 find:
 READY AGENDAS           min  people  │ SWOT analysis            2 intermediate
   Solo, one good page    90  1       │
   Half day, your team   240  5-9     │ What helps and hinders us, inside and
 1 FUNDAMENTALS  begin here           │ outside, with evidence.
 x Vision                 25  1-12    │
   Recall test            10  4+      │ asks   four lists, at most six each;
 2 INTERMEDIATE  then                 │        how do we know; which matter
>~ SWOT analysis          55  1-9     │        most
 3 ADVANCED  when the basics hold     │ gives  coded factors S W O T that TOWS,
   Hidden organisation   120  6+      │        scenarios and the plan build on
                                      │ needs  nothing
                                      │ time   55 min with a team, 20 alone
                                      │
                                      │ How it looks
                                      │  S1 36-hour sourdough sells out
                                      │
                                      │
                                      │ x done   ~ begun in this session"""


def state(**more: object) -> ChooserState:
    made = ChooserState(HEADS, {"vision": "x", "swot": "~"}, at=4, seen=HEADS[4])
    made.looks = ("swot", ["S1 36-hour sourdough sells out"])
    for name, value in more.items():
        setattr(made, name, value)
    return made


def test_it_is_as_drawn() -> None:
    assert "\n".join(plain(chooser_rows(state(), 80, 24))) == DRAWN


@pytest.mark.parametrize(("cells", "height"), [(80, 24), (120, 40), (200, 50)])
def test_a_long_list_scrolls_with_its_headings(cells: int, height: int) -> None:
    many = [
        Head(name=f"m{n}", sort="method", title=f"Method {n} " * 3, minutes=n, level=level)
        for level in ("fundamentals", "intermediate", "advanced")
        for n in range(20)
    ]
    for at in (0, 19, 20, 59):
        rows = plain(chooser_rows(state(heads=many, at=at, seen=many[at]), cells, height))
        assert len(rows) <= height - 2
        assert all(width(row) <= cells for row in rows)
        assert sum(row.startswith(">") for row in rows) == 1


def test_words_choose_agendas_first() -> None:
    assert [h.name for h in chosen(HEADS, "")] == [h.name for h in HEADS]
    assert [h.name for h in chosen(HEADS, "swot")] == ["swot"]
    assert [h.name for h in chosen(HEADS, "evidence inside")] == ["swot"]
    assert chosen(HEADS, "nonsense") == []


@pytest.mark.parametrize("words", ["team", "half day", "half-day", "four hours"])
def test_a_team_finds_its_half_day_first(words: str) -> None:
    library = Library()
    assert chosen([*library.agendas(), *library.methods()], words)[0].name == "half-day"


def test_what_is_named_best_comes_first() -> None:
    heads = [
        Head(name="a", sort="agenda", title="Half day", summary="A day with goals in it"),
        Head(name="b", sort="method", title="Subgoals"),
        Head(name="c", sort="method", title="Vision and goals"),
        Head(name="d", sort="method", title="Goals and objectives", level="advanced"),
        Head(name="e", sort="method", title="Goals", level="advanced"),
    ]
    assert [h.name for h in chosen(heads, "goals")] == ["e", "d", "c", "b", "a"]
    assert [h.name for h in chosen(heads, "GOALS obj")] == ["d"]
    rows = plain(chooser_rows(ChooserState(chosen(heads, "goals"), words="goals"), 80, 24))
    assert rows[3].startswith(" FOUND, best first")
    assert rows[4].startswith(">  Goals")
    assert not any("ADVANCED" in row for row in rows)


def test_the_page_of_the_preview_is_the_one_shown() -> None:
    made = state()
    made.looks = ("swot", [f"S{n} a card" for n in range(6)])
    rows = "\n".join(plain(chooser_rows(made, 80, 24)))
    assert "page 1 of 2   Tab shows the next" in rows
    made.page = 1
    rows = "\n".join(plain(chooser_rows(made, 80, 24)))
    assert "page 2 of 2   Tab shows the first again" in rows


def test_the_line_that_fits_has_the_focus() -> None:
    assert HEADS[first_focus(HEADS, {}, new=True)].name == "solo-90"
    assert HEADS[first_focus(HEADS, {"vision": "x"}, new=False)].name == "recall"


def test_a_broken_file_says_what_is_wrong() -> None:
    broken = Head(name="mine", sort="method", title="mine", problem="mine.yaml line 3: stps is not a key.")
    rows = "\n".join(plain(chooser_rows(state(heads=[broken], at=0, seen=broken), 80, 24)))
    assert "!!" in rows
    assert "mine.yaml line 3" in rows


def test_a_name_is_offered_that_is_free() -> None:
    assert offered("SWOT analysis", [], "2026-11-21T10:00:00") == "SWOT analysis, 21 Nov"
    taken = ["SWOT analysis, 21 Nov", "swot analysis, 21 nov (2)"]
    assert offered("SWOT analysis", taken, "2026-11-21T10:00:00") == "SWOT analysis, 21 Nov (3)"


def test_marks_over_all_runs(store: Store) -> None:
    handle, run = millrace(store, Library())
    assert marks_of(handle.session) == {}
    count = sum(1 for step in run.steps if step.step.startswith(("swot/scope", "vision/")))
    done(handle, run, *["done"] * count)
    assert marks_of(handle.session) == {"vision": "x", "swot": "~"}


async def test_a_further_run_begins_at_once(store: Store) -> None:
    handle, _ = millrace(store, Library())
    app = app_for(store, Library(), lambda _: Chooser(handle))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert screen_text(app)[0].startswith(" Millrace 2027")
        await pilot.press("ctrl+f", *"scenario", "enter")
        await pilot.pause()
        assert isinstance(app.screen, WorkshopPage)
        assert app.screen.scene.run.agenda == "scenarios"
    assert len(handle.session.runs) == 2


RENAMED = """\
method: tools
title: Tools
level: fundamentals
collections:
  tools: {{code: TL, title: Tools, fields: {{{key}: {{type: text{was}}}}}}}
steps:
  - {{kind: table, id: list, title: Tools, of: tools, fields: [text, {key}]}}
"""


@pytest.mark.parametrize(("way", "key"), [((), "sort"), (("down",), "make")])
async def test_a_method_that_is_asked_otherwise_today_asks_once(
    store: Store, tmp_path: Path, way: tuple[str, ...], key: str
) -> None:
    (tmp_path / "tools.yaml").write_text(RENAMED.format(key="sort", was=""))
    handle, run = start(store, Library(user=tmp_path), "tools", title="Ours")
    view = View(handle.session, book_of(handle.session))
    handle.apply(edits.add(view, store.new_id, "tools", "Saw", {"sort": "hand"}, at=store.clock())[1])
    done(handle, run, "done")
    (tmp_path / "tools.yaml").write_text(RENAMED.format(key="make", was=", was: sort"))
    app = app_for(store, Library(user=tmp_path), lambda _: Chooser(handle))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+f", *"tools", "enter")
        await until(pilot, lambda: isinstance(app.screen, QuestionPage))
        assert any("1 value under" in row for row in screen_text(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, Chooser))
        assert len(handle.session.runs) == 1
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, QuestionPage))
        await pilot.press(*way, "enter")
        await until(pilot, lambda: isinstance(app.screen, WorkshopPage))
        handle.refresh()
        assert [item.fields for item in handle.session.items.values()] == [{key: "hand"}]


@pytest.mark.parametrize(("words", "title"), [("swot", "SWOT analysis"), ("full", "The full guide")])
async def test_the_team_instead_of_one(store: Store, words: str, title: str) -> None:
    app = app_for(store, Library(), lambda _: Chooser())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+f", *words, "down", "up", "enter")
        await pilot.pause()
        while title not in (app.screen.state.head.title if isinstance(app.screen, Chooser) else ""):
            await pilot.press("escape", "down", "enter")
        await pilot.press("enter")
        await pilot.pause()
        shown = "\n".join(screen_text(app))
        assert "Who takes part?" in shown
        assert shown.index("one person alone") < shown.index("with our team")
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, WorkshopPage))
        assert isinstance(app.screen, WorkshopPage)
        assert not app.screen.scene.run.solo


async def test_the_offered_name_is_taken_replaced_or_gone_into(store: Store) -> None:
    app = app_for(store, Library(), lambda _: Chooser())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+f", *"swot", "enter")
        await pilot.pause()
        page = app.screen
        assert isinstance(page, Chooser)
        name = page._line.value
        assert name.startswith("SWOT")
        assert page._line.selected_text == name
        assert "typing replaces it" in said_below(app)
        await pilot.press(*"Kiosk")
        assert page._line.value == "Kiosk"
        await pilot.press("escape", "enter", "end", "2")
        assert page._line.value == f"{name}2"
        await pilot.press("escape", "enter")
        page._line.on_paste(events.Paste("Grower contracts"))
        assert page._line.value == "Grower contracts"


async def test_a_broken_file_of_ones_own_starts_nothing(store: Store, tmp_path: Path) -> None:
    own = tmp_path / "methods"
    own.mkdir()
    (own / "mine.yaml").write_text(
        "method: mine\ntitle: Mine\nlevel: fundamentals\nsteps: [{kind: borad, id: a}]\n"
    )
    app = app_for(store, Library(user=own), lambda _: Chooser())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+f", *"mine", "enter")
        await pilot.pause()
        assert isinstance(app.screen, Chooser)
        assert 'the key "title" is missing' in said_below(app)
    assert store.entries() == []


async def test_escape_goes_home(store: Store) -> None:
    millrace(store, Library())[0].close()
    app = app_for(store, Library(), lambda _: Chooser())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, Home)


async def test_the_preview_follows_after_a_rest(store: Store) -> None:
    app = app_for(store, Library(), lambda _: Chooser())
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "How it goes" in "\n".join(screen_text(app)))
        await pilot.press("end")
        await until(pilot, lambda: "│ Solo, one good page" not in "\n".join(screen_text(app)))


async def test_a_key_in_one_packet_with_what_empties_the_line_that_finds(store: Store) -> None:
    app = app_for(store, Library(), lambda _: Chooser())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"swot")
        page = app.screen
        assert isinstance(page, Chooser)
        assert page.asked is not None
        page._line.value = ""
        assert not await page.command("ctrl+w")
        assert page.asked is None, "the line went with its words"


async def test_where_no_workshop_has_the_words_enter_is_not_offered(store: Store) -> None:
    app = app_for(store, Library(), lambda _: Chooser())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"zzz")
        await pilot.pause()
        assert any("no workshop has these words" in row for row in screen_text(app))
        assert "Enter" not in screen_text(app)[-1]
        await pilot.press("escape")
        await pilot.pause()
        assert "Enter start" in screen_text(app)[-1]


def test_how_a_workshop_looks_is_shown_whole_while_there_are_rows() -> None:
    long = "S2 x T3 regular customers move to the new counter, so we open earlier on market days"
    rows = plain(chooser_rows(state(looks=("swot", [long])), 80, 30))
    shown = " ".join(row.partition("│")[2].strip() for row in rows)
    assert long in " ".join(shown.split())
