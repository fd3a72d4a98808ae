"""The desk: the frame around a step, and what the step may ask of it."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import Sequence

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
from aligntui.engine.figures import Figures
from aligntui.engine.messages import Message
from aligntui.engine.rounds.seats import Seats
from aligntui.engine.runs import walk
from aligntui.engine.timer import Timer
from aligntui.engine.workshop import Workshop
from aligntui.methods.types import Method, Step
from aligntui.session.model import Run, RunStep
from aligntui.session.ops import AnyOp
from aligntui.store.api import Drafts, Handle
from aligntui.text.clean import clean_line, width
from aligntui.tui import frame, panel, standing
from aligntui.tui.guard import Guard
from aligntui.tui.keeping import Keeping
from aligntui.tui.kinds.base import Hint, ItemForm, KindView
from aligntui.tui.legend import legend
from aligntui.tui.page import Page
from aligntui.tui.widgets.canvas import Canvas
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

    keeping: Keeping

    def __init__(self, handle: Handle, run: Run, at: str = "", *, first_focus: str = "") -> None:
        """Open a run of a session; `at` is the id of the run step to stand on."""
        super().__init__()
        self.handle = handle
        self.keeping = Keeping(self, handle, run=self.run_now, editing=self.editing)
        self.keeping.client.moved = self._note_echo
        self.seats = Seats(self.keeping.client)
        self.company = Company(lambda job, *args: self.align.do(job, *args), self.place_now)
        self._echo = ""
        """What became of dots when cards moved, as long as nothing else was said with it."""
        self._first = run
        self._at = at
        self.course: Workshop
        """One's way through the run, from the mounting on."""
        self.step_view: KindView | None = None
        self._message: tuple[str, str] = ("", "")
        self._guide_over = False
        self._side_open = True
        self._look: TextualTimer | None = None
        self._draft_timer: TextualTimer | None = None
        self._flushing: asyncio.Task[None] | None = None
        self._tick: TextualTimer | None = None
        self._stand = standing.Stand()
        self._said_at = float("-inf")
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

    # ballots

    @property
    def person(self) -> str:
        """Who writes here."""
        return self.seats.person

    def _note_echo(self, before: View, now: View) -> None:
        """What happened to dots on cards that moved is said with the next sentence."""
        self._echo = self.seats.take_snapshot(before, now, self._first.id) or self._echo

    def take_echo(self, words: str) -> None:
        """Say something behind the next sentence."""
        self._echo = words or self._echo

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
        return self.course.run

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

    def run_now(self) -> Run:
        """The run gives the day."""
        return self.handle.session.runs.get(self._first.id, self._first)

    def new_id(self) -> str:
        """A new item id."""
        return self.align.new_id()

    def verbs_of(self, key: str) -> Sequence[str]:
        """Commands of steps that a key is given to."""
        return self.keymap.verbs.get(key, ())

    def now(self) -> str:
        """The moment."""
        return self.align.now()

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
        hints = [*self._with_guide(view.hints()), self.more(typing=view.typing)]
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
            self.company.people,
            timer.text(),
            self.keeping.saved_at(),
            alarm=timer.alarm,
        )
        self.query_one("#bar", Canvas).show([bar])

    def _with_guide(self, hints: list[Hint]) -> list[Hint]:
        """The keys of the guide behind the first one, while it lies over the step."""
        if not (self._guide_over and self.query_one("#over", Canvas).display):
            return hints
        return [*hints[:1], ("PgUp/PgDn", "guide"), (self.key_of("guide-anyway"), "close"), *hints[1:]]

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
        begun = self.course.look() if self.step_view is not None else None
        if begun is not None and not self.keeping.writing:
            self._say_phase(self._words(begun))
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

    def _say_phase(self, begun: str) -> None:
        """Somebody else went on in this step: nothing that is being typed is lost by it."""
        typed = self.edit is not None and bool(self.edit.words)
        stays = " Your words stay in the line; Enter keeps them." if typed else ""
        self.say(f"{begun}{stays}", "hint" if typed else "")

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
