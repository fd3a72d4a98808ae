"""The workshop: one step at a time, on a screen that has parts."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.css.query import NoMatches
from textual.dom import NoScreen
from textual.geometry import Offset

from aligntui.analysis.view import View
from aligntui.engine.mends import way_to_answer
from aligntui.engine.messages import said
from aligntui.engine.runs import walk
from aligntui.engine.versions import beneath, lost
from aligntui.session.model import Run, Session
from aligntui.tui import frame
from aligntui.tui.commands import ANOTHER_RUN, FOLLOW, NEXT_PERSON, REOPEN, ROOM, Command
from aligntui.tui.keeping import Keeping
from aligntui.tui.kinds.base import KindView
from aligntui.tui.kinds.choices import ChoiceEditor
from aligntui.tui.kinds.registry import view_for
from aligntui.tui.page import Page
from aligntui.tui.widgets.canvas import Canvas
from aligntui.tui.workshop.desk import WorkshopDesk
from aligntui.tui.workshop.doors import Doors
from aligntui.tui.workshop.drafts import DraftKeeper
from aligntui.tui.workshop.going import Going
from aligntui.tui.workshop.guide import GuidePanel
from aligntui.tui.workshop.keyboard import Keyboard
from aligntui.tui.workshop.leading import Leading
from aligntui.tui.workshop.message_bar import MessageBar
from aligntui.tui.workshop.naming import Naming
from aligntui.tui.workshop.presence import Presence
from aligntui.tui.workshop.scene import Scene
from aligntui.tui.workshop.timebox import Timebox

if TYPE_CHECKING:
    from aligntui.store.api import Handle


class WorkshopPage(Page):
    """A step with its frame: bar, title, question, message, keys, side panel.

    Attributes:
        scene: The session, the way through the run, the step shown.
        bar: The message row.
        guide: The guide to the step.
        timebox: The clock of the agenda.
        presence: Who else is here.
        drafting: Words being typed, on their way to disk.
        going: On, back, to a step.
        desk: What the step asks of this screen.
        doors: Commands that lead to other pages.
        naming: Under which name one writes.
        leading: Whoever leads, and going along.
        keyboard: What keys do.
    """

    DEFAULT_CSS = """
    WorkshopPage { layout: vertical; }
    WorkshopPage #bar, WorkshopPage #message, WorkshopPage #keys { height: 1; }
    WorkshopPage #head { height: 2; }
    WorkshopPage #main { width: 1fr; min-width: 80; }
    WorkshopPage #body { height: 1fr; }
    WorkshopPage #side { width: 40; display: none; }
    WorkshopPage #below { height: 0; display: none; }
    """
    PARTS: ClassVar[dict[str, type]] = {
        **Page.PARTS, "going": Going, "guide": GuidePanel, "timebox": Timebox, "doors": Doors,
        "naming": Naming,
        "leading": Leading,
    }  # fmt: skip

    keeping: Keeping

    def __init__(self, handle: Handle, run: Run, at: str = "", guide: bool = False) -> None:
        """Open a run of a session; `at` is the id of the run step to stand on, with its guide open or not."""
        super().__init__()
        self.handle = handle
        self._at, self._guided = at, guide
        self._greeting = ("", "")
        self._has_room = False
        self._was_paused = False
        self._overheard: Session | None = None
        self._owes_frame: bool | None = None
        """Whether the frame is to be drawn once the key that is being done is done; None while none is."""
        scene = self.scene = Scene(self, handle, run)
        self.keeping = scene.keeping
        self.bar = MessageBar(scene)
        self.guide = GuidePanel(scene, self.bar)
        self.timebox = Timebox(scene, self.draw_bar)
        self.presence = Presence(scene, self.bar)
        self.drafting = DraftKeeper(scene)
        self.going = Going(scene, self._new_view, self.bar, self.guide, self.timebox, self.drafting)
        self.desk = WorkshopDesk(scene, self.bar, self.drafting, self.going)
        self.doors, self.leading = Doors(scene, self.going), Leading(scene, self.going, self.bar)
        self.naming = Naming(scene, self.going)
        self.keyboard = Keyboard(scene, self.going, self.guide, self.bar, self.doors)
        scene.client.moved, scene.keeping.overheard = self._note_echo, self.overhear

    def _look_around(self) -> None:
        """Others came, went or are done."""
        self.bar.follow()
        self.leading.notice()
        self.leading.catch_up()

    def allows(self, command: Command) -> bool:
        """Where one goes alone nobody leads, and nobody is next."""
        shared = command in ROOM or command is NEXT_PERSON
        if command is REOPEN and self.scene.client.former is None:
            return False
        if command is ANOTHER_RUN and not self.scene.course.room.may("move"):
            return False
        return super().allows(command) and not (shared and self.scene.run_now().solo)

    def _new_view(self) -> KindView:
        return view_for(self.desk, self.scene.method, self.scene.step)

    def _note_echo(self, before: View, now: View) -> None:
        """What happened to dots on cards that moved, and to own values, is said with the next sentence.

        What somebody kept where one is typing is said at once.
        """
        if (edits := self.scene.edited()) is not None:
            kept = beneath(before, now, edits.item, edits.field, self.scene.client.person)
            if kept is not None:
                self.call_later(self.say, self.scene.words(kept), kept.tone)
        self.bar.take_echo(self.scene.words(lost(before, now, self.scene.client.person)))
        self.bar.take_echo(self.scene.seats.take_snapshot(before, now, self.scene.run_now().id))

    def compose(self) -> ComposeResult:
        """Bar, title and question, body with the side panel, message, keys."""
        yield Canvas("bar", id="bar")
        with Horizontal():
            with Vertical(id="main"):
                yield Canvas(id="head")
                yield Vertical(id="body")
                yield Canvas(id="below")
            yield Canvas(id="side")
        yield Canvas(id="message")
        yield Canvas("bar", id="keys")

    async def on_mount(self) -> None:
        """Stand where this person stood last."""
        self.scene.client.typed.reread()
        if not self.scene.run_now().solo:
            # Who comes to others comes to where they are, and sees no answers of somebody of the same name.
            await self.presence.meet()
            self.naming.cover()
        await self.going.begin(self._at)
        if self._guided:
            self.guide.open()
        if self._greeting[0]:
            self.say(*self._greeting)
        self.keeping.watch()
        self.call_later(self._sit_down)
        self.keeping.open()

    async def _sit_down(self) -> None:
        """Only who knows that nobody else is here starts the clock."""
        self.presence.met = self._look_around
        await self.presence.meet()
        await self.timebox.begin()
        self.naming.ask()

    @property
    def step_view(self) -> KindView | None:
        """The step as it is drawn; None while none is."""
        return self.scene.step_view

    @property
    def finding(self) -> bool:
        """Whether letters find among what the field in focus offers."""
        return isinstance(self.focused, ChoiceEditor) and self.focused.finding

    @property
    def in_company(self) -> bool:
        """Whether others see this person as being here."""
        return self.presence.company.others

    @property
    def resting_cell(self) -> Offset | None:
        """Where the step says."""
        return self.step_view.resting_cell if self.step_view is not None else None

    def greet(self, text: str, severity: str = "") -> None:
        """Have a sentence on the message row when the first step opens."""
        self._greeting = (text, severity)

    def say(self, text: str, severity: str = "") -> None:
        """Put a sentence on the message row; what the checks say waits until it can have been read."""
        self.bar.say(text, severity)
        # That one is done is said, and others learn of it.
        self.presence.tell()

    # keys

    async def command(self, key: str) -> bool:
        """A key that is no sign. True when it was used."""
        with self._framed_once():
            return await self.keyboard.press(key)

    async def take_sign(self, sign: str) -> bool:
        """A sign while no line has the focus."""
        with self._framed_once():
            return await self.keyboard.take_sign(sign)

    @property
    def verbs(self) -> Collection[str]:  # type: ignore[override]
        """Commands that the step offers now."""
        return self.step_view.verbs if self.step_view is not None else ()

    async def give(self, verb: str) -> None:
        """Give one of them."""
        if self.step_view is not None:
            await self.step_view.perform(self.step_view.verbs.get(verb))

    def ways(self) -> Sequence[tuple[str, str]]:
        """Keys of the step."""
        view = self.step_view
        return self.key_row.live(self.going.hints(view.hints())) if view is not None else []

    async def paste(self, text: str) -> None:
        """A paste while no line has the focus."""
        await self.keyboard.paste(text)

    async def feed_paste(self, event: events.Paste) -> None:
        """A paste: several lines are offered to the step, also while a line is typed."""
        if not await self.keyboard.paste_lines(event.text):
            await super().feed_paste(event)

    def on_input_changed(self) -> None:
        """Somebody types: others learn where, and the findings are looked at later."""
        self.presence.tell()
        self.bar.look_soon(typed=True)

    on_text_area_changed = on_input_changed

    def on_descendant_focus(self) -> None:
        """The key line says what fits the focus, and the guide makes way for the field in focus."""
        self.presence.enter_field()
        self.leading.catch_up()
        if self.guide.is_open:
            self.call_after_refresh(self.guide.turn, 0)
        self.frame()

    async def stand_at(self, step: str, subject: str) -> None:
        """Put the focus on what was answered, where its step is shown."""
        view = self.step_view
        if view is not None and self.scene.here.step == step:
            await view.perform(way_to_answer(view.kind.offers(view.ctx, view.state), view.step, subject))

    def on_screen_suspend(self) -> None:
        """Another page stands before the step: what the room does meanwhile is said there."""
        self.scene.course.room.look_away()

    # what it draws

    def resized(self) -> None:
        """Draw all of it for the new size."""
        if self.step_view is None:
            return
        self._has_room = True
        self.guide.place()
        self.step_view.redraw()
        self.frame()
        if self.guide.is_open:
            self.guide.turn(0)

    @contextlib.contextmanager
    def _framed_once(self) -> Iterator[None]:
        """Have the frame drawn once behind all that a key does, whatever of it asks for that."""
        self._owes_frame = False
        try:
            yield
        finally:
            owed, self._owes_frame = self._owes_frame, None
            if owed:
                self.frame()

    def frame(self) -> None:
        """Redraw bar, title, question, message and keys where they differ."""
        if self._owes_frame is not None:
            self._owes_frame = True
            return
        scene, view = self.scene, self.step_view
        if view is None or not view.is_attached or self.too_small or scene.moves:
            return
        self.draw_bar()
        here = scene.here
        names, now = walk.trail(scene.view.book, scene.run, here)
        names = [] if scene.course.beside else names
        if not (beside := view.beside()):
            beside = ", ".join(filter(None, (view.live.whose, scene.course.room.done_note(here))))
        title_row = frame.title(self.guide.main, view.heading(), names, now, beside)
        head, rows = self.query_one("#head", Canvas), frame.question(self.guide.main, view.question())
        if head.size.height != 1 + len(rows):
            head.styles.height = 1 + len(rows)
        head.show([title_row, *rows])
        self.bar.draw()
        if view.NEEDS_ROOM and not self._has_room:
            # The key line comes last: what one types is meant for what one sees.
            return
        keys = self.key_row.draw(
            self.size.width, self.going.hints(self.guide.with_keys(view.hints())), typing=view.typing
        )
        self.query_one("#keys", Canvas).show([keys])

    def draw_bar(self) -> None:
        """Row 1 alone: the clock changes it."""
        scene = self.scene
        if self.step_view is None or self.too_small or scene.moves:
            return
        clock = scene.course.reading
        if self._was_paused and not clock.paused:
            self.bar.take_back(scene.words(said("clock-paused")))
        self._was_paused = clock.paused
        here, run = scene.here, scene.run
        place = f"{here.entry} of {walk.entries(run)}  {walk.line_named(scene.view.book, run, here)}"
        title, elsewhere = self.handle.session.meta.title, scene.course.room.elsewhere(here)
        if elsewhere:
            title, place = f"{elsewhere}  {self.key_of(FOLLOW.name)}", ""
        bar = frame.bar(
            self.size.width, title, place, self.presence.company.people,
            clock.text(), self.keeping.saved_at(), alarm=clock.alarm,
        )  # fmt: skip
        self.query_one("#bar", Canvas).show([bar])

    def overhear(self) -> None:
        """Another page stands before the step: where the room is, and a call to all, is heard there too."""
        scene, room = self.scene, self.scene.course.room
        session, moves = self.handle.session, self.step_view is None or self.scene.moves
        if moves or session is self._overheard or scene.run_now().id not in session.runs:
            return
        self._overheard = session
        before = room.elsewhere(scene.here)
        room.heard = session
        self.leading.catch_up()
        if room.elsewhere(scene.here) != before:
            # Pages copy the row of the step below them.
            self.draw_bar()
            self.align.pages()[0].show_snapshot()

    def show_snapshot(self) -> None:
        """The snapshot changed: the step draws what is different."""
        view, room = self.step_view, self.scene.course.room
        room.heard = None
        if self.scene.moves:
            return
        begun = self.scene.course.look() if view is not None else None
        if begun is not None and view is not None and not self.keeping.writing:
            # Somebody else went on in this step: nothing that is being typed is lost by it.
            typed = self.edit is not None and bool(self.edit.words)
            waits = said("typed-before-vote" if view.ctx.is_voting else "typed-stays")
            # What waits of one's own counts more than what is done now.
            more = waits if typed else begun.facts["more"]
            self.say(self.scene.words(replace(begun, facts={**begun.facts, "more": more})), "hint" * typed)
        elif view is not None and (moved := self.scene.news()) is not None:
            self.bar.say(self.scene.words(moved), moved.tone, stays=True)
        if view is not None and view.is_mounted:
            # A step that is just changing its widgets is half there; it draws itself once it is whole.
            with contextlib.suppress(NoMatches, NoScreen):
                view.redraw()
            self.guide.draw()
            self.frame()
            self.timebox.schedule()
            if not self.keeping.writing:
                self.bar.mark_soon()
        self.bar.echo_soon()
        self.bar.follow()
        front = self.align.pages()[0]
        if front.is_over:
            front.show_snapshot()
        self.leading.catch_up()

    # the way out

    async def closing(self) -> None:
        """Keep what stands in the fields before the app ends."""
        if self.step_view is not None:
            await self.going.leave_step()
            await self.scene.course.leave_clock()
        await super().closing()

    def hung_up(self) -> None:
        """As of every page; and others learn that nobody sits here any more."""
        super().hung_up()
        self.presence.company.leave()

    async def on_unmount(self) -> None:
        """Leave no sign of presence behind, also where another page led away from here."""
        await self.timebox.end()
        self.presence.company.leave()
