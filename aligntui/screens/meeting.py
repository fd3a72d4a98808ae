"""Who is here: the count in the header, and a word when somebody else is at the same words."""

from __future__ import annotations

from collections.abc import Sequence

from aligntui.analysis.view import View
from aligntui.engine.client.conflicts import Editing
from aligntui.flow.figures import Figures
from aligntui.screens.keeping import Keeping
from aligntui.screens.page import Page
from aligntui.session.model import Run
from aligntui.session.ops import AnyOp
from aligntui.steps.base import ItemForm
from aligntui.store.api import Drafts, Handle, Presence
from aligntui.store.problems import StoreProblem
from aligntui.store.values import BEAT, Here


class MeetingPage(Page):
    """A page of a session that others may have open too."""

    def __init__(self, handle: Handle) -> None:
        super().__init__()
        self.handle = handle
        self.keeping: Keeping = Keeping(self, handle, run=self.run_now, editing=self.editing)
        self._presence: Presence | None = None
        self._here: set[str] = set()
        self._place = ""
        self._told: set[tuple[str, str]] = set()

    def run_now(self) -> Run | None:
        """The run that gives the day."""
        return None

    def editing(self) -> Editing | None:
        """The field whose words are being edited; None when none are."""
        editor = self.focused
        if editor is None:
            return None
        form = next((one for one in editor.ancestors if isinstance(one, ItemForm)), None)
        return Editing(editor, form.item_id, form.field) if form is not None and form.field else None

    @property
    def view(self) -> View:
        """The session as of the last snapshot."""
        return self.keeping.client.view

    @property
    def figures(self) -> Figures:
        """What is worked out of it."""
        return self.keeping.client.figures

    @property
    def drafts(self) -> Drafts:
        """The person's own notes on the session."""
        return self.keeping.client.drafts

    def take_snapshot(self) -> None:
        """Look at the session as it is now."""
        self.keeping.client.take_snapshot()

    async def commit(self, ops: Sequence[AnyOp], note: str = "") -> bool:
        """Store ops and show the new snapshot. False when they cannot be done; the reason is said."""
        return await self.keeping.commit(ops, note)

    @property
    def people(self) -> int:
        """People who are here now: terminals that have this session open."""
        return max(1, len(self._here))

    def place_now(self) -> str:
        """What this person is at, as others may know it: `method/step`, and `#item/field` while editing."""
        return ""

    async def meet(self) -> None:
        """Say that this person is here, and see who else is."""
        if self._presence is None:
            self._presence = self.align.store.presence(self.handle)
            self.set_interval(BEAT, self.meet)
        before = len(self._here)
        self._place = self.place_now()
        try:
            await self.align.do(self._presence.beat, self._place)
            found: list[Here] = await self.align.do(self._presence.all)
        except StoreProblem:
            # A folder that cannot be written to: one is alone there.
            found = []
        self._here = {who.name for who in found}
        self.in_company = any(not who.me for who in found)
        if len(self._here) != before:
            self.frame()
        self._warn(found)

    def _warn(self, found: list[Here]) -> None:
        """Somebody else is in the same field: say so once."""
        if "#" not in self._place or self._place != self.place_now():
            return
        for who in found:
            if not who.me and who.place == self._place and (who.name, who.place) not in self._told:
                self._told.add((who.name, who.place))
                self.say(f"{who.name} is changing these words too.", "warning")

    def on_descendant_focus(self) -> None:
        """A field that is entered is seen as it stands then; others learn of it soon."""
        self.keeping.client.conflicts.entered(self.focused)
        if self._presence is not None and self.place_now() != self._place:
            self.call_later(self.meet)

    def part(self) -> None:
        """This person goes."""
        self.in_company = False
        if self._presence is not None:
            self._presence.leave()

    def hung_up(self) -> None:
        """As of every page; and others learn that nobody sits here any more."""
        super().hung_up()
        self.part()

    def on_unmount(self) -> None:
        """Leave no sign of presence behind."""
        self.part()
