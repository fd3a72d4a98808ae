"""Rules for TOWS cards: a strategy rests on something inside and something outside that really meet.

After Weihrich 1982 (what is crossed with what) and our convention (how much is too much, what is alike).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import msgspec

from aligntui.analysis import bind, exact, say
from aligntui.analysis.citing import cited, live
from aligntui.analysis.figure import Figure, Finding
from aligntui.analysis.registry import Role, figure
from aligntui.analysis.swot import top
from aligntui.analysis.tows import cell_of, crossing
from aligntui.analysis.view import View
from aligntui.session.model import Item
from aligntui.text.listing import listed
from aligntui.text.words import similar

MANY = 4
"""Factors beyond which a card is probably two strategies (our convention)."""

ALIKE = 60
"""Percent of words in common from which two cards with the same citations say the same."""


class Side(msgspec.Struct):
    """One side of the crossing: letter -> collection, and the words for it."""

    lists: dict[str, str]
    place: str
    """inside or outside."""

    def letter(self, item: Item) -> str:
        """Letter of an item's list, "" when it is not on this side."""
        return next((letter for letter, name in self.lists.items() if name == item.collection), "")

    def of(self, items: list[Item]) -> list[Item]:
        """Those that stand on this side."""
        return [item for item in items if self.letter(item)]


class Card(msgspec.Struct):
    """A strategy card with what it cites, by side."""

    item: Item
    cell: str
    inside: list[Item]
    outside: list[Item]
    parked: list[Item]
    """Cited, but off the list."""

    @property
    def cites(self) -> list[Item]:
        """All factors it cites that are on the list."""
        return [*self.inside, *self.outside]


@figure(
    "tows_rules",
    {
        "relation": Role("relation", needed=False, help="The crossing of inside and outside."),
        "value": Role("field", needed=False, help="Value of a pair; above 0 is a match."),
        "cards": Role("collection", help="The strategies."),
        "cites": Role("field", help="Link field to the factors: `strategies.cites`."),
        "cell": Role("field", help="Choice field with the two letters: `strategies.cell`."),
        "inside": Role("mapping", help="Letter -> list: `S: strengths, W: weaknesses`."),
        "outside": Role("mapping", help="Letter -> list: `O: opportunities, T: threats`."),
        "asks": Role("mapping", needed=False, help="Cell -> what to ask while it is empty: `SO: which...?`."),
        "importance": Role("field", needed=False, help="Importance of a factor; `importance`."),
        "weights": Role(
            "fields", needed=False, help="Fields that say how much one weighs; the first that any factor has."
        ),
        "grade": Role("field", needed=False, help="Its evidence grade; `grade`."),
        "similar": Role("number", needed=False, help="Percent of words in common; 60."),
    },
    source="Weihrich 1982; limits: our convention",
)
def tows_rules(view: View, binding: Mapping[str, Any]) -> Figure:
    """Whether each strategy rests on factors that meet, and whether the set has holes."""
    inside = Side(_letters(binding, "inside"), "inside")
    outside = Side(_letters(binding, "outside"), "outside")
    cards = _cards(view, binding, inside, outside)
    if not cards:
        return Figure(why_missing="No strategy is written yet.")
    pluses = _pluses(view, bind.word(binding, "relation"), bind.key(binding, "value"))
    field = bind.key(binding, "cites")
    findings: list[Finding] = []
    for card in cards:
        findings += _sides(view, card, field)
        findings += _letters_fit(view, card, inside, outside, field)
        if pluses is not None:
            findings += _matched(view, card, pluses, inside, outside, field, bind.word(binding, "relation"))
        if len(card.cites) > MANY:
            message = f"It cites {len(card.cites)} factors: probably two strategies."
            findings.append(
                say.hint("TW6", message, "Split it, or keep the few it rests on.", card.item.id, field)
            )
    findings += _unused_tops(view, binding, cards, [*inside.lists.values(), *outside.lists.values()])
    findings += _empty_cells(cards, inside, outside, binding)
    findings += _doubles(view, cards, bind.whole(binding, "similar", ALIKE))
    order = {f"TW{n}": n for n in range(1, 8)}
    findings.sort(key=lambda f: order[f.code])
    return Figure(findings=findings, n=len(cards))


def _letters(binding: Mapping[str, Any], role: str) -> dict[str, str]:
    found = binding.get(role)
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, Mapping) else {}


def _cards(view: View, binding: Mapping[str, Any], inside: Side, outside: Side) -> list[Card]:
    targets = cited(view, bind.word(binding, "cites"))
    split = bind.key(binding, "cell")
    cards = []
    for item in view.items(bind.word(binding, "cards")):
        found = targets.get(item.id, [])
        here = live(found)
        parked = [t for t in found if t not in here]
        cards.append(Card(item, cell_of(item, split), inside.of(here), outside.of(here), parked))
    return cards


def _pluses(view: View, relation: str, value: str) -> set[tuple[str, str]] | None:
    """Pairs that match; None while nobody has looked at the crossing."""
    cells = crossing(view, relation, value) if relation else {}
    return {pair for pair, number in cells.items() if number > 0} if cells else None


def _sides(view: View, card: Card, field: str) -> Iterator[Finding]:
    """TW1: at least one factor inside and one outside."""
    lacks = [name for name, side in (("inside", card.inside), ("outside", card.outside)) if not side]
    if not lacks:
        return
    message = f"It rests on nothing {' and nothing '.join(lacks)}."
    mend = "Cite what it uses or mends in the house, and what it answers out there."
    if card.parked:
        message += f" {say.named(view, card.parked)} {'is' if len(card.parked) == 1 else 'are'} parked."
    yield say.error("TW1", message, mend, card.item.id, field)


def _letters_fit(view: View, card: Card, inside: Side, outside: Side, field: str) -> Iterator[Finding]:
    """TW2: the letters cited are those of the cell."""
    wanted = [letter for side in (inside, outside) for letter in side.lists if letter in card.cell]
    if not card.cites or not wanted:
        return
    given = {inside.letter(i) or outside.letter(i) for i in card.cites}
    lacks = [letter for letter in wanted if letter not in given]
    extra = [i for i in card.cites if (inside.letter(i) or outside.letter(i)) not in wanted]
    if lacks:
        rests = listed(f"{_article(letter)} {letter}" for letter in wanted)
        only = f"Only {say.named(view, card.cites)} {'is' if len(card.cites) == 1 else 'are'} cited."
        message = f"{_article(card.cell)} {card.cell} card rests on {rests}. {only}"
        mend = f"Cite {listed(f'{_article(n)} {n}' for n in lacks)}, or move the card."
        yield say.error("TW2", message[0].upper() + message[1:], mend, card.item.id, field)
    elif extra:
        message = (
            f"{say.named(view, extra)} {'is' if len(extra) == 1 else 'are'} beside the cell {card.cell}."
        )
        mend = "Fine if it is a condition; else drop it, or move the card."
        yield say.hint("TW2", message, mend, card.item.id, field, [i.id for i in extra])


def _matched(
    view: View,
    card: Card,
    pluses: set[tuple[str, str]],
    inside: Side,
    outside: Side,
    field: str,
    relation: str,
) -> Iterator[Finding]:
    """TW3: each cited factor has a + with at least one cited factor of the other side."""
    if not card.inside or not card.outside:
        return

    def meet(a: Item, b: Item) -> bool:
        return (a.id, b.id) in pluses or (b.id, a.id) in pluses

    alone: list[tuple[Item, list[Item], Side]] = [
        *((i, card.outside, outside) for i in card.inside if not any(meet(i, o) for o in card.outside)),
        *((o, card.inside, inside) for o in card.outside if not any(meet(i, o) for i in card.inside)),
    ]
    if not alone:
        return
    said, mends = list[str](), list[tuple[str, str, list[Item]]]()
    for item, partners, side in alone:
        # Of a pair it is said once: those inside that are alone have said it already.
        unsaid = [i for i in partners if side is outside or not any(i is one for one, _, _ in alone)]
        if unsaid:
            said.append(f"{say.name(view, item)} has no + with {say.named(view, unsaid)}")
        lists = [name for letter, name in side.lists.items() if letter in card.cell] or list(
            side.lists.values()
        )
        fits = [p for p in view.items(lists) if p not in partners and meet(item, p)]
        if fits:
            mend = f"Cite {say.name(view, fits[0])} as well, or drop {say.name(view, item)}."
            mends.append((mend, "", [i for i, _, _ in alone]))
        else:
            mend = f"Look at {say.name(view, item)} in the grid again, or drop it."
            mends.append((mend, relation, [item, partners[0]]))
    mend, place, others = mends[0]
    ids = [other.id for other in others]
    yield say.warning("TW3", f"{'; '.join(said[:2])}.", mend, card.item.id, field, ids, place=place)


def _unused_tops(
    view: View, binding: Mapping[str, Any], cards: list[Card], lists: list[str]
) -> Iterator[Finding]:
    """TW4: a factor of top priority that no strategy cites."""
    used = {factor.id for card in cards for factor in card.cites}
    items, tie = view.items(lists), bind.key(binding, "grade", "grade")
    fields = bind.keys(binding, "weights") or [bind.key(binding, "importance", "importance")]
    # What was weighed last says more than what was rated before.
    by = next((field for field in fields if any(exact.amount(view, i, field) is not None for i in items)), "")
    ranked = top(view, items, by, tie) if by else []
    weights = {item.id: exact.amount(view, item, by) for item in ranked}
    for item in ranked:
        if item.id not in used:
            is_first = weights[item.id] == weights[ranked[0].id]
            what = "matters most" if is_first else f"is one of the {len(ranked)} that matter most"
            message = f'"{say.short(item.text)}" {what}, and no strategy cites it.'
            mend = "Which card answers it? Cite it there, or write one."
            yield say.warning("TW4", message, mend, item.id, place=bind.word(binding, "cites"))


def _empty_cells(
    cards: list[Card], inside: Side, outside: Side, binding: Mapping[str, Any]
) -> Iterator[Finding]:
    """TW5: a cell without a card."""
    filled = {frozenset(card.cell) for card in cards}
    cells = [a + b for a, b in product(inside.lists, outside.lists)]
    empty = [cell for cell in cells if frozenset(cell) not in filled]
    if empty:
        message = f"{listed(empty)} {'is' if len(empty) == 1 else 'are'} empty."
        prompts = _letters(binding, "asks")
        asks = [prompts[cell] for cell in empty if cell in prompts]
        mend = f"{empty[0]}: {asks[0]}" if asks else "Write one card there, or say why none is needed."
        yield say.warning("TW5", message, mend, place=bind.word(binding, "cites"))


def _doubles(view: View, cards: list[Card], share: int) -> Iterator[Finding]:
    """TW7: two cards with the same citations and similar words."""
    groups: dict[frozenset[str], list[Card]] = {}
    for card in cards:
        groups.setdefault(frozenset(f.id for f in card.cites), []).append(card)
    for group in groups.values():
        for place, card in enumerate(group):
            for earlier in group[:place]:
                if similar(card.item.text, earlier.item.text) * 100 >= share:
                    code = view.code(earlier.item)
                    message = f"It says much the same as {code} and cites the same."
                    mend = f"Merge it with {code}, or say what differs."
                    yield say.warning("TW7", message, mend, card.item.id, "text", [earlier.item.id])
                    break


def _article(letter: str) -> str:
    """`an` before letters that are spoken with a vowel (an SO card), `a` before others."""
    return "an" if letter[:1] in "AEFHILMNORSX" else "a"
