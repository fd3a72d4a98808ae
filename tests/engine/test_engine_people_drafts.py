"""The drafts that ask people, walked by four of them: each question is answered, closed, seen, and sorted."""

from __future__ import annotations

from typing import Any

import pytest
from drafts import drafts
from playing import Play
from sample_items import sample

from aligntui.engine import edits
from aligntui.engine.kinds import sort, words
from aligntui.engine.rounds import announcing, revealing
from aligntui.engine.rounds.answering import answering
from aligntui.engine.rounds.asked import bounds, most_ranks, subject_ids, total
from aligntui.methods.types import Step
from aligntui.session.ops import Erase

METHODS = ("consensus", "opening", "network", "culture", "understanding")
NAMES = ("Ines Calder", "Tomas", "Dot", "Gia")


def asked(method: str) -> list[Step]:
    return [step for step in drafts().method(method).steps if step.kind in ("ask", "sort", "report")]


def everybody(at: str, beside: Play | None) -> list[Play]:
    how: dict[str, Any] = {"library": drafts(), "solo": False, "people": len(NAMES)}
    first = Play(at, beside=beside, person=NAMES[0], **how)
    return [first, *(Play(at, beside=first, person=name, role="participant", **how) for name in NAMES[1:])]


def give(play: Play, step: Step, number: int) -> None:
    """Answer every line of a step, each person differently where that can be."""
    if step.answer is not None and step.answer.type == "words":
        play.do("keep", value=f"thought {number}")
        play.do("keep", value="the same")
        return
    form, every = revealing.answer_of(play.ctx), subject_ids(play.ctx)
    for n, subject in enumerate(every):
        low, high = bounds(play.ctx, form, subject)
        value: Any = low + (n + number) % (high - low + 1)
        if form.type == "choice":
            value = next(iter(form.choices))
        elif form.type == "points":
            value = total(play.ctx) if n == number % len(every) else 0
        elif form.type == "rank":
            value = n + 1 if n < most_ranks(play.ctx) else None
        if value is not None:
            play.do("answer", subject, value=value)
            assert play.last != "out-of-range", (step.id, subject, value)


@pytest.mark.parametrize("method", METHODS)
def test_four_people_walk_a_draft_that_asks_them(method: str) -> None:
    lead: Play | None = None
    for step in asked(method):
        people = everybody(f"{method}/{step.id}", lead)
        if lead is None:
            first = people[0]
            first.keep(sample(first.session, by=NAMES[0]).ops)
            for goal in ("Win members", "Bake by order") if not first.view.items("goals") else ():
                first.keep(edits.add(first.view, first.new_id, "goals", goal, by=NAMES[0], at=first.now())[1])
            people = everybody(f"{method}/{step.id}", first)
        lead = people[0]
        if step.kind == "ask":
            rounds = ("", "again") if "again" in step.phases else ("",)
            for phase in rounds:
                room = [
                    Play(f"{method}/{step.id}", beside=lead, person=p.person, role=p.role, library=drafts(),
                         solo=False, people=4, phase=phase)
                    for p in people
                ]  # fmt: skip
                for number, p in enumerate(room):
                    give(p, step, number)
                for p in room[1:]:
                    p.do("go-on")
                    assert answering(p.ctx).is_in, (step.id, p.person, p.last)
                room[0].close()
                held = answering(room[0].ctx).round
                assert held is not None, step.id
                assert held.state == "revealed", (step.id, room[0].asked)
                seen = "reveal" if "reveal" in step.phases else phase
                after = Play(
                    f"{method}/{step.id}", beside=lead, library=drafts(), solo=False, people=4, phase=seen
                )
                assert after.sight.rows or after.sight.notes, step.id
                if step.answer is not None and step.answer.type == "words" and "reveal" in step.phases:
                    assert ("the same", 4) in words.of_all(after.ctx)
        elif step.kind == "sort":
            lines = sort.lines(lead.ctx)
            assert lines, step.id
            for line in lines:
                lead.do("answer", line.id, value=next(iter(sort.targets(lead.ctx))))
            assert lead.sight.beside == f"{len(lines)} of {len(lines)} sorted"
        else:
            assert lead.sight.question
            assert lead.sight.rows or lead.sight.notes, f"{step.id} is an empty screen"


def test_where_it_was_promised_it_is_said_that_answers_can_be_erased() -> None:
    people = everybody("network/go_to", None)
    lead = people[0]
    for name in NAMES:
        lead.keep(edits.add(lead.view, lead.new_id, "people", name, by=NAMES[0], at=lead.now())[1])
    consent = everybody("network/consent", lead)[0]

    def told() -> str:
        p = Play("network/data", library=drafts(), beside=lead, solo=False, people=4)
        found = announcing.greeting(p.view, p.run, p.ctx.step, p.ctx.place, lambda _: "", "lead")
        return found.id if found is not None else ""

    assert told() != "erase-here", "nobody has answered"
    consent.do("answer", "test:1", value="yes")
    asked = Play("network/go_to", library=drafts(), beside=lead, person=NAMES[0], solo=False, people=4)
    asked.do("answer", subject_ids(asked.ctx)[0], value=3)
    assert told() == "erase-here"
    (held,) = (r for r in lead.session.rounds.values() if r.step == "network/go_to")
    lead.keep([Erase(round=held.id)])
    assert told() != "erase-here"
