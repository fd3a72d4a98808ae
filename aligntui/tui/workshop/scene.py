"""What stands on the screen of a workshop: the session, one's way through it, the step shown."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from aligntui.analysis.view import View
from aligntui.engine.client.client import Client
from aligntui.engine.client.company import Company
from aligntui.engine.client.conflicts import Editing
from aligntui.engine.messages import Message
from aligntui.engine.rounds.announcing import known_place
from aligntui.engine.rounds.seats import Seats
from aligntui.engine.runs.clock import RunClock
from aligntui.engine.workshop import Workshop
from aligntui.methods.types import Method, Step
from aligntui.session.model import Run, RunStep
from aligntui.session.ops import AnyOp
from aligntui.session.roles import Role
from aligntui.tui.keeping import Keeping
from aligntui.tui.kinds.base import ItemForm, KindView
from aligntui.tui.page import Page

if TYPE_CHECKING:
    from aligntui.store.api import Handle


class Scene:
    """What the parts of the screen share.

    Args:
        page: The screen.
        handle: The session.
        run: The run.

    Attributes:
        company: Who else is here.
        words: Gives a message with the keys that hold here; "" for none.
        step_view: The step as it is drawn; None while none is.
        typed_in: The editor in which something was typed that is not kept yet; None for none.
        moves: Whether one is on the way to another place: what is drawn stays until all of it changes.
    """

    def __init__(self, page: Page, handle: Handle, run: Run) -> None:
        self.page, self.handle, self._first = page, handle, run
        self.keeping = Keeping(page, handle, run=self.run_now, editing=self.edited)
        self.client: Client = self.keeping.client
        self.words = self.keeping.words
        self.seats = Seats(self.client)
        self.company = Company(
            lambda job, *args: page.align.do(job, *args), self.place_now, lambda: self.client.person,
            self.words_now, restricted=handle.permit.restricted,
        )  # fmt: skip
        self.typed_in: object = None
        self.step_view: KindView | None = None
        self.moves = False

    def show(self, view: KindView | None) -> None:
        """Have another step drawn, or for a moment none."""
        self.step_view = view
        self.moves = self.moves and view is None

    @property
    def view(self) -> View:
        """The session as of the last snapshot."""
        return self.client.view

    @cached_property
    def course(self) -> Workshop:
        """One's way through the run, from the mounting of the screen on."""
        align, permit = self.page.align, self.handle.permit
        clock = RunClock(
            lambda: align.clock(), align.now, None if permit.restricted else self.client.person,
            lambda: self.company.elsewhere, stands=lambda: bool(self.handle.read_only) or self.client.unsaved,
            leads=lambda run: self.company.role(run) == "lead",
        )  # fmt: skip
        return Workshop(
            self.client, self._first, lambda: align.library,
            lambda ops, message: self.commit(ops, self.words(message)), align.new_id, align.now,
            self.seats.person, clock, self.company,
            lambda round_id: self.words(self.seats.no_ballot(round_id)),
        )  # fmt: skip

    @property
    def role(self) -> Role:
        """This person's role in the run."""
        return self.company.role(self.run_now())

    @property
    def run(self) -> Run:
        """The run as it stands in the session; as of one person alone where the step is played so."""
        return self.course.run

    def run_now(self) -> Run:
        """The run as it stands in the session; it gives the day."""
        return self.handle.session.runs.get(self._first.id, self._first)

    def news(self) -> Message | None:
        """Who else leads since, stopped the clock meanwhile, or let it go on."""
        return self.course.room.news() or self.course.clock.news(self.run_now(), self.seats.person)

    @property
    def here(self) -> RunStep:
        """The step of the run one stands on."""
        return self.course.place

    @property
    def method(self) -> Method:
        """Its method."""
        return self.course.method

    @property
    def step(self) -> Step:
        """What is shown: the step of the run, or for a moment a small one beside it."""
        return self.course.step

    async def commit(self, ops: Sequence[AnyOp], note: str = "") -> bool:
        """Store ops and show the new snapshot. False when they cannot be done; the reason is said."""
        refusal = self.seats.refuses(ops)
        if refusal is not None:
            self.page.say(self.words(refusal), refusal.tone)
            return False
        self.course.room.note(ops)
        return await self.keeping.commit(ops, note)

    @property
    def _form(self) -> ItemForm | None:
        editor = self.page.focused
        forms = editor.ancestors if editor is not None else ()
        return next((one for one in forms if isinstance(one, ItemForm)), None)

    def edited(self) -> Editing | None:
        """The field in focus once something was typed in it; until then it shows what others keep."""
        form = self._form
        return self.editing() if form is not None and form.touched else None

    def editing(self) -> Editing | None:
        """The field in focus; None when none is."""
        editor, form = self.page.focused, self._form
        return Editing(editor, form.item_id, form.field) if form is not None and form.field else None

    def place_now(self) -> str:
        """The step, and the words being typed; nothing in a round whose answers bear no name."""
        typing = self.typed_in is not None and self.typed_in is self.page.focused
        at, _, words = self.words_now().partition("#")
        # Of a line of a list others learn that it is begun.
        return f"{at}#{words}" if typing and at else at

    def words_now(self) -> str:
        """The step, and the words that one stands in.

        Of a step whose answers bear no name the words are left out, and in its rounds all is.
        """
        at = known_place(self.step, self.here) if self.step_view is not None else ""
        privacy, editing = self.step.privacy, self.editing()
        bears_no_name = privacy is not None and privacy.names != "named"
        return f"{at}#{editing.item}/{editing.field}" if at and editing and not bears_no_name else at
