"""Problems as sentences: what the person reads instead of a traceback."""

from __future__ import annotations

import contextlib
import re
import sys
from typing import TYPE_CHECKING

import click

from aligntui.text.clean import clean, clean_line

if TYPE_CHECKING:
    from aligntui.store.problems import Damaged

PLAIN = (
    "StoreProblem",
    "GuideProblems",
    "YamlProblem",
    "ImportProblem",
    "UnknownFormat",
    "UnknownName",
    "CannotWrite",
    "CannotPrint",
    "Refused",
    "Wrong",
)
"""Exceptions whose text is a sentence to the person already."""


class Wrong(Exception):  # noqa: N818 - people have problems, not errors
    """Why a command cannot do what was asked, as one sentence with the mend.

    Attributes:
        code: Exit code: 1 for a job that cannot be done, 2 for wrong use.
    """

    def __init__(self, sentence: str, code: int = 1) -> None:
        super().__init__(sentence)
        self.code = code


def say(text: str) -> None:
    """A message to the person on stderr, cleaned."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError, ValueError):
            print(clean(text), file=sys.stderr)


def said(problem: Exception) -> int:
    """Say what went wrong; the details of an unexpected error go to a file. Returns the exit code."""
    names = [base.__name__ for base in type(problem).__mro__]
    if "Damaged" in names:
        say(damaged(problem))  # type: ignore[arg-type]
    elif any(name in PLAIN for name in names):
        say(str(getattr(problem, "sentence", "") or problem))
    elif isinstance(problem, OSError) and problem.strerror:
        say(f"{problem.filename or 'A file'}: {problem.strerror.lower()}.")
    else:
        from aligntui.crash import sentence

        say(sentence(problem))
    return getattr(problem, "code", 1) if isinstance(problem, Wrong) else 1


def damaged(problem: Damaged) -> str:
    """A session that cannot be read, and what a person at a shell can do about it."""
    words = f"{clean_line(problem.path.name)} cannot be read"
    if problem.aside is not None:
        words += f"; it is set aside as {clean_line(problem.aside.name)}"
    if problem.copy is None:
        return f"{words}. There is no earlier copy; aligntui doctor says more."
    ref = clean_line(problem.path.stem if problem.aside is not None else str(problem.path))
    return f'{words}. aligntui sessions --recover "{ref}" brings back its last good copy.'


def usage(problem: click.ClickException) -> str:
    """A command line that makes no sense, as one sentence that says where the examples are."""
    if isinstance(problem, click.NoSuchOption):
        words = f"There is no option {problem.option_name}."
        words += f" Did you mean {problem.possibilities[0]}?" if problem.possibilities else ""
    elif isinstance(problem, click.MissingParameter) and problem.param and problem.ctx:
        words = f"{problem.ctx.command_path} needs {problem.param.make_metavar(problem.ctx)}."
    elif isinstance(problem, click.BadParameter) and problem.param:
        words = f"{problem.param.opts[0]}: {problem.message}"
    else:
        words = problem.format_message()
        extra = re.search(r"extra arguments? \((.*)\)", words)
        if extra:
            words = f"{extra[1]} is too much. Quote words that belong together."
    words = words if words.endswith((".", "?")) else f"{words}."
    context = getattr(problem, "ctx", None)
    hint = f" {context.command_path} --help has examples." if context is not None and context.parent else ""
    return clean_line(words) + hint
