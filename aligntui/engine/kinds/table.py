"""Table: records read over and mended. After the last field of a row comes the next one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from aligntui.analysis.figure import Finding, Items, PerItem
from aligntui.analysis.where import select
from aligntui.engine import handling, merging, prompts
from aligntui.engine.cards import PARKED, Board, other_lists
from aligntui.engine.entry import adding, filling
from aligntui.engine.entry.fields import label_of, read_out
from aligntui.engine.entry.filling import Filling
from aligntui.engine.kind import Intent, Offer, Outcome, Row, Sight, StepContext, once, passed
from aligntui.engine.lists import Column
from aligntui.engine.messages import said
from aligntui.engine.runs.walk import ask_of
from aligntui.methods.types import as_list
from aligntui.session.model import Item

FOLDED = f"{PARKED}table"
"""Id of the row that stands for the parked ones."""
NAMELESS = "not named yet"


@dataclass(frozen=True, slots=True)
class Table(Board):
    """Where one stands in a table: as among cards, in one list."""

    prompt: int = 0
    """Number of the item whose turn it is to be taken up by a new row."""
    from_line: bool = False
    """Whether the open row was begun in the add line: its end is the line again."""


class TableKind:
    """Rows of one or several lists, or those that a figure gives."""

    def open(self, ctx: StepContext) -> Table:
        """On the first row; in the line where nothing stands yet, or where words wait."""
        parents = [item.id for item in adding.parents(ctx)] or [""]
        for parent in parents:
            for column in adding.columns(ctx, parent):
                if adding.has_words(ctx, column):
                    more = adding.waiting(ctx, column)
                    return _at_first(ctx, Table(parent=parent, list=column.key, waiting=more, adding=True))
        return _at_first(ctx, _begin(ctx, parents[0]))

    def offers(self, ctx: StepContext, state: Table) -> list[Offer]:
        """What may be done with the row in focus, with an open one, with words; going on."""
        if state.filling is not None:
            return [*filling.offers(ctx, state.filling), Offer("close", state.filling.item), *ON]
        if state.merging is not None:
            return [*merging.offers(ctx, state.merging), *ON]
        item = item_in_focus(ctx, state)
        if state.moving and item is not None:
            return [Offer("move", item.id, "", "choice", other_lists(ctx, state, item)), Offer("stay"), *ON]
        lists = tuple((c.key, c.title) for c in adding.columns(ctx, state.parent))
        offers = [Offer("focus", takes="item")]
        if state.adding:
            offers = [Offer("keep", takes="words"), Offer("paste", takes="lines"), Offer("close"), *offers]
            offers += [Offer("list", "", "", "choice", lists)] if len(lists) > 1 else []
            offers += [Offer("another")] if len(open_prompts(ctx, state)) > 1 else []
            offers += [Offer("join")] if state.waiting else []
        elif lists:
            offers.insert(0, Offer("add"))
        if focus(ctx, state) == FOLDED:
            offers.append(Offer("unfold", FOLDED))
        if item is not None:
            verbs = ("open", "rate", "mark", "park", "merge", "move-down", "move-up", "cited")
            offers += [Offer(verb, item.id) for verb in verbs]
            if others := other_lists(ctx, state, item):
                offers.append(Offer("move", item.id, "", "choice", others))
        if state.marked:
            offers.append(Offer("clear-marks"))
        return [*offers, *ON]

    def do(self, ctx: StepContext, state: Table, intent: Intent) -> Outcome[Table]:
        """Everything but going on takes the question back whether there is nothing more."""
        if intent.verb in ("look", "leave", "next-person"):
            return passed(state, intent)
        if intent.verb in ("go-on", "go-back"):
            return self._go(ctx, state, intent)
        if intent.verb not in ("keep", "kept"):
            state = replace(state, asked=False)
        if intent.verb == "move" and (state.filling is not None or state.merging is not None or state.adding):
            return Outcome(state, message=said("focus-a-card", "hint"))
        if state.filling is not None:
            return self._fill(ctx, state, state.filling, intent)
        if state.merging is not None:
            return handling.merge(ctx, state, state.merging, intent)
        lists = adding.columns(ctx, state.parent)
        column = (lambda: column_of(ctx, state)) if lists else None
        if done := handling.in_line(state, intent, column):
            return done
        match intent.verb:
            case "focus":
                return Outcome(stand_on(ctx, state, intent.item))
            case "add" if lists:
                return Outcome(replace(state, adding=True, list=column_of(ctx, state).key, moving=""))
            case "list" if any(c.key == intent.value for c in lists):
                return Outcome(replace(state, list=intent.value))
            case "another" if state.adding:
                return Outcome(replace(state, prompt=state.prompt + (intent.value or 1)))
            case "keep" if state.adding:
                return self._keep(ctx, state, intent)
            case "kept":
                return self._kept(ctx, state, intent)
            case "unfold":
                return Outcome(replace(state, unfolded=state.unfolded ^ {FOLDED}))
        item = ctx.view.item(intent.item) if intent.item else item_in_focus(ctx, state)
        if item is None:
            message = said("focus-a-card", "hint") if intent.verb == "move" else None
            return Outcome(state, message=message) if message else passed(state, intent)
        return handling.handle(ctx, state, item, intent, rows_of(ctx, state), fields_of(ctx, item))

    def _keep(self, ctx: StepContext, state: Table, intent: Intent) -> Outcome[Table]:
        prompted, makes = prompt(ctx, state), ctx.step.prompt
        made = prompts.made(makes, prompted) if makes is not None and prompted is not None else None
        column = column_of(ctx, state)
        return handling.keep_line(
            ctx, state, column, intent.value, lambda item: Intent("kept", item.id, value=made)
        )

    def _kept(self, ctx: StepContext, state: Table, intent: Intent) -> Outcome[Table]:
        """A new row points to what prompted it, and opens on its first empty field."""
        ops = handling.point_to(ctx, intent.item, intent.value or {})
        if intent.value == {}:
            state = replace(state, prompt=state.prompt + 1)
        asks_more = ctx.step.fields is None or any(key != "text" for key in ctx.step.fields)
        then = Intent("open", intent.item) if asks_more else None
        return Outcome(replace(state, from_line=asks_more), ops, then=then)

    def _fill(self, ctx: StepContext, state: Table, opened: Filling, intent: Intent) -> Outcome[Table]:
        outcome = filling.do(ctx, opened, intent)
        closed = replace(state, filling=None, at=opened.item, adding=False, from_line=False)
        if intent.verb == "close":
            return Outcome(closed)
        if outcome.leave != "on":
            return outcome.within(replace(state, filling=outcome.state))
        if state.from_line:
            column = column_of(ctx, closed)
            return Outcome(replace(closed, adding=True, list=column.key), outcome.ops, outcome.message)
        # A table is read over from the top down.
        rows = [item.id for item in items(ctx, state)]
        at = rows.index(opened.item) + 1 if opened.item in rows else len(rows)
        if at < len(rows) or not rows:
            return Outcome(replace(closed, at=rows[at] if rows else ""), outcome.ops, outcome.message)
        missing = "; ".join(ctx.not_yet())
        message = said("last-row-yet", "hint", what=missing) if missing else said("last-row")
        return Outcome(replace(closed, asked=True), outcome.ops, message)

    def _go(self, ctx: StepContext, state: Table, intent: Intent) -> Outcome[Table]:
        ids = [item.id for item in adding.parents(ctx)]
        at = ids.index(state.parent) if state.parent in ids else 0
        to = at + (1 if intent.verb == "go-on" else -1)
        if not 0 <= to < len(ids):
            return passed(state, intent)
        after = replace(_begin(ctx, ids[to]), marked=state.marked, apart=state.apart, unfolded=state.unfolded)
        for column in adding.columns(ctx, ids[to]):
            if adding.has_words(ctx, column):
                after = replace(after, list=column.key, waiting=adding.waiting(ctx, column))
        return Outcome(_at_first(ctx, after))

    def sight(self, ctx: StepContext, state: Table) -> Sight:
        """The rows with their fields in words; parked ones when they are unfolded."""
        asks = question(ctx, state)
        if state.filling is not None:
            return Sight(asks, filling.rows(ctx, state.filling), state.filling.at)
        if state.merging is not None:
            return Sight(asks, merging.rows(ctx, state.merging), state.merging.stays)
        titles = {c.collection: c.title for c in adding.columns(ctx, state.parent)}
        rows = []
        for row in rows_of(ctx, state):
            item = ctx.view.item(row)
            if item is None:
                rows.append(Row(row, f"{len(away(ctx, state))} parked"))
            else:
                known = item.status if is_away(item) else read_over(ctx, item)
                value = "; ".join(filter(None, [known, "marked" if row in state.marked else ""]))
                words = item.text.replace("\n", " ") or NAMELESS
                rows.append(Row(row, words, ctx.view.code(item), value, titles.get(item.collection, "")))
        return Sight(asks, tuple(rows), focus(ctx, state))

    def finding(self, ctx: StepContext, state: Table, words: Mapping[str, object]) -> Finding | None:
        """About the words in the line as if they were kept, or about the row in focus."""
        at = focus(ctx, state)
        return handling.finding(ctx, state, words, lambda: column_of(ctx, state), at)


def _begin(ctx: StepContext, parent: str) -> Table:
    lists = adding.columns(ctx, parent)
    empty = bool(lists) and not any(column.items(ctx.view) for column in lists)
    return Table(parent=parent, list=lists[0].key if lists else "", adding=empty and not is_computed(ctx))


def _at_first(ctx: StepContext, state: Table) -> Table:
    return replace(state, at=next(iter(rows_of(ctx, state)), ""))


# what stands there


def is_computed(ctx: StepContext) -> bool:
    """Whether a figure says which rows stand there; none are added to those."""
    return isinstance(ctx.step.of, dict)


def items(ctx: StepContext, state: Table) -> list[Item]:
    """What the rows are about, without the parked ones."""
    if isinstance(ctx.step.of, dict):
        part = ctx.resolve(ctx.step.of.get("figure", ""))
        ids = part.ids if isinstance(part, Items) else []
        every = [item for item in map(ctx.view.item, ids) if item is not None]
    else:
        every = [item for c in adding.columns(ctx, state.parent) for item in c.items(ctx.view)]
    return ctx.own(select(ctx.view, every, ctx.step.filter, ctx.resolve))


def is_away(item: Item) -> bool:
    """Whether it is off the list, kept."""
    return item.status in ("parked", "dropped")


def away(ctx: StepContext, state: Table) -> list[Item]:
    """What stands under `+ parked`."""
    if is_computed(ctx):
        return []
    lists, standing = adding.columns(ctx, state.parent), items(ctx, state)
    return [i for c in lists for i in c.items(ctx.view, away=True) if is_away(i) and i not in standing]


def rows_of(ctx: StepContext, state: Table) -> list[str]:
    """Ids of the rows: the items, then a row for the parked ones, and them when it is unfolded."""
    rows, parked = [item.id for item in items(ctx, state)], away(ctx, state)
    if parked:
        rows += [FOLDED, *(item.id for item in parked if FOLDED in state.unfolded)]
    return rows


def focus(ctx: StepContext, state: Table) -> str:
    """Row in focus: where the one that had it went, the one after it; "" in an empty table."""
    rows = rows_of(ctx, state)
    if state.at in rows:
        return state.at
    session, names = ctx.view.session, list(ctx.view.book.collections)
    gone = session.items.get(state.at)
    if gone is None:
        return rows[0] if rows else ""

    def place(item: Item) -> tuple[int, str]:
        return names.index(item.collection) if item.collection in names else len(names), item.pos

    later = (row for row in rows if row == FOLDED or place(session.items[row]) > place(gone))
    return next(later, rows[-1] if rows else "")


def item_in_focus(ctx: StepContext, state: Table) -> Item | None:
    """What the row in focus is about; None on a row that is about none, and while the line is open."""
    at = state.moving or ("" if state.adding else focus(ctx, state))
    return ctx.view.item(at) if at and at != FOLDED else None


def column_of(ctx: StepContext, state: Table) -> Column:
    """The list that the line writes to: while it is not open, that of the row in focus."""
    lists = adding.columns(ctx, state.parent)
    item = None if state.adding else ctx.view.item(focus(ctx, state))
    of_row = (c for c in lists if item is not None and c.collection == item.collection)
    return next(of_row, next((c for c in lists if c.key == state.list), lists[0]))


def stand_on(ctx: StepContext, state: Table, item_id: str) -> Table:
    """The state with the focus on a row, among the parked ones too."""
    if any(item.id == item_id for item in away(ctx, state)):
        state = replace(state, unfolded=state.unfolded | {FOLDED})
    return replace(state, at=item_id, adding=False) if item_id in rows_of(ctx, state) else state


def fields_of(ctx: StepContext, item: Item) -> list[str]:
    """Fields that the step asks of a row; of one of another list only those it has."""
    known = ctx.view.book.fields(item.collection)
    asked = ctx.step.fields if ctx.step.fields is not None else list(known)
    return ["text", *(key for key in asked if key != "text" and key in known)]


@once
def lights(ctx: StepContext) -> dict[str, str]:
    """Row -> the word of its light; empty where the step shows none."""
    for ref in as_list(ctx.step.margins.rows) if ctx.step.margins is not None else []:
        part = ctx.resolve(ref)
        if isinstance(part, PerItem):
            return {item: str(value or "") for item, value in part.values.items()}
    return {}


def read_over(ctx: StepContext, item: Item) -> str:
    """What is known of a row: the fields that the step shows, else those it asks, and its light."""
    words = []
    for key in ctx.step.shows or fields_of(ctx, item):
        field = ctx.view.book.field(item.collection, key) if key != "text" else None
        if field is not None and ctx.view.asked(item, key):
            words.append(f"{label_of(key, field)} {read_out(field, ctx.view.value(item, key), ctx.view)}")
    return "; ".join([*words, *filter(None, [lights(ctx).get(item.id, "")])])


def open_prompts(ctx: StepContext, state: Table) -> list[prompts.Asked]:
    """Items whose turn it is to be taken up by a new row."""
    if ctx.step.prompt is None or not adding.columns(ctx, state.parent):
        return []
    return prompts.raised(ctx.view, ctx.step.prompt, column_of(ctx, state).collection)


def prompt(ctx: StepContext, state: Table) -> prompts.Asked | None:
    """What the line asks about now."""
    every = open_prompts(ctx, state)
    return every[state.prompt % len(every)] if every else None


def question(ctx: StepContext, state: Table) -> str:
    """Of the field in focus, of what prompts a row, of the list a line writes to; else the step's."""
    if state.filling is not None:
        return filling.question(ctx, state.filling) or filling.ABOUT
    if state.merging is not None:
        return merging.question(ctx, state.merging)
    lists = adding.columns(ctx, state.parent)
    column = column_of(ctx, state) if lists else None
    if state.adding and column is not None:
        prompted = prompt(ctx, state)
        if prompted is not None and ctx.step.prompt is not None:
            return prompts.say(ctx.view, ctx.step.prompt, prompted)
        if column.ask:
            return column.ask
    own = ctx.place.ask or (ctx.step.ask if isinstance(ctx.step.ask, str) else "")
    key = (column.key if column.field else column.collection) if column is not None else ""
    return own or ask_of(ctx.step, key) or (column.ask if column is not None else "")


KIND = TableKind()
ON = (Offer("go-on"), Offer("go-back"))
