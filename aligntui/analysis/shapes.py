"""Shapes: what a figure looks like, in words and numbers. No colours, no cells, no ids to look up.

A shape is made from a part of a figure (`analysis/shaping.py`), drawn on a screen (`tui/widgets/charts`) and
said in words wherever nothing is drawn (`analysis/shape_words.py`): the same model, so both say the same.
"""

from __future__ import annotations

from msgspec import Struct


class Label(Struct, frozen=True):
    """What a row, a column or a mark is about."""

    words: str
    code: str = ""
    """Its code (`S1`); "" for what is no item."""
    role: str = ""
    """What its list declares itself as; a face may tell lists apart by it."""

    @property
    def whole(self) -> str:
        """Code and words."""
        return f"{self.code} {self.words}".strip()

    @property
    def short(self) -> str:
        """What stands for it where there is no room for the words: the code, else the words."""
        return self.code or self.words


class Cell(Struct, frozen=True):
    """What stands where a row and a column meet."""

    text: str
    level: float | None = None
    """How much it is, from 0 to 1 of the range of its grid; None for a word."""


class HeatGrid(Struct, frozen=True):
    """Rows crossed with columns, each cell its number and a shade. A word has no shade."""

    rows: tuple[Label, ...]
    cols: tuple[Label, ...]
    cells: dict[tuple[int, int], Cell]
    """(row, column), from 0 -> what stands there; a pair that is not in it was not looked at."""
    half: bool = False
    """Rows and columns are the same and each pair stands once: a row has only the columns before it."""


class Mark(Struct, frozen=True):
    """One item on two scales; None where it is not rated."""

    label: Label
    along: float | None
    up: float | None
    focus: bool = False
    taken: bool = False
    """Whether it is taken on."""


class QuadrantMap(Struct, frozen=True):
    """Items on two scales, cut into four quadrants with a name each."""

    marks: tuple[Mark, ...]
    along: str
    """Name of the scale along the bottom."""
    up: str
    """Name of the scale up the side."""
    along_range: tuple[float, float]
    up_range: tuple[float, float]
    cut: tuple[float, float] | None = None
    """First value along, and up, that counts as high; None for a map without quadrants."""
    names: dict[str, str] = {}
    """`lo_hi` (low along, high up), `hi_hi`, `lo_lo`, `hi_lo` -> what the quadrant is called."""


class DotRow(Struct, frozen=True):
    """How the answers about one subject are spread."""

    label: Label
    counts: tuple[int, ...]
    """Answers at each point of the scale."""
    note: str = ""
    """What is said of it in a word: its median, how far it was agreed on."""


class DotStrip(Struct, frozen=True):
    """Answers as dots over the points of a scale, a row for each subject: `1 . o oo oo 5`."""

    rows: tuple[DotRow, ...]
    points: tuple[str, ...]
    """Points of the scale, in order."""
    ends: tuple[str, str] = ("", "")
    """What the first and the last point mean."""


class Trend(Struct, frozen=True):
    """One measure over time, against where it started and where it is to go."""

    label: Label
    times: tuple[str, ...]
    numbers: tuple[float | None, ...]
    """A number for each time; None where none was read."""
    target: float | None = None
    start: float | None = None
    unit: str = ""
    decimals: int = 0
    note: str = ""


class Trends(Struct, frozen=True):
    """Several measures over time, each on a scale of its own."""

    rows: tuple[Trend, ...]


class BarRow(Struct, frozen=True):
    """One bar: how much, and how much of what it is held against."""

    label: Label
    number: float | None
    against: float | None = None
    note: str = ""


class BarChart(Struct, frozen=True):
    """Bars on one scale; with something to hold them against, bars against bars."""

    rows: tuple[BarRow, ...]
    low: float
    high: float
    decimals: int = 0
    unit: str = ""
    names: tuple[str, str] = ("", "")
    """What the number is and what it is held against: `done`, `time gone`; "" when nobody says so."""


class ProfileRow(Struct, frozen=True):
    """Where one criterion stands between the words at its two ends."""

    label: Label
    number: float | None
    against: float | None = None
    """Where it is to be, or where it was."""
    ends: tuple[str, str] = ("", "")
    """Words at its low and at its high end."""
    proof: str = ""
    """What it rests on."""


class Profile(Struct, frozen=True):
    """Criteria below each other on one scale, each as a bar up to where it stands."""

    rows: tuple[ProfileRow, ...]
    low: float
    high: float
    decimals: int = 1
    names: tuple[str, str] = ("", "")
    """What the number is and what it is held against."""


class Bet(Struct, frozen=True):
    """That one thing leads to another, and what is said of it: how long it takes, why it should."""

    cause: int
    """Number of the label, from 0."""
    effect: int
    words: str = ""


class BetMap(Struct, frozen=True):
    """What leads to what: each arrow is a bet that may be lost."""

    labels: tuple[Label, ...]
    bets: tuple[Bet, ...]


class Twig(Struct, frozen=True):
    """A line of a tree, with what hangs on it."""

    label: Label
    note: str = ""
    twigs: tuple[Twig, ...] = ()
    key: str = ""
    """Item behind it; "" for none."""
    cells: tuple[str, ...] = ()
    """What stands in the columns of the tree; none where it has none."""
    detail: str = ""
    """What is said of it while it is looked at."""


class Tree(Struct, frozen=True):
    """Things with what serves them: read downwards it says how, read upwards why."""

    twigs: tuple[Twig, ...]
    columns: tuple[str, ...] = ()
    """What stands above the cells of its lines."""


class Network(Struct, frozen=True):
    """Few people or things and who goes to whom."""

    labels: tuple[Label, ...]
    ties: frozenset[tuple[int, int]]
    """(from, to), numbers of labels from 0."""


Shape = HeatGrid | QuadrantMap | DotStrip | Trends | BarChart | Profile | BetMap | Tree | Network
