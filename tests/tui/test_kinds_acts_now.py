"""Keys of several kinds whose effect comes with who looks, or when: on both faces."""

from __future__ import annotations

from pathlib import Path

import pytest
from playing import PERSON
from sample_items import filling, library_of
from test_kinds_effects import ASK, HEAD, OPENED, OWNED, PHASED, SECRET
from two_faces import Face, Line, on_both

from aligntui.analysis.view import View
from aligntui.engine import edits
from aligntui.engine.books import book_of
from aligntui.store.local.handle import Handle
from aligntui.store.local.repository import Store

CELLS = {"matrix": "holds: ideas, split: side"}


def method_of(kind: str, step: str) -> str:
    head = HEAD.replace("collections:", "uses:\n  people: {}\ncollections:", 1)
    return f"{head}  - {{kind: {kind}, id: it, title: It, {step}}}\n"


@pytest.mark.parametrize("more", ["", ", now: [proof]"], ids=["without", "with"])
@pytest.mark.parametrize("kind", [*OPENED, *CELLS])
async def test_an_open_card_asks_what_is_asked_now(tmp_path: Path, kind: str, more: str) -> None:
    books = library_of(tmp_path, method_of(kind, {**OPENED, **CELLS}[kind] + more))

    async def look(face: Face) -> None:
        if kind != "form":
            await face.do("open", face.item("I1").id)
        assert face.shows("how known"), face.text()
        assert face.shows(r"strength.*\d") is not bool(more), face.text()

    await on_both(books, "probe/it", filling(), look)


@pytest.mark.parametrize("has", [False, True], ids=["without", "with"])
@pytest.mark.parametrize("kind", PHASED)
async def test_a_step_stands_in_its_phase_on_both_faces(tmp_path: Path, kind: str, has: bool) -> None:
    step, phase = PHASED[kind]
    books = library_of(tmp_path, method_of(kind, f"{step}, phases: [{phase}]" if has else step))

    async def look(face: Face) -> None:
        assert face.here.endswith(f" {phase}") is has, f"{face.name} {face.here}"

    await on_both(books, "probe/it", filling(), look, people=2)


@pytest.mark.parametrize("has", [False, True], ids=["without", "with"])
@pytest.mark.parametrize("kind", SECRET)
async def test_it_is_said_first_that_answers_are_secret(tmp_path: Path, kind: str, has: bool) -> None:
    step = SECRET[kind] + (", privacy: {names: secret}" if has else "")
    books = library_of(tmp_path, method_of(kind, step))

    async def look(face: Face) -> None:
        assert face.shows("are secret: no name, no time, no order is kept") is has, face.text()

    fill = filling(without=("impact", "effort", "sure", "fit"))
    await on_both(books, "probe/it", fill, look, people=3)


def owned(store: Store, handle: Handle) -> None:
    """The second of the people is who sits at the keys: every second item is hers."""
    filling(each=3)(store, handle)
    view = View(handle.session, book_of(handle.session))
    handle.apply(edits.put(view, view.items("people")[1], "text", PERSON))


@pytest.mark.parametrize("more", ["", ", by: owner"], ids=["without", "with"])
@pytest.mark.parametrize("kind", OWNED)
async def test_each_is_asked_for_what_is_his_own(tmp_path: Path, kind: str, more: str) -> None:
    books = library_of(tmp_path, method_of(kind, OWNED[kind] + more))

    async def look(face: Face) -> None:
        if isinstance(face, Line):
            # What was said while one still was alone here.
            face.heard.clear()
        assert face.shows("Ideas 1|Parts 1") is not bool(more), f"{face.name}\n{face.text()}"
        assert not more or face.shows("Ideas 2|Parts 4"), f"{face.name}\n{face.text()}"

    await on_both(books, "probe/it", owned, look, people=2)


@pytest.mark.parametrize("more", ["", ", not_self: true"], ids=["without", "with"])
async def test_nobody_is_asked_about_himself_on_both_faces(tmp_path: Path, more: str) -> None:
    books = library_of(tmp_path, method_of("ask", ASK.replace("ideas", "people") + more))

    async def look(face: Face) -> None:
        assert face.shows(rf"P\d +{PERSON}") is not bool(more), f"{face.name}\n{face.text()}"

    await on_both(books, "probe/it", owned, look, people=2)
