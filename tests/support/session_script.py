"""Scripts of numbers turned into what people do, for the property tests."""

from __future__ import annotations

import itertools
from typing import Any

import msgspec
from hypothesis import strategies as st
from session_kit import ANA, BOB, EVA, SERIES, World, a_run

from aligntui.session import codes, ops, order, remove
from aligntui.session.model import Clock, Round, Session, link_key, record_id

LISTS = ("strengths", "weaknesses", "strategies", "scenarios", "people")
CELLS = ("SO", "WO")
WORDS = ("Loyal core", "Sells out before noon", "One oven", "New homes nearby", "Grain price", "")


Move = tuple[str, int, int, int, int]
"""Action, three numbers to choose with, and how many changes ago the person looked."""

ACTIONS = (
    "add", "add", "add", "child", "text", "text", "field", "owner", "status", "place", "move", "move",
    "cell", "tie", "tie", "tie", "value", "reason", "untie", "merge", "split", "settle", "record",
    "waive", "begin", "drop", "walk", "plan", "name", "remove", "choose", "pair",
)  # fmt: skip

ROUNDS = ("open", "open", "give", "give", "give", "hand", "turn", "match", "erase")
"""What only the crowd does: rounds have no undo, so one person could not go back past them."""

small = st.integers(0, 11)
moves = st.tuples(st.sampled_from(ACTIONS), small, small, small, st.sampled_from((0, 0, 0, 1, 2, 5)))
scripts = st.lists(moves, min_size=1, max_size=28)
turns = st.tuples(
    st.sampled_from((ANA, ANA, BOB, EVA)), st.sampled_from((*ACTIONS, *ROUNDS, *["undo"] * 9, *["redo"] * 4))
)
crowds = st.lists(
    st.tuples(turns, small, small, small, st.sampled_from((0, 0, 1, 2, 4))), min_size=1, max_size=40
)


def act(world: World, by: str | None, move: Move) -> Any:
    """Do one thing as somebody who looked at the session some changes ago; refusals are fine."""
    action, i, j, k, back = move
    if action in ("give", "hand"):
        made = MAKERS[action](world, world.seen(back), i, j, k, by)
    else:
        made = MAKERS[action](world, world.seen(back), i, j, k)
    return world.try_(by, *made) if made else None


def _pick(session: Session, i: int, *lists: str) -> str:
    ids = [x.id for x in session.items.values() if not lists or x.collection in lists]
    return ids[i % len(ids)] if ids else ""


def _series(collection: str, cell: str) -> str:
    return cell if collection == "strategies" else SERIES[collection]


def _add(w: World, s: Session, i: int, j: int, k: int) -> list[Any]:
    collection, cell = LISTS[i % len(LISTS)], CELLS[j % 2]
    fields = {"cell": cell} if collection == "strategies" else {}
    item = w.blank(collection, WORDS[k % 5], series=_series(collection, cell), fields=fields)
    return [ops.Add(item=item)]


def _pair(w: World, s: Session, i: int, j: int, k: int) -> list[Any]:
    """A card written together with what it cites."""
    target = _pick(s, j)
    added = _add(w, s, 2, i, k)
    if not target:
        return added
    return [*added, ops.Tie(relation="strategies.cites", a=added[0].item.id, b=target, to={})]


def _child(w: World, s: Session, i: int, j: int, k: int) -> list[Any]:
    parent = _pick(s, i, "scenarios")
    if not parent:
        return []
    return [ops.Add(item=w.blank("events", WORDS[k % 5], series=f"^{parent}.e", of=parent))]


def _text(w: World, s: Session, i: int, j: int, k: int) -> list[Any]:
    ref = _pick(s, i)
    if not ref:
        return []
    return [
        ops.Set(id=ref, field="text", was=s.items[ref].text, to=f"{WORDS[j % 6]} {k}".strip(), words=True)
    ]


def _field(w: World, s: Session, i: int, j: int, k: int) -> list[Any]:
    ref = _pick(s, i)
    if not ref:
        return []
    field = ("evidence", "target", "grade")[k % 3]
    value = {"evidence": f"till log {j}", "target": str(j), "grade": j % 5}[field] if j else None
    was = s.items[ref].fields.get(field)
    op = ops.Set(id=ref, field=field, was=was, to=value, words=field == "evidence", revised=field == "target")
    return [op]


def _owner(w: World, s: Session, i: int, j: int, k: int) -> list[Any]:
    ref, who = _pick(s, i), _pick(s, j, "people")
    if not ref or ref == who:
        return []
    return [ops.Set(id=ref, field="owner", was=s.items[ref].fields.get("owner"), to=who or None)]


def _status(w: World, s: Session, i: int, j: int, k: int) -> list[Any]:
    ref = _pick(s, i)
    if not ref:
        return []
    item, to = s.items[ref], ("draft", "agreed", "parked", "dropped")[j % 4]
    reason = f"reason {k}" if to == "dropped" else ""
    return [ops.Status(id=ref, was=item.status, to=to, reason=reason, was_reason=item.reason)]


def _place(w: World, s: Session, i: int, j: int, k: int) -> list[Any]:
    ref = _pick(s, i)
    if not ref:
        return []
    peers = sorted(x.pos for x in s.items.values() if x.collection == s.items[ref].collection)
    return [ops.Place(id=ref, was=s.items[ref].pos, to=order.between("", peers[j % len(peers)]))]


def _move(w: World, s: Session, i: int, j: int, k: int) -> list[Any]:
    ref = _pick(s, i, "strengths", "weaknesses", "strategies")
    if not ref:
        return []
    item, to = s.items[ref], ("strengths", "weaknesses")[j % 2]
    return [
        ops.Move(
            id=ref,
            was=(item.collection, item.series),
            to=(to, SERIES[to]),
            was_code=item.code,
            was_pos=item.pos,
            pos=order.after([x.pos for x in s.items.values() if x.collection == to]),
        )
    ]


def _cell(w: World, s: Session, i: int, j: int, k: int) -> list[Any]:
    ref = _pick(s, i, "strategies")
    if not ref:
        return []
    item, cell = s.items[ref], CELLS[j % 2]
    return [
        ops.Move(
            id=ref,
            was=("strategies", item.series),
            to=("strategies", cell),
            field="cell",
            was_value=item.fields.get("cell"),
            value=cell,
        )
    ]


def _tie(w: World, s: Session, i: int, j: int, k: int) -> list[Any]:
    a, b = _pick(s, i), _pick(s, j)
    return [ops.Tie(relation="strategies.cites", a=a, b=b, to={})] if a and a != b else []


def _value(w: World, s: Session, i: int, j: int, k: int) -> list[Any]:
    a, b = _pick(s, i), _pick(s, j)
    if not a:
        return []
    link = s.links.get(link_key("tows", a, b))
    was = dict(link.fields) if link else None
    return [ops.Tie(relation="tows", a=a, b=b, was=was, to={**(was or {}), "strength": k % 3})]


def _reason(w: World, s: Session, i: int, j: int, k: int) -> list[Any]:
    links = [x for x in s.links.values() if x.relation == "tows"]
    if not links:
        return []
    link = links[i % len(links)]
    to = {**link.fields, "why": f"because {WORDS[k % 5]}"}
    return [ops.Tie(relation="tows", a=link.a, b=link.b, was=dict(link.fields), to=to)]


def _untie(w: World, s: Session, i: int, j: int, k: int) -> list[Any]:
    links = list(s.links.values())
    if not links:
        return []
    link = links[i % len(links)]
    return [ops.Tie(relation=link.relation, a=link.a, b=link.b, was=dict(link.fields))]


def _merge(w: World, s: Session, i: int, j: int, k: int) -> list[Any]:
    a, b = _pick(s, i), _pick(s, j)
    return [ops.Merge(id=a, to=b)] if a else []


def _split(w: World, s: Session, i: int, j: int, k: int) -> list[Any]:
    merged = [x for x in s.items.values() if x.into]
    return [ops.Merge(id=merged[i % len(merged)].id, was=merged[i % len(merged)].into)] if merged else []


def _settle(w: World, s: Session, i: int, j: int, k: int) -> list[Any]:
    series = sorted({x.series for x in s.items.values() if x.series})
    op = codes.settle(s, [series[i % len(series)]]) if series else None
    return [op] if op else []


def _record(w: World, s: Session, i: int, j: int, k: int) -> list[Any]:
    name = ("scope", "vision")[i % 2]
    known = s.records.get(name)
    was = known.fields.get("ask") if known else None
    to = f"{WORDS[j % 6]} {k}" if j % 6 != 5 else None
    return [ops.Set(id=record_id(name), field="ask", was=was, to=to, words=True)]


def _waive(w: World, s: Session, i: int, j: int, k: int) -> list[Any]:
    what = ("need:tows", "done:swot/factors")[i % 2]
    known = s.waivers.get(what)
    return [ops.Waive(what=what, was=known.reason if known else "", reason=("", "later", "no data")[j % 3])]


def _begin(w: World, s: Session, i: int, j: int, k: int) -> list[Any]:
    return [ops.Begin(run=a_run(w.new_id()))]


def _drop(w: World, s: Session, i: int, j: int, k: int) -> list[Any]:
    runs = list(s.runs.values())
    return [ops.Drop(run=runs[i % len(runs)])] if runs else []


def _walk(w: World, s: Session, i: int, j: int, k: int) -> list[Any]:
    runs = list(s.runs.values())
    if not runs:
        return []
    run = runs[i % len(runs)]
    if not run.steps:
        return []
    step = run.steps[j % len(run.steps)]
    if k % 5 == 3 and j % 3 == 2:
        here = run.room.here if run.room is not None else ""
        return [ops.Steer(run=run.id, field="here", was=here, to=step.id)]
    if k % 5 == 4 or j % 3 == 1:
        return [
            ops.Time(
                run=run.id, seconds=k, was=run.clock, to=Clock(step=step.id, since=f"2026-11-21T14:00:{k:02}")
            )
        ]
    field, to = (("state", "done"), ("state", "begun"), ("used", k * 60), ("phase", "vote"))[k % 4]
    return [ops.Walk(run=run.id, step=step.id, field=field, was=getattr(step, field), to=to)]


def _plan(w: World, s: Session, i: int, j: int, k: int) -> list[Any]:
    runs = list(s.runs.values())
    if not runs:
        return []
    run = runs[i % len(runs)]
    if k % 2:
        return [ops.Plan(run=run.id, field="as_of", was=run.as_of, to=f"2026-12-{j + 1:02d}")]
    return [ops.Plan(run=run.id, field="steps", was=run.steps, to=[*run.steps[1:], *run.steps[:1]])]


def _name(w: World, s: Session, i: int, j: int, k: int) -> list[Any]:
    return [ops.Name(was=s.meta.title, to=f"Millrace {2027 + k}")]


def _remove(w: World, s: Session, i: int, j: int, k: int) -> list[Any]:
    ref = _pick(s, i)
    if not ref or s.items[ref].retired:
        return []
    if remove.citing(s, ref):
        item = s.items[ref]
        return [ops.Status(id=ref, was=item.status, to="parked", reason=item.reason, was_reason=item.reason)]
    own = [link for link in s.links.values() if link.a == ref and (not link.fields or link.b == ref)]
    untie = [ops.Tie(relation=link.relation, a=link.a, b=link.b, was=dict(link.fields)) for link in own]
    return [*untie, ops.Retire(id=ref, was=s.items[ref])]


def _choose(w: World, s: Session, i: int, j: int, k: int) -> list[Any]:
    clashes = list(s.clashes.values())
    if not clashes:
        return []
    clash = clashes[i % len(clashes)]
    to = (clash.yours, clash.theirs, f"{clash.theirs} and {clash.yours}")[k % 3]
    return [ops.Choose(clash=clash.id, id=clash.target, field=clash.field, was=clash.theirs, to=to)]


def _round(s: Session, i: int) -> Round | None:
    rounds = list(s.rounds.values())
    return rounds[i % len(rounds)] if rounds else None


def _open(w: World, s: Session, i: int, j: int, k: int) -> list[Any]:
    subjects = [x.id for x in s.items.values() if x.collection == LISTS[i % 3] and not x.retired][: k + 1]
    step = f"swot/{LISTS[i % 3]}"
    held = Round(id=w.new_id(), step=step, run="", n=j + 1, subjects=subjects, date="2026-11-24")
    return [ops.Open(round=held)] if subjects else []


def _give(w: World, s: Session, i: int, j: int, k: int, by: str | None) -> list[Any]:
    held = _round(s, i)
    if held is None:
        return []
    subject = held.subjects[j % len(held.subjects)]
    ballot = f"{held.id}-{by}-{k % 2}"
    return [ops.Give(round=held.id, ballot=ballot, by=by, subject=subject, to=k % 5 or None)]


def _hand(w: World, s: Session, i: int, j: int, k: int, by: str | None) -> list[Any]:
    held = _round(s, i)
    if held is None:
        return []
    return [ops.Hand(round=held.id, ballot=f"{held.id}-{by}-0", by=by, to=("in", "open", "skipped")[k % 3])]


def _turn(w: World, s: Session, i: int, j: int, k: int) -> list[Any]:
    held = _round(s, i)
    if held is None:
        return []
    return [ops.Turn(id=held.id, was=held.state, to=("closed", "revealed", "open")[k % 3])]


def _match(w: World, s: Session, i: int, j: int, k: int) -> list[Any]:
    held, ref = _round(s, i), _pick(s, j)
    return [ops.Match(round=held.id, line=f"b|{k % 3}", to=ref if k % 4 else "")] if held else []


def _erase(w: World, s: Session, i: int, j: int, k: int) -> list[Any]:
    held = _round(s, i)
    return [ops.Erase(round=held.id)] if held and k == 0 else []


MAKERS = {name: globals()[f"_{name}"] for name in dict.fromkeys((*ACTIONS, *ROUNDS))}


def words_of(session: Session, *, gone: bool = False) -> set[tuple[str, str, str]]:
    """All words that stand: (item or record, field, words), of items not taken back, or (`gone`) of all."""
    found = set()
    for item in itertools.chain(session.items.values(), session.records.values()):
        if item.retired and not gone:
            continue
        found.add((item.id, "text", item.text))
        for key in ("evidence", "ask"):
            if key in item.fields:
                found.add((item.id, key, item.fields[key]))
    for link in session.links.values():
        if "why" in link.fields:
            found.add((link.key, "why", link.fields["why"]))
    found.update((c.target, c.field, c.yours) for c in session.clashes.values())
    return {entry for entry in found if entry[2]}


def plain_recorded(world: World) -> list[Any]:
    """The recorded changes as they come back from the file."""
    return [msgspec.json.decode(msgspec.json.encode(c), type=type(c)) for c in world.recorded]
