"""Definitions a file brings, or names because every AlignTUI has them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec

from aligntui.analysis import say
from aligntui.analysis.figure import Finding
from aligntui.exchange.problems import Problems, brief
from aligntui.exchange.values import loose_in
from aligntui.methods.book import Book
from aligntui.methods.errors import GuideProblems, UnknownName
from aligntui.methods.freeze import freeze, resolved, thawed
from aligntui.methods.library import Library
from aligntui.methods.types import AGENDA, SHARED, Agenda, Method, Shared
from aligntui.session.model import Definition
from aligntui.text.clean import clean_line


def read(
    data: Mapping[str, Any], library: Library, problems: Problems, findings: list[Finding]
) -> dict[str, Definition]:
    """The definitions a session keeps: those in the file, those it names, or those that fit its lists."""
    found: dict[str, Definition] = {}
    for place, used in enumerate(data.get("methods", [])):
        name = clean_line(used.get("name", ""))
        if used.get("body"):
            body = loose_in(used["body"])
            try:
                thawed(name, body)
            except msgspec.ValidationError:
                what = f'the definition of "{brief(name)}" cannot be read'
                problems.add(("methods", place, "body"), what, "Take it from another export.")
            else:
                digest = clean_line(used.get("hash", ""))
                found[name] = Definition(name=name, version=used.get("version", 1), hash=digest, body=body)
            continue
        known = look_up(library, name)
        if known is None:
            findings.append(_missing(library, name))
            continue
        found[name] = _keep(name, known)
    if not data.get("methods"):
        return _fitting(data, library)
    if SHARED not in found:
        # Every session has the shared lists; who writes by hand names only methods.
        found = {SHARED: _keep(SHARED, library.shared()), **found}
    return found


def _missing(library: Library, name: str) -> Finding:
    refused = library.left_out(name)
    if refused:
        message, mend = f'"{brief(name)}" is left out: {refused}', "Then import again."
    else:
        message = f'"{brief(name)}" is not among the methods here.'
        mend = "Put its file into the methods folder and import again."
    return say.warning("IM2", message, mend)


def book_of(definitions: Mapping[str, Definition]) -> Book:
    """The definitions, resolved."""
    return resolved({name: definition.body for name, definition in definitions.items()})


def look_up(library: Library, name: str) -> Method | Agenda | Shared | None:
    """The definition a session keeps under this name; None when it is unknown or its file is broken."""
    try:
        if name == SHARED:
            return library.shared()
        return library.agenda(name) if name.startswith(AGENDA) else library.method(name)
    except (UnknownName, GuideProblems):
        return None


def shipped(definitions: Mapping[str, Definition]) -> dict[str, str]:
    """Name -> hash of those definitions that every AlignTUI has, so that they need not go along."""
    return {name: digest for name in definitions if (digest := _shipped(name))}


@cache
def _shipped(name: str) -> str:
    known = look_up(_builtin(), name)
    return freeze(known)[1] if known is not None else ""


@cache
def _builtin() -> Library:
    return Library()


def _keep(name: str, known: Method | Agenda | Shared) -> Definition:
    body, digest = freeze(known)
    return Definition(name=name, version=getattr(known, "version", 1), hash=digest, body=body)


def _fitting(data: Mapping[str, Any], library: Library) -> dict[str, Definition]:
    """For a file written by hand that names no methods: the shared lists and the methods it fills."""
    found = {SHARED: _keep(SHARED, library.shared())}
    used = {*data.get("collections", {}), *data.get("records", {}), *data.get("links", {})}
    for name, method in library.everything().methods.items():
        if used & {*method.collections, *method.uses, *method.records, *method.relations}:
            found[name] = _keep(name, method)
    return found
