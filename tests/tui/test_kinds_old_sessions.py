"""Every method that comes along begins and opens in a session that was made with much older definitions."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from stage import library, make_store, stage

from aligntui.engine.runs import definitions, start
from aligntui.methods.library import Library
from aligntui.methods.types import SHARED, CodeRule, Collection, Method, Shared
from aligntui.store.local.handle import Handle
from aligntui.store.local.repository import Store
from aligntui.tui.workshop.page import WorkshopPage

METHODS = [head.name for head in Library().methods()]


def bare(collection: Collection) -> Collection:
    """A list as it began: with the one field that gives its codes, if any."""
    code = collection.code.from_ if isinstance(collection.code, CodeRule) else ""
    return replace(collection, fields={key: f for key, f in collection.fields.items() if key == code})


def older(method: Method) -> Method:
    """A method before its lists had fields, figures and more than one step."""
    return replace(
        method,
        collections={name: bare(one) for name, one in method.collections.items()},
        uses={name: replace(use, adds={}) for name, use in method.uses.items()},
        records={
            name: replace(one, fields=dict(list(one.fields.items())[:1]))
            for name, one in method.records.items()
        },
        steps=method.steps[:1],
        figures={},
        checks=[],
    )


def old_session(store: Store, books: Library, without: str, lists: Shared) -> Handle:
    """A session that knows every method but one, each in its older form, and these shared lists."""
    kept = [older(books.method(name)) for name in METHODS if name != without]
    ops = [definitions.define(SHARED, lists), *(definitions.define(method.method, method) for method in kept)]
    return store.create("Older", ops)


@pytest.mark.parametrize("name", METHODS)
@pytest.mark.parametrize("lists", ["none", "bare"])
async def test_it_begins_and_every_step_opens(name: str, lists: str, tmp_path: Path) -> None:
    books, store = library(), make_store(tmp_path)
    known = {key: bare(one) for key, one in books.shared().collections.items()} if lists == "bare" else {}
    handle = old_session(store, books, name, Shared(collections=known))
    run = start.add_run(handle, store, books, name, solo=False)
    async with stage(store=store, handle=handle, books=books) as s:
        for number, step in enumerate(run.steps):
            await s.page.going.open_at(number)
            await s.settle()
            assert isinstance(s.top, WorkshopPage)
            assert s.page.scene.here.id == step.id
            assert s.step.is_mounted
            found = s.view.book.step(step.step)
            assert found is not None
            for held in s.view.book.held(found[1]):
                assert held in s.view.book.collections
    handle.close()
