"""A field in focus in which nothing was typed shows what is kept, and leaving it writes nothing."""

from __future__ import annotations

import pytest

from stage import Stage, stage  # isort: skip

from aligntui.session.ops import Set
from aligntui.store.local.handle import Handle
from aligntui.tui.pages.conflict.page import ConflictPage

SCOPE = "record:scope"


async def they_write(s: Stage, them: Handle, field: str, to: object) -> None:
    """Somebody else keeps something, and this screen looks at the file."""
    them.refresh()
    stands = them.session.records["scope"].fields.get(field) if "scope" in them.session.records else None
    them.apply([Set(id=SCOPE, field=field, was=stands, to=to, words=True)])
    await s.poll()


async def test_an_untouched_field_in_focus_follows_what_others_keep() -> None:
    async with stage("swot/scope", solo=False) as s:
        them = s.someone_else(leads=True)
        assert s.page.scene.words_now().endswith("/decision")
        for words in ("Do we grow?", "Do we grow in Leeds?"):
            await they_write(s, them, "decision", words)
            assert s.focused.words == words
        await s.keys("tab")
        assert s.item_of("scope")["decision"] == "Do we grow in Leeds?"
        assert s.session.clashes == {}
        assert not s.drafts.all()


async def test_words_being_typed_stay_as_they_are() -> None:
    async with stage("swot/scope", solo=False) as s:
        await s.type("Do we stay")
        await they_write(s, s.someone_else(leads=True), "decision", "Do we grow?")
        assert s.focused.words == "Do we stay"
        await s.keys("tab")
        assert isinstance(s.top, ConflictPage)


@pytest.mark.parametrize("keys", [["enter"], ["down", "enter"]])
async def test_what_was_chosen_of_two_versions_stands_in_the_field_and_leaving_it_writes_nothing(
    keys: list[str],
) -> None:
    async with stage("swot/scope", solo=False) as s:
        them = s.someone_else(leads=True)
        await s.type("Do we stay")
        await they_write(s, them, "decision", "Do we grow?")
        await s.keys("ctrl+n")
        assert isinstance(s.top, ConflictPage)
        await s.keys(*keys)
        chosen = "Do we stay" if "down" in keys else "Do we grow?"
        assert s.item_of("scope")["decision"] == chosen
        assert s.step.form.slots[0].editors[0].words == chosen
        await s.keys("ctrl+n")
        assert s.item_of("scope")["decision"] == chosen
        assert s.session.clashes == {}


async def test_undo_is_seen_in_the_field_in_focus() -> None:
    async with stage("swot/scope", solo=False) as s:
        await s.type("Do we grow?")
        await s.keys("tab", "shift+tab", "ctrl+z")
        assert "decision" not in s.item_of("scope") or not s.item_of("scope")["decision"]
        assert s.focused.words == ""
        await s.keys("tab")
        assert not s.item_of("scope").get("decision")
