"""What kinds do alike whose cards stand in lists: the line, the card in focus, an open card, going on.

Which rows stand there, what is known of each and what prompts the line is each kind's own.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from aligntui.analysis.figure import Finding
from aligntui.analysis.measures import Measure
from aligntui.analysis.view import AWAY
from aligntui.engine import handling, merging, prompting, prompts, sorting
from aligntui.engine.cards import FEW, NAMELESS, Cards, other_lists
from aligntui.engine.entry import adding, fields, filling, standing
from aligntui.engine.entry.filling import Filling
from aligntui.engine.entry.known import Known, of_prompt
from aligntui.engine.kind import Intent, Offer, Outcome, Row, Sight, StepContext, passed
from aligntui.engine.lists import PARKED, Column, Group, next_of
from aligntui.engine.messages import said
from aligntui.methods.types import Field
from aligntui.session.model import Item

ON = (Offer("go-on"), Offer("go-back"))
LEAVING = ("look", "leave", "next-person", "own-ballot", "open-round", "count", "go-on", "go-back")
"""What is done about the step as a whole."""


class CardKind:
    """One line makes one card; what stands is opened, parked, ordered, moved, merged."""

    VERBS: tuple[str, ...] = ("open", "rate", "mark", "park", "merge", "move-down", "move-up", "cited")
    """What is done with the card in focus, what is done most first."""
    JOINT = ", "
    """Between what is known of a card."""

    # where one stands

    def open(self, ctx: StepContext) -> Cards:
        """As a step begins; in the line where words wait, on its own list and item."""
        parents = [item.id for item in adding.parents(ctx)] or [""]
        for parent in parents if self.writes(ctx) else []:
            for column in adding.columns(ctx, parent):
                if adding.has_words(ctx, column):
                    more = adding.waiting(ctx, column)
                    at = replace(self.begin(ctx, parent), list=column.key, prompt=None)
                    return prompting.settled(ctx, replace(at, waiting=more, adding=True), self.prompt)
        return self.begin(ctx, parents[0])

    def begin(self, ctx: StepContext, parent: str) -> Cards:
        """On the first card; the line, while one writes, at the first list below three cards."""
        groups = self.groups(ctx, Cards(parent=parent))
        keys = [group.column.key for group in groups if group.column is not None]
        short = (g.column.key for g in groups if g.column is not None and len(g.rows(frozenset())) < FEW)
        first = Cards(parent=parent, list=next(iter(keys), ""))
        line = bool(keys) and ctx.phase in ("write", "")
        first = replace(first, at=self.focus(ctx, first), list=next(short, first.list), adding=line)
        return prompting.settled(ctx, first, self.prompt)

    def writes(self, ctx: StepContext) -> bool:
        """Whether cards are written here now."""
        return True

    def valued(self, ctx: StepContext, state: Cards) -> tuple[str, Field] | None:
        """The field of the card in focus, and its definition, that takes a value where the card stands."""
        return None

    # what stands there

    def groups(self, ctx: StepContext, state: Cards) -> list[Group]:
        """The rows by their lists, in the order shown, without what others write in silence."""
        return sorting.ordered(ctx, state, self.grouped)

    def sorted_by(self, ctx: StepContext, state: Cards) -> Measure | None:
        """What the rows are sorted by; None for the order in which they were put."""
        return sorting.by(ctx, state, self.grouped, state.sort)

    def counted(self, ctx: StepContext, state: Cards) -> Measure | None:
        """The number that stands at each row beside what is known of it: what they are sorted by."""
        return self.sorted_by(ctx, state)

    def grouped(self, ctx: StepContext, parent: str) -> list[Group]:
        """The rows as they were put, worked out once of a snapshot."""
        return adding.groups(ctx, parent)

    def rows(self, ctx: StepContext, state: Cards) -> list[str]:
        """Ids of the rows, list after list."""
        known, which = ctx.memo.setdefault("rows", {}), (state.parent, state.unfolded, state.sort)
        if which not in known:
            known[which] = [row for group in self.groups(ctx, state) for row in group.rows(state.unfolded)]
        rows: list[str] = known[which]
        return rows

    def focus(self, ctx: StepContext, state: Cards) -> str:
        """Row in focus: where the one that had it went, the next one in its list; "" in an empty list."""
        if state.at in self.rows(ctx, state):
            return state.at
        return next_of(ctx.view, self.groups(ctx, state), state.at, state.list, state.unfolded)

    def item(self, ctx: StepContext, state: Cards) -> Item | None:
        """Card in focus; None on a row that is none."""
        return ctx.view.item(state.moving or self.focus(ctx, state))

    def column(self, ctx: StepContext, state: Cards) -> Column:
        """The list that the line writes to; while it is not open, the one that the focus stands in."""
        lists = adding.columns(ctx, state.parent)
        if not state.adding:
            at = self.focus(ctx, state)
            item = ctx.view.item(at)
            for column in lists:
                if at == column.folded or (item is not None and column.holds(item)):
                    return column
        return next((c for c in lists if c.key == state.list), lists[0])

    def stand_on(self, ctx: StepContext, state: Cards, item_id: str, list_key: str) -> Cards:
        """The state with the focus on a row, among the parked ones too; or on a list that is empty."""
        for group in self.groups(ctx, state):
            if any(item.id == item_id for item in group.away):
                state = replace(state, unfolded=state.unfolded | {group.folded})
        if item_id in self.rows(ctx, state):
            return replace(state, at=item_id, adding=False)
        if not item_id and any(column.key == list_key for column in adding.columns(ctx, state.parent)):
            return replace(state, at="", list=list_key, adding=False)
        return prompting.led_to(ctx, state, item_id, self.raised) if self.writes(ctx) else state

    def fields(self, ctx: StepContext, item: Item) -> list[str]:
        """Fields of an open card: those the step asks, then all others."""
        asked = ["text", *[f for f in (ctx.step.fields or []) if f != "text"]]
        fields = ctx.view.book.fields(item.collection)
        return [*asked, *(k for k in fields if k not in asked)]

    def known(self, ctx: StepContext, items: list[Item]) -> dict[str, str]:
        """Card -> what is known of it, as words."""
        return {}

    def notes(self, ctx: StepContext, state: Cards) -> list[str]:
        """Sentences around the cards."""
        return []

    def beside(self, ctx: StepContext) -> str:
        """How many are in."""
        return ""

    def sight(self, ctx: StepContext, state: Cards) -> Sight:
        """The cards by their lists, what is known of each, parked ones when they are unfolded."""
        asks = self.question(ctx, state)
        if state.filling is not None:
            notes = tuple(standing.notes(ctx, state.filling))
            return Sight(asks, standing.rows(ctx, state.filling), state.filling.at, notes=notes)
        if state.merging is not None:
            return Sight(asks, merging.rows(ctx, state.merging), state.merging.stays)
        titles = {c.collection: c.title for c in adding.columns(ctx, state.parent)}
        rows, by, counted = [], self.sorted_by(ctx, state), self.counted(ctx, state)
        # Rows of several lists are one list once they are sorted.
        mixed, order = (ctx.step.short or ctx.step.title, f", by {by.label}") if by else ("", "")
        for group in self.groups(ctx, state):
            title, known = group.column.title if group.column else mixed, self.known(ctx, group.items)
            for row in group.rows(state.unfolded):
                item = ctx.view.item(row)
                if item is None:
                    rows.append(Row(row, f"{len(group.away)} parked", group=title + order))
                    continue
                about = [item.reason or item.status if item.status in AWAY else known.get(row, "")]
                about += [counted.words(row)] if counted is not None else []
                about += ["marked"] if row in state.marked else []
                words = item.text.replace("\n", " ") or NAMELESS
                value, of = self.JOINT.join(filter(None, about)), title or titles.get(item.collection, "")
                rows.append(Row(row, words, ctx.view.code(item), value, f"{of}{order}"))
        notes = (*adding.place(ctx, state.parent), *self.notes(ctx, state))
        return Sight(asks, tuple(rows), self.focus(ctx, state), self.beside(ctx), notes)

    def finding(self, ctx: StepContext, state: Cards, words: Mapping[str, object]) -> Finding | None:
        """About the words in the line or the open card as if they were kept, or about the card in focus."""
        if state.filling is not None:
            return standing.finding(ctx, state.filling, words, is_new=state.from_line)
        if state.merging is not None:
            return merging.finding(ctx, state.merging, words)
        if state.adding:
            groups = sorting.written(ctx, state, self.grouped)
            return adding.finding(ctx, self.column(ctx, state), words, groups)
        at = self.focus(ctx, state)
        return (ctx.finding_about(at) if at else None) or ctx.finding_behind()

    # what is asked

    def raised(self, ctx: StepContext, state: Cards) -> list[prompts.Asked]:
        """What may prompt the line: all that no card took up yet."""
        return prompting.raised(ctx, state, self.column) if ctx.step.prompt is not None else []

    def prompt(self, ctx: StepContext, state: Cards) -> prompts.Asked | None:
        """What prompts the line now."""
        return prompting.present(ctx, state, self.raised) if ctx.step.prompt else None

    def answer_known(self, ctx: StepContext, state: Cards) -> Known | None:
        """Words said elsewhere that may answer what prompts the line."""
        prompted, prompt = self.prompt(ctx, state) if state.adding else None, ctx.step.prompt
        return of_prompt(ctx.view, prompt, prompted.get("item")) if prompt and prompted else None

    def question(self, ctx: StepContext, state: Cards) -> str:
        """Of the field in focus; in the line what prompts it; else what the kind asks."""
        if state.filling is not None:
            return standing.asks(ctx, state.filling)
        if state.merging is not None:
            return merging.question(ctx, state.merging)
        prompted = self.prompt(ctx, state) if state.adding else None
        if prompted and ctx.step.prompt:
            return prompts.say(ctx.view, ctx.step.prompt, prompted)
        return self.ask(ctx, state)

    def ask(self, ctx: StepContext, state: Cards) -> str:
        """The question while no card is open and nothing prompts the line."""
        return ctx.question

    # what may be done

    def offers(self, ctx: StepContext, state: Cards) -> list[Offer]:
        """What may be done with the card in focus, with an open one, with words; going on."""
        if state.filling is not None:
            return [*self.in_fields(ctx, state.filling), Offer("close", state.filling.item), *ON]
        if state.merging is not None:
            return [*merging.offers(ctx, state.merging), *ON]
        item = self.item(ctx, state)
        others = other_lists(ctx, state, item) if item is not None else ()
        if state.moving and item is not None:
            return [Offer("move", item.id, "", "choice", others), Offer("stay"), *ON]
        lists = tuple((c.key, c.title) for c in adding.columns(ctx, state.parent))
        offers = [Offer("focus", takes="item")]
        if self.chooses(state, len(lists)):
            offers.append(Offer("list", "", "", "choice", lists))
        if state.adding:
            offers = [Offer("keep", takes="words"), Offer("paste", takes="lines"), Offer("close"), *offers]
            offers += [Offer("take-known")] if self.answer_known(ctx, state) is not None else []
            offers += [Offer("another")] if self.raised(ctx, state) else []
            offers += [Offer("join")] if state.waiting else []
        elif lists and self.writes(ctx):
            offers.insert(0, Offer("add"))
        if (at := self.focus(ctx, state)).startswith(PARKED):
            offers.append(Offer("unfold", at))
        if item is not None and (field := self.valued(ctx, state)) is not None and not state.adding:
            offers.append(fields.offer("set", ctx.view, item, *field))
        if item is not None and (verbs := self.verbs(ctx, state)):
            offers += [Offer(verb, item.id) for verb in verbs]
            offers += [Offer("move", item.id, "", "choice", others)] if others else []
        offers += sorting.offers(ctx, state, self.grouped)
        return [*offers, *handling.offers_marked(ctx, state), *self.more(ctx), *ON]

    def in_fields(self, ctx: StepContext, opened: Filling) -> list[Offer]:
        """What may be done in the fields of an open card."""
        return filling.offers(ctx, opened)

    def chooses(self, state: Cards, lists: int) -> bool:
        """Whether one may go to another list, of this number of them."""
        return bool(lists)

    def verbs(self, ctx: StepContext, state: Cards) -> tuple[str, ...]:
        """What may be done with the card in focus."""
        return () if state.adding else self.VERBS

    def more(self, ctx: StepContext) -> list[Offer]:
        """What may be done beside."""
        return []

    def do(self, ctx: StepContext, state: Cards, intent: Intent) -> Outcome[Cards]:
        """What comes of an intent; the line is held to what prompts it."""
        if ctx.step.prompt is None:
            return self._do(ctx, state, intent)
        moved = prompting.moved_on(ctx, state, intent, self.raised)
        return prompting.kept_to(ctx, moved or self._do(ctx, state, intent), self.prompt)

    def _do(self, ctx: StepContext, state: Cards, intent: Intent) -> Outcome[Cards]:
        """Everything but going on takes the question back whether there is nothing more."""
        if intent.verb in LEAVING:
            form = state.merging
            asks = handling.asks_merge(ctx, state, form, intent) if form is not None else None
            return asks or self.leave(ctx, state, intent)
        if intent.verb != "keep":
            state = replace(state, asked=False)
        if intent.verb == "move" and state.in_place:
            return Outcome(state, message=said("focus-a-card", "hint"))
        if state.filling is not None:
            return self._fill(ctx, state, state.filling, intent)
        if state.merging is not None:
            return handling.merge(ctx, state, state.merging, intent)
        lists = adding.columns(ctx, state.parent) if self.writes(ctx) else []
        match intent.verb:
            case "focus":
                return Outcome(self.stand_on(ctx, state, intent.item, intent.field))
            case "list" if intent.value in [c.key for c in adding.columns(ctx, state.parent)]:
                return Outcome(prompting.taken_along(ctx, state, self.write_to(state, intent.value)))
            case "add" if lists:
                return Outcome(replace(state, adding=True, list=self.column(ctx, state).key, moving=""))
            case "paste" if lists:
                lines, key = tuple(intent.value or ()), self.column(ctx, state).key
                message = said("lines-as-cards", "hint", count=len(lines) + 1) if lines else None
                return Outcome(replace(state, adding=True, list=key, waiting=lines), message=message)
            case "join":
                return Outcome(replace(state, waiting=()), message=said("one-line-now"))
            case "close":
                waits = adding.waits(ctx, self.column(ctx, state))
                return Outcome(replace(state, adding=False), message=waits)
            case "another" if state.adding:
                return Outcome(prompting.another(state, self.raised(ctx, state), intent.value or 1))
            case "take-known" if state.adding:
                if (known := self.answer_known(ctx, state)) is None:
                    return Outcome(state, message=said("nothing-known", "hint"))
                kept = self._keep(ctx, state, Intent("keep", value={"text": known.words}))
                return replace(kept, message=said("known-taken", source=known.source))
            case "keep" if state.adding:
                return self._keep(ctx, state, intent)
            case "unfold":
                return Outcome(
                    replace(state, unfolded=state.unfolded ^ {intent.item or self.focus(ctx, state)})
                )
            case "park-marked" | "move-marked":
                return handling.handle_marked(ctx, state, intent)
            case "sort":
                return sorting.sort(ctx, state, intent, self.grouped)
            case "clear-marks":
                return Outcome(replace(state, marked=frozenset()))
            case "stay":
                return Outcome(replace(state, moving=""))
        item = ctx.view.item(intent.item) if intent.item else None if state.adding else self.item(ctx, state)
        if item is not None and intent.verb == "set":
            valued = self.valued(ctx, replace(state, at=item.id, field=intent.field or state.field))
            return handling.set_value(ctx, state, item, intent, valued, self.rows(ctx, state))
        if (by := self.sorted_by(ctx, state)) is not None and intent.verb in ("move-down", "move-up"):
            return Outcome(state, message=said("sorted-stays", "hint", what=by.label))
        if item is not None:
            return self.with_card(ctx, state, item, intent)
        if intent.verb == "move":
            return Outcome(state, message=said("focus-a-card", "hint"))
        return passed(state, intent)

    def write_to(self, state: Cards, key: str) -> Cards:
        """The state with the line at another list."""
        return replace(state, list=key, at="", prompt=None)

    def with_card(self, ctx: StepContext, state: Cards, item: Item, intent: Intent) -> Outcome[Cards]:
        """Something is done with one card."""
        return handling.handle(ctx, state, item, intent, self.rows(ctx, state), self.fields(ctx, item))

    # the line, and the card that it opens

    def points(self, ctx: StepContext, state: Cards, words: str) -> prompts.Points:
        """Words of the line as they are kept, and what they are tied to."""
        asked = self.prompt(ctx, state)
        return prompting.points(ctx, asked, words) if asked else prompts.Points(words, {})

    def opens_at(self, ctx: StepContext) -> str | None:
        """Field at which a new card opens, "" for its first empty one; None: it stays closed."""
        return None

    def _keep(self, ctx: StepContext, state: Cards, intent: Intent) -> Outcome[Cards]:
        column, opens_at = self.column(ctx, state), self.opens_at(ctx)
        typed = adding.typed_in(intent.value, adding.second(ctx))
        points = self.points(ctx, state, typed.get("text", ""))
        asked = self.prompt(ctx, state) if points.words or state.waiting else None
        after = prompting.kept(state, asked, self.raised(ctx, state), points) if asked else state
        pasted = [self.points(ctx, replace(state, prompt=()), line) for line in state.waiting]
        outcome = handling.keep_line(ctx, after, column, typed, [points, *pasted], opens_at)
        return outcome if self.writes(ctx) or not outcome.ops else self.kept_late(ctx, outcome)

    def kept_late(self, ctx: StepContext, outcome: Outcome[Cards]) -> Outcome[Cards]:
        """What follows words that were in the line when others went on to where nothing is written."""
        return replace(outcome, state=replace(outcome.state, adding=bool(outcome.state.waiting)))

    def _fill(self, ctx: StepContext, state: Cards, opened: Filling, intent: Intent) -> Outcome[Cards]:
        closed = replace(state, filling=None, at=opened.item, adding=False, from_line=False)
        if intent.verb == "close":
            return Outcome(closed)
        outcome = handling.for_marked(ctx, state, opened, filling.do(ctx, opened, intent))
        if outcome.leave != "on":
            return outcome.within(replace(state, filling=outcome.state))
        if state.from_line:
            closed = replace(closed, adding=True, list=self.column(ctx, closed).key)
            return Outcome(closed, outcome.ops, outcome.message)
        return self.filled(ctx, closed, Outcome(closed, outcome.ops, outcome.message))

    def filled(self, ctx: StepContext, state: Cards, outcome: Outcome[Cards]) -> Outcome[Cards]:
        """What follows the last field of a card."""
        return outcome

    # going on

    def leave(self, ctx: StepContext, state: Cards, intent: Intent) -> Outcome[Cards]:
        """On and back go through the items that the lists are repeated for, before they leave the step."""
        ids = [item.id for item in adding.parents(ctx)]
        at = ids.index(state.parent) if state.parent in ids else 0
        to = at + {"go-on": 1, "go-back": -1}.get(intent.verb, len(ids))
        if not 0 <= to < len(ids):
            return passed(state, intent)
        lists, after = adding.columns(ctx, ids[to]), self.begin(ctx, ids[to])
        for column in [*(c for c in lists if adding.has_words(ctx, c)), *lists][:1]:
            after = replace(after, list=column.key, waiting=adding.waiting(ctx, column), prompt=None)
        after = replace(after, sort=state.sort, unfolded=state.unfolded)
        return Outcome(replace(after, marked=state.marked, apart=state.apart))
