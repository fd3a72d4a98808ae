"""Pages at odd moments: the window grows under the focus, a page goes while it is still to be drawn."""

from __future__ import annotations

import errno

import pytest
from case_session import millrace
from stage import Stage, stage

from aligntui.analysis.trace import trace
from aligntui.session.ops import Set
from aligntui.store.local import fs
from aligntui.store.local.handle import Handle
from aligntui.store.local.repository import Store
from aligntui.tui.pages.find.page import FindPage
from aligntui.tui.pages.trace.page import TracePage
from aligntui.tui.pages.trace.rows import trace_body
from aligntui.tui.pages.trash.page import TrashPage


def shrinking(s: Stage) -> list[str]:
    """Items whose last link stands behind the end of their page once the window is wide."""
    found = []
    for item in s.view.session.items.values():
        why = trace(s.view, item.id)
        narrow, wide = trace_body(why, s.view, 80), trace_body(why, s.view, 200)
        last = max((n for n, row in enumerate(narrow) if row.id), default=0)
        if last >= len(wide):
            found.append(item.id)
    return found


def long_words(store: Store, handle: Handle) -> None:
    """The sample, with strategies that take many rows each."""
    millrace()(store, handle)
    cards = [item for item in handle.session.items.values() if item.collection == "strategies"]
    handle.apply([Set(id=card.id, field="text", was=card.text, to="early bread " * 60) for card in cards])


async def test_the_window_grows_with_the_focus_on_the_last_row_of_why() -> None:
    async with stage("agenda:full-guide", fill=long_words) as s:
        items = shrinking(s)
        assert items
        s.app.push_screen(TracePage(s.handle, s.page.scene.run, items[0]))
        await s.settle()
        await s.keys("end")
        await s.resize(200, 60)
        await s.keys("enter")
        assert s.app.is_running
        assert isinstance(s.top, TracePage)


async def test_a_page_that_has_gone_is_not_drawn_any_more() -> None:
    async with stage("swot/factors") as s:
        page = FindPage(s.handle, s.page.scene.run)
        s.app.push_screen(page)
        await s.settle()
        drawn: list[bool] = []
        page.call_after_refresh(drawn.append, True)
        s.app.pop_screen()
        await s.settle()
        assert drawn == []
        s.page.call_after_refresh(drawn.append, True)
        await s.settle()
        assert drawn == [True]


async def test_a_trash_that_cannot_be_read_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def stale(*_: object) -> list[str]:
        raise OSError(errno.ESTALE, "Stale file handle")

    async with stage("swot/factors") as s:
        monkeypatch.setattr(fs, "listdir", stale)
        s.app.push_screen(TrashPage())
        await s.settle()
        assert s.shows("cannot be read now")
        assert not s.shows("The trash is empty")
        await s.keys("escape")
        assert s.top is s.page
