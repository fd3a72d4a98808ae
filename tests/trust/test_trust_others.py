"""Two people on one session: every word is kept, and nobody's cursor jumps because somebody else wrote."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from trust_kit import Clock, Stage, make_store, stage  # isort: skip
from case_session import millrace

from aligntui.engine import edits, versions
from aligntui.engine.books import book_of
from aligntui.engine.rounds import ballots
from aligntui.session.apply import Refused
from aligntui.session.model import Item, Round
from aligntui.session.ops import Add, Choose, Give, Merge, Open, Retire, Set, Settle, Status, Walk
from aligntui.store.local.handle import Handle
from aligntui.tui.pages.conflict.page import ConflictPage
from aligntui.tui.pages.findings.page import FindingsPage

TOMASZ = "Tomasz Wren"


def their_view(handle: Handle) -> Any:
    from aligntui.analysis.view import View

    handle.refresh()
    return View(handle.session, book_of(handle.session))


def they_add(handle: Handle, collection: str, *texts: str) -> list[str]:
    ids = []
    for text in texts:
        # A card stands in a cell from the start, as every face puts it.
        fields = {"cell": "WT"} if collection == "strategies" else None
        item, ops = edits.add(their_view(handle), handle._new_id, collection, text, fields, by=TOMASZ)
        handle.apply(ops, f"{text} kept")
        ids.append(item.id)
    return ids


async def opened(s: Stage, words: str = "Sourdough sells out") -> tuple[Item, Handle]:
    """One card, kept, then opened with the cursor at the end of its words; and Tomasz beside us."""
    await s.type(words)
    await s.keys("enter", "escape", "enter", "shift+tab", "end")
    assert s.focused.value == words
    return s.item("S1"), s.someone_else(TOMASZ, leads=True)


# the sentences


async def test_two_change_the_same_words_and_both_are_kept() -> None:
    async with stage("swot/factors", solo=False) as s:
        item, tomasz = await opened(s)
        theirs = "Sourdough is gone by noon"
        await s.type(" before noon")
        tomasz.apply([Set(id=item.id, field="text", was=item.text, to=theirs, words=True)])
        await s.poll()
        assert s.focused.value == "Sourdough sells out before noon"
        await s.keys("tab")
        assert isinstance(s.top, ConflictPage)
        assert s.shows("> theirs")
        await s.keys("escape")
        assert s.message == "! S1: Tomasz Wren kept other words meanwhile. Both are kept; ^R has them."
        clash = next(iter(s.session.clashes.values()))
        assert (clash.theirs, clash.yours) == ("Sourdough is gone by noon", "Sourdough sells out before noon")
        assert s.item("S1").text == "Sourdough is gone by noon"
        await s.keys("escape", "ctrl+r")
        assert s.shows("S1: two people changed the same words. Both are kept.")
        await s.keys("enter")
        assert s.shows("before     Sourdough sells out")
        assert s.shows("> theirs     Sourdough is gone by noon")
        assert s.shows("  yours      Sourdough sells out before noon")
        await s.keys("down", "enter")
        assert isinstance(s.top, FindingsPage)
        assert s.shows("S1: changed as you chose; the history keeps the words before.")
        assert s.item("S1").text == "Sourdough sells out before noon"
        assert s.session.clashes == {}
        assert any(
            isinstance(op, Choose) or (isinstance(op, dict) and op.get("was") == "Sourdough is gone by noon")
            for change in s.session.recent.values()
            for op in change.ops
        )


async def test_the_conflict_page_opens_from_the_palette_too() -> None:
    async with stage("swot/factors", solo=False) as s:
        item, tomasz = await opened(s)
        tomasz.apply([Set(id=item.id, field="text", was=item.text, to="Theirs", words=True)])
        await s.type(" early")
        await s.keys("tab", "escape", "escape", "ctrl+k")
        await s.type("two versions")
        await s.keys("enter")
        await s.settle()
        assert s.shows("S1: two people changed the same words. Both are kept; choose which shows.")


async def test_only_typing_in_words_is_told_to_the_others() -> None:
    async with stage("swot/scope", solo=False) as s:
        scene = s.page.scene
        assert scene.words_now().endswith("#record:scope/decision")
        assert "#" not in scene.place_now()
        await s.type("Do we grow?")
        assert scene.place_now() == scene.words_now()
        await s.keys("tab")
        assert "#" not in scene.place_now()


@pytest.mark.parametrize("seen", [True, False])
async def test_a_value_of_somebody_else_is_never_replaced_silently(seen: bool) -> None:
    async with stage("swot/factors", solo=False) as s:
        await opened(s)
        await s.keys("escape")
        await s.page.going.open_at(0)
        item, cem = s.item("S1"), s.someone_else("Cem Aydin", seed=9000)
        cem.apply([Set(id=item.id, field="grade", was=None, to=2)])
        if seen:
            await s.poll()
        await s.page.going.focus_on(item.id, "grade")
        await s.settle()
        await s.keys("3")
        assert s.item("S1").fields["grade"] == 3
        assert s.message.endswith("S1, grade: Cem Aydin had 2; now 3. ^Z takes it back.")
        await s.keys("2")
        assert "Cem" not in s.message, "what one changes of one's own needs no warning"


@pytest.mark.parametrize("seconds", [1, 60])
async def test_who_loses_a_value_is_told_whenever_it_was(seconds: int) -> None:
    async with stage("swot/factors", solo=False) as s:
        await opened(s)
        await s.keys("escape")
        await s.page.going.open_at(0)
        item, cem = s.item("S1"), s.someone_else("Cem Aydin", seed=9000)
        await s.page.going.focus_on(item.id, "grade")
        await s.settle()
        await s.keys("3")
        mine = next(c for c in reversed(s.session.recent.values()) if c.by == s.store.person)
        cem._author.clock = (datetime.fromisoformat(mine.at) + timedelta(seconds=seconds)).isoformat
        cem.refresh()
        cem.apply([Set(id=item.id, field="grade", was=3, to=1)])
        await s.poll()
        assert s.message.endswith("S1, grade: Cem Aydin put 1 in place of your 3.")


async def test_what_others_did_stands_until_the_next_key_also_behind_a_sentence_of_ones_own() -> None:
    async with stage("swot/factors", solo=False) as s:
        item, _ = await opened(s)
        await s.keys("escape")
        await s.page.going.focus_on(item.id, "", stand=True)
        asks = s.step.finding_now()
        assert asks is not None
        s.page.bar.take_echo("Cem Aydin put 1 in place of your 3.")
        s.page.say("Kept.", "ok")
        s.seconds.now += 60
        s.page.bar.look()
        assert s.message == "ok Kept. Cem Aydin put 1 in place of your 3."
        await s.keys("tab")
        s.seconds.now += 60
        s.page.bar.look()
        assert "Cem Aydin" not in s.message


async def test_a_field_one_only_passes_through_is_not_turned_back() -> None:
    async with stage("swot/factors", solo=False) as s:
        item, tomasz = await opened(s)
        tomasz.apply([Set(id=item.id, field="text", was=item.text, to="Reworded by Tomasz", words=True)])
        await s.poll()
        await s.keys("tab")
        assert s.item("S1").text == "Reworded by Tomasz"
        assert s.session.clashes == {}
        await s.keys("shift+tab")
        assert s.focused.value == "Reworded by Tomasz"
        await s.type(", mended")
        await s.keys("tab")
        assert s.item("S1").text == "Reworded by Tomasz, mended"
        assert s.session.clashes == {}


async def test_different_fields_of_one_card_never_meet() -> None:
    async with stage("swot/factors", solo=False) as s:
        item, tomasz = await opened(s)
        tomasz.apply([Set(id=item.id, field="evidence", to="till log", words=True)])
        await s.type(" before noon")
        await s.keys("tab")
        assert "kept" in s.message.lower()
        found = s.item("S1")
        assert (found.text, found.fields["evidence"]) == ("Sourdough sells out before noon", "till log")
        assert s.session.clashes == {}


async def test_a_card_taken_back_while_one_edits_it_is_offered_with_the_new_words() -> None:
    async with stage("swot/factors", solo=False) as s:
        item, tomasz = await opened(s)
        tomasz.apply([Retire(id=item.id, was=item)])
        await s.type(" before noon")
        await s.keys("tab")
        said = "! Tomasz Wren took this card back. Enter again brings it back with your words."
        assert s.message == said
        assert s.focused.value == "Sourdough sells out before noon"
        assert s.words("strengths") == []
        assert s.heading.startswith("taken back:  Strength"), "its id says nothing to a person"
        await s.keys("enter")
        assert s.words("strengths") == ["Sourdough sells out before noon"]


async def test_a_card_merged_while_one_edits_it_keeps_the_words_beside() -> None:
    async with stage("swot/factors", solo=False) as s:
        item, tomasz = await opened(s)
        (other,) = they_add(tomasz, "strengths", "Bread sells out")
        tomasz.apply([Settle(codes={item.id: "S1", other: "S2"}, counters={"S": (0, 2)})])
        tomasz.apply([Merge(id=item.id, to=other)])
        await s.type(" before noon")
        await s.keys("tab")
        said = "! Tomasz Wren merged this card into S2. Enter again puts your words beside it."
        assert s.message == said
        assert s.focused.value == "Sourdough sells out before noon"
        await s.keys("enter")
        clash = next(iter(s.session.clashes.values()))
        assert (clash.target, clash.yours) == (other, "Sourdough sells out before noon")
        assert s.words("strengths") == ["Bread sells out"]


async def test_two_codes_given_at_once_are_two_codes() -> None:
    async with stage("swot/factors", solo=False) as s:
        tomasz = s.someone_else(TOMASZ, leads=True)
        await s.type("Sourdough sells out")
        they_add(tomasz, "strengths", "Grain growers")
        await s.keys("enter")
        # The line said S1 while Tomasz wrote his: each card is given the code of its own place, once.
        assert s.gist.startswith("S1 kept. ^Z takes it back.")
        assert {i.text: s.view.code(i) for i in s.session.items.values()} == {
            "Sourdough sells out": "S1",
            "Grain growers": "S2",
        }
        before = s.session
        guess = {item.id: "S1" for item in before.items.values()}
        tomasz.refresh()
        for handle in (tomasz, s.handle):
            # Both screens show S1 for their own card, and both settle the list at the same moment.
            own = next(item.id for item in before.items.values() if (item.by == TOMASZ) == (handle is tomasz))
            handle.apply([Settle(codes={own: guess[own]}, counters={"S": (0, 1)})])
        codes = sorted(item.code for item in s.session.items.values())
        assert codes == ["S1", "S2"]
        assert s.session.meta.counters["S"] == 2
        (third,) = they_add(tomasz, "strengths", "Third")
        assert their_view(tomasz).code(s.session.items[third]) == "S3"


async def test_a_round_revealed_while_one_still_answers_says_so() -> None:
    async with stage("swot/factors", solo=False, fill=millrace("factors"), phase="vote") as s:
        await s.keys("space")
        held = next(iter(s.session.rounds.values()))
        tomasz = s.someone_else(TOMASZ, leads=True)
        tomasz.apply(ballots.reveal(s.view, tomasz.session.rounds[held.id]))
        before = s.session
        await s.keys("space")
        assert s.message == "! The answers were revealed; ballots are sealed."
        assert s.session.ballots == before.ballots
        await s.poll()
        assert s.session.rounds[held.id].state == "revealed"


async def reason_while_revealed(s: Stage) -> Round:
    """A reason half typed for an own rating, when Tomasz reveals what all have rated."""
    tomasz = s.someone_else(TOMASZ, leads=True)
    make_store(s.store.data, TOMASZ, clock=Clock(), seed=9000).presence(tomasz).beat("scenarios/tunnel")
    await s.page.presence.meet()
    await s.keys("2", "left", "enter")
    await s.type("because the oven")
    (held,) = s.session.rounds.values()
    tomasz.apply(ballots.reveal(s.view, held))
    await s.poll()
    assert s.focused.value == "because the oven"
    return held


async def test_a_reason_being_typed_when_the_answers_are_revealed_goes_nowhere_unasked() -> None:
    async with stage("scenarios/tunnel", solo=False, fill=millrace()) as s:
        await reason_while_revealed(s)
        before = dict(s.session.links)
        await s.keys("enter")
        assert s.shows("! The answers were revealed; ballots are sealed. Enter again puts these words")
        assert s.shows("beside what was agreed.")
        assert s.focused.value == "because the oven"
        assert s.session.links == before
        await s.keys("enter")
        (link,) = [link for key, link in s.session.links.items() if before.get(key) != link]
        assert "because the oven" in link.fields.values()
        assert all("oven" not in str(ballot.answers) for ballot in s.session.ballots.values())


async def test_out_of_such_a_reason_it_waits_in_its_line() -> None:
    async with stage("scenarios/tunnel", solo=False, fill=millrace()) as s:
        await reason_while_revealed(s)
        before = dict(s.session.links)
        s.flush()
        await s.keys("escape")
        assert s.message == "! The answers were revealed; ballots are sealed. Your words wait in the line."
        assert not s.typing
        assert s.session.links == before
        assert [draft.text for draft in s.drafts.all().values()] == ["because the oven"]


async def test_a_reveal_leaves_the_words_that_one_still_types() -> None:
    async with stage("swot/factors", solo=False) as s:
        await s.type("Sourdough se")
        tomasz = s.someone_else(TOMASZ, leads=True)
        run, here = s.page.scene.run.id, s.page.scene.here.id
        tomasz.apply([Walk(run=run, step=here, field="phase", was="write", to="reveal")], "", run)
        await s.poll()
        assert s.message == "? Reveal has begun. Your words stay in the line; Enter keeps them."
        assert s.step.adding.words.value == "Sourdough se"
        assert s.typing
        await s.type("lls out")
        await s.keys("enter")
        assert s.words("strengths") == ["Sourdough sells out"]


async def test_eight_first_answers_at_the_same_moment_are_one_round() -> None:
    """Each screen means to open the round: all eight answers stand in one."""
    async with stage("swot/factors", solo=False, fill=millrace("factors")) as s:
        card = s.item("S1").id
        stores = [make_store(s.store.data, f"Person {n}", seed=1000 * n + 1000) for n in range(8)]
        handles = [store.open(s.handle.path) for store in stores]
        for n, handle in enumerate(handles):
            fresh = Round(id=f"r{n}", step="swot/factors", run=s.page.scene.run.id, subjects=[card])
            give = Give(round=f"r{n}", ballot=f"b{n}", by=f"Person {n}", subject=card, to=1)
            tried = handle.waiting.put([Open(round=fresh), give])
            assert tried.own is not None
            assert tried.applied(tried.own) is not None
        assert len(s.session.rounds) == 1
        assert len(s.session.ballots) == 8


async def test_an_item_that_somebody_took_back_refuses_a_second_take_back() -> None:
    async with stage("swot/factors", solo=False) as s:
        item, tomasz = await opened(s)
        s.handle.apply([Retire(id=item.id, was=item)])
        tomasz.apply([Retire(id=item.id, was=item)])
        with pytest.raises(Refused, match="took"):
            tomasz.apply([Set(id=item.id, field="text", was=item.text, to="x", words=True)])


# nothing jumps


def stand(s: Stage) -> dict[str, Any]:
    """Where this person is: focus, words, cursor, selection, scroll."""
    focused = s.focused
    step = s.step
    found: dict[str, Any] = {"widget": focused, "cursor": s.cursor}
    for name in ("value", "text", "cursor_position", "cursor_location", "selection", "scroll_offset"):
        if hasattr(focused, name):
            found[name] = getattr(focused, name)
    for name in ("at", "top", "list_at", "each_at", "row", "col"):
        if hasattr(step, name):
            found[name] = getattr(step, name)
    cross = getattr(step, "cross", None)
    if cross is not None and cross.at is not None:
        # A new column makes the others narrower: it is the pair that must not change.
        found["pair"] = tuple(head.id for head in cross.at)
        del found["cursor"]
    if hasattr(step, "items") and "at" in found:
        found["at"] = step.items()[found["at"]].id
        del found["cursor"]
    board = getattr(step, "board", None)
    if board is not None:
        found["card"] = board.card.id if board.card is not None else ""
        found["pane"] = board.pane
    return found


STEPS = [
    ("swot/factors", ("escape", "down", "down")),
    ("swot/factors", ()),
    ("swot/importance", ("down", "down")),
    ("tows/grid", ("down", "right", "right")),
    ("tows/grid", ("end", "down", "down", "down", "down", "down", "down")),
    ("tows/cards", ("escape", "down")),
    ("choose/rate", ("down", "down")),
    ("choose/decide", ("down",)),
    ("objectives/draft", ("down",)),
    ("objectives/mend", ("down",)),
    ("vision/statement", ()),
    ("scenarios/drivers", ("escape", "down")),
    ("scenarios/tunnel", ("down", "right")),
]


LISTS = ("strengths", "opportunities", "strategies", "objectives", "drivers", "goals", "people")


@pytest.mark.parametrize(("name", "keys"), STEPS)
async def test_nothing_jumps_when_somebody_else_writes(name: str, keys: tuple[str, ...]) -> None:
    async with stage("agenda:full-guide", solo=False, fill=millrace()) as s:
        number = next((n for n, one in enumerate(s.page.scene.run.steps) if one.step == name), None)
        if number is None:
            pytest.skip(f"{name} is not in the full agenda")
        await s.page.going.open_at(number)
        await s.settle()
        await s.keys(*keys)
        if s.typing and hasattr(s.focused, "value") and not s.focused.value:
            await s.type("half a sent")
            await s.keys("left", "left")
        before = stand(s)
        tomasz = s.someone_else(TOMASZ, leads=True)
        for collection in LISTS:
            if collection in s.view.book.collections:
                they_add(tomasz, collection, f"First of {collection}", f"Second of {collection}")
        item = s.item("S2")
        tomasz.apply([Set(id=item.id, field="text", was=item.text, to="Reworded by Tomasz", words=True)])
        gone = s.item("O1")
        tomasz.apply([Status(id=gone.id, was="draft", to="parked")])
        await s.poll()
        assert stand(s) == before
        assert any("Tomasz" in str(change.by) for change in s.handle.session.recent.values())


async def test_a_long_list_stays_where_it_was_scrolled_to() -> None:
    def fill(store: Any, handle: Handle) -> None:
        for n in range(40):
            ref, words = f"s{n:02}", f"Strength {n}"
            item = Item(id=ref, collection="strengths", series="S", text=words, pos=f"m{n:02}")
            handle.apply([Add(item=item)])

    async with stage("swot/factors", solo=False, fill=fill) as s:
        await s.keys("escape", *["down"] * 25, "up", "up")
        tomasz = s.someone_else(TOMASZ, leads=True)
        await s.poll()
        rows = [row[:30] for row in s.screen()[4:15]]
        assert any(row.startswith(">S24") for row in rows)
        they_add(tomasz, "strengths", "One more", "And another")
        await s.poll()
        assert [row[:30] for row in s.screen()[4:15]] == rows


async def test_back_from_another_page_the_board_is_as_it_stands_now() -> None:
    async with stage("swot/factors", solo=False) as s:
        await s.keys("escape", "ctrl+r")
        tomasz = s.someone_else(TOMASZ, leads=True)
        they_add(tomasz, "strengths", "Written meanwhile")
        s.top.keeping.poll()  # type: ignore[attr-defined]
        await s.keys("escape")
        await s.poll()
        # It is still written in silence.
        assert s.shows("1 more, hidden until Reveal")
        await s.go_phase("reveal")
        await s.settle()
        assert s.shows("Written meanwhile")


# who is here


async def test_who_is_here_shows_in_the_header() -> None:
    async with stage("swot/factors", solo=False) as s:
        assert "here" not in s.screen()[0]
        others = []
        for name in ("Dot Okafor", "Lily Marsh", "Priya Lund", "Tomasz Wren"):
            store = make_store(s.store.data, name, clock=Clock(), seed=9000)
            other = store.presence(store.open(s.handle.path))
            other.beat("swot/factors")
            others.append(other)
        await s.page.presence.meet()
        await s.settle()
        assert "5 here" in s.screen()[0]
        others[0].leave()
        await s.page.presence.meet()
        assert "4 here" in s.screen()[0]


async def test_two_at_the_same_words_are_told() -> None:
    async with stage("vision/statement", solo=False) as s:
        await s.page.presence.meet()
        tomasz = s.someone_else(TOMASZ, leads=True)
        store = make_store(s.store.data, TOMASZ, clock=Clock(), seed=9000)
        other = store.presence(tomasz)
        other.beat("vision/statement#record:statement/advantage")
        await s.page.presence.meet()
        await s.settle()
        assert "is changing" not in s.message
        other.beat("vision/statement#record:statement/objective")
        await s.page.presence.meet()
        await s.settle()
        assert s.message == "! Tomasz Wren is changing these words too."


def test_a_sign_from_before_the_clock_was_set_back_is_nobody(tmp_path: Any) -> None:
    from aligntui.store.local.presence import Presence

    now = [1_000_000.0]
    path = tmp_path / "kiosk.json"
    one, two = (Presence(path, name, now=lambda: now[0]) for name in ("Ines Calder", "Dot Okafor"))
    one.beat()
    two.beat()
    assert len(one.all()) == 2
    now[0] -= 3600
    one.beat()
    assert [here.name for here in one.all()] == ["Ines Calder"]


async def test_many_letters_in_one_packet_are_one_sign_of_life(monkeypatch: pytest.MonkeyPatch) -> None:
    async with stage("vision/statement", solo=False) as s:
        other = make_store(s.store.data, TOMASZ, clock=Clock(), seed=9000)
        other.presence(s.handle).beat("")
        await s.page.presence.meet()
        assert s.page.presence.company.others
        met: list[None] = []
        meet = s.page.presence.meet

        async def counted() -> None:
            met.append(None)
            await meet()

        monkeypatch.setattr(s.page.presence, "meet", counted)
        await s.packet("For people who want bread that keeps")
        await s.settle()
        assert s.page.scene.place_now().endswith("#record:statement/objective")
        assert len(met) == 1


@pytest.mark.parametrize("mine", ["shown", "beside"])
async def test_who_loses_words_to_a_choice_is_told_and_opens_it_again(mine: str) -> None:
    async with stage("swot/factors", solo=False) as s:
        await opened(s)
        await s.keys("escape")
        item, cem = s.item("S1"), s.someone_else("Cem Aydin", seed=9000)
        words = {"shown": "Mine first", "beside": "Cem's first"}

        def own() -> None:
            s.handle.apply([Set(id=item.id, field="text", was=item.text, to="Mine first", words=True)])

        if mine == "shown":
            own()
        cem.apply([Set(id=item.id, field="text", was=item.text, to="Cem's first", words=True)])
        if mine == "beside":
            own()
        await s.poll()
        (clash,) = s.session.clashes.values()
        cem.refresh()
        ops, _ = versions.choose(s.view, clash, "Cem's first")
        cem.apply(ops)
        await s.poll()
        assert s.message == (
            '? S1: Cem Aydin chose "Cem\'s first"; your "Mine first" gave way.'
            " ^K show-clash opens the choice again."
        )
        await s.keys("/show-clash")
        assert s.shows("Mine first")
        assert s.shows("Cem's first")
        assert s.item("S1").text == words[mine]
        await s.keys("enter" if mine == "shown" else "down", *["enter"] * (mine == "beside"))
        assert (s.item("S1").text, s.session.clashes) == ("Mine first", {})
        await s.keys("/show-clash")
        assert s.message == "No two versions of the same words wait for a choice."
