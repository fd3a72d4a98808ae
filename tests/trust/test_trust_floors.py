"""Small groups stay hidden: with too few answers nothing that is shown or leaves depends on what was said.

Two sessions differ only in what few people answered without names. Whatever is drawn, told or exported of
them must be the same to the letter, by every registered figure and every type of answer.
"""

from __future__ import annotations

from typing import Any

import pytest
from build import ballots, build

from aligntui.analysis import floors
from aligntui.analysis.figure_words import read_out
from aligntui.analysis.figures import Figures
from aligntui.analysis.plan_text import page_text
from aligntui.analysis.registry import functions
from aligntui.analysis.shaping import fitting, shape_of
from aligntui.analysis.view import View
from aligntui.engine.rounds import ballots as ballots_of
from aligntui.exchange import csv_export, json_export, markdown, yaml_export
from aligntui.session.model import Run
from aligntui.tui.widgets.charts import table as charts

GOALS = ("G1", "G2", "G3")
PEOPLE = tuple(f"p{n}" for n in range(1, 5))

TYPES: dict[str, dict[str, Any]] = {
    "scale": {"type": "scale", "from": 1, "to": 5, "note": True},
    "rank": {"type": "rank"},
    "points": {"type": "points", "total": 100},
    "dots": {"type": "dots", "total": 6},
    "choice": {"type": "choice", "choices": {"yes": "yes", "no": "no"}},
    "words": {"type": "words", "max": 3},
    "ties": {"type": "ties", "from": 0, "to": 4},
    "side by side": {"type": "scale", "from": 1, "to": 5},
}
SCALES = ("weight", "done")
"""Fields on which each goal is rated side by side."""
GIVEN: dict[str, tuple[list[Any], list[Any]]] = {
    "scale": ([(5, 1, 4), (2, 4, 1), (4, 2, 2), (1, 5, 3)], [(1, 3, 2), (4, 2, 5), (2, 5, 4), (3, 1, 1)]),
    "rank": ([(1, 2, 3), (3, 1, 2), (2, 3, 1), (1, 3, 2)], [(3, 2, 1), (1, 3, 2), (2, 1, 3), (3, 1, 2)]),
    "points": ([(60, 30, 10), (20, 50, 30), (40, 20, 40), (70, 20, 10)],
               [(10, 20, 70), (50, 30, 20), (34, 33, 33), (5, 15, 80)]),
    "dots": ([(3, 2, 1), (1, 3, 2), (2, 2, 2), (3, 1, 2)], [(1, 1, 4), (2, 1, 3), (4, 1, 1), (1, 4, 1)]),
    "choice": ([("yes",) * 3, ("no",) * 3, ("yes",) * 3, ("no",) * 3],
               [("no", "yes", "no"), ("yes", "no", "yes"), ("no",) * 3, ("yes",) * 3]),
    "words": ([["Own a goal", "Zebra"], ["Second goal"], ["Third goal"], ["Zebra"]],
              [["Second goal", "Heron"], ["Own a goal", "Third goal"], ["Heron"], ["Second goal"]]),
    "ties": ([(4, 0, 1), (3, 2, 0), (0, 1, 4), (2, 2, 3)], [(0, 3, 4), (1, 4, 2), (3, 0, 0), (1, 1, 4)]),
    "side by side": ([(5, 1, 4), (2, 4, 1), (4, 2, 2), (1, 5, 3)],
                     [(1, 3, 2), (4, 2, 5), (2, 5, 4), (3, 1, 1)]),
}  # fmt: skip


def row_of(kind: str, answer: Any, who: int) -> dict[str, Any]:
    if kind == "words":
        return {"words": answer}
    if kind == "side by side":
        return {f"{g.lower()}#{key}": (x + n) % 5 + 1 for g, x in zip(GOALS, answer, strict=True)
                for n, key in enumerate(SCALES)}  # fmt: skip
    values = dict(zip(GOALS, answer, strict=True))
    if kind == "scale":
        return {goal: {"value": value, "note": f"because {value} {who}"} for goal, value in values.items()}
    return values


def bindings() -> list[tuple[str, str]]:
    """Every registered figure with each key by which it reads a round."""
    known = sorted(functions().items())
    return [(name, key) for name, f in known for key, role in f.roles.items() if role.type == "round"]


def over(declared: dict[str, dict[str, Any]], kind: str) -> dict[str, dict[str, Any]]:
    """Figures that read other figures, a round by a field, one of several scales, or what was agreed on."""
    found: dict[str, dict[str, Any]] = {
        "classed": {"use": "classify", "of": "goals", "classes": {"high": "weight >= 3"},
                    "rounds": {"weight": "probe/rate"}},
        "agreed": {"use": "total", "of": "goals", "value": "weight"},
        "map": {"use": "quadrant", "of": "goals", "x": "weight", "y": "done", "cut": [3, 3]},
    }  # fmt: skip
    for name, binding in declared.items():
        for part in functions()[binding["use"]].parts:
            found[f"{name}_{part}_over"] = {"use": "over_runs", "of": f"{name}.{part}"}
        if kind == "side by side" and "scale" in functions()[binding["use"]].roles:
            found |= {f"{name}_{key}": {**binding, "scale": key} for key in SCALES}
    return found


def session(kind: str, which: int, people: int, privacy: str, floor: int = 0) -> View:
    """A session in which some people answered two rounds, with every figure that reads one in a report."""
    names = {"names": privacy, "floor": floor}
    answer = TYPES[kind]
    figures: dict[str, dict[str, Any]] = {}
    for number, (name, key) in enumerate(bindings()):
        binding = {"use": name, key: "probe/rate"}
        for other, role in functions()[name].roles.items():
            if other != key and role.needed:
                kinds = {"round": "probe/rate", "collection": "goals", "collections": "goals"}
                binding[other] = kinds.get(role.type, "goals")
        figures[f"f{number}"] = binding
    figures |= over(figures, kind)
    parts = [f"f{n}.{part}" for n, (name, _) in enumerate(bindings()) for part in functions()[name].parts]
    steps = [
        {"kind": "ask", "id": "rate", "title": "Rate", "about": "goals", "answer": answer, "privacy": names,
         **({"fields": list(SCALES)} if kind == "side by side" else {"into": "weight"})},
        {"kind": "report", "id": "result", "title": "Result", "show": parts},
    ]  # fmt: skip
    # A nameless ballot bears a mark that is nobody's.
    who = PEOPLE if privacy == "named" else [f"mark{n}" for n in range(len(PEOPLE))]
    given = {who[n]: row_of(kind, GIVEN[kind][which][n], n) for n in range(people)}
    subjects = [] if kind == "words" else list(GOALS)
    if kind == "side by side":
        subjects = [f"{goal.lower()}#{key}" for goal in GOALS for key in SCALES]
    rounds = [
        ballots("probe/rate", given, n=n, privacy=privacy, subjects=subjects, answer=answer) for n in (1, 2)
    ]
    fields = {key: {"type": "scale", "from": 1, "to": 5} for key in SCALES}
    view = build(
        {"goals": {"code": "G", "fields": fields}, "people": "P"},
        {"goals": {"G1": "Own a goal", "G2": "Second goal", "G3": "Third goal"},
         "people": {p.upper(): f"Person {p}" for p in PEOPLE}},
        rounds=rounds,
        runs=[Run(id="run", title="Together")],
        methods=[{"method": "probe", "title": "Probe", "level": "fundamentals", "figures": figures,
                  "steps": steps}],
    )  # fmt: skip
    asked = view.book.methods["probe"].steps[0]
    for held in list(view.session.rounds.values()):
        # What it agreed on is written as when it is revealed.
        for op in ballots_of.agreed(view, asked, held) if held.n == 2 else ():
            view.session.items[op.id].fields[op.field] = op.to
    return View(view.session, view.book, view.as_of)


def told(view: View) -> dict[str, str]:
    """All that a session tells: every figure, and every file it is exported to."""
    found = {
        "yaml": yaml_export.export(view),
        "answers": yaml_export.export(view, with_answers=True),
        "json": json_export.export(view),
        "markdown": markdown.export(view),
        "csv": csv_export.export(view, "goals"),
        "show": page_text(view, ""),
    }
    book, figures = view.book.methods["probe"], Figures(view)
    for name in book.figures:
        figure = figures.figure("probe", name)
        found[name] = repr(figure)
        # Both faces: each part in words, and in every shape that it may have.
        said = read_out(name, figures, "probe", view)
        drawn = [
            charts.draw(shape, 80)
            for part in (figure.parts.values() if figure is not None else ())
            for wanted in fitting(type(part))
            if (shape := shape_of(part, view, wanted)) is not None
        ]
        found[f"{name} on the faces"] = repr((said, drawn))
    for code in GOALS:
        item = view.find(code)
        found[f"agreed {code}"] = repr(item.fields if item is not None else None)
    return found


@pytest.mark.parametrize("privacy", ["secret", "none"])
@pytest.mark.parametrize("people", [0, 1, 2])
@pytest.mark.parametrize("kind", TYPES)
def test_under_three_nameless_answers_nothing_tells_what_was_said(
    kind: str, people: int, privacy: str
) -> None:
    one, other = (told(session(kind, which, people, privacy)) for which in (0, 1))
    for name in one:
        assert one[name] == other[name], name


@pytest.mark.parametrize("kind", ["scale", "rank", "points", "dots"])
def test_three_nameless_answers_tell_no_more_than_their_middle_and_ends(kind: str) -> None:
    """Who gave which of three answers, and so how one person answered several lines, shows nowhere."""
    given = GIVEN[kind][0][:3]
    moved = [tuple(given[(n + shift) % 3][place] for place, shift in enumerate((0, 1, 2))) for n in range(3)]
    if kind in ("points", "dots"):
        # Sums must hold: only whole rows change places.
        moved = [given[1], given[2], given[0]]
    GIVEN["moved"], TYPES["moved"] = (moved, moved), TYPES[kind]
    try:
        one, other = told(session(kind, 0, 3, "secret")), told(session("moved", 0, 3, "secret"))
    finally:
        del GIVEN["moved"], TYPES["moved"]
    for name in one:
        assert one[name].replace("because", "") == other[name].replace("because", ""), name
        assert "because" not in one[name], name


@pytest.mark.parametrize("kind", ["choice", "words"])
def test_what_has_no_middle_shows_nothing_under_four(kind: str) -> None:
    one, other = (told(session(kind, which, 3, "secret")) for which in (0, 1))
    files = {"yaml", "answers", "json"} if kind == "words" else set()
    for name in one.keys() - files:
        assert one[name] == other[name], name
    for words in one.values():
        assert not any(beast in words for beast in ("Zebra", "zebra", "Heron", "heron"))


@pytest.mark.parametrize("kind", TYPES)
def test_named_answers_show_all_from_two_on_but_no_index_under_three(kind: str) -> None:
    view = session(kind, 0, 2, "named")
    for name, binding in view.book.methods["probe"].figures.items():
        figure = functions()[binding["use"]].compute(view, binding)
        for part in ("rwg", "rstar", "awg", "label", "kendall", "spearman", "mean_rwg"):
            shown = figure.parts.get(part)
            values = getattr(shown, "values", {"": getattr(shown, "number", None)})
            assert not any(value for value in values.values()), (name, part)
    if kind == "scale":
        agreement = functions()["agreement"].compute(view, {"round": "probe/rate"})
        assert agreement.parts["spread"].rows
        assert agreement.parts["mean"].values["g1"] == 3.5


def test_a_step_may_ask_for_more_and_never_for_less() -> None:
    for names in ("secret", "none"):
        assert floors.least(names, 2) == (3, 4)
        assert floors.least(names, 6) == (6, 6)
    six = {name: told(session("scale", which, 4, "secret", 6)) for which, name in enumerate("ab")}
    assert six["a"] == six["b"]


def test_the_reading_is_not_empty() -> None:
    """The walk above finds what is shown where it may be."""
    assert len(bindings()) >= 8
    for kind in ("scale", "points", "words"):
        one, other = (told(session(kind, which, 4, "secret")) for which in (0, 1))
        assert [name for name in one if one[name] != other[name]], kind


@pytest.mark.parametrize("privacy", [{"privacy": {"sees": "facilitator"}}, {}])
def test_who_goes_to_whom_leaves_in_no_file(privacy: dict[str, object]) -> None:
    """The parts of a figure that name people stand on the screen alone, whoever may see it there."""
    people = [f"P{n}" for n in range(1, 7)]
    given = {who.lower(): {people[(n + 1) % 6]: 3, people[(n + 2) % 6]: 0} for n, who in enumerate(people)}
    shown = [f"net.{part}" for part in functions()["network"].parts]
    view = build(
        {"people": "P", "goals": "G"},
        {"people": {who: f"Person {who}" for who in people}},
        rounds=[ballots("probe/rate", given, answer={"type": "ties", "from": 0, "to": 4})],
        runs=[Run(id="run", title="Together")],
        methods=[{"method": "probe", "title": "Probe", "level": "fundamentals",
                  "figures": {"net": {"use": "network", "ties": "probe/rate"}},
                  "steps": [{"kind": "ask", "id": "rate", "title": "Rate", "about": "people",
                             "answer": {"type": "ties", "from": 0, "to": 4}},
                            {"kind": "report", "id": "who", "title": "Who", "show": shown, **privacy}]}],
    )  # fmt: skip
    figure = functions()["network"].compute(view, {"ties": "probe/rate"})
    assert {"grid", "bars", "density"} <= figure.parts.keys()
    for name, text in told(view).items():
        # Raw answers leave where they are asked for, under the names under which they were given.
        if name not in ("net", "net on the faces", "answers"):
            assert "in_degree" not in text, name
            assert "nothing breaks" not in text, name
            assert "how many go to each" not in text.casefold(), name
            assert "who goes to whom" not in text.casefold(), name
