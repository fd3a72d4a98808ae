"""Board: cards in lists. Written in the add line, read, moved, merged, voted on with dots."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from aligntui.analysis.figure import Finding
from aligntui.analysis.measures import DOTS, Measure
from aligntui.analysis.view import AWAY
from aligntui.engine.card_kind import CardKind
from aligntui.engine.cards import Cards, hidden
from aligntui.engine.entry import adding
from aligntui.engine.entry.fields import label_of, told_of
from aligntui.engine.hidden_cards import counted
from aligntui.engine.kind import Intent, Offer, Outcome, Row, Sight, StepContext, passed
from aligntui.engine.lists import UNSORTED
from aligntui.engine.messages import said
from aligntui.engine.rounds import ballots, revising, seating, voting
from aligntui.engine.rounds.answering import answering
from aligntui.engine.runs.leading import leaders
from aligntui.engine.runs.walk import ask_of
from aligntui.methods.types import Field
from aligntui.session.model import Item
from aligntui.text.clean import clean_line, clip

BESIDE = 24
"""Columns of what stands beside a card of the only list."""


class BoardKind(CardKind):
    """While dots are given nothing is written; on hands in, reveals and counts."""

    def writes(self, ctx: StepContext) -> bool:
        """Not while dots are given."""
        return not ctx.is_voting

    def begin(self, ctx: StepContext, parent: str) -> Cards:
        """On the first card that no column has yet, where there is one."""
        state, lists = super().begin(ctx, parent), adding.columns(ctx, parent)
        waiting = lists[-1].items(ctx.view) if lists and lists[-1].key == UNSORTED else []
        return replace(state, at=waiting[0].id, list=UNSORTED, adding=False) if waiting else state

    def valued(self, ctx: StepContext, state: Cards) -> tuple[str, Field] | None:
        """What sorts a card that no column has yet, and what marks one: no value that other steps ask."""
        step = ctx.step
        takes = step.mark is not None and not ctx.is_voting
        if not takes and not isinstance(step.split, str):
            return None
        item, key = self.item(ctx, state), step.mark or ""
        # Only what a field parts can be without a value in it.
        last = adding.columns(ctx, state.parent)[-1] if isinstance(step.split, str) else None
        if item is not None and last is not None and last.key == UNSORTED and last.holds(item):
            key, takes = last.field, not ctx.is_voting
        if item is None or not key or not takes:
            return None
        field = ctx.view.book.field(item.collection, key)
        return (key, field) if field is not None and field.type in ("scale", "yesno", "choice") else None

    def verbs(self, ctx: StepContext, state: Cards) -> tuple[str, ...]:
        """Dots while they are given, on what stands; what was just kept may be handled from the line."""
        item = self.item(ctx, state)
        dots: tuple[str, ...] = ("mark",)
        if ctx.is_voting:
            dots = ("give-dot", "take-dot") if item is not None and item.status not in AWAY else ()
        return (*dots, *(verb for verb in self.VERBS if verb != "mark"))

    def more(self, ctx: StepContext) -> list[Offer]:
        """The ballot of the next person."""
        return seating.offers(ctx) if ctx.is_voting else []

    def with_card(self, ctx: StepContext, state: Cards, item: Item, intent: Intent) -> Outcome[Cards]:
        """A dot given or taken; no card goes to another list while they are given."""
        if ctx.is_voting and intent.verb in ("give-dot", "take-dot"):
            after, step = replace(state, at=item.id), 1 if intent.verb == "give-dot" else -1
            return voting.give(ctx, after, item.id, step, intent)
        if ctx.is_voting and intent.verb == "move":
            return Outcome(replace(state, at=item.id), message=said("no-moving-while-voting", "hint"))
        return super().with_card(ctx, state, item, intent)

    def leave(self, ctx: StepContext, state: Cards, intent: Intent) -> Outcome[Cards]:
        """Out of a vote: handed in, counted, or on to the next person."""
        match intent.verb:
            case "look" if ctx.is_voting:
                waits = state.waiting or any(
                    adding.has_words(ctx, c) for c in adding.columns(ctx, state.parent)
                )
                # Nothing is written any more: an empty line would keep one from the cards.
                after = state if waits else replace(state, adding=False)
                return answering(ctx).look(after, voting.outcome(ctx), intent.item)
            case "own-ballot" if ctx.is_voting:
                return seating.own_ballot(ctx, state)
            case "count":
                return Outcome(state, message=voting.outcome(ctx))
            case "open-round":
                return revising.open_again(ctx, state)
            case "next-person" if ctx.is_voting:
                return (
                    passed(state, intent) if state.in_place else seating.next_person(ctx, state, intent.value)
                )
        outcome = super().leave(ctx, state, intent)
        if outcome.leave == "on" and ctx.is_voting:
            return voting.go_on(ctx, self._on_asked(ctx, state), intent)
        return outcome

    def _on_asked(self, ctx: StepContext, state: Cards) -> Cards:
        """With the focus on a card that takes dots, where it is on none: one of its list first."""
        rows = [row for row in self.rows(ctx, state) if row in ballots.subjects(ctx.view, ctx.step)]
        if self.focus(ctx, state) in rows or not rows:
            return state
        column = self.column(ctx, state)
        own = [row for row in rows if (item := ctx.view.item(row)) is not None and column.holds(item)]
        return replace(state, at=(own or rows)[-1 if own else 0], adding=False)

    def kept_late(self, ctx: StepContext, outcome: Outcome[Cards]) -> Outcome[Cards]:
        """A card that came after a vote began is not voted on, and that is said."""
        outcome = super().kept_late(ctx, outcome)
        begun = ctx.is_voting and answering(ctx).round is not None
        return replace(outcome, message=said("kept-after-vote-began", "hint")) if begun else outcome

    def finding(self, ctx: StepContext, state: Cards, words: Mapping[str, object]) -> Finding | None:
        """As of every list; while dots are asked nothing is said of what the cards say."""
        if ctx.is_voting and state.filling is None and not state.adding:
            return None
        return super().finding(ctx, state, words)

    def sight(self, ctx: StepContext, state: Cards) -> Sight:
        """With the fields that the step asks of each card, as the second line has them."""
        whole = super().sight(ctx, state)
        if ctx.is_voting or state.filling is not None or state.merging is not None:
            return whole
        return replace(whole, rows=tuple(_with_fields(ctx, row) for row in whole.rows))

    def known(self, ctx: StepContext, items: list[Item]) -> dict[str, str]:
        """The word at the right edge of a card: its dots, or the field that the step shows."""
        if ctx.is_voting:
            return voting.tails(ctx, items)
        key, second = ctx.step.mark or next(iter(ctx.step.shows or []), ""), adding.second(ctx)
        if not key and second and len(adding.columns(ctx)) == 1:
            # One list has the width for what the second line took.
            label = adding.second_label(ctx)
            texts = {item.id: clean_line(ctx.view.text(item, second)) for item in items}
            return {item: f"{label}: {clip(text, BESIDE)}" if text else "" for item, text in texts.items()}
        field = ctx.view.book.field(items[0].collection, key) if key and items else None
        # Of a scale the digit stands there: its words stand below.
        as_kept = field is None or field.type == "scale"
        read = (
            ctx.view.text if as_kept else (lambda item, key: clean_line(told_of(ctx.view, item, key, field)))
        )
        values = {item.id: read(item, key) for item in items} if key else {}
        # Before it is asked, a column of dashes would look like something that is asked here.
        return {item: value or "-" for item, value in values.items()} if any(values.values()) else {}

    def counted(self, ctx: StepContext, state: Cards) -> Measure | None:
        """Not what stands at each card already."""
        measure, items = super().counted(ctx, state), [i for g in self.groups(ctx, state) for i in g.items]
        if measure is None or (ctx.is_voting and not answering(ctx).sealed):
            return measure
        stands = DOTS if ctx.is_voting else next(iter(ctx.step.shows or []), "")
        return None if measure.key == stands and self.known(ctx, items) else measure

    def notes(self, ctx: StepContext, state: Cards) -> list[str]:
        """What the list asks that the line writes to; how many cards are hidden."""
        lists, others = adding.columns(ctx, state.parent), counted(hidden(ctx))
        asks = [c.ask for c in lists if c.ask and state.adding and c.key == state.list]
        return [*asks, f"Hidden until Reveal: {others}."] if others else asks

    def beside(self, ctx: StepContext) -> str:
        """How many have voted."""
        return voting.voted(ctx) if ctx.is_voting else ""

    def ask(self, ctx: StepContext, state: Cards) -> str:
        """The list's own question while writing; the step's otherwise."""
        if ctx.is_voting:
            return voting.question(ctx)
        if ctx.phase == "merge" and not ctx.may("cards"):
            return f"Do two of these say one thing? Say so aloud: {leaders(ctx.run)} merges them."
        if ctx.phase == "merge":
            return "Do two of these say one thing? Mark them and merge them: written once."
        if not adding.columns(ctx, state.parent):
            return ctx.question
        column = self.column(ctx, state)
        return ask_of(ctx.step, column.key if column.field else column.collection) or column.ask


KIND = BoardKind()


def _with_fields(ctx: StepContext, row: Row) -> Row:
    """A row with what its card holds of the fields that the step asks and that do not stand there yet."""
    item = ctx.view.item(row.id)
    if item is None or item.status in AWAY:
        return row
    fields = {
        key: ctx.view.book.field(item.collection, key) for key in ctx.step.fields or [] if key != "text"
    }
    told = {
        label_of(key, field): clean_line(told_of(ctx.view, item, key, field))
        for key, field in fields.items()
        if field is not None and key not in (ctx.step.mark, *ctx.step.shows[:1])
    }
    # What stands at the edge of the only list is clipped there.
    known = [] if row.value.partition(": ")[0] in told else [row.value]
    more = [f"{label}: {words}" for label, words in told.items() if words]
    return replace(row, value="; ".join(filter(None, [*known, *more])))
