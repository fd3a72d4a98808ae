"""Two versions of the same words: both are kept whatever one chooses."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bakery import app_for, millrace, screen_text, until

from aligntui.engine.versions import Version
from aligntui.methods.library import Library
from aligntui.session.model import Clash, Run
from aligntui.session.ops import Set
from aligntui.store.local.handle import Handle
from aligntui.store.local.repository import Store
from aligntui.text.clean import width
from aligntui.tui.pages.conflict.page import ConflictPage
from aligntui.tui.pages.conflict.rows import conflict_rows
from aligntui.tui.pages.plan.page import Results
from aligntui.tui.widgets.line import line, plain

BAR = line((" Millrace 2027", "text+bold"))
DRAWN = """\
 Millrace 2027
 OB4: two people changed the same words. Both are kept; choose which shows.

   before     Bake less for the bin

 > theirs     Bake less for the bin by planning each day's bake
              Tomasz Wren, 14:30:58, shown to everyone now

   yours      Cut what we bake for the bin to 6% of production value
              you, 14:31:02

   both       write one from the two"""
VERSIONS = [
    Version(
        "theirs", "Bake less for the bin by planning each day's bake",
        "Tomasz Wren, 14:30:58, shown to everyone now",
    ),
    Version("yours", "Cut what we bake for the bin to 6% of production value", "you, 14:31:02"),
    Version("both", "write one from the two"),
]  # fmt: skip


def test_it_is_as_drawn() -> None:
    rows = conflict_rows(BAR, "OB4", "Bake less for the bin", VERSIONS, 0, 80, 24)
    assert "\n".join(plain(rows)) == DRAWN


def test_long_words_fit() -> None:
    long = [Version("yours", "words " * 200, "you"), Version("theirs", "other " * 200), VERSIONS[2]]
    rows = conflict_rows(BAR, "OB4", "before " * 100, long, 2, 80, 24)
    assert len(rows) <= 22
    assert all(width(text) <= 80 for text in plain(rows))


@pytest.fixture
def clash(store: Store, make_store: Callable[..., Store]) -> tuple[Handle, Run, Clash]:
    """Words that Dot changed first and the owner of `store` a moment later."""
    handle, run = millrace(store, Library())
    item = next(i for i in handle.session.items.values() if i.text.startswith("Improve"))
    other = make_store("Dot Okafor").open(handle.path)
    other.apply([Set(id=item.id, field="text", was=item.text, to="Theirs first", words=True)])
    other.close()
    handle.apply([Set(id=item.id, field="text", was=item.text, to="Mine second", words=True)])
    (found,) = handle.session.clashes.values()
    return handle, run, found


@pytest.mark.parametrize(
    ("keys", "words"),
    [(["enter"], "Theirs first"), (["down", "enter"], "Mine second"),
     (["down", "down", "enter", "enter"], "Theirs first; Mine second"),
     (["down", "down", "enter", "ctrl+u", *"Ours", "enter"], "Ours"),
     (["down", "down", "enter", "backspace", *"s", "enter"], "Theirs first; Mine secons")],
)  # fmt: skip
async def test_one_key_chooses(
    clash: tuple[Handle, Run, Clash], store: Store, keys: list[str], words: str
) -> None:
    handle, run, found = clash
    app = app_for(store, Library(), lambda _: Results(handle, run))
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(ConflictPage(handle, run, found))
        await pilot.pause()
        text = "\n".join(screen_text(app))
        assert "yours      Mine second" in text
        assert "theirs     Theirs first" in text
        assert "Dot Okafor, " in text
        await pilot.press(*keys)
        await pilot.pause()
        assert isinstance(app.screen, Results)
    assert handle.session.items[found.target].text == words
    assert handle.session.clashes == {}


async def test_escape_leaves_both(clash: tuple[Handle, Run, Clash], store: Store) -> None:
    handle, run, found = clash
    app = app_for(store, Library(), lambda _: Results(handle, run))
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(ConflictPage(handle, run, found))
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, Results)
    assert list(handle.session.clashes) == [found.id]


async def test_it_closes_when_somebody_else_chose(clash: tuple[Handle, Run, Clash], store: Store) -> None:
    handle, run, found = clash
    from aligntui.session.ops import Choose

    other = store.open(handle.path)
    app = app_for(store, Library(), lambda _: Results(handle, run))
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(ConflictPage(handle, run, found))
        await pilot.pause()
        other.apply(
            [Choose(clash=found.id, id=found.target, field="text", was="Theirs first", to="Theirs first")]
        )
        await until(pilot, lambda: isinstance(app.screen, Results))


async def test_a_page_that_leaves_twice_takes_no_other_along(
    clash: tuple[Handle, Run, Clash], store: Store
) -> None:
    handle, run, found = clash
    app = app_for(store, Library(), lambda _: Results(handle, run))
    async with app.run_test(size=(80, 24)) as pilot:
        page = ConflictPage(handle, run, found)
        app.push_screen(page)
        await pilot.pause()
        page.dismiss(None)
        page.dismiss(None)
        await pilot.pause()
        assert isinstance(app.screen, Results)
