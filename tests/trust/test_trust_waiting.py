"""What waits to be written: in its order, once, and never against what was erased."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest

from aligntui.store.opening import copy_to

from trust_kit import NewId, make_store  # isort: skip
import faults

from aligntui.session.model import Change, Item, Round, Run
from aligntui.session.ops import Add, AnyOp, Begin, Erase, Give, Open, Retire, Set, Status, Tie, Turn, Walk
from aligntui.store.alike import alike, instead, opened_by_others, rejoined
from aligntui.store.local import handle as module
from aligntui.store.local import names
from aligntui.store.local.handle import Handle
from aligntui.store.local.repository import Store


def card(ref: str, text: str = "Oven") -> Add:
    return Add(item=Item(id=ref, collection="strengths", series="S", text=text, at=ref))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return make_store(tmp_path)


@pytest.fixture
def handle(store: Store) -> Handle:
    return store.create("Kiosk", [card("first")])


def reopened(handle: Handle, person: str = "Dot Okafor") -> Handle:
    ids = NewId(9000)
    return Handle(handle.path, clock=lambda: "2026-11-21T15:00:00", new_id=ids, person=person)


def full(handle: Handle, *changes: AnyOp) -> None:
    """Try to write these while nothing can be written."""
    with faults.no_room():
        for op in changes:
            tried = handle.waiting.put([op])
            assert tried.problem is not None


# the same, a change of mind, another round


ALIKE: list[tuple[list[AnyOp], list[AnyOp], bool]] = [
    ([card("a")], [card("b")], True),
    ([card("a")], [card("b", "Other")], False),
    (
        [card("a"), Tie(relation="r", a="a", b="x", to={})],
        [card("b"), Tie(relation="r", a="b", b="x", to={})],
        True,
    ),
    (
        [card("a"), Tie(relation="r", a="a", b="x", to={})],
        [card("b"), Tie(relation="r", a="b", b="y", to={})],
        False,
    ),
    ([Set(id="a", field="text", to="x")], [Set(id="a", field="text", to="x")], True),
    ([Set(id="a", field="text", to="x")], [Set(id="a", field="text", to="y")], False),
    ([Begin(run=Run(id="r1", title="R"))], [Begin(run=Run(id="r2", title="R"))], True),
    ([card("a")], [card("a"), card("b")], False),
]


@pytest.mark.parametrize(("one", "two", "same"), ALIKE)
def test_the_same_done_twice_is_known(one: list[AnyOp], two: list[AnyOp], same: bool) -> None:
    assert alike(one, two) is same
    assert alike(one, one)


def test_a_change_of_mind_takes_the_place_of_what_waits() -> None:
    def meant(new: list[AnyOp], old: list[AnyOp]) -> list[AnyOp] | None:
        found = instead(Change(id="n", at="", ops=new), Change(id="o", at="", ops=old))
        assert found is None or found.id == "n"
        return found.ops if found is not None else None

    old: list[AnyOp] = [Set(id="a", field="text", was="w", to="x")]
    once = Set(id="a", field="text", was="w", to="y")
    assert meant([Set(id="a", field="text", was="x", to="y")], old) == [once]
    parked = Status(id="a", was="draft", to="parked")
    assert meant([Set(id="a", field="text", was="x", to="y"), parked], old) == [once, parked]
    assert meant([Set(id="a", field="evidence", to="y")], old) is None
    assert meant([Set(id="b", field="text", to="y")], old) is None
    assert meant([card("b")], [card("a")]) is None
    used = Walk(run="r", step="s", field="used", was=4, to=9)
    assert meant([used], [Walk(run="r", step="s", field="used", was=1, to=4)]) == [
        Walk(run="r", step="s", field="used", was=1, to=9)
    ]


def test_a_round_that_somebody_opened_first_takes_the_answer(handle: Handle) -> None:
    handle.apply([Open(round=Round(id="r1", step="swot/f", run="", subjects=["first"]))])
    ops: list[AnyOp] = [
        Open(round=Round(id="r2", step="swot/f", run="", subjects=["first"])),
        Give(round="r2", ballot="b2", by="Dot", subject="first", to=3),
    ]
    change = Change(id="c", at="2026", ops=ops)
    joined = opened_by_others(handle.session, change)
    again = rejoined(change, joined)
    assert [type(op).__name__ for op in again.ops] == ["Give"]
    assert again.ops[0].round == "r1"
    handle.apply([Turn(id="r1", was="open", to="closed")])
    assert opened_by_others(handle.session, change) == {}


def test_answers_that_wait_go_into_the_round_that_somebody_else_opened_meanwhile(handle: Handle) -> None:
    opens = Open(round=Round(id="mine", step="swot/f", run="", subjects=["first"]))
    full(handle, opens, Give(round="mine", ballot="b", by="Ines Calder", subject="first", to=3))
    assert handle.session.ballots["b"].answers == {"first": 3}
    reopened(handle).apply([Open(round=Round(id="theirs", step="swot/f", run="", subjects=["first"]))])
    tried = handle.waiting.retry()
    assert (tried.problem, tried.refused) == (None, [])
    assert [(b.round, b.answers) for b in handle.stored.ballots.values()] == [("theirs", {"first": 3})]


def test_what_cannot_be_done_in_what_is_known_is_not_shown_and_not_kept_as_done(handle: Handle) -> None:
    with faults.no_room():
        change = handle.waiting.add([Set(id="nobody", field="text", to="x")])
        assert handle.waiting.fits(change) is not None
        assert handle.session == handle.stored
    assert [refused.reason for _, refused in handle.waiting.retry().refused] == ["gone"]
    assert not handle.waiting


def test_what_is_taken_back_may_be_brought_back_until_something_else_is_done(handle: Handle) -> None:
    full(handle, card("a"), card("b"), Walk(run="r", step="s", field="used", to=1))
    waiting = handle.waiting
    taken = waiting.take_back()
    assert taken is not None, "going through the run is nobody's change"
    assert list(handle.session.items) == ["first", "a"]
    assert waiting.bring_back() is taken
    assert list(handle.session.items) == ["first", "a", "b"]
    waiting.take_back()
    full(handle, card("c"))
    assert waiting.bring_back() is None
    waiting.retry()
    assert list(handle.stored.items) == ["first", "a", "c"]


def test_the_words_of_a_change_that_is_in_no_file_stay_a_draft(store: Store, handle: Handle) -> None:
    drafts = store.drafts(handle.session.meta.id)
    handle.waiting.load(drafts)
    typed = handle.waiting.typed
    assert typed is not None
    typed.put("add", "Own mill")
    handle.waiting.write_typed()
    full(handle, card("a", "Own mill"))
    typed.put("add", "")
    handle.waiting.write_typed()
    assert [draft.text for draft in drafts.all().values()] == ["Own mill"]
    handle.waiting.retry_all()
    handle.waiting.write_typed()
    assert drafts.all() == {}
    assert "a" in handle.stored.items


# waiting


def test_changes_wait_in_their_order_and_are_written_once(handle: Handle) -> None:
    full(
        handle,
        card("a"),
        card("b", "Shop"),
        Set(id="first", field="text", was="Oven", to="Ovens", words=True),
    )
    full(handle, card("c"), card("d", "Shop"))
    assert [item.text for item in handle.session.items.values()] == ["Ovens", "Oven", "Shop", "Oven", "Shop"]
    assert [item.text for item in handle.stored.items.values()] == ["Oven"]
    tried = handle.waiting.retry()
    assert tried.problem is None
    assert len(tried.written) == 5
    assert [item.text for item in handle.stored.items.values()] == ["Ovens", "Oven", "Shop", "Oven", "Shop"]
    assert not handle.waiting
    assert handle.waiting.retry().written == []


def test_a_change_that_cannot_be_done_any_more_does_not_hold_the_others(handle: Handle) -> None:
    full(handle, Set(id="first", field="text", was="Oven", to="Ovens", words=True), card("b"))
    other = reopened(handle)
    other.apply([Retire(id="first", was=other.session.items["first"])])
    tried = handle.waiting.retry()
    assert [refused.reason for _, refused in tried.refused] == ["retired"]
    assert "b" in handle.session.items
    assert not handle.waiting


def test_a_change_with_nothing_left_to_do_is_no_loss(handle: Handle) -> None:
    full(handle, Set(id="first", field="text", was="Oven", to="Ovens", words=True))
    reopened(handle).apply([Set(id="first", field="text", was="Oven", to="Ovens", words=True)])
    tried = handle.waiting.retry()
    assert tried.problem is None
    assert not handle.waiting
    assert handle.session.clashes == {}


def test_another_window_takes_up_what_waits_and_nothing_is_doubled(store: Store, handle: Handle) -> None:
    drafts = store.drafts(handle.session.meta.id)
    handle.waiting.load(drafts)
    with faults.no_room(handle.path.stat().st_size - 50):
        handle.waiting.put([card("a")])
    assert handle.waiting.kept
    twin = store.open(handle.path)
    twin.waiting.load(store.drafts(handle.session.meta.id))
    assert [change.id for change in twin.waiting.changes] == [change.id for change in handle.waiting.changes]
    assert twin.waiting.retry().problem is None
    tried = handle.waiting.retry()
    assert tried.written[0][1].again
    assert list(handle.session.items) == ["first", "a"]
    assert drafts.waiting == {}


def test_what_waits_in_one_window_is_not_forgotten_by_another(store: Store, handle: Handle) -> None:
    ref = handle.session.meta.id
    twin = store.open(handle.path)
    handle.waiting.load(store.drafts(ref))
    twin.waiting.load(store.drafts(ref))
    with faults.no_room(handle.path.stat().st_size - 50):
        handle.waiting.put([card("a", "mine")])
        twin.waiting.put([card("b", "mine too")])
    assert len(store.drafts(ref).waiting) == 2
    assert handle.waiting.retry().problem is None
    assert len(store.drafts(ref).waiting) == 1


def test_the_file_of_drafts_may_be_full_as_well(store: Store, handle: Handle) -> None:
    handle.waiting.load(store.drafts(handle.session.meta.id))
    full(handle, card("a"))
    assert not handle.waiting.kept
    with faults.no_room(handle.path.stat().st_size - 50):
        handle.waiting.retry()
    assert handle.waiting.kept
    handle.waiting.retry()
    assert store.drafts(handle.session.meta.id).waiting == {}


# replaced from outside


def older(handle: Handle, work: Callable[[], object]) -> bool:
    """The file as it was before some work takes the place of the one after it; what the look at it says."""
    before = handle.path.read_bytes()
    work()
    session = handle.session
    handle.path.write_bytes(before)
    assert handle.refresh()
    return handle.waiting.look(session)


def test_own_changes_that_a_replaced_file_lacks_wait_again(handle: Handle) -> None:
    assert older(handle, lambda: [handle.waiting.put([card(ref, ref)]) for ref in "abc"])
    assert handle.waiting.problem is not None
    assert "replaced by an older copy" in handle.waiting.problem.cause
    assert handle.waiting.retry().problem is None
    assert list(handle.session.items) == ["first", "a", "b", "c"]


def test_two_people_both_put_their_own_back(handle: Handle) -> None:
    other = reopened(handle)
    before = handle.path.read_bytes()
    handle.waiting.put([card("a", "mine")])
    other.waiting.put([card("b", "theirs")])
    handle.refresh()
    seen = {one: one.stored for one in (handle, other)}
    handle.path.write_bytes(before)
    for one in (handle, other):
        one.refresh()
        assert one.waiting.look(seen[one])
        assert one.waiting.retry().problem is None
    assert set(other.session.items) == {"first", "a", "b"}
    changes = list(other.session.recent)
    assert len(changes) == len(set(changes)) == 3


def test_answers_to_a_secret_round_come_back_and_erased_ones_do_not(handle: Handle) -> None:
    secret = Round(id="r", step="swot/f", run="", subjects=["first"], privacy="secret")
    give = Give(round="r", ballot="b", by="f00d", subject="first", to=4)
    handle.apply([Open(round=secret)])
    assert older(handle, lambda: handle.waiting.put([give]))
    assert handle.waiting.retry().problem is None
    assert handle.session.ballots["b"].answers == {"first": 4}

    before = handle.path.read_bytes()
    handle.apply([Erase(round="r", ballot="b")])
    session = handle.session
    handle.path.write_bytes(
        before.replace(b'"ballots":{"b"', b'"ballots":{"z"').replace(b'"id":"b"', b'"id":"z"')
    )
    handle.refresh()
    assert not handle.waiting.look(session)


def test_a_file_that_somebody_else_wrote_on_is_no_replacement(handle: Handle) -> None:
    handle.waiting.put([card("a")])
    other = reopened(handle)
    for n in range(5):
        before = handle.session
        other.apply([card(f"o{n}", f"o{n}")])
        handle.refresh()
        assert not handle.waiting.look(before)
    assert not handle.waiting


@pytest.mark.parametrize("privacy", ["secret", "none"])
def test_an_answer_without_a_name_is_not_lost_when_own_changes_move_to_the_history(
    handle: Handle, privacy: Literal["secret", "none"], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "RECENT", 4)
    monkeypatch.setattr(module, "BLOCK", 1)
    other, by = reopened(handle), "f00d" if privacy == "secret" else None
    handle.waiting.put(
        [Open(round=Round(id="r", step="swot/f", run="", subjects=["first"], privacy=privacy))]
    )
    handle.waiting.put([Give(round="r", ballot="b", by=by, subject="first", to=4)])
    handle.waiting.put([card("a")])
    for n in range(9):
        before = handle.stored
        other.refresh()
        other.apply([card(f"o{n}", f"o{n}")])
        handle.refresh()
        assert not handle.waiting.look(before), "it stands in the file"
    assert "a" in handle.stored.items
    assert not [one for one in handle.stored.recent.values() if one.by == handle.person]


# damaged


def test_two_who_mend_at_once_mend_once(handle: Handle) -> None:
    other = reopened(handle)
    handle.path.write_bytes(b"{")
    for one in (handle, other):
        assert not one.refresh()
        one.waiting.retry(later=True)
    assert handle.waiting.retry(later=True).healed
    assert not other.waiting.retry(later=True).healed
    other.refresh()
    assert other.session == handle.session
    assert len(names.damaged_of(handle.path)) == 1


def test_what_was_typed_while_the_file_was_broken_is_in_the_mended_one(handle: Handle) -> None:
    handle.path.write_bytes(b"")
    tried = handle.waiting.put([card("a")])
    assert tried.problem is not None
    assert handle.path.read_bytes() == b""
    handle.waiting.retry(later=True)
    tried = handle.waiting.retry(later=True)
    assert tried.healed
    assert len(tried.written) == 1
    assert set(handle.session.items) == {"first", "a"}


def test_a_file_one_may_not_read_is_not_mended(handle: Handle, monkeypatch: pytest.MonkeyPatch) -> None:
    from aligntui.store.local import files

    real = files.read

    def denied(path: Path) -> object:
        if path == handle.path:
            raise PermissionError(13, "Permission denied")
        return real(path)

    handle.path.touch()
    monkeypatch.setattr(files, "read", denied)
    assert not handle.refresh()
    assert not handle.lost
    assert not handle.mend()
    assert names.damaged_of(handle.path) == []


def test_everything_goes_to_another_folder_with_what_waits(
    handle: Handle, store: Store, tmp_path: Path
) -> None:
    full(handle, card("a"), Set(id="gone", field="text", to="x"))
    made = copy_to(handle, tmp_path / "stick", changes=handle.waiting.changes)
    assert set(store.open(made).session.items) == {"first", "a"}
    assert handle.waiting.retry().refused[0][1].reason == "gone"
