"""The typed form of what stands on the plan and in the report: sections and where their lines come from.

Part of the schema of `methods.types`, which offers these names to everybody else.
"""

from typing import Literal

from aligntui.methods.lists import FieldType, Spec


class Part(Spec, kw_only=True):
    """Lines of a section: one for each item of a list, for a record, for a row of a crossing or a figure."""

    of: str | list[str] = ""
    """Lists, groups of lists or `record:NAME`; `any` for every list with the fields its texts name;
    `participants` for all who took part, where they were several."""
    where: str = ""
    """Only items that fit."""
    mark: str = ""
    """Only items that are taken on: yes in the field that a step marks in the list, else in this one."""
    away: Literal["", "also", "only"] = ""
    """Parked and dropped items as well, or nothing but them."""
    when: Literal["", "first", "after"] = ""
    """Only while nothing stands before it in the section, or only after something."""
    order: list[str] = []
    """Fields to sort each list by, `-` in front for falling; `-dots`, `-cited` (what was taken on
    rests on it, then anything does), or a figure's: `function.part`."""
    limit: int | None = None
    """At most so many of each list."""
    together: bool = False
    """`order` and `limit` are of all its lists as one, not list by list."""
    rest: str = ""
    """What is said of those left out: `{codes}` names them. Parked ones are not named."""
    says: list[str] = []
    """How a line reads: the first of these texts whose every `{slot}` holds something, else the words."""
    brief: list[str] = []
    """How it reads where a page has little room, in the same way."""
    note: list[str] = []
    """What qualifies the line, in the same way; nothing when no text is whole."""
    noted: str = ""
    """Condition under which the note stands."""
    never: list[str] = []
    """Lines that say nothing: nobody, none."""
    relation: str = ""
    """A crossing as a table of its rows, with what stands in the cells."""
    figures: list[str] = []
    """Functions or figures (`name`, `method:name`): title, value and sentence; `name.part`: that part."""


class Section(Spec, kw_only=True):
    """A section of the plan on one page."""

    key: str
    """Name of the section; a method that declares one of the same key replaces it."""
    title: str
    """Heading on paper."""
    label: str = ""
    """Heading on the screen, in few letters; the title when left out."""
    weighed: list[str] = []
    """Fields, or `dots`, by which its items are weighed: the first that a list has is told in the heading."""
    unweighed: str = ""
    """Heading in place of both while none of its items has any of those."""
    layout: Literal["lines", "beside", "text", "table"] = "lines"
    """Lines below each other, beside each other, as sentences without a heading, or with columns."""
    columns: dict[str, str] = {}
    """table: heading -> text of the cell, behind the words, which stand first under the title of the section;
    columns that nothing fills are left out."""
    parts: list[Part]
    """Where its lines come from, in order."""
    fills: list[str] = []
    """Lists or `record:NAME` that somebody has to fill; those of the first part when left out."""
    missing: str = ""
    """What is missing without lines: "goals"; a section that says nothing here is not missed."""
    undecided: list[str] = []
    """What is missing while items wait to be taken on: one of them, and `{n}` of them."""
    least: int = 0
    """So many of its lines stand on the first page before any other section gets more."""
    after: str = ""
    """Key of the section behind which it stands; at the end of the page when left out."""


class Passage(Part, kw_only=True):
    """What a chapter tells: items, a record, a crossing, or the sentence of a figure."""

    of: str | list[str] = ""
    """Lists, groups of lists or `record:NAME`; `records` for every record that no chapter names."""
    layout: Literal["table", "lines", "text", "each"] = "table"
    """A table, lines below each other, sentences, or each item under a heading of its own."""
    head: str = ""
    """table: heading over the words; the title of the list when left out."""
    titled: bool = False
    """A record under its title."""
    but: list[str] = []
    """`records`: those as `record:NAME` that stay out of the report."""
    fields: list[str] | None = None
    """table: fields that stand in it, those that somebody has; all when left out."""
    without: list[FieldType] = []
    """table: types of fields that are left out."""
    only: dict[str, Literal["varies", "yes_once"]] = {}
    """table: fields that stand in it only where items differ, or where one says yes."""
    columns: dict[str, str | list[str]] = {}
    """table: heading -> text of the cell, behind the fields; several texts stand behind each other."""
    filled: bool = False
    """table: only where something stands beside the words."""
    children: str = ""
    """each: child list that is told below the words."""
    by: str = ""
    """each: field by which the children are gathered."""


class Chapter(Spec, kw_only=True):
    """A chapter of the report."""

    key: str
    """Name of the chapter; a method that declares one of the same key replaces it."""
    title: str
    """Its heading."""
    titles: dict[str, str] = {}
    """Heading while so many items stand under headings of their own: `"4": Four worlds`."""
    parts: list[Passage]
    """What it tells, in order; without any of it the chapter is left out."""
    after: str = ""
    """Key of the chapter behind which it stands; behind all others when left out."""
