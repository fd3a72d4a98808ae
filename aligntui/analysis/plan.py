"""The plan on one page: what holds, what we do, what we stop, by when, and what is open.

Sections stand in the order a reader asks. One without content says in a few words what is missing, if a
step of the session asks for it, and is left out otherwise: a half-finished session makes an honest page.
"""

from __future__ import annotations

import msgspec

from aligntui.analysis import checks, told
from aligntui.analysis.counted import subjects
from aligntui.analysis.figure import Groups, Items, PerItem, Sentence
from aligntui.analysis.gather import counts
from aligntui.analysis.plan_page import Line, Plan, Section
from aligntui.analysis.view import View
from aligntui.guide.types import as_list
from aligntui.session.model import Item
from aligntui.text.clean import clean_line

LISTS = ("strengths", "weaknesses", "opportunities", "threats")
"""Factor lists that are read when no figure names any."""

PER_LIST = 2
"""Factors of each list that make the page."""

NOBODY = ("nobody", "none", "no", "-")
"""Answers to "who sees it differently" that are no dissent."""


MISSING = {
    "statement": "the strategy in one sentence",
    "goals": "goals",
    "factors": "factors",
    "doing": "strategies",
    "stop": "one thing to stop",
    "wont": "what we will not do",
    "objectives": "objectives",
    "signposts": "a number that warns",
    "risks": "why it might fail",
    "next": "first steps",
}
"""What is missing where a section has no lines."""

COLUMNS = ("from", "to", "due", "owner")
"""Headings over the cells of an objective."""


def plan(view: View) -> Plan:
    """The plan that a session holds on the day of the view."""
    count = counts(view, checks.everything(view))
    return Plan(
        title=clean_line(view.session.meta.title),
        as_of=view.as_of,
        sections=(
            _statement(view),
            _goals(view),
            _factors(view),
            _doing(view),
            _stopped(view),
            _wont(view),
            _objectives(view),
            _signposts(view),
            _risks(view),
            _next(view),
            _dissent(view),
        ),
        errors=count["error"],
        warnings=count["warning"],
        hints=count["hint"],
    )


def _section(view: View, key: str, title: str, lines: list[Line], *fills: str) -> Section:
    """A section; without lines what is missing, and the step that fills one of these lists or records."""
    if lines:
        return Section(key=key, title=title, lines=tuple(lines))
    step = next(filter(None, (told.asking(view, name) for name in fills)), None)
    if step is None:
        return Section(key=key, title=title)
    return Section(key=key, title=title, empty=MISSING[key], asks=step[0], step=step[1])


def _line(view: View, item: Item, note: str = "", text: str = "", tail: str = "", short: str = "") -> Line:
    said = text or item.text
    return Line(
        text=said, id=item.id, code=view.code(item), role=view.book.role(item.collection),
        note=note, tail=tail, short=short or said,
    )  # fmt: skip


def _by_day(view: View, items: list[Item]) -> list[Item]:
    return sorted(items, key=lambda item: (str(item.fields.get("due") or "9999"), view.place(item.id)))


def _statement(view: View) -> Section:
    figure = checks.first(view, "statement")
    said = checks.part(figure, "sentence")
    text = said.text if isinstance(said, Sentence) else told.sentence(view, view.record("statement"))
    purpose = told.of(view, view.record("vision"), "purpose")
    lines = [Line(text=text)] if text else []
    if purpose:
        lines.append(Line(text=f"Purpose: {purpose}" if text else purpose))
    return _section(view, "statement", "Where we are going", lines, "record:statement")


def _goals(view: View) -> Section:
    lines = []
    for item in view.items("goals"):
        unit = told.of(view, item, "unit")
        ends = [told.number(view, item, key, unit) for key in ("baseline", "target")]
        due = told.of(view, item, "due")
        tail = " > ".join(ends) if all(ends) else ""
        words = told.sentence(view, item)
        if words == item.text and (tail or due):
            said = f"from {ends[0]} to {told.amount(ends[1], unit)}" if tail else ""
            words = f"{item.text}: {' '.join(filter(None, (said, f'by {due}' if due else '')))}"
        lines.append(_line(view, item, text=words, tail=tail, short=item.text))
    return _section(view, "goals", "Goals", lines, "goals")


def factor_lists(view: View) -> list[str]:
    """Collections whose items are the factors of the plan."""
    for method in view.book.methods.values():
        for declared in method.figures.values():
            if declared.get("use") == "top_factors":
                return [name for name in as_list(declared.get("of")) if name in view.book.collections]
    return [name for name in LISTS if name in view.book.collections]


def top(view: View, collection: str, n: int = PER_LIST) -> list[Item]:
    """The factors of a list that count most: by importance, weight and dots, then by evidence."""
    dots = _dots(view)

    def weight(item: Item) -> tuple[float, ...]:
        importance, points, grade = (view.number(item, key) for key in ("importance", "points", "grade"))
        found = (importance, points, dots.get(item.id), grade)
        return tuple(-float(number or 0) for number in found)

    return sorted(view.items(collection), key=weight)[:n]


def _dots(view: View) -> dict[str, float]:
    """Dots of the latest count of each step, by item."""
    latest = {
        held.step: held
        for held in sorted(view.session.rounds.values(), key=lambda r: (r.date, r.n, r.id))
        if held.state == "revealed" and held.answer.get("type") == "dots"
    }
    found: dict[str, float] = {}
    for held in latest.values():
        for subject in subjects(view, held):
            answers = (a.get("value") if isinstance(a, dict) else a for a in view.answers(held.id, subject))
            given = sum(float(a) for a in answers if isinstance(a, int | float) and a > 0)
            found[subject] = found.get(subject, 0.0) + given
    return found


def _factors(view: View) -> Section:
    names = factor_lists(view)
    lines = [_line(view, item) for name in names for item in top(view, name)]
    return _section(view, "factors", "The factors that count", lines, names[0] if names else LISTS[0])


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
    """What is taken on. A hedge or a bet is called one; what is not taken on is nothing that we do."""
    flags = checks.part(checks.first(view, "wind_tunnel"), "flag")
    called = flags.values if isinstance(flags, PerItem) else {}
    lines = []
    for item in live(view):
        flag = str(called.get(item.id) or "")
        lines.append(_line(view, item, flag, tail=f"({flag})" if flag else ""))
    waiting = len(view.items("strategies"))
    if lines or not waiting:
        return _section(view, "doing", "What we do", lines, "strategies")
    says = "a yes or no to the one strategy" if waiting == 1 else f"a choice among {waiting} strategies"
    asks, step = _marking_step(view)
    return Section(key="doing", title="What we do", empty=says, asks=asks, step=step)


def _marking_step(view: View) -> tuple[str, str]:
    """`method/step` and title of the plot in which strategies are taken on, or two blanks."""
    for method in view.book.methods.values():
        for step in method.steps:
            over = as_list(step.of if not isinstance(step.of, dict) else None)
            if step.mark and step.kind == "plot" and "strategies" in over:
                return f"{method.method}/{step.id}", step.title
    return "", ""


def _stopped(view: View) -> Section:
    noted = [(item, told.of(view, item, "frees")) for item in view.items("stops")]
    for item in view.parked("strategies"):
        noted.append((item, ": ".join(filter(None, (item.status, item.reason)))))
    lines = [_line(view, item, note, tail=f"({note})" if note else "") for item, note in noted]
    return _section(view, "stop", "What we stop", lines, "stops")


def _wont(view: View) -> Section:
    lines = [_line(view, item) for item in view.items("wont")]
    return _section(view, "wont", "What we will not do", lines, "wont")


def _objectives(view: View) -> Section:
    """In the order they fall due; columns that no objective fills are left out."""
    rows = []
    for item in _by_day(view, view.items("objectives")):
        unit = told.of(view, item, "unit")
        target = told.number(view, item, "target", unit)
        rows.append(
            (
                item,
                (
                    told.number(view, item, "baseline", unit),
                    told.amount(target, unit),
                    told.of(view, item, "due"),
                    told.of(view, item, "owner"),
                ),
            )
        )
    used = [place for place in range(len(COLUMNS)) if any(cells[place] for _, cells in rows)]
    lines = [
        Line(text=item.text, id=item.id, code=view.code(item), cells=tuple(cells[place] for place in used))
        for item, cells in rows
    ]
    found = _section(view, "objectives", "Objectives", lines, "objectives")
    return msgspec.structs.replace(found, columns=tuple(COLUMNS[place] for place in used))


def _signposts(view: View) -> Section:
    lines = []
    for item in view.items("signposts"):
        act, at = item.text, told.of(view, item, "threshold")
        if at:
            act += f" {at}" if at[0] in "<>=" else f", at {at}"
        then = told.of(view, item, "then")
        status = told.of(view, item, "status")
        note = "" if status == "quiet" else status
        lines.append(_line(view, item, note, f"{act}: {then}" if then else act))
    return _section(view, "signposts", "If the world changes", lines, "signposts")


def _risks(view: View) -> Section:
    lines = []
    for item in view.items("risks"):
        guard = told.of(view, item, "guard")
        words = f"{item.text.rstrip('.')}: {guard}" if guard else item.text
        lines.append(_line(view, item, told.of(view, item, "owner") if guard else "", words))
    return _section(view, "risks", "Why it might fail, and what we do now", lines, "risks")


def _next(view: View) -> Section:
    lines = []
    for item in _by_day(view, view.items("actions")):
        if item.fields.get("done") != "yes":
            who = ", ".join(filter(None, (told.of(view, item, "owner"), told.of(view, item, "due"))))
            lines.append(_line(view, item, who))
    close = view.record("close")
    first = told.of(view, close, "first")
    if first and not lines:
        lines.append(Line(text=first, note=told.of(view, close, "first_by")))
    if told.of(view, close, "explain_to"):
        lines.append(Line(text=f"told to {told.of(view, close, 'explain_to')}"))
    review = max([str(close.fields.get("review") or ""), *(run.next for run in view.session.runs.values())])
    if review:
        lines.append(Line(text=f"review {told.day(review)}"))
    return _section(view, "next", "Next", lines, "actions", "record:close")


def _dissent(view: View) -> Section:
    lines = []
    for name in view.book.collections:
        if view.book.field(name, "dissent") is None:
            continue
        for item in view.items(name, away=True):
            words = told.of(view, item, "dissent")
            if words and words.casefold() not in NOBODY:
                lines.append(_line(view, item, text=words))
    return Section(key="dissent", title="Who sees it differently", lines=tuple(lines))
