"""Lists, records and crossings as sections of a report: what a step shows, of which items, for each."""

from __future__ import annotations

from msgspec.structs import replace

from aligntui.analysis import told
from aligntui.analysis.figure import Items
from aligntui.analysis.plan import filled, line_of, section
from aligntui.analysis.plan_page import Line, Section
from aligntui.analysis.view import View
from aligntui.analysis.where import select
from aligntui.engine.cited import cited_by
from aligntui.engine.kind import StepContext
from aligntui.methods import own_pages
from aligntui.methods.types import as_list
from aligntui.session.model import Item


def sections(ctx: StepContext, shown: list[str]) -> list[Section]:
    """The sections of a report, in the order its step names them.

    Args:
        ctx: The snapshot.
        shown: Lists, groups of lists, records and crossings among what the step shows.
    """
    view, book = ctx.view, ctx.view.book
    of = [] if isinstance(ctx.step.of, dict) else as_list(ctx.step.of)
    names = list(dict.fromkeys([*shown, *of]))
    if ctx.step.each is not None:
        every = select(view, view.items(ctx.step.each), ctx.step.filter, ctx.resolve)
        lists = [one for name in names for one in book.lists(name)]
        return [part for item in every for part in _of_one(view, item, lists)]
    subjects = (own_pages.subject(book, name) for name in names)
    made = [_chosen(ctx, section(view, own_pages.section(book, of))) for of in subjects]
    return [*made, *(_computed(ctx, ctx.step.of["figure"]) if isinstance(ctx.step.of, dict) else [])]


def _chosen(ctx: StepContext, made: Section) -> Section:
    """A section with the items that the filter of the step takes."""
    lines = {line.id: line for line in made.lines}
    items = [item for item in map(ctx.view.item, lines) if item is not None]
    if ctx.step.filter is None or not items:
        return made
    kept = select(ctx.view, items, ctx.step.filter, ctx.resolve)
    return replace(made, lines=tuple(lines[item.id] for item in kept))


def _computed(ctx: StepContext, ref: str) -> list[Section]:
    """The items that a figure gives, in its order."""
    part = ctx.resolve(ref)
    every = [ctx.view.item(one) for one in part.ids] if isinstance(part, Items) else []
    items = select(ctx.view, [item for item in every if item is not None], ctx.step.filter, ctx.resolve)
    return [_listed(ctx.view, ref, ctx.step.short or ctx.step.title, items)] if items else []


def _of_one(view: View, item: Item, lists: list[str]) -> list[Section]:
    """An item with what hangs on it of these lists; with its own answers where nothing does."""
    named = f"{view.code(item)} {item.text}".strip()
    hanging = {name: items for name in lists if (items := _hanging(view, item, name))}
    if hanging:
        return [
            _listed(view, f"{item.id}/{name}", f"{named}: {told.title(view.book, name).lower()}", items)
            for name, items in hanging.items()
        ]
    keys = view.book.fields(item.collection)
    answers = ((told.label(view, item.collection, key), told.stands(view, item, key)) for key in keys)
    lines = [Line(text=f"{label}: {words}", id=item.id) for label, words in answers if words]
    return [Section(key=item.id, title=named, label=named, least=own_pages.LEAST, lines=tuple(lines))]


def _listed(view: View, key: str, title: str, items: list[Item]) -> Section:
    """Items of one list as a section, with the columns of the list."""
    declared = own_pages.section(view.book, items[0].collection)
    declared = replace(declared, key=key, title=title, label=title)
    columns = declared.columns.values()
    return filled(
        view, declared, [line for i in items for line in line_of(view, declared.parts[0], i, columns)]
    )


def _hanging(view: View, item: Item, name: str) -> list[Item]:
    """Items of a list that hang on an item, over other lists too, or point to it."""
    parent = view.book.collections[name].of
    if parent == item.collection:
        return view.children(item.id, name)
    if parent is None or parent == name:
        return [one for one in cited_by(view, item.id) if one.collection == name]
    return [one for above in _hanging(view, item, parent) for one in view.children(above.id, name)]
