"""Under which name one writes: asked where that is unclear, and changed for this sitting."""

from __future__ import annotations

from aligntui.engine.messages import said
from aligntui.store.permit import Deed
from aligntui.tui.navigation import put_question
from aligntui.tui.routes import ToName, ToWorkshop, page_of
from aligntui.tui.workshop.going import Going
from aligntui.tui.workshop.scene import Scene

OTHER = "other"
"""Key of the way that leads to another name."""


class Naming:
    """Who sits here. A line that was set up for one person has that one's name."""

    def __init__(self, scene: Scene, going: Going) -> None:
        self._scene, self._page, self._going = scene, scene.page, going

    def ask(self) -> None:
        """Ask who sits here where another window has the name too, or where nobody gave one.

        No list opens over words that are being typed, nor where one is alone: there it is said only.
        """
        scene, page = self._scene, self._page
        alone = scene.run.solo
        doubt = scene.company.doubt(named=scene.client.named, alone=alone)
        if doubt is None:
            return
        page.say(scene.words(doubt), doubt.tone)
        if alone or not page.may(Deed.BALLOTS) or (page.edit is not None and page.edit.words):
            return
        me = scene.company.me
        question, stays = (
            ("What are you called in this session?", f"go on as {me}, the name of this account")
            if doubt.id == "no-name"
            else (f"Another window here is {me}, too. Is it you?", "yes, both are mine: go on")
        )
        other = "give my name" if doubt.id == "no-name" else "no: I take another name for this sitting"
        put_question(page, question, (("", stays), (OTHER, other)), lambda _: self._ask_name())

    async def do_my_name(self) -> None:
        """Another name for this sitting."""
        self._ask_name()

    def _ask_name(self) -> None:
        note = "Drafts and ballots go with the name. Next time: aligntui open --as NAME"
        route = ToName(self._scene.handle, "Under which name do you write here?", note, "go on under it")
        self._page.go(route, lambda name: self._page.do_later(self._become, str(name)) if name else None)

    async def _become(self, name: str) -> None:
        """Stand in the same step as somebody else; what is being typed stays with the old name."""
        scene, app = self._scene, self._page.align
        if name == app.store.person or not (await self._going.leave_step() and self._page.may_leave()):
            return
        await scene.commit(scene.course.room.rename(name))
        await scene.keeping.closing()
        app.become(name)
        handle = app.store.open(scene.handle.ref)
        while len(app.screen_stack) > 1:
            await app.pop_screen()
        page = page_of(ToWorkshop(handle, scene.run_now(), scene.here.id))
        page.greet(scene.words(said("name-now", who=name)))
        await app.switch_screen(page)
