"""Words: an ask that is answered with lines of one's own, several each, unaided."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from aligntui.analysis.figure import Finding
from aligntui.engine.kind import Handed, Intent, Offer, Outcome, Row, Sight, StepContext, passed
from aligntui.engine.messages import said
from aligntui.engine.rounds import revealing, revising, seating
from aligntui.engine.rounds.answering import answering
from aligntui.session.model import WORDS
from aligntui.text.clean import clean_line

PREFIX = "line:"


class Words(Struct, frozen=True):
    """Where one stands among the own lines."""

    at: str = ""
    """Line in focus, `line:2`; "" for the one that is being written."""
    handed: Handed | None = None
    """That one is in and waits for the others."""


class WordsKind:
    """Each line that is kept stands in the list; nobody sees those of the others before the reveal."""

    def open(self, ctx: StepContext) -> Words:
        """At a new line."""
        return Words()

    def offers(self, ctx: StepContext, state: Words) -> list[Offer]:
        """A line more, one in focus taken back, handing on, going on."""
        offers = []
        if not revealing.shows_group(ctx):
            offers = [Offer("keep", takes="words"), Offer("paste", takes="lines")]
            offers += [Offer("take-back", state.at)] if state.at in ids(ctx) else []
        return [*offers, Offer("focus", takes="item"), *seating.offers(ctx), Offer("go-on"), Offer("go-back")]

    def do(self, ctx: StepContext, state: Words, intent: Intent) -> Outcome[Words]:
        """Lines go on the own ballot, all of them as one answer."""
        mine = answering(ctx)
        match intent.verb:
            case "focus":
                return Outcome(replace(state, at=intent.item if intent.item in ids(ctx) else ""))
            case "keep" | "paste" | "take-back":
                return self._write(ctx, state, intent)
            case "next-person":
                return seating.next_person(ctx, Words(), intent.value)
            case "own-ballot":
                return seating.own_ballot(ctx, Words())
            case "open-round":
                return revising.open_again(ctx, state)
            case "go-on" if mine.on_ballot and mine.begun:
                return mine.go_on(state, intent, Intent("agree", value="on"))
            case "go-on":
                return mine.leave(state, intent)
        return mine.follow(state, intent, lambda: True) or passed(state, intent)

    def _write(self, ctx: StepContext, state: Words, intent: Intent) -> Outcome[Words]:
        mine, now = answering(ctx), own(ctx)
        if not mine.on_ballot or mine.waits is not None:
            return Outcome(state, message=mine.waits or said("words-sealed", "hint"))
        if intent.verb == "take-back":
            gone = intent.item or state.at
            lines = [line for place, line in zip(ids(ctx), now, strict=True) if place != gone]
        else:
            typed = [str(intent.value or "")] if intent.verb == "keep" else list(intent.value or ())
            fresh = [line for line in map(clean_line, typed) if line]
            if not fresh:
                return Outcome(state)
            lines = [*now, *fresh]
            most = revealing.answer_of(ctx).max
            if most and len(lines) > most:
                return Outcome(state, message=said("words-most", most=most))
        return mine.give(replace(state, at=""), WORDS, lines or None, intent)

    def sight(self, ctx: StepContext, state: Words) -> Sight:
        """The own lines, or what everybody wrote once it may be seen."""
        mine = answering(ctx)
        rows = [Row(place, line, str(n)) for n, (place, line) in enumerate(lines(ctx).items(), 1)]
        counts = dict(of_all(ctx))
        rows = [replace(row, value=str(counts.get(row.words, ""))) for row in rows]
        notes = tuple(filter(None, (revealing.about_group(ctx), tally(ctx))))
        return Sight(ctx.question, tuple(rows), state.at, mine.are_in, notes)

    def finding(self, ctx: StepContext, state: Words, words: Mapping[str, object]) -> Finding | None:
        """Nothing is checked in what comes to mind."""
        return None


KIND = WordsKind()


def own(ctx: StepContext) -> list[str]:
    """The own lines as they stand on the ballot."""
    given = answering(ctx).value(WORDS)
    return [str(line) for line in given] if isinstance(given, list) else []


def ids(ctx: StepContext) -> list[str]:
    """Ids of the own lines."""
    return [f"{PREFIX}{n}" for n, _ in enumerate(own(ctx), 1)]


def of_all(ctx: StepContext) -> list[tuple[str, int]]:
    """What everybody wrote and how many did, most first; none before it may be seen."""
    group = revealing.group(ctx).get(WORDS)
    return list(group.counts) if group is not None else []


def lines(ctx: StepContext) -> dict[str, str]:
    """Id -> words of what is shown now."""
    if revealing.shows_group(ctx):
        return {f"{PREFIX}{n}": words for n, (words, _) in enumerate(of_all(ctx), 1)}
    return dict(zip(ids(ctx), own(ctx), strict=True))


def tally(ctx: StepContext) -> str:
    """How many lines one has written, and may write."""
    if revealing.shows_group(ctx):
        return ""
    most, now = revealing.answer_of(ctx).max, len(own(ctx))
    return f"{now} of {most} written" if most else f"{now} written"
