"""A session as the envelope says it: codes in place of ids, lists as declared, items by code.

Pure and one way; `entry` goes the other. What is not here stays behind by design: names of logins, who
wrote which line, raw answers (unless asked for and given under names), the history of changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from aligntui.analysis.view import View
from aligntui.exchange import talk
from aligntui.exchange.codes_in import counted
from aligntui.exchange.labels import Labels
from aligntui.exchange.shape import VERSION
from aligntui.exchange.values import Misfit, keep, leave, loose_out
from aligntui.methods.book import link_field
from aligntui.methods.types import Field
from aligntui.session.codes import code_order, number_of, parent_of
from aligntui.session.model import Item, Link, Past
from aligntui.text.clean import clean, clean_line


def envelope(
    view: View, *, with_answers: bool = False, shipped: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """The session as plain data, ready for any format.

    Args:
        view: What leaves.
        with_answers: Take along raw answers of rounds that were held under names.
        shipped: Name -> hash of the definitions that every AlignTUI has. The bodies of all others go along,
            so that the file reads without them.
    """
    return _Writer(view, shipped or {}).write(with_answers)


class _Writer:
    def __init__(self, view: View, shipped: Mapping[str, str]) -> None:
        self.view = view
        self.session = view.session
        self.book = view.book
        self.labels = Labels(view)
        self.shipped = shipped
        self._runs = {run.id: number for number, run in enumerate(talk.sittings(view), 1)}
        self._links = self._standing()
        self._plain: dict[tuple[str, str], list[str]] = {}
        for link in self._links:
            if not link.fields:
                self._plain.setdefault((link.a, link.relation), []).append(link.b)

    def write(self, with_answers: bool) -> dict[str, Any]:
        relations = self._relations()
        parts = {
            "aligntui": VERSION,
            "session": self._head(),
            "methods": self._methods(),
            "collections": self._collections(),
            "order": self._order(),
            "records": {name: self._entry(item) for name, item in sorted(self.session.records.items())},
            "links": relations,
            "runs": talk.runs(self.view),
            "rounds": talk.rounds(self.view, self.labels, with_answers),
            "waivers": talk.waivers(self.view, self.labels),
            "clashes": talk.clashes(self.view, self.labels),
        }
        return {key: part for key, part in parts.items() if part}

    def _head(self) -> dict[str, Any]:
        meta = self.session.meta
        head: dict[str, Any] = {"id": clean_line(meta.id), "title": clean_line(meta.title)}
        if meta.created:
            head["created"] = clean_line(meta.created)
        if meta.changed:
            head["changed"] = clean_line(meta.changed)
        head["settled"] = not self.labels.provisional
        if self.labels.provisional:
            head["provisional"] = self.labels.provisional
        counters = self._counters()
        if counters:
            head["counters"] = counters
        return head

    def _counters(self) -> dict[str, int]:
        known = []
        for ref, code in self.labels.by_id.items():
            item = self.session.items[ref]
            number = number_of(item.series, code, self.labels.by_id.get(item.of, "")) if item.series else 0
            known.append((item.series, number, not item.code and number > 0))
        found: dict[str, int] = {}
        for series, number in counted(self.session.meta.counters, known).items():
            parent = parent_of(series)
            if parent:
                above = self.labels.by_id.get(parent)
                series = f"{above}.{series.rsplit('.', 1)[1]}" if above else ""
            if series:
                found[series] = number
        return {series: found[series] for series in sorted(found, key=code_order)}

    def _methods(self) -> list[dict[str, Any]]:
        found = []
        for used in self.session.methods.values():
            method: dict[str, Any] = {"name": clean_line(used.name), "version": used.version}
            if used.body and self.shipped.get(used.name) != used.hash:
                method |= {"hash": clean_line(used.hash), "body": loose_out(used.body)}
            found.append(method)
        return found

    def _collections(self) -> dict[str, list[dict[str, Any]]]:
        held = {item.collection for item in self.session.items.values()}
        names = [*self.book.collections, *sorted(held - set(self.book.collections))]
        lists = {name: self.labels.listed(name) for name in names if name in held}
        return {name: [self._entry(item) for item in items] for name, items in lists.items() if items}

    def _order(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in [*self.book.collections, *sorted({i.collection for i in self.session.items.values()})]:
            shown = [item.id for item in self.view.items(name, away=True) if item.id in self.labels.by_id]
            if shown != sorted(shown, key=self.labels.place):
                found[name] = [self.labels.by_id[i] for i in shown]
        return found

    def _entry(self, item: Item) -> dict[str, Any]:
        fields, kept = self._fields(item)
        past = {
            clean_line(key): [self._former(item, key, entry) for entry in entries]
            for key, entries in item.past.items()
            if entries
        }
        parts: dict[str, Any] = {
            "code": self.labels.by_id.get(item.id, ""),
            "text": clean(item.text).strip() if item.collection not in self.book.wordless else "",
            "status": "" if item.status == "draft" else item.status,
            "reason": clean(item.reason).strip(),
            "of": self.labels.by_id.get(item.of, ""),
            "run": self._runs.get(item.run, 0),
            "into": self.labels.by_id.get(item.into, ""),
            "was": [clean_line(code) for code in item.was],
            "fields": fields,
            "kept": kept,
            "past": past,
        }
        return {key: part for key, part in parts.items() if part}

    def _fields(self, item: Item) -> tuple[dict[str, Any], dict[str, Any]]:
        """Values that fit, in the order declared, and those that do not."""
        fields: dict[str, Any] = {}
        declared = self.book.fields(item.collection)
        for key, field in declared.items():
            if field.type == "link" and field.many:
                targets = self._targets(item.id, link_field(item.collection, key), field)
                if targets:
                    fields[key] = targets
        kept: dict[str, Any] = {}
        for key, value in item.fields.items():
            asked = declared.get(key)
            one = asked is not None and asked.type == "link" and isinstance(value, str)
            self._put(asked, key, self._stays(value) if one else value, fields, kept)
        return {key: fields[key] for key in declared if key in fields}, dict(sorted(kept.items()))

    def _put(
        self, field: Field | None, key: str, value: Any, fields: dict[str, Any], kept: dict[str, Any]
    ) -> None:
        try:
            left = leave(field, value, self.labels.code)
        except Misfit:
            word = keep(value, self.labels.code)
            if word not in (None, "", [], {}):
                kept[clean_line(key)] = word
        else:
            if left not in (None, ""):
                fields[key] = left

    def _targets(self, item_id: str, relation: str, field: Field) -> list[str]:
        """Codes and words in the order in which they were linked."""
        found: list[str] = []
        for end in self._plain.get((item_id, relation), []):
            code = self.labels.code(end)
            if code or (code is None and end in field.or_):
                found.append(code or end)
        return found

    def _former(self, item: Item, key: str, past: Past) -> dict[str, Any]:
        found: dict[str, Any] = {}
        scratch: dict[str, Any] = {}
        self._put(self.book.field(item.collection, key), key, past.value, found, scratch)
        value = found.get(key, scratch.get(clean_line(key)))
        parts = {
            "value": value,
            "by": self.labels.person(past.by),
            "at": clean_line(past.at),
            "why": clean(past.why).strip(),
        }
        return {name: part for name, part in parts.items() if part not in (None, "")}

    def _relations(self) -> dict[str, list[dict[str, Any]]]:
        """Links that are more than a citation in a declared field."""
        found: dict[str, list[Link]] = {}
        for link in self._links:
            if not self.labels.code(link.a) or not self.labels.code(link.b):
                continue
            if link.fields or not self._is_field(link):
                found.setdefault(link.relation, []).append(link)
        names = [*self.book.relations, *sorted(set(found) - set(self.book.relations))]
        return {
            clean_line(name): [self._tied(link) for link in self._by_code(found[name])]
            for name in names
            if name in found
        }

    def _standing(self) -> list[Link]:
        """Links with the items that stay: those of a merged one stand where it went, unless there is one."""
        own = {(link.relation, link.a, link.b) for link in self.session.links.values()}
        found: dict[tuple[str, str, str], Link] = {}
        for link in self.session.links.values():
            a, b = self._stays(link.a, link.relation), self._stays(link.b)
            key = (link.relation, a, b)
            if (a, b) == (link.a, link.b):
                found[key] = link
            elif key not in own:
                found.setdefault(key, replace(link, a=a, b=b))
        return list(found.values())

    def _stays(self, ref: str, relation: str = "") -> str:
        """What an item was merged into, through all merges; the item itself otherwise.

        A field of one list says nothing on an item of another, so that its links stay where they are.
        """
        item = self.session.items.get(ref)
        if item is None or not item.into:
            return ref
        into = self.view.item(ref)
        if into is None or into.into:
            return ref
        field = relation.startswith(f"{item.collection}.")
        return ref if field and into.collection != item.collection else into.id

    def _is_field(self, link: Link) -> bool:
        end = self.session.items.get(link.a) or self.session.records.get(link.a.removeprefix("record:"))
        if end is None or not link.relation.startswith(f"{end.collection}."):
            return False
        field = self.book.field(end.collection, link.relation.removeprefix(f"{end.collection}."))
        return field is not None and field.type == "link" and field.many

    def _by_code(self, links: list[Link]) -> list[Link]:
        return sorted(links, key=lambda link: (self.labels.place(link.a), self.labels.place(link.b)))

    def _tied(self, link: Link) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        kept: dict[str, Any] = {}
        known = self.book.relations.get(link.relation)
        declared = known.fields if known is not None else {}
        for key, value in link.fields.items():
            self._put(declared.get(key), key, value, fields, kept)
        found: dict[str, Any] = {"from": self.labels.code(link.a), "to": self.labels.code(link.b)}
        if fields:
            found["fields"] = {key: fields[key] for key in declared if key in fields}
        if kept:
            found["kept"] = dict(sorted(kept.items()))
        return found
