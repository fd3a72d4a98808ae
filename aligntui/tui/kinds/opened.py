"""One item opened: all its fields under each other, what cites it, who wrote it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual.app import ComposeResult
from textual.containers import Vertical

from aligntui.analysis.figure import Finding
from aligntui.engine.cited import cited_by, words_of
from aligntui.engine.entry import filling, standing
from aligntui.engine.kind import Intent
from aligntui.engine.people import several_write
from aligntui.session.model import Item
from aligntui.text import moment
from aligntui.tui.kinds.base import Fills, Hint
from aligntui.tui.kinds.choices import ChoiceEditor
from aligntui.tui.kinds.fields import FieldsForm
from aligntui.tui.widgets.canvas import Canvas
from aligntui.tui.widgets.line import Line, line, rule

LOW = 12
"""Rows below which the foot is left out."""


class OpenedCard(Vertical):
    """The form of one item with a foot that says what rests on it."""

    DEFAULT_CSS = """
    OpenedCard { height: 1fr; }
    OpenedCard #foot { height: 3; }
    """

    def __init__(
        self,
        owner: Fills,
        special: Mapping[str, Callable[[], ChoiceEditor]] | None = None,
        is_new: Callable[[], bool] = bool,
    ) -> None:
        """`is_new` tells whether the line has just made the item, so that it is still being asked."""
        super().__init__()
        self.is_new = is_new
        self.fills = owner
        self.form = FieldsForm(owner, special)
        self.foot = Canvas(id="foot")

    def compose(self) -> ComposeResult:
        """The fields, then the foot."""
        yield self.form
        yield self.foot

    @property
    def item(self) -> Item:
        """The item as it stands."""
        return filling.item_of(self.fills.ctx, self.form.filling)

    def on_resize(self) -> None:
        """The foot needs room."""
        self.redraw()

    def begin(self, key: str = "") -> None:
        """Focus the field named, else the one to begin with."""
        if not (key and self.form.focus_key(key)):
            self.form.begin()
        self.redraw()

    def redraw(self) -> None:
        """The foot, and fields that others changed."""
        self.form.refresh_values()
        self.foot.display = not 0 < self.size.height < LOW
        view, item = self.fills.ctx.view, self.item
        cells = self.size.width or 80
        citing = words_of(view, cited_by(view, item.id), cells - 18)
        person = self.fills.ctx.person
        by = ("you" if item.by == person else item.by) if several_write(view, person) else ""
        written = f"written {moment.stamp(item.at)}" + (f" by {by}" if by else "")
        former = f"   was {', '.join(item.was)}" if item.was else ""
        merged = [other.id for other in view.session.items.values() if other.into == item.id]
        rows: list[Line] = [
            rule(cells, f"used in  {citing}" if citing else ""),
            line((f" {written}{former}", "muted"), (f"   merged: {len(merged)}" if merged else "", "muted")),
        ]
        counter = self.form.counter()
        rows.append(line((f" {counter}", "accent")) if counter else ())
        self.foot.show(rows)

    def heading(self) -> str:
        """Code and list of the item."""
        view = self.fills.ctx.view
        collection = view.book.collections.get(self.item.collection)
        one = (collection.one or self.item.collection) if collection is not None else self.item.collection
        # What was taken back or merged may have no code any more; its id says nothing to a person.
        gone = "taken back:" if self.item.retired else "merged:" if self.item.into else ""
        code = self.item.code or gone or view.code(self.item)
        return f"{code}  {one.removeprefix('a new ').removeprefix('an ').capitalize()}"

    def question(self) -> str:
        """The question of the field in focus."""
        return self.form.question()

    def hints(self) -> list[Hint]:
        """Key line."""
        return [*self.form.ways(), ("Esc", "back"), (self.form.desk.key_of("go-on"), "on")]

    def finding_now(self) -> Finding | None:
        """The worst finding about the item as its fields stand now."""
        return standing.finding(self.fills.ctx, self.form.filling, self.form.words(), is_new=self.is_new())

    async def enter(self) -> bool:
        """Keep, next field; after the last, out."""
        if not await self.form.go("fill"):
            await self.fills.perform(Intent("close"))
        return True

    async def escape(self) -> bool:
        """Keep the fields and go out. False when one is asked about first, or something found is let go."""
        focused = self.screen.focused
        if isinstance(focused, ChoiceEditor) and focused.finding:
            return not focused.end_finding(take=False)
        return await self.form.may_leave()

    async def keep(self) -> bool:
        """Keep all fields. False when one is asked about first."""
        return await self.form.may_leave()

    def pasted(self, lines: list[str]) -> bool:
        """Several lines are for a list."""
        return self.form.pasted(lines)

    async def take_sign(self, sign: str) -> bool:
        """A sign of the choice in focus."""
        used = await self.form.take_sign(sign)
        self.redraw()
        return used

    async def press(self, key: str) -> bool:
        """Keys of the form."""
        used = await self.form.press(key)
        self.redraw()
        return used
