"""Bracketed pastes that may lose their end: the keys after one must not be swallowed for ever.

A terminal puts a mark before and after pasted text. Where the mark after it is lost (a killed tmux client, a
dropped packet of mosh), everything typed later would count as pasted text. `PasteGuard` stands before the
parser of keys and puts the mark in where it is missing.
"""

from __future__ import annotations

from aligntui.text.clean import clean
from aligntui.text.limits import PASTED

START = "\x1b[200~"
END = "\x1b[201~"
LEAVE = "\x11"
"""ctrl+q as a terminal sends it."""

SILENCE = 3.0
"""Seconds without a sign after which a paste is over. A slow line may pause in a paste, so not less."""

MOST = PASTED + 1
"""Signs of a paste that are handed on: one more than is taken, so that it is known to be too long. What
comes behind them is not even looked at."""

TYPED = 8
"""Signs that may be typed at once: more than that, after a paste that was ended for silence, are its rest."""


class PasteGuard:
    """Hands text on to the parser of keys, with the end of every paste in it."""

    def __init__(self) -> None:
        self._inside = False
        self._late = False
        self._held = ""
        self._count = 0
        self._last = 0.0

    def feed(self, text: str, now: float) -> str:
        """Text as it came from the terminal -> text for the parser.

        Args:
            text: What was read at once.
            now: Seconds that only grow.
        """
        if not text:
            return ""
        self._last = now
        if text.endswith(LEAVE):
            # Somebody who cannot get out presses this last; inside a text it would not stand at the end.
            before = self._through(text.removesuffix(LEAVE)) if len(text) > 1 else ""
            return before + (self._end() if self._inside else "") + LEAVE
        if self._late and not self._inside and START not in text:
            if END not in text and not _pasted(text):
                return text
            # The silence was a slow line after all: this is more of the same paste.
            rest, end, after = text.partition(END)
            self._late = not end
            return f"{START}{clean(rest)}{END}{after}"
        return self._through(text)

    def tick(self, now: float) -> str:
        """The missing end of a paste, once nothing has come for `SILENCE`; else ""."""
        if not self._inside or now - self._last < SILENCE:
            return ""
        self._late = True
        return self._end()

    def _end(self) -> str:
        self._inside = False
        self._held = ""
        return END

    def _through(self, text: str) -> str:
        out: list[str] = []
        while text:
            if not self._inside:
                before, mark, text = text.partition(START)
                out.append(before + mark)
                self._inside, self._late, self._count = bool(mark), False, 0
                continue
            pasted, mark, text = (self._held + text).partition(END)
            self._held = ""
            if not mark:
                pasted, self._held = _split(pasted)
            out.append(self._counted(pasted) + mark)
            self._inside = not mark
        return "".join(out)

    def _counted(self, pasted: str) -> str:
        """Pasted text, cleaned, up to `MOST` signs of one paste."""
        room = MOST - self._count
        if room <= 0:
            return ""
        # The parser would take ESC for the beginning of a key, also in here.
        text = clean(pasted)[:room]
        self._count += len(text)
        return text


def _split(text: str) -> tuple[str, str]:
    """Text, and what at its end may be the beginning of the mark."""
    for size in range(min(len(END) - 1, len(text)), 0, -1):
        if text.endswith(END[:size]):
            return text[:-size], text[-size:]
    return text, ""


def _pasted(text: str) -> bool:
    """Whether text that came at once is too long to have been typed, and no sequence of a key."""
    return len(text) > TYPED and "\x1b" not in text
