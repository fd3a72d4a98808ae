"""Commands for those who write methods and agendas: validate, schema."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from aligntui.cli.place import Place, place
from aligntui.cli.printing import out, out_data
from aligntui.cli.problems import say
from aligntui.cli.sources import File, open_file

if TYPE_CHECKING:
    from aligntui.methods.book import Book
    from aligntui.methods.decode import Definition
    from aligntui.methods.types import Agenda, Method
    from aligntui.text.problem import UserProblem
    from aligntui.text.yaml_in import Document

SORTS = ("export", "method", "agenda", "collections")


VALIDATE_HELP = """\
\b
Examples:
  aligntui validate pestle.yaml
  aligntui validate *.yaml agendas/*.yaml
  aligntui validate pestle.yaml && aligntui run ./pestle.yaml --title "Try it"
"""


@click.command(
    "validate", short_help="check method or agenda files; errors with their lines", epilog=VALIDATE_HELP
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path())
@click.option("--json", "as_json", is_flag=True, help="The problems as JSON.")
def validate_command(files: Sequence[str], as_json: bool) -> int:
    """Check method, agenda or collections FILEs, and print all that is to mend as FILE:LINE: what. How.

    Files given together may refer to each other. Exit 1 when there is anything to mend; a
    warning names what nothing comes of.
    """
    return check_files(place(), [open_file(file) for file in files], as_json=as_json)


def check_files(here: Place, files: Sequence[File], *, as_json: bool) -> int:
    """Print what is to mend in definition files. Gives the exit code."""
    from aligntui.text.problem import in_order

    found = _Files(here)
    for file in files:
        found.read(file)
    problems = found.problems()
    warnings = found.warnings()
    if as_json:
        out_data([
            {"source": p.file, "line": p.line, "place": p.place, "message": p.cause, "mend": p.mend}
            for p in in_order([*problems, *warnings])
        ])  # fmt: skip
    elif problems or warnings:
        out("\n".join(map(_line, in_order([*problems, *warnings]))))
    for name, definition in found.whole([*problems, *warnings]):
        say(f"{name}: {_called(definition)}. Nothing to mend.")
    return 1 if problems else 0


class _Files:
    """Definition files, checked together."""

    def __init__(self, here: Place) -> None:
        self.library = here.library()
        self._read: list[tuple[File, Document, Definition | None]] = []
        self._unread: list[UserProblem] = []

    def read(self, file: File) -> None:
        """Take in a file; what does not fit is said by `problems`."""
        from aligntui.methods.decode import decode, parse, sort_of
        from aligntui.methods.errors import GuideProblems
        from aligntui.text.problem import UserProblem

        try:
            document = parse(file.data, file.name)
        except GuideProblems as why:
            self._unread += why.problems
            return
        if isinstance(document.data, dict) and "aligntui" in document.data:
            what, mend = "this is an export, not a method", f"aligntui check {file.name} looks into it."
            self._unread.append(UserProblem(what, mend, file=file.name, line=document.line(("aligntui",))))
            return
        kind = sort_of(document)
        self._read.append((file, document, decode(document, kind)[0] if kind is not None else None))

    def problems(self) -> list[UserProblem]:
        """All that is to mend, file by file, line by line."""
        from aligntui.text.problem import in_order

        # What is not there at all is told from what is near only in view of all methods.
        found = self._found(self._book(self.library.around(*self._own())))
        if found:
            found = self._found(self._book(self.library.everything()))
        return in_order([*self._unread, *found])

    def _own(self) -> list[Method | Agenda]:
        from aligntui.methods.types import Agenda, Method

        return [one for _, _, one in self._read if isinstance(one, Method | Agenda)]

    def _found(self, book: Book) -> list[UserProblem]:
        """All that is to mend in view of these definitions."""
        from aligntui.analysis.registry import functions
        from aligntui.methods.check import check_document, check_shared
        from aligntui.methods.types import Method, Shared

        found: list[UserProblem] = []
        for file, document, definition in self._read:
            if isinstance(definition, Shared) and not _is_built_in(file.path):
                found += self._overlaid(document, definition)
                found += check_shared(document, book.shared, functions())
                continue
            found += check_document(document, book, functions())
            if isinstance(definition, Method) and not _is_built_in(file.path):
                found += self._overridden(document, definition)
        return found

    def warnings(self) -> list[UserProblem]:
        """What nothing comes of, in files that hold together."""
        from aligntui.methods.check_effects import unacted
        from aligntui.methods.types import Method

        book = self._book(self.library.around(*self._own()))
        methods = [
            (document, book.methods[one.method]) for _, document, one in self._read if isinstance(one, Method)
        ]
        return [problem for document, one in methods for problem in unacted(document, one)]

    def whole(self, problems: Iterable[UserProblem]) -> list[tuple[str, Definition]]:
        """Files without any problem."""
        broken = {problem.file for problem in problems}
        return [
            (file.name, definition)
            for file, _, definition in self._read
            if definition is not None and file.name not in broken
        ]

    def _book(self, known: Book) -> Book:
        """What the names in the files may refer to: these definitions, and the files themselves."""
        from aligntui.methods.book import Book
        from aligntui.methods.borrow import resolved
        from aligntui.methods.decode import Notes
        from aligntui.methods.override import overlay
        from aligntui.methods.types import Method, Shared

        methods, shared = dict(known.methods), known.shared
        for file, document, definition in self._read:
            if isinstance(definition, Method):
                methods[definition.method] = definition
            elif isinstance(definition, Shared):
                own = not _is_built_in(file.path)
                shared = overlay(shared, definition, Notes(document)) if own else definition
        return Book({name: resolved(method, methods.get) for name, method in methods.items()}, shared)

    def _overlaid(self, document: Document, own: Any) -> list[UserProblem]:
        from aligntui.methods.decode import Notes, decode
        from aligntui.methods.library import Library
        from aligntui.methods.override import overlay

        notes = Notes(document)
        overlay(Library().shared(), own, notes)
        return [*decode(document, type(own))[1], *notes.found]

    def _overridden(self, document: Document, own: Any) -> list[UserProblem]:
        """What a method of one's own may not do to the built-in one of the same name."""
        from aligntui.methods.decode import Notes
        from aligntui.methods.library import Library
        from aligntui.methods.override import check_override

        built_in = Library()
        notes = Notes(document)
        if any(head.name == own.method for head in built_in.methods()):
            check_override(built_in.method(own.method), own, notes)
        return notes.found


def _is_built_in(path: Path) -> bool:
    from aligntui.methods.library import builtin_folder

    return builtin_folder() in path.resolve().parents


def _line(problem: UserProblem) -> str:
    """A problem as editors and terminals jump to it."""
    said = str(problem)
    head = f"{problem.file} line {problem.line}"
    return f"{problem.file}:{problem.line}{said[len(head) :]}" if problem.line else said


def _called(definition: Definition) -> str:
    from aligntui.methods.types import Agenda, Method

    match definition:
        case Method():
            return f'method "{definition.title}", {_count(len(definition.steps), "step")}'
        case Agenda():
            return f'agenda "{definition.title}", {_count(len(definition.steps), "line")}'
    return f"shared lists, {_count(len(definition.collections), 'list')}"


def _count(n: int, what: str) -> str:
    return f"{n} {what}" if n == 1 else f"{n} {what}s"


SCHEMA_HELP = """\
\b
Examples:
  aligntui schema method > method.schema.json
  aligntui schema export > export.schema.json

\b
With the YAML language server, the first line of a method file then is
  # yaml-language-server: $schema=method.schema.json
A schema knows less than aligntui validate, which also follows names.
"""


@click.command("schema", short_help="JSON Schema of exports, methods or agendas", epilog=SCHEMA_HELP)
@click.argument("sort", metavar="|".join(SORTS), type=click.Choice(SORTS))
def schema_command(sort: str) -> int:
    """Print the JSON Schema (draft 2020-12) of a kind of file: editors complete and explain its keys."""
    if sort == "export":
        from aligntui.exchange.shape import schema as export_schema

        out_data(export_schema())
    else:
        from aligntui.methods.schema import schema

        out_data(schema(sort))  # type: ignore[arg-type]
    return 0
