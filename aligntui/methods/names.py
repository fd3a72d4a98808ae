"""What the names in a file may refer to, and saying so when they refer to nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from aligntui.methods.book import HANGS, PARENT, Book
from aligntui.methods.decode import Notes
from aligntui.methods.errors import Path
from aligntui.methods.fitting import either, mend_with, near
from aligntui.methods.refs import FIGURE
from aligntui.methods.types import Field, Method, as_list
from aligntui.methods.where import IN_RUN, Clause, WhereProblem, child_named, parse
from aligntui.text.nearest import nearest


class RoleLike(Protocol):
    """One key of a binding."""

    @property
    def type(self) -> str:
        """`collection`, `fields`, `round`..."""

    @property
    def needed(self) -> bool:
        """Whether it must be there."""


class FunctionLike(Protocol):
    """A figure or check as the registry of functions knows it."""

    @property
    def roles(self) -> Mapping[str, RoleLike]:
        """What it binds."""

    @property
    def parts(self) -> Mapping[str, str]:
        """Its parts with their meaning."""

    def gives(self, definition: Mapping[str, Any]) -> Mapping[str, str]:
        """Parts of the figure so defined."""

    @property
    def grouped(self) -> tuple[str, ...]:
        """Parts with a value for each group and not for each item."""


Functions = Mapping[str, FunctionLike]

OWN = ("text", "code", "status", "reason", "of")
"""What every item has beside its fields; conditions and placeholders may name it."""
STATUSES = ("draft", "agreed", "parked", "dropped")
PLAN = ("plan", "findings")
"""What a report may show beside figures, lists and records."""
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


class Names:
    """Names in reach of one file. Methods return nothing; what is wrong goes to the notes."""

    def __init__(self, notes: Notes, book: Book, method: Method | None, functions: Functions | None) -> None:
        self.notes = notes
        self.book = book
        self.method = method
        self.functions = functions

    def written(self, *path: str) -> bool:
        """Whether the file itself has something at a path, even if it does not fit its type."""
        here: Any = self.notes.document.data
        for part in path:
            if not isinstance(here, dict) or part not in here:
                return False
            here = here[part]
        return True

    def at(self, path: Path) -> Any:
        """What the file itself has at a path, fitting or not; None where it has nothing."""
        here: Any = self.notes.document.data
        for part in path:
            known = range(len(here)) if isinstance(here, list) else here if isinstance(here, dict) else ()
            if part not in known:
                return None
            here = here[part]
        return here

    # lists

    def has_list(self, name: str) -> bool:
        """Whether a collection exists, in the book or, unfitting, in this file."""
        return name in self.book.collections or self.written("collections", name)

    def collection(self, path: Path, name: str, extra: Iterable[str] = ()) -> bool:
        """A collection must exist; `extra` are other words that may stand here."""
        if name in extra or self.has_list(name):
            return True
        known = [*self.book.collections, *extra]
        self.notes(
            path, f'there is no collection "{name}"', near(name, known, "Declare it under collections.")
        )
        return False

    def collections(self, path: Path, value: str | list[str] | None, extra: Iterable[str] = ()) -> list[str]:
        """One or several collections; those that exist come back."""
        if value is None:
            return []
        if isinstance(value, str):
            return [value] if self.collection(path, value, extra) else []
        return [name for n, name in enumerate(value) if self.collection((*path, n), name, extra)]

    def record(self, path: Path, name: str) -> bool:
        """A record must exist."""
        if name in self.book.records or self.written("records", name):
            return True
        self.notes(
            path, f'there is no record "{name}"', near(name, self.book.records, "Declare it under records.")
        )
        return False

    def relation(self, path: Path, name: str) -> bool:
        """A relation must exist."""
        if name in self.book.relations or self.written("relations", name):
            return True
        mend = near(name, self.book.relations, "Declare it under relations.")
        self.notes(path, f'there is no relation "{name}"', mend)
        return False

    # fields

    def fields(self, subject: str) -> dict[str, Field]:
        """Fields of a collection, a relation, or a record as `record:NAME`."""
        if subject.startswith("relation:"):
            found = self.book.relations.get(subject.removeprefix("relation:"))
            return found.fields if found else {}
        return self.book.fields(subject)

    def among(self, subjects: Iterable[str]) -> dict[str, Field]:
        """Fields of several subjects together."""
        found: dict[str, Field] = {}
        for subject in subjects:
            for key, field in self.fields(subject).items():
                found.setdefault(key, field)
        return found

    def known_field(self, subjects: Iterable[str], key: str) -> bool:
        """Whether one of the subjects has a field, in the book or, unfitting, in this file."""
        for subject in subjects:
            if key in self.fields(subject):
                return True
            name = subject.partition(":")[2] or subject
            for path in (("collections", name, "fields"), ("uses", name, "adds"), ("records", name, "fields"),
                         ("relations", name, "fields")):  # fmt: skip
                if self.written(*path, key):
                    return True
        return False

    def field(
        self,
        path: Path,
        key: str,
        subjects: list[str],
        types: tuple[str, ...] = (),
        extra: Iterable[str] = (),
    ) -> None:
        """A field must exist in one of the subjects and be of one of the types."""
        if not subjects or key in extra:
            return
        if not self.known_field(subjects, key):
            what = (
                f'{either(subjects)} has no field "{key}"'
                if len(subjects) < 6
                else f'no list has a field "{key}"'
            )
            self.notes(path, what, near(key, [*self.among(subjects), *extra], "Declare it there."))
            return
        found = [self.fields(s)[key] for s in subjects if key in self.fields(s)]
        if types and found and not any(field.type in types for field in found):
            wanted = " or ".join(types)
            self.notes(path, f'field "{key}" is of type {found[0].type}, {wanted} is needed here', "")

    # steps and figures

    def step(self, path: Path, ref: str, own: bool = False) -> None:
        """`method/step` must exist; with `own` a bare id of this method."""
        if "/" in ref:
            name, _, step_id = ref.partition("/")
            mine = self.method is not None and name == self.method.method
            method = self.method if mine else self.book.methods.get(name)
            if method is None and self.method is not None and not self.method.method:
                # A method without its name may well mean itself.
                return
            if method is None:
                mend = near(name, self.book.methods, "Check its spelling.")
                self.notes(path, f'there is no method "{name}" at hand', mend)
                return
        elif own and self.method is not None:
            step_id, method = ref, self.method
        else:
            self.notes(path, f'"{ref}" names no step', "Write method/step, as swot/factors.")
            return
        ids = [step.id for step in method.steps]
        if step_id not in ids and not self._raw_step(method, step_id):
            near_id = nearest(step_id, ids)
            mend = (
                f"Write {method.method}/{near_id}."
                if near_id and "/" in ref
                else near(step_id, ids, "Name one.")
            )
            self.notes(path, f'{method.title} has no step "{step_id}"', mend)

    def _raw_step(self, method: Method, step_id: str) -> bool:
        data = self.notes.document.data
        steps = data.get("steps") if method is self.method and isinstance(data, dict) else None
        return isinstance(steps, list) and any(isinstance(s, dict) and s.get("id") == step_id for s in steps)

    def figure(self, path: Path, ref: str) -> None:
        """`name`, `name.part` or `method:name.part` must exist."""
        found = FIGURE.match(ref)
        if found is None:
            self.notes(path, f'"{ref}" names no figure', "Write name.part, or method:name.part.")
            return
        name, part = found["name"], found["part"]
        mine = not found["method"] or (self.method is not None and found["method"] == self.method.method)
        method = self.method if mine else self.book.methods.get(found["method"])
        if method is None:
            if found["method"]:
                mend = near(found["method"], self.book.methods, "Check its spelling.")
                self.notes(path, f'there is no method "{found["method"]}" at hand', mend)
            else:
                self.notes(path, f'"{ref}" does not say whose figure it is', "Write method:name.part.")
            return
        definition = method.figures.get(name)
        if definition is None:
            if not (mine and self.written("figures", name)):
                mend = near(name, method.figures, "Declare it under figures.")
                self.notes(path, f'{method.title} has no figure "{name}"', mend)
            return
        function = (self.functions or {}).get(str(definition.get("use", "")))
        if part and function is not None and part not in function.gives(definition):
            mend = near(part, function.gives(definition), "")
            self.notes(path, f'figure "{name}" has no part "{part}"', mend)

    def is_figure(self, ref: str) -> bool:
        """Whether a dotted name means a figure rather than a field of a record."""
        head = ref.partition(".")[0]
        return ":" in ref or not (head in self.book.records or self.written("records", head))

    def slot(self, path: Path, ref: str) -> None:
        """`record.field` must exist, or a part of a figure."""
        record, _, key = ref.partition(".")
        figures = self.method.figures if self.method is not None else {}
        if record in figures or self.is_figure(ref):
            self.figure(path, ref)
        else:
            self.field(path, key, [f"record:{record}"])

    # conditions and texts

    def where(self, path: Path, text: str, subjects: list[str]) -> None:
        """A condition must parse and name known fields and choices."""
        try:
            clauses = parse(text).clauses
        except WhereProblem as problem:
            self.notes(path, problem.cause, problem.mend)
            return
        for clause in clauses:
            if clause.field is not None:
                self.field(path, clause.field, subjects)
            if self.of_kin(path, clause.left, subjects, clause):
                continue
            if clause.left == IN_RUN:
                continue
            if "." not in clause.left and ":" not in clause.left:
                self.field(path, clause.left, subjects, extra=OWN)
                self._constants(path, clause, self._fields_named(clause.left, subjects))
            elif self.is_figure(clause.left):
                self.figure(path, clause.left)
                self._of_groups(path, clause.left, subjects)
            else:
                record, _, key = clause.left.partition(".")
                self.field(path, key, [f"record:{record}"])
                self._constants(path, clause, self._fields_named(key, [f"record:{record}"]))

    def hangs_on(self, ref: str, subjects: Iterable[str]) -> list[str]:
        """Lists on which items of the subjects hang, where a name says "what it hangs on"; else none."""
        owner, _, key = ref.rpartition(".")
        if ref not in HANGS and (key not in HANGS or not self.has_list(owner)):
            return []
        lists = subjects if ref in HANGS else [owner]
        if self.known_field(lists, ref if ref in HANGS else key):
            return []
        known = (self.book.collections.get(name) for name in lists)
        return [one.of for one in known if one is not None and one.of]

    def _of_groups(self, path: Path, ref: str, subjects: list[str]) -> None:
        """A part with a value for each group says nothing of other items: no condition on them holds."""
        found = FIGURE.match(ref)
        own = self.method if found is None or not found["method"] else self.book.methods.get(found["method"])
        definition = own.figures.get(found["name"]) if own is not None and found is not None else None
        function = (self.functions or {}).get(str((definition or {}).get("use", "")))
        if found is None or definition is None or function is None or found["part"] not in function.grouped:
            return
        lists = [name for name in as_list(definition.get("of")) if isinstance(name, str)]
        by = str(definition.get("by", PARENT.rstrip(".")))
        fields = self._fields_named(by.rpartition(".")[2], lists)
        groups = self.hangs_on(by, lists) or [name for field in fields for name in as_list(field.of)]
        if subjects and (fields or groups) and not set(groups) & set(subjects):
            of_what = either(groups) or f"the words of {by}"
            wrong = f"{ref} has a number for each of {of_what}, none for {either(subjects)}"
            self.notes(path, wrong, "Group by: what the condition is about, or ask another part.")

    def of_kin(
        self,
        path: Path,
        ref: str,
        subjects: list[str],
        clause: Clause | None = None,
        own: Iterable[str] = OWN,
    ) -> bool:
        """Whether a name is that of a parent's or a child's field, which must exist then.

        Args:
            path: Where it stands.
            ref: `parent.field`, `last(list).field` or any other name.
            subjects: Lists whose parents or children are meant.
            clause: Condition in which it stands.
            own: What may be named of a parent beside its fields.
        """
        if (named := child_named(ref)) is not None:
            self._child(path, clause, *named, subjects)
            return True
        if not ref.startswith(PARENT):
            return False
        lists = [self.book.collections[name] for name in subjects if name in self.book.collections]
        parents = [collection.of for collection in lists if collection.of]
        key = ref.removeprefix(PARENT)
        if lists and not parents:
            wrong = f"{either(subjects)} hangs on nothing"
            self.notes(path, wrong, "parent. is for a child list, one with of: its parent.")
        self.field(path, key, parents, extra=own)
        if clause is not None:
            self._constants(path, clause, self._fields_named(key, parents))
        return True

    def _child(self, path: Path, clause: Clause | None, name: str, key: str, subjects: list[str]) -> None:
        """`last(list).field`: a child list of the subjects, and a field of it."""
        if not self.collection(path, name):
            return
        parent = self.book.collections[name].of if name in self.book.collections else ""
        if parent != "" and subjects and parent not in subjects:
            wrong = f"{name} is no child list of {either(subjects)}"
            self.notes(path, wrong, f"It is one of {parent}." if parent else "")
        self.field(path, key, [name], extra=(*OWN, IN_RUN))
        if clause is not None:
            self._constants(path, clause, self._fields_named(key, [name]))

    def _fields_named(self, key: str, subjects: list[str]) -> list[Field]:
        return [self.fields(s)[key] for s in subjects if key in self.fields(s)]

    def _constants(self, path: Path, clause: Clause, fields: list[Field]) -> None:
        if fields and any(field.type not in ("choice", "yesno") for field in fields):
            return
        if not fields and clause.left != "status":
            return
        known: list[str] = [] if fields else list(STATUSES)
        for field in fields:
            known.extend(field.choices if field.type == "choice" else ("yes", "no", "partly"))
        for value in clause.right:
            if value and value not in known:
                self.notes(path, f'{clause.left} is never "{value}"', mend_with(value, known))

    def placeholders(
        self, path: Path, text: str, subjects: list[str], extra: Iterable[str] = (), *, records: bool = False
    ) -> None:
        """Each `{name}` must be a field of the subjects, `text`, `code`, one of `extra`, or of a record."""
        for name in PLACEHOLDER.findall(text):
            if name.startswith(PARENT):
                self.of_kin(path, name, subjects, own=("text", "code"))
            elif records and name not in extra and "." in name and not self.is_figure(name):
                self.slot(path, name)
            elif name not in ("text", "code") and name not in extra and not self.known_field(subjects, name):
                known = [*self.among(subjects), "text", "code", *extra]
                self.notes(
                    path, f'"{{{name}}}" stands for nothing', near(name, known, "Name a field.", braces=True)
                )
