"""The benchmarks measure what they say: their terminal, their raw twins, their sessions."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import msgspec
import pytest

from benchmarks import __main__ as program
from benchmarks import raw
from benchmarks.sessions import Bench, words
from benchmarks.terminal import Silent, Terminal

ROOT = Path(__file__).resolve().parents[2]

ECHO = r"""
import os, sys, termios, tty
tty.setraw(0)
os.write(1, b"\x1b[?2026$p")
answer = os.read(0, 64)
os.write(1, b"\x1b[2J\x1b[3;5Hready " + str(len(answer)).encode())
while (key := os.read(0, 64)) != b"q":
    os.write(1, b"\x1b[5;1H" + key * 10)
"""


@pytest.fixture
def environment() -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "TERM": "xterm-256color"}


def test_terminal_answers_and_counts(environment: dict[str, str]) -> None:
    with Terminal([sys.executable, "-c", ECHO], environment, ROOT) as terminal:
        terminal.settle("ready", quiet=0.02)
        assert "ready 11" in terminal.text().splitlines()[2]
        burst = terminal.press("x", quiet=0.05)
        assert burst.bytes == len("\x1b[5;1H") + 10
        assert "xxxxxxxxxx" in terminal.text()
        assert 0 < terminal.shown("ready") <= terminal.complete()
        assert terminal.idle(0.01) == 0


def test_terminal_says_what_never_came(environment: dict[str, str]) -> None:
    silent = Terminal([sys.executable, "-c", "print('no more')"], environment, ROOT)
    with silent as terminal, pytest.raises(Silent, match="no more"):
        terminal.settle("ready", quiet=0.02, limit=5)


def test_raw_twins_keep_the_data(tmp_path: Path) -> None:
    path = tmp_path / "session.json"
    data = {"items": {"a": {"text": "Brot für alle", "grade": 3}}}
    raw.replace(path, data)
    assert raw.read(path) == data
    assert path.read_bytes() == msgspec.json.encode(data)
    assert [p.name for p in tmp_path.iterdir()] == ["session.json"]
    assert "Brot für alle" in raw.dump(data)


def test_words_differ() -> None:
    assert len({words(number) for number in range(2000)}) == 2000


def test_the_form_to_type_in_opens(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    handle = bench.store.open(bench.typing())
    (run,) = handle.session.runs.values()
    assert [step.step for step in run.steps] == ["typing/page"]


def test_a_table_has_a_row_for_each_line(capsys: pytest.CaptureFixture[str]) -> None:
    figures = {
        f"{key}.{unit}": 2.0 for _, *pair, _, _ in program.LINES for key in pair for unit in ("ms", "bytes")
    }
    figures |= {"idle.home.bytes": 0.0, "size.session": 0.1, "size.export": 0.1}
    program._table(figures, {name: 1.4 for name, *_ in program.LINES}, 3, 60.0)
    said = capsys.readouterr().out
    assert all(name in said for name, *_ in program.LINES)
    above = [line for line in said.splitlines() if line.endswith("above")]
    assert len(above) == sum(1 for line in program.LINES if line[3] == 1.3)
