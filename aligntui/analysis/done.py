"""The "done when" of a step that a machine can see: counted, filled in, or said by a figure."""

from __future__ import annotations

from aligntui.analysis.counting import RATERS, count_of, crossed, fitting
from aligntui.analysis.figure import Bars, Groups, Items, Part, PerItem, PerLink, Sentence, Value
from aligntui.analysis.view import View
from aligntui.analysis.wanted import answered
from aligntui.analysis.where import Resolver, matches, select
from aligntui.methods.types import Done, Method, Step, as_list
from aligntui.session.model import Item, Run


def done_state(
    view: View, method: Method, step: Step, figures: Resolver | None = None, run: Run | None = None
) -> list[tuple[str, bool]]:
    """Each "done when" of a step in words, and whether it is met.

    Args:
        view: The snapshot.
        method: Method of the step.
        step: The step.
        figures: Resolver of figure parts, for conditions that name one.
        run: The sitting: answers and children of others do not count for it.
    """
    return [check_done(view, method, step, done, figures, run) for done in step.done]


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
    if step.each:
        base = view.items(step.each)
        items = [i for i in select(view, base, step.filter, figures) if _fits(view, i, done, figures)]
        if step.record and step.record in view.book.collections:
            written = [_newest(view, i, step, run) for i in items]
            return bool(base) and all(c is not None and answered(view, c, wanted, figures) for c in written)
        return bool(base) and all(answered(view, i, wanted, figures) for i in items)
    if step.relation and not step.holds:
        links = view.links(step.relation)
        pairs = crossed(view, step.relation, done.where)
        return bool(pairs) and all(
            links[p].fields.get(key) not in (None, "", []) for p in pairs for key in wanted
        )
    base = _items_of(view, step, figures)
    items = [i for i in select(view, base, step.filter, figures) if _fits(view, i, done, figures)]
    return bool(base) and all(answered(view, i, wanted, figures) for i in items)


def _fits(view: View, item: Item, done: Done, figures: Resolver | None) -> bool:
    return matches(view, item, done.where, figures)


def _newest(view: View, parent: Item, step: Step, run: Run | None) -> Item | None:
    """The child last written for an item; where each run has its own, one written since it began."""
    children = view.children(parent.id, step.record or "")
    if step.new == "each_run" and run is not None and run.at:
        children = [c for c in children if c.at >= run.at]
    return children[-1] if children else None


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
