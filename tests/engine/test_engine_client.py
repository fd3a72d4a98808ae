"""The session client without a screen, on real files: changes, undo, what waits, and what others change."""

from __future__ import annotations

import asyncio
import errno
import itertools
import threading
from collections.abc import Callable
from typing import Any

import pytest
from failing import Failing

from aligntui.engine.client import client as client_module
from aligntui.engine.client.client import Client
from aligntui.engine.client.conflicts import EditConflicts, Editing
from aligntui.engine.client.outcomes import Told
from aligntui.session.model import Item
from aligntui.session.ops import Add, Retire, Set
from aligntui.store.local.handle import Handle
from aligntui.store.local.repository import Store

TEXT = "Sourdough sells out before noon"


async def at_once(job: Callable[..., Any], *args: Any) -> Any:
    """Run what may block, here and now."""
    return job(*args)


class Person:
    """One person with the client of a session, in one process."""

    def __init__(self, store: Store, handle: Handle, do: Any = at_once) -> None:
        self.store, self.handle = store, handle
        self.editing: Editing | None = None
        self.client = Client(handle, lambda: store, do, editing=lambda: self.editing)

    def words(self, item: str = "a") -> str:
        """Words of an item as this person sees them."""
        return self.client.view.session.items[item].text


def ids(told: Told | None) -> list[str]:
    """Ids of the messages, in order."""
    return [message.id for message in told.messages] if told is not None else []


def words_of(told: Told | None) -> str:
    """Words of the last message that has its words from below."""
    assert told is not None
    return str(told.messages[-1].facts["words"])


def add(ref: str, text: str = TEXT) -> Add:
    return Add(item=Item(id=ref, collection="strengths", text=text))


def write(to: str, was: str = TEXT, ref: str = "a") -> Set:
    return Set(id=ref, field="text", was=was, to=to, words=True)


def full_disk() -> Any:
    """Nothing can be written meanwhile."""
    return Failing(errno.EIO, lambda _, name, where: name in ("write", "fsync")).on()


@pytest.fixture
def ines(store: Store) -> Person:
    return Person(store, store.create("Kiosk", [add("a")]))


@pytest.fixture
def tomasz(ines: Person, make_store: Callable[..., Store]) -> Person:
    other = make_store(person="Tomasz Reka")
    return Person(other, other.open(ines.handle.ref))


async def test_what_is_kept_is_on_disk_and_in_the_snapshot(ines: Person) -> None:
    moved: list[tuple[str, str]] = []
    ines.client.moved = lambda before, now: moved.append(
        (before.session.items["a"].text, now.session.items["a"].text)
    )
    commit = await ines.client.commit([write("Rye")], "S1 reads Rye.")
    assert (commit.fate, commit.done, words_of(commit)) == ("kept", True, "S1 reads Rye.")
    assert ines.words() == ines.handle.stored.items["a"].text == "Rye"
    assert moved == [(TEXT, "Rye")]
    assert not ines.client.unsaved


async def test_no_ops_are_nothing_to_do(ines: Person) -> None:
    before = ines.handle.stored
    commit = await ines.client.commit([])
    assert (commit.fate, commit.done, commit.messages) == ("nothing", True, ())
    assert ines.handle.stored is before


async def test_what_cannot_be_done_is_refused_with_its_reason(ines: Person) -> None:
    commit = await ines.client.commit([write("x", ref="nobody")])
    assert (commit.fate, commit.done) == ("refused", False)
    assert commit.reason is not None
    assert words_of(commit) == str(commit.reason)
    assert commit.messages[-1].tone == "warning"
    assert not ines.handle.waiting


async def test_what_cannot_be_written_waits_is_seen_and_written_later(ines: Person) -> None:
    with full_disk():
        commit = await ines.client.commit([write("Rye")], "S1 reads Rye.")
        assert (commit.fate, commit.done, commit.messages) == ("waits", True, ())
        assert (ines.words(), ines.handle.stored.items["a"].text) == ("Rye", TEXT)
        assert (ines.client.standing, ines.client.unsaved) == ("waits", True)
        told = await ines.client.retry()
        assert ids(told) == []
    told = await ines.client.retry()
    assert told is not None
    assert [(m.id, m.facts) for m in told.messages] == [("written-now", {"note": " S1 reads Rye."})]
    assert ines.handle.stored.items["a"].text == "Rye"
    assert await ines.client.retry() is None


async def test_several_that_waited_are_told_in_one_sentence_at_last(ines: Person) -> None:
    with full_disk():
        for ref in "bcd":
            await ines.client.commit([add(ref)])
    told = await ines.client.retry()
    assert told is not None
    assert (told.messages[-1].id, told.messages[-1].facts["count"]) == ("all-written-now", 3)
    assert {"a", "b", "c", "d"} <= ines.handle.stored.items.keys()


async def test_the_next_change_writes_what_waited_before_it(ines: Person) -> None:
    with full_disk():
        await ines.client.commit([add("b")], "S2 kept.")
    commit = await ines.client.commit([add("c")], "S3 kept.")
    assert (commit.fate, ids(commit)) == ("kept", ["written-now", "as-told"])
    assert words_of(commit) == "S3 kept."
    assert list(ines.handle.stored.items) == ["a", "b", "c"]


async def test_words_two_people_changed_at_once_are_both_kept_and_told(ines: Person, tomasz: Person) -> None:
    await tomasz.client.commit([write("Rye")])
    commit = await ines.client.commit([write("Spelt")], "S1 reads Spelt.")
    assert [(m.id, m.facts["who"]) for m in commit.messages] == [("changed-too", "Tomasz Reka")]
    assert len(ines.handle.stored.clashes) == 1


async def test_a_card_that_another_took_back_comes_back_when_asked_twice(
    ines: Person, tomasz: Person
) -> None:
    await tomasz.client.commit([Retire(id="a", on=True)])
    first = await ines.client.commit([write("Rye")])
    assert (first.fate, ids(first)) == ("refused", ["brings-back"])
    second = await ines.client.commit([write("Rye")])
    assert second.fate == "kept"
    assert (ines.words(), ines.handle.stored.items["a"].retired) == ("Rye", False)


async def test_words_that_waited_for_a_card_taken_back_are_kept_all_the_same(
    ines: Person, tomasz: Person
) -> None:
    with full_disk():
        await ines.client.commit([write("Rye")])
    await tomasz.client.commit([Retire(id="a", on=True)])
    told = await ines.client.retry()
    assert ids(told) == ["kept-all-the-same"]
    assert (ines.words(), ines.handle.stored.items["a"].retired) == ("Rye", False)


async def test_words_that_waited_and_can_nowhere_be_kept_are_told(ines: Person, tomasz: Person) -> None:
    await ines.client.commit([add("b")])
    with full_disk():
        await ines.client.commit([write("Rye", ref="b")])
    ines.handle.waiting.changes[0].ops[0].id = "nobody"  # type: ignore[union-attr]
    told = await ines.client.retry()
    assert told is not None
    assert [(m.id, m.facts["words"]) for m in told.messages] == [("words-not-kept", "Rye")]


async def test_undo_and_redo(ines: Person) -> None:
    await ines.client.commit([write("Rye")], "S1 reads Rye.")
    undone = await ines.client.undo()
    assert (undone.changed, ines.words(), undone.messages[-1].tone) == (True, TEXT, "")
    assert (await ines.client.undo(redo=True)).changed
    assert ines.words() == "Rye"


async def test_a_blocked_undo_comes_with_its_choice(ines: Person, tomasz: Person) -> None:
    await ines.client.commit([write("Rye")])
    tomasz.client.poll()
    await tomasz.client.commit([write("Spelt", "Rye")])
    ines.client.poll()
    undone = await ines.client.undo()
    assert undone.blocked is not None
    assert undone.blocked.keep is not None
    assert (ines.words(), undone.messages[-1].tone) == ("Spelt", "warning")


async def test_what_waits_is_taken_back_first_and_brought_back(ines: Person) -> None:
    with full_disk():
        await ines.client.commit([write("Rye")])
        undone = await ines.client.undo()
        assert (ids(undone), undone.changed, ines.words()) == (["undone-unwritten"], True, TEXT)
        assert not ines.handle.waiting
        redone = await ines.client.undo(redo=True)
        assert (redone.waits, ines.words()) == (True, "Rye")
    assert ids(await ines.client.retry()) == ["written-now"]


async def test_an_undo_that_cannot_be_written_changes_nothing(ines: Person) -> None:
    await ines.client.commit([write("Rye")])
    with full_disk():
        undone = await ines.client.undo()
    assert (undone.changed, undone.messages[-1].tone, ines.words()) == (False, "error", "Rye")


async def test_a_look_at_the_file_sees_what_others_did(ines: Person, tomasz: Person) -> None:
    assert not ines.client.poll().moved
    await tomasz.client.commit([write("Rye")])
    polled = ines.client.poll()
    assert (polled.moved, polled.gone, polled.standing, ines.words()) == (True, False, False, TEXT)
    ines.client.take_in()
    assert ines.words() == "Rye"
    assert not ines.client.poll().moved


async def test_what_nobody_saw_yet_is_told_with_the_next_look(ines: Person, tomasz: Person) -> None:
    await tomasz.client.commit([write("Rye")])
    assert not ines.client.poll(seen=False).moved
    assert ines.client.poll().moved


async def test_changes_that_an_older_copy_took_away_wait_again(ines: Person) -> None:
    old = ines.handle.path.read_bytes()
    await ines.client.commit([write("Rye")])
    ines.handle.path.write_bytes(old)
    polled = ines.client.poll()
    assert (polled.gone, polled.standing) == (True, True)
    await ines.client.retry()
    assert ines.handle.stored.items["a"].text == "Rye"


async def test_a_field_that_others_change_while_it_is_edited_keeps_what_was_seen(
    ines: Person, tomasz: Person
) -> None:
    ines.editing = Editing(object(), "a", "text")
    await tomasz.client.commit([write("Rye")])
    ines.client.poll()
    ines.client.take_in()
    # Only passed through: what the editor shows is what was seen.
    assert (await ines.client.commit([write(TEXT, "Rye")])).fate == "nothing"
    assert ines.handle.stored.items["a"].text == "Rye"


async def test_what_was_typed_over_the_words_of_another_is_a_conflict(ines: Person, tomasz: Person) -> None:
    ines.editing = Editing(object(), "a", "text")
    await tomasz.client.commit([write("Rye")])
    ines.client.poll()
    ines.client.take_in()
    assert ids(await ines.client.commit([write("Spelt", "Rye")])) == ["changed-too"]


async def test_an_editor_that_is_entered_sees_its_field_as_it_stands(ines: Person) -> None:
    conflicts, one, two = EditConflicts(), object(), object()
    conflicts.note(ines.client.view, Editing(one, "a", "text"))
    conflicts.entered(one)
    assert conflicts.guarded([write("Rye", "x")], Editing(one, "a", "text")) == [write("Rye")]
    conflicts.entered(two)
    assert conflicts.guarded([write("Rye", "x")], Editing(one, "a", "text")) == [write("Rye", "x")]


async def test_a_slow_write_is_not_waited_for_and_tells_when_it_lands(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_module, "MOMENT", 0.0)
    gate, calls = threading.Event(), itertools.count()

    async def do(job: Callable[..., Any], *args: Any) -> Any:
        if job.__name__ == "retry" and next(calls) == 0:
            await asyncio.to_thread(gate.wait)
        return job(*args)

    ines = Person(store, store.create("Kiosk", [add("a")]), do)
    landed: list[Told] = []

    async def tell(tried: Any) -> None:
        landed.append(await ines.client.settle(tried, late=False))

    ines.client.outbox.landed = tell
    commit = await ines.client.commit([write("Rye")], "S1 reads Rye.")
    assert (commit.fate, ines.client.standing, ines.words()) == ("waits", "writing", "Rye")
    assert await ines.client.retry() is None
    assert (await ines.client.commit([add("b")])).fate == "waits"
    assert ids(await ines.client.undo()) == ["undone-unwritten"]
    await ines.client.commit([add("c")])
    gate.set()
    await ines.client.outbox.end()
    assert ids(landed[0]) == ["as-told", "all-written-now"]
    assert (list(ines.handle.stored.items), ines.client.standing) == (["a", "c"], "saved")


async def test_words_being_typed_that_cannot_be_written_are_tried_again(ines: Person) -> None:
    ines.client.typed.put("s1/words", "half a sent")
    with Failing(errno.EIO, lambda *_: True).on():
        ines.client.write_typed()
        assert ines.client.unsaved
        assert not ines.client.may_leave()
        assert ines.client.may_leave(), "it is asked once"
    assert ids(await ines.client.retry()) == ["typed-on-disk"]
    assert not ines.client.unsaved


async def test_what_an_earlier_run_could_not_write_is_seen_and_written(ines: Person, store: Store) -> None:
    assert not ines.client.waits_from_before
    with full_disk():
        await ines.client.commit([write("Rye")])
    await ines.client.close()
    again = Person(store, store.open(ines.handle.ref))
    assert again.client.waits_from_before
    assert again.words() == "Rye"
    assert ids(await again.client.retry()) == ["written-now"]


async def test_a_damaged_file_is_news_once(ines: Person) -> None:
    whole = ines.handle.path.read_bytes()
    ines.handle.path.write_bytes(whole[: len(whole) // 2])
    polled = ines.client.poll()
    assert (polled.standing, ines.client.unsaved) == (True, True)
    assert not ines.client.poll().standing
    await ines.client.retry()
    assert ids(await ines.client.retry()) == ["file-whole-again"]


def test_news_is_given_once(ines: Person) -> None:
    ines.handle.news = "It was mended."
    news = ines.client.news()
    assert news is not None
    assert news.facts["words"] == "It was mended."
    assert ines.client.news() is None
