"""The plan on one page as rows of whole words: what stands on which page and in which order, for every face.

The first page holds the beginning of each section: as many lines as the section wants there at least, then
whatever there is room for, section by section. What it leaves out is counted, and stands whole on the pages
behind it. A word is broken only where it is longer than its row.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, count, repeat

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
NOT_YET = "NOT YET WRITTEN"


class Piece(msgspec.Struct, frozen=True):
    """Words of a row in one tone."""

    text: str
    tone: str = "text"
    """`text`, `label`, `muted`, or the colour of a code."""
    line: int = -1
    """Number of the line of the plan that has a code and can be followed, among all such; -1 for none."""


Row = tuple[Piece, ...]


class Unit(msgspec.Struct, frozen=True):
    """Rows that stand on one page together wherever a page holds them."""

    rows: tuple[Row, ...]
    lines: int = 1
    """Lines of the plan that these are."""


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
    ahead: Row = ()
    """The label before the first words, where a section of one short line needs no row for its heading."""

    @property
    def lines(self) -> int:
        """Lines of the plan that are in it."""
        return sum(unit.lines for unit in self.units)

    def left(self, units: int) -> int:
        """Lines that are left when the first units are shown."""
        return sum(unit.lines for unit in self.units[units:])


class Pages(msgspec.Struct, frozen=True):
    """The plan on pages."""

    pages: tuple[tuple[Row, ...], ...]
    """Rows of each page; one page at least."""
    ids: tuple[str, ...]
    """Items behind the lines that can be followed, by the number of the line."""


def laid_out(plan: Plan, wide: int, high: int = 0, onward: str = "") -> Pages:
    """The plan in rows of at most `wide` cells, on pages of at most `high` rows.

    Args:
        plan: The plan.
        wide: Cells of a row, 40 at least.
        high: Rows of a page, 4 at least; 0 for one page as long as it takes.
        onward: What stands behind a number of lines left out: how to get there.
    """
    ids: list[str] = []
    blocks: list[Block] = []
    for section in plan.sections:
        numbers = count(len(ids))
        entries = [(line, next(numbers) if line.id else -1) for line in section.lines]
        ids += [line.id for line in section.lines if line.id]
        if entries:
            blocks.append(_block(section, entries, wide))
    if plan.missing:
        blocks.append(_missing(plan, wide))
    whole = _flowing([(block, 0) for block in blocks], wide, 0, "")
    if not high or len(whole[0]) <= high:
        return Pages(tuple(whole), tuple(ids))
    tight = [row for row in whole[0] if row]
    if len(tight) <= high:
        return Pages((tuple(tight),), tuple(ids))
    shown = _shares(blocks, wide, high - 1, onward)
    if not any(shown):
        return Pages(tuple(_flowing([(block, 0) for block in blocks], wide, high, onward)), tuple(ids))
    first = _first(blocks, shown, wide, onward)
    rest = [(block, n) for block, n in zip(blocks, shown, strict=True) if n < len(block.units)]
    return Pages((tuple(first), *_flowing(rest, wide, high, onward)), tuple(ids))


def text_of(row: Row) -> str:
    """The words of a row."""
    return "".join(piece.text for piece in row).rstrip()


# sections


Entry = tuple[Line, int]
"""A line and its number; -1 where it cannot be followed."""


def _block(section: Section, entries: list[Entry], wide: int) -> Block:
    def rows(entry: Entry, room: int, lead: str = LEAD) -> tuple[Row, ...]:
        return _rows(entry, _words(entry[0], section.columns), room, lead)

    block = Block(section.label, (), least=section.least)
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


def _missing(plan: Plan, wide: int) -> Block:
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


# pages


def _heading(block: Block, wide: int, left: int = 0, onward: str = "", again: bool = False) -> list[Row]:
    """The heading of a section, and how many of its lines are left out here."""
    if block.bare or block.ahead:
        return []
    label = f"{block.label}, continued" if again else block.label
    more = f"  + {left} more{onward}" if left else ""
    room = wide - width(block.heads)
    rows: list[Row] = [(Piece(row, "label"),) for row in wrap(label, wide, " ")]
    last = width(text_of(rows[-1]))
    if last + width(more) > room and (more or block.heads):
        rows.append(())
        last = 0
    rows[-1] = (*rows[-1], Piece(more, "muted"), Piece(" " * (room - last - width(more)), "text"))
    if block.heads:
        rows[-1] = (*rows[-1], Piece(block.heads, "muted"))
    return rows


def _shares(blocks: list[Block], wide: int, room: int, onward: str) -> list[int]:
    """Units of each section on a first page with so many rows."""
    shown = [0] * len(blocks)
    used = 0
    # One line of each that wants any, then what they want, then what there is room for.
    for tall, most in ((room // 3, 1), (room // 3, room), (room, 0)):
        for n, block in enumerate(blocks):
            wanted = min(block.least, most) if most else room
            while shown[n] < min(wanted, len(block.units)):
                unit = block.units[shown[n]]
                head = 0 if shown[n] else len(_heading(block, wide, block.lines, onward))
                if used + head + len(unit.rows) > room or len(unit.rows) > max(tall, 1):
                    break
                used += head + len(unit.rows)
                shown[n] += 1
    return shown


def _first(blocks: list[Block], shown: list[int], wide: int, onward: str) -> list[Row]:
    rows: list[Row] = []
    out: list[tuple[str, int]] = []
    for block, units in zip(blocks, shown, strict=True):
        left = block.left(units)
        if not units:
            out.append((block.label, left))
            continue
        if block.bare and left:
            out.append((block.label, left))
        rows += _heading(block, wide, left, onward)
        rows += _unit_rows(block, block.units[:units])
    if out:
        total = sum(left for _, left in out)
        named = f" + {total} more: {', '.join(f'{label} {left}' for label, left in out)}{onward}"
        short = f" + {total} more in {len(out)} sections{onward}"
        rows.append((Piece(named if width(named) <= wide else short, "muted"),))
    return rows


def _unit_rows(block: Block, units: tuple[Unit, ...]) -> Iterator[Row]:
    for unit in units:
        for n, row in enumerate(unit.rows):
            yield (*block.ahead, *row) if n == 0 else row


def _flowing(rest: list[tuple[Block, int]], wide: int, high: int, onward: str) -> list[tuple[Row, ...]]:
    """What is left of each section, one behind the other; one page while `high` is 0."""
    pages: list[list[Row]] = [[]]
    counts = [sum(block.left(units) for block, units in rest)]
    """Lines that are not whole yet at the end of each page."""
    room = high - 1

    def turn() -> None:
        pages.append([])
        counts.append(counts[-1])

    for block, begun in rest:
        again, fresh = bool(begun), True
        for unit in block.units[begun:]:
            rows = list(_unit_rows(block, (unit,)))
            head = _heading(block, wide, again=again) if fresh or not pages[-1] else []
            gap: list[Row] = [()] if fresh and pages[-1] else []
            if high and len(pages[-1]) + len(gap) + len(head) + min(len(rows), room) > room and pages[-1]:
                turn()
                head, gap = _heading(block, wide, again=again or not fresh), []
            pages[-1] += [*gap, *(head if not high or len(head) < room else [])]
            while high and len(pages[-1]) + len(rows) > room:
                cut = room - len(pages[-1])
                pages[-1] += rows[:cut]
                rows = rows[cut:]
                turn()
            pages[-1] += rows
            counts[-1] -= unit.lines
            fresh = False
    return [
        tuple([*page, (Piece(f" + {left} more{onward}", "muted"),)] if left else page)
        for page, left in zip(pages, counts, strict=True)
    ]
