"""One walk through each kind and each phase by keyboard: what is kept, and what is said."""

from __future__ import annotations

from typing import Any

import pytest
from case_session import millrace
from stage import Stage, stage

from aligntui.engine import edits, grids
from aligntui.engine.kinds import ask, plot
from aligntui.engine.rounds.asked import subject_ids
from aligntui.session.model import Session
from aligntui.session.ops import Set

LISTS = ("strengths", "weaknesses", "opportunities", "threats")


def rounds(session: Session) -> list[tuple[str, int, str]]:
    """Step, number and state of each round."""
    return [(r.step, r.n, r.state) for r in session.rounds.values()]


def mine(session: Session) -> list[dict[str, Any]]:
    """Answers of each ballot, in the order of the rounds."""
    return [ballot.answers for ballot in session.ballots.values()]


# board


async def test_a_board_from_the_first_word_to_the_next_step() -> None:
    async with stage("swot", at="swot/factors") as s:
        assert s.typing
        assert s.question == "What do we do better than a named rival, in a customer's eyes?"
        await s.type("36-hour sourdough sells out before noon\t")
        await s.type("till log: 22 of 30 days\n")
        assert s.gist.startswith("S1 kept. ^Z takes it back.")
        assert s.item("S1").fields == {"evidence": "till log: 22 of 30 days"}
        await s.type("Service people talk about\n\n")
        assert s.message == "Weaknesses. Up comes back."
        assert s.question == "Where did a customer, a number or a missed goal tell us we fall short?"
        await s.type("Thin cushion\n\n")
        await s.type("420 new homes\n\n")
        await s.type("Energy contract ends\n\n")
        missing = "Still open: 3 to 6 lines in each box (now 5 in all)."
        assert s.message == f"? Nothing more? {missing} Enter goes on, Esc stays with the cards."
        assert [len(s.words(name)) for name in LISTS] == [2, 1, 1, 1]
        await s.keys("enter")
        assert s.here == "swot/evidence"


async def test_cards_are_moved_parked_opened_and_added_to() -> None:
    async with stage("swot", at="swot/factors", fill=millrace("factors")) as s:
        await s.keys("escape", "ctrl+down")
        assert s.words("strengths")[:2] == [
            "Service people talk about",
            "36-hour sourdough sells out before noon",
        ]
        await s.keys("ctrl+up", "delete")
        assert s.gist == "S1 parked. It stays under + parked."
        assert s.words("strengths")[0] == "Service people talk about"
        assert s.shows("+ 1 parked")
        await s.keys("end", "enter", "down", "delete")
        assert s.gist == "S1 is back on the list."
        assert len(s.words("strengths")) == 5
        await s.keys("tab", "/add")
        assert s.step.adding.words.has_focus
        await s.type("We close on Mondays\n")
        assert s.words("weaknesses")[-1] == "We close on Mondays"
        await s.keys("escape", "enter")
        assert s.heading.startswith("W7  Weakness")
        await s.keys("escape", "/cited")
        assert s.gist == "W7 is used in nothing yet."


async def test_a_card_is_filled_field_by_field_and_enter_after_the_last_comes_back() -> None:
    async with stage("swot", at="swot/factors", fill=millrace("factors")) as s:
        await s.keys("escape", "enter")
        assert s.step.opened.form.slot.key == "text"
        await s.keys("enter", "enter")
        assert s.question == "Compared with whom?"
        await s.type("supermarket loaf\n")
        await s.keys("4", "enter")
        assert s.shows("5 more questions, 3 answered")
        await s.keys("enter", "y", "enter", "n", "enter")
        assert s.step.opened.form.slot.key == "points"
        await s.keys("end", "backspace", "backspace")
        await s.type("15\n")
        await s.keys("3", "enter")
        assert s.step.opened is None
        one = {k: v for k, v in s.item("S1").fields.items() if k != "evidence"}
        assert one == {
            "compared": "supermarket loaf", "grade": 4, "importance": 4, "own": "yes", "still": "no",
            "points": "15", "rating": 3,
        }  # fmt: skip


async def test_a_team_writes_reveals_merges_and_votes() -> None:
    async with stage("swot", at="swot/factors", solo=False) as s:
        await s.type("Bread is sold out by noon\nBread is always sold out by noon\nTwo ovens\n")
        await s.keys("ctrl+n")
        assert s.here == "swot/factors reveal"
        await s.keys("ctrl+n")
        assert s.here == "swot/factors merge"
        await s.keys("home", "/merge", "enter", "enter", "enter", "enter")
        assert s.message == "? Nobody said yes aloud yet: Space marks it, or Enter twice merges all the same."
        await s.keys("enter", "enter")
        assert s.gist == "S2 merged into S1. ^Z splits them again."
        assert s.words("strengths") == ["Bread is sold out by noon", "Two ovens"]
        assert s.item("S2").text == "Bread is sold out by noon"
        assert s.item("S3").text == "Two ovens"
        await s.keys("ctrl+n")
        assert s.here == "swot/factors vote"
        assert s.question.startswith("2 cards, 1 dot each. Which")
        await s.keys("home", "down", "space", "space")
        assert s.message == "1 dot placed, none left: ^N hands in, Backspace takes one back."
        await s.keys("backspace", "up", "space")
        assert mine(s.session) == [{s.item("S1").id: 1}]
        await s.keys("ctrl+n", "ctrl+n", "down", "enter")
        assert s.gist.startswith("! Nothing of this round is shown"), "one nameless ballot tells"
        assert rounds(s.session) == [("swot/factors", 1, "revealed")]
        await s.keys("space")
        assert s.message.endswith("These dots are counted. Go on, or undo what you changed.")
        await s.go_on()
        assert s.here == "swot/evidence"


async def test_six_columns_stand_in_two_rows_and_a_card_keeps_its_column() -> None:
    async with stage("scenarios", at="scenarios/drivers") as s:
        assert s.question == "Politics: what is decided in town and country that moves us?"
        await s.type("Parking\n\nFlour price\n")
        await s.keys("down", "down")
        await s.type("Platform terms\n")
        assert [(i.text, i.fields["heading"]) for i in s.view.items("drivers")] == [
            ("Parking", "P"), ("Flour price", "E"), ("Platform terms", "T"),
        ]  # fmt: skip


async def test_a_board_for_each_world_in_turn() -> None:
    async with stage("scenarios", at="scenarios/effects", fill=millrace("drivers", "axes", "scenarios")) as s:
        assert s.heading.startswith("A  Market Square")
        await s.type("counter, classes\n")
        await s.keys("ctrl+n")
        assert s.heading.startswith("B  Standing Order")
        await s.type("club\n")
        await s.keys("ctrl+p")
        assert s.heading.startswith("A  Market Square")
        assert [(s.view.code(i), i.text, i.of) for i in s.view.items("effects")] == [
            ("A.e1", "counter, classes", "a"), ("B.e1", "club", "b"),
        ]  # fmt: skip
        for _ in range(4):
            await s.keys("escape")
            await s.go_on()
        assert s.here.startswith("scenarios/tunnel")


# grid


async def test_a_grid_is_crossed_in_silence_and_agreed_when_one_goes_on() -> None:
    async with stage("tows", at="tows/grid", fill=millrace("factors")) as s:
        assert s.question == "Does this strength help us to catch the chance? + yes, 0 no"
        await s.keys("plus", "0", "plus", "space", "right")
        assert [s.step.cross.row, s.step.cross.col] == [0, 4]
        assert grids.crossing(s.step.ctx).open == 106
        assert s.shows("^N go on, 106 open")
        await s.keys("down", "end", "space", "space")
        assert s.question == "Does this strength take the edge off the threat? + yes, 0 no"
        await s.keys("down", "down", "down", "down", "home")
        assert s.question == "Does this weakness keep us from the chance? + yes, 0 no"
        await s.keys("plus", "left", "backspace")
        assert s.view.links("match") == {}
        assert mine(s.session) == [{"s1>o1": 1, "s1>o2": 0, "s1>o3": 1, "s1>o5": 1, "s2>t5": 0}]
        await s.keys("ctrl+n")
        assert s.here == "tows/cards"
        assert {"".join(k): v.fields["strength"] for k, v in s.view.links("match").items()} == {
            "s1o1": 1, "s1o2": 0, "s1o3": 1, "s1o5": 1, "s2t5": 0,
        }  # fmt: skip
        assert rounds(s.session) == [("tows/grid", 1, "revealed")]


async def test_a_wind_tunnel_takes_signs_digits_and_reasons() -> None:
    parts = ("strategies", "drivers", "axes", "scenarios")
    async with stage("scenarios", at="scenarios/tunnel", fill=millrace(*parts)) as s:
        await s.keys("2")
        assert s.step.cross.cells[("so1", "a")] == "+2"
        await s.keys("minus", "1", "0", "plus", "2")
        assert s.step.cross.row == 1
        await s.keys("up", "enter")
        assert s.question == 'SO1 "Start a weekend bread.." with A "Market Square": why?'
        assert s.typing
        await s.type("queues are part of the charm\n")
        assert not s.typing
        assert mine(s.session) == [
            {
                "so1>a": {"value": 2, "note": "queues are part of the charm"},
                "so1>b": -1,
                "so1>c": 0,
                "so1>d": 2,
            }
        ]
        await s.keys("ctrl+n")
        assert s.here == "scenarios/tunnel again"
        link = s.view.link("tunnel", "so1", "a")
        assert link is not None
        assert link.fields == {"fit": 2, "reason": "queues are part of the charm"}


async def test_the_classes_of_a_row_are_explained_beneath_its_grid() -> None:
    parts = ("strategies", "drivers", "axes", "scenarios", "tunnel")
    async with stage("scenarios", at="scenarios/tunnel", fill=millrace(*parts)) as s:
        assert s.shows("robust, exit: in most worlds   robust: works in every world")
        await s.keys(*("down",) * 7)
        assert s.shows("A    Market Square")
        assert s.shows("0 neutral")
        assert s.shows("contingent: half or fewer, set a signpost   hedge: helps where we are weakest")
        await s.keys("down")
        assert s.shows("contingent: half or fewer, set a signpost   bet: +2 somewhere, harm elsewhere")


async def test_yes_and_no_in_a_grid() -> None:
    parts = ("drivers", "axes", "scenarios")
    async with stage("scenarios", at="scenarios/fixed", fill=millrace(*parts)) as s:
        assert [h.code for h in s.step.cross.cols] == ["D12", "D13"]
        await s.keys("y", "n", "space", "enter")
        await s.type("the contract ends in June\n")
        found = {f"{a}{b}": link.fields for (a, b), link in s.view.links("has_fixed").items()}
        assert found == {
            "ad12": {"seen": "yes"}, "ad13": {"seen": "no"},
            "bd12": {"seen": "yes", "how": "the contract ends in June"},
        }  # fmt: skip


async def test_a_grid_without_entries_says_so() -> None:
    async with stage("tows", at="tows/grid", fill=millrace("factors")) as s:
        await s.keys("right", "down")
        other = s.someone_else()
        for item in s.view.items(LISTS):
            other.apply(edits.set_status(item, "parked"))
        await s.poll()
        assert s.shows("Nothing to cross yet: both lists need an entry.")
        await s.keys("plus", "enter", "space", "right")
        assert s.session.ballots == {}


# cells


async def test_a_strategy_rests_on_the_pair_that_prompted_it() -> None:
    async with stage("tows", at="tows/cards", fill=millrace("factors", "match")) as s:
        first = s.question
        assert first.startswith("S1 36-hour sourdough sells")
        assert "+ O2 Customers want" in first
        await s.keys("pagedown")
        assert s.question != first
        await s.keys("pageup")
        assert s.question == first
        await s.keys("down")
        assert s.question.startswith("W1 Only 2 of 6")
        await s.type("Certify four more bakers\n")
        assert s.typing
        assert s.step.opened is None
        assert s.view.linked(s.item("WO1").id, "strategies.cites") == ["w1", "o3"]
        await s.type("Ask the old customers\n")
        assert s.words("strategies") == ["Certify four more bakers", "Ask the old customers"]
        await s.keys("ctrl+z")
        assert s.words("strategies") == ["Certify four more bakers"]
        await s.keys("escape")
        await s.step.focus_on(s.item("WO1").id, "cites")
        await s.settle()
        assert s.question == "Which factors does it rest on?"
        await s.keys("down", "space", "right", "space", "enter")
        assert s.view.linked(s.item("WO1").id, "strategies.cites") == ["w1", "w2", "o2", "o3"]
        assert s.step.opened.form.slot.key == "first_step"
        await s.type("ring the county\n")
        await s.keys("escape", "escape")
        assert s.step.opened is None
        assert s.item("WO1").fields == {"cell": "WO", "first_step": "ring the county"}


@pytest.mark.parametrize("parts", [("factors", "match"), ("factors", "match", "strategies")])
async def test_the_heading_of_what_is_not_used_counts_what_it_lists(parts: tuple[str, ...]) -> None:
    async with stage("tows", at="tows/cards", fill=millrace(*parts), size=(120, 60)) as s:
        if len(parts) == 2:
            await s.type("Start a bread club\n")
        panel = ["".join(text for text, _ in row) for row in s.step.companion() or []]
        at = next(n for n, row in enumerate(panel) if row.startswith(("NOT USED YET", "ALL USED")))
        listed = panel[at + 1 : panel.index("", at)]
        every = sum(
            len(s.view.items(name)) for name in ("strengths", "weaknesses", "opportunities", "threats")
        )
        assert panel[at] == (
            f"NOT USED YET   {len(listed)} of {every}" if listed else f"ALL USED   {every} of {every}"
        )
        assert (len(listed) == every - 2) is (len(parts) == 2)


async def test_a_card_moves_to_another_cell_with_a_new_code() -> None:
    async with stage("tows", at="tows/cards", fill=millrace("factors", "match", "strategies")) as s:
        await s.keys("escape", "enter")
        await s.keys("shift+tab", "shift+tab", "shift+tab") if s.step.opened.form.slot.key != "cell" else None
        s.step.opened.form.focus_key("cell")
        await s.keys("4", "escape")
        assert s.item("WT4").text == "Start a weekend bread club with pick-up lockers"
        assert s.item("SO1").id == s.item("WT4").id
        assert s.shows("WT4")


# plot


async def test_a_plot_is_rated_twice_and_then_decided() -> None:
    def bare(store: Any, handle: Any) -> None:
        millrace("strategies")(store, handle)

        ops = []
        for item in handle.session.items.values():
            ops += [
                Set(id=item.id, field=k, was=item.fields[k], to=None) for k in ("impact", "effort", "live")
            ]
        handle.apply(ops)

    async with stage("choose", at="choose/rate", fill=bare) as s:
        assert s.question.endswith(": How much would it change our year, 1 to 5?")
        await s.keys("5")
        assert s.question.endswith(": How much money, time and nerve does it take, 1 to 5?")
        await s.keys("3", "9")
        assert s.message == "From 1 to 5, not 9."
        await s.keys("4", "2")
        assert mine(s.session) == [{"so1#impact": 5, "so1#effort": 3, "so2#impact": 4, "so2#effort": 2}]
        assert "impact" not in s.item("SO1").fields
        await s.keys("home", "tab", "4", "ctrl+n")
        assert s.message.endswith("10 not rated yet. ^N again goes on without.")
        await s.keys("ctrl+n")
        assert s.here == "choose/rate again"
        assert (s.item("SO1").fields["impact"], s.item("SO1").fields["effort"]) == (5, 4)
        assert s.question == "Now assume the first pass was wrong. Rate all of it again."
        await s.keys("4", "2", "ctrl+n", "ctrl+n")
        assert s.here == "choose/rate decide"
        # The mean of both passes, half up.
        assert (s.item("SO1").fields["impact"], s.item("SO1").fields["effort"]) == (5, 3)
        await s.keys("home", "space", "down", "space")
        assert s.gist == "SO2 taken on."
        await s.keys("space")
        assert s.gist == "SO2 put back."
        assert [i.text for i in s.view.items("strategies") if i.fields.get("live") == "yes"] == [
            s.item("SO1").text
        ]
        await s.keys("up", "enter", "escape", "delete")
        assert s.gist == "SO1 parked. ^Z brings it back."
        await s.keys("/add")
        assert s.typing


# asks


async def test_points_are_given_twice_and_the_mean_stands() -> None:
    async with stage("swot", at="swot/weigh-inside", fill=millrace("factors")) as s:
        await s.keys("6", "0", "down", "4", "5")
        assert ask.tally(s.step.ctx) == "5 too many"
        assert (await s.look()).endswith("5 points too many. Take some back.")
        await s.keys("backspace", "backspace", "3", "9", "plus")
        assert ask.tally(s.step.ctx) == "0 of 100 left"
        await s.keys("ctrl+n")
        assert s.here == "swot/weigh-inside again"
        assert s.question == "Now assume that was wrong. Answer all of it again."
        await s.keys("5", "0", "down", "5", "0", "ctrl+n")
        assert s.here == "swot/weigh-outside rate"
        assert (s.item("S1").fields["points"], s.item("S2").fields["points"]) == ("55", "45")
        assert rounds(s.session) == [
            ("swot/weigh-inside", 1, "revealed"),
            ("swot/weigh-inside", 2, "revealed"),
        ]


async def test_half_of_the_points_wait() -> None:
    async with stage("swot", at="swot/weigh-inside", fill=millrace("factors")) as s:
        before = s.item("S1").fields["points"]
        await s.keys("5", "ctrl+n")
        assert "95 points are left: none of them count until the sum is right." in s.message
        await s.keys("ctrl+n", "ctrl+p")
        assert s.item("S1").fields["points"] == before
        assert rounds(s.session) == [("swot/weigh-inside", 1, "open")]
        assert ask.tally(s.step.ctx) == "95 of 100 left"


async def test_a_scale_goes_on_by_itself_and_writes_the_rating() -> None:
    async with stage("swot", at="swot/importance", fill=millrace("factors")) as s:
        await s.keys("5", "7")
        assert s.message == "From 1 to 5, not 7."
        await s.keys("4", "up", "up", "backspace", "3", "enter", "2")
        assert mine(s.session) == [{"s1": 3, "s2": 4, "s3": 2}]
        await s.keys("ctrl+n")
        assert s.message.endswith("18 without an answer. ^N again goes on without.")
        await s.keys("ctrl+n", "ctrl+n")
        assert s.here == "swot/weigh-inside rate"
        assert [s.item(c).fields["importance"] for c in ("S1", "S2", "S3")] == [3, 4, 2]


async def test_statements_of_the_step_itself_are_rated() -> None:
    async with stage("vision", at="vision/tests") as s:
        assert s.shows("imaginable")
        await s.keys("5", "4", "3", "3", "4", "4", "2", "5")
        assert ask.tally(s.step.ctx) == "8 of 8 answered"
        await s.keys("ctrl+n")
        assert "Your lowest is truthful today, 2: change one word of the sentence." in s.message
        await s.keys("ctrl+n")
        assert s.here == "vision/page"
        assert mine(s.session) == [
            {
                "test:1": 5,
                "test:2": 4,
                "test:3": 3,
                "test:4": 3,
                "test:5": 4,
                "test:6": 4,
                "test:7": 2,
                "test:8": 5,
            }
        ]


# forms


async def test_a_form_keeps_field_by_field_and_says_the_sentence() -> None:
    async with stage("vision", at="vision/statement") as s:
        assert s.question == "What shall be reached: a number and a date?"
        await s.type("Reach 30% of households by 31 December 2029\n")
        assert s.message == "Kept. It is on disk."
        await s.type("selling traceable bread within eight miles")
        assert s.shows("of 35 words")
        await s.keys("tab")
        await s.type("made by people who know their customers\n")
        assert s.here == "vision/tests rate"
        assert s.view.record("statement").fields == {
            "objective": "Reach 30% of households by 31 December 2029",
            "scope": "selling traceable bread within eight miles",
            "advantage": "made by people who know their customers",
        }


async def test_too_many_words_are_counted_not_forbidden() -> None:
    async with stage("vision", at="vision/statement") as s:
        await s.type("a word " * 19)
        assert s.shows("of 35 words !")
        await s.keys("escape")
        assert s.view.record("statement").fields["objective"].startswith("a word a word")


async def test_a_chain_of_whys_grows_line_by_line_and_an_empty_line_ends_it() -> None:
    async with stage("vision", at="vision/purpose") as s:
        await s.type("bread\npeople eat it\nthey meet\n\n")
        assert s.step.form.slot.key == "purpose"
        assert s.view.record("vision").fields["whys"] == ["people eat it", "they meet"]
        await s.type("give people a reason to meet\n")
        assert s.here == "vision/bhag"


async def test_long_text_has_lines_of_its_own() -> None:
    async with stage("vision", at="vision/picture", fill=millrace("records")) as s:
        await s.type("It is a wet Tuesday.")
        await s.keys("ctrl+j")
        await s.type("The lockers hum.")
        assert s.shows("8 of 100 words")
        await s.keys("escape")
        assert s.view.record("vision").fields["picture"] == "It is a wet Tuesday.\nThe lockers hum."
        await s.keys("tab")
        assert s.typing


async def test_a_form_for_each_world_in_turn() -> None:
    async with stage("scenarios", at="scenarios/stories", fill=millrace("drivers", "axes", "scenarios")) as s:
        assert s.shows("Penny Loaf")
        assert s.shows("4 of 4")
        await s.type("By 2029 costs jump.")
        await s.keys("ctrl+p")
        assert s.shows("3 of 4")
        await s.keys("ctrl+n")
        await s.go_on()
        assert s.here == "scenarios/fixed"
        assert s.item("D").fields["story"] == "By 2029 costs jump."


# tables


async def test_a_table_opens_the_row_that_was_just_written() -> None:
    async with stage("objectives", at="objectives/goals") as s:
        assert s.typing
        await s.type("Best-loved in town\n")
        assert s.heading.startswith("G1  Goal")
        assert s.question == "Where does the number stand today?"
        await s.type("?\n30\n31 Dec 2029\n")
        assert s.question == "Which number tells us how far we are?", "what its marks ask for does not wait"
        await s.type("weekly reach\n")
        assert s.question == "What is it counted in?", "it is asked once there is something to count"
        assert not s.shows("more question")
        await s.type("% of households\n")
        await s.keys("escape")
        assert s.step.opened is None
        assert s.item("G1").fields == {
            "measure": "weekly reach", "unit": "% of households", "baseline": "unknown", "target": "30",
            "due": "2029-12-31",
        }  # fmt: skip
        assert s.shows("Best-loved in town")
        assert s.shows("31 Dec 29")


async def test_an_objective_is_prompted_by_a_strategy_and_owned_by_name() -> None:
    async with stage(
        "objectives", at="objectives/draft", fill=millrace("people", "goals", "strategies")
    ) as s:
        assert s.question.startswith("SO1 Start a weekend bread cl")
        await s.type("Win paying members\n")
        assert s.item("OB1").text == "Win paying members"
        assert s.view.linked(s.item("OB1").id, "objectives.from") == ["so1"]
        s.step.opened.form.focus_key("owner")
        await s.type("callum ives\n")
        assert s.item("OB1").fields["owner"] == "p5"
        s.step.opened.form.focus_key("owner")
        await s.keys("end", "ctrl+u")
        await s.type("Lily Marsh\n")
        assert s.view.item(s.item("OB1").fields["owner"]).text == "Lily Marsh"  # type: ignore[union-attr]
        await s.keys("escape")
        assert s.shows("Lily")


# worlds


async def test_four_worlds_are_made_of_the_chosen_pair_and_named() -> None:
    async with stage("scenarios", at="scenarios/worlds", fill=millrace("drivers", "axes")) as s:
        corners = {
            s.view.code(i): (i.fields["when_x"], i.fields["when_y"]) for i in s.view.items("scenarios")
        }
        assert corners == {
            "A": ("low", "low"),
            "B": ("high", "low"),
            "C": ("high", "high"),
            "D": ("low", "high"),
        }
        await s.keys("enter")
        assert s.question == "on the spot, steady: What would a newspaper call this world?"
        await s.type("Market Square\n")
        assert s.step.opened is None
        assert s.view.item(s.step.state.at).text == ""
        await s.keys("right", "down", "enter")
        await s.type("Bread by Appointment")
        await s.keys("escape")
        assert [(s.view.code(i), i.text) for i in s.view.items("scenarios")] == [
            ("A", "Market Square"), ("B", ""), ("C", "Bread by Appointment"), ("D", ""),
        ]  # fmt: skip


# reports, talks, needs


async def test_a_report_is_read_and_enter_goes_on() -> None:
    async with stage("swot", at="swot/result", fill=millrace("factors")) as s:
        top = s.screen()[3:20]
        await s.keys("down", "down", "pagedown", "end")
        assert s.screen()[3:20] != top
        await s.keys("home")
        assert s.screen()[3:20] == top
        await s.keys("enter")
        assert s.top is not s.page


TREE = ("people", "goals", "strategies", "objectives")


async def test_a_tree_is_walked_folded_and_opened() -> None:
    async with stage("objectives", at="objectives/tree", fill=millrace(*TREE)) as s:
        assert s.shows(" v G1 Best-loved in town")
        assert s.shows("> OB1 Win paying members")
        assert s.shows("from SO1 Start a weekend bread club with pick-up lockers, WO2 Rebuild")
        await s.keys("left", "left")
        assert s.shows(">+ G1 Best-loved in town")
        assert s.shows("3 under it")
        assert not s.shows("OB1 Win paying members")
        await s.keys("right", "down", "enter")
        assert s.here == "objectives/draft"
        assert s.shows("OB1")
        assert s.step.opened is not None


async def test_a_goal_can_be_opened_from_the_tree_and_n_goes_on() -> None:
    async with stage("objectives", at="objectives/tree", fill=millrace(*TREE)) as s:
        await s.keys("up", "enter")
        assert s.here == "objectives/goals"
    async with stage("objectives", at="objectives/tree", fill=millrace(*TREE)) as s:
        await s.keys("ctrl+n")
        assert s.top is not s.page


async def test_what_serves_no_goal_hangs_on_a_branch_of_its_own() -> None:
    async with stage("objectives", at="objectives/tree", fill=millrace(*TREE)) as s:
        await s.keys("end")
        assert s.shows("> OB10 Improve our Instagram presence")
        assert s.shows("no owner yet")
        assert s.shows("no goal                        OB10 Improve our Instagram presence")
        await s.keys("left", "enter")
        assert s.shows(">+ without a goal")


async def test_a_line_of_the_plan_says_why() -> None:
    async with stage("commit", at="commit/plan", fill=millrace(*TREE)) as s:
        assert s.shows(">G1 Best-loved")
        await s.keys("enter")
        assert s.top is not s.page
        assert "G1  why it is there" in s.screen()[1]
        await s.keys("escape")
        assert s.top is s.page
        assert s.here == "commit/plan"
        await s.keys("home")
        assert s.shows(">G1")
        await s.keys("pagedown")
        assert s.shows(", in full")


async def test_a_missing_need_leads_to_where_it_is_written_and_back() -> None:
    async with stage("tows") as s:
        assert s.shows("A strategy rests on something inside, and there is nothing yet.")
        assert s.question == "This works on something that is not there yet."
        await s.keys("enter")
        assert s.here == "swot/factors write"
        await s.type("Sourdough\n\n\n\n420 new homes\n")
        await s.keys("escape")
        await s.go_on()
        assert s.here == "tows/grid rate"
        assert grids.crossing(s.step.ctx).open == 1


async def test_a_grid_that_is_hardly_begun_is_not_read_back() -> None:
    async with stage("agenda:full-guide", fill=millrace("factors")) as s:
        refs = [step.step for step in s.page.scene.run.steps]
        await s.page.going.open_at(refs.index("tows/grid"))
        await s.settle()
        await s.keys("plus")
        for _ in range(4):
            if not s.here.startswith("tows/grid"):
                break
            await s.go_on()
        assert s.here.startswith("tows/cards")
        assert "Too few" not in s.message
        assert not s.message.startswith("ok")


async def test_a_break_is_a_break() -> None:
    async with stage("agenda:full-guide") as s:
        at = next(n for n, step in enumerate(s.page.scene.run.steps) if step.step == "break")
        await s.page.going.open_at(at)
        await s.settle()
        assert s.shows("10 minutes.")
        assert s.shows("Everything is on disk.")
        assert s.page.scene.course.reading.running
        await s.keys("enter")
        assert s.here != "break"


async def walk_all(s: Stage, most: int = 120) -> list[str]:
    """Press Esc and n until the end; the places on the way."""
    seen: list[str] = []
    for _ in range(most):
        if s.top is not s.page or "You are through" in s.message:
            return seen
        if not seen or seen[-1] != s.here:
            seen.append(s.here)
        await s.keys("ctrl+n")
    raise AssertionError(f"no end: {seen[-5:]}")


async def test_the_whole_agenda_is_walked_with_n_alone() -> None:
    async with stage("agenda:solo-90", fill=millrace()) as s:
        seen = await walk_all(s)
        steps = list(dict.fromkeys(place.partition(" ")[0] for place in seen))
        run = s.page.scene.run
        # Money is not short here, so that nobody asks how much there is.
        assert [step.step for step in run.steps if step.state != "done"] == ["choose/cash"]
        assert steps == list(dict.fromkeys(step.step for step in run.steps if step.state == "done"))
        assert s.shows("Millrace 2027")


async def test_v_rates_where_enter_goes_to_the_first_field() -> None:
    async with stage("swot", at="swot/factors", fill=millrace("factors")) as s:
        s.someone_else().apply(edits.put(s.view, s.item("S1"), "importance", None))
        await s.poll()
        await s.keys("escape", "home", "enter")
        assert s.step.opened.form.slot.key == "text"
        await s.keys("escape", "/rate")
        assert s.step.opened.form.slot.key == "importance"
        await s.keys("4", "escape", "/rate")
        assert s.step.opened.form.slot.key == "compared", "nothing left to rate: the first empty field"


async def test_a_second_pass_needs_a_first() -> None:
    async with stage("swot", at="swot/weigh-inside", fill=millrace("factors")) as s:
        await s.go_on()
        assert s.here.startswith("swot/weigh-outside")


async def test_points_are_typed_anew_after_coming_back_and_never_fall_to_a_part() -> None:
    async with stage("swot", at="swot/weigh-inside", fill=millrace("factors")) as s:
        await s.keys("1", "0", "backspace")
        assert ask.tally(s.step.ctx) == "99 of 100 left", "back at the number, without its last digit"
        await s.keys("backspace", "5", "0")
        assert ask.tally(s.step.ctx) == "50 of 100 left"
        await s.keys("up", "2", "5")
        assert ask.tally(s.step.ctx) == "75 of 100 left"


async def test_every_number_of_points_ends_in_one_way_and_enter_behind_a_whole_one_skips_nobody() -> None:
    async with stage("swot", at="swot/weigh-inside", fill=millrace("factors")) as s:
        first, second, third, *_ = subject_ids(s.step.ctx)

        def at() -> str:
            return ask.KIND.focus(s.step.ctx, s.step.state)

        assert "2 digits next  Enter after one" in s.screen()[23]
        for number in ("10", "30", "99", "05"):
            await s.keys(*number)
            assert at() == second, number
            assert ask.answering(s.step.ctx).value(first) == int(number)
            await s.keys("enter")
            assert at() == second
            await s.keys("up", "5")
            assert at() == first
            await s.keys("enter")
            assert at() == second
            await s.keys("up")
        await s.keys("down", *"30")
        assert at() == third
        await s.keys("up", "2", "5", "down")
        assert at() == third
        await s.keys("down")
        assert at() not in (first, second, third)


async def test_behind_enter_or_going_on_a_number_of_points_begins_anew() -> None:
    async with stage("swot", at="swot/weigh-inside", fill=millrace("factors")) as s:
        _, _, *others = subject_ids(s.step.ctx)
        await s.keys(*"9", *("down" for _ in others), "down", "9", "enter", "5")
        last = others[-1]
        assert ask.answering(s.step.ctx).value(last) == 5, "no 95"
        await s.keys("ctrl+n", "4")
        assert ask.answering(s.step.ctx).value(last) == 4
        await s.keys(*("up" for _ in others), *"30")
        assert ask.KIND.focus(s.step.ctx, s.step.state) == others[0]
        await s.keys("down")
        assert s.gist.startswith("? Its last digit went on by itself: ")
        await s.keys("up", *"30", "ctrl+n", "down")
        assert ask.KIND.focus(s.step.ctx, s.step.state) == others[1], "an arrow behind another key goes"


async def test_all_points_on_one_line_are_typed_as_they_are_said() -> None:
    async with stage("swot", at="swot/weigh-inside", fill=millrace("factors")) as s:
        first, second, third, *_ = subject_ids(s.step.ctx)
        await s.keys("1", "0", "0")
        answers = ask.answering(s.step.ctx).answers
        assert (answers.get(first), answers.get(second)) == (100, None)
        assert ask.KIND.focus(s.step.ctx, s.step.state) == second
        await s.keys("up", "1", "0", "5", "enter", "up", "1", "0", "0")
        answers = ask.answering(s.step.ctx).answers
        assert (answers[first], answers[second], answers[third]) == (10, 10, 0), "others have some already"


async def test_a_rating_that_goes_across_says_so_and_the_question_names_card_and_scale() -> None:
    async with stage("choose/rate", fill=millrace("factors", "strategies"), solo=True) as s:
        first, second = (s.view.code(item) for item in plot.items(s.step.ctx)[:2])
        asks = {key: plot.scale(s.step.ctx, key).ask for key in ("impact", "effort")}
        for code in (first, second):
            for key, leads in (("impact", "impact, then effort"), ("effort", "effort, next")):
                assert s.question == f"{code}: {asks[key]}"
                assert leads in s.screen()[23]
                await s.keys("4")


async def test_a_second_line_that_enter_goes_past_is_not_left_unsaid() -> None:
    async with stage("vision/three-years") as s:
        await s.type("30% of households buy from us each week\n")
        assert "How does that stand today? Esc, then Enter answers that." in s.message
        await s.type("six bakers run the deck oven")
        await s.keys("tab", "2", "enter")
        assert "today" not in s.message, "it is answered"


async def test_a_chord_of_other_pages_is_said_to_do_nothing_on_this_one() -> None:
    async with stage("swot/factors", fill=millrace()) as s:
        await s.keys("ctrl+l")
        before = type(s.top)
        await s.keys("ctrl+n")
        assert type(s.top) is before
        assert "^N does nothing on this page. Enter: go there." in "\n".join(s.screen())


async def test_pairs_are_offered_in_the_order_of_the_grid() -> None:
    async with stage("tows/cards", fill=millrace("factors", "match")) as s:
        offered = s.step.kind.raised(s.step.ctx, s.step.state)
        first = offered[0]["row"].id
        last = [pair["col"] for pair in offered if pair["row"].id == first][-1]
        s.handle.apply([Set(id=last.id, field="points", was=last.fields.get("points"), to="99")])
        await s.poll()
        offered = s.step.kind.raised(s.step.ctx, s.step.state)
        weight = {item.id: float(item.fields.get("points") or 0) for item in s.view.items("opportunities")}
        of_one = [weight[pair["col"].id] for pair in offered if pair["row"].id == first]
        assert len(of_one) > 1
        assert of_one == sorted(of_one, reverse=True)


async def test_once_all_points_are_given_enter_has_one_meaning_in_the_row() -> None:
    async with stage("swot", at="swot/weigh-inside", fill=millrace("factors")) as s:
        every = subject_ids(s.step.ctx)
        each = 100 // len(every)
        for number in [each] * (len(every) - 1) + [100 - each * (len(every) - 1)]:
            await s.keys(*f"{number:02}")
        assert ask.KIND.focus(s.step.ctx, s.step.state) == every[-1]
        row = s.screen()[23]
        assert f"Enter all {len(every)} answered" in row
        assert row.count("Enter") == 1


async def test_once_all_is_rated_a_narrow_plot_names_the_way_out() -> None:
    async with stage("choose", at="choose/rate", solo=False, fill=millrace("strategies")) as s:
        for _ in range(2 * len(s.view.items("strategies"))):
            await s.keys("3")
        assert plot.is_rated(s.step.ctx)
        assert s.screen()[23].lstrip().startswith("Enter "), s.screen()[23]
