"""Ask: what each person answers alone, drawn as subjects with the own answers."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widget import Widget

from aligntui.engine.kind import Intent
from aligntui.engine.kinds import ask
from aligntui.engine.rounds.answering import answering
from aligntui.methods.types import Method, Step
from aligntui.tui.kinds.asked import Asked, draw
from aligntui.tui.kinds.base import Hint, KindView
from aligntui.tui.kinds.cards import Detail
from aligntui.tui.kinds.desk import Desk
from aligntui.tui.kinds.talk import TextCanvas

PAUSE = 1.5
"""Seconds after which a digit begins a new number."""

MOVES = {
    "up": -1, "k": -1, "down": 1, "j": 1, "tab": 1, "shift+tab": -1, "home": -999, "end": 999,
    "pageup": -10, "pagedown": 10,
}  # fmt: skip
"""Key -> how many subjects it moves by."""


class AskCanvas(TextCanvas):
    """Subjects with the own answers."""


class AskView(KindView):
    """One subject after the other; digits answer."""

    state: ask.Ask

    def __init__(self, desk: Desk, method: Method, step: Step) -> None:
        super().__init__(desk, method, step)
        self.canvas = AskCanvas(id="ask")
        self.detail = Detail(id="detail")
        self.top = 0
        self.buffer = ""
        """Digits of the number being typed."""
        self._typed_at = 0.0

    def compose(self) -> ComposeResult:
        """The subjects, and the one in focus in full."""
        yield self.canvas
        yield self.detail

    def start(self) -> Widget | None:
        """The subjects have the keys."""
        return self.canvas

    def draw(self) -> None:
        """Draw subjects and detail."""
        ctx = self.ctx
        every, focus = ask.subjects(ctx), ask.KIND.focus(ctx, self.state)
        rows = [Asked(s.code, s.words, ctx.view.book.code_role(s.code), s.value) for s in every]
        at = next((n for n, subject in enumerate(every) if subject.id == focus), 0)
        lines, self.top, cursor = draw(
            rows, ask.answer_of(ctx), at, self.top, self.canvas.size.width or 80,
            self.canvas.size.height or 16, ask.about(ctx),
        )  # fmt: skip
        self.canvas.show(lines, cursor)
        if every:
            subject = every[at]
            told = answering(ctx).told(focus, "answered")
            self.detail.card(f"{subject.code}  {told}".strip(), ask.tally(ctx), subject.words, subject.known)
        else:
            back = self.desk.key_of("go-back")
            empty = self.nothing or f"Nothing to rate yet: {back} goes back to where it is written."
            self.detail.card("", ask.tally(ctx), empty, "")

    def hints(self) -> list[Hint]:
        """Key line."""
        key, form = self.desk.key_of, ask.answer_of(self.ctx)
        move = (
            [(key("next-person"), "next person")] if answering(self.ctx).hands_on else [("Up/Down", "move")]
        )
        on = (key("go-on"), "I am done")
        if form.type == "points":
            return [("digits", "points"), ("+ -", "one more, less"), *move, on]
        if form.type == "dots":
            return [(key("give-dot"), "give dot"), (key("take-dot"), "take"), *move, on]
        low, high = ask.bounds(self.ctx, form)
        return [(f"{low}-{high}", "answer"), (key("take-back"), "take back"), *move, on]

    # keys

    async def press(self, key: str) -> bool:
        """Digits answer and go on; Space and Backspace give and take dots."""
        if key in MOVES:
            await self._go(MOVES[key])
            return True
        form = ask.answer_of(self.ctx)
        if not ask.subjects(self.ctx):
            return False
        if key.isdigit() and form.type != "dots":
            await (
                self._points(key) if form.type == "points" else self._digit(int(key), form.type == "choice")
            )
            return True
        if "take-back" in self.desk.verbs_of(key) and self.buffer:
            self.buffer = self.buffer[:-1]
            await self.perform(Intent("answer", value=int(self.buffer or 0)))
            return True
        self.buffer = ""
        return await super().press(key.removeprefix("kp_"))

    async def _go(self, step: int) -> None:
        self.buffer = ""
        focus = ask.KIND.focus(self.ctx, self.state)
        await self.perform(Intent("focus", ask.KIND.beside(self.ctx, focus, step)))

    async def _digit(self, digit: int, choice: bool) -> None:
        keys = list(ask.answer_of(self.ctx).choices)
        await self.perform(
            Intent("answer", value=keys[digit - 1] if choice and 0 < digit <= len(keys) else digit)
        )

    async def _points(self, digit: str) -> None:
        moment = self.desk.seconds()
        begun = self.buffer if moment - self._typed_at < PAUSE else ""
        self._typed_at = moment
        outcome = await self.perform(Intent("answer", value=int(begun + digit)))
        if outcome is not None and outcome.message is None:
            self.buffer = begun + digit

    async def enter(self) -> bool:
        """The next subject; after the last, on."""
        focus = ask.KIND.focus(self.ctx, self.state)
        if ask.KIND.beside(self.ctx, focus, 1) == focus:
            return False
        await self._go(1)
        return True

    async def next_person(self) -> None:
        """The answers of the next person, from the first on."""
        self.buffer = ""
        await super().next_person()


VIEW = AskView
