"""The rooms of the house: arrows point one way, screens stay upstairs, modules stay short."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import grimp
import networkx
import pytest
from cli_kit import ROOT

PACKAGE = ROOT / "aligntui"
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 420
"""Lines of a module; one that needs more holds two ideas."""

UPSTAIRS = ("tui",)
"""Rooms that may know Textual, beside the door to them."""
DOOR = Path("cli/door.py")


def test_one_way_doors() -> None:
    # In a process of its own: the tests have imported and patched half of the house already.
    code = "import importlinter.cli as cli; raise SystemExit(cli.lint_imports(no_cache=True, no_logo=True))"
    env = {key: value for key, value in os.environ.items() if key not in ("FORCE_COLOR", "PYTHONWARNINGS")}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, check=False, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def name(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_modules_are_short(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST, f"{name(path)} has {lines} lines"


def imports(path: Path) -> set[str]:
    """Packages that a module names in an import, at the top, in a function or for types."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def downstairs() -> list[Path]:
    return [
        path
        for path in MODULES
        if path.relative_to(PACKAGE).parts[0] not in UPSTAIRS and path.relative_to(PACKAGE) != DOOR
    ]


def upstairs() -> list[Path]:
    return [path for path in MODULES if path.relative_to(PACKAGE).parts[0] in UPSTAIRS]


def test_textual_stays_upstairs() -> None:
    wrong = [name(path) for path in downstairs() if imports(path) & {"textual", "rich"}]
    assert wrong == []


def test_only_the_door_leads_upstairs() -> None:
    """A command that names a screen, even late, would bring Textual along when it is called."""
    wrong = []
    for path in downstairs():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            module = node.module if isinstance(node, ast.ImportFrom) else None
            if module and module.startswith(tuple(f"aligntui.{room}" for room in UPSTAIRS)):
                wrong.append(f"{name(path)}: {module}")
    assert wrong == []


def circles(graph: grimp.ImportGraph) -> list[list[str]]:
    """Modules that reach each other, at the top or late, in circles of any length."""
    arrows: networkx.DiGraph[str] = networkx.DiGraph()
    for module in graph.modules:
        arrows.add_edges_from((module, other) for other in graph.find_modules_directly_imported_by(module))
    return [sorted(circle) for circle in networkx.strongly_connected_components(arrows) if len(circle) > 1]


def test_no_circles() -> None:
    graph = grimp.build_graph("aligntui", exclude_type_checking_imports=True, cache_dir=None)
    assert circles(graph) == []


def test_a_circle_is_seen() -> None:
    graph = grimp.ImportGraph()
    for importer, imported in (("a", "b"), ("b", "c"), ("c", "d"), ("d", "b")):
        graph.add_import(importer=importer, imported=imported)
    assert circles(graph) == [["b", "c", "d"]]


TABLES = (Path("tui/routes.py"), Path("tui/kinds/registry.py"), Path("tui/widgets/charts/table.py"))
"""Where modules are imported by name, when one goes there: pages of routes, kinds of steps, charts."""


def late_imports(path: Path) -> list[str]:
    """Imports inside functions, and modules that are imported by a name."""
    found = []
    for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        for node in ast.walk(function):
            called = node.func if isinstance(node, ast.Call) else None
            by_name = getattr(called, "attr", getattr(called, "id", "")) in ("import_module", "__import__")
            if by_name or isinstance(node, ast.Import | ast.ImportFrom):
                found.append(f"{name(path)}:{node.lineno}")
    return found


def test_screens_import_late_only_by_the_tables() -> None:
    late = [place for path in upstairs() for place in late_imports(path)]
    assert {place.partition(":")[0] for place in late} == {str(table) for table in TABLES}, late


def test_a_chart_is_imported_when_it_is_drawn() -> None:
    code = (
        "import sys\n"
        "import aligntui.tui.kinds.report\n"
        "from aligntui.analysis.shapes import BarChart\n"
        "from aligntui.tui.widgets.charts.table import CHARTS, draw\n"
        "charts = {f'aligntui.tui.widgets.charts.{module}' for module, _ in CHARTS.values()}\n"
        "assert not charts & set(sys.modules), charts & set(sys.modules)\n"
        "assert draw(BarChart((), 0, 1), 80) == []\n"
        "assert charts & set(sys.modules) == {'aligntui.tui.widgets.charts.bars'}\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_the_routes_lead_to_pages() -> None:
    """Every page opens by one route, and no route leads nowhere."""
    code = (
        "from aligntui.tui import routes as r\n"
        "from aligntui.tui.page import Page\n"
        "assert all(issubclass(r.page_class(route), Page) for route in r.PAGES)\n"
        "assert len({r.page_class(route) for route in r.PAGES}) == len(r.PAGES)\n"
        "assert all(callable(r.work(name)) for name in r.WORK)\n"
        "pages = {cls for cls in r.Route.__subclasses__() + r.OnSession.__subclasses__()}\n"
        "assert pages - {r.OnSession} == set(r.PAGES), pages ^ set(r.PAGES)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr


def test_only_the_workshop_reaches_kinds() -> None:
    """Pages know no kind of step: they ask a step view, and the table of kinds makes it."""
    wrong = []
    for path in upstairs():
        if (
            path.relative_to(PACKAGE).parts[:2] == ("tui", "kinds")
            or path == PACKAGE / "tui/workshop/page.py"
        ):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            module = node.module if isinstance(node, ast.ImportFrom) else None
            if module and module.startswith("aligntui.tui.kinds") and module != "aligntui.tui.kinds.base":
                wrong.append(f"{name(path)}: {module}")
    assert wrong == []
