"""What the words alone can tell: a number, a date, an activity, two aims in one.

Pure functions on text. They look at words, never at meaning, so what they say is a question to a person.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from aligntui.text.language import (
    ACTION_VERBS,
    ACTIVITY_VERBS,
    ARTICLES,
    COMPARISON,
    DETERMINERS,
    FIXED_PAIRS,
    LEAD_INS,
    LITTLE_WORDS,
    NOUN_SIGNS,
    NOUNS_TOO,
    NUMBER_WORDS,
    SUPERLATIVES,
    TEAM_WORDS,
    VAGUE_VERBS,
)
from aligntui.text.words import found, numbers, tokens

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:19|20)\d\d"
_ENDS = r"(?=\s*(?:[.,;:)]|\Z))"
"""Nothing follows that a number could count."""
_OF_YEAR = rf"(?:,?\s+{_YEAR}\b|\s+\d\d{_ENDS})"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?\b"
_SEASON = r"(?:spring|summer|autumn|winter|christmas|easter)"
_PERIOD = r"(?:day|week|month|quarter|half[- ]year|season|year|decade)"
_MANY = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen)"
_DATE = "(?i)" + "|".join(
    (
        r"\b\d{4}-\d{2}(?:-\d{2})?\b",
        r"\b\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{2,4}\b)?",
        rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\b\.?{_OF_YEAR}?",
        rf"\b{_MONTH}\b\.?\s+(?:{_DAY}{_OF_YEAR}?|{_YEAR}\b)",
        rf"\b(?:by|until|till|before|in|end of|start of|from)\s+{_MONTH}\b"
        rf"(?:\.?(?:\s+{_DAY}(?:{_OF_YEAR}|{_ENDS})|,?\s+{_YEAR}\b))?",
        rf"\bq[1-4]\b(?:\s*/?\s*{_YEAR}\b)?",
        rf"\b(?:by|in|until|till|before|during|since|from|year|{_SEASON}|(?:end|start|middle|close)(?:\s+of)?"
        rf"|early|mid|late)[\s-]+{_YEAR}\b(?!-\d\d)",
        rf"\b(?:within|in|over|after|for)\s+(?:the\s+)?(?:next\s+|coming\s+)?{_MANY}\s+{_PERIOD}s?\b",
        rf"\b(?:next|this|coming)\s+(?:{_MANY}\s+)?(?:{_PERIOD}s?|{_SEASON})\b",
        rf"\bby\s+(?:the\s+)?(?:end\s+of\s+)?(?:the\s+)?(?:{_PERIOD}|{_SEASON})\b",
    )
)
_ROUND_THE_CLOCK = r"\b24/7\b"
_JOINT = r"(?i)\s(?:and|&|plus)\s|\sas well as\s"
_BRACKETS = r"\([^)]*\)"


def has_date(text: str) -> bool:
    """Whether the words say when: a date, a year, "within 18 months", "next quarter"."""
    return re.search(_DATE, text) is not None


def undated(text: str) -> str:
    """Words without what in them is a date or a span of time."""
    return re.sub(_ROUND_THE_CLOCK, " ", re.sub(_DATE, " ; ", text))


def has_number(text: str) -> bool:
    """Whether the words hold a number that is no date and no span of time."""
    rest = undated(text)
    return bool(numbers(rest)) or bool(found(rest, NUMBER_WORDS))


def first_number(text: str) -> str:
    """The first number in the words that is no date, as written, without a percent sign; "" for none."""
    return next(iter(numbers(undated(text))), "").removesuffix("%").strip()


def first_date(text: str) -> str:
    """The first day, month or year in the words, without the word before it; "" for none."""
    date = re.search(_DATE, text)
    return re.sub(r"\A(?:by|until|till|before|in|from)\s+", "", date[0], flags=re.IGNORECASE) if date else ""


def has_fact(text: str) -> bool:
    """Whether an outsider could check something: a number or a date."""
    return has_number(text) or has_date(text)


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
    before = words[words.index(word) - 1] if words.index(word) else ""
    either = word in NOUNS_TOO or word not in _plain_verbs()
    led = after in DETERMINERS or bool(numbers(after))
    return after in NOUN_SIGNS or before in ARTICLES or (either and not led)


@cache
def _plain_verbs() -> frozenset[str]:
    return _single(ACTIVITY_VERBS | ACTION_VERBS | VAGUE_VERBS)


def action(text: str) -> str:
    """The verb with which a line starts as an order to ourselves ("Open a web shop"), or ""."""
    words = tokens(text)
    if not words or _is_noun(text, words[0], words[1] if len(words) > 1 else ""):
        return ""
    known = words[0] in ACTION_VERBS or words[0] in VAGUE_VERBS
    return words[0] if known or (words[0] in _single(ACTIVITY_VERBS) and not words[0].endswith("ing")) else ""


def vague(text: str) -> str:
    """The verb that points somewhere and says nothing one could see ("improve", "focus on"), or ""."""
    listed = found(text, VAGUE_VERBS)
    if listed:
        return listed[0]
    first = leading(text)[0]
    return first if base(first, VAGUE_VERBS) else ""


def opinions(text: str) -> list[str]:
    """Superlatives and words of opinion that are compared with nothing."""
    listed = found(text, SUPERLATIVES)
    return [] if found(text, COMPARISON) else listed


def two_aims(text: str) -> str:
    """The words that join two aims in one line ("waste and win"), or "".

    Pairs that are one thing ("food and drink", "between 6 and 8", two names) do not count.
    """
    if ";" in text.strip().rstrip(";"):
        return ";"
    for match in re.finditer(_JOINT, text):
        before, after = text[: match.start()].split(), text[match.end() :].split()
        if not before or not after:
            continue
        pair = f"{_bare(before[-1])} and {_bare(after[0])}".casefold()
        names = len(before) > 1 and before[-1][:1].isupper() and after[0][:1].isupper()
        counted = after[:2] == ["a", "half"] or bool(numbers(before[-1]) and numbers(after[0]))
        spanned = any(w.casefold() == "between" for w in before[-4:])
        if pair in FIXED_PAIRS or names or counted or spanned:
            continue
        return f"{before[-1]} {match.group().strip()} {after[0]}".strip(" ,.")
    return ""


def is_team(owner: str) -> bool:
    """Whether an owner's name is a group or nobody in particular rather than one person."""
    words = [w for w in tokens(re.sub(_BRACKETS, " ", owner)) if w not in LITTLE_WORDS or w in TEAM_WORDS]
    if not words:
        return False
    return words[-1] in TEAM_WORDS or " ".join(words) in TEAM_WORDS


def _bare(word: str) -> str:
    return word.strip(".,:;!?\"'()")
