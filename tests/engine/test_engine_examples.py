"""Examples of the shipped guides, typed into their own steps: bad ones are asked about, good ones are not."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playing import Play, shared_library

from aligntui.analysis.figure import Finding
from aligntui.analysis.figures import Figures
from aligntui.engine import edits, mends
from aligntui.engine.ways_back import Spot
from aligntui.methods.types import Collection, Record, Step, as_list
from aligntui.methods.voices import in_trade
from aligntui.session.ops import AnyOp

METHODS = ("vision", "swot", "tows", "choose", "objectives", "scenarios", "commit")
BOOK = shared_library().book(METHODS)
STEPS = {f"{m}/{step.id}": step for m in METHODS for step in BOOK.methods[m].steps}
TRADES = ("bakery", "joinery", "bookkeeping", "physiotherapy")
BOOKS = {trade: in_trade(BOOK, trade) for trade in TRADES}

DEEDS = {
    "vision/values-test": "answers given too fast",
    "vision/page": "never said",
    "swot/result": "a conclusion",
    "tows/result": "a debate",
    "objectives/tree": "a way of asking",
    "commit/plan": "a name of a file",
    "choose/cash": "no number, and the field takes none",
    "scenarios/rate": "nobody looked it up",
    "scenarios/fixed": "something left out",
    "scenarios/result": "a conclusion",
}
"""Steps whose bad example is a way of working and no words that could be typed -> what it is."""
LISTS = {"swot/factors": "opportunities", "swot/evidence": "strengths", "tows/unused": "strategies"}
FIELDS = {"swot/evidence": "evidence", "objectives/mend": "text"}


def lead(text: str) -> str:
    """The words of an example without trade, code or the reason behind it."""
    line = text.split("\n")[0].strip()
    line = re.sub(r"\A[A-Z]\w?\d?\s{2,}", "", line)
    return re.sub(r"\A(?:[A-ZÉ][\w é]+?)(?:, [^:]{1,40})?: ", "", line)


def list_of(ref: str, step: Step) -> str:
    """The list that a line of the step goes to; "" for a form."""
    if ref in LISTS:
        return LISTS[ref]
    named = [
        *as_list(step.split),
        *as_list(step.holds),
        *(as_list(step.of) if not isinstance(step.of, dict) else []),
    ]
    return next((name for name in named if name in BOOK.collections), "") or step.each or ""


def typed(ref: str, words: str) -> tuple[Play, str, str]:
    """A step into which words were typed: where they stand, and in which field."""
    step, p = STEPS[ref], Play(ref)
    words = words.partition(",")[0] if step.layout == "axes" else words
    name, field = list_of(ref, step), FIELDS.get(ref, "text")
    if not name:
        field = next(
            key for key in step.fields or [] if BOOK.records[step.record or ""].fields[key].type != "chain"
        )
        field = {"make": "purpose"}.get(field, field)
        p.keep(edits.put(p.view, p.view.record(step.record or ""), field, words))
        return p, f"record:{step.record}", field
    if step.kind == "form":
        item, ops = edits.add(p.view, p.new_id, name, "A world", {"story": words}, by=p.person, at=p.now())
        p.keep(ops)
        return p, item.id, "story"
    fixed = {"cell": "SO"} if name == "strategies" else {}
    text = "Sells out by noon" if field != "text" else words
    given = {**fixed, **({field: words} if field != "text" else {})}
    parent = ""
    if BOOK.collections[name].of:
        world, ops = edits.add(p.view, p.new_id, "scenarios", "A world", by=p.person, at=p.now())
        p.keep(ops)
        parent = world.id
    item, ops = edits.add(p.view, p.new_id, name, text, given, parent=parent, by=p.person, at=p.now())
    p.keep(ops)
    return p, item.id, field


def remarks(p: Play, ref: str, target: str) -> list[Finding]:
    """What the step says about an item or record."""
    method = p.view.book.methods[ref.partition("/")[0]]
    return [f for f in Figures(p.view).findings(method, STEPS[ref]) if target in (f.target, *f.others)]


VALUES = {
    "swot/importance": (("strengths", "threats"), "importance", (5, 5, 5, 5), (5, 2, 3, 4)),
    "swot/weigh-inside": (("strengths", "weaknesses"), "points", ("20",) * 5, ("30", "25", "20", "15", "10")),
    "swot/weigh-outside": (
        ("opportunities", "threats"), "points", ("60", "20", "10", "10"), ("35", "25", "10", "30"),
    ),
    "swot/ratings": (("threats",), "rating", (1, 1), (1, 4)),
    "choose/rate": (("strategies",), "impact", (4, 4, 4), (2, 5, 4)),
}  # fmt: skip
"""Step -> lists, field, the values of its bad example and of its good one."""
CROSSED = {
    "tows/grid": ("match", "strength", (1, 1, 1), (1, 0, 1)),
    "scenarios/tunnel": ("tunnel", "fit", (2, 2, 2), (2, 1, 1)),
}


def valued(ref: str, values: tuple[object, ...]) -> bool:
    """Whether the step asks about these values."""
    lists, field = VALUES[ref][:2]
    p = Play(ref)
    for number, value in enumerate(values):
        fixed = {"cell": "SO"} if lists == ("strategies",) else {}
        _, ops = edits.add(
            p.view, p.new_id, lists[number % len(lists)], f"Line {number} with 20 words",
            {**fixed, field: value}, by=p.person, at=p.now(),
        )  # fmt: skip
        p.keep(ops)
    method = p.view.book.methods[ref.partition("/")[0]]
    return any(f.code in ("AA1", "AA2") for f in Figures(p.view).findings(method, STEPS[ref]))


def crossed(ref: str, values: tuple[int, ...]) -> bool:
    """Whether the step asks about a row of a crossing with these values."""
    relation, key = CROSSED[ref][:2]
    p, about = Play(ref), BOOK.relations[CROSSED[ref][0]]
    row, ops = edits.add(
        p.view, p.new_id, as_list(about.rows)[0], "A row", {"cell": "SO"}, by=p.person, at=p.now()
    )
    p.keep(ops)
    for value in values:
        col, ops = edits.add(p.view, p.new_id, as_list(about.cols)[0], "A column", by=p.person, at=p.now())
        p.keep(ops)
        p.keep(edits.cross(p.view, relation, row.id, col.id, {key: value}))
    method = p.view.book.methods[ref.partition("/")[0]]
    return any(f.code == "AA3" for f in Figures(p.view).findings(method, STEPS[ref]))


WRITTEN = sorted(
    set(STEPS) - set(DEEDS) - set(VALUES) - set(CROSSED) - {"vision/tests", "scenarios/axes", "tows/unused"}
)


@pytest.mark.parametrize("ref", WRITTEN)
def test_a_bad_example_typed_into_its_own_step_is_asked_about(ref: str) -> None:
    for text in as_list(STEPS[ref].guide.not_like):
        p, target, _ = typed(ref, lead(text))
        assert remarks(p, ref, target), f"{lead(text)!r} is greeted with ok"


@pytest.mark.parametrize("ref", sorted(VALUES))
def test_values_of_a_bad_example_are_asked_about_and_those_of_a_good_one_are_not(ref: str) -> None:
    assert valued(ref, VALUES[ref][2])
    assert not valued(ref, VALUES[ref][3])


@pytest.mark.parametrize("ref", sorted(CROSSED))
def test_a_row_that_matches_everything_is_asked_about(ref: str) -> None:
    assert crossed(ref, CROSSED[ref][2])
    assert not crossed(ref, CROSSED[ref][3])


def rated(values: tuple[int, ...]) -> Play:
    """The eight tests of a sentence, rated by one person alone."""
    p = Play("vision/tests").tell("records")
    for value in values:
        p.do("answer", value=value)
    p.do("leave")
    return p


def test_eight_fives_are_asked_about_and_the_lowest_test_leads_back_to_the_sentence() -> None:
    assert [f.code for f in remarks(rated((5,) * 8), "vision/tests", "record:statement") if f.code == "VT6"]
    low = rated((4, 5, 4, 4, 2, 5, 4, 4))
    (finding,) = [f for f in remarks(low, "vision/tests", "record:statement") if f.code == "VT7"]
    assert finding.message == "Your lowest is flexible, 2: change one word of the sentence."
    assert (finding.target, finding.field) == ("record:statement", "objective")
    low.keep(edits.put(low.view, low.view.record("statement"), "objective", "Bread for 60 homes by 2029"))
    figures = Figures(low.view)
    (again,) = [f for f in figures.findings(*low.view.book.step("vision/tests")) if f.code == "VT7"]
    assert again.message == "The sentence was changed since flexible had 2, the lowest."
    assert (again.mend, again.target, again.place) == ("Rate it again.", "", "vision/tests/rate")
    good = rated((4, 5, 4, 4, 4, 5, 4, 4))
    assert not [f for f in remarks(good, "vision/tests", "record:statement") if f.code in ("VT6", "VT7")]


def lowest(p: Play) -> list[Finding]:
    """What is asked of the lowest test."""
    return [f for f in Figures(p.view).findings(*p.view.book.step("vision/tests")) if f.code == "VT7"]


def rate(p: Play, test: int, value: int) -> None:
    """One test rated anew, and the round left."""
    p.do("focus", item=f"test:{test}")
    p.do("answer", value=value)
    p.do("leave")


def test_the_lowest_test_is_asked_about_until_it_is_rated_anew_and_no_other_one_after_it() -> None:
    p = rated((4, 5, 3, 4, 2, 5, 3, 4))
    p.keep(edits.put(p.view, p.view.record("statement"), "objective", "Bread for 60 homes by 2029"))
    (asked,) = lowest(p)
    assert mends.errand(p.view, asked) == Spot("test:5", "", True, "rate"), "it lands on the very test"
    rate(p, 1, 5)
    assert [(f.message, f.mend, f.key) for f in lowest(p)] == [(asked.message, asked.mend, asked.key)]
    rate(p, 5, 4)
    assert not lowest(p), "one word for the lowest one is what is asked"


def test_a_lowest_test_that_stays_the_lowest_is_asked_about_again_and_is_set_aside_by_itself() -> None:
    p = rated((4, 5, 3, 4, 1, 5, 3, 4))
    (first,) = lowest(p)
    p.keep(edits.put(p.view, p.view.record("statement"), "objective", "Bread for 60 homes by 2029"))
    rate(p, 5, 2)
    assert [f.message for f in lowest(p)] == ["Your lowest is flexible, 2: change one word of the sentence."]
    other = rated((4, 5, 1, 4, 4, 5, 3, 4))
    other.keep(edits.waive(other.view, first.key, "we know"))
    assert lowest(other), "another test is another matter"
    other.keep(edits.waive(other.view, lowest(other)[0].key, "we know"))
    assert not lowest(other)


def test_a_day_after_that_of_the_goal_is_asked_about_once() -> None:
    p = Play("objectives/draft")
    goal, ops = edits.add(
        p.view, p.new_id, "goals", "Own plants", {"due": "2027-03-31"}, by=p.person, at=p.now()
    )
    p.keep(ops)
    fields = {"due": "2027-09-30", "parent": goal.id}
    item, ops = edits.add(p.view, p.new_id, "objectives", "Sell online", fields, by=p.person, at=p.now())
    p.keep(ops)
    assert [f.code for f in remarks(p, "objectives/draft", item.id) if f.field == "due"] == ["SM07"]


def good_lines() -> Iterator[tuple[str, str, str]]:
    """Trade, step and words of every good example that can be typed."""
    for trade, book in BOOKS.items():
        for ref in WRITTEN:
            found = book.step(ref)
            assert found is not None
            for text in as_list(found[1].guide.example):
                yield trade, ref, lead(text)


@pytest.mark.parametrize(("trade", "ref", "words"), list(good_lines()))
def test_a_good_example_typed_into_its_own_step_is_not_asked_about(trade: str, ref: str, words: str) -> None:
    p, target, field = typed(ref, words)
    about = [f for f in remarks(p, ref, target) if f.field == field and f.code not in ASKS_MORE]
    assert about == [], trade


ASKS_MORE = ("SC23",)
"""A story of one line is short by its nature."""


def cards() -> Iterator[tuple[str, str, Collection | Record]]:
    """Trade, name and definition of everything that shows examples."""
    for trade, book in BOOKS.items():
        for name, collection in book.collections.items():
            yield trade, name, collection
        for name, record in book.records.items():
            yield trade, f"record:{name}", record


@pytest.mark.parametrize(
    ("trade", "name", "form"), list(cards()), ids=lambda v: v if isinstance(v, str) else ""
)
def test_a_card_made_of_its_examples_is_not_asked_about(
    trade: str, name: str, form: Collection | Record
) -> None:
    fields = {
        key: field.example for key, field in form.fields.items()
        if field.example and field.type in ("text", "long", "number", "date")
    }  # fmt: skip
    owner = next(
        (m for m in METHODS if {name, name.removeprefix("record:")} & {
            *BOOK.methods[m].collections, *BOOK.methods[m].records,
        }), "objectives" if name in ("goals", "objectives", "kpis") else "commit",
    )  # fmt: skip
    first = {f"{owner}/{step.id}": step for step in BOOK.methods[owner].steps}
    p = Play(next(iter(first)))
    ops: list[AnyOp] = []
    if name.startswith("record:"):
        for key, value in fields.items():
            p.keep(edits.put(p.view, p.view.record(name.removeprefix("record:")), key, value))
        target = name
    else:
        assert isinstance(form, Collection)
        for text in form.examples[:1]:
            item, ops = edits.add(p.view, p.new_id, name, text, dict(fields), by=p.person, at=p.now())
        if not form.examples:
            return
        p.keep(ops)
        target = item.id
    about = [
        finding for ref in first for finding in remarks(p, ref, target)
        if finding.field in ("text", *fields)
    ]  # fmt: skip
    assert about == [], trade
