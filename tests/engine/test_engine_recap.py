"""What happened, in words; silent writing stays silent."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from aligntui.analysis.view import View
from aligntui.engine import edits, recap
from aligntui.engine.books import book_of
from aligntui.engine.runs import start
from aligntui.methods.library import Library
from aligntui.session import codes
from aligntui.session.ops import Merge, Set, Status, Walk
from aligntui.store.local.handle import Handle
from aligntui.store.local.repository import Store


@pytest.fixture
def handle(store: Store) -> Handle:
    found, _ = start.start(store, Library(), "swot", title="Ours")
    return found


def view(handle: Handle) -> View:
    return View(handle.session, book_of(handle.session))


def write(handle: Handle, store: Store, text: str, collection: str = "strengths") -> str:
    item, ops = edits.add(view(handle), store.new_id, collection, text, by=handle.person, at=store.clock())
    handle.apply(ops)
    return item.id


def told(handle: Handle, reader: str) -> str:
    return recap.log(view(handle), reader)[0][1]


def test_own_words_are_told(handle: Handle, store: Store) -> None:
    write(handle, store, "Sourdough sells out")
    assert told(handle, "Ines Calder") == 'you wrote S1 "Sourdough sells out"'


def test_words_of_others_are_told_once_the_list_has_its_codes(handle: Handle, store: Store) -> None:
    write(handle, store, "Sourdough sells out")
    assert told(handle, "Dot Okafor") == "Ines Calder wrote S1"
    settled = codes.settle(handle.session, ["S"])
    assert settled is not None
    handle.apply([settled])
    assert told(handle, "Dot Okafor") == 'Ines Calder wrote S1 "Sourdough sells out"'


def test_what_people_do_has_a_verb(handle: Handle, store: Store) -> None:
    first, second = write(handle, store, "Sells out"), write(handle, store, "Always sold")
    handle.apply([Status(id=second, was="draft", to="parked")])
    assert told(handle, "") == "Ines Calder parked S2"
    handle.apply([Status(id=second, was="parked", to="draft")])
    assert told(handle, "") == "Ines Calder brought back S2"
    handle.apply([Set(id=first, field="text", was="Sells out", to="Sells out before noon", words=True)])
    assert told(handle, "") == "Ines Calder changed S1"
    handle.apply([Merge(id=second, to=first)])
    assert told(handle, "").endswith("into S1")
    handle.apply(edits.put(view(handle), view(handle).record("scope"), "decision", "Where do we sell?"))
    assert told(handle, "Ines Calder") == "you wrote the decision"


def test_book_keeping_is_not_told(handle: Handle) -> None:
    run = next(iter(handle.session.runs.values()))
    handle.apply([Walk(run=run.id, step=run.steps[0].id, field="phase", was="", to="write")])
    assert told(handle, "") == "Ines Calder began SWOT analysis"


def test_meanwhile_gathers_what_each_one_did(
    handle: Handle, store: Store, make_store: Callable[..., Store]
) -> None:
    write(handle, store, "Mine")
    since = store.clock()
    other = make_store("Priya Lund")
    theirs = other.open(handle.path)
    for text in ("Old customers", "Phone ordering"):
        write(theirs, other, text, "weaknesses")
    theirs.close()
    handle.refresh()
    assert recap.meanwhile(view(handle), since, "Ines Calder") == ["Priya Lund wrote W1 and W2"]
    assert recap.meanwhile(view(handle), since, "Priya Lund") == []


def test_as_many_changes_are_told_as_are_asked_for_the_newest_first(handle: Handle, store: Store) -> None:
    for words in ("Sells out", "Always sold", "Known in town"):
        write(handle, store, words)
    now = view(handle)
    told_at_once = [words for _, words in recap.log(now, "Ines Calder", most=2)]
    assert told_at_once == ['you wrote S3 "Known in town"', 'you wrote S2 "Always sold"']
    assert len(recap.log(now, "Ines Calder", most=9)) == 4, "and that it was begun"


def test_what_was_taken_back_is_not_told(handle: Handle, store: Store) -> None:
    """Neither as the last thing that happened nor as what others did, until it is given again."""
    write(handle, store, "Sourdough sells out")
    write(handle, store, "Nice team")

    def meanwhile() -> list[str]:
        return recap.meanwhile(view(handle), "", "Dot Okafor")

    me = handle.person
    handle.undo()
    assert told(handle, me) == 'you wrote S1 "Sourdough sells out"'
    assert meanwhile() == ["Ines Calder began; wrote S1"]
    handle.redo()
    assert told(handle, me) == 'you wrote S2 "Nice team"'
    handle.undo()
    assert meanwhile() == ["Ines Calder began; wrote S1"]


def test_a_card_that_is_gone_is_told_as_a_card(handle: Handle, store: Store) -> None:
    first = write(handle, store, "Sells out")
    handle.apply([Set(id=first, field="text", was="Sells out", to="Sells out by noon", words=True)])
    known = view(handle)
    others = {ref: item for ref, item in known.session.items.items() if ref != first}
    assert recap.log(known.changed(items=others), "")[0][1] == "Ines Calder changed a card"
