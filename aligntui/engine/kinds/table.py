"""Table: records read over and mended. After the last field of a row comes the next one."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from msgspec.structs import replace

from aligntui.analysis.figure import Items, PerItem
from aligntui.analysis.measures import DOTS, Measure
from aligntui.analysis.view import AWAY
from aligntui.analysis.where import select
from aligntui.engine import edits, sorting
from aligntui.engine.card_kind import CardKind
from aligntui.engine.cards import Cards
from aligntui.engine.cited import cited_by
from aligntui.engine.entry import adding, filling
from aligntui.engine.entry.fields import label_of, then_why, told_of
from aligntui.engine.kind import Errand, Intent, Outcome, Prompt, StepContext, once
from aligntui.engine.lists import PARKED, Group
from aligntui.engine.messages import Message, said
from aligntui.engine.runs.walk import ask_of
from aligntui.methods.types import Field, as_list
from aligntui.session.model import Item
from aligntui.text.listing import listed

if TYPE_CHECKING:
    from aligntui.analysis.columns import Column

FOLDED = f"{PARKED}table"
"""Id of the row that stands for the parked ones."""


class TableKind(CardKind):
    """Rows of one or several lists, or those that a figure gives."""

    JOINT = "; "

    def begin(self, ctx: StepContext, parent: str) -> Cards:
        """On the first row; in the line where nothing stands yet."""
        lists = adding.columns(ctx, parent)
        empty = bool(lists) and not any(column.items(ctx.view) for column in lists)
        line = empty and not is_computed(ctx)
        state = Cards(parent=parent, list=lists[0].key if lists else "", adding=line)
        return replace(state, at=next(iter(self.rows(ctx, state)), ""))

    def grouped(self, ctx: StepContext, parent: str) -> list[Group]:
        """All rows are one group, whatever lists they are of; those of a figure are of what it looks at."""
        lists = adding.columns(ctx, parent)
        if isinstance(ctx.step.of, dict):
            part = ctx.resolve(ctx.step.of.get("figure", ""))
            ids = part.ids if isinstance(part, Items) else []
            every = [item for item in map(ctx.view.item, ids) if item is not None]
        else:
            every = [item for column in lists for item in column.items(ctx.view)]
        # Repeated for items of a list, it is those that the filter chooses.
        chosen = ctx.step.filter if ctx.step.each is None else None
        items = ctx.own(select(ctx.view, every, chosen, ctx.resolve))
        if is_computed(ctx):
            kept = ctx.view.items(*_looked_at(ctx), away=True)
        else:
            kept = [item for column in lists for item in column.items(ctx.view, away=True)]
        away = [item for item in kept if item.status in AWAY and item not in items]
        return [Group(items, away, FOLDED)]

    def groups(self, ctx: StepContext, state: Cards) -> list[Group]:
        """The row in focus stays when what others did takes it off the list: no key meets another one."""
        groups, item = super().groups(ctx, state), ctx.view.item(state.at)
        if not is_computed(ctx) or item is None or item.status in AWAY or item.retired:
            return groups
        items = groups[0].items
        if item in items:
            return groups
        place = ctx.view.place(item.id)
        at = next((n for n, one in enumerate(items) if ctx.view.place(one.id) > place), len(items))
        return [replace(groups[0], items=[*items[:at], item, *items[at:]]), *groups[1:]]

    def rows(self, ctx: StepContext, state: Cards) -> list[str]:
        """Ids of the rows; where a figure gives them they follow the focus."""
        if not is_computed(ctx):
            return super().rows(ctx, state)
        return [row for group in self.groups(ctx, state) for row in group.rows(state.unfolded)]

    def chooses(self, state: Cards, lists: int) -> bool:
        """While the line is open, where there are several."""
        return state.adding and lists > 1

    def write_to(self, state: Cards, key: str) -> Cards:
        """The row in focus stays."""
        return replace(state, list=key)

    def valued(self, ctx: StepContext, state: Cards) -> tuple[str, Field] | None:
        """The field in focus, else, where no list takes new rows, the first that takes a sign."""
        item = self.item(ctx, state)
        if item is None:
            return None
        lists = len(adding.columns(ctx, state.parent))
        asked = (
            [state.field] if state.field else self.fields(ctx, item) if is_computed(ctx) or lists != 1 else []
        )
        for key in [*asked, *([ctx.step.mark] if ctx.step.mark and not state.field else [])]:
            field = ctx.view.book.field(item.collection, key) if key != "text" else None
            if field is not None and field.type in ("scale", "yesno", "choice") and not field.many:
                return key, field
        return None

    def stand_on(self, ctx: StepContext, state: Cards, item_id: str, list_key: str) -> Cards:
        """A row, and a field of it."""
        after = super().stand_on(ctx, state, item_id, list_key)
        return replace(after, field=list_key) if item_id else after

    def verbs(self, ctx: StepContext, state: Cards) -> tuple[str, ...]:
        """Typing in the field in focus, where that takes words."""
        own, item = super().verbs(ctx, state), self.item(ctx, state)
        field = ctx.view.book.field(item.collection, state.field) if item is not None else None
        words = field is not None and field.type != "figure" and self.valued(ctx, state) is None
        own = (*own, "type") if own and words else own
        return (*own, "write-card") if own and item is not None and _uses(ctx, item) else own

    def with_card(self, ctx: StepContext, state: Cards, item: Item, intent: Intent) -> Outcome[Cards]:
        """The field in focus opens where it stands; a card that uses the row is written among the cards."""
        if intent.verb == "write-card" and _uses(ctx, item):
            return _used(ctx, replace(state, at=item.id), item, intent)
        unused = is_computed(ctx) and item.status != "parked" and not cited_by(ctx.view, item.id)
        if intent.verb == "park" and unused:
            return _park(ctx, replace(state, at=item.id), item, intent)
        if intent.verb == "type" and "type" in self.verbs(ctx, replace(state, at=item.id)):
            cell = filling.begin(ctx, item, [state.field], state.field)
            return Outcome(replace(state, at=item.id, filling=cell))
        if intent.verb == "clear" and state.field not in ("", "text"):
            opened = filling.begin(ctx, item, [state.field], state.field)
            return then_why(ctx, filling.do(ctx, opened, intent).within(replace(state, at=item.id)))
        return super().with_card(ctx, state, item, intent)

    def do(self, ctx: StepContext, state: Cards, intent: Intent) -> Outcome[Cards]:
        """As of all cards; several that no card uses are parked with a reason too."""
        if intent.verb == "park-marked" and is_computed(ctx) and not intent.value:
            return Outcome(state, ask=_why(said("park-why-many", count=len(state.marked)), intent))
        return super().do(ctx, state, intent)

    def fields(self, ctx: StepContext, item: Item) -> list[str]:
        """Fields that the step asks of a row; of one of another list only those it has."""
        known = ctx.view.book.fields(item.collection)
        asked = ctx.step.fields if ctx.step.fields is not None else list(known)
        return ["text", *(key for key in asked if key != "text" and key in known)]

    def opens_at(self, ctx: StepContext) -> str | None:
        """On its first empty field, where anything but its words is asked."""
        return "" if ctx.step.fields is None or any(key != "text" for key in ctx.step.fields) else None

    def filled(self, ctx: StepContext, state: Cards, outcome: Outcome[Cards]) -> Outcome[Cards]:
        """A table is read over from the top down; a field that was typed in keeps the focus."""
        if state.field not in ("", "text"):
            return outcome
        rows = [item.id for group in self.groups(ctx, state) for item in group.items]
        at = rows.index(state.at) + 1 if state.at in rows else len(rows)
        if at < len(rows) or not rows:
            return replace(outcome, state=replace(state, at=rows[at] if rows else ""))
        missing = "; ".join(ctx.not_yet())
        message = said("last-row-yet", "hint", what=missing) if missing else said("last-row")
        return replace(outcome, state=replace(state, asked=True), message=message)

    def ask(self, ctx: StepContext, state: Cards) -> str:
        """Of the list that a line writes to; else the step's, else the list's."""
        column = self.column(ctx, state) if adding.columns(ctx, state.parent) else None
        if state.adding and column is not None and column.ask:
            return column.ask
        own = ctx.place.ask or (ctx.step.ask if isinstance(ctx.step.ask, str) else "")
        key = (column.key if column.field else column.collection) if column is not None else ""
        return own or ask_of(ctx.step, key) or (column.ask if column is not None else "")

    def known(self, ctx: StepContext, items: list[Item]) -> dict[str, str]:
        """The fields that the step shows, else those it asks, and the light of each row."""
        return {item.id: self._read_over(ctx, item) for item in items}

    def counted(self, ctx: StepContext, state: Cards) -> Measure | None:
        """What the rows are sorted by, else their dots, unless the step shows it as a field."""
        items = [item for group in self.groups(ctx, state) for item in group.items]
        shown = [key for item in items[:1] for key in self._columns(ctx, item)]
        measures = (self.sorted_by(ctx, state), sorting.by(ctx, state, self.grouped, DOTS))
        return next((one for one in measures if one is not None and one.key not in shown), None)

    def _columns(self, ctx: StepContext, item: Item) -> list[str]:
        """What the step shows of a row, the fields it asks, and what a sign says; those of the list else."""
        asked = [] if ctx.step.shows and ctx.step.fields is None else self.fields(ctx, item)
        return list(dict.fromkeys([*ctx.step.shows, *asked, *filter(None, [ctx.step.mark])]))

    def _read_over(self, ctx: StepContext, item: Item) -> str:
        words = []
        for key in self._columns(ctx, item):
            field = ctx.view.book.field(item.collection, key) if key != "text" else None
            if (column := columns(ctx).get(key)) is not None and (word := column.word(item)):
                words.append(f"{column.title} {word}")
            if field is not None and (word := told_of(ctx.view, item, key, field)):
                words.append(f"{label_of(key, field)} {word}")
        by = listed(map(ctx.view.code, cited_by(ctx.view, item.id)), 3) if is_computed(ctx) else ""
        used = f"used in {by}" if by else ""
        return "; ".join([*words, *filter(None, [lights(ctx).get(item.id, ""), used])])


KIND = TableKind()


def _uses(ctx: StepContext, item: Item) -> tuple[str, str, str] | None:
    """`method/step` of the run where cards are written that may point to such a row, their list and field."""
    for place in ctx.run.steps if is_computed(ctx) else ():
        found, book = ctx.step_of(place.step), ctx.view.book
        if found is None or found[1].prompt is None:
            continue
        for name, key in product(book.held(found[1]), found[1].fields or ()):
            field = book.field(name, key)
            is_link = field is not None and field.type == "link" and field.many
            if field is not None and is_link and item.collection in as_list(field.of):
                return place.step, name, key
    return None


NEW = "new"
"""What is chosen among the cards that may use a row for one that is still to be written."""


def _used(ctx: StepContext, state: Cards, item: Item, intent: Intent) -> Outcome[Cards]:
    """Ask which of the cards that stand uses a row; a new one is written where they are, tied to it."""
    place = _uses(ctx, item)
    assert place is not None
    ref, name, key = place
    cards = {card.id: card for card in ctx.view.items(name)}
    if (card := cards.get(intent.value)) is not None:
        refs = [*ctx.view.linked(card.id, f"{name}.{key}"), item.id]
        return Outcome(
            state, tuple(edits.put(ctx.view, card, key, refs)), said("used-now", item=item.id, card=card.id)
        )
    if cards and intent.value != NEW:
        named = [
            (card.id, said("as-told", words=f"{ctx.view.code(card)} {card.text}")) for card in cards.values()
        ]
        ways = (("", said("stays-on-list")), (NEW, said("a-new-card")), *named)
        return Outcome(
            state, ask=Prompt(said("which-uses", item=item.id), ways, Intent("write-card", item.id))
        )
    return Outcome(state, message=said("uses-by-line", "hint", item=item.id), go=Errand("item", item.id, ref))


WHY_PARKED = (
    "too far off for this plan", "too small to change our year", "another card says it already",
    "nothing we can do about it now",
)  # fmt: skip
"""Reasons that are offered for parking what no card uses: our convention."""


def _park(ctx: StepContext, state: Cards, item: Item, intent: Intent) -> Outcome[Cards]:
    """Ask why a row is left out of all that a figure looked for, and keep the reason with it."""
    if not intent.value:
        return Outcome(state, ask=_why(said("park-why", item=item.id), Intent("park", item.id)))
    message = said("parked-why", item=item.id, why=intent.value)
    return Outcome(state, tuple(edits.set_status(item, "parked", intent.value)), message)


def _why(asked: Message, intent: Intent) -> Prompt:
    ways = [(why, said("as-told", words=why)) for why in WHY_PARKED]
    return Prompt(asked, (("", said("stays-on-list")), *ways), intent)


def _looked_at(ctx: StepContext) -> list[str]:
    """Lists that the figure behind the rows looks at."""
    assert isinstance(ctx.step.of, dict)
    name = ctx.step.of.get("figure", "").partition(".")[0]
    lists = as_list(ctx.method.figures.get(name, {}).get("of"))
    return [one for one in lists if one in ctx.view.book.collections]


def is_computed(ctx: StepContext) -> bool:
    """Whether a figure says which rows stand there; none are added to those."""
    return isinstance(ctx.step.of, dict)


@once
def columns(ctx: StepContext) -> dict[str, Column]:
    """The computed columns that the step shows, by the parts of figures that they are."""
    if not any("." in key for key in ctx.step.shows):
        return {}
    from aligntui.analysis.columns import shown

    return {column.ref: column for column in shown(ctx.view, ctx.method, ctx.step)}


@once
def lights(ctx: StepContext) -> dict[str, str]:
    """Row -> the word of its light; empty where the step shows none."""
    for ref in as_list(ctx.step.margins.rows) if ctx.step.margins is not None else []:
        part = ctx.resolve(ref)
        if isinstance(part, PerItem):
            return {item: str(value or "") for item, value in part.values.items()}
    return {}
