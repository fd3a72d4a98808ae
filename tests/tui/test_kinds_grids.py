"""Grids on the screen: criteria of items, half grids, values in words, what is asked beside a value."""

from __future__ import annotations

from pathlib import Path

import framework_cases
import pytest
from drafts import examples
from stage import Stage, stage

from aligntui.analysis.view import View
from aligntui.engine import edits, grids
from aligntui.engine.books import book_of
from aligntui.store.api import Handle, Store

METHOD = """\
method: worth
title: What is hard to copy
level: fundamentals
collections:
  assets:
    code: HV
    title: Assets
    one: asset
    fields:
      valuable: {type: yesno, partly: true, ask: "Would a customer pay for it?"}
      copied: {type: scale, label: hard to copy, from: 1, to: 5}
      role: {type: choice, choices: {r: responsible, a: accountable}}
      years: {type: number, ask: "For how many years?"}
relations:
  meets:
    rows: assets
    cols: assets
    pairs: once
    fields:
      fit: {type: scale, from: 1, to: 5}
      why: {type: text}
      months: {type: number}
steps:
  - {kind: board, id: list, title: What have we?, split: assets, ask: What have we?, fields: []}
  - {kind: matrix, id: worth, title: Worth, ask: Is it so?, of: assets}
  - {kind: matrix, id: pairs, title: Pairs, ask: How well?, relation: meets}
"""


@pytest.fixture
def worth(tmp_path: Path) -> str:
    """The file of the method."""
    path = tmp_path / "worth.yaml"
    path.write_text(METHOD, encoding="utf-8")
    return str(path)


def assets(store: Store, handle: Handle) -> None:
    """Three assets."""
    for number in range(3):
        view = View(handle.session, book_of(handle.session))
        handle.apply(edits.add(view, store.new_id, "assets", f"asset {number + 1}")[1])


def seen(s: Stage) -> str:
    """The screen as one text."""
    return "\n".join(s.screen())


def grid(s: Stage) -> list[str]:
    """The rows of the grid as they stand on the screen."""
    return s.screen()[3:8]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_fields_stand_across_and_each_takes_what_is_of_its_type(
    worth: str, size: tuple[int, int]
) -> None:
    async with stage(worth, at="worth/worth", fill=assets, size=size) as s:
        assert "valuable" in seen(s)
        assert "hard t.. hard to copy" in seen(s)
        assert "valuable valuable" not in seen(s), "what stands in full over its column needs no second row"
        assert "Would a customer pay for it?" in seen(s)
        await s.keys("p", "4", "a", "1", "2")
        assert "For how many years?" in seen(s)
        await s.keys("enter")
        first, *_ = s.view.items("assets")
        assert {key: str(value) for key, value in first.fields.items()} == {
            "valuable": "partly", "copied": "4", "role": "a", "years": "12"
        }  # fmt: skip
        assert ">HV2" in seen(s)
        await s.keys("ctrl+z")
        assert "years" not in s.view.items("assets")[0].fields


async def test_a_half_grid_has_no_cell_twice_and_one_goes_over_what_is_not_asked(worth: str) -> None:
    async with stage(worth, at="worth/pairs", fill=assets) as s:
        dots = [row.count(".") for row in grid(s)[1:4]]
        assert dots == [2, 1, 0]
        stood = []
        for key in ("right", "down", "left", "down", "end", "home", "up", "left"):
            await s.keys(key)
            ends = grids.focus(s.step.ctx, s.step.state.row, s.step.state.col)
            stood.append(" ".join(s.view.code(end) for end in ends))
        assert set(stood) == {"HV1 HV2", "HV1 HV3", "HV2 HV3"}


async def test_behind_a_cell_one_thing_after_the_other_is_asked(worth: str) -> None:
    async with stage(worth, at="worth/pairs", fill=assets) as s:
        await s.keys("tab")
        assert "why?" in seen(s)
        await s.type("same room")
        await s.keys("enter")
        assert "months?" in seen(s)
        await s.type("soon")
        await s.keys("enter")
        assert "months?" in seen(s)
        assert "number" in s.message
        await s.keys("ctrl+u")
        await s.type("3")
        await s.keys("enter")
        assert "why: same room, months: 3" in seen(s)


async def test_values_with_letters_are_typed_by_them_and_say_what_they_mean() -> None:
    async with stage("raci", at="raci/grid", books=examples(), fill=framework_cases.filling("raci")) as s:
        await s.keys("backspace")
        assert s.shows("R does it; A answers for it; C is asked before; I is told after")
        assert s.screen()[-1].startswith(" r a c i - ")
        at = s.step.state.row, s.step.state.col
        for sign, kept in (("c", "C"), ("I", "I"), ("-", "none")):
            await s.keys("home")
            await s.type(sign)
            assert (
                next(link.fields["letter"] for link in s.session.links.values() if (link.a, link.b) == at)
                == kept
            )
