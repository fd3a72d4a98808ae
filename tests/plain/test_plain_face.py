"""The plain line: one line in, lines out, the same engine; every refusal says why."""

from __future__ import annotations

from typing import Any

from ideas_method import IDEAS

from aligntui.engine.kind import Intent, Offer
from aligntui.plain.orders import ORDERS
from aligntui.plain.script import listen, play
from aligntui.plain.turn import read


async def test_it_says_that_it_is_on_how_to_leave_and_what_stands_there(line: Any) -> None:
    one = await line()
    assert one.lines[0].startswith("AlignTUI, plain line")
    assert "/leave" in one.lines[0]
    assert "Step 1 of 4: Probe, Welcome" in one.lines
    assert one.lines[-2:] == ["1 go on: next phase, next step", "2 go back"]


async def test_a_number_picks_from_the_list_where_nothing_is_asked(line: Any) -> None:
    one = await line()
    assert "Step 2 of 4: Probe, Impact and effort" in await one("1")
    assert await one("/back") != []
    assert one.face.workshop.place.step == "probe/welcome"
    assert (await one("7"))[0].startswith("A number from 1 to 2")
    assert one.took == [False]


async def test_where_a_number_is_asked_the_line_is_the_answer_said_back_in_words(line: Any) -> None:
    one = await line()
    await one("/on")
    heard = await one("5")
    assert heard[0].endswith("Bake: impact 5")
    assert heard[-1].startswith("Effort for I1 Bake")
    await one("2")
    assert (await one("9"))[0] == "From 1 to 5, not 9."
    assert one.took == [False]
    item = one.face.client.view.items("ideas")[0]
    assert item.fields == {"impact": 5, "effort": 2}
    assert (await one("plenty"))[0].startswith("A number from 1 to 5 is asked here")


async def test_commands_are_given_by_name_with_the_code_of_what_they_are_done_to(line: Any) -> None:
    one = await line()
    await one("/on")
    await one("/park sell")
    assert [i.text for i in one.face.client.view.items("ideas")] == ["Bake"]
    heard = await one("/undo")
    assert [i.text for i in one.face.client.view.items("ideas")] == ["Bake", "Sell"]
    assert any("Sell" in row for row in heard)
    await one("/redo")
    assert len(one.face.client.view.items("ideas")) == 1
    for wrong in ("/fly", "/answer nonsense", "/give-dot", "/park nobody"):
        await one(wrong)
        assert one.took == [False], wrong


async def test_words_may_begin_with_a_slash(line: Any) -> None:
    one = await line()
    await one("/on", "/add", "//half price")
    assert one.face.client.view.items("ideas")[-1].text == "/half price"


def test_a_line_for_several_lines_is_one_of_them() -> None:
    intent = read("/paste Sell by post", [Offer("paste", takes="lines")], ORDERS, str)
    assert intent == Intent("paste", value=["Sell by post"])


async def test_a_choice_is_picked_by_number_and_said_back(line: Any) -> None:
    one = await line()
    await one("/steps 4")
    heard = await one("2")
    assert any(row.endswith("Bake: by post") for row in heard)


async def test_one_keyboard_serves_several_and_asks_for_the_name(line: Any) -> None:
    one = await line(solo=False)
    await one("/steps 3", "4", "5")
    heard = await one("/next-person")
    assert "Whose answers come next?" in heard
    await one("")
    assert one.took == [False]
    await one("Tomas", "1", "2")
    ballots = one.face.client.handle.session.ballots.values()
    assert {ballot.by for ballot in ballots} == {"Ines Calder", "Tomas"}


async def test_a_line_that_keeps_what_is_typed_has_one_person_where_answers_bear_no_name(line: Any) -> None:
    one = await line(solo=False, secret=True)
    await one("/steps 3", "4", "5")
    heard = await one("/next-person")
    assert "the next person answers at a line of their own." in " ".join(heard)
    assert len(one.face.client.handle.session.ballots) == 1


async def test_a_round_is_closed_by_the_number_of_a_question_and_nothing_is_closed_by_another(
    line: Any,
) -> None:
    one = await line(solo=False)
    await one("/steps 3", "4", "5")
    heard = await one("/on")
    assert any(row.startswith("1 ballot is in.") for row in heard), heard
    heard = await one("/on")
    assert [row for row in heard if row.startswith(("Close", "1 ", "2 "))][:3] == [
        "Close for all? 1 ballot is in.", "1 no: it stays open", "2 close it for all, as it stands",
    ]  # fmt: skip
    await one("1")
    assert [r.state for r in one.face.client.handle.session.rounds.values()] == ["open"]
    await one("/on", "2")
    assert [r.state for r in one.face.client.handle.session.rounds.values()] == ["revealed"]


async def test_every_order_answers_in_lines(line: Any) -> None:
    one = await line()
    for order in ORDERS:
        heard = await one(f"/{order}")
        assert heard or order == "leave", order
        assert all(row.isprintable() for row in heard)
    assert one.face.left
    one.face.meanwhile.farewell()
    assert one.lines[-1].startswith("All is kept.")


async def test_a_script_stops_at_the_first_refused_line(line: Any) -> None:
    one = await line()
    assert await play(one.face, enumerate(["/on", "5", "2", "plenty", "3"], start=1)) == 1
    assert one.lines[-1] == "Line 4 was refused: plenty"
    one = await line()
    assert (
        await play(one.face, enumerate(["/on\n", "5\n", "2\n", "/leave\n", "nothing of this\n"], start=1))
        == 0
    )


async def test_a_person_is_heard_until_his_lines_end(line: Any) -> None:
    one = await line()

    async def typed() -> Any:
        for words in ("/on\n", "nonsense\n", "3\n"):
            yield words

    assert await listen(one.face, typed()) == 0
    assert one.face.client.view.items("ideas")[0].fields == {"impact": 3}


async def test_the_last_step_ends_with_the_plan(line: Any) -> None:
    one = await line()
    await one("/steps 4", "1", "1")
    heard = await one("/on", "/on")
    assert any(row.startswith("You are through: ") for row in heard)


async def test_a_thought_and_a_decision_are_noted_in_tables_beside_the_way(line: Any) -> None:
    one = await line()
    await one("/note-parked", "Ask the landlord", "/on")
    await one("/note-decision", "We open on Mondays")
    assert one.took == [True, True]
    view = one.face.client.view
    assert [item.text for item in view.items("parked")] == ["Ask the landlord"]
    assert [item.text for item in view.items("decisions")] == ["We open on Mondays"]
    # A decision opens on its next field.
    assert one.face.sight.focus == "owner"
    await one("/close", "/look")
    assert any("We open on Mondays" in said for said in one.lines)


async def test_a_question_takes_what_a_figure_says(line: Any) -> None:
    steps = 'steps:\n  - {kind: talk, id: why, title: Why, ask: "Why do we have {all.n}?"}\n'
    ours = await line(method=f"{IDEAS}figures:\n  all: {{use: count, of: ideas}}\n{steps}")
    assert any("Why do we have 2?" in said for said in await ours("/look"))
