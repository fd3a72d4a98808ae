"""What the keys do among cards, in words: the key line, and what may be done with marked ones."""

from __future__ import annotations

from collections.abc import Callable

from aligntui.engine.card_kind import CardKind
from aligntui.engine.cards import Cards
from aligntui.engine.entry import adding, signs
from aligntui.engine.entry.fields import label_of
from aligntui.engine.kind import StepContext
from aligntui.engine.lists import Column
from aligntui.text.clean import clip
from aligntui.tui.kinds.base import Hint

TAKEN = 16
"""Cells of words that the key line offers to write."""
ROOM = 53
"""Cells of a line of 80 for what stands before the way to the commands."""


def new_one(column: Column) -> str:
    """What a line writes: `a new strength`."""
    return column.one if column.one.startswith(("a ", "an ")) else f"a new {column.one or 'one'}"


def named(
    kind: CardKind,
    ctx: StepContext,
    state: Cards,
    key: Callable[[str], str],
    keys_now: Callable[[], list[Hint]] | None,
) -> list[Hint]:
    """The key line.

    Args:
        kind: The kind.
        ctx: What it may know.
        state: Where one stands.
        key: Gives the key of a command.
        keys_now: Gives what holds while cards have the focus; None while the add line has it.
    """
    if state.moving:
        return [("Left/Right", "list"), ("Enter", "move it there"), ("Esc", "stay")]
    on = (key("go-on"), "on")
    if keys_now is None:
        return [*in_line(kind, ctx, state, key), ("Esc", "cards"), on]
    if state.marked:
        return [("Enter", f"{len(state.marked)} marked: merge, move, park"), ("Esc", "no marks"), on]
    keys = keys_now()
    return keys if on[0] in dict(keys) else [*keys[:2], on, *keys[2:]]


def in_line(kind: CardKind, ctx: StepContext, state: Cards, key: Callable[[str], str]) -> list[Hint]:
    """While the add line has the focus: what is written, the second line, where an empty one leads."""
    column, lists = kind.column(ctx, state), adding.columns(ctx, state.parent)
    after = lists[lists.index(column) + 1 :]
    more = [("Tab", adding.second_label(ctx) or "next")] if adding.second(ctx) else []
    known = kind.answer_known(ctx, state)
    more += [(key("take-known"), f'write "{clip(known.words, TAKEN)}"')] if known is not None else []
    more += [("PgDn", "another")] if kind.raised(ctx, state) else []
    ways = [("type:", new_one(column)), *more]
    title = after[0].title.lower() if after else "on"
    # The way to the next list stands there also where its name finds no room.
    short = sum(len(f"{key} {what}  ") for key, what in ways) + len(title) <= ROOM
    onward = ("empty Enter:", title if short else "next")
    # Who says that she is done has less room: the way to the next list counts more than the second line.
    return [*ways, onward] if ctx.may("move") else [ways[0], onward, *more]


def ties(kind: CardKind, ctx: StepContext, state: Cards, words: str) -> str:
    """Codes of what words in the add line will be tied to: `S4 T2`."""
    made = kind.points(ctx, state, words).made
    return " ".join([ctx.view.code(ref) for refs in made.values() for ref in refs]) if made else ""


def on_cards(kind: CardKind, ctx: StepContext, state: Cards, key: Callable[[str], str]) -> list[Hint]:
    """While cards have the focus: what signs do, opening, marking, parking; `key` is that of a command."""
    offers = {offer.verb: offer for offer in kind.offers(ctx, state)}
    valued, field = offers.get("set"), kind.valued(ctx, state)
    ways: list[Hint] = []
    if valued is not None and field is not None:
        label, is_choice = label_of(*field), field[1].type == "choice"
        ways.append(
            (signs.shown(signs.of_offer(valued)), f"{f'choose {label}' if is_choice else label}, next")
        )
    elif "add" in offers:
        ways.append(("type:", new_one(kind.column(ctx, state))))
    at = kind.item(ctx, state)
    names = {
        "open": ("Enter", "open"),
        "unfold": ("Enter", "show or hide them"),
        "mark": (key("mark"), "mark"),
        "park": (key("park"), "back on the list" if at is not None and at.status == "parked" else "park"),
        "write-card": (key("write-card"), "a card that uses it"),
    }
    tab = [("Tab", "next list")] if len(kind.groups(ctx, state)) > 1 else []
    return [*ways, *(hint for verb, hint in names.items() if verb in offers), *tab]


def marked(kind: CardKind, ctx: StepContext, state: Cards) -> tuple[str, list[tuple[str, str]]]:
    """What is asked about the marked cards, and the ways: the verb and, behind a colon, its value."""
    offers = {offer.verb: offer for offer in kind.offers(ctx, state)}
    ways = [("", "leave them marked")]
    ways += (
        [("merge", f"merge them into {ctx.view.code(kind.focus(ctx, state))}")] if "merge" in offers else []
    )
    to = offers.get("move-marked")
    ways += [(f"move-marked:{key}", f"move them to {title}") for key, title in (to.choices if to else ())]
    verbs = {"park-marked": "park them", "clear-marks": "take the marks away"}
    ways += [(verb, words) for verb, words in verbs.items() if verb in offers]
    return f"{len(state.marked)} marked", ways
