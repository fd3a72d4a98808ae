"""Numbers as people of several countries write them: `1.234,56`, `1 234,56`, `1'234.56`, `12,34,567`.

The mark of the decimals is not told by the country, for nobody says which it is, but by the figures
themselves. Where they leave two readings (`22.000`) both are given: a shifted comma would be a wrong plan.
"""

from __future__ import annotations

import re
from decimal import Decimal

from msgspec import Struct

MOST = 40
"""Figures and marks that a number may have."""
TIMES = {
    "k": 3, "thousand": 3, "tsd": 3, "mn": 6, "mio": 6, "mill": 6, "million": 6, "millions": 6, "M": 6,
    "lakh": 5, "crore": 7, "bn": 9, "mrd": 9, "billion": 9,
}  # fmt: skip
"""Word behind a number -> power of ten. A small m may be metres or minutes and is none."""
PARTS = {
    "half": "50", "quarter": "25", "third": "33.3", "two thirds": "66.7", "three quarters": "75",
}  # fmt: skip
"""Part of a whole -> per cent."""
_CURRENCY = (
    r"(?:[€$£¥₹]|eur|usd|gbp|chf|sek|nok|dkk|pln|czk|inr|jpy|euros?|pounds?|dollars?|francs?|kr|zł|fr\.|rs\.)"
)
_MONEY = rf"(?i)^([+-]?)\s*{_CURRENCY}\s*(?=[\d.,+-])|(?<=[\dkMno.,\s-]){_CURRENCY}\.?$"
_SHARE = r"(?i)(.*?)\s*(?:%|percent|per cent|pct\.?)"
_ABOUT = (
    r"(?i)^(?:(?:about|around|roughly|approximately|approx\.?|circa|ca\.?|c\.|nearly|almost)\s+"
    r"|[~≈]\s*)(?=\S)"
)
"""Words that say a number is not exact. The number is taken; the row says as what."""
_PART = r"(?i)(?:an? |one )?(half|quarter|third|two[ -]thirds|three[ -]quarters)"
_TIMES = r"^([^a-zA-Z]+?)\s*([a-zA-Z]+)\.?$"
_MINUS = "^[\N{MINUS SIGN}\N{EN DASH}\N{FIGURE DASH}\N{NON-BREAKING HYPHEN}\N{HYPHEN}]"
_APOSTROPHES = str.maketrans(
    dict.fromkeys("\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\N{PRIME}", "'")
)
_NO_CENTS = r"(?<=\d)[.,][-\N{EN DASH}\N{EM DASH}]{1,2}$"
"""`40,-` and `40.--`: a price without its cents."""
_BODY = r"(?a)([+-]?)\s*([\d.,' ]*\d\.?|\.\d+)"
_GROUPS = r"(?a)\d{1,3}(?:([.,' ])\d{3})(?:\1\d{3})*"
_INDIAN = r"(?a)\d{1,2}(?:,\d\d)+,\d{3}"


class Numeral(Struct, frozen=True):
    """What a person wrote for a number."""

    values: tuple[str, ...]
    """Its readings as decimal numbers: one, or two with the smaller first."""
    share: bool = False
    """Whether per cent was said."""
    part: bool = False
    """Whether it was said as part of a whole: `about half`."""


def numeral(line: str) -> Numeral | None:
    """The number that a line says, its unit left out; None when it says none.

    A sign or name of money, a per cent sign, a word like `about` before it and one like `million` behind
    it may stand there. Money has no third decimal, so that `€2.000` has one reading.
    """
    text = re.sub(_ABOUT, "", " ".join(line.split()))
    share = re.fullmatch(_SHARE, text)
    text = share[1] if share is not None else text
    part = re.fullmatch(_PART, text)
    if part is not None and share is None:
        return Numeral((PARTS[part[1].casefold().replace("-", " ")],), part=True)
    text = re.sub(_MINUS, "-", text).translate(_APOSTROPHES)
    bare = re.sub(_MONEY, r"\1", text).strip()
    body, power = _multiplied(re.sub(_NO_CENTS, "", re.sub(_MINUS, "-", bare)))
    if len(body) > MOST:
        return None
    values = _readings(body)
    if bare != text and len(values) == 2:
        values = values[1:]
    if power:
        values = tuple(format(Decimal(v).scaleb(power).normalize(), "f") for v in values)
    return Numeral(values, share=share is not None) if values else None


def is_money(unit: str) -> bool:
    """Whether a unit is a sign or a name of money."""
    return re.fullmatch(_CURRENCY, unit.strip(), re.IGNORECASE) is not None


def grouped(value: str) -> str:
    """A decimal number as it reads best: `22,000`."""
    return f"{Decimal(value):,f}"


def shortened(value: str) -> str:
    """Without idle zeros at its end; three decimals get one, or they would read as thousands again."""
    whole, point, decimals = value.partition(".")
    kept = decimals.rstrip("0")
    if len(kept) == 3 and len(whole.lstrip("-")) <= 3:
        kept += "0"
    return whole + point + kept if kept else whole


def _multiplied(text: str) -> tuple[str, int]:
    """The figures, and the power of ten that a word behind them says."""
    found = re.match(_TIMES, text)
    if found is None:
        return text, 0
    power = TIMES.get(found[2], TIMES.get(found[2].casefold() if found[2] != "m" else "", 0))
    return (found[1].strip(), power) if power else (text, 0)


def _readings(text: str) -> tuple[str, ...]:
    """The decimal numbers that figures with marks may be."""
    found = re.fullmatch(_BODY, text)
    if found is None:
        return ()
    sign, body = "-" if found[1] == "-" else "", found[2]
    marks = [sign_ for sign_ in body if not sign_.isdigit()]
    last = max(body.rfind("."), body.rfind(","))
    once = last >= 0 and body.count(body[last]) == 1
    if not marks:
        return _made(sign, body, "")
    if not once:
        # One mark that comes again, blanks or apostrophes: it groups.
        return _made(sign, body, "") if _is_grouped(body) else ()
    whole, decimals = body[:last], body[last + 1 :]
    if not decimals.isdigit():
        return _made(sign, whole, "") if decimals == "" and body[last] == "." and whole.isdigit() else ()
    if whole and not whole.isdigit():
        # Blanks, apostrophes or the other mark group: this one begins the decimals.
        return _made(sign, whole, decimals) if _is_grouped(whole) and body[last] not in whole else ()
    as_decimals = _made(sign, whole, decimals)
    if re.fullmatch(_GROUPS, body) and whole[0] != "0":
        return as_decimals + _made(sign, body, "")
    return as_decimals


def _is_grouped(text: str) -> bool:
    return re.fullmatch(_GROUPS, text) is not None or re.fullmatch(_INDIAN, text) is not None


def _made(sign: str, whole: str, decimals: str) -> tuple[str, ...]:
    figures = re.sub(r"[.,' ]", "", whole).lstrip("0") or "0"
    return (f"{sign}{figures}{'.' + decimals if decimals else ''}",)
