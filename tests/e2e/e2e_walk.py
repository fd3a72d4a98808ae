"""A person walking through a workshop by keyboard: what she sees, and what she presses then."""

from __future__ import annotations

from e2e_person import Person
from e2e_pty import eventually
from e2e_tmux import Tmux

GO_ON = "M-n"
"""Esc and n in one packet: out of the line, and on."""


class Walk:
    """Keys and what must be on the screen before the next ones.

    Args:
        tmux: Her terminal.
        person: She.
    """

    def __init__(self, tmux: Tmux, person: Person) -> None:
        self.tmux = tmux
        self.person = person

    def at(self, title: str) -> None:
        """Wait until this step is on the screen."""
        self.tmux.until(lambda text: title in text.split("\n")[1])

    def on(self, title: str) -> None:
        """Go on to this step."""
        self.tmux.press(GO_ON)
        self.at(title)

    def cards(self, *lines: str) -> None:
        """Write cards in the add line."""
        for line in lines:
            self.tmux.until(lambda text: "TYPING" in text)
            self.tmux.type(line)
            self.tmux.press("enter")
            self.on_disk(line)

    def strategy(self, code: str, words: str) -> None:
        """Write a strategy into the cell that this code belongs to; it cites the pair that is shown."""
        if "TYPING" not in self.tmux.row(24):
            self.tmux.press("a")
        self.tmux.until(" >")
        while f" {code} >" not in self.tmux.text:
            before = self.tmux.row(20)
            self.tmux.press("down")
            self.tmux.until(lambda text, before=before: text.split("\n")[19].rstrip() != before)
        self.tmux.type(words)
        self.tmux.press("enter")
        # The card opens on what it rests on.
        self.tmux.until("> cites")
        self.on_disk(words)
        self.tmux.press("escape")
        self.tmux.until("Tab next cell")

    def fields(self, **answers: str) -> None:
        """Fill fields of a form, one after the other, by their labels."""
        for label, words in answers.items():
            self.tmux.until(lambda text, name=label.replace("_", " "): f"> {name}" in text)
            self.tmux.type(words)
            self.tmux.press("enter")

    def on_disk(self, words: str) -> None:
        """Wait until it is on disk; nothing but Enter puts it there."""
        eventually(lambda: words in self.person.words(), f"{words!r} is on disk")

    def run(self, stop=""):
        w=self
        self.tmux.run(self.person.argv("run","full-guide","--title","Millrace"))
        w.at("Frame: what is this about?")
        w.fields(
            decision="Do we grow by the counter or by pre-orders?", whose="the whole bakery",
            market="households in Fellbridge", against="the ring-road supermarket", until="2027-12-31",
        )
        w.at("Vision: what we would not give up")
        w.cards("We wait for dough", "We buy local grain")
        w.on("Vision: does the value hold?")
        w.on("Vision: why do we exist?")
        w.on("Vision: one far and daring aim")
        w.on("Vision: the day we get there")
        w.on("Vision: us in three years")
        w.cards("30% of households buy from us each week")
        w.on("Vision: what we will not do")
        w.cards("No second shop")
        w.on("Vision: our strategy in one sentence")
        w.fields(
            objective="Reach 30% of households every week by 31 December 2029",
            scope="selling slow bread by counter and pre-order within eight miles",
            advantage="made by people who know their customers",
        )
        w.at("Vision: eight tests")
        self.tmux.press(*"44343423")
        w.on("Vision: on one page")
        w.on("SWOT: write, merge and vote the factors")
        w.cards("36-hour sourdough sells out before noon", "Two growers on fixed price")
        self.tmux.press("enter"); self.tmux.until("a new weakness")
        w.cards("Only 2 of 6 bakers can run the deck oven", "83% of members live in 2 sectors")
        self.tmux.press("enter"); self.tmux.until("a new opportunity")
        w.cards("420 new homes at Canal Quarter", "44% of 214 would order ahead")
        self.tmux.press("enter"); self.tmux.until("a new threat")
        w.cards("Supermarket bakery opens in Q3", "Energy contract ends 30 Jun 2027")
        w.on("SWOT: how do we know?")
        w.on("SWOT: what decides success?")
        self.tmux.press(*"54544545")
        self.tmux.until("8 of 8 answered")
        w.on("[Again]")
        self.tmux.press(*"54544545")
        self.tmux.until("8 of 8 answered")
        w.on("SWOT: weigh what is inside")
        w.on("[Again]")
        w.on("SWOT: weigh what is outside")
        w.on("[Again]")
        w.on("SWOT: how well do we stand?")
        w.on("SWOT: what counts most?")
        w.on("Break")
        w.on("TOWS: which inside meets which outside?")
        self.tmux.press(*"+00+0+00+00000+0")
        self.tmux.until(lambda text: "open, n go on" not in text)
        w.on("TOWS: write the strategies")
        w.strategy("SO1", "Start a weekend bread club with pre-order")
        w.strategy("WO1", "Certify four more bakers with the grant")
        w.strategy("ST1", "Stand for slow bread instead of cheap bread")
        w.strategy("WT1", "Bake to a demand plan to cut waste")
        w.on("TOWS: what has nobody used?")
        w.on("TOWS: read the strategies out")
