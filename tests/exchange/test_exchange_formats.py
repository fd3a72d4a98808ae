"""Spreadsheets, reports and JSON: what people wrote stays words."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from build import build
from exchange_kit import BOOK, sessions
from hostile import FORMULAS, HOSTILE_STRINGS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from msgspec.structs import replace
from write_millrace import sample

from aligntui.analysis.checks import everything
from aligntui.analysis.view import View
from aligntui.exchange import csv_export, json_export, markdown
from aligntui.exchange.csv_export import DANGER, guard
from aligntui.exchange.markdown_text import block, heading, line, table
from aligntui.exchange.registry import UnknownFormat, find, formats
from aligntui.methods.book import Book
from aligntui.session.model import Ballot, Participant, Round
from aligntui.text.clean import clean, clean_line


@pytest.fixture(scope="module")
def millrace() -> View:
    found = sample()
    return View(found.session, found.book)


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


# spreadsheets


def test_objectives_as_a_spreadsheet(millrace):
    text = csv_export.export(millrace, "objectives")
    assert text.startswith('\ufeff"code","words","status","reason","measure","unit"')
    assert text.count("\r\n") == 10
    found = rows(text)
    first = dict(zip(found[0], found[1], strict=True))
    assert (first["code"], first["owner"], first["goal"], first["supports"]) == (
        "OB1",
        "Callum Ives",
        "G1",
        "SO1, WO2",
    )
    assert (first["from"], first["target"], first["due"]) == ("0", "300", "2027-09-30")
    assert ',5.8,7.0,"2027-01-01","2027-12-31",' in text, "numbers are numbers, dates are texts"


def test_factors_stand_in_one_table(millrace):
    found = rows(csv_export.export(millrace, "factors"))
    assert found[0][:3] == ["code", "list", "words"]
    assert [r[0] for r in found[1:]] == [f"S{n}" for n in range(1, 6)] + [f"W{n}" for n in range(1, 7)] + [
        f"{s}{n}" for s in "OT" for n in range(1, 6)
    ]
    assert {r[1] for r in found[1:]} == {"Strengths", "Weaknesses", "Opportunities", "Threats"}


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_is_a_formula(text):
    view = build(collections={"goals": {"code": "G", "fields": {"measure": {"type": "text"}}}},
                 items={"goals": {"G1": {"text": text, "measure": text}}})  # fmt: skip
    found = rows(csv_export.export(view, "goals"))
    for cell in found[1]:
        assert not cell.startswith(DANGER)


def test_numbers_below_zero_stay_numbers():
    view = build(collections={"goals": {"code": "G", "fields": {"target": {"type": "number"}}}},
                 items={"goals": {"G1": {"text": "a", "target": "-4.50"}}})  # fmt: skip
    assert ",-4.50\r\n" in csv_export.export(view, "goals")


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(session=sessions())
def test_any_session_makes_whole_spreadsheets(session):
    view = View(session, BOOK)
    for name in BOOK.collections:
        found = rows(csv_export.export(view, name))
        assert {len(row) for row in found} == {len(found[0])}
        assert len(found) == 1 + len(view.items(name, away=True))
        assert len(set(found[0])) == len(found[0])


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=8))
def test_guarded_text_never_begins_a_formula(text):
    assert not guard(text).startswith(DANGER)


# reports

MD = MarkdownIt("commonmark").enable("table")


def shown(text: str) -> str:
    """What a reader of the Markdown sees, without marks."""
    out = []
    for token in MD.parse(text):
        for child in token.children or []:
            if child.type in ("softbreak", "hardbreak"):
                out.append("\n")
            else:
                out.append(child.content)
    return "".join(out)


def plain(text: str) -> set[str]:
    """Kinds of marks that the Markdown holds."""
    return {child.type for token in MD.parse(text) for child in token.children or []}


@pytest.mark.parametrize("part", range(4))
def test_words_read_in_a_report_as_they_were_written(part):
    for text in HOSTILE_STRINGS[part::4]:
        expected = clean_line(text)
        assert shown(f"- {line(text)}") == expected, text
        assert plain(line(text)) <= {"text", "text_special"}, text
        assert [t.type for t in MD.parse(line(text))][:1] == (["paragraph_open"] if expected else []), text
        made = table(["a", "b"], [[text, "x"], ["y", text]])
        cells = [t for t in MD.parse(made) if t.type == "td_open"]
        assert len(cells) == 4, text
        assert "heading_open" not in {t.type for t in MD.parse(block(text))}, text
        assert "".join(shown(block(text)).split()) == "".join(clean(text).split()), text


def test_addresses_do_not_become_links():
    assert line("see https://x.io, www.z.org") == "see https\\://x.io, www\\.z.org"
    assert shown(line("see https://x.io")) == "see https://x.io"


def test_headings_keep_their_last_sign():
    assert shown(heading(2, "in C #")) == "in C #"


def test_the_report_tells_the_whole_case(millrace):
    text = markdown.export(millrace)
    at = -1
    for title in (
        "# Millrace Bakehouse 2027", "## The plan on one page", "### Goals", "### Objectives",
        "### What we stop", "### Next", "### What we do", "### If the world changes",
        "### Who sees it differently",
        "## Where we are going", "## What we found", "## What we could do", "## What we chose",
        "## Goals and objectives", "## Four worlds", "### A Market Square", "## Does it work in each world?",
        "## Signposts", "## First steps", "## What might go wrong", "## People",
    ):  # fmt: skip
        assert f"\n{title}\n" in f"\n{text}", title
        assert text.index(f"{title}\n") > at, title
        at = text.index(f"{title}\n")
    assert "by 30 Sep 27, paying members of the bread club from 0 to 300" in text
    assert (
        "| ST2 | Extend the grower contracts with a price collar and buy butter forward "
        "| 0 | 0 | +2 | +2 | 1.00 |" in text
    )
    tables = [t for t in MD.parse(text) if t.type == "table_open"]
    assert len(tables) >= 12
    assert all(row.count(" | ") <= 8 for row in text.split("\n"))
    assert "| Name | team | role |" in text
    assert "**Strengths and weaknesses:** 2.55 of 4, above the middle of 2.5" in text
    assert "ST2" not in text[: text.index("### What we do")]


def test_what_is_for_the_team_alone_is_not_handed_out(millrace):
    text = markdown.export(millrace)
    remarks = [item.reason for item in millrace.session.items.values() if item.reason]
    asked = [finding.message for finding in everything(millrace)]
    assert remarks
    assert len(asked) > 5
    assert not [words for words in [*remarks, *asked] if words in text]


def test_a_report_is_as_of_the_day_it_is(millrace):
    known = find("markdown", millrace, "2027-02-03T09:15:00")
    assert "\n\nAs of 3 February 2027.\n" in known.write(millrace)


def test_lists_that_no_chapter_names_come_at_the_end(millrace):
    methods = {name: replace(method, report=[]) for name, method in millrace.book.methods.items()}
    only = [chapter for chapter in millrace.book.report if chapter.key == "objectives"]
    book = Book(methods, replace(millrace.book.shared, report=only))
    text = markdown.export(View(millrace.session, book))
    heads = re.findall(r"(?m)^## (.*)", text)
    reports = [step.title for method in methods.values() for step in method.steps if step.kind == "report"]
    assert set(reports) & set(heads), "what their reports draw comes before"
    heads = [head for n, head in enumerate(heads) if not n or head not in reports]
    forms = [record.title for record in book.records.values()]
    assert heads[:3] == ["The plan on one page", "Goals and objectives", "Vision"], "forms before lists"
    assert [head for head in heads if head not in forms][2] == "Strategies"
    assert heads[-2:] == ["In every world", "People"]
    for title in ("Drivers", "Pairs of axes", "What it does to us"):
        assert len(re.findall(rf"(?m)^###? {title}$", text)) == 1, "on the plan or behind it, and once"
    assert len(heads) == len(set(heads))


def test_an_exclamation_mark_is_left_alone_where_it_makes_no_picture():
    assert line("Now! Sell out!") == "Now! Sell out!"
    assert line("![x](http://y)").startswith("\\!\\[x\\]")


def test_a_report_of_nothing_is_a_report():
    text = markdown.export(build(collections={"goals": "G"}))
    assert text.startswith("# Test\n\nAs of 21 November 2026.\n")


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(session=sessions())
def test_any_session_makes_a_report(session):
    text = markdown.export(View(session, BOOK))
    assert not {t.type for t in MD.parse(text)} & {"fence", "code_block", "html_block", "blockquote_open"}
    assert plain(text) <= {"text", "text_special", "strong_open", "strong_close", "softbreak", "hardbreak"}


# the rest


def test_json_holds_what_yaml_holds(millrace):
    data = json.loads(json_export.export(millrace))
    assert data["aligntui"] == 1
    assert data["collections"]["goals"][1]["fields"]["target"] == 9.0
    assert data["computed"]["figures"]["swot"]["ife"]["total"] == 2.55


def test_formats_are_found_by_name(millrace):
    known = list(formats(millrace.book))
    assert known == ["yaml", "json", "markdown", "plan", "csv-factors", "csv-strategies", "csv-objectives"]
    for name in [*known, "md", "YAML", "csv-signposts"]:
        assert find(name, millrace).write(millrace)
    assert find("yaml", millrace).write(millrace) == find("yml", millrace).write(millrace)
    assert "ballots:" not in find("yaml", millrace).write(millrace)
    assert "ballots:" in find("yaml", millrace, with_answers=True).write(millrace)
    with pytest.raises(UnknownFormat, match=r'There is no format "markdwn". Did you mean markdown\?'):
        find("markdwn", millrace)
    with pytest.raises(UnknownFormat, match="Formats: yaml, json, markdown, plan, csv-factors"):
        find("docx", millrace)
    with pytest.raises(LookupError):
        csv_export.export(millrace, "frogs")


def test_the_plan_on_one_page_leaves_alone_too(millrace):
    page = find("plan", millrace, "2027-02-03")
    text, report = page.write(millrace), find("markdown", millrace, "2027-02-03").write(millrace)
    assert report.startswith(text.rstrip("\n"))
    assert len(text) < len(report) / 2
    assert (page.file_name("Millrace 2027"), page.comes_back) == ("millrace-2027-plan.md", False)


def test_a_report_has_the_dots_of_votes_and_what_was_parked_with_its_reason(millrace):
    session = millrace.session
    s1 = millrace.find("S1")
    away = replace(millrace.find("O2"), status="parked", reason="too far off for this plan")
    vote = Round(
        id="v1", run="r", step="swot/factors", subjects=[s1.id], state="revealed", answer={"type": "dots"}
    )
    ballots = {
        f"b{n}": Ballot(id=f"b{n}", round="v1", by=f"p{n}", answers={s1.id: 2}, state="in") for n in range(3)
    }
    voted = replace(
        session, items={**session.items, away.id: away}, rounds={**session.rounds, "v1": vote},
        ballots={**session.ballots, **ballots},
    )  # fmt: skip
    text = markdown.export(View(voted, millrace.book))
    (row,) = [row for row in text.split("\n") if row.startswith("| S1 |") and s1.text in row]
    heads = text.split("\n")[: text.split("\n").index(row)]
    names = [row for row in heads if row.startswith("|") and "dots" in row][-1].split("|")
    assert row.split("|")[[name.strip() for name in names].index("dots")].strip() == "6"
    parked = text[text.index("## Parked") :]
    assert "too far off for this plan" in parked


def test_all_who_took_part_stand_among_the_people_also_who_is_named_for_nothing(millrace):
    there = {name: Participant(id=name, name=name) for name in ("Ben Ash", "Cleo Roe")}
    named = [item.text for item in millrace.items("people")]
    text = markdown.export(millrace.changed(participants=there))
    chapter = text.partition("## People")[2]
    for name in (*named, *there):
        assert f"| {name} |" in chapter
    alone = markdown.export(
        millrace.changed(participants={"Dot": Participant(id="Dot", name=named[0].upper())})
    )
    assert alone.partition("## People")[2].upper().count(f"| {named[0].upper()} |") == 1
