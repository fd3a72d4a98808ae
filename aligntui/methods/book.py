"""The book: all definitions a session works with, resolved.

Shared collections, what methods own and what they add stand here as one list per name, so that nobody
downstream asks which file a field came from.
"""

from __future__ import annotations

from functools import cached_property
from typing import TypeVar

import msgspec

from aligntui.methods.types import (
    Agenda,
    Chapter,
    CodeRule,
    Collection,
    Field,
    Method,
    Record,
    Relation,
    Section,
    Shared,
    Step,
    as_list,
)

HANGS = ("parent", "of", "parent.text", "parent.code")
"""All that names, where items are grouped by a field, what a child hangs on."""
PARENT = "parent."
"""Before a field of what an item hangs on."""
Shown = TypeVar("Shown", Section, Chapter)


class Book:
    """Resolved definitions. Build a new one when a definition is added; never change one."""

    def __init__(
        self,
        methods: dict[str, Method] | None = None,
        shared: Shared | None = None,
        agendas: dict[str, Agenda] | None = None,
    ) -> None:
        self.methods: dict[str, Method] = dict(methods or {})
        self.agendas: dict[str, Agenda] = dict(agendas or {})
        self.shared = shared or Shared(collections={})
        self.collections: dict[str, Collection] = {}
        self.records: dict[str, Record] = {}
        self.relations: dict[str, Relation] = {}
        self.groups: dict[str, list[str]] = {}
        """Name of several lists together -> the lists."""
        self.plan: list[Section] = list(self.shared.plan)
        """Sections of the plan, in order."""
        self.report: list[Chapter] = list(self.shared.report)
        """Chapters of the report, in order."""
        for name, collection in self.shared.collections.items():
            self.collections[name] = collection
        for method in self.methods.values():
            for name, collection in method.collections.items():
                self.collections.setdefault(name, collection)
            for name, record in method.records.items():
                known = self.records.get(name)
                if known is not None:
                    record = msgspec.structs.replace(record, fields={**known.fields, **record.fields})
                self.records[name] = record
            for name, relation in method.relations.items():
                self.relations.setdefault(name, relation)
        for method in self.methods.values():
            self.groups.update(method.groups)
            for section in method.plan:
                _place(self.plan, _whose(method, section))
            for chapter in method.report:
                _place(self.report, _whose(method, chapter))
            for name, use in method.uses.items():
                base = self.collections.get(name)
                if base is None:
                    continue
                self.collections[name] = msgspec.structs.replace(
                    base,
                    fields={**base.fields, **{k: f for k, f in use.adds.items() if k not in base.fields}},
                    title=use.title or base.title,
                    one=use.one or base.one,
                    ask=use.ask or base.ask,
                    examples=use.examples or base.examples,
                    trades={} if use.examples else base.trades,
                    limit=use.limit if use.limit is not None else base.limit,
                )

    @cached_property
    def defaulted(self) -> set[str]:
        """Lists whose new items hold something from the start."""
        lists = self.collections.items()
        return {name for name, kind in lists if any(field.default for field in kind.fields.values())}

    @cached_property
    def limits(self) -> dict[str, int]:
        """List -> how many are enough, of those that say so."""
        return {name: kind.limit for name, kind in self.collections.items() if kind.limit is not None}

    @cached_property
    def wordless(self) -> set[str]:
        """Lists whose items have no words of their own."""
        return {name for name, collection in self.collections.items() if collection.wordless}

    def lists(self, name: str) -> list[str]:
        """The lists behind the name of a list or of a group of lists, as far as the session has them."""
        return [one for one in self.groups.get(name, [name]) if one in self.collections]

    @property
    def spreadsheets(self) -> list[str]:
        """Lists and groups that are offered as a spreadsheet, those of the methods first."""
        named = [name for method in self.methods.values() for name in method.spreadsheets]
        return [name for name in dict.fromkeys([*named, *self.shared.spreadsheets]) if self.lists(name)]

    def step(self, ref: str) -> tuple[Method, Step] | None:
        """Method and step behind `method/step`, or None."""
        name, _, step_id = ref.partition("/")
        method = self.methods.get(name)
        if method is None:
            return None
        for step in method.steps:
            if step.id == step_id:
                return method, step
        return None

    def field(self, collection: str, key: str) -> Field | None:
        """Definition of a field of a collection, or of the record `record:NAME`.

        Also of `parent.field`, of the list that a child list hangs on, and of `last(list).field`.
        """
        found = self.collections.get(collection)
        if found is not None and (known_field := found.fields.get(key)) is not None:
            return known_field
        if "." in key:
            whose, _, key = key.partition(".")
            known = self.collections.get(collection)
            collection = (known.of or "") if f"{whose}." == PARENT and known is not None else whose[5:-1]
        if collection.startswith("record:"):
            record = self.records.get(collection.removeprefix("record:"))
            return record.fields.get(key) if record else None
        found = self.collections.get(collection)
        return found.fields.get(key) if found else None

    def fields(self, collection: str) -> dict[str, Field]:
        """All fields of a collection or record, in the order declared."""
        if collection.startswith("record:"):
            record = self.records.get(collection.removeprefix("record:"))
            return record.fields if record else {}
        found = self.collections.get(collection)
        return found.fields if found else {}

    def figure_of(self, collection: str, key: str) -> str:
        """`method:name.part` of the figure that a field shows or proposes; "" where it names none.

        Args:
            collection: A list, or the record `record:NAME`.
            key: Name of the field.
        """
        field = self.field(collection, key)
        if field is None or not field.suggest or ":" in field.suggest:
            return field.suggest if field is not None else ""
        record = collection.removeprefix("record:")
        for method in self.methods.values():
            own, used = method.collections.get(collection), method.uses.get(collection)
            form = method.records.get(record) if record != collection else None
            declared = (own and own.fields, used and used.adds, form and form.fields)
            if any(fields and fields.get(key) == field for fields in declared):
                return f"{method.method}:{field.suggest}"
        return ""

    def series(self, collection: str, fields: dict[str, object] | None = None, parent: str = "") -> str:
        """Code series for a new item: `S`, `SO` (from its cell), `#A` (letters), `^PARENT.c`."""
        found = self.collections.get(collection)
        if found is None:
            return ""
        rule = found.code
        if isinstance(rule, CodeRule):
            if rule.letters:
                return f"#{rule.letters}"
            if rule.under:
                return f"^{parent}.{rule.mark or 'c'}" if parent else ""
            return str((fields or {}).get(rule.from_, "") or "")
        return rule

    def cell_field(self, collection: str) -> str:
        """Choice field whose value makes the series (strategies: cell), or ""."""
        found = self.collections.get(collection)
        return found.code.from_ if found is not None and isinstance(found.code, CodeRule) else ""

    def collection_of_prefix(self, prefix: str) -> str:
        """Collection whose plain prefix this is, or ""."""
        for name, collection in self.collections.items():
            if collection.code == prefix:
                return name
        return ""

    def role(self, collection: str) -> str:
        """Colour role of a list: the colour it declares, else `accent`."""
        found = self.collections.get(collection)
        return (found.colour if found is not None else "") or "accent"

    def held(self, step: Step) -> list[str]:
        """Collections whose items a step writes or shows as cards."""
        split = as_list(step.split)
        lists = [name for name in split if name in self.collections]
        named = as_list(step.holds) or (as_list(step.of) if not isinstance(step.of, dict) else [])
        return lists or [n for n in named if n in self.collections]


def _place(known: list[Shown], one: Shown) -> None:
    """Put what a method declares in place of the one with its key, else where it says."""
    keys = [other.key for other in known]
    if one.key in keys:
        known[keys.index(one.key)] = one
    else:
        known.insert(keys.index(one.after) + 1 if one.after in keys else len(keys), one)


def _whose(method: Method, shown: Shown) -> Shown:
    """A section or chapter whose figures say whose they are, where they are those of its own method."""
    parts = []
    for part in shown.parts:
        refs = [f"{method.method}:{r}" if r.partition(".")[0] in method.figures else r for r in part.figures]
        parts.append(part if refs == part.figures else msgspec.structs.replace(part, figures=refs))
    return shown if parts == shown.parts else msgspec.structs.replace(shown, parts=parts)


def link_field(collection: str, field: str) -> str:
    """Relation under which a many-valued link field is stored: `strategies.cites`."""
    return f"{collection}.{field}"
