"""Grids that ask anything: criteria of items, half grids, only upward, and values of any type in a cell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playing import Play

from aligntui.engine import edits, grids
from aligntui.engine.kinds import matrix
from aligntui.engine.rounds import ballots
from aligntui.methods.library import Library

METHOD = """\
method: probe
title: Probe
level: fundamentals
collections:
  parts:
    code: PT
    title: Parts
    fields:
      rank: {type: choice, choices: {low: learning, mid: processes, top: money}}
      valuable: {type: yesno, partly: true, ask: "Is it worth money?"}
      rare: {type: scale, from: 1, to: 5}
      cost: {type: number}
relations:
  meets:
    rows: parts
    cols: parts
    %(pairs)s
    fields:
      value: %(value)s
      because: {type: text}
      lag: {type: number, label: lag}
steps:
  - kind: matrix
    id: cross
    title: Cross
    ask: %(ask)s
    %(of)s
"""
SCALE = "{type: scale, from: 0, to: 2}"

Make = Callable[..., Play]


@pytest.fixture
def play(tmp_path: Path) -> Make:
    """Make a play of a grid over four parts."""

    def make(
        value: str = SCALE, pairs: str = "", of: str = "relation: meets", ask: str = "Well?", **how: Any
    ) -> Play:
        words = METHOD % {"value": value, "pairs": pairs, "of": of, "ask": ask}
        (tmp_path / "probe.yaml").write_text(words, encoding="utf-8")
        made = Play("probe", library=Library(user=tmp_path), **how)
        for number, rank in enumerate(("low", "top", "mid", "")):
            _, ops = edits.add(
                made.view, made.new_id, "parts", f"part {number + 1}", {"rank": rank} if rank else {}
            )
            made.keep(ops)
        made.state = made.kind.open(made.ctx)
        return made

    return make


def asked(p: Play) -> list[str]:
    """Codes of the pairs that are asked."""
    return [f"{p.view.code(a)}-{p.view.code(b)}" for a, b in grids.crossing(p.ctx).ids]


@pytest.mark.parametrize(
    ("pairs", "wanted"),
    [
        ("", 16),
        ("pairs: others", 12),
        ("pairs: once", ["PT1-PT2", "PT1-PT3", "PT1-PT4", "PT2-PT3", "PT2-PT4", "PT3-PT4"]),
        ("pairs: upward\n    along: rank", ["PT1-PT2", "PT1-PT3", "PT3-PT2"]),
    ],
)
def test_only_the_pairs_that_are_meant_are_asked(play: Make, pairs: str, wanted: Any) -> None:
    p = play(pairs=pairs)
    assert asked(p) == wanted or len(asked(p)) == wanted
    assert len(ballots.subjects(p.view, p.ctx.step)) == len(asked(p)) == len(p.sight.rows)
    for _ in asked(p):
        p.do("answer", value=1)
    assert grids.crossing(p.ctx).open == 0
    assert len(p.session.links) == len(asked(p))


def test_a_pair_of_a_half_grid_is_one_whichever_way_round_it_was_written(play: Make) -> None:
    p = play(pairs="pairs: once")
    one, two, *_ = (row.id for row in grids.crossing(p.ctx).rows)
    p.keep(edits.cross(p.view, "meets", two, one, {"value": 2}))
    assert grids.value(p.ctx, one, two) == 2
    p.do("focus", item=grids.subject_of(p.ctx, one, two))
    p.do("answer", value=0)
    (link,) = p.session.links.values()
    assert (link.a, link.b, link.fields) == (two, one, {"value": 0})


@pytest.mark.parametrize(
    ("value", "answers", "wrong"),
    [
        ("{type: yesno, partly: true}", ["yes", "partly", "no"], "perhaps"),
        ("{type: choice, choices: {r: responsible, a: accountable}}", ["r", "a"], "x"),
        ("{type: number}", [12], "many"),
    ],
)
def test_a_cell_takes_a_value_of_any_type(play: Make, value: str, answers: list[Any], wrong: str) -> None:
    p = play(value=value)
    for answer in answers:
        p.do("answer", value=str(answer))
    kept = [link.fields["value"] for link in p.session.links.values()]
    assert [str(content) for content in kept] == [str(answer) for answer in answers]
    p.do("answer", value=wrong)
    assert p.last == "unclear"
    assert len(p.session.links) == len(answers)


def test_a_choice_cycles_through_all_it_offers(play: Make) -> None:
    p = play(value="{type: choice, choices: {r: responsible, a: accountable}}")
    seen = []
    for _ in range(3):
        p.do("cycle")
        seen.append(grids.value(p.ctx, p.state.row, p.state.col))
    assert seen == ["r", "a", "r"]
    assert grids.signs_of(p.ctx, p.state.col) == {"r": "r", "a": "a"}


def test_what_is_asked_beside_a_value_is_asked_one_after_the_other(play: Make) -> None:
    p = play()
    at = p.state.row, p.state.col
    p.do("reason")
    assert (p.state.line, matrix.question(p.ctx, p.state)) == (
        "because",
        'PT1 "part 1" with PT1 "part 1": why?',
    )
    p.do("keep", value="they share a room")
    assert p.state.line == "lag"
    p.do("keep", value="soon")
    assert (p.last, p.state.line) == ("unclear", "lag")
    p.do("keep", value="3")
    assert p.state.line == ""
    (link,) = p.session.links.values()
    assert (str(link.fields["lag"]), link.fields["because"]) == ("3", "they share a room")
    assert p.sight.rows[0].value == "why: they share a room, lag: 3"
    assert at == (p.state.row, p.state.col)


def test_a_value_in_words_is_typed_in_the_line_and_one_goes_to_the_next_pair(play: Make) -> None:
    p = play(value="{type: number}")
    at = p.state.row, p.state.col
    p.do("reason")
    assert p.state.line == "value"
    for words in ("4", "because so", "2"):
        p.do("keep", value=words)
    assert (p.state.row, p.state.col) != at
    assert grids.value(p.ctx, *at) is not None


def test_items_are_crossed_with_the_fields_that_are_asked_of_each(play: Make) -> None:
    p = play(of="of: parts\n    fields: [valuable, rare, cost]")
    assert [col.text for col in grids.crossing(p.ctx).cols] == ["valuable", "rare", "cost"]
    assert matrix.question(p.ctx, p.state) == "Is it worth money?"
    for answer in ("partly", 4, "250"):
        p.do("answer", value=answer)
    first, second = grids.crossing(p.ctx).rows[:2]
    assert {key: str(first.fields[key]) for key in ("valuable", "rare", "cost")} == {
        "valuable": "partly", "rare": "4", "cost": "250"
    }  # fmt: skip
    assert (p.state.row, p.state.col) == (second.id, "valuable")
    p.do("take-back", item=f"{first.id}#rare")
    assert p.view.item(first.id).fields.get("rare") is None


def test_each_person_answers_for_the_fields_of_items(play: Make) -> None:
    asks = ["of: parts", "fields: [rare]", "by: each", "privacy: {names: secret}", "phases: [rate, reveal]"]
    more = "\n    ".join(asks)
    p = play(of=more, solo=False, people=2)
    p.do("answer", value=4)
    (ballot,) = (b for r in p.session.rounds.values() for b in p.view.ballots(r.id))
    assert list(ballot.answers) == [f"{grids.crossing(p.ctx).rows[0].id}#rare"]
    assert grids.crossing(p.ctx).rows[0].fields.get("rare") is None


def test_a_block_has_its_own_question_under_codes_of_two_letters(play: Make) -> None:
    p = play(ask='{"PT*PT": "Part meets part?"}')
    assert matrix.question(p.ctx, p.state) == "Part meets part?"
