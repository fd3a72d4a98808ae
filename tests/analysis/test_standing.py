"""Two measures held against each other, a profile of many, and alternatives weighed by factors."""

from __future__ import annotations

from typing import Any

import pytest
from build import build, codes, values

from aligntui.analysis import registry
from aligntui.analysis.figure import Figure, Items, Places, Sentence, Value
from aligntui.analysis.view import View
from aligntui.methods.types import Method

LISTS = {"signs": {"code": "SG", "fields": {"value": {"type": "number"}, "of_us": {"type": "number"}}}}


def means(**rows: list[float]) -> View:
    """A method with a mean for each name."""
    items = {
        f"SG{n}": {"text": name, "value": str(value), "of_us": str(list(rows).index(name))}
        for n, (name, value) in enumerate(((k, v) for k, vs in rows.items() for v in vs), 1)
    }
    figures: dict[str, dict[str, Any]] = {
        name: {"use": "total", "of": "signs", "value": "value", "where": f"text = {name}"} for name in rows
    }
    method = Method(method="own", title="Own", level="advanced", figures=figures, steps=[])
    return build(LISTS, {"signs": items}, methods=[method])


FIT = {
    "use": "balance", "x": "around.mean", "y": "loose.mean", "low": 1, "high": 7,
    "names": {"x": "surroundings", "y": "flexibility"},
    "says": {"below": "slightly too rigid", "above": "too loose", "even": "as it should be"},
}  # fmt: skip


@pytest.mark.parametrize(
    ("around", "loose", "fit", "said"),
    [
        ([5, 4, 4, 5], [3, 4, 3, 5], 87.5, "surroundings 4.5, flexibility 3.8: slightly too rigid."),
        ([4], [7], 50.0, "surroundings 4.0, flexibility 7.0: too loose."),
        ([3], [3], 100.0, "surroundings 3.0, flexibility 3.0: as it should be."),
    ],
    ids=["Millrace", "loose", "even"],
)
def test_fit_is_nearness_and_says_which_way(
    around: list[float], loose: list[float], fit: float, said: str
) -> None:
    figure = registry.compute(means(around=around, loose=loose), FIT, "own")
    assert figure.parts["fit"].number == pytest.approx(fit)
    assert figure.parts["line"] == Sentence(said)


def test_the_balance_point_of_millrace() -> None:
    view = means(align=[75.8], adapt=[72.5])
    bound = {"use": "balance", "x": "align.total", "y": "adapt.total", "cut": 60, "names": {"us": "Millrace"}}
    figure = registry.compute(view, bound, "own")
    assert round(figure.parts["product"].number, 1) == 55.0
    place = figure.parts["place"]
    assert isinstance(place, Places)
    assert (place.values, place.cut) == ({"Millrace": (75.8, 72.5)}, (60, 60))


def test_half_of_a_balance_says_nothing() -> None:
    figure = registry.compute(means(around=[4]), FIT, "own")
    assert (figure.parts, figure.why_missing) == ({}, "One of both is not known yet.")


MILLRACE = {
    "Direction": 75, "Shared understanding": 60, "Agreement": 77.9, "Cascade": 100, "Measurement": 100,
    "Operations": 65, "Resources": 73.9, "Incentives": 55,
}  # fmt: skip
"""The alignment profile after the mid-year review (AGENDAS 3.9)."""


def profile(known: int = 8, **bound: Any) -> Figure:
    names = {label: f"b{n}" for n, label in enumerate(MILLRACE)}
    view = means(**{names[label]: [value] for label, value in list(MILLRACE.items())[:known]})
    bars = {label: f"{name}.total" for label, name in names.items()}
    bands = {"0": "scattered", "40": "partial", "60": "working", "80": "tight", "90.01": "very tight"}
    lifts = {"Incentives": "Say and do lifts it."}
    return registry.compute(
        view, {"use": "profile", "bars": bars, "lifts": lifts, "bands": bands, **bound}, "own"
    )


def test_the_profile_of_millrace() -> None:
    figure = profile()
    overall = figure.parts["overall"]
    assert (round(overall.number, 1), overall.note) == (75.8, "indicative, 8 of 8, working")
    assert (figure.parts["weakest"], figure.parts["lift"]) == (
        Sentence("Incentives"),
        Sentence("Say and do lifts it."),
    )
    assert figure.parts["line"] == Sentence(
        "8 of 8 are known; the lowest is Incentives with 55. Say and do lifts it."
    )
    assert values(figure.parts["band"])["Cascade"] == "very tight"


@pytest.mark.parametrize(("known", "shown"), [(4, False), (5, True)])
def test_one_number_needs_five_bars(known: int, shown: bool) -> None:
    figure = profile(known)
    assert (figure.parts["overall"].number is not None) is shown
    assert figure.parts["n"].note == f"{known} of 8"
    assert [bar.number is None for bar in figure.parts["bars"].bars].count(True) == 8 - known


def test_the_mean_of_several_is_a_bar_once_all_are_known() -> None:
    view = means(coverage=[100], served=[60])
    bars = {"Cascade": ["coverage.total", "served.total"], "Half": ["coverage.total", "gone.total"]}
    figure = registry.compute(view, {"use": "profile", "bars": bars, "least": 1}, "own")
    assert values(figure.parts["values"]) == {"Cascade": 80}
    assert figure.parts["open"] == Sentence("Half")
    assert [bar.note for bar in figure.parts["bars"].bars] == [
        "total 100; total 60",
        "total 100; total not known yet",
    ]


# QSPM: Millrace's three growth paths (AGENDAS 3.4), weights as in 3.2.

WEIGHTS = {
    "S1": 13, "S2": 11, "S3": 8, "S4": 8, "S5": 10, "W1": 12, "W2": 9, "W3": 9, "W4": 7, "W5": 8, "W6": 5,
    "O1": 12, "O2": 12, "O3": 9, "O4": 6, "O5": 8, "T1": 17, "T2": 12, "T3": 9, "T4": 10, "T5": 5,
}  # fmt: skip
SCORES = {
    "S1": "433", "S2": "324", "S3": "242", "S4": "241", "S5": "413", "W1": "312", "W2": "314", "W3": "321",
    "W5": "421", "W6": "431", "O1": "314", "O2": "412", "O3": "141", "O5": "343", "T1": "432", "T2": "321",
    "T4": "312", "T5": "422",
}  # fmt: skip
FIELD = {"fields": {"weight": {"type": "number"}}}
FACTORS = {
    "inside": {"code": "S", **FIELD},
    "outside": {"code": "O", **FIELD},
    "paths": {"code": "PA", "fields": {}},
}
RELATION = {
    "attract": {
        "rows": ["inside", "outside"],
        "cols": "paths",
        "fields": {"score": {"type": "scale", "from": 1, "to": 4}},
    }
}
QSPM = {"use": "qspm", "of": "attract", "value": "score", "weight": "weight"}


def paths(scores: dict[str, str]) -> Figure:
    def side(letters: str) -> dict[str, dict[str, str]]:
        return {c: {"text": c, "weight": str(w)} for c, w in WEIGHTS.items() if c[0] in letters}

    items = {
        "inside": side("SW"),
        "outside": side("OT"),
        "paths": {"PA1": "Bread club", "PA2": "Wholesale", "PA3": "Kiosk"},
    }
    links = {
        f"{code}>PA{n}": {"score": int(score)}
        for code, row in scores.items()
        for n, score in enumerate(row, 1)
        if score != "."
    }
    return registry.compute(build(FACTORS, items, {"attract": links}, relations=RELATION), QSPM)


def test_the_growth_paths_of_millrace() -> None:
    figure = paths(SCORES)
    sums = values(figure.parts["sums"])
    assert {i: round(n, 2) for i, n in sums.items()} == {"pa1": 5.70, "pa2": 3.92, "pa3": 4.00}
    assert figure.parts["order"] == Items(["pa1", "pa3", "pa2"])
    assert figure.parts["dashed"] == Items(["w4", "o4", "t3"])
    weight = figure.parts["weight"]
    assert (round(weight.number, 2), weight.note) == (1.78, "of 2.00")
    # Only the lead of 1.70 is told: no single point turns it.
    assert values(figure.parts["turns"]) == {}
    assert figure.parts["line"] == Sentence("PA1 leads with 5.70, 1.70 above PA3.")
    assert figure.findings == []


def test_a_blank_for_one_only_counts_for_none_and_is_asked() -> None:
    figure = paths({**SCORES, "S1": "4.3"})
    assert figure.parts["partial"] == Items(["s1"])
    assert round(values(figure.parts["sums"])["pa1"], 2) == 5.18
    [finding] = figure.findings
    assert finding.message == 'S1 "S1" is not rated for PA2 "Wholesale", so it counts for none.'
    assert codes(figure.findings) == ["QS1"]


def test_what_one_point_would_turn() -> None:
    figure = paths({"S1": "443", "O1": "111"})
    assert figure.parts["lead"] == Value(0.0)
    assert values(figure.parts["turns"]) == {"s1>pa1": "4 to 3", "o1>pa2": "1 to 2"}
    assert list(values(figure.parts["drives"])) == ["s1", "o1"]


def test_nothing_rated_is_not_compared() -> None:
    assert paths({}).why_missing == "No factor is rated for all alternatives yet."
