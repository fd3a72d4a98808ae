"""Walks with other seeds, and faults once more: `python -m tests.walks`.

python -m tests.walks                     the walks of CI, whole
python -m tests.walks --seed 7000         others; --times 5 goes on with 8000, 9000...
python -m tests.walks replay FILE         the moves in what a failing walk printed ("-": standard input)
python -m tests.walks shorten FILE        and as few of them as lead there
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
# The same moves meet the same order of sets; helpers are found as pytest finds them.
WANTED = {
    "PYTHONHASHSEED": "0",
    "PYTHONPATH": os.pathsep.join(str(folder) for folder in (ROOT, HERE, HERE.parent / "support")),
}
if any(os.environ.get(name) != value for name, value in WANTED.items()):
    os.execve(sys.executable, [sys.executable, "-m", "tests.walks", *sys.argv[1:]], {**os.environ, **WANTED})

import walk_plan  # noqa: E402


def main() -> int:
    """Walk; 1 when something is wrong."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.walks", description="Random walks through the app."
    )
    parser.add_argument("what", nargs="?", choices=("walk", "replay", "shorten"), default="walk")
    parser.add_argument("file", nargs="?", default="-")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--only", choices=("alone", "together", "failing"))
    given = parser.parse_args()
    if given.what == "walk":
        return _walk(given)
    text = sys.stdin.read() if given.file == "-" else Path(given.file).read_text(encoding="utf-8")
    scene, moves = walk_plan.read(text)
    fell = walk_plan.again(scene, moves)
    if fell is None:
        print("These moves lead to nothing wrong.")
        return 0
    if given.what == "shorten":
        moves = walk_plan.shortened(scene, fell.moves, fell.what)
        fell = walk_plan.again(scene, moves) or fell
    print(fell)
    return 1


def _walk(given: argparse.Namespace) -> int:
    wrong = 0
    for turn in range(given.times):
        seed = given.seed + 1000 * turn
        for name in ("alone", "together", "failing"):
            if given.only in (None, name):
                begun = time.perf_counter()
                seen, faults = walk_plan.walked(getattr(walk_plan, name)(seed, long=True))
                print(f"{name}, seed {seed}, {time.perf_counter() - begun:.0f} s: {seen}", flush=True)
                print(walk_plan.told(faults), flush=True)
                wrong += len(faults)
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
