"""Steps of each kind with so many cards in their lists, of so many words each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from case_session import Writer, write

from aligntui.session.ops import AnyOp, Set
from aligntui.store.local.handle import Handle
from aligntui.store.local.repository import Store


@dataclass(frozen=True)
class Place:
    """A step of one kind: where it stands, what it needs, its lists, and the keys that lead along them."""

    at: str
    parts: tuple[str, ...]
    lists: tuple[str, ...]
    cells: tuple[str, ...] = ()
    """Values of the field that says in which list a card stands, of one collection."""
    most: int = 99
    """Cards of a list, at most."""
    phase: str = ""
    least: int = 0
    walk: tuple[str, ...] = ("home", *("down",) * 99)
    enter: tuple[str, ...] = ()
    """Keys that lead to the list from the step."""


ROUND = ("left", "home", *("down",) * 28, "right", *("up",) * 28)
"""Along four lists in two columns."""
LETTERS = "abcd"
"""Before the words of the cards of a list or cell."""
FACTORS = ("strengths", "weaknesses", "opportunities", "threats")
AXES = ("drivers", "axes", "scenarios")
PLACES = {
    "board": Place("swot/factors", (), FACTORS, walk=ROUND),
    "vote": Place("swot/factors", (), FACTORS, phase="vote", walk=ROUND),
    "cells": Place(
        "tows/cards", ("factors", "match"), ("strategies",), ("SO", "WO", "ST", "WT"),
        walk=ROUND,
    ),
    "table": Place("objectives/draft", ("people", "goals"), ("objectives",)),
    "ask": Place("swot/importance", (), FACTORS),
    "plot": Place("choose/rate", (), ("strategies",), ("SO",), least=2),
    "matrix": Place("tows/grid", (), FACTORS[:2], walk=(*("up",) * 28, *("down",) * 28)),
    "pairs": Place("scenarios/axes", ("drivers",), ("axes",)),
    "worlds": Place(
        "scenarios/worlds", AXES, ("scenarios",), most=4,
        walk=("up", "left", *("enter", "escape", "tab") * 4),
    ),
    "report": Place("objectives/tree", (), ("goals", "objectives")),
    "parked": Place("swot/scope", (), ("parked",), enter=("/note-parked",)),
    "decisions": Place("swot/scope", (), ("decisions",), enter=("/note-decision",)),
}  # fmt: skip


def words(name: str, number: int, length: int) -> str:
    """Words of a card, each of which stands in no other one."""
    return " ".join(f"{name[:2]}{number:02}{n:02}" for n in range(length))


def filled(place: Place, amount: int, length: int) -> Callable[[Store, Handle], None]:
    """So many cards in each list, with so many words each."""

    def fill(store: Store, handle: Handle) -> None:
        writer = Writer(handle.session, store.clock(), store.person)
        write(writer, place.parts)
        if "matrix" in place.at or place.at == "tows/grid":
            writer.add("o1", "opportunities", "An opportunity")
        for name in place.lists:
            for sign, cell in zip(LETTERS, place.cells or ("",), strict=False):
                old = [i for i in writer.view.items(name) if not cell or place.parts == ()]
                for number in range(max(place.least, min(amount, place.most))):
                    text = words(sign + name, number, max(1, length))
                    if number < len(old) and not cell:
                        writer.do([_reworded(writer, old[number].id, text)])
                    else:
                        fields = {"cell": cell} if cell else {}
                        writer.add(f"{name[0]}{cell}{number}", name, text, fields)
        handle.apply(writer.ops)
        handle.refresh()

    return fill


def _reworded(writer: Writer, item: str, text: str) -> AnyOp:
    return Set(id=item, field="text", was=writer.view.item(item).text, to=text, words=True)
