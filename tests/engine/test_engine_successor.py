"""Which method reads what a run has made."""

from __future__ import annotations

from pathlib import Path

import pytest
from stage import library, make_store

from aligntui.engine.runs.start import add_run, start
from aligntui.engine.runs.successor import named, successor
from aligntui.methods.library import Library

READS = """\
method: {name}
title: {title}
level: fundamentals
needs:
  - {{count: {reads}, min: 1, why: There is nothing yet.}}
collections:
  {holds}:
    code: {code}
    one: a new one
    ask: What else?
steps:
  - {{kind: board, id: write, title: Write, split: [{holds}]}}
"""


@pytest.mark.parametrize(("name", "reader"), [("swot", "tows"), ("tows", "choose"), ("vision", None)])
def test_a_method_that_needs_what_was_written_reads_on(tmp_path: Path, name: str, reader: str | None) -> None:
    store, books = make_store(tmp_path), library()
    handle, run = start(store, books, name, title="Probe", solo=True)
    head = successor(handle.session, run, books.methods())
    assert (head.name if head is not None else None) == reader
    message = named(handle.session, run, books.methods())
    assert (message.id if message is not None else None) == ("next-method" if reader else None)


def test_what_was_begun_already_is_not_named(tmp_path: Path) -> None:
    store, books = make_store(tmp_path), library()
    handle, run = start(store, books, "swot", title="Probe", solo=True)
    add_run(handle, store, books, "tows", solo=True)
    assert successor(handle.session, run, books.methods()) is None


def test_a_method_of_ones_own_reads_on_too(tmp_path: Path) -> None:
    for name, reads, holds, code in (("first", "notes", "ideas", "ID"), ("second", "ideas", "notes", "NO")):
        words = READS.format(name=name, title=name.title(), reads=reads, holds=holds, code=code)
        (tmp_path / f"{name}.yaml").write_text(words, encoding="utf-8")
    store, books = make_store(tmp_path / "data"), Library(user=tmp_path)
    handle, run = start(store, books, "first", title="Probe", solo=True)
    head = successor(handle.session, run, books.methods())
    assert head is not None
    assert head.name == "second"
