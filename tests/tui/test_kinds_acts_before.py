"""Keys of a step whose effect needs what was answered before it: done on both faces, without and with."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample_items import filling, library_of
from test_kinds_acts import ASK, HEAD, LAST, Act
from two_faces import Face, Line, Screen, on_both

FIRST = f"  - {{kind: ask, id: first, title: First, {ASK}, ask: How sure?}}\n"
RECALL = (
    "  - {kind: ask, id: first, title: First, ask: Which?, answer: {type: words, max: 3}, phases: [rate]}\n"
)
AGREE = (
    "  - {kind: ask, id: first, title: First, ask: Do you?, "
    "answer: {type: choice, choices: {yes: I do, skip: no}}, "
    "tests: [{type: choice, label: part, ask: Part?, choices: {yes: I do, skip: no}}]}\n"
)


async def to(face: Face, step: str) -> None:
    """Goes on until one stands there."""
    for _ in range(4):
        if face.here.split()[0] == f"probe/{step}":
            return
        await face.do("go-on")
    raise AssertionError(f"not at {step}: {face.here}\n{face.text()}")


async def leads_to_erasing(face: Face) -> bool:
    """Whether it says that answers can be erased, and does."""
    told = face.shows("[Ee]rase")
    if isinstance(face, Screen):
        await face.stage.page.perform("do_erase_answers")
        await face.stage.settle()
        lists = "2 answers" in "\n".join(face.stage.screen())
        face.stage.app.pop_screen()
    else:
        assert isinstance(face, Line)
        face.heard.clear()
        await face.face.answer("/erase-answers")
        lists = "2 answers" in "\n".join(face.heard)
        await face.face.answer("1")
    return told and lists


async def answers_and_erases(face: Face) -> bool:
    for code in ("I1", "I2"):
        await face.do("answer", face.item(code).id, "", 4)
    await to(face, "it")
    return await leads_to_erasing(face)


async def is_not_asked(face: Face) -> bool:
    offer = next(o for o in face.offers if o.verb == "answer")
    await face.do("answer", offer.item, offer.field, "skip")
    # The round stays open: others may be asked still.
    if isinstance(face, Screen):
        await face.stage.page.going.open_at(1)
        await face.stage.settle()
    else:
        assert isinstance(face, Line)
        await face.face.begin(face.ctx.run.steps[1].id)
    return "answer" not in face.verbs


async def recalls(face: Face) -> None:
    await face.do("keep", value="Pay sooner")
    await to(face, "it")


async def puts_what_was_written(face: Face) -> bool:
    await recalls(face)
    offer = next((o for o in face.offers if o.verb == "answer"), None)
    if offer is None or not face.shows("Pay sooner"):
        return False
    await face.do("answer", offer.item, offer.field, face.item("I2").id)
    return any(face.item("I2").id in str(match) for match in face.view.session.rounds.values())


async def has_a_word_for_the_rest(face: Face) -> bool:
    await recalls(face)
    offer = next(o for o in face.offers if o.verb == "answer")
    return "elsewhere" in dict(offer.choices)


ERASE = ("erase: first", answers_and_erases)
SORT = "of: notes, to: ideas, fields: [about]"
BEFORE = [
    Act("form", "erase", "each: ideas", *ERASE, before=FIRST),
    Act("table", "erase", "of: ideas", *ERASE, before=FIRST),
    Act("report", "erase", "show: [ideas]", *ERASE, before=FIRST),
    Act("ask", "gate", ASK, "", is_not_asked, people=2, before=AGREE),
    Act("sort", "words", SORT, "=words: first, to: ideas", puts_what_was_written, before=RECALL),
    Act(
        "sort", "or", "words: first, to: ideas", "or: elsewhere", has_a_word_for_the_rest, before=RECALL
    ),
]  # fmt: skip


def method_of(act: Act, *, has: bool) -> str:
    """The method of a case; the key `gate` stands in the step before."""
    before, given = act.before, act.given
    if act.key == "gate":
        before, given = (before.replace("title: First", "title: First, gate: it") if has else before), ""
    step = act.without
    if has and given:
        step = given[1:] if given.startswith("=") else f"{step}, {given}"
    return f"{HEAD}{before}  - {{kind: {act.kind}, id: it, title: It, {step}}}\n{LAST}"


@pytest.mark.parametrize("has", [False, True], ids=["without", "with"])
@pytest.mark.parametrize("act", BEFORE, ids=lambda act: f"{act.kind}-{act.key}")
async def test_what_a_key_does_with_former_answers_is_seen_on_both_faces(
    tmp_path: Path, act: Act, has: bool
) -> None:
    books = library_of(tmp_path, method_of(act, has=has))

    async def look(face: Face) -> None:
        assert await act.seen(face) is has, f"{face.name}\n{face.text()}"

    await on_both(books, "probe/first", filling(without=("about", "on")), look, people=act.people)
