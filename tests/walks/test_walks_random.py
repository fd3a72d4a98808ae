"""Random walks over all pages and kinds: no crash, no freeze, no kept word that is nowhere afterwards.

The seeds are always the same here; ALIGNTUI_WALKS_SEED=7000 takes others, and so does
`python -m tests.walks`. Walks are short ones; with ALIGNTUI_LONG=1 they are whole, and then nothing is left
where nobody has been.
"""

from __future__ import annotations

import os
from collections.abc import Callable

import walk_plan
from walk_eyes import command_names, page_classes
from walk_scenes import kinds, steps
from walker import Seen

SEED = int(os.environ.get("ALIGNTUI_WALKS_SEED", "0"))
APART = {"BlockedPage", "ConflictPage", "HandingPage", "NamePage", "UnsavedPage"}
"""Pages of two people, of a desk that is handed round, and of a disk that fails: not each walk meets them."""
NOT_ALONE = {"sleep"}
"""Commands that no walk is offered: there is no shell below it."""
LEAST = 20_000
"""Keys of all three together, when they are walked whole."""
WHOLE = {"alone": 15_000, "together": 2_500, "failing": 2_500}
KEYS = {name: walk_plan.length(keys) for name, keys in WHOLE.items()}


def test_one_person_walks_everywhere(print_figures: Callable[[object], None]) -> None:
    seen, faults = walk_plan.walked(walk_plan.alone(SEED))
    assert seen.keys >= KEYS["alone"] or faults
    for further in walk_plan.more(SEED) if walk_plan.LONG else ():
        if not unmet(seen):
            break
        seen, others = walk_plan.walked([further], seen)
        faults += others
    for walk in walk_plan.led() if walk_plan.LONG else ():
        walk.run()
        seen.add(walk.seen)
    print_figures(f"walks alone: {seen}")
    assert not faults, walk_plan.told(faults)
    assert kinds() <= set(seen.kinds)
    assert set(steps()) <= set(seen.steps)
    if walk_plan.LONG:
        assert unmet(seen) == set()


def unmet(seen: Seen) -> set[str]:
    """Pages, commands and steps where nobody has been."""
    pages = {page.__name__ for page in page_classes()} - set(seen.pages) - APART
    return pages | set(command_names()) - set(seen.commands) - NOT_ALONE | set(steps()) - set(seen.steps)


def test_two_people_walk_in_one_session(print_figures: Callable[[object], None]) -> None:
    seen, faults = walk_plan.walked(walk_plan.together(SEED))
    print_figures(f"walks together: {seen}")
    assert not faults, walk_plan.told(faults)
    assert seen.keys >= KEYS["together"]


def test_walks_over_a_disk_that_fails(print_figures: Callable[[object], None]) -> None:
    seen, faults = walk_plan.walked(walk_plan.failing(SEED))
    print_figures(f"walks over a failing disk: {seen}")
    assert not faults, walk_plan.told(faults)
    assert seen.keys >= KEYS["failing"]


def test_all_of_it_is_much() -> None:
    plans = (walk_plan.alone, walk_plan.together, walk_plan.failing)
    assert sum(keys for plan in plans for _, keys in plan(long=True)) >= LEAST
    assert sum(WHOLE.values()) >= LEAST
