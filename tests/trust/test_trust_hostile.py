"""Every hostile string in one session: each step, page and export of it is visited, and nothing is obeyed."""

from __future__ import annotations

import csv
import importlib
import io
import json
import os
import pkgutil
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from ruamel.yaml import YAML

from trust_kit import ALL, NewId, Stage, chosen, library, make_store, stage  # isort: skip
import hostile_case
import watching

from aligntui import tui
from aligntui.analysis.view import View
from aligntui.engine.books import book_of
from aligntui.engine.client.company import Company
from aligntui.engine.following import Following
from aligntui.exchange.registry import formats
from aligntui.exchange.yaml_import import read_all
from aligntui.methods.book import Book
from aligntui.session.model import Change, Run
from aligntui.session.ops import Set
from aligntui.session.undo import Blocked
from aligntui.store.local.handle import Handle
from aligntui.store.local.repository import Store
from aligntui.text.clean import UNSEEN, clean, clean_line
from aligntui.text.limits import LINE
from aligntui.text.yaml_in import load
from aligntui.tui.page import Page
from aligntui.tui.pages.home.page import Home

SIZES = [(80, 24), (120, 40)]
PAGES = ("ctrl+r", "ctrl+l", "ctrl+o", "ctrl+g", "?", "ctrl+k", "ctrl+f")


@pytest.fixture(scope="module")
def hostile() -> Iterator[tuple[Store, Handle, list[Run]]]:
    with tempfile.TemporaryDirectory(prefix="hostile-") as folder:
        store = make_store(Path(folder) / "home")
        handle, runs = hostile_case.hostile_session(store, Path(folder))
        yield store, handle, runs


@pytest.fixture(autouse=True)
def keys_write_into_no_real_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Enter on the page of what is not saved writes a copy where it offers to: into the home."""
    monkeypatch.setenv("HOME", str(tmp_path))


@pytest.fixture(scope="module")
def view(hostile: tuple[Store, Handle, list[Run]]) -> View:
    session = hostile[1].session
    return View(session, book_of(session), "2026-11-24")


def nothing_raw(s: Stage) -> None:
    """No sign of the screen is one that a terminal would obey."""
    for row in s.raw():
        found = UNSEEN.search(row)
        assert found is None, (s.here, row)
        assert "\n" not in row, (s.here, row)
        assert "\t" not in row, (s.here, row)


# what is in it


def test_every_string_stands_in_every_type_of_field(view: View) -> None:
    there: dict[str, set[str]] = {name: set() for name in hostile_case.TYPES}
    for item in view.session.items.values():
        for key, field in view.book.fields(item.collection).items():
            there[field.type].update(hostile_case.all_words([item.fields.get(key)]))
    wanted = {clean(text) for text in (*hostile_case.WORDS, hostile_case.PASTE)} - {""}
    assert len(hostile_case.PASTE) == 100_000
    for kind, found in there.items():
        assert wanted - found == set(), kind


def test_every_field_of_every_list_holds_three_of_them(view: View) -> None:
    hosts = [(name, key, f) for name in view.book.collections for key, f in view.book.fields(name).items()]
    few = []
    for name, key, field in hosts:
        if (field.type == "link" and field.many) or key == view.book.cell_field(name):
            continue
        values = [i.fields.get(key) for i in view.session.items.values() if i.collection == name]
        if len({str(value) for value in values if value not in (None, "", [])}) < 3:
            few.append((name, key))
    assert few == []


def test_every_field_of_every_form_and_crossing_holds_three_of_them(view: View) -> None:
    few: list[tuple[str, str]] = []
    for name in view.book.records:
        for key, field in view.book.fields(f"record:{name}").items():
            held = view.record(name).fields.get(key)
            free = field.type in ("text", "long") and str(held).count("| ") < 2
            if not field.many and (free or (field.type in ("list", "chain") and len(held or []) < 3)):
                few.append((name, key))
    for name, relation in view.book.relations.items():
        links = view.links(name).values()
        few += [(name, key) for key in relation.fields if len({str(x.fields.get(key)) for x in links}) < 3]
    assert few == []


VISITED = {
    "ByKey": ["WorkshopPage", "FindingsPage", "Drawer", "OutPage", "KeysPage", "PalettePage", "FindPage"],
    "Pushed": [
        "Resumed", "TrashPage", "TracePage", "Results", "Chooser", "ConflictPage", "FirstRun", "UnsavedPage",
        "Home", "ErasePage", "BlockedPage", "NamePage", "QuestionPage",
        "RunsPage", "ComparedPage", "HandingPage", "PeoplePage",
    ],
}  # fmt: skip
"""Pages that the tests below visit: with keys from a step, and those that no such key opens."""


def test_every_page_there_is_is_visited() -> None:
    for module in pkgutil.walk_packages(tui.__path__, f"{tui.__name__}."):
        importlib.import_module(module.name)

    def leaves(page: type[Page]) -> Iterator[str]:
        below = [one for one in page.__subclasses__() if one.__module__.startswith("aligntui.")]
        yield from [page.__name__] if not below else (name for one in below for name in leaves(one))

    assert set(leaves(Page)) == {name for names in VISITED.values() for name in names}


def test_what_came_in_as_terminal_codes_is_clean_in_memory(view: View) -> None:
    for text in hostile_case.all_words([msgspec.to_builtins(view.session)]):
        assert clean(text) == text


# the screens


@pytest.mark.parametrize("size", SIZES)
async def test_every_step_shows_them_as_text(
    hostile: tuple[Store, Handle, list[Run]], size: tuple[int, int]
) -> None:
    store, handle, runs = hostile
    for run in runs if size == SIZES[0] or ALL else runs[1:]:
        async with stage(store=store, handle=handle, size=size) as s:
            s.page.scene.course._first = s.page.scene._first = run
            for number in chosen(s)[: None if size == SIZES[0] or ALL else 4]:
                await s.page.going.open_at(number)
                await s.settle()
                nothing_raw(s)
                await s.keys("escape")
                nothing_raw(s)
                await s.back()
                await s.keys("down", "enter")
                nothing_raw(s)
                await s.back()
                for _ in range(2):
                    await s.keys("escape")
                    await s.back()
                await s.keys("end", "enter")
                nothing_raw(s)
                await s.back()
                await s.look()
                nothing_raw(s)
                assert s.app.is_running, s.here


async def test_every_page_shows_them_as_text(hostile: tuple[Store, Handle, list[Run]]) -> None:
    store, handle, runs = hostile
    async with stage(store=store, handle=handle, size=(120, 40)) as s:
        s.page.scene.course._first = s.page.scene._first = runs[1]
        await s.page.going.open_at(1)
        await s.settle()
        await s.keys("escape")
        for key in PAGES:
            await s.keys(key)
            nothing_raw(s)
            for more in ("down", "pagedown", "end"):
                await s.keys(more)
                nothing_raw(s)
            if key in ("ctrl+r", "ctrl+f"):
                await (s.type("a") if key == "ctrl+f" else s.keys("home"))
                await s.keys("enter")
                nothing_raw(s)
            await s.back()
            assert s.app.is_running


@pytest.mark.parametrize("number", range(19))
async def test_pages_that_no_key_of_a_step_opens(
    hostile: tuple[Store, Handle, list[Run]], number: int
) -> None:
    store, handle, runs = hostile
    async with stage(store=store, handle=handle, size=SIZES[number % 2]) as s:
        s.app.push_screen(page(number, handle, runs[1], store))
        await s.settle()
        nothing_raw(s)
        for key in ("down", "down", "end", "enter"):
            await s.keys(key)
            nothing_raw(s)
        assert s.app.is_running


def page(number: int, handle: Handle, run: Run, store: Store) -> Any:
    """One of the pages that no key of a step opens."""
    from aligntui.tui.pages.blocked.page import BlockedPage
    from aligntui.tui.pages.chooser.page import Chooser
    from aligntui.tui.pages.compared.page import ComparedPage
    from aligntui.tui.pages.conflict.page import ConflictPage
    from aligntui.tui.pages.erase.page import ErasePage
    from aligntui.tui.pages.first_run.page import FirstRun
    from aligntui.tui.pages.handing.page import HandingPage
    from aligntui.tui.pages.naming.page import NamePage
    from aligntui.tui.pages.people.page import PeoplePage
    from aligntui.tui.pages.plan.page import Results
    from aligntui.tui.pages.question.page import QuestionPage
    from aligntui.tui.pages.resumed.page import Resumed
    from aligntui.tui.pages.runs.page import RunsPage
    from aligntui.tui.pages.trace.page import TracePage
    from aligntui.tui.pages.trash.page import TrashPage
    from aligntui.tui.pages.unsaved.page import UnsavedPage

    if number == 0:
        drafts = store.drafts(handle.session.meta.id)
        for n, text in enumerate(hostile_case.WORDS[:40]):
            drafts.put(f"{run.steps[0].id}/add{n}", text)
        return Resumed(handle, run, run.steps[0].id)
    if number == 1:
        store.trash(store.duplicate(handle.path, "\x1b[2J[/x]thrown\u202e").path)
        return TrashPage()
    if number < 5:
        return TracePage(handle, run, ("h20", "h100", "h300")[number - 2])
    return (
        Results(handle, run),
        Chooser(handle),
        ConflictPage(handle, run, next(iter(handle.session.clashes.values()))),
        FirstRun(),
        UnsavedPage(handle, run),
        Home(handle.session.meta.id, said=("\x1b]0;x\x07[/x]said", "error")),
        ErasePage(handle, run, "odd/rate"),
        BlockedPage(handle, run, blocked()),
        NamePage(handle, "Whose answers come next?", "", "begin"),
        QuestionPage(
            hostile_case.WORDS[1], [("", "leave it"), *((text, text) for text in hostile_case.WORDS)]
        ),
        RunsPage(handle, run),
        ComparedPage(handle, run, next(iter(handle.session.runs.values()))),
        HandingPage(handle, run),
        PeoplePage(handle, run, crowd(handle, run)),
    )[number - 5]


def crowd(handle: Handle, run: Run) -> Following:
    """A room in which people of such names are."""

    async def at_once(work: Callable[[], Any]) -> Any:
        return work()

    company = Company(at_once, str, str)
    company.names = set(hostile_case.WORDS)
    return Following(company, lambda: run, lambda: Book(), lambda: handle.session)


def blocked() -> Blocked:
    """An undo that is held up: a sentence with somebody's words, and both versions of a card that is gone."""
    words = [clean_line(text) for text in hostile_case.WORDS]
    op = Set(id="gone", field="text", was=" ".join(words[:30]), to=" ".join(words[30:60]), words=True)
    change = Change(id="mine", at="2026-11-21T14:00:00", ops=[op], note=words[0])
    return Blocked(f"{words[2]} changed {words[3]} since.", change=change, keep=change, mine=change)


async def test_words_typed_and_pasted_are_text(hostile: tuple[Store, Handle, list[Run]]) -> None:
    async with stage("swot/factors", solo=False) as s:
        wanted = []
        for text in hostile_case.HOSTILE_STRINGS[:: 1 if ALL else 8]:
            one = clean_line(text)
            if not one or "\n" in clean(text):
                continue
            await s.paste(text)
            nothing_raw(s)
            await s.keys("enter")
            wanted.append(one)
        assert s.words("strengths") == wanted
        assert all(clean_line(text) == text for text in s.words("strengths"))


FITS = hostile_case.PASTE[:LINE]


async def test_a_hundred_kilobytes_pasted_into_every_field(tmp_path: Path) -> None:
    path = tmp_path / "odd.yaml"
    path.write_text(hostile_case.method(), encoding="utf-8")
    async with stage(str(path), at="odd/sheet") as s:
        assert s.page.scene.here.step == "odd/sheet"
        entered = set()
        for _ in range(2 * len(hostile_case.TYPES)):
            line = s.focused if s.typing else None
            if line is not None:
                entered.add(s.step.form.slot.key)
                if s.step.form.slot.key in ("one_text", "one_long"):
                    await s.paste(hostile_case.PASTE)
                    assert s.message.endswith("Nothing was pasted.")
                    assert line.words == ""
                await s.paste(FITS)
                nothing_raw(s)
            await s.keys("tab")
            nothing_raw(s)
            if line is not None and s.focused is line and s.step.form.slot.key in ("one_number", "one_date"):
                # It is no number and no day; the words stand in the line until they are taken out.
                assert s.message.startswith("!!")
                line.value = ""
                await s.keys("tab")
            assert s.app.is_running
        fields = s.view.record("sheet").fields
        assert {"one_text", "one_long", "one_number", "one_list", "one_chain"} <= entered
        wanted = clean(FITS).split()
        assert fields["one_text"].split() == wanted
        assert fields["one_long"].split() == wanted
        for name in ("one_list", "one_chain"):
            # Tab goes to the last line of it, where the same is pasted once more.
            assert " ".join(fields[name]).split()[: len(wanted) - 1] == wanted[:-1]
        assert all(clean(text) == text for text in hostile_case.all_words([fields]))


# the terminal


def test_nothing_of_it_reaches_a_real_terminal_as_a_sequence(
    hostile: tuple[Store, Handle, list[Run]],
) -> None:
    store, handle, _ = hostile
    with tempfile.TemporaryDirectory() as folder:
        calm = make_store(Path(folder) / "home")
        from aligntui.engine.runs.start import start

        plain, _ = start(calm, library(), "swot/factors", title="Calm", solo=False)
        plain.close()
        known = shapes(visited(calm.data, "calm"))
    raw = visited(store.data, handle.session.meta.id)
    assert b"pwned" not in raw
    assert shapes(raw) <= known
    text = re.sub(rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[()][0-9A-Za-z]|\x1b[=>]|[\r\n\t]", b"", raw).decode(
        "utf-8", "replace"
    )
    left = UNSEEN.search(re.sub(r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1bP[^\x1b]*\x1b\\", "", text))
    assert left is None, text[max(0, left.start() - 40) : left.start() + 40]


VISIT = [
    ["escape"],
    ["ctrl+r"],
    ["down", "escape"],
    ["ctrl+l"],
    ["escape"],
    ["ctrl+o"],
    ["escape"],
    ["ctrl+g"],
    ["ctrl+g"],
    ["ctrl+n"],
    ["ctrl+k"],
    ["h", "o", "m", "e"],
    ["enter"],
]


def visited(home: Path, ref: str) -> bytes:
    """All bytes of a visit to some pages of a session."""
    with watching.app(home, "open", ref) as tty:
        tty.until(lambda t: " commands" in t.row(-1))
        for keys in VISIT:
            tty.press(*keys)
            quiet(tty)
        tty.press("ctrl+q")
        quiet(tty)
        return bytes(tty.raw)


def quiet(tty: Any) -> None:
    """Until nothing more comes for a moment."""
    while tty.read(0.15):
        pass


def shapes(raw: bytes) -> set[bytes]:
    """Kinds of sequences, numbers and colours left out."""
    found = re.findall(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*|P[^\x1b]*|[ -/]*[0-~])", raw)
    return {re.sub(rb"[0-9;:]+", b"N", one) for one in found} - {b"\x1b[Nm"}


# the exports


@pytest.mark.parametrize("how", [{}, {"with_answers": True}, {"archive": True}])
def test_every_export_is_clean_and_comes_back(view: View, how: dict[str, bool]) -> None:
    view = view if ALL or not how else with_few(view)
    for name, one in formats(view.book, **how).items():
        text = one.write(view)
        body = text.removeprefix("\ufeff")
        if name.startswith("csv-"):
            body = body.replace("\r\n", "\n")
        found = UNSEEN.search(body)
        assert found is None, (name, body[max(0, found.start() - 40) : found.start() + 20])
        if not one.comes_back:
            continue
        back = read_all(text, f"plan.{name}", library(), new_id=NewId(), at="2026-11-24T00:00:00")
        again = View(back.session, back.book, view.as_of)
        assert one.write(again) == text
        assert told(again) == told(view)


def with_few(view: View) -> View:
    """Every string as it stands in the lists, without the long tail of one."""
    few = {ref: item for ref, item in view.session.items.items() if int(ref[1:]) <= 300}
    return View(msgspec.structs.replace(view.session, items=few, links={}), view.book, view.as_of)


def told(view: View) -> dict[str, Any]:
    """Words of all live items by code, as an export carries them."""
    found: dict[str, Any] = {}
    for name in view.book.collections:
        for item in view.items(name, away=True):
            fields = {
                key: clean(text).strip() if field.type == "long" else clean_line(text)
                for key, field in view.book.fields(name).items()
                if field.type in ("text", "long") and (text := str(item.fields.get(key) or ""))
            }
            found[view.code(item)] = (item.text.strip(), {k: v for k, v in fields.items() if clean_line(v)})
    return found


def test_yaml_readers_read_what_was_written(view: View) -> None:
    # The pure reader is slow.
    view = view if ALL else with_few(view)
    text = formats(view.book)["yaml"].write(view)
    said = {
        clean_line(words)
        for words in hostile_case.all_words([json.loads(formats(view.book)["json"].write(view))])
    }
    assert {clean_line(one) for one in hostile_case.SHOWN} - {""} <= said
    ours = load(text, "x").data
    pure = YAML(typ="safe", pure=True)
    assert plain(yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))) == plain(ours)
    assert plain(pure.load(io.StringIO(text))) == plain(ours)
    assert plain(json.loads(formats(view.book)["json"].write(view))) == plain(ours)


def plain(value: Any) -> Any:
    """Numbers as text, for readers differ in their types and not in their digits."""
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    return float(value)


def test_no_cell_of_a_spreadsheet_is_a_formula(view: View) -> None:
    # A form with a very long text is one row: the reader takes as much as there is.
    csv.field_size_limit(10_000_000)
    for name, one in formats(view.book).items():
        if not name.startswith("csv-"):
            continue
        for row in csv.reader(io.StringIO(one.write(view).removeprefix("\ufeff"))):
            for cell in row:
                number = re.fullmatch(r"-?[0-9.]+", cell)
                assert number or not cell.startswith(
                    ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
                ), cell


def test_every_command_prints_them_as_text(hostile: tuple[Store, Handle, list[Run]], tmp_path: Path) -> None:
    import subprocess
    import sys

    store, handle, _ = hostile
    ref = handle.session.meta.id
    env = {**watching.environment(store.data), "COLUMNS": "100"}
    for args in (["sessions"], ["sessions", "--json"], ["show", ref], ["check", ref], ["trace", ref, "S1"],
                 ["diff", ref, ref], ["sessions", "--trashed"], ["workshops"], ["doctor"]):  # fmt: skip
        run = subprocess.run(
            [sys.executable, "-m", "aligntui", *args], env=env, capture_output=True, check=False, cwd=tmp_path
        )
        said = (run.stdout + run.stderr).decode()
        assert "Traceback" not in said, said[-500:]
        assert "unexpected happened" not in said, said[-500:]
        found = UNSEEN.search(said)
        assert found is None, (args, said[max(0, found.start() - 60) : found.start() + 20])
    assert os.listdir(tmp_path) == []
