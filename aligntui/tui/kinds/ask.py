"""Ask: what each person answers alone, drawn as subjects with the own answers."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal

from aligntui.analysis.counted import SUMS
from aligntui.analysis.spread import Spread, range_of, strips
from aligntui.engine.entry import signs
from aligntui.engine.entry.fields import Option
from aligntui.engine.kind import Intent, Outcome, neighbour
from aligntui.engine.kinds import ask
from aligntui.engine.messages import said
from aligntui.engine.rounds import announcing, asked, revealing
from aligntui.engine.rounds.answering import answering
from aligntui.methods.types import Method, Step
from aligntui.text.clean import width
from aligntui.tui.kinds.asked import Asked, draw
from aligntui.tui.kinds.base import Hint
from aligntui.tui.kinds.cards import AROUND, Detail
from aligntui.tui.kinds.desk import Desk
from aligntui.tui.kinds.talk import UP_DOWN, TextView
from aligntui.tui.widgets.canvas import Canvas
from aligntui.tui.widgets.inputs import LineInput
from aligntui.tui.widgets.line import line

STRIP = 22
"""Widest strip of answers."""

MOVES = {**UP_DOWN, "tab": 1, "shift+tab": -1, "pageup": -10, "pagedown": 10}
"""Key -> how many subjects it moves by."""


class AskView(TextView):
    """One subject after the other; digits answer, and words begin the reason where one is asked."""

    DEFAULT_CSS = """
    AskView #why-line { height: auto; display: none; }
    AskView #why-label { width: 6; height: 1; }
    """

    state: ask.Ask

    def __init__(self, desk: Desk, method: Method, step: Step) -> None:
        super().__init__(desk, method, step)
        self.detail = Detail(id="detail")
        self.why = LineInput(id="why")
        self.top = 0
        self._whole = ("", "")
        """Subject and number of the last key, where that made it whole and went on."""
        self._has_told = False
        """Whether it was said why the last arrow led nowhere."""

    def compose(self) -> ComposeResult:
        """The subjects, and the one in focus in full."""
        yield self.canvas
        if revealing.answer_of(self.ctx).note:
            yield Horizontal(Canvas(id="why-label"), self.why, id="why-line")
        yield self.detail

    def draw(self) -> None:
        """Draw subjects and detail."""
        ctx = self.ctx
        every, focus = asked.subjects(ctx), ask.KIND.focus(ctx, self.state)
        form, role = revealing.answer_of(ctx), ctx.view.role
        group = self._group()
        rows = [
            Asked(
                s.code, s.words, role(s.item), s.value, revealing.in_words(form, s.first),
                group.get(s.id, ""), asked.bounds(ctx, form, s.id), s.scale,
                bool(s.scale) and n > 0 and every[n - 1].item == s.item,
            )
            for n, s in enumerate(every)
        ]  # fmt: skip
        notes = (
            self.words(announcing.remark(answering(ctx))),
            revealing.about_group(ctx),
            ask.about_late(ctx),
            ask.about(ctx),
        )
        about = " ".join(filter(None, notes))
        at = next((n for n, subject in enumerate(every) if subject.id == focus), 0)
        lines, self.top, cursor = draw(
            rows, form, at, self.top, self.canvas.size.width or 80,
            self.canvas.size.height or 16, about, self._heading(),
        )  # fmt: skip
        self.canvas.show(lines, cursor)
        if every:
            subject, line = every[at], revealing.group(ctx).get(focus)
            note = "" if revealing.shows_group(ctx) else answering(ctx).note(focus)
            reasons = line.reasons if line is not None else (note,) if note else ()
            why = f"why: {'; '.join(reasons)}" if reasons else ""
            before = f"first round {line.before}  " if line is not None and line.before else ""
            tally = ask.tally(ctx)
            room = (self.size.width or 80) - AROUND - 2 - width(subject.code) - width(tally)
            about = before or answering(ctx).told(focus, "answered") or asked.ends(ctx, focus, room)
            self.detail.card(f"{subject.code}  {about}".strip(), tally, subject.whole, why or subject.known)
        else:
            back = self.desk.key_of("go-back")
            empty = self.nothing or f"Nothing to rate yet: {back} goes back to where it is written."
            self.detail.card("", ask.tally(ctx), empty, "")

    def _strip(self, subject: str = "") -> tuple[int, int, int]:
        """Lowest and highest point of the strip of answers about a subject, and its width."""
        form, lines = revealing.answer_of(self.ctx), revealing.group(self.ctx).values()
        low, high = asked.bounds(self.ctx, form, subject)
        if form.type in SUMS:
            high = int(max(line.high for line in lines))
        return low, high, min(STRIP, 3 * (high - low) + 1)

    def _heading(self) -> str:
        lines = revealing.group(self.ctx).values()
        if not any(line.middle for line in lines):
            return ""
        wide = max(self._strip(line.subject)[2] for line in lines)
        answers = f"{'answers':<{wide}}" if any(line.values for line in lines) else ""
        middle = "mean" if revealing.answer_of(self.ctx).type in SUMS else "median"
        return f"{middle:>6}{'range':>8}  {answers} "

    def _group(self) -> dict[str, str]:
        """Subject -> middle, range and all answers of the group; `-` where they cannot be seen yet."""
        ctx, lines = self.ctx, revealing.group(self.ctx)
        if not lines:
            return dict.fromkeys(asked.subject_ids(ctx), "-") if revealing.shows_group(ctx) else {}
        own = {subject: revealing.own_mark(ctx, subject) for subject in lines}
        alike: dict[tuple[int, int, int], list[Spread]] = {}
        for one in lines.values():
            alike.setdefault(self._strip(one.subject), []).append(one)
        dots: dict[str, str] = {}
        for (low, high, cells), some in alike.items():
            dots.update(strips(some, low, high, cells, own))
        wide = max(map(len, dots.values()), default=0)

        def shown(line: Spread) -> str:
            if not line.middle:
                return revealing.picture(ctx, line)
            return (
                f"{line.middle:>5} {range_of(line.low, line.high):>8}  {dots.get(line.subject, ''):<{wide}}"
            )

        return {subject: shown(line) for subject, line in lines.items()}

    @property
    def _points_hints(self) -> list[Hint]:
        """How a number of points ends: with its last digit, or with Enter where it has fewer."""
        most = asked.digits(self.ctx)
        whole = [(f"{most} digits", "next"), ("Enter", "after fewer" if most > 2 else "after one")]
        return [*(whole if most > 1 else [("digit", "next")]), ("+ -", "one more, less")]

    def hints(self) -> list[Hint]:
        """Key line."""
        key, form, ctx = self.desk.key_of, revealing.answer_of(self.ctx), self.ctx
        if answering(ctx).waits is not None:
            return [("Up/Down", "move"), (key("follow"), "go to the lead")]
        if revealing.shows_group(ctx):
            back = [(key("go-back"), "back")] if ctx.may("move") else []
            again = [(key("open-round"), "open it again")] if "open-round" in self.verbs else []
            return [("Up/Down", "move"), *again, (key("go-on"), "go on"), *back]
        if self.state.line:
            return [("Enter", "keep, next"), ("Esc", "keep it, out of the line")]
        low, high = asked.bounds(self.ctx, form, ask.KIND.focus(self.ctx, self.state))
        ways = {
            "points": self._points_hints,
            "dots": [(key("give-dot"), "give dot"), (key("take-dot"), "take")],
        }
        given = ask.KIND.focus(ctx, self.state) in answering(ctx).answers
        back = [(key("take-back"), "take back")] if given else []
        answers = ways.get(form.type, [(f"{low}-{high}", "answer, next"), *back])
        answers += [("words", "why")] if form.note else []
        next_person = (key("next-person"), "next person")
        # How a number ends is said with the arrows away from it.
        moves = [] if form.type == "points" else [("Up/Down", "move")]
        move = [next_person] if answering(self.ctx).hands_on else moves
        mine, on, every = answering(ctx), key("go-on"), asked.subject_ids(ctx)
        if mine.is_in and not mine.answers:
            # Nothing tells which answers are the own ones: there is nothing to answer any more.
            return [*move, (on, mine.way_on or "I am done")]
        if not mine.is_in and len(mine.answers) == len(every) > 0 and ask.missing(ctx) is None:
            last = ask.KIND.focus(ctx, self.state) == every[-1]
            # Enter has one meaning in a row.
            others = [hint for hint in (*answers, *move) if not (last and hint[0] == "Enter")]
            return [("Enter" if last else on, f"all {len(every)} answered: on"), *others]
        return [*answers, *move, (on, mine.way_on or "I am done")]

    # keys

    async def press(self, key: str) -> bool:
        """Arrows among the subjects; Space and Backspace give and take dots, Backspace a digit back."""
        whole, self._whole = self._whole, ("", "")
        if whole[0] and MOVES.get(key) == 1:
            self._tell_next()
            return True
        if whole[0] and key == "backspace":
            await self.perform(Intent("focus", whole[0]))
            self.small.at, self.small.typed = whole
        if key in MOVES and not self.state.line:
            await self._go(MOVES[key])
            return True
        if key == "backspace" and self.small.goes_on:
            self.small.typed = self.small.typed[:-1]
            await self.perform(Intent("answer", value=int(self.small.typed or 0)))
            return True
        self.small.clear()
        return await super().press(key)

    async def take_sign(self, sign: str) -> bool:
        """A sign answers the subject in focus; a number that may go on stays there for more of it."""
        form, at = revealing.answer_of(self.ctx), ask.KIND.focus(self.ctx, self.state)
        if not at or form.type == "dots":
            return False
        # Where the caret was led away from the line, what is typed still goes on with the words in it.
        if self._write_on(sign):
            return True
        if form.type == "points":
            return await self._points(sign, at)
        meanings = (
            signs.of_places([Option(key, label) for key, label in form.choices.items()])
            if form.type == "choice"
            else signs.numbers(*asked.bounds(self.ctx, form, at))
        )
        if form.note and sign.isalpha() and sign not in meanings:
            await self.perform(Intent("reason", at))
            return self._write_on(sign)
        stay = Intent("focus", at)
        return await self.answer(at, meanings, sign, Intent("answer"), stay=stay, refuses=True)

    def _write_on(self, sign: str) -> bool:
        if not self.state.line:
            return False
        self.why.put(f"{self.why.value}{sign}")
        self.screen.set_focus(self.why)
        return True

    def _tell_next(self) -> None:
        """Say why an arrow behind a whole number leads nowhere: one stands on the next subject already."""
        at = ask.KIND.focus(self.ctx, self.state).partition("#")[0]
        self.desk.say(self.words(said("number-went-on", item=at)), "hint")
        self._has_told = True

    async def _points(self, sign: str, at: str) -> bool:
        (whole, before), self._whole = self._whole, ("", "")
        if self._has_told:
            # The next number is what counts now, and what the checks say of it.
            self._has_told = False
            self.desk.say("")
        if sign in "+-":
            self.small.clear()
            await self.perform(Intent("more" if sign == "+" else "less", whole))
            return True
        if not sign.isdigit():
            return False
        if whole and self._is_all(whole, before + sign):
            await self.perform(Intent("answer", whole, value=int(before + sign)))
            await self.perform(Intent("focus", at))
            return True
        stands, whole_at = self.small.typed if self.small.at == at else "", asked.digits(self.ctx)
        typed = sign if len(stands) == whole_at else stands + sign
        await self.perform(Intent("answer", value=int(typed)))
        if answering(self.ctx).value(at) == int(typed):
            self.small.at, self.small.typed = at, typed
            if len(typed) == whole_at and self._beside(1) != at:
                await self._go(1)
                self._whole = (at, typed)
        return True

    def _is_all(self, at: str, typed: str) -> bool:
        """Whether these digits are all the points there are, on a line beside which none has any."""
        most = asked.bounds(self.ctx, revealing.answer_of(self.ctx))[1]
        return typed == str(most) and not any(
            n for line, n in answering(self.ctx).answers.items() if line != at
        )

    async def _go(self, step: int) -> None:
        self.small.clear()
        await self.perform(Intent("focus", self._beside(step)))

    def _beside(self, step: int) -> str:
        return neighbour(asked.subject_ids(self.ctx), ask.KIND.focus(self.ctx, self.state), step)

    async def perform(self, intent: Intent | None) -> Outcome[ask.Ask] | None:
        """As of every kind; the line of the reason follows the state."""
        was, place = self.state.line, self._place()
        outcome = await super().perform(intent)
        if was and not self.state.line and outcome is not None and outcome.ops:
            self.desk.keep_draft(place, "")
        if was != self.state.line:
            self.query_one("#why-line").display = self.state.line
            self.query_one("#why-label", Canvas).show([line((" why?", "accent"))])
            if self.state.line:
                at = ask.KIND.focus(self.ctx, self.state)
                self.why.put(self.desk.drafted(self._place()) or answering(self.ctx).note(at))
            self.screen.set_focus(self.why if self.state.line else self.canvas)
        return outcome

    def _place(self) -> str:
        """Where a reason that is being written waits."""
        return self.ctx.line_place(f"{ask.KIND.focus(self.ctx, self.state)}/why")

    def on_input_changed(self) -> None:
        """Words in the line are a draft of the reason."""
        if self.state.line and self.typing:
            self.desk.keep_draft(self._place(), self.why.value)

    async def escape(self) -> bool:
        """Out of the line, kept."""
        if not self.state.line:
            return False
        if await self.perform(Intent("close", value=self.why.value)) is None or self.state.line:
            await self.perform(Intent("close"))
        return True

    async def leave(self) -> bool:
        """Keep what stands in the line."""
        await self.escape()
        return await super().leave()

    async def onward(self, key: str = "") -> Outcome[ask.Ask] | None:
        """As of every kind; a number ends with it, and where one stays the next digit begins anew."""
        self.small.clear()
        self._whole = ("", "")
        return await super().onward(key)

    async def enter(self) -> bool:
        """The next subject; after the last, on, unless the answers are talked about: one stays there."""
        if self.state.line:
            await self.perform(Intent("keep", value=self.why.value))
            return True
        if self._whole[0]:
            # One is at the next already.
            self._whole = ("", "")
            return True
        if self._beside(1) == ask.KIND.focus(self.ctx, self.state):
            return revealing.shows_group(self.ctx)
        await self._go(1)
        return True

    async def next_person(self) -> None:
        """The answers of the next person, from the first on."""
        self.small.clear()
        await self.escape()
        await super().next_person()


VIEW = AskView
