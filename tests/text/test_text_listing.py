"""Several names in a sentence."""

import pytest

from aligntui.text.listing import an, listed


@pytest.mark.parametrize(
    ("count", "most", "words"),
    [
        (0, 4, ""),
        (1, 4, "S1"),
        (2, 4, "S1 and S2"),
        (4, 4, "S1, S2, S3 and S4"),
        (5, 4, "S1, S2, S3 and 2 more"),
        (5, 0, "S1, S2, S3, S4 and S5"),
        (3, 1, "3 more"),
    ],
)
def test_as_many_as_wanted_are_told(count: int, most: int, words: str) -> None:
    assert listed((f"S{n}" for n in range(1, count + 1)), most) == words


def test_any_word_may_stand_before_the_last() -> None:
    assert listed(["a", "b", "c"], word="or") == "a, b or c"


def test_a_noun_stands_behind_its_article() -> None:
    assert [an(kind) for kind in ("ask", "board", "table")] == ["an ask", "a board", "a table"]
