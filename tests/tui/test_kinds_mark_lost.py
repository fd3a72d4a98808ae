"""A secret round in which one's own mark is lost: nobody counts twice, and it is said as what it is."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest
from case_session import millrace
from stage import Stage, make_store, stage

from aligntui.engine.runs.start import start
from aligntui.methods.library import Library
from aligntui.store.local import files

COUNTED = "Your mark in this secret round is lost, so you count as having answered."


def ballots(s: Stage) -> list[dict[str, Any]]:
    return [ballot.answers for ballot in s.session.ballots.values()]


async def answered(store: Any, handle: Any) -> Path:
    """Somebody rates two strategies in secret; gives the file with the mark."""
    async with stage(store=store, handle=handle, at="choose/rate") as s:
        await s.keys("4", "4")
        assert len(ballots(s)) == 1
        drafts = s.drafts
    return Path(drafts.path)


def begun(tmp_path: Path) -> tuple[Any, Any]:
    store = make_store(tmp_path)
    handle, _ = start(store, Library(), "choose", title="Millrace 2027", solo=False)
    millrace("strategies")(store, handle)
    return store, handle


async def test_who_lost_the_mark_counts_as_having_answered_until_a_ballot_is_opened_anew(
    tmp_path: Path,
) -> None:
    store, handle = begun(tmp_path)
    path = await answered(store, handle)
    path.write_bytes(path.read_bytes()[:-3])
    again = make_store(tmp_path, seed=900)
    opened = again.open(handle.path)
    async with stage(store=again, handle=opened, at="choose/rate") as s:
        before = ballots(s)
        await s.keys("1", "2")
        assert ballots(s) == before
        assert s.message.endswith(f"{COUNTED} ^K next-person opens a ballot anew here.")
        await s.keys("/next-person", "enter", "3")
        assert len(ballots(s)) == 2
        assert before[0] in ballots(s)
    opened.close()
    handle.close()


async def test_it_is_said_when_the_session_opens_and_once_only(tmp_path: Path) -> None:
    store, handle = begun(tmp_path)
    path = await answered(store, handle)
    path.write_bytes(b"")
    again = make_store(tmp_path, seed=900)
    opened = again.open(handle.path)
    async with stage(store=again, handle=opened, at="choose/rate") as s:
        assert "were damaged" in s.message
        assert "you count as having answered" in s.message
        s.page.say("")
        s.page.keeping.tell_news()
        await s.settle()
        assert "damaged" not in s.message
    assert path.with_name(f"{path.name}.damaged-1").exists()
    opened.close()
    handle.close()


async def test_a_round_that_opens_later_is_answered_as_ever(tmp_path: Path) -> None:
    store, handle = begun(tmp_path)
    drafts = store.drafts_of(handle)
    drafts.put("a", "b")
    drafts.path.write_bytes(b"")
    again = make_store(tmp_path, seed=900)
    opened = again.open(handle.path)
    async with stage(store=again, handle=opened, at="choose/rate") as s:
        await s.keys("4", "4")
        assert len(ballots(s)) == 1
    opened.close()
    handle.close()


async def test_a_mark_that_cannot_be_read_now_is_not_replaced_by_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, handle = begun(tmp_path)
    path = await answered(store, handle)
    again = make_store(tmp_path, seed=900)
    opened = again.open(handle.path)
    again._notebook._known.clear()
    real = files.read

    def fails(wanted: Path) -> tuple[bytes, files.Version]:
        if wanted == path:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return real(wanted)

    async with stage(store=again, handle=opened, at="choose/rate") as s:
        # The page knows nothing of it from before.
        s.drafts._file._last = b""
        monkeypatch.setattr(files, "read", fails)
        before = ballots(s)
        await s.keys("1", "2")
        assert ballots(s) == before
        assert "cannot be read now" in s.message
        monkeypatch.setattr(files, "read", real)
        await s.keys("1")
        assert len(ballots(s)) == 1
    opened.close()
    handle.close()
