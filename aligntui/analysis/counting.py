"""Counting what conditions count: items, links, filled records, people."""

from __future__ import annotations

from aligntui.analysis.view import View
from aligntui.analysis.where import Resolver, matches, matches_link
from aligntui.methods.types import as_list
from aligntui.session.model import Item

RATERS = "raters"
"""Word that counts people instead of items."""


def raters(view: View) -> int:
    """How many people can answer a question: logins and people with ballots.

    Marks of secret ballots cannot be matched to logins, so the larger of the two counts stands: known
    people, or the most ballots that one round has.
    """
    logins = view.session.participants
    known = {p.person or p.id for p in logins.values()}
    votes: dict[str, set[str]] = {}
    for ballot in view.session.ballots.values():
        held = view.session.rounds.get(ballot.round)
        login = logins.get(ballot.by or "")
        who = (login.person or login.id) if login is not None else ballot.by or ballot.id
        votes.setdefault(ballot.round, set()).add(who)
        if held is not None and held.privacy == "named" and ballot.by:
            known.add(who)
    return max(len(known), max((len(v) for v in votes.values()), default=0))


def count_of(
    view: View, names: str | list[str] | None, where: str = "", figures: Resolver | None = None
) -> int:
    """How many of these there are: items of collections, links of relations, filled records, `raters`."""
    return sum(_count(view, name, where, figures) for name in as_list(names))


def fitting(view: View, name: str, where: str, figures: Resolver | None) -> list[Item]:
    """Items of a collection that fit a condition."""
    return [i for i in view.items(name) if matches(view, i, where, figures)]


def crossed(view: View, relation: str, where: str) -> list[tuple[str, str]]:
    """Pairs of a relation whose items both are still there; without fields only citations."""
    plain = relation not in view.book.relations
    found = []
    for (a, b), link in view.links(relation).items():
        ends = (view.item(a), view.item(b))
        if any(end is None or end.retired for end in ends):
            continue
        if (plain or any(v not in (None, "") for v in link.fields.values())) and matches_link(
            view, link, where
        ):
            found.append((a, b))
    return found


def _count(view: View, name: str, where: str, figures: Resolver | None) -> int:
    if name == RATERS:
        return raters(view)
    if name in view.book.collections or any(view.items(name)):
        return len(fitting(view, name, where, figures))
    record = name.removeprefix("record:")
    if record in view.book.records or record in view.session.records:
        item = view.record(record)
        filled = any(view.asked(item, key) for key in {*item.fields, *view.book.fields(item.collection)})
        return int(filled and matches(view, item, where, figures))
    return len(crossed(view, name, where))
