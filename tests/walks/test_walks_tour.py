"""Every page, by every way into the app: each palette entry, `?`, window sizes, the mouse at a bad moment.

With ALIGNTUI_LONG=1 the tour goes on from each page that it meets; otherwise it ends with those one key or
one command away.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from walk_plan import LONG
from walk_scenes import Scene
from walk_tour import DEEP, KEYS, Tour

WAYS = ("home", "empty", "done", "step swot/factors")
"""Home with sessions and without any; a finished session and a step, opened from the command line."""
LEAST = 11 if LONG else 5
"""Pages that each way leads to."""
FIRST_MET = {
    "FirstRun": "empty",
    "Home": "home",
    "Chooser": "home",
    "TrashPage": "home",
    "Results": "done",
    "TracePage": "done",
    "FindPage": "done",
    "FindingsPage": "empty",
    "OutPage": "empty",
}
"""The way on which the windows of a page are tried; of all others it is the last one."""


@pytest.mark.parametrize("way", WAYS)
def test_each_entry_on_each_page_and_then_its_windows(
    way: str, print_figures: Callable[[object], None]
) -> None:
    tour = Tour(lambda: Scene(way))
    stops = list(tour.explore(DEEP if LONG else 1))
    assert len(stops) >= LEAST
    # A page draws itself alike, however one came: its windows and the mouse are tried once.
    for number, stop in enumerate(stop for stop in stops if way == FIRST_MET.get(stop.page, WAYS[-1])):
        tour.shake(stop)
        if LONG:
            tour.press(stop, number)
    print_figures(f"tour from {way}: {len(stops)} pages, {tour.trips} trips")


OVER = {
    "conflict": "ConflictPage",
    "blocked": "BlockedPage",
    "unsaved": "UnsavedPage",
    "next": "NamePage",
    "handing": "HandingPage",
    "sittings": "RunsPage",
}
"""Pages of two people, of a disk that fails, of a desk that is handed round, and of several sittings."""


@pytest.mark.parametrize("name", OVER)
def test_pages_that_one_person_at_a_whole_disk_never_meets(name: str) -> None:
    tour = Tour(lambda: Scene(f"over {name}"))
    first = next(tour.explore(DEEP))
    assert first.page == OVER[name]
    for way in first.offered + KEYS:
        tour.go(lambda walker, loop: None, [way])
    tour.shake(first)
    if LONG:
        tour.press(first, 0)
