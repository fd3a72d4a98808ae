"""The tree of goals and objectives: read downwards it says how, read upwards why.

Coverage, orphan rate and load are our convention; what a tree must not do (run in circles, end after its
own goal, promise less than it needs) is practice of Hoshin and OKR.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from aligntui.analysis import bind, say, tree_rules
from aligntui.analysis.citing import cited, live
from aligntui.analysis.figure import Bar, Bars, Figure, Groups, Items, Part, PerItem, Sentence, Value
from aligntui.analysis.registry import Role, figure
from aligntui.analysis.smart_draft import owners
from aligntui.analysis.view import View
from aligntui.session.model import Item
from aligntui.text.listing import listed

LOAD = 3
"""Most open objectives of one person (our convention)."""


class Tree(msgspec.Struct):
    """Goals, objectives and what each objective hangs on."""

    goals: dict[str, Item]
    objectives: dict[str, Item]
    parents: dict[str, str]
    """Objective -> goal or objective it serves, where that stands."""
    words: dict[str, str]
    """Objective -> word in place of a parent."""

    def children(self) -> dict[str, list[str]]:
        """Parent -> what hangs on it directly, in the order shown."""
        found: dict[str, list[str]] = {}
        for child in self.objectives:
            if child in self.parents:
                found.setdefault(self.parents[child], []).append(child)
        return found

    def under(self, root: str, children: Mapping[str, list[str]]) -> list[str]:
        """Everything under a goal or objective, each branch to its end before the next.

        Args:
            root: The goal or objective.
            children: `children()`.
        """
        out: list[str] = []
        waiting = list(reversed(children.get(root, [])))
        seen = {root}
        while waiting:
            child = waiting.pop()
            if child in seen:
                continue
            seen.add(child)
            out.append(child)
            waiting += reversed(children.get(child, []))
        return out


@figure(
    "tree",
    {
        "goals": Role("collection", help="The goals."),
        "objectives": Role("collection", help="The objectives."),
        "parent": Role("field", needed=False, help="Goal or objective it serves; `parent`."),
        "owner": Role("field", needed=False, help="Who answers for it; `owner`."),
        "due": Role("field", needed=False, help="Day it is due; `due`."),
        "strategies": Role("collection", needed=False, help="Strategies that objectives carry out."),
        "from": Role("field", needed=False, help="Link field to the strategies; `from`."),
        "chosen": Role("field", needed=False, help="Yes-no field: strategy taken on. All when left out."),
        "after": Role("field", needed=False, help="Link field: objectives it waits for."),
        "measure": Role("field", needed=False, help="What is counted; `measure`."),
        "unit": Role("field", needed=False, help="Its unit; `unit`."),
        "better": Role("field", needed=False, help="up, down or band; `better`."),
        "baseline": Role("field", needed=False, help="From; `baseline`."),
        "target": Role("field", needed=False, help="To; `target`."),
        "function": Role("field", needed=False, help="Function or department it stands in."),
        "limit": Role("number", needed=False, help="Most open objectives of one owner; 3."),
    },
    {
        "groups": "Goal -> what serves it, each branch to its end.",
        "coverage": "How many goals have an objective, 1 for all.",
        "orphan_rate": "How many objectives have no goal, 1 for all.",
        "served_rate": "How many objectives have one, 1 for all.",
        "orphans": "Objectives without a goal.",
        "bare": "Goals without an objective.",
        "load": "Open objectives of each owner.",
        "busiest": "Most that one owner holds.",
        "load_line": "Who holds most, in one sentence.",
        "strategy_coverage": "How many chosen strategies have an objective, 1 for all.",
        "unserved": "Chosen strategies without an objective.",
        "parents": "What each objective hangs on.",
        "balance": "Objectives of each function.",
        "line": "What is covered, in one sentence.",
    },
)
def tree(view: View, binding: Mapping[str, Any]) -> Figure:
    """Which objective serves which goal, and what hangs in the air."""
    grown = read(view, binding)
    if not grown.goals and not grown.objectives:
        return Figure(why_missing="No goal and no objective is written yet.")
    children = grown.children()
    groups = {goal: grown.under(goal, children) for goal in grown.goals}
    bare = [goal for goal, under in groups.items() if not under]
    orphans = [o for o in grown.objectives if o not in grown.parents and o not in grown.words]
    covered = len(groups) - len(bare)
    held = _load(view, grown, bind.key(binding, "owner", "owner"))
    busiest = max(held.values(), default=0)
    limit = bind.whole(binding, "limit", LOAD)
    parts: dict[str, Part] = {
        "groups": Groups(groups=groups),
        "coverage": _share(covered, len(groups)),
        "orphan_rate": _share(len(orphans), len(grown.objectives)),
        "served_rate": _share(len(grown.objectives) - len(orphans), len(grown.objectives)),
        "orphans": Items(ids=orphans),
        "bare": Items(ids=bare),
        "load": PerItem(values={who: float(n) for who, n in held.items()}, decimals=0),
        "busiest": Value(number=busiest, decimals=0, note=f"{busiest} of {limit}", counted=True),
        "load_line": Sentence(text=_load_line(view, held, busiest, limit)),
        "parents": PerItem(values={o: grown.parents.get(o) or grown.words.get(o) for o in grown.objectives}),
    }
    has = "has" if covered == 1 else "have"
    covers = f"{covered} of {bind.count(len(groups), 'goal')} {has} an objective"
    said = [covers if groups else "No goal is written yet"]
    if orphans:
        serve = "serves" if len(orphans) == 1 else "serve"
        said.append(f"{bind.count(len(orphans), 'objective')} {serve} none")
    if bind.word(binding, "strategies"):
        chosen, unserved = _strategies(view, binding)
        parts["strategy_coverage"] = _share(len(chosen) - len(unserved), len(chosen))
        parts["unserved"] = Items(ids=unserved)
        if unserved:
            wait = "waits" if len(unserved) == 1 else "wait"
            named = listed((f"{{{ref}}}" for ref in unserved), 5)
            said.append(f"{named} {wait} for an objective")
    if bind.key(binding, "function"):
        parts["balance"] = _balance(view, grown, bind.key(binding, "function"))
    parts["line"] = Sentence(text=f"{listed(said)}.")
    findings = tree_rules.findings(view, binding, grown.parents, {**grown.goals, **grown.objectives})
    return Figure(parts=parts, findings=findings, n=len(grown.objectives))


def read(view: View, binding: Mapping[str, Any]) -> Tree:
    """The tree as it stands: parked goals and objectives hold nothing."""
    goals = {i.id: i for i in view.items(bind.lists(binding, "goals"))}
    objectives = {i.id: i for i in view.items(bind.lists(binding, "objectives"))}
    key = bind.key(binding, "parent", "parent")
    parents: dict[str, str] = {}
    words: dict[str, str] = {}
    for item in objectives.values():
        targets = [t for t in bind.points_to(view, item, key) if t in goals or t in objectives]
        if targets:
            parents[item.id] = targets[0]
            continue
        word = view.value(item, key)
        definition = view.book.field(item.collection, key)
        if isinstance(word, str) and definition is not None and word in definition.or_:
            words[item.id] = word
    return Tree(goals, objectives, parents, words)


def _share(part: int, whole: int) -> Value:
    return Value(number=part / whole if whole else None, note=f"{part} of {whole}", counted=True)


def _load(view: View, grown: Tree, key: str) -> dict[str, int]:
    """Owner (id of a person, else the name) -> objectives held."""
    held: dict[str, int] = {}
    for item in grown.objectives.values():
        linked = [p for p in bind.points_to(view, item, key) if p]
        for who in linked or owners(view, item, key):
            held[who] = held.get(who, 0) + 1
    return dict(sorted(held.items(), key=lambda entry: -entry[1]))


def _load_line(view: View, held: Mapping[str, int], busiest: int, limit: int) -> str:
    most = [who for who, n in held.items() if n == busiest]
    if not most:
        return "Nobody owns an objective yet."
    names = [_name(view, who) for who in most]
    each = "holds" if len(names) == 1 else "hold"
    if busiest > limit:
        return f"{listed(names[:3])} {each} {busiest}; {limit} is what one person can carry."
    if len(names) > 3:
        return f"{len(names)} people hold {busiest} of {limit} each."
    return f"{listed(names)} {each} {busiest} of {limit}{'' if len(names) == 1 else ' each'}."


def _name(view: View, who: str) -> str:
    person = view.item(who)
    return say.short(person.text, 24) if person is not None and person.text.strip() else who


def _strategies(view: View, binding: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Chosen strategies, and those of them that no objective carries out."""
    items = view.items(bind.lists(binding, "strategies"))
    mark = bind.key(binding, "chosen")
    chosen = [i.id for i in items if not mark or view.value(i, mark) == "yes"]
    served: set[str] = set()
    for name in bind.lists(binding, "objectives"):
        for targets in cited(view, f"{name}.{bind.key(binding, 'from', 'from')}").values():
            served |= {t.id for t in live(targets)}
    return chosen, [i for i in chosen if i not in served]


def _balance(view: View, grown: Tree, key: str) -> Bars:
    sums: dict[str, int] = {}
    for item in grown.objectives.values():
        if name := view.text(item, key):
            sums[name] = sums.get(name, 0) + 1
    bars = [Bar(label=name, number=float(n)) for name, n in sums.items()]
    return Bars(bars=bars, high=max(sums.values(), default=1))
