"""Bets of what leads to what: arrows between items that stand in layers, to be read upwards.

A dead end leads nowhere upwards; magic is what nothing leads to, though it stands above the lowest layer; a
loop leads back to itself; an arrow downward goes against the layers. After the strategy map of Kaplan &
Norton 2004; the names are our convention.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from typing import Any

from aligntui.analysis import bind, exact, told
from aligntui.analysis.figure import Figure, Items, Part, PerItem, PerLink, Sentence, Value
from aligntui.analysis.graph import Graph, directed, in_degree
from aligntui.analysis.registry import Role, figure
from aligntui.analysis.tows import ends
from aligntui.analysis.view import View
from aligntui.session.model import UNKNOWN, Link, pair
from aligntui.text.listing import listed


@figure(
    "acyclic",
    {
        "of": Role("relation", help="The arrows, from row to column."),
        "value": Role("field", needed=False, help="Its value: an arrow is there where it is above 0."),
        "layer": Role("field", needed=False, help="Choice field of the items: the layer they stand in."),
        "up": Role("words", needed=False, help="Layers, the lowest first; as the choices when left out."),
        "ends": Role("words", needed=False, help="Layers in which a path may end; the highest."),
    },
    {
        "bets": "The arrows.",
        "dead_ends": "Items from which no path leads up to where one may end.",
        "magic": "Items above the lowest layer that nothing leads to.",
        "loops": "Items that lead back to themselves.",
        "downward": "Arrows against the layers.",
        "alone": "Items without any arrow.",
        "depth": "Arrows on the longest path up to each; none in a loop.",
        "longest": "The longest path up.",
        "layers": "How many stand in each layer.",
        "n": "How many arrows there are.",
        "line": "What is wrong with the paths, in one sentence.",
    },
    source="Kaplan & Norton 2004; names: our convention",
    main=("n",),
)  # fmt: skip
def acyclic(view: View, binding: Mapping[str, Any]) -> Figure:
    """Paths up a crossing of layers: dead ends, what nothing feeds, loops, arrows that go down."""
    name, value = bind.word(binding, "of"), bind.key(binding, "value")
    rows, cols = ends(view, name)
    items = {item.id: item for item in (*rows, *cols)}
    links = {key: link for key, link in view.links(name).items() if _is_arrow(link, value)}
    graph = directed(items, links)
    if not any(graph.values()):
        return Figure(why_missing="No arrow is drawn yet.", n=0)
    key = bind.key(binding, "layer")
    layer = {i: str(item.fields.get(key) or "") for i, item in items.items()} if key else {}
    order = _order(view, binding, {item.collection for item in items.values()}, key)
    rank = {i: order.index(own) for i, own in layer.items() if own in order}
    loops = circles(graph)
    tops = set(bind.lists(binding, "ends") or order[-1:])
    arrows = [(a, b) for a, b in links if b in graph.get(a, ())]
    down = [(a, b) for a, b in arrows if rank.get(a, 0) > rank.get(b, len(order))]
    arrives = _arriving(graph, [i for i, own in layer.items() if own in tops])
    dead = [i for i in graph if tops and i not in arrives]
    fed = in_degree(graph)
    alone = [i for i in graph if not fed[i] and not graph[i]]
    magic = [i for i in graph if not fed[i] and rank.get(i, 0) > 0]
    depth, longest = _depths(graph, loops)
    wrong = {"without a way up": dead, "fed by nothing": magic, "in a loop": loops}
    said = {arrow: _said(view, links[arrow], name, value) for arrow in arrows}
    layers = {own: float(sum(found == own for found in layer.values())) for own in order}
    labels = {own: told.value(view, rows[0].collection, key, own) for own in order} if rows else {}
    parts: dict[str, Part] = {
        "bets": PerLink({pair(a, b): word for (a, b), word in said.items()}, shape="bets"),
        "dead_ends": Items(dead),
        "magic": Items(magic),
        "loops": Items(loops),
        "downward": PerLink({pair(a, b): said[a, b] for a, b in down}),
        "alone": Items(alone),
        "depth": PerItem(depth, 0),
        "longest": Items(longest),
        "layers": PerItem({labels.get(own, own): n for own, n in layers.items()}, 0),
        "n": Value(float(len(said)), 0),
        "line": Sentence(_line(wrong, len(down))),
    }
    return Figure(parts=parts, n=len(said))


def _is_arrow(link: Link, value: str) -> bool:
    if not value:
        return True
    found = link.fields.get(value)
    number = exact.decimal(found)
    return number > 0 if number is not None else found not in (None, "", "no", UNKNOWN)


def _said(view: View, link: Link, name: str, value: str) -> str | None:
    field = view.book.relations[name].fields.get(value) if name in view.book.relations else None
    return told.value_in(field, link.fields.get(value)) or None if field is not None else None


def _order(view: View, binding: Mapping[str, Any], collections: set[str], key: str) -> list[str]:
    given = bind.lists(binding, "up")
    fields = (view.book.field(name, key) for name in sorted(collections))
    return given or [choice for field in fields if field is not None for choice in field.choices]


def _arriving(graph: Graph, tops: Iterable[str]) -> set[str]:
    """The tops, and every node from which a path leads to one of them."""
    before: Graph = {node: set() for node in graph}
    for node, out in graph.items():
        for other in out:
            before[other].add(node)
    found = set(tops)
    queue = deque(found)
    while queue:
        for node in before[queue.popleft()] - found:
            found.add(node)
            queue.append(node)
    return found


def circles(graph: Graph) -> list[str]:
    """Nodes that lie on a way back to themselves (strongly connected components, Tarjan 1972)."""
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    waiting: set[str] = set()
    found: set[str] = set()
    for root in graph:
        if root in number:
            continue
        work = [(root, iter(graph[root]))]
        number[root] = low[root] = len(number)
        stack.append(root)
        waiting.add(root)
        while work:
            node, rest = work[-1]
            other = next((o for o in rest if o not in number or o in waiting), None)
            if other is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == number[node]:
                    part = stack[stack.index(node) :]
                    del stack[-len(part) :]
                    waiting -= set(part)
                    found |= set(part) if len(part) > 1 else set()
            elif other in number:
                low[node] = min(low[node], number[other])
            else:
                number[other] = low[other] = len(number)
                stack.append(other)
                waiting.add(other)
                work.append((other, iter(graph[other])))
    return [node for node in graph if node in found]


def _depths(graph: Graph, loops: list[str]) -> tuple[dict[str, float | str | None], list[str]]:
    """Arrows on the longest path to each node outside loops, and one longest path."""
    place = {node: n for n, node in enumerate(graph)}
    free = [node for node in graph if node not in set(loops)]
    waits = dict.fromkeys(free, 0)
    for node in free:
        for other in graph[node]:
            if other in waits:
                waits[other] += 1
    ready = [node for node in free if not waits[node]]
    depth, before = dict.fromkeys(free, 0), dict.fromkeys(free, "")
    for node in ready:
        for other in sorted(graph[node] & waits.keys(), key=place.__getitem__):
            if depth[node] + 1 > depth[other]:
                depth[other], before[other] = depth[node] + 1, node
            waits[other] -= 1
            if not waits[other]:
                ready.append(other)
    last = max(free, key=lambda node: depth[node], default="")
    path: list[str] = []
    while last:
        path.insert(0, last)
        last = before[last]
    steps = {node: float(depth[node]) if node in depth else None for node in graph}
    return dict(steps), path if len(path) > 1 else []


def _line(wrong: Mapping[str, list[str]], down: int) -> str:
    said = [
        f"{listed((f'{{{i}}}' for i in ids), 3)} {'is' if len(ids) == 1 else 'are'} {word}"
        for word, ids in wrong.items()
        if ids
    ]
    said += [f"{bind.count(down, 'arrow')} {'goes' if down == 1 else 'go'} down"] if down else []
    return f"{'; '.join(said)}." if said else "Every path leads up."
