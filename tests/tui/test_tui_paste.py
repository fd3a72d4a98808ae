"""A paste always ends: with its mark, after a silence, with ctrl+q."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligntui.text.clean import clean
from aligntui.text.limits import PASTED
from aligntui.tui.terminal import paste
from aligntui.tui.terminal.paste import END, LEAVE, MOST, SILENCE, START, PasteGuard

PLAIN = st.text("abc é[~20\n", max_size=40)


def test_a_whole_paste_goes_through_as_it_is() -> None:
    guard = PasteGuard()
    assert guard.feed(f"a{START}two\nlines{END}b", 0.0) == f"a{START}two\nlines{END}b"
    assert guard.tick(100.0) == ""


def test_a_paste_without_end_ends_after_a_silence() -> None:
    guard = PasteGuard()
    assert guard.feed(f"{START}two gro", 0.0) == f"{START}two gro"
    assert guard.feed("wers", 2.0) == "wers"
    assert guard.tick(2.0 + SILENCE - 0.1) == ""
    assert guard.tick(2.0 + SILENCE) == END
    assert guard.tick(100.0) == ""
    assert guard.feed("q", 101.0) == "q"


def test_the_rest_of_a_paste_that_was_only_slow_is_text_too() -> None:
    guard = PasteGuard()
    guard.feed(f"{START}first line\n", 0.0)
    assert guard.tick(SILENCE) == END
    assert guard.feed("n\nb\nx\nq\nall of these are text\n", 9.0) == (
        f"{START}n\nb\nx\nq\nall of these are text\n{END}"
    )
    assert guard.feed(f"end{END}n", 9.1) == f"{START}end{END}n"
    assert (
        guard.feed("a long text that is typed by a machine", 9.2) == "a long text that is typed by a machine"
    )


def test_keys_after_a_lost_end_are_keys() -> None:
    guard = PasteGuard()
    guard.feed(f"{START}words", 0.0)
    guard.tick(SILENCE)
    assert guard.feed("\x1b[1;5C", 9.0) == "\x1b[1;5C"
    assert guard.feed("\r", 9.1) == "\r"
    assert guard.feed(f"{START}more{END}", 9.2) == f"{START}more{END}"


def test_ctrl_q_at_last_ends_a_paste_and_leaves() -> None:
    guard = PasteGuard()
    guard.feed(f"{START}words", 0.0)
    assert guard.feed(LEAVE, 0.1) == END + LEAVE
    assert guard.feed(f"{START}words{LEAVE}", 0.2) == f"{START}words{END}{LEAVE}"
    assert guard.feed(f"a{LEAVE}", 0.3) == f"a{LEAVE}"
    assert guard.feed(f"{START}one{LEAVE}two{END}", 0.4) == f"{START}onetwo{END}"


def test_a_paste_that_is_too_long_is_one_sign_longer_than_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """However long it is: what comes behind that is not even cleaned."""
    cleaned: list[int] = []

    def counted(text: str) -> str:
        cleaned.append(len(text))
        return clean(text)

    monkeypatch.setattr(paste, "clean", counted)
    guard = PasteGuard()
    out = guard.feed(START, 0.0)
    for _ in range(10_000_000 // 4096):
        out += guard.feed("x" * 4096, 0.0)
    out += guard.feed(f"{END}b", 0.0)
    assert out == f"{START}{'x' * MOST}{END}b"
    assert MOST == PASTED + 1
    assert sum(cleaned) < MOST + 2 * 4096
    assert guard.feed(f"{START}c{END}", 0.0) == f"{START}c{END}"


def test_what_looks_like_a_key_inside_a_paste_is_text() -> None:
    guard = PasteGuard()
    assert guard.feed(f"{START}a\x1b[31mb\x1b\x1b[A{END}", 0.0) == f"{START}ab{END}"


@settings(max_examples=150)
@given(st.lists(st.tuples(PLAIN, PLAIN), max_size=4), st.data())
def test_however_it_is_cut_the_parser_gets_the_same(
    pieces: list[tuple[str, str]], data: st.DataObject
) -> None:
    whole = "".join(f"{typed}{START}{pasted}{END}" for typed, pasted in pieces)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=6)))
    # The mark before a paste comes in one piece from every terminal.
    guard, out = PasteGuard(), ""
    edges = [0, *(cut for cut in cuts if START[:-1] not in whole[max(0, cut - 5) : cut + 5]), len(whole)]
    for begin, end in pairwise(edges):
        out += guard.feed(whole[begin:end], 0.0)
    assert out == whole
