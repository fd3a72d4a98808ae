"""The timer of a step: what it shows while it runs, stands and is over, and what it has taken."""

from __future__ import annotations

import pytest

from aligntui.engine.timer import Timer


class Hand:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def hand() -> Hand:
    return Hand()


def test_it_stands_until_it_is_started_and_pauses(hand: Hand) -> None:
    timer = Timer(hand, 10)
    hand.at += 30
    assert (timer.begun, timer.running, timer.text(), timer.spent) == (False, False, "", 0)
    timer.toggle()
    hand.at += 60
    assert (timer.begun, timer.running, timer.text()) == (True, True, "09:00 left")
    timer.toggle()
    hand.at += 600
    assert (timer.begun, timer.running, timer.text(), timer.spent) == (True, False, "paused 09:00", 60)
    timer.toggle()
    hand.at += 1
    assert timer.left == 539


def test_it_is_marked_from_a_fifth_on_and_says_by_how_much_it_is_over(hand: Hand) -> None:
    timer = Timer(hand, 10)
    assert not timer.alarm
    timer.toggle()
    hand.at += 479
    assert (timer.alarm, timer.text()) == (False, "02:01 left")
    hand.at += 1
    assert (timer.alarm, timer.text()) == (True, "! 02:00 left")
    hand.at += 120
    assert timer.text() == "! 00:00 left"
    hand.at += 130
    assert timer.text() == "+02:10 over"


def test_minutes_more_begin_now_where_the_time_is_over_and_are_added_before(hand: Hand) -> None:
    timer = Timer(hand, 1)
    timer.toggle()
    hand.at += 30
    timer.extend()
    assert (timer.total, timer.left) == (180, 150)
    hand.at += 150
    timer.extend(1)
    assert timer.left == 60, "exactly over is not over yet"
    hand.at += 400
    timer.extend()
    assert timer.left == 120
    hand.at += 20
    assert timer.left == 100


def test_what_was_used_is_taken_once_and_whole(hand: Hand) -> None:
    timer = Timer(hand, 1)
    timer.toggle()
    hand.at += 30.5
    assert timer.take() == 30
    assert timer.take() == 0
    hand.at += 60
    timer.extend()
    hand.at += 5
    assert timer.take() == 65, "also what it was over"
    assert timer.take() == 0
