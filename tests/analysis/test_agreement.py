from __future__ import annotations

import pytest
from build import ballots, build, codes, values

from aligntui.analysis import registry, stats
from aligntui.analysis.agreement import agreement
from aligntui.analysis.figure import Grid, Items, PerItem, Sentence, Value
from aligntui.session.model import Run

# Ratings, mean, SD, IQR, raw r_wg, r*_wg, a_wg, AD, reading: METHODS.md 24.1.
ROWS = [
    ((4, 4, 4, 4, 4), 4.0, 0, 0, 1, 1, 1, 0, "shared"),
    ((4, 4, 4, 4, 5), 4.2, 0.4472, 0, 0.90, 0.95, 0.8750, 0.32, "shared"),
    ((3, 4, 4, 4, 5), 4.0, 0.7071, 0, 0.75, 0.875, 0.7333, 0.40, "shared"),
    ((3, 3, 4, 5, 5), 4.0, 1.0, 2, 0.50, 0.75, 0.4667, 0.80, "open"),
    ((2, 3, 4, 4, 5), 3.6, 1.1402, 1, 0.35, 0.675, 0.4286, 0.88, "open"),
    ((5, 2, 5, 5, 4), 4.2, 1.3038, 1, 0.15, 0.575, -0.0625, 0.96, "open, lone voice"),
    ((1, 2, 3, 4, 5), 3.0, 1.5811, 2, -0.25, 0.375, 0.0, 1.20, "open"),
    ((1, 1, 1, 5, 5), 2.6, 2.1909, 4, -1.40, -0.20, -1.0, 1.92, "split"),
    ((2, 2, 2, 4, 4), 2.8, 1.0954, 2, 0.40, 0.70, 0.5152, 0.96, "split"),
]


@pytest.mark.parametrize(("xs", "mean", "sd", "iqr", "raw", "star", "awg", "ad", "label"), ROWS)
def test_one_item_gives_the_known_numbers(xs, mean, sd, iqr, raw, star, awg, ad, label):
    assert stats.mean(xs) == pytest.approx(mean)
    assert stats.sd(xs) == pytest.approx(sd, abs=5e-5)
    assert stats.iqr(xs) == pytest.approx(iqr)
    assert stats.r_wg_raw(xs, 5) == pytest.approx(raw)
    assert stats.r_wg(xs, 5) == pytest.approx(max(0, raw))
    assert stats.r_star(xs, 1, 5) == pytest.approx(star)
    assert stats.a_wg(xs, 1, 5) == pytest.approx(awg, abs=5e-5)
    assert stats.ad(xs) == pytest.approx(ad)
    assert stats.label(xs, 1, 5) == label


@pytest.mark.parametrize(
    ("points", "expected"),
    [(3, 0.667), (4, 1.25), (5, 2.0), (6, 2.917), (7, 4.0), (9, 6.667), (10, 8.25), (11, 10)],
)
def test_even_random_answers_have_the_published_variance(points, expected):
    assert stats.null_variance(points) == pytest.approx(expected, abs=5e-4)


def test_a_lone_voice_needs_the_others_to_agree():
    assert not stats.lone_voice((4, 2, 5, 5, 3), 1, 5)
    assert stats.label((3, 5, 2, 2, 4), 1, 5) == "open"


def test_one_end_of_the_scale_is_agreement_not_a_division_by_nothing():
    assert stats.a_wg((5, 5, 5), 1, 5) == 1
    assert stats.a_wg((1, 1), 1, 5) == 1


def test_a_bakery_of_long_scales_needs_wider_gaps_to_be_split():
    assert stats.is_split((10, 12, 80, 90), 1, 100)
    assert not stats.is_split((10, 12, 15, 18), 1, 100)


def rows(text: str) -> list[list[float]]:
    return [[float(x) for x in line.split()] for line in text.split("/")]


@pytest.mark.parametrize(
    ("text", "w"),
    [
        ("4 3 2 7 1 6 5 / 4 3 1 5 6 2 7 / 3 4 5 7 1 6 2 / 1 2 5 3 4 6 7 / 7 3 2 5 4 1 6", 0.2371),
        (
            "1 3 4 5 2 8 6 7 10 9 / 2 1 4 5 6 3 8 7 10 9 / 3 2 1 5 7 4 6 8 9 10 / 4 2 3 1 6 7 5 9 8 10",
            0.793939,
        ),
        ("8 6 4 1 3 2 5 7 / 7 5 6 2 3 1 4 8 / 8 6 5 1 2 3 4 7", 0.936508),
        (
            "10.4 10.8 11.1 10.2 10.3 10.2 10.7 10.5 10.8 11.2 10.6 11.4"
            " / 7.4 7.6 7.9 7.2 7.4 7.1 7.4 7.2 7.8 7.7 7.8 8.3"
            " / 17 17 20 14.5 15.5 13 19.5 16 21 20 18 22",
            0.924135,
        ),
        ("2 5 4 5 1 / 3 3 4 5 3 / 3 4 4 6 2 / 2 4 3 6 2", 0.856164),
        ("1 2 3 / 1 2 3 / 1 2 3", 1),
        ("1 2 3 4 / 4 3 2 1", 0),
    ],
)
def test_kendall_gives_the_published_values(text, w):
    assert stats.kendall(rows(text)).w == pytest.approx(w, abs=5e-5)


def test_kendall_shows_its_parts():
    wines = stats.kendall(
        rows("4 3 2 7 1 6 5 / 4 3 1 5 6 2 7 / 3 4 5 7 1 6 2 / 1 2 5 3 4 6 7 / 7 3 2 5 4 1 6")
    )
    assert wines.sums == [19, 15, 15, 27, 16, 21, 27]
    assert wines.s == 166
    assert wines.chi2 == pytest.approx(7.1143, abs=5e-5)
    assert wines.p == pytest.approx(0.3104, abs=5e-5)
    projects = "1 3 4 5 2 8 6 7 10 9 / 2 1 4 5 6 3 8 7 10 9 / 3 2 1 5 7 4 6 8 9 10 / 4 2 3 1 6 7 5 9 8 10"
    assert stats.kendall(rows(projects)).s == 1048
    birds = stats.kendall(
        rows(
            "10.4 10.8 11.1 10.2 10.3 10.2 10.7 10.5 10.8 11.2 10.6 11.4"
            " / 7.4 7.6 7.9 7.2 7.4 7.1 7.4 7.2 7.8 7.7 7.8 8.3"
            " / 17 17 20 14.5 15.5 13 19.5 16 21 20 18 22"
        )
    )
    assert (birds.s, birds.t) == (1175.5, 60)
    assert birds.chi2 == pytest.approx(30.4965, abs=5e-5)
    assert birds.untied == pytest.approx(0.913364, abs=5e-7)
    assert birds.sums == [14.5, 21, 30.5, 6, 11, 3.5, 20, 11.5, 29, 28.5, 22.5, 36]
    spss = stats.kendall(rows("2 5 4 5 1 / 3 3 4 5 3 / 3 4 4 6 2 / 2 4 3 6 2"))
    assert (spss.s, spss.t) == (125, 42)
    assert spss.untied == pytest.approx(0.78125)


@pytest.mark.parametrize(
    ("df", "x", "p"),
    # Upper points of the chi-square as they stand in tables (Abramowitz & Stegun 1964, table 26.8).
    [(1, 3.84146, 0.05), (2, 5.99146, 0.05), (3, 11.3449, 0.01), (10, 18.3070, 0.05), (30, 59.7031, 0.001),
     (100, 124.342, 0.05), (4, 0, 1)],
)  # fmt: skip
def test_the_tail_of_the_chi_square_is_that_of_the_tables(df, x, p):
    assert stats.chi2_tail(x, df) == pytest.approx(p, rel=5e-5)


def test_the_test_value_speaks_from_eight_subjects_on():
    """Twelve birds, three measures (Zar 1999, example 20.5): W 0.9133 as it is, 0.9241 corrected for ties."""
    birds = (
        "10.4 10.8 11.1 10.2 10.3 10.2 10.7 10.5 10.8 11.2 10.6 11.4"
        " / 7.4 7.6 7.9 7.2 7.4 7.1 7.4 7.2 7.8 7.7 7.8 8.3"
        " / 17 17 20 14.5 15.5 13 19.5 16 21 20 18 22"
    )
    subjects = [f"S{i}" for i in range(1, 13)]
    answers = {f"p{i}": dict(zip(subjects, row, strict=True)) for i, row in enumerate(rows(birds), 1)}

    def found(people):
        given = {who: answers[who] for who in list(answers)[:people]}
        held = ballots("test/rank", given, answer={"type": "rank"}, privacy="named")
        view = build({"strengths": "S"}, {"strengths": {s: s for s in subjects}}, rounds=[held])
        return agreement(view, {"round": "test/rank"}).parts

    three = found(3)
    assert three["kendall"].number == pytest.approx(0.924135, abs=5e-7)
    assert three["kendall_untied"].number == pytest.approx(0.913364, abs=5e-7)
    assert three["differences"].number == 1175.5
    assert three["chi2_p"].number == pytest.approx(stats.chi2_tail(30.4965, 11), rel=1e-4)
    assert not {"kendall_untied", "differences", "chi2_p"} & found(2).keys(), "no index under three"


def test_all_tied_is_undefined_not_zero():
    assert stats.kendall([[3, 3, 3], [2, 2, 2]]).w is None


def test_mean_spearman_is_that_of_all_pairs():
    found = stats.kendall(rows("1 2 3 4 / 2 1 4 3 / 1 3 2 4"))
    ranked = [stats.ranks(r) for r in rows("1 2 3 4 / 2 1 4 3 / 1 3 2 4")]
    pairs = [stats.correlation(ranked[i], ranked[j]) for i in range(3) for j in range(i)]
    assert found.spearman == pytest.approx(sum(p for p in pairs if p is not None) / 3)


# The strategy board of nine managers and seven priorities (Tarakci et al. 2014).
BOARD = (
    "1 4 7 6 5 3 2 / 2 1 6 7 3 5 4 / 3 4 7 5 6 2 1 / 2 3 7 6 5 4 1 / 5 6 7 1 3 4 2 / 6 5 4 2 7 3 1"
    " / 4 5 7 3 6 1 2 / 7 2 3 1 6 4 5 / 5 7 6 2 3 4 1"
)


def test_a_board_with_two_factions_shows_them():
    people = {f"P{i}": {"text": f"Manager {i}", "team": "first" if i < 5 else "second"} for i in range(1, 10)}
    subjects = [f"S{i}" for i in range(1, 8)]
    answers = {
        f"p{i}": dict(zip(subjects, (int(x) for x in row), strict=True))
        for i, row in enumerate(rows(BOARD), 1)
    }
    view = build(
        {"people": {"code": "P", "fields": {"team": {"type": "text"}}}, "strengths": "S"},
        {"people": people, "strengths": {s: s for s in subjects}},
        rounds=[ballots("test/rank", answers, answer={"type": "rank"})],
    )
    found = agreement(view, {"round": "test/rank", "group": "team"}).parts
    assert found["kendall"].number == pytest.approx(0.319224, abs=5e-7)
    assert values(found["factions"]) == {
        "first": pytest.approx(0.763393, abs=5e-7),
        "second": pytest.approx(0.522857, abs=5e-7),
    }
    assert values(found["rank_sums"]) == dict(
        zip([s.lower() for s in subjects], [35, 37, 54, 33, 44, 30, 19], strict=True)
    )
    assert found["order"].ids[0] == "s7"
    assert all(v is None for v in values(found["rwg"]).values())
    assert found["kendall_untied"].number == pytest.approx(0.319224, abs=5e-7)
    assert found["differences"].number == 724
    assert (found["chi2"].number, found["chi2_p"].number) == (None, None), "seven subjects are too few"
    assert found["between"].number < 0.2


# Millrace, AGENDAS.md 3.4: Ines, Tomasz, Priya, Callum, Dot.
STRATEGIES = ["SO1", "SO3", "WO1", "WO2", "ST1", "WT1", "WT3"]
FIRST = ["52554", "35224", "55444", "42553", "44443", "45335", "43325"]
SECOND = ["53554", "34223", "55544", "43554", "44444", "45445", "43334"]
PEOPLE = ["p1", "p2", "p3", "p4", "p5"]


def ratings(rows: list[str]) -> dict[str, dict[str, int]]:
    return {
        who: {code: int(row[i]) for code, row in zip(STRATEGIES, rows, strict=True)}
        for i, who in enumerate(PEOPLE)
    }


def millrace(*rounds, **more):
    people = {
        "P1": {"text": "Ines Calder", "role": "owner"},
        "P2": {"text": "Tomasz Wren", "role": "lead"},
        "P3": {"text": "Priya Lund", "role": "lead"},
        "P4": {"text": "Callum Ives", "role": "staff"},
        "P5": {"text": "Dot Okafor", "role": "staff"},
    }
    return build(
        {"people": {"code": "P", "fields": {"role": {"type": "text"}}}, "strategies": "SO"},
        {"people": people, "strategies": {c: f"Strategy {c}" for c in STRATEGIES}},
        rounds=rounds,
        **more,
    )


def two_rounds(**kw):
    return millrace(
        ballots("choose/rate", ratings(FIRST), n=1, **kw), ballots("choose/rate", ratings(SECOND), n=2, **kw)
    )


def test_millrace_first_round():
    found = agreement(millrace(ballots("choose/rate", ratings(FIRST))), {"round": "choose/rate"})
    parts = found.parts
    expected = {
        "so1": (4.2, 1.304, 0.15, "open, lone voice"),
        "so3": (3.2, 1.304, 0.15, "open"),
        "wo1": (4.4, 0.548, 0.85, "shared"),
        "wo2": (3.8, 1.304, 0.15, "open"),
        "st1": (3.8, 0.447, 0.90, "shared"),
        "wt1": (4.0, 1.000, 0.50, "open"),
        "wt3": (3.4, 1.140, 0.35, "open"),
    }
    for subject, (mean, sd, rwg, label) in expected.items():
        assert values(parts["mean"])[subject] == pytest.approx(mean)
        assert values(parts["sd"])[subject] == pytest.approx(sd, abs=5e-4)
        assert values(parts["rwg"])[subject] == pytest.approx(rwg)
        assert values(parts["label"])[subject] == label
    assert parts["mean_rwg"].number == pytest.approx(0.436, abs=5e-4)
    assert parts["kendall"].number == pytest.approx(0.179, abs=5e-4)
    assert parts["talk"] == Items(["so1", "wo2", "so3", "wt3", "wt1", "wo1", "st1"])
    assert parts["lone"] == Items(["so1"])
    assert [(f.code, f.target) for f in found.findings] == [("AG2", "so1")]
    assert found.n == 5


def test_millrace_between_rounds_without_names():
    found = agreement(two_rounds(), {"round": "choose/rate"})
    parts = found.parts
    assert parts["mean_rwg_before"].number == pytest.approx(0.436, abs=5e-4)
    assert parts["mean_rwg"].number == pytest.approx(0.779, abs=5e-4)
    assert parts["kendall_before"].number == pytest.approx(0.179, abs=5e-4)
    assert parts["kendall"].number == pytest.approx(0.469, abs=5e-4)
    assert values(parts["moved"])["so1"] == 1
    assert values(parts["moved"])["so3"] == 2
    assert values(parts["d_mean"])["so1"] == pytest.approx(0.2)
    assert isinstance(parts["change"], Sentence)
    assert parts["change"].text.startswith("Mean agreement went from 0.44 to 0.78; 11 of 35 answers moved.")
    shown = str([(k, p) for k, p in parts.items()])
    assert not any(who in shown for who in PEOPLE)


def test_a_bare_step_id_is_found_too():
    assert agreement(two_rounds(), {"round": "rate"}).n == 5


def test_marks_join_secret_rounds():
    found = agreement(two_rounds(privacy="secret"), {"round": "choose/rate"})
    assert found.parts["moved_all"] == Value(11.0, 0)


def test_an_open_round_is_never_read():
    found = agreement(
        millrace(ballots("choose/rate", ratings(FIRST), state="open")), {"round": "choose/rate"}
    )
    assert found.parts == {}
    assert found.why_missing == "The answers are not revealed yet."
    assert agreement(millrace(), {"round": "choose/rate"}).why_missing == "Nobody has answered yet."


def few(count: int):
    given = dict(list(ratings(FIRST).items())[:count])
    return agreement(millrace(ballots("choose/rate", given, privacy="secret")), {"round": "choose/rate"})


def test_two_answers_show_nothing_but_their_number():
    found = few(2)
    assert set(found.parts) == {"n"}
    assert found.why_missing == "2 answers: agreement is shown from 3 on."


def test_three_answers_show_middle_and_range_only():
    parts = few(3).parts
    assert values(parts["median"])["so1"] == 5
    assert values(parts["range"])["so1"] == 3
    for name in ("mean", "sd", "iqr", "rwg", "rstar", "awg", "ad", "label"):
        assert set(values(parts[name]).values()) == {None}
    assert parts["spread"] == Grid([], ["1", "2", "3", "4", "5"], {}, "dots")
    assert parts["kendall"].number is None
    assert parts["mean_rwg"].number is None
    assert codes(few(3).findings) == ["AG6"]


def test_a_step_may_ask_for_a_higher_floor():
    step = {"kind": "ask", "id": "rate", "title": "Rate", "privacy": {"names": "secret", "floor": 6}}
    view = millrace(
        ballots("choose/rate", ratings(FIRST), privacy="secret"),
        methods=[{"method": "choose", "title": "Choose", "level": "fundamentals", "steps": [step]}],
    )
    found = agreement(view, {"round": "choose/rate"})
    assert (set(found.parts), found.why_missing) == ({"n"}, "5 answers: agreement is shown from 6 on.")


def test_named_answers_show_all_from_two_on_but_no_index_under_three():
    two = dict(list(ratings(FIRST).items())[:2])
    parts = agreement(millrace(ballots("choose/rate", two)), {"round": "choose/rate"}).parts
    assert None not in values(parts["mean"]).values()
    assert parts["spread"].rows
    for name in ("rwg", "rstar", "awg", "label"):
        assert set(values(parts[name]).values()) == {None}
    assert (parts["kendall"].number, parts["mean_rwg"].number) == (None, None)


def test_skipped_answers_are_missing_not_zero():
    given = ratings(FIRST)
    del given["p2"]["SO1"]
    parts = agreement(millrace(ballots("choose/rate", given)), {"round": "choose/rate"}).parts
    assert values(parts["n"])["so1"] == 4
    assert values(parts["mean"])["so1"] == pytest.approx(4.75)
    assert values(parts["label"])["so1"] == "shared"
    assert values(parts["n"])["wo1"] == 5


def test_spread_and_reasons_carry_no_names():
    given = {who: dict(row) for who, row in ratings(FIRST).items()}
    given["p2"]["SO1"] = {"value": 2, "note": "Friday bakes hang on two people"}
    parts = agreement(
        millrace(ballots("choose/rate", given, privacy="secret")), {"round": "choose/rate"}
    ).parts
    assert parts["spread"].cells["so1>5"] == "3"
    assert parts["notes"].cells == {"so1>2": "Friday bakes hang on two people"}
    assert parts["table"].cells["so1>r_wg"] == "0.15"
    assert parts["table"].cells["so1>reading"] == "open, lone voice"


def test_quiet_first_rounds_ask_for_a_pre_mortem():
    quiet = {who: dict.fromkeys(STRATEGIES, 4) for who in PEOPLE}
    assert codes(agreement(millrace(ballots("x/r", quiet)), {"round": "x/r"}).findings) == ["AG1"]
    later = millrace(ballots("x/r", quiet, n=2))
    assert codes(agreement(later, {"round": "x/r"}).findings) == []


def test_two_camps_are_a_warning():
    split = {who: {"SO1": v, "SO3": 3} for who, v in zip(PEOPLE, [1, 1, 1, 5, 5], strict=True)}
    found = agreement(millrace(ballots("x/r", split)), {"round": "x/r"})
    assert [(f.code, f.severity, f.target) for f in found.findings] == [("AG3", "warning", "so1")]
    assert found.parts["talk"] == Items(["so1", "so3"])


def test_following_the_owner_is_named_as_a_question():
    first = {
        who: {"SO1": v, "SO3": w} for who, v, w in zip(PEOPLE, [5, 2, 3, 1, 4], [1, 4, 5, 3, 5], strict=True)
    }
    second = {
        who: {"SO1": v, "SO3": w} for who, v, w in zip(PEOPLE, [5, 4, 5, 4, 5], [1, 2, 2, 1, 1], strict=True)
    }
    view = millrace(ballots("x/r", first), ballots("x/r", second, n=2))
    found = agreement(view, {"round": "x/r"})
    assert "AG4" in codes(found.findings)
    assert "AG4" not in codes(agreement(two_rounds(), {"round": "choose/rate"}).findings)


def test_one_person_sees_passes_and_no_index():
    first = {"p1": {"SO1": 5, "SO3": 3, "WO1": 4}}
    second = {"p1": {"SO1": 3, "SO3": 4, "WO1": 4}}
    view = millrace(
        ballots("x/r", first, privacy="secret", run="solo"),
        ballots("x/r", second, privacy="secret", run="solo", n=2),
        runs=[Run(id="solo", title="Alone", solo=True)],
    )
    found = agreement(view, {"round": "x/r"})
    assert set(found.parts) == {"mean", "order", "swing", "swings"}
    assert values(found.parts["mean"]) == {"so1": 4, "so3": 3.5, "wo1": 4}
    assert values(found.parts["swing"]) == {"so1": -2, "so3": 1, "wo1": 0}
    assert found.parts["swings"] == Items(["so1"])
    assert [(f.code, f.target) for f in found.findings] == [("AG5", "so1")]


def test_parts_are_those_declared():
    declared = set(registry._functions["agreement"].parts)
    made = set(agreement(two_rounds(), {"round": "choose/rate", "group": "role"}).parts)
    assert made <= declared
    assert isinstance(agreement(two_rounds(), {"round": "choose/rate"}).parts["rwg"], PerItem)


def test_a_plot_has_two_scales_for_each_item():
    given = {
        who: {"so1#impact": v, "so1#effort": 3, "so3#impact": 4, "so3#effort": w}
        for who, v, w in zip(PEOPLE, [1, 1, 1, 5, 5], [3, 3, 3, 3, 4], strict=True)
    }
    view = millrace(ballots("choose/map", given))
    both = agreement(view, {"round": "choose/map"})
    assert both.parts["talk"] == Items(["so1", "so3"])
    assert values(both.parts["label"])["so1#impact"] == "split"
    assert [(f.target, f.message) for f in both.findings] == [("so1", "SO1 impact parts us into two camps.")]
    effort = agreement(view, {"round": "choose/map", "scale": "effort"})
    assert values(effort.parts["mean"]) == pytest.approx({"so1": 3, "so3": 3.2})
    assert effort.findings == []
