"""What happened, in words: one change as a short sentence, several as one line for each person."""

from __future__ import annotations

from aligntui.analysis.view import View
from aligntui.engine.messages import Message, said
from aligntui.session.model import Change, link_key
from aligntui.session.ops import (
    Add,
    AnyOp,
    Begin,
    Choose,
    Erase,
    Give,
    Hand,
    Merge,
    Move,
    Name,
    Set,
    Status,
    Tie,
    Waive,
    decode_change,
)
from aligntui.text import moment
from aligntui.text.clean import clean_line, clip
from aligntui.text.listing import listed

VERBS: dict[type[AnyOp], str] = {
    Add: "wrote", Set: "changed", Merge: "merged", Move: "moved", Tie: "linked", Waive: "set aside",
    Begin: "began", Name: "renamed", Choose: "chose", Give: "answered", Hand: "answered",
    Erase: "erased answers",
}  # fmt: skip
"""Op -> what somebody did. Ops that are only bookkeeping are not here."""

NAMED = 30
"""Cells of the words that name a card without a code."""


def happened(view: View, change: Change, reader: str = "") -> str:
    """`wrote WT3 "Build a cash floor"`; "" for a change that only keeps the books.

    Words of others are told only once their list has its codes: until then they may be written in silence.

    Args:
        view: Snapshot in which the items are found.
        change: What happened.
        reader: Who reads it.
    """
    change = decode_change(change)
    for op in change.ops:
        verb = _verb(op)
        match op:
            case _ if not verb:
                continue
            case Add() | Set():
                ref, field = (op.item.id, "text") if isinstance(op, Add) else (op.id, op.field)
                return _wrote(view, ref, field, verb, open_=change.by == reader)
            case Merge():
                gone = _name(view, op.id, own=True)
                return f"merged {gone} into {_name(view, op.to)}" if op.to else f"split off {gone}"
            case Choose():
                return _wrote(view, op.id, op.field, verb, open_=change.by == reader)
            case Status() | Move():
                return f"{verb} {_name(view, op.id)}"
            case Tie():
                return f"{verb} {_name(view, op.a)} and {_name(view, op.b)}"
            case Begin():
                return f"began {clean_line(op.run.title)}"
            case Name():
                return f'named it "{clean_line(op.to)}"'
            case Waive():
                return (
                    f"set {op.what.partition(':')[0].partition('|')[0]} aside"
                    if op.reason
                    else "took up a finding again"
                )
        return verb
    return ""


def log(view: View, reader: str = "", most: int = 1) -> list[tuple[Change, str]]:
    """The last changes worth telling that still stand, the newest first: `you wrote S5 "Loyal core"`."""
    found: list[tuple[Change, str]] = []
    stands = standing(view)
    for change in reversed(view.session.recent.values()):
        words = happened(view, change, reader) if change.id in stands else ""
        told = f"{'you' if change.by == reader else person(view, change.by)} {words}"
        # Field after field of one form is one thing that happened.
        if words and (not found or found[-1][1] != told):
            found.append((change, told))
        if len(found) == most:
            break
    return found


def standing(view: View) -> set[str]:
    """Ids of the changes known that nobody took back; taking back and giving again are no changes to tell."""
    gone, origin = set[str](), dict[str, str]()
    for change in view.session.recent.values():
        back = change.undoes or change.redoes
        if not back:
            continue
        origin[change.id] = first = origin.get(back, back)
        if change.redoes:
            gone.discard(first)
        elif change.ops:
            gone.add(first)
    return view.session.recent.keys() - gone - origin.keys()


def meanwhile(view: View, since: str, me: str) -> list[str]:
    """What others did since then, one entry each: `Priya Lund wrote W5, W6`, `Lily Marsh answered`.

    Args:
        view: The snapshot.
        since: ISO time.
        me: Who was away.
    """
    done: dict[str, dict[str, list[str]]] = {}
    stands = standing(view)
    for change in later(view, since, me):
        if change.id not in stands:
            continue
        for op in decode_change(change).ops:
            if verb := _verb(op):
                names = done.setdefault(str(change.by), {}).setdefault(verb, [])
                name = _subject(view, op)
                if name and name not in names:
                    names.append(name)
    return [
        f"{person(view, who)} "
        + "; ".join(f"{verb} {listed(names, 6)}".strip() for verb, names in verbs.items())
        for who, verbs in done.items()
    ]


def later(view: View, since: str, me: str) -> list[Change]:
    """Changes of others since then, oldest first. Those without a name are left out."""
    changes, left = view.session.recent.values(), moment.instant(since)
    return [c for c in changes if c.by not in (None, me) and moment.instant(c.at) > left]


def person(view: View, who: str | None) -> str:
    """Name of who made a change."""
    known = view.session.participants.get(who or "")
    return known.name if known is not None else (who or "somebody")


def setter(view: View, target: str, field: str, *, skip: str = "", stands: bool = False) -> Change | None:
    """The last change known that gave a field (or `status`) of an item, record or link what it holds.

    Args:
        view: The snapshot.
        target: The item, record or link.
        field: Its field.
        skip: Id of a change that is not looked at.
        stands: Whether who takes a change back only gives the word to who was there before: a value that
            an undo brought back is its writer's.
    """
    gone = view.session.recent.keys() - standing(view) if stands else {skip}
    for change in reversed(view.session.recent.values()):
        if change.id not in gone and any(_sets(op, target, field) for op in decode_change(change).ops):
            return change
    return None


def _sets(op: AnyOp, target: str, field: str) -> bool:
    match op:
        case Add(item=item):
            return item.id == target and (field == "text" or field in item.fields)
        case Status():
            return (op.id, "status") == (target, field)
        case Set() | Choose():
            return (op.id, op.field) == (target, field)
        case Tie():
            same = link_key(op.relation, op.a, op.b) == target
            return same and (op.was or {}).get(field) != (op.to or {}).get(field)
    return False


def merged(view: View, ref: str, me: str) -> Message | None:
    """Who merged a card, and into which; None where it stands on its own, or went with what it went into."""
    item, into = view.session.items.get(ref), view.item(ref)
    if item is None or not item.into or into is None or into.retired:
        return None
    every = reversed(view.session.recent.values())
    by = next((c.by for c in every if any(_merges(op, ref) for op in decode_change(c).ops)), None)
    who = "You" if by == me else person(view, by)
    name = item.code or f'"{clip(clean_line(item.text), NAMED)}"'
    return said("merged-away", who=f"{who[:1].upper()}{who[1:]}", what=name, into=into.id)


def _merges(op: AnyOp, ref: str) -> bool:
    return isinstance(op, Merge) and op.id == ref and bool(op.to)


def writer(view: View, target: str, field: str, me: str, *, skip: str = "") -> str:
    """Name of the other person who wrote last what a field holds; "" when it was `me`, or nobody known."""
    change = setter(view, target, field, skip=skip)
    return person(view, change.by) if change is not None and change.by not in (None, me) else ""


def _verb(op: AnyOp) -> str:
    """What somebody did with it; "" for bookkeeping."""
    if isinstance(op, Status):
        return op.to if op.to in ("parked", "dropped", "agreed") else "brought back"
    return VERBS.get(type(op), "")


def _subject(view: View, op: AnyOp) -> str:
    if isinstance(op, Add):
        return _name(view, op.item.id)
    if isinstance(op, Set | Status | Merge | Move | Choose):
        return _name(view, op.id, own=True)
    return _name(view, op.a) if isinstance(op, Tie) else ""


def _name(view: View, ref: str, *, own: bool = False) -> str:
    """Code of an item or name of a record. `own` gives a merged item its own code."""
    item = view.session.items.get(ref) if own else view.item(ref)
    if item is None:
        return ref.removeprefix("record:").replace("_", " ") if ref.startswith("record:") else "a card"
    # What was taken back has no code any more; its id says nothing to a person.
    code = item.code or ("" if item.retired else view.code(item))
    return code.replace("_", " ") if item.id.startswith("record:") else (code or "a card")


def _wrote(view: View, ref: str, field: str, verb: str, *, open_: bool) -> str:
    item = view.item(ref)
    if ref.startswith("record:"):
        from aligntui.analysis import told

        # What is asked in it is what a person knows; the name of the record stands on no screen.
        return f"wrote the {told.label(view, ref, field).rstrip('?: ')}"
    if item is None:
        return f"{verb} {_name(view, ref)}"
    words = clean_line(item.text)
    if not words or item.id in view.hidden or not (open_ or item.code):
        return f"{verb} {_name(view, ref)}"
    return f'{verb} {_name(view, ref)} "{words}"'
