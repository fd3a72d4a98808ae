"""What a round gave, without names: all that leaves of it unless raw answers are asked for.

Only a revealed round gives anything. `analysis.floors` says what may be shown of so many answers; of
fewer it is only told how many there were. Who-knows-whom answers
(ties) never leave as figures, for a count of arrows has a name on it.
"""

from __future__ import annotations

from collections import Counter
from decimal import ROUND_HALF_EVEN, Decimal
from statistics import median
from typing import Any

from aligntui.analysis import rounds
from aligntui.analysis.counted import SUMS
from aligntui.analysis.rounds import Answers
from aligntui.analysis.view import View
from aligntui.exchange.labels import Labels
from aligntui.session.codes import code_order
from aligntui.session.model import Round
from aligntui.text.clean import clean_line

DIGITS = Decimal("0.0001")
"""Figures leave with four decimals at most."""


def results(view: View, held: Round, labels: Labels) -> dict[str, dict[str, Any]]:
    """Subject (in codes) -> figures of a round, empty while it is secret or erased."""
    if held.state != "revealed" or held.erased:
        return {}
    if not view.ballots(held.id):
        return _carried(held, labels)
    answers = rounds.read(view, held)
    if answers.type == "ties":
        return {}
    if answers.type == "words":
        return _words(view, held, answers, labels)
    found: dict[str, dict[str, Any]] = {}
    for subject in answers.subjects:
        name = labels.subject(subject)
        values = [row[subject] for row in answers.rows.values() if subject in row]
        if name and values:
            found[name] = _figures(values, answers)
    return found


def _figures(values: list[Any], answers: Answers) -> dict[str, Any]:
    numbers = [
        Decimal(str(v)) for v in values if isinstance(v, (int, float, Decimal)) and not isinstance(v, bool)
    ]
    # Who hands out a sum and gives an item none has still said something of it.
    voters = answers.n if answers.type in SUMS else len(values)
    out: dict[str, Any] = {"given": len(values)}
    may = answers.shown(voters)
    if numbers and len(numbers) == len(values):
        if may.whole:
            out["mean"] = tidy(sum(numbers, Decimal()) / len(numbers))
        if may.middle and (may.whole or voters > 1):
            out |= {"median": tidy(median(numbers)), "low": tidy(min(numbers)), "high": tidy(max(numbers))}
        if may.whole and answers.type in SUMS:
            out["sum"] = tidy(sum(numbers, Decimal()))
    if may.whole:
        out["counts"] = _counts(values)
    return out


def _words(view: View, held: Round, answers: Answers, labels: Labels) -> dict[str, dict[str, Any]]:
    """How often each item was named; the words themselves are raw answers."""
    if not answers.shown(answers.n).whole:
        return {"words": {"given": answers.n}}
    known = {b.id for b in view.ballots(held.id)}
    named = [
        labels.subject(to) for line, to in held.matches.items() if to and line.rpartition("|")[0] in known
    ]
    return {"words": {"given": answers.n, "counts": _counts([n for n in named if n])}}


def _carried(held: Round, labels: Labels) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for subject, figures in held.carried.items():
        name = labels.subject(subject)
        if not name:
            continue
        found[name] = {
            k: tidy(v) if isinstance(v, (int, float)) and k != "given" else v for k, v in figures.items()
        }
    return found


def _counts(values: list[Any]) -> dict[str, int]:
    flat = [entry for value in values for entry in (value if isinstance(value, list) else [value])]
    found = Counter(clean_line(str(entry)) for entry in flat if not isinstance(entry, dict))
    return {key: found[key] for key in sorted(found, key=lambda k: (k.startswith("-"), code_order(k), k))}


def tidy(value: Decimal | float | int) -> Decimal | int:
    """A figure with four decimals at most and no idle zeros."""
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    short = number.quantize(DIGITS, rounding=ROUND_HALF_EVEN)
    return int(short) if short == short.to_integral_value() else Decimal(format(short.normalize(), "f"))
