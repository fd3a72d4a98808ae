"""What every figure takes: a heading, a unit, words for its values, the steps at which it speaks."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from build import build

from aligntui.analysis import checks, registry
from aligntui.analysis.bands import band, dressed, limits
from aligntui.analysis.figure import Figure, Groups, PerItem, Sentence, Value
from aligntui.analysis.figure_words import read_out
from aligntui.analysis.figures import Figures
from aligntui.analysis.view import View
from aligntui.methods.types import Method, Step

CHORES = {"chores": {"code": "AU", "fields": {"hours": {"type": "number"}, "area": {"type": "text"}}}}
ITEMS = {
    "chores": {
        "AU1": {"text": "Invoices", "hours": "14", "area": "money"},
        "AU2": {"text": "Labels", "hours": "3"},
        "AU3": {"text": "Rota"},
    }
}


def view(**figures: dict[str, Any]) -> View:
    steps = [Step(kind="table", id=name, title=name, of="chores") for name in ("write", "gate")]
    method = Method(method="own", title="Own", level="advanced", figures=figures, steps=steps)
    return build(CHORES, ITEMS, methods=[method])


def found(view: View, name: str) -> Figure:
    return registry.compute(view, view.book.methods["own"].figures[name], "own")


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (39.9, "scattered"),
        (40.0, "partial"),
        (0.1 + 0.2 + 39.7, "partial"),
        (100.0, "tight"),
        (-1.0, ""),
        (None, ""),
    ],
)
def test_a_band_holds_from_its_limit_to_the_next(value: float | None, word: str) -> None:
    assert band(value, limits({"80": "tight", "0": "scattered", "40": "partial"})) == word


def test_bands_give_a_number_its_word_and_a_part_of_its_own() -> None:
    seen = view(all={"use": "count", "of": "chores", "bands": {"0": "few", "3": "enough"}, "unit": "chores"})
    figure = found(seen, "all")
    assert figure.parts["n"] == Value(3.0, 0, unit="chores", note="enough")
    assert figure.parts["band"] == Sentence("enough")
    assert read_out("all.n", Figures(seen), "own", seen) == [("How many", [("3 chores", "enough")])]


def test_bands_give_each_item_its_word_and_gather_them() -> None:
    figure = Figure(parts={"counts": PerItem({"au1": 0.0, "au2": 1.0, "au3": None, "au4": "?"}, 0)})
    dressed(figure, ("counts",), "", {"0": "whole", "1": "thin"})
    assert figure.parts["band"] == PerItem({"au1": "whole", "au2": "thin", "au3": None})
    assert figure.parts["bands"] == Groups({"whole": ["au1"], "thin": ["au2"]})


def test_a_figure_has_no_bands_unless_it_says_so() -> None:
    count = registry.functions()["count"]
    assert "band" not in count.gives({"use": "count", "of": "chores"})
    assert {"band", "bands", "n", "items"} == set(
        count.gives({"use": "count", "of": "chores", "bands": {"1": "a"}})
    )


@pytest.mark.parametrize(
    ("title", "headings"),
    [
        ("Chores we looked at", ["Chores we looked at", "Chores we looked at: which"]),
        ({"n": "We looked at so many"}, ["We looked at so many", "Which"]),
        ("", ["How many", "Which"]),
    ],
)
def test_a_heading_is_the_methods_own(title: Any, headings: list[str]) -> None:
    seen = view(all={"use": "count", "of": "chores", **({"title": title} if title else {})})
    assert [heading for heading, _ in read_out("all", Figures(seen), "own", seen)] == headings


def test_findings_speak_at_their_steps_and_in_the_whole_method() -> None:
    seen = view(bare={"use": "missing", "of": "chores", "fields": ["area"], "steps": ["gate"]})
    method = seen.book.methods["own"]
    write, gate = method.steps
    spoken = {
        step.id if step else "": len(checks.of_step(seen, method, step)) for step in (write, gate, None)
    }
    assert spoken == {"write": 0, "gate": 2, "": 2}
    assert {one.step and one.step.id for one in checks.said(seen)} == {"gate"}


def test_a_figure_is_worked_out_once_for_a_view(monkeypatch: pytest.MonkeyPatch) -> None:
    seen, asked = view(all={"use": "count", "of": "chores"}), []
    items = View.items
    monkeypatch.setattr(
        View, "items", lambda self, *names, **kw: asked.append(names) or items(self, *names, **kw)
    )
    figures = Figures(seen)
    assert found(seen, "all") is figures.figure("own", "all.n")
    checks.everything(seen)
    figures.findings(seen.book.methods["own"])
    assert len(asked) == 1


def test_a_figure_that_rests_on_itself_says_so() -> None:
    seen = view(round={"use": "count", "of": "chores", "where": "round.n > 1"})
    assert found(seen, "round").parts["n"] == Value(0.0, 0)


def test_a_condition_may_ask_another_figure() -> None:
    gaps = {"use": "missing", "of": "chores", "fields": ["hours"]}
    seen = view(gaps=gaps, known={"use": "count", "of": "chores", "where": "gaps.counts = 0"})
    assert found(seen, "known").parts["n"] == Value(2.0, 0)


def test_every_function_is_registered_where_the_table_says() -> None:
    known = {name: function.compute.__module__ for name, function in registry.functions().items()}
    homes = {
        n: f"aligntui.analysis.{module}" for module, names in registry.MODULES.items() for n in names.split()
    }
    assert known == homes


def test_a_function_that_nobody_names_is_not_imported() -> None:
    code = (
        "import sys\n"
        "from aligntui.analysis import registry\n"
        "known = registry.functions()\n"
        "assert 'network' in known and len(known) > 30\n"
        "assert known['count'].name == 'count'\n"
        "print(sorted(n for n in sys.modules if n in {f'aligntui.analysis.{m}' for m in registry.MODULES}))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['aligntui.analysis.lists']"
