"""Classes by conditions: each item has the first label of which a condition holds.

What a condition asks must be answered: an item of which that is not so is open, and no label is guessed. So
a question that an earlier label has settled may stay unanswered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from aligntui.analysis import bind, rounds
from aligntui.analysis.figure import Bar, Bars, Figure, Groups, Items, Part, PerItem, Sentence, Value
from aligntui.analysis.registry import Role, figure, resolver
from aligntui.analysis.view import View
from aligntui.analysis.where import Resolver, answers, matches
from aligntui.methods.types import as_list
from aligntui.session.model import UNKNOWN, Item
from aligntui.text.listing import listed


@figure(
    "classify",
    {
        "of": Role("collections", help="The items that are sorted into classes."),
        "classes": Role("conditions", help="Label, as shown -> condition, or several of which one will do."),
        "otherwise": Role("word", needed=False, help="Label of what fits none; it has none when left out."),
        "suggest": Role("labels", needed=False, help="Label -> what follows from it, in a few words."),
        "where": Role("word", needed=False, help="Condition on the items."),
        "rounds": Role(
            "rounds", needed=False,
            help="Field -> step in which people answer it, with names, or the plot that asks both: what each "
            "person answers is classed, and an item has the label that most give it, of equals the first.",
        ),
        "better": Role("labels", needed=False, help="With `rounds`: labels of what pleases by being there."),
        "worse": Role("labels", needed=False, help="With `rounds`: labels of what is missed if it is not."),
        "among": Role("labels", needed=False, help="Labels that both are shares of; all when left out."),
    },
    {
        "class": "The label of each.",
        "groups": "Items by label.",
        "counts": "How many have each label, as bars.",
        "suggest": "What follows for each.",
        "votes": "How many people give each label.",
        "better": "Share of people who give a label of `better`, 0 to 1.",
        "worse": "Share of people who give a label of `worse`, 0 to -1.",
        "open": "Items that are not answered far enough.",
        "n": "How many have a label.",
        "line": "How many have which label, in one sentence.",
    },
    "Berger et al. 1993 (better, worse); our convention",
)  # fmt: skip
def classify(view: View, binding: Mapping[str, Any]) -> Figure:
    """Items in classes by conditions, the first that holds."""
    parts = resolver(view, binding)
    where = bind.word(binding, "where")
    items = [i for i in view.items(bind.lists(binding, "of")) if matches(view, i, where, parts)]
    table = _table(binding)
    if not items:
        return Figure(why_missing="There is nothing in the list yet.", n=0)
    held = binding.get("rounds")
    votes: dict[str, Counter[str]] = {}
    if isinstance(held, Mapping):
        votes, why = _votes(view, items, table, held, bind.word(binding, "method"))
        if why:
            return Figure(why_missing=why, n=0)
        labels = {i: _most(counted, table) for i, counted in votes.items()}
    else:
        labels = {item.id: label(view, item, table, parts) for item in items}
    return _figure(binding, items, table, labels, votes)


Table = dict[str, list[str]]
"""Label -> conditions of which one is enough. The one without conditions is for what fits no other."""


def _table(binding: Mapping[str, Any]) -> Table:
    given = binding.get("classes")
    table = {str(k): as_list(v) for k, v in given.items()} if isinstance(given, Mapping) else {}
    last = bind.word(binding, "otherwise")
    return {**table, last: []} if last else table


def label(view: View, item: Item, table: Table, parts: Resolver | None = None) -> str:
    """The first label of which a condition holds; "" where none does, or where an answer is wanted first."""
    for name, wheres in table.items():
        if not wheres or any(matches(view, item, where, parts) and _said(view, item, where, parts)
                             for where in wheres):  # fmt: skip
            return name
        if any(not _said(view, item, where, parts) for where in wheres):
            return ""
    return ""


def _said(view: View, item: Item, where: str, parts: Resolver | None) -> bool:
    """Whether all that a condition asks is answered, unless it asks whether it is."""
    return all(
        clause.op == "is-empty" or "" in clause.right or value not in (None, "", [], UNKNOWN)
        for clause, value in answers(view, item, where, parts)
    )


def _votes(
    view: View, items: list[Item], table: Table, held: Mapping[str, Any], method: str
) -> tuple[dict[str, Counter[str]], str]:
    """Item -> how many people give it each label; and why nothing may be said of them."""
    read = {}
    for field, step in held.items():
        ref = str(step) if "/" in str(step) or not method else f"{method}/{step}"
        last = rounds.latest(view, ref)
        if last is None:
            return {}, rounds.why_none(view, ref)
        read[str(field)] = rounds.read(view, last).only(str(field))
    votes: dict[str, Counter[str]] = {}
    for item in items:
        people = set.intersection(
            *({w for w, row in a.rows.items() if item.id in row} for a in read.values())
        )
        if not all(answers.shown(len(people)).whole for answers in read.values()):
            continue
        given = ({field: a.rows[who][item.id] for field, a in read.items()} for who in sorted(people))
        own = [label(view, replace(item, fields={**item.fields, **row}), table) for row in given]
        votes[item.id] = Counter(name for name in own if name)
    if votes:
        return votes, ""
    apart = len({answers.round.id for answers in read.values()}) > 1
    if apart and any(answers.round.privacy != "named" and answers.n for answers in read.values()):
        # The mark of a person is another one in each round.
        return {}, "What one person answers in two rounds is known with names only; a plot asks both in one."
    return {}, "Too few have answered for anything to be shown."


def _most(counted: Counter[str], table: Table) -> str:
    """The label that most people give; of several the one that stands first."""
    order = list(table)
    return min(counted, key=lambda name: (-counted[name], order.index(name)), default="")


def _figure(
    binding: Mapping[str, Any],
    items: list[Item],
    table: Table,
    labels: Mapping[str, str],
    votes: Mapping[str, Counter[str]],
) -> Figure:
    groups = {name: [i.id for i in items if labels.get(i.id) == name] for name in table}
    waiting = [item.id for item in items if not labels.get(item.id)]
    given = binding.get("suggest")
    suggest = given if isinstance(given, Mapping) else {}
    most = max((len(ids) for ids in groups.values()), default=0)
    known = len(items) - len(waiting)
    parts: dict[str, Part] = {
        "class": PerItem({item.id: labels.get(item.id) or None for item in items}),
        "groups": Groups(groups),
        "counts": Bars([Bar(name, float(len(ids))) for name, ids in groups.items()], float(max(most, 1))),
        "suggest": PerItem({i: str(suggest[name]) for i, name in labels.items() if name in suggest}),
        "open": Items(waiting),
        "n": Value(float(known), 0, note=f"{known} of {len(items)}", counted=True),
        "line": Sentence(_line(groups, len(waiting))),
    }
    if votes:
        parts["votes"] = PerItem({
            i: ", ".join(f"{name} {counted[name]}" for name in table if counted[name])
            for i, counted in votes.items()
        })  # fmt: skip
        parts |= _coefficients(binding, table, votes)
    return Figure(parts=parts, n=known, why_missing="" if known else "Nothing is answered far enough yet.")


def _coefficients(
    binding: Mapping[str, Any], table: Table, votes: Mapping[str, Counter[str]]
) -> dict[str, Part]:
    """How far an item pleases by being there and displeases by being away: shares of the labels given."""
    among = as_list(binding.get("among")) or list(table)
    found: dict[str, Part] = {}
    for name, sign in (("better", 1), ("worse", -1)):
        wanted = [label for label in as_list(binding.get(name)) if label in among]
        every = {i: sum(counted[label] for label in among) for i, counted in votes.items()}
        shares: dict[str, float | str | None] = {
            i: sign * sum(counted[label] for label in wanted) / every[i] if every[i] else None
            for i, counted in votes.items()
        }
        if wanted:
            found[name] = PerItem(shares, 2)
    return found


def _line(groups: Mapping[str, list[str]], waiting: int) -> str:
    said = listed(_counts(groups))
    return f"{said}; {waiting} open." if said and waiting else f"{said}." if said else ""


def _counts(groups: Mapping[str, list[str]]) -> Iterator[str]:
    for name, ids in groups.items():
        if ids:
            yield f"{len(ids)} {name}"
