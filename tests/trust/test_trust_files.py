"""What lies on disk: whose it is, who may read it, and what no longer stands in it."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from aligntui.store.opening import copy_to

from trust_kit import ROOT, Clock, library, make_store, stage  # isort: skip
import faults
import watching

from aligntui.engine.runs.start import start
from aligntui.session.model import Item, Round
from aligntui.session.ops import Add, Give, Hand, Open
from aligntui.store.local import handle as handles
from aligntui.store.local.repository import Store

SAID = "the oven will not last the winter"
TEAM = 54321
"""A group that nobody on the machine is in."""
NOBODY = 65534


def modes(folder: Path) -> dict[str, int]:
    """Everything below a folder that others than the owner may touch."""
    found = {}
    for path in [folder, *folder.rglob("*")]:
        mode = stat.S_IMODE(path.lstat().st_mode)
        if mode & 0o077:
            found[str(path.relative_to(folder))] = mode
    return found


async def test_a_whole_tour_leaves_nothing_that_others_may_read(tmp_path: Path) -> None:
    """Sessions, history, copies, locks, presence, drafts, trash, exports, crash notes: umask or not."""
    old = os.umask(0)
    try:
        home = tmp_path / "home"
        clock = Clock()
        store = make_store(home, clock=clock)
        async with stage("swot/factors", solo=False, store=store) as s:
            await s.page.presence.meet()
            await s.type("Sourdough sells out")
            await s.keys("enter")
            await s.type("half a sent")
            s.flush()
            for n in range(400):
                s.handle.apply([Add(item=Item(id=f"x{n}", collection="strengths", series="S", text="a"))])
                clock.forward(minutes=3)
            out = tmp_path / "plan.yaml"
            await s.keys("escape", "ctrl+o", "enter")
            s.focused.value = str(out)
            await s.keys("enter")
            with faults.no_room(s.handle.path.stat().st_size - 10):
                s.handle.waiting.put([Add(item=Item(id="y", collection="strengths", series="S", text="b"))])
            copy_to(s.handle, tmp_path / "stick")
            s.handle.path.write_bytes(b"{")
            s.handle.refresh()
            s.handle.mend()
            twin = store.duplicate(s.handle.path, "Twin")
            store.trash(twin.path)
        kinds = {"".join(path.suffixes) for path in home.rglob("*") if path.is_file()}
        assert {".json", ".json.lock", ".history.jsonl", ".json.damaged-1"} <= kinds
        assert modes(home) == {}
        assert stat.S_IMODE(out.stat().st_mode) == 0o600
        assert modes(tmp_path / "stick") == {}
    finally:
        os.umask(old)


def test_the_command_line_leaves_nothing_that_others_may_read(tmp_path: Path) -> None:
    home = tmp_path / "home"
    env = watching.environment(home)

    def run(*args: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "aligntui", *args],
            env=env,
            capture_output=True,
            check=False,
            cwd=tmp_path,
            umask=0,
        )

    sample = ROOT / "workshops" / "examples" / "millrace-bakehouse.yaml"
    assert run("import", str(sample)).returncode == 0
    assert run("export", "millrace", "-o", "plan.yaml").returncode == 0
    assert run("export", "millrace", "-o", "plan.md").returncode == 0
    assert run("sessions", "--trash", "millrace").returncode == 0
    assert run("sessions", "--restore", "millrace").returncode == 0
    assert modes(home) == {}
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.glob("plan.*")} == {0o600}
    # Never over a file, never through a link, without being told to.
    before = (tmp_path / "plan.yaml").read_bytes()
    (tmp_path / "link.yaml").symlink_to(tmp_path / "plan.yaml")
    (tmp_path / "nowhere.yaml").symlink_to(tmp_path / "new.yaml")
    for name in ("plan.yaml", "link.yaml", "nowhere.yaml"):
        done = run("export", "millrace", "-o", name)
        assert done.returncode == 1
        assert done.stderr.decode().count("\n") == 1
    assert run("export", "millrace", "-o", "link.yaml", "--force").returncode == 1
    assert (tmp_path / "plan.yaml").read_bytes() == before
    assert not (tmp_path / "new.yaml").exists()
    assert run("export", "millrace", "-o", "plan.yaml", "--force").returncode == 0


# several Unix users


@pytest.fixture
def team() -> Iterator[Path]:
    """A setgid folder of a group, and the right to become its members."""
    if os.geteuid() != 0:
        pytest.skip("several Unix users: only root can become them")
    folder = Path(tempfile.mkdtemp(prefix="aligntui-team-"))
    os.chown(folder, 0, TEAM)
    folder.chmod(0o2770)
    yield folder
    subprocess.run(["rm", "-rf", str(folder)], check=True)


WRITER = """
import os, shutil, sys, tempfile
from pathlib import Path
from aligntui.session.model import Item
from aligntui.session.ops import Add
from aligntui.store.local.repository import Store

def work(folder, name):
    ids = iter(range(10**6))
    state = Path(tempfile.mkdtemp())
    at, new_id = "2026-11-21T14:00:00", lambda: f"{name}{next(ids):05}"
    store = Store(folder, state, clock=lambda: at, new_id=new_id, person=name)
    handle = store.open("kiosk") if store.entries() else store.create("Kiosk")
    presence = store.presence(handle)
    presence.beat("swot/factors")
    for n in range(20):
        handle.apply([Add(item=Item(id=f"{name}-{n}", collection="strengths", series="S", text=name))])
    store.drafts(handle.session.meta.id).put("add", "mine alone")
    mode = next(state.rglob("*.json")).stat().st_mode & 0o777
    shutil.rmtree(state)
    return f"{len(presence.all())} {mode:o}"

# Whoever this becomes may not be allowed to read the Python of this machine: everything is imported first.
with tempfile.TemporaryDirectory() as own:
    work(Path(own), "warm")
os.setgroups([54321]); os.setgid(int(sys.argv[2])); os.setuid(int(sys.argv[2])); os.umask(0o077)
print(work(Path(sys.argv[1]), sys.argv[3]))
"""


def test_a_setgid_folder_works_for_several_unix_users(team: Path) -> None:
    users = {"ana": 60001, "ben": 60002, "cleo": 60003}
    for name, uid in users.items():
        done = _as(team, name, uid)
        assert done.returncode == 0, done.stderr
        assert done.stdout.split()[1] == "600"
    running = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(team), str(uid), f"{name}2"], env=_env())
        for name, uid in users.items()
    ]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    store = Store(team, team / "state", clock=Clock(), new_id=lambda: "x", person="w")
    handle = store.open("kiosk")
    assert len(handle.session.items) == 6 * 20
    for path in [p for p in team.rglob("*") if p.is_file()]:
        assert stat.S_IMODE(path.stat().st_mode) == 0o660, path
        assert path.stat().st_gid == TEAM, path
    for path in [p for p in team.rglob("*") if p.is_dir()]:
        assert stat.S_IMODE(path.stat().st_mode) == 0o2770, path
    stranger = _as(team, "eve", 60009, group=60009)
    assert stranger.returncode != 0
    assert "Kiosk" not in stranger.stdout


def _env() -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "HOME": "/tmp",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def _as(folder: Path, name: str, uid: int, group: int = TEAM) -> subprocess.CompletedProcess[str]:
    code = WRITER.replace("54321", str(group))
    return subprocess.run(
        [sys.executable, "-c", code, str(folder), str(uid), name],
        env=_env(),
        capture_output=True,
        text=True,
        check=False,
    )


# erased for good


def test_erased_answers_are_nowhere_in_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Named answers in state, recent, history, copies, trash, drafts of two people and changes that wait."""
    monkeypatch.setattr(handles, "RECENT", 4)
    monkeypatch.setattr(handles, "BLOCK", 2)
    clock = Clock()
    ines, dot = (
        make_store(tmp_path, "Ines Calder", clock=clock),
        make_store(tmp_path, "Dot Okafor", clock=clock, seed=900),
    )
    handle, run = start(ines, library(), "swot/factors", title="Kiosk", solo=False)
    handle.apply([Add(item=Item(id="a", collection="strengths", series="S", text="Oven"))])
    handle.apply([Open(round=Round(id="rq", step="swot/factors", run=run.id, subjects=["a"]))])
    note = {"value": 2, "note": SAID}
    handle.apply([Give(round="rq", ballot="b1", by="Ines Calder", subject="a", to=note)])
    other = dot.open(handle.path)
    other.apply([Give(round="rq", ballot="b2", by="Dot Okafor", subject="a", to=note)])
    clock.forward(minutes=11)
    for n in range(9):
        other.apply([Add(item=Item(id=f"n{n}", collection="strengths", series="S", text="x"))])
    handle.apply([Hand(round="rq", ballot="b1", by="Ines Calder")])
    ref = handle.session.meta.id
    for store in (ines, dot):
        store.drafts(ref).put("rq/a", SAID)
        store.drafts(ref).mark("rq")
    other.waiting.load(dot.drafts(ref))
    with faults.no_room(other.path.stat().st_size // 2):
        other.waiting.put(
            [
                Give(
                    round="rq",
                    ballot="b2",
                    by="Dot Okafor",
                    subject="a",
                    was=note,
                    to={"value": 5, "note": SAID},
                )
            ]
        )
    assert other.waiting.kept
    ines.trash(ines.duplicate(handle.path, "Twin").path)
    before = faults.files_with(tmp_path, SAID)
    assert any(".history.jsonl" in name for name in before)
    assert any(".backups/" in name for name in before)
    assert any(name.startswith("trash/") for name in before)
    assert sum(name.startswith("state/") for name in before) == 2

    handle.erase("rq")

    assert faults.files_with(tmp_path, SAID) == []
    assert faults.files_with(tmp_path, SAID[:20]) == []
    # What waited in another window does not bring them back either.
    tried = other.waiting.retry()
    assert [refused.reason for _, refused in tried.refused] == ["sealed"]
    assert faults.files_with(tmp_path, SAID) == []
    assert handle.history(99)[0].note == "Raw answers erased"


def test_the_trash_by_command_gives_everything_back(tmp_path: Path) -> None:
    home = tmp_path / "home"
    store = make_store(home)
    handle = store.create(
        "Kiosk at the canal", [Add(item=Item(id="a", collection="strengths", series="S", text="Oven"))]
    )
    for n in range(380):
        handle.apply([Add(item=Item(id=f"n{n}", collection="strengths", series="S", text="x"))])
    before = (handle.session, handle.history(999))
    handle.close()
    env = watching.environment(home)

    def run(*args: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "aligntui", *args], env=env, capture_output=True, text=True, check=True
        )
        return done.stdout + done.stderr

    assert "is in the trash" in run("sessions", "--trash", "kiosk")
    assert "No sessions yet" in run("sessions")
    assert "Kiosk at the canal" in run("sessions", "--trashed")
    assert "is back" in run("sessions", "--restore", "kiosk")
    again = store.open("kiosk")
    assert (again.session, again.history(999)) == before
