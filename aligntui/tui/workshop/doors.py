"""Commands of the workshop that lead to other pages."""

from __future__ import annotations

from aligntui.engine import versions
from aligntui.engine.runs import walk
from aligntui.tui.navigation import go_out
from aligntui.tui.routes import (
    ToChooser,
    ToConflict,
    ToErase,
    ToFind,
    ToFindings,
    ToName,
    ToRuns,
    ToSteps,
    work,
)
from aligntui.tui.workshop.going import Going
from aligntui.tui.workshop.scene import Scene


class Doors:
    """Each method is what one command does."""

    def __init__(self, scene: Scene, going: Going) -> None:
        self._scene, self._page, self._going = scene, scene.page, going

    async def do_steps(self) -> None:
        """The steps of the run: minutes, jump, skip."""
        scene = self._scene
        if await self._going.leave_step():
            await self._going.open_page(ToSteps(scene.handle, scene.run, scene.here.id))

    async def step_out(self) -> None:
        """Out of the step: its running order, and from there home."""
        scene = self._scene
        if await self._going.leave_step():
            await self._going.open_page(ToSteps(scene.handle, scene.run, scene.here.id, out=True))

    def _show_anew(self) -> None:
        self._scene.client.take_snapshot()
        self._page.show_snapshot()

    async def do_findings(self) -> None:
        """All findings with their mends."""
        if await self._going.leave_step():
            self._page.go(ToFindings(self._scene.handle, self._scene.run))

    async def do_runs(self) -> None:
        """The sittings of the session."""
        if await self._going.leave_step():
            self._page.go(ToRuns(self._scene.handle, self._scene.run_now()))

    async def do_another_run(self) -> None:
        """A further workshop in this session."""
        if await self._going.leave_step():
            self._page.go(ToChooser(self._scene.handle))

    async def do_show_clash(self) -> None:
        """Words that two people changed at once: the own ones first."""
        scene = self._scene
        clashes = versions.clashes(scene.view, scene.seats.person)
        again = None if clashes else versions.reopened(scene.view, scene.seats.person)
        if again is not None and await scene.commit(again[0], scene.words(again[1])):
            clashes = versions.clashes(scene.view, scene.seats.person)
        if not clashes:
            self._page.say("No two versions of the same words wait for a choice.")
        elif await self._going.leave_step():
            self._page.go(ToConflict(scene.handle, scene.run, clashes[0]), self._chosen)

    def _chosen(self, words: object) -> None:
        self._show_anew()
        if words:
            self._page.say(str(words), "ok")

    async def do_erase_answers(self) -> None:
        """Raw answers of a round, the present step's first."""
        scene = self._scene
        if await self._going.leave_step():
            wanted = scene.step.erase or scene.step.id
            ref = wanted if "/" in wanted else f"{scene.method.method}/{wanted}"
            self._page.go(ToErase(scene.handle, scene.run, ref), self._back_from_erasing)

    def _back_from_erasing(self, _: object) -> None:
        self._scene.client.typed.reread()
        self._show_anew()

    async def do_set_aside(self) -> None:
        """Ask why what the step waits for is set aside; what was set aside is taken up again."""
        view = self._scene.step_view
        aside = work("what waits")(view.ctx) if view is not None else None
        if aside is None:
            self._page.say("Nothing of this step can be set aside.")
        elif aside.reason:
            await self._set_aside("")
        else:
            question = "Set aside what is open here. For which reason?"
            route = ToName(self._scene.handle, question, f"Open: {aside.what}", "set it aside", "why >")
            self._page.go(route, self._reasoned)

    def _reasoned(self, reason: object) -> None:
        if reason:
            self._page.do_later(self._set_aside, str(reason))

    async def _set_aside(self, reason: str) -> None:
        scene, view = self._scene, self._scene.step_view
        aside = work("what waits")(view.ctx) if view is not None else None
        if view is None or aside is None:
            return
        lacked = aside.key.startswith("need:")
        ops, message = work("set aside")(view.ctx, aside, reason)
        if await scene.commit(ops, scene.words(message)) and lacked:
            # What it lacked stood in its place.
            await self._going.open_at(walk.index(scene.run, scene.here.id))

    async def do_out(self) -> None:
        """Write the plan to a file."""
        if await self._going.leave_step():
            go_out(self._page, self._scene.handle, self._scene.run_now())

    async def do_find(self) -> None:
        """Find a card by its code or words."""
        self._page.go(ToFind(self._scene.handle, self._scene.run))

    async def do_note_parked(self) -> None:
        """Write down a thought that is not for now."""
        await self._going.open_beside(self._scene.view.book.shared.asides["later"])

    async def do_note_decision(self) -> None:
        """Write down what was decided, by whom and until when."""
        await self._going.open_beside(self._scene.view.book.shared.asides["decided"])

    async def do_move_card(self) -> None:
        """The card in focus to another list of its board."""
        if self._scene.step_view is not None:
            await self._scene.step_view.move_card()

    async def do_undo(self) -> None:
        """Take back the own last change."""
        await self._scene.keeping.undo()

    async def do_redo(self) -> None:
        """Bring it back."""
        await self._scene.keeping.undo(redo=True)
