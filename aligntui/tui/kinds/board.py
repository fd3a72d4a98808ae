"""How a board looks: cards in columns or a 2x2, and below them the add line or the card in full."""

from __future__ import annotations

from aligntui.analysis.figure import Finding
from aligntui.analysis.say import ask
from aligntui.engine import cards
from aligntui.engine.entry import adding
from aligntui.engine.entry.fields import label_of
from aligntui.engine.messages import said
from aligntui.engine.rounds import voting
from aligntui.engine.rounds.answering import answering
from aligntui.methods.types import Method, Step
from aligntui.tui.kinds.base import Hint
from aligntui.tui.kinds.board_lines import across
from aligntui.tui.kinds.cards_view import CardsView
from aligntui.tui.kinds.columns import panes_of
from aligntui.tui.kinds.desk import Desk


class BoardView(CardsView):
    """Cards of one or several lists."""

    def __init__(self, desk: Desk, method: Method, step: Step) -> None:
        super().__init__(desk, method, step)
        self.board.across = across(step, len(self.columns))

    def redraw(self) -> None:
        """As of every kind; one stands on the cards once dots are given."""
        before = self.state
        super().redraw()
        if self.state.adding != before.adding:
            self.call_later(self.follow, before)

    def hints_closed(self) -> list[Hint]:
        """While dots are given, out of a line that has words: the way to the cards."""
        if self.typing and not self.state.moving and self.ctx.is_voting:
            give = (self.desk.key_of("give-dot"), "there: a dot")
            return [("Esc", "to the cards"), give, (self.desk.key_of("go-on"), "on")]
        return super().hints_closed()

    def fill(self) -> None:
        """Take up the cards as they stand, the evidence below each where there is room."""
        ctx, state = self.ctx, self.state
        groups, second = self.kind.groups(ctx, state), adding.second(ctx)
        every = [item for group in groups for item in group.items]
        under = {i.id: ctx.view.text(i, second) or ask(ctx.view, i, second) for i in every}
        under = under if second else {}
        known = self.kind.known(ctx, every)
        by, counted = self.kind.sorted_by(ctx, state), self.kind.counted(ctx, state)
        dots = ctx.is_voting
        panes = panes_of(ctx, state, groups, known, under, self.found(), counted, dots=dots)
        shown, lists = next(iter(self.step.shows or []), ""), adding.columns(ctx, state.parent)
        field = ctx.view.book.field(lists[0].collection, shown) if shown and known and lists else None
        label = "dots" if dots else label_of(shown, field) if field else ""
        # What stands there already is named once.
        label = label if by is None or counted is not None else ""
        for pane in panes:
            pane.tail = "  ".join(filter(None, [label, f"by {by.label}" if by is not None else ""]))
        self.board.panes = panes

    def question_closed(self) -> str:
        """While cards are merged with the keys that do it, for whoever may."""
        if self.phase == "merge" and not self.state.moving and self.ctx.may("cards"):
            return self.words(said("say-one-thing"))
        return super().question_closed()

    def finding_closed(self) -> Finding | None:
        """While cards are merged the look-alikes first."""
        ctx, state, alike = self.ctx, self.state, None
        if not self.typing:
            rows, at, cells = self.kind.rows(ctx, state), self.kind.focus(ctx, state), self.size.width - 28
            alike = cards.alike_finding(ctx, state, rows, at, cells, self.desk.key_of("merge"))
        return alike or super().finding_closed()

    def keys_now(self) -> list[Hint]:
        """While dots are given how they are."""
        ctx, key = self.ctx, self.desk.key_of
        if not ctx.is_voting:
            return super().keys_now()
        mine = answering(ctx)
        if mine.sealed:
            return [("arrows", "move"), ("Tab", "next list"), ("Enter", "open")]
        other = (key("next-person"), "next person") if mine.one_keyboard else ("Tab", "next list")
        give, take, on = (key("give-dot"), "give dot"), (key("take-dot"), "take"), key("go-on")
        if "give-dot" not in self.verbs:
            enter = [hint for hint in super().keys_now() if hint[0] == "Enter"]
            return [*enter, ("arrows", "move"), (on, mine.way_on or "done"), other]
        if mine.is_in:
            ends = mine.way_on or ("close for all" if mine.may_close else "")
            return [*([(on, ends)] if ends else []), take, other]
        if mine.given >= voting.total(ctx):
            return [(on, "hand in"), take, other]
        return [give, take, (on, "done"), other]


VIEW = BoardView
