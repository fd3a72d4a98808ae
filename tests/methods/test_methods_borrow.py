"""A method may borrow steps of others, with words of its own; what cannot be lent is said with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from playing import Play

from aligntui.analysis import registry
from aligntui.methods.check import check_document
from aligntui.methods.check_effects import unacted
from aligntui.methods.decode import decode, parse
from aligntui.methods.library import Library
from aligntui.methods.types import Method

LENDER = """\
method: lender
title: Lender
level: fundamentals
collections:
  loans:
    code: LN
    fields: {size: {type: number}, due: {type: date}}
figures:
  all: {use: count, of: loans}
  votes: {use: agreement, round: vote}
steps:
  - kind: table
    id: list
    title: Loans
    ask: "Which? {all.n} so far."
    of: loans
    fields: [text, size, due]
    filter: {where: votes.mean > 2, order: -all.n}
    done: [{figure: all.n, min: 1}]
    read_back: "{all.n} loans"
    guide: {why: They say why., how: [They say how.], done: "At {all.n}."}
  - {kind: ask, id: vote, title: Vote, about: loans, answer: {type: scale, from: 1, to: 5}}
  - {kind: report, id: end, title: End, show: [all.n, votes, loans], between: vote}
"""
OWN = """\
method: own
title: Own
level: fundamentals
steps:
  - use: lender/list
    title: Our loans
    filter: {where: size > 3}
    guide: {why: We say why.}
  - use: lender/end
    id: last
  - {kind: report, id: end, title: The end, show: [loans]}
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    (tmp_path / "lender.yaml").write_text(LENDER)
    (tmp_path / "own.yaml").write_text(OWN)
    return Library(user=tmp_path, functions=registry.functions)


def own(library: Library) -> Method:
    assert {head.name: head.problem for head in library.methods() if head.problem} == {}
    return library.method("own")


def test_a_borrowed_step_is_the_step_with_own_words(library: Library) -> None:
    first, last, end = own(library).steps
    assert (first.kind, first.id, first.title, first.use) == ("table", "list", "Our loans", "")
    assert first.of == "loans"
    assert first.filter is not None
    assert (first.filter.where, first.filter.order) == ("size > 3", "")
    assert (first.guide.why, first.guide.how) == ("We say why.", ["They say how."])
    assert (last.id, last.title) == ("last", "End")
    assert end.id == "end"


def test_figures_and_steps_that_it_names_stay_those_of_the_lender(library: Library) -> None:
    first, last, _ = own(library).steps
    assert first.ask == "Which? {lender:all.n} so far."
    assert first.guide.done == "At {lender:all.n}."
    assert first.read_back == "{lender:all.n} loans"
    assert first.done[0].figure == "lender:all.n"
    assert last.show == ["lender:all.n", "lender:votes", "loans"]
    assert last.between == "lender/vote"
    assert library.works_on(own(library)) == ["lender"]


def test_it_runs_with_the_lists_of_the_lender(library: Library) -> None:
    play = Play("own/list", library=library)
    assert {"own", "lender"} <= play.session.methods.keys()
    assert "use" not in str(play.session.methods["own"].body["steps"])
    play.do("add")
    play.do("keep", value="A van")
    assert [item.text for item in play.view.items("loans")] == ["A van"]
    assert Play("own/last", beside=play).sight.rows


def test_a_step_is_borrowed_on(library: Library, tmp_path: Path) -> None:
    text = "method: third\ntitle: Third\nlevel: advanced\nsteps:\n  - {use: own/list, short: On}\n"
    (tmp_path / "third.yaml").write_text(text)
    (step,) = library.method("third").steps
    assert (step.kind, step.title, step.short, step.ask) == (
        "table", "Our loans", "On", "Which? {lender:all.n} so far.",
    )  # fmt: skip


def problems(library: Library, text: str) -> list[str]:
    return [
        str(p) for p in check_document(parse(text, "own.yaml"), library.everything(), registry.functions())
    ]


def test_nothing_is_to_mend_in_it(library: Library) -> None:
    assert problems(library, OWN) == []
    document, book = parse(OWN, "own.yaml"), library.everything()
    assert decode(document, Method)[0] is not None
    assert unacted(document, book.methods["own"]) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("lender/list", "lender/lst", 5, "Write lender/list."),
        ("lender/list", "lendr/list", 5, 'no method "lendr"'),
        ("lender/list", "list", 5, "Write method/step"),
        ("lender/list", "own/end", 5, "a step of the method itself"),
        ("title: Our loans", "kind: board", 5, "a borrowed table stays one"),
        ("size > 3", "sise > 3", 7, "Write size."),
        ("    id: last\n", "", 10, 'the id "end" is taken'),
        ("title: Our loans", "cut: [1, 2]", 6, '"cut" means nothing to a table'),
        ("title: Our loans", 'guide: {why: "{all.n}"}', 6, "Own has no figure"),
    ],
)
def test_what_cannot_be_borrowed_is_said_with_its_line(
    library: Library, old: str, new: str, line: int, says: str
) -> None:
    text = OWN.replace(old, new, 1)
    if "guide" in new:
        text = text.replace("    guide: {why: We say why.}\n", "")
    found = problems(library, text)
    assert any(f"line {line}:" in sentence and says in sentence for sentence in found), found


def test_a_circle_is_no_way_out(library: Library, tmp_path: Path) -> None:
    circle = "method: {a}\ntitle: {a}\nlevel: advanced\nsteps:\n  - use: {b}/x\n"
    for a, b in (("one", "two"), ("two", "one")):
        (tmp_path / f"{a}.yaml").write_text(circle.format(a=a, b=b))
    said = {head.name: head.problem for head in library.methods()}
    assert "in a circle" in said["one"] + said["two"], said
