"""One script of intents through both faces: a screen and a plain line, each on a session of its own."""

from __future__ import annotations

import json
import random
import re
import tempfile
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import msgspec
from case_session import millrace
from in_memory import scratch
from msgspec.structs import replace
from stage import Stage, make_store, shared_library, stage

from aligntui.engine.client.client import Client
from aligntui.engine.entry import filling
from aligntui.engine.kind import Intent, Offer
from aligntui.engine.rounds.seats import Seats
from aligntui.engine.runs.start import start
from aligntui.plain.face import PlainFace
from aligntui.plain.lines import find_in, name_of
from aligntui.plain.orders import ORDERS
from aligntui.plain.turn import VALUES, asked, command_of, read
from aligntui.session.model import Session
from aligntui.session.ops import Walk
from aligntui.tui.kinds.base import KindView
from aligntui.tui.kinds.editors import show_anew

WORDS = (
    "Bake more",
    "one",
    "Sourdough sells out by noon",
    "/half price",
    "-",
    "Ünïcode 漢字",
    "",
    "30",
    "1 Feb 27",
    "yes",
)
LEFT_OUT = ("why", "next-person", "open", "write-missing")
"""Verbs that lead to pages of the screen, or to another step: they have tests of their own."""
TABLES = ("items", "records", "links", "rounds", "ballots", "waivers", "runs")
TIMES = ("at", "since", "rev", "used", "started", "began", "ended", "date", "changed", "by")


class Twins:
    """A screen and a plain line in the same step of like sessions."""

    def __init__(self, screen: Stage, face: PlainFace, heard: list[str]) -> None:
        self.screen, self.face, self.heard = screen, face, heard
        self._texts: dict[int, tuple[Any, str]] = {}
        self._compared: tuple[Session, Session] | None = None

    @property
    def offers(self) -> tuple[list[Offer], list[Offer]]:
        """What each face offers now."""
        view, face = self.screen.step, self.face
        return view.kind.offers(view.ctx, view.state), face.live.kind.offers(face.ctx, face.live.state)

    def ids(self) -> dict[str, str]:
        """Id of an item on the plain line -> the same item on the screen."""
        theirs, ours = self.face.client.handle.session, self.screen.handle.session
        return dict(zip(theirs.items, ours.items, strict=True))

    def over(self, words: str) -> str:
        """An id, or several in one word, as the screen has them."""
        ids = self.ids()
        return re.sub(r"[0-9a-z_]+", lambda match: ids.get(match[0], match[0]), words)

    async def both(self, offer: Offer, value: Any) -> None:
        """Do what is offered on both faces."""
        line = self.line(offer, value)
        sight = self.face.sight
        intent = read(
            line,
            self.offers[1],
            ORDERS,
            lambda words: find_in(sight, words),
        )
        assert isinstance(intent, Intent), f"{line!r} for {offer}: {intent}"
        assert (intent.verb, intent.field) == (offer.verb, offer.field or intent.field), (
            f"{line!r} for {offer}"
        )
        same = replace(intent, item=self.over(intent.item))
        if same.verb in ("go-on", "go-back"):
            await self._forget_retyped()
        await self.face.answer(line)
        page = self.screen.page
        if same.verb == "go-on":
            await page.going.do_go_on()
        elif same.verb == "go-back":
            await page.going.do_go_back()
        else:
            outcome = await self.screen.step.perform(same)
            self._retype()
            if outcome is not None and outcome.leave == "on":
                # As Enter does, and the plain line; what stands in the lines now is known first.
                await self.screen.settle()
                await page.going.do_go_on()
        while self.screen.app.screen is not page:
            self.screen.app.pop_screen()

    def _retype(self) -> None:
        """Have in the lines of the screen what is kept, as if it had been typed there."""
        step = self.screen.step
        opened = getattr(step, "opened", None)
        for form in (getattr(step, "form", None), getattr(opened, "form", None)):
            for slot in form.slots if form is not None and form.is_mounted else []:
                item = filling.item_of(form.fills.ctx, form.filling)
                show_anew(slot, step.view.value(item, slot.key), step.view, item)

    async def _forget_retyped(self) -> None:
        """What `_retype` put into lines is nothing that somebody typed and that would open them again."""
        await self.screen.settle()
        typed = self.screen.page.scene.client.typed
        for place in typed.below(""):
            typed.put(place, "")

    async def undo(self) -> None:
        """Take back the last change on both."""
        await self.face.answer("/undo")
        await self.screen.page.keeping.undo()
        self._retype()
        while self.screen.app.screen is not self.screen.page:
            self.screen.app.pop_screen()

    async def come_to(self, ref: str) -> None:
        """Have come to a step (`method/step`), and stand where one stood."""
        for handle in (self.screen.handle, self.face.client.handle):
            every = ((run, step) for run in handle.session.runs.values() for step in run.steps)
            run, place = next((run, step) for run, step in every if step.step == ref)
            handle.apply([Walk(run=run.id, step=place.id, field="state", was=place.state, to="begun")])
        await self.screen.poll()
        self.face.client.take_snapshot()

    def line(self, offer: Offer, value: Any) -> str:
        """The line by which an offer is taken on the plain line."""
        offers, sight = self.offers[1], self.face.sight
        wanted = asked(offers)
        words = str(value)
        if wanted is not None and wanted == offer:
            return f"/{words}" if words.startswith("/") else words
        several = len({one.field for one in offers if one.verb == offer.verb}) > 1
        numbers = {row.id: str(n) for n, row in enumerate(sight.rows, start=1)}
        item = offer.item if offer.takes != "item" else words
        code = name_of(sight, item)
        if code and find_in(sight, code) != item:
            code = numbers.get(item, "")
        parts = [command_of(offer.verb), offer.field if several else "", code if item else ""]
        if offer.takes in ("choice", "choices"):
            keys = [key for key, _ in offer.choices]
            parts.append(str(keys.index(words) + 1) if words in keys else words)
        elif offer.takes in VALUES:
            parts.append(words)
        return " ".join(part for part in parts if part)

    def same(self, done: Sequence[str] = ()) -> None:
        """Both faces stand at the same place, offer the same, and hold the same session."""
        after = "\n".join(["after", *done[-6:]])
        page, work = self.screen.page, self.face.workshop
        assert (page.scene.here.step, page.scene.here.phase) == (work.place.step, work.place.phase), after
        self._same_sessions(after)
        offers, others = self.offers
        assert [shape(o) for o in offers] == [shape(o) for o in others], after

    def _same_sessions(self, after: str) -> None:
        sessions = self.screen.handle.session, self.face.client.handle.session
        before = self._compared
        if before is not None and all(one is other for one, other in zip(sessions, before, strict=True)):
            return
        ours, theirs = (canon(session, self._texts) for session in sessions)
        if ours != theirs:
            at = next((n for n, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), len(ours))
            part = slice(max(0, at - 200), at + 80)
            raise AssertionError(f"{after}\n{ours[part]}\n{theirs[part]}")
        self._compared = sessions


def shape(offer: Offer) -> tuple[Any, ...]:
    """An offer without ids."""
    return (offer.verb, offer.field, offer.takes, len(offer.choices), offer.low, offer.high)


def canon(session: Session, texts: dict[int, tuple[Any, str]]) -> str:
    """What a session holds, ids by their order and without times.

    Args:
        session: The session.
        texts: Rows by their identity, with their text: a change leaves most rows what they were.
    """
    lines = []
    for table in TABLES:
        for key, row in getattr(session, table).items():
            known = texts.get(id(row))
            if known is None:
                plain = json.dumps(_timeless(msgspec.to_builtins(row)), ensure_ascii=False)
                known = texts[id(row)] = (row, plain)
            lines.append(f"{table} {key} {known[1]}")
    names = {str(ballot.by): f"mark{n}" for n, ballot in enumerate(session.ballots.values())}
    ids = [*session.items, *session.rounds, *session.ballots, *session.runs]
    names.update((one, f"#{n}") for n, one in enumerate(ids))
    for run in session.runs.values():
        names.update((step.id, f"{names[run.id]}.{n}") for n, step in enumerate(run.steps))
    return re.sub(
        r"[0-9a-z]{8,16}|[a-z]{1,3}\d+", lambda match: names.get(match[0], match[0]), "\n".join(lines)
    )


def _timeless(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _timeless(one) for key, one in value.items() if key not in TIMES}
    return [_timeless(one) for one in value] if isinstance(value, list) else value


@asynccontextmanager
async def twins(
    at: str, *, phase: str = "", without: Collection[str] = (), name: str = ""
) -> AsyncIterator[Twins]:
    """Both faces at one step of the Millrace case, of its method's run or another, alone."""
    method, fill = name or at.partition("/")[0], millrace(without=without)
    async with stage(method, at=at, fill=fill, phase=phase) as screen:
        with tempfile.TemporaryDirectory(prefix="twin-", dir=scratch()) as folder:
            store = make_store(Path(folder))
            books = shared_library()
            handle, run = start(store, books, method, title="Millrace 2027", solo=True)
            fill(store, handle)

            async def do(work: Any, *args: Any) -> Any:
                return work(*args)

            client = Client(handle, lambda: store, do, run=lambda: handle.session.runs[run.id])
            heard: list[str] = []
            face = PlainFace(
                client, run, Seats(client, keeps_lines=True), books, store.new_id, store.clock, heard.append
            )
            await face.begin(next(step.id for step in run.steps if step.step == at))
            yield Twins(screen, face, heard)


async def wander(pair: Twins, dice: random.Random, times: int) -> None:
    """So many random intents; after each both faces are the same."""
    done: list[str] = []
    for _ in range(times):
        if not isinstance(pair.screen.step, KindView):
            return
        pair.same(done)
        if dice.random() < 0.05:
            done.append("undo")
            await pair.undo()
        else:
            offer, value = chosen(pair, dice)
            done.append(f"{pair.face.workshop.place.step}: {offer.verb} {offer.item} {offer.field} {value}")
            await pair.both(offer, value)


def chosen(pair: Twins, dice: random.Random) -> tuple[Offer, Any]:
    """Something that is offered, with a value that may be wrong."""
    rows = [row for row in pair.face.sight.rows if row.id]
    offers = [o for o in pair.offers[1] if o.verb not in LEFT_OUT and (rows or o.takes != "item")]
    offers = [o for o in offers if o.choices or o.takes not in ("choice", "choices")]
    verbs = sorted({offer.verb for offer in offers})
    if dice.random() < 0.8 and len(verbs) > 2:
        verbs = [verb for verb in verbs if verb not in ("go-on", "go-back")] or verbs
    verb = dice.choice(verbs)
    offer = dice.choice([offer for offer in offers if offer.verb == verb])
    return offer, _value(offer, pair, dice)


def _value(offer: Offer, pair: Twins, dice: random.Random) -> Any:
    rows: Sequence[Any] = [row for row in pair.face.sight.rows if row.id]
    match offer.takes:
        case "scale" | "number":
            low, high = (
                offer.low if offer.low is not None else 0,
                offer.high if offer.high is not None else 100,
            )
            return dice.randint(low - 1, high + 1)
        case "choice" | "choices":
            return dice.choice(offer.choices)[0] if offer.choices else "1"
        case "item":
            return dice.choice(rows).id
    return dice.choice(WORDS)
