"""What stood in a field when somebody began to edit it: the others may change it meanwhile.

The step sees the session as it is now, so its ops would say "from what Tomasz wrote to what I wrote" and take
his words away. With what the person really saw, both are kept, and a field that was only passed through is
left alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import Struct

from aligntui.analysis.view import View
from aligntui.session.ops import AnyOp, Set


class Editing(Struct, frozen=True):
    """One field whose words are being edited. Two are the same when one editor is open on them.

    Attributes:
        editor: Whatever holds the words; looked at by identity only.
        item: Id of the item, or `record:` and the key of a record.
        field: Name of the field.
    """

    editor: object
    item: str
    field: str


class EditConflicts:
    """The one field that is being edited while the session changes under it."""

    def __init__(self) -> None:
        self._base: Editing | None = None
        self._seen: Any = None

    def note(self, before: View, editing: Editing | None) -> None:
        """The session changes: remember what the field that is being edited held when it was entered.

        Args:
            before: The view that the person looked at until now.
            editing: What is being edited; None when nothing is.
        """
        if editing is None:
            self._base = None
            return
        if self._is_of(editing):
            return
        self._base = editing
        item = before.session.items.get(editing.item)
        if item is None and editing.item.startswith("record:"):
            item = before.record(editing.item.removeprefix("record:"))
        self._seen = before.value(item, editing.field) if item is not None else None

    def guarded(self, ops: Sequence[AnyOp], editing: Editing | None) -> list[AnyOp]:
        """The ops, with what was really seen in the field that is being left."""
        if self._base is None or editing is None or not self._is_of(editing):
            return list(ops)
        place, guarded = (self._base.item, self._base.field), []
        for op in ops:
            if isinstance(op, Set) and (op.id, op.field) == place:
                if _same(op.to, self._seen):
                    self.done()
                    continue
                op = msgspec.structs.replace(op, was=self._seen)
            guarded.append(op)
        return guarded

    def done(self) -> None:
        """What stood in the field is kept: from now on it is seen as it stands."""
        self._base = None

    def entered(self, editor: object) -> None:
        """An editor was entered: a field is seen as it stands when it is another one's."""
        if self._base is not None and editor is not self._base.editor:
            self.done()

    def _is_of(self, editing: Editing) -> bool:
        return self._base is not None and self._base.editor is editing.editor


def _same(one: Any, two: Any) -> bool:
    return bool(one == two) or (one in (None, "", []) and two in (None, "", []))
