"""A table played without a screen: reading over, the line, prompts, parking, moving, merging, going on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from playing import Play

from aligntui.engine import edits
from aligntui.engine.entry import adding, filling
from aligntui.engine.kind import Intent, Outcome
from aligntui.engine.kinds import table
from aligntui.engine.live import LiveStep
from aligntui.methods.library import Library
from aligntui.session.model import Item

DRAFT = "objectives/draft"
PLAN = ("people", "goals", "strategies", "objectives")
EVIDENCE = "swot/evidence"

METHOD = """\
method: probe
title: Probe
level: fundamentals
collections:
  checks: {title: Checks, one: a check, code: CH, of: objectives, fields: {note: {type: text}}}
steps:
  - {kind: table, id: each, title: One by one, ask: What?, each: objectives, holds: checks, fields: [text]}
  - {kind: table, id: own, title: Yours, ask: Yours?, of: objectives, by: owner, fields: [text, due]}
  - {kind: table, id: some, title: Some, ask: Which?, of: objectives, filter: {where: better = down}}
"""


@pytest.fixture
def books(tmp_path: Path) -> Library:
    (tmp_path / "probe.yaml").write_text(METHOD, encoding="utf-8")
    return Library(user=tmp_path)


def items(p: Play) -> list[Item]:
    """What the rows are about, without the parked ones."""
    return [item for group in p.kind.groups(p.ctx, p.state) for item in group.items]


def draft(**how: Any) -> Play:
    return Play(DRAFT, **how).tell(*PLAN)


def evidence() -> Play:
    return Play(EVIDENCE).tell("factors")


def coded(p: Play, code: str) -> str:
    item = p.view.find(code)
    assert item is not None, code
    return item.id


def add_row(p: Play, text: str, name: str = "objectives") -> str:
    item, ops = edits.add(p.view, p.new_id, name, text, by="Tomasz Wren", at=p.now())
    p.keep(ops)
    return item.id


def in_focus(p: Play) -> str:
    return p.view.code(p.sight.focus)


def facts(p: Play) -> dict[str, object]:
    return dict(p.outcomes[-1].message.facts) if p.outcomes[-1].message else {}


def finish(p: Play) -> Outcome[Any]:
    """Fill the last field that is asked, once all are."""
    p.do("ask-more")
    last = filling.asked(p.ctx, p.state.filling)[-1]
    p.do("focus", field=last)
    return p.do("fill", field=last)


# reading over


def test_a_table_is_read_and_an_empty_one_begins_with_its_line() -> None:
    p = draft()
    assert (p.state.adding, in_focus(p)) == (False, "OB1")
    assert Play("objectives/goals").state.adding
    row = p.sight.rows[0]
    owner = p.view.session.items[coded(p, "OB1")].fields["owner"]
    assert (row.code, row.group) == ("OB1", "Objectives")
    assert p.view.session.items[str(owner)].text in row.value
    assert table.lights(p.ctx)[row.id] in row.value


def test_after_the_last_field_comes_the_next_row_and_after_the_last_row_it_is_asked_once() -> None:
    p = evidence()
    rows = [item.id for item in items(p)]
    p.do("open")
    assert p.state.filling.item == rows[0]
    assert finish(p).leave == ""
    assert (p.state.filling, p.state.at, p.state.asked) == (None, rows[1], False)
    p.do("open", rows[-1])
    assert finish(p).leave == ""
    assert (p.last, p.state.filling, p.state.asked) == ("last-row", None, True)
    p.do("focus", rows[0])
    assert not p.state.asked
    add_row(p, "Our oven is paid for", "threats")
    p.do("open", items(p)[-1].id)
    finish(p)
    assert (p.last, facts(p)["what"]) == ("last-row-yet", "1 line has no grade (T6)")


def test_a_field_of_an_open_row_is_kept_and_undo_takes_it_back() -> None:
    p = evidence()
    p.do("rate")
    assert p.state.filling.at == "compared"
    s1 = coded(p, "S1")
    p.do("fill", field="compared", value="Two bakeries nearby")
    assert [(m.id, m.facts["item"]) for m in p.said] == [("field-kept", s1)]
    assert p.view.session.items[s1].fields["compared"] == "Two bakeries nearby"
    assert p.undo()
    assert p.view.session.items[s1].fields.get("compared") != "Two bakeries nearby"
    p.do("close")
    assert (p.state.filling, p.state.at) == (None, s1)


def test_a_row_of_another_list_is_asked_only_what_it_has() -> None:
    p = evidence()
    strength = p.view.session.items[coded(p, "S1")]
    known = p.view.book.fields("strengths")
    assert p.kind.fields(p.ctx, strength) == ["text", *(f for f in p.ctx.step.fields[1:] if f in known)]


# the line


def test_a_new_row_points_to_what_prompted_it_opens_and_its_end_is_the_line_again() -> None:
    p = Play(DRAFT).tell("people", "goals", "strategies")
    assert p.state.adding
    assert p.sight.question.startswith("SO1 ")
    p.do("another")
    second = p.sight.question
    assert second.startswith("WO1 ")
    p.do("another", value=-1)
    p.do("keep", value="Win paying members")
    (item,) = p.view.items("objectives")
    assert p.view.linked(item.id, "objectives.from") == [coded(p, "SO1")]
    assert [m.id for m in p.said] == ["card-kept-tied"]
    assert (p.state.filling.item, p.state.from_line) == (item.id, True)
    assert p.state.filling.at not in ("", "text")
    finish(p)
    assert (p.state.filling, p.state.adding, p.state.from_line) == (None, True, False)
    assert p.sight.question == second
    assert p.undo()
    assert not p.view.items("objectives"), "the row and what it points to are one change"


async def _refused(*_: Any) -> bool:
    """Who only looks changes nothing."""
    return False


def test_a_row_that_is_taken_back_while_it_is_open_is_open_no_more() -> None:
    p = Play(DRAFT).tell("people", "goals", "strategies")
    p.do("keep", value="Win paying members")
    assert p.state.filling is not None
    assert p.undo()
    live = LiveStep(p.kind, lambda: p.ctx, _refused, p.state)
    live.look(sees=True)
    assert (live.state.filling, live.state.adding, live.state.from_line) == (None, True, False)


def test_a_prompt_that_fills_nothing_goes_to_the_next_one_by_itself(tmp_path: Path) -> None:
    written = (Path(__file__).parents[2] / "workshops" / "objectives.yaml").read_text(encoding="utf-8")
    (tmp_path / "objectives.yaml").write_text(
        written.replace("      makes: {fact: [item]}\n", ""), encoding="utf-8"
    )
    library = Library(user=tmp_path)
    p = Play("objectives/goals", library=library)
    for text in ("Two shops", "Forty people"):
        add_row(p, text, "facts")
    p = Play("objectives/goals", library=library, beside=p)
    first = p.sight.question
    p.do("keep", value="Best-loved in town")
    p.do("close")
    p.do("add")
    assert p.sight.question != first
    assert {o.verb for o in p.offers} >= {"keep", "another", "paste"}


def test_an_empty_line_goes_on_and_asks_once_where_something_is_missing() -> None:
    p = draft()
    p.do("add")
    assert not p.ctx.not_yet()
    assert p.do("keep", value=" ").leave == "on"
    p = Play(DRAFT).tell("goals")
    assert p.ctx.not_yet()
    assert p.do("keep", value=" ").leave == ""
    assert p.last == "nothing-more-yet"
    assert p.do("keep", value="").leave == "on"


def test_an_empty_line_goes_to_the_next_list_and_the_line_begins_at_that_of_the_row() -> None:
    p = evidence()
    p.do("focus", coded(p, "W1"))
    p.do("add")
    assert p.state.list == "W"
    p.do("keep", value="")
    assert (p.last, p.state.list) == ("next-list", "O")
    p.do("list", value="T")
    assert p.state.list == "T"
    p.do("close")
    assert (p.state.adding, in_focus(p)) == (False, "W1")


def test_pasted_lines_become_rows_or_one_line() -> None:
    p = draft()
    before = len(p.view.items("objectives"))
    p.do("paste", value=["Second", "Third"])
    assert (p.last, facts(p)["count"], p.state.adding) == ("lines-as-cards", 3, True)
    p.do("join")
    assert p.state.waiting == ()
    p.do("paste", value=["Second", "Third"])
    p.do("keep", value="First")
    assert (p.last, p.state.waiting, p.state.filling) == ("cards-kept", (), None)
    assert [i.text for i in p.view.items("objectives")][before:] == ["First", "Second", "Third"]
    assert p.undo()
    assert len(p.view.items("objectives")) == before


def test_words_that_wait_open_the_line_on_their_list() -> None:
    p = evidence()
    column = next(c for c in adding.columns(p.ctx) if c.key == "O")
    p.typed[adding.place_of(p.ctx, column)] = "Half a thought"
    p.typed[adding.place_of(p.ctx, column, "more")] = "two\nthree"
    state = p.kind.open(p.ctx)
    assert (state.adding, state.list, state.waiting) == (True, "O", ("two", "three"))


def test_the_words_in_the_line_are_looked_at_as_if_kept() -> None:
    p = draft()
    p.do("add")
    found = p.kind.finding(p.ctx, p.state, {"text": "Improve quality"})
    assert found is not None
    assert p.kind.finding(p.ctx, p.state, {"text": ""}) is None
    p.do("close")
    for row in p.sight.rows:
        p.do("focus", row.id)
        known = p.kind.finding(p.ctx, p.state, {})
        assert known is None or known.target == row.id


# one row


def test_a_parked_row_goes_under_the_others_and_comes_back() -> None:
    p = draft()
    one, two = (row.id for row in p.sight.rows[:2])
    p.do("park")
    assert (p.last, facts(p)["item"], p.sight.focus) in (
        ("parked-below", one, two), ("parked-though-cited", one, two),
    )  # fmt: skip
    assert [r.words for r in p.sight.rows if r.id == table.FOLDED] == ["1 parked"]
    p.do("focus", table.FOLDED)
    assert "unfold" in p.verbs
    assert "park" not in p.verbs
    p.do("unfold")
    assert (p.sight.rows[-1].id, p.sight.rows[-1].value) == (one, "parked")
    p.do("park", one)
    assert (p.last, p.sight.rows[0].id) == ("back-on-list", one)
    p.do("park", one)
    assert replace(p.state, unfolded=frozenset()).at == one
    p.do("unfold")
    p.do("focus", one)
    assert table.FOLDED in p.state.unfolded


def test_the_last_row_parked_leaves_the_focus_on_the_parked_ones() -> None:
    p = draft()
    last = items(p)[-1].id
    p.do("focus", last)
    p.do("park")
    assert p.sight.focus == table.FOLDED


def test_rows_are_ordered_marked_cited_and_moved() -> None:
    p = evidence()
    one, two = coded(p, "S1"), coded(p, "S2")
    p.do("move-down")
    assert [r.id for r in p.sight.rows][:2] == [two, one]
    assert p.sight.focus == one
    p.do("move-up")
    assert [r.id for r in p.sight.rows][:2] == [one, two]
    p.do("mark", one)
    assert "marked" in p.sight.rows[0].value
    p.do("clear-marks")
    assert not p.state.marked
    p.do("cited", one)
    assert p.last == "cited-by"
    p.do("move", one)
    assert (p.state.moving, {o.verb for o in p.offers}) == (one, {"move", "stay", "go-on", "go-back"})
    p.do("stay")
    assert p.state.moving == ""
    p.do("move", one, value="W")
    assert p.view.session.items[one].collection == "weaknesses"
    assert [m.id for m in p.said[-2:]] == ["moved", "moved-anew"]
    p.do("add")
    p.do("move")
    assert p.last == "focus-a-card"


def test_a_list_alone_has_nowhere_to_move_to() -> None:
    p = draft()
    p.do("move")
    assert p.last == "no-other-list"


def test_marked_rows_are_written_once_or_stay_apart() -> None:
    p = evidence()
    one, two = coded(p, "S1"), coded(p, "S2")
    p.do("mark", one)
    p.do("merge", one)
    assert p.last == "only-marked"
    p.do("mark", two)
    p.do("merge", one)
    assert (p.state.merging.stays, p.state.merging.goes) == (one, (two,))
    p.do("close")
    assert (p.state.merging, p.state.apart, p.state.marked) == (
        None, frozenset({frozenset((one, two))}), frozenset(),
    )  # fmt: skip
    p.do("mark", one)
    p.do("mark", two)
    p.do("merge", one)
    p.do("fill", field="text", value="Both at once")
    p.do("merge", one)
    assert p.last.startswith("merged")
    assert p.view.session.items[two].into == one
    assert (p.state.merging, p.state.at, p.view.session.items[one].text) == (None, one, "Both at once")


# what is listed


def test_rows_that_a_figure_gives_go_when_they_are_parked_and_none_is_added() -> None:
    p = Play("tows/unused").tell("factors", "match")
    first, second = (row.id for row in p.sight.rows[:2])
    assert not {"add", "keep", "paste", "move"} & p.verbs
    p.do("add")
    assert not p.state.adding
    p.do("park", value="too far off for this plan")
    assert (p.sight.rows[0].id, p.sight.focus) == (second, second)
    assert first not in {row.id for row in p.sight.rows}


def test_a_row_in_focus_stays_when_somebody_uses_it_meanwhile_and_no_key_meets_another_one() -> None:
    p = Play("tows/unused").tell("factors", "match")
    first, second = (row.id for row in p.sight.rows[:2])
    p.do("focus", second)
    other = Play("tows/cards", beside=p)
    other.do("keep", value=f"A late card ({p.view.code(second)})")
    p.do("look")
    assert p.sight.focus == second
    row = next(row for row in p.sight.rows if row.id == second)
    assert row.value.endswith("used in SO1")
    p.do("park")
    assert [p.view.session.items[ref].status for ref in (first, second)] == ["draft", "parked"]
    assert p.last == "parked-though-cited"
    assert second not in {row.id for row in p.sight.rows}


def test_from_what_nobody_uses_a_named_command_leads_to_where_a_card_that_does_is_written() -> None:
    p = Play("tows/unused").tell("factors", "match")
    outcome = p.do("write-card")
    assert (outcome.go.to, outcome.go.step, p.last) == ("item", "tows/cards", "uses-by-line")
    assert outcome.go.ref == p.sight.focus
    assert "write-card" not in Play(EVIDENCE).tell("factors").verbs


def test_where_cards_stand_it_is_asked_which_of_them_uses_a_row_and_a_new_one_is_among_the_ways() -> None:
    p = Play("tows/unused").tell("factors", "match")
    Play("tows/cards", beside=p).do("keep", value="A late card (S1 O1)")
    p.do("look")
    card, row = p.view.items("strategies")[0], p.sight.rows[0]
    asked = p.do("write-card").ask
    assert asked is not None
    assert [key for key, _ in asked.ways] == ["", "new", card.id]
    assert asked.answer == Intent("write-card", row.id)
    p.do("write-card", row.id, value=card.id)
    assert p.last == "used-now"
    assert row.id in p.view.linked(card.id, "strategies.cites")
    assert p.sight.rows[0].value.endswith(f"used in {p.view.code(card)}")
    other = p.sight.rows[1]
    outcome = p.do("write-card", other.id, value="new")
    assert (outcome.go.ref, outcome.go.step) == (other.id, "tows/cards")
    assert p.undo()
    assert row.id not in p.view.linked(card.id, "strategies.cites")


def test_a_table_is_filtered_and_each_sees_his_own(books: Library) -> None:
    p = Play("probe/some", library=books).tell(*PLAN)
    down = [i.id for i in p.view.items("objectives") if i.fields.get("better") == "down"]
    assert [row.id for row in p.sight.rows] == down
    assert down
    team = Play("probe/own", library=books, solo=False, people=2).tell(*PLAN)
    people = {i.id: i.text for i in team.view.items("people")}
    own = [i.id for i in team.view.items("objectives")
           if people.get(str(i.fields.get("owner"))) == team.person]  # fmt: skip
    assert [row.id for row in team.sight.rows] == own
    alone = Play("probe/own", library=books).tell(*PLAN)
    assert len(alone.sight.rows) == len(alone.view.items("objectives"))


def test_a_repeated_table_goes_from_one_to_the_next(books: Library) -> None:
    p = Play("probe/each", library=books).tell(*PLAN)
    parents = [item.id for item in p.view.items("objectives")]
    assert (p.state.parent, p.state.adding) == (parents[0], True)
    p.do("keep", value="A check of the first")
    (check,) = p.view.items("checks")
    assert (check.of, p.state.filling) == (parents[0], None)
    assert p.do("go-on").leave == ""
    assert (p.state.parent, p.state.adding, p.sight.rows) == (parents[1], True, ())
    p.do("go-back")
    assert (p.state.parent, p.state.adding, p.sight.focus) == (parents[0], False, check.id)
    assert p.do("go-back").leave == "back"
    for _ in parents[1:]:
        assert p.do("go-on").leave == ""
    assert p.do("go-on").leave == "on"


@pytest.mark.parametrize("name", ["later", "decided"])
def test_a_thought_and_a_decision_are_noted_beside_the_way(name: str) -> None:
    p = draft()
    aside = p.view.book.shared.asides[name]  # type: ignore[index]
    ctx = replace(p.ctx, step=aside, memo={})
    state = table.KIND.open(ctx)
    assert state.adding
    outcome = table.KIND.do(ctx, state, Intent("keep", value="Ask the landlord"))
    p.keep(outcome.ops)
    (item,) = p.view.items(str(aside.of))
    ctx = replace(p.ctx, step=aside, memo={})
    assert item.text == "Ask the landlord"
    # A thought is one line; a decision is asked for its owner and its day.
    assert (outcome.then is None) == (name == "later")
    if outcome.then is not None:
        assert outcome.then == Intent("open", item.id)


def test_all_that_is_offered_can_be_done() -> None:
    p = evidence()
    p.do("focus", coded(p, "S2"))
    for offer in p.offers:
        if offer.takes == "choice":
            p.kind.do(p.ctx, p.state, Intent(offer.verb, offer.item, value=offer.choices[0][0]))
            continue
        outcome = p.kind.do(p.ctx, p.state, Intent(offer.verb, offer.item or p.sight.rows[0].id))
        assert outcome.state != p.state or outcome.ops or outcome.message or outcome.leave, offer


def test_each_list_of_a_table_has_its_own_question(tmp_path: Path) -> None:
    method = """\
method: probe
title: Probe
level: fundamentals
collections:
  hopes: {title: Hopes, code: H, fields: {side: {type: choice, choices: {us: Us, them: Them}}}}
  fears: {title: Fears, code: F}
steps:
  - kind: table
    id: both
    title: Both
    holds: [hopes, fears]
    ask: {hopes: What do we hope?, fears: What do we fear?}
"""
    (tmp_path / "probe.yaml").write_text(method, encoding="utf-8")
    p = Play("probe", library=Library(user=tmp_path))
    for name, words in (("hopes", "More guests"), ("fears", "A chain")):
        add_row(p, words, name)
    p.do("close")
    for name, asked in (("hopes", "What do we hope?"), ("fears", "What do we fear?")):
        p.do("focus", p.view.items(name)[0].id)
        assert p.sight.question == asked


def test_a_rating_stands_in_a_column_beside_the_weight() -> None:
    play = Play("swot/ratings").tell("factors")
    first = play.sight.rows[0]
    play.do("set", first.id, "rating", value="4")
    assert next(row.value for row in play.sight.rows if row.id == first.id) == "weight 13; rating 4"


def test_a_field_of_a_row_is_typed_in_where_it_stands() -> None:
    p = draft()
    row = items(p)[-1].id
    assert "type" not in p.verbs
    p.do("focus", row, "text")
    p.do("type", row)
    assert (p.state.filling, "type" in p.verbs) == (None, False), "the name of a row opens it"
    p.do("focus", row, "baseline")
    assert "type" in p.verbs
    p.do("type", row)
    assert (p.state.cell, p.state.in_place, p.state.filling.keys) == (True, (), ("baseline",))
    p.do("fill", row, "baseline", "some")
    assert (p.last, p.state.cell) == ("unclear", True)
    p.do("fill", row, "baseline", "47")
    assert (p.state.cell, p.state.at, p.state.field) == (False, row, "baseline")
    assert p.view.item(row).fields["baseline"] == "47"
    p.do("clear", row)
    assert not p.view.item(row).fields.get("baseline")
    assert p.undo()
    assert p.view.item(row).fields["baseline"] == "47"


def test_what_no_card_uses_is_parked_with_a_reason_and_can_be_seen_there() -> None:
    p = Play("tows/unused").tell("factors", "match")
    first, second, third = (item.id for item in items(p)[:3])
    outcome = p.do("park", first)
    assert outcome.ask is not None
    assert not outcome.ops
    why = outcome.ask.ways[1][0]
    p.do("park", first, value=why)
    parked = p.session.items[first]
    assert (parked.status, parked.reason) == ("parked", why)
    p.do("focus", second)
    p.do("mark", second)
    p.do("mark", third)
    many = p.do("park-marked")
    assert many.ask is not None
    assert not many.ops
    p.do("park-marked", value=why)
    assert {p.session.items[one].reason for one in (second, third)} == {why}
    (group,) = p.kind.groups(p.ctx, p.state)
    assert {item.id for item in group.away} == {first, second, third}
    p.do("park", first)
    assert p.session.items[first].status == "draft"
    assert p.session.items[first].reason == ""
