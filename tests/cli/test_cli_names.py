"""Under which name one writes: given on the command line, told by doctor, changed on the plain line."""

from __future__ import annotations

import pytest
from cli_kit import Shell

from aligntui.cli.group import COMMANDS, Group

METHOD = """\
method: probe
title: Probe
level: fundamentals
records:
  aim: {fields: {what: {type: text, ask: What do we want?}, year: {type: text, ask: By when?}}}
steps:
  - {kind: form, id: aim, title: Our aim, ask: What do we want?, record: aim, fields: [what, year]}
"""


def writers(sh: Shell) -> list[str]:
    """Who made the changes of the session, in order, each once."""
    from aligntui.cli.place import place

    store = place().store()
    session = store.peek(store.entries()[0].ref)
    return list(dict.fromkeys(change.by for change in session.recent.values() if change.by))


@pytest.fixture
def probe(sh: Shell) -> Shell:
    """A shell with a method in its folder."""
    (sh.work / "probe.yaml").write_text(METHOD, encoding="utf-8")
    return sh


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_takes_a_name(sh: Shell, name: str) -> None:
    assert "--as NAME" in sh(name, "--help").out
    assert isinstance(Group().get_command(None, name), object)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "words",
    [("--as", "Cem Aydin", "run", "./probe.yaml"), ("run", "./probe.yaml", "--as", "Cem Aydin")],
)
def test_the_name_stands_before_the_command_or_behind(probe: Shell, words: tuple[str, ...]) -> None:
    assert probe(*words, "--solo", "--script", "-", stdin="A bakery\n/leave\n").code == 0
    assert writers(probe) == ["Cem Aydin"]


@pytest.mark.parametrize("name", [" ", "\x1b[31m", "x" * 100_000])
def test_what_is_no_name_is_refused(sh: Shell, name: str) -> None:
    done = sh("doctor", "--as", name)
    assert done.code == 2
    assert "a name is asked" in done.err


def test_doctor_says_how_to_change_it(sh: Shell) -> None:
    facts = {fact["name"]: fact for fact in sh("doctor", "--json", "--as", "Cem Aydin").json["facts"]}
    assert facts["who writes"]["value"].startswith("Cem Aydin")
    assert "--as" in facts["who writes"]["mend"]
    assert "config.toml" in facts["who writes"]["mend"]


def test_a_name_is_changed_on_the_plain_line(probe: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ALIGNTUI_USER")
    monkeypatch.setattr("getpass.getuser", lambda: "root")
    lines = "A bakery\n/my-name Cem  Aydin\n2036\n/state\n/leave\n"
    done = probe("run", "./probe.yaml", "--script", "-", stdin=lines)
    assert (done.code, done.err) == (0, "")
    assert "Here: Cem Aydin." in done.out
    assert writers(probe) == ["root", "Cem Aydin"]


def test_the_number_of_a_refused_line_counts_on_under_another_name(probe: Shell) -> None:
    done = probe("run", "./probe.yaml", "--script", "-", stdin="A bakery\n/my-name Cem\n/nonsense\n")
    assert done.code == 1
    assert "Line 3 was refused" in done.out
