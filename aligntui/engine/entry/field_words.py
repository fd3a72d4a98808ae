"""What a person calls a field and what it holds: the words of the screens, for the sentence after an undo."""

from __future__ import annotations

from typing import Any

from aligntui.engine.books import book_of
from aligntui.engine.entry.fields import label_of
from aligntui.engine.entry.values import show
from aligntui.session.model import UNKNOWN, Session


def field_words(session: Session, ref: str, key: str, value: Any) -> tuple[str, str]:
    """Label of a field of an item or record, and a value of it where it is not shown as kept, else "".

    A field of a record is called by the record too: one may look at another step meanwhile.
    """
    item, book = session.items.get(ref), book_of(session)
    record = book.records.get(ref.removeprefix("record:")) if item is None else None
    field = book.field(item.collection if item is not None else ref, key)
    if field is None:
        return key.replace("_", " "), ""
    kept = value.get("value") if isinstance(value, dict) else value
    otherwise = field.type in ("date", "choice") or (field.unknown and kept == UNKNOWN)
    label = label_of(key, field)
    return f"{record.title}: {label}" if record is not None else label, show(field, kept) if otherwise else ""
