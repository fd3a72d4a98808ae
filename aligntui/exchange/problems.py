"""What is wrong with a file that should be read: all of it at once, each with its line and the mend."""

from __future__ import annotations

from aligntui.text.problem import UserProblem, UserProblems
from aligntui.text.yaml_in import Document

Path = tuple[str | int, ...]
"""Place in a file: keys and list positions from the top."""

MOST = 50
"""Sentences shown for one file; a file with more has one mistake many times."""


class ImportProblem(UserProblems):
    """A file that cannot be read, with one sentence for each thing to mend."""

    def __init__(self, problems: list[UserProblem]) -> None:
        super().__init__(problems, most=MOST)


class Problems:
    """Collects what is wrong while the reading goes on."""

    def __init__(self, source: str, document: Document | None = None) -> None:
        self.source = source
        self._document = document
        self.found: list[UserProblem] = []

    def add(self, path: Path, message: str, mend: str = "") -> None:
        """Note a problem at a place of the file."""
        self.found.append(UserProblem(message, mend, file=self.source, line=self.line(path)))

    @property
    def many(self) -> bool:
        """Whether more was found than will be shown, so that looking for likely words is idle."""
        return len(self.found) >= MOST

    def line(self, path: Path) -> int:
        """Line of a place, 0 when there is no file."""
        return self._document.line(path) if self._document is not None else 0

    def stop(self) -> None:
        """End the reading when there is anything to mend.

        Raises:
            ImportProblem: With all problems, in the order of their lines.
        """
        if self.found:
            unique = {str(problem): problem for problem in self.found}
            raise ImportProblem(sorted(unique.values(), key=lambda p: p.line))


def brief(word: object) -> str:
    """A word from a file as a message holds it: one line, cut at 40 signs."""
    text = " ".join(str(word).split())
    return text if len(text) <= 40 else text[:38] + ".."
