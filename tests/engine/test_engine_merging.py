"""Merging without a screen: who is asked, what the cards become, what is offered and said."""

from __future__ import annotations

from typing import Any

from build import build
from playing import Play

from aligntui.analysis.say import named
from aligntui.analysis.trace import trace
from aligntui.engine import cards, duplicates, edits, merging
from aligntui.session.ops import Set

TWICE = "36-hour sourdough sells out by noon"


def begun(*, by: str = "Tomasz Wren", solo: bool = False, text: str = TWICE) -> tuple[Play, str, str]:
    """A board on which two cards are being merged: the one that stays, the one that goes."""
    p = Play("swot/factors", phase="merge", solo=solo).tell("factors")
    stays = p.view.find("S1")
    assert stays is not None
    goes, ops = edits.add(p.view, p.new_id, "strengths", text, by=by, at=p.now())
    p.keep(ops)
    p.do("mark", goes.id)
    p.do("merge", stays.id)
    return p, stays.id, goes.id


def codes(p: Play, *ids: str) -> list[str]:
    return [p.view.code(i) for i in ids]


def form(p: Play) -> Any:
    return p.state.merging


def test_both_authors_are_asked_in_a_team_and_nobody_alone() -> None:
    p, stays, _ = begun()
    author = p.view.item(stays).by
    assert merging.who_agrees(p.ctx, form(p)) == [author, "Tomasz Wren"]
    [agree] = [offer for offer in merging.offers(p.ctx, form(p)) if offer.verb == "agree"]
    assert agree.choices == ((author, author), ("Tomasz Wren", "Tomasz Wren, aloud"))
    assert merging.question(p.ctx, form(p)).endswith("Both authors agree before it is kept.")
    alone, *_ = begun(solo=True)
    assert merging.who_agrees(alone.ctx, form(alone)) == []
    assert "agree" not in alone.verbs
    assert "agree" not in merging.question(alone.ctx, form(alone))
    alone.do("merge")
    assert alone.last == "merged"


def test_cards_of_one_author_are_agreed_on_aloud() -> None:
    p, stays, _ = begun(by="Ines Calder")
    assert p.view.item(stays).by == "Ines Calder"
    assert merging.who_agrees(p.ctx, form(p)) == [merging.ALOUD]
    p.do("merge")
    assert p.last == "nobody-agreed"
    p.do("agree", value=[merging.ALOUD])
    p.do("merge")
    assert p.last == "merged-aloud"


def test_who_did_not_agree_is_named_and_a_second_time_it_is_merged_all_the_same() -> None:
    p, stays, goes = begun()
    p.do("agree", value=[p.view.item(stays).by])
    assert p.do("merge").leave == ""
    assert p.said[-1].id == "not-agreed"
    assert p.said[-1].facts == {"who": "Tomasz Wren", "count": 1}
    p.do("merge")
    assert p.said[-1].id == "merged-agreed"
    assert p.said[-1].facts["who"] == p.view.item(stays).by
    assert p.view.session.items[goes].into == stays


def test_it_is_asked_again_whenever_the_marks_changed_and_somebody_is_unmarked() -> None:
    p, stays, goes = begun()
    author, other = merging.who_agrees(p.ctx, form(p))
    for ticks in ([], [author], [other], []):
        p.do("agree", value=ticks)
        assert p.do("merge").leave == "", ticks
        assert p.said[-1].id in ("not-agreed", "not-all-agreed")
    assert p.view.session.items[goes].into == ""
    p.do("merge")
    assert p.view.session.items[goes].into == stays


def test_rows_show_the_cards_what_they_become_and_who_agreed() -> None:
    p, stays, goes = begun()
    p.do("fill", field="text", value=" Sold out by noon ")
    p.do("fill", field="evidence", value="till log")
    p.do("agree", value=["Tomasz Wren"])
    first, second, becomes, *who = merging.rows(p.ctx, form(p))
    assert [first.id, second.id] == [stays, goes]
    assert [first.code, second.code] == codes(p, stays, goes)
    assert (first.words, second.words) == (p.view.item(stays).text, TWICE)
    assert (becomes.words, becomes.value, becomes.code) == ("Sold out by noon", "till log", first.code)
    assert [(row.words, row.value) for row in who] == [
        (p.view.item(stays).by, ""),
        ("Tomasz Wren, aloud", "yes"),
    ]


def test_two_cards_are_merged_or_kept_apart_and_only_of_three_is_one_left_out() -> None:
    p, stays, goes = begun()
    assert not merging.may_be_left_out(p.ctx, form(p))
    assert "leave-out" not in p.verbs
    left = merging.do(p.ctx, form(p), merging.Intent("leave-out", goes))
    assert left.leave == "back"
    p.do("close")
    assert p.said[-1].facts == {"codes": named(p.view, [stays, goes])}


def test_words_being_typed_wait_and_are_there_again() -> None:
    p, stays, goes = begun()
    state = form(p)
    p.typed[merging.place_of(p.ctx, state, "text")] = "Half a thou"
    p.typed[merging.place_of(p.ctx, state, "evidence")] = "seen by"
    again = merging.begin(p.ctx, stays, [goes])
    assert again is not None
    assert (again.text, again.evidence) == ("Half a thou", "seen by")
    assert merging.begin(p.ctx, stays, ["nowhere"]) is None
    assert merging.begin(p.ctx, "nowhere", [goes]) is None


def test_what_the_checks_say_of_the_words_is_about_the_card_that_stays() -> None:
    p = Play("swot/factors", phase="merge").tell("factors")
    stays, goes = (p.view.find(code) for code in ("O1", "O2"))
    assert stays is not None
    assert goes is not None
    p.do("mark", goes.id)
    p.do("merge", stays.id)
    assert merging.finding(p.ctx, form(p), {"text": "  "}) is None
    assert merging.finding(p.ctx, form(p), {"text": "420 new homes"}) is None
    finding = merging.finding(p.ctx, form(p), {"text": "Open a second shop"})
    assert finding is not None
    assert (finding.code, finding.target, finding.field) == ("SW3", stays.id, "text")


def shown(p: Play) -> list[str]:
    rows: list[str] = p.kind.rows(p.ctx, p.state)
    return rows


def test_look_alikes_are_named_those_of_the_card_in_focus_first_and_the_others_while_merging() -> None:
    p = Play("swot/factors", phase="merge").tell("factors")
    pairs = {}
    for code in ("S1", "W1"):
        card = p.view.find(code)
        assert card is not None
        twin, ops = edits.add(p.view, p.new_id, card.collection, card.text, by="Dot Okafor", at=p.now())
        p.keep(ops)
        pairs[code] = (card.id, twin.id)
    names = {code: " / ".join(codes(p, *ids)) for code, ids in pairs.items()}
    for first, second in (("S1", "W1"), ("W1", "S1")):
        p.do("focus", pairs[first][0])
        finding = cards.alike_finding(p.ctx, p.state, shown(p), p.sight.focus, 30, "m")
        assert finding is not None
        assert finding.message == f"Alike: {names[first]}   {names[second]}."
        assert finding.mend == "m opens the first."
    assert cards.others_alike(p.ctx, p.state, shown(p), 20) == f"{names['S1']}   {names['W1']}"
    p.do("mark", pairs["W1"][1])
    assert cards.alike_finding(p.ctx, p.state, shown(p), p.sight.focus, 30, "m") is None, (
        "one chooses by hand"
    )
    p.do("merge", pairs["W1"][0])
    assert cards.others_alike(p.ctx, p.state, shown(p), 20) == names["S1"]
    p.do("merge")
    assert cards.others_alike(p.ctx, p.state, shown(p), 20) == names["S1"]


def test_an_open_card_asks_what_the_step_asks_then_all_else_that_can_be_answered() -> None:
    p = Play("swot/factors").tell("factors")
    card = p.view.find("S1")
    assert card is not None
    fields = p.kind.fields(p.ctx, card)
    assert fields[0] == "text"
    assert len(fields) == len(set(fields)), "each once"
    known = p.view.book.fields("strengths")
    assert set(fields) == {"text", *(key for key, field in known.items() if field.type != "figure")}
    assert fields[: 1 + len([f for f in p.ctx.step.fields or [] if f != "text"])] == [
        "text",
        *[f for f in p.ctx.step.fields or [] if f != "text"],
    ]


def test_the_better_card_has_the_higher_grade_then_any_evidence_then_comes_first() -> None:
    fields = {"evidence": {"type": "text"}, "grade": {"type": "scale", "from": 0, "to": 4}}
    view = build(
        collections={"strengths": {"code": "S", "fields": fields}},
        items={
            "strengths": {
                "S1": "Bread",
                "S2": {"text": "Bread", "evidence": "till log"},
                "S3": {"text": "Bread", "grade": 1},
                "S4": {"text": "Bread", "evidence": "a guess", "grade": 0},
            }
        },
    )
    items = {view.code(item): item for item in view.items("strengths")}

    def better(*names: str, second: str = "evidence", grade: str = "grade") -> str:
        return view.code(duplicates.better(view, [items[name] for name in names], second, grade))

    assert better("S1", "S2") == "S2"
    assert better("S2", "S3") == "S3"
    assert better("S2", "S3", grade="") == "S2"
    assert better("S1", "S2", second="", grade="") == "S1"
    assert duplicates.grade_field(view, items["S1"], ["text", "evidence", "grade"]) == "grade"
    assert duplicates.grade_field(view, items["S1"], ["evidence"]) == ""


def test_pairs_are_named_in_the_room_there_is() -> None:
    words = {f"S{n}": "Bread is sold out by noon" for n in range(1, 5)}
    view = build(collections={"strengths": "S"}, items={"strengths": words})
    pairs = duplicates.pairs(view, ["strengths"])
    assert len(pairs) == 6
    assert duplicates.named(view, pairs, most=2) == "S1 / S2   S1 / S3 and 4 more"
    assert duplicates.named(view, pairs[:1]) == "S1 / S2"
    assert duplicates.named(view, pairs[:1], cells=60) == 'S1 / S2 "Bread is sold out by noon"'
    assert duplicates.named(view, []) == ""
    kept = [frozenset((pairs[0][0].id, pairs[0][1].id))]
    assert duplicates.pairs(view, ["strengths"], kept) == pairs[1:]


def test_the_words_are_those_of_the_card_that_stays_and_no_sentence_of_either_is_lost() -> None:
    p, stays, _ = begun()
    first = p.view.item(stays).text
    assert form(p).text == first
    other = Play("swot/factors", phase="merge").tell("factors")
    twin, ops = edits.add(other.view, other.new_id, "strengths", TWICE, by="Tomasz Wren", at=other.now())
    other.keep(ops)
    s1 = other.view.find("S1")
    assert s1 is not None
    other.do("mark", s1.id)
    other.do("merge", twin.id)
    assert form(other).text == TWICE, "also where the other one has the evidence"
    p.do("fill", field="text", value="Sold out each day")
    p.do("merge")
    p.do("merge")
    merged = p.view.item(stays)
    assert merged.text == "Sold out each day"
    know = trace(p.view, stays).item.know
    assert any(line.endswith(first) and " changed it: " in line for line in know)
    assert f"merged into it: {TWICE}" in know


def test_evidence_written_meanwhile_on_the_weaker_card_is_read_and_not_lost() -> None:
    p, stays, goes = begun()
    known = p.view.text(p.view.item(stays), "evidence")
    p.keep([Set(id=stays, field="grade", was=p.view.item(stays).fields.get("grade"), to=4)])
    p.keep([Set(id=goes, field="evidence", was=p.view.item(goes).fields.get("evidence"),
                to="counted on 20 days", words=True)])  # fmt: skip
    both = "; ".join(filter(None, (known, "counted on 20 days")))
    p.do("merge")
    p.do("merge")
    assert p.last == "evidence-since"
    assert p.state.merging.evidence == both
    p.do("merge")
    assert p.view.item(stays).fields["evidence"] == both


def test_what_others_give_the_cards_while_the_form_is_open_is_taken_along() -> None:
    p, stays, goes = begun()
    before = p.view.item(stays)
    others = [
        Set(id=goes, field="grade", was=None, to=4),
        Set(id=goes, field="evidence", was=None, to="counted on 20 days", words=True),
        Set(id=stays, field="text", was=before.text, to="Sourdough sells out", words=True),
    ]
    p.keep(others)
    p.do("merge")
    p.do("merge")
    merged = p.view.item(stays)
    assert merged.fields["grade"] == 4
    assert merged.fields["evidence"] == "counted on 20 days"
    assert before.fields["evidence"] in [past.value for past in merged.past["evidence"]]
    assert merged.text == "Sourdough sells out"


def test_words_written_here_and_by_others_at_once_are_both_kept() -> None:
    p, stays, _ = begun()
    before = p.view.item(stays).text
    p.do("fill", field="text", value="Sold out each day")
    p.keep([Set(id=stays, field="text", was=before, to="Sourdough sells out", words=True)])
    p.do("merge")
    p.do("merge")
    assert p.view.item(stays).text == "Sourdough sells out"
    (clash,) = p.view.session.clashes.values()
    assert (clash.theirs, clash.yours) == ("Sourdough sells out", "Sold out each day")


def test_a_tick_for_somebody_else_says_that_it_was_aloud() -> None:
    p, *_ = begun()
    p.do("agree", value=[p.ctx.person, "Tomasz Wren"])
    p.do("merge")
    assert p.said[-1].facts["who"] == f"{p.ctx.person} and Tomasz Wren, aloud"


def test_two_merges_into_one_card_are_taken_back_one_after_the_other() -> None:
    p, stays, goes = begun()
    first = p.view.item(stays).text
    third, ops = edits.add(p.view, p.new_id, "strengths", "Sourdough is gone", by="Cem", at=p.now())
    p.keep(ops)
    p.do("fill", field="text", value="Sold out each day")
    p.do("merge")
    p.do("merge")
    p.do("mark", third.id)
    p.do("merge", stays)
    p.do("fill", field="text", value="Sold out early")
    p.do("merge")
    p.do("merge")
    states = []
    for _ in range(2):
        assert p.undo()
        items = p.view.session.items
        states.append((items[stays].text, items[goes].into, items[third.id].into))
    assert states == [("Sold out each day", stays, ""), (first, "", "")]
    assert p.view.item(stays).past == {}
