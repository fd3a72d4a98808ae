"""Reasons beside the answers of an ask: words begin the line, Enter keeps it, nobody else sees it."""

from __future__ import annotations

from pathlib import Path

from ask_method import ask_library
from case_session import millrace
from stage import stage

from aligntui.engine.rounds.answering import answering
from aligntui.engine.rounds.asked import subject_ids
from aligntui.methods.library import Library

AGAIN = """\
method: again
title: Again
level: fundamentals
collections:
  ideas: {code: I, title: Ideas, ask: What could we do?, fields: {sure: {type: scale, from: 1, to: 5}}}
figures:
  every: {use: count, of: ideas}
  high: {use: count, of: ideas, where: sure >= 4}
steps:
  - {kind: board, id: write, title: Write, split: [ideas]}
  - kind: ask
    id: rate
    title: Rate
    ask: How sure are we?
    about: ideas
    answer: {type: scale, from: 1, to: 5}
    into: sure
    phases: [rate]
    read_back: "{high.n} of {every.n} sure."
  - {kind: talk, id: end, title: End, ask: Well?}
"""
NOTED = "{type: scale, from: 1, to: 5, note: true}"


async def test_words_begin_the_reason_of_the_answer_in_focus(tmp_path: Path) -> None:
    books = ask_library(tmp_path, "secret", answer=NOTED)
    async with stage("probe", books=books, solo=False, fill=millrace("goals")) as s:
        first, second, *_ = subject_ids(s.step.ctx)
        await s.keys("4", "up")
        assert s.step.state.at == first
        await s.type("they came twice")
        assert s.step.why.value == "they came twice"
        assert s.shows("keep, next")
        await s.keys("enter")
        assert (s.step.state.at, s.step.state.line) == (second, False)
        assert answering(s.step.ctx).answers[first] == {"value": 4, "note": "they came twice"}
        await s.keys("3", "up", *"why", "escape")
        assert answering(s.step.ctx).note(second) == "why"
        await s.keys("up")
        assert s.shows("why: they came twice")


async def test_a_sign_goes_on_with_the_reason_where_the_caret_was_led_away(tmp_path: Path) -> None:
    books = ask_library(tmp_path, "secret", answer=NOTED)
    async with stage("probe", books=books, solo=False, fill=millrace("goals")) as s:
        first, *_ = subject_ids(s.step.ctx)
        await s.keys("4", "up")
        await s.type("open since ")
        s.page.set_focus(s.step.canvas)
        await s.type("9 mornings")
        assert (s.step.why.value, s.step.state.at) == ("open since 9 mornings", first)
        await s.keys("enter")
        assert answering(s.step.ctx).note(first) == "open since 9 mornings"


async def test_a_reason_that_is_half_written_is_not_there_for_the_next_person(tmp_path: Path) -> None:
    books = ask_library(tmp_path, "secret", answer=NOTED)
    async with stage("probe", books=books, solo=False, fill=millrace("goals")) as s:
        every = subject_ids(s.step.ctx)
        await s.keys(*["4"] * len(every), "home", *"because of Tomasz".replace(" ", ""))
        await s.step.next_person()
        await s.keys("enter")
        assert not s.step.why.value or not s.step.state.line
        assert not s.shows("becauseofTomasz")
        await s.keys("home", "5", "up", "x")
        assert s.step.why.value == "x"


async def test_what_is_answered_anew_is_not_told_by_what_was_agreed_before(tmp_path: Path) -> None:
    """Until one goes on the figures are those of the former round: the message row does not repeat them."""
    (tmp_path / "again.yaml").write_text(AGAIN, encoding="utf-8")
    async with stage("again", books=Library(user=tmp_path)) as s:
        await s.type("Ring the mill")
        await s.keys("enter")
        await s.go_on()
        await s.keys("4")
        await s.go_on()
        await s.keys("ctrl+p")
        assert "1 of 1 sure." in await s.look(), "as it stands"
        await s.keys("2", "up")
        assert "sure." not in await s.look(), "what is given now is not agreed yet"
        await s.go_on()
        await s.keys("ctrl+p")
        assert "0 of 1 sure." in await s.look(), "and now it is"
