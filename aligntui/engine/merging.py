"""Writing cards once that say the same: the words they become, who agrees, which of them are left out.

A part that kinds have whose cards may be merged. What is alike, and what merging keeps, is in `duplicates`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from aligntui.analysis.figure import Finding
from aligntui.analysis.figures import Figures
from aligntui.analysis.say import named
from aligntui.engine import duplicates, edits, preview
from aligntui.engine.entry import adding
from aligntui.engine.kind import Intent, Offer, Outcome, Row, StepContext, passed
from aligntui.engine.messages import Message, said
from aligntui.session import codes
from aligntui.session.model import Item
from aligntui.session.ops import AnyOp
from aligntui.text.clean import clean_line, width

SHOWN = 3
"""Cards that are shown with their evidence; of further ones the codes are named."""
ALOUD = "agreed aloud"
MERGED = "merged"
"""Why words were written anew: those before stay readable."""
NAMES = 23
"""Cells of the names of those who have not agreed; longer ones are left out."""


class Merging(Struct, frozen=True):
    """Where one stands with cards that may become one."""

    stays: str
    """Id of the card that the others go into."""
    goes: tuple[str, ...]
    second: str = ""
    """Field with the evidence, "" for none."""
    grade: str = ""
    """Scale that says how good the evidence is, "" for none."""
    text: str = ""
    evidence: str = ""
    offered: tuple[str, str] = ("", "")
    """Words and evidence that the form opened with. What stands unchanged is taken as the cards have it."""
    had: str = ""
    """Evidence of the card that stays when the form opened."""
    seen: tuple[str, ...] = ()
    """Evidence of each card when the form opened, of that which stays first."""
    agreed: frozenset[str] = frozenset()
    passed: bool = False
    """Whether it was said that they are not one yet; going on again leaves them as they are."""
    asked: frozenset[str] | None = None
    """Who had agreed when it was said who has not; merging again with the same does it all the same."""


def begin(ctx: StepContext, stays: str, goes: Sequence[str]) -> Merging | None:
    """Begin with the words of the card that stays, or those that wait; None when the cards are gone."""
    items, second = ctx.view.session.items, adding.second(ctx)
    going = [items[i] for i in goes if i in items]
    if stays not in items or not going:
        return None
    field = ctx.view.book.field(items[stays].collection, second)
    second = second if field is not None and field.type == "text" else ""
    grade = duplicates.grade_field(ctx.view, items[stays], ctx.step.shows or [])
    state = Merging(stays, tuple(item.id for item in going), second, grade)
    waits = ctx.typed(place_of(ctx, state, second)) if second else ""
    offered = (clean_line(items[stays].text), evidence_of(ctx, state))
    text = ctx.typed(place_of(ctx, state, "text")) or offered[0]
    had = ctx.view.text(items[stays], second) if second else ""
    seen = _known(ctx, state)
    return replace(state, text=text, evidence=waits or offered[1], offered=offered, had=had, seen=seen)


def _known(ctx: StepContext, state: Merging) -> tuple[str, ...]:
    items, second = ctx.view.session.items, state.second
    every = (items.get(i) for i in (state.stays, *state.goes))
    return tuple(clean_line(ctx.view.text(one, second)) if one and second else "" for one in every)


def _taking_in(ctx: StepContext, state: Merging) -> Outcome[Merging] | None:
    """Evidence that others wrote since is put behind that of the form, and shown; None where nobody did."""
    now, stands = _known(ctx, state), state.evidence
    if stands == state.offered[1]:
        stands = evidence_of(ctx, state)
    fresh = [words for words, was in zip(now, state.seen, strict=True) if words not in ("", was)]
    fresh = [words for words in fresh if words not in stands]
    if not fresh:
        return None
    evidence = "; ".join(filter(None, (stands, *fresh)))
    taken = replace(state, evidence=evidence, had=now[0], seen=now)
    return Outcome(taken, message=said("evidence-since", "hint"))


def best_of(ctx: StepContext, state: Merging) -> Item:
    """The card with the better evidence as the cards stand now: that evidence and its grade are taken."""
    every = [stays_of(ctx, state), *goes_of(ctx, state)]
    return duplicates.better(ctx.view, every, state.second, state.grade)


def evidence_of(ctx: StepContext, state: Merging) -> str:
    """Evidence of the better card; where it has none, that of the first card that has any."""
    if not state.second:
        return ""
    every = (best_of(ctx, state), stays_of(ctx, state), *goes_of(ctx, state))
    return clean_line(next(filter(None, (ctx.view.text(item, state.second) for item in every)), ""))


def place_of(ctx: StepContext, state: Merging, key: str) -> str:
    """Where words being typed wait."""
    return f"{ctx.place.id}/merge/{state.stays}+{'+'.join(state.goes)}/{key}"


def stays_of(ctx: StepContext, state: Merging) -> Item:
    """The card that stays, as it stands."""
    return ctx.view.session.items[state.stays]


def goes_of(ctx: StepContext, state: Merging) -> list[Item]:
    """The cards that go into it, those that are still there."""
    items = ctx.view.session.items
    every = [items[i] for i in state.goes if i in items]
    return [item for item in every if not item.retired and not item.into]


def who_agrees(ctx: StepContext, state: Merging) -> list[str]:
    """Who is asked: nobody alone, `ALOUD` where a team's cards do not say who wrote them."""
    if ctx.run.solo:
        return []
    items = ctx.view.session.items
    names = dict.fromkeys(items[i].by or "" for i in (state.stays, *state.goes) if i in items)
    named = [name for name in names if name]
    return named if len(named) > 1 else [ALOUD]


def not_agreed(ctx: StepContext, state: Merging) -> list[str]:
    """Whoever is asked and is not marked."""
    return [name for name in who_agrees(ctx, state) if name not in state.agreed]


def in_words(ctx: StepContext, name: str) -> str:
    """A tick in words: one's own is one's own, that of anybody else was said aloud and ticked for them."""
    return name if name in (ctx.person, ALOUD) else f"{name}, aloud"


def may_be_left_out(ctx: StepContext, state: Merging) -> list[Item]:
    """Cards of which one may say that they say something else: with three or more, the first ones."""
    return [ctx.view.session.items[i] for i in state.goes[:SHOWN]] if len(state.goes) > 1 else []


def offers(ctx: StepContext, state: Merging) -> list[Offer]:
    """Merging, keeping them apart, leaving one out; their words, and who agrees."""
    found = [Offer("merge", state.stays), Offer("close", state.stays)]
    found += [Offer("leave-out", item.id) for item in may_be_left_out(ctx, state)]
    found += [Offer("fill", state.stays, key, "words") for key in ("text", state.second) if key]
    if names := who_agrees(ctx, state):
        ticks = tuple((name, in_words(ctx, name)) for name in names)
        found.append(Offer("agree", state.stays, "", "choices", ticks))
    return found


def do(ctx: StepContext, state: Merging, intent: Intent) -> Outcome[Merging]:
    """`leave` is "on" once they are one card, "back" when they stay apart or are gone."""
    match intent.verb:
        case "fill" if intent.field in ("text", state.second) and intent.value is not None:
            words = clean_line(str(intent.value or ""))
            return Outcome(
                replace(state, text=words) if intent.field == "text" else replace(state, evidence=words)
            )
        case "agree":
            return Outcome(replace(state, agreed=frozenset(intent.value or ())))
        case "leave-out":
            left = [i for i in state.goes if i != intent.item]
            fresh = begin(ctx, state.stays, left)
            return Outcome(fresh or state, leave="" if fresh else "back")
        case "close":
            kept = named(ctx.view, (stays_of(ctx, state), *goes_of(ctx, state)))
            return Outcome(state, message=said("kept-apart", codes=kept), leave="back")
        case "merge":
            return _merge(ctx, state)
    return passed(state, intent)


def _merge(ctx: StepContext, state: Merging) -> Outcome[Merging]:
    missing = not_agreed(ctx, state)
    if missing and state.asked != state.agreed:
        who = " and ".join(missing)
        message = said("not-agreed", "hint", who=who, count=len(missing))
        if missing == [ALOUD] or width(who) > NAMES:
            message = said("nobody-agreed" if missing == [ALOUD] else "not-all-agreed", "hint")
        return Outcome(replace(state, asked=state.agreed), message=message)
    goes, stays = goes_of(ctx, state), ctx.view.session.items.get(state.stays)
    if stays is None or stays.retired or stays.into or not goes:
        return Outcome(state, message=said("nothing-to-merge", "hint"), leave="back")
    if not state.text:
        return Outcome(state, message=said("card-needs-words", "hint"))
    if (taken := _taking_in(ctx, state)) is not None:
        return taken
    sets: list[AnyOp] = []
    if state.text != state.offered[0]:
        was = stays.text if clean_line(stays.text) == state.offered[0] else state.offered[0]
        sets = edits.rewrite(ctx.view, stays, "text", was, state.text, MERGED)
    if state.second:
        evidence = evidence_of(ctx, state) if state.evidence == state.offered[1] else state.evidence
        was = state.had if state.evidence != state.offered[1] else ctx.view.text(stays, state.second)
        sets += edits.rewrite(ctx.view, stays, state.second, was, evidence, MERGED)
    best = best_of(ctx, state)
    if state.grade and best.id != stays.id:
        sets += edits.put(ctx.view, stays, state.grade, best.fields.get(state.grade))
    # Codes are settled first, so that the code of a card that goes is never given to another.
    settled = codes.settle(ctx.view.session, {item.series for item in (stays, *goes)})
    ops = [settled] if settled is not None else list[AnyOp]()
    ops += [*sets, *edits.merge(stays, goes)]
    facts = {"codes": named(ctx.view, goes), "item": stays.id}
    names = [in_words(ctx, name) for name in who_agrees(ctx, state) if name in state.agreed]
    message = Message("merged-aloud" if names == [ALOUD] else "merged", facts)
    if names and names != [ALOUD]:
        message = Message("merged-agreed", {"who": " and ".join(names), **facts})
    return Outcome(state, tuple(ops), message, leave="on")


def rows(ctx: StepContext, state: Merging) -> tuple[Row, ...]:
    """The cards, and what they become."""
    items = [stays_of(ctx, state), *goes_of(ctx, state)]
    known = {i.id: ctx.view.text(i, state.second) if state.second else "" for i in items}
    found = [Row(i.id, i.text, ctx.view.code(i), known[i.id]) for i in items]
    found.append(Row("text", state.text, ctx.view.code(items[0]), state.evidence, "Becomes"))
    return (*found, *(Row(f"agree:{n}", in_words(ctx, n), value="yes" if n in state.agreed else "")
                      for n in who_agrees(ctx, state)))  # fmt: skip


def question(ctx: StepContext, state: Merging) -> str:
    """What the authors are asked."""
    agree = " Both authors agree before it is kept." if who_agrees(ctx, state) else ""
    return f"Do these say one thing? Write it once.{agree}"


def finding(ctx: StepContext, state: Merging, words: Mapping[str, object]) -> Finding | None:
    """What the checks say of the words as they stand."""
    text = clean_line(str(words.get("text") or ""))
    if not text:
        return None
    view = preview.with_field(ctx.view, stays_of(ctx, state), "text", text)
    every = Figures(view).findings(ctx.method, ctx.step)
    return next((f for f in every if f.target == state.stays and f.field in ("", "text")), None)
