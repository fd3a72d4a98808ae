"""The place at which a step stands: what it may ask of the screen around it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from aligntui.analysis.view import View
from aligntui.engine.kind import Intent, NextSeat, Prompt, StepContext
from aligntui.engine.messages import Message
from aligntui.methods.types import Method, Step
from aligntui.session.ops import AnyOp


class Desk(Protocol):
    """What a step asks of the screen it stands on."""

    @property
    def view(self) -> View:
        """The session as it is shown now."""

    def context(self, method: Method, step: Step, known: StepContext | None = None) -> StepContext:
        """What the kind of a step may know here, as of the latest snapshot: `known` while it is the same."""

    @property
    def unsaved(self) -> bool:
        """Whether something that one sees or wrote is not on disk."""

    def verbs_of(self, key: str) -> Sequence[str]:
        """Commands of steps that a key is given to."""

    def key_of(self, command: str) -> str:
        """The key of a command, as people write it; "" when it has none."""

    def words(self, message: Message | None) -> str:
        """A message with the keys that hold here; "" when there is none."""

    async def commit(self, ops: Sequence[AnyOp], note: str = "") -> bool:
        """Store ops. False when they cannot be done; the reason is then on the message row.

        What can be done and could not be written waits, and the view shows it as if it were.
        """

    @property
    def message_rows(self) -> int:
        """Rows that the message takes now, between one and three."""

    def say(self, text: str, severity: str = "") -> None:
        """Put a sentence on the message row; severity `error`, `warning`, `hint`, `ok` or ""."""

    def seconds(self) -> float:
        """Seconds of a clock that only goes forward."""

    def frame(self) -> None:
        """Redraw title, question, trail and key line."""

    def keep_draft(self, place: str, text: str) -> None:
        """Remember words being typed at a place (within half a second on disk)."""

    def drafted(self, place: str) -> str:
        """Words for a line that opens at a place, which are this desk's from then on."""

    def own_draft(self, place: str) -> str:
        """Words that are being typed at a place here, as they are kept."""

    def look_soon(self) -> None:
        """Look at the findings once nobody has typed for a moment."""

    def hand_over(self, seat: NextSeat, then: Callable[[], None]) -> None:
        """Take another ballot of this place; `then` is called once it is taken."""

    def put(
        self,
        prompt: Prompt,
        do: Callable[[Intent], Awaitable[object]],
        anew: Callable[[Prompt], tuple[bool, Message]],
    ) -> None:
        """Put a question of the step.

        Args:
            prompt: The question.
            do: Does what was chosen where that is not going on.
            anew: Whether it is still asked, and its words as of now; else why it is not, which is said.
        """

    def ask(
        self, question: str, ways: Sequence[tuple[str, str]], then: Callable[[str], object], *, at: int = 0
    ) -> None:
        """Ask with a list of (key, words), the first of which, with the key "", changes nothing.

        `then` is called with the key of any other one that is chosen; `at` is the number of the one in focus.
        """

    async def go_to(self, ref: str) -> None:
        """Go to a step by `method/step`, and back once it is done; it joins session and run where it must."""

    async def why(self, item: str) -> None:
        """Show what an item rests on, back to the evidence."""

    async def open_item(self, item: str, step: str = "") -> None:
        """Go to the step in which an item is written, and open it."""
