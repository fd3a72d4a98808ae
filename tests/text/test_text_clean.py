"""Cleaning, width and clipping of user text."""

from __future__ import annotations

import unicodedata

import pytest
from hostile import ESCAPES, HOSTILE_STRINGS, WORLD
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from aligntui.text.clean import UNSEEN, clean, clean_line, clip, first_signs, fits, width


@pytest.mark.parametrize(
    ("dirty", "tidy"),
    [
        ("plain text", "plain text"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("a\r\nb\rc\x85d\u2028e\u2029f", "a\nb\nc\nd\ne\nf"),
        ("a\x1b[2Jb", "ab"),
        ("a\x1b[38;5;1mb\x1b[0mc", "abc"),
        ("a\x1b]0;title\x07b", "ab"),
        ("a\x1b]52;c;ZXZpbA==\x1b\\b", "ab"),
        ("a\x9d52;c;x\x9cb", "ab"),
        ("a\x9b2Jb", "ab"),
        ("a\x1bP1;2q#0\n#1\x1b\\b", "ab"),
        ("a\x90x\x9cb", "ab"),
        ("a\x1b_x\x1b\\b\x1b^y\x1b\\c\x1bXz\x1b\\d", "abcd"),
        ("a\x1b]never ended\nb", "a\nb"),
        ("a\x1b(Bb\x1bcd\x1b7e", "abde"),
        ("a\x1b", "a"),
        ("a\0b\ac\x7fd\x80e", "abcde"),
        ("\u202eabc\u202c\u2066d\u2069\u200f", "abcd"),
        ("a\u200bb\u2060c\ufeffd\u00ade", "abcde"),
        ("\U000e0041x\U000e007f", "x"),
        ("\ud83dx\udc4d", "x"),
        ("e\u0301", "\xe9"),
        ("می\u200cخواهم 👩\u200d👧", "می\u200cخواهم 👩\u200d👧"),
        ("[/x] [@click=app.quit]x", "[/x] [@click=app.quit]x"),
    ],
)
def test_clean(dirty: str, tidy: str) -> None:
    assert clean(dirty) == tidy


@pytest.mark.parametrize("text", WORLD)
def test_scripts_and_emoji_stay(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("text", ESCAPES)
def test_no_sequence_reaches_a_terminal(text: str) -> None:
    assert not set(clean(text)) & {"\x1b", "\x9b", "\x9d", "\x90", "\a"}


def test_one_line() -> None:
    assert clean_line("  a\n\n  b\tc \r\n d\x1b[2J  e ") == "a b c d  e"
    assert clean_line("\n") == ""
    assert all("\n" not in clean_line(t) and "\t" not in clean_line(t) for t in HOSTILE_STRINGS)


@settings(max_examples=200, deadline=None)
@given(
    st.text(max_size=80) | st.text(alphabet="\x1b[]P^_X\\\a\x9b\x9c\x9d;0m\n\rab\u0301e\ud800", max_size=30)
)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert not UNSEEN.search(once)
    assert clean_line(clean_line(text)) == clean_line(text)
    once.encode("utf-8")


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", 0),
        ("abc", 3),
        ("Zürich", 6),
        ("日本", 4),
        ("한", 2),
        ("ｱ", 1),
        ("Ａ", 2),
        ("e\u0301", 1),
        ("👍", 2),
        ("👍🏽", 2),
        ("👩‍👩‍👧", 2),
        ("🇬🇧", 2),
        ("🇬🇧🇫🇷", 4),
        ("❤️", 2),
        ("1️⃣", 2),
        ("→ ·", 3),
        ("a\nbcd\ne", 3),
        ("a\u200db", 2),
    ],
)
def test_width(text: str, cells: int) -> None:
    assert width(text) == cells


def test_width_is_what_textual_counts() -> None:
    """Signs that terminals agree on must line up with the widgets' own counting."""
    for text in WORLD:
        if "\u200d" not in text and "\u200c" not in text:
            assert width(text) == cell_len(text), text


@pytest.mark.parametrize(
    ("text", "cells", "cut"),
    [
        ("Sells out", 9, "Sells out"),
        ("Sells out", 8, "Sells.."),
        ("Sells out", 7, "Sells.."),
        ("日本語", 5, "日.."),
        ("日本語", 4, "日.."),
        ("日本語", 3, ".."),
        ("abc", 2, ".."),
        ("abc", 1, "."),
        ("abc", 0, ""),
        ("", 0, ""),
        ("👩‍👩‍👧👍👍", 5, "👩‍👩‍👧.."),
    ],
)
def test_clip(text: str, cells: int, cut: str) -> None:
    assert clip(text, cells) == cut


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40), st.integers(0, 30))
def test_a_clipped_text_fits(text: str, cells: int) -> None:
    text = clean_line(text)
    assert width(clip(text, cells)) <= cells


SIGNS = st.text(max_size=30) | st.text("ab日👩\u200d\ufe0f\u03011🇬🇧", max_size=20)


@settings(max_examples=200, deadline=None)
@given(SIGNS.map(clean_line), st.integers(-2, 40))
def test_text_fits_into_as_many_cells_as_it_takes(text: str, cells: int) -> None:
    assert fits(text, cells) == (width(text) <= cells)


@settings(max_examples=200, deadline=None)
@given(SIGNS.map(clean_line), st.integers(2, 30))
def test_first_signs_are_as_many_as_fit(text: str, cells: int) -> None:
    head = first_signs(text, cells)
    assert text.startswith(head)
    assert width(head) <= cells
    assert head == text or width(first_signs(text, cells + 2)) > width(head)


@pytest.mark.parametrize(
    ("text", "cells", "head"),
    [
        ("日本", 1, "日"),
        ("👩‍👩‍👧👍", 3, "👩‍👩‍👧"),
        ("1️⃣2", 1, "1️⃣"),
        ("e\u0301x", 1, "é"),
        ("abc", 0, "a"),
        ("", 3, ""),
    ],
)
def test_no_sign_is_cut_in_two_and_one_is_always_taken(text: str, cells: int, head: str) -> None:
    assert unicodedata.normalize("NFC", first_signs(text, cells)) == head
