"""Checks of what a method puts on the plan and in the report, and of its groups of lists."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aligntui.methods import check_lists
from aligntui.methods.errors import Path
from aligntui.methods.fitting import near, spoken
from aligntui.methods.names import PLACEHOLDER, Names
from aligntui.methods.types import Chapter, Method, Part, Passage, Section, as_list

HOWS = ("unit", "at", "next", "open", "codes", "taken")
"""What may stand behind the name of a slot."""
WORDS = ("text", "code", "status", "reason", "sentence", "words")
"""Slots that every item has beside its fields."""
RECORD = "record:"
RECORDS = "records"
"""What a passage names for every record that no chapter names."""
PRESENT = "participants"
"""What a section names for all who took part."""
_SLOT = re.compile(r"((?:[a-z][\w-]*:)?[a-z_][\w.]*)(?: ([a-z]+))?\Z")


def pages(names: Names, method: Method) -> None:
    """Check the groups of lists, the sections of the plan and the chapters that a method declares."""
    for name, lists in method.groups.items():
        check_lists.key(names, ("groups", name), name, "group")
        names.collections(("groups", name), lists)
        if name in names.book.collections:
            names.notes(("groups", name), f'"{name}" is a list', "Give the group another name.")
    _subjects(names, ("spreadsheets",), method.spreadsheets)
    for number, section in enumerate(method.plan):
        _section(names, ("plan", number), section)
    for number, chapter in enumerate(method.report):
        path = ("report", number)
        _place(names, path, chapter, "chapter", [known.key for known in names.book.report])
        for place, passage in enumerate(chapter.parts):
            _passage(names, (*path, "parts", place), passage)


def _place(names: Names, path: Path, shown: Section | Chapter, what: str, keys: list[str]) -> None:
    """Name and place of a section or chapter, and that it has something to show."""
    check_lists.key(names, (*path, "key"), shown.key, what)
    if shown.after and shown.after not in keys:
        mend = near(shown.after, keys, "Leave it out.")
        names.notes((*path, "after"), f'the {path[0]} has no {what} "{shown.after}"', mend)
    if not shown.parts:
        names.notes((*path, "parts"), f"a {what} needs a part", "Add - of: a list.")


def _section(names: Names, path: Path, section: Section) -> None:
    _place(names, path, section, "section", [known.key for known in names.book.plan])
    if section.columns and section.layout != "table":
        names.notes((*path, "columns"), "only a table has columns", "Write layout: table.")
    for number, part in enumerate(section.parts):
        subjects = _part(names, (*path, "parts", number), part)
        for heading, text in section.columns.items():
            _slots(names, (*path, "columns", heading), [text], subjects)
    _subjects(names, (*path, "fills"), section.fills)


def _passage(names: Names, path: Path, passage: Passage) -> None:
    subjects = _part(names, path, passage)
    for key in ("fields", "only"):
        for number, field in enumerate(getattr(passage, key) or ()):
            names.field((*path, key, number if key == "fields" else field), field, subjects)
    for heading, texts in passage.columns.items():
        _slots(names, (*path, "columns", heading), as_list(texts), subjects)
    if passage.children and names.collection((*path, "children"), passage.children) and passage.by:
        names.field((*path, "by"), passage.by, [passage.children])
    _subjects(names, (*path, "but"), passage.but)


def _subjects(names: Names, path: Path, named: str | list[str]) -> list[str]:
    """Lists and records behind these names; a name that means nothing is noted."""
    found: list[str] = []
    for name in as_list(named):
        if name == (RECORDS if path[0] == "report" else PRESENT):
            continue
        if name.startswith(RECORD):
            if names.record(path, name.removeprefix(RECORD)):
                found.append(name)
        elif name in names.book.groups:
            found += names.book.lists(name)
        elif names.collection(path, name):
            found.append(name)
    return found


def _part(names: Names, path: Path, part: Part) -> list[str]:
    if not (part.of or part.relation or part.figures):
        names.notes(path, "the part tells nothing", "Write of, relation or figures.")
    every = list(names.book.collections)
    subjects = every if part.of == "any" else _subjects(names, (*path, "of"), part.of or [])
    if part.relation and names.relation((*path, "relation"), part.relation):
        relation = names.book.relations.get(part.relation)
        subjects = as_list(relation.rows) if relation is not None else []
    for number, use in enumerate(part.figures):
        _told(names, (*path, "figures", number), use)
    for key, where in (("where", part.where), ("noted", part.noted)):
        if where:
            names.where((*path, key), where, subjects)
    if part.mark:
        names.field((*path, "mark"), part.mark, subjects, ("yesno",))
    for number, key in enumerate(part.order):
        if "." not in key and key not in ("-dots", "-cited"):
            names.field((*path, "order", number), key.removeprefix("-"), subjects, extra=("text", "code"))
    if part.limit is not None and part.limit < 1:
        names.notes((*path, "limit"), "a limit is 1 or more", "")
    for key, texts in (("says", part.says), ("note", part.note)):
        _slots(names, (*path, key), texts, subjects)
    return subjects


def _slots(names: Names, path: Path, texts: Sequence[str], subjects: list[str]) -> None:
    """Each `{slot}` must be a field, a word that every item has, or `function.part`."""
    for slot in (slot for text in texts for slot in PLACEHOLDER.findall(text)):
        match = _SLOT.match(slot)
        if match is None or (match[2] and match[2] not in HOWS):
            mend = f"Write the name of a field, and behind it {', '.join(HOWS)} or nothing."
            names.notes(path, f'"{{{slot}}}" stands for nothing', mend)
        elif "." in match[1]:
            _part_of(names, path, match[1], subjects)
        elif subjects and match[1] not in WORDS and not names.known_field(subjects, match[1]):
            lists = " or ".join(spoken(subject) for subject in subjects[:3])
            mend = near(match[1], [*names.among(subjects), *WORDS], "Name a field.", braces=True)
            names.notes(path, f'{lists} has no field "{match[1]}"', mend)


def _told(names: Names, path: Path, ref: str) -> None:
    """A function, or a figure of this method or of one that is named, or a part of it."""
    own = names.method.figures if names.method is not None else {}
    if ":" in ref or ref.partition(".")[0] in own:
        names.figure(path, ref)
    elif names.functions is not None and ref not in names.functions:
        what = f'there is no function and no figure "{ref}"'
        names.notes(path, what, near(ref, [*own, *names.functions], "Check its spelling."))


def _part_of(names: Names, path: Path, ref: str, subjects: list[str]) -> None:
    """`figure.part`, or `function.part` where it is plain which figure of that function is meant."""
    own = names.method.figures if names.method is not None else {}
    use, _, part = ref.partition(".")
    if ":" in ref or use in own:
        names.figure(path, ref)
        return
    function = (names.functions or {}).get(use)
    if function is None:
        if names.functions is not None:
            mend = near(use, [*own, *names.functions], "Check its spelling.")
            names.notes(path, f'there is no figure and no function "{use}"', mend)
        return
    alike = [name for name, one in own.items() if one.get("use") == use]
    over = [name for name in alike if set(as_list(own[name].get("of", []))) & set(subjects)]
    if len(alike) > 1 and len(over) != 1:
        which = ", ".join(f"{name}.{part}" for name in over or alike)
        names.notes(path, f"{use} is what several figures do", f"Write one of: {which}.")
    elif alike and part not in function.gives(own[(over or alike)[0]]):
        mend = near(part, function.parts, "")
        names.notes(path, f'{use} has no part "{part}"', mend)
