"""Runs, rounds, waivers and clashes as the envelope says them."""

from __future__ import annotations

from typing import Any

from aligntui.analysis.view import View
from aligntui.exchange.aggregates import results
from aligntui.exchange.labels import Labels
from aligntui.exchange.values import loose_out
from aligntui.session.head import in_order
from aligntui.session.model import Ballot, Round, Run, RunStep
from aligntui.text.clean import clean, clean_line

RUN_WORDS = ("title", "agenda", "as_of", "next", "at")
STEP_WORDS = ("step", "title", "ask", "phase")


def sittings(view: View) -> list[Run]:
    """Runs in the order held."""
    return in_order(view.session.runs.values())


def held(view: View) -> list[Round]:
    """Rounds by run, then in the order held."""
    place = {run.id: number for number, run in enumerate(sittings(view), 1)}
    return sorted(
        view.session.rounds.values(), key=lambda r: (place.get(r.run, 0), r.date, r.step, r.n, r.id)
    )


def runs(view: View) -> list[dict[str, Any]]:
    """Runs with their steps."""
    found = []
    for run in sittings(view):
        words = {key: clean_line(getattr(run, key)) for key in RUN_WORDS}
        parts = {**words, "solo": run.solo, "steps": [_step(step) for step in run.steps]}
        found.append({key: part for key, part in parts.items() if part or key == "title"})
    return found


def _step(step: RunStep) -> dict[str, Any]:
    words = {key: clean_line(getattr(step, key)) for key in STEP_WORDS}
    parts = {**words, "entry": step.entry, "minutes": step.minutes, "used": step.used}
    parts["state"] = "" if step.state == "todo" else step.state
    return {key: part for key, part in parts.items() if part or key == "step"}


def rounds(view: View, labels: Labels, with_answers: bool) -> list[dict[str, Any]]:
    """Rounds with figures; with raw answers where they were given under names and are wanted."""
    place = {run.id: number for number, run in enumerate(sittings(view), 1)}
    found = []
    for one in held(view):
        parts: dict[str, Any] = {
            "step": clean_line(one.step),
            "run": place.get(one.run, 0),
            "pass": one.n,
            "state": one.state,
            "privacy": one.privacy,
            "date": clean_line(one.date),
            "answer": loose_out(one.answer),
            "subjects": [name for name in map(labels.subject, one.subjects) if name],
            "away": [name for name in map(labels.subject, one.away) if name],
            "erased": one.erased,
            "results": results(view, one, labels),
        }
        if with_answers and one.privacy == "named" and one.state == "revealed" and not one.erased:
            parts |= _raw(view, one, labels)
        found.append({key: part for key, part in parts.items() if part or key in ("step", "pass")})
    return found


def _raw(view: View, one: Round, labels: Labels) -> dict[str, Any]:
    ballots = [b for b in view.session.ballots.values() if b.round == one.id]
    ballots.sort(key=lambda b: (labels.person(b.by), b.id))
    number = {ballot.id: place for place, ballot in enumerate(ballots, 1)}
    matches = []
    for line, to in one.matches.items():
        owner, _, place = line.rpartition("|")
        name = labels.subject(to)
        if owner in number and name:
            matches.append({"ballot": number[owner], "line": clean_line(place), "to": name})
    matches.sort(key=lambda m: (m["ballot"], len(str(m["line"])), m["line"]))
    return {"ballots": [_ballot(ballot, labels) for ballot in ballots], "matches": matches}


def _ballot(ballot: Ballot, labels: Labels) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for subject, answer in ballot.answers.items():
        name = labels.subject(subject)
        if name:
            answers[name] = loose_out(answer)
    parts = {"by": labels.person(ballot.by), "state": ballot.state, "answers": answers}
    return {key: part for key, part in parts.items() if part}


def waivers(view: View, labels: Labels) -> list[dict[str, Any]]:
    """What was set aside; what concerned an item that stays behind stays behind too."""
    found = []
    for waiver in view.session.waivers.values():
        what = _what(waiver.what, labels)
        if what:
            parts = {
                "what": what,
                "reason": clean(waiver.reason).strip(),
                "by": labels.person(waiver.by),
                "at": clean_line(waiver.at),
            }
            found.append({key: part for key, part in parts.items() if part or key == "reason"})
    return sorted(found, key=lambda w: w["what"])


def _what(what: str, labels: Labels) -> str:
    head, colon, target = what.partition(":")
    code = labels.code(target) if colon else None
    if code is None:
        return clean_line(what)
    return f"{clean_line(head)}:{code}" if code else ""


def clashes(view: View, labels: Labels) -> list[dict[str, Any]]:
    """Open clashes: both versions of the words."""
    found = []
    for clash in view.session.clashes.values():
        relation, bar, rest = clash.target.partition("|")
        ends = [labels.code(end) for end in (rest.split("|") if bar else [relation])]
        if not all(ends):
            continue
        parts = {
            "target": "|".join([clean_line(relation), *map(str, ends)]) if bar else ends[0],
            "field": clean_line(clash.field),
            "base": clean(clash.base),
            "theirs": clean(clash.theirs),
            "yours": clean(clash.yours),
            "by": labels.person(clash.by),
            "at": clean_line(clash.at),
        }
        found.append({key: part for key, part in parts.items() if part or key == "field"})
    return sorted(found, key=lambda c: (c["target"], c["field"], c.get("at", ""), c.get("yours", "")))
