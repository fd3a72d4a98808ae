"""The power goes, at every moment of all that the store does, and whatever was not synced is lost.

What the store said was kept is kept, once, in one place; what it was about to do is done or is not.
"""

from __future__ import annotations

import inspect
import itertools
import os
import shutil
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
import store_worker as worker
from losing_disk import Disk, Tree, build

from aligntui.session.model import FORMAT, Round, Session
from aligntui.session.ops import Give, Open, Set
from aligntui.store.local import backups, codec, files, handle, migrate, names, trash
from aligntui.store.local.archive import Archive
from aligntui.store.local.handle import Handle
from aligntui.store.local.migrate import Migration
from aligntui.store.local.names import path_of
from aligntui.store.local.repository import Store
from aligntui.store.local.trash import Trash
from aligntui.store.problems import Damaged

LIVE, TRASH, GONE = "live", "trash", "gone"
PLACE = "add:strengths"
SECRET = "the oven will not last the winter"


@dataclass(frozen=True)
class Know:
    """What is known of one session."""

    place: str = GONE
    title: str = ""
    rev: int = 0
    items: tuple[tuple[str, str], ...] = ()
    """Id and words of each item."""
    changes: int = 0
    """How many changes it and its history hold."""
    draft: str = ""
    waits: tuple[str, ...] = ()
    damaged: bool = False
    """Whether its file is damaged; what a copy gives back then is known of it."""
    erased: bool = False


NOTHING = Know()
Known = dict[str, Know]


class Ids:
    """Ids that are known before they are given."""

    def __init__(self) -> None:
        self.given = 0

    def __call__(self) -> str:
        self.given += 1
        return f"n{self.given:03}"

    @property
    def next(self) -> str:
        """The one that is given next."""
        return f"n{self.given + 1:03}"


class Scenario:
    """Steps on a store, each with what is known before and after it."""

    def __init__(self, disk: Disk) -> None:
        self.disk = disk
        self.known: Known = {}
        self.ids = Ids()
        self.store = store_in(disk.root, self.ids)
        self._cards = itertools.count(1)

    @contextmanager
    def step(
        self, ref: str, *, halfway: Known | None = None, also: Known | None = None, **change: Any
    ) -> Iterator[None]:
        """Do something after which this is known of a session, and this of others; or it is found halfway."""
        before = self.known
        after = {**before, ref: replace(before.get(ref, NOTHING), **change), **(also or {})}
        self.disk.mark((before, {**before, **(halfway or {})}, after))
        yield
        self.known = after
        self.disk.mark((after,))

    def change(self, ref: str, **change: Any) -> Any:
        """Do something that makes one change of a session."""
        now = self.known[ref]
        return self.step(ref, rev=now.rev + 1, changes=now.changes + 1, **change)

    def make(self, title: str = "Kiosk") -> Handle:
        """A new session."""
        with self.step(self.ids.next, place=LIVE, title=title):
            return self.store.create(title)

    def add(self, own: Handle, times: int = 1) -> None:
        """Write cards, and change the words of each."""
        ref = own.session.meta.id
        for _ in range(times):
            item = f"i{next(self._cards):02}"
            items = self.known[ref].items
            with self.change(ref, items=(*items, (item, worker.TEXT))):
                own.apply([worker.add(item)])
            with self.change(ref, items=(*items, (item, "more"))):
                own.apply([Set(id=item, field="text", was=worker.TEXT, to="more")])


def store_in(root: Path, new_id: Callable[[], str]) -> Store:
    minutes = itertools.count(1)
    return Store(
        root / "data",
        root / "data" / "state",
        clock=lambda: f"2026-11-21T{10 + (n := next(minutes)) // 60}:{n % 60:02}:00+01:00",
        new_id=new_id,
        person="Ines Calder",
        timeout=0,
    )


# what is done


def writing(scenario: Scenario) -> None:
    """A session is made, written in until history and copies come, undone in, renamed, copied."""
    own = scenario.make()
    scenario.add(own, 5)
    items = (*scenario.known["n001"].items[:-1], ("i05", worker.TEXT))
    with scenario.change("n001", items=items):
        assert own.undo().done
    with scenario.change("n001", title="The kiosk"):
        scenario.store.rename(own.path, "The kiosk")
    own.refresh()
    scenario.add(own, 2)
    now = scenario.known["n001"]
    with scenario.step(scenario.ids.next, place=LIVE, title="Twin", items=now.items, rev=now.rev):
        twin = scenario.store.duplicate(own.path, "Twin")
    scenario.add(twin)
    other = msgspec.structs.replace(own.session, recent={})
    with scenario.step(scenario.ids.next, place=LIVE, title="The kiosk", items=now.items, rev=now.rev):
        scenario.store.adopt(other)


def notes(scenario: Scenario) -> None:
    """Words are typed and changes wait beside the session."""
    own = scenario.make()
    scenario.add(own)
    drafts = scenario.store.drafts_of(own)
    for words in ("half", "half a", "half a sentence"):
        with scenario.step("n001", draft=words):
            drafts.put(PLACE, words)
    change = own.change([worker.add("later")])
    with scenario.step("n001", waits=(change.id,)):
        drafts.wait([change])
    with scenario.change("n001", items=(*scenario.known["n001"].items, ("later", worker.TEXT))):
        own.put(change)
    with scenario.step("n001", waits=()):
        drafts.wait([], [change.id])
    with scenario.step("n001", draft=""):
        drafts.take(PLACE)


def throwing(scenario: Scenario) -> None:
    """A session with history and copies goes to the trash, comes back, goes again, is removed for good."""
    own = scenario.make()
    scenario.add(own, 5)
    assert names.history_of(own.path).exists()
    assert names.backups_of(own.path).exists()
    for _ in range(2):
        with scenario.step("n001", place=TRASH):
            scenario.store.trash(own.path)
        with scenario.step("n001", place=LIVE):
            scenario.store.restore("n001")
        own = scenario.store.open("n001")
        scenario.add(own)
    with scenario.step("n001", place=TRASH):
        scenario.store.trash(own.path)
    scenario.add(scenario.make(), 2)
    with scenario.step("n001", place=GONE):
        scenario.store.purge("n001")


def mending(scenario: Scenario) -> None:
    """A damaged file is set aside and its last copy put in its place; another is written anew from memory."""
    own = scenario.make()
    scenario.add(own, 5)
    damage(scenario, own.path)
    with scenario.step("n001"), pytest.raises(Damaged) as caught:
        scenario.store.open(own.path)
    with scenario.step("n001", damaged=False):
        own = scenario.store.recover(caught.value)
    scenario.add(own, 2)
    before = scenario.known["n001"]
    damage(scenario, own.path)
    with scenario.step(
        "n001", **{name: getattr(before, name) for name in ("items", "rev", "changes")}, damaged=False
    ):
        assert own.mend()
    scenario.add(own)


def damage(scenario: Scenario, path: Path) -> None:
    """What stands there is cut, as by another program; its last copy gives back what that holds."""
    good = backups.Backups(path).last_good()
    assert good is not None
    session = good[1]
    changes = set(session.recent) | {change.id for change in Archive(names.history_of(path)).read()}
    seen = {"items": words_of(session), "rev": session.meta.rev, "changes": len(changes)}
    with scenario.step("n001", **seen, damaged=True):
        data = path.read_bytes()
        files.write(path, data[: len(data) // 2]).close()


def migrating(scenario: Scenario) -> None:
    """A session of an older format is brought up to date as it opens."""

    def older(data: codec.Docs) -> codec.Docs:
        return data

    own = scenario.make()
    scenario.add(own, 4)
    own.close()
    data = own.path.read_bytes().replace(f'"format":{FORMAT}'.encode(), b'"format":0')
    with scenario.step("n001"):
        files.write(own.path, data).close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrate, "MIGRATIONS", (Migration("0001-first", older), *migrate.MIGRATIONS))
        with scenario.step("n001"):
            own = scenario.store.open("n001")
        assert b'"format":0' not in own.path.read_bytes()
        scenario.add(own, 2)


def erasing(scenario: Scenario) -> None:
    """Raw answers go from session, history, copies, trash and the words being typed."""
    own = scenario.make()
    with scenario.change("n001"):
        own.apply([Open(round=Round(id="q1", step="swot/q1", run="", subjects=[]))])
    with scenario.change("n001"):
        own.apply([Give(round="q1", ballot="q1-i", by="Ines Calder", subject="", to=SECRET)])
    scenario.add(own, 5)
    now = scenario.known["n001"]
    with scenario.step(scenario.ids.next, place=LIVE, title="Twin", items=now.items, rev=now.rev):
        twin = scenario.store.duplicate(own.path, "Twin")
    with scenario.step(twin.session.meta.id, place=TRASH):
        scenario.store.trash(twin.path)
    scenario.store.drafts_of(own).put("round:q1", SECRET)
    now, other = scenario.known["n001"], scenario.known[twin.session.meta.id]
    # The answer itself is no change any more; that it was erased is one.
    halfway = {"n001": replace(now, changes=now.changes - 1)}
    also = {twin.session.meta.id: replace(other, erased=True)}
    with scenario.step("n001", halfway=halfway, also=also, rev=now.rev + 1, erased=True):
        assert own.erase("q1").left == []


SCENARIOS = (writing, notes, throwing, mending, migrating, erasing)


# what is left of it


def words_of(session: Session) -> tuple[tuple[str, str], ...]:
    return tuple((ref, item.text) for ref, item in sorted(session.items.items()))


def seen(root: Path, ref: str) -> Know:
    """What a person finds of a session who starts the machine again."""
    store = store_in(root, Ids())
    live, thrown = store.entries(), store.trashed()
    unreadable = [entry for entry in live if entry.problem and entry.id != ref]
    here = [entry for entry in live if entry.id == ref]
    there = [entry for entry in thrown if entry.id == ref]
    assert len(here) + len(there) + len(unreadable) <= 1 + (len(live) > 1), "in two places"
    if there:
        store.restore(there[0])
        assert store_in(root, Ids()).trashed() == [entry for entry in thrown if entry.id != ref]
    elif not here and not unreadable:
        return NOTHING
    damaged = False
    try:
        own = store.open(ref if here or there else path_of(unreadable[0].ref))
    except Damaged as problem:
        own, damaged = store.recover(problem), True
    session = own.session
    own.close()
    changes = set(session.recent) | {change.id for change in Archive(names.history_of(own.path)).read()}
    drafts = store.drafts_of(own)
    draft = drafts.all().get(PLACE)
    return Know(
        TRASH if there else LIVE,
        session.meta.title,
        session.meta.rev,
        words_of(session),
        len(changes),
        draft.text if draft is not None else "",
        tuple(drafts.waiting),
        damaged,
        any(one.erased for one in session.rounds.values()),
    )


def check(root: Path, mark: tuple[Known, ...], tree: Tree) -> None:
    """Compare what is found with what was known.

    Raises:
        AssertionError: Something is lost, torn, twice, in two places or in none.
    """
    for ref in mark[-1]:
        build(tree, root)
        try:
            found = seen(root, ref)
            known = [one.get(ref, NOTHING) for one in mark]
            if found.place == GONE:
                known = [NOTHING for one in known if one.place == GONE]
            assert found in known, f"{ref}: {found} is none of {known}"
            if all(one.erased for one in known):
                left = [str(p) for p in root.rglob("*") if p.is_file() and SECRET.encode() in p.read_bytes()]
                assert left == []
        finally:
            shutil.rmtree(root)


def lose_power(
    tmp_path: Path, act: Callable[[Scenario], None], *, first: bool = False
) -> tuple[int, list[str]]:
    """Try all that may be left of a scenario; gives how much that was, and what was wrong.

    Args:
        tmp_path: An empty folder.
        act: The scenario.
        first: Stop at the first thing that is wrong.
    """
    disk = Disk(tmp_path / "disk")
    disk.root.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        # History and copies come after a few changes.
        patch.setattr(handle, "RECENT", 4)
        patch.setattr(handle, "BLOCK", 3)
        patch.setattr(backups, "AFTER", 3)
        with disk.recording():
            act(Scenario(disk))
        tried = 0
        wrong = [
            f"{name} is made with too few flags"
            for name, flags in disk.flags
            if ~flags & (os.O_NOFOLLOW | os.O_CLOEXEC | (os.O_EXCL if name.endswith(".tmp") else 0))
        ]
        for mark, tree in disk.states():
            if mark is None:
                continue
            tried += 1
            try:
                check(tmp_path / "after", mark, tree)
            except Exception as problem:
                wrong.append(f"{type(problem).__name__}: {problem}")
                if first:
                    break
    return tried, wrong


@pytest.mark.parametrize("act", SCENARIOS, ids=lambda act: act.__name__)
def test_whatever_is_lost_with_the_power_nothing_kept_is(
    tmp_path: Path, act: Callable[[Scenario], None]
) -> None:
    tried, wrong = lose_power(tmp_path, act)
    assert wrong == []
    assert tried > 50


@dataclass(frozen=True)
class Mutation:
    """A store that is a little worse."""

    owner: Any
    """Module or class of the function."""
    name: str
    was: str
    """Part of its source."""
    becomes: str
    noticed: Callable[[Scenario], None]
    """The scenario that must not stand it."""

    def __str__(self) -> str:
        return f"{self.owner.__name__.rpartition('.')[2]}.{self.name}: {' '.join(self.was.split())}"

    def apply(self, patch: pytest.MonkeyPatch) -> None:
        """Put the worse function in place."""
        real = getattr(self.owner, self.name)
        source = textwrap.dedent(inspect.getsource(real))
        assert source.count(self.was) == 1, source
        made: dict[str, Any] = {}
        exec(source.replace(self.was, self.becomes), real.__globals__, made)
        patch.setattr(self.owner, self.name, made[self.name])


SYNC = "        if durable:\n            fs.fsync(fd)\n"
REPLACE = (
    "        # Nothing that may fail comes behind this: it is written then.\n"
    "        version = Version(fd)\n        fs.replace(temporary, path)\n"
)
FOLDER_SYNC = "    if durable:\n        sync_folder(folder)\n"

MUTATIONS = (
    Mutation(files, "write", SYNC, "", writing),
    Mutation(files, "write", SYNC + REPLACE, REPLACE + SYNC, writing),
    Mutation(files, "write", FOLDER_SYNC, "", writing),
    Mutation(files, "sync_folder", "fs.fsync(fd)", "pass", writing),
    Mutation(files, "write", "fs.NEW", "fs.NEW & ~fs.os.O_EXCL", writing),
    Mutation(files, "write", "fs.NEW", "fs.NEW & ~fs.os.O_NOFOLLOW", writing),
    Mutation(files, "make_folder", "sync_folder(folder.parent)", "pass", throwing),
    Mutation(Archive, "append", "fs.fsync(fd)", "pass", writing),
    Mutation(Trash, "settle", "if self._settled", "if True", throwing),
    Mutation(trash, "carry", "files.sync_folder(folder)\n    for path, _", "pass\n    for path, _", throwing),
    Mutation(
        Trash, "purge", "fs.rename(home, gone)\n    files.sync_folder(self.folder)", "gone = home", throwing
    ),
)


@pytest.mark.parametrize("mutation", MUTATIONS, ids=str)
def test_a_store_that_is_a_little_worse_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mutation: Mutation
) -> None:
    mutation.apply(monkeypatch)
    _, wrong = lose_power(tmp_path, mutation.noticed, first=True)
    assert wrong
