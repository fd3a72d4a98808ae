"""The awkward methods can be said in the schema, and the shipped ones hold together."""

from __future__ import annotations

from pathlib import Path

import pytest
from methods_base import FIXTURES, WORKSHOPS

from aligntui.analysis import registry
from aligntui.methods.check import check_document
from aligntui.methods.decode import read
from aligntui.methods.kinds import KINDS
from aligntui.methods.library import Library

AWKWARD = ("tows", "scenarios", "resources", "network", "cascade", "review", "consensus")


def sentences(folder: Path, path: Path) -> list[str]:
    book = Library(folder).everything()
    return [str(problem) for problem in check_document(read(path), book, registry.functions())]


def files(folder: Path) -> list[Path]:
    return [*sorted(folder.glob("*.yaml")), *sorted((folder / "agendas").glob("*.yaml"))]


@pytest.mark.parametrize("path", files(FIXTURES), ids=lambda p: p.stem)
def test_awkward_methods_fit(path: Path) -> None:
    assert sentences(FIXTURES, path) == []


@pytest.mark.parametrize("path", files(WORKSHOPS), ids=lambda p: p.stem)
def test_shipped_files_fit(path: Path) -> None:
    assert sentences(WORKSHOPS, path) == []


def test_all_seven_are_here_and_use_every_kind_but_talk() -> None:
    methods = Library(FIXTURES).everything().methods
    assert set(AWKWARD) <= set(methods)
    kinds = {step.kind for name in AWKWARD for step in methods[name].steps}
    assert kinds == set(KINDS) - {"talk"}


def test_what_made_them_awkward_is_said() -> None:
    methods = Library(FIXTURES).everything().methods
    steps = {f"{name}/{step.id}": step for name, method in methods.items() for step in method.steps}
    assert methods["network"].needs[0].override is False
    assert methods["consensus"].needs[0].else_ == "solo"
    assert methods["review"].repeats
    assert steps["tows/unused"].of == {"figure": "coverage.unused"}
    assert steps["tows/cards"].prompt is not None
    assert steps["tows/cards"].prompt.makes == {"cites": ["row", "col"]}
    assert steps["scenarios/effects"].push == {"chance": "opportunities", "threat": "threats"}
    assert steps["review/actuals"].new == "each_run"
    assert steps["review/sure"].by == "owner"
    assert steps["review/reds"].filter is not None
    assert steps["review/reds"].filter.order == "pace.value"
    assert steps["network/consent"].gate == "go_to"
    assert steps["network/data"].erase == "go_to"
    assert steps["consensus/talk"].between == "rate"
    assert steps["consensus/rate"].rounds == 2
    assert methods["resources"].collections["spend"].fields["serves"].or_ == {
        "run": "Keep running", "none": "Nothing",
    }  # fmt: skip


@pytest.mark.parametrize("name", [head.name for head in Library(WORKSHOPS).methods()])
def test_every_step_that_ships_has_a_whole_guide(name: str) -> None:
    for step in Library(WORKSHOPS).method(name).steps:
        guide = step.guide
        assert guide.why, step.id
        assert guide.how, step.id
        assert guide.example, step.id
        assert guide.not_like, step.id
        assert guide.pitfalls, step.id
        assert guide.done, step.id
        assert guide.late, step.id
        assert guide.sources, step.id
        assert step.minutes is not None, step.id
