"""A small world for session tests: ids that count, people who act, states that are checked."""

from __future__ import annotations

from typing import Any

import msgspec

from aligntui.session import codes, head, ops, order
from aligntui.session.apply import Applied, Refused, apply
from aligntui.session.model import Change, Item, Meta, Run, RunStep, Session
from aligntui.session.ops import decode_change
from aligntui.session.undo import Blocked, redo, undo

ANA, BOB, EVA = "ana", "bob", "eva"
SERIES = {"strengths": "S", "weaknesses": "W", "scenarios": "#A", "people": "P"}


def fresh_session(**tables: Any) -> Session:
    return Session(meta=Meta(id="s1", title="Millrace 2027", created="2026-11-20T09:00:00"), **tables)


def decoded(session: Session) -> Session:
    """The session as it comes back from its file."""
    again = msgspec.json.decode(msgspec.json.encode(session), type=Session)
    recent = {key: decode_change(change) for key, change in again.recent.items()}
    return msgspec.structs.replace(again, recent=recent)


def essence(session: Session) -> dict[str, Any]:
    """What undo must bring back: all but history, retired items, revisions and times of day."""
    raw = msgspec.to_builtins(session)

    def bare(row: dict[str, Any]) -> dict[str, Any]:
        row = {k: v for k, v in row.items() if k not in ("rev", "at")}
        if "past" in row:
            row["past"] = {k: [{**p, "at": ""} for p in v] for k, v in row["past"].items()}
        return row

    out: dict[str, Any] = {
        name: {k: bare(v) for k, v in raw.get(name, {}).items() if not v.get("retired")}
        for name in ("items", "links", "records", "runs", "rounds", "ballots", "waivers", "clashes")
    }
    for run in out["runs"].values():
        run.pop("clock", None)
        run.pop("room", None)
        run["steps"] = [{k: v for k, v in step.items() if k != "used"} for step in run.get("steps", [])]
    out["meta"] = {k: raw["meta"].get(k) for k in ("title", "counters", "counts")}
    return out


def places(session: Session) -> dict[str, tuple[object, ...]]:
    """Which cards there are, and where each stands: in which list and order, parked, merged, away."""
    return {
        ref: (item.collection, item.status == "parked", item.into, item.of, item.pos, item.retired)
        for ref, item in session.items.items()
        if not ref.startswith("record:")
    }


def check(session: Session) -> None:
    """What must hold of every session at every moment."""
    shown = [code for code in codes.all_codes(session).values() if code]
    assert len(shown) == len(set(shown)), shown
    for link in session.links.values():
        for end in (session.items.get(link.a), session.items.get(link.b)):
            assert end is None or not end.retired
            assert end is None or end.code or not end.series
    for item in session.items.values():
        if item.retired:
            continue
        for ref in (item.of, item.into, item.fields.get("owner", "")):
            assert not ref or not session.items[ref].retired
        if item.series and codes.pinned(session, item.id):
            assert item.code, item
    assert session.meta.counts == head.count(session)
    assert list(session.ballots) == sorted(session.ballots)
    assert decoded(session) == session


class World:
    """One session, several people, each change checked."""

    def __init__(self, session: Session | None = None, *, checked: bool = True) -> None:
        self.start = session or fresh_session()
        self.session = self.start
        self.before: list[Session] = [self.start]
        self.recorded: list[Change] = []
        self.checked = checked
        self._n = 0

    def new_id(self) -> str:
        self._n += 1
        return f"x{self._n:04d}"

    def at(self) -> str:
        return f"2026-11-24T14:{self._n // 60 % 60:02d}:{self._n % 60:02d}"

    def seen(self, back: int) -> Session:
        """The session as somebody saw it some changes ago."""
        return self.before[max(0, len(self.before) - 1 - back)]

    def put(self, change: Change) -> Applied:
        frozen = msgspec.json.encode(self.session) if self.checked else b""
        old = self.session
        try:
            applied = apply(old, change)
        finally:
            if self.checked:
                assert msgspec.json.encode(old) == frozen, "apply altered its input"
        self.session = applied.session
        if applied.session is not old:
            self.before.append(self.session)
            self.recorded.append(applied.change)
            if self.checked:
                check(self.session)
                if applied.change.id in self.session.recent:
                    twice = apply(self.session, change)
                    assert twice.again
                    assert twice.session is self.session
        return applied

    def do(self, by: str | None, *what: Any, note: str = "") -> Applied:
        change = Change(id=self.new_id(), at=self.at(), by=by, ops=list(what), note=note)
        return self.put(change)

    def try_(self, by: str | None, *what: Any) -> Applied | None:
        try:
            return self.do(by, *what)
        except Refused:
            return None

    def undo(self, by: str | None) -> Change | Blocked:
        found = undo(self.session, by, at=self.at(), new_id=self.new_id)
        if isinstance(found, Change):
            self.put(found)
        return found

    def redo(self, by: str | None) -> Change | Blocked:
        found = redo(self.session, by, at=self.at(), new_id=self.new_id)
        if isinstance(found, Change):
            self.put(found)
        return found

    def blank(self, collection: str, text: str = "", **more: Any) -> Item:
        keys = [i.pos for i in self.session.items.values() if i.collection == collection]
        return Item(
            id=self.new_id(),
            collection=collection,
            series=more.pop("series", SERIES.get(collection, "")),
            text=text,
            pos=order.after(keys),
            **more,
        )

    def add(self, by: str | None, collection: str, text: str = "", **more: Any) -> str:
        item = self.blank(collection, text, **more)
        self.do(by, ops.Add(item=item))
        return item.id

    def tie(self, by: str | None, a: str, b: str, relation: str = "strategies.cites") -> Applied:
        return self.do(by, ops.Tie(relation=relation, a=a, b=b, to={}))

    def settle(self, by: str | None, *series: str) -> Applied | None:
        op = codes.settle(self.session, series)
        return self.do(by, op) if op is not None else None

    def code(self, ref: str) -> str:
        return codes.all_codes(self.session).get(ref, "")

    def item(self, ref: str) -> Item:
        return self.session.items[ref]


def a_run(ref: str = "run1") -> Run:
    steps = [
        RunStep(id="r1", step="talk", entry=1, title="Welcome", minutes=10),
        RunStep(id="r2", step="swot/factors", entry=2, title="SWOT", minutes=55),
        RunStep(id="r3", step="tows/cards", entry=3, title="TOWS", minutes=40),
    ]
    return Run(id=ref, title="Half day with the team", steps=steps, at="2026-11-24T14:00:00")
