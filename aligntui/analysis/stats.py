"""Statistics of agreement on plain numbers: one item rated by several people, several items ranked by them.

SD and variance are those of a sample (n - 1). Quartiles are linear-interpolated ("inclusive"). Ties take
average ranks. Nothing is rounded here.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median, quantiles

import msgspec

SHARED, LEANING = 0.71, 0.51
"""Lowest r_wg read as shared and as leaning (bands of LeBreton & Senter 2008, our use of them)."""


def of_hundred(x: float, low: float, high: float) -> float:
    """A point of a scale from `low` to `high` as a share of its way, 0 to 100."""
    return 100 * (x - low) / (high - low)


def mean(xs: Sequence[float]) -> float:
    """Arithmetic mean of at least one number."""
    return math.fsum(xs) / len(xs)


def variance(xs: Sequence[float]) -> float:
    """Sample variance (n - 1); 0 for a single number."""
    if len(xs) < 2:
        return 0.0
    middle = mean(xs)
    return math.fsum((x - middle) ** 2 for x in xs) / (len(xs) - 1)


def sd(xs: Sequence[float]) -> float:
    """Sample standard deviation (n - 1); 0 for a single number."""
    return math.sqrt(variance(xs))


def iqr(xs: Sequence[float]) -> float:
    """Distance of the quartiles, inclusive method; 0 for a single number."""
    if len(xs) < 2:
        return 0.0
    low, _, high = quantiles(xs, n=4, method="inclusive")
    return high - low


def ad(xs: Sequence[float]) -> float:
    """Mean absolute deviation from the mean (Burke & Dunlap 2002: up to A/6 is practical agreement)."""
    middle = mean(xs)
    return math.fsum(abs(x - middle) for x in xs) / len(xs)


def share_from(xs: Sequence[float], least: float) -> float:
    """Share of numbers at or above `least`, 0 to 1 (percent agree)."""
    return sum(x >= least for x in xs) / len(xs)


def null_variance(points: float) -> float:
    """Variance of random answers spread evenly over a scale of so many points."""
    return (points * points - 1) / 12


def r_wg_raw(xs: Sequence[float], points: float) -> float | None:
    """Agreement within a group before truncation; below 0 when people agree less than by chance.

    `1 - s² / σ²`, σ² the variance of even random answers on `points` scale points (James, Demaree &
    Wolf 1984). None for fewer than two answers or a scale of one point.
    """
    if len(xs) < 2 or points <= 1:
        return None
    return 1 - variance(xs) / null_variance(points)


def r_wg(xs: Sequence[float], points: float) -> float | None:
    """Agreement within a group, 0 to 1; 0 when below chance (James, Demaree & Wolf 1984)."""
    raw = r_wg_raw(xs, points)
    return None if raw is None else max(0.0, raw)


def r_star(xs: Sequence[float], low: float, high: float) -> float | None:
    """Agreement against the largest possible disagreement, half at each end (Lindell et al. 1999).

    `1 - s² / ((H - L) / 2)²`. May fall below 0 in small groups, since s² divides by n - 1.
    """
    if len(xs) < 2 or high <= low:
        return None
    return 1 - variance(xs) / ((high - low) / 2) ** 2


def a_wg(xs: Sequence[float], low: float, high: float) -> float | None:
    """Agreement against the largest disagreement possible at this mean (Brown & Hauenstein 2005).

    1 when all stand together at one end of the scale, where the formula divides by nothing.
    """
    n = len(xs)
    if n < 2 or high <= low:
        return None
    middle = mean(xs)
    largest = ((high + low) * middle - middle * middle - high * low) * n / (n - 1)
    if largest <= 1e-12:
        return 1.0 if variance(xs) == 0 else None
    return 1 - 2 * variance(xs) / largest


def wide_gap(low: float, high: float) -> float:
    """Distance that parts two camps: 2 points on scales up to nine, a quarter of longer ones."""
    return max(2.0, math.ceil((high - low) / 4))


def is_split(xs: Sequence[float], low: float, high: float) -> bool:
    """Whether a wide gap leaves at least two people, and a quarter of all, on both sides."""
    ordered = sorted(xs)
    side = max(2, math.ceil(len(xs) / 4))
    gap = wide_gap(low, high)
    return any(
        ordered[i] - ordered[i - 1] >= gap and min(i, len(ordered) - i) >= side
        for i in range(1, len(ordered))
    )


def lone_voice(xs: Sequence[float], low: float, high: float) -> bool:
    """Whether exactly one rating stands far from the median and the others agree without it."""
    if len(xs) < 3:
        return False
    middle, gap = median(xs), wide_gap(low, high)
    far = [x for x in xs if abs(x - middle) >= gap]
    if len(far) != 1:
        return False
    rest = list(xs)
    rest.remove(far[0])
    return _band(r_wg(rest, high - low + 1)) == "shared"


def label(xs: Sequence[float], low: float, high: float) -> str:
    """Reading of one item: split, shared, leaning or open, with "lone voice" where one stands apart."""
    if is_split(xs, low, high):
        return "split"
    band = _band(r_wg(xs, high - low + 1))
    return f"{band}, lone voice" if band != "shared" and lone_voice(xs, low, high) else band


def _band(value: float | None) -> str:
    # The bands are published with two decimals; 0.705 reads as .71 there.
    shown = 0.0 if value is None else math.floor(value * 100 + 0.5 + 1e-9) / 100
    return "shared" if shown >= SHARED else "leaning" if shown >= LEANING else "open"


def ranks(xs: Sequence[float]) -> list[float]:
    """Ranks from 1 for the smallest; ties take the average of their places."""
    order = sorted(range(len(xs)), key=xs.__getitem__)
    found = [0.0] * len(xs)
    start = 0
    while start < len(order):
        end = start
        while end + 1 < len(order) and xs[order[end + 1]] == xs[order[start]]:
            end += 1
        for place in order[start : end + 1]:
            found[place] = (start + end) / 2 + 1
        start = end + 1
    return found


class Kendall(msgspec.Struct, frozen=True):
    """Concordance of m raters over n items."""

    w: float | None
    """0 none to 1 identical; None when all raters tie everything."""
    s: float
    """Sum of squared distances of the rank sums from their mean."""
    t: float
    """Tie term: sum of t³ - t over all groups of ties of all raters."""
    sums: list[float]
    m: int
    n: int

    @property
    def chi2(self) -> float | None:
        """The test value m (n - 1) W, fair with n - 1 degrees of freedom for more than seven items."""
        return None if self.w is None else self.m * (self.n - 1) * self.w

    @property
    def untied(self) -> float | None:
        """W without the correction for ties."""
        below = self.m * self.m * (self.n**3 - self.n)
        return 12 * self.s / below if below else None

    @property
    def p(self) -> float | None:
        """Chance of a test value as large without any concordance."""
        return None if self.chi2 is None else chi2_tail(self.chi2, self.n - 1)

    @property
    def spearman(self) -> float | None:
        """Mean Spearman correlation over all pairs of raters."""
        return None if self.w is None or self.m < 2 else (self.m * self.w - 1) / (self.m - 1)


def kendall(matrix: Sequence[Sequence[float]]) -> Kendall:
    """Kendall's W with tie correction: rows are raters, columns items (Kendall & Babington Smith 1939).

    `W = 12 S / (m² (n³ - n) - m T)`. Values are ranked within each row, so ratings will do.
    """
    m = len(matrix)
    n = len(matrix[0]) if m else 0
    ranked = [ranks(row) for row in matrix]
    sums = [math.fsum(row[j] for row in ranked) for j in range(n)]
    middle = m * (n + 1) / 2
    s = math.fsum((r - middle) ** 2 for r in sums)
    t = math.fsum(_tie_term(row) for row in matrix)
    below = m * m * (n**3 - n) - m * t
    w = None if below <= 1e-9 else min(1.0, 12 * s / below)
    return Kendall(w, s, t, sums, m, n)


def chi2_tail(x: float, df: int) -> float:
    """Chance of a chi-square of `df` degrees of freedom, one or more, of `x` or above, 0 to 1.

    The finite sums for whole degrees of freedom (Abramowitz & Stegun 1964, 26.4.4 and 26.4.5).
    """
    half, odd = x / 2, df % 2
    if half <= 0:
        return 1.0
    tail = math.erfc(math.sqrt(half)) if odd else 0.0
    logs = ((i + odd / 2) * math.log(half) - math.lgamma(i + odd / 2 + 1) for i in range(df // 2))
    return min(1.0, tail + math.fsum(math.exp(log - half) for log in logs))


def _tie_term(row: Sequence[float]) -> float:
    sizes: dict[float, int] = {}
    for value in row:
        sizes[value] = sizes.get(value, 0) + 1
    return float(sum(size**3 - size for size in sizes.values()))


def correlation(xs: Sequence[float], ys: Sequence[float]) -> float | None:
    """Pearson's r; None when one side does not vary."""
    a, b = mean(xs), mean(ys)
    across = math.fsum((x - a) * (y - b) for x, y in zip(xs, ys, strict=True))
    spread = math.sqrt(math.fsum((x - a) ** 2 for x in xs) * math.fsum((y - b) ** 2 for y in ys))
    return None if spread <= 1e-12 else max(-1.0, min(1.0, across / spread))
