"""How many keys a workshop takes beside its words: `solo-90` from first question to plan.

Counted is every key that is no sign of what is said: Enter, Tab, arrows, chords. Words, and the digits and
signs that are values, are the content; the same content takes the same keys each time.
"""

from __future__ import annotations

import asyncio
from collections import Counter

from stage import Stage, stage

MOST = 102
"""Keys that all of it may take."""
FACTORS = {
    "S": (
        ("36-hour sourdough sells out before noon", "till log: gone by 11:30 on 22 of 30 days"),
        ("Service people talk about", "4.8/5 over 612 public reviews"),
        ("Two local grain growers on fixed price", "contracts; cover 64% of flour"),
    ),
    "W": (
        ("Only 2 of 6 bakers certified for the deck oven", "training log"),
        ("We speak to our old customers only", "83% of members live in 2 of 7 sectors"),
    ),
    "O": (
        ("420 new homes at Canal Quarter", "council list, Sep 2026"),
        ("Customers want to order ahead", "44% of 214 asked would pre-order"),
    ),
    "T": (
        ("Supermarket bakery opens on the ring road", "planning notice"),
        ("Energy contract ends 30 Jun 2027", "three quotes, +28% on average"),
    ),
}  # fmt: skip
STRATEGIES = (
    "Start a weekend bread club with pre-order",
    "Certify four more bakers with the grant",
    "Stand for slow bread instead of cheap bread",
    "Bake to a demand plan to cut waste",
)
INSIDE, OUTSIDE = ("30", "20", "15", "25", "10"), ("30", "30", "25", "15")


class Counting:
    """Somebody who plays a stage, and whose keys are counted by the kind and step they are pressed in."""

    def __init__(self, on: Stage) -> None:
        self.stage = on
        self.keys: Counter[tuple[str, str, str]] = Counter()
        """(kind, step, key) -> how often."""
        self.signs = 0
        """Signs of the content."""

    async def press(self, *names: str) -> None:
        """Keys that are no content."""
        for name in names:
            scene = self.stage.page.scene
            self.keys[scene.step.kind, scene.here.step, name] += 1
            await self.stage.keys(name)

    async def say(self, *texts: str, then: str = "enter") -> None:
        """Words into the line in focus, and the same key behind each."""
        for text in texts:
            self.signs += len(text)
            await self.stage.type(text)
            await self.press(then)

    async def value(self, *signs: str) -> None:
        """Values, which go on by themselves."""
        for typed in signs:
            self.signs += len(typed)
            await self.stage.keys(*typed)

    async def card(self, words: str, second: str) -> None:
        """A card with its second line."""
        await self.say(words, then="tab")
        await self.say(second)

    async def on(self, to: str) -> None:
        """Go on to a step, or to a phase of it; once more where something is missing."""
        for _ in range(2):
            if not self.stage.here.startswith(to):
                await self.press("ctrl+n")
        self.stands(to)

    def stands(self, at: str) -> None:
        """Whether one is there."""
        assert self.stage.here.startswith(at), f"not at {at}: {self.stage.here}"


async def play(one: Counting) -> None:
    """The whole of solo-90."""
    one.stands("swot/scope")
    await one.say(
        "Do we grow by the counter or by pre-orders?", "the whole bakery", "households in Fellbridge",
        "the ring-road supermarket", "2027-12-31",
    )  # fmt: skip
    await one.value("1")
    await one.press("enter")
    one.stands("vision/purpose")
    await one.say("bread, from grain grown near here", "people eat it every day", "")
    await one.say("give people a good daily reason to meet")
    one.stands("vision/three-years")
    await one.card("30% of households buy from us each week", "14%")
    await one.card("six bakers run the deck oven", "2")
    await one.card("net margin of 9%", "5.8%")
    await one.on("vision/wont")
    await one.card("No second shop before the first runs without us", "two shops, one owner")
    await one.on("vision/statement")
    await one.say(
        "Reach 30% of households every week by 31 December 2029",
        "selling slow bread by counter and pre-order within eight miles",
        "made by people who know their customers",
    )
    one.stands("vision/tests")
    await one.value(*"44343423")
    await one.on("swot/factors")
    for number, cards in enumerate(FACTORS.values()):
        if number:
            await one.press("enter")
        for words, second in cards:
            await one.card(words, second)
    await one.on("swot/evidence")
    await one.value(*"333334343")
    await one.on("swot/weigh-inside")
    await one.value(*INSIDE)
    await one.on("swot/weigh-inside again")
    await one.value(*INSIDE)
    await one.on("swot/weigh-outside")
    await one.value(*OUTSIDE)
    await one.on("swot/weigh-outside again")
    await one.value(*OUTSIDE)
    await one.on("tows/grid")
    await one.value(*"0++0", *"+++0", *"00+0", *"+000", *"+0+0")
    await one.on("tows/cards")
    for number, words in enumerate(STRATEGIES):
        if number:
            await one.press("enter")
        await one.say(words)
    await one.on("choose/rate")
    await one.value(*"52424332")
    await one.on("choose/rate again")
    await one.value(*"52424332")
    await one.on("choose/rate decide")
    await one.press("space", "down", "space")
    await one.on("choose/stop")
    await one.card("Newspaper adverts, 5,500 a year", "5,500 a year")
    await one.on("objectives/goals")
    await one.say("Best-loved in town", "14", "30", "2029-12-31", "weekly reach", "%")
    await one.on("objectives/draft")
    await one.say("Win paying members for the bread club", "0", "300", "2027-09-30", "Ines Calder")
    await one.value("1")
    await one.press("enter")
    await one.say("paying members", "members")
    await one.on("objectives/mend")
    await one.on("commit/premortem")
    await one.card("The only one who knows the booking system left", "two learn it by May")
    await one.on("commit/warning")
    await one.card("Flour, butter and energy cost per loaf", "over 1.45, two months running")
    await one.on("commit/close")
    await one.say("ring the county office about the training grant", "2026-11-30", "Dot", "2027-02-26")
    await one.on("swot/answer")
    await one.say("We grow by pre-orders first")
    one.stands("commit/plan")


def counted() -> tuple[Counter[tuple[str, str, str]], int]:
    """Keys that the whole of solo-90 takes, and signs of its content."""

    async def playing() -> Counting:
        async with stage("agenda:solo-90", solo=True) as on:
            one = Counting(on)
            await play(one)
            return one

    one = asyncio.run(playing())
    return one.keys, one.signs


def said(keys: Counter[tuple[str, str, str]], signs: int) -> str:
    """Figures in one line: by kind, then by key."""

    def shares(place: int) -> str:
        totals: Counter[str] = Counter()
        for key, count in keys.items():
            totals[key[place]] += count
        return ", ".join(f"{name} {count}" for name, count in totals.most_common())

    return f"solo-90, {signs:,} signs: {keys.total()} keys beside them ({shares(0)}; {shares(2)})"
