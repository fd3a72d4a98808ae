"""Four worlds: short names, stories one could live in, and what is certain in every one of them.

Two worlds invite best and worst, three a middle way, more than four overload. No world is the likely one
(Schwartz 1991 and common practice; lengths are our convention).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from aligntui.analysis import bind, drivers, say, story, wording
from aligntui.analysis.figure import Figure, Finding, Grid, Items, PerItem, PerLink, Sentence
from aligntui.analysis.registry import Role, figure
from aligntui.analysis.view import View
from aligntui.methods.types import as_list
from aligntui.session.model import Item, pair
from aligntui.text.language import WISHFUL
from aligntui.text.listing import listed
from aligntui.text.words import count, found, similar

WORLDS = 4
NAME = 4
"""Most words of a name."""

ALIKE, LONG_ENOUGH = 0.6, 40
"""Share of words in common from which two stories of so many words look alike (our convention)."""

TOO_FEW = {
    1: "One world is a forecast.",
    2: "Two worlds turn into best and worst.",
    3: "Three worlds invite the one in the middle.",
}


@figure(
    "scenario_rules",
    {
        "of": Role("collection", help="the worlds"),
        "story": Role("field", needed=False, help="the narrative"),
        "name": Role("field", needed=False, help="the name; the words of the item when left out"),
        "words": Role("word", needed=False, help="fewest and most words, 80-150"),
        "seen": Role("relation", needed=False, help="worlds crossed with drivers that are certain"),
        "tick": Role("field", needed=False, help="yes when the driver shows in the story"),
        "impact": Role("field", needed=False, help="impact of a driver"),
        "uncertainty": Role("field", needed=False, help="uncertainty of a driver"),
        "fixed": Role("field", needed=False, help="yes or no of a person, whether it is certain"),
        "effects": Role("collection", needed=False, help="child list: what the world does to us"),
        "what": Role("field", needed=False, help="kind of an effect"),
        "kinds": Role("words", needed=False, help="kinds each world should have"),
    },
    {
        "words": "length of each story",
        "has": "what each story shows: year, number, events, a Tuesday, winners, losers",
        "open": "certain drivers not yet seen in a world",
        "begun": "worlds with a story",
        "line": "how many are written, and which are short",
    },
    source="Schwartz 1991; lengths are our convention",
)
def scenario_rules(view: View, binding: Mapping[str, Any]) -> Figure:
    """Whether the worlds are four, named, told, and hold what is certain."""
    worlds = view.items(bind.lists(binding, "of"))
    if not worlds:
        return Figure(why_missing="No worlds are named yet.")
    key = bind.key(binding, "story", "story")
    told = {w.id: view.text(w, key) for w in worlds}
    lengths = {w: story.words(text) for w, text in told.items()}
    begun = [w for w in worlds if lengths[w.id]]
    low, high = _limits(view, binding, worlds[0], key)
    open_pairs = _unseen(view, binding, begun)
    out = _number(worlds)
    for world in worlds:
        out += _name(view, binding, world)
        if world in begun:
            out += _story(view, world, key, told[world.id], lengths[world.id], low, high)
            out += _certain(view, world, key, open_pairs)
        elif begun:
            mend = "Live there for a while: what is a normal Tuesday like?"
            out.append(say.hint("SC30", f"{bind.called(view, world)} is not begun.", mend, world.id, key))
        out += _effects(view, binding, world)
    out += _alike(view, begun, told, lengths, key)
    signs = {w.id: story.signs(told[w.id]) for w in worlds}
    cells = {f"{w}>{name}": "ok" if has else "-" for w, row in signs.items() for name, has in row.items()}
    return Figure(
        parts={
            "words": PerItem({w: float(n) for w, n in lengths.items()}, 0),
            "has": Grid([w.id for w in worlds], list(story.SIGNS), cells),
            "open": PerLink(dict.fromkeys(open_pairs, "not seen yet")),
            "begun": Items([w.id for w in begun]),
            "line": Sentence(_line(worlds, begun, lengths, low, high)),
        },
        findings=out,
        n=len(worlds),
    )


def _limits(view: View, binding: Mapping[str, Any], world: Item, key: str) -> tuple[int, int]:
    given = binding.get("words")
    if isinstance(given, list | tuple):
        given = "-".join(str(n) for n in given)
    field = view.book.field(world.collection, key)
    return story.limits(str(given) if given else field.words if field is not None else "")


def _unseen(view: View, binding: Mapping[str, Any], worlds: list[Item]) -> list[str]:
    relation = bind.word(binding, "seen")
    definition = view.book.relations.get(relation)
    if definition is None:
        return []
    tick = bind.key(binding, "tick", "seen")
    certain = drivers.in_every_world(view, view.items(as_list(definition.cols)), binding)
    found_in = {ends for ends, link in view.links(relation).items() if link.fields.get(tick) == "yes"}
    return [pair(w.id, d.id) for w in worlds for d in certain if (w.id, d.id) not in found_in]


def _number(worlds: list[Item]) -> list[Finding]:
    if len(worlds) > WORLDS:
        mend = "Keep the four that differ most; park the rest."
        return [say.warning("SC20", f"{len(worlds)} worlds; four is what people can hold in mind.", mend)]
    if len(worlds) < WORLDS:
        return [say.hint("SC20", TOO_FEW[len(worlds)], "Make it four: the corners of two axes.")]
    return []


def _name(view: View, binding: Mapping[str, Any], world: Item) -> Iterator[Finding]:
    key = bind.key(binding, "name", "text")
    name = view.text(world, key)
    if count(name) > NAME:
        message = f"{say.name(view, world)}: {count(name)} words are more than a name."
        yield say.hint("SC21", message, "Two or three words that stick, as in Penny Loaf.", world.id, key)
    taken = found(name, WISHFUL)
    if taken:
        message = f'{say.name(view, world)}: "{taken[0]}" says whether we like it.'
        mend = "Name it after what is different there; each world has winners."
        yield say.warning("SC22", message, mend, world.id, key)


def _story(
    view: View, world: Item, key: str, text: str, length: int, low: int, high: int
) -> Iterator[Finding]:
    code = say.name(view, world)
    if not low <= length <= high:
        mend = (
            "What is a normal Tuesday like there?" if length < low else "Keep what surprises; cut the rest."
        )
        yield say.hint("SC23", f"{code} has {length} words; {low} to {high} is the aim.", mend, world.id, key)
    has = story.signs(text)
    if not has["year"]:
        yield say.hint("SC24", f"{code} names no year.", "Which three events, and when?", world.id, key)
    if not has["number"]:
        mend = "Put in two or three: a price, a share, customers a day."
        yield say.hint("SC25", f"{code} has no number in it.", mend, world.id, key)
    likely = wording.likely(text)
    if likely:
        message = f'{code} says "{likely}": a world is possible, not probable.'
        yield say.warning("SC27", message, "Tell it as it happens, without odds.", world.id, key)


def _certain(view: View, world: Item, key: str, open_pairs: list[str]) -> list[Finding]:
    missing = [p.partition(">")[2] for p in open_pairs if p.partition(">")[0] == world.id]
    if not missing:
        return []
    happens = "is certain, so it happens" if len(missing) == 1 else "are certain, so they happen"
    message = f"{say.named(view, missing)} {happens} in {say.name(view, world)} as well."
    mend = "Say how it shows in this world, then tick it."
    return [say.warning("SC26", message, mend, world.id, key, others=missing)]


def _effects(view: View, binding: Mapping[str, Any], world: Item) -> list[Finding]:
    name = bind.word(binding, "effects")
    what = bind.key(binding, "what", "what")
    children = view.children(world.id, name) if name else []
    if not children:
        return []
    field = view.book.field(name, what)
    labels = field.choices if field is not None else {}
    kinds = bind.lists(binding, "kinds") or list(labels)
    written = {view.text(c, what) for c in children}
    missing = [labels.get(k, k) for k in kinds if k not in written]
    if not missing:
        return []
    message = f"{say.name(view, world)}: nothing yet under {listed(missing)}."
    mend = "What breaks first there, and what would we regret?"
    return [say.hint("SC29", message, mend, world.id, place=f"{name}.text")]


def _alike(
    view: View, begun: list[Item], told: dict[str, str], lengths: dict[str, int], key: str
) -> Iterator[Finding]:
    long = [w for w in begun if lengths[w.id] >= LONG_ENOUGH]
    for i, one in enumerate(long):
        for other in long[i + 1 :]:
            if similar(told[one.id], told[other.id]) >= ALIKE:
                message = f"{say.name(view, one)} and {say.name(view, other)} tell nearly the same story."
                mend = "Ask what only happens in one of them."
                yield say.warning("SC28", message, mend, other.id, key, others=[one.id])


def _line(worlds: list[Item], begun: list[Item], lengths: dict[str, int], low: int, high: int) -> str:
    if not begun:
        return f"None of {len(worlds)} worlds is told yet."
    short = [w.id for w in begun if lengths[w.id] < low]
    said = f"{len(begun)} of {len(worlds)} worlds are told"
    if short:
        verb = "is" if len(short) == 1 else "are"
        return f"{said}; {bind.refs(short)} {verb} short (aim {low}-{high} words)."
    return f"{said}."
