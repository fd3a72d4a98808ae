"""A field of the type figure shows what a figure says; what a figure proposes is offered in every type of field."""

# ruff: noqa: E501 - a step reads best on one line

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sample_items import filling, library_of
from two_faces import Face, Line, Screen, on_both

from aligntui.analysis.plan import plan
from aligntui.analysis.plan_text import as_text
from aligntui.exchange import csv_export, markdown

HEAD = """\
method: probe
title: Probe
level: fundamentals
uses:
  people: {}
collections:
  ideas:
    code: I
    title: Ideas
    says: "{text} is {class}"
    fields:
      impact: {type: scale, from: 1, to: 5}
      effort: {type: scale, from: 1, to: 5}
      class: {type: figure, suggest: map.classes, label: class of it}
      count: {type: figure, suggest: heavy.n, label: heavy ones}
      guess: {GUESS, label: my guess}
records:
  frame: {title: Frame, fields: {all: {type: figure, suggest: heavy.n, label: heavy in all}, who: {type: text}}}
figures:
  heavy: {use: count, of: ideas, where: impact >= 3, title: Heavy ones}
  map: {use: quadrant, of: ideas, x: effort, y: impact, cut: [3, 3], names: {hi_hi: GREAT, lo_lo: LITTLE, lo_hi: EASY, hi_lo: HARD}}
  same: {use: over, of: ideas}
steps:
"""
FIELDS = "GUESS, label: my guess"
EVERYWHERE = {
    "form": "each: ideas, fields: [text, class, count]",
    "table": "of: ideas, fields: [text, class, count]",
    "board": "holds: ideas, fields: [text, class, count]",
    "plot": "of: ideas, x: effort, y: impact, fields: [class, count]",
}


def method_of(step: str, guess: str = "type: text") -> str:
    text = HEAD.replace("GUESS", guess).replace("  same: {use: over, of: ideas}\n", "")
    return f"{text}  - {{id: it, title: It, {step}}}\n"


@pytest.mark.parametrize("kind", EVERYWHERE)
async def test_a_figure_is_a_field_wherever_fields_stand(tmp_path: Path, kind: str) -> None:
    books = library_of(tmp_path, method_of(f"kind: {kind}, {EVERYWHERE[kind]}"))

    async def look(face: Face) -> None:
        if kind in ("board", "plot"):
            await face.do("open", face.item("I1").id)
        assert face.shows(r"class of it(.|\n)*LITTLE"), face.text()
        assert face.shows(r"heavy ones(.|\n)*\b1\b"), face.text()
        assert "fill" not in {offer.verb for offer in face.offers if offer.field in ("class", "count")}

    await on_both(books, "probe/it", filling(), look)


async def test_a_figure_in_a_form_follows_what_stands_in_the_session(tmp_path: Path) -> None:
    books = library_of(tmp_path, method_of("kind: form, record: frame"))

    async def look(face: Face) -> None:
        assert face.shows("heavy in all:? +1")

    await on_both(books, "probe/it", filling(), look)


async def test_a_figure_that_is_a_field_reaches_sentence_plan_report_and_spreadsheet(tmp_path: Path) -> None:
    books = library_of(tmp_path, method_of("kind: table, of: ideas, fields: [text, class]"))

    async def look(face: Face) -> None:
        view = face.view
        pages = (
            as_text(plan(view, "2026-11-21T14:00:00+00:00")),
            markdown.export(view, "2026-11-21T14:00:00+00:00"),
        )
        for page in pages:
            assert "Ideas 1 is LITTLE" in page, page
        rows = csv_export.export(view, "ideas").splitlines()
        assert '"class of it"' in rows[0]
        assert '"LITTLE"' in rows[1]

    await on_both(books, "probe/it", filling(), look)


PROPOSED: list[tuple[str, str, Any]] = [
    ("type: text, suggest: map.classes", "LITTLE", "LITTLE"),
    ("type: long, suggest: map.classes", "LITTLE", "LITTLE"),
    ("type: number, suggest: heavy.n", "1", "1"),
    ("type: choice, choices: {GREAT: Great, LITTLE: Small}, suggest: map.classes", "Small", "LITTLE"),
    (
        "type: choice, many: true, choices: {GREAT: Great, LITTLE: Small}, suggest: map.classes",
        "Small",
        ["LITTLE"],
    ),
    ("type: yesno, suggest: heavy.items", "no", "no"),
    ("type: scale, from: 1, to: 5, suggest: heavy.n", "1", 1),
    ("type: link, of: [ideas, people], suggest: heavy.items", "I2", "@I2"),
    ("type: link, of: ideas, many: true, suggest: heavy.items", "I2", ["@I2"]),
]


@pytest.mark.parametrize("overruled", [False, True], ids=["taken", "overruled"])
@pytest.mark.parametrize(
    ("guess", "words", "stored"), PROPOSED, ids=[p[0].split(", suggest")[0] for p in PROPOSED]
)
async def test_what_a_figure_proposes_stands_there_and_one_key_takes_it_over(
    tmp_path: Path, guess: str, words: str, stored: Any, overruled: bool
) -> None:
    books = library_of(tmp_path, method_of("kind: form, each: ideas, fields: [guess]", guess))

    async def look(face: Face) -> None:
        assert face.shows(f"from the figures: {words}"), face.text()
        wanted = [
            face.item(s[1:]).id if str(s)[:1] == "@" else s
            for s in (stored if isinstance(stored, list) else [stored])
        ]
        if overruled:
            offer = next(o for o in face.offers if o.verb == "fill")
            other = next(
                (k for k, _ in offer.choices if k not in map(str, wanted)),
                "3" if "number" in guess else "Mine",
            )
            await face.do("fill", "", "guess", other)
            assert face.field("I1", "guess") not in (stored, None)
            return
        if isinstance(face, Line):
            await face.face.answer("")
        else:
            assert isinstance(face, Screen)
            await face.stage.keys("enter")
        value = face.field("I1", "guess")
        assert value == (wanted if isinstance(stored, list) else wanted[0])

    await on_both(books, "probe/it", filling(without=("guess",)), look)


async def test_what_the_field_would_refuse_is_not_proposed(tmp_path: Path) -> None:
    guess = "type: scale, from: 4, to: 5, suggest: heavy.n"
    books = library_of(tmp_path, method_of("kind: form, each: ideas, fields: [guess]", guess))

    async def look(face: Face) -> None:
        assert not face.shows("from the figures")

    await on_both(books, "probe/it", filling(without=("guess",)), look)
