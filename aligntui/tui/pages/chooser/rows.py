"""Choosing a workshop as rows: agendas and methods by level, and a preview of the focused one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from msgspec import field

from aligntui.methods.heads import Head
from aligntui.methods.types import Agenda, Method
from aligntui.text.clean import clip, width
from aligntui.tui.asking import holds
from aligntui.tui.rows import Paged, begins, filled, paged, shown
from aligntui.tui.widgets.line import (
    BLANK,
    Line,
    beside,
    broken,
    cut,
    hung,
    in_focus,
    labelled,
    line,
    on,
    paragraph,
    spread,
    wrap,
)

LEVELS = (
    ("fundamentals", "1 FUNDAMENTALS", "begin here"),
    ("intermediate", "2 INTERMEDIATE", "then"),
    ("advanced", "3 ADVANCED", "when the basics hold"),
)
NUMBER = {"fundamentals": "1 fundamentals", "intermediate": "2 intermediate", "advanced": "3 advanced"}
Mark = Literal["", "x", "~"]
"""Done, begun, or neither in this session."""


class ChooserState(Paged):
    """All that the chooser shows."""

    heads: list[Head]
    """Those that the words in the line leave, agendas first."""
    marks: Mapping[str, Mark] = field(default_factory=dict)
    """Method name -> done or begun."""
    title: str = ""
    """Session that gets a further run; "" for a new one."""
    seen: Head | None = None
    """Line of the preview: the focused one after a moment of rest."""
    words: str = ""
    """Words in the line; with them the best fit comes first, without headings."""
    looks: tuple[str, list[str]] = ("", [])
    """(name, rows) of how the focused one looks; it is read after a moment of rest."""

    @property
    def head(self) -> Head | None:
        """The focused line."""
        return self.heads[self.at] if 0 <= self.at < len(self.heads) else None


def chosen(heads: Iterable[Head], words: str) -> list[Head]:
    """The heads that hold all words, the best fit first; without words agendas, then methods by level."""
    wanted = " ".join(words.casefold().split())
    found = [h for h in heads if holds(f"{h.title} {h.name} {h.summary} {h.gives}", wanted)]
    rank = {name: number for number, (name, _, _) in enumerate(LEVELS)}

    def place(head: Head) -> tuple[int, int]:
        level = 0 if head.sort == "agenda" else 1 + rank.get(head.level, len(rank))
        return (fit_of(head, wanted) if wanted else 0), level

    return sorted(found, key=place)


def fit_of(head: Head, words: str) -> int:
    """How well words name a head: 0 its title, 1 its start, 2 starts of its words, 3 in it, 4 elsewhere."""
    title = head.title.casefold()
    if words in (title, head.name.casefold()):
        return 0
    if title.startswith(words):
        return 1
    starts = title.replace("-", " ").replace(":", " ").split()
    if all(any(start.startswith(word) for start in starts) for word in words.split()):
        return 2
    return 3 if holds(title, words) else 4


def first_focus(heads: Sequence[Head], marks: Mapping[str, Mark], *, new: bool) -> int:
    """The line that fits: alone for a first session, else the next method of the path."""
    if new:
        return next((n for n, h in enumerate(heads) if h.sort == "agenda" and h.alone), 0)
    return next((n for n, h in enumerate(heads) if h.sort == "method" and not marks.get(h.name)), 0)


def chooser_rows(state: ChooserState, cells: int, height: int, *, finding: bool = False) -> list[Line]:
    """The chooser but its message and keys."""
    left = 38 + min(14, (cells - 80) // 3)
    right = cells - left - 2
    bar = spread(
        line((" New workshop" if not state.title else f" {state.title}", "text+bold")),
        line(("another workshop " if state.title else "nothing yet ", "muted")),
        cells,
    )
    find = BLANK if finding else line((" find:", "muted"))
    rows = [on(bar, "bar"), line((" What would you like to have at the end?", "text+bold")), find]
    room = height - 6
    listed = filled(_listed(state, left, room), room)
    preview = _preview(state, right, room)
    for a, b in zip(listed, preview, strict=True):
        rows.append(beside((a, left), (line(("│ ", "rule")), 2), (b, right)))
    return rows


def _listed(state: ChooserState, cells: int, room: int) -> list[Line]:
    """The list, each line under the heading of its group where that begins."""
    if not state.heads:
        return [line(("   no workshop has these words", "muted"))]
    finding = bool(state.words.strip())
    groups = ["" if finding else "agenda" if h.sort == "agenda" else h.level for h in state.heads]
    first = begins(groups)
    names = [broken(head.title, cells - 17) for head in state.heads]

    def draw(number: int, high: int) -> list[Line]:
        head, focused = state.heads[number], number == state.at
        above = []
        if first[number] and high > 1:
            above = [_titled("FOUND, best first", cells) if finding else _heading(groups[number], cells)]
        texts = cut(names[number], high - len(above), cells - 17)
        return [*above, *_entry(head, state.marks.get(head.name, ""), texts, cells, focused=focused)]

    return shown([len(name) + begun for name, begun in zip(names, first, strict=True)], room, state, draw)


def _heading(group: str, cells: int) -> Line:
    if group == "agenda":
        return _titled("READY AGENDAS", cells)
    name, note = next(((n, note) for key, n, note in LEVELS if key == group), (group.upper(), ""))
    return line((f" {name}", "accent+bold"), (f"  {note}", "muted"))


def _titled(title: str, cells: int) -> Line:
    return line((f" {title:<{cells - 14}}", "accent+bold"), ("min  people", "muted"))


def _entry(head: Head, mark: str, texts: Sequence[str], cells: int, *, focused: bool) -> list[Line]:
    minutes = str(head.minutes) if head.minutes is not None else ("-" if not head.problem else "!!")
    rows = hung(
        line((">" if focused else " ", "accent"), (f"{mark:<2}", "accent")), texts, cells - 16,
        (f"{minutes:>3}  ", "text" if not head.problem else "finding"), (clip(head.people, 7), "muted"),
    )  # fmt: skip
    return in_focus(rows, cells, focused)


def _preview(state: ChooserState, cells: int, room: int) -> list[Line]:
    head = state.seen
    if head is None:
        return [BLANK] * room
    wide = min(cells - 1, 76)
    rows = [
        spread(line((head.title, "text+bold")), line((NUMBER.get(head.level, head.level), "muted")), wide)
    ]
    if width(head.title) + 16 > wide:
        rows = paragraph(head.title, wide, role="text+bold")
    rows.append(BLANK)
    if head.problem:
        return filled([*rows, *paragraph(head.problem, wide)], room)
    rows += [*paragraph(head.summary, wide), BLANK, *_facts(head, wide)]
    name, looks = state.looks
    if name == head.name and looks:
        rows += [BLANK, line(("How it goes" if head.sort == "agenda" else "How it looks", "accent+bold"))]
        rows += [line((row, "text")) for text in looks for row in _looks(text, wide)]
    legend = [BLANK, line(("x done   ~ begun in this session", "muted"))] if state.marks else []
    drawn, _ = paged(rows, room - len(legend), state.page, "Tab")
    return [*filled(drawn, room - len(legend)), *legend]


def _looks(text: str, cells: int) -> list[str]:
    """Rows of a line of what is shown; further ones stand in, below the words where it has minutes."""
    minutes = re.match(r"(\s*[\d-]+  )?", text)
    head = minutes[0] if minutes is not None else ""
    inner = len(head) or 3
    rows = wrap(text[len(head) :], cells - 1 - inner) or [""]
    return [f" {head}{rows[0]}", *(f" {' ' * inner}{row}" for row in rows[1:])]


def _facts(head: Head, cells: int) -> list[Line]:
    label = "before" if head.sort == "agenda" else "asks"
    time = f"{head.minutes} min" if head.minutes is not None else ""
    if head.sort == "method" and time and head.solo is not None:
        time += f" with a team, {head.solo} alone"
    if head.best and head.best != head.people:
        time += f"; best with {head.best}"
    found = [
        (label, head.asks),
        ("gives", head.gives),
        ("needs", (head.needs or "nothing") if head.sort == "method" else ""),
        ("time", time),
        ("from", head.origin if head.origin != "built-in" else ""),
    ]
    return [row for name, words in found for row in labelled(name, 7, wrap(words, cells - 7))]


def looks_of_method(method: Method) -> list[str]:
    """Some good lines of a method, as its lists would show them."""
    found: list[str] = []
    for collection in method.collections.values():
        code = collection.code if isinstance(collection.code, str) else ""
        found += [f"{code}1 {example}" if code else example for example in collection.examples[:1]]
    if not found:
        for step in method.steps:
            example = step.guide.example
            found += [example] if isinstance(example, str) else list(example)
    return found[:5]


def looks_of_agenda(agenda: Agenda, methods: Mapping[str, str]) -> list[str]:
    """Its lines with their minutes."""
    found: list[str] = []
    for entry in agenda.steps:
        minutes = entry.break_ if entry.break_ is not None else entry.minutes
        name = entry.title or entry.talk or ("Break" if entry.break_ is not None else "")
        ref = entry.method or entry.step or next(iter(entry.steps or ()), "")
        name = name or methods.get(ref.partition("/")[0], ref)
        found.append(f"{minutes if minutes is not None else '-':>3}  {name}")
    return found
