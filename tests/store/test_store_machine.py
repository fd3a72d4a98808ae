"""Any order of what two people do to sessions ends where a plain dictionary says it must."""

from __future__ import annotations

import shutil
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from aligntui.session.model import TABLES, Item
from aligntui.session.ops import Add, Set
from aligntui.store.local import handle as module
from aligntui.store.local.handle import Handle
from aligntui.store.local.repository import Store
from aligntui.store.problems import NotSaved

PEOPLE = ("Ines Calder", "Dot Okafor")
WHO = st.sampled_from(PEOPLE)
WORDS = st.text(alphabet='ab é\U0001f35e"\\', min_size=1, max_size=6).map(str.strip).filter(bool)


class Sessions(RuleBasedStateMachine):
    """The store beside a model: session id -> title and words of its items."""

    live = Bundle("live")
    thrown = Bundle("thrown")

    def __init__(self) -> None:
        super().__init__()
        self.recent, module.RECENT = module.RECENT, 6
        self.block, module.BLOCK = module.BLOCK, 3
        self.folder = Path(tempfile.mkdtemp(prefix="aligntui-machine-"))
        self.now = datetime(2026, 11, 21, 14)
        self.n = 0
        self.stores = {
            name: Store(
                self.folder / "home",
                self.folder / "state",
                clock=self.clock,
                new_id=self.new_id,
                person=name,
            )
            for name in PEOPLE
        }
        self.titles: dict[str, str] = {}
        self.words: dict[str, dict[str, str]] = {}
        self.changes: dict[str, int] = {}
        self.open: dict[tuple[str, str], Handle] = {}
        self.in_trash: set[str] = set()

    def clock(self) -> str:
        self.now += timedelta(minutes=3)
        return self.now.isoformat(timespec="seconds")

    def new_id(self) -> str:
        self.n += 1
        return f"{self.n * 2654435761 % 2**32:08x}"

    def handle(self, who: str, ref: str) -> Handle:
        if (who, ref) not in self.open:
            self.open[who, ref] = self.stores[who].open(ref)
        return self.open[who, ref]

    @rule(target=live, who=WHO, title=WORDS)
    def create(self, who: str, title: str) -> str:
        handle = self.stores[who].create(title)
        ref = handle.session.meta.id
        self.open[who, ref] = handle
        self.titles[ref], self.words[ref], self.changes[ref] = title, {}, 0
        return ref

    @rule(target=live, who=WHO, ref=live, title=WORDS)
    def duplicate(self, who: str, ref: str, title: str) -> str:
        handle = self.stores[who].duplicate(ref, title)
        new = handle.session.meta.id
        self.open[who, new] = handle
        self.titles[new], self.words[new], self.changes[new] = title, dict(self.words[ref]), 0
        return new

    @rule(who=WHO, ref=live, words=WORDS)
    def add(self, who: str, ref: str, words: str) -> None:
        item = Item(id=self.new_id(), collection="strengths", series="S", text=words, by=who)
        self.handle(who, ref).apply([Add(item=item)])
        self.words[ref][item.id] = words
        self.changes[ref] += 1

    @rule(who=WHO, ref=live, words=WORDS, pick=st.integers(0, 99))
    def change(self, who: str, ref: str, words: str, pick: int) -> None:
        if not self.words[ref]:
            return
        item = sorted(self.words[ref])[pick % len(self.words[ref])]
        was = self.words[ref][item]
        self.handle(who, ref).apply([Set(id=item, field="text", was=was, to=words, words=True)])
        if was != words:
            self.words[ref][item] = words
            self.changes[ref] += 1

    @rule(who=WHO, ref=live)
    def undo_and_redo(self, who: str, ref: str) -> None:
        handle = self.handle(who, ref)
        if handle.undo().done:
            assert handle.redo().done
            self.changes[ref] += 2

    @rule(who=WHO, ref=live)
    def refresh(self, who: str, ref: str) -> None:
        handle = self.handle(who, ref)
        handle.refresh()
        assert {item.id: item.text for item in handle.session.items.values()} == self.words[ref]
        assert not handle.refresh()

    @rule(who=WHO, ref=live, title=WORDS)
    def rename(self, who: str, ref: str, title: str) -> None:
        self.stores[who].rename(ref, title)
        self.changes[ref] += self.titles[ref] != title
        self.titles[ref] = title

    @rule(who=WHO, ref=live)
    def close(self, who: str, ref: str) -> None:
        if (who, ref) in self.open:
            self.open.pop((who, ref)).close()

    @rule(target=thrown, who=WHO, ref=consumes(live))
    def throw(self, who: str, ref: str) -> str:
        self.stores[who].trash(ref)
        for name in PEOPLE:
            handle = self.open.pop((name, ref), None)
            if handle is not None:
                item = Item(id=self.new_id(), collection="strengths")
                try:
                    handle.apply([Add(item=item)])
                except NotSaved:
                    pass
                else:
                    raise AssertionError("a session in the trash was written to")
        self.in_trash.add(ref)
        return ref

    @rule(target=live, who=WHO, ref=consumes(thrown))
    def restore(self, who: str, ref: str) -> str:
        self.stores[who].restore(ref)
        self.in_trash.remove(ref)
        return ref

    @rule(who=WHO, ref=consumes(thrown))
    def purge(self, who: str, ref: str) -> None:
        self.stores[who].purge(ref)
        self.in_trash.remove(ref)
        del self.titles[ref], self.words[ref], self.changes[ref]

    @invariant()
    def lists_agree(self) -> None:
        listed = {ref: title for ref, title in self.titles.items() if ref not in self.in_trash}
        for store in self.stores.values():
            assert {entry.id: entry.title for entry in store.entries()} == listed
            assert {entry.id for entry in store.trashed()} == self.in_trash
            assert not any(entry.problem for entry in store.entries())

    def teardown(self) -> None:
        module.RECENT, module.BLOCK = self.recent, self.block
        for ref in set(self.titles) - self.in_trash:
            handle = self.stores[PEOPLE[0]].open(ref)
            assert handle.session.meta.title == self.titles[ref]
            assert {item.id: item.text for item in handle.session.items.values()} == self.words[ref]
            for name in PEOPLE:
                own = self.handle(name, ref)
                own.refresh()
                assert own.session == handle.session
                for table in TABLES:
                    assert list(getattr(own.session, table)) == list(getattr(handle.session, table))
            ids = [change.id for change in handle.history(10_000)]
            assert len(ids) == len(set(ids)) == self.changes[ref]
        shutil.rmtree(self.folder)


TestSessions = Sessions.TestCase
TestSessions.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
