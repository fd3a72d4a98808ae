"""Each call that the store makes fails, with each error that passes: one sentence, and nothing is lost."""

from __future__ import annotations

import contextlib
import errno
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import store_worker as worker
from failing import PASSING, Failing

from aligntui.session.model import Round
from aligntui.session.ops import Give, Open
from aligntui.store.local import fs
from aligntui.store.local import handle as module
from aligntui.store.local.handle import Handle
from aligntui.store.local.names import path_of
from aligntui.store.local.repository import Store
from aligntui.store.opening import copy_to
from aligntui.store.problems import Damaged, NotFound, StoreProblem
from aligntui.store.values import Position

AT = "2026-11-21T14:00:00+01:00"


@dataclass
class Desk:
    """A person with a session open."""

    store: Store
    own: Handle

    @property
    def drafts(self) -> Any:
        """Her notes."""
        return self.store.drafts_of(self.own)


def desk(root: Path, *, waiting: bool = True) -> Desk:
    numbers = iter(range(10**6))
    store = Store(
        root,
        root / "state",
        clock=lambda: AT,
        new_id=lambda: f"m{next(numbers)}",
        person="Ines Calder",
        timeout=0.01,
        spare=root.parent / "spare",
    )
    own = store.open(root / "kiosk-n0.json")
    if waiting:
        own.waiting.load(store.drafts_of(own))
    return Desk(store, own)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two sessions with history, copies, a round and notes; a third in the trash, a fourth damaged."""
    root = tmp_path_factory.mktemp("template") / "data"
    numbers = iter(range(10**6))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "RECENT", 4)
        patch.setattr(module, "BLOCK", 2)
        store = Store(
            root, root / "state", clock=lambda: AT, new_id=lambda: f"n{next(numbers)}", person="Ines Calder"
        )
        own = store.create("Kiosk")
        own.apply([Open(round=Round(id="q1", step="swot/q1", run="", subjects=[]))])
        own.apply([Give(round="q1", ballot="q1-i", by="Ines Calder", subject="", to="never mind")])
        for ref in "abcdefgh":
            own.apply([worker.add(ref)])
        store.drafts_of(own).put("add:strengths", "half a sentence")
        store.drafts_of(own).mark("q2")
        thrown = store.create("Thrown", [worker.add("t")])
        thrown.apply([worker.add("u")])
        store.trash(thrown.path)
        damaged = store.create("Damaged", [worker.add("x")])
        damaged.apply([worker.add("y")])
        damaged.path.write_bytes(damaged.path.read_bytes()[:99])
    return root


def recover(at: Desk) -> None:
    try:
        at.store.open(next(one.ref for one in at.store.entries() if one.ref.name.startswith("damaged")))
    except Damaged as problem:
        at.store.recover(problem)


def thrown(at: Desk) -> Any:
    return at.store.trashed()[0]


def put_waiting(at: Desk) -> None:
    """A card is written, or waits; what waits is tried again until it is written."""
    if not any(item == "w" for item in at.own.session.items):
        at.own.waiting.put([worker.add("w")])
    else:
        at.own.waiting.retry(later=True)
    if at.own.waiting:
        raise StoreProblem("It waits.")


def erase(at: Desk) -> None:
    """What could not be read is named as left: once more, then."""
    if at.own.erase("q1").left:
        raise StoreProblem("It may hold them.")


def type_words(at: Desk) -> None:
    assert at.own.waiting.typed is not None
    at.own.waiting.typed.put("a/text", "typed words")
    at.own.waiting.write_typed()


DEEDS: dict[str, Callable[[Desk], Any]] = {
    "entries": lambda at: at.store.entries(),
    "trashed": lambda at: at.store.trashed(),
    "find": lambda at: at.store.find("Kiosk"),
    "open": lambda at: at.store.open("Kiosk").close(),
    "create": lambda at: at.store.create("New", [worker.add("n")]),
    "duplicate": lambda at: at.store.duplicate(at.own.path, "Twin"),
    "adopt": lambda at: at.store.adopt(at.own.session),
    "rename": lambda at: at.store.rename(at.own.path, "Stall"),
    "trash": lambda at: at.store.trash(at.own.path),
    "restore": lambda at: at.store.restore("Thrown"),
    "purge": lambda at: at.store.purge("Thrown"),
    "recover": recover,
    "apply": lambda at: at.own.apply([worker.add("z")], id="z"),
    "undo": lambda at: at.own.undo(),
    "waiting": put_waiting,
    "typed": type_words,
    "history": lambda at: at.own.history(99),
    "copy": lambda at: copy_to(at.own, at.store.data.parent / "elsewhere"),
    "heal": lambda at: at.own.mend(),
    "erase": erase,
    "drafts": lambda at: at.drafts.put("b/text", "other words"),
    "take": lambda at: at.drafts.take("add:strengths"),
    "all": lambda at: at.drafts.all(),
    "position": lambda at: setattr(at.drafts, "position", Position(run="r", step="s")),
    "mark": lambda at: at.drafts.mark("q3", made="m"),
    "load": lambda at: desk(at.store.data),
}


def stands(root: Path) -> dict[str, Any]:
    """All that a person finds afterwards."""
    at = desk_store(root)
    live = {}
    for entry in at.entries():
        own = at.open(path_of(entry.ref)) if not entry.problem else None
        words = (entry.title, sorted(own.session.items), own.session.meta.rev) if own else (entry.title,)
        ours = "-n" in path_of(entry.ref).stem and not path_of(entry.ref).stem.endswith("-2")
        live[path_of(entry.ref).name if ours else f"made: {entry.title}"] = words
        if own is not None:
            live[f"{words[0]} history"] = len(own.history(99))
            live[f"{words[0]} erased"] = [one.erased for one in own.session.rounds.values()]
            drafts = at.drafts_of(own)
            live[f"{words[0]} notes"] = {key: one.text for key, one in drafts.all().items()}
            live[f"{words[0]} marks"] = bool(drafts.marked("q2"))
            own.close()
    live["trash"] = sorted(entry.title for entry in at.trashed())
    return live


def desk_store(root: Path) -> Store:
    numbers = iter(range(10**6))
    return Store(
        root,
        root / "state",
        clock=lambda: AT,
        new_id=lambda: f"k{next(numbers)}",
        person="Ines Calder",
        spare=root.parent / "spare",
    )


def act(template: Path, folder: Path, name: str, failing: Failing | None) -> tuple[dict[str, Any], str]:
    """Do it on a disk that fails, and again when it does no longer; what stands then, and what was said."""
    folder.mkdir()
    root = folder / "data"
    shutil.copytree(template, root)
    said = ""
    try:
        at = desk(root)
        if failing is not None:
            with failing.on(), contextlib.suppress(StoreProblem):
                try:
                    DEEDS[name](at)
                    said = "done"
                except StoreProblem as problem:
                    said = problem.sentence
        if said != "done":
            # What may have been done although the disk did not say so is not there to be done again.
            with contextlib.suppress(NotFound):
                DEEDS[name](at)
        while at.own.waiting.standing != "saved" or (at.own.waiting.typed and at.own.waiting.typed.fresh):
            at.own.waiting.retry_all()
        at.own.close()
        return stands(root), said
    finally:
        shutil.rmtree(folder)


@pytest.mark.parametrize("name", DEEDS)
def test_an_error_that_passes_costs_one_sentence_and_no_word(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(fs, "fsync", lambda fd: None)
    expected, _ = act(template, tmp_path / "good", name, None)
    count = Failing(0, lambda *_: False)
    act(template, tmp_path / "count", name, count)
    assert count.calls
    for first in range(count.calls):
        # Each errno comes round; it comes once, and then again and again until one tries anew.
        for turn, last in enumerate((first, first + 10**6)):
            number = PASSING[(first + 2 * turn + len(name)) % len(PASSING)]
            failing = Failing(number, lambda n, *_, a=first, b=last: a <= n <= b)
            found, said = act(template, tmp_path / "bad", name, failing)
            assert failing.failed
            words = f"{name}: {failing.failed[0]}: {said}"
            assert found == expected, words
            assert said == "done" or said.endswith("."), words
            assert "\n" not in said


@pytest.mark.parametrize("number", PASSING)
def test_looking_for_what_others_do_goes_on(template: Path, tmp_path: Path, number: int) -> None:
    """Polling, presence, and the comparison with what one wrote oneself never raise, whatever fails."""
    root = tmp_path / "data"
    shutil.copytree(template, root)
    at = desk(root)
    at.own.waiting.put([worker.add("mine")])
    here = at.store.presence(at.own)
    other = at.store.open(at.own.path)

    def poll() -> None:
        before = at.own.stored
        if at.own.refresh() or at.own.waiting.unsure:
            at.own.waiting.look(before)
        here.beat("somewhere")
        here.all()

    calls = 1
    first = 0
    while first < calls:
        for last in (first, first + 10**6):
            other.apply([worker.add(f"o{first}{last}")])
            # Some calls are made only when the file is another one, and others only when it is not.
            with Failing(number, lambda n, *_, a=first, b=last: a <= n <= b).on() as failing:
                poll()
                poll()
            calls = max(calls, min(failing.calls, 100))
            poll()
            assert f"o{first}{last}" in at.own.session.items, failing.failed[:1]
            assert at.own.problem == at.own.read_only == "", failing.failed[:1]
            assert [one.name for one in here.all()] == ["Ines Calder"]
        first += 1
    assert calls > 10
    assert not at.own.waiting
    here.leave()


def test_what_cannot_be_told_for_a_while_is_said_once_and_taken_back(template: Path, tmp_path: Path) -> None:
    root = tmp_path / "data"
    shutil.copytree(template, root)
    own = desk(root).own
    with Failing(errno.EIO, lambda *_: True).on():
        assert not own.refresh()
        assert own.problem == (
            "kiosk-n0.json cannot be read now: input/output error. "
            "What others write is not seen until it can be."
        )
        assert not own.lost
        assert own.read_only == ""
        assert [own.sight(), own.sight()] == [own.problem, ""]
    assert not own.refresh()
    assert own.problem == ""
    assert [own.sight(), own.sight()] == ["kiosk-n0.json can be read again.", ""]


def test_a_right_to_write_that_could_not_be_told_is_asked_for_again(template: Path, tmp_path: Path) -> None:
    root = tmp_path / "data"
    shutil.copytree(template, root)
    with Failing(errno.EIO, lambda n, name, where: name == "access").on():
        own = desk(root).own
        assert own.read_only
    assert own.refresh()
    assert own.read_only == ""


def test_an_older_copy_put_in_place_is_noticed_also_when_the_history_cannot_be_read_just_then(
    template: Path, tmp_path: Path
) -> None:
    root = tmp_path / "data"
    shutil.copytree(template, root)
    own = desk(root).own
    older = own.path.read_bytes()
    own.waiting.put([worker.add("mine")])
    before = own.stored
    own.path.unlink()
    own.path.write_bytes(older)
    with Failing(errno.EIO, lambda n, name, where: "archive.py" in where).on():
        assert own.refresh()
        assert not own.waiting.look(before)
    before = own.stored
    assert own.waiting.unsure
    assert own.waiting.look(before)
    assert [change.ops[0].item.id for change in own.waiting.changes] == ["mine"]
