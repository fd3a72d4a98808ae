"""The picture of a group after a round: per line what lies in the middle, lowest, highest, and all answers.

The floors are those of `analysis.rounds`: three answers are known from median and range, so that they are
shown as well. Lines that people see most differently come first (our convention: widest range, then largest
standard deviation).
"""

from __future__ import annotations

from collections import Counter
from statistics import median

from msgspec import Struct

from aligntui.analysis import rounds, stats
from aligntui.analysis.counted import SUMS
from aligntui.analysis.rounds import Answers
from aligntui.analysis.view import View
from aligntui.session.model import Round


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


def answered(view: View, held: Round) -> list[tuple[int, int]]:
    """How many have answered each line of a round, and from how many on they are shown: counts only."""
    now = rounds.read(view, held)
    least = now.floor if now.type == "choice" else now.least
    return [(sum(1 for row in now.rows.values() if subject in row), least) for subject in now.subjects]


def _spread(now: Answers, former: Answers | None, subject: str) -> Spread:
    answers = [row[subject] for row in now.rows.values() if subject in row]
    if now.type == "choice":
        chosen = Counter(map(str, answers)).most_common() if len(answers) >= now.floor else []
        return Spread(subject, len(answers), counts=tuple(chosen), reasons=_reasons(now, subject))
    values = tuple(now.told(subject))
    if not values:
        return Spread(subject, len(now.numbers(subject)))
    before = tuple(former.told(subject)) if former is not None else ()
    return Spread(
        subject, len(values), _middle(now, values), values[0], values[-1], values,
        before=_middle(now, before) if before else "", reasons=_reasons(now, subject),
    )  # fmt: skip


def _middle(now: Answers, values: tuple[float, ...]) -> str:
    return f"{round(stats.mean(list(values)) if now.type in SUMS else median(values), 1):g}"


def _sd(line: Spread) -> float:
    return stats.sd(list(line.values)) if len(line.values) > 1 else 0.0


def _reasons(now: Answers, subject: str) -> tuple[str, ...]:
    return tuple(sorted(now.notes.get(subject, {}).values()))


def range_of(low: float, high: float) -> str:
    """Lowest and highest answer: `2-5`, `-1 to 3`, one number where all said the same."""
    first, last = f"{low:g}", f"{high:g}"
    return first if first == last else f"{first}{' to ' if first.startswith('-') else '-'}{last}"


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
