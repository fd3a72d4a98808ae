"""Commands that carry a session out and in, and two copies of one together: export, import, combine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from aligntui.cli import completing, sources
from aligntui.cli.place import Place, place
from aligntui.cli.printing import out, put
from aligntui.cli.problems import Wrong, say
from aligntui.text.clean import clean_line
from aligntui.text.typed_path import typed_path

if TYPE_CHECKING:
    from aligntui.analysis.view import View
    from aligntui.session.model import Session

ENDINGS = {
    "": "yaml", ".yaml": "yaml", ".yml": "yaml", ".json": "json", ".md": "markdown", ".csv": "csv",
}  # fmt: skip
"""Ending of FILE -> format, where --to says nothing."""

ARCHIVE = (
    "This archive holds everything as stored: names, answers given in secret, the whole history. "
    "Keep it as safe as the session itself."
)
ANSWERS = "This export holds what each person answered under their name. Give it only to those who may know."


EXPORT_HELP = """\
\b
Examples:
  aligntui export millrace                         YAML to stdout
  aligntui export millrace -o plan.yaml            a file only you can read
  aligntui export millrace -o plan.md              the report, as Markdown
  aligntui export millrace --to plan -o page.md    the plan on one page alone
  aligntui export millrace --to json | jq .collections.objectives
  aligntui export millrace --to csv --table objectives -o objectives.csv
  aligntui export millrace --archive -o keep.yaml  answers and history too
  aligntui export plan.yaml --to markdown          of a file you were sent

CSV is UTF-8 with a byte order mark; every text is quoted, and one that a spreadsheet would run
as a formula (it begins with = + - @) has a ' before it.
"""


@click.command("export", short_help="write a session as YAML, Markdown, JSON or CSV", epilog=EXPORT_HELP)
@click.argument("session", metavar="SESSION|FILE", shell_complete=completing.sessions_or_files)
@click.option(
    "--to", metavar="FORMAT", help="yaml, markdown, plan, json or csv; else as FILE ends; else yaml."
)
@click.option(
    "-o", "--output", metavar="FILE", type=click.Path(), help="Write to this file, not to stdout (-)."
)
@click.option("--force", is_flag=True, help="Replace FILE when it is there.")
@click.option(
    "--table", metavar="NAME", help="List, grid or form that a CSV holds: factors, objectives, match..."
)
@click.option("--with-answers", is_flag=True, help="With what each person answered, of rounds under names.")
@click.option("--archive", is_flag=True, help="With everything as stored, to move or keep the session.")
def export_command(
    session: str,
    to: str | None,
    output: str | None,
    force: bool,
    table: str | None,
    with_answers: bool,
    archive: bool,
) -> int:
    """Write SESSION to stdout, or to a file. YAML and JSON come back with import."""
    from aligntui.exchange.registry import UnknownFormat, find
    from aligntui.exchange.write import write
    from aligntui.text import moment

    path = typed_path(output) if output not in (None, sources.STDIN) else None
    format_ = _format(to, path, table)
    if (archive or with_answers) and format_ not in ("yaml", "json"):
        option = "--archive" if archive else "--with-answers"
        raise Wrong(f"{option} goes with YAML and JSON only. Leave out --to {format_}.", 2)
    view = sources.session_or_file(place(), session).view
    if format_ == "csv":
        format_ = f"csv-{_list(view, table)}"
    try:
        chosen = find(format_, view, moment.now(), with_answers=with_answers, archive=archive)
    except UnknownFormat as problem:
        raise Wrong(str(problem), 2) from None
    if archive or with_answers:
        say(ARCHIVE if archive else ANSWERS)
    text = chosen.write(view)
    if path is None:
        put(text.encode("utf-8"))
    else:
        size = write(path, text, force=force)
        say(f"{clean_line(str(path))} is written, {_size(size)}. Only you can read it.")
    return 0


def _format(to: str | None, path: Path | None, table: str | None) -> str:
    """The format asked for, in full.

    Raises:
        Wrong: A table is asked for in a format that has none, or the file ends like no format here.
    """
    suffix = path.suffix if path is not None else ""
    ending = ENDINGS.get(suffix.lower(), "")
    if not ending and not to:
        known = ", ".join(filter(None, ENDINGS))
        raise Wrong(f"Nothing here writes {clean_line(suffix)}. Endings: {known}; or name one with --to.", 2)
    format_ = (to or ("csv" if table else ending)).casefold()
    if table and format_ != "csv":
        raise Wrong(f"--table goes with --to csv, not with {clean_line(format_)}.", 2)
    return {"md": "markdown", "yml": "yaml"}.get(format_, format_)


def _list(view: View, table: str | None) -> str:
    """The list that a spreadsheet holds: the one named, else the only one there is.

    Raises:
        Wrong: The session has no such list, or several and none is named.
    """
    written = [name for name in view.book.collections if view.items(name, away=True)]
    known = [*view.book.groups, *view.book.collections, *view.book.relations, *view.book.records]
    if table in known:
        return str(table)
    if table is None and len(written) == 1:
        return written[0]
    if table is not None:
        words = f'There is no list "{clean_line(table)}" in this session.'
    elif not written:
        raise Wrong("There is nothing for a spreadsheet yet. aligntui show says which step writes what.")
    else:
        words = "A spreadsheet holds one list."
    several = [group for group, lists in view.book.groups.items() if set(lists) & set(written)]
    raise Wrong(f"{words} Name one with --table: {', '.join([*several, *written]) or ', '.join(known)}.", 2)


def _size(size: int) -> str:
    return f"{size} bytes" if size < 1000 else f"{size / 1000:.0f} kB"


IMPORT_HELP = """\
\b
Examples:
  aligntui import plan.yaml
  aligntui import plan.yaml --title "Millrace, what if"
  ssh bakery aligntui export millrace | aligntui import -
"""


@click.command("import", short_help="a new session from a YAML export", epilog=IMPORT_HELP)
@click.argument("file", type=click.Path())
@click.option("--title", default="", help="Title of the new session; else the one in the file.")
def import_command(file: str, title: str) -> int:
    """Make a new session from an exported FILE, and print its title and id.

    Nothing is made while the file has mistakes; all of them are named with their lines.
    """
    from aligntui.analysis.told import coded

    here = place()
    source = sources.exported(here, sources.open_file(file))
    session = source.view.session
    if title:
        session.meta.title = title
    if not clean_line(session.meta.title):
        raise Wrong(f"{clean_line(file)} gives the session no title. Add --title.")
    for finding in source.noticed:
        words = " ".join(filter(None, (finding.message, finding.mend)))
        say(f"{finding.mark} {coded(source.view, words)}")
    _adopt(here, session)
    return 0


COMBINE_HELP = """\
\b
Examples:
  aligntui combine millrace millrace-on-the-laptop
  aligntui combine millrace ./stick/millrace.json --title "Millrace, both"
"""


@click.command("combine", short_help="two copies of one session together", epilog=COMBINE_HELP)
@click.argument("session", shell_complete=completing.sessions)
@click.argument("copy", metavar="COPY", shell_complete=completing.sessions_or_files)
@click.option("--title", default="", help="Title of the new session; else that of SESSION, and: combined.")
def combine_command(session: str, copy: str, title: str) -> int:
    """Make a new session of SESSION and of what only COPY has, and print its title and id.

    Both stay as they are. Where both changed the same, SESSION stands; a code that both gave goes to SESSION.
    """
    from aligntui.session.join import are_copies, join

    here = place()
    ours, theirs = (sources.session(here, ref).view.session for ref in (session, copy))
    names = f'"{clean_line(session)}" and "{clean_line(copy)}"'
    if ours == theirs:
        raise Wrong(f"{names} hold the same; there is nothing to combine. Name the copy that differs.")
    if not are_copies(ours, theirs):
        raise Wrong(f"{names} are no copies of one session: they share nothing. Name a copy of the first.")
    joined = join(ours, theirs)
    joined.session.meta.title = title or f"{ours.meta.title}, combined"
    for note in joined.notes:
        say(f"! {note}")
    came = len(joined.added)
    say(f"{came or 'No'} {'entry' if came == 1 else 'entries'} came in from the copy; both stay as they are.")
    _adopt(here, joined.session)
    return 0


def _adopt(here: Place, session: Session) -> None:
    """Keep a session as a new one, and say how one goes on with it."""
    handle = here.store().adopt(session)
    meta, stem = handle.session.meta, handle.ref.word
    handle.close()
    out(f"{meta.title}  {meta.id}")
    say(f"aligntui open {stem} goes on with it.")
