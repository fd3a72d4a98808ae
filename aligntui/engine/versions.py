"""Two versions of the same words, which two people wrote at once: which may be chosen, and how they began."""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from aligntui.analysis.view import View
from aligntui.engine import recap
from aligntui.engine.entry.fields import read_out
from aligntui.engine.messages import Message, said
from aligntui.session.apply_items import lines
from aligntui.session.model import Change, Clash, link_key
from aligntui.session.ops import AnyOp, Choose, Set, Settle, Tie, decode_change
from aligntui.text import moment
from aligntui.text.clean import clip, width

SHOWN, QUOTED = 30, 60
"""Cells that a value takes in the sentence about it, and words in quotes, which a face cuts to its room."""


class Version(Struct, frozen=True):
    """One of the choices.

    Attributes:
        name: What it is called.
        words: Its words.
        by: Who wrote them, and when.
        stands: Whether it is what everybody sees now.
    """

    name: str
    words: str
    by: str = ""
    stands: bool = False


def clashes(view: View, person: str) -> list[Clash]:
    """All that waits for a choice, the own ones first."""
    return sorted(view.session.clashes.values(), key=lambda clash: clash.by != person)


def where(view: View, target: str, field: str) -> str:
    """What words are of, as it is called on the screens: `OB4`, `OB4, measure`, `decision`."""
    from aligntui.analysis import told

    link = view.session.links.get(target)
    item = view.item(target)
    if link is not None:
        ends = f"{view.code(link.a)} with {view.code(link.b)}"
        return f"{ends}, {field.replace('_', ' ')}"
    if item is None or item.id.startswith("record:"):
        return told.label(view, f"record:{target.removeprefix('record:')}", field)
    code = view.code(item)
    return code if field == "text" else f"{code}, {told.label(view, item.collection, field)}"


def standing(view: View, clash: Clash) -> str:
    """The words that everybody sees now; "" where what they were of is gone."""
    link, item = view.session.links.get(clash.target), view.item(clash.target)
    if link is not None:
        return lines(link.fields.get(clash.field))
    return lines(view.value(item, clash.field)) if item is not None else ""


def versions(view: View, clash: Clash, person: str) -> list[Version]:
    """The choices: what all see now, what was kept beside it, one written from the two."""
    setter = recap.setter(view, clash.target, clash.field, stands=True)
    now = setter.by if setter is not None else None
    by = f"{_who(view, now, setter.at, person)}, " if setter is not None else ""
    ours, kept = now == person, clash.by == person
    return [
        Version(
            "yours" if ours and not kept else "theirs" if kept and not ours else "now",
            standing(view, clash), f"{by}shown to everyone now", stands=True,
        ),
        Version(
            "yours" if kept else "theirs" if ours else "other", clash.yours,
            _who(view, clash.by, clash.at, person),
        ),
        Version("both", "write one from the two"),
    ]  # fmt: skip


def replaced(view: View, change: Change, me: str) -> Message | None:
    """What another person had where a change put something else; None where it did not, or did more.

    Args:
        view: The session with the change in it.
        change: As it was really done.
        me: Who made it.
    """
    if change.undoes or change.redoes:
        return None
    every = [op for op in decode_change(change).ops if not isinstance(op, Settle)]
    if not all(isinstance(op, Set | Tie) for op in every):
        return None
    for target, field, had, now in (one for op in every for one in _values(op)):
        if had in (None, "", []) or not (who := recap.writer(view, target, field, me, skip=change.id)):
            continue
        had, now = _shown(view, target, field, had, now)
        return said("had-theirs", where=where(view, target, field), who=who, had=had, now=now)
    return None


def beneath(before: View, view: View, target: str, field: str, me: str) -> Message | None:
    """What somebody else kept in the words that one is changing just now; None where nobody did.

    Args:
        before: The session as this person saw it.
        view: The session as it is now.
        target: What the words are of.
        field: The field that is being typed in.
        me: Who types.
    """
    if (known := view.session.items.get(target)) is not None and known.into:
        # What it was merged into has words of its own.
        was, gone = before.session.items.get(target), recap.merged(view, target, me)
        is_new = was is not None and not was.into and gone is not None and gone.facts["who"] != "You"
        return said("merged-beneath", "warning", **gone.facts) if is_new and gone is not None else None
    had, now = (one.value(item, field) if (item := one.item(target)) else None for one in (before, view))
    setter = recap.setter(view, target, field)
    if had == now or setter is None or setter.by in (None, me):
        return None
    return said(
        "changed-beneath", "warning", who=setter.by, now=_shown(view, target, field, had, now, QUOTED)[1]
    )


def lost(before: View, view: View, me: str) -> Message | None:
    """The own value that somebody else wrote over; None for none.

    Words are not looked at: where two wrote them at once both are kept.

    Args:
        before: The session as this person saw it.
        view: The session as it is now.
        me: Who this is.
    """
    known = before.session.recent
    for change in view.session.recent.values():
        if change.id in known or change.by in (None, me) or change.undoes or change.redoes:
            continue
        for op in decode_change(change).ops:
            if isinstance(op, Choose) and (had := _gave_way(before, op, me)):
                who, what = recap.person(view, change.by), where(view, op.id, op.field)
                kind = "joined" if _stands_in(had, op.to) else "gave-way"
                had, now = _shown(view, op.id, op.field, had, op.to, QUOTED)
                return said(kind, "hint", where=what, who=who, had=had, now=now)
            if isinstance(op, Set) and op.words:
                continue
            for target, field, had, now in _values(op):
                mine = recap.setter(before, target, field)
                if had in (None, "", []) or mine is None or mine.by != me:
                    continue
                who, what = recap.person(view, change.by), where(view, target, field)
                had, now = _shown(view, target, field, had, now)
                return said("had-yours", where=what, who=who, had=had, now=now)
    return None


def _gave_way(before: View, op: Choose, me: str) -> str:
    """The own words that somebody did not choose of two versions; "" for none.

    Args:
        before: The session in which both stood.
        op: The choice.
        me: Who this is.
    """
    setter = recap.setter(before, op.id, op.field, stands=True)
    shown = op.was if setter is not None and setter.by == me else ""
    mine = op.kept.yours if op.kept is not None and op.kept.by == me else shown
    return "" if op.again or mine == op.to else mine


def reopened(view: View, me: str) -> tuple[list[AnyOp], Message] | None:
    """What opens the last choice again by which own words gave way to others', and what is said of it.

    Args:
        view: The session.
        me: Whose words; what a person chose himself has undo.
    """
    stands, every = recap.standing(view), list(view.session.recent.items())
    for number, (id_, change) in reversed(list(enumerate(every))):
        others = id_ in stands and change.by not in (None, me)
        for op in decode_change(change).ops if others else ():
            if not isinstance(op, Choose) or op.kept is None or standing(view, op.kept) != op.to:
                continue
            if _gave_way(view.changed(recent=dict(every[:number])), op, me):
                ops: list[AnyOp] = [replace(op, was=op.to, to=op.was, again=True)]
                return ops, said("choice-open", what=where(view, op.id, op.field))
    return None


def _stands_in(words: str, joint: str) -> bool:
    """Whether words stand whole in longer ones, but for what they end with."""
    mine, all_of_it = (" ".join(text.casefold().split()).rstrip(".;,!?") for text in (words, joint))
    return bool(mine and re.search(rf"(?<!\w){re.escape(mine)}(?!\w)", all_of_it))


def _shown(view: View, target: str, field: str, had: Any, now: Any, cells: int = SHOWN) -> tuple[str, str]:
    item = view.item(target)
    asked = view.book.field(item.collection, field) if item is not None else None
    before, after = (" ".join(read_out(asked, value, view).split()) for value in (had, now))
    if before != after and max(width(before), width(after)) > cells:
        # What they have in common is left out first: it begins with the word in which they differ.
        pairs = enumerate(zip(before, after, strict=False))
        shorter = min(len(before), len(after))
        alike = next((place for place, (one, other) in pairs if one != other), shorter)
        start = before.rfind(" ", 0, alike) + 1
        if start:
            before, after = (f".. {words[start:]}".rstrip() for words in (before, after))
    return clip(before, cells) or "nothing", clip(after, cells) or "nothing"


def _values(op: AnyOp) -> list[tuple[str, str, Any, Any]]:
    """Target, field, former and new value of each field that an op sets."""
    match op:
        case Set():
            return [(op.id, op.field, op.was, op.to)]
        case Tie():
            was, to = op.was or {}, op.to or {}
            key = link_key(op.relation, op.a, op.b)
            return [(key, name, was[name], to.get(name)) for name in was if was[name] != to.get(name)]
    return []


def from_both(view: View, clash: Clash) -> str:
    """Words to begin with where one is written from the two."""
    return f"{standing(view, clash)}; {clash.yours}"


def choose(view: View, clash: Clash, words: str) -> tuple[list[AnyOp], Message]:
    """Settle which words stand, as this person saw them; and what is said of it."""
    now = standing(view, clash)
    what = where(view, clash.target, clash.field)
    op = Choose(clash=clash.id, id=clash.target, field=clash.field, was=now, to=words)
    return [op], said("words-stay" if words == now else "words-chosen", what=what)


def _who(view: View, by: str | None, at: str, person: str) -> str:
    name = "you" if by == person else recap.person(view, by)
    clock = moment.clock(at, seconds=True)
    return f"{name}, {clock}" if clock else name
