"""The pages of the plan: whole words, most important first, what is left out counted rightly."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import pytest
from build import build
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from aligntui.analysis.plan import plan
from aligntui.analysis.plan_blocks import Row, block_of, run_on, text_of
from aligntui.analysis.plan_layout import laid_out
from aligntui.analysis.plan_page import Line, Plan, Section
from aligntui.analysis.view import View
from aligntui.exchange.yaml_import import read_all
from aligntui.methods.library import Library
from aligntui.text.clean import width

SIZES = [(80, 20), (100, 26), (120, 36), (140, 46)]
"""Cells and rows of the plan in windows of 80x24, 100x30, 120x40 and 160x50."""
SAMPLE = Path(__file__).resolve().parents[2] / "workshops" / "examples" / "millrace-bakehouse.yaml"
EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "examples"
LEFT = re.compile(r"\+ ([0-9]+) more")


@pytest.fixture(scope="module")
def millrace() -> Plan:
    known = read_all(SAMPLE.read_text("utf-8"), SAMPLE.name, Library(), new_id=lambda: "x", at="2026-11-21")
    return plan(View(known.session, known.book))


def pages_of(page: Plan, wide: int, high: int) -> list[list[str]]:
    return [[text_of(row) for row in rows] for rows in laid_out(page, wide, high, ", PgDn").pages]


def first_of(page: Plan, wide: int, high: int) -> str:
    return "\n".join(pages_of(page, wide, high)[0])


def lines_whole(rows: list[Row]) -> dict[int, str]:
    """Words of each line that can be followed, put together again from its rows."""
    said: dict[int, list[str]] = {}
    for row in rows:
        for piece in row:
            if piece.line >= 0:
                said.setdefault(piece.line, []).append(piece.text)
    return {n: "".join("".join(texts).split()) for n, texts in said.items()}


WORD = st.text("abcdefghäé日0123456789", min_size=1, max_size=30)
TEXT = st.lists(WORD, min_size=1, max_size=8).map(" ".join)
HUGE = st.integers(40, 400).map(lambda n: "long " * n + "end")


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    sections = []
    for n in range(draw(st.integers(0, 6))):
        layout = draw(st.sampled_from(["lines", "beside", "text", "table"]))
        columns = tuple(f"c{i}" for i in range(draw(st.integers(1, 6)))) if layout == "table" else ()
        lines = tuple(
            Line(
                text=draw(TEXT | HUGE) if draw(st.booleans()) else draw(TEXT),
                id="" if layout == "text" else f"i{n}.{k}",
                code="" if layout == "text" else f"C{n}{k}",
                note=draw(st.sampled_from(["", "by a day"])) if layout != "table" else "",
                cells=tuple(draw(TEXT | st.just("")) for _ in columns),
            )
            for k in range(draw(st.sampled_from([0, 1, 3, 30])))
        )
        sections.append(
            Section(
                key=f"k{n}", title="A title", label=draw(TEXT), layout=layout, lines=lines, columns=columns,
                least=draw(st.integers(0, 3)), empty="" if lines else draw(st.sampled_from(["", "words"])),
            )
        )  # fmt: skip
    return Plan(title="Ours", as_of="2026-11-21", sections=tuple(sections))


@settings(max_examples=60, deadline=None)
@given(page=plans(), size=st.sampled_from(SIZES))
def test_every_line_stands_whole_on_the_pages_and_what_is_left_out_is_counted(
    page: Plan, size: tuple[int, int]
) -> None:
    wide, high = size
    laid = laid_out(page, wide, high, ", PgDn")
    for rows in laid.pages:
        assert len(rows) <= high
        assert all(width(text_of(row)) <= wide for row in rows)
    wanted = [line for section in page.sections for line in section.lines if line.id]
    assert list(laid.ids) == [line.id for line in wanted]
    together = lines_whole([row for rows in laid.pages for row in rows])
    for n, line in enumerate(wanted):
        letters = sorted("".join([line.code, line.words, *line.cells]).replace(" ", ""))
        shown = sorted(together[n])
        assert not [letter for letter in letters if shown.count(letter) < letters.count(letter)]
    left = [sum(int(n) for row in rows for n in LEFT.findall(text_of(row))) for rows in laid.pages]
    assert left[-1] == 0
    assert left == sorted(left, reverse=True)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", [0, 1, 4, 200])
@pytest.mark.parametrize("layout", ["lines", "beside"])
def test_shown_and_counted_are_all_there_is(
    size: tuple[int, int], count: int, layout: Literal["lines", "beside"]
) -> None:
    many = tuple(Line(text=f"Thing number {n} that we do", id=f"i{n}", code=f"S{n}") for n in range(count))
    page = Plan(
        title="", as_of="",
        sections=(
            Section(key="a", title="A", label="FIRST", lines=many, least=2),
            Section(key="b", title="B", label="SECOND", lines=many, least=1),
            Section(key="c", title="C", label="THIRD", lines=many, layout=layout),
        ),
    )  # fmt: skip
    known = laid_out(page, *size, ", PgDn")
    shown: set[int] = set()
    for rows in known.pages:
        shown |= {piece.line for row in rows for piece in row if piece.line >= 0}
        left = sum(int(n) for row in rows for n in LEFT.findall(text_of(row)))
        assert len(shown) + left == 3 * count


WANTED = {"decided": 2, "goals": 5, "objectives": 12, "stop": 3, "next": 3, "review": 1}
"""Sections of the first page with the lines that they want there; what was decided is answer and verdict."""
NOUNS = ["bread", "for", "hotels", "at", "lake", "side", "each", "month", "ovens"]
SENTENCE = st.lists(st.sampled_from(NOUNS), min_size=3, max_size=18).map(" ".join)


@st.composite
def wordy(draw: st.DrawFn) -> Plan:
    """A plan of sentences in which every line and every word with a number in it stands once."""
    sections = []
    for name, least in {**WANTED, "doing": 0, "risks": 0}.items():
        table, text = name == "objectives", name == "decided"
        lines = []
        for n in range(least if text or name == "review" else draw(st.integers(1, least + 2))):
            words = draw(SENTENCE) if name != "review" else "26 Feb"
            noted = name in ("next", "stop") and draw(st.booleans())
            lines.append(
                Line(
                    text=f"{name}{n} {words} {name}{n}end",
                    id="" if text else f"{name}{n}",
                    code="" if text else f"{name[:2].upper()}{n}",
                    brief=f"{name}{n} {words}" if name == "goals" else "",
                    note=f"{name}{n}owner, May" if noted else "",
                    cells=(f"{n}from", f"{n}to", f"{n}due", f"{name}{n}owner") if table else (),
                )
            )  # fmt: skip
        columns = ("from", "to", "due", "owner") if table else ()
        kinds = ("number", "amount", "date", "name") if table else ()
        label = "" if text else f"THE {name.upper()}"
        layout: Literal["text", "table", "lines"] = "text" if text else "table" if table else "lines"
        sections.append(
            Section(
                key=name, title=name, label=label, layout=layout, least=least, lines=tuple(lines),
                columns=columns, kinds=kinds,
            )
        )  # fmt: skip
    return Plan(title="Ours", as_of="2026-11-21", sections=tuple(sections))


@settings(max_examples=60, deadline=None)
@given(page=wordy(), size=st.sampled_from([(80, 18), *SIZES]))
def test_the_first_page_has_some_of_everything_that_counts(page: Plan, size: tuple[int, int]) -> None:
    rows = pages_of(page, *size)[0]
    words = " ".join(rows).split()
    least = 0
    for section in page.sections:
        if section.key in WANTED:
            begun = replace(section, lines=section.lines[: 2 if section.key == "decided" else 1], least=0)
            least += len(pages_of(replace(page, sections=(begun,)), size[0], 0)[0])
    if least < size[1]:
        for section in page.sections:
            if section.key in WANTED:
                assert section.lines[0].text.split()[0] in words, section.key
        assert "decided1" in words


@settings(max_examples=60, deadline=None)
@given(page=wordy(), size=st.sampled_from([(80, 18), *SIZES]))
def test_no_page_says_a_thing_twice_breaks_a_word_or_counts_wrongly(
    page: Plan, size: tuple[int, int]
) -> None:
    pages = pages_of(page, *size)
    lines = [line for section in page.sections for line in section.lines]
    wholes = {
        line: {word.strip("(),:") for text in (line.words, line.code, *line.cells) for word in text.split()}
        for line in lines
    }
    known = set().union(*wholes.values())
    for rows in pages:
        words = " ".join(rows).split()
        for line in lines:
            assert words.count(line.text.split()[0]) <= 1
        stripped = {word.strip("(),:>+") for word in words}
        numbered = {word for word in stripped if not word.isdigit() and any(sign.isdigit() for sign in word)}
        assert numbered <= known
    first = " ".join(pages[0]).split()
    shown = [line for line in lines if line.text.split()[0] in first]
    left = sum(int(n) for row in pages[0] for n in LEFT.findall(row))
    assert len(shown) + left == len(lines)
    later = " ".join(" ".join(rows) for rows in pages[1:]).split()
    for line in shown:
        if wholes[line] <= {word.strip("(),:") for word in first}:
            assert line.text.split()[0] not in later


@pytest.mark.parametrize("size", SIZES)
def test_the_first_page_has_what_counts_most_in_whole_words(millrace: Plan, size: tuple[int, int]) -> None:
    rows = pages_of(millrace, *size)[0]
    heads = ["By pre-orders", "6 taken on, 1 stopped, 6 left: nothing in the answer speaks against it.",
             "GOALS", "OBJECTIVES", "WHAT WE STOP", "NEXT", "WE LOOK AGAIN  26 Feb 27"]  # fmt: skip
    places = [next(n for n, row in enumerate(rows) if row.startswith(f" {head}")) for head in heads]
    assert places == sorted(places)
    text = " ".join(" ".join(rows).split())
    for goal in millrace.section("goals").lines:
        assert f"{goal.code} {goal.text.partition(':')[0]}" in text
        assert "by 31 Dec 29" in text.partition(goal.code)[2]
    for objective in millrace.section("objectives").lines:
        _, _, due, owner = objective.cells
        told = text.partition(f"{objective.code} {objective.text.partition(' ')[0]}")[2][:150]
        assert all(word in told for word in (due, owner))
    for step in millrace.section("next").lines[:3]:
        assert f"{step.code} {step.text}" in text
    assert ".." not in text
    assert not [row for row in rows if re.search(r"[0-9] [A-Z][a-z]{2}$", row)], "a day is parted"
    assert rows[-1].endswith(", PgDn")


def test_every_factor_stands_in_the_plan_or_is_named_as_left_out(millrace: Plan) -> None:
    lines = millrace.section("factors").lines
    assert lines[-1].text.startswith("not shown, for they weigh no more: S3")
    known = read_all(SAMPLE.read_text("utf-8"), SAMPLE.name, Library(), new_id=lambda: "x", at="2026-11-21")
    view = View(known.session, known.book)
    every = {view.code(i) for name in view.book.lists("factors") for i in view.items(name)}
    named = {line.code for line in lines} | set(re.findall(r"[SWOT]\d+", lines[-1].text))
    assert every <= named


@pytest.mark.parametrize("size", SIZES)
def test_no_word_of_the_sample_is_cut_or_says_what_is_not_so(millrace: Plan, size: tuple[int, int]) -> None:
    text = "\n".join(row for rows in pages_of(millrace, *size) for row in rows)
    assert ".." not in text
    assert "14% > 30%" not in text
    for words in ("220 loaves", "14 lines of 14", "26 Feb 27", "Sofia Brandt"):
        assert words in text
    if size[0] >= 120:
        assert all(line.text in text for line in millrace.section("objectives").lines)
        assert first_of(millrace, *size).count("Dec 27") == 3


def test_a_text_taller_than_its_share_leaves_room_for_the_goals() -> None:
    story = Section(
        key="s", title="S", label="S", layout="text", least=1, lines=(Line(text="so that " * 300),)
    )
    goals = Section(
        key="g", title="G", label="GOALS", least=1, lines=(Line(text="Be known", id="g", code="G1"),)
    )
    page = Plan(title="", as_of="", sections=(story, goals))
    first, *others = pages_of(page, 80, 19)
    assert first == [" GOALS  G1 Be known", " + 1 more: S 1, PgDn"]
    assert " ".join(" ".join(row for rows in others for row in rows).split()).count("so that") == 300


def test_sections_of_a_method_of_ones_own_stand_on_the_page_by_declaration() -> None:
    library = Library(user=EXAMPLES)
    view = build(
        collections={
            "forces": {"code": "F", "fields": {"impact": {"type": "number"}, "means": {"type": "text"}}},
            "risks": {"code": "RI", "fields": {"guard": {"type": "text"}}},
        },
        items={
            "forces": {
                "F1": {"text": "Wages rise in April", "impact": "5", "means": "plan fewer late shifts"}
            },
            "risks": {"RI1": {"text": "The oven fails", "guard": "a contract for repairs"}},
        },
        methods=[library.method("pestle"), library.method("risk-register")],
    )
    text = first_of(plan(view), 80, 19)
    assert "WHAT CHANGES OUTSIDE  F1 Wages rise in April: plan fewer late shifts" in text
    assert "IT MIGHT FAIL  RI1 The oven fails. Against it: a contract for repairs" in text


def test_many_columns_are_told_behind_the_words() -> None:
    columns = ("quarter one", "quarter two", "quarter three", "quarter four", "quarter five")
    line = Line(text="Sell bread to offices", id="a", code="A1", cells=("12", "14", "", "19", "20"))
    page = Plan(
        title="",
        as_of="",
        sections=(Section(key="a", title="A", label="A", lines=(line, line), columns=columns),),
    )
    assert " ".join(first_of(page, 80, 19).split()).startswith(
        "A A1 Sell bread to offices (quarter one 12, quarter two 14, quarter four 19, quarter five 20)"
    )


def test_a_page_that_is_drawn_once_more_is_not_laid_out_anew(millrace: Plan) -> None:
    assert laid_out(replace(millrace), 78, 20, ", PgDn") is laid_out(millrace, 78, 20, ", PgDn")
    assert laid_out(millrace, 78, 20) != laid_out(millrace, 78, 20, ", PgDn")


def test_a_grid_that_runs_on_names_the_column_of_each_cell() -> None:
    rows = [Line(text=f"part {n}", code=f"FN{n}", cells=("", "+1", f"-{n}")) for n in range(1, 4)]
    legend = Line(text="FN1 part 1; FN2 part 2; FN3 part 3", cells=("", "", ""), legend=True)
    crossed = Section(
        key="fits", title="Who helps whom", label="WHO HELPS WHOM", lines=(*rows, legend),
        columns=("FN1", "FN2", "FN3"), heads=("FN1 part 1", "FN2 part 2", "FN3 part 3"), kinds=("text",) * 3,
    )  # fmt: skip
    block = run_on(block_of(crossed, [(line, n) for n, line in enumerate(crossed.lines)], 80), crossed, 80)
    assert [line.text for line, _ in block.entries][:2] == [
        "part 1 (FN2 +1, FN3 -1)",
        "part 2 (FN2 +1, FN3 -2)",
    ]
