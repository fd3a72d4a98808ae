"""Files that are not what was written: bits that flip, and tools that write. None opens in silence."""

from __future__ import annotations

import random
from pathlib import Path

import msgspec
import pytest
import store_worker as worker
from tinydb import TinyDB
from tinydb.table import Table

from aligntui.session.model import Change, Session
from aligntui.store.local import codec
from aligntui.store.local.archive import Archive
from aligntui.store.local.backups import Backups
from aligntui.store.local.handle import Handle
from aligntui.store.local.names import ref_of
from aligntui.store.local.repository import Store
from aligntui.store.problems import Damaged, Newer

FLIPS = 600
HELD = "the copy of 21 Nov 2026, 14:30 (revision 36, all but the last 4 changes)"


@pytest.fixture
def kiosk(store: Store, clock: object) -> Handle:
    """Forty changes over the better part of an hour."""
    handle = store.create("Kiosk")
    for n in range(40):
        handle.apply([worker.add(f"i{n}", f"Sourdough – Köln {n} \U0001f35e")], note=f"S{n} kept")
        clock.forward(seconds=49)
    handle.close()
    return handle


def opened(path: Path, store: Store) -> Handle | None:
    """The session, or None where it is named as damaged."""
    try:
        handle = store.open(path)
    except (Damaged, Newer):
        return None
    handle.close()
    return handle


def test_no_flipped_bit_passes_in_silence(store: Store, kiosk: Handle) -> None:
    path, whole = kiosk.path, kiosk.path.read_bytes()
    random_bits = random.Random(8)
    head = whole.index(b',"items"')
    # As many in the head, where the sum itself stands, as in all the rest.
    bits = [random_bits.randrange(8 * head) for _ in range(FLIPS // 2)]
    bits += [random_bits.randrange(8 * len(whole)) for _ in range(FLIPS // 2)]
    named = told = 0
    for bit in bits:
        data = bytearray(whole)
        data[bit // 8] ^= 1 << bit % 8
        path.write_bytes(data)
        handle = opened(path, store)
        if handle is None:
            named += 1
            for aside in path.parent.glob("*.damaged-*"):
                aside.unlink()
        else:
            assert handle.altered, f"bit {bit}"
            told += 1
    assert named + told == FLIPS
    assert min(named, told) > FLIPS // 10, "both ways are tried"
    path.write_bytes(whole)
    again = opened(path, store)
    assert again is not None
    assert not again.altered


def altered_by_hand(path: Path) -> None:
    path.write_text(path.read_text().replace("Sourdough – Köln 7 ", "Rye "))


def altered_by_tinydb(path: Path) -> None:
    class TextIds(Table):
        document_id_class = str

    class StockDB(TinyDB):
        table_class = TextIds

    with StockDB(path) as stock:
        stock.table("items").update({"text": "Rye"}, doc_ids=["i7"])


def laid_out_anew(path: Path) -> None:
    import json

    path.write_text(json.dumps(json.loads(path.read_text()), indent=2))


@pytest.mark.parametrize("alter", [altered_by_hand, altered_by_tinydb, laid_out_anew])
def test_a_file_that_something_else_has_written_opens_and_says_so_once(
    store: Store, make_store: object, kiosk: Handle, alter: object
) -> None:
    alter(kiosk.path)
    handle = store.open("kiosk")
    assert store.altered(handle) == (
        f"{kiosk.path.name} is not what AlignTUI wrote: edited elsewhere, or decayed. "
        f"The {HELD[4:]} stays: aligntui sessions --recover {kiosk.path.stem} --to 36"
    )
    assert store.altered(handle) == ""
    assert store.altered(store.open("kiosk")) == ""
    # Everybody is told, and again when it is altered again.
    dot = make_store("Dot Okafor")
    assert "is not what AlignTUI wrote" in dot.altered(dot.open("kiosk"))
    handle.apply([worker.add("new")])
    assert not handle.altered
    assert not store.open("kiosk").altered
    kiosk.path.write_bytes(kiosk.path.read_bytes() + b"\n")
    assert handle.refresh()
    assert "is not what AlignTUI wrote" in store.altered(handle)


def test_the_last_copy_that_was_written_stays_whatever_comes(
    store: Store, kiosk: Handle, clock: object
) -> None:
    good = Backups(kiosk.path).copies()[0]
    before = good.path.read_bytes()
    altered_by_hand(kiosk.path)
    handle = store.open("kiosk")
    for day in range(30):
        clock.forward(days=1)
        handle.apply([worker.add(f"later{day}")])
    kept = [copy for copy in Backups(kiosk.path).copies() if copy.kept]
    assert [(copy.rev, copy.path.read_bytes()) for copy in kept] == [(good.rev, before)]
    handle.close()
    assert store.go_back("kiosk", good.rev).key == str(kept[0].path)
    assert store.open("kiosk").session.items["i7"].text.startswith("Sourdough")


def test_a_copy_that_decayed_is_passed_over(store: Store, kiosk: Handle) -> None:
    newest, second, *_ = Backups(kiosk.path).copies()
    data = newest.path.read_bytes()
    newest.path.unlink()
    newest.path.write_bytes(data.replace(b"Sourdough", b"sourdough", 1))
    kiosk.path.write_bytes(b"{")
    with pytest.raises(Damaged) as caught:
        store.open("kiosk")
    assert caught.value.copy == ref_of(second.path)


def test_an_old_file_without_a_sum_opens_as_it_is(store: Store, kiosk: Handle) -> None:
    data = kiosk.path.read_bytes()
    tables = codec.tables(data, kiosk.path)
    start = data.index(b'"sum":')
    kiosk.path.write_bytes(data[:start] + data[start + len(b'"sum":"00000000",') :])
    handle = store.open("kiosk")
    assert not handle.altered
    assert handle.session == codec.session_of(tables, kiosk.path)
    handle.apply([worker.add("new")])
    assert codec.as_written(kiosk.path.read_bytes(), codec.tables(kiosk.path.read_bytes(), kiosk.path))


def test_the_sum_of_a_list_of_the_team_is_theirs(store: Store) -> None:
    """A field that is called sum, with eight digits, is no sum of the file."""
    handle = store.create("Kiosk", [worker.add("a")])
    session: Session = handle.stored
    session.items["a"].fields["sum"] = "12345678"
    data = codec.encode(codec.tables_of(session))
    assert b'"sum":"12345678"' in data
    tables = codec.tables(data, handle.path)
    assert codec.as_written(data, tables)
    tables["_meta"]["1"] = codec.row_of({"id": "x", "title": "Kiosk"})
    old = codec.encode(tables)
    assert b'"sum":"12345678"' in old
    assert codec.as_written(old, codec.tables(old, handle.path)) is None


@pytest.fixture
def old(store: Store) -> Handle:
    """A session with answers, and changes in its history file."""
    handle = store.create("Kiosk")
    handle.archive.append(
        Change(id=f"c{n}", at="2026-11-21T14:00:00", by="Dot Okafor", rev=n, ops=[worker.add(f"i{n}")],
               note=f"kept {n}")
        for n in range(60)
    )  # fmt: skip
    return handle


def test_no_flipped_bit_of_the_history_passes_in_silence(old: Handle) -> None:
    path, whole = old.archive.path, old.archive.path.read_bytes()
    ids = old.archive.ids()
    assert (Archive(path).altered(), len(ids)) == (0, 60)
    random_bits = random.Random(8)
    for bit in (random_bits.randrange(8 * len(whole)) for _ in range(FLIPS)):
        data = bytearray(whole)
        data[bit // 8] ^= 1 << bit % 8
        path.write_bytes(data)
        again = Archive(path)
        # Two lines that run together count as one.
        assert again.altered() in (1, 2), f"bit {bit}"
        assert 58 <= len(again.read()) <= 59
        # Nothing can be taken out of what nobody can read, so nothing is said to be gone.
        assert not again.scrub(lambda change: change, b"anything")
        assert path.read_bytes() == data


def test_a_history_of_an_older_version_is_whole(old: Handle) -> None:
    path = old.archive.path
    changes = old.archive.read()
    path.write_bytes(b"".join(msgspec.json.encode(change) + b"\n" for change in changes[:30]))
    again = Archive(path)
    again.append(changes)
    assert (again.read(), Archive(path).altered()) == (changes, 0)


def test_an_altered_line_is_not_made_twice(old: Handle) -> None:
    path = old.archive.path
    change = old.archive.read()[7]
    path.write_bytes(path.read_bytes().replace(b'"kept 7"', b'"kept 8"'))
    assert Archive(path).altered() == 1
    assert old.put(change).again


def test_what_is_erased_goes_from_an_altered_line_too(old: Handle) -> None:
    path = old.archive.path
    path.write_bytes(path.read_bytes().replace(b'"kept 7"', b'"kept 8"', 1))

    def without(change: Change) -> Change | None:
        return None if change.id == "c7" else change

    assert Archive(path).scrub(without, b"c7")
    assert b'"c7"' not in path.read_bytes()
    assert (Archive(path).altered(), len(Archive(path).read())) == (0, 59)
