"""Pairs of axes: are two uncertainties independent, out of our hands, and open at both ends?

The test asks, for both ends of the first driver, whether the second leans the same way. Two leans make one
axis drawn twice (the idea is common practice, the wording ours).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from aligntui.analysis import bind, drivers, say
from aligntui.analysis.figure import Figure, Finding, Items, PerItem, Sentence, Value
from aligntui.analysis.registry import Role, figure
from aligntui.analysis.view import AWAY, View
from aligntui.session.model import Item

TRIED = 3
"""Pairs to try before one is chosen (our convention)."""

SAYS = {
    "same driver": "both are the same driver: take another one for one of them",
    "overruled": "the test speaks against it; it is taken all the same, with a reason",
    "leans": "not independent: at both ends the other leans along, so this is one axis",
    "ours": "one of the two is in our own hands: that is a strategy, not an axis",
    "one lean": "at one end the other leans along: can you tell a story where it does not?",
    "ends": "an end is not possible, or simply bad: name two that could both come",
    "independent": "independent: no lean found either way",
}
"""Verdict -> the same as a sentence."""

MARKS = {
    "same driver": "!!", "overruled": "!", "leans": "!!", "ours": "!!", "one lean": "!", "ends": "!",
    "open": "?", "independent": "ok",
}  # fmt: skip
"""Verdict -> how serious it is."""

NUMBERS = ("No pair", "One pair", "Two pairs", "Three pairs", "Four pairs", "Five pairs", "Six pairs")

ROLES = {
    "of": Role("collection", help="the pairs"),
    "x": Role("field", needed=False, help="link to the driver from left to right"),
    "y": Role("field", needed=False, help="link to the driver from top to bottom"),
    "x_low": Role("field", needed=False, help="words for one end of x"),
    "x_high": Role("field", needed=False, help="words for the other end of x"),
    "y_low": Role("field", needed=False, help="words for one end of y"),
    "y_high": Role("field", needed=False, help="words for the other end of y"),
    "lean_low": Role("field", needed=False, help="yes when y leans one way at the first end of x"),
    "lean_high": Role("field", needed=False, help="yes when y leans one way at the other end of x"),
    "ends": Role("field", needed=False, help="yes when both ends are possible and neither simply bad"),
    "own": Role("field", needed=False, help="yes when either is in our own hands"),
    "chosen": Role("field", needed=False, help="yes for the pair the worlds are built on"),
    "reason": Role("field", needed=False, help="why a pair is taken in spite of the test"),
    "impact": Role("field", needed=False, help="impact of a driver"),
    "uncertainty": Role("field", needed=False, help="uncertainty of a driver"),
    "tried": Role("number", needed=False, help="pairs to try before choosing; 3"),
}


class Pair(msgspec.Struct):
    """One pair with its answers."""

    item: Item
    x: Item | None
    y: Item | None
    leans: int
    ours: bool
    bad_end: bool
    unasked: list[str]
    """Questions of the test without an answer."""
    reason: bool
    chosen: bool

    @property
    def same(self) -> bool:
        """Whether both axes are one driver."""
        return self.x is not None and self.y is not None and self.x.id == self.y.id

    @property
    def verdict(self) -> str:
        """What the test says, in a word or two."""
        if self.same:
            return "same driver"
        if (self.leans == 2 or self.ours) and self.reason:
            return "overruled"
        if self.leans == 2:
            return "leans"
        if self.ours:
            return "ours"
        if self.leans:
            return "one lean"
        if self.bad_end:
            return "ends"
        return "open" if self.unasked else "independent"

    @property
    def says(self) -> str:
        """The verdict as a sentence."""
        if self.verdict == "open":
            asked = len(self.unasked)
            return f"{bind.count(asked, 'question')} of the test {'is' if asked == 1 else 'are'} open"
        return SAYS[self.verdict]


@figure(
    "independence",
    ROLES,
    {
        "verdict": "independent, one lean, leans, ours, ends, same driver, overruled or open",
        "says": "the verdict of each as a sentence",
        "mark": "how serious that is: ok, ? (open), ! or !!",
        "passed": "pairs that passed, or that a person took with a reason",
        "rejected": "pairs that are one axis, or in our own hands",
        "chosen": "the pair the worlds are built on",
        "tried": "how many pairs were looked at, set-aside ones too",
        "line": "how many were tried and which stands",
    },
    source="test: our convention",
)
def independence(view: View, binding: Mapping[str, Any]) -> Figure:
    """Which pairs of axes are independent, out of our hands and open at both ends."""
    field = {name: bind.key(binding, name, name) for name, role in ROLES.items() if role.type == "field"}
    pairs = [_pair(view, i, field) for i in view.items(bind.lists(binding, "of"), away=True)]
    if not pairs:
        return Figure(why_missing="No pair of axes is written yet.")
    live = [p for p in pairs if p.item.status not in AWAY]
    chosen = [p for p in live if p.chosen]
    wanted = bind.whole(binding, "tried", TRIED)
    said = NUMBERS[len(pairs)] if len(pairs) < len(NUMBERS) else f"{len(pairs)} pairs"
    stands = f"{bind.refs(p.item.id for p in chosen)} stands" if chosen else "none is chosen yet"
    out: list[Finding] = []
    for pair in live:
        # A rejected pair that nobody builds on is kept as a thought; it needs no mending.
        if pair.chosen or not chosen:
            out += _findings(view, pair, field)
    if live and len(pairs) < wanted:
        more = wanted - len(pairs)
        mend = "Try one more before you choose." if more == 1 else f"Try {more} more before you choose."
        out.append(say.hint("SC14", f"{said} tried.", mend))
    return Figure(
        parts={
            "verdict": PerItem({p.item.id: p.verdict for p in pairs}),
            "says": PerItem({p.item.id: p.says for p in pairs}),
            "mark": PerItem({p.item.id: MARKS[p.verdict] for p in pairs}),
            "passed": Items([p.item.id for p in live if p.verdict in ("independent", "overruled")]),
            "rejected": Items([p.item.id for p in pairs if p.verdict in ("leans", "ours", "same driver")]),
            "chosen": Items([p.item.id for p in chosen]),
            "tried": Value(float(len(pairs)), 0),
            "line": Sentence(f"{said} tried; {stands}."),
        },
        findings=out,
        n=len(pairs),
    )


def _pair(view: View, item: Item, field: Mapping[str, str]) -> Pair:
    answers = {name: item.fields.get(field[name]) for name in ("lean_low", "lean_high", "ends", "own")}
    return Pair(
        item=item,
        x=bind.one(view, item, field["x"]),
        y=bind.one(view, item, field["y"]),
        leans=[answers["lean_low"], answers["lean_high"]].count("yes"),
        ours=answers["own"] == "yes",
        bad_end=answers["ends"] == "no",
        unasked=[field[name] for name, value in answers.items() if value in (None, "")],
        reason=bool(view.text(item, field["reason"]).strip()),
        chosen=item.fields.get(field["chosen"]) == "yes",
    )


def _findings(view: View, pair: Pair, field: Mapping[str, str]) -> Iterator[Finding]:
    item, name = pair.item, _name(view, pair)
    if pair.same:
        mend = "Take another driver for one of them."
        yield say.error("SC16", f"{name}: both axes are the same driver.", mend, item.id, field["y"])
    if pair.leans == 2 and not pair.reason:
        message = f"{name}: at both ends the other leans along, so this is one axis."
        mend = "Take another pair, or write why you take it all the same."
        yield say.error("SC10", message, mend, item.id, field["reason"])
    if pair.leans == 1:
        message = f"{name}: at one end the other leans along."
        mend = "Can you tell a story where it does not?"
        yield say.warning("SC11", message, mend, item.id, field["lean_low"])
    if pair.ours and not pair.reason:
        message = f"{name}: one of the two is in our own hands."
        mend = "What we decide is a strategy. Take what we cannot steer."
        yield say.error("SC12", message, mend, item.id, field["own"])
    if pair.bad_end:
        message = f"{name}: an end is not possible, or simply bad."
        mend = "Name two ends that could both come, each with winners."
        yield say.warning("SC13", message, mend, item.id, field["ends"])
    if pair.chosen and pair.unasked:
        some = len(pair.unasked) > 1
        asked = f"{bind.count(len(pair.unasked), 'question')} of the test {'are' if some else 'is'} open"
        message = f"{name} is chosen, and {asked}."
        mend = "Answer them first." if some else "Answer it first."
        yield say.hint("SC15", message, mend, item.id, pair.unasked[0])
    ends = [field[n] for n in ("x_low", "x_high", "y_low", "y_high") if not view.asked(item, field[n])]
    if pair.chosen and ends:
        message = f"{name}: {bind.count(len(ends), 'end')} without a name."
        yield say.hint("SC17", message, "The worlds are named after the ends.", item.id, ends[0])
    for driver in dict.fromkeys(d.id for d in (pair.x, pair.y) if d is not None):
        found = view.item(driver)
        known = drivers.kind(view, found, field["impact"], field["uncertainty"], "") if found else None
        if known is not None and known != drivers.CRITICAL:
            message = f"{name}: {bind.called(view, driver)} does not both hit hard and stand open."
            mend = "Axes come from the top right."
            yield say.hint("SC18", message, mend, item.id, field["x"], others=[driver])


def _name(view: View, pair: Pair) -> str:
    ends = [view.code(d) for d in (pair.x, pair.y) if d is not None]
    return " x ".join(ends) if len(ends) == 2 else view.code(pair.item)
