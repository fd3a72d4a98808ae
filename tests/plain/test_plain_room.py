"""Somebody leads, everybody follows, on the plain line."""

from __future__ import annotations

from typing import Any

import pytest
from ideas_method import IDEAS

from aligntui.engine.runs.start import add_run
from aligntui.session.ops import Steer

TOMASZ = "Tomasz Reka"


async def in_company(one: Any) -> Any:
    """Somebody else is in the room; the session in his hands."""
    theirs = one.other(TOMASZ)
    one.sign = one.store.as_person(TOMASZ).presence(theirs)
    one.sign.beat()
    one.face.meanwhile.company.join(one.store.presence(one.face.client.handle))
    await one.face.meanwhile.beat()
    return theirs


async def test_the_lead_is_handed_over_and_taken_back(line: Any) -> None:
    one = await line(solo=False)
    await in_company(one)
    assert (await one("/give-lead"))[:3] == ["Who leads?", "1 keep the lead", f"2 {TOMASZ} leads"]
    assert f"{TOMASZ} leads now." in await one("2")
    assert one.face.workshop.run.room.leads == [TOMASZ]
    assert "Ines Calder leads now." in await one("/lead")
    assert one.face.workshop.run.room.leads == ["Ines Calder"]


async def test_a_participant_is_done_and_moves_nobody_and_goes_along(line: Any) -> None:
    one = await line(solo=False)
    theirs = await in_company(one)
    await one("/give-lead", "2")
    place = one.face.workshop.place
    assert f"You are done. {TOMASZ} moves everybody on." in await one("/on")
    await one.face.meanwhile.beat()
    for order in ("/back", "/timer", "/timer-more", "/skip 1", "/more-minutes 1", "/call-all"):
        heard = " ".join(await one(order))
        assert f"{TOMASZ} leads: nobody else" in heard, order
    assert one.face.workshop.place == place
    run = one.face.workshop.run
    theirs.refresh()
    theirs.apply([Steer(run=run.id, field="here", was=place.id, to=run.steps[2].id)])
    heard = await one("/guide")
    assert one.face.workshop.place.id == run.steps[2].id
    assert any(row.startswith(f"{TOMASZ} leads and is here: ") for row in heard)


async def test_who_looks_around_stays_until_she_follows(line: Any) -> None:
    one = await line(solo=False)
    theirs = await in_company(one)
    await one("/give-lead", "2")
    run, here = one.face.workshop.run, one.face.workshop.place
    await one("/steps 3")
    assert one.face.workshop.place.id == run.steps[2].id
    assert run.steps[2].state == one.face.workshop.run.steps[2].state == "todo"
    theirs.refresh()
    theirs.apply([Steer(run=run.id, field="here", was=here.id, to=run.steps[1].id)])
    await one("/guide")
    assert one.face.workshop.place.id == run.steps[2].id
    assert any(row.startswith(f"{TOMASZ} is at ") for row in await one("/state"))
    await one("/follow")
    assert one.face.workshop.place.id == run.steps[1].id


async def test_who_follows_out_of_an_errand_is_on_it_no_more(line: Any) -> None:
    one = await line(solo=False)
    theirs = await in_company(one)
    await one("/give-lead", "2")
    run, here = one.face.workshop.run, one.face.workshop.place
    await one("/go i1")
    assert one.face.way_back is not None
    other = next(step for step in run.steps if step.id not in (here.id, one.face.workshop.place.id))
    theirs.refresh()
    theirs.apply([Steer(run=run.id, field="here", was=here.id, to=other.id)])
    await one("/follow")
    assert (one.face.workshop.place.id, one.face.way_back) == (other.id, None)


async def test_answers_stay_covered_while_another_window_has_the_name(line: Any) -> None:
    one = await line(solo=False)
    me = one.face.client.person
    one.sign = one.store.presence(one.other(me))
    one.sign.beat()
    one.face.meanwhile.company.join(one.store.presence(one.face.client.handle))
    await one.face.begin()
    assert one.face.seats.covered == me
    await one(f"/my-name {me}")
    assert one.face.seats.covered == ""
    assert one.face.becomes == ""


async def test_whoever_leads_two_is_asked_before_a_secret_round_of_which_nothing_is_shown(line: Any) -> None:
    one = await line(solo=False, secret=True)
    await in_company(one)
    heard = await one("/steps 3")
    assert "Only 2 are here: secret answers are shown and kept from 3 on. Answer openly?" in heard
    said = "Answers of this round carry names, and all see them once it is closed."
    assert (await one("2")).count(said) == 1
    (round_,) = one.face.client.view.session.rounds.values()
    assert (round_.privacy, round_.state) == ("named", "open")


@pytest.mark.parametrize(
    ("answer", "least"),
    [
        ("{type: scale, from: 1, to: 5}", 0),
        ("{type: rank}", 0),
        ("{type: points, total: 10}", 0),
        ("{type: choice, choices: {a: by post}}", 4),
        ("{type: words}", 4),
    ],
)
async def test_whoever_leads_three_is_asked_where_answers_without_a_middle_take_four(
    line: Any, answer: str, least: int
) -> None:
    about = "" if "words" in answer else "about: ideas, "
    round_ = (
        f"kind: ask, id: rate, title: Rate, ask: What?, {about}answer: {answer}, privacy: {{names: secret}}"
    )
    talk = "kind: talk, id: welcome, title: Welcome, ask: Why?"
    method = f"{IDEAS}steps:\n  - {{{talk}}}\n  - {{{round_}}}\n"
    one = await line(solo=False, method=method)
    await in_company(one)
    third = one.store.as_person("Lily Fern").presence(one.other("Lily Fern"))
    third.beat()
    await one.face.meanwhile.beat()
    heard = [row for row in await one("/steps 2") if "are here: secret" in row]
    asked = f"Only 3 are here: secret answers are shown and kept from {least} on. Answer openly?"
    assert heard == ([asked] if least else [])
    if least:
        await one("1", "1")
        assert f"{least} are needed" in one.face.sight.beside


async def test_a_workshop_begun_alone_becomes_one_of_a_team_and_back(line: Any) -> None:
    one = await line(solo=True)
    assert any(row.startswith("With your team from now on: Ines Calder leads") for row in await one("/team"))
    assert (one.face.workshop.run.solo, one.face.workshop.run.room.leads) == (False, ["Ines Calder"])
    await in_company(one)
    assert f"{TOMASZ} is here: one person alone has nobody beside." in await one("/team")
    one.sign.leave()
    await one.face.meanwhile.beat()
    assert any(row.startswith("One person alone from now on") for row in await one("/team"))
    assert one.face.workshop.run.solo


@pytest.mark.parametrize(("way", "state"), [("1", "open"), ("2", "revealed"), ("3", "open")])
async def test_whoever_leads_out_of_an_open_round_is_asked_to_close_it(
    line: Any, way: str, state: str
) -> None:
    one = await line(solo=False)
    await in_company(one)
    await one("/steps 3", "4")
    heard = await one("/steps 1")
    assert heard[0].startswith("The round of Rate is open, 0 of 2 are in: nobody sees what came out.")
    assert [row[:2] for row in heard[1:]] == ["1 ", "2 ", "3 "]
    await one(way)
    assert [round_.state for round_ in one.face.client.view.session.rounds.values()] == [state]
    assert one.face.workshop.place.step == ("probe/rate" if way == "1" else "probe/welcome")


async def test_the_line_says_who_is_here_and_who_leads(line: Any) -> None:
    one = await line(solo=False)
    await in_company(one)
    assert (await one("/who"))[:2] == ["Ines Calder (you) leads, Welcome", TOMASZ]
    assert any(row.startswith("/who: who is here") for row in await one("/help"))


async def test_whoever_leads_takes_all_along_into_another_run(line: Any) -> None:
    one = await line(solo=False)
    theirs = await in_company(one)
    await one("/give-lead", "2")
    await one.face.meanwhile.beat()
    store = one.store.as_person(TOMASZ)
    theirs.refresh()
    begun = add_run(theirs, store, one.face.library, "probe/rate", solo=False)
    theirs.apply([Steer(run=begun.id, field="here", was="", to=begun.steps[0].id)])
    await one("/state")
    assert (one.face.goes_to, one.face.left) == (begun.id, True)


async def test_who_looks_around_is_told_that_another_run_has_begun(line: Any) -> None:
    one = await line(solo=False)
    theirs = await in_company(one)
    await one("/give-lead", "2")
    await one("/steps 3")
    store = one.store.as_person(TOMASZ)
    theirs.refresh()
    begun = add_run(theirs, store, one.face.library, "probe/rate", solo=False)
    theirs.apply([Steer(run=begun.id, field="here", was="", to=begun.steps[0].id)])
    heard = await one("/guide")
    assert f"{TOMASZ} has begun Rate: /follow goes there." in heard
    assert not one.face.left
    assert f"{TOMASZ} is at Rate." in await one("/state")
    await one("/follow")
    assert one.face.goes_to == begun.id
