"""Children of an item: which were written in a run, and which one was written last."""

from __future__ import annotations

from aligntui.analysis.view import View
from aligntui.session.model import Item, Run
from aligntui.text import moment


def in_run(view: View, item: Item, run: Run | None) -> bool:
    """Whether an item was written in a run: since it began, before the next run of the same agenda did."""
    if item.run or run is None or not run.at:
        return run is not None and item.run == run.id
    since, written = moment.order(run.at), moment.order(item.at)
    alike = (moment.order(r.at) for r in view.session.runs.values() if r.agenda == run.agenda and r.at)
    return since <= written < min((at for at in alike if at > since), default=float("inf"))


def last_child(view: View, parent: str, collection: str, run: Run | None = None) -> Item | None:
    """The child written last for an item, by code; with a run one that was written in it."""
    children = reversed(view.children(parent, collection))
    return next((child for child in children if run is None or in_run(view, child, run)), None)
