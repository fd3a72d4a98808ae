"""A board that is repeated for each item of a list says which one it is of."""

from __future__ import annotations

from pathlib import Path

from playing import Play
from sample_items import library_of, sampled

EACH = """\
method: kids
title: Kids
level: fundamentals
collections:
  tops: {code: TQ, title: Tops}
  kids: {code: {under: tops, mark: k}, of: tops, title: Kids}
steps:
  - {kind: board, id: tops, title: Tops, split: [tops]}
  - {kind: board, id: all, title: Kids, each: tops, split: [kids]}
"""


def test_what_stands_on_a_repeated_board_says_of_which_item_it_is(tmp_path: Path) -> None:
    library = library_of(tmp_path, EACH)
    play = sampled(Play("kids/all", library=library), only=["tops"])
    assert play.sight.notes[0] == "TQ1  Tops 1   1 of 2"
    play.do("go-on")
    assert play.sight.notes[0] == "TQ2  Tops 2   2 of 2"
    assert not any("Tops" in note for note in Play("kids/tops", library=library, beside=play).sight.notes)
