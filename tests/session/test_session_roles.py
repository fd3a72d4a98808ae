"""Who may do what: the table of roles whole, and what each op is about."""

from __future__ import annotations

from typing import Any, get_args

import msgspec
import pytest
from session_kit import fresh_session

from aligntui.session import ops, roles
from aligntui.session.apply import Refused
from aligntui.session.model import Clock, Item, Room, Round, Run, RunStep, Session
from aligntui.session.roles import MAY, Matter, Role, matter_of, role_in

INES, TOMASZ, LILY = "ines", "tomasz", "lily"

RUN = Run(
    id="r",
    title="SWOT",
    steps=[
        RunStep(id="a", step="swot/factors", entry=1, state="begun", phase="vote"),
        RunStep(id="b", step="swot/ratings", entry=2),
    ],
    room=Room(by=INES, leads=[INES], here="a"),
)
THEIRS = Item(id="i", collection="strengths", series="S", text="Rye", by=INES)
MINE = Item(id="m", collection="strengths", series="S", text="Oak", by=TOMASZ)
ROUND = Round(id="q", step="swot/factors", run="r", subjects=["i"])


def session(run: Run = RUN) -> Session:
    held = {"r": run}
    return fresh_session(runs=held, items={"i": THEIRS, "m": MINE}, rounds={"q": ROUND})


OPS: list[tuple[Any, Matter]] = [
    (ops.Add(item=MINE), "write"),
    (ops.Set(id="i", field="text", to="x"), "write"),
    (ops.Place(id="i", was="", to="n"), "write"),
    (ops.Tie(relation="x", a="i", b="m", to={}), "write"),
    (ops.Choose(clash="c", id="i", field="text", was="", to="x"), "write"),
    (ops.Rekey(id="i", was="x", to="y"), "write"),
    (ops.Settle(codes={"i": "S1"}), "write"),
    (ops.Unsettle(codes={"i": "S1"}), "write"),
    (ops.Match(round="q", line="b|1", to="i"), "close"),
    (ops.Waive(what="need:tows", reason="known"), "write"),
    (ops.Begin(run=RUN), "write"),
    (ops.Name(was="a", to="b"), "write"),
    (ops.Define(name="swot", version=1, hash="", body={}), "write"),
    (ops.Status(id="m", was="draft", to="parked"), "write"),
    (ops.Status(id="i", was="draft", to="parked"), "cards"),
    (ops.Merge(id="m", to="i"), "write"),
    (ops.Merge(id="i", to="m"), "cards"),
    (ops.Move(id="i", was=("strengths", "S"), to=("weaknesses", "W")), "cards"),
    (ops.Retire(id="i"), "cards"),
    (ops.Open(round=Round(id="n", step="swot/factors", run="r")), "answer"),
    (ops.Open(round=Round(id="n", step="swot/ratings", run="r")), "move"),
    (ops.Give(round="q", ballot="b", by=TOMASZ, subject="i", to=1), "answer"),
    (ops.Give(round="q", ballot="b", by=INES, subject="i", to=1), "seats"),
    (ops.Hand(round="q", ballot="b", by=TOMASZ), "answer"),
    (ops.Hand(round="q", ballot="b", by=LILY), "seats"),
    (ops.Turn(id="q", was="open", to="closed"), "close"),
    (ops.Turn(id="q", was="open", to="revealed"), "close"),
    (ops.Erase(round="q"), "close"),
    (ops.Erase(round="q", ballot="b"), "write"),
    (ops.Walk(run="r", step="a", field="phase", was="vote", to="reveal"), "move"),
    (ops.Walk(run="r", step="a", field="state", was="begun", to="done"), "move"),
    (ops.Walk(run="r", step="a", field="minutes", was=0, to=5), "agenda"),
    (ops.Plan(run="r", field="steps", was=[], to=[]), "agenda"),
    (ops.Drop(run=RUN), "agenda"),
    (ops.Time(run="r", to=Clock(step="a")), "clock"),
    (ops.Steer(run="r", field="here", was="a", to="b"), "move"),
    (ops.Steer(run="r", field="calls", was=0, to=1), "move"),
    (ops.Steer(run="r", field="leads", was=[INES], to=[TOMASZ]), "lead"),
]


@pytest.mark.parametrize(("op", "matter"), OPS, ids=lambda one: type(one).__name__)
@pytest.mark.parametrize("role", get_args(Role))
def test_the_table_is_whole(op: Any, matter: Matter, role: Role) -> None:
    assert matter_of(session(), op, TOMASZ) == matter
    assert set(MAY[role]) <= set(get_args(Matter))
    assert (matter in MAY[role]) == {
        "lead": True,
        "participant": matter in ("write", "answer"),
        "observer": False,
        "screen": False,
    }[role]


def test_every_op_and_matter_is_in_it() -> None:
    # What apply records by itself nobody asks for.
    assert {type(op) for op, _ in OPS} | {ops.Beside} == set(get_args(ops.AnyOp))
    assert {matter for _, matter in OPS} == set(get_args(Matter)) == set(roles.ALONE)


def refused(op: Any, person: str, others: set[str], run: Run = RUN, *, restricted: bool = False) -> str:
    try:
        roles.refuse(session(run), [op], "", person, lambda: others, restricted=restricted)
    except Refused as problem:
        return problem.sentence if problem.reason == "role" else ""
    return ""


@pytest.mark.parametrize(("op", "matter"), OPS, ids=lambda one: type(one).__name__)
def test_a_change_that_a_participant_may_not_make_is_refused_in_one_sentence(op: Any, matter: Matter) -> None:
    said = refused(op, TOMASZ, {INES})
    assert bool(said) == (matter not in ("write", "answer"))
    if said:
        assert said == f"ines leads: nobody else {roles.ALONE[matter]}. Say that you are done, or ask."
    assert not refused(op, INES, {TOMASZ}), "whoever leads may all of it"
    assert not refused(op, TOMASZ, set()), "one person alone is everything"


def test_roles_of_people() -> None:
    solo = Run(id="r", title="x", solo=True, room=RUN.room)
    before = Run(id="r", title="x")
    assert role_in(RUN, INES, {TOMASZ}) == "lead"
    assert role_in(RUN, TOMASZ, {INES}) == role_in(RUN, TOMASZ, {LILY}) == "participant"
    assert role_in(RUN, TOMASZ, {TOMASZ}) == "lead", "another window of one's own is nobody else"
    assert role_in(RUN, TOMASZ, set(), restricted=True) == "participant", "not even alone"
    for run in (solo, before):
        assert role_in(run, TOMASZ, {INES}, restricted=True) == "lead", "nobody leads"


def test_the_lead_is_taken_where_nobody_leads_and_taken_back_by_who_began() -> None:
    mine = ops.Steer(run="r", field="leads", was=[INES], to=[TOMASZ])
    theirs = ops.Steer(run="r", field="leads", was=[INES], to=[LILY])
    assert refused(mine, TOMASZ, {INES, LILY})
    assert not refused(mine, TOMASZ, {LILY}), "ines is not there"
    assert "is not here" in refused(theirs, TOMASZ, {LILY}), "only for oneself"
    assert refused(mine, TOMASZ, {LILY}, restricted=True) == (
        "ines leads and is not here. Ask whoever runs the workshop."
    )
    given = Run(id="r", title="x", steps=RUN.steps, room=Room(by=INES, leads=[TOMASZ], here="a"))
    back = ops.Steer(run="r", field="leads", was=[TOMASZ], to=[INES])
    assert not refused(back, INES, {TOMASZ}, given)
    assert refused(ops.Steer(run="r", field="leads", was=[TOMASZ], to=[LILY]), LILY, {TOMASZ}, given)


def test_who_is_there_is_asked_once_of_a_change_and_never_where_nobody_leads() -> None:
    asked: list[str] = []

    def others() -> list[str]:
        asked.append("there")
        return [TOMASZ]

    moves = [ops.Turn(id="q", was="open", to="closed"), ops.Steer(run="r", field="here", was="a", to="b")]
    roles.refuse(session(), moves, "r", INES, others)
    assert len(asked) == 1
    roles.refuse(session(msgspec.structs.replace(RUN, room=None)), moves, "r", TOMASZ, others)
    roles.refuse(session(msgspec.structs.replace(RUN, solo=True)), moves, "r", TOMASZ, others)
    assert len(asked) == 1
