"""doctor: what it says of terminals, folders and sessions of every kind."""

from __future__ import annotations

import fcntl
import os
import stat
from pathlib import Path

import pytest
from cli_kit import METHOD, Shell

from aligntui.cli import facts_places, facts_sessions, facts_terminal
from aligntui.cli.doctor import LIBRARIES, _library, _looked
from aligntui.cli.facts import Fact, told
from aligntui.cli.place import place
from aligntui.store.local.lock import is_held
from aligntui.store.local.names import lock_of


def by_name(facts: list[Fact]) -> dict[str, Fact]:
    return {fact.name: fact for fact in facts}


def test_all_areas_in_order(sh: Shell) -> None:
    done = sh("doctor")
    assert (done.code, done.err) == (0, "")
    heads = [line for line in done.out.splitlines() if line.isupper() and not line.startswith(" ")]
    assert heads == ["TERMINAL", "FOLDERS", "SESSIONS", "VERSIONS", "ERRORS"]
    assert done.out.endswith("Everything needed works.\n")
    assert not sh.home.exists()


def test_json(sh: Shell) -> None:
    sh.sample()
    found = sh("doctor", "--json").json
    assert found["works"] is True
    names = {(fact["area"], fact["name"]) for fact in found["facts"]}
    assert {
        ("terminal", name) for name in ("TERM", "colours", "NO_COLOR", "encoding", "size", "over SSH")
    } <= names
    assert {("folders", name) for name in ("sessions", "own state", "settings", "config.toml")} <= names
    assert {("versions", name) for name in ("python", *LIBRARIES)} <= names
    assert {fact["state"] for fact in found["facts"]} <= {"ok", "note", "warning", "error"}


@pytest.mark.parametrize(
    ("env", "many"),
    [
        ({"COLORTERM": "truecolor", "TERM": "dumb"}, 1 << 24),
        ({"COLORTERM": "24bit"}, 1 << 24),
        ({"TERM": "xterm-256color"}, 256),
        ({"TERM": "xterm-kitty"}, 256),
        ({"TERM": "xterm"}, 16),
        ({"TERM": "linux"}, 16),
        ({}, 16),
        ({"TERM": "dumb"}, 0),
    ],
)
def test_colours(env: dict[str, str], many: int) -> None:
    assert facts_terminal.colours(env) == many


def test_what_the_screen_library_makes_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from rich.console import Console

    for term, colorterm in [
        ("xterm-256color", ""),
        ("xterm", ""),
        ("xterm", "truecolor"),
        ("xterm-kitty", ""),
    ]:
        env = {"TERM": term, **({"COLORTERM": colorterm} if colorterm else {})}
        names = {1 << 24: "truecolor", 256: "256", 16: "standard"}
        known = Console(force_terminal=True, _environ=env).color_system
        assert known == names[facts_terminal.colours(env)]


def test_a_dumb_terminal() -> None:
    fact = by_name(facts_terminal.facts({"TERM": "dumb"}))["TERM"]
    assert fact.state == "warning"
    assert "aligntui show" in fact.mend


def test_over_ssh_without_colorterm() -> None:
    facts = by_name(facts_terminal.facts({"TERM": "xterm-256color", "SSH_TTY": "/dev/pts/3", "TMUX": "x"}))
    assert facts["over SSH"].value == "yes"
    assert "SendEnv COLORTERM" in facts["colours"].mend
    assert facts["tmux, screen, mosh"].value == "tmux"


def test_settings_of_the_screen_library_are_told() -> None:
    env = {"TEXTUAL_DRIVER": "x", "SSH_TTY": "y"}
    fact = by_name(facts_terminal.facts(env))["TEXTUAL_DRIVER"]
    assert fact.state == "warning"
    assert "AcceptEnv" in fact.mend


def test_an_old_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    import sys

    monkeypatch.setattr(sys, "__stderr__", io.TextIOWrapper(io.BytesIO(), encoding="iso-8859-1"))
    fact = by_name(facts_terminal.facts({"LC_ALL": "en_GB.ISO-8859-1"}))["encoding"]
    assert fact.value == "iso-8859-1, LC_ALL=en_GB.ISO-8859-1"
    assert fact.state == "warning"


def test_mosh_is_found_among_the_parents(tmp_path: Path) -> None:
    me = os.getpid()
    for pid, name, parent in ((me, "aligntui) (x", 70), (70, "bash", 60), (60, "mosh-server", 1)):
        (tmp_path / str(pid)).mkdir()
        (tmp_path / str(pid) / "stat").write_text(f"{pid} ({name}) S {parent} 1 1", encoding="utf-8")
    fact = by_name(facts_terminal.facts({"STY": "x"}, proc=tmp_path))["tmux, screen, mosh"]
    assert fact.value == "screen, mosh"
    assert "MOSH_SERVER_NETWORK_TMOUT" in fact.mend
    assert by_name(facts_terminal.facts({}, proc=tmp_path / "no"))["tmux, screen, mosh"].value == "none"


def test_folders_that_others_may_read(sh: Shell) -> None:
    sh.home.mkdir(mode=0o755)
    os.chmod(sh.home, 0o755)
    fact = by_name(facts_places.facts(place()))["sessions"]
    assert fact.state == "warning"
    assert fact.mend.endswith(f"chmod 700 {sh.home}.")
    os.chmod(sh.home, 0o700)
    assert by_name(facts_places.facts(place()))["sessions"].state == "ok"
    os.chmod(sh.home, 0o2770)
    assert by_name(facts_places.facts(place()))["sessions"].state == "ok"


def test_a_network_file_system_is_named(sh: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    from aligntui import settings

    sh.home.mkdir(mode=0o700)
    monkeypatch.setattr(settings, "filesystem", lambda path: settings.FileSystem("nfs4", "/home"))
    fact = by_name(facts_places.facts(place()))["sessions"]
    assert fact.state == "warning"
    assert fact.mend.startswith("nfs4 is a network file system")
    assert "nfs4 on /home" in fact.value


@pytest.mark.parametrize(("free", "state"), [(0, "error"), (10_000_000, "warning"), (-1, "ok")])
def test_a_full_disk(sh: Shell, monkeypatch: pytest.MonkeyPatch, free: int, state: str) -> None:
    from aligntui import settings

    sh.home.mkdir(mode=0o700)
    monkeypatch.setattr(settings, "free_space", lambda path: free)
    monkeypatch.setattr(settings, "filesystem", lambda path: settings.FileSystem("", ""))
    assert by_name(facts_places.facts(place()))["sessions"].state == state
    assert sh("doctor").code == (1 if free == 0 else 0)


def test_a_file_in_place_of_the_folder(sh: Shell) -> None:
    sh.home.write_text("", encoding="utf-8")
    done = sh("doctor")
    assert done.code == 1
    assert "is a file" in done.out
    assert done.out.endswith("Something does not work: see !! above.\n")


def test_a_folder_of_somebody_else(sh: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    sh.home.mkdir(mode=0o700)
    own = os.stat(sh.home).st_uid
    monkeypatch.setattr(os, "geteuid", lambda: own + 1)
    assert "It belongs to " in by_name(facts_places.facts(place()))["sessions"].mend
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    fact = by_name(facts_places.facts(place()))["sessions"]
    assert fact.state == "error"
    assert fact.mend.startswith("You may not write in it. Ask ")


def test_a_folder_that_cannot_be_made(sh: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    fact = by_name(facts_places.facts(place()))["sessions"]
    assert fact.state == "error"
    assert "cannot be made" in fact.mend


def test_problems_of_the_settings(sh: Shell) -> None:
    (sh.home / "config").mkdir(parents=True)
    (sh.home / "config" / "config.toml").write_text(
        'theme = "dusky"\nname = "Dot Okafor"\n', encoding="utf-8"
    )
    done = sh("doctor")
    assert done.code == 0
    assert done.err == ""
    assert 'config.toml line 1: there is no theme "dusky".' in done.out
    assert "Ines Calder (from ALIGNTUI_USER" in done.out


def test_own_methods_that_are_broken(sh: Shell) -> None:
    folder = sh.home / "config" / "workshops"
    folder.mkdir(parents=True)
    (folder / "pestle.yaml").write_text(METHOD.replace("steps:", "stops:"), encoding="utf-8")
    facts = facts_places.facts(place())
    assert by_name(facts)["workshops"].value.endswith("0 yours, 1 left out")
    assert any(fact.state == "warning" and "pestle.yaml line" in fact.value for fact in facts)


def test_every_session_and_its_state(sh: Shell) -> None:
    path = sh.sample()
    whole = path.read_bytes()
    half = sh.home / "half.json"
    half.write_bytes(whole[: len(whole) // 2])
    (sh.home / "newer.json").write_bytes(whole.replace(b'"format":1', b'"format":99', 1))
    (sh.home / "strange.json").write_bytes(
        whole.replace(b'"format":1', b'"format":99', 1).replace(b'"title"', b'"t"')
    )
    (sh.home / "gone.json.damaged-1").write_bytes(b"x")
    before = sorted(sh.home.rglob("*"))
    facts = by_name(facts_sessions.facts(place()))
    assert facts[path.stem].state == "ok"
    assert facts[path.stem].value.startswith("ok, ")
    assert facts["half"].state == "error"
    assert facts["half"].value.startswith("damaged (")
    assert facts["newer"].value.startswith("newer, ")
    assert facts["strange"].value.startswith("newer: ")
    assert facts["gone"].value.startswith("damaged and set aside as gone.json.damaged-1")
    assert sorted(sh.home.rglob("*")) == before
    assert sh("doctor").code == 1


def test_a_damaged_session_with_a_copy(sh: Shell) -> None:
    path = sh.sample()
    kept = path.with_name(path.name + ".backups")
    kept.mkdir()
    (kept / "20261124T150000.json").write_bytes(path.read_bytes())
    path.write_bytes(b"{")
    fact = by_name(facts_sessions.facts(place()))[path.stem]
    assert fact.value.endswith("1 copy")
    assert fact.mend == f"aligntui sessions --recover {path.stem} brings back the last good copy."


def test_sessions_that_are_gone_or_are_not_what_was_written(sh: Shell) -> None:
    path = sh.sample()
    whole = path.read_bytes()
    kept = path.with_name(path.name + ".backups")
    kept.mkdir()
    (kept / "20261124T150000+0000.r1.json").write_bytes(whole)
    history = path.with_name(f"{path.stem}.history.jsonl")
    history.write_bytes(b'{"id":"c1","at":"2026-11-24T15:00:00","note":"S1 kept","sum":"00000000"}\n')

    def state() -> tuple[str, str, str]:
        fact = by_name(facts_sessions.facts(place()))[path.stem]
        return fact.state, fact.value, fact.mend

    assert state()[:2] == ("warning", f"ok, 1 copy; 1 line of {history.name} not what AlignTUI wrote")
    path.write_bytes(whole + b"\n")
    back = f"aligntui sessions --copies {path.stem} lists what one can go back to."
    assert state() == ("warning", "ok, but not what AlignTUI wrote, 1 copy", back)
    path.unlink()
    back = f"aligntui sessions --recover {path.stem} brings back the last good copy."
    assert state() == ("error", "gone, 1 copy", back)


def test_a_session_that_is_being_written(sh: Shell) -> None:
    path = sh.sample()
    assert not is_held(lock_of(path))
    fd = os.open(path.with_name(path.name + ".lock"), os.O_RDWR)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX)
        assert by_name(facts_sessions.facts(place()))[path.stem].value.startswith("locked, ")
    finally:
        os.close(fd)
    assert not is_held(lock_of(path))


def test_the_trash_is_counted(sh: Shell) -> None:
    sh.sample()
    sh("sessions", "--trash", "millrace")
    facts = by_name(facts_sessions.facts(place()))
    assert facts["sessions"].value == "none yet"
    assert facts["trash"].value == "1 there"


def test_the_last_error(sh: Shell) -> None:
    from aligntui.crash import keep, path_now

    keep(RuntimeError("x"))
    fact = facts_places.last_error(place())
    assert str(path_now()) in fact.value
    assert fact.state == "note"


def test_a_library_that_is_missing() -> None:
    fact = _library("no-such-library-of-ours")
    assert (fact.state, fact.mend) == ("error", "Mend: pip install no-such-library-of-ours.")


def test_one_look_that_fails_leaves_the_others() -> None:
    def look() -> list[Fact]:
        raise RuntimeError("the disk\nis on fire")

    (fact,) = _looked("folders", look)
    assert fact.state == "error"
    assert "RuntimeError" in fact.value


def test_facts_are_wrapped_under_their_value() -> None:
    lines = told([Fact("area", "name", "word " * 30, "warning", "Mend it.")], 40)
    assert lines[0] == "AREA"
    assert lines[1].startswith("!  name  word")
    assert lines[-1] == "         Mend it."
    assert max(map(len, lines)) <= 40


def test_keys_that_cannot_be_used(sh: Shell) -> None:
    (sh.home / "config").mkdir(parents=True)
    (sh.home / "config" / "config.toml").write_text(
        '[keys]\ngo-onn = "x"\nundo = "cmd+z"\nguide = "g"\n', encoding="utf-8"
    )
    facts = facts_places.facts(place())
    said = [fact.value for fact in facts if fact.state == "warning"]
    assert any(words.startswith('config.toml line 2: there is no command "go-onn".') for words in said)
    assert any(
        words.startswith('config.toml line 3: "cmd+z" cannot be the key of a command') for words in said
    )
    text = '"g" is text wherever one types, so "guide" needs a chord. Did you mean "ctrl+g"?'
    assert f"config.toml line 4: {text}" in said


def test_the_last_error_is_each_persons_own(sh: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two people of one account, in a folder that a team shares."""
    from aligntui.crash import keep, path_now

    sh.home.mkdir(parents=True)
    sh.home.chmod(0o2770)
    kept = []
    for name in ("Ines Calder", "Priya Lund"):
        monkeypatch.setenv("ALIGNTUI_USER", name)
        assert keep(RuntimeError(f"words of {name}")).endswith(str(path_now()))
        kept.append(path_now())
    assert len({path.parent for path in kept}) == 2
    assert [path.read_text(encoding="utf-8").count("words of Ines") for path in kept] == [1, 0]
    for path in kept:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) & 0o077 == 0
