"""Board: cards in lists. Written in the add line, read, moved, merged, voted on with dots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from aligntui.analysis.figure import Finding
from aligntui.engine import handling, merging
from aligntui.engine.cards import (
    PARKED,
    Board,
    away_of,
    column_of,
    fields_of,
    focus,
    hidden,
    is_voting,
    is_writing,
    item_in_focus,
    other_lists,
    question,
    rows_of,
    stand_on,
    tails,
)
from aligntui.engine.entry import adding, filling
from aligntui.engine.entry.filling import Filling
from aligntui.engine.kind import Intent, Offer, Outcome, Row, Sight, StepContext, passed
from aligntui.engine.messages import said
from aligntui.engine.rounds import voting
from aligntui.engine.rounds.answering import answering
from aligntui.engine.rounds.hidden_cards import counted

CARDS = 3
"""Below so many cards a list is still being begun."""


class BoardKind:
    """One line makes one card; what stands is opened, parked, ordered, moved, merged, given dots."""

    def open(self, ctx: StepContext) -> Board:
        """In the first list below three cards; in the line where words wait, on its own list and item."""
        lists = adding.columns(ctx)
        short = next((c for c in lists if len(rows_of(ctx, Board(), c)) < CARDS), lists[0] if lists else None)
        parents = [item.id for item in adding.parents(ctx)]
        state = Board(parent=next(iter(parents), ""), list=short.key if short is not None else "")
        state = replace(state, at=focus(ctx, replace(state, list=lists[0].key if lists else "")))
        state = replace(state, adding=is_writing(ctx) and bool(lists))
        if not is_voting(ctx):
            for parent in parents or [""]:
                for column in adding.columns(ctx, parent):
                    if adding.has_words(ctx, column):
                        more = adding.waiting(ctx, column)
                        return replace(state, parent=parent, list=column.key, waiting=more, adding=True)
        return state

    def offers(self, ctx: StepContext, state: Board) -> list[Offer]:
        """What may be done with the card in focus, with an open one, with words; going on."""
        if state.filling is not None:
            return [*filling.offers(ctx, state.filling), Offer("close", state.filling.item), *ON]
        if state.merging is not None:
            return [*merging.offers(ctx, state.merging), *ON]
        lists = tuple((c.key, c.title) for c in adding.columns(ctx, state.parent))
        item = item_in_focus(ctx, state)
        if state.moving and item is not None:
            return [Offer("move", item.id, "", "choice", other_lists(ctx, state, item)), Offer("stay"), *ON]
        found = [Offer("focus", takes="item"), Offer("list", "", "", "choice", lists)] if lists else []
        if state.adding:
            found = [Offer("keep", takes="words"), Offer("paste", takes="lines"), Offer("close"), *found]
            found += [Offer("join")] if state.waiting else []
        elif lists and not is_voting(ctx):
            found.insert(0, Offer("add"))
        if focus(ctx, state).startswith(PARKED):
            found.append(Offer("unfold", focus(ctx, state)))
        if item is not None:
            dots = ["give-dot", "take-dot"] if is_voting(ctx) else ["mark"]
            verbs = [*dots, "open", "rate", "park", "merge", "move-down", "move-up", "cited"]
            found += [Offer(verb, item.id) for verb in verbs]
            if others := other_lists(ctx, state, item):
                found.append(Offer("move", item.id, "", "choice", others))
        if state.marked:
            found.append(Offer("clear-marks"))
        if is_voting(ctx) and answering(ctx).one_keyboard:
            found.append(Offer("next-person"))
        return [*found, *ON]

    def do(self, ctx: StepContext, state: Board, intent: Intent) -> Outcome[Board]:
        """Everything but going on takes the question back whether there is nothing more."""
        if intent.verb == "look":
            if answering(ctx).was_closed(state.closing):
                return Outcome(replace(state, closing=""), message=voting.outcome(ctx))
            return Outcome(state)
        if intent.verb not in ("keep", "leave", "go-on", "go-back"):
            state = replace(state, asked=False)
        if intent.verb in ("go-on", "go-back", "count", "next-person", "leave"):
            return self._go(ctx, state, intent)
        if intent.verb == "move" and (state.filling is not None or state.merging is not None):
            return Outcome(state, message=said("focus-a-card", "hint"))
        if state.filling is not None:
            return self._fill(ctx, state, state.filling, intent)
        if state.merging is not None:
            return handling.merge(ctx, state, state.merging, intent)
        lists = [] if is_voting(ctx) else adding.columns(ctx, state.parent)
        column = (lambda: column_of(ctx, state)) if lists else None
        if done := handling.in_line(state, intent, column):
            return done
        match intent.verb:
            case "focus":
                return Outcome(stand_on(ctx, state, intent.item, intent.field))
            case "list":
                keys = [c.key for c in adding.columns(ctx, state.parent)]
                return Outcome(replace(state, list=intent.value, at="") if intent.value in keys else state)
            case "add" if lists:
                return Outcome(replace(state, adding=True, list=column_of(ctx, state).key, moving=""))
            case "keep" if state.adding:
                return handling.keep_line(ctx, state, column_of(ctx, state), intent.value)
            case "unfold":
                return Outcome(replace(state, unfolded=state.unfolded ^ {intent.item or focus(ctx, state)}))
        focused = None if state.adding else item_in_focus(ctx, state)
        item = ctx.view.item(intent.item) if intent.item else focused
        if item is None:
            message = said("focus-a-card", "hint") if intent.verb == "move" else None
            return Outcome(state, message=message) if message else passed(state, intent)
        if is_voting(ctx) and intent.verb in ("give-dot", "take-dot"):
            after, step = replace(state, at=item.id, closing=""), 1 if intent.verb == "give-dot" else -1
            return voting.give(ctx, after, item.id, step, intent)
        if is_voting(ctx) and intent.verb == "move":
            return Outcome(replace(state, at=item.id), message=said("no-moving-while-voting", "hint"))
        shown = [row for c in adding.columns(ctx, state.parent) for row in rows_of(ctx, state, c)]
        return handling.handle(ctx, state, item, intent, shown, fields_of(ctx, item))

    def _fill(self, ctx: StepContext, state: Board, opened: Filling, intent: Intent) -> Outcome[Board]:
        closed = replace(state, filling=None, at=opened.item, adding=False)
        if intent.verb == "close":
            return Outcome(closed)
        outcome = filling.do(ctx, opened, intent)
        if outcome.leave == "on":
            return Outcome(closed, outcome.ops, outcome.message)
        return outcome.within(replace(state, filling=outcome.state))

    # going on

    def _go(self, ctx: StepContext, state: Board, intent: Intent) -> Outcome[Board]:
        match intent.verb:
            case "count":
                return Outcome(state, message=voting.outcome(ctx))
            case "next-person" if is_voting(ctx):
                if state.filling is not None or state.merging is not None:
                    return passed(state, intent)
                return answering(ctx).next_person(replace(state, closing=""))
            case "go-on" | "go-back":
                ids = [item.id for item in adding.parents(ctx)]
                at = ids.index(state.parent) if state.parent in ids else 0
                to = at + (1 if intent.verb == "go-on" else -1)
                if 0 <= to < len(ids):
                    return Outcome(self._turn(ctx, state, ids[to]))
                if intent.verb == "go-on" and is_voting(ctx):
                    return voting.go_on(ctx, state) or Outcome(state, leave="on")
        return passed(state, intent)

    def _turn(self, ctx: StepContext, state: Board, parent: str) -> Board:
        lists = adding.columns(ctx, parent)
        column = next((c for c in lists if adding.has_words(ctx, c)), lists[0])
        after = Board(
            list=column.key, parent=parent, adding=is_writing(ctx), waiting=adding.waiting(ctx, column),
            marked=state.marked, apart=state.apart, unfolded=state.unfolded,
        )  # fmt: skip
        return replace(after, at=focus(ctx, replace(after, list=lists[0].key)))

    # what stands there

    def sight(self, ctx: StepContext, state: Board) -> Sight:
        """The cards by their lists, what is known of each, parked ones when they are unfolded."""
        if state.filling is not None:
            asked = filling.question(ctx, state.filling) or filling.ABOUT
            return Sight(asked, filling.rows(ctx, state.filling), state.filling.at)
        if state.merging is not None:
            return Sight(
                merging.question(ctx, state.merging), merging.rows(ctx, state.merging), state.merging.stays
            )
        found = []
        for column in adding.columns(ctx, state.parent):
            value = tails(ctx, column.items(ctx.view))
            for row in rows_of(ctx, state, column):
                item = ctx.view.item(row)
                if item is None:
                    found.append(Row(row, f"{len(away_of(ctx, column))} parked", group=column.title))
                else:
                    words = "parked" if item.status == "parked" else value.get(row, "")
                    marked = ["marked"] if row in state.marked else []
                    found.append(
                        Row(
                            row,
                            item.text,
                            ctx.view.code(item),
                            ", ".join([*filter(None, [words]), *marked]),
                            column.title,
                        )
                    )
        notes = [
            line
            for c in adding.columns(ctx, state.parent)
            for line in [c.ask]
            if line and state.adding and c.key == state.list
        ]
        others = counted(hidden(ctx))
        notes += [f"Hidden until Reveal: {others}."] if others else []
        beside = voting.voted(ctx) if is_voting(ctx) else ""
        return Sight(question(ctx, state), tuple(found), focus(ctx, state), beside, tuple(notes))

    def finding(self, ctx: StepContext, state: Board, words: Mapping[str, object]) -> Finding | None:
        """About the words in the line as if they were kept, or about the card in focus."""
        at = focus(ctx, state)
        return handling.finding(ctx, state, words, lambda: column_of(ctx, state), at)


KIND = BoardKind()
ON = (Offer("go-on"), Offer("go-back"))
