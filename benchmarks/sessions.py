"""Sessions to measure with: twenty small ones, one with three fields to type in, one at the limits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from aligntui.analysis.view import View
from aligntui.engine import edits
from aligntui.engine.books import book_of
from aligntui.engine.runs.start import add_run, start
from aligntui.engine.runs.walk import latest_run
from aligntui.engine.samples import fill
from aligntui.methods.library import Library
from aligntui.session import order
from aligntui.session.model import RECENT, Ballot, Item, Participant, Round
from aligntui.store.local.handle import Handle
from aligntui.store.local.repository import Store
from aligntui.store.values import Position

DRAFTS = Path(__file__).resolve().parent.parent / "tests" / "fixtures" / "drafts"
"""Further methods, as a person could have written them."""
EACH = 3
"""Items of each list where all methods are begun."""
SMALL = 20
ITEMS = 2000
PEOPLE = 40
ANSWERS = 20_000
"""The limits that AlignTUI is designed for."""

METHOD = """\
method: typing
title: Typing
level: fundamentals
records:
  page:
    fields:
      first: {type: text, ask: What comes first?}
      second: {type: text, ask: What comes second?}
      story: {type: long, ask: What is the whole story?}
steps:
  - {kind: form, id: page, title: Three fields, record: page}
"""
"""A form with two lines and a text area, so that the figures do not change with the shipped methods."""

LISTS = ("strengths", "weaknesses", "opportunities", "threats")
TEXT = (
    "bread till oven queue rent flour school market morning driver price baker letter street tourist summer "
    "invoice butter staff cafe order shelf supplier council parking weekend energy recipe delivery regulars "
    "survey rival loan window training cake packaging allergy app museum wholesale night shift grain mill "
    "station hospital office subsidy law waste van bus mother student pensioner cash card phone festival"
)
WORDS = TEXT.split()


def words(number: int) -> str:
    """A line of eight words, the same for each number and hardly ever twice the same."""
    found = [WORDS[(number * 7919 + place * (number % 53 + 11)) % len(WORDS)] for place in range(7)]
    return f"{' '.join(found).capitalize()} {number}"


def _ids() -> Iterator[str]:
    number = 0
    while True:
        number += 1
        yield f"{number * 2654435761 % 2**32:08x}"


class Bench:
    """A home folder with sessions in it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._ids = _ids()
        self._at = datetime(2026, 11, 2, 9)
        self.store = Store(
            home, home / "state", clock=self.clock, new_id=lambda: next(self._ids), person="Ines Calder"
        )
        own = home / "config" / "workshops"
        own.mkdir(parents=True)
        (own / "typing.yaml").write_text(METHOD, encoding="utf-8")
        self.library = Library(user=own)

    def clock(self) -> str:
        """Local time that moves on by a minute at each look."""
        self._at += timedelta(minutes=1)
        return self._at.isoformat(timespec="seconds")

    def small(self) -> None:
        """Twenty sessions with a dozen items each."""
        for number in range(SMALL):
            handle, _ = start(self.store, self.library, "solo-90", title=f"Bakehouse {number + 1}", solo=True)
            for place in range(12):
                self._add(handle, LISTS[place % 4], words(place))  # type: ignore[arg-type]
            handle.close()

    def typing(self) -> str:
        """A session that opens on the three fields; its id."""
        handle, _ = start(self.store, self.library, "typing", title="Typing", solo=True)
        handle.close()
        return handle.session.meta.id

    def many(self) -> Path:
        """A session in which each method at hand was begun, those of the test bed too; its file."""
        library = Library(user=DRAFTS)
        names = [head.name for head in library.methods() if not head.problem]
        handle, _ = start(self.store, library, names[0], title="All methods", solo=True)
        for name in names[1:]:
            add_run(handle, self.store, library, name, solo=True)
        methods = book_of(handle.session).methods
        for name in names:
            fill(handle, self.store.new_id, methods[name], EACH)
        handle.close()
        return handle.path  # type: ignore[attr-defined,no-any-return]

    def large(self) -> Path:
        """A session of 2,000 items, 40 people, 20,000 answers and a full recent history; its file."""
        handle, run = start(self.store, self.library, "swot", title="At the limits")
        session = handle.session
        handle.close()
        path = handle.path  # type: ignore[attr-defined]
        self.store.trash(path)
        key = ""
        for number in range(ITEMS - RECENT):
            name = LISTS[number % 4]
            key = order.after([key] if key else [])
            item = Item(
                id=next(self._ids),
                collection=name,
                series=name[0].upper(),
                text=words(number),
                fields={"evidence": f"till log, page {number}", "grade": number % 5},
                pos=key,
                by="Ines Calder",
                at=self.clock(),
            )
            session.items[item.id] = item
        for number in range(PEOPLE):
            name = f"Person {number + 1}"
            session.participants[name] = Participant(id=name, name=name)
        self._rounds(session.items, session.rounds, session.ballots, run.id)
        handle = self.store.adopt(session)
        for number in range(RECENT):
            self._add(handle, LISTS[number % 4], words(ITEMS + number))
        handle.close()
        return handle.path

    def stand(self, path: Path, step: str) -> None:
        """Have the person who opens a session go on at a step of its latest run."""
        handle = self.store.open(path)
        run = latest_run(handle.session)
        at = next(one.id for one in run.steps if one.step == step) if run is not None else ""
        self.store.drafts_of(handle).position = Position(run=run.id if run is not None else "", step=at)
        handle.close()

    def _rounds(
        self, items: dict[str, Item], rounds: dict[str, Round], ballots: dict[str, Ballot], run: str
    ) -> None:
        subjects = list(items)[:50]
        for number in range(ANSWERS // (PEOPLE * len(subjects))):
            held = Round(
                id=f"round{number}",
                step="swot/importance",
                run=run,
                n=number + 1,
                subjects=subjects,
                answer={"type": "scale", "from": 1, "to": 5},
                state="revealed",
                date="2026-11-24",
            )
            rounds[held.id] = held
            for person in range(PEOPLE):
                ballot = Ballot(
                    id=f"{held.id}-{person:02}",
                    round=held.id,
                    by=f"Person {person + 1}",
                    state="in",
                    answers={subject: (person + place) % 5 + 1 for place, subject in enumerate(subjects)},
                )
                ballots[ballot.id] = ballot

    def _add(self, handle: Handle, collection: str, line: str) -> None:
        view = View(handle.session, book_of(handle.session))
        _, ops = edits.add(
            view,
            lambda: next(self._ids),
            collection,
            line,
            {"evidence": "till log"},
            by="Ines Calder",
            at=self.clock(),
        )
        handle.apply(ops, note="kept")
