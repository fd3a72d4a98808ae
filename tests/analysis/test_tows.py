"""TOWS: sums of the grid, who is used, and rules TW1 to TW7."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from build import build, codes
from hypothesis import given, settings
from hypothesis import strategies as st
from millrace_case import CARDS, COLLECTIONS, GRID, LISTS, MATCH, case, factors, grid, strategies
from odd import ODD, odd_fields

from aligntui.analysis.figure import Figure, Finding
from aligntui.analysis.tows import coverage, pair_sums
from aligntui.analysis.tows_rules import tows_rules
from aligntui.analysis.view import View

SEED = yaml.safe_load((Path(__file__).parent.parent / "fixtures" / "seed_tows.yaml").read_text("utf-8"))
SUMS = {
    "of": "match", "value": "strength",
    "none": "Nothing in the house touches {col}.", "one": "Only {row} touches {col}.",
}  # fmt: skip
COVER = {"of": LISTS, "by": "strategies.cites", "split": "strategies.cell"}
RULES = {
    "relation": "match", "value": "strength", "cards": "strategies", "cites": "strategies.cites",
    "cell": "strategies.cell", "inside": {"S": "strengths", "W": "weaknesses"},
    "outside": {"O": "opportunities", "T": "threats"}, "importance": "importance", "grade": "grade",
    "asks": {"WO": "what must we fix?", "WT": "what would we stop, shrink, share or leave?"},
}  # fmt: skip


def seed() -> View:
    cards = {code: {**card, "cell": code[:2]} for code, card in SEED["strategies"].items()}
    return build(
        collections=COLLECTIONS, relations={"match": MATCH}, items={**SEED["factors"], "strategies": cards}
    )


def cards(wanted: dict[str, Any], links: Any = None, **lists: Any) -> list[Finding]:
    """Findings about these cards over the bakery's factors, without the ones about empty cells."""
    rows = {code: {"text": code, "cell": code[:2], **card} for code, card in wanted.items()}
    items = {**factors(), **lists, "strategies": rows}
    relations, pairs = {"match": MATCH}, {"match": grid()} if links is None else links
    view = build(collections=COLLECTIONS, relations=relations, items=items, links=pairs)
    return [f for f in tows_rules(view, RULES).findings if f.code != "TW5"]


def test_sums_of_the_bakery_grid() -> None:
    figure = pair_sums(case(), SUMS)
    assert list(figure.parts["rows"].values.values()) == [4, 4, 4, 2, 4, 3, 3, 3, 2, 5, 3]
    assert list(figure.parts["cols"].values.values()) == [4, 4, 5, 4, 4, 7, 2, 3, 1, 3]
    assert figure.parts["total"].number == 37
    assert figure.parts["possible"].number == 110
    assert figure.parts["share"].text == "37 of 110"
    assert figure.parts["most"].ids == ["t1"]
    assert figure.parts["least"].ids == ["t4"]
    assert figure.parts["most_rows"].ids == ["w5"]
    assert figure.parts["open"].number == 0
    assert figure.parts["line"].text == "{t1} is the most connected."
    assert [(f.code, f.target, f.others) for f in figure.findings] == [("GR1", "t4", ("w1",))]
    assert figure.findings[0].message.startswith('Only W1 "')
    assert figure.findings[0].message.endswith('" touches T4 "Skilled bakers are scarce".')


def test_open_pairs_are_no_noughts() -> None:
    pairs = grid()
    del pairs["W6>T4"], pairs["W6>T5"]
    figure = pair_sums(case(links={"match": pairs}), SUMS)
    assert figure.parts["open"].number == 2
    assert codes(figure.findings) == []
    begun = pair_sums(case(links={"match": {"S1>O2": {"strength": 1}}}), SUMS)
    assert begun.parts["open"].number == 109
    assert begun.findings == []
    assert begun.parts["line"].text == ""


def test_a_column_that_nothing_touches() -> None:
    pairs = {**grid(), "W1>T4": {"strength": 0}}
    figure = pair_sums(case(links={"match": pairs}), SUMS)
    assert "Nothing in the house touches T4" in figure.findings[0].message
    silent = {"of": "match", "value": "strength"}
    assert pair_sums(case(links={"match": pairs}), silent).findings == []


def test_strengths_up_to_three_are_summed() -> None:
    relation = {**MATCH, "fields": {"strength": {"type": "scale", "from": 0, "to": 3}}}
    view = build(
        collections=COLLECTIONS,
        relations={"match": relation},
        items={"strengths": {"S1": "a"}, "opportunities": {"O1": "b", "O2": "c"}},
        links={"match": {"S1>O1": {"strength": 3}, "S1>O2": {"strength": 1}}},
    )
    figure = pair_sums(view, SUMS)
    assert figure.parts["share"].text == "4 of 6"
    assert figure.parts["matches"].number == 2


def test_a_condition_on_the_columns_holds() -> None:
    view = build(
        collections=COLLECTIONS,
        relations={"match": {**MATCH, "where": "grade >= 3"}},
        items={"strengths": {"S1": "a"}, "opportunities": {"O1": {"text": "b", "grade": 4}, "O2": "c"}},
        links={"match": {"S1>O1": {"strength": 1}, "S1>O2": {"strength": 1}}},
    )
    assert pair_sums(view, SUMS).parts["cols"].values == {"o1": 1}


def test_nothing_to_cross() -> None:
    assert pair_sums(build(collections=COLLECTIONS, relations={"match": MATCH}), SUMS).why_missing
    assert pair_sums(build(), {"of": "nothing", "value": "x"}).why_missing
    assert pair_sums(case(links={}), SUMS).parts["open"].number == 110


def test_every_factor_of_the_bakery_is_cited() -> None:
    figure = coverage(case(), COVER)
    assert figure.parts["share"].text == "21 of 21"
    assert figure.parts["unused"].ids == []
    assert figure.parts["cards"].values == {"SO": 3, "WO": 3, "ST": 3, "WT": 3}
    assert figure.parts["least"].number == 3
    assert figure.parts["counts"].values["t1"] == 2
    assert figure.parts["empty"].text == "Every cell has a card."


def test_the_screen_counts_ten_of_21() -> None:
    first = {code: card for code, card in strategies().items() if code in ("SO1", "SO2", "WO1", "ST1")}
    first["WO2"] = {"text": "Rebuild ordering", "cell": "WO", "cites": ["W2", "W3", "O2"]}
    view = build(collections=COLLECTIONS, items={**factors(), "strategies": first})
    figure = coverage(view, COVER)
    assert figure.parts["share"].text == "10 of 21"
    unused = [view.code(i) for i in figure.parts["unused"].ids]
    assert unused == ["S3", "S4", "W4", "W5", "W6", "O3", "O5", "T2", "T3", "T4", "T5"]
    assert figure.parts["empty"].text == "Nothing in WT yet."
    assert (figure.parts["used_n"].number, figure.parts["unused_n"].number) == (10, 11)


def test_the_seed_leaves_two_factors_unused() -> None:
    view = seed()
    assert [view.code(i) for i in coverage(view, COVER).parts["unused"].ids] == SEED["unused"]


def test_the_seed_cites_what_is_on_no_list() -> None:
    found = tows_rules(seed(), RULES).findings
    for code, wanted in SEED["findings"].items():
        assert codes([f for f in found if f.target == code.lower()]) == wanted
    said = {f.target: f.message for f in found if f.code == "TW1"}
    assert said == {"wo1": "It rests on nothing outside.", "wt1": "It rests on nothing inside."}


def test_the_bakery_cards_pass() -> None:
    assert tows_rules(case(), RULES).findings == []
    for code, _, cites, *_ in CARDS:
        inside = [c for c in cites.split() if c[0] in "SW"]
        for factor in inside:
            assert set(GRID[factor].split()) & set(cites.split()), code


def test_no_card_no_finding() -> None:
    items = {"strengths": {"S1": {"text": "a", "importance": 5}}}
    figure = tows_rules(build(collections=COLLECTIONS, items=items), RULES)
    assert figure.findings == []
    assert figure.why_missing


@pytest.mark.parametrize(
    ("code", "cites", "wanted"),
    [
        ("SO1", [], ["TW1"]),
        ("SO1", ["S1"], ["TW1", "TW2"]),
        ("SO1", ["O2"], ["TW1", "TW2"]),
        ("SO1", ["S1", "O2"], []),
        ("SO1", ["S1", "T1"], ["TW2"]),
        ("WO1", ["S1", "O2"], ["TW2"]),
        ("SO1", ["S1", "O1"], ["TW3"]),
        ("WO2", ["W2", "W3", "O2"], ["TW3"]),
        ("SO1", ["S1", "S2", "O2", "O3"], []),
        ("SO1", ["S1", "S2", "S5", "O2", "O3"], ["TW6"]),
    ],
)
def test_one_card_at_a_time(code: str, cites: list[str], wanted: list[str]) -> None:
    assert codes(cards({code: {"cites": cites}})) == wanted


def test_wrong_letters_read_as_drawn() -> None:
    found = next(f for f in cards({"SO1": {"cites": ["S1"]}}) if f.code == "TW2")
    only = 'Only S1 "36-hour sourdough sells out before noon" is cited.'
    assert found.message == f"An SO card rests on an S and an O. {only}"
    assert (found.severity, found.target, found.field) == ("error", "so1", "cites")


def test_a_letter_beside_the_cell_is_a_notice() -> None:
    found = cards({"SO1": {"cites": ["S1", "O5", "W4"]}})
    assert [(f.code, f.severity, f.others) for f in found] == [("TW2", "hint", ("w4",))]


def test_a_missing_plus_reads_as_drawn() -> None:
    found = cards({"WO2": {"cites": ["W2", "W3", "O2"]}})[0]
    one = 'W2 "We speak to our old customers only"'
    assert found.message == f'{one} has no + with O2 "Customers want to order ahead".'
    assert found.mend.startswith('Cite O1 "')
    assert found.mend.endswith(f" as well, or drop {one}.")
    assert found.severity == "warning"


@pytest.mark.parametrize(
    ("cites", "said"),
    [
        (["S1", "O1"], ["S1 has no + with O1"]),
        (["S1", "O1", "O4"], ["S1 has no + with O1 and O4"]),
        (["S1", "S2", "O4"], ["S1 has no + with O4", "S2 has no + with O4"]),
        (["S1", "S2", "O4", "O5"], ["S2 has no + with O4 and O5", "O4 has no + with S1"]),
    ],
)
def test_a_missing_plus_is_said_once_of_a_pair(cites: list[str], said: list[str]) -> None:
    (found,) = cards({"SO1": {"cites": cites}})
    assert re.sub(r' "[^"]*"', "", found.message) == f"{'; '.join(said)}."


def test_an_empty_grid_says_nothing_about_pairs() -> None:
    assert cards({"SO1": {"cites": ["S1", "O1"]}}, links={}) == []


def test_a_parked_factor_carries_no_card() -> None:
    weak = {**factors()["weaknesses"], "W2": {"text": "Old customers", "status": "parked"}}
    found = cards({"WO1": {"cites": ["W2", "O1"]}}, weaknesses=weak)
    assert codes(found) == ["TW1", "TW2"]
    assert found[0].message == 'It rests on nothing inside. W2 "Old customers" is parked.'


def test_a_merged_factor_is_cited_by_its_new_name() -> None:
    strong = {**factors()["strengths"], "S7": {"text": "Gone by lunch", "into": "S1"}}
    assert cards({"SO1": {"cites": ["S7", "O2"]}}, strengths=strong) == []


def test_a_top_factor_nobody_cites() -> None:
    lists = factors()
    lists["threats"]["T2"]["importance"] = lists["threats"]["T1"]["importance"] = 5
    lists["strengths"]["S1"]["importance"] = 4
    lists["weaknesses"]["W5"]["importance"] = 4
    found = [f for f in cards({"SO1": {"cites": ["S1", "O2"]}}, **lists) if f.code == "TW4"]
    assert [(f.target, f.severity) for f in found] == [("t1", "warning"), ("t2", "warning")]
    assert (
        found[0].message
        == '"Supermarket bakery opens on ring road,..'.rstrip() + '" matters most, and no strategy cites it.'
    )


def test_of_what_nobody_cites_the_heaviest_is_named_by_the_points_where_they_were_given() -> None:
    lists, points = factors(), {"O3": "10", "T3": "30", "S2": "20", "W1": "30"}
    for group in lists.values():
        for code in points.keys() & group.keys():
            group[code] |= {"points": points[code], "importance": 5 if code == "O3" else 2}
    items = {**lists, "strategies": {"SO1": {"text": "a", "cites": ["S1", "O2"]}}}
    view = build(collections=COLLECTIONS, items=items)
    findings = tows_rules(view, {**RULES, "weights": ["points", "importance"]}).findings
    found = {f.target: f.message for f in findings if f.code == "TW4"}
    assert set(found) == {"w1", "t3", "s2"}
    for code in ("w1", "t3"):
        assert "matters most, and" in found[code], "what weighs the same is named the same"
    assert "is one of the 3 that matter most" in found["s2"]


def test_empty_cells_are_one_finding() -> None:
    view = build(
        collections=COLLECTIONS,
        items={**factors(), "strategies": {"SO1": {"text": "a", "cites": ["S1", "O2"]}}},
    )
    found = [f for f in tows_rules(view, RULES).findings if f.code == "TW5"]
    assert [f.message for f in found] == ["ST, WO and WT are empty."]
    rows = {c: card for c, card in strategies().items() if c[:2] != "WT"}
    view = build(collections=COLLECTIONS, items={**factors(), "strategies": rows})
    found = [f for f in tows_rules(view, RULES).findings if f.code == "TW5"]
    assert (found[0].message, found[0].mend) == (
        "WT is empty.",
        "WT: what would we stop, shrink, share or leave?",
    )


@pytest.mark.parametrize(
    ("text", "cites", "wanted"),
    [
        ("Start a bread club on Fridays with lockers", ["S1", "O2"], ["TW7"]),
        ("Start a bread club on Fridays with lockers", ["S5", "O2"], []),
        ("Certify bakers", ["S1", "O2"], []),
        ("one two three six seven", ["S1", "O2"], []),
    ],
)
def test_two_cards_that_say_the_same(text: str, cites: list[str], wanted: list[str]) -> None:
    first = {"text": "Start a weekend bread club with pick-up lockers", "cites": ["S1", "O2"]}
    found = cards({"SO1": first, "SO2": {"text": text, "cites": cites}})
    assert codes(found) == wanted
    assert all((f.target, f.others) == ("so2", ("so1",)) for f in found)


def test_sixty_percent_is_the_line() -> None:
    both = {"SO1": {"text": "one two three four five", "cites": ["S1", "O2"]}}
    exactly = cards({**both, "SO2": {"text": "one two three six seven", "cites": ["S1", "O2"]}})
    assert codes(exactly) == ["TW7"]
    less = cards({**both, "SO2": {"text": "one two eight six seven", "cites": ["S1", "O2"]}})
    assert codes(less) == []


@settings(max_examples=50, deadline=None)
@given(
    odd_fields(["text", "cell", "importance", "grade", "status", "cites"], items=6),
    st.dictionaries(
        st.tuples(
            st.sampled_from(["S0", "W1", "O2", "T3", "X9"]), st.sampled_from(["S0", "W1", "O2", "T3", "SO5"])
        ),
        ODD,
        max_size=6,
    ),
)
def test_odd_cards_never_raise(entries: list[dict[str, Any]], pairs: dict[tuple[str, str], Any]) -> None:
    lists: dict[str, dict[str, Any]] = {}
    names = [*LISTS, "strategies", "strategies"]
    for n, entry in enumerate(entries):
        code = f"{('S', 'W', 'O', 'T', 'SO', 'WT')[n]}{n}"
        wanted = entry.pop("cites", None)
        if isinstance(wanted, str):
            entry["cites"] = [wanted, "S0", "O2"]
        lists.setdefault(names[n], {})[code] = entry
    view = build(
        collections=COLLECTIONS,
        relations={"match": MATCH},
        items=lists,
        links={"match": {f"{a}>{b}": {"strength": v} for (a, b), v in pairs.items()}},
    )
    figures: list[Figure] = [pair_sums(view, SUMS), coverage(view, COVER), tows_rules(view, RULES)]
    assert all(figure.why_missing or figure.n is not None for figure in figures)
