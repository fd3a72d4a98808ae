"""The decision comes back: the answer to the question one began with, held against what was decided.

That an answer agrees is judged by its words alone, which is our convention: where it names the whole of
something left or stopped, and not in the words of what is taken on, that is a reason to look again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from aligntui.analysis import bind, say
from aligntui.analysis.figure import Figure, Finding, Items, Sentence, Value
from aligntui.analysis.registry import Role, figure
from aligntui.analysis.view import AWAY, View
from aligntui.session.model import Item, record_id
from aligntui.text.language import LITTLE_WORDS
from aligntui.text.words import stem, tokens

LETTERS = 4
"""Letters that two words share which may be kin (our convention)."""
NEAR = 3
"""Words before a word among which a "no" turns it round (our convention)."""
NO = frozenset({"no", "not", "never", "without", "stop", "less", "don't"})


@figure(
    "answer",
    {
        "record": Role("record", help="Where the question and its answer stand."),
        "question": Role("field", help="What must become clearer."),
        "answer": Role("field", help="The answer, in one sentence."),
        "of": Role("collections", help="What can be taken on."),
        "mark": Role("field", help="Yes-no field: taken on."),
        "stops": Role("collections", needed=False, help="What is stopped."),
    },
    {
        "line": "What was taken on, stopped and left, and whether the answer speaks against it.",
        "taken": "Items taken on.",
        "stopped": "Items stopped.",
        "left": "Items that were not taken on.",
        "agrees": "1 when no word of them speaks against the answer, 0 when one does.",
    },
)
def answer(view: View, binding: Mapping[str, Any]) -> Figure:
    """The answer to the question of the frame, held against what was taken on, stopped and left."""
    record = view.record(bind.word(binding, "record"))
    key = bind.key(binding, "answer")
    question, sentence = view.text(record, bind.key(binding, "question")), view.text(record, key)
    names, mark = bind.lists(binding, "of"), bind.key(binding, "mark")
    every = view.items(names, away=True)
    taken = [i for i in every if i.status not in AWAY and view.value(i, mark) == "yes"]
    stopped = view.items(bind.lists(binding, "stops"))
    left = [i for i in every if i not in taken and not i.retired] if taken else []
    if not question or not (sentence or taken):
        return Figure(why_missing="There is no question yet, or nothing that answers it.")
    findings, agrees, since = list[Finding](), True, list[Item]()
    if sentence:
        findings = list(_against(view, sentence, taken, stopped, left))
        agrees = not findings
        # Of what was left only what was said no to is a choice.
        refused = [i for i in left if view.value(i, mark) == "no"]
        since = [i for i in (*taken, *stopped, *refused) if i.rev > record.rev] if taken else []
        if agrees and since:
            findings = [_since(view, since)]
    elif _is_asked(view, record.collection, key):
        message = f'"{say.short(question, 60)}" has no answer yet.'
        findings = [say.warning("AW1", message, "Say it in one sentence: it heads the plan.")]
    line = _line(taken, stopped, left, agrees=agrees, since=bool(since)) if sentence else ""
    return Figure(
        parts={
            "line": Sentence(text=line),
            "taken": Items(ids=[i.id for i in taken]),
            "stopped": Items(ids=[i.id for i in stopped]),
            "left": Items(ids=[i.id for i in left]),
            "agrees": Value(number=float(agrees and not findings), decimals=0),
        },
        findings=[replace(finding, target=record.id, field=key) for finding in findings],
        n=len(taken),
    )


def _since(view: View, items: list[Item]) -> Finding:
    """AW5: nobody held the answer against what was chosen, stopped or changed behind it."""
    latest = max(item.rev for item in items)
    message = f"Chosen or changed after the answer was written: {say.named(view, items, 2)}."
    mend = "Does the answer still hold? Write it anew, or set this aside."
    return say.hint("AW5", message, mend, others=[item.id for item in items], matter=str(latest))


def _is_asked(view: View, record: str, key: str) -> bool:
    """Whether the answer is asked for by now: a sitting that asks for it has come there, or none does."""
    name, asks = record.removeprefix(record_id("")), set[str]()
    for method in view.book.methods.values():
        for step in method.steps:
            if step.record == name and key in (step.fields or ()):
                asks.add(f"{method.method}/{step.id}")
    states = [place.state for run in view.session.runs.values() for place in run.steps if place.step in asks]
    return not states or states.count("todo") < len(states)


def _against(
    view: View, sentence: str, taken: list[Item], stopped: list[Item], left: list[Item]
) -> Iterator[Finding]:
    """What in the answer is not what was decided."""
    meant = _meant(sentence)
    done = frozenset[str]().union(*(_words(item.text) for item in taken))
    if not taken:
        if left or stopped:
            yield say.hint(
                "AW4", "There is an answer, and nothing is taken on for it.", "What carries it out?"
            )
        return
    named = {stem(word) for word in meant}
    for items, what in ((stopped, "is stopped"), (left, "was not taken on")):
        for item in items:
            whole = _words(_head(item.text))
            if whole and whole <= named and not all(_near(root, done) for root in whole):
                message = f"The answer names what {what}: {say.named(view, [item])}."
                yield say.warning("AW2", message, "Change the answer, or the choice.", others=[item.id])
                break
    if meant and not any(_near(stem(word), done) for word in meant):
        message = f"The answer shares no word with what is taken on: {say.named(view, taken, 2)}."
        yield say.hint("AW3", message, "Which of them carries it out? Say it in its words.")


def _meant(sentence: str) -> list[str]:
    """Words that an answer is about, in order, without those it says no to."""
    words = tokens(sentence)
    kept = [w for n, w in enumerate(words) if not NO.intersection(words[max(0, n - NEAR) : n])]
    return [word for word in kept if _tells(word)]


def _words(text: str) -> frozenset[str]:
    """Stems of the words that a text is about."""
    return frozenset(stem(word) for word in tokens(text) if _tells(word))


def _head(text: str) -> str:
    """What a line is called: its words up to the sign behind which it is explained."""
    return re.split(r"[:;,.(]\s", text.strip(), maxsplit=1)[0]


def _near(root: str, stems: Iterable[str]) -> bool:
    """Whether a stem is among others, or begins like one of them: then the two may be kin."""
    return any(root == other or root[:LETTERS] == other[:LETTERS] for other in stems)


def _tells(word: str) -> bool:
    return word not in LITTLE_WORDS and not word[0].isdigit()


def _line(taken: list[Item], stopped: list[Item], left: list[Item], *, agrees: bool, since: bool) -> str:
    """What was decided, and what the words of the answer tell of it: nobody was asked whether it agrees."""
    groups = ((taken, "taken on"), (stopped, "stopped"), (left, "left"))
    told = ", ".join(f"{len(items)} {what}" for items, what in groups if items)
    verdict = (
        "nothing in the answer speaks against it." if agrees else "the answer does not agree with all of it."
    )
    if agrees and since:
        verdict = "some of it after the answer was written."
    return f"{told}: {verdict}" if taken else ""
