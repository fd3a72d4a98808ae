"""Measures of small networks on plain dicts: degrees, betweenness, cut points, bridges, what a loss breaks.

A graph is a dict from each node to the nodes it points to; every node is a key. An undirected graph has
each tie in both directions. Nothing here knows people.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Mapping

Graph = dict[str, set[str]]


def directed(nodes: Iterable[str], arcs: Iterable[tuple[str, str]]) -> Graph:
    """A graph of arcs; loops and unknown nodes are left out."""
    found: Graph = {node: set() for node in nodes}
    for a, b in arcs:
        if a != b and a in found and b in found:
            found[a].add(b)
    return found


def undirected(graph: Graph) -> Graph:
    """The same ties in both directions."""
    found: Graph = {node: set(ties) for node, ties in graph.items()}
    for a, ties in graph.items():
        for b in ties:
            found[b].add(a)
    return found


def arcs(graph: Graph) -> int:
    """Number of arcs; twice the ties of an undirected graph."""
    return sum(len(ties) for ties in graph.values())


def in_degree(graph: Graph) -> dict[str, int]:
    """How many point to each node."""
    found = dict.fromkeys(graph, 0)
    for ties in graph.values():
        for b in ties:
            found[b] += 1
    return found


def density(graph: Graph, asked: int | None = None) -> float | None:
    """Arcs as a share of those possible. `asked` nodes of n answered; all when left out."""
    n = len(graph)
    possible = (n if asked is None else asked) * (n - 1)
    return arcs(graph) / possible if possible > 0 else None


def mutual(graph: Graph) -> tuple[int, int]:
    """Pairs tied both ways, pairs tied one way."""
    both = sum(a in graph[b] for a, ties in graph.items() for b in ties) // 2
    return both, arcs(graph) - 2 * both


def betweenness(graph: Graph, *, ties: bool = False) -> dict[str, float]:
    """How often each node lies on shortest paths of others, raw (Freeman 1977, algorithm of Brandes 2001).

    Args:
        graph: The arcs.
        ties: The graph is undirected: each pair counts once.
    """
    found = dict.fromkeys(graph, 0.0)
    for source in graph:
        order: list[str] = []
        before: dict[str, list[str]] = {node: [] for node in graph}
        paths = dict.fromkeys(graph, 0)
        far = {source: 0}
        paths[source] = 1
        queue = deque([source])
        while queue:
            node = queue.popleft()
            order.append(node)
            for other in graph[node]:
                if other not in far:
                    far[other] = far[node] + 1
                    queue.append(other)
                if far[other] == far[node] + 1:
                    paths[other] += paths[node]
                    before[other].append(node)
        share = dict.fromkeys(graph, 0.0)
        for node in reversed(order):
            for earlier in before[node]:
                share[earlier] += paths[earlier] / paths[node] * (1 + share[node])
            if node != source:
                found[node] += share[node]
    return {node: value / 2 for node, value in found.items()} if ties else found


def between_scale(n: int, *, ties: bool = False) -> float:
    """Largest possible betweenness of a node: pairs of the others, ordered unless undirected."""
    return (n - 1) * (n - 2) / (2 if ties else 1)


def distances(graph: Graph, source: str) -> dict[str, int]:
    """Steps from a node to every node it reaches."""
    far = {source: 0}
    queue = deque([source])
    while queue:
        node = queue.popleft()
        for other in graph[node]:
            if other not in far:
                far[other] = far[node] + 1
                queue.append(other)
    return far


def closeness(graph: Graph) -> dict[str, float]:
    """How near each node is to all others, 0 to 1 (Freeman 1979).

    Reached nodes divided by the steps to them, times the share of all others that is reached (Wasserman &
    Faust 1994), so that a small island does not look central.
    """
    n = len(graph)
    found = dict.fromkeys(graph, 0.0)
    for node in graph:
        far = distances(graph, node)
        steps = sum(far.values())
        if steps and n > 1:
            found[node] = (len(far) - 1) / steps * (len(far) - 1) / (n - 1)
    return found


def steps(graph: Graph) -> tuple[float | None, int, float | None]:
    """Mean and most steps from one node to another that it reaches, and the share of pairs that do.

    A share of 1 is a graph that is strongly connected.
    """
    far = [d for node in graph for d in distances(graph, node).values() if d]
    pairs = len(graph) * (len(graph) - 1)
    return sum(far) / len(far) if far else None, max(far, default=0), len(far) / pairs if pairs else None


def clustering(graph: Graph) -> tuple[float | None, float | None]:
    """How far those who are tied to one are tied to each other, of an undirected graph, 0 to 1.

    First transitivity, the share of all such pairs (Luce & Perry 1949); then the mean of the shares of
    the nodes, 0 of a node with fewer than two ties (Watts & Strogatz 1998).
    """
    tied = {node: sum(len(graph[a] & ties) for a in ties) for node, ties in graph.items()}
    asked = {node: len(ties) * (len(ties) - 1) for node, ties in graph.items()}
    every = sum(asked.values())
    shares = [tied[node] / asked[node] if asked[node] else 0.0 for node in graph]
    return sum(tied.values()) / every if every else None, sum(shares) / len(shares) if shares else None


def pieces(graph: Graph, without: Collection[str] = ()) -> list[set[str]]:
    """Connected parts of an undirected graph, largest first, with some nodes taken away."""
    rest = {node: ties - set(without) for node, ties in graph.items() if node not in without}
    seen: set[str] = set()
    found: list[set[str]] = []
    for node in rest:
        if node not in seen:
            part = set(distances(rest, node))
            seen |= part
            found.append(part)
    return sorted(found, key=lambda part: (-len(part), min(part)))


def _pairs(parts: list[set[str]]) -> int:
    return sum(len(part) * (len(part) - 1) // 2 for part in parts)


def lost_pairs(graph: Graph, node: str) -> int:
    """Pairs of others that reach each other now and would not without this node."""
    before = next((part for part in pieces(graph) if node in part), {node})
    rest = pieces({n: graph[n] & before for n in before}, [node])
    return (len(before) - 1) * (len(before) - 2) // 2 - _pairs(rest)


def cut_points(graph: Graph) -> list[str]:
    """Nodes of an undirected graph without which some others lose each other."""
    return [node for node in graph if lost_pairs(graph, node) > 0]


def bridges(graph: Graph) -> list[tuple[str, str]]:
    """Ties of an undirected graph without which two parts lose each other."""
    found = []
    for a in graph:
        for b in sorted(graph[a]):
            if a < b:
                rest = {n: set(ties) for n, ties in graph.items()}
                rest[a].discard(b)
                rest[b].discard(a)
                if b not in distances(rest, a):
                    found.append((a, b))
    return found


def centralisation(graph: Graph, *, ties: bool = False) -> float | None:
    """How far one node is sought above all others, 0 to 1 (Freeman 1979): of in-degree, or of ties."""
    n = len(graph)
    degrees = in_degree(graph)
    below = (n - 1) * (n - 2) if ties else (n - 1) ** 2
    return sum(max(degrees.values()) - d for d in degrees.values()) / below if below > 0 else None


def outward(graph: Graph, group: Mapping[str, str]) -> tuple[int, int]:
    """Arcs between groups, arcs within them; nodes without a group are left out."""
    between = within = 0
    for a, ties in graph.items():
        for b in ties:
            if a in group and b in group:
                if group[a] == group[b]:
                    within += 1
                else:
                    between += 1
    return between, within


def ei(between: int, within: int) -> float | None:
    """E-I index: -1 all inside groups to +1 all between them (Krackhardt & Stern 1988)."""
    total = between + within
    return (between - within) / total if total else None


def ei_by_chance(sizes: Iterable[int]) -> float | None:
    """E-I index of ties that know no groups, from the sizes of the groups."""
    counts = list(sizes)
    n = sum(counts)
    if n < 2:
        return None
    inside = sum(c * (c - 1) for c in counts)
    return (n * (n - 1) - 2 * inside) / (n * (n - 1))
