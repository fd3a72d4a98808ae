from __future__ import annotations

import pytest
from build import build, codes, values
from hypothesis import given, settings
from hypothesis import strategies as st

from aligntui.analysis.axes import independence
from aligntui.analysis.drivers import driver_rules, focal_rules
from aligntui.analysis.figure import Items, PerLink
from aligntui.analysis.scenarios import scenario_rules
from aligntui.analysis.signposts import signpost_rules
from aligntui.analysis.story import limits, signs
from aligntui.analysis.wind import classify, wind_tunnel

SCALE = {"type": "scale", "from": 1, "to": 5}
LISTS = {
    "people": "P",
    "drivers": {"code": "D", "fields": {"impact": SCALE, "uncertainty": SCALE, "fixed": {"type": "yesno"}}},
    "axes": {
        "code": "AX",
        "fields": {
            "x": {"type": "link", "of": "drivers"},
            "y": {"type": "link", "of": "drivers"},
            **{key: {"type": "text"} for key in ("x_low", "x_high", "y_low", "y_high", "reason")},
            **{key: {"type": "yesno"} for key in ("lean_low", "lean_high", "ends", "own", "chosen")},
        },
    },
    "strategies": "SO",
    "scenarios": {"code": {"letters": "A"}, "fields": {"story": {"type": "long", "words": "80-150"}}},
    "effects": {
        "code": {"under": "scenarios", "mark": "e"},
        "of": "scenarios",
        "fields": {
            "what": {
                "type": "choice",
                "choices": {"chance": "chances", "threat": "threats", "breaks": "breaks", "regret": "regret"},
            }
        },
    },
    "signposts": {
        "code": "SG",
        "fields": {
            "points_to": {"type": "link", "of": "scenarios", "many": True},
            "warns_of": {"type": "link", "of": "drivers", "many": True},
            **{key: {"type": "text"} for key in ("threshold", "then", "source", "every", "status")},
            "owner": {"type": "link", "of": "people"},
        },
    },
}
RELATIONS = {
    "tunnel": {
        "rows": "strategies",
        "cols": "scenarios",
        "fields": {"fit": {"type": "scale", "from": -2, "to": 2}, "reason": {"type": "text"}},
    },
    "has_fixed": {"rows": "scenarios", "cols": "drivers", "fields": {"seen": {"type": "yesno"}}},
}
# AGENDAS.md 3.8: words, impact, uncertainty.
DRIVERS = {
    "D1": ("how townspeople buy bread", 5, 5),
    "D2": ("cost of flour, butter and energy", 5, 4),
    "D3": ("local household incomes", 4, 4),
    "D4": ("weather and harvests", 4, 4),
    "D5": ("supermarket price war", 4, 3),
    "D6": ("skilled bakers", 4, 3),
    "D7": ("footfall and parking", 3, 4),
    "D8": ("interest in local food", 3, 3),
    "D9": ("interest rates", 3, 3),
    "D10": ("labelling rules", 2, 3),
    "D11": ("platform terms", 2, 3),
    "D12": ("Canal Quarter homes", 4, 1),
    "D13": ("energy contract end", 4, 1),
}
WORLDS = {"A": "Market Square", "B": "Standing Order", "C": "Bread by Appointment", "D": "Penny Loaf"}


def drivers(**changes):
    found = {c: {"text": t, "impact": i, "uncertainty": u} for c, (t, i, u) in DRIVERS.items()}
    for code, fields in changes.items():
        found[code] = {**found.get(code, {}), **fields}
    return found


def rated(**changes):
    return driver_rules(build(LISTS, {"drivers": drivers(**changes)}), {"of": "drivers"})


def test_millrace_drivers_fall_into_their_classes():
    found = rated()
    parts = found.parts
    assert parts["fixed"] == Items(["d12", "d13"])
    assert parts["critical"] == Items(["d1", "d2", "d3", "d4"])
    assert parts["uncertain"].number == 11
    assert parts["line"].text == "13 drivers, 11 of them uncertain: enough to choose axes (10 is the aim)."
    assert parts["order"].ids[:2] == ["d1", "d2"]
    assert values(parts["score"])["d1"] == 25
    assert values(parts["suggest"])["d12"] == "yes"
    assert values(parts["suggest"])["d5"] == "no"
    assert found.findings == []


def test_a_person_overrules_the_suggestion():
    parts = rated(D12={"fixed": "no"}, D5={"fixed": "yes"}).parts
    assert parts["fixed"].ids == ["d5", "d13"]
    assert values(parts["suggest"])["d12"] == "yes"
    assert values(parts["class"])["d12"] == "uncertain"


def test_too_few_and_unrated_drivers_are_hints():
    few = {"D1": DRIVERS["D1"], "D2": DRIVERS["D2"]}
    items = {c: {"text": t, "impact": i, "uncertainty": u} for c, (t, i, u) in few.items()}
    items["D3"] = "incomes"
    found = driver_rules(build(LISTS, {"drivers": items}), {"of": "drivers"})
    assert [(f.code, f.severity, f.target) for f in found.findings] == [
        ("SC03", "hint", ""),
        ("SC05", "hint", "d3"),
    ]
    assert found.findings[0].message == "2 uncertain drivers; 10 is the aim before axes are chosen."
    one = driver_rules(build(LISTS, {"drivers": {"D1": items["D1"]}}), {"of": "drivers"})
    assert "SC04" in codes(one.findings)


def test_nothing_rated_yet_says_nothing_about_numbers():
    lists = {"drivers": {"D1": "people will want apps", "D2": "rents"}}
    found = driver_rules(build(LISTS, lists), {"of": "drivers"})
    assert [(f.code, f.target) for f in found.findings] == [("SC06", "d1")]


def test_the_focal_question_is_a_question_with_a_date():
    def said(**values):
        view = build(records={"focal": {"question": "", "horizon": None, **values}})
        return codes(focal_rules(view, {"record": "focal"}).findings)

    assert said() == []
    assert said(question="How should we grow until 2030?") == []
    assert said(question="How should we grow?", horizon="2030-12-31") == []
    assert said(question="How should we grow?") == ["SC02"]
    assert said(question="Growth") == ["SC01", "SC02"]


# axes

GOOD = {"lean_low": "no", "lean_high": "no", "ends": "yes", "own": "no"}
ENDS = {"x_low": "on the spot", "x_high": "planned ahead", "y_low": "steady", "y_high": "jumpy"}


def pairs(reasons=None, **axes):
    view = build(LISTS, {"drivers": drivers(), "axes": axes})
    for item, reason in (reasons or {}).items():
        view.session.items[item].fields["reason"] = reason
    return independence(view, {"of": "axes"})


def test_millrace_pairs():
    found = pairs(
        AX1={"x": "D1", "y": "D2", **GOOD, **ENDS, "chosen": "yes"},
        AX2={"x": "D2", "y": "D3", **GOOD, "lean_low": "yes", "lean_high": "yes"},
        AX3={"x": "D1", "y": "D7", **GOOD, "lean_low": "yes"},
    )
    assert values(found.parts["verdict"]) == {"ax1": "independent", "ax2": "leans", "ax3": "one lean"}
    assert found.parts["passed"] == Items(["ax1"])
    assert found.parts["rejected"] == Items(["ax2"])
    assert found.parts["chosen"] == Items(["ax1"])
    assert found.parts["line"].text == "Three pairs tried; {ax1} stands."
    assert found.findings == []


def test_a_pair_that_leans_both_ways_is_an_error_until_a_reason_is_given():
    leaning = {"x": "D2", "y": "D3", **GOOD, "lean_low": "yes", "lean_high": "yes"}
    found = pairs(AX1=leaning)
    assert [(f.code, f.severity, f.target, f.field) for f in found.findings] == [
        ("SC10", "error", "ax1", "reason"),
        ("SC14", "hint", "", ""),
    ]
    assert found.findings[0].message.startswith("D2 x D3: at both ends")
    overruled = pairs({"ax1": "grain is hedged"}, AX1=leaning)
    assert codes(overruled.findings) == ["SC14"]
    assert values(overruled.parts["verdict"]) == {"ax1": "overruled"}
    chosen = pairs(AX1={**leaning, "chosen": "yes", **ENDS})
    assert codes(chosen.findings) == ["SC10", "SC14"]


@pytest.mark.parametrize(
    ("answers", "code", "severity", "verdict"),
    [
        ({"own": "yes"}, "SC12", "error", "ours"),
        ({"ends": "no"}, "SC13", "warning", "ends"),
        ({"lean_high": "yes"}, "SC11", "warning", "one lean"),
        ({"y": "D1"}, "SC16", "error", "same driver"),
        ({"y": "D7"}, "SC18", "hint", "independent"),
    ],
)
def test_each_question_of_the_test_speaks(answers, code, severity, verdict):
    found = pairs(AX1={"x": "D1", "y": "D2", **GOOD, **answers}, AX2="second", AX3="third")
    assert [(f.code, f.severity) for f in found.findings if f.target == "ax1"] == [(code, severity)]
    assert values(found.parts["verdict"])["ax1"] == verdict
    assert values(found.parts["verdict"])["ax2"] == "open"


def test_a_chosen_pair_with_open_questions_and_nameless_ends():
    found = pairs(AX1={"x": "D1", "y": "D2", "chosen": "yes"}, AX2="b", AX3="c")
    assert [(f.code, f.field) for f in found.findings] == [("SC15", "lean_low"), ("SC17", "x_low")]


def test_parked_pairs_were_tried_too():
    found = pairs(AX1={"x": "D1", "y": "D2", **GOOD}, AX2={"text": "b", "status": "parked"}, AX3="c")
    assert found.parts["tried"].number == 3
    assert found.findings == []


# worlds

SQUARE = (
    "By 2028 the canal path opens and the square is busy again; flour and power stay calm. People "
    "wander, smell and buy; queues are part of the charm. The supermarket loaf is cheap but nobody "
    "meets there. On a Tuesday 310 people come through the door and 40 stay for the long table. New "
    "flats treat us as their front room. Winners: places with space and faces. Trouble: peaks, "
    "parking, tired staff."
)
APPOINTMENT = (
    "A poor harvest in 2028 and an energy jump push a loaf past 5.50. People buy less, choose with "
    "care and order ahead so nothing is wasted. Two cafés close; the hotel halves its order. We bake "
    "four days a week, full ovens only. Members accept smaller ranges and fair shares. Winners: "
    "trusted names, tight plans. Trouble: wages, energy days."
)
BIND = {"of": "scenarios", "seen": "has_fixed", "tick": "seen", "effects": "effects", "what": "what"}


def worlds(stories=None, names=WORLDS, links=(), effects=None, **more):
    items = {
        "drivers": {c: {"text": t, "impact": i, "uncertainty": u} for c, (t, i, u) in DRIVERS.items()},
        "scenarios": {
            c: {"text": name, **({"story": (stories or {})[c]} if c in (stories or {}) else {})}
            for c, name in names.items()
        },
        "effects": effects or {},
    }
    ticks = {f"{pair}": {"seen": "yes"} for pair in links}
    return scenario_rules(
        build(LISTS, items, relations=RELATIONS, links={"has_fixed": ticks}), {**BIND, **more}
    )


def test_a_story_shows_its_signs():
    assert signs(SQUARE) == {
        "year": True,
        "number": True,
        "events": False,
        "Tuesday": True,
        "wins": True,
        "loses": True,
    }
    told = signs(APPOINTMENT)
    assert (told["Tuesday"], told["year"], told["number"], told["wins"]) == (False, True, True, True)
    assert not any(signs("Demand grows moderately").values())
    assert signs("In 2027 one, in 2028 two, by 2030 three")["events"]


def test_limits_are_read_as_written():
    assert limits("80-150") == (80, 150)
    assert limits("60") == (0, 60)
    assert limits("") == (80, 150)


def test_named_worlds_without_stories_say_nothing_yet():
    assert worlds().findings == []


def test_short_stories_and_worlds_not_begun_are_hints():
    ticks = [f"{w}>{d}" for w in "AC" for d in ("D12", "D13")]
    found = worlds({"A": SQUARE, "C": APPOINTMENT}, links=ticks)
    said = [(f.code, f.target) for f in found.findings]
    assert said == [("SC23", "a"), ("SC30", "b"), ("SC23", "c"), ("SC30", "d")]
    assert found.parts["begun"] == Items(["a", "c"])
    assert values(found.parts["words"])["b"] == 0
    assert found.parts["line"].text == "2 of 4 worlds are told; {a} and {c} are short (aim 80-150 words)."
    assert found.parts["has"].cells["c>Tuesday"] == "-"


def test_what_is_certain_must_show_in_each_told_world():
    found = worlds({"C": APPOINTMENT}, links=["C>D13"], words="40-150")
    certain = [f for f in found.findings if f.code == "SC26"]
    assert [(f.severity, f.target, f.others) for f in certain] == [("warning", "c", ("d12",))]
    world = 'C "Bread by Appointment"'
    assert certain[0].message == f'D12 "Canal Quarter homes" is certain, so it happens in {world} as well.'
    assert found.parts["open"] == PerLink({"c>d12": "not seen yet"})
    both = worlds({"C": APPOINTMENT}, words=[40, 150]).findings
    two = 'D12 "Canal Quarter homes" and D13 "energy contract end"'
    assert f"{two} are certain, so they happen in {world} as well." in [f.message for f in both]


@pytest.mark.parametrize(("number", "severity"), [(1, "hint"), (2, "hint"), (3, "hint"), (5, "warning")])
def test_other_than_four_worlds_is_said(number, severity):
    names = dict(list({**WORLDS, "E": "Long Winter"}.items())[:number])
    assert [(f.code, f.severity) for f in worlds(names=names).findings] == [("SC20", severity)]


def test_names_and_odds_and_twins_are_noticed():
    names = {**WORLDS, "A": "Best case", "B": "The world in which everybody orders bread ahead"}
    likely = APPOINTMENT + " This is the most likely one."
    found = worlds({"A": APPOINTMENT, "C": likely}, names=names, words="10-200", seen="")
    assert {(f.code, f.target) for f in found.findings} >= {
        ("SC22", "a"),
        ("SC21", "b"),
        ("SC27", "c"),
        ("SC28", "c"),
    }


def test_a_world_without_year_or_number():
    found = worlds({"A": "Everybody is content."}, seen="")
    assert [f.code for f in found.findings if f.target == "a"] == ["SC23", "SC24", "SC25"]


def test_begun_implications_name_what_is_missing():
    effects = {"A.e1": {"text": "counter", "what": "chance", "of": "A"}}
    found = [f for f in worlds(effects=effects).findings if f.code == "SC29"]
    assert [f.message for f in found] == ['A "Market Square": nothing yet under threats, breaks and regret.']


# wind tunnel

# AGENDAS.md 3.8: values in A B C D, mean, worst, works, class, regret, flag.
TUNNEL = {
    "WO1": ((2, 1, 1, 1), 1.25, 1, 4, "robust", 1, ""),
    "WT1": ((1, 1, 2, 2), 1.50, 1, 4, "robust", 1, ""),
    "WT3": ((1, 1, 2, 2), 1.50, 1, 4, "robust", 1, ""),
    "SO1": ((1, 2, 2, 0), 1.25, 0, 3, "robust, exit", 2, ""),
    "WO2": ((1, 2, 2, 0), 1.25, 0, 3, "robust, exit", 2, ""),
    "ST1": ((2, 1, 1, 0), 1.00, 0, 3, "robust, exit", 2, ""),
    "SO2": ((2, 1, 0, 1), 1.00, 0, 3, "robust, exit", 2, ""),
    "WT2": ((1, 1, 0, 1), 0.75, 0, 3, "robust, exit", 2, ""),
    "ST2": ((0, 0, 2, 2), 1.00, 0, 2, "contingent", 2, "hedge"),
    "WO3": ((2, 1, 0, -1), 0.50, -1, 2, "contingent", 3, "bet"),
    "SO3": ((1, 1, -1, 0), 0.25, -1, 2, "contingent", 3, ""),
    "ST3": ((-1, 2, 1, -1), 0.25, -1, 2, "contingent", 3, "bet"),
}
CHOSEN = ("WO1", "WT1", "SO1", "WO2", "ST1", "WT3")


def tunnel(cells, chosen=(), binding=None, signposts=None, worlds=WORLDS, reasons=True):
    links = {
        f"{row}>{world}": {"fit": v, **({"reason": "said"} if reasons else {})}
        for row, values_ in cells.items()
        for world, v in zip(worlds, values_, strict=False)
        if v is not None
    }
    items = {
        "strategies": {c: {"text": c, "status": "agreed" if c in chosen else "draft"} for c in cells},
        "scenarios": worlds,
        "signposts": signposts or {},
    }
    view = build(LISTS, items, relations=RELATIONS, links={"tunnel": links})
    return wind_tunnel(view, {"of": "tunnel", "value": "fit", **(binding or {})})


def test_the_millrace_wind_tunnel():
    found = tunnel({code: row[0] for code, row in TUNNEL.items()}, CHOSEN)
    parts = found.parts
    for code, (_, mean, worst, works, kind, regret, flag) in TUNNEL.items():
        row = code.lower()
        assert values(parts["mean"])[row] == pytest.approx(mean)
        assert values(parts["min"])[row] == worst
        assert values(parts["works"])[row] == works
        assert values(parts["class"])[row] == kind
        assert values(parts["regret"])[row] == regret
        assert values(parts["flag"])[row] == flag
    assert values(parts["core"]) == pytest.approx({"a": 1.375, "b": 1.25, "c": 1.25, "d": 0.875})
    assert parts["weakest"] == Items(["d"])
    assert parts["hedge"] == Items(["st2"])
    assert parts["bets"] == Items(["wo3", "st3"])
    assert len(parts["core_set"].ids) == 8
    assert parts["open"].number == 0
    assert parts["line"].text == "{d} is the weak spot of the set; {st2} works there."
    assert codes(found.findings) == ["SC42", "SC41", "SC41"]


def test_a_weak_world_of_what_we_chose_is_a_warning():
    found = tunnel({"SO1": (1, 2, 2, 0), "WO2": (1, 2, 2, 0), "ST1": (2, 1, 1, 0)}, ("SO1", "WO2", "ST1"))
    weak = [f for f in found.findings if f.code == "SC40"]
    assert [(f.severity, f.target) for f in weak] == [("warning", "d")]
    assert weak[0].message == "In D Penny Loaf what we chose scores 0.00 on average."
    assert values(found.parts["portfolio"])["d"] == 0
    assert "SC40" not in codes(tunnel({"SO1": (1, 2, 2, 0), "WO2": (1, 1, 1, 1)}).findings)
    only = tunnel({"SO1": (1, 2, 2, 0), "WO2": (1, 1, 1, 1)}, binding={"chosen": "code = SO1"})
    assert "SC40" in codes(only.findings)


def test_empty_cells_are_missing_and_leave_the_class_open():
    found = tunnel({"SO1": (2, None, None, None), "WO2": (1, 1, 1, 1)})
    parts = found.parts
    assert values(parts["mean"])["so1"] == 2
    assert values(parts["class"]) == {"so1": None, "wo2": "robust"}
    assert parts["open"].number == 3
    assert parts["cells"].number == 8
    assert values(parts["core"])["b"] == 1
    assert parts["core_set"] == Items(["wo2"])
    nothing = tunnel({"SO1": (None,) * 4})
    assert values(nothing.parts["mean"]) == {"so1": None}
    assert nothing.parts["line"].text == "4 cells of 4 still empty."
    assert nothing.findings == []


@pytest.mark.parametrize(
    ("works", "worlds", "kind"),
    [(4, 4, "robust"), (3, 4, "robust, exit"), (2, 4, "contingent"), (1, 4, "contingent"), (0, 4, "drop"),
     (2, 3, "robust, exit"), (1, 3, "contingent"), (1, 1, "robust"), (1, 2, "contingent")],
)  # fmt: skip
def test_most_is_more_than_half(works, worlds, kind):
    assert classify(works, worlds) == kind


def test_what_works_nowhere_and_what_never_fails():
    assert "SC43" in codes(tunnel({"SO1": (0, -1, 0, 0), "WO2": (1, 1, 1, 1)}).findings)
    assert "SC44" in codes(tunnel(dict.fromkeys(("SO1", "WO2", "ST1"), (1, 1, 1, 1))).findings)


def test_a_contingent_strategy_wants_a_signpost():
    cells = {"SO3": (1, 1, -1, 0), "WO1": (2, 1, 1, 1)}
    bound = {"signposts": "signposts", "points_to": "points_to"}
    away = tunnel(cells, binding=bound, signposts={"SG1": {"text": "x", "points_to": ["D"]}})
    assert [(f.code, f.target) for f in away.findings if f.code == "SC45"] == [("SC45", "so3")]
    there = tunnel(cells, binding=bound, signposts={"SG1": {"text": "x", "points_to": ["B"]}})
    assert "SC45" not in codes(there.findings)
    assert "SC45" not in codes(tunnel(cells, binding=bound).findings)


def test_strong_scores_want_a_reason():
    found = tunnel({"WO1": (2, 1, 1, 1), "WT1": (1, 1, 2, 2)}, reasons=False)
    assert [f.message for f in found.findings if f.code == "SC46"] == [
        "3 ratings of -2 or +2 have no reason."
    ]


def test_nothing_to_test_says_so():
    assert wind_tunnel(build(LISTS), {"of": "gone"}).why_missing == "There are no strategies to test yet."


# signposts

POSTS = {
    "SG1": {"text": "share of loaves ordered ahead", "points_to": ["B", "C"]},
    "SG2": {"text": "Saturday footfall count", "points_to": ["A"]},
    "SG3": {"text": "energy, flour and butter per loaf", "points_to": ["C", "D"]},
    "SG4": {"text": "average basket at counter", "points_to": ["D"]},
    "SG5": {"text": "café and hotel orders cancelled", "points_to": ["C"]},
    "SG6": {"text": "city subscription vans seen", "points_to": ["B"]},
}
FULL = {"threshold": "> 25%", "owner": "P1", "then": "add lockers", "source": "shop system", "every": "month"}


def posts(items, worlds=WORLDS, status=None):
    view = build(
        LISTS, {"people": {"P1": "Callum"}, "drivers": {"D1": "x"}, "scenarios": worlds, "signposts": items}
    )
    for item, said in (status or {}).items():
        view.session.items[item].fields["status"] = said
    return signpost_rules(view, {"of": "signposts", "scenarios": "scenarios"})


def test_millrace_signposts_tell_the_worlds_apart():
    found = posts({code: {**post, **FULL} for code, post in POSTS.items()})
    parts = found.parts
    assert parts["keys"] == Items(["sg1", "sg3"])
    assert values(parts["separates"])["sg1"] == "tells BC from AD"
    assert parts["line"].text == "{sg1} tells {b}{c} from {a}{d}; {sg3} tells {c}{d} from {a}{b}."
    assert values(parts["covered"]) == {"a": 1, "b": 2, "c": 3, "d": 2}
    assert parts["blind"].values == {}
    assert parts["diagnostic"].ids == [c.lower() for c in POSTS]
    assert [(f.code, f.message) for f in found.findings] == [("SC54", "A Market Square has 1 signpost.")]


def test_a_signpost_needs_value_owner_and_action():
    found = posts({"SG1": {"text": "x", "points_to": ["A"]}}, worlds={})
    assert codes(found.findings) == ["SC50", "SC51", "SC52", "SC57"]
    assert posts({"SG1": FULL}, worlds={}).findings == []


def test_pointing_nowhere_or_everywhere_tells_nothing():
    found = posts(
        {"SG1": FULL, "SG2": {**FULL, "points_to": list(WORLDS)}, "SG3": {**FULL, "warns_of": ["D1"]}}
    )
    assert [(f.code, f.target) for f in found.findings if f.code == "SC53"] == [
        ("SC53", "sg1"),
        ("SC53", "sg2"),
    ]
    assert found.parts["diagnostic"] == Items([])
    assert found.parts["line"].text == "No signpost tells two worlds apart yet."


def test_worlds_that_look_alike_are_named():
    found = posts({"SG1": {**FULL, "points_to": ["B", "C"]}})
    assert found.parts["line"].text == (
        "{sg1} tells {b}{c} from {a}{d}; nothing tells {a} from {d}; nothing tells {b} from {c}."
    )
    assert [f.message for f in found.findings if f.code == "SC55"] == [
        'Nothing tells A "Market Square" from D "Penny Loaf".',
        'Nothing tells B "Standing Order" from C "Bread by Appointment".',
    ]


def test_a_tripped_signpost_is_an_error_with_its_action():
    found = posts({"SG1": FULL, "SG2": FULL}, worlds={}, status={"sg1": "tripped", "sg2": "stirring"})
    assert [(f.code, f.severity, f.message) for f in found.findings] == [
        ("SC56", "error", "SG1 has tripped: add lockers.")
    ]
    assert found.parts["tripped"] == Items(["sg1"])
    assert found.parts["stirring"] == Items(["sg2"])


ANY = st.one_of(st.none(), st.integers(-3, 9), st.text(max_size=6), st.lists(st.text(max_size=2), max_size=2))


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_value_makes_the_scenario_figures_raise(data):
    def fields(*names):
        return {n: data.draw(ANY) for n in names}

    view = build(
        LISTS,
        {
            "drivers": {"D1": {"text": "a"}, "D2": {"text": "b"}},
            "axes": {"AX1": "p", "AX2": "q"},
            "scenarios": {"A": "w", "B": "v"},
            "strategies": {"SO1": "s", "SO2": "t"},
            "signposts": {"SG1": "g"},
        },
        relations=RELATIONS,
        links={
            "tunnel": {"SO1>A": fields("fit"), "SO2>B": fields("fit")},
            "has_fixed": {"A>D1": fields("seen")},
        },
        records={"focal": fields("question", "horizon")},
    )
    for item in view.session.items.values():
        item.fields.update(
            fields(
                "impact",
                "uncertainty",
                "fixed",
                "x",
                "y",
                "lean_low",
                "own",
                "chosen",
                "story",
                "threshold",
                "owner",
                "status",
                "reason",
            )
        )
    focal_rules(view, {"record": "focal"})
    driver_rules(view, {"of": "drivers"})
    independence(view, {"of": "axes"})
    scenario_rules(view, BIND)
    wind_tunnel(view, {"of": "tunnel", "value": "fit", "signposts": "signposts"})
    signpost_rules(view, {"of": "signposts"})
