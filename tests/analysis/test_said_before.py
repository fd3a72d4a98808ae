"""Texts that say what an earlier one says are those that comparing each with each finds."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from aligntui.analysis import said_before

TEXTS = st.lists(st.tuples(st.frozensets(st.sampled_from("abcdefgh"), max_size=6), st.sampled_from("SWO")))
SHARE = 0.75


def each_with_each(words: Sequence[frozenset[str]], groups: Sequence[str]) -> list[tuple[int, int]]:
    found = []
    for number, own in enumerate(words):
        same = [
            (min(own & words[other]), other)
            for other in range(number)
            if groups[other] != groups[number] and own & words[other] and says_the_same(own, words[other])
        ]
        found += [(number, min(same)[1])] if same else []
    return found


def says_the_same(one: frozenset[str], two: frozenset[str]) -> bool:
    fewer = min(len(one), len(two))
    return one == two or (fewer > 1 and len(one & two) >= SHARE * fewer)


@given(TEXTS)
def test_it_finds_what_comparing_each_with_each_finds(texts: list[tuple[frozenset[str], str]]) -> None:
    words, groups = [text for text, _ in texts], [group for _, group in texts]
    assert list(said_before.earlier(words, groups, SHARE)) == each_with_each(words, groups)


def test_a_single_word_is_the_same_only_where_it_is_all() -> None:
    words = [{"rent"}, {"rent", "rises"}, {"rent"}, set[str](), set[str]()]
    assert list(said_before.earlier(words, "abcde", SHARE)) == [(2, 0)]


def test_two_thousand_texts_are_not_compared_each_with_each() -> None:
    looked = 0

    class Word(str):
        def __hash__(self) -> int:
            nonlocal looked
            looked += 1
            return super().__hash__()

        __eq__ = str.__eq__

    words = [[Word(f"w{(n * 7 + k * 13) % 50}") for k in range(6)] for n in range(2000)]
    assert list(said_before.earlier(words, ["S", "W"] * 1000, SHARE))
    assert looked <= 6 * 2000 * 6
