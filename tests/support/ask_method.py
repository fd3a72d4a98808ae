"""A method of a test's own with one step: how sure one is of each goal."""

from __future__ import annotations

from pathlib import Path

from aligntui.methods.library import Library

SCALE = "{type: scale, from: 1, to: 5}"
METHOD = """\
method: probe
title: Probe
level: fundamentals
steps:
  - kind: ask
    id: rate
    title: How sure are we?
    ask: How sure are we?
    about: goals
    answer: {answer}
    privacy: {{names: {names}}}
    rounds: {rounds}
    phases: [{phases}]
"""


def ask_library(
    folder: Path, names: str, *, answer: str = SCALE, rounds: int = 2, phases: str = "rate, again"
) -> Library:
    """A library with the method, `probe`.

    Args:
        folder: Takes its file.
        names: What is kept of who answers.
        answer: What is answered.
        rounds: How often it is asked.
        phases: Phases of the step.
    """
    text = METHOD.format(answer=answer, names=names, rounds=rounds, phases=phases)
    (folder / "probe.yaml").write_text(text, encoding="utf-8")
    return Library(user=folder)
