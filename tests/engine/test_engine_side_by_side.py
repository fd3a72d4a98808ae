"""Two scales asked beside each other of one item, and in which order a round is talked about."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from needs_method import needs
from playing import Play
from sample_items import library_of

from aligntui.analysis import registry
from aligntui.analysis.figure import PerItem
from aligntui.engine import edits
from aligntui.engine.kind import Intent
from aligntui.engine.rounds import revealing, talking
from aligntui.engine.rounds.answering import answering
from aligntui.engine.rounds.asked import bounds, subject_ids, subjects
from aligntui.exchange import yaml_export
from aligntui.methods.errors import GuideProblems
from aligntui.methods.library import Library

FIGURES = """\
figures:
  weight: {use: agreement, round: rate, scale: weight}
  done: {use: agreement, round: rate, scale: done}
  heavy: {use: pulse, round: rate, scale: weight, title: {median: Weight of each}}
  both: {use: index, round: rate}
  by_rank: {use: total, of: needs, value: rank}
"""
PEOPLE = ("Ines Calder", "Tomas", "Dot", "Gia")
GIVEN = [(5, 2, 1, 0), (4, 9, 1, 1), (5, 5, 1, 0), (2, 3, 2, 10)]
"""Importance and performance of the first need, and of the second, by each person."""


def method(names: str = "named", more: str = "") -> str:
    words, done = ', choices: {"1": idle, "5": vital}', "from: 0, to: 10"
    return needs(names=names, more=more, choices=words, done=done, figures=FIGURES)


def books(folder: Path, names: str = "named", more: str = "") -> Library:
    return library_of(folder, method(names, more))


def room(library: Library, people: int = 4) -> list[Play]:
    how: dict[str, Any] = {"library": library, "solo": False, "people": people}
    lead = Play("probe/rate", **how)
    for word in ("Warm bread", "Short queue"):
        lead.keep(edits.add(lead.view, lead.new_id, "needs", word, by=lead.person, at=lead.now())[1])
    rest = [
        Play("probe/rate", beside=lead, person=name, role="participant", **how) for name in PEOPLE[1:people]
    ]
    return [lead, *rest]


def rated(library: Library, people: int = 4) -> Play:
    everybody = room(library, people)
    for p, values in zip(everybody, GIVEN, strict=False):
        for value in values:
            p.do("answer", value=value)
        p.do("go-on")
    everybody[0].do("go-on", value="close")
    return Play("probe/rate", beside=everybody[0], library=library, solo=False, people=people, phase="reveal")


def test_one_rates_an_item_on_both_scales_and_then_the_next(tmp_path: Path) -> None:
    (p,) = room(books(tmp_path), 1)
    first, second = (item.id for item in p.view.items("needs"))
    assert subject_ids(p.ctx) == [f"{first}#weight", f"{first}#done", f"{second}#weight", f"{second}#done"]
    assert [s.whole for s in subjects(p.ctx)][:2] == ["Warm bread, importance", "Warm bread, performance"]
    form = revealing.answer_of(p.ctx)
    assert [bounds(p.ctx, form, s) for s in subject_ids(p.ctx)][:2] == [(1, 5), (0, 10)]
    assert [offer.choices for offer in p.offers if offer.verb == "answer"] == [
        (("1", "1 idle"), ("5", "5 vital"))
    ]
    p.do("answer", value=7)
    assert p.last == "out-of-range"
    p.do("answer", value=4)
    assert p.state.at == f"{first}#done"
    p.do("answer", value=7)
    assert p.state.at == f"{second}#weight"
    (held,) = p.session.ballots.values()
    assert held.answers == {f"{first}#weight": 4, f"{first}#done": 7}
    assert [row.value for row in p.sight.rows] == ["4", "7", "", ""]
    assert [row.name for row in p.sight.rows][:2] == ["NE1 importance", "NE1 performance"]


def test_both_are_revealed_beside_each_other_and_each_is_read_on_its_own_scale(tmp_path: Path) -> None:
    p = rated(books(tmp_path))
    first, second = (item.id for item in p.view.items("needs"))
    # The second need lies furthest apart, in how well it is done; its importance stands beside that.
    assert list(revealing.group(p.ctx)) == [
        f"{ref}#{key}" for ref in (second, first) for key in ("weight", "done")
    ]
    values = [row.value for row in p.sight.rows]
    assert values[0].startswith("median 1, 1-2: 1 1 1 2")
    assert values[1].startswith("median 0.5, 0-10: 0 0 1 10")
    assert values[3].startswith("median 4, 2-9: 2 3 5 9")
    assert any(note.startswith("Most apart: NE2 performance, 0-10.") for note in p.sight.notes)
    weight, done = (p.ctx.resolve(f"{name}.rwg") for name in ("weight", "done"))
    assert isinstance(weight, PerItem)
    assert isinstance(done, PerItem)
    # James, Demaree and Wolf 1984: of five points the uniform variance is 2, of eleven 10.
    assert weight.values[first] == pytest.approx(0.0)
    assert done.values[first] == pytest.approx(1 - 9.583333 / 10, abs=1e-6)
    heavy, both = p.ctx.resolve("heavy.median"), p.ctx.resolve("both.rows")
    assert isinstance(heavy, PerItem)
    assert isinstance(both, PerItem)
    assert heavy.values == {first: 4.5, second: 1.0}
    assert both.values[f"{first}#weight"] == 75
    assert both.values[f"{first}#done"] == 47.5


def test_what_was_agreed_on_goes_to_both_fields_and_leaves(tmp_path: Path) -> None:
    p = rated(books(tmp_path))
    first, second = p.view.items("needs")
    assert (first.fields["weight"], first.fields["done"]) == (5, 4)
    assert (second.fields["weight"], second.fields["done"]) == (1, 1)
    text = yaml_export.export(p.view, with_answers=True)
    assert "NE1#weight: 5" in text


@pytest.mark.parametrize("names", ["secret", "none"])
def test_of_two_nothing_shows_on_either_scale(tmp_path: Path, names: str) -> None:
    p = rated(books(tmp_path, names), 2)
    assert not any(line.middle for line in revealing.group(p.ctx).values())
    assert all(item.fields.get(key) is None for item in p.view.items("needs") for key in ("weight", "done"))


def test_nobody_is_asked_about_himself_on_any_scale(tmp_path: Path) -> None:
    text = method(more="not_self: true").replace("about: needs", "about: people")
    text = text.replace("collections:\n  needs:", "uses:\n  people:").replace(
        "    code: NE\n    title: Needs\n", ""
    )
    text = text.replace("    fields:\n      weight", "    adds:\n      weight").replace(
        "of: needs", "of: people"
    )
    library = library_of(tmp_path, text)
    how: dict[str, Any] = {"library": library, "solo": False, "people": 2}
    p = Play("probe/rate", **how)
    for name in PEOPLE[:2]:
        p.keep(edits.add(p.view, p.new_id, "people", name, by=p.person, at=p.now())[1])
    other = p.view.items("people")[1].id
    assert subject_ids(p.ctx) == [f"{other}#weight", f"{other}#done"]


@pytest.mark.parametrize(
    ("talk", "order"),
    [
        ("", [1, 0]),
        ("talk: heavy.median", [1, 0]),
        ("talk: -heavy.median", [0, 1]),
        ("talk: by_rank.values", [1, 0]),
        ("talk: done.order", [0, 1]),
        ("talk: -done.order", [1, 0]),
    ],
)
def test_one_talks_in_the_order_that_the_step_names(tmp_path: Path, talk: str, order: list[int]) -> None:
    p = rated(books(tmp_path, more=talk))
    ids = [item.id for item in p.view.items("needs")]
    shown = list(dict.fromkeys(s.item for s in subjects(p.ctx)))
    assert shown == [ids[n] for n in order]
    known = talk and "rank" not in talk
    assert p.sight.notes[-1] == ("in the order of talking" if known else "the widest difference first")


def test_the_order_is_said_in_the_words_of_the_figure(tmp_path: Path) -> None:
    p = rated(books(tmp_path, more="talk: -heavy.median"))
    assert revealing.apart(p.ctx) == "Most apart: NE2 performance, 0-10. Talk in this order: weight of each."


ON_TWO = {
    "plot": "kind: plot\n    of: needs\n    x: done\n    y: weight",
    "matrix": "kind: matrix\n    relation: meets\n    by: each",
}
"""Steps in which several people rate the needs, by their kind."""


@pytest.mark.parametrize("talk", ["order.values", "-order.values"])
@pytest.mark.parametrize("kind", ON_TWO)
def test_what_is_far_apart_on_a_grid_or_a_plot_stands_in_the_order_that_the_step_names(
    tmp_path: Path, kind: str, talk: str
) -> None:
    text = method(more=f"talk: {talk}").replace("by_rank", "order")
    about = text[text.index("kind: ask") : text.index("    privacy")]
    asks = f"{ON_TWO[kind]}\n    id: rate\n    title: Rate\n    answer: {{type: scale, from: 1, to: 5}}\n"
    meets = "{rows: needs, cols: needs, fields: {fit: {type: scale, from: 0, to: 2}}}"
    text = text.replace(about, asks).replace("figures:", f"relations:\n  meets: {meets}\nfigures:", 1)
    lead, other = room(library_of(tmp_path, text), 2)
    needs = lead.view.items("needs")
    for number, need in enumerate(needs):
        lead.keep(edits.put(lead.view, need, "rank", str(number + 1)))
    for p, values in ((lead, (0, 0)), (other, (1, 2))):
        for need, value in zip(needs, values, strict=True):
            beside = "#weight" if kind == "plot" else f">{next(one.id for one in needs if one != need)}"
            given = 1 + 2 * value if kind == "plot" else value
            p.keep(answering(p.ctx).give(p.state, need.id + beside, given, Intent("answer")).ops)
        p.do("go-on")
    lead.close()
    after = Play("probe/rate", beside=lead, solo=False, people=2, phase="reveal")
    first = talking.first(after.ctx)
    assert first.index("NE1") < first.index("NE2 " if kind == "plot" else "NE2 with") or talk.startswith("-")
    lines = [line.subject[:5] for line in talking.far_apart(after.ctx)]
    ids = [need.id for need in needs]
    assert lines == (ids[::-1] if talk.startswith("-") else ids)


@pytest.mark.parametrize("phase", ["reveal", "talk"])
@pytest.mark.parametrize("kind", ON_TWO)
def test_a_grid_or_a_plot_says_that_nothing_of_a_round_may_be_shown(
    tmp_path: Path, kind: str, phase: str
) -> None:
    text = method("secret").replace("by_rank", "order")
    about = text[text.index("kind: ask") : text.index("    privacy")]
    asks = f"{ON_TWO[kind]}\n    id: rate\n    title: Rate\n    answer: {{type: scale, from: 1, to: 5}}\n"
    meets = "{rows: needs, cols: needs, fields: {fit: {type: scale, from: 0, to: 2}}}"
    text = text.replace(about, asks).replace("figures:", f"relations:\n  meets: {meets}\nfigures:", 1)
    lead, other = room(library_of(tmp_path, text), 2)
    first, second = (need.id for need in lead.view.items("needs")[:2])
    for p in (lead, other):
        subject = f"{first}#weight" if kind == "plot" else f"{first}>{second}"
        p.keep(answering(p.ctx).give(p.state, subject, 2, Intent("answer")).ops)
        p.do("go-on")
    lead.close()
    after = Play("probe/rate", beside=lead, solo=False, people=2, phase=phase)
    said = "Nothing of this round is shown: too few answered each line. Nothing is agreed yet."
    assert said in after.kind.sight(after.ctx, after.state).notes


@pytest.mark.parametrize(
    ("step", "says"),
    [
        ("answer: {type: rank}", "rank is given once to each item"),
        ("answer: {type: scale, from: 1, to: 5}\n    into: weight", "no one field for what was agreed on"),
        ("answer: {type: scale, from: 1, to: 5}\n    talk: heavy.nothing", 'has no part "nothing"'),
    ],
)
def test_what_cannot_stand_beside_several_scales_is_an_error(tmp_path: Path, step: str, says: str) -> None:
    text = method().replace("answer: {type: scale, from: 1, to: 5}", step)
    (tmp_path / "probe.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(GuideProblems, match=re.escape(says)):
        Library(user=tmp_path, functions=registry.functions).book(["probe"])
