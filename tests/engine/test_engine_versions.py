"""Words that are looked for, and two versions of the same words."""

from __future__ import annotations

import pytest
from build import build
from memory_store import Memory, MemoryStore
from playing import Play
from stage import Clock

from aligntui.analysis.view import View
from aligntui.engine import search, versions
from aligntui.engine.books import book_of
from aligntui.engine.client.outcomes import told_of
from aligntui.session.model import Change, Clash, Item
from aligntui.session.ops import Add, AnyOp, Set, Tie
from aligntui.store.api import Handle


def test_words_and_codes_find_a_card_the_exact_code_first() -> None:
    play = Play("swot/factors").tell("factors")
    found = [play.view.code(item) for item in search.matches(play.view, "s1")]
    assert found[0] == "S1"
    assert search.matches(play.view, "  ") == []
    both = search.matches(play.view, "sourdough noon")
    assert [play.view.code(item) for item in both] == ["S1"]
    assert search.matches(play.view, "sourdough zeppelin") == []


def test_two_versions_say_who_wrote_which_the_own_first() -> None:
    view = build(collections={"strengths": "S"}, items={"strengths": {"S1": "Bread", "S2": "Rolls"}})
    clash = Clash(id="c", target="s1", field="text", base="Bred", theirs="Bread", yours="Loaves",
                  by="Ines Calder", at="2026-11-21T14:00:00")  # fmt: skip
    other = Clash(id="d", target="s2", field="text", base="", theirs="Rolls", yours="Buns", by="Dot Okafor")
    view.session.clashes.update({"d": other, "c": clash})
    for number, (target, field, by) in enumerate(
        (("s1", "text", "Tomasz Wren"), ("s1", "evidence", "Dot Okafor"), ("s2", "text", "Sofia Brandt"))
    ):
        view.session.recent[f"x{number}"] = Change(
            id=f"x{number}", at=f"2026-11-21T14:0{number}:00", by=by,
            ops=[{"op": "set", "id": target, "field": field, "to": "x"}],
        )  # fmt: skip
    assert versions.clashes(view, "Ines Calder") == [clash, other]
    assert versions.clashes(view, "Dot Okafor") == [other, clash]
    stands, kept, both = versions.versions(view, clash, "Ines Calder")
    assert (stands.name, stands.words, stands.stands) == ("theirs", "Bread", True)
    assert stands.by.startswith("Tomasz Wren, ")
    assert stands.by.endswith("shown to everyone now")
    assert (kept.name, kept.words) == ("yours", "Loaves")
    assert kept.by.startswith("you, ")
    assert both.name == "both"
    names = {who: [one.name for one in versions.versions(view, clash, who)] for who in ("Tomasz Wren", "Dot")}
    assert names == {"Tomasz Wren": ["yours", "theirs", "both"], "Dot": ["now", "other", "both"]}
    assert versions.from_both(view, clash) == "Bread; Loaves"


def test_what_stands_is_what_stands_now_and_its_author_whoever_wrote_it_last() -> None:
    world = clients("Ines Calder", "Cem Aydin")
    ines, cem = world["Ines Calder"], world["Cem Aydin"]
    item = ines.session.items["a"]
    cem.apply([Set(id="a", field="text", was=item.text, to="Cem's", words=True)])
    ines.apply([Set(id="a", field="text", was=item.text, to="Ines's", words=True)])
    cem.refresh()
    cem.apply([Set(id="a", field="text", was="Cem's", to="Cem's second", words=True)])
    ines.refresh()
    view = View(ines.session, book_of(ines.session))
    (clash,) = view.session.clashes.values()
    assert (clash.theirs, clash.yours) == ("Cem's", "Ines's")
    stands, kept, _ = versions.versions(view, clash, "Ines Calder")
    assert (stands.words, kept.words) == ("Cem's second", "Ines's")
    assert stands.by.startswith("Cem Aydin, ")
    ops, message = versions.choose(view, clash, kept.words)
    ines.apply(ops)
    assert message.id == "words-chosen"
    assert ines.session.items["a"].text == "Ines's"
    assert ines.session.clashes == {}


def test_words_of_a_link_and_of_a_record_can_be_chosen_and_are_called_by_their_label() -> None:
    world = clients("Ines Calder", "Cem Aydin")
    ines, cem = world["Ines Calder"], world["Cem Aydin"]
    for handle, words in ((cem, "Cem says so"), (ines, "Ines says so")):
        handle.apply([
            Set(id="record:scope", field="decision", was=None, to=words, words=True),
            Tie(relation="match", a="a", b="b", to={"why": words}),
        ])  # fmt: skip
    view = View(ines.session, book_of(ines.session))
    every = versions.clashes(view, "Ines Calder")
    assert sorted(versions.where(view, clash.target, clash.field) for clash in every) == [
        "S1 with S2, why",
        "decision",
    ]
    for clash in every:
        assert versions.standing(view, clash) == "Cem says so"
        ines.apply(versions.choose(view, clash, clash.yours)[0])
    assert ines.session.records["scope"].fields["decision"] == "Ines says so"
    assert [link.fields["why"] for link in ines.session.links.values()] == ["Ines says so"]
    assert ines.session.clashes == {}


def test_what_replaces_a_value_of_another_person_says_whose_it_was() -> None:
    world = clients("Ines Calder", "Cem Aydin")
    ines, cem = world["Ines Calder"], world["Cem Aydin"]

    def told(ops: list[AnyOp]) -> dict[str, object]:
        applied = ines.apply(ops)
        view = View(applied.session, book_of(applied.session))
        message = versions.replaced(view, applied.change, "Ines Calder")
        return dict(message.facts) if message is not None else {}

    assert told([Set(id="b", field="grade", was=None, to=1)]) == {}
    cem.apply([Set(id="a", field="grade", was=None, to=2), Tie(relation="match", a="a", b="b", to={"n": 1})])
    assert told([Set(id="a", field="grade", was=None, to=2)]) == {}, "the same value is no news"
    known = {"where": "S1, grade", "who": "Cem Aydin", "had": "2", "now": "3"}
    assert told([Set(id="a", field="grade", was=None, to=3)]) == known, "also where nobody saw it yet"
    assert told([Set(id="a", field="grade", was=3, to=1)]) == {}
    tie = Tie(relation="match", a="a", b="b", was=None, to={"n": 2})
    assert told([tie]) == {"where": "S1 with S2, n", "who": "Cem Aydin", "had": "1", "now": "2"}
    cem.refresh()
    cem.apply([Set(id="a", field="grade", was=1, to=4)])
    gone = told([Set(id="a", field="grade", was=1, to=None)])
    assert (gone["had"], gone["now"]) == ("4", "nothing")


def test_words_that_an_undo_brought_back_are_their_writers_and_both_versions_are_found() -> None:
    world = clients("Ines Calder", "Cem Aydin", "Dot Okafor")
    ines, cem, dot = world.values()
    cem.apply([Set(id="a", field="text", was="a", to="Cem's", words=True)])
    ines.apply([Set(id="a", field="text", was="a", to="Ines's", words=True)])
    dot.refresh()
    view = View(dot.session, book_of(dot.session))
    (clash,) = view.session.clashes.values()
    dot.apply(versions.choose(view, clash, "Dot's own")[0])
    undone = dot.undo()
    view = View(dot.session, book_of(dot.session))
    (clash,) = view.session.clashes.values()
    assert versions.versions(view, clash, "Dot Okafor")[0].by.startswith("Cem Aydin, ")
    message = told_of(view, undone)
    assert (message.id, message.facts["words"]) == (
        "versions-wait", "Undone: both versions of S1 wait for a choice again."
    )  # fmt: skip


def test_long_values_that_begin_alike_are_shown_from_where_they_differ() -> None:
    world = clients("Ines Calder", "Cem Aydin")
    ines, cem = world.values()
    long = "Windows by repair, kitchens by order, and for shop fittings no bid that is a "
    cem.apply([Set(id="a", field="text", was="a", to=f"{long}price fight", words=True)])
    ines.refresh()
    was = f"{long}price fight"
    applied = ines.apply([Set(id="a", field="text", was=was, to=f"{was}/who", words=True)])
    message = versions.replaced(
        View(applied.session, book_of(applied.session)), applied.change, "Ines Calder"
    )
    assert message is not None
    assert (message.facts["had"], message.facts["now"]) == (".. fight", ".. fight/who")


@pytest.mark.parametrize(
    ("chosen", "said", "now"),
    [
        ("Rates of the opening hours are up; ministry letter of 12 May", "joined", None),
        ("Ministry letter of 12 May; rates of the opening hours are up.", "joined", None),
        ("Rates of the opening hours are upward, as the ministry says in its letter of 12 May", "gave-way",
         ".. upward, as the ministry says in its letter of 12 May"),
        ("The ministry wrote on 12 May", "gave-way", "The ministry wrote on 12 May"),
    ],
)  # fmt: skip
def test_words_that_stand_in_what_was_chosen_of_two_did_not_give_way(
    chosen: str, said: str, now: str | None
) -> None:
    ines, cem = clients("Ines Calder", "Cem Aydin").values()
    mine = "Rates of the opening hours are up"
    ines.apply([Set(id="a", field="text", was="a", to=mine, words=True)])
    cem.apply([Set(id="a", field="text", was="a", to="Ministry letter of 12 May", words=True)])
    ines.refresh()
    cem.refresh()
    before = View(ines.session, book_of(ines.session))
    (clash,) = cem.session.clashes.values()
    cem.apply(versions.choose(View(cem.session, book_of(cem.session)), clash, chosen)[0])
    ines.refresh()
    message = versions.lost(before, View(ines.session, book_of(ines.session)), "Ines Calder")
    assert message is not None
    assert message.id == said
    if now is not None:
        assert message.facts["now"] == now


def clients(*names: str) -> dict[str, Handle]:
    """A session with two cards in the hands of several people."""
    memory, count = Memory(), iter(range(10_000))
    stores = {
        name: MemoryStore(memory, clock=Clock(), new_id=lambda: f"{next(count):08x}", person=name)
        for name in names
    }
    first = stores[names[0]]
    items = [Item(id=ref, collection="strengths", series="S", text=ref, pos=ref) for ref in "ab"]
    held = first.create("Probe", [Add(item=item) for item in items])
    return {name: store.open(held.ref) for name, store in stores.items()}
