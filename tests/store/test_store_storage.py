from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from tinydb import TinyDB, where
from tinydb.table import Table

from aligntui.store.local import files
from aligntui.store.local.storage import SafeJSONStorage
from aligntui.store.local.tables import Document, SessionDB, SharedTable
from aligntui.store.problems import Conflict, Damaged


class TextIds(Table):
    document_id_class = str


class StockDB(TinyDB):
    """TinyDB as it comes, with the ids that its documentation offers."""

    table_class = TextIds


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kiosk.json"


def test_the_head_is_first_in_the_file_whatever_was_written_first(path: Path) -> None:
    with SessionDB(path) as db:
        db.shared("items").put_many({"a": {"text": "Sourdough"}})
        db.shared("_meta").put_many({"1": {"title": "Kiosk"}})
    text = path.read_text()
    assert text == '{"_meta":{"1":{"title":"Kiosk"}},"items":{"a":{"text":"Sourdough"}}}'


def test_stock_tinydb_reads_and_writes_the_file(path: Path) -> None:
    with SessionDB(path) as db:
        db.shared("_meta").put_many({"1": {"title": "Kiosk"}})
        db.shared("items").put_many({"a": {"text": "Sourdough"}, "b": {"text": "Köln – \U0001f35e"}})
    with TinyDB(path) as plain:
        assert plain.tables() == {"_meta", "items"}
        assert plain.table("_meta").all() == [{"title": "Kiosk"}]
        assert plain.table("items").get(doc_id="b") == {"text": "Köln – \U0001f35e"}
    with StockDB(path) as stock:
        items = stock.table("items")
        assert {doc.doc_id: doc["text"] for doc in items} == {"a": "Sourdough", "b": "Köln – \U0001f35e"}
        items.update({"text": "Rye"}, where("text") == "Sourdough")
    with SessionDB(path) as db:
        assert db.shared("items").get(doc_id="a") == {"text": "Rye"}


def test_tinydb_works_on_our_storage(path: Path) -> None:
    with SessionDB(path) as db:
        items = db.shared("items")
        items.insert(Document({"text": "Sourdough", "grade": 3}, doc_id="a"))
        items.insert_multiple([Document({"text": "Rye"}, doc_id="b"), Document({"text": "Oat"}, doc_id="c")])
        items.upsert(Document({"grade": 4}, doc_id="b"))
        items.remove(where("text") == "Oat")
        assert items.search(where("grade") >= 3) == [
            {"text": "Sourdough", "grade": 3},
            {"text": "Rye", "grade": 4},
        ]
        assert [doc.doc_id for doc in items] == ["a", "b"]
        with pytest.raises(ValueError, match="already exists"):
            items.insert(Document({}, doc_id="a"))
        with pytest.raises(ValueError, match="ids are made by the caller"):
            items.insert({"text": "no id"})
        db.drop_table("items")
        assert db.tables() == set()


def test_nothing_is_cached_so_two_see_each_other(path: Path) -> None:
    with SessionDB(path) as one, SessionDB(path) as two:
        query = where("text").exists()
        one.shared("items").put_many({"a": {"text": "Sourdough"}})
        assert len(two.shared("items").search(query)) == 1
        one.shared("items").put_many({"b": {"text": "Rye"}})
        assert len(two.shared("items").search(query)) == 2
        two.shared("items").put_many({"a": None})
        assert [doc.doc_id for doc in one.shared("items").search(query)] == ["b"]


def spoil(db: SessionDB, docs: dict[str, dict[str, int] | None]) -> None:
    with db.storage.transaction():
        db.shared("items").put_many(docs)
        db.shared("items").update({"n": 9})
        raise RuntimeError


def test_a_transaction_is_one_replacement_and_an_exception_takes_it_back(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[bytes] = []
    real = files.write

    def count(target: Path, data: bytes, *, durable: bool = True) -> files.Version:
        written.append(data)
        return real(target, data, durable=durable)

    monkeypatch.setattr(files, "write", count)
    with SessionDB(path) as db:
        items, links = db.shared("items"), db.shared("links")
        with db.storage.transaction():
            items.put_many({"a": {"n": 1}, "b": {"n": 2}})
            links.put_many({"a|b": {}})
            assert items.get(doc_id="a") == {"n": 1}
        assert len(written) == 1

        with pytest.raises(RuntimeError):
            spoil(db, {"a": None})
        assert len(written) == 1
        assert [dict(doc) for doc in items] == [{"n": 1}, {"n": 2}]

        with db.storage.transaction():
            items.put_many({"c": {"n": 3}})
            with pytest.raises(RuntimeError):
                spoil(db, {"d": {"n": 4}})
        assert [dict(doc) for doc in items] == [{"n": 1}, {"n": 2}, {"n": 3}]


def test_a_transaction_without_a_write_leaves_the_file_alone(path: Path) -> None:
    with SessionDB(path) as db:
        db.shared("items").put_many({"a": {}})
        before = files.stamp(path)
        with db.storage.transaction():
            assert len(db.shared("items")) == 1
        assert files.stamp(path) == before


def test_a_table_kept_in_order_says_nothing_about_time(path: Path) -> None:
    with SessionDB(path) as db:
        ballots = db.shared("ballots")
        for mark in ("m", "z", "a"):
            ballots.put_many({mark: {}}, in_order=True)
        assert list(json.loads(path.read_text())["ballots"]) == ["a", "m", "z"]


def test_a_whole_file_is_not_written_over_a_version_nobody_read(path: Path) -> None:
    one, two = SafeJSONStorage(path), SafeJSONStorage(path)
    one.write({"items": {}})
    assert two.read() == {"items": {}}
    one.write({"items": {"1": {}}})
    with pytest.raises(Conflict):
        two.write({"items": {"2": {}}})
    assert two.read() == {"items": {"1": {}}}
    two.write({"items": {"2": {}}})
    assert one.read() == {"items": {"2": {}}}


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b'{"a": 1}', b"\xff", b"[" * 100_000, b'{"a":' * 50_000]
)
def test_what_is_no_object_of_tables_is_damaged_and_stays(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    storage = SafeJSONStorage(path)
    with pytest.raises(Damaged):
        storage.read()
    with pytest.raises(Damaged), storage.transaction():
        storage.write({"items": {}})
    assert path.read_bytes() == content


def test_words_are_cleaned_when_they_are_read(path: Path) -> None:
    path.write_text('{"items": {"a": {"text": "Sour\\u001b[2Jdough\\u202e", "list": ["a\\u0000b"], "n": 1}}}')
    assert SafeJSONStorage(path).read() == {"items": {"a": {"text": "Sourdough", "list": ["ab"], "n": 1}}}
    path.write_text('{"items": {"a": {"text": "raw \u202e and \x7f and \u009b2J"}}}')
    assert SafeJSONStorage(path).read() == {"items": {"a": {"text": "raw  and  and "}}}


def test_modes_and_leftovers(path: Path) -> None:
    old = os.umask(0)
    try:
        leftover = path.with_name(".kiosk.json.99-dead.tmp")
        leftover.write_text("half")
        other = path.with_name(".other.json.99-dead.tmp")
        other.write_text("somebody is writing this")
        with SessionDB(path) as db:
            db.shared("items").put_many({"a": {}})
    finally:
        os.umask(old)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not leftover.exists()
    assert other.exists()


def test_in_a_shared_folder_the_group_may_write_whatever_the_umask(tmp_path: Path) -> None:
    folder = tmp_path / "team"
    folder.mkdir()
    folder.chmod(0o2770)
    old = os.umask(0o077)
    try:
        with SessionDB(folder / "kiosk.json") as db:
            db.shared("items").put_many({"a": {}})
    finally:
        os.umask(old)
    assert stat.S_IMODE((folder / "kiosk.json").stat().st_mode) == 0o660


def test_two_replacements_in_one_tick_do_not_look_like_none(path: Path) -> None:
    path.write_bytes(b"1")
    _, seen = files.read(path)
    inodes = set()
    for n in range(50):
        version = files.write(path, b"%d" % (n % 10))
        os.utime(path, ns=(seen.stamp[0], seen.stamp[0]))
        inodes.add(version.stamp[1])
        version.close()
        assert not seen.is_current(path)
    assert seen.stamp[1] not in inodes


def test_shared_table_is_what_the_database_hands_out(path: Path) -> None:
    with SessionDB(path) as db:
        assert type(db.table("items")) is SharedTable
        assert len(db) == 0
