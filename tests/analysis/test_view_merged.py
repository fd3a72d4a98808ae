"""A merged item is gone from its list; all that rests on it speaks of what it went into."""

from __future__ import annotations

from aligntui.analysis.view import View
from aligntui.methods.book import Book
from aligntui.session.model import Item, Link, Meta, Session


def view_of(*links: Link) -> View:
    items = [
        Item(id="s1", collection="strengths", series="S", code="S1", text="one", pos="1"),
        Item(id="s2", collection="strengths", series="S", code="S2", text="two", pos="2", into="s1"),
        Item(id="s3", collection="strengths", series="S", code="S3", text="three", pos="3", into="s2"),
        Item(id="c1", collection="strategies", series="SO", code="SO1", text="card", pos="1"),
        Item(id="e1", collection="events", series="^s3.e", code="S3.e1", text="x", pos="1", of="s3"),
    ]
    return View(
        Session(
            meta=Meta(id="s", title="Millrace 2027"),
            items={item.id: item for item in items},
            links={link.key: link for link in links},
        ),
        Book(),
    )


def test_links_of_a_merged_item_show_on_what_it_went_into():
    view = view_of(Link(relation="strategies.cites", a="c1", b="s3"))
    assert view.linked("c1", "strategies.cites") == ["s1"]
    assert view.link("strategies.cites", "c1", "s1") is not None
    assert [(name, item.id) for name, item in view.citing("s1", "strategies.cites")] == [
        ("strategies.cites", "c1")
    ]


def test_an_own_link_comes_before_one_of_a_merged_item():
    view = view_of(
        Link(relation="tows", a="s2", b="c1", fields={"strength": 1}),
        Link(relation="tows", a="s1", b="c1", fields={"strength": 3}),
    )
    assert {pair: link.fields for pair, link in view.links("tows").items()} == {("s1", "c1"): {"strength": 3}}


def test_children_go_along():
    view = view_of()
    assert [item.id for item in view.children("s1", "events")] == ["e1"]
    assert ("of", "e1") in [(name, item.id) for name, item in view.citing("s1")]
