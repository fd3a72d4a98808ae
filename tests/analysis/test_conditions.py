from __future__ import annotations

import pytest
from build import ballots, build
from hypothesis import given, settings
from hypothesis import strategies as st

from aligntui.analysis import conditions, counting, done
from aligntui.analysis import where as where_
from aligntui.analysis.figure import Bar, Bars, Groups, Items, PerItem, Sentence, Value
from aligntui.analysis.wanted import step_wanted
from aligntui.methods.types import Done, Filter, Method, Need, Step
from aligntui.session.model import Participant, Run

LISTS = {
    "people": "P",
    "strategies": {
        "code": {"from": "cell"},
        "title": "Strategies",
        "fields": {
            "cell": {"type": "choice", "choices": {"SO": "a", "WO": "b", "ST": "c", "WT": "d"}},
            "impact": {"type": "scale"},
            "budget": {"type": "number", "unknown": True},
            "due": {"type": "date"},
            "owner": {"type": "link", "of": "people"},
            "cites": {"type": "link", "of": "strengths", "many": True},
            "tags": {"type": "choice", "many": True, "choices": {"x": "x", "y": "y"}},
            "live": {"type": "yesno"},
        },
    },
    "strengths": "S",
    "signposts": {
        "code": "SG",
        "fields": {"status": {"type": "choice", "choices": {"quiet": "q", "tripped": "t"}}},
    },
}
ITEMS = {
    "people": {"P1": "Ines", "P2": "Dot"},
    "strengths": {"S1": "Sourdough", "S2": "Service"},
    "strategies": {
        "SO1": {
            "text": "Bread club", "cell": "SO", "impact": 5, "budget": "1200.50",
            "due": "2027-09-30", "owner": "P1",
            "cites": ["S1", "S2"], "tags": ["x", "y"], "status": "agreed", "live": "yes",
        },
        "SO2": {"text": "Canal welcome", "cell": "SO", "impact": 4, "budget": "unknown", "status": "agreed"},
        "WO1": {"text": "Certify bakers", "cell": "WO", "impact": 2, "budget": "300", "due": "2027-04-30"},
        "ST3": {"text": "Own delivery", "cell": "ST", "status": "parked", "reason": "no lever"},
    },
    "signposts": {"SG1": {"text": "Baskets", "status": "agreed"}},
}  # fmt: skip
MATCH = {"match": {"rows": "strengths", "cols": "strategies", "fields": {"fit": {"type": "scale"}}}}


@pytest.fixture
def view():
    return build(LISTS, ITEMS, records={"scope": {"unit": "GBP"}})


def codes_where(view, where, figures=None):
    return [i.code for i in view.items("strategies", away=True) if where_.matches(view, i, where, figures)]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("", "SO1 SO2 WO1 ST3"),
        ("status = agreed", "SO1 SO2"),
        ("status != parked", "SO1 SO2 WO1"),
        ("impact >= 4", "SO1 SO2"),
        ("impact < 4", "WO1"),
        ("impact != 4", "SO1 WO1 ST3"),
        ("budget > 500", "SO1"),
        ("budget = 1200.5", "SO1"),
        ("budget <= 300.0", "WO1"),
        ("budget = unknown", "SO2"),
        ("due < 2027-05-01", "WO1"),
        ("due >= 2027-09-30", "SO1"),
        ("owner = P1", "SO1"),
        ("owner = p1", "SO1"),
        ("owner is-empty", "SO2 WO1 ST3"),
        ('owner != ""', "SO1"),
        ("cites = S2", "SO1"),
        ("cites is-empty", "SO2 WO1 ST3"),
        ("tags = y", "SO1"),
        ("tags in [a, x]", "SO1"),
        ("cell in SO, ST", "SO1 SO2 ST3"),
        ("cell = SO and impact > 4", "SO1"),
        ("code = WO1", "WO1"),
        ('text = "own delivery"', "ST3"),
        ("reason = lever", ""),
        ('reason != ""', "ST3"),
        ("nothing = 1", ""),
        ("nothing is-empty", "SO1 SO2 WO1 ST3"),
        ("scope.unit = GBP", "SO1 SO2 WO1 ST3"),
        ("impact >= many", ""),
        ("this is no condition", ""),
    ],
)
def test_conditions_on_items(view, where, expected):
    assert codes_where(view, where) == expected.split()


def test_a_field_called_status_goes_before_the_items_own():
    view = build(
        LISTS,
        {"signposts": {"SG1": {"text": "Baskets"}}},
    )
    item = view.items("signposts")[0]
    item.fields["status"] = "tripped"
    assert where_.matches(view, item, "status = tripped")
    assert not where_.matches(view, item, "status = draft")


PARTS = {
    "pace.rag": PerItem({"so1": "red", "so2": "green"}),
    "pace.value": PerItem({"so1": 0.5, "so2": 1.1, "wo1": None}),
    "grid.unused": Items(["wo1", "so2"]),
    "wind.groups": Groups({"robust": ["so1"], "drop": ["wo1"]}),
    "tree.coverage": Value(0.5),
    "swot:grid.line": Sentence("x"),
    "grid.bars": Bars([Bar("so1", 3.0)], 5),
}


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("pace.rag = red", "SO1"),
        ("pace.value < 0.7", "SO1"),
        ("grid.unused = yes", "SO2 WO1"),
        ("wind.groups = drop", "WO1"),
        ("wind.groups is-empty", "SO2 ST3"),
        ("tree.coverage < 1 and impact = 5", "SO1"),
        ("swot:grid.line = x and impact = 5", "SO1"),
        ("grid.bars >= 3", "SO1"),
        ("gone.part = 1", ""),
    ],
)
def test_conditions_on_figures(view, where, expected):
    assert codes_where(view, where, PARTS.get) == expected.split()


def test_links_have_conditions_too():
    view = build(LISTS, ITEMS, links={"match": {"S1>SO1": {"strength": 2}, "S2>SO1": {"strength": 0}}})
    links = view.links("match").values()
    assert [k.a for k in links if where_.matches_link(view, k, "strength > 0")] == ["s1"]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("impact", "WO1 SO2 SO1"),
        ("-impact", "SO1 SO2 WO1"),
        ("budget", "WO1 SO1 SO2"),
        ("-budget", "SO1 WO1 SO2"),
        ("due", "WO1 SO1 SO2"),
        ("text", "SO1 SO2 WO1"),
        ("-cell", "WO1 SO1 SO2"),
        ("pace.value", "SO1 SO2 WO1"),
        ("-pace.value", "SO2 SO1 WO1"),
        ("grid.unused", "WO1 SO2 SO1"),
        ("owner", "SO1 SO2 WO1"),
        ("gone.part", "SO1 SO2 WO1"),
    ],
)
def test_order_puts_what_is_missing_last(view, order, expected):
    found = where_.select(view, view.items("strategies"), Filter(order=order), PARTS.get)
    assert [i.code for i in found] == expected.split()


def test_a_filter_takes_no_more_than_its_limit(view):
    three = Filter(where="pace.rag = red", order="pace.value", limit=3)
    assert [i.code for i in where_.select(view, view.items("strategies"), three, PARTS.get)] == ["SO1"]
    assert where_.select(view, view.items("strategies"), Filter(limit=0)) == []
    assert len(where_.select(view, view.items("strategies"), None)) == 3


# needs


def test_needs_count_several_lists_together(view):
    need = Need(count=["strengths", "people"], min=4)
    assert conditions.check_need(view, need)
    more = Need(count=["strengths", "people"], min=5, why="More.")
    assert conditions.unmet_needs(view, [need, more]) == [more]


def test_needs_count_what_fits_the_condition(view):
    assert counting.count_of(view, "strategies", "impact >= 4") == 2
    assert counting.count_of(view, "strategies") == 3


def test_records_and_links_can_be_counted():
    view = build(
        LISTS, ITEMS,
        links={"match": {"S1>SO1": {"fit": 2}, "S2>SO1": {}, "S1>gone": {"fit": 1}}},
        relations=MATCH,
        records={"scope": {"unit": "GBP"}}, record_fields={"vision": {"text": {"type": "text"}}},
    )  # fmt: skip
    assert counting.count_of(view, "match") == 1
    assert counting.count_of(view, "match", "fit > 2") == 0
    assert counting.count_of(view, "strategies.cites") == 2
    assert counting.count_of(view, ["scope", "record:scope"]) == 2
    assert counting.count_of(view, "vision") == 0
    assert counting.count_of(view, "unheard of") == 0


def test_raters_are_logins_or_people_with_ballots():
    view = build(LISTS, ITEMS)
    assert counting.raters(view) == 0
    view.session.participants["u1"] = Participant(id="u1", name="ines", person="p1")
    assert counting.raters(view) == 1
    named = build(LISTS, ITEMS, rounds=[ballots("a/b", {"p1": {"SO1": 1}, "p2": {"SO1": 2}})])
    named.session.participants["u1"] = Participant(id="u1", name="ines", person="p1")
    assert counting.raters(named) == 2
    secret = build(LISTS, ITEMS, rounds=[ballots("a/b", {m: {"SO1": 1} for m in "xyz"}, privacy="secret")])
    secret.session.participants["u1"] = Participant(id="u1", name="ines", person="p1")
    assert counting.raters(secret) == 3
    assert conditions.unmet_needs(secret, [Need(count="raters", min=3)]) == []


# done when


def state(view, step, *, figures=None, run=None):
    method = Method(method="m", title="M", level="fundamentals", steps=[step])
    return done.done_state(view, method, step, figures, run)


def met(view, done, figures=None, run=None, **step):
    found = Step(kind=step.pop("kind", "board"), id="s", title="S", done=[done], **step)
    return state(view, found, figures=figures, run=run)[0][1]


def test_done_counts_items_within_bounds(view):
    assert met(view, Done(count="strategies", min=3, max=6))
    assert not met(view, Done(count="strategies", min=4))
    assert met(view, Done(count="strategies", where="cell = ST", max=0))
    assert met(view, Done(count=["strengths", "people"], min=2, each=True))
    assert not met(view, Done(count=["strengths", "signposts"], min=2, each=True))
    assert met(view, Done(count=["strengths", "signposts"], min=3))


def test_done_counts_each_cell(view):
    assert not met(view, Done(count="strategies", min=1, each=True), split="cell", kind="matrix")
    both = build(LISTS, {"strategies": {f"{c}1": {"cell": c} for c in ("SO", "WO", "ST", "WT")}})
    assert met(both, Done(count="strategies", min=1, each=True), split="cell", kind="matrix")


def test_done_counts_each_parent_of_children_and_links():
    lists = {
        "scenarios": {"code": {"letters": "A"}},
        "effects": {"code": {"under": "scenarios", "mark": "e"}, "of": "scenarios"},
        "signposts": {
            "code": "SG",
            "fields": {"points_to": {"type": "link", "of": "scenarios", "many": True}},
        },
    }
    items = {
        "scenarios": {"A": "Square", "B": "Order"},
        "effects": {"A.e1": {"text": "x", "of": "A"}},
        "signposts": {"SG1": {"points_to": ["A", "B"]}},
    }
    view = build(lists, items)
    assert not met(view, Done(count="effects", min=1, each=True), each="scenarios")
    assert met(view, Done(count="signposts", min=1, each=True), each="scenarios")
    assert not met(view, Done(count="signposts", min=2, each=True), each="scenarios")


def test_done_counts_each_row_of_a_relation():
    view = build(
        LISTS, ITEMS, links={"match": {"S1>SO1": {"fit": 2}}},
        relations=MATCH,
    )  # fmt: skip
    assert met(view, Done(count="match", min=1), relation="match", kind="matrix")
    assert not met(view, Done(count="match", min=1, each=True), relation="match", kind="matrix")


def test_done_asks_figures(view):
    assert met(view, Done(figure="tree.coverage", max=1), PARTS.get)
    assert not met(view, Done(figure="tree.coverage", min=1), PARTS.get)
    assert met(view, Done(figure="grid.unused", max=2), PARTS.get)
    assert not met(view, Done(figure="grid.unused", max=0), PARTS.get)
    assert met(view, Done(figure="pace.value", min=2), PARTS.get)
    assert not met(view, Done(figure="pace.value", min=0, each=True), PARTS.get)
    assert met(view, Done(figure="wind.groups", min=1, each=True), PARTS.get)
    assert met(view, Done(figure="wind.groups", min=2), PARTS.get)
    assert met(view, Done(figure="grid.bars", min=3, each=True), PARTS.get)
    assert met(view, Done(figure="swot:grid.line"), PARTS.get)
    assert not met(view, Done(figure="gone.part"), PARTS.get)
    assert not met(view, Done(figure="tree.coverage"))


def test_done_looks_whether_records_are_filled(view):
    assert met(view, Done(filled=["unit"]), record="scope", kind="form")
    assert not met(view, Done(filled=["unit", "period"]), record="scope", kind="form")


def test_done_looks_whether_items_are_filled(view):
    assert met(view, Done(filled=["text", "cell"]), of="strategies", kind="table")
    assert not met(view, Done(filled=["impact", "due"]), of="strategies", kind="table")
    assert met(view, Done(filled=["due"], where="impact = 5"), of="strategies", kind="table")
    assert met(view, Done(filled=["due"]), of="strategies", kind="table", filter=Filter(where="impact = 5"))
    assert not met(build(LISTS), Done(filled=["text"]), of="strategies", kind="table")
    assert met(view, Done(filled=["impact"]), of={"figure": "grid.unused"}, kind="table", figures=PARTS.get)


def test_done_looks_at_the_child_of_each_item_in_this_run():
    lists = {
        "objectives": "OB",
        "checkins": {
            "code": {"under": "objectives", "mark": "c"},
            "of": "objectives",
            "fields": {"actual": {"type": "number"}},
        },
    }
    items = {
        "objectives": {"OB1": "Members", "OB2": "Waste"},
        "checkins": {
            "OB1.c1": {"of": "OB1", "actual": "3", "at": "2027-03-01T10:00:00"},
            "OB2.c1": {"of": "OB2", "actual": "4", "at": "2027-06-30T10:00:00"},
        },
    }
    view = build(lists, items)
    step = {"each": "objectives", "record": "checkins", "kind": "form", "new": "each_run"}
    run = Run(id="r", title="Review", at="2027-06-30T09:00:00")
    assert met(view, Done(filled=["actual"]), **step)
    assert not met(view, Done(filled=["actual"]), run=run, **step)
    only = Filter(where="code = OB2")
    assert met(view, Done(filled=["actual"]), run=run, filter=only, **step)
    nobody = Filter(where="code = OB9")
    assert met(view, Done(filled=["actual"]), run=run, filter=nobody, **step)


def test_done_looks_whether_links_are_filled():
    view = build(LISTS, ITEMS, links={"match": {"S1>SO1": {"fit": 2, "reason": "x"}}}, relations=MATCH)
    assert met(view, Done(filled=["reason"]), relation="match", kind="matrix")
    view = build(LISTS, ITEMS, links={"match": {"S1>SO1": {"fit": 2}}}, relations=MATCH)
    assert not met(view, Done(filled=["reason"]), relation="match", kind="matrix")


def test_done_counts_ballots_of_the_step_in_this_run():
    view = build(
        LISTS, ITEMS, rounds=[ballots("m/s", {"p1": {"SO1": 1}, "p2": {"SO1": 2}}, state="open", run="r1")]
    )
    done = Done(count="raters", min=2)
    assert met(view, done, kind="ask")
    assert met(view, done, run=Run(id="r1", title="x"), kind="ask")
    assert not met(view, done, run=Run(id="r2", title="x"), kind="ask")
    assert not met(view, Done(count="raters", min=3), kind="ask")


def test_done_says_itself_in_words(view):
    def say(when, **step):
        asked = Step(kind="board", id="s", title="S", done=[when], **step)
        method = Method(method="m", title="M", level="fundamentals", steps=[asked])
        return done.check_done(view, method, asked, when)[0]

    assert say(Done(count="strategies", say="8 to 12 cards")) == "8 to 12 cards"
    assert say(Done(count="strategies", min=8, max=12)) == "8 to 12 in Strategies"
    assert (
        say(Done(count="strategies", max=0, where="owner is-empty"))
        == "nothing in Strategies where owner is-empty"
    )
    assert say(Done(figure="grid.unused", max=0)) == "nothing in grid.unused"
    assert say(Done(filled=["first_step"]), of="strategies") == "first step filled in"
    assert say(Done(count="raters", min=3)) == "at least 3 answered"


WORDS = st.text(alphabet="abcs1 =<>!\"'.,:[]()-", max_size=30)


@settings(max_examples=150, deadline=None)
@given(
    where=WORDS,
    order=WORDS,
    value=st.one_of(st.none(), st.text(max_size=5), st.integers(), st.lists(st.text(max_size=2))),
)
def test_no_condition_ever_raises(where, order, value):
    view = build(
        {
            "strengths": {
                "code": "S",
                "fields": {"a": {"type": "text"}, "b": {"type": "choice", "choices": {"x": "x"}}},
            }
        },
        {"strengths": {"S1": {"text": "x"}, "S2": {"text": "y"}}},
    )
    for item in view.items("strengths"):
        item.fields["a"] = value
        item.fields["b"] = value
    for condition in (where, f"a = {where}", f"b < {where}", f"a in {where}", "a = 1", "b >= 2"):
        where_.select(view, view.items("strengths"), Filter(where=condition, order=order), PARTS.get)
    where_.select(view, view.items("strengths"), Filter(order="b"), PARTS.get)


def reviewed():
    """Two objectives with check-ins of two quarters."""
    lists = {
        "objectives": "OB",
        "checkins": {
            "code": {"under": "objectives", "mark": "c"},
            "of": "objectives",
            "fields": {"decision": {"type": "choice", "choices": {"keep": "keep", "adjust": "adjust"}}},
        },
    }
    items = {
        "objectives": {"OB1": "Members", "OB2": "Waste", "OB3": "Power"},
        "checkins": {
            "OB1.c1": {"of": "OB1", "decision": "keep", "at": "2027-03-31T10:00:00+00:00"},
            "OB1.c2": {"of": "OB1", "decision": "adjust", "at": "2027-06-30T12:00:00+02:00"},
            "OB2.c1": {"of": "OB2", "decision": "adjust", "at": "2027-03-31T10:00:00+00:00"},
        },
    }
    view = build(lists, items)
    runs = {
        "q1": Run(id="q1", title="Review", agenda="review", at="2027-03-31T09:00:00+00:00"),
        "q2": Run(id="q2", title="Review", agenda="review", at="2027-06-30T09:30:00+00:00"),
    }
    return view.changed(runs=runs)


def fitting(view, where, collection="objectives"):
    return [view.code(i) for i in where_.select(view, view.items(collection), Filter(where=where))]


def test_a_condition_asks_the_child_written_last():
    view = reviewed()
    assert fitting(view, "last(checkins).decision = adjust") == ["OB1", "OB2"]
    assert fitting(view, "last(checkins).decision is-empty") == ["OB3"]
    assert fitting(view, "last(checkins).decision = keep") == []
    ranked = where_.select(view, view.items("objectives"), Filter(order="-last(checkins).decision"))
    assert [view.code(i) for i in ranked] == ["OB1", "OB2", "OB3"]


def test_a_condition_asks_what_was_written_in_this_run():
    view = reviewed()
    assert fitting(view, "in-run", "checkins") == [], "outside of a run there is none"
    quarters = {"q1": ["OB1.c1", "OB2.c1"], "q2": ["OB1.c2"]}
    for run, codes in quarters.items():
        view.run = run
        assert fitting(view.changed(), "in-run", "checkins") == codes
    assert fitting(view, "in-run = no", "checkins") == ["OB1.c1", "OB2.c1"]
    assert fitting(view, "in-run and decision = adjust", "checkins") == ["OB1.c2"]
    assert fitting(view, "last(checkins).in-run and last(checkins).decision = adjust") == ["OB1"]


def test_a_step_whose_condition_is_about_children_waits_for_one():
    view = reviewed()
    step = Step(kind="form", id="s", title="S", each="objectives", when="last(checkins).decision is-empty")
    assert step_wanted(view, step)
    assert not step_wanted(build({"objectives": "OB"}), step)
