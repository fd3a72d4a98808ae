"""Cells that hold cards: each card rests on what a grid crossed, and the pairs of the grid prompt it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from aligntui.analysis.figure import Finding, Items
from aligntui.engine import handling, merging, prompts
from aligntui.engine.cards import (
    PARKED,
    Board,
    away_of,
    column_of,
    focus,
    is_writing,
    item_in_focus,
    other_lists,
    rows_of,
    stand_on,
)
from aligntui.engine.entry import adding, filling
from aligntui.engine.entry.filling import Filling
from aligntui.engine.kind import Intent, Offer, Outcome, Row, Sight, StepContext, once, passed
from aligntui.engine.messages import said
from aligntui.engine.runs.walk import ask_of
from aligntui.methods.types import as_list
from aligntui.session.model import Item
from aligntui.text.listing import listed

CARDS = 3
"""Below so many cards a cell is still being begun."""


@dataclass(frozen=True, slots=True)
class Cells(Board):
    """Where one stands in the cells: as on a board, a list for each cell."""

    prompt: int = 0
    """Number of the pair that prompts the line, of those of its cell that no card cites together yet."""
    from_line: bool = False
    """Whether the open card was begun in the add line: its end is the line again."""


class CellsKind:
    """One line makes one card, which opens on what it rests on; then the line asks about the next pair."""

    def open(self, ctx: StepContext) -> Cells:
        """In the first cell below three cards; in the line where words wait, on its own cell."""
        cells = adding.columns(ctx)
        short = next((c for c in cells if len(rows_of(ctx, Cells(), c)) < CARDS), next(iter(cells), None))
        first = Cells(list=cells[0].key if cells else "")
        state = replace(first, at=focus(ctx, first), adding=is_writing(ctx) and bool(cells))
        state = replace(state, list=short.key) if short is not None else state
        for cell in cells:
            if adding.has_words(ctx, cell):
                return replace(state, list=cell.key, waiting=adding.waiting(ctx, cell), adding=True)
        return state

    def offers(self, ctx: StepContext, state: Cells) -> list[Offer]:
        """What may be done with the card in focus, with an open one, with words; going on."""
        if state.filling is not None:
            opened = filling.offers(ctx, state.filling)
            return [*(_cited(ctx, state.filling, o) for o in opened), Offer("close", state.filling.item), *ON]
        if state.merging is not None:
            return [*merging.offers(ctx, state.merging), *ON]
        item = None if state.adding else item_in_focus(ctx, state)
        if state.moving and item is not None:
            return [Offer("move", item.id, "", "choice", other_lists(ctx, state, item)), Offer("stay"), *ON]
        cells = tuple((c.key, c.title) for c in adding.columns(ctx))
        offers = [Offer("focus", takes="item"), Offer("list", "", "", "choice", cells)] if cells else []
        if state.adding:
            offers = [Offer("keep", takes="words"), Offer("paste", takes="lines"), Offer("close"), *offers]
            offers += [Offer("another")] if len(open_prompts(ctx, state)) > 1 else []
            offers += [Offer("join")] if state.waiting else []
        elif cells:
            offers.insert(0, Offer("add"))
        if focus(ctx, state).startswith(PARKED):
            offers.append(Offer("unfold", focus(ctx, state)))
        if item is not None:
            verbs = ("open", "rate", "mark", "park", "merge", "move-down", "move-up", "cited")
            offers += [Offer(verb, item.id) for verb in verbs]
            if others := other_lists(ctx, state, item):
                offers.append(Offer("move", item.id, "", "choice", others))
        if state.marked:
            offers.append(Offer("clear-marks"))
        return [*offers, *ON]

    def do(self, ctx: StepContext, state: Cells, intent: Intent) -> Outcome[Cells]:
        """Everything but going on takes the question back whether there is nothing more."""
        if intent.verb in ("look", "leave", "next-person", "go-on", "go-back"):
            return passed(state, intent)
        if intent.verb not in ("keep", "kept"):
            state = replace(state, asked=False)
        if intent.verb == "move" and (state.filling is not None or state.merging is not None or state.adding):
            return Outcome(state, message=said("focus-a-card", "hint"))
        if state.filling is not None:
            return self._fill(ctx, state, state.filling, intent)
        if state.merging is not None:
            return handling.merge(ctx, state, state.merging, intent)
        cells = adding.columns(ctx)
        column = (lambda: column_of(ctx, state)) if cells else None
        if done := handling.in_line(state, intent, column):
            return done
        match intent.verb:
            case "focus":
                return Outcome(stand_on(ctx, state, intent.item, intent.field))
            case "list" if any(c.key == intent.value for c in cells):
                return Outcome(replace(state, list=intent.value, at="", prompt=0))
            case "add" if cells:
                return Outcome(replace(state, adding=True, list=column_of(ctx, state).key, moving=""))
            case "another" if state.adding:
                return Outcome(replace(state, prompt=state.prompt + (intent.value or 1)))
            case "keep" if state.adding:
                return self._keep(ctx, state, intent)
            case "kept":
                ops = handling.point_to(ctx, intent.item, intent.value or {})
                then = Intent("open", intent.item, cite_field(ctx))
                return Outcome(replace(state, from_line=True), ops, then=then)
            case "unfold":
                return Outcome(replace(state, unfolded=state.unfolded ^ {intent.item or focus(ctx, state)}))
        focused = None if state.adding else item_in_focus(ctx, state)
        item = ctx.view.item(intent.item) if intent.item else focused
        if item is None:
            message = said("focus-a-card", "hint") if intent.verb == "move" else None
            return Outcome(state, message=message) if message else passed(state, intent)
        shown = [row for cell in cells for row in rows_of(ctx, state, cell)]
        return handling.handle(ctx, state, item, intent, shown, fields_of(ctx, item))

    def _keep(self, ctx: StepContext, state: Cells, intent: Intent) -> Outcome[Cells]:
        asked, makes = prompt(ctx, state), ctx.step.prompt
        made = prompts.made(makes, asked) if makes is not None and asked is not None else None
        return handling.keep_line(
            ctx, state, column_of(ctx, state), intent.value, lambda item: Intent("kept", item.id, value=made)
        )

    def _fill(self, ctx: StepContext, state: Cells, opened: Filling, intent: Intent) -> Outcome[Cells]:
        outcome = filling.do(ctx, opened, intent)
        closed = replace(state, filling=None, at=opened.item, adding=False, from_line=False)
        if intent.verb == "close":
            return Outcome(closed)
        if outcome.leave != "on":
            return outcome.within(replace(state, filling=outcome.state))
        if state.from_line:
            closed = replace(closed, adding=True, list=column_of(ctx, closed).key)
        return Outcome(closed, outcome.ops, outcome.message)

    def sight(self, ctx: StepContext, state: Cells) -> Sight:
        """The cards by their cells, with what each rests on; what no card rests on yet."""
        asks = question(ctx, state)
        if state.filling is not None:
            return Sight(asks, filling.rows(ctx, state.filling), state.filling.at)
        if state.merging is not None:
            return Sight(asks, merging.rows(ctx, state.merging), state.merging.stays)
        rows = []
        for cell in adding.columns(ctx):
            for row in rows_of(ctx, state, cell):
                item = ctx.view.item(row)
                if item is None:
                    rows.append(Row(row, f"{len(away_of(ctx, cell))} parked", group=cell.title))
                    continue
                known = (
                    "parked" if item.status == "parked" else " ".join(map(ctx.view.code, cited(ctx, item)))
                )
                value = ", ".join(filter(None, [known, "marked" if row in state.marked else ""]))
                rows.append(Row(row, item.text, ctx.view.code(item), value, cell.title))
        left = listed((ctx.view.code(i) for i in unused(ctx)), 12)
        return Sight(asks, tuple(rows), focus(ctx, state), notes=(f"Not used yet: {left}.",) if left else ())

    def finding(self, ctx: StepContext, state: Cells, words: Mapping[str, object]) -> Finding | None:
        """About the words in the line as if they were kept, or about the card in focus."""
        at = focus(ctx, state)
        return handling.finding(ctx, state, words, lambda: column_of(ctx, state), at)


# what a card rests on


@once
def cite_field(ctx: StepContext) -> str:
    """Field in which a card says what it rests on: its first link to many; "" for none."""
    cells = adding.columns(ctx)
    fields = ctx.view.book.fields(cells[0].collection) if cells else {}
    asked = ctx.step.fields
    links = (key for key, f in fields.items() if f.type == "link" and f.many)
    return next((key for key in links if asked is None or key in asked), "")


def cited(ctx: StepContext, item: Item) -> list[str]:
    """Ids of what a card rests on."""
    return ctx.view.linked(item.id, f"{item.collection}.{cite_field(ctx)}")


def sides(ctx: StepContext, item: Item) -> tuple[list[Item], list[Item]]:
    """What a card may rest on: both sides of its cell by the letters of its key, then what it cites already.

    A cell whose key is not two letters has all on the second side.
    """
    field = ctx.view.book.field(item.collection, cite_field(ctx))
    every = ctx.view.items(as_list(field.of)) if field is not None else []
    cell = str(item.fields.get(adding.columns(ctx)[0].field, ""))
    letter = {i.id: ctx.view.code(i)[:1] for i in every}
    wanted = [i for i in every if len(cell) != 2 or letter[i.id] in cell]
    ordered = [*wanted, *(i for i in every if i.id in cited(ctx, item) and i not in wanted)]
    first = [i for i in ordered if letter[i.id] == cell[:1]]
    return first, [i for i in ordered if i not in first]


def relation(ctx: StepContext) -> str:
    """The grid whose pairs prompt the cards, or ""."""
    each = ctx.step.prompt.each if ctx.step.prompt is not None else ""
    return each if each in ctx.view.book.relations else ""


def matching(ctx: StepContext, target: str, chosen: Sequence[str]) -> list[str]:
    """Codes of those chosen that match a target in the grid, in the order chosen."""
    codes = []
    for other in chosen:
        links = (ctx.view.link(relation(ctx), *pair) for pair in ((other, target), (target, other)))
        if any(isinstance(v, int) and v > 0 for link in links if link for v in link.fields.values()):
            codes.append(ctx.view.code(other))
    return codes


def unused(ctx: StepContext) -> list[Item]:
    """What no card rests on yet."""
    part = ctx.resolve("coverage.unused")
    every = map(ctx.view.item, part.ids if isinstance(part, Items) else [])
    return [item for item in every if item is not None]


def _cited(ctx: StepContext, opened: Filling, offer: Offer) -> Offer:
    """An offer of an open card; the one of what it rests on says what fits to what it cites."""
    item = ctx.view.item(opened.item)
    if item is None or offer.field != cite_field(ctx) or offer.verb != "fill":
        return offer
    first, second = sides(ctx, item)
    labels = []
    for target in (*first, *second):
        fits = " ".join(matching(ctx, target.id, cited(ctx, item)))
        label = f"{ctx.view.code(target)} {target.text}"
        labels.append((target.id, f"{label} (fits {fits})" if fits else label))
    return replace(offer, choices=tuple(labels))


def fields_of(ctx: StepContext, item: Item) -> list[str]:
    """Fields that the step asks, and the cell last: a card may move."""
    known = ctx.view.book.fields(item.collection)
    asked = [key for key in (ctx.step.fields or list(known)) if key in known]
    cell = adding.columns(ctx)[0].field
    return ["text", *asked, *([cell] if cell and cell not in asked else [])]


# what is asked


def open_prompts(ctx: StepContext, state: Cells) -> list[prompts.Asked]:
    """Matches of the grid in the cell of the line that no card cites together yet."""
    if ctx.step.prompt is None or not relation(ctx) or not adding.columns(ctx):
        return []
    cell = column_of(ctx, state)
    every = prompts.raised(ctx.view, ctx.step.prompt, cell.collection)
    return [p for p in every if "".join(ctx.view.code(p[r])[:1] for r in ("row", "col")) == cell.key]


def prompt(ctx: StepContext, state: Cells) -> prompts.Asked | None:
    """The pair that prompts the line now."""
    every = open_prompts(ctx, state)
    return every[state.prompt % len(every)] if every else None


def question(ctx: StepContext, state: Cells) -> str:
    """Of the field in focus; in the line the pair that prompts it; else the cell's."""
    if state.filling is not None:
        return filling.question(ctx, state.filling) or filling.ABOUT
    if state.merging is not None:
        return merging.question(ctx, state.merging)
    asked = prompt(ctx, state) if state.adding else None
    if asked is not None and ctx.step.prompt is not None:
        return prompts.say(ctx.view, ctx.step.prompt, asked)
    return ask_of(ctx.step, column_of(ctx, state).key) if adding.columns(ctx) else ctx.question


KIND = CellsKind()
ON = (Offer("go-on"), Offer("go-back"))
