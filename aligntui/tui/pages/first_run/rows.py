"""The first run as rows: three choices, what will happen, two keys."""

from __future__ import annotations

from aligntui.tui.widgets.line import BLANK, Line, fit, line, on, spread

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
        mark = (" > ", "accent") if number == at else ("   ", "text")
        row = fit(
            line(mark, (f"{title:<27}", "text+bold" if number == at else "text"), (what, "muted")), cells
        )
        rows.append(on(row, "focus") if number == at else row)
    rows += [BLANK, BLANK, line((" What will happen", "accent+bold"))]
    rows += [line((f"   {text.format(undo=undo, back=back)}", "text")) for text in WHAT]
    rows += [BLANK, line((" Two keys carry you through", "accent+bold"))]
    rows += [line((f"   {key:<8}", "text+bold"), (what, "text")) for key, what in KEYS]
    rows += [BLANK, BLANK, line((f" Sessions are kept in {folder}, on this machine only.", "muted"))]
    return rows
