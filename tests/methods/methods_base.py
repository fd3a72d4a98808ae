"""A small method that is right in every respect, and ways to get it wrong."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from aligntui.methods.book import Book
from aligntui.methods.check import check_document
from aligntui.methods.decode import parse
from aligntui.methods.library import Library

FIXTURES = Path(__file__).parent.parent / "fixtures" / "methods"
WORKSHOPS = Path(__file__).parent.parent.parent / "workshops"

BASE = """\
method: base
title: Base
level: fundamentals
people: {min: 1, best: 2-9}
minutes: 30
needs:
  - {count: goals, min: 1, why: Goals first., go: base/write}
collections:
  cards:
    code: CA
    title: Cards
    limit: 6
    says: "{text} by {due}"
    fields:
      due: {type: date, unknown: true}
      size: {type: scale, from: 1, to: 5}
      sort: {type: choice, choices: {big: Big, small: Small}}
      kept: {type: yesno}
      goal: {type: link, of: goals}
  notes:
    code: {under: cards, mark: n}
    of: cards
    fields:
      why: {type: text, words: 10-30, ask: "Why {text}?"}
uses:
  goals:
    adds:
      worth: {type: number, unit: frame.unit}
records:
  frame:
    says: "{unit} for {whom}"
    fields:
      unit: {type: text}
      whom: {type: long}
relations:
  cross:
    rows: cards
    cols: [goals]
    where: worth > 3
    fields:
      fit: {type: scale, from: 0, to: 2, ask: "{row.text} and {col.text}?"}
figures:
  sums: {use: sums, of: cross, value: fit}
  votes: {use: votes, round: vote, high: 4}
checks:
  - {use: rules, lists: [cards, notes], due: due}
steps:
  - kind: board
    id: write
    title: Write
    split: [cards]
    ask: {cards: Which cards?}
    fields: [text, due]
    phases: [write, reveal]
    done:
      - {count: cards, each: true, min: 1, max: 6, say: one or more}
  - kind: form
    id: frame
    title: Frame
    record: frame
    fields: [unit, whom]
    done:
      - {filled: [unit]}
  - kind: matrix
    id: grid
    title: Grid
    relation: cross
    margins: {rows: sums.rows}
    read_back: "{sums.line}"
    done:
      - {figure: sums.total, min: 1}
  - kind: plot
    id: place
    title: Place
    of: cards
    x: size
    y: size
    cut: [3, 3]
    names: {hi_hi: big}
    mark: kept
    filter: {where: status = agreed and sort in big, order: -size, limit: 9}
  - kind: ask
    id: vote
    title: Vote
    about: cards
    answer: {type: scale, from: 1, to: 5}
    into: size
    rounds: 2
    phases: [rate, reveal, again]
    privacy: {names: secret, floor: 3}
  - kind: ask
    id: words
    title: Words
    answer: {type: words, max: 3}
  - kind: sort
    id: sort
    title: Sort
    words: words
    to: cards
    or: stranger
  - kind: table
    id: mend
    title: Mend
    of: cards
    fields: [text, sort, goal]
    shows: [due, frame.unit]
    prompt: {each: cross, where: fit >= 1, say: "{row.text} + {col.code}: {fit}", makes: {goal: [col]}}
  - kind: report
    id: result
    title: Result
    show: [sums.rows, votes, plan, cards, frame]
"""


class Role(msgspec.Struct, frozen=True):
    """A role of a stand-in function."""

    type: str
    needed: bool = True


class Function(msgspec.Struct, frozen=True):
    """A stand-in for a registered figure."""

    roles: dict[str, Role]
    parts: dict[str, str] = {}
    grouped: tuple[str, ...] = ()

    def gives(self, definition: Mapping[str, Any]) -> Mapping[str, str]:
        """Its parts, and the words of its bands."""
        return {**self.parts, "band": ""} if "bands" in definition else self.parts


FUNCTIONS = {
    "sums": Function(
        {"of": Role("relation"), "value": Role("field")}, {"rows": "", "cols": "", "total": "", "line": ""}
    ),
    "votes": Function(
        {
            "round": Role("round"),
            "high": Role("number", needed=False),
            "title": Role("heading", needed=False),
            "bands": Role("bands", needed=False),
            "steps": Role("steps", needed=False),
            "over": Role("figure", needed=False),
        },
        {"mean": ""},
    ),
    "rules": Function(
        {
            "lists": Role("collections"),
            "due": Role("field", needed=False),
            "fields": Role("fields", needed=False),
            "one": Role("collection", needed=False),
            "form": Role("record", needed=False),
            "names": Role("mapping", needed=False),
            "where": Role("word", needed=False),
            "labels": Role("conditions", needed=False),
            "some": Role("labels", needed=False),
            "rounds": Role("rounds", needed=False),
        }
    ),
}

_books: dict[str, Book] = {}


def book() -> Book:
    """All definitions of the fixtures."""
    if not _books:
        _books["all"] = Library(FIXTURES).everything()
    return _books["all"]


def said(text: str, name: str = "base.yaml") -> list[str]:
    """Sentences about a file, in order of its lines."""
    return [str(problem) for problem in check_document(parse(text, name), book(), FUNCTIONS)]


def changed(old: str, new: str) -> list[str]:
    """Sentences about BASE with one piece of it replaced."""
    assert BASE.count(old) == 1, old
    return said(BASE.replace(old, new))
