"""Checks of collections, records and relations: codes, fields and what they point to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice, pairwise
from string import ascii_uppercase
from typing import get_args

from aligntui.methods import check_defaults
from aligntui.methods.decode import loosely
from aligntui.methods.errors import Path
from aligntui.methods.fitting import shown
from aligntui.methods.kinds import IN_CELLS
from aligntui.methods.names import Names
from aligntui.methods.types import (
    CodeRule,
    Collection,
    Field,
    FieldType,
    Method,
    Record,
    Relation,
    as_list,
)
from aligntui.text.nearest import nearest

KEY = re.compile(r"[a-z][a-z0-9_]*\Z")
"""How keys of fields, collections, records, relations and figures are written."""
SLUG = re.compile(r"[a-z][a-z0-9_-]*\Z")
"""How methods, agendas and steps are named."""
PREFIX = re.compile(r"[A-Z]{1,3}\Z")
WORDS = re.compile(r"([1-9]\d*)(?:-([1-9]\d*))?\Z")
"""A word limit: `35` at most, `80-150` from and to."""
RESERVED = ("code", "text", "of", "into", "was", "past")
"""Keys that every item has of its own."""
NOT_LISTS = ("any", "raters", "record", "relation")
"""Words that mean something else where a collection is named."""

_ONLY: dict[str, tuple[str, ...]] = {
    "from": ("scale",),
    "to": ("scale",),
    "of": ("link",),
    "choices": ("choice", "scale"),
    "many": ("choice", "link"),
    "max": ("list", "chain", "link", "choice"),
    "words": ("text", "long"),
    "or": ("link",),
    "unknown": ("number", "date", "scale", "choice"),
    "partly": ("yesno",),
    "only_one": ("yesno",),
    "ahead": ("link",),
    "unit": ("number",),
    "trade": ("choice",),
}
"""Options that only some types know."""


def collections(names: Names, lists: Mapping[str, Collection]) -> None:
    """Check collections that a file declares."""
    for name, collection in lists.items():
        path: Path = ("collections", name)
        key(names, path, name, "collection")
        if name in NOT_LISTS:
            names.notes(path, f'"{name}" means something else', "Give the collection another name.")
        _code(names, path, name, collection)
        if collection.of is not None:
            names.collection((*path, "of"), collection.of)
        if collection.limit is not None and collection.limit < 1:
            names.notes((*path, "limit"), "a limit is 1 or more", "")
        if collection.counted and len(collection.counted) != 2:
            names.notes((*path, "counted"), "it takes two words, for one and for many", "Write [box, boxes].")
        fields(names, (*path, "fields"), collection.fields, name)
        names.placeholders((*path, "says"), collection.says, [name])


def own_names(names: Names, method: Method) -> None:
    """A collection belongs to one method or to all; nobody declares another's."""
    for name in method.collections:
        if name in names.book.shared.collections:
            mend = f"Use it under uses: {name}: and add fields there."
            names.notes(("collections", name), f'"{name}" is a shared collection', mend)
        for other in names.book.methods.values():
            if other.method != method.method and name in other.collections:
                mend = f"Use it under uses: {name}:, or give yours another name."
                names.notes(("collections", name), f'"{name}" belongs to {other.title}', mend)


def uses(names: Names, method: Method) -> None:
    """Check what a method adds to lists of others."""
    for name, use in method.uses.items():
        path: Path = ("uses", name)
        if name in method.collections:
            names.notes(path, f'"{name}" is declared in this file', "Add the fields there.")
            continue
        if not names.collection(path, name):
            continue
        base = names.book.shared.collections.get(name) or next(
            (m.collections[name] for m in names.book.methods.values() if name in m.collections), None
        )
        for field_key, field in use.adds.items():
            known = base.fields.get(field_key) if base is not None else None
            if known is not None:
                names.notes(
                    (*path, "adds", field_key),
                    f'{name} has a field "{field_key}" already',
                    "Leave it out here.",
                )
                continue
            for other in names.book.methods.values():
                added = other.uses[name].adds.get(field_key) if name in other.uses else None
                if other.method != method.method and added is not None and added.type != field.type:
                    names.notes(
                        (*path, "adds", field_key),
                        f'{other.title} adds "{field_key}" to {name} as {added.type}',
                        f"Write type: {added.type}, or another key.",
                    )
        fields(names, (*path, "adds"), use.adds, name)


def records(names: Names, forms: Mapping[str, Record], method: Method) -> None:
    """Check records that a file declares."""
    for name, record in forms.items():
        path: Path = ("records", name)
        key(names, path, name, "record")
        fields(names, (*path, "fields"), record.fields, f"record:{name}")
        if not record.fields:
            names.notes((*path, "fields"), "a record needs a field", "")
        names.placeholders((*path, "says"), record.says, [f"record:{name}"])
        _words(names, (*path, "words"), record.words)
        for other in names.book.methods.values():
            known = other.records.get(name)
            if other.method == method.method or known is None:
                continue
            for field_key, field in record.fields.items():
                there = known.fields.get(field_key)
                if there is not None and there.type != field.type:
                    names.notes(
                        (*path, "fields", field_key),
                        f'{other.title} has "{field_key}" in the record {name} as {there.type}',
                        f"Write type: {there.type}, or another key.",
                    )


def relations(names: Names, crossings: Mapping[str, Relation]) -> None:
    """Check relations that a file declares."""
    for name, relation in crossings.items():
        path: Path = ("relations", name)
        key(names, path, name, "relation")
        rows = names.collections((*path, "rows"), relation.rows)
        cols = names.collections((*path, "cols"), relation.cols)
        if relation.pairs in ("others", "once") and rows != cols:
            mend = "Write pairs: all, or the same list for rows and cols."
            names.notes((*path, "pairs"), f"{relation.pairs} needs one list crossed with itself", mend)
        if relation.pairs == "upward":
            along: Path = (*path, "along") if relation.along else (*path, "pairs")
            names.field(along, relation.along, [*rows, *cols], ("choice", "number", "scale"))
        if relation.where:
            names.where((*path, "where"), relation.where, cols)
        if not relation.fields:
            names.notes(
                (*path, "fields"), "a relation needs a field for its cells", "Add one of type scale or yesno."
            )
        for first in list(relation.fields)[:1]:
            names.field((*path, "fields", first), first, [f"relation:{name}"], IN_CELLS)
        for behind, field in relation.fields.items():
            one_link(names, (*path, "fields", behind), field)
        fields(names, (*path, "fields"), relation.fields, f"relation:{name}", reserved=())


def one_link(names: Names, path: Path, field: Field | None) -> None:
    """What stands in a cell of a grid, or behind it, points to one item."""
    if field is not None and field.type == "link" and field.many:
        names.notes((*path, "many"), "a cell of a grid holds one link", "Leave out many: true.")


def key(names: Names, path: Path, name: str, what: str) -> None:
    """Names that a file gives must be plain keys."""
    if not KEY.match(name):
        names.notes(
            path, f"{shown(name)} cannot name a {what}", "Use small letters, digits and _, as first_step."
        )


def fields(
    names: Names, path: Path, found: Mapping[str, Field], subject: str, reserved: tuple[str, ...] = RESERVED
) -> None:
    """Check fields of one collection, record or relation."""
    for name, field in found.items():
        here: Path = (*path, name)
        key(names, here, name, "field")
        if name in reserved:
            names.notes(here, f'every item has a "{name}" of its own', "Give the field another key.")
        one_field(names, here, field, subject)
    _unfit(names, path, found, subject)


def _unfit(names: Names, path: Path, found: Mapping[str, Field], subject: str) -> None:
    """Fields of a type there is none of: the rest of them all the same."""
    written = names.at(path)
    for name, entry in written.items() if isinstance(written, dict) else ():
        if str(name) in found or not isinstance(entry, dict):
            continue
        near = nearest(str(entry.get("type", "")), get_args(FieldType))
        field = loosely({**entry, "type": near or "text"}, Field)
        here: Path = (*path, str(name))
        if field is not None and near:
            one_field(names, here, field, subject)
        elif field is not None:
            if field.from_ is not None and field.to is not None:
                _scale(names, here, field)
            _refers(names, here, field, subject)


def one_field(names: Names, path: Path, field: Field, subject: str) -> None:
    """Check the options of one field; `subject` is the list that its texts may name fields of."""
    for option, types in _ONLY.items():
        value = getattr(field, {"from": "from_", "or": "or_"}.get(option, option))
        if value not in (None, "", {}, [], False) and field.type not in types:
            names.notes(
                (*path, option),
                f"{option} means nothing to a {field.type} field",
                f"It is for {' or '.join(types)}.",
            )
    if field.type == "scale":
        _scale(names, path, field)
    if field.type == "choice" and not field.choices:
        names.notes(path, "a choice field needs choices", "Add choices: {key: label}.")
    if field.type == "link" and field.of is None:
        names.notes(path, "a link field needs of", "Say which collections it may point to, or any.")
    if field.type == "figure" and not field.suggest:
        names.notes(path, "a figure field shows a figure", "Add suggest: name.part.")
    if field.default:
        check_defaults.default(names, path, field)
    if field.max is not None and field.max < 1:
        names.notes((*path, "max"), "at most one or more", "Write a number from 1.")
    for choice in field.choices:
        if not choice.strip() or "," in choice:
            names.notes(
                (*path, "choices"), f"{shown(choice)} cannot be the key of a choice", "Use a short word."
            )
    _words(names, (*path, "words"), field.words)
    _refers(names, path, field, subject)


def _refers(names: Names, path: Path, field: Field, subject: str) -> None:
    """What a field names must be there, whatever its type."""
    names.collections((*path, "of"), field.of, extra=("any",))
    for n, scale in enumerate(field.ahead):
        names.field((*path, "ahead", n), scale, as_list(field.of), ("scale",))
    if field.suggest:
        names.figure((*path, "suggest"), field.suggest)
    if field.when:
        names.where((*path, "when"), field.when, [subject])
    if names.method is not None:
        for ref in as_list(field.known):
            _known(names, (*path, "known"), ref, subject)
    if "." in field.unit and field.unit.partition(".")[0] in names.book.records:
        record, _, unit = field.unit.partition(".")
        names.field((*path, "unit"), unit, [f"record:{record}"])
    relation = names.book.relations.get(subject.removeprefix("relation:"))
    ends = {"row": as_list(relation.rows), "col": as_list(relation.cols)} if relation is not None else {}
    extra = [f"{end}.{own}" for end, lists in ends.items() for own in ("text", "code", *names.among(lists))]
    for key in ("ask", "help"):
        names.placeholders((*path, key), getattr(field, key), [subject], extra, records=True)


def _known(names: Names, path: Path, ref: str, subject: str) -> None:
    """Words are known from a record, a list, the item's own words, a field of it or what it points to."""
    head, _, tail = ref.partition(".")
    if head in names.book.records or names.written("records", head):
        names.field(path, tail, [f"record:{head}"])
    elif names.has_list(head):
        names.field(path, tail or "text", [head], extra=("text",))
    elif head == "text" and tail in ("", "from", "to"):
        return
    else:
        names.field(path, head, [subject], ("link",) if tail else ("link", "text", "long"))


def _scale(names: Names, path: Path, field: Field) -> None:
    if field.from_ is None or field.to is None:
        names.notes(path, "a scale needs from and to", "Write from: 1 and to: 5.")
        return
    if field.from_ >= field.to:
        names.notes(
            (*path, "to"),
            f"the scale ends at {field.to} and begins at {field.from_}",
            "from is the lower end.",
        )
        return
    for point in field.choices:
        if not re.fullmatch(r"-?\d+", point) or not field.from_ <= int(point) <= field.to:
            mend = f'Label points from "{field.from_}" to "{field.to}".'
            names.notes((*path, "choices"), f'"{point}" is no point of this scale', mend)


def _words(names: Names, path: Path, limit: str) -> None:
    if not limit:
        return
    found = WORDS.match(limit)
    if found is None or (found[2] and int(found[1]) >= int(found[2])):
        names.notes(path, f'"{limit}" is no word limit', "Write 35 for at most, or 80-150.")


def _code(names: Names, path: Path, name: str, collection: Collection) -> None:
    code = collection.code
    here: Path = (*path, "code")
    if isinstance(code, str):
        if not PREFIX.match(code):
            mend = f"Write one to three capital letters, as {_free(names, name, code)[0]}."
            names.notes(here, f'"{code}" is no prefix for codes', mend)
            return
        _clash(names, here, name, code)
        return
    given = [k for k in ("from_", "letters", "under") if getattr(code, k)]
    if len(given) != 1:
        names.notes(here, "a code rule is one of from, letters, under", "Write one of them.")
        return
    if code.mark and not code.under:
        names.notes((*here, "mark"), "a mark belongs to under", "Remove it.")
    if code.letters:
        if not re.fullmatch("[A-Z]", code.letters):
            names.notes((*here, "letters"), f'"{code.letters}" begins no series', "Write letters: A.")
    elif code.under:
        _child(names, here, name, collection, code)
    else:
        field = collection.fields.get(code.from_)
        if field is None or field.type != "choice" or field.many:
            if field is not None or not names.written("collections", name, "fields", code.from_):
                names.notes(
                    (*here, "from"),
                    f'"{code.from_}" is no single choice field of this collection',
                    "Add one, or a prefix.",
                )
            return
        for choice in field.choices:
            if not PREFIX.match(choice):
                names.notes(
                    (*path, "fields", code.from_, "choices"),
                    f'"{choice}" is a prefix here',
                    f"Write one to three capital letters, as {_free(names, name, choice)[0]}.",
                )
            else:
                _clash(names, here, name, choice)


def _child(names: Names, here: Path, name: str, collection: Collection, code: CodeRule) -> None:
    if not re.fullmatch("[a-z]{0,2}", code.mark):
        names.notes((*here, "mark"), f'"{code.mark}" is no mark', "Write one or two small letters, as c.")
    if not names.collection((*here, "under"), code.under):
        return
    if collection.of != code.under:
        names.notes(here, f"codes under {code.under} need {code.under} as parent", f"Add of: {code.under}.")
    for other, sibling in names.book.collections.items():
        rule = sibling.code
        if (
            other != name
            and isinstance(rule, CodeRule)
            and rule.under == code.under
            and ((rule.mark or "c") == (code.mark or "c"))
        ):
            names.notes(here, f'{other} marks its codes "{code.mark or "c"}" as well', "Choose another mark.")


def _clash(names: Names, here: Path, name: str, prefix: str) -> None:
    """No two lists may give the same codes."""
    for other, collection in names.book.collections.items():
        if other != name and prefix in _prefixes(collection):
            mend = f"Choose another prefix: {', '.join(_free(names, name, name, 3))} are free."
            names.notes(here, f"codes {prefix}1, {prefix}2 belong to {other}", mend)


def _prefixes(collection: Collection) -> list[str]:
    """Prefixes of the codes that a list gives."""
    code = collection.code
    if isinstance(code, CodeRule):
        field = collection.fields.get(code.from_)
        return list(field.choices) if field is not None else []
    return [code]


def _free(names: Names, name: str, word: str, many: int = 1) -> list[str]:
    """Prefixes made of a word's letters that no list has yet: the word's first letters, then others of it."""
    taken = {prefix for collection in names.book.collections.values() for prefix in _prefixes(collection)}
    spelt = [c for c in word.upper() if "A" <= c <= "Z"]
    letters = spelt if len(spelt) > 1 else [*spelt, *(c for c in name.upper() if "A" <= c <= "Z"), *"XYZ"]
    first = letters[0]
    tries = ["".join(letters[:3]), "".join(letters[:2])]
    tries += [first + a for a in letters[1:]] + [first + a + b for a, b in pairwise(letters[1:])]
    every = (first + a + b for a in ascii_uppercase for b in ascii_uppercase)
    free = (one for one in dict.fromkeys((*tries, *every)) if len(one) > 1 and one not in taken)
    return list(islice(free, many))
