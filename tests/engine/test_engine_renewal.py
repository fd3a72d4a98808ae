"""Methods of a session that ask otherwise today: what moves, what stays, what is asked and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligntui.analysis.view import View
from aligntui.engine import edits
from aligntui.engine.books import book_of
from aligntui.engine.runs import definitions, start
from aligntui.engine.runs.renewal import Renewal, renewal
from aligntui.methods.library import Library
from aligntui.session.model import Run
from aligntui.session.ops import Set, Tie, Walk
from aligntui.store.local.repository import Store

OLD = """\
method: chores
title: Chores
level: fundamentals
collections:
  chores:
    code: CH
    title: Chores
    fields:
      proof: {type: text}
      size: {type: text}
      gone: {type: text}
relations:
  helps:
    rows: chores
    cols: chores
    fields: {how: {type: text}}
records:
  frame:
    fields: {whose: {type: text}}
figures:
  all: {use: count, of: chores}
steps:
  - {kind: board, id: write, title: Write, split: [chores]}
  - {kind: table, id: mend, title: Mend, of: chores, fields: [text, proof, size, gone]}
"""
NEW = """\
method: chores
title: Chores
level: fundamentals
version: 2
collections:
  chores:
    code: CH
    title: Chores
    fields:
      evidence: {type: text, was: proof}
      size: {type: number}
relations:
  helps:
    rows: chores
    cols: chores
    fields: {way: {type: text, was: how}}
  blocks:
    rows: chores
    cols: chores
    fields: {much: {type: scale, from: 1, to: 3}}
records:
  frame:
    fields: {owner: {type: text, was: whose}, until: {type: date}}
figures:
  all: {use: count, of: chores}
  large: {use: count, of: chores, where: size > 3}
steps:
  - {kind: board, id: write, title: Write, split: [chores]}
  - {kind: table, id: check, title: Check, of: chores, fields: [text, evidence, size]}
"""
READER = """\
method: reader
title: Reader
level: fundamentals
needs:
  - {count: chores, min: 9, why: Nine first., go: chores/check}
steps:
  - {kind: matrix, id: grid, title: Grid, relation: blocks}
  - {kind: form, id: frame, title: Frame, record: frame, fields: [until]}
  - {kind: report, id: end, title: End, show: ["chores:large.n"]}
"""
UNTIL = """\
agenda: chores-day
title: A day of chores
steps:
  - method: chores
"""


class World:
    """A session with chores as they were asked once, and files that ask otherwise today."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store, self.folder = store, folder
        (folder / "agendas").mkdir(parents=True)
        self.write("chores", OLD)
        self.handle, self.run = start.start(store, self.library, "chores", title="Ours")
        for number in range(3):
            fields = {"proof": f"p{number}", "size": ("12", "large", "3")[number], "gone": "still here"}
            self.handle.apply(
                edits.add(self.view, store.new_id, "chores", f"Chore {number}", fields, at=store.clock())[1]
            )
        first, second, _ = [item.id for item in self.view.items("chores")]
        self.handle.apply([
            Tie(relation="helps", a=first, b=second, to={"how": "much"}),
            Set(id="record:frame", field="whose", to="Ines"),
        ])  # fmt: skip

    def write(self, name: str, text: str) -> None:
        (self.folder / f"{name}.yaml").write_text(text)

    @property
    def library(self) -> Library:
        return Library(user=self.folder)

    @property
    def view(self) -> View:
        return View(self.handle.session, book_of(self.handle.session))

    def finish(self) -> None:
        """Go through the run to its end."""
        run = self.handle.session.runs[self.run.id]
        ops = [Walk(run=run.id, step=s.id, field="state", was=s.state, to="done") for s in run.steps]
        self.handle.apply(ops)

    def offer(self, name: str = "chores") -> Renewal | None:
        return renewal(self.handle.session, self.library, self.library.find(name))

    def begin(self, name: str = "chores", *, renews: bool | None = None) -> Run:
        return start.add_run(self.handle, self.store, self.library, name, renews=renews)

    def values(self, key: str) -> list[object]:
        return [item.fields.get(key) for item in self.view.items("chores")]


@pytest.fixture
def world(store: Store, tmp_path: Path) -> World:
    return World(store, tmp_path / "own")


def test_nothing_is_offered_where_nothing_changed(world: World) -> None:
    world.finish()
    assert world.offer() is None


def test_an_unfinished_run_keeps_reading_with_its_own(world: World) -> None:
    world.write("chores", NEW)
    assert world.offer() is None
    world.begin(renews=True)
    assert [step.id for step in world.view.book.methods["chores"].steps] == ["write", "mend"]
    assert world.values("proof") == ["p0", "p1", "p2"]


def test_what_a_finished_run_wrote_moves_to_the_new_names(world: World) -> None:
    world.finish()
    world.write("chores", NEW)
    offer = world.offer()
    assert offer is not None
    assert offer.asks
    assert offer.question == (
        '"Chores" asks otherwise today than in this session. What was written stays: 5 values under another '
        "name, 1 value as text, for they fit no more and 3 values where nobody is asked for them."
    )
    run = world.begin(renews=True)
    assert [step.step for step in run.steps] == ["chores/write", "chores/check"]
    assert world.values("evidence") == ["p0", "p1", "p2"]
    assert world.values("proof") == [None] * 3
    assert world.values("size") == ["12", "large", "3"]
    assert world.values("gone") == ["still here"] * 3
    assert [link.fields for link in world.view.session.links.values()] == [{"way": "much"}]
    assert world.view.session.records["frame"].fields == {"owner": "Ines"}
    assert list(world.view.book.fields("chores")) == ["evidence", "size"]
    assert world.offer() is None


def test_undo_brings_back_the_method_and_its_values_and_redo_takes_them_again(world: World) -> None:
    world.finish()
    kept = world.handle.session.methods["chores"]
    world.write("chores", NEW)
    world.begin(renews=True)
    newer = world.handle.session.methods["chores"]
    world.handle.undo()
    assert world.handle.session.methods["chores"] == newer, "the run goes first"
    told = world.handle.undo()
    assert world.handle.session.methods["chores"] == kept
    assert world.values("proof") == ["p0", "p1", "p2"]
    assert [link.fields for link in world.view.session.links.values()] == [{"how": "much"}]
    assert "Chores" not in str(told.sentence), "values are told before definitions"
    world.handle.redo()
    assert world.handle.session.methods["chores"] == newer
    assert world.values("evidence") == ["p0", "p1", "p2"]


def test_whoever_stays_keeps_all_as_it_is(world: World) -> None:
    world.finish()
    world.write("chores", NEW)
    kept = world.handle.session.methods["chores"].body["steps"]
    for renews in (False, None):
        run = world.begin(renews=renews)
        assert [step.step for step in run.steps] == ["chores/write", "chores/mend"]
        assert world.handle.session.methods["chores"].body["steps"] == kept
        assert world.values("proof") == ["p0", "p1", "p2"]


def test_a_method_nobody_went_through_is_taken_unasked(world: World, store: Store) -> None:
    handle, _ = start.start(store, world.library, "swot", title="Bare")
    handle.apply(definitions.missing(handle.session, world.library.book(["chores"])))
    world.write("chores", NEW)
    library = world.library
    offer = renewal(handle.session, library, library.find("chores"))
    assert offer is not None
    assert not offer.asks
    run = start.add_run(handle, store, library, "chores")
    assert [step.step for step in run.steps] == ["chores/write", "chores/check"]
    handle.close()


def test_an_older_version_at_hand_is_never_taken(world: World) -> None:
    world.finish()
    world.write("chores", NEW)
    world.begin(renews=True)
    world.handle.undo()
    world.write("chores", OLD)
    assert world.offer() is None


def test_an_agenda_comes_with_the_steps_of_today(world: World) -> None:
    (world.folder / "agendas" / "chores-day.yaml").write_text(UNTIL)
    world.finish()
    first = world.begin("chores-day")
    world.handle.apply(
        [Walk(run=first.id, step=s.id, field="state", was=s.state, to="done") for s in first.steps]
    )
    world.write("chores", NEW)
    (world.folder / "agendas" / "chores-day.yaml").write_text(UNTIL + "  - step: chores/check\n")
    run = world.begin("chores-day", renews=True)
    assert [step.step for step in run.steps] == ["chores/write", "chores/check", "chores/check"]


def test_what_a_further_method_names_of_an_older_one_comes_and_its_steps_stay(world: World) -> None:
    world.write("chores", NEW)
    world.write("reader", READER)
    assert world.library.problems() == []
    world.begin("reader")
    book = world.view.book
    assert "blocks" in book.relations
    assert list(book.fields("record:frame")) == ["whose", "owner", "until"]
    assert "large" in book.methods["chores"].figures
    assert [step.id for step in book.methods["chores"].steps] == ["write", "mend"]
    ops, there = definitions.brought(world.handle.session, world.library, "chores/check")
    assert there.step("chores/check") is not None
    world.handle.apply(ops)
    assert [step.id for step in world.view.book.methods["chores"].steps] == ["write", "mend", "check"]


def test_a_shared_list_takes_a_new_name_where_no_method_that_stays_asks_by_the_old(
    world: World, store: Store
) -> None:
    shared = "collections:\n  tools:\n    code: TL\n    fields:\n      {key}: {{type: text{was}}}\n"
    world.write("collections", shared.format(key="sort", was=""))
    uses = "method: {name}\ntitle: {name}\nlevel: fundamentals\nsteps:\n  - {{kind: table, id: a, title: A, of: tools, fields: [{key}]}}\n"  # noqa: E501
    for name in ("one", "two"):
        world.write(name, uses.format(name=name, key="sort"))
    handle, run = start.start(store, world.library, "one", title="Tools")
    _, ops = edits.add(
        View(handle.session, book_of(handle.session)), store.new_id, "tools", "Saw", {"sort": "hand"},
        at=store.clock(),
    )  # fmt: skip
    handle.apply(ops)
    handle.apply([Walk(run=run.id, step=run.steps[0].id, field="state", was="todo", to="done")])
    other = start.add_run(handle, store, world.library, "two")
    world.write("collections", shared.format(key="make", was=", was: sort"))
    for name in ("one", "two"):
        world.write(name, uses.format(name=name, key="make"))
    start.add_run(handle, store, world.library, "one", renews=True)
    assert list(book_of(handle.session).fields("tools")) == ["sort", "make"], "two still asks for sort"
    assert [item.fields for item in handle.session.items.values()] == [{"sort": "hand"}]
    for held in handle.session.runs.values():
        handle.apply(
            [Walk(run=held.id, step=s.id, field="state", was=s.state, to="done") for s in held.steps]
        )
    assert other.id in handle.session.runs
    start.add_run(handle, store, world.library, "two", renews=True)
    assert list(book_of(handle.session).fields("tools")) == ["make"]
    assert [item.fields for item in handle.session.items.values()] == [{"make": "hand"}]
    handle.close()


@pytest.mark.parametrize(
    "step",
    [
        "{kind: matrix, id: a, title: A, relation: blocks}",
        "{kind: form, id: a, title: A, record: frame, fields: [until]}",
    ],
)
def test_a_method_brings_the_one_whose_crossing_or_record_it_asks(
    world: World, store: Store, step: str
) -> None:
    world.write("chores", NEW)
    world.write("reader", f"method: reader\ntitle: Reader\nlevel: fundamentals\nsteps:\n  - {step}\n")
    handle, _ = start.start(store, world.library, "reader", title="Alone")
    assert "chores" in book_of(handle.session).methods
    handle.close()
