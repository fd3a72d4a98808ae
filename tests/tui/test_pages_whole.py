"""Lists of pages: each line can be read whole, and what is left out is counted."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from build import build
from hypothesis import given
from hypothesis import strategies as st
from stage import stage
from test_tui_keys import in_workshop

from aligntui.analysis.figure import Finding
from aligntui.analysis.figures import Figures
from aligntui.analysis.gather import Gathered, words
from aligntui.engine.mends import Found
from aligntui.engine.rounds.erasing import Choice
from aligntui.engine.versions import Version
from aligntui.exchange.registry import Format
from aligntui.methods.heads import Head
from aligntui.methods.library import Library
from aligntui.session.model import Change, Run, RunStep
from aligntui.store.problems import NotSaved
from aligntui.store.values import Entry, SessionRef
from aligntui.tui.commands import Keymap
from aligntui.tui.pages.blocked.rows import Way, blocked_rows
from aligntui.tui.pages.chooser.rows import ChooserState, chooser_rows
from aligntui.tui.pages.conflict.rows import conflict_rows
from aligntui.tui.pages.erase.rows import erasing_rows
from aligntui.tui.pages.export.rows import out_rows
from aligntui.tui.pages.find.rows import find_rows
from aligntui.tui.pages.findings.rows import FindingsState, findings_rows
from aligntui.tui.pages.first_run.rows import CHOICES, KEYS, WHAT, first_rows
from aligntui.tui.pages.keys.rows import KeyRow
from aligntui.tui.pages.keys.rows import page_rows as keys_rows
from aligntui.tui.pages.palette.rows import EDGES, fitting, palette_rows, room_in
from aligntui.tui.pages.question.rows import question_box
from aligntui.tui.pages.resumed.rows import ResumedState, Waiting, resumed_rows
from aligntui.tui.pages.running_order.rows import DrawerState, drawer_rows
from aligntui.tui.pages.unsaved.rows import waiting_rows
from aligntui.tui.routes import ToName
from aligntui.tui.rows import Cursor, moved
from aligntui.tui.session_rows import HomeState, home_rows
from aligntui.tui.widgets.line import BLANK, Line, line, plain

SIZES = ((80, 24), (100, 30), (120, 40), (160, 50))
MORE = re.compile(r"(?:\+ )?(\d+) (?:more|above|below)\b")
AMOUNTS = [(1, 4), (1, 60), (6, 30), (40, 4)]


def told(number: int, length: int) -> str:
    """Words of a line, each of which stands in no other one."""
    return " ".join(f"w{number:02}{n:02}" for n in range(length))


def check(drawn: list[Line], texts: list[str], at: int, cells: int, height: int, listing: str) -> None:
    """The focused line is whole, the others are seen or counted, and none is cut beside an empty row."""
    rows = plain(drawn)
    assert len(rows) <= height - 2
    assert all(len(row) <= cells for row in rows)
    assert set(texts[at].split()) <= set(re.findall(r"\w+", "\n".join(rows)))
    shown = sum(any(text.split()[0] in row and re.match(listing, row) for row in rows) for text in texts)
    assert shown + sum(map(int, MORE.findall("\n".join(rows)))) == len(texts)


BAR = line(" Millrace 2027")
Drawing = Callable[[list[str], int, int, int], list[Line]]
"""(texts, the one in focus, cells, height) -> the page."""


def found(texts: list[str], at: int, cells: int, height: int) -> list[Line]:
    items = {f"S{n + 1}": text for n, text in enumerate(texts)}
    view = build(collections={"strengths": "S"}, items={"strengths": items})
    return find_rows(BLANK, view, view.items("strengths"), "w", Cursor(at=at), cells, height)


def findings(texts: list[str], at: int, cells: int, height: int, set_aside: int = 99) -> list[Line]:
    state = FindingsState(at=at)
    for number, text in enumerate(texts):
        finding = Finding(code=f"AB{number}", severity="hint", message=text)
        state.found.append(Found(finding, aside="so be it" if number >= set_aside else ""))
    return findings_rows(BLANK, state, build(), cells, height)


def half_aside(texts: list[str], at: int, cells: int, height: int) -> list[Line]:
    return findings(texts, at, cells, height, len(texts) // 2)


def order(texts: list[str], at: int, cells: int, height: int) -> list[Line]:
    steps = [
        RunStep(id=f"s{n}", step="talk", entry=n + 1, title=text, minutes=5) for n, text in enumerate(texts)
    ]
    state = DrawerState(Run(id="r", title="A day", steps=steps), "s0", "2026-11-21T14:08:00", at=at)
    return drawer_rows(BAR, state, Figures(build()), cells, height)


def chooser(texts: list[str], at: int, cells: int, height: int) -> list[Line]:
    levels = ("fundamentals", "intermediate", "advanced")
    heads = [
        Head(name=f"m{n}", sort="method", title=text, minutes=20, level=levels[n * 3 // len(texts)])
        for n, text in enumerate(texts)
    ]
    return chooser_rows(ChooserState(heads=heads, seen=heads[at], at=at), cells, height)


def sessions(texts: list[str], at: int, cells: int, height: int, new: bool = True) -> list[Line]:
    entries = [
        Entry(ref=SessionRef(key=f"m{n}", name=f"m{n}", word=f"m{n}"), id=f"m{n}", title=text)
        for n, text in enumerate(texts)
    ]
    state = HomeState(entries, "2026-11-21T14:08:00", at=at, shown=entries[at], new=new)
    return home_rows(state, cells, height)


def trash(texts: list[str], at: int, cells: int, height: int) -> list[Line]:
    return sessions(texts, at, cells, height, new=False)


def erasing(texts: list[str], at: int, cells: int, height: int) -> list[Line]:
    choices = [Choice(text, "everybody's", "21 Nov", "12 answers go") for text in texts]
    return erasing_rows(BAR, choices, Cursor(at=at), False, cells, height)


def keys(texts: list[str], at: int, cells: int, height: int) -> list[Line]:
    rows = [KeyRow(("Keys", "Going")[n % 2], f"^{n}", text, "do") for n, text in enumerate(texts)]
    return keys_rows(BAR, rows, at, cells, height)


def ways(texts: list[str], at: int, cells: int, height: int) -> list[Line]:
    return question_box("What shall happen to them?", texts, Cursor(at=at), height)


def formats(texts: list[str], at: int, cells: int, height: int) -> list[Line]:
    ways = [Format(f"csv-{n}", text, ".csv", str, n % 2 == 0) for n, text in enumerate(texts)]
    return out_rows(BAR, ways, Cursor(at=at), 2, cells, height)


LISTS: dict[str, tuple[Drawing, str]] = {
    "find": (found, r" [ >] S"),
    "findings": (findings, r" [ >] .{3}"),
    "findings, half set aside": (half_aside, r" [ >] .{3}"),
    "running order": (order, r" [ >] [ *] +\d+ w"),
    "chooser": (chooser, r"[ >]  w"),
    "home": (sessions, r" [ >] w"),
    "trash": (trash, r" [ >] w"),
    "erase": (erasing, r" [ >] w"),
    "keys": (keys, r".*\^\d"),
    "export": (formats, r" [ >] csv"),
    "question": (ways, r".* [ >] w"),
}
"""Pages with a list, and how a row begins with which an entry of it does."""


@pytest.mark.parametrize("page", LISTS)
@pytest.mark.parametrize(("amount", "length"), AMOUNTS)
@pytest.mark.parametrize(("cells", "height"), SIZES)
def test_the_one_in_focus_is_whole_and_the_others_are_counted(
    cells: int, height: int, amount: int, length: int, page: str
) -> None:
    draw, listing = LISTS[page]
    texts = [told(n, length) for n in range(amount)]
    for at in range(amount):
        check(draw(texts, at, cells, height), texts, at, cells, height, listing)


@given(words=st.text(max_size=4), steps=st.lists(st.sampled_from(["down", "pagedown", "up"]), max_size=12))
@pytest.mark.parametrize("height", [24, 30, 40, 50])
def test_commands_left_out_of_the_palette_are_counted(height: int, words: str, steps: list[str]) -> None:
    matching, cursor, room = fitting(in_workshop(), words), Cursor(), room_in(height)
    for key in steps:
        cursor.at = moved(key, cursor.at, len(matching), room) or 0
        rows = plain(palette_rows(matching, Keymap(), cursor, room))
        assert len(rows) == room + EDGES < height - 3
        begun = [row[4:20].lower() for row in rows]
        listed = [command.title for command in matching if command.title[:16].lower().ljust(16) in begun]
        assert not matching or matching[cursor.at].title in listed
        assert len(listed) + sum(map(int, MORE.findall("\n".join(rows)))) == len(matching)


@pytest.mark.parametrize("amount", [0, 1, 12])
@pytest.mark.parametrize(("cells", "height"), SIZES)
def test_all_that_waited_can_be_read_when_one_comes_back(cells: int, height: int, amount: int) -> None:
    texts = [told(n, 30) for n in range(amount)]
    at = "2026-11-21T14:09:40"
    waiting = [Waiting("SWOT, a new line", text) for text in texts]
    state = ResumedState(at, at, at, waiting, texts, choices=["go on", "home"], log=texts)
    seen: list[str] = []
    for state.page in range(40):
        rows = plain(resumed_rows(BAR, state, cells, height))
        assert len(rows) <= height - 2
        assert all(len(row) <= cells for row in rows)
        assert rows[-2:] == [" > go on", "   home"]
        seen += rows
    words = re.findall(r"\bw\d{4}\b", "\n".join(seen))
    assert all(words.count(word) >= 3 for text in texts for word in text.split())


@pytest.mark.parametrize("at", range(2))
@pytest.mark.parametrize(("cells", "height"), SIZES)
def test_of_two_versions_the_one_in_focus_is_whole(cells: int, height: int, at: int) -> None:
    texts = [told(n, 60) for n in range(2)]
    versions = [Version("yours", texts[0], "you"), Version("theirs", texts[1]), Version("both", "from both")]
    change = Change(id="c", at="", by="")
    listed = [Way(name, text, "does it", change) for name, text in zip(("keep", "mine"), texts, strict=True)]
    for rows in (
        conflict_rows(BAR, "OB4", told(9, 60), versions, at, cells, height),
        blocked_rows(BAR, "Somebody changed it since", listed, at, cells, height),
    ):
        assert len(rows) <= height - 2
        assert set(texts[at].split()) <= set(re.findall(r"\w+", "\n".join(plain(rows))))


@pytest.mark.parametrize(("amount", "length"), [(0, 1), *AMOUNTS])
@pytest.mark.parametrize(("cells", "height"), SIZES)
def test_what_waits_to_be_written_is_shown_or_counted(
    cells: int, height: int, amount: int, length: int
) -> None:
    texts, problem = [told(n, length) for n in range(amount)], NotSaved("The disk is full", mend="Free space")
    session = build().session
    rows = plain(waiting_rows(BAR, problem, session, texts, cells, height, True))
    assert len(rows) <= height - 5
    if texts:
        check([line(row) for row in rows], texts, 0, cells, height, r"   (waits)? +w")


def unbroken(rows: list[str]) -> str:
    """Words of rows in one line, as if nothing had been wrapped."""
    return " ".join(" ".join(rows).split())


@pytest.mark.parametrize("folder", ["~/a", f"/srv/{'deep/' * 18}aligntui", f"/srv/{told(1, 30)}"])
@pytest.mark.parametrize(("cells", "height"), SIZES)
def test_all_of_the_first_page_is_whole(cells: int, height: int, folder: str) -> None:
    rows = plain(first_rows(0, folder, cells, "^Z", "^P"))
    assert len(rows) <= height - 2
    assert all(len(row) <= cells for row in rows)
    told_there = [text.format(undo="^Z", back="^P") for pair in (*CHOICES, *KEYS, WHAT) for text in pair]
    for text in (*told_there, "this machine only."):
        assert text in unbroken(rows)
    assert folder.replace(" ", "") in "".join("".join(rows).split())


async def test_a_name_is_read_whole_while_it_is_typed() -> None:
    async with stage("swot/factors") as s:
        s.page.go(ToName(s.handle, "Whose answers come next?", "These answers carry a name.", "begin"))
        await s.settle()
        name = told(1, 30)
        await s.type(name)
        for size in SIZES:
            await s.resize(*size)
            assert all(word in "\n".join(s.screen()) for word in name.split()), size
            assert s.shows("Whose answers come next?")


TALK = """\
method: probe
title: Probe
level: fundamentals
steps:
  - {{kind: talk, id: talk, title: Talk, ask: {ask}, guide: {{why: {why}, how: [{how}], done: {done}}}}}
"""


@pytest.mark.parametrize(("amount", "length"), [(0, 2), *AMOUNTS])
async def test_all_of_a_talk_can_be_read(tmp_path: Path, amount: int, length: int) -> None:
    ask, why, done, *how = [told(n, length) for n in range(amount + 3)]
    method = TALK.format(ask=ask, why=why, done=done, how=", ".join(how))
    (tmp_path / "probe.yaml").write_text(method, encoding="utf-8")
    async with stage("probe", books=Library(user=tmp_path)) as s:
        for size in SIZES:
            await s.resize(*size)
            await s.keys("home")
            seen, count = list[str](), len(s.step.body())
            while not seen or seen[-1] != "\n".join(s.screen()):
                seen.append("\n".join(s.screen()))
                left_out = sum(map(int, MORE.findall(seen[-1])))
                rows = s.step.size.height
                assert left_out == (count - rows + 1 if count > rows else 0)
                await s.keys("down")
            every = set(re.findall(r"\w+", "\n".join(seen)))
            for text in (ask, why, done, *how):
                assert set(text.split()) <= every, (size, text, seen[-1])


def test_what_a_finding_is_about_is_said_in_words() -> None:
    items = {f"S{n}": f"Strength number {n}" for n in range(1, 10)}
    view = build(collections={"strengths": "S"}, items={"strengths": items})
    every = [
        Finding(code="SW9", severity="hint", message="No owner.", target=i.id)
        for i in view.items("strengths")
    ]
    for number in range(1, 6):
        said = words(view, Gathered(tuple(every[:number])))
        codes = re.findall(r"\bS\d", said)
        assert codes
        assert all(f"{code} {items[code]}" in said for code in codes)
