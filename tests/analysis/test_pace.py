from __future__ import annotations

import datetime as dt

import pytest
from build import ballots, build, codes, values
from hypothesis import given, settings
from hypothesis import strategies as st

from aligntui.analysis.figure import Items
from aligntui.analysis.pace import pace
from aligntui.analysis.progress import colour, elapsed, jump, progress, trend
from aligntui.session.model import Past

LISTS = {
    "objectives": {
        "code": "OB",
        "fields": {
            **{key: {"type": "number", "unknown": True} for key in ("baseline", "target", "low", "high")},
            **{key: {"type": "date"} for key in ("start", "due")},
            "better": {"type": "choice", "choices": {"up": "up", "down": "down", "band": "band"}},
            "often": {"type": "choice", "choices": {"day": "day", "week": "week", "month": "month"}},
        },
    },
    "checkins": {
        "code": {"under": "objectives", "mark": "c"},
        "of": "objectives",
        "fields": {
            "on": {"type": "date"},
            "actual": {"type": "number", "unknown": True},
            "reached": {"type": "choice", "choices": {"commit": "c", "target": "t", "stretch": "s"}},
        },
    },
}
# AGENDAS.md 3.5 and 3.6 on 30 June 2027: baseline, target, due, actual, progress, elapsed, pace, colour.
MILLRACE = {
    "OB1": ("0", "300", "2027-09-30", "118", 0.3933, 0.6618, 0.594, "red"),
    "OB2": ("194", "500", "2027-12-31", "352", 0.5163, 0.4945, 1.044, "green"),
    "OB3": ("5.8", "7.0", "2027-12-31", "6.3", 0.4167, 0.4945, 0.843, "amber"),
    "OB4": ("9.4", "6.0", "2027-06-30", "6.9", 0.7353, 1.0, 0.735, "amber"),
    "OB5": ("11", "14", "2027-05-31", "14", 1.0, 1.0, 1.0, "green"),
    "OB6": ("2", "6", "2027-04-30", "5", 0.75, 1.0, 0.75, "amber"),
    "OB7": ("0", "220", "2027-10-31", "80", 0.3636, 0.5941, 0.612, "red"),
    "OB8": ("23", "35", "2027-12-31", "29", 0.5, 0.4945, 1.011, "green"),
    "OB9": ("48", "58", "2027-11-30", "53", 0.5, 0.5405, 0.925, "green"),
}
DAY = "2027-06-30"
BIND = {"of": "objectives", "from": "checkins"}


def objective(baseline="0", target="10", due="2027-12-31", **more):
    return {"baseline": baseline, "target": target, "start": "2027-01-01", "due": due, **more}


def look(objectives, checkins=None, as_of=DAY, rounds=(), past=None, **binding):
    notes = {
        f"{code}.c{n}": {"text": "", "of": code, "actual": value, "on": day}
        if not isinstance(value, dict)
        else {"text": "", "of": code, "on": day, **value}
        for code, series in (checkins or {}).items()
        for n, (day, value) in enumerate(series, 1)
    }
    view = build(LISTS, {"objectives": objectives, "checkins": notes}, as_of=as_of, rounds=rounds)
    for code, was in (past or {}).items():
        view.session.items[code].past["target"] = [Past(value=was)]
    return pace(view, {**BIND, **binding})


def one(objective_, *series, **kw):
    found = look({"OB1": objective_}, {"OB1": series}, **kw)
    return {name: values(found.parts[name])["ob1"] for name in ("rag", "value", "progress", "trend")}, found


def test_small_formulas():
    assert progress(6.9, 9.4, 6.0) == pytest.approx(0.7353, abs=5e-5)
    p = progress(118, 0, 300)
    e = elapsed(dt.date(2027, 1, 1), dt.date(2027, 9, 30), dt.date(2027, 6, 30))
    assert p == pytest.approx(0.3933, abs=5e-5)
    assert e == pytest.approx(180 / 272)
    assert p / e == pytest.approx(0.594, abs=5e-4)
    assert progress(3, 5, 5) is None
    assert progress(12, 10, 20) == 0.2
    assert progress(8, 10, 20) == -0.2


@pytest.mark.parametrize(
    ("p", "value", "expected"),
    [(0.5, 0.9, "green"), (0.5, 0.89, "amber"), (0.5, 0.7, "amber"), (0.5, 0.69, "red"), (0.1, None, "grey"),
     (None, None, "grey"), (1.0, None, "green"), (-0.2, -0.5, "red")],
)  # fmt: skip
def test_colours_have_limits(p, value, expected):
    assert colour(p, value) == expected


def test_millrace_at_mid_year():
    objectives = {c: objective(b, t, due) for c, (b, t, due, *_) in MILLRACE.items()}
    checkins = {c: [("2027-06-28", row[3])] for c, row in MILLRACE.items()}
    found = look(objectives, checkins)
    parts = found.parts
    for code, (*_, p, e, value, rag) in MILLRACE.items():
        item = code.lower()
        assert values(parts["progress"])[item] == pytest.approx(p, abs=5e-5)
        assert values(parts["elapsed"])[item] == pytest.approx(e, abs=5e-5)
        assert values(parts["value"])[item] == pytest.approx(value, abs=5e-4)
        assert values(parts["rag"])[item] == rag
    assert parts["mean"].number == pytest.approx(0.575, abs=5e-4)
    assert parts["overdue"] == Items(["ob6"])
    assert parts["reds"] == Items(["ob1", "ob7"])
    assert parts["worst"].ids[0] == "ob1"
    assert parts["line"].text == "2 red, 3 amber and 4 green; 1 past the day."
    assert parts["groups"].groups["green"] == ["ob2", "ob5", "ob8", "ob9"]
    assert [(f.code, f.target) for f in found.findings] == [("PA1", "ob6")]
    assert "30 Apr 2027 has passed" in found.findings[0].message, "a day is said as everywhere"


def test_courses_are_the_values_up_to_the_day_with_where_they_begin_and_where_they_shall_end():
    series = [("2027-02-28", "9.4"), ("2027-04-30", "7.25"), ("2027-06-15", "6.9"), ("2027-09-01", "5")]
    figure = look({"OB4": objective("9.4", "6.0")}, {"OB4": series})
    (course,) = figure.parts["courses"].rows
    assert course.times == ["2027-02-28", "2027-04-30", "2027-06-15"], "later ones are not known yet"
    assert course.numbers == [9.4, 7.25, 6.9]
    assert (course.start, course.target, course.decimals, course.note) == (9.4, 6, 2, "down")
    assert look({"OB4": objective()}, {}).parts["courses"].rows == []


def test_nothing_is_said_before_a_tenth_of_the_time():
    state, _ = one(objective(), ("2027-01-15", "1"), as_of="2027-01-20")
    assert (state["rag"], state["value"]) == ("grey", None)
    done, _ = one(objective(), ("2027-01-15", "10"), as_of="2027-01-20")
    assert done["rag"] == "green"


def test_no_number_yet_is_grey_and_a_hint_once_others_have_one():
    found = look({"OB1": objective(), "OB2": objective()}, {"OB2": [(DAY, "5")]})
    assert values(found.parts["rag"]) == {"ob1": "grey", "ob2": "green"}
    assert [(f.code, f.target) for f in found.findings] == [("PA4", "ob1")]
    assert look({"OB1": objective()}).findings == []
    unknown, _ = one(objective(), (DAY, "unknown"))
    assert unknown["rag"] == "grey"


def test_the_review_of_a_day_does_not_know_later_numbers():
    series = (("2027-03-31", "2"), ("2027-06-30", "5"), ("2027-09-30", "9"))
    assert one(objective(), *series)[0]["progress"] == 0.5
    assert one(objective(), *series, as_of="2027-09-30")[0]["progress"] == 0.9


def test_stale_numbers():
    state, found = one(objective(often="month"), ("2027-05-01", "9"))
    assert found.parts["stale"] == Items(["ob1"])
    assert found.parts["fresh"].number == 0
    assert codes(found.findings) == ["PA2"]
    assert state["rag"] == "green"
    _, fresh = one(objective(often="month"), ("2027-05-20", "9"))
    assert fresh.parts["stale"] == Items([])
    assert fresh.parts["fresh"].number == 100


def test_target_and_baseline_may_not_be_the_same():
    state, found = one(objective("5", "5"), (DAY, "5"))
    assert state["progress"] is None
    assert [(f.code, f.severity) for f in found.findings] == [("PA3", "error")]


def test_what_is_missing_for_pace_is_named():
    _, found = one({"target": "10", "start": "2027-01-01", "due": "2027-12-31"}, (DAY, "5"))
    assert [(f.code, f.field) for f in found.findings] == [("PA4", "baseline")]


def test_steps_in_words_have_progress_too():
    assert one(objective(), (DAY, {"reached": "commit"}))[0]["progress"] == 0.5
    assert one(objective(), (DAY, {"reached": "target"}))[0]["rag"] == "green"


def test_bands_are_in_or_out():
    band = {"better": "band", "low": "5", "high": "6"}
    assert one(objective(**band), (DAY, "5.5"))[0]["rag"] == "green"
    assert one(objective(**band), (DAY, "7"))[0]["rag"] == "red"
    plain = objective("4", "6", better="band")
    assert one(plain, (DAY, "7"))[0]["rag"] == "red"
    assert one(plain, (DAY, "4"))[0]["rag"] == "green"


def test_values_may_stand_in_the_item_itself():
    view = build(LISTS, {"objectives": {"OB1": objective(actual="5")}}, as_of=DAY)
    assert values(pace(view, {"of": "objectives"}).parts["progress"]) == {"ob1": 0.5}


def test_moved_targets_stay_visible():
    found = look({"OB1": objective()}, {"OB1": [(DAY, "9")]}, past={"ob1": "20"})
    assert [f.message for f in found.findings] == ["OB1: the target was 20 and is 10 now."]


def test_trend_and_jump():
    assert trend([1, 2, 3]) == "up"
    assert trend([3, 2, 1]) == "down"
    assert trend([1, 3, 2]) == "flat"
    assert trend([1, 2]) is None
    assert jump([1, 2, 3, 4, 9])
    assert not jump([1, 2, 3, 4, 6])
    assert not jump([1, 9])
    days = ("2027-02-28", "2027-03-31", "2027-04-30", "2027-05-31", "2027-06-30")
    state, found = one(objective(target="100"), *zip(days, ["10", "12", "14", "16", "60"], strict=True))
    assert state["trend"] == "up"
    assert codes(found.findings) == ["PA6"]


def test_feeling_against_fact():
    sure = [ballots("review/sure", {"p1": {"OB1": 5, "OB2": 2}})]
    found = look(
        {"OB1": objective(), "OB2": objective()},
        {"OB1": [(DAY, "1")], "OB2": [(DAY, "9")]},
        rounds=sure,
        sure="review/sure",
    )
    assert values(found.parts["sure"]) == {"ob1": 5, "ob2": 2}
    assert [f.message for f in found.findings] == [
        "OB1: sure (5 of 5), and red.",
        "OB2: green, and unsure (2 of 5).",
    ]


def test_all_red_means_no_priorities():
    names = ("OB1", "OB2", "OB3")
    found = look(dict.fromkeys(names, objective()), {c: [(DAY, "1")] for c in names})
    assert codes(found.findings) == ["PA8"]


def test_no_objectives_no_figure():
    assert look({}).why_missing == "There are no objectives to look at yet."


ANY = st.one_of(
    st.none(),
    st.integers(-5, 50).map(str),
    st.text(max_size=4),
    st.dates().map(str),
    st.lists(st.text(max_size=1), max_size=1),
)


@settings(max_examples=80, deadline=None)
@given(data=st.data(), as_of=st.one_of(st.just(""), st.just("no day"), st.dates().map(str)))
def test_no_value_makes_pace_raise(data, as_of):
    view = build(
        LISTS,
        {"objectives": {"OB1": objective()}, "checkins": {"OB1.c1": {"of": "OB1"}, "OB1.c2": {"of": "OB1"}}},
        as_of=as_of,
    )
    for item in view.session.items.values():
        for key in (
            "baseline",
            "target",
            "start",
            "due",
            "better",
            "often",
            "actual",
            "on",
            "reached",
            "low",
        ):
            item.fields[key] = data.draw(ANY)
    found = pace(view, BIND)
    assert values(found.parts["rag"])["ob1"] in ("green", "amber", "red", "grey")
