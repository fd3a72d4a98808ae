"""Signs of the keyboard that are a value: digits of a scale, `+ - 0`, y and n, the letter of a choice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from string import ascii_letters
from typing import Any

from aligntui.engine.entry.fields import Option, letters_of
from aligntui.engine.kind import Offer
from aligntui.session.model import UNKNOWN

MOST = 9
"""Choices that a digit names each; among more of them letters find."""


def numbers(low: int, high: int) -> dict[str, Any]:
    """What is typed for each whole number; on a scale around zero `+` and `-` alone where they suffice."""
    signs: dict[str, Any] = {str(number): number for number in range(low, high + 1)}
    if low < 0:
        signs |= {f"+{number}": number for number in range(1, high + 1)}
    if (low, high) == (-1, 1):
        signs |= {"+": 1, "-": -1}
        del signs["-1"], signs["+1"]
    if (low, high) == (0, 1):
        signs |= {"+": 1}
    return signs


def of_options(offered: list[Option]) -> dict[str, Any]:
    """What is typed for each of these: points by their number, answers by their letter, choices by a digit.

    A choice of one letter is typed as itself, one whose label is a single sign by that, where all have
    such a sign. More than nine are found by `find`.
    """
    keys = [option.key for option in offered]
    if keys[-1:] == [UNKNOWN] and keys[0].lstrip("-").isdigit():
        # The points of a scale keep their numbers; what is not known is reached by arrows.
        keys.pop()
    if keys and all(key.lstrip("-").isdigit() for key in keys):
        whole = numbers(int(keys[0]), int(keys[-1]))
        return {typed: str(number) for typed, number in whole.items() if str(number) in keys}
    if letters := letters_of(offered):
        return dict(letters)
    single = {_sign(option): option.key for option in offered if _sign(option)}
    return single if len(single) == len(keys) else {str(n): key for n, key in enumerate(keys, start=1)}


def _sign(option: Option) -> str:
    """The one sign that an option is written with: its letter, or all of its label; "" for none."""
    written = option.key if len(option.key) == 1 else option.label
    return written.casefold() if len(written) == 1 and not written.isdigit() else ""


def of_places(offered: list[Option]) -> dict[str, Any]:
    """What is typed for each of these, and the number of its place where that is typed for no other."""
    places = {str(number): option.key for number, option in enumerate(offered, start=1)}
    return {**places, **of_options(offered)}


def find(offered: list[Option], typed: str) -> int | None:
    """Number of the first option whose label, number or one of whose words begins so; None for none."""
    wanted = typed.casefold()
    for said in (_label, _number, _words):
        for number, option in enumerate(offered):
            if f" {wanted}" in f" {said(option)}":
                return number
    return None


def _label(option: Option) -> str:
    return option.label.casefold()


def _number(option: Option) -> str:
    return option.label.lstrip(ascii_letters)


def _words(option: Option) -> str:
    return f"{option.label} {option.help}".casefold()


def of_offer(offer: Offer) -> dict[str, Any]:
    """What is typed for each value that an offer takes."""
    return of_options([Option(key, label) for key, label in offer.choices])


def shown(meanings: Iterable[str]) -> str:
    """What may be typed, for the key line: `1-5`, `+ - 0`, `y n p`."""
    typed = list(dict.fromkeys(meanings))
    whole = sorted({int(one) for one in typed if one.lstrip("+-").isdigit()})
    if len(whole) > 2:
        return f"{whole[0]}-{whole[-1]}" if whole[0] >= 0 else f"{whole[0]} to +{whole[-1]}"
    return " ".join(typed) if typed and all(len(one) == 1 for one in typed) else "letters"


def _digits(typed: str) -> int:
    return sum(sign.isdigit() for sign in typed)


@dataclass
class SmallLine:
    """What has been typed of a value that may go on: `1` of 1 to 10, `-` of -2 to +2.

    Attributes:
        at: What the value is of.
        typed: What stands there; "" once it can mean one only.
    """

    at: str = ""
    typed: str = ""

    def take(self, at: str, meanings: Mapping[str, Any], sign: str) -> tuple[Any, bool]:
        """The value that is meant with one more sign, None while there is none, and whether the sign fits.

        Where some numbers have more digits than others, all end in one way: with the last digit there is
        room for, or with a key that leads away. A sign that no value can go on with begins anew.
        """
        begun = self.typed if at == self.at else ""
        most = max(map(_digits, meanings), default=0)
        anew = () if begun in meanings else (sign.casefold(),)
        for typed in (begun + sign.casefold(), *anew):
            fitting = [one for one in meanings if one.startswith(typed)]
            if fitting:
                alone = len({meanings[one] for one in fitting}) == 1
                ends = alone and (most < 2 or _digits(typed) == most)
                self.at, self.typed = at, "" if ends else typed
                return (meanings[fitting[0]] if alone else meanings.get(typed)), True
        self.clear()
        return None, False

    @property
    def goes_on(self) -> bool:
        """Whether more signs may follow."""
        return bool(self.typed)

    def clear(self) -> None:
        """Nothing is being typed any more."""
        self.at = self.typed = ""
