"""What stands on the plan of a method that says nothing under `plan`, and how a list stands in a report.

A convention of ours, so that no method is left without a page: its records, its lists and its crossings,
each under its own title, and the sentences of its figures.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from aligntui.methods.book import Book
from aligntui.methods.lists import Field, FieldType
from aligntui.methods.pages import Part, Section
from aligntui.methods.refs import apart, part_title, strings
from aligntui.methods.types import PLAN, Method, Step, as_list

RECORD = "record:"
RELATION = "relation:"
GATHERED = ("any", "participants")
"""What a part of a section is of that stands at the end of the page."""
LEAST = 2
"""Lines of each that stand on the first page before any other gets more."""
LONG: tuple[FieldType, ...] = ("long", "list", "chain", "figure")
"""Types of fields that are too long for a column of the plan."""


def is_whole(book: Book, of: str) -> bool:
    """Whether nothing of a list or crossing is left out on the plan, where it stands there by convention."""
    if of.startswith(RELATION):
        return len(book.relations[of.removeprefix(RELATION)].fields) == 1
    fields = book.fields(of).values()
    return of in book.collections and not book.cell_field(of) and all(f.type not in LONG for f in fields)


def subject(book: Book, name: str) -> str:
    """What a name in `show` stands for: a list or group, `record:NAME`, `relation:NAME`; "" for nothing."""
    if book.lists(name):
        return name
    plain = name.removeprefix(RECORD)
    if plain in book.records:
        return f"{RECORD}{plain}"
    return f"{RELATION}{name}" if name in book.relations else ""


def section(book: Book, of: str, without: tuple[FieldType, ...] = ()) -> Section:
    """A list, a group of lists, a record or a crossing as a section, with all its fields.

    Args:
        book: The definitions.
        of: What `subject` gives.
        without: Types of fields that are left out.
    """
    if of.startswith(RELATION):
        name = of.removeprefix(RELATION)
        title = book.relations[name].title or _plain(name)
        return Section(key=of, title=title, layout="table", least=LEAST, parts=[Part(relation=name)])
    if of.startswith(RECORD):
        name = of.removeprefix(RECORD)
        record = book.records[name]
        whole = [Part(of=of, says=["{sentence}"])] if record.says else []
        parts = [*whole, Part(of=of, when="first" if whole else "")]
        return Section(key=of, title=record.title or _plain(name), least=LEAST, parts=parts)
    names = book.lists(of)
    title = _plain(of) if of in book.groups else book.collections[of].title or _plain(of)
    found = Section(key=of, title=title, least=LEAST, parts=[Part(of=of)])
    if any(book.collections[name].says for name in names):
        return replace(found, parts=[Part(of=of, says=["{words}"])])
    asked: dict[str, str] = {}
    for name in names:
        asked = {**_fields(book.fields(name), without, book.cell_field(name)), **asked}
    columns = {label: f"{{{key} unit}}" for label, key in asked.items()}
    columns |= {title: f"{{{ref}}}" for ref, title in computed(book, names).items()}
    return replace(found, layout="table", columns=columns) if columns else found


def plan(book: Book) -> list[Section]:
    """Sections of the plan in order, with those of methods that declare none.

    Those show what stands in no section and no chapter, before what is gathered from all lists.
    """
    declared, own = list(book.plan), _own(book)
    gathered = (n for n, one in enumerate(declared) if any(part.of in GATHERED for part in one.parts))
    at = next(gathered, len(declared))
    return [*declared[:at], *own, *declared[at:]]


def spreadsheets(book: Book) -> list[str]:
    """Lists, forms and crossings that stand on the plan by convention: spreadsheets of them are offered."""
    names = (one.key.removeprefix(RECORD).removeprefix(RELATION) for one in _own(book))
    return [name for name in names if ":" not in name and name not in book.spreadsheets]


def _own(book: Book) -> list[Section]:
    """Sections of the methods that declare none."""
    named = set(_named(book))
    return [one for m in book.methods.values() if not m.plan for one in _sections(book, named, m)]


def _sections(book: Book, named: set[str], method: Method) -> list[Section]:
    refs = (ref for step in method.steps for ref in step.show if ref != PLAN)
    shown = [of for of in (subject(book, ref) for ref in refs) if of]
    lists = [name for name, one in method.collections.items() if not _is_reading(book, one.of)]
    # What a method adds to lists of others stands where those do.
    own = (
        [*(f"{RECORD}{name}" for name in method.records), *lists]
        if method.collections or not method.uses
        else []
    )
    every = [of for of in dict.fromkeys([*shown, *own]) if not {of, *book.lists(of)} & named]
    if every or is_grid_alone(method):
        crossed = (f"{RELATION}{name}" for name in method.relations)
        every += [of for of in crossed if of not in named and of not in every]
    if not every:
        return []
    found = [_marked(method, section(book, of, LONG)) for of in every]
    found = [replace(one, missing=one.title.lower()) for one in found]
    helpers = _helpers(method)
    if told := [name for name in method.figures if name not in helpers and not is_kept(method, name)]:
        said = Part(figures=[f"{method.method}:{name}.line" for name in told])
        title = f"{method.title}, in short"
        found.append(Section(key=f"{method.method}:figures", title=title, parts=[said]))
    return found


def _helpers(method: Method) -> set[str]:
    """Figures that others are made of and that nobody is shown: what they say is said by those."""
    every = (text for one in method.figures.values() for text in strings(one))
    used = {text.partition(".")[0] for text in every if "." in text}
    shown = {ref.partition(".")[0] for step in method.steps for ref in (*step.shows, *step.show)}
    texts = [step.read_back for step in method.steps]
    return {
        name for name in used & {*method.figures} - shown if not any(f"{{{name}." in text for text in texts)
    }


def is_kept(method: Method, name: str) -> bool:
    """Whether a figure stands only in steps that not all see, or that name nobody."""
    steps = [
        step
        for step in method.steps
        if any(ref.partition(".")[0] == name for ref in (*step.shows, *step.show))
    ]
    return bool(steps) and all(_is_private(step) for step in steps)


def _is_private(step: Step) -> bool:
    return step.privacy is not None and (step.privacy.sees != "all" or step.privacy.names == "none")


def is_grid_alone(method: Method) -> bool:
    """Whether all that a method adds are crossings of lists of others."""
    return not (method.collections or method.records or method.uses)


def _named(book: Book) -> Iterator[str]:
    """Lists, records and crossings that a section or chapter names."""
    plan = (part for one in book.plan for part in one.parts)
    report = (part for one in book.report for part in one.parts)
    for part in (*plan, *report):
        for name in (*as_list(part.of), getattr(part, "children", "")):
            yield from book.lists(name) or [name]
        yield f"{RELATION}{part.relation}"


def _is_reading(book: Book, parent: str | None) -> bool:
    """Whether a list hangs on a child list: readings are many, and stand behind what they are read of."""
    above = book.collections.get(parent or "")
    return above is not None and above.of is not None


def _marked(method: Method, found: Section) -> Section:
    """Only what was taken on, as long as anything was, where a step of the method asks for that."""
    marks = [s.mark for s in method.steps if s.mark and found.key in (*as_list(s.holds), *_listed(s.of))]
    if not marks:
        return found
    first = found.parts[0]
    return replace(found, parts=[replace(first, mark=marks[0]), replace(first, when="first")])


def _listed(of: object) -> list[str]:
    return as_list(of) if isinstance(of, str | list) else []


def _fields(fields: dict[str, Field], without: tuple[FieldType, ...], coded: str) -> dict[str, str]:
    """Label -> key of the fields that stand beside the words; the key where two have one label.

    The one that the code says stands there already.
    """
    kept = {key: field for key, field in fields.items() if key != coded and field.type not in without}
    labels = [field.label or _plain(key, False) for key, field in kept.items()]
    return {label if labels.count(label) == 1 else key: key for label, key in zip(labels, kept, strict=True)}


def computed(book: Book, lists: list[str]) -> dict[str, str]:
    """Parts of figures, `method:name.part`, that steps show beside the items of these lists, with titles."""
    found: dict[str, str] = {}
    for method in book.methods.values():
        for step in method.steps:
            if _is_private(step):
                # What only the facilitator sees, or is said without names, is no column of a page for all.
                continue
            refs = [ref for ref in step.shows if "." in ref and ref.partition(".")[0] not in book.records]
            relation = book.relations.get(step.relation or "")
            crossed = [*as_list(relation.rows), *as_list(relation.cols)] if relation is not None else []
            if refs and {*book.held(step), *crossed} & {*lists}:
                for ref in refs:
                    whole = ref if ":" in ref else f"{method.method}:{ref}"
                    found[whole] = part_title(book.methods, method.method, ref)
    return apart(found, labels(book, lists))


def labels(book: Book, lists: list[str]) -> set[str]:
    """What the fields of these lists are called, as headings of columns."""
    fields = (pair for name in lists for pair in book.fields(name).items())
    return {field.label or _plain(key, False) for key, field in fields}


def _plain(key: str, capital: bool = True) -> str:
    words = key.replace("_", " ")
    return words[:1].upper() + words[1:] if capital else words
