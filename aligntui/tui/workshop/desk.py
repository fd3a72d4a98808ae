"""What a step may ask of the screen it stands on, answered by the parts of that screen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from msgspec.structs import replace

from aligntui.analysis.view import View
from aligntui.engine.kind import Intent, NextSeat, Prompt, StepContext
from aligntui.engine.messages import Message
from aligntui.methods.types import Method, Step
from aligntui.store.permit import Deed
from aligntui.tui.navigation import put_question
from aligntui.tui.routes import ToHanding, ToName
from aligntui.tui.workshop.drafts import DraftKeeper
from aligntui.tui.workshop.going import Going
from aligntui.tui.workshop.message_bar import MessageBar
from aligntui.tui.workshop.scene import Scene


class WorkshopDesk:
    """A `Desk`: each thing it is asked is handed on to the part that knows it."""

    def __init__(self, scene: Scene, bar: MessageBar, drafts: DraftKeeper, going: Going) -> None:
        self._scene, self._page, self._client = scene, scene.page, scene.client
        self._bar = bar
        page = scene.page
        self.say, self.frame, self.key_of = page.say, page.frame, page.key_of
        self.ask = partial(put_question, page)
        self.commit, self.words = scene.commit, scene.words
        self.keep_draft, self.look_soon = drafts.keep, bar.look_soon
        self.go_to, self.why, self.open_item = going.go_to, going.why, going.open_item
        self._going = going

    @property
    def view(self) -> View:
        """The session as of the last snapshot."""
        return self._client.view

    @property
    def message_rows(self) -> int:
        """Rows that the message takes now."""
        return self._bar.rows

    def context(self, method: Method, step: Step, known: StepContext | None = None) -> StepContext:
        """What the kind of a step may know here: `known` while snapshot, place and people are the same."""
        return self._scene.course.context(
            method,
            step,
            self._scene.seats,
            known,
            self.drafted,
            self._typed_below,
        )

    def _typed_below(self, place: str) -> Sequence[str]:
        return () if self._client.covered else self._client.typed.below(place)

    @property
    def unsaved(self) -> bool:
        """Whether something that one sees or wrote is not on disk."""
        return self._page.unsaved

    def verbs_of(self, key: str) -> Sequence[str]:
        """Commands of steps that a key is given to."""
        return self._page.keymap.verbs.get(key, ())

    def drafted(self, place: str) -> str:
        """Words for a line that opens here: typed in this window, or left behind by one that is gone."""
        typed = self._client.typed
        # Words of a window that is gone are shown once it is clear who sits here.
        return typed.own(place) if self._client.covered else typed.at(place)

    def own_draft(self, place: str) -> str:
        """Words that are being typed here in this window, as they are kept."""
        return self._client.typed.own(place)

    def seconds(self) -> float:
        """Seconds of a clock that only goes forward."""
        return self._page.align.clock()

    def put(
        self,
        prompt: Prompt,
        do: Callable[[Intent], Awaitable[object]],
        anew: Callable[[Prompt], tuple[bool, Message]],
    ) -> None:
        """Put a question of the step; `do` does what was chosen where that is not going on."""

        async def chosen(key: str) -> None:
            if prompt.answer.verb == "go-on":
                await self._going.do_go_on(key)
            else:
                await do(replace(prompt.answer, value=key))
                self._page.frame()

        ways = [(key, self.words(way)) for key, way in prompt.ways]
        self.ask(self.words(prompt.message), ways, chosen, lambda: self._asks_now(prompt, anew))

    def _asks_now(self, prompt: Prompt, anew: Callable[[Prompt], tuple[bool, Message]]) -> str:
        is_asked, message = anew(prompt)
        if not is_asked:
            self._page.say(self.words(message), message.tone)
        return self.words(message) if is_asked else ""

    def hand_over(self, seat: NextSeat, then: Callable[[], None]) -> None:
        """Take another ballot of this place; `then` is called once it is taken."""
        scene = self._scene
        scene.handle.permit.need(Deed.BALLOTS)

        def begin(name: object) -> None:
            if seat.asks_name and not name:
                return
            self._bar.take_echo(scene.words(scene.seats.hand_over(seat, str(name))))
            self._page.show_snapshot()
            then()

        if seat.asks_name:
            note = "These answers carry a name. Those before are handed in."
            self._page.go(ToName(scene.handle, "Whose answers come next?", note, "begin"), begin)
        else:
            begin("")
            if not seat.is_own:
                self._page.go(ToHanding(scene.handle))
