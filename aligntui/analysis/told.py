"""Values and items as people read them: labels for keys, names for links, days without dashes."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from aligntui.analysis import unrepeated
from aligntui.analysis.view import View
from aligntui.methods.book import Book, link_field
from aligntui.methods.kinds import KINDS
from aligntui.methods.types import Collection, Field, Record, Step, as_list
from aligntui.session.model import UNKNOWN, Item
from aligntui.text.clean import clean
from aligntui.text.moment import MONTHS
from aligntui.text.words import one_stop

_SLOT = re.compile(r"\{((?:parent\.)?[a-z_][a-z0-9_]*)\}")
_BRACED = re.compile(r"\{([^{}\s]+)\}")
_ASKED = re.compile(r"\{(\w+(?:\.\w+)?)\}")
_APART = re.compile(r"([0-9]) %")
_MONEY = re.compile(r"(?:([0-9][0-9.,]*) to )?([0-9][0-9.,]*) ([\u00a3\u20ac$])")
_SIGNS = ("%", "\u00a3", "\u20ac", "$")
"""Units that stand close to their number."""
CALENDAR = "year"
"""Unit of a number that is a year, as 2030."""
_POINTS = re.compile(r"(?i)(?:%|per ?cent(?:age)?)[ -]*points?")
"""A unit of what is added to a share; where the share stands is counted in per cent."""


def day(iso: str, long: bool = False) -> str:
    """`2027-09-30` as `30 Sep 27`, or `30 September 2027`; what is no date stays as it is."""
    try:
        found = dt.date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    if long:
        return f"{found.day} {found.strftime('%B')} {found.year}"
    return f"{found.day} {MONTHS[found.month - 1]} {found.year % 100:02d}"


def value(view: View, collection: str, key: str, stored: Any) -> str:
    """A stored value in words, "" when there is none. Links read as codes, people by name."""
    if stored in (None, "", []):
        return ""
    field = view.book.field(collection, key)
    if isinstance(stored, list):
        joint = "; " if field is not None and field.type in ("list", "chain") else ", "
        return joint.join(_one(view, field, entry) for entry in stored)
    return _one(view, field, stored)


def value_in(field: Field, stored: Any) -> str:
    """A value of a crossing in words: the label of its point, else the value itself."""
    if stored in (None, "", []):
        return ""
    word = str(stored)
    said = field.choices.get(word, word)
    return said if said == word or said in "+-0" else f"{word} {said}"


def of(view: View, item: Item, key: str) -> str:
    """What a field of an item holds, in words; of one that shows a figure what that says of the item."""
    if (kin := view.kin(item, key)) is not None:
        return of(view, *kin)
    field = view.book.field(item.collection, key)
    if field is not None and field.type == "figure":
        from aligntui.analysis.columns import said

        return coded(view, said(view, item, key))
    return value(view, item.collection, key, view.value(item, key))


def stands(view: View, item: Item, key: str) -> str:
    """What a field holds, in words, with what it held first where it was revised: `300, first 250: why`.

    A number has its unit, unless that is a field of the item: there it stands beside it.
    """
    words, first = of(view, item, key), revised(view, item, key)
    field = view.book.field(item.collection, key)
    if field is not None and field.type == "number" and field.unit not in view.book.fields(item.collection):
        words = amount(words, unit(view, item, field))
    return f"{words}, {first}" if words and first else words


def unit(view: View, item: Item, field: Field) -> str:
    """What a number counts; "" where nothing says so yet.

    The unit of a field names a field of the item or of its parent, or one of a record, or is the unit itself.
    """
    head, _, own = field.unit.rpartition(".")
    above = view.item(item.of) if item.of else None
    named = [(item, field.unit), (above, own if head == "parent" else field.unit)]
    if head in view.book.records:
        named = [(view.record(head), own)]
    for holder, name in named:
        found = view.book.field(holder.collection, name) if name and holder is not None else None
        # A field that is called what it counts names no other one.
        if holder is not None and found is not None and found is not field:
            return of(view, holder, name)
    return field.unit


def revised(view: View, item: Item, key: str) -> str:
    """`first 250: only two bake` of a field whose value was changed: the first one, and the last reason."""
    past = item.past.get(key)
    if not past:
        return ""
    first, why = value(view, item.collection, key, past[0].value), past[-1].why
    return f"first {first}: {why}" if why else f"first {first}"


def agreed_before(view: View, item: Item, key: str) -> str:
    """`first 250` of a value that stood when a day or a sitting ended, and was changed on a later one.

    What is put right on the day on which its card was written was never agreed (our convention).
    """
    past = item.past.get(key)
    if not past:
        return ""
    begun = [run.at for run in view.session.runs.values() if run.at > item.at]
    later = (old for old in past if old.at[:10] > item.at[:10] or any(at <= old.at for at in begun))
    old = next(later, None)
    return f"first {value(view, item.collection, key, old.value)}" if old is not None else ""


def _one(view: View, field: Field | None, stored: Any) -> str:
    if field is None:
        return str(stored)
    if field.unknown and stored == UNKNOWN:
        return "not known yet"
    if field.type == "date":
        return day(str(stored))
    if field.type in ("choice", "yesno"):
        return field.choices.get(str(stored), str(stored))
    if field.type == "link":
        return field.or_.get(str(stored)) or name(view, str(stored))
    return str(stored)


def name(view: View, ref: str) -> str:
    """An item by the name it has in a sentence: people by their own, others by code."""
    item = view.item(ref)
    return ref if item is None else own_name(view, item) or view.code(item)


def coded(view: View, text: str) -> str:
    """A sentence with codes for the ids in braces."""
    return clean(_BRACED.sub(lambda m: view.code(m[1]) if view.item(m[1]) is not None else m[0], text))


def own_name(view: View, item: Item) -> str:
    """What somebody of the session is called; "" of any other item."""
    known = view.book.collections.get(item.collection)
    return item.text if known is not None and known.of_session else ""


def number(view: View, item: Item, key: str, unit: str = "") -> str:
    """A number with its unit where that is a sign: `9.4%`, `300`."""
    return _signed(of(view, item, key), counted(unit)[:1])


def _signed(number: str, sign: str) -> str:
    if sign not in _SIGNS or not number[-1:].isdigit() or number[0] in _SIGNS:
        return number
    return f"{number}%" if sign == "%" else f"{sign}{number}"


def amount(number: str, unit: str) -> str:
    """A number as it stands behind `to`, with its unit: `300 members`, `6.0% of revenue`, `£90 a week`."""
    unit = "" if unit == CALENDAR else counted(unit)
    signed = _signed(number, unit[:1])
    if not number or signed[0] in _SIGNS or signed.endswith("%"):
        return f"{signed} {unit[1:].strip()}".strip() if unit[:1] in _SIGNS else signed
    return f"{number} {unit}".strip() if number[-1].isdigit() else number


def counted(unit: str) -> str:
    """What a number counts that says where something stands: `%` where the unit is `% points`."""
    return "%" if _POINTS.fullmatch(unit.strip()) else unit.strip()


def sentence(view: View, item: Item) -> str:
    """An item or record as the sentence its definition says; its own words while something is missing."""
    says = _definition(view.book, item.collection)
    pattern = says.says if says is not None else ""
    slots = _SLOT.findall(pattern)
    held = {f"{{{key}}}": item.text if key == "text" else of(view, item, key) for key in slots}
    units = {f"{{{field.unit}}}" for field in view.book.fields(item.collection).values()}
    held = {slot: counted(words) if slot in units else words for slot, words in held.items()}
    if pattern and all(held.values()):
        return one_stop(_closed(unrepeated.filled(view, item, pattern, held)))
    if item.text:
        return item.text
    parts = [of(view, item, key) for key in slots or view.book.fields(item.collection)]
    return ", ".join(part for part in parts if part)


def filled(view: View, item: Item, text: str) -> str:
    """A question about an item with its words in it: `{text}`, `{code}`, fields and `{record.field}`.

    What is empty reads as its label, and what is no name of ours stays.
    """

    def words(match: re.Match[str]) -> str:
        if (kin := view.kin(item, match[1])) is not None:
            return filled(view, kin[0], f"{{{kin[1]}}}")
        head, dot, key = match[1].rpartition(".")
        record = view.session.records.get(head) if dot else item
        named = f"record:{head}" if dot else item.collection
        if not dot and key in ("text", "code"):
            return item.text if key == "text" else view.code(item)
        if view.book.field(named, key) is None:
            return match[0]
        return (of(view, record, key) if record is not None else "") or label(view, named, key)

    return _ASKED.sub(words, text)


def _closed(text: str) -> str:
    """A text in which signs of units stand close to their numbers: `80%`, `\u00a34200 to \u00a39000`."""
    text = _APART.sub(r"\1%", text)
    return _MONEY.sub(lambda m: f"{m[3]}{m[1]} to {m[3]}{m[2]}" if m[1] else f"{m[3]}{m[2]}", text)


def is_whole(view: View, item: Item) -> bool:
    """Whether a list says how its items read and nothing of that is missing in this one."""
    says = _definition(view.book, item.collection)
    keys = _SLOT.findall(says.says) if says is not None else []
    return bool(keys) and all(item.text if key == "text" else of(view, item, key) for key in keys)


def label(view: View, collection: str, key: str) -> str:
    """Name of a field as it stands beside it."""
    if key == "text":
        return "words"
    field = view.book.field(collection, key)
    return (field.label if field is not None else "") or key.replace("_", " ")


def title(book: Book, collection: str) -> str:
    """Plural name of a list, or the title of a record."""
    found = _definition(book, collection)
    plain = collection.removeprefix("record:").replace("_", " ")
    return (found.title if found is not None else "") or plain.capitalize()


def _definition(book: Book, collection: str) -> Collection | Record | None:
    if collection.startswith("record:"):
        return book.records.get(collection.removeprefix("record:"))
    return book.collections.get(collection)


def asking(view: View, collection: str) -> tuple[str, str] | None:
    """The step that fills a list or record as `method/step` and title; None when nobody is asked for it.

    Once a session has runs, only what they walk through counts: a method may have steps that an agenda
    leaves out.
    """
    steps = [step for run in view.session.runs.values() for step in run.steps]
    walked = {step.step for step in steps if step.state != "skipped"}
    for method in view.book.methods.values():
        for step in method.steps:
            ref = f"{method.method}/{step.id}"
            if (not view.session.runs or ref in walked) and _fills(view.book, step, collection):
                return ref, step.title
    return None


def _fills(book: Book, step: Step, collection: str) -> bool:
    if collection.startswith("record:"):
        return bool(KINDS[step.kind].writes) and step.record == collection.removeprefix("record:")
    if KINDS[step.kind].writes == "items":
        named = [*as_list(step.split), *as_list(step.holds), step.makes or "", step.record or ""]
        named += as_list(step.of) if not isinstance(step.of, dict) else []
        return collection in named
    return False


def marked_field(view: View, collection: str) -> str:
    """Yes-no field by which a step says that an item of a list is taken on; "" when none does."""
    for method in view.book.methods.values():
        for step in method.steps:
            if step.mark and collection in listed_in(step):
                return step.mark
    return ""


def listed_in(step: Step) -> list[str]:
    """Lists whose items a step shows as cards, rows or points."""
    return [*as_list(step.holds), *([] if isinstance(step.of, dict) else as_list(step.of))]


def links(view: View, item: Item) -> dict[str, list[str]]:
    """Link fields of an item with the ids they point to, words in place of links left out."""
    found: dict[str, list[str]] = {}
    for key, field in view.book.fields(item.collection).items():
        if field.type != "link":
            continue
        if field.many:
            targets = view.linked(item.id, link_field(item.collection, key))
        else:
            targets = [str(item.fields.get(key) or "")]
        live = [t.id for t in map(view.item, targets) if t is not None and not t.retired]
        if live:
            found[key] = list(dict.fromkeys(live))
    return found
