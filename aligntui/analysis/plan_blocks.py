"""The sections of the plan as rows: words in as many rows as they take, and in one where a page has no more.

A word is broken only where it is longer than its row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, repeat

import msgspec
from msgspec.structs import replace

from aligntui.analysis.layout import LEAST_CELL, pad, wrap
from aligntui.analysis.plan_page import Line, Plan, Section
from aligntui.text.clean import clean_line, first_signs, fits, width
from aligntui.text.moment import MONTHS

LEAD = "  "
"""Before each line of a section."""
CELL = 24
"""Cells of a column beside the words, at most: more needs several rows."""
WORD = 14
"""Cells of a word that a column is not too narrow for; a longer one is broken."""
GAP = 2
"""Cells between columns."""
ACROSS = 4
"""Lines beside each other, at most."""
TIED = "\u00a0"
DAY = re.compile(rf"\b([0-9]{{1,2}}) ({'|'.join(MONTHS)}) ([0-9]{{2}})\b")
DAY_TIED = rf"\1{TIED}\2{TIED}\3"
"""A day is not parted at the end of a row."""
NOT_YET = "NOT YET WRITTEN"
CONTINUED, IN_FULL = ", continued", ", in full"
NUMBERS = ("number", "amount", "scale")
"""Kinds of columns that a page with little room leaves to the next one."""
NUMERAL = re.compile(r"[-+]?[0-9][0-9.,]*%?")


class Piece(msgspec.Struct, frozen=True):
    """Words of a row in one tone."""

    text: str
    tone: str = "text"
    """`text`, `label`, `muted`, or the colour of a code."""
    line: int = -1
    """Number of the line of the plan that has a code and can be followed, among all such; -1 for none."""


Row = tuple[Piece, ...]


Entry = tuple[Line, int]
"""A line and its number; -1 where it cannot be followed."""


class Unit(msgspec.Struct, frozen=True):
    """Rows that stand on one page together wherever a page holds them."""

    rows: tuple[Row, ...]
    lines: int = 1
    """Lines of the plan that these are."""
    short: bool = False
    """Whether more is to be said of them than stands here."""


class Block(msgspec.Struct, frozen=True):
    """A section laid out."""

    label: str
    units: tuple[Unit, ...]
    least: int = 0
    """Units that the first page holds before other sections get more."""
    bare: bool = False
    """Whether it stands without a heading."""
    heads: str = ""
    """Headings of the columns, as they stand at the end of the heading."""
    without: tuple[str, ...] = ()
    """Headings of columns that are left out here."""
    entries: tuple[Entry, ...] = ()
    """The lines that its units show, one each unless several stand beside each other."""
    ahead: Row = ()
    """The label before the first words, where a section of one short line needs no row for its heading."""
    running: bool = False
    """Whether its lines stand one behind the other, behind its label."""

    @property
    def lines(self) -> int:
        """Lines of the plan that are in it."""
        return sum(unit.lines for unit in self.units)

    def left(self, units: int) -> int:
        """Lines that are left when the first units are shown."""
        return sum(unit.lines for unit in self.units[units:])


def text_of(row: Row) -> str:
    """The words of a row."""
    return "".join(piece.text for piece in row).rstrip()


def block_of(section: Section, entries: list[Entry], wide: int) -> Block:
    """A section in rows of at most `wide` cells."""

    def rows(entry: Entry, room: int, lead: str = LEAD) -> tuple[Row, ...]:
        return _rows(entry, _words(entry[0], section.columns), room, lead)

    block = Block(section.label, (), least=section.least, entries=tuple(entries))
    if section.layout == "text":
        return replace(block, units=tuple(Unit(rows(entry, wide, " ")) for entry in entries), bare=True)
    if section.columns and (sizes := _sizes(section, wide)):
        heads = "".join(" " * GAP + pad(name, n) for name, n in zip(section.columns, sizes, strict=True))
        return replace(block, units=tuple(_tabled(entry, sizes, wide) for entry in entries), heads=heads)
    longest = max(_cells(line, section.columns) for line in section.lines)
    room = wide - width(section.label) - 1
    if len(entries) == 1 and longest <= room:
        label = Piece(f" {section.label}", "label")
        return replace(block, units=(Unit(rows(entries[0], room)),), ahead=(label,))
    across = min(ACROSS, len(entries), wide // (longest + 1)) if section.layout == "beside" else 1
    if across < 2:
        return replace(block, units=tuple(Unit(rows(entry, wide)) for entry in entries))
    bands = [entries[n : n + across] for n in range(0, len(entries), across)]
    each = [tuple(piece for entry in band for piece in rows(entry, wide // across)[0]) for band in bands]
    return replace(block, units=tuple(Unit((row,), len(b)) for row, b in zip(each, bands, strict=True)))


def tighter(blocks: list[Block], sections: list[Section], wide: int) -> Iterator[list[Block]]:
    """The blocks in ever fewer rows, what counts least first.

    The second text goes; lines run on behind their label; those that can be said in fewer words are, then
    run on as well; at last what qualifies a line is left to the pages behind.
    """
    blocks = list(blocks)
    for n in [n for n, block in enumerate(blocks) if block.bare][1:]:
        blocks[n] = replace(blocks[n], least=0)
    yield blocks
    wanted = [
        n
        for n in reversed(range(len(sections)))
        if blocks[n].least and not blocks[n].bare and not blocks[n].ahead
        if len(blocks[n].units) == len(blocks[n].entries) and width(blocks[n].label) < wide // 2
    ]
    longer = [n for n in wanted if sections[n].columns or any(line.brief for line in sections[n].lines)]
    plain = [n for n in wanted if n not in longer]
    forms = [*((n, run_on) for n in plain), *((n, _in_rows) for n in longer), *((n, run_on) for n in longer)]
    for n, form in [*forms, *((n, _unnoted) for n in reversed(plain))]:
        blocks[n] = form(blocks[n], sections[n], wide)
        yield blocks


def run_on(block: Block, section: Section, wide: int) -> Block:
    """A block whose lines stand one behind the other, in few words, behind its label."""
    kept = _kept(section)
    # Without its column a cell of a crossing says nothing.
    columns = section.columns if section.heads else ()
    less = [replace(line, cells=_told(line.cells, columns, kept)) for line in section.lines]
    said = [line.brief or _noted(line.words, line.cells) for line in less]
    whole = [_noted(line.words, _told(line.cells, columns, range(len(line.cells)))) for line in section.lines]
    units = tuple(
        replace(unit, short=few != full) for unit, few, full in zip(block.units, said, whole, strict=True)
    )
    numbers = [number for _, number in block.entries]
    lines = [replace(line, text=text, note="") for line, text in zip(less, said, strict=True)]
    entries = tuple(zip(lines, numbers, strict=True))
    return replace(block, units=units, entries=entries, heads="", without=(), running=True)


def _unnoted(block: Block, section: Section, wide: int) -> Block:
    """A block that runs on, in the words of its lines alone."""
    units = tuple(
        replace(unit, short=bool(line.note)) for unit, line in zip(block.units, section.lines, strict=True)
    )
    entries = [(line, number) for line, (_, number) in zip(section.lines, block.entries, strict=True)]
    return replace(block, units=units, entries=tuple((replace(line, note=""), n) for line, n in entries))


def running_rows(block: Block, units: int, wide: int, more: str) -> list[Row]:
    """Rows of the first lines of a block that run on, and of what stands behind them."""
    rows: list[list[Piece]] = [[Piece(f" {block.label}", "label")]]
    used = width(block.label) + 1

    def put(gap: str, word: str, tone: str, number: int, behind: str = "") -> None:
        nonlocal used
        if used + width(gap) + width(word) + width(behind) > wide:
            rows.append([])
            used, gap = 0, LEAD
        while used == 0 and not fits(word, wide - width(gap)):
            piece = first_signs(word, wide - width(gap))
            rows[-1] += (Piece(gap, "text", number), Piece(piece, tone, number))
            rows.append([])
            word = word[len(piece) :]
        rows[-1] += (Piece(gap, "text", number), Piece(word, tone, number))
        used += width(gap) + width(word)

    for line, number in block.entries[:units]:
        words = [word.replace(TIED, " ") for word in DAY.sub(DAY_TIED, clean_line(line.text)).split(" ")]
        if line.code:
            put(LEAD, line.code, line.role, number, f" {words[0]}"[: wide // 2])
        for n, word in enumerate(words):
            put(" " if n or line.code else LEAD, word, "text", number)
    if more:
        put("", more, "muted", -1)
    return [tuple(row) for row in rows]


def _kept(section: Section) -> list[int]:
    """Columns that stand where a page has little room."""
    kinds = dict(enumerate(section.kinds))
    return [n for n in range(len(section.columns)) if kinds.get(n) not in NUMBERS and not _counts(section, n)]


def _counts(section: Section, column: int) -> bool:
    """Whether a column of what is worked out holds nothing but numbers."""
    held = [line.cells[column] for line in section.lines if column < len(line.cells) and line.cells[column]]
    return bool(section.kinds) and not section.heads and all(map(NUMERAL.fullmatch, held))


def _in_rows(block: Block, section: Section, wide: int) -> Block:
    """A block with one row for each of its lines that has words for that; a table without its numbers."""
    if all(len(unit.rows) == 1 for unit in block.units):
        return block
    if block.heads:
        kept = _kept(section)
        if not 0 < len(kept) < len(section.columns):
            return block
        lines = tuple(replace(line, cells=tuple(line.cells[n] for n in kept)) for line in section.lines)
        columns = tuple(section.columns[n] for n in kept)
        less = replace(section, lines=lines, columns=columns, kinds=())
        entries = [(line, number) for line, (_, number) in zip(lines, block.entries, strict=True)]
        shorter = block_of(less, entries, wide)
        units = tuple(replace(unit, short=True) for unit in shorter.units)
        gone = tuple(name for name in section.columns if name not in columns)
        return replace(block, units=units, heads=shorter.heads, without=gone)
    units = tuple(
        unit if len(unit.rows) == 1 else _short(entry, section.columns, wide) or unit
        for unit, entry in zip(block.units, block.entries, strict=True)
    )
    return replace(block, units=units)


def _short(entry: Entry, columns: tuple[str, ...], wide: int) -> Unit | None:
    """A line in few words, where it has such; None where it has none."""
    line = entry[0]
    if not line.brief:
        return None
    return Unit(_rows(entry, line.brief, wide), short=line.brief != _words(line, columns))


def rest_of(block: Block, begun: Block, shown: int) -> Block:
    """What is left of a block: what the first page left out, and what it did not say all of."""
    units = [
        replace(unit, lines=0)
        for unit, there in zip(block.units[:shown], begun.units, strict=False)
        if there.short
    ]
    label = f"{block.label}{IN_FULL if units else CONTINUED if shown else ''}"
    return replace(block, label=label, units=(*units, *block.units[shown:]))


def missing_block(plan: Plan, wide: int) -> Block:
    """What nobody has written yet, with the step that asks for it."""
    texts = [f'{s.empty} (step "{s.step}")' if s.step else s.empty for s in plan.missing]
    rows = [tuple((Piece(row, "muted"),) for row in wrap(text, wide, LEAD, LEAD * 2)) for text in texts]
    return Block(NOT_YET, tuple(Unit(each) for each in rows))


def _told(cells: tuple[str, ...], columns: tuple[str, ...], kept: Iterable[int]) -> tuple[str, ...]:
    """The cells that are kept, each behind the name of its column where columns are given."""
    return tuple(f"{columns[n]} {cells[n]}" if columns and cells[n] else cells[n] for n in kept)


def _words(line: Line, columns: tuple[str, ...]) -> str:
    """The words of a line, with its cells behind them."""
    return _noted(line.words, [f"{k} {cell}" for k, cell in zip(columns, line.cells, strict=False) if cell])


def _noted(words: str, cells: Iterable[str]) -> str:
    """Words with cells behind them, in brackets: a colon would make them say something of each other."""
    beside = ", ".join(filter(None, cells))
    return f"{words} ({beside})" if beside else words


def _cells(line: Line, columns: tuple[str, ...] = ()) -> int:
    """Cells of a line in one row."""
    return len(LEAD) + width(_words(line, columns)) + (width(line.code) + 1 if line.code else 0)


def _rows(entry: Entry, words: str, wide: int, lead: str = LEAD) -> tuple[Row, ...]:
    """Words of a line in rows that hang below each other behind its code."""
    line, number = entry
    code = f"{line.code} " if line.code and lead == LEAD else ""
    room = max(wide - width(code) - len(lead), 1)
    heads = chain([Piece(code, line.role, number)], repeat(Piece(" " * width(code), "text", number)))
    return tuple(
        (Piece(lead, "text", number), *([head] if code else []), Piece(pad(text, room), "text", number))
        for head, text in zip(heads, wrap(words, room), strict=False)
    )


def _sizes(section: Section, wide: int) -> list[int]:
    """Cells of the columns beside the words: what they hold, less where the words would have no room.

    None where so many columns leave the words too little.
    """
    columns = list(zip(section.columns, *(line.cells for line in section.lines), strict=True))
    sizes = [min(max(map(width, column)), max(CELL, width(column[0]))) for column in columns]
    least = [
        max(width(c[0]), LEAST_CELL, *(min(width(w), WORD) for x in c for w in x.split())) for c in columns
    ]
    longest = max(_cells(line) for line in section.lines) + len(LEAD)
    widest: list[int] = []
    while (taken := sum(sizes) + GAP * len(sizes)) + longest > wide and taken > wide * 5 // 8:
        widest = widest or (list(sizes) if taken <= wide * 2 // 3 else [])
        slack = [size - floor for size, floor in zip(sizes, least, strict=True)]
        if max(slack) <= 0:
            break
        sizes[slack.index(max(slack))] -= 1
    if widest and _height(section, widest, wide) < _height(section, sizes, wide):
        return widest
    return sizes if taken <= wide * 2 // 3 else []


def _height(section: Section, sizes: list[int], wide: int) -> int:
    """Rows that a table of these columns takes."""
    return sum(len(_tabled((line, -1), sizes, wide).rows) for line in section.lines)


def _tabled(entry: Entry, sizes: list[int], wide: int) -> Unit:
    """Words and cells beside each other, in as many rows as they need."""
    line, number = entry
    room = wide - sum(sizes) - GAP * len(sizes)
    words = _rows(entry, line.text, room)
    cells = [wrap(cell, size) for cell, size in zip(line.cells, sizes, strict=True)]
    blank: Row = (Piece(" " * room, "text", number),)
    rows = []
    for n in range(max(len(words), *map(len, cells))):
        row = words[n] if n < len(words) else blank
        texts = [cell[n] if n < len(cell) else "" for cell in cells]
        beside = "".join(" " * GAP + pad(text, size) for text, size in zip(texts, sizes, strict=True))
        rows.append((*row, Piece(beside, "text", number)))
    return Unit(tuple(rows))
