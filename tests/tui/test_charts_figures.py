"""Every figure that a method declares is drawn in a wide and a narrow room, and is the same in words."""

from __future__ import annotations

import pytest
from drafts import NAMES, drafts
from playing import Play
from sample_items import sampled

from aligntui.analysis.figure_words import part_text, parts_of
from aligntui.analysis.shaping import shape_of
from aligntui.engine.kind import StepContext
from aligntui.tui.kinds.figures import part_lines
from aligntui.tui.widgets.line import length, plain

BUILT_IN = ("swot/result", "tows/result", "choose/rate", "objectives/tree", "scenarios/result")


def drawn_and_told(ctx: StepContext) -> int:
    """Draw all figures of a method; how many of their parts have a shape."""
    shapes, method, view = 0, ctx.method.method, ctx.view
    for name in ctx.method.figures:
        names = ctx.figures.names(method, name)
        for _, part, wanted in parts_of(name, ctx.figures, method, view):
            shape = shape_of(part, view, wanted, names)
            shapes += shape is not None
            for cells in (78, 58):
                rows = part_lines(part, view, cells, names, wanted)
                assert [row for row in rows if length(row) > cells] == [], (name, part)
                if shape is None:
                    continue
                text = "\n".join(plain(rows))
                for label, _ in part_text(part, view, names, wanted):
                    first, last = label.split()[0], label.split()[-1]
                    assert first in text, (name, label)
                    assert last in text, (name, label)
    return shapes


@pytest.mark.parametrize("name", NAMES)
def test_figures_of_drafts_are_drawn_whole(name: str) -> None:
    first = next(step.id for step in drafts().method(name).steps if step.kind != "sort")
    play = Play(f"{name}/{first}", library=drafts(), solo=False).tell()
    sampled(play)
    ctx = Play(f"{name}/{first}", library=drafts(), beside=play, solo=False, people=3).ctx
    drawn_and_told(ctx)


def test_figures_of_the_built_in_methods_are_drawn_whole() -> None:
    assert sum(drawn_and_told(Play(at).tell().ctx) for at in BUILT_IN) >= 3
