"""The plan on one page: what holds, what we do, what we stop, by when, and what is open.

Sections stand in the order a reader asks. One that is empty says which step would fill it, so that a
half-finished session makes an honest page.
"""

from __future__ import annotations

import msgspec

from aligntui.analysis import checks, told
from aligntui.analysis.figure import Groups, Items, PerItem, Sentence
from aligntui.analysis.layout import LEAST, table, wrap
from aligntui.analysis.view import View
from aligntui.guide.types import as_list
from aligntui.session.model import Item
from aligntui.text.clean import clean_line, clip, width

LISTS = ("strengths", "weaknesses", "opportunities", "threats")
"""Factor lists that are read when no figure names any."""

PER_LIST = 2
"""Factors of each list that make the page."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a section: whole text, or cells where the section has columns."""

    text: str = ""
    id: str = ""
    """Item behind the line."""
    code: str = ""
    note: str = ""
    """What qualifies it: a class, a flag, a reason."""
    cells: tuple[str, ...] = ()


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the page."""

    key: str
    title: str
    lines: tuple[Line, ...] = ()
    columns: tuple[str, ...] = ()
    """Headings of the cells, when the lines have cells."""
    empty: str = ""
    """What is missing and which step asks for it; "" when there are lines."""


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """The page."""

    title: str
    as_of: str
    sections: tuple[Section, ...]
    errors: int = 0
    warnings: int = 0
    hints: int = 0

    def section(self, key: str) -> Section:
        """A section by its key.

        Raises:
            KeyError: When there is none of that key.
        """
        for section in self.sections:
            if section.key == key:
                return section
        raise KeyError(key)


def plan(view: View) -> Plan:
    """The plan that a session holds on the day of the view."""
    found = checks.everything(view)
    count = {rank: sum(f.severity == rank for f in found) for rank in checks.RANK}
    return Plan(
        title=clean_line(view.session.meta.title),
        as_of=view.as_of,
        sections=(
            _statement(view),
            _factors(view),
            _doing(view),
            _stopped(view),
            _objectives(view),
            _signposts(view),
            _next(view),
            _dissent(view),
        ),
        errors=count["error"],
        warnings=count["warning"],
        hints=count["hint"],
    )


def _section(view: View, key: str, title: str, lines: list[Line], missing: str, fills: str) -> Section:
    if lines:
        return Section(key=key, title=title, lines=tuple(lines))
    empty = f"{missing} {told.asks_for(view.book, fills)}".strip()
    return Section(key=key, title=title, empty=empty)


def _line(view: View, item: Item, note: str = "", text: str = "") -> Line:
    return Line(text=text or item.text, id=item.id, code=view.code(item), note=note)


def _statement(view: View) -> Section:
    figure = checks.first(view, "statement")
    said = checks.part(figure, "sentence")
    text = said.text if isinstance(said, Sentence) else told.sentence(view, view.record("statement"))
    if not text:
        text = told.of(view, view.record("vision"), "purpose")
    lines = [Line(text=text)] if text else []
    return _section(
        view, "statement", "Where we are going", lines, "No strategy statement yet.", "record:statement"
    )


def factor_lists(view: View) -> list[str]:
    """Collections whose items are the factors of the plan."""
    for method in view.book.methods.values():
        for declared in method.figures.values():
            if declared.get("use") == "top_factors":
                return [name for name in as_list(declared.get("of")) if name in view.book.collections]
    return [name for name in LISTS if name in view.book.collections]


def top(view: View, collection: str, n: int = PER_LIST) -> list[Item]:
    """The factors of a list that count most: by importance, then evidence, then points."""

    def weight(item: Item) -> tuple[float, ...]:
        found = (view.number(item, key) for key in ("importance", "grade", "points"))
        return tuple(-float(number or 0) for number in found)

    return sorted(view.items(collection), key=weight)[:n]


def _factors(view: View) -> Section:
    names = factor_lists(view)
    lines = [_line(view, item) for name in names for item in top(view, name)]
    return _section(
        view, "factors", "The factors that count", lines, "No factors yet.", names[0] if names else LISTS[0]
    )


def live_mark(view: View) -> str:
    """Yes-no field that says a strategy is taken on: what a plot or board of strategies marks."""
    for method in view.book.methods.values():
        for step in method.steps:
            over = as_list(step.holds) + (as_list(step.of) if not isinstance(step.of, dict) else [])
            if step.mark and "strategies" in over:
                return step.mark
    return "live"


def live(view: View) -> list[Item]:
    """Strategies taken on, the best class first."""
    mark = live_mark(view)
    chosen = [item for item in view.items("strategies") if item.fields.get(mark) == "yes"]
    order = checks.part(checks.first(view, "quadrant", "strategies"), "order")
    rank = {ref: place for place, ref in enumerate(order.ids)} if isinstance(order, Items) else {}
    return sorted(chosen, key=lambda item: (rank.get(item.id, len(rank)), view.place(item.id)))


def classes(view: View) -> dict[str, str]:
    """Strategy -> what the plot and the wind tunnel call it."""
    found: dict[str, list[str]] = {}
    sources = (
        checks.part(checks.first(view, "quadrant", "strategies"), "classes"),
        checks.part(checks.first(view, "wind_tunnel"), "class"),
        checks.part(checks.first(view, "wind_tunnel"), "flag"),
    )
    for source in sources:
        if isinstance(source, PerItem):
            for ref, word in source.values.items():
                if isinstance(word, str) and word:
                    found.setdefault(ref, []).append(word)
        elif isinstance(source, Groups):
            for word, refs in source.groups.items():
                for ref in refs:
                    found.setdefault(ref, []).append(word)
    return {ref: ", ".join(words) for ref, words in found.items()}


def _doing(view: View) -> Section:
    chosen = live(view)
    called = classes(view)
    lines = [_line(view, item, called.get(item.id, "")) for item in chosen]
    hedges = checks.part(checks.first(view, "wind_tunnel"), "hedge")
    if lines and isinstance(hedges, Items):
        taken = {line.id for line in lines}
        others = [view.item(ref) for ref in hedges.ids if ref not in taken]
        lines += [_line(view, item, "hedge, not taken on") for item in others if item is not None]
    if not lines and view.items("strategies"):
        many = len(view.items("strategies"))
        text = f"{many} {'strategy waits' if many == 1 else 'strategies wait'}; none is taken on yet."
        step = _marking_step(view)
        return Section(key="doing", title="What we do", empty=f"{text} {step}".strip())
    return _section(view, "doing", "What we do", lines, "No strategies yet.", "strategies")


def _marking_step(view: View) -> str:
    for method in view.book.methods.values():
        for step in method.steps:
            if (
                step.mark
                and step.kind == "plot"
                and "strategies" in as_list(step.of if not isinstance(step.of, dict) else None)
            ):
                return f'The step "{step.title}" ({method.method}/{step.id}) asks which.'
    return ""


def _stopped(view: View) -> Section:
    lines = [_line(view, item, told.of(view, item, "frees")) for item in view.items("stops")]
    for item in view.parked("strategies"):
        lines.append(_line(view, item, ": ".join(filter(None, (item.status, item.reason)))))
    return _section(view, "stop", "What we stop", lines, "Nothing is stopped yet.", "stops")


def _objectives(view: View) -> Section:
    late = "9999"
    items = sorted(
        view.items("objectives"), key=lambda i: (str(i.fields.get("due") or late), view.place(i.id))
    )
    lines = []
    for item in items:
        unit = told.of(view, item, "unit")
        cells = (
            told.number(view, item, "baseline", unit),
            told.number(view, item, "target", unit),
            told.of(view, item, "due"),
            told.of(view, item, "owner"),
        )
        lines.append(Line(text=item.text, id=item.id, code=view.code(item), cells=cells))
    found = _section(view, "objectives", "Objectives", lines, "No objectives yet.", "objectives")
    return msgspec.structs.replace(found, columns=("from", "to", "due", "owner")) if lines else found


def _signposts(view: View) -> Section:
    lines = []
    for item in view.items("signposts"):
        act = " ".join(filter(None, (item.text, told.of(view, item, "threshold"))))
        then = told.of(view, item, "then")
        lines.append(_line(view, item, told.of(view, item, "status"), f"{act}: {then}" if then else act))
    return _section(view, "signposts", "If the world changes", lines, "No signposts yet.", "signposts")


def _next(view: View) -> Section:
    lines = []
    for item in sorted(view.items("actions"), key=lambda i: (str(i.fields.get("due") or "9999"), i.pos)):
        if item.fields.get("done") != "yes":
            who = ", ".join(filter(None, (told.of(view, item, "owner"), told.of(view, item, "due"))))
            lines.append(_line(view, item, who))
    close = view.record("close")
    if told.of(view, close, "first"):
        lines.append(Line(text=told.of(view, close, "first"), note=told.of(view, close, "first_by")))
    if told.of(view, close, "explain_to"):
        lines.append(Line(text=f"told to {told.of(view, close, 'explain_to')}"))
    review = max([str(close.fields.get("review") or ""), *(run.next for run in view.session.runs.values())])
    if review:
        lines.append(Line(text=f"review {told.day(review)}"))
    return _section(view, "next", "Next", lines, "No first steps yet.", "actions")


def _dissent(view: View) -> Section:
    lines = []
    for name in view.book.collections:
        if view.book.field(name, "dissent") is None:
            continue
        for item in view.items(name, away=True):
            words = told.of(view, item, "dissent")
            if words and words.casefold() not in ("nobody", "none", "no"):
                lines.append(_line(view, item, text=words))
    if lines:
        return Section(key="dissent", title="Who sees it differently", lines=tuple(lines))
    return Section(key="dissent", title="Who sees it differently", empty="No dissent is on record.")


def as_text(page: Plan, wide: int = 80) -> str:
    """The page as plain text, at most `wide` cells a line (40 at least)."""
    wide = max(wide, LEAST)
    out = [clip(page.title, wide), "=" * min(width(page.title), wide), ""]
    for section in page.sections:
        if section.key == "statement" and section.lines:
            out += [*wrap(section.lines[0].text, wide), ""]
            continue
        out.append(section.title.upper())
        if section.empty:
            out += wrap(section.empty, wide, "  ")
        elif section.columns:
            rows = [(f"{line.code}  {line.text}", *line.cells) for line in section.lines]
            out += table([("", *section.columns), *rows], wide)
        else:
            for line in section.lines:
                head = f"{line.code}  " if line.code else ""
                note = f" ({line.note})" if line.note else ""
                out += wrap(f"{head}{line.text}{note}", wide, "  ", " " * (2 + width(head)))
        out.append("")
    out.append(f"Findings: !! {page.errors}   ! {page.warnings}   ? {page.hints}")
    return "\n".join(out) + "\n"
