"""A marker word in cards that somebody writes in silence: on no page, in no file, behind no command."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_kit import Shell
from stage import Clock, Stage, library, make_store, stage

from aligntui.engine import edits
from aligntui.engine.books import book_of
from aligntui.engine.hidden_cards import seen_by
from aligntui.engine.runs.start import start
from aligntui.exchange.registry import formats
from aligntui.session.ops import Settle, Tie, Walk
from aligntui.store.api import Handle
from aligntui.tui.routes import ToFind, ToFindings, ToHome, ToPlan, ToResumed, ToSteps, ToTrace

MARK = "zeppelin"
LISTS = ("strengths", "weaknesses", "opportunities", "threats")


@pytest.fixture
def sh(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A shell whose name is given back afterwards."""
    monkeypatch.setenv("ALIGNTUI_USER", "Nobody")
    return Shell(home, tmp_path)


def write_in_silence(handle: Handle, by: str) -> list[str]:
    """Cards of somebody in all four lists, with evidence, grades, codes and a link; ids of them."""
    store = make_store(Path(handle.path).parent, by, clock=Clock("2026-11-21T15:00:00"), seed=9000)
    theirs = store.open(handle.path)
    ids: list[str] = []
    for number, name in enumerate(LISTS):
        view = seen_by(theirs.session, book_of(theirs.session), by)
        fields = {"evidence": f"the {MARK} log", "grade": 0}
        item, ops = edits.add(view, store.new_id, name, f"{MARK} {number}", fields, by=by, at=store.clock())
        theirs.apply([*ops, Settle(codes={item.id: f"{name[0].upper()}1"})])
        ids.append(item.id)
    theirs.apply([Tie(relation="match", a=ids[0], b=ids[2], to={"strength": 1, "why": f"the {MARK} rises"})])
    theirs.close()
    return ids


async def standing(s: Stage) -> list[str]:
    """Ines stands on the board in its write phase, and somebody writes in silence."""
    run = s.page.scene.run
    number = next(n for n, step in enumerate(run.steps) if step.step == "swot/factors")
    await s.page.going.open_at(number, "write")
    ids = write_in_silence(s.handle, "Tomasz Wren")
    await s.poll()
    return ids


def assert_unseen(s: Stage, where: str) -> None:
    shown = "\n".join(s.screen())
    assert MARK not in shown, f"{where}\n{shown}"


async def test_no_step_of_the_whole_guide_shows_a_hidden_card() -> None:
    async with stage("full-guide", solo=False, size=(120, 40)) as s:
        ids = await standing(s)
        assert s.shows("hidden until Reveal")
        for number, step in enumerate(s.page.scene.run.steps):
            await s.page.going.open_at(number)
            await s.settle()
            assert_unseen(s, step.step)
            if s.page.step_view is not None:
                await s.page.step_view.focus_on(ids[0], "")
                await s.settle()
                assert_unseen(s, f"{step.step}, asked for the card")
        begun = [step for step in s.page.scene.run.steps if step.step == "swot/factors"]
        assert [step.phase for step in begun] == ["write"], "going elsewhere reveals nothing"


async def test_no_page_beside_the_steps_shows_a_hidden_card() -> None:
    async with stage("swot", solo=False, size=(120, 40)) as s:
        ids = await standing(s)
        handle, run = s.handle, s.page.scene.run
        here = s.page.scene.here.id
        for route in (
            ToFindings(handle, run), ToPlan(handle, run), ToTrace(handle, run, ids[0]),
            ToSteps(handle, run, here), ToResumed(handle, run, here), ToHome(handle.session.meta.id),
        ):  # fmt: skip
            await s.top.go(route)
            await s.settle()
            assert_unseen(s, type(route).__name__)
            s.app.pop_screen()
            await s.settle()
        await s.top.go(ToFind(handle, run))
        await s.settle()
        await s.type(MARK)
        assert not any(f"{MARK} {n}" in row for n in range(4) for row in s.screen())


async def test_the_reveal_shows_them_all() -> None:
    async with stage("swot", solo=False, size=(120, 40)) as s:
        await standing(s)
        await s.go_phase("reveal")
        assert sum(row.count(MARK) for row in s.screen()) >= len(LISTS)


def test_no_format_carries_a_hidden_card_but_the_archive_that_moves_the_session() -> None:
    with Sitting() as sit:
        view = seen_by(sit.handle.session, book_of(sit.handle.session), "Ines Calder")
        for along in ({}, {"with_answers": True}):
            for form in formats(view.book, "2026-11-22", **along).values():
                assert MARK not in form.write(view), form.name
        assert MARK in formats(view.book, "2026-11-22", archive=True)["yaml"].write(view)


@pytest.mark.parametrize(
    "words",
    [
        ("show", "{}"),
        ("check", "{}"),
        ("check", "{}", "--json"),
        ("trace", "{}", "S1"),
        ("trace", "{}", "S9"),
        ("diff", "{}", "{}"),
        ("export", "{}"),
        ("export", "{}", "--to", "json"),
        ("export", "{}", "--to", "markdown"),
        ("export", "{}", "--to", "csv", "--table", "strengths"),
        ("export", "{}", "--with-answers"),
        ("sessions", "--json"),
    ],
)
def test_no_command_prints_a_hidden_card(sh: Shell, words: tuple[str, ...]) -> None:
    with Sitting() as sit:
        done = sh(*(word.format(sit.handle.path) for word in words), "--as", "Ines Calder")
        assert MARK not in done.out
        assert MARK not in done.err
        left_out = "4 cards that others write in silence are left out until they are revealed."
        assert (left_out in done.err) == (words[0] != "sessions")
        author = sh(*(word.format(sit.handle.path) for word in words), "--as", "Tomasz Wren")
        assert "left out" not in author.err


def test_their_author_is_shown_them(sh: Shell) -> None:
    with Sitting() as sit:
        assert MARK in sh("export", sit.handle.path.as_posix(), "--as", "Tomasz Wren").out


@pytest.mark.parametrize(
    "line", ["/look", "/find " + MARK, "/find S1", "/findings", "/why S1", "/go-to-item S1", "/results"]
)
def test_no_line_says_a_hidden_card(sh: Shell, line: str) -> None:
    with Sitting() as sit:
        done = sh("open", str(sit.handle.path), "--script", "-", "--as", "Ines Calder", stdin=f"{line}\n")
        said = [row for row in done.out.splitlines() if MARK in row and MARK not in line]
        assert said == []
        assert f"{MARK} 0" not in done.out


class Sitting:
    """A team's SWOT in which somebody writes in silence."""

    def __enter__(self) -> Sitting:
        import tempfile

        self._folder = tempfile.TemporaryDirectory()
        store = make_store(Path(self._folder.name), "Ines Calder")
        self.handle, run = start(store, library(), "swot", title="Hidden", solo=False)
        here = next(step for step in run.steps if step.step == "swot/factors")
        walked = [
            Walk(run=run.id, step=here.id, field=key, was=getattr(here, key), to=to)
            for key, to in (("phase", "write"), ("state", "begun"))
        ]
        self.handle.apply([op for op in walked if op.was != op.to])
        write_in_silence(self.handle, "Tomasz Wren")
        self.handle.refresh()
        return self

    def __exit__(self, *_: object) -> None:
        self.handle.close()
        self._folder.cleanup()
