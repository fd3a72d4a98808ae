"""Our own words stand in the texts of a method: in its questions, statements, names, guides and prompts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playing import Play

from aligntui.engine.prompts import raised, say
from aligntui.engine.runs.other_path import spoken
from aligntui.methods.library import Library
from aligntui.session.ops import Set, Tie

METHOD = """\
method: probe
title: Probe
level: fundamentals
collections:
  ideas:
    code: I
    fields:
      size: {type: number}
      owner: {type: text, ask: "Who owns {code} {text}, {size} large, in {frame.unit}?"}
      whose: {type: text, help: "In {frame.unit}: whose is {text}, {size} large?"}
records:
  frame: {fields: {unit: {type: text, label: our unit}, whom: {type: text}}}
relations:
  helps:
    rows: ideas
    cols: ideas
    fields:
      much: {type: scale, from: 0, to: 2, ask: "How much does {row.text} ({row.size}) help {col.code}?"}
figures:
  all: {use: count, of: ideas}
  bare: {use: missing, of: ideas, fields: [owner]}
steps:
  - kind: board
    id: write
    title: Write
    ask: "What helps {frame.whom}, in {frame.unit}? {all.n} so far."
    split: [ideas]
    prompt: {each: helps, say: "{row.text} ({row.size}) and {col.text}: {much}"}
    guide: {why: "In {frame.unit}.", how: ["{all.n} so far."]}
    solo: {ask: "What helps you, in {frame.unit}?"}
  - {kind: matrix, id: grid, title: Grid, relation: helps}
  - {kind: matrix, id: own, title: Own, relation: helps, ask: "{row.text} for {col.text}?"}
  - {kind: plot, id: place, title: Place, of: ideas, x: size, y: size, names: {hi_hi: "over {frame.unit}"}}
  - kind: ask
    id: sure
    title: Sure
    tests: [{type: scale, from: 1, to: 5, label: sure, ask: "We count in {frame.unit}."}]
    answer: {type: scale, from: 1, to: 5}
  - {kind: form, id: fill, title: Fill, each: ideas, fields: [whose]}
"""


@pytest.fixture
def play(tmp_path: Path) -> Any:
    (tmp_path / "probe.yaml").write_text(METHOD)
    library = Library(user=tmp_path)

    def at(step: str, beside: Play | None = None, **how: Any) -> Play:
        return Play(f"probe/{step}", library=library, beside=beside, **how)

    return at


def said(play: Play, *, solo: bool = False) -> Any:
    """The step of a play as it is shown."""
    ctx = play.ctx
    run = play.run
    run.solo = solo
    return spoken(ctx.step, run, ctx.figures, ctx.method)


def test_questions_guides_names_and_statements_take_records_and_figures(play: Any) -> None:
    p = play("write")
    assert said(p).ask == "What helps whom, in our unit? 0 so far.", "what is not said yet reads as its name"
    p.keep([Set(id="record:frame", field="unit", to="loaves"), Set(id="record:frame", field="whom", to="us")])
    p.do("add", field="ideas", value="Bake")
    assert said(p).ask.startswith("What helps us, in loaves? ")
    assert said(p, solo=True).ask == "What helps you, in loaves?"
    assert said(p).guide.why == "In loaves."
    assert said(play("place", p)).names == {"hi_hi": "over loaves"}
    assert said(play("sure", p)).tests[0].ask == "We count in loaves."


def test_a_step_without_such_places_stays_the_same_one(play: Any) -> None:
    p = play("grid")
    assert said(p) is p.ctx.step


def crossed(play: Any) -> Play:
    """Two ideas that help each other."""
    from aligntui.engine import edits

    p = play("write")
    ids = []
    for words, size in (("Bake", "12"), ("Sell", "")):
        item, ops = edits.add(p.view, p.new_id, "ideas", words, {"size": size or None}, at=p.now())
        p.keep(ops)
        ids.append(item if isinstance(item, str) else item.id)
    p.keep([Tie(relation="helps", a=ids[0], b=ids[1], to={"much": 2})])
    p.keep([Set(id="record:frame", field="unit", to="loaves")])
    return p


def test_a_pair_is_asked_about_by_its_words_fields_and_codes(play: Any) -> None:
    p = crossed(play)
    grid = play("grid", p)
    grid.do("focus", item=">".join(item.id for item in grid.view.items("ideas")))
    assert grid.sight.question == "How much does Bake (12) help I2?"
    own = play("own", p)
    own.do("focus", item=">".join(item.id for item in own.view.items("ideas")))
    assert own.sight.question == "Bake for Sell?"


def test_a_prompt_takes_fields_of_its_ends_and_of_the_crossing(play: Any) -> None:
    p = crossed(play)
    prompt = p.ctx.step.prompt
    assert prompt is not None
    (asked,) = raised(p.view, prompt, "ideas")
    assert say(p.view, prompt, asked) == "I1 Bake (12) and I2 Sell: 2"


def test_the_help_of_a_field_is_filled_where_it_stands_for_the_question(play: Any) -> None:
    form = play("fill", crossed(play))
    form.do("open", item=form.view.items("ideas")[0].id)
    assert "In loaves: whose is Bake, 12 large?" in str(form.sight)


def test_what_a_finding_asks_is_filled_too(play: Any) -> None:
    p = crossed(play)
    p.ctx.figures.figure("probe", "bare")
    asked = [finding.mend for finding in p.ctx.figures.findings(p.ctx.method, p.ctx.step)]
    assert asked == ["Who owns I1 Bake, 12 large, in loaves?", "Who owns I2 Sell, size large, in loaves?"]
