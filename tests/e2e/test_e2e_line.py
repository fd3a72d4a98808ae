"""What comes over a bad line: bytes that are no text, pastes without an end, sleep with a shell or none."""

from __future__ import annotations

import shlex
from collections.abc import Callable

import pytest

pytest.importorskip("pyte", reason="pyte is not installed")

from e2e_person import Person
from e2e_pty import Tty, eventually, state_of

pytestmark = pytest.mark.terminal

Sit = Callable[..., Tty]
START, END = "\x1b[200~", "\x1b[201~"


def awake(tty: Tty) -> bool:
    """Whether the screen was painted since the alternate screen was entered last, and not left since."""
    painted = bytes(tty.raw).rpartition(b"\x1b[?1049h")[2]
    return b"STRENGTHS" in painted and b"\x1b[?1049l" not in painted


@pytest.fixture
def board(person: Person, sit: Sit) -> Tty:
    """She sits at the SWOT board, in the add line."""
    person.begin()
    tty = sit("open", "Millrace")
    tty.until("^K commands")
    return tty


def test_a_byte_that_is_no_utf8_is_a_mark_and_the_word_goes_on(board: Tty, person: Person) -> None:
    board.send(b"caf\xe9 au lait")
    board.until("caf\ufffd au lait")
    board.press("enter")
    board.until("kept. ^Z takes it back.")
    assert person.words() == ["caf\ufffd au lait"]
    board.press("ctrl+q")
    assert board.ended() == 0


def test_half_a_letter_waits_for_its_other_half(board: Tty) -> None:
    board.send("Léon".encode()[:2])
    board.until("L")
    board.send("Léon".encode()[2:])
    board.until("Léon")


def test_a_paste_is_text_and_never_keys(board: Tty, person: Person) -> None:
    board.type(f"{START}Two growers on fixed price\x1b[31m{END}")
    board.until("Two growers on fixed price")
    board.press("enter")
    board.until("kept. ^Z takes it back.")
    assert person.words() == ["Two growers on fixed price"]


def test_a_paste_whose_end_is_lost_is_kept_and_keys_work_again(board: Tty, person: Person) -> None:
    board.type(f"{START}Two growers on")
    # Nothing marks its end. After a silence the words are there, and what is typed then is typed.
    board.until("Two growers on")
    for letter in " fixed price":
        board.type(letter)
        board.read()
    board.until("Two growers on fixed price")
    board.press("enter")
    board.until("kept. ^Z takes it back.")
    assert person.words() == ["Two growers on fixed price"]


def test_ctrl_q_leaves_also_in_a_paste_whose_end_is_lost(board: Tty, person: Person) -> None:
    board.type(f"{START}Two growers on fixed price")
    board.read(0.2)
    board.press("ctrl+q")
    assert board.ended() == 0
    assert person.drafts() == ["Two growers on fixed price"]


def test_no_sleep_where_no_shell_could_wake_it(board: Tty) -> None:
    # The first process of its session, as `ssh -t HOST aligntui` starts it: ctrl+z takes back typing here.
    board.type("Sells out")
    board.until("Sells out")
    board.press("ctrl+z")
    board.until(lambda t: "Sells out" not in t.row(21))
    board.type("before noon")
    board.until("before noon")
    board.press("ctrl+k")
    board.type("sleep")
    board.until(lambda t: "> sleep" in t.text and "run it" in t.row(-1))
    assert "Sleep" not in board.text
    assert state_of(board.process.pid) in "RS"


def test_sleep_goes_to_the_shell_and_fg_comes_back(person: Person, sit: Sit) -> None:
    person.begin()
    command = shlex.join(person.argv("open", "Millrace"))
    with Tty(["bash", "--norc", "--noprofile", "-i"], {**person.env, "PS1": "shell> "}) as tty:
        tty.until("shell>")
        tty.type(f"{command}\r")
        tty.until("^K commands")
        # The guide lies over the first step until it is closed.
        tty.press("ctrl+g")
        tty.until("STRENGTHS")
        tty.type("Sells out before")
        tty.until("Sells out before")
        tty.command("sleep")
        tty.until(lambda t: "Stopped" in t.afterwards)
        assert "AlignTUI sleeps; all is kept. fg wakes it." in tty.afterwards
        assert tty.sent("\x1b[?1049l") > tty.sent("\x1b[?1049h")
        assert tty.sent("\x1b[?1003l") > tty.sent("\x1b[?1003h")
        assert person.drafts() == ["Sells out before"]
        [asleep] = [pid for pid in tty.members() if state_of(pid) == "T"]
        tty.type("fg\r")
        tty.until(awake)
        tty.type(" noon")
        tty.until("Sells out before noon")
        tty.press("enter")
        tty.until("kept. ^Z takes it back.")
        assert person.words() == ["Sells out before noon"]
        # And once more, to leave from there.
        tty.command("sleep")
        tty.until(lambda t: "Stopped" in t.afterwards)
        tty.type("fg\r")
        tty.until(awake)
        tty.press("ctrl+q")
        tty.until(lambda t: "goes on here." in t.afterwards)
        eventually(lambda: state_of(asleep) == "", "it is gone")
        tty.type("echo left with $?\r")
        tty.until(lambda t: "left with 0" in t.afterwards)


def test_a_hang_up_while_it_sleeps_ends_it(person: Person) -> None:
    person.begin()
    command = shlex.join(person.argv("open", "Millrace"))
    with Tty(["bash", "--norc", "--noprofile", "-i"], {**person.env, "PS1": "shell> "}) as tty:
        tty.until("shell>")
        tty.type(f"{command}\r")
        tty.until("^K commands")
        tty.command("sleep")
        tty.until(lambda t: "Stopped" in t.afterwards)
        [asleep] = [pid for pid in tty.members() if state_of(pid) == "T"]
        tty.close()
        eventually(lambda: state_of(asleep) in ("", "Z"), "it is gone")


def test_a_restricted_line_reaches_nothing_but_its_session(person: Person, sit: Sit) -> None:
    person.begin()
    person.begin("Somebody else's plan")
    tty = sit("open", person.id(), "--restricted")
    tty.until("^K commands")
    tty.press("ctrl+g")
    tty.until("STRENGTHS")
    tty.press("escape")
    tty.until(lambda t: "/ commands" in t.row(-1))
    # Out, home, sleep: no such key does anything, and neither key line nor list of commands offers it.
    assert " out" not in tty.row(-1).replace("Esc out", "")
    tty.press("ctrl+o")
    tty.until("This line opens one session only. ^Q leaves; all is kept.")
    tty.press("down", "ctrl+k")
    text = tty.until("what would you like to do?")
    for closed in ("export", "home", "sleep", "file", "screenshot"):
        assert closed not in text
    tty.press("escape")
    assert sorted(path.name for path in person.home.parent.iterdir()) == ["home"]
    assert "Somebody else's plan" not in bytes(tty.raw).decode("utf-8", "replace")
    tty.press("ctrl+q")
    assert tty.ended() == 0
