"""Two people at terminals of their own on one session, and all of it that others can look into."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from cli_kit import Shell
from drafts import FOLDER
from e2e_person import Person
from e2e_pty import eventually
from e2e_tmux import Tmux

from aligntui.analysis import registry
from aligntui.analysis.view import View
from aligntui.engine import edits
from aligntui.engine.books import book_of
from aligntui.engine.runs.start import start
from aligntui.methods.library import Library
from aligntui.session.model import Ballot
from aligntui.store.local.names import backups_of, here_of

TITLE = "Room"
AGENDA = """\
agenda: room
title: Room
people: 2-12
level: fundamentals
summary: What several people are asked.
steps:
  - steps:
      - understanding/recall
      - understanding/match
      - understanding/known
      - understanding/beliefs-rate
      - understanding/talk
      - culture/pulse
      - culture/profile
    title: Room
    minutes: 60
"""
WORDS = (
    ("goals", "Win members"), ("goals", "Bake by order"),
    ("beliefs", "Half of the town is enough"), ("beliefs", "Saturday pays for all"),
)  # fmt: skip
EXPORTS = ("yaml", "markdown", "plan", "json", "csv --table goals", "csv --table beliefs",
           "yaml --with-answers", "json --with-answers")  # fmt: skip
COMMANDS = ("show Room", "check Room --all", "check Room --json", "trace Room G1", "trace Room BL1 --json",
            "sessions", *(f"export Room --to {form}" for form in EXPORTS))  # fmt: skip
"""Whatever tells of a session at a shell."""
KEPT = """\
from aligntui.store.local import backups, handle
backups.EVERY, handle.RECENT, handle.BLOCK = 0.0, 4, 1
"""
"""First lines of a program that takes a copy at each change, and whose history leaves the session soon."""


def begin(person: Person) -> None:
    """A session of a team that goes through these steps of the drafts, with words to ask about."""
    own = person.home / "config" / "workshops"
    shutil.copytree(FOLDER, own)
    (own / "agendas").mkdir()
    (own / "agendas" / "room.yaml").write_text(AGENDA, encoding="utf-8")
    store, books = person.store(), Library(user=own, functions=registry.functions)
    handle, _ = start(store, books, "room", title=TITLE, solo=False)
    for name, text in WORDS:
        view = View(handle.session, book_of(handle.session))
        handle.apply(edits.add(view, store.new_id, name, text, by=person.name, at=store.clock())[1])
    handle.close()


class Seat:
    """One of them, at the keys."""

    def __init__(self, tmux: Tmux, person: Person) -> None:
        self.tmux, self.person = tmux, person

    def sit(self) -> None:
        """Open the session and close the guide, which lies over a first step."""
        self.tmux.run(self.person.argv("open", TITLE))
        self.tmux.until("GUIDE to this step")

    def sees(self, *wanted: str | Callable[[str], Any]) -> str:
        """Wait until all of this stands on the screen; gives it."""
        return self.tmux.until(lambda text: all(w in text if isinstance(w, str) else w(text) for w in wanted))

    def keys(self, *keys: str) -> None:
        """Press keys."""
        self.tmux.press(*keys)

    def writes(self, *lines: str) -> None:
        """Write lines, each with its Enter."""
        for line in lines:
            self.tmux.type(line)
            self.sees(line)
            self.tmux.press("enter")
            eventually(
                lambda line=line: line in self.person.file(TITLE).read_text("utf-8"), f"{line} is kept"
            )

    def hands_in(self, told: str = " are in, you too") -> None:
        """Say that one is done."""
        self.keys("ctrl+n")
        self.sees(told)

    def hands_on(self) -> None:
        """Give the keyboard to somebody without a terminal: nothing of one's own is on the screen before."""
        self.keys("ctrl+k")
        self.sees("what would you like to do?")
        self.tmux.type("next-person")
        self.keys("enter")
        self.sees("yes: hand mine in")
        self.keys("down", "enter")
        self.sees("Hand the keyboard to the next person.")
        self.keys("enter")
        self.sees("This one is the next person's.")

    def closes(self, told: str) -> None:
        """Close the round for all, who are asked first."""
        self.keys("ctrl+n")
        self.sees("> no: it stays open")
        self.keys("down", "enter")
        self.sees(told)

    @property
    def own(self) -> str:
        """All that is kept of this person alone."""
        found = [p for p in self.person.home.glob("state/**/*") if p.is_file() and self._mine in str(p)]
        return "\n".join(path.read_text(encoding="utf-8") for path in found)

    @property
    def _mine(self) -> str:
        return f"/{self.person.name.replace(' ', '-').casefold()}-"


class Room:
    """Both, and what others may look into.

    Args:
        lead: Who began it.
        other: Who takes part.
        shell: Runs commands on the same folder.
    """

    def __init__(self, lead: Seat, other: Seat, shell: Shell) -> None:
        self.lead, self.other, self.shell = lead, other, shell

    @property
    def seats(self) -> tuple[Seat, Seat]:
        """Both."""
        return self.lead, self.other

    @property
    def tables(self) -> dict[str, dict[str, Any]]:
        """What the session file holds."""
        path = self.lead.person.file(TITLE)
        found: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
        return found

    def ballots(self, privacy: str) -> list[dict[str, Any]]:
        """Ballots of the rounds of a privacy."""
        tables = self.tables
        kept = {
            key for key, row in tables.get("rounds", {}).items() if row.get("privacy", "named") == privacy
        }
        return [row for row in tables.get("ballots", {}).values() if row["round"] in kept]

    def told(self, *seats: Seat) -> Iterator[tuple[str, str]]:
        """Command -> what it says, to these."""
        for seat in seats:
            for command in COMMANDS:
                ran = self.shell(*command.split(), "--as", seat.person.name)
                assert ran.code in (0, 1), (command, ran.err)
                yield f"{command} to {seat.person.name}", ran.out + ran.err

    def kept(self) -> Iterator[tuple[str, str]]:
        """File -> what it says, of all that are nobody's own, without the ballots in them."""
        path = self.lead.person.file(TITLE)
        beside = (found for folder in (backups_of(path), here_of(path)) for found in folder.iterdir())
        for file in sorted((*path.parent.iterdir(), *beside)):
            if file.is_file():
                yield file.name, without_ballots(file.read_text(encoding="utf-8"))
        packed = self.shell("export", TITLE, "--to", "json", "--archive").json
        packed["archive"]["tables"].pop("ballots", None)
        yield "archive", json.dumps(packed, ensure_ascii=False)

    def hides(self, *words: str, of: Seat | None = None) -> None:
        """Nobody else sees these words: on no screen but whose they are, in no command, in no file.

        Args:
            words: What is not to be seen.
            of: At whose keys they were typed; None for nobody's.
        """
        others = [seat for seat in self.seats if seat is not of]
        ways = [
            *((f"screen of {seat.person.name}", seat.tmux.text) for seat in others),
            *((f"notes of {seat.person.name}", seat.own) for seat in others),
            *self.told(*others),
            *self.kept(),
        ]
        for way, text in ways:
            for said in words:
                assert said.casefold() not in text.casefold(), (way, said, text)

    def joins_nothing(self) -> None:
        """No answer that bears no name can be joined with a person, by a name, a mark, a time or an order."""
        people = [seat.person.name for seat in self.seats]
        files = dict(self.kept())
        for privacy in ("secret", "none"):
            rows = self.ballots(privacy)
            for row in rows:
                assert row.keys() <= {field.name for field in msgspec.structs.fields(Ballot)}
                assert not re.search(r"\d\d:\d\d", json.dumps(row)), "no time of day"
                mark = row.get("by")
                assert privacy == "secret" or mark is None
                most = privacy == "secret" or row.get("state") != "in"
                eventually(
                    lambda key=mark or row["id"], most=most: sum(key in s.own for s in self.seats) <= most,
                    f"only who gave it knows whose {row} is",
                )
                for name, text in files.items():
                    assert mark is None or mark not in text, (name, mark)
            said = json.dumps(rows, ensure_ascii=False)
            assert not [name for name in people if name in said]
        ids = list(self.tables.get("ballots", {}))
        assert ids == sorted(ids), "they lie in no order of time"
        for name, text in files.items():
            # What is said of who is here says nothing of who is done.
            if text.startswith("{") and "host" in text[:200]:
                assert json.loads(text).keys() <= {"name", "place", "host", "pid"}, (name, text)


def without_ballots(text: str) -> str:
    """A session file without its ballots; any other text as it is."""
    try:
        tables = json.loads(text)
    except ValueError:
        return text
    if isinstance(tables, dict) and "_meta" in tables:
        tables.pop("ballots", None)
    return json.dumps(tables, ensure_ascii=False)
