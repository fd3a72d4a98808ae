"""People typed by name: a known name or a code is that person, any other name a new one.

Names match whole, but for capitals and blanks: a shorter name is another person's, not a beginning.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from aligntui.analysis.view import View
from aligntui.engine.edits import NewId, add, put
from aligntui.methods.types import Field, as_list
from aligntui.session.head import former_names
from aligntui.session.model import Item
from aligntui.session.ops import AnyOp

PEOPLE = "people"
OFFERED = 6
"""Most names that are offered to somebody who gave none."""


def several_write(view: View, *here: str) -> bool:
    """Whether cards are of several writers, who is here among them: only then a name says something."""
    return len({item.by for item in view.session.items.values() if item.by} | set(here)) > 1


def by_name(field: Field) -> bool:
    """Whether a link field is typed by name."""
    return field.type == "link" and as_list(field.of) == [PEOPLE]


def same_name(one: str, other: str) -> bool:
    """Whether two names are one, capitals and blanks aside."""
    return _plain(one) == _plain(other)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def known_person(view: View, name: str) -> Item | None:
    """The person meant: the one of that name, else of that code."""
    people = view.items(PEOPLE, away=True)
    same = next((p for p in people if p.text == name), None) or next(
        (p for p in people if same_name(p.text, name)), None
    )
    if same is not None:
        return same
    coded = view.find(name)
    return coded if coded is not None and coded.collection == PEOPLE else None


def answers_as(view: View, round_id: str, name: str) -> str:
    """The name under which a person answers a round: as on the ballot begun, else as the session knows it."""
    begun = [b.by for b in view.session.ballots.values() if b.round == round_id and b.by]
    known = [*begun, *view.session.participants]
    return next((one for one in known if same_name(one, name)), " ".join(name.split()))


def known_names(view: View, here: Collection[str]) -> list[str]:
    """Names that have written in this session and are not here, those who wrote last first."""
    last = {item.by: item.rev for item in view.session.items.values() if item.by}
    names = set(view.session.participants) - former_names(view.session) - set(here)
    return sorted(names, key=lambda name: (-last.get(name, 0), name))[:OFFERED]


def names_in(view: View, typed: str) -> list[str]:
    """The names in a line that takes several: commas part them, but not one that a known name holds itself.

    Where a semicolon stands in the line it alone parts them.
    """
    mark = ";" if ";" in typed else ","
    parts = typed.split(mark)
    found: list[str] = []
    at = 0
    while at < len(parts):
        ends = range(len(parts), at, -1)
        joint = (mark.join(parts[at:end]).strip() for end in ends)
        # The longest known name that begins here, else what stands up to the next mark.
        end, name = next(
            ((e, n) for e, n in zip(ends, joint, strict=True) if _is_known(view, n)),
            (at + 1, parts[at].strip()),
        )
        found.append(name)
        at = end
    return [name for name in found if name]


def _is_known(view: View, name: str) -> bool:
    return bool(name.strip()) and known_person(view, name.strip()) is not None


def called(view: View, field: Field, typed: str) -> str:
    """The names that a link field takes from typed words, as its line will show them."""
    known = [(known_person(view, name), name) for name in _names(view, field, typed)]
    shown = (person.text if person is not None else name for person, name in known)
    return joined(dict.fromkeys(shown))


def _names(view: View, field: Field | None, typed: str) -> list[str]:
    if field is not None and field.many:
        return names_in(view, typed)
    return [" ".join(typed.split())] if typed.strip() else []


def joined(names: Iterable[str]) -> str:
    """Names in one line, such that `names_in` reads each of them again."""
    listed = list(names)
    return ("; " if len(listed) > 1 and any("," in name for name in listed) else ", ").join(listed)


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
    ids, ops, fresh = list[str](), list[AnyOp](), dict[str, Item]()
    for name in _names(view, field, typed):
        person = fresh.get(_plain(name)) or known_person(view, name)
        if person is None:
            person, more = add(view, new_id, PEOPLE, name, by=by, at=at)
            fresh[_plain(name)] = person
            ops.extend(more)
        if person.id not in ids:
            ids.append(person.id)
    change = put(view, item, key, ids if many else (ids[0] if ids else None))
    return [*ops, *change] if change else []
