"""What every test stands on: a home of its own, a clock and ids that are the same in every run."""

from __future__ import annotations

import functools
import gc
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import hypothesis
import own_time
import pytest
from in_memory import scratch
from own_time import OwnTimeLoop

# The same examples in every run, however slow the machine is; HYPOTHESIS_PROFILE=explore looks for new ones.
hypothesis.settings.register_profile("same", derandomize=True, database=None, deadline=None)
hypothesis.settings.register_profile("explore", derandomize=False, deadline=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

if TYPE_CHECKING:
    from aligntui.store.local.repository import Store

ROOM = 1 << 30
"""Bytes of memory that must be free for the folders of tests to lie in it."""
FIGURES = "figures"
"""Property of a test's report that holds what it measured."""


class Clock:
    """Local time as ISO text. Each look moves it on by one second; `forward` moves it on by more."""

    def __init__(self, start: str = "2026-11-21T14:00:00") -> None:
        self.now = datetime.fromisoformat(start)

    def __call__(self) -> str:
        said = self.now.isoformat(timespec="seconds")
        self.now += timedelta(seconds=1)
        return said

    def forward(self, **span: float) -> None:
        """`forward(minutes=10)`, `forward(days=1)`."""
        self.now += timedelta(**span)


class NewId:
    """Ids that look random and are not: the n-th one is always the same, and none comes twice."""

    def __init__(self) -> None:
        self.n = 0

    def __call__(self) -> str:
        self.n += 1
        return f"{self.n * 2654435761 % 2**32:08x}"


def pytest_configure(config: pytest.Config) -> None:
    """Folders of tests lie in memory, where there is room: they write and sync thousands of small files.

    What a disk does that fails, fills up or loses its power is asked of one that the tests make themselves.
    """
    room = scratch()
    if room is None or config.option.basetemp is not None or shutil.disk_usage(room).free < ROOM:
        return
    # Some tests put programs there and run them.
    if not os.statvfs(room).f_flag & os.ST_NOEXEC:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", room)


def pytest_xdist_auto_num_workers() -> int:
    """One process more than there are cores: while one waits for a terminal to be quiet, the others work."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (cores or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Walks take longest: they begin first, so that no process works on alone at the end."""
    items.sort(key=lambda item: item.path.parent.name != "walks")


def pytest_collection_finish() -> None:
    """What is imported and collected by now stays to the end: the collector looks at it no more."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture(scope="session", autouse=True)
def styles_once() -> Iterator[None]:
    """Styles are read once a process and theme: all apps have the same ones."""
    from textual.css.stylesheet import Stylesheet

    read, known = Stylesheet._parse_rules, dict[object, list[Any]]()

    def rules(sheet: Stylesheet, css: str, read_from: Any, **how: Any) -> list[Any]:
        key = (css, read_from, *how.items(), *sheet._variables.items())
        if key not in known:
            known[key] = read(sheet, css, read_from, **how)
        return known[key]

    with patch.object(Stylesheet, "_parse_rules", rules):
        yield


@pytest.fixture(scope="session", autouse=True)
def shipped_once() -> Iterator[None]:
    """What a book of a test's own takes from the built-in definitions is read once a process."""
    from aligntui.methods import built_in

    with patch.object(built_in, "Library", functools.cache(built_in.Library)):
        yield


def pytest_asyncio_loop_factories() -> dict[str, type[OwnTimeLoop]]:
    """Time of tests that await is their own: no timer of the app fires because a machine is busy."""
    return {"own time": OwnTimeLoop}


@pytest.fixture(scope="session", autouse=True)
def time_is_of_the_loop() -> Iterator[None]:
    """The app and its pilots go by the time of the loop."""
    with own_time.held():
        yield


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty ALIGNTUI_HOME, and an environment in which nothing depends on who runs the tests."""
    folder = tmp_path / "home"
    monkeypatch.setenv("ALIGNTUI_HOME", str(folder))
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("ALIGNTUI_USER", "COLORTERM", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture
def print_figures(record_property: Callable[[str, object], None]) -> Callable[[object], None]:
    """Print what a test has measured, after all tests: `print_figures("0 of 1,000 lost")`."""
    return lambda figures: record_property(FIGURES, str(figures))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Figures come here from whichever process has run the test."""
    every = [report for reports in terminalreporter.stats.values() for report in reports]
    # Warnings and tests that were left out report nothing measured.
    called = [one for one in every if isinstance(one, pytest.TestReport) and one.when == "call"]
    for name, figures in (pair for report in called for pair in report.user_properties):
        if name == FIGURES:
            terminalreporter.write_line(f"  {figures}")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def new_id() -> NewId:
    return NewId()


@pytest.fixture
def make_store(home: Path, clock: Clock, new_id: NewId) -> Callable[..., Store]:
    """Stores on the same folders for several people: `make_store("Dot Okafor")`."""
    from aligntui.store.local.repository import Store

    def make(person: str = "Ines Calder", *, timeout: float = 10.0) -> Store:
        return Store(home, home / "state", clock=clock, new_id=new_id, person=person, timeout=timeout)

    return make


@pytest.fixture
def store(make_store: Callable[..., Store]) -> Store:
    """The store of one person in an empty home."""
    return make_store()
