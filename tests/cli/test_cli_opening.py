"""What the commands with a screen make of its end, and what they ask of a terminal before."""

from __future__ import annotations

import gc
import io
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cli_kit import MILLRACE, Shell

from aligntui.cli import door, terminal
from aligntui.cli.leaving import Leaving
from aligntui.tui.app import AlignApp


@pytest.fixture(autouse=True)
def quiet(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A terminal is there, and the signals of the tests stay theirs."""
    monkeypatch.setattr(terminal, "refusal", lambda **_: "")
    monkeypatch.setattr(terminal, "fit_letters", lambda: "")
    monkeypatch.setattr(Leaving, "install", lambda self: None)
    yield
    gc.enable()


@pytest.mark.parametrize(
    ("result", "code", "exit_code"), [(0, 0, 0), (None, None, 1), (None, 0, 1), (None, 3, 3), (1, 0, 1)]
)
def test_an_end_without_a_result_is_a_failure(
    monkeypatch: pytest.MonkeyPatch, result: int | None, code: int | None, exit_code: int
) -> None:
    monkeypatch.setattr(AlignApp, "run", lambda self, **_: result)
    monkeypatch.setattr(AlignApp, "return_code", code)
    assert door.home() == exit_code


def test_a_signal_decides_whatever_else_went_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    def told(self: Leaving) -> None:
        self.code = 143

    monkeypatch.setattr(Leaving, "install", told)
    monkeypatch.setattr(AlignApp, "run", lambda self, **_: 1)
    assert door.home() == 143


def test_no_color_counts_only_with_a_value(monkeypatch: pytest.MonkeyPatch) -> None:
    found: dict[str, Any] = {}
    monkeypatch.setenv("NO_COLOR", "")
    monkeypatch.setattr(AlignApp, "run", lambda self, **_: found.update(plain=self.no_color) or 0)
    door.home()
    assert found == {"plain": False}


def test_a_sign_the_terminal_lacks_is_as_many_marks_as_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    out = io.TextIOWrapper(io.BytesIO(), encoding="iso8859-1")
    assert terminal.fit_letters(out) == terminal.NOT_UTF8
    out.write("Café 東京 −2 e\u0301")
    out.flush()
    assert out.buffer.getvalue().decode("iso8859-1") == "Café ???? ?2 e"  # type: ignore[attr-defined]
    assert terminal.fit_letters(io.TextIOWrapper(io.BytesIO(), encoding="utf-8")) == ""


def test_a_terminal_that_is_gone_is_no_second_failure() -> None:
    reader, writer = os.pipe()
    out = os.fdopen(writer, "w", encoding="utf-8")
    out.write("what nobody reads")
    os.close(reader)
    terminal.end_quietly((out, None))
    out.flush()
    out.close()


def test_open_without_a_name_takes_what_was_changed_last(monkeypatch: pytest.MonkeyPatch, sh: Shell) -> None:
    assert sh("open").err == (
        "There is no session yet. aligntui run solo-90 begins one; aligntui shows what there is.\n"
    )
    sh.sample()
    opened: list[str] = []

    def shown(opening: Any, **_: object) -> int:
        opened.append("shown")
        return 0

    def entered(handle: Any) -> None:
        opened.append(handle.session.meta.title)

    monkeypatch.setattr("aligntui.cli.door.entered", entered)
    monkeypatch.setattr("aligntui.cli.door.on_screen", shown)
    assert sh("open").code == 0
    assert opened == ["Millrace Bakehouse 2027", "shown"]


def without_runs(text: str) -> str:
    """An export as it comes from elsewhere: a plan, and no workshop in which it came about."""
    head, _, rest = text.partition("\nruns:\n")
    return head + re.sub(r"\A(?: .*\n|\n)*", "\n", rest)


def test_a_plan_without_a_workshop_opens_on_the_plain_line_as_the_plan(sh: Shell) -> None:
    assert sh("import", sh.file("plan.yaml", without_runs(MILLRACE))).code == 0
    opened = sh("open", "millrace", "--plain")
    assert (opened.code, opened.err) == (0, "")
    assert opened.out == sh("show", "millrace").out
    assert " OBJECTIVES " in opened.out
