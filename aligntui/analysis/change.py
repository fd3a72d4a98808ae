"""What changed between two rounds, joined per person or mark and shown without names; one person's passes."""

from __future__ import annotations

from typing import Any

from aligntui.analysis import bind, concord, say, stats
from aligntui.analysis.figure import Figure, Finding, Items, Part, PerItem, Sentence, Value
from aligntui.analysis.floors import INDEX
from aligntui.analysis.rounds import Answers, subject_name
from aligntui.analysis.view import View
from aligntui.analysis.where import matches

HALVED = 0.5
TOWARD = 0.8
"""SD falls to half and four fifths of the moves go to the leader's first value: our sign of conformity."""

FEWEST_MOVES = 3
"""Moves under which nothing is said about where they went."""


def between_rounds(now: Answers, former: Answers) -> dict[str, Part]:
    """Changes of mean and SD, how many moved, agreement before and now."""
    shared = [s for s in now.subjects if s in set(former.subjects)]
    d_mean: dict[str, float | str | None] = dict.fromkeys(shared)
    d_sd: dict[str, float | str | None] = dict.fromkeys(shared)
    moved: dict[str, float | str | None] = dict.fromkeys(shared)
    moves, joined = 0, 0
    for subject in shared:
        new, old = now.numbers(subject), former.numbers(subject)
        if not now.shown(min(len(new), len(old))).whole:
            continue
        xs, ys = list(new.values()), list(old.values())
        d_mean[subject] = stats.mean(xs) - stats.mean(ys)
        d_sd[subject] = stats.sd(xs) - stats.sd(ys)
        both = [who for who in new if who in old]
        if both:
            changed = sum(new[who] != old[who] for who in both)
            moved[subject] = float(changed)
            moves += changed
            joined += len(both)
    was, is_now = concord.mean_rwg(former), concord.mean_rwg(now)
    said = (
        f"{moves} of {joined} answers moved." if joined else "The answers of the two rounds cannot be joined."
    )
    if was is not None and is_now is not None:
        said = f"Mean agreement went from {was:.2f} to {is_now:.2f}; {said}"
    return {
        "d_mean": PerItem(d_mean, 1),
        "d_sd": PerItem(d_sd),
        "moved": PerItem(moved, 0),
        "moved_all": Value(float(moves) if joined else None, 0),
        "mean_rwg_before": Value(was),
        "kendall_before": Value(concord.concordance(former)),
        "change": Sentence(said),
    }


def conformity(view: View, now: Answers, former: Answers, leader: str) -> list[Finding]:
    """A hint when spread halves because people moved to the leader's first value.

    Speaks only when exactly one leader answered both rounds under his name. Formula: our convention.
    """
    both = {who: view.item(who) for who in former.rows if who in now.rows}
    heads = [who for who, item in both.items() if item is not None and matches(view, item, leader)]
    if len(heads) != 1 or not now.shown(now.n).whole:
        return []
    head = heads[0]
    was: list[float] = []
    now_is: list[float] = []
    moves = toward = 0
    for subject in now.subjects:
        new, old = now.numbers(subject), former.numbers(subject)
        others = [who for who in new if who in old and who != head]
        if head not in old or len(others) < INDEX:
            continue
        was.append(stats.sd(list(old.values())))
        now_is.append(stats.sd(list(new.values())))
        for who in others:
            if new[who] != old[who]:
                moves += 1
                toward += abs(new[who] - old[head]) < abs(old[who] - old[head])
    halved = bool(was) and stats.mean(was) > 0 and stats.mean(now_is) <= HALVED * stats.mean(was)
    if not halved or moves < FEWEST_MOVES or toward < TOWARD * moves:
        return []
    message = f"{toward} of {moves} changes went toward the owner's first answer."
    mend = "Ask in silence what new fact moved you; the owner answers last next time."
    return [say.hint("AG4", message, mend)]


def two_passes(view: View, now: Answers, former: Answers | None) -> Figure:
    """One person's two passes: their average, and where they differ much.

    No agreement index: there is nobody to agree with (METHODS.md 23). The average of two estimates of one
    person is Herzog & Hertwig's dialectical bootstrapping (2009).
    """
    means: dict[str, float | str | None] = {}
    swing: dict[str, float | str | None] = {}
    for subject, given in now.all_numbers().items():
        second = next(iter(given.values()), None)
        earlier = list(former.numbers(subject).values()) if former is not None else []
        first = earlier[0] if len(earlier) == 1 else None
        means[subject] = second if first is None or second is None else (first + second) / 2
        swing[subject] = None if first is None or second is None else second - first
    limit = stats.wide_gap(now.low, now.high)
    far = [s for s, d in swing.items() if isinstance(d, float) and abs(d) >= limit]
    known = {s: m for s, m in means.items() if isinstance(m, float)}
    order = sorted(known, key=lambda s: known[s] if now.type == "rank" else -known[s])
    return Figure(
        parts={
            "mean": PerItem(means, 1),
            "order": Items(order),
            "swing": PerItem(swing, 0),
            "swings": Items(far),
        },
        findings=[_far(view, now, former, s, swing[s]) for s in far],
        n=1,
    )


def _far(view: View, now: Answers, former: Answers | None, subject: str, swing: Any) -> Finding:
    name = subject_name(view, now.round, subject)
    message = f"{name}: your two passes differ by {abs(float(swing)):g}."
    mend = look_again(now, former, subject, "The average stands.")
    return say.hint("AG5", message, mend, bind.target(view, subject))


def look_again(now: Answers, former: Answers | None, subject: str, stands: str) -> str:
    """What is asked where two passes lie far apart: about their reasons where both have one.

    Args:
        now: The second pass.
        former: The first one.
        subject: What was answered.
        stands: What holds while two reasons are weighed.
    """
    if former is not None and former.notes.get(subject) and now.notes.get(subject):
        return f"Which of the two reasons is better? {stands}"
    return "The average stands. Put right the pass that is wrong, or leave it so and set this aside."
