"""The typed form of method, agenda and collection files.

These structs are the schema: `aligntui validate` checks files against them, `aligntui schema` prints
them as JSON Schema, and every docstring below a field is the help an author of a method reads.
Texts are plain text. A key that is not listed here is an error, never ignored.
"""

from typing import Any, Literal

import msgspec

from aligntui.methods.lists import CodeRule, Collection, Field, FieldType, Record, Relation, Spec, Use
from aligntui.methods.pages import Chapter, Part, Passage, Section

AGENDA = "agenda:"
"""Before the name of an agenda, where methods and agendas stand side by side."""
SHARED = "collections"
"""Name of the shared lists there."""

KindName = Literal["talk", "form", "board", "matrix", "table", "plot", "ask", "sort", "report"]
Level = Literal["fundamentals", "intermediate", "advanced"]
PrivacyMode = Literal["named", "secret", "none"]
AnswerType = Literal["scale", "rank", "points", "dots", "choice", "words", "ties"]
Layout = Literal["columns", "2x2", "axes", "pairs"]


class Need(Spec, kw_only=True):
    """A condition on data that must hold before a method or step makes sense."""

    count: str | list[str]
    """Collections (or `raters`) that are counted together."""
    where: str = ""
    min: int = 1
    why: str = ""
    """Said to the person, in one sentence."""
    go: str = ""
    """Step that would mend it, `method/step`."""
    override: bool = True
    """False: nobody may go on without it."""
    else_: str = msgspec.field(default="", name="else")
    """Path taken instead while it is unmet: `solo`, as by one person alone; the step opens and says why."""


class Done(Spec, kw_only=True):
    """A condition a machine can see that says a step is finished. One of count, figure, filled."""

    count: str | list[str] | None = None
    where: str = ""
    figure: str | None = None
    """`name` or `name.part` of a figure with a number or a list: of a rule `n`, how many it found."""
    filled: list[str] | None = None
    """Fields of the step's record, or of every item, that must hold something."""
    each: bool = False
    """`min` and `max` hold for each counted collection, cell, or parent of a child list on its own."""
    min: int | None = None
    max: int | None = None
    say: str = ""
    """The condition in words: "3 to 6 lines in each box"."""


class Guide(Spec, kw_only=True):
    """What a busy person needs to do the step well. Every step of a shipped method has all parts."""

    why: str = ""
    how: list[str] = []
    example: str | list[str] = []
    """A worked line from daily business."""
    trades: dict[str, str | list[str]] = {}
    """Trade -> a worked line from it, in place of `example`."""
    not_like: str | list[str] = []
    """The same idea done badly, with the reason."""
    pitfalls: list[str] = []
    done: str = ""
    late: str = ""
    """What to cut first when time is short."""
    sources: list[str] = []


class Voice(Spec, kw_only=True):
    """What a step says in other words; of a guide, each part that is not empty."""

    ask: str | dict[str, str] = ""
    guide: Guide = msgspec.field(default_factory=Guide)


class Answer(Spec, kw_only=True):
    """What a person gives in a round."""

    type: AnswerType
    from_: int | None = msgspec.field(default=None, name="from")
    to: int | None = None
    total: int | None = None
    """Points or dots to give; dots default to a third of the items, 20 at most."""
    cap: int | None = None
    """At most so many on one subject."""
    max: int | None = None
    """At most so many words (lines) or ranks."""
    choices: dict[str, str] = {}
    note: bool = False
    """A one-line reason may go with the value."""


class Privacy(Spec, kw_only=True):
    """Who may see whose answer. Said on screen before the first key."""

    names: PrivacyMode = "named"
    sees: Literal["all", "facilitator"] = "all"
    floor: int = 0
    """Fewest answers before any distribution is shown; 0 takes the house rule."""


class Filter(Spec, kw_only=True):
    """Which items a step takes, in which order, how many."""

    where: str = ""
    order: str = ""
    """Field or figure part to sort by; `-` in front for falling."""
    limit: int | None = None


class Prompt(Spec, kw_only=True):
    """Our own data as the question: one prompt for each link or item, until any step ties one to it."""

    each: str
    """Relation or collection."""
    where: str = ""
    order: str = ""
    """Field to sort by, of a relation its rows and then its columns; `-` in front for falling."""
    say: str
    """Text with `{text}`, `{field}`, or of a relation `{row.text}`, `{col.field}` and its own fields."""
    makes: dict[str, list[str]] = {}
    """Fields that an answer fills: `cites: [row, col]` of a relation, `objective: [item]` of a collection."""
    known: str = ""
    """Words of the item that may be the answer: `text`, a field, or `link.field` of what it points to."""


class Preset(Spec, kw_only=True):
    """Items or columns offered at the start."""

    items: list[str | dict[str, str]] = []
    """Items that stand there once a run has begun, while the list is empty: words alone, or with fields that
    they hold, `{text: Energy stays dear, head: EC}`."""
    from_: str = msgspec.field(default="", name="from")
    """Collection whose chosen item shapes the presets (axes make four worlds)."""
    where: str = ""
    make: int | None = None
    key: list[str] = []
    """Choice fields whose combinations name the presets."""


class Margins(Spec, kw_only=True):
    """Figure parts beside the rows (matrix, table, pairs) and under the columns (matrix)."""

    rows: str | list[str] = []
    cols: str | list[str] = []


TEXT = "text"
"""Name of an item's own words among its fields."""
PLAN = "plan"
"""Name of the plan on one page among what a report shows."""


class Step(Spec, kw_only=True):
    """One screen of a method. Which keys a kind takes is in `methods.kinds`."""

    kind: KindName
    id: str
    title: str
    use: str = ""
    """Step of another method, `method/step`, that is borrowed; what is written beside it replaces its own."""
    short: str = ""
    """Name on the trail of a method's steps: Grid, Cards."""
    ask: str | dict[str, str] = ""
    """The question in row 3; a mapping asks another one per column, cell or block (`S*O`)."""
    minutes: int | None = None
    guide: Guide = msgspec.field(default_factory=Guide)
    solo: Voice | None = None
    """What it says in other words where one person works alone."""
    # what
    of: str | list[str] | dict[str, str] | None = None
    """table, plot, report: the collection; a mapping `{figure: name.part}` takes a computed list."""
    about: str | list[str] | None = None
    """ask: the collections, or the statements, that are rated; talk: the collections talked about."""
    relation: str | None = None
    """matrix: the relation that is crossed."""
    record: str | None = None
    """form: the record that is filled; with `each`, the child collection written per item, on one card with
    fields of the item itself, named `parent.field`."""
    holds: str | list[str] | None = None
    """board, matrix: the collection whose cards stand in the columns."""
    fields: list[str] | None = None
    """The subset of fields asked here, `text` for the words; all when left out. In a form a part of a figure
    among them stands there as a row, once all above it is answered. In an ask the scales on which each item
    is rated, one beside the other."""
    now: list[str] = []
    """Fields of an open card that are asked at once with its words, others behind a row; all if left out."""
    only: dict[str, str] = {}
    """form: field -> condition under which it is asked here, of the item that holds what is asked: a `record`
    of each, where there is one."""
    shows: list[str] = []
    """Fields of earlier steps shown above, not editable; of a matrix beside its rows and columns. A form also
    shows parts of figures there, as they stand while one types; a table and a matrix show them as columns
    beside the items, and so do the list's table in Markdown and its spreadsheet."""
    each: str | None = None
    """Repeat the step for each item of this collection."""
    split: str | list[str] | None = None
    """Columns: collections, or the choice, scale or yes-no field whose values are the columns."""
    preset: Preset | list[str] | None = None
    x: str | None = None
    """plot: field along the bottom."""
    y: str | None = None
    """plot: field up the side."""
    cut: list[int] | None = None
    """plot: first value that counts as high, [x, y]; when left out as a `quadrant` says, else [3, 4]."""
    names: dict[str, str] = {}
    """plot: names of `lo_hi` (x low, y high), `hi_hi`, `lo_lo`, `hi_lo`; else as a `quadrant` says."""
    mark: str | None = None
    """plot: yes-no field that Space sets ("take on"); board, table: the one that a sign sets."""
    tests: list[Field] = []
    """ask: statements rated when no collection is; each with `label` and `ask`."""
    # which
    filter: Filter | None = None
    # how
    phases: list[str] = []
    """Phases of the step in order: write, reveal, merge, vote, rate, talk, again, decide, read."""
    answer: Answer | None = None
    into: str | None = None
    """Field that takes the agreed value of a rating when the round is revealed."""
    rounds: int = 1
    by: Literal["", "each", "owner"] = ""
    """`each`: every person fills it silently, as a ballot; `owner`: each his own items only, by their `owner`
    or by whom they hang on. One person alone is asked for all."""
    not_self: bool = False
    """ask: nobody rates himself."""
    talk: str = ""
    """ask, matrix, plot: part of a figure in whose order a team talks once answers are revealed; `-` in front
    for falling. The widest difference first when left out."""
    gate: str | None = None
    """Step that opens only for people who answered yes here."""
    privacy: Privacy | None = None
    layout: Layout | None = None
    """How the cards of a board stand. `pairs`: a form of two linked things, the yes-no questions that test
    them, and the pairs tried; `margins.rows` name the verdict, the same as a sentence, and its mark."""
    prompt: Prompt | None = None
    makes: str | None = None
    """form: the collection that new items go to; one repeated for each item of a list may add more to it."""
    push: dict[str, str] = {}
    """Value of the split field -> collection that gets a copy that cites, once the step is done."""
    when: str = ""
    """Condition under which the step is asked: of one of its items, of a record or of a figure. The step is
    passed over while it does not hold."""
    new: Literal["", "each_run"] = ""
    """Child items: a new one in every run. Without it the one written last is filled further."""
    why: str = ""
    """form: field of the `record` whose words are the reason of a value that is revised on its card."""
    words: str | None = None
    """sort: the ask step whose words are sorted."""
    to: str | list[str] | None = None
    """sort: collections the words are sorted to."""
    or_: str | None = msgspec.field(default=None, name="or")
    """sort: word for what fits nowhere ("stranger")."""
    reveal: str | None = None
    """Figure part shown only after the answer."""
    between: str | None = None
    """Step of this method with a second round: this one is written behind it, and gone through before people
    answer again."""
    erase: str | None = None
    """Ask step whose raw answers may be erased here."""
    # end
    needs: list[Need] = []
    done: list[Done] = []
    waive: bool = False
    """What `done` waits for, or what `needs` lack, may be set aside with a reason: nothing speaks against
    going on then, and a step that lacks something opens without it."""
    read_back: str = ""
    """One closing sentence with figures: "{grid.most} is the most connected". What their checks ask is said
    with it."""
    checks: list[dict[str, Any]] = []
    margins: Margins | None = None
    show: list[str] = []
    """report: figures, `name.part`; lists, groups of them, records, relations; `plan`, all on one page."""

    @property
    def shows_plan(self) -> bool:
        """Whether the plan on one page stands on it."""
        return PLAN in self.show


class People(Spec, kw_only=True):
    """How many people a method or agenda suits."""

    min: int = 1
    best: str = ""


class Method(Spec, kw_only=True):
    """One technique: a file in `workshops/`."""

    method: str
    title: str
    level: Level
    order: int = 100
    """Place among the methods of its level: lower stands first, then by title."""
    version: int = 1
    people: People = msgspec.field(default_factory=People)
    minutes: int | None = None
    """Time with a team; the sum of the steps when left out."""
    solo: int | None = None
    """Minutes alone."""
    summary: str = ""
    asks: str = ""
    gives: str = ""
    repeats: bool = False
    """Runs again next quarter with progress of its own."""
    needs: list[Need] = []
    collections: dict[str, Collection] = {}
    uses: dict[str, Use] = {}
    records: dict[str, Record] = {}
    relations: dict[str, Relation] = {}
    figures: dict[str, dict[str, Any]] = {}
    """Name -> `{use: function, ...what it works on}`; `aligntui workshops --figures` lists functions."""
    checks: list[dict[str, Any]] = []
    groups: dict[str, list[str]] = {}
    """Name of several lists together -> the lists: `factors: [strengths, weaknesses]`."""
    plan: list[Section] = []
    """Sections of the plan on one page, beside those that all share."""
    report: list[Chapter] = []
    """Chapters of the report, beside those that all share."""
    spreadsheets: list[str] = []
    """Lists and groups of lists that are offered as a spreadsheet; any list can be had by its name."""
    steps: list[Step]
    sources: list[str] = []


class Entry(Spec, kw_only=True):
    """One line of an agenda: exactly one of step, steps, method, talk, break."""

    step: str | None = None
    """`method/step`."""
    steps: list[str] | None = None
    """Several screens under one line of the agenda."""
    method: str | None = None
    """All steps of a method."""
    talk: str | None = None
    """A timebox with words: welcome, read-out."""
    break_: int | None = msgspec.field(default=None, name="break")
    """Minutes of rest."""
    title: str = ""
    ask: str = ""
    minutes: int | None = None
    done: str = ""
    """Move on when..."""
    guide: Guide = msgspec.field(default_factory=Guide)


class Agenda(Spec, kw_only=True):
    """A timed running order over steps of methods: a file in `workshops/agendas/`."""

    agenda: str
    title: str
    people: str = ""
    level: Level = "fundamentals"
    version: int = 1
    summary: str = ""
    prepare: str = ""
    gives: str = ""
    solo: bool = False
    """Written for one person: second passes in place of a group."""
    steps: list[Entry]


class Shared(Spec, kw_only=True):
    """`workshops/collections.yaml`: lists that several methods use."""

    collections: dict[str, Collection]
    plan: list[Section] = []
    """Sections of the plan on one page, in order."""
    report: list[Chapter] = []
    """Chapters of the report, in order."""
    spreadsheets: list[str] = []
    """Lists that are offered as a spreadsheet in every session, behind those of its methods."""
    asides: dict[Literal["later", "decided"], Step] = {}
    """Steps of no method that are open from any step: a thought for later, a decision."""


def as_list(value: str | list[str] | None) -> list[str]:
    """A one-or-many key as a list: None gives an empty one."""
    if value is None:
        return []
    return [value] if isinstance(value, str) else list(value)


__all__ = [
    "AGENDA", "SHARED",
    "Agenda", "Answer", "AnswerType", "Chapter", "CodeRule", "Collection", "Done", "Entry", "Field",
    "FieldType", "Filter", "Guide", "KindName", "Layout", "Level", "Margins", "Method", "Need", "Part",
    "Passage", "People", "Preset", "Privacy", "PrivacyMode", "Prompt", "Record", "Relation", "Section",
    "Shared", "Spec", "Step", "Use", "Voice", "as_list",
]  # fmt: skip
