"""An export read back into a session, strictly and with every mistake named at its line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from msgspec import Struct, field

from aligntui.analysis import say
from aligntui.analysis.figure import Finding
from aligntui.exchange import definitions, reading
from aligntui.exchange.archive import unpack
from aligntui.exchange.entry import Entry
from aligntui.exchange.frame import Frame
from aligntui.exchange.problems import ImportProblem, Problems
from aligntui.exchange.shape import VERSION
from aligntui.exchange.unlooked import Named, Sort, unknown
from aligntui.methods.book import Book
from aligntui.methods.library import Library
from aligntui.session.lengths import longer
from aligntui.session.model import Session
from aligntui.session.work import name_of
from aligntui.text.clean import clean_line
from aligntui.text.yaml_in import YamlProblem, load


class Imported(Struct, frozen=True):
    """What a file gave."""

    session: Session
    book: Book
    findings: list[Finding] = field(default_factory=list)
    """What was kept although nobody asks for it: hints, never errors."""


def read(text: str | bytes, source: str, library: Library, *, new_id: Callable[[], str], at: str) -> Session:
    """The session in an export.

    Args:
        text: The file.
        source: Its name, for messages.
        library: Where the methods it names are found.
        new_id: Makes a session id for a file without one.
        at: ISO time that stands in for dates the file does not give.

    Raises:
        ImportProblem: With all that is to mend.
    """
    return read_all(text, source, library, new_id=new_id, at=at).session


def read_all(
    text: str | bytes, source: str, library: Library, *, new_id: Callable[[], str], at: str
) -> Imported:
    """As `read`, with the definitions and what was noticed on the way."""
    try:
        document = load(text, source)
    except YamlProblem as problem:
        raise ImportProblem([problem]) from None
    problems = Problems(source, document)
    _recognise(document.data, problems)
    frame = Frame(problems, lenient=True)
    data = frame.take(document.data)
    findings: list[Finding] = []
    if data.get("archive"):
        session = unpack(data["archive"], problems)
        problems.stop()
        if session is not None:
            return Imported(session, definitions.book_of(session.methods))
    kept = definitions.read(data, library, problems, findings)
    book = definitions.book_of(kept)
    entry = Entry(data, frame, book, kept, new_id, at)
    session = reading.read(entry)
    problems.stop()
    findings += unknown(_named(data, problems), book, library)
    return Imported(session, book, [*findings, *entry.findings, *_long(session)])


def _long(session: Session) -> list[Finding]:
    """Words that nobody could write today, said once for each card."""
    mend = "It may be shortened; nothing can be added to it."
    lengths = {ref: f"{name_of(session, ref)} has {signs:,} signs" for ref, signs in longer(session).items()}
    return [
        say.hint("IM6", f"{long}, more than may be written. It is kept.", mend, ref)
        for ref, long in lengths.items()
    ]


def _named(data: Mapping[str, Any], problems: Problems) -> Iterator[Named]:
    """Lists, records and relations of a file, with their lines."""
    sorts: dict[str, Sort] = {"collections": "list", "records": "record", "links": "relation"}
    for key, sort in sorts.items():
        for name, entries in data.get(key, {}).items():
            line = problems.line((key, name))
            if entries:
                yield Named(sort, clean_line(name), f"{problems.source} line {line}" if line else "")


def _recognise(data: Any, problems: Problems) -> None:
    """Stop at once when this is another kind of file, or one of a later time."""
    if not isinstance(data, dict) or "aligntui" not in data:
        what = 'this is no AlignTUI export: "aligntui: 1" is missing'
        problems.add((), what, "Write one with aligntui export.")
    elif type(data["aligntui"]) is int and data["aligntui"] > VERSION:
        what = f"this file has format {data['aligntui']}, from a newer AlignTUI"
        problems.add(("aligntui",), what, "Update AlignTUI to read it.")
    problems.stop()
