"""Vision put to the test: which values are core, and which test of the vision is the weakest.

Collins & Porras 1996: a core value stays even when it costs. Kotter 1996: six marks of a vision that works.
"""

from __future__ import annotations

from collections.abc import Mapping
from statistics import median
from typing import Any

from aligntui.analysis import bind, rounds, say
from aligntui.analysis.exact import shown
from aligntui.analysis.figure import Figure, Finding, Items, Part, PerItem, Sentence, Value
from aligntui.analysis.registry import Role, figure
from aligntui.analysis.view import View
from aligntui.analysis.vision import keys
from aligntui.session.model import Round
from aligntui.session.ops import Set, Turn, decode_change
from aligntui.text.listing import listed

ALIKE = 3
"""Tests below which being rated the same says nothing (our convention)."""


@figure(
    "values_test",
    {
        "of": Role("collection", help="The values."),
        "tests": Role("fields", help="Yes-no questions that a core value passes, all of them."),
        "most": Role("number", needed=False, help="Most core values; 5."),
    },
    {
        "core": "Values that passed every test.",
        "practices": "Good practices, not the core: one answer was no.",
        "untested": "Values with a test left open.",
        "verdicts": "core, practice or open for each.",
    },
    source="Collins & Porras 1996",
)
def values_test(view: View, binding: Mapping[str, Any]) -> Figure:
    """Which values are core and which are practices."""
    name = bind.word(binding, "of")
    items = view.items(name)
    if not items:
        return Figure(why_missing="No value is written yet.")
    tests = keys(binding, "tests")
    most = bind.whole(binding, "most", 5)
    verdicts: dict[str, float | str | None] = {}
    out = []
    for item in items:
        answers = {test: view.text(item, test) for test in tests}
        failed = next((test for test, answer in answers.items() if answer == "no"), "")
        waiting = next((test for test, answer in answers.items() if not answer), "")
        verdicts[item.id] = "practice" if failed else "open" if waiting else "core"
        words = say.short(item.text)
        if failed:
            message = f'"{words}" is a good practice, not a core value: one answer is no.'
            mend = f"Look again: {say.ask(view, item, failed)}"
            out.append(say.hint("VV2", message, mend, item.id, failed))
        elif waiting:
            question = say.ask(view, item, waiting)
            out.append(say.hint("VV3", f'"{words}" is not tested yet.', question, item.id, waiting))
    claimed = [i.id for i in items if verdicts[i.id] != "practice"]
    if len(claimed) > most:
        message = f"{len(claimed)} core values; beyond {most} they are practices or norms."
        mend = "Ask of each: would we keep it if it cost us?"
        out.insert(0, say.warning("VV1", message, mend, others=claimed[most:]))
    groups = (("core", "core"), ("practices", "practice"), ("untested", "open"))
    parts: dict[str, Part] = {
        part: Items(ids=[i.id for i in items if verdicts[i.id] == verdict]) for part, verdict in groups
    }
    parts["verdicts"] = PerItem(values=verdicts)
    return Figure(parts=parts, findings=out, n=len(items))


@figure(
    "test_means",
    {
        "round": Role("round", help="Step in which the statements are rated."),
        "high": Role("number", needed=False, help="Mean from which a test counts as passed; 4."),
        "about": Role("record", needed=False, help="The form whose sentence the lowest test leads back to."),
    },
    {
        "means": "Average of each test.",
        "median": "Middle answer of each test, where too few answered for an average.",
        "strong": "Tests that are strong.",
        "low": "Tests below it, lowest first.",
        "n": "How many people rated.",
        "line": "How many are strong, in one sentence.",
    },
    source="Kotter 1996; means: our convention",
)
def test_means(view: View, binding: Mapping[str, Any]) -> Figure:
    """Mean of each test statement, and how many are strong."""
    step = bind.word(binding, "round")
    held = rounds.latest(view, step)
    if held is None:
        return Figure(why_missing=rounds.why_none(view, step))
    answers = rounds.read(view, held)
    given = {test: list(row.values()) for test, row in answers.all_numbers().items() if row}
    if not given:
        return Figure(why_missing="Nobody has rated yet.", n=answers.n)
    means = answers.means()
    if not means:
        middles = {t: float(median(row)) for t, row in given.items() if answers.shown(len(row)).middle}
        parts: dict[str, Part] = {"median": PerItem(values=dict(middles), decimals=1)} if middles else {}
        why = f"{bind.count(answers.n, 'answer')}: averages are shown from {answers.least[1]} on."
        return Figure(parts=parts, why_missing=why, n=answers.n)
    high = bind.as_number(binding.get("high")) or 4
    low = sorted((test for test in means if means[test] < high), key=lambda test: means[test])
    strong = len(means) - len(low)
    lowest = min(means.values())
    names = [rounds.subject_name(view, held, test) for test, mean in means.items() if mean == lowest]
    line = f"{strong} of {len(means)} tests reach {shown(high)}."
    out = _back(view, held, means, names, lowest, high, bind.word(binding, "about"))
    return Figure(
        parts={
            "means": PerItem(values=dict(means), decimals=1),
            "strong": Value(number=strong, decimals=0, note=f"{strong} of {len(means)}", counted=True),
            "low": Items(ids=low),
            "n": Value(number=answers.n, decimals=0),
            "line": Sentence(text=line),
        },
        findings=out,
        n=answers.n,
    )


def _back(
    view: View,
    held: Round,
    means: Mapping[str, float],
    names: list[str],
    lowest: float,
    high: float,
    about: str,
) -> list[Finding]:
    """What the ratings lead back to: the sentence, or the ratings themselves where all are the same."""
    record = view.record(about) if about else None
    field = next(iter(view.book.fields(record.collection)), "") if record is not None else ""
    target = record.id if record is not None and record.fields else ""
    if len(means) >= ALIKE and len(set(means.values())) == 1:
        message = f"All {len(means)} tests have {shown(round(lowest, 1))}: which one is the weakest?"
        return [say.hint("VT6", message, "Rate the text, not the wish.", target, field)]
    if lowest >= high:
        return []
    lowest_ones = [test for test, mean in means.items() if mean == lowest]
    if target and (former := _asked_before(view, held, target)):
        # One word for the lowest is what is asked: what is the lowest after that is not begun anew.
        unrated = [test for test, mean in former.items() if means.get(test) == mean < high]
        if unrated:
            return [_rate_again(view, held, unrated, former[unrated[0]])]
        if not former.keys() & set(lowest_ones):
            return []
    if target and _changed_since(view, held, target):
        return [_rate_again(view, held, lowest_ones, lowest)]
    verb = "is" if len(names) == 1 else "are"
    message = (
        f"Your lowest {verb} {listed(names)}, {shown(round(lowest, 1))}: change one word of the sentence."
    )
    # What fails by far is asked about before one goes on.
    weighed = say.warning if lowest <= high / 2 else say.hint
    do, matter = "Change that word, then rate it again.", ",".join(lowest_ones)
    return [weighed("VT7", message, do, target, field, matter=matter)]


def _rate_again(view: View, held: Round, tests: list[str], had: float) -> Finding:
    """That the sentence was changed since these tests were rated: it leads to the first of them."""
    names = listed([rounds.subject_name(view, held, test) for test in tests])
    message = f"The sentence was changed since {names} had {shown(round(had, 1))}, the lowest."
    place, matter = rounds.place_of(view, held, 1), ",".join(tests)
    return say.hint("VT7", message, "Rate it again.", others=tests[:1], place=place, matter=matter)


def _asked_before(view: View, held: Round, record: str) -> dict[str, float]:
    """The lowest tests of the round before this one, where a record was changed between the two."""
    for earlier in reversed(view.rounds(held.step, held.run)):
        if earlier.id == held.id or earlier.state == "open" or earlier.erased:
            continue
        if _changed_since(view, earlier, record, until=held):
            means = rounds.read(view, earlier).means()
            return {test: mean for test, mean in means.items() if mean == min(means.values())}
    return {}


def _changed_since(view: View, held: Round, record: str, until: Round | None = None) -> bool:
    """Whether a record was given other words since a round was closed, as far back as changes are known.

    Args:
        view: The snapshot.
        held: The round.
        record: Its id.
        until: The round whose closing ends what is looked at; None for up to now.
    """
    closed = False
    for change in view.session.recent.values():
        ops = decode_change(change).ops
        if closed and any(isinstance(op, Set) and op.id == record for op in ops):
            return True
        turned = {op.id for op in ops if isinstance(op, Turn)}
        if until is not None and until.id in turned:
            return False
        closed = closed or held.id in turned
    return False
