"""Sentences that sound like an answer and decide nothing: a question to whoever wrote one.

Word lists and lengths are our convention. They look at words, never at meaning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from aligntui.analysis import bind, say, verbs, wording
from aligntui.analysis.figure import Figure, Finding
from aligntui.analysis.registry import Role, figure
from aligntui.analysis.view import View
from aligntui.session.model import Item
from aligntui.text.language import (
    CHANGES,
    HOLLOW,
    LITTLE_WORDS,
    NEARBY,
    NOBODY_WORDS,
    OPEN_QUESTIONS,
    PREPOSITIONS,
)
from aligntui.text.words import count, found, tokens

SEEN = 8
"""Fewest words of something that one can see before oneself."""

OPEN = 5
"""Words up to which a question that begins with where, how or what leaves open what is to be chosen."""

BARE = 3
"""Words up to which "turnover falls" says neither by what nor where."""

_PARTS = re.compile(r"(?i)[,;+&]|\s[/|–-]\s|\band\b|\bor\b")
"""What parts things that are listed one after the other."""

Rule = Callable[[str], tuple[str, str]]
"""Words -> what is weak about them, and the question that mends it; ("", "") where nothing is."""


def _number(text: str) -> tuple[str, str]:
    if wording.has_number(text) or wording.has_span(text):
        return "", ""
    return f'"{say.short(text)}" is how much, or how often?', "Write what a stranger could count."


def _plain(text: str) -> tuple[str, str]:
    hollow = found(text, HOLLOW) or wording.jargon(text) or [w for w in (verbs.vague(text),) if w]
    if not hollow or wording.has_number(text):
        return "", ""
    return f'"{hollow[0]}": what would one see on that day?', "Say who does what, or which number moves."


def _seen(text: str) -> tuple[str, str]:
    opinion = wording.opinions(text) or wording.jargon(text)
    if opinion:
        return f'"{opinion[0]}" is an opinion: one cannot see it.', "Who stands where, doing what?"
    empty = wording.empty_words(text)
    if len(empty) > 1:
        return f'"{empty[0]}", "{empty[1]}": one cannot see that.', "Who stands where, doing what?"
    if count(text) < SEEN:
        return "Too short to be seen.", "What do you see, hear and smell?"
    return "", ""


def _choice(text: str) -> tuple[str, str]:
    words = tokens(text)
    asks = bool(words) and words[0] in OPEN_QUESTIONS and len(words) <= OPEN and "or" not in words
    if ("?" in text or "or" in words) and not asks:
        return "", ""
    return f'"{say.short(text)}" leaves open what is to be decided.', "Between what and what do we choose?"


def _neutral(text: str) -> tuple[str, str]:
    forecast = verbs.forecast(text)
    if not forecast:
        return "", ""
    return f'"{forecast}" makes it a forecast.', "Name what may change, and leave open which way it goes."


def _cause(text: str) -> tuple[str, str]:
    if count(text) > BARE or not found(text, CHANGES) or wording.has_fact(text):
        return "", ""
    return f'"{say.short(text)}" is where it ends.', "By what, and where is it felt first?"


def _one(text: str) -> tuple[str, str]:
    parts = [part for part in re.split(_PARTS, text) if part.strip()]
    most = 2 if "," in text else 3
    if len(parts) < 3 or any(count(part) > most for part in parts):
        return "", ""
    return "Several in one line.", "Take the one that cost you something, and say how."


def _named(text: str) -> tuple[str, str]:
    words = [word for word in tokens(text) if word not in LITTLE_WORDS | NOBODY_WORDS]
    kinds = text == text.casefold() and all(w.endswith("s") and "'" not in w for w in words[-1:])
    placed = bool(PREPOSITIONS & set(tokens(text))) or bool(found(text, NEARBY))
    if words and (not kinds or placed or wording.has_number(text)):
        return "", ""
    return f'"{say.short(text)}" names nobody.', "Which firms exactly? Two or three names."


RULES: dict[str, tuple[str, Rule]] = {
    "number": ("WW1", _number), "plain": ("WW2", _plain), "seen": ("WW3", _seen), "choice": ("WW4", _choice),
    "neutral": ("WW5", _neutral), "cause": ("WW6", _cause), "one": ("WW7", _one),
    "named": ("WW8", _named),
}  # fmt: skip
"""What words may be wanted to be -> code of the finding, and the rule."""


@figure(
    "weak_words",
    {
        "of": Role("collections", needed=False, help="Lists whose words are looked at."),
        "record": Role("record", needed=False, help="A form of which a field is looked at, in their place."),
        "field": Role("word", needed=False, help="The field; the words of the items when left out."),
        "wants": Role(
            "words",
            help="number: one to count; plain: no hollow phrase; seen: something to see; choice: a decision; "
            "neutral: no forecast; cause: by what; one: one idea; named: firms with a name.",
        ),
    },
)
def weak_words(view: View, binding: Mapping[str, Any]) -> Figure:
    """Sentences that sound like an answer and decide nothing."""
    record, lists = bind.word(binding, "record"), bind.lists(binding, "of")
    items = [view.record(record)] if record else view.items(lists)
    key, wants = bind.word(binding, "field") or "text", bind.lists(binding, "wants")
    return Figure(findings=[f for item in items for f in _weak(view, item, key, wants)], n=len(items))


def _weak(view: View, item: Item, key: str, wants: list[str]) -> Iterator[Finding]:
    """The first thing that is weak about the words: one question at a time."""
    text = " ".join(view.text(item, key).split())
    for want in wants if text else ():
        code, rule = RULES[want]
        message, mend = rule(text)
        if message:
            yield say.hint(code, message, mend, item.id, key)
            return
