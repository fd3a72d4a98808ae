"""Frameworks written from the documentation alone say what they mean: on the plan, as Markdown and CSV."""

from __future__ import annotations

import csv
import io

import pytest
from build import ballots, build
from drafts import EXAMPLES, FRAMEWORKS, examples
from playing import Play
from sample_items import sampled

from aligntui.analysis import checks, registry
from aligntui.analysis.plan import plan
from aligntui.analysis.plan_text import as_text
from aligntui.analysis.view import View
from aligntui.engine import edits
from aligntui.exchange import csv_export, markdown
from aligntui.methods.check import check_document
from aligntui.methods.decode import read


def viewed(name: str) -> View:
    step = examples().method(name).steps[0].id
    return sampled(Play(f"{name}/{step}", library=examples())).view


def own_lists(view: View, name: str) -> list[str]:
    method = view.book.methods[name]
    return [one for one in method.collections if view.items(one)]


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_a_framework_has_nothing_to_mend(name: str) -> None:
    document = read(EXAMPLES / f"{name}.yaml")
    assert [str(p) for p in check_document(document, examples().everything(), registry.functions())] == []


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_each_item_of_a_framework_stands_in_markdown_and_in_a_spreadsheet(name: str) -> None:
    view = viewed(name)
    lists = own_lists(view, name)
    assert lists
    report = markdown.export(view)
    for one in lists:
        rows = list(csv.reader(io.StringIO(csv_export.export(view, one).removeprefix("\ufeff"))))
        assert len(set(rows[0])) == len(rows[0]), rows[0]
        # A child without words is told by its numbers.
        words = [item.text for item in view.items(one) if item.text]
        assert len(rows) - 1 == len(view.items(one))
        assert all(any(text in cell for row in rows for cell in row) for text in words)
        assert all(text in report for text in words), one


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_a_framework_has_its_own_sections_on_the_plan(name: str) -> None:
    view = viewed(name)
    text = as_text(plan(view, "2026-11-21"), 400)
    assert any(item.text and item.text in text for one in own_lists(view, name) for item in view.items(one))


def test_a_row_of_duties_with_not_exactly_one_who_answers_is_found() -> None:
    play = sampled(Play("raci/lists", library=examples()))
    rows, cols = (play.view.items(name) for name in ("raci_tasks", "raci_roles"))
    letters = {row.id: "A" * (number % 3) for number, row in enumerate(rows)}
    for row in rows:
        for number, col in enumerate(cols):
            letter = "A" if number < len(letters[row.id]) else "R"
            play.keep(edits.cross(play.view, "raci", row.id, col.id, {"letter": letter}))
    found = {f.target for f in checks.everything(play.view) if "answer" in f.message}
    assert found == {row for row, given in letters.items() if len(given) != 1}


def test_a_feature_has_the_class_of_the_table_of_five_by_five() -> None:
    """Kano et al. 1984: liked with, disliked without is performance, and so on; 1 dislike, 5 like."""
    pairs = {f"KF{n}": (1 + n % 5, 1 + n // 5) for n in range(25)}
    method = examples().method("kano")
    view = build(
        items={"kn_features": {code: f"feature {code}" for code in pairs}},
        rounds=[
            ballots(f"kano/{step}", {"ines": {code: ends[at] for code, ends in pairs.items()}})
            for at, step in enumerate(("with", "without"))
        ],
        methods=[method],
    )
    figure = registry.compute(view, method.figures["kano"], "kano")
    assert figure.parts["class"].values == {code.lower(): published(*ends) for code, ends in pairs.items()}


def published(have: int, lack: int) -> str:
    """The class of an answer to "if it is there" and "if it is not"."""
    like, dislike = 5, 1
    if have == lack and have in (like, dislike):
        return "questionable"
    if have == like:
        return "performance" if lack == dislike else "attractive"
    if lack == like or have == dislike:
        return "reverse"
    return "must-be" if lack == dislike else "indifferent"
