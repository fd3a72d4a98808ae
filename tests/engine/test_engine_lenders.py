"""A method that is in a session for its lists alone asks nothing until a run goes through it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playing import Play

from aligntui.analysis import checks, registry
from aligntui.engine import edits, mends
from aligntui.exchange.unlooked import unchecked
from aligntui.methods.library import Library

LENDER = """\
method: lender
title: Lender
level: fundamentals
collections:
  loans: {code: LN, title: Loans, limit: 1, fields: {owner: {type: text}, due: {type: date}}}
checks: [{use: missing, of: loans, fields: [owner]}]
steps:
  - {kind: table, id: list, title: Loans, of: loans, checks: [{use: missing, of: loans, fields: [due]}]}
"""
OWN = """\
method: own
title: Own
level: fundamentals
uses: {loans: {}}
steps:
  - {kind: report, id: end, title: The end, show: [loans]}
"""
BORROWS = """\
method: own
title: Own
level: fundamentals
steps:
  - {use: lender/list, title: Ours}
"""


def findings(folder: Path, own: str, at: str = "own/end") -> tuple[set[str], list[str]]:
    """Fields that findings ask for in a session with two loans, and what the checks did not look at."""
    (folder / "lender.yaml").write_text(LENDER)
    (folder / "own.yaml").write_text(own)
    play = Play(at, library=Library(user=folder, functions=registry.functions))
    for words in ("A van", "A shop"):
        play.keep(edits.add(play.view, play.new_id, "loans", words, by=play.person, at=play.now())[1])
    assert {"own", "lender"} <= play.session.methods.keys() or at.startswith("lender")
    found = {one.finding.field or one.finding.code for one in mends.found(play.view)}
    assert found == {one.field or one.code for one in checks.everything(play.view)}
    return found, unchecked(play.view)


@pytest.mark.parametrize(("own", "at", "asked"), [
    (OWN, "own/end", set()),
    (BORROWS, "own/list", {"due", "LM-LN"}),
    (OWN, "lender/list", {"owner", "due", "LM-LN"}),
])  # fmt: skip
def test_checks_of_a_method_speak_where_a_run_goes_through_it(
    tmp_path: Path, own: str, at: str, asked: set[str]
) -> None:
    found, left = findings(tmp_path, own, at)
    assert found == asked
    assert ("loans (2)" in " ".join(left)) is (not asked), "what nobody looked at is said"
