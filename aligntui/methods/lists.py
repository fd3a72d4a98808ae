"""The typed form of lists: collections, records and relations with their fields.

Part of the schema of `methods.types`, which offers these names to everybody else.
"""

from typing import Literal

import msgspec

FieldType = Literal[
    "text", "long", "number", "date", "choice", "yesno", "scale", "link", "list", "chain", "figure"
]


Colour = Literal["", "green", "gold", "blue", "violet"]


class Spec(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """Base of everything an author may write: unknown keys are refused."""


class Field(Spec, kw_only=True):
    """One field of a collection or record."""

    type: FieldType
    label: str = ""
    """Short name beside the field; the key with spaces when empty."""
    ask: str = ""
    """The question while the field has focus. `{text}`, `{field}`, `{record.field}` are our own words."""
    help: str = ""
    """One more sentence for who is stuck."""
    example: str = ""
    """Shown in grey while the field is empty."""
    trades: dict[str, str] = {}
    """Trade -> example for those in it, in place of `example`."""
    trade: bool = False
    """What is chosen here, in a record, is the trade whose examples are shown."""
    known: str | list[str] | None = None
    """Where its first words are known from: `record.field`, a list, `list.field`, or `link.field` of what it
    points to. They stand in place of the example, with their source, to be taken over."""
    unit: str = ""
    """What a number counts: the unit itself (pounds, %), or the field that holds it: `unit` of the item,
    `parent.unit`, `record.field`."""
    from_: int | None = msgspec.field(default=None, name="from")
    """Lowest point of a scale."""
    to: int | None = None
    """Highest point of a scale."""
    of: str | list[str] | None = None
    """Collections a link may point to; `any` for all."""
    choices: dict[str, str] = {}
    """`key: label`. Keys are stored. For a scale: labels of its points, keyed "1", "2"..."""
    many: bool = False
    """Several values: choices or links."""
    max: int | None = None
    """At most so many lines (list, chain) or links."""
    words: str = ""
    """Word limit: `35` at most, or `80-150`."""
    or_: dict[str, str] = msgspec.field(default={}, name="or")
    """Words allowed in place of a link, `key: label`."""
    unknown: bool = False
    """"Not known yet" is an answer."""
    revised: bool = False
    """Old values are kept with by, when and why, in exports too; a change in a later sitting asks why."""
    suggest: str = ""
    """Figure that proposes a value, `name.part`: one key takes it over, and a person may overrule it. A field
    of the type figure shows what the figure says of its item."""
    when: str = ""
    """Condition under which the field is asked."""
    default: str = ""
    """What a new item holds here from the start: a value, `run.as_of` for the day of the run, `me` for who
    writes it."""
    was: str = ""
    """Former key of the field: its values move here once a session takes the method as it is today."""
    partly: bool = False
    """A yesno that may also say "partly"."""
    only_one: bool = False
    """At most one item of the collection may say yes."""
    ahead: list[str] = []
    """Scales of the items in `of`: what is high in all of them is offered first."""


class CodeRule(Spec, kw_only=True):
    """How items are numbered when a plain prefix does not do."""

    from_: str = msgspec.field(default="", name="from")
    """Choice field whose value is the prefix: SO1, WO2."""
    letters: str = ""
    """First letter of a series A, B, C."""
    under: str = ""
    """Parent collection: codes are `<parent code>.<mark><n>`, as OB3.c2."""
    mark: str = ""
    """Mark of a child code."""


class Collection(Spec, kw_only=True):
    """A named list of items with typed fields."""

    code: str | CodeRule
    """Prefix of the codes (`S` gives S1, S2), or a rule."""
    title: str = ""
    """Plural name in headings."""
    one: str = ""
    """Singular with article: "a new strength"."""
    counted: list[str] = []
    """How its items are counted, one and many: `[axis, axes]`; as the key makes it when left out."""
    note: str = ""
    """A word beside the heading: inside, outside."""
    ask: str = ""
    """The question the list answers."""
    colour: Colour = ""
    """Colour of its heading and codes; the accent of the theme when left out."""
    limit: int | None = None
    """More than this many is a finding, not a wall."""
    of: str | None = None
    """Parent collection of a child list."""
    says: str = ""
    """How an item reads as a sentence: "By {due}, {owner} moves {measure} to {target}"."""
    wordless: bool = False
    """Its items have no words of their own, as a reading is a day and a number: none are asked for, and they
    are named by `says`, else by what their fields hold. A line fills the first field without a default."""
    fields: dict[str, Field] = {}
    """Fields beside the item's own words."""
    examples: list[str] = []
    """Good lines, shown in grey while the list is empty; split by a choice one for each, in order."""
    trades: dict[str, list[str]] = {}
    """Trade -> good lines for those in it, in place of `examples`."""
    of_session: bool = False
    """Belongs to the team (people), not to a method."""


class Use(Spec, kw_only=True):
    """What a method adds to a shared collection."""

    adds: dict[str, Field] = {}
    title: str = ""
    one: str = ""
    ask: str = ""
    examples: list[str] = []
    limit: int | None = None


class Record(Spec, kw_only=True):
    """A form without a collection: one per name and session (scope, vision)."""

    title: str = ""
    says: str = ""
    """How the record reads as a sentence."""
    words: str = ""
    """Word limit of the whole sentence."""
    fields: dict[str, Field]


class Relation(Spec, kw_only=True):
    """A crossing of two lists whose pairs carry values: the TOWS grid, the wind tunnel."""

    rows: str | list[str]
    cols: str | list[str]
    where: str = ""
    """Which columns take part (condition on the column items)."""
    fields: dict[str, Field]
    """First field is the value shown in the cell; others are asked behind Enter, one after the other."""
    pairs: Literal["all", "others", "once", "upward"] = "all"
    """Which pairs are asked: `all`; `others`: none with itself; `once`: each two once, a half grid; `upward`:
    from what stands lower to what stands higher `along` a field."""
    along: str = ""
    """Choice or number field that ranks the items, for `pairs: upward`; the first choice is lowest."""
    title: str = ""
