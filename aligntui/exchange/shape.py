"""The shape of an export: a strict envelope around open collections.

These structs are the published schema (`aligntui schema export`), and every export is checked against
them before it is written. Keys that are not listed are refused; what stands inside `fields` is the
business of the method that asked for it. Codes stand where the app keeps ids; the session id stands once.
Additions keep `aligntui: 1`; a removal makes it 2, and 1 is read for ever.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec

VERSION = 1
"""Format that is written, and the newest that is read."""

LARGEST = 2**53 - 1
"""Largest whole number that every reader of JSON keeps."""

_SCALAR = ["string", "number", "boolean", "null"]
Value = Annotated[
    Any,
    msgspec.Meta(
        extra={"is": "value"},
        extra_json_schema={"type": [*_SCALAR, "array"], "items": {"type": _SCALAR}},
    ),
]
"""Value of a field: a text, a number, or a list of these. Links are codes."""

Number = Annotated[
    float | None, msgspec.Meta(extra={"is": "number"}, extra_json_schema={"type": ["number", "null"]})
]
Count = Annotated[int, msgspec.Meta(ge=0, le=LARGEST)]


class Strict(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """Base of everything in the envelope: unknown keys are refused."""


class Head(Strict, kw_only=True):
    """The session itself."""

    id: str = ""
    """Id of the session: the only id in the file."""
    title: str
    created: str = ""
    """ISO time."""
    changed: str = ""
    """ISO time of the last change."""
    settled: bool = True
    """False while some codes may still change (see `provisional`)."""
    provisional: list[str] = []
    """Codes that are not fixed yet."""
    counters: dict[str, Count] = {}
    """Series -> highest number given, so that no code is given twice: S, SO, #A, OB3.c."""


class MethodUsed(Strict, kw_only=True):
    """A definition the session works with."""

    name: str
    """Method, `agenda:NAME`, or `collections`."""
    version: Count = 1
    hash: str = ""
    body: dict[str, Any] = {}
    """The definition itself, where it is not one that AlignTUI ships."""


class Former(Strict, kw_only=True):
    """A former value of a field that keeps its history."""

    value: Any = None
    by: str = ""
    at: str = ""
    why: str = ""


class Entry(Strict, kw_only=True):
    """An item of a collection, or a record."""

    code: str = ""
    """Its label. Items that have none are called COLLECTION.N here."""
    text: str = ""
    """Its own words."""
    status: Literal["draft", "agreed", "parked", "dropped"] = "draft"
    reason: str = ""
    """Why it is parked or dropped."""
    of: str = ""
    """Code of the item it hangs on."""
    run: Count = 0
    """Number of the run in `runs` that it was written in, from 1, of a child that every run has anew."""
    into: str = ""
    """Code of the item it was merged into."""
    was: list[str] = []
    """Former codes; they still lead here."""
    fields: dict[str, Value] = {}
    """Answers by field, in the order asked."""
    kept: dict[str, Any] = {}
    """Values of fields that are no longer asked, or that no longer fit."""
    past: dict[str, list[Former]] = {}
    """Former values of revised fields, oldest first."""


class Tied(Strict, kw_only=True):
    """A link: two items under a relation."""

    from_: str = msgspec.field(name="from")
    to: str
    fields: dict[str, Value] = {}
    kept: dict[str, Any] = {}


class StepOfRun(Strict, kw_only=True):
    """One screen of a run."""

    step: str
    entry: Count = 0
    """Line of the agenda it belongs to, from 1."""
    title: str = ""
    ask: str = ""
    minutes: Count = 0
    used: Count = 0
    """Seconds spent."""
    state: Literal["todo", "begun", "done", "skipped"] = "todo"
    phase: str = ""


class Sitting(Strict, kw_only=True):
    """A run: an agenda, a method or a step on a date."""

    title: str
    agenda: str = ""
    solo: bool = False
    as_of: str = ""
    next: str = ""
    """Date of the next review."""
    at: str = ""
    steps: list[StepOfRun] = []


class Result(Strict, kw_only=True):
    """What a round gave for one subject, without names. Few answers give fewer figures."""

    given: Count
    """How many answered."""
    mean: Number = None
    median: Number = None
    low: Number = None
    high: Number = None
    sum: Number = None
    counts: dict[str, Count] = {}
    """Answer -> how many gave it."""


class Given(Strict, kw_only=True):
    """One person's answers in a round that was held under names (`--with-answers`)."""

    by: str = ""
    state: Literal["open", "in", "skipped"] = "in"
    answers: dict[str, Any] = {}


class Sorted(Strict, kw_only=True):
    """A line of free words and what it was sorted to (`--with-answers`)."""

    ballot: Count
    """Number of the ballot in `ballots`, from 1."""
    line: str
    """Number of the line on it."""
    to: str
    """Code of an item, or a word."""


class Asked(Strict, kw_only=True):
    """A round: a question put to people once."""

    step: str
    run: Count = 0
    """Number of the run in `runs`, from 1; 0 for none."""
    pass_: Count = msgspec.field(default=1, name="pass")
    """1 for the first time it was asked in its run, 2 for the second."""
    state: Literal["open", "closed", "revealed"] = "open"
    privacy: Literal["named", "secret", "none"] = "named"
    date: str = ""
    answer: dict[str, Any] = {}
    """What could be answered: type, from, to, total, cap."""
    subjects: list[str] = []
    """Codes, pairs `S1>O1`, fields `SO1#impact` or test keys."""
    away: list[str] = []
    """Those of them that were in no list when the round was closed."""
    erased: bool = False
    results: dict[str, Result] = {}
    ballots: list[Given] = []
    matches: list[Sorted] = []


class Waived(Strict, kw_only=True):
    """A need or finding set aside."""

    what: str
    reason: str
    by: str = ""
    at: str = ""


class Clashed(Strict, kw_only=True):
    """Two versions of the same words, both kept until somebody chooses."""

    target: str
    """Code of the item, or `relation|from|to` of a link."""
    field: str
    base: str = ""
    theirs: str = ""
    yours: str = ""
    by: str = ""
    at: str = ""


class Archive(Strict, kw_only=True):
    """Everything, answers and names too, as stored (`--archive`): one JSON text for each row."""

    format: Count
    meta: str
    tables: dict[str, dict[str, str]] = {}


class Envelope(Strict, kw_only=True):
    """One exported session."""

    aligntui: Literal[1]
    session: Head
    methods: list[MethodUsed] = []
    collections: dict[str, list[Entry]] = {}
    """Lists as declared, items by code."""
    order: dict[str, list[str]] = {}
    """Order in which a list is shown, where it is not the order of its codes."""
    records: dict[str, Entry] = {}
    """Forms that are filled once: scope, vision."""
    links: dict[str, list[Tied]] = {}
    """Relation -> its pairs."""
    runs: list[Sitting] = []
    rounds: list[Asked] = []
    waivers: list[Waived] = []
    clashes: list[Clashed] = []
    computed: dict[str, Any] = {}
    """Figures and findings for readers. Import never reads them."""
    archive: Archive | None = None


def schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of the export."""
    from aligntui.methods.schema import DRAFT, describe

    made = msgspec.json.schema(Envelope)
    definitions: dict[str, Any] = made.get("$defs", {})
    for struct in Strict.__subclasses__():
        describe(struct, definitions.get(struct.__name__, {}).get("properties", {}))
    return {"$schema": DRAFT, "title": "AlignTUI export", **made}
