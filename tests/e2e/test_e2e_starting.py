"""What it needs to start, and what it says where it cannot: one sentence that names what works instead."""

from __future__ import annotations

import os
import pty
import re
import subprocess
from collections.abc import Callable

import pytest

pytest.importorskip("pyte", reason="pyte is not installed")

from e2e_person import Person
from e2e_pty import Tty, eventually

pytestmark = pytest.mark.terminal

Sit = Callable[..., Tty]
NO_TTY = "A workshop needs a terminal. Over SSH: ssh -t HOST aligntui. "
COLOUR = re.compile(rb"\x1b\[[0-9;]*?(?:38|48);[0-9;]*m")
RULE = "───"


def locale_is_there(name: str) -> bool:
    found = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False)
    plain = name.lower().replace("-", "")
    return plain in (line.lower().replace("-", "") for line in found.stdout.split())


@pytest.mark.parametrize(
    "words", [(), ("open", "Millrace"), ("run", "swot")], ids=lambda words: " ".join(words)
)
def test_without_a_terminal_one_sentence_names_what_works(person: Person, words: tuple[str, ...]) -> None:
    person.begin()
    before = sorted(person.home.glob("*.json"))
    done = person.command(*words)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        f"{NO_TTY}Without one: --plain works line by line; aligntui show SESSION, aligntui export SESSION."
    ]
    assert sorted(person.home.glob("*.json")) == before


def test_what_that_sentence_names_works(person: Person) -> None:
    person.begin()
    assert person.command("show", "Millrace").returncode == 0
    assert person.command("export", "Millrace").returncode == 0


@pytest.mark.parametrize("end", ["stdin", "stderr"])
def test_a_terminal_on_one_end_is_not_enough(person: Person, end: str) -> None:
    master, slave = pty.openpty()
    ends = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, end: slave}
    done = subprocess.run(person.argv(), env=person.env, timeout=60, check=False, **ends)
    os.close(slave)
    said = os.read(master, 4096) if end == "stderr" else done.stderr
    os.close(master)
    assert done.returncode == 2
    assert said.decode().startswith(NO_TTY)


def test_a_terminal_that_cannot_move_its_cursor_is_refused(sit: Sit) -> None:
    tty = sit(env={"TERM": "dumb"})
    assert tty.ended() == 2
    assert "cannot move its cursor" in tty.text
    assert "aligntui run solo-90 --plain" in tty.text.replace("\n", "")
    assert b"\x1b" not in tty.raw


@pytest.mark.parametrize(
    "locale",
    [{"LANG": "C"}, {"LC_ALL": "POSIX", "LANG": ""}, {"LANG": ""}, {"LC_ALL": "C.UTF-8"}],
    ids=["LANG=C", "LC_ALL=POSIX", "none", "UTF-8"],
)
def test_plain_and_utf8_locales_start_with_real_rules(
    person: Person, sit: Sit, locale: dict[str, str]
) -> None:
    person.begin()
    tty = sit("open", "Millrace", env=locale)
    assert RULE in tty.until("^K commands")
    tty.type("Café Léon sells our bread")
    tty.press("enter")
    tty.until("kept. ^Z takes it back.")
    assert person.words() == ["Café Léon sells our bread"]


def test_an_8_bit_locale_starts_in_ascii_and_says_so(person: Person, sit: Sit) -> None:
    person.begin()
    with person.at_terminal("open", "Millrace") as tty:
        tty.until("^K commands")
        tty.type("東京 wants sourdough")
        tty.press("enter")
        tty.until("kept. ^Z takes it back.")
    there = locale_is_there("en_US.ISO-8859-1")
    # Where the system has no such locale, Python is told to use its letters all the same.
    latin = {"LC_ALL": "en_US.ISO-8859-1"} if there else {"PYTHONIOENCODING": "iso8859-1"}
    tty = sit("open", "Millrace", env=latin)
    tty._stream.select_other_charset("@")
    tty.until("^K commands")
    text = tty.until("This locale is not UTF-8: rules are ASCII. Mend: export LC_ALL=C.UTF-8.")
    assert "-----" in text
    assert "S1  ???? wants sourdough" in text
    tty.send("Café".encode("latin-1"))
    assert tty.until("Café")
    tty.press("enter")
    eventually(lambda: person.words()[-1] == "Café", "its own letters are kept as they are")
    bytes(tty.raw).decode("latin-1").encode("latin-1")
    assert all(byte < 0x80 or byte == 0xE9 for byte in tty.raw)


def test_a_small_window_says_the_size_needed_and_goes_on_when_it_has_it(person: Person, sit: Sit) -> None:
    person.begin()
    tty = sit("open", "Millrace", columns=61, rows=18)
    text = tty.until("AlignTUI needs 80 x 24.")
    assert "This window: 61 x 18." in text
    tty.resize(80, 24)
    tty.until("^K commands")
    tty.type("Two growers on fixed")
    tty.until("Two growers on fixed")
    tty.resize(61, 18)
    tty.until("AlignTUI needs 80 x 24.")
    tty.resize(80, 24)
    tty.until("^K commands")
    tty.type(" price")
    tty.until("Two growers on fixed price")
    tty.press("enter")
    tty.until("kept. ^Z takes it back.")
    assert person.words() == ["Two growers on fixed price"]
    tty.resize(59, 19)
    tty.until("AlignTUI needs 80 x 24.")
    tty.press("ctrl+q")
    assert tty.ended() == 0


def looks(tty: Tty) -> set[tuple[str, str, bool, bool]]:
    """How signs are drawn: colour, ground, bold, reversed."""
    return {
        (cell.fg, cell.bg, cell.bold, cell.reverse)
        for cells in tty.screen.buffer.values()
        for cell in cells.values()
        if cell.data.strip()
    }


def words_stand_for_colours(tty: Tty) -> None:
    """State, focus, list and finding can be told without any colour."""
    assert tty.row(-1).endswith("^K commands")
    tty.press("ctrl+g")
    tty.until("S STRENGTHS")
    tty.type("Offer delivery to the new homes")
    text = tty.until("Offer delivery")
    assert re.search(r"^ S1 *> +Offer delivery", text, re.M)
    for head in ("S STRENGTHS", "W WEAKNESSES", "O OPPORTUNITIES", "T THREATS"):
        assert head in text
    tty.press("escape")
    tty.until(lambda t: t.row(-1).endswith(" / commands"))


@pytest.mark.parametrize("term", ["linux", "vt100", ""])
def test_sixteen_colours_can_be_told_apart(person: Person, sit: Sit, term: str) -> None:
    person.begin()
    tty = sit("open", "Millrace", env={"TERM": term})
    tty.until("^K commands")
    assert COLOUR.search(bytes(tty.raw)) is None
    assert tty.unreadable() == []
    words_stand_for_colours(tty)
    assert tty.unreadable() == []


def test_colours_are_256_without_colorterm_and_true_with_it(person: Person, sit: Sit) -> None:
    person.begin()
    plain = sit("open", "Millrace")
    plain.until("^K commands")
    assert b";5;" in plain.raw
    assert b"8;2;" not in plain.raw
    rich = sit("open", "Millrace", env={"COLORTERM": "truecolor"})
    rich.until("^K commands")
    assert b"8;2;" in rich.raw


def test_no_color_has_no_colour_and_loses_nothing(person: Person, sit: Sit) -> None:
    person.begin()
    tty = sit("open", "Millrace", env={"NO_COLOR": "1"})
    tty.until("^K commands")
    words_stand_for_colours(tty)
    tints = {tint for fg, bg, *_ in looks(tty) for tint in (fg, bg)}
    assert {tint for tint in tints if tint != "default" and len({tint[:2], tint[2:4], tint[4:]}) > 1} == set()
    assert tty.unreadable() == []
    assert any(reverse for *_, reverse in looks(tty))


def test_no_color_set_to_nothing_asks_for_nothing(person: Person, sit: Sit) -> None:
    person.begin()
    env = {**person.env, "NO_COLOR": ""}
    with Tty(person.argv("open", "Millrace"), env) as tty:
        tty.until("^K commands")
        assert b";5;" in tty.raw
        assert {fg for fg, *_ in looks(tty)} & {"87d7d7", "87d787", "d7af5f"}


def test_a_step_alone_opens_where_one_can_type_and_enter_is_on_disk(person: Person, sit: Sit) -> None:
    tty = sit("run", "swot/factors", "--solo", "--title", "Kiosk at the canal")
    text = tty.until("^K commands")
    assert "Kiosk at the canal" in tty.row(1)
    assert "GUIDE to this step" in text
    tty.press("ctrl+g")
    tty.until("S STRENGTHS")
    tty.type("36-hour sourdough sells out before noon")
    tty.press("enter")
    tty.until("kept. ^Z takes it back.")
    [item] = person.table("items", "Kiosk at the canal")
    assert (item["text"], item["collection"]) == ("36-hour sourdough sells out before noon", "strengths")
    assert item["by"] == "Ines Calder"
    tty.press("ctrl+q")
    assert tty.ended() == 0
