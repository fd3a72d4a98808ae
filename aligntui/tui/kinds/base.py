"""What every step has on a screen: its question, its keys, its way out; it draws what its kind decides.

Keys become intents, what came of them is kept and said by its desk, and the state is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, ClassVar, Protocol

from textual.containers import Vertical
from textual.geometry import Offset
from textual.widget import Widget

from aligntui.analysis.figure import Finding
from aligntui.analysis.view import View
from aligntui.engine.entry.filling import Filling
from aligntui.engine.entry.signs import SmallLine
from aligntui.engine.kind import Intent, Outcome, StepContext
from aligntui.engine.kinds.registry import kind_in
from aligntui.engine.live import LiveStep
from aligntui.engine.mends import way_to
from aligntui.engine.messages import Message
from aligntui.engine.runs.leading import moves_on
from aligntui.methods.types import Method, Step
from aligntui.session.ops import AnyOp
from aligntui.tui.kinds.desk import Desk
from aligntui.tui.widgets.inputs import EditLine
from aligntui.tui.widgets.line import Line

Hint = tuple[str, str]
"""(key, what it does) as the key line shows it."""

ASKS = ("sort",)
"""Commands that ask for their value where none is given."""


class ItemForm:
    """Fields of one item that are edited where they stand."""

    item_id: str

    @property
    def field(self) -> str:
        """Name of the field in focus, "" when none is."""
        return ""

    @property
    def touched(self) -> bool:
        """Whether something stands in it that is not kept yet."""
        return False


class Fills(Protocol):
    """What has the fields of an item filled: a view whose kind has a `Filling`, or a card alone."""

    desk: Desk

    @property
    def ctx(self) -> StepContext:
        """The snapshot."""

    @property
    def filling(self) -> Filling | None:
        """Where one stands in the fields; None while none are open."""

    async def perform(self, intent: Intent) -> Outcome[Any] | None:
        """Do what is asked for and what follows from it. None when it could not be kept."""


class KindView(Vertical):
    """Body of a step whose kind decides elsewhere. Subclasses draw `state` and map keys to intents."""

    DEFAULT_CSS = """
    KindView { height: 1fr; width: 1fr; }
    """

    NEEDS_ROOM: ClassVar[bool] = True
    """Whether it cannot be drawn before it is known how much room there is."""

    ROWS: ClassVar[int] = 8
    """Rows in which it can be answered: a guide below it leaves so many."""

    STANDS: ClassVar[tuple[str, ...]] = ()
    """Attributes that say, beside the state, where the person stands in the step."""

    def __init__(self, desk: Desk, method: Method, step: Step) -> None:
        super().__init__()
        self.desk, self.method, self.step = desk, method, step
        self.known: StepContext | None = None
        """What the kind may know, as last asked; None: it is asked anew."""
        self.kind = kind_in(self.ctx)
        self.small = SmallLine()
        """What was typed of a value that may go on."""
        self.live = LiveStep(self.kind, lambda: self.ctx, self._commit)

    @property
    def state(self) -> Any:
        """Where the person stands in the step."""
        return self.live.state

    @property
    def ctx(self) -> StepContext:
        """What the kind may know, as of the latest snapshot."""
        self.known = self.desk.context(self.method, self.step, self.known)
        return self.known

    def words(self, message: Message | None) -> str:
        """A message with the keys that hold here; "" when there is none."""
        return self.desk.words(message)

    async def _commit(self, ops: Sequence[AnyOp], message: Message | None) -> bool:
        return await self.desk.commit(ops, self.words(message))

    async def perform(self, intent: Intent | None) -> Outcome[Any] | None:
        """Do what an intent asks for, and what follows from it. None when it could not be kept.

        None asks for nothing: what the state says is open opens again.
        """
        played = await self.live.play(intent)
        for message in played.messages:
            self.desk.say(self.words(message), message.tone)
        outcome = played.outcome
        if outcome is None:
            return None
        if (seat := outcome.seat) is not None:
            # Somebody else sits here now: what the kind may know is asked anew.
            self.known = None
            self.desk.hand_over(seat, partial(self._seated, self.words(outcome.message)))
        if outcome.ask is not None:
            self.desk.put(outcome.ask, self.perform, self.live.asks_now)
        if outcome.go is not None:
            if outcome.go.step:
                await self.desk.open_item(outcome.go.ref, outcome.go.step)
                for message in played.messages:
                    # It is about where one stands now.
                    self.desk.say(self.words(message), message.tone)
                return outcome
            errand = {"step": self.desk.go_to, "why": self.desk.why, "item": self.desk.open_item}
            await errand[outcome.go.to](outcome.go.ref)
            return outcome
        self.redraw()
        return outcome

    def _seated(self, words: str) -> None:
        self.known = None
        self.redraw()
        self.desk.say(words, "ok")

    @property
    def verbs(self) -> dict[str, Intent]:
        """Commands that may be given now without a value -> what they ask for."""
        offers = self.kind.offers(self.ctx, self.state)
        may = (offer for offer in reversed(offers) if not offer.takes or offer.verb in ASKS)
        return {offer.verb: Intent(offer.verb, offer.item, offer.field) for offer in may}

    async def press(self, key: str) -> bool:
        """A key of a command that the kind offers now."""
        keyed = self.desk.verbs_of(key)
        verbs = self.verbs if keyed else {}
        intent = next((verbs[verb] for verb in keyed if verb in verbs), None)
        if intent is None:
            return False
        await self.perform(intent)
        return True

    def redraw(self) -> None:
        """Say what somebody else did to it, and draw."""
        if not self.is_mounted:
            return
        message = self.live.look(sees=True)
        if message is not None:
            self.desk.say(self.words(message), message.tone)
        self.draw()

    def draw(self) -> None:
        """Draw the state as it stands."""

    def question(self) -> str:
        """The question the kind asks now."""
        return self.kind.sight(self.ctx, self.state).question

    def beside(self) -> str:
        """How many are in."""
        return self.kind.sight(self.ctx, self.state).beside

    def finding_now(self) -> Finding | None:
        """About what is in focus."""
        return self.kind.finding(self.ctx, self.state, {})

    async def next_person(self) -> None:
        """Hand in, and begin the ballot of the next person."""
        await self.perform(Intent("next-person"))

    async def leave(self) -> bool:
        """Keep what stands. False when something could not be kept."""
        return await self.perform(Intent("leave")) is not None

    async def onward(self, key: str = "") -> Outcome[Any] | None:
        """The next part of the step. What came of it when the desk goes on; None: one stays.

        Args:
            key: What was chosen where it was asked before going on.
        """
        outcome = await self.perform(Intent("go-on", value=key or None))
        return outcome if outcome is not None and outcome.leave == "on" else None

    async def backward(self) -> bool:
        """The part before. False: the desk goes back."""
        outcome = await self.perform(Intent("go-back"))
        return outcome is None or outcome.leave != "back"

    def not_yet(self) -> list[str]:
        """What the step still waits for before it is done, in words; nothing when that was set aside."""
        return self.ctx.not_yet()

    @property
    def view(self) -> View:
        """The latest snapshot."""
        return self.desk.view

    @property
    def phase(self) -> str:
        """Phase of the step, or ""."""
        return self.ctx.place.phase

    def heading(self) -> str:
        """Row 2: the step and task."""
        place = self.ctx.place
        own = place.step.rpartition("/")[2] == self.step.id
        # A small step in place of the run's own has its own title.
        name, title = (place.title if own else "") or self.step.title, self.method.title
        if not own:
            return name
        named = ":" in name or name.startswith(title.split()[0])
        return name if named else f"{title.split(':')[0]}: {name}"

    def hints(self) -> list[Hint]:
        """Keys that do something now, most useful first."""
        return []

    def findings(self) -> list[Finding]:
        """Findings that concern what is on the screen, worst first."""
        return self.ctx.figures.findings(self.method, self.step)

    def on_resize(self) -> None:
        """Draw for the size there is."""
        if self.is_mounted:
            self.redraw()

    def looked(self) -> None:
        """The findings are looked at: marks may be drawn anew."""

    def companion(self) -> list[Line] | None:
        """Rows for the side panel in place of the guide, or None."""
        return None

    @property
    def nothing(self) -> str:
        """What is said in place of an empty list: "" unless it is empty because nothing is this person's."""
        on = self.words(moves_on(self.ctx.run, self.ctx.role))
        return f"None of these is yours. {on}" if self.step.by == "owner" else ""

    @property
    def edit(self) -> EditLine | None:
        """The edit line that has focus, or None."""
        focused = self.screen.focused if self.is_mounted and self.is_attached else None
        if isinstance(focused, EditLine) and self in focused.ancestors:
            return focused
        return None

    @property
    def typing(self) -> bool:
        """Whether an edit line has the focus."""
        return self.edit is not None

    @property
    def resting_cell(self) -> Offset | None:
        """Cell of the screen where the terminal's cursor stands while no widget has the keys."""
        return None

    def start(self) -> Widget | None:
        """The widget that has focus at entry."""
        return None

    async def take_sign(self, sign: str) -> bool:
        """A sign while no line has the focus. True when it was a value; else a line may have opened."""
        return False

    async def answer(
        self,
        at: str,
        meanings: Mapping[str, Any],
        sign: str,
        answer: Intent,
        *,
        stay: Intent | None = None,
        refuses: bool = False,
    ) -> bool:
        """Give the value that a sign means. False where it means none.

        Args:
            at: What the value is of.
            meanings: What is typed for each value.
            sign: What was typed.
            answer: What gives the value.
            stay: Where one stays while the value may go on, such as `1` of 10; None: where one is.
            refuses: Whether the kind is given a digit that is no value, and says what is.
        """
        begun = self.small.typed if self.small.at == at else ""
        value, fits = self.small.take(at, meanings, sign)
        if not fits and refuses and f"{begun}{sign}".isdigit():
            value, fits = int(f"{begun}{sign}"), True
        if value is not None:
            await self.perform(Intent(answer.verb, answer.item, answer.field, value))
            if stay is not None and self.small.goes_on:
                await self.perform(stay)
        return fits

    async def enter(self) -> bool:
        """Enter: in and on. True when it was used."""
        return False

    async def escape(self) -> bool:
        """Esc: out one level, nothing lost. True when there was a level to leave."""
        return False

    async def pasted(self, lines: list[str]) -> bool:
        """Lines were pasted: several, or while no line has focus. False when nothing here takes them."""
        return False

    async def focus_on(self, item: str, field: str, *, stand: bool = False) -> None:
        """Put the focus on an item, and on a field of it where fields are asked.

        Args:
            item: Id of the item.
            field: Name of the field, "" for none.
            stand: Whether a card only has the focus; else it is opened.
        """
        is_among = stand or field == self.step.mark
        if is_among and getattr(self.state, "opened", None) is not None:
            # It is chosen among the others: a card that words wait in opens again when one comes back to it.
            await self.perform(Intent("close"))
        offers = self.kind.offers(self.ctx, self.state)
        if (intent := way_to(offers, self.step, item, field, stand=stand)) is not None:
            await self.perform(intent)

    async def move_card(self) -> None:
        """The card in focus to another list."""
        self.desk.say("Cards of a board move to another list. There is none here.", "hint")

    async def go_on_typing(self) -> None:
        """Open what holds words that were being typed when the step was left: a card, a line of its own."""
