"""The plan on one page, from the sections that methods declare.

Sections stand in the order a reader asks. One without content says in a few words what is missing, if a
step of the session asks for it, and is left out otherwise: a half-finished session makes an honest page.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial
from typing import Any

from msgspec.structs import replace

from aligntui.analysis import checks, cross_table, slots, told, unrepeated
from aligntui.analysis.figure import Items
from aligntui.analysis.gather import counts
from aligntui.analysis.measures import Measure, measures
from aligntui.analysis.measures import dots as dots_of
from aligntui.analysis.plan_page import Line, Plan, Section
from aligntui.analysis.view import View
from aligntui.analysis.where import matches
from aligntui.analysis.wording import first_date
from aligntui.methods import own_pages, types
from aligntui.methods.types import Part, as_list
from aligntui.session.head import former_names
from aligntui.session.model import Item
from aligntui.text.clean import clean_line
from aligntui.text.words import count, similar

RECORD = "record:"
PRESENT = "participants"
"""What a part names for those who took part, where they were several."""
SAME = 0.75
"""Share of their words from which two lines of one section say the same (our convention)."""
TELLING = 4
"""Words from which a line is long enough to be compared by them (our convention)."""
LAST = "9999"
"""Day of what has none, where days are the order."""


def plan(view: View, today: str = "") -> Plan:
    """The plan that a session holds.

    Args:
        view: The snapshot.
        today: The day it is, ISO, or a moment of it; the day of the view when left out, and where the
            sitting was set to look at all as of that day.
    """
    run = view.session.runs.get(view.run)
    is_set = run is not None and bool(run.at) and run.as_of != run.at[:10]
    findings = counts(view, checks.everything(view))
    return Plan(
        title=clean_line(view.session.meta.title),
        as_of=view.as_of if is_set else today[:10] or view.as_of,
        sections=tuple(section(view, declared) for declared in own_pages.plan(view.book)),
        errors=findings["error"],
        warnings=findings["warning"],
    )


def section(view: View, declared: types.Section) -> Section:
    """A section; without lines what is missing, and the step that fills one of its lists or records."""
    lines: list[Line] = []
    for part in declared.parts:
        if not part.when or (part.when == "after") == bool(lines):
            # What an earlier part said is not said again: an action may be the first step of a strategy.
            more = lines_of(view, part, declared.columns.values())
            lines = _joined(lines, more)
            rest = rest_of(view, part, {line.id for line in lines}) if lines else None
            lines += [rest] if rest is not None else []
    # Every heading of a page reads alike, however its method writes it.
    title, label = declared.title, declared.label.upper()
    if lines and declared.unweighed:
        weights = _weights(view, declared)
        lines = [_weighed(view, line, weights) for line in lines]
        by = _weighed_by(view, weights)
        title, label = (f"{title}, {by}", f"{label}, {by}") if by else (declared.unweighed, "")
    found = filled(view, replace(declared, title=title, label=label), lines)
    if lines or not declared.missing:
        return found
    part = declared.parts[0]
    empty, asks = declared.missing, None
    waiting = len(view.items(*lists_of(view, part))) if part.mark and declared.undecided else 0
    if waiting:
        empty = declared.undecided[0 if waiting == 1 else -1].replace("{n}", str(waiting))
        asks = _marking(view, part) or ("", "")
    else:
        fills = declared.fills or as_list(part.of)
        asks = next(filter(None, (told.asking(view, name) for name in fills)), None)
    if asks is None:
        return found
    return replace(found, empty=empty, asks=asks[0], step=asks[1])


def filled(view: View, declared: types.Section, lines: list[Line]) -> Section:
    """A section with these lines, and those of its columns in which something stands."""
    columns, kinds, heads = list(declared.columns), _kinds(view, declared), list[str]()
    crossed = next((view.book.relations[part.relation] for part in declared.parts if part.relation), None)
    if crossed is not None:
        top = cross_table.across(view, crossed)
        columns, heads = [view.code(item) for item in top], cross_table.heads(view, top)
        kinds = ["text"] * len(columns)
    # What stands for the items left out, or says a figure, has no cells.
    blank = ("",) * len(columns)
    lines = [replace(line, cells=(*line.cells, *blank)[: len(columns)]) for line in lines]
    used = [place for place in range(len(columns)) if any(line.cells[place] for line in lines)]
    heads = [heads[place] for place in used] if heads else []
    letters = cross_table.letters(crossed) if crossed is not None and lines else ""
    if heads and lines:
        legends = filter(None, ("; ".join(heads), letters))
        lines += [Line(text=words, cells=blank, legend=True) for words in legends]
    return Section(
        key=declared.key,
        title=declared.title,
        label=declared.label or declared.title.upper(),
        layout=declared.layout,
        least=declared.least,
        lines=tuple(replace(line, cells=tuple(line.cells[n] for n in used)) for line in lines),
        columns=tuple(columns[place] for place in used),
        heads=tuple(heads),
        letters=letters,
        kinds=tuple(kinds[place] for place in used),
    )


def _joined(lines: list[Line], more: list[Line]) -> list[Line]:
    """Lines with those of a further part; one that says the same gives its day to the one that has none."""
    out, new = list(lines), []
    for line in more:
        at = next((n for n, known in enumerate(lines) if _says_same(line, known)), None)
        if at is None:
            new.append(line)
        elif line.note and not first_date(out[at].note):
            out[at] = replace(out[at], note=", ".join(filter(None, (out[at].note, line.note))))
    return out + new


def _says_same(line: Line, other: Line) -> bool:
    """Whether two lines say the same, in the same words or in enough of them to tell."""
    if min(count(line.text), count(other.text)) < TELLING:
        return line.text.casefold() == other.text.casefold()
    return similar(line.text, other.text) >= SAME


def _weights(view: View, declared: types.Section) -> dict[str, Measure]:
    """What tells the items of a section apart first, by list; nothing for a list of which nothing does."""
    weights: dict[str, Measure] = {}
    for name in dict.fromkeys(name for part in declared.parts for name in lists_of(view, part)):
        known = {one.key: one for one in measures(view, view.items(name)) if any(one.values.values())}
        first = next((known[key] for key in declared.weighed if key in known), None)
        weights |= {name: first} if first is not None else {}
    return weights


def _weighed_by(view: View, weights: dict[str, Measure]) -> str:
    """`by weight`: by what the items of a section are told apart, list by list."""
    lists: dict[str, list[str]] = {}
    for name, measure in weights.items():
        code = view.book.collections[name].code
        known = code if isinstance(code, str) else told.title(view.book, name)
        lists.setdefault(f"by {measure.label}", []).append(known)
    if len(lists) < 2:
        return "".join(lists) + (" in each list" if len(weights) > 1 else "")
    return ", ".join(f"{' '.join(codes)} {by}" for by, codes in lists.items())


def _weighed(view: View, line: Line, weights: dict[str, Measure]) -> Line:
    """A line with what it weighs before what else qualifies it."""
    item = view.item(line.id)
    if item is None or item.collection not in weights:
        return line
    return replace(line, note=", ".join(filter(None, (weights[item.collection].words(item.id), line.note))))


def _kinds(view: View, declared: types.Section) -> list[str]:
    lists = lists_of(view, declared.parts[0]) or [""]
    return [slots.kind(view, lists[0], text) for text in declared.columns.values()]


def lists_of(view: View, part: Part) -> list[str]:
    """The lists that a part speaks of."""
    if part.of == "any":
        keys = slots.fields([*part.says, *part.brief, *part.note])
        return [name for name in view.book.collections if any(view.book.field(name, key) for key in keys)]
    return [one for name in as_list(part.of) for one in view.book.lists(name)]


def items_of(view: View, part: Part) -> Iterator[Item]:
    """Items of a part: records first, then list by list in its order, or all lists as one."""
    for name in as_list(part.of):
        if name.startswith(RECORD):
            yield view.record(name.removeprefix(RECORD))
    lists = lists_of(view, part)
    if part.together:
        every = (item for name in lists for item in _taken(view, part, name))
        yield from ordered(view, [*every], part.order)[: part.limit]
        return
    for name in lists:
        yield from ordered(view, _taken(view, part, name), part.order)[: part.limit]


def _taken(view: View, part: Part, name: str) -> list[Item]:
    """Items of a list that a part speaks of."""
    items = view.parked(name) if part.away == "only" else view.items(name, away=part.away == "also")
    if part.mark:
        mark = told.marked_field(view, name) or part.mark
        items = [item for item in items if item.fields.get(mark) == "yes"]
    return [item for item in items if _fits(view, item, part.where)]


def _fits(view: View, item: Item, where: str) -> bool:
    """Whether an item fits a condition of a part, which may ask figures as its texts do."""
    return matches(view, item, where, partial(slots.figure_part, view))


def rest_of(view: View, part: Part, shown: Collection[str]) -> Line | None:
    """What is said of items of a part that no line stands for; None of none, or where the part says nothing.

    Args:
        view: The snapshot.
        part: The part.
        shown: Ids of the items that lines stand for.
    """
    if not part.rest:
        return None
    items = view.items(lists_of(view, part))
    codes = [view.code(i) for i in items if i.id not in shown and _fits(view, i, part.where)]
    return Line(text=part.rest.replace("{codes}", ", ".join(codes))) if codes else None


def present(view: View) -> list[str]:
    """Names of all who took part, in the order of letters."""
    here = view.session.participants
    people = [(view.item(here[ref].person), here[ref].name) for ref in set(here) - former_names(view.session)]
    names = {clean_line(name if item is None else item.text) for item, name in people}
    return sorted(names, key=str.casefold)


def lines_of(view: View, part: Part, columns: Collection[str] = ()) -> list[Line]:
    """A line for each item or record of a part, with cells that read as these texts; one of all people."""
    if part.of == PRESENT:
        names = present(view)
        return [Line(text=", ".join(names))] if len(names) > 1 else []
    if part.figures:
        from aligntui.analysis import figures_told

        return [
            Line(text=f"{about} {words}".strip()) for about, words in figures_told.lines(view, part.figures)
        ]
    if part.relation:
        down = items_of(view, replace(part, of=view.book.relations[part.relation].rows))
        crossed = cross_table.rows(view, part.relation, list(down))
        return [_line(view, item, item.text, cells=tuple(cells)) for item, cells in crossed]
    return [line for item in items_of(view, part) for line in line_of(view, part, item, columns)]


def line_of(view: View, part: Part, item: Item, columns: Collection[str]) -> list[Line]:
    """The line of an item or record, as a part says it.

    A record for which no words are given has a line for each of its answers.
    """
    of_list = not item.collection.startswith(RECORD)
    own = of_list and part.of != "any"
    text = slots.first(view, item, part.says) or (item.text if own else "")
    if not of_list and not part.says:
        keys = view.book.fields(item.collection)
        answers = ((told.label(view, item.collection, key), told.stands(view, item, key)) for key in keys)
        return [Line(text=f"{label}: {answer}") for label, answer in answers if answer]
    if (not text and not own) or text.casefold() in part.never:
        return []
    noted = _fits(view, item, part.noted)
    held = {cell: slots.cell(view, item, cell) for cell in columns}
    return [
        _line(
            view,
            item,
            text,
            brief=slots.first(view, item, part.brief),
            note=slots.first(view, item, part.note) if noted else "",
            cells=unrepeated.without_named(view, item, held),
        )
    ]


def _line(view: View, item: Item, text: str, **more: Any) -> Line:
    if item.collection.startswith(RECORD):
        return Line(text=text, id=item.id, **more)
    return Line(text=text, id=item.id, code=view.code(item), role=view.book.role(item.collection), **more)


def ordered(view: View, items: list[Item], order: list[str]) -> list[Item]:
    """Items by these fields, those first that hold the most (`-` in front) or the least; then by place."""
    if not order:
        return items
    given = {"-dots": dots_of(view)} if any("dots" in key for key in order) else {}
    if "-cited" in order:
        given["-cited"] = {item.id: _rests(view, item) for item in items}

    def weight(item: Item) -> tuple[object, ...]:
        return (*(_rank(view, item, key, given) for key in order), view.place(item.id))

    return sorted(items, key=weight)


def _rests(view: View, item: Item) -> float:
    """How much rests on an item: 2 where something that was taken on does, 1 where anything else does."""
    pointing = [one for relation, one in view.citing(item.id) if relation not in view.book.relations]
    marks = [told.marked_field(view, one.collection) for one in pointing]
    taken = any(mark and one.fields.get(mark) == "yes" for one, mark in zip(pointing, marks, strict=True))
    return 2 if taken else float(bool(pointing))


def _rank(view: View, item: Item, key: str, given: dict[str, dict[str, float]]) -> float | str:
    """Where an item stands by one key of an order; the least comes first."""
    if "." in key:
        use, _, name = key.partition(".")
        order = checks.part(checks.first(view, use, item.collection), name)
        ids = order.ids if isinstance(order, Items) else []
        return ids.index(item.id) if item.id in ids else len(ids)
    field = view.book.field(item.collection, key.removeprefix("-"))
    if field is not None and field.type == "date":
        return str(item.fields.get(key) or LAST)
    held = given[key].get(item.id) if key in given else view.number(item, key.removeprefix("-"))
    return -float(held or 0) if key.startswith("-") else float("inf") if held is None else float(held)


def _marking(view: View, part: Part) -> tuple[str, str] | None:
    """`method/step` and title of the plot in which items of a part are taken on; None when there is none."""
    for method in view.book.methods.values():
        for step in method.steps:
            if step.mark and step.kind == "plot" and set(lists_of(view, part)) & set(told.listed_in(step)):
                return f"{method.method}/{step.id}", step.title
    return None
