"""Counting by kind, sums and shares, one amount by another, the flow of work and what pays."""

from __future__ import annotations

from typing import Any

import pytest
from build import build, values
from hypothesis import given, settings
from odd import odd_fields

from aligntui.analysis import registry
from aligntui.analysis.figure import Bar, Figure, Groups, Items, Sentence, Value, answer_text
from aligntui.analysis.view import View
from aligntui.methods.types import Method

PARTS = {"IL": "goods in", "OP": "making", "SV": "service"}
LISTS = {
    "activities": {
        "code": "AC",
        "fields": {
            "part": {"type": "choice", "choices": PARTS},
            "cost": {"type": "number"},
            "value": {"type": "number"},
            "goal": {"type": "link", "of": "goals", "or": {"run": "keeps us running"}},
            "goals": {"type": "link", "of": "goals", "many": True},
            "seen": {"type": "yesno", "partly": True},
            "hard": {"type": "scale", "from": 1, "to": 3},
        },
    },
    "goals": {"code": "G", "fields": {}},
    "tasks": {
        "code": {"under": "activities", "mark": "t"},
        "of": "activities",
        "fields": {"cost": {"type": "number"}},
    },
}
ITEMS = {
    "goals": {"G1": "Loved", "G2": "Sturdy"},
    "activities": {
        "AC1": {
            "text": "Flour",
            "part": "IL",
            "cost": "156",
            "goal": "G2",
            "goals": ["G1", "G2"],
            "seen": "yes",
            "hard": 1,
        },
        "AC2": {
            "text": "Baking",
            "part": "OP",
            "cost": "128.5",
            "goal": "run",
            "goals": ["G1"],
            "seen": "partly",
            "hard": 3,
        },
        "AC3": {"text": "Packing", "part": "OP", "cost": "unknown", "goal": "G2"},
        "AC4": {"text": "Parked", "part": "SV", "cost": "9", "status": "parked"},
    },
    "tasks": {
        "T1": {"text": "Mix", "of": "AC2", "cost": "3"},
        "T2": {"text": "Fold", "of": "AC2", "cost": "4"},
        "T3": {"text": "Load", "of": "AC1", "cost": "5"},
    },
}


def found(use: str, view: View | None = None, **bound: Any) -> Figure:
    return registry.compute(view or build(LISTS, ITEMS), {"use": use, "of": "activities", **bound}, "own")


@pytest.mark.parametrize(
    ("by", "groups", "waiting"),
    [
        ("part", {"goods in": ["ac1"], "making": ["ac2", "ac3"], "service": []}, []),
        ("goal", {"g2": ["ac1", "ac3"], "keeps us running": ["ac2"]}, []),
        ("goals", {"g1": ["ac1", "ac2"], "g2": ["ac1"]}, ["ac3"]),
        ("seen", {"yes": ["ac1"], "partly": ["ac2"], "no": []}, ["ac3"]),
        ("hard", {"1": ["ac1"], "2": [], "3": ["ac2"]}, ["ac3"]),
    ],
)
def test_a_tally_groups_by_whatever_a_field_is(
    by: str, groups: dict[str, list[str]], waiting: list[str]
) -> None:
    figure = found("tally", by=by)
    assert figure.parts["groups"] == Groups(groups)
    assert figure.parts["open"] == Items(waiting)
    assert [(bar.label, bar.number) for bar in figure.parts["counts"].bars] == [
        (k, len(v)) for k, v in groups.items()
    ]


def test_a_tally_says_what_has_none_and_what_share_each_is() -> None:
    figure = found("tally", by="part")
    assert figure.parts["empty"] == Value(1.0, 0)
    assert values(figure.parts["shares"]) == pytest.approx(
        {"goods in": 100 / 3, "making": 200 / 3, "service": 0}
    )
    assert figure.parts["line"] == Sentence("goods in 1, making 2")
    assert found("tally", view=build(LISTS, {}), by="part").why_missing


def test_a_tally_by_parent() -> None:
    figure = registry.compute(build(LISTS, ITEMS), {"use": "tally", "of": "tasks", "by": "of"})
    assert figure.parts["groups"] == Groups({"ac1": ["t3"], "ac2": ["t1", "t2"], "ac3": []})


@pytest.mark.parametrize("by", ["of", "parent", "parent.text", "tasks.of"])
@pytest.mark.parametrize("use", ["tally", "coverage"])
def test_a_rule_fires_on_what_has_too_few_children(use: str, by: str) -> None:
    of = "tasks" if use == "tally" else "activities"
    by = by if use == "tally" else "tasks.parent"
    few = {"use": "rule", "of": "activities", "where": "steps.counts < 2", "say": "{text}.", "code": "X1"}
    figures = {"steps": {"use": use, "of": of, "by": by}, "few": few}
    method = Method(method="own", title="Own", level="advanced", figures=figures, steps=[])
    view = build(LISTS, ITEMS, methods=[method])
    assert registry.compute(view, few, "own").parts["items"] == Items(["ac1", "ac3"])


def test_what_a_figure_says_of_each_is_added_up_for_what_they_hang_on() -> None:
    figures = {
        "dear": {"use": "ratio", "of": "tasks", "above": "cost", "below": 3},
        "all": {"use": "total", "of": "tasks", "value": "dear.each", "by": "parent", "weight": "dear.each"},
    }
    method = Method(method="own", title="Own", level="advanced", figures=figures, steps=[])
    figure = registry.compute(build(LISTS, ITEMS, methods=[method]), figures["all"], "own")
    assert values(figure.parts["means"]) == pytest.approx({"ac1": 5 / 3, "ac2": 7 / 6})
    assert figure.parts["mean"].number == pytest.approx((9 + 16 + 25) / 3 / 12)


def test_nothing_has_the_most_while_nothing_is_told_apart() -> None:
    def line(*costs: str, part: str | None = None) -> str:
        items = {f"AC{n}": {"text": "a", "cost": cost, "part": part} for n, cost in enumerate(costs, 1)}
        view = build(LISTS, {"activities": items})
        figure = found("total", view=view, value="cost", **({} if part is None else {"by": "part"}))
        return figure.parts["line"].text

    assert line("2", "3", part="") == "5 in all."
    assert line("3", "3") == "6 in all."
    assert line("2", "3") == "5 in all; AC2 has the most, 3."


def test_a_total_adds_what_is_a_number() -> None:
    figure = found("total", value="cost", by="part", unit="thousand")
    assert figure.parts["total"] == Value(284.5, 1, unit="thousand", note="1 of 3 has no number")
    assert figure.parts["mean"] == Value(142.25, 1, unit="thousand", note="1 of 3 has no number")
    assert values(figure.parts["sums"]) == {"goods in": 156, "making": 128.5, "service": 0}
    assert values(figure.parts["shares"]) == pytest.approx({"ac1": 54.833, "ac2": 45.167}, abs=1e-3)
    assert figure.parts["bars"].bars == [
        Bar("goods in", 156.0),
        Bar("making", 128.5, note="1 of 2 has no number"), Bar("service", 0.0),
    ]  # fmt: skip
    assert figure.parts["order"] == Items(["ac1", "ac2"])
    assert figure.parts["open"] == Items(["ac3"])
    assert figure.parts["line"] == Sentence("284.5 in all; goods in has the most, 156. 1 of 3 has no number.")


def test_a_total_by_parent_and_by_link() -> None:
    view = build(LISTS, ITEMS)
    by_parent = registry.compute(view, {"use": "total", "of": "tasks", "value": "cost", "by": "of"})
    assert values(by_parent.parts["sums"]) == {"ac2": 7, "ac1": 5}
    assert values(by_parent.parts["means"]) == {"ac2": 3.5, "ac1": 5}
    assert values(found("total", view, value="cost", by="goal").parts["sums"]) == {
        "g2": 156,
        "keeps us running": 128.5,
    }


FORCES = {
    "forces": {
        "code": "FF",
        "fields": {"weight": {"type": "number"}, "strength": {"type": "scale", "from": 1, "to": 5}},
    }
}


def test_a_weighted_mean_needs_no_weights_that_sum_to_one() -> None:
    rows = {"FF1": (50, 4), "FF2": (30, 5), "FF3": (20, 1), "FF4": (0, 5)}
    items = {code: {"text": code, "weight": str(w), "strength": s} for code, (w, s) in rows.items()}
    figure = registry.compute(
        build(FORCES, {"forces": items}),
        {
            "use": "total",
            "of": "forces",
            "value": "strength",
            "weight": "weight",
            "bands": {"0": "kind", "3": "harsh"},
        },
    )
    assert figure.parts["mean"] == Value(3.7, 2, note="harsh")
    assert values(figure.parts["adds"]) == pytest.approx({"ff1": 2.0, "ff2": 1.5, "ff3": 0.2})


def test_a_total_of_one_field_times_another_is_open_where_one_of_both_misses() -> None:
    rows = {"FF1": ("50", 4), "FF2": ("30", 5), "FF3": ("20", None), "FF4": ("", 5)}
    items = {code: {"text": code, "weight": w, "strength": s} for code, (w, s) in rows.items()}
    figure = registry.compute(
        build(FORCES, {"forces": items}),
        {"use": "total", "of": "forces", "value": "strength", "times": "weight"},
    )
    assert values(figure.parts["values"]) == {"ff1": 200, "ff2": 150}
    assert figure.parts["total"] == Value(350, 0, note="2 of 4 have no number")
    assert figure.parts["order"] == Items(["ff1", "ff2"])
    assert figure.parts["open"] == Items(["ff3", "ff4"])
    assert figure.parts["line"] == Sentence("350 in all; FF1 has the most, 200. 2 of 4 have no number.")


@pytest.mark.parametrize(("times", "shown"), [(1, "0.75"), (10, "7.5"), (100, "75")])
def test_a_ratio_is_shown_in_hundredths_of_what_is_divided(times: int, shown: str) -> None:
    figure = registry.compute(build(), {"use": "ratio", "above": 3, "below": 4, "times": times})
    assert answer_text(figure.parts["ratio"].number, figure.parts["ratio"].decimals) == shown


# Millrace: cost in thousands and value points of the nine activities (AGENDAS 3.9).
CHAIN = {
    "inbound": ("156", "20", 0.59), "operations": ("128", "34", 1.22), "outbound": ("15", "4", 1.22),
    "marketing": ("78", "14", 0.82), "service": ("12", "18", 6.87), "infrastructure": ("49", "3", 0.28),
    "HR": ("9", "4", 2.03), "technology": ("6.8", "2", 1.35), "procurement": ("4", "1", 1.14),
}  # fmt: skip


def chain() -> View:
    items = {
        f"AC{n}": {"text": name, "cost": c, "value": v}
        for n, (name, (c, v, _)) in enumerate(CHAIN.items(), 1)
    }
    return build(LISTS, {"activities": items})


def test_the_value_index_is_one_share_against_another() -> None:
    figure = found(
        "ratio",
        chain(),
        above="value",
        below="cost",
        shares="yes",
        bands={"0": "simplify", "0.7": "", "1.5": "protect"},
    )
    names = dict(zip((f"ac{n}" for n in range(1, 10)), CHAIN, strict=True))
    assert {names[i]: round(v, 2) for i, v in values(figure.parts["each"]).items()} == {
        n: index for n, (_, _, index) in CHAIN.items()
    }
    assert {word: [names[i] for i in ids] for word, ids in figure.parts["bands"].groups.items()} == {
        "simplify": ["inbound", "infrastructure"],
        "": ["operations", "outbound", "marketing", "technology", "procurement"],
        "protect": ["service", "HR"],
    }  # fmt: skip
    assert "ratio" not in figure.parts


def test_the_chain_adds_up() -> None:
    assert found("total", chain(), value="cost").parts["total"] == Value(457.8, 1)


def test_a_ratio_of_two_figures() -> None:
    figures = {
        "served": {"use": "total", "of": "activities", "value": "cost", "where": "goal != run"},
        "all": {"use": "total", "of": "activities", "value": "cost"},
        "linked": {"use": "ratio", "above": "served.total", "below": "all.total", "times": 100, "unit": "%"},
    }
    view = build(
        LISTS, ITEMS, methods=[Method(method="own", title="Own", level="advanced", figures=figures, steps=[])]
    )
    part = registry.compute(view, view.book.methods["own"].figures["linked"], "own").parts["ratio"]
    assert (round(part.number, 3), part.unit, part.note) == (54.833, "%", "156 of 284.5")


def test_a_ratio_of_a_figure_with_many_digits() -> None:
    thirds = {"use": "total", "of": "activities", "value": "hard"}
    weights = {"use": "ratio", "above": "third.mean", "below": 3, "times": 100}
    figures = {"third": thirds, "share": weights}
    items = {"activities": {f"AC{n}": {"text": "a", "hard": hard} for n, hard in enumerate((1, 1, 2), 1)}}
    method = Method(method="own", title="Own", level="advanced", figures=figures, steps=[])
    view = build(LISTS, items, methods=[method])
    figure = registry.compute(view, view.book.methods["own"].figures["share"], "own")
    assert figure.parts["ratio"].number == pytest.approx(400 / 9)


@pytest.mark.parametrize("below", [0, "nothing.n"])
def test_a_ratio_with_nothing_below_it_is_not_said(below: Any) -> None:
    figure = registry.compute(build(LISTS, ITEMS), {"use": "ratio", "above": 3, "below": below}, "own")
    assert (figure.parts, figure.why_missing) == ({}, "One of both is not known yet.")


# the flow of work

STEPS = {
    "processes": {"code": "PR", "fields": {}},
    "process_steps": {
        "code": {"under": "processes", "mark": "s"}, "of": "processes",
        "fields": {k: {"type": "number"} for k in ("work", "wait", "right", "hands")},
    },
}  # fmt: skip
FLOW = {"use": "flow", "of": "process_steps", "work": "work", "wait": "wait", "right": "right"}


def work(rows: list[dict[str, Any]], **bound: Any) -> Figure:
    items = {
        "processes": {"PR1": "Taking a phone order"},
        "process_steps": {
            f"P{n}": {"text": f"step {n}", "of": "PR1", **row} for n, row in enumerate(rows, 1)
        },
    }
    return registry.compute(build(STEPS, items), {**FLOW, **bound})


ORDER = [
    {"work": "6", "wait": "0"},
    {"work": "2", "wait": "35"},
    {"work": "9", "wait": "10"},
    {"work": "3", "wait": "0"},
]
"""Millrace's phone order: 20 minutes worked, 45 waited (AGENDAS 3.9)."""


def test_flow_efficiency_of_the_phone_order() -> None:
    figure = work(ORDER)
    assert figure.parts["efficiency"].number / 100 == pytest.approx(0.308, abs=5e-4)
    assert values(figure.parts["each"]) == pytest.approx({"pr1": 100 * 20 / 65})
    assert (figure.parts["slowest"], figure.parts["longest_wait"]) == (Items(["p3"]), Items(["p2"]))
    assert figure.parts["line"] == Sentence("20 worked and 45 waited: 31% of the time is work.")
    assert figure.parts["yield"].number is None


def test_yield_is_the_product_and_capacity_moves_the_bottleneck() -> None:
    rows = [
        {**row, "right": right, "hands": hands}
        for row, right, hands in zip(ORDER, ("90", "80", "100", "50"), ("1", "1", "3", "1"), strict=True)
    ]
    figure = work(rows, capacity="hands")
    assert figure.parts["yield"].number == pytest.approx(36)
    assert figure.parts["slowest"] == Items(["p1"])


def test_what_is_left_out_of_times_and_ratios_is_said_beside_them() -> None:
    figure = work([*ORDER, {"work": "5"}, {"wait": "5"}])
    assert figure.parts["line"].text.endswith(" of the time is work. 2 of 6 have not both times.")
    items = {"AC1": {"text": "a", "cost": "3"}, "AC2": {"text": "b"}}
    view = build(LISTS, {"activities": items})
    figure = found("ratio", view=view, above="cost", below=2)
    assert figure.parts["ratio"].note == "3 of 2, 1 of 2 has not both numbers"


def test_flow_of_nothing_is_not_said() -> None:
    assert work([{"work": "5"}]).why_missing == "No time is said yet."
    assert work([{"work": "0", "wait": "0"}]).why_missing
    assert work([{"work": "-4", "wait": "4"}]).why_missing


CHORES = {
    "chores": {"code": "AU", "fields": {k: {"type": "number"} for k in ("cost", "hours", "rate", "running")}}
}
PAYBACK = {
    "use": "payback",
    "of": "chores",
    "cost": "cost",
    "hours": "hours",
    "rate": "rate",
    "running": "running",
}


def test_payback_of_online_ordering_and_the_bin_scale() -> None:
    rows = {
        "AU1": ("1800", "14", "13", "25"),
        "AU2": ("900", "6", "13", "20"),
        "AU3": ("500", "2", "10", "20"),
        "AU4": ("500", "2", "", "20"),
    }
    items = {
        code: {"text": code, **dict(zip(("cost", "hours", "rate", "running"), row, strict=True))}
        for code, row in rows.items()
    }
    figure = registry.compute(build(CHORES, {"chores": items}), PAYBACK)
    months = values(figure.parts["months"])
    assert (round(months["au1"], 1), round(months["au2"], 1), months["au3"]) == (11.5, 15.5, None)
    assert (figure.parts["order"], figure.parts["never"], figure.parts["open"]) == (
        Items(["au1", "au2"]),
        Items(["au3"]),
        Items(["au4"]),
    )
    assert figure.parts["line"] == Sentence("AU1 has paid after 11.5 months; {au3} never does.")


@settings(max_examples=40, deadline=None)
@given(
    odd_fields(["cost", "value", "hours", "rate", "work", "wait", "right", "part", "goal", "text", "status"])
)
def test_odd_values_raise_nothing(entries: list[dict[str, Any]]) -> None:
    activities = {"activities": {f"AC{n}": entry for n, entry in enumerate(entries, 1)}}
    steps = {"process_steps": {f"P{n}": entry for n, entry in enumerate(entries, 1)}}
    chores = {"chores": {f"AU{n}": entry for n, entry in enumerate(entries, 1)}}
    for by in ("part", "goal", "hard"):
        found("tally", build(LISTS, activities), by=by)
        found("total", build(LISTS, activities), value="cost", by=by, weight="value")
    found("ratio", build(LISTS, activities), above="value", below="cost", shares="yes")
    registry.compute(build(STEPS, steps), FLOW)
    registry.compute(build(CHORES, chores), PAYBACK)
