"""Items of lists without words, called by what they hold: a reading is a day and a number."""

from __future__ import annotations

from msgspec.structs import replace

from aligntui.analysis import told
from aligntui.analysis.view import View


def named(view: View) -> View:
    """The view in which each item of such a list has its sentence for words, else its fields.

    Nothing of it is stored; the very same view where the session has no such list.
    """
    lists = view.book.wordless
    if not lists:
        return view
    items = {
        ref: replace(item, text=told.sentence(view, replace(item, text="")))
        if item.collection in lists else item
        for ref, item in view.session.items.items()
    }  # fmt: skip
    return view.changed(items=items)
