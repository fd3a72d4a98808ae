"""One turn of the plain line: what may be done now, and what an answered line asks for.

Where words, a number or a point of a scale are asked, the line is the answer and commands begin with a slash;
`//` begins words with a slash. Everywhere else a number picks from the list of what may be done.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from aligntui.engine.commands import COMMANDS, is_meant
from aligntui.engine.entry.values import UNKNOWNS
from aligntui.engine.kind import Intent, Offer
from aligntui.session.model import UNKNOWN
from aligntui.text.clean import clean_line

VALUES = ("words", "lines", "long", "number", "scale")
"""What takes the whole line as its value."""
ASKED = ("fill", "answer")
"""What asks a question that a choice may answer."""
SHORT = {
    "on": "go-on", "back": "go-back", "plan": "results", "waive": "waive-finding", "skip": "skip-step",
    "go": "go-to-item",
}  # fmt: skip
"""Short names of commands that one gives often."""


_WHOLE = re.compile(r"[+-]?[0-9]{1,9}")


class Choice(Struct, frozen=True):
    """One entry of the numbered list."""

    intent: Intent
    words: str


class Order(Struct, frozen=True):
    """A command that is no intent of the step: undo, findings, leave."""

    name: str
    words: str = ""
    """What stood behind it."""


class Unread(Struct, frozen=True):
    """A line that asks for nothing that can be done now, and why."""

    why: str


def asked(offers: Sequence[Offer]) -> Offer | None:
    """The offer that a line is the value of; None where a number picks from the list."""
    first = next((o for o in offers if o.takes in VALUES or (o.choices and o.verb in ASKED)), None)
    return first if first is not None and first.takes in VALUES else None


def listed(offers: Sequence[Offer], name: Callable[[str], str], called: Callable[[str], str]) -> list[Choice]:
    """What may be picked by number.

    Args:
        offers: What may be done now.
        name: Id of an item or a field -> its code or words, where it has a row.
        called: Id of an item -> its code and words.
    """
    choices = []
    fields = list(dict.fromkeys(offer.field for offer in offers if offer.verb in ASKED))
    for offer in offers:
        if offer.verb == "fill" and offer.field != fields[0]:
            # A card asks one field after the other.
            continue
        what = COMMANDS.get(offer.verb, offer.verb)
        of = name(offer.item) or ("" if offer.takes else name(offer.field) or called(offer.item))
        subject = f": {of}" if of else ""
        if offer.takes in ("choice", "choices"):
            # A label alone says enough in the question that is asked; elsewhere it is said of what.
            lead = "" if offer.verb in ASKED else f"{what}: "
            if offer.field in fields[1:]:
                lead = f"{name(offer.field) or offer.name or offer.field}: "
            choices += [
                Choice(
                    Intent(offer.verb, offer.item, offer.field, _keyed(offer, [key])),
                    f"{lead}{label}{subject}",
                )
                for key, label in offer.choices
            ]
        elif not offer.takes:
            choices.append(Choice(Intent(offer.verb, offer.item, offer.field), f"{what}{subject}"))
    return choices


def _keyed(offer: Offer, keys: list[str]) -> str | list[str]:
    return keys if offer.takes == "choices" else keys[0]


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
) -> Intent | Order | Unread:
    """What a line asks for.

    Args:
        line: As it was typed.
        offers: What may be done now.
        orders: Name -> description of the commands that stand behind every step.
        find: Code or words of an item -> its id, "" when there is none.
    """
    words = clean_line(line)
    if words.startswith("/") and not words.startswith("//"):
        return _command(words[1:], offers, orders, find)
    wanted = asked(offers)
    if wanted is None:
        return _picked(words, offers)
    return _value(wanted, words.removeprefix("/") if words.startswith("//") else words)


def _picked(words: str, offers: Sequence[Offer]) -> Intent | Unread:
    number, choices = whole(words), listed(offers, str, str)
    if number is not None and 1 <= number <= len(choices):
        return choices[number - 1].intent
    offer = next((o for o in offers if o.choices and o.verb in ASKED), None)
    if offer is not None and not words and offer.verb == "fill":
        return Intent(offer.verb, offer.item, offer.field)
    if offer is not None and words and isinstance(chosen := _chosen(offer, words), Intent):
        return chosen
    return Unread(f"A number from 1 to {len(choices)} picks one of these, or a command: /help names them.")


def _value(offer: Offer, words: str) -> Intent | Unread:
    intent = Intent(offer.verb, offer.item, offer.field)
    if not words and (offer.verb != "answer" or offer.takes not in ("scale", "number")):
        # Nobody typed: what stands there stays.
        return intent
    if offer.unknown and words.casefold() in UNKNOWNS:
        return Intent(intent.verb, intent.item, intent.field, UNKNOWN)
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
        names = "/help names what is." if verb in COMMANDS else "/help names those there are."
        lead = f"/{verb} is not for now." if verb in COMMANDS else f'There is no command "/{verb}".'
        known = {**orders, **{offer.verb: COMMANDS.get(offer.verb, "") for offer in offers}}
        meant = [f"{command_of(name)}: {known[name]}." for name in known if is_meant(name, verb)]
        return Unread(" ".join([lead, *(meant or [names])]))
    offer, item = able[0], ""
    named = {offer.field: offer for offer in able if offer.field}
    if len(named) > 1 and (key := rest.partition(" ")[0]) in named:
        offer, rest = named[key], rest.removeprefix(key).strip()
        able = [offer]
    if rest and offer.takes not in ("words", "lines", "long"):
        # One word is the value; of more the first ones may say what it is about.
        item, after = (find(rest), "") if offer.takes in ("", "item") else _about(rest, find)
        if offer.takes in ("", "item"):
            if not item and verb in orders:
                return Order(verb, rest)
            return Intent(verb, item, offer.field) if item else Unread(f'Nothing here is called "{rest}".')
        rest = after if item else rest
    offer = next((one for one in able if one.item == item), offer)
    target = replace(offer, item=item or offer.item)
    if not offer.takes:
        return Intent(verb, target.item, target.field)
    if offer.takes in ("choice", "choices"):
        return _chosen(target, rest)
    if offer.takes == "item":
        return Unread(f"/{verb} needs one of them behind it, by its code.")
    return _value(target, rest)


def _about(words: str, find: Callable[[str], str]) -> tuple[str, str]:
    """The item that the first words call, as many as do, and what stands behind them."""
    parts = words.split()
    for count in range(len(parts) - 1, 0, -1):
        if item := find(" ".join(parts[:count])):
            return item, " ".join(parts[count:])
    return "", words


def _chosen(offer: Offer, words: str) -> Intent | Unread:
    parts = [part.strip() for part in words.split(",")] if offer.takes == "choices" else [words]
    keys = [key for part in parts for key in _key(offer, part)]
    if len(keys) == len(parts):
        return Intent(offer.verb, offer.item, offer.field, _keyed(offer, keys))
    labels = ", ".join(f"{n} {label}" for n, (_, label) in enumerate(offer.choices, start=1))
    several = "One or several of these are" if offer.takes == "choices" else "One of these is"
    return Unread(f"{several} asked: {labels}.")


def _key(offer: Offer, words: str) -> list[str]:
    """The key of a choice, by its key, label or number."""
    number = whole(words)
    if number is not None and 1 <= number <= len(offer.choices) and words not in dict(offer.choices):
        return [offer.choices[number - 1][0]]
    wanted = words.casefold()
    alike = [(k, label.casefold()) for k, label in offer.choices]
    # What a link may point to is called by its code, which stands before its words.
    codes = [k for k, label in alike if offer.of == "link" and label.partition(" ")[0] == wanted]
    return [*(k for k, label in alike if wanted and wanted in (k.casefold(), label)), *codes][:1]


def is_command(line: str, among: Collection[str] | None = None) -> bool:
    """Whether a line is a command; where a path may be the answer, only one of those there are."""
    words = clean_line(line)
    named = words[1:].partition(" ")[0]
    return words.startswith("/") and not words.startswith("//") and (among is None or named in among)
