"""What of figures names nobody: what a report shows that is held without names."""

from __future__ import annotations

import re

from aligntui.analysis import told
from aligntui.analysis.figure import (
    Bars,
    Courses,
    Grid,
    Groups,
    Items,
    Part,
    PerItem,
    PerLink,
    Places,
    Sentence,
)
from aligntui.analysis.figures import Figures
from aligntui.analysis.view import View

_BRACED = re.compile(r"\{([^{}]+)\}")


def parts(refs: list[str], figures: Figures, method: str, view: View) -> list[str]:
    """The parts of these figures that name nobody, as `name.part`; a figure without a value as it is."""
    kept: list[str] = []
    for ref in refs:
        figure = figures.figure(method, ref)
        if figure is None or figure.why_missing:
            kept.append(ref)
            continue
        head, colon, name = ref.rpartition(":")
        name, _, wanted = name.partition(".")
        kept += [
            f"{head}{colon}{name}.{title}"
            for title, part in figure.parts.items()
            if wanted in ("", title) and not names_anybody(part, view)
        ]
    return kept


def names_anybody(part: Part, view: View) -> bool:
    """Whether a part of a figure says something of a person by name."""
    items = (view.item(ref) for ref in _ids(part))
    return any(item is not None and told.own_name(view, item) for item in items)


def _ids(part: Part) -> list[str]:
    match part:
        case Items():
            return part.ids
        case PerItem() | Places():
            return list(part.values)
        case Courses():
            return [course.label for course in part.rows]
        case PerLink():
            return [end for pair in part.values for end in pair.split(">")]
        case Bars():
            return [bar.label for bar in part.bars]
        case Grid():
            return [*part.rows, *part.cols]
        case Groups():
            return [ref for name, ids in part.groups.items() for ref in (name, *ids)]
        case Sentence():
            return _BRACED.findall(part.text)
    return []
