"""Between two lines: what others change is taken in and said, what waits is tried again, nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest

from aligntui.engine import edits
from aligntui.engine.rounds import ballots
from aligntui.session.ops import Retire, Set, Walk
from aligntui.store.values import Position


async def test_what_others_changed_is_said_before_the_line_is_answered(line: Any) -> None:
    one = await line()
    await one("/on")
    view = one.face.client.view
    one.other().apply(
        edits.add(view, one.store.new_id, "ideas", "Rye", by="Tomasz Reka", at=view.session.meta.changed)[1]
    )
    heard = await one("/guide")
    assert heard[:2] == ["Meanwhile others changed this:", "I3 Rye"]
    assert (await one("/guide"))[0] != heard[0]


async def test_a_line_is_not_taken_for_what_is_no_longer_asked(line: Any) -> None:
    one = await line()
    await one("/on")
    first, second = one.face.client.view.items("ideas")
    one.other().apply([Retire(id=first.id, on=True)])
    heard = await one("5")
    assert one.took == [False]
    assert any("not taken" in row for row in heard)
    assert one.face.client.view.item(second.id).fields == {}
    await one("5")
    assert one.face.client.view.item(second.id).fields == {"impact": 5}


async def test_words_that_two_changed_at_once_are_both_kept(line: Any) -> None:
    one = await line()
    await one("/on", "/open i1")
    item = one.face.client.view.items("ideas")[0]
    one.other().apply([Set(id=item.id, field="text", was="Bake", to="Bake rye", words=True)])
    heard = await one("/fill text Bake more")
    assert len(one.face.client.view.session.clashes) == 1, heard
    assert any("/show-clash" in row for row in heard)


async def test_a_phase_that_somebody_else_begins_is_said(line: Any) -> None:
    one = await line(method=BOARD, solo=False)
    place = one.face.workshop.place
    run = one.face.workshop.run
    one.other().apply([Walk(run=run.id, step=place.id, field="phase", was=place.phase, to="reveal")])
    heard = await one("/guide")
    assert any(row.startswith("Reveal has begun. All cards are seen now") for row in heard)


async def test_what_cannot_be_saved_is_said_once_tried_again_and_said_again(line: Any) -> None:
    one = await line()
    await one("/on")
    one.store.memory.full = True
    heard = await one("/add", "Deliver")
    assert any(row.startswith("NOT SAVED") for row in heard)
    assert not any(row.startswith("NOT SAVED") for row in await one("/guide"))
    assert one.face.client.view.items("ideas")[-1].text == "Deliver"
    one.store.memory.full = False
    heard = await one("/guide")
    assert "All is saved again." in heard
    assert "Deliver" in {item.text for item in one.other().session.items.values()}


async def test_one_is_asked_once_before_what_is_nowhere_is_left(line: Any) -> None:
    one = await line()
    await one("/on")
    one.store.memory.full = True
    await one("/add", "Deliver", "/leave")
    assert one.took == [True, True, False]
    assert not one.face.left
    await one("/leave")
    assert one.face.left
    one.face.meanwhile.farewell()
    assert any("Deliver" in row for row in one.lines)


async def test_the_position_is_kept_for_the_screen(line: Any) -> None:
    one = await line()
    await one("/steps 3")
    place = one.face.workshop.place
    assert one.face.client.drafts.position == Position(one.face.workshop.run.id, place.id, "", place.phase)


async def test_words_that_could_not_be_kept_wait_in_their_line(line: Any) -> None:
    one = await line()
    await one("/on", "/open i1")
    item = one.face.client.view.items("ideas")[0]
    one.other().apply([Retire(id=item.id, on=True)])
    await one("/fill text Bake more")
    heard = await one("/fill text Bake more")
    kept = one.face.client.view.item(item.id)
    assert (kept is not None and kept.text == "Bake more") or any("wait" in row for row in heard), heard


@pytest.mark.parametrize("words", ["", "Bake more"])
async def test_a_card_that_others_merge_is_closed_behind_the_line_that_was_typed(
    line: Any, words: str
) -> None:
    one = await line(method=BOARD)
    await one("/open i2")
    stays, goes = one.face.client.view.items("ideas")[:2]
    one.other().apply(edits.merge(stays, [goes]))
    heard = await one(*[f"/fill text {words}"] * 2 if words else ["/guide"])
    assert any('merged "Sell" into I1' in row for row in heard), heard
    assert one.face.live.state.filling is None
    assert [clash.yours for clash in one.face.client.view.session.clashes.values()] == [words] * bool(words)


async def test_people_here_are_counted_as_on_a_screen(line: Any) -> None:
    one = await line(solo=False)
    theirs = one.other()
    one.face.meanwhile.company.join(one.store.presence(one.face.client.handle))
    sign = type(one.store)(
        one.store.memory, clock=one.store.clock, new_id=one.store.new_id, person="Tomasz Reka"
    ).presence(theirs)
    sign.beat("probe/welcome")
    await one.face.meanwhile.beat()
    assert "2 people are here: Ines Calder, Tomasz Reka." in await one("/state")
    assert one.face.ctx.people == 2


SCALES = """\
method: probe
title: Probe
level: fundamentals
collections:
  ideas: {code: I, one: an idea, ask: What could we do?}
steps:
  - kind: ask
    id: rate
    title: Rate
    about: ideas
    ask: How good is it?
    answer: {type: scale, from: 1, to: 5}
    privacy: {names: named}
    rounds: 2
    phases: [rate, again]
"""

BOARD = """\
method: probe
title: Probe
level: fundamentals
collections:
  ideas: {code: I, title: Ideas, fields: {impact: {type: scale, from: 1, to: 5, ask: How much?}}}
steps:
  - {kind: board, id: write, title: Write, ask: What could we do?, holds: ideas, phases: [write, reveal]}
"""


@pytest.mark.parametrize(
    ("named", "solo", "namesake", "words"),
    [
        (True, False, True, "Another window here is Ines Calder too"),
        (False, True, True, "Another window here is Ines Calder too"),
        (False, False, False, "You write here as Ines Calder, as this account is called."),
        (True, False, False, ""),
        (False, True, False, ""),
    ],
)
async def test_it_is_said_where_it_is_unclear_who_writes(
    line: Any, named: bool, solo: bool, namesake: bool, words: str
) -> None:
    one = await line(solo=solo)
    one.store.named = named
    company, handle = one.face.meanwhile.company, one.face.client.handle
    other = one.store.as_person("Ines Calder").presence(handle)
    if namesake:
        other.beat("")
    company.join(one.store.presence(handle))
    del one.lines[:]
    await one.face.begin()
    told = [text for text in one.lines if "Ines Calder" in text]
    assert len(told) == bool(words)
    assert not words or told[0].startswith(words)
    assert not words or "/my-name" in told[0]


async def test_a_question_that_others_settled_is_gone_and_why_is_said(line: Any) -> None:
    one = await line(solo=False)
    await one("/steps 3", "4", "5", "/on", "/on")
    face = one.face
    assert face.question is not None
    round_ = next(iter(face.client.view.session.rounds.values()))
    one.other().apply(ballots.reveal(face.client.view, round_))
    heard = await one("2")
    assert face.question is None
    assert any("Others did something meanwhile: that is not asked any more." in row for row in heard), heard
    assert any("your line was not taken" in row for row in heard)
    assert one.took[-1] is False


async def test_a_second_round_that_somebody_else_begins_is_called_so(line: Any) -> None:
    one = await line(method=SCALES, solo=False)
    place, run = one.face.workshop.place, one.face.workshop.run
    one.other().apply([Walk(run=run.id, step=place.id, field="phase", was=place.phase, to="again")])
    heard = await one("/guide")
    assert any(row.startswith("The second round has begun: answer again.") for row in heard), heard
