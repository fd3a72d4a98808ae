"""Files that mean harm, files cut anywhere, files altered by chance: a sentence, never a traceback."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import randoms
import trust_kit  # noqa: F401 - the paths of the helpers
from bombs import BOMBS
from trust_kit import NewId, library, make_store

from aligntui.exchange.problems import ImportProblem
from aligntui.exchange.yaml_import import read
from aligntui.methods.errors import GuideProblems
from aligntui.methods.library import Library, UnknownName
from aligntui.session.model import Item
from aligntui.session.ops import Add
from aligntui.store.local import names
from aligntui.store.problems import Damaged, StoreProblem
from aligntui.text.clean import clean
from aligntui.text.yaml_in import YamlProblem, load

SHELF = Library()
FILES = 2000 if os.environ.get("ALIGNTUI_LONG") == "1" else 500
"""Files altered by chance; the torture alters ten thousand."""
PATIENCE = 5.0
"""Seconds that refusing may take on a busy machine; it is 0.1 at rest (figures in tests/torture)."""


def one_sentence(problem: Exception) -> None:
    for said in str(problem).split("\n"):
        assert clean(said) == said
        assert "Traceback" not in said
        assert 10 < len(said) < 400, said[:500]


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_into_import(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    began = time.perf_counter()
    with pytest.raises((ImportProblem, YamlProblem)) as caught:
        read(BOMBS[name], "plan.yaml", library(), new_id=NewId(), at="2026-11-21T14:00:00")
    assert time.perf_counter() - began < PATIENCE
    one_sentence(caught.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_into_validate(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "own.yaml"
    path.write_bytes(BOMBS[name].replace(b"aligntui:", b"method:"))
    began = time.perf_counter()
    with pytest.raises((GuideProblems, UnknownName)) as caught:
        SHELF.find(str(path))
    assert time.perf_counter() - began < PATIENCE
    one_sentence(caught.value)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_into_the_reader(name: str) -> None:
    try:
        document = load(BOMBS[name], "x")
    except YamlProblem as problem:
        one_sentence(problem)
    else:
        assert document.data is not None


def test_random_files_are_read_or_refused(print_figures: Callable[[object], None]) -> None:
    figures = randoms.thrown(FILES)
    print_figures(figures)
    assert figures.odd == []
    assert figures.files == FILES
    assert figures.refused > FILES // 4
    assert figures.taken > FILES // 4


def test_everything_beside_the_session_may_be_cut_at_every_byte(tmp_path: Path) -> None:
    """The session itself is cut at every byte in tests/store; here history, notes and presence."""
    store = make_store(tmp_path)
    handle = store.create(
        "Kiosk", [Add(item=Item(id="a", collection="strengths", series="S", text="Köln – 🍞"))]
    )
    ref = handle.session.meta.id
    old = [handle.change([Add(item=Item(id=f"o{n}", collection="strengths", text="old"))]) for n in range(3)]
    handle.archive.append(old)
    drafts = store.drafts(ref)
    drafts.put("a/b", "half a “sent”")
    drafts.wait([handle.change([Add(item=Item(id="w", collection="strengths", text="waits"))])])
    whole = {path: path.read_bytes() for path in (names.history_of(handle.path), drafts.path)}
    for path, data in whole.items():
        for cut in range(len(data)):
            path.write_bytes(data[:cut])
            opened = store.open(handle.path)
            found = store.drafts(ref)
            opened.waiting.load(found)
            assert set(opened.session.items) >= {"a"}
            assert {change.id for change in opened.history(99)} <= {c.id for c in handle.history(99)} | {
                c.id for c in old
            }
            found.all()
            opened.close()
        path.write_bytes(data)
    assert len(store.open(handle.path).history(99)) == 4


def test_a_session_cut_at_every_byte_is_healed_from_memory_without_a_byte_lost(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    handle = store.create(
        "Kiosk", [Add(item=Item(id="a", collection="strengths", series="S", text="Köln – 🍞"))]
    )
    whole, session = handle.path.read_bytes(), handle.session
    for cut in range(0, len(whole), 7):
        handle.path.write_bytes(whole[:cut])
        assert not handle.refresh()
        assert handle.lost
        handle.waiting.retry(later=True)
        tried = handle.waiting.retry(later=True)
        assert tried.healed
        assert handle.path.read_bytes() == whole
        assert handle.session == session
        (aside,) = names.damaged_of(handle.path)
        assert aside.read_bytes() == whole[:cut]
        aside.unlink()


def test_a_row_under_the_id_of_another_is_damage(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    handle = store.create("Kiosk", [Add(item=Item(id="a", collection="strengths", series="S", text="a"))])
    handle.path.write_bytes(handle.path.read_bytes().replace(b'"items":{"a":', b'"items":{"b":'))
    with pytest.raises(Damaged) as caught:
        store.open(handle.path)
    assert "stands under the id of another one" in caught.value.detail
    assert isinstance(caught.value, StoreProblem)
