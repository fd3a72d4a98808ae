"""Choosing is defended: what weighs most, how we know, hours, money, people, numbers of the vision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from build import build
from msgspec.structs import replace

from aligntui.analysis.choice import live_limit
from aligntui.analysis.choosing import asked, capacity, choice, headline, load
from aligntui.analysis.figure import Figure, Finding
from aligntui.analysis.gather import gather, sentence
from aligntui.analysis.tree import tree
from aligntui.analysis.view import View
from aligntui.session.model import Participant

NUMBER = {"type": "number"}
YESNO = {"type": "yesno"}


def codes_of(figure: Figure) -> list[str]:
    return [finding.code for finding in figure.findings]


def only(figure: Figure, code: str) -> Finding:
    (finding,) = [one for one in figure.findings if one.code == code]
    assert finding.message
    assert finding.mend
    return finding


# how many


@pytest.mark.parametrize(
    ("taken", "of", "code"),
    [(0, 5, "CH2"), (3, 5, ""), (4, 5, "CH4"), (5, 5, "CH3"), (2, 2, "CH3"), (1, 1, ""), (6, 7, "CH1")],
)
def test_taking_all_or_many_is_asked_about(taken: int, of: int, code: str) -> None:
    view = build(
        collections={"ideas": {"code": "I", "fields": {"go": YESNO}}},
        items={
            "ideas": {f"I{n}": {"text": "a", "go": "yes" if n <= taken else "no"} for n in range(1, of + 1)}
        },
    )
    assert codes_of(live_limit(view, {"of": "ideas", "mark": "go", "few": 3})) == ([code] if code else [])


# what weighs most, and how we know

CHOICE = {
    "of": "strategies", "mark": "live", "cites": "cites", "grade": "grade", "weak": ["weaknesses"],
    "weights": ["points", "importance"],
}  # fmt: skip


def factors(weaknesses: dict[str, Any], cites: list[str], live: str = "yes") -> View:
    fields = {"points": NUMBER, "importance": NUMBER, "grade": NUMBER}
    return build(
        collections={
            "weaknesses": {"code": "W", "fields": fields},
            "strategies": {
                "code": "ST",
                "fields": {"live": YESNO, "cites": {"type": "link", "of": "weaknesses", "many": True}},
            },
        },
        items={"weaknesses": weaknesses, "strategies": {"ST1": {"text": "Train two", "live": live}}},
        links={"strategies.cites": [f"st1>{code.lower()}" for code in cites]},
    )


def test_what_weighs_most_and_is_untouched_is_asked_about() -> None:
    rows = {
        "W1": {"text": "a", "points": "10"},
        "W2": {"text": "b", "points": "50"},
        "W3": {"text": "c", "points": "40"},
    }
    figure = choice(factors(rows, ["W2"]), CHOICE)
    assert figure.parts["untouched"].ids == ["w3"]
    assert only(figure, "CG1").target == "w3"
    assert codes_of(choice(factors(rows, ["W2", "W3"]), CHOICE)) == []
    assert choice(factors(rows, [], live="no"), CHOICE).why_missing


def test_once_as_many_are_taken_on_as_one_can_keep_in_mind_another_is_asked_for_in_place_of_one() -> None:
    rows = {"W1": {"text": "a", "points": "10"}, "W2": {"text": "b", "points": "50"}}
    for few, wanted in (
        (1, "take that on in place of another, or"),
        (2, "take that on, or"),
        (0, "take that on, or"),
    ):
        assert wanted in only(choice(factors(rows, ["W1"]), {**CHOICE, "few": few}), "CG1").mend


@pytest.mark.parametrize(
    ("weights", "untouched"),
    [
        ([10, 17, 10, 10], ["w2"]),
        ([10, 10, 10], []),
        ([20, 20, 5], ["w1", "w2"]),
        ([20, 10, 10], ["w1"]),
        ([0, 0, 5], ["w3"]),
        ([35, 7.5, 5], ["w1"]),
    ],
)
def test_only_what_weighs_more_than_all_the_others_weighs_most(
    weights: list[float], untouched: list[str]
) -> None:
    rows = {f"W{n}": {"text": f"a {n}", "points": str(w)} for n, w in enumerate(weights, 1)}
    view = factors(rows, [])
    figure = choice(view, CHOICE)
    assert sorted(figure.parts["untouched"].ids) == untouched
    if len(untouched) == 2:
        (both,) = gather(view, figure.findings)
        assert sentence(view, both).startswith(
            "W1 a 1 and W2 a 2: weigh much, untouched by anything taken on."
        )


def test_the_heaviest_of_a_light_list_weighs_not_most() -> None:
    weighed = {"fields": {"points": NUMBER}}
    lists = {
        "weaknesses": {"W1": 10, "W2": 17, "W3": 10, "W4": 10}, "threats": {"T1": 20, "T2": 5, "T3": 10},
    }  # fmt: skip
    view = build(
        collections={
            "weaknesses": {"code": "W", **weighed},
            "threats": {"code": "T", **weighed},
            "strategies": {"code": "ST", "fields": {"live": YESNO, "cites": {"type": "link", "of": "any"}}},
        },
        items={
            **{
                name: {ref: {"text": ref, "points": str(n)} for ref, n in rows.items()}
                for name, rows in lists.items()
            },
            "strategies": {"ST1": {"text": "Train two", "live": "yes"}},
        },
    )
    figure = choice(view, {**CHOICE, "weak": ["weaknesses", "threats"]})
    assert figure.parts["untouched"].ids == ["w2", "t1"]


def test_nothing_weighed_is_nothing_heavy_and_importance_stands_in_for_weight() -> None:
    assert codes_of(choice(factors({"W1": "a"}, []), CHOICE)) == []
    rows = {
        "W1": {"text": "a", "importance": "5"},
        "W2": {"text": "b", "importance": "4"},
        "W3": {"text": "c", "importance": "1"},
    }
    assert choice(factors(rows, []), CHOICE).parts["untouched"].ids == ["w1", "w2"]


@pytest.mark.parametrize(("grade", "code"), [("0", "CG2"), ("1", "CG2"), ("2", ""), ("4", ""), ("", "")])
def test_a_bet_on_an_opinion_is_called_one(grade: str, code: str) -> None:
    figure = choice(factors({"W1": {"text": "a", "grade": grade}}, ["W1"]), CHOICE)
    assert codes_of(figure) == ([code] if code else [])
    assert figure.parts["sure"].number == (1 if grade in ("2", "4") else 0)
    if code:
        assert only(figure, code).target == "st1"
        assert "W1" in only(figure, code).message


# hours, money, cash

CAPACITY = {
    "of": "strategies", "mark": "live", "stops": "stops", "hours": "hours", "money": "money",
    "record": "cash", "cash": "in_hand", "words": "frees",
}  # fmt: skip


def spent(taken: dict[str, Any], stop: dict[str, Any] | None, cash: str = "") -> Figure:
    fields = {
        "live": YESNO,
        "hours": {**NUMBER, "ask": "How many hours a month?"},
        "money": {**NUMBER, "ask": "How much?"},
        "frees": {"type": "text"},
    }
    view = build(
        collections={
            "strategies": {"code": "ST", "fields": fields},
            "stops": {"code": "X", "fields": fields},
        },
        items={
            "strategies": {
                "ST1": {"text": "a", "live": "yes", **taken},
                "ST2": {"text": "b", "live": "no", "hours": "99"},
            },
            "stops": {"X1": {"text": "c", **stop}} if stop is not None else {},
        },
        records={"cash": {"in_hand": cash}},
    )
    return capacity(view, CAPACITY)


def test_what_is_taken_on_is_held_against_what_is_freed() -> None:
    figure = spent({"hours": "60", "money": "300"}, {"hours": "20", "money": "460"})
    assert codes_of(figure) == ["CP3"]
    assert "takes 60 hours a month, and 20 are freed" in only(figure, "CP3").message
    assert "40" in only(figure, "CP3").mend
    assert (figure.parts["hours"].number, figure.parts["short"].number) == (40, -160)
    assert figure.parts["line"].text == "60 hours and 300 a month taken on, 20 hours and 460 freed."
    assert codes_of(spent({"hours": "20", "money": "0"}, {"hours": "20", "money": "0"})) == []


def test_a_number_is_asked_for_once_there_is_something_to_hold_it_against() -> None:
    assert codes_of(spent({}, None)) == ["CP1"]
    figure = spent({}, {"hours": "20"})
    assert [(f.code, f.target, f.field) for f in figure.findings] == [
        ("CP2", "st1", "hours"), ("CP2", "st1", "money"), ("CP2", "x1", "money"),
    ]  # fmt: skip
    assert codes_of(spent({"hours": "0", "money": "0"}, {"hours": "0", "money": "0"})) == []


def test_a_number_in_the_words_of_a_stop_is_not_asked_for_again() -> None:
    taken = {"hours": "0", "money": "0"}
    (one,) = spent(taken, {"frees": "300 a month"}).findings
    assert (one.code, one.target, one.field) == ("CP2", "x1", "money")
    assert (one.message, one.mend) == (
        "How much?",
        '"300 a month" says 300: take it over there, or put it right.',
    )
    (reckoned,) = spent(taken, {"frees": "6 hours in two weeks"}).findings
    assert reckoned.mend == 'Reckon it from "6 hours in two weeks". A guess will do, 0 as well.'
    (hours,) = spent(taken, {"frees": "6 hours a month"}).findings
    assert (hours.code, hours.field) == ("CP2", "hours")
    assert codes_of(spent(taken, {"frees": "300 a month", "money": "300"})) == []
    assert codes_of(spent(taken, {"frees": "a lot of trouble"})) == ["CP2", "CP2"]


@pytest.mark.parametrize("freed", ["4 hrs a week of Petra", "4h", "an hour, 4 times", "4 HOURS", "4 hr"])
def test_hours_are_known_however_they_are_written(freed: str) -> None:
    assert [f.field for f in spent({"hours": "6", "money": "0"}, {"frees": freed}).findings] == [
        "hours",
        "hours",
    ]


def test_of_a_month_only_what_is_known_is_said() -> None:
    line = spent({"hours": "6", "money": "0"}, {"hours": "0", "money": "0"}).parts["line"].text
    assert line == "6 hours a month taken on, nothing freed."
    line = spent({"hours": "0", "money": "30"}, {"hours": "4", "money": "0"}).parts["line"].text
    assert line == "30 in money a month taken on, 4 hours freed."


def test_what_nobody_put_a_number_to_is_said_beside_the_sum() -> None:
    line = spent({"hours": "6"}, {"hours": "4", "money": "0"}).parts["line"].text
    assert line == "6 hours a month taken on, 4 hours freed. 1 of 2 has no number for money."
    line = spent({"hours": "6"}, {"frees": "a lot"}).parts["line"].text
    assert line == (
        "6 hours a month taken on, nothing freed."
        " 1 of 2 has no number for hours; 2 of 2 have no number for money."
    )


def test_what_it_costs_and_when_the_money_runs_out() -> None:
    cost = {"hours": "0", "money": "900"}
    frees = {"hours": "0", "money": "400"}
    unknown = only(spent(cost, frees), "CP4")
    assert (unknown.target, unknown.field) == ("record:cash", "in_hand")
    assert "500 a month more" in unknown.message
    short = spent(cost, frees, "2000")
    assert short.parts["months"].number == 4
    assert only(short, "CP5").severity == "warning"
    assert "until 22 Mar 2027" in only(short, "CP5").message
    assert only(spent(cost, frees, "20000"), "CP5").severity == "hint"
    assert "CP5" in codes_of(spent(cost, frees, "9" * 12))


# people


@dataclass
class Named:
    strategy: str = "Ask around"
    live: str = "yes"
    owner: str = ""
    told: str = ""
    here: str = ""
    person: str = "Tomasz Wren"

    @property
    def codes(self) -> list[str]:
        person = {"type": "link", "of": "people"}
        view = build(
            collections={
                "people": {"code": "P"},
                "strategies": {"code": "ST", "fields": {"live": YESNO}},
                "actions": {"code": "DO", "fields": {"owner": person}},
            },
            items={
                "people": {"P1": self.person},
                "strategies": {"ST1": {"text": self.strategy, "live": self.live}},
                "actions": {"DO1": {"text": "Ring", "owner": self.owner}},
            },
            records={"close": {"explain_to": self.told}},
        )
        if self.here:
            there = {"x": Participant(id="x", name=self.here)}
            view = View(replace(view.session, participants=there), view.book, view.as_of)
        binding = {"people": "people", "of": ["strategies", "actions"], "mark": "live", "told": "close"}
        return codes_of(asked(view, binding))


@pytest.mark.parametrize(
    ("named", "says"),
    [
        (Named(), False),
        (Named(strategy="Tomasz bakes on Fridays"), True),
        (Named(strategy="Tomasz bakes on Fridays", live="no"), False),
        (Named(owner="p1"), True),
        (Named(owner="p1", here="tomasz wren"), False),
        (Named(owner="p1", here="tomasz"), False),
        (Named(owner="p1", told="Tomasz and Dot"), False),
        (Named(owner="p1", person="me"), False),
        (Named(owner="p1", person="Myself"), False),
    ],
)
def test_whoever_is_named_and_was_not_here_is_to_be_asked(named: Named, says: bool) -> None:
    assert named.codes == (["PA1"] if says else [])


# numbers of the vision, goals without an objective

SENTENCE = "Reach 30% of households and 1,200 members by 31 December 2029"
HEADLINE = {"record": "statement", "fields": ["objective"], "of": ["goals"], "target": "target"}


@pytest.mark.parametrize(
    ("goals", "left"),
    [
        ({}, []),
        ({"G1": "Be known"}, ["30", "1,200"]),
        ({"G1": {"text": "Be known", "target": "30"}}, ["1,200"]),
        ({"G1": {"text": "1200 members", "target": "30.0"}}, []),
    ],
)
def test_a_number_of_the_vision_that_nothing_reaches_for_is_a_finding(
    goals: dict[str, Any], left: list[str]
) -> None:
    view = build(
        collections={"goals": {"code": "G", "fields": {"target": NUMBER}}},
        items={"goals": goals},
        records={"statement": {"objective": SENTENCE}},
    )
    figure = headline(view, HEADLINE)
    assert [finding.message.split()[3].strip(",") for finding in figure.findings] == left
    assert {finding.target for finding in figure.findings} <= {"record:statement"}


def test_a_goal_without_an_objective_is_a_finding_once_there_are_objectives() -> None:
    def grown(objectives: dict[str, Any]) -> Figure:
        view = build(
            collections={
                "goals": "G",
                "objectives": {"code": "OB", "fields": {"parent": {"type": "link", "of": "goals"}}},
            },
            items={"goals": {"G1": "a", "G2": "b"}, "objectives": objectives},
        )
        return tree(view, {"goals": "goals", "objectives": "objectives"})

    assert codes_of(grown({})) == []
    assert only(grown({"OB1": {"text": "x", "parent": "g1"}}), "TR5").target == "g2"


@pytest.mark.parametrize(
    ("objectives", "actions", "done", "says"),
    [(3, 3, 0, False), (3, 4, 0, True), (3, 4, 1, False), (0, 7, 0, True)],
)
def test_what_one_person_answers_for_counts_together(
    objectives: int, actions: int, done: int, says: bool
) -> None:
    owner = {"owner": {"type": "link", "of": "people"}, "done": YESNO}
    view = build(
        collections={
            "people": {"code": "P"},
            "objectives": {"code": "OB", "title": "Objectives", "fields": owner},
            "actions": {"code": "DO", "title": "Actions", "fields": owner},
        },
        items={
            "people": {"P1": "Priya Lund", "P2": "Dot Okafor"},
            "objectives": {f"OB{n}": {"text": f"Aim {n}", "owner": "p1"} for n in range(1, objectives + 1)},
            "actions": {
                f"DO{n}": {"text": f"Ring {n}", "owner": "p1", "done": "yes" if n <= done else ""}
                for n in range(1, actions + 1)
            },
        },
    )
    figure = load(view, {"people": "people", "of": ["objectives", "actions"], "done": "done"})
    assert figure.parts["held"].values == {"p1": objectives + actions - done, "p2": 0}
    assert [f.target for f in figure.findings] == (["p1"] if says else [])
    if objectives and says:
        assert figure.findings[0].message == (
            "Priya Lund answers for 3 objectives and 4 actions: 7 together, 6 is the most."
        )
