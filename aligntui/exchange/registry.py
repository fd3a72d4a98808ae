"""The formats a session can leave in, by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from aligntui.analysis.view import View
from aligntui.exchange import csv_export, json_export, markdown, yaml_export
from aligntui.methods import own_pages
from aligntui.methods.book import Book
from aligntui.text.nearest import nearest
from aligntui.text.problem import UserProblem
from aligntui.text.slug import slug

CSV = "csv-"
"""Before the name of a list, crossing or form: one table as CSV."""
PLAN = "plan"
"""The plan on one page alone, as Markdown."""


ALONG = (
    ("as usual", "Everything but who answered what: names of secret rounds never leave."),
    ("named answers", "Raw answers of rounds that were held under names go along."),
    ("everything", "All as stored, with names, secret answers and history. For moving, not for sending."),
)
"""What goes along with YAML and JSON, and what that means."""


class Format(msgspec.Struct, frozen=True):
    """A way out."""

    name: str
    help: str
    """One line for `aligntui export --help` and the export panel."""
    suffix: str
    """Ending of file names, with the point."""
    write: Callable[[View], str]
    comes_back: bool = False
    """Whether `aligntui import` reads it."""

    def file_name(self, title: str) -> str:
        """What a file of a session with this title is called: `millrace-objectives.csv`."""
        is_part = self.name.startswith(CSV) or self.name == PLAN
        table = f"-{self.name.removeprefix(CSV)}" if is_part else ""
        return f"{slug(title)}{table}{self.suffix}"


class UnknownFormat(UserProblem):
    """No format of this name, as one sentence."""


def formats(
    book: Book, today: str = "", *, with_answers: bool = False, archive: bool = False
) -> dict[str, Format]:
    """All formats by name, the default first.

    Args:
        book: Definitions of the session: they say which lists are offered as a spreadsheet.
        today: The day it is, ISO, or a moment of it: a report says so, and the day of the view when left out.
        with_answers: Raw answers of rounds held under names go along (YAML and JSON).
        archive: Everything as stored goes along (YAML and JSON).
    """
    yaml = _writer(yaml_export.export, archive, with_answers=with_answers, archive=archive)
    json = _writer(json_export.export, archive, with_answers=with_answers, archive=archive)
    found = [
        Format("yaml", "everything, to read, edit and import again", ".yaml", yaml, True),
        Format("json", "the same data for scripts", ".json", json, True),
        Format("markdown", "a report to hand out", ".md", _writer(markdown.export, today=today)),
        Format(
            PLAN, "the plan on one page alone", ".md", _writer(markdown.export, today=today, page_only=True)
        ),
    ]
    found += [_spreadsheet(book, name) for name in (*book.spreadsheets, *own_pages.spreadsheets(book))]
    return {one.name: one for one in found}


def find(
    name: str, view: View, today: str = "", *, with_answers: bool = False, archive: bool = False
) -> Format:
    """A format by name; `csv-NAME` for any list, crossing or form, `md` and `yml` for short.

    Raises:
        UnknownFormat: With the name that was probably meant.
    """
    known = formats(view.book, today, with_answers=with_answers, archive=archive)
    wanted = {"md": "markdown", "yml": "yaml"}.get(name.casefold(), name.casefold())
    if wanted in known:
        return known[wanted]
    table, book = wanted.removeprefix(CSV), view.book
    tables = [*book.collections, *book.groups, *book.relations, *book.records]
    if table != wanted and table in tables and (book.lists(table) or table not in book.groups):
        return _spreadsheet(book, table)
    names = [*known, *(CSV + table for table in tables)]
    guess = nearest(wanted, names)
    mend = f"Did you mean {guess}?" if guess else "Formats: " + ", ".join(known) + "."
    raise UnknownFormat(f'There is no format "{name}". {mend}')


def _spreadsheet(book: Book, name: str) -> Format:
    """A list, a group of lists together, a crossing or a form as CSV."""
    found = book.collections.get(name)
    title = (found.title if found is not None else "").lower() or name.replace("_", " ")
    says = f"{'all ' if name in book.groups else ''}{title} as a spreadsheet"
    return Format(CSV + name, says, ".csv", _writer(csv_export.export, table=name))


def _writer(export: Callable[..., str], whole: bool = False, **how: Any) -> Callable[[View], str]:
    """An export that leaves out what the person may not see; an archive is `whole`: it moves the session."""
    return lambda view: export(view.whole if whole else view.cut, **how)


def size(count: int) -> str:
    """Bytes as people say them."""
    return f"{count} bytes" if count < 1000 else f"{round(count / 1000)} kB"
