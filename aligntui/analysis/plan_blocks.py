"""The sections of the plan as rows: words in as many rows as they take, and in one where a page has no more.

A word is broken only where it is longer than its row.
"""

from __future__ import annotations

from itertools import chain, repeat

import msgspec
from msgspec.structs import replace

from aligntui.analysis.layout import LEAST_CELL, pad, wrap
from aligntui.analysis.plan_page import Line, Plan, Section
from aligntui.text.clean import width

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
COUNTED = 18
"""Cells of a number of lines left out, with the way to them."""
NOT_YET = "NOT YET WRITTEN"
CONTINUED, IN_FULL = ", continued", ", in full"
NUMBERS = ("number", "amount")
"""Kinds of columns that a page with little room leaves to the next one."""


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


def brief_blocks(blocks: list[Block], sections: list[Section], wide: int) -> list[Block]:
    """The blocks with one row for each line, where it has words for that; of several texts one leads."""
    found: list[Block] = []
    for place, block in enumerate(blocks):
        lead = not any(one.bare for one in found)
        if not block.bare and place < len(sections) and len(block.units) == len(block.entries):
            block = _in_rows(block, sections[place], wide)
        found.append(block if lead or not block.bare else replace(block, least=0))
    return found


def _in_rows(block: Block, section: Section, wide: int) -> Block:
    """A block with one row for each of its lines that has words for that."""
    if block.least == 1 and not block.heads and not block.ahead:
        # What is alone on the page stands behind its heading.
        room = wide - width(block.label) - (COUNTED if len(block.units) > 1 else len(LEAD))
        alone = _short(block.entries[0], section.columns, room)
        block = replace(block, units=(alone or block.units[0], *block.units[1:]))
    if all(len(unit.rows) == 1 for unit in block.units):
        return block
    if block.heads:
        kept = [n for n, kind in enumerate(section.kinds) if kind not in NUMBERS]
        lines = tuple(replace(line, cells=tuple(line.cells[n] for n in kept)) for line in section.lines)
        columns = tuple(section.columns[n] for n in kept)
        less = replace(section, lines=lines, columns=columns, kinds=())
        entries = [(line, number) for line, (_, number) in zip(lines, block.entries, strict=True)]
        shorter = block_of(less, entries, wide) if kept else block
        units = tuple(replace(unit, short=True) for unit in shorter.units)
        gone = tuple(name for name in section.columns if name not in columns)
        return replace(block, units=units, heads=shorter.heads, without=gone) if gone and kept else block
    units = tuple(
        unit if len(unit.rows) == 1 else _short(entry, section.columns, wide) or unit
        for unit, entry in zip(block.units, block.entries, strict=True)
    )
    return replace(block, units=units, ahead=())


def _short(entry: Entry, columns: tuple[str, ...], wide: int) -> Unit | None:
    """A line in one row, in the most of its words that this holds; None where none do."""
    line = entry[0]
    whole = _words(line, columns)
    for words in (whole, line.brief, line.text):
        rows = _rows(entry, words, wide) if words else ()
        if len(rows) == 1:
            return Unit(rows, short=words != whole)
    return None


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


def _words(line: Line, columns: tuple[str, ...]) -> str:
    """The words of a line, with its cells behind them."""
    cells = ", ".join(f"{name} {cell}" for name, cell in zip(columns, line.cells, strict=False) if cell)
    return f"{line.words}: {cells}" if cells else line.words


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
    while (taken := sum(sizes) + GAP * len(sizes)) + longest > wide and taken > wide * 5 // 8:
        slack = [size - floor for size, floor in zip(sizes, least, strict=True)]
        if max(slack) <= 0:
            break
        sizes[slack.index(max(slack))] -= 1
    return sizes if taken <= wide * 2 // 3 else []


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
