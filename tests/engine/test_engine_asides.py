"""A finding about no item in particular is set aside where it is said, and not in other steps."""

from __future__ import annotations

from pathlib import Path

import pytest
from playing import Play
from sample_items import library_of

from aligntui.analysis import checks
from aligntui.engine import edits, mends, recap

METHOD = """\
method: probe
title: Probe
level: fundamentals
collections:
  aims: {code: AI, title: Aims, fields: {owner: {type: text}}}
  perils: {code: PE, title: Perils, fields: {owner: {type: text}}}
checks:
  - {use: rule, of: aims, where: owner is-empty, say: No owner., once: "{n} have no owner.", code: AU1}
  - {use: rule, of: perils, where: owner is-empty, say: No owner., once: "{n} have no owner yet.", code: AU1}
steps:
  - {kind: board, id: it, title: It, split: [aims, perils]}
"""


@pytest.fixture
def play(tmp_path: Path) -> Play:
    """Two aims and two perils without an owner."""
    p = Play("probe/it", library=library_of(tmp_path, METHOD))
    for name in ("aims", "perils"):
        for words in ("One", "Two"):
            p.keep(edits.add(p.view, p.new_id, name, words, by=p.person, at=p.now())[1])
    return p


def open_ones(p: Play) -> list[str]:
    """What is to mend, as both lists of it say."""
    listed = sorted(one.finding.message for one in mends.found(p.view) if not one.aside)
    assert listed == sorted(one.message for one in checks.everything(p.view))
    return listed


def test_a_finding_of_one_list_is_set_aside_there_alone(play: Play) -> None:
    assert open_ones(play) == ["2 have no owner yet.", "2 have no owner."]
    one = next(one for one in mends.found(play.view) if one.finding.message == "2 have no owner.")
    play.keep(edits.waive(play.view, one.finding.key, "we know"))
    assert open_ones(play) == ["2 have no owner yet."]
    assert recap.log(play.view, "Tomasz Wren")[0][1] == f"{play.person} set AU1 aside"
    aside = next(one for one in mends.found(play.view) if one.aside)
    play.keep(edits.waive(play.view, aside.finding.key, ""))
    assert len(open_ones(play)) == 2


def test_what_was_set_aside_by_its_code_alone_stays_so_and_is_taken_up_again(play: Play) -> None:
    play.keep(edits.waive(play.view, "AU1", "we know"))
    assert open_ones(play) == []
    first, second = mends.found(play.view)
    assert (first.aside, second.aside) == ("we know", "we know")
    play.keep(edits.waive(play.view, first.finding.key, ""))
    assert len(open_ones(play)) == 2
