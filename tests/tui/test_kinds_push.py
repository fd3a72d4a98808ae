"""`push`: what a step hands on to another list when it is done."""

from __future__ import annotations

from case_session import millrace
from stage import stage

PARTS = ("drivers", "axes", "scenarios", "effects")


async def test_chances_and_threats_of_the_worlds_are_copied_to_the_lists_of_swot() -> None:
    async with stage("scenarios", at="scenarios/effects", fill=millrace(*PARTS)) as s:
        await s.keys("tab")
        for _ in range(6):
            await s.keys("ctrl+n")
            if not s.here.startswith("scenarios/effects"):
                break
        assert s.message == "ok Copied: 2 to Opportunities. ^Z takes them back."
        assert s.words("opportunities") == ["counter, classes, long table", "club, data, near-zero waste"]
        copy = s.view.items("opportunities")[0]
        assert [(relation, item.id) for relation, item in s.view.citing("e0")] == [("copies", copy.id)]
        # Done once more, nothing is copied twice.
        await s.keys("ctrl+p")
        for _ in range(6):
            await s.keys("ctrl+n")
            if not s.here.startswith("scenarios/effects"):
                break
        assert len(s.words("opportunities")) == 2
        await s.keys("ctrl+z")
        assert s.words("opportunities") == []
