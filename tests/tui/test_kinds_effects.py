"""Every key that a kind of step acts on has the effect that `methods.kinds` says: driven, on both faces.

Each case is a step without the key, the same with it, and what one sees then and did not before.
"""

# ruff: noqa: E501 - a step reads best on one line

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from msgspec import Struct
from plain_line import plain_line
from playing import Play
from sample_items import filling, library_of, sampled
from stage import stage
from test_kinds_acts import ACTS
from test_kinds_acts_apart import APART
from test_kinds_acts_before import BEFORE

from aligntui.engine.rounds import ballots
from aligntui.engine.runs.walk import phases
from aligntui.methods.kinds import KINDS, TYPES
from aligntui.methods.types import FieldType

HEAD = """\
method: probe
title: Probe
level: fundamentals
collections:
  ideas:
    code: I
    title: Ideas
    fields:
      impact: {type: scale, from: 1, to: 5, label: strength}
      effort: {type: scale, from: 1, to: 5, label: toil}
      taken: {type: yesno, label: taken on}
      side: {type: choice, choices: {good: Chance, bad: Threat}}
      proof: {type: text, label: how known}
      owner: {type: link, of: people}
  parts: {code: {under: ideas, mark: p}, of: ideas, title: Parts}
  notes: {code: NT, title: Notes, fields: {about: {type: link, of: ideas}, on: {type: link, of: ideas, many: true}}}
records:
  frame: {title: Frame, fields: {who: {type: text, label: who asks}, until: {type: date, label: until when}}}
  other: {title: Other, fields: {what: {type: text, label: what else}}}
relations:
  fits: {rows: ideas, cols: notes, title: Fits, fields: {fit: {type: scale, from: 0, to: 2, label: fit}}}
figures:
  heavy: {use: count, of: ideas, where: impact >= 3}
  sums: {use: pair_sums, of: fits, value: fit}
  map: {use: quadrant, of: ideas, x: effort, y: impact, cut: [3, 3], names: {hi_hi: GREAT, lo_lo: LITTLE}}
steps:
"""


class Case(Struct, frozen=True):
    """One key of one kind."""

    kind: str
    key: str
    without: str
    given: str
    seen: str = ""
    """What one sees with the key alone, as a pattern."""
    gone: str = ""
    """What one sees without it alone."""
    only: tuple[str, ...] = ()
    """Lists that hold something; all when left out."""
    screen: bool = True
    """Whether it shows on the screen at once; else in the line alone."""
    line: bool = True
    """Whether it shows in the line; a drawing is on the screen alone."""
    empty: tuple[str, ...] = ()
    """Fields that are left empty."""


LISTS = "holds: notes"
ASK = "about: ideas, answer: {type: scale, from: 1, to: 5}"
PLOT = "of: ideas, x: effort, y: impact"
HEAVY = "filter: {where: impact >= 3}"
PROMPT = 'prompt: {each: ideas, say: "What of {text}?", makes: {about: [item]}}'
CASES = [
    Case("talk", "about", "ask: What now?", "ask: What now?, about: ideas", "Ideas 1"),
    Case("talk", "filter", "about: ideas", f"about: ideas, {HEAVY}", gone="Ideas 1"),
    Case("form", "record", "record: other", "record: frame", "who asks", "what else"),
    Case("form", "each", "record: frame", "each: ideas", "1 of 2"),
    Case("form", "fields", "record: frame", "record: frame, fields: [until]", gone="who asks"),
    Case("form", "filter", "each: ideas", f"each: ideas, {HEAVY}", "1 of 1", "1 of 2"),
    Case(
        "form",
        "shows",
        "each: ideas, fields: [proof]",
        "each: ideas, fields: [proof], shows: [impact]",
        "strength",
    ),
    Case("board", "split", "holds: ideas", "holds: ideas, split: side", "Chance"),
    Case("board", "holds", "holds: ideas", "holds: notes", "Notes 1", "Ideas 1"),
    Case("board", "each", "holds: parts", "holds: parts, each: ideas", gone="Parts 3"),
    Case("board", "fields", "holds: ideas", "holds: ideas, fields: [text, proof]", "said 1"),
    Case("board", "filter", "holds: ideas", f"holds: ideas, {HEAVY}", gone="Ideas 1"),
    Case("board", "preset", "holds: notes", "holds: notes, preset: [Pay]", "Pay", only=("ideas",)),
    Case("board", "prompt", "holds: notes", f"holds: notes, {PROMPT}", "What of I1 Ideas 1", only=("ideas",)),
    Case("board", "mark", "holds: ideas", "holds: ideas, mark: taken", r"\byes\b"),
    Case("board", "shows", "holds: ideas", "holds: ideas, shows: [side]", "Chance"),
    Case("matrix", "relation", "holds: ideas", "relation: fits", "NT1"),
    Case("matrix", "of", "relation: fits", "of: ideas, fields: [impact]", "strength", "NT1"),
    Case("matrix", "holds", "relation: fits", "holds: ideas, split: side", "Chance", "NT1"),
    Case("matrix", "split", "holds: ideas", "holds: ideas, split: side", "Chance"),
    Case("matrix", "filter", "relation: fits", f"relation: fits, {HEAVY}", gone="Ideas 1"),
    Case(
        "matrix", "fields", "of: ideas, fields: [impact]", "of: ideas, fields: [effort]", "toil", "strength"
    ),
    Case("table", "of", "of: notes", "of: ideas, fields: [text, impact]", "strength", "about"),
    Case("table", "holds", "holds: notes", "holds: ideas, fields: [text, impact]", "strength", "about"),
    Case("table", "each", "of: parts", "of: parts, each: ideas", gone="Parts 3"),
    Case("table", "fields", "of: ideas, fields: [text, impact]", "of: ideas, fields: [text, side]", "Chance"),
    Case(
        "table",
        "filter",
        "of: ideas, fields: [text, impact]",
        f"of: ideas, fields: [text, impact], {HEAVY}",
        gone="Ideas 1",
    ),
    Case("table", "preset", "of: notes", "of: notes, preset: [Pay]", "Pay", only=("ideas",)),
    Case("table", "prompt", "of: notes", f"of: notes, {PROMPT}", "What of I1 Ideas 1", only=("ideas",)),
    Case("table", "shows", "of: ideas, fields: [text]", "of: ideas, fields: [text], shows: [side]", "Chance"),
    Case("plot", "of", PLOT, "of: {figure: heavy.items}, x: effort, y: impact", gone="Ideas 1"),
    Case("plot", "x", PLOT, "of: ideas, x: impact, y: impact", gone="toil"),
    Case("plot", "y", PLOT, "of: ideas, x: effort, y: effort", gone="strength"),
    Case(
        "plot",
        "names",
        f"{PLOT}, cut: [3, 3]",
        f"{PLOT}, cut: [3, 3], names: {{hi_hi: ACT}}",
        "ACT",
        line=False,
    ),
    Case("plot", "filter", PLOT, f"{PLOT}, {HEAVY}", gone="Ideas 1"),
    Case("ask", "about", ASK, ASK.replace("ideas", "notes"), "Notes 1", "Ideas 1"),
    Case(
        "ask",
        "tests",
        ASK,
        'tests: [{type: scale, from: 1, to: 5, label: open, ask: "Is it open?"}], answer: {type: scale, from: 1, to: 5}',
        "Is it open",
        "Ideas 1",
    ),
    Case("ask", "fields", ASK, f"{ASK}, fields: [impact, effort]", "toil"),
    Case("ask", "filter", ASK, f"{ASK}, {HEAVY}", gone="Ideas 1"),
    Case(
        "matrix",
        "shows",
        "of: ideas, fields: [impact]",
        "of: ideas, fields: [impact], shows: [side]",
        "Chance",
    ),
    Case(
        "table",
        "margins",
        "of: ideas, fields: [text]",
        "of: ideas, fields: [text], margins: {rows: map.classes}",
        "GREAT|LITTLE",
    ),
    Case(
        "table",
        "mark",
        "of: ideas, fields: [text]",
        "of: ideas, fields: [text], mark: taken",
        "taken on",
        line=False,
    ),
    Case("plot", "mark", PLOT, f"{PLOT}, mark: taken", "taken on|take"),
    Case("ask", "answer", ASK, "about: ideas, answer: {type: choice, choices: {a: Alpha, b: Beta}}", "Alpha"),
    Case("ask", "relation", ASK, "relation: fits, answer: {type: scale, from: 1, to: 5}", "NT1"),
    Case(
        "sort",
        "filter",
        "of: notes, to: ideas, fields: [about]",
        "of: notes, to: ideas, fields: [about], filter: {limit: 1}",
        gone="Notes 2",
    ),
    Case("report", "show", "show: [notes]", "show: [ideas]", "Ideas 1", "Notes 1"),
    Case("report", "of", "show: [notes]", "show: [notes], of: ideas", "Ideas 1"),
    Case("report", "each", "show: [parts]", "show: [parts], each: ideas", "(?i)Ideas 2: parts"),
    Case("report", "filter", "of: ideas", f"of: ideas, {HEAVY}", gone="Ideas 1"),
]
"""Keys whose effect is seen at once."""


def test_every_pair_there_is_is_driven() -> None:
    pairs = {f"{kind.name} {key}" for kind in KINDS.values() for key in kind.acts}
    here = {f"{kind} {key}" for kind, key in (*DRAWN, *ACTED, *APART)}
    here |= {f"{case.kind} {case.key}" for case in (*CASES, *ACTS, *BEFORE)}
    assert pairs - here == set(), "drive it"
    assert here - pairs == set(), "methods.kinds says that nothing comes of it"


def library(tmp_path: Path, kind: str, step: str):
    return library_of(tmp_path, f"{HEAD}  - {{kind: {kind}, id: it, title: It, {step}}}\n")


def matches(pattern: str, text: str) -> bool:
    return bool(pattern) and re.search(pattern, text) is not None


def told(play: Play) -> str:
    """All that a sight says, in lines."""
    sight = play.sight
    rows = [f"{row.group} {row.code} {row.words} {row.value}" for row in sight.rows]
    return "\n".join([sight.question, sight.beside, *rows, *sight.notes])


IDS = [f"{case.kind}-{case.key}" for case in CASES]


@pytest.mark.parametrize("case", CASES, ids=IDS)
async def test_what_a_key_does_is_seen_in_the_line(tmp_path: Path, case: Case) -> None:
    if not case.line:
        pytest.skip("a drawing, which the line has no room for")
    how = {"only": case.only, "without": case.empty}
    bare = told(sampled(Play("probe/it", library=library(tmp_path / "bare", case.kind, case.without)), **how))
    assert not matches(case.seen, bare)
    assert not case.gone or matches(case.gone, bare)
    books = library(tmp_path / "with", case.kind, case.given)
    async with plain_line("probe/it", filling(**how), books) as (_, heard):
        text = "\n".join(heard)
    assert not case.seen or matches(case.seen, text), text
    assert not matches(case.gone, text), text


@pytest.mark.parametrize("case", CASES, ids=IDS)
async def test_what_a_key_does_is_seen_on_the_screen(tmp_path: Path, case: Case) -> None:
    books = library(tmp_path, case.kind, case.given)
    async with stage(
        "probe", at="probe/it", books=books, fill=filling(only=case.only, without=case.empty)
    ) as s:
        text = "\n".join(s.screen())
    if case.screen:
        assert not case.seen or matches(case.seen, text), text
    assert not matches(case.gone, text), text


DRAWN = {
    ("plot", "cut"): (
        f"{PLOT}, names: {{hi_hi: ACT}}, cut: [2, 2]",
        f"{PLOT}, names: {{hi_hi: ACT}}, cut: [5, 5]",
    ),
    ("board", "layout"): (
        "holds: ideas, split: impact, layout: columns",
        "holds: ideas, split: impact, layout: 2x2",
    ),
}
"""Keys whose effect is where things stand on the screen."""


OPENED = {"form": "each: ideas", "board": "holds: ideas", "table": "of: ideas", "plot": PLOT}
"""A step of each kind in which an item is open, or can be opened."""
OWNED = {**OPENED, "form": "each: ideas", "board": "holds: parts, each: ideas", "ask": ASK}
SECRET = {
    "board": "holds: ideas, phases: [vote]",
    "matrix": "relation: fits, phases: [rate]",
    "plot": f"{PLOT}, phases: [rate]",
    "ask": ASK,
}
PHASED = {
    "talk": ("ask: What now?", "talk"), "form": ("each: ideas", "write"), "board": ("holds: ideas", "merge"),
    "matrix": ("relation: fits", "rate"), "table": ("of: ideas", "mend"), "plot": (PLOT, "rate"),
    "ask": (ASK, "reveal"), "sort": ("of: notes, to: ideas, fields: [about]", "sort"), "report": ("show: [ideas]", "talk"),
}  # fmt: skip
ACTED = {
    *((kind, "now") for kind in (*OPENED, "matrix")), *((kind, "by") for kind in OWNED),
    *((kind, "privacy") for kind in SECRET), *((kind, "phases") for kind in PHASED), ("ask", "not_self"),
}  # fmt: skip
"""Keys whose effect comes with who looks, or when, or what is open."""


@pytest.mark.parametrize("kind", [*OPENED, "matrix"])
def test_fields_that_are_not_asked_now_stand_behind_a_row(tmp_path: Path, kind: str) -> None:
    step, rows = OPENED.get(kind, "holds: ideas, split: side"), []
    for name, more in (("bare", ""), ("with", ", now: [proof]")):
        p = sampled(Play("probe/it", library=library(tmp_path / name, kind, step + more)))
        p.do("open", p.view.items("ideas")[0].id)
        rows.append([row.words for row in p.sight.rows])
    assert any("strength" in words for words in rows[0])
    assert any("how known" in words for words in rows[1])
    assert not any("strength" in words for words in rows[1])


@pytest.mark.parametrize("kind", OWNED)
def test_with_owner_each_is_asked_for_his_own(tmp_path: Path, kind: str) -> None:
    shown = []
    for name, more in (("bare", ""), ("with", ", by: owner")):
        books = library(tmp_path / name, kind, OWNED[kind] + more)
        p = Play("probe/it", library=books, solo=False, people=2, person="Tomasz Wren").tell("people")
        shown.append(told(sampled(p, each=3)))
    owner = p.view.item(p.view.items("ideas")[1].fields["owner"])
    assert owner is not None
    assert owner.text == p.person
    assert matches("Ideas 1|Parts 1", shown[0])
    assert not matches("Ideas 1|Parts 1", shown[1])
    assert matches("Ideas 2|Parts 4", shown[1])


@pytest.mark.parametrize("kind", SECRET)
def test_what_is_kept_of_who_answered_is_what_the_step_says(tmp_path: Path, kind: str) -> None:
    kept = []
    for name, more in (("bare", ""), ("with", ", privacy: {names: secret}")):
        p = sampled(
            Play(
                "probe/it", library=library(tmp_path / name, kind, SECRET[kind] + more), solo=False, people=2
            )
        )
        kept.append(ballots.privacy_of(p.view, p.run, p.ctx.step, "probe", p.ctx.phase))
    assert kept == ["named", "secret"]


@pytest.mark.parametrize("kind", PHASED)
def test_a_step_goes_through_its_phases(tmp_path: Path, kind: str) -> None:
    step, phase = PHASED[kind]
    books = library(tmp_path, kind, f"{step}, phases: [{phase}]")
    p = Play("probe/it", library=books, solo=False, people=2)
    assert phases(p.ctx.step, p.run) == [phase]
    assert p.ctx.phase == phase


@pytest.mark.parametrize(("kind", "key"), DRAWN)
async def test_where_things_stand_follows_the_key(tmp_path: Path, kind: str, key: str) -> None:
    screens = []
    for n, step in enumerate(DRAWN[kind, key]):
        async with stage(
            "probe", at="probe/it", books=library(tmp_path / str(n), kind, step), fill=filling()
        ) as s:
            screens.append(s.screen()[2:16])
    assert screens[0] != screens[1]


@pytest.mark.parametrize("more", ["", ", not_self: true"])
def test_nobody_is_asked_about_himself(tmp_path: Path, more: str) -> None:
    books = library(tmp_path, "ask", ASK.replace("ideas", "people") + more)
    p = Play("probe/it", library=books, solo=False, people=2).tell("people")
    assert (p.person in told(p)) == (not more)


@pytest.mark.parametrize(("pair", "types"), TYPES.items(), ids=lambda value: "-".join(value))
def test_types_of_fields_are_those_of_the_schema(pair: tuple[str, str], types: tuple[str, ...]) -> None:
    kind, key = pair
    assert KINDS[kind].effect(key)
    assert set(types) < set(get_args(FieldType))


EVERY = {
    "title": ("title: Sorted out", "Sorted out"),
    "ask": ("ask: Why do we?", "Why do we"),
    "needs": ("needs: [{count: notes, min: 9, why: Nine notes first.}]", "Nine notes first"),
    "guide": ("guide: {why: Else it is lost., how: [Do it.]}", "Else it is lost"),
}
"""Keys of every kind whose effect is seen at once, or with the guide."""


@pytest.mark.parametrize("key", EVERY)
@pytest.mark.parametrize("kind", PHASED)
async def test_what_every_kind_takes_is_seen_on_both_faces(tmp_path: Path, kind: str, key: str) -> None:
    given, seen = EVERY[key]
    step = PHASED[kind][0] if kind != "talk" else "short: It"
    text = f"{HEAD}  - {{kind: {kind}, id: it, title: It, {step}, {given}}}\n"
    books = library_of(tmp_path, text.replace("title: It, ", "") if key == "title" else text)
    async with plain_line("probe/it", filling(), books) as (face, heard):
        if key == "guide":
            await face.answer("/guide")
        line = "\n".join(heard)
    async with stage("probe", at="probe/it", books=books, fill=filling()) as s:
        if key == "guide":
            await s.keys("ctrl+g")
        screen = "\n".join(s.screen())
    # A form asks its fields, and what one rates has a question of its own.
    assert seen in line or (key == "ask" and kind == "form"), line
    assert seen in screen or (key == "ask" and kind == "form"), screen
