"""Where things lie and what a person set: folders, `config.toml`, who is writing, what the disk is like.

Settings never stop the app: what cannot be used is named in one sentence and the default holds.
"""

from __future__ import annotations

import errno
import os
import re
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aligntui import account
from aligntui.store.local import files
from aligntui.store.local.disk import FileSystem, filesystem, free_space
from aligntui.text.clean import clean_line
from aligntui.text.listing import listed
from aligntui.text.nearest import did_you_mean
from aligntui.text.plain_file import read_plain
from aligntui.text.problem import UserProblem
from aligntui.text.typed_path import NoHome, typed_path

__all__ = [
    "CONFIG",
    "THEMES",
    "FileSystem",
    "Folders",
    "Settings",
    "documents",
    "filesystem",
    "folders",
    "free_space",
    "load",
    "make",
    "person",
]

THEMES = ("dusk", "paper", "contrast")
"""Themes to choose from; the first is the default."""

CONFIG = "config.toml"

HOMELESS = "This account has no home folder. Set ALIGNTUI_HOME to a folder of yours: the whole path."
"""Why nothing can be kept, for an account of which the machine knows no home."""

MOST = 200_000
"""Bytes of settings that are read."""

_KEYS = ("theme", "name", "plain", "keys")


@dataclass(frozen=True)
class Folders:
    """The folders of one user of the machine."""

    data: Path
    """Sessions."""
    state: Path
    """What a person keeps for herself: words being typed, place, marks."""
    config: Path
    """`config.toml` and own methods."""
    runtime: Path | None = None
    """What belongs into `state` while that cannot be written; emptied when one logs out. None for none."""


@dataclass(frozen=True)
class Settings:
    """What `config.toml` says, or the defaults."""

    theme: str = THEMES[0]
    name: str = ""
    """Name under which this person writes; "" when not set."""
    keys: dict[str, str] = field(default_factory=dict)
    """Command -> key."""
    problems: list[UserProblem] = field(default_factory=list)
    """What could not be used."""
    source: Path | None = None
    """File that was read."""
    lines: dict[str, int] = field(default_factory=dict)
    """Command -> line of its key in the file."""
    plain: bool = False
    """Whether a workshop opens line by line instead of on a screen."""

    def unknown_commands(self, commands: Iterable[str]) -> list[UserProblem]:
        """Each command under `[keys]` that is none of these."""
        known = list(commands)
        return [
            self.problem_of(
                command, f'there is no command "{clean_line(command)}"', did_you_mean(command, known)
            )
            for command in self.keys
            if command not in known
        ]

    def problem_of(self, command: str, cause: str, mend: str = "") -> UserProblem:
        """What is wrong with the key of a command, with the line it is set in."""
        file = self.source.name if self.source else CONFIG
        return UserProblem(cause, mend, file=file, line=self.lines.get(command, 0))


def folders(env: Mapping[str, str] = os.environ) -> Folders:
    """The folders: below ALIGNTUI_HOME when it is set, else where the platform keeps such things.

    Raises:
        NoHome: There is no home folder that it says, or none where the platform keeps such things.
    """
    home = env.get("ALIGNTUI_HOME", "")
    if home:
        root = typed_path(home).absolute()
        return Folders(root, root / "state", root / "config", runtime(root / "state", env))
    import platformdirs

    state = _kept(platformdirs.user_state_dir)
    data, config = _kept(platformdirs.user_data_dir), _kept(platformdirs.user_config_dir)
    return Folders(data, state, config, runtime(state, env))


def _kept(find: Callable[[str], str]) -> Path:
    """Where the platform keeps something of this account.

    Raises:
        NoHome: It knows no such place. It must not become a folder called `~` where one stands.
    """
    try:
        folder = Path(find("aligntui"))
    except (RuntimeError, OSError, KeyError):
        raise NoHome(HOMELESS) from None
    if not folder.is_absolute():
        raise NoHome(HOMELESS)
    return folder


def documents() -> Path:
    """Folder in which this person looks for documents: the platform's, else home, else where she stands."""
    import platformdirs

    for find in (platformdirs.user_documents_path, Path.home, Path.cwd):
        try:
            folder = find()
        except (OSError, RuntimeError):
            # No home is known, or the folder she stands in is gone.
            continue
        if folder.is_absolute() and folder.is_dir() and os.access(folder, os.W_OK | os.X_OK):
            return folder
    return Path()


def runtime(state: Path, env: Mapping[str, str] = os.environ) -> Path:
    """Where the files of a state folder go while it is full: a folder of their own in the runtime folder.

    Where the system gives the account none, it is one in the folder for temporary files. It is not made here.
    """
    given = env.get("XDG_RUNTIME_DIR", "")
    base = given if os.path.isabs(given) and os.path.isdir(given) else env.get("TMPDIR", "") or "/tmp"
    return Path(base) / f"aligntui-{account.number()}-{zlib.crc32(os.fsencode(state)):08x}"


def make(folder: Path) -> str:
    """Make a folder when it is missing. Gives "" or why it cannot be made.

    It is open to its owner only, or to the group below a folder that a group shares (setgid).
    """
    try:
        files.make_folder(folder)
    except FileExistsError:
        pass
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        return f"{folder} cannot be made: {reason}. Make it, or set ALIGNTUI_HOME to a folder of yours."
    if not folder.is_dir():
        return f"{folder} is a file. Move it, or set ALIGNTUI_HOME to a folder."
    return ""


def load(folder: Path) -> Settings:
    """The settings of a config folder. A missing file means the defaults."""
    path = folder / CONFIG
    try:
        data = read_plain(path, MOST + 1)
        if len(data) > MOST:
            raise OSError(errno.EFBIG, f"it is larger than {MOST // 1000} kB")
        text = data.decode("utf-8-sig")
    except FileNotFoundError:
        return Settings()
    except UnicodeDecodeError:
        return _unread("is not UTF-8 text", path)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        return _unread(f"cannot be read ({reason})", path)
    # Only who has settings pays for reading them.
    import tomllib

    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Settings(problems=[_toml_problem(str(error))], source=path)
    except RecursionError:
        return _unread("is nested too deep", path)
    return _settings(raw, text, path)


def _unread(why: str, path: Path) -> Settings:
    return Settings(problems=[UserProblem(f"{CONFIG} {why}; the defaults hold.")], source=path)


def _settings(raw: dict[str, Any], text: str, path: Path) -> Settings:
    problems: list[UserProblem] = []

    def note(line: int, cause: str, mend: str) -> None:
        problems.append(UserProblem(cause, mend, file=CONFIG, line=line))

    for key in raw:
        if key not in _KEYS:
            note(_line(text, key), f'"{clean_line(key)}" is not a setting', did_you_mean(key, _KEYS))
    theme = raw.get("theme", THEMES[0])
    if theme not in THEMES:
        mend = did_you_mean(str(theme), THEMES) or f"There are {listed(THEMES)}."
        note(_line(text, "theme"), f'there is no theme "{clean_line(str(theme))}"', mend)
        theme = THEMES[0]
    name = raw.get("name", "")
    if not isinstance(name, str):
        note(_line(text, "name"), "name is text", 'Write name = "Ines Calder".')
        name = ""
    plain = raw.get("plain", False)
    if not isinstance(plain, bool):
        note(_line(text, "plain"), "plain is true or false", "Write plain = true.")
        plain = False
    table = raw.get("keys", {})
    keys: dict[str, str] = {}
    lines: dict[str, int] = {}
    if not isinstance(table, dict):
        note(_line(text, "keys"), "keys is a table", 'Write [keys], and below it park = "x".')
        table = {}
    for command, key in table.items():
        line = _line(text, command, inside="keys")
        if isinstance(key, str) and key.strip():
            keys[command] = key.strip()
            lines[command] = line
        else:
            shown = clean_line(command)
            note(line, f'the key of "{shown}" is text', f'Write {shown} = "x".')
    return Settings(theme, clean_line(name), keys, problems, path, lines, plain)


def login(env: Mapping[str, str] = os.environ) -> str:
    """Who came in: ALIGNTUI_USER, which sshd sets from a key, else the account; never a settings file."""
    named = clean_line(env.get("ALIGNTUI_USER", ""))
    if named:
        return named
    return clean_line(account.name_of(account.number())) or "somebody"


def given(settings: Settings, env: Mapping[str, str] = os.environ) -> str:
    """The name that somebody gave: ALIGNTUI_USER, else the one in the config; "" for none."""
    return clean_line(env.get("ALIGNTUI_USER", "")) or settings.name


def person(settings: Settings, env: Mapping[str, str] = os.environ) -> str:
    """Who is writing: the name that was given, else the login name.

    ALIGNTUI_USER is proof only where sshd sets it from the key; otherwise any of these is a label.
    """
    if named := given(settings, env):
        return named
    import getpass

    try:
        return clean_line(getpass.getuser()) or "somebody"
    except (OSError, KeyError):
        # An account without a name: a container run under a bare number.
        return "somebody"


def _toml_problem(message: str) -> UserProblem:
    found = re.search(r"\s*\(at (?:line (\d+), column \d+|end of document)\)", message)
    line = int(found[1]) if found and found[1] else 0
    reason = re.sub(r"\s*\(at .*\)", "", message)
    cause = clean_line(reason[:1].lower() + reason[1:])
    return UserProblem(cause, "The defaults hold until it is mended.", file=CONFIG, line=line)


def _line(text: str, key: str, *, inside: str = "") -> int:
    """Line of a key, at the top or in a table; 0 when it is written in a way this does not see."""
    table = ""
    quoted = re.compile(rf"\s*([\"']?){re.escape(key)}\1\s*(=|\.)")
    for number, line in enumerate(text.splitlines(), start=1):
        header = re.match(r"\s*\[+\s*([^\]]+?)\s*\]", line)
        if header:
            table = header[1].strip("\"'")
            if not inside and table.split(".")[0] == key:
                return number
        elif table == inside and quoted.match(line):
            return number
    return 0
