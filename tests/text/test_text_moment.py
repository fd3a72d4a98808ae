from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligntui.text import moment

BERLIN = "CET-1CEST,M3.5.0,M10.5.0/3"
KIRITIMATI = "<+14>-14"
BAKER = "<-12>12"

offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
aware = st.datetimes(datetime(1971, 1, 1), datetime(2100, 1, 1), timezones=offsets).map(
    lambda when: when.replace(microsecond=0)
)
naive = st.datetimes(datetime(1971, 1, 1), datetime(2100, 1, 1)).map(lambda when: when.replace(microsecond=0))


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Put this machine into a zone."""

    def put(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()

    put("UTC0")
    yield put
    monkeypatch.undo()
    time.tzset()


@given(st.lists(aware))
def test_moments_stand_in_the_order_in_which_they_were_wherever_they_were_written(
    whens: list[datetime],
) -> None:
    texts = [when.isoformat() for when in whens]
    for key in (moment.instant, moment.order):
        assert [datetime.fromisoformat(text) for text in sorted(texts, key=key)] == sorted(whens)


@given(st.lists(naive))
def test_times_without_an_offset_stand_as_they_read(whens: list[datetime]) -> None:
    texts = [when.isoformat() for when in whens]
    assert sorted(texts, key=moment.order) == sorted(texts)


@given(st.text() | st.text("0123456789-T:+Z ", max_size=30) | aware.map(datetime.isoformat))
def test_no_text_stops_anything(text: str) -> None:
    shown = (moment.stamp(text), moment.dated(text), moment.clock(text), moment.day(text))
    assert all(isinstance(one, str) for one in shown)
    assert moment.later("2026-11-21T14:00:00+00:00", text)
    assert moment.same_day(text, text) is (moment.read(text) is not None)
    assert (moment.instant(text) == moment.NEVER) is (moment.read(text) is None)
    assert (moment.order(text) == moment.NEVER) is (moment.read(text) is None)


@given(aware, aware)
def test_the_later_of_two_is_one_of_them_and_the_later(one: datetime, two: datetime) -> None:
    found = moment.later(one.isoformat(), two.isoformat())
    assert datetime.fromisoformat(found) == max(one, two)


def test_this_moment_says_its_offset(zone: Callable[[str], None]) -> None:
    zone(KIRITIMATI)
    before = datetime.now(UTC).replace(microsecond=0)
    said = moment.now()
    assert said.endswith("+14:00")
    assert before <= datetime.fromisoformat(said) <= datetime.now(UTC)
    assert moment.at(0) == "1970-01-01T14:00:00+14:00"


def test_what_was_written_elsewhere_is_shown_in_local_time(zone: Callable[[str], None]) -> None:
    far = "2026-11-22T03:07:30+14:00"
    zone(BAKER)
    assert moment.stamp(far) == "2026-11-21 01:07"
    assert moment.dated(far) == "21 Nov 2026, 01:07"
    assert moment.clock(far) == "01:07"
    assert moment.clock(far, seconds=True) == "01:07:30"
    assert moment.day(far) == "2026-11-22"
    assert moment.same_day(far, "2026-11-21T23:59:59-12:00")
    assert not moment.same_day(far, "2026-11-22T03:00:00-12:00")


def test_an_old_time_is_shown_as_it_stands_and_compared_as_local_time(zone: Callable[[str], None]) -> None:
    old = "2026-11-21T14:00:00"
    zone(BERLIN)
    assert (moment.stamp(old), moment.clock(old)) == ("2026-11-21 14:00", "14:00")
    before, after = "2026-11-21T12:59:59+00:00", "2026-11-21T13:00:01+00:00"
    assert sorted([after, old, before], key=moment.instant) == [before, old, after]
    # Within a session it counts as UTC on every machine.
    orders = []
    for name in (BERLIN, KIRITIMATI, BAKER):
        zone(name)
        orders.append(moment.order(old))
    assert orders == [moment.order("2026-11-21T14:00:00+00:00")] * 3
    # What bears an offset was written by a later version.
    assert moment.later("2026-11-21T14:00:00", "2026-11-21T13:30:00+01:00") == "2026-11-21T13:30:00+01:00"
    assert moment.later("2026-11-21T13:30:00+01:00", "2026-11-21") == "2026-11-21T13:30:00+01:00"


@pytest.mark.parametrize(
    ("start", "shown"),
    [
        # Summer time ends: 02:59 is followed by 02:00.
        (datetime(2026, 10, 25, 0, 58, tzinfo=UTC), ["02:58", "02:59", "02:00", "02:01"]),
        # Summer time begins: 01:59 is followed by 03:00.
        (datetime(2026, 3, 29, 0, 58, tzinfo=UTC), ["01:58", "01:59", "03:00", "03:01"]),
    ],
)
def test_time_goes_on_where_the_clock_is_put_forward_or_back(
    zone: Callable[[str], None], start: datetime, shown: list[str]
) -> None:
    zone(BERLIN)
    texts = [moment.written(start + timedelta(minutes=n)) for n in range(4)]
    assert [moment.clock(text) for text in texts] == shown
    for key in (moment.instant, moment.order):
        mixed = [*texts[2:], *texts[:2]]
        assert sorted(mixed, key=key) == texts
    last = ""
    for text in texts:
        last = moment.later(last, text)
        assert last == text


def test_the_future_is_told_from_now() -> None:
    now = "2026-11-21T14:00:00+01:00"
    assert moment.ahead("2026-11-21T14:00:01+01:00", now)
    assert not moment.ahead("2026-11-21T14:30:00+02:00", now)
    assert not moment.ahead("2026-11-21T14:00:01+01:00", now, by=timedelta(days=1))
    assert not moment.ahead("2026-11-21T14:00:01+01:00", "no time")
