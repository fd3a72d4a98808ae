"""A card for each item with a child of its own: sure, number, pace, decision, what of the item it changes."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from playing import PERSON, Play

from aligntui.analysis.children import last_child
from aligntui.engine import edits
from aligntui.engine.kinds import form
from aligntui.methods.library import Library
from aligntui.session.model import Item, Run

FIXTURES = Path(__file__).parent.parent / "fixtures" / "methods"
FIELDS = {
    "unit": "members", "baseline": "0", "target": "300", "start": "2026-01-01", "due": "2026-12-31",
}  # fmt: skip
NAMES = ("Win paying members", "Waste less", "Open on Mondays")


@pytest.fixture
def play() -> Play:
    """The card of a review of three objectives."""
    made = Play("review/cards", library=Library(FIXTURES))
    for name in NAMES:
        _, ops = edits.add(made.view, made.new_id, "objectives", name, FIELDS, by=PERSON, at=made.now())
        made.keep(ops)
    made.state = made.kind.open(made.ctx)
    return made


def objective(play: Play, n: int = 0) -> Item:
    return play.view.items("objectives")[n]


def checkins(play: Play, n: int = 0) -> list[Item]:
    return play.view.children(objective(play, n).id, "checkins")


def values(play: Play) -> dict[str, str]:
    """What stands on the card: label -> value."""
    return {row.words: row.value for row in play.sight.rows}


def begin_again(play: Play, at: str) -> None:
    """A further review, a quarter later."""
    run = msgspec.structs.replace(play.run, id=f"run-{at}", at=f"{at}T09:00:00+00:00", as_of=at)
    play.session = msgspec.structs.replace(play.session, runs={**play.session.runs, run.id: run})
    play.run_id = run.id
    play.state = play.kind.open(play.ctx)


def test_one_card_asks_the_child_and_then_the_item(play: Play) -> None:
    assert objective(play).id == play.state.filling.item
    assert list(values(play)) == ["sure", "now", "why", "we"], "target and day are asked of what is adjusted"
    assert play.sight.question == "How sure are you to reach it, 1 to 5?"
    assert checkins(play) == [], "looking writes nothing"
    play.do("fill", value=3)
    assert play.state.filling.at == "actual"
    assert values(play)["sure"] == "3"
    play.do("fill", value="118")
    play.do("fill", value="only two can bake on Fridays")
    play.do("fill", value="adjust")
    assert play.state.filling.at == "parent.target"
    assert play.sight.rows[-2].words == "target"
    (child,) = checkins(play)
    assert child.fields == {
        "on": play.run.as_of, "who": child.fields["who"], "sure": 3, "actual": "118",
        "cause": "only two can bake on Fridays", "decision": "adjust",
    }  # fmt: skip
    assert play.view.item(str(child.fields["who"])).text == PERSON
    assert child.run == play.run.id
    assert play.view.code(child) == "OB1.c1"


def test_a_figure_stands_there_once_all_above_it_is_answered(play: Play) -> None:
    play.do("fill", value=3)
    assert "pace" not in values(play), "the number bends the feeling, and the colour the number"
    play.do("fill", value="118")
    assert values(play)["pace"] == "red 0.44, 89% of the time, 39% of the way"
    rows = [row.words for row in play.sight.rows]
    assert rows.index("pace") == rows.index("now") + 1


def test_each_answer_is_taken_back_alone_and_the_first_with_its_card(play: Play) -> None:
    play.do("fill", value=3)
    play.do("fill", value="118")
    play.undo()
    assert [c.fields.get("actual") for c in checkins(play)] == [None]
    play.undo()
    assert checkins(play) == []
    play.do("focus", field="sure")
    play.do("fill", value=4)
    assert [c.fields["sure"] for c in checkins(play)] == [4], "a card taken back is written anew"


def test_what_is_revised_on_a_card_keeps_its_first_value_and_the_reason(play: Play) -> None:
    for value in (3, "118", "only two can bake on Fridays", "adjust", "250"):
        play.do("fill", value=value)
    item = objective(play)
    assert item.fields["target"] == "250"
    assert [(p.value, p.why) for p in item.past["target"]] == [("300", "only two can bake on Fridays")]
    assert values(play)["target"] == "250 (first 300: only two can bake on Fridays)"
    play.undo()
    assert objective(play).fields["target"] == "300"
    assert values(play)["target"] == "300"


def test_every_run_has_a_card_of_its_own_and_former_numbers_stand_beside(play: Play) -> None:
    for value in (3, "118", "only two bake", "keep"):
        play.do("fill", value=value)
    begin_again(play, "2027-02-26")
    assert play.state.filling.item == objective(play).id, "nothing of it is answered in this run"
    assert values(play)["sure"] == "(before 3)"
    assert values(play)["now"] == "(before 118)"
    assert values(play)["why"] == ""
    play.do("fill", value=5)
    assert "pace" not in values(play), "nor does the number of last quarter show its colour first"
    play.do("fill", value="140")
    assert "pace" in values(play)
    assert [c.fields["actual"] for c in checkins(play)] == ["118", "140"]
    assert values(play)["now"] == "140 (before 118)"
    assert checkins(play)[1].fields["on"] == "2027-02-26"


def test_two_runs_at_once_do_not_write_into_each_others_card(play: Play) -> None:
    play.do("fill", value=3)
    first = play.run.id
    begin_again(play, "2026-11-21")
    play.do("fill", value=5)
    play.run_id, play._known = first, None
    play.do("look")
    play.do("fill", value="118")
    assert [c.fields.get("actual") for c in checkins(play)] == ["118", None]


def test_one_begins_at_the_first_card_that_lacks_an_answer(play: Play) -> None:
    assert play.ctx.not_yet() == ["3 lines have no sure, now and we (OB1, OB2 and OB3)"]
    for value in (3, "118", "only two bake", "keep"):
        play.do("fill", value=value)
    assert play.state.filling.item == objective(play, 1).id, "after the last field comes the next card"
    assert play.ctx.not_yet() == ["2 lines have no sure, now and we (OB2 and OB3)"]
    play.state = play.kind.open(play.ctx)
    assert play.state.filling.item == objective(play, 1).id


def test_a_finding_about_a_child_or_its_item_leads_to_the_card(play: Play) -> None:
    for value in (3, "118", "only two bake", "adjust"):
        play.do("fill", value=value)
    play.do("go-on")
    (child,) = checkins(play)
    play.do("focus", child.id, "cause")
    assert (play.state.filling.item, play.state.filling.at) == (objective(play).id, "cause")
    play.do("go-on")
    play.do("focus", objective(play).id, "due")
    assert play.state.filling.at == "parent.due"


def test_words_that_wait_are_found_again_where_no_card_was_written(play: Play) -> None:
    place = f"{play.ctx.place.id}/form/{objective(play, 1).id}/cause"
    play.typed[place] = "the oven"
    state = play.kind.open(play.ctx)
    assert (state.filling.item, state.filling.at) == (objective(play, 1).id, "cause")


def test_what_is_no_number_stays_in_its_line_and_writes_no_card(play: Play) -> None:
    play.do("focus", field="actual")
    play.do("fill", value="a few")
    assert play.last == "unclear"
    assert checkins(play) == []


def test_a_number_of_a_child_is_counted_in_the_unit_of_its_item(play: Play) -> None:
    play.do("focus", field="actual")
    play.do("fill", value="118 members")
    assert checkins(play)[0].fields["actual"] == "118"


def test_a_filter_takes_what_was_decided_in_this_run(play: Play) -> None:
    for value in (3, "118", "only two bake", "adjust"):
        play.do("fill", value=value)
    beside = Play("review/behind", beside=play)
    assert beside.sight.notes[0].startswith("OB1  Win paying members")
    assert "pace: red" in beside.sight.notes
    begin_again(play, "2027-02-26")
    assert Play("review/behind", beside=play).sight.rows == ()


def test_a_figure_shown_above_follows_the_words_that_are_typed(play: Play) -> None:
    play.do("fill", value=3)
    play.do("fill", value="118")
    beside = Play("review/behind", beside=play)
    assert beside.state.filling is None
    play.do("focus", field="decision")
    play.do("fill", value="adjust")
    beside = Play("review/behind", beside=play)
    rows = {row.words: row.value for row in form.shown(beside.ctx, beside.state, {"target": "125"})}
    assert rows["pace"] == "green"


def test_without_each_run_the_child_written_last_is_filled_further(tmp_path: Path) -> None:
    method = (FIXTURES / "review.yaml").read_text(encoding="utf-8").replace("    new: each_run\n", "")
    (tmp_path / "review.yaml").write_text(method, encoding="utf-8")
    play = Play("review/cards", library=Library(FIXTURES, user=tmp_path))
    _, ops = edits.add(play.view, play.new_id, "objectives", "Waste less", FIELDS, by=PERSON, at=play.now())
    play.keep(ops)
    play.state = play.kind.open(play.ctx)
    play.do("fill", value=3)
    begin_again(play, "2027-02-26")
    play.do("fill", value="118")
    assert [c.fields["actual"] for c in checkins(play)] == ["118"]
    assert last_child(play.view, objective(play).id, "checkins", Run(id="x", title="x")) is None


def test_two_people_on_one_card_fill_one_child(play: Play) -> None:
    other = Play("review/cards", beside=play, person="Dot Okafor", people=2)
    play.do("fill", value=3)
    other.do("focus", field="actual")
    other.do("fill", value="118")
    assert [c.fields["actual"] for c in checkins(play)] == ["118"]
    assert checkins(play)[0].fields["sure"] == 3
    assert not play.undo(), "what the other wrote rests on it"


def test_where_each_answers_for_his_own_nobody_is_asked_for_another_ones(play: Play) -> None:
    people = [
        edits.add(play.view, play.new_id, "people", name, by=PERSON, at=play.now())
        for name in (PERSON, "Dot")
    ]
    for _, ops in people:
        play.keep(ops)
    for n, (person, _) in enumerate(people):
        play.keep(edits.put(play.view, objective(play, n), "owner", person.id))
    step = msgspec.structs.replace(play.ctx.step, by="owner")
    team = msgspec.structs.replace(
        play.ctx, step=step, people=2, run=msgspec.structs.replace(play.run, solo=False), memo={}
    )
    assert [i.text for i in form.items(team)] == ["Win paying members"]
