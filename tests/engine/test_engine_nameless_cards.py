"""A card of a step that keeps nobody's name has no author: in the file, its history and in exports."""

from __future__ import annotations

import tempfile
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plain_line import plain_line
from playing import Play
from sample_items import library_of
from stage import stage

from aligntui.engine import edits
from aligntui.engine.books import book_of
from aligntui.engine.hidden_cards import counted, seen_by
from aligntui.exchange import markdown, yaml_export
from aligntui.session.model import NAMELESS

WRITERS = ("Tomasz Wren", "Lily Marsh", "Priya Nair")
METHOD = """\
method: probe
title: Probe
level: fundamentals
collections:
  doubts: {{code: DU, title: Doubts, fields: {{proof: {{type: text, revised: true}}}}}}
steps:
  - {{kind: board, id: it, title: It, holds: doubts, phases: [write, reveal], privacy: {{names: {names}}}}}
  - {{kind: talk, id: last, title: Last, ask: Well?}}
"""
ACTS = st.tuples(st.sampled_from(WRITERS), st.sampled_from(["keep", "fill", "park"]), st.integers(0, 3))


def books(folder: Path, names: str = "none"):
    return library_of(folder, METHOD.format(names=names))


def everything(play: Play) -> str:
    """All that the file holds with its history, and every export."""
    view = seen_by(play.session, book_of(play.session), "", play.run)
    pages = markdown.export(view, "2026-11-21T15:00:00+00:00"), yaml_export.export(view)
    return "\n".join([msgspec.json.encode(play.session).decode(), *pages])


@pytest.mark.parametrize("names", ["named", "none"])
@settings(max_examples=25, deadline=None)
@given(acts=st.lists(ACTS, min_size=2, max_size=8))
def test_nobody_finds_who_wrote_a_card(names: str, acts: list[tuple[str, str, int]]) -> None:
    with tempfile.TemporaryDirectory(prefix="nameless-") as folder:
        first = Play(
            "probe/it", library=books(Path(folder), names), solo=False, people=3, person="Dot Okafor"
        )
        wrote = set()
        for number, (who, act, at) in enumerate([(acts[0][0], "keep", 0), *acts]):
            p = Play("probe/it", beside=first, solo=False, people=3, person=who)
            cards = list(p.session.items.values())
            wrote |= {who} if act == "keep" else set()
            if act == "keep":
                p.do("add")
                p.do("keep", value=f"Doubt {number}")
            elif act == "park":
                p.keep(edits.set_status(cards[at % len(cards)], "parked", "not now"))
            else:
                p.keep(edits.put(p.view, cards[at % len(cards)], "proof", f"Seen {number}"))
        kept = first.session.items.values()
        assert {card.by for card in kept} == ({NAMELESS} if names == "none" else wrote)
        found = {who for who in WRITERS if who in everything(first)}
        assert found == set() if names == "none" else wrote <= found


async def test_a_card_without_a_name_is_taken_back_where_it_was_written(
    tmp_path: Path,
) -> None:
    async with stage("probe", at="probe/it", books=books(tmp_path), solo=False) as s:
        await s.type("A doubt of mine\n")
        assert s.words("doubts") == ["A doubt of mine"]
        assert s.shows("A doubt of mine"), "at this place it is one's own"
        (card,) = s.session.items.values()
        assert (card.by, card.at) == (NAMELESS, next(iter(s.session.runs.values())).at)
        other = s.someone_else()
        hidden = seen_by(
            other.session, book_of(other.session), "Tomasz Wren", next(iter(other.session.runs.values()))
        )
        assert hidden.items("doubts") == [], "nobody sees what is written in silence"
        assert not other.undo().done
        await s.keys("ctrl+z")
        assert s.words("doubts") == []


async def test_it_is_said_that_no_name_is_kept(tmp_path: Path) -> None:
    for names, said in (("none", True), ("named", False)):
        (tmp_path / names).mkdir()
        library = books(tmp_path / names, names)
        async with stage("probe", at="probe/it", books=library, solo=False) as s:
            assert s.message.startswith("No name is kept with a card here") is said
        async with plain_line("probe/it", library=library, fill=lambda *_: None, solo=False) as (_, heard):
            assert any(line.startswith("No name is kept with a card here") for line in heard) is said


def test_how_many_are_hidden_is_counted_without_a_name(tmp_path: Path) -> None:
    p = Play("probe/it", library=books(tmp_path), solo=False, people=2)
    p.do("add")
    p.do("keep", value="One")
    assert counted(p.session.items.values()) == "1 without a name"
