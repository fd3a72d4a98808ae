"""Vision: a strategy in one sentence, and words that say nothing.

Rules after Collis & Rukstad 2008 (one sentence of at most 35 words: objective, scope, advantage) and
Kotter 1996 (a picture of the future that people can pass on).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from aligntui.analysis import bind, say, wording
from aligntui.analysis.figure import Figure, Finding, PerItem, Sentence, Value
from aligntui.analysis.registry import Role, figure
from aligntui.analysis.view import View
from aligntui.session.model import Item
from aligntui.text.language import BECAUSE, COMPARISON, DISTINCT, PEOPLE_WORDS
from aligntui.text.words import count, found

SENTENCE = 35
"""Most words of a strategy statement (Collis & Rukstad 2008)."""

PICTURE = 60
"""Most words of a vision (our convention)."""

SPEAKERS = frozenset({"we", "us", "our"})
"""Who speaks is not whom it is for."""


@figure(
    "statement",
    {
        "record": Role("record", help="The form that holds the slots."),
        "slots": Role("fields", help="Objective, scope, advantage in the order they are read."),
        "limit": Role("number", needed=False, help="Most words of the whole; 35."),
        "objective": Role("field", needed=False, help="Slot that wants a number and a date; the first."),
        "proof": Role("field", needed=False, help="Slot that should say why it is true of us alone."),
    },
    {
        "words": "How many words it has.",
        "sentence": "The slots joined to one sentence.",
        "left": "Words still free under the limit.",
        "slots": "Words of each slot.",
        "number": "1 when the objective names a number.",
        "date": "1 when the objective names a date.",
    },
    source="Collis & Rukstad 2008",
)
def statement(view: View, binding: Mapping[str, Any]) -> Figure:
    """The strategy in one sentence, with its words counted."""
    record = view.record(bind.word(binding, "record"))
    said = {slot: " ".join(view.text(record, slot).split()) for slot in keys(binding, "slots")}
    filled = [words.rstrip(" .,;") for words in said.values() if words.rstrip(" .,;")]
    if not filled:
        return Figure(why_missing="Nothing is written yet.")
    limit = bind.whole(binding, "limit", SENTENCE)
    total = sum(count(words) for words in said.values())
    objective = said.get(bind.key(binding, "objective") or next(iter(said)), "")
    sentence = ", ".join(filled)
    return Figure(
        parts={
            "words": Value(number=total, decimals=0, note=f"{total} of {limit} words", counted=True),
            "sentence": Sentence(text=f"{sentence[0].upper()}{sentence[1:]}."),
            "left": Value(number=limit - total, decimals=0),
            "slots": PerItem(values={slot: float(count(words)) for slot, words in said.items()}, decimals=0),
            "number": Value(number=float(wording.has_number(objective)), decimals=0),
            "date": Value(number=float(wording.has_date(objective)), decimals=0),
        },
        findings=list(_statement_findings(view, binding, record, said, limit)),
        n=len(filled),
    )


def _statement_findings(
    view: View, binding: Mapping[str, Any], record: Item, said: dict[str, str], limit: int
) -> Iterator[Finding]:
    for slot, words in said.items():
        if not words:
            name = say.label(view, record.collection, slot)
            question = say.ask(view, record, slot)
            yield say.error("VS1", f"{name} is empty.", question, record.id, slot)
    total = sum(count(words) for words in said.values())
    if total > limit:
        longest = max(said, key=lambda slot: count(said[slot]))
        message = f"{total} words; {limit} is what people can repeat."
        mend = f"Take {bind.count(total - limit, 'word')} out, here first."
        yield say.warning("VS2", message, mend, record.id, longest)
    first = bind.key(binding, "objective") or next(iter(said))
    if said.get(first):
        checks = (("number", wording.has_number), ("date", wording.has_date))
        lacks = [name for name, has in checks if not has(said[first])]
        if lacks:
            message = f'"{say.short(said[first])}" names no {" and no ".join(lacks)}.'
            yield say.warning("VS3", message, "Say how much, and until when.", record.id, first)
    for slot, words in said.items():
        yield from _jargon("VS4", words, record.id, slot)
    for slot, words in said.items():
        yield from _opinions("VS5", words, record.id, slot)
    proof = bind.key(binding, "proof")
    words = said.get(proof, "")
    proven = wording.has_fact(words) or wording.has_name(words)
    if words and not proven and not found(words, BECAUSE | COMPARISON | DISTINCT):
        message = f'"{_tail(words)}": could a rival say the same?'
        yield say.hint("VS6", message, "Name the proof.", record.id, proof)


@figure(
    "vision_text",
    {
        "record": Role("record", help="The form that holds the text."),
        "fields": Role("fields", help="Fields that are read as one text."),
        "limit": Role("number", needed=False, help="Most words; 60."),
    },
    {"words": "How many words it has."},
    source="our convention, after Kotter 1996",
)
def vision_text(view: View, binding: Mapping[str, Any]) -> Figure:
    """Whether the words of a vision say something, and about whom."""
    record = view.record(bind.word(binding, "record"))
    written = {key: view.text(record, key) for key in keys(binding, "fields")}
    written = {key: words for key, words in written.items() if words.strip()}
    if not written:
        return Figure(why_missing="Nothing is written yet.")
    limit = bind.whole(binding, "limit", PICTURE)
    whole = "\n".join(written.values())
    total = count(whole)
    first, target = next(iter(written)), record.id
    out = []
    if total > limit:
        longest = max(written, key=lambda key: count(written[key]))
        message = f"{total} words; nobody keeps more than {limit}."
        out.append(say.warning("VT1", message, "Leave out what everybody would say.", target, longest))
    for key, words in written.items():
        out += _jargon("VT2", words, target, key)
    if not found(whole, BECAUSE):
        mend = 'Go on with "because" or "so that".'
        message = f'"{say.short(written[first], 32)}" says what, not what for.'
        out.append(say.hint("VT3", message, mend, target, first))
    if wording.has_number(whole) and not set(found(whole, PEOPLE_WORDS)) - SPEAKERS:
        key = next((k for k, words in written.items() if wording.has_number(words)), first)
        mend = "Say whose day gets better, and how."
        out.append(say.warning("VT4", "A number, and no people.", mend, target, key))
    for key, words in written.items():
        out += _opinions("VT5", words, target, key)
    return Figure(
        parts={"words": Value(number=total, decimals=0, note=f"{total} of {limit} words", counted=True)},
        findings=out,
        n=len(written),
    )


def keys(binding: Mapping[str, Any], role: str) -> list[str]:
    """Field keys of a binding: one or many, of `goals.points` the part after the point."""
    return bind.keys(binding, role)


def _jargon(code: str, words: str, target: str, field: str) -> list[Finding]:
    listed = wording.jargon(words) or ([say.short(words)] if wording.is_empty(words) else [])
    if not listed:
        return []
    message = f"{say.quoted(listed)}: could any firm write that?"
    return [say.hint(code, message, "Say it as you would to a customer.", target, field)]


def _opinions(code: str, words: str, target: str, field: str) -> list[Finding]:
    listed = wording.opinions(words)
    if not listed:
        return []
    message = f"{say.quoted(listed)}: compared with whom, measured how?"
    return [say.hint(code, message, "Name the rival or the number.", target, field)]


def _tail(text: str) -> str:
    """The end of a line from its last "who", "that" or "with", when that is short; else its start."""
    words = text.split()
    for place in range(len(words) - 1, 0, -1):
        if words[place].casefold() in ("who", "that", "which", "with") and len(words) - place <= 6:
            return " ".join(words[place:]).rstrip(".")
    return say.short(text).rstrip(".")
