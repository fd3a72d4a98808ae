"""Runs: one sitting's own copy of an agenda, a method or a single step."""

from __future__ import annotations

from collections.abc import Callable

from aligntui.methods.types import Agenda, Entry, Method, Step
from aligntui.session.model import Run, RunStep

SOLO_SHARE = 0.6
"""Share of the team's time that one person takes (METHODS.md 22, our convention)."""

Methods = dict[str, Method]


def of_agenda(agenda: Agenda, methods: Methods, new_id: Callable[[], str], solo: bool | None, at: str) -> Run:
    """A run of all lines of an agenda; `solo` None takes what the agenda was written for."""
    steps: list[RunStep] = []
    for number, entry in enumerate(agenda.steps, start=1):
        steps.extend(_of_entry(entry, number, methods, new_id))
    alone = agenda.solo if solo is None else solo
    return Run(
        id=new_id(), title=agenda.title, agenda=f"agenda:{agenda.agenda}", solo=alone,
        as_of=at[:10], steps=steps, at=at,
    )  # fmt: skip


def of_method(method: Method, new_id: Callable[[], str], solo: bool, at: str) -> Run:
    """A run of all steps of one method."""
    steps = [
        RunStep(
            id=new_id(),
            step=f"{method.method}/{step.id}",
            entry=n,
            title=step.title,
            minutes=minutes(step, solo),
        )
        for n, step in enumerate(method.steps, start=1)
    ]
    return Run(
        id=new_id(), title=method.title, agenda=method.method, solo=solo, as_of=at[:10], steps=steps, at=at
    )


def of_step(method: Method, step: Step, new_id: Callable[[], str], solo: bool, at: str) -> Run:
    """A run of one step."""
    ref = f"{method.method}/{step.id}"
    only = RunStep(id=new_id(), step=ref, entry=1, title=step.title, minutes=minutes(step, solo))
    return Run(id=new_id(), title=step.title, agenda=ref, solo=solo, as_of=at[:10], steps=[only], at=at)


def minutes(step: Step, solo: bool) -> int:
    """Timebox of a step; alone it takes three fifths of the team's."""
    planned = step.minutes or 0
    return max(1, round(planned * SOLO_SHARE)) if solo and planned else planned


def refs(entry: Entry, methods: Methods) -> list[str]:
    """The `method/step` references behind one agenda line."""
    if entry.step:
        return [entry.step]
    if entry.steps:
        return list(entry.steps)
    if entry.method and entry.method in methods:
        return [f"{entry.method}/{step.id}" for step in methods[entry.method].steps]
    return []


def named_methods(agenda: Agenda) -> list[str]:
    """Methods an agenda takes steps from, in order."""
    found: list[str] = []
    for entry in agenda.steps:
        names = [ref.partition("/")[0] for ref in ([entry.step] if entry.step else []) + (entry.steps or [])]
        for name in [*names, *([entry.method] if entry.method else [])]:
            if name not in found:
                found.append(name)
    return found


def _of_entry(entry: Entry, number: int, methods: Methods, new_id: Callable[[], str]) -> list[RunStep]:
    if entry.talk is not None:
        return [
            RunStep(
                id=new_id(), step="talk", entry=number, title=entry.title or entry.talk,
                ask=entry.ask or entry.talk, minutes=entry.minutes or 0,
            )
        ]  # fmt: skip
    if entry.break_ is not None:
        return [
            RunStep(
                id=new_id(), step="break", entry=number, title=entry.title or "Break", minutes=entry.break_
            )
        ]
    found = refs(entry, methods)
    out = []
    for index, ref in enumerate(found):
        name, _, step_id = ref.partition("/")
        step = next((s for s in methods[name].steps if s.id == step_id), None) if name in methods else None
        if step is None:
            continue
        title = entry.title if entry.title and len(found) == 1 else step.title
        share = entry.minutes if entry.minutes is not None and index == 0 else 0
        own = share if entry.minutes is not None else (step.minutes or 0)
        ask = entry.ask if len(found) == 1 else ""
        out.append(RunStep(id=new_id(), step=ref, entry=number, title=title, ask=ask, minutes=own))
    return out
