"""The plain line from the command line: scripts, exit codes, what is said where no screen can open."""

from __future__ import annotations

import pytest
from cli_kit import Shell

METHOD = """\
method: probe
title: Probe
level: fundamentals
records:
  aim: {fields: {what: {type: text, ask: What do we want?}, year: {type: text, ask: By when?}}}
steps:
  - {kind: talk, id: welcome, title: Welcome, ask: Why are we here?}
  - {kind: form, id: aim, title: Our aim, ask: What do we want?, record: aim, fields: [what, year]}
  - kind: ask
    id: sure
    title: How sure
    ask: How sure are we?
    tests: [{type: scale, from: 1, to: 5, label: possible, ask: Can we reach it?}]
    answer: {type: scale, from: 1, to: 5}
"""
ANSWERS = "/on\nA bakery that lasts\n2036\n/on\n4\n/on\n"


@pytest.fixture
def probe(sh: Shell) -> Shell:
    """A shell with a method and a script in its folder."""
    (sh.work / "probe.yaml").write_text(METHOD, encoding="utf-8")
    (sh.work / "answers.txt").write_text(ANSWERS, encoding="utf-8")
    return sh


def test_a_script_goes_from_the_first_question_to_the_plan(probe: Shell) -> None:
    done = probe("run", "./probe.yaml", "--solo", "--script", "answers.txt")
    assert (done.code, done.err) == (0, "")
    heard = done.out.splitlines()
    assert heard[0].startswith("AlignTUI, plain line")
    assert any(row.startswith("You are through: ") for row in heard)
    assert heard[-1].startswith("All is kept.")
    assert all(row.isprintable() for row in heard)


def test_what_was_answered_stands_in_the_session(probe: Shell) -> None:
    probe("run", "./probe.yaml", "--solo", "--script", "answers.txt")
    exported = probe("export", "Probe").out
    assert "A bakery that lasts" in exported
    assert "2036" in exported


def test_a_script_stops_at_the_first_refused_line(probe: Shell) -> None:
    (probe.work / "answers.txt").write_text("/on\nA bakery\n/fly\n2036\n", encoding="utf-8")
    done = probe("run", "./probe.yaml", "--solo", "--script", "answers.txt")
    assert done.code == 1
    assert "Line 3 was refused: /fly" in done.out
    assert "2036" not in probe("export", "Probe").out


def test_a_script_comes_from_standard_input_and_a_session_goes_on(probe: Shell) -> None:
    assert probe("run", "./probe.yaml", "--solo", "--script", "-", stdin="/on\nA bakery\n").code == 0
    done = probe("open", "Probe", "--script", "-", stdin="/look\n")
    assert done.code == 0
    assert "Our aim" in done.out


def test_a_script_that_cannot_be_read_is_said(probe: Shell) -> None:
    done = probe("run", "./probe.yaml", "--script", "nowhere.txt")
    assert done.code == 2
    assert "nowhere.txt cannot be read" in done.err


def test_without_a_command_the_sessions_are_listed(probe: Shell) -> None:
    assert "There is no session yet" in probe("--plain").out
    probe("run", "./probe.yaml", "--script", "-", stdin="")
    heard = probe("--plain").out
    assert "Probe" in heard
    assert "aligntui open TITLE --plain" in heard


def test_the_settings_make_it_the_usual_way(probe: Shell) -> None:
    config = probe.home / "config"
    config.mkdir(parents=True, exist_ok=True)
    (config / "config.toml").write_text("plain = true\n", encoding="utf-8")
    done = probe("run", "./probe.yaml", stdin="/leave\n")
    assert done.code == 0
    assert done.out.startswith("AlignTUI, plain line")


def test_ninety_minutes_alone_go_from_the_first_question_to_the_plan(probe: Shell) -> None:
    lines = ["Do we grow by the counter or by post?", *["/on"] * 120]
    done = probe("run", "solo-90", "--script", "-", stdin="\n".join(lines))
    assert (done.code, done.err) == (0, "")
    heard = done.out.splitlines()
    places = [row for row in heard if row.startswith("Step ")]
    assert places[0].startswith("Step 1 of 9: SWOT analysis")
    assert places[-1] == "Step 9 of 9: Commit, The plan on one page"
    assert any(row.startswith("You are through: ") for row in heard)
    assert "Do we grow by the counter or by post?" in probe("export", "Solo").out


def test_the_first_session_of_a_person_begins_with_the_guide_and_no_other_does(probe: Shell) -> None:
    why = "Why: Without a frame every fact about the firm belongs on the list."
    assert why in probe("run", "solo-90", "--script", "-", stdin="/leave\n").out
    assert why not in probe("run", "solo-90", "--script", "-", stdin="/leave\n").out
