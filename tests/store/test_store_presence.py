from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from aligntui.store.local import fs
from aligntui.store.local.names import here_of
from aligntui.store.local.presence import FRESH, LITTER, Presence, machine
from aligntui.store.local.repository import Store
from aligntui.store.values import AWAY, Here


class Now:
    def __init__(self) -> None:
        self.at = 1_800_000_000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def now() -> Now:
    return Now()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kiosk.json"


def test_who_is_here_and_where(path: Path, now: Now) -> None:
    ines, dot = Presence(path, "Ines Calder", now=now), Presence(path, "Dot Okafor", now=now)
    assert ines.all() == []
    ines.beat()
    dot.beat("O3/text")
    assert ines.all() == [Here("Dot Okafor", "O3/text"), Here("Ines Calder", "", me=True)]
    assert ines.others() == [Here("Dot Okafor", "O3/text")]
    dot.beat()
    assert ines.others() == [Here("Dot Okafor")]
    dot.leave()
    assert ines.others() == []
    ines.leave()
    assert not here_of(path).exists()


def test_who_says_nothing_is_gone(path: Path, now: Now) -> None:
    ines, dot = Presence(path, "Ines Calder", now=now), Presence(path, "Dot Okafor", now=now)
    dot.beat()
    now.at += FRESH
    assert len(ines.others()) == 1
    now.at += 1
    assert ines.others() == []
    dot.beat()
    assert len(ines.others()) == 1
    now.at += LITTER + 1
    ines.beat()
    assert len(ines.all()) == 1
    assert len(list(here_of(path).iterdir())) == 1
    dot.beat()
    dot.beat()
    assert len(ines.others()) == 1


def test_who_says_nothing_for_less_than_a_minute_is_only_away(path: Path, now: Now) -> None:
    ines, dot = Presence(path, "Ines Calder", now=now), Presence(path, "Dot Okafor", now=now)
    dot.beat()
    now.at += FRESH + 1
    ines.beat()
    assert ines.all() == [Here("Dot Okafor", away=True), Here("Ines Calder", me=True)]
    assert (ines.others(), ines.lately()) == ([], {"Dot Okafor"})
    now.at += AWAY - FRESH
    ines.beat()
    assert (ines.all(), ines.lately()) == ([Here("Ines Calder", me=True)], set())


def test_one_person_on_two_lines_is_here_twice(path: Path, now: Now) -> None:
    one, two = Presence(path, "Ines Calder", now=now), Presence(path, "Ines Calder", now=now)
    one.beat()
    two.beat()
    assert [here.me for here in one.all()].count(True) == 1
    assert len(one.all()) == 2


def test_it_never_wakes_the_session(store: Store) -> None:
    handle = store.create("Kiosk")
    presence = store.presence(handle)
    presence.beat("O3")
    assert not handle.refresh()
    assert [entry.title for entry in store.entries()] == ["Kiosk"]
    assert stat.S_IMODE(here_of(handle.path).stat().st_mode) == 0o700


def test_in_a_shared_folder_the_team_can_see(tmp_path: Path, now: Now) -> None:
    folder = tmp_path / "team"
    folder.mkdir()
    folder.chmod(0o2770)
    old = os.umask(0o077)
    try:
        Presence(folder / "kiosk.json", "Ines Calder", now=now).beat()
    finally:
        os.umask(old)
    assert stat.S_IMODE(here_of(folder / "kiosk.json").stat().st_mode) == 0o2770
    (sign,) = here_of(folder / "kiosk.json").iterdir()
    assert stat.S_IMODE(sign.stat().st_mode) == 0o660


def test_what_others_left_there_is_no_danger(path: Path, now: Now) -> None:
    ines = Presence(path, "Ines Calder", now=now)
    ines.beat()
    folder = here_of(path)
    (folder / "garbage").write_bytes(b"\xff{")
    (folder / "list").write_text("[]")
    (folder / "big").write_text('{"name": "' + "x" * 10_000 + '"}')
    (folder / "rude").write_text('{"name": "Dot\\u001b[2J"}')
    os.mkfifo(folder / "pipe")
    (folder / "link").symlink_to("/etc/passwd")
    for child in folder.iterdir():
        os.utime(child, (now.at, now.at), follow_symlinks=False)
    assert ines.others() == [Here("Dot")]


def test_no_right_to_write_there_is_no_trouble(path: Path, now: Now) -> None:
    here_of(path).write_text("in the way")
    ines = Presence(path, "Ines Calder", now=now)
    ines.beat()
    assert ines.all() == []
    ines.leave()


def _sign(path: Path, now: Now, host: str, pid: int) -> Path:
    folder = here_of(path)
    folder.mkdir(exist_ok=True)
    sign = folder / f"{pid}-0badf00d"
    sign.write_text(json.dumps({"name": "Ines Calder", "place": "O3/text", "host": host, "pid": pid}))
    os.utime(sign, (now.at, now.at))
    return sign


def test_a_process_of_this_machine_that_was_killed_is_nobody(path: Path, now: Now) -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    killed = _sign(path, now, machine(), child.pid)
    assert Presence(path, "Ines Calder", now=now).all() == []
    assert not killed.exists()


def test_numbers_of_processes_say_nothing_about_other_machines(path: Path, now: Now) -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    elsewhere = _sign(path, now, "another", child.pid)
    assert Presence(path, "Dot Okafor", now=now).others() == [Here("Ines Calder", "O3/text")]
    assert elsewhere.exists()
    # A sign without a machine, as an older version writes it, counts until it is old.
    elsewhere.write_text('{"name":"Ines Calder"}')
    os.utime(elsewhere, (now.at, now.at))
    assert Presence(path, "Dot Okafor", now=now).others() == [Here("Ines Calder")]


def test_a_dead_sign_that_may_not_be_removed_is_nobody_too(
    path: Path, now: Now, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    _sign(path, now, machine(), child.pid)

    def refused(_: str) -> None:
        raise PermissionError

    monkeypatch.setattr(fs, "unlink", refused)
    assert Presence(path, "Ines Calder", now=now).all() == []
