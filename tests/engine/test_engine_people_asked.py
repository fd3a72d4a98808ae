"""What people are asked: true ranks, ties, reasons, statements with scales of their own, who is asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playing import Play

from aligntui.engine import edits
from aligntui.engine.kinds import ask
from aligntui.engine.rounds import announcing
from aligntui.engine.rounds.answering import answering
from aligntui.engine.rounds.asked import ends, subject_ids, subjects
from aligntui.methods.library import Library

METHOD = """\
method: probe
title: Probe
level: fundamentals
collections:
  ways:
    code: WY
    title: Ways
    fields:
      sure: {{type: yesno, label: sure}}
      weight: {{type: scale, from: 1, to: 5}}
steps:
{steps}
"""


def probe(folder: Path, *steps: str) -> Library:
    text = METHOD.format(steps="".join(f"  - {{{step}}}\n" for step in steps))
    (folder / "probe.yaml").write_text(text, encoding="utf-8")
    return Library(user=folder)


def played(
    folder: Path, *steps: str, at: str = "probe/one", ways: int = 0, roster: str = "", **how: Any
) -> Play:
    made = Play(at, library=probe(folder, *steps), **how)
    for number in range(1, ways + 1):
        made.keep(
            edits.add(made.view, made.new_id, "ways", f"way {number}", by=made.person, at=made.now())[1]
        )
    for name in roster.split():
        made.keep(edits.add(made.view, made.new_id, "people", name, by=made.person, at=made.now())[1])
    made.state = made.kind.open(made.ctx)
    return made


def own(play: Play) -> list[Any]:
    return [subject.value for subject in subjects(play.ctx)]


RANK = "kind: ask, id: one, title: One, ask: Which first?, about: ways, answer: {type: rank}, phases: [rate]"


def test_no_rank_is_given_twice_and_who_had_it_takes_the_place_that_is_left(tmp_path: Path) -> None:
    p = played(tmp_path, RANK, ways=3)
    a, b, c = subject_ids(p.ctx)
    for subject, rank in ((a, 1), (b, 2), (c, 3)):
        p.do("answer", subject, value=rank)
    p.do("answer", c, value=1)
    assert own(p) == [3, 2, 1]
    p.do("take-back", b)
    p.do("answer", b, value=1)
    assert own(p) == [3, 1, None], "who has no place to give in exchange takes it"


def test_twelve_are_ranked_and_a_most_is_kept(tmp_path: Path) -> None:
    p = played(tmp_path, RANK, ways=12)
    every = subject_ids(p.ctx)
    for rank, subject in enumerate(every, 1):
        p.do("answer", subject, value=rank)
    assert own(p) == list(range(1, 13))
    assert ask.missing(p.ctx) is None
    (tmp_path / "few").mkdir()
    few = played(tmp_path / "few", RANK.replace("type: rank", "type: rank, max: 3"), ways=5)
    first, *rest = subject_ids(few.ctx)
    few.do("answer", first, value=4)
    assert few.last == "out-of-range"
    for rank, subject in enumerate([first, *rest[:2]], 1):
        few.do("answer", subject, value=rank)
    assert ask.missing(few.ctx) is None, "three places are all"


TIES = "kind: ask, id: one, title: One, ask: Whom?, about: people, answer: {type: ties, from: 0, to: 4}"


def test_ties_go_to_everybody_but_oneself(tmp_path: Path) -> None:
    p = played(tmp_path, TIES, roster="Tomas Dot", solo=False)
    p.keep(edits.add(p.view, p.new_id, "people", p.person, by=p.person, at=p.now())[1])
    names = [subject.words for subject in subjects(p.ctx)]
    assert names == ["Tomas", "Dot"]
    p.do("answer", subject_ids(p.ctx)[0], value=0)
    p.do("answer", subject_ids(p.ctx)[1], value=4)
    assert own(p) == [0, 4]
    p.do("answer", subject_ids(p.ctx)[1], value=5)
    assert p.last == "out-of-range"


NOTED = (
    "kind: ask, id: one, title: One, ask: How sure?, about: ways, phases: [rate], privacy: {names: secret}, "
    "answer: {type: scale, from: 1, to: 5, note: true}"
)


def test_a_reason_stands_beside_its_answer_and_stays_when_that_is_changed(tmp_path: Path) -> None:
    p = played(tmp_path, NOTED, ways=2)
    first, second = subject_ids(p.ctx)
    p.do("reason", first)
    p.do("keep", value="they said so")
    assert p.last == "reason-without-answer"
    p.do("close")
    p.do("answer", first, value=4)
    p.do("reason", first)
    assert p.state.line
    p.do("keep", value="they said so ")
    assert (p.state.line, p.state.at) == (False, second)
    assert (answering(p.ctx).value(first), answering(p.ctx).note(first)) == (4, "they said so")
    p.do("answer", first, value=2)
    assert answering(p.ctx).answers[first] == {"value": 2, "note": "they said so"}
    p.do("reason", first)
    p.do("keep", value="")
    assert answering(p.ctx).answers[first] == 2


def test_a_statement_may_have_a_scale_of_its_own_and_words_at_its_ends(tmp_path: Path) -> None:
    step = (
        "kind: ask, id: one, title: One, ask: How far?, answer: {type: scale, from: 1, to: 5, "
        'choices: {"1": not at all, "5": fully}}, tests: [{type: scale, from: 1, to: 5, label: a, ask: So?}, '
        '{type: scale, from: 0, to: 10, label: b, ask: Not?, choices: {"0": never, "10": always}}]'
    )
    p = played(tmp_path, step)
    p.do("answer", "test:1", value=7)
    assert p.last == "out-of-range"
    p.do("answer", "test:2", value=10)
    assert own(p) == [None, 10]
    assert ends(p.ctx, "test:1", 80).startswith("1 not at all")
    assert ends(p.ctx, "test:2", 20) == "0 never .. 10 always"


GATE = (
    "kind: ask, id: agree, title: Do you take part?, ask: Do you?, gate: one, answer: {type: choice, "
    "choices: {yes: I do, skip: no}}, tests: [{type: choice, label: part, ask: Part?, "
    "choices: {yes: I do, skip: no}}]"
)


@pytest.mark.parametrize(("answer", "asked"), [("yes", True), ("skip", False), (None, False)])
def test_only_who_agreed_is_asked(tmp_path: Path, answer: str | None, asked: bool) -> None:
    ines = played(tmp_path, GATE, NOTED, at="probe/agree", ways=1, solo=False, people=2)
    tomas = Play(
        "probe/agree", library=ines.shared["library"], beside=ines, person="Tomas", solo=False, people=2
    )
    ines.do("answer", "test:1", value="yes")
    if answer:
        tomas.do("answer", "test:1", value=answer)
    here = {
        who: Play("probe/one", library=ines.shared["library"], beside=ines, person=who, solo=False, people=2)
        for who in (ines.person, "Tomas")
    }
    here[ines.person].do("answer", value=3)
    mine = here["Tomas"]
    mine.do("answer", value=5)
    assert (own(mine) == [5]) is asked
    assert (announcing.remark(answering(mine.ctx)) is None) is asked
    assert ("answer" in mine.verbs) is asked
    if not asked:
        assert mine.last == "gate-closed"


@pytest.mark.parametrize(("given", "stands"), [("yyn", "yes"), ("yynn", "")])
def test_what_most_chose_is_written_into_a_yes_or_no(tmp_path: Path, given: str, stands: str) -> None:
    step = (
        "kind: ask, id: one, title: One, ask: Sure?, about: ways, into: sure, phases: [rate], answer: "
        "{type: choice, choices: {yes: yes, no: no}}"
    )
    ines = played(tmp_path, step, ways=1, solo=False, people=len(given))
    (way,) = subject_ids(ines.ctx)
    for number, sign in enumerate(given):
        who = ines if not number else Play(
            "probe/one", library=ines.shared["library"], beside=ines, person=f"P{number}", solo=False,
            people=len(given),
        )  # fmt: skip
        who.do("answer", way, value={"y": "yes", "n": "no"}[sign])
    ines.close()
    item = ines.view.item(way)
    assert item is not None
    assert ines.view.text(item, "sure") == stands


def two_rounds(folder: Path, step: str) -> tuple[Play, list[str]]:
    """Three ways that were rated 2, 5 and 4 in a first step, whose figure is `best`; their ids."""
    text = METHOD.format(steps=f"  - {{{NOTED.replace('id: one', 'id: first')}}}\n  - {{{step}}}\n")
    text = text.replace("steps:", "figures:\n  best: {use: agreement, round: first}\nsteps:", 1)
    (folder / "probe.yaml").write_text(text, encoding="utf-8")
    p = Play("probe/first", library=Library(user=folder))
    for number in (1, 2, 3):
        p.keep(edits.add(p.view, p.new_id, "ways", f"way {number}", by=p.person, at=p.now())[1])
    every = subject_ids(p.ctx)
    for subject, value in zip(every, (2, 5, 4), strict=True):
        p.do("answer", subject, value=value)
    p.do("leave")
    return Play("probe/one", library=p.shared["library"], beside=p), every


def test_a_filter_by_a_figure_says_what_is_asked(tmp_path: Path) -> None:
    step = (
        "kind: ask, id: one, title: One, ask: Sure?, about: ways, filter: {order: -best.mean, limit: 2}, "
        "answer: {type: scale, from: 1, to: 5}"
    )
    later, every = two_rounds(tmp_path, step)
    assert subject_ids(later.ctx) == [every[1], every[2]]


def test_what_a_figure_says_is_seen_once_one_has_answered(tmp_path: Path) -> None:
    step = (
        "kind: ask, id: one, title: One, ask: Sure?, about: ways, reveal: best.mean, "
        "answer: {type: scale, from: 1, to: 5}"
    )
    p, every = two_rounds(tmp_path, step)
    assert [row.group for row in p.sight.rows] == ["", "", ""]
    p.do("answer", every[1], value=3)
    assert [row.group for row in p.sight.rows] == ["", "mean: 5.0", ""]
