from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest
import store_worker as worker

from aligntui.session.model import FORMAT
from aligntui.store.local import codec, migrate
from aligntui.store.local.backups import Backups
from aligntui.store.local.codec import Docs, Tables
from aligntui.store.local.migrate import MIGRATIONS, Migration
from aligntui.store.local.repository import Store
from aligntui.store.problems import StoreProblem


def louder(data: Docs) -> Docs:
    for item in data["items"].values():
        item["text"] = item["text"].upper()
    return data


def longer(data: Docs) -> Docs:
    for item in data["items"].values():
        item["text"] += "!"
    return data


def broken(data: Docs) -> Docs:
    data["items"].clear()
    raise KeyError("cells")


@pytest.fixture
def old(store: Store) -> Path:
    """A session of format 0, two steps behind."""
    handle = store.create("Kiosk", [worker.add("a", "Sourdough")])
    text = handle.path.read_text().replace(f'"format":{FORMAT}', '"format":0')
    handle.path.write_text(text)
    return handle.path


def use(monkeypatch: pytest.MonkeyPatch, *steps: Migration) -> None:
    monkeypatch.setattr(migrate, "MIGRATIONS", steps)


def test_the_steps_lead_to_the_format_that_is_written() -> None:
    assert sorted(step.to for step in MIGRATIONS) == list(range(2, FORMAT + 1))


def test_steps_run_in_the_order_of_their_names() -> None:
    head = {"_meta": {"1": {"id": "x", "title": "y", "format": 3}}}
    steps = [Migration("0010-j", longer), Migration("0003-c", longer), Migration("0004-d", louder)]
    waiting = migrate.waiting(codec.rows(head), Path("x.json"), steps)
    assert [step.name for step in waiting] == ["0004-d", "0010-j"]
    data = {**copy.deepcopy(head), "items": {"a": {"text": "rye"}}}
    done = migrate.migrate(data, Path("x.json"), waiting)
    assert done["items"]["a"]["text"] == "RYE!"
    assert done["_meta"]["1"]["format"] == 10


def test_an_older_file_is_brought_up_to_date_and_its_original_kept(
    old: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = old.read_bytes()
    use(monkeypatch, Migration("0001-louder", louder))
    handle = store.open(old)
    assert handle.session.items["a"].text == "SOURDOUGH"
    assert handle.read_only == ""
    (kept,) = Backups(old).copies()
    assert kept.path.read_bytes() == original
    assert json.loads(old.read_text())["_meta"]["1"]["format"] == 1
    handle.apply([worker.add("b")])
    after = old.read_bytes()
    assert store.open(old).session.items["a"].text == "SOURDOUGH"
    assert old.read_bytes() == after


def test_a_step_that_fails_leaves_the_file(old: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    original = old.read_bytes()
    use(monkeypatch, Migration("0001-broken", broken))
    with pytest.raises(StoreProblem) as caught:
        store.open(old)
    assert caught.value.sentence == (
        f"{old.name} is of an older format and step 0001-broken does not fit it: 'cells'. It stays as it is."
    )
    assert old.read_bytes() == original


def test_without_a_copy_nothing_is_migrated(old: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    original = old.read_bytes()
    use(monkeypatch, Migration("0001-louder", louder))
    Backups(old).folder.write_text("in the way")
    with pytest.raises(StoreProblem, match="cannot be brought up to date in"):
        store.open(old)
    assert old.read_bytes() == original


def test_somebody_else_was_faster(old: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, Migration("0001-louder", louder))
    real = migrate.waiting
    asked: list[int] = []

    def faster(data: Tables, path: Path, steps: object = None) -> list[Migration]:
        found = real(data, path)
        if not asked:
            asked.append(1)
            store.open(old)
        return found

    monkeypatch.setattr(migrate, "waiting", faster)
    assert store.open(old).session.items["a"].text == "SOURDOUGH"
    assert len(Backups(old).copies()) == 1
