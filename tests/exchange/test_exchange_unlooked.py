"""What no check looked at is named, so that silence means that all is well."""

from __future__ import annotations

from build import build

from aligntui.analysis import say
from aligntui.cli.reading import _told
from aligntui.exchange.unlooked import unchecked

LISTS = {"ideas": {"code": "ID", "title": "ideas"}, "asides": {"code": "AS", "title": "asides"}}


def test_lists_with_entries_that_no_rule_looks_at_are_named_with_how_many_they_hold() -> None:
    view = build(collections=LISTS, items={"ideas": {"ID1": "Rye", "ID2": "Oats"}})
    assert unchecked(view) == ["Not looked at, for no rule does: ideas (2)."]
    assert unchecked(view, {"ideas"}) == []
    assert unchecked(build(collections=LISTS)) == []


def test_check_tells_a_dozen_and_how_many_more() -> None:
    view = build(collections=LISTS)
    findings = [say.hint(f"ZZ{n}", f"Question {n}?") for n in range(20)]
    short, whole = (_told(view, findings, every) for every in (False, True))
    assert [row for row in short if "Question" in row] == [row for row in whole if "Question" in row][:12]
    assert "8 more: --all shows them." in short
    assert short[-1] == whole[-1] == "20 hints."
    assert _told(view, findings[:13], False) == _told(view, findings[:13], True)
