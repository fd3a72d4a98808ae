"""Cells that hold cards: each card rests on what a grid crossed, and the pairs of the grid prompt it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from msgspec.structs import replace

from aligntui.analysis.figure import Items
from aligntui.analysis.readout import name_of
from aligntui.engine import edits, handling, prompting, prompts
from aligntui.engine.card_kind import CardKind
from aligntui.engine.cards import Cards
from aligntui.engine.entry import adding
from aligntui.engine.entry.filling import Filling
from aligntui.engine.kind import Intent, Offer, Outcome, StepContext, once
from aligntui.engine.runs.walk import ask_of
from aligntui.methods.types import as_list
from aligntui.session.model import Item


class CellsKind(CardKind):
    """One line makes one card, which rests on the pair that prompted it; then the next pair does."""

    def fields(self, ctx: StepContext, item: Item) -> list[str]:
        """Fields that the step asks, and the cell last: a card may move."""
        known = ctx.view.book.fields(item.collection)
        asked = [key for key in (ctx.step.fields or list(known)) if key in known]
        cell = adding.columns(ctx)[0].field
        return ["text", *asked, *([cell] if cell and cell not in asked else [])]

    def in_fields(self, ctx: StepContext, opened: Filling) -> list[Offer]:
        """Of what a card rests on is said what fits to what it cites."""
        return [_cited(ctx, opened, offer) for offer in super().in_fields(ctx, opened)]

    def raised(self, ctx: StepContext, state: Cards) -> list[prompts.Asked]:
        """Matches of the grid in the cell of the line that no card cites together yet."""
        if ctx.step.prompt is None or not relation(ctx) or not adding.columns(ctx):
            return []
        every = prompts.raised(ctx.view, ctx.step.prompt, self.column(ctx, state).collection, ctx.resolve)
        return [pair for pair in every if self._fits(ctx, state, pair)]

    def prompt(self, ctx: StepContext, state: Cards) -> prompts.Asked | None:
        """A pair of the cell that the line writes to: one held in another cell prompts there only.

        One side alone stays in whichever cell one takes it to.
        """
        asked = super().prompt(ctx, state)
        if asked is None or len(asked) == 1 or self._fits(ctx, state, asked):
            return asked
        return super().prompt(ctx, replace(state, prompt=None))

    def stand_on(self, ctx: StepContext, state: Cards, item_id: str, list_key: str) -> Cards:
        """As of all cards; the line for one side of a pair is that of the first cell with its letters."""
        after = super().stand_on(ctx, state, item_id, list_key)
        asked = self.prompt(ctx, after) if prompting.is_one_side(ctx, after) else None
        lines = [replace(after, list=cell.key) for cell in (adding.columns(ctx) if asked else ())]
        return next((line for line in lines if asked and self._fits(ctx, line, asked)), after)

    def _fits(self, ctx: StepContext, state: Cards, asked: prompts.Asked) -> bool:
        """A pair prompts in the cell of its letters; where none has them, in each that is named otherwise.

        Of one side alone its letters are among those of the cell.
        """
        letters, cell = "".join(_letters(ctx, item) for item in asked.values()), self.column(ctx, state).key
        if letters == cell or (len(asked) == 1 and letters in (_ends(ctx, cell) or ())):
            return True
        return _ends(ctx, cell) is None and all(letters != column.key for column in adding.columns(ctx))

    def points(self, ctx: StepContext, state: Cards, words: str) -> prompts.Points:
        """Codes in brackets in the words win over the pair that prompts the line."""
        return _named(ctx, words) or super().points(ctx, state, words)

    def _fill(self, ctx: StepContext, state: Cards, opened: Filling, intent: Intent) -> Outcome[Cards]:
        """Codes in brackets tie a card also when its words are changed."""
        key, item = intent.field or opened.at, ctx.view.item(opened.item)
        named = _named(ctx, intent.value) if key == "text" and isinstance(intent.value, str) else None
        if named is None or item is None:
            return super()._fill(ctx, state, opened, intent)
        outcome = super()._fill(ctx, state, opened, replace(intent, value=named.words))
        if outcome.message is not None and outcome.message.tone == "error":
            return outcome
        ops = (*outcome.ops, *edits.put(ctx.view, item, cite_field(ctx), named.made[cite_field(ctx)]))
        return replace(outcome, ops=ops, message=handling.kept(ctx, ctx.view.code(item), named))

    def ask(self, ctx: StepContext, state: Cards) -> str:
        """The cell's question."""
        return ask_of(ctx.step, self.column(ctx, state).key) if adding.columns(ctx) else ctx.question

    def known(self, ctx: StepContext, items: list[Item]) -> dict[str, str]:
        """What each card rests on."""
        return {item.id: ", ".join(name_of(one, ctx.view) for one in cited(ctx, item)) for item in items}

    def notes(self, ctx: StepContext, state: Cards) -> list[str]:
        """What no card rests on yet."""
        left = ", ".join(name_of(item.id, ctx.view) for item in unused(ctx))
        return [f"Not used yet: {left}."] if left else []


KIND = CellsKind()


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

    A cell whose key is not the letters of two lists has all on the second side.
    """
    every = ctx.view.items(_citable(ctx))
    letters = {i.id: _letters(ctx, i) for i in every}
    ends = _ends(ctx, str(item.fields.get(adding.columns(ctx)[0].field, "")))
    wanted = [i for i in every if ends is None or letters[i.id] in ends]
    ordered = [*wanted, *(i for i in every if i.id in cited(ctx, item) and i not in wanted)]
    first = [i for i in ordered if ends is not None and letters[i.id] == ends[0]]
    return first, [i for i in ordered if i not in first]


def _citable(ctx: StepContext) -> list[str]:
    """Lists of what a card may rest on."""
    cells = adding.columns(ctx)
    field = ctx.view.book.field(cells[0].collection, cite_field(ctx)) if cells else None
    return as_list(field.of) if field is not None else []


def _ends(ctx: StepContext, cell: str) -> tuple[str, str] | None:
    """The letters of the two lists that name a cell; None for a cell that is named otherwise."""
    known = [str(found.code) for name in _citable(ctx) if (found := ctx.view.book.collections.get(name))]
    return next((both for both in product(known, known) if "".join(both) == cell), None)


def _letters(ctx: StepContext, item: Item) -> str:
    """The letters of a code: those of its list."""
    return ctx.view.code(item).rstrip("0123456789")


def _named(ctx: StepContext, words: str) -> prompts.Points | None:
    """What a card is tied to by codes in brackets in its words; None where none stand there."""
    key = cite_field(ctx)
    return prompts.in_brackets(ctx.view, words, key, _citable(ctx)) if key else None


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
