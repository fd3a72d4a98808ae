from __future__ import annotations

import pytest
from build import ballots, build, codes, values
from hypothesis import given, settings
from hypothesis import strategies as st

from aligntui.analysis.figure import Items
from aligntui.analysis.recall import recall
from aligntui.session.model import Run

GOALS = {
    "G1": "Best-loved in town",
    "G2": "Sturdy",
    "G3": "Bread we can stand behind",
    "G4": "A craft team",
    "G5": "Know our customers",
}
# AGENDAS.md 3.9: five people named 5, 3, 2, 1 and 4 of five.
TYPED = {
    "p1": ["G1", "G2", "G3", "g4", "Know our customers."],
    "p2": ["Best-loved in town", "sturdy", "being good", "Bread we can stand behind"],
    "p3": ["G1", "G2", "new oven"],
    "p4": ["G1", "new oven"],
    "p5": ["G1", "G2", "G3", "G4"],
}


def heard(
    typed, *, clear=None, privacy="secret", matches=None, where="", goals=GOALS, run="run", answer=None
):
    held = [
        ballots(
            "u/recall",
            {who: {"words": lines} for who, lines in typed.items()},
            subjects=["words"],
            privacy=privacy,
            matches=matches,
            run=run,
            answer=answer or {"type": "words", "max": 5},
        )
    ]
    if clear:
        scale = {"type": "scale", "from": 1, "to": 5}
        rated = {who: {"clear": v} for who, v in clear.items()}
        held.append(ballots("u/clear", rated, privacy=privacy, answer=scale))
    view = build(
        {"goals": "G", "people": "P"},
        {"goals": goals},
        rounds=held,
        runs=[Run(id="solo", title="Alone", solo=True)],
    )
    return recall(view, {"round": "u/recall", "list": "goals", "clarity": "u/clear", "where": where})


SORTED = {f"{who}|new oven": "stranger" for who in ("p3", "p4")} | {"p2|2": "stranger"}


def test_millrace_recall():
    clear = dict(zip(TYPED, [5, 4, 4, 5, 4], strict=True))
    found = heard(TYPED, clear=clear, matches=SORTED)
    parts = found.parts
    assert parts["mean"].number == pytest.approx(60)
    assert parts["three"].number == pytest.approx(60)
    assert parts["one"].number == 100
    assert parts["official"].number == 5
    assert parts["clarity"].number == pytest.approx(4.4)
    assert parts["line"].text == "People named 60% of the list; 3 of 5 could name 3."
    assert parts["gap"].text == "Clear by own feeling: 4.4 of 5; recall 60%."
    assert values(parts["counts"]) == {"g1": 5, "g2": 4, "g3": 3, "g4": 2, "g5": 1}
    assert parts["most"] == Items(["g1"])
    assert parts["least"] == Items(["g5"])
    assert [(b.label, b.number) for b in parts["strangers"].bars] == [("new oven", 2), ("being good", 1)]
    assert parts["unsorted"].number == 0
    assert [f.code for f in found.findings] == ["RC3", "RC4"]
    assert "p1" not in str(parts)


def test_lines_wait_until_they_are_sorted():
    found = heard(TYPED)
    assert found.parts["unsorted"].number == 3
    assert found.findings[0].message == "3 lines not matched with a priority yet."
    assert found.parts["mean"].number == pytest.approx(60)


def test_a_line_put_to_an_item_counts_for_it():
    typed = {"p1": ["our good name"], "p2": ["G1"], "p3": ["G1"], "p4": ["G1"]}
    found = heard(typed, matches={"p1|0": "g1"})
    assert values(found.parts["counts"])["g1"] == 4
    by_ballot = heard(typed, matches={"round1-p1|our good name": "g1"})
    assert values(by_ballot.parts["counts"])["g1"] == 4


def test_naming_one_twice_counts_once():
    typed = {p: ["G1", "G1", "best-loved in town"] for p in ("p1", "p2", "p3", "p4")}
    found = heard(typed)
    assert found.parts["mean"].number == pytest.approx(20)


def test_priorities_nobody_named_are_a_warning():
    found = heard({p: ["G1"] for p in ("p1", "p2", "p3", "p4")})
    assert [f.target for f in found.findings if f.code == "RC2"] == ["g2", "g3", "g4", "g5"]


def test_a_shorter_question_asks_for_fewer():
    found = heard(
        {p: ["G1", "G2", "G3"] for p in ("p1", "p2", "p3", "p4")}, answer={"type": "words", "max": 3}
    )
    assert found.parts["mean"].number == 100


def test_only_part_of_a_list_may_be_official():
    goals = {"G1": {"text": "a", "status": "agreed"}, "G2": "b"}
    found = heard({p: ["G1"] for p in ("p1", "p2", "p3", "p4")}, goals=goals, where="status = agreed")
    assert found.parts["mean"].number == 100


def test_floors():
    three = heard({p: ["G1"] for p in ("p1", "p2", "p3")})
    assert set(three.parts) == {"official"}, "nobody can put lines to the list that nobody may see"
    assert three.why_missing == "3 answers: recall is shown from 4 on."
    named = heard({p: ["G1"] for p in ("p1", "p2")}, privacy="named")
    assert named.parts["line"].text == "People named 20% of the list; 0 of 2 could name 3."
    alone = heard({"p1": ["G1"]}, run="solo")
    assert alone.parts["mean"].number == 20


def test_nothing_to_compare():
    assert heard(TYPED, goals={}).why_missing == "There is no official list to compare with."
    assert heard({}).why_missing == "Nobody has typed anything yet."
    assert recall(build({"goals": "G"}), {"round": "u/recall", "list": "goals"}).why_missing


@settings(max_examples=60, deadline=None)
@given(
    typed=st.dictionaries(
        st.sampled_from("abcdef"),
        st.one_of(
            st.none(),
            st.text(max_size=3),
            st.lists(st.one_of(st.text(max_size=3), st.integers()), max_size=4),
        ),
    ),
    matches=st.dictionaries(
        st.text(alphabet="abc|012", max_size=4), st.sampled_from(["g1", "g9", "stranger", ""])
    ),
)
def test_no_words_make_recall_raise(typed, matches):
    found = heard(typed, matches=matches, goals={"G1": "a", "G2": "b"})
    mean = found.parts.get("mean")
    assert mean is None or 0 <= mean.number <= 100
    assert set(codes(found.findings)) <= {"RC1", "RC2", "RC3", "RC4"}
