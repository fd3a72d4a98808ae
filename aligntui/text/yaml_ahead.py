"""What a YAML parser does before it tells what it read: escapes in halves, and reading ahead.

Both are looked at here so that it makes no difference which parser, and which version of it, reads a file.
"""

from __future__ import annotations

import re

import yaml

HALF = re.compile(r"(?<!\\)((?:\\\\)*)\\(u|U0000)([dD][89a-fA-F][0-9a-fA-F]{2})")
_FIRST = 0xE000
_LAST = 0xF8FF
"""Signs for private use; one that the text does not hold marks the places."""
AHEAD = 4096
"""Signs of a file that are looked through for brackets; parsers read a quarter of it ahead."""

_LONE = re.compile("[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]")
_OPENS = (
    yaml.FlowSequenceStartToken, yaml.FlowMappingStartToken,
    yaml.BlockSequenceStartToken, yaml.BlockMappingStartToken,
)  # fmt: skip
_CLOSES = (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken, yaml.BlockEndToken)


class Halves:
    """Characters beyond the first 65,536 that a file escapes in two halves, as JSON does.

    YAML has no such escape and parsers refuse it. In a text in double quotes each half is hidden from the
    parser and put together after it; anywhere else the same letters are what they look like.

    Args:
        plain: The file. `text` is what the parser is given: of as many lines.
    """

    def __init__(self, plain: str) -> None:
        self.text = plain
        self._mark = ""
        if HALF.search(plain) is None:
            return
        held = set(plain)
        self._mark = next((chr(n) for n in range(_FIRST, _LAST + 1) if chr(n) not in held), "")
        if not self._mark:
            return
        # A second backslash makes it plain text for the parser in every style.
        self.text = HALF.sub(rf"\1{self._mark}\\\\\2\3", plain)
        self._quoted = re.compile(rf"{self._mark}\\(?:u|U0000)([0-9a-fA-F]{{4}})")
        self._verbatim = re.compile(rf"{self._mark}\\\\(u|U0000)")

    @property
    def any(self) -> bool:
        """Whether the file may hold such escapes; only then its texts need to be read."""
        return bool(self._mark)

    def read(self, value: str, *, quoted: bool) -> str:
        """A text as the file means it; `quoted`, whether it stood in double quotes.

        Raises:
            ValueError: Half a character has no other half; the error holds its escape.
        """
        if self._mark not in value:
            return value
        if not quoted:
            return self._verbatim.sub(r"\\\1", value)
        halves = self._quoted.sub(lambda m: chr(int(m[1], 16)), value)
        try:
            return halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
        except UnicodeDecodeError:
            lone = _LONE.search(halves)
            raise ValueError(f"\\u{ord(lone[0]):04x}" if lone else "") from None


def depth(text: str, *, in_brackets: bool) -> int:
    """How many lists and mappings stand open in one another at most in what a parser read ahead.

    Args:
        text: From the end of the last thing the parser told to where it gave up.
        in_brackets: Whether it begins within brackets, where line ends and dashes mean nothing.
    """
    scanner = yaml.SafeLoader(f"[{text}" if in_brackets else text)
    deepest = now = -1 if in_brackets else 0
    try:
        while scanner.check_token():
            token = type(scanner.get_token())  # type: ignore[no-untyped-call]
            now += (token in _OPENS) - (token in _CLOSES)
            deepest = max(deepest, now)
    except yaml.YAMLError:
        # It may end in the middle of something; what was counted so far stands open.
        pass
    finally:
        scanner.dispose()
    return max(deepest, 0)
