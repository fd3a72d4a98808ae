"""Under which name one writes: asked where that is unclear, and changed for this sitting."""

from __future__ import annotations

from aligntui.engine.messages import Message, said
from aligntui.engine.people import known_names
from aligntui.engine.rounds.announcing import come_in
from aligntui.engine.runs import walk
from aligntui.store.permit import Deed
from aligntui.tui.navigation import put_question, stand_alone
from aligntui.tui.routes import ToName, ToWorkshop, page_of
from aligntui.tui.workshop.going import Going
from aligntui.tui.workshop.scene import Scene

OTHER, MINE = "other", "mine"
"""Keys of the ways that lead to another name, and to the answers of the own one."""
AS = "as "
"""Key of the way that takes a name which wrote here before: the name stands behind it."""


class Naming:
    """Who sits here. A line that was set up for one person has that one's name."""

    def __init__(self, scene: Scene, going: Going) -> None:
        self._scene, self._page, self._going = scene, scene.page, going

    @property
    def _doubt(self) -> Message | None:
        """Why it is unclear who sits here."""
        scene = self._scene
        return scene.company.doubt(named=scene.client.named, alone=scene.run.solo)

    def ask(self) -> None:
        """Ask who sits here where another window has the name too, or where nobody gave one.

        No list opens over words that are being typed, nor where one is alone: there it is said only.
        """
        scene, page, doubt = self._scene, self._page, self._doubt
        if doubt is None:
            return
        covered = scene.seats.no_ballot("") if scene.seats.covered else None
        # It takes the row of how the others come in, which is said behind it.
        how = come_in(scene.course.room, scene.run, scene.view) if doubt.id == "no-name" else None
        page.say(f"{scene.words(covered or doubt)} {scene.words(how)}".strip(), doubt.tone)
        if scene.run.solo or not page.may(Deed.BALLOTS) or self._is_typing():
            return
        if covered is not None:
            self._ask_which(scene.seats.covered)
        elif doubt.id == "no-name":
            names = known_names(scene.view, scene.company.names)
            ways = [(f"{AS}{name}", f"I am {name}, who was here before") for name in names]
            ways.append(("", f"go on as {scene.company.me}, the name of this account"))
            ways.append((OTHER, "give another name" if names else "give my name"))
            put_question(page, "What are you called in this session?", ways, self._choose_name)

    def _is_typing(self) -> bool:
        """Whether words stand in the line in focus that are not those one came to."""
        edit = self._page.edit
        return edit is not None and edit.is_touched

    async def _choose_name(self, way: str) -> None:
        if way == OTHER:
            self._ask_name()
        else:
            await self._become(way.removeprefix(AS))

    def _ask_which(self, name: str) -> None:
        ways = (
            ("", "not now: no answers are shown, and none given"),
            (MINE, "yes, both are mine: show my answers"),
            (OTHER, "no: I take another name for this sitting"),
        )
        put_question(self._page, f"Another window here is {name}, too. Is it you?", ways, self._choose)

    async def _choose(self, way: str) -> None:
        if way == OTHER:
            self._ask_name()
            return
        scene = self._scene
        scene.seats.uncover()
        # What the step knew of the own answers, cards and words is asked anew.
        await self._going.open_at(walk.index(scene.run, scene.here.id), scene.here.phase)

    def cover(self) -> None:
        """Cover the answers until it is known who sits here."""
        self._scene.seats.cover(self._doubt, alone=self._scene.run.solo)

    async def do_my_name(self) -> None:
        """Another name for this sitting; or that the other window is the own one, too."""
        if name := self._scene.seats.covered:
            self._ask_which(name)
        else:
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
        which = "name-now-typed" if scene.client.drafts.all() else "name-now"
        await scene.commit(scene.course.room.rename(name))
        await scene.keeping.closing()
        scene.company.leave()
        app.become(name)
        handle = app.store.open(scene.handle.ref)
        page = page_of(ToWorkshop(handle, scene.run_now(), scene.here.id))
        page.greet(scene.words(said(which, who=name)))
        await stand_alone(app, page)
