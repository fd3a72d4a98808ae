"""TinyDB tables for several processes: ids are made by the caller, nothing is cached.

The file stays a plain TinyDB file. Stock TinyDB reads it with `Table.document_id_class = str`, the
class variable it offers for ids that are not numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.table import Document, Table

from aligntui.store.local import codec
from aligntui.store.local.storage import SafeJSONStorage


class SharedTable(Table):
    """A table with string ids whose every update is one transaction on what the file holds now."""

    document_id_class = str  # type: ignore[assignment]
    default_query_cache_capacity = 0

    def __init__(
        self, storage: SafeJSONStorage, name: str, cache_size: int = 0, persist_empty: bool = False
    ) -> None:
        self._shared = storage
        super().__init__(storage, name, cache_size=cache_size, persist_empty=persist_empty)

    def put_many(self, docs: Mapping[str, Any], *, in_order: bool = False) -> None:
        """Write several documents and take others out, in one update.

        Args:
            docs: Id -> document (or a row of the session), None to take it out.
            in_order: Keep the table sorted by id, so that its order tells nothing about time.
        """
        rows = {key: None if doc is None else codec.row_of(doc) for key, doc in docs.items()}
        with self._shared.transaction():
            self._shared.put(self.name, rows, in_order=in_order)

    def _get_next_id(self) -> int:
        raise ValueError("ids are made by the caller: insert a Document with a doc_id, or use put_many")

    def _update_table(self, updater: Callable[[dict[Any, Any]], None]) -> None:
        with self._shared.transaction():
            tables = self._shared.read() or {}
            table = tables.get(self.name, {})
            updater(table)
            tables[self.name] = {str(key): doc for key, doc in table.items()}
            self._shared.write(tables)


class SessionDB(TinyDB):
    """The TinyDB of one session file: safe storage and shared tables.

    Args:
        place: The session file, or the storage that one has of it already.
    """

    table_class = SharedTable  # type: ignore[assignment]

    def __init__(self, place: Path | SafeJSONStorage) -> None:
        storage = SafeJSONStorage(place) if isinstance(place, Path) else place
        super().__init__(storage=lambda: storage)

    @property
    def storage(self) -> SafeJSONStorage:
        """The storage behind the tables."""
        storage = self._storage
        assert isinstance(storage, SafeJSONStorage)
        return storage

    def shared(self, name: str) -> SharedTable:
        """A table, typed."""
        table = self.table(name)
        assert isinstance(table, SharedTable)
        return table


__all__ = ["Document", "SessionDB", "SharedTable"]
