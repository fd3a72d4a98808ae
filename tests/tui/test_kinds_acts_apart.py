"""Keys of a step whose effect comes with answers of several people, or a tested pair: on both faces."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sample_items import filling, library_of
from test_kinds_acts import ASK, HEAD, LAST, PAIRS, PLOT, UNRATED
from two_faces import OTHERS, Face, Line, Screen, on_both

from aligntui.analysis.spread import Spread, spreads
from aligntui.analysis.view import View
from aligntui.engine.books import book_of
from aligntui.engine.rounds import ballots
from aligntui.engine.rounds.talking import in_turn
from aligntui.methods.library import Library

FIGURES = """\
figures:
  weights: {use: total, of: ideas, value: target, title: Weights}
  measured: {use: agreement, round: it, title: {mean_rwg: Agreement}}
  tested: {use: independence, of: ends, x: x, y: y, lean_low: leans, lean_high: leans}
"""
TOLD = "  - {kind: report, id: told, title: Told, show: [measured.mean_rwg]}\n"
RATED = {
    "ask": ASK,
    "plot": f"{PLOT}, by: each",
    "matrix": "relation: fits, by: each",
}
"""Steps in which each answers for himself."""


def library(folder: Path, kind: str, step: str, last: str = LAST) -> Library:
    text = f"{HEAD}  - {{kind: {kind}, id: it, title: It, {step}}}\n{last}"
    return library_of(folder, text.replace("figures:\n", FIGURES, 1))


async def rate(face: Face, given: dict[str, tuple[int, ...]]) -> None:
    """Who sits at the keys and others answer so, and the round is closed."""
    for subject, (mine, *_) in given.items():
        item, _, field = subject.partition("#")
        await face.do("answer", item, field, mine)
    if isinstance(face, Screen):
        handle = face.stage.handle
    else:
        assert isinstance(face, Line)
        handle = face.face.client.handle
    book = book_of(handle.session)
    (held,) = (one for one in handle.session.rounds.values() if one.state == "open")
    for number, name in enumerate(OTHERS[: len(next(iter(given.values()))) - 1], 1):
        for subject, values in given.items():
            now = View(handle.session, book)
            mark = f"b-{number}"
            handle.apply(ballots.give(now, held, name, subject, values[number], lambda mark=mark: mark))
        handle.apply(ballots.hand_in(View(handle.session, book), held, name))
    for value in (None, "close", None):
        if face.here.endswith(" rate"):
            await face.do("go-on", value=value)


def subjects(face: Face) -> list[str]:
    """What is rated of each of two ideas."""
    beside = {"ask": "", "plot": "#impact", "matrix": f">{face.item('NT1').id}"}[face.ctx.step.kind]
    return [f"{face.item(code).id}{beside}" for code in ("I1", "I2")]


MEASURED = ("plot", "matrix")
APART = {
    *((kind, "talk") for kind in RATED),
    *((kind, "answer") for kind in MEASURED),
    ("form", "margins"),
    ("ask", "show"),
}
"""What is driven here."""
ORDERS = {
    "ask": r"^[> ]?I(\d) +Ideas.*\b\d-\d\b|^I(\d) Ideas \d: median",
    "plot": r"(?:talk first:|and) I(\d) strength \d-\d",
    "matrix": r"(?:talk first:|and) I(\d) with NT1 \d-\d",
}
"""Where the order is read in which one talks."""
FAR = {"ask": [(1, 5), (1, 4)], "plot": [(1, 5), (1, 4)], "matrix": [(0, 2), (0, 1)]}
"""Answers to both, the first one the furthest apart."""


@pytest.mark.parametrize("has", [False, True], ids=["without", "with"])
@pytest.mark.parametrize("kind", RATED)
async def test_one_talks_in_the_order_of_the_figure_on_both_faces(
    tmp_path: Path, kind: str, has: bool
) -> None:
    step = f"{RATED[kind]}, phases: [rate, reveal, talk]{', talk: -weights.values' if has else ''}"
    books = library(tmp_path, kind, step)

    async def look(face: Face) -> None:
        await rate(face, dict(zip(subjects(face), FAR[kind], strict=True)))
        for phase in ("reveal", "talk"):
            assert face.here.endswith(f" {phase}"), f"{face.name} {face.here}"
            found = re.findall(ORDERS[kind], face.text(), re.MULTILINE)
            order = ["".join(one) for one in found][:2]
            assert order == (["2", "1"] if has else ["1", "2"]), f"{face.name}\n{face.text()}"
            kept = [line.subject for line in in_turn(face.ctx, apart_in(face))]
            assert kept == subjects(face)[:: -1 if has else 1]
            await face.do("go-on")

    await on_both(books, "probe/it", filling(**UNRATED), look, people=2)


def apart_in(face: Face) -> list[Spread]:
    """What the group said in the round that was closed."""
    (held,) = face.view.rounds("probe/it")
    return [line for line in spreads(face.view, held) if line.n]


@pytest.mark.parametrize("has", [False, True], ids=["without", "with"])
@pytest.mark.parametrize("kind", MEASURED)
async def test_agreement_is_measured_on_the_scale_of_the_answer_on_both_faces(
    tmp_path: Path, kind: str, has: bool
) -> None:
    answer = ", answer: {type: scale, from: 0, to: 9}" if has else ""
    books = library(tmp_path, kind, f"{RATED[kind]}, phases: [rate, reveal]{answer}", TOLD)

    async def look(face: Face) -> None:
        await rate(face, dict(zip(subjects(face), [(1, 1, 2), (2, 2, 1)], strict=True)))
        (held,) = face.view.rounds("probe/it")
        assert held.answer.get("to") == (9 if has else None)
        await face.do("go-on")
        # r_wg is 1 - 0.33 / ((points ^ 2 - 1) / 12): of five points, where none are named, or of ten.
        assert face.here == "probe/told"
        assert face.shows(rf"Agreement:?\s+{'0.96' if has else '0.83'}\b"), f"{face.name}\n{face.text()}"

    await on_both(books, "probe/it", filling(**UNRATED), look, people=3)


@pytest.mark.parametrize("has", [False, True], ids=["without", "with"])
async def test_the_verdict_on_a_pair_stands_beside_it_on_both_faces(tmp_path: Path, has: bool) -> None:
    margins = ", margins: {rows: tested.verdict}" if has else ""
    books = library(tmp_path, "form", f"{PAIRS}, layout: pairs{margins}")

    async def look(face: Face) -> None:
        await face.do("answer", "", "y", face.item("I1").id)
        for leans, verdict in (("yes", "leans"), ("no", "open")):
            await face.do("answer", "", "leans", leans)
            assert face.field("EN2", "leans") == leans
            assert face.shows(rf"I2 x I1.*\b{verdict}\b") is has, f"{face.name}\n{face.text()}"

    await on_both(books, "probe/it", filling(), look)


@pytest.mark.parametrize("has", [False, True], ids=["without", "with"])
async def test_what_answers_are_about_is_said_in_a_sentence_on_both_faces(tmp_path: Path, has: bool) -> None:
    books = library(
        tmp_path, "ask", f"{ASK}, phases: [rate, reveal]{', show: [verdict.line]' if has else ''}"
    )

    async def look(face: Face) -> None:
        for phase in ("rate", "reveal"):
            assert face.here.endswith(f" {phase}")
            assert face.shows("Two pairs tried") is has, f"{face.name}\n{face.text()}"
            if phase == "rate":
                await rate(face, dict(zip(subjects(face), FAR["ask"], strict=True)))

    await on_both(books, "probe/it", filling(**UNRATED), look, people=2)
