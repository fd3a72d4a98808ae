"""preview: a step of a method with sample items, of which nothing is kept."""

from __future__ import annotations

import pytest
from cli_kit import METHOD, Shell


def test_a_step_is_shown_with_sample_items_and_nothing_is_kept(sh: Shell) -> None:
    file = sh.file("pestle.yaml", METHOD)
    done = sh("preview", file, "write", "--plain", stdin="")
    assert done.code == 0, done.err
    assert [f"F{number} Forces {number}" in done.out for number in (1, 2, 3)] == [True] * 3
    assert "nothing of it is kept" in done.err
    assert sh("sessions", "--json").json == []


def test_what_keeps_a_closing_sentence_from_being_said_is_named(sh: Shell) -> None:
    figures = "figures:\n  all: {use: tally, of: forces, by: proof}\nsteps:\n"
    text = METHOD.replace("steps:\n", figures).rstrip()
    for slot, told in (("all.shares", "{all.shares} says nothing with these items"), ("all.n", "")):
        file = sh.file("pestle.yaml", f'{text}\n    read_back: "So {{{slot}}}."\n')
        done = sh("preview", file, "write", "--plain", stdin="")
        assert told in done.err
        assert bool(told) == ("says nothing" in done.err)


def test_so_many_items_as_are_asked_for(sh: Shell) -> None:
    file = sh.file("pestle.yaml", METHOD)
    shown = [sh("preview", file, "--plain", "--items", str(n), stdin="").out for n in (0, 5)]
    assert len(shown[1].splitlines()) >= len(shown[0].splitlines()) + 5


@pytest.mark.parametrize("name", ["swot/factors", "tows", "choose/rate", "scenarios/worlds"])
def test_steps_that_are_there_can_be_looked_at(sh: Shell, name: str) -> None:
    assert sh("preview", name, "--plain", stdin="").code == 0


def test_a_wrong_step_is_said_with_those_there_are(sh: Shell) -> None:
    done = sh("preview", sh.file("pestle.yaml", METHOD), "rate", "--plain", stdin="")
    assert done.code == 2
    assert "write" in done.err
    done = sh("preview", "solo-90", "--plain", stdin="")
    assert done.code == 2
    assert "agenda" in done.err
