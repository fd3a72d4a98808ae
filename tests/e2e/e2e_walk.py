"""What a person does at a workshop, in words: write cards, fill fields, rate, go on."""

from __future__ import annotations

import re
from collections.abc import Callable

from e2e_person import Person
from e2e_pty import eventually, rest
from e2e_tmux import Tmux

GO_ON = "ctrl+n"
"""The same out of a line and in it; words that stand there wait."""

ASKED = "again goes on"
"""Said once where a step is not done yet, or what closes it is to be read first."""


def writes(code: str) -> Callable[[str], bool]:
    """Whether a screen's line is that of the next card of this code, tied to something or not."""
    line = re.compile(rf" {code}(?: \([^)]*\))? >")
    return lambda text: line.search(text) is not None


class Walk:
    """Keys, and what must be on the screen before the next ones.

    Args:
        tmux: Her terminal.
        person: She.
    """

    def __init__(self, tmux: Tmux, person: Person) -> None:
        self.tmux = tmux
        self.person = person

    # going

    def at(self, title: str) -> None:
        """This step is on the screen; its title, or the phase in brackets, stands in row 2."""
        self.tmux.until(lambda text: title in text.split("\n")[1])

    def on(self, *titles: str) -> None:
        """Go on, through these steps."""
        for title in titles:
            self._on(lambda text, title=title: title in text.split("\n")[1])

    def on_to(self, *places: str) -> None:
        """Go on within a step, until these words are on the screen."""
        for place in places:
            self._on(lambda text, place=place: place in text)

    def _on(self, there: Callable[[str], bool]) -> None:
        """Go on, and once more where the step says that something is missing yet."""
        before = self._asked(self.tmux.text)
        self.tmux.press(GO_ON)
        self.tmux.until(lambda text: there(text) or self._asked(text) not in ("", before))
        if not there(self.tmux.text):
            # A screen that is half drawn has the next place and what the step before said.
            rest(self.tmux.pid)
        if not there(self.tmux.text):
            self.tmux.press(GO_ON)
            self.tmux.until(there)

    @staticmethod
    def _asked(text: str) -> str:
        """The step and what it says is missing, or ""."""
        rows = text.split("\n")
        said = " ".join(" ".join(rows[-5:]).split())
        return f"{rows[1]}{said}" if ASKED in said else ""

    def command(self, name: str, wanted: str) -> None:
        """Give a command by its name, and see what comes of it."""
        self.tmux.press("ctrl+k")
        self.tmux.until("what would you like to do?")
        self.tmux.type(name)
        self.tmux.press("enter")
        self.tmux.until(wanted)

    # writing

    def cards(self, *lines: str) -> None:
        """Write cards in the add line. Each is on disk with its Enter."""
        for line in lines:
            self.tmux.until("^K commands")
            self.tmux.type(line)
            self.tmux.press("enter")
            self.on_disk(line)

    def next_list(self, adds: str) -> None:
        """Enter in the empty line goes to the next list."""
        self.tmux.press("enter")
        self.tmux.until(adds)

    def strategy(self, code: str, words: str) -> None:
        """Write a strategy in the cell that this code belongs to; it cites the pair that is shown."""
        self.tmux.until("^K commands")
        while not writes(code)(self.tmux.text):
            before = self.tmux.row(20)
            self.tmux.press("down")
            self.tmux.until(lambda text, before=before: text.split("\n")[19].rstrip() != before)
        self.tmux.type(words)
        self.tmux.press("enter")
        self.on_disk(words)

    def fields(self, **answers: str) -> None:
        """Fill fields, one after the other, by their labels (blanks as `_`)."""
        for label, words in answers.items():
            name = label.strip("_").replace("_", " ")
            self.tmux.until(f"> {name}")
            self.tmux.type(words)
            self.tmux.press("enter")

    def choose(self, **choices: int) -> None:
        """Choose in fields, by their labels and the place of the choice."""
        for label, place in choices.items():
            self.tmux.until(f"> {label.replace('_', ' ')}")
            self.tmux.press(str(place), "enter")

    def rate(self, *digits: str) -> None:
        """Rate what stands on the screen, one thing after the other."""
        self.tmux.until(" / commands")
        self.tmux.press(*"".join(digits))

    def on_disk(self, words: str) -> None:
        """Wait until words are in the session file."""
        eventually(lambda: words in self.person.words(), f"{words!r} is on disk")
