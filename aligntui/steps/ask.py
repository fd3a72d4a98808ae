"""Ask: what each person answers alone. Scale, points, dots, choice, rank or words, on a ballot."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.widget import Widget

from aligntui.analysis import counted
from aligntui.analysis.figure import Finding, Sentence
from aligntui.flow import ballots
from aligntui.guide.types import Answer, Method, Step
from aligntui.steps.asked import Asked, draw
from aligntui.steps.base import Desk, Hint, StepView
from aligntui.steps.cards import Detail
from aligntui.steps.columns import role_of
from aligntui.steps.rated import Rating
from aligntui.steps.talk import TextCanvas

PAUSE = 1.5
"""Seconds after which a digit begins a new number."""


class AskCanvas(TextCanvas):
    """Subjects with the own answers."""


class AskView(StepView):
    """One subject after the other; digits answer."""

    def __init__(self, desk: Desk, method: Method, step: Step) -> None:
        super().__init__(desk, method, step)
        self.rating = Rating(desk, method.method, step)
        self.answer: Answer = step.answer or Answer(type="scale", from_=1, to=5)
        self.canvas = AskCanvas(id="ask")
        self.detail = Detail(id="detail")
        self.at = 0
        self.top = 0
        self.buffer = ""
        self._warned = False
        self._typed_at = 0.0

    def compose(self) -> ComposeResult:
        """The subjects, and the one in focus in full."""
        yield self.canvas
        yield self.detail

    def start(self) -> Widget | None:
        """The subjects have the keys."""
        return self.canvas

    def on_mount(self) -> None:
        """Begin with the first subject not answered."""
        for number, subject in enumerate(self.subjects()):
            if self.value(subject) is None:
                self.at = number
                break

    # state

    def subjects(self) -> list[str]:
        """What is rated."""
        found = self.rating.round
        asked = counted.subjects(self.view, found) if found is not None else None
        every = asked if asked is not None else ballots.subjects(self.view, self.step)
        items = {item.id: item for item in map(self.view.item, every) if item is not None}
        own = {item.id for item in self.own(list(items.values()))}
        return [subject for subject in every if subject in own or subject not in items]

    def value(self, subject: str) -> Any:
        """The own answer, or what was agreed once the round is revealed."""
        own = self.rating.value(subject)
        if own is not None or not self.step.into:
            return own
        item = self.view.item(subject)
        if not self.rating.sealed or item is None:
            return None
        number = self.view.number(item, self.step.into)
        return None if number is None else (int(number) if number == int(number) else float(number))

    def words(self, subject: str) -> tuple[str, str, str]:
        """Code, words and what is known of a subject."""
        if subject.startswith("test:"):
            field = self.step.tests[int(subject[5:]) - 1]
            return "", field.label or field.ask, field.ask if field.label else field.help
        item = self.view.item(subject)
        if item is None:
            return "", subject, ""
        known = self.view.text(item, "evidence")
        return self.view.code(item), item.text.replace("\n", " "), f"know: {known}" if known else ""

    def rows(self) -> list[Asked]:
        """The subjects as shown."""
        found = []
        for subject in self.subjects():
            code, words, _ = self.words(subject)
            found.append(Asked(code, words, role_of(code[:1]), self.value(subject)))
        return found

    def about(self) -> str:
        """The sentences that the answers are about, such as the statement that is tested."""
        found = [self.resolve(ref) for ref in self.step.show]
        return " ".join(part.text for part in found if isinstance(part, Sentence) and part.text)

    @property
    def subject(self) -> str:
        """The subject in focus."""
        found = self.subjects()
        return found[min(self.at, len(found) - 1)] if found else ""

    def redraw(self) -> None:
        """Draw subjects and detail."""
        if not self.is_mounted:
            return
        self.rating.notice()
        rows = self.rows()
        self.at = max(0, min(self.at, len(rows) - 1))
        lines, self.top, cursor = draw(
            rows, self.answer, self.at, self.top, self.canvas.size.width or 80, self.canvas.size.height or 16,
            self.about(),
        )  # fmt: skip
        self.canvas.show(lines, cursor)
        code, words, known = (
            self.words(self.subject)
            if rows
            else ("", self.nothing or "Nothing to rate yet: b goes back to where it is written.", "")
        )
        told = self.rating.told(self.subject, "answered") if rows else ""
        self.detail.card(f"{code}  {told}".strip(), self.tally(), words, known)

    def tally(self) -> str:
        """What is left to give, or how many are answered."""
        count = len(self.subjects())
        if self.answer.type in ("points", "dots"):
            total = self.total()
            left = total - self.rating.given()
            return f"{left} of {total} left" if left >= 0 else f"{-left} too many"
        return f"{self.rating.answered()} of {count} answered"

    def total(self) -> int:
        """Points or dots each person gives."""
        return ballots.allowance(self.view, self.step, self.rating.round) or 100

    @property
    def is_blank(self) -> bool:
        """Whether one person alone has answered nothing yet."""
        return self.rating.blank

    @property
    def has_asked(self) -> bool:
        """Whether what is not rated was said."""
        return self._warned

    def beside(self) -> str:
        """How many are in."""
        return self.rating.header()

    def question(self) -> str:
        """The step's question, with what the second pass asks."""
        if self.phase == "again" and self.rating.alone:
            return "Now assume that was wrong. Why might it be? Answer all of it again."
        return super().question()

    def hints(self) -> list[Hint]:
        """Key line."""
        move = self.rating.hints() or [("Up/Down", "move")]
        if self.answer.type == "points":
            return [("digits", "points"), ("+ -", "one more, less"), *move, ("n", "I am done")]
        if self.answer.type == "dots":
            return [("Space", "give dot"), ("Backspace", "take"), *move, ("n", "I am done")]
        low, high = self._range()
        return [
            (f"{low}-{high}", "answer"),
            ("Backspace", "take back"),
            *move,
            ("n", "I am done"),
        ]

    def finding_now(self) -> Finding | None:
        """Sums that do not fit are said; other findings belong to other screens."""
        if self.answer.type != "points" or not self.rating.answered():
            return None
        given, total = self.rating.given(), self.total()
        if given == total:
            return None
        rest = (
            f"{total - given} points are left to give."
            if given < total
            else f"{given - total} points too many."
        )
        return Finding(code="PT1", severity="hint", message=rest, mend=f"The sum is {total}.")

    def _range(self) -> tuple[int, int]:
        if self.answer.type == "choice":
            return 1, len(self.answer.choices)
        if self.answer.type == "rank":
            return 1, min(9, len(self.subjects()))
        low = self.answer.from_ if self.answer.from_ is not None else 1
        return low, self.answer.to if self.answer.to is not None else 5

    # keys

    async def press(self, key: str) -> bool:
        """Digits answer and go on; Space and Backspace give and take dots."""
        if key in ("up", "k", "down", "j", "tab", "shift+tab", "home", "end", "pageup", "pagedown"):
            steps = {
                "up": -1,
                "k": -1,
                "shift+tab": -1,
                "home": -999,
                "end": 999,
                "pageup": -10,
                "pagedown": 10,
            }
            self._go(steps.get(key, 1))
            return True
        if not self.subjects():
            return False
        kind = self.answer.type
        if key in ("backspace", "delete"):
            await self._back(kind)
            return True
        if kind == "points":
            return await self._points(key)
        if kind == "dots" and key == "space":
            await self._add(1)
            return True
        if kind in ("scale", "choice", "rank") and (key.isdigit() or key == "minus"):
            return await self._scale(key)
        return False

    def _go(self, step: int) -> None:
        self.buffer = ""
        self.at = max(0, min(len(self.subjects()) - 1, self.at + step))
        self.redraw()

    async def give(self, value: Any) -> bool:
        """Put an answer on the own ballot."""
        self._warned = False
        if not self.rating.on_ballot:
            self.desk.say(
                "This round is revealed. What was agreed can be changed where the item stands.", "hint"
            )
            return False
        return await self.rating.give(self.subject, value)

    async def _scale(self, key: str) -> bool:
        low, high = self._range()
        if not key.isdigit():
            return False
        value: Any = int(key)
        if not low <= value <= high:
            self.desk.say(f"From {low} to {high}.")
            return True
        if self.answer.type == "choice":
            value = list(self.answer.choices)[value - 1]
        if await self.give(value):
            self._go(1)
        return True

    async def _points(self, key: str) -> bool:
        now = int(self.value(self.subject) or 0)
        if key.isdigit():
            moment = self.desk.seconds()
            begun = self.buffer if moment - self._typed_at < PAUSE else ""
            self._typed_at = moment
            if await self._set_points(int(begun + key)):
                self.buffer = begun + key
            return True
        if key in ("plus", "minus", "right", "left", "kp_plus", "kp_minus"):
            self.buffer = ""
            await self._set_points(now + (1 if key in ("plus", "right", "kp_plus") else -1))
            return True
        return False

    async def _set_points(self, value: int) -> bool:
        cap = self.answer.cap or self.total()
        if value > cap:
            self.desk.say(f"At most {cap} on one. Backspace takes a digit back.")
            return False
        return await self.give(max(0, value))

    async def _add(self, step: int) -> None:
        now = int(self.value(self.subject) or 0)
        if step > 0 and self.rating.given() >= self.total():
            self.desk.say(f"All {self.total()} placed. Backspace takes one back.")
            return
        if step > 0 and self.answer.cap and now >= self.answer.cap:
            self.desk.say(f"At most {self.answer.cap} on one.")
            return
        if now + step >= 0:
            await self.give((now + step) or None)

    async def _back(self, kind: str) -> None:
        if kind == "dots":
            await self._add(-1)
        elif kind == "points" and self.buffer:
            self.buffer = self.buffer[:-1]
            await self._set_points(int(self.buffer or 0))
        else:
            await self.give(None)

    async def enter(self) -> bool:
        """The next subject; after the last, on."""
        if self.at + 1 < len(self.subjects()):
            self._go(1)
            return True
        return False

    # going on

    def _complete(self) -> bool:
        return self.rating.answered() > 0 and not self._missing()

    async def leave(self) -> bool:
        """Alone, a whole answer is agreed when one leaves; half of one waits."""
        if self.rating.quiet and self.rating.on_ballot and self._complete():
            await self.rating.finish()
        return True

    async def next_person(self) -> None:
        """The answers of the next person, from the first on."""
        if missing := self._missing():
            self.desk.say(f"{missing} Then N.", "hint")
            return
        self.at = 0
        self._warned = False
        await self.rating.next_person()

    async def onward(self) -> bool:
        """Say what is missing once; with several people the reveal comes first."""
        missing = self._missing()
        if missing and not self._warned:
            self._warned = True
            self.desk.say(f"{missing} n again goes on and leaves it open.", "hint")
            return True
        # Points that do not add up wait for the rest of them; those of a whole team count.
        whole = self._complete() or not self.rating.answered()
        ready = self.answer.type != "points" or (not self.rating.quiet and whole)
        return self.rating.on_ballot and ready and not await self.rating.close()

    def _missing(self) -> str:
        """What keeps begun answers from counting, as a sentence."""
        found = self.rating.round
        if found is None or found.state != "open" or not self.rating.answered():
            return ""
        if self.answer.type == "points":
            left = self.total() - self.rating.given()
            if not left:
                return ""
            return f"{left} points are left." if left > 0 else f"{-left} points too many."
        if self.answer.type == "dots":
            return ""
        left = len(self.subjects()) - self.rating.answered()
        return f"{left} without an answer." if left > 0 else ""
