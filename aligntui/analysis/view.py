"""Reading a session: what figures, screens and exports ask of it.

A view is one snapshot with its definitions and a day. It answers by role (collection names, field keys)
and hides how things are stored: that many-valued link fields are links, that codes may be provisional,
that merged, retired and parked items are not in the list.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from aligntui.analysis.counted import AWAY as AWAY
from aligntui.analysis.counted import counted, counting, places, plain
from aligntui.methods.book import Book, link_field
from aligntui.session import codes
from aligntui.session.model import UNKNOWN, Ballot, Item, Link, Round, Session, link_key, record_id
from aligntui.text import moment

if TYPE_CHECKING:
    from aligntui.analysis.figure import Figure


class View:
    """One snapshot of a session, read through its definitions, on a day (`as_of`, ISO date).

    Items whose ids are `hidden` are in no list, behind no link and found by no code: they may not be seen.
    `run` is the id of the sitting in which one looks; "" for none.
    """

    def __init__(
        self,
        session: Session,
        book: Book,
        as_of: str = "",
        *,
        hidden: frozenset[str] = frozenset(),
        run: str = "",
    ) -> None:
        self.session = session
        self.hidden = hidden
        self.run = run
        self.book = book
        self.as_of = as_of or moment.day(session.meta.changed)
        self._places: dict[str, dict[str, str]] = {}
        self._ballots: dict[str, list[Ballot]] = {}
        self._counting: dict[str, list[Ballot]] = {}
        self._children: dict[str, dict[str, list[Item]]] = {}
        self._then: dict[str, View] = {}
        self.figures: dict[tuple[int, str], tuple[Any, Figure]] = {}
        """What was worked out of it: definition and method -> the definition and its figure."""

    def changed(self, **parts: Any) -> View:
        """The view as if these parts of the session were others: name -> content."""
        session = replace(self.session, **parts)
        return View(session, self.book, self.as_of, hidden=self.hidden, run=self.run)

    def at(self, run: str, session: Session, as_of: str) -> View:
        """The view of a sitting, with the session as it stood then; made once for each sitting.

        Args:
            run: Id of the sitting.
            session: What was there when it ended.
            as_of: Its day.
        """
        found = self._then.get(run)
        if found is None:
            found = self._then[run] = View(session, self.book, as_of, hidden=self.hidden, run=run)
            if session is self.session:
                # Neither the day nor the sitting changes what is read from the snapshot alone.
                known = {key: value for key, value in self.__dict__.items() if key in _OF_SNAPSHOT}
                found.__dict__.update(known)
        return found

    @cached_property
    def whole(self) -> View:
        """The view of who may see everything."""
        return View(self.session, self.book, self.as_of, run=self.run) if self.hidden else self

    @cached_property
    def cut(self) -> View:
        """The view of a session in which there is nothing of what is hidden."""
        if not self.hidden:
            return self
        gone, session = self.hidden, self.session
        items = {
            ref: replace(item, fields={key: v for key, v in item.fields.items() if v not in gone})
            if any(isinstance(v, str) and v in gone for v in item.fields.values()) else item
            for ref, item in session.items.items() if ref not in gone
        }  # fmt: skip
        links = {key: link for key, link in session.links.items() if not {link.a, link.b} & gone}
        ballots = {
            ref: replace(one, answers={about: v for about, v in one.answers.items() if about not in gone})
            for ref, one in session.ballots.items()
        }
        clashes = {ref: clash for ref, clash in session.clashes.items() if clash.target not in gone}
        parts = {"items": items, "links": links, "ballots": ballots, "clashes": clashes}
        return View(replace(session, **parts), self.book, self.as_of, run=self.run)

    @cached_property
    def _codes(self) -> dict[str, str]:
        return codes.all_codes(self.session)

    @cached_property
    def _ids(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for item in self.session.items.values():
            for former in item.was:
                found.setdefault(former.casefold(), item.id)
        for item_id, code in self._codes.items():
            if code:
                found[code.casefold()] = item_id
        return found

    @cached_property
    def _lists(self) -> dict[str, list[Item]]:
        lists: dict[str, list[Item]] = {}
        for item in self.session.items.values():
            if not item.retired and not item.into and item.id not in self.hidden:
                lists.setdefault(item.collection, []).append(item)
        for items in lists.values():
            items.sort(key=codes.sort_key)
        return lists

    @cached_property
    def _by_relation(self) -> dict[str, dict[tuple[str, str], Link]]:
        found: dict[str, dict[tuple[str, str], Link]] = {}
        merged: list[Link] = []
        for link in self.session.links.values():
            if link.a in self.hidden or link.b in self.hidden:
                continue
            if link.a in self._into or link.b in self._into:
                merged.append(link)
            else:
                found.setdefault(link.relation, {})[(link.a, link.b)] = link
        for link in merged:
            # Links of a merged item stay on it; what it went into shows them unless it has its own.
            ends = (self._into.get(link.a, link.a), self._into.get(link.b, link.b))
            found.setdefault(link.relation, {}).setdefault(ends, link)
        return found

    @cached_property
    def _into(self) -> dict[str, str]:
        """Merged item -> what it is part of now, through all merges."""
        found: dict[str, str] = {}
        for item in self.session.items.values():
            if item.into and (survivor := self.item(item.id)) is not None:
                found[item.id] = survivor.id
        return found

    @cached_property
    def _ranks(self) -> dict[str, int]:
        """List -> its number among the lists as declared."""
        return {name: rank for rank, name in enumerate(self.book.collections)}

    @cached_property
    def _pointed(self) -> dict[str, dict[str, list[str]]]:
        """Relation -> item -> what it points to."""
        found: dict[str, dict[str, list[str]]] = {}
        for relation, links in self._by_relation.items():
            of = found.setdefault(relation, {})
            for a, b in links:
                of.setdefault(a, []).append(b)
        return found

    @cached_property
    def _citing(self) -> dict[str, list[tuple[str, str]]]:
        """Item id -> (relation, id) of everything that points to it."""
        found: dict[str, list[tuple[str, str]]] = {}
        for relation, links in self._by_relation.items():
            for a, b in links:
                found.setdefault(b, []).append((relation, a))
        for item in (*self.session.items.values(), *self.session.records.values()):
            if item.retired or item.id in self.hidden:
                continue
            for key, field in self.book.fields(item.collection).items():
                if field.type == "link" and not field.many:
                    target = item.fields.get(key)
                    if isinstance(target, str) and target in self.session.items:
                        target = self._into.get(target, target)
                        found.setdefault(target, []).append((link_field(item.collection, key), item.id))
            if item.of:
                found.setdefault(self._into.get(item.of, item.of), []).append(("of", item.id))
        return found

    # items

    def items(self, *collections: str | Iterable[str], away: bool = False) -> list[Item]:
        """Items of these collections in the order shown; with `away` also parked and dropped ones."""
        names: list[str] = []
        for entry in collections:
            names.extend([entry] if isinstance(entry, str) else entry)
        return [
            item for name in names for item in self._lists.get(name, []) if away or item.status not in AWAY
        ]

    def parked(self, collection: str) -> list[Item]:
        """Items kept off the list."""
        return [i for i in self._lists.get(collection, []) if i.status in AWAY]

    def children(self, parent: str, collection: str) -> list[Item]:
        """Items of a child collection that hang on one item, or on one merged into it."""
        if collection not in self._children:
            of = self._children[collection] = dict[str, list[Item]]()
            for item in self.items(collection):
                of.setdefault(self._into.get(item.of, item.of), []).append(item)
        return [*self._children[collection].get(parent, ())]

    def item(self, ref: str) -> Item | None:
        """Item or record by id, following merges; None for what may not be seen."""
        seen: set[str] = set()
        item = self.session.items.get(ref) or self.session.records.get(ref.removeprefix("record:"))
        while item is not None and item.into and item.into not in seen:
            seen.add(item.id)
            item = self.session.items.get(item.into)
        return item if item is None or item.id not in self.hidden else None

    def find(self, code: str) -> Item | None:
        """Item by its present or former code; case does not matter."""
        found = self._ids.get(code.strip().casefold())
        return self.item(found) if found else None

    def code(self, ref: str | Item) -> str:
        """Code of an item, settled or provisional; the id's own name for records."""
        item_id = ref if isinstance(ref, str) else ref.id
        return self._codes.get(item_id, "") or item_id.removeprefix("record:")

    def role(self, ref: str) -> str:
        """Colour role of an item: that of its list, `accent` for what is no item."""
        item = self.session.items.get(ref.partition("#")[0])
        return self.book.role(item.collection if item is not None else "")

    def record(self, name: str) -> Item:
        """The record of this name; an empty one when nothing was written yet."""
        found = self.session.records.get(name)
        return found or Item(id=record_id(name), collection=record_id(name))

    # values

    def value(self, item: Item, field: str) -> Any:
        """What a field holds. `text` is the words; many-valued links give a list of ids.

        `parent.field` is that of what the item hangs on, `last(list).field` that of its child written last.
        """
        if field == "text":
            return item.text
        if "." in field and (kin := self.kin(item, field)) is not None:
            return self.value(*kin)
        definition = self.book.field(item.collection, field)
        if definition is not None and definition.type == "link" and definition.many:
            return self.linked(item.id, link_field(item.collection, field))
        return item.fields.get(field)

    def kin(self, item: Item, field: str) -> tuple[Item, str] | None:
        """Whose field `parent.field` or `last(list).field` is, and its name there; None where nobody's."""
        whose, _, key = field.partition(".")
        if whose == "parent":
            holder = self.item(item.of) if item.of else None
        else:
            children = self.children(item.id, whose[5:-1]) if whose.startswith("last(") else []
            holder = children[-1] if children else None
        return (holder, key) if holder is not None else None

    def text(self, item: Item, field: str) -> str:
        """A field as words; lists joined by new lines, nothing as ""."""
        found = self.value(item, field)
        if isinstance(found, list):
            return "\n".join(str(entry) for entry in found)
        return "" if found is None else str(found)

    def number(self, item: Item, field: str) -> Decimal | None:
        """A number or scale field; None when empty, unknown or not a number."""
        found = self.value(item, field)
        if found is None or found in ("", UNKNOWN):
            return None
        try:
            number = Decimal(str(found))
        except InvalidOperation:
            return None
        return number if number.is_finite() else None

    def asked(self, item: Item, field: str) -> bool:
        """Whether the field holds an answer ("not known yet" is one)."""
        found = self.value(item, field)
        return found not in (None, "", [])

    # links

    def links(self, relation: str) -> dict[tuple[str, str], Link]:
        """All links of a relation by (from, to)."""
        return self._by_relation.get(relation, {})

    def link(self, relation: str, a: str, b: str) -> Link | None:
        """The link between two items, or None; one of an item merged into them counts."""
        return self.session.links.get(link_key(relation, a, b)) or self.links(relation).get((a, b))

    def linked(self, item_id: str, relation: str) -> list[str]:
        """Ids that an item points to under a relation, by code."""
        return sorted(self._pointed.get(relation, {}).get(item_id, ()), key=self.place)

    def place(self, item_id: str) -> tuple[object, ...]:
        """Sort key of an item across lists: collections as declared, then code."""
        item = self.session.items.get(item_id)
        rank = self._ranks.get(item.collection if item is not None else "", len(self._ranks))
        return (rank, codes.code_order(self.code(item_id)), item_id)

    def citing(self, item_id: str, *relations: str) -> list[tuple[str, Item]]:
        """What points to an item: (relation, item), live ones only."""
        found = []
        for relation, source in self._citing.get(item_id, []):
            item = self.item(source)
            if item is None or item.retired or (relations and relation not in relations):
                continue
            found.append((relation, item))
        return sorted(found, key=lambda pair: self.place(pair[1].id))

    # rounds

    def rounds(self, step: str, run: str = "") -> list[Round]:
        """Rounds of a step in order; of one run or of all."""
        found = [r for r in self.session.rounds.values() if r.step == step and (not run or r.run == run)]
        return sorted(found, key=lambda r: (r.date, r.n, r.id))

    def places(self, held: Round) -> dict[str, str]:
        """Subject of a round -> what answers about it count for now (see `analysis.counted`)."""
        if held.id not in self._places:
            self._places[held.id] = places(self, held)
        return self._places[held.id]

    def ballots(self, round_id: str) -> list[Ballot]:
        """Ballots of a round that were handed in or still open, by id, their answers as they count now."""
        if round_id not in self._ballots:
            held = self.session.rounds.get(round_id)
            found = [b for b in self.session.ballots.values() if b.round == round_id and b.state != "skipped"]
            now = [counted(self, held, b) for b in found] if held is not None else found
            self._ballots[round_id] = sorted(now, key=lambda b: (b.by or "", b.id))
        return self._ballots[round_id]

    def counting(self, round_id: str) -> list[Ballot]:
        """Those of them that count: not points that do not add up (see `analysis.counted`)."""
        if round_id not in self._counting:
            held, given = self.session.rounds.get(round_id), self.ballots(round_id)
            self._counting[round_id] = counting(self, held, given) if held is not None else given
        return self._counting[round_id]

    def answers(self, round_id: str, subject: str) -> list[Any]:
        """All answers about one subject that count."""
        found = []
        for ballot in self.counting(round_id):
            answer = plain(ballot.answers.get(subject))
            if answer is not None:
                found.append(answer)
        return found

    def waived(self, what: str) -> bool:
        """Whether this need or finding was set aside."""
        return what in self.session.waivers


_OF_SNAPSHOT = frozenset(name for name, part in vars(View).items() if isinstance(part, cached_property)) - {
    "whole", "cut",
}  # fmt: skip
"""What a view reads from its snapshot, whatever the day and the sitting."""
