"""The word lists that linters use, as frozen sets of case-folded words and phrases.

Look for them with `text.words.found(text, WORDS)`, or compare the first of `text.words.tokens(text)`.
"""

from __future__ import annotations

from aligntui.text.lang import en


def _set(words: str) -> frozenset[str]:
    return frozenset(" ".join(entry.split()).casefold() for entry in words.split(",") if entry.strip())


VAGUE_VERBS = _set(en.VAGUE_VERBS)
"""improve, enhance, focus on: a direction without anything to see."""
JARGON = _set(en.JARGON)
"""world class, leverage, synergy: words that fit any firm."""
SUPERLATIVES = _set(en.SUPERLATIVES)
"""best, most beloved, excellent: opinion without a scale."""
ACTIVITY_VERBS = _set(en.ACTIVITY_VERBS)
"""launch, hold, train: doing rather than result."""
ACTION_VERBS = _set(en.ACTION_VERBS)
"""open, build, start: imperatives that begin a strategy."""
BECAUSE = _set(en.BECAUSE)
"""because, so that: a reason is given."""
COMPARISON = _set(en.COMPARISON)
"""than, compared with, out of: something is compared."""
PEOPLE_WORDS = _set(en.PEOPLE_WORDS)
"""customers, families, neighbours: people appear."""
TEAM_WORDS = _set(en.TEAM_WORDS)
"""team, everyone, marketing: owners that are no single person."""
SELF_WORDS = _set(en.SELF_WORDS)
"""me, myself: whoever writes."""
NOBODY_WORDS = _set(en.NOBODY_WORDS)
"""the market, others, everybody: no rival that has a name."""
VOLUME_WORDS = _set(en.VOLUME_WORDS)
"""sales, visits, speed: targets that want a guard measure."""
LITTLE_WORDS = _set(en.LITTLE_WORDS)
"""a, the, of: left out when two texts are compared."""
FIXED_PAIRS = _set(en.FIXED_PAIRS)
"""research and development: one thing in spite of its "and"."""
LEAD_INS = _set(en.LEAD_INS)
"""to, we will: before the verb of an objective."""
NOUN_SIGNS = _set(en.NOUN_SIGNS)
"""of, from, rises: the word before them is a noun."""
NOUNS_TOO = _set(en.NOUNS_TOO)
"""hire, order, plan: verbs that are as often a noun."""
ARTICLES = _set(en.ARTICLES)
"""a, our: the word behind them is a noun."""
DETERMINERS = _set(en.DETERMINERS)
"""the, two, new: the word before them is a verb."""
THRESHOLDS = _set(en.THRESHOLDS)
"""under, when: words that lead a value at which one acts."""
NUMBER_WORDS = _set(en.NUMBER_WORDS)
"""half, twelve, dozen: numbers in words."""

HOLLOW = _set(en.HOLLOW)
"""in touch, keep an eye on: words after which nothing has happened."""
HEARSAY = _set(en.HEARSAY)
"""everybody says: no evidence, however many say it."""
FORECASTS = _set(en.FORECASTS)
"""will, soon: says which way it goes."""
CHANGES = _set(en.CHANGES)
"""falls, rises: the end of a chain of causes."""
OPEN_QUESTIONS = _set(en.OPEN_QUESTIONS)
"""where, what: first words of a question without a choice in it."""

_LISTS = {
    "hollow": HOLLOW,
    "hearsay": HEARSAY,
    "forecasts": FORECASTS,
    "changes": CHANGES,
    "open_questions": OPEN_QUESTIONS,
    "vague_verbs": VAGUE_VERBS,
    "jargon": JARGON,
    "superlatives": SUPERLATIVES,
    "activity_verbs": ACTIVITY_VERBS,
    "action_verbs": ACTION_VERBS,
    "because": BECAUSE,
    "comparison": COMPARISON,
    "people_words": PEOPLE_WORDS,
    "team_words": TEAM_WORDS,
    "self_words": SELF_WORDS,
    "nobody_words": NOBODY_WORDS,
    "volume_words": VOLUME_WORDS,
    "little_words": LITTLE_WORDS,
    "fixed_pairs": FIXED_PAIRS,
    "lead_ins": LEAD_INS,
    "noun_signs": NOUN_SIGNS,
    "number_words": NUMBER_WORDS,
}


def words_of(name: str) -> frozenset[str]:
    """The list of this name, `jargon` or `JARGON`.

    Raises:
        KeyError: When there is no such list.
    """
    return _LISTS[name.casefold()]
