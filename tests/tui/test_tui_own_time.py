"""Tests of screens go by a time of their own: no answer of theirs depends on how busy the machine is."""

from __future__ import annotations

import asyncio
import threading

from own_time import OwnTimeLoop, wall
from stage import stage


async def test_a_timer_is_due_when_one_has_waited_for_it_and_a_wait_costs_nothing() -> None:
    loop, due = asyncio.get_running_loop(), []
    assert isinstance(loop, OwnTimeLoop)
    loop.call_later(5.0, due.append, "five seconds")
    for _ in range(1_000):
        await asyncio.sleep(0)
    assert due == []
    began = wall()
    await asyncio.sleep(86_400)
    assert due == ["five seconds"]
    assert round(wall() - began) == 86_400


async def test_a_job_in_a_thread_is_waited_for_whatever_timers_run() -> None:
    loop, due, may = asyncio.get_running_loop(), [], threading.Event()
    loop.call_later(30.0, due.append, "half a minute")
    job = asyncio.ensure_future(asyncio.to_thread(may.wait))
    for _ in range(1_000):
        await asyncio.sleep(0)
    may.set()
    assert await job
    assert due == []


async def test_what_a_page_below_does_is_done_when_all_has_settled() -> None:
    done: list[str] = []
    async with stage("swot/factors") as s:

        async def work() -> None:
            for name in ("first", "second"):
                await s.app.do(done.append, name)

        await s.keys("ctrl+k")
        assert s.top is not s.page
        s.page.call_later(work)
        await s.settle()
        assert done == ["first", "second"]
