"""Writing YAML that every parser reads alike.

Block style, our order, one line per text. A text stays unquoted only when it starts with a letter and
nothing in it means anything to YAML 1.1 or 1.2; otherwise it is quoted, so that `no`, `1e3`, `0o14`,
`:a`, `1,000`, `2001-1-1` and `08` come back as the words they are. Numbers, booleans and null are bare.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from aligntui.text.clean import UNSEEN

_SAFE_ASCII = re.compile(
    r"[A-Za-z](?:[A-Za-z0-9_.,;!?()/+*%=&$@<>'\"|^~{}\[\]\\-]|:(?=\S)| (?=[^ #])|(?<=\S)#)*\Z"
)
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf", "infinity"})
_ODD = re.compile(r"[\t\n\r\x85\u2028\u2029\ufeff]")
_ESCAPED = re.compile(rf'["\\]|{_ODD.pattern}|{UNSEEN.pattern}')
_SHORT = {
    "\0": "\\0", "\a": "\\a", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\v": "\\v", "\f": "\\f", "\r": "\\r",
    "\x1b": "\\e", '"': '\\"', "\\": "\\\\",
}  # fmt: skip
_LONG_KEY = 120
"""Keys longer than this are written as `? key`, since parsers look for the colon only so far."""


def dump(data: Any) -> str:
    """Write plain data (dict, list, str, int, Decimal, bool, None) as one YAML document.

    Keys stay in their order. The text ends with a new line.

    Raises:
        TypeError: For a float or any other type; numbers are Decimal here.
        ValueError: For text with half a character (a lone surrogate): clean it first.
    """
    out: list[str] = []
    if isinstance(data, Mapping) and data:
        _mapping(out, data, 0, "")
    elif isinstance(data, (list, tuple)) and data:
        _sequence(out, data, 0, "")
    else:
        out.append(_scalar(data, 0))
    return "\n".join(out) + "\n"


def _mapping(out: list[str], data: Mapping[Any, Any], indent: int, lead: str) -> None:
    """Lines of a mapping. `lead` stands in place of the indentation of the first line (after `- `)."""
    pad = " " * indent
    for key, value in data.items():
        start = lead or pad
        lead = ""
        name = _key(key)
        if len(name) > _LONG_KEY:
            out.append(f"{start}? {name}")
            start = pad
            name = ""
        _entry(out, f"{start}{name}:", value, indent)


def _entry(out: list[str], start: str, value: Any, indent: int) -> None:
    if isinstance(value, Mapping) and value:
        out.append(start)
        _mapping(out, value, indent + 2, "")
    elif isinstance(value, (list, tuple)) and value:
        out.append(start)
        _sequence(out, value, indent + 2, "")
    else:
        out.append(f"{start} {_scalar(value, indent)}")


def _sequence(out: list[str], data: list[Any] | tuple[Any, ...], indent: int, lead: str) -> None:
    pad = " " * indent
    for value in data:
        start = (lead or pad) + "- "
        lead = ""
        if isinstance(value, Mapping) and value:
            _mapping(out, value, indent + 2, start)
        elif isinstance(value, (list, tuple)) and value:
            _sequence(out, value, indent + 2, start)
        else:
            out.append(start + _scalar(value, indent))


def _scalar(value: Any, indent: int) -> str:
    if isinstance(value, str):
        return _block(value, indent) or _text(value)
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, Decimal):
        return _decimal(value)
    if isinstance(value, Mapping):
        return "{}"
    if isinstance(value, (list, tuple)):
        return "[]"
    raise TypeError(f"cannot write {type(value).__name__} as YAML")


def _decimal(value: Decimal) -> str:
    """Digits as they are, never an exponent; what has no such form is written as text."""
    if not value.is_finite() or abs(value.adjusted()) > 250 or len(value.as_tuple().digits) > 250:
        return _text(str(value))
    return format(value, "f")


def _key(key: Any) -> str:
    if not isinstance(key, str):
        raise TypeError(f"cannot write {type(key).__name__} as a key")
    return _text(key)


def _text(text: str) -> str:
    """A text on one line: bare, in single or in double quotes."""
    if _bare(text):
        return text
    if _ODD.search(text) or UNSEEN.search(text):
        return '"' + _ESCAPED.sub(lambda found: _escaped(found[0]), text) + '"'
    return "'" + text.replace("'", "''") + "'"


def _bare(text: str) -> bool:
    if text.isascii():
        return _SAFE_ASCII.match(text) is not None and text.casefold() not in _WORDS
    # Beyond ASCII the rule is the same once every other letter and sign of text stands for a letter.
    if UNSEEN.search(text) or _ODD.search(text) or not text[0].isalpha():
        return False
    return (
        _SAFE_ASCII.match("".join(c if c.isascii() else "a" for c in text)) is not None and text[-1].isalnum()
    )


def _escaped(char: str) -> str:
    short = _SHORT.get(char)
    if short:
        return short
    code = ord(char)
    if 0xD800 <= code <= 0xDFFF:
        raise ValueError("the text holds half a character: clean it first")
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _block(text: str, indent: int) -> str:
    """A clean text of several lines as `|`; "" when it needs quotes."""
    if "\n" not in text or "\t" in text or UNSEEN.search(text) or text.endswith("\n\n"):
        return ""
    lines = text.split("\n")
    if not lines[0] or lines[0][0] in " #" or any(line.endswith(" ") for line in lines):
        return ""
    if any(char.isspace() and char not in " \n" for char in text):
        return ""
    mark = "|"
    if lines[-1] == "":
        lines.pop()
    else:
        mark = "|-"
    pad = " " * (indent + 2)
    return "\n".join([mark, *(pad + line if line else "" for line in lines)])
