"""What every store promises: one change whole or not at all, seen by all, by as many as come at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from places import OTHER, PERSON, Outliving, Place, opened_by

from aligntui.session.apply import Refused
from aligntui.session.model import RECENT, Change, Item, Session
from aligntui.session.ops import Add, Op, Set
from aligntui.store.api import Handle, Store
from aligntui.store.permit import Deed, Forbidden, Permit
from aligntui.store.problems import Ambiguous, NotFound, NotSaved, StoreProblem
from aligntui.store.values import Position


@pytest.fixture
def store(place: Place) -> Store:
    return place.store()


@pytest.fixture
def own(store: Store) -> Handle:
    return store.create("Kiosk at the canal", [add("a")])


def add(ref: str, text: str = "Rye sells out before noon") -> Op:
    return Add(item=Item(id=ref, collection="strengths", series="S", text=text, by=PERSON))


def words(to: str, was: str = "Rye sells out before noon", ref: str = "a") -> Op:
    return Set(id=ref, field="text", was=was, to=to, words=True)


def found_in(place: Place, handle: Handle) -> Session:
    """What somebody finds who comes now."""
    return place.store("Tomasz Wirth").open(handle.ref).session


# who comes


def test_a_session_is_the_first_one_of_a_person_until_one_has_stood_in_one(place: Place, own: Handle) -> None:
    store = place.store()
    assert store.is_first(own)
    store.drafts_of(own).position = Position(run="r", step="s")
    assert not store.is_first(own)
    assert not store.is_first(store.create("Another", [add("b")]))
    other = place.store(OTHER)
    assert other.is_first(other.open(own.ref))


# one change


def test_a_change_is_there_for_everybody_when_apply_returns(place: Place, own: Handle) -> None:
    applied = own.apply([words("Rye")], note="S1 reads Rye", run="r1")
    assert applied.session is own.session
    found = found_in(place, own)
    change = found.recent[applied.change.id]
    assert (change.by, change.note, change.run, change.base, change.rev) == (
        PERSON,
        "S1 reads Rye",
        "r1",
        1,
        2,
    )
    assert found == own.session
    assert own.stored.meta.rev == 2
    assert own.entry.last == "S1 reads Rye"


def test_a_change_is_whole_or_not_at_all(place: Place, own: Handle) -> None:
    before, public = own.session, place.public()
    with pytest.raises(Refused) as refused:
        own.apply([add("b"), words("x", ref="nobody")])
    assert refused.value.reason
    assert own.session is before
    assert place.public() == public
    own.apply([add("b")])
    assert set(found_in(place, own).items) == {"a", "b"}


def test_a_change_that_changes_nothing_is_no_revision(own: Handle) -> None:
    own.apply([words("Rye sells out before noon")])
    assert own.stored.meta.rev == 1


def test_a_change_is_not_made_twice(place: Place, own: Handle) -> None:
    change = own.change([add("b")])
    own.put(change)
    assert opened_by(place, own, PERSON).put(change).again
    assert own.put(change).again
    assert found_in(place, own).meta.rev == 2


def test_an_old_change_is_not_made_twice_either(place: Place, own: Handle) -> None:
    change = own.put(own.change([add("first")])).change
    for n in range(RECENT + 60):
        own.apply([words(f"{n}", f"{n - 1}" if n else "Rye sells out before noon")])
    assert change.id not in own.stored.recent
    assert change.id in own.old_ids()
    assert own.put(change).again
    assert own.history(10**6)[-2].id == change.id
    rev = own.stored.meta.rev
    assert [one.rev for one in own.history(10**6)] == list(range(rev, 0, -1))
    assert [one.rev for one in opened_by(place, own).history(3)] == [rev, rev - 1, rev - 2]


def test_a_change_made_of_the_latest_state_sees_what_others_wrote(place: Place, own: Handle) -> None:
    opened_by(place, own).apply([add("b")])

    def counted(session: Session) -> Change:
        return own.change([add("c", f"{len(session.items)} before")])

    assert own.apply_made(counted).change.rev == 3
    assert found_in(place, own).items["c"].text == "2 before"


# several people


def test_the_revision_rises_and_others_see_it_when_they_look(place: Place, own: Handle) -> None:
    other = opened_by(place, own)
    assert not other.refresh()
    own.apply([add("b")])
    assert other.stored.meta.rev == 1
    assert other.refresh()
    assert other.stored.meta.rev == own.stored.meta.rev == 2
    assert other.session == own.session
    assert not other.refresh()


def test_what_two_people_write_to_the_same_words_is_kept(place: Place, own: Handle) -> None:
    other = opened_by(place, own)
    own.apply([words("Cut waste")])
    applied = other.apply([words("Cut what we bake for the bin")])
    assert [clash.yours for clash in applied.clashes] == ["Cut what we bake for the bin"]
    found = found_in(place, own)
    assert found.items["a"].text == "Cut waste"
    assert len(found.clashes) == 1


def test_many_writers_at_once_lose_and_double_nothing(place: Place, own: Handle) -> None:
    failed: list[BaseException] = []

    def write(handle: Handle, name: str) -> None:
        try:
            for n in range(12):
                handle.apply([add(f"{name}{n}")])
        except BaseException as problem:
            failed.append(problem)

    people = [opened_by(place, own, f"Person {n}") for n in range(4)]
    threads = [threading.Thread(target=write, args=(one, f"w{n}-")) for n, one in enumerate(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    found = found_in(place, own)
    assert set(found.items) == {"a"} | {f"w{n}-{m}" for n in range(4) for m in range(12)}
    assert found.meta.rev == 49
    assert sorted(change.rev for change in found.recent.values()) == list(range(1, 50))
    codes = [item.code for item in found.items.values() if item.code]
    assert len(codes) == len(set(codes))


# undo


def test_undo_and_redo_are_ones_own(place: Place, own: Handle) -> None:
    other = opened_by(place, own)
    own.apply([words("Rye")])
    other.apply([add("b")])
    done = own.undo()
    assert done.done
    assert done.applied is not None
    assert found_in(place, own).items["a"].text == "Rye sells out before noon"
    assert "b" in own.session.items
    assert own.redo().done
    assert found_in(place, own).items["a"].text == "Rye"


def test_undo_works_for_who_comes_back(place: Place, own: Handle) -> None:
    own.apply([words("Rye")])
    place.leave()
    assert place.store().open(own.ref).undo().done
    assert found_in(place, own).items["a"].text == "Rye sells out before noon"


def test_undo_of_what_others_changed_since_is_refused_with_a_choice(place: Place, own: Handle) -> None:
    own.apply([words("Rye")])
    opened_by(place, own).apply([words("Rye and spelt", "Rye")])
    outcome = own.undo()
    assert not outcome.done
    assert outcome.blocked is not None
    assert outcome.sentence
    assert outcome.blocked.mine is not None
    own.put(outcome.blocked.mine)
    assert found_in(place, own).items["a"].text == "Rye sells out before noon"


# what cannot be written


def test_what_cannot_be_written_changes_nothing_and_can_be_tried_again(place: Place, own: Handle) -> None:
    change, before = own.change([add("b")]), own.session
    with place.full():
        with pytest.raises(NotSaved) as problem:
            own.put(change)
        with pytest.raises(NotSaved):
            own.undo()
    assert problem.value.full
    assert problem.value.sentence.endswith(".")
    assert own.session is before
    assert found_in(place, own) == before
    own.put(change)
    assert set(found_in(place, own).items) == {"a", "b"}


def test_what_waits_is_seen_here_and_written_later(place: Place, store: Store, own: Handle) -> None:
    own.waiting.load(store.drafts_of(own))
    with place.full():
        tried = own.waiting.put([add("b")])
        assert tried.problem is not None
        assert "b" in own.session.items
        assert "b" not in own.stored.items
        assert own.waiting.standing == "waits"
    assert "b" not in found_in(place, own).items
    assert own.waiting.retry().problem is None
    assert own.waiting.standing == "saved"
    assert "b" in found_in(place, own).items


def test_what_may_only_be_read_can_be_read(place: Place, own: Handle) -> None:
    with place.protected(own.ref):
        reader = place.store(OTHER).open(own.ref)
        assert reader.read_only.endswith(".")
        assert set(reader.session.items) == {"a"}
        with pytest.raises(NotSaved):
            reader.apply([add("b")])
    reader.refresh()
    assert reader.read_only == ""
    reader.apply([add("b")])
    assert set(found_in(place, own).items) == {"a", "b"}


# the sessions


def test_sessions_are_listed_the_last_changed_first(store: Store, own: Handle) -> None:
    mill = store.create("Mill")
    assert [entry.title for entry in store.entries()] == ["Mill", "Kiosk at the canal"]
    own.apply([add("b")], note="S2 added")
    first, second = store.entries()
    assert (first.ref, second.ref) == (own.ref, mill.ref)
    assert (first.id, first.last, first.problem) == (own.session.meta.id, "S2 added", "")


def test_a_session_is_found_by_what_only_it_has(store: Store, own: Handle) -> None:
    store.create("Kiosk at the mill")
    for ref in ("canal", own.session.meta.id, own.ref.word, "KIOSK AT THE CANAL"):
        assert store.find(ref).ref == own.ref
        assert store.open(ref).session == own.session
    with pytest.raises(Ambiguous) as several:
        store.find("kiosk")
    assert len(several.value.matches) == 2
    with pytest.raises(NotFound) as missing:
        store.open("kiosk at the canel")
    assert missing.value.nearest[0] == "Kiosk at the canal"


def test_looking_is_no_change(place: Place, store: Store, own: Handle) -> None:
    public = place.public()
    assert store.peek(own.ref) == own.session
    assert place.store(OTHER).peek("kiosk") == own.session
    assert place.public() == public


def test_a_twin_has_no_past_and_a_name_of_its_own(store: Store, own: Handle) -> None:
    own.apply([words("Rye")])
    twin = store.duplicate(own.ref, "Twin")
    assert twin.session.items == own.session.items
    assert twin.session.recent == {}
    assert twin.session.meta.id != own.session.meta.id
    twin.apply([add("b")])
    own.refresh()
    assert "b" not in own.session.items


def test_a_session_from_elsewhere_gets_an_id_that_is_free(store: Store, own: Handle) -> None:
    taken = store.adopt(own.session)
    assert taken.session.items == own.session.items
    assert taken.session.meta.id != own.session.meta.id
    assert len(store.entries()) == 2


@pytest.mark.parametrize("title", ["", " \t", "x" * 10_000])
def test_a_title_is_needed(store: Store, own: Handle, title: str) -> None:
    jobs: list[Callable[[], object]] = [
        lambda: store.create(title),
        lambda: store.rename(own.ref, title),
        lambda: store.duplicate(own.ref, title),
    ]
    for job in jobs:
        with pytest.raises(StoreProblem):
            job()
    assert [entry.title for entry in store.entries()] == ["Kiosk at the canal"]


def test_another_title_is_seen_by_who_has_it_open(place: Place, store: Store, own: Handle) -> None:
    assert store.rename(own.ref, "The kiosk").ref == own.ref
    assert own.refresh()
    assert own.session.meta.title == "The kiosk"
    assert store.find("the kiosk").ref == own.ref


def test_to_the_trash_and_back(place: Place, store: Store, own: Handle) -> None:
    own.apply([words("Rye")])
    thrown = store.trash(own.ref)
    assert thrown.trashed
    assert store.entries() == []
    assert [entry.ref for entry in store.trashed()] == [thrown.ref]
    for ref in (own.session.meta.id, own.ref):
        with pytest.raises(NotFound):
            store.open(ref)
    with pytest.raises(NotSaved):
        own.apply([add("b")])
    assert own.session.items["a"].text == "Rye"
    assert store.gone(own)
    back = store.restore(store.find_trashed("kiosk"))
    assert back.trashed == ""
    assert store.trashed() == []
    again = store.open(back.ref)
    assert again.session == own.stored
    assert again.undo().done


def test_what_is_purged_is_gone_for_good(place: Place, store: Store, own: Handle) -> None:
    store.drafts_of(own).put("add:strengths", "half a sentence")
    thrown = store.trash(own.ref)
    store.purge(thrown)
    assert store.trashed() == store.entries() == []
    assert b"Rye" not in place.public()
    assert b"half a sentence" not in place.private()
    with pytest.raises(NotFound):
        store.restore(thrown)


def test_one_can_go_back_to_a_copy_and_forth_again(place: Place, store: Store, own: Handle) -> None:
    own.apply([words("Rye")])
    own.apply([words("Spelt", "Rye")])
    copies = store.copies(own.ref)
    assert copies
    assert [copy.rev for copy in copies] == sorted((copy.rev for copy in copies), reverse=True)
    copy = store.go_back(own.ref, copies[-1].rev)
    assert copy.rev == copies[-1].rev
    assert found_in(place, own).meta.rev == copy.rev < 3
    assert own.refresh()
    store.go_back(own.ref, 3)
    assert found_in(place, own).items["a"].text == "Spelt"
    with pytest.raises(StoreProblem):
        store.go_back(own.ref, 99)


def test_one_does_not_go_back_under_the_hands_of_others(place: Place, store: Store, own: Handle) -> None:
    own.apply([words("Rye")])
    other = place.store(OTHER)
    presence = other.presence(other.open(own.ref))
    presence.beat()
    with pytest.raises(StoreProblem):
        store.go_back(own.ref, store.copies(own.ref)[0].rev)
    presence.leave()
    store.go_back(own.ref, store.copies(own.ref)[0].rev)


def test_a_line_for_one_session_reaches_no_other(place: Place, store: Store, own: Handle) -> None:
    mill = store.create("Mill")
    line = place.store(OTHER, Permit(own.ref))
    assert line.open(own.ref).apply([add("b")]).change.by == OTHER
    jobs: list[Callable[[], object]] = [
        line.entries,
        line.trashed,
        lambda: line.find("mill"),
        lambda: line.find_trashed("mill"),
        lambda: line.open(mill.ref),
        lambda: line.open("mill"),
        lambda: line.peek(mill.ref),
        lambda: line.copies(own.ref),
        lambda: line.go_back(own.ref),
        lambda: line.create("Mine"),
        lambda: line.adopt(mill.session),
        lambda: line.duplicate(own.ref, "Mine"),
        lambda: line.rename(own.ref, "Mine"),
        lambda: line.trash(own.ref),
        lambda: line.restore("mill"),
        lambda: line.purge("mill"),
    ]
    for job in jobs:
        with pytest.raises(Forbidden) as refused:
            job()
        assert refused.value.deed is Deed.SESSIONS


# what outlives the process


@pytest.fixture
def lasting(place: Place) -> Outliving:
    if not place.outlives:
        pytest.skip("this store promises nothing beyond the process")
    return cast(Outliving, place)


WRITER = """
own = store.open("kiosk")
for n in range(1000):
    own.apply([Add(item=Item(id=f"p{n}", collection="strengths", series="S", text="x", by="w"))])
    print(f"p{n}")
"""


@pytest.mark.parametrize("lines", [1, 4, 9])
def test_what_a_killed_process_was_told_is_kept(lasting: Outliving, own: Handle, lines: int) -> None:
    with lasting.process(WRITER) as process:
        assert process.stdout is not None
        told = {process.stdout.readline().strip() for _ in range(lines)}
        process.kill()
        told |= {line.strip() for line in process.stdout if line.endswith("\n")}
    assert process.returncode == -9
    found = set(found_in(lasting, own).items) - {"a"}
    assert told <= found
    assert len(found - told) <= 1
    own.apply([add("b")])


def test_processes_at_once_lose_and_double_nothing(lasting: Outliving, own: Handle) -> None:
    code = WRITER.replace("1000", "15")
    processes = [lasting.process(code.replace('f"p{n}"', f'f"w{w}-{{n}}"'), f"w{w}-") for w in range(3)]
    told = [line.strip() for process in processes for line in process.communicate()[0].splitlines()]
    assert len(told) == 45
    found = found_in(lasting, own)
    assert set(found.items) == {"a", *told}
    assert sorted(change.rev for change in found.recent.values()) == list(range(1, 47))


def test_whatever_is_lost_with_the_power_nothing_kept_is(lasting: Outliving, tmp_path: Path) -> None:
    def act(place: Place, known: Callable[[object], None]) -> None:
        own = place.store().create("Kiosk at the canal", [add("a")])
        known((own.ref.word, {"a"}, {"a", "b"}))
        own.apply([add("b")])
        known((own.ref.word, {"a", "b"}, {"a", "b", "c"}))
        own.apply([add("c")])
        known((own.ref.word, {"a", "b", "c"}, {"a", "b", "c"}))

    tried = 0
    folder = tmp_path / "cuts"
    folder.mkdir()
    for mark, found in lasting.power_cuts(act, folder):
        word, before, after = cast("tuple[str, set[str], set[str]]", mark)
        handle = found.store().open(word)
        assert set(handle.session.items) in (before, after)
        assert handle.stored.meta.rev == len(handle.session.items)
        handle.apply([add("more")])
        tried += 1
    assert tried > 5
