"""Where a method says nothing of it, a plot is cut where its figure cuts it."""

from __future__ import annotations

from pathlib import Path

import pytest
from ideas_method import IDEAS
from stage import Fill, stage

from aligntui.analysis.view import View
from aligntui.engine import edits
from aligntui.engine.books import book_of
from aligntui.methods.library import Library

STEPS = """\
figures:
  map: {{use: quadrant, of: ideas, x: effort, y: impact}}
steps:
  - {{kind: plot, id: place, title: Place, ask: Where?, of: ideas, x: effort, y: impact{cut}}}
"""


def filled(effort: int, impact: int) -> Fill:
    """One idea at a place."""

    def fill(store, handle) -> None:  # type: ignore[no-untyped-def]
        view = View(handle.session, book_of(handle.session))
        fields = {"effort": effort, "impact": impact}
        handle.apply(edits.add(view, store.new_id, "ideas", "Bake", fields, by=None, at=store.clock())[1])

    return fill


@pytest.mark.parametrize(("effort", "impact"), [(3, 4), (2, 3), (5, 5)])
async def test_a_plot_without_a_cut_is_cut_as_its_figure_cuts(
    tmp_path: Path, effort: int, impact: int
) -> None:
    screens = []
    for number, cut in enumerate(("", ", cut: [3, 4]")):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "probe.yaml").write_text(IDEAS + STEPS.format(cut=cut), encoding="utf-8")
        async with stage("probe", books=Library(user=folder), fill=filled(effort, impact)) as s:
            screens.append(s.screen())
    assert screens[0] == screens[1]
