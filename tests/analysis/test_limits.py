"""More than its limit in a list is a finding, whatever method the list is of."""

from __future__ import annotations

from pathlib import Path

import pytest
from case_session import Writer
from playing import Play
from sample_items import library_of, sampled

from aligntui.analysis import checks
from aligntui.analysis.figure import Finding
from aligntui.engine import mends

METHOD = """\
method: probe
title: Probe
level: fundamentals
collections:
  ideas: {code: I, title: Ideas, limit: 3}
  parts: {code: {under: ideas, mark: p}, of: ideas, title: Parts, limit: 2}
  notes: {code: NT, title: Notes}
steps:
"""
STEPS = {
    "board": "holds: ideas",
    "table": "of: ideas",
    "form": "each: ideas",
    "matrix": "holds: ideas, split: [ideas, notes]",
}


def found(tmp_path: Path, step: str, each: int) -> tuple[Play, list[Finding]]:
    books = library_of(tmp_path, f"{METHOD}  - {{id: it, title: It, {step}}}\n")
    p = sampled(Play("probe/it", library=books), each=each)
    return p, [one for one in checks.everything(p.view) if one.code.startswith("LM")]


@pytest.mark.parametrize("kind", STEPS)
def test_more_than_the_limit_of_a_list_is_a_finding_where_it_is_written(tmp_path: Path, kind: str) -> None:
    step = f"kind: {kind}, {STEPS[kind]}"
    assert found(tmp_path, step, 2)[1] == []
    p, said = found(tmp_path, step, 4)
    whole = next(one for one in said if one.code == "LM-I")
    assert (whole.message, whole.mend) == ("4 ideas; 3 is the most.", "Merge or park some.")
    assert [p.view.code(ref) for ref in whole.others] == ["I4"]
    assert whole in p.ctx.figures.findings(p.ctx.method, p.ctx.step)
    opened = mends.mending_step(p.view, p.run, mends.Found(whole, p.ctx.method))
    assert opened is not None
    assert opened.step == "probe/it"


def test_a_child_list_has_its_limit_under_each_item(tmp_path: Path) -> None:
    p, said = found(tmp_path, "kind: board, holds: parts, each: ideas", 3)
    children = [one for one in said if one.code == "LM-parts"]
    assert [one.message for one in children] == ["Has 3 parts; 2 is the most."] * 3
    assert [p.view.code(one.target) for one in children] == ["I1", "I2", "I3"]


def test_parking_mends_it_and_a_reason_sets_it_aside(tmp_path: Path) -> None:
    from aligntui.engine import edits

    p, said = found(tmp_path, "kind: board, holds: ideas", 4)
    p.keep(edits.waive(p.view, said[0].key, "we know"))
    assert [one for one in checks.everything(p.view) if one.code == "LM-I"] == []
    p, _ = found(tmp_path, "kind: board, holds: ideas", 4)
    p.keep(edits.set_status(p.view.items("ideas")[3], "parked"))
    assert [one for one in checks.everything(p.view) if one.code == "LM-I"] == []


def test_of_the_caps_of_factors_their_figure_speaks_once() -> None:
    p = Play("swot/factors").tell("factors")
    writer = Writer(p.session, p.now(), "Dot Okafor")
    for number in range(9):
        writer.add(f"more{number}", "strengths", f"Strength {number}")
    p.keep(writer.ops)
    said = [one.code for one in checks.everything(p.view) if one.code == "SW2" or one.code.startswith("LM")]
    assert said == ["SW2"]
