"""No word is lost and none lands in the wrong place: packets, pastes, drafts, other people."""

from __future__ import annotations

from case_session import millrace
from stage import make_store, stage

# several keys in one packet


async def test_keys_of_one_packet_land_where_they_belong() -> None:
    async with stage("swot/factors") as s:
        await s.packet("abc\rdef")
        assert s.words("strengths") == ["abc"]
        assert s.step.adding.words.value == "def"
        await s.packet("\tby count\rghi\r")
        assert s.words("strengths") == ["abc", "def", "ghi"]
        assert s.item("S2").fields == {"evidence": "by count"}
        assert s.item("S3").fields == {}


async def test_a_packet_that_leaves_the_line_runs_the_rest_as_commands() -> None:
    async with stage("swot", at="swot/factors") as s:
        await s.packet("Sourdough\r\x1b[A\x0e")
        assert s.words("strengths") == ["Sourdough"]
        # Up took the empty line to the last list; ctrl+n left it and asked before it goes on.
        assert s.message.endswith("Still open: 3 to 6 lines in each box (now 1 in all). ^N again goes on.")
        await s.packet("\x0e")
        assert s.here == "swot/evidence"


async def test_a_packet_through_the_fields_of_a_form() -> None:
    async with stage("swot/scope") as s:
        await s.packet("Grow?\rthe bakery\t\x1b[Z")
        record = s.view.record("scope")
        assert record.fields == {"decision": "Grow?", "whose": "the bakery"}
        assert s.step.form.slot.key == "whose"
        await s.packet("\rtown\rrival\r31 feb 2027\r")
        assert s.view.record("scope").fields["against"] == "rival"
        assert "until" not in s.view.record("scope").fields
        assert "There is no 31 feb 2027 in the calendar" in s.message
        assert s.step.form.slot.key == "until"


# pastes


async def test_a_paste_while_letters_are_commands_opens_the_line() -> None:
    async with stage("swot/factors") as s:
        await s.keys("escape")
        rev = s.session.meta.rev
        await s.packet("\x1b[200~nqxu delete all\x1b[201~")
        assert s.typing
        assert s.step.adding.words.value == "nqxu delete all"
        assert s.session.meta.rev == rev


async def test_twelve_lines_are_twelve_cards_only_after_one_question() -> None:
    lines = [f"strength number {n}" for n in range(1, 13)]
    async with stage("swot/factors") as s:
        await s.keys("escape")
        await s.paste("\n".join(lines))
        assert s.message.endswith("12 lines: 12 cards? Enter makes them, Esc makes one line of them.")
        assert s.words("strengths") == []
        await s.keys("enter")
        assert s.words("strengths") == lines
        assert s.message == "12 cards kept. ^Z takes them back together."
        await s.keys("ctrl+z")
        assert s.words("strengths") == []


async def test_pasted_lines_behind_words_in_the_line_keep_their_order() -> None:
    async with stage("swot/factors") as s:
        await s.type("We ")
        await s.paste("bake\r\n\r\n  sell  \nserve")
        assert s.step.adding.words.value == "We bake"
        await s.keys("down", "enter")
        assert s.words("strengths") == []
        assert s.words("weaknesses") == ["We bake", "sell", "serve"]


async def test_no_to_cards_makes_one_line_and_loses_nothing() -> None:
    async with stage("swot/factors") as s:
        await s.paste("one\ntwo\nthree")
        await s.keys("escape")
        assert s.typing
        assert s.step.adding.words.value == "one; two; three"
        await s.keys("enter")
        assert s.words("strengths") == ["one; two; three"]


async def test_lines_that_wait_are_there_again_after_the_line_dropped() -> None:
    async with stage("swot/factors") as s:
        await s.paste("one\ntwo\nthree")
        s.page.hung_up()
        store, handle = s.store, s.handle
        async with stage(store=store, handle=handle) as again:
            assert again.step.adding.words.value == "one"
            await again.keys("enter")
            assert again.words("strengths") == ["one", "two", "three"]


async def test_lines_pasted_into_a_list_fill_its_lines_and_into_one_line_stand_in_it() -> None:
    async with stage("vision/purpose") as s:
        await s.type("bread")
        await s.keys("enter")
        await s.paste("people eat it\nthey meet\nnobody is alone")
        await s.keys("escape")
        assert s.view.record("vision").fields["whys"] == ["people eat it", "they meet", "nobody is alone"]
    async with stage("swot/scope") as s:
        await s.paste("Do we grow\nby pre-orders?")
        await s.keys("enter")
        assert s.view.record("scope").fields["decision"] == "Do we grow by pre-orders?"


async def test_a_paste_where_nothing_takes_words_changes_nothing() -> None:
    async with stage("tows", at="tows/grid", fill=millrace("factors")) as s:
        rev = s.session.meta.rev
        await s.paste("+++++ nn qq")
        assert s.session.meta.rev == rev
        assert s.here == "tows/grid rate"
        assert s.message.endswith("Nothing here takes words.")


async def test_terminal_codes_in_a_paste_are_only_words() -> None:
    async with stage("swot/factors") as s:
        await s.paste("\x1b]52;c;ZXZpbA==\x07evil\x1b[2J \u202ertl [@click=app.quit]x[/]")
        await s.keys("enter")
        assert s.words("strengths") == ["evil rtl [@click=app.quit]x[/]"]


# drafts


async def test_half_a_line_is_on_disk_and_comes_back() -> None:
    async with stage("swot/factors", fill=millrace("factors")) as s:
        await s.keys("down", "down")
        await s.type("Open a web shop for week")
        await s.keys("tab")
        await s.type("44% of 214")
        s.flush()
        drafts = s.store.drafts(s.handle.session.meta.id).all()
        assert sorted(d.text for d in drafts.values()) == ["44% of 214", "Open a web shop for week"]
        async with stage(store=s.store, handle=s.handle) as again:
            assert again.step.adding.words.value == "Open a web shop for week"
            assert again.step.adding.second.value == "44% of 214"
            assert again.typing
            await again.keys("enter")
            again.flush()
            assert again.store.drafts(again.handle.session.meta.id).all() == {}


async def test_words_of_a_field_wait_as_a_draft_until_they_are_kept() -> None:
    async with stage("vision/picture") as s:
        await s.type("It is a wet Tuesday")
        await s.keys("ctrl+j")
        await s.type("at half past seven")
        s.flush()
        assert "picture" not in s.view.record("vision").fields
        async with stage(store=s.store, handle=s.handle) as again:
            assert again.focused.text == "It is a wet Tuesday\nat half past seven"
            await again.keys("escape")
            assert again.view.record("vision").fields["picture"].startswith("It is a wet Tuesday\n")
            again.flush()
            assert again.store.drafts(again.handle.session.meta.id).all() == {}


async def test_what_cannot_be_read_stays_in_its_line() -> None:
    async with stage("objectives", at="objectives/goals", fill=millrace("goals")) as s:
        await s.keys("enter", "tab")
        assert s.step.opened.form.slot.key == "baseline"
        await s.keys("ctrl+u")
        await s.type("fourteen of them")
        await s.keys("enter")
        assert "is no number" in s.message
        assert s.step.opened.form.slot.key == "baseline"
        assert s.item("G1").fields["baseline"] == "14"
        await s.keys("escape")
        assert s.step.opened is not None
        assert s.message.endswith("The same key again leaves, and the words wait.")
        await s.keys("escape")
        assert s.step.opened is None
        s.flush()
        async with stage(store=s.store, handle=s.handle, at="objectives/goals") as again:
            await again.keys("enter")
            assert again.shows("fourteen of them")


async def test_leaving_by_every_door_keeps_the_field() -> None:
    for keys in (["enter"], ["tab"], ["escape"], ["ctrl+n"], ["ctrl+l"]):
        async with stage("swot", at="swot/scope") as s:
            await s.type("Grow?")
            await s.keys(*keys)
            assert s.view.record("scope").fields == {"decision": "Grow?"}, keys


async def test_words_in_the_add_line_become_a_card_only_with_enter() -> None:
    async with stage("swot", at="swot/factors") as s:
        await s.type("Sourdough")
        await s.keys("escape")
        await s.go_on()
        await s.keys("ctrl+p")
        assert s.words("strengths") == []
        assert s.here == "swot/factors write"
        assert s.step.adding.words.value == "Sourdough"


# undo and other people


async def test_a_kept_card_is_taken_back_and_brought_again() -> None:
    async with stage("swot/factors") as s:
        await s.type("Sourdough\nService\n")
        assert s.gist.startswith("S2 kept. ^Z takes it back.")
        await s.keys("ctrl+z")
        assert s.words("strengths") == ["Sourdough"]
        await s.keys("ctrl+z")
        assert s.words("strengths") == []
        await s.keys("ctrl+y", "ctrl+y")
        assert s.words("strengths") == ["Sourdough", "Service"]


async def test_cards_of_others_come_in_and_leave_the_line_alone() -> None:
    async with stage("swot/factors", fill=millrace("factors"), solo=False) as s:
        await s.keys("down")
        await s.type("Half a tho")
        cursor = s.cursor
        other = s.someone_else()
        from aligntui.engine import edits

        item, ops = edits.add(
            s.view, lambda: "other1", "strengths", "Said by Tomasz", by="Tomasz Wren", at=""
        )
        other.apply(ops, "S6 kept")
        await s.poll()
        assert "Said by Tomasz" in s.words("strengths")
        assert s.step.adding.words.value == "Half a tho"
        assert s.cursor == cursor
        assert s.typing
        assert item.id == "other1"


async def test_two_people_change_the_same_words() -> None:
    async with stage("swot/factors", fill=millrace("factors"), solo=False) as s:
        await s.keys("escape", "enter", "shift+tab", "shift+tab")
        assert s.step.opened.form.slot.key == "text"
        from aligntui.engine import edits

        other = s.someone_else()
        other.apply(edits.put(s.view, s.item("S1"), "text", "Sourdough sells out by eleven"))
        await s.keys("end")
        await s.type(", every day")
        await s.keys("enter")
        [clash] = s.session.clashes.values()
        assert clash.theirs == "Sourdough sells out by eleven"
        assert clash.yours == "36-hour sourdough sells out before noon, every day"
        assert s.item("S1").text == "Sourdough sells out by eleven"


async def test_who_types_where_somebody_keeps_other_words_is_told_at_once() -> None:
    async with stage("swot/factors", fill=millrace("factors"), solo=False) as s:
        await s.keys("escape", "enter", "shift+tab", "shift+tab", "end")
        await s.type(", every day")
        from aligntui.engine import edits

        other = s.someone_else()
        other.apply(edits.put(s.view, s.item("S1"), "text", "Sourdough sells out by eleven"))
        await s.poll()
        told = s.message
        assert told.startswith(f"! {other.person} has kept")
        assert "Sourdough sells out by elev" in told
        assert "Enter puts your words beside it" in told


async def test_other_fields_of_the_same_card_do_not_clash() -> None:
    async with stage("swot/factors", fill=millrace("factors"), solo=False) as s:
        await s.keys("escape", "enter", "tab", "tab")
        assert s.step.opened.form.slot.key == "compared"
        from aligntui.engine import edits

        other = s.someone_else()
        other.apply(edits.put(s.view, s.item("S1"), "evidence", "counted again"))
        await s.type("the supermarket")
        await s.poll()
        assert s.shows("counted again")
        await s.keys("enter")
        assert s.session.clashes == {}
        assert s.item("S1").fields["compared"] == "the supermarket"
        assert s.item("S1").fields["evidence"] == "counted again"


async def test_two_terminals_of_one_person_share_their_drafts() -> None:
    async with stage("swot/factors") as s:
        await s.type("Half")
        s.flush()
        second = make_store(s.store.data, seed=900)
        async with stage(store=second, handle=second.open(s.handle.path)) as other:
            assert other.step.adding.words.value == "Half"


async def test_going_on_past_a_value_that_cannot_be_read_asks_once() -> None:
    async with stage("objectives", at="objectives/goals", fill=millrace("goals")) as s:
        await s.keys("enter", "tab", "tab", "tab", "ctrl+u")
        await s.type("fourteen of them")
        await s.keys("ctrl+n")
        assert s.here == "objectives/goals"
        assert s.message.endswith("The same key again leaves, and the words wait.")
        await s.keys("ctrl+n")
        assert s.here == "objectives/draft"
        s.flush()
        assert "fourteen of them" in str(s.drafts.all())
