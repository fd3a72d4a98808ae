from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from aligntui import settings
from aligntui.settings import Settings
from aligntui.store.local import disk


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def load(config: Path, text: str) -> Settings:
    config.write_text(text, encoding="utf-8")
    return settings.load(config.parent)


def test_everything_lies_below_the_home_that_is_set(home: Path) -> None:
    found = settings.folders()
    assert (found.data, found.state, found.config) == (home, home / "state", home / "config")


def test_a_home_may_be_relative_or_begin_with_a_tilde(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert settings.folders({"ALIGNTUI_HOME": "plans"}).data == tmp_path / "plans"
    monkeypatch.setenv("HOME", str(tmp_path))
    assert settings.folders({"ALIGNTUI_HOME": "~/plans"}).data == tmp_path / "plans"


def test_without_it_the_platform_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ALIGNTUI_HOME", raising=False)
    for kind in ("DATA", "STATE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind))
    found = settings.folders()
    assert len({found.data, found.state, found.config}) == 3
    assert all(path.name == "aligntui" for path in (found.data, found.state, found.config))


def test_a_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        assert settings.make(tmp_path / "a" / "b") == ""
    finally:
        os.umask(old)
    for path in (tmp_path / "a", tmp_path / "a" / "b"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700
    assert settings.make(tmp_path / "a" / "b") == ""


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert settings.make(tmp_path / "file") == (
        f"{tmp_path}/file is a file. Move it, or set ALIGNTUI_HOME to a folder."
    )
    said = settings.make(tmp_path / "file" / "below")
    assert said == (
        f"{tmp_path}/file/below cannot be made: not a directory. "
        "Make it, or set ALIGNTUI_HOME to a folder of yours."
    )


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert settings.load(tmp_path) == Settings()
    assert settings.load(tmp_path).theme == "dusk"


def test_what_can_be_set(config: Path) -> None:
    found = load(
        config,
        '\ufefftheme = "paper"\nname = " Dot Okafor "\n\n[keys]\npark = "x"\n"step.next" = " ctrl+n "\n',
    )
    assert found.problems == []
    assert (found.theme, found.name) == ("paper", "Dot Okafor")
    assert found.keys == {"park": "x", "step.next": "ctrl+n"}
    assert found.lines == {"park": 5, "step.next": 6}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('\nthem = "paper"', 'config.toml line 2: "them" is not a setting. Did you mean "theme"?'),
        ('zzz = 1\ntheme = "paper"', 'config.toml line 1: "zzz" is not a setting.'),
        ('theme = "papr"', 'config.toml line 1: there is no theme "papr". Did you mean "paper"?'),
        (
            "theme = 7",
            'config.toml line 1: there is no theme "7". There are dusk, paper and contrast.',
        ),
        ("name = 3", 'config.toml line 1: name is text. Write name = "Ines Calder".'),
        ("keys = 3", 'config.toml line 1: keys is a table. Write [keys], and below it park = "x".'),
        ("[keys]\n\npark = 3", 'config.toml line 3: the key of "park" is text. Write park = "x".'),
        ("[kays]\npark = 'x'", 'config.toml line 1: "kays" is not a setting. Did you mean "keys"?'),
        (
            "theme = paper",
            "config.toml line 1: invalid value. The defaults hold until it is mended.",
        ),
        (
            '\n[keys]\npark = "x',
            "config.toml: unterminated string. The defaults hold until it is mended.",
        ),
    ],
)
def test_what_cannot_be_used_is_named_and_the_default_holds(config: Path, text: str, problem: str) -> None:
    found = load(config, text)
    assert [each.sentence for each in found.problems] == [problem]
    assert found.name == ""
    assert found.keys == {}
    if text.startswith("zzz"):
        assert found.theme == "paper"
    else:
        assert found.theme == "dusk"


def test_commands_that_do_not_exist_are_named_with_the_nearest(config: Path) -> None:
    found = load(config, '[keys]\nprak = "x"\npark = "p"\n')
    assert [each.sentence for each in found.unknown_commands(["park", "go-on"])] == [
        'config.toml line 2: there is no command "prak". Did you mean "park"?'
    ]


def test_files_that_are_no_toml(config: Path) -> None:
    config.write_bytes(b"\xff\xfe")
    (problem,) = settings.load(config.parent).problems
    assert problem.sentence == "config.toml is not UTF-8 text; the defaults hold."
    config.unlink()
    config.mkdir()
    (problem,) = settings.load(config.parent).problems
    assert problem.sentence == "config.toml cannot be read (is a directory); the defaults hold."


@given(text=st.text(alphabet=st.sampled_from("abkeys=[]\"'.\n #{},1\x1b"), max_size=60))
@limits(max_examples=150, deadline=None)
def test_any_file_gives_settings(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    config = tmp_path_factory.mktemp("config") / "config.toml"
    found = load(config, text)
    assert found.theme in settings.THEMES
    assert all("\x1b" not in problem.sentence and "\n" not in problem.sentence for problem in found.problems)


def test_who_is_writing(monkeypatch: pytest.MonkeyPatch) -> None:
    named = Settings(name="Dot Okafor")
    assert settings.person(named, {"ALIGNTUI_USER": " Priya\tLund\x1b[2J "}) == "Priya Lund"
    assert settings.person(named, {"ALIGNTUI_USER": " "}) == "Dot Okafor"
    monkeypatch.setattr("getpass.getuser", lambda: "lily")
    assert settings.person(Settings(), {}) == "lily"

    def nobody() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr("getpass.getuser", nobody)
    assert settings.person(Settings(), {}) == "somebody"


MOUNTS = r"""22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
30 22 0:26 / /srv rw,relatime shared:7 - ext4 /dev/vdb rw
31 22 0:27 / /srv/team\040plans rw,nosuid shared:8 master:2 - nfs4 host:/plans rw,vers=4.2
32 22 0:28 / /home/ana/remote rw - fuse.sshfs ana@host: rw
33 22 0:29 / /srv rw - xfs /dev/vdc rw
garbage
"""


@pytest.mark.parametrize(
    ("path", "kind", "mount", "network"),
    [
        ("/srv/team plans/2027/kiosk.json", "nfs4", "/srv/team plans", True),
        ("/srv/team plans", "nfs4", "/srv/team plans", True),
        ("/srv/team plans two", "xfs", "/srv", False),
        ("/home/ana/remote/x", "fuse.sshfs", "/home/ana/remote", True),
        ("/home/ana", "ext4", "/", False),
    ],
)
def test_the_file_system_under_a_folder(
    tmp_path: Path, path: str, kind: str, mount: str, network: bool
) -> None:
    (tmp_path / "mountinfo").write_text(MOUNTS)
    found = disk.filesystem(Path(path), mounts=tmp_path / "mountinfo")
    assert (found.kind, found.mount, found.network) == (kind, mount, network)


def test_where_nothing_is_known_about_mounts(tmp_path: Path) -> None:
    found = disk.filesystem(tmp_path, mounts=tmp_path / "none")
    assert (found.kind, found.network) == ("", False)


def test_room_is_told_also_for_a_folder_that_is_still_to_come(tmp_path: Path) -> None:
    assert settings.free_space(tmp_path / "a" / "b") > 0
    assert settings.filesystem(tmp_path).kind


def test_the_runtime_folder_is_the_one_of_the_account_or_the_one_for_temporary_files(tmp_path: Path) -> None:
    state = tmp_path / "state"
    own = settings.runtime(state, {"XDG_RUNTIME_DIR": str(tmp_path)})
    assert own.parent == tmp_path
    assert not own.exists()
    assert settings.runtime(tmp_path / "other", {"XDG_RUNTIME_DIR": str(tmp_path)}) != own
    for base in ("", "run", str(tmp_path / "missing")):
        env = {"XDG_RUNTIME_DIR": base, "TMPDIR": str(tmp_path / "tmp")}
        assert settings.runtime(state, env).parent == tmp_path / "tmp"
    assert settings.runtime(state, {}).parent == Path("/tmp")
    assert settings.folders({"ALIGNTUI_HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)}).runtime == own
