"""Words that are too long are refused by whatever op brings them; what stands already may be long."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from aligntui.session import ops
from aligntui.session.apply import Refused, apply
from aligntui.session.model import Change, Clash, Item, Meta, Round, Run, Session
from aligntui.session.undo import undo
from aligntui.text.limits import LINE, LONG

L, T = "x" * LINE, "x" * LONG


def session(text: str = "card", **fields: Any) -> Session:
    """One card, one round, one run."""
    return Session(
        meta=Meta(id="s1", title="Millrace"),
        items={
            "a": Item(id="a", collection="ideas", series="ID", text=text, fields=fields),
            "b": Item(id="b", collection="ideas", series="ID", text="another"),
        },
        rounds={"r": Round(id="r", step="m/s", run="run", subjects=["a"])},
        runs={"run": Run(id="run", title="A morning")},
    )


def change(op: ops.Op, **more: Any) -> Change:
    return Change(id="c1", at="2026-11-21T14:00:00", ops=[op], by=more.pop("by", "Ines"), **more)


def card(**more: Any) -> Item:
    return Item(id="n", collection="ideas", series="ID", **more)


SHORT: dict[str, tuple[ops.Op, ops.Op]] = {
    "a card": (ops.Add(item=card(text=L)), ops.Add(item=card(text=L + "x"))),
    "a reason of a card": (ops.Add(item=card(reason=L)), ops.Add(item=card(reason=L + "x"))),
    "a field": (ops.Add(item=card(fields={"f": T})), ops.Add(item=card(fields={"f": T + "x"}))),
    "a line of a list": (
        ops.Add(item=card(fields={"f": [L, L]})), ops.Add(item=card(fields={"f": ["", L + "x"]}))
    ),
    "all lines of a list": (
        ops.Add(item=card(fields={"f": [L] * 10})), ops.Add(item=card(fields={"f": [L] * 10 + ["x"]}))
    ),
    "words of a card": (
        ops.Set(id="a", field="text", was="card", to=L, words=True),
        ops.Set(id="a", field="text", was="card", to=L + "x", words=True),
    ),
    "a long text": (ops.Set(id="a", field="f", to=T), ops.Set(id="a", field="f", to=T + "x")),
    "a record": (ops.Set(id="record:r", field="f", to=T), ops.Set(id="record:r", field="f", to=T + "x")),
    "why": (ops.Set(id="a", field="f", to="1", why=L), ops.Set(id="a", field="f", to="1", why=L + "x")),
    "a status": (
        ops.Status(id="a", was="draft", to="parked", reason=L),
        ops.Status(id="a", was="draft", to="parked", reason=L + "x"),
    ),
    "a waiver": (ops.Waive(what="need:x", reason=L), ops.Waive(what="need:x", reason=L + "x")),
    "a title": (ops.Name(was="Millrace", to=L), ops.Name(was="Millrace", to=L + "x")),
    "a note on a link": (
        ops.Tie(relation="m", a="a", b="b", to={"n": T}),
        ops.Tie(relation="m", a="a", b="b", to={"n": T + "x"}),
    ),
    "an answer": (
        ops.Give(round="r", ballot="b1", subject="a", to={"value": 1, "note": T}),
        ops.Give(round="r", ballot="b1", subject="a", to={"value": 1, "note": T + "x"}),
    ),
    "an answer in words": (
        ops.Give(round="r", ballot="b1", subject="words", to=[L]),
        ops.Give(round="r", ballot="b1", subject="words", to=[L + "x"]),
    ),
    "a run": (ops.Begin(run=Run(id="n", title=L)), ops.Begin(run=Run(id="n", title=L + "x"))),
    "the title of a run": (
        ops.Plan(run="run", field="title", was="A morning", to=L),
        ops.Plan(run="run", field="title", was="A morning", to=L + "x"),
    ),
}  # fmt: skip
"""What is just short enough, and what is one sign longer."""


def refused(held: Session, made: Change) -> Refused | None:
    try:
        apply(held, made)
    except Refused as problem:
        return problem
    return None


@pytest.mark.parametrize("what", SHORT)
def test_one_sign_more_is_refused_and_nothing_is_done(what: str) -> None:
    fits, longer = SHORT[what]
    held = session()
    before = msgspec.json.encode(held)
    problem = refused(held, change(longer))
    assert problem is not None
    assert problem.reason == "long"
    assert " holds " in problem.sentence
    assert msgspec.json.encode(held) == before
    short = refused(held, change(fits))
    assert short is None or short.reason != "long"


def test_a_name_is_a_line() -> None:
    problem = refused(session(), change(ops.Waive(what="need:x", reason="y"), by=L + "x"))
    assert problem is not None
    assert problem.sentence == "A line holds 2,000 signs; this has 2,001. Shorten it, or split it."


def test_every_op_that_may_bring_words_is_asked() -> None:
    """An op with a text of its own is either tried above or brings none that is new."""
    brings = {type(op).__name__ for pair in SHORT.values() for op in pair} | {"Move", "Match"}
    known = {
        "Retire", "Place", "Merge", "Settle", "Unsettle", "Open", "Turn", "Hand", "Erase", "Drop", "Walk",
        "Time", "Steer", "Define", "Choose", "Beside", "Rekey",
    }  # fmt: skip
    assert brings | known == {kind.__name__ for kind in ops.AnyOp.__args__}


def test_an_old_text_that_is_longer_opens_and_is_shortened_in_steps() -> None:
    held = session(text=L * 3)
    step = ops.Set(id="a", field="text", was=L * 3, to=L * 2, words=True)
    shorter = apply(held, change(step)).session
    assert len(shorter.items["a"].text) == 2 * LINE
    back = undo(shorter, "Ines", at="2026-11-21T14:00:01", new_id=lambda: "c2")
    assert isinstance(back, Change)
    assert len(apply(shorter, back).session.items["a"].text) == 3 * LINE
    longer = ops.Set(id="a", field="text", was=L * 3, to=L * 3 + "x", words=True)
    assert refused(held, change(longer)) is not None


def test_choosing_between_old_versions_is_no_matter_of_length() -> None:
    held = session(text=L * 3)
    clash = Clash(id="k", target="a", field="text", base="", theirs=L * 3, yours=L * 4)
    held = msgspec.structs.replace(held, clashes={"k": clash})
    choice = ops.Choose(clash="k", id="a", field="text", was=L * 3, to=L * 4)
    assert apply(held, change(choice)).session.items["a"].text == L * 4
