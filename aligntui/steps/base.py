"""What every kind of step has in common: its place at the desk, its question, its keys, its way out.

A step view draws the body of one step and answers keys by the grammar of SCREENS.md section 3. It never
writes: it hands ops to its desk (the workshop screen), which stores them and shows it the new snapshot.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from textual.containers import Vertical
from textual.geometry import Offset
from textual.widget import Widget

from aligntui.analysis.done import done_state
from aligntui.analysis.figure import Finding, Part
from aligntui.analysis.view import View
from aligntui.engine.kind import Intent, Outcome
from aligntui.flow.figures import Figures
from aligntui.flow.owned import mine
from aligntui.flow.walk import ask_of
from aligntui.guide.types import Method, Step
from aligntui.session.model import Item, Run, RunStep
from aligntui.session.ops import AnyOp
from aligntui.widgets.inputs import EditLine
from aligntui.widgets.line import Line

Hint = tuple[str, str]
"""(key, what it does) as the key line shows it."""


class Desk(Protocol):
    """What a step asks of the screen it stands on."""

    @property
    def view(self) -> View:
        """The session as it is shown now."""

    @property
    def figures(self) -> Figures:
        """What is worked out of it."""

    @property
    def here(self) -> RunStep:
        """The step of the run one stands on."""

    @property
    def run(self) -> Run:
        """The run as it stands in the session."""

    @property
    def person(self) -> str:
        """Who writes here."""

    @property
    def people(self) -> int:
        """How many people have written here."""

    @property
    def unsaved(self) -> bool:
        """Whether something that one sees or wrote is not on disk."""

    @property
    def may_hand_on(self) -> bool:
        """Whether ballots of other people may be opened here."""

    def verbs_of(self, key: str) -> Sequence[str]:
        """Commands of steps that a key is given to."""

    def key_of(self, command: str) -> str:
        """The key of a command, as people write it; "" when it has none."""

    async def commit(self, ops: Sequence[AnyOp], note: str = "") -> bool:
        """Store ops. False when they cannot be done; the reason is then on the message row.

        What can be done and could not be written waits, and the view shows it as if it were.
        """

    def say(self, text: str, severity: str = "") -> None:
        """Put a sentence on the message row; severity `error`, `warning`, `hint`, `ok` or ""."""

    def new_id(self) -> str:
        """A new item id."""

    def now(self) -> str:
        """The moment, ISO with seconds."""

    def seconds(self) -> float:
        """Seconds of a clock that only goes forward."""

    def frame(self) -> None:
        """Redraw title, question, trail and key line."""

    def keep_draft(self, place: str, text: str) -> None:
        """Remember words being typed at a place (within half a second on disk)."""

    def drafted(self, place: str) -> str:
        """Words for a line that opens at a place, which are this desk's from then on."""

    def own_draft(self, place: str) -> str:
        """Words that are being typed at a place here, as they are kept."""

    def drafted_below(self, prefix: str) -> list[str]:
        """Places that begin like this at which words were being typed, the latest first."""

    def look_soon(self) -> None:
        """Look at the findings once nobody has typed for a moment."""

    def mark_for(self, round_id: str, privacy: str) -> str | None:
        """Name or mark under which this person's ballot stands."""

    def seat(self, round_id: str) -> int:
        """How many people have handed in a ballot here before the present one."""

    def hand_over(self, round_id: str, privacy: str, then: Callable[[], None]) -> None:
        """Begin the ballot of the next person; `then` is called once it has begun."""

    def step_of(self, ref: str) -> tuple[Method, Step] | None:
        """Method and step by `method/step`, of the session or of the methods at hand."""

    async def go_to(self, ref: str) -> None:
        """Go to a step by `method/step`, and back once it is done; it joins session and run where it must."""

    async def why(self, item: str) -> None:
        """Show what an item rests on, back to the evidence."""

    async def open_item(self, item: str) -> None:
        """Go to the step in which an item is written, and open it."""


class ItemForm:
    """Fields of one item that are edited where they stand."""

    item_id: str

    @property
    def field(self) -> str:
        """Name of the field in focus, "" when none is."""
        return ""


class StepView(Vertical):
    """Body of one step. Subclasses draw and answer keys; the desk owns the frame around them."""

    DEFAULT_CSS = """
    StepView { height: 1fr; width: 1fr; }
    """
    KEYS_ONLY = False
    """Whether the kind never takes text."""

    def __init__(self, desk: Desk, method: Method, step: Step) -> None:
        super().__init__()
        self.desk = desk
        self.method = method
        self.step = step

    @property
    def is_blank(self) -> bool:
        """Whether one person alone has answered nothing yet."""
        return False

    # what it says

    @property
    def view(self) -> View:
        """The latest snapshot."""
        return self.desk.view

    @property
    def phase(self) -> str:
        """Phase of the step, or ""."""
        return self.desk.here.phase

    def heading(self) -> str:
        """Row 2: the step and task."""
        name = self.desk.here.title or self.step.title
        if ":" in name:
            return name
        return (
            name
            if name.startswith(self.method.title.split()[0])
            else f"{self.method.title.split(':')[0]}: {name}"
        )

    def beside(self) -> str:
        """Row 2, behind the heading: how many are in."""
        return ""

    def question(self) -> str:
        """Row 3: one question, never about keys."""
        return self.desk.here.ask or ask_of(self.step)

    def hints(self) -> list[Hint]:
        """Keys that do something now, most useful first."""
        return []

    def findings(self) -> list[Finding]:
        """Findings that concern what is on the screen, worst first."""
        return self.desk.figures.findings(self.method, self.step)

    def finding_now(self) -> Finding | None:
        """The one finding for row 23: about the focused thing as it stands in the line, or nothing."""
        return None

    def on_resize(self) -> None:
        """Draw for the size there is."""
        if self.is_mounted:
            self.redraw()

    def looked(self) -> None:
        """The findings are looked at: marks may be drawn anew."""

    def companion(self) -> list[Line] | None:
        """Rows for the side panel in place of the guide, or None."""
        return None

    def resolve(self, ref: str) -> Part | None:
        """A figure part by the name that method files use."""
        return self.desk.figures.part(self.method.method, ref)

    @property
    def has_asked(self) -> bool:
        """Whether this visit has asked already whether one really goes on."""
        return False

    def own(self, items: list[Item]) -> list[Item]:
        """Those of these items that this person is asked for: where each answers for his own, only his."""
        alone = self.desk.run.solo or self.desk.people < 2
        if self.step.by == "owner" and not alone:
            return mine(self.view, items, self.desk.person)
        return items

    @property
    def nothing(self) -> str:
        """What is said in place of an empty list: "" unless it is empty because nothing is this person's."""
        on = self.desk.key_of("go-on")
        return f"None of these is yours: {on} goes on." if self.step.by == "owner" else ""

    def not_yet(self) -> list[str]:
        """What the step still waits for before it is done, in words; nothing when that was set aside."""
        if self.view.waived(f"done:{self.method.method}/{self.step.id}"):
            return []
        state = done_state(self.view, self.method, self.step, self.resolve, self.desk.run)
        return [said for said, met in state if not met]

    @property
    def verbs(self) -> Mapping[str, Intent]:
        """Commands that may be given now without a value -> what they ask for."""
        return {}

    async def perform(self, intent: Intent | None) -> Outcome[Any] | None:
        """Do what an intent asks for. None when it could not be kept."""
        return None

    # where the keys go

    @property
    def edit(self) -> EditLine | None:
        """The edit line that has focus, or None: letters are commands then."""
        focused = self.screen.focused if self.is_mounted and self.is_attached else None
        if isinstance(focused, EditLine) and self in focused.ancestors:
            return focused
        return None

    @property
    def typing(self) -> bool:
        """Whether letters are text."""
        return self.edit is not None

    @property
    def resting_cell(self) -> Offset | None:
        """Cell of the screen where the terminal's cursor stands while no widget has the keys."""
        return None

    def start(self) -> Widget | None:
        """The widget that has focus at entry."""
        return None

    async def enter(self) -> bool:
        """Enter: in and on. True when it was used."""
        return False

    async def escape(self) -> bool:
        """Esc: out one level, nothing lost. True when there was a level to leave."""
        return False

    async def press(self, key: str) -> bool:
        """Any other key. True when it was used."""
        return False

    async def pasted(self, lines: list[str]) -> bool:
        """Lines were pasted: several, or while letters are commands. False when nothing here takes them."""
        return False

    async def focus_on(self, item: str, field: str, *, stand: bool = False) -> None:
        """Put the focus on an item, and on a field of it where fields are asked.

        Kinds in which nothing has the focus for long (grids, questions to each person) stay as they opened.

        Args:
            item: Id of the item.
            field: Name of the field, "" for none.
            stand: Whether a card only has the focus; else it is opened.
        """

    async def move_card(self) -> None:
        """`M`: the card in focus to another list."""
        self.desk.say("Cards of a board move to another list. There is none here.", "hint")

    # going on

    async def leave(self) -> bool:
        """Keep every field as it stands. False when something could not be kept."""
        return True

    async def onward(self) -> bool:
        """`n` within the step (next world, next part). False: the desk goes on."""
        return False

    async def next_person(self) -> None:
        """`N`: hand in the ballot and begin that of the next person at this keyboard."""
        self.desk.say("No answers of each person are asked here.")

    async def backward(self) -> bool:
        """`b` within the step. False: the desk goes back."""
        return False

    def redraw(self) -> None:
        """The snapshot changed: draw what is different. Cursor and scroll stay where they are."""

    def place(self, name: str) -> str:
        """Key of a draft in this step."""
        return f"{self.desk.here.id}/{self.step.id}/{name}"

    async def go_on_typing(self) -> None:
        """Open what holds words that were being typed when the step was left: a card, a line of its own."""

    def being_typed(self, form: str = "card") -> tuple[str, str]:
        """(item, field) of the form in which words were being typed; ("", "") when there is none.

        Args:
            form: `card` for a card that is opened, `form` for a step that is a form.
        """
        for place in self.desk.drafted_below(f"{self.desk.here.id}/{form}/"):
            item, key = place.split("/")[2:4]
            if item.startswith("record:") or self.view.item(item) is not None:
                return item, key
        return "", ""
