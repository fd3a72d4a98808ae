"""The workshop: the frame around a step, walking through the run, the grammar of keys."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.timer import Timer as TextualTimer

from aligntui.analysis.figure import Finding
from aligntui.flow import walk
from aligntui.guide.types import Method, Step
from aligntui.screens import frame, panel
from aligntui.screens.clock import Timer
from aligntui.screens.commands import Keymap, offered
from aligntui.screens.guard import WARNING, Guard
from aligntui.screens.keeping import KeepingPage
from aligntui.session.model import Run, RunStep
from aligntui.steps.base import StepView
from aligntui.steps.registry import view_for
from aligntui.store.drafts import Draft, Position
from aligntui.store.handle import Handle
from aligntui.text.clean import clean, clean_line
from aligntui.widgets.canvas import Canvas
from aligntui.widgets.inputs import LineInput, LongInput
from aligntui.widgets.line import Line

LOOK_AFTER = 0.6
"""Seconds without a key before findings are looked at."""
DRAFT_AFTER = 0.4
"""Seconds after which words being typed are on disk."""
SIDE = 39
"""Columns of the side panel from 120 columns on."""


class Workshop(KeepingPage):
    """One step at a time, with the frame around it."""

    DEFAULT_CSS = """
    Workshop { layout: vertical; }
    Workshop #bar, Workshop #message, Workshop #keys { height: 1; }
    Workshop #head { height: 2; }
    Workshop #main { width: 1fr; min-width: 80; }
    Workshop #body { height: 1fr; }
    Workshop #side { width: 40; display: none; }
    Workshop #over { layer: over; dock: top; height: 17; margin: 2 0 0 0; display: none; }
    """

    def __init__(self, handle: Handle, run: Run, at: str = "", *, first_focus: str = "") -> None:
        """Open a run of a session; `at` is the id of the run step to stand on."""
        super().__init__(handle)
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
        self._waiting_drafts: dict[str, str] = {}
        self._kept_drafts: dict[str, Draft] = {}
        self._tick: TextualTimer | None = None
        self._guard: Guard | None = None
        self._first_focus = first_focus
        self.greeting: tuple[str, str] = ("", "")

    # desk

    @property
    def run(self) -> Run:
        """The run as it stands in the session."""
        return self.handle.session.runs.get(self._run_id, self._run)

    @property
    def person(self) -> str:
        """Who writes here."""
        return self.align.store.person

    @property
    def people(self) -> int:
        """People who have written in this session."""
        return max(1, len(self.handle.session.participants))

    def run_now(self) -> Run | None:
        """The run gives the day."""
        return self.run

    def new_id(self) -> str:
        """A new item id."""
        return self.align.new_id()

    def now(self) -> str:
        """The moment."""
        return self.align.now()

    def mark_for(self, round_id: str, privacy: str) -> str | None:
        """Name, random mark or nothing, as the privacy of the round says."""
        if privacy == "named":
            return self.person
        return self.drafts.mark(round_id) if privacy == "secret" else None

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

    async def on_mount(self) -> None:  # type: ignore[override]
        """Stand where this person stood last."""
        self._guard = Guard(self.align.clock)
        self._kept_drafts = self.drafts.all()
        self.keymap = Keymap(self.align.settings.keys)
        self.timer = Timer(self.align.clock)
        self.say(*self.greeting)
        start = walk.index(self.run, self._at) if self._at else walk.resume(self.run)
        await self.open_at(start)
        self.watch_others()

    async def open_at(self, number: int, phase: str = "") -> None:
        """Show a step of the run."""
        run = self.run
        number = max(0, min(number, len(run.steps) - 1))
        self.here = run.steps[number]
        found = self.view.book.step(self.here.step)
        self.method, self.step = found if found is not None else walk.stand_in(self.here)
        names = walk.phases(self.step, run, self.people)
        wanted = phase or (self.here.phase if self.here.phase in names else (names[0] if names else ""))
        ops = walk.set_on(run, self.here, "phase", wanted)
        if self.here.state == "todo":
            ops += walk.set_on(run, self.here, "state", "begun")
        if ops:
            await self.commit(ops)
        self._refresh_here()
        self.timer = Timer(self.align.clock, self.here.minutes)
        self._schedule_tick()
        body = self.query_one("#body", Vertical)
        view = view_for(self, self.method, self.step)
        with self.app.batch_update():
            await body.remove_children()
            await body.mount(view)
        self.step_view = view
        self._guide_over = False
        self.query_one("#over", Canvas).display = False
        self._set_side()
        self.remember_position()
        target = view.start()
        if target is not None:
            self.set_focus(target)
        view.redraw()
        self.frame()
        self.look_soon()

    def _refresh_here(self) -> None:
        self.here = next((s for s in self.run.steps if s.id == self.here.id), self.here)

    def remember_position(self) -> None:
        """Own position lies beside the user, never in the session."""
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
            rows = panel.guide_lines(self.method, self.step, SIDE - 2)
        side.show([panel.beside_rule(row, SIDE + 1) for row in panel.filled(rows, height)])

    def frame(self) -> None:
        """Redraw bar, title, question, message and keys where they differ."""
        view = self.step_view
        if view is None or not self.is_mounted or not view.is_attached or self.too_small:
            return
        cells = self.size.width
        main = cells - (SIDE + 1 if self.query_one("#side", Canvas).display else 0)
        place = f"{self.here.entry} of {walk.entries(self.run)}  {self.method.title.split(':')[0]}"
        title = self.handle.session.meta.title
        bar = frame.bar(cells, title, place, self.people, self.timer.text(), self.saved_at(), alarm=self.timer.alarm)
        self.query_one("#bar", Canvas).show([bar])
        names, now = walk.trail(self.view.book, self.run, self.here, self.people)
        self.query_one("#head", Canvas).show(
            [frame.title(main, view.heading(), names, now), frame.question(main, view.question())]
        )
        self.query_one("#message", Canvas).show([frame.message(cells, *self._message)])
        state = "TYPING" if view.typing else "KEYS  "
        hints = [*view.hints(), ("?", "keys")] if not view.typing else [*view.hints(), ("ctrl+p", "more")]
        self.query_one("#keys", Canvas).show([frame.keys(cells, state, hints)])

    def say(self, text: str, severity: str = "") -> None:
        """Put a sentence on the message row."""
        self._message = (clean_line(text), severity)
        if self.is_mounted:
            self.query_one("#message", Canvas).show([frame.message(self.size.width, *self._message)])

    def show_snapshot(self) -> None:
        """The snapshot changed: the step draws what is different."""
        self._refresh_here()
        if self.step_view is not None and self.step_view.is_mounted:
            self.step_view.redraw()
            self._draw_side()
            self.frame()

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
        found = self.step_view.finding_now()
        if found is not None:
            self.say(self._sentence(found), found.severity)
        elif self._message[1] in ("error", "warning", "hint"):
            self.say("")

    @staticmethod
    def _sentence(finding: Finding) -> str:
        return f"{finding.message} {finding.mend}".strip()

    # drafts

    def keep_draft(self, place: str, text: str) -> None:
        """Words being typed are on disk within half a second, in the user's own folder."""
        self._waiting_drafts[place] = text
        if self._draft_timer is None:
            self._draft_timer = self.set_timer(DRAFT_AFTER, self.flush_drafts)

    def flush_drafts(self) -> None:
        """Write waiting drafts now."""
        if self._draft_timer is not None:
            self._draft_timer.stop()
            self._draft_timer = None
        waiting, self._waiting_drafts = self._waiting_drafts, {}
        for place, text in waiting.items():
            if text or place in self._kept_drafts:
                self.drafts.put(place, text)
        if waiting:
            self._kept_drafts = self.drafts.all()

    def drafted(self, place: str) -> str:
        """Words that were being typed here."""
        if place in self._waiting_drafts:
            return self._waiting_drafts[place]
        kept = self._kept_drafts.get(place)
        return kept.text if kept is not None else ""

    # timer

    def _schedule_tick(self) -> None:
        if self._tick is not None:
            self._tick.stop()
            self._tick = None
        if self.timer.running:
            self._tick = self.set_timer(self.timer.next_tick(), self._on_tick)

    def _on_tick(self) -> None:
        self.frame()
        if self.timer.running and -1.5 < self.timer.left <= 0:
            self.say("Time is up. T two more minutes   n go on   or finish the sentence.", "hint")
        self._schedule_tick()

    # keys

    async def command(self, key: str) -> bool:
        """The grammar of SCREENS.md 3: Enter in and on, Esc out, letters only in KEYS state."""
        view = self.step_view
        if view is None or self._guard is None:
            return False
        if key == "ctrl+s":
            key = "escape"
        command = self.keymap.command(key)
        if command is not None and command.always:
            await self._do(command.handler())
            return True
        if key == "escape":
            if self._guide_over:
                self._show_guide(False)
            elif not await view.escape():
                self.say("n goes on, q goes home. All is kept.")
            self.frame()
            return True
        if key == "enter":
            edit = self.edit
            if isinstance(edit, LongInput) and not edit.one_line:
                return False
            if not await view.enter():
                await self.do_go_on()
            self.frame()
            return True
        if key in ("pageup", "pagedown") and self._guide_over:
            self._page_guide(1 if key == "pagedown" else -1)
            return True
        if key.startswith("alt+"):
            return await self._alt(key.removeprefix("alt+"))
        if self.edit is not None:
            used = await view.press(key)
            if used:
                self.frame()
            return used
        return await self._letter(key)

    async def _letter(self, key: str) -> bool:
        assert self._guard is not None
        view = self.step_view
        assert view is not None
        if len(key) == 1 and key.isalpha() and not self._guard.allows(key):
            if self._guard.warns:
                self.say(WARNING, "hint")
            return True
        if await view.press(key):
            self.frame()
            self.look_soon()
            return True
        command = self.keymap.command(key)
        if command is None or not hasattr(self, command.handler()):
            return False
        await self._do(command.handler())
        return True

    async def _alt(self, letter: str) -> bool:
        command = self.keymap.command(letter)
        view = self.step_view
        if command is None or not command.alt or view is None:
            return False
        await view.escape()
        await self._do(command.handler())
        return True

    async def _do(self, handler: str) -> None:
        method = getattr(self, handler, None)
        if method is not None:
            await method()

    async def paste(self, text: str) -> None:
        """A paste in KEYS state never runs commands: the step opens its line with it."""
        lines = [entry for entry in (clean_line(e) for e in clean(text).split("\n")) if entry]
        if lines and self.step_view is not None:
            await self.step_view.pasted(lines)
            self.frame()

    async def on_line_input_pasted(self, event: LineInput.Pasted) -> None:
        """Several lines went into one line: offer the others as cards."""
        if self.step_view is not None:
            await self.step_view.pasted(event.lines)
            self.frame()

    def on_input_changed(self) -> None:
        """Somebody types: look at the findings later."""
        self.look_soon()

    def on_text_area_changed(self) -> None:
        """Somebody types: look at the findings later."""
        self.look_soon()

    def on_descendant_focus(self) -> None:
        """The key line says whether letters are text."""
        self.frame()

    # going

    async def _left(self) -> bool:
        view = self.step_view
        if view is not None and not await view.leave():
            return False
        self.flush_drafts()
        if self.timer.begun and self.timer.spent >= 1:
            used = self.here.used + int(self.timer.spent)
            await self.commit(walk.set_on(self.run, self.here, "used", used))
            self.timer = Timer(self.align.clock, self.here.minutes)
        return True

    async def do_go_on(self) -> None:
        """Next part, next phase, next step."""
        view = self.step_view
        if view is None or not await self._left():
            return
        if await view.onward():
            self._moved()
            return
        names = walk.phases(self.step, self.run, self.people)
        at = names.index(self.here.phase) if self.here.phase in names else len(names)
        if at + 1 < len(names):
            await self.go_phase(names[at + 1])
            return
        await self.commit(walk.set_on(self.run, self.here, "state", "done"))
        number = walk.index(self.run, self.here.id)
        if number + 1 < len(self.run.steps):
            await self.open_at(number + 1)
            self._moved()
        else:
            await self.do_results()

    async def go_to(self, ref: str) -> None:
        """Go to a step by `method/step`; it joins the run when it is not in it."""
        run = self.run
        known = next((n for n, s in enumerate(run.steps) if s.step == ref), None)
        if known is None:
            ops = walk.join(run, self.here, ref, self.view.book, self.new_id)
            if not ops or not await self.commit(ops):
                return
            known = next((n for n, s in enumerate(self.run.steps) if s.step == ref), 0)
        await self.open_at(known)
        self._moved()

    async def go_phase(self, phase: str) -> None:
        """Another phase of the same step."""
        await self.commit(walk.set_on(self.run, self.here, "phase", phase))
        await self.open_at(walk.index(self.run, self.here.id), phase)
        self._moved()

    async def do_go_back(self) -> None:
        """Part, phase, step before."""
        view = self.step_view
        if view is None or not await self._left():
            return
        if await view.backward():
            self._moved()
            return
        names = walk.phases(self.step, self.run, self.people)
        at = names.index(self.here.phase) if self.here.phase in names else 0
        if at > 0:
            await self.go_phase(names[at - 1])
            return
        number = walk.index(self.run, self.here.id)
        if number == 0:
            self.say("This is the first step. q goes home.")
            return
        await self.open_at(number - 1)
        self._moved()

    def _moved(self) -> None:
        if self._guard is not None:
            self._guard.moved()
        self.frame()

    async def do_home(self) -> None:
        """Home; everything is kept."""
        if await self._left():
            from aligntui.screens.home import Home

            self.app.switch_screen(Home(self.handle.session.meta.id))

    async def closing(self) -> None:
        """Keep what stands in the fields before the app ends."""
        await self._left()
        self.flush_drafts()
        title = self.handle.session.meta.title
        self.align.goodbye = f'All is kept. aligntui open "{title}" goes on here.'

    def hung_up(self) -> None:
        """The line dropped: drafts are on disk at once."""
        self.flush_drafts()

    async def do_leave(self) -> None:
        """ctrl+q."""
        await self.align.action_leave()

    async def do_undo(self) -> None:
        """Take back the own last change."""
        await self.undo()

    async def do_redo(self) -> None:
        """Bring it back."""
        await self.undo(redo=True)

    async def do_timer(self) -> None:
        """Start or pause the timer of the step."""
        if not self.timer.total:
            self.say("This step has no timebox. T gives it two minutes.")
            return
        self.timer.toggle()
        self._schedule_tick()
        self.frame()

    async def do_timer_more(self) -> None:
        """Two more minutes."""
        self.timer.extend()
        self._schedule_tick()
        self.frame()

    # panels and other screens

    async def do_guide(self) -> None:
        """Open or close the guide; the line being typed keeps focus and words."""
        if self.size.width >= 80 + SIDE + 1:
            if self.step_view is not None and self.step_view.companion() is not None:
                self._guide_over = not self._guide_over
            else:
                self._side_open = not self._side_open
            self._set_side()
            self.call_after_refresh(self.resized)
            return
        self._show_guide(not self._guide_over)

    do_guide_anyway = do_guide

    def _show_guide(self, on: bool) -> None:
        self._guide_over = on
        self._guide_page = 0
        over = self.query_one("#over", Canvas)
        over.display = on
        self._page_guide(0)

    def _page_guide(self, step: int) -> None:
        over = self.query_one("#over", Canvas)
        if self.size.width >= 80 + SIDE + 1:
            self._draw_side()
            return
        self._guide_page, rows = panel.guide_page(
            self.method, self.step, self.size.width, 17, getattr(self, "_guide_page", 0) + step
        )
        over.show(rows)

    def _open(self, page: object) -> None:
        from aligntui.screens.page import Page

        assert isinstance(page, Page)
        self.app.push_screen(page)

    async def do_steps(self) -> None:
        """The steps of the run: minutes, jump, skip."""
        if await self._left():
            from aligntui.screens.drawer import Drawer

            self.app.push_screen(Drawer(self.handle, self.run, self.here.id), self._back_from_drawer)

    def _back_from_drawer(self, step_id: object) -> None:
        if isinstance(step_id, str) and step_id:
            self.call_later(self.open_at, walk.index(self.run, step_id))
        else:
            self.take_snapshot()
            self.show_snapshot()
        self._moved()

    async def do_findings(self) -> None:
        """All findings with their mends."""
        if await self._left():
            from aligntui.screens.findings import FindingsPage

            self._open(FindingsPage(self.handle, self.run))

    async def do_results(self) -> None:
        """The plan on one page."""
        if await self._left():
            from aligntui.screens.results import Results

            self._open(Results(self.handle, self.run))

    async def do_out(self) -> None:
        """Write the plan to a file."""
        if await self._left():
            from aligntui.screens.out import OutPage

            self._open(OutPage(self.handle, self.run))

    async def do_keys(self) -> None:
        """The keys that work here."""
        from aligntui.screens.keys import KeysPage

        self._open(KeysPage(self.keymap, offered(self)))

    async def do_palette(self) -> None:
        """Every command, by name."""
        from aligntui.screens.palette import PalettePage

        self.app.push_screen(PalettePage(self.keymap, offered(self)), self._chosen)

    def _chosen(self, handler: object) -> None:
        if isinstance(handler, str) and handler:
            self.call_later(self._do, handler)

    async def do_find(self) -> None:
        """Find a card by its code or words."""
        from aligntui.screens.find import FindPage

        self._open(FindPage(self.handle, self.run))

    async def do_theme(self) -> None:
        """Next theme."""
        from aligntui.widgets.theme import THEMES

        now = THEMES.index(self.app.theme) if self.app.theme in THEMES else 0
        self.app.theme = THEMES[(now + 1) % len(THEMES)]
        self.refresh(repaint=True, layout=True)
        self.say(f"Theme {self.app.theme}. The settings file keeps it: theme = \"{self.app.theme}\".")


def side_rows(rows: list[Line]) -> list[Line]:
    """Rows of a panel as they stand."""
    return rows
