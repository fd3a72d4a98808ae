"""Starting: from a name to a session with a run that keeps its own definitions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from aligntui.engine.books import book_of
from aligntui.engine.runs import start
from aligntui.methods.freeze import freeze
from aligntui.methods.library import Library, UnknownName
from aligntui.store.local.repository import Store

SMALL = """\
method: lean
title: Lean talk
level: fundamentals
collections:
  wastes: {code: WS, title: Wastes}
steps:
  - {kind: board, id: write, title: Write, split: [wastes], minutes: 10}
"""


@pytest.fixture
def library() -> Library:
    return Library()


def test_an_agenda_becomes_a_session_with_a_run(store: Store, library: Library) -> None:
    handle, run = start.start(store, library, "solo-90", title="Ours")
    session = handle.session
    assert session.meta.title == "Ours"
    assert session.meta.doing == "Solo, one good page"
    assert run.solo
    assert run.steps[0].step == "swot/scope"
    assert {"collections", "agenda:solo-90", "swot", "tows", "vision"} <= set(session.methods)
    assert session.methods["swot"].hash == freeze(library.method("swot"))[1]
    handle.close()


def test_the_book_of_the_session_knows_every_step(store: Store, library: Library) -> None:
    for head in library.agendas():
        handle, run = start.start(store, library, f"agenda:{head.name}", title=head.title)
        book = book_of(handle.session)
        assert all(book.step(s.step) or s.step in ("talk", "break") for s in run.steps)
        assert book.shared.collections
        handle.close()


def test_a_method_brings_the_methods_it_works_on(store: Store, library: Library) -> None:
    handle, run = start.start(store, library, "tows", title="Cards")
    assert {step.step.partition("/")[0] for step in run.steps} == {"tows"}
    assert "swot" in handle.session.methods
    assert "strengths" in book_of(handle.session).collections
    handle.close()


def test_a_step_alone(store: Store, library: Library) -> None:
    handle, run = start.start(store, library, "swot/factors", title="Factors", solo=True)
    assert [step.step for step in run.steps] == ["swot/factors"]
    assert run.solo
    handle.close()


def test_a_file_of_ones_own(store: Store, library: Library, tmp_path: Path) -> None:
    path = tmp_path / "lean.yaml"
    path.write_text(SMALL)
    handle, run = start.start(store, library, str(path), title="Lean")
    assert run.steps[0].minutes == 10
    assert "wastes" in book_of(handle.session).collections
    handle.close()


def test_an_unknown_name_writes_nothing(store: Store, library: Library) -> None:
    with pytest.raises(UnknownName, match="swat"):
        start.start(store, library, "swat", title="No")
    assert store.entries() == []


def test_a_further_run_keeps_the_definitions_that_are_there(store: Store, library: Library) -> None:
    handle, first = start.start(store, library, "swot", title="Ours")
    kept = handle.session.methods["swot"]
    run = start.add_run(handle, store, library, "tows")
    session = handle.session
    assert set(session.runs) == {first.id, run.id}
    assert session.methods["swot"] is kept
    assert "tows" in session.methods
    assert session.meta.doing == run.title
    handle.close()


def test_the_same_run_again_is_another_one(store: Store, library: Library) -> None:
    handle, first = start.start(store, library, "swot", title="Ours")
    again = start.add_run(handle, store, library, "swot", solo=True)
    assert first.id != again.id
    assert {s.id for s in first.steps}.isdisjoint(s.id for s in again.steps)
    handle.close()


def test_two_people_may_begin_at_once(
    make_store: Callable[..., Store], store: Store, library: Library
) -> None:
    handle, _ = start.start(store, library, "swot", title="Ours")
    other = make_store("Dot Okafor")
    second = other.open(handle.path)
    start.add_run(second, other, library, "tows")
    start.add_run(handle, store, library, "vision")
    handle.refresh()
    assert len(handle.session.runs) == 3
    second.close()
    handle.close()


OWN_AGENDA = """\
agenda: lean-round
title: A round of it
steps: [{step: lean/write}]
"""


@pytest.mark.parametrize("name", ["lean", "lean/write", "round.yaml"])
def test_a_session_begun_from_a_file_goes_on_where_the_file_is_not_at_hand(
    store: Store, library: Library, tmp_path: Path, name: str
) -> None:
    (tmp_path / "lean.yaml").write_text(SMALL)
    (tmp_path / "round.yaml").write_text(OWN_AGENDA)
    own = Library(user=tmp_path)
    name = str(tmp_path / name) if name.endswith(".yaml") else name
    handle, first = start.start(store, own, name, title="Lean")
    before = dict(handle.session.methods)
    second = start.add_run(handle, store, library, first.agenda)
    assert (second.title, [step.step for step in second.steps]) == (first.title, ["lean/write"])
    assert handle.session.methods == before
    assert start.offered(handle.session, library, first.agenda) is None
    with pytest.raises(UnknownName):
        start.add_run(handle, store, library, "fat")
    handle.close()
