"""The plan on one page as plain data: sections with their lines, and what is missing."""

from __future__ import annotations

from typing import Literal

import msgspec

TITLE = "The plan on one page"
"""What the page is called wherever it stands."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a section: whole text, or cells where the section has columns."""

    text: str = ""
    id: str = ""
    """Item behind the line."""
    code: str = ""
    role: str = "accent"
    """Colour of the code: that of the item's list."""
    brief: str = ""
    """What is said where a page has little room; "" for the text."""
    note: str = ""
    """What qualifies it: `hedge`, a reason, who and when."""
    cells: tuple[str, ...] = ()
    legend: bool = False
    """Whether it says nothing but what the headings of the columns stand for."""

    @property
    def words(self) -> str:
        """The text with what qualifies it."""
        return f"{self.text} ({self.note})" if self.note else self.text


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the page."""

    key: str
    title: str
    label: str = ""
    """The title in few letters, as the screen has it."""
    layout: Literal["lines", "beside", "text", "table"] = "lines"
    """How the lines stand; `text` has no heading, and `beside` is for lines that are short enough."""
    least: int = 0
    """Lines, or rows of lines beside each other, that the first page holds before other sections get more."""
    lines: tuple[Line, ...] = ()
    columns: tuple[str, ...] = ()
    """Headings of the cells, when the lines have cells."""
    heads: tuple[str, ...] = ()
    """The same in full, where they are codes."""
    letters: str = ""
    """What the letters in the cells of a crossing stand for."""
    kinds: tuple[str, ...] = ()
    """What the cells hold: `number`, `amount`, `date`, `name` or `text`."""
    empty: str = ""
    """What is missing, in a few words; "" when there are lines or nobody asks."""
    asks: str = ""
    """`method/step` that asks for what is missing; "" when the session has none."""
    step: str = ""
    """Title of that step."""


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """The page."""

    title: str
    as_of: str
    """The day it is, ISO."""
    sections: tuple[Section, ...]
    errors: int = 0
    warnings: int = 0

    def section(self, key: str) -> Section:
        """A section by its key.

        Raises:
            KeyError: When there is none of that key.
        """
        for section in self.sections:
            if section.key == key:
                return section
        raise KeyError(key)

    @property
    def missing(self) -> list[Section]:
        """Sections that wait for somebody to write them."""
        return [section for section in self.sections if section.empty]
