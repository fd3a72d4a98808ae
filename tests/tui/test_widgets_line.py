"""Lines as plain data: exactly as wide as asked for, whatever the words."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from hostile import HOSTILE_STRINGS
from hypothesis import example, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from aligntui.analysis import layout
from aligntui.text.clean import clean_line, width
from aligntui.tui.frame import message_rows
from aligntui.tui.widgets import line as line_module
from aligntui.tui.widgets.line import (
    Line,
    ascii_only,
    beside,
    fit,
    labelled,
    length,
    line,
    on,
    padded,
    paragraph,
    plain,
    rule,
    spread,
    wrap,
)

WORDS = st.one_of(st.text(max_size=60), st.sampled_from(HOSTILE_STRINGS)).map(clean_line)
ROLES = st.sampled_from(["text", "muted", "accent+bold", "S", "text@focus"])
LINES = st.lists(st.tuples(WORDS, ROLES), max_size=5).map(tuple)
CELLS = st.integers(0, 200)


@limits(max_examples=100, deadline=None)
@given(LINES, CELLS)
@example((("日本語" * 10, "text"),), 5)
@example((("👩‍👩‍👧👩‍👩‍👧", "text"),), 3)
def test_a_fitted_line_is_exactly_as_wide(row: Line, cells: int) -> None:
    found = fit(row, cells)
    assert length(found) == cells
    assert all(words for words, _ in found)


@limits(max_examples=100, deadline=None)
@given(LINES, LINES, st.integers(10, 120))
def test_two_ends_share_a_line_and_the_left_one_gives_way(left: Line, right: Line, cells: int) -> None:
    found = spread(left, right, cells)
    assert length(found) == cells
    if length(right) < cells:
        assert "".join(t for t, _ in found).endswith("".join(t for t, _ in right))


@limits(max_examples=80, deadline=None)
@given(LINES, LINES, st.integers(1, 80), st.integers(1, 80))
def test_lines_beside_each_other_keep_their_widths(a: Line, b: Line, one: int, two: int) -> None:
    found = beside((a, one), (b, two))
    assert length(found) == one + two


@limits(max_examples=100, deadline=None)
@given(st.integers(4, 200), WORDS, WORDS)
def test_rules_fill_their_row(cells: int, title: str, right: str) -> None:
    assert length(rule(cells, title, right)) == cells


def test_a_rule_reads_as_drawn() -> None:
    assert plain([rule(40, "S1  cited by nothing yet")]) == ["── S1  cited by nothing yet ────────────"]
    assert plain([rule(30, "", "31 of 35 words  ok")]) == ["──────── 31 of 35 words  ok ──"]


@limits(max_examples=100, deadline=None)
@given(
    st.one_of(st.text(max_size=200), st.sampled_from(HOSTILE_STRINGS)).map(clean_line), st.integers(8, 100)
)
@example("x" * 300, 8)
@example("日本語日本語日本語日本語", 9)
def test_wrapped_rows_hold_every_word_and_none_is_too_wide(text: str, cells: int) -> None:
    rows = wrap(text, cells)
    assert all(width(row) <= cells for row in rows)
    assert "".join("".join(rows).split()) == "".join(text.split())


def calls_of(work: Callable[[], object]) -> int:
    """Calls made, steps of generators among them."""
    count = 0

    def note(_frame: FrameType, event: str, _arg: Any) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("wrapped", [wrap, layout.wrap])
def test_a_long_word_of_wide_signs_is_broken_by_looking_at_each_sign_a_few_times(
    wrapped: Callable[[str, int], list[str]],
) -> None:
    word = "日本語é" * 1_000
    assert calls_of(lambda: wrapped(word, 60)) <= 4 * len(word)
    assert "".join(wrapped(word, 60)) == word


@limits(max_examples=100, deadline=None)
@given(st.text(max_size=200).map(clean_line), st.integers(8, 60), st.integers(1, 4))
def test_rows_over_the_limit_are_cut_with_a_mark(text: str, cells: int, limit: int) -> None:
    whole, cut = wrap(text, cells), wrap(text, cells, limit)
    assert len(cut) <= limit
    assert all(width(row) <= cells for row in cut)
    if len(whole) <= limit:
        assert cut == whole


def test_paragraphs_stay_apart() -> None:
    assert wrap("one two\n\nthree", 20) == ["one two", "", "three"]
    assert wrap("", 20) == []


def test_a_line_leaves_empty_spans_out() -> None:
    assert line("a", ("", "muted"), ("b", "muted"), "") == (("a", "text"), ("b", "muted"))


def test_another_ground_keeps_words_and_attributes() -> None:
    assert on((("a", "S+bold"), ("b", "text@focus")), "bar") == (("a", "S+bold@bar"), ("b", "text@bar"))


def test_ascii_has_the_same_cells() -> None:
    drawn = [rule(30, "x"), (("a │ b", "text"),)]
    found = [ascii_only(row) for row in drawn]
    assert [length(r) for r in found] == [length(r) for r in drawn]
    assert all(t.isascii() for r in found for t, _ in r)


def test_a_label_stands_at_the_first_row_only_and_the_words_begin_below_each_other() -> None:
    rows = labelled(" why", 6, ["one", "two"])
    assert plain(rows) == [" why  one", "      two"]
    assert [role for row in rows for _, role in row] == ["muted", "text"] * 2
    assert labelled("why", 6, []) == []


def test_a_paragraph_is_wrapped_behind_its_lead_and_padding_counts_cells() -> None:
    assert paragraph("one two three", 8, role="muted", lead="  ") == [
        (("  one two", "muted"),),
        (("  three", "muted"),),
    ]
    assert paragraph("", 8) == []
    assert padded("日本", 6) == "日本  "
    assert padded("longer", 3) == "longer"


@pytest.mark.parametrize("cells", [80, 100, 120, 160])
def test_a_message_shortens_what_it_quotes_and_not_what_it_says(cells: int) -> None:
    title = "Strategy of the bakery in Fellbridge for the years until 2030 " * 3
    said = f'"{title}" goes to the trash, with "{title[:60]}". It stays there for 30 days, and comes back.'
    shown = " ".join(row.strip() for row in plain(message_rows(cells, said, "ok")))
    assert shown.startswith('ok "Strategy')
    assert shown.endswith("It stays there for 30 days, and comes back.")
    assert '.." goes to the trash, with "' in shown
    short = 'S1 "Sourdough" is parked.'
    assert plain(message_rows(cells, short)) == [f" {short}"]


def test_a_sentence_that_finds_no_room_says_where_the_rest_is() -> None:
    long = " ".join(f"word{n}" for n in range(60))
    rows = plain(message_rows(80, long, "warning", "(^R has all of it)"))
    assert len(rows) == 3
    assert rows[-1].rstrip().endswith(".. (^R has all of it)")
    assert max(map(len, map(str.rstrip, rows))) <= 80
    short = " ".join(long.split()[:24])
    assert "has all" not in " ".join(plain(message_rows(80, short, "warning", "(^R has all of it)")))


def test_words_are_broken_into_rows_once(monkeypatch: pytest.MonkeyPatch) -> None:
    text, asked = "Customers never see our oak samples before they order", list[str]()
    real = line_module.wrap
    monkeypatch.setattr(line_module, "wrap", lambda text, cells: asked.append(text) or real(text, cells))
    line_module._rows.cache_clear()
    rows = line_module.broken(text, 20)
    assert " ".join(rows) == text
    rows.clear()
    assert line_module.broken(text, 20) == real(text, 20)
    assert asked == [text]
    assert line_module.broken("", 20) == [""]
    assert line_module.broken("\n", 20) == [""]


def test_what_takes_three_rows_quotes_as_much_as_these_hold() -> None:
    said = (
        '"VetChain opens a branch at the ring road" weighs much, untouched by anything taken on. Write what'
        " answers it and take that on in place of another, or set this question aside with the reason why it"
        " can wait."
    )
    rows = plain(message_rows(80, said, "hint"))
    assert len(rows) == 3
    assert "VetChain opens a branch at the ring road" in " ".join(row.strip() for row in rows)
