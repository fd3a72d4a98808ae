"""A board on which cards are merged: offering look-alikes, opening the form, writing it once."""

from __future__ import annotations

from collections.abc import Sequence

from aligntui.analysis.figure import Finding
from aligntui.flow import merging
from aligntui.session.model import Item
from aligntui.steps.merging import MergeForm
from aligntui.steps.shown import ShownBoard

HOW = "Mark the other cards with Space, then m on the one that stays."


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
        form = MergeForm(self.desk, self.method, self.step, session.items[stays], found, self.second, named)
        self.opened = form
        for widget in (self.cards, self.adding, self.detail):
            widget.display = False
        await self.mount(form)
        form.begin()
        self.desk.frame()

    async def merge_now(self, form: MergeForm) -> None:
        """Write the cards of a form once, and go back to the board."""
        goes, stays = form.goes(), self.view.session.items.get(form.item_id)
        if stays is None or stays.retired or stays.into or not goes:
            self.desk.say("Somebody took a card of these away meanwhile; nothing is left to merge.", "hint")
            await self.close_card()
            return
        words = form.words.value.strip()
        if not words:
            self.desk.say("The card needs words. Write them, or Esc keeps both.", "hint")
            self.screen.set_focus(form.words)
            form.redraw()
            return
        ops = merging.merged(self.view, stays, goes, words, form.fields())
        codes = ", ".join(self.view.code(i) for i in goes)
        note = f"{codes} merged into {self.view.code(stays)}{form.agreed()}. u splits them again."
        if await self.desk.commit(ops, note):
            form.forget()
            self.marked.clear()
            await self.close_card()
            self.board.focus(stays.id)
            self.redraw()

    def kept_apart(self, form: MergeForm) -> None:
        """These were looked at and stay as they are: they are not offered again while the step is open."""
        self.apart |= {frozenset((form.item_id, other)) for other in form.going}
        self.marked.clear()

    async def close_card(self) -> None:
        """Back to the board."""
