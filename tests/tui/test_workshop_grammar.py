"""One grammar for all kinds: the frame holds, letters are words or values, nine keys do the rest."""

from __future__ import annotations

import random
import string

import pytest
from case_session import millrace
from rich.cells import cell_len
from stage import Stage, stage

from aligntui.session.model import Session
from aligntui.tui.kinds.choices import ChoiceEditor
from aligntui.tui.pages.home.page import Home
from aligntui.tui.workshop.page import WorkshopPage

KINDS = {
    "board": "swot/factors", "grid": "tows/grid", "cells": "tows/cards", "plot": "choose/rate",
    "ask points": "swot/weigh-inside", "ask scale": "swot/importance", "ask tests": "vision/tests",
    "form": "vision/statement", "long form": "vision/picture", "form of items": "scenarios/stories",
    "pairs": "scenarios/axes",
    "table": "objectives/draft", "worlds": "scenarios/worlds", "wind tunnel": "scenarios/tunnel",
    "children": "scenarios/effects", "report": "tows/result",
}  # fmt: skip
"""A step of each way of drawing."""
EACH = pytest.mark.parametrize("step", KINDS.values(), ids=KINDS.keys())
FEW = ["board", "grid", "cells", "plot", "form", "long form", "table", "worlds"]
SOME = pytest.mark.parametrize("step", [KINDS[name] for name in FEW], ids=FEW)
"""Those that differ in how they take keys."""


def on(step: str, *parts: str, **more: object) -> object:
    """A stage on this step of its method's run, with the Millrace case in it."""
    return stage(step.partition("/")[0], at=step, fill=millrace(*parts), **more)  # type: ignore[arg-type]


def frame_holds(s: Stage) -> None:
    """Rows 1-3 and the last two hold; no row is too wide; the state and the cursor tell the truth."""
    width, height = s.app.size
    rows = s.raw()
    assert len(rows) == height
    assert [cell_len(row) for row in rows] == [width] * height
    places = {name: s.page.query_one(f"#{name}").region for name in ("bar", "head", "message", "keys")}
    head = places["head"].height
    assert head == 2 or (head == 3 and s.typing), "what prompts a line may take two rows"
    assert [(r.y, r.height) for r in places.values() if r.y != height - 3] in (
        [(0, 1), (1, head), (height - 2, 1), (height - 1, 1)],
        [(0, 1), (1, head), (height - 1, 1)],
    )
    assert places["message"].bottom == height - 1
    assert rows[0].startswith(" Millrace 2027")
    assert rows[1].strip()
    assert rows[2].strip()
    assert s.typing == s.step.typing
    focused = s.focused
    if focused is not None:
        assert focused.region.width
        x, y = s.cursor
        assert focused.region.contains(min(x, focused.region.right - 1), y), (focused, s.cursor)


@EACH
async def test_the_frame_holds_wherever_one_goes(step: str) -> None:
    async with on(step) as s:
        frame_holds(s)
        for key in ("escape", "down", "right", "tab", "enter", "escape"):
            await s.keys(key)
            frame_holds(s)
        await s.resize(120, 40)
        frame_holds(s)


@EACH
@pytest.mark.parametrize("opened", [False, True], ids=["closed", "opened"])
async def test_a_letter_is_a_word_or_a_value_and_never_a_command(step: str, opened: bool) -> None:
    async with on(step) as s:
        if opened:
            await s.keys("escape", "enter") if s.typing else await s.keys("enter")
            if s.top is not s.page:
                return
        elif s.typing:
            await s.keys("escape")
        for letter in string.ascii_letters:
            here, before, places = s.here, live(s.session), standing(s)
            await s.keys(letter)
            assert s.top is s.page, f"{letter} opened another page"
            assert (s.here, standing(s)) == (here, places), f"{letter} moved something"
            edit = s.page.edit
            if edit is not None:
                assert edit.words.endswith(letter), f"{letter} is not in the line"
                await s.keys("ctrl+u", *([] if opened else ["escape"]))
            elif isinstance(s.focused, ChoiceEditor) and s.focused.small.typed:
                assert s.focused.small.typed.endswith(letter), f"{letter} found nothing"
            elif live(s.session) == before:
                assert "do nothing here" in s.message or letter in "YNPynp", letter


def standing(s: Stage) -> object:
    """What no letter changes: which cards there are and in what state, phases, rounds, what is open."""
    session = s.session
    cards = {item.id: (item.status, item.collection, item.pos, item.into) for item in session.items.values()}
    phases = {step.id: (step.phase, step.state) for run in session.runs.values() for step in run.steps}
    return cards, phases, {round_.id: round_.state for round_ in session.rounds.values()}


@SOME
async def test_a_sign_that_comes_right_behind_going_on_is_text_there(step: str) -> None:
    async with on(step) as s:
        await s.packet("\x0eb")
        assert s.top is not s.page or s.page.edit is None or s.page.edit.words.endswith("b")


@SOME
async def test_esc_goes_out_level_by_level_to_home_and_never_further(step: str) -> None:
    async with on(step) as s:
        for _ in range(6):
            if isinstance(s.top, Home):
                break
            await s.keys("escape")
        assert isinstance(s.top, Home)
        await s.keys("escape", "escape")
        assert isinstance(s.top, Home)
        assert s.app.is_running


@SOME
async def test_going_on_and_back(step: str) -> None:
    async with on(step) as s:
        first = (s.here, s.heading)
        await s.go_on()
        if s.top is not s.page:
            return
        assert (s.here, s.heading) != first
        frame_holds(s)
        # A step of several parts is walked back part by part.
        for _ in range(6):
            await s.keys("ctrl+p")
            if s.here.startswith(step):
                return
        pytest.fail(f"going back does not come back from {s.here}")


@EACH
async def test_the_guide_leaves_the_line_free_that_one_types_in(step: str) -> None:
    async with on(step) as s:
        if not s.typing:
            return
        await s.keys("ctrl+g")
        for _ in range(4):
            frame_holds(s)
            line = s.page.edit
            over = s.page.query_one("#below")
            assert line is None or not line.region.overlaps(over.region)
            await s.keys("tab")


@SOME
async def test_the_guide_opens_and_closes_and_leaves_the_words_alone(step: str) -> None:
    async with on(step) as s:
        typing = s.typing
        if typing:
            await s.type("half a")
        before = s.screen()
        await s.keys("ctrl+g")
        assert s.shows("GUIDE to this step")
        assert s.typing == typing
        frame_holds(s)
        await s.keys("escape")
        assert s.screen()[3:22] == before[3:22]
        frame_holds(s)


async def test_esc_and_a_letter_in_one_packet_are_esc_and_then_the_letter() -> None:
    async with on("vision/statement") as s:
        await s.type("bakers")
        await s.packet("\x1bt")
        # Out of the field, which is kept, and the letter goes into it again.
        assert s.page.edit is not None
        assert s.page.edit.words.endswith("t")


CHANGES = {
    "swot/factors": ["escape", "delete"], "tows/grid": ["plus"], "tows/cards": ["escape", "ctrl+down"],
    "vision/statement": ["z", "escape"], "vision/picture": ["z", "escape"],
    "scenarios/stories": ["z", "escape"],
    "scenarios/axes": ["up", "left"],
    "objectives/draft": ["delete"], "scenarios/worlds": ["enter", "z", "escape"],
    "scenarios/tunnel": ["minus", "1"], "scenarios/effects": ["z", "enter", "escape"],
}  # fmt: skip
"""A change of words, status, place, link or answer in each kind that keeps one."""


@pytest.mark.parametrize("step", CHANGES)
async def test_undo_takes_the_last_change_back_and_redo_brings_it_again(step: str) -> None:
    async with on(step) as s:
        before = s.session
        await s.keys(*CHANGES[step])
        now = s.session
        assert live(now) != live(before)
        await s.keys("ctrl+z")
        assert live(s.session) == live(before), s.message
        await s.keys("ctrl+y")
        assert live(s.session) == live(now), s.message


def live(session: Session) -> object:
    """All that a person sees of a session."""
    items = {i.id: (i.text, i.status, i.fields, i.pos) for i in session.items.values() if not i.retired}
    records = {key: record.fields for key, record in session.records.items() if any(record.fields.values())}
    links = {key: link.fields for key, link in session.links.items()}
    given = {ballot.round: ballot.answers for ballot in session.ballots.values() if ballot.answers}
    return items, records, links, given


async def test_undo_takes_back_what_was_answered_in_secret_and_nothing_else() -> None:
    async with on("swot/importance", solo=False) as s:
        before = {i.id: (i.text, i.status) for i in s.session.items.values()}
        await s.keys("4", "up", "ctrl+z")
        assert s.message == "Undone: your answer on S1 is as it was before."
        assert {i.id: (i.text, i.status) for i in s.session.items.values()} == before
        assert not any(b.answers for b in s.session.ballots.values())


SIGNS = [*string.ascii_letters, *"0123459+-/?", "space", "backspace", "enter", "enter", "escape", "escape"]
MOVES = ["tab", "shift+tab", "up", "down", "left", "right", "home", "end", "pageup", "pagedown"]
ALWAYS = [f"ctrl+{letter}" for letter in "npzylrgftks"]


@EACH
async def test_no_row_of_keys_breaks_anything(step: str) -> None:
    """Any keys in any order: the frame holds after each, and the session can be read."""
    chance = random.Random(step)
    async with on(step, solo=chance.random() < 0.5, size=chance.choice([(80, 24), (120, 40)])) as s:
        for _ in range(12):
            if s.typing and chance.random() < 0.4:
                await s.type(chance.choice(["bread", "5", "30 Sep 27", "Ines", "x y"]))
            await s.keys(chance.choice([*SIGNS, *MOVES, *ALWAYS]))
            if not any(isinstance(page, WorkshopPage) for page in s.app.screen_stack):
                break
            while s.top is not s.page:
                s.top.dismiss()
                await s.settle()
            frame_holds(s)


async def test_the_last_row_says_how_the_commands_are_reached() -> None:
    async with stage("swot/factors", fill=millrace("factors")) as s:
        assert s.screen()[-1].endswith("^K commands")
        await s.keys("escape")
        assert s.screen()[-1].endswith("/ commands")
        await s.keys("/")
        assert "Esc close" in s.screen()[-1]
        await s.keys("escape")
        assert s.screen()[-1].endswith("/ commands")


async def test_two_slashes_begin_a_text_with_one() -> None:
    async with stage("swot/factors") as s:
        await s.type("//etc is no strength\n")
        assert s.words("strengths") == ["/etc is no strength"]


async def test_marked_cards_say_what_may_be_done_with_them() -> None:
    async with stage("swot", at="swot/factors", fill=millrace("factors")) as s:
        await s.keys("escape", "home", "space", "down", "space")
        assert "2 marked: merge, move, park" in s.screen()[-1]
        await s.keys("enter")
        assert s.shows("leave them marked")
        await s.keys("x", "7", "enter", "enter")
        assert len(s.words("strengths")) == 5, "the first row changes nothing, and letters answer nothing"
        await s.keys("enter", "down", "down", "enter")
        assert len(s.words("strengths")) == 3
        assert s.words("weaknesses")[-2:] == [
            "36-hour sourdough sells out before noon",
            *s.words("weaknesses")[-1:],
        ]
        assert s.message == "2 cards moved to Weaknesses. ^Z takes them back together."
        await s.keys("ctrl+z")
        assert len(s.words("strengths")) == 5
        await s.keys("home", "space", "down", "space", "enter", "up", "up", "end", "up", "enter")
        assert len(s.words("strengths")) == 3
        assert s.message == "2 cards parked. ^Z brings them back together."


async def test_a_sign_grades_nothing_while_another_question_is_asked() -> None:
    async with stage("swot", at="swot/factors", phase="merge", fill=millrace("factors")) as s:
        before = [s.item(f"S{n}").fields["grade"] for n in (1, 2, 3)]
        await s.keys("home")
        assert "0-4" not in s.screen()[-1]
        assert "grade:" not in "".join(s.screen()[-8:])
        await s.keys("1", "2", "0")
        assert [s.item(f"S{n}").fields["grade"] for n in (1, 2, 3)] == before
        assert s.page.edit.words == "120", "what is typed here begins a card"


async def test_a_list_without_a_value_has_no_column_for_it() -> None:
    async with stage("swot", at="swot/factors", solo=False) as s:
        await s.type("Sourdough sells out by noon\n")
        await s.go_phase("merge")
        assert s.shows("Sourdough")
        assert not s.shows("  grade")


async def test_ctrl_z_in_a_line_takes_typing_back_before_it_takes_changes_back() -> None:
    async with stage("swot/factors") as s:
        await s.type("One\n")
        await s.type("half a wo")
        await s.keys("ctrl+z")
        assert (s.page.edit.words, s.words("strengths")) == ("", ["One"])
        await s.keys("ctrl+y")
        assert s.page.edit.words == "half a wo"
        await s.keys("ctrl+u", "ctrl+z")
        assert s.page.edit.words == "", "what the line was entered with"
        await s.keys("ctrl+z")
        assert s.words("strengths") == []


async def test_the_question_whether_one_goes_on_goes_with_it() -> None:
    async with stage("swot/factors") as s:
        await s.keys(*["enter"] * 7)
        assert "Enter goes on, Esc stays with the cards." in s.message
        await s.keys("escape")
        assert "Enter goes on" not in s.message


async def test_how_to_take_a_card_back_is_said_as_it_works_now() -> None:
    async with stage("swot/factors") as s:
        await s.type("Bread is gone by noon\n")
        assert s.gist.startswith("S1 kept. ^Z takes it back.")
        await s.keys("escape")
        assert s.gist.startswith("S1 kept. ^Z takes it back.")
        await s.keys("ctrl+z")
        assert s.words("strengths") == []


@pytest.mark.parametrize(("sign", "said"), [("q", "Letters"), ("7", "Such digits"), ("%", "Such signs")])
async def test_a_sign_that_does_nothing_is_called_what_it_is(sign: str, said: str) -> None:
    async with stage("choose/rate") as s:
        s.page.set_focus(None)
        s.page.say(s.page.typist._nothing(sign))
        assert s.message.startswith(f"{said} do nothing here")


async def test_a_key_has_one_meaning_while_the_guide_lies_over_the_step() -> None:
    async with stage("tows", at="tows/cards", fill=millrace("factors", "match")) as s:
        assert ("PgDn", "another") in s.step.hints()
        await s.keys("ctrl+g")
        hints = s.page.guide.with_keys(s.step.hints())
        assert s.page.guide.is_open
        assert [key for key, _ in hints if "PgDn" in key] == ["PgUp/PgDn"]
