"""Words that are looked for, and two versions of the same words."""

from __future__ import annotations

from build import build
from playing import Play

from aligntui.engine import search, versions
from aligntui.session.model import Change, Clash


def test_words_and_codes_find_a_card_the_exact_code_first() -> None:
    play = Play("swot/factors").tell("factors")
    found = [play.view.code(item) for item in search.matches(play.view, "s1")]
    assert found[0] == "S1"
    assert search.matches(play.view, "  ") == []
    both = search.matches(play.view, "sourdough noon")
    assert [play.view.code(item) for item in both] == ["S1"]
    assert search.matches(play.view, "sourdough zeppelin") == []


def test_two_versions_say_who_wrote_which_the_own_first() -> None:
    view = build(collections={"strengths": "S"}, items={"strengths": {"S1": "Bread", "S2": "Rolls"}})
    clash = Clash(id="c", target="s1", field="text", base="Bred", theirs="Bread", yours="Loaves",
                  by="Ines Calder", at="2026-11-21T14:00:00")  # fmt: skip
    other = Clash(id="d", target="s2", field="text", base="", theirs="Rolls", yours="Buns", by="Dot Okafor")
    view.session.clashes.update({"d": other, "c": clash})
    for number, (target, field, by) in enumerate(
        (("s1", "text", "Tomasz Wren"), ("s1", "evidence", "Dot Okafor"), ("s2", "text", "Sofia Brandt"))
    ):
        view.session.recent[f"x{number}"] = Change(
            id=f"x{number}", at=f"2026-11-21T14:0{number}:00", by=by,
            ops=[{"op": "set", "id": target, "field": field, "to": "x"}],
        )  # fmt: skip
    assert versions.clashes(view, "Ines Calder") == [clash, other]
    assert versions.clashes(view, "Dot Okafor") == [other, clash]
    mine, theirs, both = versions.versions(view, clash, "Ines Calder")
    assert (mine.name, mine.words) == ("yours", "Loaves")
    assert mine.by.startswith("you, ")
    assert (theirs.name, theirs.words) == ("theirs", "Bread")
    assert theirs.by.startswith("Tomasz Wren, ")
    assert theirs.by.endswith("shown to everyone now")
    assert both.name == "both"
    assert [v.name for v in versions.versions(view, clash, "Dot Okafor")] == ["one", "other", "both"]
    assert versions.from_both(clash) == "Bread; Loaves"
