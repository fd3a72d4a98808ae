"""Figures read out: what they are about, and their parts as words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aligntui.analysis.figure import Groups, Items, Part, PerItem, PerLink, Sentence, Value, answer_text
from aligntui.analysis.figures import Figures
from aligntui.analysis.readout import name_of, value_text, with_names
from aligntui.analysis.registry import functions
from aligntui.analysis.shape_words import in_words
from aligntui.analysis.shaping import label_of, shape_of
from aligntui.analysis.view import View
from aligntui.methods.types import as_list
from aligntui.text.listing import listed


def is_said(ref: str, figures: Figures, method: str) -> bool:
    """Whether a figure has anything to show."""
    figure = figures.figure(method, ref)
    return figure is not None and not figure.why_missing


def about(figures: Figures, method: str, ref: str, view: View) -> str:
    """The lists that a figure is about, where the method has several figures of its kind."""
    owner = view.book.methods.get(ref.partition(":")[0] if ":" in ref else method)
    definition = figures.definition(method, ref)
    if owner is None or definition is None:
        return ""
    alike = [one for one in owner.figures.values() if one.get("use") == definition.get("use")]
    lists = [name for name in as_list(definition.get("of")) if name in view.book.collections]
    if len(alike) < 2 or not lists:
        return ""
    return listed(view.book.collections[name].title.lower() or name for name in lists)


def heading_of(meaning: str, subject: str) -> str:
    """What a part says in plain words, and of what."""
    plain = meaning.partition(";")[0].removesuffix(".").removesuffix(", in one sentence")
    plain = plain.removesuffix(", as bars")
    words = f"{subject}: {plain[:1].lower()}{plain[1:]}" if subject else plain
    return f"{words[:1].upper()}{words[1:]}"


def read_out(ref: str, figures: Figures, method: str, view: View) -> list[tuple[str, list[tuple[str, str]]]]:
    """A figure, or one part of it (`name.part`): (what the part says, (name, what stands beside it) each)."""
    figure = figures.figure(method, ref)
    if figure is not None and figure.why_missing:
        return [("", [(figure.why_missing, "")])]
    names = figures.names(method, ref)
    return [
        (heading, entries)
        for heading, part, wanted in parts_of(ref, figures, method, view)
        if (entries := part_text(part, view, names, wanted))
    ]


def parts_of(ref: str, figures: Figures, method: str, view: View) -> list[tuple[str, Part, str]]:
    """The parts of a figure, or the one named (`name.part`): what stands over each, and its shape.

    The shape is the one that the method gives in `as:`; "" where it gives none. A whole sentence without a
    title of its own needs nothing over it.
    """
    figure = figures.figure(method, ref)
    if figure is None:
        return []
    wanted = ref.rpartition(":")[2].partition(".")[2]
    definition = figures.definition(method, ref) or {}
    shapes, meanings = definition.get("as", {}), figures.meanings(method, ref)
    untitled = "" if definition.get("title") else about(figures, method, ref, view)
    found = []
    for name, part in figure.parts.items():
        if wanted in ("", name):
            heading = titled(definition, name)
            if not heading and not (isinstance(part, Sentence) and part.text.endswith(".")):
                title = definition.get("title")
                subject = untitled if isinstance(title, Mapping) else str(title or untitled)
                heading = heading_of(meanings.get(name, name), subject)
            found.append((heading, part, shapes.get(name, "")))
    return found


def titled(definition: Mapping[str, Any], part: str) -> str:
    """What a method writes over a part of a figure; "" where it writes nothing.

    One title for all of it stands over the value alone; other parts say beside it what they are.
    """
    title = definition.get("title")
    if isinstance(title, Mapping):
        return str(title.get(part, ""))
    main = functions()[str(definition["use"])].main[:1] if title else ()
    return str(title) if part in main else ""


def part_text(part: Part, view: View, names: dict[str, str], wanted: str = "") -> list[tuple[str, str]]:
    """A part as (name, what stands beside it), in order: what a screen draws, in words."""
    shape = shape_of(part, view, wanted, names)
    if shape is not None:
        return in_words(shape)
    match part:
        case Value():
            return [value_text(part)]
        case Sentence():
            return [(with_names(part.text, view), "")] if part.text else []
        case Items():
            return [(name_of(one, view), "") for one in part.ids] or [("none", "")]
        case PerItem() | PerLink():
            return [
                (label_of(key, view, names).whole, answer_text(value, part.decimals, part.unit))
                for key, value in part.values.items()
            ]
        case Groups():
            return [
                (name_of(name, view), ", ".join(name_of(one, view) for one in ids))
                for name, ids in part.groups.items()
                if ids
            ]
        case _:
            # What is wanted as words though it has a shape of its own: the words of that shape.
            own = shape_of(part, view, "", names)
            return in_words(own) if own is not None else []
