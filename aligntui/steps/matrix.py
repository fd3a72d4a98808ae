"""Matrix: a relation crossed. One cell at a time, both things in full below, sums at the margins."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget

from aligntui.analysis.counted import subjects
from aligntui.analysis.figure import Finding
from aligntui.analysis.where import matches, select
from aligntui.flow import edit, whatif
from aligntui.flow.figures import Figures
from aligntui.flow.walk import ask_of
from aligntui.guide.types import Field, Method, Step, as_list
from aligntui.session.model import pair
from aligntui.steps.base import Desk, Hint, StepView
from aligntui.steps.grid import Cross, Head, draw
from aligntui.steps.margins import fill_margins
from aligntui.steps.marking import keys_of, mark_for, word_of
from aligntui.steps.rated import Rating
from aligntui.text.clean import clean_line, clip
from aligntui.widgets.canvas import Canvas
from aligntui.widgets.inputs import LineInput
from aligntui.widgets.line import Span, fit, line

REVEALED = "The answers were revealed; ballots are sealed."


class GridCanvas(Canvas, can_focus=True):
    """The grid on a canvas."""

    def __init__(self, cross: Cross) -> None:
        super().__init__(id="grid")
        self.cross = cross

    def draw(self) -> None:
        """Draw the grid as it stands."""
        if self.size.width and self.size.height:
            rows, cursor = draw(self.cross, self.size.width, self.size.height, focused=True)
            self.show(rows, cursor)

    def on_resize(self) -> None:
        """Draw for the new size."""
        self.draw()


class MatrixView(StepView):
    """Rows crossed with columns under a relation."""

    DEFAULT_CSS = """
    MatrixView #pair { height: 3; }
    MatrixView #why-line { height: 1; display: none; }
    MatrixView #why-label { width: 12; height: 1; }
    """

    def __init__(self, desk: Desk, method: Method, step: Step) -> None:
        super().__init__(desk, method, step)
        assert step.relation is not None
        self.relation = step.relation
        self.definition = desk.view.book.relations[step.relation]
        self.field_key: str = next(iter(self.definition.fields))
        self.field: Field = self.definition.fields[self.field_key]
        self.rating = Rating(desk, method.method, step)
        self.cross = Cross()
        self.canvas = GridCanvas(self.cross)
        self.pair_canvas = Canvas(id="pair")
        self.why = LineInput(id="why")
        self._for_ballot = False
        """Whether the reason in the line is meant for the own ballot."""
        self._begun = False

    @property
    def reason_key(self) -> str:
        """Second field of the relation: the one-line reason, or "" when the step does not ask it."""
        keys = [k for k, f in self.definition.fields.items() if f.type in ("text", "long")]
        asked = self.step.fields
        return next((k for k in keys if asked is None or k in asked), "")

    def compose(self) -> ComposeResult:
        """Grid, the pair in full, the reason line."""
        yield self.canvas
        yield self.pair_canvas
        label = Canvas(id="why-label")
        yield Horizontal(label, self.why, id="why-line")

    def start(self) -> Widget | None:
        """The grid has the keys."""
        return self.canvas

    # state

    def _shown_view(self) -> Any:
        """The snapshot, with the own ballot laid over the agreed values while a round is open."""
        if not self.rating.on_ballot:
            return self.view
        found = self.rating.round
        answers = {s: self.rating.value(s) for s in (subjects(self.view, found) if found is not None else [])}
        return whatif.with_pairs(self.view, self.relation, self.field_key, answers)

    def _heads(self, names: list[str], filtered: bool) -> list[Head]:
        items = self.view.items(names)
        if filtered:
            items = self.own(select(self.view, items, self.step.filter, self.resolve))
        elif self.definition.where:
            items = [i for i in items if matches(self.view, i, self.definition.where, self.resolve)]
        return [
            Head(
                i.id,
                self.view.code(i),
                i.text.replace("\n", " "),
                self.view.book.role(i.collection),
                i.collection,
            )
            for i in items
        ]

    def redraw(self) -> None:
        """Draw grid and pair."""
        if not self.is_mounted:
            return
        self.rating.notice()
        view = self._shown_view()
        cross = self.cross
        cross.rows = self._heads(as_list(self.definition.rows), True)
        cross.cols = self._heads(as_list(self.definition.cols), False)
        cross.cells = {}
        for (a, b), link in view.links(self.relation).items():
            word = word_of(self.field, link.fields.get(self.field_key))
            if word:
                cross.cells[(a, b)] = word
        cross.clamp()
        if not self._begun:
            self._begun = True
            cross.first_open()
        figures = Figures(view) if view is not self.view else self.desk.figures
        fill_margins(cross, self.step, figures, self.method.method)
        self.canvas.draw()
        self._draw_pair()

    def _draw_pair(self) -> None:
        at = self.cross.at
        cells = self.size.width or 80
        if at is None:
            self.pair_canvas.show([line((" Nothing to cross yet: both lists need an entry.", "muted"))])
            return
        row, col = at
        reason = self._reason()
        now = self.cross.cells.get((row.id, col.id), ".")
        help_ = self.field.choices.get(str(self._now()), "")
        value: Span = (f" {now} {help_ if help_ and help_ != now else ''}".rstrip(), "accent+bold")
        told = self.rating.told(pair(row.id, col.id))
        rest: list[Span] = [
            (f"   {told}" if told else "", "text"), (f"   why: {reason}" if reason else "", "muted"),
        ]  # fmt: skip
        first = line((f" {row.code:<5}", row.role), (clip(row.text, cells - 7), "text"))
        legend = self.cross.explained(cells - 2)
        if legend:
            # What the classes mean takes the third row; the column and the value share the second.
            name = clip(col.text, 30)
            second = line((f" in {col.code} {name}", col.role), ("  ", "text"), value, *rest)
            rows = [first, fit(second, cells), line((f" {legend}", "muted"))]
        else:
            second = line((f" {col.code:<5}", col.role), (clip(col.text, cells - 7), "text"))
            rows = [first, second, line(value, *rest)]
        self.pair_canvas.show(rows)

    def _reason(self) -> str:
        at = self.cross.at
        if at is None:
            return ""
        subject = pair(at[0].id, at[1].id)
        if self.rating.on_ballot:
            return self.rating.note(subject)
        link = self.view.link(self.relation, at[0].id, at[1].id)
        return str(link.fields.get(self.reason_key) or "") if link is not None and self.reason_key else ""

    def question(self) -> str:
        """The question of this block: strengths meet opportunities."""
        at = self.cross.at
        if at is None:
            return ask_of(self.step)
        if self.typing:
            return f"{at[0].code} in {at[1].code}: why? One line."
        key = f"{at[0].code[:1]}*{at[1].code[:1]}"
        return ask_of(self.step, key)

    def beside(self) -> str:
        """How many are in."""
        return self.rating.header()

    def hints(self) -> list[Hint]:
        """Key line."""
        if self.typing:
            return [("Enter", "keep"), ("Esc", "out")]
        left = f"{self.cross.open} open, n go on" if self.cross.open else "go on"
        why = [("Enter", "why")] if self.reason_key else []
        others = self.rating.hints()
        if others:
            # Both ways out of a ballot stand in the row before the arrows do.
            return [*keys_of(self.field), *others, ("n", "go on"), *why, ("arrows", "move")]
        return [*keys_of(self.field), ("arrows", "move"), *why, ("n", left)]

    def finding_now(self) -> Finding | None:
        """About the row or column in focus."""
        at = self.cross.at
        if at is None:
            return None
        ids = {at[0].id, at[1].id}
        return next((f for f in self.findings() if f.target in ids), None)

    # keys

    async def set(self, value: int | str | None) -> None:
        """Set the value of the pair in focus."""
        at = self.cross.at
        if at is None:
            return
        a, b = at[0].id, at[1].id
        if self.rating.on_ballot:
            note = self.rating.note(pair(a, b))
            answer: Any = value if not note else {"value": value, "note": note}
            await self.rating.give(pair(a, b), answer)
            return
        link = self.view.link(self.relation, a, b)
        fields = dict(link.fields) if link is not None else {}
        if value is None:
            fields.pop(self.field_key, None)
        else:
            fields[self.field_key] = value
        await self.desk.commit(edit.cross(self.view, self.relation, a, b, fields or None))

    def _now(self) -> int | str | None:
        at = self.cross.at
        if at is None:
            return None
        if self.rating.on_ballot:
            found = self.rating.value(pair(at[0].id, at[1].id))
            if found is not None:
                return found if isinstance(found, str) else int(found)
        link = self.view.link(self.relation, at[0].id, at[1].id)
        value = link.fields.get(self.field_key) if link is not None else None
        return value if isinstance(value, int | str) else None

    async def press(self, key: str) -> bool:
        """Arrows move; + 0 - digits and Space set."""
        if self.typing:
            return False
        if key in ("up", "down", "left", "right", "h", "j", "k", "l", "home", "end", "tab"):
            self.cross.move("right" if key == "tab" else key)
            self.canvas.draw()
            self._draw_pair()
            self.desk.look_soon()
            return True
        mark = mark_for(self.field, key, self._now())
        if mark is None:
            return False
        await self.set(mark.value)
        if mark.onward:
            self.cross.on()
            self.redraw()
        return True

    async def enter(self) -> bool:
        """The one-line why; without a reason field the same as Space."""
        if self.typing:
            if not self._late(stay=True):
                await self._keep_reason()
            return True
        if not self.cross.rows or not self.cross.cols:
            return False
        if not self.reason_key:
            return await self.press("space")
        self._open_reason(self._reason())
        return True

    def _open_reason(self, words: str) -> None:
        self._for_ballot = self.rating.on_ballot
        self.why.value = words
        self.why.cursor_position = len(words)
        self.query_one("#why-line").display = True
        self.query_one("#why-label", Canvas).show([line((" why?      ", "accent"))])
        self.screen.set_focus(self.why)

    async def go_on_typing(self) -> None:
        """The reason that was being typed, at its pair."""
        for place in self.desk.drafted_below(self.place("")):
            row, _, col = place.split("/")[2].partition("+")
            if self.reason_key and self.cross.go_to(row, col):
                self.redraw()
                self._open_reason(self.desk.drafted(place))
                return

    def on_input_changed(self) -> None:
        """Words of a reason are a draft of its pair."""
        at = self.cross.at
        if at is not None and self.typing:
            words = self.why.value if self.why.value != self._reason() else ""
            self.desk.keep_draft(self._why_place(at[0].id, at[1].id), words)

    def _why_place(self, row: str, col: str) -> str:
        return self.place(f"{row}+{col}/why")

    def _late(self, *, stay: bool = False) -> bool:
        """Whether the round was revealed while a reason was typed for it: then it is put nowhere unasked.

        Args:
            stay: Whether the line stays open, so that Enter can be pressed again; else the words wait in it.
        """
        at = self.cross.at
        if not self._for_ballot or self.rating.on_ballot or at is None:
            return False
        if clean_line(self.why.value) == self.rating.note(pair(at[0].id, at[1].id)):
            self._close_reason()
            return True
        if stay:
            self._for_ballot = False
            self.desk.say(f"{REVEALED} Enter again puts these words beside what was agreed.", "warning")
        else:
            self._close_reason()
            self.desk.say(f"{REVEALED} Your words wait in the line.", "warning")
        return True

    async def _keep_reason(self) -> None:
        at = self.cross.at
        words = clean_line(self.why.value)
        self._close_reason()
        if at is None:
            return
        a, b = at[0].id, at[1].id
        if self.rating.on_ballot:
            value = self.rating.value(pair(a, b))
            if await self.rating.give(pair(a, b), {"value": value, "note": words} if words else value):
                self.desk.keep_draft(self._why_place(a, b), "")
            return
        link = self.view.link(self.relation, a, b)
        fields = dict(link.fields) if link is not None else {}
        if words:
            fields[self.reason_key] = words
        else:
            fields.pop(self.reason_key, None)
        ops = edit.cross(self.view, self.relation, a, b, fields or None)
        if await self.desk.commit(ops, "Kept. It is on disk."):
            self.desk.keep_draft(self._why_place(a, b), "")

    def _close_reason(self) -> None:
        self.query_one("#why-line").display = False
        self.screen.set_focus(self.canvas)

    async def escape(self) -> bool:
        """Out of the reason line, kept."""
        if self.typing:
            if not self._late():
                await self._keep_reason()
            return True
        return False

    async def leave(self) -> bool:
        """Alone, what was rated is agreed when one leaves."""
        if self.typing and not self._late():
            await self._keep_reason()
        if self.rating.quiet and self.rating.on_ballot:
            await self.rating.finish()
        return True

    async def next_person(self) -> None:
        """The ratings of the next person."""
        await self.rating.next_person()

    async def onward(self) -> bool:
        """With several people the reveal is a moment of its own."""
        return self.rating.on_ballot and not self.rating.quiet and not await self.rating.close()
