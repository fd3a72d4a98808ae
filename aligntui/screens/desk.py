"""The desk: the frame around a step, and what the step may ask of it."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.css.query import NoMatches
from textual.dom import NoScreen
from textual.geometry import Offset
from textual.timer import Timer as TextualTimer

from aligntui.analysis.figure import Finding
from aligntui.analysis.view import View
from aligntui.engine.client.company import Company
from aligntui.engine.client.conflicts import Editing
from aligntui.engine.messages import Message
from aligntui.engine.rounds.seats import Seats
from aligntui.flow import bringing, path, walk
from aligntui.flow.figures import Figures
from aligntui.guide.types import Method, Need, Step
from aligntui.screens import frame, panel, standing
from aligntui.screens.clock import Timer
from aligntui.screens.guard import Guard
from aligntui.screens.keeping import Keeping
from aligntui.screens.legend import legend
from aligntui.screens.next_person import NextPersonPage
from aligntui.screens.page import Page
from aligntui.session.model import Run, RunStep
from aligntui.session.ops import AnyOp
from aligntui.steps.base import Hint, ItemForm, StepView
from aligntui.store.api import Drafts, Handle
from aligntui.store.permit import Deed
from aligntui.store.problems import StoreProblem
from aligntui.store.values import BEAT, Position
from aligntui.text.clean import clean_line, clip, width
from aligntui.widgets.canvas import Canvas
from aligntui.wording.words import word

LOOK_AFTER = 0.6
"""Seconds without a key before findings are looked at."""
READ_WITHIN = 2.5
"""Seconds for which a sentence stands before a finding may take its row."""
DRAFT_AFTER = 0.4
"""Seconds after which words being typed are on disk."""
SIDE = 39
"""Columns of the side panel from 120 columns on."""
QUOTED = re.compile(r'^"[^"]*"(?= )')
"""The words that a finding is about, at its beginning."""
UNDO = re.compile(r" u (takes|brings|splits) ")
"""How a sentence names the key that takes something back."""


class DeskPage(Page):
    """A step with its frame: bar, title, question, message, keys, side panel."""

    DEFAULT_CSS = """
    DeskPage { layout: vertical; }
    DeskPage #bar, DeskPage #message, DeskPage #keys { height: 1; }
    DeskPage #head { height: 2; }
    DeskPage #main { width: 1fr; min-width: 80; }
    DeskPage #body { height: 1fr; }
    DeskPage #side { width: 40; display: none; }
    DeskPage #over { layer: over; dock: top; height: 17; margin: 2 0 0 0; display: none; }
    """

    def __init__(self, handle: Handle, run: Run, at: str = "", *, first_focus: str = "") -> None:
        """Open a run of a session; `at` is the id of the run step to stand on."""
        super().__init__()
        self.handle = handle
        self.keeping: Keeping = Keeping(self, handle, run=self.run_now, editing=self.editing)
        self.keeping.client.moved = self._note_echo
        self.seats = Seats(self.keeping.client)
        self.company = Company(lambda job, *args: self.align.do(job, *args), self.place_now)
        self._echo = ""
        """What became of dots when cards moved, as long as nothing else was said with it."""
        self._run_id = run.id
        self._run = run
        self._at = at
        self.here: RunStep = run.steps[0]
        self.method: Method
        self.step: Step
        self.step_view: StepView | None = None
        self._message: tuple[str, str] = ("", "")
        self._guide_over = False
        self._side_open = True
        self._look: TextualTimer | None = None
        self._draft_timer: TextualTimer | None = None
        self._flushing: asyncio.Task[None] | None = None
        self._tick: TextualTimer | None = None
        self._stand = standing.Stand()
        self._said_at = float("-inf")
        self._alone_for: Need | None = None
        """Need for want of which the step is gone through alone."""
        self._asked_at = ""
        """Run step of which it was said on this visit what it still waits for."""
        self._sent_from: dict[str, str] = {}
        """Run step to which one was sent for what is missing -> the run step that sent one there."""
        self.beside = False
        """Whether a small step stands in place of the run's own for a moment."""
        self.timer = Timer(lambda: 0.0)
        self._guard: Guard | None = None
        self._first_focus = first_focus
        self.greeting: tuple[str, str] = ("", "")

    # the session

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
        refusal = self.seats.refuses(ops)
        if refusal is not None:
            self.say(self._words(refusal), refusal.tone)
            return False
        return await self.keeping.commit(ops, note)

    def editing(self) -> Editing | None:
        """The field whose words are being edited; None when none are."""
        editor = self.focused
        if editor is None:
            return None
        form = next((one for one in editor.ancestors if isinstance(one, ItemForm)), None)
        return Editing(editor, form.item_id, form.field) if form is not None and form.field else None

    def _words(self, message: Message | None) -> str:
        return word(message, self.key_of, self.view.code) if message is not None else ""

    # people

    @property
    def people(self) -> int:
        """People who are here now: terminals that have this session open."""
        return self.company.people

    @property
    def in_company(self) -> bool:
        """Whether others see this person as being here."""
        return self.company.others

    async def meet(self) -> None:
        """Say that this person is here, and see who else is."""
        if not self.company.joined:
            self.company.join(self.align.store.presence(self.handle))
            self.set_interval(BEAT, self.meet)
        before = self.company.people
        warning = await self.company.meet()
        if self.company.people != before:
            self.frame()
        if warning is not None:
            self.say(self._words(warning), warning.tone)

    def on_descendant_focus(self) -> None:
        """A field that is entered is seen as it stands then; others learn of it soon."""
        self.keeping.client.conflicts.entered(self.focused)
        if self.company.moved:
            self.call_later(self.meet)

    def hung_up(self) -> None:
        """As of every page; and others learn that nobody sits here any more."""
        super().hung_up()
        self.company.leave()

    def on_unmount(self) -> None:
        """Leave no sign of presence behind."""
        self.company.leave()

    # ballots

    @property
    def person(self) -> str:
        """Who writes here."""
        return self.seats.person

    @property
    def may_hand_on(self) -> bool:
        """Whether further ballots may be opened on this line."""
        return self.seats.may_hand_on

    def seat(self, round_id: str) -> int:
        """How many people have handed in a ballot here before the present one."""
        return self.seats.seat(round_id)

    def mark_for(self, round_id: str, privacy: str) -> str | None:
        """Name, random mark or the ballot's own id, as the privacy of the round says."""
        return self.seats.mark(round_id, privacy)

    def no_ballot(self, round_id: str) -> str:
        """Why one cannot answer a secret round here, and who can help; "" when one can."""
        return self._words(self.seats.no_ballot(round_id))

    def hand_over(self, round_id: str, privacy: str, then: Callable[[], None]) -> None:
        """Begin the ballot of the next person; `then` is called once it has begun."""
        self.handle.permit.need(Deed.BALLOTS)

        def begin(name: object) -> None:
            if privacy == "named" and not name:
                return
            self._echo = self._words(self.seats.hand_over(round_id, privacy, str(name))) or self._echo
            self.show_snapshot()
            then()

        if privacy == "named":
            self.app.push_screen(NextPersonPage(self.handle), begin)
        else:
            begin("")

    def _note_echo(self, before: View, now: View) -> None:
        """What happened to dots on cards that moved is said with the next sentence."""
        self._echo = self.seats.echo(before, now, self.run.id) or self._echo

    def with_echo(self, text: str) -> str:
        """A sentence, and behind it what it did to dots."""
        echo, self._echo = self._echo, ""
        return f"{text} {echo}".strip()

    def say_echo(self) -> None:
        """Say what others did to dots."""
        if self._echo:
            self.say(self.with_echo(""), "hint")

    # desk

    @property
    def run(self) -> Run:
        """The run as it stands in the session; as of one person alone where the step is played so."""
        return path.played(self.handle.session.runs.get(self._run_id, self._run), self._alone_for)

    def run_now(self) -> Run | None:
        """The run gives the day."""
        return self.run

    def new_id(self) -> str:
        """A new item id."""
        return self.align.new_id()

    def verbs_of(self, key: str) -> Sequence[str]:
        """Commands of steps that a key is given to."""
        return self.keymap.verbs.get(key, ())

    def now(self) -> str:
        """The moment."""
        return self.align.now()

    def seconds(self) -> float:
        """Seconds of a clock that only goes forward."""
        return self.align.clock()

    def step_of(self, ref: str) -> tuple[Method, Step] | None:
        """Method and step by `method/step`, of the session or of the methods at hand."""
        return self.view.book.step(ref) or bringing.step_of(self.view.book, self.align.library, ref)

    @property
    def resting_cell(self) -> Offset | None:
        """Where the step says."""
        return self.step_view.resting_cell if self.step_view is not None else None

    # frame

    def compose(self) -> ComposeResult:
        """Bar, title and question, body with the side panel, message, keys."""
        yield Canvas("bar", id="bar")
        with Horizontal():
            with Vertical(id="main"):
                yield Canvas(id="head")
                yield Vertical(id="body")
            yield Canvas(id="side")
        yield Canvas(id="message")
        yield Canvas("bar", id="keys")
        yield Canvas(id="over")

    def _refresh_here(self) -> None:
        self.here = next((s for s in self.run.steps if s.id == self.here.id), self.here)

    def remember_position(self) -> None:
        """Own position lies beside the user, never in the session."""
        # Where there is no room for it, one comes back to the step that is begun.
        with contextlib.suppress(StoreProblem):
            self.drafts.position = Position(run=self._run_id, step=self.here.id, phase=self.here.phase)

    def resized(self) -> None:
        """Draw all of it for the new size."""
        if self.step_view is None:
            return
        self._set_side()
        self.step_view.redraw()
        self.frame()

    def _set_side(self) -> None:
        side = self.query_one("#side", Canvas)
        side.display = self.size.width >= 80 + SIDE + 1 and self._side_open
        self._draw_side()

    def _draw_side(self) -> None:
        side = self.query_one("#side", Canvas)
        if not side.display or self.step_view is None:
            return
        rows = self.step_view.companion() if not self._guide_over else None
        height = max(1, self.size.height - 3)
        if rows is None:
            rows = panel.guide_lines(self.method, self.step, SIDE - 2, legend(self.view.book, self.step))
        side.show([panel.beside_rule(row, SIDE + 1) for row in panel.filled(rows, height)])

    def frame(self) -> None:
        """Redraw bar, title, question, message and keys where they differ."""
        view = self.step_view
        if view is None or not self.is_mounted or not view.is_attached or self.too_small:
            return
        cells = self.size.width
        main = cells - (SIDE + 1 if self.query_one("#side", Canvas).display else 0)
        self.draw_bar()
        names, now = walk.trail(self.view.book, self.run, self.here)
        title_row = frame.title(main, view.heading(), names, now, view.beside())
        self.query_one("#head", Canvas).show([title_row, frame.question(main, view.question())])
        self._show_message(cells)
        state = "TYPING" if view.typing else "KEYS  "
        hints = [*self._with_guide(view.hints()), ("ctrl+p", "more") if view.typing else ("?", "keys")]
        self.query_one("#keys", Canvas).show([frame.keys(cells, state, self.live(hints))])

    def draw_bar(self) -> None:
        """Row 1 alone: the timer changes it each second while it runs."""
        if self.step_view is None or not self.is_mounted or self.too_small:
            return
        place = f"{self.here.entry} of {walk.entries(self.run)}  {self.method.title.split(':')[0]}"
        title, timer = self.handle.session.meta.title, self.timer
        bar = frame.bar(
            self.size.width,
            title,
            place,
            self.people,
            timer.text(),
            self.keeping.saved_at(),
            alarm=timer.alarm,
        )
        self.query_one("#bar", Canvas).show([bar])

    def _with_guide(self, hints: list[Hint]) -> list[Hint]:
        """The keys of the guide behind the first one, while it lies over the step."""
        if not (self._guide_over and self.query_one("#over", Canvas).display):
            return hints
        return [*hints[:1], ("PgUp/PgDn", "guide"), ("ctrl+g", "close"), *hints[1:]]

    def say(self, text: str, severity: str = "") -> None:
        """Put a sentence on the message row; what the checks say waits until it can have been read."""
        text = self.with_echo(text) if text else text
        self._said_at = self.align.clock() if text else float("-inf")
        self._put(text, severity)

    def _put(self, text: str, severity: str = "") -> None:
        self._message = (clean_line(text), severity)
        if self.is_mounted:
            self._show_message(self.size.width)

    def _show_message(self, cells: int) -> None:
        text, severity = self._message
        if self.edit is not None:
            # In a line the letter would be text.
            text = UNDO.sub(r" Esc, then u \1 ", text)
        rows = frame.message_rows(cells, text, severity)
        canvas = self.query_one("#message", Canvas)
        if canvas.styles.height is None or canvas.styles.height.value != len(rows):
            canvas.styles.height = len(rows)
            self.call_after_refresh(self.resized)
        canvas.show(rows)

    def show_snapshot(self) -> None:
        """The snapshot changed: the step draws what is different."""
        phase = self.here.phase
        self._refresh_here()
        if self.here.phase != phase and not self.keeping.writing:
            self._say_phase()
        stand, self._stand = self._stand, standing.Stand()
        if self.step_view is not None and self.step_view.is_mounted:
            # A step that is just changing its widgets is half there; it draws itself once it is whole.
            with contextlib.suppress(NoMatches, NoScreen):
                standing.keep(self.step_view, stand)
            self._draw_side()
            self.frame()
        if self._echo:
            # What was done here has a sentence of its own, which takes this along.
            self.call_later(self.say_echo)

    def _say_phase(self) -> None:
        """Somebody else went on in this step: nothing that is being typed is lost by it."""
        typed = self.edit is not None and bool(self.edit.words)
        stays = " Your words stay in the line; Enter keeps them." if typed else ""
        self.say(f"{self.here.phase.capitalize()} has begun.{stays}", "hint" if typed else "")

    def before_snapshot(self) -> None:
        """Others changed the session: the cursor stays on what it is on."""
        if self.step_view is not None and self.step_view.is_mounted:
            self._stand = standing.of(self.step_view)

    def place_now(self) -> str:
        """The step, and the words being edited; nothing in a round whose answers bear no name."""
        if self.step_view is None or (self.step.privacy is not None and self.step.privacy.names != "named"):
            return ""
        editing = self.editing()
        return f"{self.here.step}#{editing.item}/{editing.field}" if editing is not None else self.here.step

    # findings follow the typist

    def look_soon(self) -> None:
        """Look at the findings once nobody has typed for a moment."""
        if self._look is not None:
            self._look.stop()
        self._look = self.set_timer(LOOK_AFTER, self.look)

    def look(self) -> None:
        """Put the worst finding about the focused thing on the message row."""
        if self.step_view is None or self.unsaved:
            return
        self.step_view.looked()
        left = self._said_at + READ_WITHIN - self.align.clock()
        if left > 0:
            self._look = self.set_timer(left, self.look)
            return
        found = self.step_view.finding_now()
        if found is not None:
            self._put(self._sentence(found), found.severity)
        elif self._message[1] != "ok":
            self._put("")

    def _sentence(self, finding: Finding) -> str:
        said = f"{finding.message} {finding.mend}".strip()
        if width(said) > self.size.width - 5:
            # The words stand above, in focus: what is asked for counts more than quoting them.
            said = QUOTED.sub("That", said)
        return said

    # drafts

    def keep_draft(self, place: str, text: str) -> None:
        """Words being typed are on disk within half a second, in the user's own folder."""
        self.keeping.client.typed.put(place, text)
        if self._draft_timer is None:
            self._draft_timer = self.set_timer(DRAFT_AFTER, self._flush_soon)

    def greet(self, text: str, severity: str = "") -> None:
        """Have a sentence on the message row when the first step opens."""
        self.greeting = (text, severity)

    def _flush_soon(self) -> None:
        """Write waiting drafts beside the keys: the next one is not kept waiting for a slow disk."""
        self._draft_timer = None
        self._flushing = asyncio.ensure_future(self._flush())

    async def _flush(self) -> None:
        await self.align.do(self.keeping.client.write_typed)
        self.keeping.show_standing()

    def flush_drafts(self) -> None:
        """Write waiting drafts now."""
        if self._draft_timer is not None:
            self._draft_timer.stop()
            self._draft_timer = None
        self.keeping.client.write_typed()
        self.keeping.show_standing()

    def drafted(self, place: str) -> str:
        """Words for a line that opens here: typed in this window, or left behind by one that is gone."""
        return self.keeping.client.typed.at(place)

    def own_draft(self, place: str) -> str:
        """Words that are being typed here in this window, as they are kept."""
        return self.keeping.client.typed.own(place)

    def say_elsewhere(self) -> None:
        """Name words of this step that this person types in another window just now."""
        words = [
            one for place, one in self.drafts.elsewhere().items() if place.startswith(f"{self.here.id}/")
        ]
        if words:
            shown = clip(clean_line(words[-1].text), 30)
            self.say(f'Your other window has "{shown}" here. It stays; what you type stays too.', "hint")

    def drafted_below(self, prefix: str) -> list[str]:
        """Places that begin like this at which words were being typed, the latest first."""
        return self.keeping.client.typed.below(prefix)
