"""Words being typed at one session, on their way to the own draft file. What fails is tried again."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING

from aligntui.store.problems import NotSaved, StoreProblem
from aligntui.text.clean import clean, clean_line

if TYPE_CHECKING:
    from aligntui.store.needs import Words


class Typed:
    """What one process has of the words being typed. Its methods may be called from several threads.

    Args:
        drafts: The person's own notes on the session.

    Attributes:
        fresh: Place -> words that are not in the draft file yet; "" takes those of a place out of it.
        problem: Why they could not be written; None when no try failed since the last that did not.
    """

    def __init__(self, drafts: Words) -> None:
        self.fresh: dict[str, str] = {}
        self.problem: NotSaved | None = None
        self._drafts = drafts
        self._kept: dict[str, str] = {}
        self._left: dict[str, str] = {}
        self._writer = threading.Lock()
        self._guard = threading.Lock()
        """Held while it is looked at the words: never while something is written."""
        self.reread()

    def put(self, place: str, words: str) -> None:
        """Words being typed at a place; spaces alone are none, nor is "". They are on disk after `write`."""
        with self._guard:
            self.fresh.pop(place, None)
            self.fresh[place] = words if words.strip() else ""

    def write(self, *, forget: bool = True) -> None:
        """Bring the draft file up to date.

        Args:
            forget: Take out of it what is typed no longer. Not before the change that has those words lies
                there too: the file is all that would be left of them.

        Raises:
            StoreProblem: Not all is written; what is not is tried again with the next call.
        """
        with self._writer:
            with self._guard:
                fresh, kept = dict(self.fresh), dict(self._kept)
            try:
                for place, words in fresh.items():
                    if not words and place in kept and not forget:
                        continue
                    if words or place in kept:
                        self._drafts.put(place, words)
                    self._written(place, words)
            except StoreProblem as problem:
                self.problem = _not_saved(problem)
                raise
            self.problem = None

    def _written(self, place: str, words: str) -> None:
        with self._guard:
            if self.fresh.get(place) == words:
                del self.fresh[place]
            self._kept.pop(place, None)
            self._kept.update({place: words} if words else {})

    def come_home(self) -> None:
        """Move the draft file back to its own place, when it lies in another one."""
        if self._drafts.away:
            self._drafts.come_home()

    @property
    def waits(self) -> bool:
        """Whether words are not where they belong: a try to write them failed, or they lie elsewhere."""
        return bool(self.lost) or self._drafts.away is not None

    @property
    def why(self) -> NotSaved | None:
        """Why words are not where they belong; None when they are."""
        return self.problem if self.lost else self._drafts.problem if self._drafts.away else None

    @property
    def lost(self) -> dict[str, str]:
        """Place -> words that are nowhere on disk after a try to write them."""
        if self.problem is None:
            return {}
        with self._guard:
            return {place: words for place, words in self.fresh.items() if words}

    def all(self) -> dict[str, str]:
        """Place -> words being typed."""
        with self._guard:
            return {place: words for place, words in {**self._kept, **self.fresh}.items() if words}

    def at(self, place: str) -> str:
        """Words for a line that opens at a place; "" when none were being typed there."""
        with self._guard:
            if place in self._left and place not in self.fresh and place not in self._kept:
                # A window that is gone left them here: from now on they are typed in this one.
                with contextlib.suppress(StoreProblem):
                    self._drafts.claim(place)
                self._kept[place] = self._left.pop(place)
        return self.own(place)

    def own(self, place: str) -> str:
        """Words that are being typed at a place in this process; "" when none are."""
        with self._guard:
            return self.fresh.get(place, self._kept.get(place, ""))

    def below(self, prefix: str) -> list[str]:
        """Places that begin like this at which words were being typed, the latest first."""
        with self._guard:
            words = {**self._left, **self._kept, **self.fresh}
            places = dict.fromkeys([*self._left, *self._kept, *self.fresh])
        return [place for place in places if place.startswith(prefix) and words[place]][::-1]

    def reread(self) -> None:
        """Somebody else took words out of the draft file."""
        drafts = self._drafts.all()
        kept = {place: one.text for place, one in drafts.items() if self._drafts.is_mine(one)}
        left = {place: one.text for place, one in drafts.items() if place not in kept}
        with self._guard:
            self._kept, self._left = kept, left

    def drop(self, words: Iterable[str]) -> None:
        """These words are part of a change now: they are no words being typed any more."""
        gone = set(words)
        with self._guard:
            self.fresh = {place: text for place, text in self.fresh.items() if not covered(text, gone)}
        self.reread()


def covered(text: str, words: set[str]) -> bool:
    """Whether each line of a text is among these words."""
    lines = [clean_line(line) for line in clean(text).split("\n")]
    return any(lines) and all(line in words for line in lines if line)


def _not_saved(problem: StoreProblem) -> NotSaved:
    return problem if isinstance(problem, NotSaved) else NotSaved(problem.sentence)
