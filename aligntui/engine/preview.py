"""What the findings would say if the words in the line were kept: a view with a draft put in.

Nothing is stored. Findings follow the typist because they are computed on such a view.
"""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from aligntui.analysis.view import View
from aligntui.methods.book import link_field
from aligntui.methods.types import Step
from aligntui.session import order
from aligntui.session.model import Item, Link

DRAFT = "draft"
"""Id of the item that stands for the words in an add line."""


def with_field(view: View, item: Item, field: str, value: Any) -> View:
    """The view as if this field of the item (or record) held `value`."""
    session = view.session
    definition = view.book.field(item.collection, field)
    if definition is not None and definition.type == "link" and definition.many:
        relation = link_field(item.collection, field)
        links = {k: v for k, v in session.links.items() if v.relation != relation or v.a != item.id}
        for target in value or []:
            link = Link(relation=relation, a=item.id, b=target)
            links[link.key] = link
        return view.changed(links=links)
    if field == "text":
        changed = replace(item, text=value or "")
    else:
        changed = replace(item, fields={**item.fields, field: value})
    if item.id.startswith("record:"):
        return view.changed(records={**session.records, item.id.removeprefix("record:"): changed})
    return view.changed(items={**session.items, item.id: changed})


def with_item(view: View, collection: str, text: str, fields: dict[str, Any], parent: str = "") -> View:
    """The view as if the words in the add line were a card."""
    session = view.session
    plain = {k: v for k, v in fields.items() if not isinstance(v, list)}
    item = Item(
        id=DRAFT, collection=collection, series=view.book.series(collection, plain, parent), text=text,
        fields=plain, of=parent, pos=order.after([i.pos for i in session.items.values()]),
    )  # fmt: skip
    links = dict(session.links)
    for key, value in fields.items():
        for target in value if isinstance(value, list) else []:
            link = Link(relation=link_field(collection, key), a=DRAFT, b=target)
            links[link.key] = link
    return view.changed(items={**session.items, DRAFT: item}, links=links)


def with_answers(view: View, step: Step, answers: dict[str, Any]) -> View:
    """The view as if these answers were agreed: pairs (`a>b` -> value) and plotted fields (`item#field`)."""
    relation, links, items = step.relation or "", dict(view.session.links), dict(view.session.items)
    for subject, value in answers.items():
        a, _, b = subject.partition(">")
        ref, _, plotted = subject.partition("#")
        item = view.item(ref)
        if value is None:
            continue
        if b and relation:
            known = view.link(relation, a, b)
            field = next(iter(view.book.relations[relation].fields))
            fields = known.fields if known is not None else {}
            link = Link(relation=relation, a=a, b=b, fields={**fields, field: value})
            links[link.key] = link
        elif item is not None and plotted:
            items[item.id] = replace(items[item.id], fields={**items[item.id].fields, plotted: value})
    return view.changed(links=links, items=items)
