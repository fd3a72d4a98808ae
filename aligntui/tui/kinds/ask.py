"""Ask: what each person answers alone, drawn as subjects with the own answers."""

from __future__ import annotations

from textual.app import ComposeResult

from aligntui.engine.kind import Intent, neighbour
from aligntui.engine.kinds import ask
from aligntui.engine.rounds.answering import answering
from aligntui.methods.types import Answer, Method, Step
from aligntui.tui.kinds.asked import Asked, draw
from aligntui.tui.kinds.base import Hint
from aligntui.tui.kinds.cards import Detail
from aligntui.tui.kinds.desk import Desk
from aligntui.tui.kinds.talk import UP_DOWN, TextView

PAUSE = 1.5
"""Seconds after which a digit begins a new number."""

MOVES = {**UP_DOWN, "tab": 1, "shift+tab": -1, "pageup": -10, "pagedown": 10}
"""Key -> how many subjects it moves by."""


class AskView(TextView):
    """One subject after the other; digits answer."""

    state: ask.Ask

    def __init__(self, desk: Desk, method: Method, step: Step) -> None:
        super().__init__(desk, method, step)
        self.detail = Detail(id="detail")
        self.top = 0
        self.buffer = ""
        """Digits of the number being typed."""
        self._typed_at = 0.0

    def compose(self) -> ComposeResult:
        """The subjects, and the one in focus in full."""
        yield self.canvas
        yield self.detail

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
        low, high = ask.bounds(self.ctx, form)
        ways = {
            "points": [("digits", "points"), ("+ -", "one more, less")],
            "dots": [(key("give-dot"), "give dot"), (key("take-dot"), "take")],
        }
        answers = ways.get(form.type, [(f"{low}-{high}", "answer"), (key("take-back"), "take back")])
        next_person = (key("next-person"), "next person")
        move = next_person if answering(self.ctx).hands_on else ("Up/Down", "move")
        return [*answers, move, (key("go-on"), "I am done")]

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
            await (self._points(key) if form.type == "points" else self._digit(int(key), form))
            return True
        if "take-back" in self.desk.verbs_of(key) and self.buffer:
            self.buffer = self.buffer[:-1]
            await self.perform(Intent("answer", value=int(self.buffer or 0)))
            return True
        self.buffer = ""
        return await super().press(key.removeprefix("kp_"))

    async def _go(self, step: int) -> None:
        self.buffer = ""
        await self.perform(Intent("focus", self._beside(step)))

    def _beside(self, step: int) -> str:
        return neighbour(ask.subject_ids(self.ctx), ask.KIND.focus(self.ctx, self.state), step)

    async def _digit(self, digit: int, form: Answer) -> None:
        places = dict(enumerate(form.choices, start=1)) if form.type == "choice" else {}
        await self.perform(Intent("answer", value=places.get(digit, digit)))

    async def _points(self, digit: str) -> None:
        moment = self.desk.seconds()
        begun = self.buffer if moment - self._typed_at < PAUSE else ""
        self._typed_at = moment
        outcome = await self.perform(Intent("answer", value=int(begun + digit)))
        if outcome is not None and outcome.message is None:
            self.buffer = begun + digit

    async def enter(self) -> bool:
        """The next subject; after the last, on."""
        if self._beside(1) == ask.KIND.focus(self.ctx, self.state):
            return False
        await self._go(1)
        return True

    async def next_person(self) -> None:
        """The answers of the next person, from the first on."""
        self.buffer = ""
        await super().next_person()


VIEW = AskView
