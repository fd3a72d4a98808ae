"""Checks of steps: each key means something to its kind and names something that exists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aligntui.methods import check_defaults, check_ends, check_figures, check_how
from aligntui.methods.book import PARENT
from aligntui.methods.check_lists import SLUG, one_field, one_link
from aligntui.methods.decode import loosely
from aligntui.methods.errors import Path
from aligntui.methods.fitting import mend_with, shown
from aligntui.methods.kinds import IN_CELLS, KINDS, TYPES, Kind
from aligntui.methods.names import OWN, Names
from aligntui.methods.quadrants import NAMES, in_doubt
from aligntui.methods.types import TEXT, Method, Preset, Step, as_list
from aligntui.text.listing import an, listed


def steps(names: Names, method: Method, places: list[int]) -> None:
    """Check all steps; `places` are their positions in the file."""
    seen: dict[str, int] = {}
    if not method.steps and not names.written("steps"):
        return
    if not method.steps:
        names.notes(("steps",), "a method needs a step", "Add - kind: talk, for a start.")
    for step, place in zip(method.steps, places, strict=True):
        path: Path = ("steps", place)
        if step.id in seen:
            line = names.notes.document.line(("steps", seen[step.id]))
            names.notes(
                (*path, "id"), f'the id "{step.id}" is taken (line {line})', "Give each step its own."
            )
        seen.setdefault(step.id, place)
        if not SLUG.match(step.id):
            mend = "Use small letters, digits, - and _, as first-steps."
            names.notes((*path, "id"), f"{shown(step.id)} cannot name a step", mend)
        _step(names, path, step, KINDS[step.kind])
    written = names.at(("steps",))
    for place, entry in enumerate(written if isinstance(written, list) else []):
        if place not in places:
            _unfit(names, ("steps", place), entry)


def _unfit(names: Names, path: Path, entry: Any) -> None:
    """A step that lacks something it needs: what can be judged of it all the same."""
    kind = entry.get("kind") if isinstance(entry, dict) else None
    known = isinstance(kind, str) and kind in KINDS
    step = loosely(entry, Step, kind="talk", id="", title="")
    if step is not None:
        _step(names, path, step, KINDS[step.kind] if known else None)


def _step(names: Names, path: Path, step: Step, kind: Kind | None) -> None:
    """Check one step; without a kind when it names one there is none of: its keys cannot be judged then."""
    if kind is not None:
        _keys(names, path, step, kind)
    subjects = _what(names, path, step)
    here = [*subjects, *([step.each] if step.each in names.book.collections else [])]
    crossed = names.book.relations.get(step.relation or "")
    if crossed is not None:
        sides = (*as_list(crossed.rows), *as_list(crossed.cols))
        here += [name for name in sides if name in names.book.collections]
    _fields(names, path, step, subjects, here)
    if kind is not None:
        _laid_out(names, path, step)
    _which(names, path, step, here)
    check_how.how(names, path, step, subjects)
    check_how.asks(names, path, step)
    check_ends.needs(names, (*path, "needs"), step.needs)
    for n, wish in enumerate(step.done):
        check_ends.done(names, (*path, "done", n), wish, here)
    for n, binding in enumerate(step.checks):
        check_figures.one(names, (*path, "checks", n), binding)
    check_ends.shows(names, path, step)


def _raw(names: Names, path: Path) -> dict[str, Any]:
    """The step as written."""
    here: Any = names.notes.document.data
    for part in path:
        here = here[part]
    return here if isinstance(here, dict) else {}


def _keys(names: Names, path: Path, step: Step, kind: Kind) -> None:
    written = _raw(names, path)
    for key in written:
        if key not in kind.keys | kind.idle.keys() and key in Step.__struct_encode_fields__:
            others = [k.name for k in KINDS.values() if key in k.keys]
            names.notes(
                path,
                f'"{key}" means nothing to {an(kind.name)}',
                f"It is for {', '.join(others)}.",
                (*path, key),
            )
    for group in kind.needs:
        if "use" not in written and not any(key in written for key in group):
            names.notes(path, f"{an(kind.name)} needs {' or '.join(group)}", f"Add {group[0]}:.")
    for n, phase in enumerate(step.phases):
        if phase not in kind.phases:
            mend = mend_with(phase, kind.phases) if kind.phases else "Leave phases out."
            names.notes((*path, "phases", n), f'{an(kind.name)} has no phase "{phase}"', mend)
        elif phase in step.phases[:n]:
            names.notes((*path, "phases", n), f'phase "{phase}" stands here twice', "Once is enough.")
    if "again" in step.phases and step.rounds < 2:
        names.notes((*path, "phases"), "again is a second round", "Add rounds: 2.")
    if step.minutes is not None and step.minutes < 0:
        names.notes((*path, "minutes"), "time does not run backwards", "Write 0 or more.")


def _what(names: Names, path: Path, step: Step) -> list[str]:
    """Check what a step works on; the lists, records or relations whose fields it may ask."""
    found: list[str] = []
    if isinstance(step.of, dict):
        if list(step.of) != ["figure"]:
            names.notes((*path, "of"), "a computed list is {figure: name.part}", "")
        else:
            names.figure((*path, "of", "figure"), step.of["figure"])
            return []
    else:
        found += names.collections((*path, "of"), step.of)
    found += names.collections((*path, "about"), step.about)
    held = names.collections((*path, "holds"), step.holds)
    found += held
    if step.relation is not None and names.relation((*path, "relation"), step.relation):
        found.append(f"relation:{step.relation}")
    if step.each is not None:
        names.collection((*path, "each"), step.each)
    if step.record is not None:
        found += _record(names, path, step)
    elif step.kind == "form" and step.each is not None:
        found.append(step.each)
    if step.split is not None and (held or not step.holds):
        found += _split(names, path, step, held)
    if step.kind == "report" and step.each is not None:
        found.append(step.each)
    return list(dict.fromkeys(found))


def _record(names: Names, path: Path, step: Step) -> list[str]:
    assert step.record is not None
    if step.each is not None and step.record in names.book.collections:
        parent = names.book.collections[step.record].of
        if parent != step.each:
            names.notes(
                (*path, "record"),
                f"{step.record} is no child list of {step.each}",
                f"Add of: {step.each} to it.",
            )
        return [step.record]
    return [f"record:{step.record}"] if names.record((*path, "record"), step.record) else []


def _split(names: Names, path: Path, step: Step, held: list[str]) -> list[str]:
    """Columns: the values of a choice field of the held list, or collections."""
    if held and isinstance(step.split, str):
        names.field((*path, "split"), step.split, held, TYPES["board", "split"])
        return []
    return names.collections((*path, "split"), step.split)


def _fields(names: Names, path: Path, step: Step, subjects: list[str], here: list[str]) -> None:
    forms = all(s.startswith(("record:", "relation:")) for s in subjects)
    crossed = step.kind == "matrix" and step.of is not None
    own = () if forms or crossed or step.kind == "ask" else ("text",)
    types = ("scale",) if step.kind == "ask" else IN_CELLS if crossed else ()
    for n, key in enumerate(step.fields or []):
        place: Path = (*path, "fields", n)
        if key.startswith(PARENT) and step.record is not None and step.each is not None:
            names.field(place, key.removeprefix(PARENT), [step.each], extra=("text",))
        elif "." in key and step.kind == "form":
            names.figure(place, key)
        else:
            names.field(place, key, subjects, types, own)
            if crossed:
                one_link(names, place, names.among(subjects).get(key))
    for key, where in step.only.items():
        if step.fields is not None and key not in step.fields:
            names.notes((*path, "only", key), f'"{key}" is not asked here', mend_with(key, step.fields))
        names.where((*path, "only", key), where, subjects)
    if step.why:
        names.field((*path, "why"), step.why, subjects, TYPES["form", "why"])
    for n, key in enumerate(step.now):
        names.field((*path, "now", n), key, subjects)
    for n, key in enumerate(step.shows):
        owner, dot, name = key.partition(".")
        if dot and step.kind in ("form", "table", "matrix") and names.is_figure(key):
            names.figure((*path, "shows", n), key)
        elif dot:
            if names.record((*path, "shows", n), owner):
                names.field((*path, "shows", n), name, [f"record:{owner}"])
        else:
            names.field((*path, "shows", n), key, here, extra=OWN)
    for name in ("x", "y"):
        value = getattr(step, name)
        if value is not None:
            names.field((*path, name), value, subjects, TYPES["plot", name])
    if step.mark is not None:
        names.field((*path, "mark"), step.mark, subjects, TYPES["plot", "mark"])
    if step.into is not None:
        names.field((*path, "into"), step.into, subjects, TYPES["ask", "into"])
    _quadrants(names, path, step)
    for n, test in enumerate(step.tests):
        one_field(names, (*path, "tests", n), test, "")


def _quadrants(names: Names, path: Path, step: Step) -> None:
    """Where the quadrants of a plot meet and what they are called, here or in one figure."""
    if step.cut is not None and len(step.cut) != 2:
        names.notes((*path, "cut"), "two numbers belong here, for x and y", "Write [3, 4].")
    for key in step.names:
        if key not in NAMES:
            names.notes(
                (*path, "names"),
                f'there is no quadrant "{key}"',
                mend_with(key, NAMES),
                (*path, "names", key),
            )
    key, figures = in_doubt(names.method, step) if step.kind == "plot" and names.method else ("", [])
    if key:
        like = "cut: [3, 4]" if key == "cut" else "names: {hi_hi: ...}"
        names.notes(
            path,
            f"the figures {listed(figures)} of this list and these scales give different {key}",
            f"Write {like} here too.",
        )


def _laid_out(names: Names, path: Path, step: Step) -> None:
    """A layout belongs to its kinds."""
    if step.layout is not None and (step.kind == "form") != (step.layout == "pairs"):
        mend = "Write layout: pairs, or leave it out." if step.kind == "form" else "It is for a form."
        names.notes((*path, "layout"), f'{an(step.kind)} is not laid out as "{step.layout}"', mend)
    if step.kind == "form" and step.layout == "pairs":
        _pairs(names, path, step)


def _pairs(names: Names, path: Path, step: Step) -> None:
    """Pairs are items of a list, with two links asked."""
    if step.each is None or step.record is not None:
        names.notes((*path, "layout"), "pairs are the items of a list", "Add each: and leave record: out.")
        return
    known = names.fields(step.each)
    asked = [known[key] for key in step.fields or known if key in known]
    if sum(field.type == "link" and not field.many for field in asked) != 2:
        names.notes((*path, "layout"), "a pair is two links to one item each", "Ask two such fields.")


def _which(names: Names, path: Path, step: Step, here: list[str]) -> None:
    if step.filter is not None:
        if step.filter.where:
            names.where((*path, "filter", "where"), step.filter.where, _filtered(step, here))
        order = step.filter.order.removeprefix("-")
        if names.of_kin((*path, "filter", "order"), order, _filtered(step, here)):
            pass
        elif "." in order or ":" in order:
            names.figure((*path, "filter", "order"), order)
        elif order:
            names.field((*path, "filter", "order"), order, here, extra=OWN)
        if step.filter.limit is not None and step.filter.limit < 1:
            names.notes((*path, "filter", "limit"), "at least one item", "Write 1 or more.")
    if step.when:
        names.where((*path, "when"), step.when, here)
    if isinstance(step.preset, Preset):
        preset: Path = (*path, "preset")
        if step.preset.from_:
            if names.collection((*preset, "from"), step.preset.from_) and step.preset.where:
                names.where((*preset, "where"), step.preset.where, [step.preset.from_])
        elif step.preset.where:
            names.notes((*preset, "where"), "where chooses from a list", "Add from: and the collection.")
        for n, key in enumerate(step.preset.key):
            names.field((*preset, "key", n), key, here, ("choice",))
        for n, one in enumerate(step.preset.items):
            if isinstance(one, dict):
                _ready(names, (*preset, "items", n), one, here[:1])


def _ready(names: Names, path: Path, given: Mapping[str, str], here: list[str]) -> None:
    """An item that stands there from the start has words, and in its fields what these may hold."""
    if not given.get(TEXT, "").strip():
        names.notes(path, "an item has words", f"Add {TEXT}: and its words.")
    for key, words in given.items():
        field = names.among(here).get(key)
        if key != TEXT:
            names.field((*path, key), key, here)
        if field is not None and not check_defaults.is_value(field, words):
            what = f'a {field.type} field holds no "{words}" from the start'
            names.notes((*path, key), what, "Write a value that the field may hold, or leave it out.")


def _filtered(step: Step, here: list[str]) -> list[str]:
    """Lists whose items a filter chooses from: the repeated one when a step is repeated."""
    return [step.each] if step.each is not None else here
