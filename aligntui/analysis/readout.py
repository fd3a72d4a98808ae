"""Figures in a sentence: names for ids, a number as it is said, the sentence that closes a step."""

from __future__ import annotations

import re

from aligntui.analysis import told
from aligntui.analysis.checks import worst_first
from aligntui.analysis.figure import Finding, Items, PerItem, Sentence, Value, number_text
from aligntui.analysis.figures import Figures
from aligntui.analysis.say import name, named
from aligntui.analysis.view import View

_FIGURE = re.compile(r"\{([a-z_0-9:.-]+)\}")


def value_text(part: Value) -> tuple[str, str]:
    """A number as it is said, and what stands beside it: "6 of 8" says more than 6, and than 0.75."""
    if part.counted:
        return part.note, ""
    return number_text(part.number, part.decimals, part.unit), part.note


def with_names(text: str, view: View) -> str:
    """`{item id}` replaced by its code and its words."""
    return re.sub(r"\{([^{}]+)\}", lambda m: name(view, m[1]) if m[1] in view.session.items else m[0], text)


def name_of(key: str, view: View) -> str:
    """Code and words of an item, a pair as two codes, or the word itself."""
    if ">" in key:
        a, _, b = key.partition(">")
        return f"{view.code(a)} x {view.code(b)}"
    item = view.session.items.get(key)
    return f"{view.code(key)} {item.text}" if item is not None else key


def read_back(template: str, figures: Figures, method: str, view: View) -> str:
    """The closing sentence of a step with its figures filled in; "" when one cannot be said."""
    if not template:
        return ""
    if unsaid(template, figures, method):
        return ""
    return _FIGURE.sub(lambda match: slot_words(match[1], figures, method), template).strip()


def unsaid(template: str, figures: Figures, method: str) -> list[str]:
    """What of a closing sentence says nothing, so that the sentence is not said."""
    return [ref for ref in dict.fromkeys(_FIGURE.findall(template)) if not slot_words(ref, figures, method)]


def slot_words(ref: str, figures: Figures, method: str) -> str:
    """What `{record.field}` or `{figure.part}` stands for; "" while nothing is said there."""
    view = figures.view
    head, _, key = ref.partition(".")
    if head in view.book.records and figures.definition(method, head) is None:
        record = view.session.records.get(head)
        return told.of(view, record, key) if record is not None else ""
    part = figures.part(method, ref)
    if isinstance(part, Sentence) and part.text:
        return with_names(part.text, view)
    if isinstance(part, Value) and part.number is not None:
        return number_text(part.number, part.decimals, part.unit)
    if isinstance(part, Items) and part.ids:
        return named(view, part.ids, 4)
    return part.whole if isinstance(part, PerItem) else ""


def filled(text: str, figures: Figures, method: str) -> str:
    """A text of a step with our own words in it; what is not said yet reads as its name."""

    def fill(match: re.Match[str]) -> str:
        ref = match[1]
        head, dot, key = ref.partition(".")
        if not dot or (head not in figures.view.book.records and figures.definition(method, ref) is None):
            # Filled for each pair: `{row.text}`.
            return match[0]
        return slot_words(ref, figures, method) or told.label(figures.view, f"record:{head}", key)

    return _FIGURE.sub(fill, text)


def behind(template: str, figures: Figures, method: str) -> list[Finding]:
    """What the checks say in the figures that a closing sentence names, worst first."""
    named = [figures.figure(method, ref) for ref in _FIGURE.findall(template)]
    return worst_first(figures.view, [f for figure in named if figure is not None for f in figure.findings])
