"""Every command of the screen is on the plain line, or has a reason why not; each does the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ideas_method import IDEAS

from aligntui.engine.commands import COMMANDS
from aligntui.engine.kind import Offer
from aligntui.methods.library import Library
from aligntui.plain.orders import ORDERS
from aligntui.plain.sentences import PLAIN
from aligntui.plain.turn import SHORT, Unread, read
from aligntui.session.ops import Choose, Set, Walk
from aligntui.store.permit import Permit
from aligntui.tui.commands import ALL
from aligntui.wording.sentences import SENTENCES

ONLY_ON_A_SCREEN = {
    "home": "the plain line is one session; aligntui --plain lists them",
    "sleep": "nothing holds the terminal; the shell stops it as any other",
    "theme": "there are no colours",
    "palette": "/help names every command",
    "keys": "/help names every command",
    "repaint": "nothing is drawn that another program could write over",
    "saved": "each answer says that it is kept, or why not",
    "new-session": "aligntui run NAME --plain",
    "rename-session": "done on the page of all sessions",
    "copy-out": "/out writes a file; a clipboard belongs to the terminal",
    "copy-session": "done on the page of all sessions",
    "export-session": "/out, and aligntui export",
    "trash-session": "done on the page of all sessions",
    "untrash-session": "aligntui sessions --restore",
    "show-trash": "aligntui sessions --trash",
    "find-here": "a list is read out, and named by its words",
    "session-findings": "/findings, and aligntui check",
    "session-plan": "/plan, and aligntui show",
    "open-sample": "a session to look at, on the page of all sessions",
    "open-file": "aligntui import",
    "purge-session": "done on the page of all sessions",
}
"""Command of the screen -> why the plain line does without."""


def test_every_command_of_the_screen_is_on_the_plain_line_or_has_a_reason() -> None:
    screen = {command.name for command in ALL if not command.step}
    plain = {*ORDERS, *COMMANDS}
    assert screen - plain == set(ONLY_ON_A_SCREEN)
    assert {command.name for command in ALL if command.step} <= set(COMMANDS)
    assert set(SHORT.values()) <= plain


def test_every_command_that_a_sentence_names_is_there() -> None:
    named = {word.strip(".,:") for words in PLAIN.values() for word in words.split() if word.startswith("/")}
    assert {name[1:] for name in named} <= {*ORDERS, *COMMANDS, *SHORT}
    assert set(PLAIN) <= set(SENTENCES)


async def test_the_running_order_is_said_with_minutes_and_steps_are_skipped_and_moved(line: Any) -> None:
    one = await line()
    await one("/more-minutes 2", "/more-minutes 2", "/less-minutes 2", "/skip 3", "/step-up 2")
    assert one.took == [True] * 5
    heard = await one("/steps")
    assert [row for row in heard if row[0].isdigit()][:3] == [
        "1 Impact and effort: 1 minutes, todo",
        "2 Welcome: no minutes, begun, here",
        "3 Rate: no minutes, skipped",
    ]
    await one("/skip 3", "/skip 9", "/step-down 4", "/steps 1.2")
    assert one.took == [True, False, False, False]
    assert (await one("/steps 3"))[0] == "Step 3 of 4: Probe, Rate"


async def test_a_card_is_found_gone_to_and_traced(line: Any) -> None:
    one = await line()
    heard = await one("/find bak")
    assert heard[0] == "I1 Bake"
    assert any("Bake" in row for row in await one("/why I1"))
    await one("/find nothing like it", "/why X9", "/go X9")
    assert one.took == [False, False, False]
    await one("/go i2")
    assert one.face.workshop.place.step == "probe/place"


async def test_two_versions_of_the_same_words_are_chosen_from(line: Any) -> None:
    one = await line()
    item = one.face.client.view.items("ideas")[0]
    await one("/show-clash")
    assert one.took == [False]
    for words in ("Bake rye", "Bake more"):
        handle = one.other(f"{words} person")
        handle.apply([Set(id=item.id, field="text", was="Bake", to=words, words=True)])
    heard = await one("/findings")
    assert "two people" in " ".join(heard).lower()
    heard = await one("/show-clash")
    assert [row[:2] for row in heard if row[0].isdigit()] == ["1 ", "2 ", "3 ", "4 "]
    await one("9")
    assert one.took == [False]
    await one("3", "Bake rye, and more")
    assert one.face.client.view.item(item.id).text == "Bake rye, and more"
    assert one.face.client.view.session.clashes == {}


async def test_who_loses_words_to_a_choice_opens_it_again(line: Any) -> None:
    one = await line()
    item = one.face.client.view.items("ideas")[0]
    other = one.other()
    await one("/on", "/open i1", "/fill text Bake more")
    other.apply([Set(id=item.id, field="text", was="Bake", to="Bake rye", words=True)])
    (clash,) = other.session.clashes.values()
    other.apply([Choose(clash=clash.id, id=item.id, field="text", was="Bake more", to="Bake rye")])
    heard = await one("/look")
    assert any('your "Bake more" gave way. /show-clash opens the choice again.' in row for row in heard), (
        heard
    )
    heard = await one("/show-clash")
    assert any("Bake rye" in row for row in heard)
    await one("1")
    assert one.face.client.view.item(item.id).text == "Bake more"


async def test_a_finding_that_is_two_versions_leads_to_the_choice(line: Any) -> None:
    one = await line()
    item = one.face.client.view.items("ideas")[0]
    for words in ("Bake rye", "Bake more"):
        one.other(f"{words} person").apply([Set(id=item.id, field="text", was="Bake", to=words, words=True)])
    await one("/mend 1", "/look", "/show-clash", "4")
    assert one.took == [True] * 4
    assert len(one.face.client.view.session.clashes) == 1


async def test_answers_are_erased_once_one_is_sure(line: Any) -> None:
    one = await line(solo=False)
    await one("/erase-answers")
    assert "No raw answers" in one.lines[0]
    await one("/steps 3", "4", "5", "/erase-answers")
    await one("1", "1")
    assert len(one.face.client.handle.session.ballots) == 1
    heard = await one("/erase-answers", "1", "2")
    assert one.face.client.handle.session.ballots == {}
    assert any("Nothing brings them back" in row for row in heard)


async def test_the_session_is_written_to_a_file(line: Any, tmp_path: Path) -> None:
    one = await line()
    path = tmp_path / "plan.yaml"
    await one("/out", "1", "1", str(path))
    assert one.took == [True] * 4
    assert "Bake" in path.read_text(encoding="utf-8")
    before = path.stat().st_mtime_ns
    heard = await one("/out", "1", "1", str(path))
    assert "plan.yaml is there already." in heard
    await one("1")
    assert path.stat().st_mtime_ns == before
    await one("/out", "1", "1", str(path), "2")
    assert path.stat().st_mtime_ns != before
    await one("/out", "3", str(tmp_path / "no" / "where.md"))
    assert one.took == [True, True, False]
    path.unlink()
    path.symlink_to(tmp_path / "else")
    await one("/out", "1", "1", str(path))
    assert one.took[-1] is False


async def test_a_line_for_one_session_writes_no_files(line: Any) -> None:
    one = await line()
    handle = one.face.client.handle
    handle.permit = Permit(session=handle.ref)
    heard = await one("/out")
    assert (one.took, heard[0]) == ([False], "This line opens one session only. /leave leaves; all is kept.")


async def test_everything_goes_elsewhere_while_it_cannot_be_saved(line: Any, tmp_path: Path) -> None:
    one = await line()
    one.store.memory.full = True
    heard = await one("/on", "/add", "Deliver")
    assert any(row.startswith("NOT SAVED") for row in heard)
    await one("/out")
    assert "folder" in one.lines[0]


async def test_the_clock_runs_by_itself_and_is_said_on_asking_only(line: Any) -> None:
    one = await line()
    one.seconds[0] += 90
    assert "Clock: running, 2 min used." in await one("/state")
    assert (await one("/timer-more"))[:2] == [
        "4 minutes now for this line of the agenda.", "Clock: 3 min left, 2 of 4 min used.",
    ]  # fmt: skip
    one.seconds[0] += 60
    assert (await one("/timer"))[:2] == [
        "The clock stands until it is let go on.", "Clock: paused 01:30, 2 of 4 min used.",
    ]  # fmt: skip
    one.seconds[0] += 600
    assert (await one("/timer"))[0] == "The clock goes on."
    one.seconds[0] += 30
    assert "1 Welcome: 4 minutes, 3 used, begun, here" in await one("/steps")
    await one("/on")
    assert one.face.client.handle.session.runs[one.face.workshop.run.id].steps[0].used == 180


async def test_nothing_is_said_or_written_while_the_clock_counts(line: Any) -> None:
    one = await line()
    before = one.face.client.handle.session.meta.rev
    one.seconds[0] += 3600
    heard = await one("/guide")
    assert not any("lock" in row for row in heard)
    assert one.face.client.handle.session.meta.rev == before


async def test_what_one_is_is_said_on_asking(line: Any) -> None:
    one = await line()
    heard = await one("/state")
    assert heard[0] == "Step 1 of 4: Probe, Welcome"
    assert heard[1].startswith("Saved ")
    assert heard[2] == "Here: Ines Calder."


@pytest.mark.parametrize("words", ["/mend", "/mend 99", "/waive 99 so", "/steps x"])
async def test_a_command_without_what_it_needs_is_refused(line: Any, words: str) -> None:
    one = await line()
    await one(words)
    assert one.took == [False]


def test_other_words_for_a_command_name_the_one_that_is_meant() -> None:
    def told(line: str) -> str:
        unread = read(line, [Offer("go-on")], ORDERS, str)
        assert isinstance(unread, Unread)
        return unread.why

    for words in ("agenda", "order", "running", "break", "minutes"):
        assert told(f"/{words}").startswith(f'There is no command "/{words}". /steps: the running order')
    assert "/state: where one is, whether all is saved" in told("/save")
    assert "/leave: leave; all is kept." in told("/quit")
    assert "/on: go on: next phase, next step." in told("/close")
    assert told("/close").startswith("/close is not for now.")
    assert told("/bread") == 'There is no command "/bread". /help names those there are.'


async def test_a_finished_run_takes_its_method_as_it_is_asked_today_and_undo_brings_it_back(
    line: Any, tmp_path: Path
) -> None:
    ours = await line()
    (item, *_) = ours.face.client.view.items("ideas")
    await ours.face.client.commit([Set(id=item.id, field="impact", was=None, to=4)])
    (tmp_path / "probe.yaml").write_text(
        IDEAS.replace("      impact: {", "      weight: {was: impact, ")
        + "steps:\n  - {kind: table, id: rate, title: Rate, of: ideas, fields: [weight]}\n"
    )
    ours.face.library = Library(user=tmp_path)
    (refused,) = await ours("/renew")
    assert refused.startswith("Nothing here is asked otherwise")
    run = ours.face.workshop.run
    await ours.face.client.commit([
        Walk(run=run.id, step=step.id, field="state", was=step.state, to="done") for step in run.steps
    ])  # fmt: skip

    def fields() -> dict[str, Any]:
        return dict(ours.face.client.view.items("ideas")[0].fields)

    asked, *ways = await ours("/renew")
    assert "1 value under another name" in asked
    assert [way[:1] for way in ways[:2]] == ["1", "2"]
    await ours("1")
    assert fields() == {"impact": 4}
    await ours("/renew")
    assert "what was written has moved along" in " ".join(await ours("2"))
    assert fields() == {"weight": 4}
    await ours("/undo")
    assert fields() == {"impact": 4}


async def test_a_name_that_is_too_long_is_refused_in_a_sentence(line: Any, tmp_path: Path) -> None:
    one = await line()
    heard = await one("/out", "1", "1", str(tmp_path / f"{'x' * 300}.yaml"))
    assert one.took[-1] is False
    assert any("too long" in row for row in heard), heard
