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

    @property
    def key(self) -> str:
        """Name under which a waiver sets this finding aside."""
        return f"{self.code}:{self.target}" if self.target else self.code

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
    legend: dict[str, str] = {}
    """What a word among the values means, for the rows beneath a grid."""


class PerLink(msgspec.Struct, frozen=True, tag="per_link"):
    """A number or word for each pair `a>b`."""

    values: dict[str, float | str | None]
    decimals: int = 2


class Bar(msgspec.Struct, frozen=True):
    """One bar: a label or item id, its number, and what it is compared with."""

    label: str
    number: float | None
    against: float | None = None


class Bars(msgspec.Struct, frozen=True, tag="bars"):
    """Bars on one scale from 0 (or `low`) to `high`."""

    bars: list[Bar]
    high: float
    low: float = 0
    decimals: int = 0


class Grid(msgspec.Struct, frozen=True, tag="grid"):
    """Rows crossed with columns; row and column keys are item ids or words."""

    rows: list[str]
    cols: list[str]
    cells: dict[str, str]
    """`row>col` -> text."""


class Groups(msgspec.Struct, frozen=True, tag="groups"):
    """Items in named classes or quadrants, in the order to be read."""

    groups: dict[str, list[str]]


Part = Value | Sentence | Items | PerItem | PerLink | Bars | Grid | Groups


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
