"""The promises of undo, codes and replay, on generated scripts of what people do."""

from __future__ import annotations

import msgspec
from hypothesis import HealthCheck, given, settings
from session_kit import ANA, World, check, essence, fresh_session
from session_script import act, crowds, plain_recorded, scripts, words_of

from aligntui.session.apply import apply
from aligntui.session.model import Change
from aligntui.session.undo import Blocked

LAWS = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))


@LAWS
@given(script=scripts)
def test_one_person_undoes_all_and_redoes_all(script):
    world = World()
    for move in script:
        act(world, ANA, move)
    start, end = essence(world.start), essence(world.session)
    while isinstance(found := world.undo(ANA), Change):
        pass
    assert found.reason == "nothing", found.sentence
    assert essence(world.session) == start
    while isinstance(found := world.redo(ANA), Change):
        pass
    assert found.reason == "nothing", found.sentence
    assert essence(world.session) == end


@LAWS
@given(crowd=crowds)
def test_several_people_in_any_order(crowd):
    world = World()
    author: dict[tuple[str, str, str], str] = {}
    for (by, action), i, j, k, back in crowd:
        before = words_of(world.session)
        if action in ("undo", "redo"):
            found = world.undo(by) if action == "undo" else world.redo(by)
            after = words_of(world.session)
            if isinstance(found, Blocked):
                assert after == before
            elif action == "undo":
                lost = [w for w in before - after if author.get(w, by) != by]
                assert not lost, (by, lost)
            for entry in after - before:
                author.pop(entry, None)
        else:
            act(world, by, (action, i, j, k, back))
            author.update(dict.fromkeys(words_of(world.session) - before, by))


@LAWS
@given(crowd=crowds)
def test_replaying_the_recorded_changes_gives_the_same_session(crowd):
    world = World(checked=False)
    for (by, action), i, j, k, back in crowd:
        if action == "undo":
            world.undo(by)
        elif action == "redo":
            world.redo(by)
        else:
            act(world, by, (action, i, j, k, back))
    again = fresh_session()
    for change in plain_recorded(world):
        again = apply(again, change).session
    check(again)
    assert again == world.session


@LAWS
@given(crowd=crowds)
def test_words_written_meanwhile_are_all_kept(crowd):
    """Whoever writes on an old picture: what stood stays, or the writer is told and has his words back."""
    world = World(checked=False)
    for (by, action), i, j, k, back in crowd:
        if action in ("undo", "redo", "remove", "untie", "choose"):
            continue
        before, seen = words_of(world.session), words_of(world.seen(back), gone=True)
        act(world, by, (action, i, j, k, back))
        # Only words the writer had before his eyes may go.
        assert before - words_of(world.session) <= seen


def test_scripts_reach_every_op():
    """The scripts above are worth something only if they really do all kinds of things."""
    from hypothesis import find
    from hypothesis import strategies as st

    wanted = {"Beside", "Choose", "Merge", "Move", "Settle", "Unsettle", "Retire", "Drop", "Plan"}
    for name in sorted(wanted):

        def hits(script, name=name):
            world = World(checked=False)
            for move in script:
                act(world, ANA, move)
            while isinstance(world.undo(ANA), Change):
                pass
            return any(type(op).__name__ == name for c in world.recorded for op in c.ops)

        find(st.lists(scripts, max_size=1).map(lambda x: x[0] if x else []), hits, settings=LAWS)


def test_a_session_of_a_usual_size_is_shared_not_copied():
    world = World(checked=False)
    ids = [world.add(ANA, "strengths", f"line {n}") for n in range(30)]
    before = world.session
    from aligntui.session import ops

    applied = world.do(ANA, ops.Set(id=ids[3], field="grade", to=3))
    after = applied.session
    assert after.links is before.links
    assert after.runs is before.runs
    assert all(after.items[ref] is before.items[ref] for ref in ids if ref != ids[3])
    assert applied.touched == {"items": {ids[3]}, "recent": {applied.change.id}}
    assert msgspec.json.encode(after) != msgspec.json.encode(before)
