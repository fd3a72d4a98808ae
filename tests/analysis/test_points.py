from __future__ import annotations

import pytest
from build import ballots, build, codes, values
from hypothesis import given, settings
from hypothesis import strategies as st

from aligntui.analysis import say
from aligntui.analysis.allocation import allocation, mismatch
from aligntui.analysis.checks import worst_first
from aligntui.analysis.figure import Items
from aligntui.analysis.points import share_points, two_pass
from aligntui.session.model import Run

GOALS = {"G1": "Best-loved", "G2": "Sturdy", "G3": "Bread we stand behind", "G4": "A craft team"}
# AGENDAS.md 3.5: Ines, Tomasz, Priya, Callum, Dot.
SPLITS = {
    "p1": (35, 30, 20, 15),
    "p2": (20, 20, 35, 25),
    "p3": (45, 25, 15, 15),
    "p4": (50, 20, 15, 15),
    "p5": (25, 45, 15, 15),
}
ANSWER = {"type": "points", "total": 100, "cap": 50}


def split(splits=SPLITS, **kw):
    given = {who: dict(zip(GOALS, row, strict=True)) for who, row in splits.items()}
    return ballots("resources/points", given, answer=ANSWER, **kw)


def shared(*held, runs=()):
    return share_points(
        build({"goals": "G"}, {"goals": GOALS}, rounds=held, runs=runs), {"round": "resources/points"}
    )


def test_millrace_points():
    found = shared(split())
    assert values(found.parts["mean"]) == pytest.approx({"g1": 35, "g2": 28, "g3": 20, "g4": 17})
    sds = values(found.parts["sd"])
    assert [round(sds[g], 2) for g in ("g1", "g2", "g3", "g4")] == [12.75, 10.37, 8.66, 4.47]
    assert values(found.parts["range"])["g1"] == "20-50"
    assert found.parts["order"] == Items(["g1", "g2", "g3", "g4"])
    assert found.findings == []


def test_a_split_that_does_not_add_up_is_left_out_and_said():
    found = shared(split({**SPLITS, "p5": (25, 45, 15, 10)}))
    assert found.n == 4
    assert values(found.parts["mean"])["g1"] == pytest.approx(37.5)
    assert [(f.code, f.severity) for f in found.findings] == [("PT1", "error")]
    assert found.findings[0].message == "1 answer does not add up to 100 and does not count."


def test_subjects_left_out_of_a_full_split_got_nothing():
    given = {p: {"G1": 50, "G2": 50} for p in ("p1", "p2", "p3", "p4")}
    held = ballots("resources/points", given, subjects=list(GOALS), answer=ANSWER)
    assert values(shared(held).parts["mean"])["g4"] == 0


def test_the_cap_and_long_lists_are_said():
    over = shared(split({**SPLITS, "p5": (55, 15, 15, 15)}))
    assert [(f.code, f.target) for f in over.findings] == [("PT2", "g1")]
    many = {f"S{i}": f"s{i}" for i in range(1, 21)}
    view = build(
        {"strengths": "S"},
        {"strengths": many},
        rounds=[ballots("a/b", {p: dict.fromkeys(many, 5) for p in "abcd"}, answer=ANSWER)],
    )
    assert codes(share_points(view, {"round": "a/b"}).findings) == ["PT3"]


def test_point_floors():
    three = shared(split(dict(list(SPLITS.items())[:3]), privacy="secret"))
    assert "mean" not in three.parts
    assert values(three.parts["range"])["g1"] == "20-45"
    two = shared(split(dict(list(SPLITS.items())[:2]), privacy="secret"))
    assert set(two.parts) == {"total"}
    assert two.why_missing == "2 answers: points are shown from 3 on."
    named = shared(split(dict(list(SPLITS.items())[:2])))
    assert "mean" in named.parts
    solo = shared(split({"p1": SPLITS["p1"]}, run="solo"), runs=[Run(id="solo", title="x", solo=True)])
    assert values(solo.parts["mean"])["g1"] == 35
    assert shared(split(state="open")).why_missing == "The answers are not revealed yet."


# two passes


def passes(first, second, answer=None, run="solo"):
    answer = answer or {"type": "points", "total": 100}
    held = [ballots("swot/weigh", {"me": first}, n=1, run=run, answer=answer)]
    if second is not None:
        held.append(ballots("swot/weigh", {"me": second}, n=2, run=run, answer=answer))
    view = build(
        {"strengths": "S"},
        {"strengths": {s: s for s in ("S1", "S2", "S3", "S4")}},
        rounds=held,
        runs=[Run(id="solo", title="x", solo=True)],
    )
    return two_pass(view, {"round": "swot/weigh"})


def test_two_passes_are_averaged_and_big_swings_flagged():
    found = passes({"S1": 40, "S2": 30, "S3": 20, "S4": 10}, {"S1": 44, "S2": 20, "S3": 25, "S4": 11})
    assert values(found.parts["mean"]) == {"s1": 42, "s2": 25, "s3": 22.5, "s4": 10.5}
    assert found.parts["swings"] == Items(["s2", "s3"])
    assert [(f.code, f.target) for f in found.findings] == [("TP1", "s2")]
    (swung,) = found.findings
    moved = 'S2 "S2" from 30 to 20 and S3 "S3" from 20 to 25'
    assert swung.message == f"Between the two passes these moved far: {moved}."
    other = say.hint("ZZ9", "Who?")
    assert worst_first(build({}, {}), [swung, other]) == [other, swung], "what is worth more comes first"
    assert found.parts["line"].text == "{s2} and {s3} moved far between the passes."


def test_a_swing_is_asked_about_up_and_down_alike():
    def moved(first, second):
        rest = 80 - first, 80 - second
        found = passes({"S1": first, "S2": rest[0], "S3": 20}, {"S1": second, "S2": rest[1], "S3": 20})
        return [f.message.count(" from ") for f in found.findings]

    for low, high in ((5, 10), (15, 25), (20, 30), (9, 11), (10, 11)):
        assert moved(low, high) == moved(high, low)
    # As many as one has moved are told, each by its words.
    found = passes({"S1": 40, "S2": 30, "S3": 20, "S4": 10}, {"S1": 10, "S2": 20, "S3": 30, "S4": 40})
    assert [f.message.count(" from ") for f in found.findings] == [4]


def test_scales_swing_from_two_points_on():
    scale = {"type": "scale", "from": 1, "to": 5}
    found = passes({"S1": 5, "S2": 4, "S3": 1}, {"S1": 3, "S2": 5, "S4": 2}, scale)
    assert found.parts["swings"] == Items(["s1"])
    assert values(found.parts["mean"]) == {"s1": 4, "s2": 4.5, "s3": 1, "s4": 2}


def test_reasons_are_compared_only_where_both_passes_have_one():
    scale = {"type": "scale", "from": 1, "to": 5, "note": True}
    bare = passes({"S1": 5}, {"S1": 2}, scale)
    half = passes({"S1": {"value": 5, "note": "seen often"}}, {"S1": 2}, scale)
    told = passes({"S1": {"value": 5, "note": "seen"}}, {"S1": {"value": 2, "note": "once only"}}, scale)
    assert ["reasons" in found.findings[0].mend for found in (bare, half, told)] == [False, False, True]


def test_small_point_moves_are_no_swings():
    assert passes({"S1": 98, "S2": 2}, {"S1": 97, "S2": 3}).parts["swings"] == Items([])


def test_one_pass_asks_for_the_second():
    found = passes({"S1": 60, "S2": 40}, None)
    assert codes(found.findings) == ["TP2"]
    assert " of the step so far" in found.findings[0].message or ' of "' in found.findings[0].message
    assert values(found.parts["mean"]) == {"s1": 60, "s2": 40}


# allocation, AGENDAS.md 3.7

LINES = {
    "RS1": ("ordering site and lockers", 11500, "G1"),
    "RS2": ("Canal Quarter welcome", 4000, "G1"),
    "RS3": ("demand plan and scales", 2300, "G2"),
    "RS4": ("wholesale van lease deposit", 6000, "G2"),
    "RS5": ("recipe work", 3000, "G3"),
    "RS6": ("oven certification, own share", 5200, "G4"),
    "RS7": ("town newspaper adverts", 5500, "none"),
    "RS8": ("spare-parts fund", 4500, "run"),
}
SPEND = {
    "code": "RS",
    "fields": {
        "amount": {"type": "number"},
        "serves": {"type": "link", "of": "goals", "or": {"run": "keeps us running", "none": "nothing"}},
    },
}


def spending(lines=LINES, points=True, goals=GOALS, **binding):
    items = {
        c: {"text": t, "serves": s, **({"amount": str(a)} if a is not None else {})}
        for c, (t, a, s) in lines.items()
    }
    view = build(
        {"goals": {"code": "G", "fields": {"points": {"type": "number"}}}, "spend": SPEND},
        {"goals": goals, "spend": items},
        rounds=[split()] if points else [],
    )
    return allocation(view, {"lines": "spend", "goals": "goals", "points": "resources/points", **binding})


def test_millrace_allocation():
    found = spending()
    parts = found.parts
    assert parts["total"].number == 42000
    assert parts["linked_sum"].number == 32000
    assert parts["run_sum"].number == 4500
    assert parts["linked_all"].number == pytest.approx(76.2, abs=0.05)
    assert parts["linked"].number == pytest.approx(85.3, abs=0.05)
    assert values(parts["shares"]) == pytest.approx({"g1": 48.4375, "g2": 25.9375, "g3": 9.375, "g4": 16.25})
    assert parts["mismatch"].number == pytest.approx(13.44, abs=0.005)
    assert parts["fit"].number == pytest.approx(86.56, abs=0.005)
    assert parts["resources"].number == pytest.approx(73.9, abs=0.05)
    assert parts["widest"] == Items(["g1"])
    assert parts["unlinked"] == Items(["rs7"])
    assert parts["move"].text == "1,700 from {g1} to {g3} would close half of the gap."
    assert next((b.label, round(b.number, 1), b.against) for b in parts["bars"].bars) == ("g1", 48.4, 35)
    assert [(f.code, f.target) for f in found.findings] == [("AL1", "rs7"), ("AL4", "g1")]


def test_points_may_stand_in_the_goals():
    goals = {c: {"text": c, "points": p} for c, p in zip(GOALS, (35, 28, 20, 17), strict=True)}
    assert spending(points=False, goals=goals).parts["fit"].number == pytest.approx(86.56, abs=0.005)
    assert "fit" not in spending(points=False).parts


def test_lines_without_amount_and_goals_without_money():
    lines = {
        "RS1": ("a", 100, "G1"),
        "RS2": ("b", None, "G2"),
        "RS3": ("c", -5, "G2"),
        "RS4": ("d", 50, None),
    }
    found = spending(lines)
    assert codes(found.findings).count("AL3") == 2
    assert [f.target for f in found.findings if f.code == "AL2"] == ["g2", "g3", "g4"]
    assert [f.mend for f in found.findings if f.code == "AL1"] == [
        "Which goal does it serve, or does it keep us running?"
    ]
    assert found.parts["linked"].number == pytest.approx(66.67, abs=0.01)


def test_nothing_to_compare_says_so():
    assert spending({}).why_missing == "There are no lines of spending to compare yet."
    assert spending({"RS1": ("a", None, "G1")}).why_missing == "No line has an amount yet."
    only = spending({"RS1": ("a", 10, "run")})
    assert only.parts["linked"].number is None


def test_mismatch_is_symmetric_and_bounded():
    assert mismatch({"a": 100}, {"b": 100}) == 100
    assert mismatch({"a": 30, "b": 70}, {"a": 30, "b": 70}) == 0


NUMBERS = st.one_of(
    st.none(), st.integers(-9, 200), st.text(max_size=3), st.floats(), st.lists(st.integers(), max_size=2)
)


@settings(max_examples=60, deadline=None)
@given(
    splits=st.dictionaries(st.sampled_from("abcdef"), st.lists(NUMBERS, min_size=4, max_size=4)),
    amounts=st.lists(NUMBERS, min_size=1, max_size=4),
    serves=st.lists(st.sampled_from(["g1", "g2", "run", "none", None, 3]), min_size=4, max_size=4),
)
def test_no_number_makes_point_figures_raise(splits, amounts, serves):
    lines = {f"RS{i}": ("x", a, s) for i, (a, s) in enumerate(zip(amounts, serves, strict=False), 1)}
    items = {c: {"text": t, "amount": a, "serves": s} for c, (t, a, s) in lines.items()}
    view = build(
        {"goals": "G", "spend": SPEND},
        {"goals": GOALS, "spend": items},
        rounds=[split(splits), split(splits, n=2)],
    )
    share_points(view, {"round": "resources/points"})
    two_pass(view, {"round": "resources/points"})
    fit = allocation(view, {"lines": "spend", "points": "resources/points"}).parts.get("fit")
    assert fit is None or -1e-6 <= fit.number <= 100 + 1e-6
