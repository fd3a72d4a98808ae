"""What is done with one card of many: opened, marked, parked, moved, written once with others, added.

A part that kinds have whose cards stand in rows. Which rows those are, and what an open card asks, is the
kind's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from msgspec.structs import replace

from aligntui.analysis.say import ask, named, short
from aligntui.engine import duplicates, edits, merging
from aligntui.engine.cards import Cards, look_alikes, other_lists
from aligntui.engine.cited import cited_by
from aligntui.engine.entry import adding, filling
from aligntui.engine.entry.fields import WHY, asks_why, then_why
from aligntui.engine.entry.unclear import Unclear
from aligntui.engine.kind import Intent, Offer, Outcome, StepContext, neighbour, passed
from aligntui.engine.lists import PARKED, Column
from aligntui.engine.messages import Message, said
from aligntui.engine.prompts import Points
from aligntui.methods.types import Field
from aligntui.session import order
from aligntui.session.model import Item
from aligntui.session.ops import AnyOp, Move, Set
from aligntui.text.listing import listed


def handle(
    ctx: StepContext, state: Cards, item: Item, intent: Intent, shown: Sequence[str], fields: Sequence[str]
) -> Outcome[Cards]:
    """Do something with one card, which has the focus then.

    Args:
        ctx: The snapshot.
        state: Where one stands.
        item: The card.
        intent: What is done.
        shown: Ids of the rows that stand there, in order.
        fields: Fields of the card when it is open.
    """
    state = replace(state, at=item.id)
    match intent.verb:
        case "mark":
            return Outcome(replace(state, marked=state.marked ^ {item.id}))
        case "open" if intent.field.startswith(WHY):
            reason = filling.begin_why(ctx, item, intent.field)
            return Outcome(replace(state, filling=reason) if reason is not None else state)
        case "open" | "rate":
            opened = filling.begin(ctx, item, fields, intent.field)
            if state.from_line and not intent.field:
                opened = replace(opened, at=filling.first_empty(ctx, opened))
            beside = adding.second(ctx)
            if opened.at == "text" != intent.field and beside and not ctx.view.asked(item, beside):
                opened = filling.begin(ctx, item, fields, beside)
            if intent.verb == "rate":
                opened = filling.to_rate(ctx, opened)
            return Outcome(replace(state, filling=opened, moving=""))
        case "park" if item.status == "parked":
            return Outcome(state, tuple(edits.set_status(item, "draft")), said("back-on-list", item=item.id))
        case "park":
            by = named(ctx.view, cited_by(ctx.view, item.id), 3)
            message = said("parked-though-cited", item=item.id, by=by)
            ops = tuple(edits.set_status(item, "parked"))
            return Outcome(state, ops, message if by else said("parked-below", item=item.id))
        case "move-down" | "move-up":
            step = 1 if intent.verb == "move-down" else -1
            return Outcome(state, tuple(edits.shift(ctx.view, item, step)))
        case "cited":
            by = named(ctx.view, cited_by(ctx.view, item.id), 5) or "nothing yet"
            return Outcome(state, message=said("cited-by", item=item.id, by=by))
        case "merge":
            return _begin_merge(ctx, state, item, shown)
        case "move":
            return _move(ctx, state, item, intent.value)
        case "moved":
            code, lists = ctx.view.code(item), adding.columns(ctx, state.parent)
            why = Intent("open", item.id, intent.field) if intent.field else None
            if not code or code == intent.value:
                return Outcome(state, then=why)
            title = next((c.title for c in lists if c.holds(item)), "")
            return Outcome(state, message=said("moved-anew", was=intent.value, now=code, to=title), then=why)
    return passed(state, intent)


def _begin_merge(ctx: StepContext, state: Cards, stays: Item, shown: Sequence[str]) -> Outcome[Cards]:
    lists = dict.fromkeys(c.collection for c in adding.columns(ctx, state.parent))
    marked = [i for i in shown if i in state.marked]
    goes = [i for i in marked if i != stays.id]
    if marked and not goes:
        return Outcome(state, message=said("only-marked", "hint", item=stays.id))
    keeps = stays.id
    if not goes:
        pairs = [(a.id, b.id) for a, b in look_alikes(ctx, state, shown)]
        goes = [b if a == keeps else a for a, b in pairs if keeps in (a, b)]
        if not goes and ctx.phase == "merge" and pairs:
            keeps, goes = pairs[0][0], [pairs[0][1]]
    goes = goes or [i.id for i in duplicates.look_alikes(ctx.view, lists, stays)]
    form = merging.begin(ctx, keeps, goes) if goes else None
    if form is None:
        return Outcome(state, message=said("how-to-merge", "hint"))
    return Outcome(replace(state, merging=form, at=keeps))


def merge(ctx: StepContext, state: Cards, form: merging.Merging, intent: Intent) -> Outcome[Cards]:
    """Something in the form of cards that become one; those that stay apart are not offered again."""
    outcome = merging.do(ctx, form, intent)
    if not outcome.leave:
        marked = state.marked & {form.stays, *outcome.state.goes}
        return outcome.within(replace(state, marked=marked, merging=outcome.state))
    apart, ended = state.apart, outcome.leave == "on" or intent.verb == "close"
    if intent.verb == "close":
        apart |= {frozenset((form.stays, other)) for other in form.goes}
    marked = frozenset() if ended else state.marked
    after = replace(state, merging=None, apart=apart, marked=marked, at=form.stays, adding=False)
    return Outcome(after, outcome.ops, outcome.message)


def asks_merge(
    ctx: StepContext, state: Cards, form: merging.Merging, intent: Intent
) -> Outcome[Cards] | None:
    """What is asked once of whoever goes on or back from cards that are not one yet; None else."""
    if form.passed or intent.verb not in ("go-on", "go-back"):
        return None
    cards = (merging.stays_of(ctx, form), *merging.goes_of(ctx, form))
    again = said("again-on" if intent.verb == "go-on" else "again-back")
    message = said("not-one-yet", "hint", codes=named(ctx.view, cards), again=again)
    return Outcome(replace(state, merging=replace(form, passed=True)), message=message)


def offers_marked(ctx: StepContext, state: Cards) -> list[Offer]:
    """What may be done with all marked cards at once."""
    marked = [item for item in map(ctx.view.item, state.marked) if item is not None]
    columns = adding.columns(ctx, state.parent)
    to = tuple((c.key, c.title) for c in columns if not all(map(c.holds, marked)))
    both = [Offer("park-marked"), Offer("clear-marks")] if marked else []
    return [*both, *([Offer("move-marked", "", "", "choice", to)] if marked and to else [])]


def handle_marked(ctx: StepContext, state: Cards, intent: Intent) -> Outcome[Cards]:
    """Park all marked cards, for the reason that is the value, or move them to the list whose key it is.

    It is one change, undone together.
    """
    items = [item for item in map(ctx.view.item, state.marked) if item is not None]
    items.sort(key=lambda item: (item.collection, item.pos))
    column = next((c for c in adding.columns(ctx, state.parent) if c.key == intent.value), None)
    ops: list[AnyOp] = []
    if intent.verb == "park-marked":
        ops = [op for item in items for op in edits.set_status(item, "parked", intent.value or "")]
        message = said("parked-many", count=len(items))
    elif column is not None:
        items = [item for item in items if not column.holds(item)]
        ops = [op for item in items for op in _to(ctx, item, column)]
        places = [op for op in ops if isinstance(op, Move) and not op.field]
        for before, op in pairwise(places):
            op.pos = order.after([before.pos])
        message = said("moved-many", count=len(items), to=column.title)
    if not ops:
        return Outcome(state)
    return Outcome(replace(state, marked=frozenset()), tuple(ops), message)


def set_value(
    ctx: StepContext,
    state: Cards,
    item: Item,
    intent: Intent,
    valued: tuple[str, Field] | None,
    rows: Sequence[str],
) -> Outcome[Cards]:
    """Set a field of the card, which goes on to the next one; of all marked ones while there are any.

    Args:
        ctx: The snapshot.
        state: Where one stands.
        item: The card.
        intent: The value, as its key.
        valued: The field that takes it, and its definition; None where none does.
        rows: Ids of the rows.
    """
    if valued is None:
        return Outcome(state)
    rows, intent = [row for row in rows if not row.startswith(PARKED)], replace(intent, field=valued[0])
    marked = [ctx.view.item(row) for row in rows if row in state.marked]
    items = [one for one in marked if one is not None] or [item]
    ops: list[AnyOp] = []
    outcome = None
    for one in items:
        opened = filling.begin(ctx, one, [intent.field], intent.field)
        outcome = filling.do(ctx, opened, Intent("keep", one.id, intent.field, intent.value))
        ops += outcome.ops
    assert outcome is not None
    if outcome.message is not None and outcome.message.tone == "error":
        return outcome.within(state)
    if not ops:
        outcome = replace(outcome, message=said("set-already"))
    elif state.marked:
        return then_why(ctx, Outcome(state, tuple(ops), said("set-many", count=len(items))))
    if state.marked:
        return outcome.within(state)
    after = outcome.within(replace(state, at=neighbour(list(rows), item.id, 1), field=intent.field))
    return then_why(ctx, after)


def for_marked(
    ctx: StepContext, state: Cards, opened: filling.Filling, outcome: Outcome[filling.Filling]
) -> Outcome[filling.Filling]:
    """What came of a field of a card; why a value was changed holds for all that were marked with it."""
    why = next((op.why for op in outcome.ops if isinstance(op, Set) and op.was == op.to), "")
    if not why or opened.item not in state.marked:
        return outcome
    from aligntui.engine.entry import reasons

    key = opened.at.removeprefix(WHY)
    others = [ctx.view.item(one) for one in sorted(state.marked - {opened.item})]
    same = [one for one in others if one is not None and asks_why(ctx, one, key)]
    return replace(outcome, ops=(*outcome.ops, *(op for one in same for op in reasons.given(one, key, why))))


def _to(ctx: StepContext, item: Item, column: Column) -> list[AnyOp]:
    if column.field:
        return edits.put(ctx.view, item, column.field, column.value)
    return edits.to_list(ctx.view, item, column.collection)


def _move(ctx: StepContext, state: Cards, item: Item, to: str | None) -> Outcome[Cards]:
    others = dict(other_lists(ctx, state, item))
    if not others:
        return Outcome(state, message=said("no-other-list", "hint"))
    if to is None and len(others) > 1:
        return Outcome(replace(state, moving=item.id, adding=False))
    to = to if to is not None else next(iter(others))
    if to not in others:
        return Outcome(state)
    column = next(c for c in adding.columns(ctx, state.parent) if c.key == to)
    before = ctx.view.code(item)
    ops = tuple(_to(ctx, item, column))
    after = replace(state, moving="", marked=state.marked - {item.id})
    outcome = then_why(ctx, Outcome(after, ops, said("moved", what=before or "It", to=column.title)))
    why = outcome.then.field if outcome.then is not None else ""
    return replace(outcome, then=Intent("moved", item.id, why, before))


# the line


def kept(ctx: StepContext, name: str, points: Points) -> Message:
    """That a card of this name was kept, and what it is tied to."""
    ties = listed(ctx.view.code(ref) for refs in points.made.values() for ref in refs)
    if points.unknown:
        codes = listed(points.unknown)
        return said("card-kept-unknown", name=name, codes=codes, ties=ties or "nothing")
    return said("card-kept-tied", name=name, ties=ties) if ties else said("card-kept", name=name)


def keep_line(
    ctx: StepContext,
    state: Cards,
    column: Column,
    typed: Mapping[str, str],
    points: Sequence[Points],
    opens_at: str | None = None,
) -> Outcome[Cards]:
    """Words of the line become a card, pasted ones several; an empty line goes to the next list, then on.

    Args:
        ctx: The snapshot.
        state: Where one stands.
        column: The list that the line writes to.
        typed: What stands in the line, by field.
        points: What the card is tied to; of each pasted line behind it too.
        opens_at: Field at which the card opens then; "" for its first empty one, None where it stays closed.
    """
    if state.waiting or typed.get("text"):
        try:
            return _written(ctx, state, column, typed, points, opens_at)
        except Unclear as unclear:
            return Outcome(state, message=said("unclear", "error", words=str(unclear)))
    lists = adding.columns(ctx, state.parent)
    later = lists[lists.index(column) + 1 :]
    if later and column.limit and state.asked_of != column.key and not column.items(ctx.view):
        message = said("list-empty", "hint", title=column.title, next=later[0].title)
        return Outcome(replace(state, asked_of=column.key), message=message)
    if later:
        title = later[0].title
        message = said("next-list", title=f"{title[:1].upper()}{title[1:]}")
        onward = replace(state, list=later[0].key, asked=False, prompt=state.prompt or None)
        return Outcome(onward, message=message)
    missing = "; ".join(ctx.not_yet())
    if state.asked or not missing:
        return Outcome(state, leave="on")
    which = "nothing-more-yet" if ctx.may("move") else "nothing-more-done"
    return Outcome(replace(state, asked=True), message=said(which, "hint", what=missing))


def _written(
    ctx: StepContext,
    state: Cards,
    column: Column,
    typed: Mapping[str, str],
    points: Sequence[Points],
    opens_at: str | None,
) -> Outcome[Cards]:
    if state.waiting:
        ops = tuple(adding.add_all(ctx, column, typed, points))
        return Outcome(replace(state, waiting=(), asked=False), ops, said("cards-kept", count=len(ops)))
    item, added = adding.add(ctx, column, typed, points[0])
    name, beside = f'{column.next_code(ctx.view)} "{short(points[0].words)}"', adding.second(ctx)
    message = kept(ctx, name, points[0])
    asked = beside and ctx.view.book.field(column.collection, beside) is not None
    if asked and not typed.get(beside) and message.id == "card-kept":
        # Enter goes past the second line: what has been left out is not left unsaid.
        message = said("card-kept-without", name=name, asks=ask(ctx.view, item, beside))
    after = replace(state, at=item.id, asked=False, from_line=opens_at is not None)
    then = Intent("open", item.id, opens_at) if opens_at is not None else None
    return Outcome(after, tuple(added), message, then=then)
