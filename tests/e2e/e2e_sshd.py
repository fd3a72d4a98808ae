"""A real sshd on the loopback interface, for one test: own host key, own authorized_keys, own port."""

from __future__ import annotations

import contextlib
import getpass
import os
import signal
import socket
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from e2e_person import Person
from e2e_pty import PATIENCE, Tty, eventually, name_of, state_of

SSHD = "/usr/sbin/sshd"
ALIAS = "bakery.example"
ME = getpass.getuser()


def key(folder: Path, name: str) -> Path:
    """A new key pair without a passphrase."""
    path = folder / name
    if not path.exists():
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(path)],
            check=True,
            timeout=60,
        )
    return path


def public(path: Path) -> str:
    """The public half, without its comment."""
    return " ".join(path.with_suffix(".pub").read_text(encoding="utf-8").split()[:2])


class Sshd:
    """One server and the laptop that knows it.

    Args:
        folder: For its files.
        keys: Folder with the key pairs `host` and `laptop`; others are added as needed.
        person: Whose sessions lie on the server.
        config: Lines of sshd_config that are being tried.
        authorized: Lines of authorized_keys; by default the key `laptop` may do anything.
        set_env: Whether the environment of the server is set here; else `config` does so.
    """

    def __init__(
        self,
        folder: Path,
        keys: Path,
        person: Person,
        config: str = "",
        authorized: str = "",
        *,
        set_env: bool = True,
    ) -> None:
        self.folder = folder
        self.person = person
        self.keys = keys
        folder.mkdir(parents=True, exist_ok=True)
        self.log = folder / "sshd.log"
        self.port = _free_port()
        host, laptop = key(keys, "host"), key(keys, "laptop")
        (folder / "authorized_keys").write_text(authorized or f"{public(laptop)} laptop\n", encoding="utf-8")
        (folder / "known_hosts").write_text(f"[127.0.0.1]:{self.port} {public(host)}\n", encoding="utf-8")
        base = [
            f"Port {self.port}",
            "ListenAddress 127.0.0.1",
            f"HostKey {host}",
            f"AuthorizedKeysFile {folder / 'authorized_keys'}",
            f"PidFile {folder / 'pid'}",
            "UsePAM no",
            "StrictModes no",
            "PasswordAuthentication no",
            "KbdInteractiveAuthentication no",
            "PermitRootLogin yes",
            "PrintMotd no",
            "PrintLastLog no",
            *([f"SetEnv {self.server_env()}"] if set_env else []),
        ]
        self.config = folder / "sshd_config"
        self.config.write_text("\n".join([*base, config, ""]), encoding="utf-8")
        self.client = folder / "ssh_config"
        self.client.write_text(self.client_config(ALIAS, laptop), encoding="utf-8")
        self.process: subprocess.Popen[bytes] | None = None

    def server_env(self) -> str:
        """What the account has in its environment there: a home without the rc files of whoever runs this."""
        env = {name: self.person.env[name] for name in ("PATH", "HOME", "ALIGNTUI_HOME", "TZ")}
        return " ".join(f'{name}="{value}"' for name, value in env.items())

    def client_config(self, alias: str, identity: Path) -> str:
        """What the laptop has to know in order to come here."""
        return (
            f"Host {alias} 127.0.0.1\n"
            f"HostName 127.0.0.1\nPort {self.port}\nUser {ME}\nIdentityFile {identity}\nIdentitiesOnly yes\n"
            f"UserKnownHostsFile {self.folder / 'known_hosts'}\nGlobalKnownHostsFile {os.devnull}\n"
            "StrictHostKeyChecking yes\nBatchMode yes\nConnectTimeout 10\n"
        )

    def __enter__(self) -> Sshd:
        self.process = subprocess.Popen(
            [SSHD, "-D", "-E", str(self.log), "-f", str(self.config)],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        eventually(self._answers, f"sshd answers:\n{self._said()}")
        return self

    def __exit__(self, *_: object) -> None:
        assert self.process is not None
        started = descendants(self.process.pid)
        self.process.terminate()
        self.process.wait(PATIENCE)
        for pid in started:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def _said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""

    def _answers(self) -> bool:
        assert self.process is not None
        if self.process.poll() is not None:
            raise AssertionError(f"sshd ended:\n{self._said()}")
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1.0) as line:
                return line.recv(4) == b"SSH-"
        except OSError:
            return False

    # the laptop

    def argv(self, *words: str, identity: str = "") -> list[str]:
        """`ssh ALIAS WORDS` as the laptop would run it, with another key when one is named."""
        other = ["-i", str(key(self.keys, identity)), "-o", f"IdentityFile={key(self.keys, identity)}"]
        return ["ssh", "-F", str(self.client), *(other if identity else []), *words]

    def laptop_env(self, changes: Mapping[str, str] | None = None) -> dict[str, str]:
        """Environment of the laptop: it has no AlignTUI."""
        env = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(self.folder), "TERM": "xterm-256color"}
        return {key: value for key, value in {**env, "LANG": "C.UTF-8", **(changes or {})}.items() if value}

    def at_terminal(
        self, *words: str, identity: str = "", env: Mapping[str, str] | None = None, **terminal: Any
    ) -> Tty:
        """`ssh WORDS` in a terminal window of the laptop."""
        return Tty(self.argv(*words, identity=identity), self.laptop_env(env), **terminal)

    def command(self, *words: str, identity: str = "") -> subprocess.CompletedProcess[str]:
        """`ssh WORDS` without a terminal."""
        return subprocess.run(
            self.argv(*words, identity=identity), env=self.laptop_env(), stdin=subprocess.DEVNULL,
            capture_output=True, text=True, encoding="utf-8", timeout=60, check=False,
        )  # fmt: skip

    def shims(self) -> Path:
        """A folder with an `ssh`, `sshd` and `sudo` that mean this server, for lines used as they stand."""
        folder = self.folder / "shims"
        folder.mkdir(exist_ok=True)
        real = {"ssh": f'ssh -F "{self.client}"', "sshd": f'{SSHD} -f "{self.config}"', "sudo": "env"}
        for name, command in real.items():
            program, _, rest = command.partition(" ")
            path = folder / name
            found = program if "/" in program else f"/usr/bin/{program}"
            path.write_text(f'#!/bin/sh\nexec {found} {rest} "$@"\n', encoding="utf-8")
            path.chmod(0o755)
        return folder


def workshops(server: Sshd) -> list[int]:
    """Ids of the workshops that run on the server now."""
    assert server.process is not None
    return [
        pid
        for pid in descendants(server.process.pid)
        if name_of(pid) == "aligntui" and state_of(pid) not in ("Z", "")
    ]


def descendants(pid: int) -> list[int]:
    """Ids of the processes below one, the nearest first."""
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            words = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            parents.setdefault(int(words[1]), []).append(int(stat.parent.name))
    found, waiting = [], [pid]
    while waiting:
        below = parents.get(waiting.pop(0), [])
        found += below
        waiting += below
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
