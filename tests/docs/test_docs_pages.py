"""The pages: what is made agrees with the code, links lead somewhere, commands are one line each."""

from __future__ import annotations

import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "benchmarks").glob("*.md")])
PICTURES = sorted((ROOT / "docs" / "pictures").glob("*.svg"))
LARGEST = 200_000
"""Bytes of a picture."""


def load(path: Path) -> ModuleType:
    spec = spec_from_file_location(f"made_by_{path.parent.name}_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MAKE = load(ROOT / "docs" / "make.py")


@pytest.mark.parametrize("path", sorted(MAKE.pages()), ids=lambda p: p.name)
def test_made_pages_are_up_to_date(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == MAKE.pages()[path], "run: python docs/make.py"


def test_every_key_of_a_file_is_explained() -> None:
    silent = [
        line for line in (ROOT / "docs" / "methods.md").read_text().splitlines() if line.endswith("|  |")
    ]
    assert silent == []


def test_no_explanation_is_written_twice() -> None:
    twice = [
        f"{struct}.{key}"
        for struct, keys in MAKE.ALSO.items()
        for key in keys
        if key in MAKE.docstrings(getattr(MAKE.types, struct))
    ]
    assert twice == [], "methods/types.py explains them; take them out of docs/make.py"


def anchors(path: Path) -> set[str]:
    heads = re.findall(r"^#+ +(.+)$", path.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", head.strip().lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.S)
    astray = []
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if link.startswith(("https://", "mailto:")):
            continue
        file, _, anchor = link.partition("#")
        target = (page.parent / file).resolve() if file else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            astray.append(link)
    assert astray == []


def command(name: str) -> str:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(rf"<!-- command: {name} -->\n```sh\n(.*?)```", text, re.S)
    assert found is not None
    return found[1]


@pytest.mark.parametrize(("name", "end"), [("run", ".venv/bin/aligntui"), ("test", ".venv/bin/pytest")])
def test_commands_of_the_readme_are_one_line(name: str, end: str) -> None:
    line = command(name)
    assert line.count("\n") == 1
    assert line.rstrip().endswith(f"&& {end}")


def test_contributing_sets_up_as_the_readme_does() -> None:
    assert command("test") in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PICTURES, ids=lambda p: p.name)
def test_pictures_are_small_and_fetch_nothing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.encode()) < LARGEST
    assert not re.search(r"url\((?!#)|<image|href=", text)
    assert path.name in (ROOT / "README.md").read_text(encoding="utf-8")


async def test_pictures_can_be_drawn_again(home: Path) -> None:
    made = load(ROOT / "docs" / "pictures" / "make.py")
    assert {path.stem for path in PICTURES} == set(made.PICTURES)
    svg = await made.draw("swot", home)
    assert "36-hour&#160;sourdough" in svg
