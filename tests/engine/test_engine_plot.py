"""Items on two scales: rating in silence, agreeing, taking on, adding, parking; every intent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ideas_method import IDEAS
from playing import Play

from aligntui.engine import edits
from aligntui.engine.kinds import plot
from aligntui.engine.messages import outside
from aligntui.engine.rounds.answering import answering
from aligntui.methods.library import Library

METHOD = (
    IDEAS
    + """\
figures:
  few: {use: live_limit, of: ideas, mark: taken}
steps:
  - kind: plot
    id: place
    read_back: "{few.n} taken on."
    title: Impact and effort
    ask: Where does it stand?
    of: ideas
    x: effort
    y: impact
    mark: taken
    by: each
    answer: {type: scale, from: 1, to: 5}
    privacy: {names: secret}
    rounds: 2
    phases: [rate, again, decide]
"""
)


@pytest.fixture
def play(tmp_path: Path) -> Any:
    """Make a play of a plot with two ideas."""

    def make(beside: Play | None = None, ideas: tuple[str, ...] = ("Bake", "Sell"), **how: Any) -> Play:
        (tmp_path / "probe.yaml").write_text(METHOD, encoding="utf-8")
        made = Play("probe", library=Library(user=tmp_path), beside=beside, **how)
        if beside is None:
            for words in ideas:
                _, ops = edits.add(made.view, made.new_id, "ideas", words, by=made.person, at=made.now())
                made.keep(ops)
            made.state = made.kind.open(made.ctx)
        return made

    return make


def numbers(play: Play) -> list[tuple[int | None, int | None]]:
    """Both values of each item."""
    return [(plot.value(play.ctx, i, 0), plot.value(play.ctx, i, 1)) for i in plot.items(play.ctx)]


def test_two_digits_rate_an_item_and_go_on_to_the_next(play: Any) -> None:
    p = play()
    assert p.sight.question == "I1: How much?"
    p.do("answer", value=5)
    assert p.sight.question == "I1: How hard?"
    p.do("answer", value=2)
    assert numbers(p) == [(5, 2), (None, None)]
    assert plot.focus(p.ctx, p.state).text == "Sell"
    assert p.sight.rows[0].value == "impact 5, effort 2"


def test_one_of_the_two_may_be_named(play: Any) -> None:
    p = play()
    second = plot.items(p.ctx)[1].id
    p.do("answer", second, "effort", 3)
    assert numbers(p) == [(None, None), (None, 3)]
    p.do("focus", second, "effort")
    assert p.state.axis == 1


@pytest.mark.parametrize("value", [0, 6, None, "5"])
def test_what_is_no_point_of_the_scale_is_refused(play: Any, value: Any) -> None:
    p = play()
    p.do("answer", value=value)
    assert p.said[-1] == outside(1, 5, value)
    assert numbers(p) == [(None, None)] * 2


def test_alone_the_ratings_are_agreed_on_leaving_and_half_of_them_is_asked_about(play: Any) -> None:
    p = play()
    for value in (5, 2, 3):
        p.do("answer", value=value)
    p.do("leave")
    assert answering(p.ctx).is_open
    assert p.do("go-on").leave == ""
    assert (p.last, p.said[-1].facts["count"]) == ("not-rated", 1)
    p.do("answer", value=4)
    p.do("leave")
    item = p.view.items("ideas")[0]
    assert (item.fields["impact"], item.fields["effort"]) == (5, 2)
    assert p.do("go-on").leave == "on"


def test_without_a_round_a_digit_changes_what_was_agreed(play: Any) -> None:
    p = play(phase="decide")
    p.do("answer", value=4)
    assert p.view.items("ideas")[0].fields["impact"] == 4
    assert not p.session.rounds
    assert p.undo()
    assert "impact" not in p.view.items("ideas")[0].fields


def test_taking_on_goes_to_and_fro(play: Any) -> None:
    p = play(phase="decide")
    p.do("take-on")
    assert (p.last, plot.taken(p.ctx, plot.items(p.ctx)[0])) == ("taken-on", True)
    assert "taken on" in p.sight.rows[0].value
    p.do("take-on")
    assert (p.last, plot.taken(p.ctx, plot.items(p.ctx)[0])) == ("put-back", False)


def test_one_is_added_and_one_is_parked(play: Any) -> None:
    p = play()
    p.do("add")
    assert {"keep", "close"} <= p.verbs
    p.do("keep", value="  Deliver ")
    assert [i.text for i in plot.items(p.ctx)] == ["Bake", "Sell", "Deliver"]
    assert plot.focus(p.ctx, p.state).text == "Deliver"
    assert p.state.adding, "the next one can be written at once"
    p.do("keep", value="")
    assert not p.state.adding
    p.do("park")
    assert (p.last, len(plot.items(p.ctx))) == ("parked", 2)
    assert plot.focus(p.ctx, p.state).text == "Sell"


def test_words_that_wait_open_the_line(play: Any) -> None:
    p = play()
    p.typed[p.ctx.line_place("add")] = "half a sen"
    assert p.kind.open(p.ctx).adding


def test_an_item_is_opened_and_closed(play: Any) -> None:
    p = play()
    p.do("open")
    assert p.state.opened.item == plot.items(p.ctx)[0].id
    assert p.verbs == {"close", "fill", "clear", "next", "previous"}
    p.do("fill", field="text", value="In other words")
    assert plot.items(p.ctx)[0].text == "In other words"
    assert p.sight.rows[0].value == "In other words"
    p.do("fill", field=p.state.opened.keys[-1])
    assert p.state.opened is None, "the last field leads back to the plot"
    assert p.outcomes[-1].leave == "", "and not out of the step"
    p.do("open")
    p.do("next-person")
    assert p.state.opened, "nobody hands on an open card"
    p.do("close")
    assert not p.state.opened


def test_in_a_team_the_round_waits_and_is_told_of(play: Any) -> None:
    ines = play(solo=False, people=3)
    tomas, gia = (play(solo=False, people=3, person=name, beside=ines) for name in ("Tomas", "Gia"))
    first, second = plot.items(ines.ctx)
    for p in (ines, tomas, gia):
        p.do("answer", first.id, "impact", 4)
        p.do("answer", first.id, "effort", 1)
        if p is not gia:
            p.do("answer", second.id, "impact", 5)
            p.do("answer", second.id, "effort", 2)
    assert ines.sight.beside == "0 of 3 are in"
    assert ines.do("go-on").leave == ""
    assert ines.last == "you-are-in"
    assert ines.close().leave == "on"
    tomas.state = tomas.kind.open(tomas.ctx)
    tomas.do("go-on")
    assert tomas.last == "", "it was not waited for here"
    assert [item.fields.get("impact") for item in ines.view.items("ideas")] == [4, None], "two are too few"


def test_with_nothing_to_place_one_adds_or_goes_on(play: Any) -> None:
    p = play(ideas=())
    assert p.verbs == {"add", "go-on", "go-back"}
    for verb in ("answer", "take-on", "park", "open"):
        p.do(verb, value=1)
    assert not p.session.items
    assert p.do("go-on").leave == "on"


def test_what_speaks_against_the_choice_is_said_where_one_chooses_and_not_before(play: Any) -> None:
    said = {}
    for phase in ("rate", "decide"):
        p = play(phase=phase)
        for item in plot.items(p.ctx):
            p.do("take-on", item.id)
        finding = p.kind.finding(p.ctx, p.state, {})
        said[phase] = finding.message if finding is not None else ""
    assert said == {"rate": "", "decide": "2 of 2 are taken on: nothing was chosen."}


def test_a_second_pass_shows_the_first_and_leaving_it_out_says_what_counts(play: Any) -> None:
    p = play()
    for value in (5, 2, 3, 4):
        p.do("answer", value=value)
    p.do("leave")
    p = play(beside=p, phase="again")
    assert numbers(p) == [(None, None)] * 2
    assert [row.value for row in p.sight.rows] == ["first 5 2", "first 3 4"]
    assert p.do("go-on").leave == "on"
    assert p.last == "first-counts"
    assert p.view.items("ideas")[0].fields["impact"] == 5


def test_alone_a_first_pass_with_nothing_rated_is_asked_about_and_none_was_wrong(play: Any) -> None:
    p = play()
    assert p.do("go-on").leave == ""
    assert (p.last, p.said[-1].facts["count"]) == ("not-rated", 2)
    assert p.do("go-on").leave == "on"
    p = play(beside=p, phase="again")
    assert "first pass" not in p.sight.question
    assert p.do("go-on").leave == "on"
