"""Writing in silence: what others have written in this sitting is counted, not shown, until the reveal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from aligntui.analysis.view import View
from aligntui.methods.types import Step
from aligntui.session.model import Item, Run, RunStep
from aligntui.text import moment


def unrevealed(view: View, run: Run, here: RunStep, step: Step, person: str) -> list[Item]:
    """Cards of others that a step hides from a person while it is written.

    What an earlier sitting left, what came in a file, and what has its code for good was seen before.
    """
    if run.solo or "reveal" not in step.phases or here.phase not in ("write", ""):
        return []
    begun = moment.instant(run.at)
    return [
        item
        for item in view.items(view.book.held(step), away=True)
        if item.by and item.by != person and not item.code and moment.instant(item.at) >= begun
    ]


def unseen(view: View, run: Run | None, person: str) -> frozenset[str]:
    """Ids of all that others write in silence in a run: other pages than the step keep it back as well."""
    ids: set[str] = set()
    if run is None:
        return frozenset()
    for here in run.steps:
        found = view.book.step(here.step)
        if found is not None and here.state == "begun":
            ids.update(item.id for item in unrevealed(view, run, here, found[1], person))
    return frozenset(ids)


def counted(items: Iterable[Item]) -> str:
    """`Tomasz Wren 4, Lily Marsh 2`: how many each has written, the busiest first."""
    found = Counter(item.by or "" for item in items)
    return ", ".join(f"{who} {n}" for who, n in sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))
