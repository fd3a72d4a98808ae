"""Sessions that version 0.1.0 wrote: they open, are shown, are undone and lose nothing when they are saved.

The files lie in `tests/fixtures/sessions_0_1_0`, byte for byte as that version left them, packed: a team's
SWOT and TOWS with two silent rounds, objectives of one person, four worlds. They are never made anew.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from cli_kit import Shell

FOLDER = Path(__file__).parent.parent / "fixtures" / "sessions_0_1_0"
STAMPS = {"rev", "changed", "last", "sum"}
"""What says only that something was written, when, and that it was written whole (not in that version)."""
CLOSED = "The round is closed for all: undo does not open it. /open-round does, with what each answered."
ALONE = "What you closed stays so: undo does not open it. A new answer there begins anew, with what you gave."


@dataclass(frozen=True)
class First:
    """A file of that version, and what stands in it."""

    name: str
    title: str
    person: str
    shown: tuple[str, ...]
    """Rows of the plain line where the session was left."""
    undone: str
    """What taking back the last change says."""
    undos: int
    """How many changes this person can take back, and what ends it."""
    end: str
    exported: tuple[str, ...]


TEAM = First(
    "swot-tows-team",
    "Harbour kiosk, SWOT and TOWS",
    "Ines Calder",
    ("Step 1 of 4: TOWS, TOWS: which inside meets which outside?, reveal", "sum: S1 3, S3 0, W1 1, W2 0"),
    "Undone: SO1 and S3 are no longer linked.",
    4,
    CLOSED,
    ("Queue of regulars every morning", "Regulars queue each morning", "Own roaster", "Milk price"),
)
OBJECTIVES = First(
    "objectives",
    "Bicycle workshop, objectives 2027",
    "Lily Marsh",
    (
        "Step 2 of 4: Goals and objectives, Objectives: draft",
        "OB1 Keep the common parts on the shelf: from 14; target 3; due 30 Jun 27; owner Lily Marsh; "
        "measure parts missing when needed; unit parts a week; start 1 Jan 27; SMA-T",
        "1 parked",
    ),
    "Undone: OB2 is open again.",
    16,
    "Nothing left to undo.",
    ("Known for repairs in a day", "Keep the common parts on the shelf", "Be more modern"),
)
WORLDS = First(
    "scenarios",
    "Bakery, four worlds",
    "Tomasz Wren",
    (
        "Step 6 of 11: Scenario planning, Scenarios: write the news from there",
        "A  Market Square   1 of 4",
    ),
    'Undone: SG1 "loaves ordered ahead" is taken back.',
    3,
    ALONE,
    ("queues are part of the charm", "By 2029 costs jump.", "loaves ordered ahead", "counter, classes"),
)
EVERY = pytest.mark.parametrize("first", [TEAM, OBJECTIVES, WORLDS], ids=lambda first: first.name)


def lay(sh: Shell, first: First, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file in the folder of sessions of the person who wrote it."""
    monkeypatch.setenv("ALIGNTUI_USER", first.person)
    sh.home.mkdir(parents=True, exist_ok=True)
    path = sh.home / f"{first.name}.json"
    path.write_bytes(gzip.decompress((FOLDER / f"{first.name}.json.gz").read_bytes()))
    return path


def read(path: Path) -> dict[str, dict[str, Any]]:
    tables: dict[str, dict[str, Any]] = json.loads(path.read_bytes())
    return tables


def bare(value: Any) -> Any:
    """A value without what says only that something was written."""
    if isinstance(value, dict):
        return {key: bare(held) for key, held in value.items() if key not in STAMPS}
    return [bare(held) for held in value] if isinstance(value, list) else value


def without_clock(tables: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """All of it but the clock, which that version did not have: it runs from the moment a run is open.

    How far the run is, as home shows it, is counted from the rest whenever a session is written.
    """
    bared = bare(tables)
    bared["_meta"]["1"].pop("progress")
    for run in bared["runs"].values():
        run.pop("clock", None)
        for step in run["steps"]:
            step.pop("used", None)
    for key, change in list(bared["recent"].items()):
        if [op["op"] for op in change["ops"]] == ["time"]:
            del bared["recent"][key]
    return dict(bared)


@EVERY
def test_it_opens_on_the_plain_line_where_it_was_left(
    sh: Shell, first: First, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = lay(sh, first, monkeypatch)
    before = read(path)
    done = sh("open", first.title, "--script", "-", stdin="/look\n")
    assert (done.code, done.err) == (0, "")
    for row in first.shown:
        assert row in done.out.splitlines()
    assert without_clock(read(path)) == without_clock(before), "looking changes nothing but the clock"


@EVERY
def test_it_is_shown_and_exported_whole(sh: Shell, first: First, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(sh, first, monkeypatch)
    assert first.title in sh("show", first.title).out
    exported = sh("export", first.title)
    assert exported.code == 0
    for words in first.exported:
        assert words in exported.out


@EVERY
def test_all_its_person_did_is_undone_and_redone_and_nothing_else_moves(
    sh: Shell, first: First, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = lay(sh, first, monkeypatch)
    before = read(path)
    heard = sh("open", first.title, "--script", "-", stdin="/undo\n" * first.undos).out.splitlines()
    assert next(row for row in heard if row.startswith("Undone: ")) == first.undone
    assert sum(row.startswith("Undone: ") for row in heard) == first.undos
    assert first.end in sh("open", first.title, "--script", "-", stdin="/undo\n").out.splitlines()
    undone = read(path)
    assert bare(undone["items"]) != bare(before["items"])
    heard = sh("open", first.title, "--script", "-", stdin="/redo\n" * first.undos).out.splitlines()
    assert sum(row.startswith("Done again: ") for row in heard) == first.undos
    after = read(path)
    assert set(after) == set(before)
    moved, stood = without_clock(after), without_clock(before)
    for table in before:
        if table == "recent":
            assert {key: after[table].get(key) for key in before[table]} == before[table]
            assert len(moved[table]) == len(stood[table]) + 2 * first.undos
        else:
            assert moved[table] == stood[table], table


@EVERY
def test_what_this_version_does_not_know_is_kept(
    sh: Shell, first: First, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = lay(sh, first, monkeypatch)
    tables = read(path)
    item = next(iter(tables["items"]))
    tables["items"][item]["colour"] = "teal"
    tables["items"][item].setdefault("fields", {})["smell"] = "of bread"
    tables["seats"] = {"1": {"id": "1", "row": 3}}
    path.write_text(json.dumps(tables, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    assert first.undone in sh("open", first.title, "--script", "-", stdin="/undo\n").out
    kept = read(path)
    assert kept["items"][item]["colour"] == "teal"
    assert kept["items"][item]["fields"]["smell"] == "of bread"
    assert kept["seats"] == tables["seats"]


def test_ballots_of_a_silent_round_stay_without_a_name_and_count_as_they_did(
    sh: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = lay(sh, TEAM, monkeypatch)
    sh("open", TEAM.title, "--script", "-", stdin="/undo\n")
    kept = read(path)
    votes = next(r for r in kept["rounds"].values() if r["step"] == "swot/factors")
    ballots = [b for b in kept["ballots"].values() if b["round"] == votes["id"]]
    assert (votes["state"], votes["privacy"], len(ballots)) == ("revealed", "secret", 3)
    assert not {b["by"] for b in ballots} & {"Ines Calder", "Tomasz Wren", "Lily Marsh"}
    [s1] = [key for key, item in kept["items"].items() if item["code"] == "S1"]
    assert sum(b["answers"].get(s1, 0) for b in ballots) == 3
