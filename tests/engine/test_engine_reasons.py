"""A value of an earlier sitting that is changed asks why: in a table, on a card of a board, in a form."""

from __future__ import annotations

from pathlib import Path

import pytest
from playing import Play
from revised_method import HOW, METHOD
from sample_items import library_of

from aligntui.analysis import told
from aligntui.engine import edits

LATER = "2027-03-31T09:00:00+00:00"


def later(folder: Path, kind: str) -> Play:
    """The step in a sitting a quarter after the aim was written."""
    p = Play("probe/it", library=library_of(folder, METHOD.format(kind=kind, how=HOW[kind])))
    _, ops = edits.add(p.view, p.new_id, "aims", "Win members", {"target": "300"}, by=p.person, at=p.now())
    p.keep(ops)
    return p.sit_later(LATER)


@pytest.mark.parametrize("kind", HOW)
def test_a_value_of_an_earlier_sitting_asks_why_once_it_is_changed(tmp_path: Path, kind: str) -> None:
    p = later(tmp_path, kind)
    aim = p.view.items("aims")[0]
    if kind != "form":
        p.do("open", aim.id)
    fields = {offer.field for offer in p.offers if offer.verb == "fill"}
    assert "target" in fields
    assert "why:target" not in fields, "nothing is asked of what stands as it was"
    p.do("focus", aim.id, "target")
    p.do("fill", aim.id, "target", "250")
    assert p.sight.question == "Why 250, and no longer 300?"
    p.do("fill", aim.id, "why:target", "only two bake on Fridays")
    aim = p.view.items("aims")[0]
    assert told.stands(p.view, aim, "target") == "250, first 300: only two bake on Fridays"
    assert "why:target" not in {offer.field for offer in p.offers}, "it is asked once"
    assert p.undo()
    assert [(one.value, one.why) for one in p.view.items("aims")[0].past["target"]] == [("300", "")]
    assert p.undo()
    assert p.view.items("aims")[0].fields["target"] == "300"
    assert not p.view.items("aims")[0].past


@pytest.mark.parametrize("kind", HOW)
def test_what_was_written_in_this_sitting_is_mended_without_a_reason(tmp_path: Path, kind: str) -> None:
    p = later(tmp_path, kind)
    _, ops = edits.add(p.view, p.new_id, "aims", "Waste less", {"target": "10"}, by=p.person, at=p.now())
    p.keep(ops)
    if kind == "form":
        p.keep(edits.set_status(p.view.items("aims")[0], "parked"))
    p.state = p.kind.open(p.ctx)
    aim = p.view.items("aims")[-1]
    if kind != "form":
        p.do("open", aim.id)
    p.do("focus", aim.id, "target")
    p.do("fill", aim.id, "target", "12")
    assert "why:target" not in {offer.field for offer in p.offers}


def test_an_empty_line_leaves_the_reason_open_and_goes_on(tmp_path: Path) -> None:
    p = later(tmp_path, "board")
    aim = p.view.items("aims")[0]
    p.do("open", aim.id)
    p.do("focus", aim.id, "target")
    p.do("fill", aim.id, "target", "250")
    p.do("fill", aim.id, "why:target")
    assert p.state.filling.at == "note"
    assert p.view.items("aims")[0].fields["target"] == "250"
