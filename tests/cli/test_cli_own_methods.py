"""A method in the person's own folder reaches all that a built-in one reaches."""

from __future__ import annotations

import shutil

import pytest
from cli_kit import ROOT, Shell

from aligntui.methods.library import Library

SESSION = """\
aligntui: 1
session: {id: outside, title: Outside, created: 2026-11-21T13:00:00, changed: 2026-11-21T13:00:00}
methods: [{name: collections}, {name: pestle}, {name: risk-register}]
collections:
  forces:
    - {code: PO1, text: Sugar levy, fields: {kind: PO, impact: 4, sure: 5, means: dearer, evidence: the bill}}
    - {code: EC1, text: Rates fall, fields: {kind: EC, impact: 2, sure: 3}}
    - {code: LE1, text: Night work act, fields: {kind: LE, impact: 5, sure: 4}}
  risks:
    - {code: RI1, text: The oven stands still., fields: {odds: 3, harm: 5, guard: a second oven next door}}
"""


@pytest.fixture
def shell(sh: Shell) -> Shell:
    """The two examples of the docs in the person's own folder, and a session of both."""
    folder = sh.home / "config" / "workshops"
    folder.mkdir(parents=True)
    for name in ("pestle.yaml", "risks.yaml"):
        shutil.copy(ROOT / "docs" / "examples" / name, folder / name)
    done = sh("import", sh.file("outside.yaml", SESSION))
    assert done.code == 0, done.err
    return sh


def test_its_section_stands_on_the_plan_with_what_it_says(shell: Shell) -> None:
    page = shell("show", "outside").out
    section = page.partition("WHAT CHANGES OUTSIDE")[2].split("\n\n")[0].split("\n")[1:]
    assert section == ["  LE1 Night work act", "  PO1 Sugar levy: dearer (the bill)"]
    assert "RI1 The oven stands still. Against it: a second oven next door" in page


def test_its_lists_stand_in_the_report_and_in_a_spreadsheet(shell: Shell) -> None:
    report = shell("export", "outside", "--to", "markdown").out
    assert "### What changes outside" in report
    chapter = report.partition("\n## What changes outside\n")[2].partition("\n## ")[0].split("\n")
    assert chapter[1:4] == [
        "|  | Forces | impact | how sure | for us |",
        "| --- | --- | --- | --- | --- |",
        "| LE1 | Night work act | 5 | 4 |  |",
    ]
    assert "## Forces" not in report
    assert "| RI1 | The oven stands still. |" in report
    table = shell("export", "outside", "--to", "csv", "--table", "forces").out
    assert [row.split(",")[0] for row in table.splitlines()[1:]] == ['"EC1"', '"LE1"', '"PO1"']
    assert "forces" in shell("export", "outside", "--to", "csv").err
    assert "forces" in Library(user=shell.home / "config" / "workshops").everything().spreadsheets


def test_without_lines_the_plan_says_which_step_is_missing(shell: Shell) -> None:
    empty = SESSION.replace("impact: 4", "impact: 1").replace("impact: 5", "impact: 1")
    shell("import", shell.file("calm.yaml", empty.replace("Outside", "Calm").replace("outside", "calm")))
    assert 'the forces that hit hard (step "PESTLE: six looks outside")' in shell("show", "calm").out
