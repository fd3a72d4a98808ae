"""The way out as rows: formats, and what goes along."""

from __future__ import annotations

from collections.abc import Sequence

from aligntui.exchange.registry import ALONG, Format
from aligntui.tui.rows import listed, window
from aligntui.tui.widgets.line import BLANK, Line, line, paragraph


def out_rows(
    bar: Line, formats: Sequence[Format], at: int, along: int, cells: int, height: int
) -> list[Line]:
    """The page but its message and keys."""
    rows = [
        bar,
        line((" OUT", "text+bold")),
        line((" In which form shall it leave?", "text+bold")),
        BLANK,
    ]
    first, last = window(len(formats), at, height - 14)
    for number in range(first, last):
        one = formats[number]
        focused = number == at
        back = "comes back with import" if one.comes_back else ""
        name = (f"{one.name:<18}", "text+bold" if focused else "text")
        tail = (back if cells >= 100 else "", "muted")
        rows.append(listed(cells, name, (f"{one.help:<44}", "text"), tail, focused=focused))
    rows.append(BLANK)
    if formats[at].comes_back:
        ways = [
            (f"[{name}]", "accent") if number == along else (f" {name} ", "text")
            for number, (name, _) in enumerate(ALONG)
        ]
        rows.append(((" takes along   ", "muted"), *ways))
        role = "finding" if along == 2 else "muted"
        rows += paragraph(ALONG[along][1], min(cells - 2, 100), role=role, lead=" ")
    else:
        rows += [BLANK, line((" To read and to work on elsewhere; it does not come back.", "muted"))]
    return rows
