"""Grids brought to 0 to 100, and crossings with their lowest cells, in the words of the method."""

from __future__ import annotations

from typing import Any

import pytest
from build import ballots, build, values
from hypothesis import given, settings
from hypothesis import strategies as st
from odd import ODD

from aligntui.analysis import registry
from aligntui.analysis.figure import Figure, Grid, Items, PerLink, Sentence, Value
from aligntui.analysis.view import View

SCALE = {"type": "scale", "from": -1, "to": 1}
RELATIONS = {
    "carries": {"rows": "areas", "cols": "goals", "fields": {"can": {"type": "yesno", "partly": True}}},
    "pulls": {"rows": "areas", "cols": "goals", "fields": {"verdict": SCALE}},
    "support": {"rows": "areas", "cols": "areas", "fields": {"help": SCALE}},
    "letters": {
        "rows": "areas",
        "cols": "goals",
        "fields": {"role": {"type": "choice", "choices": {"A": "answers", "R": "does"}}},
    },
}
LISTS = {
    "areas": {
        "code": "FN",
        "fields": {k: {"type": "yesno", "partly": True, "label": k[0].upper()} for k in ("valuable", "rare")},
    },
    "goals": {"code": "G", "fields": {}},
}


def view(rows: int, cols: int, links: dict[str, dict[str, dict[str, Any]]], **fields: Any) -> View:
    items = {
        "areas": {f"FN{n}": {"text": f"area {n}", **fields.get(f"FN{n}", {})} for n in range(1, rows + 1)},
        "goals": {f"G{n}": f"goal {n}" for n in range(1, cols + 1)},
    }
    return build(LISTS, items, links, relations=RELATIONS)


def grid(relation: str, key: str, cells: str, rows: int, cols: int, words: dict[str, Any]) -> View:
    """A crossing filled row by row with one letter a cell; a dot is left open."""
    pairs = [f"FN{r}>G{c}" for r in range(1, rows + 1) for c in range(1, cols + 1)]
    return view(
        rows, cols, {relation: {p: {key: words[c]} for p, c in zip(pairs, cells, strict=True) if c != "."}}
    )


def test_operations_index_of_millrace() -> None:
    # Twenty cells: nine yes, eight partly, three no (AGENDAS 3.9).
    cells = "y" * 9 + "p" * 8 + "n" * 3
    figure = registry.compute(
        grid("carries", "can", cells, 5, 4, {"y": "yes", "p": "partly", "n": "no"}),
        {"use": "index", "relation": "carries", "value": "can"},
    )
    assert figure.parts["index"] == Value(65.0, 0)
    assert [(bar.label, bar.number) for bar in figure.parts["counts"].bars] == [
        ("yes", 9),
        ("partly", 8),
        ("no", 3),
    ]
    assert values(figure.parts["worst"]) == {f"fn5>g{c}": "no" for c in (2, 3, 4)} | {
        "fn3>g2": "partly",
        "fn3>g3": "partly",
    }
    assert figure.parts["line"] == Sentence("65 of 100; the lowest is FN5 with 12.")


def test_incentive_fit_of_millrace() -> None:
    cells = "++++" + "000" + "---"
    figure = registry.compute(
        grid("pulls", "verdict", cells, 5, 2, {"+": 1, "0": 0, "-": -1}),
        {"use": "index", "relation": "pulls", "value": "verdict"},
    )
    assert figure.parts["index"].number == pytest.approx(55)


def test_what_is_open_counts_for_nothing() -> None:
    figure = registry.compute(
        grid("carries", "can", "y.n.", 2, 2, {"y": "yes", "n": "no"}),
        {"use": "index", "relation": "carries", "value": "can"},
    )
    assert figure.parts["index"] == Value(50.0, 0, note="2 of 4")
    assert figure.parts["open"] == Value(2.0, 0)
    assert values(figure.parts["rows"]) == {"fn1": 100, "fn2": 0}
    assert values(figure.parts["cols"]) == {"g1": 50}
    empty = registry.compute(view(2, 2, {}), {"use": "index", "relation": "carries", "value": "can"})
    assert (empty.why_missing, empty.parts) == ("Nothing is answered yet.", {"open": Value(4.0, 0)})


@pytest.mark.parametrize(
    ("words", "line"),
    [({}, "A answers 2, R does 1."), ({"A": "answers for"}, "FN1 answers for G1. FN2 answers for G2.")],
)
def test_a_crossing_of_words_on_no_scale_is_a_grid_that_counts(words: dict[str, str], line: str) -> None:
    seen = grid("letters", "role", "AR.A", 2, 2, {"A": "A", "R": "R"})
    bound = {"use": "crossing", "of": "letters", "value": "role", "words": words}
    figure = registry.compute(seen, bound)
    assert figure.why_missing == ""
    assert figure.parts["grid"].cells == {"fn1>g1": "A answers", "fn1>g2": "R does", "fn2>g2": "A answers"}
    assert (figure.parts["n"], figure.parts["open"]) == (Value(3.0, 0), Value(1.0, 0))
    assert figure.parts["line"] == Sentence(line)
    assert "rows" not in figure.parts


def test_words_count_what_the_method_says() -> None:
    seen = grid("letters", "role", "AR.X", 2, 2, {"A": "A", "R": "R", "X": "X"})
    figure = registry.compute(
        seen, {"use": "index", "relation": "letters", "value": "role", "points": {"A": 1, "R": "0.25"}}
    )
    assert figure.parts["index"].number == pytest.approx(62.5)
    assert figure.parts["n"] == Value(2.0, 0)


def test_criteria_of_a_list_are_cells_too() -> None:
    seen = view(2, 0, {}, FN1={"valuable": "yes", "rare": "partly"}, FN2={"valuable": "no"})
    figure = registry.compute(
        seen,
        {"use": "index", "of": "areas", "fields": ["valuable", "rare"], "bands": {"0": "thin", "60": "firm"}},
    )
    assert figure.parts["index"].number == pytest.approx(50)
    assert figure.parts["grid"] == Grid(
        ["fn1", "fn2"], ["V", "R"], {"fn1>V": "yes", "fn1>R": "partly", "fn2>V": "no"}
    )
    assert values(figure.parts["band"]) == {"fn1": "firm", "fn2": "thin"}


@pytest.mark.parametrize(("people", "shown"), [(0, False), (2, False), (3, False), (4, True)])
def test_statements_of_a_secret_round_have_a_floor(people: int, shown: bool) -> None:
    rows = {f"m{n}": {"test:1": 5, "test:2": 3} for n in range(people)}
    held = [ballots("own/pulse", rows, subjects=["test:1", "test:2"], privacy="secret")]
    figure = registry.compute(build(rounds=held), {"use": "index", "round": "pulse"}, "own")
    assert ("index" in figure.parts) is shown
    if shown:
        assert figure.parts["index"] == Value(75.0, 0)
        assert values(figure.parts["rows"]) == {"test:1": 100, "test:2": 50}


SUPPORT = {"FN1>FN2": -1, "FN2>FN1": 1, "FN1>FN3": -1, "FN3>FN1": -1, "FN2>FN3": 0}
CROSSING = {"use": "crossing", "of": "support", "value": "help", "words": {"-1": "hinders", "1": "helps"}}


def crossed(**bound: Any) -> Figure:
    return registry.compute(
        view(3, 0, {"support": {k: {"help": v} for k, v in SUPPORT.items()}}), {**CROSSING, **bound}
    )


def test_a_crossing_says_its_lowest_cells_in_the_words_of_the_method() -> None:
    figure = crossed()
    assert figure.parts["line"] == Sentence("FN1 hinders FN2. FN1 hinders FN3. FN3 hinders FN1.")
    assert crossed(words={}).parts["line"] == Sentence("FN1 x FN2: -1. FN1 x FN3: -1. FN3 x FN1: -1.")
    assert list(values(figure.parts["lowest"])) == ["fn1>fn2", "fn1>fn3", "fn3>fn1", "fn2>fn3"]
    assert list(values(figure.parts["highest"])) == ["fn2>fn1", "fn2>fn3"]
    assert figure.findings == []


def test_a_pair_of_a_list_with_itself_is_both_ways() -> None:
    pairs = crossed().parts["pairs"]
    assert isinstance(pairs, PerLink)
    assert (pairs.shape, pairs.values) == ("half", {"fn1>fn3": -1.0, "fn1>fn2": 0.0, "fn2>fn3": 0.0})


def test_sums_means_and_what_is_open() -> None:
    figure = crossed()
    assert values(figure.parts["rows"]) == {"fn1": -2, "fn2": 1, "fn3": -1}
    assert values(figure.parts["col_means"]) == {"fn1": 0, "fn2": -1, "fn3": -0.5}
    assert (figure.parts["least_rows"], figure.parts["most_rows"]) == (Items(["fn1"]), Items(["fn2"]))
    assert (figure.parts["total"], figure.parts["open"]) == (Value(-2.0, 0), Value(1.0, 0))


def test_a_crossing_of_alike_cells_has_no_lowest() -> None:
    figure = registry.compute(
        view(2, 0, {"support": {"FN1>FN2": {"help": 1}, "FN2>FN1": {"help": 1}}}), CROSSING
    )
    assert (values(figure.parts["lowest"]), figure.parts["line"]) == ({}, Sentence(""))


XMATRIX = {
    "links": {
        "use": "crossing",
        "of": "carries",
        "value": "can",
        "points": {"strong": 1, "weak": "0.5", "none": 0},
    },
    "density": {
        "use": "index",
        "relation": "carries",
        "value": "can",
        "points": {"strong": 1, "weak": "0.5", "none": 0},
    },
    "held": {"use": "count", "of": "goals"},
    "orphans": {
        "use": "rule",
        "of": "areas",
        "where": "links.rows = 0",
        "say": "{text} advances nothing.",
        "code": "XM1",
    },
    "bare": {
        "use": "rule",
        "of": "goals",
        "where": "links.cols = 0",
        "say": "Nothing advances {text}.",
        "code": "XM2",
    },
    "all": {
        "use": "rule",
        "where": "density.index > 60",
        "say": "Nearly everything is tied to everything.",
        "code": "XM3",
    },
    "many": {
        "use": "rule",
        "where": "held.n > 5",
        "say": "{held.n} breakthroughs are no few.",
        "code": "XM4",
    },
}
"""The checks of an X-matrix (Hoshin practice) need no function of their own."""


@pytest.mark.parametrize(
    ("cells", "codes"),
    [("snns", []), ("snnn", ["XM1", "XM2"]), ("sssw", ["XM3"]), ("nnns", ["XM1", "XM2"])],
)
def test_an_x_matrix_is_said_by_general_figures(cells: str, codes: list[str]) -> None:
    choice = {"type": "choice", "choices": {"strong": "●", "weak": "○", "none": "·"}}
    relations = {"carries": {"rows": "areas", "cols": "goals", "fields": {"can": choice}}}
    items = {"areas": {"FN1": "a", "FN2": "b"}, "goals": {"G1": "c", "G2": "d"}}
    words = {"s": "strong", "w": "weak", "n": "none"}
    pairs = zip(("FN1>G1", "FN1>G2", "FN2>G1", "FN2>G2"), cells, strict=True)
    method = {"method": "own", "title": "Own", "level": "advanced", "steps": [], "figures": XMATRIX}
    seen = build(
        LISTS,
        items,
        {"carries": {p: {"can": words[c]} for p, c in pairs}},
        relations=relations,
        methods=[method],
    )
    figures = [registry.compute(seen, one, "own") for one in seen.book.methods["own"].figures.values()]
    assert sorted({finding.code for figure in figures for finding in figure.findings}) == codes


@settings(max_examples=40, deadline=None)
@given(st.lists(ODD, min_size=4, max_size=4))
def test_odd_values_raise_nothing(cells: list[Any]) -> None:
    links = {
        "support": {
            f"FN{a}>FN{b}": {"help": v}
            for (a, b), v in zip(((1, 2), (2, 1), (1, 3), (3, 1)), cells, strict=True)
        }
    }
    registry.compute(view(3, 0, links), CROSSING)
    registry.compute(view(3, 0, links), {"use": "index", "relation": "support", "value": "help"})


def test_a_pair_that_is_asked_once_counts_for_both() -> None:
    fits = {
        "fits": {
            "rows": "areas",
            "cols": "areas",
            "pairs": "once",
            "fields": {"fit": {"type": "scale", "from": 1, "to": 5}},
        }
    }
    items = {"areas": {f"FN{n}": f"element {n}" for n in (1, 2, 3)}}
    view = build(LISTS, items, {"fits": {"FN1>FN2": {"fit": 1}, "FN3>FN1": {"fit": 5}}}, relations=fits)
    figure = registry.compute(view, {"use": "index", "relation": "fits", "value": "fit"})
    assert (figure.parts["index"].number, figure.parts["open"]) == (50, Value(1.0, 0))
    assert values(figure.parts["rows"]) == {"fn1": 50, "fn2": 0, "fn3": 100}
    assert figure.parts["grid"].shape == "half"
    crossed = registry.compute(view, {"use": "crossing", "of": "fits", "value": "fit"})
    assert values(crossed.parts["rows"]) == {"fn1": 6, "fn2": 1, "fn3": 5}
    assert values(crossed.parts["pairs"]) == {"fn1>fn2": 1, "fn1>fn3": 5}
