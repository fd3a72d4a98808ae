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

from aligntui.text.clean import clean

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


class YamlProblem(Exception):  # noqa: N818 - people have problems, not errors
    """A file that cannot be read, as one sentence: what, where, and the mend."""

    def __init__(self, source: str, line: int, message: str, mend: str = "") -> None:
        super().__init__(source, line, message, mend)
        self.source = source
        self.line = line
        """From 1; 0 when no line can be named."""
        self.message = message
        self.mend = mend

    def __str__(self) -> str:
        place = f"{self.source} line {self.line}" if self.line else self.source
        text = f"{place}: {self.message}"
        if not self.mend:
            return text
        return f"{text}{' ' if text.endswith('.') else '. '}{self.mend}"


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
        raise _explained(error, plain, source) from None
    except yaml.reader.ReaderError as error:
        line = plain.count("\n", 0, error.position) + 1 if isinstance(error.position, int) else 0
        raise YamlProblem(
            source, line, "there is a control character here", "Remove it or write it as an escape."
        ) from None
    except (yaml.YAMLError, ValueError, RecursionError):
        raise YamlProblem(source, 0, "this is not YAML", "Compare it with an exported file.") from None


def _decode(text: str | bytes, source: str) -> str:
    if isinstance(text, bytes):
        if len(text) > MAX_BYTES:
            raise _too_big(source)
        if text.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise YamlProblem(source, 1, "the text is UTF-16", "Save it as UTF-8.")
        try:
            plain = text.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = text.count(b"\n", 0, error.start) + 1
            raise YamlProblem(source, line, "the text is not UTF-8", "Save it as UTF-8.") from None
    else:
        plain = text.removeprefix("\ufeff")
        if len(plain) > MAX_BYTES:
            raise _too_big(source)
    found = plain.find("\0")
    if found >= 0:
        line = plain.count("\n", 0, found) + 1
        raise YamlProblem(source, line, "this is no text file", "Give a YAML file.")
    surrogate = _SURROGATE.search(plain)
    if surrogate:
        line = plain.count("\n", 0, surrogate.start()) + 1
        raise YamlProblem(source, line, "half a character stands here", "Save the file as UTF-8.")
    return plain


_SURROGATE = re.compile("[\ud800-\udfff]")


def _too_big(source: str) -> YamlProblem:
    return YamlProblem(source, 0, "the file is larger than 10 MB", "Split it.")


def _compose(plain: str, source: str) -> Document:
    """Build data from parser events, checking each before anything is kept."""
    loader = _Loader(plain)
    try:
        return _Composer(source).run(iter(loader.get_event, None))
    finally:
        loader.dispose()


class _Composer:
    """One pass over the events with a stack of open lists and mappings."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.marks: dict[int, Any] = {}

    def stop(self, event: Any, message: str, mend: str = "") -> YamlProblem:
        return YamlProblem(self.source, event.start_mark.line + 1, message, mend)

    def run(self, events: Iterator[Any]) -> Document:
        root: Any = None
        seen = False
        documents = nodes = 0
        # Open containers: the container, its marks, and for a mapping the key that waits for a value.
        stack: list[tuple[Any, Any]] = []
        container: tuple[Any, Any] | None
        owner: Any
        lines: Any
        keys: list[str | None] = []
        marks = self.marks
        for event in events:
            kind = type(event)
            if kind is yaml.ScalarEvent:
                value: Any = None
                container = None
            elif kind is yaml.MappingStartEvent:
                container = ({}, {})
            elif kind is yaml.SequenceStartEvent:
                container = ([], [])
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
            owner, lines = stack[-1] if stack else (None, None)
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
                    raise self.stop(event, f"nested more than {MAX_DEPTH} deep", "Make it flatter.")
                stack.append(container)
                keys.append(None)
        if not seen:
            raise YamlProblem(self.source, 0, "the file is empty")
        return Document(root, self.source, marks)

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


_INDENT = ("the indentation or the quotes do not fit", "Align it with the lines above.")
_TAB = ("a tab stands where spaces belong", "Indent with spaces.")
_QUOTE = ("a quote is not closed", "Close it.")
_ESCAPE = ("the escape after \\ is unknown or not complete", "Use single quotes.")
_ENTRY = ("a list entry is not allowed here", "Put the - on a line of its own.")
_EXPLAIN: dict[str, tuple[str, str]] = {
    "violates indentation": _TAB,
    "found a tab": _TAB,
    "mapping values are not allowed": ("a colon stands inside a text, or the line is indented too far",
                                       "Quote the text, or align it with the lines above."),
    "unexpected end of stream": _QUOTE,
    "found unexpected document indicator": _QUOTE,
    "unknown escape character": _ESCAPE,
    "escape sequence of": _ESCAPE,
    "did not find expected hexdecimal": _ESCAPE,
    "invalid Unicode character escape": _ESCAPE,
    "expected ',' or ']'": ("a list in [ ] is not closed or a comma is missing", "Close it with ]."),
    "expected ',' or '}'": ("a mapping in { } is not closed or a comma is missing", "Close it with }."),
    "could not find expected ':'": ("the colon after a key is missing", "Write key: value."),
    "did not find expected key": _INDENT,
    "did not find expected '-' indicator": _INDENT,
    "expected <block end>": _INDENT,
    "sequence entries are not allowed": _ENTRY,
    "block sequence entries": _ENTRY,
    "cannot start any token": ("a text starts with a sign that must be quoted", "Quote the text."),
    "directive": ("% lines are not read", "Remove it."),
    "incompatible YAML document": ("this YAML version is not read", "Remove the %YAML line."),
    "tag": ("tags are not read", "Remove it."),
    "alias": ("aliases are not read", "Write the text out."),
    "anchor": ("anchors are not read", "Write the text out."),
    "control characters": ("there is a control character here", "Remove it or write it as an escape."),
}  # fmt: skip
"""Words in the message of libyaml or PyYAML -> what to tell a person."""


def _explained(error: yaml.MarkedYAMLError, plain: str, source: str) -> YamlProblem:
    """A parser's message in words for people, on the line where the mend belongs."""
    problem, context = error.problem or "", error.context or ""
    mark = error.problem_mark or error.context_mark
    found = next((said for words, said in _EXPLAIN.items() if words in problem), None)
    found = found or next((said for words, said in _EXPLAIN.items() if words in context), None)
    if mark is None:
        return YamlProblem(source, 0, *(found or ("this is not YAML", "")))
    if error.context_mark is not None and (found is _QUOTE or (found and "not closed" in found[0])):
        mark = error.context_mark
    if "cannot start any token" in problem and plain.split("\n")[mark.line][mark.column :].startswith("\t"):
        found = _TAB
    if found is None:
        found = ("this is not YAML", "Look at the indentation, quotes and colons of this line.")
    return YamlProblem(source, mark.line + 1, *found)
