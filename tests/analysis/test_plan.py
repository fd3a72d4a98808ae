"""The plan on one page, whole, half-empty and empty."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from build import ballots, build
from hypothesis import HealthCheck, given, settings
from odd import odd_fields

from aligntui.analysis import checks, slots, told
from aligntui.analysis.layout import wrap
from aligntui.analysis.plan import SAME, ordered, plan, section
from aligntui.analysis.plan_page import Plan
from aligntui.analysis.plan_text import as_text, findings_text
from aligntui.analysis.view import View
from aligntui.exchange import markdown_plan
from aligntui.exchange.yaml_import import read_all
from aligntui.methods.library import Library
from aligntui.methods.types import Part, Section
from aligntui.session.model import Item, Meta, Participant, Run, RunStep, Session
from aligntui.text.clean import width
from aligntui.text.words import similar

SAMPLE = Path(__file__).resolve().parents[2] / "workshops" / "examples" / "millrace-bakehouse.yaml"
LIBRARY = Library()


@pytest.fixture(scope="module")
def millrace() -> View:
    found = read_all(SAMPLE.read_text("utf-8"), SAMPLE.name, LIBRARY, new_id=lambda: "x", at="2026-11-21")
    return View(found.session, found.book)


def codes(view: View, key: str) -> list[str]:
    return [line.code for line in plan(view).section(key).lines]


def test_the_page_of_the_bakehouse(millrace):
    page = plan(millrace)
    assert [s.key for s in page.sections] == [
        "decided", "statement", "goals", "objectives", "stop", "next", "review", "doing", "wont", "factors",
        "signposts", "risks", "dissent", "present",
    ]  # fmt: skip
    said, purpose = page.section("statement").lines
    assert said.text.startswith("Reach 30% of Fellbridge households every week")
    assert purpose.text == "Purpose: give people in Fellbridge a good daily reason to meet"
    goal = page.section("goals").lines[0]
    assert goal.code == "G1"
    assert goal.text.endswith("from 14 to 30% of households by 31 Dec 29")
    assert codes(millrace, "factors") == ["S1", "S2", "W1", "W2", "O1", "O2", "T1", "T2", ""]
    assert codes(millrace, "stop") == ["X1"]
    assert codes(millrace, "wont") == ["N1", "N2"]
    assert codes(millrace, "objectives") == ["OB6", "OB5", "OB4", "OB1", "OB7", "OB9", "OB2", "OB3", "OB8"]
    assert page.section("objectives").lines[2].cells == (
        "9.4%", "6.0% of production value", "30 Jun 27", "Tomasz Wren",
    )  # fmt: skip
    assert page.section("signposts").lines[2].text == (
        "energy, flour and butter cost per loaf > 1.45: bake full-oven days, sign the ST2 collar"
    )
    assert (
        page.section("signposts")
        .lines[5]
        .text.startswith("city subscription vans seen, at first local postcode: ")
    )
    assert (
        page.section("risks")
        .lines[0]
        .words.endswith("run the oven. Against it: no club bake before OB6 is done (Ines Calder)")
    )
    assert page.section("next").lines[-1].text == "Explain the plan to all eleven, at Friday's bake"
    assert [line.text for line in page.section("review").lines] == ["26 Feb 27"]
    assert codes(millrace, "dissent") == ["SO1", "DC1"]
    assert (page.errors, page.warnings) == (0, 1)
    assert page.missing == []
    with pytest.raises(KeyError):
        page.section("frogs")


def test_what_is_not_taken_on_is_nothing_that_we_do(millrace):
    assert codes(millrace, "doing") == ["WO1", "ST1", "WT1", "SO1", "WO2", "WT3"]
    assert {line.note for line in plan(millrace).section("doing").lines} == {""}


def test_a_hedge_that_is_taken_on_is_called_one(millrace):
    session = msgspec.structs.replace(millrace.session, items=dict(millrace.session.items))
    hedge = millrace.find("ST2")
    session.items[hedge.id] = msgspec.structs.replace(hedge, fields={**hedge.fields, "live": "yes"})
    view = View(session, millrace.book, millrace.as_of)
    (line,) = [line for line in plan(view).section("doing").lines if line.code == "ST2"]
    assert line.words.endswith(" (hedge)")


@pytest.mark.parametrize("wide", [30, 40, 80, 120])
def test_the_page_fits_its_width(millrace, wide):
    lines = as_text(plan(millrace), wide).split("\n")
    assert max(width(line) for line in lines) <= max(wide, 40)
    assert any(line.startswith(" OBJECTIVES") for line in lines)


def test_an_empty_session_says_which_step_asks():
    view = View(build().session, LIBRARY.everything(), "2026-11-21")
    page = plan(view)
    for key, ref in {
        "statement": "vision/", "goals": "objectives/goals", "factors": "swot/factors", "doing": "tows/cards",
        "stop": "choose/stop", "wont": "vision/wont", "objectives": "objectives/draft", "signposts": "/",
        "risks": "commit/premortem", "next": "commit/first-steps",
    }.items():  # fmt: skip
        section = page.section(key)
        assert section.lines == ()
        assert section.empty, key
        assert ref in section.asks, key
    assert 'objectives (step "Objectives: draft")' in as_text(page)


def test_only_what_the_runs_ask_is_missing():
    steps = [
        RunStep(id="1", step="swot/factors", entry=1),
        RunStep(id="2", step="tows/cards", entry=2, state="skipped"),
    ]
    runs = [Run(id="a", title="a", steps=steps)]
    page = plan(View(build(runs=runs).session, LIBRARY.everything(), "2026-11-21"))
    assert [section.key for section in page.missing] == ["factors"]


def test_without_any_method_the_page_still_stands():
    assert as_text(plan(build())) == "Test\n====\nAs of 21 November 2026\n\nNothing in it has to be mended.\n"


def test_strategies_that_wait_are_counted():
    view = build(collections={"strategies": "ST"}, items={"strategies": {"ST1": "a"}})
    assert plan(view).section("doing").empty == "a yes or no to the one strategy"
    view = build(collections={"strategies": "ST"}, items={"strategies": {"ST1": "a", "ST2": "b"}})
    assert plan(view).section("doing").empty == "a choice among 2 strategies"


def test_columns_that_no_objective_fills_are_left_out(millrace):
    book = LIBRARY.shared().collections
    view = build(
        collections={"objectives": _plain(book["objectives"])},
        items={"objectives": {"OB1": "Sell more", "OB2": {"text": "Open early", "due": "2027-03-01"}}},
    )
    section = plan(view).section("objectives")
    assert section.columns == ("due",)
    assert [line.cells for line in section.lines] == [("1 Mar 27",), ("",)]
    text = as_text(plan(view))
    assert [" ".join(row.split()) for row in text.split("\n")[5:7]] == [
        "OB2 Open early 1 Mar 27",
        "OB1 Sell more",
    ]


def test_what_is_taken_on_is_what_the_plot_marks():
    plot = {
        "method": "pick", "title": "Pick", "level": "fundamentals",
        "steps": [{"kind": "plot", "id": "rate", "title": "Rate", "of": "strategies", "mark": "go"}],
    }  # fmt: skip
    view = build(
        collections={"strategies": {"code": "ST", "fields": {"go": {"type": "yesno"}}}},
        items={"strategies": {"ST1": {"text": "a", "go": "yes"}, "ST2": {"text": "b", "go": "no"}}},
        methods=[plot],
    )
    assert told.marked_field(view, "strategies") == "go"
    assert codes(view, "doing") == ["ST1"]


def test_a_strategy_that_was_set_aside_is_nothing_that_we_stop():
    view = build(
        collections={"strategies": "ST"},
        items={"strategies": {"ST3": {"text": "Own delivery", "status": "parked", "reason": "too dear"}}},
    )
    assert "Own delivery" not in as_text(plan(view))


def test_as_of_is_the_day_it_is():
    view = build()
    assert plan(view).as_of == view.as_of == "2026-11-21"
    assert "As of 3 February 2027\n" in as_text(plan(view, "2027-02-03T09:15:00"))


@pytest.mark.parametrize(
    ("looks_at", "day"), [("2026-11-21", "2027-02-03"), ("2026-12-15", "2026-12-15")], ids=["begun", "set"]
)
def test_as_of_is_the_day_that_the_sitting_was_set_to(looks_at, day):
    run = Run(id="r", title="Review", as_of=looks_at, at="2026-11-21T09:00:00")
    session = build(runs=[run]).session
    view = View(session, build().book, looks_at, run="r")
    assert plan(view, "2027-02-03T09:15:00").as_of == day


def _top(view: View) -> list[Item]:
    """Strengths in the order in which the plan takes the first two."""
    (part,) = next(s for s in LIBRARY.method("swot").plan if s.key == "factors").parts
    assert part.limit == 2
    return ordered(view, view.items("strengths"), part.order)


def test_factors_with_dots_come_before_those_without():
    view = build(
        collections={"strengths": {"code": "S", "fields": {"grade": {"type": "scale"}}}},
        items={"strengths": {"S1": {"text": "a", "grade": 4}, "S2": "b", "S3": "c"}},
        rounds=[
            ballots("swot/factors", {"ines": {"S1": 3}}, answer={"type": "dots"}),
            ballots("swot/factors", {"ines": {"S2": 1, "S3": 1}, "dot": {"S3": 1}}, answer={"type": "dots"}),
        ],
    )
    # The latest count of the step is the one that holds.
    assert [view.code(i) for i in _top(view)[:2]] == ["S3", "S2"]


def test_factors_by_importance_then_weight_then_evidence():
    scale = {"type": "scale"}
    view = build(
        collections={
            "strengths": {
                "code": "S",
                "fields": {"importance": scale, "grade": scale, "points": {"type": "number"}},
            }
        },
        items={
            "strengths": {
                "S1": {"text": "a", "importance": 4, "grade": 4},
                "S2": {"text": "b", "importance": 5, "grade": 2, "points": "9.5"},
                "S3": {"text": "c", "importance": 5, "grade": 2, "points": "10"},
                "S4": {"text": "d", "importance": 5, "grade": 3},
            }
        },
    )
    assert [view.code(i) for i in _top(view)] == ["S3", "S2", "S4", "S1"]


def test_the_latest_review_counts():
    runs = [Run(id="a", title="a", next="2027-02-26"), Run(id="b", title="b", next="2027-05-28")]
    assert plan(build(runs=runs)).section("review").lines[-1].text == "28 May 27"


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    entries=odd_fields(
        ["text", "measure", "baseline", "target", "due", "owner", "unit", "live", "dissent", "status"]
    )
)
def test_odd_values_never_break_the_page(entries):
    book = LIBRARY.shared().collections
    names = ("objectives", "strategies", "signposts", "actions", "decisions")
    prefixes = {"objectives": "OB", "strategies": "ST", "signposts": "SG", "actions": "DO", "decisions": "DC"}
    view = build(
        items={name: {f"{prefixes[name]}{n}": e for n, e in enumerate(entries, 1)} for name in names},
        collections={name: _plain(book[name]) for name in names},
    )
    for line in as_text(plan(view), 80).split("\n"):
        assert width(line) <= 80


def _plain(collection):
    return msgspec.to_builtins(collection)


# words and lines


def test_days_and_numbers_as_people_read_them():
    assert told.day("2027-09-30") == "30 Sep 27"
    assert told.day("2027-09-30", long=True) == "30 September 2027"
    assert told.day("soon") == "soon"
    view = build(
        collections={"goals": {"code": "G", "fields": {"target": {"type": "number", "unknown": True}}}},
        items={"goals": {"G1": {"text": "a", "target": "9.4"}, "G2": {"text": "b", "target": "unknown"}}},
    )
    nine, unknown = view.items("goals")
    assert told.number(view, nine, "target", "% of revenue") == "9.4%"
    assert told.number(view, nine, "target", "£") == "£9.4"
    assert told.number(view, nine, "target", "days") == "9.4"
    assert told.number(view, unknown, "target", "%") == "not known yet"


def test_a_sentence_waits_for_all_its_words():
    says = {
        "code": "G",
        "says": "{text}: to {target} {unit}",
        "fields": {"target": {"type": "number", "unit": "unit"}, "unit": {"type": "text"}},
    }
    view = build(
        collections={"goals": says},
        items={"goals": {"G1": {"text": "Sturdy", "target": "9.0", "unit": "% of revenue"},
                         "G2": "Best", "G3": {"text": "Loved", "target": "30", "unit": "% points"}}},
    )  # fmt: skip
    sentences = [told.sentence(view, i) for i in view.items("goals")]
    assert sentences == ["Sturdy: to 9.0% of revenue", "Best", "Loved: to 30%"]


def test_lines_break_between_words_and_long_words_in_pieces():
    assert wrap("one two three", 9, "  ", "    ") == ["  one two", "    three"]
    assert wrap("abcdefghij k", 6) == ["abcdef", "ghij k"]
    assert wrap("日本語日本語", 6) == ["日本語", "日本語"]
    assert wrap("", 10, "- ") == ["-"]


def test_findings_are_counted_in_words():
    page = Plan(title="", as_of="", sections=(), errors=1, warnings=2)
    assert findings_text(page) == "Before you show it: 1 error to mend, 2 warnings to look at."


def test_a_number_with_its_unit():
    assert told.amount("6.0%", "% of production value") == "6.0% of production value"
    assert told.amount("300", "members") == "300 members"
    assert told.amount("£9.4", "£") == "£9.4"
    assert told.amount("£90", "£ a week") == "£90 a week"
    for points in ("% points", "percentage points", "%-points", "per cent points"):
        # Points are added to a share; where it stands is per cent.
        assert [told.amount(number, points) for number in ("30", "30%")] == ["30%", "30%"]
    assert told.amount("58", "points") == "58 points"
    assert told.amount("not known yet", "days") == "not known yet"
    assert told.amount("", "days") == ""


def test_first_steps_of_what_is_taken_on_stand_under_next_once(millrace):
    items = dict(millrace.session.items)
    taken = [item for item in millrace.items("strategies") if item.fields.get("live") == "yes"]
    steps = [str(item.fields["first_step"]) for item in taken if item.fields.get("first_step")]
    assert steps
    before = [line.text.casefold() for line in plan(millrace).section("next").lines]
    # What an action says in other words is not said again.
    known = [item.text for item in millrace.items("actions")]
    new = [step.casefold() for step in steps if all(similar(step, text) < SAME for text in known)]
    assert 0 < len(new) < len(steps)
    assert set(new) <= set(before)
    items["d"] = Item(id="d", collection="actions", text=new[0].upper())
    after = [line.text.casefold() for line in plan(millrace.changed(items=items)).section("next").lines]
    assert sorted(after) == sorted(before), "an action that begins it stands in its place"


SAYS = {
    "code": "G",
    "says": "{text}: {measure} from {baseline} to {target} {unit} by {due}",
    "fields": {
        "measure": {"type": "text"},
        "baseline": {"type": "number", "unit": "unit"},
        "target": {"type": "number", "unit": "unit"},
        "unit": {"type": "text"},
        "due": {"type": "date"},
    },
}


@pytest.mark.parametrize(
    ("text", "measure", "unit", "whole", "brief"),
    [
        ("Full diary", "dogs groomed", "dogs", ": dogs groomed from 41 to 60 by {}", ": to 60 dogs by {}"),
        ("Full diary", "dogs groomed", "%", ": dogs groomed from 41 to 60% by {}", ": to 60% by {}"),
        ("Dogs a week from 41 to 60 by end of 2027", "dogs a week", "dogs", "", ""),
        ("Groom 60 dogs a week", "dogs groomed", "dogs", " (from 41, by {})", " (by {})"),
        ("60% like us by June", "share of visits", "%", " (share of visits, from 41, by {})", " (by {})"),
        ("Leave 41 Mill Lane", "dogs", "dogs", ": dogs from 41 to 60 by {}", ": to 60 dogs by {}"),
    ],
)
def test_what_the_words_of_a_goal_name_is_not_said_again(text, measure, unit, whole, brief):
    fields = {"measure": measure, "unit": unit, "baseline": "41", "target": "60", "due": "2027-12-31"}
    view = build(collections={"goals": SAYS}, items={"goals": {"G1": {"text": text, **fields}}})
    (item,) = view.items("goals")
    assert told.sentence(view, item) == text + whole.format("31 Dec 27")
    assert slots.first(view, item, ["{text}: to {target unit} by {due}"]) == text + brief.format("31 Dec 27")


def test_factors_that_nobody_weighed_are_not_called_those_that_count(millrace):
    def headings(view: View) -> set[str]:
        page = plan(view, "2026-11-21")
        return {text for section in page.sections for text in (section.title, section.label)}

    assert {
        "The factors that count, by weight in each list",
        "WHAT COUNTS, by weight in each list",
    } <= headings(millrace)
    weights = ("importance", "points")
    items = {
        key: msgspec.structs.replace(item, fields={k: v for k, v in item.fields.items() if k not in weights})
        for key, item in millrace.session.items.items()
    }
    session = msgspec.structs.replace(millrace.session, items=items, rounds={})
    bare = headings(View(session, millrace.book, millrace.as_of))
    assert {"Factors, not weighed yet", "FACTORS, NOT WEIGHED YET"} <= bare
    assert not any(text.startswith(("The factors that count", "WHAT COUNTS")) for text in bare)


def test_the_factors_that_count_are_the_heaviest_as_the_result_has_them(millrace):
    weights = {"S1": 30, "S2": 9, "S3": 12, "O1": 5, "O2": 20, "O3": 21}
    items = {}
    for key, item in millrace.session.items.items():
        fields = dict(item.fields)
        if (code := millrace.code(item)) in weights:
            # What few rated points the other way.
            fields |= {"points": str(weights[code]), "importance": 5 if weights[code] < 10 else 1}
        items[key] = msgspec.structs.replace(item, fields=fields)
    view = View(msgspec.structs.replace(millrace.session, items=items), millrace.book, millrace.as_of)
    shown = codes(view, "factors")
    for use in ("strengths", "opportunities"):
        how = checks.part(checks.first(view, "weighted_score", use), "how")
        first = [view.code(key) for key in how.values if key in {i.id for i in view.items(use)}][:2]
        assert [code for code in shown if code in first] == first
    assert shown[:2] == ["S1", "S3"]


def test_lists_that_were_weighed_apart_say_by_what_each_stands(millrace):
    items = {}
    for key, item in millrace.session.items.items():
        inside = item.collection in ("strengths", "weaknesses")
        items[key] = msgspec.structs.replace(
            item, fields={k: v for k, v in item.fields.items() if k != "points" or inside}
        )
    view = View(msgspec.structs.replace(millrace.session, items=items), millrace.book, millrace.as_of)
    assert plan(view).section("factors").label == "WHAT COUNTS, S W by weight, O T by importance"


@pytest.mark.parametrize(
    ("threshold", "said"),
    [
        ("under 20 in July, two weeks running", ", under 20 in July, two weeks running: lower it"),
        ("Over 1,900 a cubic metre", ", Over 1,900 a cubic metre: lower it"),
        ("20, two weeks running", ", at 20, two weeks running: lower it"),
        ("> 1.45 a loaf", " > 1.45 a loaf: lower it"),
        ("first local postcode", ", at first local postcode: lower it"),
    ],
)
def test_a_signpost_reads_as_a_sentence(threshold, said):
    book = LIBRARY.book(["commit"])
    sign = Item(
        id="x",
        collection="signposts",
        text="Bikes hired out",
        fields={"threshold": threshold, "then": "lower it"},
    )
    view = View(Session(meta=Meta(id="s", title="x"), items={"x": sign}), book, "2026-11-21")
    (line,) = plan(view).section("signposts").lines
    assert line.text == f"Bikes hired out{said}"
    assert told.sentence(view, sign) == f"Bikes hired out: when it is {threshold}, we lower it"


def test_what_is_done_against_a_risk_is_a_sentence_of_its_own():
    book = LIBRARY.book(["commit"])
    risk = Item(
        id="x",
        collection="risks",
        text="The kiosk cut its price.",
        fields={"guard": "contracts signed by April"},
    )
    view = View(Session(meta=Meta(id="s", title="x"), items={"x": risk}), book, "2026-11-21")
    (line,) = plan(view).section("risks").lines
    assert line.text == "The kiosk cut its price. Against it: contracts signed by April"


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("Hire days: from 0 to 400 by 30 September 2027", ("", "", "", "Ruth Amsel")),
        ("Hire days: from 0 to 400 next season", ("", "", "30 Sep 27", "Ruth Amsel")),
        ("Reach 400 hire days in 2027", ("0", "400 days", "30 Sep 27", "Ruth Amsel")),
        ("Hire days by September, from 0 to 400", ("", "", "30 Sep 27", "Ruth Amsel")),
        ("Ready for the 30 bikes of the season", ("0", "400 days", "30 Sep 27", "Ruth Amsel")),
    ],
)
def test_cells_do_not_say_again_what_the_words_beside_them_say(text, cells):
    book = LIBRARY.shared().collections
    fields = {"unit": "days", "baseline": "0", "target": "400", "due": "2027-09-30", "owner": "p1"}
    view = build(
        collections={"objectives": _plain(book["objectives"]), "people": _plain(book["people"])},
        items={
            "people": {"P1": "Ruth Amsel"},
            "objectives": {"OB1": {"text": text, **fields}, "OB2": {"text": "Sell more", **fields}},
        },
    )
    section = plan(view).section("objectives")
    (line,) = [line for line in section.lines if line.code == "OB1"]
    assert dict(zip(section.columns, line.cells, strict=True)) == dict(
        zip(("from", "to", "due", "owner"), cells, strict=True)
    )


def test_money_has_its_sign_before_it():
    fields = {"measure": "takings", "unit": "£", "baseline": "4200", "target": "9000", "due": "2029-02-28"}
    view = build(collections={"goals": SAYS}, items={"goals": {"G1": {"text": "Earn in winter", **fields}}})
    (item,) = view.items("goals")
    assert told.sentence(view, item) == "Earn in winter: takings from £4200 to £9000 by 28 Feb 29"


def test_the_answer_is_followed_by_whether_the_decisions_agree_with_it(millrace):
    answer, verdict, decision, *_ = plan(millrace).section("decided").lines
    assert (decision.code, decision.note) == ("DC1", "Ines Calder, 26 Feb 27"), (
        "with who carries it out, and by when"
    )
    assert answer.text.startswith("By pre-orders")
    assert verdict.text == "6 taken on, 1 stopped, 6 left: nothing in the answer speaks against it."
    record = millrace.record("scope")
    fields = {**record.fields, "answer": "We spend more on town newspaper adverts."}
    records = {**millrace.session.records, "scope": msgspec.structs.replace(record, fields=fields)}
    _, verdict, *_ = plan(millrace.changed(records=records)).section("decided").lines
    assert verdict.text.endswith("the answer does not agree with all of it.")


def test_what_was_set_aside_stands_nowhere_on_the_page(millrace):
    items = dict(millrace.session.items)
    for code in ("S5", "O4"):
        aside = millrace.find(code)
        items[aside.id] = msgspec.structs.replace(aside, status="parked", reason="not ours to move")
    for decision in millrace.items("decisions"):
        # Its words may name what was set aside.
        items[decision.id] = msgspec.structs.replace(decision, retired=True)
    page = as_text(plan(millrace.changed(items=items)))
    assert "S4" in page
    assert not {"S5", "O4", "parked"} & set(page.replace(",", " ").split())


def test_a_short_step_is_no_other_step_that_holds_its_words():
    view = build(
        collections={"actions": "DO", "strategies": {"code": "ST", "fields": {"first_step": {"type": "text"},
                     "live": {"type": "yesno"}}}},
        items={
            "actions": {"DO1": "Ring the hotels"},
            "strategies": {
                "ST1": {"text": "a", "live": "yes", "first_step": "Ring the hotels and ask what a day costs"},
                "ST2": {"text": "b", "live": "yes", "first_step": "ring the hotels"},
            },
        },
    )  # fmt: skip
    assert codes(view, "next") == ["DO1", "ST1"]


def _swot(*names: str) -> View:
    """A workshop of one method: four lists, dots of three people, one answer."""
    book = LIBRARY.book(["swot"])
    lists = ("strengths", "weaknesses", "opportunities", "threats")
    dots = {"ines": {"S1": 2, "O1": 1}, "joe": {"S1": 1, "W1": 2}, "cem": {"O1": 2, "T1": 1}}
    view = build(
        collections={name: _plain(book.collections[name]) for name in lists},
        items={
            "strengths": {"S1": {"text": "We come with the van", "grade": 1}, "S2": "Guests come back",
                          "S3": "Two who true wheels"},
            "weaknesses": {"W1": {"text": "Late invoices", "grade": 4}},
            "opportunities": {"O1": {"text": "Hotels asked", "grade": 4}},
            "threats": {"T1": {"text": "A kiosk", "grade": 4}},
        },
        rounds=[ballots("swot/factors", dots, answer={"type": "dots"})],
    )  # fmt: skip
    scope = Item(id="record:scope", collection="record:scope", fields={"answer": "By the van."})
    participants = {name: Participant(id=name, name=name) for name in names}
    session = msgspec.structs.replace(view.session, records={"scope": scope}, participants=participants)
    return View(session, book, "2026-11-29")


def test_the_page_of_a_workshop_of_one_method_has_votes_answer_and_who_was_there():
    page = plan(_swot("Joe Bray", "Cem Aydin", "Ines Calder"))
    shown = [section for section in page.sections if section.lines]
    assert [section.key for section in shown] == ["decided", "factors", "present"]
    assert [section.label for section in shown][1:] == ["WHAT COUNTS, by dots in each list", "WHO TOOK PART"]
    assert [line.words for line in shown[0].lines] == ["By the van."]
    assert [(line.code, line.note) for line in shown[1].lines] == [
        ("S1", "3 dots, to verify"), ("S2", ""), ("W1", "2 dots"), ("O1", "3 dots"), ("T1", "1 dot"),
        ("", ""),
    ]  # fmt: skip
    assert shown[1].lines[-1].text == "not shown, for they weigh no more: S3"
    assert [line.text for line in shown[2].lines] == ["Cem Aydin, Ines Calder, Joe Bray"]


def test_one_person_alone_is_no_list_of_people():
    assert plan(_swot("Joe Bray")).section("present").lines == ()


def test_a_table_says_what_it_leaves_out_in_a_line_without_cells():
    view = build(
        {"loads": {"code": "L", "fields": {"heavy": {"type": "number"}}}},
        {"loads": {f"L{n}": {"text": f"Crate {n}", "heavy": n * 10} for n in range(1, 5)}},
    )
    part = Part(of="loads", limit=2, rest="Lighter: {codes}.")
    declared = Section(key="loads", title="Loads", layout="table", columns={"kg": "{heavy}"}, parts=[part])
    shown = section(view, declared)
    assert [(line.text, line.cells) for line in shown.lines] == [
        ("Crate 1", ("10",)), ("Crate 2", ("20",)), ("Lighter: L3, L4.", ("",))
    ]  # fmt: skip
    whole = Plan(title="", as_of="", sections=(shown,))
    assert all("Lighter: L3, L4." in text for text in (as_text(whole), "".join(markdown_plan.page(whole))))


def test_the_order_and_the_limit_of_a_part_hold_for_each_list_or_for_all_together():
    fields = {"sure": {"type": "scale", "from": 1, "to": 5}}
    view = build(
        {"loads": {"code": "L", "fields": fields}, "ways": {"code": "W", "fields": fields}},
        {
            "loads": {"L1": {"text": "Crate", "sure": 3}, "L2": {"text": "Barrel", "sure": 4}},
            "ways": {"W1": {"text": "Road", "sure": 5}, "W2": {"text": "Canal", "sure": 1}},
        },
    )
    part = Part(of=["loads", "ways"], order=["sure"], limit=1)

    def told(chosen: Part) -> list[str]:
        return [line.code for line in section(view, Section(key="x", title="X", parts=[chosen])).lines]

    assert told(part) == ["L1", "W2"]
    assert told(msgspec.structs.replace(part, together=True)) == ["W2"]
    assert told(msgspec.structs.replace(part, together=True, order=["-sure"], limit=None)) == [
        "W1", "L2", "L1", "W2",
    ]  # fmt: skip


def test_a_heading_is_in_capitals_however_its_method_writes_it():
    view = build({"loads": {"code": "L"}}, {"loads": {"L1": "Crate"}})
    declared = Section(key="x", title="What we carry", label="Loads", parts=[Part(of="loads")])
    assert section(view, declared).label == "LOADS"


def test_of_equal_factors_those_stand_on_the_page_on_which_something_rests(millrace: View) -> None:
    """Best what a strategy rests on that was taken on: what is left out is left out for a reason."""
    strengths = millrace.items("strengths")
    even = {"importance": 5, "points": 10, "grade": 3}
    items = dict(millrace.session.items)
    items |= {one.id: msgspec.structs.replace(one, fields={**one.fields, **even}) for one in strengths}
    taken = {i.id for i in millrace.items("strategies") if i.fields.get("live") == "yes"}
    view = millrace.changed(items=items)

    def rests(code: str) -> int:
        item = view.find(code)
        assert item is not None
        on = {source.id for relation, source in view.citing(item.id, "strategies.cites")}
        return 2 if on & taken else min(1, len(on))

    shown = codes(view, "factors")[:2]
    most = sorted((rests(view.code(one)) for one in strengths), reverse=True)[:2]
    assert [rests(code) for code in shown] == most
    loose = next(one for one in strengths if view.code(one) == shown[0])
    links = {key: link for key, link in view.session.links.items() if link.b != loose.id}
    assert shown[0] not in codes(view.changed(links=links), "factors"), "nothing rests on it any more"
