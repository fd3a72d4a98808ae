"""What people answered: rows per person, joined over rounds, behind the floors of `analysis.floors`.

An open round is never read: silence ends with the reveal.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import msgspec

from aligntui.analysis import bind
from aligntui.analysis.counted import SUMS, plain, subjects
from aligntui.analysis.view import View
from aligntui.methods.types import Answer
from aligntui.session.model import Ballot, Round

if TYPE_CHECKING:
    from aligntui.analysis.floors import Shown


class Answers(msgspec.Struct):
    """Answers of one round by person (item id, mark or, without either, the ballot's own id)."""

    round: Round
    rows: dict[str, dict[str, Any]]
    notes: dict[str, dict[str, str]]
    low: float = 1
    high: float = 5
    type: str = "scale"
    floor: int = 0
    """Fewest answers that the step asks for before a distribution is shown."""
    incomplete: int = 0
    """Ballots with points that do not add up: they are not among the rows."""
    scales: dict[str, tuple[float, float]] = {}
    """Field -> lowest and highest point, of each of several scales that has ends of its own."""
    solo: bool = False
    """One person's own passes: there is nobody to hide from."""
    _numbers: dict[str, dict[str, float]] | None = None

    @property
    def n(self) -> int:
        """How many people answered something."""
        return sum(1 for row in self.rows.values() if row)

    def numbers(self, subject: str) -> dict[str, float]:
        """Numbers given for one subject by person; skips stay out."""
        return self.all_numbers().get(subject, {})

    def all_numbers(self) -> dict[str, dict[str, float]]:
        """Subject -> person -> number, in the order of the subjects; read once."""
        if self._numbers is None:
            self._numbers = {subject: {} for subject in self.subjects}
            for who, row in self.rows.items():
                for subject, answer in row.items():
                    value = bind.as_number(answer)
                    if value is not None and subject in self._numbers:
                        self._numbers[subject][who] = value
        return self._numbers

    def shown(self, given: int) -> Shown:
        """What may be shown of so many answers."""
        from aligntui.analysis import floors

        return floors.shown(given, self.round.privacy, self.floor, alone=self.solo)

    def tells(self, given: int) -> bool:
        """Whether each of so many answers may be told: the whole of them, or the one that bears its name."""
        may = self.shown(given)
        return may.whole or (given == 1 and may.middle)

    @property
    def least(self) -> tuple[int, int]:
        """Fewest answers to a subject of a middle, and of a distribution."""
        from aligntui.analysis import floors

        return floors.least(self.round.privacy, self.floor, alone=self.solo)

    def counted(self, subject: str) -> list[float]:
        """Numbers given for one subject, the lowest first.

        Who shares points or dots and gives a subject none has said nought of it.
        """
        given = self.numbers(subject)
        if given and self.type in SUMS:
            given = {who: given.get(who, 0.0) for who, row in self.rows.items() if row}
        return sorted(given.values())

    def means(self) -> dict[str, float]:
        """Subject -> mean of its answers where that may be shown; of one named answer it is that answer."""
        # Every step knows of rounds, and few draw a mean: `statistics` takes a while to import.
        from statistics import fmean

        known = [s for s, row in self.all_numbers().items() if row and self.tells(len(row))]
        return {s: fmean(self.numbers(s).values()) for s in known}

    def chosen(self, subject: str) -> str:
        """The choice that most made about a subject, where so many answered that it may be told; "" else."""
        given = Counter(str(row[subject]) for row in self.rows.values() if subject in row)
        most = given.most_common(2)
        is_clear = len(most) == 1 or (len(most) > 1 and most[0][1] > most[1][1])
        return most[0][0] if is_clear and self.tells(given.total()) else ""

    def told(self, subject: str) -> list[float]:
        """Numbers of which a middle may be told, the lowest first; none where they are too few."""
        given = self.counted(subject)
        return given if self.shown(len(given)).middle else []

    def ends(self, subject: str) -> tuple[float, float]:
        """Lowest and highest point of the scale on which a subject is answered."""
        return self.scales.get(subject.partition("#")[2], (self.low, self.high))

    def only(self, field: str) -> Answers:
        """Answers on one of several scales, by item; all of them when the round knows no such scale."""
        mine = {s: s.partition("#")[0] for s in self.subjects if s.partition("#")[2] == field}
        if not field or not mine:
            return self
        low, high = self.scales.get(field, (self.low, self.high))
        return msgspec.structs.replace(
            self,
            round=msgspec.structs.replace(self.round, subjects=list(mine.values())),
            rows={who: {mine[s]: v for s, v in row.items() if s in mine} for who, row in self.rows.items()},
            notes={mine[s]: notes for s, notes in self.notes.items() if s in mine},
            low=low,
            high=high,
            _numbers=None,
        )

    @property
    def subjects(self) -> list[str]:
        """Subjects of the round; those answered when none were written down."""
        listed = list(self.round.subjects)
        return listed or list(dict.fromkeys(s for row in self.rows.values() for s in row))


def of_step(view: View, step: str) -> list[Round]:
    """Rounds of `method/step` in order; of every step with this id when the method is left out."""
    if "/" in step or not step:
        return view.rounds(step)
    names = {r.step for r in view.session.rounds.values() if r.step.rpartition("/")[2] == step}
    found = [r for name in sorted(names) for r in view.rounds(name)]
    return sorted(found, key=lambda r: (r.date, r.n, r.id))


def latest(view: View, step: str) -> Round | None:
    """The last round that was closed or revealed and still holds its answers; of one person the last pass.

    One person may mend the first pass when the second one is closed: that round is younger, not further.
    """
    ready = [r for r in of_step(view, step) if r.state != "open" and not r.erased]
    run = view.session.runs.get(ready[-1].run) if ready else None
    if run is not None and run.solo:
        return max((r for r in ready if r.run == run.id), key=lambda r: (pass_of(r), r.n))
    return ready[-1] if ready else None


def before(view: View, held: Round) -> Round | None:
    """The pass before this one in the same run: what the second round is compared with.

    A round that was held again has ten added to its number, so its last digit says which pass it is.
    """
    earlier = [
        r
        for r in view.rounds(held.step, held.run)
        if pass_of(r) < pass_of(held) and r.state != "open" and not r.erased
    ]
    return max(earlier, key=lambda r: (pass_of(r), r.n, r.id), default=None)


def pass_of(held: Round) -> int:
    """First, second or third time that the question was put in a run."""
    return held.n % 10


def place_of(view: View, held: Round, number: int = 0) -> str:
    """Place of a finding about a pass of a step: that of a round, or the one with this number."""
    found = view.book.step(held.step)
    phase = "again" if (number or pass_of(held)) > 1 else "rate"
    return f"{held.step}/{phase}" if found is not None and phase in found[1].phases else held.step


def subject_name(view: View, held: Round, subject: str) -> str:
    """What people call a subject: the code of an item, `WO1 in A` for a pair, the label of a test."""
    found = view.book.step(held.step)
    tests = found[1].tests if found is not None else []
    number = bind.as_number(subject.removeprefix("test:"))
    if subject.startswith("test:") and number is not None and 1 <= number <= len(tests):
        test = tests[int(number) - 1]
        return test.label or test.ask or subject
    return bind.pair_name(view, subject)


def why_none(view: View, step: str) -> str:
    """Why a step has no answers to show, as a sentence."""
    rounds = of_step(view, step)
    if not rounds:
        return "Nobody has answered yet."
    if rounds[-1].erased:
        return "The raw answers were erased."
    return "The answers are not revealed yet."


def definition(view: View, held: Round) -> Answer:
    """The answer in force in a round: as kept with it, else as the step says."""
    found = view.book.step(held.step)
    stands = found[1].answer if found is not None else None
    try:
        return msgspec.convert({"type": "scale", **held.answer}, Answer)
    except msgspec.ValidationError:
        return stands or Answer(type="scale")


def read(view: View, held: Round) -> Answers:
    """Answers of a round as they count now, without those who stepped aside.

    Cards that are away count for nothing, what was merged counts for what it went into, and points that do
    not add up do not count.
    """
    standing = subjects(view, held)
    if held.subjects and held.subjects != standing:
        held = msgspec.structs.replace(held, subjects=standing)
    rows: dict[str, dict[str, Any]] = {}
    notes: dict[str, dict[str, str]] = {}
    counting = view.counting(held.id)
    for ballot in counting:
        who = person(view, ballot)
        rows.setdefault(who, {})
        for subject, answer in ballot.answers.items():
            value = plain(answer)
            note = answer.get("note") if isinstance(answer, dict) else None
            if value is not None:
                rows[who][subject] = value
            if isinstance(note, str) and note.strip():
                notes.setdefault(subject, {})[who] = " ".join(note.split())
    answer = definition(view, held)
    low, high = _scale(answer)
    found = view.book.step(held.step)
    privacy = found[1].privacy if found is not None else None
    return Answers(
        round=held,
        rows=rows,
        notes=notes,
        low=low,
        high=high,
        type=answer.type,
        floor=privacy.floor if privacy is not None else 0,
        scales=_scales(view, held),
        incomplete=len(view.ballots(held.id)) - len(counting),
        solo=_alone(view, held, rows),
    )


def person(view: View, ballot: Ballot) -> str:
    """Who a ballot is of: the person behind a login, the mark, or the ballot alone."""
    if ballot.by is None:
        return f"ballot:{ballot.id}"
    login = view.session.participants.get(ballot.by)
    return login.person or login.id if login is not None else ballot.by


def _scale(answer: Answer) -> tuple[float, float]:
    low = answer.from_ if answer.from_ is not None else 1
    high = answer.to if answer.to is not None else 5
    return (float(low), float(high)) if high > low else (1.0, 5.0)


def _scales(view: View, held: Round) -> dict[str, tuple[float, float]]:
    found: dict[str, tuple[float, float]] = {}
    for subject in held.subjects:
        ref, _, key = subject.partition("#")
        item = view.item(ref) if key and key not in found else None
        field = view.book.field(item.collection, key) if item is not None else None
        if field is not None and field.type == "scale" and field.from_ is not None and field.to is not None:
            found[key] = (float(field.from_), float(field.to))
    return found


def _alone(view: View, held: Round, rows: dict[str, dict[str, Any]]) -> bool:
    if sum(1 for row in rows.values() if row) != 1:
        return False
    run = view.session.runs.get(held.run)
    if run is None:
        return held.privacy == "named" or len(view.session.participants) <= 1
    return run.solo
