"""The word lists that linters use, as frozen sets of case-folded words and phrases.

Look for them with `text.words.found(text, WORDS)`, or compare the first of `text.words.tokens(text)`.
"""

from __future__ import annotations

from aligntui.text.lang import en, en_grammar


def _set(words: str) -> frozenset[str]:
    return frozenset(" ".join(entry.split()).casefold() for entry in words.split(",") if entry.strip())


VAGUE_VERBS = _set(en.VAGUE_VERBS)
"""improve, enhance, focus on: a direction without anything to see."""
JARGON = _set(en.JARGON)
"""world class, leverage, synergy: words that fit any firm."""
SUPERLATIVES = _set(en.SUPERLATIVES)
"""best, most beloved, excellent: opinion without a scale."""
ACTIVITY_VERBS = _set(en_grammar.ACTIVITY_VERBS)
"""launch, hold, train: doing rather than result."""
ACTION_VERBS = _set(en_grammar.ACTION_VERBS)
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
LITTLE_WORDS = _set(en_grammar.LITTLE_WORDS)
"""a, the, of: left out when two texts are compared."""
LEAD_INS = _set(en_grammar.LEAD_INS)
"""to, we will: before the verb of an objective."""
NOUN_SIGNS = _set(en_grammar.NOUN_SIGNS)
"""of, from, rises: the word before them is a noun."""
NOUNS_TOO = _set(en_grammar.NOUNS_TOO)
"""hire, order, plan: verbs that are as often a noun."""
ARTICLES = _set(en_grammar.ARTICLES)
"""a, our: the word behind them is a noun."""
DETERMINERS = _set(en_grammar.DETERMINERS)
"""the, two, new: the word before them is a verb."""
THRESHOLDS = _set(en_grammar.THRESHOLDS)
"""under, when: words that lead a value at which one acts."""
NUMBER_WORDS = _set(en_grammar.NUMBER_WORDS)
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
WEAK_JARGON = _set(en.WEAK_JARGON)
"""Jargon that is a plain word too: it counts beside other jargon or beside an empty noun."""
EMPTY_NOUNS = _set(en.EMPTY_NOUNS)
"""Nouns that fit any firm."""
EMPTY_WORDS = _set(en.EMPTY_WORDS)
"""Words that any firm says of itself: a line of nothing else says nothing."""
PRAISE = _set(en.PRAISE)
"""Words of praise that need no superlative to be an opinion."""
AMOUNTS_MOST = _set(en.AMOUNTS_MOST)
"""Superlatives by which one of several is picked out: our biggest customer, the highest shelf."""
PLAIN_SUPERLATIVES = _set(en.PLAIN_SUPERLATIVES)
"""What stands behind a superlative that is none: best before dates, leading edge, top shelf."""
NO_SUPERLATIVES = _set(en.NO_SUPERLATIVES)
"""Words that end as superlatives do, and are none or are a plain fact."""
ROLES = _set(en.ROLES)
"""Words for one person in a firm."""
MORE_WORDS = _set(en_grammar.MORE_WORDS)
"""Comparatives with which an aim begins."""
PREPOSITIONS = _set(en_grammar.PREPOSITIONS)
"""Words before a noun."""
CONJUNCTIONS = _set(en_grammar.CONJUNCTIONS)
"""Words that begin a clause of its own."""
FINITE = _set(en_grammar.FINITE)
"""Verbs with a subject before them: the word that leads such a line is no order."""
WAYS = _set(en_grammar.WAYS)
"""Words by which a driver says which way it goes."""
WAYS_BEFORE = _set(en_grammar.WAYS_BEFORE)
"""Changes where a preposition follows: "growth of", "ban on"; alone they name what moves."""
MORE_OF = _set(en_grammar.MORE_OF)
"""Comparatives: before what moves they say where to."""
TAKES_SIDES = _set(en_grammar.TAKES_SIDES)
"""Words by which a driver takes sides, wherever they stand, or is a plan of our own."""
ASKING = _set(en_grammar.ASKING)
"""First words of a driver that leave its way open."""
ARTICLE_NOUNS = _set(en_grammar.ARTICLE_NOUNS)
"""Words behind which "will" is a noun."""
WISHFUL = _set(en.WISHFUL)
"""Words by which the name of a world says whether we like it."""
LIKELY = _set(en.LIKELY)
"""Words by which a world claims to be a forecast."""
DISTINCT = _set(en.DISTINCT)
"""Words by which a proof says what sets us apart."""
SOURCES = _set(en.SOURCES)
"""Words for what one could look at: with them a line is more than an opinion."""
SHARES = _set(en.SHARES)
"""Words in a measure that is a part of a whole, so that its per cent are of a hundred."""
GENERIC_SHORT = _set(en.GENERIC_SHORT)
"""Capital letters that name nobody."""
NEARBY = _set(en.NEARBY)
"""Places that a stranger could go to."""
ABSOLUTE = _set(en.ABSOLUTE)
"""Bounds in words that one can check."""
FINITE_TOO = _set(en_grammar.FINITE_TOO)
"""needs, costs: verbs behind a name, plurals elsewhere."""
SET_NAMES = _set(en_grammar.SET_NAMES)
"""high street, growing season: names in which a change stands."""
