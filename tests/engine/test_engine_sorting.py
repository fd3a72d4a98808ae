"""Lists sorted as they are shown: by dots, grade, weight, spread. What is stored never changes by it."""

from __future__ import annotations

from collections import Counter

import pytest
from playing import Play

FACTORS, EVIDENCE, IMPORTANCE = "swot/factors", "swot/evidence", "swot/importance"
LISTS = (EVIDENCE, "swot/ratings", "tows/unused", "swot/factors", "objectives/draft")


def voted() -> tuple[Play, list[str]]:
    """A board after a vote: two dots on the second strength, one on the third; the ids of all strengths."""
    p = Play(FACTORS, phase="vote", solo=False, people=2).tell("factors").openly()
    strengths = [item.id for item in p.view.items("strengths")]
    for card in (strengths[1], strengths[2], strengths[1]):
        p.do("give-dot", card)
    p.do("go-on", value="in")
    p.close()
    assert p.last == "dots-lead"
    return p, strengths


def choices(p: Play) -> dict[str, str]:
    return {key: words for offer in p.offers if offer.verb == "sort" for key, words in offer.choices}


def of_list(p: Play, title: str) -> list[str]:
    return [row.id for row in p.sight.rows if row.group.startswith(title)]


def test_a_board_sorted_by_dots_shows_most_first_and_stores_nothing() -> None:
    p, strengths = voted()
    before, rows = p.session, Counter(row.id for row in p.sight.rows)
    assert "by dots" not in str(p.sight)
    p.do("sort", value="dots")
    assert p.last == "sorted-by"
    assert of_list(p, "Strengths, by dots") == [strengths[1], strengths[2], strengths[0], *strengths[3:]]
    assert Counter(row.id for row in p.sight.rows) == rows, "what has no dot stands there too"
    assert p.session is before
    p.do("focus", strengths[1])
    p.do("move-down", strengths[1])
    assert (p.last, p.session) == ("sorted-stays", before)
    p.do("sort", value="written")
    assert (p.last, of_list(p, "Strengths")) == ("sorted-as-written", strengths)
    p.do("move-down", strengths[1])
    assert [item.id for item in p.view.items("strengths")][1:3] == [strengths[2], strengths[1]]


def test_what_is_offered_is_what_the_list_has() -> None:
    p = Play(FACTORS)
    assert choices(p) == {}
    p.do("sort")
    assert (p.last, p.asked) == ("sorted-as-written", "")
    p = Play(FACTORS, phase="merge").tell("factors")
    assert list(choices(p).values()) == [
        "as written", "by grade", "by importance", "by weight", "by rating",
    ]  # fmt: skip
    assert not {"by now", "by target"} & set(choices(Play("objectives/draft").tell()).values()), (
        "of many units"
    )
    p.do("sort")
    assert p.asked == "sort-how"
    assert [way.facts["words"] for _, way in p.outcomes[-1].ask.ways] == list(choices(p).values())
    assert "dots" in choices(voted()[0])


def test_the_dots_of_an_open_vote_sort_nothing() -> None:
    p = Play(FACTORS, phase="vote", solo=False, people=2).tell("factors")
    p.do("give-dot", p.view.items("strengths")[1].id)
    assert "dots" not in choices(p)


def test_where_grades_are_asked_the_dots_stand_at_each_row() -> None:
    p, strengths = voted()
    q = Play(EVIDENCE, solo=False, people=2, beside=p)
    values = {row.id: row.value for row in q.sight.rows}
    assert [values[ref].rpartition("; ")[2] for ref in strengths[:3]] == ["0 dots", "2 dots", "1 dot"]
    q.do("sort", value="dots")
    assert [row.id for row in q.sight.rows][:2] == [strengths[1], strengths[2]]
    assert {row.group for row in q.sight.rows} == {"Evidence, by dots"}, "one list of all"


def test_lists_are_sorted_by_how_far_answers_lie_apart() -> None:
    p = Play(IMPORTANCE, solo=False, people=3).tell("factors")
    others = [
        Play(IMPORTANCE, solo=False, people=3, person=name, beside=p) for name in ("Tomasz Wren", "Ada Quill")
    ]
    every = [item.id for item in p.view.items("strengths", "weaknesses", "opportunities", "threats")]
    apart = every[4]
    for number, play in enumerate([p, *others]):
        for ref in every:
            play.do("answer", ref, value=1 + 2 * number if ref == apart else 3)
        play.do("go-on", value="in")
    p.do("go-on", value="close")
    q = Play(EVIDENCE, solo=False, people=3, beside=p)
    assert choices(q)["spread"] == "by spread"
    q.do("sort", value="spread")
    assert q.sight.rows[0].id == apart
    assert q.sight.rows[0].value.endswith("spread 4")


@pytest.mark.parametrize("at", LISTS)
def test_every_order_holds_all_rows_and_falls(at: str) -> None:
    p = Play(at).tell()
    before, written = p.session, [row.id for row in p.sight.rows]
    for key in [key for key in choices(p) if key != "written"]:
        p.do("sort", value=key)
        by = p.kind.sorted_by(p.ctx, p.state)
        assert sorted(row.id for row in p.sight.rows) == sorted(written)
        for group in p.kind.groups(p.ctx, p.state):
            numbers = [by.values.get(item.id, float("-inf")) for item in group.items]
            assert numbers == sorted(numbers, reverse=True), key
        assert all(f", by {by.label}" in row.group for row in p.sight.rows)
    p.do("sort", value="written")
    assert [row.id for row in p.sight.rows] == written
    assert p.session is before


def test_an_order_whose_reason_is_gone_is_the_order_as_written() -> None:
    p = Play(FACTORS, phase="merge").tell("factors")
    written = [row.id for row in p.sight.rows]
    p.do("sort", value="no such thing")
    assert p.last == "sorted-as-written"
    assert [row.id for row in p.sight.rows] == written
