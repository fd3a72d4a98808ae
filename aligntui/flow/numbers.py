"""Numbers as people type them: `1,240`, `30 %`, `€2,000`, `1.5k`, `2 000`, `40 members`, `about 5k`.

A comma that is no thousands mark is refused with the mend, because a silently shifted comma would be a
wrong plan.
"""

from __future__ import annotations

import re
from decimal import Decimal

from aligntui.flow.unclear import QUOTED, Unclear
from aligntui.text.clean import clip

CURRENCY = r"(?:[€$£¥]|eur|usd|gbp|chf|euros?|pounds?|dollars?)"
TIMES = {"k": 3, "thousand": 3, "mn": 6, "mio": 6, "million": 6, "M": 6, "bn": 9, "billion": 9}
"""Word behind a number -> power of ten. A small m may be metres or minutes and is none."""
_MONEY = re.compile(rf"^([+-]?)\s*{CURRENCY}\s*(?=[\d.+-])|(?<=[\dkM.\s]){CURRENCY}$", re.IGNORECASE)
_GROUPS = re.compile(r"[+-]?\d{1,3}(?:([,'’])\d{3})(?:\1\d{3})*(\.\d+)?", re.ASCII)
_SPACED = re.compile(r"[+-]?\d{1,3}(\s\d{3})+(\.\d+)?", re.ASCII)
_TIMES = re.compile(r"^([^a-zA-Z]+?)\s*([a-zA-Z]+)$")
_PLAIN = re.compile(r"([+-]?)(\d*)(?:\.(\d*))?", re.ASCII)
_ABOUT = re.compile(
    r"^(?:(?:about|around|roughly|approximately|approx\.?|circa|ca\.?|c\.)\s+|[~≈]\s*)(?=\S)", re.I
)
"""Words that say a number is not exact. The number is taken; the row says as what."""
MOST = 40
"""Signs that a number may have."""


def number(line: str, unit: str | None = None) -> str:
    """A decimal number as entered: `1,240` is 1240, `9.4` stays 9.4, `30%` is 30, `1.5k` is 1500.

    Args:
        line: What was typed.
        unit: What is counted, None while nobody said; a per cent sign is refused where something else is,
            and the unit itself may stand behind the number.

    Raises:
        Unclear: When it is no number, or counts something else.
    """
    text = " ".join(line.split())
    if unit and text.casefold().endswith(unit.casefold()) and not unit[:1].isdigit():
        text = text[: -len(unit)].rstrip()
    text = _MONEY.sub(r"\1", _ABOUT.sub("", text)).strip()
    share = re.fullmatch(r"(.*?)\s*(?:%|percent|per cent)", text, re.IGNORECASE)
    if share is not None:
        text = share[1]
    compact, power = _whole(text)
    found = _PLAIN.fullmatch(compact)
    if found is None or not (found[2] or found[3]) or len(compact) > MOST:
        raise Unclear(f'"{clip(line, QUOTED)}" is no number. Write 9.4 or 1240 or 1.5k.')
    if share is not None and unit is not None and not _percent(unit):
        raise Unclear(f"This counts {clip(unit, QUOTED)}, not per cent. Write {compact[:12]}.")
    sign = "-" if found[1] == "-" else ""
    plain = f"{sign}{found[2].lstrip('0') or '0'}{'.' + found[3] if found[3] else ''}"
    return format(Decimal(plain).scaleb(power).normalize(), "f") if power else plain


def _whole(text: str) -> tuple[str, int]:
    """The digits without thousands marks, and the power of ten that a word behind them says."""
    power = 0
    found = _TIMES.match(text)
    if found is not None:
        power = TIMES.get(found[2], TIMES.get(found[2].casefold() if found[2] != "m" else "", 0))
        if power:
            text = found[1].strip()
    if _GROUPS.fullmatch(text):
        return re.sub(r"[,'’]", "", text), power
    if _SPACED.fullmatch(text):
        return re.sub(r"\s", "", text), power
    return text, power


def _percent(unit: str) -> bool:
    return "%" in unit or "percent" in unit.casefold() or "per cent" in unit.casefold()
