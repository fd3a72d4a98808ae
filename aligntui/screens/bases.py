"""What stood in a field when somebody began to edit it: the others may change it meanwhile.

The step sees the session as it is now, so its ops would say "from what Tomasz wrote to what I wrote" and take
his words away. With what the person really saw, both are kept, and a field that was only passed through is
left alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec
from textual.widget import Widget

from aligntui.analysis.view import View
from aligntui.session.ops import AnyOp, Set
from aligntui.steps.base import ItemForm

if TYPE_CHECKING:
    from aligntui.screens.keeping import KeepingPage


class Bases:
    """The one field of a page that has the focus while the session changes under it."""

    def __init__(self, page: KeepingPage) -> None:
        self._page = page
        self._editor: Widget | None = None
        self._place = ("", "")
        self._seen: Any = None

    def note(self, before: View) -> None:
        """The session changes: remember what the field in focus held when it was entered.

        Args:
            before: The view that the person looked at until now.
        """
        found = self._open()
        if found is None:
            self._editor = None
            return
        editor, item_id, field = found
        if editor is self._editor:
            return
        self._editor, self._place = editor, (item_id, field)
        item = before.session.items.get(item_id)
        if item is None and item_id.startswith("record:"):
            item = before.record(item_id.removeprefix("record:"))
        self._seen = before.value(item, field) if item is not None else None

    def guarded(self, ops: Sequence[AnyOp]) -> list[AnyOp]:
        """The ops, with what was really seen in the field that is being left."""
        found = self._open()
        if self._editor is None or found is None or found[0] is not self._editor:
            return list(ops)
        out: list[AnyOp] = []
        for op in ops:
            if isinstance(op, Set) and (op.id, op.field) == self._place:
                if _same(op.to, self._seen):
                    self.done()
                    continue
                op = msgspec.structs.replace(op, was=self._seen)
            out.append(op)
        return out

    def done(self) -> None:
        """What stood in the field is kept: from now on it is seen as it stands."""
        self._editor = None

    def entered(self) -> None:
        """Another widget has the focus: its field is seen as it stands."""
        if self._editor is not None and self._page.focused is not self._editor:
            self.done()

    def place(self) -> tuple[str, str] | None:
        """Item and field in focus."""
        found = self._open()
        return found[1:] if found is not None else None

    def _open(self) -> tuple[Widget, str, str] | None:
        """Editor in focus, with the item and field it belongs to."""
        editor = self._page.focused
        if editor is None:
            return None
        form = next((one for one in editor.ancestors if isinstance(one, ItemForm)), None)
        return (editor, form.item_id, form.field) if form is not None and form.field else None


def _same(one: Any, two: Any) -> bool:
    return bool(one == two) or (one in (None, "", []) and two in (None, "", []))
