"""Faults planted in the engine, one at a time: a test below the screen has to catch each.

    .venv/bin/python tests/torture/planted.py --seed 9

A flipped condition, a dropped op, a number off by one, a wrong order: each is written into a copy of the
package, and the tests of the engine and of the plain line are run against it until the first fails.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TESTS = ("tests/engine", "tests/plain", "tests/wording")
LONG = "--ignore=tests/plain/test_plain_same.py"
"""What takes minutes is left out."""
MOST = 20
LEAST_CAUGHT = 18
FLIPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip


@dataclass(frozen=True)
class Fault:
    """One change of one module."""

    path: Path
    number: int
    """Which node of the module it is."""
    line: int
    what: str

    @property
    def module(self) -> str:
        """The module, as one names it in the repository."""
        return str(self.path.relative_to(ROOT))

    def source(self) -> str:
        """The module with the fault."""
        tree = ast.parse(self.path.read_text(encoding="utf-8"))
        _plant(list(ast.walk(tree))[self.number])
        return ast.unparse(ast.fix_missing_locations(tree))


@cache
def faults(path: Path) -> tuple[Fault, ...]:
    """Every fault that can be planted in a module."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    planted = ((number, getattr(node, "lineno", 0), _plant(node)) for number, node in enumerate(nodes))
    return tuple(Fault(path, number, line, what) for number, line, what in planted if what)


def _plant(node: ast.AST) -> str:
    """Change a node for the worse; what was done, "" when there is nothing to change."""
    match node:
        case ast.Compare(ops=[op]) if type(op) in FLIPPED:
            node.ops = [FLIPPED[type(op)]()]
            return f"flipped {type(op).__name__}"
        case ast.BoolOp():
            node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            return "and for or"
        case ast.IfExp():
            node.body, node.orelse = node.orelse, node.body
            return "swapped branches"
        case ast.List(elts=[_, *_], ctx=ast.Load()) if any(isinstance(e, ast.Starred) for e in node.elts):
            node.elts = node.elts[:-1]
            return "dropped the last of a list"
        case ast.Constant(value=int() as value) if not isinstance(value, bool) and value in (0, 1, -1):
            node.value = value + 1
            return "off by one"
        case ast.UnaryOp(op=ast.Not()):
            node.op = ast.UAdd()
            return ""
        case ast.If(test=test) if not isinstance(test, ast.Compare):
            node.test = ast.UnaryOp(ast.Not(), test)
            return "negated an if"
    return ""


def passes(copy: Path) -> bool:
    """Whether the tests below the screen pass on a copy of the tree."""
    rooms = [room for room in TESTS if (copy / room).exists()]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-n", "0", "-x", "-q", LONG, *rooms], cwd=copy, capture_output=True,
        env={**os.environ, "PYTHONPATH": str(copy)}, check=False, timeout=600,
    )  # fmt: skip
    return done.returncode == 0


def caught(fault: Fault, copy: Path) -> bool:
    """Whether a test fails with the fault in its place."""
    path = copy / fault.module
    kept = path.read_text(encoding="utf-8")
    path.write_text(fault.source(), encoding="utf-8")
    try:
        return not passes(copy)
    finally:
        path.write_text(kept, encoding="utf-8")


def main(argv: list[str] | None = None) -> int:
    """Plant them, and say which no test caught. Exit 1 when too many were not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=9)
    parser.add_argument("--times", type=int, default=MOST)
    options = parser.parse_args(argv)
    dice = random.Random(options.seed)
    modules = [p for p in sorted((ROOT / "aligntui/engine").rglob("*.py")) if p.name != "__init__.py"]
    with tempfile.TemporaryDirectory(prefix="aligntui-planted-") as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(
            ROOT,
            copy,
            ignore=shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", ".hypothesis"),
        )
        missed = []
        for number in range(1, options.times + 1):
            fault = dice.choice([fault for module in dice.sample(modules, 5) for fault in faults(module)])
            good = caught(fault, copy)
            print(
                f"{number:3} {'caught' if good else 'MISSED'} {fault.module}:{fault.line} {fault.what}",
                flush=True,
            )
            if not good:
                missed.append(fault)
    print(f"{options.times - len(missed)} of {options.times} caught.")
    return 1 if len(missed) > options.times - LEAST_CAUGHT * options.times // MOST else 0


if __name__ == "__main__":
    sys.exit(main())
