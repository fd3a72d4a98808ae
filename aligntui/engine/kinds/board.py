"""Board: cards in lists. Written in the add line, read, moved, merged, voted on with dots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aligntui.analysis.figure import Finding
from aligntui.engine import merging
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
    look_alikes,
    other_lists,
    question,
    rows_of,
    stand_on,
    tails,
)
from aligntui.engine.cited import cited_by, codes_of
from aligntui.engine.entry import adding, filling
from aligntui.engine.entry.filling import Filling
from aligntui.engine.kind import Intent, Offer, Outcome, Row, Sight, StepContext, passed
from aligntui.engine.lists import Column
from aligntui.engine.merging import Merging
from aligntui.engine.messages import said
from aligntui.engine.rounds import voting
from aligntui.engine.rounds.answering import answering
from aligntui.flow import edit
from aligntui.flow import merging as alike
from aligntui.flow.silence import counted
from aligntui.session.model import Item

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
            return self._merge(ctx, state, state.merging, intent)
        match intent.verb:
            case "focus":
                return Outcome(stand_on(ctx, state, intent.item, intent.field))
            case "list":
                keys = [c.key for c in adding.columns(ctx, state.parent)]
                return Outcome(replace(state, list=intent.value, at="") if intent.value in keys else state)
            case "add" if not is_voting(ctx) and adding.columns(ctx, state.parent):
                return Outcome(replace(state, adding=True, list=column_of(ctx, state).key, moving=""))
            case "keep" if state.adding:
                return self._keep(ctx, state, intent)
            case "paste" if not is_voting(ctx) and adding.columns(ctx, state.parent):
                lines = tuple(intent.value or ())
                key = state.list if state.adding else column_of(ctx, state).key
                message = said("lines-as-cards", "hint", count=len(lines) + 1) if lines else None
                return Outcome(replace(state, adding=True, list=key, waiting=lines), message=message)
            case "join":
                return Outcome(replace(state, waiting=()), message=said("one-line-now"))
            case "close":
                return Outcome(replace(state, adding=False))
            case "clear-marks":
                return Outcome(replace(state, marked=frozenset()))
            case "stay":
                return Outcome(replace(state, moving=""))
            case "unfold":
                return Outcome(replace(state, unfolded=state.unfolded ^ {intent.item or focus(ctx, state)}))
        focused = None if state.adding else item_in_focus(ctx, state)
        item = ctx.view.item(intent.item) if intent.item else focused
        if item is None:
            message = said("focus-a-card", "hint") if intent.verb == "move" else None
            return Outcome(state, message=message) if message else passed(state, intent)
        return self._card(ctx, replace(state, at=item.id), item, intent)

    def _card(self, ctx: StepContext, state: Board, item: Item, intent: Intent) -> Outcome[Board]:
        match intent.verb:
            case "give-dot" | "take-dot" if is_voting(ctx):
                step = 1 if intent.verb == "give-dot" else -1
                return voting.give(ctx, replace(state, closing=""), item.id, step, intent)
            case "mark":
                return Outcome(replace(state, marked=state.marked ^ {item.id}))
            case "open" | "rate":
                opened = filling.begin(ctx, item, fields_of(ctx, item), intent.field)
                if intent.verb == "rate":
                    opened = replace(opened, at=filling.first_to_rate(ctx, opened))
                return Outcome(replace(state, filling=opened, moving=""))
            case "park" if item.status == "parked":
                return Outcome(
                    state, tuple(edit.set_status(item, "draft")), said("back-on-list", item=item.id)
                )
            case "park":
                ops, citing = tuple(edit.set_status(item, "parked")), cited_by(ctx.view, item.id)
                if citing:
                    by = codes_of(ctx.view, citing)
                    return Outcome(state, ops, said("parked-though-cited", item=item.id, by=by))
                return Outcome(state, ops, said("parked-below", item=item.id))
            case "move-down" | "move-up":
                return Outcome(
                    state, tuple(edit.shift(ctx.view, item, 1 if intent.verb == "move-down" else -1))
                )
            case "cited":
                by = codes_of(ctx.view, cited_by(ctx.view, item.id), 12) or "nobody yet"
                return Outcome(state, message=said("cited-by", item=item.id, by=by))
            case "merge":
                return self._begin_merge(ctx, state, item, intent)
            case "move":
                return self._move(ctx, state, item, intent.value)
            case "moved":
                code = ctx.view.code(item)
                if not code or code == intent.value:
                    return Outcome(state)
                title = column_of(ctx, state).title
                return Outcome(state, message=said("moved-anew", was=intent.value, now=code, to=title))
        return passed(state, intent)

    # the line

    def _keep(self, ctx: StepContext, state: Board, intent: Intent) -> Outcome[Board]:
        column, typed = column_of(ctx, state), adding.typed_in(intent.value, adding.second(ctx))
        if state.waiting:
            ops = tuple(adding.add_all(ctx, column, typed, state.waiting))
            return Outcome(replace(state, waiting=(), asked=False), ops, said("cards-kept", count=len(ops)))
        if not typed.get("text"):
            return self._next_list(ctx, state, column)
        item, added = adding.add(ctx, column, typed)
        return Outcome(
            replace(state, at=item.id, asked=False),
            tuple(added),
            said("card-kept", code=column.next_code(ctx.view)),
        )

    def _next_list(self, ctx: StepContext, state: Board, column: Column) -> Outcome[Board]:
        lists = adding.columns(ctx, state.parent)
        after = lists[lists.index(column) + 1 :]
        if after:
            message = said("next-list", title=after[0].title)
            return Outcome(replace(state, list=after[0].key, asked=False), message=message)
        if state.asked:
            return Outcome(state, leave="on")
        missing = "; ".join(ctx.not_yet())
        message = said("nothing-more-yet", "hint", what=missing) if missing else said("nothing-more")
        return Outcome(replace(state, asked=True), message=message)

    # an open card, cards that are merged, a card that moves

    def _fill(self, ctx: StepContext, state: Board, opened: Filling, intent: Intent) -> Outcome[Board]:
        if intent.verb == "close":
            return Outcome(replace(state, filling=None, at=opened.item, adding=False))
        outcome = filling.do(ctx, opened, intent)
        if outcome.leave == "on":
            closed = replace(state, filling=None, at=opened.item, adding=False)
            return Outcome(closed, outcome.ops, outcome.message)
        return self._within(state, outcome, "filling")

    def _within(self, state: Board, outcome: Outcome[Any], part: str) -> Outcome[Board]:
        after = replace(state, **{part: outcome.state})
        return Outcome(after, outcome.ops, outcome.message, then=outcome.then, leave=outcome.leave)

    def _merge(self, ctx: StepContext, state: Board, form: Merging, intent: Intent) -> Outcome[Board]:
        outcome = merging.do(ctx, form, intent)
        if not outcome.leave:
            marked = state.marked & {form.stays, *outcome.state.goes}
            return self._within(replace(state, marked=marked), outcome, "merging")
        apart = state.apart
        if intent.verb == "close":
            apart |= {frozenset((form.stays, other)) for other in form.goes}
        marked = frozenset() if outcome.leave == "on" or intent.verb == "close" else state.marked
        after = replace(state, merging=None, apart=apart, marked=marked, at=form.stays, adding=False)
        return Outcome(after, outcome.ops, outcome.message)

    def _begin_merge(self, ctx: StepContext, state: Board, stays: Item, intent: Intent) -> Outcome[Board]:
        shown = [row for c in adding.columns(ctx, state.parent) for row in rows_of(ctx, state, c)]
        marked = [i for i in shown if i in state.marked]
        goes = [i for i in marked if i != stays.id]
        found = look_alikes(ctx, state)
        if marked and not goes:
            return Outcome(state, message=said("only-marked", "hint", item=stays.id))
        keeps = stays.id
        if not goes:
            goes = [b.id if a.id == keeps else a.id for a, b in found if keeps in (a.id, b.id)]
        if not goes and ctx.phase == "merge" and found:
            keeps, goes = found[0][0].id, [found[0][1].id]
        if not goes:
            lists = dict.fromkeys(c.collection for c in adding.columns(ctx, state.parent))
            goes = [i.id for i in alike.look_alikes(ctx.view, lists, stays)]
        form = merging.begin(ctx, keeps, goes, adding.second(ctx), ctx.step.shows or []) if goes else None
        if form is None:
            return Outcome(state, message=said("how-to-merge", "hint"))
        return Outcome(replace(state, merging=form, at=keeps))

    def _move(self, ctx: StepContext, state: Board, item: Item, to: str | None) -> Outcome[Board]:
        others = dict(other_lists(ctx, state, item))
        if is_voting(ctx):
            return Outcome(state, message=said("no-moving-while-voting", "hint"))
        if not others:
            return Outcome(state, message=said("no-other-list", "hint"))
        if to is None and len(others) > 1:
            return Outcome(replace(state, moving=item.id, adding=False))
        to = to if to is not None else next(iter(others))
        if to not in others:
            return Outcome(state)
        column = next(c for c in adding.columns(ctx, state.parent) if c.key == to)
        before = ctx.view.code(item)
        if column.field:
            ops = tuple(edit.put(ctx.view, item, column.field, column.key))
        else:
            ops = tuple(edit.to_list(ctx.view, item, column.collection))
        after = replace(state, moving="", marked=state.marked - {item.id})
        message = said("moved", what=before or "It", to=column.title)
        return Outcome(after, ops, message, then=Intent("moved", item.id, value=before))

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
        if state.filling is not None:
            return filling.finding(ctx, state.filling, words)
        if state.merging is not None:
            return merging.finding(ctx, state.merging, words)
        if state.adding and words:
            return adding.finding(ctx, column_of(ctx, state), words)
        at = focus(ctx, state)
        return next((f for f in ctx.figures.findings(ctx.method, ctx.step) if at and f.target == at), None)


KIND = BoardKind()
ON = (Offer("go-on"), Offer("go-back"))
