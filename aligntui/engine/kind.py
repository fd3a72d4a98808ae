"""What a kind of step is to a face: what may be done now, what came of it, and what stands there.

A kind decides and never draws. It is asked with a context, which is the session as this person may see it,
and a state, which is where the person stands in the step. Both are values: a face keeps the state that came
back, stores the ops, and asks again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import wraps
from typing import Any, Generic, Literal, Protocol, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from aligntui.analysis.figure import Finding, Part
from aligntui.analysis.figures import Figures
from aligntui.analysis.view import View
from aligntui.engine.messages import Message
from aligntui.engine.runs.walk import ask_of
from aligntui.methods.types import Method, Step
from aligntui.session.model import NAMELESS, Item, Run, RunStep
from aligntui.session.ops import AnyOp
from aligntui.session.roles import MAY, Matter, Role

S = TypeVar("S")
T = TypeVar("T")

Takes = Literal["", "words", "lines", "long", "number", "scale", "choice", "choices", "item"]
"""What an intent's value is: nothing, a line, several lines, long text, a number, a point of a scale, the key
of a choice, several keys, or the id of an item."""


class Seats(Protocol):
    """Whose ballot is filled in at this place."""

    keeps_lines: bool
    """Whether what is typed here stays to be read by whoever sits down next."""

    def known(self, round_id: str, privacy: str) -> str | None:
        """Name or mark under which the present person's ballot stands in a round; None while it has none."""

    def mark(self, round_id: str, privacy: str) -> str | None:
        """The same to answer under: asked anew, made where there is none yet, and kept."""

    def seat(self, round_id: str) -> int:
        """Which ballot of this place is filled in: 0 for the own one, else of somebody who sits here too."""

    def next_mark(self, round_id: str) -> str:
        """Mark of the next further ballot of this place that is not handed in; "" where none was begun."""


class StepContext(Struct, frozen=True, eq=False):
    """All that a kind may know: the snapshot, the run, who is here. Made anew for each intent."""

    view: View
    figures: Figures
    run: Run
    place: RunStep
    """The step of the run one stands on."""
    method: Method
    step: Step
    person: str
    people: int
    """People who have this session open."""
    seats: Seats
    new_id: Callable[[], str]
    now: Callable[[], str]
    """The moment, ISO with seconds and offset."""
    typed: Callable[[str], str]
    """Words that wait in a line by its place; "" where none do."""
    typed_below: Callable[[str], Sequence[str]]
    """Places that begin so at which words wait, the latest first."""
    step_of: Callable[[str], tuple[Method, Step] | None]
    """Method and step by `method/step`, of the session or of the methods at hand."""
    role: Role = "lead"
    hands_on: bool = True
    """Whether ballots of further people may be opened here."""
    here: Collection[str] = ()
    """Names of those who have this session open, as far as one looked."""

    memo: dict[object, Any] = field(default_factory=dict)
    """What was worked out of this snapshot already, by the function that works it out."""

    @property
    def phase(self) -> str:
        """Phase of the step, or ""."""
        return self.place.phase

    @property
    def is_voting(self) -> bool:
        """Whether dots are given in this phase."""
        return self.phase == "vote"

    @property
    def alone(self) -> bool:
        """Whether one person types for all who take part."""
        return self.run.solo or self.people < 2

    @property
    def question(self) -> str:
        """The question of the step."""
        return self.place.ask or ask_of(self.step)

    @property
    def signed(self) -> dict[str, Any]:
        """Who writes here and when, as it is kept; of a step that keeps nobody's name neither is."""
        privacy = self.step.privacy
        if privacy is not None and privacy.names == "none":
            return {"by": NAMELESS, "at": self.run.at}
        return {"by": self.person, "at": self.now()}

    def may(self, matter: Matter) -> bool:
        """Whether the role of this person may do something."""
        return matter in MAY[self.role]

    def resolve(self, ref: str) -> Part | None:
        """A figure part by the name that method files use."""
        return self.figures.part(self.method.method, ref)

    def own(self, items: list[Item]) -> list[Item]:
        """Those of these items that this person is asked for: where each answers for his own, only his."""
        from aligntui.engine.ownership import mine

        return mine(self.view, items, self.person) if self.step.by == "owner" and not self.alone else items

    def finding_about(self, *ids: str, figures: Figures | None = None) -> Finding | None:
        """The worst finding of the step about one of these items, by what is agreed or by other figures."""
        found = (figures or self.figures).findings(self.method, self.step)
        return next((f for f in found if f.target in ids), None)

    def finding_behind(self) -> Finding | None:
        """The worst finding of the figures that close the step, with what it is about."""
        from aligntui.analysis import gather, readout

        behind = readout.behind(self.step.read_back, self.figures, self.method.method)
        worst = next(iter(gather.gather(self.view, behind)), None)
        return replace(worst.first, message=gather.words(self.view, worst)) if worst is not None else None

    def not_yet(self) -> list[str]:
        """What the step still waits for before it is done; nothing when that was set aside."""
        from aligntui.analysis.done import done_state

        if self.view.waived(f"done:{self.method.method}/{self.step.id}"):
            return []
        # What others write in silence counts, though nobody sees it yet.
        state = done_state(self.view, self.method, self.step, self.resolve, self.run)
        return [condition for condition, met in state if not met]

    def line_place(self, name: str) -> str:
        """Where words of a line of this step wait."""
        return f"{self.place.id}/{self.step.id}/{name}"


def once(work: Callable[[StepContext], T]) -> Callable[[StepContext], T]:
    """Work something out of a context once: a snapshot does not change."""

    @wraps(work)
    def worked(ctx: StepContext) -> T:
        if work not in ctx.memo:
            ctx.memo[work] = work(ctx)
        known: T = ctx.memo[work]
        return known

    return worked


def neighbour(ids: Sequence[str], at: str, step: int) -> str:
    """The one so many places on, or the last one in that direction; from the first one where `at` is gone."""
    place = ids.index(at) if at in ids else 0
    return ids[max(0, min(len(ids) - 1, place + step))] if ids else ""


def nearest(view: View, items: Sequence[Item], ref: str) -> Item:
    """The one meant, or what it was merged into; where it is gone the next of these, at the end the last."""
    stands = view.item(ref)
    known = next((item for item in items if stands is not None and item.id == stands.id), None)
    if known is not None or not ref:
        return known or items[0]
    place = view.place(ref)
    return next((item for item in items if view.place(item.id) >= place), items[-1])


class Intent(Struct, frozen=True):
    """What a person wants done: a verb, which is the name of a command, and what it is done to."""

    verb: str
    item: str = ""
    """Id of an item, a pair of them, or the subject of a question."""
    field: str = ""
    value: Any = None
    """Words as typed, a number, a key; None takes back."""


class Offer(Struct, frozen=True):
    """One thing that may be done now, and what it takes."""

    verb: str
    item: str = ""
    field: str = ""
    takes: Takes = ""
    choices: tuple[tuple[str, str], ...] = ()
    """Key and label of what may be chosen."""
    low: int | None = None
    high: int | None = None
    name: str = ""
    """The field as people call it; "" where its row says it."""
    of: str = ""
    """Type of the field: `number`, `date`, `link`; "" where it is none."""
    unit: str = ""
    """What its number counts."""
    unknown: bool = False
    """Whether "not known yet" is an answer."""


class Prompt(Struct, frozen=True):
    """A question put before something is done; the answer comes back as an intent."""

    message: Message
    ways: tuple[tuple[str, Message], ...]
    """Key and words of what may be chosen; the first one has the key "" and changes nothing."""
    answer: Intent
    """What is done with the key that was chosen as its value."""


class Errand(Struct, frozen=True):
    """A way out of the step: to another step, to what an item rests on, or to where it is written."""

    to: Literal["step", "why", "item"]
    ref: str
    step: str = ""
    """`method/step` of the run whose line is opened for the item; "" for where the item is written."""


class NextSeat(Struct, frozen=True):
    """Another ballot is filled in here; the face asks for the name of a next person where it is named."""

    round: str
    privacy: str
    is_own: bool = False
    """Whether it is the ballot of whoever sits at this place, to which one goes back."""

    @property
    def asks_name(self) -> bool:
        """Whether it is asked whose it is."""
        return self.privacy == "named" and not self.is_own


class Handed(Struct, frozen=True):
    """That one has handed in, and waits for the others."""

    round: str
    left: int
    """How many have not handed in, as it was said."""


def handed_in(state: Any, round_id: str) -> bool:
    """Whether one handed in for a round, by the state of a kind; the answers may be changed since."""
    handed: Handed | None = state.handed
    return handed is not None and handed.round == round_id


class Outcome(Struct, Generic[S], frozen=True):
    """What came of an intent. `state` holds once `ops` are kept; refused ops leave all as it was."""

    state: S
    ops: tuple[AnyOp, ...] = ()
    """One change; with none there is nothing to keep."""
    message: Message | None = None
    """Said once the ops are kept."""
    ask: Prompt | None = None
    then: Intent | None = None
    """Done next, with the snapshot that the ops made: a change of its own, which undo takes back alone."""
    seat: NextSeat | None = None
    go: Errand | None = None
    leave: Literal["", "on", "past", "back"] = ""
    """Whether the step is left by it: to the next phase or step, past a second round, or back."""

    def within(self, state: T) -> Outcome[T]:
        """What came of an intent in a part, with the state of what it is a part of."""
        return Outcome(state, self.ops, self.message, self.ask, self.then, self.seat, self.go, self.leave)


class Row(Struct, frozen=True):
    """One thing that stands in a step, for whoever sees it line by line."""

    id: str
    words: str
    code: str = ""
    value: str = ""
    """What was answered, as words."""
    group: str = ""
    """Title of the list, column or part it stands under."""
    name: str = ""
    """What it is called away from its group, where code or words do not say enough."""


class Sight(Struct, frozen=True):
    """What stands in the step now, in order, without any drawing."""

    question: str
    rows: tuple[Row, ...] = ()
    focus: str = ""
    """Id of the row in focus."""
    beside: str = ""
    """How many are in, what is left to give."""
    notes: tuple[str, ...] = ()
    """Sentences around the rows: what they are about, what comes out."""


class Kind(Protocol[S]):
    """A state machine: `KIND` of the module in `engine.kinds` that bears the name of the kind."""

    def open(self, ctx: StepContext) -> S:
        """Where one stands on coming in."""

    def offers(self, ctx: StepContext, state: S) -> list[Offer]:
        """What may be done now, what is done most first."""

    def do(self, ctx: StepContext, state: S, intent: Intent) -> Outcome[S]:
        """What comes of an intent. One that is not offered changes nothing and says why."""

    def sight(self, ctx: StepContext, state: S) -> Sight:
        """What stands there now."""

    def finding(self, ctx: StepContext, state: S, words: Mapping[str, object]) -> Finding | None:
        """The one finding about what is in focus, as if the words in its lines (field -> words) were kept."""


def passed(state: S, intent: Intent) -> Outcome[S]:
    """What comes of an intent that the kind has nothing to add to: `go-on` and `go-back` leave the step."""
    match intent.verb:
        case "go-on":
            return Outcome(state, leave="on")
        case "go-back":
            return Outcome(state, leave="back")
        case "next-person":
            return Outcome(state, message=Message("no-answers-of-each"))
    return Outcome(state)
