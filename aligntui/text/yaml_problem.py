"""What is wrong with a YAML file, in words for people instead of a parser's."""

from __future__ import annotations

import yaml


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
        if not text.endswith((".", "?")):
            text += "."
        return f"{text} {self.mend}" if self.mend else text


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
    "did not find expected node content": ("a bracket is not closed or a value is missing", "Close it."),
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


def explained(error: yaml.MarkedYAMLError, plain: str, source: str) -> YamlProblem:
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
