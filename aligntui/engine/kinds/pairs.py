"""Pairs under a test: two linked things, yes-no questions that test them, the verdict, the pairs tried.

The fields asked say what is what: links to one item are the sides, the texts behind a link are its ends,
yes-no questions are the test, the one that only one item may answer with yes is the choice, and any other
text is asked where its `when` holds. The margins name what a figure says of a pair: its verdict, the verdict
as a sentence, and its mark.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace
from msgspec.structs import replace as changed

from aligntui.analysis.figure import Finding, PerItem
from aligntui.analysis.say import name
from aligntui.analysis.wanted import field_wanted
from aligntui.analysis.where import select
from aligntui.engine import edits
from aligntui.engine.entry import defaults, filling, standing
from aligntui.engine.entry.fields import WHY, fill_in, label_of, options, read_out, then_why
from aligntui.engine.entry.filling import Filling
from aligntui.engine.kind import Intent, Offer, Outcome, Row, Sight, StepContext, once, passed
from aligntui.engine.messages import outside, said
from aligntui.engine.runs.walk import ask_of
from aligntui.methods.types import Field, as_list
from aligntui.session.model import Item
from aligntui.text.clean import width

PAIR = "pair:"
"""Begins the key of a row of the list of pairs; the other rows bear the key of their field."""


class Pairs(Struct, frozen=True):
    """Where one stands among the pairs."""

    at: str = ""
    """Pair on the sheet."""
    row: str = ""
    """Row in focus."""
    opened: Filling | None = None
    """Fields of a side, or a field alone, that are open in place of the sheet."""
    sent_back: str = ""
    """Pair that Enter has led back to its open questions."""


class Parts(Struct, frozen=True):
    """What the fields asked are."""

    sides: dict[str, list[str]] = field(default_factory=dict)
    """Link -> its ends."""
    tests: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    choice: str = ""


class PairsKind:
    """Name both sides, answer the test, take one on; any number of pairs may be tried."""

    def open(self, ctx: StepContext) -> Pairs:
        """At what the chosen pair, else the last one, has not answered yet."""
        every = items(ctx)
        chosen = next((i.id for i in every if is_chosen(ctx, i)), every[-1].id if every else "")
        return first_open(ctx, Pairs(chosen))

    def offers(self, ctx: StepContext, state: Pairs) -> list[Offer]:
        """Naming sides, answering the test, taking on, adding and parking a pair."""
        if state.opened is not None:
            return [*filling.offers(ctx, state.opened), Offer("close")]
        item, known, offers = pair(ctx, state), parts(ctx), [Offer("enter")]
        for key in known.tests if item.id else []:
            field = definition(ctx, key)
            choices = tuple((o.key, o.label) for o in options(field, ctx.view))
            offers.append(Offer("answer", item.id, key, "choice", choices, name=label_of(key, field)))
        if state.row in known.tests:
            offers += [Offer("more"), Offer("less"), Offer("take-back", item.id, state.row)]
        if item.id:
            offers += [Offer("open", item.id, key) for key in (*known.sides, *asked_others(ctx, state))]
        if focused(ctx, state) is not None:
            offers += [Offer("take-on")] if known.choice else []
            offers += [Offer("park"), Offer("focus", takes="item")]
        if ctx.step.makes == ctx.step.each:
            offers.append(Offer("add"))
        return [*offers, Offer("go-on"), Offer("go-back")]

    def do(self, ctx: StepContext, state: Pairs, intent: Intent) -> Outcome[Pairs]:
        """`enter` names a side, goes to the next question, leads once from the list to what is open."""
        state = at_row(ctx, state)
        if state.opened is not None and intent.verb == "close":
            return Outcome(replace(state, opened=None))
        if state.opened is not None and intent.verb not in ("go-on", "go-back"):
            outcome = filling.do(ctx, state.opened, intent)
            if outcome.leave == "on":
                return Outcome(next_open(ctx, replace(state, opened=None)))
            return outcome.within(replace(state, opened=outcome.state))
        there = focused(ctx, state)
        item = (ctx.view.item(intent.item) or there) if there is not None else None
        match intent.verb:
            case "focus":
                row = intent.field or f"{PAIR}{intent.item}"
                at = intent.item if intent.item in {i.id for i in items(ctx)} else state.at
                return Outcome(replace(state, row=row, at=at) if row in rows(ctx, state) else state)
            case "switch":
                return Outcome(self._other_pane(ctx, state))
            case "enter":
                return self._enter(ctx, state)
            case "add" if ctx.step.makes == ctx.step.each:
                return self._add(ctx, state)
            case "open":
                return Outcome(self._open(ctx, state, intent))
            case "answer" | "take-back" | "more" | "less":
                return self._answer(ctx, state, intent)
            case "take-on" if item is not None:
                return self._take_on(ctx, state, item)
            case "park" if item is not None:
                away = item.status == "parked"
                message = said("back-on-list" if away else "parked-on-list", item=item.id)
                return Outcome(state, tuple(edits.set_status(item, "draft" if away else "parked")), message)
            case "ask-why":
                why = next((key for key in asked_others(ctx, state) if is_open(ctx, state, key)), "")
                return Outcome(self._open(ctx, state, Intent("open", field=why)) if why else state)
        return passed(state, intent)

    def _other_pane(self, ctx: StepContext, state: Pairs) -> Pairs:
        if not state.row.startswith(PAIR):
            return replace(state, row=f"{PAIR}{pair(ctx, state).id}")
        asked = [*parts(ctx).sides, *parts(ctx).tests]
        first = asked[0] if asked else state.row
        return replace(state, row=next((key for key in asked if is_open(ctx, state, key)), first))

    def _enter(self, ctx: StepContext, state: Pairs) -> Outcome[Pairs]:
        item, known = pair(ctx, state), parts(ctx)
        if state.row in known.tests:
            return Outcome(next_open(ctx, state))
        if state.row in known.sides or state.row in known.others:
            if not item.id:
                return self._add(ctx, state)
            return Outcome(self._open(ctx, state, Intent("open", field=state.row)))
        if state.sent_back != item.id and any(
            is_open(ctx, state, key) for key in (*known.sides, *known.tests)
        ):
            return Outcome(self._other_pane(ctx, replace(state, sent_back=item.id)))
        return Outcome(state, leave="on")

    def _add(self, ctx: StepContext, state: Pairs) -> Outcome[Pairs]:
        item, ops = edits.add(ctx.view, ctx.new_id, ctx.step.each or "", "", **ctx.signed)
        side = next(iter(parts(ctx).sides), "")
        then = Intent("open", item.id, side) if side else None
        return Outcome(
            replace(state, at=item.id, row=side),
            (*ops, *defaults.put_in(ctx, item)),
            said("added"),
            then=then,
        )

    def _open(self, ctx: StepContext, state: Pairs, intent: Intent) -> Pairs:
        there = replace(state, at=intent.item or state.at)
        item, key, sides = pair(ctx, there), intent.field or state.row, parts(ctx).sides
        name = key.removeprefix(WHY)
        if not item.id or ctx.view.book.field(item.collection, name) is None:
            return state
        side = next((name for name, ends in sides.items() if key in (name, *ends)), "")
        asked = [side, *sides[side]] if side else [name]
        opened = filling.begin(ctx, item, asked, "" if key == side else key)
        return state if name != key != opened.at else replace(there, row=side or name, opened=opened)

    def _answer(self, ctx: StepContext, state: Pairs, intent: Intent) -> Outcome[Pairs]:
        item, key = pair(ctx, state), intent.field or state.row
        if not item.id:
            return Outcome(state, message=said("name-both", "hint"))
        keys = [option.key for option in options(definition(ctx, key), ctx.view)]
        present, value = str(item.fields.get(key) or ""), intent.value
        if intent.verb in ("more", "less"):
            step = 1 if intent.verb == "more" else -1
            at = keys.index(present) + step if present in keys else (len(keys) - 1 if step > 0 else 0)
            value = keys[max(0, min(len(keys) - 1, at))]
        elif intent.verb == "answer" and value not in keys:
            return Outcome(state, message=outside(1, len(keys), value))
        value = None if intent.verb == "take-back" else value
        ops = tuple(edits.put(ctx.view, item, key, value))
        return then_why(ctx, Outcome(replace(state, row=key), ops))

    def _take_on(self, ctx: StepContext, state: Pairs, item: Item) -> Outcome[Pairs]:
        choice, both = parts(ctx).choice, names(ctx, item)
        if not choice or item.status in ("parked", "dropped"):
            return Outcome(state)
        if is_chosen(ctx, item):
            back = tuple(edits.put(ctx.view, item, choice, "no"))
            return Outcome(state, back, said("pair-put-back", codes=both))
        # What the test has against it asks for a reason.
        return Outcome(
            replace(state, at=item.id), tuple(edits.put(ctx.view, item, choice, "yes")),
            said("pair-chosen", codes=both), then=Intent("ask-why"),
        )  # fmt: skip

    def sight(self, ctx: StepContext, state: Pairs) -> Sight:
        """Both sides, the questions, what the test says, the pairs tried with their verdicts."""
        state = at_row(ctx, state)
        if state.opened is not None:
            return Sight(question(ctx, state), standing.rows(ctx, state.opened), state.opened.at)
        item, view, known, found = pair(ctx, state), ctx.view, parts(ctx), margins(ctx)
        lines = []
        for key, ends in known.sides.items():
            values = [read_out(definition(ctx, k), view.value(item, k), view) for k in (key, *ends)]
            lines.append(Row(key, label_of(key, definition(ctx, key)), value=", ".join(filter(None, values))))
        for key in (*known.tests, *asked_others(ctx, state)):
            value = read_out(definition(ctx, key), view.value(item, key), view)
            lines.append(Row(key, asked(ctx, state, key, 999), value=value))
        for one in listed(ctx):
            verdict = found[0].get(one.id, "") + (", chosen" if is_chosen(ctx, one) else "")
            value = "parked" if one.status in ("parked", "dropped") else verdict
            lines.append(Row(f"{PAIR}{one.id}", words(ctx, one), codes(ctx, one), value, "tried"))
        says = found[1].get(item.id, "") or found[0].get(item.id, "")
        return Sight(question(ctx, state), tuple(lines), state.row, notes=(says,) if says else ())

    def finding(self, ctx: StepContext, state: Pairs, words: Mapping[str, object]) -> Finding | None:
        """About the row in focus; on the list about that pair, then about all of them."""
        state = at_row(ctx, state)
        if state.opened is not None:
            return standing.finding(ctx, state.opened, words)
        item, found = focused(ctx, state), ctx.figures.findings(ctx.method, ctx.step)
        mine = [f for f in found if item is not None and f.target == item.id]
        if state.row.startswith(PAIR):
            return next((f for f in [*mine, *(f for f in found if not f.target)]), None)
        keys = [state.row, *parts(ctx).sides.get(state.row, [])]
        return next((f for f in mine if f.field in keys), None)


KIND = PairsKind()


# what there is


@once
def parts(ctx: StepContext) -> Parts:
    """What each field asked is."""
    known, side, choice = ctx.view.book.fields(ctx.step.each or ""), "", ""
    sides: dict[str, list[str]] = {}
    tests: list[str] = []
    others: list[str] = []
    for key in ctx.step.fields or list(known):
        one = known.get(key)
        if one is None:
            continue
        if one.type == "link" and not one.many:
            side = key
            sides[key] = []
        elif one.type == "yesno":
            side = ""
            choice = key if one.only_one else choice
            tests += [] if one.only_one else [key]
        elif side and one.type == "text":
            sides[side].append(key)
        else:
            others.append(key)
    return Parts(sides, tests, others, choice)


@once
def items(ctx: StepContext) -> list[Item]:
    """The pairs, without parked ones."""
    return select(ctx.view, ctx.view.items(ctx.step.each or ""), ctx.step.filter, ctx.resolve)


def listed(ctx: StepContext) -> list[Item]:
    """The pairs, parked ones at the end."""
    return [*items(ctx), *ctx.view.parked(ctx.step.each or "")]


def pair(ctx: StepContext, state: Pairs) -> Item:
    """The pair on the sheet; where it has left the list the one after it; an empty one without any."""
    every, at = items(ctx), state.at
    same = (item for item in every if item.id == at)
    later = (item for item in every if ctx.view.place(item.id) > ctx.view.place(at))
    last = every[-1] if every else Item(id="", collection=ctx.step.each or "")
    return next(same, None) or next(later, last)


def focused(ctx: StepContext, state: Pairs) -> Item | None:
    """The pair that is taken on and parked: the one in the list that has the focus, else the one shown."""
    if state.row.startswith(PAIR):
        return ctx.view.item(state.row.removeprefix(PAIR))
    item = pair(ctx, state)
    return item if item.id else None


def definition(ctx: StepContext, key: str) -> Field:
    """Definition of a field."""
    return ctx.view.book.field(ctx.step.each or "", key) or Field(type="text")


def asked_others(ctx: StepContext, state: Pairs) -> list[str]:
    """Further fields that are asked of the pair just now."""
    item = pair(ctx, state)
    keys = parts(ctx).others if item.id else []
    return [key for key in keys if field_wanted(ctx.view, item, key, ctx.resolve)]


def rows(ctx: StepContext, state: Pairs) -> list[str]:
    """Keys of the rows that take the focus."""
    known = parts(ctx)
    pairs = [f"{PAIR}{item.id}" for item in listed(ctx)]
    return [*known.sides, *known.tests, *asked_others(ctx, state), *pairs]


def is_chosen(ctx: StepContext, item: Item) -> bool:
    """Whether a pair is taken on."""
    return bool(parts(ctx).choice) and item.fields.get(parts(ctx).choice) == "yes"


def is_open(ctx: StepContext, state: Pairs, key: str) -> bool:
    """Whether a row of the sheet lacks an answer."""
    return any(not ctx.view.asked(pair(ctx, state), k) for k in [key, *parts(ctx).sides.get(key, [])])


def first_open(ctx: StepContext, state: Pairs) -> Pairs:
    """At the first row without an answer; at the pair itself when there is none."""
    keys = [*parts(ctx).sides, *parts(ctx).tests, *asked_others(ctx, state)]
    last = f"{PAIR}{pair(ctx, state).id}"
    return replace(state, row=next((key for key in keys if is_open(ctx, state, key)), last))


def next_open(ctx: StepContext, state: Pairs) -> Pairs:
    """At the next row without an answer after this one, else at the pair."""
    every = rows(ctx, state)
    later = every[every.index(state.row) + 1 :] if state.row in every else []
    keys = (key for key in later if not key.startswith(PAIR) and is_open(ctx, state, key))
    return replace(state, row=next(keys, f"{PAIR}{pair(ctx, state).id}"))


def at_row(ctx: StepContext, state: Pairs) -> Pairs:
    """The state as it stands: where its row is gone, at the first one without an answer."""
    return state if state.row in rows(ctx, state) else first_open(ctx, state)


# in words


def question(ctx: StepContext, state: Pairs, key: str = "") -> str:
    """The question in focus, of a field where one is open; the step's own on the list."""
    if state.opened is not None:
        return standing.asks(ctx, state.opened, key)
    known = parts(ctx)
    if state.row in (*known.tests, *known.others):
        return asked(ctx, state, state.row, 77)
    if state.row in known.sides and is_open(ctx, state, state.row):
        keys = [state.row, *known.sides[state.row]]
        wanted = next(k for k in keys if not ctx.view.asked(pair(ctx, state), k))
        return fill_in(definition(ctx, wanted).ask, ctx.view, pair(ctx, state))
    return ask_of(ctx.step)


def asked(ctx: StepContext, state: Pairs, key: str, room: int) -> str:
    """A question with our own words in it; with codes where the words are too long for its line.

    An end that has no name yet is a place: "at its left end".
    """
    item, ends = pair(ctx, state), [end for ends in parts(ctx).sides.values() for end in ends]
    open_ones = [end for end in ends if not ctx.view.text(item, end)]
    places = {end: f"at its {label_of(end, definition(ctx, end))}" for end in open_ones}
    named = changed(item, fields={**item.fields, **places}) if places else item
    full = fill_in(definition(ctx, key).ask, ctx.view, named)
    return full if width(full) <= room else fill_in(definition(ctx, key).ask, ctx.view, named, codes=True)


@once
def margins(ctx: StepContext) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Verdict, verdict as a sentence, and mark of each pair."""
    refs = as_list(ctx.step.margins.rows) if ctx.step.margins is not None else []
    parts = [ctx.resolve(ref) for ref in refs]
    values = [part.values if isinstance(part, PerItem) else {} for part in parts]
    words = [{key: str(value) for key, value in one.items() if value is not None} for one in values]
    words += [{}] * 3
    return words[0], words[1], words[2]


def _linked(ctx: StepContext, item: Item) -> list[Item | None]:
    return [ctx.view.item(str(item.fields.get(key) or "")) for key in parts(ctx).sides]


def names(ctx: StepContext, item: Item) -> str:
    """Both sides by their names."""
    return " x ".join(name(ctx.view, one) if one is not None else "?" for one in _linked(ctx, item))


def codes(ctx: StepContext, item: Item) -> str:
    """Codes of both sides: `D1 x D2`."""
    return " x ".join(ctx.view.code(one) if one is not None else "?" for one in _linked(ctx, item))


def words(ctx: StepContext, item: Item) -> str:
    """Words of both sides, or its own."""
    found = [one.text for one in _linked(ctx, item) if one is not None]
    return (item.text or "  x  ".join(found)).replace("\n", " ")
