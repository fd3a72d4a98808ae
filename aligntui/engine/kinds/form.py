"""Form: a few named fields, one question at a time, of one record or of each item of a list in turn."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from aligntui.analysis.figure import Finding
from aligntui.analysis.wanted import answered
from aligntui.engine import edits
from aligntui.engine.entry import filling, standing
from aligntui.engine.entry.fields import fill_in, label_of, told_of
from aligntui.engine.entry.filling import Filling
from aligntui.engine.kind import Intent, Offer, Outcome, Row, Sight, StepContext, once, passed
from aligntui.engine.messages import said
from aligntui.methods.book import PARENT
from aligntui.methods.types import Record
from aligntui.session.model import Item
from aligntui.session.ops import Set


class Form(Struct, frozen=True):
    """Where one stands in a form."""

    filling: Filling | None = None
    """Fields of the record, or of the item whose turn it is; None while the list is empty."""


class FormKind:
    """An answer goes on to the next field, the last one to the next item, the last of all on."""

    def open(self, ctx: StepContext) -> Form:
        """Where words were being typed, else at the first item that lacks an answer."""
        every = items(ctx)
        typed, field = filling.being_typed(ctx, "form")
        item = next((i for i in every if i.id == typed), None)
        if item is not None:
            return at_item(ctx, item, field)
        return at_item(ctx, next((i for i in every if not is_answered(ctx, i)), next(iter(every), None)))

    def offers(self, ctx: StepContext, state: Form) -> list[Offer]:
        """Filling, adding and parking one, going on and back."""
        offers = filling.offers(ctx, state.filling) if state.filling is not None else []
        if len(items(ctx)) > 1:
            offers.append(Offer("focus", takes="item"))
        if makes(ctx):
            offers.append(Offer("add"))
        if ctx.step.makes is not None and ctx.step.each is not None and state.filling is not None:
            offers.append(Offer("park", state.filling.item))
        return [*offers, Offer("go-on"), Offer("go-back")]

    def do(self, ctx: StepContext, state: Form, intent: Intent) -> Outcome[Form]:
        """Fields are kept one by one; `begin` makes the first item of an empty list."""
        every = items(ctx)
        match intent.verb:
            case "begin" if not every and makes(ctx):
                return replace(self._add(ctx), message=None)
            case "look" if state.filling is None and every:
                return Outcome(at_item(ctx, every[0]))
            case "add" if makes(ctx):
                return self._add(ctx)
            case "park" if ctx.step.makes is not None and state.filling is not None and every:
                return self._park(ctx, state)
            case "go-on":
                return self._beside(ctx, state, 1)
            case "go-back":
                return self._beside(ctx, state, -1)
            case "focus" if intent.item and (state.filling is None or intent.item != state.filling.item):
                asked = ctx.view.item(intent.item)
                ids = (intent.item, asked.of if asked is not None and child_list(ctx) else "")
                item = next((i for i in every if i.id in ids), None)
                return Outcome(at_item(ctx, item, intent.field) if item is not None else state)
        if state.filling is None:
            return passed(state, intent)
        outcome = filling.do(ctx, state.filling, intent)
        as_typed = any(isinstance(op, Set) and op.to == intent.value for op in outcome.ops)
        is_taken = outcome.message is not None and outcome.message.id == "field-kept-as" and not as_typed
        key = intent.field or state.filling.at
        if is_taken and intent.verb == "fill" and self._ends(ctx, state, key):
            # What was made of the words is said where it stands, not in the next step: the same key again
            # goes on. A day that was typed as it is stored was not made of anything.
            return replace(outcome, then=None).within(Form(replace(outcome.state, at=key)))
        if outcome.leave == "on":
            return self._beside(ctx, state, 1)
        return outcome.within(Form(outcome.state))

    def _add(self, ctx: StepContext) -> Outcome[Form]:
        from aligntui.engine.entry import defaults

        assert ctx.step.each is not None
        item, ops = edits.add(ctx.view, ctx.new_id, ctx.step.each, "", **ctx.signed)
        return Outcome(at_item(ctx, item), (*ops, *defaults.put_in(ctx, item)), said("added"))

    def _park(self, ctx: StepContext, state: Form) -> Outcome[Form]:
        at = place(ctx, state)
        item, others = items(ctx)[at], [*items(ctx)[:at], *items(ctx)[at + 1 :]]
        beside = others[min(at, len(others) - 1)] if others else None
        parked = tuple(edits.set_status(item, "parked"))
        return Outcome(at_item(ctx, beside), parked, said("parked", item=item.id))

    def _ends(self, ctx: StepContext, state: Form, key: str) -> bool:
        """Whether a field is the last one of the last item."""
        assert state.filling is not None
        last = filling.asked(ctx, state.filling)[-1:]
        return key in last and (ctx.step.each is None or place(ctx, state) == len(items(ctx)) - 1)

    def _beside(self, ctx: StepContext, state: Form, step: int) -> Outcome[Form]:
        every, to = items(ctx), place(ctx, state) + step
        if ctx.step.each is not None and state.filling is not None and 0 <= to < len(every):
            return Outcome(at_item(ctx, every[to]))
        return Outcome(state, leave="on" if step > 0 else "back")

    def sight(self, ctx: StepContext, state: Form) -> Sight:
        """The fields with their values, what they are about, the sentence they make."""
        if state.filling is None:
            return Sight(question(ctx, state))
        item = filling.item_of(ctx, state.filling)
        shows = [f"{row.words}: {row.value}" for row in shown(ctx, state) if row.value]
        sentence = says(ctx, item)
        if ctx.step.each is not None:
            at = f"{place(ctx, state) + 1} of {len(items(ctx))}"
            shows.insert(0, f"{ctx.view.code(item)}  {called(ctx, item)}   {at}")
        rows = standing.rows(ctx, state.filling)
        notes = (*shows, *standing.notes(ctx, state.filling), *([sentence] if sentence else []))
        return Sight(question(ctx, state), rows, state.filling.at, notes=notes)

    def finding(self, ctx: StepContext, state: Form, words: Mapping[str, object]) -> Finding | None:
        """About the field in focus as its words stand now, else about any field asked here."""
        return standing.finding(ctx, state.filling, words) if state.filling is not None else None


KIND = FormKind()


def at_item(ctx: StepContext, item: Item | None, field: str = "") -> Form:
    """At a field of an item, or at its first one without an answer."""
    if item is None:
        return Form()
    keys, record = keys_of(ctx, item), child_list(ctx)
    field = f"{PARENT}{field}" if record and field not in keys else field
    return Form(filling.begin(ctx, item, keys, field, "form", record))


def is_answered(ctx: StepContext, item: Item) -> bool:
    """Whether all is answered that is asked of an item."""
    opened = at_item(ctx, item).filling
    if opened is None or not opened.record:
        return answered(ctx.view, item, keys_of(ctx, item), ctx.resolve)
    keys = [key for key in opened.keys if filling.field_of(ctx, opened, key) is not None]
    return all(filling.has_answer(ctx, opened, k) or not filling.is_asked(ctx, opened, k) for k in keys)


def child_list(ctx: StepContext) -> str:
    """The list of which a child is written for each item; "" where the items themselves are filled."""
    record = ctx.step.record or ""
    return record if ctx.step.each is not None and record in ctx.view.book.collections else ""


@once
def items(ctx: StepContext) -> list[Item]:
    """The record, or the items that the step repeats for."""
    if ctx.step.each is None:
        return [ctx.view.record(ctx.step.record)] if ctx.step.record else []
    from aligntui.analysis.where import select

    return ctx.own(select(ctx.view, ctx.view.items(ctx.step.each), ctx.step.filter, ctx.resolve))


def place(ctx: StepContext, state: Form) -> int:
    """Place of the item among the others; where it has left the list, that of the one after it."""
    ids = [item.id for item in items(ctx)]
    if state.filling is None or state.filling.item in ids:
        return ids.index(state.filling.item) if state.filling is not None else 0
    before = sum(ctx.view.place(one) < ctx.view.place(state.filling.item) for one in ids)
    return max(0, min(before, len(ids) - 1))


def keys_of(ctx: StepContext, item: Item) -> list[str]:
    """Fields asked here, and parts of figures that stand among them."""
    known = list(ctx.view.book.fields(child_list(ctx) or item.collection))
    if ctx.step.fields is not None:
        return [key for key in ctx.step.fields if key == "text" or key in known or "." in key]
    return known if item.id.startswith("record:") else ["text", *known]


def makes(ctx: StepContext) -> bool:
    """Whether items of the list are made here."""
    each = ctx.step.each
    return each is not None and ctx.step.makes == each and each in ctx.view.book.collections


def question(ctx: StepContext, state: Form, key: str = "") -> str:
    """The question of a field, else of the one in focus, else of the step.

    What the agenda asks in place of the step stands where the step begins: at the first field.
    """
    opened = state.filling
    asked = filling.question(ctx, opened, key) if opened is not None else ""
    first = filling.asked(ctx, opened)[:1] if opened is not None and ctx.place.ask else []
    return (ctx.place.ask if (key or (opened.at if opened else "")) in first else asked) or ctx.question


def called(ctx: StepContext, item: Item) -> str:
    """Its words, else the sentence its list makes of it."""
    collection = ctx.view.book.collections.get(item.collection)
    sentence = collection.says if collection is not None else ""
    return item.text or fill_in(sentence, ctx.view, item) or "no name yet"


def shown(ctx: StepContext, state: Form, words: Mapping[str, object] | None = None) -> list[Row]:
    """What the step shows of the item above its fields; parts of figures as its fields stand, kept or not."""
    rows, opened = list[Row](), state.filling
    if opened is None:
        return []
    own, records = filling.item_of(ctx, opened), ctx.view.book.records
    refs = [key for key in ctx.step.shows if "." in key and key.partition(".")[0] not in records]
    figures = standing.computed(ctx, opened, refs, words)
    for ref in ctx.step.shows:
        if ref in figures:
            rows.append(Row(ref, standing.figure_label(ctx, ref), value=figures[ref]))
            continue
        record, _, name = ref.partition(".")
        item, key = (ctx.view.record(record), name) if name else (own, ref)
        field = ctx.view.book.field(item.collection, key)
        if key == "text":
            rows.append(Row(key, "words", value=item.text))
        elif field is not None:
            value = told_of(ctx.view, item, key, field)
            if former := standing.revised(ctx, item, key):
                value = f"{value} ({former})"
            rows.append(Row(key, label_of(key, field), value=value))
    return rows


def says(ctx: StepContext, item: Item) -> str:
    """The sentence that the fields of a record make, with dots for what is open; "" while all are."""
    record = telling(ctx)
    if record is None or not any(item.fields.get(key) for key in record.fields):
        return ""
    return fill_in(record.says, ctx.view, item, "...")


def telling(ctx: StepContext) -> Record | None:
    """The record asked here, where its fields make a sentence; None where they make none."""
    record = ctx.view.book.records.get(ctx.step.record or "") if ctx.step.each is None else None
    return record if record is not None and record.says else None
