"""Keys of a step whose effect comes with what one does: done on both faces, without the key and with it.

Each case is a step, the same with the key, what is done there, and whether one sees what `methods.kinds` says.
"""

# ruff: noqa: E501 - a step reads best on one line

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct
from sample_items import filling, library_of
from two_faces import Face, on_both

from aligntui.engine.rounds import ballots

HEAD = """\
method: probe
title: Probe
level: fundamentals
uses:
  people: {}
collections:
  ideas:
    code: I
    title: Ideas
    fields:
      impact: {type: scale, from: 1, to: 5, label: strength}
      effort: {type: scale, from: 1, to: 5, label: toil}
      sure: {type: scale, from: 1, to: 5, label: how sure}
      taken: {type: yesno, label: taken on}
      side: {type: choice, choices: {good: Chance, bad: Threat}}
      proof: {type: text, label: how known}
      target: {type: number, revised: true, label: target}
      owner: {type: link, of: people}
  parts: {code: {under: ideas, mark: p}, of: ideas, title: Parts, fields: {because: {type: text, label: because}}}
  notes: {code: NT, title: Notes, fields: {about: {type: link, of: ideas, label: tied to}, on: {type: link, of: ideas, label: placed at}}}
  cards:
    code: {from: cell}
    title: Cards
    fields:
      cell: {type: choice, choices: {IN: Both, XX: Neither}}
      cites: {type: link, of: [ideas, notes], many: true}
  ends:
    code: EN
    title: Pairs
    fields:
      x: {type: link, of: ideas, ask: First?}
      y: {type: link, of: ideas, ask: Second?}
      leans: {type: yesno, ask: Does one lean on the other?}
records:
  frame: {title: Frame, fields: {who: {type: text, label: who asks}, until: {type: date, label: until when}}}
relations:
  fits: {rows: ideas, cols: notes, title: Fits, fields: {fit: {type: scale, from: 0, to: 2, label: fit}}}
figures:
  sums: {use: pair_sums, of: fits, value: fit, title: Sum of fits}
  map: {use: quadrant, of: ideas, x: effort, y: impact, cut: [3, 3], names: {hi_hi: GREAT, lo_lo: LITTLE, lo_hi: EASY, hi_lo: HARD}}
  far: {use: agreement, round: it}
  verdict: {use: independence, of: ends, x: x, y: y, tests: [leans]}
  owners: {use: tally, of: ideas, by: owner}
steps:
"""
LAST = "  - {kind: talk, id: last, title: Over now, ask: Well?}\n"

Doing = Callable[[Face], Awaitable[Any]]


class Act(Struct, frozen=True):
    """One key of one kind."""

    kind: str
    key: str
    without: str
    given: str
    """The step with the key: what stands behind `without`, or the whole where that begins with `=`."""
    seen: Doing
    """Does it, and tells whether its effect is there."""
    fill: dict[str, Any] = {}
    people: int = 1
    before: str = ""
    """Steps before it."""


def shows(pattern: str) -> Doing:
    async def seen(face: Face) -> bool:
        return face.shows(pattern)

    return seen


def lacks(pattern: str) -> Doing:
    async def seen(face: Face) -> bool:
        return not face.shows(pattern)

    return seen


def offers(verb: str) -> Doing:
    async def seen(face: Face) -> bool:
        return verb in face.verbs

    return seen


def done(*acts: tuple[Any, ...], then: Callable[[Face], bool]) -> Doing:
    """Intents, with codes for items, and what is true then."""

    async def seen(face: Face) -> bool:
        for verb, *rest in acts:
            code, field, value = [*rest, "", "", None][: len(rest)] + ["", "", None][len(rest) :]
            found = face.view.find(code) if code else None
            value = face.view.find(value[1:]).id if isinstance(value, str) and value[:1] == "@" else value
            await face.do(verb, found.id if found is not None else code, field, value)
        return then(face)

    return seen


def count(name: str) -> Callable[[Face], int]:
    return lambda face: len(face.view.items(name))


async def adds_a_child(face: Face) -> bool:
    had = len(face.view.items("parts"))
    await face.do("fill", "", "because", "Anew")
    return len(face.view.items("parts")) > had


async def keeps_the_reason(face: Face) -> bool:
    await face.do("fill", "", "because", "only two bake")
    await face.do("keep", "", "parent.target", "99")
    past = face.item("I1").past["target"]
    return past[-1].why == "only two bake" and face.shows("only two bake")


async def adds_one(face: Face) -> bool:
    had = len(face.view.items("ideas"))
    await face.do("add")
    return len(face.view.items("ideas")) == had + 1


def given(face: Face) -> list[Any]:
    return [value for ballot in face.view.session.ballots.values() for value in ballot.answers.values()]


async def gives_three(face: Face) -> bool:
    for code in ("I1", "I1", "I2"):
        await face.do("give-dot", face.item(code).id)
    return sorted(map(int, given(face))) == [1, 2]


async def cites_its_pair(face: Face) -> bool:
    await face.do("list", value="IN")
    await face.do("add")
    asked = face.shows(r"Ideas \d and NT\d")
    await face.do("keep", value="One line")
    card = next(item for item in face.view.items("cards") if item.text == "One line")
    return asked and len(face.view.linked(card.id, "cards.cites")) == 2


async def rates_all(face: Face) -> bool:
    """Answers whatever is asked, goes on, and tells whether it is asked again."""
    for _ in range(12):
        offer = next((o for o in face.offers if o.verb == "answer"), None)
        if offer is None or given_all(face):
            break
        await face.do(
            "answer", offer.item, offer.field, offer.high if offer.high is not None else offer.choices[-1][0]
        )
    await face.do("go-on")
    return face.here.endswith(" again")


def given_all(face: Face) -> bool:
    return len(given(face)) >= len(ballots.subjects(face.view, face.ctx.step))


async def opens(face: Face) -> bool:
    await face.do("open", face.item("I1").id)
    return face.shows("how known") and not face.shows("strength.*\n.*toil|taken on")


async def writes_what_was_agreed(face: Face) -> bool:
    before = face.here
    again = await rates_all(face)
    return not again and face.here != before and face.field("I1", "sure") == 5


async def tells_after_the_answer(face: Face) -> bool:
    before = face.shows("GREAT|LITTLE|EASY|HARD")
    await face.do("answer", face.item("I1").id, "", 3)
    await face.do("focus", face.item("I1").id)
    return not before and face.shows("GREAT|LITTLE|EASY|HARD")


async def puts(face: Face) -> bool:
    note = face.item("NT1")
    target = face.item("I2")
    offer = next(o for o in face.offers if o.verb == "answer")
    if target.id not in dict(offer.choices):
        return False
    await face.do("answer", note.id, "", target.id)
    return face.view.value(face.item("NT1"), "about") == target.id


async def copies(face: Face) -> bool:
    had = len(face.view.items("notes"))
    for _ in range(3):
        if face.here != "probe/last":
            await face.do("go-on")
    return face.here == "probe/last" and len(face.view.items("notes")) > had


async def keeps_a_ballot(face: Face) -> bool:
    pair = f"{face.item('I1').id}>{face.item('NT1').id}"
    await face.do("answer", pair, "", 2)
    return 2 in given(face)


RATED = "phases: [rate], answer: {type: scale, from: 1, to: 5}"
FIRST = "  - {kind: ask, id: first, title: First, ask: How sure?, about: ideas, answer: {type: scale, from: 1, to: 5}}\n"
CHILD = "each: ideas, record: parts, fields: [because, parent.target]"
PLOT = "of: ideas, x: effort, y: impact"
ASK = "about: ideas, answer: {type: scale, from: 1, to: 5}"
PAIRS = "each: ends, makes: ends, fields: [x, y, leans]"
SORT = "of: notes, to: ideas, fields: [about]"
CELLS = "holds: cards, split: cell, fields: [text, cites]"
UNRATED = {"without": ("impact", "effort", "sure", "fit")}
ACTS = [
    Act(
        "form",
        "only",
        "record: frame",
        "only: {until: who = Ines}",
        lacks("until when"),
        {"without": ("who", "until")},
    ),
    Act("form", "new", "each: ideas, record: parts, fields: [because]", "new: each_run", adds_a_child),
    Act("form", "why", CHILD, "why: because", keeps_the_reason),
    Act("form", "makes", "each: ideas", "makes: ideas", adds_one),
    Act(
        "form",
        "layout",
        PAIRS,
        "layout: pairs",
        shows(r"I1 x I1(.|\n)*I2 x I2"),
        {},
    ),
    Act(
        "board",
        "push",
        "holds: ideas, split: side",
        "push: {good: notes}",
        copies,
        {"without": ("about", "on")},
    ),
    Act(
        "board",
        "answer",
        "holds: ideas, phases: [vote]",
        "answer: {type: dots, total: 3, cap: 2}",
        gives_three,
        people=3,
    ),
    Act(
        "matrix",
        "prompt",
        CELLS,
        'prompt: {each: fits, say: "{row.text} and {col.text}?", makes: {cites: [row, col]}}',
        cites_its_pair,
        {"without": ("cites",)},
    ),
    Act("matrix", "margins", "relation: fits", "margins: {rows: sums.rows}", shows("Sum of")),
    Act("matrix", "by", "relation: fits, phases: [rate]", "by: each", keeps_a_ballot, UNRATED),
    Act(
        "matrix",
        "rounds",
        "relation: fits, by: each, phases: [rate]",
        "=relation: fits, by: each, phases: [rate, again], rounds: 2",
        rates_all,
        UNRATED,
    ),
    Act(
        "plot",
        "rounds",
        f"{PLOT}, phases: [rate]",
        f"={PLOT}, phases: [rate, again], rounds: 2",
        rates_all,
        UNRATED,
    ),
    Act(
        "ask",
        "rounds",
        f"{ASK}, phases: [rate]",
        f"={ASK}, phases: [rate, again], rounds: 2",
        rates_all,
        UNRATED,
    ),
    Act("plot", "fields", PLOT, "fields: [proof]", opens),
    Act("ask", "into", ASK, "into: sure", writes_what_was_agreed, UNRATED),
    Act("ask", "reveal", ASK, "reveal: map.classes", tells_after_the_answer),
    Act(
        "sort",
        "of",
        SORT.replace("of: notes", "of: cards").replace("[about]", "[cites]"),
        f"={SORT}",
        puts,
        {"without": ("about", "on")},
    ),
    Act(
        "sort", "to", "of: notes, to: people, fields: [about]", f"={SORT}", puts, {"without": ("about", "on")}
    ),
    Act("sort", "fields", SORT.replace("[about]", "[on]"), f"={SORT}", puts, {"without": ("about", "on")}),
    Act(
        "report",
        "privacy",
        "show: [owners.counts]",
        "privacy: {names: none}",
        lacks("Tomasz Wren|Dot Okafor|People 1"),
    ),
]


def method_of(act: Act, *, has: bool) -> str:
    step = act.without
    if has:
        step = act.given[1:] if act.given.startswith("=") else f"{act.without}, {act.given}"
    return f"{HEAD}{act.before}  - {{kind: {act.kind}, id: it, title: It, {step}}}\n{LAST}"


@pytest.mark.parametrize("has", [False, True], ids=["without", "with"])
@pytest.mark.parametrize("act", ACTS, ids=lambda act: f"{act.kind}-{act.key}")
async def test_what_a_key_does_comes_with_what_one_does_on_both_faces(
    tmp_path: Path, act: Act, has: bool
) -> None:
    books = library_of(tmp_path, method_of(act, has=has))

    async def look(face: Face) -> None:
        assert await act.seen(face) is has, f"{face.name}\n{face.text()}"

    await on_both(books, "probe/it", filling(**act.fill), look, people=act.people)
