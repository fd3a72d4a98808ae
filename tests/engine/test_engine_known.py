"""What is known of a field from elsewhere is taken over with its source, on the line and in the fields."""

from __future__ import annotations

from typing import Any

import pytest
from build import build
from msgspec.structs import replace
from playing import Play, shared_library

from aligntui.analysis import amounts, told
from aligntui.analysis.plan import plan
from aligntui.engine import edits
from aligntui.engine.entry import filling, standing
from aligntui.engine.entry.known import known
from aligntui.engine.entry.reading import read as read_typed
from aligntui.methods.types import as_list
from aligntui.plain.lines import asking_lines
from aligntui.plain.turn import read

FACTS = (("30% of households buy from us each week", "14% of households, about 1,370"), ("Two shops", ""))


def with_facts(at: str, beside: Play | None = None) -> Play:
    """A step of a session whose three-year picture holds facts."""
    p = Play(at, beside=beside)
    for text, now in FACTS:
        _, ops = edits.add(
            p.view, p.new_id, "facts", text, {"now": now} if now else {}, by=p.person, at=p.now()
        )
        p.keep(ops)
    return Play(at, beside=p)


def test_the_three_year_picture_goes_into_the_statement_one_fact_after_the_other() -> None:
    p = with_facts("vision/statement")
    assert standing.hint(p.ctx, p.state.filling, "objective") == f"offered from PF1: {FACTS[0][0]}"
    assert p.sight.notes[0] == f"Offered for objective, from PF1: {FACTS[0][0]}"
    p.do("take-known")
    assert p.view.record("statement").fields["objective"] == FACTS[0][0]
    assert (p.last, p.said[-1].facts["source"]) == ("known-taken-of", "PF1")
    p.do("take-known")
    assert p.view.record("statement").fields["objective"] == FACTS[1][0]
    assert p.undo()
    assert p.view.record("statement").fields["objective"] == FACTS[0][0]
    assert p.undo()
    assert "objective" not in p.view.record("statement").fields


def test_a_fact_becomes_a_goal_and_its_numbers_become_those_of_the_goal() -> None:
    p = with_facts("objectives/goals")
    assert "take-known" in p.verbs
    p.do("take-known")
    (goal,) = p.view.items("goals")
    assert (goal.text, p.view.text(goal, "fact")) != ("", "")
    assert goal.text == FACTS[0][0]
    for key in ("baseline", "target", "unit"):
        p.do("focus", field=key)
        p.do("take-known")
    (goal,) = p.view.items("goals")
    assert {key: goal.fields[key] for key in ("baseline", "target", "unit")} == {
        "baseline": "14", "target": "30", "unit": "%",
    }  # fmt: skip
    p.do("close")
    p.do("add")
    assert "Two shops" in p.sight.question, "what was taken up prompts no more"


def test_the_frame_is_the_focal_question_and_a_date_is_read_out_of_a_sentence() -> None:
    p = Play("scenarios/focal").tell("records")
    decision = p.view.record("scope").fields["decision"]
    if p.view.asked(p.view.record("focal"), "question"):
        p.do("clear", field="question")
    p.do("focus", field="question")
    p.do("take-known")
    assert p.view.record("focal").fields["question"] == decision


def test_a_day_is_offered_with_its_year() -> None:
    day = {"type": "date", "label": "until"}
    view = build(
        collections={"goals": {"code": "G", "fields": {"due": {**day, "known": "scope.until"}}}},
        items={"goals": {"G1": "Twice as many deliveries"}},
        records={"scope": {"until": "2029-12-31"}},
        record_fields={"scope": {"until": day}},
    )
    (goal,) = view.items("goals")
    (offer,) = known(view, goal, "due", view.book.collections["goals"].fields["due"])
    assert offer.words == "31 Dec 29"


def test_where_nothing_is_known_nothing_is_offered() -> None:
    p = Play("vision/statement")
    assert "take-known" not in p.verbs
    p.do("take-known")
    assert (p.last, p.view.record("statement").fields) == ("nothing-known", {})
    assert standing.hint(p.ctx, p.state.filling, "objective").startswith("e.g. ")


def test_every_source_that_a_shipped_field_names_is_there() -> None:
    book = shared_library().book(["vision", "swot", "tows", "choose", "objectives", "scenarios", "commit"])
    lists = {**book.collections, **{f"record:{name}": record for name, record in book.records.items()}}
    for name, collection in lists.items():
        for key, field in collection.fields.items():
            for ref in as_list(field.known):
                head, _, tail = ref.partition(".")
                if head == "text":
                    assert tail in ("", "from", "to"), (name, key, ref)
                    continue
                link = collection.fields.get(head)
                if link is not None and link.type in ("text", "long") and head not in book.records:
                    assert not tail, (name, key, ref)
                    continue
                heads = (
                    as_list(link.of) if link is not None and link.type == "link" else [head, f"record:{head}"]
                )
                reached = [one for one in heads if one in lists]
                assert reached, (name, key, ref)
                assert tail in ("", "text") or any(tail in lists[one].fields for one in reached)


@pytest.mark.parametrize("at", ["swot/evidence", "objectives/draft"])
def test_three_fields_are_asked_now_and_the_others_stand_behind_one_row(at: str) -> None:
    p = Play(at).tell("people", "goals", "factors", "strategies", "objectives")
    p.do("open")
    state = p.state.filling
    asked = filling.asked(p.ctx, state)
    assert [key for key in asked if key not in ("text", filling.MORE)] == [
        key for key in state.keys if key in p.ctx.step.now
    ]
    assert asked[-1] == filling.MORE
    row = p.sight.rows[-1]
    assert (row.words, row.value) == ("more", standing.behind(p.ctx, state))
    assert row.value.startswith(f"{len(state.later)} more questions")
    p.do("focus", field=asked[-2])
    p.do("next")
    assert (p.sight.focus, p.verbs >= {"ask-more", "previous", "close"}) == (filling.MORE, True)
    p.do("previous")
    assert p.sight.focus == asked[-2]
    p.do("next")
    p.do("fill", field=filling.MORE)
    assert set(filling.asked(p.ctx, p.state.filling)) > set(asked) - {filling.MORE}
    assert p.state.filling.at in state.later


def test_a_finding_leads_to_a_field_behind_the_row() -> None:
    p = Play("objectives/draft").tell("people", "goals", "objectives")
    item = p.view.items("objectives")[0].id
    p.do("open", item, "unit")
    assert (p.state.filling.at, p.state.filling.later) == ("unit", ())


@pytest.mark.parametrize("empty", [None, "", "  "])
def test_filling_an_empty_field_takes_over_what_is_offered_and_goes_on(empty: str | None) -> None:
    p = with_facts("vision/statement")
    p.do("fill", value=empty)
    assert p.view.record("statement").fields["objective"] == FACTS[0][0]
    assert p.state.filling.at != "objective"
    assert (p.said[-1].id, p.said[-1].facts["source"]) == ("known-taken", "PF1")
    assert p.undo()
    assert "objective" not in p.view.record("statement").fields, "one undo"


@pytest.mark.parametrize("verb", ["next", "keep"])
def test_passing_it_leaves_it_empty(verb: str) -> None:
    p = with_facts("vision/statement")
    p.do(verb, value="")
    p.do("focus", field="objective")
    p.do("next")
    assert "objective" not in p.view.record("statement").fields


def test_words_that_were_taken_away_are_not_brought_back_by_the_same_answer() -> None:
    p = with_facts("vision/statement")
    p.do("fill", value="Our own words")
    p.do("focus", field="objective")
    p.do("fill", value="")
    assert "objective" not in p.view.record("statement").fields
    assert p.state.filling.at != "objective"


def test_the_plain_line_takes_it_over_with_an_empty_line_and_leaves_it_with_an_order() -> None:
    p = with_facts("vision/statement")
    (asked,) = asking_lines(p.sight, p.offers, str)
    assert asked.endswith("An empty line takes over what is said of it above; /next leaves it empty.")
    intent = read("", p.offers, {}, lambda _: "")
    p.do(intent.verb, intent.item, intent.field, intent.value)
    assert p.view.record("statement").fields["objective"] == FACTS[0][0]


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        (
            "A hire fleet: from 11 to 30 hire bikes by the end of 2029",
            ("11", "hire bikes"),
            ("30", "hire bikes"),
        ),
        ("Hire days on the lake path: from 0 to 400 by 30 September 2027", ("0", ""), ("400", "")),
        ("30% of Fellbridge households buy from us each week", None, ("30", "%")),
        ("Win 300 members by May", None, ("300", "members")),
        ("9 of 10 visitors come back", None, None),
        ("9 out of 10 visitors come back", None, None),
        ("12 bikes hired out, 3 hotels", None, None),
        ("40 hired out in summer", None, ("40", "")),
        ("Earn in winter 2029", None, None),
        ("A third of our money comes from others than 18 year olds", None, None),
        ("Lessons for 18-year-olds", None, None),
        ("Win 40 learners", None, ("40", "learners")),
        ("2nd van takes the 22nd round", None, None),
        ("Sell garden boxes150", None, None),
        ("60 deliveries a week until oct 2029", None, ("60", "deliveries")),
    ],
)
def test_a_sentence_says_from_where_to_where_and_what_it_counts_or_nothing(
    words: str, start: tuple[str, str] | None, end: tuple[str, str] | None
) -> None:
    pairs = [one and (one.number, one.unit) for one in amounts.change(words)]
    assert pairs == [start, end]


def card_with(
    at: str, collection: str, text: str, fields: dict[str, Any], beside: Play | None = None
) -> Play:
    p = Play(at, beside=beside)
    _, ops = edits.add(p.view, p.new_id, collection, text, fields, by=p.person, at=p.now())
    p.keep(ops)
    return p


def offered_to(p: Play, collection: str) -> dict[str, str]:
    """The first words each field of the newest card of a list is offered, with their source."""
    item = p.view.items(collection)[-1]
    fields = p.view.book.fields(collection)
    every = {key: known(p.view, item, key, field) for key, field in fields.items()}
    return {key: f"{found[0].words} ({found[0].source})" for key, found in every.items() if found}


def with_fact(fact: str, now: str, goal: str) -> dict[str, str]:
    """What a goal is offered that was made of a fact."""
    p = card_with("objectives/goals", "facts", fact, {"now": now} if now else {})
    (made,) = p.view.items("facts")
    return offered_to(card_with("objectives/goals", "goals", goal, {"fact": made.id}, p), "goals")


def test_ones_own_sentence_comes_first() -> None:
    goal = "A hire fleet: from 11 to 30 bikes by the end of 2029"
    assert with_fact("9 of 10 visitors come back", "7 of 10", goal) == {
        "baseline": "11 (its own words)", "target": "30 (its own words)", "unit": "bikes (its own words)",
        "due": "end of 2029 (its own words)",
    }  # fmt: skip


def test_a_number_is_offered_only_when_it_is_of_the_same_thing() -> None:
    assert with_fact("9 of 10 visitors come back", "7 of 10", "Earn in winter") == {}
    assert with_fact("30 hire bikes stand by the lake", "11", "A hire fleet") == {}, (
        "of bikes, not of a fleet"
    )
    assert with_fact("30 hire bikes stand by the lake", "11", "More bikes by the lake") == {
        key: f'{words} (PF1 "30 hire bikes stand by the..")'
        for key, words in {"baseline": "11", "target": "30", "unit": "hire bikes"}.items()
    }


def test_an_objective_is_offered_the_measure_of_its_goal_only_when_it_counts_the_same() -> None:
    measure = {"measure": "bikes on the hire list", "unit": "bikes"}
    p = card_with("objectives/draft", "goals", "A hire fleet", measure)
    (goal,) = p.view.items("goals")
    other = card_with(
        "objectives/draft", "objectives", "Hotels that hire bikes: 4 hotels", {"parent": goal.id}, p
    )
    assert offered_to(other, "objectives") == {
        "target": "4 (its own words)", "unit": "hotels (its own words)",
    }  # fmt: skip
    alike = card_with("objectives/draft", "objectives", "Buy bikes in spring", {"parent": goal.id}, p)
    assert offered_to(alike, "objectives") == {
        "measure": 'bikes on the hire list (G1 "A hire fleet")', "unit": 'bikes (G1 "A hire fleet")',
    }  # fmt: skip


ODD = [
    "Be there by 2029", "in 2029", "summer 2029", "within 18 months", "2027-03", "1,240 or 22.000 bikes",
    "Q3 2027", "30.2.2029", "12/13 done", "half of it", "by the end of the year", "from 1.5k to 22.000 bikes",
]  # fmt: skip


@pytest.mark.parametrize("words", ODD)
@pytest.mark.parametrize("at", ["objectives/goals", "objectives/draft"])
def test_what_an_empty_field_offers_that_field_takes(words: str, at: str) -> None:
    p = card_with(at, "facts", f"{words} bikes", {"now": words})
    p = card_with(
        at, "goals", words, {"fact": p.view.items("facts")[0].id, "measure": words, "unit": words}, p
    )
    p = card_with(at, "objectives", words, {"parent": p.view.items("goals")[0].id}, p)
    for collection in ("goals", "objectives"):
        item = p.view.items(collection)[-1]
        for key, field in p.view.book.fields(collection).items():
            for one in known(p.view, item, key, field):
                assert read_typed(p.ctx, item, key, field, one.words), (key, one)


def test_a_year_becomes_its_last_day() -> None:
    p = card_with("objectives/goals", "goals", "Be there by 2029", {})
    assert offered_to(p, "goals")["due"] == "31 Dec 2029 (its own words)"


def test_the_day_of_the_first_thing_is_offered_too_and_stands_on_the_plan() -> None:
    p = Play("commit/close")
    for text, due in (("Ring 3 surgeries", "2026-12-03"), ("Ring the county office", "2026-12-09")):
        _, ops = edits.add(p.view, p.new_id, "actions", text, {"due": due}, by=p.person, at=p.now())
        p.keep(ops)
    p = Play("commit/close", beside=p)
    close = p.view.record("close")
    field = p.view.book.field(close.collection, "first_by")
    assert field is not None
    assert known(p.view, close, "first_by", field)[0].words == "3 Dec 26"
    taken = replace(close, fields={"first": "Ring the county office"})
    assert known(p.view, taken, "first_by", field)[0].words == "9 Dec 26", "of what was taken over"


def test_the_day_given_in_the_close_goes_to_the_step_that_has_none() -> None:
    p = Play("commit/close")
    _, ops = edits.add(p.view, p.new_id, "actions", "Ring the county office", {}, by=p.person, at=p.now())
    p.keep(ops)
    day = {"first": "Ring the county office", "first_by": "2026-12-09"}
    for key, value in day.items():
        p.keep(edits.put(p.view, p.view.record("close"), key, value))
    lines = plan(p.view).section("next").lines
    assert [(line.text, line.note) for line in lines][:1] == [("Ring the county office", "9 Dec 26")]


@pytest.mark.parametrize(
    ("freed", "hours", "money"),
    [
        ("12 hours a month", "12", ""),
        ("20 hrs", "20", ""),
        ("460 a month", "", "460"),
        ("300 euros", "", "300"),
        ("5 hours a week", "", ""),
        ("a lot of trouble", "", ""),
    ],
)
def test_what_a_stop_frees_is_offered_where_it_is_counted(freed: str, hours: str, money: str) -> None:
    p = Play("choose/stop")
    _, ops = edits.add(p.view, p.new_id, "stops", "Adverts", {"frees": freed}, by=p.person, at=p.now())
    p.keep(ops)
    (stop,) = p.view.items("stops")
    for key, number in (("hours", hours), ("money", money)):
        field = p.view.book.field("stops", key)
        assert field is not None
        assert [one.words for one in known(p.view, stop, key, field)] == ([number] if number else [])
    hours_field = p.view.book.field("stops", "hours")
    assert hours_field is not None
    p.keep(edits.put(p.view, stop, "hours", "20"))
    assert told.unit(p.view, p.view.items("stops")[0], hours_field) == "hours"
