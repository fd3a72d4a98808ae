"""Home: what it shows, and everything one does to a session from outside."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec
import pytest
from bakery import app_for, done, millrace, screen_text, until

from aligntui.engine.runs import start
from aligntui.methods.library import Library
from aligntui.store.local.names import path_of
from aligntui.store.local.repository import Store
from aligntui.store.values import Entry, Position, SessionRef
from aligntui.text.clean import width
from aligntui.tui.app import AlignApp
from aligntui.tui.pages.chooser.page import Chooser
from aligntui.tui.pages.export.page import OutPage
from aligntui.tui.pages.findings.page import FindingsPage
from aligntui.tui.pages.first_run.page import FirstRun
from aligntui.tui.pages.home.page import Home
from aligntui.tui.pages.plan.page import Results
from aligntui.tui.pages.resumed.page import Resumed
from aligntui.tui.pages.trash.page import TrashPage
from aligntui.tui.session_rows import Detail, HomeState, counted, home_rows, so_far, when
from aligntui.tui.widgets.line import plain
from aligntui.tui.workshop.page import WorkshopPage


def named(name: str) -> SessionRef:
    """A session of this name."""
    return SessionRef(f"/sessions/{name}", name, name.removesuffix(".json"))


NOW = "2026-11-21T14:10:00"
ENTRIES = [
    Entry("m", "Millrace 2027", named("m.json"), "Half day with the team", "7 of 10", "2026-11-21T14:07:00",
          "", 5, {"strengths": 5, "threats": 5}),
    Entry("k", "Kiosk at the canal", named("k.json"), "Solo, one good page", "3 of 9", "2026-11-19T09:00:00"),
    Entry("r", "Review, third quarter", named("r.json"), "Quarterly review", "done", "2026-10-12T09:00:00"),
    Entry("g", "Grower contracts", named("g.json"), "TOWS", "2 of 3", "2026-10-02T09:00:00"),
]  # fmt: skip
DETAIL = Detail(
    "m",
    next="Choose: silent rating, 35 min",
    so_far="vision, 21 factors, 12 strategies, 0 objectives",
    findings={"warning": 2, "hint": 5},
    log=[("2026-11-21T14:07:00", 'Priya Lund wrote WT3 "Build a cash floor before any"')],
)
DRAWN = """\
 AlignTUI                                                            4 sessions
 Go on where you stopped, or start something new.

 > Millrace 2027                   Half day with the team  7 of 10  today 14:07
   Kiosk at the canal              Solo, one good page     3 of 9   Thu 19 Nov
   Review, third quarter           Quarterly review        done     12 Oct
   Grower contracts                TOWS                    2 of 3   2 Oct

   + new workshop


 Millrace 2027                                                   5 people
   next     Choose: silent rating, 35 min
   so far   vision, 21 factors, 12 strategies, 0 objectives
   findings !! 0    ! 2    ? 5
   last     14:07 Priya Lund wrote WT3 "Build a cash floor before any"
"""


def state(entries: list[Entry] = ENTRIES, **more: object) -> HomeState:
    made = HomeState(entries, NOW, total=len(entries), shown=entries[0] if entries else None, detail=DETAIL)
    for name, value in more.items():
        setattr(made, name, value)
    return made


def test_home_is_as_drawn() -> None:
    assert "\n".join(plain(home_rows(state(), 80, 24))).rstrip() == DRAWN.rstrip()


def test_a_large_window_has_the_detail_beside_the_list() -> None:
    rows = plain(home_rows(state(), 120, 40))
    assert rows[3].startswith(
        " > Millrace 2027                   Half day with the team  7 of 10  today 14:07"
    )
    assert rows[3][80:] == "│ Millrace 2027"
    assert [row[82:] for row in rows if row[82:].isupper()] == ["NEXT", "SO FAR", "FINDINGS", "LAST"]


@pytest.mark.parametrize(("cells", "height"), [(80, 24), (100, 30), (120, 40), (200, 60)])
def test_five_hundred_sessions_fit_every_window(cells: int, height: int) -> None:
    for at in (0, 7, 250, 499, 500):
        rows = home_rows(state(ENTRIES * 125, at=at), cells, height)
        assert len(rows) <= height - 2
        assert all(width(text) <= cells for text in plain(rows))
        assert sum(" > " in text[:4] for text in plain(rows)) == 1


@pytest.mark.parametrize("number", [1, 2, 5, 40])
@pytest.mark.parametrize(("cells", "height"), [(80, 24), (100, 30), (120, 40), (160, 50)])
def test_titles_that_begin_alike_are_read_whole_while_rows_are_free(
    cells: int, height: int, number: int
) -> None:
    alike = "Strategy of the bakery in Fellbridge for the years until 2030, as of the meeting in"
    entries = [
        Entry(
            f"e{n}", f"{alike} week {n:02}", named(f"e{n}.json"), changed=NOW, doing="Half day with the team"
        )
        for n in range(number)
    ]
    for at in range(number):
        rows = plain(home_rows(state(entries, shown=entries[at], at=at), cells, height))
        text = " ".join(" ".join(rows).split())
        shown = [n for n in range(number) if f"week {n:02}" in text]
        assert at in shown
        if number < (3 if height == 24 else 6):
            assert len(shown) == number
        listing = sum(row[3:].startswith("Strategy of") for row in rows)
        left_out = sum(map(int, re.findall(r"(\d+) (?:above|below)", text)))
        assert listing + left_out == number


def test_a_damaged_and_a_newer_file_say_so() -> None:
    odd = [
        Entry("", "kiosk", named("kiosk.json"), changed="2026-10-02T09:00:00",
              problem="kiosk.json cannot be read."),
        Entry("n", "Next", named("n.json"), changed="2026-10-02T09:00:00",
              problem="Written by a newer AlignTUI. You can read it; to change it, update."),
    ]  # fmt: skip
    rows = plain(home_rows(state(odd, shown=odd[0]), 80, 24))
    assert rows[3] == " > kiosk                            !! cannot be read                     2 Oct"
    assert rows[4] == "   Next                              ! a newer version, to be read only   2 Oct"
    assert any("Enter looks for the last good copy" in row for row in rows)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ("2026-11-21T14:07:00", "today 14:07"),
        ("2026-11-19T09:00:00", "Thu 19 Nov"),
        ("2026-11-14T09:00:00", "14 Nov"),
        ("2025-11-20T09:00:00", "20 Nov 25"),
        ("2026-11-23T09:00:00", "23 Nov"),
        ("", ""),
    ],
)
def test_days_as_people_say_them(changed: str, said: str) -> None:
    assert when(changed, NOW) == said


@pytest.mark.parametrize(
    ("number", "name", "said"),
    [(1, "strategies", "1 strategy"), (2, "axes", "2 axes"), (1, "axes", "1 axes"), (1, "kpis", "1 kpi"),
     (0, "objectives", "0 objectives"), (1, "weaknesses", "1 weakness")],
)  # fmt: skip
def test_one_and_many(number: int, name: str, said: str) -> None:
    assert counted(number, name) == said


def test_what_a_session_holds() -> None:
    counts = {
        "strengths": 5,
        "weaknesses": 6,
        "opportunities": 5,
        "threats": 5,
        "strategies": 12,
        "people": 5,
    }
    book = Library().everything()
    told = so_far(counts, ["vision"], ["objectives"], book)
    assert told == "vision, 21 factors, 12 strategies, 0 objectives"
    assert so_far({"axes": 1, "threats": 1}, book=book) == "1 factor, 1 axis"
    assert so_far({"strengths": 1, "threats": 2, "people": 3}) == "1 strength, 2 threats"
    assert so_far({}) == "nothing written yet"
    assert so_far({"forces": 3, "risks": 1}) == "3 forces, 1 risk"


def test_a_list_is_counted_by_the_words_it_is_written_by() -> None:
    """`a new fact` is `1 fact`, `a thing we stop` `1 thing we stop`: no key of a list is a word."""
    book = Library().everything()
    book.groups.clear()
    for name, collection in book.collections.items():
        if collection.one and name not in ("people", "parked", "axes"):
            alone = so_far({name: 1}, book=book)
            assert alone == f"1 {re.sub('^(a new|an|a) ', '', collection.one)}", name


def make_app(store: Store, session_id: str = "") -> AlignApp:
    return app_for(store, Library(), lambda _: Home(session_id))


async def test_without_sessions_it_is_the_first_run(store: Store) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, FirstRun)


async def test_enter_resumes_at_the_exact_step(store: Store) -> None:
    handle, run = millrace(store, Library())
    store.drafts(handle.session.meta.id).position = Position(run=run.id, step=run.steps[6].id)
    handle.close()
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(
            pilot, lambda: any(row.startswith("   next") and "what helps" in row for row in screen_text(app))
        )
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, WorkshopPage)
        assert app.screen.scene.here.id == run.steps[6].id


async def test_words_in_a_line_are_offered_back(store: Store) -> None:
    handle, run = millrace(store, Library())
    drafts = store.drafts(handle.session.meta.id)
    drafts.position = Position(run=run.id, step=run.steps[6].id)
    drafts.put(f"{run.steps[6].id}/factors/S@/add", "Open a web shop for week")
    handle.close()
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        said = " Restored: 1 line that was being typed when the line dropped. Enter opens."
        await until(pilot, lambda: screen_text(app)[22] == said)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, Resumed)


async def test_a_finished_session_opens_on_its_plan(store: Store) -> None:
    handle, run = millrace(store, Library(), "swot/factors")
    done(handle, run, "done")
    handle.close()
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, Results)


async def test_words_left_in_a_finished_session_come_first(store: Store) -> None:
    handle, run = millrace(store, Library(), "swot/factors")
    done(handle, run, "done")
    store.drafts(handle.session.meta.id).put(f"{run.steps[0].id}/factors/S@/add", "Kids bikes on Sunday")
    handle.close()
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, Resumed)
        assert any("Kids bikes on Sunday" in row for row in screen_text(app))
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, WorkshopPage)
        assert "Kids bikes on Sunday" in "\n".join(screen_text(app))


async def test_rename_duplicate_trash_and_back(store: Store) -> None:
    handle, _ = start.start(store, Library(), "swot", title="Kiosk")
    handle.close()
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+k", *"rename-session", "enter", "end", "space", "2", "enter")
        await pilot.pause()
        assert [e.title for e in store.entries()] == ["Kiosk 2"]
        await pilot.press("ctrl+k", *"copy-session", "enter", "enter")
        await pilot.pause()
        assert {e.title for e in store.entries()} == {"Kiosk 2", "Kiosk 2, copy"}
        assert any(row.startswith(" > Kiosk 2, copy") for row in screen_text(app))
        await pilot.press("delete")
        await pilot.pause()
        assert [e.title for e in store.entries()] == ["Kiosk 2"]
        assert screen_text(app)[22] == ' "Kiosk 2, copy" is in the trash. ^Z brings it back.'
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert len(store.entries()) == 2


async def test_the_trash_gives_back_and_deletes_only_when_asked_twice(store: Store) -> None:
    for title in ("One", "Two"):
        start.start(store, Library(), "swot", title=title)[0].close()
    store.trash("One")
    store.trash("Two")
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+k", *"show-trash", "enter")
        await pilot.pause()
        assert isinstance(app.screen, TrashPage)
        await app.screen.do_purge_session()
        assert len(store.trashed()) == 2
        await app.screen.do_purge_session()
        assert [e.title for e in store.trashed()] == ["One"]
        await pilot.press("enter")
        await pilot.pause()
        assert [e.title for e in store.entries()] == ["One"]
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, Home)
        assert any("> One" in row for row in screen_text(app))


async def test_find_filters_while_typing(store: Store) -> None:
    for title in ("Kiosk at the canal", "Grower contracts", "Millrace"):
        start.start(store, Library(), "swot", title=title)[0].close()
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+f", *"grow")
        await pilot.pause()
        rows = screen_text(app)
        assert rows[2] == " find: grow"
        assert rows[3].startswith(" > Grower contracts")
        assert rows[23].startswith(" Enter open  Tab to the rows  Esc out")
        await pilot.press("escape")
        await pilot.pause()
        assert sum(1 for row in screen_text(app)[3:7] if "SWOT" in row) == 3
        assert any(row.startswith(" > Grower") for row in screen_text(app))


async def test_a_damaged_session_offers_its_last_good_copy(store: Store, clock: Callable[[], str]) -> None:
    handle, _ = start.start(store, Library(), "swot", title="Kiosk")
    clock.forward(minutes=20)  # type: ignore[attr-defined]
    handle.apply([])
    from aligntui.session.ops import Name

    handle.apply([Name(was="Kiosk", to="Kiosk 2")])
    path = handle.path
    handle.close()
    path.write_bytes(path.read_bytes()[:100])
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "!! cannot be read" in screen_text(app)[3]
        await pilot.press("enter")
        await pilot.pause()
        assert "Enter opens the copy of" in " ".join(screen_text(app)[21:23])
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, WorkshopPage)
        assert app.screen.handle.session.meta.title == "Kiosk"


async def test_a_lost_session_offers_its_last_good_copy(store: Store) -> None:
    from aligntui.session.ops import Name

    handle, _ = start.start(store, Library(), "swot", title="Kiosk")
    handle.apply([Name(was="Kiosk", to="Kiosk 2")])
    handle.close()
    handle.path.unlink()
    app = make_app(store)
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        shown = screen_text(app)
        assert "Kiosk" in shown[3]
        assert "gone; what is left of it is here" in shown[3]
        right = " ".join(" ".join(row.partition("│")[2] for row in shown).split())
        assert "is gone. Left of it: the copy of 21 Nov 2026, 14:00" in right
        assert right.endswith("(revision 1, 1 change). Enter offers it.")
        await pilot.press("enter")
        await pilot.pause()
        assert "is gone. Enter opens the copy of" in " ".join(" ".join(screen_text(app)).split())
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, WorkshopPage)
        assert app.screen.handle.session.meta.title == "Kiosk"
        # And what is said on leaving is what then works.
        way = 'aligntui open "Kiosk" --as "Ines Calder"'
        assert app.screen.keeping.farewell() == f"All is kept. {way} goes on here."
        handle.path.unlink()
        said = app.screen.keeping.farewell()
        assert said.startswith(
            f'{handle.path.name} is gone. aligntui sessions --recover "{handle.path.stem}"'
        )
        assert "All is kept" not in said


async def test_a_session_that_something_else_has_changed_says_so_once(store: Store) -> None:
    from aligntui.session.ops import Name

    handle, _ = start.start(store, Library(), "swot", title="Kiosk")
    handle.apply([Name(was="Kiosk", to="Kiosk 2")])
    handle.close()
    handle.path.write_bytes(handle.path.read_bytes().replace(b"Kiosk 2", b"Kiosk 3"))
    words = "is not what AlignTUI wrote: edited elsewhere, or decayed"
    app = make_app(store)
    async with app.run_test(size=(120, 30)) as pilot:
        # Looking at it from home is no reason to count it as said.
        await pilot.pause(0.5)
        await pilot.press("enter")
        await until(pilot, lambda: words in " ".join(" ".join(screen_text(app)).split()))
        assert isinstance(app.screen, WorkshopPage)
        assert store.altered(app.screen.handle) == ""


async def test_a_newer_session_can_be_read(store: Store) -> None:
    handle, _ = start.start(store, Library(), "swot", title="Kiosk")
    path = handle.path
    handle.close()
    data = msgspec.json.decode(path.read_bytes())
    data["_meta"]["1"]["format"] = 99
    path.write_bytes(msgspec.json.encode(data))
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "a newer version, to be read only" in screen_text(app)[3]
        await pilot.press("ctrl+k", *"session-plan", "enter")
        await pilot.pause()
        assert isinstance(app.screen, Results)
        assert "READ ONLY" in screen_text(app)[0]


async def test_pages_of_the_focused_session(store: Store) -> None:
    millrace(store, Library())[0].close()
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        for key, page in (("ctrl+r", FindingsPage), ("ctrl+o", OutPage)):
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(app.screen, page)
            await pilot.press("escape")
            await pilot.pause()
            assert isinstance(app.screen, Home)
        await pilot.press("ctrl+k", *"new-session", "enter")
        await pilot.pause()
        assert isinstance(app.screen, Chooser)


async def test_letters_typed_in_a_burst_throw_nothing_away(store: Store) -> None:
    millrace(store, Library())[0].close()
    app = make_app(store)
    app.clock = lambda: 10.0
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"expexd")
        await pilot.pause()
        assert len(store.entries()) == 1
        assert isinstance(app.screen, Home)


async def test_words_of_a_session_are_never_markup(store: Store) -> None:
    for title in ("[red]a[/red]", "[/nope]", "[@click=app.bell]x[/]"):
        start.start(store, Library(), "swot", title=title)[0].close()
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "findings !!" in "\n".join(screen_text(app)))
        text = "\n".join(screen_text(app))
        assert "[red]a[/red]" in text
        assert "[/nope]" in text
        assert "[@click=app.bell]x[/]" in text


async def test_a_copy_made_by_hand_is_named_and_a_new_name_gives_it_a_life_of_its_own(store: Store) -> None:
    handle, _ = millrace(store, Library())
    copy = handle.path.with_name("copy.json")
    copy.write_bytes(handle.path.read_bytes())
    app = app_for(store, Library(), lambda _: Home())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("down")
        await until(pilot, lambda: f"by hand of {handle.path.name}" in "\n".join(screen_text(app)))
        assert "copy of" in "\n".join(screen_text(app))
        await pilot.press("delete")
        await pilot.pause()
        assert [path_of(entry.ref) for entry in store.entries()] == [handle.path]
    handle.close()


@pytest.mark.parametrize(("cells", "height"), [(80, 24), (120, 40)])
def test_findings_about_the_same_cards_are_told_apart(cells: int, height: int) -> None:
    whom = "SO1 Offer each of the old clients a first visit, WO1 Hire a third farm vet from the college"
    asks = ("how do we know?", "who pays for it?")
    short = "SO1 Offer each of.., WO1 Hire a third farm vet from.."
    worst = [("?", f"{whom}: {ask}", f"{short}: {ask}") for ask in asks]
    made = msgspec.structs.replace(DETAIL, worst=worst)
    rows = "\n".join(plain(home_rows(state(detail=made), cells, height)))
    shown = " ".join(rows.replace("│", " ").split()) if cells < 120 else rows
    assert all(ask.split()[-1] in shown for ask in asks)
    assert "from.." not in shown, "there is room for all of it"
    long = msgspec.structs.replace(
        made, log=[*made.log, ("2026-11-20T10:00:00", "Ines Calder: " + "word " * 20 + "end")]
    )
    assert "end" in "\n".join(plain(home_rows(state(detail=long), 120, 40)))
