"""A board on which cards are merged: offering look-alikes, opening the form, writing it once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from aligntui.analysis.figure import Finding
from aligntui.engine import merging as parts
from aligntui.engine.kind import Intent, Kind, Outcome, StepContext
from aligntui.engine.merging import Merging
from aligntui.flow import merging
from aligntui.session.model import Item
from aligntui.steps.host import AtDesk
from aligntui.steps.merging import MergeForm
from aligntui.steps.shown import ShownBoard

HOW = "Mark the other cards with Space, then m on the one that stays."


class OneMerge:
    """Cards that are merged under a view that decides for itself."""

    do = staticmethod(parts.do)

    def __init__(self, board: MergingBoard, stays: str, goes: Sequence[str]) -> None:
        self.board, self.desk = board, board.desk
        step = board.step
        self.open = lambda ctx: parts.begin(ctx, stays, goes, board.second, step.shows or [])
        self._played = AtDesk(board.desk, board.method, step, lambda _: cast(Kind[Any], self))

    @property
    def ctx(self) -> StepContext:
        """The snapshot."""
        return self._played.ctx

    @property
    def merging(self) -> Merging:
        """Where one stands with them."""
        state: Merging = self._played.live.state
        return state

    async def perform(self, intent: Intent) -> Outcome[Merging] | None:
        """Do what is asked for; the board follows."""
        before = self.merging
        outcome = await self._played.perform(intent)
        if outcome is not None:
            await self.board.follow(intent, before, outcome)
        return outcome


class MergingBoard(ShownBoard):
    """Cards of one or several lists that may be written once."""

    def _lists(self) -> list[str]:
        return list(dict.fromkeys(column.collection for column in self.columns))

    def _shown_items(self, found: Sequence[merging.Pair]) -> list[merging.Pair]:
        """Pairs of which both cards stand on this board."""
        here = {card.id for pane in self.board.panes for card in pane.cards}
        return [pair for pair in found if pair[0].id in here and pair[1].id in here]

    def alike(self) -> list[merging.Pair]:
        """Look-alikes that nobody has kept apart yet."""
        return self._shown_items(merging.pairs(self.view, self._lists(), self.apart))

    def offer(self) -> Finding | None:
        """While merging: the look-alikes, with the key that opens them."""
        found = self.alike() if self.phase == "merge" and not self.marked else []
        if not found:
            return None
        card = self.board.card
        mine = [pair for pair in found if card is not None and card.id in (pair[0].id, pair[1].id)]
        first = mine or found
        rest = [pair for pair in found if pair not in first]
        names = merging.named(self.view, [*first, *rest], most=3, cells=self.size.width - 28)
        return Finding(code="ALIKE", severity="hint", message=f"Alike: {names}.", mend="m opens the first.")

    async def merge_into(self, stays: Item) -> None:
        """`m` on a card: the form with the marked ones, else with those that look alike."""
        marked = [i for i in (self.view.item(m) for m in self.marked) if i is not None]
        others = [i for i in marked if i.id != stays.id]
        if others:
            await self.open_merge(stays.id, [i.id for i in self._in_order(others)])
            return
        if marked:
            code = self.view.code(stays)
            self.desk.say(f"Only {code} is marked. Go to the card that stays, then m.", "hint")
            return
        mine = [b if a.id == stays.id else a for a, b in self.alike() if stays.id in (a.id, b.id)]
        if mine:
            await self.open_merge(stays.id, [i.id for i in mine])
            return
        offered = self.alike() if self.phase == "merge" else []
        if offered:
            await self.open_merge(offered[0][0].id, [offered[0][1].id])
            return
        again = merging.look_alikes(self.view, self._lists(), stays)
        if again:
            await self.open_merge(stays.id, [i.id for i in again])
        else:
            self.desk.say(HOW, "hint")

    def _in_order(self, items: list[Item]) -> list[Item]:
        shown = [card.id for pane in self.board.panes for card in pane.cards]
        return sorted(items, key=lambda i: shown.index(i.id) if i.id in shown else len(shown))

    async def open_merge(self, stays: str, goes: list[str]) -> None:
        """The form of two or more cards in place of the board, or of fewer when one is left out."""
        session = self.view.session
        if isinstance(self.opened, MergeForm):
            self.marked &= {stays, *goes}
            await self.close_card()
        found = [session.items[i] for i in goes if i in session.items]
        if stays not in session.items or not found:
            return
        pair = {stays, *goes}
        more = [p for p in self.alike() if not pair & {p[0].id, p[1].id}]
        named = merging.named(self.view, more, cells=(self.size.width or 80) - 20) if more else ""
        self.board.focus(stays)
        form = MergeForm(OneMerge(self, stays, goes), self.method, named)
        self.opened = form
        for widget in (self.cards, self.adding, self.detail):
            widget.display = False
        await self.mount(form)
        form.begin()
        self.desk.frame()

    async def follow(self, intent: Intent, before: Merging, outcome: Outcome[Merging]) -> None:
        """Back to the cards once these are merged or kept apart; the others where one was left out."""
        if intent.verb == "leave-out" and not outcome.leave:
            await self.open_merge(before.stays, list(outcome.state.goes))
        elif outcome.leave:
            if intent.verb == "close":
                self.apart |= {frozenset((before.stays, other)) for other in before.goes}
            self.marked.clear()
            await self.close_card()
            self.board.focus(before.stays)
            self.redraw()

    async def close_card(self) -> None:
        """Back to the board."""
