"""What several figures ask of one snapshot is worked out once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from build import build
from millrace_case import case

from aligntui.analysis import checks, over_runs
from aligntui.analysis.tree import Tree
from aligntui.analysis.view import View
from aligntui.session import codes
from aligntui.session.model import Run, RunStep


def counted(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str) -> list[str]:
    """Each call of a function from now on."""
    real: Callable[..., Any] = getattr(owner, name)
    calls: list[str] = []
    monkeypatch.setattr(owner, name, lambda *args, **kw: (calls.append(name), real(*args, **kw))[1])
    return calls


def sitting(number: int, day: str) -> Run:
    steps = [RunStep(id="1", step="review/sure", entry=1)]
    return Run(id=f"r{number}", title="Review", agenda="review", as_of=day, at=f"{day}T09:00", steps=steps)


def test_the_latest_sitting_reads_no_code_again(monkeypatch: pytest.MonkeyPatch) -> None:
    run = sitting(1, "2026-11-21")
    view = build({"goals": "G"}, {"goals": {"G1": "Bread", "G2": "Rolls"}}, runs=[run])
    assert view.code("g1") == "G1"
    calls = counted(monkeypatch, codes, "all_codes")
    seen = over_runs.as_of(view, run)
    assert (seen.code("g2"), seen.run, calls) == ("G2", "r1", [])
    assert over_runs.as_of(view, run) is seen


def test_an_earlier_sitting_has_its_own_codes_and_items() -> None:
    first, second = sitting(1, "2026-01-10"), sitting(2, "2026-03-10")
    items = {
        "goals": {
            "G1": {"text": "Bread", "at": "2026-01-10T09:05"},
            "G2": {"text": "Rolls", "at": "2026-03-10T09:05"},
        }
    }
    view = build({"goals": "G"}, items, runs=[first, second])
    assert [item.id for item in view.items("goals")] == ["g1", "g2"]
    assert [item.id for item in over_runs.as_of(view, first).items("goals")] == ["g1"]
    assert [item.id for item in over_runs.as_of(view, second).items("goals")] == ["g1", "g2"]


def test_all_findings_ask_once_who_hangs_on_whom(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = counted(monkeypatch, Tree, "children")
    method = {
        "method": "plan", "title": "Plan", "level": "advanced", "steps": [],
        "figures": {"tree": {"use": "tree", "goals": "goals", "objectives": "objectives"}},
    }  # fmt: skip
    view = case(methods=[method])
    assert len(view.items("goals")) > 1
    checks.everything(view)
    assert calls == ["children"]


def test_children_and_links_are_looked_up_and_not_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    lists = {"goals": "G", "tasks": {"code": {"under": "goals", "mark": "t"}, "of": "goals"}}
    items = {
        "goals": {f"G{n}": f"Goal {n}" for n in range(1, 9)},
        "tasks": {f"T{n}": {"of": f"G{n % 4 + 1}", "text": f"Task {n}"} for n in range(1, 9)},
    }
    view = build(lists, items, links={"for": ["T1>G1", "T2>G1", "T1>G3"]})
    calls, ranked = counted(monkeypatch, View, "items"), counted(monkeypatch, View, "links")
    held = {goal: [task.id for task in view.children(goal, "tasks")] for goal in ("g1", "g2", "g3", "g8")}
    assert held == {"g1": ["t4", "t8"], "g2": ["t1", "t5"], "g3": ["t2", "t6"], "g8": []}
    assert (view.linked("t1", "for"), view.linked("t9", "for")) == (["g1", "g3"], [])
    assert (calls, ranked) == (["items"], [])
    view.children("g1", "tasks").clear()
    assert [task.id for task in view.children("g1", "tasks")] == ["t4", "t8"]
