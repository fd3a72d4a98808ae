"""What each person answers alone: every intent, one person, a team, one keyboard for several."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ask_method import SCALE, ask_library
from playing import Play

from aligntui.analysis.points import two_pass
from aligntui.engine import edits
from aligntui.engine.kinds import ask
from aligntui.engine.messages import outside, said
from aligntui.engine.rounds import announcing, revealing
from aligntui.engine.rounds.answering import answering
from aligntui.engine.rounds.asked import subject_ids, subjects
from aligntui.session.ops import Walk
from aligntui.wording.words import word

POINTS = "{type: points, total: 10, cap: 8}"
DOTS = "{type: dots, total: 3, cap: 2}"
CHOICE = "{type: choice, choices: {a: yes indeed, b: no}}"
WORDS = ("Bread every day", "A fair wage", "No debt")


@pytest.fixture
def play(tmp_path: Path) -> Any:
    """Make a play of one ask on three goals."""

    def make(answer: str = SCALE, names: str = "secret", beside: Play | None = None, **how: Any) -> Play:
        once = names == "none"
        phases = how.pop("phases", "rate" if once else "rate, again")
        library = ask_library(tmp_path, names, answer=answer, rounds=1 if once else 2, phases=phases)
        made = Play("probe", library=library, beside=beside, **how)
        if beside is None:
            for words in WORDS:
                _, ops = edits.add(made.view, made.new_id, "goals", words, by=made.person, at=made.now())
                made.keep(ops)
            made.state = made.kind.open(made.ctx)
        return made

    return make


def answers(play: Play) -> list[Any]:
    """The own answers in order."""
    return [subject.value for subject in subjects(play.ctx)]


def test_an_answer_goes_on_to_the_next_and_is_one_change(play: Any) -> None:
    p = play()
    before = p.session.meta.rev
    p.do("answer", value=4)
    assert p.session.meta.rev == before + 1, "opening the round and answering are one change"
    assert answers(p) == [4, None, None]
    assert p.state.at == subject_ids(p.ctx)[1]
    p.do("answer", value=2)
    assert answers(p) == [4, 2, None]
    assert p.session.meta.rev == before + 2


def test_undo_takes_the_answer_back_and_leaves_the_round_open(play: Any) -> None:
    p = play(names="named")
    p.do("answer", value=4)
    assert p.undo()
    assert answers(p) == [None, None, None]
    assert answering(p.ctx).is_open


@pytest.mark.parametrize("value", [0, 6, -1, "x", None])
def test_what_is_no_point_of_the_scale_is_refused(play: Any, value: Any) -> None:
    p = play()
    p.do("answer", value=value)
    assert p.said[-1] == outside(1, 5, value)
    assert answers(p) == [None] * 3


def test_an_answer_is_taken_back_where_one_stands(play: Any) -> None:
    p = play()
    first = p.state.at
    p.do("answer", value=4)
    p.do("focus", first)
    p.do("take-back")
    assert answers(p) == [None] * 3
    assert p.state.at == first


def test_choices_are_given_by_their_key(play: Any) -> None:
    p = play(CHOICE)
    p.do("answer", value="b")
    assert answers(p) == ["b", None, None]
    assert p.sight.rows[0].value == "no"
    p.do("answer", value="c")
    assert p.last == "out-of-range"


def test_points_keep_to_cap_and_sum(play: Any) -> None:
    p = play(POINTS)
    first, second, _ = subject_ids(p.ctx)
    p.do("answer", first, value=8)
    p.do("more", first)
    assert p.last == "points-cap"
    assert p.state.at == first, "more may follow"
    p.do("answer", second, value=1)
    p.do("less", second)
    assert answers(p) == [8, 0, None]
    assert p.kind.finding(p.ctx, p.state, {}) is None, "what is left stands beside the lines"
    assert p.do("go-on").leave == ""
    assert p.last == "points-left-on"
    assert p.do("go-on").leave == "on"
    assert answering(p.ctx).is_open, "half of the points wait"
    p.do("answer", second, value=2)
    assert p.kind.finding(p.ctx, p.state, {}) is None
    p.do("leave")
    assert answering(p.ctx).sealed


def test_dots_keep_to_cap_and_number(play: Any) -> None:
    p = play(DOTS)
    first, second, third = subject_ids(p.ctx)
    for _ in range(2):
        p.do("give-dot", first)
    p.do("give-dot", first)
    assert p.last == "dots-cap"
    p.do("give-dot", second)
    p.do("give-dot", third)
    assert p.last == "dots-all-placed"
    p.do("take-dot", first)
    p.do("take-dot", third)
    assert answers(p) == [1, 1, None]
    assert ask.tally(p.ctx) == "1 of 3 left"


def test_alone_a_whole_answer_is_agreed_on_leaving_and_half_of_one_is_asked_about(play: Any) -> None:
    p = play()
    for value in (4, 3):
        p.do("answer", value=value)
    p.do("leave")
    assert answering(p.ctx).is_open
    p.do("go-on")
    assert (p.last, dict(p.said[-1].facts)) == ("answers-missing-on", {"count": 1})
    p.do("answer", value=5)
    p.do("leave")
    assert answering(p.ctx).sealed
    p.do("answer", value=1)
    assert answers(p) == [4, 3, 1], "one person may rate again: a new round with the former answers"
    assert len(p.session.rounds) == 2


def test_in_a_team_the_first_going_on_hands_in_and_the_second_closes(play: Any) -> None:
    ines = play(solo=False, people=2)
    tomas = play(solo=False, people=2, person="Tomas", beside=ines)
    for p in (ines, tomas):
        for subject in subject_ids(p.ctx):
            p.do("answer", subject, value=4)
    assert ines.do("go-on").leave == ""
    assert (ines.last, dict(ines.said[-1].facts)) == ("you-are-in", {"waiting": 1, "of": 2, "who": ""})
    few = "3 are needed"
    assert (ines.sight.beside, tomas.sight.beside) == (
        f"1 of 2 are in, you too, {few}",
        f"1 of 2 are in, {few}",
    ), "said before anybody is through: nothing of it could be shown"
    assert (answering(ines.ctx).way_on, answering(tomas.ctx).way_on) == ("close for all", "I am done")
    assert (ines.do("go-on").leave, ines.asked) == ("", "close-round")
    assert answering(ines.ctx).is_open, "asked, and nothing done"
    tomas.do("answer", subject_ids(tomas.ctx)[0], value=5)
    assert tomas.do("go-on").leave == ""
    assert (tomas.last, tomas.said[-1].facts["needs"]) == ("all-in-few", 3)
    ines.do("look")
    assert ines.last == "all-in-few", "what was said is said anew where it is true no more"
    assert (tomas.do("go-on").leave, tomas.asked) == ("", "close-round-all")
    assert tomas.do("go-on", value="close").leave == "", "what two said is not shown, and that is said here"
    assert answering(tomas.ctx).sealed
    ines.do("look")
    assert ines.last == "round-closed-bare"
    ines.do("look")
    assert ines.last == "", "said once"
    ines.do("answer", value=1)
    assert ines.last == "revealed-change-at-item"


def test_whoever_changes_answers_after_handing_in_reads_with_each_that_she_is_not_in(play: Any) -> None:
    ines = play(solo=False, people=2)
    first, second, third = subject_ids(ines.ctx)
    for subject in (first, second, third):
        ines.do("answer", subject, value=4)
    ines.do("go-on")
    for subject in (first, second):
        ines.do("answer", subject, value=2)
        assert ines.last == "taken-back"
        ines.do("look")
        assert ines.last == ""
    ines.do("go-on")
    assert ines.last == "you-are-in"
    ines.do("answer", third, value=2)
    assert ines.last == "taken-back"


@pytest.mark.parametrize("names", ["secret", "named"])
def test_the_group_is_talked_about_and_nobody_sees_only_the_own_answers(play: Any, names: str) -> None:
    ines = play(names=names, solo=False, people=3)
    others = [play(names=names, solo=False, people=3, person=who, beside=ines) for who in ("Tomas", "Dot")]
    first, second, third = subject_ids(ines.ctx)
    for p, values in zip((ines, *others), ((3, 1, 4), (3, 5, 4), (4, 2, 4)), strict=True):
        for subject, value in zip((first, second, third), values, strict=True):
            p.do("answer", subject, value=value)
    assert answers(ines) == [3, 1, 4]
    ines.close()
    rows = ines.sight.rows
    assert [row.id for row in rows] == [second, first, third], "the widest difference first"
    every = "" if names == "secret" else ": 1 2 5; yours 1"
    assert rows[0].value == f"median 2, 1-5{every}"
    assert ines.sight.focus == second, "what is talked about first is at hand"
    for p in others:
        assert p.sight.focus != second
        p.do("look", answering(p.ctx).round.id)
        assert (p.last, p.sight.focus) == ("round-was-closed", second)
        p.do("focus", third)
        p.do("look")
        assert p.sight.focus == third, "once"
    assert answers(ines) == [None] * 3
    assert ines.verbs == {"focus", "open-round", "go-on", "go-back"}, "what is refused is not offered"
    ines.do("answer", first, value=1)
    assert ines.last == "revealed-change-at-item"


def test_a_second_round_is_asked_about_and_may_be_left_out(play: Any) -> None:
    ines = play(solo=False, people=2)
    for subject in subject_ids(ines.ctx):
        ines.do("answer", subject, value=3)
    ines.close()
    assert (ines.do("go-on").leave, ines.asked) == ("", "second-round")
    assert ines.do("go-on", value="on").leave == "on"
    assert ines.do("go-on", value="past").leave == "past"


def test_a_round_that_was_left_open_is_closed_from_the_talk_and_shows_nothing_before(play: Any) -> None:
    ines = play(solo=False, people=2, phases="rate, talk, again")
    first, *_ = subject_ids(ines.ctx)
    ines.do("answer", first, value=3)
    step = ines.ctx.place
    ines.keep([Walk(run=ines.run.id, step=step.id, field="phase", was=step.phase, to="talk")])
    assert ines.verbs == {"focus", "go-on", "go-back"}
    assert answers(ines) == [None] * 3, "no secret answer on a screen that the room sees"
    assert ines.sight.notes[0] == "This round is still open: its answers are seen once it is closed."
    assert (ines.do("go-on").leave, ines.asked) == ("", "close-round")
    assert ines.do("go-on", value="close").leave == ""
    assert answering(ines.ctx).sealed
    assert ines.sight.rows[0].value == "1 answer, too few to be shown"
    assert (ines.do("go-on").leave, ines.asked) == ("", "second-round")


def test_whoever_may_not_close_reads_what_is_wrong_with_the_sum_as_often_as_she_asks(play: Any) -> None:
    ines = play(POINTS, solo=False, people=2)
    dot = play(POINTS, solo=False, people=2, person="Dot", beside=ines, role="participant")
    first, second, _ = subject_ids(dot.ctx)
    for subject, points in ((first, 8), (second, 4)):
        dot.do("answer", subject, value=points)
    for _ in range(3):
        dot.do("go-on")
        assert dot.last == "points-over-on-in"


def test_closing_says_which_lines_will_have_too_few_answers_to_be_shown(play: Any) -> None:
    ines = play(solo=False, people=3)
    others = [play(solo=False, people=3, person=who, beside=ines) for who in ("Tomas", "Dot")]
    first, second, third = subject_ids(ines.ctx)
    for p, answered in zip((ines, *others), ((first, second), (first,), (first, third)), strict=True):
        for subject in answered:
            p.do("answer", subject, value=3)

    def question() -> str:
        prompt = next(prompt for _ in range(4) if (prompt := ines.do("go-on").ask) is not None)
        return word(prompt.message, str)

    assert question().endswith(" 2 of 3 lines have too few answers to be shown.")
    others[0].do("answer", second, value=4)
    others[1].do("answer", second, value=4)
    assert question().endswith(" 1 of 3 lines has too few answers to be shown.")
    for p in (ines, others[0]):
        p.do("answer", third, value=4)
    assert "too few" not in question()


def test_the_last_round_of_a_step_stays_to_show_what_came_out(play: Any) -> None:
    ines = play(solo=False, people=2, phase="again", names="named")
    for subject in subject_ids(ines.ctx):
        ines.do("answer", subject, value=3)
    assert (ines.close().leave, ines.last) == ("", "round-was-closed")
    assert ines.do("go-on").leave == "on"


def test_a_round_of_which_nothing_is_shown_says_so_before_and_after_and_is_opened_again(play: Any) -> None:
    ines = play(solo=False, people=3, phases="rate, talk, again")
    tomas, dot = (play(solo=False, people=3, person=who, beside=ines) for who in ("Tomas", "Dot"))
    for p in (ines, tomas):
        for subject in subject_ids(p.ctx):
            p.do("answer", subject, value=4)
    ines.do("go-on")
    (few,) = [fact for fact in [ines.do("go-on").ask.message.facts["few"]] if fact]
    assert few.id == "close-bare"
    assert ines.do("go-on", value="close").leave == "", "one stays where it is said"
    assert (ines.last, ines.said[-1].tone) == ("round-closed-bare", "warning")
    assert "Nothing is agreed yet" in ines.said[-1].facts["words"]
    assert ines.sight.beside == "closed, nothing to show"
    assert any("too few answered each line" in note for note in ines.sight.notes)
    assert "open-round" in ines.verbs
    ines.do("open-round")
    assert answering(ines.ctx).is_open
    for p in (ines, tomas, dot):
        for subject in subject_ids(p.ctx):
            p.do("answer", subject, value=4)
    assert ines.close().leave == "on"
    assert ines.last != "round-closed-bare"


def test_a_round_is_opened_again_from_its_talk_and_all_come_along(play: Any) -> None:
    ines = play(solo=False, people=3, phases="rate, talk")
    tomas = play(solo=False, people=3, person="Tomas", beside=ines)
    for p in (ines, tomas):
        for subject in subject_ids(p.ctx):
            p.do("answer", subject, value=4)
    ines.close()
    place = next(step for step in ines.run.steps if step.id == ines.ctx.place.id)
    ines.keep([Walk(run=ines.run.id, step=place.id, field="phase", was=place.phase, to="talk")])
    talk = play(solo=False, people=3, phases="rate, talk", phase="talk", beside=ines)
    assert "open-round" in talk.verbs
    talk.do("open-round")
    assert next(step for step in talk.run.steps if step.id == place.id).phase == "rate"
    assert [held.state for held in talk.session.rounds.values()] == ["revealed", "open"]


def test_only_whoever_leads_opens_a_closed_round_again(play: Any) -> None:
    ines = play(solo=False, people=2)
    for subject in subject_ids(ines.ctx):
        ines.do("answer", subject, value=4)
    ines.close()
    tomas = play(solo=False, people=2, person="Tomas", beside=ines, role="participant")
    assert "open-round" not in tomas.verbs
    tomas.do("open-round")
    assert tomas.last == "round-not-opened"
    assert not answering(tomas.ctx).is_open


def test_all_lines_of_the_widest_difference_are_named(play: Any) -> None:
    ines = play(solo=False, people=2, names="named")
    tomas = play(solo=False, people=2, names="named", person="Tomas", beside=ines)
    for p, given in ((ines, (3, 2, 4)), (tomas, (5, 4, 4))):
        for subject, value in zip(subject_ids(p.ctx), given, strict=True):
            p.do("answer", subject, value=value)
        p.do("go-on")
    ines.close()
    told = revealing.apart(ines.ctx)
    assert told.endswith("Talk about them first.")
    assert "3-5" in told
    assert "2-4" in told


@pytest.mark.parametrize(("people", "said"), [(1, ""), (2, "All said the same: what do we not see?")])
def test_one_answer_alone_is_not_all_that_say_the_same(play: Any, people: int, said: str) -> None:
    ines = play(solo=False, people=2, names="named")
    tomas = play(solo=False, people=2, names="named", person="Tomas", beside=ines)
    for p in (ines, tomas)[:people]:
        for subject in subject_ids(p.ctx):
            p.do("answer", subject, value=4)
        p.do("go-on")
    ines.close()
    assert revealing.apart(ines.ctx) == said


@pytest.mark.parametrize("names", ["secret", "named"])
def test_in_a_second_round_of_a_team_the_own_first_answers_stand_until_one_changes_them(
    play: Any, names: str
) -> None:
    ines = play(solo=False, people=3, names=names, phases="rate, talk, again")
    tomas, gia = (play(solo=False, people=3, names=names, person=n, beside=ines) for n in ("Tomas", "Gia"))
    for n, p in enumerate((ines, tomas, gia), 1):
        for subject in subject_ids(p.ctx):
            p.do("answer", subject, value=n)
    ines.close()
    step = ines.ctx.place
    ines.keep([Walk(run=ines.run.id, step=step.id, field="phase", was=step.phase, to="again")])
    assert [answers(p) for p in (ines, tomas, gia)] == [[1] * 3, [2] * 3, [3] * 3], "only the own ones"
    assert answering(tomas.ctx).round is None, "looking begins nothing"
    assert announcing.remark(answering(tomas.ctx)) == said("first-stand")
    first, *_ = subject_ids(tomas.ctx)
    tomas.do("answer", first, value=5)
    assert answers(tomas) == [5, 2, 2]
    gia.do("go-on")
    assert (answers(gia), answering(gia.ctx).is_in) == ([3] * 3, True), "who keeps all is in as well"
    tomas.do("go-on")
    ines.close()
    assert ines.sight.rows[0].value.startswith("median 3, 1-5")
    assert all("too few" not in row.value for row in ines.sight.rows)


@pytest.mark.parametrize(("answer", "given"), [(SCALE, (4, 2, 3)), (POINTS, (5, 3, 2)), (DOTS, (1, 1, 1))])
@pytest.mark.parametrize("names", ["secret", "named"])
def test_where_a_closed_round_is_opened_again_what_each_answered_stands(
    play: Any, names: str, answer: str, given: tuple[int, ...]
) -> None:
    ines = play(answer, names, solo=False, people=2)
    tomas = play(answer, names, solo=False, people=2, person="Tomas", beside=ines)
    for p in (ines, tomas):
        for subject, value in zip(subject_ids(p.ctx), given, strict=True):
            p.do(*(("give-dot", subject) if answer is DOTS else ("answer", subject)), value=value)
        p.do("go-on")
    ines.close()
    ines.do("open-round")
    assert answering(ines.ctx).is_open
    for p in (ines, tomas):
        assert answers(p) == list(given)
        assert announcing.remark(answering(p.ctx)) == said("answers-stand")
    tomas.do("go-on")
    assert (answers(tomas), answering(tomas.ctx).is_in) == (list(given), True), "nothing is typed again"
    first, *_ = subject_ids(ines.ctx)
    ines.do("take-dot" if answer is DOTS else "answer", first, value=1)
    assert answers(ines)[1:] == list(given[1:])
    assert answers(ines)[0] != given[0]


def test_a_further_round_begins_from_the_talk_once_the_second_is_closed(play: Any) -> None:
    ines = play(solo=False, people=3, names="named", phases="rate, talk, again")
    tomas, gia = (play(solo=False, people=3, names="named", person=n, beside=ines) for n in ("Tomas", "Gia"))

    def to(phase: str) -> None:
        step = ines.ctx.place
        ines.keep([Walk(run=ines.run.id, step=step.id, field="phase", was=step.phase, to=phase)])

    for phase, value in (("rate", 2), ("again", 3)):
        to(phase)
        for p in (ines, tomas, gia):
            for subject in subject_ids(p.ctx):
                p.do("answer", subject, value=value)
        ines.close()
    subject = subject_ids(ines.ctx)[0]
    for phase in ("reveal", "talk"):
        to(phase)
        assert ines.sight.rows[0].value.startswith("median 2, ")
        assert answering(ines.ctx).told(subject) == "3 of 3 rated, all 2", "of the round that the page shows"
    assert (ines.do("go-on").leave, ines.asked) == ("", "further-round")
    assert (ines.do("go-on", value="seen").leave, len(ines.session.rounds)) == ("on", 2)
    assert ines.do("go-on", value="on").leave == "on"
    to("again")
    assert [(r.n, r.state) for r in ines.session.rounds.values()][2:] == [(12, "open")]
    assert answers(gia) == [3] * 3, "it starts from what one said last"
    gia.do("answer", value=5)
    ines.close()
    assert answering(ines.ctx).sealed


def test_no_first_answers_stand_where_a_keyboard_went_from_hand_to_hand(play: Any) -> None:
    p = play(solo=False, phases="rate, talk, again")
    p.do("answer", subject_ids(p.ctx)[0], value=4)
    p.do("answer", subject_ids(p.ctx)[1], value=4)
    p.do("answer", subject_ids(p.ctx)[2], value=4)
    p.do("next-person")
    for subject in subject_ids(p.ctx):
        p.do("answer", subject, value=2)
    p.close()
    step = p.ctx.place
    p.keep([Walk(run=p.run.id, step=step.id, field="phase", was=step.phase, to="again")])
    assert answers(p) == [None] * 3, "whoever sits here now is not known"


@pytest.mark.parametrize(
    ("step", "given", "kept"),
    [
        ("swot/importance", ((4, 3), (4, 5), (5, None)), [4, None]),
        ("swot/importance", ((4, 3), (None, 5), (None, None)), [None, None]),
        # Who shares out all points and leaves one without has said nought of it.
        ("swot/weigh-inside", ((40, 60), (50, 50), (100, None)), ["63.3", "36.7"]),
        ("swot/weigh-inside", ((40, 60), (50, 50)), [None, None]),
    ],
)
def test_of_what_too_few_answered_nothing_is_written_or_named_by_undo(
    step: str, given: tuple[tuple[int | None, ...], ...], kept: list[Any]
) -> None:
    first = Play(step, solo=False, people=len(given))
    for words in ("Warm bread", "Close by"):
        _, ops = edits.add(first.view, first.new_id, "strengths", words)
        first.keep(ops)
    names = ("Ines", "Tomas", "Gia")[: len(given)]
    people = [Play(step, solo=False, people=len(given), person=name, beside=first) for name in names]
    first = people[0]
    for person, answers_ in zip(people, given, strict=True):
        for subject, value in zip(subject_ids(person.ctx), answers_, strict=True):
            if value is not None:
                person.do("answer", subject, value=value)
    first.close()
    into = first.ctx.step.into
    assert answering(first.ctx).sealed
    assert [item.fields.get(into) for item in first.view.items("strengths")] == kept
    written = [op for outcome in first.outcomes for op in outcome.ops if getattr(op, "field", "") == into]
    assert len(written) == sum(value is not None for value in kept)
    shown = [row.value for row in first.sight.rows]
    assert [("too few" in value or value == "no answers") for value in shown] == [v is None for v in kept]


def test_one_keyboard_serves_several(play: Any) -> None:
    p = play(solo=False)
    assert "next-person" in p.verbs
    p.do("next-person")
    assert p.last == "ballot-empty"
    for value in (1, 2):
        p.do("answer", value=value)
    p.do("next-person")
    assert p.last == "answers-missing-next"
    p.do("answer", value=3)
    p.do("next-person")
    assert (p.last, dict(p.said[-1].facts)) == ("next-ballot", {"count": 1})
    assert answers(p) == [None] * 3
    assert p.state.at == subject_ids(p.ctx)[0]


@pytest.mark.parametrize(
    ("names", "how", "why"),
    [
        ("secret", {"solo": True}, "one-person-answers"),
        ("none", {"solo": False}, "next-ballot"),
    ],
)
def test_why_there_is_no_next_person(play: Any, names: str, how: Any, why: str) -> None:
    p = play(names=names, **how)
    for value in (1, 2, 3):
        p.do("answer", value=value)
    p.do("next-person")
    assert p.last == why


def test_what_came_after_the_others_began_waits(play: Any) -> None:
    p = play(solo=False)
    p.do("answer", value=1)
    item, ops = edits.add(p.view, p.new_id, "goals", "A new one", by="Tomas", at=p.now())
    p.keep(ops)
    p.do("answer", item.id, value=3)
    assert p.last == "came-too-late"


def test_with_nothing_to_answer_one_goes_on(play: Any) -> None:
    p = play()
    for item in p.view.items("goals"):
        p.keep(edits.set_status(item, "parked"))
    p.state = p.kind.open(p.ctx)
    assert p.verbs == {"go-on", "go-back"}
    assert p.sight.rows == ()
    assert p.do("go-on").leave == "on"
    assert p.do("go-back").leave == "back"


@pytest.mark.parametrize(
    ("solo", "people", "alone"), [(True, 1, True), (True, 3, True), (False, 1, True), (False, 2, False)]
)
def test_one_types_for_all_alone_by_the_run_or_because_nobody_else_is_here(
    play: Any, solo: bool, people: int, alone: bool
) -> None:
    assert play(solo=solo, people=people).ctx.alone is alone


def test_a_second_pass_shows_the_first_and_says_that_it_is_kept(play: Any) -> None:
    p = play(POINTS)
    for subject, points in zip(subject_ids(p.ctx), (5, 3, 2), strict=True):
        p.do("answer", subject, value=points)
    assert announcing.remark(answering(p.ctx)) is None
    p.do("leave")
    p = play(POINTS, beside=p, phase="again")
    assert answers(p) == [None] * 3
    assert [row.value for row in p.sight.rows] == ["first 5", "first 3", "first 2"]
    assert announcing.remark(answering(p.ctx)) == said("second-pass")
    assert p.sight.question.startswith("Now assume that was wrong.")
    assert p.do("go-on").leave == "on"
    assert p.last == "first-counts"
    p.do("answer", subject_ids(p.ctx)[0], value=4)
    assert p.sight.rows[0].value == "4, first 5"
    assert announcing.remark(answering(p.ctx)) == said("second-pass-begun")
    p.do("go-on")
    assert p.last == "points-left-on"


def test_a_first_pass_counts_that_gave_one_line_nothing(play: Any) -> None:
    p = play(POINTS)
    for subject, points in zip(subject_ids(p.ctx)[:2], (6, 4), strict=True):
        p.do("answer", subject, value=points)
    p.do("leave")
    assert announcing.remark(answering(play(POINTS, beside=p, phase="again").ctx)) == said("second-pass")


def test_in_a_team_the_second_round_is_no_second_pass(play: Any) -> None:
    p = play(POINTS, solo=False)
    p.do("answer", value=5)
    assert announcing.remark(answering(play(POINTS, beside=p, solo=False, phase="again").ctx)) is None


@pytest.mark.parametrize("sealed", [False, True])
def test_alone_what_is_added_after_a_round_began_is_asked_in_it(play: Any, sealed: bool) -> None:
    p = play(POINTS)
    for item, points in zip(p.view.items("goals"), (6, 4, 0), strict=True):
        p.do("answer", item.id, value=points)
    if sealed:
        p.do("leave")
    late, ops = edits.add(p.view, p.new_id, "goals", "A new one", by=p.person, at=p.now())
    p.keep(ops)
    assert subject_ids(p.ctx)[-1] == late.id
    assert any("Added since this round began" in note and "A new one" in note for note in p.sight.notes)
    p.do("answer", p.view.items("goals")[0].id, value=3)
    p.do("answer", late.id, value=3)
    assert answers(p) == [3, 4, 0, 3]
    assert not any("Added since" in note for note in p.sight.notes)


def test_a_team_is_told_what_its_round_does_not_ask(play: Any) -> None:
    p = play(solo=False)
    p.do("answer", value=1)
    late, ops = edits.add(p.view, p.new_id, "goals", "A new one", by="Tomas", at=p.now())
    p.keep(ops)
    assert late.id not in subject_ids(p.ctx)
    assert any("A new one" in note for note in p.sight.notes)
    for subject in subject_ids(p.ctx)[1:]:
        p.do("answer", subject, value=2)
    p.close()
    assert any("A new one" in note for note in p.sight.notes)


def test_points_of_both_passes_add_up_where_a_card_came_between_them() -> None:
    p = Play("swot/weigh-inside", phase="rate")
    for text in ("Known in town", "A full hire list"):
        p.keep(edits.add(p.view, p.new_id, "strengths", text, by=p.person, at=p.now())[1])
    p = Play("swot/weigh-inside", phase="rate", beside=p)
    for item in p.view.items("strengths"):
        p.do("answer", item.id, value=50)
    p.do("leave")
    p.keep(edits.add(p.view, p.new_id, "weaknesses", "No roof", by=p.person, at=p.now())[1])
    p = Play("swot/weigh-inside", phase="again", beside=p)
    for subject, points in zip(subject_ids(p.ctx), (50, 40, 10), strict=True):
        p.do("answer", subject, value=points)
    p.do("leave")
    weights = [p.view.number(p.view.item(subject), "points") for subject in subject_ids(p.ctx)]
    assert weights == [50, 45, 5]


@pytest.fixture
def weighed() -> Play:
    """Two strengths to share a hundred points over, twice."""
    play = Play("swot/weigh-inside", phase="rate")
    for text in ("Known in town", "A full hire list"):
        play.keep(edits.add(play.view, play.new_id, "strengths", text, by=play.person, at=play.now())[1])
    return play


def share(start: Play, phase: str, *points: int | None) -> list[Any]:
    """Give or take back the points of one pass, leave it, and look at what is kept."""
    p = Play("swot/weigh-inside", phase=phase, beside=start)
    for subject, value in zip(subject_ids(p.ctx), points, strict=True):
        p.do("take-back" if value is None else "answer", subject, value=value)
    p.do("leave")
    return [item.fields.get(p.ctx.step.into or "") for item in p.view.items("strengths")]


def mean_shown(play: Play) -> list[Any]:
    """The mean of both passes as the findings and reports have it."""
    parts = two_pass(play.view, {"round": "swot/weigh-inside"}).parts
    return [format(value, "g") for value in parts["mean"].values.values()]  # type: ignore[union-attr]


def test_the_mean_of_both_passes_stands_whichever_had_its_sum_put_right_last(weighed: Play) -> None:
    assert share(weighed, "rate", 70, 40) == [None, None], "110 points count for nothing"
    assert share(weighed, "again", 50, 50) == ["50", "50"]
    (wrong,) = two_pass(weighed.view, {"round": "swot/weigh-inside"}).findings
    assert wrong.message.endswith('" has 110 points, not 100. It does not count yet.')
    assert wrong.place == "swot/weigh-inside/rate"
    assert share(weighed, "rate", 70, 30) == ["60", "40"] == mean_shown(weighed)
    second = answering(Play("swot/weigh-inside", phase="again", beside=weighed).ctx)
    assert (list(second.first.values()), announcing.remark(second)) == ([70, 30], said("second-pass-begun"))


@pytest.mark.parametrize("phase", ["rate", "again"])
def test_a_pass_given_anew_counts_once_its_sum_is_right_with_the_other_one(weighed: Play, phase: str) -> None:
    share(weighed, "rate", 60, 40)
    assert share(weighed, "again", 60, 40) == ["60", "40"]
    assert share(weighed, phase, 80, None) == ["60", "40"] == mean_shown(weighed)
    second = answering(Play("swot/weigh-inside", phase="again", beside=weighed).ctx)
    assert (list(second.first.values()), announcing.remark(second)) == ([60, 40], said("second-pass-begun"))
    assert share(weighed, phase, 80, 20) == ["70", "30"] == mean_shown(weighed)


def test_without_a_first_pass_none_was_wrong(play: Any) -> None:
    assert play(phase="again").sight.question == "How sure are we?"


def test_where_a_subject_was_parked_one_stands_on_the_next_one(play: Any) -> None:
    ines = play(solo=False, people=2)
    first, second, _ = subject_ids(ines.ctx)
    assert ines.sight.focus == first
    ines.keep(edits.set_status(ines.view.session.items[first], "parked"))
    assert ines.sight.focus == second


def test_a_reason_that_opens_a_further_round_is_kept_in_it(play: Any) -> None:
    """Rating anew takes the former answers along as a change of its own: the reason is not lost between."""
    p = play("{type: scale, from: 1, to: 5, note: true}", names="named", phases="rate")
    for value in (4, 2, 3):
        p.do("answer", value=value)
    p.do("go-on")
    first, second, _ = subject_ids(p.ctx)
    p.do("focus", first)
    p.do("reason")
    p.do("keep", value="Both shops bake")
    assert answering(p.ctx).note(first) == "Both shops bake"
    assert p.state == ask.Ask(second), "and one is at the next"


@pytest.mark.parametrize("verb", ["go-on", "go-back", "leave"])
def test_where_one_goes_on_the_line_of_a_reason_is_closed(play: Any, verb: str) -> None:
    p = play("{type: scale, from: 1, to: 5, note: true}", names="named", phases="rate")
    p.do("answer", value=4)
    p.do("reason")
    assert p.state.line
    p.do(verb)
    assert not p.state.line, "both faces ask for a number again where one stays"
