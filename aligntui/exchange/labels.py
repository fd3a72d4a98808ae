"""What stands for an id in a file: the code of an item, the name of a record, a person for a login.

Everything in an export has a code. An item that has none (merged before its list was numbered, or
written before it was put into a cell) is called COLLECTION.N there, which no code can be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

from aligntui.analysis.view import View
from aligntui.session.codes import all_codes, code_order, sort_key
from aligntui.session.model import Item
from aligntui.text.clean import clean_line

CODE = re.compile(r"[^\s>|#.,;:]+(\.[^\s>|#.,;:]+)*\Z")
"""What a code may be made of: no blanks and none of the signs that join codes."""


def is_code(word: str) -> bool:
    """Whether a word can stand for an item in a file."""
    return CODE.match(word) is not None and clean_line(word) == word


class Labels:
    """Codes of all items of a session that leave it. Taken back ones stay behind."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._items = view.session.items
        self.by_id: dict[str, str] = {}
        self.provisional: list[str] = []
        """Codes that may still change."""
        self._name()
        self.records = {f"record:{name}" for name in view.session.records}
        self._people = self._persons()

    def leaves(self, item: Item | None) -> bool:
        """Whether an item is in an export: not taken back, and merged only into one that is."""
        seen: set[str] = set()
        while item is not None and not item.retired:
            if not item.into:
                return True
            if item.id in seen:
                return False
            seen.add(item.id)
            item = self._items.get(item.into)
        return False

    def _name(self) -> None:
        codes = all_codes(self.view.session)
        lists: dict[str, list[Item]] = {}
        for item in self._items.values():
            if self.leaves(item):
                lists.setdefault(item.collection, []).append(item)
        taken: set[str] = set()
        for collection in self.view.book.collections | dict.fromkeys(sorted(lists)):
            unnamed: list[Item] = []
            for item in sorted(lists.get(collection, []), key=lambda i: (not i.code, sort_key(i))):
                code = codes.get(item.id, "")
                parent = self._items.get(item.of)
                loose = not item.code and item.series.startswith("^") and not self.leaves(parent)
                if loose or not is_code(code) or code.casefold() in taken:
                    unnamed.append(item)
                    continue
                taken.add(code.casefold())
                self.by_id[item.id] = code
                if not item.code:
                    self.provisional.append(code)
            unnamed.sort(key=lambda i: (bool(i.into), sort_key(i)))
            for number, item in enumerate(unnamed, 1):
                self.by_id[item.id] = f"{collection}.{number}"
        self.provisional.sort(key=code_order)

    def code(self, ref: str) -> str | None:
        """Code of an id, "" for an item that stays behind, None when it is no id at all."""
        found = self.by_id.get(ref)
        if found is not None:
            return found
        if ref in self._items:
            return ""
        return ref if ref in self.records else None

    def subject(self, ref: str) -> str:
        """What a ballot was about, in codes (`S1`, `S1>O1`, `SO1#impact`); "" when that stays behind."""
        said = []
        for end in ref.split(">"):
            item, mark, key = end.partition("#")
            name = self.code(item)
            if name == "":
                return ""
            said.append(clean_line(end) if name is None else f"{name}{mark}{clean_line(key)}")
        return ">".join(said)

    def listed(self, collection: str) -> list[Item]:
        """Items of a collection that leave, by code."""
        found = [i for i in self._items.values() if i.collection == collection and i.id in self.by_id]
        return sorted(found, key=lambda i: self.place(i.id))

    def place(self, ref: str) -> tuple[object, ...]:
        """Sort key across collections: as declared, then by code."""
        item = self._items.get(ref)
        names = list(self.view.book.collections)
        rank = names.index(item.collection) if item is not None and item.collection in names else len(names)
        label = self.by_id.get(ref, ref)
        return (rank, item.collection if item is not None else "", code_order(label), label)

    def person(self, by: str | None) -> str:
        """The person or login behind a change: a code of `people`, or a name."""
        if not by or not clean_line(by):
            return ""
        if by not in self._people:
            self._people[by] = self._free(clean_line(by))
        return self._people[by]

    def _free(self, name: str) -> str:
        """The name, or with a number where two would read alike. It is taken from now on."""
        free = next(n for n in _numbered(name) if n.casefold() not in self._taken)
        self._taken.add(free.casefold())
        return free

    def _persons(self) -> dict[str, str]:
        """Logins of one person are that person; others go by their names, each its own."""
        found: dict[str, str] = {}
        self._taken = {code.casefold() for code in self.by_id.values()}
        for login in sorted(
            self.view.session.participants.values(), key=lambda p: (clean_line(p.name), p.id)
        ):
            person = self._items.get(login.person)
            team = self.view.book.collections.get(person.collection) if person is not None else None
            code = self.by_id.get(login.person, "") if team is not None and team.of_session else ""
            found[login.id] = code or self._free(clean_line(login.name) or "someone")
        return found


def _numbered(name: str) -> Iterator[str]:
    yield name
    for number in count(2):
        yield f"{name} ({number})"
