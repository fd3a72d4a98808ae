"""A real sshd: lines that open, lines that drop, and keys that open one session and nothing else.

The configuration is the one that docs/ssh.md gives, with the names of the example changed to the test's.
"""

from __future__ import annotations

import getpass
import grp
import os
import re
import signal
import stat
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("pyte", reason="pyte is not installed")

import e2e_doc
from e2e_person import Person
from e2e_pty import Tty, eventually, state_of
from e2e_sshd import ALIAS, Sshd, key, public, workshops

pytestmark = [pytest.mark.terminal, pytest.mark.sshd]

Serve = Callable[..., Sshd]
ME = getpass.getuser()
GROUP = grp.getgrgid(os.getgid()).gr_name
LINES = e2e_doc.block("sshd_config", "lines")
WHOLE = "".join(e2e_doc.blocks("sshd_config"))
"""All that the page gives for the file of sshd, in its order."""
HALF = "Open a web shop for week"
CLOSED = "This line opens one session only. ^Q leaves; all is kept."


def quick(lines: str) -> str:
    """The lines about dead connections with seconds that a test can wait for."""
    changes = {
        "ClientAliveInterval 15": "ClientAliveInterval 1",
        "ClientAliveCountMax 3": "ClientAliveCountMax 2",
    }
    return e2e_doc.swapped(lines, changes)


def authorized(keys: Path, session: str = e2e_doc.SESSION) -> str:
    """The lines of authorized_keys with real keys in them, `ines` and `priya`, and the id of her session."""
    lines = e2e_doc.swapped(e2e_doc.block("authorized_keys"), {e2e_doc.SESSION: session})
    for name in ("ines", "priya"):
        lines = e2e_doc.swapped(lines, {f"ssh-ed25519 AAAA... {name}": f"{public(key(keys, name))} {name}"})
    return lines


# lines that open


def test_with_t_it_opens_and_without_t_one_sentence_says_why_not(serve: Serve, person: Person) -> None:
    person.begin()
    server = serve(LINES)
    with server.at_terminal("-t", ALIAS, "aligntui") as tty:
        tty.until("Millrace")
        tty.press("ctrl+q")
        assert tty.ended() == 0
    done = server.command(ALIAS, "aligntui")
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.splitlines()[-1].startswith(
        "A workshop needs a terminal. Over SSH: ssh -t HOST aligntui."
    )
    assert workshops(server) == []
    # What the restricted lines below take away is there otherwise.
    assert forwards(server)


def laptop(server: Sshd, keys: Path) -> None:
    """Give the laptop the lines of the page, for this server."""
    changes = {f"HostName {e2e_doc.HOST}": "HostName 127.0.0.1", f"User {e2e_doc.ACCOUNT}": f"User {ME}"}
    text = e2e_doc.swapped(e2e_doc.block("ssh_config"), changes)
    # The first value that is found holds, so the lines of the page stand first.
    server.client.write_text(
        text + server.client_config(f"{ALIAS} bakery plan", keys / "laptop"), encoding="utf-8"
    )


def test_the_laptop_types_one_word_and_has_another_for_all_other_commands(
    serve: Serve, person: Person, keys: Path
) -> None:
    person.begin()
    server = serve(LINES)
    laptop(server, keys)
    log = server.folder / "client.log"
    argv = ["ssh", "-F", str(server.client), "-v", "-E", str(log), "plan"]
    with Tty(argv, server.laptop_env({"COLORTERM": "truecolor"})) as tty:
        tty.until("Millrace")
        # COLORTERM came along: the colours are the terminal's own, not the nearest of 256.
        assert b"8;2;" in tty.raw
        tty.press("ctrl+q")
        assert tty.ended() == 0
    assert "Enabling compression" in log.read_text(encoding="utf-8", errors="replace")
    # The name that opens the screen takes no command, as the page says.
    assert server.command("plan", "aligntui", "export", "millrace").returncode != 0
    done = server.command("bakery", "aligntui", "export", "millrace")
    assert done.stdout.startswith("aligntui: 1\n")
    assert "\r" not in done.stdout


def test_only_letters_and_colours_come_in_from_a_client(serve: Serve, person: Person) -> None:
    server = serve(LINES)
    sent = {
        "TEXTUAL_DRIVER": "os:system", "TEXTUAL_LOG": "/tmp/log", "PYTHONSTARTUP": "/tmp/x.py",
        "ALIGNTUI_USER": "Mallory", "ALIGNTUI_HOME": "/tmp/elsewhere", "NO_COLOR": "1", "LC_TIME": "C",
    }  # fmt: skip
    wanted = " ".join(f"{name}={value}" for name, value in sent.items())
    done = server.command("-o", f"SetEnv={wanted}", ALIAS, "env")
    came = dict(line.split("=", 1) for line in done.stdout.splitlines() if "=" in line)
    assert {name for name in sent if came.get(name) == sent[name]} == {"NO_COLOR", "LC_TIME"}


def test_no_sleep_without_a_shell(serve: Serve, person: Person) -> None:
    person.begin()
    server = serve(LINES)
    with server.at_terminal("-t", ALIAS, "aligntui open Millrace") as tty:
        tty.until("^K commands")
        tty.type("Sells out before noon")
        tty.until("Sells out before noon")
        tty.press("ctrl+k")
        tty.type("sleep")
        tty.until(lambda t: "> sleep" in t.text and "run it" in t.row(-1))
        assert "Sleep" not in tty.text
        tty.press("escape")
        [pid] = workshops(server)
        assert state_of(pid) in "RSD"
        tty.press("ctrl+q")
        assert tty.ended() == 0


# lines that drop


def test_a_sentence_goes_on_after_the_line_dropped(serve: Serve, person: Person) -> None:
    """A facilitator loses the line mid-sentence, logs in, types aligntui, presses Enter, and goes on."""
    person.begin()
    server = serve(LINES)
    with server.at_terminal("-t", ALIAS, "aligntui open Millrace") as tty:
        tty.until("^K commands")
        tty.type("Sells out before noon")
        tty.press("enter")
        tty.until("kept. ^Z takes it back.")
        tty.type(HALF)
        tty.until(HALF)
        eventually(lambda: person.drafts() == [HALF], "the draft is on the server's disk")
        tty.process.kill()
        tty.ended()
    eventually(lambda: workshops(server) == [], "the workshop is gone", 5.0)
    assert person.drafts() == [HALF]
    with server.at_terminal("-t", ALIAS, "PS1='$ ' exec bash --norc --noprofile -i") as tty:
        tty.until("$")
        tty.type("aligntui\r")
        tty.until("> Millrace")
        tty.press("enter")
        tty.until(HALF)
        tty.press("enter")
        tty.until(lambda t: "^K commands" in t.row(-1) and HALF in t.text)
        tty.type("end bread")
        tty.until(f"{HALF}end bread")
        tty.press("enter")
        tty.until("kept. ^Z takes it back.")
        assert person.words() == ["Sells out before noon", f"{HALF}end bread"]
        tty.press("ctrl+q")
        tty.until(lambda t: "goes on here." in t.afterwards)


def test_a_client_that_is_frozen_is_given_up(serve: Serve, person: Person) -> None:
    person.begin()
    server = serve(quick(LINES))
    with server.at_terminal("-t", ALIAS, "aligntui open Millrace") as tty:
        tty.until("^K commands")
        tty.type(HALF)
        tty.until(HALF)
        eventually(lambda: person.drafts() == [HALF], "the draft is on the server's disk")
        assert len(workshops(server)) == 1
        # A closed laptop: nothing answers, and nothing says goodbye.
        tty.process.send_signal(signal.SIGSTOP)
        eventually(lambda: workshops(server) == [], "the workshop is gone")
        assert person.drafts() == [HALF]
        tty.process.kill()


def test_a_server_that_ends_takes_its_workshops_along(serve: Serve, person: Person) -> None:
    person.begin()
    server = serve(LINES)
    with server.at_terminal("-t", ALIAS, "aligntui open Millrace") as tty:
        tty.until("^K commands")
        tty.type(HALF)
        tty.until(HALF)
        [pid] = workshops(server)
        os.kill(pid, signal.SIGTERM)
        assert tty.ended() == 143
        assert person.drafts() == [HALF]


# keys that open one session


def forwards(server: Sshd, identity: str = "") -> bool:
    """Whether a port of the server can be had."""
    words = ("-o", "ExitOnForwardFailure=yes", "-R", "0:127.0.0.1:9", ALIAS, "true")
    done = server.command(*words, identity=identity)
    return "forwarding" not in done.stderr


def test_each_key_has_a_name_and_opens_what_it_may(serve: Serve, person: Person, keys: Path) -> None:
    person.begin("Millrace")
    person.begin("Somebody else's plan")
    server = serve(LINES + e2e_doc.block("sshd_config", "keys"), authorized(keys, person.id()))
    for asked in ("", "cat /etc/passwd; touch tricked; $(touch tricked) `touch tricked`"):
        with server.at_terminal("-t", ALIAS, *([asked] if asked else []), identity="priya") as tty:
            text = tty.until("^K commands")
            assert "Millrace" in text
            if "GUIDE to this step" in text:
                tty.press("ctrl+g")
                tty.until("STRENGTHS")
            tty.type(f"Asked for {len(asked)} signs")
            tty.press("enter")
            tty.until("kept. ^Z takes it back.")
            tty.press("escape")
            tty.until(lambda t: "/ commands" in t.row(-1))
            tty.press("ctrl+o")
            tty.until(CLOSED)
            tty.press("ctrl+q")
            assert tty.ended() == 0
            assert "root:" not in bytes(tty.raw).decode("utf-8", "replace")
    assert {item["by"] for item in person.table("items")} == {"Priya Lund"}
    assert list(person.home.parent.rglob("tricked")) == []
    # Without a terminal she gets the sentence, whatever she asks for; nothing is forwarded either.
    done = server.command(ALIAS, "cat /etc/passwd", identity="priya")
    assert (done.returncode, done.stdout) == (2, "")
    assert not forwards(server, identity="priya")
    assert server.command("-s", ALIAS, "sftp", identity="priya").returncode != 0
    # The facilitator's key may run any command.
    assert server.command(ALIAS, "aligntui", "show", "Millrace", identity="ines").returncode == 0


def test_a_name_from_the_client_does_not_replace_the_one_of_the_key(
    serve: Serve, person: Person, keys: Path
) -> None:
    server = serve(LINES + e2e_doc.block("sshd_config", "keys"), authorized(keys))
    said = "printenv ALIGNTUI_USER"
    done = server.command("-o", "SetEnv=ALIGNTUI_USER=Mallory", ALIAS, said, identity="ines")
    assert done.stdout == "Ines Calder\n"


def in_folder(block: str, folder: Path, person: Person) -> str:
    """A block with the folder and group of the test in it, and its other variables on the same line."""
    # Only the first line that sets variables counts.
    others = " ".join(f'{name}="{person.env[name]}"' for name in ("PATH", "HOME", "TZ"))
    text = e2e_doc.swapped(
        block,
        {"ALIGNTUI_HOME=/srv/strategy": f"ALIGNTUI_HOME={folder} {others}", "Match Group ": "Match Group  "},
    )
    return re.sub(r"Match Group  \w+", f"Match Group {GROUP}", text)


def test_a_forced_command_opens_one_session_whatever_is_asked_for(serve: Serve, person: Person) -> None:
    person.begin()
    block = e2e_doc.block("sshd_config", "participants")
    text = e2e_doc.swapped(in_folder(block, person.home, person), {e2e_doc.SESSION: person.id()})
    # Nothing but the block says where the sessions are.
    server = serve(LINES + text, set_env=False)
    with server.at_terminal("-t", ALIAS, "bash -i") as tty:
        tty.until("^K commands")
        tty.press("ctrl+g")
        tty.until("STRENGTHS")
        tty.press("escape")
        tty.until(lambda t: "/ commands" in t.row(-1))
        tty.press("ctrl+o")
        tty.until(CLOSED)
        tty.press("ctrl+q")
        assert tty.ended() == 0
    assert not forwards(server)


def test_a_team_shares_a_folder_of_its_group(serve: Serve, person: Person, tmp_path: Path) -> None:
    folder = tmp_path / "strategy"
    [line] = [line for line in e2e_doc.commands() if line.startswith("sudo install")]
    changes = {"-g strategy": f"-g {GROUP}", "/srv/strategy": str(folder), "sudo ": ""}
    subprocess.run(["sh", "-c", e2e_doc.swapped(line, changes)], check=True)
    person.home = folder
    block = in_folder(e2e_doc.block("sshd_config", "team"), folder, person)
    server = serve(LINES + block, set_env=False)
    with server.at_terminal("-t", ALIAS, "aligntui run swot/factors --solo --title Millrace") as tty:
        tty.until("^K commands")
        tty.type("Sells out before noon")
        tty.press("enter")
        tty.until("kept. ^Z takes it back.")
        tty.press("ctrl+q")
        assert tty.ended() == 0
    path = person.file()
    assert path.parent == folder
    assert stat.S_IMODE(path.stat().st_mode) == 0o660


def test_a_system_python_and_a_folder_for_everybody_let_everybody_run_it() -> None:
    """The four lines of the installation, in folders of the test and by the names of the page."""
    lines = [line for line in e2e_doc.commands() if line.startswith("sudo ") and "aligntui" in line]
    lines = [line for line in lines if "sshd" not in line]
    assert len(lines) == 4
    system = Path("/usr/bin/python3")
    old = "import sys; sys.exit(sys.version_info < (3, 11))"
    if os.geteuid():
        pytest.skip("only root installs for others")
    if not system.exists() or subprocess.run([system, "-c", old], check=False).returncode:
        pytest.skip("the system has no Python 3.11 or newer")
    # The folders of pytest are closed to others.
    with tempfile.TemporaryDirectory(prefix="at") as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "bin").mkdir()
        sudo = folder / "bin" / "sudo"
        sudo.write_text(SUDO, encoding="utf-8")
        sudo.chmod(0o755)
        env = {"PATH": f"{folder}/bin:/usr/bin:/bin", "HOME": name, "LANG": "C.UTF-8", **index()}
        for line in lines:
            command = line.replace("/opt/", f"{folder}/").replace("/usr/local/bin/", f"{folder}/bin/")
            done = subprocess.run(
                ["sh", "-c", command], cwd=e2e_doc.PAGE.parent.parent, env=env, capture_output=True,
                text=True, timeout=300, check=False,
            )  # fmt: skip
            if done.returncode and " pip " in command and "connection" in done.stderr.casefold():
                pytest.skip("no packages can be had here")
            assert done.returncode == 0, f"{line}\n{done.stderr}"
        assert done.stdout.startswith("aligntui")


SUDO = """\
#!/bin/sh
[ "$1" = -u ] || exec "$@"
user=$(id -u "$2")
shift 2
exec setpriv --reuid="$user" --regid="$user" --clear-groups env HOME=/nonexistent "$@"
"""
"""sudo as far as the page uses it, for root."""


def index() -> dict[str, str]:
    """Where packages come from, as whoever runs the tests has it."""
    return {
        name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_", "http", "HTTP"))
    }


# every other line of the page

ELSEWHERE = "in a test of its own"
SHOWS: dict[str, str] = {
    "ssh -t workshop@bakery.example aligntui": "Millrace",
    "ssh -t workshop@bakery.example aligntui open millrace": "STRENGTHS",
    "ssh workshop@bakery.example aligntui show millrace": "Millrace",
    "ssh workshop@bakery.example aligntui export millrace > plan.yaml": "",
    "ssh plan": "Millrace",
    "ssh -t bakery aligntui open millrace": "STRENGTHS",
    "ssh bakery aligntui export millrace > plan.yaml": "",
    "sudo /usr/bin/python3 -m venv /opt/aligntui": ELSEWHERE,
    "sudo /opt/aligntui/bin/pip install -q .": ELSEWHERE,
    "sudo ln -s /opt/aligntui/bin/aligntui /usr/local/bin/aligntui": ELSEWHERE,
    "sudo -u nobody aligntui --version": ELSEWHERE,
    "sudo install -d -m 2770 -g strategy /srv/strategy": ELSEWHERE,
    "sudo sshd -t": "",
    "sudo sshd -T -C user=priya | grep -i -e clientalive -e acceptenv": "clientaliveinterval 15",
    "ssh -t workshop@bakery.example aligntui doctor": "over SSH",
    "ssh workshop@bakery.example aligntui": "A workshop needs a terminal.",
    "ssh -v plan": ELSEWHERE,
    "ssh -t priya@bakery.example 'cat /etc/passwd'": ELSEWHERE,
    "ssh workshop@bakery.example ps -C aligntui -o user,etime,args": "aligntui open Millrace",
}
"""Command of docs/ssh.md -> what it shows."""

TRIED = {
    "ssh_config: Host bakery plan": test_the_laptop_types_one_word_and_has_another_for_all_other_commands,
    "sshd_config: # lines": test_only_letters_and_colours_come_in_from_a_client,
    "sshd_config: # keys": test_each_key_has_a_name_and_opens_what_it_may,
    'authorized_keys: restrict,pty,environment="ALIGNTUI_USER=Ines Calder" ssh-ed25519 AAAA... ines': (
        test_each_key_has_a_name_and_opens_what_it_may
    ),
    "sshd_config: # team": test_a_team_shares_a_folder_of_its_group,
    "sshd_config: # participants": test_a_forced_command_opens_one_session_whatever_is_asked_for,
}
"""Block of docs/ssh.md -> the test that uses it as it stands."""


def test_every_block_and_command_of_the_page_is_tried_here() -> None:
    assert sorted(e2e_doc.commands()) == sorted(SHOWS)
    blocks = [block for block in e2e_doc.every_block() if not block.startswith("sh: ")]
    assert sorted(blocks) == sorted(TRIED)


def test_the_commands_show_what_the_page_says(serve: Serve, person: Person, keys: Path) -> None:
    person.begin()
    # The groups of the page are nobody's here, so this is the whole file as it stands.
    server = serve(WHOLE)
    laptop(server, keys)
    env = server.laptop_env()
    env["PATH"] = f"{server.shims()}:{env['PATH']}"
    with server.at_terminal("-t", ALIAS, "aligntui open Millrace") as somebody:
        somebody.until("^K commands")
        for line, shows in SHOWS.items():
            if shows != ELSEWHERE:
                command = line.replace(f"{e2e_doc.ACCOUNT}@", f"{ME}@").replace("user=priya", f"user={ME}")
                tried(command, shows, env, server.folder)
    assert (server.folder / "plan.yaml").read_text(encoding="utf-8").startswith("aligntui: 1\n")


def tried(command: str, shows: str, env: dict[str, str], folder: Path) -> None:
    """Type a command on the laptop and see what it shows."""
    with Tty(["sh", "-c", f"cd {folder} && {command}"], env) as tty:
        if command == "ssh plan" or (command.endswith(("aligntui", "open millrace")) and " -t " in command):
            tty.until(shows)
            tty.press("ctrl+q")
        code = tty.ended()
        assert shows in bytes(tty.raw).decode("utf-8", "replace"), command
        assert code == (2 if shows.startswith("A workshop") else 0), command
