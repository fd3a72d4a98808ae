"""Which walks are walked: in CI always the same, with other seeds others.

Beside all other tests each walk is a short one, for what is decided in a step is tested below the screen.
ALIGNTUI_LONG=1 walks them whole, as CI does in a step of its own.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from walk_moves import Move
from walk_scenes import SIZES, Scene, steps
from walker import Fell, Seen, Walk

LONG = os.environ.get("ALIGNTUI_LONG") == "1"
"""Whether walks are walked whole."""
ROW = re.compile(r"[ +]\d (key|type|paste|mouse|size|rest) ")


def length(keys: int, long: bool = LONG) -> int:
    """Keys of a walk that has so many when it is walked whole."""
    return keys if long else keys // 8


def alone(seed: int = 0, long: bool = LONG) -> Iterator[tuple[Scene, int]]:
    """Walks of one person, with their keys: from home, from the command line, from every step that ships."""
    for n, name in enumerate(("home", "empty", "done", "agenda solo-90", "agenda full-guide", "home") * 2):
        scene = Scene(name, filled=n % 5 > 0, solo="solo" in name, size=SIZES[n // 6], seed=seed + n)
        yield scene, length(450, long)
    for n in range(2):
        scene = Scene("step swot/factors", restricted=True, size=SIZES[n], seed=seed + 50 + n)
        yield scene, length(400, long)
    for n, ref in enumerate(steps()):
        scene = Scene(
            f"step {ref}", filled=n % 3 > 0, solo=n % 4 == 0, size=SIZES[n % 2], seed=seed + 100 + n
        )
        yield scene, length(190, long)


def together(seed: int = 0, long: bool = LONG) -> Iterator[tuple[Scene, int]]:
    """Walks of two people on one session."""
    names = ("step swot/factors", "step objectives/draft", "agenda full-guide", "done", "step tows/cards",
             "step swot/importance", "step choose/rate", "home")  # fmt: skip
    for n, name in enumerate(names):
        scene = Scene(name, walkers=2, filled=n % 3 != 2, size=SIZES[n % 2], seed=seed + 200 + n)
        yield scene, length(400, long)


def failing(seed: int = 0, long: bool = LONG) -> Iterator[tuple[Scene, int]]:
    """Walks over a disk that fails."""
    for n, name in enumerate(("step swot/factors", "agenda full-guide", "home", "step objectives/draft") * 2):
        scene = Scene(
            name, failing=True, walkers=1 + n // 6, filled=n % 2 == 0, size=SIZES[n % 2], seed=seed + 300 + n
        )
        yield scene, length(500, long)


def letters(seed: int = 0, long: bool = LONG) -> Iterator[tuple[Scene, int]]:
    """Walks of which half of the keys are letters, on every page and every step."""
    for n, name in enumerate(("home", "empty", "done", "agenda solo-90", "home", "done")):
        yield Scene(name, filled=n != 4, size=SIZES[n % 2], seed=seed + 500 + n), length(450, long)
    for n, ref in enumerate(steps()):
        scene = Scene(
            f"step {ref}", filled=n % 4 > 0, solo=n % 2 == 0, size=SIZES[n % 2], seed=seed + 600 + n
        )
        yield scene, length(180, long)


def more(seed: int = 0) -> Iterator[tuple[Scene, int]]:
    """Walks for what has not been met by then: chance misses something now and then."""
    for n, name in enumerate(("home", "done", "empty", "agenda full-guide") * 3):
        yield Scene(name, filled=n % 4 < 2, size=SIZES[n % 2], seed=seed + 400 + n), 400


SITTINGS = (
    ("key", "up"), ("key", "ctrl+k"), ("type", "what changed since a sitting"), ("key", "enter"),
    ("key", "escape"), ("key", "enter"), ("key", "ctrl+k"), ("type", "sittings"), ("key", "enter"),
    ("key", "down"), ("key", "enter"), ("key", "ctrl+k"), ("type", "open the former sitting again"),
    ("key", "enter"), ("key", "ctrl+k"), ("type", "sittings"), ("key", "enter"), ("key", "ctrl+k"),
    ("type", "begin the next sitting"), ("key", "enter"),
)  # fmt: skip
"""From the list of two sittings to what changed between them, to the former one, into it, and to a third."""


def led() -> Iterator[Walk]:
    """Walks on purpose to pages and commands behind several steps, which chance seldom takes in a row."""
    yield Walk(Scene("over sittings"), moves=[Move(verb, what) for verb, what in SITTINGS])


def walked(
    plan: Iterable[tuple[Scene, int]], seen: Seen | None = None, *, lettered: bool = False
) -> tuple[Seen, list[Fell]]:
    """Walk all of it. Each fault is found once.

    Args:
        plan: Where walks begin, and how many keys they have.
        seen: What was seen by then: what was met least is wanted most.
        lettered: Whether most keys are letters.
    """
    seen = seen or Seen()
    faults = dict[str, Fell]()
    for scene, keys in plan:
        walk = Walk(scene, keys, known=seen.commands, letters=lettered)
        try:
            walk.run()
        except Fell as fell:
            faults.setdefault(fell.what, fell)
        seen.add(walk.seen)
    return seen, list(faults.values())


def told(faults: Iterable[Fell]) -> str:
    """What is wrong, each with its moves."""
    return "\n\n".join(str(fell) for fell in faults)


def read(text: str) -> tuple[Scene, list[Move]]:
    """Scene and moves of a fault as it was printed."""
    scene, moves = None, []
    for row in text.splitlines():
        row = re.sub(r"^E  (?: {3})?", "", row)
        if row.startswith("scene {"):
            scene = Scene.read(row.removeprefix("scene "))
            moves = []
        elif ROW.match(row):
            moves.append(Move.parse(row))
    if scene is None:
        raise SystemExit("There is no line `scene {...}` in it.")
    return scene, moves


def again(scene: Scene, moves: list[Move]) -> Fell | None:
    """Walk the same moves; what is wrong, None when nothing is."""
    try:
        Walk(replace(scene), moves=moves).run()
    except Fell as fell:
        return fell
    return None


def shortened(scene: Scene, moves: list[Move], what: str, most: int = 400) -> list[Move]:
    """As few of the moves as lead to the same fault, by leaving out more and more single ones."""
    tries = 0
    piece = max(1, len(moves) // 2)
    while piece:
        at = 0
        while at < len(moves) and tries < most:
            less = moves[:at] + moves[at + piece :]
            tries += 1
            fell = again(scene, less) if less else None
            if fell is not None and fell.what == what:
                moves = less
            else:
                at += piece
        piece //= 2
    return moves
