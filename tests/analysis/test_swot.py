"""SWOT: weighted scores, top factors, the rules a practitioner asks by, dots."""

from __future__ import annotations

from typing import Any

import pytest
from build import ballots, build, codes
from hypothesis import given, settings
from millrace_case import COLLECTIONS, LISTS, case, factors
from odd import odd_fields

from aligntui.analysis.figure import Figure
from aligntui.analysis.registry import functions
from aligntui.analysis.swot import dots, top_factors, weighted_score
from aligntui.analysis.swot_rules import factor_rules

INSIDE, OUTSIDE = ["strengths", "weaknesses"], ["opportunities", "threats"]
IFE = {
    "of": INSIDE,
    "weight": "points",
    "value": "rating",
    "ranges": {"strengths": "3-4", "weaknesses": "1-2"},
    "waits": "waits most for an answer",
}
EFE = {"of": OUTSIDE, "weight": "points", "value": "rating"}
RULES = {
    "inside": INSIDE, "outside": OUTSIDE, "chances": "opportunities", "evidence": "evidence",
    "grade": "grade", "own": "own", "still": "still", "cites": "strategies.cites",
}  # fmt: skip


def swot(**items: Any) -> Any:
    lists: dict[str, dict[str, Any]] = {name: {} for name in LISTS}
    letters = {"S": "strengths", "W": "weaknesses", "O": "opportunities", "T": "threats"}
    for code, entry in items.items():
        lists[letters[code[0]]][code] = entry
    return build(collections=COLLECTIONS, items=lists)


def rules(**items: Any) -> list[Any]:
    return factor_rules(swot(**items), RULES).findings


def test_ife_and_efe_of_the_bakery() -> None:
    view = case()
    inside, outside = weighted_score(view, IFE), weighted_score(view, EFE)
    assert inside.parts["total"].number == 2.55
    assert outside.parts["total"].number == 2.16
    assert inside.findings == outside.findings == []
    assert inside.parts["points_total"].number == 100
    assert sum(inside.parts["weights"].values.values()) == pytest.approx(1)
    assert inside.parts["weights"].values["s1"] == 0.13
    assert inside.parts["scores"].values["s1"] == 0.52
    assert outside.parts["scores"].values["t1"] == 0.34
    assert outside.parts["behind"].ids[:2] == ["t2", "t1"]
    assert inside.parts["line"].text == "2.55 of 4, above the middle of 2.5; {w1} waits most for an answer."


def test_the_words_are_those_of_the_method() -> None:
    inside = weighted_score(
        case(), {"of": INSIDE, "weight": "points", "value": "rating", "best": 5, "middle": 3}
    )
    assert inside.parts["total"].note == "of 5"
    assert inside.parts["line"].text == "2.55 of 5, below the middle of 3.", (
        "nothing waits that nobody says waits"
    )
    every = functions()["weighted_score"].parts.values()
    assert not any("1 to 4" in words or "wait" in words for words in every)


def test_weights_of_any_scale_make_one() -> None:
    small = {"points": "0.5", "rating": 4, "text": "a"}
    figure = weighted_score(swot(S1=small, S2={**small, "rating": 3}), IFE)
    assert figure.parts["total"].number == 3.5
    assert figure.parts["points_total"].number == 1


def test_the_heaviest_of_each_list_comes_first_and_every_score_can_be_counted_again() -> None:
    view = swot(
        S1={"text": "a", "points": "10", "rating": 3},
        S2={"text": "b", "points": "43.3", "rating": 4},
        W1={"text": "c", "points": "39.9", "rating": 2},
    )
    how = weighted_score(view, IFE).parts["how"].values
    assert list(how.items()) == [
        ("s2", "0.465 x 4 = 1.86"), ("s1", "0.107 x 3 = 0.32"), ("w1", "0.428 x 2 = 0.86"),
    ]  # fmt: skip
    whole = swot(
        S1={"text": "a", "points": "13", "rating": 3},
        S2={"text": "b", "points": "47", "rating": 4},
        W1={"text": "c", "points": "40", "rating": 2},
    )
    how = weighted_score(whole, IFE).parts["how"].values
    assert how["s1"] == "0.13 x 3 = 0.39", "whole points of 100 have no third digit"


def test_ratings_stay_on_their_side() -> None:
    found = weighted_score(swot(S1={"text": "Oven", "points": "5", "rating": 2}), IFE).findings
    assert [(f.code, f.severity, f.target, f.field) for f in found] == [("SW8", "error", "s1", "rating")]
    assert found[0].mend == "Rate it 3 to 4, or move it to another list."


def test_a_missing_weight_or_rating_is_said_and_left_out() -> None:
    view = swot(
        S1={"text": "a", "points": "5", "rating": 4},
        S2={"text": "b", "rating": 3},
        S3={"text": "c", "points": "1"},
    )
    figure = weighted_score(view, IFE)
    assert [(f.code, f.target, f.field) for f in figure.findings] == [
        ("SW9", "s2", "points"),
        ("SW9", "s3", "rating"),
    ]
    assert figure.parts["total"].number == 4
    assert figure.parts["total"].note == "of 4, 1 of 3 factors"


@pytest.mark.parametrize("nought", ["0", 0])
def test_nought_is_an_answer_and_asked_no_more(nought: object) -> None:
    view = swot(S1={"text": "a", "points": "5", "rating": 4}, S2={"text": "b", "points": nought})
    assert weighted_score(view, IFE).findings == []


def test_nothing_weighed_is_no_finding() -> None:
    figure = weighted_score(swot(S1="Oven"), IFE)
    assert figure.findings == []
    assert figure.why_missing


def test_top_three_over_all_lists_with_evidence_as_tie_break() -> None:
    view = swot(
        S1={"text": "a", "importance": 4, "grade": 4},
        S2={"text": "b", "importance": 5, "grade": 2},
        W1={"text": "c", "importance": 5, "grade": 3},
        T1={"text": "d", "importance": 4},
        T2={"text": "e", "grade": 4},
    )
    figure = top_factors(view, {"of": LISTS, "by": "importance", "tie": "grade", "n": 3})
    assert figure.parts["top"].ids == ["w1", "s2", "s1"]
    assert top_factors(swot(S1="a"), {"of": LISTS}).parts == {}


def test_the_bakery_asks_nothing() -> None:
    figure = factor_rules(case(), RULES)
    assert figure.findings == []
    assert figure.parts["verify"].ids == []


@pytest.mark.parametrize(
    ("code", "entry", "wanted"),
    [
        ("S1", {"text": "Sold out by 11:30 on 22 of 30 days"}, ["SW1"]),
        (
            "S1",
            {"text": "Sold out by 11:30 on 22 of 30 days", "evidence": "Lily says so", "grade": 1},
            ["SW1"],
        ),
        ("S1", {"text": "Sold out by 11:30 on 22 of 30 days", "evidence": "till log", "grade": 3}, []),
        ("S1", {"text": "Good bread", "evidence": "we taste it"}, []),
        ("S1", {"text": "Good bread", "evidence": "everybody says so"}, ["SW1"]),
        ("S1", {"text": "Good bread", "evidence": "4.8 of 5 in 612 reviews"}, []),
        ("S1", {"text": "Good bread", "evidence": "we taste it", "compared": "the supermarket"}, []),
        ("O1", {"text": "Open a web shop for weekend bread", "evidence": "44% would order"}, ["SW3"]),
        ("S1", {"text": "Open every day from six in summer", "evidence": "44% came"}, []),
        ("O1", {"text": "Rising taste for grain one can trace", "evidence": "+12%"}, []),
        ("O1", {"text": "Demand from six cafés in our town", "evidence": "6 asked"}, []),
    ],
)
def test_one_factor_at_a_time(code: str, entry: dict[str, Any], wanted: list[str]) -> None:
    found = rules(**{code: entry})
    assert codes(found) == wanted
    assert all(f.target == code.lower() and f.severity == "hint" for f in found)


@pytest.mark.parametrize(
    ("code", "own", "still", "said"),
    [
        ("S1", "yes", "no", ""),
        ("O1", "no", "yes", ""),
        ("S1", "no", "yes", "reads as outside"),
        ("T1", "yes", "no", "reads as inside"),
        ("S1", "yes", "yes", "would be there without us"),
        ("T1", "no", "no", "would go with us"),
        ("S1", "no", "", ""),
        ("S1", "", "yes", ""),
    ],
)
def test_two_answers_decide_inside_or_outside(code: str, own: str, still: str, said: str) -> None:
    entry = {"text": "Seventeen weeks to find a baker", "evidence": "17", "own": own, "still": still}
    found = rules(**{code: entry})
    assert codes(found) == (["SW4"] if said else [])
    assert all(said in f.message and f.field == "own" for f in found)


def test_the_cap_counts_each_list_and_speaks_once() -> None:
    nine = {f"S{n}": {"text": f"Fact {n}", "evidence": "x"} for n in range(1, 10)}
    found = rules(**nine)
    assert codes(found) == ["SW2"]
    assert found[0].message == "9 strengths; 6 is what a team can use."
    assert found[0].others == ("s7", "s8", "s9")
    eight = {f"T{n}": {"text": f"Fear {n}", "evidence": "x"} for n in range(1, 9)}
    assert rules(**nine, **eight)[0].message == "9 strengths and 8 threats; 6 each is what a team can use."


def test_parked_factors_do_not_count() -> None:
    parked = {f"S{n}": {"text": "Instagram", "status": "parked"} for n in range(1, 10)}
    assert rules(**parked) == []


def test_the_same_words_in_two_lists() -> None:
    found = rules(
        S1={"text": "Two growers on fixed price", "evidence": "x"},
        W1={"text": "Our two growers on a fixed price", "evidence": "x"},
        S2={"text": "Two growers on fixed price", "evidence": "x"},
    )
    # One look-alike is enough to ask, however many there are.
    assert [(f.code, f.target, f.others) for f in found] == [("SW6", "w1", ("s1",))]
    one_word = {
        "S1": {"text": "Bread 5", "evidence": "x"},
        "O1": {"text": "Taste for bread 7", "evidence": "x"},
    }
    assert rules(**one_word) == []


def test_uncited_factors_once_there_are_strategies() -> None:
    items = {**factors(), "strategies": {"SO1": {"text": "Club", "cell": "SO", "cites": ["S1", "O2"]}}}
    view = build(collections=COLLECTIONS, items=items)
    unused = [f.target for f in factor_rules(view, RULES).findings if f.code == "SW7"]
    assert len(unused) == 19
    assert not {"s1", "o2"} & set(unused)


def test_factors_are_not_called_uncited_where_no_step_cites() -> None:
    bare = {**COLLECTIONS, "strategies": "SO"}
    view = build(collections=bare, items={**factors(), "strategies": {"SO1": "Start a bread club"}})
    assert [f for f in factor_rules(view, RULES).findings if f.code == "SW7"] == []


def tally(answers: dict[str, dict[str, int]], **more: Any) -> Figure:
    view = case(rounds=[ballots("swot/factors", answers, subjects=["S1", "S2", "W1", "T1"], **more)])
    return dots(view, {"round": "swot/factors"})


def test_dots_lead_and_lack() -> None:
    figure = tally({"a": {"T1": 3, "S1": 2}, "b": {"T1": 3, "W1": 1}, "c": {"T1": 3}})
    assert figure.parts["dots"].values == {"t1": 9, "s1": 2, "w1": 1, "s2": 0}
    assert figure.parts["order"].ids == ["t1", "s1", "w1", "s2"]
    assert figure.parts["none"].ids == ["s2"]
    assert figure.parts["leader"].text == "{t1} leads with 9 dots; nobody chose {s2}."


@pytest.mark.parametrize(
    ("answers", "line"),
    [
        ({"a": {"S1": 1, "S2": 1, "W1": 1, "T1": 1}}, "{s1}, {s2}, {w1} and {t1} lead with 1 dot each."),
        ({"a": {"S1": 1}}, "{s1} leads with 1 dot; nobody chose {s2}, {w1} and {t1}."),
    ],
)
def test_ties_and_blanks_read_well(answers: dict[str, dict[str, int]], line: str) -> None:
    assert tally(answers).parts["leader"].text == line


def test_dots_of_a_merged_factor_go_along() -> None:
    items = {"strengths": {"S1": "a", "S2": {"text": "b", "into": "S1"}}}
    view = build(
        collections=COLLECTIONS,
        items=items,
        rounds=[ballots("s/v", {"x": {"S1": 1, "S2": 2}}, answer={"type": "dots"})],
    )
    assert dots(view, {"round": "s/v"}).parts["dots"].values == {"s1": 3}


def test_no_dots_before_the_reveal() -> None:
    assert tally({"a": {"T1": 3}}, state="open").why_missing == "The answers are not revealed yet."
    assert tally({"a": {}}).why_missing == "Nobody has given a dot yet."


@settings(max_examples=50, deadline=None)
@given(
    odd_fields(
        ["text", "evidence", "grade", "importance", "points", "rating", "own", "still", "status"], items=6
    )
)
def test_odd_factors_never_raise(entries: list[dict[str, Any]]) -> None:
    view = swot(**{f"{'SWOT'[n % 4]}{n}": entry for n, entry in enumerate(entries)})
    for binding in (IFE, EFE):
        total = weighted_score(view, binding).parts.get("total")
        assert total is None or total.number is not None
    factor_rules(view, RULES)
    top_factors(view, {"of": LISTS})


@pytest.mark.parametrize(("words", "asked"), [("w", False), ("A", False), ("Parking", True)])
def test_a_card_that_is_only_begun_is_not_called_vague(words: str, asked: bool) -> None:
    assert ("SW5" in codes(rules(S1=words))) == asked


def scored(*rows: tuple[str, int, str]) -> str:
    """What is said of factors with weight, rating and status."""
    fields = {"points": {"type": "number"}, "rating": {"type": "number"}}
    items = {
        f"S{n}": {"text": "a", "points": points, "rating": rating, "status": status}
        for n, (points, rating, status) in enumerate(rows, 1)
    }
    view = build(collections={"strengths": {"code": "S", "fields": fields}}, items={"strengths": items})
    how = {"of": "strengths", "weight": "points", "value": "rating"}
    return str(weighted_score(view, how).parts["line"].text)


@pytest.mark.parametrize(
    ("points", "side"),
    [(("50", "50"), "at"), (("50.1", "49.9"), "at"), (("52", "48"), "below"), (("48", "52"), "above")],
)
def test_a_total_is_held_against_the_middle_as_it_is_read(points: tuple[str, str], side: str) -> None:
    line = scored((points[0], 2, "draft"), (points[1], 3, "draft"))
    assert f", {side} the middle of 2.5." in line


def test_what_was_parked_after_it_was_weighed_is_said_beside_the_total() -> None:
    line = scored(("50", 3, "draft"), ("36.7", 3, "draft"), ("13.3", 2, "parked"))
    assert line == "3.00 of 4, above the middle of 2.5; 1 parked since, and the other weights add to 86.7."
    assert "parked" not in scored(("50", 3, "draft"), ("50", 3, "draft"), ("", 2, "parked"))
