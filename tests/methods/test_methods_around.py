"""What checking a file reads: the methods that it names or may clash with, and no others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from aligntui.analysis import registry
from aligntui.methods import library as module
from aligntui.methods.decode import read, whole
from aligntui.methods.heads import owned, owned_by
from aligntui.methods.library import Library
from aligntui.methods.types import Method

WORKSHOPS = Path(__file__).parent.parent.parent / "workshops"
OWN = """\
method: own
title: Own
level: fundamentals
collections:
  tools: {code: TL, title: Tools, fields: {sort: {type: text}}}
steps:
  - {kind: table, id: list, title: Tools, of: tools, fields: [text, sort]}
"""


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files that a library reads whole."""
    names: list[str] = []

    def noted(path: Path, name: str = "") -> Any:
        names.append(path.stem)
        return read(path, name)

    monkeypatch.setattr(module, "read", noted)
    return names


def library(folder: Path, text: str, name: str = "own") -> Library:
    (folder / f"{name}.yaml").write_text(text)
    return Library(user=folder, functions=registry.functions)


@pytest.mark.parametrize("path", sorted(WORKSHOPS.glob("*.yaml")), ids=lambda p: p.stem)
def test_what_a_file_declares_is_seen_by_its_layout(path: Path) -> None:
    if path.stem != "collections":
        assert sorted(owned(path.read_text())) == sorted(owned_by(whole(read(path), Method)))


def test_a_file_that_names_no_other_is_checked_alone(tmp_path: Path, decoded: list[str]) -> None:
    books = library(tmp_path, OWN)
    assert not [head for head in books.methods() if head.problem]
    assert set(decoded) == {"own", "collections"}


def test_what_it_names_is_read_with_it(tmp_path: Path, decoded: list[str]) -> None:
    needs = "needs:\n  - {count: tools, why: Tools first., go: swot/factors}\n"
    books = library(tmp_path, OWN.replace("steps:\n", f"{needs}steps:\n"))
    assert not [head for head in books.methods() if head.problem]
    assert set(decoded) == {"own", "collections", "swot"}


CLASHES = [
    ("code: TL", "code: S", "codes S1, S2 belong to strengths"),
    ("  tools: {code", "  strengths: {code", '"strengths" belongs to SWOT analysis'),
    ("steps:\n", "records:\n  scope: {fields: {decision: {type: date}}}\nsteps:\n", "in the record scope as"),
    ("of: tools", "of: strenths", "Write strengths."),
    ("steps:\n", "groups: {drivers: [tools]}\nsteps:\n", '"drivers" is a list'),
]


@pytest.mark.parametrize(("old", "new", "says"), CLASHES)
def test_what_clashes_with_another_is_found(
    tmp_path: Path, old: str, new: str, says: str, decoded: list[str]
) -> None:
    books = library(tmp_path, OWN.replace(old, new, 1))
    (problem,) = [head.problem for head in books.methods() if head.problem]
    assert says in problem


def test_as_many_others_as_there_are_it_reads_no_more(tmp_path: Path, decoded: list[str]) -> None:
    library(tmp_path, OWN).methods()
    alone = len(decoded)
    del decoded[:]
    (tmp_path / "many").mkdir()
    for path in WORKSHOPS.glob("*.yaml"):
        (tmp_path / "many" / path.name).write_text(path.read_text())
    for number in range(40):
        text = OWN.replace("own", f"o{number}").replace("tools:", f"t{number}:").replace("TL", f"Q{number}")
        (tmp_path / "many" / f"o{number}.yaml").write_text(text)
    assert len(Library(tmp_path / "many", tmp_path, registry.functions).methods()) > 40
    assert len(decoded) == alone
