"""The SMART linter against the nine texts, the bakery, and each rule on its own."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from build import build, codes
from hypothesis import given, settings
from hypothesis import strategies as st
from millrace_case import COLLECTIONS, GOALS, OBJECTIVES, PEOPLE, case
from odd import odd_fields

from aligntui.analysis.figure import Finding
from aligntui.analysis.smart import lights, missing, smart
from aligntui.analysis.smart_draft import Context, Draft
from aligntui.analysis.smart_numbers import end_value
from aligntui.analysis.smart_rules import lint
from aligntui.analysis.view import View

FIXTURE = yaml.safe_load((Path(__file__).parent.parent / "fixtures" / "smart.yaml").read_text("utf-8"))
DAY = dt.date(2026, 11, 21)
GOOD = Draft(
    id="ob1",
    text="Win paying members for the bread club",
    measure="members",
    unit="members",
    better="up",
    baseline=Decimal(0),
    target=Decimal(300),
    start=dt.date(2027, 1, 1),
    due=dt.date(2027, 9, 30),
    created=DAY,
    owners=["Callum Ives"],
    parent="Best-loved in town",
    parent_due=dt.date(2029, 12, 31),
    realism="Eight a week joined the trial list.",
    guard="churn under 5%",
    often="week",
    ready=True,
)


def look(of: str = "objectives", level: str = "objective", view: View | None = None, **items: Any) -> Any:
    view = view or build(collections=COLLECTIONS, items={"people": PEOPLE, "goals": GOALS, of: items})
    return smart(view, {"of": of, "level": level})


def said(draft: Draft, level: Any = "objective", as_of: dt.date = DAY) -> list[Finding]:
    return lint(draft, Context(as_of=as_of, level=level))


def but(**changes: Any) -> list[str]:
    return codes(said(msgspec.structs.replace(GOOD, **changes)))


def one(code: str, found: list[Finding]) -> Finding:
    return next(f for f in found if f.code == code)


@pytest.mark.parametrize("entry", FIXTURE["texts"], ids=lambda e: e["name"])
def test_the_nine_texts_give_the_printed_codes(entry: dict[str, Any]) -> None:
    view = build(
        collections=COLLECTIONS,
        items={"goals": FIXTURE["goals"], "objectives": {"OB1": entry["fields"]}},
        as_of=FIXTURE["as_of"],
    )
    figure = look(level=entry["level"], view=view)
    assert codes(figure.findings) == entry["codes"]
    assert figure.parts["lights"].values == {"ob1": entry["lights"]}
    for code, words in entry.get("says", {}).items():
        assert words in one(code, figure.findings).message


def test_the_bakery_has_no_error_and_no_warning() -> None:
    figure = look(view=case())
    assert [f for f in figure.findings if f.severity != "hint"] == []
    assert set(figure.parts["lights"].values.values()) == {"SMART"}
    assert len(figure.parts["ready"].ids) == 9
    assert figure.parts["stopped"].ids == []


def test_goals_without_owner_and_parent_fields_are_not_asked_for_them() -> None:
    assert look(of="goals", level="goal", view=case()).findings == []


def test_a_fourth_objective_for_priya_is_one_too_many() -> None:
    fourth = {**OBJECTIVES["OB2"], "text": "Open a fourth thing"}
    figure = look(view=case(items={"objectives": {"OB10": fourth}}))
    found = [f for f in figure.findings if f.code == "SM11"]
    assert [f.target for f in found] == ["ob10"]
    assert "Priya Lund would hold 4" in found[0].message
    assert found[0].field == "owner"
    assert figure.parts["lights"].values["ob10"] == "SM-RT"


def test_owners_as_plain_names_are_counted_alike() -> None:
    fields = {**COLLECTIONS["objectives"]["fields"], "owner": {"type": "text"}}
    items = {f"OB{n}": {"text": f"Thing {n}", "owner": "priya" if n % 2 else "Priya"} for n in range(1, 5)}
    view = build(collections={"objectives": {"code": "OB", "fields": fields}}, items={"objectives": items})
    figure = look(view=view)
    assert [f.target for f in figure.findings if f.code == "SM11"] == ["ob4"]


def test_the_bad_entry_of_the_demo_reads_as_drawn() -> None:
    figure = look(view=case(items={"objectives": {"OB10": "Improve our Instagram presence"}}))
    found = [f for f in figure.findings if f.target == "ob10"]
    assert codes(found) == ["SM01", "SM05", "SM09", "SM12", "SM13"]
    assert figure.parts["lights"].values["ob10"] == "-----"
    assert figure.parts["errors"].values["ob10"] == 3
    assert figure.parts["warnings"].values["ob10"] == 2
    assert figure.parts["stopped"].ids == ["ob10"]
    assert '"improve" can mean anything' in one("SM13", found).message
    assert one("SM01", found).message == "No measure, unit, start or target yet."
    assert {f.field for f in found} == {"measure", "due", "owner", "parent", "text"}


def test_a_good_draft_is_silent() -> None:
    assert said(GOOD) == []


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({"measure": ""}, ["SM01"]),
        ({"measure": "", "text": "Win 300 members"}, []),
        ({"measure": "", "unit": "", "baseline": None, "target": None}, ["SM01"]),
        ({"target": None}, ["SM02"]),
        ({"baseline": None}, ["SM03"]),
        ({"baseline": None, "baseline_unknown": True}, ["SM03"]),
        ({"unit": ""}, ["SM04"]),
        ({"due": None}, ["SM05"]),
        ({"due": dt.date(2027, 1, 1)}, ["SM06"]),
        ({"due": dt.date(2026, 6, 1), "start": None}, ["SM06"]),
        ({"parent_due": dt.date(2027, 6, 30)}, ["SM07"]),
        ({"due": dt.date(2028, 1, 1)}, []),
        ({"due": dt.date(2028, 1, 2)}, ["SM08"]),
        ({"owners": []}, ["SM09"]),
        ({"owners": ["Priya", "Dot"]}, ["SM10"]),
        ({"owners": ["Marketing team"]}, ["SM10"]),
        ({"owners": ["everyone"]}, ["SM10"]),
        ({"crowd": ["OB1", "OB2", "OB3"]}, ["SM11"]),
        ({"parent": ""}, ["SM12"]),
        ({"parent_away": True}, ["SM12"]),
        ({"text": "Strengthen the bread club"}, []),
        ({"text": "Strengthen the bread club", "measure": ""}, ["SM01", "SM13"]),
        ({"text": "Win members and cut waste"}, ["SM14"]),
        ({"text": "Win members; cut waste"}, ["SM14"]),
        ({"text": "Win members as well as cut waste"}, ["SM14"]),
        ({"text": "Sell more food and drink"}, []),
        ({"target": Decimal(0)}, ["SM15"]),
        ({"better": "down"}, ["SM15"]),
        ({"better": "band", "target": Decimal(0)}, []),
        ({"unit": "%"}, ["SM16"]),
        ({"unit": "%", "percent": "points"}, []),
        ({"unit": "percentage points"}, []),
        ({"unit": "%", "percent": "relative", "better": "down", "target": Decimal(15)}, []),
        ({"unit": "%", "percent": "relative", "target": Decimal(0)}, ["SM15"]),
        ({"text": "Launch the bread club"}, ["SM17"]),
        ({"text": "Run the club from 0 to 40 members"}, []),
        ({"text": "A hire fleet that visitors want: from 11 to 30 bikes"}, []),
        ({"text": "Hire days on the lake path: from 0 to 400 by 30 September 2027"}, []),
        ({"text": "We will hold 12 tastings"}, ["SM17"]),
        ({"text": "Attending every market"}, ["SM17"]),
        ({"text": "Review score at the counter", "measure": "review score"}, []),
        ({"realism": ""}, ["SM18"]),
        ({"best": Decimal(20)}, ["SM19"]),
        ({"best": Decimal(30)}, []),
        ({"text": " ".join(["word"] * 31)}, ["SM20"]),
        ({"text": " ".join(["word"] * 30)}, []),
        ({"text": "The best bread club in town"}, []),
        ({"text": "The best bread club in town", "unit": ""}, ["SM04", "SM21"]),
        ({"unit": "%", "percent": "relative", "per": "year", "years": Decimal(3)}, ["SM22"]),
        ({"unit": "%", "percent": "relative", "per": "year", "years": Decimal(1)}, []),
        ({"guard": ""}, ["SM23"]),
        ({"guard": "", "measure": "NPS", "unit": "points", "text": "Make the difference felt"}, []),
        ({"often": ""}, ["SM24"]),
        ({"often": "year"}, ["SM24"]),
        ({"often": "quarter"}, []),
        ({"realism": "", "guard": "", "often": "", "ready": False}, []),
    ],
)
def test_one_rule_at_a_time(changes: dict[str, Any], wanted: list[str]) -> None:
    assert but(**changes) == wanted


def test_an_unknown_baseline_is_a_warning_with_a_task() -> None:
    found = one("SM03", said(msgspec.structs.replace(GOOD, baseline=None, baseline_unknown=True)))
    assert found.severity == "warning"
    assert "21 Dec" in found.mend
    figure = look(OB1={**OBJECTIVES["OB1"], "baseline": "unknown"})
    assert figure.parts["tasks"].values == {"ob1": "2026-12-21"}
    assert figure.parts["lights"].values == {"ob1": "SMART"}


def test_goals_may_run_five_years() -> None:
    far = msgspec.structs.replace(GOOD, due=dt.date(2031, 12, 31), parent_due=None)
    assert codes(said(far, "goal")) == []
    assert codes(said(far)) == ["SM08"]
    assert codes(said(msgspec.structs.replace(far, due=dt.date(2032, 1, 2)), "goal")) == ["SM08"]


def test_what_was_in_time_when_it_was_written_is_not_past() -> None:
    assert codes(said(GOOD, as_of=dt.date(2027, 12, 1))) == []


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({"measure": "", "target": None, "baseline": None, "unit": ""}, ["SM01"]),
        ({"target": None, "baseline": None, "unit": ""}, []),
        ({"text": "Install the lockers", "target": Decimal(1)}, []),
        ({"text": "Install the lockers", "target": Decimal(12)}, ["SM17"]),
    ],
)
def test_a_milestone_goes_from_0_to_1_with_a_proof(changes: dict[str, Any], wanted: list[str]) -> None:
    assert but(kind="milestone", **changes) == wanted


@pytest.mark.parametrize(
    ("baseline", "growth", "periods", "percent", "end"),
    [
        (None, "15", "3", "", Decimal("1.520875")),
        ("486000", "15", "3", "relative", Decimal("739145.25")),
        ("5.8", "0.4", "3", "points", Decimal("7.0")),
        ("1", "100", "9999999999", "", None),
    ],
)
def test_growth_over_years(baseline: str | None, growth: str, periods: str, percent: str, end: Any) -> None:
    start = Decimal(baseline) if baseline is not None else None
    assert end_value(start, Decimal(growth), Decimal(periods), percent) == end


def test_growth_names_both_ends_when_the_start_is_known() -> None:
    grown = msgspec.structs.replace(
        GOOD, unit="%", percent="relative", per="year", years=Decimal(3), baseline=Decimal(486000),
        target=Decimal(15),
    )  # fmt: skip
    assert "739,145.25" in one("SM22", said(grown)).message


def test_a_parked_goal_is_no_goal() -> None:
    goals = {"G1": {**GOALS["G1"], "status": "parked"}}
    view = build(
        collections=COLLECTIONS,
        items={"people": PEOPLE, "goals": goals, "objectives": {"OB1": OBJECTIVES["OB1"]}},
    )
    assert "parked" in one("SM12", look(view=view).findings).message


def test_unknown_baseline_leaves_the_m_on() -> None:
    warning = Finding(code="SM03", severity="warning", message="")
    error = Finding(code="SM03", severity="error", message="")
    assert lights([warning]) == "SMART"
    assert lights([error]) == "S-ART"


def test_findings_never_scold() -> None:
    figure = look(OB1="Improve our Instagram presence")
    words = " ".join(f"{f.message} {f.mend}" for f in figure.findings).casefold()
    assert not any(bad in words for bad in ("!", "please", "invalid", "fail", "must be", "error"))
    assert all(f.message and f.mend and f.field for f in figure.findings)


@settings(max_examples=60, deadline=None)
@given(
    odd_fields(["text", *COLLECTIONS["objectives"]["fields"], "status"]),
    st.sampled_from(["goal", "objective", "?"]),
)
def test_odd_objectives_never_raise(entries: list[dict[str, Any]], level: str) -> None:
    items = {f"OB{n}": entry for n, entry in enumerate(entries, 1)}
    figure = look(level=level, **items)
    for finding in figure.findings:
        assert finding.target in {code.lower() for code in items}


def test_what_is_missing_is_said_in_words() -> None:
    figure = look(view=case(items={"objectives": {"OB10": "Improve our Instagram presence"}}))
    assert figure.parts["missing"].values["ob10"] == "not yet specific, measurable, assigned, relevant, dated"
    assert figure.parts["missing"].values["ob1"] == ""


def test_where_names_stand_it_is_one_person_who_is_missing() -> None:
    def said(*owners: str) -> str:
        draft = Draft(text="Win 300 members", owners=list(owners))
        return missing(lint(draft, Context(as_of=dt.date(2026, 11, 1))))

    assert "assigned to one person" in said("Priya", "Dot")
    assert "assigned to one person" in said("Marketing team")
    assert "assigned" in said()
    assert "one person" not in said()
