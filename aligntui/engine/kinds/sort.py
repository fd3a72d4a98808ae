"""Sort: what people wrote in free words, or cards, put to items one by one by whoever leads.

Words of a round are seen here as nobody's: sorted by themselves, the same ones as one line, and not before
so many have answered that they may be shown.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from aligntui.analysis import rounds
from aligntui.analysis.figure import Finding
from aligntui.analysis.recall import sorted_to
from aligntui.analysis.where import select
from aligntui.engine.edits import put
from aligntui.engine.kind import Intent, Offer, Outcome, Row, Sight, StepContext, neighbour, once, passed
from aligntui.engine.messages import outside, said
from aligntui.methods.types import as_list
from aligntui.session.model import WORDS, Round
from aligntui.session.ops import AnyOp, Match


class Sort(Struct, frozen=True):
    """Where one stands among the lines."""

    at: str = ""
    """Line in focus."""


class Line(Struct, frozen=True):
    """Words that are put somewhere, or a card."""

    id: str
    words: str
    code: str = ""
    to: str = ""
    """Where they are put: id of an item, or a word; "" for nowhere yet."""
    places: tuple[str, ...] = ()
    """`ballot|number` of each of them that reads so."""


class SortKind:
    """One line after the other goes to an item, or to none of them; the next one is asked then."""

    def open(self, ctx: StepContext) -> Sort:
        """At the first line that is put nowhere."""
        return Sort(next((one.id for one in lines(ctx) if not one.to), ""))

    def offers(self, ctx: StepContext, state: Sort) -> list[Offer]:
        """Putting the line in focus, taking it back, going on."""
        at = focus(ctx, state)
        offers = []
        if at is not None and ctx.may("close"):
            offers = [Offer("answer", at.id, takes="choice", choices=tuple(targets(ctx).items()))]
            offers += [Offer("take-back", at.id)] if at.to else []
        return [*offers, Offer("focus", takes="item"), Offer("go-on"), Offer("go-back")]

    def do(self, ctx: StepContext, state: Sort, intent: Intent) -> Outcome[Sort]:
        """Put a line somewhere as one change, and go to the next one."""
        match intent.verb:
            case "focus":
                return Outcome(replace(state, at=intent.item))
            case "answer" | "take-back":
                line = next((one for one in lines(ctx) if one.id == intent.item), focus(ctx, state))
                if line is None:
                    return Outcome(state)
                if not ctx.may("close"):
                    return Outcome(state, message=said("sorted-by-lead", "hint"))
                to = "" if intent.verb == "take-back" else str(intent.value or "")
                if to and to not in targets(ctx):
                    return Outcome(state, message=outside(1, len(targets(ctx)), to))
                every = [one.id for one in lines(ctx)]
                after = replace(state, at=neighbour(every, line.id, 1 if to else 0))
                return Outcome(after, tuple(_put(ctx, line, to)))
        return passed(state, intent)

    def sight(self, ctx: StepContext, state: Sort) -> Sight:
        """The lines with where each is put, and where they may go."""
        every, known = lines(ctx), targets(ctx)
        rows = tuple(Row(one.id, one.words, one.code, known.get(one.to, "")) for one in every)
        at = focus(ctx, state)
        ways = [f"{n} {words}" for n, words in enumerate(known.values(), 1)]
        notes = tuple(filter(None, (why_none(ctx), "; ".join(ways) if every else "")))
        return Sight(ctx.question, rows, at.id if at is not None else "", beside(ctx), notes)

    def finding(self, ctx: StepContext, state: Sort, words: Mapping[str, object]) -> Finding | None:
        """Figures say what came of it."""
        return None


KIND = SortKind()


def focus(ctx: StepContext, state: Sort) -> Line | None:
    """The line in focus; the first one where it is gone; None without lines."""
    every = lines(ctx)
    return next((one for one in every if one.id == state.at), every[0] if every else None)


@once
def targets(ctx: StepContext) -> dict[str, str]:
    """Id of an item, or a word -> how it is named: where a line may go."""
    named = {item.id: f"{ctx.view.code(item)} {item.text}" for item in ctx.view.items(as_list(ctx.step.to))}
    return named | ({ctx.step.or_: ctx.step.or_} if ctx.step.or_ else {})


@once
def lines(ctx: StepContext) -> list[Line]:
    """What is sorted, in an order that tells nothing of who wrote it."""
    if ctx.step.words is None:
        key = _field(ctx)
        of = ctx.step.of if not isinstance(ctx.step.of, dict) else None
        items = select(ctx.view, ctx.view.items(as_list(of)), ctx.step.filter)
        return [Line(i.id, i.text, ctx.view.code(i), str(i.fields.get(key) or "")) for i in items]
    held = asked(ctx)
    if held is None or not _may_show(ctx, held):
        return []
    places: dict[str, list[str]] = {}
    words: dict[str, str] = {}
    to: dict[str, str] = {}
    for ballot in ctx.view.ballots(held.id):
        given = ballot.answers.get(WORDS)
        for place, text in enumerate(given if isinstance(given, list) else ()):
            plain = " ".join(str(text).casefold().split()).rstrip(" .,;")
            # A line may have been put somewhere under its words: there it is moved and taken back as well.
            by_words = f"{ballot.id}|{text}"
            kept = by_words if by_words in held.matches else f"{ballot.id}|{place}"
            places.setdefault(plain, []).append(kept)
            words.setdefault(plain, str(text))
            to.setdefault(plain, sorted_to(held, (ballot.id,), str(text), place))
    return [Line(key, words[key], "", to[key], tuple(sorted(places[key]))) for key in sorted(places)]


def asked(ctx: StepContext) -> Round | None:
    """The round whose words are sorted: the last one of this run that is closed."""
    name = ctx.step.words or ""
    step = name if "/" in name else f"{ctx.method.method}/{name}"
    closed = [r for r in ctx.view.rounds(step, ctx.run.id) if r.state != "open" and not r.erased]
    return closed[-1] if closed else None


def _may_show(ctx: StepContext, held: Round) -> bool:
    now = rounds.read(ctx.view, held)
    return now.tells(now.n)


def why_none(ctx: StepContext) -> str:
    """Why nothing stands here to be sorted; "" where something does."""
    if lines(ctx):
        return ""
    if ctx.step.words is None:
        return "There is nothing to sort yet."
    held = asked(ctx)
    if held is None:
        return "What was written is sorted once the round is closed."
    now = rounds.read(ctx.view, held)
    few = f"Too few have written for it to be shown: it takes {now.least[1]}."
    return few if now.n and not _may_show(ctx, held) else "Nobody has written a word."


def beside(ctx: StepContext) -> str:
    """How many lines are put somewhere."""
    every = lines(ctx)
    return f"{sum(1 for one in every if one.to)} of {len(every)} sorted" if every else ""


def _field(ctx: StepContext) -> str:
    """Field of a card that says where it is put."""
    return next(iter(ctx.step.fields or []), "")


def _put(ctx: StepContext, line: Line, to: str) -> list[AnyOp]:
    if ctx.step.words is None:
        item = ctx.view.item(line.id)
        return put(ctx.view, item, _field(ctx), to or None) if item is not None and _field(ctx) else []
    held = asked(ctx)
    if held is None:
        return []
    now = {place: held.matches.get(place, "") for place in line.places}
    return [Match(round=held.id, line=place, was=was, to=to) for place, was in now.items() if was != to]
