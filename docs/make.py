"""Write docs/figures.md, and tables of docs/methods.md and docs/keys.md, from the code they describe.

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

from aligntui.analysis import floors, registry, shaping
from aligntui.analysis.figure import Bars, Courses, Grid, Groups, Part, PerItem, PerLink, Places
from aligntui.methods import types
from aligntui.methods.check_figures import SHAPES
from aligntui.methods.kinds import COMMON, KINDS, TYPES
from aligntui.methods.schema import docstrings
from aligntui.methods.types import Spec
from aligntui.tui.commands import ALL, Command

DOCS = Path(__file__).resolve().parent
BLOCK = re.compile(r"(<!-- made: ([\w-]+) -->\n).*?(<!-- end -->)", re.S)
"""A part of a page that is made here; everything around it is written by hand."""

ALSO: dict[str, dict[str, str]] = {
    "Method": {
        "method": "Name on the command line and in agendas: small letters, digits, `-`, `_`.",
        "title": "Name on screens.",
        "level": "How much one should know before.",
        "version": "Raise it when the method asks something else than before.",
        "people": "How many it suits.",
        "summary": "One line for who chooses a method.",
        "asks": "What people are asked, in a few words.",
        "gives": "What is there at the end.",
        "needs": "What must be there before the method makes sense; shown where methods are chosen.",
        "collections": "Lists that belong to this method.",
        "uses": "Lists of others, with what this method adds to them.",
        "records": "Forms that exist once.",
        "relations": "Lists crossed with each other.",
        "checks": "Checks that run on every step of the method.",
        "steps": "The screens, in order.",
        "sources": "Where the method comes from: author and year.",
    },
    "Use": {
        "adds": "Fields this method adds.",
        "title": "Another heading.",
        "one": "Another singular.",
        "ask": "Another question.",
        "examples": "Other examples.",
        "limit": "Another limit.",
    },
    "Field": {"type": "See the table below."},
    "Record": {"title": "Heading of the form.", "fields": "What it asks."},
    "Relation": {
        "rows": "Lists down the side.",
        "cols": "Lists along the top.",
        "title": "Heading of the grid.",
    },
    "Need": {
        "where": "Only items that fit count.",
        "min": "At least so many; 1 when left out.",
    },
    "Done": {
        "count": "Collections, relations, `record:NAME` or `raters` that are counted.",
        "where": "Only items that fit count.",
        "min": "At least.",
        "max": "At most.",
    },
    "Guide": {
        "why": "What goes wrong without the step.",
        "how": "Three to five short lines, each something to do.",
        "pitfalls": "What people commonly get wrong.",
        "done": "What one sees when it is finished.",
        "sources": "Author and year.",
    },
    "Voice": {"ask": "The question in its place.", "guide": "Parts of the guide that say it otherwise."},
    "Answer": {
        "type": "What a person gives.",
        "from": "Lowest point of a scale.",
        "to": "Highest point of a scale.",
        "choices": 'choice: `key: label`. scale, ties: what its points mean, `"1": not at all`.',
    },
    "Privacy": {
        "names": "See below the table.",
        "sees": "Who sees the answers after the reveal.",
    },
    "Filter": {"where": "Which items.", "limit": "At most so many."},
    "Prompt": {"where": "Only links or items that fit."},
    "Preset": {
        "where": "Which item of it.",
        "make": "How many to make.",
    },
    "Margins": {"rows": "Beside the rows.", "cols": "Under the columns."},
    "Step": {
        "kind": "What the screen is.",
        "id": "Name in this method, as in `swot/factors`.",
        "title": "Name of the step and its task.",
        "minutes": "Timebox.",
        "guide": "How to do it well.",
        "preset": "Items or columns offered at the start.",
        "filter": "Which items it takes.",
        "answer": "What each person gives.",
        "rounds": "How often people answer.",
        "privacy": "Who may see whose answer.",
        "prompt": "Our own words as the question.",
        "needs": "What must be there before the step makes sense.",
        "done": "What a machine can see of being finished.",
        "checks": "Checks that run on this step alone.",
        "margins": "Figures beside a matrix or table.",
    },
    "People": {"min": "Fewest people.", "best": "`5-9`, `5+` or `1`."},
    "Entry": {
        "title": "Another title for the line.",
        "ask": "Another question for its steps.",
        "minutes": "Timebox of the line.",
        "guide": "Guide of a talk.",
    },
    "Agenda": {
        "agenda": "Name on the command line.",
        "title": "Name on screens.",
        "people": "`5-9`, `5+` or `1`.",
        "level": "How much one should know before.",
        "version": "Raise it when the order changes.",
        "summary": "One line for who chooses an agenda.",
        "prepare": "What to have at hand.",
        "gives": "What is there at the end.",
        "steps": "The lines, in order.",
    },
    "Shared": {"collections": "The lists."},
}
"""Struct -> key -> what it means, where the struct itself has nothing to add to the name."""

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
`pestle:strong.n`. A function that gives nothing but findings is a check. Every figure may also
have findings, as `aligntui check` prints them: one made for one method may speak of things that only
this method means.
Nothing computed is stored: a figure is made afresh from what was said, on the as-of day of the run.

`aligntui workshops --figures` prints this page for the version you have.

Which one says what:

| you ask | function |
|---|---|
| how many, which ones | [count](#count) |
| how many of each kind, of each link, of each parent | [tally](#tally) |
| sum, mean, share; a weighted mean; likelihood times impact | [total](#total) |
| one amount by another; a share against a share | [ratio](#ratio) |
| how far it goes, 0 to 100: a grid, fields of a list, statements | [index](#index) |
| which cells and pairs of a grid are lowest | [crossing](#crossing) |
| which class each item is in | [classify](#classify); by two scales [quadrant](#quadrant) |
| what to say when something holds, in words of your own | [rule](#rule) |
| what is filled in, what is empty | [filled](#filled), item by item [missing](#missing) |
| statements rated in silence, some the other way round | [pulse](#pulse) |
| how far people agree | [agreement](#agreement) |
| the same figure sitting after sitting | [over_runs](#over_runs) |
| where work waits; when a machine has paid | [flow](#flow), [payback](#payback) |
| what leads to what, in layers | [acyclic](#acyclic) |
| two measures against each other; many as bars | [balance](#balance), [profile](#profile) |
| which alternative, by weighted factors | [qspm](#qspm) |

A number per item may stand beside the items of a table or a grid: `shows: [cost, worth.each]`; it is a column
of the list in Markdown and in its spreadsheet too. In `where` a part of a figure may stand as well:
`where: pay.months > 24`.

"""


EVERY = """A column that a step `shows` is headed by the title of its part, else by the name of the figure;
where two would be called the same, or one as a field of the list, by that with the name of the part. One
`title` for all of a figure stands over its value, and before what other parts say.

Beside its own keys each figure takes these; a check takes `steps` alone. Unit and bands hold
for its value, which is the first part that it gives and whatever stands on the same scale.

```yaml
figures:
  carries:
    use: index
    of: carries
    value: can
    title: How far we carry the goals
    bands: {0: no, 40: partly, 80: yes}
    steps: [grid, result]
```
"""


FLOORS = f"""## Of small groups

A figure that reads answers shows of a round without names nothing under {floors.INDEX} of them, the middle,
the lowest and the highest with {floors.INDEX}, and from {floors.WHOLE} on all of it; of a named round all
from {floors.PAIR} on. How far people agree it says from {floors.INDEX} on, whoever answered. A step may ask
for more with `privacy: {{floor: ..}}`, never for less.
"""
FLOORED = "Floors: those [of small groups](#of-small-groups), for each question by itself."


def says(annotation: Any) -> str:
    """What may stand behind a key, in words."""
    origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (typing.Union, UnionType):
        return " or ".join(dict.fromkeys(says(part) for part in inner if part is not NoneType))
    if origin is Literal:
        return ", ".join(f"`{word}`" for word in inner if word)
    if origin is list and inner[0] == dict[str, Any]:
        return "list, see [figures](#figures-and-checks)"
    if origin is list:
        return f"list of {_several(inner[0])}"
    if annotation == dict[str, dict[str, Any]]:
        return "mapping, see [figures](#figures-and-checks)"
    if origin is dict:
        return f"mapping of {_several(inner[1])}"
    if isinstance(annotation, type) and issubclass(annotation, Spec):
        return f"[{annotation.__name__.lower()}](#{annotation.__name__.lower()})"
    return {str: "text", int: "number", bool: "true or false"}.get(annotation, "anything")


def _several(annotation: Any) -> str:
    return {str: "texts", int: "numbers"}.get(annotation) or says(annotation)


def keys(kind: type[Spec]) -> str:
    """A table of the keys of one struct."""
    hints = typing.get_type_hints(kind)
    texts = {**ALSO.get(kind.__name__, {}), **docstrings(kind)}
    rows = ["| key | what stands there | |", "|---|---|---|"]
    for field in msgspec.structs.fields(kind):
        if field.name not in kind.__annotations__:
            # It stands in the table of the struct that this one extends.
            continue
        needed = field.default is msgspec.NODEFAULT and field.default_factory is msgspec.NODEFAULT
        name = f"**{field.encode_name}**" if needed else field.encode_name
        rows.append(f"| {name} | {says(hints[field.name])} | {_cell(texts.get(field.encode_name, ''))} |")
    return "\n".join(rows)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def kinds() -> str:
    """The table of the kinds of step."""
    rows = ["| kind | for | needs | may have | phases |", "|---|---|---|---|---|"]
    for kind in KINDS.values():
        needs = ", ".join(" or ".join(group) for group in kind.needs)
        asked = {key for group in kind.needs for key in group}
        takes = " ".join(sorted(kind.acts.keys() - asked - COMMON.keys()))
        rows.append(f"| `{kind.name}` | {kind.says} | {needs} | {takes} | {' '.join(kind.phases)} |")
    return "\n".join(rows)


def effects() -> str:
    """What one sees of the keys of each kind, and of which types of fields."""
    rows = ["| kind | key | what one sees of it |", "|---|---|---|"]
    for kind in KINDS.values():
        for key, effect in kind.acts.items():
            types_of = TYPES.get((kind.name, key), ())
            only = f" Fields: {', '.join(types_of)}." if types_of else ""
            rows.append(f"| {kind.name} | `{key}` | {effect}{only} |")
    return "\n".join(rows)


def common() -> str:
    """Keys that every kind takes, with what one sees of them."""
    rows = ["| key | what one sees of it |", "|---|---|"]
    return "\n".join([*rows, *(f"| `{key}` | {effect} |" for key, effect in COMMON.items())])


def figures() -> str:
    """The page of all figures and checks."""
    found = sorted(registry.functions().values(), key=lambda function: function.name)
    text = [FIGURES_HEAD]
    text.append(f"## Of every figure\n\n{EVERY}\n{_table('binds', _binds(registry.COMMON))}")
    text.append(_table("gives", [(name, "", said) for name, said in registry.BANDED.items()]))
    text.append(FLOORS)
    for title, several in (
        ("Figures", [f for f in found if f.parts]),
        ("Checks", [f for f in found if not f.parts]),
    ):
        text.append(f"## {title}\n")
        for function in several:
            text.append(f"### {function.name}\n\n{function.help}\n\n{_roles(function)}")
            if function.parts:
                text.append(_table("gives", [(name, "", said) for name, said in function.parts.items()]))
            reads = any(role.type in ("round", "rounds") for role in function.roles.values())
            floor = f"\n\n{FLOORED}" if reads else ""
            text.append(f"Source: {function.source}{floor}\n")
    return "\n".join(text).rstrip() + "\n"


def _roles(function: registry.Function) -> str:
    own = {name: role for name, role in function.roles.items() if role is not registry.COMMON.get(name)}
    return _table("binds", _binds(own))


def _binds(roles: dict[str, registry.Role]) -> list[tuple[str, str, str]]:
    return [
        (
            f"**{name}**" if role.needed else name,
            role.type if role.needed else f"{role.type}, may be left out",
            role.help,
        )
        for name, role in roles.items()
    ]


def _table(title: str, rows: list[tuple[str, str, str]]) -> str:
    if any(kind for _, kind, _ in rows):
        lines = [f"| {title} | | |", "|---|---|---|"]
        lines += [f"| {name} | {kind} | {_cell(said)} |" for name, kind, said in rows]
    else:
        lines = [f"| {title} | |", "|---|---|"]
        lines += [f"| {name} | {_cell(said)} |" for name, _, said in rows]
    return "\n".join(lines) + "\n"


def shapes() -> str:
    """What `as:` may give to a part, and which kinds of parts can be drawn so."""
    rows = ["| shape | | of |", "|---|---|---|"]
    for name, said in SHAPES.items():
        kinds_of = [words for kind, words in KIND_WORDS.items() if name in shaping.fitting(kind)]
        rows.append(f"| `{name}` | {said} | {', '.join(kinds_of)} |")
    return "\n".join(rows)


KIND_WORDS: dict[type[Part], str] = {
    Bars: "bars", Grid: "a grid", PerItem: "a number for each item", PerLink: "a value for each pair",
    Groups: "groups", Places: "places on two scales", Courses: "numbers over time",
}  # fmt: skip
"""Kind of part -> what it is called."""


def chords() -> str:
    """The keys of all commands that have some."""
    keyed = [command for command in ALL if _is_chord(command)]
    rows = ["| chord | does | command |", "|---|---|---|"]
    rows += [f"| {', '.join(command.keys)} | {command.title} | `{command.name}` |" for command in keyed]
    return "\n".join(rows)


def _is_chord(command: Command) -> bool:
    return any("+" in key for key in command.keys)


def by_name() -> str:
    """Commands that no chord gives."""
    rows = ["| command | does |", "|---|---|"]
    named = [command for command in ALL if not _is_chord(command) and not command.keys]
    return "\n".join([*rows, *(f"| `/{command.name}` | {command.title} |" for command in named)])


BLOCKS: dict[str, Callable[[], str]] = {
    "kinds": kinds,
    "common": common,
    "effects": effects,
    "chords": chords,
    "by-name": by_name,
    "shapes": shapes,
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
    by_hand = (DOCS / "methods.md", DOCS / "keys.md")
    blocks = {path: made(path.read_text(encoding="utf-8")) for path in by_hand}
    return {**blocks, DOCS / "figures.md": figures()}


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
