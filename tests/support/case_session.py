# ruff: noqa: E501 - rows of a table read best on one line
"""The Millrace case written into a real session: whatever of it the session's own book has a place for."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

import millrace_case as case

from aligntui.analysis.view import View
from aligntui.engine import edits
from aligntui.engine.books import book_of
from aligntui.session.apply import apply
from aligntui.session.model import Change, Session
from aligntui.session.ops import AnyOp, Tie
from aligntui.store.local.handle import Handle
from aligntui.store.local.repository import Store

RECORDS: dict[str, dict[str, Any]] = {
    "scope": {
        "decision": "Do we grow by the counter, by pre-orders or by wholesale?", "whose": "the whole bakery",
        "market": "households within eight miles", "against": "the ring-road supermarket and two cafés that bake",
        "until": "2027-12-31",
    },
    "vision": {
        "make": "bread, from grain grown near here", "purpose": "give people in Fellbridge a good daily reason to meet",
        "bhag": "More than half of the town's households buy our bread every week.", "bhag_year": "2036", "chance": "60",
    },
    "statement": {
        "objective": "Reach 30% of Fellbridge households every week by 31 December 2029",
        "scope": "selling slow-fermented, traceable bread by counter and pre-order within eight miles",
        "advantage": "made and served by people who know their customers",
    },
    "focal": {"question": "How should we grow until 2030: counter, pre-order or wholesale?", "horizon": "2030-12-31", "decides": "Ines, after hearing the team"},
}  # fmt: skip

VALUES = [
    ("Time is an ingredient", "sent a wedding order back, the flour was not ours"),
    ("We know who we bake for", "closed an hour early to bake for a funeral"),
    ("Growers and bakers are paid fairly", "paid the old price when wheat fell"),
    ("Waste is a recipe error", "stopped the second Saturday bake"),
]
FACTS = [
    ("30% of households buy from us each week", "14% of households, about 1,370"),
    ("Net margin is 9%", "5.8%"),
    ("No task only one person can do", "7 such tasks"),
]

DRIVERS: list[tuple[str, str, int, int, str]] = [
    ("how townspeople buy bread", "S", 5, 5, ""), ("cost of flour, butter and energy", "E", 5, 4, ""),
    ("local household incomes", "E", 4, 4, ""), ("weather and harvests", "N", 4, 4, ""),
    ("supermarket price war", "E", 4, 3, ""), ("skilled bakers", "S", 4, 3, ""),
    ("footfall and parking", "P", 3, 4, ""), ("interest in local food", "S", 3, 3, ""),
    ("interest rates", "E", 3, 3, ""), ("labelling rules", "L", 2, 3, ""), ("platform terms", "T", 2, 3, ""),
    ("Canal Quarter homes", "P", 4, 1, "yes"), ("energy contract ends", "E", 4, 1, "yes"),
]  # fmt: skip

AXIS = {
    "x": "d1", "x_low": "on the spot", "x_high": "planned ahead", "y": "d2", "y_low": "steady", "y_high": "high and jumpy",
    "lean_low": "no", "lean_high": "no", "ends": "yes", "own": "no", "chosen": "yes",
}  # fmt: skip

WORLDS: list[tuple[str, str, str, str, str]] = [
    ("A", "Market Square", "low", "low", "By 2028 the canal path opens and the square is busy again; flour and power stay calm. People wander, smell and buy; queues are part of the charm. The supermarket loaf is cheap but nobody meets there. On a Tuesday 310 people come through the door and 40 stay for the long table. Winners: places with space and faces."),
    ("B", "Standing Order", "high", "low", "Costs behave, habits change. Offices go hybrid, families plan the week on Sunday night. By 2029 two thirds of our bread is ordered before it is mixed; lockers empty by nine; the counter is quiet but warm."),
    ("C", "Bread by Appointment", "high", "high", "A poor harvest in 2028 and an energy jump push a loaf past 5.50. People buy less, choose with care and order ahead so nothing is wasted. Two cafés close; the hotel halves its order."),
    ("D", "Penny Loaf", "low", "high", ""),
]  # fmt: skip

EFFECTS: list[tuple[str, str, str]] = [
    ("A", "chance", "counter, classes, long table"), ("A", "breaks", "Saturday team"),
    ("B", "chance", "club, data, near-zero waste"), ("B", "breaks", "phone ordering"),
    ("C", "breaks", "cash in month 4"), ("D", "regret", "a cash floor and lean bake plan"),
]  # fmt: skip

TUNNEL = {
    "WO1": "2 1 1 1", "WT1": "1 1 2 2", "WT3": "1 1 2 2", "SO1": "1 2 2 0", "WO2": "1 2 2 0", "ST1": "2 1 1 0",
    "SO2": "2 1 0 1", "WT2": "1 1 0 1", "ST2": "0 0 2 2", "WO3": "2 1 0 -1", "SO3": "1 1 -1 0", "ST3": "-1 2 1 -1",
}  # fmt: skip

SIGNPOSTS: list[tuple[str, str, str, str, str, str, str]] = [
    ("share of loaves ordered ahead", "B C", "shop system", "month", "> 25% for 2 months", "P5", "add lockers, shift counter hours"),
    ("Saturday footfall count", "A", "door counter", "week", "> 520 for 4 weeks", "P4", "second till, class programme"),
    ("energy, flour and butter cost per loaf", "C D", "ledger", "month", "> 1.45 (now 1.12)", "P6", "full-oven days, sign the collar"),
    ("average basket at the counter", "D", "till", "week", "< 5.20 for 6 weeks", "P4", "half loaves, pause SO3"),
]  # fmt: skip

STOPS = [("Newspaper adverts, 5,500 a year: no new customer names them", "460 a month", "2027-01-31")]
POOR = "Improve our Instagram presence"

FIRST_STEPS = {
    "WO1": "ring the county about the grant",
    "WO2": "ask 10 people in the quiet sectors how they buy bread",
}

ALL = (
    "records", "values", "facts", "people", "goals", "factors", "match", "strategies", "objectives", "drivers", "axes",
    "scenarios", "effects", "tunnel", "signposts", "stops",
)  # fmt: skip


class Writer:
    """Collects ops that build a session; ids are the codes in small letters (`s1`, `ob10`)."""

    def __init__(self, session: Session, at: str, by: str) -> None:
        self.session = session
        self.at, self.by = at, by
        self.ops: list[AnyOp] = []

    @property
    def view(self) -> View:
        return View(self.session, book_of(self.session))

    def do(self, ops: list[AnyOp]) -> None:
        change = Change(id=f"w{len(self.ops)}", at=self.at, by=self.by, ops=list(ops))
        self.session = apply(self.session, change).session
        self.ops += ops

    def has(self, *collections: str) -> bool:
        return all(name in self.view.book.collections for name in collections)

    def add(
        self, item_id: str, collection: str, text: str, fields: dict[str, Any] | None = None, parent: str = ""
    ) -> None:
        """One item, with those of its fields that the book knows."""
        view = self.view
        known = {
            k: v
            for k, v in (fields or {}).items()
            if view.book.field(collection, k) is not None and v not in ("", None, [])
        }
        _, ops = edits.add(
            view, lambda: item_id, collection, text, known, parent=parent, by=self.by, at=self.at
        )
        self.do(ops)

    def record(self, name: str, fields: dict[str, Any]) -> None:
        for key, value in fields.items():
            if self.view.book.field(f"record:{name}", key) is not None:
                self.do(edits.put(self.view, self.view.record(name), key, value))


def write(writer: Writer, parts: Collection[str]) -> None:
    """The named parts of the case; what the book of the session does not know is left out."""
    book = writer.view.book

    def wanted(part: str, *collections: str) -> bool:
        return part in parts and writer.has(*collections)

    if "records" in parts:
        for name, fields in RECORDS.items():
            if name in book.records:
                writer.record(name, fields)
    if wanted("values", "values"):
        for n, (text, shown) in enumerate(VALUES, start=1):
            writer.add(f"v{n}", "values", text, {"shown": shown})
    if wanted("facts", "facts"):
        for n, (text, now) in enumerate(FACTS, start=1):
            writer.add(f"pf{n}", "facts", text, {"now": now})
    if wanted("people", "people"):
        for code, name in case.PEOPLE.items():
            writer.add(code.lower(), "people", name)
    if wanted("goals", "goals"):
        for code, fields in case.GOALS.items():
            writer.add(
                code.lower(), "goals", fields["text"], {k: v for k, v in fields.items() if k != "text"}
            )
    if wanted("factors", *case.LISTS):
        for name, rows in case.FACTORS.items():
            for code, text, known, grade, points, rating in rows:
                importance = min(5, 2 + int(points) // 5)
                writer.add(
                    code.lower(),
                    name,
                    text,
                    {
                        "evidence": known,
                        "grade": grade,
                        "points": points,
                        "rating": rating,
                        "importance": importance,
                    },
                )
    if "match" in parts and "match" in book.relations and writer.has(*case.LISTS):
        ties: list[AnyOp] = []
        for pair, fields in case.grid().items():
            a, _, b = pair.partition(">")
            ties.append(Tie(relation="match", a=a.lower(), b=b.lower(), to=fields))
        writer.do(ties)
    if wanted("strategies", "strategies"):
        for code, text, cites, impact, effort, _ in case.CARDS:
            writer.add(code.lower(), "strategies", text, {
                "cell": code[:2], "cites": [c.lower() for c in cites.split()], "impact": impact, "effort": effort,
                "live": "yes" if code in case.CHOSEN else "no", "first_step": FIRST_STEPS.get(code, ""),
            })  # fmt: skip
    if wanted("objectives", "objectives", "people", "goals"):
        for code, fields in case.OBJECTIVES.items():
            own = {k: v for k, v in fields.items() if k not in ("text", "status")}
            own.update(owner=own["owner"].lower(), parent=own["parent"].lower())
            own["from"] = [c.lower() for c in own["from"]]
            writer.add(code.lower(), "objectives", fields["text"], own)
        writer.add("ob10", "objectives", POOR, {"start": "2027-01-01"})
    if "checkins" in parts and writer.has("checkins", "objectives"):
        for n, (day, number) in enumerate((("2027-02-26", "22"), ("2027-03-31", "25"), ("2027-05-28", "61"))):
            writer.at = f"{day}T10:00:00"
            writer.add(f"c{n}", "checkins", "", {"on": day, "actual": number}, parent="ob1")
    if wanted("drivers", "drivers"):
        for n, (text, heading, impact, uncertainty, fixed) in enumerate(DRIVERS, start=1):
            writer.add(
                f"d{n}",
                "drivers",
                text,
                {"heading": heading, "impact": impact, "uncertainty": uncertainty, "fixed": fixed},
            )
    if wanted("axes", "axes", "drivers"):
        writer.add("ax1", "axes", "how people buy x cost of bread", AXIS)
    if wanted("scenarios", "scenarios"):
        for code, text, x, y, story in WORLDS:
            writer.add(code.lower(), "scenarios", text, {"when_x": x, "when_y": y, "story": story})
    if wanted("effects", "effects", "scenarios"):
        for n, (world, what, text) in enumerate(EFFECTS):
            writer.add(f"e{n}", "effects", text, {"what": what}, parent=world.lower())
    if "tunnel" in parts and "tunnel" in book.relations and writer.has("strategies", "scenarios"):
        writer.do([
            Tie(relation="tunnel", a=code.lower(), b=world, to={"fit": int(fit)})
            for code, row in TUNNEL.items()
            for world, fit in zip("abcd", row.split(), strict=True)
        ])  # fmt: skip
    if wanted("signposts", "signposts", "scenarios"):
        for n, (text, to, source, every, threshold, owner, then) in enumerate(SIGNPOSTS, start=1):
            writer.add(f"sg{n}", "signposts", text, {
                "points_to": [c.lower() for c in to.split()], "source": source, "every": every, "threshold": threshold,
                "owner": owner.lower(), "then": then,
            })  # fmt: skip
    if wanted("stops", "stops"):
        for n, (text, frees, due) in enumerate(STOPS, start=1):
            writer.add(f"x{n}", "stops", text, {"frees": frees, "due": due})


def millrace(*parts: str, without: Collection[str] = ()) -> Callable[[Store, Handle], None]:
    """A filler for `stage`: the named parts, or all of them."""

    def fill(store: Store, handle: Handle) -> None:
        at = store.clock()
        writer = Writer(handle.session, at, store.person)
        write(writer, [p for p in parts or ALL if p not in without])
        # Somebody else brought it, so that u takes back only what a test has done.
        other = Store(store.data, store.state, clock=store.clock, new_id=store.new_id, person="Dot Okafor")
        other.open(handle.path).apply(writer.ops)
        handle.refresh()

    return fill
