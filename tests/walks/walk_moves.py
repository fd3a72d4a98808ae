"""What a walker does: single moves as lines of text, and the choice of the next ones by chance."""

from __future__ import annotations

import json
import random
import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from walk_eyes import Eyes

SIZES = ((80, 24), (80, 24), (120, 40), (120, 40), (60, 20), (200, 60), (79, 24), (80, 23), (100, 30))
WORDS = (
    "sourdough sells out before noon",
    "rye",
    "the oven of 1987",
    "who answers?",
    "café, déjà vu",
    "日本 bread",
    "half-price; then none",
    "three apprentices left within a year and nobody knows why it was so quick",
)
VALUES = (
    "5",
    "3",
    "0",
    "-2",
    "42",
    "1,5",
    "22.000",
    "2027-12-31",
    "31.12.2027",
    "next friday",
    "yes",
    "no",
    "?",
    "Dot",
    "Ines, Dot",
    "S1",
    "W1 T2",
    "50 %",
    "about half",
    "x",
    "1 2 1 0",
    "99999999999999999999",
    "2036",
)
ODD = (
    "[red]no markup[/red]",
    "\x1b[2J",
    "a\tb",
    "e\u0301\u202e",
    "👩‍👩‍👧",
    "'; --",
    "{swot.n}",
    "=1+1",
    "&amp;",
    "​",
    "x" * 700,
)
MOVING = ("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "tab", "shift+tab")
EDITING = (
    "backspace",
    "delete",
    "ctrl+w",
    "ctrl+u",
    "ctrl+e",
    "home",
    "end",
    "left",
    "ctrl+left",
    "ctrl+a",
    "ctrl+z",
    "ctrl+y",
)
SIGNS = string.ascii_letters + 3 * string.digits + 2 * string.ascii_lowercase + "+-.,:;!'()=é日"
"""What is a letter or a value: every sign but `/`, `?` and Space."""
SYLLABLES = ("ba", "ko", "ri", "mu", "te", "lo", "sa", "ni", "fe", "du")


@dataclass(frozen=True)
class Move:
    """One move of one walker.

    Attributes:
        verb: `key`, `type`, `paste`, `mouse`, `size`, `rest`.
        what: Which key, words, cell...
        at_once: Whether it follows the one before without waiting for the app.
        who: Number of the walker.
    """

    verb: str
    what: str
    at_once: bool = False
    who: int = 0

    def __str__(self) -> str:
        words = json.dumps(self.what) if self.verb in ("type", "paste") else self.what
        return f"{'+' if self.at_once else ' '}{self.who} {self.verb} {words}"

    @classmethod
    def parse(cls, row: str) -> Move:
        """A move from its line."""
        who, verb, what = row[1:].split(" ", 2)
        return cls(verb, json.loads(what) if verb in ("type", "paste") else what, row[0] == "+", int(who))

    @property
    def keys(self) -> int:
        """How many keys it is."""
        return len(self.what) if self.verb == "type" else int(self.verb in ("key", "paste", "mouse"))


class Chance:
    """Chooses moves by what is on the screen: mostly what people do, and at times what they should not."""

    def __init__(
        self, seed: int, *, who: int = 0, known: Mapping[str, int] | None = None, letters: bool = False
    ) -> None:
        """Choose from a seed.

        Args:
            seed: Of all chance.
            who: Number of the walker.
            known: Counts how often each command was run by now: what was run least is wanted most.
            letters: Whether most keys are letters, wherever the focus stands.
        """
        self._letters = letters
        self.random = random.Random(f"{seed}/{who}")
        self.who = who
        self._known = known or {}
        self._count = 0

    def _rare(self, names: Iterable[str]) -> str:
        """One of the commands, mostly one of those that were run least."""
        found = sorted(set(names) - {"leave"})
        if self.random.random() < 0.6:
            least = min((self._known.get(name, 0) for name in found), default=0)
            found = [name for name in found if self._known.get(name, 0) == least]
        return self.random.choice(found or [""])

    def token(self) -> str:
        """A word that is there only once."""
        self._count += 1
        return f"q{self.who}{self._count}" + "".join(self.random.choices(SYLLABLES, k=2))

    def batch(self, eyes: Eyes) -> list[Move]:
        """The next moves; those `at_once` are one burst."""
        rnd = self.random
        if self._letters and not eyes.too_small and rnd.random() < 0.5:
            return [
                Move("key", sign, who=self.who) for sign in rnd.choices(SIGNS, k=rnd.choice((1, 1, 2, 5)))
            ]
        if eyes.too_small:
            moves = [("key", "x"), ("size", self._size())] if rnd.random() < 0.3 else [("size", "80 24")]
        elif eyes.line is not None:
            moves = self._typing(eyes)
        else:
            moves = self._keys(eyes)
        burst = rnd.random() < 0.25
        found = [
            Move(verb, what, at_once=(burst and n > 0) or verb == "rest", who=self.who)
            for n, (verb, what) in enumerate(moves)
        ]
        if rnd.random() < 0.12:
            found.append(Move(*self._mouse(eyes), at_once=True, who=self.who))
        if not burst and rnd.random() < 0.5:
            found.append(Move("rest", f"{rnd.choice((0.05, 0.1, 0.45, 0.45, 0.7, 1.0)):g}", True, self.who))
        return found

    def _typing(self, eyes: Eyes) -> list[tuple[str, str]]:
        rnd = self.random
        what = rnd.choices(
            (
                "card",
                "words",
                "value",
                "enter",
                "tab",
                "move",
                "escape",
                "edit",
                "ctrl",
                "paste",
                "palette",
                "alt",
                "mouse",
                "size",
                "rest",
                "odd",
            ),
            (26, 6, 10, 6, 8, 5, 16, 4, 3, 4, 6, 3, 3, 3, 3, 2),
        )[0]
        if what == "card":
            return [
                ("type", self._words()),
                ("key", rnd.choice(("enter", "enter", "enter", "tab", "escape"))),
            ]
        if what == "words":
            return [("type", self._words())]
        if what in ("value", "odd"):
            words = rnd.choice(VALUES if what == "value" else ODD)
            return [
                ("type" if words.isprintable() else "paste", words),
                ("key", rnd.choice(("enter", "tab"))),
            ]
        if what == "edit":
            return [("key", rnd.choice(EDITING)) for _ in range(rnd.randint(1, 3))]
        if what == "move":
            return [("key", rnd.choice(MOVING))]
        if what in ("enter", "tab", "escape"):
            return [("key", what)]
        return self._anywhere(what, eyes)

    def _keys(self, eyes: Eyes) -> list[tuple[str, str]]:
        rnd = self.random
        what = rnd.choices(
            (
                "hinted",
                "command",
                "on",
                "back",
                "move",
                "enter",
                "space",
                "digit",
                "letter",
                "escape",
                "ctrl",
                "palette",
                "help",
                "paste",
                "mouse",
                "size",
                "rest",
                "home",
            ),
            (24, 9, 7, 3, 16, 12, 5, 6, 5, 6, 2, 8, 3, 2, 5, 3, 3, 1),
        )[0]
        if what == "hinted":
            return [("key", key) for key in rnd.choices(eyes.hinted() or ["enter"], k=rnd.choice((1, 1, 2)))]
        if what in ("command", "on", "back", "home"):
            wanted = {"on": "go-on", "back": "go-back", "home": "home"}.get(what, "")
            offered = eyes.commands()
            name = wanted if wanted in offered else self._rare(offered)
            key = offered.get(name, ("", ""))[0]
            if not key:
                return self._anywhere("palette", eyes)
            return [("key", key)]
        if what == "move":
            key = rnd.choice(MOVING)
            return [("key", key) for _ in range(rnd.choice((1, 1, 2, 5)))]
        if what in ("enter", "space", "escape"):
            return [("key", what)]
        if what == "digit":
            return [("key", rnd.choice("1234567890+-"))]
        if what == "letter":
            return [("key", rnd.choice(string.ascii_letters + string.punctuation))]
        return self._anywhere(what, eyes)

    def _anywhere(self, what: str, eyes: Eyes) -> list[tuple[str, str]]:
        rnd = self.random
        if what == "ctrl":
            return [("key", f"ctrl+{rnd.choice('abcdefghijklmnopstuvwxyz')}")]
        if what == "alt":
            return [("key", f"alt+{rnd.choice('nsqgtobfa')}")]
        if what == "palette":
            offered = eyes.commands()
            asked = offered.get(self._rare(offered), ("", "x"))[1].partition(":")[0]
            if len(asked) > 24:
                asked = " ".join(asked.split()[:3])
            end = rnd.choices(("enter", "escape"), (9, 1))[0]
            return [("key", eyes.key_of("palette")), ("type", asked), ("key", end)]
        if what == "help":
            inside = rnd.choice(([], [("type", rnd.choice(("card", "guide", "o", "zz")))], [("key", "down")]))
            return [
                ("key", eyes.key_of("keys")),
                *inside,
                ("key", rnd.choice(("enter", "escape", "question_mark"))),
            ]
        if what == "paste":
            lines = [self._words() for _ in range(rnd.choice((1, 1, 2, 3, 12)))]
            return [
                ("paste", rnd.choice(("\n", "\r\n", "\n\n")).join(lines)),
                ("key", rnd.choice(("enter", "tab"))),
            ]
        if what == "size":
            return [("size", self._size())]
        if what == "rest":
            return [("rest", rnd.choice(("0.7", "2.6", "5.5")))]
        return [self._mouse(eyes)]

    def _words(self) -> str:
        more = self.random.random() < 0.5
        return f"{self.token()} {self.random.choice(WORDS)}" if more else self.token()

    def _size(self) -> str:
        rnd = self.random
        if rnd.random() < 0.3:
            return f"{rnd.randint(60, 200)} {rnd.randint(20, 60)}"
        return "{} {}".format(*rnd.choice(SIZES))

    def _mouse(self, eyes: Eyes) -> tuple[str, str]:
        rnd = self.random
        width, height = eyes.app.size
        x, y = rnd.randrange(max(1, width)), rnd.randrange(max(1, height))
        return (
            "mouse",
            f"{rnd.choice(('click', 'click', 'click', 'down', 'up', 'twice', 'wheel', 'drag'))} {x} {y}",
        )
