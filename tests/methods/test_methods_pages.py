"""What a method puts on the plan: where it stands, what is wrong with it, and sessions that never said it."""

# ruff: noqa: E501 - an expected sentence is easier to compare on one line.

from __future__ import annotations

import pytest
from methods_base import BASE, said
from msgspec.structs import replace

from aligntui.methods.book import Book
from aligntui.methods.built_in import completed
from aligntui.methods.library import Library
from aligntui.methods.types import Chapter, Method, Part, Passage, Section, Shared

PLAN = """
groups: {all: [cards]}
plan:
  - key: best
    title: The best
    parts:
      - {of: all, where: size > 3, order: [-size], says: ["{text}: {size}"], note: ["{sums.line}"]}
"""


def test_a_list_is_counted_with_a_word_for_one_and_a_word_for_many() -> None:
    assert said(BASE.replace("title: Cards\n", "title: Cards\n    counted: [card, cards]\n")) == []
    found = said(BASE.replace("title: Cards\n", "title: Cards\n    counted: [card]\n"))
    assert found == [
        "base.yaml line 12: collection cards, counted: it takes two words, for one and for many. Write [box, boxes]."
    ]


def test_a_section_may_name_groups_fields_and_figures() -> None:
    assert said(BASE + PLAN) == []


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        ("[cards]", "[cadrs]", 'groups, all 1: there is no collection "cadrs". Write cards.'),
        ("of: all", "of: al", 'there is no collection "al"'),
        ("size > 3", "seize > 3", 'cards has no field "seize". Write size.'),
        ("[-size]", "[-seize]", 'cards has no field "seize". Write size.'),
        ("{text}: {size}", "{text}: {seize}", 'cards has no field "seize". Write {size}.'),
        ("{text}: {size}", "{text}: {size loud}", '"{size loud}" stands for nothing. Write the name of a field, and behind it unit, at, next, open, codes, taken or nothing.'),
        ("{sums.line}", "{smus.line}", 'there is no figure and no function "smus"'),
        ("    title: The best", "    title: The best\n    after: gaols", 'the plan has no section "gaols"'),
        ("    title: The best", "    title: The best\n    columns: {size: '{size}'}", "only a table has columns. Write layout: table."),
        ("    title: The best", "    titel: The best", '"titel" is no key here. Write title.'),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_section_is_a_sentence_with_its_line(
    right: str, wrong: str, sentence: str
) -> None:
    assert right in PLAN
    found = said(BASE + PLAN.replace(right, wrong))
    assert any(sentence in one and "line " in one for one in found), found


REPORT = """
report:
  - key: best
    title: The best
    after: goals
    parts:
      - {of: cards, fields: [size], only: {kept: yes_once}, without: [date], columns: {end: "{due}"}}
      - {of: cards, layout: each, children: notes, by: why}
      - {of: records, but: ["record:frame"]}
      - {relation: cross, columns: {size: ["{size}"]}}
      - {when: after, figures: [sums]}
"""


def test_a_chapter_may_tell_lists_children_records_crossings_and_figures() -> None:
    assert said(BASE + REPORT.replace("    after: goals\n", "")) == []


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        ("after: goals", "after: gaols", 'the report has no chapter "gaols"'),
        ("of: cards, fields", "of: cadrs, fields", 'there is no collection "cadrs". Write cards.'),
        ("[size]", "[seize]", 'cards has no field "seize". Write size.'),
        ("{kept: yes_once}", "{kpet: yes_once}", 'cards has no field "kpet". Write kept.'),
        ("{kept: yes_once}", "{kept: never}", "never"),
        ("[date]", "[dat]", "Write date."),
        ("{due}", "{deu}", 'cards has no field "deu". Write {due}.'),
        ("children: notes", "children: noets", 'there is no collection "noets". Write notes.'),
        ("by: why", "by: wyh", 'notes has no field "wyh". Write why.'),
        ("record:frame", "record:farme", 'there is no record "farme". Write frame.'),
        ("relation: cross", "relation: corss", 'there is no relation "corss". Write cross.'),
        ('["{size}"]', '["{seize}"]', 'cards has no field "seize". Write {size}.'),
        ("[sums]", "[smus]", 'there is no function and no figure "smus". Write sums.'),
        ("when: after, figures: [sums]", "when: after", "the part tells nothing. Write of, relation or figures."),
        ("layout: each", "layout: eech", "Write each."),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_chapter_is_a_sentence_with_its_line(
    right: str, wrong: str, sentence: str
) -> None:
    assert right in REPORT
    found = said(BASE + REPORT.replace(right, wrong))
    assert any(sentence in one and "line " in one for one in found), found


def test_a_chapter_stands_where_it_says_or_in_place_of_its_namesake() -> None:
    first, last = (Chapter(key=key, title=key, parts=[Passage(of="cards")]) for key in ("first", "last"))
    own = [replace(first, key="between", after="first"), replace(last, title="other")]
    book = Book({"own": replace(_method(), report=own)}, Shared(collections={}, report=[first, last]))
    assert [(one.key, one.title) for one in book.report] == [
        ("first", "first"), ("between", "first"), ("last", "other"),
    ]  # fmt: skip


def _method(*sections: Section) -> Method:
    return Method(method="own", title="Own", level="fundamentals", steps=[], plan=list(sections))


def test_a_section_stands_where_it_says_or_in_place_of_its_namesake() -> None:
    first, last = (Section(key=key, title=key, parts=[Part(of="any")]) for key in ("first", "last"))
    shared = Shared(collections={}, plan=[first, last])
    between = Section(key="between", title="b", parts=[Part(of="any")], after="first")
    other = replace(last, title="other")
    book = Book({"own": _method(between, other)}, shared)
    assert [(section.key, section.title) for section in book.plan] == [
        ("first", "first"), ("between", "b"), ("last", "other"),
    ]  # fmt: skip


def test_a_session_that_never_said_it_takes_it_from_the_built_in_methods() -> None:
    today = Library().everything()
    swot = today.methods["swot"]
    plain = {name: replace(one, colour="", counted=[]) for name, one in swot.collections.items()}
    old = replace(swot, collections=plain, plan=[], report=[], groups={}, title="As it was")
    cells = today.methods["tows"]
    silent = [{key: role for key, role in check.items() if key != "asks"} for check in cells.checks]
    kept = Book({"swot": old, "mine": _method()}, Shared(collections=today.shared.collections))
    book = completed(kept)
    assert [section.key for section in book.plan] == [section.key for section in today.plan]
    assert [chapter.key for chapter in book.report] == [
        chapter.key for chapter in today.report if chapter.key != "tunnel"
    ]
    assert book.lists("factors") == ["strengths", "weaknesses", "opportunities", "threats"]
    assert book.role("threats") == "violet"
    assert cells.checks != silent
    tows = completed(Book({"tows": replace(cells, checks=silent)}, kept.shared))
    assert tows.methods["tows"].checks == cells.checks
    assert book.methods["swot"].title == "As it was"
    assert book.methods["mine"] == kept.methods["mine"]
