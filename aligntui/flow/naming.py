"""People typed by name: a known name, its beginning or a code is that person, any other name a new one."""

from __future__ import annotations

from aligntui.analysis.view import View
from aligntui.flow.edit import NewId, add, put
from aligntui.guide.types import Field, as_list
from aligntui.session.model import Item
from aligntui.session.ops import AnyOp

PEOPLE = "people"


def by_name(field: Field) -> bool:
    """Whether a link field is typed by name."""
    return field.type == "link" and as_list(field.of) == [PEOPLE]


def known_person(view: View, name: str) -> Item | None:
    """The person meant: same name, the code, or the only name that begins so."""
    wanted = name.casefold()
    people = view.items(PEOPLE, away=True)
    same = next((p for p in people if p.text.casefold() == wanted), None)
    if same is not None:
        return same
    coded = view.find(name)
    if coded is not None and coded.collection == PEOPLE:
        return coded
    starts = [p for p in view.items(PEOPLE) if p.text.casefold().startswith(wanted)]
    return starts[0] if len(starts) == 1 else None


def put_people(
    view: View, item: Item, key: str, typed: str, new_id: NewId, *, by: str | None = None, at: str = ""
) -> list[AnyOp]:
    """Ops that make a link field point to the people named; nobody is added when nothing changes.

    Args:
        view: What the typist saw.
        item: The item with the field.
        key: Its link field to `people`.
        typed: One name, or several with commas when the field takes many.
        new_id: Gives a random id.
        by: Who types.
        at: ISO time.
    """
    field = view.book.field(item.collection, key)
    many = field is not None and field.many
    names = [n.strip() for n in typed.split(",")] if many else [typed.strip()]
    ids: list[str] = []
    ops: list[AnyOp] = []
    fresh: dict[str, Item] = {}
    for name in filter(None, names):
        person = fresh.get(name.casefold()) or known_person(view, name)
        if person is None:
            person, more = add(view, new_id, PEOPLE, name, by=by, at=at)
            fresh[name.casefold()] = person
            ops.extend(more)
        if person.id not in ids:
            ids.append(person.id)
    change = put(view, item, key, ids if many else (ids[0] if ids else None))
    return [*ops, *change] if change else []
