"""Where a person stands: run and step of last time, how a step is called, what comes from where."""

from __future__ import annotations

from build import build
from msgspec.structs import replace
from playing import Play

from aligntui.analysis import figure_words
from aligntui.analysis.figures import Figures
from aligntui.analysis.view import View
from aligntui.engine.runs import definitions, position, walk
from aligntui.methods.book import Book
from aligntui.methods.library import Library
from aligntui.methods.types import Step
from aligntui.session.model import Run, RunStep
from aligntui.store.values import Position

LIBRARY = Library()
BOOK = LIBRARY.book(["swot", "tows", "vision"])
REFS = ("swot/scope", "swot/factors", "swot/result")


def runs() -> View:
    def run(name: str) -> Run:
        states = ("done", "begun", "todo")
        steps = [
            RunStep(id=f"{name}{n}", step=ref, entry=n, title=ref, state=state)  # type: ignore[arg-type]
            for n, (ref, state) in enumerate(zip(REFS, states, strict=True))
        ]
        return Run(id=name, title=name, steps=steps, at=f"2026-11-{20 + ord(name) - ord('a')}")

    return build(runs=[run("a"), run("b")])


def test_one_comes_back_to_run_and_step_else_to_the_last_run_and_the_first_open_step() -> None:
    session = runs().session
    first = session.runs["a"]
    assert position.run_at(session, Position(run="a")) == first
    for nowhere in (None, Position(run="gone")):
        found = position.run_at(session, nowhere)
        assert found is not None
        assert found.id == "b"
    assert position.here_at(first, Position(run="a", step="a2")).id == "a2"
    for nowhere in (None, Position(run="b", step="a2"), Position(run="a", step="gone")):
        assert position.here_at(first, nowhere).id == "a1"


def test_a_step_is_called_by_its_method_and_task() -> None:
    def called(ref: str, title: str = "") -> str:
        return position.step_name(BOOK, RunStep(id="x", step=ref, entry=1, title=title))

    assert called("swot/scope", "What is this about") == "SWOT analysis: what is this about"
    assert called("swot/scope", "Frame: the question") == "Frame: the question"
    assert called("swot/scope", "SWOT in short") == "SWOT in short"
    assert called("gone/step", "Break") == "Break"
    assert called("gone/step") == "gone/step"


def test_the_trail_of_a_step_without_phases_names_the_steps_of_its_method() -> None:
    refs = ("vision/purpose", "vision/statement", "swot/result")
    run = Run(id="r", title="r", steps=[RunStep(id=ref, step=ref, entry=1, title=ref) for ref in refs])
    titles = []
    for ref in refs[:2]:
        pair = BOOK.step(ref)
        assert pair is not None
        titles.append(pair[1].short or pair[1].title)
    assert walk.trail(BOOK, run, run.steps[1]) == (titles, 1)
    vision = BOOK.methods["vision"]
    long = replace(vision, steps=[replace(step, short="") for step in vision.steps])
    titles = [step.title for step in vision.steps if f"vision/{step.id}" in refs]
    assert walk.trail(Book({"vision": long}, BOOK.shared), run, run.steps[0]) == (titles, 0)


def test_figures_of_one_kind_say_what_they_are_about() -> None:
    play = Play("swot/result").tell("factors")
    figures, view = Figures(play.view), play.view
    assert figure_words.about(figures, "swot", "ife", view) == "strengths and weaknesses"
    assert figure_words.about(figures, "swot", "swot:efe", view) == "opportunities and threats"
    assert figure_words.about(figures, "swot", "inside_twice", view) == "", "it is about no list"
    assert figure_words.about(figures, "swot", "nothing", view) == ""
    assert figure_words.about(figures, "gone", "ife", view) == ""


def test_a_step_is_found_in_the_session_else_among_the_methods_at_hand() -> None:
    own = Book({"swot": BOOK.methods["swot"]}, BOOK.shared)
    assert definitions.step_of(own, LIBRARY, "swot/scope") == BOOK.step("swot/scope")
    assert definitions.step_of(own, LIBRARY, "swot/gone") is None
    brought = definitions.step_of(own, LIBRARY, "vision/statement")
    assert brought is not None
    assert (brought[0].method, brought[1].id) == ("vision", "statement")
    assert definitions.step_of(own, LIBRARY, "vision/gone") is None
    assert definitions.step_of(own, LIBRARY, "gone/step") is None


def test_what_a_method_needs_comes_along_and_an_unknown_one_brings_nothing() -> None:
    session = Play("vision/statement").session
    ops, book = definitions.brought(session, LIBRARY, "tows/grid")
    assert {"tows", "swot"} <= {op.name for op in ops if hasattr(op, "name")}
    assert book.step("tows/grid") is not None
    assert book.step("vision/statement") is not None
    ops, book = definitions.brought(session, LIBRARY, "gone/step")
    assert not ops
    assert book.step("gone/step") is None
    assert book.step("vision/statement") is not None


def test_a_list_that_nobody_has_is_named() -> None:
    def unknown(**how: object) -> str:
        return definitions.unknown_list(BOOK, Step(kind="table", id="x", title="x", **how))  # type: ignore[arg-type]

    assert unknown(of="strengths") == ""
    assert unknown(of="wishes") == "wishes"
    assert unknown(holds=["strengths", "hopes"]) == "hopes"
    assert unknown(each="plans") == "plans"
