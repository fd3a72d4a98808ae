"""What is not on disk, in words: what waits, where it lies, and what is nowhere, word for word."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from playing import Play

from aligntui.engine import edits
from aligntui.engine.client import unsaved
from aligntui.session.model import Change
from aligntui.session.ops import Name, Set

WAY = 'aligntui open "Played"'


def waits(
    *changes: Change, nowhere: tuple[Change, ...] = (), lost: tuple[str, ...] = (), away: Path | None = None
) -> Any:
    """What waits, as the store has it."""
    return SimpleNamespace(
        standing="waits", changes=list(changes), nowhere=list(nowhere), away=away,
        typed=SimpleNamespace(lost=dict(enumerate(lost)), all=lambda: dict(enumerate(lost))),
    )  # fmt: skip


def change(p: Play, *ops: Any, by: str | None = "Ines Calder") -> Change:
    return Change(id=p.new_id(), at=p.now(), by=by, base=p.session.meta.rev, ops=list(ops))


def written(p: Play, text: str) -> Change:
    return change(p, *edits.add(p.view, p.new_id, "strengths", text, by=p.person, at=p.now())[1])


def test_what_waits_is_named_by_its_code_or_counted() -> None:
    p = Play("swot/factors").tell("factors")
    item = p.view.find("S1")
    assert item is not None
    fresh = written(p, "A new one")
    changed = change(p, Set(id=item.id, field="grade", was=item.fields["grade"], to=1))
    gone = change(p, Set(id="nowhere", field="grade", was=None, to=1))
    assert unsaved.named(p.session, [fresh]) == "S6"
    assert unsaved.named(p.session, [changed]) == "S1"
    assert unsaved.named(p.session, [gone]) == "this"
    assert unsaved.named(p.session, [change(p, Name(was="Played", to="Ours"))]) == "this"
    assert unsaved.named(p.session, [fresh, changed]) == "2 changes"
    typed = waits(lost=("half",)).typed
    assert unsaved.what_waits(p.session, [changed], None) == "S1 is"
    assert unsaved.what_waits(p.session, [fresh, changed], None) == "2 changes are"
    assert unsaved.what_waits(p.session, [changed], typed) == "S1 and what you type are"
    assert unsaved.what_waits(p.session, [], typed) == "What you type is"


def test_on_leaving_it_is_said_where_all_is() -> None:
    p = Play("swot/factors").tell("factors")
    one, two = written(p, "Open a web shop"), written(p, "Bake less")
    walked = change(p, Name(was="Played", to="Ours"), by=None)

    def said(waiting: Any, gone: str = "") -> list[str]:
        return unsaved.farewell(p.session, waiting, p.person, WAY, gone).split("\n")

    assert said(SimpleNamespace(standing="saved")) == [f"All is kept. {WAY} goes on here."]
    assert said(SimpleNamespace(standing="saved"), "The file is gone.") == ["The file is gone."]
    assert said(waits(walked)) == [f"All is kept. {WAY} goes on here."], "where one stands is nobody's change"
    assert said(waits(one)) == [
        f"NOT SAVED: 1 of your changes waits in your own draft file. {WAY} writes it."
    ]
    away = "until you log out or the machine starts anew"
    assert said(waits(one, two, away=Path("/run/user/7/drafts"))) == [
        f"NOT SAVED: 2 of your changes wait in /run/user/7 {away}. {WAY} writes them."
    ]
    assert said(waits(away=Path("/run/user/7/drafts"))) == [
        f"NOT SAVED: What you typed waits in /run/user/7 {away}. {WAY} writes it."
    ]
    assert said(waits(one, two, nowhere=(one, two), lost=("half a thought",)), "The file is gone.") == [
        "The file is gone.",
        "NOT SAVED: 2 of your changes could be written nowhere:",
        '  wrote S6 "Open a web shop"',
        '  wrote S7 "Bake less"',
        "NOT SAVED: these words that you typed could be written nowhere:",
        "  half a thought",
    ]


def test_what_cannot_be_done_any_more_says_why() -> None:
    p = Play("swot/factors").tell("factors")
    gone = change(p, Set(id="nowhere", field="grade", was=None, to=1))
    [row] = unsaved.told(p.session, [gone], p.person)
    assert row.startswith("cannot be done any more: ")
    assert len(row) > len("cannot be done any more: ")
