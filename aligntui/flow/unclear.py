"""Words that do not fit their field."""

from __future__ import annotations


class Unclear(ValueError):  # noqa: N818 - people are unclear, nothing failed
    """The words do not fit the field; the message is a sentence with the mend."""


QUOTED = 24
"""Cells of what was typed that a sentence quotes: the mend must still fit on its row."""
