"""The shipped workshops: whole, short enough for the screen, and free of doubtful claims."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from aligntui.analysis import registry
from aligntui.analysis.done import done_state
from aligntui.analysis.figure import Finding
from aligntui.analysis.view import View
from aligntui.methods.book import Book
from aligntui.methods.check import check_document
from aligntui.methods.decode import read as document
from aligntui.methods.types import Agenda, CodeRule, Field, Guide, Method, Shared, Step, as_list
from aligntui.methods.voices import alone, in_trade
from aligntui.methods.where import parse
from aligntui.session.model import Meta, Session
from aligntui.text.yaml_in import load

FOLDER = Path(__file__).parents[2] / "workshops"
METHODS = {"vision", "swot", "tows", "choose", "objectives", "scenarios", "commit"}
ASK = 78
"""Columns of the question row."""
TITLE = 46
HOW = 90
GUIDE_ROWS = 16
"""Rows of the guide over a step at 80x24 (SCREENS 4.22)."""


def read(path: Path, kind: type[Any]) -> Any:
    return msgspec.convert(load(path.read_bytes(), path.name).data, kind)


SHARED: Shared = read(FOLDER / "collections.yaml", Shared)
SHIPPED: dict[str, Method] = {
    path.stem: read(path, Method) for path in sorted(FOLDER.glob("*.yaml")) if path.stem in METHODS
}
AGENDAS: dict[str, Agenda] = {
    name: read(FOLDER / "agendas" / f"{name}.yaml", Agenda) for name in ("full-guide", "half-day", "solo-90")
}
STEPS: dict[str, Step] = {f"{m.method}/{s.id}": s for m in SHIPPED.values() for s in m.steps}
TRADES = ("joinery", "bookkeeping", "physiotherapy")
"""Trades beside the bakery that every example is told for."""
TOLD = {trade: in_trade(Book(SHIPPED, SHARED), trade) for trade in TRADES}
VOICES: dict[str, Step] = {
    **STEPS,
    **{f"{ref} alone": alone(step) for ref, step in STEPS.items() if step.solo is not None},
    **{
        f"{ref} in {trade}": step
        for trade, book in TOLD.items()
        for ref in STEPS
        if (step := (book.step(ref) or (None, STEPS[ref]))[1])
    },
}
"""Every step as it speaks to a team, to one person alone, and in the trades."""
NEUTRAL = re.compile(r"\d{4}-\d\d-\d\d|%")
"""Examples that are the same in every trade: days and signs."""


def fields() -> Iterator[tuple[str, Field]]:
    for name, collection in SHARED.collections.items():
        yield from ((f"{name}.{k}", f) for k, f in collection.fields.items())
    for method in SHIPPED.values():
        for name, collection in method.collections.items():
            yield from ((f"{name}.{k}", f) for k, f in collection.fields.items())
        for name, use in method.uses.items():
            yield from ((f"{name}.{k}", f) for k, f in use.adds.items())
        for name, record in method.records.items():
            yield from ((f"record:{name}.{k}", f) for k, f in record.fields.items())
        for name, relation in method.relations.items():
            yield from ((f"{name}.{k}", f) for k, f in relation.fields.items())


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for entry in value.values():
            yield from strings(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from strings(entry)


def texts() -> Iterator[tuple[str, str]]:
    for path in (*sorted(FOLDER.glob("*.yaml")), *sorted((FOLDER / "agendas").glob("*.yaml"))):
        for text in strings(load(path.read_bytes(), path.name).data):
            yield path.name, text


def guide_columns(guide: Guide) -> tuple[list[str], list[str]]:
    """The two columns of the guide, as drawn in SCREENS 4.22: 41 and 36 columns wide."""

    def wrap(text: str, width: int, hang: str = "") -> list[str]:
        rows: list[str] = []
        for line in text.split("\n"):
            rows += textwrap.wrap(line, width, subsequent_indent=hang) or [""]
        return rows

    left = ["WHY", *wrap(guide.why, 40), "", "HOW"]
    for n, line in enumerate(guide.how, start=1):
        left += wrap(f"{n} {line}", 40, "  ")
    left += ["", "DONE WHEN", *wrap(guide.done, 40)]
    right = ["LIKE THIS"]
    for line in as_list(guide.example):
        right += wrap(line, 35)
    if guide.not_like:
        right += ["", "NOT LIKE THIS"]
        for line in as_list(guide.not_like):
            right += wrap(line, 35)
    right += ["", "TRAPS"]
    for line in guide.pitfalls:
        right += wrap(line, 35, "  ")
    right += ["", *wrap("sources: " + "; ".join(guide.sources), 35)]
    return left, right


def test_every_shipped_file_is_valid() -> None:
    book = Book(SHIPPED, SHARED, AGENDAS)
    files = [FOLDER / "collections.yaml"]
    files += [FOLDER / f"{name}.yaml" for name in SHIPPED]
    files += [FOLDER / "agendas" / f"{name}.yaml" for name in AGENDAS]
    functions = registry.functions()
    problems = [str(p) for path in files for p in check_document(document(path), book, functions)]
    assert problems == []


@pytest.fixture
def nothing_yet() -> View:
    meta = Meta(id="t", title="New", created="2026-11-21", changed="2026-11-21")
    return View(Session(meta=meta), Book(SHIPPED, SHARED, AGENDAS), "2026-11-21")


@pytest.mark.parametrize("name", sorted(METHODS))
def test_an_empty_session_is_not_scolded(name: str, nothing_yet: View) -> None:
    method = SHIPPED[name]
    findings: list[Finding] = []
    for declared in (*method.checks, *method.figures.values()):
        findings += registry.compute(nothing_yet, declared).findings
    assert findings == []


def test_no_step_counts_as_done_before_anything_is_said(nothing_yet: View) -> None:
    for method in SHIPPED.values():
        for step in method.steps:
            state = done_state(nothing_yet, method, step)
            assert step.kind == "report" or not all(met for _, met in state), step.id


def test_all_methods_of_the_first_issue_are_there() -> None:
    assert set(SHIPPED) == METHODS
    assert all(method.method == name for name, method in SHIPPED.items())


@pytest.mark.parametrize("name", sorted(METHODS))
def test_method_says_what_it_asks_gives_and_rests_on(name: str) -> None:
    method = SHIPPED[name]
    assert method.summary
    assert method.asks
    assert method.gives
    assert method.sources
    assert method.minutes == sum(step.minutes or 0 for step in method.steps)
    assert method.solo
    assert method.solo < method.minutes


@pytest.mark.parametrize("ref", sorted(VOICES))
def test_step_has_all_parts_of_its_guide(ref: str) -> None:
    guide = VOICES[ref].guide
    assert guide.why
    assert 3 <= len(guide.how) <= 5
    assert guide.example
    assert guide.pitfalls
    assert guide.done
    assert guide.late
    assert guide.sources


@pytest.mark.parametrize("ref", sorted(VOICES))
def test_step_fits_the_screen(ref: str) -> None:
    step = VOICES[ref]
    assert 0 < len(step.title) <= TITLE
    assert step.short
    assert len(step.short) <= 14
    questions = list(step.ask.values()) if isinstance(step.ask, dict) else [step.ask]
    assert all(0 < len(question) <= ASK for question in questions)
    assert all(len(line) <= HOW for line in step.guide.how)
    assert len(re.findall(r"[.?!](?:\s|$)", step.guide.why)) <= 3
    left, right = guide_columns(step.guide)
    assert len(left) <= GUIDE_ROWS
    assert len(right) <= GUIDE_ROWS


OF_A_TEAM = re.compile(
    r"silen|aloud in turn|reads (one|the) |owner (rates|speaks)|authors?\b|you differ|the room|each alone"
    r"|one person (speaks|writes)|plenary|change groups|others (wrote|say)|\btalk\b|numbers lie|not here\b"
    r"|rate alone",
    re.IGNORECASE,
)
"""Said by somebody to several people."""


@pytest.mark.parametrize("ref", sorted(STEPS))
def test_nobody_who_works_alone_is_spoken_to_as_a_team(ref: str) -> None:
    step = alone(STEPS[ref])
    asked = list(step.ask.values()) if isinstance(step.ask, dict) else [step.ask]
    guide = step.guide
    told = [*asked, guide.why, *guide.how, *guide.pitfalls, guide.done, guide.late]
    assert [text for text in told if OF_A_TEAM.search(text)] == []


def test_questions_of_fields_fit_the_question_row() -> None:
    too_long = {name: field.ask for name, field in fields() if len(field.ask) > 90}
    assert not too_long
    collections = {**SHARED.collections, **{k: c for m in SHIPPED.values() for k, c in m.collections.items()}}
    assert not {name: c.ask for name, c in collections.items() if not 0 < len(c.ask) <= ASK}


def test_every_field_has_a_label_and_asked_ones_a_question() -> None:
    bare = [name for name, field in fields() if not field.label or (not field.ask and field.type != "choice")]
    assert bare == ["parked.from"]


def test_prefixes_of_codes_are_never_shared() -> None:
    prefixes: list[str] = []
    collections = {**SHARED.collections, **{k: c for m in SHIPPED.values() for k, c in m.collections.items()}}
    for collection in collections.values():
        if isinstance(collection.code, CodeRule):
            if collection.code.from_:
                prefixes += list(collection.fields[collection.code.from_].choices)
        else:
            prefixes.append(collection.code)
    assert len(prefixes) == len(set(prefixes))
    assert {
        "S",
        "W",
        "O",
        "T",
        "SO",
        "WO",
        "ST",
        "WT",
        "G",
        "OB",
        "K",
        "AS",
        "DC",
        "PK",
        "RI",
        "SG",
        "P",
    } <= set(prefixes)


def test_every_list_shows_one_good_line_while_it_is_empty() -> None:
    collections = {**SHARED.collections, **{k: c for m in SHIPPED.values() for k, c in m.collections.items()}}
    assert [name for name, c in collections.items() if not c.examples] == ["parked"]


def test_solo_90_takes_ninety_minutes_line_by_line() -> None:
    agenda = AGENDAS["solo-90"]
    assert [entry.minutes for entry in agenda.steps] == [5, 15, 20, 8, 15, 7, 12, 5, 3]
    assert agenda.solo
    assert all(entry.done for entry in agenda.steps)


def test_half_day_takes_four_hours_line_by_line() -> None:
    agenda = AGENDAS["half-day"]
    assert [entry.minutes or entry.break_ for entry in agenda.steps] == [10, 30, 55, 15, 45, 35, 35, 15]
    assert not agenda.solo
    assert all(entry.done for entry in agenda.steps if entry.break_ is None)


def test_every_agenda_of_the_folder_is_looked_at() -> None:
    assert set(AGENDAS) == {path.stem for path in (FOLDER / "agendas").glob("*.yaml")}


def test_full_guide_goes_through_every_step_once() -> None:
    agenda = AGENDAS["full-guide"]
    seen: list[str] = []
    for entry in agenda.steps:
        if entry.step:
            seen.append(entry.step)
        seen += entry.steps or []
        if entry.method:
            seen += [f"{entry.method}/{s.id}" for s in SHIPPED[entry.method].steps]
    assert sorted(seen) == sorted(STEPS)


@pytest.mark.parametrize("name", sorted(AGENDAS))
def test_agendas_name_steps_that_exist(name: str) -> None:
    for entry in AGENDAS[name].steps:
        for ref in [*([entry.step] if entry.step else []), *(entry.steps or [])]:
            assert ref in STEPS


def test_conditions_can_be_read() -> None:
    for method in SHIPPED.values():
        for step in method.steps:
            for condition in [d.where for d in step.done] + [n.where for n in (*step.needs, *method.needs)]:
                parse(condition)
    for _, field in fields():
        parse(field.when)


def test_needs_name_the_step_that_mends_them() -> None:
    for method in SHIPPED.values():
        for need in [*method.needs, *(n for s in method.steps for n in s.needs)]:
            assert need.why.endswith(".")
            assert need.go in STEPS


DOUBTFUL = (
    r"\b\d\d\s?%[^.]{0,40}\bfail",
    r"\bfail[^.]{0,40}\b\d\d\s?%",
    r"most (strategies|plans) fail",
    r"nine (out )?of ten (strategies|plans)",
    r"mckinsey",
    r"studies (show|prove)",
    r"proven to",
)
NOT_SAID = ("please", "oops", "invalid", "successfully", "submit", "synergy", "world-class", "best-in-class")


@pytest.mark.parametrize("pattern", DOUBTFUL)
def test_no_doubtful_claim_is_repeated(pattern: str) -> None:
    found = [(source, text) for source, text in texts() if re.search(pattern, text, re.IGNORECASE)]
    assert not found


@pytest.mark.parametrize("word", NOT_SAID)
def test_tone_is_that_of_a_calm_colleague(word: str) -> None:
    found = [(source, text) for source, text in texts() if re.search(rf"\b{word}\b", text, re.IGNORECASE)]
    assert not found


def test_no_sentence_ends_with_an_exclamation_mark() -> None:
    found = [(source, text) for source, text in texts() if re.search(r"[A-Za-z]!(\s|$)", text)]
    assert not found


def test_every_example_is_told_for_every_other_trade_and_in_no_other_words_of_the_bakery() -> None:
    bare = [name for name, f in fields() if f.example and not NEUTRAL.fullmatch(f.example) and not f.trades]
    assert bare == []
    collections = {**SHARED.collections, **{k: c for m in SHIPPED.values() for k, c in m.collections.items()}}
    lists = [name for name, c in collections.items() if c.examples and not c.trades and name != "people"]
    assert lists == []
    assert [ref for ref, step in STEPS.items() if step.kind != "talk" and not step.guide.trades] == []
    told: list[dict[str, Any]] = [f.trades for _, f in fields()]
    told += [c.trades for c in collections.values()] + [step.guide.trades for step in STEPS.values()]
    assert all(set(one) <= set(TRADES) and len(one) in (0, len(TRADES)) for one in told)
    words = " ".join(text for one in told for text in strings(one))
    assert not re.findall(r"\bbak(?:e|er|ery|ing)\b|\bbread\b|\bloaf\b|\boven\b|\bflour\b", words)


def test_examples_come_from_many_trades() -> None:
    examples = " ".join(" ".join(as_list(s.guide.example)) for s in STEPS.values())
    for trade in ("Bakery", "Bike repair", "Physio", "Joinery", "Café", "IT support"):
        assert examples.count(trade) + examples.lower().count(trade.lower()) >= 3


def test_a_rating_in_swot_offers_only_what_its_list_allows() -> None:
    """IFE: 3 or 4 for a strength, 1 or 2 for a weakness; EFE: 1 to 4 (David)."""
    ranges = {
        name: (c.fields["rating"].from_, c.fields["rating"].to)
        for name, c in SHIPPED["swot"].collections.items()
    }
    assert ranges == {"strengths": (3, 4), "weaknesses": (1, 2), "opportunities": (1, 4), "threats": (1, 4)}


def test_vision_has_kotters_six_tests_and_two_of_our_own() -> None:
    assert [test.label for test in STEPS["vision/tests"].tests] == [
        "imaginable", "desirable", "feasible", "focused", "flexible", "communicable",
        "truthful today", "chooses",
    ]  # fmt: skip


@pytest.mark.parametrize("name", sorted(AGENDAS))
def test_the_question_an_agenda_begins_with_is_answered_at_its_end(name: str) -> None:
    refs = [ref for entry in AGENDAS[name].steps for ref in [entry.step or "", *(entry.steps or [])] if ref]
    frame = STEPS[refs[0]]
    asked = [ref for ref in refs[1:] if STEPS[ref].record == frame.record]
    assert asked == [refs[-2]]
    last = STEPS[asked[0]]
    assert last.shows == [(frame.fields or [])[0]]
    assert (last.fields or [""])[0] not in (frame.fields or [])
    assert last.read_back
    assert STEPS[refs[-1]].show == ["plan"]
    first = SHARED.plan[0]
    assert first.parts[0].of == f"record:{frame.record}"
    assert first.parts[0].says == ["{" + (last.fields or [""])[0] + "}"]
