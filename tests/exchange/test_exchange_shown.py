"""What a report draws stands in `show` and in Markdown as words and tables, made from the same shapes."""

from __future__ import annotations

from pathlib import Path

import pytest
from playing import Play
from sample_items import library_of, sampled

from aligntui.analysis.figures_shown import chapters
from aligntui.analysis.plan_text import page_text
from aligntui.analysis.view import View
from aligntui.exchange import markdown
from aligntui.text.clean import width

FRAMEWORKS = sorted((Path(__file__).parents[2] / "docs" / "examples" / "frameworks").glob("*.yaml"))


def viewed(folder: Path, text: str, step: str) -> View:
    """A session of a method of one's own, filled with sample items."""
    library = library_of(folder, text)
    play = Play(step, library=library, solo=False)
    sampled(play)
    return Play(step, library=library, beside=play, solo=False, people=3).view


def joint(text: str) -> str:
    """All of it in one line, for words broken at the end of a row."""
    return " ".join(text.replace("\\", "").split())


@pytest.mark.parametrize("file", FRAMEWORKS, ids=lambda path: path.stem)
@pytest.mark.parametrize("cells", [80, 44])
def test_what_a_report_draws_stands_in_show_and_in_markdown(file: Path, cells: int, tmp_path: Path) -> None:
    text = file.read_text(encoding="utf-8")
    method = next(line for line in text.splitlines() if line.startswith("method:")).split()[1]
    view = viewed(tmp_path, text, method)
    page, report = page_text(view, "2026-11-21", cells), joint(markdown.export(view, "2026-11-21"))
    assert [row for row in page.splitlines() if width(row) > cells] == []
    for title, shown in chapters(view):
        assert not shown or joint(title.upper()) in joint(page)
        for part in shown:
            assert joint(part.title) in joint(page), "the heading of a part"
            assert joint(part.title) in report
            for row in part.rows:
                said = (", " if part.is_sentence else ": ").join(filter(None, row))
                assert joint(said) in joint(page)
                assert joint(row[0]) in report


def test_a_map_is_told_with_the_names_of_its_quadrants(tmp_path: Path) -> None:
    file = next(path for path in FRAMEWORKS if path.stem == "pestle-map")
    page = page_text(viewed(tmp_path, file.read_text(encoding="utf-8"), "pestle-map/page"), "2026-11-21")
    assert "  PO1 Forces outside 1: look again in a year, impact 2, likelihood 2" in page
