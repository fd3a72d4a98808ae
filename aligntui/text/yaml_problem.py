"""What is wrong with a YAML file, in words for people instead of a parser's."""

from __future__ import annotations

import yaml

from aligntui.text.clean import clean_line, clip
from aligntui.text.problem import UserProblem


class YamlProblem(UserProblem):
    """A file that cannot be read as YAML: what, where, and the mend."""


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
    "incompatible YAML document": ("this YAML version is not read", "Remove the %YAML line."),
    "undefined tag handle": ("tags are not read", "Remove it."),
    "control characters": ("there is a control character here", "Remove it or write it as an escape."),
}  # fmt: skip
"""Words in the message of libyaml or PyYAML -> what to tell a person."""

_WHILE: dict[str, tuple[str, str]] = {
    "scanning a tag": ("tags are not read", "Remove it."),
    "parsing a tag": ("tags are not read", "Remove it."),
    "scanning an alias": ("aliases are not read", "Write the text out."),
    "scanning an anchor": ("anchors are not read", "Write the text out."),
    "scanning a directive": ("% lines are not read", "Remove it."),
    "scanning a %": ("% lines are not read", "Remove it."),
}
"""What the parser was at, where it says -> what to tell a person: none of these is read, right or wrong."""

MOST = 80
"""Letters of a parser's own words that are quoted."""


def explained(error: yaml.MarkedYAMLError, plain: str, source: str) -> YamlProblem:
    """A parser's message in words for people, on the line where the mend belongs.

    Words that are not known here are quoted: another version of the parser says other things, and a guess
    would send a person looking where nothing is wrong.
    """
    problem, context = error.problem or "", error.context or ""
    mark = error.problem_mark or error.context_mark
    known = next((said for words, said in _EXPLAIN.items() if words in problem), None)
    known = known or next((said for words, said in _WHILE.items() if words in context), None)
    if mark is None:
        return YamlProblem(*(known or _quoted(problem, context)), file=source)
    if error.context_mark is not None and (known is _QUOTE or (known and "not closed" in known[0])):
        mark = error.context_mark
    if "cannot start any token" in problem and plain.split("\n")[mark.line][mark.column :].startswith("\t"):
        known = _TAB
    return YamlProblem(*(known or _quoted(problem, context)), file=source, line=mark.line + 1)


def _quoted(problem: str, context: str) -> tuple[str, str]:
    """The parser's own words, as what they are."""
    words = " ".join(clean_line(problem or context).split())
    if not words:
        return "this is not YAML", "Compare it with an exported file."
    return f'the YAML parser says "{clip(words, MOST)}"', "Compare it with an exported file."
