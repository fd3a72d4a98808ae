"""How far people agree: ratings and rankings of one round, and what changed since the round before.

Several indices stand side by side because each alone can hide a person: 5 2 5 5 4 gives 80 % agree and a
quartile range of 1, and still somebody stands apart. Labels are conversation aids, not verdicts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from aligntui.analysis import bind, concord, rounds, say, stats
from aligntui.analysis.change import between_rounds, conformity, two_passes
from aligntui.analysis.figure import Figure, Finding, Grid, Items, Part, PerItem, Value
from aligntui.analysis.floors import WHOLE
from aligntui.analysis.registry import Role, figure
from aligntui.analysis.rounds import Answers
from aligntui.analysis.view import View

QUIET = 0.95
"""r_wg of every item in a first round from which on we ask for a pre-mortem (our convention)."""

FAIR = 7
"""Most subjects with which the test value of W says nothing yet (Siegel & Castellan 1988)."""

FEW_POINTS = 11
"""Longest scale whose points are all columns of the spread."""

SOURCE = (
    "James, Demaree & Wolf 1984 (r_wg); Lindell et al. 1999 (r*_wg); Brown & Hauenstein 2005 (a_wg); "
    "Kendall & Babington Smith 1939 (W); labels are our convention"
)


@figure(
    "agreement",
    {
        "round": Role("round", help="step whose last revealed round is read"),
        "scale": Role("field", needed=False, help="plot, ask: which of its scales; all when left out"),
        "group": Role("field", needed=False, help="field of people whose values make groups: role"),
        "leader": Role("word", needed=False, help='which person leads, "role = owner" when left out'),
        "high": Role("number", needed=False, help="first value that counts as agreeing, 4 when left out"),
    },
    {
        "mean": "mean rating or rank",
        "n": "answers per subject",
        "sd": "standard deviation (n - 1)",
        "median": "middle rating",
        "iqr": "distance of the quartiles",
        "range": "highest less lowest",
        "rwg": "agreement against even random answers, 0 to 1",
        "rstar": "agreement against half at each end",
        "awg": "agreement against the most possible at this mean",
        "ad": "mean distance from the mean",
        "agree": "percent at or above `high`",
        "label": "shared, leaning, open, split; lone voice",
        "talk": "subjects in the order to talk about them",
        "order": "subjects, highest mean or best rank first",
        "split": "subjects with two camps",
        "lone": "subjects with a lone voice",
        "spread": "how many chose each point",
        "notes": "reasons typed, under the point they go with",
        "table": "n, mean, SD, r_wg and reading",
        "mean_rwg": "mean r_wg of all subjects",
        "kendall": "Kendall's W over all subjects",
        "kendall_untied": "W without the correction for ties",
        "spearman": "mean correlation of two people's orders",
        "chi2": "test value of W, only from eight subjects on",
        "chi2_p": "chance of such a W without agreement, only from eight subjects on",
        "rank_sums": "sum of ranks per subject",
        "differences": "sum of squared differences of the rank sums from their mean",
        "factions": "W within each group of four or more",
        "between": "correlation of the groups' mean ranks",
        "d_mean": "change of the mean since the round before",
        "d_sd": "change of the SD since the round before",
        "moved": "how many changed their answer",
        "moved_all": "answers changed, all subjects",
        "mean_rwg_before": "mean r_wg of the round before",
        "kendall_before": "W of the round before",
        "change": "what changed, in a sentence",
        "swing": "alone: second pass less first",
        "swings": "alone: subjects that differ by two or more",
    },
    SOURCE,
)
def agreement(view: View, binding: Mapping[str, Any]) -> Figure:
    """How far people agree on each subject, and in all."""
    step = bind.word(binding, "round")
    held = rounds.latest(view, step)
    if held is None:
        return Figure(why_missing=rounds.why_none(view, step))
    scale = bind.key(binding, "scale")
    now = rounds.read(view, held).only(scale)
    earlier = rounds.before(view, held)
    former = rounds.read(view, earlier).only(scale) if earlier is not None else None
    if now.solo:
        return two_passes(view, now, former)
    counts = {subject: len(found) for subject, found in now.all_numbers().items()}
    if not any(now.shown(count).middle for count in counts.values()):
        return Figure(
            parts={"n": PerItem({s: float(c) for s, c in counts.items()}, 0)},
            n=now.n,
            why_missing=f"{bind.count(now.n, 'answer')}: agreement is shown from {now.least[0]} on.",
        )
    parts = concord.per_subject(
        now, float(binding["high"]) if bind.as_number(binding.get("high")) is not None else 4
    )
    parts |= together(view, now, bind.key(binding, "group"))
    found = list(_findings(view, now, parts))
    if former is not None:
        parts |= between_rounds(now, former)
        found += conformity(view, now, former, bind.word(binding, "leader", "role = owner"))
    return Figure(parts=parts, findings=found, n=now.n)


def together(view: View, now: Answers, group: str) -> dict[str, Part]:
    """What concerns all subjects at once: orders, spread, Kendall's W, groups."""
    labels = {s: concord.reading(now, s) for s in now.subjects}
    parts: dict[str, Part] = {
        "talk": _items(concord.talk_order(now)),
        "order": _items(concord.by_mean(now)),
        "split": _items([s for s, label in labels.items() if label == "split"]),
        "lone": _items([s for s, label in labels.items() if label.endswith("lone voice")]),
        "spread": _spread(now),
        "notes": _notes(now),
        "table": _table(now, labels),
        "mean_rwg": Value(concord.mean_rwg(now)),
    }
    names, matrix = concord.complete(now)
    if not now.shown(len(matrix)).index or len(names) < 2:
        return parts | {"kendall": Value(None, note="too few people rated everything")}
    found = stats.kendall(list(matrix.values()))
    parts["kendall"] = Value(found.w)
    parts["kendall_untied"] = Value(found.untied if found.w is not None else None)
    parts["spearman"] = Value(found.spearman)
    is_fair = found.n > FAIR
    few = "" if is_fair else "too few subjects"
    parts["chi2"] = Value(found.chi2 if is_fair else None, note=few)
    parts["chi2_p"] = Value(found.p if is_fair else None, 4, note=few)
    parts["rank_sums"] = PerItem(dict(zip(names, found.sums, strict=True)), 1)
    parts["differences"] = Value(found.s, 1)
    return parts | _factions(view, matrix, group)


def _items(subjects: list[str]) -> Items:
    """Subjects as a list of items: what was rated on two scales stands once, at its first place."""
    return Items(list(dict.fromkeys(s.partition("#")[0] for s in subjects)))


def _factions(view: View, matrix: dict[str, list[float]], group: str) -> dict[str, Part]:
    camps: dict[str, list[list[float]]] = {}
    for who, row in matrix.items() if group else ():
        item = view.item(who)
        name = view.text(item, group) if item is not None else ""
        if name:
            camps.setdefault(name, []).append(row)
    camps = {name: rows for name, rows in camps.items() if len(rows) >= WHOLE}
    if len(camps) < 2:
        return {}
    found = {name: stats.kendall(rows) for name, rows in camps.items()}
    sums = [k.sums for k in found.values()]
    pairs = [stats.correlation(a, b) for i, a in enumerate(sums) for b in sums[i + 1 :]]
    known = [r for r in pairs if r is not None]
    return {
        "factions": PerItem({name: k.w for name, k in found.items()}),
        "between": Value(min(known) if known else None),
    }


def _points(now: Answers) -> list[str]:
    if now.type != "rank" and now.low.is_integer() and now.high - now.low < FEW_POINTS:
        return [str(p) for p in range(int(now.low), int(now.high) + 1)]
    seen = {value for found in now.all_numbers().values() for value in found.values()}
    return [f"{value:g}" for value in sorted(seen)]


def _spread(now: Answers) -> Grid:
    cells: dict[str, str] = {}
    rows = [s for s, given in now.all_numbers().items() if now.shown(len(given)).whole]
    for subject in rows:
        tally: dict[str, int] = {}
        for value in now.numbers(subject).values():
            tally[f"{value:g}"] = tally.get(f"{value:g}", 0) + 1
        cells |= {f"{subject}>{point}": str(n) for point, n in tally.items()}
    return Grid(rows, _points(now), cells, shape="dots")


def _notes(now: Answers) -> Grid:
    cells: dict[str, list[str]] = {}
    rows = [s for s, given in now.all_numbers().items() if now.shown(len(given)).whole and now.notes.get(s)]
    for subject in rows:
        given = now.numbers(subject)
        for who, note in now.notes[subject].items():
            point = f"{given[who]:g}" if who in given else ""
            cells.setdefault(f"{subject}>{point}", []).append(note)
    return Grid(rows, _points(now), {key: "; ".join(sorted(notes)) for key, notes in cells.items()})


def _table(now: Answers, labels: dict[str, str]) -> Grid:
    columns = ["n", "mean", "SD", "r_wg", "reading"]
    cells: dict[str, str] = {}
    for subject, given in now.all_numbers().items():
        xs = list(given.values())
        row = [str(len(xs)), "", "", "", labels[subject]]
        if now.shown(len(xs)).whole:
            agreed = stats.r_wg(xs, now.high - now.low + 1) if labels[subject] else None
            row[1:4] = [
                f"{stats.mean(xs):.1f}",
                f"{stats.sd(xs):.2f}",
                "" if agreed is None else f"{agreed:.2f}",
            ]
        cells |= {f"{subject}>{name}": cell for name, cell in zip(columns, row, strict=True)}
    return Grid(list(now.subjects), columns, cells)


def _findings(view: View, now: Answers, parts: dict[str, Part]) -> Iterator[Finding]:
    rwg = parts["rwg"]
    known = [v for v in rwg.values.values() if isinstance(v, float)] if isinstance(rwg, PerItem) else []
    if rounds.pass_of(now.round) == 1 and len(known) > 1 and all(v >= QUIET for v in known):
        message = "Everybody agrees on everything, at once. Did somebody not speak?"
        yield say.hint("AG1", message, "Two minutes in silence: it is a year later and it failed, why?")
    for subject in now.subjects:
        label = concord.reading(now, subject)
        name, target = rounds.subject_name(view, now.round, subject), bind.target(view, subject)
        if label.endswith("lone voice"):
            message = f"{name}: one answer stands far from the others."
            mend = "Hear its reason first: one may know what the others do not."
            yield say.hint("AG2", message, mend, target)
        elif label == "split":
            message = f"{name} parts us into two camps."
            mend = "Let each side say what it knows, then rate again in silence."
            yield say.warning("AG3", message, mend, target)
    if not now.shown(now.n).whole:
        message = f"{bind.count(now.n, 'answer')}: middle and range are shown, so nobody is made out."
        yield say.hint("AG6", message, f"From {now.least[1]} answers on everything is shown.")
