"""A terminal is asked in company only, judged only when it ever answered, and its answers are never keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligntui.tui.terminal.pulse import ESCAPE, PATIENCE, PIECE, QUIET, Finding, Pulse

ANSWER = "\x1b[0n"
LOOK = 0.1
NOTICED = 45.0
"""Seconds within which a dead line is noticed, and others see it."""
SHOWN = 7.0
"""Of these, what the end itself and the next look of the others may take."""


class Clock:
    """Looks at a pulse ten times a second."""

    def __init__(self, pulse: Pulse, *, company: bool = True) -> None:
        self.pulse = pulse
        self.company = company
        self.now = 0.0
        self.busy = False
        self.written = 0
        self.asked: list[float] = []
        self.gone: float | None = None
        self.typed = ""
        self.look()

    def look(self) -> None:
        finding = self.pulse.look(self.now, lambda: self.company, self.busy, self.written)
        if finding is Finding.ASK:
            self.asked.append(self.now)
        if finding is Finding.GONE and self.gone is None:
            self.gone = self.now
        self.typed += self.pulse.release()

    def run(self, seconds: float, each: Callable[[], object] = lambda: None) -> None:
        end = self.now + seconds
        while self.now < end:
            self.now += LOOK
            each()
            self.look()

    def comes(self, text: str) -> None:
        self.typed += self.pulse.feed(text)


@pytest.fixture
def clock() -> Clock:
    """In company, at a terminal that answered when it was taken."""
    made = Clock(Pulse())
    assert made.asked == [0.0]
    made.comes(ANSWER)
    return made


def test_a_terminal_that_falls_silent_is_noticed_in_time(clock: Clock) -> None:
    clock.run(100.0)
    assert clock.gone is not None
    assert clock.gone < NOTICED - SHOWN
    assert len(clock.asked) == 2


def test_the_page_says_these_times() -> None:
    page = (Path(__file__).parents[2] / "docs" / "ssh.md").read_text(encoding="utf-8")
    text = " ".join(page.split())
    assert f"nothing has come for {QUIET:.0f} seconds is asked" in text
    assert f"silent for {PATIENCE:.0f} more is given up" in text
    assert f"no longer see her within {NOTICED:.0f} seconds" in text


def test_what_is_written_to_it_is_no_sign_of_life(clock: Clock) -> None:
    def work() -> None:
        clock.written += 1

    clock.run(100.0, work)
    assert clock.gone is not None
    assert clock.gone < NOTICED - SHOWN


def test_a_line_on_which_an_answer_takes_twenty_seconds_is_slow_and_not_dead(clock: Clock) -> None:
    def answer() -> None:
        if clock.asked and 20.0 <= clock.now - clock.asked[-1] < 20.0 + LOOK:
            clock.comes(ANSWER)

    clock.run(600.0, answer)
    assert clock.gone is None
    assert len(clock.asked) > 600.0 / 40.0
    assert clock.typed == ""


def test_whoever_types_is_not_asked(clock: Clock) -> None:
    def type_now_and_then() -> None:
        if int(clock.now) % 10 == 0:
            clock.comes("a")

    clock.run(300.0, type_now_and_then)
    assert (clock.asked, clock.gone) == ([0.0], None)


def test_alone_nobody_is_asked_or_judged_and_one_who_comes_is_told_soon(clock: Clock) -> None:
    clock.company = False
    clock.run(600.0)
    assert (clock.asked, clock.gone) == ([0.0], None)
    clock.company = True
    clock.run(PATIENCE + 1.0)
    assert clock.gone is not None


def test_a_terminal_that_never_answered_is_never_asked_again_and_never_judged() -> None:
    clock = Clock(Pulse())
    clock.run(300.0)
    assert (clock.asked, clock.gone) == ([0.0], None)
    # Not by the answers; but what it does not take for so long, while nothing is typed, says as much.
    clock.busy = True
    clock.run(NOTICED - SHOWN)
    assert clock.gone is not None


def test_a_terminal_that_takes_nothing_while_somebody_types_at_it_is_there(clock: Clock) -> None:
    clock.busy = True
    clock.run(300.0, lambda: clock.comes("a"))
    assert clock.gone is None


def test_a_process_that_stood_still_does_not_judge_by_the_time_it_missed(clock: Clock) -> None:
    clock.run(QUIET + 1.0)
    assert len(clock.asked) == 2
    clock.now += 3600.0
    clock.look()
    clock.comes(ANSWER)
    clock.run(QUIET - 1.0)
    assert clock.gone is None


@given(
    typed=st.lists(st.text("aé[0n\x1b~;3", min_size=1, max_size=6), max_size=6),
    cuts=st.sets(st.integers(0, 40)),
    where=st.integers(0, 6),
)
def test_an_answer_among_keys_is_taken_out_in_whatever_pieces_it_comes(
    typed: list[str], cuts: set[int], where: int
) -> None:
    before, after = "".join(typed[:where]), "".join(typed[where:])
    text = f"{before}{ANSWER}{after}"
    clock = Clock(Pulse())
    ends = sorted({cut for cut in cuts if cut < len(text)} | {len(text)})
    start = 0
    for end in ends:
        clock.comes(text[start:end])
        start = end
    clock.run(PIECE + 1.0)
    expected = text
    for sign in "03":
        expected = expected.replace(f"\x1b[{sign}n", "")
    assert clock.typed in (expected, _again(expected))
    assert clock.pulse.answers


def _again(text: str) -> str:
    """What is left when what stood before and behind an answer looked like one together, and came later."""
    return text.replace("\x1b[0n", "").replace("\x1b[3n", "")


def test_esc_while_an_answer_is_awaited_is_esc_a_moment_later(clock: Clock) -> None:
    clock.run(QUIET + 1.0)
    clock.comes("\x1b")
    assert clock.typed == ""
    clock.run(ESCAPE + LOOK)
    assert clock.typed == "\x1b"
    clock.comes(ANSWER)
    assert clock.typed == "\x1b"


def test_esc_is_esc_at_once_when_no_answer_is_awaited(clock: Clock) -> None:
    clock.comes("\x1b")
    assert clock.typed == "\x1b"


def test_esc_just_before_an_answer_is_handed_on_with_it(clock: Clock) -> None:
    clock.run(QUIET + 1.0)
    clock.comes("\x1b")
    clock.comes(ANSWER)
    assert clock.typed == "\x1b"
