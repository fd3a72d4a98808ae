"""The one clock of a run: true at every second without a key, whatever one does, for everybody who looks."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from aligntui.engine.runs import running_order
from aligntui.engine.runs.clock import Reading, RunClock
from aligntui.session.apply import apply
from aligntui.session.model import Change, Meta, Run, RunStep, Session
from aligntui.session.ops import AnyOp, Plan, Walk
from aligntui.session.undo import Blocked, stacks, undo

START = datetime.fromisoformat("2026-11-21T09:00:00+00:00")


class Room:
    """A session, and the time that passes at all places at once."""

    def __init__(self, lines: tuple[int, ...] = (5, 15, 10)) -> None:
        self.second = 0
        self.count = 0
        numbered = enumerate(lines, start=1)
        steps = [RunStep(id=f"s{n}", step=f"m/s{n}", entry=n, minutes=m) for n, m in numbered]
        run = Run(id="r", title="Run", steps=steps)
        self.session = Session(meta=Meta(id="x", title="X"), runs={"r": run})
        self.here: list[str] = []

    @property
    def run(self) -> Run:
        return self.session.runs["r"]

    def now(self) -> str:
        return (START + timedelta(seconds=self.second)).isoformat(timespec="seconds")

    def keep(self, ops: list[AnyOp], by: str | None = None) -> None:
        if ops:
            self.count += 1
            change = Change(id=f"c{self.count}", at=self.now(), by=by, run="r", ops=ops)
            self.session = apply(self.session, change).session

    def sit(self, who: str = "Ines", *, leads: bool = True, step: str = "s1") -> Place:
        place = Place(self, who, leads=leads)
        self.here.append(who)
        self.keep(place.clock.take(self.run, step, self.session.meta.changed))
        return place


class Place:
    """One terminal; its own seconds begin anywhere."""

    def __init__(self, room: Room, who: str, *, leads: bool = True) -> None:
        self.room, self.who = room, who
        offset = 1000.25 * (len(room.here) + 1)
        self.clock = RunClock(lambda: room.second + offset, room.now, who if leads else None, self.elsewhere)

    def elsewhere(self) -> list[str]:
        rest = list(self.room.here)
        if self.who in rest:
            rest.remove(self.who)
        return rest

    def go(self, step: str) -> None:
        self.room.keep(self.clock.follow(self.room.run, step))

    def toggle(self, step: str = "s1") -> None:
        self.room.keep(self.clock.toggle(self.room.run, step))

    def leave(self) -> None:
        self.room.keep(self.clock.leave(self.room.run))
        self.room.here.remove(self.who)

    @property
    def used(self) -> list[int]:
        return [step.used for step in self.clock.live(self.room.run).steps]

    @property
    def says(self) -> str:
        return self.clock.read(self.room.run, 1).text()


def test_it_runs_by_itself_from_the_first_moment_on() -> None:
    room = Room()
    ines = room.sit()
    assert ines.says == "5 min left"
    room.second += 61
    assert (ines.used, ines.says) == ([61, 0, 0], "4 min left")
    assert room.count == 1, "nothing is written while it counts"


def test_an_hour_of_work_is_an_hour() -> None:
    room = Room()
    ines = room.sit()
    room.second += 3600
    run = ines.clock.live(room.run)
    assert (running_order.used(run), running_order.late(run), ines.says) == (60, 55, "+55 min over")


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("wait"), st.integers(0, 4000)),
        st.tuples(st.just("go"), st.sampled_from(["s1", "s2", "s3"])),
        st.tuples(st.sampled_from(["pause", "restart", "cut", "look", "type", "move up"]), st.just(0)),
    ),
    max_size=30,
)


@given(STEPS)
@settings(max_examples=300)
def test_used_and_left_are_true_at_every_second(walk: list[tuple[str, int | str]]) -> None:
    """Time, pauses, restarts, cut lines and looking elsewhere: all that was used is counted, and once."""
    room = Room()
    ines = room.sit()
    true = dict.fromkeys(["s1", "s2", "s3"], 0)
    at, paused, sign = "s1", False, 0
    for what, how in walk:
        match what:
            case "wait":
                room.second += int(how)
                true[at] += 0 if paused else int(how)
            case "go":
                sign = room.second if how != at else sign
                at, _ = str(how), ines.go(str(how))
            case "pause":
                ines.toggle(at)
                paused, sign = not paused, room.second
            case "restart":
                ines.leave()
                ines, sign = room.sit(step=at), room.second
            case "cut":
                # Nobody can know that one still sat there after the last change.
                true[at] -= 0 if paused else room.second - sign
                room.here.remove("Ines")
                room.second += 86_400
                ines, sign = room.sit(step=at), room.second
            case "look":
                other = Place(room, "Ines")
                other.clock._sits = True
                assert other.used == ines.used
            case "type":
                change = Change(id=f"t{room.count}{room.second}", at=room.now(), by="Ines", ops=[
                    Plan(run="r", field="title", was=room.run.title, to=f"{room.second} {room.count}")
                ])  # fmt: skip
                room.count += 1
                changed = apply(room.session, change).session
                sign = room.second if changed is not room.session else sign
                room.session = changed
            case "move up":
                steps = ines.clock.live(room.run).steps
                turned = [replace(s, entry=4 - s.entry) for s in reversed(steps)]
                room.keep([Plan(run="r", field="steps", was=steps, to=turned)])
                sign = room.second
        by_id = {step.id: step.used for step in ines.clock.live(room.run).steps}
        assert by_id == true
        reading = ines.clock.read(room.run, 1)
        planned = {"s1": 5, "s2": 15, "s3": 10}[at] * 60
        assert reading.left == planned - true[at]
        assert (reading.running, reading.paused) == (not paused, paused)
        assert running_order.used(ines.clock.live(room.run)) == (sum(true.values()) + 30) // 60


def test_an_hour_costs_a_slow_line_less_than_two_hundred_signs_of_life() -> None:
    reading, drawn = Reading(50 * 60, 0, running=True, paused=False), 0
    while reading.used < 3600:
        reading, drawn = replace_used(reading, reading.used + reading.change), drawn + 1
    assert 60 <= drawn < 200


@given(st.integers(0, 60).map(lambda n: n * 60), st.floats(0, 7000, allow_nan=False), st.floats(0.001, 0.999))
def test_it_says_the_same_until_it_is_drawn_again(total: int, used: float, part: float) -> None:
    """So a screen that waits so long shows the truth at every second, and costs nothing in between."""
    reading = Reading(total, used, running=True, paused=False)
    wait = min(reading.change, 7200.0)
    assert wait > 0
    later = replace_used(reading, used + wait * part)
    assert later.text() == reading.text()
    if reading.change < 7200:
        after = replace_used(reading, used + wait + 1e-6)
        assert after.text() != reading.text()


def replace_used(reading: Reading, used: float) -> Reading:
    return Reading(reading.total, used, reading.running, reading.paused)


@pytest.mark.parametrize(
    ("used", "says", "alarm"),
    [
        (0, "10 min left", False), (1, "10 min left", False), (61, "9 min left", False),
        (479, "3 min left", False), (480, "! 02:00 left", True), (481, "! 01:59 left", True),
        (600, "time is up", True),
        (659, "time is up", True), (660, "+1 min over", True), (730, "+2 min over", True),
    ],
)  # fmt: skip
def test_what_it_says(used: int, says: str, alarm: bool) -> None:
    reading = Reading(600, used, running=True, paused=False)
    assert (reading.text(), reading.alarm) == (says, alarm)


def test_a_pause_stays_until_it_is_taken_back_and_counts_nothing() -> None:
    room = Room()
    ines = room.sit()
    room.second += 30
    ines.toggle()
    room.second += 600
    assert (ines.used, ines.says) == ([30, 0, 0], "paused 04:30")
    ines.go("s2")
    ines.leave()
    ines = room.sit(step="s2")
    assert ines.says == "paused 15:00"
    ines.toggle("s2")
    room.second += 60
    assert ines.used == [30, 60, 0]


def test_it_stands_once_all_is_done() -> None:
    room = Room()
    ines = room.sit(step="s3")
    done = [Walk(run="r", step=s.id, field="state", was="todo", to="done") for s in room.run.steps]
    room.keep([*done, *ines.clock.rest(room.run)])
    room.second += 600
    assert ines.used == [0, 0, 0]
    ines.go("s1")
    room.second += 600
    assert (ines.used, ines.says) == ([0, 0, 0], ""), "who looks at what is done uses no time"


def test_a_whole_room_reads_one_clock_and_who_only_looks_does_not_move_it() -> None:
    room = Room()
    ines = room.sit()
    lily, marek = room.sit("Lily", leads=False, step="s1"), room.sit("Marek")
    room.second += 60
    lily.go("s3")
    marek.go("s2")
    assert ines.used == lily.used == marek.used == [60, 0, 0]
    ines.go("s2")
    room.second += 30
    assert ines.used == lily.used == marek.used == [60, 30, 0]
    assert ines.says == lily.says == marek.says == "15 min left"


def test_when_the_one_it_follows_goes_it_follows_the_next_and_nothing_is_lost() -> None:
    room = Room()
    ines, marek = room.sit(), room.sit("Marek")
    room.second += 60
    ines.leave()
    room.second += 30
    marek.go("s2")
    room.second += 10
    assert marek.used == [90, 10, 0]
    marek.leave()
    room.second += 6000
    assert room.sit("Lily").used == [90, 10, 0]


def test_two_who_move_it_at_once_do_not_count_the_time_twice() -> None:
    room = Room()
    ines = room.sit()
    second = Place(room, "Ines")
    second.clock._sits = True
    room.second += 100
    both = [ines.clock.follow(room.run, "s2"), second.clock.follow(room.run, "s3")]
    for ops in both:
        room.keep(ops)
    assert [step.used for step in room.run.steps] == [100, 0, 0]


def test_undo_does_not_see_it() -> None:
    room = Room()
    room.sit()
    room.second += 50
    assert isinstance(undo(room.session, None, at=room.now(), new_id=lambda: "u"), Blocked)
    assert stacks(room.session, None) == ([], [])


def test_minutes_more_are_from_now_where_the_time_is_over() -> None:
    room = Room()
    ines = room.sit()
    room.second += 60
    room.keep(running_order.extend(ines.clock.live(room.run), room.run.steps[0], 2))
    assert ines.says == "6 min left"
    room.second += 500
    assert ines.says == "+2 min over"
    room.keep(running_order.extend(ines.clock.live(room.run), room.run.steps[0], 2))
    assert ines.clock.read(room.run, 1).left == 160


def test_a_damaged_moment_counts_nothing() -> None:
    room = Room()
    room.sit()
    clock = room.run.clock
    assert clock is not None
    room.session.runs["r"] = replace(room.run, clock=replace(clock, since="soon"))
    room.here.clear()
    assert room.sit().used == [0, 0, 0]


def test_while_nothing_can_be_written_it_stays_and_counts_and_nothing_of_it_waits() -> None:
    room, full = Room(), False
    ines = room.sit()
    ines.clock = RunClock(lambda: room.second + 5.0, room.now, "Ines", list, stands=lambda: full)
    room.keep(ines.clock.take(room.run, "s1", room.session.meta.changed))
    room.second += 60
    full = True
    assert ines.clock.follow(room.run, "s2") == ines.clock.leave(room.run) == ines.clock.rest(room.run) == []
    room.second += 60
    full = False
    ines.go("s2")
    assert ines.used == [120, 0, 0]
