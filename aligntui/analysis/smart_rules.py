"""The SMART linter: what an objective still lacks, as questions.

After Doran 1981 (specific, measurable, assignable, realistic, time-related) in the later reading, with a
guard measure where a target may narrow attention (Ordóñez et al. 2009). Limits are our convention: goals
run one to five years, objectives up to twelve months.

The linter works on fields; it reads the words only where a rule is about words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from aligntui.analysis import amounts, bind, exact, say, verbs, wording
from aligntui.analysis.figure import Finding
from aligntui.analysis.smart_draft import Context, Draft
from aligntui.analysis.smart_numbers import TIMES, numbers
from aligntui.text.language import PRAISE, VOLUME_WORDS
from aligntui.text.listing import listed
from aligntui.text.words import count, found

MONTHS: dict[str, int] = {"objective": 12, "goal": 60}
"""Longest run of an objective and of a goal, in months."""

MEASURE_WITHIN = 30
"""Days within which an unknown baseline is to be measured."""

LONG = 30
"""Words beyond which a statement is too long to be kept in mind."""

EVERY = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}
"""Days between two looks at the number."""


def lint(draft: Draft, context: Context) -> list[Finding]:
    """Findings about one draft, by code."""
    found = [
        *_measurable(draft, context),
        *_dated(draft, context),
        *_assigned(draft, context),
        *_relevant(draft),
        *_worded(draft),
        *numbers(draft, context),
        *_ready(draft, context),
    ]
    return sorted(found, key=lambda f: f.code)


def measure_by(context: Context) -> dt.date:
    """Day by which an unknown baseline is to be measured."""
    return exact.days_on(context.as_of, MEASURE_WITHIN)


def _measurable(draft: Draft, context: Context) -> Iterator[Finding]:
    has = draft.fields
    if "measure" in has and not draft.measure and not _checkable(draft.text):
        # Where no measure is chosen there is no unit, start or target either: that is one thing to mend.
        bare = {"unit": not draft.unit, "start": draft.baseline is None, "target": draft.target is None}
        keys = {"unit": "unit", "start": "baseline", "target": "target"}
        lacks = ["measure", *(name for name, empty in bare.items() if empty and keys[name] in has)]
        message, mend = "Nothing to count.", "Which number would show it?"
        if len(lacks) > 1:
            message = f"No {listed(lacks, word='or')} yet."
        if draft.milestone:
            message, mend = "Nothing proves it done.", "What could a stranger see on that day?"
        yield say.error("SM01", message, mend, draft.id, has["measure"])
        return
    if draft.milestone:
        return
    if "target" in has and draft.target is None:
        mend = "Where shall the number stand on that day?"
        yield say.error("SM02", "No target yet.", mend, draft.id, has["target"])
    if "baseline" in has and draft.baseline is None:
        by = exact.short_day(measure_by(context), context.as_of)
        if draft.baseline_unknown:
            mend = f"Measure it by {by}, and write it here."
            yield say.warning("SM03", "Nobody knows yet from where.", mend, draft.id, has["baseline"])
        else:
            mend = f'"unknown" is fine: then measure it by {by}.'
            yield say.error("SM03", "From what?", mend, draft.id, has["baseline"])
    if "unit" in has and not draft.unit:
        amount = f"{exact.shown(draft.target)} of what?" if draft.target is not None else "No unit yet."
        mend = "Members, %, days, pounds?"
        yield say.error("SM04", amount, mend, draft.id, has["unit"])


def _checkable(text: str) -> bool:
    return wording.has_number(text) or wording.is_bounded(text)


def _dated(draft: Draft, context: Context) -> Iterator[Finding]:
    key = draft.fields.get("due")
    if key is None:
        return
    due = draft.due
    if due is None:
        mend = "When would you look whether it worked?"
        if draft.per in TIMES:
            mend = f"Each {draft.per} is a rhythm: on which day do you look whether it worked?"
        yield say.error("SM05", "No due date.", mend, draft.id, key)
        return
    born = draft.created or context.as_of
    if draft.start is not None and due <= draft.start:
        message = f"Due {exact.short_day(due)}, but it starts {exact.short_day(draft.start)}."
        yield say.error("SM06", message, "Put the due date after the start.", draft.id, key)
    elif due < born:
        message = f"Due {exact.short_day(due)}: that was past when it was written."
        yield say.error("SM06", message, "Choose a day to come.", draft.id, key)
    if draft.parent_due is not None and due > draft.parent_due:
        goal = say.short(draft.parent, 30)
        message = f'Due {exact.short_day(due)}, after "{goal}" on {exact.short_day(draft.parent_due)}.'
        yield say.warning("SM07", message, "Bring it forward, or move the goal.", draft.id, key)
    most = MONTHS[context.level]
    if due > exact.months_on(draft.start or born, most):
        message = f"It runs longer than {most} months."
        mend = "Set a nearer step, and let the rest be the goal."
        if context.level == "goal":
            mend = "Beyond five years it is a far aim: put it in the vision."
        yield say.warning("SM08", message, mend, draft.id, key)


def _assigned(draft: Draft, context: Context) -> Iterator[Finding]:
    key = draft.fields.get("owner")
    if key is None:
        return
    if not draft.owners:
        yield say.error("SM09", "No owner.", "Who answers for it: one name, not a team.", draft.id, key)
    elif len(draft.owners) > 1:
        number = {2: "two", 3: "three"}.get(len(draft.owners), str(len(draft.owners)))
        message = f"{number.capitalize()} owners are none: {listed(draft.owners)}."
        yield say.warning("SM10", message, "Who answers for it?", draft.id, key)
    elif wording.is_team(draft.owners[0]):
        message = f'"{draft.owners[0]}" is nobody in particular.'
        yield say.warning("SM10", message, "Whose name stands for it?", draft.id, key)
    if draft.crowd and draft.owners:
        held = len(draft.crowd) + 1
        message = f"{draft.owners[0]} would hold {held} open objectives; {context.limit} is the most."
        mend = f"Give it to somebody else, or finish {draft.crowd[0]} first."
        yield say.warning("SM11", message, mend, draft.id, key)


def _relevant(draft: Draft) -> Iterator[Finding]:
    key = draft.fields.get("parent")
    if key is None:
        return
    if draft.parent_away:
        message = f'"{say.short(draft.parent, 30)}", which it serves, is parked.'
        yield say.warning("SM12", message, "Pick a goal that stands, or park it too.", draft.id, key)
    elif not draft.parent:
        yield say.warning("SM12", "It serves no goal.", "Pick one, or park it.", draft.id, key)


def _worded(draft: Draft) -> Iterator[Finding]:
    text = draft.text
    measured = bool(draft.measure) or wording.has_number(text)
    if verb := "" if measured else verbs.vague(text):
        message = f'"{verb}" can mean anything.'
        yield say.warning("SM13", message, "Say from what to what.", draft.id, "text")
    if joint := verbs.two_aims(text):
        message = "Two aims in one line?" if joint == ";" else f'"{joint}": two aims in one?'
        yield say.warning("SM14", message, "Write one line for each.", draft.id, "text")
    # Who says from where to where says what changes, whatever word leads.
    if amounts.change(text)[0] is None and (doing := verbs.activity(text, draft.measure)):
        shown = draft.baseline in (None, 0) and draft.target in (None, 1) and bool(draft.measure)
        if not draft.milestone:
            message = f'"{doing}" is what you do; what changes by it?'
            mend = "Name the change, or call it a milestone with a proof."
            yield say.warning("SM17", message, mend, draft.id, "text")
        elif not shown:
            message = f'"{doing}" is a milestone: it goes from 0 to 1.'
            mend = "Put 1 as the target, and the proof as the measure."
            yield say.warning("SM17", message, mend, draft.id, draft.fields.get("measure", "text"))
    if (words := count(text)) > LONG:
        message = f"{words} words; nobody keeps more than {LONG}."
        yield say.hint("SM20", message, "Leave the how to the owner.", draft.id, "text")
    opinions = [] if wording.has_number(text) else wording.opinions(text, frozenset() if measured else PRAISE)
    if opinions and not (draft.measure and draft.unit):
        message = f"{say.quoted(opinions)}: on which scale?"
        yield say.hint("SM21", message, "Say who rates it, and how much is enough.", draft.id, "text")


def _ready(draft: Draft, context: Context) -> Iterator[Finding]:
    if not draft.ready:
        return
    has = draft.fields
    if "realism" in has and not draft.realism:
        mend = "Say why it can be done with the people, money and weeks we have."
        yield say.warning("SM18", "Nobody wrote why it can be done.", mend, draft.id, has["realism"])
    volume = found(f"{draft.measure} | {draft.unit} | {draft.text}", VOLUME_WORDS)
    if "guard" in has and not draft.guard and volume and not draft.milestone:
        message = f"More {volume[0]}: what must not get worse for it?"
        if draft.better == "down":
            message = f"Less {volume[0]}: what must not get worse for it?"
        yield say.hint("SM23", message, "Name a guard.", draft.id, has["guard"])
    if "often" in has:
        yield from _looked_at(draft, context)


def _looked_at(draft: Draft, context: Context) -> Iterator[Finding]:
    """SM24: somebody looks at the number, at least twice in the time that is left."""
    key = draft.fields["often"]
    days = EVERY.get(draft.often)
    if days is None:
        yield say.warning("SM24", "Nobody looks at the number yet.", "How often do we look?", draft.id, key)
        return
    left = (draft.due - context.as_of).days if draft.due is not None else 0
    if left > 0 and days * 2 > left:
        message = f"Looked at each {draft.often}, with {bind.count(left, 'day')} left."
        mend = "Look more often, so that there is time to act."
        yield say.warning("SM24", message, mend, draft.id, key)
