"""A session file cut at every byte, and a disk that lets a file grow only so far: what is left each time."""

from __future__ import annotations

from pathlib import Path

from faults import no_room
from trust_kit import make_store

from aligntui.session.model import Item
from aligntui.session.ops import Add
from aligntui.store.local import names
from aligntui.store.local.handle import Handle
from aligntui.store.problems import Damaged, NotSaved


def _kiosk(folder: Path, cards: int) -> Handle:
    handle = make_store(folder).create("Kiosk", [_card(0)])
    for number in range(1, cards):
        handle.apply([_card(number)])
    return handle


def _card(number: int) -> Add:
    return Add(item=Item(id=f"c{number}", collection="strengths", series="S", text=f"Köln – 🍞 {number}"))


def cut_everywhere(folder: Path, cards: int) -> str:
    """Cut a session before each of its bytes, open it, and take the last good copy. Gives the figures."""
    handle = _kiosk(folder, cards)
    handle.backups.take("2026-11-21T15:00:00", 1)
    store, path = make_store(folder), handle.path
    session = handle.session
    handle.apply([_card(cards)])
    whole = path.read_bytes()
    handle.close()
    named = back = kept = 0
    for cut in range(len(whole)):
        path.write_bytes(whole[:cut])
        try:
            store.open(path).close()
        except Damaged as problem:
            named += "cannot be read; it is set aside. Enter opens the copy of" in problem.sentence
            again = store.recover(problem)
            back += again.session.items == session.items
            again.close()
        (aside,) = names.damaged_of(path)
        kept += aside.read_bytes() == whole[:cut]
        aside.unlink()
    figures = (
        f"a session of {len(whole):,} bytes cut before each of them: {named:,} named in a sentence, "
        f"{back:,} last good copies opened, {kept:,} cut files kept beside"
    )
    if {named, back, kept} != {len(whole)}:
        raise AssertionError(figures)
    return figures


def limited_everywhere(folder: Path, cards: int) -> str:
    """Write cards while no file may grow beyond so many bytes, for many such numbers. Gives the figures."""
    handle = _kiosk(folder, cards)
    size = handle.path.stat().st_size
    refused = written = 0
    for most in range(0, size + 2000, 7):
        before = handle.path.read_bytes()
        number = cards + written
        try:
            with no_room(most):
                handle.apply([_card(number)])
        except NotSaved:
            refused += 1
            assert handle.path.read_bytes() == before, f"RLIMIT_FSIZE {most} altered the file"
        else:
            written += 1
            assert f"c{number}" in handle.session.items
        assert not [path for path in handle.path.parent.iterdir() if path.name.endswith(".tmp")]
    again = make_store(folder).open(handle.path)
    figures = (
        f"RLIMIT_FSIZE from 0 to {size + 2000:,} bytes: {refused:,} writes refused with the file whole, "
        f"{written:,} written, {cards + written - len(again.session.items)} lost"
    )
    if len(again.session.items) != cards + written or not written or not refused:
        raise AssertionError(figures)
    return figures
