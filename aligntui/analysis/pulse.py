"""A pulse: short statements that people rate in silence, read by their middle and never by a person.

What is worded the other way round is turned before anything is counted: on a scale from 1 to 5 a 2 becomes a
4. Medians and quartiles as everywhere (inclusive method). Floors as in `analysis.floors`.
"""

from __future__ import annotations

from collections.abc import Mapping
from statistics import median
from typing import Any

from aligntui.analysis import bind, rounds, stats
from aligntui.analysis.figure import Figure, Grid, Items, Part, PerItem, Sentence, Value
from aligntui.analysis.floors import INDEX
from aligntui.analysis.registry import Role, figure
from aligntui.analysis.rounds import Answers
from aligntui.analysis.view import View
from aligntui.session.model import Round
from aligntui.text.listing import listed

Given = dict[str, dict[str, float]]
"""Statement -> who -> number, those worded the other way round turned."""


@figure(
    "pulse",
    {
        "round": Role("round", help="Step in which the statements are rated."),
        "reversed": Role("words", needed=False, help="Labels of statements worded the other way round."),
        "sets": Role("mapping", needed=False, help="Name -> labels of statements that belong together."),
        "group": Role("field", needed=False, help="Field of people, of a round with names: each group."),
        "scale": Role("field", needed=False, help="Of several scales in one step the one read; else all."),
        "against": Role("round", needed=False, help="Step in which others rated the same, in that order."),
    },
    {
        "median": "Middle answer to each statement.",
        "means": "Mean answer to each statement.",
        "spread": "Distance of the quartiles.",
        "dots": "How many chose each point.",
        "index": "Mean of all, 0 to 100.",
        "sets": "Mean of the middles of what belongs together.",
        "weakest": "Statements, the lowest middle first.",
        "weakest_set": "What belongs together, the lowest first.",
        "before": "Middle of the run before.",
        "change": "Middle less that of the run before.",
        "by_group": "Middle of each group.",
        "gap": "Middle less that of the others who were asked.",
        "n": "How many answered.",
        "line": "The lowest, and what changed, in one sentence.",
    },
    source="median and quartiles: our convention",
    main=("index", "sets"),
)  # fmt: skip
def pulse(view: View, binding: Mapping[str, Any]) -> Figure:
    """Statements by their middle and spread, the weakest, the run before, and one group against all."""
    step = bind.word(binding, "round")
    held = rounds.latest(view, step)
    if held is None:
        return Figure(why_missing=rounds.why_none(view, step))
    scale = bind.key(binding, "scale")
    now = rounds.read(view, held).only(scale)
    held, turned = now.round, set(bind.lists(binding, "reversed"))
    given = _given(view, now, turned)
    middles = {s: float(median(row.values())) for s, row in given.items() if _may(now, len(row))}
    if not middles:
        why = "Too few have answered for anything to be shown." if now.n else "Nobody has answered yet."
        return Figure(n=now.n, why_missing=why)
    open_ = {s: list(row.values()) for s, row in given.items() if s in middles and now.shown(len(row)).whole}
    sets = _sets(view, held, binding.get("sets"), middles)
    # What lies at the same middle is put in order by the mean only where a mean may be told.
    order = sorted(middles, key=lambda s: (middles[s], stats.mean(open_[s]) if s in open_ else 0.0))
    parts: dict[str, Part] = {
        "median": PerItem(dict(middles), 1),
        "weakest": Items(order),
        "n": Value(float(now.n), 0),
    }
    if open_:
        means = {s: stats.mean(xs) for s, xs in open_.items()}
        whole = stats.mean([stats.of_hundred(mean, *now.ends(s)) for s, mean in means.items()])
        parts["means"] = PerItem(dict(means), 1)
        parts["index"] = Value(whole, 0)
        parts["spread"] = PerItem({s: stats.iqr(xs) for s, xs in open_.items()}, 1)
        parts["dots"] = _dots(now, open_)
    if sets:
        parts["sets"] = PerItem(dict(sets), 1)
        parts["weakest_set"] = Items(sorted(sets, key=lambda name: sets[name]))
    earlier = _run_before(view, held)
    former = _middles(view, earlier, turned, scale) if earlier is not None else {}
    change = {s: middles[s] - former[s] for s in middles if s in former}
    if change:
        parts["before"] = PerItem({s: former[s] for s in change}, 1)
        parts["change"] = PerItem(dict(change), 1)
    if groups := _groups(view, now, given, bind.key(binding, "group")):
        parts["by_group"] = groups
    other = rounds.latest(view, bind.word(binding, "against")) if bind.word(binding, "against") else None
    theirs = _middles(view, other, turned, scale) if other is not None else {}
    if gap := {s: middles[s] - theirs[s] for s in middles if s in theirs}:
        parts["gap"] = PerItem(dict(gap), 1)
    parts["line"] = Sentence(_line(view, held, middles, order, change))
    return Figure(parts=parts, n=now.n)


def _may(now: Answers, given: int) -> bool:
    """Whether the middle of so many answers may be told."""
    return given > 0 and now.shown(given).middle


def _given(view: View, now: Answers, turned: set[str]) -> Given:
    return {
        s: {who: sum(now.ends(s)) - x for who, x in row.items()}
        if _label(view, now.round, s) in turned
        else dict(row)
        for s, row in now.all_numbers().items()
    }


def _label(view: View, held: Round, subject: str) -> str:
    return rounds.subject_name(view, held, subject)


def _middles(view: View, held: Round, turned: set[str], scale: str) -> dict[str, float]:
    """Middles of a round, where they may be told."""
    now = rounds.read(view, held).only(scale)
    given = _given(view, now, turned)
    return {s: float(median(row.values())) for s, row in given.items() if _may(now, len(row))}


def _run_before(view: View, held: Round) -> Round | None:
    """The last round of the step in an earlier run that still holds its answers."""
    order = {run.id: (run.at, n) for n, run in enumerate(view.session.runs.values())}
    mine = order.get(held.run)

    def is_earlier(one: Round) -> bool:
        if mine is None or one.run not in order:
            return one.run != held.run and one.date < held.date
        return order[one.run] < mine

    ready = [one for one in view.rounds(held.step) if one.state != "open" and not one.erased]
    return max(
        (one for one in ready if is_earlier(one)),
        key=lambda one: (order.get(one.run, ("", 0)), rounds.pass_of(one), one.n),
        default=None,
    )


def _sets(view: View, held: Round, given: Any, middles: Mapping[str, float]) -> dict[str, float]:
    """Mean of the middles of each set of statements."""
    sets = given if isinstance(given, Mapping) else {}
    labels = {_label(view, held, s): value for s, value in middles.items()}
    found = {str(name): [labels[w] for w in bind.lists(sets, name) if w in labels] for name in sets}
    return {name: stats.mean(xs) for name, xs in found.items() if xs}


def _dots(now: Answers, given: Mapping[str, list[float]]) -> Grid:
    points = [f"{n:g}" for n in _points(now)]
    cells = {
        f"{s}>{point}": str(n)
        for s, xs in given.items()
        for point in points
        if (n := sum(f"{x:g}" == point for x in xs))
    }
    return Grid(list(given), points, cells, shape="dots")


def _points(now: Answers) -> list[float]:
    return [now.low + n for n in range(int(now.high - now.low) + 1)]


def _groups(view: View, now: Answers, given: Given, key: str) -> Grid | None:
    """Middle of each group of people by a field of theirs, in a round with names alone.

    A group so small that its middle would tell a person is left out, and so is one that leaves out so few
    that they could be told from all.
    """
    if not key or now.round.privacy != "named":
        return None
    people = {who: person.fields.get(key) for who in now.rows if (person := view.item(who)) is not None}
    cells, names = {}, []
    for name in dict.fromkeys(str(word) for word in people.values() if word):
        own = {who for who, word in people.items() if word == name}
        for s, row in given.items():
            mine = [x for who, x in row.items() if who in own]
            rest = len(row) - len(mine)
            if len(mine) >= INDEX and (not rest or rest >= INDEX):
                cells[f"{s}>{name}"] = f"{median(mine):g}"
                names.append(name)
    return Grid(list(given), list(dict.fromkeys(names)), cells) if cells else None


def _line(
    view: View, held: Round, middles: Mapping[str, float], order: list[str], change: Mapping[str, float]
) -> str:
    low = [s for s in order if middles[s] == middles[order[0]]]
    names = listed((_label(view, held, s) for s in low), 3)
    said = f"The lowest {'is' if len(low) == 1 else 'are'} {names}, {middles[order[0]]:g}"
    moved = sorted((s for s, d in change.items() if d), key=lambda s: -abs(change[s]))[:3]
    if moved:
        said += f"; since the run before {listed(f'{_label(view, held, s)} {change[s]:+g}' for s in moved)}"
    return f"{said}."
