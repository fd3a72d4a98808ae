"""Verbs in what people write: an order, an activity, two aims in one, which way something goes.

A word may be a verb or a noun ("hire", "order"); what stands around it tells. They look at words, never at
meaning, so what they say is a question to a person.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from aligntui.text.language import (
    ACTION_VERBS,
    ACTIVITY_VERBS,
    ARTICLE_NOUNS,
    ARTICLES,
    ASKING,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE,
    FORECASTS,
    LEAD_INS,
    LITTLE_WORDS,
    MORE_OF,
    MORE_WORDS,
    NOUN_SIGNS,
    NOUNS_TOO,
    NUMBER_WORDS,
    PREPOSITIONS,
    SET_NAMES,
    TAKES_SIDES,
    VAGUE_VERBS,
    WAYS,
    WAYS_BEFORE,
)
from aligntui.text.words import found, numbers, tokens

_JOINT = r"(?i),?\s(?:and|&|plus)\s|\sas well as\s|;\s*"


def base(word: str, verbs: frozenset[str]) -> str:
    """The verb of a list that a word is a form of (train: trains, training, trained), or ""."""
    return next((form for form in _bases(word) if form in verbs), "")


@cache
def _bases(word: str) -> tuple[str, ...]:
    forms = [word]
    for ending in ("ing", "ed", "es", "s"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 1:
            forms += [stem, stem + "e"]
            if len(stem) > 2 and stem[-1] == stem[-2]:
                forms.append(stem[:-1])
            if stem.endswith("i"):
                forms.append(stem[:-1] + "y")
    return tuple(forms)


def leading(text: str) -> tuple[str, str]:
    """First word that says something and the one after: "We will hold 40 tastings" gives hold, 40."""
    words = tokens(text)
    while words and (words[0] in LEAD_INS or numbers(words[0])):
        words = words[1:]
    return (words[0] if words else "", words[1] if len(words) > 1 else "")


@cache
def _single(words: frozenset[str]) -> frozenset[str]:
    return frozenset(w for w in words if " " not in w)


@cache
def _phrases(words: frozenset[str]) -> frozenset[str]:
    return frozenset(w for w in words if " " in w)


def activity(text: str, measure: str = "") -> str:
    """The word by which a line says what we do rather than what changes, or "".

    A leading verb counts unless it is a noun: one that names the measure ("Review score" measured by the
    review score), one behind an article ("A hire fleet"), one that may be either ("Hire days"). Phrases such
    as "training hours" count anywhere, in the measure too.
    """
    phrases = found(f"{text} | {measure}", _phrases(ACTIVITY_VERBS))
    if phrases:
        return phrases[0]
    first, second = leading(text)
    if not base(first, _single(ACTIVITY_VERBS)) or _is_noun(text, first, second):
        return ""
    counted = tokens(measure)
    names_measure = any((a, b) == (first, second) for a, b in pairwise(counted))
    return "" if names_measure else first


def _is_noun(text: str, word: str, after: str) -> bool:
    """Whether a word that is a verb too may well be a noun where it leads a line: nobody is told then."""
    words = tokens(text)
    place = words.index(word)
    before = words[place - 1] if place else ""
    either = word in NOUNS_TOO or word not in _plain_verbs()
    led = after in DETERMINERS or bool(numbers(after))
    # With a verb of its own behind it the word is what that verb is about: "Support calls answered".
    clause = _clause(words[place + 1 :])
    stated = any(w in FINITE for w in clause[1:])
    changes = (word in WAYS_BEFORE and after in PREPOSITIONS) or (
        word in NOUNS_TOO - {"open"} and after == "for"
    )
    signs = after in NOUN_SIGNS or before in ARTICLES or changes
    return signs or stated or (either and not led and not _has_object(word, after, clause))


def _has_object(verb: str, after: str, clause: list[str]) -> bool:
    """Whether what follows is what a verb takes: "rent out", "supply schools with", "stop selling"."""
    with_plural = after.endswith("s") and "with" in clause[1:]
    opens = verb == "open" and after in PREPOSITIONS
    return after in _PARTICLES or with_plural or opens or (len(after) > 4 and after.endswith("ing"))


_PARTICLES = ("up", "out", "off", "over", "down", "away", "back")
"""Words behind a verb that make another verb of it: "rent out"."""


def _clause(words: list[str]) -> list[str]:
    """Words up to the first that begins a clause of its own."""
    return words[: next((n for n, word in enumerate(words) if word in CONJUNCTIONS), len(words))]


@cache
def _plain_verbs() -> frozenset[str]:
    return _single(ACTIVITY_VERBS | ACTION_VERBS | VAGUE_VERBS)


def action(text: str) -> str:
    """The verb with which a line starts as an order to ourselves ("Open a web shop"), or ""."""
    words = tokens(text)
    while words and words[0] in ("to", "we", "let's", "could", "should", "can", "want"):
        words = words[1:]
    after = words[1] if len(words) > 1 else ""
    if not words or _is_noun(" ".join(words), words[0], after):
        return ""
    if words[0].endswith("ing"):
        led = after in ("a", "an", "our", "more", "online", "into", "to") or bool(numbers(after))
        return words[0] if led and base(words[0], _plain_verbs()) else ""
    return words[0] if words[0] in _plain_verbs() else ""


def vague(text: str) -> str:
    """The verb or comparative that points somewhere and says nothing one could see ("improve"), or "".

    A verb that is a noun too counts where it leads the line as an order.
    """
    listed = found(text, _phrases(VAGUE_VERBS))
    first, second = leading(text)
    if listed or not first:
        return listed[0] if listed else ""
    verb = base(first, VAGUE_VERBS)
    if verb in NOUNS_TOO:
        said = any(word.endswith("ed") or word in FINITE for word in _clause(tokens(text)))
        return "" if said or second in NOUN_SIGNS or second in ARTICLES - DETERMINERS else first
    if verb or (first in MORE_WORDS and second not in PREPOSITIONS):
        return first
    return next((w for w in tokens(text) if base(w, _single(VAGUE_VERBS) - NOUNS_TOO)), "")


def two_aims(text: str) -> str:
    """The words that join two aims in one line ("waste and win"), or "".

    Two aims have two verbs ("win members and cut waste"), two comparatives ("more guests and fewer
    complaints") or a way to go each ("turnover to 2 million and margin to 9"). "And" between two things,
    names or numbers joins no aims.
    """
    for match in re.finditer(_JOINT, text):
        before, after = text[: match.start()].split(), text[match.end() :].split()
        while after and _bare(after[0]).casefold() in ("also", "then", "to", "we", "thereby", "so"):
            after = after[1:]
        own, other = tokens(" ".join(before)), tokens(" ".join(after))
        if len(own) < 2 or not other or (match.group().strip() != ";" and before[-1].endswith(";")):
            continue
        if _both_aim(own, other) or (_goes(own) and _goes(other)):
            joint = match.group().strip()
            return joint if joint == ";" else f"{before[-1]} {joint} {after[0]}".strip(" ,.")
    return ""


def _both_aim(one: list[str], two: list[str]) -> bool:
    """Whether both begin as aims, one of them beyond doubt: "hire a baker and open on Sundays"."""
    return (_aims(one) and (_aims(two) or _may_aim(two))) or (_may_aim(one) and _aims(two))


def _may_aim(words: list[str]) -> bool:
    """Whether words may begin with an order: a verb that is a noun too, with something behind it."""
    first, second = leading(" ".join(words))
    return first in NOUNS_TOO & _plain_verbs() and bool(second) and second not in NOUN_SIGNS | _NO_OBJECT


_NO_OBJECT = frozenset({"by", "to", "below", "above", "under", "over", "per", "for", "and"})


def _aims(words: list[str]) -> bool:
    """Whether words begin as an aim does: with a verb as an order, or with a comparative."""
    first, second = leading(" ".join(words))
    if not first or first in LITTLE_WORDS | PREPOSITIONS:
        return False
    if first in MORE_WORDS:
        return second not in PREPOSITIONS
    if first in _plain_verbs():
        return (
            bool(second) and not _is_noun(" ".join(words), first, second)
            if first in NOUNS_TOO
            else (second not in NOUN_SIGNS)
        )
    # A word that no list knows is a verb where an article or a number is what it acts on.
    acts = (
        second in ARTICLES or second in ("its", "his", "her") or bool(numbers(second) and "%" not in second)
    )
    return acts and not first.endswith(("s", "ing", "ed")) and not numbers(first)


def _goes(words: list[str]) -> bool:
    """Whether a thing that words begin with goes somewhere: "margin to 9 %"."""
    begun = bool(words) and not numbers(words[0]) and words[0] not in PREPOSITIONS | NUMBER_WORDS
    return begun and any(a in _WAYS and numbers(b) for a, b in pairwise(words[1:5]))


_WAYS = ("to", "by", "up", "down", "below", "above", "under", "over", "at")


def way(text: str) -> str:
    """The word by which a driver says which way it goes ("rising", "shortage"), or "".

    What stands behind the first preposition tells of what moves, not where to: "demand for cheaper bread".
    """
    words = tokens(text)
    if not words or words[0] in ASKING:
        return ""
    sides = ["we"] if words[0] == "we" else _verbs(text, TAKES_SIDES)
    if sides or found(text, SET_NAMES):
        return sides[0] if sides else ""
    claims = [word for word in _clause(words)[1:] if word in FINITE - WAYS_BEFORE - _LEAVE_OPEN]
    if claims:
        return claims[0]
    end = next((n for n, word in enumerate(words) if n and word in PREPOSITIONS), len(words))
    head, behind = words[:end], words[end:]
    if head[:1] and head[0] in LITTLE_WORDS - MORE_OF:
        head = head[1:] or head
    last, joint = head[-1] if head else "", behind[0] if behind else ""
    ends = joint in ("of", "in", "on") if behind else len(head) > 1 and last in _ENDS_IN_CHANGE
    if last in WAYS_BEFORE and ends:
        return last
    phrases = found(f"{' '.join(head)} {joint}", _phrases(WAYS | MORE_OF))
    single = [word for word in words if word in ("up", "down")] or [w for w in head if w in WAYS | MORE_OF]
    return next(iter((*phrases, *single)), "")


_LEAVE_OPEN = frozenset(
    {
        "may",
        "might",
        "can",
        "could",
        "would",
        "do",
        "does",
        "did",
        "want",
        "look",
        "seek",
        "go",
        "come",
        "will",
    }
)
_ENDS_IN_CHANGE = (
    "rise",
    "fall",
    "drop",
    "increase",
    "decrease",
    "cut",
    "cuts",
    "ban",
    "closure",
    "rises",
    "falls",
)


def _verbs(text: str, words: frozenset[str]) -> list[str]:
    """Which of these words stand in a text, without a "will" that is a noun."""
    every = tokens(text)
    listed = found(text, words)
    nouns = [b for a, b in pairwise(every) if b == "will" and a in ARTICLE_NOUNS]
    return [word for word in listed if word not in nouns]


def forecast(text: str) -> str:
    """The word by which a text says what is to come ("will", "soon"), or ""."""
    return next(iter(_verbs(text, FORECASTS)), "")


def _bare(word: str) -> str:
    return word.strip(".,:;!?\"'()")
