"""What is measured. Each measurement gives one round's figures; rounds are taken in turn."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import yaml

from aligntui.analysis import checks
from aligntui.analysis.view import View
from aligntui.engine import edits
from aligntui.engine.books import book_of
from aligntui.engine.runs.walk import latest_run
from aligntui.exchange.registry import formats
from aligntui.store.local.handle import Handle
from benchmarks import raw
from benchmarks.sessions import Bench
from benchmarks.terminal import Burst, Terminal

ROOT = Path(__file__).resolve().parent.parent
LETTERS = "good bread"
"""Typed one by one."""
COLD = 2
"""Letters that warm a line up and do not count."""
TABS = 6
STANDS = {"large": "swot/scope", "board": "swot/factors"}
"""Step on which the large session opens: its form, and the board on which its cards are."""

Round = dict[str, float]
"""Figure -> value in one round: `first.home.ms`."""


@dataclass(frozen=True)
class Places:
    """What the measurements work on."""

    bench: Bench
    env: dict[str, str]
    typing: str
    large: Path
    many: Path


def places(home: Path) -> Places:
    """Make the sessions and the environment."""
    bench = Bench(home)
    bench.small()
    large = bench.large()
    # The home list shows twenty: the others live in a home of their own.
    apart = Bench(home / "apart")
    typing = apart.typing()
    moved = apart.home / large.name
    for path in home.glob(f"{large.name.removesuffix('.json')}*"):
        path.rename(apart.home / path.name)
    return Places(apart, environment(home), typing, moved, apart.many())


def environment(home: Path) -> dict[str, str]:
    """What a program of ours finds around it when it works in a home of its own."""
    keep = ("PATH", "LANG", "LC_ALL", "PYTHONPATH", "VIRTUAL_ENV", "LD_LIBRARY_PATH")
    env = {key: value for key, value in os.environ.items() if key in keep}
    env |= {
        "HOME": str(home),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "TZ": "UTC",
        "ALIGNTUI_HOME": str(home),
        "ALIGNTUI_USER": "Ines Calder",
    }
    env.setdefault("LANG", "C.UTF-8")
    return env


def _ours(at: Places, *arguments: str, apart: bool = False) -> Terminal:
    env = at.env | ({"ALIGNTUI_HOME": str(at.bench.home)} if apart else {})
    return Terminal([sys.executable, "-m", "aligntui", *arguments], env, ROOT)


def _bare(at: Places, which: str) -> Terminal:
    return Terminal([sys.executable, str(ROOT / "benchmarks" / "bare.py"), which], at.env, ROOT)


def first_screens(at: Places) -> Round:
    """From the start of the process to a screen one can use, and to all of it."""
    found: Round = {}
    programs: dict[str, tuple[str, Callable[[], Terminal]]] = {
        "bare": ("ready", lambda: _bare(at, "text")),
        "home": ("commands", lambda: _ours(at)),
        "step": ("commands", lambda: _ours(at, "open", at.typing, apart=True)),
        "large": ("commands", lambda: _ours(at, "open", str(at.large), apart=True)),
        "board": ("commands", lambda: _ours(at, "open", str(at.large), apart=True)),
    }
    for name, (words, start) in programs.items():
        if name in STANDS:
            # One goes on where one stood, and the round before stood elsewhere.
            at.bench.stand(at.large, STANDS[name])
        with start() as terminal:
            terminal.settle(words)
            # The key line is painted last.
            found[f"first.{name}.ms"] = terminal.shown(words)
            found[f"whole.{name}.ms"] = terminal.complete()
            found[f"first.{name}.bytes"] = float(terminal.written())
            if name == "home":
                found["idle.home.bytes"] = float(terminal.idle(1.0))
    return found


def keys(at: Places) -> Round:
    """Tab, a letter in a line, a letter in a text area: bare and ours, key by key in turn."""
    # A session of its own each time: one that was left with half a line opens on another screen.
    fresh = at.bench.typing()
    with _bare(at, "fields") as bare, _ours(at, "open", fresh, apart=True) as ours:
        bare.settle("first")
        ours.settle("commands")
        pair = {"bare": bare, "ours": ours}

        def pressed(keys: Sequence[str]) -> dict[str, list[Burst]]:
            found: dict[str, list[Burst]] = {name: [] for name in pair}
            for key in keys:
                for name, terminal in pair.items():
                    found[name].append(terminal.press(key))
            return found

        line = pressed(LETTERS)
        tabs = pressed(["tab", "shift+tab"] * (TABS // 2))
        pressed(["tab", "tab"])
        area = pressed(LETTERS)
    figures: Round = {}
    for what, bursts, cold in (("tab", tabs, 0), ("line", line, COLD), ("area", area, COLD)):
        for name, several in bursts.items():
            # Whatever else the machine does only ever adds: the quickest press is the key's own cost.
            figures[f"{what}.{name}.ms"] = min(b.ms for b in several[cold:])
            figures[f"{what}.{name}.bytes"] = median(b.bytes for b in several[cold:])
    return figures


def help_text(at: Places) -> Round:
    """`--help` against an interpreter that does nothing."""
    found: Round = {}
    for name, command in (("bare", ["-c", "pass"]), ("ours", ["-m", "aligntui", "--help"])):
        begun = time.perf_counter()
        subprocess.run(
            [sys.executable, *command], cwd=ROOT, env=at.env, check=True, stdout=subprocess.DEVNULL
        )
        found[f"help.{name}.ms"] = (time.perf_counter() - begun) * 1000
    return found


def _opened(at: Places) -> Handle:
    """The session of all methods, with what they ask: as much as any step of it takes to open."""
    handle: Handle = at.bench.store.open(at.many)
    View(handle.session, book_of(handle.session)).items(*book_of(handle.session).collections)
    return handle


def store(at: Places) -> Round:
    """Open the large session, change one thing in it, bring it out; and the raw twins of all three."""
    found: Round = {}

    def timed(name: str, job: Callable[[], Any]) -> Any:
        begun = time.perf_counter()
        result = job()
        found[f"{name}.ms"] = (time.perf_counter() - begun) * 1000
        return result

    data = timed("open.raw", lambda: raw.read(at.large))
    handle: Handle = timed("open.ours", lambda: at.bench.store.open(at.large))
    try:
        copy = at.large.with_name("raw-copy.txt")
        timed("change.raw", lambda: raw.replace(copy, data))
        view = View(handle.session, book_of(handle.session))
        item = view.items("strengths")[7]
        words = f"Sells out before noon, said at {at.bench.clock()}"
        timed("change.ours", lambda: handle.apply(edits.put(view, item, "text", words), note="kept"))
        run = latest_run(handle.session)
        fresh = View(handle.session, view.book, run.as_of if run is not None else "")
        text = timed("export.ours", lambda: formats(view.book)["yaml"].write(fresh))
    finally:
        handle.close()
    # The first times read methods and import the functions that they name: what a key costs comes after it.
    for _ in range(2):
        _opened(at).close()
    many: Handle = timed("findings.raw", lambda: _opened(at))
    try:
        for _ in range(3):
            fresh = View(many.session, book_of(many.session))
            timed("findings.ours", partial(checks.everything, fresh))
    finally:
        many.close()
    plain = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    timed("export.raw", lambda: raw.dump(plain))
    found["size.session"] = at.large.stat().st_size / 1e6
    found["size.export"] = len(text.encode()) / 1e6
    return found
