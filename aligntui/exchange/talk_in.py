"""Runs, rounds, waivers and clashes on their way back into a session."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from aligntui.exchange.talk import RUN_WORDS, STEP_WORDS
from aligntui.exchange.values import loose_in
from aligntui.session.model import (
    Ballot,
    Clash,
    Participant,
    Round,
    Run,
    RunStep,
    Session,
    Waiver,
    link_key,
)
from aligntui.text.clean import clean, clean_line

if TYPE_CHECKING:
    from aligntui.exchange.entry import Entry

Part = dict[str, Any]


def lines(raw: Part, keys: Iterable[str]) -> dict[str, Any]:
    """What a part says under these keys, each as one clean line; "" for what it does not say."""
    return {key: clean_line(raw.get(key, "")) for key in keys}


def derive_login(entry: Entry, by: str) -> str | None:
    """The login behind a name, or behind the code of a person; made when it is new."""
    name = clean_line(by)
    if not name:
        return None
    session = entry.session
    login = entry.derive("participant", name)
    if login not in session.participants:
        found = entry.codes.get(name, "")
        of_people = found and entry.is_person(found)
        session.participants[login] = Participant(
            id=login,
            name=session.items[found].text if of_people else name,
            person=found if of_people else "",
        )
    return login


class Talk:
    """Fills the tables beside items and links."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self.session: Session = entry.session
        self._runs: list[str] = []

    def read(self) -> None:
        """Read all of it."""
        for number, raw in enumerate(self.entry.data.get("runs", []), 1):
            self._run(number, raw)
        for ref, item in self.session.items.items():
            item.run = self._run_of(self.entry.raw[ref])
        for number, raw in enumerate(self.entry.data.get("rounds", []), 1):
            self._round(number, raw)
        for raw in self.entry.data.get("waivers", []):
            self._waiver(raw)
        for number, raw in enumerate(self.entry.data.get("clashes", []), 1):
            self._clash(number, raw)

    def _id(self, kind: str, number: int) -> str:
        # Runs and rounds of one day are told apart by their ids, so these keep the order of the file.
        return f"{kind}{number:04}-{self.entry.derive(kind, str(number))}"

    def _run(self, number: int, raw: Part) -> None:
        run_id = self._id("run", number)
        steps = [
            RunStep(
                id=f"{run_id}-{place}",
                entry=step.get("entry", 0),
                minutes=step.get("minutes", 0),
                used=step.get("used", 0),
                state=step.get("state", "todo"),
                **lines(step, STEP_WORDS),
            )
            for place, step in enumerate(raw.get("steps", []), 1)
        ]
        solo, words = raw.get("solo", False), lines(raw, RUN_WORDS)
        self.session.runs[run_id] = Run(id=run_id, solo=solo, steps=steps, **words)
        self._runs.append(run_id)

    def _run_of(self, raw: Part) -> str:
        """Id of the run whose number stands there; "" for none."""
        number = raw.get("run", 0)
        if number > len(self._runs):
            what = f'"run" is {number}, but there are {len(self._runs)} runs'
            self.entry.wrong(raw, "run", what, "Write 0 for none.")
            return ""
        return self._runs[number - 1] if number else ""

    def _subject(self, subject: str) -> str:
        ends = []
        for end in clean_line(subject).split(">"):
            code, mark, key = end.partition("#")
            ends.append(self.entry.codes.get(code, code) + mark + key)
        return ">".join(ends)

    def _by_subject(self, values: Part) -> Part:
        return {self._subject(key): loose_in(value) for key, value in values.items()}

    def _round(self, number: int, raw: Part) -> None:
        round_id = self._id("round", number)
        if not all(clean_line(subject) for subject in raw.get("subjects", [])):
            self.entry.wrong(raw, "subjects", '"subjects" has an empty entry', "Take it out.")
        carried = {} if raw.get("ballots") else raw.get("results", {})
        self.session.rounds[round_id] = Round(
            id=round_id,
            step=clean_line(raw.get("step", "")),
            run=self._run_of(raw),
            n=raw.get("pass", 1),
            subjects=[self._subject(subject) for subject in raw.get("subjects", [])],
            away=[self._subject(subject) for subject in raw.get("away", [])],
            answer=loose_in(raw.get("answer", {})),
            privacy=raw.get("privacy", "named"),
            state=raw.get("state", "open"),
            date=clean_line(raw.get("date", "")),
            matches=self._matches(round_id, raw),
            erased=raw.get("erased", False),
            carried=self._by_subject(carried),
        )
        for place, given in enumerate(raw.get("ballots", []), 1):
            ballot_id = f"{round_id}-b{place:04}"
            self.session.ballots[ballot_id] = Ballot(
                id=ballot_id,
                round=round_id,
                by=derive_login(self.entry, given.get("by", "")),
                state=given.get("state", "in"),
                answers=self._by_subject(given.get("answers", {})),
            )

    def _matches(self, round_id: str, raw: Part) -> dict[str, str]:
        found: dict[str, str] = {}
        for sorted_ in raw.get("matches", []):
            number = sorted_.get("ballot", 0)
            if not 1 <= number <= len(raw.get("ballots", [])):
                what = f'"ballot" {number} is not in this round'
                self.entry.wrong(sorted_, "ballot", what, "Count them from 1.")
                continue
            line = clean_line(sorted_.get("line", ""))
            found[f"{round_id}-b{number:04}|{line}"] = self._subject(sorted_.get("to", ""))
        return found

    def _waiver(self, raw: Part) -> None:
        what = clean_line(raw.get("what", ""))
        if not what:
            self.entry.wrong(raw, "what", '"what" is empty', "Name the finding or need, as SM1:OB2.")
        head, colon, code = what.partition(":")
        if colon and head not in ("need", "done"):
            what = f"{head}:{self.entry.codes.get(code, code)}"
        self.session.waivers[what] = Waiver(
            id=what,
            what=what,
            reason=clean(raw.get("reason", "")).strip(),
            by=derive_login(self.entry, raw.get("by", "")),
            at=clean_line(raw.get("at", "")),
        )

    def _clash(self, number: int, raw: Part) -> None:
        clash_id = self._id("clash", number)
        path = self.entry.frame.path(raw, "target")
        relation, bar, rest = clean_line(raw.get("target", "")).partition("|")
        if bar:
            first, _, second = rest.partition("|")
            target = link_key(relation, self.entry.resolve(first, path), self.entry.resolve(second, path))
        else:
            target = self.entry.resolve(relation, path)
        self.session.clashes[clash_id] = Clash(
            id=clash_id,
            target=target,
            field=clean_line(raw.get("field", "")),
            **{key: clean(raw.get(key, "")) for key in ("base", "theirs", "yours")},
            by=derive_login(self.entry, raw.get("by", "")),
            at=clean_line(raw.get("at", "")),
        )
