"""Names that a method mentions: of lists, steps and figures, its own or another method's."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

import msgspec

from aligntui.methods.types import Field, Method, Need, Step, as_list

FIGURE = re.compile(r"(?:(?P<method>[A-Za-z][\w-]*):)?(?P<name>[A-Za-z]\w*)(?:\.(?P<part>[A-Za-z]\w*))?\Z")
"""`name`, `name.part`, `method:name.part`."""
STEP = re.compile(r"[a-z][a-z0-9_-]*/[a-z][a-z0-9_-]*\Z")
"""`method/step`."""
_STEPS_IN = re.compile(r"\b([a-z][a-z0-9_-]*)/[a-z]")
_DOTTED_IN = re.compile(r"\b([a-z]\w*)\.[a-z]")
_ELSEWHERE = re.compile(r"(?<![\w}])([a-z][a-z0-9_-]*):[A-Za-z]\w*\.[A-Za-z]\w*")


def named_lists(method: Method, known: Container[str]) -> list[str]:
    """What a method works on and does not declare itself, each once, in the order of the file.

    Args:
        method: The method.
        known: Collections, and `record:NAME` and `relation:NAME`.
    """
    # A group may not have the name of a list, and whether it has is told by who declares that.
    names = [*method.uses, *method.groups, *_of_lists(method)]
    for step in method.steps:
        names.extend(_of_step(step))
    for binding in bindings(method):
        names.extend(text.partition(".")[0] for text in strings(binding))
        names.extend(f"relation:{name}" for name in strings(binding.get("of")))
        names.extend(f"record:{name}" for name in strings(binding.get("record")))
    own = {
        *method.collections,
        *(f"record:{name}" for name in method.records),
        *(f"relation:{name}" for name in method.relations),
    }
    return [name for name in dict.fromkeys(names) if name in known and name not in own]


def named_methods(method: Method) -> list[str]:
    """Other methods whose figures or rounds a method reads (`swot:top.top`, `round: swot/factors`)."""
    found: list[str] = []
    for binding in bindings(method):
        found.extend(text.partition("/")[0] for text in strings(binding) if STEP.match(text))
    for step in method.steps:
        data = msgspec.to_builtins(step)
        for key in ("guide", "title", "short", "ask"):
            data.pop(key, None)
        for text in strings(data):
            found.extend(_ELSEWHERE.findall(text))
    return [name for name in dict.fromkeys(found) if name != method.method]


def mentioned(method: Method) -> set[str]:
    """Words of a method behind which a step or a field may be meant: `method/step`, `record:NAME`."""
    found: set[str] = set()
    for text in strings(msgspec.to_builtins(method)):
        found.update(name for name in _STEPS_IN.findall(text))
        found.update(f"record:{name}" for name in _DOTTED_IN.findall(text))
    return found


def bindings(method: Method) -> Iterator[dict[str, Any]]:
    """What figures and checks of a method and its steps are bound to."""
    yield from method.figures.values()
    yield from method.checks
    for step in method.steps:
        yield from step.checks


def part_title(methods: Mapping[str, Method], method: str, ref: str) -> str:
    """What a part of a figure is called in a word or two: by its method, else by the name of the figure."""
    owner, colon, rest = ref.rpartition(":")
    name, _, part = rest.partition(".")
    found = methods.get(owner if colon else method)
    title = (found.figures.get(name, {}) if found is not None else {}).get("title")
    if isinstance(title, Mapping):
        title = title.get(part)
    return str(title or name.replace("_", " "))


def apart(titles: Mapping[str, str], taken: Iterable[str]) -> dict[str, str]:
    """Titles of columns, by `figure.part`, each once: one that stands there already has the name of its part.

    Args:
        titles: What each would be called.
        taken: Headings beside which they stand.
    """
    every = [words.casefold() for words in (*taken, *titles.values())]

    def called(ref: str, title: str) -> str:
        part = ref.rpartition(".")[2].replace("_", " ")
        return title if every.count(title.casefold()) == 1 or part == title else f"{title} {part}"

    return {ref: called(ref, title) for ref, title in titles.items()}


def strings(data: Any) -> Iterator[str]:
    """All texts in plain data, keys left out."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from strings(value)
    elif isinstance(data, (list, tuple)):
        for value in data:
            yield from strings(value)


def _of_lists(method: Method) -> Iterator[str]:
    groups: list[Iterable[Field]] = [c.fields.values() for c in method.collections.values()]
    groups += [u.adds.values() for u in method.uses.values()]
    groups += [r.fields.values() for r in method.records.values()]
    for fields in groups:
        for field in fields:
            yield from as_list(field.of)
    for collection in method.collections.values():
        if collection.of:
            yield collection.of
    for relation in method.relations.values():
        yield from as_list(relation.rows)
        yield from as_list(relation.cols)
    yield from _of_needs(method.needs)


def _of_step(step: Step) -> Iterator[str]:
    if not isinstance(step.of, dict):
        yield from as_list(step.of)
    for names in (step.about, step.holds, step.split, step.to, step.each, step.makes, step.record):
        yield from as_list(names)
    yield f"record:{step.record}"
    yield f"relation:{step.relation}"
    yield from step.push.values()
    if step.prompt is not None:
        yield step.prompt.each
    if step.preset is not None and not isinstance(step.preset, list) and step.preset.from_:
        yield step.preset.from_
    yield from _of_needs(step.needs)
    for done in step.done:
        yield from as_list(done.count)


def _of_needs(needs: Iterable[Need]) -> Iterator[str]:
    for need in needs:
        yield from as_list(need.count)
