"""A full disk on every kind of step and every page: nothing falls over, nothing pretends to be saved."""

from __future__ import annotations

from faults import no_room

from trust_kit import Stage, chosen, stage  # isort: skip
from case_session import millrace

KEYS = (
    "W",
    "Words",
    "enter",
    "3",
    "space",
    "escape",
    "delete",
    "ctrl+down",
    "/merge",
    "ctrl+z",
    "enter",
    "2",
    "down",
)
PAGES = ("ctrl+r", "ctrl+l", "ctrl+o", "ctrl+g", "?", "ctrl+f", "ctrl+k", "ctrl+t", "/timer-more")


async def pressed(s: Stage, key: str) -> None:
    await (s.type(key) if len(key) > 1 and key[0].isupper() else s.keys(key))
    assert s.app.is_running, (s.here, key)


async def test_every_kind_of_step_lives_through_a_full_disk() -> None:
    async with stage("agenda:full-guide", solo=False, fill=millrace()) as s:
        waited = 0
        for number in chosen(s):
            with no_room():
                await s.page.going.open_at(number)
                await s.settle()
                for key in KEYS:
                    await pressed(s, key)
                s.flush()
                await s.page.keeping.retry()
                await s.back()
                assert s.screen()[0].endswith("NOT SAVED") == bool(s.handle.waiting), s.here
                waited += bool(s.handle.waiting)
            await s.page.keeping.retry()
            await s.settle()
            assert not s.page.unsaved, s.here
        assert waited > len(chosen(s)) // 2


async def test_every_page_lives_through_a_full_disk() -> None:
    async with stage("swot/factors", solo=False) as s:
        await s.type("Sourdough")
        await s.keys("enter", "escape")
        with no_room():
            await s.keys("delete")
            for key in PAGES:
                await s.keys(key)
                for more in ("down", "delete", "Because", "enter", "+", "ctrl+down", "escape", "escape"):
                    if s.top is s.page:
                        break
                    await pressed(s, more)
                await s.back()
            assert s.screen()[0].endswith("NOT SAVED")
        await s.page.keeping.retry()
        assert not s.page.unsaved
