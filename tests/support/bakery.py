# ruff: noqa: E501 - tables read better in one line each
"""The Millrace session that screen tests look at, written through the store as a person would."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.pilot import Pilot

from aligntui.analysis.view import View
from aligntui.engine import edits
from aligntui.engine.books import book_of
from aligntui.engine.runs import start
from aligntui.methods.library import Library
from aligntui.session.model import Run
from aligntui.session.ops import Walk
from aligntui.settings import Settings
from aligntui.store.local.handle import Handle
from aligntui.store.local.repository import Store
from aligntui.tui.app import AlignApp
from aligntui.tui.page import Page
from aligntui.tui.widgets.canvas import Canvas
from aligntui.tui.widgets.inputs import EditLine

FACTORS: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "strengths": [
        ("36-hour sourdough sells out before noon", {"evidence": "till log: gone by 11:30 on 22 of 30 days", "grade": 3, "importance": 5}),
        ("Service people talk about", {"evidence": "4.8/5 over 612 public reviews", "grade": 3, "importance": 4}),
        ("Two local grain growers on fixed price", {"evidence": "contracts; cover 64% of flour", "grade": 3, "importance": 3}),
    ],
    "weaknesses": [
        ("Only 2 of 6 bakers certified for the deck oven", {"evidence": "training log", "grade": 3, "importance": 5}),
        ("We speak to our old customers only", {"evidence": "83% of members live in 2 of 7 sectors", "grade": 3, "importance": 4}),
    ],
    "opportunities": [
        ("420 new homes at Canal Quarter", {"evidence": "council list, Sep 2026", "grade": 4, "importance": 4}),
        ("Customers want to order ahead", {"evidence": "44% of 214 asked would pre-order", "grade": 3, "importance": 4}),
    ],
    "threats": [
        ("Supermarket bakery opens on the ring road", {"evidence": "planning notice", "grade": 4, "importance": 4}),
        ("Energy contract ends 30 Jun 2027", {"evidence": "three quotes, +28% on average", "grade": 3, "importance": 3}),
    ],
}  # fmt: skip
STRATEGIES = [
    ("WO1", "WO", "Certify four more bakers with the grant", ["W1", "O1"], "yes"),
    ("SO1", "SO", "Start a weekend bread club with pre-order", ["S1", "O2"], "yes"),
    ("ST1", "ST", "Stand for slow bread instead of cheap bread", ["S1", "T1"], "yes"),
]
OBJECTIVES = [
    ("Have enough people for the deck oven", {"measure": "bakers certified", "unit": "bakers", "better": "up", "baseline": "2", "target": "6", "start": "2027-01-01", "due": "2027-04-30"}, "Sofia Brandt", ["WO1"]),
    ("Win paying members for the bread club", {"measure": "members", "unit": "members", "better": "up", "baseline": "0", "target": "300", "start": "2027-01-01", "due": "2027-09-30"}, "Callum Ives", ["SO1"]),
    ("Improve our Instagram presence", {}, "", []),
]  # fmt: skip


def millrace(store: Store, library: Library, name: str = "agenda:solo-90") -> tuple[Handle, Run]:
    """A session with factors, three strategies taken on and three objectives, one of them poor."""
    handle, run = start.start(store, library, name, title="Millrace 2027", solo=True)

    def view() -> View:
        return View(handle.session, book_of(handle.session))

    def add(collection: str, text: str, fields: dict[str, Any] | None = None) -> str:
        item, ops = edits.add(
            view(), store.new_id, collection, text, fields, by=store.person, at=store.clock()
        )
        handle.apply(ops, f"{collection} kept", run.id)
        return item.id

    people = {name: add("people", name) for name in ("Ines Calder", "Sofia Brandt", "Callum Ives")}
    for collection, items in FACTORS.items():
        for text, fields in items:
            add(collection, text, fields)
    for _, cell, text, cites, live in STRATEGIES:
        targets = [item.id for code in cites if (item := view().find(code)) is not None]
        add("strategies", text, {"cell": cell, "live": live, "cites": targets, "impact": 5, "effort": 2})
    goal = add(
        "goals",
        "Best-loved in town",
        {"measure": "weekly reach", "unit": "%", "baseline": "14", "target": "30", "due": "2029-12-31"},
    )
    for text, fields, owner, sources in OBJECTIVES:
        given = dict(fields)
        if owner:
            given.update(owner=people[owner], parent=goal)
        given["from"] = [item.id for code in sources if (item := view().find(code)) is not None]
        add("objectives", text, given)
    statement = view().record("statement")
    for key, words in {
        "objective": "Reach 30% of Fellbridge households every week by 31 December 2029",
        "scope": "selling slow-fermented, traceable bread by counter and pre-order within eight miles",
        "advantage": "made and served by people who know their customers",
    }.items():
        handle.apply(edits.put(view(), statement, key, words), "kept", run.id)
    close = view().record("close")
    handle.apply(edits.put(view(), close, "review", "2027-02-26"), "kept", run.id)
    return handle, handle.session.runs[run.id]


def done(handle: Handle, run: Run, *states: str) -> Run:
    """Walk the first steps of a run to these states."""
    for step, state in zip(run.steps, states, strict=False):
        handle.apply([Walk(run=run.id, step=step.id, field="state", was=step.state, to=state)], "", run.id)
    return handle.session.runs[run.id]


class Ticks:
    """Seconds for the burst guard: a person who types slowly."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 1.0
        return self.now


def app_for(
    store: Store, library: Library, opening: Callable[[AlignApp], Page], settings: Settings | None = None
) -> AlignApp:
    """The app on a store, without the rests that a person needs."""
    app = AlignApp(store, library, settings or Settings(), opening, now=store.clock, new_id=store.new_id)
    app.clock = Ticks()
    return app


def screen_text(app: AlignApp) -> list[str]:
    """The rows on the terminal."""
    strips = app.screen._compositor.render_strips(app.screen.size)
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


def said_below(app: AlignApp) -> str:
    """What stands above the keys, where a message has its rows."""
    return " ".join(" ".join(screen_text(app)[-4:-1]).split())


def cursor_astray(app: AlignApp) -> str:
    """What is wrong with the place of the terminal's own cursor: it belongs on what has the focus."""
    with app._context():
        page, cursor = app.screen, app.cursor_position
        focused = page.focused
        if not isinstance(page, Page) or page.too_small:
            return ""
        if focused is None:
            # A form that one has left for the letters of commands: beside the field that is marked.
            return "" if cursor == page.resting_cell else f"{cursor}, and nothing has the focus"
        # Behind the last letter of a full line the cursor stands on the cell beside it.
        place = focused.region.grow((0, isinstance(focused, EditLine), 0, 0))
        if not place.contains_point(cursor):
            return f"{cursor} is not in {focused!r} at {focused.region}"
        if not isinstance(focused, Canvas):
            return "" if isinstance(focused, EditLine) else f"{focused!r} has the focus"
        rows = focused.rows[: focused.size.height]
        marked = [y for y, row in enumerate(rows) if any(role.endswith("@focus") for _, role in row)]
        wanted = marked or [y for y, row in enumerate(rows) if "".join(text for text, _ in row).strip()]
        row = cursor.y - focused.region.y
        return "" if row in (wanted or [0]) else f"row {row} of {focused!r}, not on one of {wanted}"


async def until(pilot: Pilot[int], holds: Callable[[], bool]) -> None:
    """Wait for what comes after a rest or from another process; a slow machine gets its time."""
    for _ in range(400):
        if holds():
            return
        await pilot.pause(0.025)
    assert holds()


async def steady(pilot: Pilot[int], app: AlignApp) -> list[str]:
    """The rows on the terminal once they have stopped changing."""
    shown, before = screen_text(app), []
    while shown != before:
        await pilot.pause(0.3)
        shown, before = screen_text(app), shown
    return shown
