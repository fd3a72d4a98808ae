"""Write the tables of docs/methods.md and all of docs/figures.md from the code they describe.

`python docs/make.py`. A test says when the pages no longer agree with the code.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Callable
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal

import msgspec

from aligntui.analysis import registry
from aligntui.guide import types
from aligntui.guide.kinds import COMMON, KINDS
from aligntui.guide.schema import docstrings
from aligntui.guide.types import Spec

DOCS = Path(__file__).resolve().parent
BLOCK = re.compile(r"(<!-- made: ([\w-]+) -->\n).*?(<!-- end -->)", re.S)
"""A part of a page that is made here; everything around it is written by hand."""
WIDTH = 100

FIGURES_HEAD = """\
# Figures and checks

A method file names these functions under `figures:` and `checks:`. A function knows roles, never names of
lists, so that a list of your own can use it too:

```yaml
figures:
  strong: {use: count, of: forces, where: impact >= 4}
checks:
  - {use: missing, of: forces, fields: [evidence]}
```

What a figure *gives* are its parts, which steps name as `strong.n`; from another method as
`pestle:strong.n`. A function that gives nothing but findings is a check. Every figure may also have findings.
Nothing computed is stored: a figure is made afresh from what was said, on the as-of day of the run.

`aligntui workshops --figures` prints this page for the version you have.

"""


def says(annotation: Any) -> str:
    """What may stand behind a key, in words."""
    origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (typing.Union, UnionType):
        return " or ".join(dict.fromkeys(says(part) for part in inner if part is not NoneType))
    if origin is Literal:
        return ", ".join(f"`{word}`" for word in inner if word)
    if origin is list:
        return f"list of {_several(inner[0])}"
    if origin is dict:
        return f"mapping of {_several(inner[1])}"
    if isinstance(annotation, type) and issubclass(annotation, Spec):
        return f"[{annotation.__name__.lower()}](#{annotation.__name__.lower()})"
    return {str: "text", int: "number", bool: "yes or no"}.get(annotation, "anything")


def _several(annotation: Any) -> str:
    return {str: "texts", int: "numbers"}.get(annotation) or says(annotation)


def keys(kind: type[Spec]) -> str:
    """A table of the keys of one struct."""
    hints = typing.get_type_hints(kind)
    texts = docstrings()[kind.__name__]
    rows = ["| key | what stands there | |", "|---|---|---|"]
    for field in msgspec.structs.fields(kind):
        needed = field.required
        name = f"**{field.encode_name}**" if needed else field.encode_name
        rows.append(f"| {name} | {says(hints[field.name])} | {_cell(texts.get(field.name, ''))} |")
    return "\n".join(rows)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def kinds() -> str:
    """The table of the kinds of step."""
    rows = ["| kind | for | needs | may have | phases |", "|---|---|---|---|---|"]
    for kind in KINDS.values():
        needs = ", ".join(" or ".join(group) for group in kind.needs)
        asked = {key for group in kind.needs for key in group}
        takes = " ".join(sorted(kind.takes - asked))
        rows.append(f"| `{kind.name}` | {kind.says} | {needs} | {takes} | {' '.join(kind.phases)} |")
    return "\n".join(rows)


def common() -> str:
    """Keys that every kind takes, in the order of the file format."""
    order = [field.encode_name for field in msgspec.structs.fields(types.Step)]
    return ", ".join(f"`{key}`" for key in order if key in COMMON)


def figures() -> str:
    """The page of all figures and checks."""
    found = sorted(registry.functions().values(), key=lambda function: function.name)
    text = [FIGURES_HEAD]
    for title, several in (
        ("Figures", [f for f in found if f.parts]),
        ("Checks", [f for f in found if not f.parts]),
    ):
        text.append(f"## {title}\n")
        for function in several:
            text.append(f"### {function.name}\n\n{function.help}\n\n{_roles(function)}")
            if function.parts:
                text.append(_table("gives", [(name, "", said) for name, said in function.parts.items()]))
            text.append(f"Source: {function.source}\n")
    return "\n".join(text).rstrip() + "\n"


def _roles(function: registry.Function) -> str:
    return _table(
        "binds",
        [
            (
                f"**{name}**" if role.needed else name,
                role.type if role.needed else f"{role.type}, may be left out",
                role.help,
            )
            for name, role in function.roles.items()
        ],
    )


def _table(title: str, rows: list[tuple[str, str, str]]) -> str:
    if any(kind for _, kind, _ in rows):
        lines = [f"| {title} | | |", "|---|---|---|"]
        lines += [f"| {name} | {kind} | {_cell(said)} |" for name, kind, said in rows]
    else:
        lines = [f"| {title} | |", "|---|---|"]
        lines += [f"| {name} | {_cell(said)} |" for name, _, said in rows]
    return "\n".join(lines) + "\n"


BLOCKS: dict[str, Callable[[], str]] = {
    "kinds": kinds,
    "common": common,
    **{
        kind.__name__.lower(): (lambda kind=kind: keys(kind))  # type: ignore[misc]
        for kind in vars(types).values()
        if isinstance(kind, type) and issubclass(kind, Spec) and kind is not Spec
    },
}
"""Name in a page -> what makes the block."""


def made(page: str) -> str:
    """A page with its blocks made afresh.

    Raises:
        KeyError: It names a block that nothing makes.
    """
    return BLOCK.sub(lambda found: f"{found[1]}{BLOCKS[found[2]]()}\n{found[3]}", page)


def pages() -> dict[Path, str]:
    """All pages that are made here, with the text that they should have."""
    methods = DOCS / "methods.md"
    return {methods: made(methods.read_text(encoding="utf-8")), DOCS / "figures.md": figures()}


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
