"""Plot: items on two scales. Rate first in silence, then decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from aligntui.analysis.figure import Finding, Items
from aligntui.analysis.where import select
from aligntui.engine import edits
from aligntui.engine.entry import defaults, filling, standing
from aligntui.engine.entry.fields import WHY, label_of, read_out, then_why
from aligntui.engine.entry.filling import Filling
from aligntui.engine.entry.reading import read
from aligntui.engine.entry.unclear import Unclear
from aligntui.engine.kind import (
    Handed,
    Intent,
    Offer,
    Outcome,
    Row,
    Sight,
    StepContext,
    nearest,
    neighbour,
    once,
    passed,
)
from aligntui.engine.messages import outside, said
from aligntui.engine.rounds import revising, seating, talking
from aligntui.engine.rounds.answering import answering, own_figures
from aligntui.methods.types import Field, as_list
from aligntui.session.model import Item
from aligntui.text.clean import clean_line


class Plot(Struct, frozen=True):
    """Where one stands in a plot."""

    at: str = ""
    """Item in focus."""
    axis: int = 0
    """0: the scale up the side is rated next, 1: the one along the bottom."""
    opened: Filling | None = None
    """Fields of an item that are open in place of the plot."""
    adding: bool = False
    """Whether the add line is open."""
    asked: bool = False
    """Whether it was said how many are not rated; going on again goes without."""
    handed: Handed | None = None
    """That one is in and waits for the others."""


class PlotKind:
    """A number up, a number along, then the next item; Space takes one on."""

    def open(self, ctx: StepContext) -> Plot:
        """At what is talked about first, else at what is not rated; in the add line where words wait."""
        far = [line.subject.partition("#")[0] for line in talking.far_apart(ctx)]
        first = next(iter([*far, *_unrated(ctx), *(item.id for item in items(ctx))]), "")
        return Plot(first, adding=bool(ctx.typed(ctx.line_place("add"))))

    def offers(self, ctx: StepContext, state: Plot) -> list[Offer]:
        """Rating, taking on, opening and parking the item in focus; adding one; going on."""
        if state.opened is not None:
            return [*filling.offers(ctx, state.opened), Offer("close")]
        offers = []
        if state.adding:
            offers += [Offer("keep", takes="words"), Offer("close")]
        if item := focus(ctx, state):
            for key in sorted(scales(ctx), key=lambda key: key != scales(ctx)[state.axis]):
                low, high = bounds(ctx, key)
                points = scale(ctx, key).choices.items()
                labels = tuple((point, f"{point} {words}") for point, words in points)
                offers.append(Offer("answer", item.id, key, "scale", labels, low, high, named(ctx, key)))
            if ctx.step.mark is not None:
                offers.append(Offer("take-on", item.id))
            offers += [Offer("open", item.id), Offer("park", item.id), Offer("focus", takes="item")]
        if not state.adding and collection(ctx):
            offers.append(Offer("add"))
        return [*offers, *seating.offers(ctx), Offer("go-on"), Offer("go-back")]

    def do(self, ctx: StepContext, state: Plot, intent: Intent) -> Outcome[Plot]:
        """Ratings go on the own ballot while a round takes them, else they change what was agreed."""
        if state.opened is not None and intent.verb in filling.VERBS:
            return self._fill(ctx, state, state.opened, intent)
        item = ctx.view.item(intent.item) or focus(ctx, state)
        match intent.verb:
            case "focus":
                axis = scales(ctx).index(intent.field) if intent.field in scales(ctx) else 0
                return Outcome(replace(state, at=intent.item or state.at, axis=axis))
            case "add" if collection(ctx):
                return Outcome(replace(state, adding=True))
            case "keep":
                return self._keep(ctx, state, clean_line(str(intent.value or "")))
            case "close":
                waits = state.adding and ctx.typed(ctx.line_place("add"))
                message = said("line-waits", "hint", title=ctx.step.title) if waits else None
                return Outcome(replace(state, opened=None, adding=False), message=message)
            case "next-person":
                if state.opened or state.adding:
                    return Outcome(state)
                return seating.next_person(ctx, replace(state, asked=False), intent.value)
            case "own-ballot":
                return seating.own_ballot(ctx, state)
            case "open-round":
                return revising.open_again(ctx, state)
            case "go-on":
                return self._on(ctx, state, intent)
            case "answer" if item is not None:
                return self._rate(ctx, state, item, intent)
            case "change-agreed" if item is not None:
                return self._change(ctx, replace(state, at=item.id), item, intent)
            case "take-on" if item is not None and ctx.step.mark is not None:
                now = "no" if taken(ctx, item) else "yes"
                message = said("taken-on" if now == "yes" else "put-back", item=item.id)
                ops = tuple(edits.put(ctx.view, item, ctx.step.mark, now))
                return then_why(ctx, Outcome(state, ops, message))
            case "park" if item is not None:
                return Outcome(state, tuple(edits.set_status(item, "parked")), said("parked", item=item.id))
            case "open" if item is not None and intent.field.startswith(WHY):
                why = filling.begin_why(ctx, item, intent.field)
                return Outcome(replace(state, opened=why) if why is not None else state)
            case "open" if item is not None:
                known = list(ctx.view.book.fields(item.collection))
                keys = ["text", *(key for key in ctx.step.fields or known if key in known)]
                return Outcome(replace(state, opened=filling.begin(ctx, item, keys, intent.field)))
        return answering(ctx).follow(state, intent, lambda: not unrated(ctx)) or passed(state, intent)

    def _fill(self, ctx: StepContext, state: Plot, opened: Filling, intent: Intent) -> Outcome[Plot]:
        """Fields of the open item; what a round asks goes on the own ballot from there too."""
        key, mine = intent.field or opened.at, answering(ctx)
        given = intent.verb == "clear" or intent.value is not None
        if not (given and mine.on_ballot and key in scales(ctx)):
            outcome = filling.do(ctx, opened, intent)
            left = outcome.leave == "on"
            return replace(outcome, leave="").within(replace(state, opened=None if left else outcome.state))
        here, item = replace(state, opened=replace(opened, at=key)), filling.item_of(ctx, opened)
        try:
            number = read(ctx, item, key, scale(ctx, key), intent.value if intent.verb != "clear" else "")
        except Unclear as unclear:
            return Outcome(here, message=said("unclear", "error", words=str(unclear)))
        rated = mine.give(here, f"{opened.item}#{key}", number, intent)
        onward = intent.verb in ("fill", "next", "previous") and rated.then is None
        return replace(rated, then=Intent(intent.verb, opened.item, key)) if onward else rated

    def _keep(self, ctx: StepContext, state: Plot, words: str) -> Outcome[Plot]:
        if not words or not collection(ctx):
            return Outcome(replace(state, adding=False))
        item, ops = edits.add(ctx.view, ctx.new_id, collection(ctx), words, **ctx.signed)
        return Outcome(replace(state, at=item.id), (*ops, *defaults.put_in(ctx, item)), said("kept"))

    def _rate(self, ctx: StepContext, state: Plot, item: Item, intent: Intent) -> Outcome[Plot]:
        key = intent.field or scales(ctx)[state.axis]
        low, high = bounds(ctx, key)
        if intent.value not in range(low, high + 1):
            return Outcome(state, message=outside(low, high, intent.value))
        after = replace(state, at=item.id, axis=1)
        if key == scales(ctx)[1]:
            after = replace(after, at=neighbour([i.id for i in items(ctx)], item.id, 1), axis=0)
        if not answering(ctx).on_ballot:
            return self._change(ctx, after, item, Intent("change-agreed", item.id, f"{key}={intent.value}"))
        again = replace(intent, item=item.id, field=key)
        return answering(ctx).give(after, f"{item.id}#{key}", intent.value, again)

    def _change(self, ctx: StepContext, state: Plot, item: Item, intent: Intent) -> Outcome[Plot]:
        """Change what was agreed: the field is `scale=value`, the value what was chosen."""
        key, _, number = intent.field.partition("=")
        axis = scales(ctx).index(key)
        what = f"{ctx.view.code(item)}, {named(ctx, key)}"
        had = value(ctx, item, axis)
        asks = said("agreed-asks", what=what, had=had, now=number) if had is not None else None
        ops = tuple(edits.put(ctx.view, item, key, int(number)))
        return then_why(ctx, revising.change(ctx, state, intent, ops, asks))

    def _on(self, ctx: StepContext, state: Plot, intent: Intent) -> Outcome[Plot]:
        mine = answering(ctx)
        left = unrated(ctx) if mine.on_ballot else 0
        if left and not state.asked and not intent.value:
            which = "not-rated" if ctx.run.solo else "not-rated-in"
            return Outcome(replace(state, asked=True), message=said(which, "hint", count=left))
        if not mine.on_ballot or not mine.begun:
            return mine.leave(state, intent)
        return mine.go_on(state, intent, Intent("agree", value="on"))

    def sight(self, ctx: StepContext, state: Plot) -> Sight:
        """The items with both values, and what is taken on; the fields of one while they are open."""
        if state.opened is not None:
            asked = standing.asks(ctx, state.opened)
            notes = tuple(standing.notes(ctx, state.opened))
            return Sight(asked, tuple(_own(ctx, state.opened)), state.opened.at, notes=notes)
        rows = []
        for item in items(ctx):
            numbers = [f"{named(ctx, key)} {value(ctx, item, n)}" for n, key in enumerate(scales(ctx)) if key]
            chosen = ["taken on"] if taken(ctx, item) else []
            before = first(ctx, item)
            rated = [
                *(n for n in numbers if not n.endswith("None")),
                *([f"first {before}"] if before else []),
            ]
            shown = ", ".join([*rated, *chosen])
            rows.append(Row(item.id, item.text, ctx.view.code(item), shown))
        at = focus(ctx, state)
        shown_at = at.id if at is not None else ""
        notes = tuple(filter(None, (talking.first(ctx),)))
        return Sight(question(ctx, state), tuple(rows), shown_at, answering(ctx).are_in, notes)

    def finding(self, ctx: StepContext, state: Plot, words: Mapping[str, object]) -> Finding | None:
        """About the item in focus, while its fields are open about the one in focus; or the choice."""
        if state.opened is not None:
            return standing.finding(ctx, state.opened, words)
        item = focus(ctx, state)
        about = ctx.finding_about(item.id, figures=own_figures(ctx)) if item is not None else None
        return about or (ctx.finding_behind() if deciding(ctx) else None)


KIND = PlotKind()


def scales(ctx: StepContext) -> tuple[str, str]:
    """(field up the side, field along the bottom)."""
    return ctx.step.y or "", ctx.step.x or ""


def collection(ctx: StepContext) -> str:
    """List whose items are placed; "" when it is described nowhere."""
    return next((name for name in _lists(ctx) if name in ctx.view.book.collections), "")


def _lists(ctx: StepContext) -> list[str]:
    return as_list(ctx.step.of) if not isinstance(ctx.step.of, dict) else []


def scale(ctx: StepContext, key: str) -> Field:
    """Definition of a scale."""
    name = collection(ctx) or next((item.collection for item in items(ctx)), "")
    return ctx.view.book.field(name, key) or Field(type="scale", from_=1, to=5)


def named(ctx: StepContext, key: str) -> str:
    """What a scale is called: its label, else its key."""
    return label_of(key, scale(ctx, key))


def bounds(ctx: StepContext, key: str) -> tuple[int, int]:
    """Its lowest and highest value."""
    return scale(ctx, key).from_ or 1, scale(ctx, key).to or 5


@once
def items(ctx: StepContext) -> list[Item]:
    """What is placed."""
    if isinstance(ctx.step.of, dict):
        part = ctx.resolve(ctx.step.of.get("figure", ""))
        given = map(ctx.view.item, part.ids if isinstance(part, Items) else [])
        return ctx.own(select(ctx.view, filter(None, given), ctx.step.filter, ctx.resolve))
    return ctx.own(select(ctx.view, ctx.view.items(_lists(ctx)), ctx.step.filter, ctx.resolve))


def focus(ctx: StepContext, state: Plot) -> Item | None:
    """The item in focus, or the next one where it is gone."""
    every = items(ctx)
    return nearest(ctx.view, every, state.at) if every else None


def value(ctx: StepContext, item: Item, axis: int) -> int | None:
    """Own rating while a round takes it, else the agreed value."""
    key = scales(ctx)[axis]
    if answering(ctx).on_ballot:
        own = answering(ctx).value(f"{item.id}#{key}")
        return int(own) if own is not None else None
    number = ctx.view.number(item, key)
    return None if number is None else int(number)


def _own(ctx: StepContext, opened: Filling) -> Iterator[Row]:
    """The fields of an open item, on the scales the own ratings while a round takes them."""
    item = filling.item_of(ctx, opened)
    for row in standing.rows(ctx, opened):
        number = value(ctx, item, scales(ctx).index(row.id)) if row.id in scales(ctx) else None
        of_round = row.id in scales(ctx) and answering(ctx).on_ballot
        yield replace(row, value=read_out(scale(ctx, row.id), number, ctx.view)) if of_round else row


def first(ctx: StepContext, item: Item) -> str:
    """Both ratings of the first pass, while one person alone gives a second one; "" for none."""
    marks = [answering(ctx).first.get(f"{item.id}#{key}") for key in scales(ctx)]
    return "" if marks == [None, None] else " ".join("-" if mark is None else str(mark) for mark in marks)


def taken(ctx: StepContext, item: Item) -> bool:
    """Whether an item is taken on."""
    return ctx.step.mark is not None and item.fields.get(ctx.step.mark) == "yes"


def deciding(ctx: StepContext) -> bool:
    """Whether this is where one decides what is taken on."""
    return ctx.step.mark is not None and ctx.phase in ("decide", "")


def unrated(ctx: StepContext) -> int:
    """Items that a rating has left out; a second one, and that of a team, may be left blank unasked here."""
    asks = bool(answering(ctx).answers) or (ctx.run.solo and ctx.phase != "again")
    return len(_unrated(ctx)) if asks else 0


def is_rated(ctx: StepContext) -> bool:
    """Whether a round takes ratings and all of them are given."""
    return answering(ctx).on_ballot and bool(items(ctx)) and not _unrated(ctx)


def _unrated(ctx: StepContext) -> list[str]:
    return [item.id for item in items(ctx) if None in (value(ctx, item, 0), value(ctx, item, 1))]


def question(ctx: StepContext, state: Plot) -> str:
    """The step's question; while rating which number is asked, in the add line what is written."""
    if state.adding and collection(ctx):
        return ctx.view.book.collections[collection(ctx)].ask
    item = focus(ctx, state)
    if ctx.phase in ("rate", "again") and item is not None:
        first = item is items(ctx)[0] and state.axis == 0
        if ctx.alone and first and answering(ctx).first:
            return "Now assume the first pass was wrong. Rate all of it again."
        asked = scale(ctx, scales(ctx)[state.axis]).ask
        # A rating goes on to the other scale: whose question it is stands before it.
        return f"{ctx.view.code(item)}: {asked}" if asked else ctx.question
    return ctx.question
