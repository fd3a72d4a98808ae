"""Filling the fields of one item: what is asked, what words become, where one goes next, what is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playing import Play

from aligntui.analysis import told
from aligntui.engine import edits
from aligntui.engine.entry import filling, standing
from aligntui.engine.entry.fields import fill_in, letters_of, options
from aligntui.engine.entry.reading import read
from aligntui.engine.entry.unclear import Unclear
from aligntui.engine.kind import StepContext
from aligntui.methods.library import Library
from aligntui.methods.types import Field
from aligntui.session.model import Item

METHOD = """\
method: probe
title: Probe
level: fundamentals
collections:
  ideas:
    code: I
    title: Ideas
    one: an idea
    ask: What could we do?
    fields:
      kind: {type: choice, choices: {new: brand new, old: well known}, ask: Of which kind is it?}
      why: {type: long, when: kind = new, ask: "Why {text}?"}
      fits: {type: scale, from: 1, to: 5, choices: {"5": like a glove}}
      cost: {type: number, unit: euros}
      due: {type: date}
      owner: {type: link, of: people}
      helpers: {type: link, of: people, many: true}
      needs: {type: link, of: ideas, many: true}
      sure: {type: yesno, partly: true}
      steps: {type: list, max: 4}
records:
  story: {says: "For {whom}.", fields: {whom: {type: text, ask: For whom?}}}
steps:
  - {kind: talk, id: talk, title: Talk, minutes: 5}
"""
KEYS = ("text", "kind", "why", "fits", "cost", "due", "owner", "helpers", "needs", "sure", "steps")


class Fields:
    """A kind that is nothing but the fields of one item."""

    def __init__(self, item: Item, keys: tuple[str, ...], where: str) -> None:
        self.open = lambda ctx: filling.begin(ctx, item, keys, where=where)

    do = staticmethod(filling.do)
    offers = staticmethod(filling.offers)


@pytest.fixture(scope="module")
def library(tmp_path_factory: Any) -> Library:
    folder: Path = tmp_path_factory.mktemp("methods")
    (folder / "probe.yaml").write_text(METHOD, encoding="utf-8")
    return Library(user=folder)


def begun(library: Library, keys: tuple[str, ...] = KEYS, words: str = "Sell at the gate") -> Play:
    play = Play("probe", library=library)
    item, ops = edits.add(play.view, play.new_id, "ideas", words, by=play.person, at=play.now())
    play.keep(ops)
    play.kind = Fields(item, keys, "card")  # type: ignore[assignment]
    play.state = play.kind.open(play.ctx)
    return play


def held(play: Play, key: str) -> Any:
    return play.view.value(filling.item_of(play.ctx, play.state), key)


def test_a_card_without_anything_to_mend_begins_at_its_first_field(library: Library) -> None:
    play = begun(library)
    assert play.state.at == "text"
    assert filling.first_empty(play.ctx, play.state) == "kind"
    assert filling.begin(play.ctx, filling.item_of(play.ctx, play.state), KEYS, "due").at == "due"
    assert filling.begin(play.ctx, filling.item_of(play.ctx, play.state), KEYS, "why").at == "text", (
        "not asked"
    )
    assert filling.begin(play.ctx, filling.item_of(play.ctx, play.state), ("text",)).at == "text"
    assert filling.to_rate(play.ctx, play.state).at == "fits"
    play.do("fill", field="fits", value="5")
    assert filling.to_rate(play.ctx, play.state).at == "kind"


PLAN = ("people", "goals", "strategies", "objectives", "factors")
STEPS = (
    "objectives/goals",
    "objectives/draft",
    "objectives/mend",
    "swot/evidence",
    "swot/factors",
    "tows/cards",
)


@pytest.mark.parametrize("step", STEPS)
def test_a_card_begins_at_the_field_to_mend_and_what_is_asked_for_never_waits(step: str) -> None:
    play = Play(step).tell(*PLAN)
    for text in ("Good staff", "Best bread in town") if step.startswith("swot/") else ():
        play.keep(edits.add(play.view, play.new_id, "strengths", text)[1])
    mended = 0
    findings = play.ctx.figures.findings(play.ctx.method, play.ctx.step)
    for item in play.ctx.view.session.items.values():
        about = [f for f in findings if f.target == item.id]
        fields = play.kind.fields(play.ctx, item)  # type: ignore[attr-defined]
        opened = filling.begin(play.ctx, item, fields)
        keys = filling.asked(play.ctx, opened)
        asked = [f.field or "text" for f in about if (f.field or "text") in fields]
        assert set(asked) <= set(keys), f"{item.code}: {asked} of {keys}"
        worst = [f.field or "text" for f in about if f.severity == about[0].severity]
        worst = [key for key in worst if key != "text" or worst[0] == key]
        first = next((key for key in keys if key in worst), keys[0])
        assert (opened.at, filling.begin(play.ctx, item, fields).at) == (first, first)
        mended += bool(asked)
    assert mended or step in ("objectives/goals", "tows/cards")


def test_a_card_opens_at_what_the_screen_asks_and_not_at_its_words() -> None:
    play = Play("swot/evidence").tell(*PLAN)
    item = play.ctx.view.items("strengths")[0]
    play.keep(
        [*edits.put(play.view, item, "text", "Great staff"), *edits.put(play.view, item, "evidence", None)]
    )
    shown = play.ctx.finding_about(item.id)
    assert shown is not None
    assert {"text", shown.field} <= set(filling.to_mend(play.ctx, play.ctx.view.item(item.id), worst=True))
    play.do("open", item.id)
    assert play.state.filling.at == shown.field == "evidence"


def test_what_a_finding_asks_for_alone_comes_before_what_waits() -> None:
    play = Play("objectives/draft").tell(*PLAN)
    item = play.ctx.view.items("objectives")[0]
    for key in ("owner", "unit"):
        play.keep(edits.put(play.view, item, key, None))
    play.do("open", item.id)
    state = play.state.filling
    keys = filling.asked(play.ctx, state)
    assert keys.index("owner") < keys.index("unit") < keys.index(filling.MORE)
    behind = standing.behind(play.ctx, state)
    play.do("focus", field="unit")
    assert filling.MORE in filling.asked(play.ctx, play.state.filling)
    play.do("fill", field="unit", value="members")
    assert "unit" in filling.asked(play.ctx, play.state.filling), "what was mended stays where it stands"
    assert standing.behind(play.ctx, play.state.filling) == behind


def test_an_answer_makes_a_field_appear_and_one_goes_there(library: Library) -> None:
    play = begun(library)
    play.do("focus", field="kind")
    assert "why" not in filling.asked(play.ctx, play.state)
    before = play.session.meta.rev
    play.do("fill", value="new")
    assert play.session.meta.rev == before + 1
    assert play.state.at == "why"
    assert play.said[-1].id == "field-kept"
    assert play.said[-1].facts == {"item": play.state.item, "field": "kind"}
    assert filling.question(play.ctx, play.state) == "Why Sell at the gate?"
    play.do("previous")
    play.do("fill", value="old")
    assert play.state.at == "fits", "it is not asked any more"


def test_next_and_previous_stay_at_the_ends_and_fill_leaves_after_the_last(library: Library) -> None:
    play = begun(library, ("text", "cost"))
    play.do("focus", field="text")
    play.do("previous", value="Sell at the gate")
    assert (play.state.at, play.outcomes[-1].leave) == ("text", "")
    play.do("next", value="Sell here")
    assert (play.state.at, held(play, "text")) == ("cost", "Sell here")
    play.do("next", value="")
    assert (play.state.at, play.outcomes[-1].leave) == ("cost", "")
    play.do("fill", value="12")
    assert play.outcomes[-1].leave == "on"
    assert held(play, "cost") == "12"


def test_what_cannot_be_read_is_said_and_changes_nothing(library: Library) -> None:
    play = begun(library)
    for field, words in (
        ("cost", "dear"), ("due", "some day"), ("fits", "9"),
        ("kind", "odd"), ("sure", "well"), ("needs", "Z9"),
    ):  # fmt: skip
        before = play.session
        outcome = play.do("fill", field=field, value=words)
        assert (play.last, outcome.message.tone, outcome.leave) == ("unclear", "error", "")
        assert play.state.at == field
        assert play.session is before


def test_two_readings_are_asked_once_and_leaving_is_no_answer(library: Library) -> None:
    play = begun(library, ("due", "steps"))
    play.do("fill", value="3/4/27")
    assert (play.last, held(play, "due")) == ("twofold", None)
    play.do("keep", value="3/4/27")
    assert (play.last, held(play, "due")) == ("twofold", None)
    play.do("fill", value="3/4/27")
    assert held(play, "due") is None, "leaving in between asks anew"
    play.do("fill", value="5/4/27")
    assert held(play, "due") is None, "other words"
    play.do("fill", value="5/4/27")
    assert held(play, "due") is not None
    assert play.said[-1].id == "field-kept-as"
    assert play.state.at == "steps"


def test_what_is_taken_is_said_where_it_is_not_what_was_typed(library: Library) -> None:
    play = begun(library)
    play.do("fill", field="due", value="30 sep 2027")
    assert play.said[-1].id == "field-kept-as"
    assert play.said[-1].facts == {"field": "due", "value": "Thu 30 Sep 2027"}
    before = play.session.meta.rev
    play.do("fill", field="due", value="2027-09-30")
    assert play.said[-1].id in ("field-kept-as", "field-stands-as", "field-kept")
    assert play.session.meta.rev == before
    play.do("fill", field="cost", value="40 euros")
    assert held(play, "cost") == "40"
    assert play.said[-1].facts == {"field": "cost", "value": "40"}


def test_people_are_known_by_name_and_added_once(library: Library) -> None:
    play = begun(library)
    play.do("fill", field="owner", value="Ines Calder")
    play.do("fill", field="helpers", value="ines  calder, Tomasz Wren")
    people = play.view.items("people")
    assert [p.text for p in people] == ["Ines Calder", "Tomasz Wren"]
    assert held(play, "owner") == people[0].id
    assert held(play, "helpers") == [p.id for p in people]
    before = play.session.meta.rev
    play.do("fill", field="helpers", value="Ines Calder, Tomasz Wren")
    assert play.session.meta.rev == before, "as it stood"
    play.do("clear", field="owner")
    assert held(play, "owner") is None
    assert play.state.at == "owner"


def test_choices_are_given_by_key_label_beginning_or_code(library: Library) -> None:
    play = begun(library)
    other, ops = edits.add(play.view, play.new_id, "ideas", "Bake less", by=play.person, at=play.now())
    play.keep(ops)
    for value, key in (("new", "new"), ("well known", "old"), ("brand", "new")):
        play.do("fill", field="kind", value=value)
        assert held(play, "kind") == key
    play.do("fill", field="needs", value=play.view.code(other.id).lower())
    assert held(play, "needs") == [other.id]
    play.do("fill", field="sure", value="p")
    assert held(play, "sure") == "partly"
    play.do("fill", field="fits", value=4)
    assert held(play, "fits") == 4
    play.keep(edits.set_status(play.view.item(other.id), "parked"))
    play.do("keep", field="needs", value=[other.id])
    assert held(play, "needs") == [other.id], "what stood there may stay"
    play.do("fill", field="needs", value=[])
    assert held(play, "needs") == []


def test_a_list_is_given_whole_as_lines(library: Library) -> None:
    play = begun(library)
    play.do("fill", field="steps", value="ask\n\nbake\nsell")
    assert held(play, "steps") == ["ask", "bake", "sell"]
    play.do("keep", field="steps", value=["bake", ""])
    assert held(play, "steps") == ["bake"]


def test_keeping_stays_where_one_is_and_undo_brings_back(library: Library) -> None:
    play = begun(library)
    at = play.state.at
    play.do("keep", field="cost", value="12")
    assert (held(play, "cost"), play.state.at) == ("12", at)
    assert play.undo()
    assert held(play, "cost") is None


def test_a_record_is_filled_like_an_item(library: Library) -> None:
    play = begun(library)
    play.kind = Fields(play.view.record("story"), ("whom",), "form")  # type: ignore[assignment]
    play.state = play.kind.open(play.ctx)
    assert filling.question(play.ctx, play.state) == "For whom?"
    assert play.do("fill", value="our town").leave == "on"
    assert play.said[-1].id == "record-kept"
    assert play.view.record("story").fields == {"whom": "our town"}
    shown = standing.as_typed(play.ctx, play.state, {"whom": "our county"})
    assert fill_in("For {whom}.", play.view, shown) == "For our county."
    assert fill_in("For {whom}.", play.view, Item(id="record:story", collection="record:story"), "...") == (
        "For ..."
    )


def test_all_that_may_be_filled_is_offered_with_what_it_takes(library: Library) -> None:
    play = begun(library)
    play.do("focus", field="kind")
    fills = {offer.field: offer for offer in play.offers if offer.verb == "fill"}
    assert next(iter(fills)) == play.state.at == "kind"
    assert {key: offer.takes for key, offer in fills.items()} == {
        "text": "words", "kind": "choice", "fits": "scale", "cost": "words", "due": "words",
        "owner": "words", "helpers": "words", "needs": "choices", "sure": "choice", "steps": "lines",
    }  # fmt: skip
    assert fills["kind"].choices == (("new", "brand new"), ("old", "well known"))
    assert (fills["fits"].low, fills["fits"].high) == (1, 5)
    assert fills["fits"].choices[-1] == ("5", "5 like a glove")
    assert {"clear", "next", "previous"} <= play.verbs
    for offer in fills.values():
        for key, _ in offer.choices:
            play.do("fill", field=offer.field, value=key)
            assert play.last != "unclear"


def test_rows_read_as_people_read_them(library: Library) -> None:
    play = begun(library)
    play.do("fill", field="kind", value="new")
    play.do("fill", field="due", value="2027-09-30")
    play.do("fill", field="owner", value="Lily Marsh")
    values = {row.id: row.value for row in standing.rows(play.ctx, play.state)}
    assert (values["kind"], values["due"], values["owner"]) == ("brand new", "30 Sep 27", "Lily Marsh")
    assert values["text"] == "Sell at the gate"


def test_the_finding_follows_what_stands_in_the_field(library: Library) -> None:
    play = begun(library)
    found = standing.finding(play.ctx, play.state, {"cost": "dear"})
    assert found is not None
    assert (found.code, found.field) == ("FIELD", "cost")
    assert standing.finding(play.ctx, play.state, {"cost": "12"}) is None
    assert held(play, "cost") is None


def test_the_words_of_a_card_are_asked_as_its_list_asks_for_them(library: Library) -> None:
    play = begun(library)
    play.do("focus", field="text")
    assert filling.question(play.ctx, play.state) == "What could we do?"
    item = filling.item_of(play.ctx, play.state)
    assert filling.begin(play.ctx, item, KEYS, where="card").ask == "What could we do?"
    assert filling.begin(play.ctx, item, KEYS, where="form").ask == "", "a form asks its own"


def test_a_number_counts_in_words_of_another_field_or_of_its_own(library: Library) -> None:
    play = begun(library)
    item, view = filling.item_of(play.ctx, play.state), play.view
    assert told.unit(view, item, Field(type="number", unit="euros")) == "euros"
    assert told.unit(view, item, Field(type="number")) == ""
    assert told.unit(view, item, Field(type="number", unit="why")) == "", "that field is empty yet"
    play.do("fill", field="kind", value="new")
    play.do("fill", field="why", value="loaves")
    assert (
        told.unit(play.view, filling.item_of(play.ctx, play.state), Field(type="number", unit="why"))
        == "loaves"
    )


def test_fields_as_typed_leave_the_words_of_the_card_and_what_cannot_be_read(library: Library) -> None:
    play = begun(library)
    play.do("fill", field="cost", value="12")
    typed = {"text": "Other words", "cost": "dear", "fits": "4", "colour": "red"}
    shown = standing.as_typed(play.ctx, play.state, typed)
    assert (shown.text, shown.fields) == ("Sell at the gate", {"cost": "12", "fits": 4})


def test_where_words_wait_and_which_were_being_typed(library: Library) -> None:
    play = begun(library)
    place = filling.place_of(play.ctx, play.state, "steps", 2)
    assert place.endswith(f"/card/{play.state.item}/steps/2")
    assert filling.being_typed(play.ctx) == ("", "")
    play.typed[place] = "sell"
    assert filling.being_typed(play.ctx) == (play.state.item, "steps")
    assert filling.being_typed(play.ctx, "form") == ("", "")


def test_letters_answer_yes_and_no_only(library: Library) -> None:
    play = begun(library)
    fields = {key: filling.field_of(play.ctx, play.state, key) for key in KEYS}
    assert letters_of(options(fields["sure"], play.view)) == {"y": "yes", "p": "partly", "n": "no"}
    assert letters_of(options(fields["kind"], play.view)) == {}


@pytest.fixture(scope="module")
def still(library: Library) -> Play:
    """A card that is only read."""
    return begun(library)


def _readable(ctx: StepContext, state: filling.Filling, key: str, words: object) -> bool:
    field = filling.field_of(ctx, state, key)
    assert field is not None
    try:
        read(ctx, filling.item_of(ctx, state), key, field, words)
    except Unclear:
        return False
    return True


@given(key=st.sampled_from(KEYS), words=st.text(max_size=40) | st.lists(st.text(max_size=12), max_size=4))
def test_any_words_are_read_or_said_and_what_is_kept_reads_the_same_again(
    still: Play, key: str, words: object
) -> None:
    ctx, state = still.ctx, still.state
    outcome = filling.do(ctx, state, filling.Intent("fill", field=key, value=words))
    refused = outcome.message is not None and outcome.message.tone == "error"
    assert refused is not _readable(ctx, state, key, words)
    if refused:
        assert not outcome.ops
        assert str(outcome.message.facts["words"]).strip()
    if outcome.ops:
        play = begun_like(still)
        play.state = outcome.state
        play.keep(outcome.ops)
        row = next(row for row in standing.rows(play.ctx, play.state) if row.id == key)
        again = filling.do(play.ctx, play.state, filling.Intent("keep", field=key, value=None))
        assert not again.ops
        assert row.value or not play.view.asked(filling.item_of(play.ctx, play.state), key)


def begun_like(play: Play) -> Play:
    """The same play, from where it stands."""
    other = object.__new__(Play)
    other.__dict__ |= play.__dict__
    other.shared = dict(play.shared)
    other._known = None
    return other


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_question_shows_words_as_they_are(still: Play, before: str, after: str) -> None:
    asked = f"{before.replace('{', '')} {{text}} {after.replace('{', '')}"
    assert "Sell at the gate" in fill_in(asked, still.view, filling.item_of(still.ctx, still.state))


@pytest.mark.parametrize(("stood", "unit"), [("", "%"), ("% of quotes", "% of quotes")])
def test_a_per_cent_sign_behind_a_number_is_its_unit_where_none_is_said(stood: str, unit: str) -> None:
    play = Play("objectives/draft").tell()
    item = next(i for i in play.view.items("objectives"))
    play.keep(edits.put(play.view, item, "unit", stood))
    play.keep(edits.put(play.view, play.view.session.items[item.id], "target", ""))
    play.do("open", item.id, "target")
    play.do("fill", item.id, "target", "20%")
    now = play.view.session.items[item.id]
    assert (now.fields["target"], now.fields["unit"]) == ("20", unit)
    assert play.said[-1].facts["value"] == ("20, unit %" if not stood else "20")
