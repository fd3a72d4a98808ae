"""Worlds: the corners between the ends of a chosen pair, each with a name; its place is its nature.

The pair is the item that the preset of the step finds. Its links to one item are the sides, the texts behind
a link are the two ends of it; each key of the preset holds `low` or `high` of a world, side by side.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from msgspec import Struct
from msgspec.structs import replace

from aligntui.analysis.figure import Finding
from aligntui.analysis.where import select
from aligntui.engine import edits
from aligntui.engine.entry import defaults, filling, standing
from aligntui.engine.entry.filling import Filling
from aligntui.engine.kind import Intent, Offer, Outcome, Row, Sight, StepContext, once, passed
from aligntui.engine.messages import said
from aligntui.methods.types import Filter, Preset, as_list
from aligntui.session import order
from aligntui.session.model import Item
from aligntui.session.ops import AnyOp
from aligntui.text.words import count

ENDS = ("low", "high")
"""Values of a key: the first and the other end of its side."""


class Worlds(Struct, frozen=True):
    """Where one stands among the worlds."""

    at: str = ""
    """World in focus."""
    opened: Filling | None = None
    """Fields of a world that are open in place of the square."""


class WorldsKind:
    """The worlds are made once, of the chosen pair; each is opened and named."""

    def open(self, ctx: StepContext) -> Worlds:
        """At the first corner."""
        return Worlds(next((world.id for world in items(ctx)), ""))

    def offers(self, ctx: StepContext, state: Worlds) -> list[Offer]:
        """Making the worlds where there are none; opening them; going on."""
        if state.opened is not None:
            return [*filling.offers(ctx, state.opened), Offer("close", state.opened.item), *ON]
        offers = [Offer("begin")] if can_begin(ctx) else []
        if (world := focus(ctx, state)) is not None:
            others = (other for other in items(ctx) if other.id != world.id)
            offers += [Offer("open", one.id) for one in (world, *others)] + [Offer("focus", takes="item")]
        return [*offers, *ON]

    def do(self, ctx: StepContext, state: Worlds, intent: Intent) -> Outcome[Worlds]:
        """Behind its last field a world closes, and the first one without a name has the focus."""
        if state.opened is not None:
            if intent.verb == "close":
                return Outcome(self._closed(ctx, state))
            if intent.verb in filling.VERBS:
                outcome = filling.do(ctx, state.opened, intent)
                if outcome.leave != "on":
                    return outcome.within(replace(state, opened=outcome.state))
                return replace(outcome, leave="").within(self._closed(ctx, state))
            return passed(state, intent)
        known = {world.id: world for world in items(ctx)}
        world = known.get(intent.item) if intent.item else focus(ctx, state)
        match intent.verb:
            case "begin" if can_begin(ctx):
                return self._begin(ctx)
            case "focus" if world is not None:
                return Outcome(replace(state, at=world.id))
            case "open" if world is not None:
                keys = ["text", *(key for key in ctx.step.fields or [] if key != "text")]
                return Outcome(Worlds(world.id, filling.begin(ctx, world, keys, intent.field)))
        return passed(state, intent)

    def _begin(self, ctx: StepContext) -> Outcome[Worlds]:
        keys, worlds, ops = preset(ctx).key, list[Item](), list[AnyOp]()
        corners = list(product(ENDS, repeat=len(keys)))
        if len(keys) == 2:
            # Clockwise: A and B above, D and C below.
            corners = [("low", "low"), ("high", "low"), ("high", "high"), ("low", "high")]
        for corner in corners:
            fields = dict(zip(keys, corner, strict=True))
            world, added = edits.add(ctx.view, ctx.new_id, collection(ctx), "", fields, **ctx.signed)
            if worlds:
                world.pos = order.after([world.pos, *(one.pos for one in worlds)])
            worlds.append(world)
            ops += [*added, *defaults.put_in(ctx, world)]
        return Outcome(Worlds(worlds[0].id), tuple(ops), said("worlds-made"))

    def _closed(self, ctx: StepContext, state: Worlds) -> Worlds:
        return Worlds(next((world.id for world in items(ctx) if not world.text), state.at))

    def sight(self, ctx: StepContext, state: Worlds) -> Sight:
        """Each world under its corner with its story, between the sides with their ends."""
        if state.opened is not None:
            rows = standing.rows(ctx, state.opened)
            return Sight(question(ctx, state), rows, state.opened.at)
        rows, world = tuple(_row(ctx, world) for world in items(ctx)), focus(ctx, state)
        notes = [f"{side.name}: {side.ends['low']} to {side.ends['high']}" for side in sides(ctx)]
        return Sight(question(ctx, state), rows, world.id if world else "", notes=tuple(notes))

    def finding(self, ctx: StepContext, state: Worlds, words: Mapping[str, object]) -> Finding | None:
        """About the world in focus; while it is open as its fields stand."""
        if state.opened is not None:
            return standing.finding(ctx, state.opened, words)
        world = focus(ctx, state)
        findings = ctx.figures.findings(ctx.method, ctx.step) if world is not None else []
        return next((f for f in findings if world is not None and f.target == world.id), None)


KIND = WorldsKind()
ON = (Offer("go-on"), Offer("go-back"))


@once
def preset(ctx: StepContext) -> Preset:
    """What the worlds are made of, with the keys they stand by."""
    known = ctx.step.preset if isinstance(ctx.step.preset, Preset) else Preset()
    return Preset(from_=known.from_, where=known.where, key=known.key or ["when_x", "when_y"])


def collection(ctx: StepContext) -> str:
    """List of the worlds."""
    return as_list(ctx.step.holds)[0]


@once
def axis(ctx: StepContext) -> Item | None:
    """The chosen pair."""
    known = ctx.view.items(preset(ctx).from_)
    return next(iter(select(ctx.view, known, Filter(where=preset(ctx).where))), None)


@once
def items(ctx: StepContext) -> list[Item]:
    """The worlds in reading order: A B above, D C below."""
    keys = preset(ctx).key[::-1]
    return sorted(ctx.view.items(collection(ctx)), key=lambda w: [ENDS.index(half(w, key)) for key in keys])


def half(world: Item, key: str) -> str:
    """`low` or `high`, the end of a side that a world stands at."""
    return ENDS[world.fields.get(key) == "high"]


def focus(ctx: StepContext, state: Worlds) -> Item | None:
    """The world in focus; the first one where it is gone."""
    worlds = items(ctx)
    return next((world for world in worlds if world.id == state.at), worlds[0] if worlds else None)


def can_begin(ctx: StepContext) -> bool:
    """Whether a pair is chosen and no world is made yet."""
    return axis(ctx) is not None and not items(ctx)


class Side(Struct, frozen=True):
    """One side of the square."""

    link: str
    """Link of the pair to what runs along it."""
    name: str
    """`D1 how people buy`: what runs along it; the name of its link while it has none."""
    ends: dict[str, str]
    """`low` and `high` -> words of that end; "" while it has none."""


@once
def sides(ctx: StepContext) -> list[Side]:
    """The sides in the order of the keys: each link of the pair, the texts right behind it as its ends.

    None while no pair is chosen.
    """
    pair, behind, link = axis(ctx), dict[str, list[str]](), ""
    if pair is None:
        return []
    for key, field in ctx.view.book.fields(preset(ctx).from_).items():
        if field.type == "link" and not field.many:
            link, behind[key] = key, []
        elif link and field.type == "text":
            behind[link].append(str(pair.fields.get(key) or ""))
        else:
            link = ""
    found = []
    for link, words in behind.items():
        driver = ctx.view.item(str(pair.fields.get(link) or ""))
        name = f"{ctx.view.code(driver)} {driver.text}" if driver is not None else link
        found.append(Side(link, name, dict(zip(ENDS, [*words, "", ""], strict=False))))
    return found[: len(preset(ctx).key)]


def corner(ctx: StepContext, world: Item) -> str:
    """`on the spot, steady` of a world; "" without a pair."""
    ends = [(side, half(world, key)) for key, side in zip(preset(ctx).key, sides(ctx), strict=False)]
    return ", ".join(side.ends[at] or f"{side.link} {at}" for side, at in ends)


def story(ctx: StepContext, world: Item) -> str:
    """What is told of a world: its first long field."""
    fields = ctx.view.book.fields(world.collection)
    return next((ctx.view.text(world, key) for key, field in fields.items() if field.type == "long"), "")


def told(words: str) -> str:
    """How much is told of it."""
    return f"{count(words)} words" if words else "not begun"


def _row(ctx: StepContext, world: Item) -> Row:
    words = story(ctx, world)
    value = f"{told(words)}. {words}" if words else told(words)
    return Row(world.id, world.text, ctx.view.code(world), value, corner(ctx, world))


def question(ctx: StepContext, state: Worlds, key: str = "") -> str:
    """The question of the step; while a world is open that of a field, behind its corner."""
    if state.opened is None:
        return ctx.question
    asked = standing.asks(ctx, state.opened, key)
    return f"{corner(ctx, filling.item_of(ctx, state.opened))}: {asked}"
