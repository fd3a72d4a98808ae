"""Findings in the words of the method, and classes by conditions: Kano's table of five by five, VRIO."""

from __future__ import annotations

from typing import Any

import pytest
from build import ballots, build, values
from hypothesis import given, settings
from odd import odd_fields

from aligntui.analysis import registry
from aligntui.analysis.figure import Figure, Groups, Items, PerLink, Sentence, Value
from aligntui.analysis.view import View
from aligntui.analysis.where import matches
from aligntui.methods.types import Method

YESNO = {"type": "yesno", "partly": True}
CHORES = {
    "chores": {
        "code": "AU",
        "fields": {
            "faces": {"type": "yesno", "label": "customer sees it"},
            "human": {"type": "yesno", "label": "way to a person"},
            "owner": {"type": "text", "label": "owner"},
            "steady": {"type": "scale", "from": 1, "to": 5},
            "start": {"type": "date"},
            "due": {"type": "date"},
            "cost": {"type": "number"},
            "most": {"type": "number"},
        },
    }
}
ITEMS = {
    "chores": {
        "AU1": {"text": "Answer by machine", "faces": "yes", "human": "no", "owner": "Dot", "steady": 2},
        "AU2": {
            "text": "Print labels",
            "faces": "no",
            "cost": "900",
            "most": "800",
            "start": "2027-01-01",
            "due": "2026-12-01",
        },
        "AU3": {
            "text": "Take orders",
            "faces": "yes",
            "human": "yes",
            "cost": "700",
            "most": "800",
            "start": "2027-01-01",
            "due": "2027-02-01",
        },
    }
}
GATE = {
    "use": "rule", "of": "chores", "where": "faces = yes and human != yes",
    "say": "{text}: a customer meets it and finds {human}.", "mend": "Give {code} a way to a person.",
    "field": "human", "code": "AU9",
}  # fmt: skip


def found(definition: dict[str, Any], view: View | None = None) -> Figure:
    return registry.compute(view or build(CHORES, ITEMS), definition, "own")


def test_a_rule_speaks_in_the_words_of_the_method() -> None:
    figure = found(GATE)
    [finding] = figure.findings
    assert (finding.message, finding.mend) == (
        'AU1 "Answer by machine": a customer meets it and finds no.', "Give AU1 a way to a person."
    )  # fmt: skip
    assert (finding.code, finding.severity, finding.target, finding.field) == (
        "AU9",
        "warning",
        "au1",
        "human",
    )
    assert figure.parts["items"] == Items(["au1"])
    assert figure.parts["n"] == Value(1.0, 0)


def test_what_is_empty_is_said_by_its_name() -> None:
    figure = found({**GATE, "where": "faces = no", "say": "{text} has {owner}.", "severity": "error"})
    assert [(f.message, f.severity) for f in figure.findings] == [
        ('AU2 "Print labels" has no owner.', "error")
    ]


def test_what_all_lack_is_said_once() -> None:
    figure = found(
        {
            **GATE,
            "where": "owner is-empty",
            "once": "{n} have no owner: {items}.",
            "mend": "Name one for {items}.",
            "severity": "hint",
        }
    )
    [finding] = figure.findings
    assert finding.message == '2 have no owner: AU2 "Print labels" and AU3 "Take orders".'
    assert finding.mend == 'Name one for AU2 "Print labels" and AU3 "Take orders".'
    assert (finding.others, finding.target) == (("au2", "au3"), "")
    # It leads to the list in which all of them are mended.
    assert (finding.place, finding.field) == ("chores.human", "")


def test_of_one_alone_a_rule_speaks_as_of_one() -> None:
    more = {"once": "{n} customers meet it.", "mend": "Give {items} a way to a person."}
    [finding] = found({**GATE, **more}).findings
    assert finding.message == 'AU1 "Answer by machine": a customer meets it and finds no.'
    assert finding.mend == 'Give AU1 "Answer by machine" a way to a person.'
    assert (finding.target, finding.field, finding.others) == ("au1", "human", ())


def test_a_rule_may_ask_a_figure_and_a_form() -> None:
    figures = {
        "seen": {"use": "count", "of": "chores", "where": "faces = yes", "unit": "chores"},
        "many": {
            "use": "rule",
            "where": "seen.n > 1 and scope.unit = shop",
            "say": "{seen.n} meet customers.",
            "code": "AU8",
        },
    }
    method = Method(method="own", title="Own", level="advanced", figures=figures, steps=[])
    view = build(CHORES, ITEMS, records={"scope": {"unit": "shop"}}, methods=[method])
    assert [f.message for f in found(figures["many"], view).findings] == ["2 chores meet customers."]
    assert found({**figures["many"], "where": "seen.n > 2"}, view).findings == []


def test_a_rule_on_a_child_names_what_it_hangs_on() -> None:
    readings = {"code": {"under": "chores", "mark": "r"}, "of": "chores", "fields": {}}
    lists = {**CHORES, "readings": readings}
    view = build(lists, {**ITEMS, "readings": {"R1": {"text": "", "of": "AU2"}}})
    figure = found(
        {
            "use": "rule",
            "of": "readings",
            "where": "text is-empty",
            "say": "A reading of {of} has no words.",
            "code": "AU7",
        },
        view,
    )
    assert [f.message for f in figure.findings] == ['A reading of AU2 "Print labels" has no words.']


def test_a_rule_on_pairs_names_both_ends_and_leads_to_the_pair() -> None:
    areas = {"areas": {"code": "FN", "fields": {}}}
    grid = {
        "support": {
            "rows": "areas",
            "cols": "areas",
            "fields": {"help": {"type": "scale", "from": -1, "to": 1}, "why": {"type": "text"}},
        }
    }
    links = {"support": {"FN1>FN2": {"help": -1, "why": "no stock list"}, "FN2>FN1": {"help": 1}}}
    view = build(areas, {"areas": {"FN1": "Bakehouse", "FN2": "Shop"}}, links, relations=grid)
    figure = found({"use": "rule", "relation": "support", "where": "help < 0", "code": "FN9",
                    "say": "{row.text} hinders {col.text}: {why}."}, view)  # fmt: skip
    [finding] = figure.findings
    assert finding.message == 'FN1 "Bakehouse" hinders FN2 "Shop": no stock list.'
    assert (finding.target, finding.others, finding.place) == ("fn1", ("fn2",), "support")
    assert figure.parts["items"] == PerLink({"fn1>fn2": None})


@pytest.mark.parametrize(
    ("where", "codes"),
    [
        ("cost > most", ["AU2"]),
        ("cost <= most", ["AU3"]),
        ("due < start", ["AU2"]),
        ("cost > steady", []),
        ("owner < due", []),
    ],
)
def test_two_fields_are_compared_as_amounts_and_as_days(where: str, codes: list[str]) -> None:
    view = build(CHORES, ITEMS)
    assert [view.code(i) for i in view.items("chores") if matches(view, i, where)] == codes


# classes

KANO_WORDS = {"5": "like it", "4": "expect it", "3": "neutral", "2": "can live with it", "1": "dislike it"}
KANO = {
    # Functional answer down, dysfunctional across: like, must-be, neutral, live with, dislike.
    "5": "QAAAO", "4": "RIIIM", "3": "RIIIM", "2": "RIIIM", "1": "RRRRQ",
}  # fmt: skip
"""Berger et al. 1993, "Kano's methods for understanding customer-defined quality", the evaluation table."""
CLASSES = {
    "questionable": ["have = 5 and lack = 5", "have = 1 and lack = 1"],
    "must-be": "have in 2,3,4 and lack = 1",
    "performance": "have = 5 and lack = 1",
    "attractive": "have = 5 and lack in 2,3,4",
    "reverse": ["have = 1", "lack = 5"],
}
LETTERS = {
    "questionable": "Q",
    "must-be": "M",
    "performance": "O",
    "attractive": "A",
    "reverse": "R",
    "indifferent": "I",
}
CLASSIFY = {
    "use": "classify", "of": "features", "classes": CLASSES, "otherwise": "indifferent",
    "suggest": {"must-be": "never fail in it", "attractive": "build one"},
}  # fmt: skip
FEATURES = {
    "features": {"code": "FE", "fields": {k: {"type": "scale", "from": 1, "to": 5} for k in ("have", "lack")}}
}
CELLS = [(have, lack) for have in "54321" for lack in "54321"]


def test_the_table_of_five_by_five_can_be_said() -> None:
    items = {
        f"FE{n}": {"text": f"{have}/{lack}", "have": int(have), "lack": int(lack)}
        for n, (have, lack) in enumerate(CELLS, 1)
    }
    figure = found(CLASSIFY, build(FEATURES, {"features": items}))
    published = {f"fe{n}": KANO[have]["54321".index(lack)] for n, (have, lack) in enumerate(CELLS, 1)}
    assert {ref: LETTERS[name] for ref, name in values(figure.parts["class"]).items()} == published
    assert {name: len(ids) for name, ids in figure.parts["groups"].groups.items()} == {
        "questionable": 2, "must-be": 3, "performance": 1, "attractive": 3, "reverse": 7, "indifferent": 9,
    }  # fmt: skip
    assert figure.parts["n"].note == "25 of 25"


def test_the_class_of_a_feature_is_the_one_that_most_people_give() -> None:
    view = build(
        FEATURES, {"features": {"FE1": "Lockers", "FE2": "Song"}},
        rounds=[
            ballots("own/have", {w: {"FE1": h, "FE2": 3} for w, h in zip("abcd", (5, 5, 3, 5), strict=True)}),
            ballots("own/lack", {w: {"FE1": x, "FE2": 3} for w, x in zip("abcd", (3, 1, 1, 2), strict=True)}),
        ],
    )  # fmt: skip
    figure = found({**CLASSIFY, "rounds": {"have": "have", "lack": "lack"}}, view)
    # The middle of the answers, 5 and 1.5, would call the lockers something that one person said.
    assert values(figure.parts["class"]) == {"fe1": "attractive", "fe2": "indifferent"}
    assert values(figure.parts["votes"])["fe1"] == "must-be 1, performance 1, attractive 2"


BETTER = {
    "better": ["attractive", "performance"], "worse": ["performance", "must-be"],
    "among": ["attractive", "performance", "must-be", "indifferent"],
}  # fmt: skip


def test_how_far_it_pleases_and_is_missed_are_shares_of_the_labels_given() -> None:
    """Berger et al. 1993: better (A + O) / (A + O + M + I), worse -(O + M) / (A + O + M + I)."""
    given = {"A": (5, 3), "O": (5, 1), "M": (3, 1), "I": (3, 3), "R": (1, 3), "Q": (5, 5)}
    said = {"FE1": "AAOMMMIQ", "FE2": "RRRRQQQQ", "FE3": "AAAAAAAA"}
    people = [f"p{n}" for n in range(8)]
    held = [
        ballots(
            f"own/{step}", {who: {f: given[said[f][n]][at] for f in said} for n, who in enumerate(people)}
        )
        for at, step in enumerate(("have", "lack"))
    ]
    view = build(FEATURES, {"features": dict.fromkeys(said, "x")}, rounds=held)
    figure = found({**CLASSIFY, **BETTER, "rounds": {"have": "have", "lack": "lack"}}, view)
    assert values(figure.parts["better"]) == {"fe1": pytest.approx(3 / 7), "fe2": None, "fe3": 1}
    assert values(figure.parts["worse"]) == {"fe1": pytest.approx(-4 / 7), "fe2": None, "fe3": 0}
    assert not {"better", "worse"} & found({**CLASSIFY, **BETTER}, view).parts.keys(), "of nobody's answers"


@pytest.mark.parametrize(("people", "shown"), [(0, False), (2, False), (3, False), (4, True)])
def test_classes_of_secret_answers_have_a_floor(people: int, shown: bool) -> None:
    rows = {f"m{n}": {"FE1": 5} for n in range(people)}
    held = [ballots(step, rows, subjects=["FE1"], privacy="secret") for step in ("own/have", "own/lack")]
    figure = found(
        {**CLASSIFY, "rounds": {"have": "have", "lack": "lack"}},
        build(FEATURES, {"features": {"FE1": "Lockers"}}, rounds=held),
    )
    assert bool(figure.parts) is shown
    assert bool(figure.why_missing) is not shown


@pytest.mark.parametrize("people", [2, 4])
def test_a_plot_that_asks_both_keeps_answers_together_without_names(people: int) -> None:
    rows = {f"m{n}": {"fe1#have": 5, "fe1#lack": 1 + n % 2} for n in range(people)}
    held = ballots("own/map", rows, subjects=["fe1#have", "fe1#lack"], privacy="secret")
    view = build(FEATURES, {"features": {"FE1": "Lockers"}}, rounds=[held])
    figure = found({**CLASSIFY, "rounds": {"have": "map", "lack": "map"}}, view)
    if people < 4:
        assert figure.why_missing == "Too few have answered for anything to be shown."
    else:
        assert values(figure.parts["votes"]) == {"fe1": "performance 2, attractive 2"}
        # Of two that are given as often the first of the table counts.
        assert values(figure.parts["class"]) == {"fe1": "performance"}


def test_nameless_rounds_cannot_be_put_together_and_it_is_said() -> None:
    held = [
        ballots(
            f"own/{step}", {f"{step}{n}": {"FE1": 5} for n in range(5)}, subjects=["FE1"], privacy="secret"
        )
        for step in ("have", "lack")
    ]
    view = build(FEATURES, {"features": {"FE1": "Lockers"}}, rounds=held)
    figure = found({**CLASSIFY, "rounds": {"have": "have", "lack": "lack"}}, view)
    assert figure.why_missing.startswith("What one person answers in two rounds is known with names only")


VRIO = {
    "use": "classify", "of": "assets",
    "classes": {
        "drawback": "valuable != yes",
        "parity": "rare != yes",
        "for now": ["costly != yes", "alone != yes"],
        "unused": "ready != yes",
        "lasting": "ready = yes",
    },
    "suggest": {"drawback": "fix, drop or outsource", "lasting": "protect, build on it"},
}  # fmt: skip
ASSETS = {
    "assets": {"code": "AT", "fields": dict.fromkeys(("valuable", "rare", "costly", "alone", "ready"), YESNO)}
}


@pytest.mark.parametrize(
    ("answers", "label"),
    [
        ("no", "drawback"),
        ("yes no", "parity"),
        ("yes yes no", "for now"),
        ("yes yes yes partly", "for now"),
        ("yes yes yes yes no", "unused"),
        ("yes yes yes yes yes", "lasting"),
        ("yes yes yes", None),
        ("", None),
    ],
)
def test_the_first_no_decides_and_nothing_is_guessed(answers: str, label: str | None) -> None:
    keys = list(ASSETS["assets"]["fields"])
    items = {"AT1": {"text": "Slow bread", **dict(zip(keys, answers.split(), strict=False))}}
    figure = found(VRIO, build(ASSETS, {"assets": items}))
    assert values(figure.parts["class"]) == {"at1": label}
    assert figure.parts["open"] == Items([] if label else ["at1"])


def test_what_fits_none_has_no_label_and_the_sentence_counts() -> None:
    items = {"AT1": {"text": "A", "valuable": "no"}, "AT2": {"text": "B", "valuable": "no"}, "AT3": "C"}
    figure = found(VRIO, build(ASSETS, {"assets": items}))
    assert figure.parts["line"] == Sentence("2 drawback; 1 open.")
    assert figure.parts["groups"] == Groups(
        {"drawback": ["at1", "at2"], "parity": [], "for now": [], "unused": [], "lasting": []}
    )
    assert values(figure.parts["suggest"]) == {
        "at1": "fix, drop or outsource",
        "at2": "fix, drop or outsource",
    }


@settings(max_examples=40, deadline=None)
@given(odd_fields(["valuable", "rare", "costly", "ready", "text", "status"]))
def test_odd_values_raise_nothing(entries: list[dict[str, Any]]) -> None:
    view = build(ASSETS, {"assets": {f"AT{n}": entry for n, entry in enumerate(entries, 1)}})
    found(VRIO, view)
    found(
        {
            "use": "rule",
            "of": "assets",
            "where": "rare != yes",
            "say": "{text} {ready} {code}",
            "code": "AT9",
        },
        view,
    )
