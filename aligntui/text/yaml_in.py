"""Reading YAML strictly: plain data, no surprises, every line known.

What is refused: anchors, aliases, tags, merges, directives, doubled keys, keys that are not words, more
than one document, deep nesting, huge files, anything that is not UTF-8 text. What stays text: all that
YAML 1.1 and 1.2 read differently (`no`, `on`, `1:30`, `012`, `0o14`, `1e3`, `.5`, `2026-01-01`).

Only whole numbers as JSON writes them (`-2`, `+2`, `40`) become `int`, and plain decimals (`7.0`, `-0.25`)
become `Decimal`, which keeps their digits. There are no floats. Text comes out clean (`text.clean`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import yaml

from aligntui.text import yaml_ahead
from aligntui.text.clean import clean
from aligntui.text.yaml_problem import YamlProblem, explained

__all__ = ["MAX_BYTES", "MAX_DEPTH", "MAX_NODES", "Document", "YamlProblem", "load"]

MAX_BYTES = 10_000_000
"""Longest file read."""
MAX_DEPTH = 40
"""Deepest nesting read."""
MAX_NODES = 250_000
"""Most keys and values read."""

_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,299})\Z")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,299})\.[0-9]{1,300}\Z")
_CONSTANTS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_MAY_BE = frozenset("-+0123456789~nNtTfF")

# The C parser makes events without recursion; only composing on top of it is unsafe, and that is
# done here. Where PyYAML was built without libyaml the pure parser gives the same events.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Document:
    """What a file says, and the line on which each part stands."""

    def __init__(self, data: Any, source: str, marks: dict[int, Any]) -> None:
        self.data = data
        self.source = source
        self._marks = marks

    def line(self, path: tuple[str | int, ...] = ()) -> int:
        """Line of the key or list entry at a path; of the nearest known parent when it is missing."""
        here, line = self.data, 1
        for part in path:
            marks = self._marks.get(id(here))
            try:
                line = marks[part]  # type: ignore[index]
                here = here[part]
            except (KeyError, IndexError, TypeError):
                break
        return line


def load(text: str | bytes, source: str) -> Document:
    """Read one YAML document.

    Args:
        text: The file, UTF-8 when bytes.
        source: Name of the file for messages.

    Raises:
        YamlProblem: With one sentence for a person; nothing else is ever raised.
    """
    plain = _decode(text, source)
    try:
        return _compose(plain, source)
    except YamlProblem:
        raise
    except yaml.MarkedYAMLError as error:
        raise explained(error, plain, source) from None
    except yaml.reader.ReaderError as error:
        line = plain.count("\n", 0, error.position) + 1 if isinstance(error.position, int) else 0
        raise YamlProblem(
            "there is a control character here", "Remove it or write it as an escape.", file=source, line=line
        ) from None
    except (yaml.YAMLError, ValueError, RecursionError):
        raise YamlProblem("this is not YAML", "Compare it with an exported file.", file=source) from None


def _decode(text: str | bytes, source: str) -> str:
    if isinstance(text, bytes):
        if len(text) > MAX_BYTES:
            raise _too_big(source)
        if text.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise YamlProblem("the text is UTF-16", "Save it as UTF-8.", file=source, line=1)
        try:
            plain = text.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = text.count(b"\n", 0, error.start) + 1
            raise YamlProblem("the text is not UTF-8", "Save it as UTF-8.", file=source, line=line) from None
    else:
        plain = text.removeprefix("\ufeff")
        if len(plain) > MAX_BYTES:
            raise _too_big(source)
    found = plain.find("\0")
    if found >= 0:
        line = plain.count("\n", 0, found) + 1
        raise YamlProblem("this is no text file", "Give a YAML file.", file=source, line=line)
    surrogate = _SURROGATE.search(plain)
    if surrogate:
        line = plain.count("\n", 0, surrogate.start()) + 1
        raise YamlProblem("half a character stands here", "Save the file as UTF-8.", file=source, line=line)
    return plain


_SURROGATE = re.compile("[\ud800-\udfff]")


def _too_big(source: str) -> YamlProblem:
    return YamlProblem("the file is larger than 10 MB", "Split it.", file=source)


def _compose(plain: str, source: str) -> Document:
    """Build data from parser events, checking each before anything is kept."""
    halves = yaml_ahead.Halves(plain)
    loader = _Loader(halves.text)
    composer = _Composer(source, halves)
    try:
        return composer.run(iter(loader.get_event, None))
    except yaml.MarkedYAMLError as error:
        # A parser reads ahead: what it trips over may lie behind brackets that are too many already.
        composer.look_ahead(error)
        raise
    finally:
        loader.dispose()


class _Composer:
    """One pass over the events with a stack of open lists and mappings."""

    def __init__(self, source: str, halves: yaml_ahead.Halves) -> None:
        self.source = source
        self.marks: dict[int, Any] = {}
        self._halves = halves
        self._last: Any = None
        # Open containers: the container, its marks, and whether it stands in brackets.
        self._open: list[tuple[Any, Any, Any]] = []

    def stop(self, event: Any, message: str, mend: str = "") -> YamlProblem:
        return YamlProblem(message, mend, file=self.source, line=event.start_mark.line + 1)

    def run(self, events: Iterator[Any]) -> Document:
        root: Any = None
        seen = False
        documents = nodes = 0
        stack = self._open
        escaped = self._halves.any
        # Of each open container the key that waits for a value, where it is a mapping.
        keys: list[str | None] = []
        container: tuple[Any, Any, Any] | None
        owner: Any
        lines: Any
        marks = self.marks
        for event in events:
            kind = type(event)
            self._last = event
            if kind is yaml.ScalarEvent:
                value: Any = None
                container = None
                if escaped:
                    self.whole(event)
            elif kind is yaml.MappingStartEvent:
                container = ({}, {}, event.flow_style)
            elif kind is yaml.SequenceStartEvent:
                container = ([], [], event.flow_style)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                stack.pop()
                keys.pop()
                continue
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise self.stop(event, "a second document starts here", "Give one file for each.")
                if event.tags:
                    raise self.stop(event, "%TAG lines are not read", "Remove it.")
                continue
            elif kind is yaml.AliasEvent:
                raise self.stop(event, f"alias *{event.anchor} is not read", "Write the text out.")
            else:
                continue
            nodes += 1
            if nodes > MAX_NODES:
                raise self.stop(event, f"more than {MAX_NODES:,} entries", "Split the file.")
            if event.anchor is not None:
                raise self.stop(event, f"anchor &{event.anchor} is not read", "Write the text out.")
            if event.tag is not None:
                raise self.stop(event, f"tag {event.tag} is not read", "Remove it.")
            line = event.start_mark.line + 1
            owner, lines, _ = stack[-1] if stack else (None, None, None)
            if type(owner) is dict and keys[-1] is None:
                keys[-1] = self.key(event, container is not None, owner, lines)
                lines[keys[-1]] = line
                continue
            if container is None:
                value = event.value
                if not event.style:
                    value = self.plain(value)
                elif value:
                    value = clean(value)
            else:
                value = container[0]
                marks[id(value)] = container[1]
            if owner is None:
                root, seen = value, True
            elif type(owner) is dict:
                owner[keys[-1]] = value
                keys[-1] = None
            else:
                owner.append(value)
                lines.append(line)
            if container is not None:
                if len(stack) >= MAX_DEPTH:
                    raise self.too_deep(event.start_mark)
                stack.append(container)
                keys.append(None)
        if not seen:
            raise YamlProblem("the file is empty", file=self.source)
        return Document(root, self.source, marks)

    def too_deep(self, mark: Any) -> YamlProblem:
        return YamlProblem(
            f"nested more than {MAX_DEPTH} deep", "Make it flatter.", file=self.source, line=mark.line + 1
        )

    def look_ahead(self, error: yaml.MarkedYAMLError) -> None:
        """Count what was opened between the last event and the place where the parser gave up.

        Raises:
            YamlProblem: It is more than is read, whatever else the parser may say of it.
        """
        mark = error.problem_mark
        if mark is None or self._last is None:
            return
        start = self._last.end_mark.index
        ahead = self._halves.text[start : min(mark.index, start + yaml_ahead.AHEAD)]
        in_brackets = bool(self._open) and bool(self._open[-1][2])
        if len(self._open) + yaml_ahead.depth(ahead, in_brackets=in_brackets) > MAX_DEPTH:
            raise self.too_deep(mark)

    def whole(self, event: Any) -> None:
        """Put characters together that were escaped in halves."""
        try:
            event.value = self._halves.read(event.value, quoted=event.style == '"')
        except ValueError as lone:
            raise self.stop(
                event, f"{lone} is half a character", "Write both halves of it, or the character itself."
            ) from None

    def key(self, event: Any, nested: bool, owner: dict[str, Any], lines: dict[str, int]) -> str:
        """The text of a key; keys are always text, `1:` and `yes:` too."""
        if nested:
            raise self.stop(event, "a list or mapping cannot be a key", 'Quote it: "[x]": ...')
        key: str = event.value
        if not event.style:
            if key == "<<":
                raise self.stop(event, "merge << is not read", "Write the keys out.")
            if key == "":
                raise self.stop(event, "the key before the colon is missing")
        key = clean(key)
        if key in owner:
            shown = key if len(key) <= 40 else key[:38] + ".."
            raise self.stop(
                event, f'"{shown}" stands here twice (first on line {lines[key]})', "Keep one of them."
            )
        return key

    @staticmethod
    def plain(value: str) -> Any:
        """Value of an unquoted scalar."""
        if value == "" or value[0] in _MAY_BE:
            if value in _CONSTANTS:
                return _CONSTANTS[value]
            if _INT.match(value):
                return int(value)
            if _DECIMAL.match(value):
                return Decimal(value)
        return clean(value)
