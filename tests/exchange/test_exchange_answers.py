"""What leaves of people's answers: figures behind the floors, names only where given and asked for."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from typing import Any

import pytest
from build import ballots, build

from aligntui.analysis import registry
from aligntui.analysis.view import View
from aligntui.exchange import computed as figures
from aligntui.exchange.yaml_export import export, gather
from aligntui.session.model import Participant, Run

SCALE = {"type": "scale", "from": 1, "to": 5}
FIVE = {"ana": 5, "bob": 2, "eva": 5, "ida": 5, "kai": 4}


def house(given: dict[str, Any], **how: Any) -> View:
    answer = how.pop("answer", SCALE)
    people = how.pop("runs", ())
    return build(
        collections={"people": {"code": "P", "of_session": True}, "strategies": "ST"},
        items={"people": {"P1": "Ana"}, "strategies": {"ST1": "Bread club", "ST2": "Welcome"}},
        rounds=[
            ballots(
                "choose/rate", {who: {"ST1": value} for who, value in given.items()}, answer=answer, **how
            )
        ],
        runs=people,
    )


def result(view: View, **how: Any) -> dict[str, Any]:
    return gather(view, **how)["rounds"][0].get("results", {}).get("ST1", {})


def test_a_revealed_round_leaves_as_figures():
    assert result(house(FIVE)) == {
        "given": 5, "mean": Decimal("4.2"), "median": 5, "low": 2, "high": 5,
        "counts": {"2": 1, "4": 1, "5": 3},
    }  # fmt: skip


@pytest.mark.parametrize("state", ["open", "closed"])
def test_before_the_reveal_nothing_leaves(state):
    view = house(FIVE, state=state)
    assert result(view, with_answers=True) == {}
    assert "ballots" not in gather(view, with_answers=True)["rounds"][0]


def test_three_answers_give_a_median_and_a_range_and_two_only_their_number():
    three = dict(list(FIVE.items())[:3])
    assert result(house(three, privacy="secret")) == {"given": 3, "median": 5, "low": 2, "high": 5}
    assert result(house({"ana": 5, "bob": 2}, privacy="secret")) == {"given": 2}
    assert result(house({"ana": 5, "bob": 2}))["counts"] == {"2": 1, "5": 1}


def test_alone_there_is_nobody_to_hide_from():
    assert result(house({"ana": 4}))["mean"] == 4


def test_dots_count_by_who_voted_and_have_a_sum():
    found = result(house(FIVE, answer={"type": "dots"}))
    assert (found["given"], found["sum"]) == (5, 21)


def test_ties_never_leave_as_figures():
    assert result(house(FIVE, answer={"type": "ties"})) == {}


def test_words_leave_as_counts_of_what_they_were_sorted_to():
    view = house({who: ["bread", "club"] for who in FIVE}, answer={"type": "words"})
    held = view.session.rounds["round1"]
    held.matches = {f"round1-{who}|0": "st1" for who in FIVE} | {"round1-ana|1": "stranger"}
    found = gather(View(view.session, view.book))["rounds"][0]
    assert found["results"] == {"words": {"given": 5, "counts": {"ST1": 5, "stranger": 1}}}
    text = export(View(view.session, view.book))
    assert "bread" not in text
    assert "bread" in export(View(view.session, view.book), with_answers=True)


def test_names_and_answers_leave_only_when_wanted_and_given_under_names():
    view = house({**FIVE, "ana": {"value": 5, "note": "because of Friday"}})
    view.session.participants = {
        "ana": Participant(id="ana", name="Ana Ito", person="p1"),
        "bob": Participant(id="bob", name="Bob Ray"),
    }
    plain = export(View(view.session, view.book))
    assert "Bob" not in plain
    assert "Friday" not in plain
    found = gather(View(view.session, view.book), with_answers=True)["rounds"][0]["ballots"]
    assert found[0] == {"by": "Bob Ray", "state": "in", "answers": {"ST1": 2}}
    assert found[1] == {
        "by": "P1",
        "state": "in",
        "answers": {"ST1": {"value": 5, "note": "because of Friday"}},
    }


@pytest.mark.parametrize("privacy", ["secret", "none"])
def test_secret_answers_never_leave(privacy):
    view = house(FIVE, privacy=privacy)
    text = export(view, with_answers=True)
    assert "ballots" not in text
    assert not any(mark in text for mark in FIVE)


def test_an_erased_round_leaves_its_line():
    view = house(FIVE)
    view.session.rounds["round1"].erased = True
    found = gather(View(view.session, view.book), with_answers=True)["rounds"][0]
    assert found["erased"] is True
    assert not {"results", "ballots"} & set(found)


def test_rounds_name_their_run_and_fields_of_a_plot_their_item():
    view = house(
        {"ana": 4}, runs=[Run(id="run", title="Day one", at="2026-11-21", solo=True)], subjects=["ST1"]
    )
    view.session.rounds["round1"].subjects = ["st1#impact", "st1>st2", "test:1"]
    view.session.ballots["round1-ana"].answers = {"st1#impact": 4}
    found = gather(View(view.session, view.book))["rounds"][0]
    assert found["run"] == 1
    assert found["subjects"] == ["ST1#impact", "ST1>ST2", "test:1"]
    assert found["results"]["ST1#impact"]["mean"] == 4


def test_a_fault_in_a_figure_keeps_no_word_from_leaving(monkeypatch):
    method = {"method": "own", "title": "Own", "level": "fundamentals", "steps": [],
              "figures": {"a": {"use": "faulty"}, "b": {"use": "unheard_of"}}}  # fmt: skip
    view = build(collections={"goals": "G"}, items={"goals": {"G1": "Best"}}, methods=[method])

    def fault(*_):
        raise ZeroDivisionError

    known = {"faulty": registry.Function("faulty", fault, {}, {}, "", "")}
    monkeypatch.setattr(registry, "functions", lambda: known)
    assert figures.computed(view) == {"as_of": "2026-11-21", "not_computed": ["faulty"]}
    assert "text: Best" in export(view)


def test_exports_load_no_screen():
    code = (
        "import sys, aligntui.exchange.registry, aligntui.exchange.yaml_import, aligntui.exchange.write\n"
        "import aligntui.analysis.trace, aligntui.analysis.compare\n"
        "print(sorted({'textual', 'rich', 'tinydb'} & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
