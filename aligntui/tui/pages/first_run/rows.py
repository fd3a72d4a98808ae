"""The first run as rows: three choices, what will happen, two keys."""

from __future__ import annotations

from aligntui.tui.rows import listed
from aligntui.tui.widgets.line import BLANK, Line, line, on, paragraph, spread

CHOICES = (
    ("Start a workshop", "ready agendas, or one method on its own"),
    ("See a finished one", "Millrace Bakehouse: a small bakery plans 2027"),
    ("Open a file", "a session someone sent you (YAML)"),
)

WHAT = (
    "You answer one question at a time: alone, or with your team in the room.",
    'Every line is on disk the moment you press Enter. There is no "save".',
    "Nothing is ever lost: {undo} undoes, {back} goes back, closing the window is fine.",
    "At the end: a plan on one page, with reasons, owners and dates.",
)

KEYS = (
    ("Enter", "goes in, keeps what you wrote, goes on"),
    ("Esc", "goes out, one step at a time, and loses nothing"),
)


def first_rows(at: int, folder: str, cells: int, undo: str, back: str) -> list[Line]:
    """The first screen a newcomer sees.

    Args:
        at: Focused choice.
        folder: Where sessions are kept.
        cells: Width of the window.
        undo: Key that takes back the last change.
        back: Key that goes back.
    """
    rows: list[Line] = [
        on(spread(line((" AlignTUI", "text+bold")), line(("no sessions ", "muted")), cells), "bar"),
        line((" Strategy workshops in a terminal, one question at a time.", "text+bold")),
        BLANK,
    ]
    for number, (title, what) in enumerate(CHOICES):
        title_role = "text+bold" if number == at else "text"
        rows.append(listed(cells, (f"{title:<27}", title_role), (what, "muted"), focused=number == at))
    rows += [BLANK, BLANK, line((" What will happen", "accent+bold"))]
    for text in WHAT:
        rows += paragraph(text.format(undo=undo, back=back), cells - 4, lead="   ")
    rows += [BLANK, line((" Two keys carry you through", "accent+bold"))]
    rows += [line((f"   {key:<8}", "text+bold"), (what, "text")) for key, what in KEYS]
    where = f"Sessions are kept in {folder}, on this machine only."
    return [*rows, BLANK, *paragraph(where, cells - 2, role="muted", lead=" ")]
