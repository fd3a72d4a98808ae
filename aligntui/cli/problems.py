"""Problems as sentences: what the person reads instead of a traceback."""

from __future__ import annotations

import sys

from aligntui.crash import sentence
from aligntui.text.clean import clean

PLAIN = (
    "StoreProblem",
    "GuideProblems",
    "YamlProblem",
    "ExchangeProblem",
    "UnknownName",
    "Refused",
    "ImportProblem",
)
"""Exceptions whose text is a sentence to the person already."""


def say(text: str) -> None:
    """A message to the person on stderr, cleaned."""
    print(clean(text), file=sys.stderr)


def said(problem: Exception) -> int:
    """Say what went wrong; the details of an unexpected error go to a file. Returns the exit code."""
    if any(base.__name__ in PLAIN for base in type(problem).__mro__) or hasattr(problem, "sentence"):
        say(str(getattr(problem, "sentence", "") or problem.args[0] if problem.args else problem))
        return 1
    if isinstance(problem, OSError) and problem.strerror:
        say(f"{problem.filename or 'A file'}: {problem.strerror.lower()}.")
        return 1
    say(sentence(problem))
    return 1
