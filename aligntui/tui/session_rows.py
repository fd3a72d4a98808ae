"""Home as rows: the sessions, and what the focused one needs next."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from aligntui.analysis.figure import MARKS
from aligntui.methods.book import Book
from aligntui.store.values import OWN_ID, Entry
from aligntui.text import moment
from aligntui.text.clean import width
from aligntui.tui.rows import SIDE, Cursor, behind_rule, filled, listed
from aligntui.tui.widgets.line import (
    BLANK,
    Line,
    beside,
    broken,
    cut,
    fit,
    labelled,
    line,
    on,
    padded,
    paragraph,
    spread,
    wrap,
)
from aligntui.tui.widgets.sharing import listed as rows_shown

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class Detail(Struct):
    """What is known of the focused session. Rows that need the whole file come a moment later."""

    id: str
    next: str = ""
    so_far: str = ""
    findings: dict[str, int] | None = None
    """Severity -> number; None while nobody has looked."""
    worst: list[tuple[str, ...]] = field(default_factory=list)
    """(mark, words, the same with items cut short) of the worst findings."""
    log: list[tuple[str, str]] = field(default_factory=list)
    """(ISO time, who did what), the last first."""
    waiting: int = 0
    unwritten: int = 0
    """Changes of this person that wait to be written."""
    """Lines that were being typed."""


class HomeState(Cursor):
    """All that home shows."""

    entries: list[Entry]
    now: str
    total: int = 0
    shown: Entry | None = None
    """Session that is told of below or beside the list: the focused one after a moment of rest, so that
    moving through the list sends two rows and no more."""
    detail: Detail | None = None
    finding: bool = False
    new: bool = True
    """Whether the row for a new workshop stands under the list (in the trash there is none)."""
    sentence: str = "Go on where you stopped, or start something new."

    @property
    def count(self) -> int:
        """Rows that take the focus."""
        return len(self.entries) + (1 if self.new else 0)

    @property
    def entry(self) -> Entry | None:
        """The focused session; None on the row for a new one."""
        return self.entries[self.at] if 0 <= self.at < len(self.entries) else None


def when(changed: str, now: str) -> str:
    """`today 14:07`, `Thu 19 Nov` within a week, `12 Oct`, `12 Oct 25` in another year."""
    changed_at, seen_at = moment.local(changed), moment.local(now)
    if changed_at is None or seen_at is None:
        return ""
    day, today = changed_at.date(), seen_at.date()
    if day == today:
        return f"today {moment.clock(changed)}".strip()
    said = f"{day.day} {moment.MONTHS[day.month - 1]}"
    if 0 < (today - day).days < 7:
        return f"{DAYS[day.weekday()]} {said}"
    return said if day.year == today.year else f"{said} {day.year % 100:02d}"


def counted(number: int, name: str, declared: Sequence[str] = ()) -> str:
    """`12 strategies`, `1 objective`; with the words for one and for many where they are declared."""
    words = name.replace("_", " ")
    one = re.sub("ies$", "y", words)
    if one == words and not words.endswith(("ss", "xes")):
        one = re.sub("(?<=ss)es$|s$", "", words)
    one, many = declared or (one, words)
    return f"{number} {one if number == 1 else many}"


def so_far(
    counts: Mapping[str, int],
    records: Sequence[str] = (),
    wanted: Sequence[str] = (),
    book: Book | None = None,
) -> str:
    """What a session holds: `vision, 21 factors, 12 strategies, 0 objectives`.

    Lists of a group are counted together. Without definitions each list is counted under its own key.
    """
    lists, groups = (book.collections, book.groups) if book is not None else ({}, {})
    held = {
        **{group: sum(counts.get(name, 0) for name in names) for group, names in groups.items()},
        **{name: number for name, number in counts.items() if not any(name in g for g in groups.values())},
    }
    shown = [name for name, number in held.items() if number and name not in ("people", "parked")]
    shown += [name for name in wanted if not counts.get(name)]
    words = {name: lists[name].counted for name in shown if name in lists}
    found = [counted(held.get(name, 0), name, words.get(name, ())) for name in shown]
    return ", ".join([*records[:3], *found]) or "nothing written yet"


def home_rows(state: HomeState, cells: int, height: int) -> list[Line]:
    """Home but its message and keys."""
    side = cells >= 80 + SIDE + 1
    main = cells - SIDE - 1 if side else cells
    room = height - (8 if side else 14)
    rows = [_bar(state, cells), fit(line((f" {state.sentence}", "text+bold")), cells), BLANK]
    known = [_Told(entry, state.now) for entry in state.entries]
    sizes = _sizes(known, main)
    wants = [told.rows(sizes) for told in known]
    state.top, heights = rows_shown(
        wants, max(room, 3) + 1, max(0, min(state.at, len(known) - 1)), state.top, note=True
    )
    first, last = state.top, state.top + len(heights)
    entries = [
        row
        for index, height in enumerate(heights, start=first)
        for row in known[index].draw(sizes, height, focused=index == state.at)
    ]
    if state.finding and not state.entries:
        entries.append(line(("   No session has these words. Esc shows all.", "muted")))
    hidden = len(state.entries) - (last - first)
    if hidden > 0:
        above = f"{first} above, " if first else ""
        entries.append(line((f"   {above}{len(state.entries) - last} below", "muted")))
    else:
        entries.append(BLANK)
    if state.new:
        entries.append(_new(main, focused=state.at == len(state.entries)))
    if side:
        panel = [behind_rule(row, SIDE + 1) for row in _panel(state, SIDE - 1, height - 3)]
        entries += [BLANK] * (height - 5 - len(entries))
        body = [beside((left, main), (right, SIDE + 1)) for left, right in zip(entries, panel, strict=False)]
        return [*rows, *body]
    rows += [*entries, BLANK]
    if len(rows) + 6 <= height - 2:
        rows.append(BLANK)
    rows += _detail(state, cells, height - 2 - len(rows))
    return rows


def _bar(state: HomeState, cells: int) -> Line:
    total = f"{counted(state.total, 'sessions')} " if state.total else "no sessions "
    return on(spread(line((" AlignTUI", "text+bold")), line((total, "muted")), cells), "bar")


class _Told:
    """What the list says of a session: title, what is being done, how far it is, when it was changed."""

    def __init__(self, entry: Entry, now: str) -> None:
        self.stamp = when(entry.trashed or entry.changed, now)
        self.trouble, self.mark = "", ""
        if entry.problem:
            newer = not entry.gone and not entry.problem.startswith(entry.ref.name)
            self.mark = " ! " if newer else "!! "
            said = "a newer version, to be read only" if newer else "cannot be read"
            self.trouble = "gone; what is left of it is here" if entry.lost else said
        doing = f"copy of {entry.copy_of}" if entry.copy_of else entry.doing
        self.cells = [entry.title, "", ""] if entry.problem else [entry.title, doing, entry.progress]

    def rows(self, sizes: Sequence[int]) -> int:
        """Rows that all of it takes in columns of these widths."""
        return max([len(broken(text, size)) for text, size in zip(self.cells, sizes, strict=False)])

    def draw(self, sizes: Sequence[int], height: int, *, focused: bool) -> list[Line]:
        """In so many rows."""
        texts = [cut(broken(text, size), height, size) for text, size in zip(self.cells, sizes, strict=False)]
        drawn: list[Line] = []
        for y in range(height):
            title, doing, progress = (rows[y] if y < len(rows) else "" for rows in texts)
            first = y == 0
            middle = line((f"{padded(doing, sizes[1])}  {padded(progress, sizes[2])}", "text"))
            if self.trouble:
                middle = line((self.mark, "finding"), (self.trouble, "text")) if first else BLANK
            row = beside(
                (line((" > " if first and focused else "   ", "accent"), (title, "text")), sizes[0] + 5),
                (middle, sizes[1] + sizes[2] + 4),
                (line((self.stamp if first else "", "muted")), sizes[3]),
            )
            drawn.append(on(row, "focus") if focused else row)
        return drawn


DOING, PROGRESS, TROUBLE = 25, 9, 36
"""Cells of what is being done in a session, of how far it is, and of what is wrong with it, at most."""


def _sizes(known: Sequence[_Told], cells: int) -> tuple[int, int, int, int]:
    """Columns of a list: title, doing, progress, time; the title has what the others leave."""
    doing = min(DOING, max([width(told.cells[1]) for told in known], default=0))
    progress = min(PROGRESS, max([width(told.cells[2]) for told in known], default=0))
    if any(told.trouble for told in known):
        doing = max(doing, TROUBLE - progress - 2)
    stamp = max([width(told.stamp) for told in known], default=0)
    return cells - doing - progress - stamp - 10, doing, progress, stamp


def _new(cells: int, *, focused: bool) -> Line:
    return listed(cells, ("+ new workshop", "text" if focused else "muted"), focused=focused)


def _people(entry: Entry) -> str:
    return counted(entry.people, "people", ("person", "people"))


def _findings(counts: Mapping[str, int]) -> Line:
    numbers = {severity: counts.get(severity, 0) for severity in MARKS}
    roles = {severity: "text" if severity == "hint" else "finding" for severity in MARKS}
    return tuple((f"{m} {numbers[s]}    ", roles[s] if numbers[s] else "muted") for s, m in MARKS.items())


def _facts(state: HomeState, entry: Entry) -> list[tuple[str, Line]]:
    """(label, what) of the focused session, as far as they are known."""
    detail = state.detail if state.detail is not None and state.detail.id == entry.key else None
    found: list[tuple[str, Line]] = []
    if entry.copy_of:
        found.append(("copy", line((f"by hand of {entry.copy_of}. {OWN_ID}", "text"))))
    found.append(("next", line((detail.next if detail is not None else "", "text"))))
    # Names of lists stand in definitions, and what happened last in the file: both come a moment later.
    found.append(("so far", line((detail.so_far if detail is not None else "", "text"))))
    known = detail.findings if detail is not None else None
    found.append(("findings", _findings(known) if known is not None else BLANK))
    at, last = detail.log[0] if detail is not None and detail.log else (entry.changed, "")
    found.append(("last", line((f"{_clock(at, state.now)} {last}".strip(), "text"))))
    return found


def _clock(at: str, now: str) -> str:
    return moment.clock(at) if moment.same_day(at, now) else when(at, now)


def _detail(state: HomeState, cells: int, room: int) -> list[Line]:
    entry = state.shown
    if entry is None:
        return [*_new_detail(state, cells)][:room]
    first, *more = broken(entry.title, cells - 20)
    rows = [spread(line((f" {first}", "text+bold")), line((f"{_people(entry)}   ", "muted")), cells - 4)]
    rows += [line((f" {text}", "text+bold")) for text in more]
    if entry.problem:
        return [*rows, *paragraph(_trouble(entry), cells - 6, lead="   ")][:room]
    for label, what in _facts(state, entry):
        if label == "findings":
            rows.append(line((f"   {label:<9}", "muted"), *what))
        else:
            rows += labelled(
                f"   {label:<9}", 12, wrap("".join(text for text, _ in what), cells - 14) or [""]
            )
    if state.detail is not None and state.detail.id == entry.key and room > len(rows) + 1:
        rows += [BLANK, *_worst(state.detail, cells - 3, room - len(rows) - 1)]
    return rows[:room]


def _worst(detail: Detail, cells: int, room: int, lead: str = "   ") -> list[Line]:
    """The worst findings that there is room for, each of them whole, its items short where it has to be."""
    rows: list[Line] = []
    wide = cells - len(lead) - (4 if lead else 3)
    for mark, *ways in detail.worst[:5]:
        role = "accent" if mark == "?" else "finding"
        every = (labelled(f"{lead}{mark:>2} ", len(lead) + 3, wrap(way, wide), role=role) for way in ways)
        one = next((way for way in every if len(rows) + len(way) <= room), None)
        if one is None:
            break
        rows += one
    return rows


def _trouble(entry: Entry) -> str:
    if "newer" in entry.problem:
        return entry.problem
    if entry.lost:
        return f"{entry.problem} Enter offers it." if entry.id else entry.problem
    return f"{entry.problem} Enter looks for the last good copy; nothing is thrown away."


def _new_detail(state: HomeState, cells: int) -> list[Line]:
    if not state.new:
        return []
    return [
        line((" A new workshop", "text+bold")),
        line(("   Ready agendas, or one method on its own. It starts with one question.", "text")),
    ]


LAST = 7
"""Rows of the panel below the findings: a blank one, the heading of what happened last, and that."""


def _panel(state: HomeState, cells: int, height: int) -> list[Line]:
    """The focused session in the side panel."""
    entry = state.shown
    rows: list[Line] = []
    if entry is None:
        for text in _new_detail(state, cells):
            rows += [line((part, role)) for words, role in text for part in wrap(words.strip(), cells)]
        return filled(rows, height)
    rows += paragraph(entry.title, cells, role="text+bold")
    if entry.problem:
        return filled([*rows, BLANK, *paragraph(_trouble(entry), cells)], height)
    rows += [line((_people(entry), "muted")), BLANK]
    for label, what in _facts(state, entry):
        rows.append(line((label.upper(), "accent+bold")))
        if label == "findings":
            rows.append(what)
            if state.detail is not None and state.detail.id == entry.key:
                # Below it stand what happened last, and of what happened before as much as has room.
                rows += _worst(state.detail, cells, height - len(rows) - LAST, lead="")
        else:
            rows += paragraph("".join(text for text, _ in what), cells, 4) or [BLANK]
        rows.append(BLANK)
    if state.detail is not None and state.detail.id == entry.key:
        rows.pop()
        for at, told in state.detail.log[1:]:
            rows += paragraph(f"{_clock(at, state.now)} {told}", cells, role="muted")
    return filled(rows, height)
