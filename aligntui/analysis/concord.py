"""Agreement in numbers: each subject of a round, all subjects together, and the order to talk about them.

Every function keeps to the floors of its `Answers`: what fewer people said than the floor asks is None.
"""

from __future__ import annotations

from statistics import median

from aligntui.analysis import stats
from aligntui.analysis.figure import Part, PerItem
from aligntui.analysis.rounds import Answers

DECIMALS = {
    "mean": 1, "n": 0, "sd": 2, "median": 1, "iqr": 1, "range": 0, "rwg": 2, "rstar": 2, "awg": 2, "ad": 2,
    "agree": 0, "label": 2,
}  # fmt: skip
"""Statistic of a subject -> decimals with which it is shown."""


def per_subject(now: Answers, high: float) -> dict[str, Part]:
    """Statistics of each subject; None where the floors keep them back."""
    columns: dict[str, dict[str, float | str | None]] = {
        name: dict.fromkeys(now.subjects) for name in DECIMALS
    }
    points = now.high - now.low + 1
    rated = now.type != "rank"
    for subject, given in now.all_numbers().items():
        xs = list(given.values())
        columns["n"][subject] = float(len(xs))
        may = now.shown(len(xs))
        if may.middle:
            columns["median"][subject] = float(median(xs))
            columns["range"][subject] = max(xs) - min(xs)
        if not may.whole:
            continue
        columns["mean"][subject] = stats.mean(xs)
        columns["sd"][subject] = stats.sd(xs)
        columns["iqr"][subject] = stats.iqr(xs)
        columns["ad"][subject] = stats.ad(xs)
        if rated:
            columns["agree"][subject] = 100 * stats.share_from(xs, high)
        if rated and may.index:
            columns["rwg"][subject] = stats.r_wg(xs, points)
            columns["rstar"][subject] = stats.r_star(xs, now.low, now.high)
            columns["awg"][subject] = stats.a_wg(xs, now.low, now.high)
            columns["label"][subject] = stats.label(xs, now.low, now.high)
    return {name: PerItem(values, DECIMALS[name]) for name, values in columns.items()}


def mean_rwg(now: Answers) -> float | None:
    """Mean r_wg of the subjects that reach the floor."""
    found = [
        value
        for given in now.all_numbers().values()
        if now.shown(len(given)).index and now.type != "rank"
        and (value := stats.r_wg(list(given.values()), now.high - now.low + 1)) is not None
    ]  # fmt: skip
    return stats.mean(found) if found else None


def concordance(now: Answers) -> float | None:
    """Kendall's W of the people who rated everything; None below the floor."""
    names, matrix = complete(now)
    if not now.shown(len(matrix)).index or len(names) < 2:
        return None
    return stats.kendall(list(matrix.values())).w


def talk_order(now: Answers) -> list[str]:
    """Subjects to talk about: two camps first, then the lowest r_wg, ties by the higher mean.

    Of those with too few answers for that the widest range comes first, behind the others.
    """
    keys: dict[str, tuple[int, float, float]] = {}
    for subject, given in now.all_numbers().items():
        xs = list(given.values())
        may = now.shown(len(xs))
        if not may.middle:
            continue
        if not may.index:
            keys[subject] = (2, min(xs) - max(xs), 0.0)
            continue
        if now.type == "rank":
            keys[subject] = (1, round(-stats.sd(xs), 9), stats.mean(xs))
            continue
        agreed = stats.r_wg(xs, now.high - now.low + 1) or 0.0
        camps = stats.is_split(xs, now.low, now.high)
        keys[subject] = (0 if camps else 1, round(agreed, 9), -stats.mean(xs))
    return sorted(keys, key=keys.__getitem__)


def reading(now: Answers, subject: str) -> str:
    """Label of a subject; "" below the floor and for rankings."""
    xs = list(now.numbers(subject).values())
    if now.type == "rank" or not now.shown(len(xs)).index:
        return ""
    return stats.label(xs, now.low, now.high)


def by_mean(now: Answers) -> list[str]:
    """Subjects by falling mean, by rising mean rank for rankings."""
    shown = {s: stats.mean(list(g.values())) for s, g in now.all_numbers().items() if now.shown(len(g)).whole}
    return sorted(shown, key=lambda s: round(shown[s] if now.type == "rank" else -shown[s], 9))


def complete(now: Answers) -> tuple[list[str], dict[str, list[float]]]:
    """Subjects that anybody rated, and the rows of the people who rated all of them."""
    given = {s: found for s, found in now.all_numbers().items() if found}
    people = [who for who in now.rows if given and all(who in found for found in given.values())]
    return list(given), {who: [found[who] for found in given.values()] for who in people}
