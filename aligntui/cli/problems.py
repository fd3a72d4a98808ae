"""Problems as sentences: what the person reads instead of a traceback."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING

from aligntui.cli.limits import shortage
from aligntui.text.clean import clean, clean_line
from aligntui.text.problem import UserProblem

if TYPE_CHECKING:
    from aligntui.store.problems import Damaged


class Wrong(UserProblem):
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
    if isinstance(problem, UserProblem):
        from aligntui.store.problems import Damaged

        say(damaged(problem) if isinstance(problem, Damaged) else problem.sentence)
    elif words := shortage(problem):
        say(words)
    elif isinstance(problem, OSError) and problem.strerror:
        say(f"{problem.filename or 'A file'}: {problem.strerror.lower()}.")
    else:
        from aligntui.crash import sentence

        say(sentence(problem))
    return problem.code if isinstance(problem, Wrong) else 1


def damaged(problem: Damaged) -> str:
    """A session that cannot be read, and what a person at a shell can do about it."""
    words = f"{clean_line(problem.ref.name)} {'is gone' if problem.gone else 'cannot be read'}"
    if problem.aside is not None:
        words += f"; it is set aside as {clean_line(problem.aside.name)}"
    if problem.copy is None:
        return f"{words}. There is no earlier copy; aligntui doctor says more."
    ref = clean_line(problem.ref.key if problem.aside is None and not problem.gone else problem.ref.word)
    return f'{words}. aligntui sessions --recover "{ref}" brings back {problem.held}.'
