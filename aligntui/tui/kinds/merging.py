"""Merging on screen: the cards in full, the one that they become, and who agrees to it."""

from __future__ import annotations

from typing import Protocol

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Input

from aligntui.analysis.figure import Finding
from aligntui.engine import merging
from aligntui.engine.entry import adding
from aligntui.engine.entry.fields import Option, label_of
from aligntui.engine.kind import Intent
from aligntui.engine.merging import SHOWN, Merging
from aligntui.engine.people import several_write
from aligntui.methods.types import Method
from aligntui.session.model import Item
from aligntui.text.clean import clean_line, clip, width
from aligntui.tui.kinds.base import Fills, Hint
from aligntui.tui.kinds.choices import ChoiceEditor
from aligntui.tui.kinds.editors import mark
from aligntui.tui.widgets.canvas import Canvas
from aligntui.tui.widgets.inputs import LineInput
from aligntui.tui.widgets.line import BLANK, Line, Span, broken, cut, hung, line, rule, spread
from aligntui.tui.widgets.sharing import listed, share

LABEL, WIDEST = 14, 26
"""Columns of the labels, at least and at most."""
BELOW = 5
"""Rows of rules, gaps and the ways out; what comes of them makes way for the cards."""
MERGE, KEEP, SPLIT = "merge", "keep", "split:"
"""Keys of what may be done: merge, keep both, leave the card behind `split:` out."""


class Merges(Fills, Protocol):
    """What has cards merged."""

    @property
    def merging(self) -> Merging | None:
        """Where one stands with them; None once it is done."""


class Ticks(ChoiceEditor):
    """Names with a box before each; Space marks."""

    def draw(self, focused: bool) -> list[Line]:
        """`[x] Tomasz Wren    [ ] Lily Marsh`."""
        spans: list[Span] = []
        used = 0
        self._cursor = (0, 0)
        for index, option in enumerate(self.options):
            back = ""
            if focused and index == self.at:
                back, self._cursor = "@focus", (used + 1, 0)
            box = ("[x] ", "accent+bold") if option.key in self.chosen else ("[ ] ", "muted")
            spans += [(box[0], box[1] + back), (option.label, f"text{back}"), ("    ", "text")]
            used += width(option.label) + 8
        return [tuple(spans)]


class Choices(ChoiceEditor):
    """What to do with the cards: merge them, keep both, leave one out."""

    def press(self, key: str) -> bool:
        """Left and Right choose; nothing is unchosen."""
        return super().press(key) if key in ("left", "right") else False


class MergeForm(Vertical):
    """The form of SCREENS.md 4.7. It keeps nothing itself: what has the cards merges them."""

    DEFAULT_CSS = """
    MergeForm { height: 1fr; }
    MergeForm Horizontal { height: auto; min-height: 1; }
    MergeForm .label { height: 1; }
    MergeForm .gap { height: 1; }
    MergeForm #become { height: 1; }
    MergeForm #after { height: 1fr; }
    """

    def __init__(self, owner: Merges, method: Method, more: str) -> None:
        """Have the cards merged by `owner`; `more` names other look-alikes."""
        super().__init__()
        self.owner, self.method, self.more = owner, method, more
        self.desk = owner.desk
        self._last = owner.merging
        self.item_id = self.merging.stays
        self.second = self.merging.second
        ctx, state = owner.ctx, self.merging
        self.words = LineInput(state.text)
        self.evidence = LineInput(state.evidence)
        names = [Option(name, merging.in_words(ctx, name)) for name in merging.who_agrees(ctx, state)]
        # As in a field: three columns before a label, and one behind it.
        second = adding.second_label(ctx) if self.second else ""
        self._wide = max(LABEL, min(WIDEST, width(second) + 4))
        self.ticks = Ticks(names, None, many=True, cells=80 - self._wide - 2)
        one_out = [
            Option(f"{SPLIT}{i.id}", f"{ctx.view.code(i)} says something else: leave it out")
            for i in merging.may_be_left_out(ctx, state)
        ]
        self.choices = Choices([Option(MERGE, "merge"), Option(KEEP, self._out()), *one_out], MERGE, cells=76)
        self._labels: list[tuple[Canvas, str, Widget]] = []
        self._cards = Canvas(id="cards")
        self._become = Canvas(id="become")
        self._after = Canvas(id="after")

    @property
    def merging(self) -> Merging:
        """Where one stands, or stood when it was done."""
        self._last = self.owner.merging or self._last
        assert self._last is not None
        return self._last

    def compose(self) -> ComposeResult:
        """Cards, the two lines, who agrees, what to do."""
        yield self._cards
        yield self._become
        yield self._row("words", self.words)
        if self.second:
            yield self._row(adding.second_label(self.owner.ctx), self.evidence)
        yield Canvas(classes="gap")
        if self.ticks.options:
            yield self._row("agreed by", self.ticks)
            yield Canvas(classes="gap")
        yield self._row("", self.choices)
        yield self._after

    def _row(self, name: str, editor: Widget) -> Horizontal:
        label = Canvas(classes="label")
        # The ways out need the room more.
        label.styles.width = self._wide if name else LABEL
        self._labels.append((label, name, editor))
        return Horizontal(label, editor)

    def _place(self, key: str) -> str:
        return merging.place_of(self.owner.ctx, self.merging, key)

    @property
    def stays(self) -> Item:
        """The card that stays, as it stands."""
        return merging.stays_of(self.owner.ctx, self.merging)

    # drawing

    def begin(self, _key: str = "") -> None:
        """Focus the words."""
        self.screen.set_focus(self.words)
        self.words.cursor_position = len(self.words.value)
        self.redraw()

    def redraw(self) -> None:
        """The cards as others left them, and the labels."""
        if not self.is_mounted:
            return
        view = self.desk.view
        cells = self.size.width or 80
        goes = merging.goes_of(self.owner.ctx, self.merging)
        every = [self.stays, *goes]
        most = self.size.height // 5
        taken = sum(edit.grow(most, cells - self._wide) for edit in (self.words, self.evidence))
        taken += 2 * bool(self.ticks.options) + 2 * bool(self.more)
        room = max(2 * SHOWN, self.size.height - taken - BELOW)
        whole = [self._card(item, cells, room) for item in every]
        _, heights = listed([len(card) for card in whole], room, 0)
        rows: list[Line] = [BLANK]
        for item, card, high in zip(every, whole, heights, strict=False):
            rows += card if len(card) == high else self._card(item, cells, high)
        if rest := every[len(heights) :]:
            rows.append(line((f"   + {len(rest)} more: {', '.join(view.code(i) for i in rest)}", "muted")))
        self._cards.styles.height = len(rows) + 1
        self._cards.show(rows)
        best = self._graded(merging.best_of(self.owner.ctx, self.merging))
        self._become.show([rule(cells, f"becomes {view.code(self.stays)}", best.removesuffix(" -"))])
        focused = self.screen.focused
        for label, name, editor in self._labels:
            mark(label, name, editor is focused)
        self._after.show(self._outlook([view.code(i) for i in goes], cells))

    def _graded(self, item: Item) -> str:
        """`grade 3`, `grade -`; "" where nothing is graded."""
        key, view = self.merging.grade, self.desk.view
        field = view.book.field(item.collection, key) if key else None
        return f"{label_of(key, field)} {view.text(item, key) or '-'}" if field is not None else ""

    def _card(self, item: Item, cells: int, high: int) -> list[Line]:
        view = self.desk.view
        graded = f"{self._graded(item)} ".lstrip()
        by = clip(item.by or "", 24) if several_write(view) else ""
        role = f"{view.book.role(item.collection)}+bold"
        room, below = cells - 9 - width(by), cells - 16
        said = clean_line(view.text(item, self.second) if self.second else "") or "-"
        texts = [broken(clean_line(item.text), room), broken(said, below)]
        sizes = share([len(text) for text in texts], high)
        head = line((f"   {view.code(item):<4}", role))
        words = cut(texts[0], sizes[0], room)
        rows = hung(head, words, room + 1, (f"{by} ", "muted")) if words else []
        under = [line((f"       {row}", "muted")) for row in cut(texts[1], sizes[1], below)]
        if under:
            under[0] = spread(under[0], line((graded, "muted")), cells)
        return [*rows, *under]

    def _outlook(self, codes: list[str], cells: int) -> list[Line]:
        gone, into = ", ".join(codes), self.desk.view.code(self.stays)
        back = f"Undo ({self.desk.key_of('undo')}) brings {gone} back as"
        if len(codes) == 1:
            stay = f'{gone} stays in the history as "merged into {into}"; its code is never used again.'
            back += " it was."
        else:
            stay = f"{gone} stay in the history; their codes are never used again."
            back += " they were."
        rows = [BLANK, *(line((clip(f" {words}", cells - 1), "muted")) for words in (stay, back))]
        if self.more:
            rows += [BLANK, line((clip(f" Other look-alikes: {self.more}", cells - 1), "muted"))]
        return rows

    def on_resize(self) -> None:
        """Share out the rows there are."""
        self.redraw()

    def heading(self) -> str:
        """What is being done."""
        title = self.method.title.split(":")[0]
        return f"{title.removesuffix(' analysis')}: merge what says the same"

    def question(self) -> str:
        """What the authors are asked."""
        return merging.question(self.owner.ctx, self.merging)

    def hints(self) -> list[Hint]:
        """Key line."""
        focused = self.screen.focused if self.is_mounted else None
        if focused is self.ticks:
            return [("Space", "mark"), ("Left/Right", "name"), ("Enter", "next"), ("Esc", self._out())]
        if focused is self.choices:
            return [("Enter", "do it"), ("Left/Right", "choose"), ("Esc", self._out())]
        return [("Enter", "next field, then merge"), ("Tab", "next"), ("Esc", self._out())]

    def _out(self) -> str:
        return "keep both" if len(self.merging.goes) == 1 else "keep all"

    def finding_now(self) -> Finding | None:
        """What the checks say of the words as they stand."""
        words = {"text": self.words.value} if self.screen.focused is self.words else {}
        return merging.finding(self.owner.ctx, self.merging, words)

    # keys

    async def enter(self) -> bool:
        """Next field; at the last one what is chosen there is done."""
        if self.screen.focused is self.choices:
            await self._do(str(self.choices.typed or MERGE))
        else:
            self._next(1)
        return True

    def _next(self, step: int) -> None:
        stops = [editor for _, _, editor in self._labels]
        focused = self.screen.focused
        at = stops.index(focused) if focused in stops else -1
        self.screen.set_focus(stops[max(0, min(at + step, len(stops) - 1))])
        self.redraw()

    async def _do(self, what: str) -> None:
        if what.startswith(SPLIT):
            await self.owner.perform(Intent("leave-out", what.removeprefix(SPLIT)))
            return
        if what == KEEP:
            await self.owner.perform(Intent("close"))
            return
        for key, line_ in (("text", self.words), (self.second, self.evidence)):
            if key:
                await self.owner.perform(Intent("fill", self.item_id, key, line_.value))
        if set(self.ticks.chosen) != self.merging.agreed:
            await self.owner.perform(Intent("agree", value=list(self.ticks.chosen)))
        outcome = await self.owner.perform(Intent("merge"))
        if outcome is not None and outcome.ops:
            for key in filter(None, ("text", self.second)):
                self.desk.keep_draft(self._place(key), "")
        elif self.second and self.merging.evidence != self.evidence.value:
            # Others wrote some since: it is read before it is merged.
            self.evidence.put(self.merging.evidence)
            self.screen.set_focus(self.evidence)
            self.redraw()
        elif not self.merging.text:
            self.screen.set_focus(self.words)
            self.redraw()
        elif missing := merging.not_agreed(self.owner.ctx, self.merging):
            # It was just asked for them: the name that is to be marked is at hand.
            self.screen.set_focus(self.ticks)
            self.ticks.go_to([option.key for option in self.ticks.options].index(missing[0]))
            self.redraw()

    async def escape(self) -> bool:
        """Both stay as they are; words that were written here wait for the next time."""
        return True

    async def press(self, key: str) -> bool:
        """Tab and arrows between the fields; Space and arrows in the choices."""
        focused = self.screen.focused
        if key in ("tab", "down", "shift+tab", "up"):
            self._next(1 if key in ("tab", "down") else -1)
            return True
        if isinstance(focused, ChoiceEditor):
            return focused.press(key) or key == "space"
        return False

    async def take_sign(self, sign: str) -> bool:
        """No name and no way out is chosen by a letter."""
        return False

    async def keep(self) -> bool:
        """Nothing is merged by leaving."""
        return True

    def pasted(self, lines: list[str]) -> bool:
        """Several lines become one."""
        focused = self.screen.focused
        if isinstance(focused, LineInput):
            focused.insert_text_at_cursor(" ".join(lines))
        return isinstance(focused, LineInput)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Words being typed are a draft."""
        key = "text" if event.input is self.words else self.second
        self.redraw()
        if event.input is self.screen.focused and key:
            self.desk.keep_draft(self._place(key), event.input.value)
