"""The same method in other words: examples of a trade, and the voice for one person alone."""

from __future__ import annotations

import msgspec
from playing import Play

from aligntui.engine import edits
from aligntui.engine.books import book_of, kept_book_of
from aligntui.methods.book import Book
from aligntui.methods.types import Collection, Field, Guide, Method, Record, Step, Voice
from aligntui.methods.voices import alone, in_trade, trade_field

STEP = Step(
    kind="form", id="a", title="A", ask="All?", record="r",
    guide=Guide(why="We talk.", how=["In turn."], example="bread", trades={"joinery": ["oak", "ash"]}),
    solo=Voice(ask="You?", guide=Guide(how=["At once."])),
)  # fmt: skip
BOOK = Book({
    "m": Method(
        method="m", title="M", level="fundamentals", steps=[STEP],
        collections={
            "c": Collection(code="C", examples=["a loaf"], trades={"joinery": ["a table"]}, fields={
                "f": Field(type="text", example="rye", trades={"joinery": "beech"}),
                "g": Field(type="text", example="salt"),
            }),
        },
        records={"r": Record(fields={"trade": Field(type="choice", trade=True, choices={"joinery": "J"})})},
    )
})  # fmt: skip


def test_a_trade_has_its_own_examples_and_an_unknown_one_those_of_the_bakery() -> None:
    told = in_trade(BOOK, "joinery")
    assert told.collections["c"].examples == ["a table"]
    assert [f.example for f in told.collections["c"].fields.values()] == ["beech", "salt"]
    pair = told.step("m/a")
    assert pair is not None
    assert pair[1].guide.example == ["oak", "ash"]
    assert in_trade(BOOK, "circus") is BOOK
    assert trade_field(BOOK) == ("r", "trade")


def test_alone_each_part_that_is_said_otherwise_stands_in_place_of_the_other() -> None:
    step = alone(STEP)
    assert (step.ask, step.guide.why, step.guide.how) == ("You?", "We talk.", ["At once."])
    assert alone(msgspec.structs.replace(STEP, solo=None)) == msgspec.structs.replace(STEP, solo=None)


def test_the_trade_of_the_frame_chooses_and_is_never_written_into_the_definitions() -> None:
    p = Play("swot/scope")
    before = p.view.book.collections["strengths"].examples
    p.keep(edits.put(p.view, p.view.record("scope"), "trade", "joinery"))
    assert p.view.book.collections["strengths"].examples != before
    assert kept_book_of(p.session).collections["strengths"].examples == before
    assert p.undo()
    assert book_of(p.session).collections["strengths"].examples == before
