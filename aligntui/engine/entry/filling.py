"""Filling the fields of one item: which are asked, which one is in focus, what a value in one of them does.

A part that kinds have: a form that is nothing else, boards, tables, plots and worlds for a card that is open.
Words being typed stay in the line of the face and wait as drafts at `place_of`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from aligntui.analysis.wanted import field_wanted
from aligntui.engine.entry.fields import WHY, WORDS, asks_why, fill_in, is_earlier, label_of, offer, shown_in
from aligntui.engine.entry.reading import put, read, taken, with_unit
from aligntui.engine.entry.unclear import Twofold, Unclear
from aligntui.engine.kind import Intent, Offer, Outcome, StepContext, passed
from aligntui.engine.messages import Message, said
from aligntui.methods.book import PARENT
from aligntui.methods.types import Field
from aligntui.session.model import Item
from aligntui.session.ops import AnyOp
from aligntui.text.clean import clip

if TYPE_CHECKING:
    from aligntui.engine.entry.known import Known

VERBS = ("fill", "next", "previous", "keep", "clear", "focus", "ask-more", "take-known")
"""What is done in the fields while they are open."""
MORE = "+"
"""Key of the row that stands for the fields behind it."""
BEHIND = Field(type="text", label="more", ask="Is there more to say of it? All of it can wait.")
"""That row, asked like a field."""
NAMED = 20
"""Cells of a field's name in a sentence about it."""
KEPT = ()
"""Value of an intent that only goes on from a field, which was kept as it was typed."""
ABOUT = "Say it so that an outsider could check it."
"""Asked of the words of a card whose list has no question."""


class Filling(Struct, frozen=True):
    """Where one stands in the fields of one item."""

    item: str
    """Its id, `record:NAME` of a record."""
    collection: str
    keys: tuple[str, ...]
    """Fields in the order asked, `text` for its words."""
    later: tuple[str, ...] = ()
    """Those of them that stand behind one row; none once it was opened."""
    at: str = ""
    """Field in focus, or the one that had it last."""
    where: str = "card"
    """`card` for a card that is open, `form` for a step that is a form: drafts wait apart."""
    ask: str = ""
    """What is asked of its own words."""
    twofold: tuple[str, str] = ("", "")
    """Field and words whose two readings were put to the person."""
    record: str = ""
    """Child list of which one is filled with the item; "" where the item itself is (see `entry.child`)."""


def begin(
    ctx: StepContext, item: Item, keys: Iterable[str], at: str = "", where: str = "card", record: str = ""
) -> Filling:
    """Begin at the field named; else a card at the field to mend first, a form at the first empty one.

    Args:
        ctx: The snapshot.
        item: The item or record; an unwritten record is empty.
        keys: Fields asked for, `text` for the words.
        at: Field to begin at.
        where: `card` or `form`.
        record: Child list of which one is filled with it.
    """
    collection = ctx.view.book.collections.get(item.collection)
    ask = collection.ask if collection is not None and where == "card" else ""
    wordless = (record or item.collection) in ctx.view.book.wordless
    now, order = ctx.step.now, tuple(key for key in keys if not (wordless and key == "text"))
    if not record and is_earlier(ctx, item):
        from aligntui.engine.entry import reasons

        order = reasons.asked_too(ctx, item, order)
    later = tuple(key for key in order if key not in ("text", *now)) if now else ()
    later = later if any(key in now for key in order) else ()
    # What waits stands behind what is asked now, also once it is asked.
    order = (*(key for key in order if key not in later), *later)
    filling = Filling(item.id, item.collection, order, later, where=where, ask=ask, record=record)
    if at in asked(ctx, replace(filling, later=())):
        return _at(ctx, filling, at)
    if where != "card":
        return replace(filling, at=first_empty(ctx, filling))
    keys, worst = asked(ctx, filling), to_mend(ctx, item, worst=True)
    # What the screen asks comes before the words, which may be worth a change too.
    first = [key for key in keys if key in worst and (key != "text" or worst[0] == key)]
    return _at(ctx, filling, next(iter([*first, *keys]), ""))


def _at(ctx: StepContext, filling: Filling, key: str) -> Filling:
    """At a field; all that waits is asked where it is one of that, unless a finding asks for it alone."""
    later = filling.later
    if key in later:
        mends = key in to_mend(ctx, item_of(ctx, filling))
        later = tuple(other for other in later if other != key) if mends else ()
    return replace(filling, at=key, later=later)


# what is asked


def item_of(ctx: StepContext, filling: Filling) -> Item:
    """The item as it stands now; an unwritten record is empty, an item that was taken back is retired."""
    if filling.item.startswith("record:"):
        return ctx.view.record(filling.item.removeprefix("record:"))
    gone = Item(id=filling.item, collection=filling.collection, retired=True)
    return ctx.view.session.items.get(filling.item, gone)


def holder(ctx: StepContext, filling: Filling, key: str) -> tuple[Item, str]:
    """The item that holds what a field asks, and the name of the field there."""
    item = item_of(ctx, filling)
    if not filling.record:
        return item, key
    from aligntui.engine.entry import child

    return child.holder(ctx, item, filling.record, key), child.name_of(key)


def definition(ctx: StepContext, filling: Filling, key: str) -> Field | None:
    """Definition of a field, of one that shows a figure too; None when it is not known any more."""
    of_child = filling.record and not key.startswith(PARENT)
    return ctx.view.book.field(filling.record if of_child else filling.collection, key.removeprefix(PARENT))


def field_of(ctx: StepContext, filling: Filling, key: str) -> Field | None:
    """Definition of a field; None when nobody can answer it: it is computed, or not known any more."""
    if key == MORE:
        return BEHIND
    if key.startswith(WHY):
        from aligntui.engine.entry import reasons

        return reasons.field_of(ctx, item_of(ctx, filling), key)
    if key == "text":
        return Field(type="text", label=WORDS.label, ask=filling.ask) if filling.ask else WORDS
    field = definition(ctx, filling, key)
    return None if field is None or field.type == "figure" else field


def begin_why(ctx: StepContext, item: Item, key: str) -> Filling | None:
    """Begin at the reason of a value (`why:` and its field); None where it is not asked."""
    filling = begin(ctx, item, [key.removeprefix(WHY)], key)
    return filling if filling.at == key else None


def is_asked(ctx: StepContext, filling: Filling, key: str) -> bool:
    """Whether a field's `when` holds, and that of the step about it."""
    item, name = holder(ctx, filling, key)
    if key.startswith(WHY):
        return asks_why(ctx, item, key.removeprefix(WHY))
    if key in ctx.step.only:
        from aligntui.analysis.where import matches

        asked = holder(ctx, filling, "")[0] if filling.record else item
        if not matches(ctx.view, asked, ctx.step.only[key], ctx.resolve):
            return False
    return field_wanted(ctx.view, item, name, ctx.resolve)


def to_mend(ctx: StepContext, item: Item, *, worst: bool = False) -> list[str]:
    """Fields that findings about it ask for, or the worst of them, the one shown first; `text`: its words."""
    found = [f for f in ctx.figures.findings(ctx.method, ctx.step) if f.target == item.id]
    return [f.field or "text" for f in found if not worst or f.severity == found[0].severity]


def asked(ctx: StepContext, filling: Filling) -> list[str]:
    """Fields that are asked just now, in order; the one in focus stays until it is left.

    The last one is `MORE` while others stand behind it; what a finding asks for never does.
    """
    every = [
        key for key in filling.keys
        if field_of(ctx, filling, key) is not None and (key == filling.at or is_asked(ctx, filling, key))
    ]  # fmt: skip
    mended = to_mend(ctx, item_of(ctx, filling)) if filling.later else ()
    now = [key for key in every if key not in filling.later or key in mended]
    return [*now, MORE] if any(is_asked(ctx, filling, key) for key in every if key not in now) else now


def first_empty(ctx: StepContext, filling: Filling) -> str:
    """The first field without an answer, else the first one; "" where none is asked."""
    keys = [key for key in asked(ctx, filling) if key != MORE]
    return next((key for key in keys if not has_answer(ctx, filling, key)), keys[0] if keys else "")


def has_answer(ctx: StepContext, filling: Filling, key: str) -> bool:
    """Whether a field holds an answer."""
    return ctx.view.asked(*holder(ctx, filling, key))


def to_rate(ctx: StepContext, filling: Filling) -> Filling:
    """At the first scale without an answer, also behind the row; else the first empty field, else a scale."""
    item, now = item_of(ctx, filling), [key for key in asked(ctx, filling) if key != MORE]
    fields = {key: field_of(ctx, filling, key) for key in asked(ctx, replace(filling, later=()))}
    scales = [key for key, field in fields.items() if field is not None and field.type == "scale"]
    empty = [key for key in (*scales, *now) if not ctx.view.asked(item, key)]
    at = next(iter([*empty, *scales]), filling.at)
    return replace(filling, at=at, later=() if at in filling.later else filling.later)


def question(ctx: StepContext, filling: Filling, key: str = "") -> str:
    """The question of a field, else of the one in focus, with our own words in it; "" where it has none."""
    key = key or filling.at
    field = field_of(ctx, filling, key) if key else None
    return "" if field is None else fill_in(field.ask or field.help, ctx.view, holder(ctx, filling, key)[0])


def place_of(ctx: StepContext, filling: Filling, key: str, number: int = 0) -> str:
    """Where words being typed in a field wait; those of a list by the number of its line."""
    return f"{ctx.place.id}/{filling.where}/{filling.item}/{key}" + (f"/{number}" if number else "")


def is_over(ctx: StepContext, filling: Filling) -> bool:
    """Whether the item was taken back or merged: words being typed in it are kept or offered first."""
    item = item_of(ctx, filling)
    if not (item.retired or item.into):
        return False
    return not any(ctx.typed_below(f"{ctx.place.id}/{filling.where}/{filling.item}/"))


def being_typed(ctx: StepContext, where: str = "card") -> tuple[str, str]:
    """Item and field in which words were being typed when the step was left; ("", "") when none were."""
    for place in ctx.typed_below(f"{ctx.place.id}/{where}/"):
        item, key = place.split("/")[2:4]
        if item.startswith("record:") or ctx.view.item(item) is not None:
            return item, key
    return "", ""


# what may be done


def offers(ctx: StepContext, filling: Filling) -> list[Offer]:
    """Filling each field, the one in focus first; going from one to the other."""
    item = item_of(ctx, filling)
    keys = sorted(asked(ctx, filling), key=lambda key: key != filling.at)
    if filling.at == MORE:
        return [Offer("ask-more", item.id), Offer("previous")]
    found = []
    for key in (key for key in keys if key != MORE):
        field = field_of(ctx, filling, key)
        assert field is not None
        found.append(offer("fill", ctx.view, item, key, field))
    if filling.at:
        found += [Offer("clear", item.id, filling.at), Offer("next"), Offer("previous")]
    if known_of(ctx, filling, filling.at):
        found.append(Offer("take-known", item.id, filling.at))
    return [*found, Offer("ask-more", item.id)] if MORE in keys else found


def do(ctx: StepContext, filling: Filling, intent: Intent) -> Outcome[Filling]:
    """Keep a value and go on from its field; `leave` is "on" after the last one.

    The value of an intent is what stands in the field: words, a key, or a list of keys or lines; None where
    nobody typed. `fill` is said twice for words with two readings: the second time they are the likely one.
    What cannot be read is said and stays in its line. `next` and `previous` keep the field and go to the one
    beside it, `keep` stays, `focus` goes to a field.
    """
    key = intent.field or filling.at
    if filling.later and (intent.verb == "ask-more" or (key == MORE and intent.verb == "fill")):
        return Outcome(_unfolded(ctx, filling))
    if key == MORE and intent.verb in ("fill", "next", "previous", "focus"):
        return _move(ctx, replace(filling, at=MORE), intent.verb)
    field = field_of(ctx, filling, key) if key in filling.keys else None
    if field is None:
        return Outcome(filling) if key == MORE else passed(filling, intent)
    here, is_blank = _at(ctx, filling, key), intent.value != KEPT and not str(intent.value or "").strip()
    match intent.verb:
        case "focus":
            return Outcome(here)
        case "keep":
            return _keep(ctx, filling, key, field, intent)
        case "take-known":
            return _take(ctx, here, key, field)
        case "clear":
            return _keep(ctx, here, key, field, replace(intent, value=""))
        case "fill" if is_blank and (first := next(iter(offered(ctx, here, key)), None)) is not None:
            outcome = _keep(ctx, here, key, field, Intent("keep", filling.item, key, first.words))
            message, then = said("known-taken", source=first.source), Intent("fill", filling.item, key, KEPT)
            return replace(outcome, message=message, then=then) if outcome.ops else outcome
        case "fill" | "next" | "previous" if intent.value in (None, KEPT):
            return _move(ctx, here, intent.verb)
        case "fill" | "next" | "previous":
            outcome = _keep(ctx, here, key, field, intent)
            if outcome.message is not None and outcome.message.tone == "error":
                return outcome
            # What was answered may make a field appear before the next one, or go.
            return replace(outcome, then=Intent(intent.verb, filling.item, key, KEPT))
    return passed(filling, intent)


def _unfolded(ctx: StepContext, filling: Filling) -> Filling:
    """All that stood behind the row is asked, from its first empty field on."""
    behind = replace(filling, keys=filling.later, later=(), at="")
    return replace(filling, later=(), at=first_empty(ctx, behind) or filling.at)


def known_of(ctx: StepContext, filling: Filling, key: str) -> list[Known]:
    """What a field may take over from elsewhere."""
    field = field_of(ctx, filling, key) if key else None
    if field is None or not (field.known or field.suggest):
        return []
    from aligntui.engine.entry.known import known

    return known(ctx.view, *holder(ctx, filling, key), field)


def offered(ctx: StepContext, filling: Filling, key: str) -> list[Known]:
    """What a field may take over while it is empty."""
    return [] if has_answer(ctx, filling, key) else known_of(ctx, filling, key)


def _take(ctx: StepContext, filling: Filling, key: str, field: Field) -> Outcome[Filling]:
    """Take over what is known; where that stands there already, the next that is."""
    every, (item, name) = known_of(ctx, filling, key), holder(ctx, filling, key)
    if not every:
        return Outcome(filling, message=said("nothing-known", "hint"))
    stands = shown_in(field, ctx.view.value(item, name), ctx.view)
    stored = [number for number, one in enumerate(every) if one.words == stands]
    at = (stored[0] + 1) % len(every) if stored else 0
    outcome = _keep(ctx, filling, key, field, Intent("keep", filling.item, key, every[at].words))
    if not outcome.ops:
        return outcome
    message = "known-taken" if len(every) == 1 else "known-taken-of"
    return replace(outcome, message=said(message, source=every[at].source, number=at + 1, all=len(every)))


def _move(ctx: StepContext, filling: Filling, verb: str) -> Outcome[Filling]:
    if verb == "focus":
        return Outcome(filling)
    keys, step = asked(ctx, filling), -1 if verb == "previous" else 1
    if 0 <= (at := keys.index(filling.at) + step) < len(keys):
        return Outcome(_at(ctx, filling, keys[at]))
    return Outcome(filling, leave="on" if verb == "fill" else "")


def _keep(ctx: StepContext, filling: Filling, key: str, field: Field, intent: Intent) -> Outcome[Filling]:
    (item, own), sure = holder(ctx, filling, key), intent.verb == "fill"
    after = replace(filling, twofold=("", ""))
    try:
        value = read(ctx, item, own, field, intent.value)
    except Twofold as twofold:
        put_to_him = (key, twofold.typed)
        if not sure or filling.twofold != put_to_him:
            after = replace(filling, twofold=put_to_him if sure else ("", ""))
            return Outcome(after, message=_put_to_him(twofold))
        value = twofold.likely.value
    except Unclear as unclear:
        return Outcome(after, message=said("unclear", "error", words=str(unclear)))
    ops = tuple(_put(ctx, filling, item, own, field, value))
    took, name = taken(ctx, field, intent.value, value), label_of(key, field)
    if ops and not filling.record and intent.value:
        units, counts = with_unit(ctx, item, field, intent.value)
        ops, took = (*ops, *units), ", ".join(filter(None, (took, counts)))
    if took and ops:
        return Outcome(after, ops, said("field-kept-as", field=clip(name, NAMED), value=took))
    if took and intent.value != shown_in(field, ctx.view.value(item, own), ctx.view):
        return Outcome(after, message=said("field-stands-as", "ok", field=clip(name, NAMED), value=took))
    if ops and value in (None, "", []):
        return Outcome(after, ops, said("field-emptied", field=clip(name, NAMED)))
    if item.id.startswith("record:"):
        return Outcome(after, ops, said("record-kept") if ops else None)
    # Words that were changed are no name for it any more.
    kept = said("kept") if key == "text" else said("field-kept", item=item.id or filling.item, field=name)
    return Outcome(after, ops, kept if ops else None)


def _put(ctx: StepContext, filling: Filling, item: Item, key: str, field: Field, value: Any) -> list[AnyOp]:
    if key.startswith(WHY):
        from aligntui.engine.entry import reasons

        return reasons.given(item, key, value)
    if not filling.record:
        return put(ctx, item, key, field, value)
    from aligntui.engine.entry import child

    ops = child.put_into(ctx, item, key, field, value)
    return child.with_reason(ctx, ops, item_of(ctx, filling), filling.record)


def _put_to_him(twofold: Twofold) -> Message:
    if not twofold.is_short:
        return said("unclear", "error", words=str(twofold))
    written, likely = twofold.rarer.written, twofold.likely.shown
    return said("twofold", "error", asked=twofold.asked, written=written, likely=likely)
