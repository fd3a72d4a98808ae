"""Figures and findings: what analysis hands to screens, reports and exports.

A figure is computed, never stored and never edited. It has named parts; each part has a shape, so that
a report, a matrix margin and an export can show any part of any figure without knowing what it means.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Severity = Literal["error", "warning", "hint"]
MARKS: dict[str, str] = {"error": "!!", "warning": "!", "hint": "?"}
"""How severity reads without colour."""


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What a check says. Findings ask; they never block."""

    code: str
    """SM05, TW2, SW3..."""
    severity: Severity
    message: str
    """What is the matter, in one short sentence in the team's words."""
    mend: str = ""
    """How to mend it."""
    target: str = ""
    """Item id or `record:NAME` it is about; "" for the whole."""
    field: str = ""
    """Field that mends it; `text` for the words."""
    others: tuple[str, ...] = ()
    """Ids of other items involved."""
    place: str = ""
    """What is written where it is mended, unless that is `field` of the target: a relation, a `list.field`
    (of the first one of `others` where there are any), a step `method/step` whose answers are asked, with the
    phase in which they are given where it has several: `method/step/phase`."""

    matter: str = ""
    """What else it is about, where the same rule may ask something else of the same target later."""
    is_late: bool = False
    """Whether others of its severity are worth more, and come first."""

    @property
    def key(self) -> str:
        """Name under which a waiver sets this finding aside."""
        about = f"{self.code}:{self.target}" if self.target else self.code
        return f"{about}|{self.matter}" if self.matter else about

    @property
    def mark(self) -> str:
        """`!!`, `!` or `?`."""
        return MARKS[self.severity]


class Value(msgspec.Struct, frozen=True, tag="value"):
    """One number (full precision) with the decimals it is shown with; None when it cannot be said."""

    number: float | None
    decimals: int = 2
    unit: str = ""
    note: str = ""
    counted: bool = False
    """Whether the note is a count, such as "6 of 8": it says more, and stands in the place of the number."""


class Sentence(msgspec.Struct, frozen=True, tag="sentence"):
    """One sentence. Item ids in braces (`{id}`) are shown as their codes."""

    text: str


class Items(msgspec.Struct, frozen=True, tag="items"):
    """A list or order of items."""

    ids: list[str]


class PerItem(msgspec.Struct, frozen=True, tag="per_item"):
    """A number or word for each item."""

    values: dict[str, float | str | None]
    decimals: int = 2
    unit: str = ""
    legend: dict[str, str] = {}
    """What a word among the values means, for the rows beneath a grid."""
    whole: str = ""
    """The word for all of them together, where there is one."""


class PerLink(msgspec.Struct, frozen=True, tag="per_link"):
    """A number or word for each pair `a>b`."""

    values: dict[str, float | str | None]
    decimals: int = 2
    unit: str = ""
    shape: str = ""
    """How it is drawn where the method does not say: `heat`, `half`, `network`, `bets`; "" for names with
    what stands beside them."""


class Bar(msgspec.Struct, frozen=True):
    """One bar: a label or item id, its number, and what it is compared with."""

    label: str
    number: float | None
    against: float | None = None
    note: str = ""
    """What it rests on, in a few words."""


class Bars(msgspec.Struct, frozen=True, tag="bars"):
    """Bars on one scale from 0 (or `low`) to `high`."""

    bars: list[Bar]
    high: float
    low: float = 0
    decimals: int = 0
    unit: str = ""
    names: tuple[str, str] = ("", "")
    """What the number is and what it is compared with: `done`, `time gone`."""
    shape: str = ""
    """How it is drawn where the method does not say: `profile`; "" for bars."""


class Grid(msgspec.Struct, frozen=True, tag="grid"):
    """Rows crossed with columns; row and column keys are item ids or words."""

    rows: list[str]
    cols: list[str]
    cells: dict[str, str]
    """`row>col` -> text."""
    shape: str = ""
    """How it is drawn where the method does not say: `half`, `dots`, `network`; "" for a grid, with a shade
    to each number."""


class Groups(msgspec.Struct, frozen=True, tag="groups"):
    """Items in named classes or quadrants, in the order to be read."""

    groups: dict[str, list[str]]


class Places(msgspec.Struct, frozen=True, tag="places"):
    """Items on two scales, with what cuts them into quadrants."""

    values: dict[str, tuple[float | None, float | None]]
    """Item id -> (along the bottom, up the side); None where it is not rated."""
    along: str
    """Name of the scale along the bottom."""
    up: str
    """Name of the scale up the side."""
    along_range: tuple[float, float]
    up_range: tuple[float, float]
    cut: tuple[float, float] | None = None
    """First value along, and up, that counts as high."""
    names: dict[str, str] = {}
    """`lo_hi` (low along, high up), `hi_hi`, `lo_lo`, `hi_lo` -> what the quadrant is called."""


class Course(msgspec.Struct, frozen=True):
    """One measure over time: an item id or a word, and a number for each time."""

    label: str
    times: list[str]
    numbers: list[float | None]
    target: float | None = None
    start: float | None = None
    unit: str = ""
    decimals: int = 0
    note: str = ""


class Courses(msgspec.Struct, frozen=True, tag="courses"):
    """Measures over time, each on a scale of its own."""

    rows: list[Course]


Part = Value | Sentence | Items | PerItem | PerLink | Bars | Grid | Groups | Places | Courses


class Figure(msgspec.Struct, kw_only=True):
    """A computed result with named parts and what the computing found on its way."""

    parts: dict[str, Part] = {}
    findings: list[Finding] = []
    n: int | None = None
    """How many answers or items it rests on."""
    why_missing: str = ""
    """Why there is nothing to show, as a sentence to a person; "" when there is."""
    source: str = ""
    """Author and year of the formula, or "our convention"."""


def number_text(number: float | None, decimals: int, unit: str = "") -> str:
    """A number with its unit, `-` when it cannot be said."""
    if number is None:
        return "-"
    return f"{number:.{decimals}f}{' ' + unit if unit and unit != '%' else unit}"


def answer_text(value: object, decimals: int, unit: str = "") -> str:
    """What stands beside an item or a pair: a number, a word, or `-`."""
    return number_text(value, decimals, unit) if isinstance(value, float | int) else str(value or "-")
