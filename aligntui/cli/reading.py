"""Commands that read a session: show, check, trace, diff."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from aligntui.cli import completing, sources
from aligntui.cli.place import place
from aligntui.cli.printing import columns, out, out_data
from aligntui.cli.problems import Wrong, say
from aligntui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from aligntui.analysis.figure import Finding
    from aligntui.analysis.view import View


SHOW_HELP = """\
\b
Examples:
  aligntui show millrace
  aligntui show millrace | less
  aligntui show plan.yaml                a file that someone sent you
"""


@click.command("show", short_help="the plan of a session as text", epilog=SHOW_HELP)
@click.argument("session", metavar="SESSION|FILE", shell_complete=completing.sessions_or_files)
def show_command(session: str) -> int:
    """Print the plan of SESSION, or of an exported FILE, on one page.

    What is not written yet is named at the end, with the step that asks for it.
    Of a method of your own the figures of its reports stand below the page, in words.
    """
    return print_plan(sources.session_or_file(place(), session).view)


def print_plan(view: View) -> int:
    """The plan as it stands today, on stdout."""
    from aligntui.analysis.plan_text import page_text
    from aligntui.text import moment

    out(page_text(view, moment.now(), columns()))
    return 0


CHECK_HELP = """\
\b
Examples:
  aligntui check millrace
  aligntui check plan.yaml --json | jq -r '.[].message'
  aligntui check millrace || echo "not ready to show"
"""


@click.command(
    "check", short_help="findings of a session or file; exit 1 when there are errors", epilog=CHECK_HELP
)
@click.argument("session", metavar="SESSION|FILE", shell_complete=completing.sessions_or_files)
@click.option("--json", "as_json", is_flag=True, help="The findings as JSON, each by itself.")
@click.option("--all", "whole", is_flag=True, help="All findings, not the first dozen alone.")
def check_command(session: str, as_json: bool, whole: bool) -> int:
    """Print what the checks ask about SESSION or an exported FILE, worst first, with how to mend it.

    Errors are marked !!, warnings !, hints ?. Exit 1 when there are errors. What somebody set aside
    with a reason is left out, and so is what follows the first dozen unless --all is given. At the end
    stands what no check looked at. A method or agenda FILE is checked as by validate.
    """
    from aligntui.analysis.checks import everything, worst_first
    from aligntui.analysis.figures import Figures
    from aligntui.analysis.layout import wrap
    from aligntui.engine.mends import clashes, left_open
    from aligntui.exchange.unlooked import UNKNOWN, unchecked, unlooked
    from aligntui.session.head import last_run

    here = place()
    file = sources.file_of(session)
    if file is not None and file.defines:
        from aligntui.cli.authoring import check_files

        return check_files(here, [file], as_json=as_json)
    source = sources.session(here, session) if file is None else sources.exported(here, file)
    view = source.view
    said = {finding.field for finding in source.noticed if finding.code == UNKNOWN}
    left = [f for f in unlooked(view.session, view.book, here.library()) if f.field not in said]
    two = [one.finding for one in clashes(view)]
    run = last_run(view.session)
    reasons = {key: waiver.reason for key, waiver in view.session.waivers.items()}
    asked = left_open(view, Figures(view), run, reasons) if run is not None else ()
    waits = [one.finding for one in asked if not one.aside]
    found = worst_first(view, [*two, *everything(view), *waits, *source.noticed, *left])
    if as_json:
        out_data([_plain(view, finding) for finding in found])
    elif found:
        out("\n".join(_told(view, found, whole)))
    else:
        say("Nothing to mend.")
    for sentence in () if as_json else unchecked(view, {one.field for one in left}):
        out("\n".join(wrap(sentence, columns())))
    return 1 if any(finding.severity == "error" for finding in found) else 0


def _plain(view: View, finding: Finding) -> dict[str, Any]:
    from aligntui.analysis.told import coded

    return {
        "severity": finding.severity,
        "code": finding.code,
        "item": view.code(finding.target) if finding.target else "",
        "field": finding.field,
        "message": coded(view, finding.message),
        "mend": coded(view, finding.mend),
    }


def _told(view: View, found: Iterable[Finding], whole: bool) -> list[str]:
    """Each finding with its code, what it is about, what is the matter, and below it how to mend.

    What is the same for several items is said once; of more than a dozen the first are told unless the
    whole is asked for.
    """
    from aligntui.analysis.gather import FIRST, counts, gather, words
    from aligntui.analysis.layout import wrap
    from aligntui.analysis.told import coded

    wide = columns()
    lines: list[str] = []
    found = list(found)
    every = gather(view, found)
    shown = every if whole or len(every) <= FIRST + 1 else every[:FIRST]
    for alike in shown:
        finding = alike.first
        said = coded(view, words(view, alike))
        lines += wrap(f"{finding.mark:<2} {finding.code:<5} {said}", wide, "", " " * 9)
        if finding.mend:
            lines += wrap(coded(view, finding.mend), wide, " " * 9)
    counted = ", ".join(f"{n} {what}{'' if n == 1 else 's'}" for what, n in counts(view, found).items() if n)
    more = [f"{len(every) - len(shown)} more: --all shows them."] if len(every) > len(shown) else []
    return [*lines, *more, "", f"{counted}."]


TRACE_HELP = """\
\b
Examples:
  aligntui trace millrace OB3            an objective, back to who said what
  aligntui trace millrace s1             a strength: what stands on it
  aligntui trace plan.yaml WO2 --json
"""


@click.command("trace", short_help="what an item rests on and what rests on it", epilog=TRACE_HELP)
@click.argument("session", metavar="SESSION|FILE", shell_complete=completing.sessions_or_files)
@click.argument("code", shell_complete=completing.codes)
@click.option("--json", "as_json", is_flag=True, help="The trace as JSON.")
def trace_command(session: str, code: str, as_json: bool) -> int:
    """Print what the item with this CODE rests on, down to the evidence, and what rests on it."""
    from aligntui.analysis.trace import as_text, trace

    view = sources.session_or_file(place(), session).view
    item = view.find(code) or view.session.records.get(code.removeprefix("record:"))
    if item is None:
        raise Wrong(_no_code(view, code))
    return _print(trace(view, item.id), as_text, as_json)


def _print(found: Any, as_text: Callable[[Any, int], str], as_json: bool) -> int:
    """Print plain data as JSON, or the text of it. Gives the exit code."""
    if as_json:
        import msgspec

        out_data(msgspec.to_builtins(found))
    else:
        out(as_text(found, columns()))
    return 0


def _no_code(view: View, code: str) -> str:
    from aligntui.text.nearest import nearest

    items = [item for item in view.session.items.values() if item.id not in view.hidden]
    known = [view.code(item) for item in items if not item.retired]
    near = nearest(code.upper(), known)
    mend = "aligntui export lists all codes." if known else "It holds no items yet."
    mend = f"Did you mean {near}?" if near else mend
    return f'There is no "{clean_line(code)}" in "{view.session.meta.title}". {mend}'


DIFF_HELP = """\
\b
Examples:
  aligntui diff "Millrace 2027" "Millrace 2028"
  aligntui diff plan-in-may.yaml millrace        since the export of May
  aligntui diff millrace                         since the sitting before
"""


@click.command("diff", short_help="what changed between two sessions or exports", epilog=DIFF_HELP)
@click.argument("old", metavar="A", shell_complete=completing.sessions_or_files)
@click.argument("new", metavar="[B]", required=False, default="", shell_complete=completing.sessions_or_files)
@click.option("--json", "as_json", is_flag=True, help="The difference as JSON.")
def diff_command(old: str, new: str, as_json: bool) -> int:
    """Print what is different in B, seen from A: items, values and crossings.

    Each is a session or an exported file. Items are matched by id, or by code when the two share no
    ids. Without B it is what changed in the last sitting of session A, since the one before of its kind.
    Exit 0, different or not.
    """
    from aligntui.analysis.compare import as_text, compare

    here = place()
    if not new:
        return _print(sources.last_changes(here, old), as_text, as_json)
    before = sources.session_or_file(here, old).view
    after = sources.session_or_file(here, new).view
    return _print(compare(before, after), as_text, as_json)
