"""A numeral has one reading or two, and whatever is typed never ends in anything else."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from aligntui.text.numerals import grouped, numeral, shortened


@limits(max_examples=500, deadline=None)
@given(
    st.one_of(
        st.text(max_size=30),
        st.from_regex(r"[-+]?[0-9.,' ]{1,14}( ?(k|Mio|€|%|percent))?"),
        st.from_regex(r"(about |~)?(€|CHF )?[0-9]{1,3}([.,' ][0-9]{3}){0,3}([.,][0-9]{1,4})?"),
    )
)
def test_a_numeral_is_one_number_or_two_a_thousandfold_apart(line: str) -> None:
    found = numeral(line)
    if found is None:
        return
    values = [Decimal(value) for value in found.values]
    assert 1 <= len(values) <= 2
    assert all(value.is_finite() for value in values)
    assert len(values) == 1 or values[1] == 1000 * values[0]
    assert all(numeral(value) is not None for value in found.values)


@given(st.decimals(-(10**12), 10**12, places=5))
def test_a_short_number_is_the_same_and_has_one_reading(value: Decimal) -> None:
    short = shortened(format(value, "f"))
    found = numeral(short)
    assert Decimal(short) == value
    assert found is not None
    assert len(found.values) == 1
    assert Decimal(grouped(short).replace(",", "")) == value
