"""The plan on one page as rows of whole words: what stands on which page and in which order, for every face.

The first page holds the beginning of each section: as many lines as the section wants there at least, then
whatever there is room for, section by section. Where that is not all they want, lines run on behind the label
of their section, in few words where they have them and without their numbers, and stand in full on the pages
behind. What is left out is counted. A word is broken only where it is longer than its row.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import count

import msgspec
from msgspec.structs import replace

from aligntui.analysis import bind
from aligntui.analysis.layout import wrap
from aligntui.analysis.plan_blocks import (
    CONTINUED,
    Block,
    Piece,
    Row,
    Unit,
    block_of,
    missing_block,
    rest_of,
    running_rows,
    text_of,
    tighter,
)
from aligntui.analysis.plan_page import Plan
from aligntui.text.clean import width


class Pages(msgspec.Struct, frozen=True):
    """The plan on pages."""

    pages: tuple[tuple[Row, ...], ...]
    """Rows of each page; one page at least."""
    ids: tuple[str, ...]
    """Items behind the lines that can be followed, by the number of the line."""


@lru_cache(maxsize=4)
def laid_out(plan: Plan, wide: int, high: int = 0, onward: str = "") -> Pages:
    """The plan in rows of at most `wide` cells, on pages of at most `high` rows.

    A page asks several times while it is drawn: what takes the focus, what is shown, what the keys do.

    Args:
        plan: The plan.
        wide: Cells of a row, 40 at least.
        high: Rows of a page, 4 at least; 0 for one page as long as it takes.
        onward: What stands behind a number of lines left out: how to get there.
    """
    ids: list[str] = []
    blocks: list[Block] = []
    sections = [section for section in plan.sections if section.lines]
    for section in sections:
        numbers = count(len(ids))
        entries = [(line, next(numbers) if line.id else -1) for line in section.lines]
        ids += [line.id for line in section.lines if line.id]
        blocks.append(block_of(section, entries, wide))
    if plan.missing:
        blocks.append(missing_block(plan, wide))
    whole = _flowing(blocks, wide, 0, "")
    if not high or len(whole[0]) <= high:
        return Pages(tuple(whole), tuple(ids))
    tight = [row for row in whole[0] if row]
    if len(tight) <= high:
        return Pages((tuple(tight),), tuple(ids))
    shapes = [blocks, *(list(each) for each in tighter(blocks, sections, wide))]
    for begins in shapes:
        first, shown = _first(begins, wide, high, onward)
        if all(n >= min(block.least, len(block.units)) for block, n in zip(begins, shown, strict=True)):
            break
    if not any(shown):
        return Pages(tuple(_flowing(blocks, wide, high, onward)), tuple(ids))
    rest = [rest_of(*each) for each in zip(blocks, begins, shown, strict=True)]
    return Pages((first, *_flowing([b for b in rest if b.units], wide, high, onward)), tuple(ids))


def _heading(block: Block, wide: int, left: int = 0, onward: str = "", again: bool = False) -> list[Row]:
    """The heading of a section, and how many of its lines are left out here."""
    if block.bare or block.ahead:
        return []
    label = f"{block.label.removesuffix(CONTINUED)}{CONTINUED}" if again else block.label
    out = [f"{left} more"] if left else []
    out += [", ".join(block.without)] if block.without else []
    more = f"  + {', + '.join(out)}{onward}" if out else ""
    room = wide - width(block.heads)
    rows: list[Row] = [(Piece(row, "label"),) for row in wrap(label, wide, " ")]
    last = width(text_of(rows[-1]))
    if last + width(more) > room and (more or block.heads):
        rows.append(())
        last = 0
    if more and block.heads and width(more) > room:
        rows[-1] = (Piece(more, "muted"),)
        rows.append(())
        more = ""
    rows[-1] = (*rows[-1], Piece(more, "muted"), Piece(" " * (room - last - width(more)), "text"))
    if block.heads:
        rows[-1] = (*rows[-1], Piece(block.heads, "muted"))
    return rows


def _shares(blocks: list[Block], wide: int, room: int, onward: str) -> list[int]:
    """Units of each section on a first page with so many rows."""
    shown = [0] * len(blocks)
    heights = [0] * len(blocks)
    # One more line of each that wants any, again and again, then what there is room for.
    least = range(1, max((block.least for block in blocks), default=0) + 1)
    for tall, most in [*((room // 3, n) for n in least), (room, 0)]:
        for n, block in enumerate(blocks):
            wanted = min(block.least, most) if most else len(block.units)
            while shown[n] < min(wanted, len(block.units)):
                height = len(_begun(block, shown[n] + 1, wide, onward))
                used = sum(heights) - heights[n] + height
                if used > room or height - heights[n] > max(tall, 2):
                    break
                heights[n], shown[n] = height, shown[n] + 1
    return shown


def _begun(block: Block, units: int, wide: int, onward: str) -> list[Row]:
    """Rows of the first units of a block under its heading, or behind it."""
    if not units:
        return []
    if block.running:
        left = block.left(units)
        return running_rows(block, units, wide, f"  + {left} more{onward}" if left else "")
    return [*_heading(block, wide, block.left(units), onward), *_unit_rows(block, block.units[:units])]


def _first(blocks: list[Block], wide: int, high: int, onward: str) -> tuple[tuple[Row, ...], list[int]]:
    """Rows of the first page, and the units of each section that stand there."""
    for room in (high, high - 1):
        shown = _shares(blocks, wide, room, onward)
        rows = [row for each in zip(blocks, shown, strict=True) for row in _begun(*each, wide, onward)]
        named, short = _left_out(blocks, shown, onward)
        last = width(text_of(rows[-1])) if rows else wide
        beside = next((words for words in (named, short) if last + width(words) + 1 <= wide), "")
        if short and beside and len(rows) == high:
            # On a full page what is left out needs no row of its own.
            gap = Piece(" " * (wide - last - width(beside)), "text")
            rows[-1] = (*_bare(rows[-1]), gap, Piece(beside, "muted"))
        elif short:
            rows.append((Piece(named if width(named) <= wide else short, "muted"),))
        if len(rows) <= high:
            break
    return tuple(rows), shown


def _bare(row: Row) -> Row:
    """A row without the blanks at its end."""
    words = [n for n, piece in enumerate(row) if piece.text.rstrip()]
    end = words[-1] if words else 0
    return (*row[:end], *(replace(piece, text=piece.text.rstrip()) for piece in row[end : end + 1]))


def _left_out(blocks: list[Block], shown: list[int], onward: str) -> tuple[str, str]:
    """What sections that are not begun hold, by name and in short; "" where nothing is left out."""
    pairs = list(zip(blocks, shown, strict=True))
    out = [(block.label, block.left(n)) for block, n in pairs if not n or (block.bare and block.left(n))]
    full = any(unit.short for block, n in pairs for unit in block.units[:n])
    if not out:
        return ("", "") if not full else (f" + all in full{onward}",) * 2
    behind = f"{', and all in full' if full else ''}{onward}"
    total = sum(left for _, left in out)
    named = ", ".join(f"{label} {left}" for label, left in out)
    return (
        f" + {total} more: {named}{behind}",
        f" + {total} more in {bind.count(len(out), 'section')}{behind}",
    )


def _unit_rows(block: Block, units: tuple[Unit, ...]) -> Iterator[Row]:
    for unit in units:
        for n, row in enumerate(unit.rows):
            yield (*block.ahead, *row) if n == 0 else row


def _flowing(blocks: list[Block], wide: int, high: int, onward: str) -> list[tuple[Row, ...]]:
    """What is left of each section, one behind the other, on few pages; one page while `high` is 0."""
    return min((_paged(blocks, wide, high, onward, blank) for blank in (True, False)), key=len)


def _paged(blocks: list[Block], wide: int, high: int, onward: str, blank: bool) -> list[tuple[Row, ...]]:
    pages: list[list[Row]] = [[]]
    counts = [sum(block.lines for block in blocks)]
    """Lines that are not whole yet at the end of each page."""
    room = high - 1

    def turn() -> None:
        pages.append([])
        counts.append(counts[-1])

    for block in blocks:
        fresh = True
        for unit in block.units:
            rows = list(_unit_rows(block, (unit,)))
            head = _heading(block, wide, again=not fresh) if fresh or not pages[-1] else []
            gap: list[Row] = [()] if blank and fresh and pages[-1] else []
            if high and len(pages[-1]) + len(gap) + len(head) + min(len(rows), room) > room and pages[-1]:
                turn()
                head, gap = _heading(block, wide, again=not fresh), []
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
