"""The edit lines whose words wait to be written: what the line says is what will be written."""

from __future__ import annotations

import weakref
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from aligntui.session.model import Change
from aligntui.session.ops import Add, Set, decode_ops
from aligntui.store.problems import StoreProblem
from aligntui.text.clean import clean_line
from aligntui.widgets.inputs import LineInput

if TYPE_CHECKING:
    from aligntui.screens.keeping import KeepingPage


class LinesKept:
    """Lines of one page that got their words back because those could not be written."""

    def __init__(self, page: KeepingPage) -> None:
        self._page = page
        self._of: dict[str, weakref.ref[LineInput]] = {}

    def bind(self, change: Change) -> None:
        """Find the line that holds the words of a new card."""
        words = added(change)
        if self._line(change) is not None:
            return
        for line in self._page.query(LineInput):
            if words and clean_line(line.value) == words[0] and _is_add_line(line):
                self._of[change.id] = weakref.ref(line)
                return

    def _line(self, change: Change) -> LineInput | None:
        found = self._of.get(change.id)
        line = found() if found is not None else None
        return line if line is not None and line.is_attached else None

    def holds(self, changes: Sequence[Change]) -> bool:
        """Whether the last of these stands in a line still."""
        return bool(changes) and self._line(changes[-1]) is not None

    def reworded(self, changes: Sequence[Change]) -> list[Change]:
        """Changes whose line says something else by now: the person has thought again."""
        found = []
        for change in changes:
            line = self._line(change)
            if line is not None and clean_line(line.value) != added(change)[0]:
                found.append(change)
        return found

    def written(self, change: Change) -> None:
        """Take the words of a change that is written out of its line, and out of the drafts."""
        line = self._line(change)
        words = said(change)
        if line is not None and line.parent is not None:
            whole = line.parent.parent or line.parent
            for other in whole.query(LineInput):
                if clean_line(other.value) in words:
                    other.value = ""
        self._of.pop(change.id, None)
        drafts = self._page.drafts
        with suppress(StoreProblem):
            for place, draft in drafts.all().items():
                if clean_line(draft.text) in words:
                    drafts.take(place)
            self._page.drafts_changed(words)


def added(change: Change) -> list[str]:
    """Words of the card that a change adds, on one line; empty when it adds none."""
    return [clean_line(op.item.text) for op in decode_ops(change.ops) if isinstance(op, Add) and op.item.text]


def said(change: Change) -> set[str]:
    """All words that a change writes, each on one line."""
    found: set[str] = set()
    for op in decode_ops(change.ops):
        if isinstance(op, Add):
            values = (op.item.text, *op.item.fields.values())
            found.update(clean_line(text) for text in values if isinstance(text, str))
        elif isinstance(op, Set) and isinstance(op.to, str):
            found.add(clean_line(op.to))
    return found - {""}


def _is_add_line(line: LineInput) -> bool:
    """Whether words become a card there; the fields of a form stay as they are."""
    from aligntui.steps.fields import FieldsForm

    return not any(isinstance(widget, FieldsForm) for widget in line.ancestors)
