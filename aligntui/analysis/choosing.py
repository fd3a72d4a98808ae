"""What a choice must stand up to: what weighs most, how we know, whose hours, whose money, who was asked.

All limits are our convention.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from aligntui.analysis import amounts, bind, exact, say
from aligntui.analysis.citing import cited, live
from aligntui.analysis.figure import Figure, Finding, Items, Part, PerItem, Sentence, Value
from aligntui.analysis.registry import Role, figure
from aligntui.analysis.view import View
from aligntui.session.model import Item
from aligntui.text.listing import listed

WEAK = 1
"""Evidence grade up to which one calls first and decides after: 0 nobody knows, 1 opinion of one."""
HEAVY = 2
"""Factors of each list that weigh most."""
YEAR = 12
"""Months for which cash must last, at least."""
LOAD = 6
"""Most that one person answers for at a time, of all lists together."""
KINDS = ("hours", "money")
"""What is added up, as it is said of what has none."""
DAYS = Decimal("30.4375")
"""Days of a month."""


@figure(
    "choice",
    {
        "of": Role("collections", help="What can be taken on."),
        "mark": Role("field", help="Yes-no field: taken on."),
        "cites": Role("field", help="Link field to what it rests on."),
        "grade": Role("field", needed=False, help="Evidence grade of what is cited, 0-4; `grade`."),
        "weak": Role("collections", help="Lists of what must not be left alone: weaknesses, threats."),
        "weights": Role(
            "fields", help="Fields that say how much one weighs; the first that any of a list has."
        ),
        "few": Role(
            "number",
            needed=False,
            help="Once so many are taken on, another one is asked for in place of one.",
        ),
    },
    {
        "sure": "How many taken on rest on evidence of which none is an opinion alone.",
        "untouched": "What weighs most and nothing taken on touches.",
        "unsure": "Taken on upon an opinion.",
    },
)
def choice(view: View, binding: Mapping[str, Any]) -> Figure:
    """Whether what is taken on touches what weighs most, and how well we know what it rests on."""
    taken = _taken(view, binding)
    if not taken:
        return Figure(why_missing="Nothing is taken on yet.", n=0)
    key, grade = bind.key(binding, "cites"), bind.key(binding, "grade", "grade")
    rests = {
        ref: live(on)
        for name in bind.lists(binding, "of")
        for ref, on in cited(view, f"{name}.{key}").items()
    }
    touched = {factor.id for item in taken for factor in rests.get(item.id, [])}
    untouched, unsure, findings = [], [], []
    lists, weights = bind.lists(binding, "weak"), bind.lists(binding, "weights")
    is_full = 0 < bind.whole(binding, "few", 0) <= len(taken)
    # Heaviest in its own list alone may be little: what weighs most does so among all of them too.
    heavy = {factor.id for factor in _heaviest(view, view.items(lists), weights, HEAVY * len(lists))}
    of_lists = [f for name in lists for f in _heaviest(view, view.items(name), weights, HEAVY)]
    for factor in (factor for factor in of_lists if factor.id in heavy):
        if factor.id not in touched:
            untouched.append(factor.id)
            message = f'"{say.short(factor.text, 40)}" weighs much, untouched by anything taken on.'
            answers = [ref for ref, on in rests.items() if factor in on and view.item(ref) is not None]
            do = "Take on what answers it" if answers else "Write what answers it and take that on"
            do += " in place of another" if is_full else ""
            mend = f"{do}, or set this question aside with the reason why it can wait."
            field = bind.key(binding, "mark") if answers else key
            place = f"{bind.lists(binding, 'of')[0]}.{field}"
            findings.append(say.warning("CG1", message, mend, factor.id, others=answers, place=place))
    sure = 0
    for item in taken:
        grades = {f.id: g for f in rests.get(item.id, []) if (g := exact.amount(view, f, grade)) is not None}
        weak = [ref for ref, known in grades.items() if known <= WEAK]
        sure += bool(grades) and not weak
        if weak:
            unsure.append(item.id)
            message = f"It rests on {say.named(view, weak)}, and nobody has counted that yet."
            mend = "Call first, decide after: who would know?"
            place = f"{view.session.items[weak[0]].collection}.{grade}"
            findings.append(say.warning("CG2", message, mend, item.id, key, weak, place))
    parts: dict[str, Part] = {
        "sure": Value(number=sure, decimals=0),
        "untouched": Items(ids=untouched),
        "unsure": Items(ids=unsure),
    }
    return Figure(parts=parts, findings=findings, n=len(taken))


def _taken(view: View, binding: Mapping[str, Any]) -> list[Item]:
    mark = bind.key(binding, "mark")
    return [item for item in view.items(bind.lists(binding, "of")) if view.value(item, mark) == "yes"]


def _heaviest(view: View, items: list[Item], weights: Sequence[str], most: int) -> list[Item]:
    """Items that weigh most, by the first field that any of them has; none below the average, or without any.

    Of those that weigh the same all are among them, or none where that were more than `most`. The average as
    the floor is our convention.
    """
    for field in weights:
        known = {i.id: n for i in items if (n := exact.amount(view, i, bind.bare(field))) is not None}
        if known:
            order = sorted((i for i in items if known.get(i.id, 0) > 0), key=lambda i: -known[i.id])
            least, mean = known[order[most].id] if len(order) > most else 0, sum(known.values()) / len(known)
            return [i for i in order[:most] if known[i.id] > least and known[i.id] >= mean]
    return []


@figure(
    "capacity",
    {
        "of": Role("collections", help="What can be taken on."),
        "mark": Role("field", help="Yes-no field: taken on."),
        "stops": Role("collections", help="What is stopped."),
        "hours": Role("field", help="Hours a month that it takes, or frees."),
        "money": Role("field", help="Money a month that it takes, or frees."),
        "words": Role("field", needed=False, help="Words of what is stopped that say what it frees."),
        "record": Role("record", needed=False, help="Where the money in hand stands."),
        "cash": Role("field", needed=False, help="The money in hand."),
    },
    {
        "line": "What is taken on against what is freed, in one sentence.",
        "hours": "Hours a month that are to be found.",
        "short": "Money a month that is to be found.",
        "months": "Months for which the money in hand lasts.",
    },
)
def capacity(view: View, binding: Mapping[str, Any]) -> Figure:
    """Hours and money that are freed, against what is taken on."""
    taken, stops = _taken(view, binding), view.items(bind.lists(binding, "stops"))
    if not taken:
        return Figure(why_missing="Nothing is taken on yet.", n=0)
    if not stops:
        are = "is" if len(taken) == 1 else "are"
        message = f"{len(taken)} {are} taken on and nothing is stopped: whose hours are these?"
        place = f"{bind.lists(binding, 'stops')[0]}.text"
        finding = say.hint("CP1", message, "Name one thing that ends.", place=place)
        return Figure(findings=[finding], why_missing="Nothing is stopped yet.", n=len(taken))
    keys = bind.key(binding, "hours"), bind.key(binding, "money")
    words = bind.key(binding, "words")
    findings = [finding for key in keys for finding in _unsaid(view, taken, key)]
    findings += [f for item in stops for f in _unfreed(view, item, keys, words)]
    hours, money = (_sums(view, taken, stops, key) for key in keys)
    record, key = view.record(bind.word(binding, "record")), bind.key(binding, "cash")
    cash = exact.amount(view, record, key)
    short_hours, short = hours[0] - hours[1], money[0] - money[1]
    months = cash / short if cash is not None and short > 0 else None
    if short_hours > 0:
        told = [exact.shown(n) for n in hours]
        message = f"What is taken on takes {told[0]} hours a month, and {told[1]} are freed."
        mend = f"Where do {exact.shown(short_hours)} come from? Stop more, take on less, or say who has them."
        findings.append(say.warning("CP3", message, mend, field=keys[0]))
    if short > 0:
        findings.append(_cash(view, short, months, record.id if key else "", key))
    takes, frees = (_month(hours[n], money[n]) for n in (0, 1))
    lacking = (_lacking(view, (*taken, *stops), key, what) for key, what in zip(keys, KINDS, strict=True))
    without = "; ".join(filter(None, lacking))
    return Figure(
        parts={
            "line": Sentence(
                text=f"{takes} a month taken on, {frees} freed.{f' {without}.' if without else ''}"
                if any((*hours, *money))
                else ""
            ),
            "hours": Value(number=float(short_hours), decimals=0, unit="hours"),
            "short": Value(number=float(short), decimals=0),
            "months": Value(number=None if months is None else float(months), decimals=0, unit="months"),
        },
        findings=findings,
        n=len(taken),
    )


def _month(hours: Decimal, money: Decimal) -> str:
    """Hours and money of a month in a sentence: of a nought nobody knows what it counts."""
    if hours and money:
        return f"{exact.shown(hours)} hours and {exact.shown(money)}"
    return (
        f"{exact.shown(hours)} hours" if hours else f"{exact.shown(money)} in money" if money else "nothing"
    )


def _lacking(view: View, items: Sequence[Item], key: str, what: str) -> str:
    """How many say nothing of what their list asks for, and so count nowhere."""
    asks = [item for item in items if view.book.field(item.collection, key) is not None]
    missing = sum(exact.amount(view, item, key) is None for item in asks)
    return say.lacks(missing, len(asks), f"number for {what}")


def _unsaid(view: View, items: list[Item], key: str) -> Iterator[Finding]:
    """What nobody has put a number to, where the list asks for one."""
    for item in items:
        if view.book.field(item.collection, key) is not None and not view.asked(item, key):
            message = say.ask(view, item, key)
            yield say.hint("CP2", message, "A guess will do, 0 as well.", item.id, key)


def _unfreed(view: View, stop: Item, keys: tuple[str, str], words: str) -> Iterator[Finding]:
    """What a stop frees: of a number that stands in its words only what it counts is asked."""
    freed = view.text(stop, words).strip() if words else ""
    if not _numbers(freed):
        for key in keys:
            yield from _unsaid(view, [stop], key)
    elif not any(view.asked(stop, key) for key in keys):
        key = keys[0] if _HOURS.search(freed) else keys[1]
        number = amounts.number_for(view, stop, key, freed)
        if number:
            mend = f'"{say.short(freed)}" says {number}: take it over there, or put it right.'
        else:
            mend = f'Reckon it from "{say.short(freed)}". A guess will do, 0 as well.'
        yield say.hint("CP2", say.ask(view, stop, key), mend, stop.id, key)


def _sums(view: View, taken: list[Item], stops: list[Item], key: str) -> tuple[Decimal, Decimal]:
    takes, frees = (
        sum((exact.amount(view, item, key) or Decimal(0) for item in items), Decimal(0))
        for items in (taken, stops)
    )
    return takes, frees


def _cash(view: View, short: Decimal, months: Decimal | None, target: str, field: str) -> Finding:
    """What it costs beyond what is freed, and when the money in hand runs out."""
    costs = f"It costs {exact.shown(short)} a month more than is freed"
    if months is None:
        return say.warning("CP4", f"{costs}.", "How much money is in hand for it?", target, field)
    today = bind.day(view.as_of)
    day = today + dt.timedelta(days=int(months * DAYS)) if today is not None and months < YEAR * 50 else None
    ends = f" until {exact.short_day(day)}" if day is not None else f" for {exact.shown(months, 0)} months"
    grave = say.warning if months < YEAR else say.hint
    return grave("CP5", f"{costs}: the money in hand lasts{ends}.", "Is it paid back by then?", target, field)


@figure(
    "asked",
    {
        "people": Role("collection", help="The people."),
        "of": Role("collections", help="Lists in which somebody answers for something, or is named."),
        "mark": Role(
            "field", needed=False, help="Yes-no field: only items taken on count, where a list has it."
        ),
        "told": Role("record", needed=False, help="Record that names whom one has told."),
    },
    {"people": "People who are named and were not asked."},
)
def asked(view: View, binding: Mapping[str, Any]) -> Figure:
    """People who answer for something, or are named in it, and were not there to say yes."""
    from aligntui.text.language import SELF_WORDS

    mark = bind.key(binding, "mark")
    items = [
        item
        for name in bind.lists(binding, "of")
        for item in view.items(name)
        if view.book.field(name, mark) is None or view.value(item, mark) == "yes"
    ]
    participants = view.session.participants.values()
    here = SELF_WORDS | {name.casefold() for p in participants for name in (p.person, p.name, p.id)}
    told = " ".join(map(str, view.record(bind.word(binding, "told")).fields.values()))
    owners = {item.id: _owners(view, item) for item in items}
    texts = {item.id: item.text.casefold() for item in items}
    absent, findings = [], []
    for person in view.items(bind.word(binding, "people")):
        first = person.text.split(" ")[0]
        if not first or {person.id, person.text.casefold(), first.casefold()} & here:
            continue
        # One pattern for a person: a long list asks it of each of its lines.
        named = re.compile(rf"(?<!\w){re.escape(first)}(?!\w)", re.IGNORECASE).search
        if named(told):
            continue
        word = first.casefold()
        held = [
            item
            for item in items
            if person.id in owners[item.id] or (word in texts[item.id] and named(item.text))
        ]
        if held:
            absent.append(person.id)
            message = f"{person.text} is named for {say.named(view, held[:3])}; is it agreed with {first}?"
            findings.append(say.hint("PA1", message, "Ask; then set this question aside.", person.id))
    return Figure(parts={"people": Items(ids=absent)}, findings=findings, n=len(items))


@figure(
    "load",
    {
        "people": Role("collection", help="The people."),
        "of": Role("collections", help="Lists in which somebody answers for something; all count together."),
        "done": Role("field", needed=False, help="Yes-no field: what is done does not count."),
        "limit": Role("number", needed=False, help="Most that one person answers for; 6."),
    },
    {"held": "How much each person answers for.", "people": "People who answer for too much."},
)
def load(view: View, binding: Mapping[str, Any]) -> Figure:
    """Who answers for too much: objectives, actions and whatever else has an owner, counted together."""
    done, limit = bind.key(binding, "done"), bind.whole(binding, "limit", LOAD)
    people, lists = view.items(bind.word(binding, "people")), bind.lists(binding, "of")
    items = [i for name in lists for i in view.items(name) if not done or view.value(i, done) != "yes"]
    held: dict[str, list[Item]] = {person.id: [] for person in people}
    for item in items:
        for owner in sorted(_owners(view, item) & held.keys()):
            held[owner].append(item)
    over = [person for person in people if len(held[person.id]) > limit]
    findings = []
    for person in over:
        counts = Counter(item.collection for item in held[person.id])
        parts = listed([f"{n} {say.title(view, name)}" for name, n in counts.items()])
        message = f"{person.text} answers for {parts}: {sum(counts.values())} together, {limit} is the most."
        mine, mend = held[person.id], "What can wait, or who could take one?"
        key = next(key for key, ref in mine[0].fields.items() if ref == person.id)
        place, ids = f"{mine[0].collection}.{key}", [item.id for item in mine]
        findings.append(say.warning("LD1", message, mend, person.id, others=ids, place=place))
    return Figure(
        parts={
            "held": PerItem(values={person: float(len(mine)) for person, mine in held.items()}, decimals=0),
            "people": Items(ids=[person.id for person in over]),
        },
        findings=findings,
        n=len(items),
    )


def _owners(view: View, item: Item) -> set[str]:
    return {
        str(value) for value in item.fields.values() if isinstance(value, str) and value in view.session.items
    }


@figure(
    "headline",
    {
        "record": Role("record", help="Where the vision stands in a sentence."),
        "fields": Role("fields", help="Its fields that may promise a number."),
        "of": Role("collections", help="Goals and objectives."),
        "target": Role("field", needed=False, help="What they reach for; `target`."),
    },
    {"line": "Which numbers are carried, in one sentence."},
)
def headline(view: View, binding: Mapping[str, Any]) -> Figure:
    """Whether a goal or an objective carries each number that the vision promises."""
    record, items = view.record(bind.word(binding, "record")), view.items(bind.lists(binding, "of"))
    key = bind.key(binding, "target", "target")
    carried = {n for item in items for n in [*_numbers(item.text), exact.amount(view, item, key)]}
    findings, kept = [], []
    for field in bind.keys(binding, "fields"):
        for number in _numbers(view.text(record, field)) if items else ():
            if number in carried:
                kept.append(exact.shown(number))
                continue
            message = f"The vision promises {exact.shown(number)}, and no goal or objective reaches for it."
            mend = "Make it the target of a goal, or take it out of the sentence."
            findings.append(say.warning("HL1", message, mend, record.id, field))
    what = "number {} has" if len(kept) == 1 else "numbers {} have"
    line = f"The vision's {what.format(listed(kept))} a goal or an objective." if kept else ""
    return Figure(parts={"line": Sentence(text=line)}, findings=findings, n=len(items))


_DAY = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?\.? [A-Z][a-z]{2,8}\b|\b(?:19|20)\d\d\b|\bQ[1-4]\b")
"""A day with its month, a year, a quarter: no number that one reaches for."""
_HOURS = re.compile(r"(?i)(?:(?<=\d)|\b)(?:hours?|hrs?|h)\b")
_NUMBER = re.compile(r"(?<![\w.,-])\d+(?:[.,]\d+)*")


def _numbers(text: str) -> list[Decimal]:
    """Numbers in a text that are no dates, each once."""
    found = (exact.decimal(re.sub(r",(?=\d{3}\b)", "", n)) for n in _NUMBER.findall(_DAY.sub(" ", text)))
    return list(dict.fromkeys(n for n in found if n is not None))
