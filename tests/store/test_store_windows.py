"""Two windows of one person: words typed at one place in both survive, whichever ends first."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligntui.store.local import windows
from aligntui.store.local.drafts import Drafts, place_of
from aligntui.store.local.presence import machine

PLACE = "r1/factors/S@/add"


class Clock:
    def __init__(self) -> None:
        self.number = 0

    def __call__(self) -> str:
        self.number += 1
        return f"2026-11-21T14:{self.number // 60:02d}:{self.number % 60:02d}"


@pytest.fixture
def neighbour() -> Iterator[subprocess.Popen[bytes]]:
    """Another process, as a window."""
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    yield process
    process.kill()
    process.wait()
    assert process.stdin is not None
    process.stdin.close()


def window_of(process: subprocess.Popen[bytes]) -> str:
    return f"{machine()}/{process.pid}/{windows._born(process.pid)}"


def pair(folder: Path, process: subprocess.Popen[bytes]) -> tuple[Drafts, Drafts]:
    clock = Clock()
    here = Drafts(folder, "s", clock=clock)
    return here, Drafts(folder, "s", clock=clock, window=window_of(process))


def test_words_of_both_survive(tmp_path: Path, neighbour: subprocess.Popen[bytes]) -> None:
    here, there = pair(tmp_path, neighbour)
    here.put(PLACE, "Loyal")
    there.put(PLACE, "Open a web")
    here.put(PLACE, "Loyal core")
    assert here.all()[PLACE].text == "Loyal core"
    assert there.all()[PLACE].text == "Open a web"
    assert here.elsewhere()[PLACE].text == "Open a web"
    here.put(PLACE, "")
    assert there.all()[PLACE].text == "Open a web"
    assert here.all() == {}
    assert here.claim(PLACE) == here.take(PLACE) == ""


def test_words_of_a_window_that_is_gone_are_offered(
    tmp_path: Path, neighbour: subprocess.Popen[bytes]
) -> None:
    here, there = pair(tmp_path, neighbour)
    here.put(PLACE, "Loyal")
    there.put(PLACE, "Open a web")
    os.kill(neighbour.pid, signal.SIGKILL)
    neighbour.wait()
    assert here.elsewhere() == {}
    assert here.claim(PLACE) == "Loyal"
    # The card is kept; the next time the line opens the words from over there stand in it.
    here.put(PLACE, "")
    assert here.all()[PLACE].text == "Open a web"
    here.put(PLACE, "")
    assert here.claim(PLACE) == "Open a web"
    here.put(PLACE, "Open a web shop")
    assert [draft.text for draft in here.all().values()] == ["Open a web shop"]
    here.put(PLACE, "")
    assert here.all() == {}


def test_what_an_older_version_kept_is_nobodys(tmp_path: Path) -> None:
    here = Drafts(tmp_path, "s")
    here.put(PLACE, "x")
    here.path.write_text(
        '{"places":{"PLACE":{"text":"Loyal","at":"2026-11-21T14:00:00"}}}'.replace("PLACE", PLACE)
    )
    assert Drafts(tmp_path, "s").claim(PLACE) == "Loyal"


def test_a_process_that_got_the_number_of_a_dead_one_is_another_window(
    neighbour: subprocess.Popen[bytes],
) -> None:
    assert windows.is_living(windows.this_window())
    assert windows.is_living(window_of(neighbour))
    assert not windows.is_living(f"{machine()}/{neighbour.pid}/1")
    assert not windows.is_living(f"elsewhere/{neighbour.pid}/{windows._born(neighbour.pid)}")
    assert not windows.is_living("")
    assert not windows.is_living(f"{machine()}/x/")


@given(
    st.lists(
        st.tuples(st.sampled_from(["here", "there"]), st.sampled_from(["put", "clear", "claim"])), max_size=25
    )
)
@settings(max_examples=40, deadline=None)
def test_no_order_of_two_windows_loses_words(
    tmp_path_factory: pytest.TempPathFactory, moves: list[tuple[str, str]]
) -> None:
    """What a window put and did not clear is there; a model of two dictionaries tells."""
    folder, clock, parent = tmp_path_factory.mktemp("own"), Clock(), os.getppid()
    here = Drafts(folder, "s", clock=clock)
    there = Drafts(folder, "s", clock=clock, window=f"{machine()}/{parent}/{windows._born(parent)}")
    drafts, model = {"here": here, "there": there}, {"here": "", "there": ""}
    for number, (who, what) in enumerate(moves):
        if what == "put":
            model[who] = f"{who} {number}"
            drafts[who].put(PLACE, model[who])
        elif what == "clear":
            model[who] = ""
            drafts[who].put(PLACE, "")
        else:
            assert drafts[who].claim(PLACE) == model[who]
        for name, own in drafts.items():
            shown = own.all().get(PLACE)
            assert (shown.text if shown else "") == model[name]
            assert all(place_of(key) == PLACE for key in own._read().places)


def test_a_window_that_ended_and_was_never_asked_how_is_gone(tmp_path: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", ""])
    window = window_of(process)
    # Ended, and not waited for: its number stays.
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    assert not windows.is_living(window)
    process.wait()
    assert not windows.is_living(window)
