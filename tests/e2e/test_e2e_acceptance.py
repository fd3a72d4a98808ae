"""One small plan through all methods, at 80x24, by keyboard alone, with a `kill -9` in the middle.

It reads as what a person does. Each step waits for what she sees before she goes on.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

pytest.importorskip("pyte", reason="pyte is not installed")

from e2e_person import Person
from e2e_pty import eventually
from e2e_tmux import Tmux
from e2e_walk import Walk, writes

pytestmark = pytest.mark.terminal

HALF = "Stand for slow bread ins"


def test_a_plan_is_made_by_keyboard_alone_and_survives_a_kill(
    tmux: Tmux, person: Person, tmp_path: Path
) -> None:
    walk = Walk(tmux, person)
    tmux.run(person.argv("run", "full-guide", "--title", "Millrace"))
    frame(walk)
    vision(walk)
    swot(walk)
    tows(walk)
    killed(walk)
    tows_to_the_end(walk)
    choose(walk)
    objectives(walk)
    scenarios(walk)
    commit(walk)
    export_and_back(person, tmp_path)


def frame(walk: Walk) -> None:
    walk.at("Frame: what is this about?")
    # The guide lies over the first step of a person's first session.
    walk.tmux.until("GUIDE to this step")
    walk.tmux.press("ctrl+g")
    walk.tmux.until(lambda text: "GUIDE to this step" not in text)
    walk.fields(
        decision="Do we grow by the counter or by pre-orders?",
        whose="the whole bakery",
        market="households in Fellbridge",
        against="the ring-road supermarket",
        until="2027-12-31",
    )
    walk.tmux.until("> your work")
    walk.tmux.press("enter")
    # Enter in the last field carries on.
    walk.at("Vision: what we would not give up")


def vision(walk: Walk) -> None:
    walk.cards("We wait for dough", "We buy local grain")
    walk.tmux.type("We never")
    walk.tmux.until("We never")
    # The guide covers the body, and the line keeps its words.
    walk.tmux.press("ctrl+g")
    walk.tmux.until("Values are found, not made up.")
    walk.tmux.press("ctrl+g")
    walk.tmux.until(lambda text: "V1" in text and "We never" in text)
    walk.tmux.type(" bake ahead")
    walk.tmux.press("enter")
    walk.on_disk("We never bake ahead")
    walk.on("Vision: does the value hold?", "Vision: why do we exist?")
    walk.on("Vision: one far and daring aim", "Vision: the day we get there", "Vision: us in three years")
    walk.cards("30% of households buy from us each week")
    walk.on("Vision: what we will not do")
    walk.cards("No second shop before the first runs without us")
    walk.on("Vision: our strategy in one sentence")
    walk.fields(
        objective="Reach 30% of households every week by 31 December 2029",
        scope="selling slow bread by counter and pre-order within eight miles",
        advantage="made by people who know their customers",
    )
    walk.at("Vision: eight tests")
    walk.rate("44343423")
    walk.tmux.until("8 of 8 answered")
    walk.on("Vision: on one page")
    walk.tmux.until("27 words; 4 of 8 tests at 4 or more.")


def swot(walk: Walk) -> None:
    walk.on("SWOT: what helps and what hinders us")
    walk.cards("36-hour sourdough sells out before noon", "Two growers on fixed price")
    walk.next_list("a new weakness")
    walk.cards("Only 2 of 6 bakers can run the deck oven", "83% of members live in 2 sectors")
    walk.next_list("a new opportunity")
    walk.cards("420 new homes at Canal Quarter", "44% of 214 would order ahead")
    walk.next_list("a new threat")
    walk.cards("Supermarket bakery opens in Q3", "Energy contract ends 30 Jun 2027")
    walk.on("SWOT: how do we know?", "SWOT: what decides success?")
    for phase in ("[Rate]", "[Again]"):
        walk.at(phase)
        walk.rate("54544545")
        walk.tmux.until("8 of 8 answered")
        walk.on("[Again]" if phase == "[Rate]" else "SWOT: weigh what is inside")
    walk.on("SWOT: weigh what is outside", "SWOT: how well do we stand?", "SWOT: what counts most?", "Break")


def tows(walk: Walk) -> None:
    walk.on("TOWS: which inside meets which outside?")
    walk.rate("+00+", "0+00", "+000", "00+0")
    walk.tmux.until("rate, next  ^N go on  ")
    walk.on("TOWS: write the strategies")
    walk.strategy("SO1", "Start a weekend bread club with pre-order")
    walk.strategy("WO1", "Certify four more bakers with the grant")


def killed(walk: Walk) -> None:
    """`kill -9` in the middle of a sentence; `open` goes on at the same step with all of it."""
    walk.tmux.press("down")
    walk.tmux.until(writes("ST1"))
    walk.tmux.type(HALF)
    eventually(lambda: walk.person.drafts() == [HALF], "the half sentence is on disk")
    kept = walk.person.words()
    assert len(kept) == 15
    os.kill(walk.tmux.pid, signal.SIGKILL)
    eventually(lambda: walk.tmux.dead, "it is dead")
    walk.tmux.run(walk.person.argv("open", "Millrace"))
    walk.tmux.until(HALF)
    walk.tmux.until("go on in TOWS: write the strategies")
    walk.tmux.press("enter")
    walk.at("TOWS: write the strategies")
    walk.tmux.until(HALF)
    text = walk.tmux.until("SO1 Start a weekend bread club")
    assert "WO1 Certify four more bakers" in text
    assert walk.person.words() == kept
    walk.tmux.type("tead of cheap bread")
    walk.tmux.press("enter")
    walk.on_disk(f"{HALF}tead of cheap bread")
    eventually(lambda: walk.person.drafts() == [], "nothing is being typed")


def tows_to_the_end(walk: Walk) -> None:
    walk.strategy("WT1", "Bake to a demand plan to cut waste")
    walk.on("TOWS: what has nobody used?", "TOWS: read the strategies out")
    walk.tmux.until("Every cell has a card.")


def choose(walk: Walk) -> None:
    walk.on("Choose: impact and effort")
    walk.rate("52", "43", "42", "41")
    walk.on("[Again]")
    walk.rate("52", "43", "42", "41")
    walk.on("[Decide]")
    walk.tmux.until("BIG BETS")
    walk.tmux.press("space")
    walk.tmux.until("taken on  SO1")
    walk.on("Choose: what do we stop?")
    walk.cards("The Monday van")
    walk.on("Choose: put it on record")


def objectives(walk: Walk) -> None:
    walk.on("Goals: what must be true of us?")
    walk.cards("Best-loved in town")
    walk.fields(now="14", target="30", by="2029-12-31")
    walk.fields(measure="weekly reach", unit="%")
    walk.on("Objectives: draft")
    walk.cards("Win paying members for the bread club")
    walk.fields(from_="0", target="300", due="2027-09-30", owner="Ines Calder")
    walk.tmux.until("> goal")
    walk.tmux.press("1", "tab")
    walk.fields(measure="paying members", unit="members")
    walk.tmux.until("> more")
    walk.tmux.press("enter")
    walk.choose(better=1)
    walk.fields(start="2027-01-01")
    walk.on("Objectives: mend", "Objectives: does each one serve a goal?")
    walk.tmux.until("G1 Best-loved in town")
    walk.on("Break")


def scenarios(walk: Walk) -> None:
    walk.on("Scenarios: which decision is it about?")
    walk.fields(question="How should we grow until 2030?", until="2030-12-31")
    walk.on("Scenarios: what drives our world?")
    walk.cards("how townspeople buy bread", "price of local grain", "rules for night work")
    walk.on("Scenarios: how hard, and how unsure?")
    walk.rate("55", "44", "51")
    walk.on("[Again]")
    walk.rate("55", "44", "51")
    walk.on("Scenarios: choose two axes")
    walk.tmux.press("enter")
    walk.choose(X=1)
    walk.fields(left_end="on the spot", right_end="planned ahead")
    walk.tmux.until(">Y")
    walk.tmux.press("enter")
    walk.choose(Y=2)
    walk.fields(top_end="steady", bottom_end="jumpy")
    walk.tmux.until(">  If D1 is on the spot, does D2 lean one way?")
    for answer in ("right", "right", "left", "right"):
        walk.tmux.press(answer, "enter")
    walk.tmux.until("independent: no lean found either way")
    walk.tmux.press("space")
    walk.tmux.until("independent, chosen")
    walk.on("Scenarios: four worlds")
    for name in ("Daily Bread", "Booked Bread", "Penny Loaf", "Rationed Oven"):
        walk.tmux.press("enter")
        walk.fields(words=name)
        walk.tmux.until(f"{name}   not begun")
    walk.on("Scenarios: write the news from there")
    walk.tmux.until("1 of 4")
    walk.tmux.type("A Tuesday in 2029: the queue is short and the lockers are full.")
    walk.on_to("2 of 4", "3 of 4", "4 of 4")
    walk.on("Scenarios: what is certain, in each world?", "A  Daily Bread")
    walk.cards("Sell what is baked, not what was ordered")
    walk.on("B  Booked Bread", "C  ", "D  ", "Scenarios: does it work in each world?")
    walk.rate("2110", "1111", "0101", "1021")
    walk.on("[Again]")
    walk.rate("2110", "1111", "0101", "1021")
    walk.tmux.until("robust")
    walk.on("Scenarios: signposts", "Scenarios: what do we start, hold, prepare?")


def commit(walk: Walk) -> None:
    walk.on("Commit: it failed. Why?")
    walk.cards("The only one who knows the booking system left in May")
    walk.on("Commit: which number would have warned us?", "Commit: who does what first?")
    walk.on("Commit: before we part", "Frame: what is the answer?")
    walk.fields(answer="By pre-orders and the bread club")
    walk.at("Commit: The plan on one page")
    assert " By pre-orders and the bread club\n" in walk.tmux.text
    walk.tmux.until("^R findings")
    text = walk.tmux.text
    assert "SO1 Start a weekend bread" in text
    assert "OB1 Win paying members for the" in text
    walk.tmux.press("ctrl+q")
    eventually(lambda: walk.tmux.dead, "it has ended")


def export_and_back(person: Person, folder: Path) -> None:
    """`export` gives the plan; what is imported elsewhere exports as the same bytes."""
    plan = person.command("export", "Millrace")
    assert plan.returncode == 0
    for words in (
        "Reach 30% of households every week by 31 December 2029", "36-hour sourdough sells out before noon",
        f"{HALF}tead of cheap bread", "Best-loved in town", "Win paying members for the bread club",
        "Rationed Oven", "The Monday van",
    ):  # fmt: skip
        assert words in plan.stdout
    file = folder / "plan.yaml"
    file.write_text(plan.stdout, encoding="utf-8", newline="")
    other = Person(folder / "elsewhere" / "home", person.bin, "Priya Lund")
    assert other.command("import", str(file)).returncode == 0
    again = other.command("export", "Millrace")
    assert again.stdout == plan.stdout
    shown = other.command("show", "Millrace")
    assert "OB1 Win paying members for the" in shown.stdout
