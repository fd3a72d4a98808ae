"""Any text anywhere: on cards, in every field of every form, typed, or brought by a file. None is obeyed."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hostile import ESCAPES, HOSTILE_STRINGS, MARKUP
from rich.cells import cell_len
from stage import Stage, stage

from aligntui.analysis.view import View
from aligntui.engine import edits
from aligntui.engine.books import book_of
from aligntui.session.model import Item, RunStep
from aligntui.session.ops import Add, AnyOp, Set
from aligntui.store.local.handle import Handle
from aligntui.store.local.repository import Store
from aligntui.text.clean import UNSEEN, clean

EACH_LIST = 6
"""Items written to every list."""
BEFORE = [
    "people",
    "goals",
    "drivers",
    "scenarios",
    "strengths",
    "weaknesses",
    "opportunities",
    "threats",
    "strategies",
]
"""Lists that others point to."""


def obeyed(s: Stage) -> list[str]:
    """Signs on the screen that a terminal would obey or that have no cell."""
    return [repr(row) for row in s.raw() if UNSEEN.search(row) or "\n" in row or "\t" in row]


def poisoned(strings: list[str]) -> Any:
    """A filler that gives each list items whose words and fields are these strings, as a bad file might."""

    def fill(store: Store, handle: Handle) -> None:
        words = itertools.cycle(strings)
        book = book_of(handle.session)
        view = View(handle.session, book)
        ops: list[AnyOp] = []
        names = [*BEFORE, *(n for n in book.collections if n not in BEFORE)]
        for name in (n for n in names if n in book.collections):
            for n in range(EACH_LIST):
                fields: dict[str, Any] = {}
                for key, field in book.fields(name).items():
                    if field.type in ("text", "long"):
                        fields[key] = next(words)
                    elif field.type in ("list", "chain"):
                        fields[key] = [next(words), next(words)]
                    elif field.type in ("choice", "yesno"):
                        options = list(field.choices) or ["yes", "no"]
                        fields[key] = options[n % len(options)]
                    elif field.type == "scale":
                        fields[key] = (field.from_ or 0) + n % 2
                parent = "scenarios0" if book.collections[name].of else ""
                item_id = f"{name}{n}"
                if name == "axes":
                    fields |= {"x": "drivers0", "y": "drivers1", "chosen": "yes" if n == 0 else "no"}
                item = Item(id=item_id, collection=name, text=next(words), fields=fields, of=parent)
                item.series, item.pos = book.series(name, fields, parent), f"1{n:03}"
                ops.append(Add(item=item))
        for name, record in book.records.items():
            for key, field in record.fields.items():
                if field.type in ("text", "long"):
                    ops += edits.put(view, view.record(name), key, next(words))
        handle.apply(ops)

    return fill


def each_look(s: Stage) -> list[tuple[int, RunStep]]:
    """One step of each kind and way of drawing, with its place in the run."""
    found: dict[tuple[object, ...], tuple[int, RunStep]] = {}
    for number, here in enumerate(s.page.scene.run.steps):
        pair = s.page.scene.view.book.step(here.step)
        if pair is not None:
            step = pair[1]
            answer = step.answer.type if step.answer is not None else ""
            look = (step.kind, step.layout, answer, step.relation is None, step.each is None, step.record)
            found.setdefault(look, (number, here))
    return list(found.values())


async def test_every_screen_shows_it_and_obeys_none_of_it() -> None:
    # Half characters cannot be written to a file in the first place.
    strings = [text for text in HOSTILE_STRINGS if text.encode(errors="ignore").decode() == text]
    async with stage("agenda:full-guide", fill=poisoned(strings), solo=False) as s:
        for number, step in each_look(s):
            await s.page.going.open_at(number)
            await s.settle()
            for keys in ([], ["escape"], ["down"], ["enter"]):
                await s.keys(*keys)
                while s.top is not s.page:
                    s.top.dismiss("")
                    await s.settle()
                assert obeyed(s) == [], step.step
                assert [cell_len(row) for row in s.raw()] == [80] * 24, step.step
            await s.look()
            assert obeyed(s) == [], step.step


async def test_wide_windows_show_it_beside_the_step_as_well() -> None:
    worst = [*ESCAPES, *MARKUP]
    async with stage("agenda:full-guide", fill=poisoned(worst), solo=False, size=(120, 40)) as s:
        for number, step in each_look(s):
            await s.page.going.open_at(number)
            await s.settle()
            await s.keys("escape")
            while s.top is not s.page:
                s.top.dismiss("")
                await s.settle()
            assert obeyed(s) == [], step.step
            assert [cell_len(row) for row in s.raw()] == [120] * 40, step.step


TAKING = ["swot/factors", "vision/picture", "vision/statement", "vision/purpose", "objectives/draft"]


@pytest.mark.parametrize("step", TAKING)
async def test_typed_and_pasted_words_come_back_clean(step: str) -> None:
    """One line, two lines, long text, a list, and all fields of a card: what is kept is clean text."""
    tries = [
        *ESCAPES[TAKING.index(step) :: 3],
        *MARKUP[::4],
        "a\u200bb",
        "\u202ertl",
        "\ud800",
        "e\u0301",
        "日本語",
    ]
    async with stage(step.partition("/")[0], at=step, fill=lambda store, handle: None) as s:
        if s.shows("is not there yet"):
            await s.keys("enter")
        for text in tries:
            if not s.typing:
                await s.keys("/add")
            await s.paste(text)
            assert obeyed(s) == []
            await s.keys("tab" if step != "swot/factors" else "enter")
        await s.keys("escape", "escape")
        session = s.session
        for item in [*session.items.values(), *session.records.values()]:
            for value in (item.text, *item.fields.values()):
                for words in value if isinstance(value, list) else [value]:
                    if isinstance(words, str):
                        assert words == clean(words)
        assert obeyed(s) == []


async def test_markup_is_words() -> None:
    async with stage("swot/factors") as s:
        for text in MARKUP:
            await s.paste(text)
            await s.keys("enter")
        kept = s.words("strengths")
        assert kept == [text.strip() for text in MARKUP]
        await s.keys("escape", "home")
        for n in range(len(MARKUP)):
            rows = s.screen()
            words = rows[next(y for y, row in enumerate(rows) if row.startswith(f"── S{n + 1} ")) + 1]
            assert words.strip() == kept[n][:78].strip(), n
            await s.keys("down")


async def test_what_is_changed_later_is_still_only_words() -> None:
    """A file written by somebody else: raw codes in a text that is open in a form."""
    async with stage("swot/factors") as s:
        await s.type("Sourdough\n")
        item = s.item("S1")
        other = s.someone_else()
        other.apply(
            [Set(id=item.id, field="text", was="Sourdough", to="a\x1b[2Jb\x00c\nd\u202e", words=True)]
        )
        await s.poll()
        await s.keys("escape")
        assert obeyed(s) == []
        await s.keys("enter", "shift+tab", "shift+tab")
        assert obeyed(s) == []
        assert s.app.is_running
