"""The "done when" of a step that a machine can see: counted, filled in, or said by a figure."""

from __future__ import annotations

from aligntui.analysis.bind import count
from aligntui.analysis.children import last_child
from aligntui.analysis.counting import RATERS, count_of, crossed, fitting
from aligntui.analysis.figure import Bars, Groups, Items, Part, PerItem, PerLink, Sentence, Value
from aligntui.analysis.told import label, title
from aligntui.analysis.view import View
from aligntui.analysis.wanted import answered
from aligntui.analysis.where import Resolver, matches, select
from aligntui.methods.types import Done, Method, Step, as_list
from aligntui.session.model import Item, Run
from aligntui.text.listing import listed

NAMED = 3
"""Lines that are named where something is missing; of more, two and how many more."""


def done_state(
    view: View, method: Method, step: Step, figures: Resolver | None = None, run: Run | None = None
) -> list[tuple[str, bool]]:
    """Each "done when" of a step in words, and whether it is met; else what is missing, and where.

    Args:
        view: The snapshot. What is hidden in it counts, and is not named.
        method: Method of the step.
        step: The step.
        figures: Resolver of figure parts, for conditions that name one.
        run: The sitting: answers and children of others do not count for it.
    """
    found = []
    for done in step.done:
        words, met = check_done(view.whole, method, step, done, figures, run)
        found.append((words if met else _missing(view, method, step, done, figures, run, words), met))
    return found


def _missing(
    view: View, method: Method, step: Step, done: Done, figures: Resolver | None, run: Run | None, words: str
) -> str:
    """What one who sees this view still has to do: `1 line has no grade (W3)`; else the words of the step."""
    if view.hidden and check_done(view, method, step, done, figures, run)[1]:
        # It is missing in lines that may not be named.
        return words
    if done.filled is not None:
        return _say_unfilled(view, step, done, figures, run) or words
    if done.figure is not None:
        part = figures(done.figure) if figures is not None else None
        number = (
            len(part.ids) if isinstance(part, Items) else part.number if isinstance(part, Value) else None
        )
        # Where none is to be left, the number is of what is wrong and not of what is counted.
        how = "{:g} left" if done.max == 0 else "now {:g}"
        return words if number is None else f"{words} ({how.format(number)})"
    if done.count == RATERS:
        return f"{words} (now {_handed_in(view, f'{method.method}/{step.id}', run)})"
    names = as_list(done.count)
    if not done.each:
        return f"{words} (now {count_of(view, done.count, done.where, figures)})"
    numbers = _each(view, step, done, figures) if len(names) > 1 else []
    few = [(name, number) for name, number in zip(names, numbers, strict=False) if not _within(number, done)]
    short = [f"{title(view.book, name)} {number}" for name, number in few]
    if len(few) > 1 and len(few) == len(names):
        return f"{words} (now {sum(numbers)} in all)"
    return f"{words} (now {', '.join(short)})" if short else words


def _say_unfilled(view: View, step: Step, done: Done, figures: Resolver | None, run: Run | None) -> str:
    """Which fields are empty, and in which lines; "" where there is no line yet."""
    wanted = done.filled or []
    if step.record and not step.each:
        record = view.record(step.record)
        empty = [key for key in wanted if not answered(view, record, [key], figures)]
        names = [f'"{label(view, record.collection, key)}"' for key in empty]
        return f"{listed(names)} {'is' if len(names) == 1 else 'are'} empty" if names else ""
    lines = [] if step.relation and not step.holds else _unfilled(view, step, done, figures, run)
    if not lines:
        return ""
    lacking = [key for key in wanted if any(not view.asked(line, key) for line in lines)]
    names = [label(view, step.record or lines[0].collection, key) for key in lacking]
    codes = listed([view.code(line) for line in lines], NAMED)
    return f"{count(len(lines), 'line')} {'has' if len(lines) == 1 else 'have'} no {listed(names)} ({codes})"


def check_done(
    view: View,
    method: Method,
    step: Step,
    done: Done,
    figures: Resolver | None = None,
    run: Run | None = None,
) -> tuple[str, bool]:
    """One "done when" in words, and whether it is met."""
    if done.filled is not None:
        return done.say or _say_filled(view, step, done.filled), _filled(view, step, done, figures, run)
    if done.figure is not None:
        part = figures(done.figure) if figures is not None else None
        return done.say or f"{_range(done)} in {done.figure}", _figure_met(part, done)
    if done.count == RATERS:
        given = _handed_in(view, f"{method.method}/{step.id}", run)
        return done.say or f"{_range(done)} answered", _within(given, done)
    numbers = (
        _each(view, step, done, figures) if done.each else [count_of(view, done.count, done.where, figures)]
    )
    met = bool(numbers) and all(_within(n, done) for n in numbers)
    return done.say or _say_count(view, done), met


def _each(view: View, step: Step, done: Done, figures: Resolver | None) -> list[int]:
    """The numbers that must each be in range: per collection, row, cell, or item of the step's `each`."""
    names = as_list(done.count)
    if len(names) != 1:
        return [count_of(view, name, done.where, figures) for name in names]
    name = names[0]
    if name in view.book.relations:
        rows = view.items(as_list(view.book.relations[name].rows))
        pairs = crossed(view, name, done.where)
        return [sum(a == row.id for a, _ in pairs) for row in rows]
    items = fitting(view, name, done.where, figures)
    split = step.split if isinstance(step.split, str) else ""
    field = view.book.field(name, split)
    if field is not None and field.choices:
        return [sum(i.fields.get(split) == key for i in items) for key in field.choices]
    if step.each and step.each != name:
        parents = select(view, view.items(step.each), step.filter, figures)
        hanging = [_hangs_on(view, i) for i in items]
        return [sum(p.id in ids for ids in hanging) for p in parents]
    return [len(items)]


def _hangs_on(view: View, item: Item) -> set[str]:
    """Ids an item belongs to: its parent and what its link fields point to."""
    found = {item.of} if item.of else set()
    for key, field in view.book.fields(item.collection).items():
        if field.type == "link":
            value = view.value(item, key)
            found |= {v for v in (value if isinstance(value, list) else [value]) if isinstance(v, str)}
    return found


def _handed_in(view: View, step: str, run: Run | None) -> int:
    held = view.rounds(step, run.id if run is not None else "")
    if not held:
        return 0
    open_ones = ("in",) if held[-1].state == "open" else ("in", "open")
    return sum(1 for b in view.ballots(held[-1].id) if b.state in open_ones and b.answers)


def _filled(view: View, step: Step, done: Done, figures: Resolver | None, run: Run | None) -> bool:
    wanted = done.filled or []
    if step.record and not step.each:
        record = view.record(step.record)
        return answered(view, record, wanted, figures)
    if step.relation and not step.holds:
        links = view.links(step.relation)
        pairs = crossed(view, step.relation, done.where)
        return bool(pairs) and all(
            links[p].fields.get(key) not in (None, "", []) for p in pairs for key in wanted
        )
    return bool(_lines(view, step, figures)) and not _unfilled(view, step, done, figures, run)


def _lines(view: View, step: Step, figures: Resolver | None) -> list[Item]:
    return view.items(step.each) if step.each else _items_of(view, step, figures)


def _unfilled(view: View, step: Step, done: Done, figures: Resolver | None, run: Run | None) -> list[Item]:
    """Lines in which a field is empty that the step asks for, or in the card that each has of its own."""
    wanted, base = done.filled or [], _lines(view, step, figures)
    items = [i for i in select(view, base, step.filter, figures) if _fits(view, i, done, figures)]
    if not (step.each and step.record and step.record in view.book.collections):
        return [i for i in items if not answered(view, i, wanted, figures)]
    sitting = run if step.new == "each_run" else None
    written = {i.id: last_child(view, i.id, step.record, sitting) for i in items}
    return [i for i in items if (c := written[i.id]) is None or not answered(view, c, wanted, figures)]


def _fits(view: View, item: Item, done: Done, figures: Resolver | None) -> bool:
    return matches(view, item, done.where, figures)


def _items_of(view: View, step: Step, figures: Resolver | None) -> list[Item]:
    if isinstance(step.of, dict):
        part = figures(step.of.get("figure", "")) if figures is not None else None
        ids = part.ids if isinstance(part, Items) else []
        return [i for i in map(view.item, ids) if i is not None]
    return view.items(view.book.held(step) or as_list(step.about))


def _figure_met(part: Part | None, done: Done) -> bool:
    if part is None:
        return False
    numbers = _numbers(part)
    if done.each:
        return bool(numbers) and all(n is not None and _within(n, done) for n in numbers)
    if isinstance(part, Value):
        return part.number is not None and _within(part.number, done)
    if isinstance(part, Items):
        return _within(len(part.ids), done)
    if isinstance(part, Groups):
        return _within(sum(len(ids) for ids in part.groups.values()), done)
    if isinstance(part, Sentence):
        return _within(int(bool(part.text)), done)
    return _within(sum(n is not None for n in numbers), done)


def _numbers(part: Part) -> list[float | None]:
    """Numbers of a part, one for each entry."""
    if isinstance(part, Value):
        return [part.number]
    if isinstance(part, PerItem | PerLink):
        return [v if isinstance(v, int | float) else None for v in part.values.values()]
    if isinstance(part, Bars):
        return [bar.number for bar in part.bars]
    if isinstance(part, Groups):
        return [float(len(ids)) for ids in part.groups.values()]
    return []


def _within(number: float, done: Done) -> bool:
    least = done.min if done.min is not None else (1 if done.max is None else None)
    return (least is None or number >= least) and (done.max is None or number <= done.max)


def _range(done: Done) -> str:
    if done.min is not None and done.max is not None:
        return f"{done.min} to {done.max}" if done.min != done.max else str(done.min)
    if done.max is not None:
        return f"at most {done.max}" if done.max else "nothing"
    return f"at least {done.min or 1}"


def _say_count(view: View, done: Done) -> str:
    titles = []
    for name in as_list(done.count):
        collection = view.book.collections.get(name)
        relation = view.book.relations.get(name)
        known = collection.title if collection is not None else relation.title if relation is not None else ""
        titles.append(known or name.removeprefix("record:"))
    where = f" where {done.where}" if done.where else ""
    return f"{_range(done)} in {'each of ' if done.each else ''}{', '.join(titles)}{where}"


def _say_filled(view: View, step: Step, wanted: list[str]) -> str:
    name = f"record:{step.record}" if step.record and not step.each else (step.record or step.each or "")
    labels = []
    for key in wanted:
        field = view.book.field(name, key)
        labels.append((field.label if field is not None else "") or key.replace("_", " "))
    return f"{', '.join(labels)} filled in"
