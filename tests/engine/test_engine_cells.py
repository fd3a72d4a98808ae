"""Cells played without a screen: the line and its pairs, what a card rests on, moving, going on."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from playing import Play
from sample_items import library_of, sampled

from aligntui.engine import edits, mends
from aligntui.engine.entry import adding
from aligntui.engine.kinds import cells
from aligntui.engine.lists import PARKED
from aligntui.engine.ways_back import Spot
from aligntui.session.ops import Tie

CARDS = "tows/cards"
GRID = ("factors", "match")


def strategies(**how: Any) -> Play:
    return Play(CARDS, **how).tell()


def begun(**how: Any) -> Play:
    """The grid is crossed, and no card is written yet."""
    return Play(CARDS, **how).tell(*GRID)


def coded(p: Play, code: str) -> str:
    item = p.view.find(code)
    assert item is not None, code
    return item.id


def codes(p: Play, ids: list[str]) -> list[str]:
    return [p.view.code(i) for i in ids]


def cited(p: Play, item: str) -> list[str]:
    return codes(p, cells.cited(p.ctx, p.view.session.items[item]))


def facts(p: Play) -> dict[str, object]:
    return dict(p.outcomes[-1].message.facts) if p.outcomes[-1].message else {}


def pair(p: Play) -> list[str]:
    asked = p.kind.prompt(p.ctx, p.state)
    return [] if asked is None else [p.view.code(asked[role]) for role in ("row", "col")]


# the line


def test_a_line_makes_a_card_that_rests_on_the_pair_that_prompted_it() -> None:
    p = begun()
    assert (p.state.adding, p.state.list) == (True, "SO")
    prompted = pair(p)
    assert all(code in p.sight.question for code in prompted)
    before = p.session.meta.rev
    p.do("keep", value={"text": " Start a bread club "})
    (card,) = p.view.items("strategies")
    assert (card.text, card.fields["cell"], card.by) == ("Start a bread club", "SO", p.person)
    assert cited(p, card.id) == prompted
    assert (p.said[-1].id, p.said[-1].facts["ties"]) == ("card-kept-tied", " and ".join(prompted))
    assert (p.state.filling, p.state.adding, p.state.list) == (None, True, "SO")
    assert p.session.meta.rev == before + 1, "the words and what they rest on are one change"
    assert p.undo()
    assert not p.view.items("strategies")


def test_the_next_pair_is_one_that_no_card_takes_up_yet() -> None:
    p = begun()
    assert "another" in p.verbs
    every = len(p.kind.raised(p.ctx, p.state))
    first = pair(p)
    p.do("another")
    second = pair(p)
    assert second != first
    p.do("another", value=-1)
    assert pair(p) == first
    p.do("another")
    p.do("list", value="WO")
    assert p.state.list == "WO"
    assert [code[:1] for code in pair(p)] == ["W", "O"]
    p.do("list", value="SO")
    p.do("keep", value="Start a bread club")
    p.do("close")
    p.do("add")
    assert len(p.kind.raised(p.ctx, p.state)) == every - 1
    assert pair(p) == second
    p.do("close")
    assert p.sight.question.startswith("SO: "), "a pair prompts the line alone"
    assert not {"another", "keep"} & p.verbs


BOXES = ("SO", "WO", "ST", "WT")


def partly(*boxes: str) -> Play:
    """The grid with a + for two pairs of each of these boxes, and no other pair looked at."""
    p = Play(CARDS).tell("factors")
    for box in boxes:
        for n in (1, 2):
            row, col = coded(p, f"{box[0]}{n}"), coded(p, f"{box[1]}{n}")
            p.keep([Tie(relation="match", a=row, b=col, to={"strength": 1})])
    p.do("look")
    return p


@pytest.mark.parametrize("crossed", [boxes for n in range(5) for boxes in itertools.combinations(BOXES, n)])
@pytest.mark.parametrize("pages", [0, 1, 2])
def test_whatever_was_crossed_a_box_offers_its_own_pairs_or_none(
    crossed: tuple[str, ...], pages: int
) -> None:
    p = partly(*crossed)
    for box in BOXES:
        assert p.state.list == box
        for _ in range(pages):
            p.do("another")
        own = [[f"{box[0]}{n}", f"{box[1]}{n}"] for n in (1, 2)] if box in crossed else []
        asks = p.kind.ask(p.ctx, p.state)
        assert pair(p) == (own[pages] if pages < len(own) else [])
        assert (p.sight.question == asks) is (pair(p) == [])
        offered = pair(p)
        p.do("keep", value=f"A card for {box}")
        card = p.view.find(f"{box}1")
        assert card is not None
        assert cited(p, card.id) == offered
        p.do("keep", value="")
    assert not [f for f in p.ctx.figures.findings(p.ctx.method) if f.code == "TW2"]


@pytest.mark.parametrize("crossed", [("SO",), ("SO", "WO"), BOXES])
def test_the_line_opened_at_a_card_of_another_box_offers_pairs_of_that_box(crossed: tuple[str, ...]) -> None:
    p = partly(*crossed)
    p.do("list", value="WT")
    p.do("keep", value="Share the oven")
    p.do("list", value="SO")
    assert pair(p) == ["S1", "O1"]
    p.do("close")
    card = p.view.find("WT1")
    assert card is not None
    p.do("focus", item=card.id)
    p.do("add")
    assert (p.state.list, pair(p)) == ("WT", ["W2", "T2"] if "WT" in crossed else [])
    if "WT" in crossed:
        p.do("another")
        assert pair(p) == []


def test_the_pair_that_was_offered_stays_whatever_others_keep() -> None:
    p = begun()
    offered = pair(p)
    asks = p.sight.question
    other = Play(CARDS, beside=p)
    other.do("keep", value="Somebody else is quicker")
    assert cited(other, other.view.items("strategies")[0].id) == offered
    p.do("look")
    assert (pair(p), p.sight.question) == (offered, asks)
    p.do("keep", value="Start a bread club")
    assert [cited(p, card.id) for card in p.view.items("strategies")] == [offered, offered]
    assert pair(p) not in ([], offered), "once it is kept the next one prompts"


def test_a_pair_that_somebody_wrote_for_is_offered_no_more_while_nothing_is_typed() -> None:
    p = begun()
    offered, asks = pair(p), p.sight.question
    Play(CARDS, beside=p).do("keep", value="Somebody else is quicker")
    p.do("look", value=True)
    assert pair(p) not in ([], offered)
    assert (p.sight.question != asks, p.said[-1].id) == (True, "offer-taken")
    now = pair(p)
    other = Play(CARDS, beside=p)
    assert pair(other) == now
    p.typed[adding.place_of(p.ctx, p.kind.column(p.ctx, p.state), "add")] = "Start a bre"
    other.do("keep", value="Somebody else again")
    p.do("look", value=True)
    assert pair(p) == now, "what one types is for what stood there"


def test_behind_the_last_pair_one_writes_an_idea_of_ones_own_that_rests_on_nothing_yet() -> None:
    p = begun()
    p.do("another", value=-1)
    assert (pair(p), p.sight.question) == ([], p.kind.ask(p.ctx, p.state))
    p.do("keep", value="An advice hour with coffee")
    assert (cited(p, p.view.items("strategies")[0].id), p.said[-1].id) == ([], "card-kept")
    p.do("another")
    assert pair(p)


def test_words_begun_among_the_cards_are_tied_to_what_the_line_says_before_them() -> None:
    p = begun()
    offered, asks = pair(p), p.sight.question
    p.do("close")
    p.do("add")
    assert (pair(p), p.sight.question) == (offered, asks)
    p.do("another", value=-1)
    p.do("close")
    p.do("add")
    assert pair(p) == [], "nothing, where nothing was chosen"


@pytest.mark.parametrize(
    ("words", "text", "ties"),
    [
        ("Sell on the platform (S2 O1)", "Sell on the platform", ["S2", "O1"]),
        ("Sell (s2, o1 and T1) on the platform.", "Sell on the platform.", ["S2", "O1", "T1"]),
        ("Sell (S2) on the platform (O1)", "Sell on the platform", ["S2", "O1"]),
        ("Sell at 7 (see A4, 20%)", "Sell at 7 (see A4, 20%)", None),
    ],
)
def test_codes_in_brackets_tie_a_card_to_exactly_these(words: str, text: str, ties: list[str] | None) -> None:
    p = begun()
    offered = pair(p)
    p.do("keep", value={"text": words})
    (card,) = p.view.items("strategies")
    assert (card.text, sorted(cited(p, card.id))) == (text, sorted(ties or offered))
    assert p.said[-1].id == "card-kept-tied"
    if ties:
        assert pair(p) == offered, "what was not taken up is still offered"


def test_codes_tie_pasted_lines_and_words_that_are_changed_later() -> None:
    p = begun()
    p.do("paste", value=["Second (W1 O1)"])
    p.do("keep", value="First (S1 O1)")
    assert [(i.text, cited(p, i.id)) for i in p.view.items("strategies")] == [
        ("First", ["S1", "O1"]), ("Second", ["W1", "O1"]),
    ]  # fmt: skip
    card = p.view.items("strategies")[0]
    p.do("close")
    p.do("open", card.id, "text")
    p.do("fill", card.id, "text", "First of all (S2 T1)")
    assert (p.view.items("strategies")[0].text, cited(p, card.id)) == ("First of all", ["S2", "T1"])
    assert p.undo()
    assert (p.view.items("strategies")[0].text, cited(p, card.id)) == ("First", ["S1", "O1"])


def test_a_code_that_nothing_has_stays_in_the_words_and_is_named() -> None:
    p = begun()
    p.do("keep", value="Sell on the platform (S2 O99)")
    (card,) = p.view.items("strategies")
    assert (card.text, cited(p, card.id)) == ("Sell on the platform (S2 O99)", ["S2"])
    assert (p.said[-1].id, p.said[-1].facts["codes"]) == ("card-kept-unknown", "O99")


def test_a_card_that_rests_on_more_than_a_pair_takes_up_the_pair() -> None:
    p = begun()
    every = len(p.kind.raised(p.ctx, p.state))
    p.do("keep", value="Start a bread club")
    (card,) = p.view.items("strategies")
    more = next(
        item.id
        for side in cells.sides(p.ctx, card)
        for item in side
        if item.id not in cells.cited(p.ctx, card)
    )
    p.do("close")
    p.do("open", card.id, "cites")
    p.do("fill", card.id, "cites", [*cells.cited(p.ctx, card), more])
    p.do("close")
    p.do("add")
    assert len(cited(p, card.id)) == 3
    assert len(p.kind.raised(p.ctx, p.state)) < every


def test_without_a_crossed_grid_the_cell_asks_and_nothing_is_cited() -> None:
    p = Play(CARDS).tell("factors")
    assert pair(p) == []
    assert p.sight.question.startswith("SO: ")
    p.do("keep", value="A card")
    (card,) = p.view.items("strategies")
    assert (cited(p, card.id), p.state.filling) == ([], None)


def test_a_card_leaves_the_line_at_its_cell() -> None:
    p = begun()
    p.do("list", value="ST")
    p.do("keep", value="Stand for slow bread")
    assert (p.state.adding, p.state.list, p.state.from_line) == (True, "ST", False)
    p.do("keep", value="Another")
    p.do("close")
    assert (p.state.adding, p.state.from_line) == (False, False)
    p.do("open", p.state.at)
    while p.state.filling is not None:
        p.do("fill")
    assert not p.state.adding, "what was opened among the cards ends among them"


def test_an_empty_line_goes_from_cell_to_cell_asks_once_and_goes_on() -> None:
    p = begun()
    for key in ("WO", "ST", "WT"):
        assert p.do("keep", value="").leave == ""
        assert (p.last, p.state.list) == ("next-list", key)
    p.do("keep", value="")
    assert (p.last, p.state.asked) == ("nothing-more-yet", True)
    p.do("look")
    assert p.state.asked, "looking is no answer"
    p.do("close")
    assert not p.state.asked
    p.do("add")
    p.do("keep", value="")
    assert p.do("keep", value="").leave == "on"


def test_one_begins_in_the_first_cell_below_three_cards_and_where_words_wait() -> None:
    p = strategies()
    assert (p.state.list, p.sight.focus) == ("SO", coded(p, "SO1"))
    p.keep(edits.set_status(p.view.item(coded(p, "ST2")), "parked"))
    p.keep(edits.set_status(p.view.item(coded(p, "ST3")), "parked"))
    assert p.kind.open(p.ctx).list == "ST"
    place = next(c for c in adding.columns(p.ctx) if c.key == "WO")
    p.typed[adding.place_of(p.ctx, place)] = "Half a thought"
    p.typed[adding.place_of(p.ctx, place, "more")] = "two\nthree"
    state = p.kind.open(p.ctx)
    assert (state.list, state.adding, state.waiting) == ("WO", True, ("two", "three"))


def test_several_lines_become_as_many_cards_or_one() -> None:
    p = begun()
    p.do("paste", value=["two", "three"])
    assert (p.last, facts(p)) == ("lines-as-cards", {"count": 3})
    assert "join" in p.verbs
    p.do("join")
    assert (p.last, p.state.waiting) == ("one-line-now", ())
    p.do("close")
    p.do("paste", value=["two", "three"])
    assert p.state.adding
    p.do("keep", value="one")
    assert p.last == "cards-kept"
    assert [(i.text, i.fields["cell"]) for i in p.view.items("strategies")] == [
        ("one", "SO"), ("two", "SO"), ("three", "SO")
    ]  # fmt: skip
    assert p.state.filling is None


# cards


def test_a_card_rests_on_what_the_letters_of_its_cell_stand_for() -> None:
    p = strategies()
    card = coded(p, "WO2")
    first, second = cells.sides(p.ctx, p.view.item(card))
    assert {p.view.code(i)[:1] for i in first} == {"W"}
    assert {p.view.code(i)[:1] for i in second} == {"O"}
    p.do("open", card, "cites")
    offered = next(o for o in p.offers if o.verb == "fill" and o.field == "cites")
    assert [key for key, _ in offered.choices] == [i.id for i in (*first, *second)]
    assert offered.takes == "choices"
    assert dict(offered.choices)[coded(p, "O1")].endswith("(fits W2 W3)")
    p.do("fill", field="cites", value=[coded(p, "W2"), coded(p, "T1")])
    assert cited(p, card) == ["W2", "T1"]
    assert coded(p, "T1") in [i.id for i in cells.sides(p.ctx, p.view.item(card))[1]], "what is cited stays"


def test_a_card_asks_the_fields_of_the_step_and_its_cell_last() -> None:
    p = strategies()
    card = coded(p, "SO1")
    p.do("open", card, "cell")
    assert p.state.filling.keys[:2] == ("text", "cites")
    assert p.state.filling.keys[-1] == "cell"
    p.do("fill", field="cell", value="ST")
    assert p.view.code(card)[:2] == "ST"
    p.do("close")
    assert (p.state.filling, p.sight.focus) == (None, card)
    p.do("rate", card)
    assert p.state.filling.item == card
    assert p.do("go-on").leave == "on"


def test_a_card_moves_to_another_cell_with_a_new_code() -> None:
    p = strategies()
    p.do("close")
    card = coded(p, "SO3")
    p.do("mark", card)
    p.do("move", card)
    assert (p.state.moving, p.verbs) == (card, {"move", "stay", "go-on", "go-back"})
    p.do("stay")
    assert not p.state.moving
    p.do("move", card, value="SO")
    assert p.view.item(card).fields["cell"] == "SO", "where it stands it stays"
    p.do("move", card, value="WT")
    assert (p.view.item(card).fields["cell"], p.view.code(card)[:2]) == ("WT", "WT")
    assert p.said[-1].id == "moved-anew"
    assert (p.state.marked, p.sight.focus) == (frozenset(), card)
    p.do("add")
    p.do("move")
    assert p.last == "focus-a-card"


def test_the_focus_stands_on_cards_parked_ones_and_empty_cells() -> None:
    p = strategies()
    p.do("focus", coded(p, "SO2"))
    assert not p.state.adding
    card = p.state.at
    p.do("park", card)
    assert (p.last, p.sight.focus) == ("parked-though-cited", coded(p, "SO3"))
    row = next(r.id for r in p.sight.rows if r.id.startswith(PARKED))
    p.do("focus", row)
    assert "unfold" in p.verbs
    p.do("unfold", row)
    assert next(r.value for r in p.sight.rows if r.id == card) == "parked"
    p.do("park", card)
    assert p.last == "back-on-list"
    empty = begun()
    empty.do("focus", "", "WT")
    assert (empty.state.adding, empty.state.list, empty.sight.focus) == (False, "WT", "")
    assert empty.sight.question.startswith("WT: ")
    empty.do("park")
    assert empty.outcomes[-1].ops == ()


def test_cards_are_marked_ordered_asked_about_and_merged() -> None:
    p = strategies()
    one, two = coded(p, "SO1"), coded(p, "SO2")
    p.do("focus", one)
    p.do("move-down", one)
    assert [r.id for r in p.sight.rows][:2] == [two, one]
    p.do("move-up", one)
    assert [r.id for r in p.sight.rows][:2] == [one, two]
    p.do("cited", one)
    assert p.last == "cited-by"
    p.do("mark", two)
    assert "marked" in next(r.value for r in p.sight.rows if r.id == two)
    p.do("clear-marks")
    assert not p.state.marked
    p.do("mark", two)
    p.do("merge", one)
    assert (p.state.merging.stays, p.state.merging.goes) == (one, (two,))
    assert p.sight.focus == one
    p.do("fill", field="text", value="Said once")
    p.do("merge")
    assert (p.state.merging, p.view.item(one).text) == (None, "Said once")
    assert p.view.session.items[two].into == one
    p.do("merge", one)
    assert p.last == "how-to-merge"


# what stands there


def test_what_stands_there_says_what_each_rests_on_and_what_nobody_used() -> None:
    p = strategies()
    row = next(r for r in p.sight.rows if r.code == "WO1")
    rests = (
        "W1 Only 2 of 6 bakers certified on the deck oven, O4 Skills-and-energy grant, up to 15,000, closes"
    )
    assert (row.value, row.group) == (f"{rests} 31 Mar 2027", "mend, borrow or buy to reach it")
    assert p.sight.notes == ()
    fresh = begun()
    assert "S1" in fresh.sight.notes[0]
    fresh.do("keep", value="A card")
    fresh.do("close")
    assert "S1" not in fresh.sight.notes[0]


def test_findings_are_about_the_words_the_card_in_focus_and_the_open_one() -> None:
    p = begun()
    assert p.kind.finding(p.ctx, p.state, {"text": ""}) is None
    p.do("keep", value="A")
    card = p.state.at
    p.do("close")
    p.do("open", card, "cites")
    p.do("fill", field="cites", value=[])
    opened = p.kind.finding(p.ctx, p.state, {})
    assert opened is not None
    assert opened.target == card
    p.do("close")
    focused = p.kind.finding(p.ctx, p.state, {})
    assert focused is not None
    assert focused.target == card


def test_going_on_and_back_leave_the_cells() -> None:
    p = strategies()
    assert {"go-on", "go-back"} <= p.verbs
    assert p.do("go-on").leave == "on"
    assert p.do("go-back").leave == "back"
    p.do("next-person")
    assert p.last == "no-answers-of-each"


def test_each_cell_has_an_example_of_its_own() -> None:
    columns = adding.columns(begun().ctx)
    examples = [column.example for column in columns]
    assert [column.key for column in columns] == ["SO", "WO", "ST", "WT"]
    for column, example in zip(columns, examples, strict=True):
        assert all(f"{letter}" in example.rpartition("(")[2] for letter in column.key), example
    assert len(set(examples)) == 4


GRID_OF = """\
method: probe
title: Probe
level: fundamentals
collections:
  ups: {code: U, title: Ups}
  downs: {code: I, title: Downs}
  cards:
    code: {from: cell}
    title: Cards
    fields:
      cell: {type: choice, choices: {UI: Letters, XX: One more, YY: Another}}
      cites: {type: link, of: [ups, downs], many: true}
relations:
  fits: {rows: [ups, downs], cols: [ups, downs], title: Fits, fields: {fit: {type: scale, from: 0, to: 2}}}
steps:
  - kind: matrix
    id: it
    title: It
    holds: cards
    split: cell
    prompt: {each: fits, say: "{row.text} and {col.text}?", makes: {cites: [row, col]}}
"""


def test_a_pair_prompts_in_the_cell_of_its_letters_and_one_that_has_none_in_each_other(
    tmp_path: Path,
) -> None:
    p = sampled(Play("probe/it", library=library_of(tmp_path, GRID_OF)), without=("cites",))
    found = {}
    for cell in ("UI", "XX", "YY"):
        p.do("list", value=cell)
        pairs = p.kind.raised(p.ctx, p.state)
        found[cell] = {"".join(p.view.code(item)[0] for item in pair.values()) for pair in pairs}
    assert found["UI"] == {"UI"}
    assert found["XX"] == found["YY"] == {"UU", "IU", "II"}


def one_sided(p: Play, code: str) -> list[str]:
    """What the line is tied to once one was sent here for a factor."""
    p.do("focus", coded(p, code))
    assert p.state.adding
    return codes(p, list(p.state.prompt))


def test_who_is_sent_here_for_a_factor_finds_the_line_tied_to_it_also_where_nothing_meets_it() -> None:
    p = begun()
    met = {code for pair in p.kind.raised(p.ctx, p.state) for code in map(p.view.code, pair.values())}
    assert "S1" in met
    assert "S1" in one_sided(p, "S1")
    for pair, link in p.view.links("match").items():
        if {"W5", "T5"} & set(codes(p, list(pair))):
            p.keep([Tie(relation="match", a=pair[0], b=pair[1], was=link.fields, to={"strength": 0})])
    for code in ("W5", "T5"):
        p.do("close")
        assert one_sided(p, code) == [code]
        assert code[0] in p.state.list
        assert f"{code} " in p.sight.question
        assert "..." in p.sight.question
        assert "{" not in p.sight.question


def test_one_side_stays_with_the_line_in_another_cell_and_when_others_write_and_is_taken_up_once() -> None:
    p = begun()
    p.do("focus", coded(p, "W1"))
    p.state = replace(p.state, prompt=(coded(p, "W1"),))
    for cell in ("WT", "SO", "WO"):
        p.do("list", value=cell)
        assert codes(p, list(p.state.prompt)) == ["W1"]
    p.do("look", value=1)
    assert codes(p, list(p.state.prompt)) == ["W1"]
    p.do("keep", value="Let another bakery bake the rolls")
    (card,) = p.view.items("strategies")
    assert cited(p, card.id) == ["W1"]
    assert coded(p, "W1") not in (p.state.prompt or ()) or len(p.state.prompt) == 2


def test_a_factor_to_be_looked_at_in_the_grid_again_leads_to_its_pair_there() -> None:
    p = begun()
    met = {frozenset(link) for link, kept in p.view.links("match").items() if kept.fields.get("strength")}
    pairs = [(row, col) for row in p.view.items("strengths") for col in p.view.items("opportunities")]
    row, col = next(pair for pair in pairs if frozenset(i.id for i in pair) not in met)
    for link, kept in p.view.links("match").items():
        if row.id in link:
            p.keep([Tie(relation="match", a=link[0], b=link[1], was=kept.fields, to={"strength": 0})])
    p.do("keep", value=f"A card ({p.view.code(row)} {p.view.code(col)})")
    (found,) = (one for one in mends.found(p.view) if one.finding.code == "TW3")
    assert "in the grid again" in found.finding.mend
    place = mends.mending_step(p.view, p.run, found)
    assert place is not None
    assert place.step == "tows/grid"
    assert mends.errand(p.view, found.finding) == Spot(f"{row.id}>{col.id}", "", True)
