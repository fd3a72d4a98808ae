"""Keys of steps that any kind which takes them acts on: prompts, marks, presets, computed lists."""

from __future__ import annotations

from pathlib import Path

import pytest
from ideas_method import IDEAS
from playing import Play
from sample_items import library_of, sampled

from aligntui.engine.entry.known import known

PARTS = "  parts: {code: PT, title: Parts, fields: {from_idea: {type: link, of: ideas}}}\n"
BEFORE = (
    IDEAS.replace("collections:\n", f"collections:\n{PARTS}")
    + """\
figures:
  heavy: {use: count, of: ideas, where: impact >= 4}
steps:
"""
)
PROMPT = 'prompt: {each: ideas, say: "What of {text}?", makes: {from_idea: [item]}}'


def played(tmp_path: Path, step: str, *, filled: bool = True, **how: object) -> Play:
    play = Play("probe/it", library=library_of(tmp_path, f"{BEFORE}  - {{{step}}}\n"))
    return sampled(play, **how) if filled else play


@pytest.mark.parametrize(
    "kind", ["board, id: it, title: It, split: [parts]", "table, id: it, title: It, of: parts"]
)
def test_our_own_words_prompt_the_line(tmp_path: Path, kind: str) -> None:
    p = played(tmp_path, f"kind: {kind}, {PROMPT}", only=["ideas"])
    assert p.sight.question == "What of I1 Ideas 1?"
    p.do("keep", value={"text": "Answered"})
    part = p.view.items("parts")[0]
    assert p.view.code(part.fields["from_idea"]) == "I1"
    p.state = p.kind.open(p.ctx)
    p.do("add")
    assert p.sight.question == "What of I2 Ideas 2?", "what was taken up prompts no more"


def test_the_field_that_a_step_marks_takes_a_sign(tmp_path: Path) -> None:
    for kind in ("board, holds: ideas", "table, of: ideas, fields: [text]"):
        head, _, rest = kind.partition(", ")
        p = played(tmp_path, f"kind: {head}, id: it, title: It, {rest}, mark: taken", without=["taken"])
        first = p.view.items("ideas")[0]
        p.state = p.kind.stand_on(p.ctx, p.state, first.id, "")
        assert p.kind.valued(p.ctx, p.state)[0] == "taken", kind
        p.do("set", first.id, "taken", "yes")
        assert p.view.items("ideas")[0].fields["taken"] == "yes"


def test_a_plot_places_the_items_that_a_figure_gives(tmp_path: Path) -> None:
    p = played(
        tmp_path, "kind: plot, id: it, title: It, of: {figure: heavy.items}, x: effort, y: impact", each=4
    )
    assert [row.code for row in p.sight.rows] == ["I3", "I4"]


@pytest.mark.parametrize("preset", ["[Pay, Praise]", "{items: [Pay, Praise]}"])
def test_items_that_are_offered_stand_there_once(tmp_path: Path, preset: str) -> None:
    step = f"kind: table, id: it, title: It, of: ideas, preset: {preset}"
    p = played(tmp_path, step, filled=False)
    assert [(item.text, item.by) for item in p.view.items("ideas")] == [("Pay", None), ("Praise", None)]
    assert [row.code for row in p.sight.rows] == ["I1", "I2"]


def test_a_list_with_something_in_it_is_offered_nothing(tmp_path: Path) -> None:
    from aligntui.engine.runs.start import begin

    library = library_of(
        tmp_path, f"{BEFORE}  - {{kind: table, id: it, title: It, of: ideas, preset: [Pay]}}\n"
    )
    p = Play("probe/it", library=library)
    _, ops = begin(library.find("probe"), library, p.session, p.new_id, p.now(), True)
    p.keep(ops)
    assert [item.text for item in p.view.items("ideas")] == ["Pay"]


@pytest.mark.parametrize(("suggest", "words"), [("map.classes", "big bet"), ("heavy.n", "2")])
def test_what_a_figure_suggests_is_offered_and_may_be_overruled(
    tmp_path: Path, suggest: str, words: str
) -> None:
    text = BEFORE.replace("      taken: ", f"      guess: {{type: text, suggest: {suggest}}}\n      taken: ")
    text = text.replace(
        "steps:\n", "  map: {use: quadrant, of: ideas, x: effort, y: impact, cut: [2, 2]}\nsteps:\n"
    )
    step = "  - {kind: table, id: it, title: It, of: ideas, fields: [guess]}\n"
    p = sampled(Play("probe/it", library=library_of(tmp_path, text + step)), each=4, without=["guess"])
    item, field = p.view.items("ideas")[1], p.view.book.collections["ideas"].fields["guess"]
    assert [(one.words, one.source) for one in known(p.view, item, "guess", field)] == [
        (words, "the figures")
    ]
