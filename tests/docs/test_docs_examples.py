"""The examples of CONTRIBUTING.md, tried as somebody new to the house would."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import ModuleType

import pytest
from playing import Play
from textual.pilot import Pilot

from aligntui.analysis import registry as figures
from aligntui.analysis.figure import Items, Value
from aligntui.analysis.view import View
from aligntui.engine import edits
from aligntui.engine.books import book_of
from aligntui.engine.kinds import registry as engine_kinds
from aligntui.engine.runs.start import start
from aligntui.methods.check import check_document
from aligntui.methods.decode import parse, read
from aligntui.methods.library import Library
from aligntui.plain.lines import asking_lines, moved_lines
from aligntui.session.model import Session
from aligntui.settings import Settings
from aligntui.store.local.repository import Store
from aligntui.tui.app import AlignApp
from aligntui.tui.kinds import registry as kinds
from aligntui.tui.workshop.page import WorkshopPage

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "docs" / "examples"
FRAMEWORKS = EXAMPLES / "frameworks"
FILES = sorted(path for path in EXAMPLES.rglob("*.yaml") if FRAMEWORKS not in path.parents)
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """Code blocks of CONTRIBUTING.md, without the indent of the list they stand in."""
    found = []
    for match in re.finditer(rf"^( *)```{language}\n(.*?)^\1```", PAGE, re.S | re.M):
        indent = match[1]
        found.append("".join(line.removeprefix(indent) for line in match[2].splitlines(keepends=True)))
    return found


def script(head: str) -> str:
    """The Python file of CONTRIBUTING.md that begins with this docstring."""
    return next(block for block in blocks("python") if block.startswith(f'"""{head}'))


@pytest.fixture
def own(home: Path) -> Library:
    """The library of somebody who copied the examples into the folder of own methods."""
    folder = home / "config" / "workshops"
    (folder / "agendas").mkdir(parents=True)
    for path in FILES:
        (folder / path.relative_to(EXAMPLES)).write_bytes(path.read_bytes())
    return Library(user=folder)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_examples_have_nothing_to_mend(path: Path, own: Library) -> None:
    problems = check_document(read(path), own.everything(), figures.functions())
    assert [str(problem) for problem in problems] == []


def test_examples_are_listed_as_ones_own(own: Library) -> None:
    heads = {head.name: head for head in (*own.methods(), *own.agendas())}
    for name in ("pestle", "risk-register", "outside-in"):
        assert heads[name].origin == "yours"
        assert heads[name].problem == ""


def test_the_smallest_method_is_whole() -> None:
    smallest = blocks("yaml")[0]
    assert smallest.startswith("method: saturday")
    assert check_document(parse(smallest, "saturday.yaml"), Library().everything(), figures.functions()) == []


def test_parts_in_the_text_stand_in_the_files() -> None:
    """Every part names keys that the example has; values may be shorter in the text."""
    whole = [read(path).data for path in FILES]
    for block in blocks("yaml")[1:]:
        text = block if re.match(r"[a-z]", block) else f"steps:\n{block}"
        part = parse(text, "part.yaml").data
        assert any(covers(file, part) for file in whole), block


def covers(whole: object, part: object) -> bool:
    """Whether a file has all that a part of it says, in the same places."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(k in whole and covers(whole[k], v) for k, v in part.items())
    if isinstance(part, list) and all(isinstance(entry, dict) for entry in part):
        return isinstance(whole, list) and all(any(covers(w, p) for w in whole) for p in part)
    if isinstance(part, list):
        return isinstance(whole, list) and set(part) <= set(whole)
    return whole == part


class Keyboard:
    """Words and keys, as one types them."""

    def __init__(self, pilot: Pilot[int]) -> None:
        self.pilot = pilot

    async def type(self, words: str) -> None:
        await self.pilot.press(*("space" if sign == " " else sign for sign in words))

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)


async def play(store: Store, library: Library, name: str, *lines: str, keys: tuple[str, ...] = ()) -> Session:
    """Start a workshop, type these lines and then press these keys; the session as it is on disk."""
    handle, run = start(store, library, name, title="Try it", solo=True)
    app = AlignApp(
        store, library, Settings(), lambda _: WorkshopPage(handle, run), now=store.clock, new_id=store.new_id
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        keyboard = Keyboard(pilot)
        for line in lines:
            await keyboard.type(line)
            await keyboard.press("enter")
        await keyboard.press(*keys)
        await pilot.pause()
        shown = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        assert lines[0] in shown
    return store.open(handle.path).session


async def test_pestle_takes_a_force_in_its_column(own: Library, store: Store) -> None:
    session = await play(store, own, "pestle", "Council votes in May")
    (force,) = session.items.values()
    assert (force.text, force.fields["kind"], force.series) == ("Council votes in May", "PO", "PO")


async def test_risk_register_takes_a_risk_and_its_numbers(own: Library, store: Store) -> None:
    session = await play(store, own, "risk-register", "Oven fails", keys=("3", "enter", "5", "enter"))
    (risk,) = session.items.values()
    assert (risk.text, risk.fields) == ("Oven fails", {"odds": 3, "harm": 5})
    view = View(session, book_of(session))
    method = view.book.methods["risk-register"]
    grave = figures.compute(view, method.figures["grave"], method.method)
    assert grave.parts["n"] == Value(1.0, 0)


async def test_the_agenda_begins_both(own: Library, store: Store) -> None:
    handle, run = start(store, own, "outside-in", title="Outside in")
    assert [step.step for step in run.steps if "/" in step.step] == [
        "pestle/forces", "pestle/weigh", "pestle/means", "pestle/result",
        "risk-register/register", "risk-register/map",
    ]  # fmt: skip
    assert {"pestle", "risk-register"} <= set(handle.session.methods)


# Python


def test_the_figure_works_as_written(store: Store) -> None:
    before = dict(figures.functions())
    try:
        exec(compile(script("How much of a list"), "share.py", "exec"), {"__name__": "share"})
        handle, _ = start(store, Library(), "swot", title="Try it")
        view = View(handle.session, book_of(handle.session))
        share = figures.functions()["share"]
        assert share.help == "How much of a list fits a condition."
        use = {"use": "share", "of": "strengths", "where": "grade >= 3"}
        assert figures.compute(view, use).why_missing == "There is nothing in the list yet."
        for number in range(4):
            _, ops = edits.add(view, store.new_id, "strengths", f"Line {number}", {"grade": number + 1})
            handle.apply(ops)
            view = View(handle.session, book_of(handle.session))
        found = figures.compute(view, use)
        assert found.parts["percent"] == Value(50.0, 0, "%")
        listed = found.parts["items"]
        assert isinstance(listed, Items)
        assert [view.code(ref) for ref in listed.ids] == ["S3", "S4"]
    finally:
        figures._functions.clear()
        figures._functions.update(before)


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """The kind of CONTRIBUTING.md in place of reports, which take the same keys."""
    for room, begins in (
        ("engine.kinds", "Reading: one item after the other"),
        ("tui.kinds", "Reading, drawn"),
    ):
        module = ModuleType(f"aligntui.{room}.reading")
        monkeypatch.setitem(sys.modules, f"aligntui.{room}.reading", module)
        parent = sys.modules[f"aligntui.{room}"]
        monkeypatch.setattr(parent, "reading", module, raising=False)
        exec(compile(script(begins), "reading.py", "exec"), module.__dict__)
    for registry in (engine_kinds, kinds):
        monkeypatch.setattr(registry, "module_of", lambda step: "reading")


READ_OUT = """\
method: read-out
title: Read out
level: fundamentals
steps:
  - {kind: report, id: risks, title: Read the risks, of: risks}
"""


@pytest.mark.usefixtures("reading")
async def test_the_kind_works_as_written(home: Path, store: Store) -> None:
    folder = home / "config" / "workshops"
    folder.mkdir(parents=True)
    (folder / "read-out.yaml").write_text(READ_OUT, encoding="utf-8")
    library = Library(user=folder)
    handle, run = start(store, library, "read-out", title="Try it", solo=True)
    for words in ("Oven fails", "Flour doubles"):
        view = View(handle.session, book_of(handle.session))
        handle.apply(edits.add(view, store.new_id, "risks", words)[1])
    app = AlignApp(
        store, library, Settings(), lambda _: WorkshopPage(handle, run), now=store.clock, new_id=store.new_id
    )

    def shown() -> str:
        return "\n".join(strip.text for strip in app.screen._compositor.render_strips())

    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Oven fails" in shown()
        await pilot.press("down")
        await pilot.pause()
        assert "Flour doubles" in shown()
        await pilot.press("up", "ctrl+n")
        await pilot.pause()
        assert "Flour doubles" in shown()


@pytest.mark.usefixtures("reading")
async def test_the_kind_works_on_the_plain_line_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "read-out.yaml").write_text(READ_OUT, encoding="utf-8")
    play = Play("read-out", library=Library(user=tmp_path))
    for words in ("Oven fails", "Flour doubles"):
        play.keep(edits.add(play.view, play.new_id, "risks", words)[1])
    play.state = play.kind.open(play.ctx)
    assert [row.words for row in play.sight.rows] == ["Oven fails", "Flour doubles"]
    before = play.sight
    assert play.do("go-on").leave == ""
    assert play.sight.focus == play.sight.rows[1].id
    assert moved_lines(before, play.sight)[0].endswith("Flour doubles"), "which item it is now is said"
    assert moved_lines(play.sight, play.sight) == []
    assert asking_lines(play.sight, play.offers, str)[1].startswith("1 go on")
    assert play.do("go-on").leave == "on"
