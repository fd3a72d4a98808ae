"""A form: the fields of a record, each item of a list in turn, the sentence they make."""

from __future__ import annotations

from pathlib import Path

import pytest
from playing import Play

from aligntui.engine import edits
from aligntui.engine.entry import filling, standing
from aligntui.engine.kinds import form
from aligntui.methods.library import Library

METHOD = """\
method: probe
title: Probe
level: fundamentals
collections:
  ideas:
    code: I
    title: Ideas
    one: an idea
    ask: What could we do?
    says: "{{text}} by {{due}}"
    fields:
      due: {{type: date, ask: "By when is {{text}} done?"}}
      owner: {{type: link, of: people}}
records:
  story:
    says: "For {{whom}} we do {{what}}."
    words: "4"
    fields:
      whom: {{type: text, ask: For whom?}}
      what: {{type: text}}
steps:
  - {step}
"""
EACH = "{kind: form, id: each, title: Each, ask: What is it?, minutes: 5, each: ideas, makes: ideas}"
SOME = (
    "{kind: form, id: each, title: Each, ask: What is it?, minutes: 5, each: ideas,"
    " fields: [due], shows: [text, owner]}"
)
STORY = "{kind: form, id: story, title: Story, ask: What is it?, minutes: 5, record: story}"
WORDS = ("Bake less", "Sell more", "Rest")


def begun(folder: Path, step: str, *words: str) -> Play:
    (folder / "probe.yaml").write_text(METHOD.format(step=step), encoding="utf-8")
    play = Play("probe", library=Library(user=folder))
    for one in words:
        _, ops = edits.add(play.view, play.new_id, "ideas", one, by=play.person, at=play.now())
        play.keep(ops)
    play.state = play.kind.open(play.ctx)
    return play


def item(play: Play) -> str:
    """Words of the item whose turn it is."""
    return filling.item_of(play.ctx, play.state.filling).text


def test_looking_at_an_empty_form_changes_nothing_and_beginning_makes_one(tmp_path: Path) -> None:
    play = begun(tmp_path, EACH)
    before = play.session
    assert play.state.filling is None
    assert play.sight.rows == ()
    play.do("look")
    assert play.session is before
    play.do("begin")
    assert play.last == ""
    assert [i.text for i in play.view.items("ideas")] == [""]
    assert play.state.filling.at == "text"
    play.do("begin")
    assert len(play.view.items("ideas")) == 1, "once"
    assert play.undo()
    assert play.view.items("ideas") == []


def test_nothing_is_made_where_the_list_is_written_elsewhere(tmp_path: Path) -> None:
    play = begun(tmp_path, SOME)
    play.do("begin")
    play.do("add")
    play.do("park")
    assert play.view.items("ideas") == []
    assert not play.verbs & {"add", "park", "fill"}
    assert play.do("go-on").leave == "on"
    _, ops = edits.add(play.view, play.new_id, "ideas", "Rest", by="Dot Okafor", at=play.now())
    play.keep(ops)
    play.do("look")
    assert item(play) == "Rest", "what somebody else writes first is there"


def test_each_item_has_its_turn_both_ways(tmp_path: Path) -> None:
    play = begun(tmp_path, SOME, *WORDS)
    assert item(play) == "Bake less"
    play.do("fill", value="30 sep 2027")
    assert item(play) == "Sell more", "the last field leads to the next item"
    assert play.sight.question == "By when is Sell more done?"
    play.do("go-on")
    assert item(play) == "Rest"
    assert play.do("go-on").leave == "on"
    assert item(play) == "Rest"
    play.do("go-back")
    play.do("go-back")
    assert item(play) == "Bake less"
    assert play.do("go-back").leave == "back"
    play.do("focus", play.view.items("ideas")[2].id, "due")
    assert item(play) == "Rest"
    assert play.do("fill", value="1 may 2027").leave == "", "what was taken is said where it stands"
    assert play.last == "field-kept-as"
    assert play.do("fill", value="1 May 27").leave == "on"
    assert play.last == "", "and not once more"
    assert play.view.items("ideas")[2].fields == {"due": "2027-05-01"}
    play.do("fill", value="some day")
    assert play.last == "unclear"
    assert item(play) == "Rest"
    outcome = play.do("fill", value="2027-06-01")
    assert outcome.then is not None or outcome.leave == "on", "typed as it is kept"


def test_one_begins_where_an_answer_is_missing_and_where_words_wait(tmp_path: Path) -> None:
    play = begun(tmp_path, SOME, *WORDS)
    first, second, third = play.view.items("ideas")
    play.keep(edits.put(play.view, first, "due", "2027-05-01"))
    assert play.kind.open(play.ctx).filling.item == second.id
    play.typed[f"{play.step_id}/form/{third.id}/due"] = "30 s"
    assert play.kind.open(play.ctx).filling.item == third.id


def test_adding_and_parking(tmp_path: Path) -> None:
    play = begun(tmp_path, EACH, *WORDS)
    play.do("add")
    assert play.last == "added"
    assert form.place(play.ctx, play.state) == 3
    play.do("fill", value="Hire one")
    assert (item(play), play.state.filling.at) == ("Hire one", "due")
    play.do("park")
    assert play.last == "parked"
    assert item(play) == "Rest", "the last one is gone: the one before"
    play.do("focus", play.view.items("ideas")[0].id)
    play.do("park")
    assert item(play) == "Sell more", "the next one takes its place"
    assert [i.text for i in play.view.parked("ideas")] == ["Bake less", "Hire one"]
    play.do("park")
    play.do("park")
    assert play.state.filling is None
    assert play.do("go-on").leave == "on"


def test_adding_and_parking_are_offered_where_the_form_makes_its_items(tmp_path: Path) -> None:
    play = begun(tmp_path, EACH, *WORDS)
    assert [offer.item for offer in play.offers if offer.verb == "park"] == [play.state.filling.item]
    assert {"add", "focus"} <= play.verbs
    assert "focus" not in begun(tmp_path, EACH, "Bake less").verbs
    assert "park" not in begun(tmp_path, EACH).verbs
    assert not {"park", "add"} & begun(tmp_path, SOME, *WORDS).verbs
    assert not {"park", "add", "focus"} & begun(tmp_path, STORY).verbs


def test_an_item_parked_by_somebody_else_keeps_its_fields_and_the_next_one_follows(tmp_path: Path) -> None:
    play = begun(tmp_path, SOME, *WORDS)
    play.do("go-on")
    play.keep(edits.set_status(play.view.items("ideas")[1], "parked"))
    play.do("look")
    assert item(play) == "Sell more", "nobody takes it out of one's hands"
    assert play.sight.notes[0].endswith("2 of 2")
    play.do("keep", field="due", value="1 may 2027")
    assert play.view.parked("ideas")[0].fields == {"due": "2027-05-01"}
    play.do("go-back")
    assert item(play) == "Bake less"


def test_the_sentence_grows_and_its_words_are_limited(tmp_path: Path) -> None:
    play = begun(tmp_path, STORY)
    assert form.says(play.ctx, play.view.record("story")) == ""
    play.do("fill", value="our town")
    assert form.says(play.ctx, play.view.record("story")) == "For our town we do ..."
    assert play.sight.notes == ("For our town we do ...",)
    assert play.sight.focus == "what"
    assert play.sight.question == "What is it?", "a field without a question: that of the step"
    typed = standing.as_typed(play.ctx, play.state.filling, {"what": "bread"})
    assert form.says(play.ctx, typed) == "For our town we do bread."
    record = form.telling(play.ctx)
    assert record is not None
    assert record.words == "4"
    assert play.do("fill", value="bread").leave == "on"
    assert not play.verbs & {"add", "park", "focus"}


def test_what_is_known_stands_above(tmp_path: Path) -> None:
    play = begun(tmp_path, SOME, *WORDS)
    play.keep(edits.put(play.view, play.view.items("ideas")[0], "due", "2027-05-01"))
    play.do("focus", play.view.items("ideas")[0].id)
    code = play.view.code(play.view.items("ideas")[0])
    assert play.sight.notes == (f"{code}  Bake less   1 of 3", "words: Bake less")
    assert [(row.words, row.value) for row in play.sight.rows] == [("due", "1 May 27")]
    assert form.called(play.ctx, play.view.items("ideas")[1]) == "Sell more"


@pytest.mark.parametrize("step", [EACH, SOME, STORY])
def test_whatever_is_offered_can_be_done(tmp_path: Path, step: str) -> None:
    play = begun(tmp_path, step, *WORDS)
    for offer in play.offers:
        value = offer.choices[0][0] if offer.choices else "1 may 2027"
        there = play.view.items("ideas")[1].id if offer.takes == "item" else offer.item
        play.state = play.kind.open(play.ctx)
        play.do(offer.verb, there, offer.field, value if offer.verb == "fill" else None)
        assert play.last != "unclear"
