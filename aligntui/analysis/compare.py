"""What changed between two sessions, item by item, under their codes.

Two copies of one session are matched by id, so that a renumbered or moved item is seen as the same.
Sessions that share no ids (one of them came from a file) are matched by code, former codes too.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from aligntui.analysis import told
from aligntui.analysis.layout import LEAST, wrap
from aligntui.analysis.view import View
from aligntui.session.model import Item
from aligntui.text.clean import width


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """An item that only one of the two has."""

    code: str
    collection: str
    text: str


class Edit(msgspec.Struct, frozen=True, kw_only=True):
    """One value that reads otherwise now; "" is nothing."""

    field: str
    """Name of the field as people know it."""
    old: str
    new: str


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """An item, record or crossing that both have, with what is different."""

    code: str
    collection: str
    text: str
    edits: tuple[Edit, ...]


class Diff(msgspec.Struct, frozen=True, kw_only=True):
    """All that is different."""

    added: tuple[Entry, ...] = ()
    removed: tuple[Entry, ...] = ()
    changed: tuple[Changed, ...] = ()
    crossed: tuple[Changed, ...] = ()
    """Crossings: the code is `S1 x O1`, the collection the title of the relation."""

    @property
    def same(self) -> bool:
        """Whether nothing is different."""
        return not (self.added or self.removed or self.changed or self.crossed)


def compare(old: View, new: View) -> Diff:
    """What is different in the new view, seen from the old one."""
    return _Pairing(old, new).diff()


class _Pairing:
    """Items of both sides brought together."""

    def __init__(self, old: View, new: View) -> None:
        self.old, self.new = old, new
        ours = {item.id: item for item in _all(old)}
        theirs = {item.id: item for item in _all(new)}
        self.pairs: dict[str, str] = {}
        by_id = bool(ours.keys() & theirs.keys())
        known: set[str] = set()
        for ref, item in ours.items():
            other = theirs.get(ref) if by_id else new.find(old.code(item))
            if other is not None and other.id in theirs and other.id not in known:
                self.pairs[ref] = other.id
                known.add(other.id)
        self.gone = [item for ref, item in ours.items() if ref not in self.pairs]
        self.come = [item for ref, item in theirs.items() if ref not in known]

    def diff(self) -> Diff:
        changed = []
        for ref, other in self.pairs.items():
            edits = self._edits(self.old.session.items[ref], self.new.session.items[other])
            if edits:
                changed.append(self._changed(self.new.session.items[other], edits))
        names = [*self.old.session.records, *self.new.session.records]
        records = []
        for name in dict.fromkeys(names):
            edits = self._edits(self.old.record(name), self.new.record(name))
            if edits:
                records.append(
                    Changed(
                        code=name,
                        collection="records",
                        text=told.title(self.new.book, f"record:{name}"),
                        edits=tuple(edits),
                    )
                )
        return Diff(
            added=tuple(_entry(self.new, item) for item in self.come),
            removed=tuple(_entry(self.old, item) for item in self.gone),
            changed=(*records, *changed),
            crossed=tuple(self._crossings()),
        )

    def _changed(self, item: Item, edits: list[Edit]) -> Changed:
        return Changed(
            code=self.new.code(item), collection=item.collection, text=item.text, edits=tuple(edits)
        )

    def _edits(self, old: Item, new: Item) -> list[Edit]:
        edits = [
            Edit(field=name, old=before, new=after)
            for name, before, after in (
                ("code", self.old.code(old), self.new.code(new)),
                (
                    "list",
                    told.title(self.old.book, old.collection),
                    told.title(self.new.book, new.collection),
                ),
                ("words", old.text, new.text),
                ("status", old.status, new.status),
                ("reason", old.reason, new.reason),
                ("of", _named(self.old, old.of), _named(self.new, new.of)),
            )
            if before != after
        ]
        declared = self.new.book.fields(new.collection)
        keys = [*declared, *old.fields, *new.fields]
        for key in dict.fromkeys(keys):
            before, after = told.of(self.old, old, key), told.of(self.new, new, key)
            if before != after:
                edits.append(Edit(field=told.label(self.new, new.collection, key), old=before, new=after))
        return edits

    def _crossings(self) -> Iterable[Changed]:
        for name, relation in self.new.book.relations.items():
            before = {(self._same(a), self._same(b)): link for (a, b), link in self.old.links(name).items()}
            after = dict(self.new.links(name))
            for pair in sorted({*before, *after}, key=lambda p: (self.new.place(p[0]), self.new.place(p[1]))):
                if self.new.item(pair[0]) is None or self.new.item(pair[1]) is None:
                    continue
                edits = []
                for key, field in relation.fields.items():
                    values = [
                        told.value_in(field, side[pair].fields.get(key)) if pair in side else ""
                        for side in (before, after)
                    ]
                    if values[0] != values[1]:
                        edits.append(Edit(field=field.label or key, old=values[0], new=values[1]))
                if edits:
                    yield Changed(
                        code=f"{self.new.code(pair[0])} x {self.new.code(pair[1])}",
                        collection=relation.title or name,
                        text="",
                        edits=tuple(edits),
                    )

    def _same(self, ref: str) -> str:
        return self.pairs.get(ref, ref)


def _all(view: View) -> list[Item]:
    """Items in their lists and parked ones, across collections as declared."""
    names = dict.fromkeys([*view.book.collections, *(i.collection for i in view.session.items.values())])
    found = view.items(*names, away=True)
    return sorted(found, key=lambda item: view.place(item.id))


def _named(view: View, ref: str) -> str:
    return told.name(view, ref) if ref else ""


def _entry(view: View, item: Item) -> Entry:
    return Entry(code=view.code(item), collection=item.collection, text=item.text)


def as_text(found: Diff, wide: int = 80) -> str:
    """The difference as plain text, at most `wide` cells a line (40 at least)."""
    wide = max(wide, LEAST)
    if found.same:
        return "Nothing is different.\n"
    out: list[str] = []
    for sign, entries in (("+", found.added), ("-", found.removed)):
        for entry in entries:
            head = f"{sign} {entry.code}  "
            out += wrap(f"{head}{entry.text}", wide, "", " " * width(head))
    for changed in (*found.changed, *found.crossed):
        title = (
            f"{changed.collection} {changed.code}" if not changed.text else f"{changed.code}  {changed.text}"
        )
        out += wrap(f"~ {title}", wide, "", "    ")
        for edit in changed.edits:
            out += wrap(
                f"{edit.field}: {edit.old or '(empty)'} -> {edit.new or '(empty)'}", wide, "    ", "      "
            )
    return "\n".join(out) + "\n"
