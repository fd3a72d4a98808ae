"""Recall: lines written unaided and in silence, shown as nobody's, put to a list by whoever leads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playing import Play

from aligntui.analysis.registry import compute
from aligntui.engine import edits
from aligntui.engine.kinds import sort, words
from aligntui.methods.library import Library

NAMES = ("Ines Calder", "Tomas", "Dot", "Gia")
METHOD = """\
method: probe
title: Probe
level: fundamentals
steps:
  - kind: ask
    id: recall
    title: Our priorities from memory
    ask: What are our top priorities?
    answer: {{type: words, max: 3}}
    privacy: {{names: {names}}}
    phases: [rate, reveal]
  - {{kind: sort, id: match, title: Match, ask: Which one?, words: recall, to: goals, or: stranger}}
"""


def room(folder: Path, names: str, people: int) -> list[Play]:
    (folder / "probe.yaml").write_text(METHOD.format(names=names), encoding="utf-8")
    first = Play("probe/recall", library=Library(user=folder), solo=False, people=people)
    for text in ("Win paying members", "Bake by order"):
        first.keep(edits.add(first.view, first.new_id, "goals", text, by=first.person, at=first.now())[1])
    rest = [
        Play("probe/recall", library=first.shared["library"], beside=first, person=name, solo=False,
             people=people, role="participant")
        for name in NAMES[1:people]
    ]  # fmt: skip
    return [first, *rest]


def sorting(lead: Play, **how: Any) -> Play:
    return Play("probe/match", library=lead.shared["library"], beside=lead, solo=False, people=4, **how)


def test_lines_are_kept_up_to_the_most_taken_back_and_seen_by_nobody_else(tmp_path: Path) -> None:
    ines, tomas = room(tmp_path, "secret", 2)
    ines.do("keep", value="  members ")
    ines.do("paste", value=["ovens", "", "members"])
    assert words.own(ines.ctx) == ["members", "ovens", "members"]
    ines.do("keep", value="one more")
    assert ines.last == "words-most"
    ines.do("take-back", "line:3")
    assert [row.words for row in ines.sight.rows] == ["members", "ovens"]
    assert tomas.sight.rows == (), "the lines of others are not there"
    tomas.do("keep", value="ovens")
    assert words.own(ines.ctx) == ["members", "ovens"]
    assert "ovens" not in str(tomas.session.recent), "what is written in secret is in no history"


@pytest.mark.parametrize(("names", "people", "shown"), [
    ("secret", 2, False), ("secret", 3, False), ("secret", 4, True), ("named", 2, True),
])  # fmt: skip
def test_what_was_written_is_shown_and_sorted_where_no_person_can_be_told(
    tmp_path: Path, names: str, people: int, shown: bool
) -> None:
    everybody = room(tmp_path, names, people)
    for number, p in enumerate(everybody):
        p.do("keep", value=f"line {number}")
        p.do("keep", value="Members.")
    early = sorting(everybody[0])
    assert sort.lines(early.ctx) == [], "not while it is open"
    for p in everybody[1:]:
        p.do("go-on")
    everybody[0].close()
    lead = sorting(everybody[0])
    assert bool(sort.lines(lead.ctx)) is shown
    everybody[1].do("look")
    assert ("line 0" in str(everybody[1].sight)) is shown
    figure = compute(lead.view, {"use": "recall", "round": "probe/recall", "list": "goals"})
    assert ("line" in figure.parts) is shown, "no share of what nobody can sort"
    if not shown:
        assert lead.sight.notes[0].startswith("Too few have written for it to be shown")


def test_one_line_after_the_other_is_put_to_an_item_and_undo_takes_it_back(tmp_path: Path) -> None:
    everybody = room(tmp_path, "secret", 4)
    for p, text in zip(everybody, ("members", "Members.", "yachts", "ovens"), strict=True):
        p.do("keep", value=text)
        if p is not everybody[0]:
            p.do("go-on")
    everybody[0].close()
    lead = sorting(everybody[0])
    assert [line.words.rstrip(".").casefold() for line in sort.lines(lead.ctx)] == [
        "members",
        "ovens",
        "yachts",
    ]
    members, _ = lead.view.items("goals")
    assert {key: label for o in lead.offers if o.verb == "answer" for key, label in o.choices} == {
        **{item.id: f"{lead.view.code(item)} {item.text}" for item in lead.view.items("goals")},
        "stranger": "stranger",
    }
    lead.do("answer", value=members.id)
    assert lead.sight.rows[0].value.endswith("Win paying members")
    assert lead.sight.beside == "1 of 3 sorted"
    assert lead.state.at == "ovens", "the next line is asked"
    lead.do("focus", "yachts")
    lead.do("answer", value="stranger")
    figure = compute(lead.view, {"use": "recall", "round": "probe/recall", "list": "goals"})
    assert figure.parts["counts"].values[members.id] == 2
    assert [bar.label for bar in figure.parts["strangers"].bars] == ["yachts"]
    lead.do("take-back", "yachts")
    assert lead.sight.beside == "1 of 3 sorted"
    assert lead.undo()
    assert lead.sight.beside == "2 of 3 sorted"
    other = sorting(everybody[0], person="Tomas", role="participant")
    assert "answer" not in other.verbs
    other.do("answer", "ovens", value=members.id)
    assert other.last == "sorted-by-lead"


CARDS = """\
method: probe
title: Probe
level: fundamentals
collections:
  chores:
    code: CH
    title: Chores
    fields:
      serves: {type: link, of: goals, label: serves}
steps:
  - {kind: sort, id: match, title: Which goal?, ask: Which goal?, of: chores, to: goals, fields: [serves]}
"""


def test_cards_are_put_to_items_by_their_link(tmp_path: Path) -> None:
    (tmp_path / "probe.yaml").write_text(CARDS, encoding="utf-8")
    p = Play("probe/match", library=Library(user=tmp_path))
    for name, text in (("goals", "Win"), ("chores", "sweep"), ("chores", "bake")):
        p.keep(edits.add(p.view, p.new_id, name, text, by=p.person, at=p.now())[1])
    goal, chores = p.view.items("goals")[0], p.view.items("chores")
    p.do("answer", chores[1].id, value=goal.id)
    assert [row.value for row in p.sight.rows] == ["", f"{p.view.code(goal)} Win"]
    assert p.view.items("chores")[1].fields["serves"] == goal.id
    assert p.undo()
    assert [row.value for row in p.sight.rows] == ["", ""]
