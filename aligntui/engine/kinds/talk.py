"""Talk: a timebox with text, and the items that are talked about. Welcome, break, read-out."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from aligntui.analysis.figure import Finding
from aligntui.engine.kind import Intent, Offer, Outcome, Row, Sight, StepContext, once, passed
from aligntui.methods.types import as_list
from aligntui.session.model import Item


class Talk(Struct, frozen=True):
    """Where one stands in a talk: nowhere in particular."""


class TalkKind:
    """Says what to do together; there is nothing to answer."""

    def open(self, ctx: StepContext) -> Talk:
        """The text."""
        return Talk()

    def offers(self, ctx: StepContext, state: Talk) -> list[Offer]:
        """On and back."""
        return [Offer("go-on"), Offer("go-back")]

    def do(self, ctx: StepContext, state: Talk, intent: Intent) -> Outcome[Talk]:
        """On and back."""
        return passed(state, intent)

    def sight(self, ctx: StepContext, state: Talk) -> Sight:
        """Why, how, and when to move on."""
        guide = ctx.step.guide
        rows = [Row(f"how:{n}", words, str(n)) for n, words in enumerate(guide.how, start=1)]
        notes = [f"{ctx.place.minutes} minutes."] if ctx.place.step == "break" else []
        notes += [guide.why] if guide.why else []
        notes += [f"Move on when {guide.done}"] if guide.done else []
        rows += [Row(item.id, item.text, ctx.view.code(item), group=title) for title, item in items(ctx)]
        return Sight(ctx.question, tuple(rows), notes=tuple(notes))

    def finding(self, ctx: StepContext, state: Talk, words: Mapping[str, object]) -> Finding | None:
        """Nothing is checked here."""
        return None


KIND = TalkKind()


@once
def items(ctx: StepContext) -> list[tuple[str, Item]]:
    """What is talked about, each item with the title of its list."""
    if ctx.step.about is None:
        return []
    from aligntui.analysis import told
    from aligntui.analysis.where import select

    lists = [name for name in as_list(ctx.step.about) if name in ctx.view.book.collections]
    chosen = select(ctx.view, ctx.view.items(lists), ctx.step.filter, ctx.resolve)
    return [(told.title(ctx.view.book, item.collection), item) for item in chosen]
