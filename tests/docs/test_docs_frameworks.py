"""Frameworks written from the documentation alone say what they mean: on the plan, as Markdown and CSV."""

from __future__ import annotations

import csv
import io
import re

import pytest
from build import ballots, build
from drafts import EXAMPLES, FRAMEWORKS, examples
from framework_cases import DAY, filling, told
from plain_line import plain_line
from playing import Play
from sample_items import sampled
from stage import stage

from aligntui.analysis import checks, registry
from aligntui.analysis.plan import plan
from aligntui.analysis.plan_text import as_text
from aligntui.analysis.view import View
from aligntui.engine import edits
from aligntui.exchange import csv_export, markdown
from aligntui.methods.check import check_document
from aligntui.methods.decode import read
from aligntui.methods.types import Step


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


SAYINGS: dict[str, dict[str, list[str]]] = {
    "lean-canvas": {
        "plan": [
            "LK1 A mechanic for two evenings a week (640 pounds a month)",
            "TEST FIRST LE1 The only workshop inside the station (sure: 1) LS2",
            "How sure we are of the page: partly tested, 54 of 100",
            "How far revenue covers costs: 141%, 900 of 640, carries itself",
        ],
        "markdown": [
            "### Problems that nothing solves LP2 Nobody can say what a repair will cost",
            "### How far revenue covers costs 141%, 900 of 640, carries itself",
            "## Revenue streams | | Revenue streams | a month | how sure |",
        ],
        "plain": [
            "Riskiest guesses: test first: LE1 x how sure: 1 a guess",
            "Problems that nothing solves: LP2",
        ],
        "screen": ["UNIQUE VALUE PROPOSITION", "REVENUE STREAMS", "revenue covers 141% of the costs"],
        "csv canvas": ['"Problem","Nobody can say what a repair will cost"', '"Cost structure"'],
    },
    "five-forces": {
        "plan": [
            "Attractiveness of the trade, 0 to 100: 47.5, indicative, 5 of 5, middling",
            "the lowest is Buyers with 12; what lifts it: spread over more customers.",
            "FB1 They compare prices in a minute 5 FR1",
        ],
        "markdown": [
            "### Pressure of the five forces, 0 to 100 | | | | --- | --- | | Rivalry | 62; moderate |",
            "### Attractiveness of the trade, 0 to 100 47.5, indicative, 5 of 5, middling",
            "### Drivers met by a move - FB1",
        ],
        "plain": [
            "Buyers: 88; strong",
            "The strongest force: Buyers",
            "All drivers: FR1 Many rivals of like size: pressure 4",
            "The attractiveness of bicycle repair is 47.5 of 100; the strongest force is Buyers.",
        ],
        "screen": ["Attractiveness of the trade, 0 to 100", "Pressure of the five forces, 0 to 100"],
        "csv all_drivers": ['"Power of buyers","They compare prices in a minute","draft","",5,3'],
    },
    "pestle-map": {
        "plan": [
            "Likely Impact Weight Where Reply Watches",
            "act now: EC1 Energy stays dear, PO1 The bridge is closed from March",
            "What weighs most: PO1 The bridge is closed from March; EC1 Energy stays dear; TE1",
        ],
        "markdown": [
            "| EC1 | Energy stays dear | 4 | 5 | 20 | act now | a new oven | |",
            "### Likelihood by impact | | impact | likelihood | |",
            "### Likelihood times impact",
        ],
        "plain": [
            "EC1 Energy stays dear: Likely 4, Impact 5, Weight 20, Where act now",
            "Likelihood by impact: PO1 The bridge is closed from March: act now, impact 4, likelihood 5",
        ],
        "screen": ["impact have a plan ready act now", "Where Reply Watches"],
        "csv pm_forces": ['"Likelihood times impact"', '"three bills","","a new oven",20'],
    },
    "okr": {
        "plan": [
            "OO1 Regulars know us as the shop where nothing runs out: 0.47 of the way",
            "OK5 Cash left at the end of the month: 0 to 2000 pounds by 30 Jun 27, red",
            "Key results by colour: 3 red, 1 amber and 2 green.",
        ],
        "markdown": [
            "### Progress against the calendar | | done | of the time gone |",
            "### Progress of each objective | | | | --- | --- | | OO1",
            "Share of the way: 0.43; Colour: amber",
            "## The cycle - **cycle:** Second quarter 2027",
            "| OK6.c1 | 10 May 27: 25 | 10 May 27 | 6 | 25 hours |",
        ],
        "plain": ["OK1 Orders delivered complete: 43% done, 49% of the time gone", "Second quarter 2027"],
        "screen": ["Progress against the calendar", "Key results under each objective"],
        "csv key_results": ['"Share of the way","Colour"', '82,96,"2027-04-01","2027-06-30","every month"'],
        "csv okr_objectives": ['"Key results under each objective","Progress of each objective"', ",2,0.47"],
    },
    "raci": {
        "plan": [
            "WHO DOES WHAT RR1 RR2 RR3 RT1 Order flour for the week A R I",
            "RR1 Owner; RR2 Shift lead; RR3 Bookkeeper R does it; A answers for it; C is asked before",
            "Answers for: RR1 Owner: 2; RR2 Shift lead: 1; RR3 Bookkeeper: 0",
            'Nobody answers for RT3 "Close the till".',
        ],
        "markdown": [
            "| | Who does what | RR1 Owner | RR2 Shift lead | RR3 Bookkeeper |",
            "| RT2 | Answer a complaint | A | A | - | | RT3 | Close the till | I | R | C | R does it;",
        ],
        "plain": ["RT2 Answer a complaint: RR1 A, RR2 A, RR3 -", "R does it; A answers for it"],
        "screen": ["RR1 Owner; RR2 Shift lead; RR3 Bookkeeper", "ROLES who that is Answers for Does"],
        "csv raci": ['"RR1 Owner: part","RR1 Owner: note"', '"RT1","Order flour for the week","A","","R"'],
    },
    "moscow": {
        "plan": [
            "RQ1 Must: The till prints a receipt with the tax (8 days)",
            "Share of musts in the effort: 80%, 12 of 15, too many musts",
            "By most votes: 2 must, 1 could and 1 won't this time.",
        ],
        "markdown": [
            "### Share of musts in the effort 80%, 12 of 15, too many musts",
            "| effort | priority | because | Most votes | How many people said what | Part of all effort |",
            "| RQ4 Loyalty points | could 1, won't this time 3 |",
        ],
        "plain": [
            "Share of musts in the effort: 80%: 12 of 15, too many musts",
            "Musts take 80% of the effort",
        ],
        "screen": ["Share of musts in the effort 80% 12 of 15, too many musts", "Effort by priority"],
        "csv requirements": [
            '"Most votes","How many people said what","Part of all effort"',
            '"could","should 1',
        ],
    },
    "kano": {
        "plan": [
            "KF1 Price in writing before the must-be never fail in it yes",
            "Class: 1 must-be, 1 performance",
        ],
        "markdown": [
            "### Features by class | | | | --- | --- | | must-be | KF1 Price in writing before the repair |",
            "### If it is there | | 1 | 2 | 3 | 4 | 5 | |",
            "### How far it is missed | | | | --- | --- | | KF1 Price in writing before the repair | -1.00 |",
        ],
        "plain": ["KF3 A coffee while you wait: attractive", "KF1 Price in writing before the repair: 4 x 1"],
        "screen": ["Class KF1 Price in writing before the repair must-be", "How many people say what"],
        "csv kn_features": ['"Class","So"', '"no","attractive","build one to surprise"'],
    },
}
"""Framework -> output -> what it must say."""


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def report_of(name: str) -> Step:
    return next(step for step in examples().method(name).steps if step.kind == "report")


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_a_framework_says_what_it_means_on_the_plan_and_in_files(name: str) -> None:
    view = told(Play(f"{name}/{examples().method(name).steps[0].id}", library=examples()), name).view
    outputs = {"plan": as_text(plan(view, DAY)), "markdown": markdown.export(view, DAY)}
    for output, sayings in SAYINGS[name].items():
        if output in ("plain", "screen"):
            continue
        text = outputs.get(output) or csv_export.export(view, output.removeprefix("csv "))
        assert [words for words in sayings if words not in squeezed(text)] == [], (output, text)


@pytest.mark.parametrize("name", FRAMEWORKS)
async def test_a_framework_says_what_it_means_on_the_plain_line(name: str) -> None:
    async with plain_line(f"{name}/{report_of(name).id}", filling(name), examples()) as (face, heard):
        assert await face.answer("/look")
        text = squeezed("\n".join(heard))
        assert [words for words in SAYINGS[name]["plain"] if words not in text] == [], heard


@pytest.mark.parametrize("name", FRAMEWORKS)
async def test_a_framework_says_what_it_means_on_the_screen(name: str) -> None:
    async with stage(name, books=examples(), fill=filling(name)) as s:
        await s.page.going.open_at(examples().method(name).steps.index(report_of(name)))
        s.page.frame()
        await s.settle()
        pages = [s.screen()]
        while len(pages) < 12:
            await s.keys("pagedown")
            if s.screen() == pages[-1]:
                break
            pages.append(s.screen())
        text = squeezed("\n".join("\n".join(page[2:22]) for page in pages))
        assert [words for words in SAYINGS[name]["screen"] if words not in text] == [], pages
