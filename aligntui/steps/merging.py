"""Merging on screen: the cards in full, the one that they become, and who agrees to it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Input

from aligntui.analysis.figure import Finding
from aligntui.engine.entry.fields import Option
from aligntui.flow import merging, whatif
from aligntui.flow.figures import Figures
from aligntui.guide.types import Method, Step
from aligntui.session.model import Item
from aligntui.steps.base import Desk, Hint
from aligntui.steps.choices import ChoiceEditor
from aligntui.text.clean import clean_line, clip, width
from aligntui.widgets.canvas import Canvas
from aligntui.widgets.inputs import LineInput
from aligntui.widgets.line import BLANK, Line, Span, line, rule, spread

LABEL = 14
"""Columns of the labels."""
SHOWN = 3
"""Cards that are shown with their evidence; of further ones the codes are named."""
MERGE, KEEP, SPLIT = "merge", "keep", "split:"
"""Keys of what may be done: merge, keep both, leave the card behind `split:` out."""
ALOUD = "agreed aloud"
ROOM = 75
"""Cells of a sentence on the message row, behind its mark."""


class Ticks(ChoiceEditor):
    """Names with a box before each; Space ticks."""

    def draw(self, focused: bool) -> list[Line]:
        """`[x] Tomasz Wren    [ ] Lily Marsh`."""
        spans: list[Span] = []
        used = 0
        self._cursor = (0, 0)
        for index, option in enumerate(self.options):
            ticked = option.key in self.chosen
            here = focused and index == self.at
            back = "@focus" if here else ""
            if here:
                self._cursor = (used + 1, 0)
            box = "[x]" if ticked else "[ ]"
            spans += [(f"{box} ", f"accent+bold{back}" if ticked else f"muted{back}")]
            spans += [(option.label, f"text{back}"), ("    ", "text")]
            used += width(option.label) + 8
        return [tuple(spans)]


class Choices(ChoiceEditor):
    """What to do with the cards: merge them, keep both, leave one out."""

    def press(self, key: str) -> bool:
        """Left and Right choose; nothing is unchosen."""
        return super().press(key) if key in ("left", "right", "h", "l") else False


class MergeForm(Vertical):
    """The form of SCREENS.md 4.7. It keeps nothing itself: the board merges when `done` says so."""

    DEFAULT_CSS = """
    MergeForm { height: 1fr; }
    MergeForm Horizontal { height: 1; }
    MergeForm .label { width: 14; height: 1; }
    MergeForm .gap { height: 1; }
    MergeForm #become { height: 1; }
    MergeForm #after { height: 1fr; }
    """

    def __init__(
        self,
        desk: Desk,
        method: Method,
        step: Step,
        stays: Item,
        goes: Sequence[Item],
        second: str,
        more: str,
    ) -> None:
        """The cards, the one that stays apart from the others.

        Args:
            desk: The screen it stands on.
            method: Method of the step.
            step: The step.
            stays: Card that the others go into.
            goes: Those others.
            second: Field with the evidence, "" for none.
            more: Other look-alikes, as they are named.
        """
        super().__init__()
        self.desk, self.method, self.step = desk, method, step
        self.item_id = stays.id
        self.going = [item.id for item in goes]
        self.second = second
        self.more = more
        self.finished = False
        view = desk.view
        items = [stays, *goes]
        self.grade = merging.grade_field(view, stays, step.shows or [])
        self.best = merging.better(view, items, second, self.grade)
        self.words = LineInput(desk.drafted(self._place("text")) or clean_line(self.best.text))
        said = merging.evidence(view, self.best, items, second)
        self.evidence = LineInput((desk.drafted(self._place(second)) if second else "") or clean_line(said))
        self.ticks = Ticks(self._who(items), None, many=True, cells=80 - LABEL - 2)
        one_out = [
            Option(f"{SPLIT}{i.id}", f"{view.code(i)} says something else: leave it out")
            for i in goes[:SHOWN]
            if len(goes) > 1
        ]
        self.choices = Choices(
            [Option(MERGE, "merge"), Option(KEEP, "keep both" if len(goes) == 1 else "keep all"), *one_out],
            MERGE,
            cells=76,
        )
        self._labels: list[tuple[Canvas, str, Widget]] = []
        self._asked = False
        self._cards = Canvas(id="cards")
        self._become = Canvas(id="become")
        self._after = Canvas(id="after")

    def _who(self, items: Sequence[Item]) -> list[Option]:
        """Names to tick; `agreed aloud` where a team's cards do not say who wrote them; nothing alone."""
        if self.desk.run.solo:
            return []
        names = merging.authors(items)
        return [Option(n, n) for n in names] if len(names) > 1 else [Option(ALOUD, ALOUD)]

    def compose(self) -> ComposeResult:
        """Cards, the two lines, who agrees, what to do."""
        rows = min(SHOWN, 1 + len(self.going)) * 2 + (1 if len(self.going) >= SHOWN else 0)
        self._cards.styles.height = rows + 2
        yield self._cards
        yield self._become
        yield self._row("words", self.words)
        if self.second:
            yield self._row("evidence" if self.second == "evidence" else self._label(), self.evidence)
        yield Canvas(classes="gap")
        if self.ticks.options:
            yield self._row("agreed by", self.ticks)
            yield Canvas(classes="gap")
        yield self._row("", self.choices)
        yield self._after

    def _label(self) -> str:
        field = self.desk.view.book.field(self.stays.collection, self.second)
        return (field.label if field is not None else "") or self.second.replace("_", " ")

    def _row(self, name: str, editor: Widget) -> Horizontal:
        label = Canvas(classes="label")
        self._labels.append((label, name, editor))
        return Horizontal(label, editor)

    def _place(self, key: str) -> str:
        return f"{self.desk.here.id}/merge/{self.item_id}+{'+'.join(self.going)}/{key}"

    @property
    def stays(self) -> Item:
        """The card that stays, as it stands."""
        return self.desk.view.session.items[self.item_id]

    def goes(self) -> list[Item]:
        """The cards that go into it, those that are still there."""
        items = self.desk.view.session.items
        found = [items[i] for i in self.going if i in items]
        return [i for i in found if not i.retired and not i.into]

    # drawing

    def begin(self) -> None:
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
        rows: list[Line] = [BLANK]
        items = [self.stays, *self.goes()]
        for item in items[:SHOWN]:
            rows += self._card(item, cells)
        rest = items[SHOWN:]
        if rest:
            rows.append(line((f"   and {', '.join(view.code(i) for i in rest)}", "muted")))
        self._cards.show(rows)
        graded = view.text(self.best, self.grade) if self.grade else ""
        self._become.show([rule(cells, f"becomes {view.code(self.stays)}", f"ev {graded}" if graded else "")])
        focused = self.screen.focused
        for label, name, editor in self._labels:
            here = editor is focused
            label.show(
                [line((" > " if here else "   ", "accent+bold"), (name, "accent" if here else "muted"))]
            )
        self._after.show(self._said(cells))

    def _card(self, item: Item, cells: int) -> list[Line]:
        view = self.desk.view
        code = view.code(item)
        graded = f"ev {view.text(item, self.grade) or '-'} " if self.grade else ""
        by = clip(item.by or "", 24)
        left = line((f"   {code:<4}", f"{view.book.role(item.collection)}+bold"))
        room = cells - 7 - width(by) - 2
        head = (*left, (clip(clean_line(item.text), room), "text"))
        said = view.text(item, self.second) if self.second else ""
        under = line((f"       {clip(clean_line(said) or '-', cells - 16)}", "muted"))
        return [
            spread(head, line((f"{by} ", "muted")), cells),
            spread(under, line((graded, "muted")), cells),
        ]

    def _said(self, cells: int) -> list[Line]:
        view = self.desk.view
        codes = ", ".join(view.code(i) for i in self.goes())
        one = len(self.goes()) == 1
        stay = (
            f' {codes} stays in the history as "merged into {view.code(self.stays)}";'
            " its code is never used again."
            if one
            else f" {codes} stay in the history; their codes are never used again."
        )
        rows = [BLANK, line((clip(stay, cells - 1), "muted"))]
        back = f" Undo (u) brings {codes} back as {'it was' if one else 'they were'}."
        rows.append(line((clip(back, cells - 1), "muted")))
        if self.more:
            rows += [BLANK, line((clip(f" Other look-alikes: {self.more}", cells - 1), "muted"))]
        return rows

    def heading(self) -> str:
        """What is being done."""
        title = self.method.title.split(":")[0]
        return f"{title.removesuffix(' analysis')}: merge what says the same"

    def question(self) -> str:
        """What the authors are asked."""
        agree = " Both authors agree before it is kept." if self.ticks.options else ""
        return f"Do these say one thing? Write it once.{agree}"

    def hints(self) -> list[Hint]:
        """Key line."""
        focused = self.screen.focused if self.is_mounted else None
        if focused is self.ticks:
            return [("Space", "tick"), ("Left/Right", "name"), ("Enter", "next"), ("Esc", self._out())]
        if focused is self.choices:
            return [("Enter", "do it"), ("Left/Right", "choose"), ("Esc", self._out())]
        return [("Enter", "next field, then merge"), ("Tab", "next"), ("Esc", self._out())]

    def _out(self) -> str:
        return "keep both" if len(self.going) == 1 else "keep all"

    def finding_now(self) -> Finding | None:
        """What the checks say of the words as they stand."""
        words = clean_line(self.words.value)
        if not words or self.screen.focused is not self.words:
            return None
        view = whatif.with_field(self.desk.view, self.stays, "text", words)
        found = Figures(view).findings(self.method, self.step)
        return next((f for f in found if f.target == self.item_id and f.field in ("", "text")), None)

    # keys

    def _stops(self) -> list[Widget]:
        return [editor for _, _, editor in self._labels]

    async def enter(self) -> bool:
        """Next field; at the last one what is chosen there is done."""
        if self.screen.focused is self.choices:
            await self._do(str(self.choices.typed or MERGE))
        else:
            self._next(1)
        return True

    def _next(self, step: int) -> None:
        stops = self._stops()
        focused = self.screen.focused
        at = stops.index(focused) if focused in stops else -1
        self.screen.set_focus(stops[max(0, min(at + step, len(stops) - 1))])
        self.redraw()

    async def _do(self, what: str) -> None:
        board = self.parent
        if what == MERGE:
            if not self._agreed():
                return
            await board.merge_now(self)  # type: ignore[union-attr]
        elif what.startswith(SPLIT):
            await board.open_merge(  # type: ignore[union-attr]
                self.item_id, [i for i in self.going if i != what.removeprefix(SPLIT)]
            )
        else:
            await board.escape()  # type: ignore[union-attr]

    def _agreed(self) -> bool:
        missing = [o.label for o in self.ticks.options if o.key not in self.ticks.chosen]
        if not missing or self._asked:
            return True
        self._asked = True
        who = " and ".join(missing)
        said = (
            f"{who} {'has' if len(missing) == 1 else 'have'} not agreed: Space ticks, or Enter again merges."
        )
        if missing == [ALOUD]:
            said = "Nobody said yes aloud yet: Space ticks it, or Enter again merges."
        elif width(said) > ROOM:
            said = "Not all have agreed: Space ticks, or Enter again merges."
        self.desk.say(said, "hint")
        return False

    def agreed(self) -> str:
        """`, agreed by Tomasz Wren and Lily Marsh`, for the history; "" when nobody is asked or ticked."""
        chosen = [o.label for o in self.ticks.options if o.key in self.ticks.chosen]
        if not chosen:
            return ""
        return ", agreed aloud" if chosen == [ALOUD] else f", agreed by {' and '.join(chosen)}"

    def fields(self) -> dict[str, object]:
        """Fields of the card that stays: the evidence, and how good it is when it came from another card."""
        found: dict[str, object] = {}
        if self.second:
            found[self.second] = clean_line(self.evidence.value) or None
        if self.grade and self.best.id != self.item_id:
            found[self.grade] = self.best.fields.get(self.grade)
        return found

    async def escape(self) -> bool:
        """Both stay as they are; words that were written here wait for the next time."""
        codes = " and ".join(self.desk.view.code(i) for i in [self.stays, *self.goes()])
        self.desk.say(f"{codes} stay as they are.")
        return True

    async def press(self, key: str) -> bool:
        """Tab and arrows between the fields; Space and arrows in the choices."""
        focused = self.screen.focused
        if key in ("tab", "down", "shift+tab", "up"):
            self._next(1 if key in ("tab", "down") else -1)
            return True
        if isinstance(focused, ChoiceEditor):
            return focused.press(key) or key in ("space", "m", "a", "x", "e", "v", "c", "J", "K")
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

    def forget(self) -> None:
        """The words are kept or given up: they are no drafts any more."""
        for key in ("text", self.second):
            if key:
                self.desk.keep_draft(self._place(key), "")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Words being typed are a draft."""
        key = "text" if event.input is self.words else self.second
        if event.input is self.screen.focused and key:
            self.desk.keep_draft(self._place(key), event.input.value)
