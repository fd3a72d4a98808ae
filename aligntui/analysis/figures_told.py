"""Figures as lines of the plan and of a report: their sentence and value, or the part that is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from aligntui.analysis import checks, registry, told
from aligntui.analysis.figure import Figure, Sentence, Value, number_text
from aligntui.analysis.view import View
from aligntui.methods.types import Method, as_list
from aligntui.text.listing import listed

Told = list[tuple[str, str]]
"""(what it is about, what is said of it), a line each."""


def lines(view: View, refs: Iterable[str]) -> Told:
    """What figures say, each once, behind what it is about where there are several or it has a title.

    Args:
        view: The snapshot.
        refs: Functions, or figures as `name`, `name.part`, `method:name` or `method:name.part`. A bare name
            is told in its sentence, with the value where the method gives words for that; a figure without
            a sentence in its value or its main part; `.line` in its sentence, or a value that has a title.
    """
    said: dict[tuple[str, str], bool] = {}
    for ref in refs:
        part = ref.rpartition(":")[2].partition(".")[2]
        for method, name in _named(view, ref):
            for line, titled in _told(view, method, name, part):
                said.setdefault(line, titled)
    return [line if titled or len(said) > 1 else ("", line[1]) for line, titled in said.items()]


def _named(view: View, ref: str) -> list[tuple[Method, str]]:
    """The figures that a name stands for: one of a method, all of a function, else all called so."""
    owner, _, rest = ref.rpartition(":")
    wanted = rest.partition(".")[0]
    every = [(method, name) for method in view.book.methods.values() for name in method.figures]
    own = [(method, name) for method, name in every if name == wanted and owner in ("", method.method)]
    alike = [(method, name) for method, name in every if method.figures[name].get("use") == wanted]
    return own if owner else alike or own


def _told(view: View, method: Method, name: str, part: str) -> list[tuple[tuple[str, str], bool]]:
    """Lines about a figure, each with whether what it is about must stand before it."""
    declared = method.figures[name]
    figure = checks.figure_of(view, method, declared)
    if figure is None or figure.why_missing:
        return []
    title = _title(declared)
    line = figure.parts.get("line")
    value = _value(figure, declared)
    if part in ("", "line"):
        words = told.coded(view, line.text) if isinstance(line, Sentence) else ""
        if words:
            banded = _before(value, words) if declared.get("bands") else ""
            return [
                (
                    (f"{title}:" if title else _about(view, declared.get("of")), f"{banded}{words}"),
                    bool(title),
                )
            ]
        if value and (title or declared.get("bands")):
            return [((f"{title or _plain(name)}:", value), True)]
        if part or isinstance(line, Sentence):
            return []
        if figure.findings:
            return [(("", told.coded(view, finding.message)), False) for finding in figure.findings]
        part = _foremost(declared, figure)
    from aligntui.analysis.figure_words import read_out
    from aligntui.analysis.figures import Figures

    found: list[tuple[tuple[str, str], bool]] = []
    for over, rows in read_out(f"{method.method}:{name}.{part}", Figures(view), method.method, view):
        joint = ", " if isinstance(figure.parts[part], Value) else ": "
        # All of it in one line: beside other lines of a section several would read as if they stood alone.
        texts = "; ".join(joint.join(filter(None, row)) for row in rows)
        found.append(((f"{over}:" if over else "", texts), bool(over)))
    return found


def _before(value: str, words: str) -> str:
    """The value with its band before a sentence; the band alone where the sentence begins with the value."""
    number, _, band = value.rpartition(", ")
    if band and words.startswith(f"{number.partition(',')[0]} "):
        return f"{band}, "
    return f"{value}. " if value else ""


def _foremost(declared: Mapping[str, Any], figure: Figure) -> str:
    """The part by which a figure without a sentence is told: the first with a title, else its value."""
    title = declared.get("title")
    titled = (part for part in title if part in figure.parts) if isinstance(title, Mapping) else iter(())
    return next(titled, registry.functions()[str(declared["use"])].main[0])


def _title(declared: Mapping[str, Any]) -> str:
    """What stands over the sentence or the value of a figure, where its method says so."""
    heading, main = declared.get("title"), registry.functions()[str(declared["use"])].main
    if isinstance(heading, Mapping):
        heading = next((heading[part] for part in ("line", *main) if part in heading), "")
    return str(heading or "")


def _value(figure: Figure, declared: Mapping[str, Any]) -> str:
    """The first number that carries its value, with what stands beside it: a band, of how many."""
    main = registry.functions()[str(declared["use"])].main
    values = [part for name in main if isinstance(part := figure.parts.get(name), Value)]
    if not values or values[0].number is None:
        return ""
    first = values[0]
    return ", ".join(filter(None, (number_text(first.number, first.decimals, first.unit), first.note)))


def _plain(name: str) -> str:
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]


def _about(view: View, lists: str | list[str] | None) -> str:
    """Titles of the lists that a figure is about, as they stand before its sentence."""
    known = [name for name in as_list(lists) if name in view.book.collections]
    words = listed(told.title(view.book, name).lower() for name in known)
    return f"{words[:1].upper()}{words[1:]}:" if words else ""
