"""One turn of the plain line: what may be done now, and what an answered line asks for.

Where words, a number or a point of a scale are asked, the line is the answer and commands begin with a slash;
`//` begins words with a slash. Everywhere else a number picks from the list of what may be done.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from aligntui.engine.commands import COMMANDS
from aligntui.engine.kind import Intent, Offer
from aligntui.text.clean import clean_line

VALUES = ("words", "lines", "long", "number", "scale")
"""What takes the whole line as its value."""
SHORT = {"on": "go-on", "back": "go-back"}
"""Short names of commands that one gives often."""


_WHOLE = re.compile(r"[+-]?[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of the numbered list."""

    intent: Intent
    words: str


@dataclass(frozen=True, slots=True)
class Order:
    """A command that is no intent of the step: undo, findings, leave."""

    name: str
    words: str = ""
    """What stood behind it."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A line that asks for nothing that can be done now, and why."""

    why: str


def asked(offers: Sequence[Offer]) -> Offer | None:
    """The offer that a line is the value of; None where a number picks from the list."""
    return next((offer for offer in offers if offer.takes in VALUES), None)


def listed(offers: Sequence[Offer], name: Callable[[str], str]) -> list[Choice]:
    """What may be picked by number.

    Args:
        offers: What may be done now.
        name: Id of an item -> its code or words.
    """
    choices = []
    for offer in offers:
        what = COMMANDS.get(offer.verb, offer.verb)
        subject = f": {name(offer.item)}" if offer.item else ""
        if offer.takes in ("choice", "choices"):
            choices += [
                Choice(
                    Intent(offer.verb, offer.item, offer.field, key),
                    f"{label}{subject}",
                )
                for key, label in offer.choices
            ]
        elif not offer.takes:
            choices.append(
                Choice(
                    Intent(offer.verb, offer.item, offer.field), f"{what}{':' if subject else ''}{subject}"
                )
            )
    return choices


def whole(words: str) -> int | None:
    """A whole number, or None."""
    return int(words) if _WHOLE.fullmatch(words) else None


def command_of(verb: str) -> str:
    """How a command is given: `/on`, `/undo`, `/park`."""
    return "/" + next((short for short, full in SHORT.items() if full == verb), verb)


def read(
    line: str,
    offers: Sequence[Offer],
    orders: Mapping[str, str],
    find: Callable[[str], str],
    name: Callable[[str], str],
) -> Intent | Order | Unread:
    """What a line asks for.

    Args:
        line: As it was typed.
        offers: What may be done now.
        orders: Name -> description of the commands that stand behind every step.
        find: Code or words of an item -> its id, "" when there is none.
        name: Id of an item -> its code or words.
    """
    words = clean_line(line)
    if words.startswith("/") and not words.startswith("//"):
        return _command(words[1:], offers, orders, find)
    wanted = asked(offers)
    if wanted is None:
        return _picked(words, listed(offers, name))
    return _value(wanted, words.removeprefix("/") if words.startswith("//") else words)


def _picked(words: str, choices: Sequence[Choice]) -> Intent | Unread:
    number = whole(words)
    if number is not None and 1 <= number <= len(choices):
        return choices[number - 1].intent
    return Unread(f"A number from 1 to {len(choices)} picks one of these, or a command: /help names them.")


def _value(offer: Offer, words: str) -> Intent | Unread:
    intent = Intent(offer.verb, offer.item, offer.field)
    if offer.takes == "scale" or (offer.takes == "number" and offer.low is not None):
        number = whole(words)
        if number is None:
            return Unread(f"A number from {offer.low} to {offer.high} is asked here; commands begin with /.")
        return Intent(intent.verb, intent.item, intent.field, number)
    return Intent(intent.verb, intent.item, intent.field, [words] if offer.takes == "lines" else words)


def _command(
    words: str, offers: Sequence[Offer], orders: Mapping[str, str], find: Callable[[str], str]
) -> Intent | Order | Unread:
    verb, _, rest = words.partition(" ")
    verb, rest = SHORT.get(verb, verb), rest.strip()
    able = [offer for offer in offers if offer.verb == verb]
    if not able:
        if verb in orders:
            return Order(verb, rest)
        if verb in COMMANDS:
            return Unread(f"/{verb} is not for now. /help names what is.")
        return Unread(f'There is no command "/{clean_line(verb)}". /help names those there are.')
    offer, item = able[0], ""
    named = {offer.field: offer for offer in able if offer.field}
    if len(named) > 1 and (key := rest.partition(" ")[0]) in named:
        offer, rest = named[key], rest.removeprefix(key).strip()
        able = [offer]
    if rest and offer.takes not in ("words", "lines", "long"):
        first, _, after = rest.partition(" ")
        # One word is the value; of more the first may say what it is about.
        item = find(rest) if offer.takes in ("", "item") else find(first) if after.strip() else ""
        if offer.takes in ("", "item"):
            return Intent(verb, item, offer.field) if item else Unread(f'Nothing here is called "{rest}".')
        rest = after.strip() if item else rest
    offer = next((one for one in able if one.item == item), offer)
    target = Offer(verb, item or offer.item, offer.field, offer.takes, offer.choices, offer.low, offer.high)
    if not offer.takes:
        return Intent(verb, target.item, target.field)
    if offer.takes in ("choice", "choices"):
        return _chosen(target, rest)
    if offer.takes == "item":
        return Unread(f"/{verb} needs one of them behind it, by its code.")
    return _value(target, rest)


def _chosen(offer: Offer, words: str) -> Intent | Unread:
    number = whole(words)
    keys = [
        key
        for key, label in offer.choices
        if words and words.casefold() in (key.casefold(), label.casefold())
    ]
    if not keys and number is not None and 1 <= number <= len(offer.choices):
        keys = [offer.choices[number - 1][0]]
    if keys:
        return Intent(offer.verb, offer.item, offer.field, keys[0])
    labels = ", ".join(f"{n} {label}" for n, (_, label) in enumerate(offer.choices, start=1))
    return Unread(f"One of these is asked: {labels}.")
