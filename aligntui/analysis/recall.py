"""Recall: what people name when they are asked for our priorities, unaided.

Everyone types up to five; each line is put to an item of the official list or stays a stranger. A person's
recall is the share of the official list that he named, five at most. Self-rated clarity stands beside it,
because the two differ widely in practice (Sull et al. 2018).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from statistics import median
from typing import Any

import msgspec

from aligntui.analysis import bind, rounds, say, stats
from aligntui.analysis.figure import Bar, Bars, Figure, Finding, Items, Part, PerItem, Sentence, Value
from aligntui.analysis.registry import Role, figure
from aligntui.analysis.rounds import Answers
from aligntui.analysis.view import View
from aligntui.analysis.where import matches
from aligntui.session.model import WORDS, Item, Round

MOST = 5
"""Priorities that count for one person."""

THREE = 3
"""The classic question: who can name three?"""

MANY = 0.3
"""Share of people from which on a stranger is no accident (our convention)."""

FAR = 20
"""Percent by which clarity may be ahead of recall before we ask (our convention)."""


class Heard(msgspec.Struct):
    """What the people of one round named."""

    people: dict[str, set[str]]
    """Person -> ids of official items named."""
    strangers: dict[str, set[str]]
    """Word -> people who named it."""
    unsorted: int
    """Lines that nobody has put anywhere."""


@figure(
    "recall",
    {
        "round": Role("round", help="step in which people typed the priorities"),
        "list": Role("collections", help="the official list"),
        "where": Role("word", needed=False, help='which of them count, as in "status = agreed"'),
        "clarity": Role("round", needed=False, help="step in which people rated how clear they are"),
    },
    {
        "median": "middle share of the official list that people named, percent",
        "range": "lowest and highest share, percent",
        "mean": "mean share of the official list that people named, percent",
        "one": "percent of people who named at least one",
        "three": "percent of people who named at least three",
        "official": "how many a person could have named",
        "counts": "people who named each priority",
        "bars": "the same as bars",
        "most": "priorities named most",
        "least": "priorities named least",
        "strangers": "what people named that is not on the list",
        "unsorted": "lines not put anywhere yet",
        "clarity": "mean self-rated clarity",
        "gap": "clarity against recall, in a sentence",
        "line": "recall in a sentence",
    },
    source="Sull, Homkes & Sull 2015; Sull et al. 2018",
)
def recall(view: View, binding: Mapping[str, Any]) -> Figure:
    """How much of the official list people can name unaided."""
    step = bind.word(binding, "round")
    held = rounds.latest(view, step)
    if held is None:
        return Figure(why_missing=rounds.why_none(view, step))
    where = bind.word(binding, "where")
    official = [i for i in view.items(bind.lists(binding, "list")) if matches(view, i, where)]
    if not official:
        return Figure(why_missing="There is no official list to compare with.")
    now = rounds.read(view, held)
    heard = _heard(view, now, official)
    given = len(heard.people)
    if not given:
        return Figure(why_missing="Nobody has typed anything yet.")
    possible = min(len(official), rounds.definition(view, held).max or MOST)
    may = now.shown(given)
    parts: dict[str, Part] = {"official": Value(float(possible), 0)}
    out: list[Finding] = []
    if may.whole:
        # How many lines wait says how many were written.
        parts["unsorted"] = Value(float(heard.unsorted), 0)
    if may.whole and heard.unsorted:
        message = f"{bind.count(heard.unsorted, 'line')} not matched with a priority yet."
        out.append(say.hint("RC1", message, "Match each one, or leave it as something else."))
    # What a share says rests on lines that somebody has put to the list: before they are shown, nobody can.
    if not now.tells(given):
        why = f"{bind.count(given, 'answer')}: recall is shown from {now.least[1]} on."
        return Figure(parts=parts, findings=out, n=given, why_missing=why)
    shares = [100 * min(len(named), possible) / possible for named in heard.people.values()]
    parts["median"] = Value(median(shares), 0, "%")
    parts["range"] = Sentence(f"{min(shares):.0f}-{max(shares):.0f}%")
    if not may.whole:
        parts["line"] = Sentence(f"The middle one named {median(shares):.0f}% of the list.")
        return Figure(parts=parts, findings=out, n=given)
    mean = stats.mean(shares)
    three = sum(len(named) >= min(THREE, possible) for named in heard.people.values())
    parts["mean"] = Value(mean, 0, "%")
    parts["one"] = Value(100 * sum(bool(named) for named in heard.people.values()) / given, 0, "%")
    parts["three"] = Value(100 * three / given, 0, "%")
    parts["line"] = Sentence(
        f"People named {mean:.0f}% of the list; {three} of {given} could name {min(THREE, possible)}."
    )
    parts |= _counted(heard, official)
    out += _findings(view, heard, official, given)
    return Figure(parts=parts | _clarity(view, binding, mean, out), findings=out, n=given)


def sorted_to(held: Round, owners: tuple[str, ...], line: str, place: int) -> str:
    """Where a line was put: an item id, a word, or "" when nowhere.

    A match is kept under the ballot, mark or person, then `|`, then the words of the line or its place.
    """
    for owner in owners:
        for key in (f"{owner}|{line}", f"{owner}|{place}"):
            if key in held.matches:
                return held.matches[key]
    return ""


def _heard(view: View, now: Answers, official: list[Item]) -> Heard:
    ids = {i.id for i in official}
    known = {view.code(i).casefold(): i.id for i in official} | {_plain(i.text): i.id for i in official}
    heard = Heard({}, {}, 0)
    for ballot in view.ballots(now.round.id):
        lines = ballot.answers.get(WORDS)
        if isinstance(lines, dict):
            lines = lines.get("value")
        if not isinstance(lines, list):
            continue
        who = rounds.person(view, ballot)
        named = heard.people.setdefault(who, set())
        for place, line in enumerate(str(entry).strip() for entry in lines):
            if not line:
                continue
            to = sorted_to(now.round, (ballot.id, ballot.by or "", who), line, place)
            target = view.item(to) if to else None
            if target is not None and target.id in ids:
                named.add(target.id)
            elif not to and _plain(line) in known:
                named.add(known[_plain(line)])
            elif to:
                # A word such as "stranger" gathers nothing: the line itself is what was said.
                heard.strangers.setdefault(target.id if target is not None else _plain(line), set()).add(who)
            else:
                heard.unsorted += 1
    return heard


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(" .,;")


def _counted(heard: Heard, official: list[Item]) -> dict[str, Part]:
    counts = {i.id: sum(i.id in named for named in heard.people.values()) for i in official}
    order = sorted(counts, key=lambda i: -counts[i])
    high, low = max(counts.values()), min(counts.values())
    strangers = sorted(heard.strangers.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    people = float(len(heard.people))
    return {
        "counts": PerItem({i: float(n) for i, n in counts.items()}, 0),
        "bars": Bars([Bar(i, float(counts[i])) for i in order], people),
        "most": Items([i for i in order if counts[i] == high and high]),
        "least": Items([i for i in order if counts[i] == low and low < high]),
        "strangers": Bars([Bar(word, float(len(who))) for word, who in strangers], people),
    }


def _clarity(view: View, binding: Mapping[str, Any], mean: float, out: list[Finding]) -> dict[str, Part]:
    step = bind.word(binding, "clarity")
    held = rounds.latest(view, step) if step else None
    if held is None:
        return {}
    rated = rounds.read(view, held)
    xs = [x for found in rated.all_numbers().values() for x in found.values()]
    if not xs or not rated.shown(len(xs)).whole:
        return {}
    clear = stats.mean(xs)
    felt = 100 * (clear - rated.low) / (rated.high - rated.low)
    said = f"Clear by own feeling: {clear:.1f} of {rated.high:g}; recall {mean:.0f}%."
    if felt - mean >= FAR:
        message = f"People feel clear ({clear:.1f} of {rated.high:g}) and name {mean:.0f}% of the list."
        out.append(say.hint("RC4", message, "Let each say the priorities in own words, and why."))
    return {"clarity": Value(clear, 1), "gap": Sentence(said)}


def _findings(view: View, heard: Heard, official: list[Item], given: int) -> Iterator[Finding]:
    for item in official:
        if not any(item.id in named for named in heard.people.values()) and not heard.unsorted:
            message = f"Nobody named {bind.called(view, item)}."
            yield say.warning("RC2", message, "Is it still a priority? Then who tells whom?", item.id)
    for word, who in sorted(heard.strangers.items()):
        if len(who) >= max(2, MANY * given):
            name = bind.called(view, word) if view.item(word) is not None else f'"{word}"'
            message = f"{len(who)} of {given} named {name}, which is not on the list."
            yield say.hint("RC3", message, "Is it new and growing, or a priority we dropped?")
