"""A shape of each sort, as a workshop of a bakery has them."""

from __future__ import annotations

from aligntui.analysis.shapes import (
    BarChart,
    BarRow,
    Bet,
    BetMap,
    Cell,
    DotRow,
    DotStrip,
    HeatGrid,
    Label,
    Mark,
    Network,
    Profile,
    ProfileRow,
    QuadrantMap,
    Shape,
    Tree,
    Trend,
    Trends,
    Twig,
)


def label(code: str, words: str, role: str = "accent") -> Label:
    """An item of a list."""
    return Label(words, code, role)


CLUB = label("SO1", "Start a weekend bread club with pick-up lockers", "green")
PHONES = label("WO2", "Rebuild ordering for phones", "gold")
HOTEL = label("SO3", "Supply the hotel and cafés with field-to-loaf bread", "green")
FLOOR = label("WT3", "Build a cash floor before any new lease", "violet")
MEMBERS = label("OB1", "Win paying members")
WASTE = label("OB6", "Bake less for the bin")
BAKERS = label("OB7", "Train two more bakers who can run the Friday bake alone")
BREAD = label("OB8", "面包俱乐部会员续订 and stay")

WORLDS = (label("A", "Cheap and near"), label("B", "Dear and near"), label("C", "Cheap and far"))
FITS = ((2, 1, -1), (1, 2, 0), (-2, 0, 1))
PEOPLE = tuple(Label(name) for name in ("Andre", "Beverley", "Carol", "Diane", "Constance-Wilhelmina"))

SAMPLES: dict[str, Shape] = {
    "bars": BarChart(
        (BarRow(CLUB, 12), BarRow(PHONES, 11), BarRow(HOTEL, 4), BarRow(FLOOR, None)), 0, 12, unit="votes"
    ),
    "against": BarChart(
        (BarRow(MEMBERS, 39, 66), BarRow(WASTE, 80, 50), BarRow(BREAD, 0, 12), BarRow(BAKERS, 100, 100)),
        0, 100, unit="%", names=("done", "time gone"),
    ),
    "profile": Profile(
        (
            ProfileRow(
                Label("Direction"), 4.2, 4.0, ("nobody could say it", "all say the same"), "own words 84"
            ),
            ProfileRow(Label("Numbers that tell us in time"), 1.5, 3.0, ("once a year", "each week")),
            ProfileRow(Label("Stopping things"), None, 3.0),
        ),
        1, 5, names=("now", "in a year"),
    ),
    "heat": HeatGrid(
        (CLUB, PHONES, FLOOR), WORLDS,
        {(y, x): Cell(str(n), (n + 2) / 4) for y, row in enumerate(FITS) for x, n in enumerate(row) if n},
    ),
    "half": HeatGrid(
        (MEMBERS, WASTE, BAKERS, BREAD), (MEMBERS, WASTE, BAKERS, BREAD),
        {(1, 0): Cell("5", 1.0), (2, 0): Cell("2", 0.4), (2, 1): Cell("4", 0.8), (3, 0): Cell("1", 0.2)},
        half=True,
    ),
    "words": HeatGrid(
        (label("AC1", "Open the shop on Sundays"), label("AC2", "Tell the suppliers")),
        (Label("Beverley"), Label("Ed"), Label("Constance-Wilhelmina")),
        {
            (0, 0): Cell("A"), (0, 1): Cell("R"), (0, 2): Cell("asked before the order goes out"),
            (1, 2): Cell("A R"),
        },
    ),
    "network": Network(PEOPLE, frozenset({(0, 1), (1, 0), (0, 3), (2, 3), (4, 3), (3, 4)})),
    "dots": DotStrip(
        (
            DotRow(CLUB, (0, 0, 1, 2, 2), "median 4"),
            DotRow(PHONES, (3, 0, 0, 0, 2), "two camps"),
            DotRow(BREAD, (0, 0, 12, 1, 0), "median 3"),
        ),
        ("1", "2", "3", "4", "5"), ("not at all", "fully"),
    ),
    "map": QuadrantMap(
        (
            Mark(CLUB, 3, 5), Mark(PHONES, 3, 4, taken=True), Mark(HOTEL, 4, 4), Mark(FLOOR, 3, 4),
            Mark(label("WO1", "One price list", "gold"), 1, 5),
            Mark(label("ST2", "Buy flour ahead", "blue"), 2, 2),
            Mark(label("ST4", "A mill of our own", "blue"), None, 4),
        ),
        "effort", "impact", (1, 5), (1, 5), (3, 4),
        {"lo_hi": "QUICK WINS", "hi_hi": "BIG BETS", "lo_lo": "fill-ins", "hi_lo": "later, or never"},
    ),
    "trend": Trends(
        (
            Trend(
                MEMBERS, ("Jan", "Feb", "Mar", "Apr", "May"), (22, 25, 61, None, 118), 300, 20, "members",
                note="up",
            ),
            Trend(
                WASTE, tuple(f"2026-{m:02}-28" for m in range(1, 13)),
                (9.5, 9.1, 8.8, 9, 7.2, 7, 6.8, 6.9, 6, 5.5, 5.6, 5.1), 5, 9.5, "%", 1, "down",
            ),
        )
    ),
    "bets": BetMap(
        (WASTE, BAKERS, MEMBERS, BREAD),
        (
            Bet(1, 2, "2 months; without trained bakers no Friday bake"), Bet(1, 0, "4 months"),
            Bet(2, 3, "6 months"), Bet(0, 3),
        ),
    ),
    "tree": Tree(
        (
            Twig(
                label("G1", "Be the bakery that the valley names first"), "600 members",
                (Twig(MEMBERS, "", (Twig(CLUB), Twig(BREAD))), Twig(BAKERS, "due 30 Sep")),
            ),
            Twig(label("G2", "Waste nothing"), "", (Twig(WASTE),)),
        )
    ),
}  # fmt: skip
"""Name -> a shape."""
