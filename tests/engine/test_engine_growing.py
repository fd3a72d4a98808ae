"""Older definitions of a session meet those of today: lists and fields come, none goes, none is retyped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from aligntui.engine.books import book_of
from aligntui.engine.runs import definitions, start
from aligntui.methods.book import Book
from aligntui.methods.grow import grown
from aligntui.methods.library import Library
from aligntui.methods.types import SHARED, Collection, Field, Method, Shared
from aligntui.store.local.repository import Store


@pytest.fixture
def library() -> Library:
    return Library()


def listed(**fields: Field) -> Collection:
    return Collection(code="AB", title="Kept", fields=fields)


def shared(**lists: Collection) -> Shared:
    return Shared(collections=lists)


TEXT, NUMBER = Field(type="text"), Field(type="number")


def test_lists_and_fields_come_and_none_goes() -> None:
    kept = Book(shared=shared(risks=listed(guard=TEXT, own=TEXT), mine=listed(x=TEXT)))
    today = Book(shared=shared(risks=listed(guard=TEXT, odds=NUMBER), stops=listed(why=TEXT)))
    found = grown(kept, today).collections
    assert list(found) == ["risks", "mine", "stops"]
    assert list(found["risks"].fields) == ["guard", "own", "odds"]


def test_nothing_is_retyped_or_reworded() -> None:
    kept = Book(shared=shared(risks=listed(odds=TEXT)))
    today = Book(shared=shared(risks=replace(listed(odds=NUMBER), code="RX", title="Today", limit=3)))
    assert grown(kept, today) is kept.shared


def test_a_choice_gets_the_choices_that_came_since() -> None:
    was = Field(type="choice", choices={"a": "my words", "gone": "gone"})
    now = Field(type="choice", choices={"a": "today's words", "b": "new"})
    found = grown(Book(shared=shared(x=listed(kind=was))), Book(shared=shared(x=listed(kind=now))))
    assert found.collections["x"].fields["kind"].choices == {"a": "my words", "gone": "gone", "b": "new"}


def test_a_list_that_a_method_owned_grows_too() -> None:
    def owner(name: str, collection: Collection) -> dict[str, Method]:
        return {
            name: Method(
                method=name, title=name, level="advanced", collections={"risks": collection}, steps=[]
            )
        }

    kept = Book(owner("premortem", listed(guard=TEXT)))
    for today in (Book(shared=shared(risks=listed(odds=TEXT))), Book(owner("register", listed(odds=TEXT)))):
        found = grown(kept, today)
        assert list(found.collections["risks"].fields) == ["guard", "odds"]
        both = Book({**kept.methods, **today.methods}, found)
        assert list(both.fields("risks")) == ["guard", "odds"]


def test_the_same_definitions_write_nothing(store: Store, library: Library) -> None:
    handle, _ = start.start(store, library, "swot", title="Ours")
    kept = handle.session.methods[SHARED]
    start.add_run(handle, store, library, "tows")
    assert handle.session.methods[SHARED] is kept
    handle.close()


def test_a_run_brings_what_the_lists_of_an_old_session_lack(store: Store, library: Library) -> None:
    handle, _ = start.start(store, library, "swot", title="Ours")
    people = library.shared().collections["people"]
    handle.apply([definitions.define(SHARED, shared(people=replace(people, fields={"desk": TEXT})))])
    start.add_run(handle, store, library, "objectives")
    book = book_of(handle.session)
    assert book.shared.collections.keys() == library.shared().collections.keys()
    assert list(book.fields("people")) == ["desk", *people.fields]
    handle.close()


def test_what_two_versions_bring_at_once_is_all_there(
    store: Store, make_store: Callable[..., Store], library: Library
) -> None:
    handle, _ = start.start(store, library, "swot", title="Ours")
    other = make_store("Dot Okafor")
    theirs = other.open(handle.path)
    lists = dict(library.shared().collections)
    theirs.apply([definitions.define(SHARED, Shared(collections={**lists, "newer": listed(x=TEXT)}))])
    start.add_run(handle, store, library, "tows")
    assert "newer" in book_of(handle.session).collections
    theirs.close()
    handle.close()


def test_undo_and_a_second_opening_keep_what_came(store: Store, library: Library) -> None:
    handle, _ = start.start(store, library, "swot", title="Ours")
    handle.apply([definitions.define(SHARED, shared())])
    start.add_run(handle, store, library, "objectives")
    handle.close()
    again: Any = store.open(handle.path)
    assert "goals" in book_of(again.session).collections
    again.close()
