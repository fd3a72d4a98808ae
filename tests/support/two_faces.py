"""One person in a step of a sample method, on the screen or in the line: the same intents, what each shows.

async for face in both(books, "probe/it", fill=filling()):
    await face.do("fill", item, "proof", "Counted")
    assert face.field("I1", "proof") == "Counted"
    face.shows("Counted")
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

from plain_line import plain_line
from playing import PERSON
from stage import Fill, Stage, stage

from aligntui.analysis.view import View
from aligntui.engine.kind import Intent, Offer, StepContext
from aligntui.engine.runs.walk import index
from aligntui.methods.library import Library
from aligntui.plain.face import PlainFace
from aligntui.plain.lines import sight_lines
from aligntui.session.model import Item

SIZE = (110, 40)
OTHERS = ("Tomasz Wren", "Dot Okafor", "Lily Marsh", "Priya Nair")
"""Who is here beside the one at the keys."""


class Face:
    """A face: intents in, the session and what one reads out."""

    name = ""

    async def do(self, verb: str, item: str = "", field: str = "", value: Any = None) -> None:
        """Do what an intent asks for; on and back leave the step."""
        raise NotImplementedError

    def text(self) -> str:
        """All that one reads now."""
        raise NotImplementedError

    @property
    def ctx(self) -> StepContext:
        """What the kind may know."""
        raise NotImplementedError

    @property
    def view(self) -> View:
        """The session as this person may see it."""
        return self.ctx.view

    @property
    def offers(self) -> list[Offer]:
        """What may be done now."""
        raise NotImplementedError

    @property
    def verbs(self) -> set[str]:
        """Verbs of that."""
        return {offer.verb for offer in self.offers}

    @property
    def here(self) -> str:
        """`method/step phase`."""
        return f"{self.ctx.place.step} {self.ctx.phase}".strip()

    def item(self, code: str) -> Item:
        """The item with this code."""
        found = self.view.find(code)
        assert found is not None, f"no {code}"
        return found

    def field(self, code: str, key: str) -> Any:
        """What a field of an item holds."""
        return self.view.value(self.item(code), key)

    def shows(self, pattern: str) -> bool:
        """Whether one reads this."""
        return re.search(pattern, self.text()) is not None


class Screen(Face):
    """The screen, large enough for all of a step."""

    name = "screen"

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    async def do(self, verb: str, item: str = "", field: str = "", value: Any = None) -> None:
        """As a key does."""
        s = self.stage
        if verb in ("go-on", "go-back"):
            await getattr(s.page.going, f"do_{verb.replace('-', '_')}")(*([value] if value else []))
        else:
            outcome = await s.step.perform(Intent(verb, item, field, value))
            if outcome is not None and outcome.leave == "on":
                await s.settle()
                await s.page.going.do_go_on()
        s.page.frame()
        await s.settle()

    def text(self) -> str:
        """The rows of the screen."""
        return "\n".join(self.stage.screen())

    @property
    def ctx(self) -> StepContext:
        """What the kind may know."""
        found: StepContext = self.stage.step.ctx
        return found

    @property
    def offers(self) -> list[Offer]:
        """What may be done now."""
        step = self.stage.step
        found: list[Offer] = step.kind.offers(step.ctx, step.state)
        return found


class Line(Face):
    """The plain line: what it has said since it began, and what stands there."""

    name = "line"

    def __init__(self, face: PlainFace, heard: list[str]) -> None:
        self.face, self.heard = face, heard

    async def do(self, verb: str, item: str = "", field: str = "", value: Any = None) -> None:
        """As a line does."""
        self.heard.clear()
        if verb in ("go-on", "go-back"):
            await self.face._walk(verb, str(value or ""))
        else:
            await self.face.play(Intent(verb, item, field, value))
        self.face.ask()

    def text(self) -> str:
        """What was said, and what stands there."""
        return "\n".join([*self.heard, *sight_lines(self.face.sight)])

    @property
    def ctx(self) -> StepContext:
        """What the kind may know."""
        return self.face.ctx

    @property
    def offers(self) -> list[Offer]:
        """What may be done now."""
        return self.face.offers


async def on_both(
    books: Library,
    at: str,
    fill: Fill,
    look: Callable[[Face], Awaitable[None]],
    *,
    people: int = 1,
    size: tuple[int, int] = SIZE,
) -> None:
    """Do the same in the same step of a like session, on one face and then on the other.

    Args:
        books: Where its method is.
        at: `method/step`.
        fill: What is there from the start.
        look: What is done there.
        people: How many are here; with one a person works alone.
        size: Columns and rows of the screen.
    """
    team = {PERSON, *OTHERS[: people - 1]} if people > 1 else set()
    method, solo = at.partition("/")[0], people == 1
    async with stage(method, at=at, books=books, fill=fill, size=size, solo=solo) as screen:
        if team:
            presence = screen.page.presence
            presence.meet = _stay  # type: ignore[method-assign]
            presence.company.names = team
            await screen.page.going.open_at(index(screen.page.scene.run, screen.page.scene.here.id))
            await screen.settle()
        await look(Screen(screen))
    async with plain_line(at, fill, books, solo=solo) as (face, heard):
        if team:
            face.meanwhile.company.names = team
            await face.show(None)
        await look(Line(face, heard))


async def _stay() -> None:
    """Nobody comes or goes."""
