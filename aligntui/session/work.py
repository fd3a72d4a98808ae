"""One change in the making: tables are copied when first written to, rows are replaced, never altered."""

from __future__ import annotations

from typing import Any

import msgspec

from aligntui.session import codes
from aligntui.session.model import Change, Clash, Item, Session, link_key
from aligntui.session.ops import (
    Add,
    Begin,
    Beside,
    Choose,
    Define,
    Drop,
    Erase,
    Give,
    Hand,
    Match,
    Name,
    Op,
    Open,
    Plan,
    Settle,
    Steer,
    Tie,
    Time,
    Unsettle,
    Waive,
    Walk,
    decode_ops,
)
from aligntui.text.problem import UserProblem

RECORD = "record:"


class Refused(UserProblem):
    """An op that cannot be done, so that nothing of its change is.

    Attributes:
        reason: Code for programs: `gone`, `retired`, `merged`, `exists`, `code`, `closed`, `sealed`,
            `handed`, `not asked`, `name`, `long`, `changed`, `cited`, `clash`, `circle`, `unknown`.
        words: What the person had written, offered back.
        by: Who took it back, merged or changed it, where that is known.
        target: Item, record or link, and field, that were changed since; ("", "") for none.
    """

    def __init__(
        self,
        sentence: str,
        reason: str,
        words: str = "",
        by: str = "",
        target: tuple[str, str] = ("", ""),
    ) -> None:
        super().__init__(sentence)
        self.reason = reason
        self.words = words
        self.by = by
        self.target = target


class Work:
    """The session while a change is applied to it. The session it started from is never altered."""

    def __init__(self, session: Session, change: Change) -> None:
        self.before = session
        self.session = msgspec.structs.replace(session, meta=msgspec.structs.replace(session.meta))
        self.change = change
        self.strict = bool(change.undoes or change.redoes)
        """Undo and redo: every op holds only where what it replaces still stands."""
        self.ops: list[Any] = decode_ops(change.ops)
        self.done: list[Op] = []
        self.clashes: list[Clash] = []
        self.touched: dict[str, set[str]] = {}

    # tables

    def put(self, table: str, key: str, row: Any) -> None:
        """Write one row."""
        self._own(table)[key] = row
        self.touched[table].add(key)

    def drop(self, table: str, key: str) -> None:
        """Remove one row; its key counts as touched."""
        self._own(table).pop(key, None)
        self.touched[table].add(key)

    def order(self, table: str) -> None:
        """Keep the rows of a table in the order of their keys."""
        rows = self._own(table)
        setattr(self.session, table, dict(sorted(rows.items())))

    def count_to(self, series: str, number: int) -> None:
        """Set the counter of a series; 0 forgets it."""
        counters = dict(self.session.meta.counters)
        if number:
            counters[series] = number
        else:
            counters.pop(series, None)
        self.session.meta.counters = counters

    def _own(self, table: str) -> dict[str, Any]:
        if table not in self.touched:
            self.touched[table] = set()
            setattr(self.session, table, dict(getattr(self.session, table)))
        rows: dict[str, Any] = getattr(self.session, table)
        return rows

    def did(self, op: Op) -> None:
        """Note an op as it was really done."""
        self.done.append(op)

    # items and records

    def item(self, ref: str, words: str = "") -> Item:
        """A live item, or a record (an empty one when nothing was written yet).

        Raises:
            Refused: When there is no such item, or it was taken back or merged meanwhile.
        """
        if ref.startswith(RECORD):
            found = self.session.records.get(ref.removeprefix(RECORD))
            return found or Item(id=ref, collection=ref)
        item = self.session.items.get(ref)
        if item is None:
            raise Refused(_kept("This entry is not in the session.", words), "gone", words)
        if item.retired:
            by = self.who(ref)
            verb = f"{by} took {self.name(ref)} back" if by else f"{self.name(ref)} was taken back"
            raise Refused(_kept(f"{verb} meanwhile.", words), "retired", words, by)
        if item.into:
            by = self.who(ref)
            into = self.name(self.survivor(ref))
            name = self.name(ref)
            verb = f"{by} merged {name} into {into}" if by else f"{name} was merged into {into}"
            raise Refused(_kept(f"{verb} meanwhile.", words), "merged", words, by)
        return item

    def write(self, item: Item) -> None:
        """Write an item or record; a record without anything in it is no row."""
        item = msgspec.structs.replace(item, rev=self.before.meta.rev + 1)
        if not item.id.startswith(RECORD):
            self.put("items", item.id, item)
            return
        name = item.id.removeprefix(RECORD)
        if item.text or item.fields or item.past or item.status != "draft" or item.reason:
            self.put("records", name, item)
        else:
            self.drop("records", name)

    def survivor(self, ref: str) -> str:
        """The item that an item was merged into, through all merges; the item itself otherwise."""
        seen: set[str] = set()
        item = self.session.items.get(ref)
        while item is not None and item.into and item.id not in seen:
            seen.add(item.id)
            ref = item.into
            item = self.session.items.get(ref)
        return ref

    # names for sentences

    def name(self, ref: str) -> str:
        """How a person calls an item: its code, else its first words."""
        return name_of(self.session, ref)

    def who(self, ref: str, field: str = "", since: str = "") -> str:
        """Name of the last other person who changed this item or row (this field of it), or "".

        Args:
            ref: Item, record, link, round, run or waiver.
            field: Only changes of this field.
            since: Change id to look back to; the whole of `recent` when empty.
        """
        for change in reversed(self.session.recent.values()):
            if since and change.id == since:
                break
            if change.by == self.change.by or change.by is None:
                continue
            for op in decode_ops(change.ops):
                if ref in touches(op) and (not field or getattr(op, "field", field) == field):
                    return person(self.session, change.by)
        return ""

    def is_theirs(self, ref: str, field: str, now: Any) -> bool:
        """Whether what stands, though it reads as mine, was written by another person since.

        Their undo that put mine back leaves it mine. Where I know that it does not read as mine and put
        mine back all the same, nothing is hidden.
        """
        mine = self.change.undoes or self.change.redoes
        theirs: bool | None = None
        for change in reversed(self.session.recent.values()):
            for op in decode_ops([raw for raw in change.ops if not _sets_else(raw, ref, field, now)]):
                same = ref in touches(op) and getattr(op, "field", "") == field
                if not same or getattr(op, "to", None) != now:
                    continue
                if change.id == mine:
                    return bool(theirs)
                if theirs is None:
                    theirs = change.by not in (None, self.change.by) and not change.undoes
            if change.id == mine:
                break
        return False

    def changed(self, ref: str, *, field: str = "", name: str = "", words: str = "") -> Refused:
        """What to raise when a guarded op meets something changed since."""
        by = self.who(ref, field)
        name = name or self.name(ref)
        return Refused(changed_since(by, name), "changed", words, by, (ref, field))


def _sets_else(raw: Any, ref: str, field: str, now: Any) -> bool:
    """Whether an op sets another field or value: told of its stored form: undo asks hundreds."""
    if not isinstance(raw, dict) or raw.get("op") != "set":
        return False
    return (raw["id"], raw["field"], raw.get("to")) != (ref, field, now)


def changed_since(by: str, what: str) -> str:
    """That somebody changed something meanwhile; `by` is "" where it is not known who."""
    return f"{by} changed {what} since." if by else f"{what} was changed since."


def _kept(sentence: str, words: str) -> str:
    return f"{sentence} Your words are kept: {shorten(words, 60)}" if words else sentence


def plain(value: Any) -> Any:
    """A value as it comes back from the file, so that a session equals its re-read self."""
    if value is None or isinstance(value, str | int):
        return value
    return msgspec.json.decode(msgspec.json.encode(value))


def shorten(words: str, most: int = 32) -> str:
    """First words of a text on one line, in quotation marks."""
    line = " ".join(words.split())
    if len(line) > most:
        line = line[: most - 3].rsplit(" ", 1)[0] + "..."
    return f'"{line}"'


def person(session: Session, by: str | None) -> str:
    """Name of who made a change."""
    if by is None:
        return ""
    known = session.participants.get(by)
    return known.name if known is not None else by


def name_of(session: Session, ref: str) -> str:
    """How a person calls an item, record or link: code, else first words, else its plain name."""
    if ref.startswith(RECORD):
        return ref.removeprefix(RECORD).replace("_", " ")
    link = session.links.get(ref)
    if link is not None:
        return f"{name_of(session, link.a)} with {name_of(session, link.b)}"
    item = session.items.get(ref)
    if item is None:
        return "this entry"
    code = item.code or (codes.all_codes(session).get(ref, "") if item.series else "")
    return code or (shorten(item.text) if item.text else "this entry")


def touches(op: Op) -> list[str]:
    """Ids of items, records, links, rounds, runs and waivers that an op is about."""
    match op:
        case Add(item=item):
            return [item.id]
        case Tie(relation=relation, a=a, b=b):
            return [link_key(relation, a, b)]
        case Beside(clash=clash):
            return [clash.target, clash.id]
        case Choose(id=ref, clash=clash_id):
            return [ref, clash_id]
        case Settle(codes=given) | Unsettle(codes=given):
            return list(given)
        case Open(round=opened):
            return [opened.id]
        case Begin(run=run) | Drop(run=run):
            return [run.id]
        case Give(round=ref) | Hand(round=ref) | Match(round=ref) | Erase(round=ref):
            return [ref]
        case Walk(run=ref) | Time(run=ref) | Steer(run=ref) | Plan(run=ref):
            return [ref]
        case Waive(what=ref):
            return [ref]
        case Name():
            return ["title"]
        case Define():
            return []
    ref = getattr(op, "id", "")
    return [ref] if ref else []
