"""The lines that docs/ssh.md gives, as they stand there."""

from __future__ import annotations

import re
from pathlib import Path

import aligntui

PAGE = Path(aligntui.__file__).parent.parent / "docs" / "ssh.md"
ACCOUNT = "workshop"
HOST = "bakery.example"
SESSION = "4f1c0a9be27d3358"
"""Id of the session of restricted lines."""


def blocks(kind: str) -> list[str]:
    """All blocks of a kind, in their order."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.M | re.S)


def block(kind: str, name: str = "") -> str:
    """The one block of a kind that begins with `# name`, or that is the only one."""
    found = [text for text in blocks(kind) if not name or text.startswith(f"# {name}\n")]
    if len(found) != 1:
        raise LookupError(f"docs/ssh.md has {len(found)} blocks {kind} {name}")
    return found[0]


def every_block() -> list[str]:
    """Kind and first line of every block of the page, whatever its kind; one without a kind has none."""
    text = PAGE.read_text(encoding="utf-8")
    found = re.findall(r"^ *(?:```|~~~)([^\n]*)\n(.*?)^ *(?:```|~~~) *$", text, re.M | re.S)
    return [f"{kind}: {body.splitlines()[0]}" for kind, body in found]


def commands() -> list[str]:
    """Every command line: those of blocks, and those in the first column of tables."""
    lines = [line.split("   #")[0].strip() for text in blocks("sh") for line in text.splitlines()]
    cells = re.findall(r"^\| `(.+?)` +\|", PAGE.read_text(encoding="utf-8"), re.M)
    return [*lines, *(cell.replace("\\|", "|") for cell in cells)]


def swapped(text: str, changes: dict[str, str]) -> str:
    """Text with what belongs to the example in place of what belongs to the test; each must be there.

    Raises:
        LookupError: Something that was to be changed does not stand there any more.
    """
    for old, new in changes.items():
        if old not in text:
            raise LookupError(f"docs/ssh.md does not say {old!r} any more")
        text = text.replace(old, new)
    return text
