"""From the envelope back to a session: codes become ids again, words are cleaned, values fitted.

Everything that is wrong is noted, not only the first thing. Ids are made from session id, list and code,
so that the same file always gives the same ids.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from aligntui.analysis.figure import Finding
from aligntui.exchange.codes_in import counted, series_of
from aligntui.exchange.frame import Frame
from aligntui.exchange.labels import CODE, is_code
from aligntui.exchange.problems import Path, Problems, brief
from aligntui.methods.book import Book
from aligntui.session import order
from aligntui.session.codes import DIGITS, number_of
from aligntui.session.model import Definition, Item, Meta, Session, record_id
from aligntui.text.clean import clean, clean_line
from aligntui.text.nearest import did_you_mean

Part = dict[str, Any]

FURTHEST = 10**DIGITS
"""Highest counter that is read, so that the next numbers can leave again."""


class Entry:
    """One reading of one file (`reading.read`). `session` is whole when `problems` found nothing."""

    def __init__(
        self,
        data: Part,
        frame: Frame,
        book: Book,
        definitions: dict[str, Definition],
        new_id: Callable[[], str],
        at: str,
    ) -> None:
        self.data = data
        self.frame = frame
        self.book = book
        self.problems: Problems = frame.problems
        self.findings: list[Finding] = []
        head = data.get("session", {})
        created, changed = (clean_line(head.get(key, "")) for key in ("created", "changed"))
        if not created and not changed:
            created = changed = at
        self.at = changed or created
        self.sid = clean_line(head.get("id", "")) or new_id()
        self.head = head
        self.ids: dict[str, str] = {}
        """Code, in any case of letters, -> id."""
        self.codes: dict[str, str] = {}
        """Code as written -> id."""
        self._former: dict[str, str] = {}
        self._loose: set[str] = set()
        self.raw: dict[str, Part] = {}
        """Id -> what the file says of it."""
        title = clean_line(head.get("title", ""))
        self.session = Session(
            meta=Meta(id=self.sid, title=title, rev=1, created=created, changed=changed),
            methods=dict(definitions),
        )

    def read_items(self) -> None:
        """Read items and records, without what is asked of them: codes have their ids from then on."""
        self._name()
        self._records()
        self._items()
        self._counters()
        self._places()

    def derive(self, *parts: str) -> str:
        """An id that is the same for the same session and parts, as short as ids made at random."""
        return hashlib.sha256("\0".join([self.sid, *parts]).encode()).hexdigest()[:16]

    def wrong(self, part: Part, key: str, what: str, mend: str) -> None:
        """Note what is wrong with the value under a key of a part of the file."""
        self.problems.add(self.frame.path(part, key), what, mend)

    def is_person(self, item_id: str) -> bool:
        """Whether an item stands for somebody of the team."""
        known = self.book.collections.get(self.session.items[item_id].collection)
        return known is not None and known.of_session

    # codes

    def find(self, code: str) -> str | None:
        """Id behind a present or former code, or the name of a record."""
        word = code.strip().casefold()
        found = self.ids.get(word) or self._former.get(word)
        if found is None and code.startswith("record:"):
            return code if code.removeprefix("record:") in self.session.records else None
        return found

    def resolve(self, code: str, path: Path, what: str = "points to") -> str:
        """Id behind a code; a problem is noted when there is none."""
        found = self.find(code)
        if found is None:
            known = [] if self.problems.many else self.codes
            mend = did_you_mean(code, known, "Write the code of an item in this file.")
            key = f'"{brief(path[-1])}" ' if path and isinstance(path[-1], str) else ""
            self.problems.add(path, f'{key}{what} "{brief(code)}", which is not in this file', mend)
        return found or ""

    def _name(self) -> None:
        """Give every item its id, so that links may point forward."""
        waiting = {clean_line(code).casefold() for code in self.head.get("provisional", [])}
        lists = {clean_line(name) for name in self.data.get("collections", {})} | set(self.book.collections)
        for collection, entries in self.data.get("collections", {}).items():
            if not is_code(f"{collection}.1"):
                what = f'"{brief(collection)}" cannot name a list'
                self.problems.add(self.frame.path(entries), what, "Write one word, as strengths.")
                continue
            for place, raw in enumerate(entries, 1):
                code = clean_line(raw.get("code", ""))
                if code and not CODE.match(code):
                    mend = "Write letters and a number, as S1."
                    self.wrong(raw, "code", f'"{brief(code)}" is no code', mend)
                    continue
                owner, dot, rest = code.rpartition(".")
                if dot and rest.isdigit() and owner in lists and owner != collection:
                    what = f'"{brief(code)}" stands for an entry of {owner}'
                    self.wrong(raw, "code", what, "Give it a code of its own.")
                    continue
                label = code or f"{collection}.new{place}"
                item_id = self.derive(collection, label)
                known = self.ids.get(label.casefold())
                if known is not None:
                    line = self.problems.line(self.frame.path(self.raw[known]))
                    where = f" (first on line {line})" if line else ""
                    what = f"{brief(code)} stands here twice{where}"
                    self.wrong(raw, "code", what, "Give one of them another code.")
                    continue
                self.ids[label.casefold()] = self.codes[label] = item_id
                number = code.removeprefix(f"{collection}.")
                loose = number != code and number.isdigit()
                if loose or not code:
                    self._loose.add(item_id)
                settled = code and not loose and code.casefold() not in waiting
                self.raw[item_id] = raw
                item = self._made(item_id, clean_line(collection), raw)
                item.code = code if settled else ""
                item.was = [clean_line(former) for former in raw.get("was", [])]
                self.session.items[item_id] = item
        for item in self.session.items.values():
            for former in item.was:
                self._former.setdefault(former.casefold(), item.id)

    def _records(self) -> None:
        for name, raw in self.data.get("records", {}).items():
            key = record_id(clean_line(name))
            self.raw[key] = raw
            self.session.records[clean_line(name)] = self._made(key, key, raw)

    def _made(self, item_id: str, collection: str, raw: Part) -> Item:
        """An item or record with its words, and nothing yet of what is asked of it."""
        return Item(
            id=item_id,
            collection=collection,
            text=clean(raw.get("text", "")).strip(),
            status=raw.get("status", "draft"),
            reason=clean(raw.get("reason", "")).strip(),
            at=self.at,
            rev=1,
        )

    def _items(self) -> None:
        """Parents, merges and series, once all codes are known."""
        for item in self.session.items.values():
            raw = self.raw[item.id]
            for key in ("of", "into"):
                if raw.get(key):
                    setattr(item, key, self._item(clean_line(raw[key]), self.frame.path(raw, key)))
            if item.into and (item.into == item.id or self._circle(item)):
                self.wrong(raw, "into", '"into" runs in a circle', "Leave one of them out.")
        for item in self.session.items.values():
            raw = self.raw[item.id]
            code = clean_line(raw.get("code", ""))
            loose = item.id in self._loose
            parent = self.raw.get(item.of, {})
            if loose and code and not item.into:
                continue
            said, above = {} if loose else raw, clean_line(parent.get("code", ""))
            item.series = series_of(self.book, item, said, raw.get("fields", {}), above)

    def _item(self, code: str, path: Path) -> str:
        """Id of an item; a problem is noted when the code is that of a record, or of nothing."""
        found = self.resolve(code, path)
        if found and found not in self.session.items:
            self.problems.add(path, f'"{brief(path[-1])}" names no entry of a list', "Write its code, as S1.")
            return ""
        return found

    def _circle(self, item: Item) -> bool:
        seen = {item.id}
        while item.into:
            if item.into in seen:
                return True
            seen.add(item.into)
            item = self.session.items[item.into]
        return False

    def _counters(self) -> None:
        given: dict[str, int] = {}
        for series, number in self.head.get("counters", {}).items():
            if number > FURTHEST:
                what = f'"{brief(series)}" has no {number} codes'
                self.wrong(self.head["counters"], series, what, "Write the last number given.")
                continue
            parent, dot, mark = clean_line(series).rpartition(".")
            owner = self.find(parent) if dot else None
            given[f"^{owner}.{mark}" if owner else clean_line(series)] = number
        known = [self._number(item) for item in self.session.items.values()]
        self.session.meta.counters = counted(given, known)

    def _number(self, item: Item) -> tuple[str, int, bool]:
        """Series, number, and whether the number may still change."""
        code = clean_line(self.raw[item.id].get("code", ""))
        parent = clean_line(self.raw.get(item.of, {}).get("code", ""))
        number = number_of(item.series, code, parent) if item.series and code else 0
        return item.series, number, not item.code and number > 0

    def _places(self) -> None:
        """Places in the lists: the order given, else the order of the file."""
        given: dict[str, dict[str, int]] = {}
        lists_here = {item.collection for item in self.session.items.values()}
        for name, listed in self.data.get("order", {}).items():
            path = self.frame.path(listed)
            if listed and name not in lists_here:
                mend = did_you_mean(name, lists_here, "Take it out.")
                self.problems.add(path, f'"{brief(name)}" is no list with entries in this file', mend)
            given[name] = {}
            for place, code in enumerate(listed):
                found = self.resolve(clean_line(code), (*path, place), "this line names")
                given[name].setdefault(found, place)
        lists: dict[str, list[Item]] = {}
        for item in self.session.items.values():
            lists.setdefault(item.collection, []).append(item)
        for name, items in lists.items():
            places = given.get(name, {})
            rank = {item.id: place for place, item in enumerate(items)}
            last = len(places)
            items.sort(key=lambda i: (bool(i.into), places.get(i.id, last), rank[i.id]))
            key = ""
            for item in items:
                key = order.after([key] if key else [])
                item.pos = key
