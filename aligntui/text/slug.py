"""Titles and ids as parts of file names."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 40
"""Letters of a title that go into a file name."""


def slug(title: str) -> str:
    """A title as part of a file name: small ASCII letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    text = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(text) > LONGEST:
        text = text[:LONGEST].rsplit("-", 1)[0] or text[:LONGEST]
    return text.strip("-") or "session"


def short(session_id: str, length: int = 6) -> str:
    """The beginning of a session id as it stands in file names."""
    return re.sub(r"[^a-z0-9]+", "", session_id.lower())[:length] or "0"
