"""Everything that takes long or needs tools that few machines have: `python -m tests.torture`.

Prints one line of figures for each part, then what was skipped for lack of which tool. Ends with 1 when
anything is wrong. `python -m tests.torture kills parsers` does only these; `--quick` a tenth of everything.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
TESTS = HERE.parent
FOUND = os.pathsep.join(str(folder) for folder in (TESTS.parent, HERE, TESTS / "support"))
if os.environ.get("PYTHONPATH") != FOUND:
    # Helpers are found as pytest finds them.
    os.execve(
        sys.executable,
        [sys.executable, "-m", "tests.torture", *sys.argv[1:]],
        {**os.environ, "PYTHONPATH": FOUND},
    )

import bytes_sent  # noqa: E402
import crowd  # noqa: E402
import cuts  # noqa: E402
import disks  # noqa: E402
import faults  # noqa: E402
import gnu_screen  # noqa: E402
import keys_counted  # noqa: E402
import parsers  # noqa: E402
import pytest  # noqa: E402
import randoms  # noqa: E402
import watching  # noqa: E402

Part = Callable[[float], Iterator[str]]


@contextmanager
def folder() -> Iterator[Path]:
    """A folder of one's own."""
    with tempfile.TemporaryDirectory(prefix="torture-") as name:
        yield Path(name)


def kills(share: float) -> Iterator[str]:
    """Ten thousand writers killed."""
    with folder() as place:
        figures = crowd.Kills(**crowd.apart("killed", place, round(10_000 * share)))
    yield str(figures)
    wrong = (figures.lost, figures.doubled, figures.wrong, figures.unreadable, figures.left)
    assert wrong == (0, 0, 0, 0, 0), wrong


def files(share: float) -> Iterator[str]:
    """Ten thousand random files."""
    figures = randoms.thrown(round(10_000 * share), seed=4)
    yield str(figures)
    assert not figures.odd, figures.odd[:10]


def cut(share: float) -> Iterator[str]:
    """Files cut at every byte, and files that may not grow."""
    cards = max(2, round(20 * share))
    with folder() as place:
        yield cuts.cut_everywhere(place, cards)
    with folder() as place:
        yield cuts.limited_everywhere(place, cards)


def line(share: float) -> Iterator[str]:
    """Bytes on the line."""
    with folder() as place:
        yield bytes_sent.through_all_steps(place)


def latency(share: float) -> Iterator[str]:
    """Eight and sixteen people typing before each other's eyes, one of them the real app."""
    for people in (8, 16):
        with folder() as place:
            seen, screen = watching.watched(place, people=people, seconds=max(6.0, 60 * share))
        yield f"{seen}; {watching.said(screen)}"
        assert seen.kept == seen.written
        assert people > 8 or seen.share(0.95) < 500, "p95 is over half a second"


def disk(share: float) -> Iterator[str]:
    """Eight writers on a disk that is full every other moment."""
    try:
        with faults.small_disk("3m") as small:
            yield disks.full_and_free(small, turns=round(100 * share))
    except pytest.skip.Exception as skipped:
        raise parsers.Missing(str(skipped)) from None


def readers(share: float) -> Iterator[str]:
    """What five readers of YAML in three languages make of ours."""
    with folder() as place:
        wanted = parsers.documents(place, round(10_000 * share))
    missing = []
    for name, make in parsers.READERS.items():
        try:
            read = make()
        except parsers.Missing as tool:
            missing.append(str(tool))
            continue
        wrong = parsers.misread(read, wanted)
        yield f"{name}: {len(wanted)} documents, {len(wrong)} misread"
        assert not wrong, wrong[:5]
    if missing:
        raise parsers.Missing("; ".join(missing))


def keys(share: float) -> Iterator[str]:
    """Keys of a whole workshop that are no words of it."""
    figures = keys_counted.counted()
    yield keys_counted.said(*figures)
    assert figures[0].total() <= keys_counted.MOST


def screen(share: float) -> Iterator[str]:
    """GNU screen."""
    yield gnu_screen.through_screen()


def steps(share: float) -> Iterator[str]:
    """Every step of every method: all hostile strings on it, and a full disk under it."""
    wanted = ["test_trust_hostile.py", "test_trust_everywhere.py"]
    env = {**os.environ, **({"ALIGNTUI_ALL_STEPS": "1"} if share >= 1 else {})}
    run = [sys.executable, "-m", "pytest", "-q", "-rs", *(str(TESTS / "trust" / name) for name in wanted)]
    done = subprocess.run(run, env=env, cwd=TESTS.parent, capture_output=True, text=True, check=False)
    yield done.stdout.strip().splitlines()[-1]
    assert done.returncode == 0, done.stdout[-3000:]


PARTS: dict[str, Part] = {
    "kills": kills,
    "files": files,
    "cuts": cut,
    "line": line,
    "latency": latency,
    "disk": disk,
    "parsers": readers,
    "keys": keys,
    "screen": screen,
    "steps": steps,
}


def main() -> int:
    """Do the parts; 1 when one of them is wrong."""
    asked = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    asked.add_argument("parts", nargs="*", help=f"which of {', '.join(PARTS)}; all when none is named")
    asked.add_argument("--quick", action="store_true", help="a tenth of everything")
    options = asked.parse_args()
    unknown = [name for name in options.parts if name not in PARTS]
    if unknown:
        asked.error(f"there is no part {', '.join(unknown)}")
    share = 0.1 if options.quick else 1.0
    skipped: list[str] = []
    failed: list[str] = []
    for name in options.parts or PARTS:
        began = time.monotonic()
        try:
            for line in PARTS[name](share):
                print(f"{name:<9}{line}", flush=True)
        except parsers.Missing as tool:
            skipped.append(f"{name}: {tool}")
        except Exception as error:
            failed.append(name)
            print(f"{name:<9}WRONG: {type(error).__name__}: {error}", flush=True)
        print(f"{'':<9}{time.monotonic() - began:.0f} s", flush=True)
    for line in skipped:
        print(f"skipped  {line}")
    print(f"{'WRONG: ' + ', '.join(failed) if failed else 'all right'}, {len(skipped)} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
