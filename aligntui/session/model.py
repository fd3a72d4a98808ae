"""What a session holds. Plain data, no I/O, no clock: everything that depends on time is passed in.

A `Session` is treated as a value: `apply` (see `session.apply`) returns a new one and shares what did
not change. The id is the key everywhere; a code (`S1`) is a label that is never given to another item.
"""

from typing import Any, Literal

import msgspec

FORMAT = 1
"""Version of the session file. A newer one opens read-only."""

RECENT = 300
"""Changes kept in the session file itself; older ones move to the history file."""

UNKNOWN = "unknown"
"""Stored value of a number, date or scale that is "not known yet". Absent means not asked."""

Status = Literal["draft", "agreed", "parked", "dropped"]
RoundState = Literal["open", "closed", "revealed"]
BallotState = Literal["open", "in", "skipped"]
NAMELESS = ""
"""In place of the author of a card whose step keeps nobody's name; None where nobody is known."""
PrivacyMode = Literal["named", "secret", "none"]
Value = str | int | list[str] | None
"""What a field may hold. Numbers are decimal strings as entered, dates ISO strings, choices keys,
yes-no `yes` `no` `partly`, scales ints, single links item ids, list and chain lists of lines.
Fields of type link with `many` are not here: they are links, one per pair."""


WORDS = "words"
"""Subject of a ballot under which free words stand, as a list of lines."""


class Row(msgspec.Struct, omit_defaults=True, kw_only=True):
    """Base of everything stored."""


class Past(Row):
    """A former value of a field marked `revised`."""

    value: Any
    by: str | None = None
    at: str = ""
    why: str = ""


class Item(Row):
    """An entry of a collection. A record (scope, vision) is an item too: id `record:NAME`, no series."""

    id: str
    collection: str
    series: str = ""
    """Prefix of its code: S, WO, OB, `OB3.c`."""
    code: str = ""
    """Settled code; empty while provisional (see `session.codes`)."""
    text: str = ""
    fields: dict[str, Any] = {}
    status: str = "draft"
    reason: str = ""
    into: str = ""
    """Item it was merged into."""
    of: str = ""
    """Parent item."""
    pos: str = ""
    """Fractional key: place in the list (see `session.order`)."""
    was: list[str] = []
    """Former codes; they still resolve."""
    past: dict[str, list[Past]] = {}
    run: str = ""
    """Run that a child belongs to which every run has anew; of others the time they were written says so."""
    retired: bool = False
    """Taken back by undo; kept for history, shown nowhere."""
    by: str | None = None
    at: str = ""
    rev: int = 0
    """Revision of the session in which it last changed."""


class Link(Row):
    """Two items (or one twice) under a relation. One per (relation, from, to)."""

    relation: str
    a: str = msgspec.field(name="from")
    b: str = msgspec.field(name="to")
    fields: dict[str, Any] = {}

    @property
    def key(self) -> str:
        """Key of the link in its table."""
        return link_key(self.relation, self.a, self.b)


class Round(Row):
    """A question put to people once."""

    id: str
    step: str
    """`method/step`."""
    run: str
    n: int = 1
    subjects: list[str] = []
    """Item ids, `a>b` pairs or test keys, frozen when the round opens."""
    answer: dict[str, Any] = {}
    """The answer definition in force (type, from, to, total, cap)."""
    privacy: PrivacyMode = "named"
    state: RoundState = "open"
    date: str = ""
    """Day of the round: all that is kept of time in a secret one."""
    matches: dict[str, str] = {}
    """Free words sorted to items: `mark-or-person|line` -> item id or a word."""
    seats: int = 0
    """How many answer at the keyboard of somebody else; whose ballots those are is not kept."""
    erased: bool = False
    away: list[str] = []
    """Subjects that were in no list when the round was closed: points on them had not been given anew."""
    carried: dict[str, dict[str, Any]] = {}
    """Subject -> figures (given, mean, counts...) that came in a file whose raw answers stayed behind."""


class Ballot(Row):
    """One person's whole answer in a round."""

    id: str
    round: str
    by: str | None = None
    """Person, random mark (secret) or None."""
    state: BallotState = "open"
    answers: dict[str, Any] = {}
    """Subject -> value, or {value, note}. Words: subject `words` -> list of lines."""


class RunStep(Row):
    """One screen of a run: the run's own copy of an agenda line."""

    id: str
    step: str
    """`method/step`; `talk` or `break` for lines without a method."""
    entry: int
    """Number of the agenda line it belongs to, from 1: "step 4 of 10"."""
    title: str = ""
    ask: str = ""
    minutes: int = 0
    used: int = 0
    """Seconds spent."""
    state: Literal["todo", "begun", "done", "skipped"] = "todo"
    phase: str = ""


class Clock(Row):
    """The one clock of a run. What it has counted so far stands in `RunStep.used`."""

    step: str = ""
    """Id of the run step whose time it counts."""
    since: str = ""
    """Moment from which on it counts what is not in `used` yet; empty while it stands."""
    paused: bool = False
    """Whether somebody stopped it; else it stands because nobody is there."""
    by: str | None = None
    """Whose going on it follows; None for anybody's."""
    hand: str = ""
    """Who paused it last, or let it go on; "" for nobody known."""


class Room(Row):
    """Who leads a run, and where everybody is with her."""

    by: str = ""
    """Who began the run: she may take the lead back at any time."""
    leads: list[str] = []
    """Who leads now; nobody in particular where it is empty."""
    here: str = ""
    """Id of the run step where the room is."""
    calls: int = 0
    """How often whoever leads has called everybody there."""
    turn: int = 0
    """The room is in the run with the highest; of several with the same one, in that begun last."""
    renamed: dict[str, str] = {}
    """Name under which somebody wrote -> the one that she goes by since."""


class Run(Row):
    """One sitting: an agenda, a method or a step on a date."""

    id: str
    title: str
    agenda: str = ""
    """Agenda, method or step name that it was made from."""
    solo: bool = False
    as_of: str = ""
    """Day that pace, overdue and "in the past" refer to."""
    steps: list[RunStep] = []
    next: str = ""
    """Date of the next review."""
    at: str = ""
    clock: Clock | None = None
    """None for a run whose clock was never started."""
    room: Room | None = None
    """None for a run of one person, and for one that nobody leads."""


class Waiver(Row):
    """A need, finding or done-when set aside, with the reason."""

    id: str
    what: str
    """`need:tows`, `SM12:OB10-id`, `done:swot/factors`."""
    reason: str
    by: str | None = None
    at: str = ""


class Clash(Row):
    """Second version of words that two people edited at once. Both are kept until one key chooses."""

    id: str
    target: str
    field: str
    base: str
    theirs: str
    """Words that stand now."""
    yours: str
    """Words of the second writer, kept beside them."""
    by: str | None = None
    at: str = ""


class Meta(Row):
    """Head of the session file: all that a list of sessions shows stands here."""

    id: str
    title: str
    format: int = FORMAT
    rev: int = 0
    created: str = ""
    changed: str = ""
    last: str = ""
    """The last change in words, for the home list."""
    doing: str = ""
    """Agenda or method it runs."""
    progress: str = ""
    """`7 of 10` or `done`."""
    people: int = 1
    counters: dict[str, int] = {}
    """Highest settled number per series; never falls but by an undone settle."""
    counts: dict[str, int] = {}
    """Live items per collection, for the home list."""


class Definition(Row):
    """A method, agenda or the shared lists as the session uses them, so that it reads for ever."""

    name: str
    """`swot`, `agenda:solo-90`, `collections`."""
    version: int = 1
    hash: str = ""
    body: dict[str, Any] = {}


class Participant(Row):
    """A login that has written here. May point to an item of `people`."""

    id: str
    name: str
    person: str = ""
    auth: Literal["label", "key"] = "label"


class Change(Row):
    """One small edit: all ops or none."""

    id: str
    at: str
    by: str | None = None
    run: str = ""
    base: int = 0
    """Revision the writer saw."""
    rev: int = 0
    """Revision that the change made."""
    ops: list[Any] = []
    """`session.ops` structs (decoded by `session.ops.decode_change`)."""
    note: str = ""
    """What happened, in words: `S5 kept`."""
    undoes: str = ""
    """Change that this one takes back."""
    redoes: str = ""
    """Undo that this one takes back."""


class Session(Row):
    """Everything of one team's work: one TinyDB file."""

    meta: Meta
    items: dict[str, Item] = {}
    links: dict[str, Link] = {}
    records: dict[str, Item] = {}
    runs: dict[str, Run] = {}
    rounds: dict[str, Round] = {}
    ballots: dict[str, Ballot] = {}
    waivers: dict[str, Waiver] = {}
    clashes: dict[str, Clash] = {}
    participants: dict[str, Participant] = {}
    methods: dict[str, Definition] = {}
    recent: dict[str, Change] = {}
    """Change id -> change, oldest first."""


TABLES: dict[str, type[Row]] = {
    "items": Item,
    "links": Link,
    "records": Item,
    "runs": Run,
    "rounds": Round,
    "ballots": Ballot,
    "waivers": Waiver,
    "clashes": Clash,
    "participants": Participant,
    "methods": Definition,
    "recent": Change,
}
"""Tables of the session file in the order they are written, after `_meta`."""


def link_key(relation: str, a: str, b: str) -> str:
    """Key of a link: one per relation and pair."""
    return f"{relation}|{a}|{b}"


def record_id(name: str) -> str:
    """Id under which a record answers wherever an item id is wanted."""
    return f"record:{name}"


def pair(a: str, b: str) -> str:
    """Subject of a ballot that rates a pair of items."""
    return f"{a}>{b}"


def ends(subject: str) -> list[str]:
    """Ids of the items that a subject speaks of: `id`, `a>b` or `id#field`."""
    return [part.partition("#")[0] for part in subject.split(">")]
