"""Commands run in this process or in one of their own, and a small session to run them on."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aligntui
from aligntui.cli import group

ROOT = Path(aligntui.__file__).parent.parent

MILLRACE = """\
aligntui: 1
session:
  id: millrace-2027
  title: Millrace Bakehouse 2027
  created: 2026-11-21T13:00:00
  changed: 2026-11-24T15:00:00
collections:
  people:
    - {code: P1, text: Ines Calder, fields: {role: owner}}
    - {code: P2, text: Tomasz Wren, fields: {role: lead}}
  strengths:
    - code: S1
      text: 36-hour sourdough sells out before noon
      fields: {evidence: "till log: gone by 11:30 on 22 of 30 days, Oct 2026", grade: 3, importance: 5}
    - {code: S5, text: Loyal core, fields: {evidence: "members make 58% of counter sales", grade: 3}}
  weaknesses:
    - {code: W6, text: Too much baked for the bin, fields: {evidence: waste 9.4%, grade: 3}}
  opportunities:
    - {code: O2, text: Customers want to order ahead, fields: {evidence: "44% of 214 asked", grade: 3}}
  threats:
    - {code: T2, text: Energy contract ends 30 Jun 2027, fields: {evidence: "three quotes, +28%", grade: 3}}
  strategies:
    - code: SO1
      text: Start a weekend bread club with pick-up lockers
      fields: {cell: SO, cites: [S1, S5, O2], impact: 5, effort: 3, live: yes}
    - code: WT1
      text: Bake to a demand plan to cut waste before the energy price rises
      fields: {cell: WT, cites: [W6, T2], impact: 4, effort: 2, live: yes}
  objectives:
    - code: OB4
      text: Bake less for the bin
      fields:
        {measure: waste, unit: "%", baseline: 9.4, target: 6.0, due: 2027-06-30, owner: P2, from: [WT1]}
links:
  match:
    - {from: S1, to: O2, fields: {strength: 1}}
    - {from: W6, to: T2, fields: {strength: 1}}
"""

METHOD = """\
method: pestle
title: PESTLE
level: fundamentals
summary: Six views of the world outside.
collections:
  forces:
    code: F
    title: Forces
    ask: What changes around us?
    fields:
      proof: {type: text, ask: How do we know?}
steps:
  - kind: board
    id: write
    title: Write the forces
    minutes: 20
    split: [forces]
    fields: [text, proof]
"""


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    data: bytes
    err: str

    @property
    def out(self) -> str:
        return self.data.decode("utf-8")

    @property
    def json(self) -> Any:
        return json.loads(self.data)


class Shell:
    """Runs commands against one ALIGNTUI_HOME."""

    def __init__(self, home: Path, work: Path) -> None:
        self.home = home
        self.work = work

    def __call__(self, *args: str, stdin: str = "") -> Ran:
        """Run a command in this process, with pipes for streams."""
        streams = sys.stdin, sys.stdout, sys.stderr, sys.argv
        out, err = io.BytesIO(), io.BytesIO()
        sys.stdin = io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8")
        sys.stdout = io.TextIOWrapper(out, encoding="utf-8", write_through=True)
        sys.stderr = io.TextIOWrapper(err, encoding="utf-8", errors="backslashreplace", write_through=True)
        sys.argv = ["aligntui", *args]
        code: object = None
        try:
            group.run()
        except SystemExit as exit_:
            code = exit_.code
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            data, said = out.getvalue(), err.getvalue().decode("utf-8")
            sys.stdin, sys.stdout, sys.stderr, sys.argv = streams
        assert "Traceback" not in said
        assert "unexpected" not in said, said
        assert isinstance(code, int)
        return Ran(code, data, said)

    def file(self, name: str, text: str | bytes) -> str:
        """A file in the working folder; gives its path."""
        path = self.work / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return str(path)

    def sample(self, title: str = "", text: str = MILLRACE) -> Path:
        """The small session, imported; gives its file."""
        done = self("import", self.file("sample.yaml", text), *(["--title", title] if title else []))
        assert done.code == 0, done.err
        return max(self.home.glob("*.json"), key=lambda path: path.stat().st_mtime_ns)


def process(
    *args: str, env: Mapping[str, str] | None = None, before: Callable[[], None] | None = None, **how: Any
) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own, without a terminal."""
    how = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **how}
    command: Sequence[str] = [sys.executable, "-m", "aligntui", *args]
    full = {**os.environ, "PYTHONPATH": str(ROOT), **(env or {})}
    return subprocess.run(command, env=full, preexec_fn=before, check=False, **how)
