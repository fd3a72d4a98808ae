# ruff: noqa: E501 - rows of a table read best on one line
"""Millrace Bakehouse, the worked case, as the parts that `build` takes."""

from __future__ import annotations

from typing import Any

from build import build

from aligntui.analysis.view import View

FACTORS: dict[str, list[tuple[str, str, str, int, str, int]]] = {
    "strengths": [
        ("S1", "36-hour sourdough sells out before noon", "till log: gone by 11:30 on 22 of 30 days, Oct 2026", 3, "13", 4),
        ("S2", "Service people talk about", "4.8/5 over 612 public reviews; NPS 48, n = 214", 3, "11", 4),
        ("S3", "Two local grain growers on fixed price to Aug 2028", "contracts; cover 64% of flour", 3, "8", 3),
        ("S4", "New deck oven with room to spare", "timer log: 54% of rated hours used, Sep-Oct", 3, "8", 3),
        ("S5", "Loyal core", "1,140 card members make 58% of counter sales", 3, "10", 4),
    ],
    "weaknesses": [
        ("W1", "Only 2 of 6 bakers certified on the deck oven", "training log", 3, "12", 1),
        ("W2", "We speak to our old customers only", "83% of members live in 2 of 7 postcode sectors", 3, "9", 2),
        ("W3", "Online ordering puts people off", "61% of baskets abandoned; 7% of revenue", 3, "9", 1),
        ("W4", "Claim and recipe differ", "3 of 14 sweet lines use bought-in fillings", 3, "7", 2),
        ("W5", "Thin cushion", "net margin 5.8%; 23 days' cash", 3, "8", 1),
        ("W6", "Too much baked for the bin", "waste 9.4% of production value", 3, "5", 2),
    ],
    "opportunities": [
        ("O1", "420 new homes at Canal Quarter, a mile away, by mid-2028", "council list, Sep 2026", 4, "12", 2),
        ("O2", "Customers want to order ahead", "44% of 214 asked would pre-order weekend bread", 3, "12", 2),
        ("O3", "Cafés and a hotel ask for local bread", "6 enquiries since June, about 310 loaves/week", 3, "9", 2),
        ("O4", "Skills-and-energy grant, up to 15,000, closes 31 Mar 2027", "county notice", 4, "6", 3),
        ("O5", "Rising taste for traceable grain", "county farm-shop group: +12% year on year", 4, "8", 3),
    ],
    "threats": [
        ("T1", "Supermarket bakery opens on ring road, Q3 2027", "planning notice; 1.20 loaf vs our 4.10", 4, "17", 2),
        ("T2", "Energy contract ends 30 Jun 2027", "three quotes, +28% on average", 3, "12", 1),
        ("T3", "Butter and wheat swing", "own invoices: butter +19% in 12 months", 3, "9", 3),
        ("T4", "Skilled bakers are scarce", "last vacancy open 17 weeks", 3, "10", 2),
        ("T5", "Delivery platforms take 27-30% and keep the customer", "two contracts offered", 3, "5", 3),
    ],
}  # fmt: skip
"""Code, words, evidence, grade, points of 100, rating."""

GRID = {
    "S1": "O2 O3 O5 T1", "S2": "O1 O2 T1 T5", "S3": "O3 O5 T1 T3", "S4": "O3 O4", "S5": "O1 O2 T1 T5",
    "W1": "O3 O4 T4", "W2": "O1 O5 T1", "W3": "O1 O2 T5", "W4": "O5 T1", "W5": "O3 O4 T1 T2 T3",
    "W6": "O4 T2 T3",
}  # fmt: skip
"""Pluses of each inside factor; every other pair was looked at and is 0."""

CARDS: list[tuple[str, str, str, int, int, str]] = [
    ("SO1", "Start a weekend bread club with pick-up lockers", "S1 S5 O2", 5, 3, "big bet"),
    ("SO2", "Welcome every new Canal Quarter home with a loaf and a founding membership", "S2 S5 O1", 4, 2, "quick win"),
    ("SO3", "Supply the hotel and cafés with field-to-loaf bread", "S3 S4 O3 O5", 4, 4, "big bet"),
    ("WO1", "Certify four more bakers on the deck oven with the skills grant", "W1 O4", 5, 2, "quick win"),
    ("WO2", "Rebuild ordering for phones and speak to the five quiet sectors", "W2 W3 O1 O2", 4, 3, "big bet"),
    ("WO3", "Make the three bought-in fillings ourselves and publish ingredient origins", "W4 O5", 3, 2, "fill-in"),
    ("ST1", "Stand for slow bread instead of matching price: time stamps, tasting, names", "S1 S2 T1", 4, 2, "quick win"),
    ("ST2", "Extend the grower contracts with a price collar and buy butter forward", "S3 T3", 3, 2, "fill-in"),
    ("ST3", "Run own delivery two evenings a week for members", "S5 T5", 2, 4, "later, or never"),
    ("WT1", "Bake to a demand plan to cut waste before the energy price rises", "W5 W6 T2", 4, 2, "quick win"),
    ("WT2", "Grow our own bakers: two apprentices, cross-training", "W1 T4", 3, 3, "later, or never"),
    ("WT3", "Build a cash floor before any new lease", "W5 T1 T2", 4, 3, "big bet"),
]  # fmt: skip
"""Code, words, citations, impact, effort, class."""

PEOPLE = {"P1": "Ines Calder", "P2": "Tomasz Wren", "P3": "Sofia Brandt", "P4": "Priya Lund", "P5": "Callum Ives", "P6": "Dot Okafor"}  # fmt: skip

GOALS = {
    "G1": {"text": "Best-loved in town", "measure": "weekly household reach", "unit": "% points", "baseline": "14", "target": "30", "due": "2029-12-31"},
    "G2": {"text": "Sturdy", "measure": "net margin", "unit": "% points", "baseline": "5.8", "target": "9.0", "due": "2029-12-31"},
    "G3": {"text": "Bread we can stand behind", "measure": "lines scratch-made and traceable", "unit": "of 14", "baseline": "11", "target": "14", "due": "2029-12-31"},
    "G4": {"text": "A craft team", "measure": "tasks only one person can do", "unit": "tasks", "baseline": "7", "target": "0", "due": "2029-12-31"},
}  # fmt: skip

_OBJECTIVES: list[tuple[str, str, str, str, str, str, str, str, str, str, str, str, str]] = [
    ("OB1", "Win paying members for the bread club", "members", "members", "up", "0", "300", "2027-09-30", "P5", "G1", "SO1 WO2", "week", "churn under 5% a month"),
    ("OB2", "Reach households in the five quiet sectors", "card members there", "members", "up", "194", "500", "2027-12-31", "P4", "G1", "WO2 SO2", "month", "cost per member under 6"),
    ("OB3", "Lift what we keep of each pound", "net margin", "% points", "up", "5.8", "7.0", "2027-12-31", "P1", "G2", "WT1 ST1", "month", "staff hours a week steady"),
    ("OB4", "Bake less for the bin", "waste, of production value", "% points", "down", "9.4", "6.0", "2027-06-30", "P2", "G2", "WT1", "day", "sold out before 10:00 on under 10% of days"),
    ("OB5", "Make every sweet line from scratch", "lines", "of 14", "up", "11", "14", "2027-05-31", "P2", "G3", "WO3", "month", "taste panel at least 4 of 5"),
    ("OB6", "Have enough people for the deck oven", "bakers certified", "bakers", "up", "2", "6", "2027-04-30", "P3", "G4", "WO1", "month", "no burns"),
    ("OB7", "Add contracted wholesale loaves", "new loaves a week", "loaves", "up", "0", "220", "2027-10-31", "P4", "G2", "SO3", "week", "late payers 0"),
    ("OB8", "Build the cushion", "cash cover", "days", "up", "23", "35", "2027-12-31", "P6", "G2", "WT3", "month", "supplier days at most 30"),
    ("OB9", "Make the slow-bread difference felt", "NPS, n at least 200", "points", "up", "48", "58", "2027-11-30", "P4", "G1", "ST1", "quarter", "at least 200 answers"),
]  # fmt: skip

OBJECTIVES: dict[str, dict[str, Any]] = {
    code: {
        "text": text, "measure": measure, "unit": unit, "better": better, "baseline": base, "target": target,
        "start": "2027-01-01", "due": due, "owner": owner, "parent": parent, "from": strategies.split(),
        "often": often, "guard": guard, "type": "outcome", "status": "agreed",
        "why_realistic": "Hours and money are set aside in the plan.",
    }
    for code, text, measure, unit, better, base, target, due, owner, parent, strategies, often, guard in _OBJECTIVES
}  # fmt: skip

CHOSEN = ["WO1", "WT1", "WO2", "SO1", "ST1"]

_FACTOR = {
    "evidence": {"type": "text"}, "grade": {"type": "scale", "from": 0, "to": 4},
    "importance": {"type": "scale", "from": 1, "to": 5}, "points": {"type": "number"},
    "rating": {"type": "scale", "from": 1, "to": 4}, "own": {"type": "yesno"}, "still": {"type": "yesno"},
}  # fmt: skip

COLLECTIONS: dict[str, Any] = {
    "people": "P",
    "goals": {"code": "G", "fields": {
        "measure": {"type": "text"}, "unit": {"type": "text"}, "baseline": {"type": "number", "unknown": True},
        "target": {"type": "number"}, "due": {"type": "date"},
    }},
    "strengths": {"code": "S", "title": "Strengths", "limit": 6, "fields": _FACTOR},
    "weaknesses": {"code": "W", "title": "Weaknesses", "limit": 6, "fields": _FACTOR},
    "opportunities": {"code": "O", "title": "Opportunities", "limit": 6, "fields": _FACTOR},
    "threats": {"code": "T", "title": "Threats", "limit": 6, "fields": _FACTOR},
    "strategies": {"code": {"from": "cell"}, "fields": {
        "cell": {"type": "choice", "choices": {"SO": "", "WO": "", "ST": "", "WT": ""}},
        "cites": {"type": "link", "many": True, "of": ["strengths", "weaknesses", "opportunities", "threats"]},
        "impact": {"type": "scale", "from": 1, "to": 5}, "effort": {"type": "scale", "from": 1, "to": 5},
        "live": {"type": "yesno"},
    }},
    "objectives": {"code": "OB", "fields": {
        "measure": {"type": "text"}, "unit": {"type": "text"},
        "better": {"type": "choice", "choices": {"up": "", "down": "", "band": ""}},
        "baseline": {"type": "number", "unknown": True}, "target": {"type": "number", "revised": True},
        "start": {"type": "date"}, "due": {"type": "date", "revised": True},
        "owner": {"type": "link", "of": "people"}, "parent": {"type": "link", "of": ["goals", "objectives"]},
        "from": {"type": "link", "of": "strategies", "many": True}, "why_realistic": {"type": "long"},
        "guard": {"type": "text"}, "often": {"type": "choice"}, "type": {"type": "choice"},
        "percent": {"type": "choice"}, "per": {"type": "choice"}, "years": {"type": "number"},
        "best": {"type": "number"},
    }},
}  # fmt: skip

MATCH = {
    "rows": ["strengths", "weaknesses"],
    "cols": ["opportunities", "threats"],
    "fields": {"strength": {"type": "scale", "from": 0, "to": 1}},
}

LISTS = list(FACTORS)


def factors() -> dict[str, dict[str, dict[str, Any]]]:
    """The four lists of factors as items."""
    return {
        name: {
            code: {"text": text, "evidence": known, "grade": grade, "points": points, "rating": rating}
            for code, text, known, grade, points, rating in rows
        }
        for name, rows in FACTORS.items()
    }


def strategies() -> dict[str, dict[str, Any]]:
    """The twelve cards as items; five are live."""
    return {
        code: {
            "text": text, "cell": code[:2], "cites": cites.split(), "impact": impact, "effort": effort,
            "live": "yes" if code in CHOSEN else "no",
        }
        for code, text, cites, impact, effort, _ in CARDS
    }  # fmt: skip


def grid() -> dict[str, dict[str, Any]]:
    """All 110 pairs: 1 for a plus, 0 for none."""
    outside = [row[0] for name in ("opportunities", "threats") for row in FACTORS[name]]
    return {
        f"{row}>{col}": {"strength": int(col in pluses.split())}
        for row, pluses in GRID.items()
        for col in outside
    }


def case(**more: Any) -> View:
    """The whole case; keyword arguments go to `build`, `items` are added to its lists."""
    items: dict[str, Any] = {
        "people": PEOPLE, "goals": GOALS, **factors(), "strategies": strategies(), "objectives": OBJECTIVES,
    }  # fmt: skip
    for name, extra in more.pop("items", {}).items():
        items[name] = {**items.get(name, {}), **extra}
    return build(
        collections=COLLECTIONS,
        items=items,
        links=more.pop("links", {"match": grid()}),
        relations={"match": MATCH},
        **more,
    )
