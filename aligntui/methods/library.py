"""All methods and agendas at hand: the built-in ones and the user's own.

A list of titles reads only heads; a method is decoded when it is chosen. A broken file of the user is a
line with its problem, never a broken list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from aligntui.methods.book import Book
from aligntui.methods.decode import Notes, read, sort_of, whole
from aligntui.methods.errors import GuideProblems, UnknownName
from aligntui.methods.heads import CODES, Head, owned_by
from aligntui.methods.override import check_override, overlay
from aligntui.methods.refs import mentioned, named_lists, named_methods
from aligntui.methods.shelf import SHARED_FILE, Entry, Shelf
from aligntui.methods.types import AGENDA, Agenda, Method, Shared, Step
from aligntui.text.nearest import nearest
from aligntui.text.problem import UserProblem, in_order
from aligntui.text.typed_path import NoHome, typed_path
from aligntui.text.yaml_in import Document

if TYPE_CHECKING:
    from aligntui.methods.names import Functions


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What a name or path on the command line means: exactly one of the three."""

    method: Method | None = None
    step: Step | None = None
    """With its `method`."""
    agenda: Agenda | None = None


def builtin_folder() -> Path:
    """Folder of the built-in files: beside the package in a checkout, inside it when installed."""
    package = Path(__file__).resolve().parent.parent
    checkout = package.parent / "workshops"
    return checkout if (checkout / SHARED_FILE).is_file() else package / "_workshops"


class Library:
    """Methods, agendas and shared lists from a built-in folder and, if there is one, the user's.

    Args:
        builtin: Folder of the built-in files; the one that comes along when left out.
        user: The user's. What the check refuses of it is named in the lists and used nowhere.
        functions: Gives the figures and checks that methods may bind; asked once there are files of the
            user. Without it bindings are not looked into.
    """

    def __init__(
        self,
        builtin: Path | None = None,
        user: Path | None = None,
        functions: Callable[[], Functions] | None = None,
    ) -> None:
        self._functions = functions
        self._shelf = Shelf(builtin or builtin_folder(), user)
        self._given: dict[str, Method] = {}
        self._decoded: dict[str, Method] = {}
        self._shared: Shared | None = None
        self._shared_problems: list[UserProblem] = []

    def _scan(self) -> None:
        if not self._shelf.scan():
            return
        self._decoded.clear()
        self._shared = None
        # What the check refuses is used nowhere, and what rested on that is looked at again without it.
        while self._leave_out():
            pass

    def _leave_out(self) -> bool:
        """Leave out files of the user that do not hold in view of all others; whether there were any."""
        refused: list[tuple[Entry, GuideProblems]] = []
        for entry in self._shelf.own:
            try:
                document = read(entry.path, entry.head.path)
                is_method = entry.head.sort == "method"
                self._hold(document, whole(document, Method) if is_method else whole(document, Agenda))
            except GuideProblems as problems:
                refused.append((entry, problems))
        for entry, why in refused:
            self._shelf.leave_out(entry, why)
            self._decoded.clear()
        return bool(refused)

    def _hold(self, document: Document, definition: Method | Agenda) -> None:
        """See that a file holds in view of what it meets; of one that does not all is said in view of all.

        Raises:
            GuideProblems: With all that is wrong.
        """
        try:
            self._check(document, definition, self.around(definition))
        except GuideProblems:
            # What is not there at all is told from what is near only in view of all.
            self._check(document, definition, self._decodable())

    # lists

    def methods(self) -> list[Head]:
        """Heads of all methods by level, then their place in it, then title; broken files last."""
        self._scan()
        levels = ("fundamentals", "intermediate", "advanced")
        heads = [entry.head for entry in self._shelf.methods.values()]
        heads.sort(
            key=lambda h: (levels.index(h.level) if h.level in levels else 3, h.order, h.title.casefold())
        )
        return heads + [head for head in self._shelf.broken if head.sort == "method"]

    def agendas(self) -> list[Head]:
        """Heads of all agendas, shortest first; broken files last."""
        self._scan()
        heads = [entry.head for entry in self._shelf.agendas.values()]
        heads.sort(key=lambda h: (h.minutes or 0, h.title.casefold()))
        return heads + [head for head in self._shelf.broken if head.sort == "agenda"]

    def problems(self) -> list[UserProblem]:
        """What is wrong with the user's `collections.yaml`; broken methods say it in their heads."""
        self.shared()
        return list(self._shared_problems)

    def left_out(self, name: str) -> str:
        """Why a file of the user that defines a method or `agenda:NAME` is used nowhere; "" when none is."""
        self._scan()
        sort, bare = ("agenda", name.removeprefix(AGENDA)) if name.startswith(AGENDA) else ("method", name)
        named = [head for head in self._shelf.broken if head.sort == sort and head.name == bare]
        return named[0].problem if named else ""

    # definitions

    def method(self, name: str) -> Method:
        """A method by name, decoded.

        Raises:
            UnknownName: When there is none.
            GuideProblems: When the check refuses its file and no built-in one has its name.
        """
        if name in self._given:
            return self._given[name]
        self._scan()
        entry = self._shelf.methods.get(name)
        if entry is None:
            raise self._shelf.refused.get(name) or self._unknown("method", name, self._shelf.methods)
        if name not in self._decoded:
            self._decoded[name] = self._lent(whole(read(entry.path, entry.head.path), Method))
        return self._decoded[name]

    def _lent(self, method: Method) -> Method:
        """The method with the steps it borrows."""
        if not any(step.use for step in method.steps):
            return method
        from aligntui.methods.borrow import resolved

        return resolved(method, self._known)

    def _known(self, name: str) -> Method | None:
        """A method as its file says it, with nothing borrowed yet; None where there is no sound one."""
        entry = self._shelf.methods.get(name)
        try:
            return whole(read(entry.path, entry.head.path), Method) if entry is not None else None
        except GuideProblems:
            return None

    def agenda(self, name: str) -> Agenda:
        """An agenda by name.

        Raises:
            UnknownName: When there is none.
            GuideProblems: When the check refuses its file and no built-in one has its name.
        """
        self._scan()
        name = name.removeprefix(AGENDA)
        entry = self._shelf.agendas.get(name)
        if entry is None:
            refused = self._shelf.refused.get(f"{AGENDA}{name}")
            raise refused or self._unknown("agenda", name, self._shelf.agendas)
        return whole(read(entry.path, entry.head.path), Agenda)

    def shared(self) -> Shared:
        """The shared lists, with the user's words and additions laid over the built-in ones."""
        self._scan()
        return self._laid()

    def _laid(self) -> Shared:
        if self._shared is None:
            path = self._shelf.builtin / SHARED_FILE
            shared = whole(read(path), Shared) if path.is_file() else Shared(collections={})
            self._shared, self._shared_problems = self._overlaid(shared)
        return self._shared

    def _overlaid(self, shared: Shared) -> tuple[Shared, list[UserProblem]]:
        """The user's shared lists over the built-in ones; while his file has problems it is left aside."""
        path = self._shelf.user / SHARED_FILE if self._shelf.user is not None else None
        if path is None or not path.is_file():
            return shared, []
        from aligntui.methods.check import check_shared

        try:
            document = read(path, str(path))
            notes = Notes(document)
            laid = overlay(shared, whole(document, Shared), notes)
        except GuideProblems as found:
            return shared, found.problems
        functions = self._functions() if self._functions is not None else None
        problems = in_order([*notes.found, *check_shared(document, laid, functions)])
        return (shared, problems) if problems else (laid, [])

    def book(self, names: Iterable[str]) -> Book:
        """Definitions of these methods and agendas, with the methods whose lists they work on.

        Args:
            names: Methods by name; agendas as `agenda:NAME`, which bring their methods.

        Raises:
            UnknownName: When one of the names is unknown.
            GuideProblems: When a file is broken.
        """
        agendas: dict[str, Agenda] = {}
        wanted: list[str] = []
        for name in names:
            if name.startswith(AGENDA):
                agenda = self.agenda(name)
                agendas[agenda.agenda] = agenda
                wanted.extend(agenda_methods(agenda))
            else:
                wanted.append(name)
        methods: dict[str, Method] = {}
        while wanted:
            name = wanted.pop(0)
            if name not in methods:
                methods[name] = self.method(name)
                wanted.extend(self.works_on(methods[name]))
        order = [*(h.name for h in self.methods()), *methods]
        return Book({n: methods[n] for n in dict.fromkeys(order) if n in methods}, self.shared(), agendas)

    def works_on(self, method: Method) -> list[str]:
        """Other methods whose lists, records, relations, figures or rounds a method names."""
        shared = self.shared().collections
        owners = {name: entry.head.name for entry in self._shelf.methods.values() for name in entry.owns}
        found = [owners[n] for n in named_lists(method, owners) if n not in shared]
        found.extend(n for n in named_methods(method) if n in self._shelf.methods)
        return [n for n in dict.fromkeys(found) if n != method.method]

    def around(self, *definitions: Method | Agenda) -> Book:
        """These methods with all that they name and all that may clash with them: the rest is not read."""
        self._scan()
        shelf, found, names = self._shelf.methods, dict[str, Method](), list[str]()
        for definition in definitions:
            if isinstance(definition, Agenda):
                names += agenda_methods(definition)
                continue
            found[definition.method] = definition
            own = {*owned_by(definition), *mentioned(definition), CODES}
            names += [name for name, entry in shelf.items() if name in own or own.intersection(entry.owns)]
            names += [step.use.partition("/")[0] for step in definition.steps if step.use]
            names += self.works_on(definition)
        while names:
            name = names.pop()
            if name in found or name not in shelf:
                continue
            try:
                found[name] = self.method(name)
            except GuideProblems:
                continue
            names += self.works_on(found[name])
        return Book(found, self._laid())

    def everything(self) -> Book:
        """A book of all methods that hold: what the names in a file may refer to."""
        self._scan()
        return self._decodable()

    def _decodable(self) -> Book:
        methods: dict[str, Method] = {}
        for name, entry in self._shelf.methods.items():
            try:
                methods[name] = self._lent(whole(read(entry.path, entry.head.path), Method))
            except GuideProblems:
                continue
        return Book(methods, self._laid())

    def find(self, name: str) -> Found:
        """What a word on the command line means: a method, `method/step`, an agenda, a title or a file.

        Raises:
            UnknownName: When it means nothing, or more than one thing.
            GuideProblems: When the file behind it is broken.
        """
        if name.endswith((".yaml", ".yml")) or "\\" in name or name.startswith((".", "/", "~")):
            return self._from_file(_path(name))
        self._scan()
        bare = name.removeprefix(AGENDA)
        if name in self._shelf.methods or name in self._given:
            return Found(method=self.method(name))
        if bare in self._shelf.agendas:
            return Found(agenda=self.agenda(bare))
        if "/" in name:
            return self._step(name)
        for refused in (name, f"{AGENDA}{bare}"):
            if refused in self._shelf.refused:
                raise self._shelf.refused[refused]
        wanted = name.casefold()
        heads = [*self.methods(), *self.agendas()]
        exact = [h for h in heads if wanted in (h.title.casefold(), h.name.casefold())]
        parts = exact or [h for h in heads if wanted and (wanted in h.title.casefold() or wanted in h.name)]
        if len(parts) > 1:
            several = ", ".join(h.name for h in parts[:6])
            raise UnknownName(f'"{name}" may be {several}. Write one of them.')
        if not parts:
            raise self._unknown("method or agenda", name, [*self._shelf.methods, *self._shelf.agendas])
        head = parts[0]
        if head.problem:
            raise UnknownName(head.problem)
        if head.sort == "method":
            return Found(method=self.method(head.name))
        return Found(agenda=self.agenda(head.name))

    # reading

    def _from_file(self, path: Path) -> Found:
        document = read(path, str(path))
        kind = sort_of(document)
        if kind is Agenda:
            agenda = whole(document, Agenda)
            self._hold(document, agenda)
            return Found(agenda=agenda)
        if kind is Shared:
            raise UnknownName(f"{path} holds shared lists, which cannot be run. Name a method or an agenda.")
        method = whole(document, Method)
        self._hold(document, method)
        self._given[method.method] = method = self._lent(method)
        return Found(method=method)

    def _step(self, ref: str) -> Found:
        name, _, step_id = ref.partition("/")
        method = self.method(name)
        for step in method.steps:
            if step.id == step_id:
                return Found(method=method, step=step)
        raise self._unknown(f"step of {name}", step_id, [s.id for s in method.steps])

    def _unknown(self, what: str, name: str, known: Iterable[str]) -> UnknownName:
        near = nearest(name, known)
        mend = f"Did you mean {near}?" if near else "aligntui workshops lists them."
        return UnknownName(f'There is no {what} "{name}". {mend}')

    # Checking takes all methods and is only for files of the user: it is imported when there is one.

    def _check(self, document: Document, method: Method | Agenda, book: Book) -> None:
        from aligntui.methods.check import check_agenda, check_method

        if isinstance(method, Agenda):
            steps = {name: known.steps for name, known in book.methods.items()}
            _stop_at(check_agenda(document, method, steps))
            return
        notes = Notes(document)
        base = self._shelf.built_in.get(method.method)
        if base is not None:
            check_override(whole(read(base.path, base.head.path), Method), method, notes)
        reach = Book({**book.methods, method.method: method}, book.shared)
        functions = self._functions() if self._functions is not None else None
        _stop_at([*notes.found, *check_method(document, method, reach, functions)])


def agenda_methods(agenda: Agenda) -> list[str]:
    """Methods that an agenda takes steps from, in order."""
    found: list[str] = []
    for line in agenda.steps:
        refs = [*([line.step] if line.step else []), *(line.steps or [])]
        found.extend(ref.partition("/")[0] for ref in refs)
        if line.method:
            found.append(line.method)
    return list(dict.fromkeys(found))


def _path(typed: str) -> Path:
    try:
        return typed_path(typed)
    except NoHome as problem:
        raise UnknownName(str(problem)) from None


def _stop_at(problems: Iterable[UserProblem]) -> None:
    found = list(problems)
    if found:
        raise GuideProblems(found)
