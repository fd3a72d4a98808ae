"""Places in a list: always one between two others, and short at the end."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligntui.session import order

keys = st.text(order.DIGITS, min_size=1, max_size=6).filter(lambda key: not key.endswith("0"))


@settings(max_examples=150, deadline=None)
@given(keys, keys)
def test_between_is_between(a, b):
    if a == b:
        return
    low, high = sorted((a, b))
    assert low < order.between(low, high) < high
    assert order.between("", low) < low
    assert high < order.between(high, "")


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 30), max_size=40))
def test_any_order_of_inserting_works(places):
    found: list[str] = []
    for place in places:
        at = min(place, len(found))
        low = found[at - 1] if at else ""
        high = found[at] if at < len(found) else ""
        found.insert(at, order.between(low, high))
        assert found == sorted(set(found))


def test_no_place_between_a_key_and_itself():
    with pytest.raises(ValueError, match="no place between"):
        order.between("5", "5")


def test_thousands_of_appends_stay_short():
    found: list[str] = []
    last = ""
    for _ in range(5000):
        last = order.after([last] if last else [])
        found.append(last)
    assert found == sorted(found)
    assert max(map(len, found)) == 4


def test_after_the_very_last_key():
    assert order.after(["zzzz"]) > "zzzz"
    assert order.after(["zzzy"]) > "zzzy"


@settings(max_examples=100, deadline=None)
@given(st.lists(keys, min_size=1, max_size=5))
def test_after_comes_after_all(found):
    assert order.after(found) > max(found)
