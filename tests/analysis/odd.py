"""Hypothesis strategies for what a session may hold after years, imports and other people."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

WORDS = st.text(max_size=12) | st.sampled_from(
    ["unknown", "yes", "no", "partly", "", " ", "S1", "s1", "ob1", "g1", "and", "improve 5%", "% points",
     "up", "down", "year", "month", "relative", "milestone", "agreed", "{ob1}", "a;b", "best and fastest"]
)  # fmt: skip
NUMBERS = st.sampled_from(
    ["0", "1", "-1", "15", "9.40", "1e3", "1E+999999", "1E-999999", "NaN", "Infinity", "1" * 40, "0.0000001"]
) | st.integers(-3, 10)
DATES = st.sampled_from(["2027-01-01", "2026-02-30", "0001-01-01", "9999-12-31", "2027-09-30T10:00", "soon"])
ODD: st.SearchStrategy[Any] = (
    st.none()
    | WORDS
    | NUMBERS
    | DATES
    | st.lists(WORDS, max_size=2)
    | st.booleans()
    | st.floats(allow_nan=True)
)
"""A value that a field may be found to hold."""


def odd_fields(keys: list[str], items: int = 4) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Several items with some of these fields, each holding something odd; words stay words."""

    def tidy(entry: dict[str, Any]) -> dict[str, Any]:
        texts = {k: str(v) if v is not None else "" for k, v in entry.items() if k in ("text", "status")}
        return {**entry, **texts}

    entry = st.dictionaries(st.sampled_from(keys), ODD, max_size=len(keys)).map(tidy)
    return st.lists(entry, min_size=1, max_size=items)
