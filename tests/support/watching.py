"""The real app in a real terminal, watching eight others type."""

from __future__ import annotations

import os
import re
import statistics
import sys
import threading
import time
from pathlib import Path

import crowd
from e2e_pty import Tty
from trust_kit import ROOT, library, make_store

from aligntui.engine.runs.start import start

COUNT = re.compile(r"STRENGTHS\s+inside\s+(\d+)")


def environment(home: Path, person: str = "Ines Calder") -> dict[str, str]:
    """A bare environment for the app."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "VIRTUAL_ENV")}
    return {
        **kept, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "TZ": "UTC",
        "ALIGNTUI_HOME": str(home), "ALIGNTUI_USER": person,
    }  # fmt: skip


def app(home: Path, *args: str, person: str = "Ines Calder", columns: int = 80, rows: int = 24) -> Tty:
    """The app on a pseudo-terminal."""
    argv = [sys.executable, "-m", "aligntui", *args]
    return Tty(argv, environment(home, person), columns=columns, rows=rows)


class Watcher:
    """Reads the screen in a thread and notes when the count of strengths grew."""

    def __init__(self, tty: Tty) -> None:
        self.tty = tty
        self.moments: list[tuple[float, int]] = []
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        last = -1
        while not self._stop.is_set():
            if not self.tty.read(0.02):
                continue
            moment = time.monotonic()
            found = COUNT.search(self.tty.text)
            if found is not None and int(found[1]) != last:
                last = int(found[1])
                self.moments.append((moment, last))

    def stop(self) -> None:
        """Read no more."""
        self._stop.set()
        self._thread.join()


def watched(
    folder: Path, *, people: int = 8, seconds: float = 6.0, pace: float = 1.0
) -> tuple[crowd.Seen, list[float]]:
    """Eight people type while the app watches: their figures, and the waits (s) until its screen said so."""
    store = make_store(folder, "Dot Okafor")
    handle, _ = start(store, library(), "swot/factors", title="Kiosk at the canal", solo=False)
    handle.close()
    with app(folder, "open", "kiosk") as tty:
        # The guide of a first step stands open over the lists.
        tty.until("GUIDE to this step")
        tty.send(b"\x07")
        tty.until("STRENGTHS")
        watcher = Watcher(tty)
        found = crowd.apart("typing", handle.path, people, seconds, pace)
        figures, made = crowd.Seen(**found["figures"]), found["made"]
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline and (not watcher.moments or watcher.moments[-1][1] < len(made)):
            time.sleep(0.05)
        watcher.stop()
    waits = []
    for number, moment in enumerate(sorted(made.values()), start=1):
        shown = next((at for at, count in watcher.moments if count >= number), None)
        waits.append(max(0.0, shown - moment) if shown is not None else float("inf"))
    return figures, waits


def said(waits: list[float]) -> str:
    """Figures of the screen."""
    cuts = statistics.quantiles(waits, n=100)
    return (
        f"on the screen of the real app {len(waits)} times: p50 {cuts[49] * 1000:.0f} ms, "
        f"p95 {cuts[94] * 1000:.0f} ms, max {max(waits) * 1000:.0f} ms"
    )
