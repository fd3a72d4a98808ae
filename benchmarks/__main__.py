"""`python -m benchmarks`: measure, and print a table. `--json` for a script, `--strict` for a gate."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from statistics import median

from benchmarks import measure
from benchmarks.measure import Places, Round

LINES: tuple[tuple[str, str, str, float | None, bool], ...] = (
    ("first screen, home with 20 sessions", "first.home", "first.bare", 1.5, True),
    ("  with what the focused one holds", "whole.home", "whole.bare", None, False),
    ("first screen, a step", "first.step", "first.bare", 1.3, True),
    ("first screen, session of 2,000 items", "first.large", "first.bare", 1.4, True),
    ("  on the board of its 2,000 cards", "first.board", "first.bare", None, True),
    ("focus move in a form", "tab.ours", "tab.bare", 1.3, True),
    ("a letter in a line", "line.ours", "line.bare", 1.3, True),
    ("a letter in a text area", "area.ours", "area.bare", 1.3, True),
    ("--help", "help.ours", "help.bare", None, False),
    ("open 2,000 items, 20,000 answers", "open.ours", "open.raw", None, False),
    ("one durable change in it", "change.ours", "change.raw", None, False),
    ("all findings, every method begun", "findings.ours", "findings.raw", None, False),
    ("export it as YAML", "export.ours", "export.raw", None, False),
)
"""What is said, our figure, what it is compared with, the highest ratio we accept, whether it has bytes."""


def main() -> int:
    """Measure and say. Returns the exit code."""
    options = _options()
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="aligntui-benchmarks-") as folder:
        at = measure.places(Path(folder))
        rounds = _rounds(at, options.rounds, options.seconds, begun)
    found = {key: median(one[key] for one in rounds) for key in rounds[0]}
    ratios = {
        name: median(one[f"{ours}.ms"] / max(one[f"{base}.ms"], 0.01) for one in rounds)
        for name, ours, base, _, _ in LINES
    }
    if options.json:
        print(json.dumps({"machine": _machine(), "rounds": len(rounds), "figures": found, "ratios": ratios}))
    else:
        _table(found, ratios, len(rounds), time.perf_counter() - begun)
    over = [name for name, _, _, most, _ in LINES if most is not None and ratios[name] > most]
    if over and options.strict:
        print(f"Above its limit: {', '.join(over)}.", file=sys.stderr)
        return 1
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("-n", "--rounds", type=int, default=3, help="how often each is measured (3)")
    parser.add_argument("--seconds", type=float, default=80, help="no new round after so many seconds (80)")
    parser.add_argument("--json", action="store_true", help="figures for a script")
    parser.add_argument("--strict", action="store_true", help="exit 1 when a ratio is above its limit")
    return parser.parse_args()


def _rounds(at: Places, wanted: int, seconds: float, begun: float) -> list[Round]:
    # Without bytecode the first start of each program is another thing; it is thrown away.
    measure.first_screens(at)
    found: list[Round] = []
    for _ in range(max(1, wanted)):
        one: Round = {}
        for part in (measure.first_screens, measure.keys, measure.help_text, measure.store):
            one.update(part(at))
        found.append(one)
        spent = time.perf_counter() - begun
        if spent + spent / (len(found) + 0.3) > seconds:
            break
    return found


def _machine() -> str:
    python = platform.python_version()
    return (
        f"Python {python}, Textual {version('textual')}, {platform.system().lower()}, {os.cpu_count()} cores"
    )


def _table(found: Round, ratios: dict[str, float], rounds: int, seconds: float) -> None:
    said = "1 round" if rounds == 1 else f"medians of {rounds} rounds in turn"
    print(f"{_machine()}; {said}; {seconds:.0f} s\n")
    print(f"{'':<38}{'ours ms':>9}{'bare ms':>9}{'ratio':>7}{'limit':>7}{'ours B':>9}{'bare B':>9}")
    for name, ours, base, most, has_bytes in LINES:
        row = f"{name:<38}{found[ours + '.ms']:>9.1f}{found[base + '.ms']:>9.1f}{ratios[name]:>7.2f}"
        row += f"{most:>7.1f}" if most is not None else " " * 7
        if has_bytes:
            row += f"{found[ours + '.bytes']:>9.0f}{found[base + '.bytes']:>9.0f}"
        over = most is not None and ratios[name] > most
        print(f"{row}{'  above' if over else ''}")
    print(
        f"\nat rest, home: {found['idle.home.bytes']:.0f} B/s; session file {found['size.session']:.2f} MB, "
        f"export {found['size.export']:.2f} MB"
    )


if __name__ == "__main__":
    sys.exit(main())
