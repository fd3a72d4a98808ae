"""What a person has to know and can do something about: the base of every error that is shown."""

from __future__ import annotations

from collections.abc import Iterable


class UserProblem(Exception):  # noqa: N818 - people have problems, not errors
    """Why something cannot be done, and what helps: shown as it stands, never as a traceback.

    Below it, by room: `NoHome` (text), `Refused` (session), `StoreProblem` with all that a store says,
    `WhereProblem`, `UnknownName` and `GuideProblems` (guide), `Misfit`, `UnknownFormat`, `ImportProblem` and
    `CannotWrite` (exchange), `Unclear` (engine), `CannotPrint` and `Wrong` (cli). Who raises
    one says all of it; who catches one shows `sentence`: on the command line `cli.problems.said` alone does.

    Attributes:
        cause: What is wrong. The whole sentence, mend included, where the two cannot be told apart.
        mend: What helps; "" where the cause says it, or nothing does.
        file: Name of the file it is in; "" for none.
        line: Line in the file, from 1; 0 when none can be named.
        place: Where in the file, in words: `collection strengths, field grade`. "" for the whole file.
    """

    def __init__(self, cause: str, mend: str = "", *, file: str = "", line: int = 0, place: str = "") -> None:
        super().__init__(cause, mend, file, line, place)
        self.cause = cause
        self.mend = mend
        self.file = file
        self.line = line
        self.place = place

    def __str__(self) -> str:
        return self.sentence

    @property
    def sentence(self) -> str:
        """File, line and place as far as there are any, what is wrong, and the mend."""
        file = f"{self.file} line {self.line}" if self.line else self.file
        words = ": ".join(filter(None, (file, self.place, self.cause)))
        if (self.file or self.mend) and not words.endswith((".", "?")):
            words += "."
        return f"{words} {self.mend}" if self.mend else words

    @property
    def order(self) -> tuple[str, int, str, str, str]:
        """What problems are sorted by, and what two of them have in common when they are one."""
        return self.file, self.line, self.place, self.cause, self.mend


class UserProblems(UserProblem):
    """All that is wrong with what was given, told at once.

    Attributes:
        problems: One for each thing to mend.
    """

    def __init__(self, problems: Iterable[UserProblem], *, most: int = 0) -> None:
        """`most` is how many are told; 0 for all of them."""
        self.problems = list(problems)
        lines = [problem.sentence for problem in self.problems[: most or None]]
        if len(lines) < len(self.problems):
            lines.append(f"and {len(self.problems) - len(lines)} more of this kind.")
        super().__init__("\n".join(lines))


def in_order(problems: Iterable[UserProblem]) -> list[UserProblem]:
    """Each problem once: file by file, line by line."""
    return sorted({problem.order: problem for problem in problems}.values(), key=lambda p: p.order)
