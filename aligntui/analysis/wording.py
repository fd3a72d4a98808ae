"""What the words alone can tell: a number, a date, an activity, two aims in one.

Pure functions on text. They look at words, never at meaning, so what they say is a question to a person.
"""

from __future__ import annotations

import re
from functools import lru_cache

from aligntui.text.language import (
    ABSOLUTE,
    AMOUNTS_MOST,
    ARTICLES,
    COMPARISON,
    EMPTY_NOUNS,
    EMPTY_WORDS,
    FINITE,
    GENERIC_SHORT,
    JARGON,
    LIKELY,
    LITTLE_WORDS,
    NO_SUPERLATIVES,
    NUMBER_WORDS,
    PLAIN_SUPERLATIVES,
    PRAISE,
    PREPOSITIONS,
    ROLES,
    SUPERLATIVES,
    TEAM_WORDS,
    WEAK_JARGON,
)
from aligntui.text.words import found, numbers, tokens

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:19|20)\d\d"
_ENDS = r"(?=\s*(?:[.,;:?)]|\Z))"
"""Nothing follows that a number could count."""
_OF_YEAR = rf"(?:,?\s+{_YEAR}\b|\s+\d\d{_ENDS})"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?\b"
_SEASON = r"(?:spring|summer|autumn|winter|christmas|easter)"
_PERIOD = r"(?:day|week|month|quarter|half[- ]year|season|year|decade)"
_MANY = (
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|eighteen|twenty|thirty"
    r"|forty|fifty)"
)
_SPANS = (
    rf"\b(?:within|in|over|after|for)\s+(?:the\s+)?(?:next\s+|coming\s+)?{_MANY}\s+{_PERIOD}s?\b",
    rf"\b(?:an?|{_MANY})\s+{_PERIOD}s?\s+(?:from\s+now|hence|ahead)\b",
)
_DATE = "(?i)" + "|".join(
    (
        rf"\b{_YEAR}/\d\d(?:\d\d)?\b",
        r"\b(?:19|20)\d0s\b",
        rf"\b(?:h[12]|half)\s*/?\s*{_YEAR}\b|\b(?:by|in|until|till|from|since)\s+h[12]\b",
        r"\b\d{4}-\d{2}(?:-\d{2})?\b",
        r"\b\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{2,4}\b)?",
        rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\b\.?{_OF_YEAR}?",
        rf"\b{_MONTH}\b\.?\s+(?:{_DAY}{_OF_YEAR}?|{_YEAR}\b)",
        rf"\b(?:by|until|till|before|in|end of|start of|from)\s+{_MONTH}\b"
        rf"(?:\.?(?:\s+{_DAY}(?:{_OF_YEAR}|{_ENDS})|,?\s+{_YEAR}\b))?",
        rf"\bq[1-4]\b(?:\s*/?\s*{_YEAR}\b)?",
        rf"\b(?:by|in|until|till|before|during|since|from|year|{_SEASON}|(?:end|start|middle|close)(?:\s+of)?"
        rf"|early|mid|late)[\s-]+{_YEAR}\b(?!-\d\d)",
        rf"\b(?:of|after)\s+{_YEAR}{_ENDS}",
        *_SPANS,
        rf"\b(?:next|this|coming)\s+(?:{_MANY}\s+)?(?:{_PERIOD}s?|{_SEASON})\b",
        rf"\bby\s+(?:the\s+)?(?:end\s+of\s+)?(?:the\s+)?(?:{_PERIOD}|{_SEASON})\b",
    )
)
_ROUND_THE_CLOCK = r"\b24/7\b"
_BRACKETS = r"\([^)]*\)"


# Several rules ask the same of the same words, and most words are those of the last look.
@lru_cache(maxsize=4096)
def has_date(text: str) -> bool:
    """Whether the words say when: a date, a year, "within 18 months", "next quarter"."""
    return re.search(_DATE, text) is not None


def has_span(text: str) -> bool:
    """Whether the words say how long: "for nine years", "within 4 days", "since 4 May"."""
    since = re.search(r"(?i)\bsince\b", text) is not None and has_date(text)
    return since or re.search("(?i)" + "|".join(_SPANS), text) is not None


@lru_cache(maxsize=4096)
def undated(text: str) -> str:
    """Words without what in them is a date or a span of time."""
    return re.sub(_ROUND_THE_CLOCK, " ", re.sub(_DATE, " ; ", text))


@lru_cache(maxsize=4096)
def has_number(text: str) -> bool:
    """Whether the words hold a number that is no date and no span of time."""
    rest = re.sub(_LABEL, " ", undated(text))
    words = re.sub(r"(?i)\bhalf-(?!price|day|hour|year)\w+", " ", rest)
    part = re.search(_PART, rest) is not None
    return part or bool(numbers(rest)) or bool(found(words, NUMBER_WORDS)) or _counts_one(rest)


_LABEL = (
    r"(?i)\b(?:room|hall|house|building|floor|ward|bay|gate|door|platform|route|line|lane|road|track|pier|dock"
    r"|berth|shed|studio|table|shelf|stage|unit|section|chapter|page|version|no\.)\s+\d+\b(?![.,/:]\d|\s?%)"
)
"""A number that is a name: "room 4" counts nothing."""

_PART = (
    r"(?i)\b(?:by|than|under|over|nearly|almost|about)\s+an?\s+(?:third|quarter|fifth|sixth|eighth|tenth)\b"
    r"|\b(?:an?|one|every)\s+(?:third|quarter|fifth|sixth|eighth|tenth)\s+(?:of|less|more|fewer)\b"
    r"|\bonce\s+(?:an?|per|every|each)\s+(?:hour|day|week|month|quarter|year|season|fortnight)\b"
    r"|\bevery\s+(?:third|fourth|fifth|tenth)\b"
)
"""A part of a whole, or how often: "a third of the shops" counts, "a third shop" does not."""


_BOUND = ("most", "least", "than", "only", "just", "exactly", "single", "not", "under", "over")
"""Words behind which "one" counts, whatever follows: "at most one fall"."""
_LIKE = ("no", "this", "that", "which", "each", "every", "any", "some", "number", "the", "like", "as")
"""Words behind which "one" stands for somebody, or for being alike."""
_ONE = re.compile(r"(?i)(?<![\w-])one\s+([a-z'-]+)(?:\s+([a-z'-]+))?")
_NOT_COUNTED = frozenset(
    {
        "day",
        "another",
        "time",
        "morning",
        "evening",
        "thing",
        "way",
        "hand",
        "side",
        "by",
        "and",
        "or",
        "more",
    }
)


def _counts_one(text: str) -> bool:
    """Whether "one" counts: "one rival is left", "one in five", but neither "one day" nor "one sees"."""
    for match in _ONE.finditer(text):
        before, after = tokens(text[: match.start()])[-1:], match[1].casefold()
        if before and before[0] in _LIKE:
            continue
        if before and before[0] in _BOUND:
            return True
        if after in ("in", "of", "out") and match[2] and match[2].casefold() in NUMBER_WORDS:
            return True
        pronoun = after in LITTLE_WORDS or after in FINITE or after.endswith("s") or after in _NOT_COUNTED
        if not pronoun and after not in PREPOSITIONS:
            return True
    return False


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


def opinions(text: str, words: frozenset[str] = frozenset()) -> list[str]:
    """Superlatives and words of opinion that are compared with nothing.

    Names ("Great Western"), things of that name ("best before dates") and what picks one of several ("our
    biggest customer") are none.

    Args:
        text: The words.
        words: More words that count beside superlatives.
    """
    if found(text, COMPARISON):
        return []
    listed = [word for word in found(text, SUPERLATIVES | words) if _praises(text, word)]
    for match in re.finditer(r"(?i)\b(?:the|a|our|your|their|its) (most [a-z-]+(?:[^\Ws]|ous|less))\b", text):
        listed.append(match[1].casefold())
    for match in re.finditer(r"\b([a-z]{3,}est)\b", text):
        if match[1] not in NO_SUPERLATIVES | SUPERLATIVES:
            listed.append(match[1])
    return list(dict.fromkeys(listed))


def _praises(text: str, word: str) -> bool:
    """Whether a word of opinion is said as one anywhere in a text."""
    for match in re.finditer(rf"(?i)(?<![\w-]){re.escape(word)}(?![\w-])", text.replace("’", "'")):
        behind, before = text[match.end() :].strip(), tokens(text[: match.start()])
        named = behind[:1].isupper() and match[0][:1].isupper()
        named = named or (match[0][:1].isupper() and match.start() > 0 and text[match.start() - 1] != '"')
        next_words = " ".join(tokens(behind)[:2])
        other = any(next_words == w or next_words.startswith(f"{w} ") for w in PLAIN_SUPERLATIVES)
        picks = word in AMOUNTS_MOST and _picks(before, word)
        if not (named or other or picks or _places(before, word, tokens(behind))):
            return True
    return False


def _places(before: list[str], word: str, behind: list[str]) -> bool:
    """Whether a superlative says which one a sentence is about ("The top shelf is empty"), or is a verb."""
    if word == "leading":
        return not before and bool(behind) and behind[0] in ARTICLES
    sized = word in AMOUNTS_MOST - {"best", "finest", "greatest"}
    return sized and before in ([], ["the"]) and bool(FINITE & set(behind[1:3]))


def _picks(before: list[str], word: str) -> bool:
    """Whether a superlative picks one of several: "from our two biggest", "at the highest shelf"."""
    if not before:
        return False
    if before[-1] in ("at", "our", "their", "his", "her", "its", "your") or numbers(before[-1]):
        return True
    if before[-1] in NUMBER_WORDS or before[-1].endswith("'s"):
        return True
    sized = word not in ("best", "top", "finest", "leading", "greatest")
    return sized and before[-1] == "the" and len(before) > 1 and before[-2] in PREPOSITIONS - {"as", "of"}


def jargon(text: str) -> list[str]:
    """Words that any firm could write. One that is a plain word too needs company to be one."""
    listed = found(text, JARGON)
    company = len(listed) > 1 or bool(found(text, EMPTY_NOUNS))
    return listed if company or any(word not in WEAK_JARGON for word in listed) else []


def empty_words(text: str) -> list[str]:
    """Words that fit any firm or praise it, in order: "quality", "modern", "passion"."""
    return [word for word in tokens(text) if word in _FITS_ALL]


def is_empty(text: str) -> bool:
    """Whether nothing is left of two words or more once those that fit any firm are taken out."""
    empty, said = empty_words(text), [word for word in tokens(text) if word not in LITTLE_WORDS]
    return len(said) > 1 and len(empty) == len(said)


_FITS_ALL = (EMPTY_NOUNS | EMPTY_WORDS | PRAISE | SUPERLATIVES | JARGON) - LITTLE_WORDS


def is_team(owner: str) -> bool:
    """Whether an owner's name is a group or nobody in particular rather than one person."""
    words = [w for w in tokens(re.sub(_BRACKETS, " ", owner)) if w not in LITTLE_WORDS or w in TEAM_WORDS]
    if not words or words[0] in ROLES:
        return False
    return words[-1] in TEAM_WORDS or words[0] in _ANYBODY or " ".join(words) in TEAM_WORDS


_ANYBODY = ("whoever", "anyone", "anybody", "everyone", "everybody", "somebody", "someone", "nobody", "all")


def has_name(text: str) -> bool:
    """Whether a proper name stands in the words: a capital where no sentence begins."""
    later = re.findall(r"(?<=[^\W_][\s,])\s*([A-Z][\w&'-]*)", text)
    return any(word != "I" and word.casefold() not in GENERIC_SHORT for word in later)


def likely(text: str) -> str:
    """The word by which a text gives odds ("perhaps", "might"), or ""."""
    listed = found(text, LIKELY)
    if listed:
        return listed[0]
    modal = re.search(_MODAL, text)
    share = re.search(
        r"(?i)(?:%|per ?cent|\bin (?:\d+|two|three|four|five|ten))\s+(?:chance|probability)\b", text
    )
    return modal[1] if modal else "chance" if share else ""


_MODAL = (
    r"(?<!\bno one )(?<!\bnobody )(?<!\bhis )(?<!\bher )(?<!\btheir )(?<!\ball )(?<!\bin )(?<!\bof )"
    r"\b(may|might|could)\b(?!\s+(?:not|no|only|never|hardly|barely|\d|of))(?=\s+[a-z])"
)
"""A verb of odds: in small letters, with no denial, which would make it a matter of being able."""


def is_bounded(text: str) -> bool:
    """Whether words set a bound without a number: "no parcel later than the day after"."""
    general = {"no", "every", "each", "all", "never", "always", "any", "nobody"} & set(tokens(text))
    return bool(general) and bool(found(text, ABSOLUTE))
