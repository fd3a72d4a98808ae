"""Values and links of a file on their way into a session, fitted to what was asked."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from aligntui.analysis import say
from aligntui.exchange.problems import Path, brief
from aligntui.exchange.talk_in import derive_login
from aligntui.exchange.values import Misfit, accepts, enter, fit, keep
from aligntui.methods.book import link_field
from aligntui.methods.types import Field, as_list
from aligntui.session.model import Item, Link, Past
from aligntui.text.clean import clean, clean_line

if TYPE_CHECKING:
    from aligntui.exchange.entry import Entry

Part = dict[str, Any]


class Fill:
    """Fills the items and records of an entry, and its links."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry

    def read(self) -> None:
        """Read all values and links."""
        session = self.entry.session
        for item_id, raw in self.entry.raw.items():
            item = session.items.get(item_id) or session.records[item_id.removeprefix("record:")]
            self._fill(item, raw)
        self._links()

    def _fill(self, item: Item, raw: Part) -> None:
        fields = raw.get("fields", {})
        renamed = {f.was: key for key, f in self.entry.book.fields(item.collection).items() if f.was}
        for name, value in fields.items():
            known = self.entry.book.field(item.collection, name) is not None
            key = name if known else renamed.get(name, clean_line(name))
            path = (*self.entry.frame.path(fields), name)
            definition = self.entry.book.field(item.collection, key)
            if definition is not None and definition.type == "link" and definition.many:
                self._cite(item, key, definition, value, path)
                continue
            found = self._value(definition, value, path)
            if definition is None and found not in (None, "", []) and self._declared(item):
                self._notice("IM1", f'"{brief(key)}" is asked by no method', path, item.id)
            if found not in (None, ""):
                item.fields[key] = found
        for name, value in raw.get("kept", {}).items():
            key = clean_line(name)
            if key in item.fields:
                path = (*self.entry.frame.path(raw, "kept"), name)
                what = f'"{brief(key)}" stands under fields and under kept'
                self.entry.problems.add(path, what, "Keep one of them.")
            elif value is not None:
                item.fields[key] = self._stored(keep(value, lambda _: None))
        for name, entries in raw.get("past", {}).items():
            key = clean_line(name)
            field = self.entry.book.field(item.collection, key)
            item.past[key] = [self._past(field, entry) for entry in entries]

    def _declared(self, item: Item) -> bool:
        """Whether its list is declared; of another list it is said once that nobody asks for it."""
        book = self.entry.book
        return item.collection in book.collections or item.id.startswith("record:")

    def _known(self) -> dict[str, str]:
        return {} if self.entry.problems.many else self.entry.codes

    def _value(self, field: Field | None, value: Any, path: Path) -> Any:
        """A value in its stored form; what no field asks for is kept as it is."""
        if field is None:
            return self._stored(keep(value, lambda _: None))
        try:
            found = enter(field, value, self.entry.find, self._known())
        except Misfit as misfit:
            self.entry.problems.add(path, f'"{brief(path[-1])}" {misfit.cause}', misfit.mend)
            return None
        self._fits_target(field, found, path)
        return found

    def _fits_target(self, field: Field, found: Any, path: Path) -> None:
        """Notice a link into another list than the one asked for; it is kept."""
        item = self.entry.session.items.get(found) if isinstance(found, str) else None
        if field.type == "link" and item is not None and not accepts(field, item.collection):
            name = next(part for part in reversed(path) if isinstance(part, str))
            asked = " or ".join(as_list(field.of))
            self._notice("IM3", f'"{brief(name)}" asks for {asked}, not {item.collection}', path)

    @staticmethod
    def _stored(value: Any) -> Any:
        """Plain data as the session file holds it: numbers with a point are texts there."""
        if isinstance(value, dict):
            return {key: Fill._stored(entry) for key, entry in value.items()}
        if isinstance(value, list):
            return [Fill._stored(entry) for entry in value]
        return value if value is None or isinstance(value, (str, int)) else str(value)

    def _cite(self, item: Item, key: str, field: Field, value: Any, path: Path) -> None:
        for place, code in enumerate(value if isinstance(value, list) else [value]):
            here = (*path, place) if isinstance(value, list) else path
            try:
                target = enter(field, code, self.entry.find, self._known())
            except Misfit as misfit:
                self.entry.problems.add(here, f'"{brief(path[-1])}" {misfit.cause}', misfit.mend)
                continue
            if target:
                self._fits_target(field, target, here)
                self._tie(link_field(item.collection, key), item.id, target, {})

    def _past(self, field: Field | None, entry: Part) -> Past:
        value = entry.get("value")
        stored = self._stored(keep(value, lambda _: None))
        if field is not None and field.type == "link":
            stored = (self.entry.find(value) if isinstance(value, str) else None) or stored
        elif field is not None:
            with contextlib.suppress(Misfit):
                stored = fit(field, value)
        return Past(
            value=stored,
            by=derive_login(self.entry, entry.get("by", "")),
            at=clean_line(entry.get("at", "")),
            why=clean(entry.get("why", "")).strip(),
        )

    def _notice(self, code: str, message: str, path: Path, target: str = "") -> None:
        line = self.entry.problems.line(path)
        where = f" ({self.entry.problems.source} line {line})" if line else ""
        self.entry.findings.append(say.hint(code, f"{message}{where}. It is kept as it is.", target=target))

    # links

    def _links(self) -> None:
        for relation, ties in self.entry.data.get("links", {}).items():
            known = self.entry.book.relations.get(relation)
            for raw in ties:
                ends = [
                    self.entry.resolve(clean_line(raw[end]), self.entry.frame.path(raw, end))
                    for end in ("from", "to")
                    if end in raw
                ]
                if len(ends) < 2:
                    continue
                fields: Part = {}
                for name, value in raw.get("fields", {}).items():
                    field = known.fields.get(name) if known is not None else None
                    found = self._value(field, value, (*self.entry.frame.path(raw, "fields"), name))
                    if found not in (None, ""):
                        fields[clean_line(name)] = found
                for name, value in raw.get("kept", {}).items():
                    fields.setdefault(clean_line(name), self._stored(keep(value, lambda _: None)))
                self._tie(clean_line(relation), ends[0], ends[1], fields)

    def _tie(self, relation: str, a: str, b: str, fields: Part) -> None:
        link = Link(relation=relation, a=a, b=b, fields=fields)
        if link.key not in self.entry.session.links or fields:
            self.entry.session.links[link.key] = link
