"""The session as a report to hand out: the plan on one page, and how it came about.

What is for the team alone stays out of it: what was set aside, and what the checks ask.
"""

from __future__ import annotations

from msgspec.structs import replace

from aligntui.analysis import (
    cross_table,
    figures_shown,
    figures_told,
    measures,
    plan,
    shape_words,
    slots,
    told,
)
from aligntui.analysis.columns import of_list
from aligntui.analysis.unrepeated import SLOT
from aligntui.analysis.view import View
from aligntui.exchange import markdown_plan
from aligntui.exchange.markdown_text import WIDEST, block, bullets, heading, line, table
from aligntui.methods import own_pages
from aligntui.methods.types import Passage, as_list
from aligntui.session.model import Item, record_id

RECORDS = "records"
"""What a passage names for every record without a chapter."""


def export(view: View, today: str = "", *, page_only: bool = False) -> str:
    """The report as Markdown text (CommonMark with tables).

    Args:
        view: The snapshot.
        today: The day it is, ISO, or a moment of it; the day of the view when left out.
        page_only: Whether the plan on one page is all of it.
    """
    report = _Report(view, today)
    return report.write(page_only=page_only)


class _Report:
    def __init__(self, view: View, today: str) -> None:
        self.view = view
        self.book = view.book
        self.page = plan.plan(view, today)
        self.out: list[str] = []
        self.dots = measures.dots(view)
        self.placed = {"parked", "people"}
        self.crossed = set[str]()
        for passage in (passage for chapter in self.book.report for passage in chapter.parts):
            self.crossed.add(passage.relation)
            named = [*as_list(passage.of), passage.children]
            self.placed.update(known for name in named for known in self.book.groups.get(name, [name]))

    def write(self, *, page_only: bool) -> str:
        self._put(heading(1, self.page.title or "Session"))
        self._put(f"As of {line(told.day(self.page.as_of, long=True))}.")
        self._put(*markdown_plan.page(self.page))
        if not page_only:
            self._chapters()
            self._rest()
        return "\n\n".join(self.out) + "\n"

    def _put(self, *parts: str) -> None:
        self.out.extend(part for part in parts if part)

    def _chapter(self, title: str, *parts: str) -> None:
        if any(parts):
            self._put(heading(2, title), *parts)

    def _rows(self, name: str, passage: Passage) -> str:
        """A list as a table, line by line where it has too many columns; "" when it holds nothing."""
        items = list(plan.items_of(self.view, replace(passage, of=name)))
        keys = [key for key in self._keys(name, passage, items) if any(self._of(i, key) for i in items)]
        labels = [told.label(self.view, name, key) for key in keys]
        computed = of_list(self.view, name) if passage.fields is None else []
        said = {match[1] for text in passage.columns.values() if (match := SLOT.fullmatch(str(text)))}
        computed = [column for column in computed if not said & {column.ref, column.ref.partition(":")[2]}]
        voted = ["dots"] if any(self.dots.get(i.id) for i in items) else []
        labels += [*(column.title for column in computed), *voted]
        cells = [
            [
                *(self._of(i, key) for key in keys),
                *(column.word(i) for column in computed),
                *(self._dots(i) for _ in voted),
                *self._cells(i, passage),
            ]
            for i in items
        ]
        if passage.filled and not any(any(row) for row in cells):
            return ""
        if len(labels) + 2 > WIDEST:
            return bullets(
                [(self.view.code(i), _line(i.text, labels, row)) for i, row in zip(items, cells, strict=True)]
            )
        heads = ["", passage.head or told.title(self.book, name), *labels, *passage.columns]
        rows = [[self.view.code(i), i.text, *row] for i, row in zip(items, cells, strict=True)]
        return table(heads, rows)

    def _keys(self, name: str, passage: Passage, items: list[Item]) -> list[str]:
        """Fields of a list that a table may show."""
        known = self.book.fields(name)
        keys = [key for key in (known if passage.fields is None else passage.fields) if key in known]
        keys = [key for key in keys if known[key].type not in passage.without]
        for key, rule in passage.only.items():
            same = len({self._of(item, key) for item in items}) < 2
            never = all(item.fields.get(key) != "yes" for item in items)
            if key in keys and (same if rule == "varies" else never):
                keys.remove(key)
        return keys

    def _of(self, item: Item, key: str) -> str:
        return told.stands(self.view, item, key)

    def _cells(self, item: Item, passage: Passage) -> list[str]:
        texts = [as_list(column) for column in passage.columns.values()]
        return [", ".join(filter(None, (slots.cell(self.view, item, t) for t in each))) for each in texts]

    def _record(self, name: str, titled: bool) -> list[str]:
        """A form as a list of its answers; nothing when nobody filled it in."""
        item = self.view.record(name)
        rows = [
            (f"{told.label(self.view, item.collection, key)}:", self._of(item, key))
            for key, field in self.book.records[name].fields.items()
            if field.type != "yesno"
        ]
        kept = bullets([row for row in rows if row[1]])
        title = heading(3, told.title(self.book, record_id(name)))
        return [title, kept] if kept and titled else [kept]

    def _chapters(self) -> None:
        """What methods declare, in their order."""
        for chapter in self.book.report:
            parts: list[str] = []
            for passage in chapter.parts:
                if not passage.when or (passage.when == "after") == any(parts):
                    parts += self._passage(passage)
            each = [passage for passage in chapter.parts if passage.layout == "each"]
            number = sum(1 for passage in each for _ in plan.items_of(self.view, passage))
            self._chapter(chapter.titles.get(str(number), chapter.title), *parts)
        self._figures()

    def _figures(self) -> None:
        """What the reports of methods without chapters show of their figures."""
        for title, shown in figures_shown.chapters(self.view):
            self._chapter(title, *(text for part in shown for text in self._figure(part)))

    def _figure(self, part: figures_shown.Shown) -> list[str]:
        """A part of a figure under what it says: as a table where it is drawn on screens."""
        heads, rows = ["", ""], [[*row] for row in part.rows]
        if part.shape is not None:
            heads, rows = shape_words.table(part.shape)
        if not rows:
            return []
        over = heading(3, part.title) if part.title else ""
        if part.is_sentence:
            return [over, line(", ".join(filter(None, rows[0])))]
        if len(heads) > WIDEST or not any(cell for _, *cells in rows for cell in cells):
            lines = [_line(name, heads[1:], cells) for name, *cells in rows]
            body = bullets([("", text) for text in lines]) if len(lines) > 1 else line(lines[0])
        else:
            body = table(heads, rows)
        return [over, body]

    def _passage(self, passage: Passage) -> list[str]:
        if passage.figures:
            return [bullets(figures_told.lines(self.view, passage.figures))]
        if passage.relation:
            return [self._crossing(passage)]
        if passage.layout == "each":
            return [part for item in plan.items_of(self.view, passage) for part in self._one(item, passage)]
        if passage.layout != "table":
            lines = plan.lines_of(self.view, passage)
            if passage.layout == "text":
                return [block(entry.words) for entry in lines]
            return [bullets([(entry.code, entry.words) for entry in lines])]
        made = []
        for name in as_list(passage.of):
            if name == RECORDS:
                kept = {*self.placed, *passage.but}
                own = [record for record in self.book.records if record_id(record) not in kept]
                made += [part for record in own for part in self._record(record, titled=True)]
            elif name.startswith(plan.RECORD):
                record = name.removeprefix(plan.RECORD)
                made += self._record(record, passage.titled) if record in self.book.records else []
            else:
                made += [self._rows(known, passage) for known in self.book.lists(name)]
        return made

    def _one(self, item: Item, passage: Passage) -> list[str]:
        """An item under its own heading, with its children gathered below."""
        kinds: dict[str, list[str]] = {}
        for child in self.view.children(item.id, passage.children):
            kinds.setdefault(self._of(child, passage.by) or passage.children, []).append(child.text)
        return [
            heading(3, f"{self.view.code(item)} {item.text}"),
            block(slots.first(self.view, item, passage.says)),
            bullets([(f"{kind}:", "; ".join(texts)) for kind, texts in kinds.items()]),
        ]

    def _crossing(self, passage: Passage) -> str:
        """The rows of a crossing that hold a value, with one column for each item across."""
        relation = self.book.relations.get(passage.relation)
        if relation is None:
            return ""
        across = cross_table.across(self.view, relation)
        down = list(plan.items_of(self.view, replace(passage, of=relation.rows)))
        rows = [
            [self.view.code(item), item.text, *cells, *self._cells(item, passage)]
            for item, cells in cross_table.rows(self.view, passage.relation, down)
        ]
        letters = cross_table.letters(relation) if rows else ""
        if len(across) + len(passage.columns) + 2 > WIDEST:
            heads = [*map(self.view.code, across), *passage.columns]
            told_so = [(code, _line(text, heads, cells)) for code, text, *cells in rows]
            legends = filter(None, ("; ".join(cross_table.heads(self.view, across)), letters))
            return bullets([*told_so, *(("", words) for words in legends)]) if rows else ""
        heads = [*cross_table.heads(self.view, across), *passage.columns]
        head = passage.head or told.title(self.book, as_list(relation.rows)[0])
        return "\n\n".join(filter(None, (table(["", head, *heads], rows), line(letters))))

    def _dots(self, item: Item) -> str:
        """Dots of the latest vote on it, as everybody sees them on the screen."""
        return f"{self.dots.get(item.id, 0):g}"

    def _parked(self) -> str:
        """Cards that were put off their lists, with the reason where one was given."""
        every = [i for name in self.book.collections for i in self.view.items(name, away=True)]
        rows = [[self.view.code(i), i.text, i.reason] for i in every if i.status == "parked"]
        return table(["", "For later", "why"], rows)

    def _revised(self) -> str:
        """Values that were changed, with the first one and the reason."""
        rows = [
            [self.view.code(item), told.label(self.view, item.collection, key), self._of(item, key)]
            for name in self.book.collections
            for item in self.view.items(name)
            for key in item.past
            if key in self.book.fields(name) and self._of(item, key)
        ]
        return table(["", "What", "now, and first"], rows)

    def _rest(self) -> None:
        """Forms, lists and crossings that no chapter names and the plan does not show whole; people last."""
        if RECORDS not in self.placed:
            parts = [part for section in self.book.plan for part in section.parts]
            on_page = {
                name
                for p in parts
                if not p.says or {"{sentence}", "{words}"} & {*p.says}
                for name in as_list(p.of)
            }
            for name in map(record_id, self.book.records):
                if name not in self.placed | on_page:
                    record = name.removeprefix(plan.RECORD)
                    self._chapter(told.title(self.book, name), *self._record(record, titled=False))
        declared = {section.key for section in self.book.plan}
        whole = {
            section.key
            for section in self.page.sections
            if section.key not in declared
            if own_pages.is_whole(self.book, section.key)
            if section.key.startswith(own_pages.RELATION)
            or len(section.lines) == len(self.view.items(section.key))
        }
        self.placed |= whole
        for name, collection in self.book.collections.items():
            if name not in self.placed and self.view.items(name):
                self._chapter(collection.title or name.capitalize(), self._rows(name, Passage()))
        for method in self.book.methods.values():
            for name, relation in method.relations.items():
                # What lists of others have in common is told by those.
                own = {*as_list(relation.rows), *as_list(relation.cols)} & method.collections.keys()
                told_here = own or own_pages.is_grid_alone(method)
                if told_here and name not in self.crossed and f"{own_pages.RELATION}{name}" not in whole:
                    title = relation.title or name.replace("_", " ").capitalize()
                    self._chapter(title, self._crossing(Passage(relation=name)))
        self._chapter("Revised", self._revised())
        self._chapter(told.title(self.book, "parked"), self._parked())
        if "people" in self.book.collections:
            labels = [told.label(self.view, "people", key) for key in self.book.fields("people")]
            people = [
                [item.text, *(self._of(item, key) for key in self.book.fields("people"))]
                for item in self.view.items("people")
            ]
            known = {name.casefold() for name, *_ in people}
            # Who took part and was named for nothing stands among those who were.
            here = plan.present(self.view) if people else []
            people += [[name, *("" for _ in labels)] for name in here if name.casefold() not in known]
            self._chapter(told.title(self.book, "people"), table(["Name", *labels], people))


def _line(text: str, labels: list[str], words: list[str]) -> str:
    said = "; ".join(f"{label}: {word}" for label, word in zip(labels, words, strict=False) if word)
    return f"{text}. {said}" if text and said else text or said
