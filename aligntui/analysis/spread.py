"""The picture of a group after a round: per line what lies in the middle, lowest, highest, and all answers.

What may be shown is decided by `analysis.floors`. Lines that people see most differently come first (our
convention: widest range, then largest standard deviation where all answers are shown).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from statistics import median
from typing import Any

from msgspec import Struct

from aligntui.analysis import rounds, stats
from aligntui.analysis.counted import SUMS
from aligntui.analysis.rounds import Answers
from aligntui.analysis.view import View
from aligntui.session.model import WORDS, Round

NUMBERS = ("scale", "rank", *SUMS)
"""Answers that have a middle."""

FEW_POINTS = 11
"""Longest scale each of whose points has a place of its own in a strip."""
BESIDE = 4
"""Most answers of one point that stand beside each other; more are a number."""


class Spread(Struct, frozen=True):
    """What a group said of one line."""

    subject: str
    n: int = 0
    """How many answered it."""
    middle: str = ""
    """Median, of points and dots the mean; "" under the floor."""
    low: float = 0
    high: float = 0
    values: tuple[float, ...] = ()
    """All answers, the lowest first; none under the floor."""
    counts: tuple[tuple[str, int], ...] = ()
    """Choices: key and how many chose it, the first one first."""
    before: str = ""
    """The middle in the round before; "" without one."""
    reasons: tuple[str, ...] = ()
    """Why, as it was written, in no order that tells who."""


def spreads(view: View, held: Round) -> list[Spread]:
    """What the group said of each line of a closed round, the widest difference first."""
    now, earlier = rounds.read(view, held), rounds.before(view, held)
    former = rounds.read(view, earlier) if earlier is not None else None
    lines = [_spread(now, former, subject) for subject in now.subjects]
    return sorted(lines, key=lambda line: (line.low - line.high, -_sd(line), -len(line.counts)))


def first_shown(kind: str, least: tuple[int, int]) -> int:
    """From how many answers on anything is shown: what has no middle is shown whole, or not at all.

    Args:
        kind: Type of the answers.
        least: Fewest answers of a middle, and of a distribution.
    """
    middle, whole = least
    return middle if kind in NUMBERS else whole


def answered(view: View, held: Round) -> list[tuple[int, int]]:
    """How many have answered each line of a round, and from how many on they are shown: counts only."""
    now = rounds.read(view, held)
    least = first_shown(now.type, now.least)
    if now.type in SUMS:
        # Who hands out a sum has said something of each line.
        return [(now.n, least)] * len(now.subjects)
    return [(sum(1 for row in now.rows.values() if subject in row), least) for subject in now.subjects]


def _spread(now: Answers, former: Answers | None, subject: str) -> Spread:
    answers = [row[subject] for row in now.rows.values() if subject in row]
    if subject == WORDS:
        chosen = _words(answers)
        return Spread(subject, len(answers), counts=tuple(chosen) if now.shown(len(answers)).whole else ())
    may = now.shown(len(answers))
    reasons = tuple(sorted(now.notes.get(subject, {}).values())) if may.whole else ()
    if now.type not in NUMBERS:
        # In the order of the choices: of the same count none comes first.
        chosen = sorted(Counter(map(str, answers)).items(), key=lambda one: (-one[1], one[0]))
        return Spread(subject, len(answers), counts=tuple(chosen) if may.whole else (), reasons=reasons)
    values = tuple(now.told(subject))
    if not values:
        return Spread(subject, len(now.numbers(subject)))
    before = tuple(former.told(subject)) if former is not None else ()
    return Spread(
        subject, len(values), _middle(now, values), values[0], values[-1],
        values if now.shown(len(values)).whole else (),
        before=_middle(now, before) if before else "", reasons=reasons,
    )  # fmt: skip


def _words(answers: list[Any]) -> list[tuple[str, int]]:
    """Lines and how many people wrote each, most first; capitals and a full stop make none another."""
    told: dict[str, set[str]] = {}
    people: Counter[str] = Counter()
    for answer in answers:
        own = {" ".join(str(line).casefold().split()).rstrip(" .,;"): str(line) for line in answer}
        people.update(own.keys())
        for key, line in own.items():
            told.setdefault(key, set()).add(line)
    # Of several ways to write it the first by the alphabet: it tells nothing of who wrote it.
    return sorted(((min(told[key]), n) for key, n in people.items()), key=lambda one: (-one[1], one[0]))


def _middle(now: Answers, values: tuple[float, ...]) -> str:
    return f"{round(stats.mean(list(values)) if now.type in SUMS else median(values), 1):g}"


def _sd(line: Spread) -> float:
    return stats.sd(list(line.values)) if len(line.values) > 1 else 0.0


def range_of(low: float, high: float) -> str:
    """Lowest and highest answer: `2-5`, `-1 to 3`, one number where all said the same."""
    first, last = f"{low:g}", f"{high:g}"
    return first if first == last else f"{first}{' to ' if first.startswith('-') else '-'}{last}"


def strips(
    lines: Iterable[Spread], low: float, high: float, cells: int, own: Mapping[str, float | None]
) -> dict[str, str]:
    """Subject -> all answers of its line on the scale: `1 . o oo oo 5`, in columns; `*` is the own one.

    A scale of too many points for that has a place for each so many of them: `o....2..o`.

    Args:
        lines: What the group said of each subject.
        low: Lowest point of the scale.
        high: Highest point of the scale.
        cells: Width of a strip whose points are too many.
        own: Subject -> own answer, where it may be seen.
    """
    shown = [line for line in lines if line.values]
    points = [low + n for n in range(int(high - low) + 1)]
    if len(points) > FEW_POINTS or any(value not in points for line in shown for value in line.values):
        return {one.subject: strip(one, low, high, cells, own.get(one.subject)) for one in shown}
    marks = {line.subject: [_marks(line, point, own.get(line.subject)) for point in points] for line in shown}
    wide = [max(map(len, column)) for column in zip(*marks.values(), strict=True)]
    return {
        subject: " ".join(
            [f"{low:g}", *(f"{mark:<{cells}}" for mark, cells in zip(row, wide, strict=True)), f"{high:g}"]
        )
        for subject, row in marks.items()
    }


def _marks(line: Spread, point: float, own: float | None) -> str:
    count = line.values.count(point)
    signs = "." if not count else "o" * count if count <= BESIDE else f"o{count}"
    return f"{signs[:-1]}*" if count and own == point and count <= BESIDE else signs


def strip(line: Spread, low: float, high: float, cells: int, own: float | None = None) -> str:
    """All answers of a line on its scale: `o` for one, a digit for several, `*` where the own one is.

    Args:
        line: What the group said.
        low: Lowest point of the scale.
        high: Highest point of the scale.
        cells: Width.
        own: The own answer, where it may be seen.
    """
    marks = ["."] * cells
    places = Counter(_place(value, low, high, cells) for value in line.values)
    for place, count in places.items():
        marks[place] = "o" if count == 1 else str(min(count, 9))
    if own is not None and line.values:
        marks[_place(own, low, high, cells)] = "*"
    return "".join(marks)


def _place(value: float, low: float, high: float, cells: int) -> int:
    share = (value - low) / (high - low) if high > low else 0.0
    return round(min(1.0, max(0.0, share)) * (cells - 1))
