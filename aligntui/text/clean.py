"""User text is text: no terminal codes, no invisible controls, one kind of line end.

`clean` runs on entry, on load and on print, so it must cost next to nothing for a clean line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

_DIRTY_ASCII = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")

_ENDS = "\r\n|[\r\x85\u2028\u2029]"

# Strings (OSC, DCS, SOS, PM, APC) go with their payload up to the terminator; one that never ends
# takes the rest of its line, as a terminal would swallow it.
_SEQUENCES = (
    r"(?:\x1b\]|\x9d)(?:[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)|[^\x07\x1b\x9c\n]*)"
    r"|(?:\x1b[PX^_]|[\x90\x98\x9e\x9f])(?:[^\x1b\x9c]*(?:\x1b\\|\x9c)|[^\x1b\x9c\n]*)"
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"
    r"|\x1b[NO][!-~]?"
    r"|\x1b[ -/]*[0-~]?"
)

UNSEEN = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 and C1 but tab and new line
    "\xad\u061c\u180e"  # soft hyphen, Arabic letter mark, Mongolian separator
    "\u200b\u200e\u200f"  # zero-width space, left-to-right and right-to-left marks
    "\u2028-\u202e"  # line and paragraph separators, bidi embeddings and overrides
    "\u2060-\u206f"  # word joiner, invisible operators, bidi isolates
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff"  # byte order mark, annotations, noncharacters
    "\ud800-\udfff"  # lone surrogates
    "\U000e0000-\U000e007f"  # tags
    "]"
    "|[" + "".join(chr(plane << 16 | low) for plane in range(1, 17) for low in (0xFFFE, 0xFFFF)) + "]"
)
"""Signs that `clean` removes wherever they stand."""


_BREAKS = re.compile(r"[ ]*[\n\t][ \n\t]*")
# Latin, Greek, Cyrillic, common punctuation and what charts are drawn with: one sign, one cell.
_PLAIN = re.compile(
    "[ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0590\u2010-\u2027\u2030-\u205e\u2500-\u259f\u25cf]*\\Z"
)
_ZWJ = "\u200d"
_EMOJI_STYLE = "\ufe0f"


def clean(s: str) -> str:
    """Text without escape sequences, controls and invisible marks; NFC; lines end in LF.

    Tabs, new lines and the joiners that emoji and many scripts need (ZWJ, ZWNJ) stay. Cleaning clean
    text changes nothing.
    """
    ascii_only = s.isascii()
    # Every sequence and every other end of a line begins with a sign that is not seen either.
    if (_DIRTY_ASCII if ascii_only else UNSEEN).search(s) is not None:
        s = UNSEEN.sub("", re.sub(_SEQUENCES, "", re.sub(_ENDS, "\n", s)))
    return s if ascii_only or unicodedata.is_normalized("NFC", s) else unicodedata.normalize("NFC", s)


def clean_line(s: str) -> str:
    """`clean` text on one line: each run of white space with a new line or tab is one space; stripped."""
    s = clean(s)
    if "\n" in s or "\t" in s:
        s = _BREAKS.sub(" ", s)
    return s.strip()


def _clusters(s: str) -> Iterator[tuple[str, int]]:
    """What a reader sees as one sign, with its width in cells."""
    text, cells = "", 0
    flag = joined = False
    for char in s:
        hangs, own = _sign(char)
        if text and (joined or hangs):
            if char == _EMOJI_STYLE and cells == 1:
                cells = 2
            text += char
            joined = char == _ZWJ and cells == 2
            continue
        joined = False
        regional = "\U0001f1e6" <= char <= "\U0001f1ff"
        if regional and flag:
            text, cells, flag = text + char, 2, False
            continue
        flag = regional
        if text:
            yield text, cells
        text, cells = char, own
    if text:
        yield text, cells


@lru_cache(maxsize=4096)
def _sign(char: str) -> tuple[bool, int]:
    """Whether a sign adds to the one before it, as accents, skin tones and joiners do; its cells alone."""
    category = unicodedata.category(char)
    marks = category in ("Mn", "Mc", "Me", "Cf")
    # Later parts of a Hangul syllable stand in the cells of the first.
    hangs = marks or "\U0001f3fb" <= char <= "\U0001f3ff" or "\u1160" <= char <= "\u11ff"
    if marks or category in ("Cc", "Cs", "Zl", "Zp"):
        return hangs, 0
    wide = unicodedata.east_asian_width(char) in "WF" or "\U0001f1e6" <= char <= "\U0001f1ff"
    return hangs, 2 if wide else 1


def width(s: str) -> int:
    """Cells that text takes in a terminal: 2 for CJK and emoji, 0 for combining marks.

    Widest line when there are several; a tab counts 0 (clean_line removes them).
    """
    return len(s) if _PLAIN.match(s) else _width(s)


@lru_cache(maxsize=1024)
def _width(s: str) -> int:
    if "\n" in s:
        return max(width(line) for line in s.split("\n"))
    return sum(cells for _, cells in _clusters(s))


def widest(texts: Iterable[str]) -> int:
    """Cells of the widest of several texts; 0 of none."""
    # What stands in a grid is measured at each key: plain ASCII takes no call.
    return max([len(s) if s.isascii() and s.isprintable() else width(s) for s in texts], default=0)


def fits(s: str, cells: int) -> bool:
    """Whether text on one line takes at most so many cells; signs past them are never looked at."""
    if _PLAIN.match(s):
        return len(s) <= cells
    taken = 0
    return all((taken := taken + wide) <= cells for _, wide in _clusters(s))


def first_signs(s: str, cells: int) -> str:
    """The first signs of one line that fit into so many cells; one at least, so that cutting ends."""
    if _PLAIN.match(s):
        return s[: max(cells, 1)]
    kept: list[str] = []
    taken = 0
    for text, wide in _clusters(s):
        taken += wide
        if kept and taken > cells:
            break
        kept.append(text)
    return "".join(kept)


def clip(s: str, cells: int) -> str:
    """Text of at most `cells` cells; `..` marks what was cut. No sign is cut in two."""
    if "\n" in s and width(s) <= cells:
        return s
    end = ".." if cells > 2 else "." * max(cells, 0)
    if _PLAIN.match(s):
        return s if len(s) <= cells else s[: max(0, cells - len(end))].rstrip() + end
    kept: list[str] = []
    taken = 0
    # What was pasted may be a hundred thousand signs: those behind the cut are never looked at.
    for text, wide in _clusters(s):
        taken += wide
        if taken > cells:
            return "".join(kept).rstrip() + end
        if taken <= cells - len(end):
            kept.append(text)
    return s if "\n" not in s else "".join(kept).rstrip() + end
